#include <unistd.h>

#include <catch2/catch.hpp>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "corpus/readers/converter.h"
#include "corpus/readers/readers.h"
#include "corpus/readers/walk.h"

using namespace tracuu;
using namespace std::string_literals;
using model::Format;
using model::Region;

namespace {

namespace fs = std::filesystem;

struct Outcome {
  std::vector<model::Text> texts;
  std::size_t count = 0;
  std::string error;  // code
  readers::ReadError detail;
};

Outcome read(std::string_view bytes, std::string_view name) {
  Outcome out;
  const auto result = readers::read_bytes(bytes, name, name, {}, [&](model::Text&& text) {
    out.texts.push_back(std::move(text));
    return true;
  });
  if (result) out.count = *result;
  else {
    out.error = readers::code_name(result.error().code);
    out.detail = result.error();
  }
  return out;
}

model::Text read_one(std::string_view bytes, std::string_view name) {
  Outcome out = read(bytes, name);
  INFO(out.error << " " << out.detail.what);
  REQUIRE(out.texts.size() == 1);
  return std::move(out.texts[0]);
}

std::string zip_of(const std::map<std::string, std::string>& members) {
  const fs::path path = fs::temp_directory_path() / ("tracuu-test-" + std::to_string(::getpid()) + ".zip");
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  for (const auto& [name, content] : members)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0);
  REQUIRE(zip_close(archive) == 0);
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  fs::remove(path);
  return bytes;
}

std::string docx_of(const std::string& body, std::map<std::string, std::string> parts = {}) {
  const std::string ns =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
      "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
  parts["word/document.xml"] = "<?xml version=\"1.0\"?><w:document " + ns + "><w:body>" + body + "</w:body></w:document>";
  return zip_of(parts);
}

std::string p(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

std::string numbered(const std::string& text, int level) {
  return p(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"1\"/></w:numPr>");
}

}  // namespace

TEST_CASE("a UTF-8 text file is kept byte for byte") {
  const std::string bytes = "\xEF\xBB\xBFĐiều 1.\r\nNội\0 dung\tƢ\n"s + std::string(1, '\0') + "cuối";
  const model::Text text = read_one(bytes, "a.txt");
  CHECK(text.bytes == bytes);
  CHECK(text.encoding == "utf-8");
  CHECK(text.format == Format::text);
  CHECK(text.source == "a.txt");
  CHECK(text.pages.empty());
  CHECK(text.notes.empty());
}

TEST_CASE("form feeds are pages") {
  const model::Text text = read_one("trang một\n\ftrang hai\n\f", "a.txt");
  REQUIRE(text.pages.size() == 2);
  CHECK(text.pages[0] == model::PageStart{0, 1});
  CHECK(text.pages[1].number == 2);
  CHECK(text.bytes.substr(text.pages[1].offset, 5) == "trang");
}

TEST_CASE("UTF-16 files with and without byte order mark are converted") {
  const std::u16string words = u"Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương";
  std::string little, big;
  for (const char16_t c : words) {
    little += static_cast<char>(c & 0xFF);
    little += static_cast<char>(c >> 8);
    big += static_cast<char>(c >> 8);
    big += static_cast<char>(c & 0xFF);
  }
  const std::string expected = "Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương";
  CHECK(read_one("\xFF\xFE" + little, "a.txt").bytes == expected);
  CHECK(read_one("\xFE\xFF" + big, "a.txt").bytes == expected);
  CHECK(read_one(little, "a.txt").bytes == expected);
  CHECK(read_one(big, "a.txt").bytes == expected);
  CHECK(read_one(little, "a.txt").encoding == "utf-16le");
}

TEST_CASE("bytes of windows-1258 and TCVN3 files become Unicode") {
  // "Nghị định của Chính phủ" in windows-1258: base letters with combining tone marks.
  const model::Text text = read_one("Ngh\x69\xF2 \xF0\x69\xF2nh cu\xD2\x61 Chi\xECnh phu\xD2 v\xEA\xCC vi\xEA\xF2\x63\n", "a.txt");
  CHECK(text.bytes == "Nghị định của Chính phủ về việc\n");
  CHECK(text.encoding == "windows-1258");
  const model::Text tcvn = read_one("Th\xF1 t\xAD\xEDng Ch\xDDnh ph\xF1 quy\xD5t \xAE\xDEnh\n", "a.txt");
  CHECK(tcvn.bytes == "Thủ tướng Chính phủ quyết định\n");
  CHECK(tcvn.encoding == "tcvn3");
}

