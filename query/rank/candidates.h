#pragma once
/// The provisions that may answer a query: stage 1 (BM25 over provisions) and stage 2 (token streams), RANKING.md.
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/rank/conditions.h"
#include "query/rank/quotation.h"
#include "query/rank/rerank.h"
#include "query/rank/search.h"
#include "query/rank/stage_one.h"

namespace tracuu::rank {

struct Candidate {
  ProvisionHit hit;
  bool exact_name = false;    ///< the query is the document's name
  bool holds_phrases = true;  ///< all phrases of the query stand in it
};

/// How far to look.
enum class Depth { usual, deep };

class CandidateFinder {
 public:
  CandidateFinder(const open::Index& index, StageOne& stage_one);

  /// Decides by source which documents' provisions are wanted; empty: all. `ahead` is told which will be asked for first, and may be empty.
  struct Allowed {
    std::function<bool(const std::string& source)> test;
    std::function<void(const std::vector<std::string>& sources)> ahead;
  };
  /// Candidates in final order: those that hold the phrases, then by score. Depth::deep appends what follows the re-ranked ones, in order of stage 1, so that
  /// later pages go on where the first ones end.
  [[nodiscard]] std::vector<Candidate> find(const language::Query& query, const Conditions& conditions, const Allowed& allowed, Depth depth);

  /// What provisions tell of the readings of a query (language/diacritics.h).
  [[nodiscard]] language::Witness witness();

  [[nodiscard]] std::uint32_t frequency(const std::string& term);
  [[nodiscard]] double idf(const std::string& term);
  /// Stage 1 as text, for --explain.
  [[nodiscard]] std::string describe(const language::Query& query);

 private:
  [[nodiscard]] double idf(text::SyllableId id);
  [[nodiscard]] RerankQuery weighed(const language::Query& query);
  [[nodiscard]] std::vector<StageOneTerm> pruned(const RerankQuery& query);
  [[nodiscard]] language::NearCounts near(const language::Readings& readings);
  [[nodiscard]] language::Readings quoted(const language::Readings& readings);
  [[nodiscard]] std::vector<open::ProvisionId> with_all_words(const language::Readings& places, std::size_t with_records);
  [[nodiscard]] std::vector<open::ProvisionId> found_remotely(const language::Readings& places, std::size_t with_records);
  [[nodiscard]] std::vector<std::string> records_of(const std::vector<StageOneHit>& hits, std::size_t from, std::size_t count) const;
  /// The provision after (before) the one with this key in its document, as a record; empty if there is none.
  [[nodiscard]] std::string neighbour(const std::string& source, std::uint32_t ordinal, bool after) const;
  void add_source_of_quotation(const language::Query& query, const RerankQuery& weighed_query, const Allowed& allowed, std::vector<Candidate>& candidates);
  /// Of these provisions those before and after over whose ends a quotation may run.
  [[nodiscard]] std::vector<open::Index::Place> neighbours_of(Quotation& quotation, const std::vector<StageOneHit>& provisions, const std::vector<std::string>& records) const;
  [[nodiscard]] std::vector<open::Index::Place> neighbours_of(Quotation& quotation, const std::vector<Candidate>& candidates, bool (*wanted)(const Candidate&)) const;
  /// Announces what ranking the candidates of a query will ask a remote index for.
  void expect(const language::Query& query, const RerankQuery& weighed_query, const std::vector<format::ProvisionView>& views, const std::vector<Candidate>& candidates);
  void prefer_quotation_across(const language::Query& query, std::vector<Candidate>& candidates) const;
  void rank(const RerankQuery& query, const std::vector<format::ProvisionView>& views, std::vector<Candidate>& candidates);

  const open::Index& index_;
  StageOne& stage_one_;
  double provisions_;
  double average_length_;
  std::unordered_map<std::string, std::uint32_t> frequencies_;
  std::vector<double> idf_of_syllable_;
  std::vector<StageOneHit> near_;          // the latest near(), and its records
  std::vector<std::string> near_records_;
};

}  // namespace tracuu::rank
