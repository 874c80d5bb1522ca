#pragma once
/// Walk: the files below the paths that a user names, in an order that does not depend on the file system.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tracuu::readers {

struct WalkEntry {
  std::filesystem::path path;  ///< absolute
  std::string source;          ///< key: path below the root with '/'; the file's name for a path that is a file
  std::uint64_t size = 0;      ///< bytes
  std::int64_t mtime_ns = 0;   ///< time of last change, nanoseconds since 1970
};

enum class SkipReason : std::uint8_t {
  missing,        ///< the path does not exist (also a dangling symbolic link)
  unreadable,     ///< I/O error
  permission_denied,
  loop,           ///< a symbolic link to a directory that is being walked, or was walked already
  hidden,         ///< name begins with '.'
  special,        ///< FIFO, socket, device
  unknown_type,   ///< a suffix that no reader knows (image, archive, program); named directly on the command line it is read
  duplicate       ///< the same source key came from an earlier path
};

/// Stable name for JSON output and counts: "missing", "unknown-type", ...
[[nodiscard]] const char* reason_name(SkipReason reason);

struct WalkSkipped {
  std::filesystem::path path;
  SkipReason reason = SkipReason::missing;
  std::string what;    ///< English, one clause: "symbolic link to a directory above it"
  std::string detail;  ///< bare words for other languages: the suffix, the other path; may be empty
};

struct WalkResult {
  std::vector<WalkEntry> files;      ///< bytewise ascending by source
  std::vector<WalkSkipped> skipped;  ///< bytewise ascending by path; nothing is left out in silence
};

/// Enumerates files below `paths` (directories, recursively, and single files). A path that is a file is always given,
/// whatever its name. Symbolic links to files and directories are followed, each directory once.
[[nodiscard]] WalkResult walk(const std::vector<std::filesystem::path>& paths);

/// True for names whose suffix belongs to a format that is read (.txt .md .html .htm .xhtml .docx .docm .xml .akn .jsonl
/// .ndjson .pdf .doc .rtf, any case) and for names without a suffix.
[[nodiscard]] bool is_document_name(std::string_view name);

}  // namespace tracuu::readers
