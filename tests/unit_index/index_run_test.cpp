#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include <sys/file.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

#include "indexer/format/schema.h"
#include "indexer/writer/index_run.h"
#include "query/open/index.h"
#include "query/passage/passage.h"
#include "query/rank/search.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

/// A folder of documents and an index beside it, gone with the test.
struct Place {
  fs::path root = fs::temp_directory_path() / ("tracuu-index-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count()));
  fs::path docs = root / "docs", db = root / "db";

  Place() { fs::create_directories(docs); }
  ~Place() {
    std::error_code error;
    fs::remove_all(root, error);
  }
  static int& count() {
    static int number = 0;
    return number;
  }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((docs / name).parent_path());
    std::ofstream(docs / name, std::ios::binary) << text;
  }
  writer::RunOptions options() const {
    writer::RunOptions run;
    run.index = db;
    run.paths = {docs};
    run.jobs = 2;
    return run;
  }
  writer::RunReport run(bool prune = false) const {
    writer::RunOptions wanted = options();
    wanted.prune = prune;
    const auto report = writer::run(wanted);
    REQUIRE(report);
    return *report;
  }
  open::Index open() const {
    auto index = open::Index::open(db);
    REQUIRE(index);
    return std::move(*index);
  }
};

std::string decree(int number, const std::string& subject) {
  return "CHÍNH PHỦ\nSố: " + std::to_string(number) + "/2020/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 08 tháng 4 năm 2020\n"
         "NGHỊ ĐỊNH\nVề " + subject + "\n\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\n"
         "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về " + subject + ".\n\n"
         "Điều 2. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày 01 tháng 6 năm 2020.\n";
}

std::vector<std::string> sources(const rank::SearchResults& results) {
  std::vector<std::string> out;
  for (const auto& hit : results.documents) out.push_back(hit.document.source);
  return out;
}

rank::SearchResults search(const open::Index& index, const std::string& query) {
  rank::SearchRequest request;
  request.query = query;
  return rank::Searcher(index).documents(request);
}

/// Everything that an index answers, as text: two indexes of the same documents must agree byte for byte.
std::string answers(const open::Index& index) {
  std::string out;
  std::map<std::string, std::string> documents;
  for (const open::Summary& summary : index.summaries()) {
    std::string& lines = documents[summary.source];
    lines += summary.source + " " + summary.work + " " + std::to_string(summary.copy_rank) + " " + summary.identity.id + "\n";
    lines += index.text(summary.id) + "\n";
    for (const auto& mention : index.document(summary.id).mentions) lines += mention.key + " " + std::to_string(mention.span.begin) + "\n";
    for (const open::ProvisionId id : index.provisions_of(summary.source)) lines += index.provision(id).path + "\n";
  }
  for (const auto& [source, lines] : documents) out += lines;
  for (const auto& [key, count] : index.all_keys()) out += format::to_term(key) + " " + std::to_string(count) + "\n";
  for (const char* query : {"thủ tục hành chính", "45/2020/NĐ-CP", "thu hoi dat", "\"có hiệu lực từ ngày\"", "phạm vi điều chỉnh nghị định"}) {
    const auto results = search(index, query);
    out += query + std::string(" ") + std::to_string(results.total) + "\n";
    for (const auto& hit : results.documents) {
      char score[32];
      std::snprintf(score, sizeof score, "%.12f", hit.score);
      out += hit.document.source + " " + score + " " + std::to_string(hit.copies) + "\n";
      for (const auto& provision : hit.provisions) out += "  " + provision.source + " " + std::to_string(provision.ordinal) + "\n";
    }
  }
  return out;
}

const std::vector<std::string>& subjects() {
  static const std::vector<std::string> list = {
      "thực hiện thủ tục hành chính trên môi trường điện tử", "bồi thường khi Nhà nước thu hồi đất", "quản lý chi phí đầu tư xây dựng",
      "xử phạt vi phạm hành chính trong lĩnh vực giao thông", "kiểm soát thủ tục hành chính", "tuyển dụng, sử dụng viên chức",
      "giá đất", "quản lý thuế", "bảo vệ dữ liệu cá nhân"};
  return list;
}

void write_all(const Place& place) {
  for (std::size_t i = 0; i < subjects().size(); ++i) place.write("d" + std::to_string(i) + ".txt", decree(40 + static_cast<int>(i), subjects()[i]));
}

}  // namespace

