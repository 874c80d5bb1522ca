#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

namespace {

namespace fs = std::filesystem;

// Calls `check` with the path below the source and the text of each C++ file of a room.
template <typename Check>
void each_source(const char* room, Check check) {
  const fs::path root = TRACUU_SOURCE_DIR;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
    const std::string suffix = entry.path().extension();
    if (suffix != ".cpp" && suffix != ".h") continue;
    std::ifstream in(entry.path());
    std::stringstream content;
    content << in.rdbuf();
    check(entry.path().lexically_relative(root).generic_string(), content.str());
    ++files;
  }
  REQUIRE(files > 5);
}

bool includes(const std::string& content, const std::string& header) {
  return content.find("#include \"" + header) != std::string::npos || content.find("#include <" + header) != std::string::npos;
}

}  // namespace

TEST_CASE("the document side knows nothing of Xapian, of the indexer or of queries") {
  each_source("corpus", [](const std::string& file, const std::string& content) {
    CAPTURE(file);
    CHECK_FALSE(includes(content, "xapian"));
    CHECK_FALSE(includes(content, "indexer/"));
    CHECK_FALSE(includes(content, "query/"));
  });
}

TEST_CASE("queries include nothing of the indexer but its format") {
  each_source("query", [](const std::string& file, const std::string& content) {
    CAPTURE(file);
    for (std::size_t at = content.find("#include \"indexer/"); at != std::string::npos; at = content.find("#include \"indexer/", at + 1))
      CHECK(content.compare(at, 25, "#include \"indexer/format/") == 0);
  });
  each_source("indexer", [](const std::string& file, const std::string& content) {
    CAPTURE(file);
    // The program has the table of links derived after a run; no library of the room knows of it.
    if (file.ends_with("_main.cpp")) return;
    CHECK_FALSE(includes(content, "query/"));
  });
}

TEST_CASE("libraries do not print: no iostream outside of the programs") {
  for (const char* room : {"corpus", "indexer", "query"})
    each_source(room, [](const std::string& file, const std::string& content) {
      CAPTURE(file);
      if (file.ends_with("_main.cpp")) return;
      CHECK_FALSE(includes(content, "iostream"));
      CHECK(content.find("std::exit(") == std::string::npos);
    });
}
