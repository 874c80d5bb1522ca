#include "query/rank/batch.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <simdjson.h>

#include "query/rank/search.h"

namespace tracuu::rank {
namespace {

using Clock = std::chrono::steady_clock;

double percentile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

struct BatchQuery {
  std::string id, text;
};

tl::expected<std::vector<BatchQuery>, std::string> read_queries(const std::string& path) {
  std::ifstream in(path);
  if (!in) return tl::make_unexpected(fmt::format("{}: cannot be opened; name a file with lines of {{\"_id\", \"text\"}}", path));
  std::vector<BatchQuery> queries;
  simdjson::dom::parser parser;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    simdjson::dom::element record;
    std::string_view id, text;
    if (parser.parse(line).get(record) || record["_id"].get(id) || record["text"].get(text))
      return tl::make_unexpected(fmt::format("{}:{}: not a record with \"_id\" and \"text\"", path, number));
    queries.push_back({std::string(id), std::string(text)});
  }
  return queries;
}

}  // namespace

tl::expected<BatchReport, std::string> run_batch(const open::Index& index, const std::string& queries_path, const std::string& run_path, std::size_t depth, BatchUnit unit) {
  const auto queries = read_queries(queries_path);
  if (!queries) return tl::make_unexpected(queries.error());
  std::ofstream out(run_path, std::ios::binary);
  if (!out) return tl::make_unexpected(fmt::format("{}: cannot be written; check the folder and its permissions", run_path));
  Searcher searcher(index);
  BatchReport report;
  std::vector<double> times;
  for (const BatchQuery& query : *queries) {
    const Clock::time_point start = Clock::now();
    SearchRequest request;
    request.query = query.text;
    request.limit = depth;
    std::vector<std::pair<std::string, double>> ranked;
    const auto note = [&](const auto& results) { report.as_words += results.query.error.has_value() || !results.unanswered.empty() ? 1 : 0; };
    if (unit == BatchUnit::provision) {
      const ProvisionResults results = searcher.provisions(request);
      note(results);
      for (const ProvisionHit& hit : results.provisions)
        ranked.emplace_back(hit.source_id.empty() ? fmt::format("{}#{}", hit.source, hit.ordinal) : hit.source_id, hit.score);
    } else {
      const SearchResults results = searcher.documents(request);
      note(results);
      for (const DocumentHit& hit : results.documents) ranked.emplace_back(hit.document.source, hit.score);
    }
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    report.seconds += times.back() / 1e3;
    std::size_t rank = 0;
    for (const auto& [id, score] : ranked) out << fmt::format("{1}{0}Q0{0}{2}{0}{3}{0}{4:.6f}{0}tracuu\n", unit == BatchUnit::provision ? ' ' : '\t', query.id, id, ++rank, score);
  }
  out.flush();
  if (!out) return tl::make_unexpected(fmt::format("{}: writing failed; is the disk full?", run_path));
  report.queries = queries->size();
  report.p50_ms = percentile(times, 0.50);
  report.p95_ms = percentile(times, 0.95);
  report.p99_ms = percentile(times, 0.99);
  return report;
}

}  // namespace tracuu::rank
