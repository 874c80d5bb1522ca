/// `tracuu status` as an officer meets it: small documents of our own, indexed, asked for on given days.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

const std::string old_decree = decree("10/2015/NĐ-CP", "ngày 05 tháng 3 năm 2015", "Về quản lý chợ",
                                      "Điều 1. Phạm vi\n1. Nghị định này quy định về chợ.\n2. Không áp dụng với siêu thị.\nĐiều 2. Phân hạng\n1. Chợ có ba hạng.\n2. Hạng do tỉnh xếp.\n"
                                      "Điều 3. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2015.\n");
const std::string amending = decree("20/2018/NĐ-CP", "ngày 10 tháng 2 năm 2018", "Sửa đổi, bổ sung một số điều của Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ về quản lý chợ",
                                    "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2015/NĐ-CP\n1. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:\n“2. Hạng do huyện xếp.”.\n"
                                    "Điều 2. Bãi bỏ khoản 2 Điều 1 Nghị định số 10/2015/NĐ-CP.\nĐiều 3. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2018.\n");
const std::string replacing = decree("30/2022/NĐ-CP", "ngày 12 tháng 5 năm 2022", "Về phát triển và quản lý chợ",
                                     "Điều 1. Phạm vi\nNghị định này quy định về chợ.\nĐiều 2. Hiệu lực\n1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2022.\n"
                                     "2. Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ về quản lý chợ, đã được sửa đổi, bổ sung theo Nghị định số 20/2018/NĐ-CP ngày 10 tháng 2 năm 2018, "
                                     "hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.\n");

const StatusWorld& market() {
  static const StatusWorld world{{{"cu.txt", old_decree}, {"sua.txt", amending}, {"moi.txt", replacing}}};
  return world;
}

std::string state_on(const StatusWorld& world, const std::string& id, const std::string& day) {
  const auto result = world.run({"status", id, "--as-of", day, "--format", "json"});
  INFO(result.err);
  REQUIRE(result.code == cli::done);
  const auto json = nlohmann::json::parse(result.out);
  return json.at("state").get<std::string>() + "/" + json.at("reason").get<std::string>();
}

}  // namespace

TEST_CASE("an act is not yet in force, in force, partly ended and ended, on the days that the texts state") {
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2015-01-01") == "not_yet/not_issued");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2015-04-30") == "not_yet/before_effective");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2015-05-01") == "in_force/no_end_found");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2018-03-31") == "in_force/no_end_found");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2018-04-01") == "partly_ended/part_ended");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2022-06-30") == "partly_ended/part_ended");
  CHECK(state_on(market(), "10/2015/NĐ-CP", "2022-07-01") == "ended/repealed");
}

TEST_CASE("of a provision only what touches it counts") {
  CHECK(state_on(market(), "10/2015/NĐ-CP#dieu_2/khoan_2", "2020-01-01") == "in_force/amended");
  CHECK(state_on(market(), "10/2015/NĐ-CP#dieu_2/khoan_1", "2020-01-01") == "in_force/no_end_found");
  CHECK(state_on(market(), "10/2015/NĐ-CP#dieu_1/khoan_2", "2020-01-01") == "ended/repealed");
  CHECK(state_on(market(), "10/2015/NĐ-CP#dieu_1", "2020-01-01") == "partly_ended/part_ended");
  CHECK(state_on(market(), "10/2015/NĐ-CP#dieu_3", "2023-01-01") == "ended/repealed");
}

TEST_CASE("what only amended the ended act does not end with the sentence that names it") {
  CHECK(state_on(market(), "20/2018/NĐ-CP", "2023-01-01") == "in_force/no_end_found");
}

TEST_CASE("status names the documents, provisions and words that made it so") {
  const auto result = market().run({"status", "10/2015/NĐ-CP", "--as-of", "01/8/2022"});
  CHECK(result.code == cli::done);
  CHECK(has(result.out, "Hết hiệu lực toàn bộ"));
  CHECK(has(result.out, "từ 01/7/2022"));
  CHECK(has(result.out, "Nghị định số 30/2022/NĐ-CP"));
  CHECK(has(result.out, "khoản 2 Điều 2"));
  CHECK(has(result.out, "hết hiệu lực"));
}

