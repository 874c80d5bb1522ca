#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

TEST_CASE("a citation of every era and shape is found with its number, year and key") {
  check_citations({
      {"theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ về thủ tục hành chính trên môi trường điện tử",
       {{.surface = "Nghị định số 45/2020/NĐ-CP", .type = "NĐ", .number = "45/2020/NĐ-CP", .year = 2020, .date = "2020-04-08", .issuer = "Chính phủ", .slug = "cp", .pinpoints = "", .key = "cp/nd/2020/45"}}},
      {"Thông tư số 40/2025/TT-BTC ngày 13 tháng 6 năm 2025", {{.surface = "Thông tư số 40/2025/TT-BTC", .type = "TT", .number = "40/2025/TT-BTC", .date = "2025-06-13", .key = "btc/tt/2025/40"}}},
      {"Luật số 51/2024/QH15", {{.surface = "Luật số 51/2024/QH15", .type = "L", .number = "51/2024/QH15", .year = 2024, .slug = "qh", .key = "qh/luat/2024/51"}}},
      {"Bộ luật số 45/2019/QH14", {{.surface = "Bộ luật số 45/2019/QH14", .type = "BL", .key = "qh/luat/2019/45"}}},
      {"Luật An toàn thực phẩm số 55/2010/QH12",
       {{.surface = "Luật An toàn thực phẩm số 55/2010/QH12", .type = "L", .number = "55/2010/QH12", .name = "Luật An toàn thực phẩm", .key = "qh/luat/2010/55"}}},
      {"Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11",
       {{.surface = "Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11", .type = "PL", .number = "28/2005/PL-UBTVQH11", .slug = "ubtvqh", .key = "ubtvqh/pl/2005/28"}}},
      {"Nghị quyết số 78/2025/UBTVQH15", {{.surface = "Nghị quyết số 78/2025/UBTVQH15", .type = "NQ", .slug = "ubtvqh", .key = "ubtvqh/nq/2025/78"}}},
      {"Nghị quyết 1656/NQ-UBTVQH15", {{.surface = "Nghị quyết 1656/NQ-UBTVQH15", .number = "1656/NQ-UBTVQH15", .key = "ubtvqh/nq/_/1656"}}},
      {"Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ",
       {{.surface = "Quyết định số 749/QĐ-TTg", .type = "QĐ", .year = 2020, .date = "2020-06-03", .issuer = "Thủ tướng Chính phủ", .key = "ttg/qd/2020-06-03/749"}}},
      {"Kế hoạch số 1902/KH-UBND ngày 25/5/2023 của UBND tỉnh Phú Thọ",
       {{.surface = "Kế hoạch số 1902/KH-UBND", .type = "KH", .issuer = "UBND tỉnh Phú Thọ", .slug = "ubnd.phu-tho", .key = "ubnd.phu-tho/kh/2023-05-25/1902"}}},
      {"Công văn 8726/VPCP-KGVX", {{.surface = "Công văn 8726/VPCP-KGVX", .type = "CV", .number = "8726/VPCP-KGVX", .slug = "vpcp", .key = "vpcp/cv/_/8726"}}},
      {"Văn bản số 73/STP-VBPQ", {{.surface = "Văn bản số 73/STP-VBPQ", .type = "CV", .number = "73/STP-VBPQ"}}},
      {"Công văn 5534/CT-CS", {{.surface = "Công văn 5534/CT-CS", .type = "CV", .slug = "cuc-thue", .key = "cuc-thue/cv/_/5534"}}},
      {"Công điện 149/CĐ-TTg", {{.surface = "Công điện 149/CĐ-TTg", .type = "CĐ", .key = "ttg/cd/_/149"}}},
      {"Thông tư liên tịch số 123/2015/TTLT-BQP-BGDĐT-BLĐTBXH",
       {{.surface = "Thông tư liên tịch số 123/2015/TTLT-BQP-BGDĐT-BLĐTBXH", .type = "TTLT", .slug = "bqp+bgddt+bldtbxh", .key = "bqp+bgddt+bldtbxh/ttlt/2015/123"}}},
      {"Nghị quyết liên tịch số 72/2025/NQLT/UBTVQH15-CP",
       {{.surface = "Nghị quyết liên tịch số 72/2025/NQLT/UBTVQH15-CP", .type = "NQLT", .slug = "ubtvqh+cp", .key = "ubtvqh+cp/nqlt/2025/72"}}},
      {"Nghị quyết số 66.13/2026/NQ-CP ngày 27 tháng 01 năm 2026 của Chính phủ",
       {{.surface = "Nghị quyết số 66.13/2026/NQ-CP", .number = "66.13/2026/NQ-CP", .date = "2026-01-27", .key = "cp/nq/2026/66.13"}}},
      {"Nghị quyết số 30a/2008/NQ-CP", {{.surface = "Nghị quyết số 30a/2008/NQ-CP", .number = "30a/2008/NQ-CP", .key = "cp/nq/2008/30a"}}},
      {"Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương Đảng khóa XIII",
       {{.surface = "Nghị quyết số 27-NQ/TW", .type = "NQ", .number = "27-NQ/TW", .date = "2022-11-09", .issuer = "Ban Chấp hành Trung ương Đảng khóa XIII", .slug = "tw", .key = "tw/nq/2022-11-09/27"}}},
      {"Quy định số 69-QĐ/TW", {{.surface = "Quy định số 69-QĐ/TW", .type = "QyĐ", .key = "tw/qd/_/69"}}},
      {"Quy định số 08-QĐi/TW ngày 25/10/2018", {{.surface = "Quy định số 08-QĐi/TW", .type = "QyĐ", .number = "08-QĐi/TW", .key = "tw/qdi/2018-10-25/8"}}},
      {"Chương trình số 37-CTr/TU ngày 19/7/2018 của Thành ủy Cần Thơ",
       {{.surface = "Chương trình số 37-CTr/TU", .type = "CTr", .slug = "tu.can-tho", .key = "tu.can-tho/ctr/2018-07-19/37"}}},
      {"Nghị quyết 08-NQ/ĐUBTC năm 2025", {{.surface = "Nghị quyết 08-NQ/ĐUBTC", .year = 2025, .key = "du.btc/nq/2025?/8"}}},
      {"Chỉ thị số 52-CT/TW", {{.surface = "Chỉ thị số 52-CT/TW", .type = "CT", .key = "tw/ct/_/52"}}},
      {"Văn bản hợp nhất số 19/VBHN-VPQH", {{.surface = "Văn bản hợp nhất số 19/VBHN-VPQH", .type = "VBHN", .slug = "vpqh", .key = "vpqh/vbhn/_/19"}}},
      {"Quyết định số 143/CP ngày 09 tháng 8 năm 1976 của Hội đồng Chính phủ", {{.surface = "Quyết định số 143/CP", .year = 1976, .key = "cp/qd/1976-08-09/143"}}},
      {"Nghị định số 167-HĐBT ngày 29 tháng 4 năm 1988", {{.surface = "Nghị định số 167-HĐBT", .number = "167-HĐBT", .date = "1988-04-29", .slug = "hdbt"}}},
      {"Sắc lệnh số 102-SL", {{.surface = "Sắc lệnh số 102-SL", .type = "SL", .slug = "ctn"}}},
      {"Lệnh số 18-L/CTN", {{.surface = "Lệnh số 18-L/CTN", .type = "L-CTN", .number = "18-L/CTN", .slug = "ctn"}}},
      {"QCVN 01:2019/BCT", {{.surface = "QCVN 01:2019/BCT", .type = "QCVN", .number = "01:2019/BCT", .year = 2019}}},
      {"Tiêu chuẩn TCVN ISO 9001:2008", {{.surface = "TCVN ISO 9001:2008", .type = "TCVN", .number = "ISO 9001:2008"}}},
      {"TCVN 11738-7:2016", {{.surface = "TCVN 11738-7:2016", .type = "TCVN", .number = "11738-7:2016", .year = 2016}}},
      {"Quyết định ngày 12/5/2023 của Thủ tướng Chính phủ về việc phê duyệt", {{.surface = "Quyết định", .type = "QĐ", .number = "", .date = "2023-05-12", .issuer = "Thủ tướng Chính phủ"}}},
  });
}

