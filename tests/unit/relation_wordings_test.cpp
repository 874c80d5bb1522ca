/// Wordings that documents taught which nobody had seen before: who relates, and how. Sentences of our own, real numbers.
#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

namespace {

const model::Mention* cited(const Analysed& a, std::string_view number_or_name, std::size_t n = 0) {
  for (const auto& mention : a.document.mentions)
    if (mention.kind == model::MentionKind::document && (mention.number == number_or_name || mention.name == number_or_name) && n-- == 0) return &mention;
  return nullptr;
}

std::string role_of(const Analysed& a, std::string_view number_or_name, std::size_t n = 0) {
  const auto* mention = cited(a, number_or_name, n);
  return mention == nullptr ? "(not found)" : roles_of(*mention);
}

std::string decision(const std::string& title, const std::string& body) {
  return state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "15/2023/QĐ-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023", ("QUYẾT ĐỊNH\n" + title + "\n\n" + body + "\n").c_str());
}

std::string plan(const std::string& body) {
  return state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "97/KH-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023", ("KẾ HOẠCH\nCải cách hành chính năm 2023\n\nỦy ban nhân dân thành phố ban hành Kế hoạch như sau:\n\nI. YÊU CẦU\n\n" + body + "\n").c_str());
}

std::string article(const std::string& sentence) { return decision("Về dịch vụ công trực tuyến", "Điều 1. Phạm vi\nQuyết định này quy định về dịch vụ công.\n\nĐiều 2. Nội dung\n" + sentence); }

struct Row {
  std::string document;
  const char* cited;
  const char* roles;
  std::size_t nth = 0;
};

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    INFO(row.document);
    CHECK(role_of(analysed(row.document), row.cited, row.nth) == row.roles);
  }
}

}  // namespace

TEST_CASE("what is singled out behind 'nhất là' goes with the verb of the sentence") {
  check({{plan("- Tiếp tục quán triệt, triển khai các quy định của pháp luật và các văn bản hướng dẫn thi hành, nhất là: Luật Lưu trữ, Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."), "Luật Lưu trữ", "this implements"},
         {plan("- Tiếp tục quán triệt, triển khai các quy định của pháp luật và các văn bản hướng dẫn thi hành, nhất là: Luật Lưu trữ, Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."), "76/NQ-CP", "this implements"}});
}

TEST_CASE("what a plan carries out: tasks named in an act, a list that a congress without number opens") {
  check({{plan("- Tổ chức triển khai thực hiện đồng bộ các nhiệm vụ, giải pháp đã nêu trong Nghị quyết số 76/NQ-CP."), "76/NQ-CP", "this implements"},
         {plan("Thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng; Chỉ thị số 45-CT/TW ngày 14 tháng 4 năm 2025 của Bộ Chính trị; Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:"), "45-CT/TW", "this implements"},
         {plan("1. Nội dung thực hiện: Phổ biến Luật Lưu trữ số 33/2024/QH15."), "33/2024/QH15", "this mention"}});
}

TEST_CASE("an act without a number, of another type, does nothing in the name of this document") {
  check({{plan("- Nghị định quy định chi tiết một số điều của Luật Lưu trữ số 33/2024/QH15."), "33/2024/QH15", "this mention"},
         {plan("- Dự thảo Quyết định của Thủ tướng Chính phủ thay thế Quyết định số 59/2007/QĐ-TTg."), "59/2007/QĐ-TTg", "this mention"},
         {decision("Công bố văn bản quy định chi tiết, hướng dẫn thi hành Nghị định số 155/2020/NĐ-CP tiếp tục có hiệu lực", "Điều 1. Công bố."), "155/2020/NĐ-CP", "this mention"}});
}

TEST_CASE("words that are changed: the act that holds them is amended, what they name is only told") {
  const auto text = article("3. Sửa đổi cụm từ “khoản 2 Điều 6 Nghị định số 59/2021/NĐ-CP ngày 18 tháng 6 năm 2021 của Chính phủ” tại khoản 3 Điều 12 Quyết định số 24/2021/QĐ-UBND thành cụm từ “Nghị định số 145/2026/NĐ-CP”.");
  check({{text, "24/2021/QĐ-UBND", "this amends"}, {text, "59/2021/NĐ-CP", "this mention"}, {text, "145/2026/NĐ-CP", "this mention"}});
}

TEST_CASE("the strongest verb of a row, and one that goes on behind a semicolon") {
  check({{decision("Sửa đổi, bổ sung một số điều của Quyết định số 24/2021/QĐ-UBND", "Điều 1. Phạm vi\nQuyết định này sửa đổi.\n\nĐiều 2. Bổ sung, thay thế, bãi bỏ một số cụm từ, điểm, khoản, điều của Quyết định số 24/2021/QĐ-UBND"), "24/2021/QĐ-UBND", "this repeals", 1},
         {article("Bãi bỏ: 06 thủ tục tại Danh mục ban hành kèm theo Quyết định số 719/QĐ-UBND ngày 11/4/2024; số thứ tự 04 Danh mục ban hành kèm theo Quyết định số 241/QĐ-UBND ngày 07/02/2025."), "241/QĐ-UBND", "this repeals"}});
}

