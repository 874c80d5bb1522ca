#include <algorithm>
#include <array>
#include <string>

#include "corpus/readers/internal.h"

namespace tracuu::readers {
namespace {

using model::Format;

std::string ascii_lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// The head as ASCII for sniffing markup: byte order mark and NULs (UTF-16) dropped, lower case.
std::string markup_head(std::string_view head) {
  std::string out;
  out.reserve(4096);
  for (const char c : head.substr(0, 8192)) {
    const auto b = static_cast<unsigned char>(c);
    if (b == 0 || b == 0xEF || b == 0xBB || b == 0xBF || b == 0xFE || b == 0xFF) continue;
    out += c;
    if (out.size() == 4096) break;
  }
  const std::size_t first = out.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? std::string{} : ascii_lower(std::string_view(out).substr(first));
}

bool starts_with_any(std::string_view s, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return s.substr(0, p.size()) == p; });
}

bool is_markup(std::string_view head) {
  return starts_with_any(head, {"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<table", "<p>", "<p ",
                                "<span", "<center", "<h1", "<h2", "<font", "<style", "<script", "<article", "<section"});
}

bool is_bulk_record(std::string_view head) {
  if (head.empty() || head[0] != '{') return false;
  const std::string_view line = head.substr(0, head.find('\n'));
  const bool keyed = line.find("\"_id\"") != std::string_view::npos || line.find("\"doc_number\"") != std::string_view::npos ||
                     line.find("\"doc_title\"") != std::string_view::npos;
  return keyed && line.find("\"text\"") != std::string_view::npos;
}

}  // namespace

namespace internal {

std::string suffix_of(std::string_view name) {
  const std::size_t slash = name.find_last_of('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  return ascii_lower(name.substr(dot + 1));
}

}  // namespace internal

Format detect_format(std::string_view head, std::string_view name) {
  using namespace std::string_view_literals;
  const std::string suffix = internal::suffix_of(name);
  // Signatures first: what the bytes say beats what the name says.
  if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  if (starts_with_any(head, {"PK\x03\x04"sv, "PK\x05\x06"sv})) return Format::docx;
  if (starts_with_any(head, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv})) return Format::doc;
  if (starts_with_any(head, {"\xDB\xA5\x2D"sv, "\xDC\xA5"sv, "\x31\xBE\x00\x00"sv})) return Format::doc;  // Word 2, 6, Write
  const std::string text = markup_head(head);
  if (starts_with_any(text, {"{\\rtf"})) return Format::rtf;
  if (text.find("<akomantoso") != std::string::npos && !is_markup(text)) return Format::akoma_ntoso;
  // A text or Markdown file may hold fragments of HTML and is still text, whose offsets are those of the file; a whole page
  // under such a name is a page.
  const bool plain_name = suffix == "txt" || suffix == "md" || suffix == "markdown";
  if (is_markup(text) && (!plain_name || starts_with_any(text, {"<!doctype html", "<html"}))) return Format::html;
  if (starts_with_any(text, {"<?xml", "<!--", "<![if", "<o:p", "<!doctype"}))
    return Format::html;  // XHTML, Word's XML, comments before <html>
  if (suffix == "jsonl" || suffix == "ndjson") return Format::jsonl;
  if (suffix != "txt" && is_bulk_record(text)) return Format::jsonl;
  if (suffix == "md" || suffix == "markdown") return Format::markdown;
  const bool has_tag = text.find('<') != std::string::npos && text.find("</") != std::string::npos;
  if ((suffix == "html" || suffix == "htm" || suffix == "xhtml") && has_tag) return Format::html;
  if (text.find("<html") != std::string::npos && text.find("<body") != std::string::npos) return Format::html;
  return Format::text;
}

}  // namespace tracuu::readers
