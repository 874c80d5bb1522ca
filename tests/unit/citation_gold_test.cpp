// The gold gate: what the scorer beside the project prints for 48 real documents may not fall below the figures once reached.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "corpus/analyse.h"

using namespace tracuu;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const fs::path kEval = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "eval";

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json line_of(const model::Document& document, const std::string& path) {
  static constexpr const char* kKinds[] = {"document", "alias", "internal"};
  Json citations = Json::array();
  for (const auto& m : document.mentions) {
    Json roles = Json::array();
    for (const auto& role : m.roles) roles.push_back({role.subject, role.relation});
    const model::Role first = m.roles.empty() ? model::Role{"this", "mention"} : m.roles.front();
    citations.push_back({{"start", m.span.begin}, {"end", m.span.end}, {"kind", kKinds[static_cast<std::size_t>(m.kind)]}, {"type", or_null(m.type)}, {"number", or_null(m.number)},
                         {"name", or_null(m.name)}, {"year", m.year ? Json(m.year) : Json(nullptr)}, {"date", or_null(m.date.iso())}, {"issuer", or_null(m.issuer)}, {"key", or_null(m.key)},
                         {"pinpoints", m.pinpoints}, {"relation", first.relation}, {"subject", first.subject}, {"roles", roles}});
  }
  const auto& own = document.identity;
  return {{"path", path}, {"document", {{"type", or_null(own.type)}, {"number", or_null(own.number)}, {"date", or_null(own.date.iso())}, {"issuer", or_null(own.issuer)}, {"title", or_null(own.title)}}}, {"citations", citations}};
}

std::string output_of(const std::string& command) {
  std::string output;
  if (FILE* pipe = popen(command.c_str(), "r")) {
    char buffer[4096];
    while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, n);
    if (pclose(pipe) != 0) return {};
  }
  return output;
}

}  // namespace

TEST_CASE("citations of real documents are found as a careful reader found them") {
  if (!fs::exists(kEval / "score_citations.py") || std::system("python3 -c 'pass' >/dev/null 2>&1") != 0) {
    WARN("skipped: ../shared/eval or python3 is absent");
    return;
  }
  const fs::path found = fs::path(TRACUU_BINARY_DIR) / "citation_gold_test.jsonl";
  {
    std::ofstream out(found, std::ios::binary);
    for (const auto& entry : fs::directory_iterator(kEval / "citations" / "docs")) {
      std::ifstream in(entry.path(), std::ios::binary);
      model::Text text;
      text.bytes.assign(std::istreambuf_iterator<char>(in), {});
      out << line_of(corpus::analyse(text), entry.path().string()).dump() << '\n';
    }
  }
  const std::string printed = output_of("python3 '" + (kEval / "score_citations.py").string() + "' '" + (kEval / "citations").string() + "' --json < '" + found.string() + "'");
  fs::remove(found);
  REQUIRE_FALSE(printed.empty());
  const Json score = Json::parse(printed);
  INFO(score.dump(1));
  CHECK(score["bad_offsets"] == 0);
  CHECK(score["document_exact"][2].get<double>() >= 0.97);
  CHECK(score["document_overlap"][2].get<double>() >= 0.985);
  CHECK(score["edge"][2].get<double>() >= 0.88);
  for (const char* field : {"type", "number", "name", "year", "date", "issuer"}) {
    INFO(field);
    CHECK(score["fields"][field].get<double>() >= 0.98);
  }
  CHECK(score["fields"]["pinpoints"].get<double>() >= 0.95);
}
