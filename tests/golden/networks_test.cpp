/// The networks of the samples as golden outputs: what trace, cites, cited-by, coverage, status, impact and diagram say of them,
/// word for word (tests/golden/outputs). TRACUU_GOLDEN_UPDATE=1 writes them anew: read the difference before it is committed.
/// Beside them what never may be mixed: terms, a law and a resolution, provinces; and the chain of the seed document.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corpus/registry/registry.h"
#include "indexer/writer/index_run.h"
#include "query/cli/cli.h"
#include "query/cli/session.h"

namespace {

namespace fs = std::filesystem;
using namespace tracuu;
using nlohmann::json;

/// An index of a folder, removed at the end.
class Indexed {
 public:
  explicit Indexed(const fs::path& documents) : root_(fs::temp_directory_path() / ("tracuu-networks-" + std::to_string(::getpid()) + "-" + std::to_string(made_++))) {
    fs::create_directories(root_);
    writer::RunOptions options;
    options.index = root_ / "tracuu.db";
    options.paths = {documents};
    options.jobs = 1;
    const auto report = writer::run(options);
    REQUIRE(report.has_value());
    complete_ = report->skipped.empty();
  }
  ~Indexed() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Indexed(const Indexed&) = delete;

  /// Nothing was left out for want of a converter.
  [[nodiscard]] bool complete() const { return complete_; }

  [[nodiscard]] std::string run(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--db", (root_ / "tracuu.db").string()});
    std::string out;
    cli::World world;
    world.out = [&](std::string_view text) { out += text; };
    world.err = [](std::string_view) {};
    world.read_input = [] { return std::string(); };
    world.environment = [](const char*) { return std::optional<std::string>(); };
    (void)cli::run(words, world);
    return out;
  }
  [[nodiscard]] json ask(std::vector<std::string> words) const {
    words.insert(words.end(), {"--format", "json"});
    return json::parse(run(std::move(words)));
  }
  [[nodiscard]] fs::path database() const { return root_ / "tracuu.db"; }

 private:
  static inline int made_ = 0;
  fs::path root_;
  bool complete_ = false;
};

const Indexed& samples() {
  static const Indexed index(fs::path(TRACUU_SOURCE_DIR) / "corpus" / "samples" / "van-ban");
  return index;
}

struct Golden {
  const char* name;
  std::vector<std::string> words;
};

const std::vector<Golden>& goldens() {
  static const std::vector<Golden> all{
      {"trace-27-NQ-TW-2022", {"trace", "27-NQ/TW ngày 09/11/2022"}},
      {"trace-26-NQ-TW-2018", {"trace", "26-NQ/TW ngày 19/5/2018"}},
      {"trace-up-21-KH-UBND-An-Khanh", {"trace", "--up", "can-tho/21-KH-UBND-An-Khanh-2023.txt"}},
      {"cites-57-CTr-TU", {"cites", "can-tho/57-CTr-TU-2023.txt"}},
      {"cites-97-KH-UBND-Can-Tho", {"cites", "can-tho/97-KH-UBND-Can-Tho-2023.docx"}},
      {"cited-by-27-NQ-TW-2022", {"cited-by", "27-NQ/TW ngày 09/11/2022", "--limit", "0"}},
      {"cited-by-93-2015-QH13-law", {"cited-by", "Luật 93/2015/QH13"}},
      {"coverage-27-NQ-TW-2022", {"coverage", "27-NQ/TW ngày 09/11/2022", "--deadline", "90"}},
      {"status-73-2024-ND-CP", {"status", "73/2024/NĐ-CP", "--as-of", "2025-06-01"}},
      {"status-31-2024-QD-UBND-Can-Tho", {"status", "can-tho/31-2024-QD-UBND-Can-Tho.txt", "--as-of", "2025-06-01"}},
      {"diagram-57-CTr-TU", {"diagram", "can-tho/57-CTr-TU-2023.txt"}},
  };
  return all;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Ids of all acts of a trace but its root.
void collect(const json& node, std::set<std::string>& ids) {
  for (const auto& child : node.at("children")) {
    ids.insert(child.at("id").get<std::string>());
    collect(child, ids);
  }
}

std::set<std::string> traced(const std::string& act) {
  const auto answer = samples().ask({"trace", act, "--all"});
  std::set<std::string> ids;
  collect(answer.at("root"), ids);
  return ids;
}

std::set<std::string> citing(const std::string& act) {
  std::set<std::string> ids;
  const auto answer = samples().ask({"cited-by", act, "--limit", "0"});
  for (const auto& reference : answer.at("references")) ids.insert(reference.at("asserted_by").get<std::string>());
  return ids;
}

std::set<std::string> common(const std::set<std::string>& one, const std::set<std::string>& other) {
  std::set<std::string> both;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::inserter(both, both.end()));
  return both;
}

}  // namespace

