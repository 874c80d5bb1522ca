#pragma once
/// Calendar dates as documents state them. A stated date may be impossible ("20/00/2020"); it is kept as written and
/// `is_valid` tells, because an impossible date is a finding, not noise.
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracuu::model {

struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  [[nodiscard]] bool is_set() const { return year != 0; }
  /// Exists in the Gregorian calendar.
  [[nodiscard]] bool is_valid() const;
  /// "2023-03-03"; empty when not set.
  [[nodiscard]] std::string iso() const;
  /// "03/3/2023": days below 10 and months 1 and 2 carry a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I). Empty when not set.
  [[nodiscard]] std::string vietnamese() const;
  /// Days since 1970-01-01 (negative before); meaningful for valid dates only.
  [[nodiscard]] std::int32_t days() const;
  [[nodiscard]] static Date from_days(std::int32_t days);
  /// "2023-03-03" exactly, else nothing.
  [[nodiscard]] static std::optional<Date> parse_iso(std::string_view text);

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

}  // namespace tracuu::model
