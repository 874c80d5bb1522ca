#include "corpus/citation/citation.h"
namespace tracuu::citation {
void find_mentions(const text::Canonical&, model::Document&) {}
}  // namespace tracuu::citation
