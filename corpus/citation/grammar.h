#pragma once
/// The tables of the citation grammar: names of laws, type words, fixed words. Built once from a registry, then read-only.
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/citation/issuer_words.h"
#include "corpus/citation/names.h"
#include "corpus/citation/number.h"
#include "corpus/registry/registry.h"
#include "corpus/text/phrase_table.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

struct TypePhrase {
  text::Phrase phrase;
  std::string_view code;  // of the table in grammar.cpp
  bool abbreviation = false;
};

/// Everything that citations need of a registry and that does not depend on the text, built once.
struct Grammar {
  const registry::Registry& registry;
  Symbols symbols;
  IssuerNames issuers;
  NameTrie laws;
  NameTrie own_names;  // of the user's catalogue, any type: "Quy chế làm việc của Thành ủy"
  bool has_own_names = false;
  NameTrie law_tails;  // the same names without their type word: "Luật số 42/2024/QH15 ... về Quản lý, sử dụng vũ khí ..."
  std::unordered_map<text::WordCode, std::string> law_abbreviations;  // "blhs" -> "BLHS"
  std::vector<TypePhrase> types;                          // longest first
  text::PhraseTable type_table;                           // where they begin
  text::WordFilter firsts;                                // of everything that a citation may begin with

  explicit Grammar(const registry::Registry& r);

  /// Of the registry compiled into the program.
  static const Grammar& builtin();

  /// Longest type phrase at word i; null if none.
  [[nodiscard]] const TypePhrase* type_at(const text::Words& words, std::size_t i) const;
};

/// Fixed words of the grammar.
struct Fixed {
  text::Phrase so{"số"}, ngay{"ngày"}, nam{"năm"}, cua{"của"}, va{"và"}, hoac{"hoặc"}, nay{"này"}, tai{"tại"}, thuoc{"thuộc"}, trong{"trong"}, theo{"theo"},
      neu_tren{"nêu trên"}, noi_tren{"nói trên"}, tren{"trên"}, da_neu{"đã nêu"}, tren_day{"trên đây"}, kem_theo{"kèm theo"}, ban_hanh_kem_theo{"ban hành kèm theo"},
      ban_hanh_theo{"ban hành theo"}, dinh_kem{"đính kèm"}, sau_day{"sau đây"}, sua_doi{"sửa đổi"}, now_is{"nay là"}, bo_sung{"bổ sung"}, thay_the{"thay thế"}, bai_bo{"bãi bỏ"},
      mot_so{"một số"}, ban_hanh{"ban hành"}, ve{"về"}, ve_viec{"về việc"}, khoa{"khóa"}, hoi_nghi{"hội nghị"}, mau{"mẫu"}, bieu{"biểu"}, du_an{"dự án"}, du_thao{"dự thảo"},
      den{"đến"}, tu{"từ"}, cung{"cùng"}, luat{"luật"}, bo_luat{"bộ luật"}, phap_lenh{"pháp lệnh"}, cac{"các"}, nhung{"những"}, nhu{"như"}, duoc{"được"},
      nuoc_chxhcn{"nước cộng hòa xã hội chủ nghĩa việt nam"}, dang_csvn{"đảng cộng sản việt nam"}, dang{"đảng"}, cong_bao{"công báo"},
      de_nghi_cua{"đề nghị của"}, tham_dinh_cua{"thẩm định của"}, by{"do"}, cap{"cấp"}, van_ban{"văn bản"}, phu_luc{"phụ lục"}, khoan{"khoản"}, dieu{"điều"}, diem{"điểm"},
      muc{"mục"}, chuong{"chương"}, phan{"phần"}, quy_dinh{"quy định"}, danh_muc{"danh mục"}, thuc_hien{"thực hiện"};
};

[[nodiscard]] const Fixed& fixed();

}  // namespace tracuu::citation
