/// CIT: how documents are named: in full the first time (Nghị định 78/2025/NĐ-CP Điều 68; before 01/4/2025 Nghị định
/// 34/2016/NĐ-CP Điều 75), by defined short forms afterwards, with their true titles.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_set>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;

bool is_normed_type(std::string_view type) {
  static constexpr std::array<std::string_view, 9> types = {"NĐ", "TT", "TTLT", "QĐ", "NQ", "CT", "KL", "CTr", "KH"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

/// "45/2020" or "73": the beginning of a number.
bool is_stub(const model::Mention& mention) {
  return mention.kind == model::MentionKind::document && !mention.malformed && is_normed_type(mention.type) && !mention.number.empty() &&
         resolve::number_form(mention.number).open_end;
}

/// The document gives the whole number of the stub somewhere: before it, or only later.
enum class Full { nowhere, before, later };
Full full_citation(const Subject& subject, std::size_t stub) {
  const auto& mention = subject.document.mentions[stub];
  const auto form = resolve::number_form(mention.number);
  Full found = Full::nowhere;
  for (std::size_t i = 0; i < subject.document.mentions.size(); ++i) {
    const auto& other = subject.document.mentions[i];
    if (i == stub || other.number.empty()) continue;
    const auto whole = resolve::number_form(other.number);
    if (whole.open_end || whole.sequence != form.sequence || (form.year != 0 && whole.year != form.year)) continue;
    if (other.type != mention.type && !(other.type.empty() || mention.type == "QĐ")) continue;
    if (i < stub) return Full::before;
    found = Full::later;
  }
  const auto own = resolve::number_form(subject.document.identity.number);
  if (own.sequence == form.sequence && subject.document.identity.type == mention.type) return Full::before;
  return found;
}

/// "Nghị định 73", not "TT 19" of a table's head, "QUYẾT ĐỊNH 121" of a form or "Quyết định số 64/2008/" cut by a line end.
bool is_spelt_out(const Subject& subject, const model::Mention& mention) {
  const auto surface = model::slice(subject.text(), mention.span);
  const auto words = text::fold(surface);
  const auto* type = registry::Registry::builtin().type(mention.type);
  if (type == nullptr || std::none_of(type->words.begin(), type->words.end(), [&](const std::string& word) { return words.starts_with(word); })) return false;
  if (text::is_upper(text::canonical_chars(surface.substr(0, 8))[1])) return false;
  const auto after = model::slice(subject.text(), {mention.span.end, mention.span.end + 3});
  return after.find_first_of("/-.0123456789") != 0 && !after.starts_with("…") && !after.starts_with("\n") && !after.starts_with(" \n");
}

void stubs(const Subject& subject, std::string_view rule, Full wanted, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!is_stub(mention) || subject.document.identity.number.empty() || !is_spelt_out(subject, mention) || !once.first(mention.type + mention.number)) continue;
    // Internal numbers of forms and articles ("Quyết định 1") are no documents; nor is what a whole year names.
    const auto form = resolve::number_form(mention.number);
    if (form.year == 0 && (form.sequence.size() < 2 || form.sequence.size() > 4)) continue;
    // "Nghị định số | 18 ngày làm việc": columns of a table that interleave.
    const auto after = subject.folded(mention.span.end, mention.span.end + 16);
    if (after.find("ngay lam") < 3 || after.find("ngay ke tu") < 3) continue;
    if (full_citation(subject, reference.mention) != wanted) continue;
    auto finding = finding_at(subject, reference, rule, Severity::warn);
    finding.facts = {Fact::of_type(mention.type), Fact::of(mention.number)};
    const auto act = reference.target();
    if (act != no_act && is_established(subject, subject.graph.resolver().act(act)) && !subject.graph.resolver().act(act).identity.number.empty() && reference.resolution.certain) {
      finding.nearest = act;
      finding.suggestion = subject.graph.resolver().act(act).identity.number;
    }
    findings.push_back(std::move(finding));
  }
}
/// CIT-MISSING-NUMBER: "Nghị định 73", and the number's year and symbols stand nowhere in the document.
void missing_number(const Subject& subject, std::vector<Finding>& findings) { stubs(subject, "CIT-MISSING-NUMBER", Full::nowhere, findings); }
/// CIT-ALIAS-UNDEFINED: the short form comes first, the whole number later.
void alias_undefined(const Subject& subject, std::vector<Finding>& findings) { stubs(subject, "CIT-ALIAS-UNDEFINED", Full::later, findings); }

