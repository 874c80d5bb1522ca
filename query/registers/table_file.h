#pragma once
/// Tables that offices keep, as rows of words: CSV (comma, semicolon or tab; UTF-8, UTF-16, old Vietnamese encodings) and XLSX (the first
/// sheet that is not hidden). Formulas count with the value that was saved. Dates of XLSX become "08/4/2020" as Vietnamese write them.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace tracuu::registers {

struct TableFile {
  std::vector<std::vector<std::string>> rows;  ///< rows[i] is row i + 1 of the file; blank rows are kept, cells are trimmed
};

struct TableError {
  enum class Code : std::uint8_t {
    unreadable,  ///< no such file, no permission
    damaged,     ///< not what its name says
    too_large,   ///< a part of more than 192 MB, or a zip bomb
    empty        ///< no cell holds anything
  };
  Code code = Code::unreadable;
  std::string detail;  ///< English, of the library or the system
};

/// Rows looked at for heads.
inline constexpr std::size_t kMostHeadRows = 15;

/// Empty where the row is shorter.
[[nodiscard]] std::string cell_of(const std::vector<std::string>& row, std::size_t column);
/// By name: ".csv", ".tsv", ".xlsx".
[[nodiscard]] bool is_table(std::string_view name);
[[nodiscard]] tl::expected<TableFile, TableError> read_table(const std::filesystem::path& path);
[[nodiscard]] tl::expected<TableFile, TableError> parse_csv(std::string_view bytes);
[[nodiscard]] tl::expected<TableFile, TableError> parse_xlsx(std::string_view bytes);

}  // namespace tracuu::registers
