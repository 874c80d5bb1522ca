#include "corpus/registry/registry.h"
#include "tests/unit/citation_table.h"

using namespace tracuu;
using namespace tracuu::tests;

namespace {

// Roles of the citation with this number (or name): "this amends, 25/2022/NĐ-CP amends". Of several mentions the n-th.
std::string role_of(const Analysed& a, std::string_view number_or_name, std::size_t n = 0) {
  for (const auto& mention : a.document.mentions)
    if (mention.kind == model::MentionKind::document && (mention.number == number_or_name || mention.name == number_or_name) && n-- == 0)
      return roles_of(mention);
  return "(not found)";
}

std::string in_decree(const std::string& article) {
  return decree("Quy định về dịch vụ công trực tuyến", ("Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về dịch vụ công trực tuyến.\n\nĐiều 2. Nội dung\n" + article + "\n").c_str());
}

struct RelationRow {
  const char* relation;
  std::string document;
  const char* cited;
  const char* roles;
};

void check_relations(const std::vector<RelationRow>& rows) {
  for (const auto& row : rows) {
    INFO(row.relation << ": " << row.document);
    CHECK(role_of(analysed(row.document), row.cited) == row.roles);
  }
}

std::string preamble(const char* basis) {
  return decree("Quy định về dịch vụ công trực tuyến", (std::string(basis) + "\n\nChính phủ ban hành Nghị định quy định về dịch vụ công trực tuyến.\n\nĐiều 1. Phạm vi\nNghị định này quy định.\n").c_str());
}

std::string plan(const char* title, const char* opening) {
  return state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "97/KH-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023",
                        (std::string("KẾ HOẠCH\n") + title + "\n\n" + opening + "\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Bảo đảm thống nhất.\n").c_str());
}

std::string decision(const char* title, const char* body) {
  return state_document("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "15/2023/QĐ-UBND", "Cần Thơ, ngày 12 tháng 5 năm 2023",
                        (std::string("QUYẾT ĐỊNH\n") + title + "\n\n" + body).c_str());
}

}  // namespace

TEST_CASE("the document relates to what it cites: one sentence for each relation") {
  check_relations({
      {"basis", preamble("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;"), "63/2025/QH15", "this basis"},
      {"implements", plan("Thực hiện Nghị quyết số 77/NQ-CP ngày 12/5/2023 của Chính phủ", "Ủy ban nhân dân thành phố xây dựng Kế hoạch như sau:"), "77/NQ-CP", "this implements"},
      {"implements", plan("Cải cách hành chính năm 2023", "Triển khai thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:"), "76/NQ-CP", "this implements"},
      {"guides", decree("Quy định chi tiết và biện pháp thi hành Luật Tổ chức Chính phủ số 63/2025/QH15", "Điều 1. Phạm vi\nNghị định này có hiệu lực.\n"), "63/2025/QH15", "this guides"},
      {"guides", decree("Hướng dẫn thi hành một số điều của Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ", "Điều 1. Phạm vi\nNghị định này có hiệu lực.\n"), "45/2020/NĐ-CP", "this guides"},
      {"amends", decree("Sửa đổi, bổ sung một số điều của Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ", "Điều 1. Phạm vi\nNghị định này có hiệu lực.\n"), "45/2020/NĐ-CP", "this amends"},
      {"replaces", in_decree("Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2021 và thay thế Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."), "61/2018/NĐ-CP", "this replaces"},
      {"repeals", in_decree("Bãi bỏ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ."), "61/2018/NĐ-CP", "this repeals"},
      {"repeals", in_decree("Bãi bỏ khoản 3 Điều 7 Nghị định số 61/2018/NĐ-CP."), "61/2018/NĐ-CP", "this repeals"},
      {"suspends", in_decree("Đình chỉ việc thi hành Điều 5 Nghị định số 15/2018/NĐ-CP."), "15/2018/NĐ-CP", "this suspends"},
      {"corrects", decision("Về việc đính chính Quyết định số 12/2023/QĐ-UBND ngày 03/4/2023 của Ủy ban nhân dân thành phố Cần Thơ", "Điều 1. Phạm vi\nQuyết định này có hiệu lực.\n"), "12/2023/QĐ-UBND", "this corrects"},
      {"extends", decision("Về việc kéo dài thời hạn áp dụng Quyết định số 12/2018/QĐ-UBND ngày 03/4/2018 của Ủy ban nhân dân thành phố Cần Thơ", "Điều 1. Phạm vi\nQuyết định này có hiệu lực.\n"), "12/2018/QĐ-UBND", "this extends"},
      {"issued_with", in_decree("Sử dụng Mẫu số 02 ban hành kèm theo Nghị định số 61/2018/NĐ-CP."), "61/2018/NĐ-CP", "this issued_with"},
      {"refers", in_decree("Trình tự thực hiện theo quy định tại Điều 5 Nghị định số 61/2018/NĐ-CP."), "61/2018/NĐ-CP", "this refers"},
      {"mention", preamble("Theo đề nghị của Bộ trưởng Bộ Tư pháp tại Tờ trình số 12/TTr-BTP ngày 05/01/2021;"), "12/TTr-BTP", "this mention"},
  });
}

