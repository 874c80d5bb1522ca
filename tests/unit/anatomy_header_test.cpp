#include <catch2/catch.hpp>

#include "corpus/anatomy/anatomy.h"

using namespace tracuu;

namespace {

model::Document describe(std::string bytes) {
  model::Text text;
  text.bytes = std::move(bytes);
  const auto canonical = text::canonicalize(text);
  model::Document document;
  document.pages = canonical.pages;
  anatomy::describe(text, canonical, document);
  anatomy::find_effects(canonical, document);
  return document;
}

model::Identity identity(std::string bytes) { return describe(std::move(bytes)).identity; }

}  // namespace

TEST_CASE("a decree's header gives type, number, date, issuer and title", "[anatomy]") {
  const auto id = identity("CHÍNH PHỦ\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n\n"
                           "Số: 45/2020/NĐ-CP\n\nHà Nội, ngày 08 tháng 4 năm 2020\n\nNGHỊ ĐỊNH\nVỀ THỰC HIỆN THỦ TỤC HÀNH CHÍNH TRÊN MÔI TRƯỜNG ĐIỆN TỬ\n\n"
                           "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n"
                           "Chính phủ ban hành Nghị định về thực hiện thủ tục hành chính trên môi trường điện tử.\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định...\n");
  CHECK(id.type == "NĐ");
  CHECK(id.number == "45/2020/NĐ-CP");
  CHECK(id.date.iso() == "2020-04-08");
  CHECK(id.place == "Hà Nội");
  CHECK(id.issuer == "Chính phủ");
  CHECK(id.system == model::System::state);
  // The enacting sentence repeats the title with its small letters.
  CHECK(id.title == "Về thực hiện thủ tục hành chính trên môi trường điện tử");
  CHECK(id.id == "cp/nd/2020/45");
  CHECK_FALSE(id.is_draft);
}

TEST_CASE("a Party programme on one line is read behind motto and date", "[anatomy]") {
  const auto id = identity("----------------------- Page 1----------------------- THÀNH ỦY CẦN THƠ ĐẢNG CỘNG SẢN VIỆT NAM * Số 57-CTr/TU Cần Thơ, ngày 03 tháng 3 năm 2023 "
                           "CHƢƠNG TRÌNH thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ƣơng Đảng khóa XIII về tiếp tục xây dựng Nhà nƣớc ----- "
                           "Thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022, Ban Chấp hành Đảng bộ thành phố Cần Thơ ban hành Chương trình, cụ thể như sau: I- MỤC ĐÍCH, YÊU CẦU "
                           "1. Quán triệt và triển khai thực hiện nghiêm túc.");
  CHECK(id.type == "CTr");
  CHECK(id.number == "57-CTr/TU");
  CHECK(id.date.iso() == "2023-03-03");
  CHECK(id.issuer == "Thành ủy Cần Thơ");
  CHECK(id.issuer_slug == "tu.can-tho");
  CHECK(id.province == "can-tho");
  CHECK(id.system == model::System::party);
  CHECK(id.title == "thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương Đảng khóa XIII về tiếp tục xây dựng Nhà nước");
  CHECK(id.id == "tu.can-tho/ctr/2023-03-03/57");
}

TEST_CASE("columns that interleave in text from PDF: the number's second half stands behind the motto", "[anatomy]") {
  const auto id = identity("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nSố: 34\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 07 tháng 5 năm 2025\n\n"
                           "/2025/QĐ-UBND\n\nQUYẾT ĐỊNH\nQuy định về lập, phê duyệt danh mục và bố trí kinh phí sửa chữa\ncông trình tài sản công\nỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI\n"
                           "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;\n");
  CHECK(id.number == "34/2025/QĐ-UBND");
  CHECK(id.issuer == "Ủy ban nhân dân thành phố Hà Nội");
  CHECK(id.title == "Quy định về lập, phê duyệt danh mục và bố trí kinh phí sửa chữa công trình tài sản công");
  CHECK(id.id == "ubnd.ha-noi/qd/2025/34");
}

