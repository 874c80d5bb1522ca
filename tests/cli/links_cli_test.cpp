/// The command line as a person meets it: commands run as functions on an index of a few small documents.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "indexer/writer/index_run.h"
#include "query/cli/cli.h"
#include "query/report/messages.h"
#include "query/report/terminal.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

struct Run {
  int code = 0;
  std::string out, err;
};

Run run(const std::vector<std::string>& words, const std::string& input = {}, const std::map<std::string, std::string>& environment = {}) {
  Run result;
  cli::World world;
  world.out = [&](std::string_view text) { result.out += text; };
  world.err = [&](std::string_view text) { result.err += text; };
  world.read_input = [&] { return input; };
  world.environment = [&](const char* name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
  result.code = cli::run(words, world);
  return result;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr const char* decree =
    "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/2020/NĐ-CP\n"
    "Hà Nội, ngày 08 tháng 4 năm 2020\nNGHỊ ĐỊNH\nVề thực hiện thủ tục hành chính trên môi trường điện tử\n"
    "Điều 1. Phạm vi điều chỉnh\n1. Nghị định này quy định về thủ tục hành chính.\n2. Việc khác theo luật.\n"
    "Điều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 22 tháng 5 năm 2020.\n";
constexpr const char* plan =
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 100/KH-UBND\n"
    "Cần Thơ, ngày 05 tháng 8 năm 2020\nKẾ HOẠCH\nTriển khai Nghị định số 45/2020/NĐ-CP\n"
    "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ, Ủy ban nhân dân thành phố ban hành kế hoạch như sau:\n"
    "1. Thực hiện khoản 1 Điều 1 Nghị định số 45/2020/NĐ-CP.\n2. Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.\n";

/// An index of the two documents; made once, removed at the end of the process.
class Fixture {
 public:
  static const std::string& db() {
    static Fixture fixture;
    return fixture.db_;
  }

 private:
  Fixture() {
    root_ = fs::temp_directory_path() / ("tracuu-cli-" + std::to_string(::getpid()));
    fs::create_directories(root_ / "docs");
    std::ofstream(root_ / "docs" / "nghi-dinh.txt") << decree;
    std::ofstream(root_ / "docs" / "ke-hoach.txt") << plan;
    db_ = (root_ / "tracuu.db").string();
    make_index(db_, root_ / "docs");
  }
  ~Fixture() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  static void make_index(const std::string& db, const fs::path& docs) {
    writer::RunOptions options;
    options.index = db;
    options.paths = {docs};
    options.jobs = 1;
    REQUIRE(writer::run(options).has_value());
  }

  fs::path root_;
  std::string db_;
};

std::vector<std::string> with_db(std::vector<std::string> words) {
  words.insert(words.begin(), {"--db", Fixture::db()});
  return words;
}

}  // namespace

TEST_CASE("tracuu alone says in eight lines what it can do, with three examples") {
  const auto result = run({});
  CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 8);
  CHECK(has(result.out, "tracuu search"));
  CHECK(has(result.out, "tracuu cites"));
  CHECK(has(result.out, "tracuu trace"));
  CHECK(has(run({"--lang", "en"}).out, "Build an index"));
}

TEST_CASE("an unknown command suggests the one that was meant") {
  for (const auto& [typed, meant] : std::map<std::string, std::string>{
           {"serach", "search"}, {"cited", "cited-by"}, {"trac", "trace"}, {"xem", "show"}, {"review", "audit"}}) {
    const auto result = run({typed});
    INFO(typed << ": " << result.err);
    CHECK(result.code == cli::usage_error);
    CHECK(has(result.err, "tracuu " + meant));
  }
  CHECK(run({"qwertyuiop"}).code == cli::usage_error);
}