TEST_CASE("a folder becomes an index, and the account is complete") {
  Place place;
  write_all(place);
  place.write("empty.txt", "");
  place.write("picture.png", "\x89PNG");
  const auto report = place.run();
  CHECK(report.created);
  CHECK(report.files_indexed == subjects().size());
  CHECK(report.skipped.size() == 2);
  CHECK(report.files == report.files_indexed + report.files_unchanged + report.skipped.size());
  const open::Index index = place.open();
  CHECK(index.document_count() == subjects().size());
  CHECK(index.revision() == 1);
  CHECK_FALSE(fs::exists(place.db.string() + ".building"));
}

TEST_CASE("a second run over unchanged files changes nothing") {
  Place place;
  write_all(place);
  place.write("empty.txt", "");
  place.run();
  const auto again = place.run();
  CHECK_FALSE(again.created);
  CHECK(again.files_indexed == 0);
  CHECK(again.files_unchanged == subjects().size());
  REQUIRE(again.skipped.size() == 1);
  CHECK(again.skipped[0].remembered);
  CHECK(again.revision == 1);
}

TEST_CASE("a file that was only touched is not read as changed, one of equal size that was changed is") {
  Place place;
  place.write("a.txt", decree(45, "giá đất"));
  place.run();
  fs::last_write_time(place.docs / "a.txt", fs::last_write_time(place.docs / "a.txt") + std::chrono::seconds(5));
  CHECK(place.run().files_unchanged == 1);
  place.write("a.txt", decree(46, "giá đất"));
  fs::last_write_time(place.docs / "a.txt", fs::last_write_time(place.docs / "a.txt") + std::chrono::seconds(9));
  CHECK(place.run().files_indexed == 1);
  CHECK(place.open().with_number("46/2020/NĐ-CP").size() == 1);
  CHECK(place.open().with_number("45/2020/NĐ-CP").empty());
}

TEST_CASE("an index grown file by file answers as one built at once, also after deletions") {
  Place at_once, grown;
  write_all(at_once);
  at_once.run();
  grown.write("gone.txt", decree(99, "thủ tục hành chính đã bãi bỏ"));
  grown.run();
  for (std::size_t i = subjects().size(); i-- > 0;) {
    grown.write("d" + std::to_string(i) + ".txt", decree(70 + static_cast<int>(i), "nội dung cũ"));
    grown.run();
    grown.write("d" + std::to_string(i) + ".txt", decree(40 + static_cast<int>(i), subjects()[i]));
    grown.run();
  }
  fs::remove(grown.docs / "gone.txt");
  const auto pruned = grown.run(true);
  CHECK(pruned.documents_removed == 1);
  CHECK(answers(grown.open()) == answers(at_once.open()));
}

TEST_CASE("one, two or three shards give the same answers") {
  Place place;
  write_all(place);
  std::string first;
  for (const unsigned jobs : {1u, 2u, 3u}) {
    auto options = place.options();
    options.jobs = jobs;
    options.index = place.root / ("db" + std::to_string(jobs));
    REQUIRE(writer::run(options));
    const std::string now = answers(*open::Index::open(options.index));
    if (first.empty()) first = now;
    CHECK(now == first);
  }
}

