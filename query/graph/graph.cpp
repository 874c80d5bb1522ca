#include "query/graph/graph.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <tuple>

#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"

namespace tracuu::graph {
namespace {

/// The other document that a role names, among the mentions before and, failing that, after the reference.
std::ptrdiff_t mention_named(const format::MentionIndex& mentions, std::size_t mention, std::string_view subject) {
  std::ptrdiff_t before = -1, after = -1;
  for (const auto& places : {mentions.with_number(registry::number_key(subject)), mentions.with_name(format::name_key(subject))}) {
    const auto next = std::upper_bound(places.begin(), places.end(), mention);
    if (next != places.begin()) before = std::max<std::ptrdiff_t>(before, *std::prev(next));
    if (next != places.end() && (after < 0 || *next < after)) after = *next;
  }
  return before >= 0 ? before : after;
}

}  // namespace

const model::Document& Graph::document(RecordId record) {
  const auto found = documents_.find(record);
  if (found != documents_.end()) return found->second;
  return documents_.emplace(record, records_.document(record)).first->second;
}

void Graph::fetch(std::span<const Reference* const> references) {
  std::vector<RecordId> records;
  for (const auto* reference : references) records.push_back(reference->record);
  if (!records_.fetch(records)) return;
  std::vector<Records::Stretch> stretches;
  for (const auto* reference : references) {
    const auto& mention = document(reference->record).mentions[reference->mention];
    stretches.push_back({reference->record, mention.sentence.empty() ? mention.span : mention.sentence});
  }
  records_.fetch_texts(stretches);
}

void Graph::fetch(const std::vector<Reference>& references) {
  std::vector<const Reference*> list;
  list.reserve(references.size());
  for (const auto& reference : references) list.push_back(&reference);
  fetch(list);
}

void Graph::forget(RecordId record) {
  documents_.erase(record);
  references_.erase(record);
}

void Graph::forget_others(RecordId record) {
  std::erase_if(documents_, [&](const auto& entry) { return entry.first != record; });
  std::erase_if(references_, [&](const auto& entry) { return entry.first != record; });
}

void Graph::forget() {
  documents_.clear();
  references_.clear();
  if (table_ == nullptr) return;  // each answer of the resolver cost many look-ups
  resolver_.forget();
  described_here_.clear();
}

void Graph::trim() {
  constexpr std::size_t most_documents = 256, most_remembered = 20000;
  if (documents_.size() > most_documents) {
    documents_.clear();
    references_.clear();
  }
  if (table_ != nullptr && resolver_.remembered() > most_remembered) forget();
}

bool Graph::contradicts_time(ActId subject, std::string_view relation, ActId target) {
  if (subject == no_act || target == no_act || relation == "mention" || relation == "refers" || relation == "issued_with" || relation == "announces") return false;
  const auto acting = resolver_.act(subject).identity.date, other = resolver_.act(target).identity.date;
  return acting.is_valid() && other.is_valid() && acting < other;
}

ActId Graph::subject_of(resolve::InDocument& citing, std::size_t mention, const model::Role& role) {
  const auto& document = citing.document();
  if (registry::number_key(role.subject) == registry::number_key(document.identity.number)) return citing.self();
  const auto named = mention_named(citing.mentions(), mention, role.subject);
  if (named >= 0) return citing.resolve(static_cast<std::size_t>(named)).act;
  // Named only in the role: resolve the bare number or name as if it were cited here.
  model::Mention bare;
  (!role.subject.empty() && role.subject[0] >= '0' && role.subject[0] <= '9' ? bare.number : bare.name) = role.subject;
  const auto key = format::resolution_key(bare, document.identity);
  return key ? resolver_.resolve(*key).act : no_act;
}

const std::vector<Reference>& Graph::references_of(RecordId record) {
  if (const auto found = references_.find(record); found != references_.end()) return found->second;
  const auto& source = document(record);
  std::vector<Reference> references;
  if (table_ != nullptr) {
    const auto [begin, end] = table_->edges_of(record);
    for (auto edge = begin; edge < end; ++edge) references.push_back(reference(edge));
  } else {
    resolver_.prepare(format::resolution_keys(source));
    const auto self = resolver_.act_of_record(record).value_or(no_act);
    each_stated(source, self, [&](const Stated& stated) {
      auto& added = references.emplace_back();
      added.record = record;
      added.mention = stated.mention;
      added.asserted_by = self;
      added.subject = stated.subject;
      added.subject_words = stated.subject_words;
      added.relation = stated.relation;
      added.resolution = stated.resolution;
      added.in_body = stated.in_body;
    });
  }
  for (const auto& reference : references) {
    if (reference.target() == no_act) continue;
    resolver_.describe(reference.target(), source.mentions[reference.mention]);
    described_here_.insert(reference.target());
  }
  return references_.emplace(record, std::move(references)).first->second;
}

resolve::Resolution Graph::resolution_of(const format::ResolutionKey& key) {
  const auto holders = table_ != nullptr ? records_.citing({key}) : std::vector<RecordId>{};
  if (holders.empty()) return resolver_.resolve(key);
  const auto& holder = document(holders.front());
  const auto term = format::to_term(key);
  const format::MentionIndex mentions(holder);
  const auto [begin, end] = table_->edges_of(holders.front());
  for (auto id = begin; id < end; ++id) {
    const auto& edge = table_->edge(id);
    if (edge.mention >= holder.mentions.size()) continue;
    const auto& mention = holder.mentions[edge.mention];
    // A mention that points back may have been resolved as the one before.
    if (mention.refers_to >= 0 || mention.malformed || format::names_itself(holder, edge.mention)) continue;
    const auto own = format::resolution_key(mentions, edge.mention);
    if (own && format::to_term(*own) == term) return table_->resolution(edge);
  }
  return resolver_.resolve(key);
}

Reference Graph::reference(links::EdgeId id) {
  const auto& edge = table_->edge(id);
  const auto relations = registry::Registry::builtin().relations();
  Reference reference;
  reference.record = edge.record;
  reference.mention = edge.mention;
  reference.asserted_by = table_->by_record(edge.record).value_or(no_act);
  reference.subject = table_->subject(edge);
  if ((edge.flags & links::nested) != 0) reference.subject_words = table_->subject_words(id);
  if (edge.relation < relations.size()) reference.relation = relations[edge.relation].name;
  reference.resolution = table_->resolution(edge);
  reference.in_body = (edge.flags & links::in_body) != 0;
  return reference;
}

/// Of each work the references that pass the test, from its best copy that holds any: a copy may be an excerpt.
template <typename Test>
std::vector<Reference> Graph::of_best_copies(const std::vector<RecordId>& records, const Test& test) {
  std::map<ActId, std::vector<RecordId>> works;
  for (const auto record : records) works[resolver_.act_of_record(record).value_or(no_act)].push_back(record);
  std::vector<Reference> found;
  records_.fetch(records);
  for (const auto& [work, held] : works) {
    std::vector<RecordId> order = held;
    if (held.size() > 1) {
      order.clear();
      for (const auto& copy : resolver_.act(work).copies) {
        if (std::find(held.begin(), held.end(), copy.record) != held.end()) order.push_back(copy.record);
      }
    }
    for (const auto record : order) {
      const auto before = found.size();
      for (const auto& reference : references_of(record)) {
        if (test(reference)) found.push_back(reference);
      }
      if (found.size() > before) break;
    }
  }
  return found;
}

std::vector<RecordId> Graph::citing_records(ActId act) {
  std::vector<format::ResolutionKey> keys;
  for (const auto& use : resolver_.keys_of(act)) keys.push_back(use.key);
  return records_.citing(keys);
}

void Graph::describe(ActId act) {
  if (act == no_act || resolver_.act(act).in_index() || resolver_.act(act).known) return;
  if (table_ != nullptr) {
    // The table has its acts described already.
    if (described_here_.erase(act) == 0) return;
    const auto edge = act < table_->size() ? table_->row(act).described_by : links::kNone;
    if (edge >= table_->edge_count()) return;
    const auto& row = table_->edge(edge);
    const auto& mentions = document(row.record).mentions;
    if (row.mention < mentions.size()) resolver_.describe(act, mentions[row.mention]);
    return;
  }
  auto citing = citing_records(act);
  const auto source_of = [&](RecordId record) -> std::string_view {
    const auto work = resolver_.act_of_record(record);
    if (!work) return {};
    const auto& copies = resolver_.act(*work).copies;
    const auto copy = std::find_if(copies.begin(), copies.end(), [&](const auto& entry) { return entry.record == record; });
    return copy == copies.end() ? std::string_view() : std::string_view(copy->source);
  };
  std::sort(citing.begin(), citing.end(), [&](RecordId a, RecordId b) { return source_of(a) < source_of(b); });
  for (const auto record : citing) {
    for (const auto& reference : references_of(record)) {
      if (reference.target() != act) continue;
      resolver_.describe(act, document(record).mentions[reference.mention]);
      return;
    }
  }
}

std::size_t Graph::citing_works(ActId act) {
  if (table_ != nullptr) return act < table_->size() ? table_->row(act).citing_works : 0;
  std::set<ActId> works;
  for (const auto record : citing_records(act)) works.insert(resolver_.act_of_record(record).value_or(no_act));
  return works.size();
}

void Graph::sort_by_citing(std::vector<Reference>& references) {
  if (table_ != nullptr) {
    std::stable_sort(references.begin(), references.end(), [&](const Reference& a, const Reference& b) {
      if (a.record == b.record) return a.mention < b.mention;
      const auto& one = table_->record(a.record);
      const auto& other = table_->record(b.record);
      return std::tie(one.date, one.order) < std::tie(other.date, other.order);
    });
    return;
  }
  std::stable_sort(references.begin(), references.end(), [&](const Reference& a, const Reference& b) {
    if (a.record == b.record) return a.mention < b.mention;
    const auto& one = document(a.record);
    const auto& other = document(b.record);
    return std::tie(one.identity.date, one.source) < std::tie(other.identity.date, other.source);
  });
}

std::vector<Reference> Graph::stated_by_others(ActId act) {
  std::vector<Reference> stated;
  if (table_ != nullptr) {
    if (act < table_->size()) {
      for (const auto edge : table_->stated(act)) stated.push_back(reference(edge));
    }
  } else {
    stated = of_best_copies(citing_records(act), [&](const Reference& r) { return r.nested() && r.subject == act; });
  }
  sort_by_citing(stated);
  return stated;
}

std::vector<Reference> Graph::outgoing(ActId act) {
  std::vector<Reference> found;
  const auto copies = resolver_.act(act).copies;
  if (!copies.empty()) {
    for (const auto& reference : references_of(copies.front().record)) {
      if (reference.subject == act || !reference.nested()) found.push_back(reference);
    }
  }
  auto stated = stated_by_others(act);
  found.insert(found.end(), std::make_move_iterator(stated.begin()), std::make_move_iterator(stated.end()));
  return found;
}

std::vector<Reference> Graph::incoming(ActId act) { return incoming(act, {}); }

namespace {

/// Nothing named: all are wanted.
bool is_wanted(std::span<const std::string> relations, std::string_view relation) {
  return relations.empty() || std::find(relations.begin(), relations.end(), relation) != relations.end();
}

/// Rows of the vocabulary that are wanted.
std::vector<bool> rows_of(std::span<const std::string> relations) {
  std::vector<bool> wanted;
  for (const auto& row : registry::Registry::builtin().relations())
    wanted.push_back(is_wanted(relations, row.name));
  return wanted;
}

/// Edges of the rows with such a relation.
std::vector<links::EdgeId> edges_of(std::span<const links::ChangingRow> rows, const std::vector<bool>& wanted) {
  std::vector<links::EdgeId> edges;
  for (const auto& row : rows)
    if (row.relation < wanted.size() && wanted[row.relation]) edges.push_back(row.edge);
  return edges;
}

bool only_changing(std::span<const std::string> relations) {
  const auto changes = [](const std::string& relation) { return std::find(links::kChanging.begin(), links::kChanging.end(), relation) != links::kChanging.end(); };
  return !relations.empty() && std::all_of(relations.begin(), relations.end(), changes);
}

}  // namespace

links::Facts Graph::facts(ActId act) { return table_ != nullptr && act < table_->size() ? table_->facts(act) : links::facts_of(resolver_.act(act)); }

std::string_view Graph::id_of(ActId act) { return table_ != nullptr && act < table_->size() ? table_->id(act) : std::string_view(resolver_.act(act).id); }

std::vector<links::EdgeId> Graph::incoming_edges(ActId act, std::span<const std::string> relations) {
  if (table_ == nullptr || act >= table_->size()) return {};
  const std::vector<bool> wanted = rows_of(relations);
  if (only_changing(relations)) return edges_of(table_->changing(act), wanted);
  struct Placed {
    std::uint32_t date, order, mention;
    links::EdgeId edge;
  };
  std::vector<Placed> placed;
  const auto all = table_->incoming(act);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i + 16 < all.size()) __builtin_prefetch(&table_->edge(all[i + 16]));
    const auto& edge = table_->edge(all[i]);
    if (edge.relation >= wanted.size() || !wanted[edge.relation]) continue;
    const auto& record = table_->record(edge.record);
    placed.push_back({record.date, record.order, edge.mention, all[i]});
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return std::tie(a.date, a.order, a.mention, a.edge) < std::tie(b.date, b.order, b.mention, b.edge); });
  std::vector<links::EdgeId> edges;
  edges.reserve(placed.size());
  for (const Placed& one : placed) edges.push_back(one.edge);
  return edges;
}

