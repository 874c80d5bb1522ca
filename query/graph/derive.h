#pragma once
/// Makes the derived table of an index (query/links/table.h) from its records alone.
#include <cstdint>

#include <tl/expected.hpp>

#include "query/links/table_writer.h"
#include "query/open/index.h"

namespace tracuu::graph {

struct DeriveReport {
  std::size_t documents = 0, acts = 0, references = 0;
  std::size_t resolutions = 0;  ///< distinct
  std::uint64_t bytes = 0;      ///< of the file
  double seconds = 0;
};

/// Resolves every reference and writes links/<revision>. May throw Xapian::DatabaseModifiedError like every reader: wrap it in
/// Index::consistently.
tl::expected<DeriveReport, links::WriteError> derive(open::Index& index);

}  // namespace tracuu::graph
