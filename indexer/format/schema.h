#pragma once
/// The schema of an index: the ONE place that says what lies where. Writers and readers use nothing else.
///
/// An index is a directory of three Xapian (glass) databases and a lock file:
///
///   documents/   one record a document. Boolean terms (table below) and every distinct token of the text as a boolean
///                term, no positions: truth, exact counts and facets come from here. Values: table Slot. Data: the rest of
///                model::Document (document_record.h). Metadata: table kMeta, and one entry for each file read.
///   provisions/  one record a provision (indexer/format/provision_record.h says what is one). Tokens (as ranking_term makes
///                them) with wdf = 1 x name of the document + 2 x heading + 1 x body: ranking. Boolean terms: Q (of its document) and the document's
///                filter terms. Values: sort key, ProvisionRecord with the token streams; no data. Never shares statistics
///                with documents/.
///   texts/       no records; metadata "T<hash><number>" holds block `number` of the original bytes with that hash, 64 KB,
///                zstd. Addressed by content, so a text can never be shown with offsets of another version of it.
///
/// What is derived from these lies beside them, by revision, and may be deleted: links/, lists/ (query/open/derived_file.h).
///
/// Commit order of a live index: texts, provisions, documents. The entry of a file is written with the last, so a run that
/// was killed is repeated for exactly the files whose documents were not finished; every step may be done twice.
///
/// History: 1 (2026-11) first. 2: document records are compressed with zstd; numbers of Sắc lệnh have one key. 3: kRevisionSlot.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/registry/registry.h"
#include "corpus/text/tokens.h"

namespace tracuu::format {

inline constexpr std::uint32_t kSchemaVersion = 4;

inline constexpr std::string_view kDocuments = "documents";
inline constexpr std::string_view kProvisions = "provisions";
inline constexpr std::string_view kTexts = "texts";
inline constexpr std::string_view kLockFile = "lock";

/// Boolean terms. A term is the prefix and a value; "documents" and "provisions" tell where it stands.
struct Field {
  std::string_view name;    ///< of the filter in the query language; empty where people do not ask for it
  std::string_view prefix;
  bool provisions;          ///< repeated on the document's provisions
  std::string_view value;   ///< what follows the prefix
};

inline constexpr Field kFields[] = {
    {"", "Q", true, "source key; hashed when long"},
    {"", "XH", false, "content hash, 32 hex digits"},
    {"", "XW", false, "key of the work"},
    {"", "XN", false, "own number as registry::number_key"},
    {"", "XL", false, "own name (laws, codes) as name_key"},
    {"", "XI", false, "own canonical id"},
    {"loai", "XT", true, "type code of eval/GUIDE"},
    {"coquan", "XO", true, "issuer slug; joint acts: one term for each issuer and one for the whole"},
    {"tinh", "XP", true, "province slug; \"tw\" for central bodies"},
    {"nam", "XY", true, "year of issue"},
    {"hethong", "XS", true, "system: state, party"},
    {"dang", "XF", false, "format: text, html, ..."},
    {"", "XD", false, "draft (no value)"},
    {"", "XK", false, "resolution key of a mention (resolution_key.h)"},
};

/// Value slots of documents/.
enum Slot : unsigned {
  kSourceSlot = 0,   ///< source key; breaks ties
  kDateSlot = 1,     ///< date of issue YYYYMMDD; empty if unknown
  kIdentitySlot = 2, ///< model::Identity (document_record.h)
  kWorkSlot = 3,     ///< key of the work
  kRankSlot = 4,     ///< CopyRank, two hex digits
  kHashSlot = 5,     ///< content hash, 16 bytes
  kSizeSlot = 6,     ///< bytes of text, decimal
  kTypeSlot = 7, kIssuerSlot = 8, kProvinceSlot = 9, kYearSlot = 10, kSystemSlot = 11,  ///< facets: as in the terms
  kRevisionSlot = 12,  ///< revision_value of the run since which this index has the document with this text (--rebuild: the rebuilding run); set by the run, not derived from the text
};

/// Value slots of provisions/.
inline constexpr unsigned kProvisionSortSlot = 0;  ///< source key, TAB, ordinal in six digits; breaks ties
inline constexpr unsigned kProvisionRecordSlot = 1;  ///< ProvisionRecord with its streams

/// Metadata of documents/.
inline constexpr std::string_view kMetaSchema = "schema";            ///< kSchemaVersion, decimal
inline constexpr std::string_view kMetaFingerprint = "fingerprint";  ///< of the program that wrote last
inline constexpr std::string_view kMetaRevision = "revision";        ///< runs that changed the index, decimal
inline constexpr std::string_view kMetaCatalogue = "catalogue";      ///< text of the user's catalogue the records were made with; absent: none
inline constexpr std::string_view kMetaFile = "F";                   ///< + file's source key: FileEntry (file_entry.h)

/// Rank of a copy within its work: complete over excerpt, official date over none, text over OCR, a sound text over a
/// damaged one (DESIGN rule 3). Higher is better.
using CopyRank = std::uint8_t;
[[nodiscard]] CopyRank copy_rank(const model::Document& document, std::size_t text_bytes);

/// Schema, registry (with the user's catalogue, if there is one) and tokenizer: records made under another fingerprint are made
/// anew.
[[nodiscard]] std::string fingerprint(const registry::Registry& registry = registry::Registry::builtin());

[[nodiscard]] std::string source_term(std::string_view source);
[[nodiscard]] std::string number_term(std::string_view number);       ///< any spelling
[[nodiscard]] std::string name_term(std::string_view name);           ///< any spelling
[[nodiscard]] std::string id_term(std::string_view canonical_id);
[[nodiscard]] std::string work_term(std::string_view work);
[[nodiscard]] std::string hash_term(std::string_view hash);           ///< 16 bytes
/// prefix + value, hashed at the end when longer than a term may be.
[[nodiscard]] std::string term(std::string_view prefix, std::string_view value);

/// Term of a token in provisions/: two bytes, both 0x80 or above, for a row of text::SyllableTable, "=" + token for others.
/// Halves the lists of terms that Xapian keeps for each record (0.32 of the text with the tokens themselves).
[[nodiscard]] std::string ranking_term(text::SyllableId id);
[[nodiscard]] std::string ranking_term(std::string_view token);

/// Key of the work that a record belongs to: the canonical id where it is complete, else the content: identical bytes
/// are one document whatever they are.
[[nodiscard]] std::string work_key(const model::Identity& identity, std::string_view content_hash);

/// Filter terms of a document: those that stand on its provisions too.
[[nodiscard]] std::vector<std::string> filter_terms(const model::Identity& identity);
/// "tw" for central bodies, else the province.
[[nodiscard]] std::string province_value(const model::Identity& identity);
/// Revision (kMetaRevision) so that values compare as numbers do.
[[nodiscard]] std::string revision_value(std::uint64_t revision);
[[nodiscard]] std::string_view system_value(model::System system);
[[nodiscard]] std::string_view format_name(model::Format format);

/// 16 bytes, XXH3-128.
[[nodiscard]] std::string content_hash(std::string_view bytes);
[[nodiscard]] std::string hex(std::string_view bytes);

inline constexpr std::size_t kTextBlock = 64 * 1024;
[[nodiscard]] std::string text_block_key(std::string_view hash, std::size_t block);

}  // namespace tracuu::format
