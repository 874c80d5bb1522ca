#pragma once
/// What the workbooks of this project have in common: Times New Roman, A4 landscape one page wide, a footer with the program and
/// the page, and no clock in the bytes (DESIGN rule 9).
#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>
#include <xlsxwriter.h>

#include "corpus/model/date.h"

namespace tracuu::report {

class XlsxBook {
 public:
  /// `day` stands as the day of creation; 2000-01-01 where it is not valid. Nothing is written before close(). Of a book of very
  /// many rows (`rows`: as many as are expected) only the current row is kept in memory: cells must be written row by row then.
  XlsxBook(const std::string& path, const std::string& title, model::Date day, std::size_t rows = 0);

  [[nodiscard]] lxw_workbook* book() { return book_; }
  [[nodiscard]] lxw_format* format(double size, bool bold);
  /// With thin borders of that colour, words wrapped, at the top.
  [[nodiscard]] lxw_format* cell(lxw_color_t border);
  /// The same, its number in the middle.
  [[nodiscard]] lxw_format* number_cell(lxw_color_t border);
  /// The title of the report above its table.
  [[nodiscard]] lxw_format* heading();
  /// Words across the columns 0 to `last`, which take `columns` columns of letters together; as high as they need.
  void line(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t last, const std::string& words, double columns, lxw_format* look);
  /// A cell of words: of any bytes (names of files), of any length.
  static void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view words, lxw_format* look);
  /// Lines that words take in a column of that many letters; capitals are a third wider than small letters.
  [[nodiscard]] static std::size_t lines_in(std::string_view words, double letters);
  /// Heads of columns: bold, centred, wrapped, on that colour.
  [[nodiscard]] lxw_format* head(lxw_color_t background);
  [[nodiscard]] lxw_worksheet* sheet(const std::string& name);
  /// Writes the file; nothing, or what went wrong. Once.
  [[nodiscard]] tl::expected<void, std::string> close();

 private:
  std::string title_;
  lxw_workbook* book_ = nullptr;
};

}  // namespace tracuu::report
