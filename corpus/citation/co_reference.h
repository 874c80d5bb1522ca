#pragma once
/// Which citations of one document mean the same act: undated ones after dated ones, short forms after full numbers.
#include <string>
#include <vector>

#include "corpus/model/mention.h"

namespace tracuu::citation {

/// Laws and codes are one family, so are circulars and joint circulars.
[[nodiscard]] std::string family(const std::string& type);

/// Sets `refers_to` (and what is known of the act) of mentions that stand in reading order with their keys.
void co_reference(std::vector<model::Mention>& mentions);

}  // namespace tracuu::citation
