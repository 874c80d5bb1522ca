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

}  // namespace tracuu::resolve
