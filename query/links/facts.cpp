#include "query/links/facts.h"

#include <algorithm>

#include "corpus/registry/registry.h"
#include "query/resolve/number.h"

namespace tracuu::links {
namespace {

/// One row of authority_of's table; the first that fits counts. "*" fits any issuer.
struct Row {
  std::string_view type, body;
  Level level;
  std::uint16_t authority;
};
constexpr Row rows[] = {
    {"HP", "*", Level::central, 1},     {"L", "*", Level::central, 2},       {"BL", "*", Level::central, 2},
    {"NQ", "qh", Level::central, 2},    {"PL", "*", Level::central, 3},      {"NQ", "ubtvqh", Level::central, 3},
    {"NQLT", "*", Level::central, 3},   {"SL", "*", Level::central, 4},      {"L-CTN", "*", Level::central, 4},
    {"*", "ctn", Level::central, 4},    {"NĐ", "*", Level::central, 5},      {"NQ", "cp", Level::central, 5},
    {"QĐ", "ttg", Level::central, 6},   {"NQ", "hdtp", Level::central, 7},   {"NQ", "tandtc", Level::central, 7},
    {"TT", "*", Level::central, 8},     {"TTLT", "*", Level::central, 8},    {"QĐ", "ktnn", Level::central, 8},
    {"NQ", "hdnd", Level::province, 9}, {"QĐ", "ubnd", Level::province, 10}, {"QĐ", "ctubnd", Level::province, 11},
    {"NQ", "hdnd", Level::district, 13}, {"NQ", "hdnd", Level::commune, 13}, {"QĐ", "ubnd", Level::district, 14},
    {"QĐ", "ubnd", Level::commune, 14},
};

bool is_below_province(std::string_view body) { return body == "hu" || body == "qu" || body == "thu" || body == "cb"; }

}  // namespace

std::string_view body_of(std::string_view issuer_slug) { return issuer_slug.substr(0, issuer_slug.find('.')); }

Level level_of(std::string_view issuer_slug, std::string_view issuer_words) {
  if (issuer_slug.empty()) return Level::unknown;
  const auto dots = std::count(issuer_slug.begin(), issuer_slug.end(), '.');
  const auto body = body_of(issuer_slug);
  if (dots == 0 && !is_below_province(body)) {
    static constexpr std::string_view local[] = {"ubnd", "hdnd", "ctubnd", "tu", "du"};
    return std::find(std::begin(local), std::end(local), body) != std::end(local) ? Level::unknown : Level::central;
  }
  for (const std::string_view word : {"xã ", "phường ", "thị trấn ", "đặc khu ", "Xã ", "Phường "}) {
    const auto at = issuer_words.find(word);
    if (at != std::string_view::npos && (at < 5 || issuer_words.substr(0, at).find("thị ") == std::string_view::npos)) return Level::commune;
  }
  return dots >= 2 || is_below_province(body) ? Level::district : Level::province;
}

std::uint16_t authority_of(std::string_view type, std::string_view issuer_slug, Level level, bool party) {
  if (type == "VBHN") return 90;
  if (party) {
    if (level == Level::unknown) return 99;
    return level == Level::central ? 3 : level == Level::province ? 9 : 13;
  }
  const auto body = body_of(issuer_slug);
  // Laws are known by their type alone.
  const auto at = level == Level::unknown && (type == "HP" || type == "L" || type == "BL" || type == "PL" || type == "NĐ") ? Level::central : level;
  for (const auto& row : rows) {
    if ((row.type == "*" || row.type == type) && (row.body == "*" || row.body == body) && row.level == at) return row.authority;
  }
  switch (at) {
    case Level::central: return 20;
    case Level::province: return 22;
    case Level::district:
    case Level::commune: return 24;
    case Level::unknown: break;
  }
  return 99;
}

Facts facts_of(const resolve::Act& act) {
  const auto& identity = act.identity;
  Facts facts;
  facts.type = identity.type;
  facts.issuer = identity.issuer_slug;
  facts.province = identity.province;
  facts.date = identity.date;
  facts.level = level_of(identity.issuer_slug, identity.issuer);
  const bool party = identity.system == model::System::party ||
                     (identity.system == model::System::unknown && resolve::number_form(identity.number).party);
  facts.authority = authority_of(identity.type, identity.issuer_slug, facts.level, party);
  facts.in_index = act.in_index();
  return facts;
}

bool stands_before(const Facts& a, std::string_view a_id, const Facts& b, std::string_view b_id) {
  if (a.authority != b.authority) return a.authority < b.authority;
  if (a.date != b.date) return a.date > b.date;
  return a_id < b_id;
}

}  // namespace tracuu::links
