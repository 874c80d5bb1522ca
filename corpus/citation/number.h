#pragma once
/// The number of a document as printed, and its repair (DOMAIN.md 2). Knows the symbols of types and issuers, nothing else.
#include <optional>
#include <string>
#include <vector>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::citation {

enum class NumberShape : std::uint8_t {
  qppl,        ///< 45/2020/NĐ-CP, 123/2015/TTLT-BQP-BGDĐT, 72/2025/NQLT/UBTVQH15-CP
  law,         ///< 64/2020/QH14, 28/2005/PL-UBTVQH11
  individual,  ///< 749/QĐ-TTg
  letter,      ///< 8726/VPCP-KGVX: the first group is the issuer
  party,       ///< 27-NQ/TW
  old,         ///< 74/CP, 167-HĐBT, 18-L/CTN
  year_only,   ///< 45/2020
  bare,        ///< 45
};

struct Number {
  std::size_t begin = 0, end = 0;  ///< characters of the canonical text
  NumberShape shape = NumberShape::bare;
  std::string text;                ///< repaired: "45/2020/NĐ-CP"
  std::string sequence;            ///< "45", "30a", "66.13"
  int year = 0;
  std::string type_symbol;         ///< "NĐ"; empty if the number prints none
  std::vector<std::string> issuers;  ///< symbols of issuers in printed order, "QH14" as "QH"
  std::string term;                ///< Roman number of the National Assembly's term printed as QH14: "XIV"
  bool known_issuer = false;       ///< the (first) issuer symbol stands in the registry
  bool repaired = false;           ///< printed form differs beyond blanks
  bool court = false;              ///< a court file: 12/2020/HS-ST
  bool impossible_year = false;    ///< 142/2205/NĐ-CP
  bool truncated = false;          ///< letters are missing: 55/2010/QH, 43/2024/QH1
};

/// What stands before the number.
struct NumberContext {
  bool typed = false;   ///< a type word, or "số" after a list of citations: unknown symbols and OCR digits are accepted
  bool bare = false;    ///< "Nghị định 45": a sequence alone is accepted
};

/// The tables that number grammar needs, built once from a registry.
class Symbols {
 public:
  explicit Symbols(const registry::Registry& registry);
  struct Entry {
    std::string printed;  ///< proper form
    bool type = false;
    bool issuer = false;
  };
  /// A normative number of a body that does not exist but is one slip away from one that does: QĐ-UNBD, NĐ-CPP.
  [[nodiscard]] bool near_miss(std::string_view issuer) const;
  /// By folded symbol ("nd" -> NĐ).
  [[nodiscard]] const Entry* find(std::string_view folded) const;

 private:
  std::unordered_map<std::string, Entry> entries_;
};

/// Parses the number that starts at character `at` (a digit, or a letter that OCR made of one).
/// Never looks further than a few hundred characters.
[[nodiscard]] std::optional<Number> parse_number(const text::Canonical& canonical, std::size_t at, const Symbols& symbols,
                                                 NumberContext context);

[[nodiscard]] std::string roman(int number);

}  // namespace tracuu::citation
