#include <algorithm>
#include <numeric>

#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {
namespace {

constexpr std::size_t kHeadLength = 10000;  // characters; web pages put up to 2,000 of their own before the act

/// Characters that may be markup: read_head() looks at each.
struct MarkupTable {
  bool of[256]{};
  constexpr MarkupTable() {
    for (const unsigned char c : {'<', '|', '/', '\\', '`', '#', '>', '_'}) of[c] = true;
  }
};
constexpr MarkupTable kMarkup;

struct Builder {
  const text::Canonical& text;
  Head head;

  void push(char16_t c, char folded, std::size_t at) {
    head.chars += c;
    head.folded += folded;
    head.origin.push_back(at);
  }
  // The characters up to the next that may be markup, at one stroke. Returns where that stands.
  std::size_t push_plain(std::size_t begin, std::size_t to) {
    std::size_t end = begin;
    while (end < to && !kMarkup.of[static_cast<unsigned char>(text.folded[end])]) ++end;
    head.chars.append(text.chars, begin, end - begin);
    head.folded.append(text.folded, begin, end - begin);
    const std::size_t size = head.origin.size();
    head.origin.resize(size + end - begin);
    std::iota(head.origin.begin() + static_cast<std::ptrdiff_t>(size), head.origin.end(), begin);
    return end;
  }
  [[nodiscard]] char last() const { return head.folded.empty() ? '\n' : head.folded.back(); }
};

// "<br>", "</p>": the character after the tag; `at` if no tag stands there.
std::size_t skip_tag(const text::Canonical& text, std::size_t at, std::size_t to, bool& breaks) {
  std::size_t i = at + 1;
  if (i < to && text.folded[i] == '/') ++i;
  const std::size_t name = i;
  while (i < to && is_word(text.folded[i])) ++i;
  const std::string_view tag(text.folded.data() + name, i - name);
  static constexpr std::string_view kBlocks[] = {"p", "br", "div", "tr", "td", "th", "li", "table", "tbody", "center", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol"};
  static constexpr std::string_view kInline[] = {"b", "i", "u", "em", "strong", "span", "font", "a", "sup", "sub", "o"};
  breaks = std::find(std::begin(kBlocks), std::end(kBlocks), tag) != std::end(kBlocks);
  if (!breaks && std::find(std::begin(kInline), std::end(kInline), tag) == std::end(kInline)) return at;
  const std::size_t close = std::string_view(text.folded).substr(i, std::min(to, at + 300) - std::min(i, at + 300)).find('>');
  return close == std::string_view::npos ? at : i + close + 1;
}

// " / " between two words stands for a line end (tables flattened by converters).
bool is_line_slash(const text::Canonical& text, std::size_t at, std::size_t to) {
  if (at < 4 || at + 4 >= to || text.folded[at - 1] != ' ' || text.folded[at + 1] != ' ') return false;
  std::size_t before = at - 1, after = at + 1;
  while (before > 0 && text.folded[before] == ' ') --before;
  while (after < to && text.folded[after] == ' ') ++after;
  const auto letters = [&](std::size_t i) { return i + 2 < to && text::is_letter(text.chars[i]) && text::is_letter(text.chars[i + 1]); };
  return before >= 1 && letters(before - 1) && letters(after);
}

}  // namespace

std::string Head::utf8(Span span) const {
  std::u16string out;
  for (std::size_t i = span.begin; i < span.end && i < size(); ++i) {
    if (is_blank(folded[i])) {
      if (!out.empty() && out.back() != u' ') out += u' ';
    } else {
      out += chars[i];
    }
  }
  while (!out.empty() && out.back() == u' ') out.pop_back();
  return text::to_utf8(out);
}

Head read_head(const model::Text& source, const text::Canonical& text) {
  Builder out{text, {}};
  const std::size_t room = std::min(text.size(), kHeadLength) + 4;
  out.head.chars.reserve(room);
  out.head.folded.reserve(room);
  out.head.origin.reserve(room);
  auto region = source.regions.begin();
  std::size_t i = 0;
  while (i < text.size() && out.head.size() < kHeadLength) {
    while (region != source.regions.end() && region->range.end <= text.origin[i]) ++region;
    if (region != source.regions.end() && region->kind == model::Region::Kind::chrome && region->range.contains(text.origin[i])) {
      i = std::max(i + 1, text.at_byte(region->range.end));
      if (out.last() != '\n') out.push(u'\n', '\n', i - 1);
      continue;
    }
    const char c = text.folded[i];
    if (region == source.regions.end() && !kMarkup.of[static_cast<unsigned char>(c)]) {
      i = out.push_plain(i, std::min(text.size(), i + kHeadLength - out.head.size()));
      continue;
    }
    bool breaks = false;
    if (c == '<') {
      if (const std::size_t next = skip_tag(text, i, text.size(), breaks); next != i) {
        if (breaks) out.push(u'\n', '\n', i);
        i = next;
        continue;
      }
    }
    if (c == '|' || (c == '/' && is_line_slash(text, i, text.size()))) {
      out.push(u'\n', '\n', i);
    } else if (c == '\\' || c == '`') {
      // Markdown escapes.
    } else if ((c == '#' || c == '>') && (out.last() == '\n' || out.last() == '#' || out.last() == ' ')) {
      // Heading or quotation mark of Markdown: no character of the text.
    } else if (c == '_') {
      // A rule of underscores ends the line; one or two are emphasis.
      std::size_t run = i;
      while (run < text.size() && text.folded[run] == '_') ++run;
      if (run - i >= 3) {
        for (int k = 0; k < 3; ++k) out.push(u'-', '-', i);
      }
      i = run;
      continue;
    } else {
      out.push(text.chars[i], c, i);
    }
    ++i;
  }
  out.head.origin.push_back(i);
  return std::move(out.head);
}

}  // namespace tracuu::anatomy
