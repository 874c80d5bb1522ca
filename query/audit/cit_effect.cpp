/// CIT: references to acts that had ended, had not begun, were suspended or had lost the cited provision when they were cited.
/// What counts is the citing document's own date, and only ends that a text or the authority table dates.
#include <algorithm>
#include <array>

#include "query/audit/rules.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;

/// Words that speak of an act's past or end: history, transition, the reason for a change. There an ended act is rightly named.
bool speaks_of_the_past(std::string_view words) {
  static constexpr std::array<std::string_view, 29> signs = {"het hieu luc",  "bai bo",       "thay the",      "chuyen tiep",    "truoc ngay",     "truoc thoi diem", "tai thoi diem", "truoc day",  "truoc khi",
                                                             "da ban hanh",   "da duoc",      "da thuc hien",  "tiep tuc",       "sua doi",        "tong ket",        "so ket",        "ket qua",    "giai doan",
                                                             "khong con",     "ke thua",      "dinh chinh",    "hop nhat",       "duoc cap",       "den het ngay",    "nay la",        "ke tu ngay",
                                                             "dang huong",    "hien dang",     "duoc huong"};
  // "Mẫu số 05 ban hành kèm theo Thông tư ...": papers in the form that was in force then; not "mẫu sổ".
  for (auto form = words.find("mau so "); form != std::string_view::npos; form = words.find("mau so ", form + 1)) {
    if (form + 7 < words.size() && words[form + 7] >= '0' && words[form + 7] <= '9') return true;
  }
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return words.find(sign) != std::string_view::npos; });
}

std::string sentence_of(const Subject& subject, const model::Mention& mention) {
  auto range = mention.sentence;
  range.begin = std::min(std::max(range.begin, mention.span.begin > 500 ? mention.span.begin - 500 : 0), mention.span.begin);
  range.end = std::max(std::min(range.end, mention.span.end + 300), mention.span.end);
  // The words before it may belong to another sentence, of an end or a transition.
  const auto before = subject.sentence_before(mention.span.begin, mention.span.begin - range.begin);
  return before + subject.folded(mention.span.begin, range.end);
}

/// The document rests on or applies the act now: not history, not its end, not a quotation of another act's wording.
bool applies_now(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  if (reference.nested() || changes(mention)) return false;
  const auto relation = mention.roles.empty() ? std::string() : mention.roles.front().relation;
  if (relation != "refers" && relation != "implements" && relation != "guides") return false;
  return !subject.quoted(mention.span.begin) && !speaks_of_the_past(sentence_of(subject, mention));
}

bool is_judged(const Subject& subject) {
  const auto& identity = subject.document.identity;
  // Consolidated texts keep the words of older acts; a report or an answer tells of the past.
  static constexpr std::array<std::string_view, 8> tellers = {"VBHN", "BC", "TB", "TTr", "CV", "BA", "KL", "KHAC"};
  return identity.date.is_valid() && std::find(tellers.begin(), tellers.end(), identity.type) == tellers.end();
}

void add_change(Finding& finding, const Change& change) {
  finding.facts.push_back(Fact::of(change.from));
  if (change.by != no_act) {
    finding.facts.push_back(Fact::of_act(change.by));
    if (change.kind == Change::Kind::replaced) finding.nearest = change.by;
  }
}

/// The document tells the old law from a new one of the same name: it means what it says.
bool names_both_laws(const Subject& subject, const graph::Reference& reference) {
  const auto& name = subject.mention(reference).name;
  if (name.empty()) return false;
  return std::any_of(subject.references.begin(), subject.references.end(), [&](const graph::Reference& other) {
    return subject.mention(other).name == name && other.target() != reference.target() && other.target() != no_act;
  });
}

/// "Thông tư số ... hướng dẫn ... theo Quyết định số 22/2015/QĐ-TTg": the title of another document.
bool stands_in_a_title(const Subject& subject, const graph::Reference& reference) {
  if (reference.mention == 0) return false;
  const auto& mention = subject.mention(reference);
  const auto& before = subject.document.mentions[reference.mention - 1];
  if (before.span.end > mention.span.begin || mention.span.begin - before.span.end > 400) return false;
  const auto between = subject.folded(before.span.end, mention.span.begin);
  const auto printed = model::slice(subject.text(), {before.span.end, mention.span.begin});
  // A title does not run over the end of a sentence or a paragraph.
  if (between.find(';') != std::string::npos || printed.find("\n\n") != std::string_view::npos || printed.find(".\n") != std::string_view::npos || printed.find(". ") != std::string_view::npos) return false;
  return between.find("huong dan") != std::string::npos || between.find("ve viec") != std::string::npos || between.find("quy dinh ") != std::string::npos || between.find(" ve ") != std::string::npos;
}

/// "Luật này", "Thông tư nói trên": what it points back to may be misunderstood; the full citation is judged.
bool points_back(const Subject& subject, const model::Mention& mention) {
  const auto words = subject.folded(mention.span.begin, mention.span.end + 10);
  for (const std::string_view sign : {" nay", " noi tren", " neu tren", " tren"}) {
    const auto at = words.find(sign);
    if (at != std::string::npos && at <= mention.span.end - mention.span.begin + 1) return mention.refers_to >= 0;
  }
  return false;
}