TEST_CASE("an agent that may change the act: not a lower one beside it, not the Party's by the State's, none of the same day") {
  const auto beside = article("Thực hiện theo Điều 53 Luật Bảo vệ môi trường số 72/2020/QH14 được sửa đổi, bổ sung bởi Luật số 146/2025/QH15 và Điều 48 Nghị định số 08/2022/NĐ-CP ngày 10/01/2022 của Chính phủ quy định chi tiết một số điều của "
                              "Luật Bảo vệ môi trường được sửa đổi, bổ sung bởi Nghị định số 05/2025/NĐ-CP ngày 06/01/2025.");
  const auto party = decision("Về chuyển đổi số", "Căn cứ Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ ban hành Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị được sửa đổi, bổ sung bởi Nghị quyết số 71/NQ-CP ngày 01/4/2025;\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy định.");
  const auto day = decision("Về văn bản", "Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ được sửa đổi, bổ sung bởi Nghị định số 187/2025/NĐ-CP ngày 01/7/2025 và Nghị định số 79/2025/NĐ-CP ngày 01/4/2025 của Chính phủ;\n\nĐiều 1. Ban hành.");
  check({{beside, "05/2025/NĐ-CP", "this refers"}, {beside, "08/2022/NĐ-CP", "05/2025/NĐ-CP amends, this refers"},
         {party, "57-NQ/TW", "03/NQ-CP implements"}, {party, "03/NQ-CP", "71/NQ-CP amends, this basis"},
         {day, "78/2025/NĐ-CP", "187/2025/NĐ-CP amends, this basis"}});
}

TEST_CASE("edges between two others: a title that amends what lies in another act, acts guided together") {
  check({{article("Quyết định số 06/2020/QĐ-UBND ngày 13/02/2020 bổ sung tiêu chuẩn, định mức sử dụng máy móc, thiết bị quy định tại Quyết định số 09/2019/QĐ-UBND ngày 28/5/2019."), "09/2019/QĐ-UBND", "06/2020/QĐ-UBND amends"},
         {article("Bãi bỏ Thông tư số 83/2016/TT-BTC ngày 17/6/2016 hướng dẫn thi hành một số điều của Luật Đầu tư và Nghị định số 118/2015/NĐ-CP ngày 12/11/2015 của Chính phủ."), "118/2015/NĐ-CP", "83/2016/TT-BTC guides"}});
}

TEST_CASE("rules that a sentence names in its own way") {
  check({{article("1. Mức trợ cấp do Luật Bảo hiểm xã hội quy định."), "Luật Bảo hiểm xã hội", "this refers"},
         {article("1. Thực hiện theo quy định của Luật này và các quy định khác của Luật Khiếu nại."), "Luật Khiếu nại", "this refers"},
         {article("1. Báo cáo theo hướng dẫn của Sở Tài chính tại Công văn số 141/STC-NS ngày 29/12/2025."), "141/STC-NS", "this refers"},
         {article("Căn cứ pháp lý của thủ tục hành chính:\n- Luật Du lịch số 09/2017/QH14."), "09/2017/QH14", "this refers"},
         {article("a) Theo Phụ lục H QCVN 06:2022/BXD và Sửa đổi 1:2023 QCVN 06:2022/BXD."), "06:2022/BXD", "this refers", 1}});
}

TEST_CASE("an act that a decision ends, an act that a circular guides through what it set up") {
  check({{article("Chấm dứt hiệu lực của Quyết định số 243/QĐ-UBND ngày 12 tháng 01 năm 2017 của Ủy ban nhân dân thành phố."), "243/QĐ-UBND", "this repeals"},
         {state_document("BỘ NỘI VỤ", "17/2014/TT-BNV", "Hà Nội, ngày 12 tháng 5 năm 2014", "THÔNG TƯ\nHướng dẫn thực hiện trợ cấp một lần đối với chuyên gia theo Quyết định số 57/2013/QĐ-TTg\n\nĐiều 1. Phạm vi\nThông tư này có hiệu lực.\n"), "57/2013/QĐ-TTg", "this guides"}});
}

TEST_CASE("a later part of an act in the gazette is that act") {
  const auto a = analysed("CÔNG BÁO/Số 831 + 832/Ngày 24-6-2025\n\nVĂN BẢN QUY PHẠM PHÁP LUẬT\nCHÍNH PHỦ\nNghị định số 151/2025/NĐ-CP ngày 12 tháng 6 năm 2025\nquy định về phân định thẩm quyền của chính quyền địa phương 02 cấp\n(Tiếp theo Công báo số 829 + 830)\n"
                          "IV. Trình tự, thủ tục\n1. Người đề nghị nộp đơn.\n\nỦY BAN NHÂN DÂN ...\nQUYẾT ĐỊNH\nĐiều 1. Cho thuê đất.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n");
  CHECK(a.document.identity.number == "151/2025/NĐ-CP");
  CHECK(a.document.identity.type == "NĐ");
  CHECK(a.document.identity.issuer == "Chính phủ");
  CHECK(a.document.identity.date == model::Date{2025, 6, 12});
  CHECK(a.document.effects.empty());  // the clause stands in a form of its annex
}

