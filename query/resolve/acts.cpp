#include "query/resolve/acts.h"

#include <algorithm>

#include "indexer/format/resolution_key.h"
#include "query/resolve/identity.h"
#include "query/resolve/number.h"

namespace tracuu::resolve {
namespace {

/// Names of at least two words; abbreviations ("BLDS") are no names to show.
bool is_law_name(const registry::LawName& row) { return row.name.find(' ') != std::string::npos; }

}  // namespace

Acts::Acts(Catalogue& catalogue, const registry::Registry& registry, const PreparedActs* prepared)
    : catalogue_(catalogue), registry_(registry), prepared_(prepared), store_(prepared) {}

const Acts::LawNames& Acts::law_names() const {
  if (law_names_) return *law_names_;
  auto& names = law_names_.emplace();
  for (const auto& row : registry_.all_law_names()) {
    names.by_name[format::name_key(row.name)].push_back(&row);
    names.by_act[row.act_id].push_back(&row);
  }
  return names;
}

ActId Acts::add(Act act) {
  const auto id = static_cast<ActId>(store_.size());
  if (!act.id.empty()) by_id_.try_emplace(act.id, id);
  store_.push_back(std::move(act));
  return id;
}

ActId Acts::adopt(Act act) {
  store_.push_back(std::move(act));
  return static_cast<ActId>(store_.size() - 1);
}

std::optional<ActId> Acts::with_id(const std::string& id) const {
  if (id.empty()) return std::nullopt;
  if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
  return prepared_ != nullptr ? prepared_->by_id(id) : std::nullopt;
}

std::optional<ActId> Acts::with_record(RecordId record) const {
  if (const auto found = by_record_.find(record); found != by_record_.end()) return found->second;
  return prepared_ != nullptr ? prepared_->by_record(record) : std::nullopt;
}

ActId Acts::add_known(const registry::Act& known) {
  if (const auto found = with_id(known.id)) {
    enrich(*found, known);
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
  act.identity.name = name_to_show(known);
  enrich(act, known);
  return add(std::move(act));
}

/// Of the names by which an act is called the one that its title gives; failing that the fullest ("Luật Bảo hiểm xã hội", not
/// "Luật BHXH"). Citations also call laws by longer words than their own ("Luật Xử phạt vi phạm hành chính").
std::string Acts::name_to_show(const registry::Act& known) const {
  const auto title = " " + format::name_key(known.title);
  std::string fullest;
  for (const auto* row : names_of(known.id)) {
    if (!is_law_name(*row)) continue;
    const auto key = format::name_key(row->name);
    if (title.size() > 1 && key.ends_with(title) && key.size() - title.size() <= std::string_view("phap lenh").size()) return row->name;
    if (row->name.size() > fullest.size()) fullest = row->name;
  }
  return fullest;
}

void Acts::enrich(ActId id, const registry::Act& known) {
  const auto& act = store_[id];
  if (!act.known || act.known_id != known.id) enrich(store_.change(id), known);  // a prepared act knows it already
}

void Acts::enrich(Act& act, const registry::Act& known) {
  act.known = true;
  act.known_id = known.id;
  act.known_title = known.title;
  act.effective_from = known.effective_from;
  act.effective_to = known.effective_to;
  // Only what the act's own text leaves open.
  if (act.identity.number.empty()) act.identity.number = known.number;
  if (act.identity.date == model::Date{}) act.identity.date = known.date;
  if (act.identity.term.empty()) act.identity.term = known.term;
  if (act.identity.title.empty()) act.identity.title = known.title;
}

ActId Acts::add_entry(Entry entry) {
  if (const auto found = with_record(entry.record)) return *found;
  const auto record = entry.record;
  ActId id = no_act;
  if (const auto work = by_work_.find(entry.work); work != by_work_.end()) {
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
  by_work_.try_emplace(entry.work, id);
  by_record_.emplace(record, id);
  auto& act = store_.change(id);
  auto& copies = act.copies;
  copies.push_back(std::move(entry));
  std::sort(copies.begin(), copies.end(), [](const Entry& a, const Entry& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.source < b.source;
  });
  act.identity = copies.front().identity;
  if (const auto* known = registry_.act(act.id)) enrich(act, *known);
  return id;
}

/// A law whose number could not be read is the one of its name and date.
const registry::Act* Acts::known_law(const model::Identity& identity) const {
  if (!identity.number.empty() || identity.name.empty() || !identity.date.is_valid()) return nullptr;
  for (const auto* row : law_rows_of(format::name_key(identity.name))) {
    const auto* known = registry_.act(row->act_id);
    if (known != nullptr && known->date == identity.date && same_type(identity.type, known->type)) return known;
  }
  return nullptr;
}

ActId Acts::add_with_copies(const Entry& entry) {
  if (const auto prepared = prepared_ != nullptr ? prepared_->by_record(entry.record) : std::nullopt) return *prepared;  // with all its copies
  const ActId id = add_entry(entry);
  for (auto& copy : catalogue_.entries_of_work(entry.work)) add_entry(std::move(copy));
  return id;
}

std::vector<const registry::LawName*> Acts::law_rows_of(const std::string& name) const {
  const auto& rows = law_names().by_name;
  if (const auto found = rows.find(name); found != rows.end()) return found->second;
  return registry_.law_names(name);
}

ActId Acts::known_twin(std::span<const ActId> acts, const registry::Act& known) {
  if (with_id(known.id)) return add_known(known);
  const auto form = number_form(registry::number_key(known.number));
  for (const auto id : acts) {
    const auto& act = store_[id];
    if (!act.in_index() || !same_type(act.identity.type, known.type)) continue;
    const bool same_date = act.identity.date == known.date && known.date.is_set();
    const bool same_year = form.year != 0 && (!act.identity.date.is_set() || !known.date.is_set());
    const bool same_issuer = act.identity.issuer_slug.empty() || act.identity.issuer_slug == known.issuer;
    if ((same_date || same_year) && same_issuer) {
      enrich(id, known);
      by_id_.try_emplace(known.id, id);
      return id;
    }
  }
  return add_known(known);
}

std::vector<const registry::Act*> Acts::known_with_beginning(const std::string& number, bool hyphen) {
  if (known_numbers_.empty()) {
    for (const auto& known : registry_.acts()) known_numbers_.emplace_back(registry::number_key(known.number), &known);
    std::sort(known_numbers_.begin(), known_numbers_.end());
  }
  std::vector<const registry::Act*> found;
  for (const char joint : {'/', '-'}) {
    if (joint == '-' && !hyphen) continue;
    const auto beginning = number + joint;
    auto at = std::lower_bound(known_numbers_.begin(), known_numbers_.end(), beginning, [](const auto& row, const std::string& b) { return row.first < b; });
    for (; at != known_numbers_.end() && at->first.starts_with(beginning); ++at) found.push_back(at->second);
  }
  return found;
}

std::span<const registry::LawName* const> Acts::names_of(const std::string& id) const {
  const auto& names = law_names().by_act;
  const auto found = names.find(id);
  return found == names.end() ? std::span<const registry::LawName* const>{} : std::span<const registry::LawName* const>(found->second);
}

}  // namespace tracuu::resolve
