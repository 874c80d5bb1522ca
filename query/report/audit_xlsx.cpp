/// XLSX of an audit: a summary sheet and a findings sheet that can be filtered, printed on A4 landscape and reviewed in place.
#include <algorithm>
#include <array>

#include "corpus/text/canonical.h"
#include "query/report/audit_report.h"
#include "query/report/terminal.h"
#include "query/report/xlsx_book.h"

namespace tracuu::report {
namespace {

using audit::Severity;

struct Column {
  Msg title;
  double width;
};
/// The first ten are printed: what a meeting needs on paper, in letters that can be read there. The others are for the screen.
constexpr std::array<Column, 18> columns{{{Msg::column_number, 5},      {Msg::column_severity, 9},    {Msg::column_title, 20},  {Msg::column_document, 21}, {Msg::column_place, 12}, {Msg::column_cited, 23},
                                          {Msg::column_why, 36},        {Msg::column_suggestion, 22}, {Msg::column_verdict, 13}, {Msg::column_note, 15},     {Msg::column_reviewer, 15}, {Msg::column_sentence, 100},
                                          {Msg::column_candidates, 60}, {Msg::column_fix, 36},        {Msg::column_law, 36},    {Msg::column_rule, 22},     {Msg::column_file, 36},  {Msg::column_fingerprint, 19}}};
constexpr lxw_col_t severity_column = 1, title_column = 2, suggestion_column = 7, verdict_column = 8, note_column = 9, reviewer_column = 10, sentence_column = 11, candidates_column = 12, fix_column = 13,
                    law_column = 14, rule_column = 15, file_column = 16, fingerprint_column = 17;

std::size_t lines_in(std::string_view words, double width) { return XlsxBook::lines_in(words, width * 1.05); }

std::string capitals(std::string_view words) {
  std::u16string chars = text::canonical_chars(words);
  for (char16_t& c : chars) c = text::upper(c);
  return text::to_utf8(chars);
}

/// One workbook while it is made.
class Workbook {
 public:
  Workbook(const AuditReport& report, Language language, const std::string& path)
      : report_(report), language_(language), title_text_(says(Msg::report_title)), book_(path, title_text_, model::Date::parse_iso(report.scope.date).value_or(model::Date()), report.shown) {
    title_ = book_.heading();
    number_ = book_.number_cell(0xBFBFBF);
    plain_ = book_.format(11, false);
    format_set_text_wrap(plain_);
    head_ = book_.head(0x1F3864);
    format_set_font_color(head_, LXW_COLOR_WHITE);
    cell_ = cell(0);
    review_ = cell(0xFFF9E5);
    severity_ = {cell(0xE8EEF7), cell(0xFFE9B8), cell(0xF8C9C4)};
    link_ = cell(0);
    format_set_font_color(link_, 0x0563C1);
    format_set_underline(link_, LXW_UNDERLINE_SINGLE);
    quote_ = cell(0);
    struck_ = workbook_add_format(book_.book());
    format_set_bold(struck_);
    format_set_font_color(struck_, 0xC00000);
  }

  tl::expected<void, std::string> write() {
    summary();
    findings();
    return book_.close();
  }

 private:
  std::string says(Msg id) const { return say(language_, id); }

  lxw_format* cell(lxw_color_t colour) {
    auto* made = book_.cell(0xBFBFBF);
    if (colour != 0) format_set_bg_color(made, colour);
    return made;
  }
  lxw_format* severity_format(Severity severity) { return severity_[static_cast<std::size_t>(severity)]; }

