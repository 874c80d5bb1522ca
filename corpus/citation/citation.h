#pragma once
/// Finds every reference to a document (kinds, spans and fields of eval/GUIDE; grammar of DOMAIN.md 2 and 4).
#include "corpus/model/document.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

/// Fills `document.mentions` in reading order, without roles. `document.identity` and `.provisions` must be known: the
/// document's own number in its header is no citation, "Điều này" and "Luật này" need to know where they stand.
/// Linear in the text; no pattern backtracks.
void find_mentions(const text::Words& words, model::Document& document);
inline void find_mentions(const text::Canonical& canonical, model::Document& document) { find_mentions(text::Words(canonical), document); }

}  // namespace tracuu::citation
