#include "query/audit/touched.h"

#include <algorithm>
#include <set>

#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"
#include "query/resolve/number.h"
#include "query/status/change.h"

namespace tracuu::audit {
namespace {

using resolve::RecordId;

void add(std::vector<format::ResolutionKey>& keys, std::vector<resolve::KeyUse> uses) {
  for (auto& use : uses) keys.push_back(std::move(use.key));
}

/// Keys under which a document of this identity may be cited: its number, what is left of it in short forms ("73/2026", "73"), its
/// name.
void add_keys_of(std::vector<format::ResolutionKey>& keys, resolve::Catalogue& catalogue, const model::Identity& identity) {
  if (!identity.number.empty()) {
    const auto number = registry::number_key(identity.number);
    const auto form = resolve::number_form(number);
    add(keys, catalogue.keys_with_number(number, false));
    if (form.year != 0) {
      add(keys, catalogue.keys_with_number(form.sequence + "/" + std::to_string(form.year), false));
      add(keys, catalogue.keys_with_number(form.sequence, false));
    }
  }
  if (!identity.name.empty()) add(keys, catalogue.keys_with_name(format::name_key(identity.name)));
}

}  // namespace

std::vector<RecordId> touched_by(graph::Graph& graph, resolve::Catalogue& catalogue, const std::vector<RecordId>& changed) {
  auto& resolver = graph.resolver();
  std::vector<format::ResolutionKey> keys, keys_of_changed_acts;
  std::set<resolve::ActId> ended, dated;
  model::Date earliest;
  for (const auto record : changed) {
    const auto& identity = graph.document(record).identity;
    add_keys_of(keys, catalogue, identity);
    for (const auto& reference : graph.references_of(record)) {
      const auto target = reference.target();
      if (target == resolve::no_act) continue;
      if (graph.document(record).mentions[reference.mention].date.is_set() && dated.insert(target).second) add(keys, resolver.undecided_keys_of(target));
      if (!status::changes_effect(reference.relation)) continue;
      if (ended.insert(target).second) add(keys_of_changed_acts, resolver.keys_of(target));
      if (identity.date.is_valid() && (!earliest.is_set() || identity.date < earliest)) earliest = identity.date;
    }
    graph.forget(record);
  }
  const std::set<RecordId> own(changed.begin(), changed.end());
  std::set<RecordId> touched;
  for (const auto record : graph.records().citing(keys)) {
    if (!own.contains(record)) touched.insert(record);
  }
  for (const auto record : graph.records().citing(keys_of_changed_acts)) {
    const auto entry = catalogue.entry(record);
    const bool older = entry && entry->identity.date.is_valid() && earliest.is_set() && entry->identity.date < earliest;
    if (!older && !own.contains(record)) touched.insert(record);
  }
  return {touched.begin(), touched.end()};
}

}  // namespace tracuu::audit
