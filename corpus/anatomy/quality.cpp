// How sound the text is: share of its words that are Vietnamese syllables, plain Latin words or numbers. Text in a legacy
// font's code, or from poor recognition, shows here first.
#include <algorithm>

#include "corpus/anatomy/anatomy_internal.h"
#include "corpus/text/encodings.h"

namespace tracuu::anatomy {
namespace {

constexpr std::size_t kStretch = 1500;    // characters read in one place
constexpr std::size_t kStretches = 8;    // places, evenly spread
constexpr std::size_t kLongest = 60;     // characters of a word; what is longer counts as several

struct Count {
  std::size_t words = 0;
  std::size_t sound = 0;
};

// What the characters of a word are, as bits; by their folded bytes.
enum Part : std::uint8_t { letter = 1, digit = 2, symbol = 4 };

struct PartTable {
  std::uint8_t of[256]{};
  constexpr PartTable() {
    for (int c = 'a'; c <= 'z'; ++c) of[c] = letter;
    for (int c = '0'; c <= '9'; ++c) of[c] = digit;
    of[0x01] = letter;
    of[0x02] = symbol;
  }
};
constexpr PartTable kParts;

// One run of letters, digits and symbols between blanks and ASCII punctuation.
void count_word(std::u16string_view word, int parts, bool ascii, Count& count) {
  if (parts == symbol && word.size() == 1) return;  // a bullet, a degree sign
  ++count.words;
  if (parts & symbol) return;
  if (ascii || text::is_syllable(word)) ++count.sound;
}

}  // namespace

double read_quality(const text::Canonical& t) {
  Count count;
  const std::u16string_view chars = t.chars;
  const auto* const folded = reinterpret_cast<const unsigned char*>(t.folded.data());
  const std::size_t step = t.size() <= kStretch * kStretches ? kStretch : t.size() / kStretches;
  for (std::size_t from = 0; from < t.size(); from += step) {
    const std::size_t to = std::min(t.size(), from + kStretch);
    for (std::size_t i = from; i < to;) {
      const std::size_t limit = std::min(to, i + kLongest);
      int parts = 0, bits = 0;
      std::size_t end = i;
      for (int part; end < limit && (part = kParts.of[folded[end]]) != 0; ++end) {
        parts |= part;
        bits |= chars[end];
      }
      if (parts) count_word(chars.substr(i, end - i), parts, bits < 0x80, count);
      i = end + (parts ? 0 : 1);
    }
  }
  return count.words == 0 ? 1.0 : static_cast<double>(count.sound) / static_cast<double>(count.words);
}

}  // namespace tracuu::anatomy