TEST_CASE("a list of ended acts carries the day and the part of its first words") {
  const StatusWorld world{{{"a.txt", decree("801/2010/NĐ-CP", "ngày 05 tháng 3 năm 2010", "Về A", "Điều 1. Hiệu lực\nNghị định này có hiệu lực từ ngày 01 tháng 5 năm 2010.\n")},
                           {"b.txt", decree("802/2010/NĐ-CP", "ngày 06 tháng 3 năm 2010", "Về B", "Điều 1. Hiệu lực\nNghị định này có hiệu lực từ ngày 01 tháng 5 năm 2010.\n")},
                           {"c.txt", decree("803/2020/NĐ-CP", "ngày 07 tháng 3 năm 2020", "Bãi bỏ một số văn bản",
                                            "Điều 1. Bãi bỏ\n1. Các văn bản sau đây hết hiệu lực kể từ ngày 15 tháng 6 năm 2020:\na) Nghị định số 801/2010/NĐ-CP ngày 05 tháng 3 năm 2010 của Chính phủ về A;\n"
                                            "b) Nghị định số 809/2010/NĐ-CP ngày 09 tháng 3 năm 2010 của Chính phủ về C.\n2. Bãi bỏ một phần các văn bản sau đây:\na) Nghị định số 802/2010/NĐ-CP ngày 06 tháng 3 năm 2010 "
                                            "của Chính phủ về B.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2020.\n")}}};
  CHECK(state_on(world, "801/2010/NĐ-CP", "2020-06-14") == "in_force/no_end_found");
  CHECK(state_on(world, "801/2010/NĐ-CP", "2020-06-15") == "ended/repealed");
  CHECK(state_on(world, "802/2010/NĐ-CP", "2020-06-15") == "partly_ended/part_ended");
  CHECK(state_on(world, "809/2010/NĐ-CP", "2020-06-15").starts_with("ended"));
}

TEST_CASE("the day of the end may stand before the act and the verb behind it") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"b.txt", decree("804/2023/NĐ-CP", "ngày 20 tháng 12 năm 2023", "Về chợ mới",
                                            "Điều 1. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày 15 tháng 02 năm 2024.\n2. Kể từ ngày 01 tháng 01 năm 2024, Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 "
                                            "của Chính phủ về quản lý chợ hết hiệu lực thi hành.\n")}}};
  CHECK(state_on(world, "10/2015/NĐ-CP", "2023-12-31") == "in_force/no_end_found");
  CHECK(state_on(world, "10/2015/NĐ-CP", "2024-01-01") == "ended/repealed");
}

TEST_CASE("an amended act is amended by the amending one alone, not what had amended it before, nor by what ranks below") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"sua.txt", amending},
                           {"tt.txt", "BỘ CÔNG THƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 900/2019/TT-BCT\nHà Nội, ngày 05 tháng 8 năm 2019\nTHÔNG TƯ\nVề chợ\n"
                                      "Điều 1. Bãi bỏ Nghị định số 20/2018/NĐ-CP ngày 10 tháng 2 năm 2018 của Chính phủ.\nĐiều 2. Thông tư này có hiệu lực từ ngày 20 tháng 8 năm 2019.\n"},
                           {"sua2.txt", decree("805/2020/NĐ-CP", "ngày 10 tháng 2 năm 2020", "Sửa đổi, bổ sung một số điều của Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ đã được sửa đổi, bổ sung một số điều theo Nghị định số 20/2018/NĐ-CP ngày 10 tháng 2 năm 2018 của Chính phủ",
                                               "Điều 1. Sửa đổi, bổ sung khoản 1 Điều 2 Nghị định số 10/2015/NĐ-CP.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2020.\n")}}};
  CHECK(state_on(world, "20/2018/NĐ-CP", "2021-01-01") == "in_force/no_end_found");
  CHECK(state_on(world, "10/2015/NĐ-CP", "2021-01-01") == "partly_ended/part_ended");
}

