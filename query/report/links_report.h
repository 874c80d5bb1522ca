#pragma once
/// Reports of links: candidates for an id, references from and to an act, traces.
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/trace.h"
#include "query/report/act_lines.h"

namespace tracuu::report {

enum class Layout { text, json, jsonl, csv };

/// Several acts fit what was typed: what tells them apart, and what to type instead. `command`: "cites", for the examples.
[[nodiscard]] std::string candidates_report(graph::Graph& graph, std::string_view typed, const std::vector<resolve::ActId>& acts,
                                            std::string_view command, Layout layout, const Look& look);

/// What a report of references is about.
struct ReferencesRequest {
  resolve::ActId act = resolve::no_act;
  bool incoming = false;
  std::string path;                 ///< a provision: outgoing from it, or incoming to it; empty for the whole document
  std::vector<std::string> relations;  ///< only these; empty for all
  std::size_t sentences = 1;        ///< shown for each pair of documents; 0 for none
  std::size_t limit = 100;          ///< documents shown in text; 0 for all
};

struct References {
  std::vector<graph::Reference> found;
  std::vector<graph::Reference> undecided;  ///< incoming only: may mean this act
};
[[nodiscard]] References references(graph::Graph& graph, const ReferencesRequest& request);
[[nodiscard]] std::string references_report(graph::Graph& graph, const References& references, const ReferencesRequest& request,
                                            Layout layout, const Look& look);

[[nodiscard]] std::string trace_report(graph::Graph& graph, const graph::Trace& trace, const graph::TraceOptions& options,
                                       Layout layout, const Look& look);
/// Traces of the candidates of an ambiguous id, one below the other, each told apart.
[[nodiscard]] std::string traces_report(graph::Graph& graph, std::string_view typed, const std::vector<graph::Trace>& traces,
                                        const graph::TraceOptions& options, Layout layout, const Look& look);

}  // namespace tracuu::report
