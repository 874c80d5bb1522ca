/// `tracuu extract PATH...`: documents as the engine understands them; needs no index.
#include "corpus/analyse.h"
#include "corpus/readers/readers.h"
#include "corpus/readers/walk.h"
#include "query/cli/command.h"
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
};

std::string reason(const Context& context, const readers::ReadError& error) {
  using Code = readers::ReadErrorCode;
  const std::string detail = error.detail.empty() ? "" : ": " + error.detail;
  std::string what;
  switch (error.code) {
    case Code::unreadable: what = context.say(Msg::read_unreadable); break;
    case Code::empty: what = context.say(Msg::read_empty); break;
    case Code::not_a_document: what = context.say(Msg::read_not_a_document); break;
    case Code::no_text_layer: what = context.say(Msg::read_no_text_layer); break;
    case Code::converter_missing: what = context.say(Msg::read_converter_missing, detail); break;
    case Code::converter_failed: what = context.say(Msg::read_converter_failed, detail); break;
    case Code::too_large: what = context.say(Msg::read_too_large); break;
    case Code::damaged: what = context.say(Msg::read_damaged); break;
    case Code::timeout: what = context.say(Msg::read_timeout); break;
  }
  return what + (error.what.empty() ? "" : " (" + error.what + ")");
}

std::string reason(const Context& context, const readers::WalkSkipped& skipped) {
  using Reason = readers::SkipReason;
  switch (skipped.reason) {
    case Reason::missing: return context.say(Msg::skip_missing);
    case Reason::unreadable: return context.say(Msg::read_unreadable);
    case Reason::loop: return context.say(Msg::skip_loop);
    case Reason::hidden: return context.say(Msg::skip_hidden);
    case Reason::special: return context.say(Msg::skip_special);
    case Reason::unknown_type: return context.say(Msg::skip_unknown_type);
    case Reason::duplicate: return context.say(Msg::skip_duplicate);
  }
  return skipped.what;
}

/// Prints documents one after another in the chosen format and counts what was left out.
class Extraction {
 public:
  Extraction(const Context& context, const Options& options, const registry::Registry& registry)
      : context_(context), options_(options), known_(registry), grammar_(citation::grammar_of(registry)) {
    read_options_.ocr = options.ocr;
  }

  void read_path(const std::string& path) {
    if (path == "-") {
      const auto result = readers::read_bytes(context_.world.read_input(), "-", "-", read_options_, sink("-"));
      if (!result) skip("-", reason(context_, result.error()));
      return;
    }
    // Each path is walked alone: two files of one name in two folders are two documents here.
    const auto found = readers::walk({path});
    for (const auto& skipped : found.skipped) skip(shown(path, skipped.path), reason(context_, skipped));
    for (const auto& file : found.files) {
      const auto name = shown(path, file.path);
      const auto result = readers::read_file(file.path, file.source, read_options_, sink(name));
      if (!result) skip(name, reason(context_, result.error()));
    }
  }

  int finish() {
    if (options_.format == "json") context_.print(documents_ == 0 ? "{\"schema\": \"tracuu.extract/1\", \"documents\": []}\n" : "\n]}\n");
    if (skipped_ > 0) context_.remark(context_.say(Msg::extract_summary, documents_, skipped_));
    if (documents_ == 0) return nothing_read;
    return skipped_ > 0 ? some_skipped : done;
  }

 private:
  /// The path as the user would write it: below the folder that was named, absolute only if that was.
  static std::string shown(const std::string& given, const std::filesystem::path& found) {
    std::error_code error;
    const auto base = std::filesystem::absolute(given, error);
    if (error || !std::filesystem::is_directory(base, error)) return given;
    const auto below = found.lexically_relative(base.lexically_normal());
    return below.empty() || *below.begin() == ".." ? found.string() : (std::filesystem::path(given) / below).string();
  }

  readers::Sink sink(const std::string& path) {
    return [this, path](model::Text&& text) {
      const bool bulk = text.source.find('#') != std::string::npos && text.format == model::Format::jsonl;
      print(text, bulk ? path + text.source.substr(text.source.find('#')) : path);
      return true;
    };
  }

  void print(const model::Text& text, const std::string& path) {
    const auto document = corpus::analyse(text, text::canonicalize(text), *grammar_);
    const report::DocumentJson layout{&known_, options_.each_provision};
    if (options_.format == "jsonl") {
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

  void skip(const std::string& path, const std::string& why) {
    ++skipped_;
    context_.remark(context_.say(Msg::file_skipped, report::harmless(path), why));
  }

  const Context& context_;
  const Options& options_;
  resolve::KnownActs known_;
  std::shared_ptr<const citation::Grammar> grammar_;
  readers::ReadOptions read_options_;
  std::size_t documents_ = 0, skipped_ = 0;
};

}  // namespace

Command add_extract(CLI::App& root, report::Language language) {
  auto options = std::make_shared<Options>();
  auto* app = root.add_subcommand("extract", report::say(language, Msg::help_extract));
  app->add_option("PATH", options->paths, report::say(language, Msg::help_extract_paths))->required();
  add_format(*app, language, options->format, {"text", "json", "jsonl"});
  app->add_flag("--ocr", options->ocr, report::say(language, Msg::help_extract_ocr));
  app->add_flag("--explain", options->explain, report::say(language, Msg::help_extract_explain));
  app->add_flag("--each-provision", options->each_provision, report::say(language, Msg::help_extract_each_provision));
  app->add_option("--catalogue", options->catalogue, report::say(language, Msg::help_catalogue));
  return {app, [options](const Context& context) {
            const auto registry = registry::Registry::opened(options->catalogue);
            if (!registry) {
              context.complain(registry.error(), context.say(Msg::catalogue_hint));
              return static_cast<int>(nothing_read);
            }
            Extraction extraction(context, *options, **registry);
            for (const auto& path : options->paths) extraction.read_path(path);
            return extraction.finish();
          }};
}

}  // namespace tracuu::cli
