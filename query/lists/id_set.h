#pragma once
/// Numbers of records as bits: of a national index the list of a frequent word holds most of them.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include <xapian.h>

#include "query/lists/bits.h"
#include "query/lists/table.h"

namespace tracuu::lists {

class IdSet {
 public:
  IdSet() = default;
  /// For numbers below `size`.
  explicit IdSet(std::size_t size) : words_((size + kWordBits - 1) / kWordBits, 0), size_(size) {}

  [[nodiscard]] bool empty() const { return words_.empty(); }  ///< made without a size
  void add(Xapian::docid id) { words_[id / kWordBits] |= std::uint64_t{1} << (id % kWordBits); }
  void add(const IdSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  /// Those below `size`; a list may be of another state than the set only where a file is damaged.
  void add(const Postings& postings) {
    if (!postings.bits().empty()) {
      for (std::size_t i = 0; i < std::min(words_.size(), postings.bits().size()); ++i) words_[i] |= postings.bits()[i];
      return;
    }
    Xapian::docid ids[kBlock];
    std::uint32_t occurrences[kBlock];
    for (std::size_t block = 0; block < postings.blocks().size(); ++block)
      for (std::size_t i = postings.open(block, ids, occurrences); i > 0; --i)
        if (ids[i - 1] < size_) add(ids[i - 1]);
  }
  void keep(const IdSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void remove(const IdSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  [[nodiscard]] bool contains(Xapian::docid id) const { return (words_[id / kWordBits] >> (id % kWordBits) & 1) != 0; }
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += ones(word);
    return count;
  }

  /// use(id) for each of [begin, end), ascending; `begin` is a multiple of 64.
  template <typename Use>
  void for_each(std::size_t begin, std::size_t end, const Use& use) const {
    for (std::size_t i = begin / kWordBits; i < words_.size() && i * kWordBits < end; ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) use(static_cast<Xapian::docid>(i * kWordBits + static_cast<std::size_t>(std::countr_zero(word))));
  }
  [[nodiscard]] std::vector<Xapian::docid> ids() const {
    std::vector<Xapian::docid> ids;
    for_each(0, size_, [&](Xapian::docid id) { ids.push_back(id); });
    return ids;
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

}  // namespace tracuu::lists
