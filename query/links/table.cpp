#include "query/links/table.h"

#include <algorithm>

#include "indexer/format/codec.h"

namespace tracuu::links {

tl::expected<std::unique_ptr<Table>, Absence> Table::open(const open::Index& index) {
  auto file = open::DerivedFile::open(index, table_kind(*index.registry()));
  if (!file) return tl::make_unexpected(file.error());
  return std::unique_ptr<Table>(new Table(std::move(*file), index));
}

Table::Table(open::DerivedFile file, const open::Index& index) : registry_(index.registry()), file_(std::move(file)) {
  acts_ = section<ActRow>(Section::acts);
  records_ = section<RecordRow>(Section::records);
  edges_ = section<EdgeRow>(Section::edges);
  resolutions_ = section<ResolutionRow>(Section::resolutions);
}

template <typename Row>
std::span<const Row> Table::slice_of(Section begins, Section values, std::size_t place) const {
  const auto begin_of = section<std::uint32_t>(begins);
  const auto all = section<Row>(values);
  if (place + 1 >= begin_of.size()) return {};
  const std::size_t from = begin_of[place], to = begin_of[place + 1];
  return from <= to && to <= all.size() ? all.subspan(from, to - from) : std::span<const Row>{};
}

template std::span<const EdgeId> Table::slice_of<EdgeId>(Section, Section, std::size_t) const;
template std::span<const ChangingRow> Table::slice_of<ChangingRow>(Section, Section, std::size_t) const;

std::string_view Table::string(std::uint32_t row) const { return open::string_of(section<char>(Section::text), at(section<StringRow>(Section::strings), row)); }

resolve::Act Table::act(ActId id) const {
  const auto& row = at(acts_, id);
  const auto blobs = section<char>(Section::act_blobs);
  if (row.blob > blobs.size() || row.blob_bytes > blobs.size() - row.blob) return {};
  return decode_act({blobs.data() + row.blob, row.blob_bytes}, *registry_).value_or(resolve::Act{});
}

std::string_view Table::id(ActId id) const {
  const auto& row = at(acts_, id);
  const auto blobs = section<char>(Section::act_blobs);
  if (row.blob > blobs.size() || row.blob_bytes > blobs.size() - row.blob) return {};
  format::ArchiveReader reader({blobs.data() + row.blob, row.blob_bytes});
  const auto first = reader.string();  // its first field (act_codec.cpp)
  return reader.failed ? std::string_view() : first;
}

std::optional<ActId> Table::by_id(std::string_view canonical_id) const {
  const auto rows = section<IdRow>(Section::ids);
  const auto hash = id_hash(canonical_id);
  const auto found = std::lower_bound(rows.begin(), rows.end(), hash, [](const IdRow& row, std::uint64_t h) { return row.hash < h; });
  // 64 bits tell a million ids apart; a stranger's id that meets one of them by chance is still compared.
  if (found == rows.end() || found->hash != hash || found->act >= acts_.size()) return std::nullopt;
  const auto act = this->act(found->act);
  if (act.id != canonical_id && act.known_id != canonical_id) return std::nullopt;
  return found->act;
}

std::optional<ActId> Table::by_record(RecordId record) const {
  const auto act = at(records_, record).act;
  return act < acts_.size() ? std::optional<ActId>(act) : std::nullopt;
}

Facts Table::facts(ActId id) const {
  const auto& row = at(acts_, id);
  return {string(row.type), string(row.issuer), string(row.province), unpacked(row.date), static_cast<Level>(row.level), row.authority, row.in_index != 0};
}

std::pair<EdgeId, EdgeId> Table::edges_of(RecordId record) const {
  if (std::size_t{record} + 1 >= records_.size()) return {0, 0};
  const auto begin = records_[record].edges, end = records_[record + 1].edges;
  return begin <= end && end <= edges_.size() ? std::pair{begin, end} : std::pair<EdgeId, EdgeId>{0, 0};
}

std::vector<EdgeId> Table::undecided(ActId act) const {
  std::vector<EdgeId> found;
  for (const auto resolution : slice(Section::undecided_begin, Section::undecided, act)) {
    const auto edges = slice(Section::holders_begin, Section::holders, resolution);
    found.insert(found.end(), edges.begin(), edges.end());
  }
  return found;
}

resolve::Resolution Table::resolution(const EdgeRow& edge) const {
  const auto& row = at(resolutions_, edge.resolution);
  resolve::Resolution resolution;
  if (row.outcome <= static_cast<std::uint8_t>(resolve::Outcome::malformed)) resolution.outcome = static_cast<resolve::Outcome>(row.outcome);
  if (row.rule <= static_cast<std::uint8_t>(resolve::Rule::same_document)) resolution.rule = static_cast<resolve::Rule>(row.rule);
  resolution.certain = row.certain != 0;
  resolution.act = checked(row.act);
  resolution.date_conflict = checked(row.date_conflict);
  const auto candidates = section<CandidateRow>(Section::candidates);
  if (row.candidates > candidates.size() || row.candidate_count > candidates.size() - row.candidates) return resolution;
  resolution.candidates.reserve(row.candidate_count);
  for (const auto& candidate : candidates.subspan(row.candidates, row.candidate_count)) {
    if (candidate.act >= acts_.size()) continue;
    auto& added = resolution.candidates.emplace_back();
    added.act = candidate.act;
    for (const char trait : string(candidate.traits)) {
      if (static_cast<unsigned char>(trait) < resolve::trait_count) added.traits.push_back(static_cast<resolve::Trait>(trait));
    }
  }
  return resolution;
}

const CountRow* Table::counts(ActId act) const {
  const auto rows = section<CountRow>(Section::counts);
  const auto found = std::lower_bound(rows.begin(), rows.end(), act, [](const CountRow& row, ActId asked) { return row.act < asked; });
  return found != rows.end() && found->act == act ? &*found : nullptr;
}

std::span<const RelationCountRow> Table::relation_counts(const CountRow& row) const {
  const auto rows = section<RelationCountRow>(Section::relation_counts);
  return row.relations <= rows.size() && row.relation_count <= rows.size() - row.relations ? rows.subspan(row.relations, row.relation_count) : std::span<const RelationCountRow>{};
}

std::string_view Table::subject_words(EdgeId id) const {
  const auto rows = section<SubjectRow>(Section::subject_words);
  const auto found = std::lower_bound(rows.begin(), rows.end(), id, [](const SubjectRow& row, EdgeId edge) { return row.edge < edge; });
  return found != rows.end() && found->edge == id ? string(found->words) : std::string_view{};
}

}  // namespace tracuu::links
