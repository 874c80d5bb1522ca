/// tracuu-index: a thin shell over indexer/writer. Speaks through the table of messages, like tracuu.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/writer/index_run.h"
#include "query/cli/help.h"
#include "query/graph/derive.h"
#include "query/links/table.h"
#include "query/lists/make.h"
#include "query/lists/table.h"
#include "query/report/reading_words.h"
#include "query/report/terminal.h"

namespace {

using namespace tracuu;
using report::Msg;
using writer::Progress, writer::RunError, writer::RunOptions, writer::RunReport, writer::Skipped;

enum ExitCode { kDone = 0, kUsage = 2, kNothingRead = 3, kSomeSkipped = 4, kWriteFailed = 74, kLocked = 75 };

/// How this run speaks: words of the table of messages, numbers as the language writes them.
struct Voice {
  report::Language language = report::Language::vi;
  std::size_t width = 100;

  template <typename... Args>
  [[nodiscard]] std::string operator()(Msg id, Args&&... args) const {
    return report::say(language, id, std::forward<Args>(args)...);
  }
  [[nodiscard]] bool is_english() const { return language == report::Language::en; }
};

std::string count(std::uint64_t number, const Voice& say) { return report::grouped(number, say.is_english() ? ',' : '.'); }

std::string decimal(double number, int places, const Voice& say) {
  std::string digits = fmt::format("{:.{}f}", number, places);
  if (!say.is_english())
    for (char& c : digits)
      if (c == '.') c = ',';
  return digits;
}

std::string duration(double seconds, const Voice& say) {
  if (seconds < 60) return say(Msg::run_seconds, decimal(seconds, seconds < 10 ? 1 : 0, say));
  return say(Msg::run_minutes, static_cast<int>(seconds) / 60, static_cast<int>(seconds) % 60);
}

std::string megabytes(std::uint64_t bytes, const Voice& say) { return fmt::format("{} MB", decimal(static_cast<double>(bytes) / 1e6, 1, say)); }

void complain(const Voice& say, const std::string& what, const std::string& hint = {}) {
  fmt::print(stderr, "tracuu-index: {}: {}\n", say(Msg::error_word), what);
  if (!hint.empty()) fmt::print(stderr, "  {}: {}\n", say(Msg::hint_word), hint);
}

void show_progress(const Progress& progress, const Voice& say) {
  if (progress.stage == Progress::Stage::merging) {
    fmt::print(stderr, "\r\033[K{}", say(Msg::run_writing));
    std::fflush(stderr);
    return;
  }
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.bytes_done) / progress.seconds : 0;
  const double left = rate > 0 ? static_cast<double>(progress.bytes - progress.bytes_done) / rate : 0;
  fmt::print(stderr, "\r\033[K{}{}", say(Msg::run_progress, count(progress.files_done, say), count(progress.files, say), decimal(rate / 1e6, 1, say)),
             rate > 0 ? " · " + say(Msg::run_time_left, duration(left, say)) : std::string());
  std::fflush(stderr);
}

/// A list of lines "path: words", the first `listed` of them.
template <typename Rows, typename Words>
void print_list(Msg head, const Rows& rows, std::size_t listed, const Voice& say, Words words) {
  if (rows.empty()) return;
  fmt::print("\n{}\n", say(head));
  for (std::size_t i = 0; i < std::min(rows.size(), listed); ++i)
    fmt::print("{}", report::paragraph("  ", report::one_line(rows[i].path) + ": " + report::one_line(words(rows[i])), 4, say.width));
  if (rows.size() > listed) fmt::print("  {}\n", say(Msg::run_more, rows.size() - listed, rows.size()));
}

void print_text(const RunReport& report, std::size_t listed, const Voice& say) {
  const auto line = [&](std::uint64_t number, const std::string& words) {
    if (number > 0) fmt::print("  {:<12} {}\n", count(number, say), words);
  };
  fmt::print("{}\n", say(report.created ? Msg::run_created : Msg::run_updated));
  line(report.files, say(Msg::run_files_found));
  fmt::print("  {:<12} {}\n", count(report.files_indexed, say),
             say(Msg::run_files_indexed, count(report.documents_written, say), megabytes(report.text_bytes, say)));
  line(report.files_unchanged, say(Msg::run_files_unchanged));
  line(report.skipped.size(), say(Msg::run_files_skipped));
  std::map<std::string, std::size_t> by_reason;
  for (const Skipped& skipped : report.skipped) ++by_reason[skipped.code];
  for (const auto& [code, number] : by_reason) fmt::print("    {:<10} {}\n", count(number, say), report::unread_reason(say.language, code));
  if (report.documents_removed > 0) line(report.documents_removed, say(Msg::run_documents_removed));
  else line(report.files_gone, say(Msg::run_files_gone));
  fmt::print("{}", report::paragraph("", say(Msg::run_total, count(report.documents, say), count(report.provisions, say), megabytes(report.index_bytes, say),
                                               megabytes(report.stored_text_bytes, say)),
                                     0, say.width));
  const double rate = report.seconds > 0 ? static_cast<double>(report.text_bytes) / 1e6 / report.seconds : 0;
  fmt::print("{}\n", report.text_bytes > 0 ? say(Msg::run_took_rate, duration(report.seconds, say), decimal(rate, 1, say))
                                           : say(Msg::run_took, duration(report.seconds, say)));
  print_list(Msg::run_skipped_head, report.skipped, listed, say,
             [&](const Skipped& skipped) { return report::unread_words(say.language, skipped.code, skipped.what, skipped.detail); });
  print_list(Msg::run_notes_head, report.notes, listed, say, [&](const writer::Note& note) { return report::note_words(say.language, note.what); });
}

