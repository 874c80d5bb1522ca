#include "query/report/extract_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/report/act_lines.h"
#include "query/report/reading_words.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using model::Document;
using model::Mention;
using model::MentionKind;

/// All mentions of one document, in order of the first.
struct CitedDocument {
  std::string name;
  std::vector<const Mention*> mentions;
  std::size_t first = 0;  ///< index of the first mention
};

std::vector<CitedDocument> cited_documents(const Document& document) {
  std::vector<CitedDocument> cited;
  std::map<std::string, std::size_t> by_key;
  std::map<std::int32_t, std::size_t> by_mention;
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& mention = document.mentions[i];
    if (mention.kind == MentionKind::internal) continue;
    std::size_t place = cited.size();
    const auto back = by_mention.find(mention.refers_to);
    if (mention.refers_to >= 0 && back != by_mention.end()) {
      place = back->second;
    } else if (!mention.key.empty()) {
      place = by_key.try_emplace(mention.key, cited.size()).first->second;
    }
    if (place == cited.size()) cited.push_back({citation_name(mention), {}, i});
    by_mention[static_cast<std::int32_t>(i)] = place;
    if (cited[place].name.empty()) cited[place].name = citation_name(mention);
    cited[place].mentions.push_back(&mention);
  }
  return cited;
}

std::string header_lines(const Document& document, std::string_view path, const ExtractReport& report) {
  const auto& identity = document.identity;
  const auto& style = report.style;
  const auto lang = report.language;
  std::string out = style.bold(document_name(identity, lang));
  out += " · " + (identity.issuer.empty() ? say(lang, Msg::unknown_issuer) : identity.issuer);
  if (identity.is_draft) out += " · " + style.warning(say(lang, Msg::draft));
  out += "\n";
  if (!identity.title.empty()) out += paragraph("  ", identity.title, 2, style.width);
  std::vector<std::string> facts;
  if (!identity.id.empty()) facts.push_back(say(lang, Msg::label_id) + ": " + identity.id);
  if (!identity.term.empty()) facts.push_back(say(lang, Msg::term_of, identity.term));
  if (!document.pages.empty()) facts.push_back(say(lang, Msg::pages_of, document.pages.size()));
  if (!document.signer.empty()) facts.push_back(say(lang, Msg::signed_by, document.signer));
  for (const auto& effect : document.effects) {
    if (effect.kind != model::Effect::Kind::effective || !effect.date.is_set()) continue;
    facts.push_back(say(lang, Msg::label_effective) + ": " + say(lang, Msg::effective_from, effect.date.vietnamese()));
    break;
  }
  std::string line;
  for (const auto& fact : facts) line += (line.empty() ? "" : " · ") + fact;
  if (!line.empty()) out += paragraph("  ", line, 2, style.width);
  out += style.dim("  " + say(lang, Msg::label_source) + ": " + harmless(path) + " (" + document.encoding +
                   (document.ocr ? ", OCR" : "") + ")") +
         "\n";
  return out;
}

bool is_structure(model::Unit unit) {
  using model::Unit;
  switch (unit) {
    case Unit::component:
    case Unit::phu_luc:
    case Unit::phan:
    case Unit::chuong:
    case Unit::muc:
    case Unit::tieu_muc:
    case Unit::dieu:
    case Unit::section: return true;
    default: return false;
  }
}

std::string outline_lines(const Document& document, std::string_view text, const ExtractReport& report) {
  std::string out;
  std::vector<std::size_t> depth(document.provisions.size(), 0);
  for (std::size_t i = 0; i < document.provisions.size(); ++i) {
    const auto& provision = document.provisions[i];
    if (provision.parent >= 0) depth[i] = depth[static_cast<std::size_t>(provision.parent)] + 1;
    if (!is_structure(provision.unit)) continue;
    const std::size_t indent = 2 + 2 * depth[i];
    const std::size_t own = provision.path.rfind('/') == std::string::npos ? 0 : provision.path.rfind('/') + 1;
    std::string line = resolve::pinpoint_words(std::string_view(provision.path).substr(own));
    if (!provision.heading.empty()) line += ". " + readable(model::slice(text, provision.heading));
    const std::string page = provision.page != 0 ? say(report.language, Msg::page_short, provision.page) : "";
    const std::size_t room = report.style.width > indent + page.size() + 3 ? report.style.width - indent - page.size() - 3 : 20;
    out += std::string(indent, ' ') + (page.empty() ? shorten(line, room) : pad(shorten(line, room), room) + "  " + report.style.dim(page)) + "\n";
  }
  if (!out.empty()) out = "\n" + report.style.bold(say(report.language, Msg::label_outline)) + "\n" + out;
  return out;
}

