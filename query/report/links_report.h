#pragma once
/// Reports of links: candidates for an id, references from and to an act, traces.
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/citations.h"
#include "query/graph/trace.h"
#include "query/report/act_lines.h"

namespace tracuu::report {

enum class Layout { text, json, jsonl, csv };

/// Several acts fit what was typed: what tells them apart, and what to type instead. `command`: "cites", for the examples.
[[nodiscard]] std::string candidates_report(graph::Graph& graph, std::string_view typed, const std::vector<resolve::ActId>& acts,
                                            std::string_view command, Layout layout, const Look& look);

/// What a report of references is about.
struct ReferencesRequest : graph::CitationQuery {
  std::size_t sentences = 1;        ///< shown for each pair of documents; 0 for none
};

using References = graph::Citations;
[[nodiscard]] References references(graph::Graph& graph, const ReferencesRequest& request);
[[nodiscard]] std::string references_report(graph::Graph& graph, const References& references, const ReferencesRequest& request,
                                            Layout layout, const Look& look);

[[nodiscard]] std::string trace_report(graph::Graph& graph, const graph::Trace& trace, const graph::TraceOptions& options,
                                       Layout layout, const Look& look);
/// Traces of the candidates of an ambiguous id, one below the other, each told apart.
[[nodiscard]] std::string traces_report(graph::Graph& graph, std::string_view typed, const std::vector<graph::Trace>& traces,
                                        const graph::TraceOptions& options, Layout layout, const Look& look);

}  // namespace tracuu::report
