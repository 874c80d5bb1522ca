#include "query/cli/cli.h"

#include <algorithm>

#include "query/cli/command.h"
#include "query/cli/help.h"

namespace tracuu::cli {
namespace {

using report::Language;
using report::Msg;
using report::say;

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
  return nearest_word(typed, commands);
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
  const Language language = language_of(words, world.environment("TRACUU_LANG").value_or(""));
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
    const CLI::App& asked = at ? *app.get_subcommand(words[*at]) : app;
    const auto mistake = explain(language, asked, at ? "tracuu " + asked.get_name() : std::string("tracuu"), error);
    context.complain(mistake.what, mistake.hint);
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
