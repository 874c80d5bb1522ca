// How sound the text is: share of its words that are Vietnamese syllables, plain Latin words or numbers. Text in a legacy
// font's code, or from poor recognition, shows here first.
#include <algorithm>

#include "corpus/anatomy/anatomy_internal.h"
#include "corpus/text/encodings.h"

namespace tracuu::anatomy {
namespace {

constexpr std::size_t kStretch = 1500;    // characters read in one place
constexpr std::size_t kStretches = 8;    // places, evenly spread

struct Count {
  std::size_t words = 0;
  std::size_t sound = 0;
};

bool is_syllable(const text::Canonical& t, std::size_t begin, std::size_t end) {
  std::u16string word(t.chars, begin, end - begin);
  for (char16_t& c : word) c = text::lower(c);
  return text::is_syllable(word);
}

// One run of letters, digits and symbols between blanks and ASCII punctuation.
void count_word(const text::Canonical& t, std::size_t begin, std::size_t end, Count& count) {
  bool ascii = true, digits = true, symbols = false;
  for (std::size_t i = begin; i < end; ++i) {
    const char16_t c = t.chars[i];
    ascii = ascii && c < 0x80;
    digits = digits && text::is_digit(c);
    symbols = symbols || t.folded[i] == '\x02';
  }
  ++count.words;
  if (symbols && end - begin == 1) --count.words;  // a bullet, a degree sign
  else if (digits || (ascii && !symbols) || (!symbols && is_syllable(t, begin, end))) ++count.sound;
}

}  // namespace

double read_quality(const text::Canonical& t) {
  Count count;
  const std::size_t step = t.size() <= kStretch * kStretches ? kStretch : t.size() / kStretches;
  for (std::size_t from = 0; from < t.size(); from += step) {
    const std::size_t to = std::min(t.size(), from + kStretch);
    for (std::size_t i = from; i < to;) {
      const auto part = [&](std::size_t k) { return is_word(t.folded[k]) || t.folded[k] == '\x02'; };
      if (!part(i)) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < to && part(end) && end - i < 60) ++end;
      count_word(t, i, end, count);
      i = end;
    }
  }
  return count.words == 0 ? 1.0 : static_cast<double>(count.sound) / static_cast<double>(count.words);
}

}  // namespace tracuu::anatomy
