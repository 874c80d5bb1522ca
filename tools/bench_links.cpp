/// bench_links DB: what it costs to ask links of an index, in process, each question on a fresh session as a command asks it.
/// Prints the median and the 95th percentile in milliseconds.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "query/cli/session.h"
#include "query/graph/trace.h"
#include "query/resolve/index_catalogue.h"
#include "query/report/impact_report.h"
#include "query/report/links_report.h"
#include "query/report/status_report.h"

namespace {

using namespace tracuu;
using Clock = std::chrono::steady_clock;

std::string only;  // measures whose name begins so
bool processor = false;

// Of this thread alone: on a machine that others use, what a question costs.
double milliseconds() {
  if (!processor) return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void measure(const char* name, std::size_t rounds, const std::function<std::size_t(std::size_t)>& ask) {
  if (!std::string_view(name).starts_with(only)) return;
  std::vector<double> times;
  std::size_t size = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    const double start = milliseconds();
    size = ask(i);
    times.push_back(milliseconds() - start);
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:<44} median {:8.2f} ms   p95 {:8.2f} ms   ({} at last)\n", name, times[times.size() / 2], times[times.size() * 95 / 100], size);
}

/// The most cited acts first.
std::vector<resolve::ActId> most_cited(const links::Table& table, std::size_t count) {
  std::vector<resolve::ActId> acts(table.size());
  for (resolve::ActId id = 0; id < acts.size(); ++id) acts[id] = id;
  count = std::min(count, acts.size());
  std::partial_sort(acts.begin(), acts.begin() + static_cast<std::ptrdiff_t>(count), acts.end(),
                    [&](auto a, auto b) { return table.row(a).citing_works > table.row(b).citing_works; });
  acts.resize(count);
  return acts;
}

/// A few thousand references of the table against resolution on the fly.
std::size_t compare(open::Index& index, const links::Table& table, std::size_t count) {
  const auto catalogue = resolve::index_catalogue(index);
  resolve::Resolver resolver(*catalogue);
  const auto records = graph::index_records(index);
  std::mt19937_64 random(7);
  std::size_t different = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& edge = table.edge(static_cast<links::EdgeId>(random() % table.edge_count()));
    const auto document = records->document(edge.record);
    const auto self = resolver.act_of_record(edge.record).value_or(resolve::no_act);
    const auto fly = resolve::InDocument(resolver, document, self).resolve(edge.mention);
    const auto kept = table.resolution(edge);
    const auto id = [&](resolve::ActId act) { return act == resolve::no_act ? std::string() : resolver.act(act).id; };
    const auto table_id = [&](resolve::ActId act) { return act == resolve::no_act ? std::string() : table.act(act).id; };
    bool same = fly.outcome == kept.outcome && fly.rule == kept.rule && fly.certain == kept.certain && id(fly.act) == table_id(kept.act) &&
                id(fly.date_conflict) == table_id(kept.date_conflict) && fly.candidates.size() == kept.candidates.size();
    for (std::size_t c = 0; same && c < fly.candidates.size(); ++c)
      same = id(fly.candidates[c].act) == table_id(kept.candidates[c].act) && fly.candidates[c].traits == kept.candidates[c].traits;
    if (!same && ++different <= 3) fmt::print("  differs: {} mention {}: {} / {}\n", document.source, edge.mention, id(fly.act), table_id(kept.act));
  }
  return different;
}

}  // namespace

int main(int argc, char** argv) {
  std::string db;
  std::size_t rounds = 100, compared = 0;
  CLI::App app("Measures links", "bench_links");
  app.add_option("DB", db)->required();
  app.add_option("--rounds", rounds)->default_val(rounds);
  app.add_option("--compare", compared, "random references of the table to resolve anew and compare")->default_val(compared);
  app.add_option("--only", only, "measures whose name begins so");
  app.add_flag("--processor", processor, "processor time instead of time by the clock");
  CLI11_PARSE(app, argc, argv);
  auto index = open::Index::open(db);
  if (!index) return fmt::print(stderr, "{}: {}\n", db, index.error().what), 3;
  const auto table = links::Table::open(*index);
  if (!table) return fmt::print(stderr, "{}: no table of links; make it: tracuu-index --links {}\n", db, db), 3;
  const auto acts = most_cited(**table, 20);
  fmt::print("{} documents, {} acts, {} references, table {:.1f} MB, most cited {} times\n", index->document_count(), (*table)->size(),
             (*table)->edge_count(), static_cast<double>((*table)->file_bytes()) / 1e6, (*table)->row(acts.front()).citing_works);
  const report::Look look{report::Language::vi, {}};
  const auto page = [&](resolve::ActId act, std::size_t offset, const std::vector<std::string>& provinces) {
    cli::Session session(*index);
    report::ReferencesRequest request;
    request.act = act;
    request.incoming = true;
    request.limit = 20;
    request.offset = offset;
    request.filter.provinces = provinces;
    const auto references = report::references(session.graph, request);
    (void)report::references_report(session.graph, references, request, report::Layout::text, look);
    return references.acts;
  };
  measure("cited-by, page of 20, the most cited", rounds, [&](std::size_t i) { return page(acts.front(), 20 * (i % 50), {}); });
  measure("cited-by, page of 20, the 20 most cited", rounds, [&](std::size_t i) { return page(acts[i % acts.size()], 0, {}); });
  measure("cited-by, page of 20, one province", rounds, [&](std::size_t i) { return page(acts[i % 3], 0, {"can-tho"}); });
  measure("trace, depth 4, 500 acts", std::max<std::size_t>(1, rounds / 5), [&](std::size_t i) {
    cli::Session session(*index);
    graph::TraceOptions options;
    options.depth = 4;
    const auto trace = graph::trace(session.graph, acts[i % 3], options);
    (void)report::trace_report(session.graph, trace, options, report::Layout::text, look);
    return trace.acts;
  });
  measure("status, the 20 most cited", rounds, [&](std::size_t i) {
    cli::Session session(*index);
    status::Statuses statuses(session.graph);
    const auto answer = statuses.status(acts[i % acts.size()], {{2026, 1, 1}, {}, true});
    (void)report::status_report(session.graph, answer, report::Layout::text, look);
    return answer.timeline.size();
  });
  measure("coverage by provinces, the 3 most cited", std::max<std::size_t>(1, rounds / 5), [&](std::size_t i) {
    cli::Session session(*index);
    const auto answer = status::coverage(session.graph, acts[i % 3], {});
    (void)report::coverage_report(session.graph, answer, report::Layout::text, look);
    return answer.implemented;
  });
  if (compared > 0) fmt::print("{} of {} references differ from resolution on the fly\n", compare(*index, **table, compared), compared);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {:.0f} MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