std::vector<Reference> Graph::incoming(ActId act, std::span<const std::string> relations) {
  return incoming(act, relations, [](const Statement&) { return true; });
}

std::vector<Reference> Graph::incoming(ActId act, std::span<const std::string> relations, const std::function<bool(const Statement&)>& keep) {
  std::vector<Reference> found;
  const auto names = registry::Registry::builtin().relations();
  if (table_ != nullptr && act < table_->size() && only_changing(relations)) {
    const std::vector<bool> wanted = rows_of(relations);
    for (const auto& row : table_->changing(act))
      if (row.relation < wanted.size() && wanted[row.relation] && keep({table_->subject(row), names[row.relation].name, (row.flags & links::nested) != 0})) found.push_back(reference(row.edge));
    return found;
  }
  if (table_ != nullptr) {
    for (const auto id : incoming_edges(act, relations)) {
      const auto& edge = table_->edge(id);
      if (keep({table_->subject(edge), names[edge.relation].name, (edge.flags & links::nested) != 0})) found.push_back(reference(id));
    }
    return found;
  }
  found = of_best_copies(citing_records(act), [&](const Reference& r) { return r.target() == act && r.subject != act; });
  std::erase_if(found, [&](const Reference& r) { return !is_wanted(relations, r.relation); });
  sort_by_citing(found);
  std::erase_if(found, [&](const Reference& r) { return !keep({r.subject, r.relation, r.nested()}); });
  return found;
}

