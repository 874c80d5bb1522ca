#pragma once
/// What stage 1 of ranking gives a provision for a word: Xapian's BM25 with the parameters of RANKING.md section 1.
#include <algorithm>
#include <cstdint>

namespace tracuu::lists {

inline constexpr double kK1 = 1.2, kB = 0.75;
inline constexpr double kLeastLength = 0.01;  ///< Xapian's floor of length / average

/// By its length in tokens: what occurrences are measured against.
[[nodiscard]] inline float norm(std::uint32_t length, double average) {
  return static_cast<float>(kK1 * (1 - kB + kB * std::max(kLeastLength, length / average)));
}

/// What a provision gets of the weight of a word.
[[nodiscard]] inline double share(std::uint32_t occurrences, float norm) { return occurrences / (occurrences + static_cast<double>(norm)); }

}  // namespace tracuu::lists
