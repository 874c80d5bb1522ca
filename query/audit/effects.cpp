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

/// Of the relations of the vocabulary, what they do to an act; nothing for those that this room does not follow.
std::optional<Change::Kind> kind_of(std::string_view relation) {
  if (relation == "replaces") return Change::Kind::replaced;
  if (relation == "repeals") return Change::Kind::repealed;
  if (relation == "amends") return Change::Kind::amended;
  if (relation == "suspends") return Change::Kind::suspended;
  return std::nullopt;
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

/// The change that a reference states; nothing where it states none that counts. `from`: the day from which the document that
/// states it says that it applies.
std::optional<Change> change_of(graph::Graph& graph, const graph::Reference& reference, model::Date from) {
  const auto kind = kind_of(reference.relation);
  if (!kind || reference.target() == resolve::no_act || !reference.resolution.certain) return std::nullopt;
  if (reference.target() == reference.subject || reference.target() == reference.asserted_by) return std::nullopt;
  const auto& target = graph.resolver().act(reference.target());
  // Asked before the words are read, which costs more.
  if (reference.nested()) {
    // What third documents tell of an act is told by that act better; only amendments are common knowledge of preambles.
    if (*kind != Change::Kind::amended || reference.subject == resolve::no_act) return std::nullopt;
  } else {
    const auto& by = graph.document(reference.record).identity;
    if (!(*kind == Change::Kind::suspended ? may_suspend(by, target.identity) : may_end(by, target.identity))) return std::nullopt;
  }
  const auto read = status::read_change(graph, reference);
  if (read.standing == status::Standing::unclear) return std::nullopt;
  const bool acts = read.standing == status::Standing::acts;
  Change change;
  change.kind = *kind;
  change.from = read.date.is_valid() ? read.date : acts ? from : model::Date{};
  change.by = read.by;
  change.record = reference.record;
  change.mention = reference.mention;
  change.whole = acts && read.scope == status::Scope::whole && *kind != Change::Kind::amended && !is_law_of_registry(target);
  change.provisions = read.paths;
  return change;
}

}  // namespace

void Changes::add(Change change) {
  if (change.kind != Change::Kind::amended) return ends.push_back(std::move(change));
  const auto same = [&](const Change& other) { return other.by == change.by && other.from == change.from; };
  if (std::none_of(amendments.begin(), amendments.end(), same)) amendments.push_back(std::move(change));
}

const Change* EffectOracle::ended(resolve::ActId act, model::Date day) {
  const Change* earliest = nullptr;
  for (const auto& change : changes(act).ends) {
    const bool ends = change.whole && change.kind != Change::Kind::suspended;
    if (!ends || !change.from.is_valid() || change.from > day) continue;
    if (earliest == nullptr || change.from < earliest->from) earliest = &change;
  }
  return earliest;
}

void Statements::join(Statements&& later) {
  for (auto& [act, stated] : later.changes) {
    auto& known = changes[act];
    for (auto* list : {&stated.ends, &stated.amendments}) {
      for (auto& change : *list) known.add(std::move(change));
    }
  }
  for (const auto& [act, from] : later.effective) effective[act] = from;
  later = {};
}

void take_statements(graph::Graph& graph, resolve::RecordId record, Statements& stated) {
  const auto from = own_effect(graph.document(record));
  if (const auto self = graph.resolver().act_of_record(record); self && from.is_set()) stated.effective[*self] = from;
  for (const auto& reference : graph.references_of(record)) {
    if (auto change = change_of(graph, reference, from)) stated.changes[reference.target()].add(std::move(*change));
  }
}

Changes StatedEffects::from_index(resolve::ActId act) {
  Changes found;
  for (const auto& reference : graph_.incoming(act, relations_that_change())) {
    // Thousands may amend it: read and dropped, but for what somebody holds.
    const bool held = graph_.remembers(reference.record);
    if (auto change = change_of(graph_, reference, own_effect(graph_.document(reference.record)))) found.add(std::move(*change));
    if (!held) graph_.forget(reference.record);
  }
  return found;
}

const Changes& StatedEffects::changes(resolve::ActId act) {
  static const Changes nothing;
  if (act >= states_.size()) states_.resize(std::max<std::size_t>(act + std::size_t{1}, graph_.resolver().act_count()));
  if (states_[act] == State::completed) return completed_.at(act);
  const Changes* stated = &nothing;
  if (stated_ != nullptr) {
    if (const auto found = stated_->changes.find(act); found != stated_->changes.end()) stated = &found->second;
    if (states_[act] == State::as_stated) return *stated;
  }
  // Ends that the authority table knows.
  const auto* row = graph_.resolver().registry().act(graph_.id_of(act));
  const bool ends = row != nullptr && row->effective_to.is_valid() && row->confidence == "certain";
  if (stated_ != nullptr && !ends) {
    states_[act] = State::as_stated;
    return *stated;
  }
  auto all = stated_ != nullptr ? *stated : from_index(act);
  if (ends) {
    Change change;
    change.kind = Change::Kind::expired;
    change.from = row->effective_to;
    change.whole = true;
    all.add(std::move(change));
  }
  states_[act] = State::completed;
  return completed_.insert_or_assign(act, std::move(all)).first->second;
}

model::Date StatedEffects::effective_from(resolve::ActId act) {
  if (stated_ != nullptr) {
    if (const auto found = stated_->effective.find(act); found != stated_->effective.end()) return found->second;
  }
  const auto [known, fresh] = effective_.try_emplace(act);
  if (!fresh) return known->second;
  auto& from = known->second;
  if (stated_ == nullptr) {
    const auto& facts = graph_.resolver().act(act);
    if (facts.in_index()) from = own_effect(graph_.document(facts.copies.front().record));
  }
  if (!from.is_set()) {
    const auto* row = graph_.resolver().registry().act(graph_.id_of(act));
    if (row != nullptr && row->confidence == "certain") from = row->effective_from;
  }
  return from;
}

}  // namespace tracuu::audit
