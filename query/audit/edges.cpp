#include "query/audit/edges.h"

#include <string_view>

#include "corpus/registry/registry.h"

namespace tracuu::audit {
namespace {

Edge::Relation relation_of(std::string_view name) {
  using R = Edge::Relation;
  static constexpr std::pair<std::string_view, R> names[] = {{"basis", R::basis},       {"implements", R::implements}, {"guides", R::guides},     {"amends", R::amends},
                                                             {"replaces", R::replaces}, {"repeals", R::repeals},       {"suspends", R::suspends}, {"consolidates", R::consolidates}};
  for (const auto& [relation, code] : names) {
    if (relation == name) return code;
  }
  return R::other;
}

}  // namespace

Edges::Edges(graph::Graph& graph, const std::vector<resolve::RecordId>& records) : graph_(graph), records_(records) {
  for (const auto& row : registry::Registry::builtin().relations()) relations_.push_back(relation_of(row.name));
}

void Edges::take(resolve::RecordId record) {
  if (graph_.table() != nullptr) return;
  const auto begin = kept_.size();
  const auto& mentions = graph_.document(record).mentions;
  for (const auto& reference : graph_.references_of(record)) {
    if (reference.target() == resolve::no_act) continue;
    Edge edge;
    edge.record = record;
    edge.mention = reference.mention;
    edge.subject = reference.subject;
    edge.target = reference.target();
    edge.relation = relation_of(reference.relation);
    edge.certain = reference.resolution.certain;
    edge.nested = reference.nested();
    edge.whole = mentions[reference.mention].pinpoints.empty();
    kept_.push_back(edge);
  }
  places_[record] = {begin, kept_.size()};
}

Edge Edges::edge_of(const links::Table& table, links::EdgeId id) const {
  const auto& row = table.edge(id);
  Edge edge;
  edge.record = row.record;
  edge.mention = row.mention;
  edge.subject = table.subject(row);
  edge.target = table.target(row);
  if (row.relation < relations_.size()) edge.relation = relations_[row.relation];
  edge.certain = table.resolution_row(row).certain != 0;
  edge.nested = (row.flags & links::nested) != 0;
  edge.whole = table.pinpoints(row).empty();
  return edge;
}

}  // namespace tracuu::audit
