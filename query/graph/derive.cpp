#include "query/graph/derive.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>
#include <unordered_map>

#include "corpus/registry/registry.h"
#include "query/graph/graph.h"
#include "query/resolve/bulk_catalogue.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::graph {
namespace {

using links::EdgeRow, links::kNone, links::Section;
using resolve::Resolution;

/// Lists by number, laid end to end: begin[i] .. begin[i + 1] of `values`.
struct Lists {
  std::vector<std::uint32_t> begin, values;

  /// From pairs (list, value) in any order; the order of values is kept.
  static Lists of(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, std::size_t lists) {
    Lists result;
    result.begin.assign(lists + 1, 0);
    for (const auto& [list, value] : pairs) ++result.begin[list + 1];
    std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
    result.values.resize(pairs.size());
    auto next = result.begin;
    for (const auto& [list, value] : pairs) result.values[next[list]++] = value;
    return result;
  }

  template <typename Keep>
  void keep(const Keep& keep) {
    std::vector<std::uint32_t> kept;
    std::uint32_t from = 0;
    for (std::size_t list = 0; list + 1 < begin.size(); ++list) {
      const std::uint32_t to = begin[list + 1];
      std::vector<std::uint32_t> values_of(values.begin() + from, values.begin() + to);
      keep(list, values_of);
      kept.insert(kept.end(), values_of.begin(), values_of.end());
      from = to;
      begin[list + 1] = static_cast<std::uint32_t>(kept.size());
    }
    values = std::move(kept);
  }
};

std::uint8_t relation_row(std::string_view relation) {
  const auto rows = registry::Registry::builtin().relations();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.name == relation; });
  return static_cast<std::uint8_t>(found - rows.begin());
}

std::uint32_t effective_from(const model::Document& document) {
  for (const auto& effect : document.effects) {
    if (effect.kind == model::Effect::Kind::effective && effect.date.is_valid()) return links::packed(effect.date);
  }
  return 0;
}

class Deriver {
 public:
  explicit Deriver(open::Index& index)
      : index_(index), catalogue_(resolve::bulk_catalogue(index)), records_source_(index_records(index)), resolver_(*catalogue_, *index.registry()), graph_(*records_source_, resolver_) {}

