#include "query/cli/day.h"

#include <charconv>

#include "query/report/terminal.h"
#include "query/status/clause.h"

namespace tracuu::cli {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t vietnam_ahead = 7 * 3'600;  ///< UTC+7, no summer time

model::Date day_of(std::int64_t seconds) { return model::Date::from_days(static_cast<std::int32_t>((seconds + vietnam_ahead) / seconds_a_day)); }

}  // namespace

std::optional<model::Date> parse_day(const std::string& words) {
  if (const auto iso = model::Date::parse_iso(words); iso && iso->is_valid()) return iso;
  std::size_t end = 0;
  const auto date = status::date_at(words, 0, &end);
  return date && end == words.size() ? date : std::nullopt;
}

std::optional<model::Date> today(const Context& context) {
  if (const auto epoch = context.world.environment("SOURCE_DATE_EPOCH"); epoch && !epoch->empty()) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(epoch->data(), epoch->data() + epoch->size(), seconds);
    if (error == std::errc{} && end == epoch->data() + epoch->size()) return day_of(seconds);
  }
  if (context.world.now) return day_of(context.world.now());
  return std::nullopt;
}

std::optional<model::Date> day_asked(const Context& context, const std::string& typed) {
  if (!typed.empty()) {
    if (const auto day = parse_day(typed)) return day;
    context.complain(context.say(report::Msg::bad_date, report::harmless(typed)));
    return std::nullopt;
  }
  if (const auto day = today(context)) return day;
  context.complain(context.say(report::Msg::date_needed));
  return std::nullopt;
}

}  // namespace tracuu::cli
