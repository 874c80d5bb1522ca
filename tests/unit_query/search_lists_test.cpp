#include <catch2/catch.hpp>

#include <algorithm>
#include <bit>
#include <random>
#include <string>
#include <vector>

#include "query/lists/bits.h"
#include "query/lists/id_set.h"
#include "query/lists/packing.h"

using namespace tracuu;

namespace {

/// Postings whose steps and occurrences take up to so many bits.
struct Block {
  std::vector<std::uint32_t> numbers, occurrences;
  std::uint32_t before = 0;
};

Block drawn(std::mt19937& random, std::size_t count, unsigned step_bits, unsigned occurrence_bits) {
  Block block;
  block.before = random() % 1000;
  std::uint64_t number = block.before;
  for (std::size_t i = 0; i < count; ++i) {
    number += 1 + (step_bits == 0 ? 0 : random() >> (32 - step_bits));
    if (number > 0xFFFFFFFF) break;
    block.numbers.push_back(static_cast<std::uint32_t>(number));
    block.occurrences.push_back(occurrence_bits == 0 ? 0 : static_cast<std::uint32_t>(random() >> (32 - occurrence_bits)));
  }
  return block;
}

}  // namespace

TEST_CASE("blocks of postings are opened as they were packed, whatever their steps and counts", "[search]") {
  std::mt19937 random(17);
  for (unsigned steps = 0; steps <= 32; ++steps) {
    for (unsigned counts = 0; counts <= 32; counts += 1 + counts / 3) {
      const Block block = drawn(random, 1 + random() % lists::kBlock, steps, counts);
      if (block.numbers.empty()) continue;
      CAPTURE(steps, counts, block.numbers.size());
      std::string bytes;
      lists::pack(block.numbers, block.occurrences, block.before, bytes);
      std::uint32_t numbers[lists::kBlock], occurrences[lists::kBlock];
      REQUIRE(lists::unpack(bytes, block.numbers.size(), block.before, block.numbers.back(), numbers, occurrences));
      CHECK(std::equal(block.numbers.begin(), block.numbers.end(), numbers));
      CHECK(std::equal(block.occurrences.begin(), block.occurrences.end(), occurrences));
      CHECK_FALSE(lists::unpack(bytes, block.numbers.size(), block.before + 1, block.numbers.back(), numbers, occurrences));
      CHECK_FALSE(lists::unpack(std::string_view(bytes).substr(0, bytes.size() - 1), block.numbers.size(), block.before, block.numbers.back(), numbers, occurrences));
    }
  }
}

TEST_CASE("occurrences of dense lists are opened as they were packed, all of a block or one", "[search]") {
  std::mt19937 random(19);
  for (unsigned counts = 0; counts <= 32; ++counts) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{5}, lists::kBlock - 1, lists::kBlock}) {
      std::vector<std::uint32_t> drawn(size);
      for (std::uint32_t& one : drawn) one = counts == 0 ? 0 : static_cast<std::uint32_t>(random() >> (32 - counts));
      CAPTURE(counts, size);
      std::string bytes;
      lists::pack(drawn, bytes);
      std::uint32_t opened[lists::kBlock];
      REQUIRE(lists::unpack(bytes, opened));
      for (std::size_t i = 0; i < lists::kBlock; ++i) {
        CHECK(opened[i] == (i < size ? drawn[i] : 0));
        CHECK(lists::unpack_one(bytes, i) == opened[i]);
      }
      const std::string cut = bytes.substr(0, bytes.size() - 1);
      CHECK_FALSE(lists::unpack(cut, opened));
      CHECK(std::all_of(std::begin(opened), std::end(opened), [](std::uint32_t one) { return one == 0; }));
      CHECK(lists::unpack_one(cut, 0) == 0);
    }
  }
  const std::string wide(1, '\x21');  // no width is greater than 32 bits
  std::uint32_t opened[lists::kBlock];
  CHECK_FALSE(lists::unpack(wide, opened));
  CHECK(lists::unpack_one(wide, 3) == 0);
}

TEST_CASE("bits of a word are counted", "[search]") {
  std::mt19937_64 random(37);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t word = random() & (round % 2 == 0 ? random() : ~std::uint64_t{0});
    CHECK(lists::ones(word) == static_cast<std::size_t>(std::popcount(word)));
  }
  CHECK(lists::ones(0) == 0);
  CHECK(lists::ones(~std::uint64_t{0}) == 64);
}

TEST_CASE("a damaged block is refused or tells no number beyond its last", "[search]") {
  std::mt19937 random(23);
  for (int round = 0; round < 5000; ++round) {
    const Block block = drawn(random, 1 + random() % lists::kBlock, random() % 12, random() % 5);
    std::string bytes;
    lists::pack(block.numbers, block.occurrences, block.before, bytes);
    bytes[random() % bytes.size()] = static_cast<char>(random());
    std::uint32_t numbers[lists::kBlock], occurrences[lists::kBlock];
    if (!lists::unpack(bytes, block.numbers.size(), block.before, block.numbers.back(), numbers, occurrences)) continue;
    CHECK(*std::max_element(numbers, numbers + block.numbers.size()) == block.numbers.back());
  }
}

TEST_CASE("sets of records join, meet and part like sets", "[search]") {
  std::mt19937 random(29);
  for (const std::size_t size : {1u, 63u, 64u, 65u, 1000u}) {
    std::vector<bool> a(size), b(size);
    lists::IdSet one(size), other(size);
    for (std::size_t id = 0; id < size; ++id) {
      if ((a[id] = random() % 3 == 0)) one.add(static_cast<Xapian::docid>(id));
      if ((b[id] = random() % 2 == 0)) other.add(static_cast<Xapian::docid>(id));
    }
    lists::IdSet all = one, both = one, rest = one;
    all.add(other);
    both.keep(other);
    rest.remove(other);
    std::size_t count = 0;
    for (std::size_t id = 0; id < size; ++id) {
      const auto number = static_cast<Xapian::docid>(id);
      CHECK(all.contains(number) == (a[id] || b[id]));
      CHECK(both.contains(number) == (a[id] && b[id]));
      CHECK(rest.contains(number) == (a[id] && !b[id]));
      count += a[id] && b[id] ? 1 : 0;
    }
    CHECK(both.count() == count);
    CHECK(both.ids().size() == count);
    CHECK_FALSE(both.empty());
  }
  CHECK(lists::IdSet().empty());
}
