#pragma once
/// Bits of words. std::popcount is a call for the processors that Debian's packages are made for.
#include <cstddef>
#include <cstdint>

namespace tracuu::lists {

/// How many bits of a word are set.
[[nodiscard]] constexpr std::size_t ones(std::uint64_t word) {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  word = (word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return word * 0x0101010101010101 >> 56;
}

}  // namespace tracuu::lists
