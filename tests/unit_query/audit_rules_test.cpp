/// Each rule where it should fire and, beside it, where it must not: documents as an officer would write them.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"
#include "memory_index.h"
#include "query/audit/audit.h"
#include "query/report/audit_rows.h"

using namespace tracuu;

namespace {

/// Documents read from their text, so that rules see what they see in an index.
class TextIndex final : public test::MemoryIndex {
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

std::string decision(std::string_view number, std::string_view date, std::string_view body, std::string_view place = "Cần Thơ", std::string_view issuer = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ") {
  return std::string(issuer) + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + std::string(number) + "\n" + std::string(place) + ", ngày " + std::string(date) +
         "\n\nQUYẾT ĐỊNH\nVề việc ban hành quy định quản lý hoạt động của Bộ phận Một cửa\n\n" + std::string(body) +
         "\n\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Việt Trường\n";
}
const std::string bases =
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nCăn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\n";
const std::string articles =
    "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định\nQuy định này áp dụng cho các sở, ban, ngành.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nChánh Văn phòng "
    "Ủy ban nhân dân thành phố chịu trách nhiệm thi hành Quyết định này.\n";

std::string plan(std::string_view sentence) {
  return decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "Theo đề nghị của Giám đốc Sở Nội vụ.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\n" + std::string(sentence) +
                                                             "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nCác sở, ban, ngành chịu trách nhiệm thi hành.\n");
}

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
