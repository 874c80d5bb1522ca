#pragma once
/// The relation diagram as lawyers know it (lược đồ): every relation of an act by label, in both directions.
#include <string>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::status {

/// One act beside the one in the middle.
struct DiagramEntry {
  graph::ActId act = graph::no_act;
  std::vector<graph::Reference> evidence;  ///< at least one; the documents' own statements first
  /// Every statement comes from third documents.
  bool only_nested = false;
};

/// One box of the diagram: "Văn bản được căn cứ", "Văn bản sửa đổi, bổ sung".
struct DiagramGroup {
  std::string relation;   ///< first column of registry/vocabulary
  bool incoming = false;  ///< the others relate to the act in the middle
  std::vector<DiagramEntry> entries;  ///< by rank, then date, then id
};

struct Diagram {
  graph::ActId act = graph::no_act;
  std::vector<DiagramGroup> groups;  ///< in the order of the vocabulary, incoming before outgoing; none empty
};

/// `relations`: only these; empty for all but mere mentions.
[[nodiscard]] Diagram diagram(graph::Graph& graph, graph::ActId act, const std::vector<std::string>& relations);

}  // namespace tracuu::status
