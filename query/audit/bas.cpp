/// BAS: legal bases ("Căn cứ ..."): what may stand there, what must, and in which form. BAS-EXPIRED is in cit_effect.cpp.
#include <algorithm>
#include <array>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;

/// Since Luật 80/2015/QH13 took effect a basis is a normative act of higher force (Nghị định 34/2016/NĐ-CP Điều 61; from
/// 01/4/2025 Luật 64/2025/QH15 and Nghị định 78/2025/NĐ-CP Điều 62). Before, practice was free.
constexpr model::Date bases_are_norms{2016, 7, 1};

/// The document is a norm itself: its number prints a year and its kind has a place in the hierarchy.
bool is_norm(const Subject& subject) {
  const auto& identity = subject.document.identity;
  return identity.date.is_valid() && identity.date >= bases_are_norms && normative_rank(identity) > 0 && resolve::number_form(identity.number).year != 0 && identity.type != "VBHN";
}

/// Bases that stand in the preamble as "Căn cứ ...".
bool is_preamble_basis(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  if (!is_basis(mention) || mention.kind != model::MentionKind::document || reference.nested() || !in_preamble(subject.document, mention)) return false;
  const auto begin = mention.span.begin > 300 ? mention.span.begin - 300 : 0;
  auto before = subject.folded(begin, mention.span.begin);
  const auto at = before.rfind("can cu");
  if (at == std::string::npos) return false;
  return before.find(';', at) == std::string::npos;  // the clause that begins with "Căn cứ" still runs
}

/// BAS-LOWER-RANK: a decree that rests on a circular.
void lower_rank(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_norm(subject)) return;
  const int own = normative_rank(subject.document.identity);
  Once once;
  for (const auto& reference : subject.references) {
    if (!is_preamble_basis(subject, reference) || reference.target() == no_act) continue;
    const auto& mention = subject.mention(reference);
    const auto& act = subject.graph.resolver().act(reference.target());
    const int rank = normative_rank(act.identity);
    if (rank <= own || act.identity.type != mention.type || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "BAS-LOWER-RANK", Severity::error);
    finding.facts = {Fact::of_act(reference.target()), Fact::of_type(act.identity.type), Fact::of_type(subject.document.identity.type)};
    findings.push_back(std::move(finding));
  }
}

/// BAS-NON-NORMATIVE: a norm that rests on a letter, a notice, a plan.
void non_normative(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_norm(subject)) return;
  struct Row {
    std::string_view type;
    Severity severity;
  };
  static constexpr std::array<Row, 6> rows{{{"CV", Severity::error}, {"TB", Severity::error}, {"KH", Severity::warn}, {"CTr", Severity::warn}, {"HD", Severity::warn}, {"CĐ", Severity::error}}};
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.type == mention.type; });
    if (row == rows.end() || is_party_number(mention.number) || mention.number.empty() || !is_preamble_basis(subject, reference)) continue;
    // "Theo đề nghị của ... tại Công văn số ..." is no basis.
    const auto before = subject.folded(mention.span.begin > 200 ? mention.span.begin - 200 : 0, mention.span.begin);
    if (before.find("de nghi", before.rfind("can cu")) != std::string::npos || before.find("y kien", before.rfind("can cu")) != std::string::npos || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "BAS-NON-NORMATIVE", row->severity);
    finding.facts = {Fact::of_type(mention.type), Fact::of(mention.number)};
    findings.push_back(std::move(finding));
  }
}

/// BAS-PARTY-IN-STATE: a norm of the state that rests directly on a document of the Party. In plans and individual decisions
/// that is usual.
void party_in_state(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_norm(subject)) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_party_number(mention.number) || !is_preamble_basis(subject, reference) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "BAS-PARTY-IN-STATE", Severity::warn);
    finding.facts = {Fact::of_type(mention.type), Fact::of(mention.number)};
    findings.push_back(std::move(finding));
  }
}

