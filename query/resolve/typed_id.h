#pragma once
/// Ids as people type them: a canonical id, a source path, a number in any spelling with what they know of it ("Nghị quyết
/// 27-NQ/TW ngày 09/11/2022", "nghị định 45/2020", "45/2020/nd-cp"), a law's name; each with a place after '#' or in words
/// ("Điều 5 Nghị định 45/2020/NĐ-CP", "45/2020/NĐ-CP#dieu_5/khoan_2").
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/resolution_key.h"
#include "query/resolve/resolve.h"

namespace tracuu::resolve {

struct TypedId {
  std::string words;         ///< without the part after '#'
  std::string path;          ///< "dieu_5/khoan_2"; empty for the whole document
  std::string canonical;     ///< lower-case canonical id, if the words have its form
  std::optional<format::ResolutionKey> key;  ///< what the words say, if they name a number or a name
};

/// Parses without looking anything up. Never fails: words that are no id have neither `canonical` nor `key`.
[[nodiscard]] TypedId parse_typed_id(std::string_view words, const registry::Registry& registry = registry::Registry::builtin());

struct Found {
  std::vector<ActId> acts;       ///< one: this is it; several: the candidates, best first; none: unknown
  std::vector<ActId> near;       ///< none found: acts that agree in the number only (another date, another type)
  std::string path;
};

/// Looks a typed id up: source path, canonical id, then resolution like any reference. One act that fits is taken; of
/// several none (DESIGN rule 4). Acts that are only cited or only known to the authority table are found too.
[[nodiscard]] Found find_acts(Resolver& resolver, Catalogue& catalogue, std::string_view words);

}  // namespace tracuu::resolve
