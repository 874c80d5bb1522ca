#pragma once
/// Text laid out for people: widths in columns of a terminal, wrapping, colour. Knows nothing of what the text says.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::report {

/// How text output looks: width in columns; colour only where it is wanted (a terminal, NO_COLOR unset).
struct Style {
  std::size_t width = 100;
  bool colour = false;

  [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return paint("2", text); }
  [[nodiscard]] std::string number(std::string_view text) const { return paint("1;36", text); }
  [[nodiscard]] std::string warning(std::string_view text) const { return paint("33", text); }
  [[nodiscard]] std::string error(std::string_view text) const { return paint("1;31", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return paint("32", text); }
  [[nodiscard]] std::string match(std::string_view text) const { return paint("1;33", text); }

 private:
  [[nodiscard]] std::string paint(const char* code, std::string_view text) const;
};

/// Columns that UTF-8 text takes: combining marks and escape sequences take none, East Asian wide characters two.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// The text cut to `width` columns, "…" at its end where something was cut; never inside a character.
[[nodiscard]] std::string shorten(std::string_view utf8, std::size_t width);

/// Filled with blanks on the right to `width` columns (longer text unchanged).
[[nodiscard]] std::string pad(std::string_view utf8, std::size_t width);

/// Broken at blanks into lines of at most `width` columns; a longer word stands alone on its line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, std::size_t width);

/// Wrapped; the first line after `first`, the others after blanks of `indent` columns; each line ends with '\n'.
[[nodiscard]] std::string paragraph(std::string_view first, std::string_view utf8, std::size_t indent, std::size_t width);

/// For display: blanks and line ends made one blank, controls and markers of pages dropped, Ƣ/Ð and the like repaired (the
/// originals stay as they are: this is a copy for reading).
[[nodiscard]] std::string readable(std::string_view original);

/// Control characters made visible harmlessly: a document cannot send escape sequences to the terminal. Line ends stay.
[[nodiscard]] std::string harmless(std::string_view original);

/// The same on one line: names of files may hold line ends.
[[nodiscard]] std::string one_line(std::string_view original);

/// "56.832", "56,832": digits in groups of three.
[[nodiscard]] std::string grouped(std::uint64_t number, char mark);

/// Begins with a capital, as a cell of a table or a paragraph of its own does.
[[nodiscard]] std::string capital_first(std::string_view words);

}  // namespace tracuu::report
