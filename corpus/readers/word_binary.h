#pragma once
/// The text of a Word binary file ([MS-CFB] container, [MS-DOC] piece table; Word 6/95 in one stretch), without formatting:
/// every word, no automatic numbers. The yardstick for what the converters lose, and the text itself where they lose some.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::readers::internal {

struct WordText {
  /// UTF-8 as the file has it: '\r' ends a paragraph, '\x07' a cell or row, '\f' a page, '\v' a line. 8-bit text is in its
  /// windows-1252 reading.
  std::string body, footnotes;
};

/// Nothing if the file is damaged, encrypted or of another kind.
[[nodiscard]] std::optional<WordText> read_word_binary(std::string_view file);

/// The stream of that name in a compound file ("WordDocument"); nothing if there is none or the file is damaged.
[[nodiscard]] std::optional<std::string> read_stream(std::string_view file, std::string_view name);

}  // namespace tracuu::readers::internal