  void summary() {
    auto* sheet = book_.sheet(says(Msg::sheet_summary));
    worksheet_set_column(sheet, 0, 0, 12, nullptr);
    worksheet_set_column(sheet, 1, 1, 26, nullptr);
    worksheet_set_column(sheet, 2, 2, 58, nullptr);
    worksheet_set_column(sheet, 3, 4, 14, nullptr);
    constexpr double summary_columns = 12 + 26 + 58 + 14 + 14;
    lxw_row_t row = 0;
    book_.line(sheet, row++, 4, capitals(title_text_), summary_columns / 1.6, title_);
    if (const auto day = model::Date::parse_iso(report_.scope.date)) {
      auto* centred = book_.format(11, false);
      format_set_align(centred, LXW_ALIGN_CENTER);
      book_.line(sheet, row++, 4, say(language_, Msg::report_date, day->vietnamese()), summary_columns, centred);
    }
    ++row;
    const auto line = [&](const std::string& words) { book_.line(sheet, row++, 4, words, summary_columns, plain_); };
    line(summary_words(report_.scope, report_.counts, language_));
    if (report_.counts.accepted > 0) line(say(language_, Msg::audit_accepted, report_.counts.accepted));
    for (const auto& words : scope_lines(report_.scope, language_)) line(words);
    ++row;
    const std::array<Msg, 5> heads{Msg::column_severity, Msg::column_rule, Msg::column_title, Msg::column_findings, Msg::column_documents};
    for (std::size_t i = 0; i < heads.size(); ++i) XlsxBook::write(sheet, row, static_cast<lxw_col_t>(i), says(heads[i]), head_);
    ++row;
    for (const auto& count : report_.rules) {
      XlsxBook::write(sheet, row, 0, capital_first(severity_words(count.severity, language_)), severity_format(count.severity));
      XlsxBook::write(sheet, row, 1, count.rule, cell_);
      XlsxBook::write(sheet, row, 2, count.title, cell_);
      worksheet_write_number(sheet, row, 3, static_cast<double>(count.findings), number_);
      worksheet_write_number(sheet, row, 4, static_cast<double>(count.documents), number_);
      ++row;
    }
  }
  /// The sentence with the reference set off in it.
  void sentence(lxw_worksheet* sheet, lxw_row_t row, const Excerpt& excerpt) {
    if (excerpt.match.empty() || (excerpt.before.empty() && excerpt.after.empty())) {
      XlsxBook::write(sheet, row, sentence_column, excerpt.plain(), quote_);
      return;
    }
    lxw_rich_string_tuple before{nullptr, const_cast<char*>(excerpt.before.c_str())}, match{struck_, const_cast<char*>(excerpt.match.c_str())}, after{nullptr, const_cast<char*>(excerpt.after.c_str())};
    std::vector<lxw_rich_string_tuple*> parts;
    if (!excerpt.before.empty()) parts.push_back(&before);
    parts.push_back(&match);
    if (!excerpt.after.empty()) parts.push_back(&after);
    parts.push_back(nullptr);
    worksheet_write_rich_string(sheet, row, sentence_column, parts.data(), quote_);
  }

  void file_link(lxw_worksheet* sheet, lxw_row_t row, const FindingRow& finding) {
    constexpr lxw_row_t most_links = 60000;  // Excel takes 65,530 a sheet
    if (report_.root.empty() || row > most_links || finding.source.find('#') != std::string::npos) {
      XlsxBook::write(sheet, row, file_column, finding.source, cell_);
      return;
    }
    auto target = "external:" + (report_.root / finding.source).string();
    if (finding.page > 0 && finding.source.ends_with(".pdf")) target += "#page=" + std::to_string(finding.page);
    if (worksheet_write_url_opt(sheet, row, file_column, target.c_str(), link_, finding.source.c_str(), nullptr) != LXW_NO_ERROR)
      XlsxBook::write(sheet, row, file_column, finding.source, cell_);
  }

