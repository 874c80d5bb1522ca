// What must never crash, hang or eat memory: each gives a clear error or a clear note.
#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/readers/readers.h"
#include "corpus/readers/walk.h"

using namespace tracuu;
namespace fs = std::filesystem;
using readers::ReadErrorCode;

namespace {

class File {
 public:
  explicit File(const std::string& name) : path_(fs::temp_directory_path() / ("tracuu-hostile-" + std::to_string(::getpid()) + "-" + name)) {}
  File(const std::string& name, std::string_view bytes) : File(name) { std::ofstream(path_, std::ios::binary) << bytes; }
  ~File() { fs::remove_all(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Outcome {
  std::size_t documents = 0;
  std::size_t bytes = 0;
  std::vector<std::string> notes;
  std::string text;
  readers::ReadError error;
  bool failed = false;
};

Outcome read(const fs::path& path, const readers::ReadOptions& options = {}) {
  Outcome out;
  const auto result = readers::read_file(path, "x", options, [&](model::Text&& text) {
    ++out.documents;
    out.bytes += text.bytes.size();
    out.notes = text.notes;
    if (out.text.size() < 1000) out.text = text.bytes.substr(0, 1000);
    return true;
  });
  out.failed = !result;
  if (!result) out.error = result.error();
  return out;
}

long peak_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::string noise(std::size_t size) {
  std::string out(size, '\0');
  std::uint64_t state = 88172645463325252ull;
  for (char& c : out) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    c = static_cast<char>(state);
  }
  return out;
}

}  // namespace

TEST_CASE("an empty file is reported as empty") {
  const File file("empty.txt", "");
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::empty);
  CHECK(out.error.path == file.path().string());
  const File blank("blank.html", "<html><body> &nbsp; </body></html>");
  CHECK(read(blank.path()).error.code == ReadErrorCode::empty);
}

TEST_CASE("100 MB of zeros hold no text") {
  const File file("zeros.txt", "");
  fs::resize_file(file.path(), 100u << 20);
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::empty);
  CHECK(out.error.what.find("NUL") != std::string::npos);
}

TEST_CASE("binary noise is no document, under any name") {
  const std::string bytes = noise(1 << 20);
  for (const char* name : {"noise.txt", "noise.doc", "noise.pdf", "noise.docx", "noise.rtf", "noise.html", "noise.md", "noise.xml", "noise.jsonl"}) {
    INFO(name);
    const File file(name, bytes);
    const Outcome out = read(file.path());
    CHECK(out.failed);
    CHECK_FALSE(out.error.what.empty());
  }
}

TEST_CASE("noise behind a true signature is damaged, not fatal") {
  using namespace std::string_literals;
  const std::string bytes = noise(200000);
  for (const auto& head : {"%PDF-1.5\n"s, "PK\x03\x04"s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "{\\rtf1\\ansi "s, "<html>"s,
                           "<?xml version=\"1.0\"?><akomaNtoso>"s}) {
    INFO(head);
    const File file("signed", head + bytes);
    const Outcome out = read(file.path());
    CHECK((out.failed || out.documents == 1));
  }
}

TEST_CASE("a zip bomb is refused before it is unpacked") {
  const File file("bomb.docx");
  int error = 0;
  zip_t* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  const std::string zeros(300u << 20, ' ');
  zip_file_add(archive, "word/document.xml", zip_source_buffer(archive, zeros.data(), zeros.size(), 0), 0);
  REQUIRE(zip_close(archive) == 0);
  REQUIRE(fs::file_size(file.path()) < (1u << 20));
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::zip_bomb);
  CHECK(out.error.what.find("zip bomb") != std::string::npos);
}

TEST_CASE("a truncated PDF is damaged") {
  const File file("cut.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Ki");
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK((out.error.code == ReadErrorCode::damaged || out.error.code == ReadErrorCode::converter_missing));
  CHECK_FALSE(out.error.hint.empty());
}

