#pragma once
/// Where resolution takes acts from: the index, through a narrow interface, so that its rules are tested without one.
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/identity.h"
#include "indexer/format/resolution_key.h"

namespace tracuu::resolve {

/// Record of a document in the index (a Xapian docid).
using RecordId = std::uint32_t;
/// An act within one resolver; not stable across runs.
using ActId = std::uint32_t;
inline constexpr ActId no_act = std::numeric_limits<ActId>::max();

/// One record's identity.
struct Entry {
  RecordId record = 0;
  std::string source;        ///< key of the record
  std::string work;          ///< records with one work key are copies of one act; never empty
  std::uint64_t rank = 0;    ///< among copies the highest stands for the work
  model::Identity identity;
};

/// A work in the index, an act of the authority table, or a node made from citations: identity without text.
struct Act {
  std::string id;                 ///< canonical id, "_" and "?" for unknown parts
  model::Identity identity;       ///< of the first copy; of the authority table; or what citations say
  std::vector<Entry> copies;      ///< best first; empty unless in the index
  bool known = false;             ///< the authority table has it
  std::string known_id;           ///< its id there; differs from `id` where the text leaves something of it open
  std::string known_title;        ///< its title there
  model::Date effective_from, effective_to;  ///< as the authority table knows them
  /// A node whose number is that of another act and whose date is near it: probably that act with a slip in the date. It
  /// is never linked to it, only shown beside it.
  ActId slip_of = no_act;

  [[nodiscard]] bool in_index() const { return !copies.empty(); }
};

/// A distinct resolution key that records of the index hold, and how many documents hold it.
struct KeyUse {
  format::ResolutionKey key;
  std::uint32_t documents = 0;
};

class Catalogue {
 public:
  virtual ~Catalogue() = default;
  /// Records whose own number has this number_key; `open_end`: all that begin with it ("45/2020/").
  virtual std::vector<Entry> entries_with_number(std::string_view number_key, bool open_end) = 0;
  /// The same records, of a whole number, without a look at what they say.
  virtual std::vector<RecordId> records_with_number(std::string_view number_key) {
    std::vector<RecordId> records;
    for (const auto& entry : entries_with_number(number_key, false)) records.push_back(entry.record);
    return records;
  }
  /// Records of laws whose name has this name_key.
  virtual std::vector<Entry> entries_with_name(std::string_view name_key) = 0;
  virtual std::optional<Entry> entry(RecordId record) = 0;
  /// All copies of a work, itself included.
  virtual std::vector<Entry> entries_of_work(std::string_view work) = 0;
  virtual std::vector<Entry> entries_with_id(std::string_view canonical_id) = 0;
  virtual std::vector<Entry> entries_with_source(std::string_view source) = 0;
  /// Distinct keys of references that carry this number (or begin with it), or this name.
  virtual std::vector<KeyUse> keys_with_number(std::string_view number_key, bool open_end) = 0;
  virtual std::vector<KeyUse> keys_with_name(std::string_view name_key) = 0;
  /// Told what will be asked, so that one request serves all. Optional.
  virtual void prefetch(std::span<const format::ResolutionKey> keys) { (void)keys; }
  /// Told that an act of this id, and of this number if its text lacks the id, will be looked for. Optional.
  virtual void expect(std::string_view canonical_id, std::string_view number_key) { (void)canonical_id, (void)number_key; }
};

}  // namespace tracuu::resolve
