#include "query/links/table_writer.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include "query/links/table.h"

namespace tracuu::links {
namespace {

namespace fs = std::filesystem;

/// A file that is gone unless it was kept.
class NewFile {
 public:
  explicit NewFile(fs::path path) : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {}
  ~NewFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code error;
    if (!kept_) fs::remove(path_, error);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] bool write(std::span<const char> bytes) {
    while (!bytes.empty()) {
      const auto written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }
  [[nodiscard]] bool keep_as(const fs::path& name) {
    kept_ = ::fsync(descriptor_) == 0 && ::rename(path_.c_str(), name.c_str()) == 0;
    return kept_;
  }
  [[nodiscard]] bool opened() const { return descriptor_ >= 0; }

 private:
  fs::path path_;
  int descriptor_;
  bool kept_ = false;
};

Header header_of(const open::Index& index, const TableParts& parts) {
  Header header;
  std::memset(static_cast<void*>(&header), 0, sizeof header);
  header = Header{};
  header.documents = index.document_count();
  header.revision = index.revision();
  header.fingerprint = table_fingerprint(*index.registry());
  const auto uuid = index.documents().get_uuid();
  std::memcpy(header.uuid, uuid.data(), std::min(uuid.size(), sizeof header.uuid - 1));
  std::uint64_t offset = (sizeof header + 7) / 8 * 8;
  for (std::size_t i = 0; i < kSections; ++i) {
    header.sections[i] = {offset, parts.sections[i].size()};
    offset = (offset + parts.sections[i].size() + 7) / 8 * 8;
  }
  header.file_bytes = offset;
  header.check = XXH3_64bits(&header, offsetof(Header, check));
  return header;
}

void remove_others(const fs::path& directory, const std::string& kept) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const auto name = it->path().filename().string();
    if (name == kept || name.empty()) continue;
    std::error_code ignored;
    const bool ours = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (ours) fs::remove(it->path(), ignored);
  }
}

}  // namespace

std::uint32_t Strings::number(std::string_view text) {
  const auto [found, fresh] = numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(rows_.size()));
  if (fresh) {
    rows_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
    text_ += text;
  }
  return found->second;
}

tl::expected<std::uint64_t, WriteError> write_table(const open::Index& index, const TableParts& parts) {
  const auto directory = index.directory() / kDirectory;
  const auto name = std::to_string(index.revision());
  const auto failure = [&] { return tl::make_unexpected(WriteError{(directory / name).string(), std::strerror(errno)}); };
  std::error_code error;
  fs::create_directories(directory, error);
  // A name for each process: two of them may make the same table at one time.
  NewFile file(directory / (name + ".new." + std::to_string(::getpid())));
  if (!file.opened()) return failure();
  const Header header = header_of(index, parts);
  static constexpr char zeros[8] = {};
  const auto padding = [&](std::uint64_t bytes) { return std::span<const char>(zeros, (8 - bytes % 8) % 8); };
  if (!file.write({reinterpret_cast<const char*>(&header), sizeof header}) || !file.write(padding(sizeof header))) return failure();
  for (const auto& section : parts.sections) {
    if (!file.write(section) || !file.write(padding(section.size()))) return failure();
  }
  if (!file.keep_as(directory / name)) return failure();
  remove_others(directory, name);
  return header.file_bytes;
}

}  // namespace tracuu::links
