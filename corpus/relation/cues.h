#pragma once
/// Wordings that tell a relation: verbs before a citation, with their voice and reach. Not for the outside.
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/text/phrase_table.h"
#include "corpus/text/words.h"

namespace tracuu::relation {

/// What a cue says of the citation that follows it.
enum class Voice : std::uint8_t {
  active,   ///< "sửa đổi, bổ sung <DOC>": the subject on the left acts on the citation
  passive,  ///< "được sửa đổi, bổ sung bởi <DOC>": the citation acts on the document on the left
};

struct Cue {
  text::Phrase phrase;
  const char* relation;
  Voice voice = Voice::active;
  /// Longest stretch of words between cue and citation (provisions, articles of speech, adverbs).
  std::size_t reach = 6;
  /// Makes an edge from this document also in the middle of a sentence; else only in a title or at the start of a clause.
  bool anywhere = true;
};

/// All cues, the longer ones first.
[[nodiscard]] const std::vector<Cue>& cues();
/// Where they begin.
[[nodiscard]] const text::PhraseTable& cue_table();

/// Place of a relation among those of GUIDE: the strongest that fits is told.
[[nodiscard]] int strength(std::string_view relation);

struct FoundCue {
  const Cue* cue = nullptr;
  std::size_t begin = 0, end = 0;
};

}  // namespace tracuu::relation
