/// DESIGN rule 1 on search: answers depend on what the index holds, not on how it came to hold it, in how many shards it was built, nor
/// on what was asked before.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "corpus/text/canonical.h"
#include "indexer/writer/index_run.h"
#include "query/cli/search_page.h"
#include "query/graph/derive.h"
#include "query/links/table.h"
#include "query/lists/make.h"
#include "query/lists/table.h"
#include "tools/prose.h"

using namespace tracuu;
namespace fs = std::filesystem;

CATCH_TRANSLATE_EXCEPTION(const Xapian::Error& error) { return error.get_description(); }

namespace {

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("tracuu-search-property-" + std::to_string(::getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path / "van-ban");
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

/// Name and text of documents: our samples, decisions and plans of made-up prose, and copies of some under other names.
std::map<std::string, std::string> texts() {
  std::map<std::string, std::string> all;
  const fs::path root = fs::path(TRACUU_SOURCE_DIR) / "corpus/samples/van-ban";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    all[entry.path().filename().string()].assign(std::istreambuf_iterator<char>(in), {});
  }
  const tools::Prose prose;
  std::mt19937_64 random(20261130);
  for (int i = 1; i <= 150; ++i) {
    const bool party = i % 4 == 0;
    std::string text = party ? fmt::format("TỈNH ỦY HÀ GIANG\n*\nSố {}-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n", i)
                             : fmt::format("ỦY BAN NHÂN DÂN TỈNH {}\nSố: {}/20{}/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", i % 2 == 0 ? "LÀO CAI" : "CẦN THƠ", 1 + i % 40, 10 + i % 15);
    text += fmt::format("Hà Giang, ngày {} tháng {} năm 20{}\n\n{}\n", 1 + i % 28, 1 + i % 12, 10 + i % 15, party ? "KẾ HOẠCH" : "QUYẾT ĐỊNH");
    prose.write(text, 9, random);
    if (i % 3 == 0) text += "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ;\n";
    for (int article = 1; article <= 8; ++article) {
      text += fmt::format("Điều {}. ", article);
      prose.write(text, 6, random);
      prose.write(text, tools::Prose::length(60, random), random);
    }
    if (i % 10 == 0) all[fmt::format("ban-sao-{}.txt", i)] = text;
    all[fmt::format("van-ban-{}.txt", i)] = std::move(text);
  }
  return all;
}

struct Asked {
  std::string query;
  rank::SearchRequest request;
  bool by_provision = false;
};

/// Two hundred queries of all kinds, words drawn from the texts.
std::vector<Asked> queries(const std::map<std::string, std::string>& texts) {
  std::mt19937_64 random(5);
  const auto words = [&](std::size_t count) {
    const std::string& text = std::next(texts.begin(), static_cast<std::ptrdiff_t>(random() % texts.size()))->second;
    std::vector<std::string> all;
    std::string word;
    for (const char c : text) {
      if (static_cast<unsigned char>(c) >= 0x80 || std::isalpha(static_cast<unsigned char>(c)) != 0) word += c;
      else if (!word.empty()) all.push_back(std::exchange(word, {}));
    }
    std::string run;
    const std::size_t from = random() % (all.size() - count);
    for (std::size_t i = from; i < from + count; ++i) run += (run.empty() ? "" : " ") + all[i];
    return run;
  };
  static const std::vector<std::string> conditions = {"loai:qd", "cap:tinh", "nam:2015", "ngay:2012-01-01..2020-12-31", "hethong:dang", "tinh:\"Cần Thơ\"", "-loai:kh", "hieuluc:con", "trichdan:45/2020/NĐ-CP", "dieu:3"};
  static const std::vector<std::string> fixed = {"45/2020", "số 45/2020/NĐ-CP", "12/2015/QĐ-UBND", "8-KH/TU", "nghị quyết 27-NQ/TW", "điều 1 nghị định 45/2020/NĐ-CP", "kế hoạch", "quyết định", "xyzzy", "thủ tục hành chính là gì"};
  std::vector<Asked> all;
  for (std::size_t i = 0; i < 200; ++i) {
    Asked asked;
    switch (i % 10) {
      case 0: asked.query = words(1 + i / 10 % 3); break;
      case 1: asked.query = words(8); break;
      case 2: asked.query = text::fold(words(8)); break;
      case 3: asked.query = '"' + words(2 + i / 10 % 2) + '"'; break;
      case 4: asked.query = words(3) + " " + conditions[i / 10 % conditions.size()]; break;
      case 5: asked.query = words(1) + " NEAR/5 " + words(1); break;
      case 6: asked.query = words(2) + " OR " + words(2); break;
      case 7: asked.query = fixed[i / 10 % fixed.size()]; break;
      case 8: asked.query = words(2); asked.request.offset = 10 * (i / 10 % 4); break;
      default: asked.query = words(4) + " như thế nào"; asked.by_provision = true; break;
    }
    asked.request.facets = i % 3 == 0;
    asked.request.explain = i % 7 == 0;
    if (i % 10 == 4) asked.request.sort = std::array{rank::Sort::relevance, rank::Sort::date, rank::Sort::authority, rank::Sort::cited}[i / 10 % 4];
    asked.request.query = asked.query;
    all.push_back(std::move(asked));
  }
  return all;
}

void index_folder(const fs::path& db, const fs::path& texts, unsigned jobs) {
  writer::RunOptions options;
  options.index = db;
  options.paths = {texts};
  options.prune = true;
  options.jobs = jobs;
  REQUIRE(writer::run(options));
}

void make_lists(const fs::path& db, std::uint32_t least_postings) {
  auto index = open::Index::open(db);
  REQUIRE(index);
  REQUIRE(lists::make(*index, {least_postings}));
  REQUIRE(lists::Table::open(*index));
}

/// Writes the texts into a folder, indexes it and lists every word.
template <typename Texts>
void index_with_lists(const fs::path& db, const fs::path& place, const Texts& texts, unsigned jobs) {
  for (const auto& [name, text] : texts) std::ofstream(place / name, std::ios::binary) << text;
  index_folder(db, place, jobs);
  make_lists(db, 1);
}

/// The JSON of every answer; asked backwards where `backwards`.
std::vector<std::string> answers(const fs::path& db, const std::vector<Asked>& asked, bool backwards = false) {
  auto index = open::Index::open(db);
  REQUIRE(index);
  cli::Session session(*index);
  cli::LinkLookups links{session, {2026, 1, 1}, {}, {}};
  rank::Searcher searcher(session.index, links.lookups());
  const report::Look look{report::Language::vi, {}};
  std::vector<std::string> told(asked.size());
  for (std::size_t n = 0; n < asked.size(); ++n) {
    const std::size_t i = backwards ? asked.size() - 1 - n : n;
    const Asked& one = asked[i];
    INFO(one.query);
    report::FoundPage page = one.by_provision ? page_of(session, links, one.request, searcher.provisions(one.request))
                                              : page_of(session, links, one.request, searcher.documents(one.request));
    page.revision = 0;  // counts the runs: history itself
    told[i] = report::search_report(page, report::Layout::json, look);
  }
  return told;
}

void check_equal(const std::vector<std::string>& one, const std::vector<std::string>& other, const std::vector<Asked>& asked) {
  for (std::size_t i = 0; i < asked.size(); ++i) {
    CAPTURE(i, asked[i].query);
    CHECK(one[i] == other[i]);
  }
}

}  // namespace

