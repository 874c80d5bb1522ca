#include <algorithm>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"

using namespace tracuu;

namespace {

// "subject relation" of the first mention with that number.
std::string first_role(const std::string& sentence, const std::string& number) {
  model::Text text;
  text.bytes = sentence;
  const model::Document document = corpus::analyse(text);
  for (const model::Mention& mention : document.mentions)
    if (mention.number == number) return mention.roles.empty() ? "" : mention.roles.front().subject + " " + mention.roles.front().relation;
  return "not found";
}

}  // namespace

TEST_CASE("'thi hành' of 'hiệu lực thi hành' carries nothing out") {
  CHECK(first_role("Điều 1. Tạm ngưng hiệu lực thi hành Nghị định số 15/2018/NĐ-CP ngày 02/02/2018 của Chính phủ.", "15/2018/NĐ-CP") == "this suspends");
  CHECK(first_role("Các Nghị định sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành:\na) Nghị định số 61/2018/NĐ-CP;\nb) Nghị định số 62/2018/NĐ-CP.",
                   "62/2018/NĐ-CP") == "this repeals");
}

TEST_CASE("two verbs of one subject: bãi bỏ A, thay thế B") {
  CHECK(first_role("Nghị định này bãi bỏ Điều 3 Nghị định số 61/2018/NĐ-CP, thay thế Nghị định số 43/2011/NĐ-CP.", "43/2011/NĐ-CP") == "this replaces");
}

TEST_CASE("'Chấp hành' of 'Ban Chấp hành' is no verb") {
  CHECK(first_role("Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương và Nghị định số 61/2018/NĐ-CP.", "61/2018/NĐ-CP") == "this mention");
}

TEST_CASE("passive forms turn the edge round") {
  CHECK(first_role("Quyết định số 749/QĐ-TTg bị ngưng hiệu lực bởi Quyết định số 12/QĐ-TTg.", "749/QĐ-TTg") == "12/QĐ-TTg suspends");
  CHECK(first_role("Luật số 31/2024/QH15 được quy định chi tiết tại Nghị định số 102/2024/NĐ-CP.", "31/2024/QH15") == "102/2024/NĐ-CP guides");
  CHECK(first_role("Quyết định số 22/2021/QĐ-TTg được kéo dài bởi Quyết định số 36/2022/QĐ-TTg.", "22/2021/QĐ-TTg") == "36/2022/QĐ-TTg extends");
}

TEST_CASE("a look back and a manner are no carrying out and no guidance") {
  CHECK(first_role("Qua mười lăm năm thực hiện Nghị quyết số 27-NQ/TW ngày 06/8/2008, đội ngũ trí thức đã lớn mạnh.", "27-NQ/TW") == "this mention");
  CHECK(first_role("Thực hiện đồng thời với Nghị quyết số 27-NQ/TW ngày 06/8/2008.", "27-NQ/TW") == "this mention");
  CHECK(first_role("1. Hướng dẫn người dân nộp hồ sơ theo quy định tại điểm a khoản 2 Điều 9 Nghị định số 45/2020/NĐ-CP.", "45/2020/NĐ-CP") == "this refers");
}

TEST_CASE("an act that goes on until a day is extended, whatever the verb") {
  for (const char* sentence : {"Điều 1. Kéo dài thời hạn áp dụng Quyết định số 36/2022/QĐ-UBND đến hết ngày 31 tháng 12 năm 2026.", "Điều 1. Gia hạn hiệu lực thi hành Quyết định số 36/2022/QĐ-UBND đến ngày 30 tháng 6 năm 2026.",
                               "1. Tiếp tục áp dụng Quyết định số 36/2022/QĐ-UBND đến hết ngày 31 tháng 12 năm 2026.", "2. Quyết định số 36/2022/QĐ-UBND ngày 05/8/2022 được kéo dài đến hết ngày 31 tháng 12 năm 2026.",
                               "2. Các nội dung khác tại Quyết định số 36/2022/QĐ-UBND được tiếp tục thực hiện đến ngày 30/6/2026.", "3. Quyết định số 36/2022/QĐ-UBND tiếp tục có hiệu lực thi hành.",
                               "Điều 1. Kéo dài thời hạn hỗ trợ quy định tại Quyết định số 36/2022/QĐ-UBND thêm một năm."}) {
    INFO(sentence);
    CHECK(first_role(sentence, "36/2022/QĐ-UBND") == "this extends");
  }
  CHECK(first_role("Quyết định số 12/2020/QĐ-UBND; Quyết định số 36/2022/QĐ-UBND được tiếp tục áp dụng đến hết ngày 31/12/2026.", "12/2020/QĐ-UBND") == "this extends");
  // Projects go on, not the decision; what ends with its work is a transition.
  CHECK(first_role("Các dự án đã duyệt theo Quyết định số 36/2022/QĐ-UBND được tiếp tục thực hiện đến hết ngày 31/12/2026.", "36/2022/QĐ-UBND") == "this refers");
  CHECK(first_role("Hồ sơ đã nhận thì tiếp tục thực hiện theo quy định tại Thông tư số 10/2020/TT-BTC đến khi kết thúc.", "10/2020/TT-BTC") == "this refers");
}

