/// `tracuu search QUERY`: full text; `tracuu similar ID`.
#include <algorithm>
#include <optional>

#include "query/cli/command.h"
#include "query/cli/day.h"
#include "query/cli/search_page.h"
#include "query/cli/session.h"
#include "query/cli/query_error.h"
#include "query/rank/batch.h"
#include "query/rank/search.h"
#include "query/report/search_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> query;
  std::string format;
  std::string by = "document";
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::string batch, run;
  std::string sort = "relevance";
  std::string as_of;
  std::optional<std::uint64_t> since;
  bool facets = false, literal = false, explain = false;
};

rank::SearchRequest request_of(const Options& options, const std::string& query) {
  rank::SearchRequest request;
  request.query = query;
  request.limit = options.limit;
  request.offset = options.offset;
  request.since = options.since;
  request.literal = options.literal;
  request.facets = options.facets;
  request.explain = options.explain;
  if (options.sort == "date") request.sort = rank::Sort::date;
  if (options.sort == "authority") request.sort = rank::Sort::authority;
  if (options.sort == "cited") request.sort = rank::Sort::cited;
  return request;
}

// An id in the query that means no act or several: said, never guessed.
std::optional<Answer> id_problem(const Context& context, Session& session, LinkLookups& links, const Options& options) {
  if (!links.unknown.empty()) return not_found(context, session, links.unknown.front(), resolve::find_acts(session.resolver, *session.catalogue, links.unknown.front()));
  if (links.ambiguous.empty()) return std::nullopt;
  auto& [typed, acts] = links.ambiguous.front();
  order_candidates(session, acts);
  Answer answer;
  answer.out = report::candidates_report(session.graph, typed, acts, "search", layout_of(options.format), look_of(context));
  answer.code = ambiguous_id;
  return answer;
}

std::string unanswered_words(const Context& context, const std::vector<language::FieldId>& fields) {
  std::string names;
  for (const auto id : fields)
    for (const auto& field : language::kQueryFields)
      if (field.id == id) names += (names.empty() ? "" : ", ") + std::string(field.vi);
  return "tracuu: " + context.say(Msg::error_word) + ": " + context.say(Msg::query_unanswered, names) + "\n";
}

Answer search(const Context& context, Session& session, const Options& options, model::Date day) {
  const auto query = joined(options.query);
  Answer answer;
  if (const auto syntax = language::parse_syntax(query); !syntax && !options.literal) {
    answer.err = query_error(context, query, syntax.error());
    answer.code = usage_error;
    return answer;
  }
  LinkLookups links{session, day, {}, {}};
  rank::Searcher searcher(session.index, links.lookups());
  const rank::SearchRequest request = request_of(options, query);
  report::FoundPage page;
  std::vector<language::FieldId> unanswered;
  if (options.by == "provision") {
    const auto results = searcher.provisions(request);
    unanswered = results.unanswered;
    page = page_of(session, links, request, results);
  } else {
    const auto results = searcher.documents(request);
    unanswered = results.unanswered;
    page = page_of(session, links, request, results);
  }
  if (auto problem = id_problem(context, session, links, options)) return *problem;
  if (!unanswered.empty()) {
    answer.err = unanswered_words(context, unanswered);
    answer.code = usage_error;
    return answer;
  }
  answer.out = report::search_report(page, layout_of(options.format), look_of(context));
  answer.code = page.documents.empty() ? nothing_found : done;
  return answer;
}

Answer similar(const Context& context, Session& session, const Options& options, model::Date day) {
  const auto typed = joined(options.query);
  auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.empty()) return not_found(context, session, typed, found);
  LinkLookups links{session, day, {}, {}};
  if (found.acts.size() > 1) {
    links.ambiguous.emplace_back(typed, found.acts);
    return *id_problem(context, session, links, options);
  }
  Answer answer;
  const auto& act = session.resolver.act(found.acts.front());
  report::FoundPage page;
  page.query = typed;
  if (act.in_index()) {
    rank::Searcher searcher(session.index, links.lookups());
    const rank::SearchRequest request = request_of(options, typed);
    page = page_of(session, links, request, searcher.similar(act.copies.front().record, request));
  }
  answer.out = report::search_report(page, layout_of(options.format), look_of(context));
  answer.code = page.documents.empty() ? nothing_found : done;
  return answer;
}

