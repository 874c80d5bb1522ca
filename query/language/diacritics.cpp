#include "query/language/diacritics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include <unicode/normalizer2.h>

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
/// Readings that the best way through them loses against the very best by more (nats) are no longer thought of.
constexpr double kPlausible = 6.0;
/// What a syllable that no provision holds counts beside one that some hold.
constexpr double kNowhere = 0.01;
/// Share of what the near text says (ARCHITECTURE, Ranking: .3 to .7 are alike).
constexpr double kNearShare = 0.5;
/// Of a syllable that lost marks, the share that lost some of them only.
constexpr double kSomeMarks = 0.3;

/// So many words in a row are no accident.
constexpr std::size_t kFewestQuoted = 5;

/// How often a syllable's marks were dropped, and how likely such a typist is.
struct Typist {
  double dropped;
  double likely;
};
constexpr std::array<Typist, 3> kTypists = {{{0, 0.9}, {0.1, 0.005}, {0.5, 0.05}}};
constexpr Typist kNoMarksAtAll = {1, 1};

std::uint32_t take_number(std::string_view& rest) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (!rest.empty()) rest.remove_prefix(1);  // the separator
  return number;
}

/// The lines of syllable_pairs.tsv by their first syllable: "first TAB second:count second:count ...".
const std::unordered_map<SyllableId, std::string_view>& pair_lines() {
  static const auto instance = [] {
    std::string_view rest(tracuu_syllable_pairs_begin, static_cast<std::size_t>(tracuu_syllable_pairs_end - tracuu_syllable_pairs_begin));
    std::unordered_map<SyllableId, std::string_view> lines;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.empty() || line.front() == '#') continue;
      const SyllableId first = take_number(line);
      lines.emplace(first, line);
    }
    return lines;
  }();
  return instance;
}

/// Counts of adjacent syllables; a query reads the lines that it needs.
class Pairs {
 public:
  std::uint32_t count(SyllableId first, SyllableId second) {
    const auto [found, fresh] = rows_.try_emplace(first);
    if (fresh) found->second = read(first);
    const auto at = std::lower_bound(found->second.begin(), found->second.end(), std::pair(second, 0u));
    return at != found->second.end() && at->first == second ? at->second : 0;
  }

 private:
  using Row = std::vector<std::pair<SyllableId, std::uint32_t>>;
  static Row read(SyllableId first) {
    Row row;
    const auto line = pair_lines().find(first);
    if (line == pair_lines().end()) return row;
    for (std::string_view rest = line->second; !rest.empty();) {
      const SyllableId second = take_number(rest);
      row.emplace_back(second, take_number(rest));
    }
    return row;
  }
  std::unordered_map<SyllableId, Row> rows_;
};

/// Letters without marks, and for each letter a bit for every mark on it.
struct Spelling {
  std::vector<std::uint16_t> marks;
  bool marked = false;
};

Spelling spelling_of(std::string_view term) {
  static constexpr std::array<char16_t, 8> kMarks = {0x302, 0x306, 0x31B, 0x300, 0x301, 0x303, 0x309, 0x323};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  Spelling spelling;
  if (U_FAILURE(status)) return spelling;
  const icu::UnicodeString letters = nfd->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(term.data(), static_cast<std::int32_t>(term.size()))), status);
  for (std::int32_t i = 0; i < letters.length(); ++i) {
    const auto mark = std::find(kMarks.begin(), kMarks.end(), letters[i]);
    if (mark == kMarks.end()) spelling.marks.push_back(letters[i] == u'đ' ? 0x100 : 0);
    else if (!spelling.marks.empty()) spelling.marks.back() |= static_cast<std::uint16_t>(1u << (mark - kMarks.begin()));
  }
  spelling.marked = std::any_of(spelling.marks.begin(), spelling.marks.end(), [](std::uint16_t m) { return m != 0; });
  return spelling;
}

// What was typed has no mark that the reading lacks.
bool may_stand_for(const Spelling& typed, const Spelling& reading) {
  if (typed.marks.size() != reading.marks.size()) return false;
  for (std::size_t i = 0; i < typed.marks.size(); ++i)
    if ((typed.marks[i] & ~reading.marks[i]) != 0) return false;
  return true;
}

struct Reading {
  std::string term;
  SyllableId id = text::kUnlisted;
  double weight = 0;  ///< how often the syllable is met
  enum class Loss : std::uint8_t { none, some, all } loss = Loss::none;
  bool marked = false;
};