TEST_CASE("what the commands say of the samples' networks is what was read and approved") {
  if (!samples().complete()) {
    WARN("skipped: a converter for some of the samples is not installed");
    return;
  }
  const bool update = std::getenv("TRACUU_GOLDEN_UPDATE") != nullptr;
  for (const auto& golden : goldens()) {
    INFO(golden.name);
    const fs::path path = fs::path(TRACUU_SOURCE_DIR) / "tests" / "golden" / "outputs" / (std::string(golden.name) + ".txt");
    const auto said = samples().run(golden.words);
    CHECK_FALSE(said.empty());
    if (update) std::ofstream(path, std::ios::binary) << said;
    CHECK(said == read(path));
  }
}

TEST_CASE("27-NQ/TW of three terms: no document stands under two of them") {
  const auto of_2008 = traced("27-NQ/TW ngày 06/8/2008"), of_2018 = traced("27-NQ/TW ngày 21/5/2018"), of_2022 = traced("27-NQ/TW ngày 09/11/2022");
  CHECK(of_2008.contains("tu.hau-giang/ctr/2008-11-20/30"));
  CHECK(std::any_of(of_2018.begin(), of_2018.end(), [](const auto& id) { return id.starts_with("cp/nq/2018"); }));
  CHECK(of_2022.contains("tu.can-tho/ctr/2023-03-03/57"));
  CHECK(common(of_2008, of_2018).empty());
  CHECK(common(of_2008, of_2022).empty());
  CHECK(common(of_2018, of_2022).empty());
}

TEST_CASE("what a link goes to never contradicts what is printed: type, day, year, term, province") {
  auto opened = open::Index::open(samples().database());
  REQUIRE(opened);
  cli::Session session(*opened);
  const auto& registry = registry::Registry::builtin();
  std::size_t linked = 0;
  for (const auto& summary : opened->summaries()) {
    for (const auto& reference : session.graph.references_of(summary.id)) {
      const auto& resolution = reference.resolution;
      const bool link = resolution.outcome == resolve::Outcome::resolved || resolution.outcome == resolve::Outcome::probable;
      const auto& mention = session.graph.document(reference.record).mentions[reference.mention];
      if (!link || mention.kind != model::MentionKind::document) continue;
      ++linked;
      const auto& act = session.resolver.act(resolution.act).identity;
      INFO(summary.source << ": " << mention.number << mention.name << " -> " << session.resolver.act(resolution.act).id);
      const auto is_law = [](const std::string& type) { return type == "L" || type == "BL" || type == "PL"; };
      if (!mention.type.empty() && !act.type.empty() && act.type != "VBHN") CHECK((mention.type == act.type || is_law(mention.type) == is_law(act.type)));
      if (mention.type == "NQ" || is_law(mention.type)) CHECK((act.type == "VBHN" || is_law(mention.type) == is_law(act.type)));
      if (mention.date.is_valid() && act.date.is_valid()) CHECK(mention.date == act.date);
      if (!mention.date.is_set() && mention.year != 0 && act.date.is_valid() && !mention.number.empty()) CHECK(mention.year == act.date.year);
      if (!mention.term.empty() && act.date.is_valid() && act.issuer_slug == "tw") CHECK(registry.party_term(act.date) == mention.term);
      if (!mention.province.empty() && !act.province.empty()) {
        const auto* province = registry.province(act.province);
        CHECK((mention.province == act.province || (province != nullptr && province->successor == mention.province) || mention.province.starts_with(act.province) || act.province.starts_with(mention.province)));
      }
    }
  }
  CHECK(linked >= 100);
}

