#include "corpus/anatomy/canonical_id.h"

#include <algorithm>

#include <unordered_map>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::anatomy {
namespace {

constexpr int kFirstYear = 1945, kLastYear = 2099;

struct Token {
  std::u16string text;
  char16_t separator = 0;  // the one before it
};

std::vector<Token> tokens_of(std::u16string_view rest) {
  std::vector<Token> tokens;
  for (const char16_t c : rest) {
    if (c == u'/' || c == u'-') tokens.push_back({{}, c});
    else if (!tokens.empty()) tokens.back().text += c;
  }
  std::erase_if(tokens, [](const Token& t) { return t.text.empty(); });
  return tokens;
}

bool is_year(std::u16string_view token) {
  if (token.size() != 4 || !std::all_of(token.begin(), token.end(), text::is_digit)) return false;
  const int year = (token[0] - u'0') * 1000 + (token[1] - u'0') * 100 + (token[2] - u'0') * 10 + (token[3] - u'0');
  return year >= kFirstYear && year <= kLastYear;
}

std::u16string without_blanks(std::string_view number) {
  std::u16string chars = text::canonical_chars(number);
  std::erase_if(chars, [](char16_t c) { return c == u' ' || c == u'\n'; });
  return chars;
}

// Length of "45", "30a", "66.13" at the start.
std::size_t sequence_length(std::u16string_view chars) {
  std::size_t i = 0;
  while (i < chars.size() && text::is_digit(chars[i])) ++i;
  if (i == 0 || i > 6) return 0;
  if (i + 1 < chars.size() && chars[i] == u'.' && text::is_digit(chars[i + 1])) {
    std::size_t j = i + 1;
    while (j < chars.size() && text::is_digit(chars[j])) ++j;
    if (j - i <= 4) return j;
  }
  if (i < chars.size() && text::is_letter(chars[i]) && (i + 1 == chars.size() || chars[i + 1] == u'/' || chars[i + 1] == u'-')) ++i;
  return i;
}

// The symbol of the type as the registry prints it; empty if the token is none.
std::string type_symbol(std::u16string_view token, bool party) {
  const std::string word = text::to_utf8(token);
  const auto* type = registry::Registry::builtin().type_by_symbol(word, party);
  if (!type) return {};
  const std::string key = text::fold(word);
  for (const std::string& symbol : type->symbols)
    if (text::fold(symbol) == key) return symbol;
  return word;
}

// The symbol whose letters in lower case are these; null if there is none.
const std::string* symbol_spelled(const std::string& lower) {
  static const auto symbols = [] {
    std::unordered_map<std::string, std::string> map;
    for (const auto& issuer : registry::Registry::builtin().issuers()) map.emplace(text::lower(issuer.symbol), issuer.symbol);
    return map;
  }();
  const auto found = symbols.find(lower);
  return found == symbols.end() ? nullptr : &found->second;
}

// "QH14" is the symbol QH and a term.
std::string proper_issuer(std::u16string_view token) {
  std::size_t letters = token.size();
  while (letters > 0 && text::is_digit(token[letters - 1])) --letters;
  const std::string head = text::to_utf8(token.substr(0, letters)), tail = text::to_utf8(token.substr(letters));
  // A symbol that is one as printed stays that one: TU (Tỉnh ủy) is not TƯ (Trung ương).
  if (const std::string* known = letters > 0 ? symbol_spelled(text::lower(head)) : nullptr) return *known + tail;
  const auto* issuer = letters > 0 ? registry::Registry::builtin().issuer_by_symbol(head) : nullptr;
  const bool same = issuer && text::fold(issuer->symbol) == text::fold(head);
  const bool all_lower = std::none_of(token.begin(), token.end(), text::is_upper);
  // A symbol that differs only by đ/d or case is that symbol; "TTg" keeps its small g.
  if (same && (all_lower || text::lower(head) != text::lower(issuer->symbol) || head.size() >= 2)) return issuer->symbol + tail;
  if (!all_lower) return head + tail;
  std::u16string upper(token);
  for (char16_t& c : upper) c = text::upper(c);
  return text::to_utf8(upper);
}

}  // namespace

