#pragma once
/// An index of a few documents given as text, and the command line run on it.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "indexer/writer/index_run.h"
#include "query/cli/cli.h"

namespace tracuu::test {

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A decree of the Government with the given number, date, title and articles.
inline std::string decree(const std::string& number, const std::string& day, const std::string& title, const std::string& articles) {
  return "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: " + number + "\nHà Nội, " + day + "\nNGHỊ ĐỊNH\n" + title +
         "\nTheo đề nghị của Bộ trưởng Bộ Công Thương;\nChính phủ ban hành Nghị định.\n" + articles;
}

struct CommandResult {
  int code = 0;
  std::string out, err;
};

class StatusWorld {
 public:
  explicit StatusWorld(const std::vector<std::pair<std::string, std::string>>& documents) {
    static int made = 0;
    root_ = std::filesystem::temp_directory_path() / ("tracuu-status-" + std::to_string(::getpid()) + "-" + std::to_string(made++));
    std::filesystem::create_directories(root_ / "docs");
    for (const auto& [name, text] : documents) std::ofstream(root_ / "docs" / name) << text;
    writer::RunOptions options;
    options.index = (root_ / "tracuu.db").string();
    options.paths = {root_ / "docs"};
    options.jobs = 1;
    REQUIRE(writer::run(options).has_value());
  }
  ~StatusWorld() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  StatusWorld(const StatusWorld&) = delete;

  /// `index`: another one than that of the documents.
  [[nodiscard]] CommandResult run(std::vector<std::string> words, const std::map<std::string, std::string>& environment = {}, const std::filesystem::path& index = {}) const {
    words.insert(words.begin(), {"--db", (index.empty() ? root_ / "tracuu.db" : index).string()});
    CommandResult result;
    cli::World world;
    world.out = [&](std::string_view text) { result.out += text; };
    world.err = [&](std::string_view text) { result.err += text; };
    world.read_input = [] { return std::string(); };
    world.environment = [&](const char* name) -> std::optional<std::string> {
      const auto found = environment.find(name);
      return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
    result.code = cli::run(words, world);
    return result;
  }
  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

}  // namespace tracuu::test
