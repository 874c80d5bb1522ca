#pragma once
/// What the workbooks of this project have in common: Times New Roman, A4 landscape one page wide, a footer with the program and
/// the page, and no clock in the bytes (DESIGN rule 9).
#include <string>

#include <tl/expected.hpp>
#include <xlsxwriter.h>

#include "corpus/model/date.h"

namespace tracuu::report {

class XlsxBook {
 public:
  /// `day` stands as the day of creation; 2000-01-01 where it is not valid. Nothing is written before close().
  XlsxBook(const std::string& path, const std::string& title, model::Date day);

  [[nodiscard]] lxw_workbook* book() { return book_; }
  [[nodiscard]] lxw_format* format(double size, bool bold);
  /// With thin borders of that colour, words wrapped, at the top.
  [[nodiscard]] lxw_format* cell(lxw_color_t border);
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
