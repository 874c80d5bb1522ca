#include "query/resolve/pools.h"

#include <algorithm>
#include <array>

#include "corpus/anatomy/canonical_id.h"
#include "query/resolve/identity.h"
#include "query/resolve/number.h"

namespace tracuu::resolve {

using format::ResolutionKey;

Pool& Pools::of(const ResolutionKey& key) {
  return key.number_key.empty() ? of_name(key.name_folded) : of_number(key.number_key);
}

Pool& Pools::of_number(const std::string& number) {
  const auto [place, fresh] = by_number_.try_emplace(number);
  // The map's nodes do not move, so the reference holds while more pools are added.
  Pool& pool = place->second;
  if (!fresh) return pool;
  const auto form = number_form(number);
  pool.open_end = form.open_end && !form.sequence.empty();
  if (pool.open_end) {
    for (const char joint : {'/', '-'}) {
      if (joint == '-' && form.year != 0) continue;
      for (const auto& entry : catalogue_.entries_with_number(number + joint, true)) insert(pool, acts_.add_with_copies(entry));
    }
    for (const auto* known : acts_.known_with_beginning(number, form.year == 0)) insert(pool, known_act(*known));
  } else {
    const auto known_acts = acts_.registry().acts_by_number(number);
    expect(known_acts);
    for (const auto& entry : catalogue_.entries_with_number(number, false)) insert(pool, acts_.add_with_copies(entry));
    look_in_index(known_acts);
    for (const auto* known : known_acts) insert(pool, acts_.known_twin(pool.acts, *known));
  }
  pool.keys = keys_with_number(number);
  add_with_year(pool, number);
  add_nodes(pool);
  return pool;
}

std::vector<ActId> Pools::of_day(const std::string& number, model::Date day) {
  std::vector<ActId> acts;
  if (const auto form = number_form(number); form.open_end && !form.sequence.empty()) {
    acts = of_number(number).acts;
  } else {
    for (const auto record : catalogue_.records_with_number(number)) {
      if (const auto act = acts_.with_record(record)) acts.push_back(*act);
      else if (const auto entry = catalogue_.entry(record)) acts.push_back(acts_.add_with_copies(*entry));
    }
    const auto known_acts = acts_.registry().acts_by_number(number);
    look_in_index(known_acts);
    for (const auto* known : known_acts) acts.push_back(acts_.known_twin(acts, *known));
  }
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
  std::erase_if(acts, [&](ActId id) { return acts_.date(id) != day || !(acts_[id].in_index() || acts_[id].known); });
  std::sort(acts.begin(), acts.end(), [&](ActId a, ActId b) { return acts_[a].id < acts_[b].id; });
  return acts;
}

// A known act may lie in the index with another number than its own, cut or misread ("79/2006/QH"): its id tells. Not asked for here, it would be found
// only by who had met the record before.
void Pools::look_in_index(std::span<const registry::Act* const> known_acts) {
  for (const auto* known : known_acts) {
    if (acts_.with_id(known->id)) continue;
    for (const auto& entry : catalogue_.entries_with_id(known->id)) acts_.add_with_copies(entry);
  }
}

void Pools::expect(std::span<const registry::Act* const> known_acts) {
  for (const auto* known : known_acts)
    if (!acts_.with_id(known->id)) catalogue_.expect(known->id, {});
}

Pool& Pools::of_name(const std::string& name) {
  const auto [place, fresh] = by_name_.try_emplace(name);
  Pool& pool = place->second;
  if (!fresh) return pool;
  for (const auto& entry : catalogue_.entries_with_name(name)) insert(pool, acts_.add_with_copies(entry));
  for (const auto* row : acts_.law_rows_of(name)) {
    const auto* known = acts_.registry().act(row->act_id);
    if (known == nullptr) continue;
    // The law may lie in the index under its number alone.
    if (!known->number.empty()) {
      for (const auto id : of_number(registry::number_key(known->number)).acts) {
        if (acts_[id].id == known->id) insert(pool, id);
      }
    }
    insert(pool, acts_.add_known(*known));
  }
  pool.keys = keys_with_name(name);
  add_nodes(pool);
  return pool;
}

const std::vector<KeyUse>& Pools::keys_with_number(const std::string& number) {
  const auto [keys, fresh] = number_keys_.try_emplace(number);
  if (fresh) keys->second = catalogue_.keys_with_number(number, false);
  held_ += fresh ? 1 + keys->second.size() : 0;
  return keys->second;
}

const std::vector<KeyUse>& Pools::keys_with_name(const std::string& name) {
  const auto [keys, fresh] = name_keys_.try_emplace(name);
  if (fresh) keys->second = catalogue_.keys_with_name(name);
  held_ += fresh ? 1 + keys->second.size() : 0;
  return keys->second;
}

void Pools::forget() {
  by_number_.clear();
  by_name_.clear();
  number_keys_.clear();
  name_keys_.clear();
  held_ = 0;
}

std::vector<Candidate> Pools::weigh(const ResolutionKey& key, const Pool& pool) const {
  const auto asked = weigher_.asked(key);
  return weigher_.weigh(key, asked, possible(pool, key, asked.local));
}

ActId Pools::add_node(const ResolutionKey& key, Pool& pool) {
  const auto node = node_of(key);
  insert(pool, node);
  return node;
}

void Pools::look_for_node(std::string_view id) {
  std::array<std::string_view, 4> parts;
  for (auto& part : parts) {
    const auto end = id.find('/');
    part = id.substr(0, end);
    id.remove_prefix(end == std::string_view::npos ? id.size() : end + 1);
  }
  const auto& [issuer, type, time, sequence] = parts;
  if (sequence.empty()) return;
  if (sequence.front() < '0' || sequence.front() > '9') {
    std::string words(sequence);
    std::replace(words.begin(), words.end(), '-', ' ');
    for (const std::string_view word : {"luat ", "bo luat ", "phap lenh ", ""}) of_name(std::string(word) + words);
    return;
  }
  const auto number = registry::number_key(sequence);
  const bool year_in_number = time.size() == 4 || time.ends_with("?");
  std::vector<std::string> numbers{number};
  for (const char joint : {'/', '-'}) {
    for (const auto& use : catalogue_.keys_with_number(number + joint, true)) {
      const auto form = number_form(use.key.number_key);
      const bool possible = time.size() == 10 ? use.key.date.iso() == time : !year_in_number || time == "_" || form.year == 0 || std::to_string(form.year) == time.substr(0, 4);
      if (possible && (numbers.empty() || numbers.back() != use.key.number_key)) numbers.push_back(use.key.number_key);
    }
  }
  for (const auto& each : numbers) of_number(each);
}

void Pools::insert(Pool& pool, ActId id) const {
  if (id == no_act || !pool.held.insert(id).second) return;
  pool.acts.push_back(id);
  ++held_;
  pool.by_province[std::string(without_era(province_of(acts_[id].identity)))].push_back(id);
}

/// Every province has a 01/QĐ-UBND of every year: where the province is known, the others' are no candidates at all.
std::vector<ActId> Pools::possible(const Pool& pool, const ResolutionKey& key, bool local) const {
  const auto cited = cited_province(key);
  if (!local || cited.empty()) return pool.acts;
  std::vector<ActId> found;
  const auto add = [&](std::string_view province) {
    if (const auto held = pool.by_province.find(std::string(province)); held != pool.by_province.end())
      found.insert(found.end(), held->second.begin(), held->second.end());
  };
  add(without_era(cited));
  add("");
  for (const auto& old : acts_.registry().provinces()) {
    if (old.successor == cited && without_era(old.slug) != without_era(cited)) add(without_era(old.slug));
  }
  return found;
}

/// The act of the authority table as a work of the index or as a node of its own. Its number is looked at first, so that
/// the answer does not depend on whether somebody asked for the name, the number or its beginning before.
ActId Pools::known_act(const registry::Act& known) {
  if (!known.number.empty()) of_number(registry::number_key(known.number));
  return acts_.add_known(known);
}

/// Acts whose number is this one with the year that it leaves out, on the very day that is cited.
void Pools::add_with_year(Pool& pool, const std::string& number) {
  for (const auto& use : pool.keys) {
    if (!use.key.date.is_valid() || !has_year_in_number(use.key.type)) continue;
    const auto full = with_year(number, use.key.date.year);
    if (full.empty()) continue;
    for (const auto id : of_number(full).acts) {
      const auto& act = acts_[id];
      if ((act.in_index() || act.known) && act.identity.date == use.key.date) insert(pool, id);
    }
  }
}

/// Acts that are only cited: keys that fit no act make nodes; those that say most go first, so that the others find them.
void Pools::add_nodes(Pool& pool) {
  std::vector<const KeyUse*> keys;
  for (const auto& use : pool.keys) keys.push_back(&use);
  const auto fullness = [](const ResolutionKey& key) {
    return 8 * key.date.is_valid() + 4 * !key.province.empty() + 2 * !key.issuer_slug.empty() + (key.year != 0) + !key.term.empty();
  };
  std::stable_sort(keys.begin(), keys.end(),
                   [&](const KeyUse* a, const KeyUse* b) { return fullness(a->key) > fullness(b->key); });
  for (const auto* use : keys) {
    const auto& key = use->key;
    // An impossible date is no act; a wrong date on a number with a year is a slip, not a second act of that number.
    if (key.date.is_set() && !key.date.is_valid()) continue;
    // A blank number ("số    /QĐ-UBND") names nothing; a law's name alone means one of the laws that have it.
    if (!key.number_key.empty() && number_form(key.number_key).sequence.empty()) continue;
    if (key.number_key.empty() && !key.date.is_set() && !pool.acts.empty()) continue;
    const auto weighed = weigh(key, pool);
    const bool fits = std::any_of(weighed.begin(), weighed.end(), [](const Candidate& c) { return !c.excluded(); });
    if (fits || (number_form(key.number_key).year != 0 && weigher_.nearest_conflict(key, weighed) != no_act)) continue;
    const auto slip_of = weigher_.nearest_conflict(key, weighed);
    const auto node = node_of(key);
    if (slip_of != no_act && acts_[node].slip_of != slip_of && !acts_[node].in_index() && !acts_[node].known) acts_.change(node).slip_of = slip_of;
    insert(pool, node);
  }
}

ActId Pools::node_of(const ResolutionKey& key) {
  const auto id = id_of(key);
  // A wrong number ("Luật số 01/2007/QH11") may make the id of a known act: it is that node, whoever is met first.
  if (const auto* known = acts_.is_complete(id) && !acts_.with_id(id) ? acts_.registry().act(id) : nullptr; known != nullptr) {
    look_in_index(std::array{known});
    return acts_.add_known(*known);
  }
  if (const auto found = acts_.with_id(id); found && (acts_.is_complete(id) || !acts_[*found].in_index())) return *found;
  Act act;
  act.id = id;
  act.identity.id = id;
  act.identity.type = key.type;
  act.identity.number = key.number_key.empty() ? "" : anatomy::repair_number(key.number_key);
  act.identity.name = key.number_key.empty() ? key.name_folded : "";
  act.identity.issuer_slug = key.number_key.empty() ? key.issuer_slug : issuer_slug_of(key);
  act.identity.province = key.province;
  act.identity.date = key.date;
  act.identity.term = key.term;
  return acts_.add(std::move(act));
}

/// Issuer as stated, else of the number's symbol; with the province, for bodies that every province has.
std::string Pools::issuer_slug_of(const ResolutionKey& key) const {
  std::string slug = key.issuer_slug;
  const auto number = anatomy::parse_number(key.number_key);
  if (slug.empty() && !number.issuers.empty()) {
    if (const auto* issuer = acts_.registry().issuer_by_symbol(number.issuers.front())) slug = issuer->slug;
  }
  if (!slug.empty() && place_of(slug).empty() && !key.province.empty()) {
    if (slug.ends_with(".?")) slug.resize(slug.size() - 2);
    slug += "." + key.province;
  }
  return slug;
}

std::string Pools::id_of(const ResolutionKey& key) const {
  if (key.number_key.empty()) {
    auto name = registry::slug(key.name_folded);
    for (const std::string_view word : {"bo-luat-", "luat-", "phap-lenh-"}) {
      if (name.starts_with(word)) {
        name.erase(0, word.size());
        break;
      }
    }
    const auto* type = acts_.registry().type(key.type);
    const std::string time = key.date.is_valid() ? key.date.iso() : key.year != 0 ? std::to_string(key.year) + "?" : "_";
    return (key.issuer_slug.empty() ? "qh" : key.issuer_slug) + "/" + (type != nullptr ? type->slug : "?") + "/" + time + "/" +
           (name.empty() ? "?" : name);
  }
  const auto number = anatomy::parse_number(key.number_key);
  anatomy::IdParts parts;
  parts.issuer = issuer_slug_of(key);
  parts.type = anatomy::type_slug(number, key.type);
  parts.year_in_number = number.year;
  parts.date = key.date;
  parts.year = key.year;
  parts.term = key.term;
  parts.sequence = number.sequence.empty() ? number_form(key.number_key).sequence : number.sequence;
  return anatomy::canonical_id(parts);
}

}  // namespace tracuu::resolve
