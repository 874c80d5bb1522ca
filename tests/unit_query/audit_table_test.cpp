/// Every rule of the audit with a document that fires it and a near miss that does not, and tests/data/audit_table.tsv: what fires in
/// each of these documents, whatever the rule. `test_unit_query "[.table]"` prints that table as it is now.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "audit_texts.h"
#include "query/audit/audit.h"
#include "tests/golden_lines.h"

using namespace tracuu;
using namespace tracuu::test;

namespace {

using audit::Severity;

/// An act of any kind in the form of its kind: what differs is the head.
std::string act_text(std::string_view head, std::string_view number, std::string_view place_and_day, std::string_view type, std::string_view title, std::string_view body, std::string_view signed_by = "CHỦ TỊCH\nNguyễn Văn Mẫu") {
  return std::string(head) + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + std::string(number) + "\n" + std::string(place_and_day) + "\n\n" + std::string(type) + "\n" +
         std::string(title) + "\n\n" + std::string(body) + "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n" + std::string(signed_by) + "\n";
}
std::string circular(std::string_view number, std::string_view day, std::string_view body) {
  return act_text("BỘ TÀI CHÍNH", number, "Hà Nội, ngày " + std::string(day), "THÔNG TƯ", "Quy định việc lập sổ kho ấn chỉ tại điểm thu phí", "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\nBộ trưởng Bộ Tài chính ban hành Thông tư quy định việc lập sổ.\n\n" + std::string(body), "BỘ TRƯỞNG\nTrần Văn Mẫu");
}
std::string decree(std::string_view number, std::string_view day, std::string_view body, std::string_view basis = "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;") {
  return act_text("CHÍNH PHỦ", number, "Hà Nội, ngày " + std::string(day), "NGHỊ ĐỊNH", "Quy định việc kiểm định cân tại chợ", std::string(basis) + "\nChính phủ ban hành Nghị định quy định việc kiểm định cân.\n\n" + std::string(body), "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Mẫu");
}
std::string programme(std::string_view number, std::string_view place_and_day, std::string_view title, std::string_view body, std::string_view type = "CHƯƠNG TRÌNH", std::string_view head = "THÀNH ỦY CẦN THƠ") {
  return std::string(head) + "\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố " + std::string(number) + "\n" + std::string(place_and_day) + "\n\n" + std::string(type) + "\n" + std::string(title) + "\n-----\n" + std::string(body) +
         "\n\nNơi nhận:\n- Các quận ủy, huyện ủy;\n- Lưu.\nT/M THÀNH ỦY\nBÍ THƯ\nLê Văn Mẫu\n";
}
/// Articles 1 to `count` with three clauses each, the last one of the effect.
std::string numbered(int count, std::string_view effect) {
  std::string words;
  for (int i = 1; i <= count; ++i) words += "Điều " + std::to_string(i) + ". Sổ kho thứ " + std::to_string(i) + "\n1. Lập sổ:\na) Ghi đủ cột;\nb) Có chữ ký.\n2. Kiểm tra sổ.\n3. Lưu sổ.\n\n";
  return words + "Điều " + std::to_string(count + 1) + ". Hiệu lực thi hành\n" + std::string(effect);
}
const std::string in_force = "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2019.";
const std::string bare_articles = "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định\nQuy định này áp dụng cho các sở.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nCác sở chịu trách nhiệm thi hành.\n";
std::string with_basis(std::string_view basis) { return decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + std::string(basis) + "\n" + articles); }

struct Case {
  std::string rule;
  Severity severity;                ///< at least
  std::vector<std::string> others;  ///< of the index
  std::string wrong, right;
  audit::Options options = {};
};

struct Fired {
  std::string document, rule;
  Severity severity;
};

