#pragma once
/// What people say and what provisions print: "bằng lái" is "giấy phép lái xe" (synonyms.tsv). Query side only.
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

}  // namespace tracuu::language
