#pragma once
/// Stage 2 of ranking: scores the candidates of stage 1 by how their token streams hold the query (RANKING.md section 1,
/// formulas F1 and F2). Pure: knows neither Xapian nor the index.
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/format/provision_record.h"

namespace tracuu::rank {

struct RankedTerm {
  std::string term;
  double idf = 0;  ///< ln(1 + (N - df + 0.5)/(df + 0.5)) over provisions; ln(N + 1) for an unseen one
};

struct RerankQuery {
  std::vector<RankedTerm> units;   ///< distinct terms of the query
  std::vector<std::int32_t> order; ///< the query's terms as indices into units; -1 is a break
  /// order[added_from..] was added to what was typed (synonyms) and counts `added_share` of a typed term; units that occur
  /// there alone carry that share in their idf already.
  std::size_t added_from = 0xFFFFFFFF;
  double added_share = 1;
  bool asks_definition = false;
  bool asks_scope = false;
  bool asks_subject_of_act = false;
};

struct RerankStatistics {
  double average_length = 1;  ///< tokens of a provision
  std::function<double(text::SyllableId)> idf_of_syllable;           ///< for names of documents
  std::function<double(const std::string&)> idf_of_term;             ///< the same for a term that the table lacks
};

struct Scores {
  double total = 0;
  double words = 0, pairs = 0, windows = 0, heading = 0, name = 0, run = 0, rules = 0;  ///< what the total is made of
  bool whole = false;     ///< heading or body holds all that was typed word for word (five words and more)
  bool edge = false;      ///< the body ends as the query begins or begins as it ends: a quotation may run over its ends
  double own = 0;         ///< share of the query's weight that heading and body hold without the document's name
  double exact_name = 0;  ///< 1: the query is the document's name or the end of it (its title)
};

/// Terms that are none of the query whose idf `rerank` will ask for: of the candidates' names. Each once.
[[nodiscard]] std::vector<std::string> other_terms_of_names(const RerankQuery& query, const std::vector<format::ProvisionView>& candidates);

/// Scores in the order of the candidates. Typical first places: 3 to 8.
[[nodiscard]] std::vector<Scores> rerank(const RerankQuery& query, const std::vector<format::ProvisionView>& candidates,
                                         const RerankStatistics& statistics);

}  // namespace tracuu::rank
