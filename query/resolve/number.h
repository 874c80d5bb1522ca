#pragma once
/// What the form of a number says (DOMAIN.md 2): its parts, whether it prints a year or a type, whose series it is.
#include <string>
#include <string_view>

namespace tracuu::resolve {

struct NumberForm {
  std::string sequence;   ///< "45", "30a", "66.13": lower case, no leading zero
  int year = 0;           ///< printed in the number; 0 if none
  bool party = false;     ///< "57-CTr/TU": numbered per type and per term of the committee
  bool law_style = false; ///< "93/2015/QH13", "1656/2020/UBTVQH14": no type inside
  bool open_end = false;  ///< only the beginning of a number: "45/2020", "73"
  std::string_view symbols;  ///< what follows sequence and year: "NĐ-CP", "CTr/TU" (view into the argument)
};

/// Parts of a number or of a number_key; everything empty if it does not begin with a digit.
[[nodiscard]] NumberForm number_form(std::string_view number);

/// Decrees and circulars have had the year in their numbers since the law of 1996: "55/TT-BCT" of 28/11/2025 leaves it out.
[[nodiscard]] bool has_year_in_number(std::string_view type);
/// "55/TT-BCT" of 2025 -> "55/2025/TT-BCT"; empty if it has a year or is no whole number.
[[nodiscard]] std::string with_year(const std::string& number, int year);
/// The way back; empty if there is no year in it.
[[nodiscard]] std::string without_year(const std::string& number);

}  // namespace tracuu::resolve
