/// `tracuu list`: lists of acts by effect, on small documents of our own.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

const StatusWorld& fishing() {
  static const StatusWorld world{
      {{"cu.txt", decree("12/2013/NĐ-CP", "ngày 06 tháng 3 năm 2013", "Về tàu cá",
                         "Điều 1. Phạm vi\n1. Nghị định này quy định về tàu cá.\n2. Không áp dụng với tàu du lịch.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2013.\n")},
       {"sua.txt", decree("22/2016/NĐ-CP", "ngày 10 tháng 2 năm 2016", "Sửa đổi Nghị định số 12/2013/NĐ-CP ngày 06 tháng 3 năm 2013 của Chính phủ về tàu cá",
                          "Điều 1. Bãi bỏ khoản 2 Điều 1 Nghị định số 12/2013/NĐ-CP.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2016.\n")},
       {"moi.txt", decree("32/2020/NĐ-CP", "ngày 12 tháng 5 năm 2020", "Về quản lý tàu cá",
                          "Điều 1. Phạm vi\nNghị định này quy định về tàu cá.\nĐiều 2. Hiệu lực\n1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020.\n"
                          "2. Nghị định số 12/2013/NĐ-CP ngày 06 tháng 3 năm 2013 của Chính phủ về tàu cá hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.\n")},
       {"ngam.txt", decree("42/2020/NĐ-CP", "ngày 14 tháng 5 năm 2020", "Về bến cá", "Điều 1. Phạm vi\nNghị định này quy định về bến cá.\n")}}};
  return world;
}

nlohmann::json list(std::vector<std::string> words) {
  words.insert(words.begin(), {"list", "--format", "json"});
  const auto result = fishing().run(words);
  INFO(result.err);
  REQUIRE(result.err.empty());
  return nlohmann::json::parse(result.out);
}

std::vector<std::string> numbers(const nlohmann::json& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) {
    const auto words = row.at("number_date").get<std::string>();
    out.push_back(words.substr(0, words.find(';')));
  }
  return out;
}

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("acts that ended are listed in the period of their end, with reason, day and the sentence that says so") {
  const auto ended = list({"--danh-muc", "het-hieu-luc", "--from", "2020-01-01", "--to", "2020-12-31"});
  REQUIRE(numbers(ended.at("listed")) == Numbers{"12/2013/NĐ-CP"});
  const auto& row = ended.at("listed").at(0);
  CHECK(row.at("day") == "01/7/2020");
  CHECK(has(row.at("reason").get<std::string>(), "32/2020/NĐ-CP"));
  CHECK_FALSE(has(row.at("reason").get<std::string>(), "có hiệu lực;"));
  REQUIRE(row.at("evidence").size() == 1);
  CHECK(row.at("evidence").at(0).at("source") == "moi.txt");
  CHECK(has(row.at("evidence").at(0).at("place").get<std::string>(), "khoản 2 Điều 2"));
  CHECK(list({"--danh-muc", "het-hieu-luc", "--from", "2020-07-02", "--to", "2020-12-31"}).at("listed").empty());
  CHECK(list({"--danh-muc", "het-hieu-luc", "--to", "2020-06-30"}).at("listed").empty());
}

TEST_CASE("acts that ended in part are listed with the provisions that ended") {
  const auto partly = list({"--danh-muc", "het-hieu-luc-mot-phan", "--from", "2016-01-01", "--to", "2019-12-31"});
  REQUIRE(numbers(partly.at("listed")) == Numbers{"12/2013/NĐ-CP"});
  CHECK(partly.at("listed").at(0).at("provisions") == "khoản 2 Điều 1");
  CHECK(partly.at("listed").at(0).at("day") == "01/4/2016");
  CHECK(list({"--danh-muc", "het-hieu-luc-mot-phan", "--from", "2017-01-01", "--to", "2019-12-31"}).at("listed").empty());
}

TEST_CASE("acts in force are listed with the day from which they are, what has no clause about effect is told apart, never left out") {
  const auto in_force = list({"--danh-muc", "con-hieu-luc", "--to", "2021-01-01"});
  CHECK(numbers(in_force.at("listed")) == Numbers{"22/2016/NĐ-CP", "32/2020/NĐ-CP"});
  CHECK(in_force.at("listed").at(1).at("day") == "01/7/2020");
  CHECK(numbers(in_force.at("unsettled")) == Numbers{"42/2020/NĐ-CP"});
  CHECK(in_force.at("examined") == 4);
  CHECK(numbers(list({"--danh-muc", "con-hieu-luc", "--from", "2020-01-01", "--to", "2021-01-01"}).at("listed")) == Numbers{"32/2020/NĐ-CP"});
  CHECK(list({"--danh-muc", "in-force", "--to", "2021-01-01", "--scope", "tinh:can-tho"}).at("examined") == 0);
}

TEST_CASE("the list is written as CSV and XLSX, the same bytes for the same input, a period that runs backward is an error") {
  const auto text = fishing().run({"list", "--danh-muc", "het-hieu-luc", "--to", "2021-01-01", "--format", "csv"});
  CHECK(text.out.starts_with("\xEF\xBB\xBFSTT,"));
  CHECK(has(text.out, "12/2013/NĐ-CP"));
  std::string bytes[2];
  for (auto& written : bytes) {
    const auto path = (fishing().root() / "danh-muc.xlsx").string();
    const auto result = fishing().run({"list", "--danh-muc", "het-hieu-luc", "--to", "2021-01-01", "--format", "xlsx", "-o", path});
    CHECK(result.code == cli::done);
    std::ifstream file(path, std::ios::binary);
    written.assign(std::istreambuf_iterator<char>(file), {});
  }
  CHECK(bytes[0].size() > 4000);
  CHECK(bytes[0] == bytes[1]);
  const auto backward = fishing().run({"list", "--danh-muc", "het-hieu-luc", "--from", "2022-01-01", "--to", "2021-01-01"});
  CHECK(backward.code == cli::usage_error);
  CHECK(has(backward.err, "01/01/2022"));
}
