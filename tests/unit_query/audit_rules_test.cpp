/// Each rule where it should fire and, beside it, where it must not: documents as an officer would write them.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "audit_texts.h"
#include "query/audit/audit.h"
#include "query/report/audit_rows.h"

using namespace tracuu;
using namespace tracuu::test;

namespace {

std::set<std::string> fired(TextIndex& index, resolve::RecordId record) {
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  audit::Options options;
  for (resolve::RecordId id = 1; id <= index.documents.size(); ++id) options.corpus.push_back(id);
  std::set<std::string> rules;
  for (const auto& finding : audit::audit(graph, {record}, options).findings) {
    if (finding.severity != audit::Severity::info) rules.emplace(finding.rule);
  }
  return rules;
}
std::set<std::string> fired_in(const std::string& words) {
  TextIndex index;
  return fired(index, index.read("a.txt", words));
}

}  // namespace

TEST_CASE("a rule fires at its fault and is silent at what only looks like it") {
  struct Row {
    const char* rule;
    const char* wrong;
    const char* right;
  };
  const Row rows[] = {
      {"CIT-TYPE-MISMATCH", "Thực hiện theo Nghị định số 11/2021/TT-BNV ngày 10 tháng 9 năm 2021 của Bộ Nội vụ.", "Thực hiện theo Thông tư số 11/2021/TT-BNV ngày 10 tháng 9 năm 2021 của Bộ Nội vụ."},
      {"CIT-TYPE-MISMATCH", "Thực hiện Chỉ thị số 49-NQ/TW ngày 02 tháng 6 năm 2005.", "Thực hiện Quy định số 69-QĐ/TW ngày 06 tháng 7 năm 2022 và Công văn số 5534/CT-CS ngày 01 tháng 02 năm 2021."},
      {"CIT-ISSUER-MISMATCH", "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Thủ tướng Chính phủ.", "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ."},
      {"CIT-ISSUER-MISMATCH", "Thực hiện Nghị quyết số 20/2021/NQ-HĐND ngày 08 tháng 12 năm 2021 của Ủy ban nhân dân thành phố.",
       "Thực hiện Quyết định số 2278/2007/QĐ-TTCP ngày 24 tháng 10 năm 2007 của Tổng Thanh tra Chính phủ."},
      {"CIT-DATE-IMPOSSIBLE", "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 31 tháng 4 năm 2020.", "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020."},
      {"CIT-YEAR-MISMATCH", "Thực hiện Quyết định số 9876/2019/QĐ-BNV ngày 05 tháng 01 năm 2021.", "Thực hiện Nghị quyết số 98/2019/NQ-HĐND ngày 05 tháng 01 năm 2020."},
      {"CIT-FUTURE", "Thực hiện Quyết định số 9876/QĐ-BNV ngày 05 tháng 12 năm 2022.", "Thực hiện Quyết định số 9876/QĐ-BNV ngày 05 tháng 12 năm 2021."},
      {"CIT-TERM-MISMATCH", "Quán triệt Nghị quyết số 27-NQ/TW ngày 21 tháng 5 năm 2018 của Ban Chấp hành Trung ương Đảng khóa X.",
       "Quán triệt Chỉ thị số 46-CT/TW ngày 16 tháng 5 năm 2020 của Bộ Chính trị về bầu cử đại biểu Quốc hội khóa XV."},
      {"CIT-TERM-MISMATCH", "Thực hiện Luật Ngân sách nhà nước số 83/2015/QH14.", "Thực hiện Luật Ngân sách nhà nước số 83/2015/QH13."},
      {"CIT-BODY-MISMATCH", "Quán triệt Nghị quyết số 26-NQ/TW ngày 19 tháng 5 năm 2018 của Bộ Chính trị.", "Quán triệt Nghị quyết số 26-NQ/TW ngày 19 tháng 5 năm 2018 của Ban Chấp hành Trung ương."},
      {"CIT-MALFORMED", "Thực hiện Nghị định số 45/2020/ND-CP ngày 08 tháng 4 năm 2020 của Chính phủ.", "Thực hiện Nghị định số 45/2020/NĐ–CP ngày 08 tháng 4 năm 2020 của Chính phủ."},
      {"CIT-PIN-LETTER", "Thực hiện điểm f khoản 1 Điều 4 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020.", "Thực hiện điểm đ khoản 1 Điều 4 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020."},
      {"CIT-MISSING-NUMBER", "Việc tiếp nhận hồ sơ thực hiện theo Nghị định 73 và hướng dẫn của sở.", "Việc tiếp nhận thực hiện theo Nghị định số 73/2021/NĐ-CP ngày 01 tháng 8 năm 2021; Nghị định 73 được áp dụng thống nhất."},
      {"CIT-PIN-NOTFOUND", "Việc này thực hiện theo Điều 12 Quyết định này.", "Việc này thực hiện theo Điều 3 Quyết định này."},
  };
  for (const auto& row : rows) {
    INFO(row.rule << ": " << row.wrong);
    CHECK(fired_in(plan(row.wrong)).contains(row.rule));
    INFO(row.right);
    CHECK_FALSE(fired_in(plan(row.right)).contains(row.rule));
  }
}