TEST_CASE("a date is taken as stated, right or wrong, in every form it is written") {
  check_citations({
      {"Nghị quyết số 27-NQ/TW, ngày 09/11/2022", {{.surface = "Nghị quyết số 27-NQ/TW", .date = "2022-11-09"}}},
      {"Nghị quyết số 27-NQ/TW ngày 9-11-2022", {{.surface = "Nghị quyết số 27-NQ/TW", .date = "2022-11-09"}}},
      {"Nghị quyết số 27-NQ/TW ngày 09.11.2022", {{.surface = "Nghị quyết số 27-NQ/TW", .date = "2022-11-09"}}},
      {"Nghị quyết số 27-NQ/TW (09/11/2022)", {{.surface = "Nghị quyết số 27-NQ/TW", .date = "2022-11-09"}}},
      {"Nghị quyết số 27-NQ/TW ban hành ngày 09 tháng 11 năm 2022", {{.surface = "Nghị quyết số 27-NQ/TW", .date = "2022-11-09"}}},
      {"Nghị định số 45/2020/NĐ-CP ngày 31/02/2020", {{.surface = "Nghị định số 45/2020/NĐ-CP", .year = 2020, .date = "2020-02-31"}}},
      {"Nghị định số 45/2020/NĐ-CP ngày 08/4/2019", {{.surface = "Nghị định số 45/2020/NĐ-CP", .year = 2020, .date = "2019-04-08"}}},
      {"Nghị định số 45/2020/NĐ-CP có hiệu lực từ ngày 22/5/2020", {{.surface = "Nghị định số 45/2020/NĐ-CP", .date = ""}}},
      {"Quyết định 2640/QĐ-TTg năm 2025", {{.surface = "Quyết định 2640/QĐ-TTg", .year = 2025, .date = "", .key = "ttg/qd/2025?/2640"}}},
  });
}

TEST_CASE("the issuer words decide whose number it is, with the province as it was on that day") {
  check_citations({
      {"Quyết định số 01/2025/QĐ-UBND ngày 03 tháng 01 năm 2025 của UBND tỉnh Quảng Ngãi", {{.surface = "Quyết định số 01/2025/QĐ-UBND", .issuer = "UBND tỉnh Quảng Ngãi", .key = "ubnd.quang-ngai/qd/2025/1"}}},
      {"Quyết định số 01/2025/QĐ-UBND ngày 01 tháng 7 năm 2025 của Ủy ban nhân dân Thành phố Hồ Chí Minh", {{.surface = "Quyết định số 01/2025/QĐ-UBND", .key = "ubnd.ho-chi-minh-2025/qd/2025/1"}}},
      {"Quyết định số 30/2025/QĐ-UBND ngày 30/9/2025 của Uỷ ban nhân dân tỉnh Bắc Ninh", {{.surface = "Quyết định số 30/2025/QĐ-UBND", .key = "ubnd.bac-ninh-2025/qd/2025/30"}}},
      {"Quyết định số 74/2025/QĐ-UBND ngày 20 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh Hà Tĩnh", {{.surface = "Quyết định số 74/2025/QĐ-UBND", .key = "ubnd.ha-tinh/qd/2025/74"}}},
      {"Quyết định số 35/2025/QĐ-UBND ngày 17 tháng 11 năm 2025 của Ủy ban nhân dân thành phố Cần Thơ", {{.surface = "Quyết định số 35/2025/QĐ-UBND", .key = "ubnd.can-tho-2025/qd/2025/35"}}},
      {"Nghị quyết số 35-NQ/TU ngày 29/12/2025 của Tỉnh ủy Lào Cai", {{.surface = "Nghị quyết số 35-NQ/TU", .key = "tu.lao-cai-2025/nq/2025-12-29/35"}}},
      {"Quy chế số 05-QC/ĐU ngày 12/01/2026 của Đảng uỷ UBND tỉnh Lào Cai", {{.surface = "Quy chế số 05-QC/ĐU", .key = "du.ubnd.lao-cai-2025/qc/2026-01-12/5"}}},
      {"Nghị quyết số 04-NQ/HU ngày 04/11/2016 của Huyện ủy Tuy Đức", {{.surface = "Nghị quyết số 04-NQ/HU", .date = "2016-11-04", .issuer = "Huyện ủy Tuy Đức"}}},
      {"Nghị quyết số 22/2025/NQ-HĐND", {{.surface = "Nghị quyết số 22/2025/NQ-HĐND", .key = "hdnd.?/nq/2025/22"}}},
      {"Quyết định số 02/2007/QĐ-BTS ngày 08/3/2007 của Bộ trưởng Bộ Thủy sản", {{.surface = "Quyết định số 02/2007/QĐ-BTS", .issuer = "Bộ trưởng Bộ Thủy sản", .key = "bts/qd/2007/2"}}},
      {"Nghị quyết số 12-NQ/TW, ngày 16/8/1999 Hội nghị lần thứ bảy Ban Chấp hành Trung ương", {{.surface = "Nghị quyết số 12-NQ/TW", .slug = "tw", .key = "tw/nq/1999-08-16/12"}}},
      {"Kế hoạch số 11- KH/TW, ngày 28/11/2022 của Bộ Chính trị", {{.surface = "Kế hoạch số 11- KH/TW", .number = "11-KH/TW", .issuer = "Bộ Chính trị", .key = "tw/kh/2022-11-28/11"}}},
  });
}

