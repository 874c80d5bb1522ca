#include <xxhash.h>

#include "corpus/registry/registry.h"
#include "indexer/format/codec.h"
#include "indexer/format/document_record.h"
#include "query/links/table.h"

namespace tracuu::links {
namespace {

template <typename Archive>
void identity_field(Archive& archive, model::Identity& identity) {
  std::string bytes;
  if constexpr (!Archive::reading) bytes = format::encode(identity);
  archive(bytes);
  if constexpr (Archive::reading) {
    auto read = format::decode_identity(bytes);
    if (read) identity = std::move(*read);
    else archive.failed = true;
  }
}

template <typename Archive>
void act_fields(Archive& archive, resolve::Act& act) {
  archive(act.id);
  archive(act.known_id);
  archive(act.slip_of);
  identity_field(archive, act.identity);
  std::uint64_t copies = act.copies.size();
  archive(copies);
  if constexpr (Archive::reading) {
    if (copies > archive.rest().size()) archive.failed = true;
    else act.copies.resize(copies);
  }
  for (auto& copy : act.copies) {
    archive(copy.record);
    archive(copy.source);
    archive(copy.work);
    archive(copy.rank);
    // The first copy's is the act's, with what the authority table adds.
    if (&copy != &act.copies.front()) identity_field(archive, copy.identity);
    else if constexpr (Archive::reading) copy.identity = act.identity;
  }
}

}  // namespace

std::string encode(const resolve::Act& act) {
  format::ArchiveWriter writer;
  act_fields(writer, const_cast<resolve::Act&>(act));  // a writer only reads its fields
  return writer.take();
}

std::optional<resolve::Act> decode_act(std::string_view data, const registry::Registry& registry) {
  format::ArchiveReader reader(data);
  resolve::Act act;
  act_fields(reader, act);
  if (reader.failed) return std::nullopt;
  if (const auto* known = act.known_id.empty() ? nullptr : registry.act(act.known_id)) {
    act.known = true;
    act.known_title = known->title;
    act.effective_from = known->effective_from;
    act.effective_to = known->effective_to;
  }
  return act;
}

std::uint64_t id_hash(std::string_view canonical_id) { return XXH3_64bits(canonical_id.data(), canonical_id.size()); }

open::DerivedKind table_kind(const registry::Registry& registry) {
  // Rules whose answers a table keeps, apart from its layout: what counts as said in passing.
  constexpr int rules = 2;
  const auto words = format::fingerprint(registry) + " links" + std::to_string(kLayout) + "." + std::to_string(rules);
  return {kDirectory, "TRACUULK", kLayout, XXH3_64bits(words.data(), words.size()), kSections};
}

}  // namespace tracuu::links