TEST_CASE("a few malformed bytes in UTF-8 text are marked and noted") {
  const model::Text text = read_one("Điều 1. Phạm vi \xFF điều chỉnh của Nghị định này", "a.txt");
  CHECK(text.bytes == "Điều 1. Phạm vi \xEF\xBF\xBD điều chỉnh của Nghị định này");
  CHECK(text.notes.size() == 1);
}

TEST_CASE("the content tells the format, then the name") {
  using readers::detect_format;
  CHECK(detect_format("%PDF-1.4", "a.txt") == Format::pdf);
  CHECK(detect_format("{\\rtf1\\ansi", "a.doc") == Format::rtf);
  CHECK(detect_format("PK\x03\x04", "a.doc") == Format::docx);
  CHECK(detect_format("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.docx") == Format::doc);
  CHECK(detect_format("<html><body>", "a.doc") == Format::html);
  CHECK(detect_format("<!DOCTYPE html>", "trang") == Format::html);
  CHECK(detect_format("<?xml version=\"1.0\"?><akomaNtoso>", "a.xml") == Format::akoma_ntoso);
  CHECK(detect_format("\xFF\xFE<\0h\0t\0m\0l\0>\0"s, "a.htm") == Format::html);
  CHECK(detect_format("{\"_id\": \"1\", \"text\": \"x\"}\n", "bulk.json") == Format::jsonl);
  CHECK(detect_format("# Tiêu đề", "a.md") == Format::markdown);
  CHECK(detect_format("Điều 1. Nếu a < b thì", "a.html") == Format::text);
  CHECK(detect_format("Điều 1", "khong-duoi") == Format::text);
}

TEST_CASE("HTML blocks are lines, scripts are dropped, entities are read") {
  const model::Text text = read_one(
      "<html><head><title>Trang web</title><script>var a='Điều 9';</script></head><body><p>Căn c&#7913; <b>Nghị định</b> "
      "số&nbsp;45/2020/N&#272;-CP<br>ngày\n 08/4/2020</p><div>a) Một;</div><div>b) Hai</div></body></html>",
      "a.html");
  CHECK(text.bytes == "Căn cứ Nghị định số 45/2020/NĐ-CP\nngày 08/4/2020\n\na) Một;\nb) Hai\n");
}

TEST_CASE("Word-exported HTML in windows-1252 with numeric entities") {
  const model::Text text = read_one(
      "<html xmlns:o=\"urn\"><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"></head><body>"
      "<p class=MsoNormal>Qu\xFD III: Ngh&#7883; &#273;&#7883;nh \x93m\xE0\x94</p></body></html>",
      "a.htm");
  CHECK(text.bytes == "Quý III: Nghị định “mà”\n");
  CHECK(text.encoding == "windows-1252");
}

TEST_CASE("an HTML run in an old font is decoded, capitals of the H fonts too") {
  const model::Text text = read_one(
      "<html><meta charset=windows-1252><body><p><font face=\".VnTimeH\">ngh\xDE \xAE\xDEnh</font></p>"
      "<p><span style='font-family:\".VnTime\"'>C\xA8n c\xF8 LuËt</span></p></body></html>",
      "a.htm");
  CHECK(text.bytes.substr(0, 20) == std::string("NGHỊ ĐỊNH\n\nCăn cứ").substr(0, 20));
}

