#include "query/audit/rules.h"

#include <algorithm>
#include <array>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/resolve/number.h"

namespace tracuu::audit {

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::info: return "info";
    case Severity::warn: return "warn";
    case Severity::error: return "error";
  }
  return "";
}

const std::string& Subject::text() const {
  if (!text_) text_ = graph.records().text(record, {0, 0xFFFFFFFFu});
  return *text_;
}

std::string Subject::folded(std::size_t begin, std::size_t end) const {
  const auto& bytes = text();
  end = std::min(end, bytes.size());
  begin = std::min(begin, end);
  // Never inside a character.
  while (begin > 0 && begin < bytes.size() && (static_cast<unsigned char>(bytes[begin]) & 0xC0) == 0x80) --begin;
  while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) ++end;
  auto folded = text::fold(std::string_view(bytes).substr(begin, end - begin));
  for (auto& c : folded) {
    if (c == '\n') c = ' ';
  }
  folded.erase(std::unique(folded.begin(), folded.end(), [](char a, char b) { return a == ' ' && b == ' '; }), folded.end());
  return folded;
}

namespace {

/// A full stop, question or exclamation mark behind a word or a figure, closing quotation marks behind it or not, ends a sentence;
/// not that of "TP. Hồ Chí Minh" or "1. Quyết định".
bool ends_sentence(std::string_view before) {
  for (const std::string_view closing : {"”", "\"", ")"}) {
    if (before.ends_with(closing)) before.remove_suffix(closing.size());
  }
  if (before.size() < 2) return false;
  if (before.back() == '?' || before.back() == '!') return true;
  if (before.back() != '.') return false;
  before.remove_suffix(1);
  if (before.ends_with("”") || before.ends_with("\"") || before.ends_with(")")) return true;
  const auto last = static_cast<unsigned char>(before.back());
  if (last >= '0' && last <= '9') {
    while (!before.empty() && before.back() >= '0' && before.back() <= '9') before.remove_suffix(1);
    return !before.empty() && before.back() != '\n' && before.substr(before.find_last_of('\n') + 1).find_first_not_of(" \t") != std::string_view::npos;
  }
  return (last >= 'a' && last <= 'z') || last >= 0x80;
}

}  // namespace

std::string Subject::sentence_before(std::uint32_t offset, std::uint32_t most) const {
  const std::string_view bytes = text();
  const auto end = std::min<std::size_t>(offset, bytes.size());
  const auto least = end > most ? end - most : 0;
  auto begin = end;
  while (begin > least && !((bytes[begin - 1] == ' ' || bytes[begin - 1] == '\n') && ends_sentence(bytes.substr(0, begin - 1)))) --begin;
  return folded(begin, end);
}

bool Subject::quoted(std::uint32_t offset) const {
  const std::string_view bytes = text();
  if (offset > bytes.size()) return false;
  // Curly quotes pair; straight ones are counted from the start of their paragraph, since an odd one somewhere in a book
  // would turn all that follows inside out. Neither is looked for farther away than a quotation is long.
  constexpr std::size_t longest = 20000;
  const auto before = bytes.substr(offset < longest ? 0 : offset - longest, std::min<std::size_t>(offset, longest));
  const auto open = before.rfind("“"), close = before.rfind("”");
  if (open != std::string_view::npos && (close == std::string_view::npos || close < open) && bytes.find("”", offset) != std::string_view::npos) return true;
  const auto paragraph = before.rfind("\n\n");
  const auto begin = paragraph == std::string_view::npos ? 0 : paragraph;
  return std::count(before.begin() + static_cast<std::ptrdiff_t>(begin), before.end(), '"') % 2 == 1;
}

Finding finding_at(const Subject& subject, const graph::Reference& reference, std::string_view rule, Severity severity) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.record = subject.record;
  finding.mention = reference.mention;
  finding.reference = reference;
  finding.range = subject.mention(reference).span;
  return finding;
}

Finding finding_of(const Subject& subject, std::string_view rule, Severity severity, model::ByteRange range) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.record = subject.record;
  finding.range = range;
  return finding;
}

bool has_role(const model::Mention& mention, std::string_view relation) {
  return std::any_of(mention.roles.begin(), mention.roles.end(), [&](const model::Role& role) { return role.subject == "this" && role.relation == relation; });
}

