/// `tracuu audit [ID...]`: checks the references of documents.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "query/audit/touched.h"
#include "query/cli/audit_output.h"
#include "query/cli/day.h"
#include "query/cli/register_output.h"
#include "query/open/changed.h"
#include "query/resolve/index_catalogue.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> ids, rules, scope;
  std::string bodies, against;
  bool all_rows = false;
  int deadline = 0;
  unsigned jobs = 0;  ///< threads that read documents; 0: cores
  std::optional<std::uint64_t> since;
  AuditOutput output;
};

/// Leaves the works that came or changed after a revision, and those whose findings may be others since; says how many.
std::string keep_changed(const Context& context, Session& session, std::uint64_t revision, std::vector<resolve::RecordId>& works) {
  const auto changed = open::changed_since(session.index, revision);
  const std::set<resolve::RecordId> fresh(changed.begin(), changed.end());
  std::vector<resolve::RecordId> changed_works;
  std::copy_if(works.begin(), works.end(), std::back_inserter(changed_works), [&](resolve::RecordId record) { return fresh.contains(record); });
  const auto touched = audit::touched_by(session.graph, *session.catalogue, changed_works);
  const std::set<resolve::RecordId> again(touched.begin(), touched.end());
  std::erase_if(works, [&](resolve::RecordId record) { return !fresh.contains(record) && !again.contains(record); });
  return "tracuu: " + context.say(Msg::note_word) + ": " + context.say(Msg::audit_since, revision, changed_works.size(), works.size() - changed_works.size()) + "\n";
}

/// One more reader of the index, for a thread of its own: databases and graph are its own, the table is the session's.
class Helper {
 public:
  Helper(open::Index opened, const links::Table& table)
      : index_(std::move(opened)),
        catalogue_(resolve::index_catalogue(index_)),
        resolver_(*catalogue_, *index_.registry(), &table),
        records_(graph::index_records(index_)),
        graph_(*records_, resolver_, &table) {}
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;
  [[nodiscard]] graph::Graph& graph() { return graph_; }

 private:
  open::Index index_;
  std::unique_ptr<resolve::Catalogue> catalogue_;
  resolve::Resolver resolver_;
  std::unique_ptr<graph::Records> records_;
  graph::Graph graph_;
};

/// As many as were asked for beside the session itself; fewer where the index cannot be opened again in the session's state.
std::vector<std::unique_ptr<Helper>> helpers_of(Session& session, unsigned jobs) {
  constexpr unsigned most = 8;  // each remembers some ten megabytes
  const auto threads = jobs > 0 ? std::min(jobs, 64u) : std::clamp(std::thread::hardware_concurrency(), 1u, most);
  std::vector<std::unique_ptr<Helper>> helpers;
  if (!session.table || !session.index.is_local()) return helpers;
  while (helpers.size() + 1 < threads) {
    auto index = open::Index::open(session.index.directory());
    if (!index || index->revision() != session.index.revision()) break;
    helpers.push_back(std::make_unique<Helper>(std::move(*index), **session.table));
  }
  return helpers;
}

