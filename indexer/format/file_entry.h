#pragma once
/// What an index remembers of each file that was read: metadata "F" + source key of documents/. Committed with the
/// documents of the file, so it is true also after a crash.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::format {

struct FileEntry {
  std::string source;       ///< key of the file: path below the indexed root
  std::string path;         ///< absolute
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::string hash;         ///< of the file's bytes, 16 bytes; empty if it could not be read
  std::string fingerprint;  ///< format::fingerprint() of the program that read it
  std::vector<std::string> documents;  ///< source keys of its records
  std::string skip_code;    ///< why it could not be read (readers::code_name); empty if it was
  std::string skip_what, skip_hint, skip_detail;
};

[[nodiscard]] std::string file_entry_key(std::string_view source);
[[nodiscard]] std::string encode(const FileEntry& entry);
/// Nothing if the data are damaged: the file is then read again.
[[nodiscard]] std::optional<FileEntry> decode_file_entry(std::string_view data);

}  // namespace tracuu::format
