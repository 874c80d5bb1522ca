#pragma once
/// Where the records of a run go: runs of a new index, or a live index. Internal to indexer/writer.
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <xapian.h>

#include "indexer/format/file_entry.h"
#include "indexer/writer/records.h"

namespace tracuu::writer {

/// A file whose documents are all stored, and the documents it no longer has.
struct FileDone {
  format::FileEntry entry;
  std::vector<std::string> gone;
  bool forget = false;  ///< the file itself is gone: its entry goes too
};

/// Takes what the threads made. `add` and `finish_file` may be called by several threads at once, each with its own
/// number; a file is finished after its documents were added. Both throw what the writing threw.
class Store {
 public:
  virtual ~Store() = default;
  virtual void add(unsigned thread, DocumentRecords&& records) = 0;
  virtual void finish_file(unsigned thread, FileDone&& done) = 0;
  /// Everything is on disk when this returns.
  virtual void close() = 0;
};

/// The three databases of an index or a run.
struct Databases {
  Xapian::WritableDatabase documents, provisions, texts;

  Databases(const std::filesystem::path& directory, int flags);
  /// In the order that schema.h demands.
  void commit();
};

/// A new index in `directory`: runs of some tens of MB of text written by each thread, merged by close().
std::unique_ptr<Store> make_run_store(const std::filesystem::path& directory, unsigned threads);
/// Updates of the index in `directory`.
std::unique_ptr<Store> make_live_store(const std::filesystem::path& directory);

}  // namespace tracuu::writer