TEST_CASE("two hundred searches answer byte for byte alike over shards, orders of adding and deletions") {
  const Folder folder;
  const auto place = folder.path / "van-ban";
  const auto all = texts();
  REQUIRE(all.size() > 170);
  const auto put = [&](const std::string& name, const std::string& text) { std::ofstream(place / name, std::ios::binary) << text; };
  for (const auto& [name, text] : all) put(name, text);
  const auto asked = queries(all);
  index_folder(folder.path / "one.db", place, 1);
  const auto expected = answers(folder.path / "one.db", asked);
  std::size_t found = 0;
  for (const std::string& answer : expected) found += answer.find("\"source\"") != std::string::npos ? 1 : 0;
  CHECK(found > 150);
  {
    INFO("what was asked before does not matter");
    check_equal(answers(folder.path / "one.db", asked, true), expected, asked);
  }
  for (const unsigned shards : {2u, 3u}) {
    CAPTURE(shards);
    const auto db = folder.path / fmt::format("shards{}.db", shards);
    index_folder(db, place, shards);
    check_equal(answers(db, asked), expected, asked);
  }
  for (std::uint64_t order = 1; order <= 5; ++order) {
    CAPTURE(order);
    std::mt19937_64 random(order);
    const auto db = folder.path / fmt::format("order{}.db", order);
    fs::remove_all(place);
    fs::create_directories(place);
    std::vector<std::string> names;
    for (const auto& [name, text] : all) names.push_back(name);
    std::shuffle(names.begin(), names.end(), random);
    // In four runs; in between some are there with another text, or under another name, and go again.
    for (std::size_t run = 0; run < 4; ++run) {
      for (std::size_t i = run * names.size() / 4; i < (run + 1) * names.size() / 4; ++i) put(names[i], all.at(names[i]));
      for (int i = 0; i < 12; ++i) {
        const std::string& name = names[random() % names.size()];
        if (random() % 2 == 0) put("tam-" + name, all.at(name) + "\nĐiều 99. Điều khoản tạm thời chờ thay thế.\n");
        else put(name, "Văn bản chờ thay thế.\n" + all.at(name));
      }
      index_folder(db, place, 1 + static_cast<unsigned>((order + run) % 3));
    }
    for (const auto& [name, text] : all) {
      fs::remove(place / ("tam-" + name));
      put(name, text);
    }
    index_folder(db, place, 2);
    check_equal(answers(db, asked), expected, asked);
    if (order > 2) continue;
    // Nor does the table of lists: of all words, of some.
    make_lists(db, order == 1 ? 1 : 40);
    check_equal(answers(db, asked), expected, asked);
  }
}

