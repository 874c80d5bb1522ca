/// `tracuu search` with the field and the facet of effect.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

const StatusWorld& bees() {
  static const StatusWorld world{
      {{"cu.txt", decree("11/2014/NĐ-CP", "ngày 06 tháng 3 năm 2014", "Về nuôi ong",
                         "Điều 1. Phạm vi\nNghị định này quy định về đàn ong mật.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2014.\n")},
       {"moi.txt", decree("31/2021/NĐ-CP", "ngày 12 tháng 5 năm 2021", "Về phát triển nghề nuôi ong",
                          "Điều 1. Phạm vi\nNghị định này quy định về đàn ong mật ven rừng.\nĐiều 2. Hiệu lực\n1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2021.\n"
                          "2. Nghị định số 11/2014/NĐ-CP ngày 06 tháng 3 năm 2014 của Chính phủ về nuôi ong hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.\n")}}};
  return world;
}

/// Numbers of the documents found, in order of number.
std::vector<std::string> found(const std::string& query, const std::string& day, const std::string& by = "document") {
  const auto result = bees().run({"search", query, "--as-of", day, "--by", by, "--format", "json"});
  INFO(result.err);
  REQUIRE(result.err.empty());
  std::vector<std::string> numbers;
  const auto page = nlohmann::json::parse(result.out);
  for (const auto& document : page.at("documents")) numbers.push_back(document.at("document").at("number").get<std::string>());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("documents are found by their effect on the day asked, with words, alone, excluded and among alternatives") {
  CHECK(found("đàn ong hieuluc:con", "2020-01-01") == Numbers{"11/2014/NĐ-CP"});
  CHECK(found("đàn ong hieuluc:con", "2022-01-01") == Numbers{"31/2021/NĐ-CP"});
  CHECK(found("đàn ong hieuluc:het", "2022-01-01") == Numbers{"11/2014/NĐ-CP"});
  CHECK(found("hieuluc:het", "2022-01-01") == Numbers{"11/2014/NĐ-CP"});
  CHECK(found("status:ended", "2022-01-01") == Numbers{"11/2014/NĐ-CP"});
  CHECK(found("đàn ong -hieuluc:het", "2022-01-01") == Numbers{"31/2021/NĐ-CP"});
  CHECK(found("hieuluc:chua", "2021-06-01") == Numbers{"31/2021/NĐ-CP"});
  CHECK(found("hieuluc:het OR nam:2021", "2022-01-01") == Numbers{"11/2014/NĐ-CP", "31/2021/NĐ-CP"});
  CHECK(found("đàn ong loai:nd nam:2014 hieuluc:con", "2022-01-01").empty());
  CHECK(found("đàn ong hieuluc:con", "2022-01-01", "provision") == Numbers{"31/2021/NĐ-CP"});
}

TEST_CASE("each result tells its effect, and the facet counts it") {
  const auto result = bees().run({"search", "đàn ong", "--as-of", "01/01/2022", "--facets"});
  CHECK(has(result.out, "Hết hiệu lực toàn bộ (1)"));
  CHECK(has(result.out, "Chính phủ · Còn hiệu lực"));
  CHECK(has(result.out, "tính đến 01/01/2022, theo văn bản trong kho"));
  const auto json = nlohmann::json::parse(bees().run({"search", "11/2014/NĐ-CP", "--as-of", "2022-01-01", "--format", "json"}).out);
  CHECK(json.at("documents").at(0).at("effect") == "ended");
  CHECK(json.at("effect_day") == "2022-01-01");
}

TEST_CASE("a day that does not exist is an error, in search as in status") {
  const auto result = bees().run({"search", "đàn ong", "--as-of", "30/02/2022"});
  CHECK(result.code == cli::usage_error);
  CHECK(has(result.err, "30/02/2022"));
}

TEST_CASE("what is new is listed as documents without a query, provisions need words, and say so") {
  CHECK(bees().run({"search", "--since", "0"}).code == cli::done);
  const auto provisions = bees().run({"search", "--since", "0", "--by", "provision"});
  CHECK(provisions.code == cli::usage_error);
  CHECK(provisions.out.empty());
  CHECK_FALSE(provisions.err.empty());
  CHECK(bees().run({"search", "đàn ong", "--since", "0", "--by", "provision"}).code == cli::done);
}

TEST_CASE("the article typed behind its act is gone to like the one typed before it") {
  for (const char* query : {"điều 2 nghị định 31/2021/NĐ-CP", "nghị định 31/2021/NĐ-CP điều 2", "Nghị định số 31/2021/NĐ-CP, Điều 2 khoản 1", "nghi dinh 31/2021/nd-cp dieu 2"}) {
    INFO(query);
    const auto page = nlohmann::json::parse(bees().run({"search", query, "--as-of", "2022-01-01", "--format", "json"}).out);
    CHECK(page.at("documents").at(0).at("document").at("number") == "31/2021/NĐ-CP");
    CHECK(page.at("documents").at(0).at("reason") == "number");
    CHECK(page.at("documents").at(0).at("provisions").at(0).at("path") == "dieu_2");
  }
}

TEST_CASE("a number that no document of the index bears is told as such: what follows only mentions it") {
  const auto asked = [](const std::string& query, const std::string& format) { return bees().run({"search", query, "--as-of", "2022-01-01", "--format", format}).out; };
  CHECK(has(asked("số 45/2019/NĐ-CP", "text"), "Không văn bản nào trong chỉ mục mang số 45/2019/NĐ-CP"));
  CHECK(nlohmann::json::parse(asked("nghị định 45/2019", "json")).at("absent") == "45/2019");
  for (const char* query : {"11/2014/NĐ-CP", "11/2014", "nghị định 31/2021", "đàn ong mật", "đàn ong so:45/2019"}) {
    INFO(query);
    CHECK_FALSE(nlohmann::json::parse(asked(query, "json")).contains("absent"));
  }
}
