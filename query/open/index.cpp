#include "query/open/index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <limits>
#include <numeric>
#include <system_error>

#include <fmt/format.h>

#include "corpus/registry/registry.h"
#include "indexer/format/document_record.h"
#include "query/open/unweighted.h"

namespace tracuu::open {
namespace {

using format::kDocuments, format::kProvisions, format::kTexts;

/// A megabyte: the documents of a page of results.
constexpr std::size_t kKeptBlocks = 16;
/// Of a remote index as many as a page needs, up to 16 MB.
constexpr std::size_t kMostBlocks = 256;
/// Records of a remote index that are kept once they are fetched: what the largest trace shows at once.
constexpr std::size_t kKeptRecords = 1024;
/// The same of provisions and of summaries: several times what a search reads at most.
constexpr std::size_t kKeptProvisions = 16'384, kKeptSummaries = 65'536;
/// Values that are read together: a search brings two.
constexpr std::array<std::pair<unsigned, unsigned>, 4> kPairs = {{{format::kSourceSlot, format::kWorkSlot},
                                                                  {format::kRankSlot, format::kTypeSlot},
                                                                  {format::kIssuerSlot, format::kProvinceSlot},
                                                                  {format::kYearSlot, format::kSystemSlot}}};
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

format::CopyRank rank_of(const std::string& digits) {
  unsigned rank = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rank, 16);
  return static_cast<format::CopyRank>(rank);
}

Xapian::Query any_of(std::span<const std::string> keys, std::string (*term)(std::string_view)) {
  std::vector<std::string> terms;
  terms.reserve(keys.size());
  for (const std::string& key : keys) terms.push_back(term(key));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

constexpr Xapian::doccount kAll = std::numeric_limits<Xapian::doccount>::max();

Match values_match(const Xapian::Query& query, unsigned slot, Xapian::doccount count = kAll) {
  Match match;
  match.query = query;
  match.count = count;
  const auto* pair = std::find_if(kPairs.begin(), kPairs.end(), [&](const auto& one) { return one.first == slot || one.second == slot; });
  match.slot = pair == kPairs.end() ? slot : pair->first;
  if (pair != kPairs.end()) match.second = pair->second;
  return match;
}

/// What summaries need besides sources and works.
Match identities_match(const Xapian::Query& query, Xapian::doccount count = kAll) {
  Match match;
  match.query = query;
  match.count = count;
  match.slot = format::kIdentitySlot;
  match.second = format::kRankSlot;
  return match;
}

/// All provisions of a document in reading order, with their records.
Match provisions_match(Xapian::Query query) {
  Match match;
  match.query = std::move(query);
  match.slot = format::kProvisionSortSlot;
  match.second = format::kProvisionRecordSlot;
  match.count = kAll;
  return match;
}

Match place_match(const Index::Place& place) {
  const std::string key = format::provision_sort_key(place.source, place.ordinal);
  return provisions_match({Xapian::Query::OP_AND, Xapian::Query(format::source_term(place.source)), Xapian::Query(Xapian::Query::OP_VALUE_RANGE, format::kProvisionSortSlot, key, key)});
}

template <typename Record>
Summary summarise(DocId id, const Record& record) {
  Summary summary;
  summary.id = id;
  summary.source = record.value(format::kSourceSlot);
  summary.work = record.value(format::kWorkSlot);
  summary.copy_rank = rank_of(record.value(format::kRankSlot));
  auto identity = format::decode_identity(record.value(format::kIdentitySlot));
  if (!identity) damaged_record("identity", id);
  summary.identity = std::move(*identity);
  return summary;
}

/// Keys of the blocks of a text that hold the range.
void add_blocks(const std::string& hash, model::ByteRange range, std::vector<std::string>& keys) {
  for (std::uint64_t at = range.begin / format::kTextBlock * format::kTextBlock; at < range.end; at += format::kTextBlock)
    keys.push_back(format::text_block_key(hash, at / format::kTextBlock));
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
    index.join_reader();
    for (const auto key : {format::kMetaSchema, format::kMetaCatalogue, format::kMetaRevision}) index.announce(documents_part, remote::metadata_request(key));
    const std::string schema = index.metadata(documents_part, std::string(format::kMetaSchema));
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
  by_source_.clear();
  summaries_.clear();
  copies_.clear();
  stored_provisions_.clear();
  places_.clear();
  revision_.reset();
  for (auto& reader : readers_) reader.reset();
  join_reader();
  read_registry();
}

// The reader of documents and Xapian's client shall read one state from the beginning.
void Index::join_reader() {
  for (int attempt = 1; !local_; ++attempt) {
    try {
      (void)reader(documents_part);
      return;
    } catch (const Xapian::DatabaseModifiedError&) {
      if (attempt == kAttempts) throw;
      documents_.reopen();
    }
  }
}

bool Index::read_registry() {
  std::string catalogue = metadata(documents_part, std::string(format::kMetaCatalogue));
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
  if (!revision_) revision_ = decimal(metadata(documents_part, std::string(format::kMetaRevision)));
  return *revision_;
}

std::optional<DocId> Index::find(std::string_view source) const {
  if (!local_) {
    const std::string key(source);
    fetch_sources({&key, 1});
    const DocId found = by_source_.at(key);
    return found == 0 ? std::nullopt : std::optional(found);
  }
  const std::vector<DocId> found = with_term(format::source_term(source));
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<DocId> Index::with_term(const std::string& term) const {
  if (const auto answer = answered(documents_part, remote::postings_request(term))) return remote::postings(*answer);
  return {documents_.postlist_begin(term), documents_.postlist_end(term)};
}

std::vector<DocId> Index::with_any_term(const std::vector<std::string>& terms) const {
  if (terms.empty()) return {};
  const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
  return matching(*this, documents_part, any);
}

std::vector<DocId> Index::with_number(std::string_view number) const { return with_term(format::number_term(number)); }
std::vector<DocId> Index::with_name(std::string_view name) const { return with_term(format::name_term(name)); }
std::vector<DocId> Index::with_id(std::string_view canonical_id) const { return with_term(format::id_term(canonical_id)); }
std::vector<DocId> Index::copies(std::string_view work) const {
  if (local_) return with_term(format::work_term(work));
  const std::string key(work);
  fetch_copies({&key, 1});
  return copies_.at(key);
}

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
  if (local_) return {nullptr, documents_.get_document(id)};
  // Announced records have come already.
  if (fetched_.size() >= kKeptRecords) fetched_.clear();
  return {&fetched_.emplace(id, read_record(documents_part, id)).first->second, {}};
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

std::shared_ptr<const remote::Answer> Index::answered(Part part, const std::string& request) const {
  RemoteReader* remote = reader(part);
  if (remote == nullptr) return nullptr;
  try {
    return remote->answer(request);
  } catch (const Xapian::Error&) {
    readers_[part].reset();  // what is still on the way would be taken for the next answer
    throw;
  }
}

void Index::announce(Part part, std::string request) const {
  if (RemoteReader* remote = reader(part)) remote->expect(std::move(request));
}

std::string Index::metadata(Part part, const std::string& key) const {
  const auto answer = answered(part, remote::metadata_request(key));
  return answer ? remote::metadata_of(*answer) : database(part).get_metadata(key);
}

std::uint32_t Index::frequency(Part part, const std::string& term) const {
  if (local_) return database(part).get_termfreq(term);
  const auto answer = answered(part, remote::frequency_request(term));
  return answer ? remote::frequency_of(*answer) : database(part).get_termfreq(term);
}

RemoteRecord Index::read_record(Part part, Xapian::docid id) const {
  if (const auto answer = answered(part, remote::document_request(id))) return remote::record(*answer);
  const Xapian::Document stored = database(part).get_document(id);
  RemoteRecord record;
  record.data = stored.get_data();
  for (auto value = stored.values_begin(); value != stored.values_end(); ++value) record.values[value.get_valueno()] = *value;
  return record;
}

void Index::expect(Part part, const Match& match) const {
  if (RemoteReader* remote = reader(part); remote != nullptr && !match.query.empty()) remote->expect(remote::match_request(match, remote->greeting()));
}

std::vector<MatchHit> Index::match(Part part, const Match& match) const {
  std::vector<MatchHit> hits;
  if (match.query.empty() || match.count == 0) return hits;
  if (const RemoteReader* remote = reader(part)) {
    hits = remote::hits(*answered(part, remote::match_request(match, remote->greeting())));
  } else {
    Xapian::Enquire enquire(database(part));
    enquire.set_query(match.query);
    if (match.order == Match::Order::weight_and_value) {
      enquire.set_weighting_scheme(match.bm25.weight());
      enquire.set_sort_by_relevance_then_value(match.slot, false);
    } else {
      weigh_nothing(enquire, *this);
      enquire.set_sort_by_value(match.slot, false);
    }
    if (match.second) enquire.set_collapse_key(*match.second, std::max<Xapian::doccount>(1, database(part).get_doccount()));
    const Xapian::MSet found = enquire.get_mset(0, std::min(match.count, database(part).get_doccount()));
    for (auto it = found.begin(); it != found.end(); ++it) hits.push_back({*it, it.get_weight(), it.get_sort_key(), it.get_collapse_key()});
  }
  if (part != provisions_part || match.slot != format::kProvisionSortSlot || match.second != format::kProvisionRecordSlot) return hits;
  if (stored_provisions_.size() + hits.size() > kKeptProvisions) stored_provisions_.clear();
  for (MatchHit& hit : hits) keep_provision(hit.id, hit.value, std::move(hit.second));
  return hits;
}

Index::Values Index::values(const Xapian::Query& query, unsigned slot) const {
  const Match wanted = values_match(query, slot);
  Values values;
  for (MatchHit& hit : match(documents_part, wanted)) values.emplace_back(hit.id, std::move(slot == wanted.slot ? hit.value : hit.second));
  std::sort(values.begin(), values.end());
  return values;
}

void Index::expect_values(const Xapian::Query& query, unsigned slot) const { expect(documents_part, values_match(query, slot)); }

void Index::expect_summarised(const Xapian::Query& query) const {
  expect(documents_part, values_match(query, format::kSourceSlot));
  expect(documents_part, identities_match(query));
}

std::vector<DocId> Index::summarised(const Xapian::Query& query) const {
  if (query.empty()) return {};
  expect_summarised(query);
  return keep_summaries(match(documents_part, values_match(query, format::kSourceSlot)), match(documents_part, identities_match(query)));
}

void Index::expect_summarised_few(const Xapian::Query& query, Xapian::doccount most) const {
  expect(documents_part, values_match(query, format::kSourceSlot, most + 1));
  expect(documents_part, identities_match(query, most + 1));
}

std::optional<std::vector<DocId>> Index::summarised_few(const Xapian::Query& query, Xapian::doccount most) const {
  if (query.empty()) return std::vector<DocId>();
  expect_summarised_few(query, most);
  std::vector<MatchHit> sources_and_works = match(documents_part, values_match(query, format::kSourceSlot, most + 1));
  if (sources_and_works.size() > most) return std::nullopt;
  return keep_summaries(std::move(sources_and_works), match(documents_part, identities_match(query, most + 1)));
}

std::vector<DocId> Index::keep_summaries(std::vector<MatchHit> sources_and_works, const std::vector<MatchHit>& identities_and_ranks) const {
  std::map<DocId, Summary> found;
  for (MatchHit& hit : sources_and_works) {
    Summary& summary = found[hit.id];
    summary.id = hit.id;
    summary.source = std::move(hit.value);
    summary.work = std::move(hit.second);
  }
  for (const MatchHit& hit : identities_and_ranks) {
    auto identity = format::decode_identity(hit.value);
    if (!identity) damaged_record("identity", hit.id);
    found[hit.id].identity = std::move(*identity);
    found[hit.id].copy_rank = rank_of(hit.second);
  }
  if (summaries_.size() + found.size() > kKeptSummaries) summaries_.clear();
  std::vector<DocId> ids;
  ids.reserve(found.size());
  for (auto& [id, summary] : found) {
    ids.push_back(id);
    by_source_[summary.source] = id;
    summaries_[id] = std::move(summary);
  }
  return ids;
}

void Index::fetch_sources(std::span<const std::string> sources) const {
  if (local_) return;
  std::vector<std::string> missing;
  std::copy_if(sources.begin(), sources.end(), std::back_inserter(missing), [&](const std::string& source) { return !by_source_.contains(source); });
  if (missing.empty()) return;
  if (by_source_.size() > kKeptSummaries) by_source_.clear();
  for (const DocId id : summarised(any_of(missing, format::source_term))) by_source_[summaries_.at(id).source] = id;
  for (std::string& source : missing) by_source_.try_emplace(std::move(source), 0);
}

void Index::fetch_copies(std::span<const std::string> works) const {
  if (local_) return;
  std::vector<std::string> missing;
  std::copy_if(works.begin(), works.end(), std::back_inserter(missing), [&](const std::string& work) { return !copies_.contains(work); });
  if (missing.empty()) return;
  if (copies_.size() > kKeptSummaries) copies_.clear();
  const std::vector<DocId> ids = summarised(any_of(missing, format::work_term));
  for (const std::string& work : missing) copies_[work].clear();
  for (const DocId id : ids) copies_[summaries_.at(id).work].push_back(id);
}

std::uint32_t Index::count_works(const Xapian::Query& query) const {
  if (query.empty()) return 0;
  if (const RemoteReader* remote = reader(documents_part))
    return remote::distinct(*answered(documents_part, remote::distinct_request(query, format::kWorkSlot, remote->greeting())));
  const Values works = values(query, format::kWorkSlot);
  std::vector<std::string> keys;
  for (const auto& [id, work] : works) keys.push_back(work);
  std::sort(keys.begin(), keys.end());
  return static_cast<std::uint32_t>(std::unique(keys.begin(), keys.end()) - keys.begin());
}

void Index::expect_count_of_works(const Xapian::Query& query) const {
  if (RemoteReader* remote = reader(documents_part); remote != nullptr && !query.empty()) remote->expect(remote::distinct_request(query, format::kWorkSlot, remote->greeting()));
}

void Index::expect_term(const std::string& term) const { announce(documents_part, remote::postings_request(term)); }
void Index::expect_terms(const std::string& prefix) const { announce(documents_part, remote::terms_request(prefix)); }

void Index::expect_frequencies(std::span<const std::string> tokens) const {
  if (RemoteReader* remote = reader(provisions_part))
    for (const std::string& token : tokens) remote->expect(remote::frequency_request(format::ranking_term(token)));
}

void Index::expect_records(std::span<const DocId> ids) const {
  if (local_) return;
  for (const DocId id : ids)
    if (!fetched_.contains(id)) announce(documents_part, remote::document_request(id));
}

void Index::fetch(std::span<const DocId> ids) const {
  if (local_) return;
  std::vector<DocId> missing;
  for (const DocId id : ids)
    if (!fetched_.contains(id)) missing.push_back(id);
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  if (fetched_.size() + missing.size() > kKeptRecords) fetched_.clear();
  expect_records(missing);
  for (const DocId id : missing) fetched_.emplace(id, read_record(documents_part, id));
}

void Index::fetch_summaries(std::span<const DocId> ids) const {
  if (local_) return;
  std::vector<DocId> missing;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(missing), [&](DocId id) { return !summaries_.contains(id); });
  fetch(missing);
}

std::vector<std::string> Index::blocks_of(std::span<const Stretch> stretches) const {
  std::vector<std::string> keys;
  for (const Stretch& stretch : stretches) {
    const Stored record = stored(stretch.id);
    const auto end = static_cast<std::uint32_t>(std::min<std::uint64_t>(stretch.range.end, decimal(record.value(format::kSizeSlot))));
    add_blocks(record.value(format::kHashSlot), {stretch.range.begin, end}, keys);
  }
  return keys;
}

void Index::fetch_texts(std::span<const Stretch> stretches) const {
  if (local_) return;
  for (const std::string& key : expect_blocks(blocks_of(stretches))) keep_block(key, metadata(texts_part, key));
}

void Index::expect_texts(std::span<const Stretch> stretches) const {
  if (!local_) expect_blocks(blocks_of(stretches));
}

void Index::expect_texts(std::span<const ProvisionId> ids) const {
  if (local_) return;
  expect_provisions(ids);
  std::vector<std::string> keys;
  for (const ProvisionId id : ids) {
    const format::ProvisionRecord record = provision(id);
    add_blocks(record.text_hash, record.range, keys);
  }
  expect_blocks(std::move(keys));
}

std::vector<std::string> Index::expect_blocks(std::vector<std::string> keys) const {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase_if(keys, [&](const std::string& key) {
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const TextBlock& block) { return block.key == key; });
  });
  kept_blocks_ = std::min(kMostBlocks, std::max(kept_blocks_, blocks_.size() + keys.size()));
  for (const std::string& key : keys) announce(texts_part, remote::metadata_request(key));
  return keys;
}

