#pragma once
/// A provision's tokens in the order in which they are printed: the body's stream begins with what stands before the heading ("Điều 5").
#include <cstddef>
#include <vector>

#include "indexer/format/provision_record.h"

namespace tracuu::rank {

/// Tokens of the body up to the label, "Điều 5" or "I"; 0 where the heading comes first. `body` may be its beginning only.
[[nodiscard]] std::size_t lead_of(const format::ProvisionView& view, const std::vector<format::TokenNumber>& body);

/// Heading and body as printed; of a provision decoded with Detail::all.
[[nodiscard]] std::vector<format::TokenNumber> printed(const format::ProvisionView& view);

/// Tokens before "Điều 5" at most: a chapter's heading.
inline constexpr std::size_t kLongestLead = 100;

}  // namespace tracuu::rank
