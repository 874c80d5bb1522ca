#include "corpus/readers/pdf_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "corpus/text/canonical.h"

namespace tracuu::readers::internal {
namespace {

constexpr double kGutter = 3;       // points; cells of Word have 2 x 5.4 between their texts
constexpr double kWideGap = 1.6;    // times the usual gap of its line
constexpr double kGapOfHeight = 0.35;  // times the height of a line (1.26 times the font's size)
constexpr double kSameEdge = 2;     // points
constexpr double kNear = 100;       // points above and below a block that shows a gutter
constexpr std::size_t kLabel = 6;   // bytes
constexpr std::size_t kMostWords = 20000;  // of a block; more is no page

struct Strip {
  double left, right;
  [[nodiscard]] double middle() const { return (left + right) / 2; }
};

// Words that stand at one height, left to right; top to bottom.
std::vector<WordLine> visual_rows(const Block& block) {
  WordLine words;
  for (const WordLine& line : block) words.insert(words.end(), line.begin(), line.end());
  std::stable_sort(words.begin(), words.end(), [](const PlacedWord& a, const PlacedWord& b) { return a.top + a.height / 2 < b.top + b.height / 2; });
  std::vector<WordLine> rows;
  for (PlacedWord& word : words) {
    const bool joins = !rows.empty() && word.top + word.height / 2 - rows.back().front().top - rows.back().front().height / 2 <
                                            0.4 * std::min(word.height, rows.back().front().height);
    if (!joins) rows.emplace_back();
    rows.back().push_back(std::move(word));
  }
  for (WordLine& row : rows) std::stable_sort(row.begin(), row.end(), [](const PlacedWord& a, const PlacedWord& b) { return a.left < b.left; });
  return rows;
}

// Vertical strips between words that no word covers.
std::vector<Strip> uncovered_strips(const std::vector<WordLine>& rows) {
  std::vector<Strip> words;
  for (const WordLine& row : rows)
    for (const PlacedWord& word : row) words.push_back({word.left, word.right});
  std::sort(words.begin(), words.end(), [](const Strip& a, const Strip& b) { return a.left < b.left; });
  std::vector<Strip> strips;
  double reach = words.front().right;
  for (const Strip& word : words) {
    if (word.left - reach >= kGutter) strips.push_back({reach, word.left});
    reach = std::max(reach, word.right);
  }
  return strips;
}

double usual_gap(const WordLine& row) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < row.size(); ++i) gaps.push_back(std::max(0.0, row[i].left - row[i - 1].right));
  if (gaps.empty()) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
  std::nth_element(gaps.begin(), middle, gaps.end());
  return *middle;
}

// At least two rows have words on both sides, and most of those a gap that is no space between words; the words after it stand
// at one left edge (else it is a hole beside a short last line, or cells are centred and nothing can be told).
bool is_gutter(const Strip& strip, const std::vector<WordLine>& rows) {
  std::size_t crossing = 0, wide = 0, labels = 0;
  std::vector<double> edges;
  for (const WordLine& row : rows) {
    const auto next = std::find_if(row.begin(), row.end(), [&](const PlacedWord& word) { return word.left >= strip.middle(); });
    if (next == row.begin() || next == row.end()) continue;
    ++crossing;
    edges.push_back(next->left);
    const double gap = next->left - std::prev(next)->right;
    wide += gap >= std::max(kWideGap * usual_gap(row), kGapOfHeight * next->height);
    std::size_t bytes = 0;
    for (auto word = row.begin(); word != next; ++word) bytes += word->text.size();
    labels += bytes <= kLabel;
  }
  if (crossing < 2 || wide * 4 < crossing * 3 || labels == crossing) return false;
  const double edge = *std::min_element(edges.begin(), edges.end());
  const auto aligned = static_cast<std::size_t>(std::count_if(edges.begin(), edges.end(), [&](double left) { return left - edge < kSameEdge; }));
  return aligned * 4 >= crossing * 3;
}

bool begins_small(const WordLine& line) {
  const std::u16string chars = text::canonical_chars(line.front().text);
  return !chars.empty() && text::is_letter(chars[0]) && text::upper(chars[0]) != chars[0];
}

