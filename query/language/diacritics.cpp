#include "query/language/diacritics.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "corpus/text/canonical.h"
#include "corpus/text/tokens.h"

extern "C" {
extern const char tracuu_syllable_pairs_begin[], tracuu_syllable_pairs_end[];
}

namespace tracuu::language {
namespace {

using text::SyllableId, text::SyllableTable;

// RANKING.md Q6.
constexpr double kPairShare = 0.9;
constexpr std::size_t kMostReadings = 15;

std::uint32_t take_number(std::string_view& rest) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (!rest.empty()) rest.remove_prefix(1);  // the separator
  return number;
}

/// Counts of adjacent syllables; read when the first query without diacritics comes.
class Pairs {
 public:
  static const Pairs& builtin() {
    static const Pairs instance;
    return instance;
  }
  std::uint32_t count(SyllableId first, SyllableId second) const {
    const auto found = counts_.find(static_cast<std::uint64_t>(first) << 32 | second);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  Pairs() {
    std::string_view rest(tracuu_syllable_pairs_begin, static_cast<std::size_t>(tracuu_syllable_pairs_end - tracuu_syllable_pairs_begin));
    counts_.reserve(rest.size() / 7);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.empty() || line.front() == '#') continue;
      const SyllableId first = take_number(line);
      while (!line.empty()) {
        const SyllableId second = take_number(line);
        counts_.emplace(static_cast<std::uint64_t>(first) << 32 | second, take_number(line));
      }
    }
  }
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

struct Reading {
  std::string term;
  SyllableId id = text::kUnlisted;
  double weight = 0;     ///< how often the syllable is met
  double best = 0;       ///< log probability of the best way that ends here
  std::size_t from = 0;  ///< reading of the term before on that way
};

std::vector<Reading> readings_of(const std::string& term, const Frequency& frequency) {
  const SyllableTable& table = SyllableTable::builtin();
  std::vector<Reading> readings;
  for (const SyllableId id : table.readings(term)) {
    if (readings.size() == kMostReadings) break;
    const std::string reading(table.term(id));
    // A syllable that no provision holds finds nothing: it only stays when nothing else does.
    const std::uint32_t held = frequency(reading);
    readings.push_back({reading, id, table.count(id) + (held == 0 ? -0.5 * table.count(id) : held)});
  }
  if (table.find(term) == text::kUnlisted)
    readings.push_back({term, text::kUnlisted, std::max(0.5, static_cast<double>(frequency(term)))});
  return readings;
}

}  // namespace

bool lacks_diacritics(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::vector<std::string> restore_diacritics(const std::vector<std::string>& terms, const Frequency& frequency) {
  if (terms.empty()) return {};
  const Pairs& pairs = Pairs::builtin();
  const SyllableTable& table = SyllableTable::builtin();
  static const double total = [] {
    double sum = 0;
    for (SyllableId id = 0; id < SyllableTable::builtin().size(); ++id) sum += SyllableTable::builtin().count(id);
    return sum;
  }();
  std::vector<std::vector<Reading>> lattice;
  for (const std::string& term : terms) {
    std::vector<Reading> column = readings_of(term, frequency);
    for (Reading& reading : column) {
      const double alone = reading.weight / total;
      reading.best = std::log(alone);
      if (lattice.empty()) continue;
      double best = -1e300;
      for (std::size_t i = 0; i < lattice.back().size(); ++i) {
        const Reading& before = lattice.back()[i];
        double together = 0;
        if (before.id != text::kUnlisted && reading.id != text::kUnlisted)
          together = static_cast<double>(pairs.count(before.id, reading.id)) / std::max(1u, table.count(before.id));
        const double way = before.best + std::log(kPairShare * together + (1 - kPairShare) * alone);
        if (way > best) {
          best = way;
          reading.from = i;
        }
      }
      reading.best = best;
    }
    lattice.push_back(std::move(column));
  }
  std::vector<std::string> restored(terms.size());
  const auto last = std::max_element(lattice.back().begin(), lattice.back().end(), [](const Reading& a, const Reading& b) { return a.best < b.best; });
  std::size_t at = static_cast<std::size_t>(last - lattice.back().begin());
  for (std::size_t i = terms.size(); i-- > 0;) {
    restored[i] = lattice[i][at].term;
    at = lattice[i][at].from;
  }
  return restored;
}

}  // namespace tracuu::language