TEST_CASE("slips around numbers, and numbers that are none") {
  CHECK(cited(analysed(article("Theo Chỉ thị so 41-CT/TW ngày 26/12/2024 của Bộ Chính trị.")), "41-CT/TW")->type == "CT");
  CHECK(cited(analysed(article("Theo Nghị định số số 268/2025/NĐ-CP.")), "268/2025/NĐ-CP")->type == "NĐ");
  CHECK(cited(analysed(article("Trước khi Luật Phòng cháy và chữa cháy 27/2001/QH10 có hiệu lực.")), "27/2001/QH10")->type == "L");
  CHECK(cited(analysed(article("Theo Luật Địa chất và khoáng sản năm 20243.")), "Luật Địa chất và khoáng sản")->year == 2024);
  CHECK(cited(analysed(article("Quy chuẩn QCVN 01 - 14: 2010/BNNPTNT.")), "01-14:2010/BNNPTNT") != nullptr);
  CHECK(cited(analysed(article("Theo QCVN:01/2008/BLĐTBXH.")), ":01/2008/BLĐTBXH") == nullptr);
  CHECK(cited(analysed(article("Theo QCVN:01/2008/BLĐTBXH.")), "01/2008/BLĐTBXH")->year == 2008);
  CHECK(cited(analysed(article("Theo TCVN 4755:89.")), "4755:89")->year == 1989);
  CHECK(cited(analysed(article("Tạm ngưng hiệu lực cho đến khi Luật An toàn thực phẩm (sửa đổi) có hiệu lực thi hành.")), "Luật An toàn thực phẩm") == nullptr);
  CHECK(cited(analysed(article("Triển khai Đề án 06 trên địa bàn.")), "06")->type == "ĐA");
  CHECK(cited(analysed(article("Theo Tờ trình số 372/TTr-CP và Đề án số 373/ĐA-CP ngày 09tháng 5 năm 2025 của Chính phủ.")), "372/TTr-CP")->date == model::Date{2025, 5, 9});
  CHECK(cited(analysed(article("Thuốc dùng ngoài theo tiêu chuẩn TCCS 36.")), "36") == nullptr);
  CHECK(cited(analysed(article("Hồ sơ gồm Văn bản đề nghị theo mẫu số 01/MGTH.")), "01/MGTH") == nullptr);
  CHECK(cited(analysed(article("Nghiên cứu, xây dựng Luật Ngân sách nhà nước (sửa đổi).")), "Luật Ngân sách nhà nước") == nullptr);
}

TEST_CASE("issuers: committees since 2025, ministries by their fields, boards with theirs") {
  const auto issuer = [](const char* sentence, const char* number) { return cited(analysed(article(sentence)), number)->issuer; };
  CHECK(issuer("Theo Báo cáo thẩm tra số 437/BC-UBPLTP15 ngày 03 tháng 6 năm 2025 của Ủy ban Pháp luật và Tư pháp.", "437/BC-UBPLTP15") == "Ủy ban Pháp luật và Tư pháp");
  CHECK(issuer("Theo Thông tư liên tịch số 25/2010/TTLT-BLĐTBXH-BTC-BYT ngày 11/9/2010 của liên Bộ Lao động - Thương binh và Xã hội, Tài chính, Y tế về chế độ.", "25/2010/TTLT-BLĐTBXH-BTC-BYT") == "liên Bộ Lao động - Thương binh và Xã hội, Tài chính, Y tế");
  CHECK(issuer("THEO NGHỊ QUYẾT SỐ 09/2022/NQ-HĐND NGÀY 14 THÁNG 7 NĂM 2022 CỦA HỘI ĐỒNG NHÂN DÂN TỈNH THỪA THIÊN HUẾ", "09/2022/NQ-HĐND") == "Hội đồng nhân dân tỉnh Thừa Thiên Huế");
  CHECK(issuer("THỰC HIỆN CHỈ THỊ SỐ 27/CT-TTG NGÀY 15 THÁNG 8 NĂM 2024 CỦA THỦ TƯỚNG CHÍNH PHỦ", "27/CT-TTg") == "Thủ tướng Chính phủ");
  CHECK(issuer("Theo Kế hoạch số 19/KH-BCĐTƯVSATTP ngày 05/12/2013 của Ban Chỉ đạo liên ngành Trung ương về vệ sinh an toàn thực phẩm về việc triển khai đợt cao điểm.", "19/KH-BCĐTƯVSATTP") == "Ban Chỉ đạo liên ngành Trung ương về vệ sinh an toàn thực phẩm");
}

TEST_CASE("sentences run on over pages, stamps and the number above the gazette's head") {
  CHECK(role_of(analysed(article("Người lao động nghỉ hằng năm theo quy định \n\n \n42 \nCÔNG BÁO/Số 301 + 302/Ngày 20-3-2022 \n  \ncủa Bộ luật Lao động và thỏa ước.")), "Bộ luật Lao động") == "this refers");
  const auto stamped = analysed(article(
      "Mức thu theo quy định tại Nghị định số 82/2023/NĐ-CP ngày 28 tháng 11 năm 2023 của \nNgười ký: CỔNG THÔNG TIN ĐIỆN TỬ\nEmail: mau@vidu.vn\nCơ quan: VĂN PHÒNG\nThời gian ký: 02.02.2024 10:11:12 +07:00\n\n\n"
      "16 \nCÔNG BÁO/Số 301 + 302/Ngày 20-3-2024 \n \nChính phủ về phí."));
  REQUIRE(cited(stamped, "82/2023/NĐ-CP") != nullptr);
  CHECK(cited(stamped, "82/2023/NĐ-CP")->issuer == "Chính phủ");
}

