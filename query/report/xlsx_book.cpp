#include "query/report/xlsx_book.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include "corpus/text/canonical.h"
#include "query/report/terminal.h"

namespace tracuu::report {

XlsxBook::XlsxBook(const std::string& path, const std::string& title, model::Date day, std::size_t rows) : title_(title) {
  constexpr std::size_t very_many = 20000;
  lxw_workbook_options options{};
  options.constant_memory = rows > very_many ? LXW_TRUE : LXW_FALSE;
  book_ = workbook_new_opt(path.c_str(), &options);
  lxw_doc_properties properties{};
  properties.title = title_.data();
  properties.author = const_cast<char*>("tracuu");
  properties.created = static_cast<std::time_t>((day.is_valid() ? day : model::Date{2000, 1, 1}).days()) * 86400;
  workbook_set_properties(book_, &properties);
}

lxw_format* XlsxBook::format(double size, bool bold) {
  auto* made = workbook_add_format(book_);
  format_set_font_name(made, "Times New Roman");
  format_set_font_size(made, size);
  if (bold) format_set_bold(made);
  return made;
}

lxw_format* XlsxBook::cell(lxw_color_t border) {
  auto* made = format(11, false);
  format_set_border(made, LXW_BORDER_THIN);
  if (border != LXW_COLOR_BLACK) format_set_border_color(made, border);
  format_set_text_wrap(made);
  format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
  return made;
}

lxw_format* XlsxBook::number_cell(lxw_color_t border) {
  auto* made = cell(border);
  format_set_align(made, LXW_ALIGN_CENTER);
  return made;
}

lxw_format* XlsxBook::heading() {
  auto* made = format(14, true);
  format_set_align(made, LXW_ALIGN_CENTER);
  format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(made);
  return made;
}

void XlsxBook::write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view words, lxw_format* look) {
  constexpr std::size_t most_letters = 32000;  // a cell takes 32,767
  worksheet_write_string(sheet, row, column, shorten(harmless(words), most_letters).c_str(), look);
}

std::size_t XlsxBook::lines_in(std::string_view words, double letters) {
  constexpr double wider = 0.35;
  const std::u16string chars = text::canonical_chars(words);
  const auto capitals = std::count_if(chars.begin(), chars.end(), [](char16_t c) { return text::is_upper(c); });
  return 1 + static_cast<std::size_t>((static_cast<double>(display_width(words)) + wider * static_cast<double>(capitals)) / letters);
}

void XlsxBook::line(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t last, const std::string& words, double columns, lxw_format* look) {
  worksheet_merge_range(sheet, row, 0, row, last, words.c_str(), look);
  // Merged cells are measured by no program.
  worksheet_set_row(sheet, row, 16.0 * (1 + std::floor(static_cast<double>(display_width(words)) / (columns * 1.15))), nullptr);
}

lxw_format* XlsxBook::head(lxw_color_t background) {
  auto* made = format(11, true);
  format_set_bg_color(made, background);
  format_set_text_wrap(made);
  format_set_align(made, LXW_ALIGN_CENTER);
  format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border(made, LXW_BORDER_THIN);
  return made;
}

lxw_worksheet* XlsxBook::sheet(const std::string& name) {
  auto* made = workbook_add_worksheet(book_, name.c_str());
  worksheet_set_landscape(made);
  worksheet_set_paper(made, 9);  // A4
  worksheet_set_margins(made, 0.5, 0.4, 0.6, 0.6);
  worksheet_fit_to_pages(made, 1, 0);
  worksheet_set_footer(made, "&L&\"Times New Roman\"tracuu " TRACUU_VERSION "&R&\"Times New Roman\"&P/&N");
  return made;
}

tl::expected<void, std::string> XlsxBook::close() {
  if (const auto error = workbook_close(book_); error != LXW_NO_ERROR) return tl::make_unexpected(std::string(lxw_strerror(error)));
  return {};
}

}  // namespace tracuu::report