TEST_CASE("documents that are flushed and merged in several pieces give the same answers as in one") {
  Place place;
  write_all(place);
  // Six megabytes: a thread flushes its provisions several times, its documents once or twice.
  for (int number = 0; number < 60; ++number) {
    std::string text = decree(100 + number, subjects()[static_cast<std::size_t>(number) % subjects().size()]);
    for (int article = 3; text.size() < 100'000; ++article)
      text += "\nĐiều " + std::to_string(article) + ". Trình tự thứ " + std::to_string(number * article % 97) + "\nCơ quan tiếp nhận hồ sơ theo Nghị định 45/2020/NĐ-CP trong " +
              std::to_string(article % 13) + " ngày làm việc và trả lời bằng văn bản cho người nộp.\n";
    place.write("long" + std::to_string(number) + ".txt", text);
  }
  std::string first;
  for (const unsigned jobs : {1u, 2u, 5u}) {
    auto options = place.options();
    options.jobs = jobs;
    options.index = place.root / ("db" + std::to_string(jobs));
    REQUIRE(writer::run(options));
    const auto index = open::Index::open(options.index);
    REQUIRE(index->document_count() == 60 + subjects().size());
    const std::string now = answers(*index) + std::to_string(index->provision_frequency("hồ")) + " " + std::to_string(index->document_frequency("hồ"));
    if (first.empty()) first = now;
    CHECK(now == first);
  }
}

TEST_CASE("without --prune a vanished file stays in the index and is told") {
  Place place;
  write_all(place);
  place.run();
  fs::remove(place.docs / "d0.txt");
  const auto kept = place.run();
  CHECK(kept.files_gone == 1);
  CHECK(kept.documents_removed == 0);
  CHECK(place.run(true).documents_removed == 1);
  CHECK(place.open().document_count() == subjects().size() - 1);
}

TEST_CASE("a file that becomes unreadable keeps its records") {
  Place place;
  place.write("a.txt", decree(45, "giá đất"));
  place.run();
  place.write("a.txt", "");
  const auto report = place.run();
  CHECK(report.skipped.size() == 1);
  CHECK(place.open().document_count() == 1);
}

TEST_CASE("the same act in two folders appears once in results") {
  Place place;
  place.write("text/a.txt", decree(45, "thực hiện thủ tục hành chính trên môi trường điện tử"));
  place.write("web/b.txt", decree(45, "thực hiện thủ tục hành chính trên môi trường điện tử"));
  place.run();
  const auto results = search(place.open(), "thủ tục hành chính trên môi trường điện tử");
  REQUIRE(results.documents.size() == 1);
  CHECK(results.documents[0].copies == 2);
}

TEST_CASE("a query that is a citation puts that document first, in any spelling") {
  Place place;
  write_all(place);
  place.write("citing.txt", "Kế hoạch thực hiện Nghị định 45/2020/NĐ-CP. Nghị định 45/2020/NĐ-CP, Nghị định số 45/2020/NĐ-CP ngày 08/4/2020.\n");
  place.run();
  for (const char* query : {"45/2020/NĐ-CP", "45/2020/nd-cp", "Nghị định 45/2020/NĐ-CP", "nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "45/2020"}) {
    INFO(query);
    const auto found = sources(search(place.open(), query));
    REQUIRE_FALSE(found.empty());
    CHECK(found[0] == "d5.txt");
  }
}

TEST_CASE("a query without diacritics finds what the one with them finds") {
  Place place;
  write_all(place);
  place.run();
  const auto bare = search(place.open(), "boi thuong khi nha nuoc thu hoi dat");
  CHECK(bare.query.restored);
  CHECK(bare.query.searched == "bồi thường khi nhà nước thu hồi đất");
  CHECK(sources(bare) == sources(search(place.open(), "bồi thường khi nhà nước thu hồi đất")));
}

TEST_CASE("a phrase across a page break is found and shown with its page") {
  Place place;
  place.write("a.txt", "KẾ HOẠCH\nThực hiện các nghị quyết của Ban Chấp hành\n ----------Page 6---------- 6 Trung ương Đảng trong năm nay.\n" + std::string(50, '\n') +
                           "----------Page 7---------- 7 Hết.");
  place.write("b.txt", "Ban Chấp hành họp. Trung ương Đảng ra nghị quyết.\n");
  place.run();
  const open::Index index = place.open();
  const auto results = search(index, "\"Ban Chấp hành Trung ương Đảng\"");
  REQUIRE(sources(results) == std::vector<std::string>{"a.txt"});
  REQUIRE_FALSE(results.documents[0].provisions.empty());
  const auto shown = passage::Passages(index, results.query).best(results.documents[0].provisions[0].id);
  REQUIRE_FALSE(shown.highlights.empty());
  const std::string whole = index.text(results.documents[0].document.id);
  CHECK(model::slice(whole, shown.range) == shown.text);
  CHECK(passage::one_line(shown, "[", "]").find("[Ban Chấp hành") != std::string::npos);
  CHECK(passage::one_line(shown, "[", "]").find("Page 6") == std::string::npos);
}

TEST_CASE("highlights are ranges of the original bytes, whatever the spelling") {
  const language::Query query = language::parse("uỷ ban nhân dân", [](const std::string&) { return 1u; });
  const std::string text = "Ủy ban\n nhân dân tỉnh; ỦY BAN NHÂN DÂN";
  const auto ranges = passage::highlights(text, query);
  REQUIRE(ranges.size() == 2);
  CHECK(model::slice(text, ranges[0]) == "Ủy ban\n nhân dân");
  CHECK(model::slice(text, ranges[1]) == "ỦY BAN NHÂN DÂN");
}

TEST_CASE("text of any size comes back byte for byte, in any range") {
  Place place;
  std::string text = decree(45, "giá đất");
  std::mt19937 random(7);
  while (text.size() < 300000) text += subjects()[random() % subjects().size()] + (random() % 9 == 0 ? ".\n" : ", ");
  place.write("a.txt", text);
  place.run();
  const open::Index index = place.open();
  const auto id = index.find("a.txt");
  REQUIRE(id);
  CHECK(index.text(*id) == text);
  for (int i = 0; i < 50; ++i) {
    const auto begin = static_cast<std::uint32_t>(random() % text.size());
    const auto end = static_cast<std::uint32_t>(begin + random() % 100000);
    CHECK(index.text(*id, {begin, end}) == model::slice(text, {begin, end}));
  }
}

TEST_CASE("provisions cover every word of a document") {
  Place place;
  place.write("a.txt", decree(45, "giá đất") + "\nNơi nhận: như trên.\nzzzcuoi\n");
  place.run();
  const open::Index index = place.open();
  CHECK_FALSE(search(index, "zzzcuoi").documents.empty());
  std::uint32_t last = 0;
  for (const open::ProvisionId id : index.provisions_of("a.txt")) {
    const auto record = index.provision(id);
    CHECK(record.range.begin >= last);
    last = record.range.end;
  }
}

TEST_CASE("another writer is refused while one holds the lock") {
  Place place;
  write_all(place);
  place.run();
  const int descriptor = ::open((place.db / "lock").c_str(), O_RDWR);
  REQUIRE(::flock(descriptor, LOCK_EX) == 0);
  const auto refused = writer::run(place.options());
  ::close(descriptor);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == writer::RunError::Code::locked);
}

TEST_CASE("an index of another schema is refused with what to do") {
  Place place;
  write_all(place);
  place.run();
  {
    Xapian::WritableDatabase documents((place.db / "documents").string(), Xapian::DB_OPEN);
    documents.set_metadata("schema", "99");
    documents.commit();
  }
  const auto index = open::Index::open(place.db);
  REQUIRE_FALSE(index);
  CHECK(index.error().code == open::OpenError::Code::unknown_schema);
  CHECK_FALSE(index.error().hint.empty());
  CHECK_FALSE(writer::run(place.options()));
  auto options = place.options();
  options.rebuild = true;
  CHECK(writer::run(options));
  CHECK(open::Index::open(place.db));
}

TEST_CASE("a folder that is no index is never written into") {
  Place place;
  fs::create_directories(place.db);
  std::ofstream(place.db / "diary.txt") << "mine";
  const auto report = writer::run(place.options());
  REQUIRE_FALSE(report);
  CHECK(report.error().code == writer::RunError::Code::not_an_index);
  CHECK(fs::exists(place.db / "diary.txt"));
  CHECK(open::Index::open(place.db).error().code == open::OpenError::Code::not_an_index);
  CHECK(open::Index::open(place.root / "nothing").error().code == open::OpenError::Code::missing);
}

TEST_CASE("a run killed at any moment leaves an index that the next run completes") {
  Place whole;
  write_all(whole);
  whole.run();
  const std::string expected = answers(whole.open());
  std::mt19937 random(11);
  for (int attempt = 0; attempt < 6; ++attempt) {
    Place place;
    if (attempt % 2 == 1) {  // a live index; else a fresh one
      place.write("d0.txt", decree(40, "nội dung cũ"));
      place.run();
    }
    write_all(place);
    const pid_t child = ::fork();
    if (child == 0) {
      (void)writer::run(place.options());
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(random() % 60000));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    if (attempt % 2 == 1) REQUIRE(open::Index::open(place.db));  // readable at once
    place.run();
    CHECK(answers(place.open()) == expected);
  }
}

TEST_CASE("bulk records of one document are one document with a record for each") {
  Place place;
  place.write("bulk.jsonl",
              "{\"_id\": \"a+1\", \"title\": \"Thanh niên\", \"text\": \"Thanh niên là công dân Việt Nam từ đủ 16 tuổi đến 30 tuổi.\", \"doc_title\": \"Luật Thanh niên\", "
              "\"doc_number\": \"57/2020/qh14\", \"article\": \"1\"}\n"
              "{\"_id\": \"a+2\", \"title\": \"Phạm vi điều chỉnh\", \"text\": \"Luật này quy định về quyền của thanh niên.\", \"doc_title\": \"Luật Thanh niên\", "
              "\"doc_number\": \"57/2020/qh14\", \"article\": \"2\"}\n");
  place.run();
  const open::Index index = place.open();
  CHECK(index.document_count() == 1);
  CHECK(index.provision_count() == 2);
  rank::SearchRequest request;
  request.query = "thanh niên bao nhiêu tuổi";
  const auto found = rank::Searcher(index).provisions(request);
  REQUIRE(found.provisions.size() == 2);
  CHECK(found.provisions[0].source_id == "a+1");
}

TEST_CASE("what is new since a revision: documents that came and documents whose text changed, nothing else") {
  const Place place;
  place.write("a.txt", decree(1, "nuôi ong"));
  place.write("b.txt", decree(2, "nuôi tằm"));
  const auto first = place.run().revision;
  place.write("c.txt", decree(3, "trồng dâu"));
  place.write("b.txt", decree(2, "nuôi tằm lấy tơ"));
  const auto second = place.run().revision;
  CHECK(second == first + 1);
  const open::Index index = place.open();
  rank::Searcher searcher(index);
  const auto since = [&](std::uint64_t revision, const std::string& query) {
    rank::SearchRequest request;
    request.query = query;
    request.since = revision;
    auto found = sources(searcher.documents(request));
    std::sort(found.begin(), found.end());
    return found.size();
  };
  CHECK(since(0, "") == 3);
  CHECK(since(first, "") == 2);
  CHECK(since(first, "quy định") == 2);
  CHECK(since(first, "nuôi ong") == 1);  // the old one is not among them
  CHECK(since(first, "nam:2020 loai:nd") == 2);
  rank::SearchRequest by_number;
  by_number.query = "số 2/2020/NĐ-CP";
  by_number.since = first;
  const auto numbered = searcher.documents(by_number);
  REQUIRE_FALSE(numbered.documents.empty());
  CHECK(numbered.documents.front().document.identity.number == "2/2020/NĐ-CP");
  CHECK(numbered.documents.front().reason == rank::DocumentHit::Reason::number);
  by_number.query = "1/2020/NĐ-CP";
  for (const auto& hit : searcher.documents(by_number).documents) CHECK(hit.document.identity.number != "1/2020/NĐ-CP");
  CHECK(since(second, "") == 0);
}

TEST_CASE("an index keeps the catalogue that its records were made with") {
  const Place place;
  place.write("a.txt", decree(45, "thủ tục") + "\nĐiều 3. Thực hiện Quy chế làm việc của Thành ủy Cần Thơ.\n");
  const fs::path table = place.root / "own.tsv";
  std::ofstream(table) << "canonical_id\ttype_code\tnumber\tissuer_slug\tdate\teffective_from\teffective_to\ttitle\tterm\tsource\tconfidence\tnames\n"
                          "tu.can-tho/qc/2021-01-15/1\tQC\t01-QC/TU\ttu.can-tho\t2021-01-15\t\t\tQuy chế làm việc\t\tVăn phòng\tcertain\tQuy chế làm việc của Thành ủy Cần Thơ\n";
  const auto named = [&] {
    const open::Index index = place.open();
    const auto document = index.document(*index.find("a.txt"));
    return std::any_of(document.mentions.begin(), document.mentions.end(), [](const model::Mention& m) { return m.key == "tu.can-tho/qc/2021-01-15/1"; });
  };
  place.run();
  CHECK_FALSE(named());
  const auto registry = registry::Registry::opened(table.string());
  REQUIRE(registry);
  writer::RunOptions options = place.options();
  options.registry = *registry;
  // Another registry makes the records anew; without a catalogue named, the one of the index stays.
  const auto second = writer::run(options);
  REQUIRE(second);
  CHECK(second->files_indexed == 1);
  CHECK(named());
  CHECK(place.open().registry()->act("tu.can-tho/qc/2021-01-15/1") != nullptr);
  CHECK(place.run().files_unchanged == 1);
  CHECK(named());
  // The built-in registry, named, drops it.
  options.registry = *registry::Registry::opened({});
  REQUIRE(writer::run(options));
  CHECK_FALSE(named());
  CHECK(place.open().registry()->catalogue().empty());
}
