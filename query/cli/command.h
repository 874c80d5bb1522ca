#pragma once
/// What a command of the command line is made of: one file a command (command_*.cpp), listed in cli.cpp.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "query/cli/cli.h"
#include "query/report/messages.h"
#include "query/report/terminal.h"

namespace tracuu::cli {

/// What every command gets when it runs.
struct Context {
  const World& world;
  report::Language language = report::Language::vi;
  report::Style style;
  std::string db;  ///< index directory

  template <typename... Args>
  [[nodiscard]] std::string say(report::Msg id, Args&&... args) const {
    return report::say(language, id, std::forward<Args>(args)...);
  }
  void print(std::string_view text) const { world.out(text); }
  /// "tracuu: lỗi: ..." and, where given, "  gợi ý: ...", on standard error.
  void complain(std::string_view what, std::string_view hint = {}) const;
  /// "tracuu: lưu ý: ..." on standard error.
  void remark(std::string_view what) const;
};

/// A command: its options in `app` (parsed by CLI11), and what to do.
struct Command {
  CLI::App* app = nullptr;
  std::function<int(const Context&)> run;
};

/// Adds --format with the given choices, the first of which is the default.
void add_format(CLI::App& app, report::Language language, std::string& format, std::vector<std::string> choices);

/// Words of a query or id typed without quotes, as one string.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view separator = " ");

Command add_extract(CLI::App& root, report::Language language);
Command add_search(CLI::App& root, report::Language language);
Command add_show(CLI::App& root, report::Language language);
Command add_audit(CLI::App& root, report::Language language);
Command add_check(CLI::App& root, report::Language language);
Command add_cites(CLI::App& root, report::Language language);
Command add_cited_by(CLI::App& root, report::Language language);
Command add_similar(CLI::App& root, report::Language language);
Command add_trace(CLI::App& root, report::Language language);
Command add_status(CLI::App& root, report::Language language);
Command add_impact(CLI::App& root, report::Language language);
Command add_coverage(CLI::App& root, report::Language language);
Command add_overlaps(CLI::App& root, report::Language language);
Command add_list(CLI::App& root, report::Language language);
Command add_diagram(CLI::App& root, report::Language language);

}  // namespace tracuu::cli
