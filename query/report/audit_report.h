#pragma once
/// Findings of an audit, for people and for programs.
#include <string>

#include "query/audit/audit.h"
#include "query/report/links_report.h"

namespace tracuu::report {

/// Findings of `least` severity and above; the summary counts all and tells what could not be checked.
[[nodiscard]] std::string audit_report(graph::Graph& graph, const audit::Audit& audit, audit::Severity least, Layout layout, const Look& look);

/// Title of a rule: "Ngày trích khác ngày văn bản".
[[nodiscard]] std::string finding_title(std::string_view rule, Language language);

}  // namespace tracuu::report
