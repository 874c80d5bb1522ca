#include "query/resolve/weigh.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "query/resolve/identity.h"

namespace tracuu::resolve {
namespace {

using format::ResolutionKey;
using model::Date;
using model::Identity;
using registry::Registry;

/// Types whose number is "93/2015/QH13", with no type inside.
bool is_act_of_assembly(std::string_view type) {
  for (const std::string_view possible : {"HP", "L", "BL", "PL", "NQ", "NQLT"}) {
    if (type == possible) return true;
  }
  return false;
}

int year_of(const Identity& identity, const NumberForm& form) { return form.year != 0 ? form.year : identity.date.year; }

/// The term in which an act was issued: stated, else of the Party's Central Committee on its date.
std::string term_of(const Identity& identity, const NumberForm& form, const Registry& registry) {
  if (!identity.term.empty()) return identity.term;
  if (form.party && identity.date.is_valid()) return registry.party_term(identity.date);
  return {};
}

bool is_central_party(const NumberForm& form) { return form.party && form.symbols.ends_with("/TW"); }

/// Traits of a weight: what makes one candidate stand before another.
int weight(Trait trait) {
  switch (trait) {
    case Trait::date: return 32;
    case Trait::in_force: return 16;
    case Trait::term: return 12;
    case Trait::year: return 8;
    case Trait::type: return 6;
    case Trait::province: return 6;
    case Trait::issuer: return 4;
    case Trait::type_doubtful: return -3;
    case Trait::issuer_doubtful: return -2;
    case Trait::province_doubtful: return -2;
    case Trait::earlier_term: return -4;
    case Trait::no_date: return -1;
    default: return 0;
  }
}

/// One component (day, month, or the year by one) differs, or day and month are exchanged: a slip of the pen.
bool near_slip(Date a, Date b) {
  if (std::abs(a.year - b.year) > 1) return false;
  const int differing = (a.year != b.year) + (a.month != b.month) + (a.day != b.day);
  return differing == 1 || (a.year == b.year && a.month == b.day && a.day == b.month);
}

long distance(Date a, Date b) {
  if (a.is_valid() && b.is_valid()) return std::labs(static_cast<long>(a.days()) - b.days());
  return std::labs(372L * a.year + 31L * a.month + a.day - (372L * b.year + 31L * b.month + b.day));
}

/// An order of acts that says nothing of them but is the same in every index.
bool before(const Act& one, const Act& other) {
  if (one.identity.date != other.identity.date) return one.identity.date > other.identity.date;
  if (one.id != other.id) return one.id < other.id;
  const auto source = [](const Act& act) { return act.in_index() ? std::string_view(act.copies.front().source) : std::string_view(); };
  return source(one) < source(other);
}

}  // namespace

bool is_conflict(Trait trait) { return trait >= Trait::other_type && trait <= Trait::after_citing; }

bool Candidate::excluded() const { return std::any_of(traits.begin(), traits.end(), is_conflict); }

bool has(const Candidate& candidate, Trait trait) {
  return std::find(candidate.traits.begin(), candidate.traits.end(), trait) != candidate.traits.end();
}

std::string_view cited_province(const ResolutionKey& key) {
  std::string_view cited = place_of(key.issuer_slug);
  if (const auto dot = cited.rfind('.'); dot != std::string_view::npos) cited = cited.substr(dot + 1);
  return cited.empty() ? std::string_view(key.province) : cited;
}

Weigher::Asked Weigher::asked(const ResolutionKey& key) const {
  Asked asked{number_form(key.number_key)};
  asked.local = !asked.form.open_end && format::is_local_number(key.number_key, acts_.registry());
  return asked;
}

Candidate Weigher::weigh(const ResolutionKey& key, const Asked& asked, ActId id) const {
  const Act& act = acts_[id];
  Candidate candidate{id, {key.number_key.empty() ? Trait::name : Trait::number}};
  auto& traits = candidate.traits;
  weigh_type(key, act, asked.form, traits);
  weigh_issuer(key, act, asked.local, traits);
  weigh_time(key, act, asked.form, traits);
  return candidate;
}

void Weigher::weigh_type(const ResolutionKey& key, const Act& act, const NumberForm& form, Traits& traits) const {
  if (key.type.empty() || act.identity.type.empty()) return;
  // "số 93/2015/QH13" may have been taken for an official letter; the National Assembly's number is none.
  if (form.law_style && !is_act_of_assembly(key.type)) return;
  if (same_type(key.type, act.identity.type)) {
    traits.push_back(Trait::type);
    return;
  }
  // Only a number without a type inside leaves the distinction to the word: 93/2015/QH13 is a law and a resolution.
  const bool word_decides = form.law_style || form.open_end || key.number_key.empty();
  traits.push_back(word_decides ? Trait::other_type : Trait::type_doubtful);
}

void Weigher::weigh_issuer(const ResolutionKey& key, const Act& act, bool local, Traits& traits) const {
  const auto& cited = key.issuer_slug;
  const auto& own = act.identity.issuer_slug;
  if (!cited.empty() && !own.empty()) {
    const auto cited_base = base_of(cited), own_base = base_of(own);
    if (cited_base == own_base || one_of_joint(cited, own) || one_of_joint(own, cited)) {
      traits.push_back(Trait::issuer);
    } else {
      // The symbol of a local body belongs to thousands of organs; that of a ministry names it.
      traits.push_back(local ? Trait::other_issuer : Trait::issuer_doubtful);
    }
  }
  if (local) weigh_province(key, act, traits);
}

void Weigher::weigh_province(const ResolutionKey& key, const Act& act, Traits& traits) const {
  const auto cited = cited_province(key);
  const auto own = province_of(act.identity);
  if (cited.empty() || own.empty()) {
    traits.push_back(Trait::province_unknown);
  } else if (without_era(cited) == without_era(own)) {
    traits.push_back(Trait::province);
  } else if (const auto* old = acts_.registry().province(own); old != nullptr && old->successor == cited) {
    traits.push_back(Trait::province_doubtful);
  } else {
    traits.push_back(Trait::other_province);
  }
}

void Weigher::weigh_time(const ResolutionKey& key, const Act& act, const NumberForm& form, Traits& traits) const {
  const Date own = act.identity.date;
  if (key.date.is_set()) {
    if (!key.date.is_valid()) {
      traits.push_back(Trait::impossible_date);
    } else if (!own.is_set()) {
      traits.push_back(Trait::no_date);
    } else if (own == key.date) {
      traits.push_back(Trait::date);
      return;  // number and date agree: a wrong term beside them is a finding, not another act
    } else {
      traits.push_back(Trait::other_date);
    }
  }
  const auto own_form = number_form(act.identity.number);
  if (key.year != 0 && !key.date.is_set()) {
    const int year = year_of(act.identity, own_form);
    const bool same = year == key.year || own.year == key.year;
    if (year != 0) traits.push_back(same ? Trait::year : Trait::other_year);
  }
  // "khóa XIV" of a province's committee is its own count of terms; QH13 says the term of all acts with that number.
  if (!key.term.empty() && is_central_party(form)) {
    const auto term = term_of(act.identity, own_form, acts_.registry());
    if (!term.empty()) traits.push_back(term == key.term ? Trait::term : Trait::other_term);
  }
  if (key.number_key.empty()) weigh_force(key, act, traits);
  if (key.citing_date.is_valid() && own.is_valid()) {
    if (key.citing_date < own) {
      traits.push_back(Trait::after_citing);
    } else if (form.party && acts_.registry().party_term(own) != acts_.registry().party_term(key.citing_date)) {
      traits.push_back(Trait::earlier_term);
    }
  }
}

/// A law's name means the law in force on the citing date (DOMAIN.md 3.3, 9).
void Weigher::weigh_force(const ResolutionKey& key, const Act& act, Traits& traits) const {
  if (!key.citing_date.is_valid()) return;
  for (const auto* row : acts_.law_rows_of(key.name_folded)) {
    if (row->act_id != act.id) continue;
    const bool begun = !row->valid_from.is_set() || row->valid_from <= key.citing_date;
    const bool ended = row->valid_to.is_set() && row->valid_to <= key.citing_date;
    traits.push_back(begun && !ended ? Trait::in_force : Trait::not_in_force);
    return;
  }
}

std::vector<Candidate> Weigher::weigh(const ResolutionKey& key, const Asked& asked, std::span<const ActId> acts) const {
  std::vector<std::pair<int, Candidate>> ranked;  // excluded ones far below
  ranked.reserve(acts.size());
  for (const auto id : acts) {
    auto candidate = weigh(key, asked, id);
    int score = candidate.excluded() ? -1000 : 0;
    for (const auto trait : candidate.traits) score += weight(trait);
    ranked.emplace_back(score, std::move(candidate));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    return before(acts_[a.second.act], acts_[b.second.act]);
  });
  std::vector<Candidate> candidates;
  candidates.reserve(ranked.size());
  for (auto& [score, candidate] : ranked) candidates.push_back(std::move(candidate));
  return candidates;
}

ActId Weigher::nearest_conflict(const ResolutionKey& key, const std::vector<Candidate>& candidates) const {
  // The beginning of a number is no number to hold against a date.
  if (!key.date.is_set() || number_form(key.number_key).open_end) return no_act;
  ActId nearest = no_act;
  for (const auto& candidate : candidates) {
    const bool only_date = std::all_of(candidate.traits.begin(), candidate.traits.end(), [](Trait trait) {
      return !is_conflict(trait) || trait == Trait::other_date || trait == Trait::impossible_date;
    });
    const Date own = acts_[candidate.act].identity.date;
    if (!only_date || !candidate.excluded() || !own.is_set()) continue;
    const auto form = number_form(key.number_key);
    const bool same_series = form.year != 0 || near_slip(own, key.date) ||
                             (form.party ? acts_.registry().party_term(own) == acts_.registry().party_term(key.date) : own.year == key.date.year);
    if (!same_series) continue;
    if (nearest == no_act || distance(own, key.date) < distance(acts_[nearest].identity.date, key.date)) nearest = candidate.act;
  }
  return nearest;
}

}  // namespace tracuu::resolve
