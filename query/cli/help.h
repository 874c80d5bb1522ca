#pragma once
/// Help texts and errors of the command line, shared by both programs: CLI11's own formatter counts bytes and speaks English.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Error.hpp>
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

/// Columns of the terminal on standard output, else $COLUMNS, else 100; at least 40.
[[nodiscard]] std::size_t terminal_width();

/// What stands for an argument in help and errors: "PATH" -> "TỆP". Words that are no placeholder come back unchanged.
[[nodiscard]] std::string placeholder(report::Language language, const std::string& name);

/// --lang decides in which language even the errors of parsing are told, so it is looked up before. `environment` is $TRACUU_LANG,
/// which --lang overrides; anything but "en" is Vietnamese.
[[nodiscard]] report::Language language_of(const std::vector<std::string>& words, std::string_view environment);

/// The word that differs from what was typed by two letters at most, or goes on from it; empty if there is none.
[[nodiscard]] std::string nearest_word(std::string_view typed, const std::vector<std::string>& words);

/// A mistake on the command line: what was wrong, and what to do.
struct Mistake {
  std::string what, hint;
};

/// The parser's own words are English and few: the name in front, what was wrong behind.
///
/// @param app      the command that was asked, or the program
/// @param program  what is typed to reach it: "tracuu search"
[[nodiscard]] Mistake explain(report::Language language, const CLI::App& app, const std::string& program, const CLI::ParseError& error);

}  // namespace tracuu::cli
