#pragma once
/// External converters as limited subprocesses: no shell, own process group, limits of time, address space and output.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/readers/internal.h"

namespace tracuu::readers::internal {

struct Converter {
  const char* program;  ///< name looked up in PATH
  const char* package;  ///< Debian package that brings it
};

struct Conversion {
  std::string output;
  std::string errors;   ///< the first KB of standard error, trimmed
  int exit_code = 0;    ///< 128 + signal if it was killed
  bool timed_out = false;
  bool overflowed = false;  ///< wrote more than the limit; `output` holds what fits
};

/// What a converter may need: markup is several times the text; OCR takes ten times the time and three times the memory.
enum class Appetite : std::uint8_t { plain, markup, recognition };

/// Runs `converter` with `arguments`, LC_ALL=C.UTF-8, standard input empty. Errors: converter_missing (names the package),
/// timeout, too_large, converter_failed (could not be started or was killed). An exit code is not judged here.
tl::expected<Conversion, ReadError> run_converter(const Converter& converter, const std::vector<std::string>& arguments,
                                                  const Input& input, Appetite appetite = Appetite::plain);

[[nodiscard]] bool is_installed(const Converter& converter);

/// The file to give to a converter: the one on disk, or a temporary copy of bytes, removed at the end of its life.
class ConverterFile {
 public:
  ConverterFile(const Input& input, std::string_view suffix);
  ConverterFile(const ConverterFile&) = delete;
  ConverterFile& operator=(const ConverterFile&) = delete;
  ~ConverterFile();
  /// Empty if the temporary file could not be written.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool is_temporary_ = false;
};

}  // namespace tracuu::readers::internal