TEST_CASE("a passive form turns the edge round: the document after 'bởi' acts on the one before") {
  check_relations({
      {"amends", in_decree("Áp dụng Nghị định số 47/2011/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 25/2022/NĐ-CP."), "47/2011/NĐ-CP", "25/2022/NĐ-CP amends, this refers"},
      {"amends", preamble("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số 63/2020/QH14;"), "80/2015/QH13", "63/2020/QH14 amends, this basis"},
      {"amends", preamble("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 được sửa đổi, bổ sung bởi Luật số 63/2020/QH14;"), "63/2020/QH14", "this basis"},
      {"replaces", in_decree("Nghị định số 17/2010/NĐ-CP được thay thế bởi Nghị định số 62/2017/NĐ-CP."), "17/2010/NĐ-CP", "62/2017/NĐ-CP replaces, this mention"},
      {"repeals", in_decree("Thông tư số 55/2010/TT-BTC bị bãi bỏ bởi Thông tư số 12/2019/TT-BTC."), "55/2010/TT-BTC", "12/2019/TT-BTC repeals, this mention"},
      {"guides", in_decree("Nghị định số 43/2011/NĐ-CP được hướng dẫn bởi Thông tư số 26/2009/TT-BTTTT."), "43/2011/NĐ-CP", "26/2009/TT-BTTTT guides, this mention"},
      {"corrects", in_decree("Áp dụng Thông tư số 55/2010/TT-BTC được đính chính bởi Quyết định số 12/QĐ-BTC."), "55/2010/TT-BTC", "12/QĐ-BTC corrects, this refers"},
  });
}

TEST_CASE("a relation inside the title of a cited document is an edge between two other documents") {
  check_relations({
      {"implements", in_decree("Nhiệm vụ đã đề ra tại Chương trình số 37-CTr/TU ngày 19/7/2018 của Ban Thường vụ Thành ủy thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018."), "26-NQ/TW", "37-CTr/TU implements"},
      {"guides", in_decree("Theo Nghị định số 189/2025/NĐ-CP ngày 01/7/2025 của Chính phủ quy định chi tiết Luật Xử lý vi phạm hành chính về thẩm quyền xử phạt."), "Luật Xử lý vi phạm hành chính", "189/2025/NĐ-CP guides"},
      {"amends", in_decree("Theo Thông tư số 75/2024/TT-BTC ngày 31 tháng 10 năm 2024 của Bộ trưởng Bộ Tài chính sửa đổi, bổ sung một số điều của Thông tư số 55/2023/TT-BTC ngày 15 tháng 8 năm 2023."), "55/2023/TT-BTC", "75/2024/TT-BTC amends"},
      {"replaces", in_decree("Thông tư số 12/2019/TT-BTC thay thế Thông tư số 55/2010/TT-BTC."), "55/2010/TT-BTC", "12/2019/TT-BTC replaces"},
      {"repeals", in_decree("Thông tư số 12/2019/TT-BTC bãi bỏ Thông tư số 55/2010/TT-BTC; Thông tư số 13/2019/TT-BTC được giữ."), "55/2010/TT-BTC", "12/2019/TT-BTC repeals"},
      {"consolidates", in_decree("Văn bản hợp nhất số 19/VBHN-BTC hợp nhất Thông tư số 55/2010/TT-BTC."), "55/2010/TT-BTC", "19/VBHN-BTC consolidates"},
      {"implements", plan("Thực hiện Nghị quyết số 282/NQ-CP ngày 15 tháng 9 năm 2025 của Chính phủ ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 72-NQ/TW ngày 09 tháng 9 năm 2025 của Bộ Chính trị", "Ủy ban nhân dân thành phố xây dựng Kế hoạch như sau:"), "72-NQ/TW", "282/NQ-CP implements"},
      {"implements", plan("Thực hiện Nghị quyết số 282/NQ-CP ngày 15 tháng 9 năm 2025 của Chính phủ ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 72-NQ/TW ngày 09 tháng 9 năm 2025 của Bộ Chính trị", "Ủy ban nhân dân thành phố xây dựng Kế hoạch như sau:"), "282/NQ-CP", "this implements"},
  });
}

