/// `tracuu extract PATH...`: documents as the engine understands them; needs no index.
#include "corpus/analyse.h"
#include "query/cli/command.h"
#include "query/cli/read_paths.h"
#include "query/report/document_json.h"
#include "query/report/extract_report.h"

namespace tracuu::cli {
namespace {

using report::Msg;

struct Options {
  std::vector<std::string> paths;
  std::string format;
  bool ocr = false;
  bool explain = false;
  bool each_provision = false;
  std::string catalogue;
  std::string at;  // the references to explain; empty: all
};

/// Prints documents one after another in the chosen format and counts what was left out.
class Extraction {
 public:
  Extraction(const Context& context, const Options& options, const registry::Registry& registry)
      : context_(context), options_(options), known_(registry), grammar_(citation::grammar_of(registry)) {
    read_options_.ocr = options.ocr;
  }

  void read(const std::vector<std::string>& paths) {
    read_paths(context_, paths, read_options_,
               {[this](const std::string& path, model::Text&& text) { print(text, path); },
                [this](const std::string& path, const std::string& why) { skip(path, why); }});
  }

  int finish() {
    if (options_.format == "json") context_.print(documents_ == 0 ? "{\"schema\": \"tracuu.extract/1\", \"documents\": []}\n" : "\n]}\n");
    if (skipped_ > 0) context_.remark(context_.say(Msg::extract_summary, documents_, skipped_));
    if (documents_ == 0) return nothing_read;
    if (!options_.at.empty() && !explained_) return nothing_found;
    return skipped_ > 0 ? some_skipped : done;
  }

 private:
  void print(const model::Text& text, const std::string& path) {
    const auto document = corpus::analyse(text, text::canonicalize(text), *grammar_);
    const report::DocumentJson layout{&known_, options_.each_provision};
    if (!options_.at.empty()) {
      explain(document, text.bytes, path);
    } else if (options_.format == "jsonl") {
      context_.print(report::dump(report::document_json(document, path, text.bytes, layout)) + "\n");
    } else if (options_.format == "json") {
      context_.print(documents_ == 0 ? "{\"schema\": \"tracuu.extract/1\", \"documents\": [\n" : ",\n");
      context_.print(report::dump_pretty(report::document_json(document, path, text.bytes, layout)));
    } else {
      if (documents_ > 0) context_.print("\n" + context_.style.dim(std::string(std::min<std::size_t>(context_.style.width, 72), '-')) + "\n\n");
      context_.print(report::extract_text(document, path, text.bytes, {context_.language, context_.style, options_.explain, &known_}));
    }
    ++documents_;
  }

  void explain(const model::Document& document, std::string_view bytes, const std::string& path) {
    const auto words = report::explained_at(document, options_.at, bytes, {context_.language, context_.style, true, &known_});
    if (words.empty()) return context_.remark(context_.say(Msg::explain_nothing_there, report::one_line(path), report::one_line(options_.at)));
    explained_ = true;
    context_.print(report::one_line(path) + words + "\n");
  }

  void skip(const std::string& path, const std::string& why) {
    ++skipped_;
    context_.remark(context_.say(Msg::file_skipped, report::one_line(path), why));
  }

  const Context& context_;
  const Options& options_;
  resolve::KnownActs known_;
  std::shared_ptr<const citation::Grammar> grammar_;
  readers::ReadOptions read_options_;
  std::size_t documents_ = 0, skipped_ = 0;
  bool explained_ = false;
};

}  // namespace

Command add_extract(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("extract", report::say(language, Msg::help_extract));
  app->add_option("PATH", options->paths, report::say(language, Msg::help_extract_paths))->required();
  add_format(*app, language, options->format, {"text", "json", "jsonl"});
  app->add_flag("--ocr", options->ocr, report::say(language, Msg::help_extract_ocr));
  app->add_flag("--explain", options->explain, report::say(language, Msg::help_extract_explain));
  app->add_option("--at", options->at, report::say(language, Msg::help_extract_at))->option_text("WORDS|BYTE");
  app->add_flag("--each-provision", options->each_provision, report::say(language, Msg::help_extract_each_provision));
  app->add_option("--catalogue", options->catalogue, report::say(language, Msg::help_catalogue));
  return {app, [options](const Context& context) {
            if (!options->at.empty() && options->format != "text") {
              context.complain(context.say(Msg::explain_at_format));
              return static_cast<int>(usage_error);
            }
            const auto registry = registry::Registry::opened(options->catalogue);
            if (!registry) {
              context.complain(registry.error(), context.say(Msg::catalogue_hint));
              return static_cast<int>(nothing_read);
            }
            Extraction extraction(context, *options, **registry);
            extraction.read(options->paths);
            return extraction.finish();
          }};
}

}  // namespace tracuu::cli
