#include "query/language/synonyms.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/text/tokens.h"

extern "C" {
extern const char tracuu_synonyms_begin[], tracuu_synonyms_end[];
}

namespace tracuu::language {
namespace {

using Terms = std::vector<std::string>;

struct Row {
  Terms spoken, printed;
};

/// Rows by their first word, the longest first.
std::unordered_map<std::string, std::vector<Row>> read_table() {
  text::Tokenizer tokenizer;
  std::unordered_map<std::string, std::vector<Row>> table;
  std::string_view rest(tracuu_synonyms_begin, static_cast<std::size_t>(tracuu_synonyms_end - tracuu_synonyms_begin));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string_view::npos) continue;
    Row row{tokenizer.terms(line.substr(0, tab)), tokenizer.terms(line.substr(tab + 1))};
    if (!row.spoken.empty()) table[row.spoken.front()].push_back(std::move(row));
  }
  for (auto& [first, rows] : table)
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.spoken.size() > b.spoken.size(); });
  return table;
}

const std::unordered_map<std::string, std::vector<Row>>& table_of_rows() {
  static const auto table = read_table();
  return table;
}

}  // namespace

std::vector<std::string> printed_for(const std::set<std::string>& words) {
  std::vector<std::string> printed;
  for (const auto& [first, rows] : table_of_rows()) {
    if (!words.contains(first)) continue;
    for (const Row& row : rows)
      if (std::all_of(row.spoken.begin(), row.spoken.end(), [&](const std::string& word) { return words.contains(word); })) printed.insert(printed.end(), row.printed.begin(), row.printed.end());
  }
  return printed;
}

std::vector<Synonym> synonyms_in(const std::vector<std::string>& terms) {
  const auto& table = table_of_rows();
  std::vector<Synonym> found;
  for (std::size_t at = 0; at < terms.size();) {
    const auto rows = table.find(terms[at]);
    std::size_t length = 1;
    if (rows != table.end()) {
      for (const Row& row : rows->second) {
        if (terms.size() - at < row.spoken.size() || !std::equal(row.spoken.begin(), row.spoken.end(), terms.begin() + static_cast<std::ptrdiff_t>(at))) continue;
        Synonym& synonym = found.emplace_back();
        for (const std::string& term : row.spoken) synonym.spoken += (synonym.spoken.empty() ? "" : " ") + term;
        synonym.printed = row.printed;
        length = row.spoken.size();
        break;
      }
    }
    at += length;
  }
  return found;
}

}  // namespace tracuu::language
