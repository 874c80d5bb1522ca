#include "query/open/changed.h"

namespace tracuu::open {

std::vector<DocId> changed_since(const Index& index, std::uint64_t revision) {
  std::vector<DocId> found;
  const auto& documents = index.documents();
  const auto after = format::revision_value(revision + 1);
  for (auto it = documents.valuestream_begin(format::kRevisionSlot); it != documents.valuestream_end(format::kRevisionSlot); ++it) {
    if (*it >= after) found.push_back(it.get_docid());
  }
  return found;
}

}  // namespace tracuu::open
