#include "corpus/citation/scanner.h"

namespace tracuu::citation {

using text::Gap;
using text::word_code;
using text::WordKind;

// "QCVN 01:2019/BCT", "TCVN ISO 9001:2008", "QCVN 02:2019".
std::size_t Scanner::standard(std::size_t i, std::size_t symbol) {
  std::size_t k = symbol + 1;
  std::string number;
  while (words_.is_word(k) && words_.all_upper(k) && words_[k].gap != Gap::paragraph && k < symbol + 3 && words_[k].length <= 4) {
    number += words_.utf8(k, k + 1) + " ";
    ++k;
  }
  if (words_.is_punctuation(k, ':') && words_.is_number(k + 1)) ++k;
  if (!words_.is_number(k) || words_[k].gap == Gap::paragraph) return i;
  number += words_.utf8(k, k + 1);
  ++k;
  int year = 0;
  while (k + 1 < words_.size()) {
    const auto c = words_[k].kind == WordKind::punctuation ? words_[k].code : 0;
    if (c != ':' && c != '-' && c != '/' && c != '.') break;
    if (words_[k].gap >= Gap::line || words_[k + 1].gap == Gap::paragraph) break;
    const bool tight = words_[k].gap == Gap::none && words_[k + 1].gap == Gap::none;
    const long value = words_.value(k + 1);
    const bool is_year = value >= 1945 && value <= 2099;
    // "QCVN 01 - 14: 2010/BNNPTNT": part 14 of a series.
    const bool part = c == '-' && value >= 0 && value < 1000 && words_.is_punctuation(k + 2, ':') && words_.value(k + 3) >= 1945 && words_.value(k + 3) <= 2099;
    // "TCVN 4755:89", "TCVN 5082 - 90": years of the old standards.
    const bool two_digits = (c == ':' || c == '-') && value >= 55 && value <= 99 && words_[k + 1].length == 2 && !(words_.is_punctuation(k + 2, ':') || words_.is_punctuation(k + 2, '-') || words_.is_punctuation(k + 2, '/'));
    if (!tight && !part && !two_digits && !(c == ':' && is_year) && !(c == '/' && words_.is_word(k + 1) && !capitals(k + 1).empty())) break;
    if (value < 0 && !(c == '/' && words_.is_word(k + 1) && !capitals(k + 1).empty())) break;
    if ((c == ':' || c == '-' || c == '/') && is_year) year = static_cast<int>(value);
    if ((c == ':' || c == '-') && two_digits) year = 1900 + static_cast<int>(value);
    const std::string body = c == '/' && !is_year ? capitals(k + 1) : std::string{};
    number += static_cast<char>(c) + (!body.empty() ? body : words_.utf8(k + 1, k + 2));
    k += 2;
    if (c == '/' && !is_year) break;  // "QCVN:01/2008/BLĐTBXH" goes on
  }
  // Factories number the standards of their goods "TCCS 18": in lists of drugs, never a document that is cited.
  if (words_.code(symbol) == word_code("tccs") && year == 0 && number.find_first_not_of("0123456789") == std::string::npos) return i;
  Draft draft;
  draft.first = symbol;  // the symbol begins the span, also after "Quy chuẩn kỹ thuật quốc gia"
  draft.last = k;
  const auto code = words_.code(symbol);
  draft.mention.type = code == word_code("qcvn") || code == word_code("qcdp") ? "QCVN" : "TCVN";
  if (code != word_code("qcvn") && code != word_code("tcvn")) draft.mention.name = words_.utf8(symbol, symbol + 1);
  draft.mention.number = number;
  draft.mention.year = static_cast<std::int16_t>(year);
  draft.mention.rule = "standard";
  const std::string body = words_.is_word(k - 1) ? capitals(k - 1) : std::string{};
  if (!body.empty()) draft.cut = words_[k - 1].begin + static_cast<std::uint32_t>(text::canonical_chars(body).size());
  return add(std::move(draft));
}

// The leading capitals of a word, two at least: "BCT" of the glued "BCTcủa".
std::string Scanner::capitals(std::size_t i) const {
  const auto chars = words_.chars(i);
  std::size_t n = 0;
  while (n < chars.size() && text::is_upper(chars[n])) ++n;
  return n >= 2 ? text::to_utf8(chars.substr(0, n)) : std::string{};
}

}  // namespace tracuu::citation
