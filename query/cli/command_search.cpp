/// `tracuu search QUERY`: full text.
#include "query/cli/command.h"
#include "query/cli/session.h"
#include "query/passage/passage.h"
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
};

/// The stretch of the original that matches best, made readable, with the places of the matches in it.
report::Snippet snippet_of(const passage::Passage& passage) {
  // Marks that no document contains: control characters do not survive in a readable line.
  constexpr char begin = '\x02', end = '\x03';
  report::Snippet snippet;
  std::uint32_t from = 0;
  for (const char c : passage::one_line(passage, std::string_view(&begin, 1), std::string_view(&end, 1))) {
    if (c == begin) {
      from = static_cast<std::uint32_t>(snippet.text.size());
    } else if (c == end) {
      snippet.matches.push_back({from, static_cast<std::uint32_t>(snippet.text.size())});
    } else {
      snippet.text += c;
    }
  }
  return snippet;
}

report::FoundProvision found_provision(open::Index& index, const rank::ProvisionHit& hit, const language::Query& query) {
  const auto passage = passage::best_passage(index, hit.id, query);
  const auto& record = passage.provision;
  report::FoundProvision found;
  found.path = record.path;
  found.heading = record.heading;
  found.page = passage.page != 0 ? passage.page : record.page;
  found.score = hit.score;
  found.source_id = hit.source_id;
  found.range = record.range;
  found.snippet = snippet_of(passage);
  return found;
}

report::FoundPage search_documents(open::Index& index, const Options& options, const std::string& query) {
  rank::Searcher searcher(index);
  rank::SearchRequest request;
  request.query = query;
  request.limit = options.limit;
  request.offset = options.offset;
  const auto results = searcher.documents(request);
  report::FoundPage page;
  page.query = query;
  // Of a citation the words are nothing that was searched for.
  const bool citation = !results.query.number.empty() ||
                        (!results.documents.empty() && results.documents.front().reason == rank::DocumentHit::Reason::number);
  if (results.query.searched != query && results.query.restored && !citation) page.searched = results.query.searched;
  page.total = results.documents_with_all_words;
  page.offset = options.offset;
  page.more = results.more;
  for (const auto& hit : results.documents) {
    report::FoundDocument document;
    document.source = hit.document.source;
    document.identity = hit.document.identity;
    document.copies = hit.copies;
    document.score = hit.score;
    document.reason = hit.reason == rank::DocumentHit::Reason::number ? "number" : hit.reason == rank::DocumentHit::Reason::title ? "title" : "text";
    for (const auto& provision : hit.provisions) document.provisions.push_back(found_provision(index, provision, results.query));
    page.documents.push_back(std::move(document));
  }
  return page;
}

/// Each provision is a result of its own, under its document's name.
report::FoundPage search_provisions(open::Index& index, const Options& options, const std::string& query) {
  rank::Searcher searcher(index);
  rank::SearchRequest request;
  request.query = query;
  request.limit = options.limit;
  request.offset = options.offset;
  const auto results = searcher.provisions(request);
  report::FoundPage page;
  page.query = query;
  if (results.query.searched != query && results.query.restored) page.searched = results.query.searched;
  page.offset = options.offset;
  page.by_provision = true;
  page.total = results.provisions.size();
  for (const auto& hit : results.provisions) {
    report::FoundDocument document;
    document.source = hit.source;
    document.score = hit.score;
    document.reason = "text";
    if (const auto id = index.find(hit.source)) document.identity = index.summary(*id).identity;
    document.provisions.push_back(found_provision(index, hit, results.query));
    page.documents.push_back(std::move(document));
  }
  return page;
}

Answer search(const Context& context, open::Index& index, const Options& options) {
  const auto query = joined(options.query);
  const auto page = options.by == "provision" ? search_provisions(index, options, query) : search_documents(index, options, query);
  Answer answer;
  answer.out = report::search_report(page, layout_of(options.format), look_of(context));
  answer.code = page.documents.empty() ? nothing_found : done;
  return answer;
}

Answer search_batch(const Context& context, open::Index& index, const Options& options) {
  const auto report = rank::run_batch(index, options.batch, options.run, options.limit == 10 ? 100 : options.limit);
  Answer answer;
  if (!report) {
    answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + report.error() + "\n";
    answer.code = nothing_read;
    return answer;
  }
  answer.err = context.say(Msg::batch_done, report->queries, report->seconds, report->p50_ms, report->p95_ms, options.run) + "\n";
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
  app->add_option("--batch", options->batch, report::say(language, Msg::help_batch))->option_text("FILE");
  app->add_option("--run", options->run, report::say(language, Msg::help_run))->option_text("FILE");
  return {app, [options](const Context& context) {
            const bool batch = !options->batch.empty() || !options->run.empty();
            if (batch && (options->batch.empty() || options->run.empty() || options->by != "provision")) {
              context.complain(context.say(Msg::batch_needs_run));
              return static_cast<int>(usage_error);
            }
            if (!batch && joined(options->query).find_first_not_of(" \t\n") == std::string::npos) {
              context.complain(context.say(Msg::query_missing), context.say(Msg::see_help, "search"));
              return static_cast<int>(usage_error);
            }
            return with_bare_index(context, [&](open::Index& index) {
              return batch ? search_batch(context, index, *options) : search(context, index, *options);
            });
          }};
}

}  // namespace tracuu::cli
