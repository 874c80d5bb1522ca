// Cited provisions and numbers as the law writes them: tiết, ranges, annexed texts, numbers that lost a part.
#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

TEST_CASE("a tiết names its điểm once, however it is printed") {
  check_citations({
      {"tiết d.1 điểm d khoản 6 Điều 8 Nghị định 126/2020/NĐ-CP", {{.surface = "Nghị định 126/2020/NĐ-CP", .pinpoints = "D8.k6.d.1"}}},
      {"tiết 1 điểm d khoản 6 Điều 8 Nghị định 126/2020/NĐ-CP", {{.surface = "Nghị định 126/2020/NĐ-CP", .pinpoints = "D8.k6.d.1"}}},
  });
}

TEST_CASE("a range of points lists its members and is remembered as a range") {
  const auto a = cited_in("từ điểm a đến điểm e khoản 1 Điều 5 và khoản 2 Điều 7 Nghị định số 45/2020/NĐ-CP");
  REQUIRE(a.document.mentions.size() == 1);
  const auto& mention = a.document.mentions[0];
  CHECK(joined(mention.pinpoints) == "D5.k1.a, D5.k1.b, D5.k1.c, D5.k1.d, D5.k1.đ, D5.k1.e, D7.k2");
  REQUIRE(mention.runs.size() == 1);
  CHECK(mention.runs[0].first == 0);
  CHECK(mention.runs[0].last == 5);
  CHECK(cited_in("các điểm a, b, c và d khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP").document.mentions[0].runs.empty());
}

TEST_CASE("an article of the regulation that a decision promulgates is not one of the decision") {
  CHECK(cited_in("Điều 3 Quy chế ban hành kèm theo Quyết định số 1122/QĐ-TTg").document.mentions[0].annexed);
  CHECK_FALSE(cited_in("Điều 3 Quyết định số 1122/QĐ-TTg").document.mentions[0].annexed);
  CHECK_FALSE(cited_in("Phụ lục I ban hành kèm theo Nghị định số 142/2025/NĐ-CP").document.mentions[0].annexed);
}

TEST_CASE("a range of numbers names both ends and says that it is one") {
  const auto a = cited_in("các Quyết định từ số 496/QĐ-TTg đến số 521/QĐ-TTg; Quyết định số 482/QĐ-TTg, từ số 600/QĐ-TTg đến 605/QĐ-TTg");
  REQUIRE(surfaces(a, model::MentionKind::document).size() == 5);
  CHECK(a.document.mentions[1].key == "ttg/qd/_/521");
  CHECK(a.document.mentions[1].type == "QĐ");
  CHECK(a.document.mentions[1].range_from == 0);
  CHECK(a.document.mentions[2].range_from == -1);
  CHECK(a.document.mentions[4].range_from == 3);
  // Without "từ" it is no range: an amount of time between two decisions.
  CHECK(cited_in("Quyết định số 496/QĐ-TTg đến Quyết định số 521/QĐ-TTg").document.mentions[1].range_from == -1);
}

TEST_CASE("a number of the National Assembly without a type word stays open: a law and a resolution may share it") {
  check_citations({
      {"theo quy định tại 15/2008/QH12", {{.surface = "15/2008/QH12", .type = "", .key = "qh/?/2008/15"}}},
      {"theo quy định tại 97/2015/QH13", {{.surface = "97/2015/QH13", .type = "", .key = "qh/?/2015/97"}}},
      {"theo quy định tại Luật số 97/2015/QH13", {{.surface = "Luật số 97/2015/QH13", .type = "L", .key = "qh/luat/2015/97"}}},
  });
}

TEST_CASE("the Party's statute keeps its key though it has a name and no number") {
  check_citations({{"theo Điều lệ Đảng", {{.surface = "Điều lệ Đảng", .type = "ĐL", .key = "dh/dieu-le/_/_"}}}});
}

