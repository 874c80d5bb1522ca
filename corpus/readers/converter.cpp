#include "corpus/readers/converter.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace tracuu::readers::internal {
namespace {

using Clock = std::chrono::steady_clock;

std::string find_program(std::string_view program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string candidate(rest.substr(0, end));
    if (!candidate.empty()) {
      (candidate += '/').append(program);
      if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) == 0) {
      read_end = ends[0];
      write_end = ends[1];
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(read_end);
    close_end(write_end);
  }
  static void close_end(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

struct Limits {
  rlim_t seconds;
  rlim_t memory;
};

// Between fork and exec only async-signal-safe calls: other threads may hold any lock.
[[noreturn]] void become(const char* program, char* const* argv, char* const* envp, int out, int err, Limits limits) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int null = ::open("/dev/null", O_RDONLY);
  ::dup2(null, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
#ifdef SYS_close_range
  ::syscall(SYS_close_range, 3u, ~0u, 0u);
#endif
  const rlimit memory{limits.memory, limits.memory}, cpu{limits.seconds, limits.seconds + 1}, core{0, 0};
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_CPU, &cpu);
  ::setrlimit(RLIMIT_CORE, &core);
  ::execve(program, argv, envp);
  ::_exit(127);
}

std::vector<std::string> environment() {
  std::vector<std::string> out{"LC_ALL=C.UTF-8", "LANG=C.UTF-8"};
  for (const char* name : {"PATH", "HOME", "TMPDIR", "ANTIWORDHOME", "TESSDATA_PREFIX"})
    if (const char* value = std::getenv(name)) out.push_back(std::string(name) + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

// Takes what a pipe has to give, up to `limit`; false at its end.
bool drain(int fd, std::string& into, std::size_t limit, bool& overflowed) {
  char buffer[1 << 16];
  const ssize_t n = ::read(fd, buffer, sizeof buffer);
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  if (n == 0) return false;
  const std::size_t fits = std::min(static_cast<std::size_t>(n), limit - std::min(limit, into.size()));
  into.append(buffer, fits);
  overflowed |= fits < static_cast<std::size_t>(n);
  return true;
}

void collect(Pipe& out, Pipe& err, Clock::time_point deadline, std::size_t limit, Conversion& result) {
  bool errors_overflow = false;
  while (out.read_end >= 0 || err.read_end >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      result.timed_out = true;
      return;
    }
    pollfd waits[2] = {{out.read_end, POLLIN, 0}, {err.read_end, POLLIN, 0}};
    const int ready = ::poll(waits, 2, static_cast<int>(std::min<long long>(left, 1000)));
    if (ready < 0 && errno != EINTR) return;
    if (ready <= 0) continue;
    if (waits[0].revents != 0 && !drain(out.read_end, result.output, limit, result.overflowed)) Pipe::close_end(out.read_end);
    if (waits[1].revents != 0 && !drain(err.read_end, result.errors, 1024, errors_overflow)) Pipe::close_end(err.read_end);
    if (result.overflowed) return;
  }
}

// Waits for the child until the deadline, then kills its whole group.
int reap(pid_t child, Clock::time_point deadline, Conversion& result) {
  int status = 0;
  while (true) {
    const bool must_end = result.timed_out || result.overflowed;
    if (must_end) ::kill(-child, SIGKILL);
    const pid_t done = ::waitpid(child, &status, must_end ? 0 : WNOHANG);
    if (done == child || (done < 0 && errno != EINTR)) break;
    if (Clock::now() >= deadline) result.timed_out = true;
    else if (done == 0) ::usleep(1000);
  }
  ::kill(-child, SIGKILL);  // whatever it left behind
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

bool is_installed(const Converter& converter) { return !find_program(converter.program).empty(); }

tl::expected<Conversion, ReadError> run_converter(const Converter& converter, const std::vector<std::string>& arguments,
                                                  const Input& input, Appetite appetite) {
  const std::string program = find_program(converter.program);
  if (program.empty())
    return failure(ReadErrorCode::converter_missing, input.name, std::string(converter.program) + " is not installed",
                   std::string("apt install ") + converter.package, converter.package);
  std::vector<std::string> words{converter.program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment();
  const std::vector<char*> argv = pointers(words), envp = pointers(variables);
  const auto time = input.options.converter_time * (appetite == Appetite::recognition ? 10 : 1);
  const auto deadline = Clock::now() + time;
  const Limits limits{static_cast<rlim_t>(std::max<std::int64_t>(time.count(), 1)),
                      static_cast<rlim_t>(input.options.converter_memory) * static_cast<rlim_t>(appetite == Appetite::recognition ? 3 : 1)};
  Pipe out, err;
  if (out.read_end < 0 || err.read_end < 0)
    return failure(ReadErrorCode::converter_failed, input.name, std::string("no pipe for ") + converter.program + ": " + std::strerror(errno));
  const pid_t child = ::fork();
  if (child < 0)
    return failure(ReadErrorCode::converter_failed, input.name,
                   std::string(converter.program) + " could not be started: " + std::strerror(errno));
  if (child == 0) become(program.c_str(), argv.data(), envp.data(), out.write_end, err.write_end, limits);
  ::setpgid(child, child);
  Pipe::close_end(out.write_end);
  Pipe::close_end(err.write_end);
  Conversion result;
  collect(out, err, deadline, input.options.max_output * (appetite == Appetite::markup ? 4 : 1), result);
  result.exit_code = reap(child, deadline, result);
  while (!result.errors.empty() && (result.errors.back() == '\n' || result.errors.back() == ' ')) result.errors.pop_back();
  if (result.timed_out)
    return failure(ReadErrorCode::timeout, input.name,
                   std::string(converter.program) + " did not end within " + std::to_string(time.count()) + " s", {}, converter.program);
  if (result.overflowed)
    return failure(ReadErrorCode::too_large, input.name,
                   std::string(converter.program) + " gave more than " + std::to_string(input.options.max_output >> 20) + " MB of text", {},
                   converter.program);
  return result;
}

ConverterFile::ConverterFile(const Input& input, std::string_view suffix) : path_(input.path) {
  // A name that begins with '-' would be read as an option.
  if (!path_.empty()) {
    if (path_[0] != '/') path_ = std::filesystem::absolute(path_).string();
    return;
  }
  const char* folder = std::getenv("TMPDIR");
  path_ = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/tracuu-XXXXXX" + std::string(suffix);
  const int fd = ::mkostemps(path_.data(), static_cast<int>(suffix.size()), O_CLOEXEC);
  if (fd < 0) {
    path_.clear();
    return;
  }
  is_temporary_ = true;
  std::string_view rest = input.bytes;
  while (!rest.empty()) {
    const ssize_t n = ::write(fd, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  ::close(fd);
  if (!rest.empty()) {
    ::unlink(path_.c_str());
    is_temporary_ = false;
    path_.clear();
  }
}

ConverterFile::~ConverterFile() {
  if (is_temporary_) ::unlink(path_.c_str());
}

}  // namespace tracuu::readers::internal
