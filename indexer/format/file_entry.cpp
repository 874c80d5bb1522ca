#include "indexer/format/file_entry.h"

#include "indexer/format/codec.h"
#include "indexer/format/schema.h"

namespace tracuu::format {
namespace {

constexpr std::uint64_t kLayout = 1;

template <typename Archive>
void record(Archive& archive, FileEntry& entry) {
  archive(entry.source);
  archive(entry.path);
  archive(entry.size);
  archive(entry.mtime_ns);
  archive(entry.hash);
  archive(entry.fingerprint);
  archive(entry.documents);
  for (std::string* text : {&entry.skip_code, &entry.skip_what, &entry.skip_hint, &entry.skip_detail}) archive(*text);
}

}  // namespace

std::string file_entry_key(std::string_view source) { return term(kMetaFile, source); }

std::string encode(const FileEntry& entry) {
  ArchiveWriter writer;
  writer.number(kLayout);
  record(writer, const_cast<FileEntry&>(entry));  // a writer only reads its fields
  return writer.take();
}

std::optional<FileEntry> decode_file_entry(std::string_view data) {
  ArchiveReader reader(data);
  if (reader.number() != kLayout) return std::nullopt;
  FileEntry entry;
  record(reader, entry);
  if (reader.failed) return std::nullopt;
  return entry;
}

}  // namespace tracuu::format
