#pragma once
/// Relations between acts that are known apart from any document of an index (relations_known.tsv): which act amended,
/// replaced or repealed which. Read when first asked, because few commands need it; records do not depend on it, so it is no
/// part of Registry::version().
///
/// Some rows are in truth about single articles, and about one date in a hundred is wrong: a row is never reason enough to
/// call an act ended.
#include <span>
#include <string_view>
#include <vector>

#include "corpus/model/date.h"

namespace tracuu::registry {

struct KnownRelation {
  std::string_view relation;  ///< "amends", "replaces", "repeals", "corrects", "extends", "suspends"
  std::string_view acting;    ///< canonical id of the act that does it
  std::string_view target;    ///< canonical id of the act that it is done to
  model::Date date;           ///< of the acting act
  bool whole = false;         ///< the whole act, not a part
};

/// What is known to have been done to an act, by id of the acting act.
[[nodiscard]] std::span<const KnownRelation> known_relations_to(std::string_view target);
/// What an act is known to have done to others.
[[nodiscard]] std::vector<KnownRelation> known_relations_by(std::string_view acting);

}  // namespace tracuu::registry
