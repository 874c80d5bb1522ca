#include "query/graph/graph.h"

#include <algorithm>
#include <tuple>

#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"

namespace tracuu::graph {
namespace {

/// The other document that a role names, among the mentions before and, failing that, after the reference.
std::ptrdiff_t mention_named(const model::Document& document, std::size_t mention, std::string_view subject) {
  const auto number = registry::number_key(subject);
  const auto name = format::name_key(subject);
  const auto is_it = [&](const model::Mention& other) {
    if (!other.number.empty() && registry::number_key(other.number) == number) return true;
    return !other.name.empty() && format::name_key(other.name) == name;
  };
  for (std::size_t i = mention + 1; i-- > 0;) {
    if (is_it(document.mentions[i])) return static_cast<std::ptrdiff_t>(i);
  }
  for (std::size_t i = mention + 1; i < document.mentions.size(); ++i) {
    if (is_it(document.mentions[i])) return static_cast<std::ptrdiff_t>(i);
  }
  return -1;
}

}  // namespace

const model::Document& Graph::document(RecordId record) {
  const auto found = documents_.find(record);
  if (found != documents_.end()) return found->second;
  return documents_.emplace(record, records_.document(record)).first->second;
}

ActId Graph::subject_of(const model::Document& document, std::size_t mention, const model::Role& role, ActId self) {
  if (registry::number_key(role.subject) == registry::number_key(document.identity.number)) return self;
  const auto named = mention_named(document, mention, role.subject);
  if (named >= 0) return resolver_.resolve(document, static_cast<std::size_t>(named), self).act;
  // Named only in the role: resolve the bare number or name as if it were cited here.
  model::Mention bare;
  (!role.subject.empty() && role.subject[0] >= '0' && role.subject[0] <= '9' ? bare.number : bare.name) = role.subject;
  const auto key = format::resolution_key(bare, document.identity);
  return key ? resolver_.resolve(*key).act : no_act;
}

const std::vector<Reference>& Graph::references_of(RecordId record) {
  if (const auto found = references_.find(record); found != references_.end()) return found->second;
  const auto& source = document(record);
  resolver_.prepare(format::resolution_keys(source));
  const auto self = resolver_.act_of_record(record).value_or(no_act);
  std::vector<Reference> references;
  for (std::size_t i = 0; i < source.mentions.size(); ++i) {
    const auto& mention = source.mentions[i];
    if (mention.kind == model::MentionKind::internal) continue;
    const resolve::Resolution resolution = resolver_.resolve(source, i, self);
    if (resolution.act != no_act) resolver_.describe(resolution.act, mention);
    const std::vector<model::Role> fallback{{"this", "mention"}};
    for (const auto& role : mention.roles.empty() ? fallback : mention.roles) {
      Reference reference;
      reference.record = record;
      reference.mention = static_cast<std::uint32_t>(i);
      reference.asserted_by = self;
      reference.relation = role.relation;
      reference.resolution = resolution;
      reference.subject = role.subject == "this" ? self : subject_of(source, i, role, self);
      if (reference.subject != self || self == no_act) {
        if (role.subject != "this") reference.subject_words = role.subject;
      }
      references.push_back(std::move(reference));
    }
  }
  return references_.emplace(record, std::move(references)).first->second;
}

std::vector<RecordId> Graph::best_copies(const std::vector<RecordId>& records) {
  std::vector<RecordId> best;
  for (const auto record : records) {
    const auto act = resolver_.act_of_record(record);
    const auto& copies = act ? resolver_.act(*act).copies : std::vector<resolve::Entry>{};
    // A copy may be an excerpt: the record that holds the key is read where the best copy does not hold it.
    const RecordId chosen = !copies.empty() && std::binary_search(records.begin(), records.end(), copies.front().record)
                                ? copies.front().record
                                : record;
    if (std::find_if(best.begin(), best.end(), [&](RecordId other) { return resolver_.act_of_record(other) == act; }) == best.end()) {
      best.push_back(chosen);
    }
  }
  return best;
}

std::vector<RecordId> Graph::citing_records(ActId act) {
  std::vector<format::ResolutionKey> keys;
  for (const auto& use : resolver_.keys_of(act)) keys.push_back(use.key);
  return best_copies(records_.citing(keys));
}

void Graph::describe(ActId act) {
  if (resolver_.act(act).in_index() || resolver_.act(act).known) return;
  const auto citing = citing_records(act);
  if (!citing.empty()) (void)references_of(citing.front());
}

std::size_t Graph::citing_works(ActId act) { return citing_records(act).size(); }

void Graph::sort_by_citing(std::vector<Reference>& references) {
  std::stable_sort(references.begin(), references.end(), [&](const Reference& a, const Reference& b) {
    if (a.record == b.record) return a.mention < b.mention;
    const auto& one = document(a.record);
    const auto& other = document(b.record);
    return std::tie(one.identity.date, one.source) < std::tie(other.identity.date, other.source);
  });
}

std::vector<Reference> Graph::outgoing(ActId act) {
  std::vector<Reference> found;
  const auto copies = resolver_.act(act).copies;
  if (!copies.empty()) {
    for (const auto& reference : references_of(copies.front().record)) {
      if (reference.subject == act || !reference.nested()) found.push_back(reference);
    }
  }
  std::vector<Reference> stated;
  for (const auto record : citing_records(act)) {
    for (const auto& reference : references_of(record)) {
      if (reference.nested() && reference.subject == act) stated.push_back(reference);
    }
  }
  sort_by_citing(stated);
  found.insert(found.end(), stated.begin(), stated.end());
  return found;
}

std::vector<Reference> Graph::incoming(ActId act) {
  std::vector<Reference> found;
  for (const auto record : citing_records(act)) {
    for (const auto& reference : references_of(record)) {
      if (reference.target() == act && reference.subject != act) found.push_back(reference);
    }
  }
  sort_by_citing(found);
  return found;
}

std::vector<Reference> Graph::undecided(ActId act) {
  std::vector<format::ResolutionKey> keys;
  for (const auto& use : resolver_.undecided_keys_of(act)) keys.push_back(use.key);
  std::vector<Reference> found;
  for (const auto record : best_copies(records_.citing(keys))) {
    for (const auto& reference : references_of(record)) {
      if (reference.target() == act) continue;
      const bool conflict = reference.resolution.date_conflict == act;
      const bool possible = reference.resolution.outcome == resolve::Outcome::ambiguous &&
                            std::any_of(reference.resolution.candidates.begin(), reference.resolution.candidates.end(),
                                        [&](const resolve::Candidate& c) { return c.act == act && !c.excluded(); });
      if (conflict || possible) found.push_back(reference);
    }
  }
  sort_by_citing(found);
  return found;
}

}  // namespace tracuu::graph