Summary Index::summary(DocId id) const {
  if (const auto known = summaries_.find(id); known != summaries_.end()) return known->second;
  return summarise(id, stored(id));
}

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
  fill(format::kRankSlot, [](Summary& summary, const std::string& value) { summary.copy_rank = rank_of(value); });
  fill(format::kIdentitySlot, [](Summary& summary, const std::string& value) {
    auto identity = format::decode_identity(value);
    if (!identity) damaged_record("identity", summary.id);
    summary.identity = std::move(*identity);
  });
  return all;
}

model::Document Index::document(DocId id) const {
  const Stored record = stored(id);
  auto document = format::decode_document(record.data(), unpacker_);
  if (!document) damaged_record("document", id);
  auto identity = format::decode_identity(record.value(format::kIdentitySlot));
  if (!identity) damaged_record("identity", id);
  document->identity = std::move(*identity);
  return std::move(*document);
}

Index::KeyCounts Index::keys_with_prefix(const std::string& prefix) const {
  KeyCounts keys;
  for (const auto& [term, documents] : terms(prefix))
    if (auto key = format::from_term(term)) keys.emplace_back(std::move(*key), documents);
  return keys;
}

std::vector<std::pair<std::string, std::uint32_t>> Index::terms(const std::string& prefix) const {
  if (const auto answer = answered(documents_part, remote::terms_request(prefix))) return remote::terms(*answer, prefix);
  std::vector<std::pair<std::string, std::uint32_t>> found;
  for (auto term = documents_.allterms_begin(prefix); term != documents_.allterms_end(prefix); ++term) found.emplace_back(*term, term.get_termfreq());
  return found;
}

