/// bench_analyse FOLDER [google-benchmark options]: text in memory to records, MB of text a second of one core.
///
/// Reads all files of the folder first, then measures each step of the analysis apart and the whole, one thread, and whether
/// the time of a single document grows in line with its size: documents of 1, 5, 25 and 50 MB, made by joining files.
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "corpus/analyse.h"
#include "corpus/anatomy/anatomy.h"
#include "corpus/citation/citation.h"
#include "corpus/readers/readers.h"
#include "corpus/readers/walk.h"
#include "corpus/registry/registry.h"
#include "corpus/relation/relation.h"

namespace {

using namespace tracuu;

std::vector<model::Text> texts;

std::uint64_t size_of_all() {
  std::uint64_t bytes = 0;
  for (const model::Text& text : texts) bytes += text.bytes.size();
  return bytes;
}

const citation::Grammar& grammar() {
  static const auto made = citation::grammar_of(registry::Registry::builtin());
  return *made;
}

void report(benchmark::State& state, std::uint64_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(static_cast<std::uint64_t>(state.iterations()) * bytes));
}

void whole(benchmark::State& state) {
  for (auto _ : state)
    for (const model::Text& text : texts) benchmark::DoNotOptimize(corpus::analyse(text, text::canonicalize(text), grammar()));
  report(state, size_of_all());
}

void canonical(benchmark::State& state) {
  for (auto _ : state)
    for (const model::Text& text : texts) benchmark::DoNotOptimize(text::canonicalize(text));
  report(state, size_of_all());
}

enum class Step : std::uint8_t { anatomy, words, citation, relation, effects };

// One step of analyse(); the steps before it are made with the clock stopped.
void step(benchmark::State& state, Step timed) {
  for (auto _ : state) {
    state.PauseTiming();
    for (const model::Text& text : texts) {
      const text::Canonical canonical = text::canonicalize(text);
      model::Document document;
      document.pages = canonical.pages;
      document.furniture = canonical.furniture;
      const auto run = [&](Step which, const auto& work) {
        if (which > timed) return;
        if (which == timed) state.ResumeTiming();
        work();
        if (which == timed) state.PauseTiming();
      };
      run(Step::anatomy, [&] { anatomy::describe(text, canonical, document); });
      std::optional<text::Words> words;
      run(Step::words, [&] { words.emplace(canonical); });
      run(Step::citation, [&] { citation::find_mentions(*words, document, grammar()); });
      run(Step::relation, [&] { relation::relate(*words, document); });
      run(Step::effects, [&] { anatomy::find_effects(canonical, document); });
    }
    state.ResumeTiming();
  }
  report(state, size_of_all());
}

// Joined files of about `state.range(0)` MB as one document. Measured warm, over some seconds, as small ones are that run hundreds of times: the first
// large documents of a process pay for the pages that their arrays are the first to touch, as much again.
void one_document(benchmark::State& state) {
  const auto wanted = static_cast<std::size_t>(state.range(0)) * 1'000'000;
  model::Text text;
  text.source = "joined";
  while (text.bytes.size() < wanted)
    for (const model::Text& part : texts)
      if (text.bytes.size() < wanted) text.bytes += part.bytes + '\n';
  for (auto _ : state) benchmark::DoNotOptimize(corpus::analyse(text, text::canonicalize(text), grammar()));
  report(state, text.bytes.size());
}

void read_folder(const char* folder) {
  for (const readers::WalkEntry& file : readers::walk({folder}).files)
    (void)readers::read_file(file.path, file.source, {}, [](model::Text&& text) {
      texts.push_back(std::move(text));
      return true;
    });
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::cerr << "bench_analyse FOLDER [--benchmark_filter=...]\n";
    return 2;
  }
  read_folder(argv[1]);
  if (texts.empty()) {
    std::cerr << argv[1] << ": no document could be read\n";
    return 3;
  }
  (void)grammar();  // made once in a program, not once a text
  std::cerr << texts.size() << " documents, " << size_of_all() / 1'000'000 << " MB\n";
  const std::map<std::string, Step> steps = {
      {"anatomy", Step::anatomy}, {"words", Step::words}, {"citation", Step::citation}, {"relation", Step::relation}, {"effects", Step::effects}};
  benchmark::RegisterBenchmark("whole", whole)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("canonical", canonical)->Unit(benchmark::kMillisecond);
  for (const auto& [name, which] : steps)
    benchmark::RegisterBenchmark(name.c_str(), [which = which](benchmark::State& state) { step(state, which); })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("one_document", one_document)->Arg(1)->Arg(5)->Arg(25)->Arg(50)->MinTime(4)->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
