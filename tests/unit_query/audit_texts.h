#pragma once
/// Documents as an officer would write them, read from their text, so that the rules of the audit see what they see in an index.
#include <string>
#include <string_view>
#include <vector>

#include "corpus/analyse.h"
#include "memory_index.h"

namespace tracuu::test {

/// Documents read from their text, so that rules see what they see in an index.
class TextIndex final : public MemoryIndex {
 public:
  resolve::RecordId read(const std::string& name, const std::string& words) {
    model::Text text;
    text.source = name;
    text.bytes = words;
    texts_.push_back(words);
    return add(corpus::analyse(text));
  }
  std::string text(resolve::RecordId record, model::ByteRange range) override { return std::string(model::slice(texts_[record - 1], range)); }

 private:
  std::vector<std::string> texts_;
};

inline std::string decision(std::string_view number, std::string_view date, std::string_view body, std::string_view place = "Cần Thơ", std::string_view issuer = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ") {
  return std::string(issuer) + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + std::string(number) + "\n" + std::string(place) + ", ngày " + std::string(date) +
         "\n\nQUYẾT ĐỊNH\nVề việc ban hành quy định quản lý hoạt động của Bộ phận Một cửa\n\n" + std::string(body) +
         "\n\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Việt Trường\n";
}
inline const std::string bases =
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nCăn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\n";
inline const std::string articles =
    "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định\nQuy định này áp dụng cho các sở, ban, ngành.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nChánh Văn phòng "
    "Ủy ban nhân dân thành phố chịu trách nhiệm thi hành Quyết định này.\n";

inline std::string plan(std::string_view sentence) {
  return decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "Theo đề nghị của Giám đốc Sở Nội vụ.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\n" + std::string(sentence) +
                                                             "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nCác sở, ban, ngành chịu trách nhiệm thi hành.\n");
}

}  // namespace tracuu::test
