#pragma once
/// Layout of the file `lists/<revision>` (open/derived_file.h), version kLayout. Little endian.
#include <cstddef>
#include <cstdint>

namespace tracuu::lists {

inline constexpr std::uint32_t kLayout = 4;  ///< of this file and of bm25.h

enum class Section : std::uint32_t {
  norms,       ///< float: norm() of each provision, by its number; the first is nobody's
  places,      ///< of each provision its place in order of source and ordinal: tells equal scores apart
  terms,       ///< TermRow of provisions/, ascending by their bytes
  document_terms,  ///< the same of documents/: numbers are those of documents, occurrences say nothing
  term_text,   ///< bytes of the terms
  blocks,      ///< BlockRow: those of one term one after the other
  postings,    ///< of each term: dense_bytes() where it is dense, then packed blocks (packing.h)
  documents,   ///< DocumentRow, by number; the first is nobody's
  values,      ///< open::StringRow: distinct values of the columns; the first is empty
  value_text,
  count
};
inline constexpr auto kSections = static_cast<std::size_t>(Section::count);

/// A term that many records carry.
struct TermRow {
  std::uint32_t text = 0, bytes = 0;   ///< in term_text
  std::uint32_t held = 0;              ///< postings
  std::uint32_t first_block = 0;       ///< of ceil(held / kBlock)
  std::uint64_t postings = 0;          ///< where its bytes begin; eight divides it
};

/// A term that one in so many records carries, or more, is dense. Its records are told by bits: that takes no more bytes than steps, whether a record is
/// among them is known without opening anything, and what all words of a phrase stand in is found by ANDs. Its bytes are the bits of
/// all records (64-bit words, kWindowWords for each kWindow records), of each kWindow records how many postings lie before them (32 bits, filled up to eight
/// bytes), and its blocks, of occurrences alone.
inline constexpr std::uint32_t kDenseOf = 8;
/// Records that stage 1 of ranking adds up together: so few that rare words stand in few windows, so many that a window costs little beside its
/// postings.
inline constexpr std::size_t kWindow = 512, kWordBits = 64, kWindowWords = kWindow / kWordBits;

[[nodiscard]] constexpr bool is_dense(std::uint64_t held, std::uint64_t records) { return held * kDenseOf >= records; }
[[nodiscard]] constexpr std::size_t window_count(std::size_t records) { return records / kWindow + 1; }
[[nodiscard]] constexpr std::size_t dense_bytes(std::size_t records) {
  const std::size_t windows = window_count(records);
  return windows * kWindowWords * sizeof(std::uint64_t) + (windows + windows % 2) * sizeof(std::uint32_t);
}

/// kBlock postings; of the last block of a term what is left.
struct BlockRow {
  std::uint32_t last = 0;    ///< number of the last record in it
  std::uint32_t offset = 0;  ///< of its bytes, after the first block's
  float most = 0;            ///< no provision in it gets a greater share() of the term's weight
};

/// Value slots of a document that lists and counts need of thousands.
struct DocumentRow {
  std::uint32_t work = 0;   ///< copies of one work have one number
  std::uint32_t place = 0;  ///< in order of sources
  std::uint32_t date = 0;   ///< YYYYMMDD; 0 if unknown
  std::uint32_t type = 0, issuer = 0, province = 0, year = 0, system = 0;  ///< rows of `values`
  std::uint32_t rank = 0;   ///< format::CopyRank
};

static_assert(sizeof(TermRow) == 24 && sizeof(BlockRow) == 12 && sizeof(DocumentRow) == 36);

}  // namespace tracuu::lists