// Unset where there is no clock: effect is not told then. Nothing where the typed day is none.
std::optional<model::Date> day_of_effect(const Context& context, const Options& options) {
  if (!options.as_of.empty()) return day_asked(context, options.as_of);
  return today(context).value_or(model::Date());
}

Answer search_batch(const Context& context, open::Index& index, const Options& options) {
  const auto report = rank::run_batch(index, options.batch, options.run, options.limit == 10 ? 100 : options.limit,
                                      options.by == "provision" ? rank::BatchUnit::provision : rank::BatchUnit::document);
  Answer answer;
  if (!report) {
    answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + report.error() + "\n";
    answer.code = nothing_read;
    return answer;
  }
  answer.err = context.say(Msg::batch_done, report->queries, report->seconds, report->p50_ms, report->p95_ms, options.run) + "\n";
  if (report->as_words > 0) answer.err += context.say(Msg::batch_as_words, report->as_words) + "\n";
  return answer;
}

}  // namespace

Command add_search(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("search", report::say(language, Msg::help_search));
  app->add_option("QUERY", options->query, report::say(language, Msg::help_query))->option_text(" ");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  app->add_option("--by", options->by, report::say(language, Msg::help_by))->check(CLI::IsMember({"document", "provision"}))->option_text("document|provision");
  app->add_option("-n,--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  app->add_option("--offset", options->offset, report::say(language, Msg::help_offset))->option_text("N");
  app->add_option("--sort", options->sort, report::say(language, Msg::help_sort))
      ->check(CLI::IsMember({"relevance", "date", "authority", "cited"}))
      ->option_text("relevance|date|authority|cited");
  app->add_option("--as-of,--date", options->as_of, report::say(language, Msg::help_as_of))->option_text("DATE");
  app->add_option("--since", options->since, report::say(language, Msg::help_since))->option_text("REVISION");
  app->add_flag("--facets", options->facets, report::say(language, Msg::help_facets));
  app->add_flag("--literal", options->literal, report::say(language, Msg::help_literal));
  app->add_flag("--explain", options->explain, report::say(language, Msg::help_explain));
  app->add_option("--batch", options->batch, report::say(language, Msg::help_batch))->option_text("FILE");
  app->add_option("--run", options->run, report::say(language, Msg::help_run))->option_text("FILE");
  return {app, [options](const Context& context) {
            const bool batch = !options->batch.empty() || !options->run.empty();
            if (batch && (options->batch.empty() || options->run.empty())) {
              context.complain(context.say(Msg::batch_needs_run));
              return static_cast<int>(usage_error);
            }
            const bool lists_all = options->since && options->by == "document";  // what is new, whatever it says
            if (!batch && !lists_all && joined(options->query).find_first_not_of(" \t\n") == std::string::npos) {
              context.complain(context.say(Msg::query_missing), context.say(Msg::query_missing_hint));
              return static_cast<int>(usage_error);
            }
            if (batch) return with_bare_index(context, [&](open::Index& index) { return search_batch(context, index, *options); });
            const auto day = day_of_effect(context, *options);
            if (!day) return static_cast<int>(usage_error);
            return with_index(context, [&](Session& session) { return search(context, session, *options, *day); });
          }};
}

Command add_similar(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("similar", report::say(language, Msg::help_similar));
  app->add_option("ID", options->query, report::say(language, Msg::help_id))->required()->option_text(" ");
  add_format(*app, language, options->format, {"text", "json", "jsonl", "csv"});
  app->add_option("-n,--limit", options->limit, report::say(language, Msg::help_limit))->option_text("N");
  app->add_option("--offset", options->offset, report::say(language, Msg::help_offset))->option_text("N");
  app->add_option("--as-of,--date", options->as_of, report::say(language, Msg::help_as_of))->option_text("DATE");
  return {app, [options](const Context& context) {
            const auto day = day_of_effect(context, *options);
            if (!day) return static_cast<int>(usage_error);
            return with_index(context, [&](Session& session) { return similar(context, session, *options, *day); });
          }};
}

}  // namespace tracuu::cli
