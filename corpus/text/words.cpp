#include "corpus/text/words.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "corpus/text/nearby.h"

namespace tracuu::text {
namespace {

enum CharClass : std::uint8_t { blank, newline, letter, digit, other };

struct ClassTable {
  std::uint8_t of[256];
  constexpr ClassTable() : of{} {
    for (int c = 0; c < 256; ++c) of[c] = other;
    for (int c = 'a'; c <= 'z'; ++c) of[c] = letter;
    for (int c = '0'; c <= '9'; ++c) of[c] = digit;
    of[0x01] = letter;
    of[static_cast<int>(' ')] = blank;
    of[static_cast<int>('\n')] = newline;
  }
};
constexpr ClassTable kClass;

std::u16string lower_placed(std::u16string_view chars) {
  std::u16string out(chars);
  for (char16_t& c : out) c = lower(c);
  place_tone(out);
  return out;
}

// Eight folded bytes at a time. Folded text is ASCII, so the highest bit of each byte is free for an answer.
constexpr std::uint64_t every(unsigned char byte) { return 0x0101010101010101u * byte; }
constexpr std::uint64_t kAnswers = every(0x80);

// The highest bit of each byte from `first` to `last`.
constexpr std::uint64_t between(std::uint64_t bytes, unsigned char first, unsigned char last) {
  return (bytes + every(static_cast<unsigned char>(0x80 - first))) & ~(bytes + every(static_cast<unsigned char>(0x7F - last))) & kAnswers;
}

/// A run of letters and digits.
struct Run {
  WordCode code = 0;  ///< 0 beyond eight characters
  std::size_t end = 0;
  bool letters = false;
};

// The first eight characters are classified at once; most words are no longer. With the loop over characters the words of a
// text took twice the time of its canonical form.
Run run_at(std::string_view s, std::size_t begin) {
  std::uint64_t bytes = 0;
  const std::size_t size = std::min<std::size_t>(s.size() - begin, 8);
  if (size == 8) std::memcpy(&bytes, s.data() + begin, 8);  // of a constant size: one instruction
  else std::memcpy(&bytes, s.data() + begin, size);
  const std::uint64_t letters = between(bytes, 'a', 'z') | between(bytes, 0x01, 0x01);
  const std::uint64_t others = ~(letters | between(bytes, '0', '9')) & kAnswers;
  if (others != 0) {
    const int bits = std::countr_zero(others) - 7;  // of the word
    const std::uint64_t word = (std::uint64_t{1} << bits) - 1;
    return {bytes & word, begin + static_cast<std::size_t>(bits) / 8, (letters & word) != 0};
  }
  Run run{bytes, begin + 8, letters != 0};
  for (; run.end < s.size(); ++run.end) {
    const auto cls = kClass.of[static_cast<unsigned char>(s[run.end])];
    if (cls == letter) run.letters = true;
    else if (cls != digit) break;
    run.code = 0;
  }
  return run;
}

}  // namespace

Phrase::Phrase(std::string_view utf8) {
  Canonical canonical;
  canonical.chars = canonical_chars(utf8);
  canonical.folded = fold(utf8);
  std::size_t i = 0;
  while (i < canonical.folded.size()) {
    const auto cls = kClass.of[static_cast<unsigned char>(canonical.folded[i])];
    if (cls == blank || cls == newline) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    if (cls != other)
      while (end < canonical.folded.size() && (kClass.of[static_cast<unsigned char>(canonical.folded[end])] == letter ||
                                               kClass.of[static_cast<unsigned char>(canonical.folded[end])] == digit))
        ++end;
    const std::string_view folded = std::string_view(canonical.folded).substr(i, end - i);
    words_.push_back({word_code(folded), cls == other, lower_placed(std::u16string_view(canonical.chars).substr(i, end - i))});
    i = end;
  }
  if (!words_.empty()) first_ = words_.front().code;
  if (words_.size() > 1) second_ = words_[1].code;
}

Words::Words(const Canonical& canonical) : canonical_(&canonical) {
  static_assert(std::endian::native == std::endian::little, "the first letter of a word is the lowest byte of its code");
  const std::string_view s = canonical.folded;  // in local variables: writing a word might change the string's own
  words_.reserve(s.size() / 3 + 16);  // legal text has one in 3.4 characters: no second, larger array
  Gap gap = Gap::paragraph;
  std::size_t i = 0;
  while (i < s.size()) {
    const auto cls = kClass.of[static_cast<unsigned char>(s[i])];
    if (cls == blank) {
      if (gap == Gap::none) gap = Gap::blank;
      ++i;
      continue;
    }
    if (cls == newline) {
      gap = gap >= Gap::line ? Gap::paragraph : Gap::line;
      ++i;
      continue;
    }
    Word word;
    word.gap = gap;
    gap = Gap::none;
    word.begin = static_cast<std::uint32_t>(i);
    if (cls == other) {
      word.kind = WordKind::punctuation;
      word.code = static_cast<unsigned char>(s[i++]);
    } else {
      const Run run = run_at(s, i);
      word.code = run.code;
      word.kind = run.letters ? WordKind::word : WordKind::number;
      i = run.end;
    }
    word.length = static_cast<std::uint16_t>(std::min<std::size_t>(i - word.begin, std::numeric_limits<decltype(word.length)>::max()));
    if (word.gap == Gap::paragraph && runs_on(word)) word.gap = Gap::line;
    words_.push_back(word);
    if (i < s.size() && s[i] == ' ') {  // behind four words of five
      gap = Gap::blank;
      ++i;
    }
  }
}

// A page that ends within a sentence leaves an empty line: where a word or a comma stands before and a small letter follows, nothing ends.
// "a)", "đ)" and "a." begin an item.
bool Words::runs_on(const Word& word) const {
  if (words_.empty() || word.kind != WordKind::word || !is_letter(canonical_->chars[word.begin]) || is_upper(canonical_->chars[word.begin])) return false;
  const Word& before = words_.back();
  if (before.kind == WordKind::punctuation && before.code != ',') return false;
  const std::size_t end = word.begin + word.length;
  return word.length > 2 || end >= canonical_->folded.size() || (canonical_->folded[end] != ')' && canonical_->folded[end] != '.');
}

bool Words::spelled(const Word& word, const Phrase::Item& item) const {
  if (word.code != item.code || (word.kind == WordKind::punctuation) != item.punctuation) return false;
  if (word.code == 0) return false;
  if (item.punctuation) return true;
  if (!canonical_->has_diacritics) return true;
  const std::u16string_view chars = std::u16string_view(canonical_->chars).substr(word.begin, word.length);
  if (chars.size() != item.exact.size()) return false;
  bool same = true;
  for (std::size_t i = 0; i < chars.size(); ++i) same = same && lower(chars[i]) == item.exact[i];
  if (same) return true;
  return lower_placed(chars) == item.exact;
}

std::size_t Words::match_whole(std::size_t i, const Phrase& phrase) const {
  if (phrase.second_ != 0 && code(i + 1) != phrase.second_) return 0;
  if (i + phrase.words_.size() > words_.size()) return 0;
  // Nearly all phrases that are tried fail at the letters of their second word: the spelling is compared last.
  for (std::size_t k = 1; k < phrase.words_.size(); ++k)
    if (words_[i + k].code != phrase.words_[k].code || words_[i + k].gap == Gap::paragraph) return 0;
  for (std::size_t k = 0; k < phrase.words_.size(); ++k)
    if (!spelled(words_[i + k], phrase.words_[k])) return 0;
  return phrase.words_.size();
}

std::size_t Words::match_before(std::size_t i, const Phrase& phrase) const {
  return phrase.size() <= i && match(i - phrase.size(), phrase) ? phrase.size() : 0;
}

bool Words::all_upper(std::size_t i) const {
  if (i >= words_.size()) return false;
  bool letters = false;
  for (const char16_t c : chars(i)) {
    if (!is_letter(c)) continue;
    letters = true;
    if (!text::is_upper(c)) return false;
  }
  return letters;
}

long Words::value(std::size_t i) const {
  if (!is_number(i) || words_[i].length > 9) return -1;
  long value = 0;
  for (std::uint32_t c = words_[i].begin; c < words_[i].end(); ++c) value = value * 10 + (canonical_->folded[c] - '0');
  return value;
}

std::size_t Words::at_char(std::size_t character) const {
  return static_cast<std::size_t>(std::lower_bound(words_.begin(), words_.end(), character,
                                                   [](const Word& w, std::size_t c) { return w.begin < c; }) - words_.begin());
}

std::size_t Words::at_char(std::size_t character, std::size_t from) const {
  return first_from(from, words_.size(), [&](std::size_t i) { return words_[i].begin < character; });
}

}  // namespace tracuu::text
