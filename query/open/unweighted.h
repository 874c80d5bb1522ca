#pragma once
/// Matching without ranking.
#include <xapian.h>

#include "query/open/index.h"

namespace tracuu::open {

/// Makes the search weigh nothing. Not by Xapian::BoolWeight where the index is local: Xapian 1.4.22 then reads a term that stands in
/// every document as the list of all documents, and where records were deleted it stops with "Unexpected end of posting list", as if
/// the index were damaged. A weight that asks for occurrences reads the term's own list. Remote indexes know Xapian's weights alone.
void weigh_nothing(Xapian::Enquire& enquire, const Index& index);

}  // namespace tracuu::open
