/// Files that cannot be read, as whoever runs the programs sees it: a sentence that says what to do, and the run goes on.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <map>

#include "corpus/readers/readers.h"
#include "corpus/readers/walk.h"
#include "query/report/reading_words.h"
#include "query/report/terminal.h"
#include "status_world.h"

using namespace tracuu;
using report::Language;
using test::has;

namespace {

namespace fs = std::filesystem;

std::string sentence(const char* number) {
  return std::string("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: ") + number + "/KH-UBND\nCần Thơ, ngày 15 tháng 6 năm 2023\nKẾ HOẠCH\nCải cách hành chính\n"
         "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ;\n";
}

/// A folder with everything that can go wrong beside two good documents.
class HostileFolder {
 public:
  HostileFolder() : root_(fs::temp_directory_path() / ("tracuu-reading-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    fs::create_directories(docs() / "vong");
    put("tot.txt", sentence("1"));
    put("cuoi/tot.txt", sentence("2"));
    put("rong.txt", "");
    put("khong.txt", std::string(100000, '\0'));
    put("nhieu.txt", "\x01\x02\x03\x04\x05\xFF\xFE\x06\x07" + std::string(1000, '\x02'));
    put("cut.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Ki");
    put("hong.docx", "PK\x03\x04 cut");
    put("hong.jsonl", "{{{\n");
    put("anh.jpg", "\xFF\xD8\xFF");
    put(".an.txt", sentence("3"));
    put("hai\ndong.txt", "");
    fs::create_directory_symlink(docs(), docs() / "vong" / "len");
    fs::create_symlink("khong-co-dau", docs() / "treo.txt");
    REQUIRE(::mkfifo((docs() / "ong.txt").c_str(), 0600) == 0);
  }
  ~HostileFolder() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  [[nodiscard]] fs::path docs() const { return root_ / "docs"; }
  [[nodiscard]] fs::path index() const { return root_ / "tracuu.db"; }

 private:
  void put(const std::string& name, std::string_view bytes) const {
    fs::create_directories((docs() / name).parent_path());
    std::ofstream(docs() / name, std::ios::binary) << bytes;
  }

  fs::path root_;
};

test::CommandResult run(std::vector<std::string> words) {
  test::CommandResult result;
  cli::World world;
  world.out = [&](std::string_view text) { result.out += text; };
  world.err = [&](std::string_view text) { result.err += text; };
  world.read_input = [] { return std::string(); };
  world.environment = [](const char*) { return std::optional<std::string>(); };
  result.code = cli::run(words, world);
  return result;
}

std::string after(const std::string& text, const std::string& mark) {
  const auto at = text.find(mark);
  return at == std::string::npos ? "" : text.substr(at + mark.size(), text.find('\n', at) - at - mark.size());
}

}  // namespace

TEST_CASE("every reason for leaving a file out has its sentence and what to do, in both languages") {
  std::vector<std::string> codes{"key-taken", "internal"};
  for (int code = 0; code <= static_cast<int>(readers::ReadErrorCode::timeout); ++code) codes.emplace_back(readers::code_name(static_cast<readers::ReadErrorCode>(code)));
  for (int reason = 0; reason <= static_cast<int>(readers::SkipReason::duplicate); ++reason)
    codes.emplace_back(readers::reason_name(static_cast<readers::SkipReason>(reason)));
  for (const std::string& code : codes) {
    CAPTURE(code);
    CHECK(report::unread_reason(Language::vi, code) != code);
    const auto words = report::unread_words(Language::vi, code, "English words", "");
    CHECK(has(words, "; "));
    CHECK_FALSE(has(words, "English"));
    CHECK(has(report::unread_words(Language::en, code, "", ""), "; "));
  }
  CHECK(report::unread_words(Language::vi, "converter-missing", "pdftotext is not installed", "poppler-utils") ==
        "thiếu chương trình đọc loại tệp này; cài đặt rồi chạy lại: apt install poppler-utils");
}

TEST_CASE("an index run over a hostile folder indexes the rest and accounts for every file") {
  const HostileFolder folder;
  writer::RunOptions options;
  options.index = folder.index();
  options.paths = {folder.docs()};
  const auto report = writer::run(options);
  REQUIRE(report.has_value());
  CHECK(report->files_indexed == 2);
  CHECK(report->files == report->files_indexed + report->skipped.size());
  std::map<std::string, std::string> codes;
  for (const auto& skipped : report->skipped) codes[fs::path(skipped.path).filename()] = skipped.code;
  CHECK(codes["rong.txt"] == "empty");
  CHECK(codes["khong.txt"] == "empty");
  CHECK(codes["nhieu.txt"] == "not-a-document");
  CHECK((codes["cut.pdf"] == "damaged" || codes["cut.pdf"] == "converter-missing"));
  CHECK(codes["hong.docx"] == "damaged");
  CHECK(codes["hong.jsonl"] == "no-records");
  CHECK(codes["anh.jpg"] == "unknown-type");
  CHECK(codes[".an.txt"] == "hidden");
  CHECK(codes["hai\ndong.txt"] == "empty");
  CHECK(codes["len"] == "loop");
  CHECK(codes["treo.txt"] == "missing");
  CHECK(codes["ong.txt"] == "special");
}

TEST_CASE("extract tells each file that it leaves out, in Vietnamese, on one line, and what to do") {
  const HostileFolder folder;
  const auto result = run({"extract", "--format", "jsonl", folder.docs().string()});
  CHECK(result.code == cli::some_skipped);
  CHECK(has(result.err, "Đã đọc 2 văn bản, bỏ qua 12 tệp."));
  CHECK(after(result.err, "rong.txt: ") == "tệp không có chữ nào; kiểm tra lại tệp gốc");
  CHECK(after(result.err, "hong.docx: ") == "tệp hỏng hoặc bị cắt cụt; lấy lại tệp từ nơi gửi" );
  CHECK(after(result.err, "anh.jpg: ") == "loại tệp không đọc (.jpg); nếu là văn bản, lưu lại thành DOCX hoặc PDF");
  CHECK(has(result.err, "hai dong.txt: tệp không có chữ nào"));
  CHECK(run({"extract", (folder.docs() / "rong.txt").string()}).code == cli::nothing_read);
}

// Lines are broken by the width of the terminal, and paths of temporary folders differ in length.
static std::string unwrapped(const std::string& words) {
  std::string out;
  for (const char c : words)
    if (!((c == ' ' || c == '\n') && (out.empty() || out.back() == ' '))) out += c == '\n' ? ' ' : c;
  return out;
}

TEST_CASE("check reads the files of a folder and tells those that it cannot read") {
  const HostileFolder folder;
  writer::RunOptions options;
  options.index = folder.index();
  options.paths = {folder.docs() / "cuoi"};
  REQUIRE(writer::run(options).has_value());
  const auto result = run({"--db", folder.index().string(), "check", folder.docs().string()});
  CHECK(has(unwrapped(result.out), "tệp không có chữ nào; kiểm tra lại tệp gốc"));
  CHECK(result.code == cli::some_skipped);
  const auto missing = run({"--db", folder.index().string(), "check", (folder.docs() / "du-thao.docx").string()});
  CHECK(missing.code == cli::nothing_read);
  CHECK(has(missing.err, "không có tệp hay thư mục này; kiểm tra đường dẫn"));
}

TEST_CASE("names and texts of any bytes are shown as UTF-8 that any XML may hold") {
  CHECK(report::harmless("a\xFF" "b\xC3") == "a\xEF\xBF\xBD" "b\xEF\xBF\xBD");
  CHECK(report::harmless("\xED\xA0\x80|\xEF\xBF\xBE") == "\xEF\xBF\xBD|\xEF\xBF\xBD");
  CHECK(report::one_line("Kế\nhoạch\t1") == "Kế hoạch 1");
}

TEST_CASE("notes of the readers are told in Vietnamese") {
  const auto notes_of = [](const std::string& name, const std::string& bytes) {
    std::vector<std::string> notes;
    const auto read = readers::read_bytes(bytes, name, name, {}, [&](model::Text&& text) {
      notes.insert(notes.end(), text.notes.begin(), text.notes.end());
      return true;
    });
    CHECK(read.has_value());
    return notes;
  };
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<div>";
  const std::vector<std::pair<std::string, std::string>> files = {
      {"trang.html", "<html><body><nav>Trang chủ</nav><div class=\"sidebar\"><a href=\"/\">Tin mới</a></div><div id=\"divContentDoc\">" +
                         std::string(400, 'a') + " Điều 1. Phạm vi</div></body></html>"},
      {"sau.html", deep + "Điều 1. Phạm vi điều chỉnh"},
      {"hong.txt", "Căn cứ Luật Tổ chức Chính phủ \xC3\x28 ngày 19 tháng 6 năm 2015 của Quốc hội"},
      {"cu.txt", "Thñ t­íng ChÝnh phñ ban hµnh QuyÕt ®Þnh sè 15/2001/Q§-TTg ngµy 5 th¸ng 2 n¨m 2001 vÒ viÖc phª duyÖt"},
      {"utf16.txt", std::string("\xFF\xFE") + std::string("D\0i\0e\0u\0 \0" "1\0", 12)},
      {"cut.rtf", "{\\rtf1\\ansi Dieu 1. Pham vi dieu chinh"},
      {"hong.xml", "<akomaNtoso><act><p>Điều 1. Phạm vi</p></act>"},
      {"hong.jsonl", "{\"_id\": \"1\", \"text\": \"Điều 1\", \"doc_number\": \"1/2020/NĐ-CP\"}\n{{{\n"},
  };
  for (const auto& [name, bytes] : files) {
    const auto notes = notes_of(name, bytes);
    CAPTURE(name);
    CHECK_FALSE(notes.empty());
    for (const auto& note : notes) {
      CAPTURE(note);
      CHECK(report::note_words(Language::vi, note) != note);
      CHECK(report::note_words(Language::en, note) == note);
    }
  }
  CHECK(report::note_words(Language::vi, "3 tracked deletions were left out") == "bỏ 3 chỗ đã xóa trong theo dõi sửa đổi");
  CHECK(report::note_words(Language::vi, "80258 bytes of the page around the act were left out") == "bỏ 80.258 byte của trang web quanh văn bản (menu, chân trang)");
  CHECK(report::note_words(Language::vi, "2 of 10 pages have hardly any text") == "2 trên 10 trang hầu như không có chữ");
  CHECK(report::note_words(Language::vi, "words that no reader says") == "words that no reader says");
}

TEST_CASE("one reference is explained: where it stands, which rule, which row of which table, why the relation") {
  const HostileFolder folder;
  const std::string file = (folder.docs() / "tot.txt").string();
  const auto words = run({"extract", file, "--at", "45/2020/nd-cp"});
  CHECK(words.code == cli::done);
  CHECK(has(words.out, "\"Nghị định số 45/2020/NĐ-CP\" · byte "));
  CHECK(has(words.out, "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ"));
  CHECK(has(unwrapped(words.out), "authority.tsv:"));
  CHECK(has(unwrapped(words.out), "quy tắc nhận ra: type+number"));
  CHECK(has(unwrapped(words.out), "clause begins with 'Căn cứ'"));
  CHECK_FALSE(has(words.out, "Dẫn chiếu: "));
  // The same by the byte that JSON tells.
  const auto json = run({"extract", file, "--format", "jsonl"});
  const auto start = json.out.find("\"start\":", json.out.find("\"citations\":"));
  REQUIRE(start != std::string::npos);
  const std::string byte = std::to_string(std::atoi(json.out.c_str() + start + 8) + 3);
  CHECK(run({"extract", file, "--at", byte}).out == words.out);
  const auto nothing = run({"extract", file, "--at", "99/2020"});
  CHECK(nothing.code == cli::nothing_found);
  CHECK(has(nothing.err, "không nhận ra dẫn chiếu nào ở \"99/2020\""));
  CHECK(run({"extract", file, "--at", "45/2020", "--format", "json"}).code == cli::usage_error);
}

TEST_CASE("a reference whose number is left blank has none") {
  const fs::path file = fs::temp_directory_path() / ("tracuu-blank-" + std::to_string(::getpid()) + ".txt");
  std::ofstream(file) << "Điều 2. Giao Sở Công Thương thực hiện theo Thông báo số       /TB-SCT của Sở Công Thương.\n";
  const auto result = run({"extract", file.string(), "--format", "jsonl"});
  fs::remove(file);
  REQUIRE(has(result.out, "\"type\":\"TB\""));
  CHECK_FALSE(has(result.out, "\"number\":\"/"));
}

TEST_CASE("whatever a reader notes of real originals is told in Vietnamese") {
  const fs::path folder = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "originals";
  if (!fs::is_directory(folder)) {
    WARN("skipped: ../shared/corpus/originals is not beside the project");
    return;
  }
  std::size_t notes = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    // PDFs take a converter each, half a minute together, and have two notes only.
    if (!entry.is_regular_file() || entry.path().extension() == ".pdf") continue;
    CAPTURE(entry.path().filename().string());
    (void)readers::read_file(entry.path(), entry.path().filename().string(), {}, [&](model::Text&& text) {
      for (const auto& note : text.notes) {
        CAPTURE(note);
        CHECK(report::note_words(Language::vi, note) != note);
        ++notes;
      }
      return true;
    });
  }
  CHECK(notes > 20);
}
