/// tests/data/status_truth.tsv: what `tracuu status` says of thirty acts, against what their texts say. The documents are
/// indexed from the reference corpus; where that is absent the test is skipped and says so.
#include <catch2/catch.hpp>

#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "status_world.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

struct Row {
  std::string id, state;
  std::set<std::string> documents, by;
};

std::set<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) words.insert(word);
  return words;
}

std::vector<Row> truth() {
  std::ifstream file(fs::path(TRACUU_SOURCE_DIR) / "tests" / "data" / "status_truth.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#' || line.starts_with("id\t")) continue;
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t') fields.emplace_back();
      else fields.back() += c;
    }
    fields.resize(4);
    rows.push_back({fields[0], fields[1], words_of(fields[2]), words_of(fields[3])});
  }
  return rows;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("of thirty acts the state and the documents that made it so are those that a reader finds") {
  const auto corpus = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "text";
  if (!fs::exists(corpus)) {
    WARN("skipped: the reference corpus is not beside the project");
    return;
  }
  const auto rows = truth();
  REQUIRE(rows.size() >= 30);
  std::set<std::string> ids;
  for (const auto& row : rows) ids.insert(row.documents.begin(), row.documents.end());
  std::vector<std::pair<std::string, std::string>> documents;
  for (const auto& id : ids) documents.emplace_back(id + ".txt", read(corpus / (id + ".txt")));
  const test::StatusWorld world{documents};
  for (const auto& row : rows) {
    INFO(row.id);
    const auto result = world.run({"status", row.id, "--as-of", "2026-11-24", "--format", "json"});
    CHECK(result.code == cli::done);
    if (result.code != cli::done) continue;
    const auto json = nlohmann::json::parse(result.out);
    CHECK(json.at("state") == row.state);
    std::set<std::string> decisive;
    for (const auto& event : json.at("timeline")) {
      if (event.at("decides").get<bool>() && event.at("by").is_string()) decisive.insert(event.at("by").get<std::string>());
    }
    for (const auto& by : row.by) CHECK(decisive.contains(by));
  }
}

TEST_CASE("a law whose text is in the index changes what its text says, not what a wrong row of the table adds") {
  const auto corpus = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "text";
  if (!fs::exists(corpus)) {
    WARN("skipped: the reference corpus is not beside the project");
    return;
  }
  const test::StatusWorld world{{{"nha-o.txt", read(corpus / "e3180f2bc8d0.txt")}, {"kien-truc.txt", read(corpus / "e3d5e74b8f83.txt")}}};
  const auto json = nlohmann::json::parse(world.run({"impact", "qh/luat/2023/27", "--as-of", "2025-06-01", "--format", "json"}).out);
  std::set<std::string> targets;
  for (const auto& target : json.at("targets")) targets.insert(target.at("id").get<std::string>());
  CHECK(targets.contains("qh/luat/2014/65"));
  CHECK_FALSE(targets.contains("qh/luat/2019/40"));
  CHECK_FALSE(targets.contains("qh/luat/2020/64"));
}
