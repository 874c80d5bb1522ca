#pragma once
/// Parts of identities that resolution compares: places in issuer slugs, types that are one.
#include <string_view>

#include "corpus/model/identity.h"

namespace tracuu::resolve {

/// "ubnd" of "ubnd.can-tho".
[[nodiscard]] std::string_view base_of(std::string_view slug);
/// "can-tho" of "ubnd.can-tho", "lao-cai-2025" of "du.ubnd.lao-cai-2025"; empty where the slug names no place.
[[nodiscard]] std::string_view place_of(std::string_view slug);
/// "lao-cai-2025" and "lao-cai" are one name in two eras.
[[nodiscard]] std::string_view without_era(std::string_view province);
/// Slug of the province whose act this is; empty where it is not known.
[[nodiscard]] std::string_view province_of(const model::Identity& identity);
/// "byt" is one of the issuers "byt+bca".
[[nodiscard]] bool one_of_joint(std::string_view one, std::string_view joint);
/// A code and its act are one law: "Bộ luật" and "Luật" share the National Assembly's numbers.
[[nodiscard]] bool same_type(std::string_view cited, std::string_view own);

}  // namespace tracuu::resolve
