#include "query/graph/trace.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"
#include "query/graph/bodies.h"
#include "query/graph/citations.h"

namespace tracuu::graph {
namespace {

/// The acts around the root within the asked depth, with the edges between them, before a tree is made of them.
struct Neighbourhood {
  std::map<ActId, std::map<ActId, TraceEdge>> below;  ///< parent -> children
  std::map<ActId, std::size_t> cut;                   ///< children not followed
};

bool wanted(const TraceOptions& options, const std::string& relation) {
  return std::find(options.relations.begin(), options.relations.end(), relation) != options.relations.end();
}

/// An act that relates to another, before its statements are read.
struct Neighbour {
  ActId act = no_act;
  bool in_body = true;                 ///< every statement is made in passing
  std::vector<links::EdgeId> edges;    ///< of the table
  std::vector<Reference> evidence;     ///< without one
};

class Neighbours {
 public:
  Neighbours(Graph& graph, const TraceOptions& options) : graph_(graph), options_(options) {
    for (const auto& row : registry::Registry::builtin().relations()) wanted_.push_back(wanted(options, row.name));
  }

  /// In order of issue, those stated in bodies last.
  std::vector<Neighbour> of(ActId act) {
    std::vector<Neighbour> found = !options_.up && graph_.table() != nullptr ? from_table(act) : from_references(act);
    struct Key {
      bool in_body;
      model::Date date;
      std::uint16_t authority;
      Neighbour* neighbour;
    };
    std::vector<Key> order;
    order.reserve(found.size());
    for (auto& neighbour : found) {
      const auto facts = graph_.facts(neighbour.act);
      order.push_back({neighbour.in_body, facts.date, facts.authority, &neighbour});
    }
    std::sort(order.begin(), order.end(), [&](const Key& a, const Key& b) {
      if (a.in_body != b.in_body) return !a.in_body;
      if (a.date != b.date) return a.date < b.date;
      if (a.authority != b.authority) return a.authority < b.authority;
      return graph_.id_of(a.neighbour->act) < graph_.id_of(b.neighbour->act);
    });
    std::vector<Neighbour> sorted;
    sorted.reserve(order.size());
    for (const Key& key : order) sorted.push_back(std::move(*key.neighbour));
    return sorted;
  }

  /// How many of() would find.
  std::size_t count(ActId act) {
    if (options_.up || graph_.table() == nullptr) return from_references(act).size();
    const auto& table = *graph_.table();
    if (act >= table.size()) return 0;
    std::unordered_set<ActId> found;
    for (const auto id : table.incoming(act)) {
      const auto& edge = table.edge(id);
      if (edge.relation >= wanted_.size() || !wanted_[edge.relation]) continue;
      if (const auto subject = table.subject(edge); subject != no_act && subject != act) found.insert(subject);
    }
    return found.size();
  }

  TraceEdge edge(Neighbour&& neighbour) {
    TraceEdge edge;
    edge.evidence = std::move(neighbour.evidence);
    for (const auto id : neighbour.edges) edge.evidence.push_back(graph_.reference(id));
    edge.in_body = neighbour.in_body;
    for (const auto& reference : edge.evidence) {
      if (std::find(edge.relations.begin(), edge.relations.end(), reference.relation) == edge.relations.end()) edge.relations.push_back(reference.relation);
    }
    std::stable_sort(edge.evidence.begin(), edge.evidence.end(), [](const Reference& a, const Reference& b) { return a.nested() < b.nested(); });
    return edge;
  }

 private:
  std::vector<Neighbour> from_table(ActId act) {
    const auto& table = *graph_.table();
    if (act >= table.size()) return {};
    std::vector<links::EdgeId> edges;
    for (const auto id : table.incoming(act)) {
      const auto& edge = table.edge(id);
      if (edge.relation < wanted_.size() && wanted_[edge.relation]) edges.push_back(id);
    }
    std::sort(edges.begin(), edges.end(), [&](links::EdgeId a, links::EdgeId b) {
      const auto one = table.edge(a).record, other = table.edge(b).record;
      if (one == other) return a < b;
      const auto& first = table.record(one);
      const auto& second = table.record(other);
      return std::tie(first.date, first.order) < std::tie(second.date, second.order);
    });
    std::vector<Neighbour> found;
    std::unordered_map<ActId, std::size_t> places;
    for (const auto id : edges) {
      const auto& edge = table.edge(id);
      const auto subject = table.subject(edge);
      if (subject == no_act || subject == act) continue;
      const auto [place, fresh] = places.try_emplace(subject, found.size());
      if (fresh) found.push_back({subject});
      auto& neighbour = found[place->second];
      neighbour.edges.push_back(id);
      neighbour.in_body = neighbour.in_body && (edge.flags & links::in_body) != 0;
    }
    return found;
  }

