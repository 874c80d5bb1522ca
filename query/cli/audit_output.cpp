#include "query/cli/audit_output.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::cli {

using audit::Severity;
using report::Msg;

void add_audit_output(CLI::App& app, report::Language language, AuditOutput& options) {
  add_format(app, language, options.format, {"text", "json", "jsonl", "csv", "html", "xlsx"});
  app.add_option("-o,--output", options.output, report::say(language, Msg::help_output))->option_text("FILE");
  app.add_option("--date,--as-of", options.date, report::say(language, Msg::help_report_date))->option_text("YYYY-MM-DD");
  app.add_option("--root", options.root, report::say(language, Msg::help_root))->option_text("DIR");
  app.add_option("--baseline", options.baseline, report::say(language, Msg::help_baseline))->option_text("FILE");
  app.add_option("--write-baseline", options.write_baseline, report::say(language, Msg::help_write_baseline))->option_text("FILE");
  app.add_flag("--new-only", options.new_only, report::say(language, Msg::help_new_only));
  app.add_option("--fail-on", options.fail_on, report::say(language, Msg::help_fail_on))->check(CLI::IsMember({"error", "warn", "info", "never"}))->option_text("LEVEL");
  app.add_option("--min-severity", options.least, report::say(language, Msg::help_min_severity))->check(CLI::IsMember({"error", "warn", "info"}))->option_text("LEVEL");
}

Severity severity_of(const std::string& name) { return name == "error" ? Severity::error : name == "warn" ? Severity::warn : Severity::info; }

bool in_scope(const open::Summary& summary, const std::string& filter) {
  const auto colon = filter.find(':');
  const auto field = filter.substr(0, colon == std::string::npos ? 0 : colon);
  const auto value = colon == std::string::npos ? filter : filter.substr(colon + 1);
  const auto& identity = summary.identity;
  if (field == "loai") return text::fold(identity.type) == text::fold(value);
  if (field == "tinh") return (identity.province.empty() ? "tw" : identity.province) == value;
  if (field == "nam") return std::to_string(identity.date.year) == value;
  if (field == "coquan") return identity.issuer_slug == value;
  return summary.source.find(filter) != std::string::npos;
}

std::vector<resolve::RecordId> all_works(Session& session) {
  auto summaries = session.index.summaries();
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) {
    return a.copy_rank != b.copy_rank ? a.copy_rank > b.copy_rank : a.source < b.source;
  });
  std::set<std::string> works;
  std::erase_if(summaries, [&](const open::Summary& summary) { return !works.insert(summary.work).second; });
  std::sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) { return a.source < b.source; });
  std::vector<resolve::RecordId> records;
  for (const auto& summary : summaries) records.push_back(summary.id);
  return records;
}

audit::IssuerWorks issuer_works(Session& session) {
  audit::IssuerWorks works;
  std::set<std::string> seen;
  for (const auto& summary : session.index.summaries()) {
    if (seen.insert(summary.work).second) ++works[summary.identity.issuer_slug];
  }
  return works;
}

std::string report_date(const Context& context, const std::string& given) {
  if (!given.empty()) return given;
  const auto epoch = context.world.environment("SOURCE_DATE_EPOCH");
  if (!epoch) return {};
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(epoch->data(), epoch->data() + epoch->size(), seconds);
  if (error != std::errc{} || end != epoch->data() + epoch->size()) return {};
  return model::Date::from_days(static_cast<std::int32_t>(seconds / 86400)).iso();
}

std::optional<std::vector<std::string>> lines_of(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

bool write_file(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".part";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) return false;
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  return !error;
}

Answer failed(const Context& context, Msg what, const std::string& path) {
  Answer answer;
  answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + context.say(what, report::harmless(path)) + "\n";
  answer.code = nothing_read;
  return answer;
}

