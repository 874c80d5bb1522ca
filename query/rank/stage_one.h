#pragma once
/// Stage 1 of ranking: the provisions with the highest BM25 score, exactly, in a known order (RANKING.md section 1).
///
/// Xapian's matcher looks up the length of a provision anew for each posting, which is most of its time on queries of frequent words. Here the
/// lists of a local index are added up window by window of provisions, the most promising windows first: what each list gives at most in a
/// window is known, so windows and lists that cannot reach the last wanted place are passed over. Frequent words of large indexes
/// come from lists/table.h, which tells that without reading the postings; others are decoded and stay so, up to a limit: the words of
/// questions come back. A remote index is asked by Xapian's matcher: one query instead of whole posting lists (DESIGN rule 8).
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/lists/id_set.h"
#include "query/lists/table.h"
#include "query/open/index.h"

namespace tracuu::rank {

/// A place of the query: any of its terms counts as the word itself, their occurrences are added.
struct StageOneTerm {
  std::vector<std::string> terms;  ///< ranking terms (format/schema.h)
  double weight = 1;               ///< idf times what the place counts; not negative
};

struct StageOneHit {
  open::ProvisionId id = 0;
  double score = 0;
  std::string sort_key;  ///< for format::read_provision_sort_key
};

class StageOne {
 public:
  /// `table` may be null.
  explicit StageOne(const open::Index& index, const lists::Table* table = nullptr) : index_(index), table_(table) {}

  /// The `count` best that meet `filter`, by score, then by source and ordinal (slot kProvisionSortSlot).
  [[nodiscard]] std::vector<StageOneHit> best(std::vector<StageOneTerm> query, std::size_t count, const std::optional<Xapian::Query>& filter);

  /// Null where there is none.
  [[nodiscard]] const lists::Table* table() const { return table_; }

  struct Holders {
    std::vector<open::ProvisionId> ids;
    bool all = true;  ///< false: there are more, and these weigh most; of equal ones those that stand first in order of sources
  };
  /// Of a local index the provisions that hold every place of the query, `most` at most; ascending.
  [[nodiscard]] Holders holding_all(std::vector<StageOneTerm> query, std::size_t most);

 private:
  /// Provisions of a window that can still get in, ascending; side by side, so that several are weighed at once.
  struct Live {
    std::array<std::uint16_t, lists::kWindow> offsets;
    std::array<std::uint32_t, lists::kWindow> occurrences;  ///< of the term that is being added
    std::array<float, lists::kWindow> norms;
    std::array<double, lists::kWindow> scores;
    std::size_t count = 0;

    void clear() { count = 0; }
    void add(std::size_t offset, double score) { add_if(true, offset, score); }
    /// At most kWindow - 1 are left before it.
    void add_if(bool wanted, std::size_t offset, double score) {
      offsets[count] = static_cast<std::uint16_t>(offset);
      scores[count] = score;
      count += wanted ? 1 : 0;
    }
    void read_norms(std::span<const float> of_window);
    void weigh(double whole);
    void keep(double least);
  };
  struct Term;
  struct Source;
  struct Search;
  /// A decoded posting list.
  struct List {
    std::vector<open::ProvisionId> ids;       ///< ascending
    std::vector<std::uint32_t> occurrences;   ///< of each
    std::vector<double> shares;               ///< of each: what it gets of the term's weight
    std::vector<float> most;                  ///< by window: the greatest of them
    std::vector<std::uint32_t> first;         ///< by window: the first posting in it or after it
    std::uint64_t used = 0;                   ///< when, for dropping the oldest
  };
  void read_lengths();
  [[nodiscard]] const List& list(const std::string& term);
  [[nodiscard]] std::vector<Term> terms_of(std::vector<StageOneTerm> query);
  void run(Search& search);
  void visit(Search& search, std::size_t window);
  void add_list(Term& term, std::size_t window);
  void look_up(Term& term, std::size_t window);
  [[nodiscard]] lists::IdSet intersection(Search& search);
  [[nodiscard]] std::vector<StageOneHit> ordered(const Search& search, std::size_t count);
  void mark(const Xapian::Query& condition, lists::IdSet& holders) const;
  [[nodiscard]] std::vector<std::string> sort_keys(const std::vector<StageOneHit>& hits);
  [[nodiscard]] std::vector<StageOneHit> ask_matcher(const std::vector<StageOneTerm>& query, std::size_t count, const std::optional<Xapian::Query>& filter) const;

  const open::Index& index_;
  const lists::Table* table_;
  std::span<const float> norms_;   // by ProvisionId
  std::vector<float> own_norms_;   // where there is no table
  std::vector<double> score_;      // of the window that is being visited
  Live live_;                      // in it
  std::vector<std::uint32_t> occurrences_;  // in it, of alternatives, while they are added up
  std::unordered_map<std::string, List> lists_;
  std::size_t postings_ = 0;       // in lists_
  std::uint64_t clock_ = 0;        // searches
  std::vector<std::string> sort_keys_;      // by ProvisionId; empty until many were asked for
};

/// What a term is worth that stands in `held` of `all` provisions: BM25's idf as Xapian computes it.
[[nodiscard]] double stage_one_idf(double held, double all);

}  // namespace tracuu::rank
