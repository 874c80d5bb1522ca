#pragma once
/// Counts how the readings of a query typed without diacritics stand in the token streams of provisions near it.
#include <vector>

#include "indexer/format/provision_record.h"
#include "query/language/diacritics.h"

namespace tracuu::rank {

/// Shapes as in NearCounts. Neighbours are adjacent tokens of one stream.
[[nodiscard]] language::NearCounts count_readings(const language::Readings& readings, const std::vector<format::ProvisionView>& provisions);

}  // namespace tracuu::rank