/// The clause that begins there, up to its semicolon.
model::ByteRange clause_at(const Subject& subject, std::uint32_t begin, std::uint32_t end) {
  const auto stop = subject.text().find(';', begin);
  return {begin, stop == std::string::npos || stop >= end ? end : static_cast<std::uint32_t>(stop + 1)};
}

/// BAS-MISSING: norms of provinces name the law on the organisation of local government that gives them the power.
void missing(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  const int rank = normative_rank(identity);
  if (!is_norm(subject) || rank < 9) return;
  std::size_t bases = 0;
  std::uint32_t first = 0xFFFFFFFF, last = 0;
  for (const auto& reference : subject.references) {
    if (!is_preamble_basis(subject, reference)) continue;
    ++bases;
    first = std::min(first, subject.mention(reference).span.begin);
    last = std::max(last, subject.mention(reference).span.end);
  }
  if (bases < 2) return;  // the preamble was not read
  // Looked for in the words, not only in the references: a defect of one reference must not raise this alarm.
  const auto preamble = subject.folded(first > 400 ? first - 400 : 0, last + 200);
  const auto has = [&](std::string_view words) { return preamble.find(words) != std::string::npos; };
  struct Row {
    std::string_view variant;
    bool present;
  };
  const std::array<Row, 2> rows{{{"organisation", has("to chuc chinh quyen dia phuong") || has("to chuc hdnd") || has("to chuc hoi dong nhan dan")},
                                 {"promulgation", has("ban hanh van ban quy pham phap luat") || has("ban hanh vbqppl")}}};
  for (const auto& row : rows) {
    if (row.present) continue;
    auto finding = finding_of(subject, "BAS-MISSING", row.variant == "organisation" ? Severity::warn : Severity::info, clause_at(subject, first, last));
    finding.variant = row.variant;
    findings.push_back(std::move(finding));
  }
}

/// BAS-AMEND-OMITTED: a law that had been amended is named without "được sửa đổi, bổ sung" (Nghị định 78/2025/NĐ-CP Điều 68).
void amend_omitted(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (!is_norm(subject) || identity.date < model::Date{2025, 4, 1}) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_sure(subject, reference)) continue;
    const auto& act = subject.graph.resolver().act(reference.target());
    if ((act.identity.type != "L" && act.identity.type != "BL" && act.identity.type != "PL") || !is_preamble_basis(subject, reference)) continue;
    const auto after = subject.folded(mention.span.end, mention.span.end + 250);
    if (after.substr(0, after.find(';')).find("sua doi") != std::string::npos) continue;
    for (const auto& change : subject.effects->changes(reference.target()).amendments) {
      if (change.by == no_act) continue;
      const auto& by = subject.graph.resolver().act(change.by);
      const auto day = change.from.is_valid() ? change.from : by.identity.date;
      if (!day.is_valid() || day >= identity.date || (by.identity.type != "L" && by.identity.type != "PL" && by.identity.type != "BL")) continue;
      if (!once.first(mention)) break;
      auto finding = finding_at(subject, reference, "BAS-AMEND-OMITTED", Severity::info);
      finding.facts = {Fact::of_act(reference.target()), Fact::of_act(change.by)};
      finding.suggestion = "được sửa đổi, bổ sung bởi " + by.identity.number;
      findings.push_back(std::move(finding));
      break;
    }
  }
}

constexpr std::array<RuleRow, 5> rules{{
    {"BAS-AMEND-OMITTED", Severity::info, amend_omitted, nullptr, true},
    {"BAS-LOWER-RANK", Severity::error, lower_rank},
    {"BAS-MISSING", Severity::warn, missing},
    {"BAS-NON-NORMATIVE", Severity::error, non_normative},
    {"BAS-PARTY-IN-STATE", Severity::warn, party_in_state},
}};

}  // namespace

std::span<const RuleRow> basis_rules() { return rules; }

}  // namespace tracuu::audit
