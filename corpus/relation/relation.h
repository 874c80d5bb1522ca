#pragma once
/// Decides for every mention who relates how to the cited document (DOMAIN.md 5, eval/GUIDE "relation", "subject").
#include "corpus/model/document.h"
#include "corpus/text/words.h"

namespace tracuu::relation {

/// Fills `roles` and `relation_rule` of every mention.
void relate(const text::Words& words, model::Document& document);
inline void relate(const text::Canonical& canonical, model::Document& document) { relate(text::Words(canonical), document); }

}  // namespace tracuu::relation
