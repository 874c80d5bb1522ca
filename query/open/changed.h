#pragma once
/// What came to an index, or changed, since a state of it that somebody remembers.
#include <cstdint>
#include <vector>

#include "query/open/index.h"

namespace tracuu::open {

/// Documents that came, or whose text changed, in runs after that revision; ascending.
[[nodiscard]] std::vector<DocId> changed_since(const Index& index, std::uint64_t revision);

}  // namespace tracuu::open
