#pragma once
/// Canonical text: what grammar rules read. One array element is one character; every element knows where it came from.
///
/// Steps N1-N6 of DOMAIN.md 0 and TEXT.md 1.5: NFC (also for marks in the wrong order), Ƣ/Ð/Ɖ repaired, dashes, slashes,
/// quotes, blanks and full-width forms unified, invisible characters and Markdown emphasis dropped, page furniture passed
/// over so that a sentence continues across a page. The text itself is never changed (DESIGN rule 5).
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/range.h"
#include "corpus/model/text.h"

namespace tracuu::text {

struct Canonical {
  /// NFC characters. Line ends are '\n' (CR dropped), all other blanks ' '; characters outside the BMP are U+FFFD.
  std::u16string chars;
  /// Same length: lower-case ASCII letter without diacritics (đ -> d), digit, ASCII punctuation, ' ' or '\n';
  /// 0x01 for letters of other scripts, 0x02 for other symbols. For finding, never for identity (N7).
  std::string folded;
  /// chars[i] begins at byte origin[i] of the original text; origin[size()] is the text's length.
  std::vector<std::uint32_t> origin;
  /// The text the offsets refer to (not owned).
  std::string_view original;
  /// Page markers, running heads: byte ranges passed over; ascending.
  std::vector<model::ByteRange> furniture;
  /// Pages: those of the format, else those found as markers.
  std::vector<model::PageStart> pages;
  /// At least six letters of a hundred carry a Vietnamese diacritic (prose has twenty and more); else rules take words by
  /// their folded letters alone.
  bool has_diacritics = true;

  [[nodiscard]] std::size_t size() const { return chars.size(); }
  /// Byte range of characters [begin, end): from the first byte of the first to the last byte of the last,
  /// combining marks included, furniture between them included, furniture after them not.
  [[nodiscard]] model::ByteRange bytes(std::size_t begin, std::size_t end) const;
  /// First character that begins at or after byte `offset`.
  [[nodiscard]] std::size_t at_byte(std::uint32_t offset) const;
  /// The same where it is known to be at or after character `from`, and mostly near.
  [[nodiscard]] std::size_t at_byte(std::uint32_t offset, std::size_t from) const;
  /// Characters [begin, end) as UTF-8 with runs of blanks and line ends made one blank, trimmed.
  [[nodiscard]] std::string utf8(std::size_t begin, std::size_t end) const;
};

/// Builds the canonical text; `text.bytes` must outlive the result. Linear in the text.
[[nodiscard]] Canonical canonicalize(const model::Text& text);

/// What rules ask of single characters by the million, in four bytes.
struct LetterCase {
  char16_t lower = 0;
  bool letter = false;
  bool upper = false;
};
/// Of U+0000 to U+23FF.
extern const std::array<LetterCase, 0x2400> kLetterCases;

/// Lower case of one canonical character (Vietnamese, Latin-1; others unchanged).
[[nodiscard]] inline char16_t lower(char16_t c) { return c < kLetterCases.size() ? kLetterCases[c].lower : c; }
[[nodiscard]] char16_t upper(char16_t c);
[[nodiscard]] inline bool is_upper(char16_t c) { return c < kLetterCases.size() && kLetterCases[c].upper; }
/// Letters beyond the table: those of scripts without case.
[[nodiscard]] bool is_far_letter(char16_t c);
[[nodiscard]] inline bool is_letter(char16_t c) { return c < kLetterCases.size() ? kLetterCases[c].letter : is_far_letter(c); }
[[nodiscard]] inline bool is_digit(char16_t c) { return c >= u'0' && c <= u'9'; }
/// The folded byte of one canonical character (see Canonical::folded).
[[nodiscard]] char fold(char16_t c);

/// Folds a UTF-8 string: lower case, no diacritics, đ -> d; one byte a character as in Canonical::folded.
[[nodiscard]] std::string fold(std::string_view utf8);
/// NFC, repaired, lower-case UTF-8, diacritics kept.
[[nodiscard]] std::string lower(std::string_view utf8);
/// Canonical characters of a short UTF-8 string (no furniture).
[[nodiscard]] std::u16string canonical_chars(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u16string_view chars);

/// Moves the tone mark of a lower- or upper-case syllable to its traditional place: "hoà" -> "hòa", "uỷ" -> "ủy" (TEXT.md 1.3:
/// the fifteen open-syllable forms; "quý", "loài" stay). In place.
void place_tone(std::u16string& syllable);

}  // namespace tracuu::text