namespace {

/// The findings to show, the counts of all, and what the exit status depends on.
struct Shown {
  std::vector<const audit::Finding*> findings;
  std::vector<bool> accepted;  ///< of each of them
  report::Counts counts;
  report::RuleCounter rules;
  std::size_t left_out = 0;
  bool fails = false;
};
Shown shown_of(const audit::Audit& audit, const AuditOutput& options, const std::set<std::string>& accepted) {
  Shown shown;
  for (const auto& finding : audit.findings) {
    const bool is_accepted = accepted.contains(finding.fingerprint);
    auto& counts = shown.counts;
    ++(is_accepted ? counts.accepted : finding.severity == Severity::error ? counts.error : finding.severity == Severity::warn ? counts.warn : counts.info);
    shown.fails = shown.fails || (!is_accepted && options.fail_on != "never" && finding.severity >= severity_of(options.fail_on));
    if (finding.severity < severity_of(options.least) || (is_accepted && options.new_only)) {
      ++shown.left_out;
      continue;
    }
    shown.findings.push_back(&finding);
    shown.accepted.push_back(is_accepted);
    shown.rules.add(finding);
  }
  shown.counts.info += audit.scope.left_out;
  shown.left_out += audit.scope.left_out;
  return shown;
}

/// A baseline: one line a finding, its fingerprint first; the rest is for people.
void write_baseline(const report::AuditReport& result, const report::Sink& sink) {
  sink("# tracuu baseline: fingerprint, rule, file, reference. Lines may be removed; words behind the first are for people.\n");
  result.each_row([&](const report::FindingRow& row) { sink(row.fingerprint + "\t" + row.rule + "\t" + row.source + "\t" + row.cited + "\n"); });
}

void write_report(const report::AuditReport& result, const std::string& format, const report::Look& look, const report::Sink& sink) {
  if (format == "json") return report::audit_json(result, sink);
  if (format == "jsonl") return report::audit_jsonl(result, sink);
  if (format == "csv") return report::audit_csv(result, look.language, sink);
  if (format == "html") return report::audit_html(result, look.language, sink);
  report::audit_text(result, look, sink);
}

/// A report for the terminal or a pipe. It is shown once all of it is made, and that of a national index has hundreds of megabytes:
/// what is made waits in a file without a name, as far as the disk takes it.
class Spool {
 public:
  void take(std::string_view bytes) {
    constexpr std::size_t most_in_memory = std::size_t{1} << 20;
    memory_ += bytes;
    if (memory_.size() < most_in_memory || !takes_more_) return;
    if (!file_) open();
    takes_more_ = file_ && std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) == memory_.size();
    if (!takes_more_) return;
    in_file_ += memory_.size();
    memory_.clear();
  }
  void give(Answer& answer) {
    if (in_file_ == 0) {
      answer.out = std::move(memory_);
      return;
    }
    answer.rest = [file = file_, left = in_file_, tail = std::move(memory_)](const std::function<void(std::string_view)>& use) {
      std::rewind(file.get());
      std::vector<char> piece(std::size_t{1} << 16);
      for (auto more = left; more > 0;) {
        const auto read = std::fread(piece.data(), 1, std::min(piece.size(), more), file.get());
        if (read == 0) break;
        use({piece.data(), read});
        more -= read;
      }
      use(tail);
    };
  }

 private:
  void open() {
    if (auto* file = std::tmpfile()) {
      file_ = std::shared_ptr<std::FILE>(file, [](std::FILE* open) { std::fclose(open); });
      std::setvbuf(file, nullptr, _IONBF, 0);  // a write that succeeds is on the disk
    }
  }

  std::shared_ptr<std::FILE> file_;
  std::size_t in_file_ = 0;
  bool takes_more_ = true;
  std::string memory_;
};

/// Writes to a file beside and renames, so that no half report is ever seen; false if it cannot.
bool write_streamed(const std::string& path, const std::function<void(const report::Sink&)>& write) {
  const std::string beside = path + ".part";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    write([&](std::string_view bytes) { file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())); });
    if (!file.flush()) return false;
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  return !error;
}

}  // namespace

Answer answer_audit(const Context& context, Session& session, const audit::Audit& audit, const AuditOutput& options, std::vector<std::string> skipped, graph::Graph* given) {
  auto& graph = given != nullptr ? *given : session.graph;
  std::set<std::string> accepted;
  if (!options.baseline.empty()) {
    const auto lines = lines_of(options.baseline);
    if (!lines) return failed(context, Msg::baseline_unreadable, options.baseline);
    for (const auto& line : *lines) accepted.insert(line.substr(0, line.find('\t')));
  }
  auto look = look_of(context);
  if (options.format != "text" || !options.output.empty()) look.style.colour = false;
  const auto shown = shown_of(audit, options, accepted);
  report::AuditReport result;
  constexpr std::size_t many = 5000;  // of so many documents not all are remembered
  result.each_row = [&](const std::function<void(const report::FindingRow&)>& use) {
    for (std::size_t i = 0; i < shown.findings.size(); ++i) {
      auto row = report::finding_row(graph, *shown.findings[i], look);
      row.accepted = shown.accepted[i];
      use(row);
      if (shown.findings.size() > many) graph.forget_others(shown.findings[i]->record);
    }
  };
  result.shown = shown.findings.size();
  result.rules = shown.rules.counts(look.language);
  result.counts = shown.counts;
  auto& scope = result.scope;
  scope.not_shown = shown.left_out;
  scope.scope = audit.scope;
  scope.records = session.index.document_count();
  scope.revision = session.index.revision();
  scope.program = TRACUU_VERSION;
  scope.registry = std::string(registry::Registry::builtin().version());
  scope.date = report_date(context, options.date);
  scope.skipped = std::move(skipped);
  result.root = options.root;
  const auto write = [&](const report::Sink& sink) { write_report(result, options.format, look, sink); };
  if (!options.write_baseline.empty() && !write_streamed(options.write_baseline, [&](const report::Sink& sink) { write_baseline(result, sink); }))
    return failed(context, Msg::cannot_write, options.write_baseline);
  Answer answer;
  answer.code = shown.fails ? nothing_found : !scope.skipped.empty() ? some_skipped : done;
  if (options.format == "xlsx") {
    if (options.output.empty()) return failed(context, Msg::xlsx_needs_output, "xlsx");
    const auto written = report::audit_xlsx(result, context.language, options.output);
    if (!written) return failed(context, Msg::cannot_write, options.output + ": " + written.error());
  } else if (options.output.empty()) {
    Spool spool;
    write([&](std::string_view bytes) { spool.take(bytes); });
    spool.give(answer);
    return answer;
  } else if (!write_streamed(options.output, write)) {
    return failed(context, Msg::cannot_write, options.output);
  }
  answer.out = context.say(Msg::report_written, options.output, result.shown) + "\n";
  return answer;
}

}  // namespace tracuu::cli