TEST_CASE("an act that stands still is suspended, whatever the verb") {
  for (const char* sentence : {"Điều 1. Ngưng hiệu lực thi hành Quyết định số 36/2022/QĐ-UBND.", "Điều 1. Tạm dừng áp dụng Quyết định số 36/2022/QĐ-UBND cho đến khi có quy định mới.", "Điều 2. Quyết định số 36/2022/QĐ-UBND tạm ngưng hiệu lực từ ngày 01/7/2025.",
                               "Điều 1. Lùi thời điểm có hiệu lực thi hành của Quyết định số 36/2022/QĐ-UBND.", "1. Dừng thực hiện Dự án trồng rừng ven sông theo Quyết định số 36/2022/QĐ-UBND."}) {
    INFO(sentence);
    CHECK(first_role(sentence, "36/2022/QĐ-UBND") == "this suspends");
  }
  CHECK(first_role("Đề nghị Chính phủ xem xét tạm ngưng hiệu lực Nghị định số 15/2018/NĐ-CP.", "15/2018/NĐ-CP") == "this mention");
}

TEST_CASE("who interprets and who announces acts") {
  CHECK(first_role("Điều 1. Giải thích khoản 2 Điều 10 Luật số 33/2024/QH15 như sau.", "33/2024/QH15") == "this interprets");
  CHECK(first_role("Điều 3. Giải thích từ ngữ theo Luật số 33/2024/QH15.", "33/2024/QH15") == "this refers");
  CHECK(first_role("Điều 1. Công bố Quyết định số 36/2022/QĐ-UBND hết hiệu lực một phần.", "36/2022/QĐ-UBND") == "this announces");
  CHECK(first_role("Sở đã niêm yết thủ tục được công bố theo Quyết định số 36/2022/QĐ-UBND.", "36/2022/QĐ-UBND") == "this refers");
}

TEST_CASE("a parenthesis that closed has no part in the list that goes on") {
  const char* sentence = "Căn cứ Thông tư số 10/2020/TT-BTC (được sửa đổi, bổ sung bởi Thông tư số 22/2023/TT-BTC) và Nghị định số 15/2018/NĐ-CP;";
  CHECK(first_role(sentence, "10/2020/TT-BTC") == "22/2023/TT-BTC amends");
  CHECK(first_role(sentence, "15/2018/NĐ-CP") == "this basis");
}

TEST_CASE("a sentence ends behind the quotation marks that close after its stop") {
  CHECK(first_role("Điều 1. Sửa đổi khoản 2 như sau:\n“2. Chi hỗ trợ kèm theo Quyết định số 90/QĐ-TTg.” \nBãi bỏ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ.", "61/2018/NĐ-CP") == "this repeals");
}

TEST_CASE("what this document changes is told behind the citation") {
  CHECK(first_role("1. Hồ sơ theo Điều 7 Thông tư số 17/2022/TT-BTC được sửa đổi, bổ sung tại Thông tư này thì nộp lại.", "17/2022/TT-BTC") == "this amends");
  CHECK(first_role("2. Khoản 2 Điều 5 Nghị định số 15/2018/NĐ-CP được bãi bỏ theo Điều 3 Nghị định này.", "15/2018/NĐ-CP") == "this repeals");
}

TEST_CASE("a verb that opens the clause reaches what the citation carries") {
  CHECK(first_role("Bãi bỏ thủ tục xác nhận đơn đăng ký nước trong bộ thủ tục chung áp dụng tại phường, xã trên địa bàn thành phố ban hành kèm theo Quyết định số 3451/QĐ-UBND.", "3451/QĐ-UBND") == "this repeals");
  CHECK(first_role("Bãi bỏ các khoản thu theo quy định tại Nghị định số 15/2018/NĐ-CP.", "15/2018/NĐ-CP") == "this refers");
  CHECK(first_role("Sở rà soát, báo cáo cấp có thẩm quyền bãi bỏ Quyết định số 1504/QĐ-TTg.", "1504/QĐ-TTg") == "this mention");
}

