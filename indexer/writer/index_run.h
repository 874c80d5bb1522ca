#pragma once
/// One run of tracuu-index: files in, an index that holds exactly what they say.
///
/// A new index is built beside its place (DB.building) by several threads, each writing runs of some MB of text, merged by compaction
/// and renamed: nobody ever sees half an index. An index that exists is updated in place: threads read and analyse, one
/// thread writes; a run that was killed is repeated for the files it had not finished. Answers do not depend on which of
/// the two ways made the index (DESIGN rule 1).
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "corpus/readers/readers.h"
#include "corpus/registry/registry.h"

namespace tracuu::writer {

struct Progress {
  std::size_t files_done = 0, files = 0;
  std::uint64_t bytes_done = 0, bytes = 0;  ///< of files
  double seconds = 0;
  enum class Stage : std::uint8_t { reading, merging } stage = Stage::reading;
};

struct RunOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> paths;
  bool prune = false;    ///< remove documents whose file below `paths` is gone
  bool rebuild = false;  ///< read every file anew into a new index that takes the place of the old one
  unsigned jobs = 0;     ///< threads that read and analyse; 0 = cores
  readers::ReadOptions read;
  /// The registry with the user's catalogue. Null: the catalogue that the index was made with, if any.
  std::shared_ptr<const registry::Registry> registry;
  std::function<void(const Progress&)> progress;  ///< called from the calling thread, a few times a second; may be empty
};

/// A file that is not in the index, and why.
struct Skipped {
  std::string path;
  std::string code;    ///< stable: readers::code_name, readers::reason_name, "key-taken", "internal"
  std::string what;    ///< English
  std::string hint;    ///< English: what to do
  std::string detail;  ///< bare words for other languages
  bool remembered = false;  ///< not tried again: nothing has changed since an earlier run
};

struct Note {
  std::string path;
  std::string what;
};

/// Accounts for every file (DESIGN rule 6): files = read + unchanged + skipped.
struct RunReport {
  bool created = false;             ///< a new index was built
  std::size_t files = 0;            ///< found below the paths, skipped ones included
  std::size_t files_indexed = 0;    ///< read, with at least one record made
  std::size_t files_unchanged = 0;
  std::vector<Skipped> skipped;     ///< ascending by path
  std::vector<Note> notes;          ///< damage passed over in files that were read; ascending by path
  std::size_t files_gone = 0;       ///< in the index, no longer below the paths; removed with prune, else kept
  std::size_t documents_written = 0, documents_removed = 0;
  std::size_t provisions_written = 0, mentions = 0;
  std::uint64_t text_bytes = 0;     ///< of the documents written
  std::size_t documents = 0, provisions = 0;  ///< in the index now
  std::uint64_t index_bytes = 0;    ///< on disk, without the stored text
  std::uint64_t stored_text_bytes = 0;
  std::uint64_t revision = 0;
  double seconds = 0;
};

struct RunError {
  enum class Code : std::uint8_t { locked, not_an_index, unknown_schema, damaged, no_space, io } code = Code::io;
  std::string path;
  std::string what;  ///< English
  std::string hint;  ///< English
};

tl::expected<RunReport, RunError> run(const RunOptions& options);

}  // namespace tracuu::writer
