#include "corpus/text/words.h"

#include <algorithm>

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
}

Words::Words(const Canonical& canonical) : canonical_(&canonical) {
  const std::string& s = canonical.folded;
  words_.reserve(s.size() / 4 + 16);
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
      bool letters = false;
      WordCode code = 0;
      unsigned shift = 0;
      std::size_t j = i;
      for (; j < s.size(); ++j) {
        const auto c = static_cast<unsigned char>(s[j]);
        if (kClass.of[c] == letter) letters = true;
        else if (kClass.of[c] != digit) break;
        if (shift < 64) code |= static_cast<WordCode>(c) << shift;
        shift += 8;
      }
      word.code = shift <= 64 ? code : 0;
      word.kind = letters ? WordKind::word : WordKind::number;
      i = j;
    }
    word.end = static_cast<std::uint32_t>(i);
    words_.push_back(word);
  }
}

bool Words::spelled(const Word& word, const Phrase::Item& item) const {
  if (word.code != item.code || (word.kind == WordKind::punctuation) != item.punctuation) return false;
  if (word.code == 0) return false;
  if (item.punctuation) return true;
  if (!canonical_->has_diacritics) return true;
  const std::u16string_view chars = std::u16string_view(canonical_->chars).substr(word.begin, word.end - word.begin);
  if (chars.size() != item.exact.size()) return false;
  bool same = true;
  for (std::size_t i = 0; i < chars.size(); ++i) same = same && lower(chars[i]) == item.exact[i];
  if (same) return true;
  return lower_placed(chars) == item.exact;
}

std::size_t Words::match_whole(std::size_t i, const Phrase& phrase) const {
  if (i + phrase.words_.size() > words_.size()) return 0;
  for (std::size_t k = 0; k < phrase.words_.size(); ++k) {
    if (k && words_[i + k].gap == Gap::paragraph) return 0;
    if (!spelled(words_[i + k], phrase.words_[k])) return 0;
  }
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
  if (!is_number(i) || words_[i].end - words_[i].begin > 9) return -1;
  long value = 0;
  for (std::uint32_t c = words_[i].begin; c < words_[i].end; ++c) value = value * 10 + (canonical_->folded[c] - '0');
  return value;
}

std::size_t Words::at_char(std::size_t character) const {
  return static_cast<std::size_t>(std::lower_bound(words_.begin(), words_.end(), character,
                                                   [](const Word& w, std::size_t c) { return w.begin < c; }) - words_.begin());
}

}  // namespace tracuu::text
