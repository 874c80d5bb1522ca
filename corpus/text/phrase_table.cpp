#include "corpus/text/phrase_table.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace tracuu::text {

PhraseTable::PhraseTable(const std::vector<const Phrase*>& phrases) {
  std::vector<std::uint32_t> order(phrases.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return phrases[a]->first() < phrases[b]->first(); });
  for (const std::uint32_t place : order) rows_.push_back({phrases[place]->second(), place, phrases[place]->size() < 2});

  groups_.resize(std::bit_ceil(4 * phrases.size() + 1));
  mask_ = groups_.size() - 1;
  for (std::uint32_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
    const WordCode first = phrases[rows_[begin].place]->first();
    while (end < rows_.size() && phrases[rows_[end].place]->first() == first) ++end;
    std::size_t slot = slot_of(first);
    while (groups_[slot].begin != groups_[slot].end) slot = (slot + 1) & mask_;
    groups_[slot] = {first, begin, end};
  }
}

}  // namespace tracuu::text
