#pragma once
/// What people say and what provisions print: "bằng lái" is "giấy phép lái xe" (synonyms.tsv). Query side only.
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::language {

struct Synonym {
  std::string spoken;                ///< as in the query
  std::vector<std::string> printed;  ///< terms that provisions use for it
};

/// The synonyms of the query's terms, in order of place; of two that overlap the longer one.
[[nodiscard]] std::vector<Synonym> synonyms_in(const std::vector<std::string>& terms);

/// Terms that may be added to a query of these words, whatever their order.
[[nodiscard]] std::vector<std::string> printed_for(const std::set<std::string>& words);

}  // namespace tracuu::language