TEST_CASE("a law amended by another keeps its own role in the preamble too") {
  const auto a = analysed(preamble("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;"));
  const auto documents = of_kind(a.document, model::MentionKind::document);
  REQUIRE(documents.size() >= 2);
  CHECK(roles_of(*documents[0]) == "this basis");
  CHECK(roles_of(*documents[1]) == "this basis");
}

TEST_CASE("every act of a list of grounds is a basis") {
  const auto a = analysed(preamble(
      "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;\nCăn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;\nCăn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử;\n"
      "Theo đề nghị của Bộ trưởng Bộ Tư pháp tại Tờ trình số 12/TTr-BTP ngày 05/01/2021;"));
  CHECK(role_of(a, "63/2025/QH15") == "this basis");
  CHECK(role_of(a, "Luật Giao dịch điện tử") == "this basis");
  CHECK(role_of(a, "45/2020/NĐ-CP") == "this basis");
  CHECK(role_of(a, "12/TTr-BTP") == "this mention");
}

TEST_CASE("a ground's title does not change its role: 'quy định về thực hiện', 'hướng dẫn'") {
  const auto a = analysed(preamble("Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính;\nCăn cứ Thông tư số 01/2018/TT-VPCP ngày 23 tháng 11 năm 2018 hướng dẫn thi hành một số quy định của Nghị định số 61/2018/NĐ-CP;"));
  CHECK(role_of(a, "61/2018/NĐ-CP", 0) == "this basis");
  CHECK(role_of(a, "01/2018/TT-VPCP") == "this basis");
  CHECK(role_of(a, "61/2018/NĐ-CP", 1) == "01/2018/TT-VPCP guides");
}

TEST_CASE("all acts under 'Bãi bỏ các ... sau đây' are repealed") {
  const auto a = analysed(decision("Bãi bỏ một số văn bản quy phạm pháp luật",
                                   "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Bãi bỏ toàn bộ các Quyết định sau đây:\n"
                                   "1. Quyết định số 42/2018/QĐ-UBND ngày 08 tháng 8 năm 2018 của Ủy ban nhân dân thành phố Cần Thơ về việc quy định giá.\n"
                                   "2. Quyết định số 07/2022/QĐ-UBND ngày 17 tháng 02 năm 2022 của Ủy ban nhân dân thành phố Cần Thơ về việc sửa đổi mức thu.\n"
                                   "3. Quyết định số 09/2022/QĐ-UBND ngày 18 tháng 02 năm 2022.\n\nĐiều 2. Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2023.\n"));
  CHECK(role_of(a, "42/2018/QĐ-UBND") == "this repeals");
  CHECK(role_of(a, "07/2022/QĐ-UBND") == "this repeals");
  CHECK(role_of(a, "09/2022/QĐ-UBND") == "this repeals");
}

TEST_CASE("what 'hết hiệu lực kể từ ngày Nghị định này có hiệu lực' ends is repealed by this document") {
  const auto a = analysed(in_decree("Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành."));
  CHECK(role_of(a, "61/2018/NĐ-CP") == "this repeals");
}

