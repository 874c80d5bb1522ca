#include "corpus/analyse.h"

#include "corpus/anatomy/anatomy.h"
#include "corpus/citation/citation.h"
#include "corpus/citation/grammar.h"
#include "corpus/relation/obligations.h"
#include "corpus/relation/relation.h"

namespace tracuu::corpus {

model::Document analyse(const model::Text& text) { return analyse(text, text::canonicalize(text)); }

model::Document analyse(const model::Text& text, const text::Canonical& canonical) {
  static const auto grammar = citation::grammar_of(registry::Registry::builtin());
  return analyse(text, canonical, *grammar);
}

model::Document analyse(const model::Text& text, const text::Canonical& canonical, const citation::Grammar& grammar) {
  model::Document document;
  document.source = text.source;
  document.format = text.format;
  document.ocr = text.ocr;
  document.encoding = text.encoding;
  document.notes = text.notes;
  document.pages = canonical.pages;
  document.furniture = canonical.furniture;
  anatomy::describe(text, canonical, document);
  const text::Words words(canonical);
  citation::find_mentions(words, document, grammar);
  relation::relate(words, document);
  relation::find_obligations(words, grammar.issuers, document);
  anatomy::find_effects(canonical, document);
  return document;
}

}  // namespace tracuu::corpus
