#include "corpus/readers/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "corpus/readers/internal.h"

namespace tracuu::readers {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 16> kSuffixes = {"txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "docm",
                                                        "xml", "akn", "jsonl", "ndjson", "doc", "rtf", "pdf"};

struct FileId {
  dev_t device;
  ino_t inode;
  friend auto operator<=>(const FileId&, const FileId&) = default;
};

class Walker {
 public:
  WalkResult result;

  void root(const fs::path& path) {
    struct stat status {};
    const fs::path absolute = fs::absolute(path).lexically_normal();
    if (!stat_of(absolute, status)) return;
    if (S_ISDIR(status.st_mode)) {
      root_name_ = absolute.filename().empty() ? absolute.parent_path().filename().string() : absolute.filename().string();
      directory(absolute, "", status);
    } else if (S_ISREG(status.st_mode)) {
      root_name_ = absolute.parent_path().filename().string();
      file(absolute, absolute.filename().string(), status);
    } else {
      skip(absolute, SkipReason::special, "FIFO, socket or device");
    }
  }

 private:
  void skip(const fs::path& path, SkipReason reason, std::string what, std::string detail = {}) {
    result.skipped.push_back({path, reason, std::move(what), std::move(detail)});
  }

  void skip_for(const fs::path& path, int error) {
    skip(path, error == EACCES || error == EPERM ? SkipReason::permission_denied : SkipReason::unreadable, std::strerror(error));
  }

  bool stat_of(const fs::path& path, struct stat& status) {
    if (::stat(path.c_str(), &status) == 0) return true;
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) {
      struct stat link {};
      const bool dangling = ::lstat(path.c_str(), &link) == 0;
      skip(path, SkipReason::missing, dangling ? "symbolic link that leads nowhere" : "no such file or directory");
    } else if (error == ELOOP) {
      skip(path, SkipReason::loop, "symbolic links that lead to each other");
    } else {
      skip_for(path, error);
    }
    return false;
  }

  void file(const fs::path& path, std::string source, const struct stat& status) {
    const auto [earlier, is_new] = files_.try_emplace({status.st_dev, status.st_ino}, path);
    if (!is_new && is_same_path(earlier->second, path)) {
      skip(path, SkipReason::duplicate, "the same file as " + earlier->second.string(), earlier->second.string());
      return;
    }
    // Two roots may hold files of one relative name: both are kept, the later one under its folder's name.
    if (!sources_.insert(source).second) {
      source = root_name_ + "/" + source;
      if (!sources_.insert(source).second) {
        source = path.generic_string();
        sources_.insert(source);
      }
    }
    const auto mtime = static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    result.files.push_back({path, std::move(source), static_cast<std::uint64_t>(status.st_size), mtime});
  }

  // Two hard links are two files, a symbolic link and its target are one.
  [[nodiscard]] static bool is_same_path(const fs::path& a, const fs::path& b) {
    std::error_code error;
    const fs::path real_a = fs::canonical(a, error), real_b = fs::canonical(b, error);
    return !error && real_a == real_b;
  }

  // An explicit stack: a deep tree must not overflow the call stack.
  void directory(const fs::path& top, const std::string& top_prefix, const struct stat& top_status) {
    if (!directories_.insert({top_status.st_dev, top_status.st_ino}).second) {
      skip(top, SkipReason::loop, "directory that was walked already");
      return;
    }
    std::vector<std::pair<fs::path, std::string>> pending{{top, top_prefix}};
    while (!pending.empty()) {
      auto [path, prefix] = std::move(pending.back());
      pending.pop_back();
      std::vector<std::string> names;
      if (!list(path, names)) continue;
      for (const std::string& name : names) entry(path / name, prefix + name, name, pending);
    }
  }

  bool list(const fs::path& path, std::vector<std::string>& names) {
    DIR* handle = ::opendir(path.c_str());
    if (handle == nullptr) {
      skip_for(path, errno);
      return false;
    }
    errno = 0;
    while (const dirent* item = ::readdir(handle)) {
      const std::string_view name = item->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
    if (errno != 0) skip(path, SkipReason::unreadable, std::strerror(errno));
    ::closedir(handle);
    std::sort(names.begin(), names.end());
    return true;
  }

  void entry(const fs::path& path, std::string source, const std::string& name,
             std::vector<std::pair<fs::path, std::string>>& pending) {
    if (name[0] == '.') return skip(path, SkipReason::hidden, "hidden name");
    struct stat status {};
    if (!stat_of(path, status)) return;
    if (S_ISDIR(status.st_mode)) {
      if (!directories_.insert({status.st_dev, status.st_ino}).second)
        return skip(path, SkipReason::loop, "leads to a directory that was walked already");
      pending.emplace_back(path, source + "/");
    } else if (!S_ISREG(status.st_mode)) {
      skip(path, SkipReason::special, "FIFO, socket or device");
    } else if (!is_document_name(name)) {
      skip(path, SkipReason::unknown_type, "no reader for names that end in ." + internal::suffix_of(name), "." + internal::suffix_of(name));
    } else {
      file(path, std::move(source), status);
    }
  }

  std::string root_name_;
  std::set<FileId> directories_;
  std::map<FileId, fs::path> files_;
  std::unordered_set<std::string> sources_;
};

}  // namespace

const char* reason_name(SkipReason reason) {
  switch (reason) {
    case SkipReason::missing: return "missing";
    case SkipReason::unreadable: return "unreadable";
    case SkipReason::permission_denied: return "permission-denied";
    case SkipReason::loop: return "loop";
    case SkipReason::hidden: return "hidden";
    case SkipReason::special: return "special";
    case SkipReason::unknown_type: return "unknown-type";
    case SkipReason::duplicate: return "duplicate";
  }
  return "unreadable";
}

bool is_document_name(std::string_view name) {
  const std::string suffix = internal::suffix_of(name);
  // "45.2020", "Nghị quyết 27-NQ.TW ngày 09": what follows the dot is part of a title, no suffix.
  const auto is_plain = [](char c) { return c >= 'a' && c <= 'z'; };
  if (suffix.empty() || suffix.size() > 8 || std::none_of(suffix.begin(), suffix.end(), is_plain)) return true;
  return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

WalkResult walk(const std::vector<fs::path>& paths) {
  Walker walker;
  for (const fs::path& path : paths) walker.root(path);
  std::sort(walker.result.files.begin(), walker.result.files.end(),
            [](const WalkEntry& a, const WalkEntry& b) { return a.source < b.source; });
  std::sort(walker.result.skipped.begin(), walker.result.skipped.end(),
            [](const WalkSkipped& a, const WalkSkipped& b) { return a.path.native() < b.path.native(); });
  return std::move(walker.result);
}

}  // namespace tracuu::readers