TEST_CASE("while the replacing act is suspended the old one is in force again, if that is stated") {
  const auto base = [](const std::string& suspension) {
    return StatusWorld{{{"cu.txt", old_decree},
                        {"moi.txt", replacing},
                        {"nq.txt", "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 40/NQ-CP\nHà Nội, ngày 01 tháng 9 năm 2022\nNGHỊ QUYẾT\n"
                                   "Tạm ngưng hiệu lực Nghị định số 30/2022/NĐ-CP ngày 12 tháng 5 năm 2022 của Chính phủ\n"
                                   "Điều 1. Tạm ngưng hiệu lực\nTạm ngưng hiệu lực Nghị định số 30/2022/NĐ-CP ngày 12 tháng 5 năm 2022 của Chính phủ từ ngày 01 tháng 9 năm 2022 đến hết ngày 31 tháng 12 năm 2022.\n" +
                                       suspension + "Điều 3. Hiệu lực\nNghị quyết này có hiệu lực từ ngày 01 tháng 9 năm 2022.\n"}}};
  };
  const auto stated = base("Điều 2. Áp dụng\nTrong thời gian đó, Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ tiếp tục có hiệu lực.\n");
  CHECK(state_on(stated, "30/2022/NĐ-CP", "2022-10-01") == "suspended/suspended");
  CHECK(state_on(stated, "30/2022/NĐ-CP", "2023-01-01") == "in_force/no_end_found");
  CHECK(state_on(stated, "10/2015/NĐ-CP", "2022-08-31") == "ended/repealed");
  CHECK(state_on(stated, "10/2015/NĐ-CP", "2022-10-01") == "in_force/continues");
  CHECK(state_on(stated, "10/2015/NĐ-CP", "2023-01-01") == "ended/repealed");
  const auto silent = base("Điều 2. Trách nhiệm\nCác bộ thi hành Nghị quyết này.\n");
  CHECK(state_on(silent, "10/2015/NĐ-CP", "2022-10-01") == "unknown/ender_suspended");
}

TEST_CASE("a document that was itself repealed before it took effect ends nothing") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"moi.txt", replacing},
                           {"huy.txt", decree("35/2022/NĐ-CP", "ngày 10 tháng 6 năm 2022", "Bãi bỏ Nghị định số 30/2022/NĐ-CP ngày 12 tháng 5 năm 2022 của Chính phủ",
                                              "Điều 1. Bãi bỏ toàn bộ Nghị định số 30/2022/NĐ-CP ngày 12 tháng 5 năm 2022 của Chính phủ.\n"
                                              "Điều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 15 tháng 6 năm 2022.\n")}}};
  CHECK(state_on(world, "30/2022/NĐ-CP", "2022-08-01").starts_with("ended"));
  CHECK(state_on(world, "10/2015/NĐ-CP", "2022-08-01") == "partly_ended/amended");  // by 20/2018, as 30/2022 tells
  CHECK(has(world.run({"status", "10/2015/NĐ-CP", "--as-of", "2022-08-01"}).out, "không xảy ra"));
}

TEST_CASE("without evidence the effect is unknown, not guessed") {
  const StatusWorld world{{{"kh.txt", "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 7/KH-UBND\nAn Giang, ngày 05 tháng 8 năm 2020\nKẾ HOẠCH\n"
                                      "Kiểm tra chợ\nThực hiện Nghị định số 999/2019/NĐ-CP ngày 01 tháng 2 năm 2019 của Chính phủ, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\n1. Kiểm tra.\n"}}};
  CHECK(state_on(world, "7/KH-UBND", "2023-01-01") == "unknown/no_clause");
  CHECK(state_on(world, "999/2019/NĐ-CP", "2023-01-01") == "unknown/only_cited");
}

TEST_CASE("what only the authority table knows is marked as such") {
  const auto result = market().run({"status", "Luật Đất đai 2013", "--as-of", "2025-01-01", "--format", "json"});
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json.at("state") == "ended");
  CHECK(json.at("certainty") == "registry");
  CHECK(json.at("successors").at(0) == "qh/luat/2024/31");
}

TEST_CASE("the day of a question is typed, or SOURCE_DATE_EPOCH, or told to be missing") {
  CHECK(market().run({"status", "10/2015/NĐ-CP"}).code == cli::usage_error);
  CHECK(market().run({"status", "10/2015/NĐ-CP", "--as-of", "31/02/2022"}).code == cli::usage_error);
  CHECK(has(market().run({"status", "10/2015/NĐ-CP"}, {{"SOURCE_DATE_EPOCH", "1656003600"}}).out, "vào ngày 24/6/2022"));
}

