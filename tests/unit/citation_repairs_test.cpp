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

TEST_CASE("citations whose number or place in the sentence is unusual are not passed over") {
  check_citations({
      {"Nghị định số 142/2205/NĐ-CP", {{.surface = "Nghị định số 142/2205/NĐ-CP", .number = "142/2205/NĐ-CP", .year = 0}}},
      {"Thông tư số 03./2010/TT-BTC", {{.surface = "Thông tư số 03./2010/TT-BTC", .number = "03/2010/TT-BTC"}}},
      {"trả lời công văn số 25-2303/PBHC-KD ngày 05/3/2025", {{.surface = "công văn số 25-2303/PBHC-KD", .number = "25-2303/PBHC-KD", .date = "2025-03-05"}}},
      {"Công văn sô 4758/SNNMT-VP", {{.surface = "Công văn sô 4758/SNNMT-VP", .number = "4758/SNNMT-VP"}}},
      {"các văn bản số 8004/BNNMT-ĐCKS ngày 17/10/2025, 8008/BNNMT-ĐCKS và 8796/BNNMT-ĐCKS", {{.surface = "văn bản số 8004/BNNMT-ĐCKS"}, {.surface = "8008/BNNMT-ĐCKS"}, {.surface = "8796/BNNMT-ĐCKS"}}},
      {"Công văn số 6721/VPCP-V.I ngày 19/7/2025", {{.surface = "Công văn số 6721/VPCP-V.I", .date = "2025-07-19"}}},
      {"Thông tư số 10/2021/TT-BXD 25/08/2021 của Bộ Xây dựng", {{.surface = "Thông tư số 10/2021/TT-BXD", .date = "2021-08-25", .issuer = "Bộ Xây dựng"}}},
      {"Quyết định số 55/2014/QĐ-UBND ngày 31/12/2014 ngày 31/12/2014 của UBND thành phố Đà Nẵng", {{.surface = "Quyết định số 55/2014/QĐ-UBND", .issuer = "UBND thành phố Đà Nẵng"}}},
      {"khoản l, khoản 2 Điều 5 Nghị định số 132/2020/NĐ-CP", {{.surface = "Nghị định số 132/2020/NĐ-CP", .pinpoints = "D5.k1, D5.k2"}}},
      {"Văn bản giải trình số 750/BQL-QHXD ngày 02/6/2026", {{.surface = "Văn bản giải trình số 750/BQL-QHXD"}}},
      {"Decree No.123/2020/NĐ-CP dated October 19", {{.surface = "123/2020/NĐ-CP"}}},
      // Blank forms and dates stay none.
      {"Số: .../2024/QĐ-UBND", {}},
      {"ngày 12/345/2020", {}},
  });
}

TEST_CASE("issuers stated before, for a list, and by whoever speaks in the letter") {
  check_citations({
      {"các Nghị định của Chính phủ: số 71/2024/NĐ-CP quy định về giá đất; số 103/2024/NĐ-CP quy định về tiền sử dụng đất", {{.surface = "Nghị định của Chính phủ: số 71/2024/NĐ-CP", .issuer = "Chính phủ"}, {.surface = "103/2024/NĐ-CP", .issuer = "Chính phủ"}}},
      {"theo hướng dẫn của Bộ Nội vụ tại văn bản số 933/BNV-CCHC và văn bản số 1417/BNV-CCHC", {{.surface = "văn bản số 933/BNV-CCHC", .issuer = "Bộ Nội vụ"}, {.surface = "văn bản số 1417/BNV-CCHC", .issuer = "Bộ Nội vụ"}}},
      {"theo chỉ đạo của Thủ tướng Chính phủ tại Thông báo số 75/TB-VPCP", {{.surface = "Thông báo số 75/TB-VPCP", .issuer = ""}}},
      {"và báo cáo thẩm định của Sở Tư pháp số 277/BC-STP", {{.surface = "báo cáo thẩm định của Sở Tư pháp số 277/BC-STP", .issuer = "Sở Tư pháp"}}},
  });
}

