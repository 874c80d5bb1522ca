#include "query/graph/citations.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "corpus/registry/registry.h"
#include "query/resolve/identity.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::graph {
namespace {

using resolve::without_era;

/// "ubnd.can-tho" is one of "ubnd", "ubnd.can-tho"; "byt+bca" of "byt".
bool issued_by(std::string_view issuer, std::string_view asked) {
  for (std::size_t begin = 0; begin <= issuer.size();) {
    const auto end = std::min(issuer.find('+', begin), issuer.size());
    const auto one = issuer.substr(begin, end - begin);
    if (one == asked || (one.starts_with(asked) && one.substr(asked.size()).starts_with("."))) return true;
    begin = end + 1;
  }
  return false;
}

template <typename List, typename Test>
bool none_or_any(const List& asked, const Test& test) {
  return asked.empty() || std::any_of(asked.begin(), asked.end(), test);
}

bool concerns(std::string_view paths, std::string_view asked) {
  for (std::size_t begin = 0; begin < paths.size();) {
    const auto end = std::min(paths.find(' ', begin), paths.size());
    const auto path = paths.substr(begin, end - begin);
    if (resolve::path_within(path, asked) || resolve::path_within(asked, path)) return true;
    begin = end + 1;
  }
  return false;
}

/// One reference in brief.
struct Item {
  ActId other = no_act;
  std::uint32_t words = 0;      ///< in Pager::words_: stands for the other where there is no act
  RecordId record = 0;
  std::uint32_t mention = 0;
  std::uint8_t relation = 0;    ///< row of the vocabulary
  bool nested = false;
  std::uint32_t place = 0;      ///< edge of the table, or index of the reference
};

class Pager {
 public:
  Pager(Graph& graph, const CitationQuery& query) : graph_(graph), query_(query), names_(registry::Registry::builtin().relations()) {
    for (const auto& row : names_) wanted_.push_back(none_or_any(query.filter.relations, [&](const std::string& r) { return r == row.name; }));
    wanted_.push_back(query.filter.relations.empty());  // a relation that the vocabulary lacks
  }

  Citations run() {
    const bool from_table = query_.incoming && graph_.table() != nullptr;
    Citations result;
    if (!from_table || !take_counted_page(result)) {
      if (from_table) read_table();
      else read_references();
      count_and_cut(result);
    }
    for (const auto& item : page_) result.found.push_back(from_table ? graph_.reference(item.place) : std::move(references_[item.place]));
    if (query_.incoming) add_undecided(result);
    return result;
  }

  void add_undecided(Citations& result) {
    if (graph_.table() != nullptr) undecided_of_table(result);
    else undecided_of_references(result);
  }

 private:
  /// True if the document is one of those shown; counts it.
  bool shows(Citations& result, std::set<RecordId>& seen, RecordId record) const {
    seen.insert(record);
    result.undecided_documents = seen.size();
    return query_.limit == 0 || seen.size() <= query_.limit;
  }

  void undecided_of_references(Citations& result) {
    std::set<RecordId> seen;
    for (auto& reference : graph_.undecided(query_.act)) {
      if (!wanted_[row_of(reference.relation)] || !passes_path(reference) || !passes_facts(reference.subject)) continue;
      if (shows(result, seen, reference.record)) result.undecided.push_back(std::move(reference));
    }
  }

  void undecided_of_table(Citations& result) {
    const auto& table = *graph_.table();
    std::set<RecordId> seen;
    for (const auto id : graph_.undecided_edges(query_.act)) {
      const auto& edge = table.edge(id);
      if (!wanted_[std::min<std::size_t>(edge.relation, names_.size())] || !passes_facts(table.subject(edge))) continue;
      if (!query_.path.empty() && !concerns(table.pinpoints(edge), query_.path)) continue;
      if (shows(result, seen, edge.record)) result.undecided.push_back(graph_.reference(id));
    }
  }

  std::uint8_t row_of(std::string_view relation) const {
    return static_cast<std::uint8_t>(std::find_if(names_.begin(), names_.end(), [&](const auto& row) { return row.name == relation; }) - names_.begin());
  }

  bool passes_facts(ActId act) {
    if (act == last_ && last_passes_) return *last_passes_;
    const auto& filter = query_.filter;
    const bool passes = (!filter.asks_for_facts() || (act != no_act && filter.accepts(graph_.facts(act)))) && (!filter.accept || (act != no_act && filter.accept(act)));
    last_ = act;
    last_passes_ = passes;
    return passes;
  }