TEST_CASE("bases are judged by the law in force on the day of the document") {
  const auto with = [](std::string_view basis, std::string_view date = "15 tháng 3 năm 2022") { return fired_in(decision("45/2022/QĐ-UBND", date, bases + std::string(basis) + "\n" + articles)); };
  CHECK(with("Căn cứ Công văn số 120/UBND-NC ngày 05 tháng 01 năm 2022 của Ủy ban nhân dân thành phố;").contains("BAS-NON-NORMATIVE"));
  CHECK_FALSE(with("Theo đề nghị của Giám đốc Sở Nội vụ tại Công văn số 120/SNV-CC ngày 05 tháng 01 năm 2022.").contains("BAS-NON-NORMATIVE"));
  CHECK(with("Căn cứ Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương;").contains("BAS-PARTY-IN-STATE"));
  CHECK(with("Căn cứ Luật Đất đai số 13/2003/QH11 ngày 26 tháng 11 năm 2003;").contains("BAS-EXPIRED"));
  CHECK_FALSE(with("Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29 tháng 11 năm 2013;").contains("BAS-EXPIRED"));
  SECTION("a plan may rest on a resolution of the Party") {
    auto words = decision("45/KH-UBND", "15 tháng 3 năm 2022", "Căn cứ Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương;\n" + articles);
    CHECK_FALSE(fired_in(words).contains("BAS-PARTY-IN-STATE"));
  }
  SECTION("the law on local government is missing") {
    const auto words = decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022",
                                "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\nCăn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;\n" + articles);
    CHECK(fired_in(words).contains("BAS-MISSING"));
    CHECK_FALSE(with("").contains("BAS-MISSING"));
  }
}

TEST_CASE("an act ends where one of its rank says so and says from when, not where a list tells of it") {
  const std::string old = decision("10/2018/QĐ-UBND", "05 tháng 4 năm 2018", bases + articles);
  const auto newer = [](std::string_view clause) {
    return decision("20/2020/QĐ-UBND", "05 tháng 4 năm 2020", bases + "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định\nQuy định này áp dụng cho các sở.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2020" + std::string(clause) +
                                                                ".\n\nĐiều 3. Tổ chức thực hiện\nCác sở chịu trách nhiệm thi hành.\n");
  };
  const auto citing = decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "Căn cứ Quyết định số 10/2018/QĐ-UBND ngày 05 tháng 4 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ;\n" + articles);
  const auto with = [&](std::string_view clause) {
    TextIndex index;
    index.read("old.txt", old);
    index.read("newer.txt", newer(clause));
    return fired(index, index.read("citing.txt", citing));
  };
  CHECK(with(" và thay thế Quyết định số 10/2018/QĐ-UBND ngày 05 tháng 4 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ").contains("BAS-EXPIRED"));
  CHECK_FALSE(with(" và bãi bỏ Điều 2 Quyết định số 10/2018/QĐ-UBND ngày 05 tháng 4 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ").contains("BAS-EXPIRED"));
  CHECK_FALSE(with("").contains("BAS-EXPIRED"));
}

TEST_CASE("a number and a date of another province are told as such") {
  TextIndex index;
  index.read("ag.txt", decision("12/2021/QĐ-UBND", "02 tháng 3 năm 2021", bases + articles, "An Giang", "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG"));
  const auto record = index.read("a.txt", plan("Tham khảo Quyết định số 12/2021/QĐ-UBND ngày 02 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh Bạc Liêu."));
  CHECK(fired(index, record).contains("LOC-WRONG-PROVINCE"));
}

TEST_CASE("a finding keeps its fingerprint when the text around it moves") {
  const auto fingerprint = [](const std::string& words) {
    TextIndex index;
    const auto record = index.read("a.txt", words);
    resolve::Resolver resolver(index);
    graph::Graph graph(index, resolver);
    const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-DATE-IMPOSSIBLE"}}).findings;
    REQUIRE(findings.size() == 1);
    return findings.front().fingerprint;
  };
  const std::string fault = "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 31 tháng 4 năm 2020.";
  CHECK(fingerprint(plan(fault)) == fingerprint(plan("Thêm một câu ở trước. " + fault)));
}

