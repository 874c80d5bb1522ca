#pragma once
/// What the commands of the audit share: works of an index, the scope told, baselines of accepted findings, output files.
#include <set>
#include <string>
#include <vector>

#include "query/audit/audit.h"
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/report/audit_report.h"

namespace tracuu::cli {

struct AuditOutput {
  std::string format, output, date, baseline, write_baseline, root;
  std::string fail_on = "error", least = "warn";
  bool new_only = false;
};
/// Adds --format, --output, --date, --baseline, --write-baseline, --new-only, --fail-on, --min-severity.
void add_audit_output(CLI::App& app, report::Language language, AuditOutput& options);

[[nodiscard]] audit::Severity severity_of(const std::string& name);
/// A document meets a filter of --scope: "loai:KH", "tinh:can-tho", "nam:2023", "coquan:cp", or a part of the file's path.
[[nodiscard]] bool in_scope(const open::Summary& summary, const std::string& filter);
/// The best copy of each work of the index, in order of source.
[[nodiscard]] std::vector<resolve::RecordId> all_works(Session& session);
/// Works of the index by issuer.
[[nodiscard]] audit::IssuerWorks issuer_works(Session& session);
/// "2026-11-23" of --date, else of SOURCE_DATE_EPOCH; empty: no date is told, so that the same input gives the same bytes.
[[nodiscard]] std::string report_date(const Context& context, const std::string& given);
/// Lines of a file; nothing if it cannot be read.
[[nodiscard]] std::optional<std::vector<std::string>> lines_of(const std::string& path);
/// Writes bytes to a file beside and renames; false if it cannot.
[[nodiscard]] bool write_file(const std::string& path, std::string_view bytes);

/// An error about a file or a format, status `nothing_read`.
[[nodiscard]] Answer failed(const Context& context, report::Msg what, const std::string& path);

/// Marks what was accepted, writes the report and the baseline, sets the exit code.
[[nodiscard]] Answer answer_audit(const Context& context, Session& session, const audit::Audit& audit, const AuditOutput& options, std::vector<std::string> skipped,
                                  graph::Graph* graph = nullptr);  ///< null: the session's

}  // namespace tracuu::cli