TEST_CASE("blank number and date make a draft, and nothing is invented", "[anatomy]") {
  const auto id = identity("UBND TỈNH LÀO CAI\t\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ CÔNG THƯƠNG\t\tĐộc lập - Tự do - Hạnh phúc\n"
                           "Số:            /SCT-CN\t\tLào Cai, ngày         tháng 7 năm 2026\nV/v trả lại hồ sơ đề nghị cấp Giấy phép sử dụng vật liệu nổ công nghiệp\n\n"
                           "Kính gửi: Công ty cổ phần Mông Sơn\n\nCăn cứ Điều 38 Luật số 42/2024/QH15 ngày 29/6/2024;\n");
  CHECK(id.type == "CV");
  CHECK(id.number.empty());
  CHECK_FALSE(id.date.is_set());
  CHECK(id.is_draft);
  CHECK(id.issuer == "Sở Công Thương tỉnh Lào Cai");
  CHECK(id.title == "V/v trả lại hồ sơ đề nghị cấp Giấy phép sử dụng vật liệu nổ công nghiệp");
}

TEST_CASE("the department's SỞ is not the word Số", "[anatomy]") {
  const auto id = identity("   UBND TỈNH LÀO CAI              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n  SỞ CÔNG THƯƠNG                           Độc lập - Tự do - Hạnh phúc\n\n"
                           "   Số: 1050 /QĐ-SCT                   Lào Cai, ngày 06 tháng 3 năm 2026\n\n                              QUYẾT ĐỊNH\n"
                           "  Kiểm tra việc chấp hành pháp luật trong sử dụng vật liệu nổ\n              công nghiệp trên địa bàn tỉnh Lào Cai năm 2026\n\n"
                           "            GIÁM ĐỐC SỞ CÔNG THƯƠNG TỈNH LÀO CAI\n\n       Căn cứ Luật số 42/2024/QH15 ngày 29/6/2024;\n");
  CHECK(id.number == "1050/QĐ-SCT");
  CHECK(id.title == "Kiểm tra việc chấp hành pháp luật trong sử dụng vật liệu nổ công nghiệp trên địa bàn tỉnh Lào Cai năm 2026");
}

TEST_CASE("a web page's table of metadata stands before the act, and its own header wins", "[anatomy]") {
  const auto id = identity("|\n|\nBản dịch này thuộc quyền sở hữu của **\nTHƯ VIỆN PHÁP LUẬT**.\n#\nThông tư 55/2025/TT-BCT sửa đổi Thông tư 07/2019/TT-BCT\n**Số hiệu:**\n|\n55/2025/TT-BCT\n|\n|\n"
                           "**Loại văn bản:**\n|\nThông tư\n|\n**Nơi ban hành:**\n|\nBộ Công thương\n|\n|\n**Người ký:**\n|\nNguyễn Sinh Nhật Tân\n|\n**Ngày ban hành:**\n|\n28/11/2025\n|\n|\n**Tình trạng:**\n|\nĐã biết\n|\n|\n"
                           "**BỘ\nCÔNG THƯƠNG**\n-------\n|\n**CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n---------------\n|\n|\nSố: 55/2025/TT-BCT\n|\n*Hà Nội, ngày 28\ntháng 11* *năm 2025*\n|\n"
                           "**THÔNG TƯ**\nSỬA\nĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 07/2019/TT-BCT\n*Căn cứ Luật Quản lý ngoại thương ngày 12 tháng 6 năm 2017;*\n");
  CHECK(id.type == "TT");
  CHECK(id.number == "55/2025/TT-BCT");
  CHECK(id.date.iso() == "2025-11-28");
  CHECK(id.issuer == "Bộ Công Thương");
  CHECK(id.title == "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 07/2019/TT-BCT");
}

