#pragma once
/// Canonical id of a cited act as the words tell it, unknown parts "_" or "?" (DOMAIN.md 3.2).
#include <string>
#include <unordered_map>

#include "corpus/citation/number.h"
#include "corpus/model/mention.h"
#include "corpus/registry/registry.h"

namespace tracuu::citation {

/// Issuer slug of a number's symbols: "BTC" -> "btc", "UBND" -> "ubnd" with the place unknown (".?"), joint ones by "+".
[[nodiscard]] std::string issuer_of(const Number& number, const registry::Registry& registry);

/// Makes the keys of one document's mentions. Issuers and names repeat within a document, so what the registry says of them
/// is remembered: looking each up anew was a third of the time of the analysis.
class Keys {
 public:
  explicit Keys(const registry::Registry& registry) : registry_(registry) {}
  /// Fills issuer_slug, province, term and key of a mention. `number` may be null (cited by name or date).
  void make(model::Mention& mention, const Number* number);

 private:
  struct Stated {
    std::string slug;      ///< of the issuer's words
    std::string province;  ///< named in them
    std::string open;      ///< the slug, ".?" where a local body's place is not named: "du.ubnd.?"
  };
  const Stated& stated(const std::string& issuer, model::Date day);
  const std::string& law(const model::Mention& mention);

  const registry::Registry& registry_;
  std::unordered_map<std::string, Stated> issuers_;
  std::unordered_map<std::string, std::string> laws_;  ///< name, date, year -> canonical id; empty: not one act
};

}  // namespace tracuu::citation
