/// `tracuu check FILE...`: documents that are not in the index, audited against it before they are signed.
#include <algorithm>
#include <filesystem>

#include "corpus/analyse.h"
#include "query/audit/drafts.h"
#include "query/cli/audit_output.h"
#include "query/cli/day.h"
#include "query/cli/read_paths.h"
#include "query/cli/register_output.h"
#include "query/report/docx_comments.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> files, rules;
  std::string comments, column;
  bool ocr = false;
  AuditOutput output;
};

/// What was read of the files, once: the index may make the rest run again.
struct Read {
  std::vector<model::Text> texts;
  std::vector<std::string> skipped;
};

Read read_files(const Context& context, const Options& options) {
  Read read;
  readers::ReadOptions how;
  how.ocr = options.ocr;
  read_paths(context, options.files, how,
             {[&](const std::string& path, model::Text&& text) {
                text.source = path;
                read.texts.push_back(std::move(text));
              },
              [&](const std::string& path, const std::string& why) { read.skipped.push_back(report::one_line(path) + ": " + why); }});
  return read;
}

Answer check(const Context& context, Session& session, const Options& options, const Read& read) {
  audit::Drafts drafts(*session.catalogue, *session.records);
  resolve::Resolver resolver(drafts);
  std::vector<resolve::RecordId> records;
  for (const auto& text : read.texts) records.push_back(drafts.add(corpus::analyse(text), text.bytes));
  graph::Graph graph(drafts, resolver);
  audit::Options asked;
  asked.rules = options.rules;
  asked.issuers = issuer_works(session);
  const auto audit = audit::audit(graph, records, asked);
  auto answer = answer_audit(context, session, audit, options.output, read.skipped, &graph);
  if (!options.comments.empty() && answer.code != nothing_read) {
    auto look = look_of(context);
    look.style.colour = false;
    std::vector<report::FindingRow> rows;
    for (const auto& finding : audit.findings) {
      if (finding.severity >= severity_of(options.output.least)) rows.push_back(report::finding_row(graph, finding, look));
    }
    const auto made = report::comment_docx(options.files.front(), options.comments, rows, report_date(context, options.output.date), context.language);
    if (!made) {
      answer.err += "tracuu: " + context.say(Msg::error_word) + ": " + context.say(Msg::cannot_write, made.error()) + "\n";
      answer.code = nothing_read;
    } else {
      answer.err += "tracuu: " + context.say(Msg::note_word) + ": " + context.say(Msg::comments_written, options.comments, made->placed, made->at_start) + "\n";
    }
  }
  return answer;
}

/// A column of citations instead of documents.
int check_list(const Context& context, const Options& options) {
  const auto& file = options.files.front();
  if (options.files.size() != 1) {
    context.complain(context.say(Msg::table_one_at_a_time));
    return usage_error;
  }
  const auto table = read_register(context, file);
  if (!table) {
    context.complain(table.error());
    return nothing_read;
  }
  const auto column = options.column.empty() ? registers::column_of_citations(*table) : registers::column_named(*table, options.column);
  if (!column) {
    context.complain(options.column.empty() ? context.say(Msg::table_no_citations, report::harmless(file)) : context.say(Msg::table_no_column, report::harmless(file), report::harmless(options.column)));
    return usage_error;
  }
  const auto day = day_asked(context, options.output.date);
  if (!day) return usage_error;
  return with_index(context, [&](Session& session) {
    status::Statuses statuses(session.graph);
    const auto list = registers::look_up(session.graph, *session.catalogue, statuses, *table, *column, *day);
    auto look = look_of(context);
    if (options.output.format != "text" || !options.output.output.empty()) look.style.colour = false;
    return answer_register(context, report::citation_list_report(session.graph, list, std::filesystem::path(file).filename().string(), *day, look), options.output);
  });
}

int run_check(const Context& context, const Options& options) {
  if (std::any_of(options.files.begin(), options.files.end(), [](const std::string& file) { return registers::is_table(file); })) return check_list(context, options);
  if (!options.comments.empty() && (options.files.size() != 1 || !options.files.front().ends_with(".docx"))) {
    context.complain(context.say(Msg::comments_need_docx));
    return usage_error;
  }
  const auto read = read_files(context, options);
  if (read.texts.empty()) {
    for (const auto& skipped : read.skipped) context.complain(context.say(Msg::scope_skipped, report::harmless(skipped)));
    return nothing_read;
  }
  return with_index(context, [&](Session& session) { return check(context, session, options, read); });
}

}  // namespace

Command add_check(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("check", report::say(language, Msg::help_check));
  app->add_option("FILE", options->files, report::say(language, Msg::help_check_files))->required()->option_text(" ");
  app->add_option("--comments", options->comments, report::say(language, Msg::help_comments))->option_text("FILE.docx");
  app->add_option("--column", options->column, report::say(language, Msg::help_check_column))->option_text("COLUMN");
  app->add_flag("--ocr", options->ocr, report::say(language, Msg::help_extract_ocr));
  app->add_option("--rule", options->rules, report::say(language, Msg::help_rule))->option_text("RULE")->expected(1)->take_all();
  add_audit_output(*app, language, options->output);
  return {app, [options](const Context& context) { return run_check(context, *options); }};
}

}  // namespace tracuu::cli
