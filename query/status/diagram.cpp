#include "query/status/diagram.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "corpus/registry/registry.h"

namespace tracuu::status {
namespace {

using graph::ActId;
using graph::no_act;
using graph::Reference;

int rank_of(const model::Identity& identity) {
  const auto* type = registry::Registry::builtin().type(identity.type);
  return type == nullptr ? 99 : type->rank;
}

}  // namespace

Diagram diagram(graph::Graph& graph, ActId act, const std::vector<std::string>& relations) {
  std::map<std::pair<std::string, bool>, std::map<ActId, std::vector<Reference>>> boxes;
  const auto wanted = [&](const std::string& relation) {
    return relations.empty() ? relation != "mention" : std::find(relations.begin(), relations.end(), relation) != relations.end();
  };
  const auto add = [&](Reference reference, bool incoming) {
    const ActId other = incoming ? reference.subject : reference.target();
    if (other == no_act || other == act || !wanted(reference.relation)) return;
    boxes[{reference.relation, incoming}][other].push_back(std::move(reference));
  };
  for (auto& reference : graph.incoming(act)) add(std::move(reference), true);
  for (auto& reference : graph.outgoing(act)) {
    if (reference.subject == act) add(std::move(reference), false);
  }
  Diagram result;
  result.act = act;
  for (const auto& row : registry::Registry::builtin().relations()) {
    for (const bool incoming : {true, false}) {
      const auto box = boxes.find({row.name, incoming});
      if (box == boxes.end()) continue;
      DiagramGroup group{row.name, incoming, {}};
      for (auto& [other, evidence] : box->second) {
        std::stable_sort(evidence.begin(), evidence.end(), [](const Reference& a, const Reference& b) { return a.nested() < b.nested(); });
        group.entries.push_back({other, std::move(evidence), false});
        group.entries.back().only_nested = group.entries.back().evidence.front().nested();
      }
      std::sort(group.entries.begin(), group.entries.end(), [&](const DiagramEntry& a, const DiagramEntry& b) {
        const auto& one = graph.resolver().act(a.act);
        const auto& other = graph.resolver().act(b.act);
        return std::tuple(rank_of(one.identity), one.identity.date, one.id) < std::tuple(rank_of(other.identity), other.identity.date, other.id);
      });
      result.groups.push_back(std::move(group));
    }
  }
  return result;
}

}  // namespace tracuu::status