  std::vector<Neighbour> from_references(ActId act) {
    std::vector<Neighbour> found;
    std::unordered_map<ActId, std::size_t> places;
    for (auto& reference : options_.up ? graph_.outgoing(act) : graph_.incoming(act, options_.relations)) {
      const ActId other = options_.up ? reference.target() : reference.subject;
      if (!wanted(options_, reference.relation) || other == no_act || other == act) continue;
      const auto [place, fresh] = places.try_emplace(other, found.size());
      if (fresh) found.push_back({other});
      auto& neighbour = found[place->second];
      neighbour.in_body = neighbour.in_body && reference.in_body;
      neighbour.evidence.push_back(std::move(reference));
    }
    return found;
  }

  Graph& graph_;
  const TraceOptions& options_;
  std::vector<bool> wanted_;  ///< by row of the vocabulary
};

Neighbourhood explore(Graph& graph, ActId root, const TraceOptions& options) {
  Neighbourhood area;
  Neighbours neighbours(graph, options);
  std::map<ActId, std::size_t> level{{root, 0}};  // of the acts whose neighbours are looked at
  std::set<ActId> met{root};
  std::deque<ActId> queue{root};
  while (!queue.empty()) {
    const ActId act = queue.front();
    queue.pop_front();
    if (level[act] >= options.depth) {
      if (const auto below = neighbours.count(act); below > 0) area.cut[act] = below;
      continue;
    }
    auto found = neighbours.of(act);
    auto& children = area.below[act];
    for (auto& child : found) {
      if (!met.contains(child.act) && met.size() > options.limit) {
        ++area.cut[act];
        continue;
      }
      met.insert(child.act);
      if (!child.in_body && level.emplace(child.act, level[act] + 1).second) queue.push_back(child.act);
      const auto id = child.act;
      children.emplace(id, neighbours.edge(std::move(child)));
    }
  }
  return area;
}

/// Everything that can be reached from an act, itself left out unless a circle leads back; not by way of bodies.
const std::set<ActId>& reach(const Neighbourhood& area, ActId act, std::map<ActId, std::set<ActId>>& memo) {
  if (const auto found = memo.find(act); found != memo.end()) return found->second;
  std::set<ActId> seen;
  std::deque<ActId> queue{act};
  while (!queue.empty()) {
    const auto next = area.below.find(queue.front());
    queue.pop_front();
    if (next == area.below.end()) continue;
    for (const auto& [child, edge] : next->second) {
      if (!edge.in_body && seen.insert(child).second) queue.push_back(child);
    }
  }
  return memo.emplace(act, std::move(seen)).first->second;
}

class TreeBuilder {
 public:
  TreeBuilder(Graph& graph, const Neighbourhood& area) : graph_(graph), area_(area) {}

  TraceNode build(ActId act, TraceEdge edge) {
    TraceNode node;
    node.act = act;
    node.edge = std::move(edge);
    if (std::find(path_.begin(), path_.end(), act) != path_.end()) {
      node.cycle = true;
      ++cycles_;
      return node;
    }
    if (node.edge.in_body) return node;
    if (const auto cut = area_.cut.find(act); cut != area_.cut.end()) node.cut = cut->second;
    const auto below = area_.below.find(act);
    if (below == area_.below.end()) return node;
    if (!expanded_.insert(act).second) {
      node.seen = !below->second.empty();
      return node;
    }
    path_.push_back(act);
    for (const ActId child : in_order(below->second)) {
      if (shown_below_sibling(below->second, child)) continue;
      node.children.push_back(build(child, below->second.at(child)));
      note_direct_relations(node.children.back());
    }
    path_.pop_back();
    return node;
  }

  [[nodiscard]] std::size_t cycles() const { return cycles_; }

 private:
  std::vector<ActId> in_order(const std::map<ActId, TraceEdge>& children) {
    std::vector<ActId> order;
    for (const auto& [child, edge] : children) order.push_back(child);
    std::sort(order.begin(), order.end(), [&](ActId a, ActId b) {
      const auto& one = graph_.resolver().act(a);
      const auto& other = graph_.resolver().act(b);
      const bool one_in_body = children.at(a).in_body, other_in_body = children.at(b).in_body;
      return std::tie(one_in_body, one.identity.date, one.id) < std::tie(other_in_body, other.identity.date, other.id);
    });
    return order;
  }

