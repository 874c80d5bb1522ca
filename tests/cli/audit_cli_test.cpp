/// `tracuu audit` and `tracuu check` as people run them: accepted findings, exit status, reports of one content in every format,
/// what came since, who has to act, a long draft.
#include <catch2/catch.hpp>

#include <chrono>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>
#include <zip.h>

#include "query/graph/derive.h"
#include "status_world.h"

using namespace tracuu;
using test::decree;
using test::has;
using test::StatusWorld;

namespace {

const std::string good = decree("12/2013/NĐ-CP", "ngày 06 tháng 3 năm 2013", "Về tàu cá", "Điều 1. Phạm vi\nNghị định này quy định về tàu cá.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2013.\n");
std::string faulty(const std::string& more = {}) {
  return decree("32/2020/NĐ-CP", "ngày 12 tháng 5 năm 2020", "Về quản lý tàu cá",
                "Điều 1. Phạm vi\n" + more + "Việc kiểm tra theo Nghị định số 45/2020/NĐ-CP ngày 31 tháng 4 năm 2020 của Chính phủ.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020.\n");
}
const StatusWorld& world() {
  static const StatusWorld made{{{"cu.txt", good}, {"moi.txt", faulty()}}};
  return made;
}
std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
std::multiset<std::string> fingerprints(const std::string& jsonl) {
  std::multiset<std::string> found;
  std::istringstream lines(jsonl);
  for (std::string line; std::getline(lines, line);) found.insert(nlohmann::json::parse(line).at("fingerprint").get<std::string>());
  return found;
}

std::multiset<std::string> fingerprints_of(const nlohmann::json& report) {
  std::multiset<std::string> found;
  for (const auto& finding : report.at("findings")) found.insert(finding.at("fingerprint").get<std::string>());
  return found;
}

/// A DOCX of plain paragraphs.
std::string docx(const std::filesystem::path& path, const std::string& text) {
  std::string body;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) body += "<w:p><w:r><w:t xml:space=\"preserve\">" + line + "</w:t></w:r></w:p>";
  const std::pair<const char*, std::string> parts[] = {
      {"[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                              "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"},
      {"_rels/.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
      {"word/document.xml", "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body + "</w:body></w:document>"}};
  auto* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  REQUIRE(archive != nullptr);
  for (const auto& [name, content] : parts) REQUIRE(zip_file_add(archive, name, zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_OVERWRITE) >= 0);
  REQUIRE(zip_close(archive) == 0);
  return path.string();
}

}  // namespace

TEST_CASE("accepted findings stay accepted when the text around them moves, and new ones do not hide among them") {
  const auto baseline = (world().root() / "da-xem.tsv").string();
  CHECK(world().run({"audit", "--write-baseline", baseline}).code == cli::nothing_found);
  CHECK(world().run({"audit", "--baseline", baseline}).code == cli::done);
  const auto quiet = world().run({"audit", "--baseline", baseline, "--new-only", "-f", "jsonl"});
  CHECK(quiet.out.empty());
  const StatusWorld moved{{{"cu.txt", good}, {"moi.txt", faulty("Nghị định này áp dụng trên toàn quốc.\n")}}};
  CHECK(moved.run({"audit", "--baseline", baseline}).code == cli::done);
  const StatusWorld worse{{{"cu.txt", good}, {"moi.txt", faulty("Theo Nghị định số 61/2018/NĐ-CP ngày 32 tháng 4 năm 2018 của Chính phủ.\n")}}};
  const auto fresh = worse.run({"audit", "--baseline", baseline, "--new-only", "-f", "jsonl"});
  CHECK(fresh.code == cli::nothing_found);
  CHECK(fingerprints(fresh.out).size() == 1);
}

TEST_CASE("every format tells the same findings, and the same bytes twice") {
  const auto rows = fingerprints(world().run({"audit", "-f", "jsonl"}).out);
  REQUIRE_FALSE(rows.empty());
  const auto json = nlohmann::json::parse(world().run({"audit", "-f", "json"}).out);
  std::multiset<std::string> in_json;
  for (const auto& finding : json.at("findings")) in_json.insert(finding.at("fingerprint").get<std::string>());
  CHECK(in_json == rows);
  for (const std::string format : {"csv", "html", "text"}) {
    const auto once = world().run({"audit", "-f", format}).out;
    CHECK(once == world().run({"audit", "-f", format}).out);
    if (format != "text") CHECK(has(once, *rows.begin()));
  }
  const auto one = (world().root() / "mot.xlsx").string(), two = (world().root() / "hai.xlsx").string();
  CHECK(world().run({"audit", "-f", "xlsx", "-o", one}).code == cli::nothing_found);
  CHECK(world().run({"audit", "-f", "xlsx", "-o", two}).code == cli::nothing_found);
  CHECK(bytes_of(one) == bytes_of(two));
  const auto file = (world().root() / "ra-soat.jsonl").string();
  CHECK(world().run({"audit", "-f", "jsonl", "-o", file}).code == cli::nothing_found);
  CHECK(bytes_of(file) == world().run({"audit", "-f", "jsonl"}).out);
}

TEST_CASE("a report tells how many documents were checked once") {
  const auto text = world().run({"audit"}).out;
  const auto first = text.find("Đã rà soát");
  REQUIRE(first != std::string::npos);
  CHECK(text.find("Đã rà soát", first + 1) == std::string::npos);
}

TEST_CASE("an audit without findings is valid JSON too") {
  const StatusWorld clean{{{"cu.txt", good}}};
  const auto json = nlohmann::json::parse(clean.run({"audit", "-f", "json", "--min-severity", "error"}).out);
  CHECK(json.at("findings").empty());
  CHECK(json.at("scope").at("documents") == 1);
}

TEST_CASE("what came since a revision is audited with what it touches, and nothing else") {
  const StatusWorld grows{{{"cu.txt", good}, {"moi.txt", faulty()}}};
  const auto revision = nlohmann::json::parse(grows.run({"audit", "-f", "json"}).out).at("scope").at("revision").get<std::uint64_t>();
  const auto add = [&](const std::string& name, const std::string& text) {
    std::ofstream(grows.root() / "docs" / name) << text;
    writer::RunOptions options;
    options.index = (grows.root() / "tracuu.db").string();
    options.paths = {grows.root() / "docs"};
    options.jobs = 1;
    REQUIRE(writer::run(options).has_value());
  };
  add("them.txt", decree("50/2021/NĐ-CP", "ngày 12 tháng 5 năm 2021", "Về bến cá", "Điều 1. Phạm vi\nTheo Nghị định số 61/2018/NĐ-CP ngày 32 tháng 4 năm 2018 của Chính phủ.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2021.\n"));
  const auto since = nlohmann::json::parse(grows.run({"audit", "--since", std::to_string(revision), "-f", "json"}).out);
  CHECK(since.at("documents") == 1);
  CHECK(has(since.dump(), "CIT-DATE-IMPOSSIBLE"));
  // Who bears the cited number after all touches those who cite it.
  add("45.txt", decree("45/2020/NĐ-CP", "ngày 08 tháng 4 năm 2020", "Về giao dịch điện tử", "Điều 1. Phạm vi\nNghị định này quy định về giao dịch.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày ký.\n"));
  const auto touched = nlohmann::json::parse(grows.run({"audit", "--since", std::to_string(revision + 1), "-f", "json"}).out);
  CHECK(touched.at("documents") == 2);
}

namespace {

/// Decrees that cite one another, some with a wrong day, number or type, some that end or amend what came before, some that are
/// copies; more than one reader reads in one go.
std::vector<std::pair<std::string, std::string>> many_decrees() {
  constexpr int count = 1200;
  std::vector<std::pair<std::string, std::string>> documents;
  const auto day = [](int i) { return model::Date::from_days(model::Date{2008, 3, 3}.days() + 4 * i); };
  const auto number = [&](int i) { return std::to_string(i % 90 + 1) + "/" + std::to_string(day(i).year) + "/NĐ-CP"; };
  const auto cited = [&](int i, int days_off = 0) { return "Nghị định số " + number(i) + " ngày " + model::Date::from_days(day(i).days() + days_off).vietnamese() + " của Chính phủ"; };
  for (int i = 0; i < count; ++i) {
    std::string articles = "Điều 1. Phạm vi\nNghị định này quy định về việc số " + std::to_string(i % 37 == 5 ? i - 1 : i) + " của ngành thủy sản.\n";
    if (i > 20) articles += "Điều 2. Áp dụng\n1. Thực hiện theo quy định tại Điều " + std::to_string(i % 7 + 1) + " " + cited(i - 1 - i % 19) + ".\n";
    if (i > 20 && i % 11 == 0) articles += "2. Việc kiểm tra theo " + cited(i - 7, 1) + ".\n";
    if (i % 23 == 0) articles += "3. Theo Quyết định số " + std::to_string(i + 3) + "/QĐ-UBND ngày 05/6/2007 của Ủy ban nhân dân tỉnh An Giang và Nghị quyết số 12/2006/NĐ-CP.\n";
    if (i > 40 && i % 5 == 0) articles += "Điều 3. Hiệu lực\nNghị định này thay thế " + cited(i - 9 - i % 3) + ".\n";
    if (i > 40 && i % 13 == 0) articles += "Điều 4. Sửa đổi, bổ sung khoản 1 Điều 2 " + cited(i - 30) + "\n1. Cụm từ được thay thế.\n";
    articles += "Điều 5. Thi hành\nNghị định này có hiệu lực thi hành từ ngày " + model::Date::from_days(day(i).days() + 45).vietnamese() + ".\n";
    const auto issued = day(i);
    documents.emplace_back(std::to_string(10000 + i) + ".txt", decree(number(i), "ngày " + std::to_string(issued.day) + " tháng " + std::to_string(issued.month) + " năm " + std::to_string(issued.year),
                                                                       "Về việc số " + std::to_string(i), articles));
  }
  return documents;
}

}  // namespace

TEST_CASE("an audit tells the same bytes however many threads read, and wherever the links come from") {
  const StatusWorld large{many_decrees()};
  const std::vector<std::string> command{"audit", "-f", "json", "--min-severity", "info"};
  const auto audit = [&](const std::string& jobs) {
    auto words = command;
    words.insert(words.end(), {"--jobs", jobs});
    return large.run(words).out;
  };
  const auto without_table = audit("3");
  auto index = open::Index::open(large.root() / "tracuu.db");
  REQUIRE(index.has_value());
  REQUIRE(graph::derive(*index).has_value());
  const auto one = audit("1");
  const auto json = nlohmann::json::parse(one);
  std::set<std::string> rules;
  for (const auto& finding : json.at("findings")) rules.insert(finding.at("rule").get<std::string>());
  CHECK(json.at("findings").size() > 500);
  CHECK(rules.size() >= 5);
  for (const std::string jobs : {"2", "3", "7"}) CHECK(audit(jobs) == one);
  CHECK(fingerprints_of(nlohmann::json::parse(without_table)) == fingerprints_of(json));
}

TEST_CASE("a report too long for memory arrives whole") {
  const StatusWorld large{many_decrees()};
  const auto file = (large.root() / "ra-soat.json").string();
  CHECK(large.run({"audit", "-f", "json", "--min-severity", "info", "-o", file}).code == cli::nothing_found);
  const auto shown = large.run({"audit", "-f", "json", "--min-severity", "info"}).out;
  CHECK(shown == bytes_of(file));
  CHECK(shown.size() > (std::size_t{1} << 20));  // more than the command keeps in memory
}

TEST_CASE("a draft of thirty pages is checked within a second and its findings stand at their places") {
  std::string articles;
  for (int i = 1; i <= 90; ++i) {
    articles += "Điều " + std::to_string(i) + ". Kiểm tra tàu cá số " + std::to_string(i) + "\n";
    for (int k = 1; k <= 4; ++k) {
      articles += std::to_string(k) + ". Cơ quan quản lý tàu cá kiểm tra hồ sơ theo quy định tại khoản " + std::to_string(k) + " Điều 1 Nghị định số 12/2013/NĐ-CP ngày 06 tháng 3 năm 2013 của Chính phủ và gửi kết quả cho chủ tàu trong thời hạn " +
                  std::to_string(i + k) + " ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ; trường hợp từ chối phải trả lời bằng văn bản và nêu rõ lý do.\n";
    }
  }
  articles += "Điều 91. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2021. Việc kiểm tra theo Nghị định số 45/2020/NĐ-CP ngày 31 tháng 4 năm 2020 của Chính phủ.\n";
  const auto path = docx(world().root() / "du-thao.docx", decree("99/2021/NĐ-CP", "ngày 12 tháng 5 năm 2021", "Về kiểm tra tàu cá", articles));
  const auto begin = std::chrono::steady_clock::now();
  const auto checked = world().run({"check", path, "-f", "jsonl"});
  const auto took = std::chrono::steady_clock::now() - begin;
  CHECK(checked.code == cli::nothing_found);
  CHECK(has(checked.out, "CIT-DATE-IMPOSSIBLE"));
  CHECK(took < std::chrono::seconds(1));
}

TEST_CASE("who has to act is looked for among the bodies of the list, with its deadline") {
  const auto party = [](const std::string& head, const std::string& number, const std::string& place_and_day, const std::string& type, const std::string& title) {
    return head + "\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố " + number + "\n" + place_and_day + "\n\n" + type + "\n" + title + "\n-----\nCác cấp ủy tổ chức thực hiện.\n\nNơi nhận:\n- Các ban đảng;\n- Lưu.\nT/M CẤP ỦY\nBÍ THƯ\nLê Văn Mẫu\n";
  };
  const std::string carried = "thực hiện Nghị quyết số 91-NQ/TW ngày 10 tháng 5 năm 2021 của Ban Chấp hành Trung ương về công tác lưu trữ";
  const StatusWorld office{{{"nq.txt", party("BAN CHẤP HÀNH TRUNG ƯƠNG", "91-NQ/TW", "Hà Nội, ngày 10 tháng 5 năm 2021", "NGHỊ QUYẾT", "về công tác lưu trữ")},
                            {"ct.txt", party("THÀNH ỦY CẦN THƠ", "57-CTr/TU", "Cần Thơ, ngày 10 tháng 12 năm 2021", "CHƯƠNG TRÌNH", carried)},
                            {"ag.txt", party("TỈNH ỦY AN GIANG", "12-BC/TU", "An Giang, ngày 10 tháng 12 năm 2021", "BÁO CÁO", "kết quả công tác quý")}}};
  const auto list = (office.root() / "co-quan.txt").string();
  std::ofstream(list) << "\xEF\xBB\xBF# bắt buộc\nThành ủy Cần Thơ\nTỉnh ủy An Giang\nTỉnh ủy Cà Mau\n";
  const auto gaps = office.run({"audit", "--rule", "IMP-GAP-NONE", "--bodies", list, "-f", "jsonl"}).out;
  CHECK(has(gaps, "Tỉnh ủy An Giang"));          // has documents here, none of which carries it out
  CHECK_FALSE(has(gaps, "Thành ủy Cần Thơ"));    // has carried it out
  CHECK_FALSE(has(gaps, "Tỉnh ủy Cà Mau"));      // nothing of it is here: cannot be told
  CHECK(has(office.run({"audit", "--rule", "IMP-OVERDUE", "--deadline", "90", "-f", "jsonl"}).out, "IMP-OVERDUE"));
  CHECK_FALSE(has(office.run({"audit", "--rule", "IMP-OVERDUE", "--deadline", "300", "-f", "jsonl"}).out, "IMP-OVERDUE"));
  // A limit that the programme itself states needs no option.
  const auto under = [&](const std::string& day) {
    const StatusWorld city{{{"ct.txt", "THÀNH ỦY CẦN THƠ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 57-CTr/TU\nCần Thơ, ngày 10 tháng 3 năm 2021\n\nCHƯƠNG TRÌNH\nvề công tác lưu trữ\n-----\nTổ chức thực hiện\n1. Đảng ủy Sở Nội vụ xây dựng kế "
                                     "hoạch thực hiện Chương trình này, hoàn thành trước ngày 30/6/2021.\n\nNơi nhận:\n- Lưu.\nT/M THÀNH ỦY\nBÍ THƯ\nLê Văn Mẫu\n"},
                            {"kh.txt", "THÀNH ỦY CẦN THƠ\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 70-KH/TU\nCần Thơ, " + day + "\n\nKẾ HOẠCH\nthực hiện Chương trình số 57-CTr/TU ngày 10 tháng 3 năm 2021 của Thành ủy về công tác lưu trữ\n-----\nThực hiện "
                                       "Chương trình số 57-CTr/TU ngày 10 tháng 3 năm 2021 của Thành ủy Cần Thơ, Ban Thường vụ ban hành Kế hoạch.\n\nNơi nhận:\n- Lưu.\nT/M THÀNH ỦY\nBÍ THƯ\nLê Văn Mẫu\n"}}};
    return city.run({"audit", "--rule", "IMP-OVERDUE", "-f", "jsonl"}).out;
  };
  CHECK(has(under("ngày 15 tháng 9 năm 2021"), "IMP-OVERDUE"));
  CHECK_FALSE(has(under("ngày 15 tháng 6 năm 2021"), "IMP-OVERDUE"));
  // Bodies of which nothing is here are told, not passed over.
  CHECK(has(office.run({"audit", "--bodies", list}).out, "Tỉnh ủy Cà Mau"));
}
