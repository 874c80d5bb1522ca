#pragma once
/// Marks of footnotes inside a citation: "khoản 10[1], Điều 1", "Nghị định số 45/2020/NĐ-CP[3] ngày 08/4/2020".
///
/// Consolidated texts carry one behind nearly every amended unit. A mark that stands at the start of a line opens the note
/// itself and is left alone.
#include "corpus/text/words.h"

namespace tracuu::citation {

/// First word at or after i that belongs to no mark "[12]".
[[nodiscard]] inline std::size_t after_notes(const text::Words& words, std::size_t i) {
  while (words.is_punctuation(i, '[') && words[i].gap <= text::Gap::blank && words.is_number(i + 1) && words[i + 1].length <= 3 &&
         words.is_punctuation(i + 2, ']'))
    i += 3;
  return i;
}

}  // namespace tracuu::citation