TEST_CASE("header tables are lines, data tables are rows with bars") {
  const model::Text text = read_one(
      "<body><table><tr><td><p>CHÍNH PHỦ<br>------</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr></table>"
      "<table><tr><th>STT</th><th>Số hiệu</th><th>Ngày</th></tr><tr><td>1</td><td>45/2020/NĐ-CP</td><td>08/4/2020</td></tr></table></body>",
      "a.html");
  CHECK(text.bytes == "CHÍNH PHỦ\n------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSTT | Số hiệu | Ngày\n1 | 45/2020/NĐ-CP | 08/4/2020\n");
  REQUIRE(text.regions.size() == 1);
  CHECK(text.regions[0].kind == Region::Kind::table);
  CHECK(model::slice(text.bytes, text.regions[0].range).substr(0, 3) == "STT");
}

TEST_CASE("the page around the act is left out, with a note") {
  const std::string act = "<p>QUỐC HỘI</p><p>Luật số: 70/2014/QH13</p><p>" + std::string(400, 'x') + "</p>";
  const model::Text text = read_one("<html><body><div class='menu'><a href='/'>Trang chủ</a> 99/2099/NĐ-CP</div><div id='divContentDoc'>" + act +
                                        "</div><div id=footer>Bản quyền 01/2000/QĐ-X</div></body></html>",
                                    "a.html");
  CHECK(text.bytes.find("QUỐC HỘI\n") == 0);
  CHECK(text.bytes.find("99/2099") == std::string::npos);
  CHECK(text.bytes.find("01/2000") == std::string::npos);
  REQUIRE(text.notes.size() == 1);
  CHECK(text.notes[0].find("left out") != std::string::npos);
}

TEST_CASE("DOCX paragraphs carry the numbers that Word counts") {
  const std::string numbering =
      "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\">"
      "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Điều %1.\"/></w:lvl>"
      "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2.\"/></w:lvl>"
      "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
  const model::Text text = read_one(docx_of(numbered("Phạm vi", 0) + numbered("khoản", 1) + numbered("điểm", 2) + numbered("điểm nữa", 2) +
                                                numbered("khoản hai", 1) + numbered("Đối tượng", 0) + numbered("lại khoản", 1),
                                            {{"word/numbering.xml", numbering}}),
                                    "a.docx");
  CHECK(text.bytes == "Điều 1. Phạm vi\n1.1. khoản\na) điểm\nb) điểm nữa\n1.2. khoản hai\nĐiều 2. Đối tượng\n2.1. lại khoản\n");
}

TEST_CASE("DOCX: inserted text stays, deleted text goes, results of fields stay, instructions go") {
  const model::Text text = read_one(
      docx_of("<w:p><w:r><w:t xml:space=\"preserve\">Nghị định </w:t></w:r><w:ins><w:r><w:t>45</w:t></w:r></w:ins>"
              "<w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
              "<w:r><w:instrText> HYPERLINK \"http://x\" </w:instrText></w:r><w:r><w:t>/2020</w:t></w:r>"
              "<w:hyperlink><w:r><w:t>/NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r></w:hyperlink>"
              "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"),
      "a.docx");
  CHECK(text.bytes == "Nghị định 45/2020/NĐ-CP\n");
  CHECK(text.notes.size() == 2);
}

TEST_CASE("DOCX: page breaks are pages, footnotes are regions at the end, capitals are capitals") {
  const std::string footnotes =
      "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Sửa đổi bởi 15/2021/NĐ-CP</w:t></w:r></w:p></w:footnote></w:footnotes>";
  const model::Text text = read_one(
      docx_of("<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Nghị định</w:t></w:r></w:p>"
              "<w:p><w:r><w:t>Điều 1</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
              "<w:p><w:r><w:br w:type=\"page\"/><w:t>Trang hai</w:t></w:r></w:p>",
              {{"word/footnotes.xml", footnotes}}),
      "a.docx");
  CHECK(text.bytes == "NGHỊ ĐỊNH\nĐiều 1[1]\nTrang hai\n[1] Sửa đổi bởi 15/2021/NĐ-CP\n");
  REQUIRE(text.pages.size() == 2);
  CHECK(text.bytes.substr(text.pages[1].offset, 5) == "Trang");
  REQUIRE(text.regions.size() == 1);
  CHECK(text.regions[0].kind == Region::Kind::footnote);
}