TEST_CASE("wrong options are told in the reader's language") {
  CHECK(has(run({"cites", "x", "--format", "yaml"}).err, "chỉ nhận một trong"));
  CHECK(has(run({"cites", "x", "--fromat"}).err, "Không hiểu tham số: --fromat"));
  CHECK(has(run({"cites"}).err, "Thiếu tham số: VĂN_BẢN"));
  CHECK(has(run({"--lang", "en", "cites"}).err, "Missing argument: ID"));
  CHECK(run({"cites"}).code == cli::usage_error);
}

TEST_CASE("the help of every command speaks the reader's language, in straight columns") {
  for (const std::string command : {"", "search", "show", "cites", "cited-by", "trace", "audit", "extract"}) {
    for (const std::string language : {"vi", "en"}) {
      std::vector<std::string> words{"--lang", language, "--help"};
      if (!command.empty()) words.insert(words.begin(), command);
      const auto result = run(words);
      INFO(result.out);
      CHECK(result.code == cli::done);
      CHECK(has(result.out, language == "vi" ? "Cách dùng: tracuu" : "Usage: tracuu"));
      for (const auto* foreign : {"::", "[]", "Positionals", "REQUIRED", "TEXT"}) CHECK_FALSE(has(result.out, foreign));
      if (language == "vi") {
        for (const auto* english : {"Options", "Usage", "PATH", "FORMAT", "FILE"}) CHECK_FALSE(has(result.out, english));
      }
      // Wherever a description begins beside its option, it begins in one column.
      std::set<std::size_t> columns;
      for (std::size_t at = 0; at < result.out.size();) {
        const auto end = result.out.find('\n', at);
        const auto line = result.out.substr(at, end - at);
        const auto gap = line.find("  ", line.find_first_not_of(' ') == std::string::npos ? 0 : line.find_first_not_of(' '));
        if (line.starts_with("  ") && gap != std::string::npos) columns.insert(report::display_width(line.substr(0, line.find_first_not_of(' ', gap))));
        CHECK(report::display_width(line) <= 100);
        at = end + 1;
      }
      CHECK(columns.size() == 1);
    }
  }
}

TEST_CASE("a missing index says how to make one") {
  const auto result = run({"cites", "57-CTr/TU", "--db", "/nonexistent/tracuu.db"});
  CHECK(result.code == cli::nothing_read);
  CHECK(has(result.err, "tracuu-index /nonexistent/tracuu.db"));
  CHECK(result.out.empty());
}

TEST_CASE("the index is named before or after the command, or by TRACUU_DB") {
  const auto expected = run(with_db({"cites", "100/KH-UBND"}));
  CHECK(expected.code == cli::done);
  CHECK(run({"cites", "100/KH-UBND", "--db", Fixture::db()}).out == expected.out);
  CHECK(run({"cites", "100/KH-UBND"}, {}, {{"TRACUU_DB", Fixture::db()}}).out == expected.out);
}

TEST_CASE("cites tells what a document refers to, and what of it is missing") {
  const auto result = run(with_db({"cites", "100/KH-UBND"}));
  CHECK(has(result.out, "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020"));
  CHECK(has(result.out, "có trong kho"));
  CHECK(has(result.out, "61/2018/NĐ-CP"));
  CHECK(has(result.out, "chưa có trong kho"));
}

TEST_CASE("an id is understood without quotation marks") {
  CHECK(run(with_db({"cited-by", "nghị", "định", "45/2020"})).out == run(with_db({"cited-by", "nghị định 45/2020"})).out);
}

TEST_CASE("cited-by narrows to a provision") {
  const auto all = run(with_db({"cited-by", "45/2020/NĐ-CP"}));
  CHECK(all.code == cli::done);
  CHECK(has(all.out, "100/KH-UBND"));
  CHECK(run(with_db({"cited-by", "45/2020/nd-cp#dieu_1/khoan_1"})).code == cli::done);
  CHECK(run(with_db({"cited-by", "45/2020/nd-cp#dieu_2"})).code == cli::nothing_found);
}

TEST_CASE("trace shows the plan under the decree") {
  const auto result = run(with_db({"trace", "45/2020/NĐ-CP"}));
  CHECK(result.code == cli::done);
  CHECK(has(result.out, "└─ Kế hoạch số 100/KH-UBND ngày 05/8/2020"));
}

