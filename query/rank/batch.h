#pragma once
/// Many queries at once, for measuring: lines {"_id", "text"} in, a TREC run out.
#include <cstddef>
#include <iosfwd>
#include <string>

#include <tl/expected.hpp>

#include "query/open/index.h"

namespace tracuu::rank {

struct BatchReport {
  std::size_t queries = 0;
  std::size_t as_words = 0; ///< of them with an error of syntax (searched as words) or a field that nobody could look up
  double seconds = 0;       ///< of searching alone
  double p50_ms = 0, p95_ms = 0, p99_ms = 0;
};

enum class BatchUnit { provision, document };

/// Reads queries.jsonl, writes "query Q0 id rank score tracuu", `depth` lines a query. Ids are the bulk records' `_id`; of
/// other provisions source#ordinal; of documents the source,
/// with tabs between the columns (sources may hold blanks). Errors name the file, the line and what is wrong with it.
tl::expected<BatchReport, std::string> run_batch(const open::Index& index, const std::string& queries_path, const std::string& run_path,
                                                 std::size_t depth = 100, BatchUnit unit = BatchUnit::provision);

}  // namespace tracuu::rank
