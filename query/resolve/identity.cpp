#include "query/resolve/identity.h"

#include <string>

namespace tracuu::resolve {
namespace {

bool is_law_like(std::string_view type) { return type == "L" || type == "BL"; }

}  // namespace

std::string_view base_of(std::string_view slug) { return slug.substr(0, slug.find('.')); }

std::string_view place_of(std::string_view slug) {
  // The Party organisation of a body: what follows the body is the place ("du.ubnd.lao-cai-2025").
  for (const std::string_view body : {"du.ubnd", "du.hdnd", "bcsd.ubnd"}) {
    if (!slug.starts_with(body) || (slug.size() > body.size() && slug[body.size()] != '.')) continue;
    slug.remove_prefix(body.find('.') + 1);
    break;
  }
  const auto dot = slug.find('.');
  const auto place = dot == std::string_view::npos ? std::string_view{} : slug.substr(dot + 1);
  return place == "?" ? std::string_view{} : place;  // "ubnd.?": a local body whose place is not stated
}

std::string_view without_era(std::string_view province) {
  constexpr std::string_view era = "-2025";
  return province.ends_with(era) ? province.substr(0, province.size() - era.size()) : province;
}

std::string_view province_of(const model::Identity& identity) {
  if (!identity.province.empty()) return identity.province;
  auto place = place_of(identity.issuer_slug);
  const auto dot = place.rfind('.');  // "hu.tuy-duc.dak-nong"
  return dot == std::string_view::npos ? place : place.substr(dot + 1);
}

bool one_of_joint(std::string_view one, std::string_view joint) {
  if (joint.find('+') == std::string_view::npos) return false;
  const std::string all = "+" + std::string(joint) + "+";
  return all.find("+" + std::string(one) + "+") != std::string::npos;
}

bool same_type(std::string_view cited, std::string_view own) {
  return cited == own || (is_law_like(cited) && is_law_like(own));
}

}  // namespace tracuu::resolve