TEST_CASE("a law's title leaves the type out, its name keeps it", "[anatomy]") {
  const auto id = identity("QUỐC HỘI\n   -------\n\nCỘNG HÒA XÃ HỘI   CHỦ NGHĨA VIỆT NAM\n   Độc lập - Tự do - Hạnh phúc\n   ---------------\n\nLuật số:   18/2017/QH14\n\nHà Nội, ngày 21   tháng 11 năm 2017\n\n"
                           "LUẬT\n THỦY SẢN\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n\nQuốc hội ban hành Luật Thủy sản.\n\nChương I\n\nNHỮNG QUY ĐỊNH CHUNG\n");
  CHECK(id.type == "L");
  CHECK(id.number == "18/2017/QH14");
  CHECK(id.name == "Luật Thủy sản");
  CHECK(id.title == "Thủy sản");
  CHECK(id.term == "XIV");
  CHECK(id.id == "qh/luat/2017/18");
}

TEST_CASE("a law and a resolution with one number have different ids", "[anatomy]") {
  const std::string head = "QUỐC HỘI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n";
  const auto law = identity(head + "Luật số: 93/2015/QH13\n\nHà Nội, ngày 25 tháng 11 năm 2015\n\nLUẬT\nTỐ TỤNG HÀNH CHÍNH\n\nCăn cứ Hiến pháp;\n");
  const auto resolution = identity(head + "Nghị quyết số: 93/2015/QH13\n\nHà Nội, ngày 22 tháng 6 năm 2015\n\nNGHỊ QUYẾT\nVề việc thực hiện chính sách hưởng bảo hiểm xã hội một lần đối với người lao động\n\nCăn cứ Hiến pháp;\n");
  CHECK(law.id == "qh/luat/2015/93");
  CHECK(resolution.id == "qh/nq/2015/93");
}

TEST_CASE("a header whose capitals were lost with its font is still a header", "[anatomy]") {
  const auto id = identity("Tỉnh ủy Sóc Trăng                      Đảng Cộng sản Việt Nam\r\n        *\r\nSố 27-CTr/TU                       Sóc Trăng, ngày 15 tháng 12 năm 2008\r\n\r\nChương trình\r\n"
                           "thực hiện Nghị quyết số 26-NQ/TW ngày 05/8/2008\r\n-----\r\n\r\nThực hiện Nghị quyết số 26-NQ/TW, Ban Chấp hành ban hành Chương trình.\r\n");
  CHECK(id.issuer == "Tỉnh ủy Sóc Trăng");
  CHECK(id.id == "tu.soc-trang/ctr/2008-12-15/27");
  CHECK(id.title == "thực hiện Nghị quyết số 26-NQ/TW ngày 05/8/2008");
}

TEST_CASE("the old form states issuer, number and date inside the title", "[anatomy]") {
  const auto id = identity("THÔNG TƯ LIÊN TỊCH\nCỦA BỘ QUỐC PHÒNG-BỘ TÀI CHÍNH SỐ 04/2010/TTLT-BQP-BTC\nNGÀY 14 THÁNG 01 NĂM 2010\nHƯỚNG DẪN THỰC HIỆN CHÍNH SÁCH HỖ TRỢ BỘ ĐỘI\nXUẤT NGŨ HỌC NGHỀ\n\n"
                           "Căn cứ Quyết định số 121/2009/QĐ-TTg ngày 09/10/2009 của Thủ tướng Chính phủ;\n");
  CHECK(id.type == "TTLT");
  CHECK(id.number == "04/2010/TTLT-BQP-BTC");
  CHECK(id.date.iso() == "2010-01-14");
  CHECK(id.issuer == "Bộ Quốc phòng, Bộ Tài chính");
  CHECK(id.title == "HƯỚNG DẪN THỰC HIỆN CHÍNH SÁCH HỖ TRỢ BỘ ĐỘI XUẤT NGŨ HỌC NGHỀ");
}

TEST_CASE("the Central Committee's header stands over acts of the Secretariat", "[anatomy]") {
  const auto id = identity("BAN CHẤP HÀNH TRUNG ƯƠNG\n*\n\nĐẢNG CỘNG SẢN VIỆT NAM\n---------------\n\nSố 06-HD/TW\n\nHà Nội, ngày 09 tháng 6 năm 2025\n\nHƯỚNG DẪN\nMỘT SỐ VẤN ĐỀ CỤ THỂ THI HÀNH ĐIỀU LỆ ĐẢNG\n"
                           "- Căn cứ Điều lệ Đảng;\nBan Bí thư hướng dẫn một số vấn đề cụ thể thi hành Điều lệ Đảng như sau:\n1. Tuổi đời\n");
  CHECK(id.issuer == "Ban Bí thư");
  CHECK(id.issuer_slug == "tw");
  CHECK(id.term == "XIII");
  CHECK(id.id == "tw/hd/2025-06-09/6");
}