  bool passes_path(const Reference& reference) {
    if (query_.path.empty()) return true;
    const auto& document = graph_.document(reference.record);
    const auto& mention = document.mentions[reference.mention];
    if (!query_.incoming) {
      return mention.provision >= 0 && !reference.nested() &&
             resolve::path_within(document.provisions[static_cast<std::size_t>(mention.provision)].path, query_.path);
    }
    return std::any_of(mention.pinpoints.begin(), mention.pinpoints.end(),
                       [&](const std::string& pinpoint) { return concerns(resolve::pinpoint_path(pinpoint), query_.path); });
  }

  [[nodiscard]] bool asks_for_all() const {
    return query_.path.empty() && query_.filter.relations.empty() && !query_.filter.asks_for_facts() && !query_.filter.accept;
  }

  /// Without filters the table has counted what is not on the page: only the page and what is before it are read. False where
  /// that does not do; nothing is kept then.
  bool take_counted_page(Citations& result) {
    const auto& table = *graph_.table();
    const auto* counts = asks_for_all() && query_.limit != 0 ? table.counts(query_.act) : nullptr;
    if (counts == nullptr) return false;
    const auto edges = table.incoming(query_.act);
    std::size_t acts = 0, from = 0;
    for (std::size_t i = 1; i <= edges.size() && acts < query_.offset + query_.limit; ++i) {
      const auto subject = table.subject(table.edge(edges[from]));
      if (subject == no_act) return page_.clear(), false;  // known in words: these are not in the order of the page yet
      if (i < edges.size() && table.subject(table.edge(edges[i])) == subject) continue;
      for (; from < i; ++from) {
        if (acts < query_.offset) continue;
        const auto& edge = table.edge(edges[from]);
        page_.push_back({subject, 0, edge.record, edge.mention, edge.relation, (edge.flags & links::nested) != 0, edges[from]});
      }
      ++acts;
    }
    result.acts = counts->acts;
    result.mentions = counts->mentions;
    for (const auto& row : table.relation_counts(*counts)) {
      if (row.relation < names_.size()) result.by_relation.emplace(names_[row.relation].name, row.acts);
    }
    return true;
  }

  /// The table keeps them in the order of the page.
  void read_table() {
    const auto& table = *graph_.table();
    if (query_.act >= table.size()) return;
    const auto edges = table.incoming(query_.act);
    items_.reserve(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      // In the order of the page the edges lie all over the table.
      if (i + 16 < edges.size()) __builtin_prefetch(&table.edge(edges[i + 16]));
      const auto id = edges[i];
      const auto& edge = table.edge(id);
      if (!wanted_[std::min<std::size_t>(edge.relation, names_.size())]) continue;
      if (!query_.path.empty() && !concerns(table.pinpoints(edge), query_.path)) continue;
      const auto subject = table.subject(edge);
      if (!passes_facts(subject)) continue;
      items_.push_back({subject, subject == no_act ? words_number(table.subject_words(id)) : 0, edge.record, edge.mention, edge.relation, (edge.flags & links::nested) != 0, id});
    }
  }

  void read_references() {
    references_ = query_.incoming ? graph_.incoming(query_.act) : graph_.outgoing(query_.act);
    for (std::uint32_t i = 0; i < references_.size(); ++i) {
      const auto& reference = references_[i];
      const auto relation = row_of(reference.relation);
      const ActId other = query_.incoming ? reference.subject : reference.target();
      if (!wanted_[relation] || !passes_path(reference) || !passes_facts(other)) continue;
      items_.push_back({other, other == no_act ? words_number(words_of(reference)) : 0, reference.record, reference.mention, relation, reference.nested(), i});
    }
    std::map<ActId, std::pair<links::Facts, std::string_view>> known;
    for (const auto& item : items_) {
      if (item.other != no_act) known.try_emplace(item.other, links::facts_of(graph_.resolver().act(item.other)), graph_.resolver().act(item.other).id);
    }
    // References come in order of the citing documents' dates: the stable sort keeps that within one act.
    std::stable_sort(items_.begin(), items_.end(), [&](const Item& a, const Item& b) {
      if (a.other == no_act || b.other == no_act) return a.other != no_act && b.other == no_act;
      if (a.other == b.other) return false;
      const auto& one = known.at(a.other);
      const auto& other = known.at(b.other);
      return links::stands_before(one.first, one.second, other.first, other.second);
    });
  }