const std::string& Index::text_block(const std::string& key) const {
  const auto known = std::find_if(blocks_.begin(), blocks_.end(), [&](const TextBlock& block) { return block.key == key; });
  if (known != blocks_.end()) {
    std::rotate(known, known + 1, blocks_.end());
    return blocks_.back().text;
  }
  return keep_block(key, metadata(texts_part, key));
}

const std::string& Index::keep_block(const std::string& key, const std::string& packed) const {
  if (packed.empty()) throw Xapian::DatabaseModifiedError("the text of a record was replaced");
  if (blocks_.size() >= std::max(kKeptBlocks, kept_blocks_)) blocks_.erase(blocks_.begin());
  auto text = unpacker_.unpack(packed, format::kTextBlock);
  if (!text) throw Xapian::DatabaseCorruptError("a block of text cannot be decompressed");
  return blocks_.emplace_back(TextBlock{key, std::move(*text)}).text;
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
  if (!local_) {
    std::vector<ProvisionId> ids;
    for (const MatchHit& hit : match(provisions_part, provisions_match(Xapian::Query(term)))) ids.push_back(hit.id);
    return ids;
  }
  std::vector<ProvisionId> ids(provisions_.postlist_begin(term), provisions_.postlist_end(term));
  std::vector<std::string> keys = provision_sort_keys(ids);
  std::vector<std::pair<std::string, ProvisionId>> found;
  for (std::size_t i = 0; i < ids.size(); ++i) found.emplace_back(std::move(keys[i]), ids[i]);
  std::sort(found.begin(), found.end());
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = found[i].second;
  return ids;
}

