#pragma once
/// Which of many phrases may begin at a word: looked up by its letters and by those of the word behind it.
///
/// Rules ask this at every word of a text, and nearly always the answer is none. A hash table with lists in nodes took ten
/// times as long, most of it for phrases that fail at their second word.
#include <array>
#include <cstdint>
#include <vector>

#include "corpus/text/words.h"

namespace tracuu::text {

/// Words of which most are none of a few: says no, or perhaps.
class WordFilter {
 public:
  void add(WordCode code) { bits_[slot_of(code) / 64] |= std::uint64_t{1} << (slot_of(code) % 64); }
  [[nodiscard]] bool may_hold(WordCode code) const { return bits_[slot_of(code) / 64] >> (slot_of(code) % 64) & 1; }

 private:
  static std::size_t slot_of(WordCode code) { return code * 0x9E3779B97F4A7C15u >> 52; }
  std::array<std::uint64_t, 64> bits_{};
};

class PhraseTable {
 public:
  PhraseTable() : PhraseTable(std::vector<const Phrase*>{}) {}
  /// The phrases are only read here: they are known by their places in the list.
  explicit PhraseTable(const std::vector<const Phrase*>& phrases);

  /// Calls take(place) for each phrase whose first two words have the letters of words i and i + 1, in the order of the list.
  template <typename Take>
  void each(const Words& words, std::size_t i, const Take& take) const {
    const WordCode first = words.code(i);
    for (std::size_t slot = slot_of(first);; slot = (slot + 1) & mask_) {
      const Group& group = groups_[slot];
      if (group.begin == group.end) return;
      if (group.first != first) continue;
      const WordCode second = words.code(i + 1);
      for (std::uint32_t k = group.begin; k < group.end; ++k)
        if (rows_[k].alone || rows_[k].second == second) take(rows_[k].place);
      return;
    }
  }

 private:
  struct Row {
    WordCode second = 0;
    std::uint32_t place = 0;
    bool alone = false;  ///< there is no second word
  };
  /// Rows of the phrases with one first word; empty slots have none.
  struct Group {
    WordCode first = 0;
    std::uint32_t begin = 0, end = 0;
  };
  [[nodiscard]] std::size_t slot_of(WordCode code) const { return (code * 0x9E3779B97F4A7C15u >> 32) & mask_; }

  std::vector<Row> rows_;
  std::vector<Group> groups_;  // open addressing; at most a quarter is taken
  std::size_t mask_ = 0;
};

}  // namespace tracuu::text
