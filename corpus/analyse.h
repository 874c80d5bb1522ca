#pragma once
/// The door of corpus/: one document's text in, everything the engine knows of it out.
#include "corpus/citation/citation.h"
#include "corpus/model/document.h"
#include "corpus/model/text.h"
#include "corpus/text/canonical.h"

namespace tracuu::corpus {

/// Header, outline, mentions, relations, effects of one document. A pure function of `text` and the registry; never fails:
/// text that is no legal document yields an empty identity and whatever references it holds.
[[nodiscard]] model::Document analyse(const model::Text& text);

/// The same when the canonical text is at hand (it must have been made from `text`).
[[nodiscard]] model::Document analyse(const model::Text& text, const text::Canonical& canonical);

/// The same with the grammar of a registry that holds a user's catalogue (citation::grammar_of).
[[nodiscard]] model::Document analyse(const model::Text& text, const text::Canonical& canonical, const citation::Grammar& grammar);

}  // namespace tracuu::corpus
