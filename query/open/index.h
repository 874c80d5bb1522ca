#pragma once
/// Opens an index and gives access to its records. The only part of query/ that knows where things lie in it; all others
/// ask here. Record layouts: indexer/format/schema.h.
///
/// An Index belongs to one thread. Numbers of documents (DocId) and provisions (ProvisionId) hold as long as the Index is
/// open and not refreshed; what is shown or stored elsewhere is the source key. Every function may throw
/// Xapian::DatabaseModifiedError when a writer has overtaken the reader: wrap a whole operation in `consistently`.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tl/expected.hpp>
#include <xapian.h>

#include "corpus/model/document.h"
#include "corpus/registry/registry.h"
#include "indexer/format/provision_record.h"
#include "indexer/format/resolution_key.h"
#include "indexer/format/schema.h"
#include "indexer/format/unpacker.h"
#include "query/open/remote_reader.h"

namespace tracuu::open {

using DocId = Xapian::docid;        ///< of the database `documents`
using ProvisionId = Xapian::docid;  ///< of the database `provisions`

struct OpenError {
  enum class Code : std::uint8_t {
    missing,         ///< no such directory
    not_an_index,    ///< a directory, but not one of tracuu-index
    unknown_schema,  ///< made by another version of the program
    damaged,         ///< Xapian cannot read it
    busy             ///< a writer overtook the reader several times in a row
  };
  Code code = Code::missing;
  std::string path;
  std::string what;  ///< English: what was wrong
  std::string hint;  ///< English: what to do
};

/// What every record of a document knows without its text: read from value slots, thousands in a millisecond.
struct Summary {
  DocId id = 0;
  std::string source;
  std::string work;             ///< key of the work: records with one key are copies of one document (DESIGN rule 3)
  format::CopyRank copy_rank = 0;  ///< of two copies the one with the higher rank stands for the work
  model::Identity identity;
};

/// The databases of an index.
enum Part : std::uint8_t { documents_part, provisions_part, texts_part };

class Index {
 public:
  /// Opens the directory that tracuu-index made.
  static tl::expected<Index, OpenError> open(const std::filesystem::path& directory);

  /// Runs a whole operation; when a writer overtook it, refreshes the index and runs it again, three times at most.
  template <typename Operation>
  auto consistently(Operation&& operation) -> tl::expected<std::invoke_result_t<Operation&, Index&>, OpenError> {
    bool overtaken = false;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      try {
        if (std::exchange(overtaken, false)) refresh();
        return operation(*this);
      } catch (const Xapian::DatabaseModifiedError&) {
        overtaken = true;
      } catch (const Xapian::Error& error) {
        return tl::make_unexpected(damaged(error));
      }
    }
    return tl::make_unexpected(busy());
  }
  /// Takes up what writers have committed. DocIds from before are void.
  void refresh();

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  /// Counts the runs that changed the index: key of what is derived from it (links/<revision>).
  [[nodiscard]] std::uint64_t revision() const;
  /// The registry that the records were made with: the built-in one, with the user's catalogue where the index keeps one.
  [[nodiscard]] const std::shared_ptr<const registry::Registry>& registry() const { return registry_; }
  [[nodiscard]] std::uint32_t document_count() const { return documents_.get_doccount(); }
  [[nodiscard]] std::uint32_t provision_count() const { return provisions_.get_doccount(); }

  // --- documents, one record each -------------------------------------------------------------------------------------
  [[nodiscard]] std::optional<DocId> find(std::string_view source) const;
  /// Documents that carry a boolean term, ascending; terms are made by the functions of schema.h.
  [[nodiscard]] std::vector<DocId> with_term(const std::string& term) const;
  /// Documents that carry any of the terms, ascending: one query however many terms (DESIGN rule 8).
  [[nodiscard]] std::vector<DocId> with_any_term(const std::vector<std::string>& terms) const;
  [[nodiscard]] std::vector<DocId> with_number(std::string_view number) const;     ///< own number, any spelling
  [[nodiscard]] std::vector<DocId> with_name(std::string_view name) const;         ///< own name ("Luật Đất đai"), any spelling
  [[nodiscard]] std::vector<DocId> with_id(std::string_view canonical_id) const;   ///< own canonical id
  [[nodiscard]] std::vector<DocId> copies(std::string_view work) const;            ///< records of one work
  [[nodiscard]] std::vector<DocId> citing(const std::vector<format::ResolutionKey>& keys) const;
  [[nodiscard]] Summary summary(DocId id) const;
  /// All documents in order of DocId.
  [[nodiscard]] std::vector<Summary> summaries() const;
  /// The whole record.
  [[nodiscard]] model::Document document(DocId id) const;