TEST_CASE("several acts that 'hết hiệu lực' ends are all repealed") {
  const auto a = analysed(in_decree("Nghị định số 61/2018/NĐ-CP và Nghị định số 43/2011/NĐ-CP hết hiệu lực thi hành kể từ ngày Nghị định này có hiệu lực."));
  CHECK(role_of(a, "61/2018/NĐ-CP") == "this repeals");
  CHECK(role_of(a, "43/2011/NĐ-CP") == "this repeals");
}

TEST_CASE("plans to change a law are no edge of change") {
  const auto a = analysed(plan("Công tác pháp chế năm 2023", "Ủy ban nhân dân thành phố ban hành Kế hoạch: Sở Tư pháp nghiên cứu, đề xuất sửa đổi, bổ sung Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."));
  const std::string roles = role_of(a, "61/2018/NĐ-CP");
  CHECK(roles.find("amends") == std::string::npos);
}

TEST_CASE("the name of an issuer holds no cue: 'Ban Chấp hành' does not implement what follows") {
  const auto b = analysed(in_decree("Theo Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương, Nghị quyết số 26-NQ/TW ngày 19/5/2018 của Ban Chấp hành Trung ương."));
  CHECK(role_of(b, "26-NQ/TW").find("27-NQ/TW") == std::string::npos);
}

TEST_CASE("acts listed under an article that repeals are repealed, whatever stands between its heading and the list") {
  const char* heading = "Điều 1. Bãi bỏ toàn bộ một số quyết định của Ủy ban nhân dân thành phố\n\n";
  const char* items = "1. Quyết định số 18/2015/QĐ-UBND ngày 03 tháng 4 năm 2015 của Ủy ban nhân dân thành phố về giá nước.\n\n2. Quyết định số 21/2019/QĐ-UBND ngày 09 tháng 9 năm 2019 của Ủy ban nhân dân thành phố hướng dẫn Nghị định số "
                      "61/2018/NĐ-CP.\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực từ ngày ký.\n";
  for (const std::string between : {"", "Người ký: VĂN PHÒNG\nThời gian ký: 12.05.2023 09:10:52\n\n", "Bãi bỏ toàn bộ các quyết định có tên sau đây\n\n"}) {
    INFO(between);
    const auto a = analysed(decision("Bãi bỏ một số văn bản quy phạm pháp luật", (heading + between + items).c_str()));
    CHECK(role_of(a, "18/2015/QĐ-UBND") == "this repeals");
    CHECK(role_of(a, "21/2019/QĐ-UBND") == "this repeals");
    CHECK(role_of(a, "61/2018/NĐ-CP") == "21/2019/QĐ-UBND guides");
  }
  const auto b = analysed(decision("Thu phí tham quan", "Điều 1. Mức phí\nMức phí là 20.000 đồng.\n\nĐiều 2. Điều khoản thi hành\nCác quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành: số 18/2015/QĐ-UBND ngày 03 tháng 4 năm 2015 và số "
                                                        "21/2016/QĐ-UBND ngày 09 tháng 9 năm 2016.\n"));
  CHECK(role_of(b, "18/2015/QĐ-UBND") == "this repeals");
  CHECK(role_of(b, "21/2016/QĐ-UBND") == "this repeals");
}

TEST_CASE("an obligation to plan is no edge from this document") {
  const auto a = analysed(plan("Thực hiện Chương trình số 57-CTr/TU ngày 03/3/2023 của Thành ủy Cần Thơ",
                               "Thực hiện Chương trình số 57-CTr/TU, Ủy ban nhân dân thành phố ban hành Kế hoạch.\n\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Tư pháp xây dựng kế hoạch thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 và Kế hoạch này."));
  CHECK_FALSE(a.document.obligations.empty());
}

TEST_CASE("every citation has a role, every relation name stands in the vocabulary, no document relates to itself") {
  const auto a = analysed(in_decree("Theo Nghị định số 45/2020/NĐ-CP được sửa đổi bởi Nghị định số 107/2021/NĐ-CP và thay thế Quyết định số 749/QĐ-TTg; Thông tư số 01/2023/TT-VPCP hướng dẫn Nghị định số 45/2020/NĐ-CP."));
  for (const auto& mention : a.document.mentions) {
    if (mention.kind == model::MentionKind::internal) continue;
    CHECK_FALSE(mention.roles.empty());
    for (const auto& role : mention.roles) {
      CHECK(registry::Registry::builtin().relation(role.relation) != nullptr);
      CHECK(role.subject != mention.number);
    }
  }
}

