#include "corpus/relation/relation.h"
namespace tracuu::relation {
void relate(const text::Canonical&, model::Document&) {}
}  // namespace tracuu::relation
