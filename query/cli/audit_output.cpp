#include "query/cli/audit_output.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

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

namespace {

/// A baseline: one line a finding, its fingerprint first; the rest is for people.
std::string baseline_of(const std::vector<report::FindingRow>& rows) {
  std::string out = "# tracuu baseline: fingerprint, rule, file, reference. Lines may be removed; words behind the first are for people.\n";
  for (const auto& row : rows) out += row.fingerprint + "\t" + row.rule + "\t" + row.source + "\t" + row.cited + "\n";
  return out;
}

}  // namespace

Answer failed(const Context& context, Msg what, const std::string& path) {
  Answer answer;
  answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + context.say(what, report::harmless(path)) + "\n";
  answer.code = nothing_read;
  return answer;
}

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
  report::AuditReport result;
  bool fails = false;
  for (const auto& finding : audit.findings) {
    const bool is_accepted = accepted.contains(finding.fingerprint);
    auto& counts = result.counts;
    ++(is_accepted ? counts.accepted : finding.severity == Severity::error ? counts.error : finding.severity == Severity::warn ? counts.warn : counts.info);
    fails = fails || (!is_accepted && options.fail_on != "never" && finding.severity >= severity_of(options.fail_on));
    if (finding.severity < severity_of(options.least) || (is_accepted && options.new_only)) {
      ++result.scope.not_shown;
      continue;
    }
    result.rows.push_back(report::finding_row(graph, finding, look));
    result.rows.back().accepted = is_accepted;
    if (audit.findings.size() > 5000) graph.forget_others(finding.record);
  }
  result.counts.info += audit.scope.left_out;
  auto& scope = result.scope;
  scope.not_shown += audit.scope.left_out;
  scope.scope = audit.scope;
  scope.records = session.index.document_count();
  scope.revision = session.index.revision();
  scope.program = TRACUU_VERSION;
  scope.registry = std::string(registry::Registry::builtin().version());
  scope.date = report_date(context, options.date);
  scope.skipped = std::move(skipped);
  result.root = options.root;
  if (!options.write_baseline.empty() && !write_file(options.write_baseline, baseline_of(result.rows))) return failed(context, Msg::cannot_write, options.write_baseline);
  Answer answer;
  answer.code = fails ? nothing_found : !scope.skipped.empty() ? some_skipped : done;
  std::string bytes;
  if (options.format == "json") bytes = report::audit_json(result);
  else if (options.format == "jsonl") bytes = report::audit_jsonl(result);
  else if (options.format == "csv") bytes = report::audit_csv(result, context.language);
  else if (options.format == "html") bytes = report::audit_html(result, context.language);
  else if (options.format == "xlsx") {
    if (options.output.empty()) return failed(context, Msg::xlsx_needs_output, "xlsx");
    const auto written = report::audit_xlsx(result, context.language, options.output);
    if (!written) return failed(context, Msg::cannot_write, options.output + ": " + written.error());
  } else bytes = report::audit_text(result, look);
  if (options.output.empty()) {
    answer.out = std::move(bytes);
    return answer;
  }
  if (options.format != "xlsx" && !write_file(options.output, bytes)) return failed(context, Msg::cannot_write, options.output);
  answer.out = context.say(Msg::report_written, options.output, result.rows.size()) + "\n";
  return answer;
}

}  // namespace tracuu::cli