void Index::expect_provisions_of(std::string_view source) const { expect(provisions_part, provisions_match(Xapian::Query(format::source_term(source)))); }

void Index::expect_places(std::span<const Place> places) const {
  for (const Place& place : places) expect(provisions_part, place_match(place));
}

void Index::fetch_places(std::span<const Place> places) const {
  if (local_) return;
  std::vector<Place> missing;
  std::copy_if(places.begin(), places.end(), std::back_inserter(missing), [&](const Place& place) { return !places_.contains(format::provision_sort_key(place.source, place.ordinal)); });
  expect_places(missing);
  for (const Place& place : missing)
    if (match(provisions_part, place_match(place)).empty()) places_[format::provision_sort_key(place.source, place.ordinal)] = 0;
}

std::optional<ProvisionId> Index::provision_at(const std::string& source, std::uint32_t ordinal) const {
  const std::string wanted = format::provision_sort_key(source, ordinal);
  if (!local_) {
    const Place place{source, ordinal};
    fetch_places({&place, 1});
    const auto found = places_.find(wanted);
    return found == places_.end() || found->second == 0 ? std::nullopt : std::optional(found->second);
  }
  const std::vector<ProvisionId> ids = provisions_of(source);
  const std::vector<std::string> keys = provision_sort_keys(ids);
  const auto found = std::find(keys.begin(), keys.end(), wanted);
  return found == keys.end() ? std::nullopt : std::optional(ids[static_cast<std::size_t>(found - keys.begin())]);
}

