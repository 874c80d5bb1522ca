#pragma once
/// Restores the diacritics of a query typed without them, or with some of them ("nghi dinh ve kiểm soat thu tục" -> "nghị định
/// về kiểm soát thủ tục"). The restored query then goes the same way as any other: raw and stripped terms are never searched
/// side by side, for that would give one word two document frequencies (DESIGN section 5: .136 against .839 nDCG@10).
///
/// A noisy channel: the typist meant a sequence of syllables (frozen pair counts, then pairs counted in the text that the
/// first reading finds) and dropped each syllable's marks with a probability that the query itself tells: never, now and
/// then, every other time, always.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::language {

/// How many provisions hold a term: the index decides which readings exist.
using Frequency = std::function<std::uint32_t(const std::string& term)>;

/// The terms that a typed one may stand for, at each place of the query; likely ones first.
using Readings = std::vector<std::vector<std::string>>;

/// What text near the query says of the readings.
struct NearCounts {
  std::vector<std::vector<std::uint32_t>> alone;  ///< [place][reading]
  std::vector<std::vector<std::uint32_t>> pairs;  ///< [place][reading of the place before * readings here + reading]
};

/// What the index tells of readings; asked at most once each, and only where something was dropped.
struct Witness {
  /// Told, before `near` is asked, for which readings `quoted` will be asked: over a network one round trip serves both.
  std::function<void(const Readings& readings)> ahead;
  /// Finds text near the query (any reading of each place will do) and counts the readings in it; nothing found: empty.
  std::function<NearCounts(const Readings& readings)> near;
  /// The ways in which texts print one reading of every place, one after the other; asked after `near`.
  std::function<Readings(const Readings& readings)> quoted;
};

struct Restored {
  std::vector<std::string> terms;  ///< as many as were typed
  bool changed = false;
};

/// True if no token carries a Vietnamese diacritic, as people type in a hurry or on foreign keyboards.
[[nodiscard]] bool lacks_diacritics(std::string_view text);

/// The most likely reading of the terms (lower case, tones placed). A term keeps the marks that it has, and stays as it is
/// where no reading is known or where the query as a whole was typed with care. Five words and more that a text prints one
/// after the other are a quotation: then the likeliest of the ways in which texts print them was meant. The functions of `witness` may be empty.
[[nodiscard]] Restored restore_diacritics(const std::vector<std::string>& terms, const Frequency& frequency, const Witness& witness = {});

}  // namespace tracuu::language
