#pragma once
/// Days as people type them, and the day on which a question is asked.
#include <optional>
#include <string>

#include "corpus/model/date.h"
#include "query/cli/command.h"

namespace tracuu::cli {

/// "2025-07-01", "01/7/2025", "1-7-2025"; nothing for other words and for days that do not exist.
[[nodiscard]] std::optional<model::Date> parse_day(const std::string& words);

/// SOURCE_DATE_EPOCH; else today in Vietnam; nothing where there is no clock.
[[nodiscard]] std::optional<model::Date> today(const Context& context);

/// The day typed with --as-of; else SOURCE_DATE_EPOCH; else today in Vietnam. Complains and gives nothing where that fails.
[[nodiscard]] std::optional<model::Date> day_asked(const Context& context, const std::string& typed);

}  // namespace tracuu::cli