TEST_CASE("every format of status parses and says the same") {
  for (const std::string format : {"json", "jsonl", "csv", "text"}) {
    const auto result = market().run({"status", "10/2015/NĐ-CP", "--as-of", "2023-01-01", "--format", format});
    CHECK(result.code == cli::done);
    CHECK(has(result.out, format == "text" ? "Hết hiệu lực toàn bộ" : "ended"));
    CHECK(result.out == market().run({"status", "10/2015/NĐ-CP", "--as-of", "2023-01-01", "--format", format}).out);
  }
}

TEST_CASE("impact lists first what stands on a changed act, then what cites a changed provision, each with its sentence") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"sua.txt", amending},
                           {"dung.txt", decree("40/2016/NĐ-CP", "ngày 10 tháng 3 năm 2016", "Về phí chợ",
                                               "Điều 1. Phí\nPhí thu theo quy định tại khoản 2 Điều 2 Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ.\n"
                                               "Điều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2016.\n")},
                           {"khac.txt", decree("41/2016/NĐ-CP", "ngày 11 tháng 3 năm 2016", "Về vệ sinh chợ",
                                               "Điều 1. Vệ sinh\nThực hiện theo quy định tại khoản 1 Điều 2 Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ.\n"
                                               "Điều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2016.\n")},
                           {"qd.txt", "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/2017/QĐ-UBND\nAn Giang, ngày 05 tháng 8 năm 2017\nQUYẾT ĐỊNH\n"
                                      "Về hạng chợ\nCăn cứ Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ về quản lý chợ;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt hạng chợ.\n"
                                      "Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng 8 năm 2017.\n"}}};
  const auto result = world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01", "--format", "json"});
  REQUIRE(result.code == cli::done);
  const auto json = nlohmann::json::parse(result.out);
  REQUIRE(json.at("targets").size() == 1);
  CHECK(json.at("targets").at(0).at("untouched") == 1);
  REQUIRE(json.at("documents").size() == 2);
  CHECK(json.at("documents").at(0).at("number") == "5/2017/QĐ-UBND");
  CHECK(json.at("documents").at(0).at("basis") == "rests_on");
  CHECK(json.at("documents").at(1).at("number") == "40/2016/NĐ-CP");
  CHECK(json.at("documents").at(1).at("basis") == "provision");
  CHECK(json.at("documents").at(1).at("provisions").at(0).at("old") == "dieu_2/khoan_2");
  CHECK(json.at("documents").at(1).at("provisions").at(0).at("new") == "dieu_1/khoan_1");
  const auto local = world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01", "--province", "An Giang", "--format", "csv"});
  CHECK(has(local.out, "5/2017/QĐ-UBND"));
  CHECK_FALSE(has(local.out, "40/2016"));
  CHECK(world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01", "--province", "Atlantis"}).code == cli::usage_error);
  CHECK(has(world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01"}).out, "Căn cứ, thi hành"));
}

TEST_CASE("impact tells what only names a changed act apart, and leaves out the wording that an amending act puts into it") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"sua.txt", amending},
                           {"danh-muc.txt", decree("40/2016/NĐ-CP", "ngày 10 tháng 3 năm 2016", "Về thống kê chợ", "Điều 1. Thống kê\nSố liệu gồm Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ, báo cáo năm.\n")},
                           {"sua-truoc.txt", decree("44/2016/NĐ-CP", "ngày 10 tháng 4 năm 2016", "Sửa đổi, bổ sung một số điều của Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ",
                                                    "Điều 1. Sửa đổi, bổ sung khoản 1 Điều 1 Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ như sau:\n“1. Chợ hạng một thu phí theo khoản 2 Điều 2 Nghị định này.”.\n")}}};
  const auto json = nlohmann::json::parse(world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01", "--format", "json"}).out);
  REQUIRE(json.at("documents").size() == 1);
  CHECK(json.at("documents").at(0).at("number") == "40/2016/NĐ-CP");
  CHECK(json.at("documents").at(0).at("basis") == "mentioned");
}

