#pragma once
/// Findings of an audit, for people and for programs: text, JSON, JSONL, CSV, HTML, XLSX. Same rows, same bytes.
#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "query/report/audit_rows.h"
#include "query/report/links_report.h"

namespace tracuu::report {

struct AuditReport {
  std::vector<FindingRow> rows;  ///< those to show, in order
  Counts counts;                 ///< of all findings, shown or not
  ScopeFacts scope;
  std::filesystem::path root;    ///< folder that `source` is relative to, for links; empty: no links
};

[[nodiscard]] std::string audit_text(const AuditReport& report, const Look& look);
[[nodiscard]] std::string audit_json(const AuditReport& report);   ///< tracuu.audit/2, docs/json.md
[[nodiscard]] std::string audit_jsonl(const AuditReport& report);  ///< tracuu.finding/2
/// RFC 4180 in UTF-8 with a byte order mark, so that Excel shows Vietnamese right.
[[nodiscard]] std::string audit_csv(const AuditReport& report, Language language);
/// One page that needs nothing else: filters by severity, rule and words.
[[nodiscard]] std::string audit_html(const AuditReport& report, Language language);
/// A workbook as an officer would make it: summary, findings with filters and columns for the review. Nothing,
/// or what went wrong.
[[nodiscard]] tl::expected<void, std::string> audit_xlsx(const AuditReport& report, Language language, const std::string& path);

}  // namespace tracuu::report
