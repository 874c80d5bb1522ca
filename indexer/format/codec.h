#pragma once
/// Binary archive for records: one function `fields(archive, value)` describes a type for writing and reading.
/// Numbers are VByte, signed ones zigzag; a string that was written before in the same record is a reference. The reader
/// trusts nothing: on damaged data it sets `failed` and yields empty values.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "corpus/model/date.h"
#include "corpus/model/range.h"

namespace tracuu::format {

class ArchiveWriter {
 public:
  static constexpr bool reading = false;

  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void bytes(std::string_view value) { out_ += value; }

  void operator()(const std::string& value) {
    if (value.empty()) return number(0);
    if (const auto known = strings_.find(value); known != strings_.end()) return number(2 + known->second);
    strings_.emplace(value, strings_.size());
    number(1);
    number(value.size());
    out_ += value;
  }
  void operator()(double value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    out_.append(raw, sizeof raw);
  }
  template <typename T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void operator()(T value) {
    if constexpr (std::is_signed_v<T>) {
      const auto wide = static_cast<std::int64_t>(value);
      number(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      number(static_cast<std::uint64_t>(value));
    }
  }
  template <typename T>
  void operator()(const std::vector<T>& values) {
    number(values.size());
    for (const T& value : values) one(value);
  }
  template <typename T>
  void one(const T& value) {
    if constexpr (requires { (*this)(value); }) (*this)(value);
    else fields(*this, const_cast<T&>(value));
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::unordered_map<std::string, std::size_t> strings_;
};

class ArchiveReader {
 public:
  static constexpr bool reading = true;
  explicit ArchiveReader(std::string_view data) : rest_(data) {}

  [[nodiscard]] std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    failed = true;
    rest_ = {};
    return 0;
  }
  [[nodiscard]] std::string_view bytes(std::uint64_t count) {
    if (count > rest_.size()) {
      failed = true;
      count = rest_.size();
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  void operator()(std::string& value) { value = string(); }
  /// A string as it lies in the data.
  [[nodiscard]] std::string_view string() {
    const std::uint64_t code = number();
    if (code == 0) return {};
    if (code == 1) return strings_.emplace_back(bytes(number()));
    if (code - 2 < strings_.size()) return strings_[code - 2];
    failed = true;
    return {};
  }
  void operator()(double& value) {
    const std::string_view raw = bytes(sizeof value);
    if (raw.size() == sizeof value) std::memcpy(&value, raw.data(), sizeof value);
  }
  template <typename T>
    requires std::is_integral_v<T> || std::is_enum_v<T>
  void operator()(T& value) {
    const std::uint64_t raw = number();
    if constexpr (std::is_signed_v<T>) value = static_cast<T>(static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1));
    else value = static_cast<T>(raw);
  }
  template <typename T>
  void operator()(std::vector<T>& values) {
    const std::uint64_t count = number();
    values.clear();
    // Each element takes a byte at least: a damaged count cannot ask for more memory than the record has.
    if (count > rest_.size()) {
      failed = true;
      return;
    }
    values.reserve(count);
    for (std::uint64_t i = 0; i < count && !failed; ++i) one(values.emplace_back());
  }
  template <typename T>
  void one(T& value) {
    if constexpr (requires { (*this)(value); }) (*this)(value);
    else fields(*this, value);
  }

  [[nodiscard]] std::string_view rest() const { return rest_; }
  bool failed = false;

 private:
  std::string_view rest_;
  std::vector<std::string_view> strings_;
};

template <typename Archive>
void fields(Archive& archive, model::Date& date) {
  archive(date.year);
  archive(date.month);
  archive(date.day);
}

/// A range as the distance from where the last one began, and its length: ranges of a record ascend.
template <typename Archive>
void range_after(Archive& archive, model::ByteRange& range, std::uint32_t& last) {
  std::int64_t step = 0;
  std::uint32_t size = 0;
  if constexpr (!Archive::reading) {
    step = static_cast<std::int64_t>(range.begin) - last;
    size = range.empty() ? 0 : range.size();
  }
  archive(step);
  archive(size);
  if constexpr (Archive::reading) {
    range.begin = static_cast<std::uint32_t>(last + step);
    range.end = range.begin + size;
  }
  last = range.begin;
}

template <typename Archive>
void fields(Archive& archive, model::ByteRange& range) {
  std::uint32_t origin = 0;
  range_after(archive, range, origin);
}

}  // namespace tracuu::format
