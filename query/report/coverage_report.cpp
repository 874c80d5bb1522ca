#include <algorithm>
#include <array>

#include "query/report/impact_report.h"

namespace tracuu::report {
namespace {

using status::Coverage;
using status::CoverageDocument;
using status::CoverageRow;

constexpr std::string_view coverage_schema = "tracuu.coverage/1";
constexpr std::array<const char*, status::organ_count> organs{"party", "council", "committee", "other"};

const char* organ_name(const resolve::Act& act) { return organs[static_cast<std::size_t>(status::organ_of(act.identity.issuer_slug))]; }

std::string document_words(graph::Graph& graph, const CoverageDocument& document, const Look& look) {
  const auto& act = graph.resolver().act(document.act);
  auto words = act_name(act, look.language);
  if (document.dated) words += " · " + look.say(Msg::coverage_lag, document.lag);
  if (document.level > 1) words += " · " + look.say(Msg::coverage_level, document.level);
  if (document.merged) words += " · " + look.style.warning(look.say(Msg::coverage_merged, issuer_of(act)));
  if (!act.in_index()) words += " · " + look.style.warning(look.say(Msg::not_in_index));
  return words;
}

std::string row_lines(graph::Graph& graph, const CoverageRow& row, const Look& look) {
  constexpr std::size_t name_width = 24, most = 4;
  const std::size_t indent = name_width + 2;
  std::string out;
  std::size_t shown = 0;
  for (const auto& document : row.documents) {
    if (shown == most) {
      out += std::string(indent, ' ') + "… (+" + std::to_string(row.documents.size() - most) + ")\n";
      break;
    }
    const auto first = shown == 0 ? "  " + pad(row.body.name, name_width) : std::string(indent, ' ');
    auto words = document_words(graph, document, look);
    if (shown == 0 && row.late) words += " · " + look.style.error(look.say(Msg::coverage_late));
    out += paragraph(first, words, indent, look.style.width);
    ++shown;
  }
  return out;
}

std::string coverage_text(graph::Graph& graph, const Coverage& coverage, const Look& look) {
  const auto& act = graph.resolver().act(coverage.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  out += paragraph("  ", look.style.bold(look.say(Msg::coverage_total, coverage.implemented, coverage.rows.size(), coverage.missing)), 2, look.style.width);
  if (coverage.deadline.is_valid()) out += paragraph("  ", look.say(Msg::coverage_deadline, coverage.deadline.vietnamese(), coverage.late), 2, look.style.width);
  if (coverage.cut > 0) out += paragraph("  ", look.style.warning(look.say(Msg::trace_cut, coverage.cut)), 2, look.style.width);
  if (coverage.implemented > 0) out += "\n" + look.style.bold(look.say(Msg::coverage_done)) + "\n";
  for (const auto& row : coverage.rows) out += row_lines(graph, row, look);
  std::string missing;
  for (const auto& row : coverage.rows) {
    if (row.documents.empty()) missing += (missing.empty() ? "" : ", ") + row.body.name;
  }
  if (!missing.empty()) {
    out += "\n" + look.style.bold(look.say(Msg::coverage_missing, coverage.missing)) + "\n" + paragraph("  ", missing, 2, look.style.width);
    out += paragraph("  ", look.style.dim(look.say(Msg::coverage_caveat)), 2, look.style.width);
  }
  if (!coverage.others.empty()) {
    out += "\n" + look.style.bold(look.say(Msg::coverage_others, coverage.others.size())) + "\n";
    std::size_t shown = 0;
    for (const auto& document : coverage.others) {
      if (shown++ == 20) {
        out += look.say(Msg::and_more, coverage.others.size() - 20) + "\n";
        break;
      }
      const auto issuer = issuer_of(graph.resolver().act(document.act));
      out += paragraph("  - ", document_words(graph, document, look) + (issuer.empty() ? "" : " · " + issuer), 4, look.style.width);
    }
  }
  return out;
}

Json document_json_of(graph::Graph& graph, const CoverageDocument& document) {
  const auto& act = graph.resolver().act(document.act);
  auto json = act_json(act);
  json["organ"] = organ_name(act);
  json["level"] = document.level;
  json["lag_days"] = document.dated ? Json(document.lag) : Json(nullptr);
  json["merged"] = document.merged;
  json["evidence"] = reference_json(graph, status::evidence_of(graph, document));
  return json;
}

Json row_json(graph::Graph& graph, const CoverageRow& row) {
  Json json{{"body", row.body.name}, {"slug", row.body.slug}, {"province", row.body.province}, {"implemented", !row.documents.empty()}, {"late", row.late}};
  Json documents = Json::array();
  for (const auto& document : row.documents) documents.push_back(document_json_of(graph, document));
  json["documents"] = std::move(documents);
  return json;
}

std::string coverage_csv(graph::Graph& graph, const Coverage& coverage) {
  std::string out = csv_line({"body", "slug", "implemented", "late", "id", "number", "date", "issuer", "organ", "level", "lag_days", "merged", "in_index", "title"});
  const auto line = [&](const std::string& body, const std::string& slug, bool late, const CoverageDocument& document) {
    const auto& act = graph.resolver().act(document.act);
    out += csv_line({body, slug, "1", late ? "1" : "0", act.id, act.identity.number, act.identity.date.iso(), issuer_of(act), organ_name(act), std::to_string(document.level),
                     document.dated ? std::to_string(document.lag) : "", document.merged ? "1" : "0", act.in_index() ? "1" : "0", act.identity.title});
  };
  for (const auto& row : coverage.rows) {
    for (const auto& document : row.documents) line(row.body.name, row.body.slug, row.late, document);
    if (row.documents.empty()) out += csv_line({row.body.name, row.body.slug, "0", "0", "", "", "", "", "", "", "", "", "", ""});
  }
  for (const auto& document : coverage.others) line("", "", false, document);
  return out;
}

}  // namespace

std::string coverage_report(graph::Graph& graph, const Coverage& coverage, Layout layout, const Look& look) {
  if (layout == Layout::text) return coverage_text(graph, coverage, look);
  if (layout == Layout::csv) return coverage_csv(graph, coverage);
  const auto& act = graph.resolver().act(coverage.act);
  std::string out;
  if (layout == Layout::jsonl) {
    for (const auto& row : coverage.rows) {
      Json json{{"schema", coverage_schema}, {"act", act.id}};
      json.update(row_json(graph, row));
      out += dump(json) + "\n";
    }
    return out;
  }
  Json json{{"schema", coverage_schema}, {"act", act_json(act)}, {"deadline", date_or_null(coverage.deadline)}, {"implemented", coverage.implemented},
            {"late", coverage.late}, {"missing", coverage.missing}, {"cut", coverage.cut}};
  Json rows = Json::array(), others = Json::array();
  for (const auto& row : coverage.rows) rows.push_back(row_json(graph, row));
  for (const auto& document : coverage.others) others.push_back(document_json_of(graph, document));
  json["bodies"] = std::move(rows);
  json["others"] = std::move(others);
  return dump_pretty(json) + "\n";
}

}  // namespace tracuu::report