Answer run_audit(const Context& context, Session& session, const Options& options) {
  audit::Options asked;
  asked.rules = options.rules;
  asked.deadline_days = options.deadline;
  // An accepted finding is told from others whatever its severity.
  if (options.output.baseline.empty() && options.output.fail_on != "info") asked.least = severity_of(options.output.least);
  if (!options.bodies.empty()) {
    const auto lines = lines_of(options.bodies);
    if (!lines) {
      Answer answer;
      answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + context.say(Msg::baseline_unreadable, report::harmless(options.bodies)) + "\n";
      answer.code = nothing_read;
      return answer;
    }
    asked.bodies = *lines;
  }
  std::vector<resolve::RecordId> records;
  for (const auto& typed : options.ids) {
    auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
    if (found.acts.empty()) return not_found(context, session, typed, found);
    if (found.acts.size() > 1) {
      Answer answer;
      order_candidates(session, found.acts);
      answer.out = report::candidates_report(session.graph, typed, found.acts, "audit", layout_of(options.output.format), look_of(context));
      answer.code = ambiguous_id;
      return answer;
    }
    const auto& act = session.resolver.act(found.acts.front());
    if (!act.in_index()) {
      Answer answer;
      answer.err = "tracuu: " + report::act_name(act, context.language) + ": " + context.say(Msg::show_no_text) + "\n";
      answer.code = nothing_found;
      return answer;
    }
    records.push_back(act.copies.front().record);
  }
  std::string note;
  std::vector<std::unique_ptr<Helper>> helpers;
  if (options.ids.empty()) {
    records = all_works(session);
    asked.issuers = issuer_works(session);
    if (options.since) {
      note = keep_changed(context, session, *options.since, records);
    } else {
      asked.corpus = records;
      helpers = helpers_of(session, options.jobs);
      for (const auto& helper : helpers) asked.beside.push_back(&helper->graph());
    }
    if (!options.scope.empty()) {
      std::erase_if(records, [&](resolve::RecordId record) {
        const auto summary = session.index.summary(record);
        return !std::all_of(options.scope.begin(), options.scope.end(), [&](const std::string& filter) { return in_scope(summary, filter); });
      });
    }
  }
  const auto audit = audit::audit(session.graph, records, asked);
  helpers.clear();
  auto answer = answer_audit(context, session, audit, options.output, {});
  answer.err += note;
  return answer;
}

/// The index held against a register.
int run_against(const Context& context, const Options& options) {
  const auto table = read_register(context, options.against);
  if (!table) {
    context.complain(table.error());
    return nothing_read;
  }
  const auto columns = registers::columns_of(*table);
  if (!columns) {
    context.complain(context.say(Msg::table_no_head, report::harmless(options.against)));
    return usage_error;
  }
  const auto day = day_asked(context, options.output.date);
  if (!day) return usage_error;
  return with_index(context, [&](Session& session) {
    std::vector<resolve::ActId> acts;
    for (const auto record : all_works(session)) {
      const auto summary = session.index.summary(record);
      // A document without a number cannot stand in a register; the audit tells of it (COR-NO-ID).
      if (summary.identity.number.empty() || !std::all_of(options.scope.begin(), options.scope.end(), [&](const std::string& filter) { return in_scope(summary, filter); })) continue;
      if (const auto act = session.resolver.act_of_record(record)) acts.push_back(*act);
    }
    status::Statuses statuses(session.graph);
    const auto comparison = registers::compare(session.graph, *session.catalogue, statuses, *table, *columns, acts, *day);
    auto look = look_of(context);
    if (options.output.format != "text" || !options.output.output.empty()) look.style.colour = false;
    const auto name = std::filesystem::path(options.against).filename().string();
    return answer_register(context, report::comparison_report(session.graph, comparison, name, *day, options.all_rows, look), options.output);
  });
}

}  // namespace

Command add_audit(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("audit", report::say(language, Msg::help_audit));
  app->add_option("ID", options->ids, report::say(language, Msg::help_audit_ids))->option_text(" ");
  app->add_option("--scope", options->scope, report::say(language, Msg::help_scope))->option_text("FILTER")->expected(1)->take_all();
  std::vector<std::string> rules;
  for (const auto& rule : audit::all_rules()) {
    if (rules.empty() || rules.back() != rule.id) rules.emplace_back(rule.id);
  }
  app->add_option("--rule", options->rules, report::say(language, Msg::help_rule))->check(CLI::IsMember(rules))->option_text("RULE")->expected(1)->take_all();
  app->add_option("--bodies", options->bodies, report::say(language, Msg::help_audit_bodies))->option_text("FILE");
  app->add_option("--deadline", options->deadline, report::say(language, Msg::help_audit_deadline))->option_text("DAYS");
  app->add_option("--since", options->since, report::say(language, Msg::help_audit_since))->option_text("REVISION");
  app->add_option("--against", options->against, report::say(language, Msg::help_audit_against))->option_text("FILE");
  app->add_option("-j,--jobs", options->jobs, report::say(language, Msg::help_run_jobs))->option_text("N");
  app->add_flag("--all-rows", options->all_rows, report::say(language, Msg::help_audit_against_all));
  add_audit_output(*app, language, options->output);
  return {app, [options](const Context& context) {
            if (!options->against.empty()) return run_against(context, *options);
            return with_index(context, [&](Session& session) { return run_audit(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
