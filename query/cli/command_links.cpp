/// `tracuu cites ID`, `tracuu cited-by ID`, `tracuu trace ID`: what is linked to an act.
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/graph/trace.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> id;
  std::string format;
  std::vector<std::string> relations;
  std::size_t sentences = 1;
  std::size_t limit = 100;
  std::size_t depth = 6;
  bool up = false;
};

void add_id(CLI::App& app, report::Language language, Options& options) {
  app.add_option("ID", options.id, report::say(language, Msg::help_id))->required()->option_text(" ");
}

void add_relations(CLI::App& app, report::Language language, Options& options) {
  std::vector<std::string> names;
  for (const auto& row : registry::Registry::builtin().relations()) names.push_back(row.name);
  app.add_option("-r,--relation", options.relations, report::say(language, Msg::help_relation))
      ->check(CLI::IsMember(names))
      ->option_text("NAME")
      ->expected(1)
      ->take_all();
}

Answer show_references(const Context& context, Session& session, const Options& options, bool incoming) {
  const auto typed = joined(options.id);
  auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.empty()) return not_found(context, session, typed, found);
  const auto layout = layout_of(options.format);
  Answer answer;
  if (found.acts.size() > 1) {
    order_candidates(session, found.acts);
    answer.out = report::candidates_report(session.graph, typed, found.acts, incoming ? "cited-by" : "cites", layout, look_of(context));
    answer.code = ambiguous_id;
    return answer;
  }
  report::ReferencesRequest request{found.acts.front(), incoming, found.path, options.relations, options.sentences, options.limit};
  const auto references = report::references(session.graph, request);
  answer.out = report::references_report(session.graph, references, request, layout, look_of(context));
  answer.code = references.found.empty() ? nothing_found : done;
  return answer;
}

Answer show_trace(const Context& context, Session& session, const Options& options) {
  const auto typed = joined(options.id);
  auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.empty()) return not_found(context, session, typed, found);
  graph::TraceOptions trace_options;
  if (!options.relations.empty()) trace_options.relations = options.relations;
  trace_options.depth = options.depth;
  trace_options.limit = options.limit == 0 ? 1'000'000 : options.limit;
  trace_options.up = options.up;
  const auto layout = layout_of(options.format);
  order_candidates(session, found.acts);
  std::vector<graph::Trace> traces;
  for (const auto act : found.acts) traces.push_back(graph::trace(session.graph, act, trace_options));
  Answer answer;
  if (traces.size() == 1) {
    answer.out = report::trace_report(session.graph, traces.front(), trace_options, layout, look_of(context));
    answer.code = traces.front().root.children.empty() ? nothing_found : done;
  } else {
    answer.out = report::traces_report(session.graph, typed, traces, trace_options, layout, look_of(context));
    answer.code = ambiguous_id;
  }
  return answer;
}

Command add_references(CLI::App& root, report::Language language, bool incoming) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand(incoming ? "cited-by" : "cites", report::say(language, incoming ? Msg::help_cited_by : Msg::help_cites));
  add_id(*app, language, *options);
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  add_relations(*app, language, *options);
  app->add_option("-n,--sentences", options->sentences, report::say(language, Msg::help_sentences))->option_text("N");
  app->add_option("--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  return {app, [options, incoming](const Context& context) {
            return with_index(context, [&](Session& session) { return show_references(context, session, *options, incoming); });
          }};
}

}  // namespace

Command add_cites(CLI::App& root, report::Language language) { return add_references(root, language, false); }
Command add_cited_by(CLI::App& root, report::Language language) { return add_references(root, language, true); }

Command add_trace(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  options->limit = 500;
  auto* app = root.add_subcommand("trace", report::say(language, Msg::help_trace));
  add_id(*app, language, *options);
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  add_relations(*app, language, *options);
  app->add_flag("--up", options->up, report::say(language, Msg::help_up));
  app->add_option("--depth", options->depth, report::say(language, Msg::help_depth))->option_text("N");
  app->add_option("--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  return {app, [options](const Context& context) {
            return with_index(context, [&](Session& session) { return show_trace(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