TEST_CASE("a damaged table of lists is told or finds less, and never crashes") {
  const Folder folder;
  const auto place = folder.path / "van-ban", db = folder.path / "a.db";
  const auto all = texts();
  index_with_lists(db, place, all, 2);
  auto asked = queries(all);
  asked.resize(30);
  const auto expected = answers(db, asked);
  fs::path file;
  for (const auto& entry : fs::directory_iterator(db / lists::table_kind().directory)) file = entry.path();
  std::string good;
  {
    std::ifstream in(file, std::ios::binary);
    good.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::mt19937_64 random(9);
  for (int attempt = 0; attempt < 20; ++attempt) {
    auto bad = good;
    constexpr std::size_t head = 256;  // header and places of sections: checked
    if (attempt % 4 == 0) bad.resize(random() % bad.size());
    else if (attempt % 4 == 1) bad[random() % head] = static_cast<char>(bad[random() % head] + 1);
    else for (std::size_t i = 0; i < bad.size() / 100; ++i) bad[head + random() % (bad.size() - head)] = static_cast<char>(random());
    fs::remove(file);  // a new file: the old one may be mapped
    std::ofstream(file, std::ios::binary) << bad;
    auto index = open::Index::open(db);
    REQUIRE(index);
    if (attempt % 4 == 0) CHECK(lists::Table::open(*index).error() == open::Absence::damaged);
    const auto told = answers(db, asked);
    if (attempt % 4 < 2) check_equal(told, expected, asked);  // told by the header: the lists of the index are read
  }
  fs::remove(file);
  index_folder(db, place, 1);
  std::ofstream(place / "moi.txt") << "Văn bản mới.\n";
  std::ofstream(file, std::ios::binary) << good;
  index_folder(db, place, 1);
  auto index = open::Index::open(db);
  REQUIRE(index);
  CHECK(lists::Table::open(*index).error() == open::Absence::stale);
}

TEST_CASE("tables of an index that a killed run left half written are not used, and searches go on") {
  const Folder folder;
  const auto place = folder.path / "van-ban", db = folder.path / "a.db";
  const auto all = texts();
  index_with_lists(db, place, all, 1);
  {
    auto index = open::Index::open(db);
    REQUIRE(index);
    REQUIRE(index->consistently([](open::Index& opened) { return graph::derive(opened); }).value());
    REQUIRE(links::Table::open(*index));
  }
  // Provisions are committed first; the revision of the index is told with the last document.
  {
    Xapian::WritableDatabase provisions((db / "provisions").string());
    for (Xapian::docid id = 1; id < provisions.get_lastdocid(); id += 2) provisions.delete_document(id);
    provisions.commit();
  }
  auto index = open::Index::open(db);
  REQUIRE(index);
  CHECK(lists::Table::open(*index).error() == open::Absence::stale);
  CHECK(links::Table::open(*index).error() == open::Absence::stale);
  const auto told = answers(db, queries(all));
  CHECK(std::count_if(told.begin(), told.end(), [](const std::string& answer) { return answer.find("\"source\"") != std::string::npos; }) > 100);
}