bool may_mean(const resolve::Resolution& resolution, ActId act) {
  if (resolution.act == act) return false;
  if (resolution.date_conflict == act) return true;
  return resolution.outcome == resolve::Outcome::ambiguous &&
         std::any_of(resolution.candidates.begin(), resolution.candidates.end(),
                     [&](const resolve::Candidate& c) { return c.act == act && !c.excluded(); });
}

std::vector<Reference> Graph::undecided(ActId act) { return undecided(act, {}); }

std::vector<Reference> Graph::undecided(ActId act, std::span<const std::string> relations) { return undecided(act, relations, std::numeric_limits<std::size_t>::max()).first; }

Graph::Counted Graph::undecided(ActId act, std::span<const std::string> relations, std::size_t most) {
  std::vector<Reference> found;
  if (table_ != nullptr) {
    const std::vector<bool> wanted = rows_of(relations);
    if (act < table_->size() && only_changing(relations)) {
      const auto edges = edges_of(table_->undecided_changing(act), wanted);
      for (const auto id : std::span(edges).first(std::min(edges.size(), most))) found.push_back(reference(id));
      return {std::move(found), edges.size()};
    }
    std::size_t count = 0;
    for (const auto id : undecided_edges(act)) {
      const auto relation = table_->edge(id).relation;
      if (!relations.empty() && (relation >= wanted.size() || !wanted[relation])) continue;
      if (count++ < most) found.push_back(reference(id));
    }
    return {std::move(found), count};
  }
  std::vector<format::ResolutionKey> keys;
  for (const auto& use : resolver_.undecided_keys_of(act)) keys.push_back(use.key);
  // A bare number in a document that cites two acts of that number lies between them, whatever its key says.
  for (const auto& use : resolver_.keys_of(act)) keys.push_back(use.key);
  found = of_best_copies(records_.citing(keys), [&](const Reference& r) { return may_mean(r.resolution, act); });
  std::erase_if(found, [&](const Reference& r) { return !is_wanted(relations, r.relation); });
  sort_by_citing(found);
  const std::size_t count = found.size();
  found.erase(found.begin() + static_cast<std::ptrdiff_t>(std::min(count, most)), found.end());
  return {std::move(found), count};
}