TEST_CASE("text from optical recognition lowers findings by a grade") {
  test::MemoryIndex index;
  index.add(test::act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto scan = test::act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  scan.ocr = true;
  test::cite(scan, {"NĐ", "45/2020/NĐ-CP", "2020-08-04"});
  const auto record = index.add(scan);
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-DATE-MISMATCH"}}).findings;
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().severity == audit::Severity::warn);
  CHECK(findings.front().lowered);
}

TEST_CASE("every rule has a title and says what makes its finding go away") {
  std::set<std::string> ids;
  for (const auto& rule : audit::all_rules()) {
    ids.emplace(rule.id);
    CHECK(report::missing_messages(rule.id).empty());
  }
  CHECK(ids.size() == 55);
}

TEST_CASE("a date is called wrong only where what is known of the act bears it") {
  SECTION("the year in the number was mistyped: the act of the stated day is named") {
    const auto rules = fired_in(plan("Thực hiện Nghị định số 61/2028/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ."));
    CHECK(rules.contains("CIT-YEAR-MISMATCH"));
    CHECK_FALSE(rules.contains("CIT-DATE-MISMATCH"));
  }
  SECTION("a decree of the first days of a year, cited by several with another day than the table's, may be another decree of that number") {
    const char* sentence = "Thực hiện Nghị định số 01/2022/NĐ-CP ngày 30 tháng 11 năm 2022 của Chính phủ.";
    const auto with_others = [&](int others) {
      TextIndex index;
      for (int i = 0; i < others; ++i) {
        index.read("khac" + std::to_string(i) + ".txt", decision(std::to_string(60 + i) + "/2023/QĐ-UBND", "15 tháng 3 năm 2023", bases + "Căn cứ Nghị định số 01/2022/NĐ-CP ngày 30 tháng 11 năm 2022 của Chính phủ;\n" + articles));
      }
      return fired(index, index.read("a.txt", decision("80/2023/QĐ-UBND", "15 tháng 6 năm 2023", bases + articles + sentence)));
    };
    CHECK(with_others(0).contains("CIT-DATE-MISMATCH"));
    CHECK_FALSE(with_others(2).contains("CIT-DATE-MISMATCH"));
  }
}

TEST_CASE("what amended a basis is no basis of its own") {
  const auto rules = fired_in(decision("45/2026/QĐ-UBND", "15 tháng 3 năm 2026",
                                       "Căn cứ Luật Xử lý vi phạm hành chính số 15/2012/QH13 được sửa đổi, bổ sung bởi Luật số 67/2020/QH14, Luật số 11/2022/QH15 và Luật số 88/2025/QH15;\n" + articles));
  CHECK_FALSE(rules.contains("BAS-EXPIRED"));
  CHECK(fired_in(decision("45/2026/QĐ-UBND", "15 tháng 3 năm 2026", "Căn cứ Luật Thanh tra số 11/2022/QH15 ngày 14 tháng 11 năm 2022;\n" + articles)).contains("BAS-EXPIRED"));
}

TEST_CASE("a document's own number on its form is not ambiguous") {
  TextIndex index;
  const auto form = [](std::string_view day) {
    return "BỘ TÀI CHÍNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 19/VBHN-BTC\nHà Nội, ngày " + std::string(day) +
           "\n\nTHÔNG TƯ\nHƯỚNG DẪN VỀ PHÍ\n\nĐiều 1. Phạm vi\nThông tư này quy định về phí.\n\nXÁC THỰC VĂN BẢN HỢP NHẤT\nVăn bản hợp nhất số 19/VBHN-BTC\n";
  };
  index.read("cu.txt", form("20 tháng 7 năm 2017"));
  CHECK_FALSE(fired(index, index.read("moi.txt", form("04 tháng 6 năm 2026"))).contains("CIT-AMBIGUOUS"));
}

TEST_CASE("a hyphen lost where two printed lines were joined is no slip of the author's") {
  std::string lines;
  for (int i = 0; i < 12; ++i) lines += "Các cơ quan, đơn vị chịu trách nhiệm thi hành theo chức năng, nhiệm vụ\n";
  const std::string cited = "Thực hiện Nghị định số 45/2020/NĐCP ngày 08 tháng 4 năm 2020 của Chính phủ";
  CHECK(fired_in(plan(lines + cited + ".\n")).contains("CIT-MALFORMED"));
  CHECK_FALSE(fired_in(plan(lines + "Các sở, ban, ngành, Ủy ban nhân dân các xã, phường, thị trấn trên địa bàn thành phố chịu trách nhiệm " + cited + " và các văn bản hướng dẫn.\n")).contains("CIT-MALFORMED"));
}