TEST_CASE("DOCX: tables, text boxes and content controls are read") {
  const auto cell = [](const std::string& text) { return "<w:tc>" + p(text) + "</w:tc>"; };
  const model::Text text = read_one(
      docx_of("<w:sdt><w:sdtContent>" + p("Trong ô nội dung") + "</w:sdtContent></w:sdt><w:tbl><w:tr>" + cell("STT") + cell("Văn bản") +
              cell("Ngày") + "</w:tr><w:tr>" + cell("1") + cell("27-NQ/TW") + cell("09/11/2022") +
              "</w:tr></w:tbl><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + p("Hộp chữ") +
              "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + p("Hộp chữ") +
              "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"),
      "a.docx");
  CHECK(text.bytes == "Trong ô nội dung\nSTT | Văn bản | Ngày\n1 | 27-NQ/TW | 09/11/2022\nHộp chữ\n");
}

TEST_CASE("DOCX: a spreadsheet is told from a document") {
  const Outcome out = read(zip_of({{"xl/workbook.xml", "<workbook/>"}}), "a.docx");
  CHECK(out.error == "not-a-document");
  CHECK(out.detail.what.find("spreadsheet") != std::string::npos);
}

TEST_CASE("Akoma Ntoso articles are given provisions") {
  const model::Text text = read_one(
      "<?xml version=\"1.0\"?><akomaNtoso xmlns=\"x\"><act><meta><identification/>bỏ</meta><preface><p>LUẬT MẪU</p></preface><body>"
      "<chapter><num>Chương I</num><heading>QUY ĐỊNH CHUNG</heading><article><num>Điều 1.</num><heading>Phạm vi</heading>"
      "<paragraph><num>1.</num><content><p>Luật này quy định.</p></content></paragraph></article>"
      "<article><num>Điều 2a</num><content><p>Nội dung &amp; khác</p></content></article></chapter></body></act></akomaNtoso>",
      "a.xml");
  CHECK(text.format == Format::akoma_ntoso);
  CHECK(text.bytes == "LUẬT MẪU\nChương I QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n1. Luật này quy định.\n\nĐiều 2a\nNội dung & khác\n");
  REQUIRE(text.provisions.size() == 2);
  CHECK(text.provisions[0].label == "1");
  CHECK(text.provisions[0].heading == "Phạm vi");
  CHECK(text.provisions[1].label == "2a");
  CHECK(model::slice(text.bytes, text.provisions[1].range) == "Điều 2a\nNội dung & khác\n");
}

TEST_CASE("lines of one doc_number are one document") {
  const Outcome out = read(
      "{\"_id\":\"a+1\",\"title\":\"Phạm vi\",\"text\":\"Một.\",\"doc_number\":\"45/2020/nđ-cp\",\"doc_title\":\"Nghị định\",\"article\":\"1\"}\n"
      "{\"_id\":\"a+2\",\"title\":\"\",\"text\":\"Điều 2. Hai\\nba\",\"doc_number\":\"45/2020/nđ-cp\",\"doc_title\":\"Nghị định\",\"article\":2}\r\n"
      "broken\n"
      "{\"_id\":\"b+1\",\"title\":\"T\",\"text\":\"X\",\"doc_number\":\"\",\"doc_title\":\"Luật B\",\"article\":\"\"}\n\n"
      "{\"_id\":\"a+3\",\"title\":\"\",\"text\":\"Ba\",\"doc_number\":\"45/2020/nđ-cp\",\"doc_title\":\"Nghị định\",\"article\":\"3\"}",
      "bulk.jsonl");
  REQUIRE(out.texts.size() == 3);
  CHECK(out.count == 3);
  const model::Text& first = out.texts[0];
  CHECK(first.source == "bulk.jsonl#45/2020/nđ-cp");
  CHECK(first.given_number == "45/2020/nđ-cp");
  CHECK(first.given_title == "Nghị định");
  CHECK(first.bytes == "Điều 1. Phạm vi\nMột.\n\nĐiều 2. Hai\nba\n");
  REQUIRE(first.provisions.size() == 2);
  CHECK(first.provisions[0].id == "a+1");
  CHECK(model::slice(first.bytes, first.provisions[0].heading_range) == "Điều 1. Phạm vi");
  CHECK(model::slice(first.bytes, first.provisions[1].range) == "Điều 2. Hai\nba\n");
  CHECK(first.provisions[1].heading_range.empty());
  CHECK(first.provisions[1].label == "2");
  REQUIRE(first.notes.size() == 1);
  CHECK(first.notes[0].find("line 3 ") == 0);
  CHECK(out.texts[1].source == "bulk.jsonl#Luật B");
  CHECK(out.texts[1].bytes == "T\nX\n");
  CHECK(out.texts[2].source == "bulk.jsonl#45/2020/nđ-cp@2");
  CHECK(out.texts[2].notes.size() == 1);
}