/// What fires anywhere in the index of the others and the text.
std::vector<Fired> fired_with(const Case& row, const std::string& text) {
  TextIndex index;
  for (std::size_t i = 0; i < row.others.size(); ++i) index.read("khac-" + std::to_string(i) + ".txt", row.others[i]);
  index.read("van-ban.txt", text);
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  auto options = row.options;
  std::vector<resolve::RecordId> records;
  for (resolve::RecordId id = 1; id <= index.documents.size(); ++id) records.push_back(id);
  options.corpus = records;
  std::vector<Fired> fired;
  for (const auto& finding : audit::audit(graph, records, options).findings) fired.push_back({graph.document(finding.record).source, std::string(finding.rule), finding.severity});
  return fired;
}

bool fires(const Case& row, const std::string& text) {
  const auto fired = fired_with(row, text);
  return std::any_of(fired.begin(), fired.end(), [&](const Fired& finding) { return finding.rule == row.rule && finding.severity >= row.severity; });
}

std::vector<Case> cases() {
  const auto warn = Severity::warn, error = Severity::error, info = Severity::info;
  const std::string law_880 = circular("880/2019/TT-BTC", "12 tháng 4 năm 2019", numbered(11, in_force));
  const std::string of_880 = " Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính.";
  const std::string cuts = circular("882/2020/TT-BTC", "02 tháng 3 năm 2020", "Điều 1. Bãi bỏ Điều 7 Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính.\n\nĐiều 2. Hiệu lực thi hành\nThông tư này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2020.");
  const std::string ends = circular("884/2020/TT-BTC", "10 tháng 4 năm 2020",
                                    numbered(3, "1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2020.\n2. Thông tư này thay thế Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính."));
  const std::string decree_885 = decree("885/2019/NĐ-CP", "18 tháng 9 năm 2019", numbered(9, "Nghị định này có hiệu lực thi hành kể từ ngày 05 tháng 11 năm 2019."));
  const std::string suspends = act_text("CHÍNH PHỦ", "886/2020/NQ-CP", "Hà Nội, ngày 11 tháng 5 năm 2020", "NGHỊ QUYẾT", "Về việc tạm ngưng hiệu lực Nghị định số 885/2019/NĐ-CP",
                                        "Chính phủ ban hành Nghị quyết:\n\nĐiều 1. Tạm ngưng hiệu lực thi hành Nghị định số 885/2019/NĐ-CP ngày 18 tháng 9 năm 2019 của Chính phủ kể từ ngày 01 tháng 6 năm 2020.\n\nĐiều 2. Hiệu lực thi hành\nNghị quyết này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2020.",
                                        "TM. CHÍNH PHỦ\nTHỦ TƯỚNG\nTrần Văn Mẫu");
  const std::string later = decree("887/2021/NĐ-CP", "21 tháng 12 năm 2021", numbered(4, "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2030."));
  const std::string regulation = act_text("THỦ TƯỚNG CHÍNH PHỦ", "8802/QĐ-TTg", "Hà Nội, ngày 14 tháng 10 năm 2019", "QUYẾT ĐỊNH", "Về việc ban hành Quy chế phối hợp quản lý kho số liệu",
                                          "Theo đề nghị của Bộ trưởng Bộ Công Thương.\n\n" + bare_articles, "THỦ TƯỚNG\nTrần Văn Mẫu") +
                                 "\nQUY CHẾ\nPhối hợp quản lý kho số liệu\n(Ban hành kèm theo Quyết định số 8802/QĐ-TTg ngày 14 tháng 10 năm 2019 của Thủ tướng Chính phủ)\n\n" + numbered(11, "Các bên thực hiện Quy chế này.");
  const std::string resolution = programme("91-NQ/TW", "Hà Nội, ngày 10 tháng 5 năm 2021", "về đổi mới công tác lưu trữ", "Ban Chấp hành Trung ương yêu cầu các cấp ủy quán triệt, thực hiện. Sơ kết 05 năm.", "NGHỊ QUYẾT", "BAN CHẤP HÀNH TRUNG ƯƠNG");
  const auto carries_out = [](std::string_view number, std::string_view day) {
    return programme(number, "Cần Thơ, ngày " + std::string(day), "thực hiện Nghị quyết số 91-NQ/TW ngày 10 tháng 5 năm 2021 của Ban Chấp hành Trung ương về đổi mới công tác lưu trữ",
                     "Thực hiện Nghị quyết số 91-NQ/TW ngày 10 tháng 5 năm 2021 của Ban Chấp hành Trung ương về đổi mới công tác lưu trữ, Ban Thường vụ Thành ủy ban hành Chương trình như sau.");
  };
  const auto letter_of = [](std::string_view number, std::string_view day) { return programme(number, "Cần Thơ, ngày " + std::string(day), "kết quả công tác quý", "Thành ủy báo cáo kết quả công tác quý.", "BÁO CÁO"); };
  audit::Options asks_bodies;
  asks_bodies.bodies = {"Thành ủy Cần Thơ"};
  audit::Options asks_days;
  asks_days.deadline_days = 90;
  const auto assigned = [](std::string_view who) {
    return decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuyết định này quy định việc lập sổ kho.\n\nĐiều 2. Tổ chức thực hiện\n1. " + std::string(who) + " xây dựng kế hoạch triển khai thực hiện Quyết định này.\n\nĐiều 3. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n");
  };
  const std::string department = act_text("UBND THÀNH PHỐ CẦN THƠ\nSỞ TƯ PHÁP", "1245/KH-STP", "Cần Thơ, ngày 15 tháng 6 năm 2022", "KẾ HOẠCH", "Kiểm tra công tác hộ tịch", "Sở Tư pháp xây dựng kế hoạch kiểm tra công tác hộ tịch như sau.", "GIÁM ĐỐC\nTrần Văn Mẫu");
  std::string same_words;
  for (int i = 0; i < 1500; ++i) same_words += "Mục " + std::to_string(i) + ": tổ công tác thứ " + std::to_string(i * 7) + " lập phiếu số " + std::to_string(i * i) + " và gửi về phòng. ";
  std::string other_words;
  for (int i = 0; i < 200; ++i) other_words += "Khoảnh rừng " + std::to_string(i * 3) + " do hạt kiểm lâm " + std::to_string(i * 11) + " đo đạc vào năm cắm mốc thứ " + std::to_string(i + 40) + ". ";

  return {
      {"CIT-UNRESOLVED", warn, {}, plan("Thực hiện Nghị định số 880/2016/NĐ-CP ngày 08 tháng 4 năm 2016 của Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-AMBIGUOUS", warn, {}, plan("Quán triệt Nghị quyết số 26-NQ/TW trong sinh hoạt định kỳ."), plan("Quán triệt Nghị quyết số 26-NQ/TW ngày 19 tháng 5 năm 2018 trong sinh hoạt định kỳ.")},
      {"CIT-DATE-MISMATCH", error, {}, plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 18 tháng 4 năm 2020 của Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-DATE-INTERNAL", warn, {}, plan("Theo Quyết định số 7780/QĐ-BXD ngày 05 tháng 4 năm 2019 của Bộ Xây dựng. Mẫu phiếu theo Quyết định số 7780/QĐ-BXD ngày 15 tháng 4 năm 2019 của Bộ Xây dựng."),
       plan("Theo Quyết định số 7780/QĐ-BXD ngày 05 tháng 4 năm 2019 của Bộ Xây dựng. Mẫu phiếu theo Quyết định số 7780/QĐ-BXD ngày 05 tháng 4 năm 2019 của Bộ Xây dựng.")},
      {"CIT-DATE-IMPOSSIBLE", error, {}, plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 31 tháng 4 năm 2020 của Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-YEAR-MISMATCH", error, {}, plan("Thực hiện Quyết định số 9876/2019/QĐ-BNV ngày 05 tháng 01 năm 2021."), plan("Thực hiện Nghị quyết số 98/2019/NQ-HĐND ngày 05 tháng 01 năm 2020 của Hội đồng nhân dân thành phố.")},
      {"CIT-TYPE-MISMATCH", error, {}, plan("Thực hiện Nghị định số 11/2021/TT-BNV ngày 10 tháng 9 năm 2021."), plan("Thực hiện Quy định số 69-QĐ/TW ngày 06 tháng 7 năm 2022.")},
      {"CIT-ISSUER-MISMATCH", error, {}, plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Thủ tướng Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-BODY-MISMATCH", warn, {}, plan("Quán triệt Nghị quyết số 26-NQ/TW ngày 19 tháng 5 năm 2018 của Bộ Chính trị."), plan("Quán triệt Nghị quyết số 26-NQ/TW ngày 19 tháng 5 năm 2018 của Ban Chấp hành Trung ương.")},
      {"CIT-TERM-MISMATCH", error, {}, plan("Quán triệt Nghị quyết số 27-NQ/TW ngày 21 tháng 5 năm 2018 của Ban Chấp hành Trung ương Đảng khóa X."), plan("Quán triệt Nghị quyết số 27-NQ/TW ngày 21 tháng 5 năm 2018 của Ban Chấp hành Trung ương Đảng khóa XII.")},
      {"CIT-REPEALED", warn, {law_880, ends}, plan("Việc lập sổ thực hiện theo Điều 3" + of_880), plan("Sổ đã lập theo Điều 3" + of_880)},
      {"CIT-PARTIAL-REPEALED", warn, {law_880, cuts}, plan("Việc lập sổ thực hiện theo khoản 1 Điều 7" + of_880), plan("Việc lập sổ thực hiện theo khoản 1 Điều 8" + of_880)},
      {"CIT-NOT-YET-EFFECTIVE", warn, {later}, decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "Căn cứ Nghị định số 887/2021/NĐ-CP ngày 21 tháng 12 năm 2021 của Chính phủ;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuy định này áp dụng cho các sở.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày 01 tháng 4 năm 2022.\n"),
       decision("45/2030/QĐ-UBND", "15 tháng 3 năm 2030", bases + "Căn cứ Nghị định số 887/2021/NĐ-CP ngày 21 tháng 12 năm 2021 của Chính phủ;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuy định này áp dụng cho các sở.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày 01 tháng 4 năm 2030.\n")},
      {"CIT-SUSPENDED", warn, {decree_885, suspends}, plan("Việc kiểm định thực hiện theo Điều 3 Nghị định số 885/2019/NĐ-CP ngày 18 tháng 9 năm 2019 của Chính phủ."), plan("Việc kiểm định thực hiện theo Điều 3 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-FUTURE", error, {}, plan("Thực hiện Quyết định số 9876/QĐ-BNV ngày 05 tháng 12 năm 2022."), plan("Thực hiện Quyết định số 9876/QĐ-BNV ngày 05 tháng 12 năm 2021.")},
      {"CIT-SAMEDAY", info, {}, plan("Thực hiện Quyết định số 9876/QĐ-BNV ngày 15 tháng 3 năm 2022."), plan("Thực hiện Quyết định số 9876/QĐ-BNV ngày 14 tháng 3 năm 2022.")},
      {"CIT-PIN-NOTFOUND", error, {law_880}, plan("Thực hiện theo Điều 30" + of_880), plan("Thực hiện theo Điều 11" + of_880)},
      {"CIT-PIN-NOTFOUND", error, {law_880}, plan("Thực hiện theo khoản 5 Điều 4" + of_880), plan("Thực hiện theo khoản 3 Điều 4" + of_880)},
      {"CIT-PIN-NOTFOUND", error, {law_880}, plan("Thực hiện theo điểm d khoản 1 Điều 4" + of_880), plan("Thực hiện theo điểm b khoản 1 Điều 4" + of_880)},
      {"CIT-PIN-LETTER", warn, {}, plan("Thực hiện điểm f khoản 1 Điều 4 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020."), plan("Thực hiện điểm đ khoản 1 Điều 4 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020.")},
      {"CIT-PIN-ORDER", info, {}, plan("Thực hiện Điều 4 khoản 1 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020."), plan("Thực hiện khoản 1 Điều 4 Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020.")},
      {"CIT-PIN-COMPONENT", warn, {regulation}, plan("Thực hiện Điều 9 Quyết định số 8802/QĐ-TTg ngày 14 tháng 10 năm 2019 của Thủ tướng Chính phủ."),
       plan("Thực hiện Điều 9 Quy chế ban hành kèm theo Quyết định số 8802/QĐ-TTg ngày 14 tháng 10 năm 2019 của Thủ tướng Chính phủ.")},
      {"CIT-MISSING-NUMBER", warn, {}, plan("Việc tiếp nhận hồ sơ thực hiện theo Nghị định 73 và hướng dẫn của sở."), plan("Việc tiếp nhận thực hiện theo Nghị định số 73/2021/NĐ-CP ngày 01 tháng 8 năm 2021; Nghị định 73 được áp dụng thống nhất.")},
      {"CIT-MISSING-DATE", info, {}, plan("Thực hiện Quyết định số 2400/QĐ-BNV về văn thư."), plan("Thực hiện Quyết định số 2400/QĐ-BNV ngày 05 tháng 12 năm 2021 về văn thư.")},
      {"CIT-MISSING-ISSUER", info, {}, circular("881/2022/TT-BTC", "12 tháng 4 năm 2022", "Điều 1. Phạm vi\nTham khảo Quyết định số 71/2016/QĐ-UBND khi lập sổ.\n\nĐiều 2. Hiệu lực thi hành\n" + in_force),
       circular("881/2022/TT-BTC", "12 tháng 4 năm 2022", "Điều 1. Phạm vi\nTham khảo Quyết định số 71/2016/QĐ-UBND của Ủy ban nhân dân tỉnh Lào Cai khi lập sổ.\n\nĐiều 2. Hiệu lực thi hành\n" + in_force)},
      {"CIT-MALFORMED", warn, {}, plan("Thực hiện Nghị định số 45/2020/ND-CP ngày 08 tháng 4 năm 2020 của Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ–CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-OCR-SUSPECT", info, {}, plan("Thực hiện Nghị định số 45/2020/NĐ-СР ngày 08 tháng 4 năm 2020 của Chính phủ."), plan("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")},
      {"CIT-TITLE-MISMATCH", warn, {law_880}, with_basis("Căn cứ Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính hướng dẫn tiêu chuẩn nghiệp vụ ngành thú y thủy sản;"),
       with_basis("Căn cứ Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính quy định việc lập sổ kho ấn chỉ tại điểm thu phí;")},
      {"CIT-ALIAS-UNDEFINED", warn, {}, plan("Danh mục lập theo Nghị định 45 và gửi về sở. Mẫu theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ."), plan("Mẫu theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ. Danh mục lập theo Nghị định 45.")},
      {"CIT-ALIAS-CONFLICT", error, {},
       plan("Theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ (sau đây gọi tắt là Nghị định chung). Mẫu theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ (sau đây gọi tắt là Nghị định chung)."),
       plan("Theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ (sau đây gọi tắt là Nghị định chung). Mẫu theo Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ (sau đây gọi tắt là Nghị định mẫu).")},
      {"CIT-ALIAS-TYPO", warn, {}, plan("Theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ (sau đây gọi tắt là Nghị định số 54/2020/NĐ-CP)."),
       plan("Theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ (sau đây gọi tắt là Nghị định số 45/2020/NĐ-CP).")},
      {"CIT-DANGLING-THIS", warn, {}, plan("Các sở thực hiện đúng quy định của Thông tư này khi lập sổ."), plan("Các sở thực hiện đúng quy định của Quyết định này khi lập sổ.")},
      {"BAS-LOWER-RANK", error, {}, decree("889/2022/NĐ-CP", "18 tháng 9 năm 2022", numbered(2, in_force), "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\nCăn cứ Thông tư số 1234/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính;"),
       circular("889/2022/TT-BTC", "18 tháng 9 năm 2022", "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ;\n\n" + numbered(2, in_force))},
      {"BAS-NON-NORMATIVE", error, {}, with_basis("Căn cứ Công văn số 120/BTC-NSNN ngày 05 tháng 01 năm 2022 của Bộ Tài chính;"), with_basis("Theo đề nghị của Giám đốc Sở Nội vụ tại Công văn số 120/SNV-CC ngày 05 tháng 01 năm 2022.")},
      {"BAS-PARTY-IN-STATE", warn, {}, with_basis("Căn cứ Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương;"),
       decision("45/QĐ-UBND", "15 tháng 3 năm 2022", bases + "Căn cứ Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương;\n" + articles)},
      {"BAS-MISSING", warn, {}, decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\nCăn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;\n" + articles), with_basis("")},
      {"BAS-EXPIRED", error, {}, with_basis("Căn cứ Luật Đất đai số 13/2003/QH11 ngày 26 tháng 11 năm 2003;"), with_basis("Căn cứ Luật Đất đai số 45/2013/QH13 ngày 29 tháng 11 năm 2013;")},
      {"BAS-AMEND-OMITTED", info,
       {act_text("QUỐC HỘI", "880/2019/QH14", "Hà Nội, ngày 20 tháng 11 năm 2019", "LUẬT", "KHO ẤN CHỈ", "Quốc hội ban hành Luật Kho ấn chỉ.\n\n" + numbered(5, "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020."), "CHỦ TỊCH QUỐC HỘI\nTrần Văn Mẫu"),
        act_text("QUỐC HỘI", "881/2022/QH15", "Hà Nội, ngày 16 tháng 6 năm 2022", "LUẬT", "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT KHO ẤN CHỈ",
                 "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Kho ấn chỉ số 880/2019/QH14.\n\nĐiều 1. Sửa đổi, bổ sung khoản 1 Điều 3 của Luật Kho ấn chỉ số 880/2019/QH14 như sau:\n“1. Lập sổ bằng phương tiện điện tử.”\n\nĐiều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2023.",
                 "CHỦ TỊCH QUỐC HỘI\nTrần Văn Mẫu")},
       decision("45/2026/QĐ-UBND", "15 tháng 3 năm 2026", bases + "Căn cứ Luật Kho ấn chỉ số 880/2019/QH14;\n" + articles),
       decision("45/2026/QĐ-UBND", "15 tháng 3 năm 2026", bases + "Căn cứ Luật Kho ấn chỉ số 880/2019/QH14 được sửa đổi, bổ sung bởi Luật số 881/2022/QH15;\n" + articles)},
      {"GRF-SELF", warn, {}, with_basis("Căn cứ Quyết định số 45/2022/QĐ-UBND ngày 15 tháng 3 năm 2022 của Ủy ban nhân dân thành phố Cần Thơ;"), with_basis("Căn cứ Quyết định số 44/2022/QĐ-UBND ngày 14 tháng 3 năm 2022 của Ủy ban nhân dân thành phố Cần Thơ;")},
      {"GRF-CYCLE", error, {circular("880/2019/TT-BTC", "12 tháng 4 năm 2019", "Căn cứ Thông tư số 881/2019/TT-BTC ngày 13 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính;\n\n" + numbered(3, in_force))},
       circular("881/2019/TT-BTC", "13 tháng 4 năm 2019", "Căn cứ" + of_880 + "\n\n" + numbered(3, in_force)), circular("881/2019/TT-BTC", "13 tháng 4 năm 2019", numbered(3, in_force))},
      {"GRF-DOUBLE-REPLACE", warn, {law_880, ends},
       circular("890/2021/TT-BTC", "10 tháng 4 năm 2021", numbered(3, "1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2021.\n2. Thông tư này thay thế" + of_880)),
       circular("890/2021/TT-BTC", "10 tháng 4 năm 2021", numbered(3, "1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2021.\n2. Thông tư này thay thế Thông tư số 884/2020/TT-BTC ngày 10 tháng 4 năm 2020 của Bộ trưởng Bộ Tài chính."))},
      {"GRF-REPLACE-BACKWARD", error, {circular("899/2023/TT-BTC", "12 tháng 4 năm 2023", numbered(3, in_force))},
       circular("890/2022/TT-BTC", "10 tháng 4 năm 2022", numbered(3, "Bãi bỏ Thông tư số 899/2023/TT-BTC ngày 12 tháng 4 năm 2023 của Bộ trưởng Bộ Tài chính.")), circular("890/2022/TT-BTC", "10 tháng 4 năm 2022", numbered(3, "Bãi bỏ" + of_880))},
      {"GRF-UNAUTHORIZED-REPEAL", error, {}, circular("890/2022/TT-BTC", "10 tháng 4 năm 2022", numbered(3, "Bãi bỏ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ.")), circular("890/2022/TT-BTC", "10 tháng 4 năm 2022", numbered(3, "Bãi bỏ" + of_880))},
      {"IMP-GAP-NONE", warn, {resolution, letter_of("12-BC/TU", "10 tháng 8 năm 2022")}, letter_of("13-BC/TU", "10 tháng 9 năm 2022"), carries_out("57-CTr/TU", "10 tháng 7 năm 2021"), asks_bodies},
      {"IMP-GAP-LEVEL", info, {department}, assigned("Sở Tư pháp"), assigned("Sở Y tế")},
      {"IMP-OVERDUE", warn, {resolution}, carries_out("57-CTr/TU", "10 tháng 12 năm 2021"), carries_out("57-CTr/TU", "10 tháng 7 năm 2021"), asks_days},
      {"IMP-TARGET-EXPIRED", warn, {law_880, ends}, act_text("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "70/KH-UBND", "Cần Thơ, ngày 10 tháng 4 năm 2021", "KẾ HOẠCH", "Triển khai Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính", "Triển khai" + of_880.substr(0, of_880.size() - 1) + ", Ủy ban nhân dân thành phố ban hành Kế hoạch như sau."),
       act_text("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "70/KH-UBND", "Cần Thơ, ngày 10 tháng 4 năm 2020", "KẾ HOẠCH", "Triển khai Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính", "Triển khai" + of_880.substr(0, of_880.size() - 1) + ", Ủy ban nhân dân thành phố ban hành Kế hoạch như sau.")},
      {"IMP-REVIEW-MISSING", info, {programme("30-CTr/TU", "Cần Thơ, ngày 10 tháng 5 năm 2012", "về đổi mới công tác lưu trữ", "Thành ủy yêu cầu sơ kết 05 năm thực hiện Chương trình này.")}, letter_of("13-BC/TU", "10 tháng 9 năm 2022"), letter_of("13-BC/TU", "10 tháng 9 năm 2014")},
      {"LOC-ORPHAN", info, {}, act_text("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "70/KH-UBND", "Cần Thơ, ngày 10 tháng 4 năm 2021", "KẾ HOẠCH", "Trồng cây đầu năm", "Các sở trồng cây đầu năm theo phân công."), plan("Các sở trồng cây đầu năm.")},
      {"LOC-DEFUNCT-UNIT", warn, {}, decision("45/2025/QĐ-UBND", "15 tháng 9 năm 2025", bases + "\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuyết định này quy định việc lập sổ.\n\nĐiều 2. Tổ chức thực hiện\nỦy ban nhân dân các quận, huyện có trách nhiệm tổ chức thực hiện và báo cáo kết quả.\n"),
       decision("45/2024/QĐ-UBND", "15 tháng 9 năm 2024", bases + "\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuyết định này quy định việc lập sổ.\n\nĐiều 2. Tổ chức thực hiện\nỦy ban nhân dân các quận, huyện có trách nhiệm tổ chức thực hiện và báo cáo kết quả.\n")},
      {"LOC-WRONG-PROVINCE", error, {decision("12/2021/QĐ-UBND", "02 tháng 3 năm 2021", bases + articles, "An Giang", "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG")}, plan("Tham khảo Quyết định số 12/2021/QĐ-UBND ngày 02 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh Bạc Liêu."),
       plan("Tham khảo Quyết định số 12/2021/QĐ-UBND ngày 02 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh An Giang.")},
      {"COR-DUP-ID", error, {plan(same_words)}, plan(other_words), decision("46/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + other_words + articles)},
      {"COR-DUP-CONTENT", info, {plan(same_words)}, decision("46/2022/QĐ-UBND", "16 tháng 3 năm 2022", bases + "Theo đề nghị của Giám đốc Sở Nội vụ.\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\n" + same_words + "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nCác sở, ban, ngành chịu trách nhiệm thi hành.\n"), plan(other_words)},
      {"COR-NO-ID", warn, {}, decision("    /QĐ-UBND", "    tháng 3 năm 2022", bases + articles), decision("45/QĐ-UBND", "15 tháng 3 năm 2022", bases + articles)},
      {"COR-HEADER-CONFLICT", warn, {}, decision("45/CT-UBND", "15 tháng 3 năm 2022", bases + articles), decision("45/QĐ-UBND", "15 tháng 3 năm 2022", bases + articles)},
      {"COR-TRUNCATED", warn, {}, decision("45/2022/QĐ-UBND", "15 tháng 3 năm 2022", bases + "\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuy định việc lập sổ.\n\nĐiều 2. Đối tượng\nCác sở.\n\nĐiều 5. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n"), plan("Các sở lập sổ.")},
      {"COR-ENCODING", info, {}, plan("CHƢƠNG TRÌNH thực hiện công tác lưu trữ của các đơn vị."), plan("CHƯƠNG TRÌNH thực hiện công tác lưu trữ của các đơn vị.")},
  };
}

}  // namespace

TEST_CASE("every rule of the list fires at its fault and not at what only looks like it") {
  std::set<std::string> seen;
  for (const auto& row : cases()) {
    seen.insert(row.rule);
    INFO(row.rule << "\n" << row.wrong);
    CHECK(fires(row, row.wrong));
    INFO(row.right);
    CHECK_FALSE(fires(row, row.right));
  }
  std::set<std::string> all;
  for (const auto& rule : audit::all_rules()) all.emplace(rule.id);
  CHECK(seen == all);
}

namespace {

/// Rule, number of its case, "wrong" or "right", document, what fires there, severity, how often.
std::set<std::string> table_now() {
  std::map<std::string, int> counts, nth;
  for (const auto& row : cases()) {
    const auto number = std::to_string(++nth[row.rule]);
    for (const auto& [kind, text] : {std::pair{"wrong", &row.wrong}, std::pair{"right", &row.right}}) {
      for (const auto& fired : fired_with(row, *text)) ++counts[row.rule + "\t" + number + "\t" + kind + "\t" + fired.document + "\t" + fired.rule + "\t" + audit::severity_name(fired.severity)];
    }
  }
  std::set<std::string> lines;
  for (const auto& [line, count] : counts) lines.insert(line + "\t" + std::to_string(count));
  return lines;
}

}  // namespace

TEST_CASE("in the documents of the table fires what the list of findings says, and nothing else") {
  tests::check_lines("audit_table.tsv", table_now());
}

TEST_CASE("what fires in the documents of the table", "[.table]") {
  for (const auto& line : table_now()) std::cout << line << "\n";
}
