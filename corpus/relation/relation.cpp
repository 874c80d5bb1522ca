#include "corpus/relation/relation.h"

#include "corpus/relation/relator.h"

namespace tracuu::relation {

void relate(const text::Words& words, model::Document& document) {
  if (words.size() == 0) return;
  Relator(words, document).run();
}

}  // namespace tracuu::relation
