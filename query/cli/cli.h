#pragma once
/// The command line of tracuu: a thin shell over query/. Takes words, gives text and an exit code (DESIGN rule 6); touches
/// neither the process nor its streams, so that tests run commands as functions.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::cli {

/// Exit codes of DESIGN rule 6.
enum ExitCode : int {
  done = 0,
  nothing_found = 1,   ///< also: findings at the asked severity
  usage_error = 2,
  nothing_read = 3,
  some_skipped = 4,
  ambiguous_id = 5,    ///< candidates on standard output
  locked = 75,
};

/// The world outside: where output goes and what the terminal is like.
struct World {
  std::function<void(std::string_view)> out;   ///< standard output
  std::function<void(std::string_view)> err;   ///< standard error
  std::function<std::string()> read_input;     ///< standard input to its end
  std::function<std::optional<std::string>(const char*)> environment;
  bool out_is_terminal = false;
  std::size_t width = 100;  ///< columns of the terminal
  std::function<std::int64_t()> now;  ///< seconds since 1970-01-01 UTC; unset: unknown (tests give their day)
};

/// Runs `tracuu` with the words after the program's name.
[[nodiscard]] int run(const std::vector<std::string>& words, const World& world);

}  // namespace tracuu::cli
