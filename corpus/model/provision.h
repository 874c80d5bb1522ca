#pragma once
/// The outline of a document: a tree of provisions, flattened in reading order.
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/model/range.h"

namespace tracuu::model {

/// Units in the order of Nghị định 78/2025/NĐ-CP (Phần > Chương > Mục > Tiểu mục > Điều > khoản > điểm > tiết), the units of
/// Party documents (I- > 1. > - > +) as `section`, `item`, `dash`, `plus`, and the parts around them.
enum class Unit : std::uint8_t {
  preamble,   ///< from the start to the first provision (header, căn cứ, opening sentence)
  component,  ///< a regulation promulgated with the document ("Ban hành kèm theo ..."): restarts the count
  phu_luc,    ///< annex
  phan, chuong, muc, tieu_muc, dieu, khoan, diem, tiet,
  section,    ///< "I-", "II." of Party documents and plans
  item,       ///< "1.", "1.1." under a section
  letter,     ///< "a)" under an item
  dash,       ///< "- "
  plus,       ///< "+ "
  signature,  ///< Nơi nhận and signature block
};

struct Provision {
  Unit unit = Unit::preamble;
  std::string label;         ///< as printed, repaired: "5", "17a", "II", "đ", "1.1"
  std::string path;          ///< id below the document: "dieu_5/khoan_2/diem_dd", "kem-theo_1/dieu_3", "phu-luc_II" (DOMAIN.md 3.2)
  ByteRange range;           ///< label to the end of the last sub-provision
  ByteRange heading;         ///< the heading's text without the label; empty if it has none
  std::int32_t parent = -1;  ///< index of the enclosing provision in the same vector; -1 at the top
  std::uint32_t page = 0;    ///< page on which it starts; 0 if the document has no pages
  std::string source_id;     ///< GivenProvision::id if the source delimited it
};

/// Slug of a unit in a path: "dieu", "khoan", "diem", "chuong", "muc", "phu-luc", "kem-theo", "phan", ...
[[nodiscard]] const char* path_slug(Unit unit);

}  // namespace tracuu::model
