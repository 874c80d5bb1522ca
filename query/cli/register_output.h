#pragma once
/// Tables that officers keep, for the commands that take them: reading them with a sentence for what is wrong, and writing the answer.
#include <string>

#include <tl/expected.hpp>

#include "query/cli/audit_output.h"
#include "query/registers/table_file.h"
#include "query/report/register_report.h"

namespace tracuu::cli {

/// The table, or the sentence that says why it cannot be read and what to do.
[[nodiscard]] tl::expected<registers::TableFile, std::string> read_register(const Context& context, const std::string& path);

/// Prints or writes the table in the asked layout; `nothing_found` where a row reaches --fail-on.
[[nodiscard]] Answer answer_register(const Context& context, const report::RegisterReport& report, const AuditOutput& options);

/// An error sentence with a status of its own.
[[nodiscard]] Answer refused(const Context& context, const std::string& sentence, int code);

}  // namespace tracuu::cli