TEST_CASE("a billion laughs stay a few bytes") {
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"cười\">";
  for (int i = 1; i < 12; ++i) {
    laughs += "<!ENTITY lol" + std::to_string(i) + " \"";
    for (int k = 0; k < 10; ++k) laughs += "&lol" + (i == 1 ? std::string() : std::to_string(i - 1)) + ";";
    laughs += "\">";
  }
  for (const auto& [name, tail] : {std::pair{"laughs.xml", "]><akomaNtoso><act><p>Điều 1. &lol11;</p></act></akomaNtoso>"},
                                   std::pair{"laughs.html", "]><html><body><p>Điều 1. &lol11;</p></body></html>"}}) {
    INFO(name);
    const File file(name, laughs + tail);
    const Outcome out = read(file.path());
    CHECK(out.bytes < 10000);
    CHECK((out.failed || out.text.find("Điều 1.") != std::string::npos));
  }
}

TEST_CASE("elements nested without end do not exhaust the stack") {
  std::string html = "<html><body>", xml = "<akomaNtoso>", rtf = "{\\rtf1 ", table = "<html><body>";
  for (int i = 0; i < 200000; ++i) {
    html += "<div>";
    xml += "<section>";
    rtf += "{\\b ";
    if (i < 20000) table += "<table><tr><td>";
  }
  for (const auto& [name, bytes] : {std::pair{"deep.html", html + "Điều 1"}, std::pair{"deep.xml", xml + "Điều 1"},
                                    std::pair{"deep.rtf", rtf + "Điều 1"}, std::pair{"deep-table.html", table + "Điều 1"}}) {
    INFO(name);
    const File file(name, bytes);
    const Outcome out = read(file.path());
    CHECK((out.failed || out.documents == 1));
  }
}

TEST_CASE("what follows elements nested too deep for the parser is read, and the note says how") {
  std::string page = "<html><body>";
  for (int i = 0; i < 100000; ++i) page += "<div>";
  page += "<p>Điều 1. Phạm vi</p><table><tr><td>STT</td><td>Nội dung</td></tr></table><script>var x = '<p>không đọc</p>';</script>";
  for (int i = 0; i < 100000; ++i) page += "</div>";
  const File file("deep.html", page + "<p>Điều 2. Căn cứ Nghị định số 45/2020/NĐ-CP &amp; khi a &lt; b</p></body></html>");
  const Outcome out = read(file.path());
  REQUIRE(out.documents == 1);
  CHECK(out.text.find("Điều 1. Phạm vi\n") != std::string::npos);
  CHECK(out.text.find("STT Nội dung\n") != std::string::npos);
  CHECK(out.text.find("Điều 2. Căn cứ Nghị định số 45/2020/NĐ-CP & khi a < b") != std::string::npos);
  CHECK(out.text.find("không đọc") == std::string::npos);
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].find("nested") != std::string::npos);
}

TEST_CASE("HTML with one text of 12 MB without a tag is read to its end") {
  std::string page = "<html><body><p>";
  while (page.size() < (12u << 20)) page += "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ; ";
  const File file("one-text.html", page + "HẾT</p></body></html>");
  CHECK(read(file.path()).bytes > (12u << 20) - 100);
}

TEST_CASE("a FIFO, a directory, a device and a dangling link do not block") {
  const File fifo("fifo.txt");
  REQUIRE(::mkfifo(fifo.path().c_str(), 0600) == 0);
  for (const fs::path& path : {fifo.path(), fs::temp_directory_path(), fs::path("/dev/zero"), fs::path("/dev/null")}) {
    INFO(path);
    const Outcome out = read(path);
    REQUIRE(out.failed);
    CHECK(out.error.code == ReadErrorCode::unreadable);
  }
  const File link("dangling.txt");
  fs::create_symlink("/nowhere/at/all", link.path());
  CHECK(read(link.path()).error.code == ReadErrorCode::vanished);
}

TEST_CASE("a file that vanishes between walk and reading says so") {
  const File folder("vanishing");
  fs::create_directories(folder.path());
  std::ofstream(folder.path() / "a.txt") << "Điều 1. Phạm vi điều chỉnh của văn bản này";
  const auto found = readers::walk({folder.path()});
  REQUIRE(found.files.size() == 1);
  fs::remove(folder.path() / "a.txt");
  const Outcome out = read(found.files[0].path);
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::vanished);
  CHECK_FALSE(out.error.hint.empty());
}

