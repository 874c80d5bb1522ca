#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"
#include "corpus/registry/registry.h"

using namespace tracuu;

namespace {

namespace fs = std::filesystem;

struct Marked {
  model::ByteRange span;
  std::string kind, number, relation, subject;
};

// Rows of the table by document.
std::map<std::string, std::vector<Marked>> annotation(const fs::path& file) {
  std::map<std::string, std::vector<Marked>> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#") || line.starts_with("document\t")) continue;
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    fields.resize(11);
    all[fields[0]].push_back({{static_cast<std::uint32_t>(std::stoul(fields[1])), static_cast<std::uint32_t>(std::stoul(fields[2]))}, fields[3], fields[5], fields[8], fields[9]});
  }
  return all;
}

const char* kind_of(const model::Mention& mention) {
  return mention.kind == model::MentionKind::document ? "document" : mention.kind == model::MentionKind::alias ? "alias" : "internal";
}

struct Shares {
  double document = 0, alias = 0, internal = 0;  // F1 of exact spans
  double number = 0, relation = 0;               // right among the documents found
};

// Nothing where the corpus is absent.
std::optional<Shares> shares(const char* table, std::size_t documents) {
  const fs::path source = TRACUU_SOURCE_DIR;
  const fs::path texts = source / ".." / "shared" / "corpus" / "text";
  if (!fs::exists(texts)) {
    WARN("skipped: " << texts << " is absent");
    return std::nullopt;
  }
  const auto gold = annotation(source / "tests" / "data" / table);
  REQUIRE(gold.size() == documents);
  std::map<std::string, double> found, marked, hits;
  double numbers = 0, relations = 0;
  for (const auto& [id, rows] : gold) {
    std::ifstream in(texts / (id + ".txt"), std::ios::binary);
    REQUIRE(in);
    std::stringstream content;
    content << in.rdbuf();
    model::Text text;
    text.bytes = content.str();
    const bool lists_internals = std::any_of(rows.begin(), rows.end(), [](const Marked& row) { return row.kind == "internal"; });
    for (const Marked& row : rows) marked[row.kind] += 1;
    for (const model::Mention& mention : corpus::analyse(text).mentions) {
      const std::string kind = kind_of(mention);
      if (kind == "internal" && !lists_internals) continue;
      if (std::any_of(rows.begin(), rows.end(), [&](const Marked& row) { return row.kind == "optional" && row.span.overlaps(mention.span); })) continue;
      found[kind] += 1;
      const auto row = std::find_if(rows.begin(), rows.end(), [&](const Marked& r) { return r.kind == kind && r.span.begin == mention.span.begin && r.span.end == mention.span.end; });
      if (row == rows.end()) continue;
      hits[kind] += 1;
      if (kind != "document") continue;
      numbers += registry::number_key(mention.number) == registry::number_key(row->number) ? 1 : 0;
      relations += std::any_of(mention.roles.begin(), mention.roles.end(), [&](const model::Role& role) { return role.relation == row->relation; }) ? 1 : 0;
    }
  }
  const auto f1 = [&](const std::string& kind) { return 2 * hits[kind] / (found[kind] + marked[kind]); };
  return Shares{f1("document"), f1("alias"), f1("internal"), numbers / hits["document"], relations / hits["document"]};
}

}  // namespace

// Annotated blind; when first scored the engine had span F1 0.968 and relation 0.869 here. Rules were mended since, so these floors
// hold what was reached; they are no measure of what to expect elsewhere.
TEST_CASE("citations of 18 further documents are found as their readers marked them") {
  const auto got = shares("heldout_citations.tsv", 18);
  if (!got) return;
  CAPTURE(got->document, got->alias, got->internal, got->number, got->relation);
  CHECK(got->document >= 0.985);
  CHECK(got->alias >= 0.94);
  CHECK(got->internal >= 0.89);
  CHECK(got->number >= 0.97);
  CHECK(got->relation >= 0.955);
}

// Two later sets, on which three causes were mended. A third of the citations stands in one table of standards, whose relations the
// readers and the engine see differently.
TEST_CASE("citations of 35 later documents are found as their readers marked them") {
  const auto got = shares("heldout_citations_later.tsv", 35);
  if (!got) return;
  CAPTURE(got->document, got->alias, got->internal, got->number, got->relation);
  CHECK(got->document >= 0.935);
  CHECK(got->internal >= 0.79);
  CHECK(got->number >= 0.97);
  CHECK(got->relation >= 0.77);
}

// The last two sets. First scored, the engine had span F1 0.983 and 0.938, relation 0.909 and 0.824 (the second after the mends that the
// first had asked for). Rules were mended on both since.
TEST_CASE("citations of 40 last documents are found as their readers marked them") {
  const auto got = shares("heldout_citations_last.tsv", 40);
  if (!got) return;
  CAPTURE(got->document, got->alias, got->internal, got->number, got->relation);
  CHECK(got->document >= 0.975);
  CHECK(got->internal >= 0.93);
  CHECK(got->number >= 0.985);
  CHECK(got->relation >= 0.93);
}

// Four sets of 23, 28, 26 and 26 documents by eight readers. First scored, the engine had span F1 0.987, 0.977, 0.985 and 0.980, relation
// 0.895, 0.869, 0.921 and 0.758 (each after the mends that the sets before had asked for; 0.949 of the last without one table in which
// "QĐ 66" stands 140 times). Rules were mended on all since.
TEST_CASE("citations of 103 newest documents are found as their readers marked them") {
  const auto got = shares("heldout_citations_newest.tsv", 103);
  if (!got) return;
  CAPTURE(got->document, got->alias, got->number, got->relation);
  CHECK(got->document >= 0.985);
  CHECK(got->alias >= 0.85);
  CHECK(got->number >= 0.985);
  CHECK(got->relation >= 0.9);
}
