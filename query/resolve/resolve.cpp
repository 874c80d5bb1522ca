#include "query/resolve/resolve.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

#include "corpus/anatomy/canonical_id.h"
#include "query/resolve/number.h"
#include "query/resolve/prepared.h"

namespace tracuu::resolve {
namespace {

using format::ResolutionKey;
using model::Date;
using model::Identity;
using registry::Registry;

std::string_view base_of(std::string_view slug) { return slug.substr(0, slug.find('.')); }
std::string_view place_of(std::string_view slug) {
  // The Party organisation of a body: what follows the body is the place ("du.ubnd.lao-cai-2025").
  for (const std::string_view body : {"du.ubnd", "du.hdnd", "bcsd.ubnd"}) {
    if (!slug.starts_with(body) || (slug.size() > body.size() && slug[body.size()] != '.')) continue;
    slug.remove_prefix(body.find('.') + 1);
    break;
  }
  const auto dot = slug.find('.');
  const auto place = dot == std::string_view::npos ? std::string_view{} : slug.substr(dot + 1);
  return place == "?" ? std::string_view{} : place;  // "ubnd.?": a local body whose place is not stated
}

/// "lao-cai-2025" and "lao-cai" are one name in two eras.
std::string_view without_era(std::string_view province) {
  constexpr std::string_view era = "-2025";
  return province.ends_with(era) ? province.substr(0, province.size() - era.size()) : province;
}

std::string_view province_of(const Identity& identity) {
  if (!identity.province.empty()) return identity.province;
  auto place = place_of(identity.issuer_slug);
  const auto dot = place.rfind('.');  // "hu.tuy-duc.dak-nong"
  return dot == std::string_view::npos ? place : place.substr(dot + 1);
}

/// "byt" is one of the issuers "byt+bca".
bool one_of_joint(std::string_view one, std::string_view joint) {
  if (joint.find('+') == std::string_view::npos) return false;
  const std::string all = "+" + std::string(joint) + "+";
  return all.find("+" + std::string(one) + "+") != std::string::npos;
}

bool is_law_like(std::string_view type) { return type == "L" || type == "BL"; }

/// Types whose number is "93/2015/QH13", with no type inside.
bool is_act_of_assembly(std::string_view type) {
  for (const std::string_view possible : {"HP", "L", "BL", "PL", "NQ", "NQLT"}) {
    if (type == possible) return true;
  }
  return false;
}

/// Quy định and Quyết định share the symbol QĐ in Party numbers, Bộ luật and Luật the number form of the National Assembly.
bool same_type(std::string_view cited, std::string_view own) {
  return cited == own || (is_law_like(cited) && is_law_like(own));
}

int year_of(const Identity& identity, const NumberForm& form) { return form.year != 0 ? form.year : identity.date.year; }

/// The term in which an act was issued: stated, else of the Party's Central Committee on its date.
std::string term_of(const Identity& identity, const NumberForm& form, const Registry& registry) {
  if (!identity.term.empty()) return identity.term;
  if (form.party && identity.date.is_valid()) return registry.party_term(identity.date);
  return {};
}

/// Decrees and circulars have had the year in their numbers since the law of 1996: "55/TT-BCT" of 28/11/2025 leaves it out.
bool has_year_in_number(std::string_view type) { return type == "NĐ" || type == "TT" || type == "TTLT"; }

/// "55/TT-BCT" of 2025 -> "55/2025/TT-BCT"; empty if it has a year or is no whole number.
std::string with_year(const std::string& number, int year) {
  const auto slash = number.find('/');
  const auto form = number_form(number);
  if (form.year != 0 || form.open_end || slash == std::string::npos || form.sequence.empty()) return {};
  return number.substr(0, slash) + "/" + std::to_string(year) + number.substr(slash);
}
std::string without_year(const std::string& number) {
  const auto form = number_form(number);
  const auto year = "/" + std::to_string(form.year) + "/";
  const auto at = number.find(year);
  return form.year == 0 || at == std::string::npos ? std::string() : number.substr(0, at) + number.substr(at + year.size() - 1);
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

bool has(const Candidate& candidate, Trait trait) {
  return std::find(candidate.traits.begin(), candidate.traits.end(), trait) != candidate.traits.end();
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

}  // namespace

bool is_conflict(Trait trait) { return trait >= Trait::other_type && trait <= Trait::after_citing; }

bool Candidate::excluded() const { return std::any_of(traits.begin(), traits.end(), is_conflict); }

struct Resolver::State {
  /// Acts and keys that share a number or a name: everything that one resolution looks at.
  struct Pool {
    std::vector<ActId> acts;
    std::unordered_set<ActId> held;
    /// By the province whose number it is, the era left out; "" where that is unknown.
    std::unordered_map<std::string, std::vector<ActId>> by_province;
    std::vector<KeyUse> keys;
    bool open_end = false;
  };

  Catalogue& catalogue;
  const Registry& registry;
  const PreparedActs* prepared;
  ActStore acts;
  std::unordered_map<std::string, ActId> by_id;
  std::unordered_map<std::string, ActId> by_work;
  std::unordered_map<RecordId, ActId> by_record;
  std::unordered_map<std::string, Pool> by_number, by_name;
  std::unordered_map<std::string, Resolution> memo;
  std::unordered_map<std::string, std::vector<const registry::LawName*>> law_rows, names_of;
  std::vector<std::pair<std::string, const registry::Act*>> known_numbers;  // ascending
  Resolution internal, malformed;

  State(Catalogue& from, const Registry& known, const PreparedActs* before)
      : catalogue(from), registry(known), prepared(before), acts(before) {
    for (const auto& row : registry.all_law_names()) {
      law_rows[format::name_key(row.name)].push_back(&row);
      names_of[row.act_id].push_back(&row);
    }
  }

  // --- acts -----------------------------------------------------------------------------------------------------------
  ActId add(Act act) {
    const auto id = static_cast<ActId>(acts.size());
    if (!act.id.empty()) by_id.try_emplace(act.id, id);
    acts.push_back(std::move(act));
    return id;
  }

  std::optional<ActId> with_id(const std::string& id) const {
    if (id.empty()) return std::nullopt;
    if (const auto found = by_id.find(id); found != by_id.end()) return found->second;
    return prepared != nullptr ? prepared->by_id(id) : std::nullopt;
  }

  std::optional<ActId> with_record(RecordId record) const {
    if (const auto found = by_record.find(record); found != by_record.end()) return found->second;
    return prepared != nullptr ? prepared->by_record(record) : std::nullopt;
  }

  /// The act of the authority table as a work of the index or as a node of its own. Its number is looked at first, so that
  /// the answer does not depend on whether somebody asked for the name, the number or its beginning before.
  ActId known_act(const registry::Act& known) {
    if (!known.number.empty()) number_pool(registry::number_key(known.number));
    return add_known(known);
  }

  ActId add_known(const registry::Act& known) {
    if (const auto found = with_id(known.id)) {
      enrich(acts[*found], known);
      return *found;
    }
    Act act;
    act.id = known.id;
    act.identity.id = known.id;
    act.identity.type = known.type;
    act.identity.number = known.number;
    act.identity.issuer_slug = known.issuer;
    act.identity.province = std::string(place_of(known.issuer));
    act.identity.date = known.date;
    act.identity.title = known.title;
    act.identity.term = known.term;
    // Of its names the fullest: "Luật Bảo hiểm xã hội", not "Luật BHXH".
    if (const auto names = names_of.find(known.id); names != names_of.end()) {
      for (const auto* row : names->second) {
        if (is_law_name(*row) && row->name.size() > act.identity.name.size()) act.identity.name = row->name;
      }
    }
    enrich(act, known);
    return add(std::move(act));
  }

  /// Names of at least two words; abbreviations ("BLDS") are no names to show.
  static bool is_law_name(const registry::LawName& row) { return row.name.find(' ') != std::string::npos; }

  void enrich(Act& act, const registry::Act& known) {
    act.known = true;
    act.known_id = known.id;
    act.known_title = known.title;
    act.effective_from = known.effective_from;
    act.effective_to = known.effective_to;
    // Only what the act's own text leaves open.
    if (act.identity.number.empty()) act.identity.number = known.number;
    if (act.identity.date == Date{}) act.identity.date = known.date;
    if (act.identity.term.empty()) act.identity.term = known.term;
    if (act.identity.title.empty()) act.identity.title = known.title;
  }

  ActId add_entry(Entry entry) {
    if (const auto found = with_record(entry.record)) return *found;
    const auto record = entry.record;
    ActId id = no_act;
    if (const auto work = by_work.find(entry.work); work != by_work.end()) {
      id = work->second;
    } else if (const auto same = with_id(entry.identity.id); same && is_complete(entry.identity.id)) {
      // A node or a known act that turns out to be in the index, or another copy of it whose number could be read. Two texts
      // without a number ("ubnd.an-giang/kh/_/_") are two acts.
      id = *same;
    } else if (const auto* law = known_law(entry.identity)) {
      id = add_known(*law);
    }
    if (id == no_act) {
      Act act;
      act.id = entry.identity.id.empty() ? entry.source : entry.identity.id;
      act.identity = entry.identity;
      id = add(std::move(act));
    }
    by_work.try_emplace(entry.work, id);
    by_record.emplace(record, id);
    auto& copies = acts[id].copies;
    copies.push_back(std::move(entry));
    std::sort(copies.begin(), copies.end(), [](const Entry& a, const Entry& b) {
      return a.rank != b.rank ? a.rank > b.rank : a.source < b.source;
    });
    acts[id].identity = copies.front().identity;
    if (const auto* known = registry.act(acts[id].id)) enrich(acts[id], *known);
    return id;
  }

  static bool is_complete(std::string_view id) { return id.find_first_of("?_") == std::string_view::npos; }

  /// A law whose number could not be read is the one of its name and date.
  const registry::Act* known_law(const Identity& identity) const {
    if (!identity.number.empty() || identity.name.empty() || !identity.date.is_valid()) return nullptr;
    for (const auto* row : law_rows_of(format::name_key(identity.name))) {
      const auto* known = registry.act(row->act_id);
      if (known != nullptr && known->date == identity.date && same_type(identity.type, known->type)) return known;
    }
    return nullptr;
  }

  /// All copies of a work, so that the best one stands for it.
  ActId add_with_copies(const Entry& entry) {
    const ActId id = add_entry(entry);
    for (auto& copy : catalogue.entries_of_work(entry.work)) add_entry(std::move(copy));
    return id;
  }

  void insert(Pool& pool, ActId id) const {
    if (id == no_act || !pool.held.insert(id).second) return;
    pool.acts.push_back(id);
    pool.by_province[std::string(without_era(province_of(acts[id].identity)))].push_back(id);
  }

  static std::string_view cited_province(const ResolutionKey& key) {
    std::string_view cited = place_of(key.issuer_slug);
    if (const auto dot = cited.rfind('.'); dot != std::string_view::npos) cited = cited.substr(dot + 1);
    return cited.empty() ? std::string_view(key.province) : cited;
  }

  /// Every province has a 01/QĐ-UBND of every year: where the province is known, the others' are no candidates at all.
  std::vector<ActId> possible(const Pool& pool, const ResolutionKey& key, bool local) const {
    const auto cited = cited_province(key);
    if (!local || cited.empty()) return pool.acts;
    std::vector<ActId> found;
    const auto add = [&](std::string_view province) {
      if (const auto held = pool.by_province.find(std::string(province)); held != pool.by_province.end())
        found.insert(found.end(), held->second.begin(), held->second.end());
    };
    add(without_era(cited));
    add("");
    for (const auto& old : registry.provinces()) {
      if (old.successor == cited && without_era(old.slug) != without_era(cited)) add(without_era(old.slug));
    }
    return found;
  }

  // --- pools ----------------------------------------------------------------------------------------------------------
  Pool& number_pool(const std::string& number) {
    const auto [place, fresh] = by_number.try_emplace(number);
    // The map's nodes do not move, so the reference holds while more pools are added.
    Pool& pool = place->second;
    if (!fresh) return pool;
    const auto form = number_form(number);
    pool.open_end = form.open_end && !form.sequence.empty();
    if (pool.open_end) {
      for (const char joint : {'/', '-'}) {
        if (joint == '-' && form.year != 0) continue;
        for (const auto& entry : catalogue.entries_with_number(number + joint, true)) insert(pool, add_with_copies(entry));
      }
      for (const auto* known : known_with_beginning(number, form.year == 0)) insert(pool, known_act(*known));
    } else {
      for (const auto& entry : catalogue.entries_with_number(number, false)) insert(pool, add_with_copies(entry));
      for (const auto* known : registry.acts_by_number(number)) insert(pool, known_twin(pool, *known));
    }
    pool.keys = catalogue.keys_with_number(number, false);
    add_with_year(pool, number);
    add_nodes(pool);
    return pool;
  }

  /// Acts whose number is this one with the year that it leaves out, on the very day that is cited.
  void add_with_year(Pool& pool, const std::string& number) {
    for (const auto& use : pool.keys) {
      if (!use.key.date.is_valid() || !has_year_in_number(use.key.type)) continue;
      const auto full = with_year(number, use.key.date.year);
      if (full.empty()) continue;
      for (const auto id : number_pool(full).acts) {
        const auto& act = acts[id];
        if ((act.in_index() || act.known) && act.identity.date == use.key.date) insert(pool, id);
      }
    }
  }

  /// Acts of the authority table whose number goes on with '/' (or '-') after these characters.
  std::vector<const registry::Act*> known_with_beginning(const std::string& number, bool hyphen) {
    if (known_numbers.empty()) {
      for (const auto& known : registry.acts()) known_numbers.emplace_back(registry::number_key(known.number), &known);
      std::sort(known_numbers.begin(), known_numbers.end());
    }
    std::vector<const registry::Act*> found;
    for (const char joint : {'/', '-'}) {
      if (joint == '-' && !hyphen) continue;
      const auto beginning = number + joint;
      auto at = std::lower_bound(known_numbers.begin(), known_numbers.end(), beginning, [](const auto& row, const std::string& b) { return row.first < b; });
      for (; at != known_numbers.end() && at->first.starts_with(beginning); ++at) found.push_back(at->second);
    }
    return found;
  }

  Pool& name_pool(const std::string& name) {
    const auto [place, fresh] = by_name.try_emplace(name);
    Pool& pool = place->second;
    if (!fresh) return pool;
    for (const auto& entry : catalogue.entries_with_name(name)) insert(pool, add_with_copies(entry));
    for (const auto* row : law_rows_of(name)) {
      const auto* known = registry.act(row->act_id);
      if (known == nullptr) continue;
      // The law may lie in the index under its number alone.
      if (!known->number.empty()) {
        for (const auto id : number_pool(registry::number_key(known->number)).acts) {
          if (acts[id].id == known->id) insert(pool, id);
        }
      }
      insert(pool, add_known(*known));
    }
    pool.keys = catalogue.keys_with_name(name);
    add_nodes(pool);
    return pool;
  }

  /// Rows of the table of law names; a name may end in a year ("luat dat dai 2024").
  std::vector<const registry::LawName*> law_rows_of(const std::string& name) const {
    if (const auto found = law_rows.find(name); found != law_rows.end()) return found->second;
    return registry.law_names(name);
  }

  /// The act of the authority table, or the work of the index that is the same act under an id of its own (its date or
  /// issuer could not be read).
  ActId known_twin(const Pool& pool, const registry::Act& known) {
    if (with_id(known.id)) return add_known(known);
    const auto form = number_form(registry::number_key(known.number));
    for (const auto id : pool.acts) {
      auto& act = acts[id];
      if (!act.in_index() || !same_type(act.identity.type, known.type)) continue;
      const bool same_date = act.identity.date == known.date && known.date.is_set();
      const bool same_year = form.year != 0 && (!act.identity.date.is_set() || !known.date.is_set());
      const bool same_issuer = act.identity.issuer_slug.empty() || act.identity.issuer_slug == known.issuer;
      if ((same_date || same_year) && same_issuer) {
        enrich(act, known);
        by_id.try_emplace(known.id, id);
        return id;
      }
    }
    return add_known(known);
  }

  /// Acts that are only cited: keys that fit no act make nodes; those that say most go first, so that the others find them.
  void add_nodes(Pool& pool) {
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
      if (fits || (number_form(key.number_key).year != 0 && nearest_conflict(key, weighed) != no_act)) continue;
      const auto slip_of = nearest_conflict(key, weighed);
      const auto node = add_node(key);
      if (slip_of != no_act && !acts[node].in_index() && !acts[node].known) acts[node].slip_of = slip_of;
      insert(pool, node);
    }
  }

  ActId add_node(const ResolutionKey& key) {
    const auto id = id_of(key);
    if (const auto found = with_id(id); found && (is_complete(id) || !acts[*found].in_index())) return *found;
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
    return add(std::move(act));
  }

  /// Issuer as stated, else of the number's symbol; with the province, for bodies that every province has.
  std::string issuer_slug_of(const ResolutionKey& key) const {
    std::string slug = key.issuer_slug;
    const auto number = anatomy::parse_number(key.number_key);
    if (slug.empty() && !number.issuers.empty()) {
      if (const auto* issuer = registry.issuer_by_symbol(number.issuers.front())) slug = issuer->slug;
    }
    if (!slug.empty() && place_of(slug).empty() && !key.province.empty()) {
      if (slug.ends_with(".?")) slug.resize(slug.size() - 2);
      slug += "." + key.province;
    }
    return slug;
  }

  std::string id_of(const ResolutionKey& key) const {
    if (key.number_key.empty()) {
      auto name = registry::slug(key.name_folded);
      for (const std::string_view word : {"bo-luat-", "luat-", "phap-lenh-"}) {
        if (name.starts_with(word)) {
          name.erase(0, word.size());
          break;
        }
      }
      const auto* type = registry.type(key.type);
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

  // --- weighing -------------------------------------------------------------------------------------------------------
  /// What the form of a key's number says, worked out once for all candidates.
  struct Asked {
    NumberForm form;
    bool local = false;  ///< every province has such a number
  };
  Asked asked(const ResolutionKey& key) const {
    Asked asked{number_form(key.number_key)};
    asked.local = !asked.form.open_end && format::is_local_number(key.number_key, registry);
    return asked;
  }

  Candidate weigh(const ResolutionKey& key, const Asked& asked, ActId id) const {
    const Act& act = acts[id];
    Candidate candidate{id, {key.number_key.empty() ? Trait::name : Trait::number}};
    auto& traits = candidate.traits;
    weigh_type(key, act, asked.form, traits);
    weigh_issuer(key, act, asked.local, traits);
    weigh_time(key, act, asked.form, traits);
    return candidate;
  }

  void weigh_type(const ResolutionKey& key, const Act& act, const NumberForm& form, std::vector<Trait>& traits) const {
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

  void weigh_issuer(const ResolutionKey& key, const Act& act, bool local, std::vector<Trait>& traits) const {
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

  void weigh_province(const ResolutionKey& key, const Act& act, std::vector<Trait>& traits) const {
    const auto cited = cited_province(key);
    const auto own = province_of(act.identity);
    if (cited.empty() || own.empty()) {
      traits.push_back(Trait::province_unknown);
    } else if (without_era(cited) == without_era(own)) {
      traits.push_back(Trait::province);
    } else if (const auto* old = registry.province(own); old != nullptr && old->successor == cited) {
      traits.push_back(Trait::province_doubtful);
    } else {
      traits.push_back(Trait::other_province);
    }
  }

  void weigh_time(const ResolutionKey& key, const Act& act, const NumberForm& form, std::vector<Trait>& traits) const {
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
      const auto term = term_of(act.identity, own_form, registry);
      if (!term.empty()) traits.push_back(term == key.term ? Trait::term : Trait::other_term);
    }
    if (key.number_key.empty()) weigh_force(key, act, traits);
    if (key.citing_date.is_valid() && own.is_valid()) {
      if (key.citing_date < own) {
        traits.push_back(Trait::after_citing);
      } else if (form.party && registry.party_term(own) != registry.party_term(key.citing_date)) {
        traits.push_back(Trait::earlier_term);
      }
    }
  }

  /// A law's name means the law in force on the citing date (DOMAIN.md 3.3, 9).
  void weigh_force(const ResolutionKey& key, const Act& act, std::vector<Trait>& traits) const {
    if (!key.citing_date.is_valid()) return;
    for (const auto* row : law_rows_of(key.name_folded)) {
      if (row->act_id != act.id) continue;
      const bool begun = !row->valid_from.is_set() || row->valid_from <= key.citing_date;
      const bool ended = row->valid_to.is_set() && row->valid_to <= key.citing_date;
      traits.push_back(begun && !ended ? Trait::in_force : Trait::not_in_force);
      return;
    }
  }

  /// An order of acts that says nothing of them but is the same in every index.
  static bool before(const Act& one, const Act& other) {
    if (one.identity.date != other.identity.date) return one.identity.date > other.identity.date;
    if (one.id != other.id) return one.id < other.id;
    const auto source = [](const Act& act) { return act.in_index() ? std::string_view(act.copies.front().source) : std::string_view(); };
    return source(one) < source(other);
  }

  std::vector<Candidate> weigh(const ResolutionKey& key, const Pool& pool) const {
    const auto form = asked(key);
    const auto acts_of_pool = possible(pool, key, form.local);
    std::vector<std::pair<int, Candidate>> ranked;  // excluded ones far below
    ranked.reserve(acts_of_pool.size());
    for (const auto id : acts_of_pool) {
      auto candidate = weigh(key, form, id);
      int score = candidate.excluded() ? -1000 : 0;
      for (const auto trait : candidate.traits) score += weight(trait);
      ranked.emplace_back(score, std::move(candidate));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first > b.first;
      return before(acts[a.second.act], acts[b.second.act]);
    });
    std::vector<Candidate> candidates;
    candidates.reserve(ranked.size());
    for (auto& [score, candidate] : ranked) candidates.push_back(std::move(candidate));
    return candidates;
  }

  /// Of the candidates that only the date excludes the nearest, if both can be of one series: the same year or term, or a
  /// slip of one part of the date. A resolution of another term with that number is simply another act.
  ActId nearest_conflict(const ResolutionKey& key, const std::vector<Candidate>& candidates) const {
    // The beginning of a number is no number to hold against a date.
    if (!key.date.is_set() || number_form(key.number_key).open_end) return no_act;
    ActId nearest = no_act;
    for (const auto& candidate : candidates) {
      const bool only_date = std::all_of(candidate.traits.begin(), candidate.traits.end(), [](Trait trait) {
        return !is_conflict(trait) || trait == Trait::other_date || trait == Trait::impossible_date;
      });
      const Date own = acts[candidate.act].identity.date;
      if (!only_date || !candidate.excluded() || !own.is_set()) continue;
      const auto form = number_form(key.number_key);
      const bool same_series = form.year != 0 || near_slip(own, key.date) ||
                               (form.party ? registry.party_term(own) == registry.party_term(key.date) : own.year == key.date.year);
      if (!same_series) continue;
      if (nearest == no_act || distance(own, key.date) < distance(acts[nearest].identity.date, key.date)) nearest = candidate.act;
    }
    return nearest;
  }

  // --- deciding -------------------------------------------------------------------------------------------------------
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
      if (acts[candidate->act].in_index() || acts[candidate->act].known) kept.push_back(candidate);
    }
    if (!kept.empty()) fits = std::move(kept);
  }

  Resolution decide(const ResolutionKey& key, const Pool& pool) const {
    Resolution resolution;
    resolution.candidates = weigh(key, pool);
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
      resolution.date_conflict = nearest_conflict(key, resolution.candidates);
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

  /// A name cited before its law takes effect, or after the last law of that name has ended: the latest one that had been
  /// passed. The words do not prove it.
  const Candidate* nearest_in_time(const ResolutionKey&, const std::vector<Candidate>& candidates) const {
    const Candidate* nearest = nullptr;
    for (const auto& candidate : candidates) {
      const bool only_force = std::all_of(candidate.traits.begin(), candidate.traits.end(),
                                          [](Trait trait) { return !is_conflict(trait) || trait == Trait::not_in_force; });
      if (!only_force) continue;
      if (nearest == nullptr || acts[candidate.act].identity.date > acts[nearest->act].identity.date) nearest = &candidate;
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
    const Act& act = acts[chosen.act];
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
      auto conflict = nearest_conflict(key, resolution.candidates);
      if (conflict != no_act && !act.known) resolution.date_conflict = conflict;
    }
    move_to_front(resolution, chosen.act);
  }

  static void move_to_front(Resolution& resolution, ActId act) {
    auto& list = resolution.candidates;
    const auto at = std::find_if(list.begin(), list.end(), [&](const Candidate& c) { return c.act == act; });
    if (at != list.end()) std::rotate(list.begin(), at, at + 1);
  }

  /// Hundreds of acts may share "01/QĐ-UBND": of those that were excluded the best are kept, and the one whose date differs.
  static void keep_nearest(Resolution& resolution) {
    constexpr std::size_t most = 8;
    std::size_t excluded = 0;
    std::erase_if(resolution.candidates, [&](const Candidate& candidate) {
      return candidate.excluded() && ++excluded > most && candidate.act != resolution.date_conflict && candidate.act != resolution.act;
    });
  }

  const Resolution& resolve(const ResolutionKey& key) {
    const auto term = format::to_term(key);
    if (const auto found = memo.find(term); found != memo.end()) return found->second;
    Pool& pool = pool_of(key);
    auto resolution = decide(key, pool);
    keep_nearest(resolution);
    if (resolution.outcome == Outcome::only_cited && resolution.act == no_act && resolution.candidates.empty() &&
        !(key.date.is_set() && !key.date.is_valid()) &&
        (key.number_key.empty() || !number_form(key.number_key).sequence.empty())) {
      // A key that no record holds (typed by a person): a node of its own.
      resolution.act = add_node(key);
      insert(pool, resolution.act);
      resolution.candidates.push_back(weigh(key, asked(key), resolution.act));
    }
    return memo.emplace(term, std::move(resolution)).first->second;
  }

  Pool& pool_of(const ResolutionKey& key) {
    return key.number_key.empty() ? name_pool(key.name_folded) : number_pool(key.number_key);
  }

  /// Makes the nodes among which an act with this id would be, if citations know it.
  void look_for_node(std::string_view id) {
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
      for (const std::string_view word : {"luat ", "bo luat ", "phap lenh ", ""}) name_pool(std::string(word) + words);
      return;
    }
    const auto number = registry::number_key(sequence);
    const bool year_in_number = time.size() == 4 || time.ends_with("?");
    std::vector<std::string> numbers{number};
    for (const char joint : {'/', '-'}) {
      for (const auto& use : catalogue.keys_with_number(number + joint, true)) {
        const auto form = number_form(use.key.number_key);
        const bool possible = time.size() == 10 ? use.key.date.iso() == time : !year_in_number || time == "_" || form.year == 0 || std::to_string(form.year) == time.substr(0, 4);
        if (possible && (numbers.empty() || numbers.back() != use.key.number_key)) numbers.push_back(use.key.number_key);
      }
    }
    for (const auto& each : numbers) number_pool(each);
  }

  // --- who may cite an act --------------------------------------------------------------------------------------------
  template <typename Accept>
  std::vector<KeyUse> keys_where(ActId id, Accept accept) {
    std::vector<KeyUse> found;
    const auto collect = [&](Pool& pool) {
      // resolve() may add acts, never keys.
      for (const auto& use : pool.keys) {
        if (accept(resolve(use.key))) found.push_back(use);
      }
    };
    const Act act = acts[id];
    if (!act.identity.number.empty()) {
      const auto key = registry::number_key(act.identity.number);
      collect(number_pool(key));
      // The number may be cited without its end.
      const auto form = number_form(key);
      if (form.year != 0 && !form.open_end) collect(number_pool(form_sequence(key) + "/" + std::to_string(form.year)));
      if (!form.open_end) collect(number_pool(form_sequence(key)));
      if (has_year_in_number(act.identity.type)) {
        if (const auto bare = without_year(key); !bare.empty()) collect(number_pool(bare));
      }
    }
    std::vector<std::string> names;
    const auto add_name = [&](std::string_view name) {
      auto key = format::name_key(name);
      if (!key.empty() && std::find(names.begin(), names.end(), key) == names.end()) names.push_back(std::move(key));
    };
    add_name(act.identity.name);
    if (const auto rows = names_of.find(act.id); rows != names_of.end()) {
      for (const auto* row : rows->second) add_name(row->name);
    }
    for (const auto& name : names) collect(name_pool(name));
    std::sort(found.begin(), found.end(), [](const KeyUse& a, const KeyUse& b) { return a.key < b.key; });
    found.erase(std::unique(found.begin(), found.end(), [](const KeyUse& a, const KeyUse& b) { return a.key == b.key; }), found.end());
    return found;
  }

  static std::string form_sequence(const std::string& key) {
    return key.substr(0, key.find_first_of("/-"));
  }
};

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

std::optional<Resolution> Resolver::between_namesakes(const model::Document& document, std::size_t mention) {
  const auto& bare = document.mentions[mention];
  if (bare.number.empty() || states_its_act(bare)) return std::nullopt;
  Resolution between;
  for (const auto& other : document.mentions) {
    if (other.number != bare.number || !states_its_act(other) || other.malformed) continue;
    const auto key = format::resolution_key(other, document.identity);  // a number: where it stands does not matter
    if (!key) continue;
    const auto& resolution = state_->resolve(*key);
    const bool told = std::any_of(between.candidates.begin(), between.candidates.end(), [&](const Candidate& c) { return c.act == resolution.act; });
    if (resolution.act != no_act && !told) between.candidates.push_back({resolution.act, {Trait::number}});
  }
  if (between.candidates.size() < 2) return std::nullopt;
  between.outcome = Outcome::ambiguous;
  return between;
}

const Resolution& Resolver::resolve(const model::Document& document, std::size_t mention, ActId self) {
  const auto& cited = resolve_as_cited(document, mention, self);
  if (cited.outcome == Outcome::ambiguous) {
    if (auto elsewhere = as_elsewhere(document, mention, cited)) {
      state_->internal = std::move(*elsewhere);
      return state_->internal;
    }
  }
  if (document.mentions[mention].refers_to < 0 || !format::named_on(document, mention, state_->registry).is_valid()) return cited;
  // A law named in another act's title is the law of that act's day, whichever law of that name was cited before.
  const auto key = format::resolution_key(document, mention);
  if (!key) return cited;
  const auto& of_its_day = state_->resolve(*key);
  return of_its_day.act == no_act ? cited : cited.act == of_its_day.act ? cited : of_its_day;
}

std::optional<Resolution> Resolver::as_elsewhere(const model::Document& document, std::size_t mention, const Resolution& ambiguous) {
  const auto& bare = document.mentions[mention];
  if (bare.number.empty() || bare.malformed || bare.date.is_set() || !bare.province.empty()) return std::nullopt;
  const auto number = registry::number_key(bare.number);
  std::optional<Resolution> found;
  for (const auto& other : document.mentions) {
    if (&other == &bare || other.malformed || registry::number_key(other.number) != number || (!bare.type.empty() && other.type != bare.type)) continue;
    const auto key = format::resolution_key(other, document.identity);
    if (!key) continue;
    const auto& resolution = state_->resolve(*key);
    if (!resolution.certain || resolution.act == no_act) continue;
    if (found && found->act != resolution.act) return std::nullopt;
    found = resolution;
  }
  const auto possible = [&](const Candidate& candidate) { return candidate.act == found->act && !candidate.excluded(); };
  if (!found || std::none_of(ambiguous.candidates.begin(), ambiguous.candidates.end(), possible)) return std::nullopt;
  Resolution resolution = ambiguous;
  resolution.act = found->act;
  resolution.rule = Rule::same_document;
  resolution.certain = false;
  resolution.outcome = found->outcome == Outcome::resolved ? Outcome::probable : found->outcome;
  State::move_to_front(resolution, resolution.act);
  return resolution;
}

const Resolution& Resolver::resolve_as_cited(const model::Document& document, std::size_t mention, ActId self) {
  // A bare number after two acts of that number: the nearest one is a guess.
  if (document.mentions[mention].refers_to >= 0) {
    if (auto between = between_namesakes(document, mention)) {
      state_->internal = std::move(*between);
      return state_->internal;
    }
  }
  // refers_to points backwards; a chain longer than the document would be a loop.
  for (std::size_t steps = 0; steps < document.mentions.size(); ++steps) {
    const auto back = document.mentions[mention].refers_to;
    if (back < 0 || static_cast<std::size_t>(back) >= mention) break;
    if (contradicts(document.mentions[mention], document.mentions[static_cast<std::size_t>(back)])) break;
    mention = static_cast<std::size_t>(back);
  }
  const auto& found = document.mentions[mention];
  if (found.kind == model::MentionKind::internal) {
    state_->internal = {};
    state_->internal.outcome = self == no_act ? Outcome::only_cited : Outcome::resolved;
    state_->internal.act = self;
    state_->internal.certain = true;
    return state_->internal;
  }
  const auto key = format::resolution_key(document, mention);
  if (!key || (key->number_key.empty() && key->name_folded.empty())) {
    state_->malformed = {};
    if (found.malformed) state_->malformed.outcome = Outcome::malformed;
    return state_->malformed;
  }
  const auto& resolution = state_->resolve(*key);
  if (!found.malformed) return resolution;
  state_->malformed = resolution;
  state_->malformed.outcome = Outcome::malformed;
  state_->malformed.act = no_act;
  return state_->malformed;
}

bool Resolver::is_lasting(const Resolution& resolution) const {
  return &resolution != &state_->internal && &resolution != &state_->malformed;
}

const Act& Resolver::act(ActId id) const { return state_->acts[id]; }

ActId Resolver::act_count() const { return static_cast<ActId>(state_->acts.size()); }

void Resolver::describe(ActId id, const model::Mention& mention) {
  auto& act = state_->acts[id];
  if (act.in_index() || act.known) return;
  auto& identity = act.identity;
  if (!mention.name.empty() && (identity.name.empty() || format::name_key(identity.name) == format::name_key(mention.name))) identity.name = mention.name;
  if (!mention.number.empty() && registry::number_key(identity.number) == registry::number_key(mention.number)) identity.number = mention.number;
  identity.issuer = mention.issuer;
}

std::vector<ActId> Resolver::acts_with_number(std::string_view number) {
  auto found = state_->number_pool(registry::number_key(number)).acts;
  std::sort(found.begin(), found.end(), [&](ActId a, ActId b) {
    const auto& one = state_->acts[a];
    const auto& other = state_->acts[b];
    return one.identity.date != other.identity.date ? one.identity.date < other.identity.date : one.id < other.id;
  });
  return found;
}

std::vector<ActId> Resolver::acts_with_name(std::string_view name) { return state_->name_pool(format::name_key(name)).acts; }

std::optional<ActId> Resolver::act_by_id(std::string_view canonical_id) {
  const std::string id(canonical_id);
  if (const auto found = state_->with_id(id)) return found;
  for (auto& entry : state_->catalogue.entries_with_id(id)) return state_->add_with_copies(entry);
  if (const auto* known = state_->registry.act(id)) {
    if (!known->number.empty()) {
      for (const auto act : state_->number_pool(registry::number_key(known->number)).acts) {
        if (state_->acts[act].id == id) return act;
      }
      if (const auto found = state_->with_id(id)) return found;
    }
    return state_->add_known(*known);
  }
  state_->look_for_node(id);
  return state_->with_id(id);
}

std::optional<ActId> Resolver::act_of_record(RecordId record) {
  if (const auto found = state_->with_record(record)) return found;
  const auto entry = state_->catalogue.entry(record);
  if (!entry) return std::nullopt;
  const auto act = state_->add_with_copies(*entry);
  // The authority table may know what the text leaves open.
  const auto& identity = state_->acts[act].identity;
  if (!State::is_complete(state_->acts[act].id) && !identity.number.empty()) state_->number_pool(registry::number_key(identity.number));
  return act;
}

std::vector<KeyUse> Resolver::keys_of(ActId act) {
  return state_->keys_where(act, [&](const Resolution& resolution) { return resolution.act == act; });
}

std::vector<KeyUse> Resolver::undecided_keys_of(ActId act) {
  return state_->keys_where(act, [&](const Resolution& resolution) {
    if (resolution.act == act) return false;
    if (resolution.date_conflict == act) return true;
    if (resolution.outcome != Outcome::ambiguous) return false;
    return std::any_of(resolution.candidates.begin(), resolution.candidates.end(),
                       [&](const Candidate& candidate) { return candidate.act == act && !candidate.excluded(); });
  });
}

}  // namespace tracuu::resolve
