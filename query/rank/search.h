#pragma once
/// Full-text search: BM25 over provisions picks 200 candidates, their token streams decide the order (RANKING.md).
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/language/query.h"
#include "query/open/index.h"
#include "query/rank/conditions.h"
#include "query/rank/matches.h"
#include "query/rank/rerank.h"

namespace tracuu::rank {

enum class Sort { relevance, date, authority, cited };

struct SearchRequest {
  std::string query;
  bool literal = false;   ///< as typed: no diacritics restored, no abbreviations, no synonyms
  Sort sort = Sort::relevance;
  bool facets = false;
  bool explain = false;
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::size_t provisions_a_document = 3;
  /// Boolean terms (format/schema.h) that documents must carry; terms of one prefix are alternatives.
  std::vector<std::string> filters;
  /// Only documents that came or changed after this revision of the index; with an empty query all of them, the latest first.
  std::optional<std::uint64_t> since;
};

struct ProvisionHit {
  open::ProvisionId id = 0;
  double score = 0;
  std::string source;
  std::uint32_t ordinal = 0;
  std::string source_id;  ///< `_id` of a bulk record; else empty
  model::Unit unit = model::Unit::preamble;  ///< preamble also for what stands outside of the outline
  Scores parts;              ///< what the score is made of; zeros beyond the provisions that were re-ranked
};

struct DocumentHit {
  enum class Reason : std::uint8_t {
    text,    ///< its provisions match
    number,  ///< the query is its number
    title    ///< the query is its name or title, or six words of it and more
  };
  open::Summary document;     ///< the copy that stands for the work
  std::size_t copies = 1;     ///< records of this work in the index
  double score = 0;
  Reason reason = Reason::text;
  std::vector<ProvisionHit> provisions;  ///< best first, to show: never signatures, a preamble only where nothing
                                         ///< else of the document matches; empty where only the number matched
};

struct SearchResults {
  language::Query query;             ///< what was searched, with restored diacritics
  std::vector<DocumentHit> documents;
  /// Works that meet the conditions and hold all loose words of the query.
  std::size_t total = 0;
  bool exact = true;                 ///< false: a phrase occurs too often to be checked everywhere; `total` are at least
  std::vector<Facet> facets;         ///< of these works; "hieuluc" where Lookups::state is given
  bool too_many_for_states = false;  ///< the facet of effect was not counted
  std::vector<language::FieldId> unanswered;  ///< fields that nobody could look up
  std::string absent;                ///< the query is a number and nothing else, and no document bears it: all results are texts
  std::string suggestion;            ///< "did you mean": the query with words that occur; empty if there is none
  std::string explanation;           ///< syntax tree and the queries that were made of it
  bool more = false;                 ///< a next page exists
};

struct ProvisionResults {
  language::Query query;
  std::vector<language::FieldId> unanswered;
  std::vector<ProvisionHit> provisions;
};

/// Remembers statistics between queries; belongs to the thread of its index. After Index::refresh make a new one.
class Searcher {
 public:
  explicit Searcher(const open::Index& index, Lookups lookups = {});
  ~Searcher();
  Searcher(Searcher&&) noexcept;

  /// Works, best first: the one whose number or title the query is, then by the score of their best provision.
  [[nodiscard]] SearchResults documents(const SearchRequest& request);
  /// Provisions, best first.
  [[nodiscard]] ProvisionResults provisions(const SearchRequest& request);
  /// Works whose provisions are like the document's, best first, without itself; nothing where it has no text.
  [[nodiscard]] SearchResults similar(open::DocId document, const SearchRequest& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::rank
