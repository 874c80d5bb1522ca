#include "query/cli/cli.h"

#include <algorithm>
#include <numeric>

#include "query/cli/command.h"
#include "query/cli/help.h"

namespace tracuu::cli {
namespace {

using report::Language;
using report::Msg;
using report::say;

/// --lang decides in which language even the errors of parsing are told, so it is looked up before.
Language language_of(const std::vector<std::string>& words) {
  Language language = Language::vi;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (words[i] == "--lang=en" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "en")) language = Language::en;
    if (words[i] == "--lang=vi" || (words[i] == "--lang" && i + 1 < words.size() && words[i + 1] == "vi")) language = Language::vi;
  }
  return language;
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

/// What people type from habit, and the Vietnamese of the commands.
struct OtherName {
  std::string_view typed, command;
};
constexpr OtherName other_names[] = {
    {"find", "search"},   {"query", "search"},      {"tim", "search"},     {"tìm", "search"},      {"view", "show"},
    {"cat", "show"},      {"xem", "show"},          {"get", "show"},       {"refs", "cites"},      {"references", "cites"},
    {"links", "cites"},   {"cited", "cited-by"},    {"citedby", "cited-by"}, {"cited_by", "cited-by"}, {"tree", "trace"},
    {"graph", "trace"},   {"review", "audit"},       {"lint", "audit"},     {"parse", "extract"},   {"read", "extract"},
};

std::string nearest_command(std::string_view typed, const std::vector<std::string>& commands) {
  for (const auto& other : other_names) {
    if (other.typed == typed) return std::string(other.command);
  }
  std::string nearest;
  std::size_t best = 3;
  for (const auto& command : commands) {
    const auto distance = command.starts_with(typed) && typed.size() >= 2 ? 1 : edit_distance(typed, command);
    if (distance < best) {
      best = distance;
      nearest = command;
    }
  }
  return nearest;
}

/// First word that is neither an option nor the value of a global one; where it stands.
std::optional<std::size_t> command_word(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--db" || words[i] == "--lang" || words[i] == "--color" || words[i] == "--colour") {
      ++i;
    } else if (words[i].empty() || words[i][0] != '-') {
      return i;
    }
  }
  return std::nullopt;
}

struct Globals {
  std::string db, lang, colour = "auto";
};

void add_globals(CLI::App& app, Language language, Globals& globals) {
  app.add_option("--db", globals.db, say(language, Msg::help_db))->option_text("DIR")->take_last();
  app.add_option("--lang", globals.lang, say(language, Msg::help_lang))->check(CLI::IsMember({"vi", "en"}))->option_text("vi|en")->take_last();
  app.add_option("--color,--colour", globals.colour, say(language, Msg::help_color))
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("auto|always|never")
      ->take_last();
  app.set_help_flag("-h,--help", say(language, Msg::help_help));
  app.set_version_flag("--version", "tracuu " TRACUU_VERSION, say(language, Msg::help_version));
}

void finish_help(CLI::App& app, const std::vector<Command>& commands, Language language) {
  app.footer(say(language, Msg::help_exit_codes));
  for (const auto& command : commands) {
    command.app->get_help_ptr()->description(say(language, Msg::help_help));
    command.app->footer(say(language, Msg::help_globals));
  }
}

std::string index_directory(const Globals& globals, const World& world) {
  if (!globals.db.empty()) return globals.db;
  const auto from_environment = world.environment("TRACUU_DB");
  return from_environment && !from_environment->empty() ? *from_environment : "./tracuu.db";
}

bool wants_colour(const Globals& globals, const World& world) {
  if (globals.colour != "auto") return globals.colour == "always";
  const auto no_colour = world.environment("NO_COLOR");
  const auto terminal = world.environment("TERM");
  return world.out_is_terminal && !(no_colour && !no_colour->empty()) && !(terminal && *terminal == "dumb");
}

