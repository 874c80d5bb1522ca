#pragma once
/// Weighing: what speaks for and against an act that a reference may mean. Says nothing of which one it is (decide.h).
#include <span>
#include <vector>

#include "indexer/format/resolution_key.h"
#include "query/resolve/acts.h"
#include "query/resolve/number.h"
#include "query/resolve/resolve.h"

namespace tracuu::resolve {

[[nodiscard]] bool has(const Candidate& candidate, Trait trait);

class Weigher {
 public:
  /// `acts` must outlive the weigher.
  explicit Weigher(const Acts& acts) : acts_(acts) {}
  [[nodiscard]] const Acts& acts() const { return acts_; }

  /// What the form of a key's number says, worked out once for all candidates.
  struct Asked {
    NumberForm form;
    bool local = false;  ///< every province has such a number
  };
  [[nodiscard]] Asked asked(const format::ResolutionKey& key) const;
  [[nodiscard]] Candidate weigh(const format::ResolutionKey& key, const Asked& asked, ActId id) const;
  /// All of them, best first, the excluded last.
  [[nodiscard]] std::vector<Candidate> weigh(const format::ResolutionKey& key, const Asked& asked, std::span<const ActId> acts) const;

  /// Of the candidates that only the date excludes the nearest, if both can be of one series: the same year or term, or a
  /// slip of one part of the date. A resolution of another term with that number is simply another act.
  [[nodiscard]] ActId nearest_conflict(const format::ResolutionKey& key, const std::vector<Candidate>& candidates) const;

 private:
  using Traits = std::vector<Trait>;
  void weigh_type(const format::ResolutionKey& key, const Act& act, const NumberForm& form, Traits& traits) const;
  void weigh_issuer(const format::ResolutionKey& key, const Act& act, bool local, Traits& traits) const;
  void weigh_province(const format::ResolutionKey& key, const Act& act, Traits& traits) const;
  void weigh_time(const format::ResolutionKey& key, const Act& act, const NumberForm& form, Traits& traits) const;
  void weigh_force(const format::ResolutionKey& key, const Act& act, Traits& traits) const;

  const Acts& acts_;
};

/// Where a reference says that the act comes from: the place of its issuer, else the province of its words.
[[nodiscard]] std::string_view cited_province(const format::ResolutionKey& key);

}  // namespace tracuu::resolve
