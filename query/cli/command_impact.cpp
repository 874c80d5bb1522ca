/// `tracuu impact ID [--province P]`: a law was passed; what rests on what it changes?
#include "corpus/registry/registry.h"
#include "query/cli/command.h"
#include "query/cli/day.h"
#include "query/cli/session.h"
#include "query/report/impact_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format, as_of, province;
  std::size_t limit = 100;
};

Answer show_impact(const Context& context, Session& session, const Options& options, const status::ImpactOptions& asked) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, "impact", layout, [&](resolve::ActId act, const std::string&) {
    Answer answer;
    session.graph.describe(act);
    status::Statuses statuses(session.graph);
    const auto impact = status::impact(statuses, session.graph, act, asked);
    answer.out = report::impact_report(session.graph, impact, asked, options.limit, layout, look_of(context));
    answer.code = impact.rows.empty() ? nothing_found : done;
    return answer;
  });
}

}  // namespace

Command add_impact(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("impact", report::say(language, Msg::help_impact));
  app->add_option("ID", options->id, report::say(language, Msg::help_id))->required()->option_text(" ");
  app->add_option("--province", options->province, report::say(language, Msg::help_province))->option_text("PROVINCE");
  app->add_option("--as-of,--date", options->as_of, report::say(language, Msg::help_as_of))->option_text("DATE");
  app->add_option("--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  return {app, [options](const Context& context) -> int {
            const auto day = day_asked(context, options->as_of);
            if (!day) return usage_error;
            status::ImpactOptions asked{*day, {}};
            if (!options->province.empty()) {
              const auto& registry = registry::Registry::builtin();
              const auto* province = registry.province(options->province);
              if (province == nullptr) province = registry.find_province(options->province, *day);
              if (province == nullptr) {
                context.complain(context.say(Msg::bad_province, report::harmless(options->province)));
                return usage_error;
              }
              asked.province = province->slug;
            }
            return with_index(context, [&](Session& session) { return show_impact(context, session, *options, asked); });
          }};
}

}  // namespace tracuu::cli
