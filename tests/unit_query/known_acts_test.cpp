// What the registry knows of a cited act, apart from what the text says.
#include <catch2/catch.hpp>

#include <ctime>
#include <fstream>
#include <filesystem>

#include <unistd.h>

#include "corpus/analyse.h"
#include "query/report/document_json.h"
#include "query/resolve/known.h"
#include "query/resolve/pinpoint.h"

using namespace tracuu;

namespace {

model::Text text_of(std::string words) {
  model::Text text;
  text.bytes = std::move(words);
  return text;
}

report::Json rows(const std::string& words, bool each_provision, const registry::Registry& registry = registry::Registry::builtin()) {
  const auto text = text_of(words);
  const auto document = corpus::analyse(text, text::canonicalize(text), *citation::grammar_of(registry));
  resolve::KnownActs known(registry);
  return report::document_json(document, "a.txt", text.bytes, {&known, each_provision})["citations"];
}

constexpr const char* kColumns = "canonical_id\ttype_code\tnumber\tissuer_slug\tdate\teffective_from\teffective_to\ttitle\tterm\tsource\tconfidence\tnames\n";

struct Catalogue {
  std::string path;
  explicit Catalogue(const std::string& content) : path((std::filesystem::temp_directory_path() / ("known-" + std::to_string(getpid()) + ".tsv")).string()) {
    std::ofstream(path, std::ios::binary) << content;
  }
  ~Catalogue() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("a cited law carries the row that is known of it, beside what the text says") {
  const auto found = rows("Thực hiện theo quy định tại Điều 5 Luật Đất đai số 31/2024/QH15.", false);
  REQUIRE(found.size() == 1);
  CHECK(found[0]["date"].is_null());  // the text states none
  const auto& known = found[0]["known"];
  CHECK(known["id"] == "qh/luat/2024/31");
  CHECK(known["date"] == "2024-01-18");
  CHECK(known["certain"] == true);
  CHECK(known["rule"] == "number_with_year");
  CHECK(known["row"].get<std::string>().starts_with("authority.tsv:"));
}

TEST_CASE("a number that several known acts share names them all and picks none") {
  const auto found = rows("Theo quy định tại Nghị quyết số 27-NQ/TW.", false);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].contains("known"));
  const auto& known = found[0]["known"];
  if (known["id"].is_null()) CHECK(known["candidates"].size() >= 2);
  else CHECK(known["certain"] == false);
}

TEST_CASE("an untyped number of the National Assembly is never certain, even where one row is known") {
  const auto found = rows("Theo quy định tại 15/2008/QH12.", false);
  REQUIRE(found.size() == 1);
  CHECK(found[0]["key"] == "qh/?/2008/15");
  REQUIRE(found[0].contains("known"));
  CHECK(found[0]["known"].value("certain", false) == false);
  CHECK(rows("Theo quy định tại Luật số 97/2015/QH13.", false)[0]["known"]["certain"] == true);
}

TEST_CASE("a known act with another date is named as a conflict, never as the act") {
  const auto found = rows("Theo quy định tại Luật Đất đai số 31/2024/QH15 ngày 18/02/2024.", false);
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].contains("known"));
  CHECK(found[0]["known"]["id"].is_null());
  CHECK(found[0]["known"]["date_conflict"]["id"] == "qh/luat/2024/31");
}

TEST_CASE("each cited provision is a row of its own when asked for, a range one row") {
  const auto found = rows("Theo khoản 1, 2 Điều 3 và từ điểm a đến điểm e khoản 1 Điều 5 Nghị định số 45/2020/NĐ-CP; Mục III.9 Phụ lục II Nghị quyết số 197/2025/QH15; "
                          "Điều 3 Quy chế ban hành kèm theo Quyết định số 1122/QĐ-TTg; Luật Đấu thầu.", true);
  std::vector<std::string> keys;
  for (const auto& row : found) keys.push_back(row["key"]);
  CHECK(keys == std::vector<std::string>{"cp/nd/2020/45#dieu_3/khoan_1", "cp/nd/2020/45#dieu_3/khoan_2", "cp/nd/2020/45#dieu_5/khoan_1/diem_a..diem_e",
                                         "qh/nq/2025/197#phu-luc_2/muc_3.9", "ttg/qd/_/1122#kem-theo/dieu_3", "qh/luat/_/dau-thau"});
  CHECK(found[0]["mention"] == found[2]["mention"]);
  CHECK(rows("Theo khoản 1, 2 Điều 3 Nghị định số 45/2020/NĐ-CP.", false).size() == 1);
}

TEST_CASE("one provision has one id, however its annex or section is numbered") {
  CHECK(resolve::pinpoint_id("PLII.MIII.9") == "phu-luc_2/muc_3.9");
  CHECK(resolve::pinpoint_id("MII.k2") == "muc_2/khoan_2");
  CHECK(resolve::pinpoint_id("Smục 1, phần III") == "phan_3/muc_1");
  CHECK(resolve::pinpoint_id("D18-D24") == "dieu_18..dieu_24");
  CHECK(resolve::pinpoint_id("D5.k1.a-D5.k1.e") == "dieu_5/khoan_1/diem_a..diem_e");
  CHECK(resolve::pinpoint_path("D5.k2.a.b") == "dieu_5/khoan_2/diem_a/tiet_b");
  CHECK(resolve::pinpoint_of_path("dieu_5/khoan_2/diem_a/tiet_b") == "D5.k2.a.b");
}

TEST_CASE("acts and names of the user's catalogue are found and known") {
  const Catalogue file(std::string(kColumns) + "tu.can-tho/qc/2021-01-15/1\tQC\t01-QC/TU\ttu.can-tho\t2021-01-15\t\t\tQuy chế làm việc\t\tVăn phòng\tcertain\tQuy chế làm việc của Thành ủy Cần Thơ\n");
  const auto registry = registry::Registry::opened(file.path);
  REQUIRE(registry.has_value());
  const auto found = rows("Thực hiện theo quy định tại Điều 4 Quy chế làm việc của Thành ủy Cần Thơ.", false, **registry);
  REQUIRE(found.size() == 1);
  CHECK(found[0]["surface"] == "Quy chế làm việc của Thành ủy Cần Thơ");
  CHECK(found[0]["key"] == "tu.can-tho/qc/2021-01-15/1#dieu_4");
  CHECK(found[0]["known"]["row"] == "catalogue:2");
  CHECK(rows("Thực hiện theo quy định tại Điều 4 Quy chế làm việc của Thành ủy Cần Thơ.", false).empty());
}

TEST_CASE("what a document states elsewhere of a number is told in a time in line with its length") {
  // Numbers that two provinces have, stated in full and alone: each bare one is held against all others.
  std::string words;
  for (int i = 0; i < 6000; ++i) words += i % 3 == 0 ? "Quyết định số 15/2021/QĐ-UBND ngày 05/02/2021 của UBND tỉnh An Giang.\n" : i % 3 == 1 ? "Quyết định số 15/2021/QĐ-UBND ngày 06/03/2021 của UBND tỉnh Cà Mau.\n" : "Thực hiện Quyết định số 15/2021/QĐ-UBND.\n";
  const std::clock_t start = std::clock();
  const auto all = rows(words, false);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  INFO(seconds << " s");
  CHECK(all.size() == 6000);
  CHECK(seconds < 5.0);  // 0.1; ten when all were gone through for each
}