TEST_CASE("what reading real texts showed of edges between others") {
  // A submission proposes; nobody amends himself; a circular amends no decree.
  CHECK(first_role("Xét Tờ trình số 16481/TTr-UBND về dự thảo sửa đổi, bổ sung một số điều của Quy định kèm theo Nghị quyết số 09/2022/NQ-HĐND.", "09/2022/NQ-HĐND") == "this mention");
  CHECK(first_role("Theo quy định tại QCVN 126:2021/BTTTT, Sửa đổi 1:2024 QCVN 126:2021/BTTTT.", "126:2021/BTTTT").find("126") == std::string::npos);
  model::Text text;
  text.bytes = "Căn cứ Nghị định số 123/2020/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 70/2025/NĐ-CP và Thông tư số 32/2025/TT-BTC;";
  for (const model::Mention& m : corpus::analyse(text).mentions)
    for (const model::Role& role : m.roles) CHECK(role.subject != "32/2025/TT-BTC");
  // The verb has its object; what follows goes with the first.
  CHECK(first_role("Nộp theo Thông tư số 63/2002/TT-BTC hướng dẫn thực hiện các quy định pháp luật về phí và lệ phí, Thông tư số 45/2006/TT-BTC.", "45/2006/TT-BTC") == "this refers");
  CHECK(first_role("Bãi bỏ Quyết định số 28/2019/QĐ-UBND về việc sửa đổi, bổ sung chức năng nhiệm vụ tại khoản 2 Điều 5 của Điều lệ tổ chức và hoạt động của Quỹ Đầu tư phát triển ban hành kèm theo Quyết định số 06/2018/QĐ-UBND.", "06/2018/QĐ-UBND") ==
        "28/2019/QĐ-UBND amends");
}

TEST_CASE("what reading real texts showed of ends and stays") {
  CHECK(first_role("2. Nghị quyết số 20/2021/QH15 ngày 28/7/2021 hết hiệu lực từ khi Nghị quyết này có hiệu lực thi hành.", "20/2021/QH15") == "this repeals");
  CHECK(first_role("Khoản 4 Điều 12 Nghị định số 75/2021/NĐ-CP; điểm d khoản 4 Điều 1 Nghị định số 55/2023/NĐ-CP (Nghị định số 61/2018/NĐ-CP) chấm dứt hiệu lực kể từ ngày ký.", "61/2018/NĐ-CP") == "this mention");
  CHECK(first_role("Tạm ngưng hiệu lực áp dụng cho đến khi Nghị định số 15/2018/NĐ-CP có hiệu lực.", "15/2018/NĐ-CP") == "this mention");
  CHECK(first_role("Tạm ngưng hiệu lực đối với các văn bản sau đây:\n1. Nghị định số 46/2026/NĐ-CP ngày 26/01/2026.", "46/2026/NĐ-CP") == "this suspends");
  CHECK(first_role("Điều 3. Thay thế, bãi bỏ một số từ, cụm từ tại Nghị định số 112/2024/NĐ-CP như sau.", "112/2024/NĐ-CP") == "this amends");
  CHECK(first_role("- Nghiên cứu, xây dựng Thông tư hướng dẫn Nghị định số 117/2013/NĐ-CP.", "117/2013/NĐ-CP") == "this mention");
}

TEST_CASE("a letter changes no law") {
  model::Text text;
  text.bytes = "BỘ TƯ PHÁP\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nSố: 15/BTP-PLDSKT\nV/v sửa đổi các luật\nHà Nội, ngày 05 tháng 3 năm 2025\n\nKính gửi: Các bộ\n\n1. Sửa đổi Luật Ngân sách nhà nước trong năm 2025.\n";
  const model::Document document = corpus::analyse(text);
  REQUIRE(document.identity.type == "CV");
  REQUIRE(document.mentions.size() == 1);
  CHECK(document.mentions[0].roles.front().relation == "mention");
}

