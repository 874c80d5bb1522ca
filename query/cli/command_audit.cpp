/// `tracuu audit [ID...]`: checks the references of documents.
#include <algorithm>
#include <set>

#include "query/audit/audit.h"
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/report/audit_report.h"

namespace tracuu::cli {
namespace {

using audit::Severity;
using report::Msg;

struct Options {
  std::vector<std::string> ids;
  std::string format;
  std::string fail_on = "error";
  std::string least = "warn";
  std::vector<std::string> rules;
};

Severity severity_of(const std::string& name) {
  return name == "error" ? Severity::error : name == "warn" ? Severity::warn : Severity::info;
}

/// The best copy of each work of the index, in order of source.
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

Answer run_audit(const Context& context, Session& session, const Options& options) {
  std::vector<resolve::RecordId> records;
  Answer answer;
  for (const auto& typed : options.ids) {
    auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
    if (found.acts.empty()) return not_found(context, session, typed, found);
    if (found.acts.size() > 1) {
      order_candidates(session, found.acts);
      answer.out = report::candidates_report(session.graph, typed, found.acts, "audit", layout_of(options.format), look_of(context));
      answer.code = ambiguous_id;
      return answer;
    }
    const auto& act = session.resolver.act(found.acts.front());
    if (!act.in_index()) return not_found(context, session, typed, found);
    records.push_back(act.copies.front().record);
  }
  const auto result = audit::audit(session.graph, options.ids.empty() ? all_works(session) : records, options.rules);
  answer.out = report::audit_report(session.graph, result, severity_of(options.least), layout_of(options.format), look_of(context));
  const bool fails = options.fail_on != "never" && std::any_of(result.findings.begin(), result.findings.end(), [&](const audit::Finding& finding) {
    return finding.severity >= severity_of(options.fail_on);
  });
  answer.code = fails ? nothing_found : done;
  return answer;
}

}  // namespace

Command add_audit(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("audit", report::say(language, Msg::help_audit));
  app->add_option("ID", options->ids, report::say(language, Msg::help_audit_ids))->option_text(" ");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  app->add_option("--fail-on", options->fail_on, report::say(language, Msg::help_fail_on))
      ->check(CLI::IsMember({"error", "warn", "info", "never"}))->option_text("LEVEL");
  app->add_option("--min-severity", options->least, report::say(language, Msg::help_min_severity))
      ->check(CLI::IsMember({"error", "warn", "info"}))->option_text("LEVEL");
  std::vector<std::string> rules;
  for (const auto& rule : audit::all_rules()) rules.emplace_back(rule.id);
  app->add_option("--rule", options->rules, report::say(language, Msg::help_rule))->check(CLI::IsMember(rules))->option_text("RULE")->expected(1)->take_all();
  return {app, [options](const Context& context) {
            return with_index(context, [&](Session& session) { return run_audit(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