using Column = std::vector<Reading>;

Column readings_of(const std::string& term, const Frequency& frequency) {
  const SyllableTable& table = SyllableTable::builtin();
  const Spelling typed = spelling_of(term);
  Column readings;
  bool as_typed = false;
  for (const SyllableId id : table.readings(text::fold(term))) {
    std::string reading(table.term(id));
    const Spelling spelling = spelling_of(reading);
    if (!may_stand_for(typed, spelling)) continue;
    const bool same = reading == term;
    if (readings.size() == kMostReadings && !same) continue;
    as_typed |= same;
    // A syllable that no provision holds finds nothing: it only stays when nothing else does.
    const std::uint32_t held = frequency(reading);
    const double weight = held == 0 ? kNowhere * table.count(id) : table.count(id) + held;
    const Reading::Loss loss = same ? Reading::Loss::none : typed.marked ? Reading::Loss::some : Reading::Loss::all;
    readings.push_back({std::move(reading), id, weight, loss, spelling.marked});
  }
  if (!as_typed)
    readings.push_back({term, text::kUnlisted, std::max(0.5, static_cast<double>(frequency(term))), Reading::Loss::none, typed.marked});
  return readings;
}

/// Log probability that this reading comes out as typed.
double emission(const Reading& reading, const Typist& typist) {
  constexpr double kNever = -1e6;
  if (reading.loss == Reading::Loss::none) {
    if (!reading.marked) return 0;
    return typist.dropped < 1 ? std::log(1 - typist.dropped) : kNever;
  }
  if (typist.dropped <= 0) return kNever;
  return std::log(typist.dropped * (reading.loss == Reading::Loss::some ? kSomeMarks : 1));
}

class Lattice {
 public:
  Lattice(const std::vector<std::string>& terms, const Frequency& frequency) {
    for (const std::string& term : terms) columns_.push_back(readings_of(term, frequency));
  }

  /// Takes what the near text says of the readings that `readings()` named.
  void learn(NearCounts counts) { near_ = std::move(counts); }

  [[nodiscard]] Readings readings() const {
    Readings all;
    for (const Column& column : columns_) {
      std::vector<std::string>& place = all.emplace_back();
      for (const Reading& reading : column) place.push_back(reading.term);
    }
    return all;
  }

