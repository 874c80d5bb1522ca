#include "query/lists/packing.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tracuu::lists {
namespace {

unsigned width_of(std::uint32_t bits) { return static_cast<unsigned>(std::bit_width(bits)); }

std::size_t bytes_of(std::size_t count, unsigned width) { return (count * width + 7) / 8; }

void pack_bits(std::span<const std::uint32_t> values, unsigned width, std::string& out) {
  std::uint64_t waiting = 0;
  unsigned held = 0;
  for (const std::uint32_t value : values) {
    waiting |= std::uint64_t{value} << held;
    held += width;
    for (; held >= 8; held -= 8, waiting >>= 8) out += static_cast<char>(waiting & 0xFF);
  }
  if (held > 0) out += static_cast<char>(waiting & 0xFF);
}

void unpack_bits(const char* bytes, std::size_t count, unsigned width, std::uint32_t* values) {
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t bit = i * width;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + bit / 8, sizeof word);
    values[i] = static_cast<std::uint32_t>(word >> (bit % 8) & mask);
  }
}

}  // namespace

void pack(std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> occurrences, std::uint32_t before, std::string& out) {
  std::uint32_t steps[kBlock];
  std::uint32_t all_steps = 0, all_occurrences = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    steps[i] = numbers[i] - before - 1;
    before = numbers[i];
    all_steps |= steps[i];
    all_occurrences |= occurrences[i];
  }
  const unsigned step_width = width_of(all_steps), occurrence_width = width_of(all_occurrences);
  out += static_cast<char>(step_width);
  out += static_cast<char>(occurrence_width);
  pack_bits({steps, numbers.size()}, step_width, out);
  pack_bits(occurrences, occurrence_width, out);
}

bool unpack(std::string_view bytes, std::size_t count, std::uint32_t before, std::uint32_t last, std::uint32_t* numbers, std::uint32_t* occurrences) {
  if (bytes.size() < 2 + kSlack) return false;
  const auto step_width = static_cast<unsigned char>(bytes[0]), occurrence_width = static_cast<unsigned char>(bytes[1]);
  if (step_width > 32 || occurrence_width > 32) return false;
  const std::size_t steps = bytes_of(count, step_width);
  if (bytes.size() < 2 + steps + bytes_of(count, occurrence_width) + kSlack) return false;
  unpack_bits(bytes.data() + 2, count, step_width, numbers);
  unpack_bits(bytes.data() + 2 + steps, count, occurrence_width, occurrences);
  std::uint64_t number = before;
  for (std::size_t i = 0; i < count; ++i) {
    number += std::uint64_t{numbers[i]} + 1;
    numbers[i] = static_cast<std::uint32_t>(number);
  }
  return number == last;
}

}  // namespace tracuu::lists
