/// `tracuu check LIST.csv|xlsx`, `tracuu audit --against REGISTER`: tables that officers keep, on small documents of our own.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>
#include <xlsxwriter.h>

#include "query/registers/table_file.h"
#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

const StatusWorld& boats() {
  static const StatusWorld world{
      {{"cu.txt", decree("12/2013/NĐ-CP", "ngày 06 tháng 3 năm 2013", "Về tàu cá",
                         "Điều 1. Phạm vi\nNghị định này quy định về tàu cá.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2013.\n")},
       {"moi.txt", decree("32/2020/NĐ-CP", "ngày 12 tháng 5 năm 2020", "Về quản lý tàu cá",
                          "Điều 1. Phạm vi\nNghị định này quy định về tàu cá, căn cứ Thông tư số 77/2019/TT-BNNPTNT ngày 04 tháng 02 năm 2019.\nĐiều 2. Hiệu lực\n"
                          "1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020.\n"
                          "2. Nghị định số 12/2013/NĐ-CP ngày 06 tháng 3 năm 2013 của Chính phủ về tàu cá hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.\n")},
       {"ben.txt", decree("42/2020/NĐ-CP", "ngày 14 tháng 5 năm 2020", "Về bến cá",
                          "Điều 1. Phạm vi\nNghị định này quy định về bến cá.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2020.\n")}}};
  return world;
}

std::string file(const std::string& name, const std::string& bytes) {
  const auto path = (boats().root() / name).string();
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

nlohmann::json json_of(std::vector<std::string> words) {
  words.insert(words.end(), {"--format", "json", "--date", "2026-01-01"});
  const auto result = boats().run(words);
  INFO(result.err);
  REQUIRE(result.err.empty());
  return nlohmann::json::parse(result.out);
}

const nlohmann::json& row_at(const nlohmann::json& report, std::size_t row) {
  for (const auto& one : report.at("rows"))
    if (one.at("row") == row) return one;
  FAIL("no row " << row);
  return report;
}

using Rows = std::vector<std::vector<std::string>>;

Rows csv(const std::string& bytes) {
  const auto table = registers::parse_csv(bytes);
  REQUIRE(table);
  return table->rows;
}

}  // namespace

