#include <simdjson.h>

#include "corpus/readers/internal.h"

namespace tracuu::readers::internal {
namespace {

using model::Text;

// Malformed sequences become U+FFFD, one a byte.
std::string replace_malformed(std::string_view bytes, std::size_t& replaced) {
  std::string out;
  out.reserve(bytes.size() + 64);
  std::size_t i = 0;
  while (i < bytes.size()) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    std::size_t length = b < 0x80 ? 1 : b >= 0xC2 && b < 0xE0 ? 2 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xF0 && b < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > bytes.size() || !simdjson::validate_utf8(bytes.data() + i, length)) {
      out += "\xEF\xBF\xBD";
      ++replaced;
      ++i;
      continue;
    }
    out.append(bytes.substr(i, length));
    i += length;
  }
  return out;
}

}  // namespace

OneText read_plain(const Input& input, model::Format format) {
  Text text;
  text.format = format;
  if (simdjson::validate_utf8(input.bytes.data(), input.bytes.size())) {
    text.bytes.assign(input.bytes);
  } else {
    std::size_t replaced = 0;
    text.bytes = replace_malformed(input.bytes, replaced);
    text.notes.push_back(std::to_string(replaced) + " bytes that are not UTF-8 were replaced by U+FFFD");
  }
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