NumberParts parse_number(std::string_view number) {
  NumberParts parts;
  const std::u16string chars = without_blanks(number);
  const std::size_t length = sequence_length(chars);
  if (length == 0) return parts;
  std::size_t zeros = 0;
  while (zeros + 1 < length && chars[zeros] == u'0' && text::is_digit(chars[zeros + 1])) ++zeros;
  parts.sequence = text::to_utf8(std::u16string_view(chars).substr(zeros, length - zeros));
  const std::vector<Token> tokens = tokens_of(std::u16string_view(chars).substr(length));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (i == 0 && is_year(token.text)) {
      parts.year = std::stoi(text::to_utf8(token.text));
      continue;
    }
    const bool first_group = i == 0 || (i == 1 && parts.year != 0);
    const bool party = first_group && parts.year == 0 && token.separator == u'-' && i + 1 < tokens.size() &&
                       tokens[i + 1].separator == u'/';
    std::string symbol = first_group ? type_symbol(token.text, party) : std::string{};
    if (symbol.empty()) {
      parts.issuers.push_back(proper_issuer(token.text));
    } else {
      parts.type_symbol = std::move(symbol);
      parts.party = party;
    }
  }
  return parts;
}

std::string repair_number(std::string_view number) {
  const std::u16string chars = without_blanks(number);
  const std::size_t length = sequence_length(chars);
  if (length == 0) return text::to_utf8(chars);
  std::string out = text::lower(text::to_utf8(std::u16string_view(chars).substr(0, length)));
  const std::vector<Token> tokens = tokens_of(std::u16string_view(chars).substr(length));
  bool seen_year = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    out += static_cast<char>(tokens[i].separator);
    if (i == 0 && is_year(tokens[i].text)) {
      seen_year = true;
      out += text::to_utf8(tokens[i].text);
      continue;
    }
    const std::string symbol = i == (seen_year ? 1u : 0u) ? type_symbol(tokens[i].text, false) : std::string{};
    out += symbol.empty() ? proper_issuer(tokens[i].text) : symbol;
  }
  return out;
}

std::string type_slug(const NumberParts& number, std::string_view type) {
  const auto& registry = registry::Registry::builtin();
  // "22/2013/L-CTN": the L of an order, not of a law.
  if (!number.type_symbol.empty() && type != "CV" && type != "L-CTN")
    if (const auto* printed = registry.type_by_symbol(number.type_symbol, number.party)) return printed->slug;
  const auto* known = registry.type(type);
  return known ? known->slug : std::string{};
}

std::string canonical_id(const IdParts& parts) {
  std::string time = "_";
  if (parts.year_in_number != 0) time = std::to_string(parts.year_in_number);
  else if (parts.date.is_set()) time = parts.date.iso();
  else if (parts.year != 0) time = std::to_string(parts.year) + "?";
  else if (!parts.term.empty()) time = "k" + parts.term;
  const auto or_unknown = [](const std::string& part) { return part.empty() ? std::string("?") : part; };
  return or_unknown(parts.issuer) + "/" + or_unknown(parts.type) + "/" + time + "/" + or_unknown(text::lower(parts.sequence));
}

std::string canonical_id(const model::Identity& identity) {
  if (identity.type.empty() && identity.number.empty() && identity.issuer_slug.empty()) return {};
  const NumberParts number = parse_number(identity.number);
  IdParts parts;
  parts.issuer = identity.issuer_slug;
  parts.type = type_slug(number, identity.type);
  parts.year_in_number = number.year;
  parts.date = identity.date;
  parts.sequence = number.sequence;
  return canonical_id(parts);
}

}  // namespace tracuu::anatomy
