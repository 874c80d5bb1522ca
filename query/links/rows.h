#pragma once
/// The derived table as it lies in the file: fixed rows, little endian, read where they lie. Internal to query/links and to
/// the part of query/graph that makes it.
///
/// The file is one of open/derived_file.h. Numbers of acts are places in the section `acts`; 0xFFFFFFFF is "none".
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "corpus/model/date.h"
#include "query/open/derived_file.h"

namespace tracuu::links {

inline constexpr std::uint32_t kLayout = 11;  ///< of this file and of the rules of resolution that it keeps; part of the fingerprint
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

enum class Section : std::uint32_t {
  text,             ///< bytes of all strings
  strings,          ///< StringRow: types, issuers, provinces, pinpoints, sets of traits, words of subjects; row 0 is empty
  acts,             ///< ActRow
  act_blobs,        ///< bytes: resolve::Act
  ids,              ///< IdRow, ascending by hash
  records,          ///< RecordRow by number of the record; one more at the end
  edges,            ///< EdgeRow by record, mention, role
  incoming_begin,   ///< by act, one more at the end: places in `incoming`
  incoming,         ///< edges whose target is the act and that another act states, in the order of stands_before of who relates
  stated_begin, stated,        ///< edges whose subject is the act, stated by third documents
  resolutions,      ///< ResolutionRow
  candidates,       ///< CandidateRow
  undecided_begin, undecided,  ///< by act: resolutions that may mean it and do not resolve to it
  holders_begin, holders,      ///< by resolution, only undecided ones: its edges
  subject_words,    ///< SubjectRow, ascending by edge
  counts,           ///< CountRow, ascending by act: of acts that kCounted edges or more refer to
  relation_counts,  ///< RelationCountRow
  changing_begin,   ///< by act, one more at the end: places in `changing`
  changing,         ///< ChangingRow: of `incoming` the edges whose relation is one of kChanging, the earliest first: by date and order of the record, mention
  undecided_changing_begin, undecided_changing,  ///< the same of the edges whose resolution is among `undecided`, of the best copy of each citing work
  count
};
inline constexpr auto kSections = static_cast<std::size_t>(Section::count);

/// Relations that change effect. An act that a hundred thousand documents cite is changed by a few: `status` reads only these.
inline constexpr std::array<std::string_view, 6> kChanging = {"amends", "replaces", "repeals", "suspends", "extends", "corrects"};

using open::StringRow;

struct ActRow {
  std::uint32_t blob = 0;          ///< offset in act_blobs: 4 GB are twenty million acts
  std::uint32_t blob_bytes = 0;
  std::uint32_t type = 0, issuer = 0, province = 0;  ///< strings
  std::uint32_t date = 0;          ///< packed()
  std::uint32_t order = 0;         ///< place in the order of stands_before
  std::uint32_t citing_works = 0;  ///< times cited
  std::uint32_t described_by = kNone;  ///< edge whose words describe it; only for acts that are only cited
  std::uint16_t authority = 99;
  std::uint8_t level = 0, in_index = 0;
};

struct IdRow {
  std::uint64_t hash = 0;
  std::uint32_t act = kNone, reserved = 0;
};

struct RecordRow {
  std::uint32_t act = kNone;
  std::uint32_t edges = 0;         ///< place of its first edge
  std::uint32_t date = 0;          ///< of the record's own identity, packed()
  std::uint32_t order = 0;         ///< of its source key among all
  std::uint32_t effective = 0;     ///< the day from which it says that it applies, packed(); 0 if it does not say
  std::uint32_t obligations = 0;   ///< how many it states
};

enum EdgeFlag : std::uint8_t {
  nested = 1,   ///< stated by a third document
  in_body = 2,  ///< said in passing, not in title, opening or Điều 1
};

struct EdgeRow {
  std::uint32_t record = 0;
  std::uint32_t mention = 0;
  std::uint32_t resolution = 0;
  std::uint32_t subject = kNone;
  std::uint32_t pinpoints = 0;     ///< string: paths joined by blanks
  std::uint16_t role = 0;
  std::uint8_t relation = 0;       ///< row of the registry's vocabulary
  std::uint8_t flags = 0;          ///< EdgeFlag
};

struct ResolutionRow {
  std::uint32_t act = kNone, date_conflict = kNone;
  std::uint32_t candidates = 0, candidate_count = 0;
  std::uint8_t outcome = 0, rule = 0, certain = 0, reserved = 0;
};

struct CandidateRow {
  std::uint32_t act = kNone;
  std::uint32_t traits = 0;        ///< string: one byte a trait
};

struct SubjectRow {
  std::uint32_t edge = 0, words = 0;
};

/// An edge with what decides whether it is read: of twenty thousand statements that one act was amended a few dozen are, and the edges
/// themselves lie all over the file (as do those that nobody could decide: a page of memory for each).
struct ChangingRow {
  std::uint32_t edge = kNone;
  std::uint32_t subject = kNone;   ///< of the edge
  std::uint8_t relation = 0, flags = 0;
  std::uint16_t reserved = 0;
};

/// Acts with fewer incoming edges are counted when asked.
inline constexpr std::size_t kCounted = 64;

/// What a page of "who cites X" says of all its pages.
struct CountRow {
  std::uint32_t act = kNone;
  std::uint32_t acts = 0;          ///< other acts that refer to it, and those known in words only
  std::uint32_t mentions = 0;
  std::uint32_t relations = 0, relation_count = 0;  ///< places in `relation_counts`
};

struct RelationCountRow {
  std::uint32_t relation = 0;      ///< row of the registry's vocabulary
  std::uint32_t acts = 0;          ///< other acts that relate so
};

static_assert(sizeof(ActRow) == 40 && sizeof(EdgeRow) == 24 && sizeof(RecordRow) == 24 &&
              sizeof(ResolutionRow) == 20 && sizeof(IdRow) == 16 && sizeof(ChangingRow) == 12);

[[nodiscard]] constexpr std::uint32_t packed(model::Date date) {
  return static_cast<std::uint32_t>(static_cast<std::uint16_t>(date.year)) << 16 | static_cast<std::uint32_t>(date.month) << 8 | date.day;
}
[[nodiscard]] constexpr model::Date unpacked(std::uint32_t date) {
  return {static_cast<std::int16_t>(date >> 16), static_cast<std::uint8_t>(date >> 8 & 0xFF), static_cast<std::uint8_t>(date & 0xFF)};
}

}  // namespace tracuu::links
