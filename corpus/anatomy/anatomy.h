#pragma once
/// Anatomy of a document: header, outline, recipients, signature, effect (DOMAIN.md 6). Knows registry/ for types, issuers
/// and provinces; knows nothing of citations.
#include "corpus/model/document.h"
#include "corpus/model/text.h"
#include "corpus/text/canonical.h"

namespace tracuu::anatomy {

/// Fills `document.identity`, `.provisions`, `.recipients`, `.signer`, `.signer_role`, `.quality`.
/// Works on single-line text (the seed is one line). All ranges are bytes of `text.bytes`.
void describe(const model::Text& text, const text::Canonical& canonical, model::Document& document);

/// Fills `document.effects`. Runs after citations are known: `ends_other` points at mentions.
void find_effects(const text::Canonical& canonical, model::Document& document);

}  // namespace tracuu::anatomy
