#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "indexer/writer/index_run.h"
#include "query/lists/make.h"
#include "query/open/index.h"
#include "query/open/unweighted.h"
#include "query/rank/search.h"
#include "query/rank/stage_one.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSyllables[] = {"đất", "nước", "rừng", "sen", "ong", "vịt", "lúa", "đê", "cầu", "bến", "chợ", "thuế", "phí", "giấy", "phép", "hộ", "xã", "huyện", "tỉnh", "biển"};

/// Articles of words drawn so that some are in nearly all of them and some in few; many articles are alike, so scores tie.
std::string decree(std::mt19937& random, int number) {
  std::string text = "CHÍNH PHỦ\nSố: " + std::to_string(number) + "/2020/NĐ-CP\nHà Nội, ngày 05 tháng 02 năm 2020\n\nNGHỊ ĐỊNH\nQuy định về việc thứ " + std::to_string(number) + "\n\n";
  for (int article = 1; article <= 12; ++article) {
    text += "Điều " + std::to_string(article) + ". Nội dung\n";
    const unsigned length = 1 + random() % 25;
    for (unsigned i = 0; i < length; ++i) {
      const unsigned a = random() % std::size(kSyllables), b = random() % std::size(kSyllables);
      text += std::string(i == 0 ? "" : " ") + kSyllables[std::min(a, b)];
    }
    text += ".\n\n";
  }
  return text;
}

