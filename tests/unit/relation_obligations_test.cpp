#include <string>
#include <vector>

#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

namespace {

model::Document programme(const std::string& tasks) {
  return analysed("THÀNH ỦY CẦN THƠ\n\nĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 61-CTr/TU\n\nCần Thơ, ngày 12 tháng 5 năm 2023\n\nCHƯƠNG TRÌNH\nthực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương Đảng\n-----\n"
                  "Thành ủy ban hành Chương trình với các nội dung sau:\n\nI- MỤC TIÊU\n1. Nâng chất lượng văn bản.\n\nII- TỔ CHỨC THỰC HIỆN\n" + tasks + "\n\nNơi nhận:\n- Lưu.\nT/M THÀNH ỦY\nBÍ THƯ\n")
      .document;
}

std::vector<std::string> bodies(const model::Document& document, model::Obligation::Kind kind = model::Obligation::Kind::implement) {
  std::vector<std::string> found;
  for (const auto& obligation : document.obligations)
    if (obligation.kind == kind) found.push_back(obligation.body);
  return found;
}

using Bodies = std::vector<std::string>;

}  // namespace

TEST_CASE("whoever is told to plan the implementation is recorded, one task a body") {
  CHECK(bodies(programme("1. Sở Tư pháp và Sở Nội vụ xây dựng kế hoạch thực hiện Nghị quyết số 27-NQ/TW và Chương trình này.")) == Bodies{"Sở Tư pháp", "Sở Nội vụ"});
  CHECK(bodies(programme("1. Giao Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với các sở, ngành xây dựng kế hoạch triển khai thực hiện Chương trình này.")) == Bodies{"Sở Văn hóa, Thể thao và Du lịch"});
  CHECK(bodies(programme("1. Các quận ủy, huyện ủy, đảng ủy trực thuộc xây dựng chương trình, kế hoạch thực hiện Nghị quyết.")) == Bodies{"Các quận ủy, huyện ủy, đảng ủy trực thuộc"});
  CHECK(bodies(programme("1. Ủy ban nhân dân các quận, huyện có trách nhiệm xây dựng kế hoạch thực hiện Chương trình tại địa phương.")) == Bodies{"Ủy ban nhân dân các quận, huyện"});
  CHECK(bodies(programme("1. Ban cán sự đảng Ủy ban nhân dân thành phố chỉ đạo xây dựng chương trình hành động.")) == Bodies{"Ban cán sự đảng Ủy ban nhân dân thành phố"});
}

TEST_CASE("a body that stands at the head of the list is told each of its tasks") {
  CHECK(bodies(programme("1. Sở Tư pháp:\na) Rà soát văn bản;\nb) Xây dựng kế hoạch thực hiện Chương trình này trong quý III.")) == Bodies{"Sở Tư pháp"});
}

TEST_CASE("only bodies are told to act, and only to carry out an act") {
  for (const char* sentence : {
           "1. Hằng năm xây dựng kế hoạch thực hiện Chương trình này.",
           "1. Tính đến hết ngày 24/5/2023, có 12 sở đã ban hành kế hoạch thực hiện Nghị quyết số 27-NQ/TW.",
           "1. Trong thời hạn 30 ngày xây dựng kế hoạch triển khai công tác điều tra.",
           "1. Trường hợp cần thiết thì xây dựng kế hoạch thực hiện Chương trình này.",
           "1. Tổ chức xây dựng kế hoạch thực hiện Chương trình này.",
           "1. Sở Tài chính xây dựng kế hoạch kiểm tra hằng năm.",
           "1. Sở Tư pháp đã ban hành Kế hoạch số 12/KH-STP thực hiện Nghị quyết số 27-NQ/TW.",
           "1. Sở Tư pháp tham mưu thực hiện Nghị quyết số 77/NQ-CP ngày 12/5/2023 của Chính phủ ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 27-NQ/TW.",
       }) {
    INFO(sentence);
    CHECK(bodies(programme(sentence)).empty());
  }
}

TEST_CASE("a delegation names the body that stands before the verb, wherever in the sentence") {
  const auto delegate = model::Obligation::Kind::delegate;
  const auto law = [](const std::string& article) {
    return analysed("QUỐC HỘI\n\nLuật số: 99/2023/QH15\n\nLUẬT\nTHỦ TỤC SỐ\n\nQuốc hội ban hành Luật Thủ tục số.\n\nĐiều 1. Phạm vi\nLuật này quy định về thủ tục số.\n\nĐiều 2. Hồ sơ\n" + article + "\n").document;
  };
  CHECK(bodies(law("1. Hồ sơ là dữ liệu.\n2. Chính phủ quy định chi tiết Điều này."), delegate) == Bodies{"Chính phủ"});
  CHECK(bodies(law("1. Trường hợp hồ sơ giấy bị hỏng, Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch quy định chi tiết khoản này."), delegate) == Bodies{"Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"});
  CHECK(bodies(law("1. Trường hợp hồ sơ đã nộp trước ngày 01 tháng 7 quy định chi tiết khoản này."), delegate).empty());
}
