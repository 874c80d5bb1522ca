#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "corpus/text/canonical.h"
#include "corpus/text/tokens.h"

using namespace tracuu;

namespace {

// Compares the table-driven scan with break.rules; both in characters.
void check_equal(text::Tokenizer& tokenizer, const std::u16string& chars) {
  std::vector<text::Token> scanned, by_rules;
  tokenizer.tokenize(chars, scanned);
  tokenizer.tokenize_by_rules(chars, by_rules);
  REQUIRE(scanned.size() == by_rules.size());
  for (std::size_t i = 0; i < scanned.size(); ++i) {
    REQUIRE(scanned[i].begin == by_rules[i].begin);
    REQUIRE(scanned[i].end == by_rules[i].end);
    REQUIRE(scanned[i].id == by_rules[i].id);
  }
}

}  // namespace

TEST_CASE("the scan by table gives the tokens of the break rules on any text") {
  text::Tokenizer tokenizer;
  std::mt19937 random(2026);
  const std::u16string likely = u"0123456789/-./- ()abđĐưỨẠNQTWhoàuỷ\n\u0323\u0301_,;:\"%²½Ⅻ漢\uFFFD";
  for (int round = 0; round < 400; ++round) {
    std::u16string chars;
    const std::size_t size = random() % 300;
    for (std::size_t i = 0; i < size; ++i) {
      char16_t c = random() % 20 == 0 ? static_cast<char16_t>(random() % 0xD800) : likely[random() % likely.size()];
      chars += c;
    }
    check_equal(tokenizer, chars);
  }
}

TEST_CASE("the scan by table gives the tokens of the break rules on real documents") {
  const std::filesystem::path directory = std::filesystem::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "text";
  if (!std::filesystem::is_directory(directory)) {
    WARN("skipped: the real documents are not beside the source");
    return;
  }
  text::Tokenizer tokenizer;
  std::size_t taken = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (++taken % 40 != 0) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    check_equal(tokenizer, text::canonical_chars(text.str()));
  }
}
