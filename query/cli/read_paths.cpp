#include "query/cli/read_paths.h"

#include <filesystem>

#include "corpus/readers/walk.h"
#include "query/report/reading_words.h"

namespace tracuu::cli {
namespace {

std::string reason(const Context& context, const readers::ReadError& error) {
  return report::unread_words(context.language, readers::code_name(error.code), error.what, error.detail);
}

/// The path as the user would write it: below the folder that was named, absolute only if that was.
std::string shown(const std::string& given, const std::filesystem::path& found) {
  std::error_code error;
  const auto base = std::filesystem::absolute(given, error);
  if (error || !std::filesystem::is_directory(base, error)) return given;
  const auto below = found.lexically_relative(base.lexically_normal());
  return below.empty() || *below.begin() == ".." ? found.string() : (std::filesystem::path(given) / below).string();
}

readers::Sink sink(const PathReaders& take, const std::string& path) {
  return [&take, path](model::Text&& text) {
    const bool bulk = text.source.find('#') != std::string::npos && text.format == model::Format::jsonl;
    take.text(bulk ? path + text.source.substr(text.source.find('#')) : path, std::move(text));
    return true;
  };
}

}  // namespace

void read_paths(const Context& context, const std::vector<std::string>& paths, const readers::ReadOptions& options, const PathReaders& take) {
  for (const auto& path : paths) {
    if (path == "-") {
      const auto result = readers::read_bytes(context.world.read_input(), "-", "-", options, sink(take, "-"));
      if (!result) take.skipped("-", reason(context, result.error()));
      continue;
    }
    // Each path is walked alone: two files of one name in two folders are two documents here.
    const auto found = readers::walk({path});
    for (const auto& skipped : found.skipped)
      take.skipped(shown(path, skipped.path), report::unread_words(context.language, readers::reason_name(skipped.reason), skipped.what, skipped.detail));
    for (const auto& file : found.files) {
      const auto name = shown(path, file.path);
      const auto result = readers::read_file(file.path, file.source, options, sink(take, name));
      if (!result) take.skipped(name, reason(context, result.error()));
    }
  }
}

}  // namespace tracuu::cli
