#pragma once
/// Longest known name that begins at a word: names of laws, of issuers. Punctuation inside a name does not matter.
#include <string_view>
#include <unordered_map>

#include "corpus/text/words.h"

namespace tracuu::citation {

class NameTrie {
 public:
  void add(std::string_view name);
  /// Index one past the last word of the longest name that begins at word i; i if none does.
  /// A closing parenthesis that belongs to the name is included.
  [[nodiscard]] std::size_t longest(const text::Words& words, std::size_t i) const;

 private:
  std::unordered_map<std::uint64_t, bool> prefixes_;  // hash of the words so far -> a name ends here
};

}  // namespace tracuu::citation