TEST_CASE("a file and a folder that may not be read are told as such") {
  const File folder("forbidden");
  fs::create_directories(folder.path() / "kin");
  std::ofstream(folder.path() / "a.txt") << "Điều 1";
  const bool is_root = ::geteuid() == 0;  // nothing is forbidden to root
  fs::permissions(folder.path() / "a.txt", fs::perms::none);
  fs::permissions(folder.path() / "kin", fs::perms::none);
  if (is_root) REQUIRE(::seteuid(65534) == 0);
  const auto found = readers::walk({folder.path()});
  const Outcome out = read(folder.path() / "a.txt");
  if (is_root) REQUIRE(::seteuid(0) == 0);
  fs::permissions(folder.path() / "kin", fs::perms::owner_all);
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::permission_denied);
  CHECK(found.files.size() == 1);
  REQUIRE(found.skipped.size() == 1);
  CHECK(found.skipped[0].reason == readers::SkipReason::permission_denied);
}

TEST_CASE("a PDF with a password is told as locked, not as damaged") {
  const File file("locked.pdf",
                  "%PDF-1.4\n1 0 obj\n<</Pages 2 0 R /Type /Catalog>>\nendobj\n2 0 obj\n<</Count 1 /Kids [3 0 R] /Type /Pages>>\nendobj\n"
                  "3 0 obj\n<</MediaBox [0 0 200 200] /Parent 2 0 R /Type /Page>>\nendobj\n"
                  "5 0 obj\n<</Filter /Standard /Length 40 /O <0c0019b71145edb49f7cb83e76ed1411c868c2decee3ea6c66704a8d18a9630c> /P -4 /R 2 "
                  "/U <22ddaef3d7dbe59b850a7926054639e378358a25a61f69632d701832592c1a75> /V 1>>\nendobj\n"
                  "trailer <</Root 1 0 R /Size 6 /ID [<e37b83c354fd46875dbd434afbd840af><e37b83c354fd46875dbd434afbd840af>] /Encrypt 5 0 R>>\n%%EOF\n");
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK((out.error.code == ReadErrorCode::encrypted || out.error.code == ReadErrorCode::converter_missing));
}

TEST_CASE("a .doc that is HTML or RTF inside is read as what it is") {
  const File html("web.doc", "<html><head><meta charset=\"utf-8\"></head><body><p>Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015</p></body></html>");
  CHECK(read(html.path()).text.find("Căn cứ Luật Tổ chức Chính phủ") == 0);
  const File rtf("rich.doc", "{\\rtf1\\ansi C\\u259?n c\\u7913? Lu\\u7853?t \\u272?\\u7845?t \\u273?ai}");
  CHECK(read(rtf.path()).text.find("Căn cứ Luật Đất đai") == 0);
}

TEST_CASE("names with a line end, an escape sequence or bytes that are no UTF-8 are files like others") {
  const File folder("names");
  fs::create_directories(folder.path());
  for (const char* name : {"hai\ndòng.txt", "mau\x1b[31mdo.txt", "hong\xFF\xFE.txt"}) std::ofstream(folder.path() / name) << "Điều 1. Phạm vi điều chỉnh";
  const auto found = readers::walk({folder.path()});
  CHECK(found.skipped.empty());
  REQUIRE(found.files.size() == 3);
  for (const auto& file : found.files) CHECK(read(file.path).documents == 1);
}

TEST_CASE("a DOCX whose text ends in the middle is read to there, and the note says so") {
  const File file("half.docx");
  int error = 0;
  zip_t* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  const std::string body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Điều 1. Phạm vi điều chỉnh</w:t></w:r></w:p><w:p><w:r><w:t";
  zip_file_add(archive, "word/document.xml", zip_source_buffer(archive, body.data(), body.size(), 0), 0);
  REQUIRE(zip_close(archive) == 0);
  const Outcome out = read(file.path());
  REQUIRE(out.documents == 1);
  CHECK(out.text.find("Điều 1. Phạm vi điều chỉnh") == 0);
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].find("XML is broken at byte") == 0);
}