TEST_CASE("impact counts apart what names the changed act only as one that amended another, and no form's basis is a document's") {
  const auto decision = [](const std::string& number, const std::string& opening, const std::string& annex) {
    return "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: " + number + "\nAn Giang, ngày 05 tháng 8 năm 2017\nQUYẾT ĐỊNH\nVề hạng chợ\n" + opening +
           "\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt hạng chợ.\nĐiều 2. Quyết định này có hiệu lực từ ngày 20 tháng 8 năm 2017.\n" + annex;
  };
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"sua.txt", amending},
                           {"nguoi-sua.txt", decision("5/2017/QĐ-UBND", "Căn cứ Nghị định số 02/2003/NĐ-CP ngày 14 tháng 01 năm 2003 của Chính phủ được sửa đổi, bổ sung bởi Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015;", "")},
                           {"mau.txt", decision("6/2017/QĐ-UBND", "Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;", "\nPhụ lục I\nMẪU ĐƠN\nCăn cứ Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ;\nTôi đề nghị được thuê chỗ bán hàng.\n")}}};
  const auto json = nlohmann::json::parse(world.run({"impact", "20/2018/NĐ-CP", "--as-of", "2018-05-01", "--format", "json"}).out);
  CHECK(json.at("targets").at(0).at("as_amender") == 1);
  REQUIRE(json.at("documents").size() == 1);
  CHECK(json.at("documents").at(0).at("number") == "6/2017/QĐ-UBND");
  CHECK(json.at("documents").at(0).at("basis") != "rests_on");
}

TEST_CASE("coverage tells which provinces have implemented an act, after how many days, and who is missing") {
  const auto plan = [](const std::string& head, const std::string& place, const std::string& number, const std::string& day) {
    return "ỦY BAN NHÂN DÂN\n" + head + "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: " + number + "\n" + place + ", " + day +
           "\nKẾ HOẠCH\nThực hiện Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 của Chính phủ\n1. Tổ chức thực hiện.\n";
  };
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"ag.txt", plan("TỈNH AN GIANG", "An Giang", "7/KH-UBND", "ngày 14 tháng 4 năm 2015")},
                           {"ct.txt", plan("THÀNH PHỐ CẦN THƠ", "Cần Thơ", "8/KH-UBND", "ngày 05 tháng 6 năm 2015")}}};
  const auto json = nlohmann::json::parse(world.run({"coverage", "10/2015/NĐ-CP", "--deadline", "60", "--format", "json"}).out);
  CHECK(json.at("bodies").size() == 63);
  CHECK(json.at("implemented") == 2);
  CHECK(json.at("missing") == 61);
  CHECK(json.at("late") == 1);
  CHECK(json.at("deadline") == "2015-05-04");
  for (const auto& row : json.at("bodies")) {
    if (row.at("body") == "An Giang") CHECK(row.at("documents").at(0).at("lag_days") == 40);
    if (row.at("body") == "Cần Thơ") CHECK(row.at("late") == true);
  }
  // Since the mergers: An Giang (with Kiên Giang) and Cần Thơ (with Hậu Giang and Sóc Trăng), their old documents marked.
  const auto merged = nlohmann::json::parse(world.run({"coverage", "10/2015/NĐ-CP", "--provinces", "34", "--format", "json"}).out);
  CHECK(merged.at("bodies").size() == 34);
  CHECK(merged.at("implemented") == 2);
  std::ofstream(world.root() / "ds.txt") << "# danh sách\ntỉnh An Giang\ntỉnh Hậu Giang\n";
  const auto listed = world.run({"coverage", "10/2015/NĐ-CP", "--bodies", (world.root() / "ds.txt").string()});
  CHECK(has(listed.out, "1/2 nơi"));
  CHECK(has(listed.out, "Hậu Giang"));
  CHECK(world.run({"coverage", "10/2015/NĐ-CP", "--bodies", "/nonexistent"}).code == cli::nothing_read);
  CHECK(world.run({"coverage", "10/2015/NĐ-CP", "--deadline", "mai"}).code == cli::usage_error);
}