TEST_CASE("what a list under a rule, a column or a formula says of its members") {
  const auto list = analysed(article("1. Thực hiện theo quy định của pháp luật về đất đai; Nghị định số 44/2014/NĐ-CP ngày 15/5/2014 của Chính phủ về giá đất; Nghị định số 45/2014/NĐ-CP ngày 15/5/2014 của Chính phủ."));
  CHECK(role_of(list, "44/2014/NĐ-CP") == "this refers");
  CHECK(role_of(list, "45/2014/NĐ-CP") == "this refers");
  const auto column = analysed(decision("Về thủ tục hành chính", "Điều 1. Công bố danh mục thủ tục.\n\nPHỤ LỤC\n\n|\nTên thủ tục\n|\nCăn cứ pháp lý\n|\n1\n|\n1. Cấp giấy phép\n|\n(1) Luật Thủy lợi ngày 19/6/2017;\n"
                                                              "(2) Nghị định số\n67/2018/NĐ-CP ngày 14/5/2018.\n|\n"));
  CHECK(role_of(column, "Luật Thủy lợi") == "this refers");
  CHECK(role_of(column, "67/2018/NĐ-CP") == "this refers");
  const auto scheme = analysed(article("Hỗ trợ theo quy định tại khoản 1 Mục III Chương trình phát triển công tác xã hội giai đoạn 2021 - 2030 ban hành kèm theo Quyết định số 112/QĐ-TTg."));
  CHECK(role_of(scheme, "112/QĐ-TTg") == "this refers");
}

TEST_CASE("what an act laid down is adjusted, a row of objects is replaced") {
  const auto adjusted = analysed(article("a) Định mức của cấp huyện quy định tại mục A, Phụ lục số 02 ban hành kèm theo Quyết định số 31/2021/QĐ-UBND ngày 05/10/2021 được điều chỉnh thành định mức của cấp xã."));
  CHECK(role_of(adjusted, "31/2021/QĐ-UBND") == "this amends");
  const auto replaced = analysed(article("2. Thay thế Mẫu số 01 (Đơn đăng ký), Mẫu số 02 (Tờ khai bổ sung của cơ sở), Mẫu số 03 (Báo cáo hằng năm của huyện) Phụ lục II của Quyết định số 31/2021/QĐ-UBND."));
  CHECK(role_of(replaced, "31/2021/QĐ-UBND") == "this replaces");
  const auto repealed = analysed(decision("Về giá nước", "Điều 1. Giá nước sạch trên địa bàn thành phố\nBãi bỏ quy định về hỗ trợ giá nước nêu tại khoản 2 Điều 4 Quyết định số 31/2021/QĐ-UBND."));
  CHECK(role_of(repealed, "31/2021/QĐ-UBND") == "this repeals");
}

TEST_CASE("the formula of promulgation and the first words under a title") {
  const auto circular = analysed(state_document("BỘ NỘI VỤ", "04/2021/TT-BNV", "Hà Nội, ngày 03 tháng 6 năm 2021",
                                                "THÔNG TƯ\nChế độ phụ cấp\n\nCăn cứ Luật Viên chức ngày 15 tháng 11 năm 2010;\nBộ trưởng Bộ Nội vụ hướng dẫn thực hiện chế độ phụ cấp quy định tại Nghị định số 76/2019/NĐ-CP ngày 08/10/2019 "
                                                "của Chính phủ như sau:\n\nĐiều 1. Phạm vi\nThông tư này áp dụng cho viên chức."));
  CHECK(role_of(circular, "76/2019/NĐ-CP") == "this guides");
  const auto under_title = analysed(state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "97/KH-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023",
                                                   "KẾ HOẠCH\nTĂNG CƯỜNG CÔNG TÁC NGƯỜI CAO TUỔI TRONG TÌNH HÌNH MỚI\n\nThực hiện Chỉ thị số 59-CT/TW ngày 27/9/1995 của Ban Bí thư, Ủy ban nhân dân thành phố ban hành Kế hoạch."));
  CHECK(role_of(under_title, "59-CT/TW") == "this implements");
}

