// Identity of the 48 gold documents and the seed. The figures reached are floors; the texts are not part of the project.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <set>

#include <nlohmann/json.hpp>

#include "corpus/anatomy/anatomy.h"
#include "corpus/registry/registry.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

const fs::path kShared = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared";

model::Document read(const fs::path& path, model::Text& text) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  text.bytes = content.str();
  const auto canonical = text::canonicalize(text);
  model::Document document;
  document.pages = canonical.pages;
  anatomy::describe(text, canonical, document);
  anatomy::find_effects(canonical, document);
  return document;
}

std::string field(const nlohmann::json& gold, const char* name) {
  return gold.contains(name) && gold[name].is_string() ? gold[name].get<std::string>() : std::string{};
}

// Share of common words, order aside, as the scorer takes it.
double word_f1(const std::string& a, const std::string& b) {
  const auto words = [](const std::string& s) {
    std::multiset<std::string> out;
    std::string word;
    std::stringstream stream(registry::slug(s));
    while (std::getline(stream, word, '-')) out.insert(word);
    return out;
  };
  const auto left = words(a);
  auto right = words(b);
  const double total = static_cast<double>(left.size() + right.size());
  double common = 0;
  for (const auto& word : left) {
    const auto found = right.find(word);
    if (found == right.end()) continue;
    right.erase(found);
    ++common;
  }
  return total == 0 ? 1 : 2 * common / total;
}

}  // namespace

TEST_CASE("identity of the gold documents stays as good as it was measured", "[anatomy]") {
  const fs::path gold = kShared / "eval" / "citations";
  if (!fs::exists(gold / "ann")) {
    WARN("skipped: no gold at " << gold.string());
    return;
  }
  int documents = 0, type = 0, number = 0, date = 0, title = 0, titles = 0, effective = 0, effectives = 0;
  for (const auto& entry : fs::directory_iterator(gold / "ann")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const auto expected = nlohmann::json::parse(file)["document"];
    model::Text text;
    const auto got = read(gold / "docs" / entry.path().filename().replace_extension(".txt"), text);
    INFO(entry.path().filename().string());
    ++documents;
    type += field(expected, "type") == got.identity.type;
    number += registry::number_key(field(expected, "number")) == registry::number_key(got.identity.number);
    date += field(expected, "date") == got.identity.date.iso();
    if (!field(expected, "title").empty()) {
      ++titles;
      title += word_f1(field(expected, "title"), got.identity.title) >= 0.9;
    }
    if (!field(expected, "effective").empty()) {
      ++effectives;
      const bool right = std::any_of(got.effects.begin(), got.effects.end(), [&](const auto& effect) { return effect.date.iso() == field(expected, "effective"); });
      effective += right;
    }
  }
  CHECK(documents == 48);
  CHECK(type >= 48);
  CHECK(number >= 48);
  CHECK(date >= 48);
  CHECK(title >= titles);
  CHECK(effective >= effectives);
}

TEST_CASE("the seed: one line of 22 KB is a programme of three sections and seven pages", "[anatomy]") {
  const fs::path path = kShared / "corpus" / "seed-57-CTr-TU.txt";
  if (!fs::exists(path)) {
    WARN("skipped: no seed at " << path.string());
    return;
  }
  model::Text text;
  const auto d = read(path, text);
  CHECK(d.identity.id == "tu.can-tho/ctr/2023-03-03/57");
  CHECK(d.identity.issuer == "Thành ủy Cần Thơ");
  CHECK(d.pages.size() == 7);
  std::vector<std::string> sections;
  for (const auto& provision : d.provisions)
    if (provision.unit == model::Unit::section) sections.push_back(provision.label + " " + std::string(model::slice(text.bytes, provision.heading)));
  CHECK(sections == std::vector<std::string>{"I MỤC ĐÍCH, YÊU CẦU", "II NHIỆM VỤ VÀ GIẢI PHÁP", "III TỔ CHỨC THỰC HIỆN"});
  CHECK(d.signer == "Lê Quang Mạnh");
  CHECK(d.recipients.size() == 8);
  CHECK(d.provisions.back().unit == model::Unit::signature);
  CHECK(d.provisions.back().page == 7);
}