TEST_CASE("each member of a list is its own citation, the first carries the type word") {
  check_citations({
      {"các Thông tư số 01/2021/TT-BGDĐT, 02/2021/TT-BGDĐT, 03/2021/TT-BGDĐT và 04/2021/TT-BGDĐT",
       {{.surface = "Thông tư số 01/2021/TT-BGDĐT", .type = "TT"}, {.surface = "02/2021/TT-BGDĐT", .type = "TT"}, {.surface = "03/2021/TT-BGDĐT", .type = "TT"}, {.surface = "04/2021/TT-BGDĐT", .type = "TT"}}},
      {"các Luật số 43/2024/QH15, số 47/2024/QH15, số 58/2024/QH15",
       {{.surface = "Luật số 43/2024/QH15", .type = "L", .key = "qh/luat/2024/43"}, {.surface = "47/2024/QH15", .type = "L", .key = "qh/luat/2024/47"}, {.surface = "58/2024/QH15", .type = "L", .key = "qh/luat/2024/58"}}},
      {"các Nghị định số 88/1999/NĐ-CP ngày 01 tháng 9 năm 1999, số 14/2000/NĐ-CP ngày 05 tháng 5 năm 2000, số 66/2003/NĐ-CP ngày 12 tháng 6 năm 2003 của Chính phủ",
       {{.surface = "Nghị định số 88/1999/NĐ-CP", .date = "1999-09-01", .issuer = "Chính phủ"}, {.surface = "14/2000/NĐ-CP", .date = "2000-05-05", .issuer = "Chính phủ"}, {.surface = "66/2003/NĐ-CP", .date = "2003-06-12", .issuer = "Chính phủ"}}},
      {"các Nghị định của Chính phủ số: 01/2020/NĐ-CP, 02/2020/NĐ-CP", {{.surface = "Nghị định của Chính phủ số: 01/2020/NĐ-CP", .type = "NĐ", .issuer = "Chính phủ"}, {.surface = "02/2020/NĐ-CP", .type = "NĐ"}}},
      {"Quyết định số 482/QĐ-TTg, 493/QĐ-TTg, 494/QĐ-TTg, từ số 496/QĐ-TTg đến 521/QĐ-TTg",
       {{.surface = "Quyết định số 482/QĐ-TTg"}, {.surface = "493/QĐ-TTg"}, {.surface = "494/QĐ-TTg"}, {.surface = "496/QĐ-TTg"}, {.surface = "521/QĐ-TTg"}}},
      {"Luật số 35/2018/QH14, Bộ luật số 45/2019/QH14", {{.surface = "Luật số 35/2018/QH14", .type = "L"}, {.surface = "Bộ luật số 45/2019/QH14", .type = "BL"}}},
      {"Nghị quyết số 26-NQ/TW và Nghị quyết số 27-NQ/TW", {{.surface = "Nghị quyết số 26-NQ/TW"}, {.surface = "Nghị quyết số 27-NQ/TW"}}},
      {"Nghị định số 01/2020/NĐ-CP; 02/2020/NĐ-CP hoặc 03/2020/NĐ-CP", {{.surface = "Nghị định số 01/2020/NĐ-CP"}, {.surface = "02/2020/NĐ-CP", .type = "NĐ"}, {.surface = "03/2020/NĐ-CP", .type = "NĐ"}}},
  });
}

TEST_CASE("one issuer given for a list joined by 'và' belongs to every member") {
  check_citations({
      {"Nghị quyết số 21-NQ/TW và Nghị quyết số 22-NQ/TW ngày 30/12/2022 của Thành ủy Hà Nội", {{.surface = "Nghị quyết số 21-NQ/TW"}, {.surface = "Nghị quyết số 22-NQ/TW", .date = "2022-12-30"}}},
      {"Nghị định số 46/2014/NĐ-CP ngày 15/5/2014 và Nghị định số 47/2014/NĐ-CP ngày 15/5/2014 của Chính phủ",
       {{.surface = "Nghị định số 46/2014/NĐ-CP", .date = "2014-05-15", .issuer = "Chính phủ"}, {.surface = "Nghị định số 47/2014/NĐ-CP", .date = "2014-05-15", .issuer = "Chính phủ"}}},
  });
}