  /// Another child leads to this one, and not the other way round as well (a circle keeps both).
  bool shown_below_sibling(const std::map<ActId, TraceEdge>& children, ActId child) {
    const bool in_passing = children.at(child).in_body;
    return std::any_of(children.begin(), children.end(), [&](const auto& sibling) {
      if (sibling.first == child || sibling.second.in_body) return false;
      const auto& below = reach(area_, sibling.first, reach_);
      // What is said in passing here may be said in passing there too: once is enough.
      if (in_passing && (has_child(sibling.first, child) || std::any_of(below.begin(), below.end(), [&](ActId a) { return has_child(a, child); }))) {
        return true;
      }
      return below.contains(child) && !reach(area_, child, reach_).contains(sibling.first);
    });
  }

  bool has_child(ActId act, ActId child) const {
    const auto below = area_.below.find(act);
    return below != area_.below.end() && below->second.contains(child);
  }

  void note_direct_relations(TraceNode& node) {
    // path_ ends with the parent; those above it are noted.
    for (std::size_t i = 0; i + 1 < path_.size(); ++i) {
      const auto above = area_.below.find(path_[i]);
      if (above != area_.below.end() && above->second.contains(node.act)) node.also.push_back(path_[i]);
    }
  }

  Graph& graph_;
  const Neighbourhood& area_;
  std::vector<ActId> path_;
  std::set<ActId> expanded_;
  std::map<ActId, std::set<ActId>> reach_;
  std::size_t cycles_ = 0;
};

// --- lag and obligations ------------------------------------------------------------------------------------------------

void note_lag(Graph& graph, TraceNode& node) {
  const auto above = graph.resolver().act(node.act).identity.date;
  for (auto& child : node.children) {
    const auto below = graph.resolver().act(child.act).identity.date;
    if (above.is_valid() && below.is_valid()) child.lag_days = below.days() - above.days();
    note_lag(graph, child);
  }
}

ActId act_of_body(Graph& graph, const TraceNode& node, const std::string& body) {
  for (const auto& child : node.children) {
    if (is_body(graph.resolver().act(child.act), body)) return child.act;
    if (const auto below = act_of_body(graph, child, body); below != no_act) return below;
  }
  return no_act;
}

bool may_hold_obligations(Graph& graph, RecordId record) {
  return graph.table() == nullptr || graph.table()->record(record).obligations > 0;
}

/// Records of the tree whose obligations note_obligations will read.
void records_with_obligations(Graph& graph, const TraceNode& node, std::vector<RecordId>& records) {
  const auto& act = graph.resolver().act(node.act);
  if (act.in_index() && !node.seen && !node.cycle && may_hold_obligations(graph, act.copies.front().record)) records.push_back(act.copies.front().record);
  for (const auto& child : node.children) records_with_obligations(graph, child, records);
}

void note_obligations(Graph& graph, TraceNode& node) {
  const auto& act = graph.resolver().act(node.act);
  if (act.in_index() && !node.seen && !node.cycle && may_hold_obligations(graph, act.copies.front().record)) {
    std::set<std::string> told;
    for (const auto& obligation : graph.document(act.copies.front().record).obligations) {
      if (obligation.kind != model::Obligation::Kind::implement) continue;
      for (auto& body : named_bodies(obligation.body)) {
        if (told.insert(format::name_key(body)).second) node.obligations.push_back({body, act_of_body(graph, node, body)});
      }
    }
  }
  for (auto& child : node.children) note_obligations(graph, child);
}

}  // namespace

bool TraceEdge::only_nested() const {
  return std::all_of(evidence.begin(), evidence.end(), [](const Reference& reference) { return reference.nested(); });
}

Trace trace(Graph& graph, ActId root, const TraceOptions& options) {
  const auto area = explore(graph, root, options);
  TreeBuilder builder(graph, area);
  Trace result;
  result.root = builder.build(root, {});
  result.cycles = builder.cycles();
  if (!options.up) {
    note_lag(graph, result.root);
    std::vector<RecordId> records;
    records_with_obligations(graph, result.root, records);
    graph.fetch(records);
    note_obligations(graph, result.root);
  }
  std::set<ActId> acts;
  for (const auto& [parent, children] : area.below) {
    for (const auto& [child, edge] : children) acts.insert(child);
  }
  graph.describe(root);
  for (const auto act : acts) graph.describe(act);
  acts.erase(root);
  result.acts = acts.size();
  result.only_cited = static_cast<std::size_t>(
      std::count_if(acts.begin(), acts.end(), [&](ActId act) { return !graph.resolver().act(act).in_index(); }));
  if (!options.up) {
    CitationQuery query;
    query.act = root;
    query.incoming = true;
    query.filter.relations = options.relations;
    query.limit = options.limit;
    result.undecided = undecided(graph, query).undecided;
  }
  return result;
}

}  // namespace tracuu::graph