/// "đã kê khai theo Thông tư ...", "được bổ nhiệm theo ...": cases that the old act decided.
bool speaks_of_old_cases(const Subject& subject, const model::Mention& mention) {
  const auto before = subject.folded(mention.span.begin > 160 ? mention.span.begin - 160 : 0, mention.span.begin);
  const auto clause = std::string_view(before).substr(before.find_last_of(".;:\n") == std::string::npos ? 0 : before.find_last_of(".;:\n") + 1);
  for (const std::string_view sign : {" da ", "bo nhiem", "xep luong", "cong nhan", "phe duyet tai", "phe duyet theo"}) {
    if (clause.find(sign) != std::string_view::npos) return true;
  }
  // "viên chức ... theo Thông tư ... được bổ nhiệm sang chức danh": who was appointed under it keeps that until then.
  const auto after = subject.folded(mention.span.end, mention.span.end + 400);
  const auto rest = std::string_view(after).substr(0, after.find_first_of(".;"));
  for (const std::string_view sign : {"bo nhiem sang", "duoc bo nhiem", "chuyen sang", "xep luong", "chuyen xep"}) {
    if (rest.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

/// CIT-REPEALED: the cited act had ended as a whole. Căn cứ are judged by BAS-EXPIRED.
void repealed(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_judged(subject)) return;
  const auto day = subject.document.identity.date;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_sure(subject, reference) || is_basis(mention) || mention.number.empty()) continue;  // names follow the law in force
    const auto* end = subject.effects->ended(reference.target(), day);
    if (end == nullptr || end->by == reference.asserted_by || end->from == day || !applies_now(subject, reference)) continue;
    // The authority table knows no suspensions: a successor of two months may not be in force.
    if (end->by == no_act && day.days() - end->from.days() < 60) continue;
    if (points_back(subject, mention) || speaks_of_old_cases(subject, mention)) continue;
    if (names_both_laws(subject, reference) || stands_in_a_title(subject, reference) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-REPEALED", Severity::warn);
    finding.variant = end->by == no_act ? "registry" : "";
    finding.facts = {Fact::of_act(reference.target()), Fact::of(day)};
    add_change(finding, *end);
    findings.push_back(std::move(finding));
  }
}

/// CIT-PARTIAL-REPEALED: the cited provision, and not only one beside it, had been repealed or replaced.
void partial_repealed(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_judged(subject)) return;
  const auto day = subject.document.identity.date;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_sure(subject, reference) || mention.pinpoints.empty() || reference.nested() || changes(mention)) continue;
    if (mention.number.empty() && !mention.date.is_set()) continue;  // a bare name may mean a later law
    for (const auto& change : subject.effects->changes(reference.target()).ends) {
      const bool ends = change.kind == Change::Kind::repealed;
      if (!ends || change.whole || !change.from.is_valid() || change.from >= day || change.by == reference.asserted_by) continue;
      for (const auto& pinpoint : mention.pinpoints) {
        const auto path = resolve::pinpoint_path(pinpoint);
        const bool inside = std::any_of(change.provisions.begin(), change.provisions.end(), [&](const std::string& gone) { return resolve::path_within(path, gone); });
        if (!inside || subject.quoted(mention.span.begin) || speaks_of_the_past(sentence_of(subject, mention))) continue;
        if (!once.first(mention.key + pinpoint)) continue;
        auto finding = finding_at(subject, reference, "CIT-PARTIAL-REPEALED", Severity::warn);
        finding.facts = {Fact::of_pinpoint(pinpoint), Fact::of_act(reference.target()), Fact::of(change.from), Fact::of_act(change.by)};
        findings.push_back(std::move(finding));
      }
    }
  }
}

/// CIT-NOT-YET-EFFECTIVE: a basis that was not yet in force. Detailing documents may be issued before the law they detail takes
/// effect (Luật 64/2025/QH15 Điều 54; Luật 80/2015/QH13 Điều 11), and so may what takes effect with it.
void not_yet_effective(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (!is_judged(subject)) return;
  model::Date own;
  for (const auto& effect : subject.document.effects) {
    if (effect.kind == model::Effect::Kind::effective && effect.date.is_valid()) own = effect.date;
  }
  const auto starts = std::max(identity.date, own);
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_basis(mention) || !is_sure(subject, reference) || reference.nested() || !in_preamble(subject.document, mention)) continue;
    if (has_role(mention, "guides") || has_role(mention, "implements")) continue;
    const auto from = subject.effects->effective_from(reference.target());
    if (!from.is_valid() || from <= starts || !once.first(mention)) continue;
    // Issued together, to take effect together: the day of the younger one was hardly read right.
    const auto issued = subject.graph.resolver().act(reference.target()).identity.date;
    if (issued.is_valid() && identity.date.days() - issued.days() <= 3) continue;
    // Laws are detailed before their day, parts of them take effect earlier, and later laws move the day.
    const auto& type = subject.graph.resolver().act(reference.target()).identity.type;
    const bool law = type == "L" || type == "BL" || type == "PL" || type == "NQ";
    auto finding = finding_at(subject, reference, "CIT-NOT-YET-EFFECTIVE", own.is_set() && !law ? Severity::warn : Severity::info);
    finding.facts = {Fact::of_act(reference.target()), Fact::of(from), Fact::of(starts)};
    findings.push_back(std::move(finding));
  }
}

