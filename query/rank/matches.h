#pragma once
/// Documents that a boolean query matches: which, how many works, what kinds, in which order.
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "query/lists/table.h"
#include "query/open/index.h"

namespace tracuu::rank {

/// How many works carry each value of a field, most first.
struct Facet {
  std::string_view name;  ///< field of the query language: "loai", "coquan", "cap", "tinh", "nam", "hethong"
  std::vector<std::pair<std::string, std::size_t>> values;
};

/// One work among the matches.
struct MatchedWork {
  open::DocId document = 0;  ///< the best copy among the matches
  std::string source;        ///< of it; empty where a table of lists is there: nobody asks
};

/// Documents that match, ascending; an empty query matches none. `table` may be null.
[[nodiscard]] std::vector<open::DocId> matching(const open::Index& index, const lists::Table* table, const Xapian::Query& query);

/// What values of documents are read from. A remote index is asked for them by a query that found the documents, not by their numbers; the
/// table of lists, where there is one, has them as columns.
struct Columns {
  const open::Index& index;
  const lists::Table* table = nullptr;
  Xapian::Query query;
};

/// The works of these documents, in order of their best copy's source: independent of the order in which they were indexed.
[[nodiscard]] std::vector<MatchedWork> works_of(const Columns& columns, const std::vector<open::DocId>& documents);

/// Number of works of these documents.
[[nodiscard]] std::size_t count_works(const Columns& columns, const std::vector<open::DocId>& documents);

/// Exact counts of works by type, issuer, level, province, year, system.
[[nodiscard]] std::vector<Facet> facets_of(const Columns& columns, const std::vector<MatchedWork>& works);

/// Announces to a remote index what the functions here will ask for.
void expect_works(const open::Index& index, const Xapian::Query& query);
void expect_facets(const open::Index& index, const Xapian::Query& query);

/// What works are sorted by besides relevance; equal ones by source.
enum class Order { date, authority, cited };
/// `cited` gives how many works cite a document; asked for Order::cited only.
void sort_works(const Columns& columns, std::vector<MatchedWork>& works, Order order, const std::function<std::size_t(open::DocId)>& cited);

}  // namespace tracuu::rank