TEST_CASE("ten million empty paragraphs of a DOCX take bounded memory") {
  const File file("paragraphs.docx");
  {
    int error = 0;
    zip_t* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    REQUIRE(archive != nullptr);
    std::string body = "<w:document xmlns:w=\"w\"><w:body>";
    std::uint32_t state = 1;
    for (int i = 0; i < 10'000'000; ++i) {  // an attribute of noise: repeated text would be refused as a zip bomb
      state = state * 1664525u + 1013904223u;
      body += "<w:p w:r=\"";
      for (int k = 0; k < 8; k += 2) body += static_cast<char>('A' + (state >> (8 + 3 * k)) % 26);
      body += "\"/>";
    }
    body += "<w:p><w:r><w:t>Điều 1. Phạm vi điều chỉnh</w:t></w:r></w:p></w:body></w:document>";
    zip_file_add(archive, "word/document.xml", zip_source_buffer(archive, body.data(), body.size(), 0), 0);
    zip_set_file_compression(archive, 0, ZIP_CM_STORE, 0);
    REQUIRE(zip_close(archive) == 0);
  }
  const long before = peak_kilobytes();
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK(out.error.code == ReadErrorCode::too_large);
  CHECK(peak_kilobytes() - before < 600 * 1024);
}

TEST_CASE("invalid UTF-8 is marked, the rest is read") {
  const File file("invalid.txt", "Căn cứ Luật Tổ chức Chính phủ \xC3\x28 ngày \xE1\xBA 19 tháng 6 năm 2015 \xF5\x80\x80\x80 của Quốc hội nước Cộng hòa xã hội");
  const Outcome out = read(file.path());
  REQUIRE_FALSE(out.failed);
  CHECK(out.text.find("Căn cứ Luật Tổ chức") == 0);
  CHECK(out.text.find("\xEF\xBF\xBD") != std::string::npos);
  CHECK(out.notes.size() == 1);
}

TEST_CASE("a 50 MB single line is read in seconds and little more than its own memory") {
  const std::string sentence = "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ; ";
  const File file("line.txt");
  {
    std::ofstream out(file.path(), std::ios::binary);
    for (std::size_t written = 0; written < (50u << 20); written += sentence.size()) out << sentence;
  }
  const long before = peak_kilobytes();
  const auto begin = std::chrono::steady_clock::now();
  const Outcome out = read(file.path());
  CHECK(out.documents == 1);
  CHECK(out.bytes >= (50u << 20));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK(peak_kilobytes() - before < 200 * 1024);
}

TEST_CASE("a 20 MB single line in an old encoding is decoded in seconds") {
  std::string line;
  while (line.size() < (20u << 20)) line += "Thñ t­íng ChÝnh phñ ban hµnh QuyÕt ®Þnh sè 15/2001/Q§-TTg ";
  const File file("tcvn3.txt", line);
  const auto begin = std::chrono::steady_clock::now();
  const Outcome out = read(file.path());
  CHECK(out.text.find("Thủ tướng Chính phủ") == 0);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
}

TEST_CASE("text beyond the limit is refused") {
  const File file("long.txt", std::string(1000, 'a'));
  readers::ReadOptions options;
  options.max_output = 100;
  CHECK(read(file.path(), options).error.code == ReadErrorCode::too_large);
  options = {};
  options.max_file = 100;
  CHECK(read(file.path(), options).error.code == ReadErrorCode::too_large);
}

TEST_CASE("a bulk file of broken lines says which line is broken") {
  const File file("bulk.jsonl", "{\"_id\": \"1\", \"text\": \"Điều 1\", \"doc_number\": \"1\"\n{{{\n[1,2]\n\"x\"\nnull\n" + std::string(100000, '{') + "\n");
  const Outcome out = read(file.path());
  REQUIRE(out.failed);
  CHECK(out.error.what.find("line 1") != std::string::npos);
  CHECK_FALSE(out.error.hint.empty());
}

TEST_CASE("a loop of directories ends") {
  const File folder("folder");
  fs::create_directories(folder.path() / "a" / "b");
  fs::create_directory_symlink(folder.path(), folder.path() / "a" / "b" / "up");
  fs::create_symlink(folder.path() / "x", folder.path() / "y");
  fs::create_symlink(folder.path() / "y", folder.path() / "x");
  std::ofstream(folder.path() / "a" / "b" / "d.txt") << "Điều 1";
  const auto result = readers::walk({folder.path()});
  CHECK(result.files.size() == 1);
  REQUIRE(result.skipped.size() == 3);
  for (const auto& skipped : result.skipped) CHECK(skipped.reason == readers::SkipReason::loop);
}
