#pragma once
/// Lists of acts by effect (status/effect_list.h) as they are published: the list, the evidence of every date, and what the
/// texts do not settle. Text, JSON (tracuu.list/1, docs/json.md), JSONL, CSV, XLSX. Same input, same bytes.
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "query/report/status_report.h"
#include "query/status/effect_list.h"

namespace tracuu::report {

/// Where a date of the list comes from.
struct EvidenceRow {
  std::string act;       ///< the listed act, in words
  std::string day;       ///< "01/7/2022"; empty: not known
  std::string event;     ///< "bị thay thế bởi Nghị định số ..."
  std::string place;     ///< page and provision
  std::string sentence;
  std::string source;    ///< file
};

struct EffectListRow {
  std::string id, type, number_date, title, issuer, source;
  std::string provisions;  ///< that ended, of a list of partly ended acts
  std::string reason;
  std::string day;         ///< of the end, or from which the act is in force; "" where the provisions ended on several days (then in `provisions`)
  std::string note;        ///< what the officer should check
  std::vector<EvidenceRow> evidence;
};

struct EffectListReport {
  status::ListKind kind = status::ListKind::in_force;
  model::Date from, to;
  std::size_t examined = 0, not_normative = 0;
  std::uint64_t revision = 0;
  std::vector<EffectListRow> listed, unsettled;
};

/// Rows of the list, by type as the hierarchy ranks them, then by date.
[[nodiscard]] EffectListReport effect_list_rows(graph::Graph& graph, const status::EffectList& list, const status::ListOptions& options, const Look& look);

/// Titles of the columns that a list of this kind has, and the fields of a row under them.
[[nodiscard]] std::vector<std::string> effect_list_columns(status::ListKind kind, Language language);
[[nodiscard]] std::vector<std::string> effect_list_fields(const EffectListRow& row, status::ListKind kind, std::size_t number);
[[nodiscard]] std::string effect_list_title(const EffectListReport& report, Language language);
/// "từ ngày 01/01/2024 đến ngày 31/12/2024", "tính đến ngày 31/12/2024".
[[nodiscard]] std::string effect_list_days(const EffectListReport& report, Language language);
/// What was examined, what was left out, and what the list is not.
[[nodiscard]] std::vector<std::string> effect_list_notes(const EffectListReport& report, Language language);

[[nodiscard]] std::string effect_list_text(const EffectListReport& report, const Look& look);
[[nodiscard]] std::string effect_list_json(const EffectListReport& report);
[[nodiscard]] std::string effect_list_jsonl(const EffectListReport& report);
/// UTF-8 with a byte order mark; the evidence in the last columns.
[[nodiscard]] std::string effect_list_csv(const EffectListReport& report, Language language);
/// Sheets: the list, its evidence, what is not settled. A4 landscape. Nothing, or what went wrong.
[[nodiscard]] tl::expected<void, std::string> effect_list_xlsx(const EffectListReport& report, Language language, const std::string& path);

}  // namespace tracuu::report
