/// `tracuu list --danh-muc ...`: the lists of acts by effect that periodic systematisation publishes.
#include <algorithm>

#include "query/audit/rules.h"
#include "query/cli/audit_output.h"
#include "query/cli/command.h"
#include "query/cli/day.h"
#include "query/cli/session.h"
#include "query/report/effect_list_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;
using status::ListKind;

struct Options {
  std::string kind, from, to, format, output;
  std::vector<std::string> scope;
  bool all = false;
};

ListKind kind_of(const std::string& name) {
  if (name == "con-hieu-luc" || name == "in-force") return ListKind::in_force;
  return name == "het-hieu-luc" || name == "ended" ? ListKind::ended : ListKind::partly_ended;
}

/// Acts of the index in scope, each once; counts those that are no norms and are left out.
std::vector<resolve::ActId> acts_in_scope(Session& session, const Options& options, std::size_t& not_normative) {
  std::vector<resolve::ActId> acts;
  for (const auto record : all_works(session)) {
    const auto summary = session.index.summary(record);
    if (!std::all_of(options.scope.begin(), options.scope.end(), [&](const std::string& filter) { return in_scope(summary, filter); })) continue;
    if (!options.all && (summary.identity.type == "VBHN" || audit::normative_rank(summary.identity) == 0)) {
      ++not_normative;
      continue;
    }
    if (const auto act = session.resolver.act_of_record(record)) acts.push_back(*act);
  }
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
  return acts;
}

Answer make_list(const Context& context, Session& session, const Options& options, const status::ListOptions& asked) {
  std::size_t not_normative = 0;
  const auto acts = acts_in_scope(session, options, not_normative);
  status::Statuses statuses(session.graph);
  auto look = look_of(context);
  if (options.format != "text" || !options.output.empty()) look.style.colour = false;
  auto list = report::effect_list_rows(session.graph, status::effect_list(statuses, acts, asked), asked, look);
  list.not_normative = not_normative;
  list.revision = session.index.revision();
  Answer answer;
  answer.code = list.listed.empty() && list.unsettled.empty() ? nothing_found : done;
  if (options.format == "xlsx") {
    if (options.output.empty()) return failed(context, Msg::xlsx_needs_output, "xlsx");
    if (const auto written = report::effect_list_xlsx(list, context.language, options.output); !written) return failed(context, Msg::cannot_write, options.output + ": " + written.error());
  } else {
    auto bytes = options.format == "json" ? report::effect_list_json(list) : options.format == "jsonl" ? report::effect_list_jsonl(list) : options.format == "csv" ? report::effect_list_csv(list, context.language) : report::effect_list_text(list, look);
    if (options.output.empty()) {
      answer.out = std::move(bytes);
      return answer;
    }
    if (!write_file(options.output, bytes)) return failed(context, Msg::cannot_write, options.output);
  }
  answer.out = context.say(Msg::list_written, options.output, list.listed.size(), list.unsettled.size()) + "\n";
  return answer;
}

}  // namespace

Command add_list(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("list", report::say(language, Msg::help_list));
  app->add_option("--danh-muc,--effect", options->kind, report::say(language, Msg::help_list_kind))
      ->required()
      ->check(CLI::IsMember({"con-hieu-luc", "het-hieu-luc", "het-hieu-luc-mot-phan", "in-force", "ended", "partly-ended"}))
      ->option_text("LIST");
  app->add_option("--from", options->from, report::say(language, Msg::help_list_from))->option_text("DATE");
  app->add_option("--to,--as-of", options->to, report::say(language, Msg::help_list_to))->option_text("DATE");
  app->add_option("--scope", options->scope, report::say(language, Msg::help_scope))->option_text("FILTER")->expected(1)->take_all();
  app->add_flag("--all", options->all, report::say(language, Msg::help_list_all));
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv", "xlsx"});
  app->add_option("-o,--output", options->output, report::say(language, Msg::help_output))->option_text("FILE");
  return {app, [options](const Context& context) -> int {
            status::ListOptions asked;
            asked.kind = kind_of(options->kind);
            const auto to = day_asked(context, options->to);
            if (!to) return usage_error;
            asked.to = *to;
            if (!options->from.empty()) {
              const auto from = day_asked(context, options->from);
              if (!from) return usage_error;
              asked.from = *from;
              if (asked.from > asked.to) {
                context.complain(context.say(Msg::list_period_backward, asked.from.vietnamese(), asked.to.vietnamese()));
                return usage_error;
              }
            }
            return with_index(context, [&](Session& session) { return make_list(context, session, *options, asked); });
          }};
}

}  // namespace tracuu::cli
