#pragma once
/// Pages of "who cites X" and "what does X cite": filtered, counted, in order of authority. Of 50,000 citing acts only those
/// of the page are read.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "query/graph/graph.h"
#include "query/links/facts.h"

namespace tracuu::graph {

/// What the other act (who cites, or what is cited) and the reference must be; empty members ask for nothing.
struct CitationFilter {
  std::vector<std::string> relations;  ///< first column of registry/vocabulary
  std::vector<std::string> types;      ///< type codes
  std::vector<std::string> issuers;    ///< slugs ("ubnd.can-tho", "btc"), or the bodies that they begin with ("ubnd")
  std::vector<std::string> provinces;  ///< slugs; both eras of a name
  std::vector<links::Level> levels;
  model::Date from, to;                ///< date of the other act, both included; acts without a date do not pass
  std::function<bool(ActId)> accept;   ///< any other condition on the other act (its status on a day)

  [[nodiscard]] bool accepts(const links::Facts& facts) const;
  [[nodiscard]] bool asks_for_facts() const;
};

struct CitationQuery {
  ActId act = no_act;
  bool incoming = false;
  std::string path;        ///< a provision of `act`: cited by it, or citations of it, of what holds it and of what it holds
  CitationFilter filter;
  std::size_t offset = 0;
  std::size_t limit = 0;   ///< other acts on the page; 0 for all
};

struct Citations {
  /// References of the page, the other acts in order of links::stands_before, those that are only words at the end.
  std::vector<Reference> found;
  std::size_t acts = 0;       ///< other acts in all, not only on the page
  std::size_t mentions = 0;   ///< in all
  std::map<std::string, std::size_t> by_relation;  ///< other acts that relate so
  /// Incoming only: may mean the act; those that pass the filter, of as many citing documents as the page holds.
  std::vector<Reference> undecided;
  std::size_t undecided_documents = 0;  ///< in all
};

[[nodiscard]] Citations citations(Graph& graph, const CitationQuery& query);
/// The undecided ones alone.
[[nodiscard]] Citations undecided(Graph& graph, const CitationQuery& query);

}  // namespace tracuu::graph
