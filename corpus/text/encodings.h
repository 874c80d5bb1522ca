#pragma once
/// Encodings older than Unicode that Vietnamese offices still have on their disks, and text that was decoded with the wrong
/// table: TCVN3/ABC, VNI, windows-1258, UTF-8 read as windows-1252 (TEXT.md 1.6). Knows Vietnamese syllables, no documents.
///
/// Decisions are taken paragraph by paragraph, because documents are mixed, and only when the decoded words are Vietnamese
/// syllables and the words as they stand are not: French, German, Spanish text stays untouched.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/range.h"

namespace tracuu::text {

/// True for a syllable that Vietnamese spelling allows: one of 27 onsets, a rime, and a tone that the rime can carry (before a
/// final c, ch, p, t only sắc and nặng). Both tone placements pass ("hoà", "hòa"); so does "Đắk".
/// @param nfc  one word, composed, small letters or capitals
[[nodiscard]] bool is_syllable(std::u16string_view nfc);

/// Share of the words of a text that are Vietnamese syllables, 0 to 1; 1 if it holds no word that can tell. Words of one
/// letter, words with digits, and upper-case abbreviations without a vowel mark (UBND, QH14) are not counted.
[[nodiscard]] double syllable_share(std::string_view utf8);

enum class Encoding : std::uint8_t { as_is, tcvn3, vni, windows_1258_as_1252, utf8_as_1252, n_tilde_as_d };

/// "utf-8", "tcvn3", "vni", "windows-1258", "utf-8 as windows-1252", "utf-8 with ñ for đ" (PDFs whose fonts were VNI once).
[[nodiscard]] const char* encoding_name(Encoding encoding);

/// Decodes text that is known to be in one of these encodings (a font named ".VnTime" says so). NFC. TCVN3 has no codes for
/// capitals with tone marks: words whose other letters are capitals are made capitals ("TH¸NG" -> "THÁNG").
[[nodiscard]] std::string decode_as(Encoding encoding, std::string_view utf8);

/// Encoding that a font's name tells: ".VnTime" and kin: tcvn3, "VNI-Times": vni; else as_is.
[[nodiscard]] Encoding encoding_of_font(std::string_view font_name);
/// True for the fonts that draw lower-case codes as capitals (".VnTimeH", ".VnArialH").
[[nodiscard]] bool is_capital_font(std::string_view font_name);

/// A stretch of the text that was decoded anew.
struct Redecoded {
  model::ByteRange before;  ///< in the text given
  model::ByteRange after;   ///< in Repaired::bytes
};

struct Repaired {
  std::string bytes;                 ///< UTF-8, NFC in the stretches
  std::vector<Redecoded> stretches;  ///< ascending
  Encoding encoding = Encoding::as_is;  ///< the one found most often
  bool mixed = false;                ///< some paragraphs are in another encoding than others

  /// Where an offset of the text given is in `bytes`; inside a stretch: in proportion, on a character's first byte.
  [[nodiscard]] std::uint32_t map(std::uint32_t offset) const;
};

/// Finds paragraphs in an old encoding and decodes them. Nothing if there are none, which costs about 1 ns a byte.
[[nodiscard]] std::optional<Repaired> repair_encodings(std::string_view utf8);

/// Bytes that are not UTF-8, read as windows-1252: a loss-free first step; repair_encodings() finds TCVN3, VNI and
/// windows-1258 in the result.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

/// UTF-16 to UTF-8; a byte order mark is dropped; lone surrogates become U+FFFD.
[[nodiscard]] std::string from_utf16(std::string_view bytes, bool big_endian);

}  // namespace tracuu::text
