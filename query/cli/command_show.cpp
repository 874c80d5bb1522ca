/// `tracuu show ID`: a document or one of its provisions, to read.
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/report/show_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format;
  bool verbatim = false;
  bool outline_only = false;
};

Answer show(const Context& context, Session& session, const Options& options) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, "show", layout, [&](resolve::ActId act, const std::string& path) {
    Answer answer;
    report::ShowRequest request{act, path, options.outline_only, options.verbatim};
    const auto shown = report::show_report(session.graph, request, layout, look_of(context));
    const auto& found = session.resolver.act(request.act);
    if (!shown) {
      answer.err = "tracuu: " + context.say(Msg::show_no_provision, report::act_name(found, context.language), report::harmless(path),
                                            report::outline_in_short(session.graph.document(found.copies.front().record))) + "\n";
      answer.code = nothing_found;
      return answer;
    }
    answer.out = *shown;
    answer.code = found.in_index() ? done : nothing_found;
    return answer;
  });
}

}  // namespace

Command add_show(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("show", report::say(language, Msg::help_show));
  app->add_option("ID", options->id, report::say(language, Msg::help_id))->required()->option_text(" ");
  add_format(*app, language, options->format, {"text", "json", "jsonl"});
  app->add_flag("--verbatim", options->verbatim, report::say(language, Msg::help_verbatim));
  app->add_flag("--outline", options->outline_only, report::say(language, Msg::help_outline_only));
  return {app, [options](const Context& context) {
            return with_index(context, [&](Session& session) { return show(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
