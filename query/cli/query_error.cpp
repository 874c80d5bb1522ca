#include "query/cli/query_error.h"

#include <algorithm>

namespace tracuu::cli {
namespace {

using report::Msg;
using Code = language::SyntaxError::Code;

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The query around the place on one line, and a caret line under it.
std::string pointed(std::string_view typed, model::ByteRange place) {
  constexpr std::size_t before = 60, after = 40;
  const auto boundary = [&](std::size_t at) {
    while (at < typed.size() && (static_cast<unsigned char>(typed[at]) & 0xC0) == 0x80) ++at;
    return std::min(at, typed.size());
  };
  const std::size_t begin = boundary(std::min<std::size_t>(place.begin, typed.size())), end = boundary(std::max<std::size_t>(place.end, begin));
  const std::size_t from = boundary(begin > before ? begin - before : 0), to = boundary(std::min(typed.size(), end + after));
  const std::string lead = from > 0 ? "…" : "";
  std::string line = lead + report::harmless(typed.substr(from, to - from)) + (to < typed.size() ? "…" : "");
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  const std::size_t width = std::max<std::size_t>(1, std::min<std::size_t>(columns(typed.substr(begin, end - begin)), 60));
  return "    " + line + "\n    " + std::string(columns(lead) + columns(typed.substr(from, begin - from)), ' ') + std::string(width, '^');
}

std::string field_list() {
  std::string list;
  for (const language::QueryField& field : language::kQueryFields) list += (list.empty() ? "" : ", ") + std::string(field.vi);
  return list;
}

std::string example_of(std::string_view name) {
  for (const language::QueryField& field : language::kQueryFields)
    if (field.vi == name || field.en == name) return std::string(field.example);
  return std::string(language::kQueryFields[0].example);
}

struct Words {
  std::string what, hint;
};

Words words_of(const Context& context, const language::SyntaxError& error) {
  const std::string subject = report::harmless(error.subject);
  switch (error.code) {
    case Code::unknown_field:
      return {context.say(Msg::query_unknown_field, subject),
              error.suggestion.empty() ? context.say(Msg::query_fields_are, field_list()) : context.say(Msg::did_you_mean, error.suggestion + ":")};
    case Code::missing_value: return {context.say(Msg::query_missing_value, subject), context.say(Msg::query_missing_value_hint, example_of(error.subject))};
    case Code::bad_value: return {context.say(Msg::query_bad_value, subject), error.suggestion.empty() ? "" : context.say(Msg::query_try, error.suggestion)};
    case Code::empty_phrase: return {context.say(Msg::query_empty_phrase), context.say(Msg::query_empty_phrase_hint)};
    case Code::unclosed_quote: return {context.say(Msg::query_unclosed_quote), context.say(Msg::query_unclosed_quote_hint)};
    case Code::unopened_parenthesis: return {context.say(Msg::query_unopened_parenthesis), context.say(Msg::query_parenthesis_hint)};
    case Code::unclosed_parenthesis: return {context.say(Msg::query_unclosed_parenthesis), context.say(Msg::query_parenthesis_hint)};
    case Code::missing_operand: return {context.say(Msg::query_missing_operand, subject), context.say(Msg::query_missing_operand_hint)};
    case Code::short_prefix: return {context.say(Msg::query_short_prefix), ""};
    case Code::too_deep: return {context.say(Msg::query_too_deep), ""};
  }
  return {};
}

}  // namespace

std::string query_error(const Context& context, std::string_view typed, const language::SyntaxError& error) {
  const Words words = words_of(context, error);
  std::string out = "tracuu: " + context.say(Msg::error_word) + ": " + words.what + "\n" + pointed(typed, error.place) + "\n";
  if (!words.hint.empty()) out += "  " + context.say(Msg::hint_word) + ": " + words.hint + "\n";
  return out;
}

}  // namespace tracuu::cli
