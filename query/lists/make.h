#pragma once
/// Makes the file of lists of an index (table.h) from the index alone.
#include <cstdint>

#include <tl/expected.hpp>

#include "query/open/derived_file.h"
#include "query/open/index.h"

namespace tracuu::lists {

struct MakeOptions {
  /// Terms in fewer provisions have no list: Xapian's are read in no time.
  std::uint32_t least_postings = 1024;
};

struct MakeReport {
  std::size_t terms = 0;
  std::uint64_t postings = 0;
  std::uint64_t bytes = 0;  ///< of the file
  double seconds = 0;
};

/// Writes lists/<revision>. May throw Xapian::DatabaseModifiedError like every reader: wrap it in Index::consistently.
tl::expected<MakeReport, open::WriteError> make(const open::Index& index, const MakeOptions& options = {});

}  // namespace tracuu::lists
