#include "query/report/act_lines.h"

#include <algorithm>
#include <array>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using resolve::Outcome;
using resolve::Rule;
using resolve::Trait;

struct RuleRow {
  Rule rule;
  const char* name;
  Msg words;
};
constexpr std::array<RuleRow, 11> rules{{
    {Rule::none, "none", Msg::rule_none},
    {Rule::number_with_year, "number_with_year", Msg::rule_number_with_year},
    {Rule::date, "date", Msg::rule_date},
    {Rule::term, "term", Msg::rule_term},
    {Rule::year, "year", Msg::rule_year},
    {Rule::issuer, "issuer", Msg::rule_issuer},
    {Rule::province, "province", Msg::rule_province},
    {Rule::law_in_force, "law_in_force", Msg::rule_law_in_force},
    {Rule::latest_before, "latest_before", Msg::rule_latest_before},
    {Rule::sole, "sole", Msg::rule_sole},
    {Rule::same_document, "same_document", Msg::rule_same_document},
}};

struct TraitRow {
  Trait trait;
  const char* name;
  Msg words;
};
constexpr std::array<TraitRow, resolve::trait_count> traits{{
    {Trait::number, "number", Msg::trait_number},
    {Trait::name, "name", Msg::trait_name},
    {Trait::type, "type", Msg::trait_type},
    {Trait::issuer, "issuer", Msg::trait_issuer},
    {Trait::province, "province", Msg::trait_province},
    {Trait::date, "date", Msg::trait_date},
    {Trait::year, "year", Msg::trait_year},
    {Trait::term, "term", Msg::trait_term},
    {Trait::in_force, "in_force", Msg::trait_in_force},
    {Trait::other_type, "other_type", Msg::trait_other_type},
    {Trait::other_issuer, "other_issuer", Msg::trait_other_issuer},
    {Trait::other_province, "other_province", Msg::trait_other_province},
    {Trait::other_date, "other_date", Msg::trait_other_date},
    {Trait::other_year, "other_year", Msg::trait_other_year},
    {Trait::other_term, "other_term", Msg::trait_other_term},
    {Trait::impossible_date, "impossible_date", Msg::trait_impossible_date},
    {Trait::not_in_force, "not_in_force", Msg::trait_not_in_force},
    {Trait::after_citing, "after_citing", Msg::trait_after_citing},
    {Trait::type_doubtful, "type_doubtful", Msg::trait_type_doubtful},
    {Trait::issuer_doubtful, "issuer_doubtful", Msg::trait_issuer_doubtful},
    {Trait::province_doubtful, "province_doubtful", Msg::trait_province_doubtful},
    {Trait::province_unknown, "province_unknown", Msg::trait_province_unknown},
    {Trait::no_date, "no_date", Msg::trait_no_date},
    {Trait::earlier_term, "earlier_term", Msg::trait_earlier_term},
}};
static_assert(traits.back().trait == Trait::earlier_term && traits[9].trait == Trait::other_type);

/// A stretch of the original without running heads, made readable; blanks at its ends are kept as one blank.
std::string readable_range(graph::Graph& graph, resolve::RecordId record, model::ByteRange range) {
  if (range.empty()) return {};
  const auto text = graph.records().text(record, range);
  std::string kept;
  std::uint32_t at = range.begin;
  for (const auto& furniture : graph.document(record).furniture) {
    if (!furniture.overlaps(range)) continue;
    if (furniture.begin > at) kept += text.substr(at - range.begin, furniture.begin - at) + " ";
    at = std::max(at, std::min(furniture.end, range.end));
  }
  if (at < range.end && at - range.begin < text.size()) kept += text.substr(at - range.begin);
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  if (kept.empty()) return kept;
  const bool leading = blank(kept.front()), trailing = blank(kept.back());
  const auto clean = readable(kept);
  if (clean.empty()) return leading || trailing ? " " : "";
  return (leading ? " " : "") + clean + (trailing ? " " : "");
}

/// The last `width` columns of a text, from the beginning of a word.
std::string tail(const std::string& text, std::size_t width) {
  if (display_width(text) <= width) return text;
  std::size_t at = text.size();
  while (at > 0) {
    const auto blank = text.rfind(' ', at - 1);
    if (blank == std::string::npos || display_width(std::string_view(text).substr(blank + 1)) + 2 > width) break;
    at = blank;
  }
  return at >= text.size() ? "… " : "…" + text.substr(at);
}