/// CIT-SUSPENDED: cited while suspended.
void suspended(const Subject& subject, std::vector<Finding>& findings) {
  if (!is_judged(subject)) return;
  const auto day = subject.document.identity.date;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_sure(subject, reference)) continue;
    const auto& ends = subject.effects->changes(reference.target()).ends;
    const auto stands_still = [&](const Change& change) { return change.kind == Change::Kind::suspended && change.whole && change.from.is_valid() && change.from < day && change.by != reference.asserted_by; };
    // Asked before the words are read: few acts are ever suspended.
    if (std::none_of(ends.begin(), ends.end(), stands_still) || (!is_basis(mention) && !applies_now(subject, reference))) continue;
    for (const auto& change : ends) {
      if (!stands_still(change) || !once.first(mention)) continue;
      auto finding = finding_at(subject, reference, "CIT-SUSPENDED", Severity::warn);
      finding.facts = {Fact::of_act(reference.target()), Fact::of(change.from), Fact::of_act(change.by)};
      findings.push_back(std::move(finding));
    }
  }
}

/// "Căn cứ Luật A được sửa đổi, bổ sung bởi Luật B, Luật C": B and C are named as what amended the basis, whatever became of
/// them since.
bool is_named_as_amending(const Subject& subject, const model::Mention& mention) {
  auto before = subject.folded(mention.span.begin > 600 ? mention.span.begin - 600 : 0, mention.span.begin);
  const auto clause = std::max(before.rfind(';') + 1, before.rfind("can cu") + 1);  // npos + 1 is 0
  before.erase(0, clause);
  for (const std::string_view words : {"sua doi, bo sung boi", "sua doi, bo sung theo", "sua doi, bo sung tai", "sua doi boi", "sua doi theo", "bo sung theo", "bo sung boi", "sua doi, bo sung mot so dieu theo",
                                       "sua doi, bo sung mot so dieu boi"}) {
    if (before.find(words) != std::string::npos) return true;
  }
  return false;
}

/// BAS-EXPIRED: a basis that had ended.
void basis_expired(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (!identity.date.is_valid() || identity.type == "VBHN") return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_basis(mention) || mention.kind != model::MentionKind::document || !is_sure(subject, reference) || !in_preamble(subject.document, mention)) continue;
    const auto* end = subject.effects->ended(reference.target(), identity.date);
    // The document itself, or one of the same day, puts an end to its basis: the transfer is being made.
    if (end == nullptr || end->by == reference.asserted_by || end->from == identity.date) continue;
    // "được sửa đổi, bổ sung bởi Luật số ...": named as an amendment of the basis, whatever became of it.
    if (std::any_of(mention.roles.begin(), mention.roles.end(), [](const model::Role& role) { return role.subject != "this"; })) continue;
    if (is_named_as_amending(subject, mention)) continue;
    // A law cited by its bare name means the one in force; resolution has found that one.
    if (mention.number.empty() && mention.year == 0 && !mention.date.is_set()) continue;
    if (!once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "BAS-EXPIRED", Severity::error);
    finding.variant = end->by == no_act ? "registry" : "";
    finding.facts = {Fact::of_act(reference.target()), Fact::of(identity.date)};
    add_change(finding, *end);
    findings.push_back(std::move(finding));
  }
}

/// IMP-TARGET-EXPIRED: implements an act that had already ended.
void implements_expired(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (!is_judged(subject)) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!has_role(mention, "implements") || is_basis(mention) || !is_sure(subject, reference)) continue;
    // In the title or the opening: in the body old resolutions are reviewed.
    const bool opening = mention.span.begin < 2500 || subject.document.identity.title_range.contains(mention.span);
    const auto* end = subject.effects->ended(reference.target(), identity.date);
    if (!opening || end == nullptr || end->by == reference.asserted_by || speaks_of_the_past(sentence_of(subject, mention)) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "IMP-TARGET-EXPIRED", Severity::warn);
    finding.variant = end->by == no_act ? "registry" : "";
    finding.facts = {Fact::of_act(reference.target()), Fact::of(identity.date)};
    add_change(finding, *end);
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 6> rules{{
    {"BAS-EXPIRED", Severity::error, basis_expired, nullptr, true},
    {"CIT-NOT-YET-EFFECTIVE", Severity::warn, not_yet_effective, nullptr, true},
    {"CIT-PARTIAL-REPEALED", Severity::warn, partial_repealed, nullptr, true},
    {"CIT-REPEALED", Severity::error, repealed, nullptr, true},
    {"CIT-SUSPENDED", Severity::warn, suspended, nullptr, true},
    {"IMP-TARGET-EXPIRED", Severity::warn, implements_expired, nullptr, true},
}};

}  // namespace

std::span<const RuleRow> citation_effect_rules() { return rules; }

}  // namespace tracuu::audit
