/// libFuzzer target for the query language: whatever is typed is parsed or refused, with a place inside what was typed.
///
///     cmake -S . -B build/fuzz -DTRACUU_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_C_COMPILER=clang
///     ninja -C build/fuzz fuzz_query_parser && build/fuzz/tests/fuzz_query_parser -dict=tests/fuzz/query.dict tests/fuzz/query_seeds
///
/// A query that takes more than 200 ms of processor time, sanitizers included, aborts like a crash.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include "query/language/query.h"
#include "query/language/syntax.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

std::size_t check_places(const tracuu::language::Node& node, std::size_t size) {
  check(node.place.begin <= node.place.end && node.place.end <= size);
  std::size_t nodes = 1;
  for (const auto& part : node.parts) nodes += check_places(part, size);
  return nodes;
}

// Of this thread: what else the machine does must not count.
double milliseconds() {
  timespec now{};
  check(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void load_tables() {
  static const auto loaded = tracuu::language::parse("quy định về thời hạn", [](const std::string&) { return 1u; });
  check(!loaded.terms.empty());
}

void parse_and_check(std::string_view typed) {
  const auto node = tracuu::language::parse_syntax(typed);
  if (node) {
    check(check_places(*node, typed.size()) <= 2 * typed.size() + 2);
    check(!tracuu::language::to_string(*node).empty());
  } else {
    check(node.error().place.begin <= node.error().place.end && node.error().place.end <= typed.size());
  }
  const auto query = tracuu::language::parse(typed, [](const std::string& term) { return static_cast<std::uint32_t>(term.size()); });
  check(query.synonyms_from <= query.terms.size());
  check(query.error.has_value() == !node.has_value());
}

// The least of three: a virtual machine charges a thread for time that the machine spent on others.
double least_milliseconds(std::string_view typed, double enough) {
  double least = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const double start = milliseconds();
    parse_and_check(typed);
    const double took = milliseconds() - start;
    least = attempt == 0 ? took : std::min(least, took);
    if (least < enough) break;
  }
  return least;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr double slowest = 200;
  load_tables();
  check(least_milliseconds({reinterpret_cast<const char*>(data), size}, slowest) < slowest);
  return 0;
}