std::vector<links::EdgeId> Graph::undecided_edges(ActId act) {
  if (table_ == nullptr || act >= table_->size()) return {};
  auto edges = table_->undecided(act);
  // Of each work the best copy that holds any: thousands of works, hardly one of them with several.
  std::vector<std::pair<ActId, RecordId>> holders;
  holders.reserve(edges.size());
  for (const auto id : edges) {
    const auto record = table_->edge(id).record;
    holders.emplace_back(table_->by_record(record).value_or(no_act), record);
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  std::vector<RecordId> passed_over;
  for (auto work = holders.begin(); work != holders.end();) {
    const auto end = std::find_if(work, holders.end(), [&](const auto& holder) { return holder.first != work->first; });
    if (end - work > 1) {
      auto best = work->second;
      if (work->first != no_act) {
        const auto& ranked = resolver_.act(work->first).copies;
        const auto chosen = std::find_if(ranked.begin(), ranked.end(), [&](const auto& copy) { return std::any_of(work, end, [&](const auto& holder) { return holder.second == copy.record; }); });
        if (chosen != ranked.end()) best = chosen->record;
      }
      for (auto holder = work; holder != end; ++holder)
        if (holder->second != best) passed_over.push_back(holder->second);
    }
    work = end;
  }
  std::sort(passed_over.begin(), passed_over.end());
  if (!passed_over.empty()) std::erase_if(edges, [&](links::EdgeId id) { return std::binary_search(passed_over.begin(), passed_over.end(), table_->edge(id).record); });
  std::sort(edges.begin(), edges.end(), [&](links::EdgeId a, links::EdgeId b) {
    const auto& one = table_->record(table_->edge(a).record);
    const auto& other = table_->record(table_->edge(b).record);
    return std::tie(one.date, one.order, a) < std::tie(other.date, other.order, b);
  });
  return edges;
}

bool in_opening(const model::Document& document, const model::Mention& mention) {
  // A letter, report or submission is no act that carries out another unless that is what it is about: what it says after "Kính gửi" is
  // told in passing, also "Thực hiện Nghị quyết số ..., hộ kinh doanh không áp dụng ...".
  const auto& type = document.identity.type;
  if (type == "CV" || type == "BC" || type == "TTr") return document.identity.title_range.overlaps(mention.span);
  if (document.identity.title_range.overlaps(mention.span)) return true;
  const bool basis = std::any_of(mention.roles.begin(), mention.roles.end(), [](const model::Role& role) { return role.subject == "this" && role.relation == "basis"; });
  if (mention.provision < 0 || static_cast<std::size_t>(mention.provision) >= document.provisions.size()) {
    // A later part of an act in the gazette has no preamble: "Căn cứ ..." far behind is that of a form.
    constexpr std::uint32_t longest_preamble = 10'000;
    return !basis || mention.span.begin < longest_preamble;
  }
  const auto* provision = &document.provisions[static_cast<std::size_t>(mention.provision)];
  // "Căn cứ Luật Đất đai ..." in an annex is the basis of those who will fill in the form.
  if (provision->unit == model::Unit::phu_luc && basis) return false;
  if (provision->unit == model::Unit::preamble || provision->unit == model::Unit::component || provision->unit == model::Unit::phu_luc) return true;
  while (provision->unit != model::Unit::dieu && provision->parent >= 0) provision = &document.provisions[static_cast<std::size_t>(provision->parent)];
  return provision->unit == model::Unit::dieu && provision->label == "1";
}

}  // namespace tracuu::graph
