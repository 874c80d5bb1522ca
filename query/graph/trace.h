#pragma once
/// Traces: what implements an act, what implements that, and so on; or the way up.
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::graph {

struct TraceOptions {
  std::vector<std::string> relations{"implements", "guides"};
  std::size_t depth = 6;    ///< levels below the root
  std::size_t limit = 500;  ///< nodes in all; what is cut off is counted
  bool up = false;          ///< from the act to what it implements
};

/// What one act states of another within a trace: all references that say so.
struct TraceEdge {
  std::vector<std::string> relations;  ///< each once, in order of appearance
  std::vector<Reference> evidence;     ///< at least one; own statements first
  /// Stated in passing, in the body of the document only ("đẩy mạnh thực hiện Nghị định ..."): neither its title nor its
  /// opening says that it implements the act, and no third document does. Such an act is shown as a leaf, after the others:
  /// what stands below it implements something else.
  bool in_body = false;
  /// Every statement comes from third documents.
  [[nodiscard]] bool only_nested() const;
};

/// A task that an act gives to a named body ("Giao Sở Tư pháp xây dựng kế hoạch thực hiện ..."), and what came of it.
struct TraceObligation {
  std::string body;        ///< as stated
  ActId met_by = no_act;   ///< an act of that body below; no_act if the index has none
};

struct TraceNode {
  ActId act = no_act;
  std::optional<int> lag_days;              ///< from the issue of the act above to that of this one; downwards only
  std::vector<TraceObligation> obligations; ///< downwards only; tasks of bodies that are named one by one ("các sở, ngành" are not)
  TraceEdge edge;                     ///< to the parent; empty for the root
  std::vector<TraceNode> children;    ///< ordered by date of issue, those stated in bodies last
  std::vector<ActId> also;            ///< other acts higher on this branch that it relates to directly as well
  bool seen = false;                  ///< its children are shown elsewhere in this trace (a second way leads here)
  bool cycle = false;                 ///< it stands above itself: the documents relate to each other in a circle
  std::size_t cut = 0;                ///< children left out because of depth or limit
};

struct Trace {
  TraceNode root;
  std::size_t acts = 0;         ///< below the root, each once
  std::size_t only_cited = 0;   ///< of them without text in the index
  std::size_t cycles = 0;
  /// Downwards: references of the wanted relations that may mean the root and were not resolved to it.
  std::vector<Reference> undecided;
};

/// Builds the tree. An act that relates to X and also to something below X is shown below, with a note (`also`): a plan
/// that implements the programme and names the resolution stands under the programme.
[[nodiscard]] Trace trace(Graph& graph, ActId root, const TraceOptions& options);

}  // namespace tracuu::graph