TEST_CASE("a sink that has enough stops the reading without error") {
  std::size_t seen = 0;
  const auto result = readers::read_bytes("{\"_id\":\"1\",\"text\":\"a\",\"doc_number\":\"1\"}\n{\"_id\":\"2\",\"text\":\"b\",\"doc_number\":\"2\"}\n",
                                          "x.jsonl", "x", {}, [&](model::Text&&) { return ++seen, false; });
  REQUIRE(result);
  CHECK(*result == 1);
  CHECK(seen == 1);
}

TEST_CASE("RTF: code pages, escapes, tables and old fonts") {
  const model::Text text = read_one(
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset163 Arial;}{\\f2\\fnil .VnTimeH;}}"
      "{\\*\\generator Riched20;}{\\info{\\title bỏ}}\\uc1 Ngh\\u7883? \\u273?\\u7883?nh s\\u7889? 45/2020\\par "
      "\\f1 Ch\\'ednh ph\\u7911?\\par\\f2 ngh\\'de \\'ae\\'denh\\par\\f0 "
      "\\trowd\\intbl STT\\cell V\\u259?n b\\u7843?n\\cell Ng\\u224?y\\cell\\row\\intbl 1\\cell 27\\_NQ/TW\\cell 2022\\cell\\row\\pard "
      "Sau\\page trang\\par}",
      "a.rtf");
  CHECK(text.bytes == "Nghị định số 45/2020\nChính phủ\nNGHỊ ĐỊNH\nSTT | Văn bản | Ngày\n1 | 27-NQ/TW | 2022\nSau\ntrang\n");
  CHECK(text.pages.size() == 2);
}

TEST_CASE("old encodings inside a document move its provisions along") {
  const model::Text text = read_one("{\"_id\":\"1\",\"title\":\"\",\"text\":\"Thñ t­íng ChÝnh phñ quyÕt ®Þnh\",\"doc_number\":\"1\",\"article\":\"\"}\n"
                                    "{\"_id\":\"2\",\"title\":\"\",\"text\":\"Sau\",\"doc_number\":\"1\",\"article\":\"\"}\n",
                                    "x.jsonl");
  REQUIRE(text.provisions.size() == 2);
  CHECK(model::slice(text.bytes, text.provisions[0].range) == "Thủ tướng Chính phủ quyết định\n");
  CHECK(model::slice(text.bytes, text.provisions[1].range) == "Sau\n");
}

TEST_CASE("a converter that is missing, slow, or talkative is a clear error") {
  using namespace readers::internal;
  const readers::ReadOptions options{.converter_time = std::chrono::seconds(1), .max_output = 100000};
  const Input input{"", "a.pdf", "a.pdf", options, {}};
  const auto missing = run_converter({"no-such-converter", "some-package"}, {}, input);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == readers::ReadErrorCode::converter_missing);
  CHECK(missing.error().hint == "apt install some-package");
  const auto slow = run_converter({"sleep", "coreutils"}, {"30"}, input);
  REQUIRE_FALSE(slow);
  CHECK(slow.error().code == readers::ReadErrorCode::timeout);
  const auto talkative = run_converter({"yes", "coreutils"}, {}, input);
  REQUIRE_FALSE(talkative);
  CHECK(talkative.error().code == readers::ReadErrorCode::too_large);
  const auto plain = run_converter({"echo", "coreutils"}, {"đây"}, input);
  REQUIRE(plain);
  CHECK(plain->output == "đây\n");
}