std::string join_words(const std::vector<std::string>& words, std::string_view separator) {
  std::string joined;
  for (const auto& word : words) {
    if (!joined.empty()) joined += separator;
    joined += word;
  }
  return joined;
}

void add_once(std::vector<std::string>& words, std::string word) {
  if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
}

// "được biết: Nghị định số 45/2020/NĐ-CP ngày 08/4/2020: Về thực hiện ... (cp/nd/2020/45)"
std::string known_name(const registry::Act& act, const ExtractReport& report) {
  std::string name = act.number.empty() ? type_word(act.type) : type_word(act.type) + " số " + act.number;
  if (act.date.is_set()) name += " ngày " + act.date.vietnamese();
  if (!act.title.empty()) name += ": " + shorten(readable(act.title), 100);
  name += " (" + act.id;
  if (act.of_user || report.explain) name += ", " + act_row(act);
  if (report.explain && !act.source.empty()) name += ", " + act.source + ", " + act.confidence;
  return name + ")";
}

std::string known_lines(const resolve::Known& known, const ExtractReport& report) {
  const auto lang = report.language;
  constexpr std::size_t kShown = 4;
  std::string out;
  if (known.act != nullptr) {
    std::string line = say(lang, Msg::known_act, known_name(*known.act, report));
    if (report.explain || !known.certain) line += " - " + say(lang, known.certain ? Msg::known_by : Msg::known_probably_by, rule_words(known.rule, lang));
    return paragraph("    ", line, 6, report.style.width);
  }
  if (!known.others.empty()) {
    out += paragraph("    ", say(lang, Msg::known_several, known.others.size()), 6, report.style.width);
    for (std::size_t i = 0; i < known.others.size() && i < kShown; ++i) out += paragraph("      - ", known_name(*known.others[i], report), 8, report.style.width);
  }
  if (known.date_conflict != nullptr)
    out += report.style.warning(paragraph("    ! ", say(lang, Msg::known_other_date, known_name(*known.date_conflict, report)), 6, report.style.width));
  return out;
}

// Which rule found the mention, which cue its relation, why this subject.
std::string explanation(const Mention& mention, const ExtractReport& report) {
  std::string words = say(report.language, Msg::explain_rule, mention.rule);
  if (!mention.key.empty()) words += "; " + say(report.language, Msg::explain_key, mention.key);
  for (const auto& role : mention.roles) {
    words += "; " + relation_words(role.relation, report.language) + ": ";
    words += role.subject == "this" ? say(report.language, Msg::explain_subject_this) : say(report.language, Msg::explain_subject_other, role.subject);
  }
  if (!mention.relation_rule.empty()) words += "; " + say(report.language, Msg::explain_relation, mention.relation_rule);
  return words;
}

std::string cited_lines(const CitedDocument& cited, std::string_view text, const ExtractReport& report, std::optional<resolve::KnownActs::InDocument>& known) {
  const auto lang = report.language;
  std::vector<std::string> relations, pages, provisions, notes, reasons;
  for (const auto* mention : cited.mentions) {
    for (const auto& role : mention->roles) {
      auto words = relation_words(role.relation, lang);
      if (role.subject != "this") words += " (" + say(lang, Msg::stated_of, role.subject) + ")";
      add_once(relations, std::move(words));
    }
    if (mention->page != 0) add_once(pages, std::to_string(mention->page));
    for (const auto& pinpoint : mention->pinpoints) {
      add_once(provisions, resolve::pinpoint_words(resolve::pinpoint_path(pinpoint)) + (mention->annexed ? " " + say(lang, Msg::annexed_text) : ""));
    }
    if (mention->malformed) add_once(notes, say(lang, Msg::malformed_note));
    if (mention->repaired) add_once(notes, say(lang, Msg::repaired_note, readable(model::slice(text, mention->span))));
    if (mention->date.is_set() && !mention->date.is_valid()) add_once(notes, say(lang, Msg::impossible_date));
    if (report.explain) add_once(reasons, explanation(*mention, report));
  }
  std::string line = report.style.bold(cited.name.empty() ? "?" : cited.name);
  line += " · " + say(lang, Msg::times, cited.mentions.size());
  if (!pages.empty()) line += " · " + say(lang, Msg::page_short, join_words(pages, ", "));
  std::string out = paragraph("  ", line, 4, report.style.width);
  if (!relations.empty()) out += paragraph("    ", join_words(relations, "; "), 4, report.style.width);
  if (!provisions.empty()) out += paragraph("    → ", join_words(provisions, "; "), 6, report.style.width);
  if (known) out += known_lines(known->of(cited.first), report);
  for (const auto& reason : reasons) out += paragraph("    · ", reason, 6, report.style.width);
  if (!notes.empty()) out += report.style.warning(paragraph("    ! ", join_words(notes, "; "), 6, report.style.width));
  return out;
}

