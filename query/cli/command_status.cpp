/// `tracuu status ID [--as-of DAY]`: what was in force.
#include "query/cli/command.h"
#include "query/cli/day.h"
#include "query/cli/session.h"
#include "query/report/status_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format, as_of;
};

Answer show_status(const Context& context, Session& session, const Options& options, model::Date day) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, "status", layout, [&](resolve::ActId act, const std::string& path) {
    Answer answer;
    session.graph.describe(act);
    status::Statuses statuses(session.graph);
    answer.out = report::status_report(session.graph, statuses.status(act, {day, path, true}), layout, look_of(context));
    return answer;
  });
}

}  // namespace

Command add_status(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("status", report::say(language, Msg::help_status));
  app->add_option("ID", options->id, report::say(language, Msg::help_id))->required()->option_text(" ");
  app->add_option("--as-of,--date", options->as_of, report::say(language, Msg::help_as_of))->option_text("DATE");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  return {app, [options](const Context& context) -> int {
            const auto day = day_asked(context, options->as_of);
            if (!day) return usage_error;
            return with_index(context, [&](Session& session) { return show_status(context, session, *options, *day); });
          }};
}

}  // namespace tracuu::cli
