/// `tracuu overlaps --province can-tho-2025`: documents of the provinces that became one, grouped by subject.
#include <algorithm>

#include "query/audit/rules.h"
#include "query/cli/day.h"
#include "query/cli/register_output.h"
#include "query/status/overlap.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::string province, as_of;
  bool all = false;
  AuditOutput output;
};

/// The slug since the merger, however the province was typed: "can-tho-2025", "can-tho", "Cần Thơ".
std::string merged_province(const std::string& typed) {
  const auto& registry = registry::Registry::builtin();
  for (const auto& slug : {typed, typed + "-2025"})
    if (!status::predecessors_of(slug).empty()) return slug;
  const auto* named = registry.find_province(typed, {2025, 7, 1});
  return named != nullptr && !status::predecessors_of(named->slug).empty() ? named->slug : std::string();
}

Answer find(const Context& context, Session& session, const Options& options, const std::string& province, model::Date day) {
  std::vector<resolve::ActId> acts;
  std::size_t left_out = 0;
  const auto before = status::predecessors_of(province);
  for (const auto record : all_works(session)) {
    const auto summary = session.index.summary(record);
    if (summary.identity.province != province && std::find(before.begin(), before.end(), summary.identity.province) == before.end()) continue;
    if (!options.all && audit::normative_rank(summary.identity) == 0) {
      ++left_out;
      continue;
    }
    if (const auto act = session.resolver.act_of_record(record)) acts.push_back(*act);
  }
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
  status::Statuses statuses(session.graph);
  const auto found = status::overlaps(statuses, session.graph, acts, {province, day});
  auto look = look_of(context);
  if (options.output.format != "text" || !options.output.output.empty()) look.style.colour = false;
  auto answer = answer_register(context, report::overlaps_report(session.graph, found, left_out, day, look), options.output);
  if (answer.code == done && found.groups.empty()) answer.code = nothing_found;
  return answer;
}

}  // namespace

Command add_overlaps(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("overlaps", report::say(language, Msg::help_overlaps));
  app->add_option("--province", options->province, report::say(language, Msg::help_overlaps_province))->required()->option_text("PROVINCE");
  app->add_option("--as-of,--date", options->as_of, report::say(language, Msg::help_as_of))->option_text("DATE");
  app->add_flag("--all", options->all, report::say(language, Msg::help_list_all));
  add_format(*app, language, options->output.format, {"text", "json", "jsonl", "csv", "xlsx"});
  app->add_option("-o,--output", options->output.output, report::say(language, Msg::help_output))->option_text("FILE");
  options->output.fail_on = "never";
  return {app, [options](const Context& context) -> int {
            const auto province = merged_province(options->province);
            if (province.empty()) {
              context.complain(context.say(Msg::overlaps_no_merger, report::harmless(options->province)));
              return usage_error;
            }
            const auto day = day_asked(context, options->as_of);
            if (!day) return usage_error;
            return with_index(context, [&](Session& session) { return find(context, session, *options, province, *day); });
          }};
}

}  // namespace tracuu::cli
