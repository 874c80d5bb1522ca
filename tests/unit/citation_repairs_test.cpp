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