TEST_CASE("pinpoints bind right to left and are expanded") {
  check_citations({
      {"điểm a, b khoản 2 Điều 5 Luật Đất đai", {{.surface = "Luật Đất đai", .pinpoints = "D5.k2.a, D5.k2.b"}}},
      {"các điểm a, b, c và d khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D5.k1.a, D5.k1.b, D5.k1.c, D5.k1.d"}}},
      {"điểm đ khoản 4 Điều 10 Thông tư số 40/2025/TT-BTC", {{.surface = "Thông tư số 40/2025/TT-BTC", .pinpoints = "D10.k4.đ"}}},
      {"khoản 1, 2 Điều 3 Luật Đất đai", {{.surface = "Luật Đất đai", .pinpoints = "D3.k1, D3.k2"}}},
      {"khoản 1 và khoản 2 Điều 3, điểm c khoản 4 Điều 7 của Luật Đất đai", {{.surface = "Luật Đất đai", .pinpoints = "D3.k1, D3.k2, D7.k4.c"}}},
      {"Điều 19, khoản 2 Điều 26 Luật Đất đai", {{.surface = "Luật Đất đai", .pinpoints = "D19, D26.k2"}}},
      {"các Điều 248, 249, 250 và khoản 6 Điều 251 của Bộ luật Hình sự năm 2015", {{.surface = "Bộ luật Hình sự năm 2015", .pinpoints = "D248, D249, D250, D251.k6"}}},
      {"từ Điều 18 đến Điều 24 của Luật Đấu thầu", {{.surface = "Luật Đấu thầu", .pinpoints = "D18-D24"}}},
      {"Điều 31, Điều 32, Điều 33 Luật Quản lý thuế và Điều 7 Thông tư này", {{.surface = "Luật Quản lý thuế", .pinpoints = "D31, D32, D33"}}},
      {"khoản 2a Điều 17a Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D17a.k2a"}}},
      {"Chương V Luật Đất đai", {{.surface = "Luật Đất đai", .pinpoints = "CV"}}},
      {"Phụ lục II ban hành kèm theo Nghị định số 142/2025/NĐ-CP", {{.surface = "Nghị định số 142/2025/NĐ-CP", .pinpoints = "PLII"}}},
      {"tại Nghị định số 45/2020/NĐ-CP, Điều 5, khoản 2.", {{.surface = "Nghị định số 45/2020/NĐ-CP"}}},
      {"khoản 1 Điều 3 Luật Đất đai, khoản 2 Điều 4 Luật Nhà ở", {{.surface = "Luật Đất đai", .pinpoints = "D3.k1"}, {.surface = "Luật Nhà ở", .pinpoints = "D4.k2"}}},
  });
}

TEST_CASE("the alphabet of points has đ and lacks f, j, w, z: from a to e are six points") {
  check_citations({
      {"từ điểm a đến điểm e khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D5.k1.a, D5.k1.b, D5.k1.c, D5.k1.d, D5.k1.đ, D5.k1.e"}}},
      {"từ điểm e đến điểm i khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D5.k1.e, D5.k1.g, D5.k1.h, D5.k1.i"}}},
      {"các điểm d, đ và e khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP", {{.surface = "Nghị định số 45/2020/NĐ-CP", .pinpoints = "D5.k1.d, D5.k1.đ, D5.k1.e"}}},
      {"điểm l, r và s khoản 2 Điều 19 Luật 69/2020/QH14", {{.surface = "Luật 69/2020/QH14", .pinpoints = "D19.k2.l, D19.k2.r, D19.k2.s"}}},
  });
}

TEST_CASE("laws are known by name, also names with commas, 'và' or another law inside") {
  check_citations({
      {"theo Luật Đất đai 2024 thì", {{.surface = "Luật Đất đai 2024", .type = "L", .number = "", .name = "Luật Đất đai", .year = 2024, .key = "qh/luat/2024/31"}}},
      {"theo Luật Đất đai năm 2024 thì", {{.surface = "Luật Đất đai năm 2024", .name = "Luật Đất đai", .year = 2024, .key = "qh/luat/2024/31"}}},
      {"Luật Hôn nhân và gia đình năm 2014", {{.surface = "Luật Hôn nhân và gia đình năm 2014", .name = "Luật Hôn nhân và gia đình", .key = "qh/luat/2014/52"}}},
      {"Luật Phòng, chống tham nhũng năm 2018 và Luật Tố cáo", {{.surface = "Luật Phòng, chống tham nhũng năm 2018", .name = "Luật Phòng, chống tham nhũng", .year = 2018}, {.surface = "Luật Tố cáo", .name = "Luật Tố cáo"}}},
      {"Luật Các tổ chức tín dụng 2024", {{.surface = "Luật Các tổ chức tín dụng 2024", .key = "qh/luat/2024/32"}}},
      {"Luật Bảo hiểm xã hội ngày 29 tháng 6 năm 2024", {{.surface = "Luật Bảo hiểm xã hội", .year = 2024, .date = "2024-06-29", .key = "qh/luat/2024/41"}}},
      {"Bộ luật Tố tụng hình sự năm 2015", {{.surface = "Bộ luật Tố tụng hình sự năm 2015", .type = "BL", .key = "qh/luat/2015/101"}}},
      {"Hiến pháp năm 1992", {{.surface = "Hiến pháp năm 1992", .type = "HP", .year = 1992, .key = "qh/hp/1992"}}},
      {"Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ", {{.surface = "Luật Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ", .type = "L"}}},
      {"Điều lệ Đảng Cộng sản Việt Nam", {{.surface = "Điều lệ Đảng Cộng sản Việt Nam", .type = "ĐL"}}},
      {"Luật Xây dựng sửa đổi 2020", {{.surface = "Luật Xây dựng sửa đổi 2020", .year = 2020, .key = "qh/luat/2020/62"}}},
      {"Luật Đầu tư, Luật Doanh nghiệp và Luật Đấu thầu", {{.surface = "Luật Đầu tư"}, {.surface = "Luật Doanh nghiệp"}, {.surface = "Luật Đấu thầu"}}},
      {"Luật sửa đổi, bổ sung một số điều của Luật Dầu khí", {{.surface = "Luật sửa đổi, bổ sung một số điều của Luật Dầu khí", .type = "L"}}},
      {"LUẬT ĐẤT ĐAI năm 2013", {{.surface = "LUẬT ĐẤT ĐAI năm 2013", .type = "L", .year = 2013}}},
      {"Luật đất đai năm 2013", {{.surface = "Luật đất đai năm 2013", .year = 2013}}},
  });
}

