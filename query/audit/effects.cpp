#include "query/audit/effects.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/status/change.h"

namespace tracuu::audit {
namespace {

std::optional<Change::Kind> kind_of(status::ChangeKind kind) {
  switch (kind) {
    case status::ChangeKind::replaced: return Change::Kind::replaced;
    case status::ChangeKind::repealed: return Change::Kind::repealed;
    case status::ChangeKind::amended: return Change::Kind::amended;
    case status::ChangeKind::suspended: return Change::Kind::suspended;
    default: return std::nullopt;
  }
}

/// Only the issuer of an act, or a body above it, ends it: lists of acts that have ended ("công bố danh mục") and consolidated
/// texts tell of ends that others made.
bool may_end(const model::Identity& by, const model::Identity& act) {
  if (by.type == "VBHN" || by.number.empty()) return false;
  if (by.type == "NQ" && act.type == "NĐ") return false;  // resolutions of the Government suspend or cut parts of decrees
  const int own = normative_rank(by), rank = normative_rank(act);
  if (rank != 0) return own != 0 && own <= rank;
  return by.issuer_slug == act.issuer_slug || own != 0;
}

/// Resolutions of the Government suspend decrees: who may end an act may suspend it, and so may an act of equal rank.
bool may_suspend(const model::Identity& by, const model::Identity& act) {
  const int own = normative_rank(by), rank = normative_rank(act);
  return by.type != "VBHN" && own != 0 && own <= rank;
}

/// The registry follows laws by name: where it knows one, its word stands against a clause that may have been misread.
bool is_law_of_registry(const resolve::Act& act) {
  return act.known && (act.identity.type == "L" || act.identity.type == "BL" || act.identity.type == "PL");
}

model::Date own_effect(const model::Document& document) {
  for (const auto& effect : document.effects) {
    if (effect.kind == model::Effect::Kind::effective && effect.date.is_valid()) return effect.date;
  }
  return {};
}

/// Of the vocabulary, those that change effect: an act is cited a hundred times as often as it is changed.
const std::vector<std::string>& relations_that_change() {
  static const auto names = [] {
    std::vector<std::string> found;
    for (const auto& row : registry::Registry::builtin().relations()) {
      if (status::changes_effect(row.name)) found.emplace_back(row.name);
    }
    return found;
  }();
  return names;
}

}  // namespace

const Change* EffectOracle::ended(resolve::ActId act, model::Date day) {
  const Change* earliest = nullptr;
  for (const auto& change : changes(act)) {
    const bool ends = change.whole && change.kind != Change::Kind::amended && change.kind != Change::Kind::suspended;
    if (!ends || !change.from.is_valid() || change.from > day) continue;
    if (earliest == nullptr || change.from < earliest->from) earliest = &change;
  }
  return earliest;
}

void StatedEffects::take_reference(const graph::Reference& reference, model::Date from) {
  if (!status::changes_effect(reference.relation) || reference.target() == resolve::no_act || !reference.resolution.certain) return;
  if (reference.target() == reference.subject || reference.target() == reference.asserted_by) return;
  const auto read = status::read_change(graph_, reference);
  const auto kind = kind_of(read.kind);
  if (!kind || read.standing == status::Standing::unclear) return;
  // What third documents tell of an act is told by that act better; only amendments are common knowledge of preambles.
  if (read.standing == status::Standing::reports && *kind != Change::Kind::amended) return;
  const auto& target = graph_.resolver().act(reference.target());
  const bool acts = read.standing == status::Standing::acts;
  const auto& by = graph_.document(reference.record).identity;
  if (acts && !(*kind == Change::Kind::suspended ? may_suspend(by, target.identity) : may_end(by, target.identity))) return;
  Change change;
  change.kind = *kind;
  change.from = read.date.is_valid() ? read.date : acts ? from : model::Date{};
  change.by = read.by;
  change.record = reference.record;
  change.mention = reference.mention;
  change.whole = acts && read.scope == status::Scope::whole && *kind != Change::Kind::amended && !is_law_of_registry(target);
  change.provisions = read.paths;
  known_[reference.target()].changes.push_back(std::move(change));
}

void StatedEffects::take(resolve::RecordId record) {
  const auto& document = graph_.document(record);
  const auto from = own_effect(document);
  if (const auto self = graph_.resolver().act_of_record(record); self && from.is_set()) effective_[*self] = from;
  for (const auto& reference : graph_.references_of(record)) take_reference(reference, from);
}

void StatedEffects::add_registry(resolve::ActId act, Known& known) {
  const auto& facts = graph_.resolver().act(act);
  const auto* row = graph_.resolver().registry().act(facts.id);
  if (row == nullptr || !row->effective_to.is_valid() || row->confidence != "certain") return;
  Change change;
  change.kind = Change::Kind::expired;
  change.from = row->effective_to;
  change.whole = true;
  known.changes.push_back(std::move(change));
}

const std::vector<Change>& StatedEffects::changes(resolve::ActId act) {
  if (auto& known = known_[act]; known.complete) return known.changes;
  if (from_index_) {
    known_[act].changes.clear();
    for (const auto& reference : graph_.incoming(act, relations_that_change())) take_reference(reference, own_effect(graph_.document(reference.record)));
  }
  auto& known = known_[act];
  add_registry(act, known);
  known.complete = true;
  return known.changes;
}

model::Date StatedEffects::effective_from(resolve::ActId act) {
  if (const auto found = effective_.find(act); found != effective_.end()) return found->second;
  model::Date from;
  const auto& facts = graph_.resolver().act(act);
  if (facts.in_index() && from_index_) from = own_effect(graph_.document(facts.copies.front().record));
  if (!from.is_set()) {
    const auto* row = graph_.resolver().registry().act(facts.id);
    if (row != nullptr && row->confidence == "certain") from = row->effective_from;
  }
  return effective_[act] = from;
}

}  // namespace tracuu::audit
