#include "corpus/anatomy/anatomy.h"

#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {

void describe(const model::Text& text, const text::Canonical& canonical, model::Document& document) {
  read_identity(text, canonical, document);
  Span signature;
  if (text.provisions.empty()) signature = read_signature(canonical, document);
  read_outline(text, canonical, signature, document);
  document.quality = read_quality(canonical);
}

}  // namespace tracuu::anatomy
