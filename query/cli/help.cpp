#include "query/cli/help.h"

#include <algorithm>

#include "query/report/terminal.h"

namespace tracuu::cli {
namespace {

using report::Language;
using report::Msg;
using report::say;

/// Where descriptions begin; a longer term has a line of its own.
constexpr std::size_t text_column = 34;

std::string heading(Language language, Msg id) { return "\n" + say(language, id) + ":\n"; }

/// "-f, --format"; of several spellings of a long name ("--color", "--colour") the first.
std::string option_names(const CLI::Option& option) {
  std::string names;
  for (const auto& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  if (!option.get_lnames().empty()) names += (names.empty() ? "    --" : ", --") + option.get_lnames().front();
  return names;
}

}  // namespace

std::string placeholder(Language language, const std::string& name) {
  constexpr std::pair<std::string_view, Msg> words[] = {
      {"ID", Msg::arg_id},     {"PATH", Msg::arg_path},     {"QUERY", Msg::arg_query}, {"DIR", Msg::arg_dir}, {"FILE", Msg::arg_file},
      {"NAME", Msg::arg_name}, {"FORMAT", Msg::arg_format}, {"LEVEL", Msg::arg_level}, {"RULE", Msg::arg_rule},
      {"DATE", Msg::arg_date},     {"PROVINCE", Msg::arg_province},
  };
  for (const auto& [word, id] : words) {
    if (name == word) return say(language, id);
  }
  return name;
}

HelpFormatter::HelpFormatter(Language language, std::size_t width) : language_(language), width_(std::min<std::size_t>(width, 100)) {}

std::string HelpFormatter::row(const std::string& term, const std::string& text) const {
  const std::string first = "  " + term;
  const bool fits = report::display_width(first) + 2 <= text_column;
  const std::string start = fits ? report::pad(first, text_column) : first + "\n" + std::string(text_column, ' ');
  return report::paragraph(start, text, text_column, width_);
}

std::string HelpFormatter::usage(const CLI::App& app, const std::string& name) const {
  std::string line = say(language_, Msg::help_usage) + ": " + name + " [" + say(language_, Msg::help_options_short) + "]";
  for (const auto* option : app.get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    auto word = placeholder(language_, option->get_single_name());
    if (option->get_expected_max() > 1) word += "...";
    line += option->get_required() ? " " + word : " [" + word + "]";
  }
  if (!app.get_subcommands([](const CLI::App*) { return true; }).empty()) line += " " + say(language_, Msg::help_command_short);
  return line + "\n";
}

std::string HelpFormatter::positionals(const CLI::App& app) const {
  std::string out;
  for (const auto* option : app.get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    out += row(placeholder(language_, option->get_single_name()), option->get_description());
  }
  return out.empty() ? out : heading(language_, Msg::help_positionals) + out;
}

std::string HelpFormatter::options(const CLI::App& app) const {
  std::string own, last;
  for (const auto* option : app.get_options([](const CLI::Option* o) { return o->nonpositional(); })) {
    auto term = option_names(*option);
    if (option->get_type_size() != 0 && !option->get_option_text().empty()) term += " " + placeholder(language_, option->get_option_text());
    // Help and version come last: nobody looks for them.
    (option == app.get_help_ptr() || option == app.get_version_ptr() ? last : own) += row(term, option->get_description());
  }
  return heading(language_, Msg::help_options) + own + last;
}

std::string HelpFormatter::commands(const CLI::App& app) const {
  std::string out;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) out += row(command->get_name(), command->get_description());
  return out.empty() ? out : heading(language_, Msg::help_subcommands) + out;
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode) const {
  std::string out = report::paragraph("", app->get_description(), 0, width_) + "\n" + usage(*app, name);
  out += commands(*app) + positionals(*app) + options(*app);
  if (!app->get_footer().empty()) out += "\n" + report::paragraph("", app->get_footer(), 0, width_);
  return out;
}

}  // namespace tracuu::cli
