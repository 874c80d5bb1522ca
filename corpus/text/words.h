#pragma once
/// Words of canonical text for grammar rules: maximal runs of letters and digits, and single punctuation marks.
///
/// A word's folded letters fit in 64 bits (the longest Vietnamese syllable, "nghiêng", has seven), so that rules compare
/// integers. A folded code alone does not tell "này" from "nay": rules that need it ask `Words::is` with the true spelling.
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/text/canonical.h"

namespace tracuu::text {

/// Folded letters and digits, first letter in the lowest byte; 0 for words of more than eight letters.
using WordCode = std::uint64_t;

constexpr WordCode word_code(std::string_view folded) {
  if (folded.empty() || folded.size() > 8) return 0;
  WordCode code = 0;
  for (std::size_t i = 0; i < folded.size(); ++i) code |= static_cast<WordCode>(static_cast<unsigned char>(folded[i])) << (8 * i);
  return code;
}

enum class WordKind : std::uint8_t { word, number, punctuation };
enum class Gap : std::uint8_t { none, blank, line, paragraph };  ///< what stands before: nothing, blanks, one line end, more

/// Sixteen bytes: legal text has one in 3.4 characters.
struct Word {
  WordCode code = 0;         ///< punctuation: its folded byte
  std::uint32_t begin = 0;   ///< characters of the canonical text
  std::uint16_t length = 0;  ///< of a longer run the first 65,535
  WordKind kind = WordKind::word;
  Gap gap = Gap::none;
  [[nodiscard]] std::uint32_t end() const { return begin + length; }
};

/// A fixed phrase: "nghị định", "sau đây gọi tắt là". Spelling matters, case and tone placement do not.
class Phrase {
 public:
  explicit Phrase(std::string_view utf8);
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] WordCode first() const { return first_; }
  /// Of a phrase of one word: 0.
  [[nodiscard]] WordCode second() const { return second_; }

 private:
  friend class Words;
  struct Item {
    WordCode code = 0;
    bool punctuation = false;
    std::u16string exact;  // lower case, tone placed
  };
  std::vector<Item> words_;
  WordCode first_ = 0, second_ = 0;  // here, not in memory of their own: most phrases that are tried fail at one of these
};

class Words {
 public:
  explicit Words(const Canonical& canonical);

  [[nodiscard]] const Canonical& canonical() const { return *canonical_; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] const Word& operator[](std::size_t i) const { return words_[i]; }
  [[nodiscard]] WordCode code(std::size_t i) const { return i < words_.size() ? words_[i].code : 0; }
  [[nodiscard]] bool is_punctuation(std::size_t i, char c) const {
    return i < words_.size() && words_[i].kind == WordKind::punctuation && words_[i].code == static_cast<unsigned char>(c);
  }
  [[nodiscard]] bool is_number(std::size_t i) const { return i < words_.size() && words_[i].kind == WordKind::number; }
  [[nodiscard]] bool is_word(std::size_t i) const { return i < words_.size() && words_[i].kind == WordKind::word; }

  /// Word i is this word with this spelling. Where the document lacks diacritics, the folded letters decide.
  [[nodiscard]] bool is(std::size_t i, const Phrase& one_word) const { return match(i, one_word) == 1; }
  /// Number of words from i on that the phrase covers; 0 if it does not stand there. A paragraph end breaks a phrase.
  [[nodiscard]] std::size_t match(std::size_t i, const Phrase& phrase) const {
    // Most calls end here: rules try dozens of phrases at a word.
    return i < words_.size() && words_[i].code == phrase.first_ ? match_whole(i, phrase) : 0;
  }
  /// The same for a phrase that ends at word i (exclusive).
  [[nodiscard]] std::size_t match_before(std::size_t i, const Phrase& phrase) const;

  [[nodiscard]] bool starts_upper(std::size_t i) const {
    return i < words_.size() && text::is_upper(canonical_->chars[words_[i].begin]);
  }
  [[nodiscard]] bool all_upper(std::size_t i) const;
  /// Value of a number word of up to nine digits; -1 otherwise.
  [[nodiscard]] long value(std::size_t i) const;
  /// First word that begins at or after the character.
  [[nodiscard]] std::size_t at_char(std::size_t character) const;
  /// The same where it is known to be word `from` or a later one, and mostly near.
  [[nodiscard]] std::size_t at_char(std::size_t character, std::size_t from) const;
  [[nodiscard]] std::string utf8(std::size_t begin, std::size_t end) const {
    return begin < end ? canonical_->utf8(words_[begin].begin, words_[end - 1].end()) : std::string{};
  }
  [[nodiscard]] std::u16string_view chars(std::size_t i) const {
    return std::u16string_view(canonical_->chars).substr(words_[i].begin, words_[i].length);
  }

 private:
  [[nodiscard]] std::size_t match_whole(std::size_t i, const Phrase& phrase) const;
  [[nodiscard]] bool runs_on(const Word& word) const;
  [[nodiscard]] bool spelled(const Word& word, const Phrase::Item& item) const;
  const Canonical* canonical_;
  std::vector<Word> words_;
};

}  // namespace tracuu::text
