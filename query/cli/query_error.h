#pragma once
/// Errors of the query language as a reader sees them: what is wrong, the place with a caret under it, what to do.
#include <string>
#include <string_view>

#include "query/cli/command.h"
#include "query/language/syntax.h"

namespace tracuu::cli {

/// The lines for standard error.
[[nodiscard]] std::string query_error(const Context& context, std::string_view typed, const language::SyntaxError& error);

}  // namespace tracuu::cli