TEST_CASE("a chairman's office cut within its name") {
  const auto a = analysed("CHỦ TỊCH ỦY\nBAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 44/2025/QĐ-CTUBND\nLào Cai, ngày 02 tháng 12 năm 2025\n\nQUYẾT ĐỊNH\nVề chữ ký số\n\nĐiều 1. Phạm vi\nQuyết định này quy định về chữ ký số.\n");
  CHECK(a.document.identity.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai");
}

TEST_CASE("papers that a body wrote: their type by the symbol, their body named before them") {
  const auto field = [](const char* sentence, const char* number) {
    const auto a = analysed(article(sentence));
    const auto* m = cited(a, number);
    return m == nullptr ? std::string("(not found)") : m->type + " " + m->issuer;
  };
  const char* const list = "Theo đề nghị của Bộ trưởng Bộ Ngoại giao tại các văn bản: Số 31/TTr-BNG ngày 11 tháng 5 năm 2022, số 29/TTr-BNG ngày 06 tháng 5 năm 2022, số 44/BC-BNG ngày 11 tháng 5 năm 2022 về việc cử cán bộ.";
  CHECK(field(list, "31/TTr-BNG") == "TTr Bộ trưởng Bộ Ngoại giao");
  CHECK(field(list, "29/TTr-BNG") == "TTr Bộ trưởng Bộ Ngoại giao");
  CHECK(field(list, "44/BC-BNG") == "BC Bộ trưởng Bộ Ngoại giao");
  const char* const letters = "Sau khi có ý kiến của Bộ Xây dựng tại công văn số 746/BXD-KTXD ngày 27/10/2009, Bộ Kế hoạch và Đầu tư tại công văn số 822/BKHĐT-KTCN ngày 27/10/2009, Bộ Khoa học và Công nghệ tại công văn số 269/BKHCN-KHTC ngày 29/10/2009.";
  CHECK(field(letters, "822/BKHĐT-KTCN") == "CV Bộ Kế hoạch và Đầu tư");
  CHECK(field(letters, "269/BKHCN-KHTC") == "CV Bộ Khoa học và Công nghệ");
  CHECK(field("Về mức chi, Bộ Nội vụ đã có công văn số 580/BNV-TCBC ngày 17/9/2022.", "580/BNV-TCBC") == "CV Bộ Nội vụ");
  CHECK(field("Theo Báo cáo thẩm tra số 352/BC-UBKT15 ngày 11 tháng 02 năm 2023 của Ủy ban Kinh tế của Quốc hội.", "352/BC-UBKT15") == "BC Ủy ban Kinh tế của Quốc hội");
  CHECK(field("Theo Kế hoạch số 02-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số về chuyển đổi số.", "02-KH/BCĐTW") ==
        "KH Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số");
}

TEST_CASE("provisions behind a range, and twice the same") {
  CHECK(joined(cited(analysed(article("1. Thực hiện theo quy định từ Điều 31 đến 37, 40 và 41 của Luật Phá sản.")), "Luật Phá sản")->pinpoints) == "D31-D37, D40, D41");
  CHECK(joined(cited(analysed(article("1. Thực hiện theo quy định tại khoản 2, 3 Điều 12 và khoản 2, 3 Điều 12 của Luật Phá sản.")), "Luật Phá sản")->pinpoints) == "D12.k2, D12.k3");
}

TEST_CASE("a verb of change that names a procedure changes nothing: 'được thực hiện theo quy định tại' tells how") {
  const auto under = [](const char* heading, const char* sentence) { return decision("Về thủ tục", std::string("Điều 1. Phạm vi\nQuyết định này quy định về thủ tục.\n\nĐiều 2. ") + heading + "\n" + sentence); };
  check({{under("Đình chỉ thi hành án", "Việc đình chỉ thi hành án của cơ quan thi hành án được thực hiện theo quy định tại Điều 50 của Luật Thi hành án dân sự."), "Luật Thi hành án dân sự", "this refers"},
         {under("Bãi bỏ văn bản", "Việc bãi bỏ văn bản trái pháp luật được thực hiện theo quy định tại Điều 8 của Nghị định số 79/2025/NĐ-CP."), "79/2025/NĐ-CP", "this refers"},
         {under("Thay thế hòa giải viên", "Việc thay thế hòa giải viên thực hiện theo quy định của Luật Hòa giải ở cơ sở."), "Luật Hòa giải ở cơ sở", "this refers"},
         {under("Gia hạn hiệu lực của giấy phép", "Việc gia hạn hiệu lực của giấy phép được thực hiện theo quy định tại Nghị định số 18/2023/NĐ-CP."), "18/2023/NĐ-CP", "this refers"}});
}

TEST_CASE("what an act brought along is ended or changed, so is the act") {
  const char* const circular = "THÔNG TƯ\nSửa đổi, bổ sung Quy chế thi\n\nBộ trưởng Bộ Nội vụ ban hành Thông tư sửa đổi, bổ sung một số điều của Quy chế thi tuyển, thi nâng ngạch công chức, viên chức của các cơ quan, đơn vị sự nghiệp "
                               "trong lĩnh vực nội vụ và lao động ban hành kèm theo Thông tư số 06/2020/TT-BNV ngày 02 tháng 12 năm 2020.\n\nĐiều 1. Phạm vi\nThông tư này có hiệu lực.\n";
  check({{article("Các Danh mục dịch vụ công, Quy trình điện tử được ban hành kèm theo Quyết định số 719/QĐ-UBND ngày 11/4/2022 của Chủ tịch Ủy ban nhân dân thành phố hết hiệu lực."), "719/QĐ-UBND", "this repeals"},
         {article("Các dự án thuộc Danh mục ban hành kèm theo Quyết định số 719/QĐ-UBND ngày 11/4/2022 hết hiệu lực."), "719/QĐ-UBND", "this issued_with"},
         {state_document("BỘ NỘI VỤ", "09/2023/TT-BNV", "Hà Nội, ngày 12 tháng 5 năm 2023", circular), "06/2020/TT-BNV", "this amends"},
         {article("2. Sửa đổi, bổ sung nhiệm vụ của Chương trình hành động thực hiện Nghị quyết số 29-NQ/TW ngày 04 tháng 11 năm 2013 (ban hành kèm theo Nghị quyết số 44/NQ-CP ngày 09 tháng 6 năm 2014 của Chính phủ)."), "44/NQ-CP", "this amends"},
         {article("1. Bãi bỏ: Khoản 2 Điều 1 Quy định ban hành kèm theo Quyết định số 31/2019/QĐ-UBND; Nội dung tại điểm a khoản 2 Điều 3 Quy định ban hành kèm theo Quyết định số 31/2019/QĐ-UBND."), "31/2019/QĐ-UBND", "this repeals", 1},
         {article("Nội dung.\n\nPHỤ LỤC\nBỔ SUNG DANH MỤC NGHỀ NẶNG NHỌC\n(Kèm theo Quyết định số 24/2023/QĐ-UBND ngày 12 tháng 5 năm 2023)\n"), "24/2023/QĐ-UBND", "this issued_with"}});
}

TEST_CASE("a form of an annex is used, in a list of papers and in a cell") {
  const auto table = article("Thành phần hồ sơ:\n|\nĐơn đăng ký\n|\nMẫu B05, Phụ lục ban hành kèm\ntheo Nghị định số 95/2023/NĐ-CP\n|\n- Phiếu yêu cầu bổ sung hồ sơ tại Phụ\nlục II ban hành kèm theo Thông tư số 01/2018/TT-VPCP\n|\n");
  check({{table, "95/2023/NĐ-CP", "this refers"}, {table, "01/2018/TT-VPCP", "this refers"}});
}

TEST_CASE("the number of another act in the title is not the document's own") {
  const auto a = analysed("**THÔNG TƯ**\n\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUY CHẾ THI TUYỂN CÔNG CHỨC BAN HÀNH KÈM THEO THÔNG TƯ SỐ 06/2020/TT-BNV NGÀY 02\nTHÁNG 12 NĂM 2020 CỦA BỘ TRƯỞNG BỘ NỘI VỤ\n\n*Căn cứ Luật Cán bộ, công chức số 80/2025/QH15;*\n\n"
                          "*Bộ trưởng Bộ\nNội vụ ban hành Thông tư sửa đổi, bổ sung một số điều của Quy chế thi tuyển công chức ban hành kèm theo Thông tư số 06/2020/TT-BNV.*\n\n**Điều 1. Sửa đổi, bổ sung một số điều**\n\n1. Sửa đổi khoản 2 Điều 5 như sau:\n\n"
                          "“2. Hội đồng làm việc theo quy định tại Quy chế này.”\n\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.\n");
  CHECK(a.document.identity.number.empty());
  CHECK_FALSE(a.document.identity.date.is_set());
  CHECK(a.document.identity.issuer == "Bộ Nội vụ");
  CHECK(a.document.identity.system == model::System::state);
  CHECK(role_of(a, "06/2020/TT-BNV", 0) == "this amends");
  CHECK(role_of(a, "06/2020/TT-BNV", 1) == "this amends");
  const auto alias = of_kind(a.document, model::MentionKind::alias);
  REQUIRE(alias.size() == 1);
  CHECK(model::slice(a.bytes, alias[0]->span) == "Quy chế này");
  CHECK(alias[0]->number == "06/2020/TT-BNV");
}

TEST_CASE("a table without lines: cells under 'Căn cứ' tell the rule, and end where the next task begins") {
  const auto a = analysed(plan("TT\nTên nhiệm vụ\nCơ quan\nchủ trì\nThời gian\nhoàn thành\nCăn cứ\nbổ sung\n1\nTuyên truyền kết quả thực hiện Luật Lưu trữ\nSở Nội vụ\nThường\nxuyên\nChương\ntrình số 31-\nCTr/TU\n2\nThể chế hóa Kết luận số 47-KL/TW\n"
                               "Sở Tư pháp\nVăn bản được\nban hành để triển\nkhai các chủ\nTháng\n9/2023\nNghị quyết\nsố 76/NQ-CP,\nNghị quyết số\n82/NQ-CP\n3\nThể chế hóa các chủ trương phát triển kinh tế theo Nghị quyết số 41-NQ/TW của Bộ Chính trị\nSở Công Thương\n2023\nNghị quyết\nsố 76/NQ-CP\n"));
  CHECK(role_of(a, "Luật Lưu trữ") == "this mention");  // the result is told
  CHECK(role_of(a, "31-CTr/TU") == "this refers");
  CHECK(role_of(a, "47-KL/TW") == "this implements");
  CHECK(role_of(a, "76/NQ-CP", 0) == "this refers");
  CHECK(role_of(a, "82/NQ-CP") == "this refers");
  CHECK(role_of(a, "41-NQ/TW") == "this implements");
  CHECK(role_of(a, "76/NQ-CP", 1) == "this refers");
}

TEST_CASE("how a law applies to some, duties to keep rules, titles that go on, the document named on its own page") {
  const auto decree_text = decree("Quy định việc áp dụng Luật Hợp tác xã đối với quỹ tín dụng nhân dân", "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định việc áp dụng Luật Hợp tác xã đối với quỹ tín dụng nhân dân.\n");
  const auto preamble = decision("Về thi đua", "Căn cứ Nghị định số 152/2025/NĐ-CP của Chính phủ quy định về phân cấp trong lĩnh vực thi đua; quy định chi tiết một số điều của Luật Thi đua, khen thưởng;\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy định.");
  const auto list = article("1. Lập hóa đơn theo Thông tư số 32/2025/TT-BTC ngày 31 tháng 5 năm 2025 hướng dẫn thực hiện một số điều của Luật Quản lý thuế ngày 13 tháng 6 năm 2019, Nghị định số 123/2020/NĐ-CP ngày 19 tháng 10 năm 2020.");
  const auto page = analysed(decision("Sửa đổi, bổ sung Quyết định số 24/2021/QĐ-UBND", "Điều 1. Sửa đổi.\n\nQuyết định 15/2023/QĐ-UBND sửa đổi Quyết định 24/2021/QĐ-UBND về dịch vụ công"));
  check({{decree_text, "Luật Hợp tác xã", "this guides", 0}, {decree_text, "Luật Hợp tác xã", "this guides", 1},
         {article("1. Chính phủ quy định việc áp dụng Luật Viên chức đối với người làm việc trong tổ chức xã hội."), "Luật Viên chức", "this refers"},
         {article("1. Sở Nội vụ có trách nhiệm kiểm tra công việc đã ủy quyền và thực hiện đầy đủ các quy định tại Thông tư số 17/2023/TT-BNV."), "17/2023/TT-BNV", "this implements"},
         {preamble, "Luật Thi đua, khen thưởng", "152/2025/NĐ-CP guides"},
         {list, "123/2020/NĐ-CP", "32/2025/TT-BTC guides"}});
  CHECK(role_of(page, "24/2021/QĐ-UBND", 1) == "this amends");
}

TEST_CASE("a decree that says what it guides, however its verbs are put together") {
  const auto promulgated = [](const char* what) {
    return decree("Về đấu thầu", (std::string("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;\nTheo đề nghị của Bộ trưởng Bộ Tài chính;\nChính phủ ban hành Nghị định ") + what + "\n\nĐiều 1. Phạm vi\nQuy định chung.\n").c_str());
  };
  check({{promulgated("quy định chi tiết một số điều và biện pháp thi hành Luật Đấu thầu."), "Luật Đấu thầu", "this guides"},
         {promulgated("quy định chi tiết một số điều và biện pháp để tổ chức, hướng dẫn thi hành Luật Đấu thầu."), "Luật Đấu thầu", "this guides"},
         {promulgated("quy định chi tiết và hướng dẫn một số điều của Nghị quyết số 254/2025/QH15."), "254/2025/QH15", "this guides"},
         {promulgated("quy định về Quỹ nhà ở và biện pháp tổ chức thi hành Nghị quyết số 201/2025/QH15."), "201/2025/QH15", "this guides"},
         {promulgated("quy định về kéo dài thời gian thực hiện và sửa đổi, bổ sung một số điều của Nghị định số 121/2016/NĐ-CP."), "121/2016/NĐ-CP", "this amends"},
         {article("1. Quyết định này quy định một số biện pháp thi hành Luật Đấu thầu."), "Luật Đấu thầu", "this guides"},
         // Another act that is spoken of, or acts without a number.
         {article("1. Hồ sơ theo Điều 12 của Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật Đấu thầu."), "Luật Đấu thầu", "this mention"},
         {article("1. Việc lựa chọn nhà thầu thực hiện theo quy định của Luật Đầu tư công và các văn bản hướng dẫn thi hành Luật Đấu thầu."), "Luật Đấu thầu", "this mention"},
         {article("1. Thực hiện theo Nghị định số 31/2019/NĐ-CP ngày 10/4/2019 của Chính phủ quy định chi tiết một số điều và biện pháp tổ chức thi hành Luật Tố cáo."), "Luật Tố cáo", "31/2019/NĐ-CP guides"}});
}

TEST_CASE("no law acts on a decree and no decree on a circular: who can does") {
  const auto circular = [](const char* body) { return state_document("BỘ TÀI CHÍNH", "12/2025/TT-BTC", "Hà Nội, ngày 12 tháng 5 năm 2025", body); };
  const auto two = article("1. Thực hiện theo Thông tư số 26/2015/TT-BTC hướng dẫn về thuế tại Nghị định số 12/2015/NĐ-CP quy định chi tiết Luật Quản lý thuế và sửa đổi, bổ sung một số điều của Thông tư số 39/2014/TT-BTC.");
  check({{two, "39/2014/TT-BTC", "26/2015/TT-BTC amends"},
         {circular("THÔNG TƯ\nHướng dẫn về thuế\n\nTheo đề nghị của Tổng cục trưởng Tổng cục Thuế;\nBộ trưởng Bộ Tài chính ban hành Thông tư hướng dẫn Nghị định số 146/2017/NĐ-CP và sửa đổi, bổ sung một số điều của Thông tư số 78/2014/TT-BTC.\n\nĐiều 1. Phạm vi\nNội dung.\n"),
          "78/2014/TT-BTC", "this amends"},
         {article("1. Sửa đổi hồ sơ theo Luật Tố cáo\nThay thế Mẫu số 02 tại Phụ lục ban hành kèm theo Nghị quyết số 31/2019/NQ-HĐND."), "31/2019/NQ-HĐND", "this replaces"}});
}

TEST_CASE("no act does anything to itself, whatever a list hands on") {
  const auto a = analysed(article("1. Thực hiện theo khoản 5 Điều 9 Luật Đất đai được sửa đổi, bổ sung tại khoản 3 Điều 1 Luật số 43/2024/QH15 sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và tại thời điểm đó, "
                                  "chủ đầu tư thực hiện theo quy định tại khoản 9, khoản 10 Điều 255 Luật Đất đai, khoản 3 Điều 1 Luật số 43/2024/QH15."));
  CHECK(role_of(a, "Luật Đất đai", 2) == "this refers");  // "khoản 9, khoản 10": the comma begins no new member of the list
  CHECK(role_of(a, "43/2024/QH15", 1) == "this refers");
  for (const auto& mention : a.document.mentions)
    for (const auto& role : mention.roles) CHECK((role.subject == "this" || role.subject != mention.number));
}

TEST_CASE("of several that amend one act the first told stands first") {
  check({{article("1. Thực hiện theo Luật Lâm nghiệp số 16/2017/QH14 được sửa đổi, bổ sung bởi Luật số 16/2023/QH15, Luật số 31/2024/QH15."), "16/2017/QH14", "16/2023/QH15 amends, 31/2024/QH15 amends, this refers"}});
}

TEST_CASE("columns and lists of the legal basis of procedures") {
  const auto table = article("Danh mục:\n|\n**STT**\n|\n**Tên thủ tục**\n|\n**Tên VBQPPL quy định việc bãi bỏ**\n|\n1\n|\nCấp giấy phép\n|\nNghị định số 144/2020/NĐ-CP ngày 14/12/2020 của Chính phủ\n|\n2\n|\nThu hồi\n|\n- Thông tư số 09/2024/TT-BKHCN quy định quản lý nhiệm vụ;\n|\n");
  check({{table, "144/2020/NĐ-CP", "this refers"},
         {table, "09/2024/TT-BKHCN", "this refers"},
         {article("l) Căn cứ pháp lý của thủ tục hành chính: Luật Trồng trọt năm 2018."), "Luật Trồng trọt", "this refers"},
         {article("1. Phương án theo Mẫu số 06 của Phụ lục IV kèm theo Thông tư số 36/2025/TT-BNNMT."), "36/2025/TT-BNNMT", "this refers"},
         {article("1. Xem Phụ lục I kèm theo Tờ trình số 36/TTr-SNV."), "36/TTr-SNV", "this mention"},
         {article("III. Thời hạn giải quyết thủ tục sửa đổi, bổ sung Giấy phép tại điểm b khoản 1 Điều 26 Nghị định số 52/2024/NĐ-CP."), "52/2024/NĐ-CP", "this refers"}});
}

TEST_CASE("the verb of a row stands where the row begins, and the strongest of it counts") {
  check({{article("4. Thay thế cụm từ “xã, phường” thành “xã, phường, đặc khu” tại mục 1; điểm 8, 9 mục 2; mục 3 Phụ lục III ban hành kèm theo Quyết định số 2/2023/QĐ-UBND."), "2/2023/QĐ-UBND", "this amends"},
         {article("1. Thay thế cụm từ “Sở Lao động” bằng cụm từ “Sở Nội vụ” tại khoản 3 Điều 9 Quyết định số 152/2016/QĐ-UBND."), "152/2016/QĐ-UBND", "this amends"},
         {article("1. Bãi bỏ, sửa đổi, thay thế một số điều, phụ lục của Quyết định số 2/2023/QĐ-UBND."), "2/2023/QĐ-UBND", "this repeals"},
         {article("1. Thực hiện theo Mục VI Phần III Phụ lục I kèm theo Nghị định số 151/2025/NĐ-CP được đính chính bởi Mục 3 Phụ lục ban hành kèm theo Quyết định số 2418/QĐ-BNNMT."), "151/2025/NĐ-CP", "2418/QĐ-BNNMT corrects, this refers"}});
  const auto a = analysed(article("1. Bãi bỏ một số điều, phụ lục của Quyết định số 2/2023/QĐ-UBND."));
  REQUIRE(of_kind(a.document, model::MentionKind::document).size() == 1);
  CHECK(of_kind(a.document, model::MentionKind::document)[0]->pinpoints.empty());  // some annexes
}

TEST_CASE("a submission that a preamble names as basis is one") {
  check({{decision("Về cơ cấu tổ chức", "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;\nCăn cứ Tờ trình số 19/TTr-TTg ngày 08 tháng 02 năm 2025 của Thủ tướng Chính phủ;\nTheo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 20/TTr-SNV;\n\nĐiều 1. Nội dung."), "19/TTr-TTg", "this basis"},
         {decision("Về cơ cấu tổ chức", "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;\nTheo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 20/TTr-SNV;\n\nĐiều 1. Nội dung."), "20/TTr-SNV", "this mention"}});
}

TEST_CASE("a page that ends within a sentence ends nothing") {
  const auto a = analysed(decree("Về dịch vụ công", "Điều 1. Phạm vi\n1. Nghị định số 105/2025/NĐ-CP ngày 15/5/2025 của Chính phủ quy định chi tiết một số điều\n\nvà biện pháp thi hành Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ.\n2. Sự cố theo quy định tại khoản 8 Điều \n\n"
                                                     "CÔNG BÁO/Số 278/Ngày 18-05-2026 \n18\n \n \n3 của Luật Trí tuệ nhân tạo là sự kiện.\n\na) Nghị định số 61/2018/NĐ-CP;\n\nb) Luật Khoáng sản.\n"));
  CHECK(role_of(a, "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ") == "105/2025/NĐ-CP guides");
  CHECK(role_of(a, "Luật Trí tuệ nhân tạo") == "this refers");
  for (const auto* mention : of_kind(a.document, model::MentionKind::document))
    if (mention->name == "Luật Trí tuệ nhân tạo") CHECK(joined(mention->pinpoints) == "D3.k8");
}
