#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

TEST_CASE("damaged and unusual citations that were once lost or misread") {
  check_citations({
      {"Thông tư số 4S/2021/TT-BTC", {{.surface = "Thông tư số 4S/2021/TT-BTC", .number = "45/2021/TT-BTC"}}},
      {"Công văn số 1521/BHXH-TCCB", {{.surface = "Công văn số 1521/BHXH-TCCB", .number = "1521/BHXH-TCCB"}}},
      {"Quyết định số 178/QĐ-TCCB", {{.surface = "Quyết định số 178/QĐ-TCCB", .number = "178/QĐ-TCCB"}}},
      {"các Quyết định số 24/2008/QĐ-TTg, 25/2008/QĐ-TTg và 27/2008/QĐ-TTg ngày 05 tháng 02 năm 2008", {{.surface = "Quyết định số 24/2008/QĐ-TTg", .date = "2008-02-05"}, {.surface = "25/2008/QĐ-TTg", .date = "2008-02-05"}, {.surface = "27/2008/QĐ-TTg", .date = "2008-02-05"}}},
      {"theo Nghị định số08/2022/NĐ-CP", {{.surface = "Nghị định số08/2022/NĐ-CP", .number = "08/2022/NĐ-CP"}}},
      {"triển khai Nghị quyết 57 trong toàn tỉnh", {{.surface = "Nghị quyết 57"}}},
      {"theo Nghị định 45 thì", {{.surface = "Nghị định 45"}}},
      {"điểm c khoản 1 Điều 123 BLHS", {{.surface = "BLHS"}}},
      {"Nghị quyết số 120/NQ-CP ngày17/11/2017", {{.surface = "Nghị quyết số 120/NQ-CP", .date="2017-11-17"}}},
      {"Nghị quyết số 27-NQ/TW, ngày 09/11/2022từ Điều 18", {{.surface = "Nghị quyết số 27-NQ/TW", .date="2022-11-09"}}},
      {"Quyết định số 15/QĐ-UBND ngày 5/5/2021 của Chủ tịch UBND huyện Phong Điền, thành phố Cần Thơ", {{.surface = "Quyết định số 15/QĐ-UBND", .key = "ubnd.phong-dien.can-tho/qd/2021-05-05/15"}}},
      {"Nghị quyết số 04-NQ/HU ngày 04/11/2016 của Huyện ủy Tuy Đức", {{.surface = "Nghị quyết số 04-NQ/HU", .issuer = "Huyện ủy Tuy Đức"}}},
      {"Luật Thanh tra số 84/2025/QH 15 ngày 25 tháng 6 năm 2025", {{.surface = "Luật Thanh tra số 84/2025/QH 15", .number = "84/2025/QH15", .date = "2025-06-25"}}},
      {"theo 52-CT ngày 2/3/1985", {{.surface = "52-CT", .slug = "ct-hdbt"}}},
  });
}

TEST_CASE("a number of a body one slip away from a real one is malformed, not repaired in silence") {
  for (const char* text : {"Nghị định số 45/2020/ND-CPP ngày 08/4/2020", "Quyết định số 05/2025/QĐ-UNBD ngày 01/7/2025"}) {
    model::Text input;
    input.bytes = text;
    const model::Document document = corpus::analyse(input);
    REQUIRE(document.mentions.size() == 1);
    CHECK(document.mentions[0].malformed);
  }
}

TEST_CASE("a form and the number of a list item are no citations") {
  check_citations({
      {"Mẫu Quyết định số 04, Mẫu Biên bản số 05 kèm theo", {}},
      {"theo mẫu Tờ trình số 02 ở phần sau", {}},
      {"Mẫu điện tử số 01-HĐ-BTC", {}},
      {"theo mẫu Quyết định số 04 ngày 5/5/2020 của Bộ Tài chính", {{.surface = "Quyết định số 04", .date = "2020-05-05"}}},
      {"theo mẫu Thông tư số 80/2021/TT-BTC", {{.surface = "Thông tư số 80/2021/TT-BTC"}}},
      {"Các loại văn bản: 1. Luật 2. Nghị định 3. Thông tư 4. Chỉ thị", {}},
      {"gồm Nghị định\n2. Thông tư của bộ", {}},
      {"Luật 1.\nNghị định 2.\nThông tư 3.\n", {}},
      {"đã có hiệu lực theo Nghị định 45.", {{.surface = "Nghị định 45"}}},
      {"triển khai Nghị quyết 18.\n\n2. Các sở báo cáo.", {{.surface = "Nghị quyết 18"}}},
  });
}

TEST_CASE("orders of the first years are one act with '-' and with '/'") {
  const auto a = cited_in("Sắc lệnh số 78/SL ngày 17/4/1946; thi hành Sắc lệnh số 78-SL");
  REQUIRE(a.document.mentions.size() == 2);
  CHECK(a.document.mentions[0].key == "ctn/sl/1946-04-17/78");
  CHECK(a.document.mentions[1].refers_to == 0);
}

TEST_CASE("a district's committee keeps its place in the key, its province open") {
  check_citations({
      {"Quyết định số 15-QĐ/QU ngày 5/5/2021 của Quận ủy Bình Thủy", {{.surface = "Quyết định số 15-QĐ/QU", .key = "qu.binh-thuy.?/qd/2021-05-05/15"}}},
      {"Nghị quyết số 04-NQ/HU ngày 04/11/2016 của Huyện ủy Tuy Đức, tỉnh Đắk Nông", {{.surface = "Nghị quyết số 04-NQ/HU", .key = "hu.tuy-duc.dak-nong/nq/2016-11-04/4"}}},
  });
}

TEST_CASE("a short form that is only the word of the type means the defined act, not any other") {
  const auto a = cited_in(
      "theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ (sau đây gọi tắt là Nghị định). Đối tượng áp dụng của Nghị định gồm cá nhân.\n\n"
      "Các Nghị định khác và các Nghị định của Chính phủ không thuộc phạm vi. Bộ trình Nghị định quy định chi tiết Luật Đất đai. NGHỊ ĐỊNH\n\nBiểu mẫu theo Nghị định.");
  CHECK(surfaces(a, model::MentionKind::alias) == std::vector<std::string>{"Nghị định", "Nghị định"});
  for (const auto* alias : of_kind(a.document, model::MentionKind::alias)) CHECK(alias->key == "cp/nd/2020/45");
  // A programme is more than its paper.
  const auto programme = cited_in("thực hiện Chương trình số 25-CTr/TU ngày 5/3/2024 (sau đây gọi là Chương trình), các chỉ tiêu của Chương trình được báo cáo.");
  CHECK(surfaces(programme, model::MentionKind::alias).empty());
}