struct Folder {
  Folder() : path(fs::temp_directory_path() / ("tracuu-stage-one-" + std::to_string(::getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path / "texts");
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

}  // namespace

TEST_CASE("the best provisions by adding up lists are those of the matcher, in the same order, whatever is asked", "[search]") {
  const Folder folder;
  std::mt19937 random(11);
  for (int i = 1; i <= 800; ++i) std::ofstream(folder.path / "texts" / (std::to_string(i) + ".txt")) << decree(random, i);
  writer::RunOptions options;
  options.paths = {folder.path / "texts"};
  options.index = folder.path / "db";
  REQUIRE(writer::run(options));
  // Reached through stub files the index is asked as a remote one: by Xapian's matcher.
  fs::create_directories(folder.path / "stub");
  for (const char* name : {"documents", "provisions", "texts"}) std::ofstream(folder.path / "stub" / name) << "auto " << (folder.path / "db" / name).string() << "\n";
  auto local = open::Index::open(folder.path / "db"), stub = open::Index::open(folder.path / "stub");
  REQUIRE(local);
  REQUIRE(stub);
  REQUIRE(local->is_local());
  REQUIRE_FALSE(stub->is_local());

  SECTION("terms, counts and conditions at random") {
    // Lists of all words and of frequent ones, thousands of provisions: several windows, blocks that lie in two of them.
    REQUIRE(lists::make(*local, {1}));
    const auto whole = lists::Table::open(*local);
    REQUIRE(lists::make(*local, {3000}));
    const auto frequent = lists::Table::open(*local);
    REQUIRE(whole);
    REQUIRE(frequent);
    REQUIRE((*whole)->norms().size() > 9000);
    REQUIRE((*whole)->postings(format::ranking_term("đất")));
    CHECK_FALSE((*whole)->postings(format::ranking_term("đất"))->bits().empty());  // dense, and
    REQUIRE((*whole)->postings(format::ranking_term("biển")));
    CHECK((*whole)->postings(format::ranking_term("biển"))->bits().empty());  // not
    CHECK_FALSE((*frequent)->postings(format::ranking_term("biển")));
    rank::StageOne adds(*local), asks(*stub), looks(*local, whole->get()), mixes(*local, frequent->get());
    const double all = local->provision_count();
    for (int round = 0; round < 200; ++round) {
      std::vector<rank::StageOneTerm> query;
      for (unsigned i = 0; i <= random() % 5; ++i) {
        const std::string syllable = kSyllables[random() % std::size(kSyllables)];
        query.push_back({{format::ranking_term(syllable)}, rank::stage_one_idf(local->provision_frequency(syllable), all) * (1 + random() % 3)});
      }
      std::optional<Xapian::Query> filter;
      const auto any = [&] { return Xapian::Query(format::ranking_term(kSyllables[random() % std::size(kSyllables)])); };
      if (round % 6 == 0) filter = any();
      if (round % 6 == 1) filter = Xapian::Query(Xapian::Query::OP_AND, any(), any());
      if (round % 6 == 2) filter = Xapian::Query(Xapian::Query::OP_AND, any(), Xapian::Query(Xapian::Query::OP_OR, any(), any()));
      if (round % 6 == 3) filter = Xapian::Query(Xapian::Query::OP_AND_NOT, any(), any());
      const std::size_t count = 1 + random() % 120;
      const auto mine = adds.best(query, count, filter), theirs = asks.best(query, count, filter);
      INFO("round " << round << ", " << count << " wanted");
      REQUIRE(mine.size() == theirs.size());
      for (rank::StageOne* other : {&looks, &mixes}) {
        const auto same = other->best(query, count, filter);
        REQUIRE(same.size() == mine.size());
        for (std::size_t i = 0; i < mine.size(); ++i) {
          CHECK(same[i].id == mine[i].id);
          CHECK(same[i].score == mine[i].score);
          CHECK(same[i].sort_key == mine[i].sort_key);
        }
      }
      for (std::size_t i = 0; i < mine.size(); ++i) {
        CHECK(mine[i].score == Approx(theirs[i].score).epsilon(1e-6));
        // Sums are rounded differently, so only clear differences of score decide.
        if (i > 0) CHECK(mine[i - 1].score >= mine[i].score);
      }
    }
  }
  SECTION("provisions that hold every word, or those of them that weigh most") {
    REQUIRE(lists::make(*local, {1}));
    const auto table = lists::Table::open(*local);
    REQUIRE(table);
    rank::StageOne adds(*local), looks(*local, table->get());
    const double all = local->provision_count();
    for (int round = 0; round < 120; ++round) {
      std::vector<rank::StageOneTerm> query;
      std::vector<Xapian::Query> places;
      for (unsigned i = 0; i <= random() % 4; ++i) {
        auto& place = query.emplace_back();
        double held = 0;
        for (unsigned reading = 0; reading <= random() % 2; ++reading) {
          const std::string syllable = kSyllables[random() % std::size(kSyllables)];
          place.terms.push_back(format::ranking_term(syllable));
          held += local->provision_frequency(syllable);
        }
        std::sort(place.terms.begin(), place.terms.end());
        place.terms.erase(std::unique(place.terms.begin(), place.terms.end()), place.terms.end());
        place.weight = rank::stage_one_idf(std::min(held, all), all);
        places.emplace_back(Xapian::Query::OP_OR, place.terms.begin(), place.terms.end());
      }
      const Xapian::Query every(Xapian::Query::OP_AND, places.begin(), places.end());
      auto expected = open::matching(*local, open::provisions_part, every);
      const std::size_t most = round % 3 == 0 ? 10'000 : 1 + random() % 200;
      INFO("round " << round << ", " << expected.size() << " hold them, " << most << " wanted");
      const bool few = expected.size() <= most;
      if (!few) {
        expected.clear();
        for (const auto& hit : adds.best(query, most, every)) expected.push_back(hit.id);
        std::sort(expected.begin(), expected.end());
      }
      for (rank::StageOne* stage : {&adds, &looks}) {
        const auto holders = stage->holding_all(query, most);
        CHECK(holders.all == few);
        CHECK(holders.ids == expected);
      }
    }
  }
  SECTION("a whole search") {
    rank::Searcher here(*local), there(*stub);
    for (const char* query : {"đất rừng", "thuế phí sông", "\"giấy phép\" hộ", "ong vịt lúa đê cầu bến chợ", "loai:nd biển"}) {
      rank::SearchRequest request;
      request.query = query;
      const auto a = here.documents(request), b = there.documents(request);
      REQUIRE(a.documents.size() == b.documents.size());
      for (std::size_t i = 0; i < a.documents.size(); ++i) CHECK(a.documents[i].document.source == b.documents[i].document.source);
    }
  }
}