  void findings() {
    auto* sheet = book_.sheet(says(Msg::sheet_findings));
    worksheet_repeat_rows(sheet, 0, 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), columns[i].width, nullptr);
      XlsxBook::write(sheet, 0, static_cast<lxw_col_t>(i), says(columns[i].title), head_);
    }
    worksheet_set_row(sheet, 0, 32, nullptr);
    worksheet_freeze_panes(sheet, 1, title_column + 1);
    lxw_row_t row = 0;
    report_.each_row([&](const FindingRow& finding) {
      if (row >= LXW_ROW_MAX - 2) return;
      ++row;
      worksheet_write_number(sheet, row, 0, row, number_);
      XlsxBook::write(sheet, row, severity_column, capital_first(finding.severity_words), severity_format(finding.severity));
      // On paper the candidates stand where a suggestion would.
      const auto suggestion = !finding.suggestion.empty() || finding.candidates.empty() ? capital_first(finding.suggestion) : say(language_, Msg::candidates_are, finding.candidates);
      const std::array<std::string, 6> words{finding.title, finding.document, capital_first(finding.place), finding.cited,
                                             capital_first(finding.why) + (finding.lowered ? " (" + says(Msg::ocr_lowered) + ")" : ""), suggestion};
      std::size_t lines = std::max(lines_in(finding.sentence.plain(), columns[sentence_column].width), lines_in(finding.candidates, columns[candidates_column].width));
      for (std::size_t i = 0; i < words.size(); ++i) {
        XlsxBook::write(sheet, row, static_cast<lxw_col_t>(title_column + i), words[i], cell_);
        lines = std::max(lines, lines_in(words[i], columns[title_column + i].width));
      }
      static_assert(title_column + 5 == suggestion_column);
      // Programs differ in whether they measure wrapped text when a file is opened: told here.
      worksheet_set_row(sheet, row, 15.0 * static_cast<double>(std::min<std::size_t>(lines, 14)) + 3, nullptr);
      worksheet_write_string(sheet, row, verdict_column, finding.accepted ? says(Msg::column_accepted).c_str() : "", review_);
      worksheet_write_string(sheet, row, note_column, "", review_);
      worksheet_write_string(sheet, row, reviewer_column, "", review_);
      sentence(sheet, row, finding.sentence);
      XlsxBook::write(sheet, row, candidates_column, finding.candidates, cell_);
      XlsxBook::write(sheet, row, fix_column, finding.fix, cell_);
      XlsxBook::write(sheet, row, law_column, finding.law, cell_);
      XlsxBook::write(sheet, row, rule_column, finding.rule, cell_);
      file_link(sheet, row, finding);
      XlsxBook::write(sheet, row, fingerprint_column, finding.fingerprint, cell_);
    });
    worksheet_print_area(sheet, 0, 0, std::max<lxw_row_t>(row, 1), note_column);
    worksheet_autofilter(sheet, 0, 0, std::max<lxw_row_t>(row, 1), static_cast<lxw_col_t>(columns.size() - 1));
    verdicts(sheet, std::max<lxw_row_t>(row, 1));
  }

  void verdicts(lxw_worksheet* sheet, lxw_row_t last) {
    std::array<std::string, 6> words{says(Msg::verdict_replace), says(Msg::verdict_repeal), says(Msg::verdict_new), says(Msg::verdict_keep), says(Msg::verdict_unknown), says(Msg::column_accepted)};
    std::array<const char*, 7> list{};
    for (std::size_t i = 0; i < words.size(); ++i) list[i] = words[i].c_str();
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = const_cast<decltype(validation.value_list)>(list.data());
    validation.ignore_blank = LXW_VALIDATION_ON;
    worksheet_data_validation_range(sheet, 1, verdict_column, last, verdict_column, &validation);
  }

  const AuditReport& report_;
  Language language_;
  std::string title_text_;
  XlsxBook book_;
  lxw_format *title_ = nullptr, *number_ = nullptr, *plain_ = nullptr, *head_ = nullptr, *cell_ = nullptr, *review_ = nullptr, *link_ = nullptr, *quote_ = nullptr, *struck_ = nullptr;
  std::array<lxw_format*, 3> severity_{};
};

}  // namespace

tl::expected<void, std::string> audit_xlsx(const AuditReport& report, Language language, const std::string& path) {
  return Workbook(report, language, path).write();
}

}  // namespace tracuu::report