  /// Log probability of the best way; ways that end in each reading, and the reading before on them, are kept.
  double decode(const Typist& typist) {
    best_.assign(columns_.size(), {});
    from_.assign(columns_.size(), {});
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      const Column& column = columns_[place];
      best_[place].assign(column.size(), -std::numeric_limits<double>::infinity());
      from_[place].assign(column.size(), 0);
      for (std::size_t r = 0; r < column.size(); ++r) {
        const double typed = emission(column[r], typist);
        if (place == 0) {
          best_[place][r] = std::log(alone(place, r)) + typed;
          continue;
        }
        for (std::size_t b = 0; b < columns_[place - 1].size(); ++b) {
          const double way = best_[place - 1][b] + std::log(after(place, b, r)) + typed;
          if (way <= best_[place][r]) continue;
          best_[place][r] = way;
          from_[place][r] = b;
        }
      }
    }
    return columns_.empty() ? 0 : *std::max_element(best_.back().begin(), best_.back().end());
  }

  /// The best way of the last `decode`.
  [[nodiscard]] std::vector<std::string> best() const {
    std::vector<std::string> terms(columns_.size());
    if (columns_.empty()) return terms;
    std::size_t at = static_cast<std::size_t>(std::max_element(best_.back().begin(), best_.back().end()) - best_.back().begin());
    for (std::size_t place = columns_.size(); place-- > 0;) {
      terms[place] = columns_[place][at].term;
      at = from_[place][at];
    }
    return terms;
  }

  /// Log probability of this way, one reading a place; nothing where one of them is none of the place.
  [[nodiscard]] std::optional<double> likelihood(const std::vector<std::string>& way, const Typist& typist) {
    double sum = 0;
    std::size_t before = 0;
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      const Column& column = columns_[place];
      const auto found = std::find_if(column.begin(), column.end(), [&](const Reading& reading) { return reading.term == way[place]; });
      if (found == column.end()) return std::nullopt;
      const auto reading = static_cast<std::size_t>(found - column.begin());
      sum += std::log(place == 0 ? alone(place, reading) : after(place, before, reading)) + emission(*found, typist);
      before = reading;
    }
    return sum;
  }

  /// Drops the readings whose best way is far from the very best; true if a place is left with several.
  bool prune(const Typist& typist) {
    const double top = decode(typist);
    std::vector<std::vector<double>> ahead(columns_.size());
    bool several = false;
    for (std::size_t place = columns_.size(); place-- > 0;) {
      ahead[place].assign(columns_[place].size(), 0);
      if (place + 1 == columns_.size()) continue;
      for (std::size_t r = 0; r < columns_[place].size(); ++r) {
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t n = 0; n < columns_[place + 1].size(); ++n)
          best = std::max(best, std::log(after(place + 1, r, n)) + emission(columns_[place + 1][n], typist) + ahead[place + 1][n]);
        ahead[place][r] = best;
      }
    }
    for (std::size_t place = 0; place < columns_.size(); ++place) {
      Column kept;
      for (std::size_t r = 0; r < columns_[place].size(); ++r)
        if (best_[place][r] + ahead[place][r] >= top - kPlausible) kept.push_back(std::move(columns_[place][r]));
      columns_[place] = std::move(kept);
      several |= columns_[place].size() > 1;
    }
    return several;
  }

 private:
  static double total() {
    static const double sum = [] {
      double all = 0;
      for (SyllableId id = 0; id < SyllableTable::builtin().size(); ++id) all += SyllableTable::builtin().count(id);
      return all;
    }();
    return sum;
  }

  double alone(std::size_t place, std::size_t reading) const { return columns_[place][reading].weight / total(); }

  // Probability of a reading after one of the place before.
  double after(std::size_t place, std::size_t before, std::size_t reading) {
    const Reading& a = columns_[place - 1][before];
    const Reading& b = columns_[place][reading];
    double together = 0;
    if (a.id != text::kUnlisted && b.id != text::kUnlisted)
      together = static_cast<double>(pairs_.count(a.id, b.id)) / std::max(1u, SyllableTable::builtin().count(a.id));
    if (!near_.pairs.empty()) {
      const double held = near_.pairs[place][before * columns_[place].size() + reading];
      together = (1 - kNearShare) * together + kNearShare * held / (near_.alone[place - 1][before] + 1.0);
    }
    return kPairShare * together + (1 - kPairShare) * alone(place, reading);
  }

  std::vector<Column> columns_;
  NearCounts near_;
  Pairs pairs_;
  std::vector<std::vector<double>> best_;
  std::vector<std::vector<std::size_t>> from_;
};

Typist typist_of(Lattice& lattice, const std::vector<std::string>& terms) {
  if (std::all_of(terms.begin(), terms.end(), [](const std::string& term) { return lacks_diacritics(term); })) return kNoMarksAtAll;
  Typist likeliest = kTypists.front();
  double best = -std::numeric_limits<double>::infinity();
  for (const Typist& typist : kTypists) {
    const double here = lattice.decode(typist) + std::log(typist.likely);
    if (here <= best) continue;
    best = here;
    likeliest = typist;
  }
  return likeliest;
}

}  // namespace

bool lacks_diacritics(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

Restored restore_diacritics(const std::vector<std::string>& terms, const Frequency& frequency, const Witness& witness) {
  Restored restored{terms, false};
  if (terms.empty()) return restored;
  Lattice lattice(terms, frequency);
  const Typist typist = typist_of(lattice, terms);
  if (typist.dropped <= 0) return restored;
  Lattice whole = lattice;  // a text may print what nobody would have guessed
  const bool several = lattice.prune(typist);
  if (witness.ahead && terms.size() >= kFewestQuoted) witness.ahead(whole.readings());
  if (several && witness.near) lattice.learn(witness.near(lattice.readings()));
  lattice.decode(typist);
  restored.terms = lattice.best();
  if (witness.quoted && terms.size() >= kFewestQuoted) {
    const Readings ways = witness.quoted(whole.readings());
    if (std::find(ways.begin(), ways.end(), restored.terms) == ways.end()) {
      std::optional<std::pair<double, std::vector<std::string>>> best;
      for (const std::vector<std::string>& way : ways)
        if (const auto likely = whole.likelihood(way, typist)) best = std::min(best.value_or(std::pair(-*likely, way)), std::pair(-*likely, way));
      if (best) restored.terms = std::move(best->second);
    }
  }
  restored.changed = restored.terms != terms;
  return restored;
}

}  // namespace tracuu::language
