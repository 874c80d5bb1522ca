#include "corpus/text/find.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace tracuu::text {
namespace {

// Sixteen bytes that are compared at once; a compiler without such registers takes two of eight.
using Sixteen [[gnu::vector_size(16)]] = char;

Sixteen sixteen_at(const char* at) {
  Sixteen bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

constexpr std::uint64_t kOneBit = 0x0101010101010101;  // of each byte

Sixteen every(char byte) { return Sixteen{} + byte; }

}  // namespace

std::size_t find(std::string_view text, std::string_view needle, std::size_t from) {
  if (needle.size() < 2) return text.find(needle, from);
  const Sixteen first = every(needle.front()), last = every(needle.back());
  const std::size_t distance = needle.size() - 1;
  std::size_t at = from;
  for (; at + distance + 16 <= text.size(); at += 16) {
    const auto both = (sixteen_at(text.data() + at) == first) & (sixteen_at(text.data() + at + distance) == last);
    std::uint64_t halves[2];
    std::memcpy(halves, &both, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    for (std::size_t half = 0; half < 2; ++half)
      for (std::uint64_t answers = halves[half] & kOneBit; answers != 0; answers &= answers - 1) {
        const std::size_t place = at + 8 * half + static_cast<std::size_t>(std::countr_zero(answers)) / 8;
        if (std::memcmp(text.data() + place, needle.data(), needle.size()) == 0) return place;
      }
  }
  return text.find(needle, at);
}

}  // namespace tracuu::text
