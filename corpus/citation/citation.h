#pragma once
/// Finds every reference to a document (kinds, spans and fields of eval/GUIDE; grammar of DOMAIN.md 2 and 4).
#include <memory>

#include "corpus/model/document.h"
#include "corpus/registry/registry.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

/// What citations need of a registry: names, symbols, type words as they are looked for. Built once, then read-only.
struct Grammar;
/// The registry must outlive it.
[[nodiscard]] std::shared_ptr<const Grammar> grammar_of(const registry::Registry& registry);

/// Fills `document.mentions` in reading order, without roles. `document.identity` and `.provisions` must be known: the
/// document's own number in its header is no citation, "Điều này" and "Luật này" need to know where they stand.
/// Linear in the text; no pattern backtracks.
void find_mentions(const text::Words& words, model::Document& document);
/// The same with a grammar of the caller's: a registry with a user's catalogue.
void find_mentions(const text::Words& words, model::Document& document, const Grammar& grammar);
inline void find_mentions(const text::Canonical& canonical, model::Document& document) { find_mentions(text::Words(canonical), document); }

}  // namespace tracuu::citation
