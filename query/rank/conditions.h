#pragma once
/// Which documents a query is about: the tree of the query language as one boolean query over the database of documents.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/language/query.h"
#include "query/open/index.h"
#include "query/rank/stage_one.h"

namespace tracuu::rank {

/// What rooms further on know of documents (links, effect). An empty function: the field cannot be answered.
struct Lookups {
  /// Boolean terms of documents that cite what was typed ("27-NQ/TW").
  std::function<std::vector<std::string>(const std::string& typed)> cites;
  /// Sources of documents that implement it.
  std::function<std::vector<std::string>(const std::string& typed)> implements;
  /// How many works cite a document, for sorting.
  std::function<std::size_t(open::DocId)> times_cited;
  /// Effect of a document on the day asked: in_force, partly_ended, ended, not_yet, suspended, unknown. May take a
  /// millisecond: asked for documents that meet everything else.
  std::function<std::string_view(open::DocId)> state;
  /// Told of which documents the effect will be asked: over a network what it takes is fetched together. May be empty.
  std::function<void(std::span<const open::DocId>)> expect_states;
};

/// hieuluc:con beside other conditions: decided last, document by document.
struct StateCondition {
  std::vector<std::string> states;
  bool excluded = false;  ///< -hieuluc:con
};

struct Conditions {
  // A Xapian query that can match nothing is empty(): "no condition" is something else.
  std::optional<Xapian::Query> documents;   ///< over documents/; none: all
  std::optional<Xapian::Query> provisions;  ///< over provisions/: holds wherever `documents` does; none: all
  bool decided = false;       ///< `provisions` holds for nothing else than provisions of documents that meet all conditions
  bool exact = true;          ///< false: a phrase occurs too often to be checked everywhere
  std::vector<StateCondition> states;  ///< all of them must hold besides `documents`
  std::string article;        ///< label of the article asked for (dieu:5)
  std::vector<language::FieldId> unanswered;  ///< fields without a look-up
};

/// Conditions of the query besides its loose words, with the request's filter terms and the revision after which documents came.
[[nodiscard]] Conditions conditions_of(const open::Index& index, StageOne& stage_one, const language::Query& query, const std::vector<std::string>& filters, const std::optional<std::uint64_t>& since,
                                       const Lookups& lookups);

}  // namespace tracuu::rank
