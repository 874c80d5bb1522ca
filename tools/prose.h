#pragma once
/// Made-up prose whose syllables and pairs of neighbours are as frequent as in legal texts (the frozen tables of corpus/text), for measuring
/// what searches cost: lists of postings as long as real ones, and no sentence that anybody wrote.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/text/tokens.h"

extern "C" {
extern const char tracuu_syllable_pairs_begin[], tracuu_syllable_pairs_end[];
}

namespace tracuu::tools {

class Prose {
 public:
  Prose() {
    const auto& table = text::SyllableTable::builtin();
    for (text::SyllableId id = 0; id < table.size(); ++id) {
      single_.ids.push_back(id);
      single_.sums.push_back((single_.sums.empty() ? 0 : single_.sums.back()) + table.count(id));
    }
    rows_.resize(table.size());
    std::string_view rest(tracuu_syllable_pairs_begin, static_cast<std::size_t>(tracuu_syllable_pairs_end - tracuu_syllable_pairs_begin));
    while (!rest.empty()) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.empty() || line.front() == '#') continue;
      Row& row = rows_[take_number(line)];
      while (!line.empty()) {
        row.ids.push_back(take_number(line));
        row.sums.push_back((row.sums.empty() ? 0 : row.sums.back()) + take_number(line));
      }
    }
  }

  /// Appends so many syllables. Like a real text, one comes back to its subject: a share of its words is drawn from a few of its own.
  template <typename Random>
  void write(std::string& out, std::size_t syllables, Random& random) const {
    std::vector<text::SyllableId> subject;
    for (int i = 0; i < 12; ++i) subject.push_back(draw(single_, random));
    text::SyllableId last = 0;
    bool follows = false;
    std::size_t sentence = 0;
    for (std::size_t i = 0; i < syllables; ++i) {
      const Row& row = rows_[last];
      const auto roll = random() % 100;
      if (roll < 6) last = subject[random() % subject.size()];
      else if (follows && roll < 90 && !row.ids.empty()) last = draw(row, random);
      else last = draw(single_, random);
      follows = true;
      if (sentence > 0) out += ' ';
      out += text::SyllableTable::builtin().term(last);
      if (++sentence >= 18 + random() % 24) {
        out += ".\n";
        sentence = 0;
        follows = false;
      }
    }
    if (sentence > 0) out += ".\n";
  }

  /// Syllables of one provision: as real ones, most are short and some very long (log-normal, mean about `mean`).
  template <typename Random>
  static std::size_t length(double mean, Random& random) {
    constexpr double spread = 1.0;
    std::normal_distribution<> bell;
    const double length = mean * std::exp(spread * bell(random) - spread * spread / 2);
    return std::clamp<std::size_t>(static_cast<std::size_t>(length), 8, 8000);
  }

 private:
  struct Row {
    std::vector<text::SyllableId> ids;
    std::vector<std::uint64_t> sums;
  };

  static std::uint32_t take_number(std::string_view& rest) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.empty()) rest.remove_prefix(1);  // the separator
    return number;
  }

  template <typename Random>
  static text::SyllableId draw(const Row& row, Random& random) {
    const std::uint64_t at = random() % row.sums.back();
    return row.ids[static_cast<std::size_t>(std::upper_bound(row.sums.begin(), row.sums.end(), at) - row.sums.begin())];
  }

  Row single_;
  std::vector<Row> rows_;
};

}  // namespace tracuu::tools
