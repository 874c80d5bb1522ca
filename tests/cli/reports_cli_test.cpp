/// What is handed on as a file: workbooks, the HTML page, a DOCX with comments. Same input, same bytes; parts that any program opens.
#include <catch2/catch.hpp>

#include <pugixml.hpp>
#include <zip.h>

#include <iterator>

#include "corpus/readers/readers.h"
#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

namespace fs = std::filesystem;

const StatusWorld& ferries() {
  static const StatusWorld world{
      {{"goc.txt", decree("14/2014/NĐ-CP", "ngày 12 tháng 3 năm 2014", "Về bến phà", "Điều 1. Phạm vi\nNghị định này quy định về bến phà.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2014.\n")},
       {"sai-\xFF<ngay>.txt", decree("24/2016/NĐ-CP", "ngày 14 tháng 4 năm 2016", "Về đò ngang",
                                     "Điều 1. Phạm vi\nCăn cứ Nghị định số 14/2014/NĐ-CP ngày 13 tháng 3 năm 2014 của Chính phủ về bến phà.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2016.\n")}}};
  return world;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> parts_of(const fs::path& path) {
  std::map<std::string, std::string> parts;
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &error);
  REQUIRE(zip != nullptr);
  for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string bytes(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
    REQUIRE(zip_fread(file, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
    zip_fclose(file);
    parts[stat.name] = bytes;
  }
  zip_discard(zip);
  return parts;
}

/// Every part is XML in whole UTF-8: no program offers to repair it.
void check_parts(const std::map<std::string, std::string>& parts) {
  for (const auto& [name, bytes] : parts) {
    CAPTURE(name);
    pugi::xml_document document;
    CHECK(document.load_buffer(bytes.data(), bytes.size()));
    CHECK_FALSE(has(bytes, "\xFF"));
  }
}

void write_docx(const fs::path& path, const std::string& body) {
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(zip != nullptr);
  const std::string types =
      "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
  const std::string document =
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body + "</w:body></w:document>";
  zip_file_add(zip, "[Content_Types].xml", zip_source_buffer(zip, types.data(), types.size(), 0), 0);
  zip_file_add(zip, "word/document.xml", zip_source_buffer(zip, document.data(), document.size(), 0), 0);
  REQUIRE(zip_close(zip) == 0);
}

std::string text_of(const fs::path& path) {
  std::string words;
  REQUIRE(readers::read_file(path, "x", {}, [&](model::Text&& text) {
    words = text.bytes;
    return true;
  }).has_value());
  return words;
}

std::string run_of(const std::string& words) { return "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>"; }

}  // namespace

TEST_CASE("the workbook of an audit: same input, same bytes, and names of files of any bytes") {
  const auto path = ferries().root() / "ra-soat.xlsx";
  std::vector<std::string> made;
  for (int i = 0; i < 2; ++i) {
    REQUIRE(ferries().run({"audit", "--format", "xlsx", "-o", path.string(), "--date", "2026-11-23"}).code == 1);
    made.push_back(bytes_of(path));
  }
  CHECK(made[0] == made[1]);
  const auto parts = parts_of(path);
  check_parts(parts);
  const auto& words = parts.at("xl/sharedStrings.xml");
  CHECK(has(words, "BÁO CÁO RÀ SOÁT DẪN CHIẾU VĂN BẢN"));
  CHECK(has(words, ">Ghi ngày 13/3/2014"));
  CHECK_FALSE(has(words, "--min-severity"));  // a reader of the file typed no command
}

TEST_CASE("the page of an audit: same input, same bytes, nothing fetched") {
  const auto path = ferries().root() / "ra-soat.html";
  std::vector<std::string> made;
  for (int i = 0; i < 2; ++i) {
    REQUIRE(ferries().run({"audit", "--format", "html", "-o", path.string(), "--date", "2026-11-23"}).code == 1);
    made.push_back(bytes_of(path));
  }
  CHECK(made[0] == made[1]);
  for (const char* fetches : {"src=", "@import", "url(", "http://", "https://"}) CHECK_FALSE(has(made[0], fetches));
}

TEST_CASE("lists of acts as workbooks: same input, same bytes") {
  const auto path = ferries().root() / "danh-muc.xlsx";
  for (const char* kind : {"con-hieu-luc", "het-hieu-luc", "het-hieu-luc-mot-phan"}) {
    std::vector<std::string> made;
    for (int i = 0; i < 2; ++i) {
      CHECK(ferries().run({"list", "--danh-muc", kind, "--to", "2026-01-01", "--format", "xlsx", "-o", path.string()}).code != cli::usage_error);
      made.push_back(bytes_of(path));
    }
    CHECK(made[0] == made[1]);
    check_parts(parts_of(path));
  }
}

TEST_CASE("a comment stands at the words of its finding, not at the whole run, and the text stays as it was") {
  const auto draft = ferries().root() / "du-thao.docx", copy = ferries().root() / "gop-y.docx", again = ferries().root() / "gop-y-2.docx";
  write_docx(draft, "<w:p>" + run_of("NGHỊ ĐỊNH") + "</w:p><w:p>" + run_of("Về bến phà") + "</w:p><w:p>" +
                        run_of("Căn cứ Nghị định số 14/2014/NĐ-CP ngày 13 ") + run_of("tháng 3 năm 2014 của Chính phủ về bến phà;") + "</w:p>");
  for (const auto& to : {copy, again})
    CHECK(has(ferries().run({"check", draft.string(), "--comments", to.string(), "--date", "2026-11-23", "--rule", "CIT-DATE-MISMATCH"}).err, "1 chú thích đúng chỗ"));
  CHECK(bytes_of(copy) == bytes_of(again));
  CHECK(text_of(copy) == text_of(draft));
  const auto parts = parts_of(copy);
  check_parts(parts);
  const auto& body = parts.at("word/document.xml");
  const auto begin = body.find("<w:commentRangeStart"), end = body.find("<w:commentRangeEnd");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const auto inside = body.substr(begin, end - begin);
  CHECK_FALSE(has(inside, "Căn cứ"));
  CHECK_FALSE(has(inside, "bến phà"));
  CHECK(has(inside, "14/2014/NĐ-CP"));
  CHECK(has(inside, "<w:b/>"));  // halves of a run look as it did
  CHECK(has(parts.at("word/comments.xml"), "Lỗi: Ngày trích khác ngày văn bản (CIT-DATE-MISMATCH)"));
}

TEST_CASE("comments go to the part in which the document keeps its own") {
  const auto draft = ferries().root() / "co-san.docx", copy = ferries().root() / "co-san-gop-y.docx";
  write_docx(draft, "<w:p>" + run_of("Căn cứ Nghị định số 14/2014/NĐ-CP ngày 13 tháng 3 năm 2014 của Chính phủ về bến phà;") + "</w:p>");
  {
    int error = 0;
    zip_t* zip = zip_open(draft.c_str(), 0, &error);
    REQUIRE(zip != nullptr);
    const std::string relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId7\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"nhan-xet.xml\"/></Relationships>";
    const std::string comments =
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"4\" w:author=\"A\"><w:p/></w:comment></w:comments>";
    zip_file_add(zip, "word/_rels/document.xml.rels", zip_source_buffer(zip, relations.data(), relations.size(), 0), 0);
    zip_file_add(zip, "word/nhan-xet.xml", zip_source_buffer(zip, comments.data(), comments.size(), 0), 0);
    REQUIRE(zip_close(zip) == 0);
  }
  CHECK(ferries().run({"check", draft.string(), "--comments", copy.string(), "--rule", "CIT-DATE-MISMATCH"}).code != cli::usage_error);
  const auto parts = parts_of(copy);
  CHECK(parts.count("word/comments.xml") == 0);
  CHECK(has(parts.at("word/nhan-xet.xml"), "w:id=\"4\""));
  CHECK(has(parts.at("word/nhan-xet.xml"), "w:id=\"5\""));
}
