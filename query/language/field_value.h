#pragma once
/// Values of the query language's fields: what people type as what the index holds.
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "query/language/syntax.h"

namespace tracuu::language {

/// Fills the node's values from the typed value; false if it is none, with what to type in `suggestion`.
[[nodiscard]] bool read_value(Node& node, std::string_view value, std::string& suggestion);

/// "2020", "2020-05", "05/2020", "2020-05-01", "1/5/2020" as first and last day, YYYYMMDD; nothing if it is no date.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> read_period(std::string_view text);

/// The field with this name in either language, with or without diacritics; null if there is none.
[[nodiscard]] const QueryField* find_field(std::string_view name);
/// The name of a field that is nearest to what was typed; empty if none is near.
[[nodiscard]] std::string nearest_field(std::string_view name);
/// Changes of one letter (or swaps of two neighbours) between two words.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace tracuu::language
