#pragma once
/// Marks of footnotes in PDF text. A raised "4" after "khoản 6" would read as "khoản 64", a wrong provision; it is written "[4]",
/// as in the other formats, and so is the number before the note at the foot of the page. Not for other rooms.
#include <optional>
#include <set>
#include <vector>

#include "corpus/readers/pdf_cells.h"

namespace tracuu::readers::internal {

/// Numbers that stand small and alone at the start of a line: what footnotes of this page begin with.
[[nodiscard]] std::set<int> numbers_of_notes(const std::vector<Block>& page);

/// The number of a raised mark right after `before` (an exponent looks the same: ask the notes of the page); nullopt if none.
[[nodiscard]] std::optional<int> raised_number(const PlacedWord& before, const PlacedWord& word);

/// The number that a short word of digits gives; nullopt for all other words.
[[nodiscard]] std::optional<int> number_of_mark(const PlacedWord& word);

}  // namespace tracuu::readers::internal
