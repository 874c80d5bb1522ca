#include "query/audit/effects.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::audit {
namespace {

std::optional<Change::Kind> kind_of(std::string_view relation) {
  if (relation == "replaces") return Change::Kind::replaced;
  if (relation == "repeals") return Change::Kind::repealed;
  if (relation == "amends") return Change::Kind::amended;
  if (relation == "suspends") return Change::Kind::suspended;
  return std::nullopt;
}

/// "bãi bỏ một số điều của ...", "thay thế cụm từ ... tại ...": a part of the act, though no provision stands before its name.
bool speaks_of_part(std::string_view folded_sentence) {
  static constexpr std::array<std::string_view, 12> parts = {"mot so dieu", "mot so khoan", "mot so noi dung", "mot so quy dinh", "mot phan", "cum tu", "noi dung quy dinh tai",
                                                             "phu luc", "bieu mau", "mau so", "mot so van ban", "doi voi"};
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return folded_sentence.find(part) != std::string_view::npos; });
}

/// "bãi bỏ Điều 5 của ...", "thay thế ... đã được sửa đổi theo ...": what stands between the verb and the act is what ends.
bool ends_a_part(std::string_view before) {
  static constexpr std::array<std::string_view, 3> verbs = {"bai bo", "thay the", "het hieu luc"};
  std::size_t verb = std::string_view::npos;
  for (const auto& word : verbs) {
    const auto at = before.rfind(word);
    if (at != std::string_view::npos && (verb == std::string_view::npos || at > verb)) verb = at;
  }
  const auto between = verb == std::string_view::npos ? before : before.substr(verb);
  static constexpr std::array<std::string_view, 12> parts = {"dieu ", "khoan ", "diem ", "chuong ", "muc ", "sua doi", "noi dung", "thu tuc", "quy dinh tai", "ban hanh kem", "dan chieu", "theo "};
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return between.find(part) != std::string_view::npos; });
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
  const auto kind = kind_of(reference.relation);
  if (!kind || reference.target() == resolve::no_act || !reference.resolution.certain) return;
  if (reference.target() == reference.subject || reference.target() == reference.asserted_by) return;
  // Another document's relation is told by that document better; only its amendments are common knowledge of preambles.
  if (reference.nested() && *kind != Change::Kind::amended) return;
  const auto& mention = graph_.document(reference.record).mentions[reference.mention];
  Change change;
  change.kind = *kind;
  change.from = reference.nested() ? model::Date{} : from;
  change.by = reference.nested() ? reference.subject : reference.asserted_by;
  change.record = reference.record;
  change.mention = reference.mention;
  const auto& target = graph_.resolver().act(reference.target());
  const auto& source = graph_.document(reference.record).identity;
  if (!reference.nested() && !may_end(source, target.identity)) return;
  change.whole = mention.pinpoints.empty() && *kind != Change::Kind::amended && !is_law_of_registry(target);
  if (change.whole) {
    const model::ByteRange before{mention.span.begin > 500 ? mention.span.begin - 500 : 0, mention.span.begin};
    change.whole = !ends_a_part(text::fold(graph_.records().text(reference.record, before)));
  }
  if (change.whole) {
    auto range = mention.sentence;
    range.begin = std::max(range.begin, mention.span.begin > 400 ? mention.span.begin - 400 : 0);
    range.end = std::min(range.end, mention.span.end + 200);
    change.whole = !speaks_of_part(text::fold(graph_.records().text(reference.record, range)));
  }
  for (const auto& pinpoint : mention.pinpoints) change.provisions.push_back(resolve::pinpoint_path(pinpoint));
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
  const auto* row = registry::Registry::builtin().act(facts.id);
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
    for (const auto& reference : graph_.incoming(act)) {
      if (kind_of(reference.relation)) take_reference(reference, own_effect(graph_.document(reference.record)));
    }
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
    const auto* row = registry::Registry::builtin().act(facts.id);
    if (row != nullptr && row->confidence == "certain") from = row->effective_from;
  }
  return effective_[act] = from;
}

}  // namespace tracuu::audit