std::string outcome_of_conflict(graph::Graph& graph, const resolve::Resolution& resolution, const Look& look) {
  const auto& near = graph.resolver().act(resolution.date_conflict);
  return look.say(Msg::outcome_date_conflict, near.identity.date.vietnamese());
}

}  // namespace

namespace {

/// The province of a local body: of its slug ("tu.can-tho", "hu.tuy-duc.dak-nong"), else of the identity, which for an act
/// that is only cited has it from the words, failing that from the citing document.
const registry::Province* province_of(const model::Identity& identity) {
  const std::string_view slug = identity.issuer_slug;
  const auto dot = slug.rfind('.');
  const auto& registry = registry::Registry::builtin();
  const auto* province = dot == std::string_view::npos ? nullptr : registry.province(slug.substr(dot + 1));
  return province != nullptr ? province : registry.province(identity.province);
}

/// Words by which a citation calls a body of its own province, that stand without the province's name.
enum class LocalBody { none, party, state };
LocalBody local_body(std::string_view issuer) {
  const auto folded = text::fold(issuer);
  for (const std::string_view end : {"tinh uy", "thanh uy"}) {
    if (folded.ends_with(end)) return LocalBody::party;
  }
  for (const std::string_view end : {"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "uy ban nhan dan tinh", "uy ban nhan dan thanh pho",
                                     "hoi dong nhan dan tinh", "hoi dong nhan dan thanh pho", "ubnd tinh", "ubnd thanh pho", "hdnd tinh",
                                     "hdnd thanh pho"}) {
    if (folded.ends_with(end)) return LocalBody::state;
  }
  return LocalBody::none;
}

/// "Ban Thường vụ Thành ủy" -> "Ban Thường vụ Thành ủy Cần Thơ": an act that is only cited is shown far from its citation.
std::string with_place(const std::string& issuer, const registry::Province& province) {
  const auto body = local_body(issuer);
  if (body == LocalBody::none) return issuer;
  const auto folded = text::fold(issuer);
  const bool level_stated = body == LocalBody::party || folded.ends_with("tinh") || folded.ends_with("thanh pho");
  return issuer + (level_stated ? " " : province.city ? " thành phố " : " tỉnh ") + province.name;
}

}  // namespace

std::string issuer_of(const resolve::Act& act) {
  const auto* province = province_of(act.identity);
  if (!act.identity.issuer.empty()) {
    return act.in_index() || province == nullptr ? act.identity.issuer : with_place(act.identity.issuer, *province);
  }
  const std::string_view slug = act.identity.issuer_slug;
  if (slug.empty() || slug == "?") return {};
  const auto dot = slug.find('.');
  const auto base = slug.substr(0, dot);
  if (base == "tu") return province == nullptr ? "Tỉnh ủy, Thành ủy" : (province->city ? "Thành ủy " : "Tỉnh ủy ") + province->name;
  for (const auto& issuer : registry::Registry::builtin().issuers()) {
    if (issuer.slug != base) continue;
    // "Tỉnh ủy / Thành ủy trực thuộc TW" describes a symbol; no body is called so.
    const auto name = issuer.name.substr(0, issuer.name.find(" / "));
    if (!issuer.local || province == nullptr) return name;
    // A district's or commune's committee: its own name lies in the slug only without diacritics.
    if (std::count(slug.begin(), slug.end(), '.') > 1) return name + " (" + province->name + ")";
    return name + (province->city ? " thành phố " : " tỉnh ") + province->name;
  }
  return {};
}

std::string act_name(const resolve::Act& act, Language language) {
  auto name = document_name(act.identity, language);
  // Neither number, name nor title: only the file tells which it is.
  if (act.identity.number.empty() && act.identity.name.empty() && act.identity.title.empty() && act.in_index()) {
    name += " [" + harmless(act.copies.front().source) + "]";
  }
  return name;
}

std::string short_name(const resolve::Act& act) {
  if (!act.identity.number.empty()) return act.identity.number;
  return act.identity.name.empty() ? act.id : act.identity.name;
}

std::string title_words(const resolve::Act& act) {
  std::string title = readable(title_of(act));
  return title.empty() ? act.identity.name : title;
}

