#pragma once
/// What lists of acts are sorted, filtered and counted by: a few facts of an act, without its text.
#include <cstdint>
#include <string_view>

#include "query/resolve/catalogue.h"

namespace tracuu::links {

/// Where the body that issued an act stands.
enum class Level : std::uint8_t { unknown, central, province, district, commune };
inline constexpr std::string_view level_names[] = {"", "trung-uong", "tinh", "huyen", "xa"};

struct Facts {
  std::string_view type;      ///< type code
  std::string_view issuer;    ///< slug
  std::string_view province;  ///< slug; empty for central bodies
  model::Date date;
  Level level = Level::unknown;
  /// Place in the hierarchy, the highest first: Luật 64/2025/QH15, Điều 4; see authority_of.
  std::uint16_t authority = 99;
  bool in_index = false;
};

/// Views into `act`.
[[nodiscard]] Facts facts_of(const resolve::Act& act);

[[nodiscard]] Level level_of(std::string_view issuer_slug, std::string_view issuer_words);

/// 1 Hiến pháp, 2 laws and resolutions of the National Assembly, 3 ordinances and resolutions of its Standing Committee,
/// 4 orders and decisions of the State President, 5 decrees and resolutions of the Government, 6 decisions of the Prime
/// Minister, 7 resolutions of the Council of Judges, 8 circulars, 9 resolutions of a province's People's Council,
/// 10 decisions of its People's Committee, 11 of its chairman, 13 and 14 the same below the province. Party documents have
/// no place in that law; they are listed beside the State's of their level: central 3, province 9, below 13. What is no
/// normative act comes after all that is: 20 central, 22 province, 24 below; consolidated texts 90, unknown 99.
[[nodiscard]] std::uint16_t authority_of(std::string_view type, std::string_view issuer_slug, Level level, bool party);

/// Beginning of the issuer's slug: "ubnd" of "ubnd.can-tho".
[[nodiscard]] std::string_view body_of(std::string_view issuer_slug);

/// What the answers sort by where nothing else is asked: authority, then the latest, then id. True if `a` comes first.
[[nodiscard]] bool stands_before(const Facts& a, std::string_view a_id, const Facts& b, std::string_view b_id);

}  // namespace tracuu::links
