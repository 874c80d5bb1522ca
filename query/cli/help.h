#pragma once
/// Help texts, laid out by columns of the terminal: CLI11's own formatter counts bytes and speaks English.
#include <cstddef>
#include <string>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "query/report/messages.h"

namespace tracuu::cli {

/// Writes the help of the program and of its commands; subcommands inherit it when they are added.
class HelpFormatter : public CLI::FormatterBase {
 public:
  HelpFormatter(report::Language language, std::size_t width);
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;

 private:
  [[nodiscard]] std::string usage(const CLI::App& app, const std::string& name) const;
  [[nodiscard]] std::string row(const std::string& term, const std::string& text) const;
  [[nodiscard]] std::string positionals(const CLI::App& app) const;
  [[nodiscard]] std::string options(const CLI::App& app) const;
  [[nodiscard]] std::string commands(const CLI::App& app) const;

  report::Language language_;
  std::size_t width_;
};

/// What stands for an argument in help and errors: "PATH" -> "TỆP". Words that are no placeholder come back unchanged.
[[nodiscard]] std::string placeholder(report::Language language, const std::string& name);

}  // namespace tracuu::cli
