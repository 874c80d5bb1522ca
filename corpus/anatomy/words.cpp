#include <algorithm>
#include <cstring>

#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {

std::size_t match_words(std::string_view folded, std::size_t at, std::string_view words) {
  for (const char c : words) {
    if (c == ' ') {
      const std::size_t from = at;
      while (at < folded.size() && is_blank(folded[at])) ++at;
      const bool optional = from > 0 && from < folded.size() &&
                            (!is_word(folded[from]) || !is_word(folded[from - 1]) || is_digit(folded[from]) != is_digit(folded[from - 1]));
      if (at == from && !optional) return kNone;
      continue;
    }
    if (at >= folded.size() || folded[at] != c) return kNone;
    ++at;
  }
  return at;
}

std::size_t find_words(std::string_view folded, std::string_view words, std::size_t from, std::size_t to) {
  to = std::min(to, folded.size());
  const std::string_view first = words.substr(0, words.find(' '));
  const std::string_view within = folded.substr(0, std::min(folded.size(), to + first.size()));
  for (std::size_t at = text::find(within, first, from); at < to; at = text::find(within, first, at + 1)) {
    if (at > 0 && is_word(folded[at - 1])) continue;
    const std::size_t end = match_words(folded, at, words);
    if (end == kNone || (end < folded.size() && is_word(folded[end]) && is_word(words.back()) && (is_digit(folded[end]) == is_digit(words.back())))) continue;
    return at;
  }
  return kNone;
}

bool all_caps(std::u16string_view chars, std::size_t begin, std::size_t end) {
  std::size_t capitals = 0;
  for (std::size_t i = begin; i < end && i < chars.size(); ++i) {
    if (!text::is_letter(chars[i])) continue;
    if (!text::is_upper(chars[i])) return false;
    ++capitals;
  }
  return capitals >= 2;
}

std::size_t line_end(std::string_view folded, std::size_t at) {
  const std::size_t end = folded.find('\n', at);
  return end == std::string_view::npos ? folded.size() : end;
}

std::size_t skip_blanks(std::string_view folded, std::size_t at, std::size_t to) {
  while (at < to && is_blank(folded[at])) ++at;
  return at;
}

namespace {

// Up to `most` digits; -1 if none stand there.
int read_digits(std::string_view folded, std::size_t& at, std::size_t to, std::size_t most) {
  int value = 0;
  std::size_t digits = 0;
  while (at < to && digits < most && is_digit(folded[at])) {
    value = value * 10 + (folded[at] - '0');
    ++at;
    ++digits;
  }
  return digits == 0 ? -1 : value;
}

// Blanks and the dots or underscores of a form that was left blank.
std::size_t skip_form_gap(std::string_view folded, std::size_t at, std::size_t to) {
  const std::size_t limit = std::min(to, at + 200);
  while (at < limit && (is_blank(folded[at]) || folded[at] == '.' || folded[at] == '_' || folded[at] == '\x02')) ++at;
  return at;
}

model::Date make_date(int day, int month, int year) {
  model::Date date;
  date.day = static_cast<std::uint8_t>(day);
  date.month = static_cast<std::uint8_t>(month);
  date.year = static_cast<std::int16_t>(year);
  return date;
}

}  // namespace

std::optional<ReadDate> read_date(std::string_view folded, std::size_t at, std::size_t to) {
  to = std::min(to, folded.size());
  if (const std::size_t after = match_words(folded, at, "ngay"); after != kNone) at = skip_form_gap(folded, after, to);
  const int day = read_digits(folded, at, to, 2);
  at = skip_form_gap(folded, at, to);
  if (day >= 0 && at < to && (folded[at] == '/' || folded[at] == '-')) {
    const char separator = folded[at];
    at = skip_blanks(folded, at + 1, to);
    const int month = read_digits(folded, at, to, 2);
    at = skip_blanks(folded, at, to);
    if (month < 0 || at >= to || folded[at] != separator) return std::nullopt;
    at = skip_blanks(folded, at + 1, to);
    const int year = read_digits(folded, at, to, 4);
    if (year < 1900) return std::nullopt;
    return ReadDate{make_date(day, month, year), false, at};
  }
  const std::size_t month_word = match_words(folded, at, "thang");
  if (month_word == kNone) return std::nullopt;
  at = skip_form_gap(folded, month_word, to);
  const int month = read_digits(folded, at, to, 2);
  at = skip_form_gap(folded, at, to);
  std::size_t year_word = match_words(folded, at, "nam");
  if (year_word == kNone) {
    if (day < 0 || month < 0 || at >= to || folded[at] != '-') return std::nullopt;
    return std::nullopt;
  }
  at = skip_form_gap(folded, year_word, to);
  // "năm 201 4": a blank inside the year of a justified line.
  std::size_t digits_at = at;
  int year = read_digits(folded, digits_at, to, 4);
  if (year >= 0 && year < 1000 && year >= 19) {
    std::size_t more = skip_blanks(folded, digits_at, to);
    const std::size_t had = digits_at - at;
    std::size_t next = more;
    const int rest = had < 4 ? read_digits(folded, next, to, 4 - had) : -1;
    if (rest >= 0 && next - more == 4 - had && (next == to || !is_digit(folded[next]))) {
      for (std::size_t i = had; i < 4; ++i) year *= 10;
      year += rest;
      digits_at = next;
    }
  }
  if (day < 0 || month < 0 || year < 1900) return ReadDate{{}, true, year < 0 ? year_word : digits_at};
  return ReadDate{make_date(day, month, year), false, digits_at};
}

int roman_value(std::string_view folded) {
  if (folded.empty() || folded.size() > 7) return 0;
  const auto digit = [](char c) {
    switch (c) {
      case 'i': return 1;
      case 'v': return 5;
      case 'x': return 10;
      case 'l': return 50;
      case 'c': return 100;
      default: return 0;
    }
  };
  int value = 0;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const int here = digit(folded[i]);
    if (here == 0) return 0;
    value += i + 1 < folded.size() && digit(folded[i + 1]) > here ? -here : here;
  }
  // Only the proper spelling: "iix" and "vx" are no numerals.
  static constexpr const char* kUnits[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  static constexpr const char* kTens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
  if (value <= 0 || value >= 100 || std::string(kTens[value / 10]) + kUnits[value % 10] != folded) return 0;
  return value;
}

}  // namespace tracuu::anatomy
