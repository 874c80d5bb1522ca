#pragma once
/// Numbers of documents taken apart, and canonical ids built from their parts (DOMAIN.md 2 and 3.2).
///
/// The same functions serve the header of a document and, with unknown parts, a citation of it: an id differs only where
/// the facts differ.
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/date.h"
#include "corpus/model/identity.h"

namespace tracuu::anatomy {

/// A printed number taken apart: "45/2020/NĐ-CP" is 45, 2020, NĐ, {CP}; "57-CTr/TU" is 57, 0, CTr, {TU}, party.
struct NumberParts {
  std::string sequence;              ///< "45", "30a", "66.13"; no leading zeros
  int year = 0;                      ///< as printed in the number; 0 if it prints none
  std::string type_symbol;           ///< "NĐ", "CTr", in proper spelling; empty for QH14 numbers and official letters
  std::vector<std::string> issuers;  ///< groups after the type: {"BYT", "BCA"}, {"QH14"}, {"UBND", "KT"}
  bool party = false;                ///< shape N-TYPE/ORGAN

  [[nodiscard]] bool is_set() const { return !sequence.empty() && (year != 0 || !type_symbol.empty() || !issuers.empty()); }
};

/// Takes a number apart. Blanks are ignored, any case and Đ/D are accepted; text that is no number gives an empty result.
[[nodiscard]] NumberParts parse_number(std::string_view number);

/// The proper form of a number: blanks out, symbols as the registry spells them ("57/2020/qh14" -> "57/2020/QH14",
/// "45/2020/nd-cp" -> "45/2020/NĐ-CP", "06-Ctr/TU" -> "06-CTr/TU"). Leading zeros stay as printed; nothing is invented.
[[nodiscard]] std::string repair_number(std::string_view number);

/// Parts of a canonical id; empty or unset ones are unknown.
struct IdParts {
  std::string issuer;    ///< registry slug: "cp", "tu.can-tho"
  std::string type;      ///< slug of the type: "nd"
  int year_in_number = 0;
  model::Date date;
  int year = 0;          ///< a year stated beside a number that prints none: "2025?"
  std::string term;      ///< "XIII": "kXIII", where neither date nor year is known
  std::string sequence;  ///< NumberParts::sequence
};

/// "cp/nd/2020/45", "tw/nq/2022-11-09/27"; "?" for an unknown issuer, type or sequence, "_" for an unknown time.
[[nodiscard]] std::string canonical_id(const IdParts& parts);

/// The id of a document with this identity; empty if neither type, number nor issuer is known.
[[nodiscard]] std::string canonical_id(const model::Identity& identity);

/// Slug of the type in an id: the one of the symbol printed in the number ("383-QĐ/TW", a Quy định -> "qd"), else of `type`
/// (a code of eval/GUIDE). Empty if both are unknown.
[[nodiscard]] std::string type_slug(const NumberParts& number, std::string_view type);

}  // namespace tracuu::anatomy