TEST_CASE("a law and a resolution with one number, and one number of two provinces: each reference stands under the act that it names") {
  const auto starts = [](const std::string& act, std::string_view word) {
    const auto answer = samples().ask({"cited-by", act, "--limit", "0"});
    CHECK_FALSE(answer.at("references").empty());
    return std::any_of(answer.at("references").begin(), answer.at("references").end(), [&](const json& reference) { return reference.at("surface").get<std::string>().starts_with(word); });
  };
  CHECK_FALSE(starts("Luật 93/2015/QH13", "Nghị quyết"));
  CHECK_FALSE(starts("Nghị quyết 93/2015/QH13", "Luật"));
  CHECK_FALSE(citing("Luật 93/2015/QH13").contains("cp/nd/2015/115"));  // issued under the resolution
  const auto one = citing("Quyết định 12/2021/QĐ-UBND của UBND tỉnh An Giang"), other = citing("Quyết định 12/2021/QĐ-UBND của UBND tỉnh Bạc Liêu");
  CHECK(one.contains("ubnd.an-giang/qd/2022/25"));
  CHECK_FALSE(other.contains("ubnd.an-giang/qd/2022/25"));
  CHECK(other.contains("ubnd.bac-lieu/qd/2023/30"));
  CHECK_FALSE(one.contains("ubnd.bac-lieu/qd/2023/30"));
}

TEST_CASE("the chain of the seed: 57-CTr/TU carries out 27-NQ/TW of 2022 and says that 37-CTr/TU carries out 26-NQ/TW of 2018") {
  const fs::path seed = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "seed-57-CTr-TU.txt";
  if (!fs::exists(seed)) {
    WARN("skipped: the seed document is not beside the project");
    return;
  }
  const Indexed index(seed);
  const std::string own = "tu.can-tho/ctr/2023-03-03/57", programme = "tu.can-tho/ctr/2018-07-19/37", resolution = "tw/nq/2022-11-09/27", earlier = "tw/nq/2018-05-19/26";
  const auto cites = index.ask({"cites", seed.filename().string()});
  CHECK(cites.at("act").at("id") == own);
  std::set<std::string> edges;
  for (const auto& reference : cites.at("references")) {
    REQUIRE_FALSE(reference.at("target").is_null());
    edges.insert(reference.at("subject").get<std::string>() + " " + reference.at("relation").get<std::string>() + " " + reference.at("target").at("id").get<std::string>());
  }
  CHECK(edges.contains(own + " implements " + resolution));
  CHECK(edges.contains(own + " refers cp/nd/2020/45"));
  for (const auto& edge : edges) {
    INFO(edge);
    CHECK(edge.find("tw/nq/2008") == std::string::npos);
    CHECK(edge.find("tw/nq/2018-05-21") == std::string::npos);
  }
  std::set<std::string> under;
  collect(index.ask({"trace", "27-NQ/TW ngày 09/11/2022"}).at("root"), under);
  CHECK(under == std::set<std::string>{own});
  const auto told = index.ask({"cited-by", earlier});
  CHECK(std::any_of(told.at("references").begin(), told.at("references").end(),
                    [&](const json& reference) { return reference.at("subject") == programme && reference.at("relation") == "implements" && reference.at("asserted_by") == own; }));
}
