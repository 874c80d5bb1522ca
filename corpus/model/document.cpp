#include "corpus/model/document.h"

#include <algorithm>

namespace tracuu::model {

const char* path_slug(Unit unit) {
  switch (unit) {
    case Unit::preamble: return "mo-dau";
    case Unit::component: return "kem-theo";
    case Unit::phu_luc: return "phu-luc";
    case Unit::phan: return "phan";
    case Unit::chuong: return "chuong";
    case Unit::muc: return "muc";
    case Unit::tieu_muc: return "tieu-muc";
    case Unit::dieu: return "dieu";
    case Unit::khoan: return "khoan";
    case Unit::diem: return "diem";
    case Unit::tiet: return "tiet";
    case Unit::section: return "muc";
    case Unit::item: return "khoan";
    case Unit::letter: return "diem";
    case Unit::dash: return "gach";
    case Unit::plus: return "cong";
    case Unit::signature: return "ky";
  }
  return "";
}

std::uint32_t page_at(const std::vector<PageStart>& pages, std::uint32_t offset) {
  const auto after = std::upper_bound(pages.begin(), pages.end(), offset,
                                      [](std::uint32_t at, const PageStart& page) { return at < page.offset; });
  if (pages.empty()) return 0;
  return after == pages.begin() ? pages.front().number : std::prev(after)->number;
}

std::int32_t provision_at(const std::vector<Provision>& provisions, std::uint32_t offset) {
  // Reading order with parents first: the innermost provision is the last one that starts at or before the offset,
  // or an ancestor of it.
  const auto after = std::upper_bound(provisions.begin(), provisions.end(), offset,
                                      [](std::uint32_t at, const Provision& p) { return at < p.range.begin; });
  auto index = static_cast<std::int32_t>(after - provisions.begin()) - 1;
  while (index >= 0 && !provisions[static_cast<std::size_t>(index)].range.contains(offset)) {
    index = provisions[static_cast<std::size_t>(index)].parent;
  }
  return index;
}

}  // namespace tracuu::model
