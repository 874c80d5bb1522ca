#pragma once
/// Findings of an audit, for people and for programs: text, JSON, JSONL, CSV, HTML, XLSX. Same rows, same bytes.
///
/// Rows are made one at a time while a report is written and go out in pieces: a national index has hundreds of thousands.
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "query/report/audit_rows.h"
#include "query/report/links_report.h"

namespace tracuu::report {

struct AuditReport {
  /// Calls its argument with each row to show, in order; the same rows whenever it is called.
  std::function<void(const std::function<void(const FindingRow&)>&)> each_row;
  std::vector<RuleCount> rules;  ///< of the rows to show
  std::size_t shown = 0;         ///< rows
  Counts counts;                 ///< of all findings, shown or not
  ScopeFacts scope;
  std::filesystem::path root;    ///< folder that `source` is relative to, for links; empty: no links
};

/// Takes the bytes of a report piece by piece.
using Sink = std::function<void(std::string_view)>;

void audit_text(const AuditReport& report, const Look& look, const Sink& sink);
void audit_json(const AuditReport& report, const Sink& sink);   ///< tracuu.audit/2, docs/json.md
void audit_jsonl(const AuditReport& report, const Sink& sink);  ///< tracuu.finding/2
/// RFC 4180 in UTF-8 with a byte order mark, so that Excel shows Vietnamese right.
void audit_csv(const AuditReport& report, Language language, const Sink& sink);
/// One page that needs nothing else: filters by severity, rule and words.
void audit_html(const AuditReport& report, Language language, const Sink& sink);
/// A workbook as an officer would make it: summary, findings with filters and columns for the review. Nothing,
/// or what went wrong.
[[nodiscard]] tl::expected<void, std::string> audit_xlsx(const AuditReport& report, Language language, const std::string& path);

}  // namespace tracuu::report