TEST_CASE("the relation diagram has a box for each relation and direction, in every format") {
  const auto text = market().run({"luoc-do", "10/2015/NĐ-CP"});
  CHECK(text.code == cli::done);
  CHECK(has(text.out, "Văn bản sửa đổi, bổ sung (1)"));
  CHECK(has(text.out, "20/2018/NĐ-CP"));
  CHECK(has(market().run({"diagram", "20/2018/NĐ-CP"}).out, "Văn bản được sửa đổi, bổ sung bởi văn bản này (1)"));
  for (const std::string format : {"json", "jsonl", "csv", "dot"}) {
    const auto result = market().run({"diagram", "10/2015/NĐ-CP", "--format", format});
    CHECK(result.code == cli::done);
    CHECK(has(result.out, "20/2018/NĐ-CP"));
    CHECK(result.out == market().run({"diagram", "10/2015/NĐ-CP", "--format", format}).out);
  }
  const auto svg = market().run({"diagram", "10/2015/NĐ-CP", "--format", "svg"});
  if (svg.code == cli::done) CHECK(has(svg.out, "</svg>"));
  else CHECK(has(svg.err, "graphviz"));
}

TEST_CASE("a repeal that may mean either of two acts ends neither, and both are told to be looked at") {
  const auto decision = [](const std::string& day, const std::string& title) {
    return "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 77/QĐ-UBND\nAn Giang, " + day + "\nQUYẾT ĐỊNH\n" + title +
           "\nĐiều 1. Phê duyệt.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n";
  };
  const StatusWorld world{{{"a.txt", decision("ngày 05 tháng 8 năm 2016", "Về chợ nổi")},
                           {"b.txt", decision("ngày 06 tháng 8 năm 2018", "Về chợ đêm")},
                           {"c.txt", "ỦY BAN NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 90/QĐ-UBND\nAn Giang, ngày 07 tháng 8 năm 2020\nQUYẾT ĐỊNH\nVề bãi bỏ\n"
                                     "Điều 1. Bãi bỏ Quyết định số 77/QĐ-UBND của Ủy ban nhân dân tỉnh.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"}}};
  for (const auto* day : {"2016-08-05", "2018-08-06"}) {
    const auto result = world.run({"status", std::string("ubnd.an-giang/qd/") + day + "/77", "--as-of", "2021-01-01", "--format", "json"});
    REQUIRE(result.code == cli::done);
    const auto json = nlohmann::json::parse(result.out);
    CHECK((json.at("state") == "in_force" || json.at("certainty") != "certain"));
  }
}

TEST_CASE("twenty documents that tell of one amendment are one event, all of them counted") {
  std::vector<std::pair<std::string, std::string>> documents{{"cu.txt", old_decree}, {"sua.txt", amending}};
  for (int i = 1; i <= 20; ++i) {
    documents.emplace_back("khac" + std::to_string(i) + ".txt",
                           decree(std::to_string(100 + i) + "/2019/NĐ-CP", "ngày 10 tháng 2 năm 2019", "Về kinh doanh",
                                  "Điều 1. Áp dụng\n1. Việc xếp hạng thực hiện theo Nghị định số 10/2015/NĐ-CP ngày 05 tháng 3 năm 2015 được sửa đổi, bổ sung bởi Nghị định số 20/2018/NĐ-CP "
                                  "ngày 10 tháng 2 năm 2018.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2019.\n"));
  }
  const StatusWorld world(documents);
  const auto result = world.run({"status", "10/2015/NĐ-CP", "--as-of", "2020-01-01", "--format", "json"});
  REQUIRE(result.code == cli::done);
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json.at("state") == "partly_ended");
  std::size_t amended = 0;
  for (const auto& event : json.at("timeline")) {
    if (event.at("by").is_null() || event.at("change") != "amended") continue;
    ++amended;
    CHECK(event.at("standing") == "acts");
    CHECK(event.at("statements").get<int>() >= 21);
  }
  CHECK(amended == 1);
}

TEST_CASE("a decree that ends 'từ ngày Nghị định này có hiệu lực' is ended by that text, not by the table alone") {
  const StatusWorld world{{{"cu.txt", old_decree},
                           {"moi.txt", decree("31/2022/NĐ-CP", "ngày 13 tháng 5 năm 2022", "Về chợ",
                                              "Điều 1. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2022.\n"
                                              "Nghị định số 10/2015/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực thi hành./.\n")}}};
  CHECK(state_on(world, "10/2015/NĐ-CP", "2022-06-30") == "in_force/no_end_found");
  CHECK(state_on(world, "10/2015/NĐ-CP", "2022-07-01") == "ended/repealed");
}