std::string day_or_nothing(model::Date day) { return day.is_valid() ? day.vietnamese() : std::string(); }

std::string title_of(const resolve::Act& act) {
  const auto& identity = act.identity;
  if (!identity.name.empty() && text::fold(identity.name).find(text::fold(identity.title)) != std::string::npos) return {};
  return identity.title;
}

std::string caution(graph::Graph& graph, const resolve::Act& act, const Look& look) {
  if (act.slip_of == resolve::no_act) return {};
  const auto& meant = graph.resolver().act(act.slip_of);
  return look.say(Msg::probably_slip, act_name(meant, look.language), meant.id);
}

std::string act_line(const resolve::Act& act, const Look& look) {
  std::string line = look.style.bold(act_name(act, look.language));
  if (const auto issuer = issuer_of(act); !issuer.empty()) line += " · " + issuer;
  if (!act.identity.term.empty() && act.identity.type != "L" && act.identity.type != "BL") {
    const auto term = look.say(Msg::term_of, act.identity.term);
    if (line.find(term) == std::string::npos) line += " · " + term;
  }
  if (!act.in_index()) line += " · " + look.style.warning(look.say(act.known ? Msg::not_in_index_known : Msg::not_in_index));
  if (act.copies.size() > 1) line += " · " + look.say(Msg::copies_of, act.copies.size());
  return line;
}

Json act_json(const resolve::Act& act) {
  Json json{{"id", act.id},
            {"type", text_or_null(act.identity.type)},
            {"number", text_or_null(act.identity.number)},
            {"date", date_or_null(act.identity.date)},
            {"issuer", text_or_null(issuer_of(act))},
            {"title", text_or_null(act.identity.title)},
            {"name", text_or_null(act.identity.name)},
            {"term", text_or_null(act.identity.term)},
            {"in_index", act.in_index()},
            {"known", act.known}};
  Json sources = Json::array();
  for (const auto& copy : act.copies) sources.push_back(copy.source);
  json["sources"] = std::move(sources);
  json["probably_slip"] = act.slip_of != resolve::no_act;
  return json;
}

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::resolved: return "resolved";
    case Outcome::probable: return "probable";
    case Outcome::ambiguous: return "ambiguous";
    case Outcome::only_cited: return "only_cited";
    case Outcome::malformed: return "malformed";
  }
  return "";
}

std::string act_row(const registry::Act& act) { return (act.of_user ? "catalogue:" : "authority.tsv:") + std::to_string(act.line); }

const char* rule_name(Rule rule) {
  const auto row = std::find_if(rules.begin(), rules.end(), [&](const RuleRow& r) { return r.rule == rule; });
  return row == rules.end() ? "sole" : row->name;
}

std::string rule_words(Rule rule, Language language) {
  const auto row = std::find_if(rules.begin(), rules.end(), [&](const RuleRow& r) { return r.rule == rule; });
  return say(language, row == rules.end() ? Msg::rule_sole : row->words);
}

const char* trait_name(Trait trait) { return traits[static_cast<std::size_t>(trait)].name; }
std::string trait_words(Trait trait, Language language) { return say(language, traits[static_cast<std::size_t>(trait)].words); }

std::string outcome_words(graph::Graph& graph, const resolve::Resolution& resolution, const Look& look) {
  switch (resolution.outcome) {
    case Outcome::resolved: return look.style.good(look.say(Msg::outcome_resolved));
    case Outcome::probable:
      return look.style.warning(look.say(Msg::outcome_probable, rule_words(resolution.rule, look.language)));
    case Outcome::ambiguous: {
      const auto fits = std::count_if(resolution.candidates.begin(), resolution.candidates.end(),
                                      [](const resolve::Candidate& c) { return !c.excluded(); });
      return look.style.warning(look.say(Msg::outcome_ambiguous, fits));
    }
    case Outcome::malformed: return look.style.error(look.say(Msg::outcome_malformed));
    case Outcome::only_cited: break;
  }
  if (resolution.date_conflict != resolve::no_act) return look.style.error(outcome_of_conflict(graph, resolution, look));
  const bool known = resolution.act != resolve::no_act && graph.resolver().act(resolution.act).known;
  return look.say(known ? Msg::not_in_index_known : Msg::not_in_index);
}

const model::Mention& mention_of(graph::Graph& graph, const graph::Reference& reference) {
  return graph.document(reference.record).mentions[reference.mention];
}