TEST_CASE("one name meant several laws in turn: the year or the date tells them apart") {
  check_citations({
      {"Luật Đất đai năm 2003", {{.surface = "Luật Đất đai năm 2003", .key = "qh/luat/2003/13"}}},
      {"Luật Đất đai năm 2013", {{.surface = "Luật Đất đai năm 2013", .key = "qh/luat/2013/45"}}},
      {"Luật Đất đai ngày 18 tháng 01 năm 2024", {{.surface = "Luật Đất đai", .key = "qh/luat/2024/31"}}},
      {"Luật Đất đai", {{.surface = "Luật Đất đai", .key = "qh/luat/_/dat-dai"}}},
  });
}

TEST_CASE("a law and a resolution with one number are told apart by the word before") {
  check_citations({
      {"Luật Tố tụng hành chính số 93/2015/QH13", {{.surface = "Luật Tố tụng hành chính số 93/2015/QH13", .key = "qh/luat/2015/93"}}},
      {"Nghị quyết số 93/2015/QH13", {{.surface = "Nghị quyết số 93/2015/QH13", .key = "qh/nq/2015/93"}}},
      {"sửa đổi tại 93/2015/QH13", {{.surface = "93/2015/QH13", .type = "", .key = "qh/?/2015/93"}}},
  });
}

TEST_CASE("short forms keep only what they say") {
  check_citations({
      {"theo Nghị định 45/2020", {{.surface = "Nghị định 45/2020", .type = "NĐ", .number = "45/2020", .year = 2020, .key = "cp/nd/2020/45"}}},
      {"theo Nghị định số 45/2020", {{.surface = "Nghị định số 45/2020", .number = "45/2020"}}},
      {"theo Nghị định 45", {{.surface = "Nghị định 45", .type = "NĐ", .number = "45", .key = "cp/nd/_/45"}}},
      {"theo Thông tư 133", {{.surface = "Thông tư 133", .number = "133", .key = "?/tt/_/133"}}},
      {"theo NĐ 45/2020", {{.surface = "NĐ 45/2020", .type = "NĐ", .number = "45/2020"}}},
      {"theo NĐ 102/2021/NĐ-CP", {{.surface = "NĐ 102/2021/NĐ-CP", .type = "NĐ", .number = "102/2021/NĐ-CP"}}},
      {"TT số 02/2025/TT-BLĐTBXH", {{.surface = "TT số 02/2025/TT-BLĐTBXH", .type = "TT", .key = "bldtbxh/tt/2025/2"}}},
      {"NQ 27", {{.surface = "NQ 27", .type = "NQ", .number = "27"}}},
      {"QĐ 1682/QĐ-TTg", {{.surface = "QĐ 1682/QĐ-TTg", .type = "QĐ"}}},
  });
}

