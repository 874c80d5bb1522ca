/// The XLSX of a list by effect: the list as it is published, the evidence of every date, what is not settled.
#include <algorithm>
#include <numeric>

#include "query/report/effect_list_report.h"
#include "query/report/terminal.h"
#include "query/report/xlsx_book.h"

namespace tracuu::report {
namespace {

using status::ListKind;

std::vector<double> widths_of(ListKind kind) {
  switch (kind) {
    case ListKind::in_force: return {5, 15, 24, 62, 14, 30};
    case ListKind::ended: return {5, 15, 24, 50, 38, 13, 24};
    case ListKind::partly_ended: break;
  }
  return {5, 15, 24, 40, 36, 36, 13, 22};
}

class ListBook {
 public:
  ListBook(const EffectListReport& report, Language language, const std::string& path)
      : report_(report), language_(language), title_(effect_list_title(report, language)), book_(path, title_ + " " + effect_list_days(report, language), report.to) {
    heading_ = book_.heading();
    days_ = book_.format(12, false);
    format_set_italic(days_);
    format_set_align(days_, LXW_ALIGN_CENTER);
    number_ = book_.number_cell(LXW_COLOR_BLACK);
    plain_ = book_.format(11, false);
    format_set_text_wrap(plain_);
    head_ = book_.head(0xD9E2F3);
    cell_ = book_.cell(LXW_COLOR_BLACK);
  }

  tl::expected<void, std::string> write() {
    listed();
    evidence();
    unsettled();
    return book_.close();
  }

 private:
  std::string says(Msg id) const { return say(language_, id); }

  lxw_worksheet* sheet(Msg name, const std::vector<double>& widths) {
    auto* made = book_.sheet(says(name));
    for (std::size_t i = 0; i < widths.size(); ++i) worksheet_set_column(made, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), widths[i], nullptr);
    return made;
  }

  void heads(lxw_worksheet* made, lxw_row_t row, const std::vector<std::string>& titles) {
    for (std::size_t i = 0; i < titles.size(); ++i) XlsxBook::write(made, row, static_cast<lxw_col_t>(i), titles[i], head_);
    worksheet_set_row(made, row, 34, nullptr);
    worksheet_freeze_panes(made, row + 1, 3);
    worksheet_repeat_rows(made, row, row);
  }

  /// A row of words; the first field is its number. As high as its fullest cell, told because programs differ in measuring it.
  void fields(lxw_worksheet* made, lxw_row_t row, const std::vector<std::string>& words, const std::vector<double>& widths) {
    std::size_t lines = 1;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == 0) worksheet_write_number(made, row, 0, std::stod(words[0]), number_);
      else XlsxBook::write(made, row, static_cast<lxw_col_t>(i), words[i], cell_);
      lines = std::max(lines, XlsxBook::lines_in(words[i], widths[i] * 1.3));
    }
    worksheet_set_row(made, row, 15.0 * static_cast<double>(std::min<std::size_t>(lines, 24)) + 3, nullptr);
  }

  void listed() {
    const auto widths = widths_of(report_.kind);
    const auto titles = effect_list_columns(report_.kind, language_);
    const auto last = static_cast<lxw_col_t>(titles.size() - 1);
    auto* made = sheet(Msg::list_sheet, widths);
    const double columns = std::accumulate(widths.begin(), widths.end(), 0.0);
    lxw_row_t row = 0;
    book_.line(made, row++, last, title_, columns / 1.6, heading_);
    book_.line(made, row++, last, "(" + effect_list_days(report_, language_) + ")", columns, days_);
    ++row;
    for (const auto& note : effect_list_notes(report_, language_)) book_.line(made, row++, last, note, columns, plain_);
    ++row;
    heads(made, row, titles);
    const lxw_row_t first = row;
    std::size_t number = 0;
    for (const auto& one : report_.listed) fields(made, ++row, effect_list_fields(one, report_.kind, ++number), widths);
    worksheet_autofilter(made, first, 0, std::max(row, first + 1), last);
  }

  void evidence() {
    const std::vector<double> widths{5, 38, 13, 42, 22, 64, 24};
    auto* made = sheet(Msg::list_sheet_evidence, widths);
    heads(made, 0, {says(Msg::column_number), says(Msg::column_document), says(Msg::list_column_day), says(Msg::list_column_event), says(Msg::column_place), says(Msg::column_sentence), says(Msg::column_file)});
    lxw_row_t row = 0;
    std::size_t number = 0;
    for (const auto& one : report_.listed) {
      ++number;
      for (const auto& proof : one.evidence)
        fields(made, ++row, {std::to_string(number), proof.act, proof.day, capital_first(proof.event), capital_first(proof.place), proof.sentence, proof.source}, widths);
    }
    worksheet_autofilter(made, 0, 0, std::max<lxw_row_t>(row, 1), static_cast<lxw_col_t>(widths.size() - 1));
  }

  void unsettled() {
    const std::vector<double> widths{5, 15, 24, 56, 46, 30, 24};
    auto* made = sheet(Msg::list_sheet_unsettled, widths);
    heads(made, 0, {says(Msg::column_number), says(Msg::list_column_type), says(Msg::list_column_number_date), says(Msg::list_column_title), says(Msg::list_column_why_unsettled), says(Msg::list_column_note), says(Msg::column_file)});
    lxw_row_t row = 0;
    for (const auto& one : report_.unsettled) {
      ++row;
      fields(made, row, {std::to_string(row), one.type, one.number_date, one.title, capital_first(one.reason), capital_first(one.note), one.source}, widths);
    }
    worksheet_autofilter(made, 0, 0, std::max<lxw_row_t>(row, 1), static_cast<lxw_col_t>(widths.size() - 1));
  }

  const EffectListReport& report_;
  Language language_;
  std::string title_;
  XlsxBook book_;
  lxw_format *heading_ = nullptr, *days_ = nullptr, *number_ = nullptr, *plain_ = nullptr, *head_ = nullptr, *cell_ = nullptr;
};

}  // namespace

tl::expected<void, std::string> effect_list_xlsx(const EffectListReport& report, Language language, const std::string& path) {
  return ListBook(report, language, path).write();
}

}  // namespace tracuu::report