TEST_CASE("the verb of a title or a clause acts on what lies in the act that is cited") {
  const auto roles = [](const std::string& title, const std::string& article, std::string_view number) {
    const auto a = analysed("HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 11/2023/NQ-HĐND\n\nCần Thơ, ngày 12 tháng 5 năm 2023\n\nNGHỊ QUYẾT\n" + title + "\n\nĐiều 1. Nội dung\n" + article + "\n");
    for (const auto& mention : a.document.mentions)
      if (mention.number == number) return roles_of(mention);
    return std::string("(not found)");
  };
  CHECK(roles("VỀ SỬA ĐỔI, BỔ SUNG MỘT SỐ NỘI DUNG QUY ĐỊNH TẠI NGHỊ QUYẾT SỐ 22/2021/NQ-HĐND NGÀY 08/12/2021 VỀ PHÂN CẤP NGUỒN THU", "Nội dung.", "22/2021/NQ-HĐND") == "this amends");
  CHECK(roles("VỀ THU PHÍ THAM QUAN", "Bãi bỏ thủ tục có số thứ tự 8, 9, 10 tại Quyết định số 1127/QĐ-UBND ngày 06 tháng 5 năm 2021 của Ủy ban nhân dân thành phố.", "1127/QĐ-UBND") == "this repeals");
  CHECK(roles("VỀ THU PHÍ THAM QUAN", "Mức phí thực hiện theo quy định tại Quyết định số 1127/QĐ-UBND ngày 06 tháng 5 năm 2021 của Ủy ban nhân dân thành phố.", "1127/QĐ-UBND") == "this refers");
}

TEST_CASE("what is not changed by an act is not changed by it") {
  const auto a = analysed(in_decree("Trường hợp các biểu mẫu quy định trong các nghị định quy định chi tiết thi hành Luật Đất đai không sửa đổi, bổ sung, thay thế, bãi bỏ tại Nghị định này và Nghị định số 61/2018/NĐ-CP thì tiếp tục thực hiện."));
  CHECK(role_of(a, "61/2018/NĐ-CP").find("repeals") == std::string::npos);
  CHECK(role_of(a, "Luật Đất đai").find("repeals") == std::string::npos);
}

TEST_CASE("only the act that is said to end ends, not the one by which it was made nor one named before") {
  const auto ended = [](const std::string& sentence, std::string_view number) { return role_of(analysed(in_decree(sentence)), number).find("this repeals") != std::string::npos; };
  CHECK_FALSE(ended("Mức phí thực hiện theo quy định tại Luật Phí và lệ phí số 97/2015/QH13, Thông tư số 18/2015/TT-BTC ngày 03 tháng 4 năm 2015 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.", "97/2015/QH13"));
  CHECK_FALSE(ended("Các quyết định do Ủy ban nhân dân ban hành theo Nghị định số 61/2018/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 7 năm 2021.", "61/2018/NĐ-CP"));
  CHECK(ended("Kể từ ngày Nghị định này có hiệu lực thi hành, Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ hết hiệu lực thi hành.", "61/2018/NĐ-CP"));
  CHECK(ended("Nghị định số 61/2018/NĐ-CP và Nghị định số 43/2011/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.", "43/2011/NĐ-CP"));
}

TEST_CASE("papers that are cancelled are no acts that end") {
  const auto a = analysed(in_decree("Nghị định số 61/2018/NĐ-CP quy định việc in, cấp phát, thu hồi, hủy bỏ bằng tốt nghiệp trung cấp, cao đẳng và Nghị định số 43/2011/NĐ-CP."));
  CHECK(role_of(a, "43/2011/NĐ-CP").find("repeals") == std::string::npos);
  CHECK(role_of(analysed(in_decree("Hủy bỏ các Nghị định số 43/2011/NĐ-CP ngày 13 tháng 6 năm 2011 của Chính phủ.")), "43/2011/NĐ-CP") == "this repeals");
}