TEST_CASE("a Quy định numbered QĐ is a Quy định, its id keeps the printed symbol", "[anatomy]") {
  const auto id = identity("BAN CHẤP HÀNH\nTRUNG ƯƠNG\n*\nĐẢNG CỘNG SẢN\nVIỆT NAM\n---------------\nSố 383-QĐ/TW\nHà Nội, ngày 19\ntháng 11 năm 2025\n\nQUY ĐỊNH\n\nVỀ\nPHÔNG LƯU TRỮ ĐẢNG CỘNG SẢN VIỆT NAM\n\n-----\n\n- Căn cứ Điều lệ Đảng;\n\n"
                           "Ban Bí thư quy định về Phông lưu trữ Đảng Cộng sản Việt Nam như sau:\n");
  CHECK(id.type == "QyĐ");
  CHECK(id.issuer == "Ban Bí thư");
  CHECK(id.title == "Về Phông lưu trữ Đảng Cộng sản Việt Nam");
  CHECK(id.id == "tw/qd/2025-11-19/383");
}

TEST_CASE("joint ministries are split between bodies, not inside their names", "[anatomy]") {
  const auto id = identity("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO - \nTÒA ÁN NHÂN DÂN TỐI CAO - BỘ CÔNG AN - BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
                           "Số: 01/2022/TTLT-VKSNDTC-TANDTC-BCA-BLĐTBXH\nHà Nội, ngày 18 tháng 02 năm 2022\n\nTHÔNG TƯ\nLIÊN TỊCH\nQuy định về phối hợp giữa các cơ quan\n\nCăn cứ Luật;\n");
  CHECK(id.type == "TTLT");
  CHECK(id.issuer == "Viện kiểm sát nhân dân tối cao - Tòa án nhân dân tối cao - Bộ Công an - Bộ Lao động - Thương binh và Xã hội");
}

TEST_CASE("a consolidated text without a number of its own does not take the number of the act it consolidates", "[anatomy]") {
  const auto id = identity("VĂN BẢN HỢP NHẤT - \nBỘ Y TẾ \n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTHÔNG TƯ1\nQuy định về đăng ký thuốc\n\n"
                           "Thông tư số 28/2015/TT-BYT ngày 31 tháng 7 năm 2015 của Bộ trưởng Bộ Y tế quy định về đăng ký thuốc, có hiệu lực kể từ ngày 15 tháng 9 năm 2015, được sửa đổi, bổ sung bởi:\n"
                           "Thông tư số 15/2023/TT-BYT ngày 29 tháng 12 năm 2023 của Bộ trưởng Bộ Y tế.\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\n");
  CHECK(id.type == "VBHN");
  CHECK(id.number.empty());
  CHECK(id.issuer == "Bộ Y tế");
  CHECK(id.title == "Quy định về đăng ký thuốc");
}

TEST_CASE("acts printed without a dated header take the day of adoption", "[anatomy]") {
  const auto id = identity("Số: 1668/NQ-UBTVQH15 |\n|\n\n**NGHỊ QUYẾT**\n\n**Về việc sắp xếp các đơn vị hành chính cấp xã của thành phố Cần Thơ năm 2025**\n\n**ỦY BAN THƯỜNG VỤ QUỐC HỘI**\n\n"
                           "*Căn cứ Nghị quyết số 76/2025/UBTVQH15 ngày 14 tháng 4 năm 2025;*\n\n**Điều 1.** Sắp xếp.\n\n"
                           "*Nghị quyết này được Ủy ban Thường vụ Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV thông qua ngày 16 tháng 6 năm 2025.*\n");
  CHECK(id.issuer == "Ủy ban Thường vụ Quốc hội");
  CHECK(id.date.iso() == "2025-06-16");
  CHECK(id.id == "ubtvqh/nq/2025-06-16/1668");
}

