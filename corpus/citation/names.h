#pragma once
/// Longest known name that begins at a word: names of laws, of issuers. Punctuation inside a name does not matter.
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "corpus/text/words.h"

namespace tracuu::citation {

class NameTrie {
 public:
  void add(std::string_view name);
  /// Index one past the last word of the longest name that begins at word i; i if none does.
  /// A closing parenthesis that belongs to the name is included.
  [[nodiscard]] std::size_t longest(const text::Words& words, std::size_t i) const;
  /// Letters differ only in case, tone placement and punctuation from a name that was added. Folded names of two or three
  /// words meet other words ("luật gia", "Luật Giá"): those must be spelled right unless the text has no diacritics.
  [[nodiscard]] bool spelled(const text::Words& words, std::size_t begin, std::size_t end) const;

 private:
  std::unordered_map<std::uint64_t, bool> prefixes_;  // hash of the words so far -> a name ends here
  std::unordered_set<std::u16string> spellings_;
};

}  // namespace tracuu::citation
