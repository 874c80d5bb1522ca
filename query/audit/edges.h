#pragma once
/// Relations between acts as the documents of an audit state them, for rules over all documents. A national index has millions: with
/// a derived table they are read from it whenever they are walked; without one they are kept as documents are read.
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::audit {

/// A relation between two acts, as one document states it.
struct Edge {
  resolve::RecordId record = 0;
  std::uint32_t mention = 0;
  resolve::ActId subject = resolve::no_act, target = resolve::no_act;
  enum class Relation : std::uint8_t { other, basis, implements, guides, amends, replaces, repeals, suspends, consolidates };
  Relation relation = Relation::other;
  bool certain = false;   ///< target resolved without doubt
  bool nested = false;    ///< stated by a third document
  bool whole = false;     ///< the whole act, no provision of it
};

class Edges {
 public:
  /// `records`: those that each() walks. Both must outlive the edges.
  Edges(graph::Graph& graph, const std::vector<resolve::RecordId>& records);

  /// Takes what a record states; nothing to do where the table has it.
  void take(resolve::RecordId record);

  /// Calls use(const Edge&) for what a record states, in reading order; only of references that lead to an act.
  template <typename Use>
  void of(resolve::RecordId record, const Use& use) const {
    if (const auto* table = graph_.table()) {
      const auto [begin, end] = table->edges_of(record);
      for (auto edge = begin; edge < end; ++edge) {
        if (const auto made = edge_of(*table, edge); made.target != resolve::no_act) use(made);
      }
    } else if (const auto found = places_.find(record); found != places_.end()) {
      for (auto i = found->second.first; i < found->second.second; ++i) use(kept_[i]);
    }
  }
  /// The same for all records, one after the other.
  template <typename Use>
  void each(const Use& use) const {
    for (const auto record : records_) of(record, use);
  }

 private:
  [[nodiscard]] Edge edge_of(const links::Table& table, links::EdgeId id) const;

  graph::Graph& graph_;
  const std::vector<resolve::RecordId>& records_;
  std::vector<Edge::Relation> relations_;  ///< by row of the vocabulary
  std::vector<Edge> kept_;
  std::unordered_map<resolve::RecordId, std::pair<std::size_t, std::size_t>> places_;
};

}  // namespace tracuu::audit
