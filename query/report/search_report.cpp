#include "query/report/search_report.h"

#include <algorithm>

#include "query/report/status_report.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

constexpr std::string_view schema = "tracuu.search/1";

/// The snippet with its matches painted; each painted stretch lies within one word, so wrapping never cuts one.
std::string painted(const Snippet& snippet, const Look& look) {
  std::string out;
  std::size_t at = 0;
  for (const auto& match : snippet.matches) {
    if (match.begin < at || match.end > snippet.text.size()) continue;
    out += snippet.text.substr(at, match.begin - at);
    std::size_t from = match.begin;
    while (from < match.end) {
      const auto blank = snippet.text.find(' ', from);
      const std::size_t to = blank == std::string::npos || blank > match.end ? match.end : blank;
      out += look.style.match(snippet.text.substr(from, to - from));
      if (to < match.end) out += ' ';
      from = to + 1;
    }
    at = match.end;
  }
  return at < snippet.text.size() ? out + snippet.text.substr(at) : out;
}

std::string place_of(const FoundProvision& provision, const Look& look) {
  std::string place = provision.path.empty() ? "" : resolve::pinpoint_words(provision.path);
  if (!provision.heading.empty()) place += (place.empty() ? "" : ". ") + provision.heading;
  if (provision.page != 0) place += (place.empty() ? "" : " · ") + look.say(Msg::page_short, provision.page);
  return place;
}

std::string document_lines(const FoundDocument& document, std::size_t number, const Look& look) {
  const auto mark = std::to_string(number) + ". ";
  const std::size_t indent = mark.size() + 1;
  const std::string blanks(indent, ' ');
  resolve::Act act;
  act.identity = document.identity;
  act.copies.push_back({0, document.source, {}, 0, document.identity});
  std::string head = act_line(act, look);
  if (const auto state = state_named(document.state)) head += " · " + state_painted(*state, look);
  if (document.copies > 1) head += " · " + look.say(Msg::copies_of, document.copies);
  if (document.reason == "number") head += " · " + look.style.good(look.say(Msg::hit_number));
  if (document.reason == "title") head += " · " + look.style.good(look.say(Msg::hit_title));
  std::string out = paragraph(" " + mark, head, indent, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph(blanks, shorten(title, 2 * look.style.width - 2 * indent), indent, look.style.width);
  out += blanks + look.style.dim(document.identity.id.empty() ? harmless(document.source) : document.identity.id) + "\n";
  for (const auto& provision : document.provisions) {
    // A provision that matches by its document's name alone tells nothing more than the title above.
    if (provision.snippet.matches.empty() && provision.score > 0 && !document.identity.title.empty()) continue;
    const auto place = place_of(provision, look);
    if (!place.empty()) out += paragraph(blanks + "▸ ", shorten(place, look.style.width - indent - 2), indent + 2, look.style.width);
    if (!provision.snippet.text.empty()) {
      out += paragraph(std::string(indent + 2, ' '), painted(provision.snippet, look), indent + 2, look.style.width);
    }
    if (!provision.parts.empty()) out += std::string(indent + 2, ' ') + look.style.dim(provision.parts) + "\n";
  }
  return out;
}

Json provision_json(const FoundProvision& provision) {
  Json json{{"path", text_or_null(provision.path)},
            {"heading", text_or_null(provision.heading)},
            {"page", provision.page != 0 ? Json(provision.page) : Json(nullptr)},
            {"score", provision.score},
            {"source_id", text_or_null(provision.source_id)},
            {"start", provision.range.begin},
            {"end", provision.range.end},
            {"snippet", text_or_null(provision.snippet.text)}};
  Json matches = Json::array();
  if (!provision.parts.empty()) json["parts"] = provision.parts;
  for (const auto& match : provision.snippet.matches) matches.push_back({match.begin, match.end});
  json["matches"] = std::move(matches);
  return json;
}

Json found_json(const FoundDocument& document) {
  Json json{{"source", document.source}, {"score", document.score}, {"reason", document.reason}, {"copies", document.copies}, {"effect", text_or_null(document.state)}};
  json["document"] = identity_json(document.identity);
  Json provisions = Json::array();
  for (const auto& provision : document.provisions) provisions.push_back(provision_json(provision));
  json["provisions"] = std::move(provisions);
  return json;
}

std::string effect_words(const FoundDocument& document, const Look& look) {
  const auto state = state_named(document.state);
  return state ? state_words(*state, look.language) : std::string();
}

std::string facet_lines(const FoundPage& page, const Look& look) {
  constexpr std::size_t most = 10;
  std::string out;
  for (const auto& facet : page.facets) {
    std::string line;
    for (std::size_t i = 0; i < std::min(facet.values.size(), most); ++i) {
      const auto state = facet.name == "hieuluc" ? state_named(facet.values[i].first) : std::nullopt;
      line += fmt::format("{}{} ({})", i == 0 ? "" : " · ", state ? state_words(*state, look.language) : facet.values[i].first, facet.values[i].second);
    }
    if (facet.values.size() > most) line += fmt::format(" · … (+{})", facet.values.size() - most);
    if (!line.empty()) out += paragraph(" " + facet.name + ": ", line, facet.name.size() + 3, look.style.width);
  }
  if (page.too_many_for_states) out += paragraph(" hieuluc: ", look.say(Msg::facet_states_too_many), 10, look.style.width);
  return out;
}

// What was made of the query: nothing is searched that the user cannot see.
std::string reading_lines(const FoundPage& page, const Look& look) {
  std::string out;
  if (!page.searched.empty()) out += look.say(Msg::search_reading, page.searched) + " " + look.style.dim(look.say(Msg::search_literal_hint)) + "\n";
  std::string added;
  for (const auto& one : page.added) added += (added.empty() ? "" : "; ") + one;
  if (!added.empty()) out += look.style.dim(look.say(Msg::search_added, added, page.searched.empty() ? look.say(Msg::search_literal_hint) : "")) + "\n";
  if (!page.suggestion.empty()) out += look.say(Msg::search_did_you_mean, page.suggestion) + "\n";
  return out + page.explanation;
}

std::string search_text(const FoundPage& page, const Look& look) {
  std::string out = reading_lines(page, look);
  if (page.documents.empty()) return out + look.say(Msg::search_none, harmless(page.query)) + "\n" + look.say(Msg::search_none_hint) + "\n";
  if (!page.absent.empty()) out += paragraph("", look.say(Msg::search_absent, harmless(page.absent)), 0, look.style.width);
  const auto total = page.exact ? std::to_string(page.total) : look.say(Msg::search_at_least, page.total);
  out += look.style.dim(look.say(page.conditions ? Msg::search_head_conditions : Msg::search_head, total, page.offset + 1, page.offset + page.documents.size())) + "\n";
  if (page.effect_day.is_valid()) out += look.style.dim(look.say(Msg::search_effect_day, page.effect_day.vietnamese())) + "\n";
  out += facet_lines(page, look);
  std::size_t number = page.offset;
  for (const auto& document : page.documents) out += document_lines(document, ++number, look);
  if (page.more) out += look.style.dim(look.say(Msg::search_next, page.offset + page.documents.size())) + "\n";
  return out;
}

}  // namespace