Excerpt excerpt(graph::Graph& graph, const graph::Reference& reference, std::size_t width) {
  const auto& mention = mention_of(graph, reference);
  return excerpt(graph, reference.record, mention.span, mention.sentence, width);
}

Excerpt excerpt(graph::Graph& graph, resolve::RecordId record, model::ByteRange span, model::ByteRange sentence, std::size_t width) {
  // A sentence that is not known, or is not one (a list of thousands of bytes): the words around the reference.
  constexpr std::uint32_t around = 400;
  if (!sentence.contains(span)) sentence = {span.begin > around ? span.begin - around : 0, span.end + around};
  if (span.begin - sentence.begin > 4 * around) sentence.begin = span.begin - 4 * around;
  if (sentence.end - span.end > 4 * around) sentence.end = span.end + 4 * around;
  Excerpt result;
  result.before = readable_range(graph, record, {sentence.begin, span.begin});
  result.match = readable_range(graph, record, span);
  result.after = readable_range(graph, record, {span.end, sentence.end});
  if (!result.before.empty() && result.before.front() == ' ') result.before.erase(0, 1);
  while (!result.after.empty() && result.after.back() == ' ') result.after.pop_back();
  const std::size_t own = display_width(result.match);
  const std::size_t room = width > own + 20 ? width - own : 20;
  const std::size_t before = display_width(result.before), after = display_width(result.after);
  if (before + after > room) {
    const std::size_t kept_before = std::min(before, room / 3);
    result.before = tail(result.before, kept_before);
    result.after = shorten(result.after, room - std::min(room, display_width(result.before)));
  }
  return result;
}

std::string place_words(graph::Graph& graph, const graph::Reference& reference, const Look& look) {
  const auto& document = graph.document(reference.record);
  const auto& mention = document.mentions[reference.mention];
  std::string words;
  if (mention.page != 0) words = look.say(Msg::page_short, mention.page);
  if (mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size()) {
    words += (words.empty() ? "" : ", ") + resolve::pinpoint_words(document.provisions[static_cast<std::size_t>(mention.provision)].path);
  }
  return words;
}

Json reference_json(graph::Graph& graph, const graph::Reference& reference) {
  auto& resolver = graph.resolver();
  const auto& document = graph.document(reference.record);
  const auto& mention = document.mentions[reference.mention];
  const auto id_of = [&](resolve::ActId act) { return act == resolve::no_act ? Json(nullptr) : Json(resolver.act(act).id); };
  Json json{{"source", document.source},
            {"asserted_by", id_of(reference.asserted_by)},
            {"subject", id_of(reference.subject)},
            {"subject_words", text_or_null(reference.subject_words)},
            {"relation", reference.relation},
            {"target", reference.target() == resolve::no_act ? Json(nullptr) : act_json(resolver.act(reference.target()))},
            {"outcome", outcome_name(reference.resolution.outcome)},
            {"rule", rule_name(reference.resolution.rule)},
            {"certain", reference.resolution.certain},
            {"date_conflict", id_of(reference.resolution.date_conflict)}};
  Json candidates = Json::array();
  for (const auto& candidate : reference.resolution.candidates) {
    Json names = Json::array();
    for (const auto trait : candidate.traits) names.push_back(trait_name(trait));
    candidates.push_back({{"id", resolver.act(candidate.act).id}, {"excluded", candidate.excluded()}, {"traits", std::move(names)}});
  }
  json["candidates"] = std::move(candidates);
  json["kind"] = kind_name(mention.kind);
  json["page"] = mention.page != 0 ? Json(mention.page) : Json(nullptr);
  json["provision"] = mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size()
                          ? Json(document.provisions[static_cast<std::size_t>(mention.provision)].path)
                          : Json(nullptr);
  Json pinpoints = Json::array();
  for (const auto& pinpoint : mention.pinpoints) pinpoints.push_back(resolve::pinpoint_path(pinpoint));
  json["pinpoints"] = std::move(pinpoints);
  json["start"] = mention.span.begin;
  json["end"] = mention.span.end;
  const auto words = excerpt(graph, reference, 2000);
  json["surface"] = words.match;
  json["sentence"] = words.plain();
  return json;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    std::string field = fields[i];
    if (!field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos) field.insert(0, "'");
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace tracuu::report