TEST_CASE("what stands in quotation marks is said by the act that is quoted") {
  const char* consolidated =
      "VĂN BẢN HỢP NHẤT - BỘ TÀI CHÍNH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTHÔNG TƯ\nQuy định mức thu phí thử nghiệm\n\n"
      "Thông tư số 10/2017/TT-BTC ngày 08 tháng 3 năm 2017 của Bộ trưởng Bộ Tài chính quy định mức thu phí thử nghiệm, có hiệu lực kể từ ngày 01 tháng 5 năm 2017, được sửa đổi, bổ sung bởi:\n"
      "Thông tư số 28/2022/TT-BTC ngày 28 tháng 12 năm 2022 của Bộ trưởng Bộ Tài chính sửa đổi, bổ sung một số điều của các Thông tư về phí, có hiệu lực kể từ ngày 15 tháng 02 năm 2023.\n\n"
      "Căn cứ Luật Phí và lệ phí ngày 25 tháng 11 năm 2015;1\n\nĐiều 1. Phạm vi điều chỉnh\nThông tư này quy định mức thu.\n\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 15/VBHN-BTC\nHà Nội, ngày 30 tháng 8 năm 2024\n\n"
      "1 Thông tư số 28/2022/TT-BTC có căn cứ ban hành như sau:\n“Căn cứ Luật Giá ngày 20 tháng 6 năm 2012;\nCăn cứ Nghị định số 87/2017/NĐ-CP ngày 26 tháng 7 năm 2017 của Chính phủ;”.\n\n"
      "2 Điều 3 của Thông tư số 28/2022/TT-BTC quy định như sau:\n“Điều 3. Hiệu lực thi hành\nThông tư này bãi bỏ Thông tư số 11/2018/TT-BTC ngày 05 tháng 02 năm 2018.”\n";
  model::Text text;
  text.bytes = consolidated;
  const model::Document document = corpus::analyse(text);
  REQUIRE(document.identity.type == "VBHN");
  const auto roles = [&](std::string_view surface) {
    std::string all;
    for (const model::Mention& m : document.mentions)
      if (model::slice(text.bytes, m.span) == surface && all.empty())
        for (const model::Role& role : m.roles) all += role.subject + " " + role.relation + ";";
    return all;
  };
  CHECK(roles("Thông tư số 10/2017/TT-BTC") == "28/2022/TT-BTC amends;this consolidates;");
  CHECK(roles("Thông tư số 28/2022/TT-BTC") == "this consolidates;");
  CHECK(roles("Luật Phí và lệ phí") == "this basis;");
  CHECK(roles("Luật Giá") == "28/2022/TT-BTC basis;");
  CHECK(roles("Nghị định số 87/2017/NĐ-CP") == "28/2022/TT-BTC basis;");
  CHECK(roles("Thông tư số 11/2018/TT-BTC") == "28/2022/TT-BTC repeals;");
}

TEST_CASE("rules that end are told of the act that holds them") {
  CHECK(first_role("2. Các quy định về thu phí cầu đường, bến bãi tại Pháp lệnh số 38/2001/PL-UBTVQH10 hết hiệu lực thi hành từ ngày Luật này có hiệu lực.", "38/2001/PL-UBTVQH10") == "this repeals");
  CHECK(first_role("2. Quy định về số lượng cấp phó, chế độ phụ cấp tại Nghị quyết số 473/NQ-UBTVQH13 ngày 28/3/2012; Nghị quyết số 1278/NQ-UBTVQH13 ngày 01/7/2016 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.",
                   "473/NQ-UBTVQH13") == "this repeals");
  CHECK(first_role("3. Nghị quyết số 01/2024/NQ-HĐND ngày 29/3/2024 về việc quy định mức phân bổ kinh phí; quy định mức chi cho hòa giải hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.", "01/2024/NQ-HĐND") == "this repeals");
  // Acts issued by the rules, things done by them: another matter.
  CHECK(first_role("2. Quy định chuyển tiếp được thực hiện theo các văn bản tại Nghị quyết số 473/NQ-UBTVQH13 hết hiệu lực kể từ ngày 01/7/2025.", "473/NQ-UBTVQH13") != "this repeals");
}

