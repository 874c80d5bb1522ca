#include "query/cli/help.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

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

/// Number of letters to insert, drop or replace to make one word the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replace});
    }
  }
  return row.back();
}

/// The options of a command and the ones that the program takes everywhere, as they are typed.
std::vector<std::string> option_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent()) {
    for (const auto* option : at->get_options([](const CLI::Option* o) { return o->nonpositional(); })) {
      for (const auto& name : option->get_lnames()) words.push_back("--" + name);
    }
  }
  return words;
}

}  // namespace

std::string placeholder(Language language, const std::string& name) {
  constexpr std::pair<std::string_view, Msg> words[] = {
      {"ID", Msg::arg_id},     {"PATH", Msg::arg_path},     {"QUERY", Msg::arg_query}, {"DIR", Msg::arg_dir}, {"FILE", Msg::arg_file},
      {"NAME", Msg::arg_name}, {"FORMAT", Msg::arg_format}, {"LEVEL", Msg::arg_level}, {"RULE", Msg::arg_rule},
      {"DATE", Msg::arg_date}, {"PROVINCE", Msg::arg_province}, {"DB", Msg::arg_index}, {"N", Msg::arg_number},
      {"COLUMN", Msg::arg_column}, {"LIST", Msg::arg_list}, {"FILTER", Msg::arg_filter}, {"REVISION", Msg::arg_number}, {"DAYS", Msg::arg_days}, {"YYYY-MM-DD", Msg::arg_date},
  };
  for (const auto& [word, id] : words) {
    if (name == word) return say(language, id);
  }
  return name;
}

Language language_of(const std::vector<std::string>& words, std::string_view environment) {
  Language language = environment == "en" ? Language::en : Language::vi;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (words[i] == "--lang=en" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "en")) language = Language::en;
    if (words[i] == "--lang=vi" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "vi")) language = Language::vi;
  }
  return language;
}

std::string nearest_word(std::string_view typed, const std::vector<std::string>& words) {
  std::string nearest;
  std::size_t best = 3;
  for (const auto& word : words) {
    const auto distance = word.starts_with(typed) && typed.size() >= 2 ? 1 : edit_distance(typed, word);
    if (distance < best) {
      best = distance;
      nearest = word;
    }
  }
  return nearest;
}

Mistake explain(Language language, const CLI::App& app, const std::string& program, const CLI::ParseError& error) {
  const auto name = error.get_name();
  const auto see_help = say(language, Msg::see_help, program);
  std::string what = error.what();
  if (name == "ExtrasError" || what.starts_with("The following argument")) {
    if (const auto colon = what.find(": "); colon != std::string::npos) what.erase(0, colon + 2);
    // Some ways through the parser tell the words from the last to the first: an option does not follow its value.
    if (const auto option = what.rfind(" --"); !what.starts_with("-") && option != std::string::npos) what = what.substr(option + 1) + " " + what.substr(0, option);
    const auto first = what.substr(0, what.find_first_of(" ="));
    const auto nearest = first.starts_with("--") ? nearest_word(first, option_words(app)) : std::string();
    return {say(language, Msg::unexpected_argument, report::harmless(what)), nearest.empty() ? see_help : say(language, Msg::did_you_mean, nearest)};
  }
  if (name == "RequiredError") {
    if (const auto tail = what.find(" is required"); tail != std::string::npos) what.resize(tail);
    return {say(language, Msg::missing_argument, placeholder(language, what)), see_help};
  }
  if (name == "ArgumentMismatch") return {say(language, Msg::missing_value, report::harmless(what.substr(0, what.find_first_of(": ")))), see_help};
  if (const auto equals = what.find(" = "); name == "ConversionError" && equals != std::string::npos) {
    const auto option = what.find("--");
    return {say(language, Msg::bad_value, report::harmless(what.substr(option == std::string::npos ? 0 : option, equals - (option == std::string::npos ? 0 : option))),
                report::harmless(what.substr(equals + 3))),
            see_help};
  }
  if (const auto set = what.find(" not in {"); set != std::string::npos) {
    std::string choices;
    for (const char c : what.substr(set + 9, what.rfind('}') - set - 9)) choices += c == ',' ? ", " : std::string(1, c);
    return {say(language, Msg::argument_not_one_of, report::harmless(what.substr(0, set)), choices), see_help};
  }
  return {say(language, Msg::bad_argument, report::harmless(what)), see_help};
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col < 140 ? size.ws_col : 140;
  if (const char* columns = std::getenv("COLUMNS")) {
    const int value = std::atoi(columns);
    if (value >= 40 && value <= 1000) return static_cast<std::size_t>(value);
  }
  return 100;
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
