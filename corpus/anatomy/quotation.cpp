#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {

std::vector<Span> find_quotations(const text::Canonical& t) {
  constexpr std::size_t kLongest = 60000;
  std::vector<Span> spans;
  std::size_t open = kNone;
  int depth = 0;
  for (std::size_t at = t.folded.find('"'); at != std::string::npos; at = t.folded.find('"', at + 1)) {
    const char16_t c = t.chars[at];
    const char before = at == 0 ? '\n' : t.folded[at - 1];
    const char after = at + 1 < t.size() ? t.folded[at + 1] : '\n';
    bool opens = c == 0x201C || c == 0x201E || c == 0xAB;
    if (c == u'"') opens = (is_blank(before) || before == '(' || before == ':') && !is_blank(after) && (open == kNone || before == '\n');
    if (open != kNone && at - open > kLongest) open = kNone;
    if (opens) {
      std::size_t line = at;
      while (line > 0 && t.folded[line - 1] == ' ') --line;
      if (open == kNone) {
        open = at;
        depth = 1;
      } else if (line == 0 || t.folded[line - 1] == '\n') {
        depth = 1;  // each paragraph of a quotation may open anew
      } else {
        ++depth;
      }
    } else if (open != kNone && --depth <= 0) {
      spans.push_back({open, at + 1});
      open = kNone;
    }
  }
  return spans;
}

}  // namespace tracuu::anatomy
