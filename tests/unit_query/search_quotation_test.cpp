/// A sentence quoted finds its source, however it was typed and wherever an article ends in it.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/writer/index_run.h"
#include "query/open/index.h"
#include "query/rank/search.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

/// Plans of a district that all speak of buying and selling, and one that speaks of rain.
class Market {
 public:
  Market() : folder_(fs::temp_directory_path() / ("tracuu-quotation-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "texts");
    for (int i = 1; i <= 40; ++i)
      write(fmt::format("kh-{}.txt", i), i, "Hộ kinh doanh mua bán hàng hóa tại chợ phiên nộp phí theo tháng.",
            "Việc mua bán hàng hóa tại chợ do ban quản lý vùng cao theo dõi, kế hoạch được duyệt thì làm.");
    write("mua-roi.txt", 50, "Ngày mưa bán hàng hóa tại chợ phiên vùng cao được miễn phí.", "Ban quản lý dựng mái che trước mùa lũ theo kế hoạch được duyệt.");
    for (int i = 60; i < 66; ++i)
      write(fmt::format("theo-de-an-{}.txt", i), i, "Xã thực hiện đề án phòng chống rét cho trâu bò vùng núi đá, đề án phòng chống rét cho trâu bò vùng núi đá được niêm yết.",
            "Trâu bò được tiêm đủ mũi.", "về chống đói rét cho gia súc trong mùa đông");
    write("de-an.txt", 70, "Chủ hộ che kín chuồng.", "Thôn lập danh sách.", "phê duyệt đề án phòng chống rét cho trâu bò vùng núi đá giai đoạn 2021 - 2025");
    write("hai-dieu.txt", 51, "Chủ cơ sở gom rác thải theo lịch đã thông báo.", "Xe chở rác phải có bạt phủ kín.");
    writer::RunOptions options;
    options.paths = {folder_ / "texts"};
    options.index = folder_ / "db";
    REQUIRE(writer::run(options));
    auto opened = open::Index::open(folder_ / "db");
    REQUIRE(opened);
    index_.emplace(std::move(*opened));
  }
  ~Market() { fs::remove_all(folder_); }

  std::string first(const std::string& query) {
    rank::SearchRequest request;
    request.query = query;
    last = rank::Searcher(*index_).documents(request);
    return last.documents.empty() ? "" : fs::path(last.documents.front().document.source).filename().string();
  }

  rank::SearchResults last;

 private:
  void write(const std::string& name, int number, const std::string& first, const std::string& second, const std::string& title = "về hoạt động của chợ") const {
    std::ofstream(folder_ / "texts" / name) << fmt::format(
        "ỦY BAN NHÂN DÂN HUYỆN MÈO VẠC\nSố: {}/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMèo Vạc, ngày {} tháng 3 năm 2021\n\nKẾ HOẠCH\n{}\n\n"
        "Điều 1. Phí chợ\n{}\n\nĐiều 2. Trách nhiệm của ban quản lý\n{}\n",
        number, 1 + number % 28, title, first, second);
  }

  fs::path folder_;
  std::optional<open::Index> index_;
};

}  // namespace

TEST_CASE("a sentence typed without diacritics is read as the text that holds it prints it, not as most texts would") {
  Market market;
  CHECK(market.first("mua ban hang hoa tai cho phien vung cao") == "mua-roi.txt");
  CHECK(market.last.query.searched == "mưa bán hàng hóa tại chợ phiên vùng cao");
  // Half of the marks typed: those that are there must stand.
  CHECK(market.first("ngay mua bán hàng hoa tại cho phien vung cao") == "mua-roi.txt");
  // Few words are no quotation: the likeliest reading stands.
  CHECK(market.last.query.words.size() == 10);
  (void)market.first("mua ban hang hoa");
  CHECK(market.last.query.searched == "mua bán hàng hóa");
}

TEST_CASE("a sentence that runs over the end of an article finds the document that prints it so") {
  Market market;
  CHECK(market.first("theo lịch đã thông báo Điều 2 Trách nhiệm của ban quản lý Xe chở rác") == "hai-dieu.txt");
  CHECK(market.first("theo kế hoạch được duyệt thì làm") != "hai-dieu.txt");
  CHECK(market.first("gom rác thải theo lịch đã thông báo Điều") == "hai-dieu.txt");
  CHECK(market.first("gom rac thai theo lich da thong bao dieu") == "hai-dieu.txt");
}

TEST_CASE("six words of a title bring its document among the first three, though every text that carries it out quotes them") {
  Market market;
  const auto place_of = [&](const std::string& query) {
    (void)market.first(query);
    for (std::size_t i = 0; i < market.last.documents.size(); ++i)
      if (market.last.documents[i].document.source.ends_with("de-an.txt")) return i + 1;
    return std::size_t(0);
  };
  CHECK(place_of("phòng chống rét cho trâu bò") == 2);
  CHECK(market.last.documents[1].reason == rank::DocumentHit::Reason::title);
  CHECK(place_of("phong chong ret cho trau bo vung nui") == 2);
  CHECK(place_of("phê duyệt đề án phòng chống rét cho trâu bò vùng núi đá giai đoạn 2021 - 2025") == 1);
  // What many titles share tells no document.
  (void)market.first("chống đói rét cho gia súc trong");
  CHECK(market.last.documents.front().reason == rank::DocumentHit::Reason::text);
  CHECK(market.last.documents.back().reason == rank::DocumentHit::Reason::text);
}