  tl::expected<DeriveReport, links::WriteError> run() {
    const auto start = std::chrono::steady_clock::now();
    read_records();
    make_acts();
    if (blobs_.size() > std::numeric_limits<std::uint32_t>::max()) return tl::make_unexpected(links::WriteError{index_.directory().string(), "the acts take more than 4 GB; answers are worked out without a table"});
    make_reverse_lists();
    links::TableParts parts = collect();
    const auto bytes = links::write_table(index_, parts);
    if (!bytes) return tl::make_unexpected(bytes.error());
    return DeriveReport{sources_.size(), acts_.size(), edges_.size(), resolutions_.size(), *bytes,
                        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
  }

 private:
  // --- forward: what each record states ---------------------------------------------------------------------------------
  void read_records() {
    const auto last = index_.documents().get_lastdocid();
    records_.resize(std::size_t{last} + 2);
    // All records by their numbers; deleted ones leave holes.
    auto at = index_.documents().postlist_begin("");
    const auto end = index_.documents().postlist_end("");
    for (Xapian::docid id = 1; id <= last + 1; ++id) {
      auto& row = records_[id];
      row.edges = static_cast<std::uint32_t>(edges_.size());
      if (at == end || *at != id) continue;
      ++at;
      read_record(id, row);
    }
  }

  void read_record(RecordId id, links::RecordRow& row) {
    const auto document = index_.document(id);
    const auto self = resolver_.act_of_record(id).value_or(no_act);
    row.act = self;
    row.date = links::packed(document.identity.date);
    row.effective = effective_from(document);
    row.obligations = static_cast<std::uint32_t>(document.obligations.size());
    sources_.emplace_back(document.source, id);
    graph_.each_stated(document, self, [&](const Graph::Stated& stated) {
      add_edge(id, document, stated);
      note_words(document, stated);
    });
    std::vector<ActId> cited;
    for (const auto& key : format::resolution_keys(document)) {
      if (const auto act = resolver_.resolve(key).act; act != no_act) cited.push_back(act);
    }
    std::sort(cited.begin(), cited.end());
    cited.erase(std::unique(cited.begin(), cited.end()), cited.end());
    for (const auto act : cited) holds_key_.emplace_back(act, id);
  }

  void add_edge(RecordId record, const model::Document& document, const Graph::Stated& stated) {
    EdgeRow edge;
    edge.record = record;
    edge.mention = stated.mention;
    edge.role = stated.role;
    edge.resolution = stated.lasting ? lasting_row(stated.resolution) : resolution_row(stated.resolution);
    edge.subject = stated.subject;
    edge.relation = relation_row(stated.relation);
    edge.pinpoints = pinpoints_number(document.mentions[stated.mention].pinpoints);
    if (!stated.subject_words.empty()) {
      edge.flags |= links::nested;
      subject_words_.push_back({static_cast<std::uint32_t>(edges_.size()), strings_.number(stated.subject_words)});
    }
    if (stated.in_body) edge.flags |= links::in_body;
    edges_.push_back(edge);
  }

  /// An act that is only cited is shown in the words of the citing record whose source key is the first.
  void note_words(const model::Document& document, const Graph::Stated& stated) {
    const auto target = stated.resolution.act;
    if (target == no_act || resolver_.act(target).in_index() || resolver_.act(target).known) return;
    const auto [words, fresh] = words_.try_emplace(target);
    if (!fresh && words->second.first <= document.source) return;
    const auto& mention = document.mentions[stated.mention];
    words->second.first = document.source;
    words->second.second.name = mention.name;
    words->second.second.number = mention.number;
    words->second.second.issuer = mention.issuer;
  }

  std::uint32_t pinpoints_number(const std::vector<std::string>& pinpoints) {
    if (pinpoints.empty()) return 0;
    std::string all;
    for (const auto& pinpoint : pinpoints) {
      auto [path, fresh] = pinpoint_paths_.try_emplace(pinpoint);
      if (fresh) path->second = resolve::pinpoint_path(pinpoint);
      all += (all.empty() ? "" : " ") + path->second;
    }
    return strings_.number(all);
  }

  /// Answers to keys stay where they are: their content is looked at once.
  std::uint32_t lasting_row(const Resolution& resolution) {
    const auto [known, fresh] = resolution_places_.try_emplace(&resolution, 0);
    if (fresh) known->second = resolution_row(resolution);
    return known->second;
  }

  /// Equal answers to different keys are one row.

  std::uint32_t resolution_row(const Resolution& resolution) {
    std::vector<std::uint32_t> content{static_cast<std::uint32_t>(resolution.outcome) << 16 | static_cast<std::uint32_t>(resolution.rule) << 8 | (resolution.certain ? 1u : 0u),
                                       resolution.act, resolution.date_conflict};
    for (const auto& candidate : resolution.candidates) {
      content.push_back(candidate.act);
      content.push_back(strings_.number({reinterpret_cast<const char*>(candidate.traits.data()), candidate.traits.size()}));
    }
    const std::string bytes(reinterpret_cast<const char*>(content.data()), content.size() * sizeof(std::uint32_t));
    const auto [known, fresh] = resolution_rows_.try_emplace(bytes, static_cast<std::uint32_t>(resolutions_.size()));
    if (!fresh) return known->second;
    resolutions_.push_back({resolution.act, resolution.date_conflict, static_cast<std::uint32_t>(candidates_.size()),
                            static_cast<std::uint32_t>(resolution.candidates.size()), static_cast<std::uint8_t>(resolution.outcome),
                            static_cast<std::uint8_t>(resolution.rule), static_cast<std::uint8_t>(resolution.certain)});
    for (std::size_t i = 3; i < content.size(); i += 2) candidates_.push_back({content[i], content[i + 1]});
    return known->second;
  }

  // --- acts -------------------------------------------------------------------------------------------------------------
  void make_acts() {
    const auto count = resolver_.act_count();
    for (const auto& [act, words] : words_) resolver_.describe(act, words.second);
    acts_.resize(count);
    for (ActId id = 0; id < count; ++id) {
      const auto& act = resolver_.act(id);
      const auto facts = links::facts_of(act);
      auto& row = acts_[id];
      const auto blob = links::encode(act);
      row.blob = static_cast<std::uint32_t>(blobs_.size());
      row.blob_bytes = static_cast<std::uint32_t>(blob.size());
      blobs_ += blob;
      row.type = strings_.number(facts.type);
      row.issuer = strings_.number(facts.issuer);
      row.province = strings_.number(facts.province);
      row.date = links::packed(facts.date);
      row.authority = facts.authority;
      row.level = static_cast<std::uint8_t>(facts.level);
      row.in_index = facts.in_index ? 1 : 0;
      add_id(act.id, id);
      if (act.known_id != act.id) add_id(act.known_id, id);
      for (std::size_t i = 0; i < act.copies.size(); ++i) copy_place_[act.copies[i].record] = static_cast<std::uint32_t>(i);
    }
    // Of several acts with one id the first met is the one that the id finds.
    std::stable_sort(ids_.begin(), ids_.end(), [](const links::IdRow& a, const links::IdRow& b) { return a.hash < b.hash; });
    ids_.erase(std::unique(ids_.begin(), ids_.end(), [](const links::IdRow& a, const links::IdRow& b) { return a.hash == b.hash; }), ids_.end());
    order_acts();
    order_records();
    count_citing_works();
  }

  void add_id(const std::string& id, ActId act) {
    if (!id.empty()) ids_.push_back({links::id_hash(id), act});
  }

  void order_acts() {
    std::vector<ActId> order(acts_.size());
    std::iota(order.begin(), order.end(), ActId{0});
    std::vector<links::Facts> facts;
    for (ActId id = 0; id < acts_.size(); ++id) facts.push_back(links::facts_of(resolver_.act(id)));
    std::sort(order.begin(), order.end(), [&](ActId a, ActId b) { return links::stands_before(facts[a], resolver_.act(a).id, facts[b], resolver_.act(b).id); });
    for (std::size_t i = 0; i < order.size(); ++i) acts_[order[i]].order = static_cast<std::uint32_t>(i);
  }

  void order_records() {
    std::sort(sources_.begin(), sources_.end());
    for (std::size_t i = 0; i < sources_.size(); ++i) records_[sources_[i].second].order = static_cast<std::uint32_t>(i);
  }

  void count_citing_works() {
    std::vector<std::pair<ActId, ActId>> works;
    for (const auto& [act, record] : holds_key_) works.emplace_back(act, records_[record].act);
    std::sort(works.begin(), works.end());
    works.erase(std::unique(works.begin(), works.end()), works.end());
    for (const auto& [act, work] : works) ++acts_[act].citing_works;
    std::sort(holds_key_.begin(), holds_key_.end());
  }

  // --- the way back -----------------------------------------------------------------------------------------------------
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  void make_reverse_lists() {
    Pairs incoming, stated;
    for (std::uint32_t id = 0; id < edges_.size(); ++id) {
      const auto& edge = edges_[id];
      const auto target = resolutions_[edge.resolution].act;
      if (target != no_act) {
        if (edge.subject != target) incoming.emplace_back(target, id);
        describe(target, id);
      }
      const bool nested = (edge.flags & links::nested) != 0 && edge.subject != no_act;
      if (nested && std::binary_search(holds_key_.begin(), holds_key_.end(), std::pair{edge.subject, edge.record})) stated.emplace_back(edge.subject, id);
    }
    incoming_ = Lists::of(incoming, acts_.size());
    stated_ = Lists::of(stated, acts_.size());
    incoming_.keep([&](std::size_t, auto& edges) { best_copies(edges); order_by_subject(edges); });
    stated_.keep([&](std::size_t, auto& edges) { best_copies(edges); });
    make_undecided_lists();
    make_changing_lists();
    make_counts();
  }

  /// Rows of a list of edges for each act.
  struct Changing {
    std::vector<std::uint32_t> begin{0};
    std::vector<links::ChangingRow> rows;
  };

  /// Adds the list of the next act: of the edges those that change effect, the earliest first.
  void add_changing(Changing& changing, std::vector<std::uint32_t> edges) const {
    std::erase_if(edges, [&](std::uint32_t id) { return !is_changing_[edges_[id].relation]; });
    const auto place = [&](std::uint32_t id) { return std::tuple(records_[edges_[id].record].date, records_[edges_[id].record].order, id); };
    std::sort(edges.begin(), edges.end(), [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
    for (const auto id : edges) changing.rows.push_back({id, edges_[id].subject, edges_[id].relation, edges_[id].flags, 0});
    changing.begin.push_back(static_cast<std::uint32_t>(changing.rows.size()));
  }

  void make_changing_lists() {
    is_changing_.assign(256, false);
    for (const auto relation : links::kChanging) is_changing_[relation_row(relation)] = true;
    for (ActId act = 0; act < acts_.size(); ++act) {
      add_changing(changing_, {incoming_.values.begin() + incoming_.begin[act], incoming_.values.begin() + incoming_.begin[act + 1]});
      std::vector<std::uint32_t> undecided;
      for (auto i = undecided_.begin[act]; i < undecided_.begin[act + 1]; ++i) {
        const auto resolution = undecided_.values[i];
        undecided.insert(undecided.end(), holders_.values.begin() + holders_.begin[resolution], holders_.values.begin() + holders_.begin[resolution + 1]);
      }
      best_copies(undecided);
      add_changing(undecided_changing_, std::move(undecided));
    }
  }

  /// Of acts that thousands cite a page shows twenty: what it says of the others is counted once.
  void make_counts() {
    for (ActId act = 0; act < acts_.size(); ++act) {
      const auto edges = std::span(incoming_.values).subspan(incoming_.begin[act], incoming_.begin[act + 1] - incoming_.begin[act]);
      if (edges.size() >= links::kCounted) counts_.push_back(count(act, edges));
    }
  }

  links::CountRow count(ActId act, std::span<const std::uint32_t> edges) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> mentions;
    std::vector<std::tuple<std::uint32_t, ActId, std::uint32_t>> related;  // relation, other act, its words where there is no act
    for (const auto id : edges) {
      const auto& edge = edges_[id];
      mentions.emplace_back(edge.record, edge.mention);
      related.emplace_back(edge.relation, edge.subject, edge.subject == no_act ? words_of(id) : 0);
    }
    const auto distinct = [](auto& list) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
      return static_cast<std::uint32_t>(list.size());
    };
    links::CountRow row{act, 0, distinct(mentions), static_cast<std::uint32_t>(relation_counts_.size()), 0};
    (void)distinct(related);
    for (auto& [relation, other, words] : related) {
      if (relation_counts_.size() == row.relations || relation_counts_.back().relation != relation) relation_counts_.push_back({relation, 0});
      ++relation_counts_.back().acts;
      relation = 0;
    }
    row.relation_count = static_cast<std::uint32_t>(relation_counts_.size()) - row.relations;
    row.acts = distinct(related);
    return row;
  }

  [[nodiscard]] std::uint32_t words_of(std::uint32_t edge) const {
    const auto found = std::lower_bound(subject_words_.begin(), subject_words_.end(), edge, [](const links::SubjectRow& row, std::uint32_t id) { return row.edge < id; });
    return found != subject_words_.end() && found->edge == edge ? found->words : 0;
  }

  /// An act that is only cited is described by the citing record whose source key is the first.
  void describe(ActId act, std::uint32_t edge) {
    auto& by = acts_[act].described_by;
    if (acts_[act].in_index != 0 || resolver_.act(act).known) return;
    const auto order = [&](std::uint32_t id) { return records_[edges_[id].record].order; };
    if (by == kNone || order(edge) < order(by)) by = edge;
  }

  std::uint32_t copy_place(RecordId record) const {
    const auto found = copy_place_.find(record);
    return found == copy_place_.end() ? 0 : found->second;
  }

  void best_copies(std::vector<std::uint32_t>& edges) const {
    std::unordered_map<ActId, RecordId> best;
    bool several = false;
    for (const auto id : edges) {
      const auto record = edges_[id].record;
      const auto [chosen, fresh] = best.try_emplace(records_[record].act, record);
      if (fresh || chosen->second == record) continue;
      several = true;
      if (copy_place(record) < copy_place(chosen->second)) chosen->second = record;
    }
    if (several) std::erase_if(edges, [&](std::uint32_t id) { return best.at(records_[edges_[id].record].act) != edges_[id].record; });
  }

  void order_by_subject(std::vector<std::uint32_t>& edges) const {
    const auto place = [&](std::uint32_t id) {
      const auto& edge = edges_[id];
      return std::tuple(edge.subject == no_act ? kNone : acts_[edge.subject].order, records_[edge.record].date, records_[edge.record].order, id);
    };
    std::sort(edges.begin(), edges.end(), [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
  }

  void make_undecided_lists() {
    Pairs acts, holders;
    std::vector<char> open(resolutions_.size(), 0);
    for (std::uint32_t id = 0; id < resolutions_.size(); ++id) {
      const auto& row = resolutions_[id];
      std::vector<ActId> possible;
      if (row.date_conflict != no_act) possible.push_back(row.date_conflict);
      if (static_cast<resolve::Outcome>(row.outcome) == resolve::Outcome::ambiguous) {
        for (std::uint32_t c = row.candidates; c < row.candidates + row.candidate_count; ++c) {
          if (!excluded(candidates_[c])) possible.push_back(candidates_[c].act);
        }
      }
      std::sort(possible.begin(), possible.end());
      possible.erase(std::unique(possible.begin(), possible.end()), possible.end());
      for (const auto act : possible) {
        if (act == row.act) continue;
        acts.emplace_back(act, id);
        open[id] = 1;
      }
    }
    for (std::uint32_t id = 0; id < edges_.size(); ++id) {
      if (open[edges_[id].resolution] != 0) holders.emplace_back(edges_[id].resolution, id);
    }
    undecided_ = Lists::of(acts, acts_.size());
    holders_ = Lists::of(holders, resolutions_.size());
  }

  [[nodiscard]] bool excluded(const links::CandidateRow& candidate) const {
    const auto& row = strings_.rows()[candidate.traits];
    const auto traits = std::string_view(strings_.text()).substr(row.offset, row.bytes);
    return std::any_of(traits.begin(), traits.end(), [](char trait) { return resolve::is_conflict(static_cast<resolve::Trait>(trait)); });
  }

  links::TableParts collect() {
    links::TableParts parts;
    parts.set(Section::text, strings_.text());
    parts.set(Section::strings, strings_.rows());
    parts.set(Section::acts, acts_);
    parts.set(Section::act_blobs, blobs_);
    parts.set(Section::ids, ids_);
    parts.set(Section::records, records_);
    parts.set(Section::edges, edges_);
    parts.set(Section::incoming_begin, incoming_.begin);
    parts.set(Section::incoming, incoming_.values);
    parts.set(Section::stated_begin, stated_.begin);
    parts.set(Section::stated, stated_.values);
    parts.set(Section::resolutions, resolutions_);
    parts.set(Section::candidates, candidates_);
    parts.set(Section::undecided_begin, undecided_.begin);
    parts.set(Section::undecided, undecided_.values);
    parts.set(Section::holders_begin, holders_.begin);
    parts.set(Section::holders, holders_.values);
    parts.set(Section::subject_words, subject_words_);
    parts.set(Section::counts, counts_);
    parts.set(Section::relation_counts, relation_counts_);
    parts.set(Section::changing_begin, changing_.begin);
    parts.set(Section::changing, changing_.rows);
    parts.set(Section::undecided_changing_begin, undecided_changing_.begin);
    parts.set(Section::undecided_changing, undecided_changing_.rows);
    return parts;
  }

  open::Index& index_;
  std::unique_ptr<resolve::Catalogue> catalogue_;
  std::unique_ptr<Records> records_source_;
  resolve::Resolver resolver_;
  Graph graph_;

  links::Strings strings_;
  std::vector<links::RecordRow> records_;
  std::vector<EdgeRow> edges_;
  std::vector<links::SubjectRow> subject_words_;
  std::vector<std::pair<std::string, RecordId>> sources_;
  std::vector<std::pair<ActId, RecordId>> holds_key_;  ///< the record holds a key that resolves to the act
  std::unordered_map<std::string, std::string> pinpoint_paths_;

  std::unordered_map<ActId, std::pair<std::string, model::Mention>> words_;  ///< source of the record, what it says

  std::unordered_map<const Resolution*, std::uint32_t> resolution_places_;
  std::unordered_map<std::string, std::uint32_t> resolution_rows_;
  std::vector<links::ResolutionRow> resolutions_;
  std::vector<links::CandidateRow> candidates_;

  std::vector<links::ActRow> acts_;
  std::string blobs_;
  std::vector<links::IdRow> ids_;
  std::unordered_map<RecordId, std::uint32_t> copy_place_;
  Lists incoming_, stated_, undecided_, holders_;
  std::vector<bool> is_changing_;  ///< by row of the vocabulary
  Changing changing_, undecided_changing_;
  std::vector<links::CountRow> counts_;
  std::vector<links::RelationCountRow> relation_counts_;
};

}  // namespace

tl::expected<DeriveReport, links::WriteError> derive(open::Index& index) { return Deriver(index).run(); }

}  // namespace tracuu::graph
