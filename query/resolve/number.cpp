#include "query/resolve/number.h"

#include <charconv>

namespace tracuu::resolve {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "2015" of "2015/QH13" or of "2015" at the end; 0 if the text does not begin with a year of its own.
int leading_year(std::string_view text) {
  if (text.size() < 4 || (text.size() > 4 && text[4] != '/' && text[4] != '-')) return 0;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, year);
  return error == std::errc{} && end == text.data() + 4 && year >= 1900 && year < 2100 ? year : 0;
}

}  // namespace

NumberForm number_form(std::string_view number) {
  NumberForm form;
  std::size_t at = 0;
  while (at < number.size() && number[at] == '0') ++at;
  if (at > 0 && (at == number.size() || !is_digit(number[at]))) --at;
  const std::size_t begin = at;
  while (at < number.size() && (is_digit(number[at]) || number[at] == '.')) ++at;
  if (at == begin) return form;
  // One letter belongs to the sequence ("30a/2008"), not the beginning of a symbol.
  if (at + 1 < number.size() && (number[at + 1] == '/' || number[at + 1] == '-') && number[at] != '/' && number[at] != '-') ++at;
  for (const char c : number.substr(begin, at - begin)) form.sequence += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const bool hyphen = at < number.size() && number[at] == '-';
  std::string_view rest = at < number.size() ? number.substr(at + 1) : std::string_view{};
  form.year = leading_year(rest);
  if (form.year != 0) rest.remove_prefix(rest.size() > 4 ? 5 : 4);
  form.symbols = rest;
  // "18-L/CTN" is a promulgation order of the State, not a Party number.
  form.party = hyphen && form.year == 0 && rest.find('/') != std::string_view::npos && !rest.starts_with("L/");
  form.law_style = form.year != 0 && (rest.starts_with("QH") || rest.starts_with("UBTVQH"));
  form.open_end = rest.empty();
  return form;
}

bool has_year_in_number(std::string_view type) { return type == "NĐ" || type == "TT" || type == "TTLT"; }

std::string with_year(const std::string& number, int year) {
  const auto slash = number.find('/');
  const auto form = number_form(number);
  if (form.year != 0 || form.open_end || slash == std::string::npos || form.sequence.empty()) return {};
  return number.substr(0, slash) + "/" + std::to_string(year) + number.substr(slash);
}

std::string without_year(const std::string& number) {
  const auto form = number_form(number);
  const auto year = "/" + std::to_string(form.year) + "/";
  const auto at = number.find(year);
  return form.year == 0 || at == std::string::npos ? std::string() : number.substr(0, at) + number.substr(at + year.size() - 1);
}

}  // namespace tracuu::resolve