TEST_CASE("defects of the number are repaired, the text as printed stays in the span") {
  check_citations({
      {"366- QĐ/TW", {{.surface = "366- QĐ/TW", .number = "366-QĐ/TW"}}},
      {"Nghị định số 131/2021/NĐ- CP", {{.surface = "Nghị định số 131/2021/NĐ- CP", .number = "131/2021/NĐ-CP"}}},
      {"Thông tư số 18 /2018/TT-NHNN", {{.surface = "Thông tư số 18 /2018/TT-NHNN", .number = "18/2018/TT-NHNN"}}},
      {"Thông tư số 02/2025/ TT-BLĐTBXH", {{.surface = "Thông tư số 02/2025/ TT-BLĐTBXH", .number = "02/2025/TT-BLĐTBXH"}}},
      {"Chương trình hành động số 31-\n   CTr/TW ngày 28/7/2026 của Bộ Chính trị", {{.surface = "Chương trình hành động số 31-\n   CTr/TW", .type = "CTr", .number = "31-CTr/TW", .date = "2026-07-28"}}},
      {"Nghị quyết số\n27-NQ/TW", {{.surface = "Nghị quyết số\n27-NQ/TW", .number = "27-NQ/TW"}}},
      {"NGHỊ QUYẾT\nSỐ 27-NQ/TW NGÀY 09/12/2022", {{.surface = "NGHỊ QUYẾT\nSỐ 27-NQ/TW", .number = "27-NQ/TW", .date = "2022-12-09"}}},
      {"Nghị quyết số 18–NQ/TW", {{.surface = "Nghị quyết số 18–NQ/TW", .number = "18-NQ/TW"}}},
      {"Nghị quyết số 02 – NQ/TW", {{.surface = "Nghị quyết số 02 – NQ/TW", .number = "02-NQ/TW"}}},
      {"Chỉ thị số 78 – CT/TƯ", {{.surface = "Chỉ thị số 78 – CT/TƯ", .number = "78-CT/TW", .slug = "tw"}}},
      {"Nghị quyết số 72-NQ-TW ngày 09/09/2025", {{.surface = "Nghị quyết số 72-NQ-TW", .number = "72-NQ/TW"}}},
      {"Nghị định số 13-2020-NĐ-CP", {{.surface = "Nghị định số 13-2020-NĐ-CP", .number = "13/2020/NĐ-CP"}}},
      {"Nghị định số 146/2025-NĐ-CP", {{.surface = "Nghị định số 146/2025-NĐ-CP", .number = "146/2025/NĐ-CP"}}},
      {"Quyết định số 27/2018QĐ-TTg", {{.surface = "Quyết định số 27/2018QĐ-TTg", .number = "27/2018/QĐ-TTg"}}},
      {"Nghị định số 22/2005 NĐ-CP", {{.surface = "Nghị định số 22/2005 NĐ-CP", .number = "22/2005/NĐ-CP"}}},
      {"Quyết định số 147/2019/QĐ-TTG", {{.surface = "Quyết định số 147/2019/QĐ-TTG", .number = "147/2019/QĐ-TTg"}}},
      {"Nghị định số 45/2020/NĐ-CPngày 08/4/2020", {{.surface = "Nghị định số 45/2020/NĐ-CP", .number = "45/2020/NĐ-CP", .date = "2020-04-08"}}},
      {"Nghị định số 45/2020/NĐ-CPquy định", {{.surface = "Nghị định số 45/2020/NĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45/2020/NĐ-CP.Điều 5", {{.surface = "Nghị định số 45/2020/NĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45/2020/NĐ-CPvà Thông tư số 02/2021/TT-BTCngày 01/01/2021", {{.surface = "Nghị định số 45/2020/NĐ-CP"}, {.surface = "Thông tư số 02/2021/TT-BTC", .date = "2021-01-01"}}},
      {"Nghị định số 98/2021/ND-CP", {{.surface = "Nghị định số 98/2021/ND-CP", .number = "98/2021/NĐ-CP"}}},
      {"Nghị định số 98/2021/NÐ-CP", {{.surface = "Nghị định số 98/2021/NÐ-CP", .number = "98/2021/NĐ-CP"}}},
      {"Quyết định số 12/QÐ-UBND", {{.surface = "Quyết định số 12/QÐ-UBND", .type = "QĐ", .number = "12/QĐ-UBND"}}},
      {"Chƣơng trình số 57-CTr/TU", {{.surface = "Chƣơng trình số 57-CTr/TU", .type = "CTr", .number = "57-CTr/TU"}}},
      {"Nghị định số **45/2020**/NĐ-CP", {{.surface = "Nghị định số **45/2020**/NĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45/2020/NĐ‑CP", {{.surface = "Nghị định số 45/2020/NĐ‑CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45∕2020∕NĐ−CP", {{.surface = "Nghị định số 45∕2020∕NĐ−CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45/2020/N\u00ADĐ-CP", {{.surface = "Nghị định số 45/2020/N\u00ADĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số 45/2020/NĐ-С\u0420", {{.surface = "Nghị định số 45/2020/NĐ-С\u0420", .number = "45/2020/NĐ-CP"}}},
      {"Nghị định số\u00A045/2020/NĐ-CP", {{.surface = "Nghị định số\u00A045/2020/NĐ-CP", .number = "45/2020/NĐ-CP"}}},
      {"Thông tư số 9-2026/TT-BTC", {{.surface = "Thông tư số 9-2026/TT-BTC", .number = "9/2026/TT-BTC", .key = "btc/tt/2026/9"}}},
      {"Nghị quyết số 43/2024/QH1", {{.surface = "Nghị quyết số 43/2024/QH1", .number = "43/2024/QH1"}}},
  });
}

TEST_CASE("digits that OCR made of letters are repaired inside a typed number only") {
  check_citations({
      {"Nghị định số 45/2O20/NĐ-CP", {{.surface = "Nghị định số 45/2O20/NĐ-CP", .number = "45/2020/NĐ-CP", .year = 2020}}},
      {"Nghị định số l5/2020/NĐ-CP", {{.surface = "Nghị định số l5/2020/NĐ-CP", .number = "15/2020/NĐ-CP"}}},
      {"Thông tư số 0I/2021/TT-BTC", {{.surface = "Thông tư số 0I/2021/TT-BTC", .number = "01/2021/TT-BTC"}}},
      {"khu I/2020 và lô O5", {}},
  });
}

TEST_CASE("lost diacritics do not hide a citation") {
  check_citations({
      {"theo Nghi dinh so 45/2020/ND-CP ngay 08/4/2020 cua Chinh phu", {{.surface = "Nghi dinh so 45/2020/ND-CP", .type = "NĐ", .number = "45/2020/NĐ-CP", .date = "2020-04-08", .slug = "cp"}}},
      {"thuc hien Nghi quyet so 27-NQ/TW cua Ban Chap hanh Trung uong", {{.surface = "Nghi quyet so 27-NQ/TW", .type = "NQ", .number = "27-NQ/TW", .slug = "tw"}}},
      {"khoan 2 Dieu 5 Luat Dat dai nam 2013", {{.surface = "Luat Dat dai nam 2013", .type = "L", .year = 2013, .pinpoints = "D5.k2"}}},
  });
}

TEST_CASE("a citation typed with combining marks is the same citation") {
  check_citations({
      {"Nghi\u0323 đi\u0323nh số 45/2020/NĐ-CP", {{.surface = "Nghi\u0323 đi\u0323nh số 45/2020/NĐ-CP", .type = "NĐ", .number = "45/2020/NĐ-CP"}}},
      {"Luâ\u0323t Đâ\u0301t đai năm 2013", {{.surface = "Luâ\u0323t Đâ\u0301t đai năm 2013", .type = "L", .year = 2013}}},
      {"Quye\u0302\u0301t \u0111i\u0323nh s\u006f\u0302\u0301 749/Q\u0110-TTg", {{.surface = "Quye\u0302\u0301t \u0111i\u0323nh s\u006f\u0302\u0301 749/Q\u0110-TTg", .type = "QĐ", .number = "749/QĐ-TTg"}}},
  });
}

TEST_CASE("a citation cut by a page marker is one citation") {
  const char* text = "theo Nghị quyết số \n----------------------- Page 7-----------------------\n7\n27-NQ/TW ngày 09/11/2022";
  const auto a = cited_in(text);
  const auto found = of_kind(a.document, model::MentionKind::document);
  REQUIRE(found.size() == 1);
  CHECK(found[0]->number == "27-NQ/TW");
  CHECK(found[0]->date.iso() == "2022-11-09");
  CHECK(model::slice(a.bytes, found[0]->span).substr(0, 16) == std::string_view("Nghị quyết số").substr(0, 16));
}

TEST_CASE("what only looks like a citation is none") {
  const char* strings[] = {
      "giai đoạn 2021-2025", "giai đoạn 2021 - 2025", "nhiệm kỳ 2020-2025", "năm học 2025-2026", "1975–1989", "ngày 20/11", "dịp lễ 2/9",
      "tỷ lệ 1/500", "bản đồ tỷ lệ 1/2000", "tỷ lệ 50/50", "mẫu 01/TNDN", "tờ khai mẫu số 01/TNDN", "mẫu 03/KBS/GSQL", "mẫu số 01-ĐK-TCT", "mẫu 05-DS", "ĐT: 0919129723",
      "số tài khoản 0123456789", "thửa đất số 45", "tờ bản đồ số 12", "dịch COVID-19", "cúm A/H5N1", "80 km/h", "CÔNG BÁO/Số 851 + 852/Ngày 01-7-2025",
      "Điều 42.1.NĐ.9", "http://vanban.chinhphu.vn", "----------------------- Page 7-----------------------", "(sau đây gọi là Kế hoạch an ninh)", "luật gia Nguyễn Văn A",
      "quy định của pháp luật", "theo quyết định của Tòa án", "kế hoạch năm 2025", "nghị định, thông tư hướng dẫn", "đạt 15/20 chỉ tiêu", "có 45 thông tư", "chương trình 135 triệu đồng",
      "quy luật cung cầu", "ngày 01/02/2020-03/04/2020", "Quyết định đầu tư 15 dự án", "Thông báo tuyển dụng 20 người",
  };
  for (const char* string : strings) {
    INFO(string);
    CHECK(surfaces(cited_in(std::string("Hồ sơ gồm có ") + string + "."), model::MentionKind::document).empty());
  }
}

TEST_CASE("a definition in parentheses is a citation of its own and an alias from there on") {
  const auto a = cited_in(
      "Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương (sau đây gọi tắt là Nghị quyết 27). Các cấp ủy quán triệt Nghị quyết 27 và báo cáo.");
  const auto documents = of_kind(a.document, model::MentionKind::document);
  REQUIRE(documents.size() >= 2);
  CHECK(model::slice(a.bytes, documents[0]->span) == "Nghị quyết số 27-NQ/TW");
  CHECK(model::slice(a.bytes, documents[1]->span) == "Nghị quyết 27");
  CHECK(a.document.mentions.size() == 3);
}

TEST_CASE("an act cited in full is afterwards named by its type and what it is about") {
  const std::string full = "Căn cứ Quy định số 294-QĐ/TW, ngày 26/5/2025 của Ban Chấp hành Trung ương Đảng khoá XIII về thi hành Điều lệ Đảng;\n\n";
  const auto alias = [](const std::string& text) -> std::string {
    const auto a = cited_in(text);
    const auto aliases = of_kind(a.document, model::MentionKind::alias);
    if (aliases.empty()) return {};
    CHECK(aliases[0]->refers_to == 0);
    return std::string(model::slice(a.bytes, aliases[0]->span));
  };
  CHECK(alias(full + "Trường hợp khác thì theo Quy định thi hành Điều lệ Đảng của Ban Chấp hành Trung ương.") == "Quy định thi hành Điều lệ Đảng");
  CHECK(alias(full + "Trường hợp khác thì theo Quy định về thi hành Điều lệ Đảng.") == "Quy định về thi hành Điều lệ Đảng");
  CHECK(alias(full + "Trường hợp khác thì theo Quy định thi hành Điều lệ Đảng ở nước ngoài.").empty());  // another regulation
  // Two acts about the same: the name is that of neither.
  CHECK(alias(full + "Quy định số 24-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng.\n\nTheo Quy định thi hành Điều lệ Đảng.").empty());
}

TEST_CASE("an alias by a short name points back to its document") {
  const auto a = cited_in("Quy chế phối hợp ban hành kèm theo Quyết định số 12/2016/QĐ-UBND ngày 05/5/2016 (sau đây gọi là Quy chế 12). Các sở thực hiện Quy chế 12 từ ngày ký.");
  const auto aliases = of_kind(a.document, model::MentionKind::alias);
  REQUIRE_FALSE(aliases.empty());
  CHECK(model::slice(a.bytes, aliases.back()->span) == "Quy chế 12");
  CHECK(aliases.back()->refers_to == 0);
}

TEST_CASE("'nêu trên' points to the nearest document of that type before") {
  const auto a = cited_in("Căn cứ Nghị định số 45/2020/NĐ-CP và Thông tư số 01/2023/TT-VPCP. Sở Tư pháp thực hiện Nghị định nêu trên.");
  const auto aliases = of_kind(a.document, model::MentionKind::alias);
  REQUIRE(aliases.size() == 1);
  CHECK(model::slice(a.bytes, aliases[0]->span) == "Nghị định nêu trên");
  CHECK(aliases[0]->refers_to == 0);
  CHECK(aliases[0]->type == "NĐ");
}

TEST_CASE("'này' is the document itself, with its provisions") {
  const auto a = analysed(decree("Quy định về dịch vụ công",
                                 "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Phạm vi\nNghị định này quy định về dịch vụ công.\n\nĐiều 2. Áp dụng\n"
                                 "1. Theo quy định tại khoản 1 Điều 3 Nghị định này.\n2. Các cơ quan quy định tại khoản 1 Điều này.\n"));
  CHECK(surfaces(a, model::MentionKind::internal) == std::vector<std::string>{"Nghị định này", "khoản 1 Điều 3 Nghị định này", "khoản 1 Điều này"});
}

TEST_CASE("'này' inside quoted new text of an amending act is the amended act") {
  const auto a = analysed(state_document("QUỐC HỘI", "35/2018/QH14", "Hà Nội, ngày 20 tháng 11 năm 2018",
                                         "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT DẦU KHÍ\n\nĐiều 1. Sửa đổi, bổ sung một số điều của Luật Dầu khí\n"
                                         "1. Khoản 1 Điều 3 được sửa đổi như sau:\n“1. Hoạt động dầu khí theo quy định của Luật này do Chính phủ quy định.”\n\nĐiều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2019.\n"));
  CHECK(surfaces(a, model::MentionKind::alias) == std::vector<std::string>{"Luật này"});
  const auto alias = of_kind(a.document, model::MentionKind::alias);
  REQUIRE(alias.size() == 1);
  REQUIRE(alias[0]->refers_to >= 0);
  CHECK(a.document.mentions[static_cast<std::size_t>(alias[0]->refers_to)].name.find("ầu khí") != std::string::npos);
  CHECK(surfaces(a, model::MentionKind::internal) == std::vector<std::string>{"Luật này"});
}

TEST_CASE("the number in the document's own header is no citation, in its annex line it is") {
  const auto a = analysed(state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "97/KH-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023",
                                         "KẾ HOẠCH\nThực hiện Chương trình số 57-CTr/TU ngày 03 tháng 3 năm 2023 của Thành ủy Cần Thơ\n\nI. MỤC ĐÍCH\n1. Thực hiện tốt.\n\n"
                                         "PHỤ LỤC\n(Ban hành kèm theo Kế hoạch số 97/KH-UBND ngày 12 tháng 5 năm 2023 của Ủy ban nhân dân thành phố Cần Thơ)\n"));
  CHECK(a.document.identity.number == "97/KH-UBND");
  CHECK(surfaces(a, model::MentionKind::document) == std::vector<std::string>{"Chương trình số 57-CTr/TU", "Kế hoạch số 97/KH-UBND"});
}

TEST_CASE("short citations of a document cited in full before carry its identity") {
  const auto a = cited_in("Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ. Theo Nghị định số 45/2020/NĐ-CP thì. Theo Nghị định 45, các bộ thực hiện.");
  REQUIRE(a.document.mentions.size() == 3);
  CHECK(a.document.mentions[1].refers_to == 0);
  CHECK(a.document.mentions[1].date.iso().empty());
  CHECK(a.document.mentions[2].number == "45");
}

TEST_CASE("the type word and the symbol that contradict each other are both kept") {
  const auto a = cited_in("theo Nghị định số 11/NQ-CP của Chính phủ");
  const auto found = of_kind(a.document, model::MentionKind::document);
  REQUIRE(found.size() == 1);
  CHECK(found[0]->type == "NĐ");
  CHECK(found[0]->number == "11/NQ-CP");
}

TEST_CASE("nothing is invented: letters of a number that no registry knows stay as printed") {
  check_citations({
      {"Quyết định số 178/QĐ-BNN-TCTL", {{.surface = "Quyết định số 178/QĐ-BNN-TCTL", .number = "178/QĐ-BNN-TCTL"}}},
      {"Thông tư số 02/2018/TT-BNV-CTL&BHXH", {{.surface = "Thông tư số 02/2018/TT-BNV-CTL&BHXH"}}},
      {"Thông tư số 47/2013/TT-BNNPTNT", {{.surface = "Thông tư số 47/2013/TT-BNNPTNT", .number = "47/2013/TT-BNNPTNT", .slug = "bnnptnt"}}},
      {"Thông tư số 47/2013/TT-BNN&PTNT", {{.surface = "Thông tư số 47/2013/TT-BNN&PTNT", .slug = "bnnptnt"}}},
      {"Quyết định số 12/QĐ-XYZABC", {{.surface = "Quyết định số 12/QĐ-XYZABC", .number = "12/QĐ-XYZABC"}}},
  });
}

TEST_CASE("letters of offices, laws that amend several laws, and issuers inside the citation") {
  check_citations({
      {"Văn bản số 1234/BTC-NSNN ngày 01/02/2023 của Bộ Tài chính, số 235/BTP-PLDSKT ngày 02/02/2023 của Bộ Tư pháp",
       {{.surface = "Văn bản số 1234/BTC-NSNN", .type = "CV", .date = "2023-02-01", .issuer = "Bộ Tài chính"}, {.surface = "235/BTP-PLDSKT", .type = "CV", .date = "2023-02-02", .issuer = "Bộ Tư pháp"}}},
      {"Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg ngày 03/6/2020", {{.surface = "Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg", .date = "2020-06-03", .issuer = "Thủ tướng Chính phủ"}}},
      {"Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công, Luật Đầu tư, Luật Nhà ở số 03/2022/QH15",
       {{.surface = "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công, Luật Đầu tư, Luật Nhà ở số 03/2022/QH15", .type = "L", .number = "03/2022/QH15", .key = "qh/luat/2022/3"}}},
      {"Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", {{.surface = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", .type = "HP", .key = "qh/hp/2013"}}},
      {"Nghị quyết số 120/NQ-CP ngày 17 - 11 - 2017", {{.surface = "Nghị quyết số 120/NQ-CP", .date = "2017-11-17"}}},
      {"Quyết định số 15/2021/QĐ-UBND ngày 5/5/2021 của UBND tỉnh", {{.surface = "Quyết định số 15/2021/QĐ-UBND", .issuer = "UBND tỉnh", .key = "ubnd.?/qd/2021/15"}}},
      {"Kết luận số 12-KL/TW, Chỉ thị số 13-CT/TW và Quy định số 14-QĐ/TW của Ban Bí thư",
       {{.surface = "Kết luận số 12-KL/TW", .type = "KL"}, {.surface = "Chỉ thị số 13-CT/TW", .type = "CT", .issuer = "Ban Bí thư"}, {.surface = "Quy định số 14-QĐ/TW", .type = "QyĐ", .issuer = "Ban Bí thư"}}},
      {"Nghị định số: 08 /2022/NĐ - CP", {{.surface = "Nghị định số: 08 /2022/NĐ - CP", .number = "08/2022/NĐ-CP"}}},
      {"theoNghị định số 08/2022/NĐ-CP", {{.surface = "08/2022/NĐ-CP", .type = "NĐ", .key = "cp/nd/2022/8"}}},
  });
}