  // --- what a page will need (DESIGN rule 8) ---------------------------------------------------------------------------
  // Of a local index there is nothing to do. Of a remote one `fetch` gets what is not there yet in one round trip; `expect` announces what
  // will be asked, so that the next round trip to that database takes it along. Neither changes an answer.
  /// Tells of which documents records will be read: of a remote index they are fetched in one round trip. Of a local one there
  /// is nothing to do.
  void fetch(std::span<const DocId> ids) const;
  /// The same for texts; of these documents the records ought to have been fetched.
  struct Stretch {
    DocId id = 0;
    model::ByteRange range;
  };
  void fetch_texts(std::span<const Stretch> stretches) const;
  void expect_texts(std::span<const Stretch> stretches) const;
  /// The texts of these provisions, whose records ought to be there.
  void expect_texts(std::span<const ProvisionId> ids) const;
  /// What summary() will be asked for.
  void fetch_summaries(std::span<const DocId> ids) const;
  /// Documents by their sources, with their summaries; the copies of works, with theirs.
  void fetch_sources(std::span<const std::string> sources) const;
  void fetch_copies(std::span<const std::string> works) const;
  void expect_records(std::span<const DocId> ids) const;
  void expect_term(const std::string& term) const;
  void expect_terms(const std::string& prefix) const;
  void expect_provisions(std::span<const ProvisionId> ids) const;
  void expect_provisions_of(std::string_view source) const;
  /// Of tokens, in how many provisions they stand.
  void expect_frequencies(std::span<const std::string> tokens) const;
  /// Single provisions, as provision_at will be asked for them.
  struct Place {
    std::string source;
    std::uint32_t ordinal = 0;
  };
  void fetch_places(std::span<const Place> places) const;
  void expect_places(std::span<const Place> places) const;

  // --- searches of an index that is not local ---------------------------------------------------------------------------
  /// Provisions found with their sort keys and records need not be asked for afterwards.
  [[nodiscard]] std::vector<MatchHit> match(Part part, const Match& match) const;
  void expect(Part part, const Match& match) const;
  /// Documents that match, ascending. Their summaries come along.
  [[nodiscard]] std::vector<DocId> summarised(const Xapian::Query& query) const;
  void expect_summarised(const Xapian::Query& query) const;
  /// The same of queries that find `most` documents at most; nothing of others.
  [[nodiscard]] std::optional<std::vector<DocId>> summarised_few(const Xapian::Query& query, Xapian::doccount most) const;
  void expect_summarised_few(const Xapian::Query& query, Xapian::doccount most) const;
  /// Values of documents that match, ascending by document; several slots come in one search.
  using Values = std::vector<std::pair<DocId, std::string>>;
  [[nodiscard]] Values values(const Xapian::Query& query, unsigned slot) const;
  void expect_values(const Xapian::Query& query, unsigned slot) const;
  /// How many works match.
  [[nodiscard]] std::uint32_t count_works(const Xapian::Query& query) const;
  void expect_count_of_works(const Xapian::Query& query) const;

  // --- resolution keys held by citing records -------------------------------------------------------------------------
  using KeyCounts = std::vector<std::pair<format::ResolutionKey, std::uint32_t>>;
  /// Keys whose terms begin so, with the number of citing records, in order of terms; one round trip.
  [[nodiscard]] KeyCounts keys_with_prefix(const std::string& prefix) const;
  /// Every key in the index.
  [[nodiscard]] KeyCounts all_keys() const { return keys_with_prefix("XK"); }
  /// Terms of documents that begin so, ascending, with the number of documents.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> terms(const std::string& prefix) const;

  // --- text -----------------------------------------------------------------------------------------------------------
  /// Original bytes of a document: the range (clipped), or everything. Reads only the blocks that hold it.
  [[nodiscard]] std::string text(DocId id, model::ByteRange range) const;
  [[nodiscard]] std::string text(DocId id) const;
  /// Bytes of the very text that the provision's ranges refer to; `range` must lie inside that text.
  [[nodiscard]] std::string text(const format::ProvisionRecord& provision, model::ByteRange range) const;

  // --- provisions -----------------------------------------------------------------------------------------------------
  /// Records of a document's provisions in reading order.
  [[nodiscard]] std::vector<ProvisionId> provisions_of(std::string_view source) const;
  [[nodiscard]] format::ProvisionRecord provision(ProvisionId id) const;
  /// Encoded records (format::decode_provision) in the order asked; much cheaper than one by one.
  [[nodiscard]] std::vector<std::string> encoded_provisions(const std::vector<ProvisionId>& ids) const { return provision_values(ids, format::kProvisionRecordSlot); }
  /// The same for what format::read_provision_sort_key reads.
  [[nodiscard]] std::vector<std::string> provision_sort_keys(const std::vector<ProvisionId>& ids) const { return provision_values(ids, format::kProvisionSortSlot); }
  /// The provision of a document at this place of its reading order.
  [[nodiscard]] std::optional<ProvisionId> provision_at(const std::string& source, std::uint32_t ordinal) const;
  /// Documents in which a token occurs; provisions in which it occurs (in the body, the heading or the document's name).
  [[nodiscard]] std::uint32_t document_frequency(const std::string& token) const { return frequency(documents_part, token); }
  [[nodiscard]] std::uint32_t provision_frequency(const std::string& token) const { return frequency(provisions_part, format::ranking_term(token)); }
  /// Of a term of provisions.
  [[nodiscard]] std::uint32_t provisions_with(const std::string& term) const { return frequency(provisions_part, term); }

