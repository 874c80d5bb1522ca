#pragma once
/// What an audit has to read again after documents came to an index or changed: they themselves, and those whose findings may be
/// others now.
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::audit {

/// Records, ascending, of documents other than `changed` whose references may resolve otherwise, or rest on something that ended
/// or changed, since these came:
/// * they cite a number or name that one of `changed` bears;
/// * they are no older than one of `changed` that ends or changes an act, and cite that act;
/// * they give an act another day than most do, and one of `changed` tells the day of that act.
/// Findings of rules over all documents (circles, doubles, gaps) are not followed up.
[[nodiscard]] std::vector<resolve::RecordId> touched_by(graph::Graph& graph, resolve::Catalogue& catalogue, const std::vector<resolve::RecordId>& changed);

}  // namespace tracuu::audit
