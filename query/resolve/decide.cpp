#include "query/resolve/decide.h"

#include <algorithm>
#include <utility>

namespace tracuu::resolve {
namespace {

using format::ResolutionKey;

class Decider {
 public:
  explicit Decider(const Weigher& weigher) : weigher_(weigher), acts_(weigher.acts()) {}

  Resolution decide(const ResolutionKey& key, std::vector<Candidate> candidates) const {
    Resolution resolution;
    resolution.candidates = std::move(candidates);
    std::vector<const Candidate*> fits;
    for (const auto& candidate : resolution.candidates) {
      if (!candidate.excluded()) fits.push_back(&candidate);
    }
    if (fits.empty() && key.number_key.empty()) {
      if (const auto* near = nearest_in_time(key, resolution.candidates)) {
        settle(key, Candidate(*near), true, resolution);
        return resolution;
      }
    }
    if (fits.empty()) {
      resolution.date_conflict = weigher_.nearest_conflict(key, resolution.candidates);
      return resolution;
    }
    for (const auto trait : {Trait::date, Trait::term, Trait::year, Trait::in_force}) narrow(fits, trait);
    drop(fits, Trait::type_doubtful);
    if (key.number_key.empty()) drop_nodes(fits);
    narrow(fits, Trait::issuer);
    narrow(fits, Trait::province);
    if (fits.size() > 1 && key.citing_date.is_valid()) drop(fits, Trait::earlier_term);
    const bool by_order_of_time = fits.size() == 1 && std::count_if(resolution.candidates.begin(), resolution.candidates.end(), [](const Candidate& c) {
                                    return !c.excluded();
                                  }) > 1 && !is_pinned(key, *fits.front());
    if (fits.size() > 1) {
      resolution.outcome = Outcome::ambiguous;
      return resolution;
    }
    settle(key, *fits.front(), by_order_of_time, resolution);
    return resolution;
  }

 private:
  /// Keeps those that carry the trait, if any does.
  static void narrow(std::vector<const Candidate*>& fits, Trait trait) {
    if (fits.size() < 2) return;
    std::vector<const Candidate*> kept;
    for (const auto* candidate : fits) {
      if (has(*candidate, trait)) kept.push_back(candidate);
    }
    if (!kept.empty()) fits = std::move(kept);
  }


  static void drop(std::vector<const Candidate*>& fits, Trait trait) {
    std::vector<const Candidate*> kept;
    for (const auto* candidate : fits) {
      if (!has(*candidate, trait)) kept.push_back(candidate);
    }
    if (!kept.empty()) fits = std::move(kept);
  }

  /// Beside laws that exist, what only citations speak of is no candidate for a bare name.
  void drop_nodes(std::vector<const Candidate*>& fits) const {
    std::vector<const Candidate*> kept;
    for (const auto* candidate : fits) {
      if (acts_[candidate->act].in_index() || acts_[candidate->act].known) kept.push_back(candidate);
    }
    if (!kept.empty()) fits = std::move(kept);
  }


  /// A name cited before its law takes effect, or after the last law of that name has ended: the latest one that had been
  /// passed. The words do not prove it.
  const Candidate* nearest_in_time(const ResolutionKey&, const std::vector<Candidate>& candidates) const {
    const Candidate* nearest = nullptr;
    for (const auto& candidate : candidates) {
      const bool only_force = std::all_of(candidate.traits.begin(), candidate.traits.end(),
                                          [](Trait trait) { return !is_conflict(trait) || trait == Trait::not_in_force; });
      if (!only_force) continue;
      if (nearest == nullptr || acts_[candidate.act].identity.date > acts_[nearest->act].identity.date) nearest = &candidate;
    }
    return nearest;
  }

  /// The words themselves leave one act: a year in the number, a date, a term, a year, a law in force.
  static bool is_pinned(const ResolutionKey& key, const Candidate& candidate) {
    return number_form(key.number_key).year != 0 || has(candidate, Trait::date) || has(candidate, Trait::term) ||
           has(candidate, Trait::year) || has(candidate, Trait::in_force);
  }

  Rule rule_of(const ResolutionKey& key, const Candidate& chosen, bool by_order_of_time) const {
    if (number_form(key.number_key).year != 0) return Rule::number_with_year;
    if (has(chosen, Trait::date)) return Rule::date;
    if (has(chosen, Trait::term)) return Rule::term;
    if (has(chosen, Trait::year)) return Rule::year;
    if (has(chosen, Trait::in_force)) return Rule::law_in_force;
    return by_order_of_time ? Rule::latest_before : Rule::sole;
  }

  void settle(const ResolutionKey& key, const Candidate& chosen, bool by_order_of_time, Resolution& resolution) const {
    const Act& act = acts_[chosen.act];
    resolution.rule = rule_of(key, chosen, by_order_of_time);
    const bool pinned = is_pinned(key, chosen);
    // Number and day agree but for the year that the number leaves out: very likely, and to be mended in the citing text.
    const bool year_left_out = !key.number_key.empty() && number_form(key.number_key).year == 0 && !number_form(key.number_key).open_end && number_form(registry::number_key(act.identity.number)).year != 0;
    const bool unproved_date = key.date.is_set() && has(chosen, Trait::no_date) && number_form(key.number_key).year == 0;
    bool certain = pinned && !year_left_out && !unproved_date && !has(chosen, Trait::province_doubtful);
    // A node exists because of words like these; nothing else is known that they could mean.
    if (has(chosen, Trait::province_unknown)) {
      if (!has(chosen, Trait::date)) {
        resolution.outcome = Outcome::ambiguous;
        move_to_front(resolution, chosen.act);
        return;
      }
      certain = false;
    }
    if (!pinned && has(chosen, Trait::earlier_term)) {
      resolution.outcome = Outcome::ambiguous;
      move_to_front(resolution, chosen.act);
      return;
    }
    resolution.certain = certain;
    resolution.act = chosen.act;
    resolution.outcome = !act.in_index() ? Outcome::only_cited : certain ? Outcome::resolved : Outcome::probable;
    if (!act.in_index()) {
      auto conflict = weigher_.nearest_conflict(key, resolution.candidates);
      if (conflict != no_act && !act.known) resolution.date_conflict = conflict;
    }
    move_to_front(resolution, chosen.act);
  }

  const Weigher& weigher_;
  const Acts& acts_;
};

/// Hundreds of acts may share "01/QĐ-UBND": of those that were excluded the best are kept, and the one whose date differs.
void keep_nearest(Resolution& resolution) {
  constexpr std::size_t most = 8;
  std::size_t excluded = 0;
  std::erase_if(resolution.candidates, [&](const Candidate& candidate) {
    return candidate.excluded() && ++excluded > most && candidate.act != resolution.date_conflict && candidate.act != resolution.act;
  });
}

}  // namespace

Resolution decide(const Weigher& weigher, const format::ResolutionKey& key, std::vector<Candidate> candidates) {
  auto resolution = Decider(weigher).decide(key, std::move(candidates));
  keep_nearest(resolution);
  return resolution;
}

void move_to_front(Resolution& resolution, ActId act) {
  auto& list = resolution.candidates;
  const auto at = std::find_if(list.begin(), list.end(), [&](const Candidate& c) { return c.act == act; });
  if (at != list.end()) std::rotate(list.begin(), at, at + 1);
}

}  // namespace tracuu::resolve
