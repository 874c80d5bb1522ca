#pragma once
/// Reports of impact, coverage and the relation diagram. Layouts "tracuu.impact/1", "tracuu.coverage/1",
/// "tracuu.diagram/1" (docs/json.md).
#include <string>

#include "query/report/act_lines.h"
#include "query/report/links_report.h"
#include "query/status/coverage.h"
#include "query/status/diagram.h"
#include "query/status/impact.h"

namespace tracuu::report {

/// `limit`: documents shown in text; 0 for all.
[[nodiscard]] std::string impact_report(graph::Graph& graph, const status::Impact& impact, const status::ImpactOptions& options,
                                        std::size_t limit, Layout layout, const Look& look);
[[nodiscard]] std::string coverage_report(graph::Graph& graph, const status::Coverage& coverage, Layout layout, const Look& look);
/// `limit`: acts shown in a box of text and drawings; 0 for all.
[[nodiscard]] std::string diagram_report(graph::Graph& graph, const status::Diagram& diagram, std::size_t limit, Layout layout, const Look& look);
/// The diagram in the language of Graphviz; same diagram, same bytes.
[[nodiscard]] std::string diagram_dot(graph::Graph& graph, const status::Diagram& diagram, std::size_t limit, const Look& look);

}  // namespace tracuu::report