void print_json(const RunReport& report) {
  nlohmann::ordered_json by_reason = nlohmann::ordered_json::object(), skipped = nlohmann::ordered_json::array(), notes = skipped;
  for (const Skipped& file : report.skipped) {
    by_reason[file.code] = by_reason.value(file.code, 0) + 1;
    skipped.push_back({{"path", file.path}, {"reason", file.code}, {"what", file.what}, {"hint", file.hint}, {"remembered", file.remembered}});
  }
  for (const writer::Note& note : report.notes) notes.push_back({{"path", note.path}, {"what", note.what}});
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const nlohmann::ordered_json out = {
      {"version", 1}, {"created", report.created},
      {"files", {{"found", report.files}, {"indexed", report.files_indexed}, {"unchanged", report.files_unchanged},
                 {"skipped", report.skipped.size()}, {"gone", report.files_gone}}},
      {"skipped_by_reason", by_reason},
      {"documents", {{"written", report.documents_written}, {"removed", report.documents_removed}, {"total", report.documents}}},
      {"provisions", {{"written", report.provisions_written}, {"total", report.provisions}}},
      {"mentions", report.mentions}, {"text_bytes", report.text_bytes}, {"index_bytes", report.index_bytes},
      {"stored_text_bytes", report.stored_text_bytes}, {"revision", report.revision}, {"seconds", report.seconds},
      {"peak_memory_bytes", static_cast<std::uint64_t>(usage.ru_maxrss) * 1024}, {"skipped", skipped}, {"notes", notes}};
  fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int explain(const RunError& error, const Voice& say) {
  const auto path = report::harmless(error.path);
  switch (error.code) {
    case RunError::Code::locked: complain(say, say(Msg::run_locked, path), say(Msg::run_locked_hint)); return kLocked;
    case RunError::Code::not_an_index: complain(say, say(Msg::run_not_an_index, path), say(Msg::run_not_an_index_hint)); return kUsage;
    case RunError::Code::unknown_schema: complain(say, say(Msg::run_unknown_schema, path), say(Msg::run_rebuild_hint)); return kUsage;
    case RunError::Code::damaged: complain(say, say(Msg::run_damaged, path), say(Msg::run_rebuild_hint)); break;
    case RunError::Code::no_space: complain(say, say(Msg::run_no_space, path), say(Msg::run_no_space_hint)); break;
    case RunError::Code::io: complain(say, say(Msg::run_io, path, error.what), say(Msg::run_io_hint)); break;
  }
  return kWriteFailed;
}

int exit_code(const RunReport& report) {
  // Hidden files are no documents of anybody: they are told, but are no reason for alarm.
  const auto matters = [](const Skipped& skipped) { return skipped.code != "hidden"; };
  const bool some_skipped = std::any_of(report.skipped.begin(), report.skipped.end(), matters);
  if (report.files_indexed == 0 && report.files_unchanged == 0 && report.documents_removed == 0) return kNothingRead;
  return some_skipped ? kSomeSkipped : kDone;
}

/// Tables are caches: an index without them answers all the same, only slower. `anew`: also those that are there.
bool derive_tables(const std::string& directory, bool anew, bool tell, const Voice& say) {
  bool made_all = true;
  const auto no_table = [&](const std::string& what) {
    complain(say, say(Msg::run_no_table, what));
    return made_all = false;
  };
  auto index = open::Index::open(directory);
  if (!index) return no_table(index.error().what);
  const auto print = [&](const std::string& words) {
    if (tell) fmt::print("{}", report::paragraph("", words, 0, say.width));
  };
  const auto make = [&](const auto& operation, const auto& words) {
    const auto made = index->consistently(operation);
    if (!made) no_table(made.error().what);
    else if (!*made) no_table(made->error().path + ": " + made->error().what);
    else print(words(**made));
  };
  if (anew || !links::Table::open(*index)) {
    make([](open::Index& opened) { return graph::derive(opened); }, [&](const graph::DeriveReport& report) {
      return say(Msg::run_links, count(report.references, say), count(report.acts, say), megabytes(report.bytes, say), duration(report.seconds, say));
    });
  }
  if (!index->is_local()) return made_all;  // searches there ask the servers
  if (!lists::is_worthwhile(*index)) {
    std::error_code ignored;
    std::filesystem::remove_all(index->directory() / lists::table_kind().directory, ignored);  // of a time when it was
  } else if (anew || !lists::Table::open(*index)) {
    make([](open::Index& opened) { return lists::make(opened); }, [&](const lists::MakeReport& report) {
      return say(Msg::run_lists, count(report.terms, say), count(report.postings, say), megabytes(report.bytes, say), duration(report.seconds, say));
    });
  }
  return made_all;
}

struct Asked {
  RunOptions run;
  std::string index, format = "text", language;
  std::vector<std::string> paths;
  std::optional<std::string> catalogue;  // empty words: drop the one that the index keeps
  bool quiet = false, links_only = false, no_links = false;
  std::size_t listed = 20;
};

void add_options(CLI::App& app, Asked& asked, const Voice& say) {
  app.add_option("DB", asked.index, say(Msg::help_run_db))->required();
  app.add_option("PATH", asked.paths, say(Msg::help_run_paths));
  app.add_flag("--prune", asked.run.prune, say(Msg::help_run_prune));
  app.add_flag("--rebuild", asked.run.rebuild, say(Msg::help_run_rebuild));
  app.add_flag("--ocr", asked.run.read.ocr, say(Msg::help_extract_ocr));
  app.add_option("--catalogue", asked.catalogue, say(Msg::help_run_catalogue))->option_text("FILE");
  app.add_option("-j,--jobs", asked.run.jobs, say(Msg::help_run_jobs))->option_text("N");
  app.add_flag("-q,--quiet", asked.quiet, say(Msg::help_run_quiet));
  app.add_flag("--links", asked.links_only, say(Msg::help_run_links));
  app.add_flag("--no-links", asked.no_links, say(Msg::help_run_no_links));
  app.add_option("--list", asked.listed, say(Msg::help_run_list))->option_text("N");
  app.add_option("-f,--format", asked.format, say(Msg::help_format, "text, json"))->check(CLI::IsMember({"text", "json"}))->option_text("FORMAT");
  app.add_option("--lang", asked.language, say(Msg::help_lang))->check(CLI::IsMember({"vi", "en"}))->option_text("vi|en");
  app.set_help_flag("-h,--help", say(Msg::help_help));
  app.set_version_flag("--version", "tracuu-index " TRACUU_VERSION, say(Msg::help_version));
  app.footer(say(Msg::help_run_exit_codes));
}

int run(Asked& asked, const Voice& say) {
  if (asked.links_only) return derive_tables(asked.index, true, !asked.quiet, say) ? kDone : kWriteFailed;
  if (asked.paths.empty()) {
    complain(say, say(Msg::run_no_paths), say(Msg::see_help, "tracuu-index"));
    return kUsage;
  }
  if (asked.catalogue) {
    auto registry = registry::Registry::opened(*asked.catalogue);
    if (!registry) {
      complain(say, registry.error(), say(Msg::catalogue_hint));
      return kUsage;
    }
    asked.run.registry = std::move(*registry);
  }
  asked.run.index = asked.index;
  asked.run.paths.assign(asked.paths.begin(), asked.paths.end());
  const bool show = !asked.quiet && isatty(STDERR_FILENO) == 1;
  if (show) asked.run.progress = [&](const Progress& progress) { show_progress(progress, say); };
  const auto report = writer::run(asked.run);
  if (show) fmt::print(stderr, "\r\033[K");
  if (!report) return explain(report.error(), say);
  if (asked.format == "json") print_json(*report);
  else if (!asked.quiet) print_text(*report, asked.listed, say);
  std::fflush(stdout);
  if (!asked.no_links) derive_tables(asked.index, false, !asked.quiet && asked.format == "text", say);
  return exit_code(*report);
}

}  // namespace

int main(int argc, char** argv) {
  const char* environment = std::getenv("TRACUU_LANG");
  const Voice say{cli::language_of(std::vector<std::string>(argv + 1, argv + argc), environment == nullptr ? "" : environment), cli::terminal_width()};
  Asked asked;
  CLI::App app(say(Msg::run_about), "tracuu-index");
  app.formatter(std::make_shared<cli::HelpFormatter>(say.language, say.width));
  add_options(app, asked, say);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return kDone;
  } catch (const CLI::CallForVersion& version) {
    fmt::print("{}\n", version.what());
    return kDone;
  } catch (const CLI::ParseError& error) {
    const auto mistake = cli::explain(say.language, app, "tracuu-index", error);
    complain(say, mistake.what, mistake.hint);
    return kUsage;
  }
  return run(asked, say);
}
