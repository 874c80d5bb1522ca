#include <algorithm>
#include <optional>

#include "corpus/readers/internal.h"
#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {

std::vector<model::PageStart> pages_at_form_feeds(std::string_view bytes) {
  std::vector<model::PageStart> pages;
  for (std::size_t at = bytes.find('\f'); at != std::string_view::npos; at = bytes.find('\f', at + 1)) {
    if (pages.empty()) pages.push_back({0, 1});
    if (bytes.find_first_not_of(" \t\r\n\f", at + 1) == std::string_view::npos) break;  // nothing but blanks follows
    pages.push_back({static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(pages.size() + 1)});
  }
  return pages;
}

namespace {

struct Census {
  std::size_t visible = 0;   // anything but blanks and controls
  std::size_t controls = 0;  // C0 other than NUL, tab, line ends, form feed
  std::size_t nuls = 0;
  std::size_t replacements = 0;  // U+FFFD
};

Census count_bytes(std::string_view bytes) {
  std::size_t counts[256] = {};
  for (const char c : bytes) ++counts[static_cast<unsigned char>(c)];
  Census census;
  for (int b = 0; b < 256; ++b) {
    if (b > 0x20 && b != 0x7F) census.visible += counts[b];
    else if (b == 0) census.nuls += counts[b];
    else if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v') census.controls += counts[b];
  }
  if (counts[0xEF] > 0) {
    for (std::size_t at = bytes.find("\xEF\xBF\xBD"); at != std::string_view::npos; at = bytes.find("\xEF\xBF\xBD", at + 3))
      ++census.replacements;
  }
  census.visible -= std::min(census.visible, 3 * census.replacements);
  return census;
}

}  // namespace

namespace {

// Old encodings, paragraph by paragraph; everything that points into the text moves along.
void repair(model::Text& text) {
  std::optional<text::Repaired> repaired = text::repair_encodings(text.bytes);
  if (!repaired) return;
  const auto move = [&](model::ByteRange& range) { range = {repaired->map(range.begin), repaired->map(range.end)}; };
  for (model::PageStart& page : text.pages) page.offset = repaired->map(page.offset);
  for (model::Region& region : text.regions) move(region.range);
  for (model::GivenProvision& provision : text.provisions) {
    move(provision.range);
    move(provision.heading_range);
  }
  const char* name = text::encoding_name(repaired->encoding);
  text.encoding = repaired->mixed ? "mixed" : name;
  text.notes.push_back(std::to_string(repaired->stretches.size()) + " paragraphs in " + name +
                       " were decoded; offsets refer to the decoded text");
  text.bytes = std::move(repaired->bytes);
}

}  // namespace

OneText finish(model::Text&& text, const Input& input) {
  text.source = input.source;
  const Census census = count_bytes(text.bytes);
  if (census.visible == 0 && census.controls == 0 && census.replacements == 0)
    return failure(ReadErrorCode::empty, input.name, census.nuls > 0 ? "holds nothing but NUL bytes" : "holds no text");
  // Noise: one control or undecodable character in six. Text with stray NULs or form feeds stays far below.
  if ((census.controls + census.replacements) * 6 > census.visible || census.nuls > census.visible)
    return failure(ReadErrorCode::not_a_document, input.name, "binary data, not a text in any encoding known here",
                   "give the document as text, HTML, DOCX, DOC, RTF or PDF");
  if (text.bytes.size() > input.options.max_output)
    return failure(ReadErrorCode::too_large, input.name, "yields more than " + std::to_string(input.options.max_output >> 20) + " MB of text",
                   "split the file", std::to_string(input.options.max_output >> 20) + " MB");
  repair(text);
  if (text.pages.empty()) text.pages = pages_at_form_feeds(text.bytes);
  return std::move(text);
}

}  // namespace tracuu::readers::internal