std::string search_report(const FoundPage& page, Layout layout, const Look& look) {
  if (layout == Layout::text) return search_text(page, look);
  std::string out;
  if (layout == Layout::csv) {
    out = csv_line({"rank", "source", "id", "number", "date", "issuer", "title", "effect", "provision", "heading", "page", "score", "snippet"});
    std::size_t rank = page.offset;
    for (const auto& document : page.documents) {
      ++rank;
      const auto& identity = document.identity;
      const auto line = [&](const FoundProvision& provision) {
        out += csv_line({std::to_string(rank), document.source, identity.id, identity.number, identity.date.iso(), identity.issuer, identity.title, effect_words(document, look),
                         provision.path, provision.heading, provision.page != 0 ? std::to_string(provision.page) : "",
                         fmt::format("{:.4f}", document.provisions.empty() ? document.score : provision.score), provision.snippet.text});
      };
      if (document.provisions.empty()) line({});
      for (const auto& provision : document.provisions) line(provision);
    }
    return out;
  }
  if (layout == Layout::jsonl) {
    std::size_t rank = page.offset;
    for (const auto& document : page.documents) {
      Json json{{"schema", schema}, {"query", page.query}, {"rank", ++rank}};
      json.update(found_json(document));
      out += dump(json) + "\n";
    }
    return out;
  }
  Json json{{"schema", schema}, {"query", page.query}, {"searched", text_or_null(page.searched)}};
  json["revision"] = page.revision;
  json["effect_day"] = date_or_null(page.effect_day);
  json["total"] = page.total;
  json["exact"] = page.exact;
  json["added"] = page.added;
  json["suggestion"] = text_or_null(page.suggestion);
  if (!page.absent.empty()) json["absent"] = page.absent;
  if (!page.explanation.empty()) json["explanation"] = page.explanation;
  if (!page.facets.empty()) {
    Json facets = Json::object();
    for (const auto& facet : page.facets) {
      Json values = Json::array();
      for (const auto& [value, count] : facet.values) values.push_back({{"value", value}, {"count", count}});
      facets[facet.name] = std::move(values);
    }
    json["facets"] = std::move(facets);
  }
  if (page.too_many_for_states) json["facets_left_out"] = {"hieuluc"};
  json["offset"] = page.offset;
  json["more"] = page.more;
  Json documents = Json::array();
  for (const auto& document : page.documents) documents.push_back(found_json(document));
  json["documents"] = std::move(documents);
  return dump_pretty(json) + "\n";
}

}  // namespace tracuu::report
