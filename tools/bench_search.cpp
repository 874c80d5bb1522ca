/// bench_search DB QUESTIONS: what a search costs, in process, warm, one thread, with ten highlighted results printed as JSON.
///
/// Questions are lines of {"text"}; words, sentences, phrases, filters, facets and numbers are drawn from the index itself with a fixed
/// seed (--failing: phrases that stand nowhere, apart). Prints p50, p95, p99 in milliseconds by kind and over all, and the slowest queries. --answers FILE keeps what was answered: two
/// builds of the program must write the same bytes.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/text/tokens.h"
#include "query/cli/search_page.h"

namespace {

using namespace tracuu;
using Clock = std::chrono::steady_clock;

struct Asked {
  std::string kind, query;
  bool facets = false;
};

std::vector<std::string> questions_in(const std::string& file) {
  std::vector<std::string> questions;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) questions.push_back(nlohmann::json::parse(line).at("text"));
  return questions;
}

/// Runs of words from random provisions and numbers of random documents.
class Drawer {
 public:
  Drawer(const open::Index& index, std::uint64_t seed) : index_(index), random_(seed) {}

  std::string words(std::size_t count) {
    for (;;) {
      const format::ProvisionRecord record = index_.provision(1 + static_cast<open::ProvisionId>(random_() % index_.provision_count()));
      std::vector<std::string> all;
      std::string word;
      for (const char c : index_.text(record, record.range)) {
        const bool letter = static_cast<unsigned char>(c) >= 0x80 || std::isalpha(static_cast<unsigned char>(c)) != 0;
        if (letter) word += c;
        else if (!word.empty()) all.push_back(std::exchange(word, {}));
      }
      if (all.size() < count + 1) continue;
      std::string run;
      const std::size_t from = random_() % (all.size() - count);
      for (std::size_t i = from; i < from + count; ++i) run += (run.empty() ? "" : " ") + all[i];
      return run;
    }
  }
  std::string number() {
    for (;;) {
      const auto identity = index_.summary(1 + static_cast<open::DocId>(random_() % index_.document_count())).identity;
      if (!identity.number.empty()) return identity.number;
    }
  }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  const open::Index& index_;
  std::mt19937_64 random_;
};

std::vector<Asked> mixed(const open::Index& index, const std::vector<std::string>& questions, std::size_t count) {
  Drawer draw(index, 7);
  static const std::vector<std::string> conditions = {"loai:luat", "loai:nd", "cap:tw", "nam:2020", "ngay:2015-01-01..2020-12-31", "loai:qd"};
  std::vector<Asked> all;
  for (std::size_t i = 0; i < count; ++i) {
    switch (i % 8) {
      case 0:
      case 1:
      case 2: all.push_back({"question", questions[draw.below(questions.size())]}); break;
      case 3: all.push_back({"words", draw.words(2 + draw.below(3))}); break;
      case 4: all.push_back({"phrase", '"' + draw.words(3) + '"'}); break;
      case 5: all.push_back({"filter", draw.words(3) + " " + conditions[draw.below(conditions.size())]}); break;
      case 6: all.push_back({"facets", draw.words(2), true}); break;
      default: all.push_back(draw.below(2) == 0 ? Asked{"sentence", draw.words(8)} : Asked{"number", draw.number()});
    }
  }
  return all;
}

/// Phrases of five of the most frequent words in an order that nobody writes: every document holds the words, none the phrase.
std::vector<Asked> failing(std::size_t count) {
  constexpr std::uint64_t frequent = 60;
  std::mt19937_64 random(11);
  std::vector<Asked> all;
  while (all.size() < count) {
    std::string phrase;
    for (int word = 0; word < 5; ++word) phrase += (word == 0 ? "" : " ") + std::string(text::SyllableTable::builtin().term(static_cast<text::SyllableId>(random() % frequent)));
    if (phrase.find_first_of("0123456789") == std::string::npos) all.push_back({"failing", '"' + phrase + '"'});
  }
  return all;
}

// Of this thread alone: on a machine that others use, what a search costs.
double processor_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double wall_milliseconds() { return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count(); }

void print(const std::string& kind, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) { return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))]; };
  fmt::print("{:<10} {:5} queries   p50 {:7.2f}   p95 {:7.2f}   p99 {:7.2f} ms\n", kind, times.size(), at(0.5), at(0.95), at(0.99));
}

}  // namespace

int main(int argc, char** argv) {
  std::string db, file, only, answers;
  std::size_t count = 2000, rounds = 1, failing_phrases = 0;
  bool processor = false;
  CLI::App app("Measures searches", "bench_search");
  app.add_option("DB", db)->required();
  app.add_option("QUESTIONS", file)->required();
  app.add_option("--count", count)->default_val(count);
  app.add_option("--rounds", rounds, "after a first one that does not count")->default_val(rounds);
  app.add_option("--only", only, "one kind");
  app.add_option("--failing", failing_phrases, "so many phrases of frequent words that stand nowhere, instead of the mixed queries");
  app.add_flag("--processor", processor, "processor time instead of time by the clock");
  app.add_option("--answers", answers, "file to write the JSON of every answer to");
  CLI11_PARSE(app, argc, argv);
  auto index = open::Index::open(db);
  if (!index) return fmt::print(stderr, "{}: {}\n", db, index.error().what), 3;
  const std::vector<std::string> questions = questions_in(file);
  if (questions.empty()) return fmt::print(stderr, "{}: no questions\n", file), 2;
  std::vector<Asked> asked = mixed(*index, questions, count);
  if (failing_phrases > 0) asked = failing(failing_phrases);
  if (!only.empty()) std::erase_if(asked, [&](const Asked& one) { return one.kind != only; });
  cli::Session session(*index);
  cli::LinkLookups links{session, {2026, 1, 1}, {}, {}};
  rank::Searcher searcher(session.index, links.lookups());
  const report::Look look{report::Language::vi, {}};
  const auto now = processor ? processor_milliseconds : wall_milliseconds;
  std::map<std::string, std::vector<double>> by_kind;
  std::vector<std::pair<double, std::string>> slowest;
  std::ofstream kept(answers, std::ios::binary);
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (const Asked& one : asked) {
      rank::SearchRequest request;
      request.query = one.query;
      request.facets = one.facets;
      const double start = now();
      const rank::SearchResults results = searcher.documents(request);
      const std::string json = report::search_report(page_of(session, links, request, results), report::Layout::json, look);
      const double ms = now() - start;
      if (round == 0 && !answers.empty()) kept << json;
      if (round == 0) continue;
      by_kind[one.kind].push_back(ms);
      by_kind["all"].push_back(ms);
      slowest.emplace_back(-ms, one.query);
    }
  }
  for (const auto& [kind, times] : by_kind) print(kind, times);
  std::sort(slowest.begin(), slowest.end());
  for (std::size_t i = 0; i < std::min<std::size_t>(5, slowest.size()); ++i) fmt::print("  {:7.2f} ms  {}\n", -slowest[i].first, slowest[i].second);
  return 0;
}
