#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "indexer/writer/index_run.h"
#include "query/open/index.h"
#include "query/rank/search.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

/// An index of a few texts of our own, in a directory of its own.
class SmallIndex {
 public:
  explicit SmallIndex(const std::vector<std::pair<std::string, std::string>>& texts) : folder_(fs::temp_directory_path() / ("tracuu-search-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "texts");
    for (const auto& [name, text] : texts) std::ofstream(folder_ / "texts" / name) << text;
    writer::RunOptions options;
    options.paths = {folder_ / "texts"};
    options.index = folder_ / "db";
    REQUIRE(writer::run(options));
    auto opened = open::Index::open(folder_ / "db");
    REQUIRE(opened);
    index_.emplace(std::move(*opened));
  }
  ~SmallIndex() { fs::remove_all(folder_); }

  std::vector<std::string> search(const std::string& query, rank::SearchRequest request = {}) {
    request.query = query;
    last = rank::Searcher(*index_).documents(request);
    std::vector<std::string> sources;
    for (const auto& hit : last.documents) sources.push_back(hit.document.source);
    std::sort(sources.begin(), sources.end());
    return sources;
  }
  rank::SearchResults last;

 private:
  fs::path folder_;
  std::optional<open::Index> index_;
};

std::string decree(const std::string& number, const std::string& date, const std::string& title, const std::string& body) {
  return "CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + number + "\nHà Nội, " + date + "\n\nNGHỊ ĐỊNH\n" + title +
         "\n\nCăn cứ Luật Tổ chức Chính phủ;\n\nChính phủ ban hành Nghị định.\n\n" + body + "\n\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n";
}

std::vector<std::pair<std::string, std::string>> texts() {
  return {{"a.txt", decree("12/2020/NĐ-CP", "ngày 05 tháng 02 năm 2020", "Quy định về nuôi ong lấy mật",
                           "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về nuôi ong lấy mật và bảo vệ\n\nĐiều 2. Đàn ong\nđàn ong ngoại của các hộ gia đình ven rừng tràm.\n")},
          {"b.txt", decree("34/2021/NĐ-CP", "ngày 09 tháng 3 năm 2021", "Quy định về trồng sen",
                           "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về trồng sen lấy hạt và bảo vệ đầm nước.\n\nĐiều 2. Đầm sen\nHộ gia đình có đầm sen được vay vốn trồng sen.\n")},
          {"c.txt", decree("56/2022/NĐ-CP", "ngày 19 tháng 4 năm 2022", "Quy định về thả vịt đồng",
                           "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về thả vịt đồng sau mùa gặt.\n\nĐiều 2. Đàn vịt\nHộ gia đình thả vịt phải giữ gìn đầm nước và đàn ong của hàng xóm.\n")}};
}

using Sources = std::vector<std::string>;

}  // namespace

TEST_CASE("conditions of the query language decide which documents are found and how many") {
  SmallIndex index(texts());
  CHECK(index.search("hộ gia đình") == Sources{"a.txt", "b.txt", "c.txt"});
  CHECK(index.last.total == 3);
  CHECK(index.search("hộ gia đình -vịt") == Sources{"a.txt", "b.txt"});
  CHECK(index.last.total == 2);
  CHECK(index.search("hộ gia đình nam:2021..2022") == Sources{"b.txt", "c.txt"});
  CHECK(index.search("ngay:..2020-12-31") == Sources{"a.txt"});
  CHECK(index.search("loai:luat ong").empty());
  CHECK(index.search("\"đầm nước\"") == Sources{"b.txt", "c.txt"});
  CHECK(index.last.exact);
  CHECK(index.search("\"nước đầm\"").empty());
  CHECK(index.search("-\"đầm nước\" nghị định") == Sources{"a.txt"});
  CHECK(index.search("ong OR sen") == Sources{"a.txt", "b.txt", "c.txt"});
  CHECK(index.search("(sen OR vịt) \"hộ gia đình\"") == Sources{"b.txt", "c.txt"});
  CHECK(index.search("đàn NEAR/1 ngoại") == Sources{"a.txt"});
  CHECK(index.search("vịt NEAR/1 ong").empty());
  CHECK(index.search("trà*") == Sources{"a.txt"});
  CHECK(index.search("so:34/2021") == Sources{"b.txt"});
  CHECK(index.search("coquan:\"Chính phủ\" cap:tw sen") == Sources{"b.txt"});
}

TEST_CASE("a phrase that runs from one provision into the next is found") {
  SmallIndex index(texts());
  CHECK(index.search("\"và bảo vệ Điều 2. Đàn ong\"") == Sources{"a.txt"});
  CHECK(index.search("\"bảo vệ Điều 2. Đàn ong đàn ong ngoại\"") == Sources{"a.txt"});
}

TEST_CASE("facets count all documents found, not those on the page") {
  SmallIndex index(texts());
  rank::SearchRequest request;
  request.facets = true;
  request.limit = 1;
  index.search("hộ gia đình", request);
  REQUIRE(index.last.facets.size() == 6);
  const auto facet = [&](std::string_view name) {
    return std::find_if(index.last.facets.begin(), index.last.facets.end(), [&](const auto& f) { return f.name == name; })->values;
  };
  CHECK(facet("loai") == std::vector<std::pair<std::string, std::size_t>>{{"NĐ", 3}});
  CHECK(facet("nam") == std::vector<std::pair<std::string, std::size_t>>{{"2020", 1}, {"2021", 1}, {"2022", 1}});
  CHECK(index.last.more);
}

TEST_CASE("results are sorted by date, and the article asked for is shown") {
  SmallIndex index(texts());
  rank::SearchRequest request;
  request.sort = rank::Sort::date;
  index.search("hộ gia đình", request);
  REQUIRE(index.last.documents.size() == 3);
  CHECK(index.last.documents.front().document.source == "c.txt");
  index.search("dieu:2 so:12/2020");
  REQUIRE(index.last.documents.size() == 1);
  REQUIRE(index.last.documents.front().provisions.size() == 1);
  CHECK(index.last.documents.front().provisions.front().ordinal > 0);
}

TEST_CASE("a word that occurs nowhere brings up the nearest one that does") {
  SmallIndex index(texts());
  index.search("trồng sẻn lấy hạt");
  CHECK(index.last.query.terms.size() >= 4);
  index.search("trồngg sen");
  CHECK(index.last.suggestion == "trồng sen");
}

TEST_CASE("a sentence quoted word for word finds its source before texts with rarer words of it") {
  SmallIndex index(texts());
  index.search("giữ gìn đầm nước và đàn ong");
  REQUIRE_FALSE(index.last.documents.empty());
  CHECK(index.last.documents.front().document.source == "c.txt");
  REQUIRE_FALSE(index.last.documents.front().provisions.empty());
  CHECK(index.last.documents.front().provisions.front().parts.whole);
}