TEST_CASE("a number is not ambiguous where the words around tell which act is meant") {
  const auto ambiguous = [](std::string_view sentence, std::string_view day = "15 tháng 11 năm 2025") {
    return fired_in(decision("45/2025/QĐ-UBND", day, bases + "Theo đề nghị của Giám đốc Sở Nội vụ.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\n" + std::string(sentence) + "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n"))
        .contains("CIT-AMBIGUOUS");
  };
  CHECK(ambiguous("Văn phòng lưu văn bản số 93/2015/QH13 vào tập."));
  CHECK_FALSE(ambiguous("Tiếp tục thực hiện Nghị quyết số 10-NQ/TW của Bộ Chính trị khóa IX trong đơn vị."));
  CHECK_FALSE(ambiguous("Thực hiện các Nghị quyết của Quốc hội: số 36/2009/QH12 về kế hoạch năm 2010; số 37/2009/QH12 về dự toán ngân sách năm 2010."));
  CHECK_FALSE(ambiguous("Hồ sơ gồm bản đồ 299/TTg và sổ mục kê."));
  CHECK_FALSE(ambiguous("Việc phân cấp thực hiện theo Luật Tổ chức chính quyền địa phương năm 2025."));
}

TEST_CASE("a day is not called wrong that belongs to another act or that the table has wrong") {
  const auto mismatch = [](std::string_view basis) { return fired_in(decision("45/2025/QĐ-UBND", "15 tháng 11 năm 2025", bases + std::string(basis) + "\n" + articles)).contains("CIT-DATE-MISMATCH"); };
  // The day of the act whose title ends there.
  CHECK_FALSE(mismatch("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29 tháng 6 năm 2024;"));
  CHECK(mismatch("Căn cứ Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29 tháng 6 năm 2024;"));
  CHECK_FALSE(mismatch("Căn cứ Luật sửa đổi, bổ sung m ột số điều của Luật Đất đai số 31/2024/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29 tháng 6 năm 2024;"));
  // Days that the table had wrong: the circular that amends it and others cite the eighth of April.
  CHECK_FALSE(mismatch("Căn cứ Thông tư số 02/2020/TT-BTP ngày 08 tháng 4 năm 2020 của Bộ trưởng Bộ Tư pháp;"));
  CHECK_FALSE(mismatch("Căn cứ Nghị định số 23/2022/NĐ-CP ngày 05 tháng 4 năm 2022 của Chính phủ;"));
  // Until 2008 ordinances were cited by the day of their promulgation too.
  CHECK_FALSE(mismatch("Căn cứ Pháp lệnh Bảo vệ và kiểm dịch thực vật số 36/2001/PL-UBTVQH10 ngày 08 tháng 8 năm 2001;"));
}

TEST_CASE("a digit of the number that was mistyped is told by the act of the stated day") {
  TextIndex index;
  const auto record = index.read("a.txt", decision("45/2025/QĐ-UBND", "15 tháng 11 năm 2025", bases + "Căn cứ Nghị định số 225/2025/NĐ-CP ngày 29 tháng 9 năm 2025 của Chính phủ;\n" + articles));
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-DATE-MISMATCH"}}).findings;
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().suggestion == "số 255/2025/NĐ-CP");
}

TEST_CASE("where the title is that of the printed number, its day is suggested, not another number of the stated day") {
  const auto suggestion = [](std::string_view basis) {
    TextIndex index;
    const auto record = index.read("a.txt", decision("45/2025/QĐ-UBND", "15 tháng 11 năm 2025", bases + std::string(basis) + "\n" + articles));
    resolve::Resolver resolver(index);
    graph::Graph graph(index, resolver);
    const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-DATE-MISMATCH", "CIT-YEAR-MISMATCH"}}).findings;
    return findings.size() == 1 ? std::string(findings.front().rule) + " " + findings.front().suggestion : std::to_string(findings.size()) + " findings";
  };
  // 61/2010/NĐ-CP (farming) is of 04/6/2010, 94/2016/NĐ-CP (statistics) of 01/7/2016.
  CHECK(suggestion("Căn cứ Nghị định số 63/2010/NĐ-CP ngày 04 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;") == "CIT-DATE-MISMATCH ngày 08/6/2010");
  CHECK(suggestion("Căn cứ Nghị định số 94/2022/NĐ-CP ngày 01 tháng 7 năm 2016 của Chính phủ quy định nội dung chỉ tiêu thống kê thuộc hệ thống chỉ tiêu thống kê quốc gia và quy trình biên soạn chỉ tiêu;") == "CIT-DATE-MISMATCH ngày 07/11/2022");
}

