#include "query/rank/printed.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "corpus/text/canonical.h"

namespace tracuu::rank {

using format::ProvisionView, format::TokenNumber;
using text::SyllableTable;

std::size_t lead_of(const ProvisionView& view, const std::vector<TokenNumber>& body) {
  if (view.heading.tokens == 0) return 0;
  const std::string label = text::lower(view.record.label);
  if (label.empty()) return 0;
  const auto term_at = [&](std::size_t i) -> std::string_view {
    const TokenNumber number = body[i];
    if (number < SyllableTable::builtin().size()) return SyllableTable::builtin().term(number);
    const std::size_t own = number - SyllableTable::builtin().size();
    return own < view.record.own_terms.size() ? std::string_view(view.record.own_terms[own]) : std::string_view();
  };
  const bool dieu = view.record.unit == model::Unit::dieu;
  for (std::size_t i = 0; i < std::min(body.size(), kLongestLead); ++i)
    if (term_at(i) == label && (!dieu || (i > 0 && term_at(i - 1) == "điều"))) return i + 1;
  return 0;
}

std::vector<TokenNumber> printed(const ProvisionView& view) {
  std::vector<TokenNumber> tokens = format::numbers(view.body);
  const std::vector<TokenNumber> heading = format::numbers(view.heading);
  tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(lead_of(view, tokens)), heading.begin(), heading.end());
  return tokens;
}

}  // namespace tracuu::rank
