#pragma once
/// Restores the diacritics of a query typed without them ("nghi dinh ve kiem soat thu tuc" -> "nghị định về kiểm soát thủ
/// tục"). The restored query then goes the same way as any other: raw and stripped terms are never searched side by side,
/// for that would give one word two document frequencies (DESIGN section 5: .136 against .839 nDCG@10).
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::language {

/// How many provisions hold a term: the index decides which readings exist.
using Frequency = std::function<std::uint32_t(const std::string& term)>;

/// True if no token carries a Vietnamese diacritic, as people type in a hurry or on foreign keyboards.
[[nodiscard]] bool lacks_diacritics(std::string_view text);

/// The most likely reading of the terms (lower case, without diacritics): Viterbi over the readings that the frozen table
/// or the index knows, with the pairs of syllable_pairs.tsv. A term without any reading stays as it is.
[[nodiscard]] std::vector<std::string> restore_diacritics(const std::vector<std::string>& terms, const Frequency& frequency);

}  // namespace tracuu::language