std::optional<resolve::KnownActs::InDocument> known_in(const Document& document, const ExtractReport& report) {
  return report.known == nullptr ? std::nullopt : std::optional(report.known->in(document));
}

}  // namespace

std::string explained_at(const Document& document, std::string_view place, std::string_view text, const ExtractReport& report) {
  ExtractReport explaining = report;
  explaining.explain = true;
  const bool is_byte = !place.empty() && place.size() < 10 && std::all_of(place.begin(), place.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::string wanted = text::fold(place);
  auto known = known_in(document, report);
  std::string out;
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& mention = document.mentions[i];
    const std::string surface = readable(model::slice(text, mention.span));
    if (is_byte ? !mention.span.contains(static_cast<std::uint32_t>(std::stoul(std::string(place)))) : text::fold(surface).find(wanted) == std::string::npos) continue;
    std::string where = say(report.language, Msg::explain_place, mention.span.begin, mention.span.end);
    if (mention.provision >= 0) {
      if (const auto& path = document.provisions[static_cast<std::size_t>(mention.provision)].path; !path.empty()) where += " · " + resolve::pinpoint_words(path);
    }
    out += "\n" + report.style.bold("\"" + surface + "\"") + " · " + where + "\n";
    out += report.style.dim(paragraph("  ", readable(model::slice(text, mention.sentence)), 2, report.style.width));
    out += cited_lines({citation_name(mention), {&mention}, i}, text, explaining, known);
  }
  return out;
}

std::string type_word(std::string_view code) {
  const auto* type = registry::Registry::builtin().type(code);
  return type != nullptr ? type->word : std::string(code);
}

std::string citation_name(const Mention& mention) {
  std::string name = mention.name;
  if (name.empty()) name = mention.type == "KHAC" ? "" : type_word(mention.type);
  if (!mention.number.empty()) name += (name.empty() ? "" : " ") + std::string("số ") + mention.number;
  if (mention.date.is_set()) {
    name += " ngày " + mention.date.vietnamese();
  } else if (mention.year != 0 && mention.number.find(std::to_string(mention.year)) == std::string::npos &&
             name.find(std::to_string(mention.year)) == std::string::npos) {
    name += " năm " + std::to_string(mention.year);
  }
  return name;
}

std::string document_name(const model::Identity& identity, Language language) {
  std::string name = identity.name.empty() ? type_word(identity.type) : identity.name;
  if (!identity.number.empty()) {
    name += (name.empty() ? "" : " ") + std::string("số ") + identity.number;
  } else if (identity.name.empty()) {
    name += (name.empty() ? "" : " ") + std::string("(") + say(language, Msg::unknown_number) + ")";
  }
  if (identity.date.is_set()) name += " ngày " + identity.date.vietnamese();
  return name;
}

std::string relation_words(std::string_view relation, Language language, bool passive) {
  const auto* row = registry::Registry::builtin().relation(relation);
  if (row == nullptr) return std::string(relation);
  if (language == Language::en) return row->en;
  return passive ? row->vi_passive : row->vi_active;
}

std::string outline_text(const Document& document, std::string_view text, const ExtractReport& report) {
  return outline_lines(document, text, report);
}

std::string extract_text(const Document& document, std::string_view path, std::string_view text,
                         const ExtractReport& report) {
  std::string out = header_lines(document, path, report);
  out += outline_lines(document, text, report);
  const auto cited = cited_documents(document);
  std::size_t mentions = 0;
  for (const auto& one : cited) mentions += one.mentions.size();
  if (cited.empty()) {
    out += "\n" + say(report.language, Msg::label_no_references) + "\n";
  } else {
    out += "\n" + report.style.bold(say(report.language, Msg::label_references, mentions, cited.size())) + "\n";
    auto known = known_in(document, report);
    for (const auto& one : cited) out += cited_lines(one, text, report, known);
  }
  if (!document.notes.empty()) {
    out += "\n" + report.style.bold(say(report.language, Msg::label_notes)) + "\n";
    for (const auto& note : document.notes) out += paragraph("  ", harmless(note_words(report.language, note)), 4, report.style.width);
  }
  return out;
}

}  // namespace tracuu::report
