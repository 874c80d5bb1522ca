#include "query/lists/packing.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <numeric>
#include <utility>

namespace tracuu::lists {
namespace {

constexpr std::size_t kLanes = 4, kRows = kBlock / kLanes, kWord = 32;
constexpr unsigned kWidest = 32;
/// Four values side by side. The compiler maps them to what the processor has.
using Lanes = std::uint32_t __attribute__((vector_size(kLanes * sizeof(std::uint32_t))));

Lanes load(const char* bytes) {
  Lanes lanes;
  std::memcpy(&lanes, bytes, sizeof lanes);
  return lanes;
}
void store(Lanes lanes, std::uint32_t* to) { std::memcpy(to, &lanes, sizeof lanes); }

std::size_t bytes_of(unsigned width) { return width * sizeof(Lanes); }

// Value 4 * row + lane is the row's in the stream of bits of its lane; word w of all lanes lies together.
void pack_lanes(const std::array<std::uint32_t, kBlock>& values, unsigned width, std::string& out) {
  std::array<std::array<std::uint32_t, kLanes>, kWidest> words{};
  for (std::size_t row = 0; row < kRows && width > 0; ++row) {
    const std::size_t bit = row * width, word = bit / kWord, shift = bit % kWord;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::uint64_t value = std::uint64_t{values[kLanes * row + lane]} << shift;
      words[word][lane] |= static_cast<std::uint32_t>(value);
      if (shift + width > kWord) words[word + 1][lane] |= static_cast<std::uint32_t>(value >> kWord);
    }
  }
  out.append(reinterpret_cast<const char*>(words.data()), bytes_of(width));
}

template <unsigned width, std::size_t row>
void unpack_row(const char* bytes, std::uint32_t* values) {
  constexpr std::size_t bit = row * width, word = bit / kWord, shift = bit % kWord;
  Lanes lanes = load(bytes + word * sizeof(Lanes)) >> shift;
  if constexpr (shift + width > kWord) lanes |= load(bytes + (word + 1) * sizeof(Lanes)) << (kWord - shift);
  if constexpr (width < kWord) lanes &= (std::uint32_t{1} << width) - 1;
  store(lanes, values + kLanes * row);
}

template <unsigned width>
void unpack_width(const char* bytes, std::uint32_t* values) {
  if constexpr (width == 0) {
    std::fill_n(values, kBlock, 0);
  } else {
    [&]<std::size_t... row>(std::index_sequence<row...>) { (unpack_row<width, row>(bytes, values), ...); }(std::make_index_sequence<kRows>());
  }
}

using Unpack = void (*)(const char*, std::uint32_t*);
constexpr std::array<Unpack, kWidest + 1> kUnpack = []<std::size_t... width>(std::index_sequence<width...>) {
  return std::array<Unpack, kWidest + 1>{&unpack_width<static_cast<unsigned>(width)>...};
}(std::make_index_sequence<kWidest + 1>());

// Steps to numbers, in place. Tells whether one of them is greater than `last`.
bool add_up(std::uint32_t before, std::uint32_t last, std::uint32_t* values) {
  const Lanes nothing = {};
  Lanes sum = nothing + before, beyond = nothing;
  for (std::size_t row = 0; row < kRows; ++row) {
    Lanes lanes = load(reinterpret_cast<const char*>(values + kLanes * row)) + 1;
    lanes += __builtin_shufflevector(lanes, nothing, 4, 0, 1, 2);
    lanes += __builtin_shufflevector(lanes, nothing, 4, 5, 0, 1);
    lanes += sum;
    store(lanes, values + kLanes * row);
    beyond |= static_cast<Lanes>(lanes > last);
    sum = __builtin_shufflevector(lanes, lanes, 3, 3, 3, 3);
  }
  return (beyond[0] | beyond[1] | beyond[2] | beyond[3]) != 0;
}

}  // namespace

void pack(std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> occurrences, std::uint32_t before, std::string& out) {
  std::array<std::uint32_t, kBlock> steps{}, counts{};
  std::uint32_t all_steps = 0, all_counts = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    steps[i] = numbers[i] - before - 1;
    counts[i] = occurrences[i];
    before = numbers[i];
    all_steps |= steps[i];
    all_counts |= counts[i];
  }
  const auto step_width = static_cast<unsigned>(std::bit_width(all_steps)), count_width = static_cast<unsigned>(std::bit_width(all_counts));
  out += static_cast<char>(step_width);
  out += static_cast<char>(count_width);
  pack_lanes(steps, step_width, out);
  pack_lanes(counts, count_width, out);
}

void pack(std::span<const std::uint32_t> occurrences, std::string& out) {
  std::array<std::uint32_t, kBlock> counts{};
  std::copy(occurrences.begin(), occurrences.end(), counts.begin());
  const auto width = static_cast<unsigned>(std::bit_width(std::accumulate(counts.begin(), counts.end(), 0U, std::bit_or<>())));
  out += static_cast<char>(width);
  pack_lanes(counts, width, out);
}

bool unpack(std::string_view bytes, std::uint32_t* occurrences) {
  const unsigned width = bytes.empty() ? kWidest + 1 : static_cast<unsigned char>(bytes[0]);
  const bool whole = width <= kWidest && bytes.size() >= 1 + bytes_of(width);
  if (whole) kUnpack[width](bytes.data() + 1, occurrences);
  else std::fill_n(occurrences, kBlock, 0);
  return whole;
}

std::uint32_t unpack_one(std::string_view bytes, std::size_t place) {
  const unsigned width = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
  if (width == 0 || width > kWidest || bytes.size() < 1 + bytes_of(width)) return 0;
  const std::size_t bit = place / kLanes * width, word = bit / kWord, shift = bit % kWord;
  const auto read = [&](std::size_t which) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + 1 + which * sizeof(Lanes) + place % kLanes * sizeof value, sizeof value);
    return std::uint64_t{value};
  };
  std::uint64_t value = read(word);
  if (shift + width > kWord) value |= read(word + 1) << kWord;
  return static_cast<std::uint32_t>(value >> shift & ((std::uint64_t{1} << width) - 1));
}

bool unpack(std::string_view bytes, std::size_t count, std::uint32_t before, std::uint32_t last, std::uint32_t* numbers, std::uint32_t* occurrences) {
  if (bytes.size() < 2 || count == 0) return false;
  const auto step_width = static_cast<unsigned char>(bytes[0]), count_width = static_cast<unsigned char>(bytes[1]);
  if (step_width > kWidest || count_width > kWidest || bytes.size() < 2 + bytes_of(step_width) + bytes_of(count_width)) return false;
  kUnpack[step_width](bytes.data() + 2, numbers);
  kUnpack[count_width](bytes.data() + 2 + bytes_of(step_width), occurrences);
  const bool beyond = add_up(before, last, numbers);
  if (numbers[count - 1] != last) return false;
  // What follows the last one of a short block goes on beyond it.
  return !beyond || (count < kBlock && std::all_of(numbers, numbers + count, [&](std::uint32_t number) { return number <= last; }));
}

}  // namespace tracuu::lists
