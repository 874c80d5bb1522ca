#pragma once
/// Byte ranges into the text that a reader produced (DESIGN rule 5: half-open, UTF-8).
#include <cstdint>
#include <string_view>

namespace tracuu::model {

struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(ByteRange, ByteRange) = default;
};

/// The bytes of `text` in `range`; the range is clipped to the text.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, ByteRange range) {
  const std::size_t begin = range.begin < text.size() ? range.begin : text.size();
  const std::size_t end = range.end < text.size() ? range.end : text.size();
  return text.substr(begin, end > begin ? end - begin : 0);
}

}  // namespace tracuu::model