void Index::keep_provision(ProvisionId id, std::string sort_key, std::string record) const {
  if (places_.size() > kKeptProvisions) places_.clear();
  places_[sort_key] = id;
  stored_provisions_[id] = {std::move(sort_key), std::move(record)};
}

void Index::expect_provisions(std::span<const ProvisionId> ids) const {
  if (local_) return;
  for (const ProvisionId id : ids)
    if (!stored_provisions_.contains(id)) announce(provisions_part, remote::document_request(id));
}

const Index::StoredProvision& Index::stored_provision(ProvisionId id) const {
  if (const auto known = stored_provisions_.find(id); known != stored_provisions_.end()) return known->second;
  RemoteRecord record = read_record(provisions_part, id);
  keep_provision(id, std::move(record.values[format::kProvisionSortSlot]), std::move(record.values[format::kProvisionRecordSlot]));
  return stored_provisions_.at(id);
}

// A value lies in chunks of several records: in ascending order each chunk is read once.
std::vector<std::string> Index::provision_values(const std::vector<ProvisionId>& ids, unsigned slot) const {
  std::vector<std::string> records(ids.size());
  if (!local_) {
    if (stored_provisions_.size() + ids.size() > kKeptProvisions) stored_provisions_.clear();
    expect_provisions(ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const StoredProvision& stored = stored_provision(ids[i]);
      records[i] = slot == format::kProvisionSortSlot ? stored.sort_key : stored.record;
    }
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
  std::string data, key;
  if (local_) {
    const Xapian::Document stored = provisions_.get_document(id);
    data = stored.get_value(format::kProvisionRecordSlot);
    key = stored.get_value(format::kProvisionSortSlot);
  } else {
    const StoredProvision& stored = stored_provision(id);
    data = stored.record;
    key = stored.sort_key;
  }
  auto view = format::decode_provision(data);
  if (!view) damaged_record("provision", id);
  format::read_provision_sort_key(key, view->record);
  return std::move(view->record);
}

}  // namespace tracuu::open
