#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"

using namespace tracuu;

namespace {

namespace fs = std::filesystem;

// Rows of a table of tests/data, without comments and heading.
std::vector<std::vector<std::string>> rows(const fs::path& file) {
  std::vector<std::vector<std::string>> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    if (fields.size() >= 3 && !fields[1].empty() && fields[1].find_first_not_of("0123456789") == std::string::npos) all.push_back(fields);
  }
  return all;
}

model::ByteRange range(const std::vector<std::string>& fields) {
  return {static_cast<std::uint32_t>(std::stoul(fields[1])), static_cast<std::uint32_t>(std::stoul(fields[2]))};
}

}  // namespace

// Annotated from the text alone by someone who did not see the engine's output (tests/data; no text is kept there).
TEST_CASE("aliases and internal mentions are found as a reader of 76 other documents marked them") {
  const fs::path source = TRACUU_SOURCE_DIR;
  const fs::path texts = source / ".." / "shared" / "corpus" / "text";
  if (!fs::exists(texts)) {
    WARN("skipped: " << texts << " is absent");
    return;
  }
  std::map<std::string, std::vector<model::ByteRange>> windows;
  for (const auto& fields : rows(source / "tests" / "data" / "alias_internal_windows.tsv")) windows[fields[0]].push_back(range(fields));
  std::map<std::string, std::map<std::string, std::set<std::pair<std::uint32_t, std::uint32_t>>>> gold;
  for (const auto& fields : rows(source / "tests" / "data" / "alias_internal.tsv"))
    gold[fields[0]][fields.at(3)].insert({range(fields).begin, range(fields).end});
  REQUIRE(windows.size() >= 40);

  std::map<std::string, double> hits, found, marked;
  for (const auto& [id, ranges] : windows) {
    std::ifstream in(texts / (id + ".txt"), std::ios::binary);
    REQUIRE(in);
    std::stringstream content;
    content << in.rdbuf();
    model::Text text;
    text.bytes = content.str();
    for (const model::Mention& mention : corpus::analyse(text).mentions) {
      if (mention.kind == model::MentionKind::document) continue;
      if (std::none_of(ranges.begin(), ranges.end(), [&](model::ByteRange window) { return window.contains(mention.span); })) continue;
      const std::string kind = mention.kind == model::MentionKind::alias ? "alias" : "internal";
      ++found[kind];
      hits[kind] += static_cast<double>(gold[id][kind].count({mention.span.begin, mention.span.end}));
    }
    for (const auto& [kind, spans] : gold[id]) marked[kind] += static_cast<double>(spans.size());
  }
  const auto f1 = [&](const std::string& kind) { return 2 * hits[kind] / (found[kind] + marked[kind]); };
  CAPTURE(f1("alias"), f1("internal"));
  CHECK(f1("alias") >= 0.94);
  CHECK(f1("internal") >= 0.93);
}
