#include "query/report/terminal.h"

#include "corpus/text/canonical.h"

namespace tracuu::report {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t length = 1;
};

/// The character that begins at `at`; broken UTF-8 counts bytewise.
Character decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first < 0x80 ? 1 : first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (length == 1 || at + length > text.size()) return {first, 1};
  char32_t code = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {first, 1};
    code = (code << 6) | (byte(at + i) & 0x3F);
  }
  return {code, length};
}

bool is_combining(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF) || c == 0x200B ||
         c == 0x200C || c == 0x200D || c == 0xFEFF || c == 0x00AD;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::size_t columns(char32_t c) { return c < 0x20 || is_combining(c) ? 0 : is_wide(c) ? 2 : 1; }

/// Length of an escape sequence "ESC [ ... m" at `at`; 0 if there is none.
std::size_t escape_length(std::string_view text, std::size_t at) {
  if (text[at] != '\x1b' || at + 1 >= text.size() || text[at + 1] != '[') return 0;
  const auto end = text.find('m', at);
  return end == std::string_view::npos ? 0 : end + 1 - at;
}

}  // namespace

std::string Style::paint(const char* code, std::string_view text) const {
  if (!colour || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (const auto skip = escape_length(utf8, at)) {
      at += skip;
      continue;
    }
    const auto character = decode(utf8, at);
    width += columns(character.code);
    at += character.length;
  }
  return width;
}

std::string shorten(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  std::size_t used = 0, at = 0;
  while (at < utf8.size()) {
    const auto character = decode(utf8, at);
    if (used + columns(character.code) + 1 > width) break;
    used += columns(character.code);
    at += character.length;
  }
  std::string cut(utf8.substr(0, at));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  return cut + "…";
}

std::string pad(std::string_view utf8, std::size_t width) {
  const auto used = display_width(utf8);
  return std::string(utf8) + std::string(used < width ? width - used : 0, ' ');
}

std::vector<std::string> wrap(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto blank = utf8.find(' ', at);
    const auto word = utf8.substr(at, blank == std::string_view::npos ? blank : blank - at);
    at = blank == std::string_view::npos ? utf8.size() : blank + 1;
    if (word.empty()) continue;
    const auto columns_of_word = display_width(word);
    if (!line.empty() && used + 1 + columns_of_word > width) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    if (!line.empty()) {
      line += ' ';
      ++used;
    }
    line += word;
    used += columns_of_word;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string paragraph(std::string_view first, std::string_view utf8, std::size_t indent, std::size_t width) {
  const auto lines = wrap(utf8, width > indent + 20 ? width - indent : 20);
  std::string out(first);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += std::string(indent, ' ');
    out += lines[i] + "\n";
  }
  if (lines.empty()) out += "\n";
  return out;
}

std::string readable(std::string_view original) {
  model::Text text;
  text.bytes = std::string(original);
  const auto canonical = text::canonicalize(text);
  return canonical.utf8(0, canonical.size());
}

std::string harmless(std::string_view original) {
  std::string out;
  out.reserve(original.size());
  for (std::size_t at = 0; at < original.size();) {
    const auto character = decode(original, at);
    const bool control = (character.code < 0x20 && character.code != '\n' && character.code != '\t') ||
                         character.code == 0x7F || (character.length == 2 && character.code < 0xA0);
    // Bytes that are no UTF-8 (names of files may hold any), halves of surrogate pairs, and what no XML may hold.
    const bool broken = (character.length == 1 && character.code >= 0x80) || (character.code >= 0xD800 && character.code <= 0xDFFF) ||
                        character.code == 0xFFFE || character.code == 0xFFFF;
    if (broken) {
      out += "\xEF\xBF\xBD";
    } else if (control) {
      if (character.code == '\r' || character.code == 0 || character.code == '\f') {
        out += character.code == '\f' ? "\n" : "";
      } else {
        out += "\xEF\xBF\xBD";
      }
    } else {
      out += original.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

std::string one_line(std::string_view original) {
  std::string out = harmless(original);
  for (char& c : out)
    if (c == '\n' || c == '\t') c = ' ';
  return out;
}

std::string grouped(std::uint64_t number, char mark) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), 1, mark);
  return digits;
}

std::string capital_first(std::string_view words) {
  if (words.empty()) return {};
  const auto first = decode(words, 0);
  if (first.code > 0xFFFF || (first.length == 1 && first.code >= 0x80)) return std::string(words);
  return text::to_utf8(std::u16string(1, text::upper(static_cast<char16_t>(first.code)))) + std::string(words.substr(first.length));
}

}  // namespace tracuu::report