/// CIT-MISSING-ISSUER: every province has a 35/2025/QĐ-UBND.
void missing_issuer(const Subject& subject, std::vector<Finding>& findings) {
  if (!subject.document.identity.province.empty()) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!stands_alone(mention) || mention.number.empty() || !mention.province.empty() || !mention.issuer.empty()) continue;
    const auto parts = anatomy::parse_number(mention.number);
    const bool local = std::any_of(parts.issuers.begin(), parts.issuers.end(), [](const std::string& symbol) { return symbol == "UBND" || symbol == "HĐND" || symbol == "TU"; });
    if (!local || parts.type_symbol.empty() || reference.resolution.outcome == resolve::Outcome::resolved || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-MISSING-ISSUER", Severity::info);
    finding.facts = {Fact::of(mention.number)};
    findings.push_back(std::move(finding));
  }
}

// --- titles ----------------------------------------------------------------------------------------------------------

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    else if (!word.empty()) words.push_back(std::move(word)), word.clear();
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// Length of the longest common subsequence.
std::size_t common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (const auto& word : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto above = row[j + 1];
      row[j + 1] = word == b[j] ? diagonal + 1 : std::max(row[j], above);
      diagonal = above;
    }
  }
  return row.back();
}

/// The title that the words after a citation give ("ngày ... của ... về việc X;"): what begins a title, up to the end of the
/// clause; empty where they give none, or where it runs into another citation.
std::string quoted_title(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  const auto clause_end = subject.text().find(';', mention.span.end);
  auto end = static_cast<std::uint32_t>(std::min<std::size_t>(mention.span.end + 420, clause_end == std::string::npos ? clause_end : clause_end + 1));
  for (auto i = reference.mention + 1; i < subject.document.mentions.size(); ++i) {
    if (subject.document.mentions[i].span.begin < mention.span.end) continue;
    if (subject.document.mentions[i].span.begin < end) return {};  // the title may hold the next citation
    break;
  }
  const std::string_view bytes = subject.text();
  const auto after = model::slice(bytes, {mention.span.end, end});
  // Căn cứ end in ";": elsewhere a clause runs on and its end cannot be told from the title's.
  const auto stop = after.find(';');
  if (stop == std::string_view::npos) return {};
  const auto clause = after.substr(0, stop);
  if (clause.find('\n') != std::string_view::npos && clause.find("\n\n") != std::string_view::npos) return {};
  if (clause.find_first_of("(),:") != std::string_view::npos) return {};
  auto folded = text::fold(clause);
  std::replace(folded.begin(), folded.end(), '\n', ' ');
  static constexpr std::array<std::string_view, 6> intros = {" ve viec ", " quy dinh ", " huong dan ", " phe duyet ", " ban hanh ", " ve "};
  std::size_t begin = std::string::npos;
  for (const auto& intro : intros) begin = std::min(begin, folded.find(intro));
  if (begin == std::string::npos || begin > 110) return {};
  // Between number and title only a date and an issuer may stand.
  const auto between = folded.substr(0, begin);
  if (begin > 3 && between.find("ngay ") == std::string::npos && between.find("cua ") == std::string::npos) return {};
  return folded.substr(begin);
}

/// CIT-TITLE-MISMATCH: number and date lead to an act whose title is another one: the number or the title is wrong.
void title_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!stands_alone(mention) || mention.number.empty() || !is_sure(subject, reference) || reference.target() == reference.asserted_by) continue;
    if (mention.type.empty()) continue;  // a law and a resolution may share the number
    const auto& act = subject.graph.resolver().act(reference.target());
    if (!act.in_index()) continue;  // titles of the authority table are cut from citations
    const auto own = words_of(text::fold(act.identity.title));
    if (own.size() < 5) continue;
    const auto title = words_of(quoted_title(subject, reference));
    if (title.size() < 5 || title.size() > 60) continue;
    const double shared = static_cast<double>(common(title, own)) / static_cast<double>(std::min(title.size(), own.size()));
    if (shared >= 0.6 || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-TITLE-MISMATCH", shared < 0.4 ? Severity::warn : Severity::info);
    finding.nearest = reference.target();
    finding.facts = {Fact::of(mention.number), Fact::of(act.identity.title)};
    findings.push_back(std::move(finding));
  }
}

// --- short forms -----------------------------------------------------------------------------------------------------

/// "(sau đây gọi tắt là Nghị định số 47/2011/NĐ-CP)".
struct Definition {
  model::ByteRange parenthesis;
  std::string alias;      ///< folded
  std::ptrdiff_t target = -1;  ///< index of the mention in front of it
};

