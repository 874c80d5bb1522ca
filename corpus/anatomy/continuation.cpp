// The gazette prints long acts in several issues. What is not the first part opens with no header of the act but with three lines:
// who issued it, "Nghị định số 151/2025/NĐ-CP ngày 12 tháng 6 năm 2025", what it is about, and "(Tiếp theo Công báo số 829 + 830)".
#include "corpus/anatomy/anatomy_internal.h"
#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"

namespace tracuu::anatomy {
namespace {

using registry::Registry;

constexpr std::size_t kOpening = 2500;  // characters: later ones begin the next issue within one text

std::string one_line(const text::Canonical& text, std::size_t begin, std::size_t end) {
  std::string line;
  bool gap = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (is_blank(text.folded[i])) {
      gap = !line.empty();
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    line += text::to_utf8(std::u16string_view(text.chars).substr(i, 1));
  }
  return line;
}

}  // namespace

bool read_continuation(const text::Canonical& text, model::Identity& identity) {
  const std::string_view folded = text.folded;
  const std::size_t mark = find_words(folded, "tiep theo cong bao so", 0, kOpening);
  if (mark == kNone || mark == 0 || folded[mark - 1] != '(') return false;
  const auto& registry = Registry::builtin();
  // The line of type and number: the first before the mark that has both and a day.
  for (std::size_t so = find_words(folded, "so", 0, mark); so != kNone; so = find_words(folded, "so", so + 1, mark)) {
    std::size_t line = so;
    while (line > 0 && folded[line - 1] != '\n') --line;
    while (line < so && is_blank(folded[line])) ++line;
    const auto* type = registry.type_by_word(one_line(text, line, so));
    const std::size_t number = skip_blanks(folded, so + 2, mark);
    if (type == nullptr || number >= mark || !is_digit(folded[number])) continue;
    const std::size_t ngay = find_words(folded, "ngay", number, mark);
    const auto date = ngay == kNone ? std::nullopt : read_date(folded, ngay, mark);
    if (!date || !date->date.is_valid()) continue;
    std::string printed;
    for (std::size_t i = number; i < ngay; ++i)
      if (!is_blank(folded[i])) printed += text::to_utf8(std::u16string_view(text.chars).substr(i, 1));  // "99/VBHN-V PQH"
    identity = {};
    identity.system = model::System::state;
    identity.type = type->code;
    identity.number = repair_number(printed);
    identity.date = date->date;
    identity.title = one_line(text, date->end, mark - 1);
    static constexpr std::string_view kConsolidates = "hợp nhất ";
    if (type->code == "VBHN" && identity.title.starts_with(kConsolidates)) identity.title.erase(0, kConsolidates.size());
    std::u16string chars = text::canonical_chars(identity.title);
    if (!chars.empty()) chars[0] = text::upper(chars[0]);
    identity.title = text::to_utf8(chars);
    if (const NumberParts parts = parse_number(identity.number); !parts.issuers.empty())
      if (const auto* issuer = registry.issuer_by_symbol(parts.issuers.front()); issuer != nullptr && !issuer->local) identity.issuer = issuer->name;
    identity.type_range = text.bytes(line, so);
    identity.number_range = text.bytes(number, ngay);
    identity.date_range = text.bytes(ngay, date->end);
    identity.title_range = text.bytes(date->end, mark - 1);
    return true;
  }
  return false;
}

}  // namespace tracuu::anatomy
