/// `tracuu overlaps`: documents of provinces that became one, on small decisions of our own.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "status_world.h"

using namespace tracuu;
using test::has;
using test::StatusWorld;

namespace {

std::string decision(const std::string& place, const std::string& seat, const std::string& number, const std::string& day, const std::string& title, const std::string& rest = "") {
  return "ỦY BAN NHÂN DÂN\n" + place + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + number + "\n" + seat + ", " + day + "\n\nQUYẾT ĐỊNH\n" + title +
         "\n\nỦY BAN NHÂN DÂN " + place + "\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi điều chỉnh\nQuyết định này quy định việc nêu trên.\n\nĐiều 2. Hiệu lực\n" +
         "Quyết định này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2022.\n" + rest + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n";
}

const StatusWorld& delta() {
  static const StatusWorld world{
      {{"ct-den.txt", decision("THÀNH PHỐ CẦN THƠ", "Cần Thơ", "21/2022/QĐ-UBND", "ngày 15 tháng 8 năm 2022", "Ban hành Quy định về quản lý, vận hành hệ thống chiếu sáng công cộng trên địa bàn thành phố Cần Thơ")},
       {"hg-den.txt", decision("TỈNH HẬU GIANG", "Hậu Giang", "33/2021/QĐ-UBND", "ngày 02 tháng 6 năm 2021", "Quy định quản lý hệ thống chiếu sáng công cộng trên địa bàn tỉnh Hậu Giang")},
       {"st-den.txt", decision("TỈNH SÓC TRĂNG", "Sóc Trăng", "07/2020/QĐ-UBND", "ngày 20 tháng 3 năm 2020", "Về việc quản lý, vận hành, khai thác hệ thống chiếu sáng công cộng tỉnh Sóc Trăng")},
       {"ct-cho.txt", decision("THÀNH PHỐ CẦN THƠ", "Cần Thơ", "22/2022/QĐ-UBND", "ngày 16 tháng 8 năm 2022", "Ban hành Quy định về phân hạng chợ trên địa bàn thành phố Cần Thơ")},
       {"st-nuoc.txt", decision("TỈNH SÓC TRĂNG", "Sóc Trăng", "08/2020/QĐ-UBND", "ngày 21 tháng 3 năm 2020", "Ban hành Quy định về quản lý nước thải sinh hoạt trên địa bàn tỉnh Sóc Trăng")},
       {"hg-cu.txt", decision("TỈNH HẬU GIANG", "Hậu Giang", "11/2015/QĐ-UBND", "ngày 02 tháng 6 năm 2015", "Ban hành Quy định về phân hạng chợ trên địa bàn tỉnh Hậu Giang")},
       {"hg-moi.txt", decision("TỈNH HẬU GIANG", "Hậu Giang", "12/2023/QĐ-UBND", "ngày 05 tháng 6 năm 2023", "Về trồng dừa nước trên địa bàn tỉnh Hậu Giang",
                               "Quyết định số 11/2015/QĐ-UBND ngày 02 tháng 6 năm 2015 của Ủy ban nhân dân tỉnh Hậu Giang hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.\n")},
       {"la.txt", decision("TỈNH LONG AN", "Long An", "44/2022/QĐ-UBND", "ngày 01 tháng 4 năm 2022", "Quy định quản lý hệ thống chiếu sáng công cộng trên địa bàn tỉnh Long An")}}};
  return world;
}

}  // namespace

TEST_CASE("documents of merged provinces on one subject make a group, those of other provinces, other subjects and ended ones do not") {
  const auto result = delta().run({"overlaps", "--province", "can-tho", "--as-of", "2025-08-01", "--format", "json"});
  INFO(result.err);
  REQUIRE(result.code == 0);
  const auto report = nlohmann::json::parse(result.out);
  CHECK(report.at("province") == "can-tho-2025");
  CHECK(report.at("predecessors").size() == 3);
  CHECK(report.at("ended") == 1);
  REQUIRE(report.at("groups") == 1);
  std::vector<std::string> numbers;
  for (const auto& row : report.at("rows")) numbers.push_back(row.at("act").at("number"));
  CHECK(numbers == std::vector<std::string>{"21/2022/QĐ-UBND", "33/2021/QĐ-UBND", "07/2020/QĐ-UBND"});
}

TEST_CASE("a province into which no other went has nothing to group, and that is said") {
  const auto result = delta().run({"overlaps", "--province", "Hà Nội", "--as-of", "2025-08-01"});
  CHECK(result.code == 2);
  CHECK(has(result.err, "Hà Nội"));
  CHECK(delta().run({"overlaps", "--province", "An Giang", "--as-of", "2025-08-01"}).code == 1);
}