TEST_CASE("a CSV is read with its separator, its quotation marks, its blank rows and its encoding") {
  CHECK(csv("a;b\n\"1;2\";\" x \"\n") == Rows{{"a", "b"}, {"1;2", "x"}});
  CHECK(csv("\xEF\xBB\xBF" "số,ngày\r\n\r\n\"45/2020\",\"hai\ndòng\"\r\n") == Rows{{"số", "ngày"}, {}, {"45/2020", "hai\ndòng"}});
  CHECK(csv("a\tb\nc\td") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(csv(std::string("\xFF\xFE" "a\0;\0b\0\n\0", 10)) == Rows{{"a", "b"}});
  CHECK_FALSE(registers::parse_csv(",,\n,\n"));
  CHECK(registers::parse_csv("").error().code == registers::TableError::Code::empty);
}

TEST_CASE("an XLSX is read with shared words, gaps, numbers and days") {
  const auto path = (boats().root() / "read.xlsx").string();
  auto* book = workbook_new(path.c_str());
  auto* hidden = workbook_add_worksheet(book, "an");
  auto* sheet = workbook_add_worksheet(book, "ds");
  worksheet_hide(hidden);
  worksheet_activate(sheet);
  worksheet_set_first_sheet(sheet);
  auto* day = workbook_add_format(book);
  format_set_num_format(day, "dd/mm/yyyy");
  worksheet_write_string(hidden, 0, 0, "không đọc", nullptr);
  worksheet_write_string(sheet, 1, 2, "Số, ký hiệu", nullptr);
  worksheet_write_number(sheet, 2, 0, 7, nullptr);
  worksheet_write_string(sheet, 2, 2, "12/2013/NĐ-CP", nullptr);
  lxw_datetime issued{2013, 3, 6, 0, 0, 0};
  worksheet_write_datetime(sheet, 2, 3, &issued, day);
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
  const auto table = registers::read_table(path);
  REQUIRE(table);
  CHECK(table->rows == Rows{{}, {"", "", "Số, ký hiệu"}, {"7", "", "12/2013/NĐ-CP", "06/3/2013"}});
  CHECK(registers::parse_xlsx("PK no zip").error().code == registers::TableError::Code::damaged);
}

TEST_CASE("each citation of a column is told what it means, what became of it and what took its place") {
  const auto path = file("ds.csv",
                         "STT;Văn bản;Ghi chú\n"
                         "1;Nghị định số 12/2013/NĐ-CP ngày 06/3/2013 của Chính phủ;\n"
                         "2;nghi dinh 32/2020;\n"
                         "3;Thông tư số 77/2019/TT-BNNPTNT;\n"
                         "4;Nghị định số 42/2020/NĐ-CP ngày 15/5/2020;sai ngày\n"
                         "5;\"Nghị định số 42/2020/NĐ-CP ngày 14/5/2020; Nghị định số 12/2013/NĐ-CP ngày 07/3/2013\";hai\n"
                         "6;Nghị định số 9876/2001/NĐ-CP;\n"
                         "7;hỏi lại phòng pháp chế;\n");
  const auto report = json_of({"check", path});
  CHECK(report.at("column") == 2);
  CHECK(report.at("head_row") == 1);
  REQUIRE(report.at("rows").size() == 8);
  const auto& ended = row_at(report, 2);
  CHECK(ended.at("outcome") == "resolved");
  CHECK(ended.at("state") == "ended");
  CHECK(ended.at("since") == "2020-07-01");
  REQUIRE(ended.at("successors").size() == 1);
  CHECK(ended.at("successors").at(0).at("number") == "32/2020/NĐ-CP");
  CHECK(row_at(report, 3).at("outcome") == "resolved");
  CHECK(row_at(report, 3).at("state") == "in_force");
  CHECK(row_at(report, 4).at("outcome") == "only_cited");
  CHECK(row_at(report, 5).at("outcome") == "differs");
  CHECK(row_at(report, 5).at("candidates").at(0).at("date") == "2020-05-14");
  // Of two in one cell each keeps its own date.
  CHECK(report.at("rows").at(4).at("outcome") == "resolved");
  CHECK(report.at("rows").at(5).at("outcome") == "differs");
  CHECK(report.at("rows").at(5).at("row") == 6);
  CHECK(row_at(report, 7).at("outcome") == "unknown");
  CHECK(row_at(report, 8).at("outcome") == "no_citation");
}

TEST_CASE("a table of citations is told apart from a draft, its column can be named, and the exit status says whether all is well") {
  const auto good = file("tot.csv", "Số hiệu,Ngày\n32/2020/NĐ-CP,12/5/2020\n");
  CHECK(boats().run({"check", good, "--date", "2026-01-01"}).code == 0);
  CHECK(boats().run({"check", good, "--column", "so hieu", "--date", "2026-01-01"}).code == 0);
  CHECK(boats().run({"check", good, "--column", "A", "--date", "2026-01-01"}).code == 0);
  const auto missing = boats().run({"check", good, "--column", "Tên", "--date", "2026-01-01"});
  CHECK(missing.code == 2);
  CHECK(has(missing.err, "Tên"));
  const auto ended = file("het.csv", "Số hiệu\n12/2013/NĐ-CP\n");
  CHECK(boats().run({"check", ended, "--date", "2026-01-01"}).code == 1);
  CHECK(boats().run({"check", file("trong.csv", "a,b\nc,d\n"), "--date", "2026-01-01"}).code == 2);
  CHECK(boats().run({"check", (boats().root() / "khong-co.csv").string()}).code == 3);
  const auto out = (boats().root() / "ra.xlsx").string();
  REQUIRE(boats().run({"check", ended, "--date", "2026-01-01", "--format", "xlsx", "-o", out}).code == 1);
  const auto table = registers::read_table(out);
  REQUIRE(table);
  CHECK(has(table->rows.back().at(6), "01/7/2020"));
  CHECK(has(table->rows.back().at(7), "32/2020/NĐ-CP"));
}

TEST_CASE("the index is held against a register: what only one of them has, and where they differ") {
  const auto path = file("so.csv",
                         "DANH MỤC VĂN BẢN\n"
                         "TT,Loại văn bản,\"Số, ký hiệu\",Ngày ban hành,Trích yếu,Tình trạng hiệu lực\n"
                         "1,Nghị định,12/2013/NĐ-CP,06/3/2013,Về tàu cá,Còn hiệu lực\n"
                         "2,Nghị định,32/2020/NĐ-CP,13/5/2020,về quản lý tàu cá,Còn hiệu lực\n"
                         "3,Nghị định,52/2021/NĐ-CP,01/6/2021,Về cảng cá,\n"
                         "4,Nghị định,32/2020/NĐ-CP,12/5/2020,Về quản lý tàu cá,\n"
                         "5,Nghị định,chưa có số,,,\n");
  const auto report = json_of({"audit", "--against", path});
  const auto& ended = row_at(report, 3);
  CHECK(ended.at("difference") == "differs");
  REQUIRE(ended.at("clashes").size() == 1);
  CHECK(ended.at("clashes").at(0).at("field") == "state");
  CHECK(ended.at("clashes").at(0).at("index") == "ended");
  const auto& dated = row_at(report, 4);
  REQUIRE(dated.at("clashes").size() == 1);
  CHECK(dated.at("clashes").at(0).at("field") == "date");
  CHECK(dated.at("clashes").at(0).at("index") == "12/5/2020");
  CHECK(row_at(report, 5).at("difference") == "only_in_register");
  CHECK(row_at(report, 6).at("first_row") == 4);
  CHECK(row_at(report, 7).at("difference") == "no_number");
  CHECK(report.at("rows").back().at("difference") == "only_in_index");
  CHECK(report.at("rows").back().at("act").at("number") == "42/2020/NĐ-CP");
  CHECK(report.at("counts").at("only_in_index") == 1);
  CHECK(boats().run({"audit", "--against", file("khong.csv", "a,b\nc,d\n"), "--date", "2026-01-01"}).code == 2);
}
