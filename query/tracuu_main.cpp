/// tracuu: search and cross-references of Vietnamese legal documents. The process around query/cli.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <vector>

#include "query/cli/cli.h"
#include "query/cli/help.h"

namespace {

std::string read_all_input() {
  std::string all;
  char buffer[1 << 16];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, stdin)) all.append(buffer, n);
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  tracuu::cli::World world;
  world.out = [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); };
  world.err = [](std::string_view text) {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
  };
  world.read_input = read_all_input;
  world.environment = [](const char* name) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  world.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  world.width = tracuu::cli::terminal_width();
  world.now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  try {
    const int code = tracuu::cli::run(std::vector<std::string>(argv + 1, argv + argc), world);
    // A full disk must not look like success.
    if (std::fflush(stdout) != 0) {
      std::perror("tracuu");
      return 3;
    }
    return code;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tracuu: lỗi không lường trước / unexpected error: %s\n", error.what());
    return 3;
  }
}
