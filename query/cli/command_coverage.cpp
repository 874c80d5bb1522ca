/// `tracuu coverage ID [--bodies FILE] [--deadline DATE|DAYS]`: who has implemented an act, when, and who has not.
#include <charconv>
#include <fstream>

#include "query/cli/command.h"
#include "query/cli/day.h"
#include "query/cli/session.h"
#include "query/report/impact_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format, bodies, deadline, organ, provinces;
};

/// The file's lines; nothing if it cannot be read.
std::optional<std::vector<std::string>> lines_of(const Context& context, const std::string& path) {
  std::string all;
  if (path == "-") {
    all = context.world.read_input();
  } else {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    all.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = std::min(all.find('\n', at), all.size());
    lines.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool read_deadline(const std::string& typed, status::CoverageOptions& asked) {
  if (typed.empty()) return true;
  if (const auto day = parse_day(typed)) {
    asked.deadline = *day;
    return true;
  }
  std::int32_t days = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  if (error != std::errc{} || end != typed.data() + typed.size() || days < 0 || days > 36'500) return false;
  asked.deadline_days = days;
  return true;
}

Answer show_coverage(const Context& context, Session& session, const Options& options, status::CoverageOptions asked, const std::vector<std::string>& lines) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, "coverage", layout, [&](resolve::ActId act, const std::string&) {
    Answer answer;
    session.graph.describe(act);
    for (const auto& line : lines) {
      if (auto body = status::body_of(line, session.resolver.act(act).identity.date)) asked.bodies.push_back(std::move(*body));
    }
    const auto coverage = status::coverage(session.graph, act, asked);
    answer.out = report::coverage_report(session.graph, coverage, layout, look_of(context));
    answer.code = coverage.implemented == 0 && coverage.others.empty() ? nothing_found : done;
    return answer;
  });
}

}  // namespace

Command add_coverage(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("coverage", report::say(language, Msg::help_coverage));
  app->add_option("ID", options->id, report::say(language, Msg::help_id))->required()->option_text(" ");
  app->add_option("--bodies", options->bodies, report::say(language, Msg::help_bodies))->option_text("FILE");
  app->add_option("--deadline", options->deadline, report::say(language, Msg::help_deadline))->option_text("DATE");
  app->add_option("--organ", options->organ, report::say(language, Msg::help_organ))->check(CLI::IsMember({"party", "council", "committee"}))->option_text("party|council|committee");
  app->add_option("--provinces", options->provinces, report::say(language, Msg::help_provinces))->check(CLI::IsMember({"63", "34"}))->option_text("63|34");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  return {app, [options](const Context& context) -> int {
            status::CoverageOptions asked;
            if (!read_deadline(options->deadline, asked)) {
              context.complain(context.say(Msg::bad_deadline, report::harmless(options->deadline)));
              return usage_error;
            }
            if (options->organ == "party") asked.organ = status::Organ::party;
            if (options->organ == "council") asked.organ = status::Organ::council;
            if (options->organ == "committee") asked.organ = status::Organ::committee;
            if (options->provinces == "63") asked.era = status::Era::before_merger;
            if (options->provinces == "34") asked.era = status::Era::since_merger;
            std::vector<std::string> lines;
            if (!options->bodies.empty()) {
              auto read = lines_of(context, options->bodies);
              const bool any = read && std::any_of(read->begin(), read->end(), [](const std::string& line) { return status::body_of(line, {}).has_value(); });
              if (!any) {
                context.complain(context.say(Msg::bad_bodies, report::harmless(options->bodies)), context.say(Msg::bad_bodies_hint));
                return nothing_read;
              }
              lines = std::move(*read);
            }
            return with_index(context, [&](Session& session) { return show_coverage(context, session, *options, asked, lines); });
          }};
}

}  // namespace tracuu::cli
