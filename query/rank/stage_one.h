#pragma once
/// Stage 1 of ranking: the provisions with the highest BM25 score, exactly, in a known order (RANKING.md section 1).
///
/// Xapian's matcher looks up the length of a provision anew for each posting, which is most of its time on queries of frequent words. Here the
/// posting lists of a local index are added up term by term over lengths that were read once; lists of frequent words are only looked
/// into where the candidates can still be told apart (the rest cannot reach the last wanted place any more). Lists that were read stay
/// decoded, up to a limit: the words of questions come back. A remote index is asked by Xapian's matcher: one query instead of whole
/// posting lists (DESIGN rule 8).
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

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
  explicit StageOne(const open::Index& index) : index_(index) {}

  /// The `count` best that meet `filter`, by score, then by source and ordinal (slot kProvisionSortSlot).
  [[nodiscard]] std::vector<StageOneHit> best(std::vector<StageOneTerm> query, std::size_t count, const std::optional<Xapian::Query>& filter);

 private:
  struct Term;
  /// A decoded posting list.
  struct List {
    std::vector<open::ProvisionId> ids;       ///< ascending
    std::vector<std::uint32_t> occurrences;   ///< of each
    std::vector<double> shares;               ///< of each: what it gets of the term's weight, occurrences / (occurrences + norm)
    double most = 0;                          ///< greatest share of its weight that a provision gets from it
    std::uint64_t used = 0;                   ///< when, for dropping the oldest
  };
  void read_lengths();
  [[nodiscard]] double share(open::ProvisionId id, Xapian::termcount occurrences) const;
  [[nodiscard]] const List* kept(const std::string& term);
  [[nodiscard]] const List& list(const std::string& term);
  [[nodiscard]] std::vector<std::string> sort_keys(const std::vector<StageOneHit>& hits);
  template <typename Use>
  void look_up(const std::string& term, const Use& use);
  [[nodiscard]] std::vector<StageOneHit> ask_matcher(const std::vector<StageOneTerm>& query, std::size_t count, const std::optional<Xapian::Query>& filter) const;
  [[nodiscard]] std::vector<StageOneHit> take(std::size_t count);
  template <typename Use>
  void walk(const Term& term, const Use& use);

  const open::Index& index_;
  std::vector<float> norm_;        // by ProvisionId: k1 * (1 - b + b * length / average)
  float least_norm_ = 0;
  std::vector<double> score_;      // by ProvisionId; 0 where no term was met
  std::vector<open::ProvisionId> touched_;
  std::unordered_map<std::string, List> lists_;
  std::size_t postings_ = 0;       // in lists_
  std::uint64_t clock_ = 0;        // searches
  std::vector<std::uint32_t> occurrences_;  // by ProvisionId: of alternatives, while they are added up
  std::vector<std::string> sort_keys_;      // by ProvisionId; empty until many were asked for
};

/// What a term is worth that stands in `held` of `all` provisions: BM25's idf as Xapian computes it.
[[nodiscard]] double stage_one_idf(double held, double all);

}  // namespace tracuu::rank
