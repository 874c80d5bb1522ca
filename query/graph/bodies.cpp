#include "query/graph/bodies.h"

#include <algorithm>
#include <array>

#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"
#include "query/links/facts.h"

namespace tracuu::graph {
namespace {

/// What the name of an organ begins with, folded. Longer words of one beginning stand behind the shorter ones.
constexpr std::array<std::string_view, 44> organs{
    "bo",        "so",        "ban",       "cuc",        "chi cuc",   "tong cuc",   "vu",         "van phong", "thanh tra", "uy ban",    "hoi dong", "chinh phu",
    "cong an",   "quan su",   "quan khu",  "toa an",     "vien",      "mat tran",   "lien doan",  "tong lien doan", "hoi",  "lien hiep", "doan thanh nien", "trung uong doan",
    "tinh doan", "thanh doan", "tinh uy",  "thanh uy",   "huyen uy",  "quan uy",    "thi uy",     "dang uy",   "dang doan", "quan uy trung uong", "kho bac", "ngan hang",
    "kiem toan", "bao hiem",  "thong tan xa", "dai",     "truong",    "hoc vien",   "trung tam",  "tap doan"};

struct Joint {
  std::size_t at = std::string_view::npos, next = std::string_view::npos;
};

/// The next place from `from` on where a list may go on.
Joint joint_from(std::string_view words, std::size_t from) {
  Joint first{words.size(), words.size()};
  for (const std::string_view joint : {", ", "; ", " và "}) {
    if (const auto at = words.find(joint, from); at < first.at) first = {at, at + joint.size()};
  }
  return first;
}

/// The end of the name that begins the words: a name that the registry knows may hold "và" and commas itself.
Joint end_of_name(std::string_view words) {
  constexpr std::size_t most_parts = 4;  // "Sở Văn hóa, Thể thao và Du lịch"
  const auto& registry = registry::Registry::builtin();
  const auto first = joint_from(words, 0);
  if (registry.issuer_by_name(words.substr(0, first.at)) != nullptr) return first;
  auto joint = first;
  for (std::size_t part = 1; part < most_parts && joint.at < words.size(); ++part) {
    joint = joint_from(words, joint.next);
    if (registry.issuer_by_name(words.substr(0, joint.at)) != nullptr) return joint;
  }
  return first;
}

bool is_name(std::string_view words) {
  constexpr std::size_t longest = 90;  // bytes: "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hồ Chí Minh và ..."
  const auto key = format::name_key(words);
  if (words.size() > longest || key.find(' ') == std::string::npos) return false;
  if (std::any_of(words.begin(), words.end(), [](char c) { return (c >= '0' && c <= '9') || c == '/' || c == ':'; })) return false;
  return std::any_of(organs.begin(), organs.end(), [&](std::string_view organ) { return key.starts_with(std::string(organ) + " "); });
}

/// Ban cán sự đảng and Đảng đoàn lead a body, which issues what they were told to do.
std::string led_body(const std::string& body) {
  for (const std::string_view leaders : {"Ban cán sự đảng ", "Ban Cán sự đảng ", "Ban Cán sự Đảng ", "Đảng đoàn ", "Đảng ủy "}) {
    if (body.starts_with(leaders)) return body.substr(leaders.size());
  }
  return body;
}

}  // namespace

std::vector<std::string> named_bodies(std::string_view words) {
  std::vector<std::string> bodies;
  // "Các tỉnh ủy, thành ủy, ban cán sự đảng": one group, of which no member is named; so is "Ủy ban nhân dân các quận, huyện".
  const auto key = format::name_key(words);
  if (key.starts_with("cac ") || key.starts_with("nhung ") || key.starts_with("tung ") || key.starts_with("moi ") || key.find(" cac ") != std::string::npos) return bodies;
  while (!words.empty()) {
    const auto end = end_of_name(words);
    if (const auto name = words.substr(0, end.at); is_name(name)) bodies.emplace_back(name);
    words.remove_prefix(std::min(end.next, words.size()));
  }
  return bodies;
}

bool is_body(const resolve::Act& act, const std::string& stated) {
  const auto body = led_body(stated);
  const auto asked = format::name_key(body), issuer = format::name_key(act.identity.issuer);
  if (!issuer.empty() && (issuer == asked || issuer.starts_with(asked + " ") || asked.starts_with(issuer + " "))) return true;
  const auto slug = registry::Registry::builtin().issuer_slug(body, act.identity.date);
  return !slug.empty() && links::body_of(slug) == links::body_of(act.identity.issuer_slug);
}

}  // namespace tracuu::graph
