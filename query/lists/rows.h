#pragma once
/// Layout of the file `lists/<revision>` (open/derived_file.h), version kLayout. Little endian.
#include <cstdint>

namespace tracuu::lists {

inline constexpr std::uint32_t kLayout = 3;  ///< of this file and of bm25.h

enum class Section : std::uint32_t {
  norms,       ///< float: norm() of each provision, by its number; the first is nobody's
  places,      ///< of each provision its place in order of source and ordinal: tells equal scores apart
  terms,       ///< TermRow of provisions/, ascending by their bytes
  document_terms,  ///< the same of documents/: numbers are those of documents, occurrences say nothing
  term_text,   ///< bytes of the terms
  blocks,      ///< BlockRow: those of one term one after the other
  postings,    ///< packed blocks (packing.h)
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
  std::uint64_t postings = 0;          ///< where its packed blocks begin
};

/// kBlock postings; of the last block of a term what is left.
struct BlockRow {
  std::uint32_t last = 0;    ///< number of the last record in it
  std::uint32_t offset = 0;  ///< after TermRow::postings
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
