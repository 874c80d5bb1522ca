#pragma once
/// Matching without ranking.
#include <vector>

#include <xapian.h>

#include "query/open/index.h"

namespace tracuu::open {

/// Makes the search weigh nothing that matters. Not by Xapian::BoolWeight: Xapian 1.4.22 then reads a term that stands in every document
/// as the list of all documents, and where records were deleted it stops with "Unexpected end of posting list", as if the index were
/// damaged. A weight that asks for occurrences reads the term's own list. A remote server knows Xapian's weights alone, and the plainest
/// of them that asks for occurrences counts them: there the order of what is found says nothing.
void weigh_nothing(Xapian::Enquire& enquire, const Index& index);

/// All records of one of the index' databases that match, ascending.
[[nodiscard]] std::vector<Xapian::docid> matching(const Index& index, Part part, const Xapian::Query& query);

/// What matches `wanted` and meets the condition, with the weight of `wanted` alone. Not Xapian's OP_FILTER, which asks for no occurrences
/// (see above): the condition counts so little that adding it changes no weight.
[[nodiscard]] Xapian::Query filtered(const Xapian::Query& wanted, const Xapian::Query& condition);

}  // namespace tracuu::open
