#pragma once
// A file of tests/data that holds what a computation prints, line by line; lines that begin with '#' are remarks.
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <catch2/catch.hpp>

namespace tracuu::tests {

inline void check_lines(const std::string& file, const std::set<std::string>& now) {
  std::set<std::string> wanted;
  std::ifstream in(std::filesystem::path(TRACUU_SOURCE_DIR) / "tests" / "data" / file);
  REQUIRE(in);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') wanted.insert(line);
  for (const auto& line : wanted) {
    INFO("silent: " << line);
    CHECK(now.contains(line));
  }
  for (const auto& line : now) {
    INFO("fires: " << line);
    CHECK(wanted.contains(line));
  }
}

}  // namespace tracuu::tests
