#pragma once
/// Canonical id of a cited act as the words tell it, unknown parts "_" or "?" (DOMAIN.md 3.2).
#include "corpus/citation/number.h"
#include "corpus/model/mention.h"
#include "corpus/registry/registry.h"

namespace tracuu::citation {

/// Issuer slug of a number's symbols: "BTC" -> "btc", "UBND" -> "ubnd" with the place unknown (".?"), joint ones by "+".
[[nodiscard]] std::string issuer_of(const Number& number, const registry::Registry& registry);

/// Fills issuer_slug, province, term and key of a mention. `number` may be null (cited by name or date).
void make_key(model::Mention& mention, const Number* number, const registry::Registry& registry);

}  // namespace tracuu::citation
