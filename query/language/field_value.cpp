#include "query/language/field_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "corpus/model/date.h"
#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::language {
namespace {

using registry::Registry;

std::string folded(std::string_view text) {
  std::string out = text::fold(text);
  std::replace(out.begin(), out.end(), '-', ' ');
  std::replace(out.begin(), out.end(), '_', ' ');
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

template <typename Names>
std::string nearest(const std::string& typed, const Names& names) {
  std::string best;
  std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const std::string& name : names) {
    const std::size_t distance = edit_distance(typed, without_blanks(name));
    if (distance >= least) continue;
    least = distance;
    best = name;
  }
  return best;
}

// By code, symbol or name; a name that two systems or two kinds share means all of them.
bool read_type(Node& node, std::string_view value, std::string& suggestion) {
  const std::string typed = without_blanks(folded(value));
  std::set<std::string> names;
  for (const registry::DocumentType& type : Registry::builtin().types()) {
    bool same = without_blanks(folded(type.code)) == typed || type.slug == typed;
    for (const std::string& symbol : type.symbols) same |= without_blanks(folded(symbol)) == typed;
    for (const std::string& name : type.words) {
      same |= without_blanks(name) == typed;
      names.insert(name);
    }
    if (same) node.values.push_back(type.code);
  }
  if (node.values.empty()) suggestion = nearest(typed, names);
  return !node.values.empty();
}

bool read_issuer(Node& node, std::string_view value, std::string&) {
  const Registry& registry = Registry::builtin();
  if (value.find('.') != std::string_view::npos && value.find(' ') == std::string_view::npos) {
    node.values.push_back(text::fold(value));  // a slug: "ubnd.can-tho"
    return true;
  }
  if (const registry::Issuer* issuer = registry.issuer_by_symbol(value)) {
    node.values.push_back(issuer->slug);
    return true;
  }
  // The province as it was, and as it is since the mergers.
  for (const model::Date day : {model::Date(), model::Date{2025, 12, 31}}) {
    const std::string slug = registry.issuer_slug(value, day);
    if (!slug.empty() && std::find(node.values.begin(), node.values.end(), slug) == node.values.end()) node.values.push_back(slug);
  }
  return !node.values.empty();
}

bool read_province(Node& node, std::string_view value, std::string& suggestion) {
  const std::string typed = folded(value);
  if (typed == "tw" || typed == "trung uong" || typed == "central") {
    node.values = {"tw"};
    return true;
  }
  std::set<std::string> names;
  for (const registry::Province& province : Registry::builtin().provinces()) {
    const std::string name = folded(province.name);
    names.insert(name);
    const bool same = without_blanks(name) == without_blanks(typed) || province.slug == text::fold(value) || typed == "tinh " + name || typed == "thanh pho " + name || typed == "tp " + name ||
                      typed == "tp. " + name;
    if (same) node.values.push_back(province.slug);
  }
  if (node.values.empty()) suggestion = nearest(without_blanks(typed), names);
  return !node.values.empty();
}

template <std::size_t N>
bool read_choice(Node& node, std::string_view value, std::string& suggestion, const std::array<std::pair<std::string_view, std::string_view>, N>& choices) {
  const std::string typed = without_blanks(folded(value));
  for (const auto& [name, meaning] : choices) {
    if (name == typed) {
      node.values.emplace_back(meaning);
      return true;
    }
    if (suggestion.find(name) == std::string::npos) suggestion += (suggestion.empty() ? "" : ", ") + std::string(name);
  }
  return false;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kLevels = {{{"tw", "central"}, {"trunguong", "central"}, {"central", "central"}, {"tinh", "province"},
                                                                                   {"thanhpho", "province"}, {"province", "province"}, {"diaphuong", "province"}, {"local", "province"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSystems = {{{"nhanuoc", "state"}, {"state", "state"}, {"chinhquyen", "state"}, {"dang", "party"}, {"party", "party"}, {"dangcongsan", "party"}}};
/// States of status/status.h by the words of periodic systematisation; "con" takes in what is in force in part.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kStatuses = {{{"con", "in_force"},
                                                                                     {"conhieuluc", "in_force"},
                                                                                     {"in", "in_force"},
                                                                                     {"inforce", "in_force"},
                                                                                     {"het", "ended"},
                                                                                     {"hethieuluc", "ended"},
                                                                                     {"expired", "ended"},
                                                                                     {"ended", "ended"},
                                                                                     {"motphan", "partly_ended"},
                                                                                     {"hetmotphan", "partly_ended"},
                                                                                     {"partly", "partly_ended"},
                                                                                     {"ngung", "suspended"},
                                                                                     {"tamngung", "suspended"},
                                                                                     {"suspended", "suspended"},
                                                                                     {"chua", "not_yet"},
                                                                                     {"chuacohieuluc", "not_yet"},
                                                                                     {"notyet", "not_yet"},
                                                                                     {"khongro", "unknown"},
                                                                                     {"unknown", "unknown"}}};

/// "A..B", "A..", "..B" or "A".
bool read_range(Node& node, std::string_view value) {
  const std::size_t dots = value.find("..");
  const std::string_view first = value.substr(0, std::min(dots, value.size()));
  const std::string_view last = dots == std::string_view::npos ? first : value.substr(dots + 2);
  if (first.empty() && last.empty()) return false;
  if (!first.empty()) {
    const auto period = read_period(first);
    if (!period) return false;
    node.from = period->first;
  }
  if (!last.empty()) {
    const auto period = read_period(last);
    if (!period) return false;
    node.to = period->second;
  }
  return node.from.empty() || node.to.empty() || node.from <= node.to;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > 64 || b.size() > 64) return std::max(a.size(), b.size());
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), older;
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older = before;
    std::swap(before, row);
  }
  return before[b.size()];
}