std::vector<Definition> definitions(const Subject& subject) {
  std::vector<Definition> found;
  const std::string_view bytes = subject.text();
  static constexpr std::array<std::string_view, 10> verbs = {"sau day duoc goi tat la ", "sau day duoc goi chung la ", "sau day duoc goi la ", "sau day goi tat la ", "sau day goi chung la ",
                                                             "sau day viet tat la ",     "sau day goi la ",            "sau day viet la ",    "goi tat la ",         "viet tat la "};
  for (auto open = bytes.find('('); open != std::string_view::npos; open = bytes.find('(', open + 1)) {
    constexpr std::size_t longest = 200;
    const auto length = bytes.substr(open + 1, longest).find(')');
    if (length == std::string_view::npos) continue;
    const auto close = open + 1 + length;
    auto inside = text::fold(bytes.substr(open + 1, length));
    std::replace(inside.begin(), inside.end(), '\n', ' ');
    const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](std::string_view v) { return inside.starts_with(v); });
    if (verb == verbs.end()) continue;
    Definition definition;
    definition.parenthesis = {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close + 1)};
    definition.alias = inside.substr(verb->size());
    constexpr std::size_t nearby = 300;
    const auto& mentions = subject.document.mentions;
    const auto behind = std::partition_point(mentions.begin(), mentions.end(), [&](const model::Mention& m) { return m.span.end <= open; });
    for (auto i = behind - mentions.begin(); i-- > 0 && definition.target < 0;) {
      const auto& mention = mentions[static_cast<std::size_t>(i)];
      if (open - mention.span.end >= nearby) break;
      if (mention.kind == model::MentionKind::document) definition.target = i;
    }
    found.push_back(std::move(definition));
  }
  return found;
}

/// CIT-ALIAS-TYPO: the number in the short form is none of those just cited.
void alias_typo(const Subject& subject, std::vector<Finding>& findings) {
  const auto& mentions = subject.document.mentions;
  std::unordered_set<std::string> sequences;  // of the first `told` mentions
  std::ptrdiff_t told = 0;
  for (const auto& definition : definitions(subject)) {
    const auto inside = std::partition_point(mentions.begin(), mentions.end(), [&](const model::Mention& m) { return m.span.begin < definition.parenthesis.begin; });
    if (inside == mentions.end() || !definition.parenthesis.contains(inside->span) || inside->number.empty() || definition.target < 0) continue;
    if (std::next(inside) != mentions.end() && definition.parenthesis.contains(std::next(inside)->span)) continue;
    const auto alias = resolve::number_form(inside->number);
    for (; told <= definition.target; ++told) sequences.insert(resolve::number_form(mentions[static_cast<std::size_t>(told)].number).sequence);
    if (sequences.contains(alias.sequence)) continue;
    const auto& target = mentions[static_cast<std::size_t>(definition.target)];
    if (target.type != inside->type || subject.document.quality < 0.9) continue;
    if (target.number.empty()) continue;  // a law by its name, called by its number
    const auto reference = std::find_if(subject.references.begin(), subject.references.end(),
                                        [&](const graph::Reference& r) { return r.mention == static_cast<std::size_t>(inside - mentions.begin()); });
    if (reference == subject.references.end()) continue;
    auto finding = finding_at(subject, *reference, "CIT-ALIAS-TYPO", Severity::warn);
    finding.facts = {Fact::of(inside->number), Fact::of(target.number)};
    finding.suggestion = target.number;
    findings.push_back(std::move(finding));
  }
}

bool names_a_document(std::string_view alias) {
  for (const auto& type : registry::Registry::builtin().types()) {
    if (type.code == "KHAC") continue;
    for (const auto& word : type.words) {
      if (alias == word || alias.starts_with(word + " ")) return true;
    }
  }
  return false;
}

/// Where the part begins that holds a place: the act proper, or a regulation or annex. Each part defines its short forms for itself.
std::uint32_t part_at(const model::Document& document, std::uint32_t offset) {
  std::uint32_t begin = 0;
  for (const auto& provision : document.provisions) {
    if (provision.range.begin > offset) break;
    const bool is_part = provision.unit == model::Unit::component || provision.unit == model::Unit::phu_luc;
    if (is_part) begin = std::max(begin, provision.range.begin);
  }
  return begin;
}

