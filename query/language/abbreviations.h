#pragma once
/// Abbreviations with one meaning (registry/abbreviations.tsv, flag U): "UBND" is searched as "Ủy ban nhân dân" too.
#include <string>
#include <string_view>

namespace tracuu::language {

/// The full form of an abbreviation in any case; empty if it is none or has several meanings.
[[nodiscard]] std::string_view expand_abbreviation(std::string_view lower_case);

/// Whether it can be read as a syllable ("tư", "đa", "da", "tha"): such letters are an abbreviation only where they are typed in capitals,
/// or "đầu tư" would ask for the Trung ương and "tối đa" for a Đề án.
[[nodiscard]] bool is_syllable(std::string_view lower_case);

}  // namespace tracuu::language
