#include "query/links/table.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>
#include "indexer/format/codec.h"

namespace tracuu::links {
namespace {

namespace fs = std::filesystem;

struct Descriptor {
  explicit Descriptor(const fs::path& file) : number(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number;
};

bool is_number(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_other_tables(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (is_number(it->path().filename().string())) return true;
  }
  return false;
}

}  // namespace

tl::expected<std::unique_ptr<Table>, Absence> Table::open(const open::Index& index) {
  const auto directory = index.directory() / kDirectory;
  std::error_code error;
  if (!fs::is_directory(directory, error)) return tl::make_unexpected(Absence::missing);
  auto table = open(directory / std::to_string(index.revision()), index);
  if (!table && table.error() == Absence::missing && has_other_tables(directory)) return tl::make_unexpected(Absence::stale);
  return table;
}

tl::expected<std::unique_ptr<Table>, Absence> Table::open(const fs::path& file, const open::Index& index) {
  const Descriptor descriptor(file);
  struct stat status {};
  if (descriptor.number < 0 || ::fstat(descriptor.number, &status) != 0) return tl::make_unexpected(Absence::missing);
  if (status.st_size < static_cast<off_t>(sizeof(Header))) return tl::make_unexpected(Absence::damaged);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.number, 0);
  if (mapped == MAP_FAILED) return tl::make_unexpected(Absence::damaged);
  std::unique_ptr<Table> table(new Table);
  table->data_ = static_cast<const char*>(mapped);
  table->size_ = size;
  auto why = Absence::damaged;
  if (!table->read_header(index, why)) return tl::make_unexpected(why);
  return table;
}

Table::~Table() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

bool Table::read_header(const open::Index& index, Absence& why) {
  Header header;
  std::memcpy(&header, data_, sizeof header);
  const Header expected;
  why = Absence::damaged;
  if (std::memcmp(header.magic, expected.magic, sizeof header.magic) != 0) return false;
  why = Absence::stale;
  if (header.layout != kLayout || header.fingerprint != table_fingerprint(*index.registry())) return false;
  why = Absence::damaged;
  if (header.check != XXH3_64bits(data_, offsetof(Header, check)) || header.file_bytes != size_) return false;
  for (const auto& place : header.sections) {
    if (place.offset % 8 != 0 || place.offset > size_ || place.bytes > size_ - place.offset) return false;
  }
  why = Absence::stale;
  const auto uuid = index.documents().get_uuid();
  if (header.revision != index.revision() || header.documents != index.document_count() ||
      std::string_view(header.uuid) != std::string_view(uuid).substr(0, sizeof header.uuid - 1)) {
    return false;
  }
  registry_ = index.registry();
  acts_ = section<ActRow>(Section::acts);
  records_ = section<RecordRow>(Section::records);
  edges_ = section<EdgeRow>(Section::edges);
  resolutions_ = section<ResolutionRow>(Section::resolutions);
  return true;
}

template <typename Row>
std::span<const Row> Table::section(Section section) const {
  const auto& place = reinterpret_cast<const Header*>(data_)->sections[static_cast<std::size_t>(section)];
  return {reinterpret_cast<const Row*>(data_ + place.offset), place.bytes / sizeof(Row)};
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

std::string_view Table::string(std::uint32_t row) const {
  const auto place = at(section<StringRow>(Section::strings), row);
  const auto text = section<char>(Section::text);
  if (place.offset > text.size() || place.bytes > text.size() - place.offset) return {};
  return {text.data() + place.offset, place.bytes};
}

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
