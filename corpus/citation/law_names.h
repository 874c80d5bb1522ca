#pragma once
/// Where the name of a law ends: by the registry's names, else by rule.
#include <string>

#include "corpus/citation/grammar.h"

namespace tracuu::citation {

class LawNames {
 public:
  LawNames(const Grammar& grammar, const text::Words& words) : g_(grammar), f_(fixed()), words_(words) {}

  /// "Luật", "Bộ luật", "Pháp lệnh" at word i, and how many words it has.
  [[nodiscard]] bool law_word(std::size_t i, std::size_t* length) const;
  /// End of the name that begins with the type word at i: the longest known name, or one read by rule.
  std::size_t law_name_end(std::size_t i, bool* known, int depth = 0) const;
  /// "pháp luật", "kỷ luật", "quy luật", "dự luật": not a law's name.
  [[nodiscard]] bool compound(std::size_t i) const;
  /// The word at i is part of the name of a school, a firm or a degree.
  [[nodiscard]] bool school(std::size_t i) const;
  /// Name as written, with the type word in sentence case; of one in capitals also names within it.
  [[nodiscard]] std::string law_name(std::size_t begin, std::size_t end) const;

 private:
  // An amending law may amend an amending law; names nested deeper are none.
  static constexpr int kDeepest = 3;
  std::size_t amending_name_end(std::size_t i, std::size_t after, int depth) const;
  [[nodiscard]] std::size_t number_end(std::size_t k) const;
  [[nodiscard]] bool another_law(std::size_t k) const;
  std::size_t named_by_rule(std::size_t i, std::size_t after) const;
  [[nodiscard]] std::size_t goes_on_to_number(std::size_t end) const;
  [[nodiscard]] std::string in_small_letters(std::size_t begin, std::size_t end) const;

  const Grammar& g_;
  const Fixed& f_;
  const text::Words& words_;
};

}  // namespace tracuu::citation
