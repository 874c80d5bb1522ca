#pragma once
/// Abbreviations with one meaning (registry/abbreviations.tsv, flag U): "UBND" is searched as "Ủy ban nhân dân" too.
#include <string>
#include <string_view>

namespace tracuu::language {

/// The full form of an abbreviation in any case; empty if it is none or has several meanings.
[[nodiscard]] std::string_view expand_abbreviation(std::string_view lower_case);

}  // namespace tracuu::language