TEST_CASE("show prints a document, one provision, or the original bytes") {
  CHECK(has(run(with_db({"show", "45/2020/NĐ-CP"})).out, "Phạm vi điều chỉnh"));
  const auto provision = run(with_db({"show", "45/2020/NĐ-CP#dieu_2"}));
  CHECK(has(provision.out, "có hiệu lực thi hành"));
  CHECK_FALSE(has(provision.out, "Phạm vi điều chỉnh"));
  CHECK(run(with_db({"show", "45/2020/NĐ-CP", "--verbatim"})).out == decree);
  const auto absent = run(with_db({"show", "45/2020/NĐ-CP#dieu_99"}));
  CHECK(absent.code == cli::nothing_found);
  CHECK(has(absent.err, "dieu_2"));
}

TEST_CASE("search shows what a document provides, not who signed it, and tells no words for a citation") {
  for (const auto* query : {"45/2020/nd-cp", "nd 45/2020", "nghị định 45/2020"}) {
    const auto result = run(with_db({"search", query}));
    INFO(result.out);
    CHECK(result.out.find("đúng số ký hiệu") < result.out.find(" 2. "));
    CHECK_FALSE(has(result.out, "Đã tìm theo"));
  }
  const auto result = run(with_db({"search", "thủ", "tục", "hành", "chính"}));
  CHECK_FALSE(has(result.out.substr(0, result.out.find(" 2. ")), "phần mở đầu"));  // the plan matches in its preamble alone
  CHECK_FALSE(has(result.out, "phần ký"));
  CHECK(has(run(with_db({"search", "thu tuc hanh chinh"})).out, "Đã tìm theo: thủ tục hành chính"));
}

TEST_CASE("without a day, the field of effect is an error for documents and for provisions, never left out in silence") {
  for (const std::string by : {"document", "provision"}) {
    const auto result = run(with_db({"search", "--by", by, "thủ tục hieuluc:con"}));
    INFO(by << " " << result.out);
    CHECK(result.code == cli::usage_error);
    CHECK(has(result.err, "hieuluc"));
    CHECK(result.out.empty());
  }
}

TEST_CASE("a batch says how many queries it could not read as they were typed") {
  const auto directory = std::filesystem::temp_directory_path() / ("tracuu-batch-test-" + std::to_string(::getpid()));
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "q.jsonl") << R"({"_id": "1", "text": "thủ tục hành chính"})" << "\n" << R"({"_id": "2", "text": "(thủ tục"})" << "\n";
  const auto result = run(with_db({"search", "--by", "provision", "--batch", (directory / "q.jsonl").string(), "--run", (directory / "run").string()}));
  INFO(result.err);
  CHECK(result.code == cli::done);
  CHECK(has(result.err, "1 câu hỏi có lỗi cú pháp"));
  std::filesystem::remove_all(directory);
}

TEST_CASE("what nobody knows is not found, with exit code 1") {
  const auto result = run(with_db({"cites", "99999/2020/NĐ-CP"}));
  CHECK(result.code == cli::nothing_found);
  CHECK(has(result.err, "Không tìm thấy"));
}

TEST_CASE("an ambiguous id lists candidates on standard output, with exit code 5") {
  for (const auto* format : {"text", "json", "jsonl", "csv"}) {
    const auto result = run(with_db({"cites", "27-NQ/TW", "--format", format}));
    CHECK(result.code == cli::ambiguous_id);
    CHECK(has(result.out, "tw/nq/2022-11-09/27"));
    CHECK(has(result.out, "tw/nq/2008-08-06/27"));
  }
}

