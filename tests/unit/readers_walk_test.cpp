#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/readers/walk.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("tracuu-walk-" + std::to_string(::getpid()) + "-" + std::to_string(counter_++))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  void write(const std::string& name) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << "x";
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  static inline int counter_ = 0;
  fs::path path_;
};

std::vector<std::string> sources(const readers::WalkResult& result) {
  std::vector<std::string> out;
  for (const auto& file : result.files) out.push_back(file.source);
  return out;
}

bool is_skipped(const readers::WalkResult& result, const std::string& name, readers::SkipReason reason) {
  return std::any_of(result.skipped.begin(), result.skipped.end(),
                     [&](const auto& s) { return s.path.filename() == name && s.reason == reason; });
}

}  // namespace

TEST_CASE("files are given in bytewise order of their keys, whatever the file system's order") {
  const Folder folder;
  for (const char* name : {"b.txt", "a/z.md", "a.txt", "Ă.txt", "a/đ/y.html", "B.pdf"}) folder.write(name);
  const auto result = readers::walk({folder.path()});
  CHECK(sources(result) == std::vector<std::string>{"B.pdf", "a.txt", "a/z.md", "a/đ/y.html", "b.txt", "Ă.txt"});
  CHECK(result.skipped.empty());
  CHECK(result.files[0].size == 1);
  CHECK(result.files[0].mtime_ns > 0);
}

TEST_CASE("nothing is left out in silence") {
  const Folder folder;
  for (const char* name : {"a.txt", ".an.txt", "anh.jpg", "kho.zip"}) folder.write(name);
  fs::create_symlink(folder / "nowhere", folder / "treo.txt");
  fs::create_symlink(folder.path(), folder / "vong");
  REQUIRE(::mkfifo((folder / "ong.txt").c_str(), 0600) == 0);
  const auto result = readers::walk({folder.path(), folder / "khong-co"});
  CHECK(sources(result) == std::vector<std::string>{"a.txt"});
  CHECK(is_skipped(result, ".an.txt", readers::SkipReason::hidden));
  CHECK(is_skipped(result, "anh.jpg", readers::SkipReason::unknown_type));
  CHECK(is_skipped(result, "kho.zip", readers::SkipReason::unknown_type));
  CHECK(is_skipped(result, "treo.txt", readers::SkipReason::missing));
  CHECK(is_skipped(result, "vong", readers::SkipReason::loop));
  CHECK(is_skipped(result, "ong.txt", readers::SkipReason::special));
  CHECK(is_skipped(result, "khong-co", readers::SkipReason::missing));
  CHECK(result.skipped.size() == 7);
}

TEST_CASE("a file named directly is given whatever its name") {
  const Folder folder;
  folder.write("du-lieu.bin");
  CHECK(sources(readers::walk({folder / "du-lieu.bin"})) == std::vector<std::string>{"du-lieu.bin"});
}

TEST_CASE("one file reached twice is one file, two files of one name are two") {
  const Folder one, two;
  one.write("a.txt");
  two.write("a.txt");
  fs::create_symlink(one / "a.txt", one / "b.txt");
  const auto result = readers::walk({one.path(), two.path(), one.path()});
  CHECK(sources(result).size() == 2);
  CHECK(sources(result)[0] == "a.txt");
  CHECK(sources(result)[1] == two.path().filename().string() + "/a.txt");
  CHECK(is_skipped(result, "b.txt", readers::SkipReason::duplicate));
}

TEST_CASE("what follows a dot in a title is no suffix") {
  for (const char* name : {"45.2020", "Nghị quyết 27-NQ.TW ngày 09", "khong-duoi", "a.DOCX", "b.htm", "c.Pdf"})
    CHECK(readers::is_document_name(name));
  for (const char* name : {"a.jpg", "b.zip", "c.exe", "d.xlsx"}) CHECK_FALSE(readers::is_document_name(name));
}
