/// DESIGN rule 1 on links: answers depend on what the index holds, not on how it came to hold it, nor on whether the derived
/// table answers or the records do.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <unistd.h>

#include <catch2/catch.hpp>

#include "indexer/writer/index_run.h"
#include "query/cli/session.h"
#include "query/graph/derive.h"
#include "query/report/impact_report.h"
#include "query/report/status_report.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("tracuu-links-" + std::to_string(::getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path / "van-ban");
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

std::vector<fs::path> samples() {
  std::vector<fs::path> files;
  const fs::path root = fs::path(TRACUU_SOURCE_DIR) / "corpus/samples/van-ban";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto suffix = entry.path().extension();
    if (entry.is_regular_file() && (suffix == ".txt" || suffix == ".html" || suffix == ".md" || suffix == ".jsonl")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void index_folder(const fs::path& db, const fs::path& texts, unsigned jobs) {
  writer::RunOptions options;
  options.index = db;
  options.paths = {texts};
  options.prune = true;
  options.jobs = jobs;
  REQUIRE(writer::run(options));
}

void derive(const fs::path& db) {
  auto index = open::Index::open(db);
  REQUIRE(index);
  const auto derived = index->consistently([](open::Index& opened) { return graph::derive(opened); });
  REQUIRE(derived);
  REQUIRE(*derived);
}

/// Every answer about every act that a record of the index is or names, by the act's id.
std::map<std::string, std::string> answers(const fs::path& db, bool expect_table) {
  auto index = open::Index::open(db);
  REQUIRE(index);
  std::set<std::string> ids;
  {
    cli::Session session(*index);
    REQUIRE(session.table.has_value() == expect_table);
    for (const auto& summary : index->summaries()) {
      ids.insert(session.resolver.act(session.resolver.act_of_record(summary.id).value()).id);
      for (const auto& reference : session.graph.references_of(summary.id)) {
        if (reference.target() != resolve::no_act) ids.insert(session.resolver.act(reference.target()).id);
      }
    }
  }
  const report::Look look{report::Language::vi, {}};
  std::map<std::string, std::string> told;
  for (const auto& id : ids) {
    // A session of its own, as each command has: what was asked before must not matter either.
    cli::Session session(*index);
    const auto act = session.resolver.act_by_id(id);
    if (!act) {
      told[id] = "unknown";
      continue;
    }
    auto& text = told[id];
    for (const bool incoming : {false, true}) {
      report::ReferencesRequest request;
      request.act = *act;
      request.incoming = incoming;
      text += report::references_report(session.graph, report::references(session.graph, request), request, report::Layout::json, look);
    }
    const graph::TraceOptions options;
    text += report::trace_report(session.graph, graph::trace(session.graph, *act, options), options, report::Layout::json, look);
    graph::TraceOptions up;
    up.up = true;
    text += report::trace_report(session.graph, graph::trace(session.graph, *act, up), up, report::Layout::json, look);
    text += std::to_string(session.graph.citing_works(*act));
    status::Statuses statuses(session.graph);
    const model::Date day{2026, 1, 1};
    text += report::status_report(session.graph, statuses.status(*act, {day, {}, true}), report::Layout::json, look);
    text += report::impact_report(session.graph, status::impact(statuses, session.graph, *act, {day, {}}), {day, {}}, 0, report::Layout::json, look);
    text += report::coverage_report(session.graph, status::coverage(session.graph, *act, {}), report::Layout::json, look);
    text += report::diagram_report(session.graph, status::diagram(session.graph, *act, {}), 0, report::Layout::json, look);
  }
  return told;
}

void check_equal(const std::map<std::string, std::string>& one, const std::map<std::string, std::string>& other) {
  REQUIRE(one.size() == other.size());
  for (const auto& [id, text] : one) {
    CAPTURE(id);
    const auto same = other.find(id);
    REQUIRE(same != other.end());
    CHECK(text == same->second);
  }
}

void write(const fs::path& file, const fs::path& from, const std::string& tail) {
  fs::create_directories(file.parent_path());
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(file, std::ios::binary);
  out << in.rdbuf() << tail;
}

}  // namespace

TEST_CASE("links do not depend on the history, the shards or the derived table of an index") {
  const Folder folder;
  const auto texts = folder.path / "van-ban";
  const auto files = samples();
  REQUIRE(files.size() > 20);
  std::mt19937_64 random(20261123);
  const auto place = [&](const fs::path& file) { return texts / file.filename(); };
  // Five runs, each of which adds, replaces and deletes some at random.
  for (int run = 0; run < 5; ++run) {
    for (const auto& file : files) {
      const auto roll = random() % 10;
      if (roll < 4) write(place(file), file, file.extension() == ".txt" && roll == 0 ? "\n\nCăn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020;\n" : "");
      else if (roll == 4) fs::remove(place(file));
    }
    index_folder(folder.path / "lived.db", texts, 1 + run % 3);
  }
  for (const auto& file : files) {
    if (random() % 3 != 0) write(place(file), file, "");
  }
  index_folder(folder.path / "lived.db", texts, 2);
  const auto lived = answers(folder.path / "lived.db", false);
  REQUIRE(lived.size() > 40);
  for (const unsigned shards : {1u, 2u, 3u}) {
    CAPTURE(shards);
    const auto fresh = folder.path / ("fresh" + std::to_string(shards) + ".db");
    index_folder(fresh, texts, shards);
    check_equal(answers(fresh, false), lived);
  }
  derive(folder.path / "lived.db");
  check_equal(answers(folder.path / "lived.db", true), lived);
}

TEST_CASE("a table of another state of the index is not used, and of several revisions one remains") {
  const Folder folder;
  const auto texts = folder.path / "van-ban", db = folder.path / "a.db";
  const auto files = samples();
  write(texts / files[0].filename(), files[0], "");
  index_folder(db, texts, 1);
  derive(db);
  {
    auto index = open::Index::open(db);
    CHECK(links::Table::open(*index));
  }
  write(texts / files[1].filename(), files[1], "");
  index_folder(db, texts, 1);
  auto index = open::Index::open(db);
  REQUIRE_FALSE(links::Table::open(*index));
  CHECK(links::Table::open(*index).error() == links::Absence::stale);
  // One that was killed while it wrote, and one that is writing now.
  std::ofstream(db / links::kDirectory / "1.new.2147483646") << "half a table";
  const auto unfinished = db / links::kDirectory / ("1.new." + std::to_string(::getppid()));
  std::ofstream(unfinished) << "half a table";
  derive(db);
  CHECK(links::Table::open(*index));
  CHECK(fs::remove(unfinished));
  CHECK(std::distance(fs::directory_iterator(db / links::kDirectory), fs::directory_iterator()) == 1);
  fs::remove_all(db / links::kDirectory);
  CHECK(links::Table::open(*index).error() == links::Absence::missing);
}

TEST_CASE("a damaged table is told or reads as less, and never crashes") {
  const Folder folder;
  const auto texts = folder.path / "van-ban", db = folder.path / "a.db";
  for (const auto& file : samples()) write(texts / file.filename(), file, "");
  index_folder(db, texts, 2);
  derive(db);
  fs::path file;
  for (const auto& entry : fs::directory_iterator(db / links::kDirectory)) file = entry.path();
  std::string good;
  {
    std::ifstream in(file, std::ios::binary);
    good.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::mt19937_64 random(3);
  for (int attempt = 0; attempt < 60; ++attempt) {
    auto bad = good;
    if (attempt % 6 == 0) bad.resize(random() % bad.size());
    else for (int i = 0; i < 200; ++i) bad[1024 + random() % (bad.size() - 1024)] = static_cast<char>(random());
    std::ofstream(file, std::ios::binary) << bad;
    auto index = open::Index::open(db);
    cli::Session session(*index);
    CHECK((attempt % 6 != 0 || !session.table));
    for (resolve::RecordId record = 1; record <= index->document_count(); ++record) {
      const auto act = session.resolver.act_of_record(record);
      if (!act) continue;
      graph::CitationQuery query;
      query.act = *act;
      query.incoming = true;
      (void)graph::citations(session.graph, query);
      (void)graph::trace(session.graph, *act, {});
    }
  }
}

TEST_CASE("citations are filtered by type, body, province, level and date, and paged without loss") {
  const Folder folder;
  const auto texts = folder.path / "van-ban", db = folder.path / "a.db";
  for (const auto& file : samples()) write(texts / file.filename(), file, "");
  index_folder(db, texts, 2);
  for (const bool with_table : {false, true}) {
    CAPTURE(with_table);
    if (with_table) derive(db);
    auto index = open::Index::open(db);
    cli::Session session(*index);
    graph::CitationQuery query;
    query.act = session.resolver.act_by_id("tw/nq/2022-11-09/27").value();
    query.incoming = true;
    const auto all = graph::citations(session.graph, query);
    REQUIRE(all.acts > 5);
    const auto name = [&](const graph::Reference& reference) { return session.resolver.act(reference.subject).id; };
    const auto only = [&](const graph::CitationFilter& filter) {
      auto filtered = query;
      filtered.filter = filter;
      std::set<std::string> ids;
      for (const auto& reference : graph::citations(session.graph, filtered).found) ids.insert(name(reference));
      return ids;
    };
    CHECK(only({.types = {"CTr"}}).count("tu.can-tho/ctr/2023-03-03/57") == 1);
    CHECK(only({.types = {"NĐ"}}).empty());
    CHECK(only({.issuers = {"tu"}}).count("tu.can-tho/ctr/2023-03-03/57") == 1);
    CHECK(only({.issuers = {"tu.ha-giang"}}).count("tu.can-tho/ctr/2023-03-03/57") == 0);
    CHECK(only({.provinces = {"can-tho"}}) == only({.provinces = {"can-tho-2025"}}));
    CHECK(only({.levels = {links::Level::central}}).count("tu.can-tho/ctr/2023-03-03/57") == 0);
    CHECK(only({.from = {2023, 3, 3}, .to = {2023, 3, 3}}) == std::set<std::string>{"tu.can-tho/ctr/2023-03-03/57"});
    std::vector<std::string> whole, paged;
    for (const auto& reference : all.found) whole.push_back(name(reference));
    for (query.offset = 0, query.limit = 2; query.offset < all.acts; query.offset += 2) {
      const auto page = graph::citations(session.graph, query);
      CHECK(page.acts == all.acts);
      CHECK(page.mentions == all.mentions);
      for (const auto& reference : page.found) paged.push_back(name(reference));
    }
    CHECK(paged == whole);
  }
}

TEST_CASE("pages about an act that many cite are the same whether the table counted or the records are read") {
  const Folder folder;
  const auto texts = folder.path / "van-ban", db = folder.path / "a.db";
  for (int i = 1; i <= 90; ++i) {
    std::ofstream out(texts / ("kh" + std::to_string(i) + ".txt"));
    const bool party = i % 3 == 0;
    out << (party ? "TỈNH ỦY HÀ GIANG\n*\nSố " : "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG\nSố: ") << i << (party ? "-KH/TU" : "/KH-UBND") << "\n"
        << (party ? "ĐẢNG CỘNG SẢN VIỆT NAM\n" : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n") << "Hà Giang, ngày " << 1 + i % 28 << " tháng " << 1 + i % 12 << " năm 2023\n\nKẾ HOẠCH\n"
        << (i % 2 == 0 ? "thực hiện" : "về việc quán triệt") << " Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương\n\n"
        << "1. Nghị quyết số 27-NQ/TW ngày 09/11/2022 được quán triệt.\n";
    if (i % 9 == 0) out << "2. Chương trình số " << 30 + i << "-CTr/TU ngày 03/3/2023 của Tỉnh ủy Hà Giang thực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022.\n";
  }
  index_folder(db, texts, 2);
  struct Page {
    std::vector<std::string> found;
    std::size_t acts = 0, mentions = 0;
    std::map<std::string, std::size_t> by_relation;
  };
  const auto pages = [&] {
    auto index = open::Index::open(db);
    std::vector<Page> list;
    for (const std::size_t offset : {0, 20, 80, 1000}) {
      cli::Session session(*index);
      graph::CitationQuery query;
      query.act = session.resolver.act_by_id("tw/nq/2022-11-09/27").value();
      query.incoming = true;
      query.offset = offset;
      query.limit = 20;
      const auto page = graph::citations(session.graph, query);
      auto& added = list.emplace_back(Page{{}, page.acts, page.mentions, page.by_relation});
      for (const auto& reference : page.found) {
        added.found.push_back(std::string(session.graph.id_of(reference.subject)) + " " + reference.relation + " " + std::to_string(reference.record) + "/" + std::to_string(reference.mention));
      }
    }
    return list;
  };
  const auto read = pages();
  CHECK(read.front().acts >= 90);
  CHECK(read.front().by_relation.at("implements") >= 45);
  derive(db);
  {
    auto index = open::Index::open(db);
    cli::Session session(*index);
    REQUIRE(session.table.has_value());
    REQUIRE((*session.table)->counts(session.resolver.act_by_id("tw/nq/2022-11-09/27").value()) != nullptr);
  }
  const auto counted = pages();
  for (std::size_t i = 0; i < read.size(); ++i) {
    CAPTURE(i);
    CHECK(counted[i].found == read[i].found);
    CHECK(counted[i].acts == read[i].acts);
    CHECK(counted[i].mentions == read[i].mentions);
    CHECK(counted[i].by_relation == read[i].by_relation);
  }
}

TEST_CASE("changes that may mean an act and contradict its date are the same from the table and from the records") {
  const Folder folder;
  const auto texts = folder.path / "van-ban", db = folder.path / "a.db";
  const auto write_text = [&](const std::string& name, const std::string& text) { std::ofstream(texts / name) << text; };
  write_text("nd.txt", "CHÍNH PHỦ\nSố: 45/2020/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 08 tháng 4 năm 2020\n\nNGHỊ ĐỊNH\nVề thực hiện thủ tục hành chính trên môi trường điện tử\n\nĐiều 1. Phạm vi\nNghị định này quy định thủ tục.\n");
  for (int i = 1; i <= 12; ++i) {
    // Every third one states the right day; of every fourth there is a second copy with one clause more.
    const std::string day = i % 3 == 0 ? "08 tháng 4" : "18 tháng 6";
    const std::string text = "CHÍNH PHỦ\nSố: " + std::to_string(100 + i) + "/2024/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày " + std::to_string(10 + i) +
                             " tháng " + std::to_string(1 + i % 9) + " năm 2024\n\nNGHỊ ĐỊNH\n" + (i % 2 == 0 ? "Sửa đổi, bổ sung một số điều của" : "Quy định chi tiết") +
                             " Nghị định số 45/2020/NĐ-CP ngày " + day + " năm 2020 của Chính phủ\n\nĐiều 1. Sửa đổi, bổ sung khoản 2 Điều 3 Nghị định số 45/2020/NĐ-CP ngày " + day +
                             " năm 2020 của Chính phủ\n\nĐiều 2. Hiệu lực\nBãi bỏ Điều 5 Nghị định số 45/2020/NĐ-CP ngày " + day + " năm 2020 của Chính phủ.\n";
    write_text("sua" + std::to_string(i) + ".txt", text);
    if (i % 4 == 0) write_text("sua" + std::to_string(i) + "-ban-sao.txt", text + "Bãi bỏ Điều 6 Nghị định số 45/2020/NĐ-CP ngày " + day + " năm 2020 của Chính phủ.\n");
  }
  index_folder(db, texts, 2);
  const std::vector<std::string> relations(links::kChanging.begin(), links::kChanging.end()), amends{"amends"};
  const auto told = [&](bool expect_table) {
    auto index = open::Index::open(db);
    cli::Session session(*index);
    REQUIRE(session.table.has_value() == expect_table);
    const auto act = session.resolver.act_by_id("cp/nd/2020/45").value();
    std::vector<std::vector<std::string>> lists;
    for (const auto& wanted : {relations, amends, std::vector<std::string>{}}) {
      for (const std::size_t most : {std::size_t{3}, std::size_t{1000}}) {
        const auto [found, count] = session.graph.undecided(act, wanted, most);
        auto& list = lists.emplace_back(std::vector<std::string>{std::to_string(count)});
        for (const auto& reference : found) list.push_back(std::to_string(reference.record) + "/" + std::to_string(reference.mention) + " " + reference.relation);
      }
    }
    return lists;
  };
  const auto read = told(false);
  CHECK(read[0].size() == 4);
  CHECK(read[1].size() > 12);
  CHECK(read[3].size() < read[1].size());
  derive(db);
  CHECK(told(true) == read);
}