  std::uint32_t words_number(std::string_view words) {
    words_.emplace_back(words);
    return static_cast<std::uint32_t>(words_.size() - 1);
  }

  std::string words_of(const Reference& reference) {
    if (query_.incoming) return reference.subject_words;
    const auto& mention = graph_.document(reference.record).mentions[reference.mention];
    return mention.number.empty() ? mention.name : mention.number;
  }

  void count_and_cut(Citations& result) {
    std::vector<std::size_t> by_relation(names_.size() + 1);
    const auto end = query_.limit == 0 ? items_.size() : query_.offset + query_.limit;
    std::size_t from = 0;
    const auto close = [&](std::size_t first, std::size_t last) {
      std::uint64_t relations = 0;
      for (auto i = first; i < last; ++i) relations |= std::uint64_t{1} << items_[i].relation;
      for (std::size_t r = 0; r < by_relation.size(); ++r) by_relation[r] += relations >> r & 1;
      if (result.acts >= query_.offset && result.acts < end) page_.insert(page_.end(), items_.begin() + static_cast<std::ptrdiff_t>(first), items_.begin() + static_cast<std::ptrdiff_t>(last));
      ++result.acts;
    };
    const auto act_end = std::find_if(items_.begin(), items_.end(), [](const Item& item) { return item.other == no_act; });
    std::stable_sort(act_end, items_.end(), [&](const Item& a, const Item& b) { return words_[a.words] < words_[b.words]; });
    for (std::size_t i = 1; i <= items_.size(); ++i) {
      if (i < items_.size() && items_[i].other == items_[from].other && words_[items_[i].words] == words_[items_[from].words]) continue;
      close(from, i);
      from = i;
    }
    result.mentions = count_mentions();
    for (std::size_t r = 0; r < names_.size(); ++r) {
      if (by_relation[r] > 0) result.by_relation.emplace(names_[r].name, by_relation[r]);
    }
  }

  /// Roles of one mention stand side by side, but for those that third documents state.
  [[nodiscard]] std::size_t count_mentions() const {
    std::vector<std::uint64_t> mentions;
    mentions.reserve(items_.size());
    bool apart = false;  // a mention may stand in two places
    for (const auto& item : items_) {
      const auto mention = std::uint64_t{item.record} << 32 | item.mention;
      if (!mentions.empty() && mentions.back() == mention) continue;
      apart = apart || item.nested;
      mentions.push_back(mention);
    }
    if (!apart) return mentions.size();
    std::sort(mentions.begin(), mentions.end());
    return static_cast<std::size_t>(std::unique(mentions.begin(), mentions.end()) - mentions.begin());
  }

  Graph& graph_;
  const CitationQuery& query_;
  std::span<const registry::RelationName> names_;
  std::vector<bool> wanted_;  ///< by row of the vocabulary
  std::vector<Item> items_, page_;
  std::vector<std::string> words_{""};
  std::vector<Reference> references_;
  ActId last_ = no_act;
  std::optional<bool> last_passes_;
};

}  // namespace

bool CitationFilter::asks_for_facts() const {
  return !types.empty() || !issuers.empty() || !provinces.empty() || !levels.empty() || from.is_set() || to.is_set();
}

bool CitationFilter::accepts(const links::Facts& facts) const {
  if (from.is_set() && (!facts.date.is_set() || facts.date < from)) return false;
  if (to.is_set() && (!facts.date.is_set() || to < facts.date)) return false;
  return none_or_any(types, [&](const std::string& type) { return type == facts.type; }) &&
         none_or_any(issuers, [&](const std::string& issuer) { return issued_by(facts.issuer, issuer); }) &&
         none_or_any(provinces, [&](const std::string& province) { return !facts.province.empty() && without_era(province) == without_era(facts.province); }) &&
         none_or_any(levels, [&](links::Level level) { return level == facts.level; });
}

Citations citations(Graph& graph, const CitationQuery& query) { return Pager(graph, query).run(); }

Citations undecided(Graph& graph, const CitationQuery& query) {
  Citations result;
  Pager(graph, query).add_undecided(result);
  return result;
}

}  // namespace tracuu::graph