bool is_basis(const model::Mention& mention) { return has_role(mention, "basis"); }

bool in_preamble(const model::Document& document, const model::Mention& mention) {
  if (mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size()) {
    return document.provisions[static_cast<std::size_t>(mention.provision)].unit == model::Unit::preamble;
  }
  const auto first = std::find_if(document.provisions.begin(), document.provisions.end(), [](const model::Provision& p) { return p.unit != model::Unit::preamble; });
  return first == document.provisions.end() ? mention.span.begin < 6000 : mention.span.begin < first->range.begin;
}

bool names_its_own_amended_act(const model::Document& document) {
  const auto& identity = document.identity;
  const bool in_title = !identity.number_range.empty() && identity.title_range.contains(identity.number_range);
  return in_title && text::fold(identity.title).find("sua doi") != std::string::npos;
}

const registry::DocumentType* type_against_head(const model::Identity& identity) {
  const auto parts = anatomy::parse_number(identity.number);
  if (parts.type_symbol.empty() || identity.type == "VBHN" || identity.type_range.empty()) return nullptr;
  const auto* printed = registry::Registry::builtin().type_by_symbol(parts.type_symbol, parts.party);
  static constexpr std::array<std::string_view, 8> judged = {"NĐ", "NQ", "QĐ", "TT", "CT", "KH", "CTr", "TTLT"};
  const auto is_judged = [](std::string_view type) { return std::find(judged.begin(), judged.end(), type) != judged.end(); };
  if (printed == nullptr || printed->code == identity.type || !is_judged(printed->code) || !is_judged(identity.type)) return nullptr;
  const bool joint = (printed->code == "TT" && identity.type == "TTLT") || (printed->code == "TTLT" && identity.type == "TT");
  return joint ? nullptr : printed;
}

bool changes(const model::Mention& mention) {
  static constexpr std::array<std::string_view, 7> relations = {"amends", "replaces", "repeals", "suspends", "corrects", "extends", "consolidates"};
  return std::any_of(relations.begin(), relations.end(), [&](std::string_view relation) { return has_role(mention, relation); });
}

bool is_established(const Subject& subject, const resolve::Act& act) {
  if (act.in_index()) return true;
  const auto* known = subject.graph.resolver().registry().act(act.id);
  return known != nullptr && known->confidence == "certain";
}

bool is_sure(const Subject& subject, const graph::Reference& reference) {
  const auto& resolution = reference.resolution;
  if (resolution.act == resolve::no_act || !resolution.certain) return false;
  if (resolution.outcome == resolve::Outcome::resolved) return true;
  return resolution.outcome == resolve::Outcome::only_cited && subject.graph.resolver().act(resolution.act).known;
}

bool is_party_number(std::string_view number) { return resolve::number_form(number).party; }

namespace {

/// "ubnd.can-tho" is a province's, "ubnd.ninh-kieu.can-tho" a district's or commune's.
bool below_province(std::string_view slug) { return std::count(slug.begin(), slug.end(), '.') > 1; }

}  // namespace

int normative_rank(const model::Identity& identity) {
  const std::string_view type = identity.type, slug = identity.issuer_slug;
  const bool year_printed = resolve::number_form(identity.number).year != 0;
  if (identity.system == model::System::party || is_party_number(identity.number)) return 0;
  if (type == "HP") return 1;
  if (type == "L" || type == "BL" || (type == "NQ" && slug == "qh")) return 2;
  if (type == "PL" || (type == "NQ" && slug == "ubtvqh")) return 3;
  if (type == "NĐ") return 5;
  if (type == "TT" || type == "TTLT") return year_printed || identity.number.empty() ? 8 : 0;
  if (!year_printed) return 0;  // individual decisions and resolutions
  if (type == "NQ" && slug == "cp") return 5;
  if (type == "QĐ" && slug == "ttg") return 6;
  if (type == "NQ" && slug.starts_with("hdnd")) return below_province(slug) ? 13 : 9;
  if (type == "QĐ" && slug.starts_with("ubnd")) return below_province(slug) ? 14 : 10;
  return 0;
}

bool Once::first(const model::Mention& mention) {
  return first(registry::number_key(mention.number) + "\t" + mention.name + "\t" + mention.date.iso() + "\t" + mention.type);
}

}  // namespace tracuu::audit