// Of the lines after the first, a third goes on with a small letter: prose that wraps, not one record a line.
bool wraps(const Block& cell) {
  if (cell.size() < 2) return false;
  const auto small = static_cast<std::size_t>(std::count_if(cell.begin() + 1, cell.end(), begins_small));
  return small * 3 >= cell.size() - 1;
}

struct Layout {
  std::vector<WordLine> rows;
  std::vector<Strip> strips, gutters;
  double top = 0, bottom = 0;
};

Layout lay_out(const Block& block) {
  Layout layout;
  std::size_t count = 0;
  for (const WordLine& line : block) count += line.size();
  if (count < 4 || count > kMostWords) return layout;
  layout.rows = visual_rows(block);
  if (layout.rows.size() < 2) return layout;
  layout.top = layout.rows.front().front().top;
  layout.bottom = layout.rows.back().front().top + layout.rows.back().front().height;
  layout.strips = uncovered_strips(layout.rows);
  std::copy_if(layout.strips.begin(), layout.strips.end(), std::back_inserter(layout.gutters),
               [&](const Strip& strip) { return is_gutter(strip, layout.rows); });
  return layout;
}

bool has_labels_only(const Strip& strip, const std::vector<WordLine>& rows) {
  return std::none_of(rows.begin(), rows.end(), [&](const WordLine& row) {
    std::size_t bytes = 0;
    for (const PlacedWord& word : row) bytes += word.left < strip.middle() ? word.text.size() : 0;
    return bytes > kLabel;
  });
}

// A strip where a block nearby shows a gutter is one.
void believe_neighbours(Layout& layout, const std::vector<Layout>& page, const std::vector<std::vector<Strip>>& shown) {
  for (const Strip& strip : layout.strips) {
    const bool known = std::any_of(layout.gutters.begin(), layout.gutters.end(), [&](const Strip& g) { return g.left == strip.left; });
    if (known || has_labels_only(strip, layout.rows)) continue;
    bool is_shown = false;
    for (std::size_t i = 0; i < page.size() && !is_shown; ++i) {
      if (page[i].top > layout.bottom + kNear || page[i].bottom < layout.top - kNear) continue;
      is_shown = std::any_of(shown[i].begin(), shown[i].end(), [&](const Strip& gutter) {
        return std::min(gutter.right, strip.right) - std::max(gutter.left, strip.left) >= kGutter && std::abs(gutter.right - strip.right) < kSameEdge;
      });
    }
    if (is_shown) layout.gutters.push_back(strip);
  }
  std::sort(layout.gutters.begin(), layout.gutters.end(), [](const Strip& a, const Strip& b) { return a.left < b.left; });
}

std::vector<Block> cells_of(const Layout& layout) {
  if (layout.gutters.empty()) return {};
  std::vector<Block> cells(layout.gutters.size() + 1);
  for (const WordLine& row : layout.rows) {
    std::size_t last = cells.size();
    for (const PlacedWord& word : row) {
      std::size_t at = 0;
      while (at < layout.gutters.size() && word.left >= layout.gutters[at].middle()) ++at;
      if (at != last) cells[at].emplace_back();
      last = at;
      cells[at].back().push_back(word);
    }
  }
  if (std::none_of(cells.begin(), cells.end(), wraps)) return {};
  return cells;
}

}  // namespace

std::vector<std::vector<Block>> split_cells(const std::vector<Block>& page) {
  std::vector<Layout> layouts;
  std::vector<std::vector<Strip>> shown;
  for (const Block& block : page) {
    layouts.push_back(lay_out(block));
    shown.push_back(layouts.back().gutters);
  }
  const bool has_gutters = std::any_of(shown.begin(), shown.end(), [](const auto& gutters) { return !gutters.empty(); });
  std::vector<std::vector<Block>> cells(page.size());
  if (!has_gutters) return cells;
  for (std::size_t i = 0; i < page.size(); ++i) {
    believe_neighbours(layouts[i], layouts, shown);
    cells[i] = cells_of(layouts[i]);
  }
  return cells;
}

}  // namespace tracuu::readers::internal