  /// All of it is on this machine: posting lists can be walked without a network between.
  [[nodiscard]] bool is_local() const { return local_; }
  /// For query/rank.
  [[nodiscard]] const Xapian::Database& documents() const { return documents_; }
  [[nodiscard]] const Xapian::Database& provisions() const { return provisions_; }

 private:
  static constexpr int kAttempts = 4;
  Index() = default;
  [[nodiscard]] OpenError damaged(const Xapian::Error& error) const;
  [[nodiscard]] OpenError busy() const;

  /// Blocks of text that were read last: passages of one document lie in the same ones.
  struct TextBlock {
    std::string key, text;
  };
  /// A record as it lies in the database, fetched before or read now.
  struct Stored {
    const RemoteRecord* fetched = nullptr;
    Xapian::Document read;
    [[nodiscard]] std::string data() const { return fetched != nullptr ? fetched->data : read.get_data(); }
    [[nodiscard]] std::string value(Xapian::valueno slot) const;
  };
  /// Of a provision of an index that is not local.
  struct StoredProvision {
    std::string sort_key, record;
  };
  [[nodiscard]] Stored stored(DocId id) const;
  [[nodiscard]] const Xapian::Database& database(Part part) const;
  /// Null where the database lies here, or can only be read by Xapian's own client.
  [[nodiscard]] RemoteReader* reader(Part part) const;
  /// The answer of the server to a request of remote_messages.h, or nothing where there is no reader.
  [[nodiscard]] std::shared_ptr<const remote::Answer> answered(Part part, const std::string& request) const;
  void announce(Part part, std::string request) const;
  [[nodiscard]] std::string metadata(Part part, const std::string& key) const;
  [[nodiscard]] std::uint32_t frequency(Part part, const std::string& term) const;
  [[nodiscard]] RemoteRecord read_record(Part part, Xapian::docid id) const;
  [[nodiscard]] std::vector<DocId> keep_summaries(std::vector<MatchHit> sources_and_works, const std::vector<MatchHit>& identities_and_ranks) const;
  void keep_provision(ProvisionId id, std::string sort_key, std::string record) const;
  [[nodiscard]] const StoredProvision& stored_provision(ProvisionId id) const;
  void join_reader();
  [[nodiscard]] std::vector<std::string> provision_values(const std::vector<ProvisionId>& ids, unsigned slot) const;
  [[nodiscard]] std::vector<std::string> blocks_of(std::span<const Stretch> stretches) const;
  /// Announces those that are not there; returns them.
  std::vector<std::string> expect_blocks(std::vector<std::string> keys) const;
  [[nodiscard]] const std::string& text_block(const std::string& key) const;
  const std::string& keep_block(const std::string& key, const std::string& packed) const;
  [[nodiscard]] std::string read_text(const std::string& hash, std::uint64_t size, model::ByteRange range) const;

  /// False where the catalogue that the index keeps cannot be read.
  bool read_registry();

  std::filesystem::path directory_;
  std::shared_ptr<const registry::Registry> registry_;
  mutable format::Unpacker unpacker_;
  mutable std::vector<TextBlock> blocks_;  // the latest last
  mutable std::size_t kept_blocks_ = 0;    // of them, more where a page was told to need more
  mutable std::map<DocId, RemoteRecord> fetched_;
  mutable std::optional<std::uint64_t> revision_;
  mutable std::optional<std::unique_ptr<RemoteReader>> readers_[3];  // by Part; null: there is none
  // Of an index that is not local: what was seen of it.
  mutable std::unordered_map<std::string, DocId> by_source_;  // 0: there is none
  mutable std::unordered_map<DocId, Summary> summaries_;
  mutable std::unordered_map<std::string, std::vector<DocId>> copies_;
  mutable std::unordered_map<ProvisionId, StoredProvision> stored_provisions_;
  mutable std::unordered_map<std::string, ProvisionId> places_;  // by sort key; 0: there is none
  bool local_ = true;
  Xapian::Database documents_, provisions_, texts_;
};

}  // namespace tracuu::open