TEST_CASE("a law named with the year of its amendment is the amending law") {
  check_citations({
      {"tội phạm theo Bộ luật Hình sự 2017", {{.surface = "Bộ luật Hình sự 2017", .key = "qh/luat/2017/12"}}},
      {"theo Luật sửa đổi Bộ luật Hình sự 2017", {{.surface = "Luật sửa đổi Bộ luật Hình sự 2017", .key = "qh/luat/2017/12"}}},
      {"theo Bộ luật Hình sự 2015", {{.surface = "Bộ luật Hình sự 2015", .key = "qh/luat/2015/100"}}},
  });
}

TEST_CASE("a local body whose place is not named is open in the key") {
  check_citations({
      {"Kết luận số 100-KL/ĐU ngày 17/11/2025 của Đảng ủy UBND tỉnh", {{.surface = "Kết luận số 100-KL/ĐU", .key = "du.ubnd.?/kl/2025-11-17/100"}}},
      {"Công văn 892/SGDĐT-QLT", {{.surface = "Công văn 892/SGDĐT-QLT", .key = "so-gddt.?/cv/_/892"}}},
  });
}

TEST_CASE("a decree whose serial number was lost is reported, not dropped, also where a word is glued to it") {
  const auto a = cited_in("theo Nghị định /NĐ-CPngày 12/3/2020 của Chính phủ");
  REQUIRE(a.document.mentions.size() == 1);
  CHECK(a.document.mentions[0].malformed);
  CHECK(a.document.mentions[0].key == "cp/nd/2020-03-12/?");
  CHECK(model::slice(a.bytes, a.document.mentions[0].span) == "Nghị định /NĐ-CP");
}

TEST_CASE("a Party number broken over two lines is whole") {
  check_citations({{"Chương trình số 12-\nCTr/BCĐ", {{.surface = "Chương trình số 12-\nCTr/BCĐ", .number = "12-CTr/BCĐ", .key = "bcd.?/ctr/_/12"}}}});
}

TEST_CASE("the mark of a note inside a citation hides neither its provisions nor its date") {
  check_citations({
      {"theo khoản 10[1], Điều 1 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D1.k10"}}},
      {"điểm b khoản 6[4] Điều 9 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D9.k6.b"}}},
      {"các điểm a[2], b [3] và c khoản 1[4][5] Điều 5[6] của Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D5.k1.a, D5.k1.b, D5.k1.c"}}},
      {"từ Điều 18[7] đến Điều 24[8] Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D18-D24"}}},
      {"Nghị định số 45/2020/NĐ-CP[3] ngày 08/4/2020[4] của Chính phủ", {{.surface = "Nghị định số 45/2020/NĐ-CP", .date = "2020-04-08", .issuer = "Chính phủ"}}},
      {"Nghị định[3] số 45/2020/NĐ-CP", {{.surface = "Nghị định[3] số 45/2020/NĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"các Nghị định số 14/2000/NĐ-CP[1], 66/2003/NĐ-CP[2] ngày 12/6/2003", {{.surface = "Nghị định số 14/2000/NĐ-CP", .date = "2003-06-12"}, {.surface = "66/2003/NĐ-CP", .type = "NĐ", .date = "2003-06-12"}}},
      {"khoản 2[9] Điều 5 Luật Đất đai[10] năm 2013", {{.surface = "Luật Đất đai[10] năm 2013", .name = "Luật Đất đai", .year = 2013, .pinpoints = "D5.k2"}}},
      // At the start of a line it opens the note.
      {"theo khoản 2\n[1] Điều 1 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D1"}}},
  });
  const auto own = analysed(decree("Quy định về quản lý chợ", "Điều 1. Phạm vi\n1. Việc quy định tại khoản 2[3] Điều này.\n2. Khác.\n"));
  const auto internal = of_kind(own.document, model::MentionKind::internal);
  REQUIRE(internal.size() == 1);
  CHECK(joined(internal[0]->pinpoints) == "k2");
}
