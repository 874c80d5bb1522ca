#pragma once
/// Titles of acts as evidence: whether the words around a citation are those of an act's title (DOMAIN.md 3.3, step 7).
#include <string>
#include <string_view>
#include <vector>

#include "query/audit/rules.h"

namespace tracuu::audit {

/// Words of a title that tell it from others, folded: what every title of its kind begins with is left out.
[[nodiscard]] std::vector<std::string> telling_words(std::string_view title);

/// How much of an act's title the folded words hold, 0 to 1; 0 for titles of fewer than three telling words.
[[nodiscard]] double share_of_title(std::string_view title, std::string_view words);

/// The words behind the citation are the act's title, three fifths of its telling words.
[[nodiscard]] bool title_follows(const Subject& subject, const model::Mention& mention, const resolve::Act& act);

/// The words behind the citation are the title of `one` rather than of `other`: the number (or name) that is printed is right.
[[nodiscard]] bool title_speaks_for(const Subject& subject, const model::Mention& mention, const resolve::Act& one, const resolve::Act& other);

}  // namespace tracuu::audit