TEST_CASE("every format of every command parses") {
  const std::vector<std::vector<std::string>> commands{{"cites", "100/KH-UBND"}, {"cited-by", "45/2020/NĐ-CP"}, {"trace", "45/2020/NĐ-CP"},
                                                       {"show", "45/2020/NĐ-CP"}, {"search", "thủ tục"},        {"audit"}};
  for (auto words : commands) {
    INFO(words[0]);
    words.insert(words.end(), {"--format", "json"});
    const auto json = run(with_db(words));
    REQUIRE_NOTHROW(nlohmann::json::parse(json.out));
    CHECK(has(nlohmann::json::parse(json.out).at("schema").get<std::string>(), "tracuu."));
    words.back() = "jsonl";
    std::string lines = run(with_db(words)).out;
    for (std::size_t at = 0; at < lines.size();) {
      const auto end = lines.find('\n', at);
      REQUIRE_NOTHROW(nlohmann::json::parse(lines.substr(at, end - at)));
      at = end + 1;
    }
  }
}

TEST_CASE("the same question gives the same bytes") {
  for (const auto& words : std::vector<std::vector<std::string>>{{"trace", "45/2020/NĐ-CP", "--format", "json"}, {"audit", "--format", "csv"}}) {
    CHECK(run(with_db(words)).out == run(with_db(words)).out);
  }
}

TEST_CASE("audit exits 1 only with findings of the asked severity") {
  CHECK(run(with_db({"audit"})).code == cli::done);
  CHECK(run(with_db({"audit", "--fail-on", "info"})).code == cli::nothing_found);
  CHECK(run(with_db({"audit", "--fail-on", "never"})).code == cli::done);
  CHECK(has(run(with_db({"audit", "--min-severity", "info"})).out, "CIT-UNRESOLVED"));
}

TEST_CASE("extract reads standard input and files, and accounts for what it cannot read") {
  const auto piped = run({"extract", "-", "--format", "jsonl"}, decree);
  CHECK(piped.code == cli::done);
  CHECK(nlohmann::json::parse(piped.out).at("document").at("number") == "45/2020/NĐ-CP");
  const auto mixed = run({"extract", "-", "/nonexistent.txt"}, decree);
  CHECK(mixed.code == cli::some_skipped);
  CHECK(has(mixed.err, "/nonexistent.txt"));
  CHECK(run({"extract", "/nonexistent.txt"}).code == cli::nothing_read);
}

TEST_CASE("a document cannot send escape sequences to the terminal") {
  const auto result = run({"extract", "-"}, std::string("Thực hiện Nghị định số 45/2020/NĐ-CP \x1b[31mđỏ ngày 08/4/2020. Đây là văn bản thử nghiệm.\n"));
  CHECK_FALSE(has(result.out, "\x1b"));
}

TEST_CASE("colour appears only where it is wanted") {
  CHECK_FALSE(has(run(with_db({"trace", "45/2020/NĐ-CP"})).out, "\x1b["));
  CHECK(has(run(with_db({"trace", "45/2020/NĐ-CP", "--color", "always"})).out, "\x1b["));
}

TEST_CASE("both languages of a message take the same arguments") {
  const auto placeholders = [](std::string_view text) {
    std::set<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
      found.insert(std::string(text.substr(at, text.find('}', at) - at)));
    }
    return found;
  };
  for (int i = 0; i < static_cast<int>(report::Msg::count); ++i) {
    const auto id = static_cast<report::Msg>(i);
    INFO(report::name(id));
    CHECK(placeholders(report::text(id, report::Language::vi)) == placeholders(report::text(id, report::Language::en)));
    CHECK_FALSE(report::text(id, report::Language::vi).empty());
  }
}

TEST_CASE("widths count columns, not bytes, and nothing is cut inside a character") {
  CHECK(report::display_width("Nghị quyết") == 10);
  CHECK(report::display_width("Nghi\u0323") == 4);
  CHECK(report::display_width("\x1b[1mđỏ\x1b[0m") == 2);
  CHECK(report::shorten("Nghị quyết", 7) == "Nghị q…");
  CHECK(report::shorten("Nghị", 7) == "Nghị");
  CHECK(report::wrap("một hai ba bốn", 7) == std::vector<std::string>{"một hai", "ba bốn"});
}
