#include "corpus/readers/text_builder.h"

#include <algorithm>

namespace tracuu::readers::internal {
namespace {

constexpr std::size_t kShortCell = 400;  // bytes; a longer cell holds prose, and prose wants lines
constexpr std::size_t kLabel = 6;        // "1.", "a)", "TT": the next cell follows on the line
constexpr std::ptrdiff_t kFewLines = 4;  // a cell of more paragraphs is a list

std::string_view trimmed(std::string_view s) {
  const std::size_t first = s.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_short(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  return text.size() <= kShortCell && std::count(text.begin(), text.end(), '\n') < kFewLines;
}

}  // namespace

void TextBuilder::before_text() {
  if (bar_) out_ += " | ";
  else if (blank_ && !at_line_start()) out_ += ' ';
  bar_ = blank_ = false;
}

void TextBuilder::flow(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; };
  std::size_t i = 0;
  while (i < text.size()) {
    if (is_blank(text[i])) {
      blank_ = true;
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !is_blank(text[end])) ++end;
    before_text();
    out_.append(text.substr(i, end - i));
    i = end;
  }
}

void TextBuilder::raw(std::string_view text) {
  if (text.empty()) return;
  before_text();
  out_.append(text);
}

void TextBuilder::end_line() {
  bar_ = blank_ = false;
  if (!at_line_start()) out_ += '\n';
}

void TextBuilder::end_paragraph() {
  end_line();
  const std::size_t n = out_.size();
  if (n > 1 && out_[n - 1] == '\n' && out_[n - 2] != '\n') out_ += '\n';
}

void TextBuilder::line_break() {
  bar_ = blank_ = false;
  if (!out_.empty()) out_ += '\n';
}

void TextBuilder::cell() {
  blank_ = false;
  if (!at_line_start()) bar_ = true;
}

void TextBuilder::page_break(std::uint32_t pages) {
  bar_ = false;
  if (pages_.empty()) pages_.push_back({0, 1});
  if (pages_.back().offset == offset()) return;  // two breaks without text between them are one
  pages_.push_back({offset(), pages_.back().number + pages});
}

void TextBuilder::table(const std::vector<std::vector<std::string>>& rows) {
  end_line();
  const std::uint32_t begin = offset();
  std::size_t columns = 0;  // that hold something: header tables like to have an empty one between
  for (const auto& row : rows)
    columns = std::max(columns, static_cast<std::size_t>(
                                    std::count_if(row.begin(), row.end(), [](const std::string& c) { return !trimmed(c).empty(); })));
  const bool is_layout = columns <= 1 || (columns == 2 && rows.size() <= 6);
  for (const auto& row : rows) {
    const bool one_line = !is_layout && std::all_of(row.begin(), row.end(), [](const std::string& c) { return is_short(c); });
    std::ptrdiff_t breaks = 0;
    for (const std::string& cell_text : row) breaks = std::max(breaks, std::count(cell_text.begin(), cell_text.end(), '\f'));
    if (breaks > 0) page_break(static_cast<std::uint32_t>(breaks));
    bool after_label = false;
    for (std::string cell_text : row) {
      if (breaks > 0) cell_text.erase(std::remove(cell_text.begin(), cell_text.end(), '\f'), cell_text.end());
      const std::string_view text = trimmed(cell_text);
      if (text.empty()) continue;
      if (one_line) {
        cell();
        flow(text);
      } else {
        if (!after_label) end_line();
        raw(text);
        after_label = text.size() <= kLabel;
        after_label ? raw(" ") : end_line();
      }
    }
    end_line();
  }
  if (!is_layout && offset() > begin) regions.push_back({model::Region::Kind::table, {begin, offset()}});
}

}  // namespace tracuu::readers::internal
