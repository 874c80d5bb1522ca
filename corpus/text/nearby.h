#pragma once
/// Binary search for what is mostly near: steps double from where it begins, so that far places cost twice the usual steps and
/// near ones a few, in memory that was just read.
#include <algorithm>
#include <cstddef>

namespace tracuu::text {

/// First index from `from` on for which `before` is false; `size` if there is none. True for all indices before it.
template <typename Before>
[[nodiscard]] std::size_t first_from(std::size_t from, std::size_t size, const Before& before) {
  std::size_t low = from, high = from;
  for (std::size_t step = 4; high < size && before(high); step *= 2) {
    low = high + 1;
    high += step;
  }
  high = std::min(high, size);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

}  // namespace tracuu::text
