#include "query/resolve/resolve.h"

#include <algorithm>
#include <unordered_map>

#include "query/resolve/acts.h"
#include "query/resolve/decide.h"
#include "query/resolve/pools.h"
#include "query/resolve/weigh.h"

namespace tracuu::resolve {

using format::ResolutionKey;
using registry::Registry;

struct Resolver::State {
  Catalogue& catalogue;
  Acts acts;
  Weigher weigher;
  Pools pools;
  std::unordered_map<std::string, Resolution> memo;
  std::size_t candidates = 0;  ///< in the memo
  Resolution internal, malformed;

  State(Catalogue& from, const Registry& registry, const PreparedActs* prepared)
      : catalogue(from), acts(from, registry, prepared), weigher(acts), pools(from, acts, weigher) {}

  const Resolution& resolve(const ResolutionKey& key) {
    const auto term = format::to_term(key);
    if (const auto found = memo.find(term); found != memo.end()) return found->second;
    Pool& pool = pools.of(key);
    auto resolution = decide(weigher, key, pools.weigh(key, pool));
    if (resolution.outcome == Outcome::only_cited && resolution.act == no_act && resolution.candidates.empty() &&
        !(key.date.is_set() && !key.date.is_valid()) &&
        (key.number_key.empty() || !number_form(key.number_key).sequence.empty())) {
      // A key that no record holds (typed by a person): a node of its own.
      resolution.act = pools.add_node(key, pool);
      resolution.candidates.push_back(weigher.weigh(key, weigher.asked(key), resolution.act));
    }
    candidates += 1 + resolution.candidates.size();
    return memo.emplace(term, std::move(resolution)).first->second;
  }

  // --- who may cite an act --------------------------------------------------------------------------------------------
  /// Every distinct key in the index that names the number or a name of the act.
  std::vector<KeyUse> keys_near(ActId id) {
    std::vector<KeyUse> found;
    const auto collect = [&](const std::vector<KeyUse>& keys) { found.insert(found.end(), keys.begin(), keys.end()); };
    // Not the pools: that of "12" holds every act of that serial number.
    const auto collect_number = [&](const std::string& number) { collect(pools.keys_with_number(number)); };
    const Act& act = acts[id];
    if (!act.identity.number.empty()) {
      const auto key = registry::number_key(act.identity.number);
      collect_number(key);
      // The number may be cited without its end.
      const auto form = number_form(key);
      if (form.year != 0 && !form.open_end) collect_number(form_sequence(key) + "/" + std::to_string(form.year));
      if (!form.open_end) collect_number(form_sequence(key));
      if (has_year_in_number(act.identity.type)) {
        if (const auto bare = without_year(key); !bare.empty()) collect_number(bare);
      }
    }
    std::vector<std::string> names;
    const auto add_name = [&](std::string_view name) {
      auto key = format::name_key(name);
      if (!key.empty() && std::find(names.begin(), names.end(), key) == names.end()) names.push_back(std::move(key));
    };
    add_name(act.identity.name);
    for (const auto* row : acts.names_of(act.id)) add_name(row->name);
    for (const auto& name : names) collect(pools.keys_with_name(name));
    return found;
  }

  /// Of them those that `accept` wants, in order.
  template <typename Accept>
  std::vector<KeyUse> keys_where(ActId id, Accept accept) {
    auto found = keys_near(id);
    std::erase_if(found, [&](const KeyUse& use) { return !accept(use.key); });
    std::sort(found.begin(), found.end(), [](const KeyUse& a, const KeyUse& b) { return a.key < b.key; });
    found.erase(std::unique(found.begin(), found.end(), [](const KeyUse& a, const KeyUse& b) { return a.key == b.key; }), found.end());
    return found;
  }

