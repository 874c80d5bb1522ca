#pragma once
/// Deciding: which of the weighed candidates a reference means, by which rule, and how surely (DOMAIN.md 3.3).
#include <vector>

#include "query/resolve/weigh.h"

namespace tracuu::resolve {

/// `candidates` as Weigher::weigh ranks them.
[[nodiscard]] Resolution decide(const Weigher& weigher, const format::ResolutionKey& key, std::vector<Candidate> candidates);

/// The chosen one stands first.
void move_to_front(Resolution& resolution, ActId act);

}  // namespace tracuu::resolve