TEST_CASE("the name of a law that amends several, each with its number, is one citation") {
  check_citations({
      {"Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Kinh doanh bất động sản số 29/2023/QH15 ngày 29 tháng 6 năm 2024",
       {{.surface = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Kinh doanh bất động sản số 29/2023/QH15", .number = "", .date = "2024-06-29"}}},
      {"Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 43/2024/QH15", {{.surface = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 43/2024/QH15", .number = "43/2024/QH15"}}},
      {"Luật sửa đổi; bổ sung một số điều của Luật Đất đai năm 2018", {{.surface = "Luật sửa đổi; bổ sung một số điều của Luật Đất đai năm 2018"}}},
  });
}

TEST_CASE("a sentence that runs over a page's furniture is one") {
  const auto a = cited_in("theo Nghị định số 136/2013/NĐ-CP ngày 21 tháng 10 \n\n \n \nCÔNG BÁO/Số 659 + 660/Ngày 05-7-2021 \n21 \n \nnăm 2013 của Chính phủ");
  REQUIRE(a.document.mentions.size() == 1);
  CHECK(a.document.mentions[0].date.iso() == "2013-10-21");
  CHECK(a.document.mentions[0].issuer == "Chính phủ");
}

TEST_CASE("laws named in small letters with their number, laws by their day alone, proposers in a row") {
  check_citations({
      {"a) Pháp lệnh thuế tài nguyên số 05/1998/PL-UBTVQH10", {{.surface = "Pháp lệnh thuế tài nguyên số 05/1998/PL-UBTVQH10", .number = "05/1998/PL-UBTVQH10", .name = "Pháp lệnh thuế tài nguyên"}}},
      {"được sửa đổi, bổ sung bởi Luật ngày 25 tháng 6 năm 2025", {{.surface = "Luật", .date = "2025-06-25"}}},
      {"Theo đề nghị của Giám đốc Sở Văn hóa và Thể thao tại Tờ trình số 637/TTr-SVHTT ngày 23/10/2025 và Giám đốc Sở Nội vụ tại Tờ trình số 6409/TTr-SNV",
       {{.surface = "Tờ trình số 637/TTr-SVHTT", .issuer = "Giám đốc Sở Văn hóa và Thể thao"}, {.surface = "Tờ trình số 6409/TTr-SNV", .issuer = "Giám đốc Sở Nội vụ"}}},
      {"Văn bản số 1605/TTr-SNgV ngày 06/11/2025", {{.surface = "Văn bản số 1605/TTr-SNgV", .number = "1605/TTr-SNgV"}}},
  });
}

TEST_CASE("bodies whose names hold a verb or another body") {
  check_citations({
      {"Quy định số 05-QĐ/BCĐTW, ngày 27/8/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học", {{.surface = "Quy định số 05-QĐ/BCĐTW", .issuer = "Ban Chỉ đạo Trung ương"}}},
      {"Quyết định số 24/2021/QĐ-UBND ngày 15/6/2021 của Ủy ban nhân dân tỉnh Cao Bằng quy định về giá nước", {{.surface = "Quyết định số 24/2021/QĐ-UBND", .issuer = "Ủy ban nhân dân tỉnh Cao Bằng"}}},
      {"Thủ tướng Chính phủ đã ban hành Quyết định số 659/QĐ-TTg ngày 23/03/2025", {{.surface = "Quyết định số 659/QĐ-TTg", .issuer = "Thủ tướng Chính phủ"}}},
  });
}

TEST_CASE("'hai quyết định cùng số' speaks of two, the number is cited alone") {
  check_citations({{"lưu ý không nhầm hai quyết định cùng số 12/2021/QĐ-UBND", {{.surface = "12/2021/QĐ-UBND"}}}});
}

TEST_CASE("a number that an empty line cuts behind its dash") {
  check_citations({{"Nghị quyết số 10-\n\nNQ/TW ngày 10/02/2022 của Bộ Chính trị", {{.surface = "Nghị quyết số 10-\n\nNQ/TW", .number = "10-NQ/TW", .date = "2022-02-10"}}},
                   {"Nghị quyết số 10\n\nNQ/TW", {{.surface = "Nghị quyết số 10", .number = "10"}}}});
}

TEST_CASE("law names with the words that officers shorten, branches of law in small letters, the amended constitution") {
  check_citations({
      {"tuyên truyền Luật Ban hành văn bản QPPL và các văn bản hướng dẫn", {{.surface = "Luật Ban hành văn bản QPPL", .name = "Luật Ban hành văn bản QPPL"}}},
      {"theo Luật Tổ chức HĐND và UBND năm 2003", {{.surface = "Luật Tổ chức HĐND và UBND năm 2003", .year = 2003}}},
      {"Đại diện trong luật dân sự nghĩa là gì?", {}},
      {"theo Điều 15 luật dân sự thì", {{.surface = "luật dân sự"}}},
      {"phổ biến Hiến pháp sửa đổi năm 2013 cho công chức", {{.surface = "Hiến pháp sửa đổi năm 2013", .name = "Hiến pháp sửa đổi", .year = 2013}}},
      {"Thông tư số 21/1998/TT-BTM của Bộ Thương mại (nay là Bộ Công Thương) ngày 24 tháng 12 năm 1998", {{.surface = "Thông tư số 21/1998/TT-BTM", .date = "1998-12-24", .issuer = "Bộ Thương mại"}}},
  });
}

TEST_CASE("schools, faculties, firms and degrees are no laws") {
  for (const char* text : {"Hiệu trưởng Trường Đại học Luật Huế và Khoa Luật Kinh tế", "hợp tác với Trường Đại học\nLuật Huế", "Công ty Luật Sông Hương tư vấn", "có bằng cử nhân Luật Quốc tế"}) {
    INFO(text);
    CHECK(of_kind(cited_in(text).document, model::MentionKind::document).empty());
  }
  check_citations({{"Căn cứ Luật Giáo dục đại học; Luật Giáo dục nghề nghiệp", {{.surface = "Luật Giáo dục đại học"}, {.surface = "Luật Giáo dục nghề nghiệp"}}},
                   {"các cơ sở giáo dục đại học\nLuật Viên chức quy định", {{.surface = "Luật Viên chức"}}}});
}

TEST_CASE("names of laws in capitals keep the names within them") {
  check_citations({
      {"SỬA ĐỔI LUẬT HÀNG KHÔNG DÂN DỤNG VIỆT NAM", {{.surface = "LUẬT HÀNG KHÔNG DÂN DỤNG VIỆT NAM", .name = "Luật Hàng không dân dụng Việt Nam"}}},
      {"LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐIỆN LỰC", {{.surface = "LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐIỆN LỰC", .name = "Luật sửa đổi, bổ sung một số điều của Luật Điện lực"}}},
      {"THI HÀNH ĐIỀU LỆ ĐẢNG", {{.surface = "ĐIỀU LỆ ĐẢNG", .name = "Điều lệ Đảng"}}},
      {"Pháp lệnh Nhập cảnh, xuất cảnh, cư trú và đi lại của người nước ngoài tại Việt Nam năm 2000",
       {{.surface = "Pháp lệnh Nhập cảnh, xuất cảnh, cư trú và đi lại của người nước ngoài tại Việt Nam năm 2000", .year = 2000}}},
  });
}

TEST_CASE("a bill named by the law that it is to change") {
  for (const char* text : {"Nghiên cứu, xây dựng Luật Dược sửa đổi.", "đến khi Luật Dược sửa đổi có hiệu lực thi hành"}) {
    INFO(text);
    CHECK(of_kind(cited_in(text).document, model::MentionKind::document).empty());
  }
  check_citations({{"xây dựng Luật Dược sửa đổi năm 2024 thành sách", {{.surface = "Luật Dược", .year = 2024}}}});
}

TEST_CASE("the name of a body ends before what it does, and may stand in unusual places") {
  check_citations({
      {"Báo cáo số 81/BC-UBND ngày 03/12/2024 của Ủy ban nhân dân tỉnh tiếp thu, giải trình ý kiến thẩm tra", {{.surface = "Báo cáo số 81/BC-UBND", .issuer = "Ủy ban nhân dân tỉnh"}}},
      {"Quyết định số 77/QĐ-UBND ngày 02/7/2024 của Chủ tịch Ủy ban nhân dân tỉnh vẫn còn giá trị", {{.surface = "Quyết định số 77/QĐ-UBND", .issuer = "Chủ tịch Ủy ban nhân dân tỉnh"}}},
      {"theo đề nghị của Bộ Nội vụ nêu tại Tờ trình số 35/TTr-BNV", {{.surface = "Tờ trình số 35/TTr-BNV", .issuer = "Bộ Nội vụ"}}},
      {"Nghị quyết số 50-NQ/TW ngày 12/4/2025 của Hội nghị lần thứ\n10 Ban Chấp hành Trung ương Đảng khóa XIII", {{.surface = "Nghị quyết số 50-NQ/TW", .issuer = "Hội nghị lần thứ 10 Ban Chấp hành Trung ương Đảng khóa XIII"}}},
      {"Nghị quyết số 28-NQ/TW ngày 23/5/2018, Hội nghị lần thứ 7 của Ban Chấp hành Trung ương Đảng khóa XII về bảo hiểm xã hội",
       {{.surface = "Nghị quyết số 28-NQ/TW", .issuer = "Hội nghị lần thứ 7 của Ban Chấp hành Trung ương Đảng khóa XII"}}},
      {"Nghị định số 39/2021/NĐ-CP ngày 30 tháng 3 năm 2021của Chính\nphủ quy định chi tiết", {{.surface = "Nghị định số 39/2021/NĐ-CP", .date = "2021-03-30", .issuer = "Chính phủ"}}},
      {"Quyết định số 19/2020/QĐ-TTgcủa Thủ tướng Chính phủ", {{.surface = "Quyết định số 19/2020/QĐ-TTg", .issuer = "Thủ tướng Chính phủ"}}},
      {"Thông tư liên tịch số 11/2009/TTLT-BNV-BTC ngày 05/6/2009 của liên tịch Bộ Nội vụ, Bộ Tài chính hướng dẫn chế độ",
       {{.surface = "Thông tư liên tịch số 11/2009/TTLT-BNV-BTC", .issuer = "Bộ Nội vụ, Bộ Tài chính"}}},
  });
}

TEST_CASE("days before the body, days and numbers left blank") {
  check_citations({
      {"Ngày 14 tháng 3 năm 2024, Chủ tịch Ủy ban nhân dân tỉnh đã ban hành Công văn số 912/UBND-KT về việc rà soát",
       {{.surface = "Công văn số 912/UBND-KT", .year = 2024, .date = "2024-03-14", .issuer = "Chủ tịch Ủy ban nhân dân tỉnh"}}},
      {"Ngày 14/3/2024, Chính phủ ban hành Nghị định số 20/2023/NĐ-CP", {{.surface = "Nghị định số 20/2023/NĐ-CP", .year = 2023, .date = ""}}},  // another year: the day is another act's
      {"Kèm theo Quyết định số /QĐ-UBND ngày tháng 7 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh", {{.surface = "Quyết định số /QĐ-UBND", .year = 2024, .issuer = "Chủ tịch Ủy ban nhân dân tỉnh"}}},
      {"Kèm theo Thông báo số /TB-SXD ngày /5/2024 của Sở Xây dựng", {{.surface = "Thông báo số /TB-SXD", .year = 2024, .issuer = "Sở Xây dựng"}}},
      {"Căn cứ Nghị định số..../2024/NĐ-CP ngày ... tháng ... năm 2024 của Chính phủ về giá", {{.surface = "Nghị định số..../2024/NĐ-CP", .year = 2024, .issuer = "Chính phủ"}}},
      {"Căn cứ Quyết định số ..../QĐ-UBND ngày ... tháng ... năm ...", {}},
      {"Quyết định điều chỉnh chủ trương đầu tư lần thứ 2 số 81/QĐ-UBND ngày 05/5/2023", {{.surface = "Quyết định điều chỉnh chủ trương đầu tư lần thứ 2 số 81/QĐ-UBND", .date = "2023-05-05"}}},
  });
}

TEST_CASE("provisions over titles, lists and the parts that hold them") {
  check_citations({
      {"theo quy định tại các Điều 4, 7 và tại các khoản 1, 2 Điều 9 Thông tư số 14/2020/TT-BNV", {{.surface = "Thông tư số 14/2020/TT-BNV", .pinpoints = "D4, D7, D9.k1, D9.k2"}}},
      {"khoản 2 Điều 6 Chương II, Điều 20 Mục 2 Chương V Nghị định số 90/2020/NĐ-CP", {{.surface = "Nghị định số 90/2020/NĐ-CP", .pinpoints = "D6.k2, D20"}}},
      {"Điều 6 và Chương V Nghị định số 90/2020/NĐ-CP", {{.surface = "Nghị định số 90/2020/NĐ-CP", .pinpoints = "D6, CV"}}},
      {"thay thế Phụ lục số 02 - Mức phân bổ (tính theo xã) giai đoạn 2022 - 2025 ban hành kèm theo Nghị quyết số 18/2021/NQ-HĐND", {{.surface = "Nghị quyết số 18/2021/NQ-HĐND", .pinpoints = "PL2"}}},
      {"Phụ lục Danh mục nghề nặng nhọc ban hành kèm theo Thông tư số 11/2020/TT-BLĐTBXH", {{.surface = "Thông tư số 11/2020/TT-BLĐTBXH", .pinpoints = "PL"}}},
      {"theo mẫu tại Phụ lục IIb ban hành kèm theo Nghị định số 31/2021/NĐ-CP", {{.surface = "Nghị định số 31/2021/NĐ-CP", .pinpoints = "PLIIb"}}},
      // A heading and the line below it.
      {"PHỤ LỤC 3\nMẪU SỔ THEO DÕI\n(Ban hành kèm theo Thông tư số 11/2020/TT-BLĐTBXH)", {{.surface = "Thông tư số 11/2020/TT-BLĐTBXH", .pinpoints = ""}}},
  });
  const auto annexed = cited_in("điểm a khoản 3 Mục II Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030 ban hành kèm theo Quyết định số 112/QĐ-TTg");
  REQUIRE(annexed.document.mentions.size() == 1);
  CHECK(joined(annexed.document.mentions[0].pinpoints) == "MII.k3.a");
  CHECK(annexed.document.mentions[0].annexed);
}

TEST_CASE("the body named once for acts in a row of clauses, and provisions that are described") {
  check_citations({
      {"Căn cứ các Nghị định của Chính phủ: số 78/2025/NĐ-CP ngày 01/4/2025 quy định chi tiết Luật Giá; số 187/2025/NĐ-CP ngày 01/7/2025 sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP; số 133/2025/NĐ-CP ngày 12/6/2025 quy định về phân quyền",
       {{.surface = "Nghị định của Chính phủ: số 78/2025/NĐ-CP", .issuer = "Chính phủ"}, {.surface = "Luật Giá"}, {.surface = "187/2025/NĐ-CP", .issuer = "Chính phủ"}, {.surface = "Nghị định số 61/2018/NĐ-CP", .issuer = ""}, {.surface = "133/2025/NĐ-CP", .issuer = "Chính phủ"}}},
      {"sửa đổi, bổ sung Điều 6 và Phụ lục 4 về Danh mục ngành, nghề đầu tư kinh doanh có điều kiện của Luật Đầu tư", {{.surface = "Luật Đầu tư", .pinpoints = "D6, PL4"}}},
      {"theo Mục VI Phần III Phụ lục I ban hành kèm theo Nghị định số 151/2025/NĐ-CP", {{.surface = "Nghị định số 151/2025/NĐ-CP", .pinpoints = "PLI.PIII.MVI"}}},
  });
}

TEST_CASE("names of laws that go on to their number, and of ordinances 'về' something") {
  check_citations({
      {"Khoản 1 Điều 68 của Luật Người lao động Việt Nam đi làm việc tại nước ngoài số 72/2006/QH11", {{.surface = "Luật Người lao động Việt Nam đi làm việc tại nước ngoài số 72/2006/QH11", .number = "72/2006/QH11", .pinpoints = "D68.k1"}}},
      {"Bãi bỏ Pháp lệnh về thuế nông nghiệp đã được Hội đồng Nhà nước thông qua", {{.surface = "Pháp lệnh về thuế nông nghiệp", .type = "PL"}}},
  });
}

TEST_CASE("a law that names itself speaks of itself") {
  const char* const text = "QUỐC HỘI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 18-L/CTN\n\nHà Nội, ngày 06 tháng 7 năm 1993\n\nLUẬT\n\nSỐ 18-L/CTN NGÀY 06/07/1993 CỦA QUỐC HỘI VỀ DẦU KHÍ\n\nCăn cứ vào Điều 84 của Hiến pháp;\n\n"
                          "Điều 1\nChính phủ tổ chức thực hiện Luật Dầu khí trong phạm vi cả nước.\n\nĐiều 2\nSửa đổi Điều 5 của Luật Thuế tài nguyên như sau: “Thuế theo quy định tại khoản 2 Điều 20 của Luật Dầu khí.”.\n\nĐiều 3\nLuật này thay thế Luật Dầu khí.\n";
  const auto a = analysed(text);
  CHECK(a.document.identity.name == "Luật Dầu khí");
  const auto documents = surfaces(a, model::MentionKind::document);
  // What it writes into another law and what it replaces are cited.
  CHECK(std::count(documents.begin(), documents.end(), "Luật Dầu khí") == 2);
  const auto internal = surfaces(a, model::MentionKind::internal);
  CHECK(std::count(internal.begin(), internal.end(), "Luật Dầu khí") == 1);
}
