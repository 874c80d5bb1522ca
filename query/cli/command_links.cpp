/// `tracuu cites ID`, `tracuu cited-by ID`, `tracuu trace ID`: what is linked to an act.
#include <algorithm>
#include <charconv>
#include <optional>

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
  std::vector<std::string> types, issuers, provinces, levels;
  std::string from, to;
  std::size_t sentences = 1;
  std::optional<std::size_t> limit;
  std::size_t offset = 0;
  bool all = false;
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

/// "9/11/2022", "09-11-2022", "2022-11-09"; a bare year is its first or last day. Nothing if it is no date.
std::optional<model::Date> typed_date(const std::string& text, bool last_day) {
  if (auto iso = model::Date::parse_iso(text)) return iso->is_valid() ? iso : std::nullopt;
  unsigned parts[3] = {0, 0, 0};
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (; count < 3 && at < end; ++count) {
    const auto [next, error] = std::from_chars(at, end, parts[count]);
    if (error != std::errc{}) return std::nullopt;
    at = next;
    if (at < end && *at != '/' && *at != '-' && *at != '.') return std::nullopt;
    if (at < end) ++at;
  }
  if (at != end || parts[count - 1] > 2200) return std::nullopt;
  const auto byte = [](unsigned value) { return static_cast<std::uint8_t>(std::min(value, 99u)); };
  model::Date date;
  if (count == 1) date = {static_cast<std::int16_t>(parts[0]), byte(last_day ? 12 : 1), byte(last_day ? 31 : 1)};
  else if (count == 3) date = {static_cast<std::int16_t>(parts[2]), byte(parts[1]), byte(parts[0])};
  return date.is_valid() && date.year >= 1900 ? std::optional(date) : std::nullopt;
}

/// The filter of --type, --issuer and so on; the words that mean nothing in `unknown`.
graph::CitationFilter filter_of(const Options& options, std::vector<std::string>& unknown) {
  const auto& registry = registry::Registry::builtin();
  graph::CitationFilter filter;
  filter.relations = options.relations;
  for (const auto& typed : options.types) {
    const auto* type = registry.type(typed);
    if (type == nullptr) type = registry.type_by_word(typed);
    if (type == nullptr) type = registry.type_by_symbol(typed);
    if (type != nullptr) filter.types.push_back(type->code);
    else unknown.push_back(typed);
  }
  for (const auto& typed : options.issuers) {
    const auto* by_symbol = registry.issuer_by_symbol(typed);
    const bool slug = std::all_of(typed.begin(), typed.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+'; });
    if (by_symbol != nullptr) filter.issuers.push_back(by_symbol->slug);
    else filter.issuers.push_back(slug ? typed : registry.issuer_slug(typed, {}));
    if (filter.issuers.back().empty()) unknown.push_back(typed);
  }
  for (const auto& typed : options.provinces) {
    const auto* province = registry.province(typed);
    if (province == nullptr) province = registry.find_province(typed, {});
    if (province != nullptr) filter.provinces.push_back(province->slug);
    else unknown.push_back(typed);
  }
  for (const auto& typed : options.levels) {
    const auto found = std::find(std::begin(links::level_names), std::end(links::level_names), typed);
    filter.levels.push_back(static_cast<links::Level>(found - std::begin(links::level_names)));
  }
  const auto date = [&](const std::string& typed, bool last_day) {
    if (typed.empty()) return model::Date{};
    const auto day = typed_date(typed, last_day);
    if (!day) unknown.push_back(typed);
    return day.value_or(model::Date{});
  };
  filter.from = date(options.from, false);
  filter.to = date(options.to, true);
  return filter;
}

void add_filters(CLI::App& app, report::Language language, Options& options) {
  const auto many = [&](const char* name, std::vector<std::string>& values, Msg help, const char* word) {
    app.add_option(name, values, report::say(language, help))->option_text(word)->expected(1)->take_all();
  };
  many("-t,--type", options.types, Msg::help_filter_type, "LOẠI");
  many("--issuer", options.issuers, Msg::help_filter_issuer, "CƠ_QUAN");
  many("--province", options.provinces, Msg::help_filter_province, "TỈNH");
  app.add_option("--level", options.levels, report::say(language, Msg::help_filter_level))
      ->check(CLI::IsMember({"trung-uong", "tinh", "huyen", "xa"}))
      ->option_text("trung-uong|tinh|huyen|xa")
      ->expected(1)
      ->take_all();
  app.add_option("--from", options.from, report::say(language, Msg::help_filter_from))->option_text("DATE");
  app.add_option("--to", options.to, report::say(language, Msg::help_filter_to))->option_text("DATE");
}

Answer show_references(const Context& context, Session& session, const Options& options, bool incoming) {
  const auto layout = layout_of(options.format);
  return on_one_act(context, session, options.id, incoming ? "cited-by" : "cites", layout, [&](resolve::ActId act, const std::string& path) {
    Answer answer;
    report::ReferencesRequest request;
    request.act = act;
    request.incoming = incoming;
    request.path = path;
    request.sentences = options.sentences;
    request.offset = options.offset;
    // A table for another program holds everything unless less is asked for.
    request.limit = options.limit.value_or(layout == report::Layout::text ? 100 : 0);
    std::vector<std::string> unknown;
    request.filter = filter_of(options, unknown);
    if (!unknown.empty()) {
      answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + context.say(Msg::filter_unknown, report::harmless(unknown.front())) + "\n";
      answer.code = usage_error;
      return answer;
    }
    const auto references = report::references(session.graph, request);
    answer.out = report::references_report(session.graph, references, request, layout, look_of(context));
    answer.code = references.acts == 0 ? nothing_found : done;
    return answer;
  });
}

Answer show_trace(const Context& context, Session& session, const Options& options) {
  const auto typed = joined(options.id);
  auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.empty()) return not_found(context, session, typed, found);
  graph::TraceOptions trace_options;
  if (!options.relations.empty()) trace_options.relations = options.relations;
  trace_options.depth = options.depth;
  const auto limit = options.limit.value_or(500);
  trace_options.limit = limit == 0 || options.all ? 1'000'000 : limit;
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
  app->add_option("--offset", options->offset, report::say(language, Msg::help_offset))->option_text("N");
  add_filters(*app, language, *options);
  return {app, [options, incoming](const Context& context) {
            return with_index(context, [&](Session& session) { return show_references(context, session, *options, incoming); });
          }};
}

}  // namespace

Command add_cites(CLI::App& root, report::Language language) { return add_references(root, language, false); }
Command add_cited_by(CLI::App& root, report::Language language) { return add_references(root, language, true); }

Command add_trace(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("trace", report::say(language, Msg::help_trace));
  add_id(*app, language, *options);
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  add_relations(*app, language, *options);
  app->add_flag("--up", options->up, report::say(language, Msg::help_up));
  app->add_option("--depth", options->depth, report::say(language, Msg::help_depth))->option_text("N");
  app->add_option("--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  app->add_flag("--all", options->all, report::say(language, Msg::help_trace_all));
  return {app, [options](const Context& context) {
            return with_index(context, [&](Session& session) { return show_trace(context, session, *options); });
          }};
}

}  // namespace tracuu::cli
