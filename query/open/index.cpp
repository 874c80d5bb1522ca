#include "query/open/index.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <system_error>

#include <fmt/format.h>
#include <zstd.h>

#include "corpus/registry/registry.h"
#include "indexer/format/document_record.h"
#include "query/open/unweighted.h"

namespace tracuu::open {
namespace {

using format::kDocuments, format::kProvisions, format::kTexts;

/// A megabyte: the documents of a page of results.
constexpr std::size_t kKeptBlocks = 16;
/// Records of a remote index that are kept once they are fetched: what the largest trace shows at once.
constexpr std::size_t kKeptRecords = 1024;
constexpr const char* kRebuild = "build it anew: tracuu-index --rebuild DB PATH...";

tl::unexpected<OpenError> failure(OpenError::Code code, const std::filesystem::path& path, std::string what, std::string hint) {
  return tl::make_unexpected(OpenError{code, path.string(), std::move(what), std::move(hint)});
}

std::uint64_t decimal(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Damage inside a record is Xapian's kind of error too: one place handles both.
[[noreturn]] void damaged_record(std::string_view what, DocId id) {
  throw Xapian::DatabaseCorruptError(fmt::format("record {} ({}) cannot be decoded", id, what));
}

template <typename Record>
Summary summarise(DocId id, const Record& record) {
  Summary summary;
  summary.id = id;
  summary.source = record.value(format::kSourceSlot);
  summary.work = record.value(format::kWorkSlot);
  unsigned rank = 0;
  const std::string digits = record.value(format::kRankSlot);
  std::from_chars(digits.data(), digits.data() + digits.size(), rank, 16);
  summary.copy_rank = static_cast<format::CopyRank>(rank);
  auto identity = format::decode_identity(record.value(format::kIdentitySlot));
  if (!identity) damaged_record("identity", id);
  summary.identity = std::move(*identity);
  return summary;
}

std::string decompress(const std::string& block) {
  std::string out(format::kTextBlock, '\0');
  const std::size_t size = ZSTD_decompress(out.data(), out.size(), block.data(), block.size());
  if (ZSTD_isError(size)) throw Xapian::DatabaseCorruptError("a block of text cannot be decompressed");
  out.resize(size);
  return out;
}

}  // namespace

tl::expected<Index, OpenError> Index::open(const std::filesystem::path& directory) {
  using Code = OpenError::Code;
  std::error_code error;
  if (!std::filesystem::exists(directory, error))
    return failure(Code::missing, directory, "there is no index here", fmt::format("make one: tracuu-index {} PATH...", directory.string()));
  // A remote index is a directory of three stub files ("remote host:port"), which Xapian follows by itself.
  if (!std::filesystem::is_directory(directory / kDocuments, error) && !std::filesystem::is_regular_file(directory / kDocuments, error))
    return failure(Code::not_an_index, directory, "this is not an index of tracuu-index", "name the directory that tracuu-index made");
  Index index;
  index.directory_ = directory;
  index.local_ = std::filesystem::is_directory(directory / kProvisions, error);
  try {
    index.documents_ = Xapian::Database((directory / kDocuments).string());
    index.provisions_ = Xapian::Database((directory / kProvisions).string());
    index.texts_ = Xapian::Database((directory / kTexts).string());
    const std::string schema = index.documents_.get_metadata(std::string(format::kMetaSchema));
    if (schema != std::to_string(format::kSchemaVersion))
      return failure(Code::unknown_schema, directory,
                     fmt::format("the index has schema version {}, this program knows version {}", schema.empty() ? "?" : schema, format::kSchemaVersion),
                     kRebuild);
    if (!index.read_registry()) return failure(Code::damaged, directory, "the catalogue that the index keeps cannot be read", kRebuild);
  } catch (const Xapian::Error& problem) {
    return tl::make_unexpected(index.damaged(problem));
  }
  return index;
}

OpenError Index::damaged(const Xapian::Error& error) const {
  return {OpenError::Code::damaged, directory_.string(), fmt::format("the index cannot be read: {}", error.get_msg()), kRebuild};
}

OpenError Index::busy() const {
  return {OpenError::Code::busy, directory_.string(), "the index changed faster than it could be read", "try again when tracuu-index has finished"};
}

void Index::refresh() {
  documents_.reopen();
  provisions_.reopen();
  texts_.reopen();
  fetched_.clear();
  revision_.reset();
  for (auto& reader : readers_) reader.reset();
  read_registry();
}

bool Index::read_registry() {
  std::string catalogue = documents_.get_metadata(std::string(format::kMetaCatalogue));
  if (registry_ && catalogue == registry_->catalogue()) return true;
  auto registry = catalogue.empty() ? registry::Registry::opened({})
                                    : registry::Registry::with_catalogue_text(std::move(catalogue), (directory_ / kDocuments).string()).map([](registry::Registry&& made) {
                                        return std::make_shared<const registry::Registry>(std::move(made));
                                      });
  if (!registry) return false;
  registry_ = std::move(*registry);
  return true;
}

std::uint64_t Index::revision() const {
  if (!revision_) revision_ = decimal(documents_.get_metadata(std::string(format::kMetaRevision)));
  return *revision_;
}

std::optional<DocId> Index::find(std::string_view source) const {
  const std::vector<DocId> found = with_term(format::source_term(source));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<DocId> Index::with_term(const std::string& term) const {
  return {documents_.postlist_begin(term), documents_.postlist_end(term)};
}

std::vector<DocId> Index::with_any_term(const std::vector<std::string>& terms) const {
  if (terms.empty()) return {};
  return matching(*this, documents_, Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
}

std::vector<DocId> Index::with_number(std::string_view number) const { return with_term(format::number_term(number)); }
std::vector<DocId> Index::with_name(std::string_view name) const { return with_term(format::name_term(name)); }
std::vector<DocId> Index::with_id(std::string_view canonical_id) const { return with_term(format::id_term(canonical_id)); }
std::vector<DocId> Index::copies(std::string_view work) const { return with_term(format::work_term(work)); }

std::vector<DocId> Index::citing(const std::vector<format::ResolutionKey>& keys) const {
  std::vector<std::string> terms;
  terms.reserve(keys.size());
  for (const format::ResolutionKey& key : keys) terms.push_back(format::to_term(key));
  return with_any_term(terms);
}

// --- a remote index -------------------------------------------------------------------------------------------------------

std::string Index::Stored::value(Xapian::valueno slot) const {
  if (fetched == nullptr) return read.get_value(slot);
  const auto found = fetched->values.find(slot);
  return found == fetched->values.end() ? std::string() : found->second;
}

Index::Stored Index::stored(DocId id) const {
  if (const auto found = fetched_.find(id); found != fetched_.end()) return {&found->second, {}};
  return {nullptr, documents_.get_document(id)};
}

const Xapian::Database& Index::database(Part part) const {
  return part == documents_part ? documents_ : part == provisions_part ? provisions_ : texts_;
}

RemoteReader* Index::reader(Part part) const {
  if (local_) return nullptr;
  auto& reader = readers_[part];
  if (!reader) {
    constexpr std::string_view names[] = {kDocuments, kProvisions, kTexts};
    reader = RemoteReader::connect(directory_ / names[part]);
    // Its connection may be younger than the one that the answers so far come from.
    if (*reader && !(*reader)->sees(database(part))) {
      reader.reset();
      throw Xapian::DatabaseModifiedError("a writer has committed since the index was opened");
    }
  }
  return reader->get();
}

RemoteReader::Answer Index::read_remote(Part part, std::span<const DocId> ids, std::span<const std::string> metadata) const {
  try {
    return reader(part)->read(ids, metadata);
  } catch (const Xapian::Error&) {
    readers_[part].reset();  // what is still on the way would be taken for the next answer
    throw;
  }
}

void Index::fetch(std::span<const DocId> ids) const {
  if (local_) return;
  std::vector<DocId> missing;
  for (const DocId id : ids)
    if (!fetched_.contains(id)) missing.push_back(id);
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  if (fetched_.size() + missing.size() > kKeptRecords) fetched_.clear();
  if (missing.size() == 1) {
    // No second connection for one record.
    const Xapian::Document record = documents_.get_document(missing.front());
    auto& kept = fetched_[missing.front()];
    kept.data = record.get_data();
    for (auto value = record.values_begin(); value != record.values_end(); ++value) kept.values[value.get_valueno()] = *value;
  }
  if (missing.size() < 2 || reader(documents_part) == nullptr) return;
  const std::string key(format::kMetaRevision);
  auto answer = read_remote(documents_part, missing, {&key, 1});
  if (decimal(answer.metadata.front()) != revision()) throw Xapian::DatabaseModifiedError("a writer has committed since the index was opened");
  for (std::size_t i = 0; i < missing.size(); ++i) fetched_.emplace(missing[i], std::move(answer.records[i]));
}

void Index::fetch_texts(std::span<const Stretch> stretches) const {
  if (local_) return;
  std::vector<std::string> keys;
  for (const Stretch& stretch : stretches) {
    const Stored record = stored(stretch.id);
    const std::string hash = record.value(format::kHashSlot);
    const std::uint64_t end = std::min<std::uint64_t>(stretch.range.end, decimal(record.value(format::kSizeSlot)));
    for (std::uint64_t at = stretch.range.begin / format::kTextBlock * format::kTextBlock; at < end; at += format::kTextBlock)
      keys.push_back(format::text_block_key(hash, at / format::kTextBlock));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase_if(keys, [&](const std::string& key) {
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const TextBlock& block) { return block.key == key; });
  });
  if (keys.size() < 2 || reader(texts_part) == nullptr) return;
  auto answer = read_remote(texts_part, {}, keys);
  kept_blocks_ = std::max(kept_blocks_, blocks_.size() + keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) keep_block(keys[i], answer.metadata[i]);
}

Summary Index::summary(DocId id) const { return summarise(id, stored(id)); }

std::vector<Summary> Index::summaries() const {
  std::vector<Summary> all;
  all.reserve(documents_.get_doccount());
  // Value streams: five passes over compact chunks instead of one look-up a document.
  for (auto it = documents_.valuestream_begin(format::kSourceSlot); it != documents_.valuestream_end(format::kSourceSlot); ++it) {
    Summary& summary = all.emplace_back();
    summary.id = it.get_docid();
    summary.source = *it;
  }
  const auto fill = [&](unsigned slot, const auto& put) {
    auto it = documents_.valuestream_begin(slot);
    for (Summary& summary : all) {
      if (it == documents_.valuestream_end(slot)) break;
      it.skip_to(summary.id);
      if (it == documents_.valuestream_end(slot)) break;
      if (it.get_docid() == summary.id) put(summary, *it);
    }
  };
  fill(format::kWorkSlot, [](Summary& summary, const std::string& value) { summary.work = value; });
  fill(format::kRankSlot, [](Summary& summary, const std::string& value) {
    unsigned rank = 0;
    std::from_chars(value.data(), value.data() + value.size(), rank, 16);
    summary.copy_rank = static_cast<format::CopyRank>(rank);
  });
  fill(format::kIdentitySlot, [](Summary& summary, const std::string& value) {
    auto identity = format::decode_identity(value);
    if (!identity) damaged_record("identity", summary.id);
    summary.identity = std::move(*identity);
  });
  return all;
}

model::Document Index::document(DocId id) const {
  const Stored record = stored(id);
  auto document = format::decode_document(record.data());
  if (!document) damaged_record("document", id);
  auto identity = format::decode_identity(record.value(format::kIdentitySlot));
  if (!identity) damaged_record("identity", id);
  document->identity = std::move(*identity);
  return std::move(*document);
}

Index::KeyCounts Index::keys_with_prefix(const std::string& prefix) const {
  KeyCounts keys;
  for (auto term = documents_.allterms_begin(prefix); term != documents_.allterms_end(prefix); ++term)
    if (auto key = format::from_term(*term)) keys.emplace_back(std::move(*key), term.get_termfreq());
  return keys;
}

const std::string& Index::text_block(const std::string& key) const {
  const auto known = std::find_if(blocks_.begin(), blocks_.end(), [&](const TextBlock& block) { return block.key == key; });
  if (known != blocks_.end()) {
    std::rotate(known, known + 1, blocks_.end());
    return blocks_.back().text;
  }
  return keep_block(key, texts_.get_metadata(key));
}

const std::string& Index::keep_block(const std::string& key, const std::string& packed) const {
  if (packed.empty()) throw Xapian::DatabaseModifiedError("the text of a record was replaced");
  if (blocks_.size() >= std::max(kKeptBlocks, kept_blocks_)) blocks_.erase(blocks_.begin());
  return blocks_.emplace_back(TextBlock{key, decompress(packed)}).text;
}

// The blocks of the text with this hash that hold `range`.
std::string Index::read_text(const std::string& hash, std::uint64_t size, model::ByteRange range) const {
  std::string out;
  const std::uint64_t end = std::min<std::uint64_t>(range.end, size);
  for (std::uint64_t at = range.begin; at < end;) {
    const std::size_t number = at / format::kTextBlock;
    const std::string& block = text_block(format::text_block_key(hash, number));
    const std::size_t from = at - number * format::kTextBlock;
    const std::size_t to = std::min<std::uint64_t>(block.size(), end - number * format::kTextBlock);
    if (from >= to) throw Xapian::DatabaseCorruptError("a text is shorter than its record says");
    out.append(block, from, to - from);
    at += to - from;
  }
  return out;
}

std::string Index::text(DocId id, model::ByteRange range) const {
  const Stored record = stored(id);
  return read_text(record.value(format::kHashSlot), decimal(record.value(format::kSizeSlot)), range);
}

std::string Index::text(DocId id) const { return text(id, {0, 0xFFFFFFFF}); }

std::string Index::text(const format::ProvisionRecord& provision, model::ByteRange range) const {
  return read_text(provision.text_hash, range.end, range);
}

std::vector<ProvisionId> Index::provisions_of(std::string_view source) const {
  const std::string term = format::source_term(source);
  std::vector<ProvisionId> ids(provisions_.postlist_begin(term), provisions_.postlist_end(term));
  std::vector<std::string> keys = provision_sort_keys(ids);
  std::vector<std::pair<std::string, ProvisionId>> found;
  for (std::size_t i = 0; i < ids.size(); ++i) found.emplace_back(std::move(keys[i]), ids[i]);
  std::sort(found.begin(), found.end());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = found[i].second;
  return ids;
}

// A value lies in chunks of several records: in ascending order each chunk is read once.
std::vector<std::string> Index::provision_values(const std::vector<ProvisionId>& ids, unsigned slot) const {
  std::vector<std::string> records(ids.size());
  if (!local_ && reader(provisions_part) != nullptr) {
    auto answer = read_remote(provisions_part, ids, {});
    for (std::size_t i = 0; i < ids.size(); ++i) records[i] = std::move(answer.records[i].values[slot]);
    return records;
  }
  if (!local_) {
    for (std::size_t i = 0; i < ids.size(); ++i) records[i] = provisions_.get_document(ids[i]).get_value(slot);
    return records;
  }
  std::vector<std::size_t> ascending(ids.size());
  std::iota(ascending.begin(), ascending.end(), 0);
  std::sort(ascending.begin(), ascending.end(), [&](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
  auto value = provisions_.valuestream_begin(slot);
  const auto end = provisions_.valuestream_end(slot);
  for (const std::size_t i : ascending) {
    if (value == end) break;
    value.skip_to(ids[i]);
    if (value != end && value.get_docid() == ids[i]) records[i] = *value;
  }
  return records;
}

format::ProvisionRecord Index::provision(ProvisionId id) const {
  const Xapian::Document stored = provisions_.get_document(id);
  const std::string data = stored.get_value(format::kProvisionRecordSlot);
  auto view = format::decode_provision(data);
  if (!view) damaged_record("provision", id);
  format::read_provision_sort_key(stored.get_value(format::kProvisionSortSlot), view->record);
  return std::move(view->record);
}

}  // namespace tracuu::open