TEST_CASE("a decision without a province may be that of another one") {
  TextIndex index;
  index.read("ha-noi.txt", decision("05/2025/QĐ-UBND", "23 tháng 01 năm 2025", bases + articles, "Hà Nội", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI"));
  const std::string cited = "Theo Quyết định số 05/2025/QĐ-UBND ngày 17 tháng 01 năm 2025 về giá đất.";
  const auto letter = "BỘ TÀI CHÍNH\nCỤC THUẾ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 5608/CT-CS\nV/v tiền thuê đất\nHà Nội, ngày 28 tháng 11 năm 2025\n\nKính gửi: Thuế tỉnh Phú Thọ\n\n" + cited +
                      "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTUQ. CỤC TRƯỞNG\nTrần Văn Mẫu\n";
  CHECK_FALSE(fired(index, index.read("a.txt", letter)).contains("CIT-DATE-MISMATCH"));
}

TEST_CASE("only what has the form of an act lacks a number") {
  CHECK_FALSE(fired_in("# Thẻ căn cước hết hạn khi nào?\n\n**Thẻ căn cước hết hạn khi nào? Thủ tục đổi thẻ ra sao?**\n\nCăn cứ Điều 21 Luật Căn cước 2023 quy định về độ tuổi đổi thẻ như sau:\n\nĐiều 21. Độ tuổi\n1. Từ đủ 14 tuổi.\n").contains("COR-NO-ID"));
  const std::string body = "Căn cứ Luật Lưu trữ số 33/2024/QH15;\nBộ trưởng Bộ Nội vụ ban hành Thông tư quy định việc lập hồ sơ.\n\nĐiều 1. Phạm vi\nThông tư này quy định việc lập hồ sơ.\n\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực từ ngày ký.\n";
  CHECK(fired_in("THÔNG TƯ\nQuy định việc lập hồ sơ\n\n" + body).contains("COR-NO-ID"));
  // Above its annex the document is named.
  CHECK_FALSE(fired_in("THÔNG TƯ\nQuy định việc lập hồ sơ\n\n" + body + "\nPhụ lục I\nMẪU MỤC LỤC HỒ SƠ\n(Ban hành kèm theo Thông tư số 41/2026/TT-BNV ngày 22 tháng 4 năm 2026 của Bộ trưởng Bộ Nội vụ)\n\n1. Tên hồ sơ.\n").contains("COR-NO-ID"));
  // Behind a page of the gazette the number is there.
  CHECK_FALSE(fired_in("CÔNG BÁO/Số 243/Ngày 22-04-2026\n\nTHÔNG TƯ\nQuy định việc lập hồ sơ\n\n" + body + "\nSố: 41/2026/TT-BNV\n").contains("COR-NO-ID"));
  CHECK(fired_in(decision("45/2022/QĐ-UBND", "15 tháng 54 năm 2022", bases + articles)).contains("COR-NO-ID"));
}

TEST_CASE("a number that only the title bears is the amended act's") {
  const auto rules = fired_in("**THÔNG TƯ**\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUY CHẾ LẬP HỒ SƠ BAN HÀNH KÈM THEO THÔNG TƯ SỐ 06/2024/TT-BNV NGÀY 10 THÁNG 4 NĂM 2024 CỦA BỘ TRƯỞNG BỘ NỘI VỤ\n\n"
                              "Căn cứ Nghị định số 25/2025/NĐ-CP ngày 21 tháng 02 năm 2025 của Chính phủ;\nBộ trưởng Bộ Nội vụ ban hành Thông tư.\n\nĐiều 1. Sửa đổi Điều 3\nLập hồ sơ điện tử.\n\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực từ ngày ký.\n");
  CHECK_FALSE(rules.contains("CIT-FUTURE"));
}

TEST_CASE("a table behind the signature does not break off, and a cell is no article") {
  const std::string head = "Căn cứ Luật Lưu trữ số 33/2024/QH15;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt danh mục\nDanh mục tại Phụ lục.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n\n";
  std::string table;
  for (int i = 1; i < 40; ++i) table += std::to_string(i) + ". Số hóa hồ sơ của phòng thứ " + std::to_string(i) + "\nCác phòng chuyên môn và đơn vị liên quan\nThường xuyên\n";
  const auto text = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 45/QĐ-UBND\nCần Thơ, ngày 15 tháng 3 năm 2026\n\nQUYẾT ĐỊNH\nVề việc phê duyệt danh mục\n\n" + head + table;
  CHECK_FALSE(fired_in(text).contains("COR-TRUNCATED"));
  CHECK_FALSE(fired_in(text + "Điều 27 Nghị định số 45/2020/NĐ-CP\nCấp lại giấy phép\n").contains("COR-TRUNCATED"));
}

TEST_CASE("a point that was misprinted in the cited clause is not missing") {
  const auto cites = [](std::string_view last) {
    return fired_in(plan("1. Lập sổ:\na) Ghi cột;\nb) Ký tên;\nc) Đóng dấu;\n" + std::string(last) + ") Nộp sổ.\n2. Nộp theo điểm d khoản 1 Điều 1 Quyết định này.")).contains("CIT-PIN-NOTFOUND");
  };
  CHECK_FALSE(cites("đ"));
  CHECK_FALSE(cites("d"));
}

TEST_CASE("an ended act is rightly named where it tells under which rules people were appointed") {
  const std::string old = decision("10/2018/QĐ-UBND", "05 tháng 4 năm 2018", bases + articles);
  const std::string end = decision("20/2020/QĐ-UBND", "05 tháng 4 năm 2020", bases + "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định\nQuy định này áp dụng cho các sở.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2020 và thay thế Quyết định số 10/2018/QĐ-UBND ngày 05 tháng 4 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ.\n");
  const auto repealed = [&](std::string_view tail) {
    TextIndex index;
    index.read("cu.txt", old);
    index.read("moi.txt", end);
    return fired(index, index.read("a.txt", plan("Viên chức giữ chức danh quy định tại Quyết định số 10/2018/QĐ-UBND ngày 05 tháng 4 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ" + std::string(tail) + "."))).contains("CIT-REPEALED");
  };
  CHECK(repealed(" phải nộp hồ sơ hằng năm"));
  CHECK_FALSE(repealed(" được bổ nhiệm sang chức danh mới theo vị trí việc làm"));
}

TEST_CASE("a document's own number, misspelt on its annex, is corrected to what its head prints") {
  TextIndex index;
  const auto record = index.read("a.txt", decision("2609/QĐ-UBND", "24 tháng 11 năm 2025", bases + articles + "\nPHỤ LỤC\n(Ban hành kèm theo Quyết định số 2609QĐ/UBND ngày 24 tháng 11 năm 2025 của Ủy ban nhân dân thành phố)\n"));
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  for (const auto& finding : audit::audit(graph, {record}, audit::Options{.rules = {"CIT-MALFORMED"}}).findings) CHECK(finding.suggestion == "2609/QĐ-UBND");
}

TEST_CASE("a law of the stated day and of the cited name is meant, not another of a number nearby") {
  const auto suggestion = [](std::string_view basis) {
    TextIndex index;
    const auto record = index.read("a.txt", decision("45/2025/QĐ-UBND", "15 tháng 11 năm 2025", std::string(basis) + "\n" + articles));
    resolve::Resolver resolver(index);
    graph::Graph graph(index, resolver);
    const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-DATE-MISMATCH"}}).findings;
    return findings.size() == 1 ? findings.front().suggestion : std::to_string(findings.size()) + " findings";
  };
  CHECK(suggestion("Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 16 tháng 6 năm 2025;") == "số 72/2025/QH15");
  CHECK(suggestion("Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2015;") == "ngày 19/02/2025");
}

TEST_CASE("a law that amends what had ended is none of those that its name may mean") {
  const auto ambiguous = [](std::string_view day, std::string_view number) {
    return fired_in(decision(number, day, "Căn cứ Luật Quản lý thuế số 78/2006/QH11;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Tuyên truyền\nCục Thuế giới thiệu Luật sửa đổi, bổ sung một số điều của Luật Thuế giá trị gia tăng cho người nộp thuế.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n"))
        .contains("CIT-AMBIGUOUS");
  };
  CHECK_FALSE(ambiguous("20 tháng 02 năm 2014", "45/QĐ-UBND"));
}

TEST_CASE("what the sentence before says does not decide of this one") {
  const auto unauthorized = [](std::string_view before) { return fired_in(plan(std::string(before) + "Bãi bỏ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")).contains("GRF-UNAUTHORIZED-REPEAL"); };
  CHECK(unauthorized("Sở Tài chính trình dự toán đã được giao. "));
  CHECK(unauthorized("Chi hỗ trợ theo Chương trình “phát triển chợ giai đoạn 2021 - 2025 ban hành kèm theo Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022.” "));
  CHECK_FALSE(unauthorized("Sở Tài chính đề nghị Chính phủ "));
  TextIndex index;
  const std::string regulation = decision("8802/2019/QĐ-UBND", "14 tháng 10 năm 2019", bases + articles) + "\nQUY CHẾ\nPhối hợp quản lý kho số liệu\n(Ban hành kèm theo Quyết định số 8802/2019/QĐ-UBND ngày 14 tháng 10 năm 2019 của Ủy ban nhân dân thành phố Cần Thơ)\n\n"
                                 "Điều 1. Phạm vi\nQuy chế này quy định việc phối hợp.\n\nĐiều 2. Gửi\nGửi số liệu.\n\nĐiều 3. Nhận\nNhận số liệu.\n\nĐiều 4. Lưu\nLưu số liệu.\n\nĐiều 5. Xóa\nXóa số liệu.\n";
  index.read("quy-che.txt", regulation);
  const auto component = [&](std::string_view before) {
    return fired(index, index.read("a.txt", plan(std::string(before) + "Điều 5 Quyết định số 8802/2019/QĐ-UBND ngày 14 tháng 10 năm 2019 của Ủy ban nhân dân thành phố Cần Thơ."))).contains("CIT-PIN-COMPONENT");
  };
  CHECK(component("Hồ sơ nộp theo quy định. Việc gửi thực hiện theo "));
  CHECK_FALSE(component("Việc gửi thực hiện theo quy định tại Quy chế, "));
}

TEST_CASE("a clause is not there because its article bears the same number") {
  const auto cites = [](int clause) {
    std::string body = bases + "\nQUYẾT ĐỊNH:\n\n";
    for (int i = 1; i <= 6; ++i) body += "Điều " + std::to_string(i) + ". Sổ thứ " + std::to_string(i) + "\n1. Lập sổ.\n2. Kiểm tra sổ.\n3. Lưu sổ theo khoản " + (i == 6 ? std::to_string(clause) : "1") + " Điều 5 Quyết định này.\n\n";
    return fired_in(decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", body)).contains("CIT-PIN-NOTFOUND");
  };
  CHECK(cites(5));
  CHECK_FALSE(cites(2));
}

TEST_CASE("a point is not there because a word ends in its letter") {
  const auto cites = [](std::string_view point) { return fired_in(plan("1. Lập sổ:\na) Ghi cột;\nb) Nộp hằng tháng.\n2. Nộp theo điểm " + std::string(point) + " khoản 1 Điều 1 Quyết định này.")).contains("CIT-PIN-NOTFOUND"); };
  CHECK(cites("g"));
  CHECK_FALSE(cites("b"));
}

TEST_CASE("each part of a document defines its short forms for itself") {
  const std::string one = "Theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ (sau đây gọi tắt là Nghị định chung). ", other = "Mẫu theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ (sau đây gọi tắt là Nghị định chung). ";
  const auto annex = [](const std::string& words) { return "\nPHỤ LỤC\nMẪU PHIẾU\n(Kèm theo Quyết định số 45/2022/QĐ-UBND ngày 15 tháng 3 năm 2022 của Ủy ban nhân dân thành phố Cần Thơ)\n\n" + words + "\n"; };
  CHECK(fired_in(plan(one + other) + annex("Cột 1: tên.")).contains("CIT-ALIAS-CONFLICT"));
  CHECK_FALSE(fired_in(plan(one) + annex(other)).contains("CIT-ALIAS-CONFLICT"));
}

TEST_CASE("a law does not call itself a decree, and a wrong type line makes no other words wrong") {
  const auto law = [](std::string_view words) {
    return "QUỐC HỘI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nLuật số: 880/2023/QH15\nHà Nội, ngày 20 tháng 11 năm 2023\n\nLUẬT\nKHO ẤN CHỈ\n\nQuốc hội ban hành Luật Kho ấn chỉ.\n\nĐiều 1. Phạm vi\nLuật này quy định việc lập kho.\n\nĐiều 2. Thực hiện\n" +
           std::string(words) + "\n\nCHỦ TỊCH QUỐC HỘI\nTrần Văn Mẫu\n";
  };
  CHECK(fired_in(law("Cơ quan quản lý kho thực hiện đúng quy định của Nghị định này.")).contains("CIT-DANGLING-THIS"));
  CHECK_FALSE(fired_in(law("Cơ quan quản lý kho thực hiện đúng quy định của Luật này.")).contains("CIT-DANGLING-THIS"));
  const auto head = "BỘ TÀI CHÍNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 45/2022/TT-BTC\nHà Nội, ngày 15 tháng 3 năm 2022\n\nQUYẾT ĐỊNH\nQuy định việc lập sổ\n\nCăn cứ Luật Lưu trữ số 01/2011/QH13;\n\nĐiều 1. Phạm vi\nThông tư này quy định việc lập sổ.\n\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực từ ngày ký.\n\nBỘ TRƯỞNG\nTrần Văn Mẫu\n";
  CHECK(fired_in(head).contains("COR-HEADER-CONFLICT"));
  CHECK_FALSE(fired_in(head).contains("CIT-DANGLING-THIS"));
}

TEST_CASE("an article is missing where only a reference names it, and is there where its heading is torn") {
  const auto gap = [](std::string_view between) {
    std::string body = bases + "\nQUYẾT ĐỊNH:\n\n";
    for (int i = 1; i <= 20; ++i) body += "Điều " + std::to_string(i) + ". Sổ thứ " + std::to_string(i) + "\nLập sổ.\n\n";
    return fired_in(decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", body + std::string(between) + "\nĐiều 22. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n")).contains("COR-TRUNCATED");
  };
  CHECK(gap("Hồ sơ nộp theo quy định tại\nĐiều 21 của Quyết định này.\n"));
  CHECK_FALSE(gap("Điều 2 1. Lưu trữ hồ s ơ\nLưu sổ.\n"));
  CHECK_FALSE(gap("Điều 21 Lưu trữ hồ sơ\nLưu sổ.\n"));
}

TEST_CASE("the head of a law that leaves the number blank lacks it, a part of an act in the gazette does not") {
  const std::string body = "LUẬT\nKHO ẤN CHỈ\n\nQuốc hội ban hành Luật Kho ấn chỉ.\n\nĐiều 1. Phạm vi\nLuật này quy định việc lập kho.\n\nĐiều 2. Hiệu lực\nLuật này có hiệu lực từ ngày 01 tháng 7 năm 2024.\n\nCHỦ TỊCH QUỐC HỘI\nTrần Văn Mẫu\n";
  const auto law = [&](std::string_view number) { return fired_in("QUỐC HỘI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nLuật số: " + std::string(number) + "\nHà Nội, ngày 20 tháng 11 năm 2023\n\n" + body); };
  CHECK(law("     /2023/QH15").contains("COR-NO-ID"));
  CHECK_FALSE(law("880/2023/QH15").contains("COR-NO-ID"));
  CHECK_FALSE(fired_in("CHÍNH PHỦ\nNghị định số 8151/2025/NĐ-CP ngày 12 tháng 6 năm 2025\nquy định việc lập kho\n\n(Tiếp theo Công báo số 831 + 832)\n\nMẫu số 07. Quyết định lập kho\nỦY BAN NHÂN DÂN...\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố:...\n\n..., ngày... tháng... năm...\n\n"
                       "QUYẾT ĐỊNH\nVề việc lập kho\n\nCăn cứ Luật Lưu trữ số 33/2024/QH15;\n\nĐiều 1. Lập kho\n\nĐiều 2. Thi hành\n")
                  .contains("COR-NO-ID"));
}

TEST_CASE("in what a machine wrote down from a picture a lost mark is information") {
  const std::string cited = plan("Thực hiện Nghị định số 45/2020 ND-CP ngày 08 tháng 4 năm 2020 của Chính phủ.");
  CHECK(fired_in(cited).contains("CIT-MALFORMED"));
  CHECK_FALSE(fired_in(cited + "\n<img src=\"dau.png\" alt=\"Chữ ký, dấu đỏ\">\n").contains("CIT-MALFORMED"));
}

TEST_CASE("documents without a number of their own have findings of their own") {
  TextIndex index;
  const auto draft = [](std::string_view title) { return "CHÍNH PHỦ\n\nNGHỊ ĐỊNH\n" + std::string(title) + "\n\nCăn cứ Luật Lưu trữ số 33/2024/QH15;\n\nĐiều 1. Phạm vi\nNghị định này quy định việc lập kho.\n\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực từ ngày ký.\n"; };
  const auto one = index.read("mot.txt", draft("Quy định việc lập kho")), other = index.read("hai.txt", draft("Quy định việc kiểm kê"));
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  const auto findings = audit::audit(graph, {one, other}, audit::Options{.rules = {"COR-NO-ID"}}).findings;
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].fingerprint != findings[1].fingerprint);
}