TEST_CASE("bulk records say what they are", "[anatomy]") {
  model::Text text;
  text.bytes = "Phạm vi điều chỉnh\n1. Luật này quy định về thanh niên.\n2. Đối tượng.";
  text.given_number = "57/2020/qh14";
  text.given_title = "Luật số 57/2020/QH14 Luật Thanh niên";
  text.provisions.push_back({"57@1", "1", "Phạm vi điều chỉnh", {0, static_cast<std::uint32_t>(text.bytes.size())}, {0, 26}});
  const auto canonical = text::canonicalize(text);
  model::Document document;
  anatomy::describe(text, canonical, document);
  CHECK(document.identity.type == "L");
  CHECK(document.identity.number == "57/2020/QH14");
  CHECK(document.identity.name == "Luật Thanh niên");
  CHECK(document.identity.title == "Thanh niên");
  CHECK(document.identity.id == "qh/luat/2020/57");
  REQUIRE(document.provisions.size() == 3);
  CHECK(document.provisions[0].path == "dieu_1");
  CHECK(document.provisions[0].source_id == "57@1");
  CHECK(document.provisions[2].path == "dieu_1/khoan_2");
}

TEST_CASE("text that is no legal document has no identity and does not fail", "[anatomy]") {
  for (const std::string& bytes : {std::string(), std::string("\n\n\n"), std::string("Số"), std::string("Số: "), std::string("V/v"), std::string("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                                  std::string(5000, '|'), std::string(5000, '"'), std::string("Điều\n1"), std::string("NGHỊ ĐỊNH"), std::string("Nơi nhận:"), std::string(3, '\0')}) {
    const auto document = describe(bytes);
    CHECK(document.identity.number.empty());
  }
}

TEST_CASE("the conference of the Central Committee that issued a resolution is no part of its title, unless it is all of it", "[anatomy]") {
  const std::string head = "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 27-NQ/TW\n\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 09 tháng 11 năm 2022\n\nNGHỊ QUYẾT\n"
                           "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII\n";
  CHECK(identity(head + "về tiếp tục xây dựng Nhà nước pháp quyền\n-----\n\nI- TÌNH HÌNH\n1. Sau nhiều năm thực hiện.\n").title ==
        "về tiếp tục xây dựng Nhà nước pháp quyền");
  CHECK(identity(head + "\nHội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XIII họp từ ngày 03/10 đến ngày 09/10/2022,\n\nQUYẾT NGHỊ\n\n1. Thông qua đề án.\n")
            .title.starts_with("H"));
}

TEST_CASE("the number in the name of a body that another act set up is not the document's own", "[anatomy]") {
  const auto id = identity("SỞ CÔNG THƯƠNG                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   ĐOÀN KIỂM TRA                         Độc lập - Tự do - Hạnh phúc\n THEO QUYẾT ĐỊNH\n"
                           "   SỐ 310/QĐ-SCT                      Lào Cai, ngày 10 tháng 3 năm 2026\n\n     Số: 402/KH-ĐKT\n\n                               KẾ HOẠCH\n"
                           "Kiểm tra việc bảo quản vật liệu nổ công nghiệp\n\n      Thực hiện Quyết định số 310/QĐ-SCT ngày 06/3/2026 của Giám đốc Sở Công Thương tỉnh Lào Cai.\n");
  CHECK(id.number == "402/KH-ĐKT");
  CHECK(id.type == "KH");
  CHECK(id.issuer.find("310") == std::string::npos);
}

TEST_CASE("a consolidated text under the header of the old act has the number and the day of its authentication", "[anatomy]") {
  const std::string act = "BỘ TÀI CHÍNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nTHÔNG TƯ\nHƯỚNG DẪN VỀ PHÍ THẨM ĐỊNH\n\n"
                          "Thông tư số 10/2020/TT-BTC ngày 20 tháng 02 năm 2020 của Bộ trưởng Bộ Tài chính, có hiệu lực kể từ ngày 10 tháng 4 năm 2020, được sửa đổi, bổ sung bởi:\n"
                          "Thông tư số 12/2025/TT-BTC ngày 05 tháng 3 năm 2025.\n\nĐiều 1. Phạm vi\nThông tư này quy định về phí.\n\nĐiều 2. Hiệu lực\nThông tư này có hiệu lực từ ngày 10 tháng 4 năm 2020.\n\n";
  const auto id = identity(act + "BỘ TÀI CHÍNH\n\nSố: 08/VBHN-BTC\n\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 17  tháng  4  năm 2026\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n");
  CHECK(id.type == "VBHN");
  CHECK(id.number == "08/VBHN-BTC");
  CHECK(id.date.iso() == "2026-04-17");
  CHECK(id.issuer == "Bộ Tài chính");
  CHECK(id.id == "btc/vbhn/2026-04-17/8");
  const auto behind = identity(act + "BỘ TÀI CHÍNH\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 18/VBHN-BTC\n\nNơi nhận:\n- Văn phòng Chính phủ (để đăng Công báo và đăng tải trên Cổng thông tin điện tử);\n- Bộ trưởng (để báo cáo);\n- Các Thứ trưởng;\n- Cơ sở dữ liệu quốc gia về văn bản pháp luật (để đăng tải);\n- Cục Thuế, Cục Hải quan và các đơn vị thuộc Bộ;\n- Lưu: VT.\n\nHà Nội, ngày 10 tháng 02 năm 2025\nKT. BỘ TRƯỞNG\n");
  CHECK(behind.date.iso() == "2025-02-10");
  const auto below = identity(act + "BỘ TÀI CHÍNH\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 18\n\n/VBHN-BTC\nHà Nội, ngày 10 tháng 02 năm 2025\n");
  CHECK(below.number == "18/VBHN-BTC");
  CHECK(below.date.iso() == "2025-02-10");
}

TEST_CASE("the number and day that laws of 2001-2006 repeat in their title are no part of its name", "[anatomy]") {
  const auto law = [](const std::string& title) {
    return identity("QUỐC HỘI\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 25/2004/QH11\nHà Nội, ngày 15 tháng 6 năm 2004\nLUẬT\n" + title +
                    "\nCăn cứ vào Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam năm 1992;\nLuật này quy định về trẻ em.\nĐiều 1. Phạm vi\n");
  };
  const auto led = law("CỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 25/2004/QH11 NGÀY 15 THÁNG 6 NĂM 2004 VỀ BẢO VỆ, CHĂM SÓC VÀ GIÁO DỤC TRẺ EM");
  CHECK(led.title.find("2004") == std::string::npos);
  CHECK(led.name == "Luật Bảo vệ, chăm sóc và giáo dục trẻ em");
  CHECK(led.title == "Bảo vệ, chăm sóc và giáo dục trẻ em");
  CHECK(law("BẢO VỆ, CHĂM SÓC VÀ GIÁO DỤC TRẺ EM CỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 25/2004/QH11 NGÀY 15 THÁNG 6 NĂM 2004").name == led.name);
  // Another law's number stays: it says what is amended.
  CHECK(law("SỬA ĐỔI LUẬT SỐ 20/2004/QH11 NGÀY 15 THÁNG 6 NĂM 2004").name == "Luật sửa đổi luật số 20/2004/QH11 ngày 15 tháng 6 năm 2004");
}

TEST_CASE("the number of a gazette on its page line is not the act's", "[anatomy]") {
  const auto id = identity("66\nCÔNG BÁO/ Số 459 + 460/Ngày 11-03-2025\n\nBỘ CÔNG THƯƠNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố:     /2025/TT-BCT\nHà Nội, ngày 20 tháng 02 năm 2025\n\nTHÔNG TƯ\nQuy định việc kiểm kê kho\n\nCăn cứ Luật Điện lực số 61/2024/QH15;\n\nĐiều 1. Phạm vi\nThông tư này quy định việc kiểm kê.\n");
  CHECK(id.number.empty());
  CHECK(id.is_draft);
  CHECK(id.date.iso() == "2025-02-20");
}