  static std::string form_sequence(const std::string& key) {
    return key.substr(0, key.find_first_of("/-"));
  }
};

const Registry& Resolver::registry() const { return state_->acts.registry(); }

Resolver::Resolver(Catalogue& catalogue, const Registry& registry, const PreparedActs* prepared)
    : state_(std::make_unique<State>(catalogue, registry, prepared)) {}
Resolver::~Resolver() = default;
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;

void Resolver::prepare(std::span<const ResolutionKey> keys) { state_->catalogue.prefetch(keys); }

const Resolution& Resolver::resolve(const ResolutionKey& key) { return state_->resolve(key); }

namespace {

/// What a mention itself states contradicts the one it is said to point back to: "12/2021/QĐ-UBND của UBND tỉnh Bạc Liêu"
/// after that of An Giang.
bool contradicts(const model::Mention& mention, const model::Mention& earlier) {
  if (mention.number.empty()) return false;
  if (mention.date.is_set() && earlier.date.is_set() && mention.date != earlier.date) return true;
  return !mention.province.empty() && !earlier.province.empty() && mention.province != earlier.province;
}

bool states_its_act(const model::Mention& mention) { return mention.date.is_set() || !mention.province.empty() || !mention.term.empty(); }

}  // namespace

// A number without date or place in a document that cites two acts of that number: ambiguous between them.
std::optional<Resolution> InDocument::between_namesakes(const model::Mention& bare) {
  if (bare.number.empty() || states_its_act(bare)) return std::nullopt;
  const auto [known, fresh] = namesakes_.try_emplace(bare.number);
  auto& acts = known->second;
  if (fresh) {
    for (const auto i : mentions_.with_number(registry::number_key(bare.number))) {
      const auto& other = document().mentions[i];
      if (other.number != bare.number || !states_its_act(other) || other.malformed) continue;
      const auto key = format::resolution_key(other, document().identity);  // a number: where it stands does not matter
      if (!key) continue;
      const auto act = resolver_.state_->resolve(*key).act;
      if (act != no_act && std::find(acts.begin(), acts.end(), act) == acts.end()) acts.push_back(act);
    }
  }
  if (acts.size() < 2) return std::nullopt;
  Resolution between;
  for (const auto act : acts) between.candidates.push_back({act, {Trait::number}});
  between.outcome = Outcome::ambiguous;
  return between;
}

const Resolution& InDocument::resolve(std::size_t mention) {
  auto& state = *resolver_.state_;
  const auto& bare = document().mentions[mention];
  const auto& cited = as_cited(mention);
  if (cited.outcome == Outcome::ambiguous) {
    if (auto elsewhere = as_elsewhere(bare, cited)) {
      state.internal = std::move(*elsewhere);
      return state.internal;
    }
  }
  if (bare.refers_to < 0 || !format::named_on(mentions_, mention, state.acts.registry()).is_valid()) return cited;
  // A law named in another act's title is the law of that act's day, whichever law of that name was cited before.
  const auto key = format::resolution_key(mentions_, mention);
  if (!key) return cited;
  const auto& of_its_day = state.resolve(*key);
  return of_its_day.act == no_act ? cited : cited.act == of_its_day.act ? cited : of_its_day;
}

// An ambiguous number that the document elsewhere cites in full ("Luật số 74/2014/QH13 ngày ...", then "74/2014/QH13").
std::optional<Resolution> InDocument::as_elsewhere(const model::Mention& bare, const Resolution& ambiguous) {
  if (bare.number.empty() || bare.malformed || bare.date.is_set() || !bare.province.empty()) return std::nullopt;
  const auto number = registry::number_key(bare.number);
  const auto [known, fresh] = elsewhere_.try_emplace({number, bare.type});
  auto& found = known->second;
  if (fresh) {
    for (const auto i : mentions_.with_number(number)) {
      const auto& other = document().mentions[i];
      if (other.malformed || (!bare.type.empty() && other.type != bare.type)) continue;
      const auto key = format::resolution_key(other, document().identity);
      if (!key) continue;
      const auto& resolution = resolver_.state_->resolve(*key);
      if (!resolution.certain || resolution.act == no_act) continue;
      if (found && found->act != resolution.act) {
        found.reset();
        break;
      }
      found = resolution;
    }
  }
  const auto possible = [&](const Candidate& candidate) { return candidate.act == found->act && !candidate.excluded(); };
  if (!found || std::none_of(ambiguous.candidates.begin(), ambiguous.candidates.end(), possible)) return std::nullopt;
  Resolution resolution = ambiguous;
  resolution.act = found->act;
  resolution.rule = Rule::same_document;
  resolution.certain = false;
  resolution.outcome = found->outcome == Outcome::resolved ? Outcome::probable : found->outcome;
  move_to_front(resolution, resolution.act);
  return resolution;
}

// Without regard to the day of another act whose title holds the name.
const Resolution& InDocument::as_cited(std::size_t mention) {
  auto& state = *resolver_.state_;
  const auto& all = document().mentions;
  // A bare number after two acts of that number: the nearest one is a guess.
  if (all[mention].refers_to >= 0) {
    if (auto between = between_namesakes(all[mention])) {
      state.internal = std::move(*between);
      return state.internal;
    }
  }
  // refers_to points backwards; a chain longer than the document would be a loop.
  for (std::size_t steps = 0; steps < all.size(); ++steps) {
    const auto back = all[mention].refers_to;
    if (back < 0 || static_cast<std::size_t>(back) >= mention) break;
    if (contradicts(all[mention], all[static_cast<std::size_t>(back)])) break;
    mention = static_cast<std::size_t>(back);
  }
  const auto& found = all[mention];
  if (found.kind == model::MentionKind::internal || format::names_itself(document(), mention)) {
    state.internal = {};
    state.internal.outcome = self_ == no_act ? Outcome::only_cited : Outcome::resolved;
    state.internal.act = self_;
    state.internal.certain = true;
    return state.internal;
  }
  const auto key = format::resolution_key(mentions_, mention);
  if (!key || (key->number_key.empty() && key->name_folded.empty())) {
    state.malformed = {};
    if (found.malformed) state.malformed.outcome = Outcome::malformed;
    return state.malformed;
  }
  const auto& resolution = state.resolve(*key);
  if (!found.malformed) return resolution;
  state.malformed = resolution;
  state.malformed.outcome = Outcome::malformed;
  state.malformed.act = no_act;
  return state.malformed;
}

bool Resolver::is_lasting(const Resolution& resolution) const {
  return &resolution != &state_->internal && &resolution != &state_->malformed;
}

const Act& Resolver::act(ActId id) const { return state_->acts[id]; }

ActId Resolver::act_count() const { return static_cast<ActId>(state_->acts.size()); }

ActId Resolver::adopt(Act act) { return state_->acts.adopt(std::move(act)); }

void Resolver::describe(ActId id, const model::Mention& mention) {
  if (const auto& act = state_->acts[id]; act.in_index() || act.known) return;
  auto& identity = state_->acts.rename(id).identity;
  if (!mention.name.empty() && (identity.name.empty() || format::name_key(identity.name) == format::name_key(mention.name))) identity.name = mention.name;
  if (!mention.number.empty() && registry::number_key(identity.number) == registry::number_key(mention.number)) identity.number = mention.number;
  identity.issuer = mention.issuer;
}

std::vector<ActId> Resolver::acts_with_number(std::string_view number) {
  auto found = state_->pools.of_number(registry::number_key(number)).acts;
  std::sort(found.begin(), found.end(), [&](ActId a, ActId b) {
    const auto& one = state_->acts[a];
    const auto& other = state_->acts[b];
    return one.identity.date != other.identity.date ? one.identity.date < other.identity.date : one.id < other.id;
  });
  return found;
}

std::vector<ActId> Resolver::acts_of_day(std::string_view number, model::Date day) { return state_->pools.of_day(registry::number_key(number), day); }

std::vector<ActId> Resolver::acts_with_name(std::string_view name) { return state_->pools.of_name(format::name_key(name)).acts; }

void Resolver::expect_act(std::string_view canonical_id) {
  if (state_->acts.with_id(std::string(canonical_id))) return;
  const auto* known = state_->acts.registry().act(canonical_id);
  state_->catalogue.expect(canonical_id, known == nullptr ? std::string() : registry::number_key(known->number));
}

std::optional<ActId> Resolver::act_by_id(std::string_view canonical_id) {
  const std::string id(canonical_id);
  if (const auto found = state_->acts.with_id(id)) return found;
  for (auto& entry : state_->catalogue.entries_with_id(id)) return state_->acts.add_with_copies(entry);
  if (const auto* known = state_->acts.registry().act(id)) {
    if (!known->number.empty()) {
      for (const auto act : state_->pools.of_number(registry::number_key(known->number)).acts) {
        if (state_->acts[act].id == id) return act;
      }
      if (const auto found = state_->acts.with_id(id)) return found;
    }
    return state_->acts.add_known(*known);
  }
  state_->pools.look_for_node(id);
  return state_->acts.with_id(id);
}

std::optional<ActId> Resolver::act_of_record(RecordId record) {
  if (const auto found = state_->acts.with_record(record)) return found;
  const auto entry = state_->catalogue.entry(record);
  if (!entry) return std::nullopt;
  const auto act = state_->acts.add_with_copies(*entry);
  // The authority table may know what the text leaves open.
  const auto& identity = state_->acts[act].identity;
  if (!Acts::is_complete(state_->acts[act].id) && !identity.number.empty()) state_->pools.of_number(registry::number_key(identity.number));
  return act;
}

std::vector<KeyUse> Resolver::keys_of(ActId act) {
  return state_->keys_where(act, [&](const ResolutionKey& key) { return state_->resolve(key).act == act; });
}

std::vector<KeyUse> Resolver::undecided_keys_of(ActId act) {
  return state_->keys_where(act, [&](const ResolutionKey& key) {
    const auto& resolution = state_->resolve(key);
    if (resolution.act == act) return false;
    if (resolution.date_conflict == act) return true;
    if (resolution.outcome != Outcome::ambiguous) return false;
    return std::any_of(resolution.candidates.begin(), resolution.candidates.end(),
                       [&](const Candidate& candidate) { return candidate.act == act && !candidate.excluded(); });
  });
}

std::vector<KeyUse> Resolver::keys_that_state(ActId act, model::Date day) {
  return state_->keys_where(act, [&](const ResolutionKey& key) { return key.date == day; });
}

std::size_t Resolver::remembered() const { return state_->acts.held() + state_->pools.held() + state_->candidates; }

void Resolver::forget() {
  state_->memo.clear();
  state_->candidates = 0;
  state_->pools.forget();
  state_->acts.forget();
}

}  // namespace tracuu::resolve