/// The parser's own words are English and few: the name in front, what was wrong behind.
std::string explain(Language language, const CLI::ParseError& error) {
  const auto name = error.get_name();
  std::string what = error.what();
  const auto cut = [&](std::string_view tail) {
    if (const auto at = what.find(tail); at != std::string::npos) what.resize(at);
  };
  if (name == "ExtrasError" || what.starts_with("The following argument")) {
    if (const auto colon = what.find(": "); colon != std::string::npos) what.erase(0, colon + 2);
    return say(language, Msg::unexpected_argument, report::harmless(what));
  }
  if (name == "RequiredError") {
    cut(" is required");
    return say(language, Msg::missing_argument, placeholder(language, what));
  }
  if (const auto set = what.find(" not in {"); set != std::string::npos) {
    return say(language, Msg::argument_not_one_of, report::harmless(what.substr(0, set)), what.substr(set + 9, what.rfind('}') - set - 9));
  }
  return say(language, Msg::bad_argument, report::harmless(what));
}

}  // namespace

void Context::complain(std::string_view what, std::string_view hint) const {
  world.err("tracuu: " + say(Msg::error_word) + ": " + std::string(what) + "\n");
  if (!hint.empty()) world.err("  " + say(Msg::hint_word) + ": " + std::string(hint) + "\n");
}

void Context::remark(std::string_view what) const {
  world.err("tracuu: " + say(Msg::note_word) + ": " + std::string(what) + "\n");
}

void add_format(CLI::App& app, Language language, std::string& format, std::vector<std::string> choices) {
  format = choices.front();
  std::string list;
  for (const auto& choice : choices) list += (list.empty() ? "" : ", ") + choice;
  app.add_option("-f,--format", format, say(language, Msg::help_format, list))->check(CLI::IsMember(choices))->option_text("FORMAT");
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string all;
  for (const auto& word : words) {
    if (!all.empty()) all += separator;
    all += word;
  }
  return all;
}

int run(const std::vector<std::string>& words, const World& world) {
  const Language language = language_of(words);
  Globals globals;
  CLI::App app(say(language, Msg::about), "tracuu");
  app.fallthrough();
  app.formatter(std::make_shared<HelpFormatter>(language, world.width));  // before the commands, which inherit it
  add_globals(app, language, globals);
  std::vector<Command> commands;
  for (const auto add : {add_search, add_similar, add_show, add_cites, add_cited_by, add_trace, add_status, add_impact, add_coverage, add_diagram, add_list, add_overlaps, add_audit, add_check, add_extract}) commands.push_back(add(app, language));
  finish_help(app, commands, language);
  std::vector<std::string> names;
  for (const auto& command : commands) {
    names.push_back(command.app->get_name());
    for (const auto& alias : command.app->get_aliases()) names.push_back(alias);
  }

  Context context{world, language, {}, {}};
  const auto at = command_word(words);
  if (at && std::find(names.begin(), names.end(), words[*at]) == names.end()) {
    const auto nearest = nearest_command(words[*at], names);
    context.complain(say(language, Msg::unknown_command, report::harmless(words[*at])),
                     nearest.empty() ? say(language, Msg::commands_are, joined(names, ", "))
                                     : say(language, Msg::did_you_mean, "tracuu " + nearest));
    return usage_error;
  }
  try {
    // CLI11 takes the words from the back.
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    world.out(app.help());
    return done;
  } catch (const CLI::CallForVersion& version) {
    world.out(std::string(version.what()) + "\n");
    return done;
  } catch (const CLI::ParseError& error) {
    context.complain(explain(language, error), say(language, Msg::see_help, at ? words[*at] : ""));
    return usage_error;
  }
  context.db = index_directory(globals, world);
  context.style = {world.width, wants_colour(globals, world)};
  for (const auto& command : commands) {
    if (command.app->parsed()) return command.run(context);
  }
  world.out(say(language, Msg::usage, TRACUU_VERSION, context.db));
  return usage_error;
}

}  // namespace tracuu::cli
