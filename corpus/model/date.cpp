#include "corpus/model/date.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace tracuu::model {

bool Date::is_valid() const {
  using namespace std::chrono;
  return is_set() && year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}.ok();
}

std::string Date::iso() const {
  return is_set() ? fmt::format("{:04}-{:02}-{:02}", year, month, day) : std::string{};
}

std::string Date::vietnamese() const {
  if (!is_set()) return {};
  return month < 3 ? fmt::format("{:02}/{:02}/{}", day, month, year) : fmt::format("{:02}/{}/{}", day, month, year);
}

std::int32_t Date::days() const {
  using namespace std::chrono;
  return static_cast<std::int32_t>(
      sys_days{year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}}
          .time_since_epoch()
          .count());
}

Date Date::from_days(std::int32_t days) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{std::chrono::days{days}}};
  return Date{static_cast<std::int16_t>(static_cast<int>(ymd.year())),
              static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
              static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0, month = 0, day = 0;
  const auto number = [&](std::size_t at, std::size_t length, int& out) {
    const char* const end = text.data() + at + length;
    const auto result = std::from_chars(text.data() + at, end, out);
    return result.ec == std::errc{} && result.ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

}  // namespace tracuu::model
