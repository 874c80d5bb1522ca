#pragma once
/// The documents of files and folders that a user names on the command line, for commands that read without an index.
#include <functional>
#include <string>
#include <vector>

#include "corpus/readers/readers.h"
#include "query/cli/command.h"

namespace tracuu::cli {

struct PathReaders {
  /// One document; the path as the user would write it (for records of a bulk file: path#key).
  std::function<void(const std::string& path, model::Text&& text)> text;
  /// A file that was left out: why, and what to do about it.
  std::function<void(const std::string& path, const std::string& why)> skipped;
};

/// Reads what `paths` name, in order; folders recursively, "-" is standard input. Nothing is left out in silence.
void read_paths(const Context& context, const std::vector<std::string>& paths, const readers::ReadOptions& options, const PathReaders& take);

}  // namespace tracuu::cli
