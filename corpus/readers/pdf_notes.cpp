#include "corpus/readers/pdf_notes.h"

#include <algorithm>
#include <charconv>

namespace tracuu::readers::internal {
namespace {

constexpr double kSmall = 0.75;   // of the height of the text around; Word raises at 0.65
constexpr double kRaised = 0.2;   // of that height, between the two lower edges
constexpr double kTouches = 0.25;

double usual_height(const std::vector<Block>& page) {
  std::vector<double> heights;
  for (const Block& block : page)
    for (const WordLine& line : block)
      for (const PlacedWord& word : line) heights.push_back(word.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace

std::optional<int> number_of_mark(const PlacedWord& word) {
  if (word.text.empty() || word.text.size() > 3 || word.text[0] == '0') return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(word.text.data(), word.text.data() + word.text.size(), number);
  if (error != std::errc{} || end != word.text.data() + word.text.size()) return std::nullopt;
  return number;
}

std::set<int> numbers_of_notes(const std::vector<Block>& page) {
  std::set<int> numbers;
  const double usual = usual_height(page);
  for (const Block& block : page) {
    for (const WordLine& line : block) {
      if (line.empty() || line.front().height >= kSmall * usual) continue;
      if (line.size() > 1 && line[1].height < line[0].height / kSmall) continue;  // a whole line in small print
      if (const auto number = number_of_mark(line.front())) numbers.insert(*number);
    }
  }
  return numbers;
}

std::optional<int> raised_number(const PlacedWord& before, const PlacedWord& word) {
  if (word.height >= kSmall * before.height) return std::nullopt;
  if (word.top + word.height > before.top + before.height - kRaised * before.height) return std::nullopt;
  const double gap = word.left - before.right;
  if (gap > kTouches * before.height || gap < -before.height) return std::nullopt;
  return number_of_mark(word);
}

}  // namespace tracuu::readers::internal