const QueryField* find_field(std::string_view name) {
  const std::string typed = text::fold(name);
  const auto found = std::find_if(std::begin(kQueryFields), std::end(kQueryFields), [&](const QueryField& field) { return field.vi == typed || field.en == typed; });
  return found == std::end(kQueryFields) ? nullptr : found;
}

std::string nearest_field(std::string_view name) {
  const std::string typed = text::fold(name);
  std::vector<std::string> names;
  for (const QueryField& field : kQueryFields) {
    names.emplace_back(field.vi);
    names.emplace_back(field.en);
  }
  return nearest(typed, names);
}

std::optional<std::pair<std::string, std::string>> read_period(std::string_view text) {
  std::vector<int> numbers;
  std::vector<std::size_t> digits;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("-/.", at), text.size());
    int number = 0;
    const auto [rest, error] = std::from_chars(text.data() + at, text.data() + end, number);
    if (error != std::errc() || rest != text.data() + end || end - at > 4) return std::nullopt;
    numbers.push_back(number);
    digits.push_back(end - at);
    at = end + 1;
  }
  if (numbers.size() > 3) return std::nullopt;
  if (digits.front() != 4) {
    std::reverse(numbers.begin(), numbers.end());
    std::reverse(digits.begin(), digits.end());
  }
  if (digits.front() != 4 || std::any_of(digits.begin() + 1, digits.end(), [](std::size_t n) { return n > 2; })) return std::nullopt;
  const auto day = [&](int month, int of_month) { return fmt::format("{:04}{:02}{:02}", numbers[0], month, of_month); };
  if (numbers.size() == 1) return std::pair(day(1, 1), day(12, 31));
  if (numbers[1] < 1 || numbers[1] > 12) return std::nullopt;
  if (numbers.size() == 2) return std::pair(day(numbers[1], 1), day(numbers[1], 31));
  const auto date = model::Date::parse_iso(fmt::format("{:04}-{:02}-{:02}", numbers[0], numbers[1], numbers[2]));
  if (!date || !date->is_valid()) return std::nullopt;
  return std::pair(day(numbers[1], numbers[2]), day(numbers[1], numbers[2]));
}

bool read_value(Node& node, std::string_view value, std::string& suggestion) {
  for (const QueryField& field : kQueryFields)
    if (field.id == node.field) suggestion = field.example;
  std::string better;
  bool read = false;
  switch (node.field) {
    case FieldId::type: read = read_type(node, value, better); break;
    case FieldId::issuer: read = read_issuer(node, value, better); break;
    case FieldId::province: read = read_province(node, value, better); break;
    case FieldId::level: read = read_choice(node, value, better, kLevels); break;
    case FieldId::system: read = read_choice(node, value, better, kSystems); break;
    case FieldId::status:
      read = read_choice(node, value, better, kStatuses);
      if (read && node.values.back() == "in_force") node.values.emplace_back("partly_ended");
      break;
    case FieldId::date:
    case FieldId::year: read = read_range(node, value); break;
    case FieldId::number:
      read = has_digit(value);
      if (read) node.values.emplace_back(value);
      break;
    case FieldId::article:
      read = has_digit(value) && value.size() <= 8;
      if (read) node.values.push_back(text::lower(value));
      break;
    case FieldId::cites:
    case FieldId::implements:
      read = true;
      node.values.emplace_back(value);
      break;
  }
  if (!better.empty()) suggestion = better;
  return read;
}

}  // namespace tracuu::language
