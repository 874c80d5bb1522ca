#pragma once
/// Tables for officers. Lists of citations looked up (registers/citation_list.h) and registers held against the index (registers/compare.h): text, JSON
/// (tracuu.citation-list/1, tracuu.register/1, docs/json.md), JSONL, CSV, XLSX. Same input, same bytes.
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "query/audit/finding.h"
#include "query/registers/citation_list.h"
#include "query/registers/compare.h"
#include "query/report/act_lines.h"
#include "query/status/overlap.h"

namespace tracuu::report {

/// A table of words with what stands above it.
struct RegisterReport {
  struct Row {
    audit::Severity severity = audit::Severity::info;  ///< colours the row; info: nothing is wrong
    std::vector<std::string> fields;                   ///< under the columns
    std::string text;                                  ///< of the text layout
    Json json;
  };
  std::string schema, title, sheet;
  std::vector<std::string> notes;
  std::vector<std::string> hints;  ///< for whoever typed the command, not for readers of a file
  std::vector<std::string> columns;
  std::vector<double> widths;  ///< of the columns, in characters
  std::size_t printed = 0;     ///< first columns that are printed; id and file are for the screen
  std::vector<std::size_t> coloured;  ///< columns that show the severity of a row
  std::vector<Row> rows;
  Json head;                   ///< fields of the JSON beside the rows
  model::Date day;             ///< of the effect that is told
};

[[nodiscard]] RegisterReport citation_list_report(graph::Graph& graph, const registers::CitationList& list, const std::string& file, model::Date day, const Look& look);
/// Rows that are the same in both are counted and, unless `all`, left out.
[[nodiscard]] RegisterReport comparison_report(graph::Graph& graph, const registers::Comparison& comparison, const std::string& file, model::Date day, bool all, const Look& look);

/// Groups of documents of merged provinces (tracuu.overlaps/1). `left_out`: documents that are no norms.
[[nodiscard]] RegisterReport overlaps_report(graph::Graph& graph, const status::Overlaps& overlaps, std::size_t left_out, model::Date day, const Look& look);

[[nodiscard]] std::string register_text(const RegisterReport& report, const Look& look);
[[nodiscard]] std::string register_json(const RegisterReport& report);
[[nodiscard]] std::string register_jsonl(const RegisterReport& report);
/// UTF-8 with a byte order mark.
[[nodiscard]] std::string register_csv(const RegisterReport& report);
/// One sheet with filters, A4 landscape. Nothing, or what went wrong.
[[nodiscard]] tl::expected<void, std::string> register_xlsx(const RegisterReport& report, const std::string& path);

}  // namespace tracuu::report
