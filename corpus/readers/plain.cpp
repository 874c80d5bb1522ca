#include <simdjson.h>

#include <algorithm>

#include "corpus/readers/internal.h"
#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {
namespace {

using model::Text;

std::size_t sequence_length(unsigned char lead) {
  return lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

struct Replaced {
  std::string bytes;
  std::size_t malformed = 0;   // bytes that became U+FFFD
  std::size_t well_formed = 0;  // characters above U+007F
};

// Malformed sequences become U+FFFD, one a byte.
Replaced replace_malformed(std::string_view bytes) {
  Replaced out;
  out.bytes.reserve(bytes.size() + 64);
  std::size_t i = 0;
  while (i < bytes.size()) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(bytes[i]));
    if (length == 1) {
      out.bytes += bytes[i++];
    } else if (length == 0 || i + length > bytes.size() || !simdjson::validate_utf8(bytes.data() + i, length)) {
      out.bytes += "\xEF\xBF\xBD";
      ++out.malformed;
      ++i;
    } else {
      out.bytes.append(bytes.substr(i, length));
      ++out.well_formed;
      i += length;
    }
  }
  return out;
}

enum class Utf16 : std::uint8_t { no, little, big };

// By byte order mark, else by NULs that stand in one half of the pairs only and text in the other.
Utf16 detect_utf16(std::string_view bytes) {
  if (bytes.size() < 4) return Utf16::no;
  if (bytes.substr(0, 2) == "\xFF\xFE") return Utf16::little;
  if (bytes.substr(0, 2) == "\xFE\xFF") return Utf16::big;
  std::size_t even = 0, odd = 0;
  const std::string_view head = bytes.substr(0, 4096 & ~std::size_t{1});
  for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
    // High bytes of Vietnamese text in UTF-16: 00, 01 (ă đ ơ ư), 1E (ạ ả ...), 20 (dashes, quotes).
    const auto is_high = [](char c) { return c == 0 || c == 1 || c == 0x1E || c == 0x20; };
    even += is_high(head[i]) && !is_high(head[i + 1]);
    odd += is_high(head[i + 1]) && !is_high(head[i]);
  }
  const std::size_t pairs = head.size() / 2;
  if (head.find('\0') == std::string_view::npos) return Utf16::no;
  if (odd * 10 > pairs * 6 && odd > even * 4) return Utf16::little;
  if (even * 10 > pairs * 6 && even > odd * 4) return Utf16::big;
  return Utf16::no;
}

// Bytes that are not UTF-8. A few bad bytes in UTF-8 text are damage; many are another encoding, read as windows-1252
// first: finish() finds TCVN3, VNI or windows-1258 in that, paragraph by paragraph.
void read_other_encoding(std::string_view bytes, Text& text) {
  Replaced replaced = replace_malformed(bytes);
  if (replaced.malformed <= replaced.well_formed || replaced.malformed + replaced.well_formed < 2) {
    text.bytes = std::move(replaced.bytes);
    text.notes.push_back(std::to_string(replaced.malformed) + " bytes that are not UTF-8 were replaced by U+FFFD");
    return;
  }
  const auto controls = static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const auto b = static_cast<unsigned char>(c);
    return b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0;
  }));
  if (controls * 20 > bytes.size()) {  // noise; finish() says so
    text.bytes = std::move(replaced.bytes);
    return;
  }
  text.bytes = text::from_windows_1252(bytes);
  text.encoding = "windows-1252";
  text.notes.emplace_back("not UTF-8: read as an 8-bit encoding; offsets refer to the converted text");
}

}  // namespace

void decode_text(std::string_view bytes, model::Text& text) {
  const Utf16 utf16 = detect_utf16(bytes);
  if (utf16 != Utf16::no) {
    text.bytes = text::from_utf16(bytes, utf16 == Utf16::big);
    text.encoding = utf16 == Utf16::big ? "utf-16be" : "utf-16le";
    text.notes.emplace_back("converted from UTF-16; offsets refer to the converted text");
  } else if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    text.bytes.assign(bytes);
  } else {
    read_other_encoding(bytes, text);
  }
}

OneText read_plain(const Input& input, model::Format format) {
  Text text;
  text.format = format;
  decode_text(input.bytes, text);
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