/// CIT-ALIAS-CONFLICT: one short form defined for two documents.
void alias_conflict(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::pair<std::uint32_t, std::string>, const model::Mention*> meaning;
  for (const auto& definition : definitions(subject)) {
    if (definition.target < 0 || !names_a_document(definition.alias) || subject.quoted(definition.parenthesis.begin)) continue;
    const auto index = static_cast<std::size_t>(definition.target);
    const auto& target = subject.document.mentions[index];
    // Only where the parenthesis stands right behind number, date and issuer: else it names something else.
    if (target.number.empty() || definition.parenthesis.begin - target.span.end > 120) continue;
    const auto [entry, is_new] = meaning.try_emplace({part_at(subject.document, definition.parenthesis.begin), definition.alias}, &target);
    if (is_new || registry::number_key(entry->second->number) == registry::number_key(target.number)) continue;
    const auto reference = std::find_if(subject.references.begin(), subject.references.end(), [&](const graph::Reference& r) { return r.mention == index; });
    if (reference == subject.references.end()) continue;
    auto finding = finding_at(subject, *reference, "CIT-ALIAS-CONFLICT", Severity::error);
    finding.range = definition.parenthesis;
    finding.facts = {Fact::of(std::string(model::slice(subject.text(), definition.parenthesis))), Fact::of(entry->second->number), Fact::of(target.number)};
    findings.push_back(std::move(finding));
  }
}

/// CIT-DANGLING-THIS: "Nghị định này" in a circular, outside the new wording of a decree that it quotes. Found in the words: such a
/// reference leads nowhere.
void dangling_this(const Subject& subject, std::vector<Finding>& findings) {
  struct Row {
    std::string_view type, words;
  };
  static constexpr std::array<Row, 5> strict{{{"NĐ", "Nghị định này"}, {"TT", "Thông tư này"}, {"BL", "Bộ luật này"}, {"L", "Luật này"}, {"PL", "Pháp lệnh này"}}};
  const auto& document = subject.document;
  const auto& own = document.identity;
  // Norms only: a resolution on a draft law speaks of that law.
  static constexpr std::array<std::string_view, 7> judged = {"L", "BL", "PL", "NĐ", "TT", "QĐ", "NQ"};
  if (std::find(judged.begin(), judged.end(), own.type) == judged.end() || resolve::number_form(own.number).year == 0) return;
  const auto is_law = [](std::string_view type) { return type == "L" || type == "BL"; };
  const auto* symbol = type_against_head(own);  // "Quyết định này" is right where only the type line is wrong
  std::uint32_t end = 0xFFFFFFFF;  // of the act proper: forms and regulations speak of themselves
  for (const auto& provision : document.provisions) {
    if (provision.unit == model::Unit::component || provision.unit == model::Unit::phu_luc) end = std::min(end, provision.range.begin);
  }
  const std::string_view bytes = subject.text();
  for (const auto& row : strict) {
    if (row.type == own.type || (is_law(row.type) && is_law(own.type)) || (symbol != nullptr && symbol->code == row.type)) continue;
    for (auto at = bytes.find(row.words); at != std::string_view::npos && at < end; at = bytes.find(row.words, at + 1)) {
      const auto place = static_cast<std::uint32_t>(at);
      // "Nghị định số 45/2020/NĐ-CP ... Nghị định này": points back to what was just cited.
      const bool just_cited = std::any_of(document.mentions.begin(), document.mentions.end(), [&](const model::Mention& before) {
        const bool same = before.type == row.type || (is_law(before.type) && is_law(row.type));
        return before.kind == model::MentionKind::document && same && before.span.begin < place && place - before.span.begin < 600;
      });
      if (just_cited || subject.quoted(place)) continue;
      auto finding = finding_of(subject, "CIT-DANGLING-THIS", Severity::warn, {place, place + static_cast<std::uint32_t>(row.words.size())});
      finding.facts = {Fact::of_type(std::string(row.type)), Fact::of_type(own.type)};
      findings.push_back(std::move(finding));
      break;
    }
  }
}

constexpr std::array<RuleRow, 7> rules{{
    {"CIT-ALIAS-CONFLICT", Severity::error, alias_conflict},
    {"CIT-ALIAS-TYPO", Severity::warn, alias_typo},
    {"CIT-ALIAS-UNDEFINED", Severity::warn, alias_undefined},
    {"CIT-DANGLING-THIS", Severity::warn, dangling_this},
    {"CIT-MISSING-ISSUER", Severity::info, missing_issuer},
    {"CIT-MISSING-NUMBER", Severity::warn, missing_number},
    {"CIT-TITLE-MISMATCH", Severity::warn, title_mismatch},
}};

}  // namespace

std::span<const RuleRow> citation_form_rules() { return rules; }

}  // namespace tracuu::audit
