#include "corpus/citation/citation.h"

#include "corpus/citation/scanner.h"

namespace tracuu::citation {

void find_mentions(const text::Words& words, model::Document& document) { find_mentions(words, document, Grammar::builtin()); }

void find_mentions(const text::Words& words, model::Document& document, const Grammar& grammar) {
  document.mentions.clear();
  if (words.size() == 0) return;
  Scanner(grammar, words, document).run();
}

}  // namespace tracuu::citation
