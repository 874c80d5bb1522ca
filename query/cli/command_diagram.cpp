/// `tracuu diagram ID` (also `luoc-do`): the relation diagram as lawyers know it.
#include "corpus/readers/converter.h"
#include "corpus/registry/registry.h"
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/report/impact_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format;
  std::vector<std::string> relations;
  std::size_t limit = 20;
};

/// Draws with Graphviz as a limited subprocess, like the converters of readers/.
Answer draw(const Context& context, const std::string& dot) {
  namespace converters = readers::internal;
  constexpr converters::Converter graphviz{"dot", "graphviz"};
  Answer answer;
  const auto fail = [&](const std::string& what, const std::string& hint) {
    answer.code = nothing_read;
    answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + what + "\n  " + context.say(Msg::hint_word) + ": " + hint + "\n";
    return answer;
  };
  const auto hint = context.say(Msg::diagram_no_graphviz_hint);
  if (!converters::is_installed(graphviz)) return fail(context.say(Msg::diagram_no_graphviz), hint);
  const readers::ReadOptions options;
  const converters::Input input{dot, "diagram.dot", "diagram.dot", options, {}};
  const converters::ConverterFile file(input, ".dot");
  const auto drawn = converters::run_converter(graphviz, {"-Tsvg", file.path()}, input, converters::Appetite::markup);
  if (!drawn || drawn->exit_code != 0 || drawn->output.empty()) {
    return fail(context.say(Msg::diagram_failed, drawn ? report::harmless(drawn->errors) : report::harmless(drawn.error().what)), hint);
  }
  answer.out = drawn->output;
  return answer;
}

Answer show_diagram(const Context& context, Session& session, const Options& options) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, "diagram", layout, [&](resolve::ActId act, const std::string&) {
    Answer answer;
    session.graph.describe(act);
    const auto diagram = status::diagram(session.graph, act, options.relations);
    auto look = look_of(context);
    if (options.format == "dot" || options.format == "svg") {
      look.style.colour = false;
      auto dot = report::diagram_dot(session.graph, diagram, options.limit, look);
      if (options.format == "svg") return draw(context, dot);
      answer.out = std::move(dot);
    } else {
      answer.out = report::diagram_report(session.graph, diagram, options.limit, layout, look);
    }
    answer.code = diagram.groups.empty() ? nothing_found : done;
    return answer;
  });
}

}  // namespace

Command add_diagram(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("diagram", report::say(language, Msg::help_diagram));
  app->alias("luoc-do");
  app->add_option("ID", options->id, report::say(language, Msg::help_id))->required()->option_text(" ");
  std::vector<std::string> names;
  for (const auto& row : registry::Registry::builtin().relations()) names.push_back(row.name);
  app->add_option("-r,--relation", options->relations, report::say(language, Msg::help_relation))->check(CLI::IsMember(names))->option_text("NAME")->expected(1)->take_all();
  app->add_option("--limit", options->limit, report::say(language, Msg::help_box_limit))->option_text("N");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv", "dot", "svg"});
  return {app, [options](const Context& context) {
            return with_index(context, [&](Session& session) { return show_diagram(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