TEST_CASE("relations told by the place where an act is named") {
  CHECK(first_role("Căn cứ Nghị định số 115/2015/NĐ-CP ngày 11/11/2015 của Chính phủ về bảo hiểm xã hội (sau đây gọi tắt là Nghị định số 115/2015/NĐ-CP về bảo hiểm);", "115/2015/NĐ-CP") == "this basis");
  model::Text text;
  text.bytes = "Căn cứ Nghị định số 115/2015/NĐ-CP ngày 11/11/2015 của Chính phủ (sau đây gọi tắt là Nghị định số 115/2015/NĐ-CP);";
  const auto defined = corpus::analyse(text);
  REQUIRE(defined.mentions.size() == 2);
  CHECK(defined.mentions[1].roles.front().relation == "mention");
  CHECK(first_role("Điều 3. Phân cấp\n1. Bổ sung máy móc ngoài các máy móc đã quy định tại khoản 1 Điều 4 Quyết định số 15/2025/QĐ-TTg.", "15/2025/QĐ-TTg") == "this refers");
  CHECK(first_role("Chi tiết quy định về cấp cảnh báo tại Mẫu số 04 Phụ lục III kèm theo Nghị định số 156/2018/NĐ-CP.", "156/2018/NĐ-CP") == "this refers");
  CHECK(first_role("2. Bãi bỏ khoản 1 Điều 3 Nghị quyết số 22/2024/NQ-HĐND quy định mức chi xây dựng văn bản triển khai thi hành Luật số 39/2024/QH15; khoản 1 Mục I của Phụ lục ban hành kèm theo Nghị quyết số 33/2025/NQ-HĐND.",
                   "33/2025/NQ-HĐND") == "this repeals");
  CHECK(first_role("- Tập trung thực hiện các nhiệm vụ theo Kế hoạch số 200/KH-UBND ngày 05/5/2026.", "200/KH-UBND") == "this implements");
  CHECK(first_role("Tiếp tục quán triệt sâu sắc tư tưởng về thi đua yêu nước; Chỉ thị số 41-CT/TW ngày 26/12/2024.", "41-CT/TW") == "this implements");
  CHECK(first_role("Quy định này quy định chi tiết khoản 1 Điều 6 Nghị quyết số 188/2025/QH15.", "188/2025/QH15") == "this guides");
  CHECK(first_role("1. Cơ sở pháp lý\n\n- Nghị định số 95/2023/NĐ-CP ngày 29/12/2023;\n\n- Quyết định số 660/QĐ-BDTTG ngày 18/9/2025.\n", "660/QĐ-BDTTG") == "this refers");
  CHECK(first_role("l) Căn cứ pháp lý của thủ tục hành chính\n\nNghị định số 255/2025/NĐ-CP ngày 29/9/2025", "255/2025/NĐ-CP") == "this refers");
  CHECK(first_role("Phiếu yêu cầu bổ sung hồ sơ tại Phụ lục I ban hành kèm theo Thông tư số 03/2025/TT-VPCP", "03/2025/TT-VPCP") != "this amends");
}

TEST_CASE("a column of what is to be amended or repealed changes nothing") {
  CHECK(first_role("TT Văn bản Điều, khoản cần sửa đổi, bổ sung, bãi bỏ 1 Nghị định số 41/2022/NĐ-CP ngày 25/01/2022 của Chính phủ.", "41/2022/NĐ-CP") == "this mention");
  CHECK(first_role("Các quy định này sẽ thay thế Thông tư số 10/2020/TT-BTC.", "10/2020/TT-BTC") == "this mention");
}

TEST_CASE("no act does anything to one of a later day: the later one stands beside it") {
  const char* sentence =
      "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ; Nghị định số 48/2013/NĐ-CP ngày 14/5/2013 của Chính phủ sửa đổi, bổ sung một số điều của các nghị định về kiểm soát thủ tục và Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ;";
  CHECK(first_role(sentence, "92/2017/NĐ-CP") == "this basis");
}

TEST_CASE("a body of a province changes no decree") {
  model::Text text;
  text.bytes =
      "ỦY BAN NHÂN DÂN\nTỈNH NINH BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 16/2021/QĐ-UBND\nNinh Bình, ngày 05 tháng 8 năm 2021\nQUYẾT ĐỊNH\nBan hành Quy chế một cửa\n\nĐiều 1. Hồ sơ\n"
      "Sửa đổi, bổ sung hồ sơ theo mẫu ban hành kèm theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ.\n";
  const model::Document document = corpus::analyse(text);
  REQUIRE(document.identity.province == "ninh-binh");
  for (const model::Mention& mention : document.mentions)
    for (const model::Role& role : mention.roles) CHECK(role.relation != "amends");
}

TEST_CASE("a letter about a programme that is to carry out an act carries out nothing") {
  CHECK(first_role("Theo đề nghị tại Công văn số 83/BKHCN-VP ngày 08/01/2025 về Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024.", "57-NQ/TW") == "this mention");
  CHECK(first_role("Căn cứ Chương trình số 37-CTr/TU ngày 19/7/2018 thực hiện Nghị quyết số 26-NQ/TW ngày 19/5/2018.", "26-NQ/TW") == "37-CTr/TU implements");
}
