#include "query/language/abbreviations.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "corpus/text/canonical.h"

extern "C" {
extern const char tracuu_table_abbreviations_begin[], tracuu_table_abbreviations_end[];
}

namespace tracuu::language {
namespace {

// Columns: abbr, full_form, group, flag, sources, count. Only whole words without joints: "NĐ-CP" is part of a number.
std::unordered_map<std::string, std::string_view> read_table() {
  std::string_view rest(tracuu_table_abbreviations_begin, static_cast<std::size_t>(tracuu_table_abbreviations_end - tracuu_table_abbreviations_begin));
  std::unordered_map<std::string, std::string_view> table;
  std::unordered_set<std::string> several;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    std::array<std::string_view, 4> columns;
    for (std::string_view& column : columns) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      column = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    if (columns[0].find_first_of("-/. ") != std::string_view::npos) continue;
    const std::string key = text::lower(columns[0]);
    if (columns[3] != "U" || !table.emplace(key, columns[1]).second) several.insert(key);
  }
  for (const std::string& key : several) table.erase(key);
  return table;
}

}  // namespace

std::string_view expand_abbreviation(std::string_view lower_case) {
  static const std::unordered_map<std::string, std::string_view> table = read_table();
  const auto found = table.find(std::string(lower_case));
  return found == table.end() ? std::string_view() : found->second;
}

bool is_syllable(std::string_view lower_case) {
  static constexpr std::array<std::string_view, 27> kOnsets = {"ngh", "ng", "nh", "gh", "kh", "ch", "ph", "th", "tr", "qu", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "gi", ""};
  static constexpr std::array<std::string_view, 9> kCodas = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
  const std::string folded = text::fold(lower_case);
  std::string_view rest = folded;
  for (const std::string_view onset : kOnsets) {
    if (!rest.starts_with(onset)) continue;
    rest.remove_prefix(onset.size());
    break;
  }
  const std::size_t vowels = std::min(rest.find_first_not_of("aeiouy"), rest.size());
  const std::string_view coda = rest.substr(vowels);
  if (vowels == 0 || vowels > 3 || std::find(kCodas.begin(), kCodas.end(), coda) == kCodas.end()) return false;
  return coda.empty() || rest.substr(0, vowels) != "y";  // "lý", "huýt", but no "byt"
}

}  // namespace tracuu::language
