#include "query/resolve/pinpoint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "corpus/text/canonical.h"

namespace tracuu::resolve {
namespace {

struct UnitName {
  std::string_view prefix;  ///< before the label in a citation's pinpoint
  std::string_view slug;    ///< before '_' in a path
  std::string_view word;    ///< in a sentence
};

// Longest prefix first. A điểm has no prefix: its label is a letter ("a", "đ", "a1").
constexpr std::array<UnitName, 8> units{{
    {"KT", "kem-theo", "văn bản kèm theo"},
    {"PL", "phu-luc", "Phụ lục"},
    {"TM", "tieu-muc", "Tiểu mục"},
    {"D", "dieu", "Điều"},
    {"C", "chuong", "Chương"},
    {"M", "muc", "Mục"},
    {"P", "phan", "Phần"},
    {"k", "khoan", "khoản"},
}};

// Units that only paths know; their pinpoint keeps the path's spelling.
constexpr std::array<UnitName, 5> other_units{{
    {"", "diem", "điểm"},
    {"", "tiet", "tiết"},
    {"", "gach", "gạch đầu dòng"},
    {"", "cong", "dấu cộng"},
    {"", "doan", "đoạn"},
}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "đ" -> "dd", the rest lower-case ASCII: điểm d and điểm đ are two provisions.
std::string letter_slug(std::string_view label) {
  std::string slug;
  for (std::size_t i = 0; i < label.size();) {
    if (label.substr(i, 2) == "đ" || label.substr(i, 2) == "Đ") {
      slug += "dd";
      i += 2;
    } else {
      const std::size_t length = static_cast<unsigned char>(label[i]) < 0x80 ? 1 : 2;
      slug += text::fold(label.substr(i, length));
      i += length;
    }
  }
  return slug;
}

std::string letter_of_slug(std::string_view slug) {
  if (slug.substr(0, 2) == "dd") return "đ" + std::string(slug.substr(2));
  return std::string(slug);
}

/// Digits first ("17a", "2đ"): the letter part is a slug; Roman and other labels ("II", "IV.1") stay as printed.
std::string label_slug(std::string_view label) {
  std::size_t digits = 0;
  while (digits < label.size() && is_digit(label[digits])) ++digits;
  if (digits == 0 || digits == label.size()) return std::string(label);
  return std::string(label.substr(0, digits)) + letter_slug(label.substr(digits));
}

std::string label_of_slug(std::string_view slug) {
  std::size_t digits = 0;
  while (digits < slug.size() && is_digit(slug[digits])) ++digits;
  if (digits == 0 || digits == slug.size()) return std::string(slug);
  return std::string(slug.substr(0, digits)) + letter_of_slug(slug.substr(digits));
}

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

const UnitName* unit_of_prefix(std::string_view part) {
  for (const auto& unit : units) {
    if (!part.starts_with(unit.prefix)) continue;
    // "D5", "PLII", "D" are units; "Dx" would be a letter.
    const auto label = part.substr(unit.prefix.size());
    if (part == "k") return nullptr;  // điểm k; a khoản has its number
    if (label.empty() || is_digit(label[0]) || (label[0] >= 'A' && label[0] <= 'Z')) return &unit;
  }
  return nullptr;
}

/// One pinpoint without a range, as parts of a path.
std::vector<std::string> path_parts(std::string_view pinpoint) {
  std::vector<std::string> parts;
  for (const auto part : split(pinpoint, '.')) {
    if (part.empty()) continue;
    const std::string_view last = parts.empty() ? std::string_view{} : std::string_view(parts.back());
    if (const auto* unit = unit_of_prefix(part)) {
      const auto label = part.substr(unit->prefix.size());
      parts.push_back(label.empty() ? std::string(unit->slug) : std::string(unit->slug) + "_" + label_slug(label));
    } else if (part[0] == 'S' && part.size() > 1) {
      parts.push_back("muc_" + label_slug(part.substr(1)));
    } else if (all_digits(part) && last.starts_with("muc")) {
      parts.back() += "." + std::string(part);  // "Mục III.9"
    } else if (all_digits(part) && last.starts_with("diem_")) {
      parts.push_back("tiet_" + std::string(last.substr(5)) + "." + std::string(part));  // "tiết d.1 điểm d"
    } else if (part.starts_with("t:")) {
      parts.push_back("tiet_" + letter_slug(part.substr(2)));
    } else if (last.starts_with("diem_")) {
      parts.push_back("tiet_" + letter_slug(part));  // "tiết b điểm a"
    } else {
      parts.push_back("diem_" + letter_slug(part));
    }
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::size_t first = 0) {
  std::string joined;
  for (std::size_t i = first; i < parts.size(); ++i) {
    if (i > first) joined += '/';
    joined += parts[i];
  }
  return joined;
}

/// The '-' of a range stands between two pinpoints: "D5-D9", "D5.k1.a-D5.k1.e", "k1-k3".
std::size_t range_dash(std::string_view pinpoint) {
  const auto at = pinpoint.find('-');
  return at == 0 || at + 1 >= pinpoint.size() ? std::string_view::npos : at;
}

std::string_view slug_of(std::string_view part) { return part.substr(0, part.find('_')); }
std::string_view label_of(std::string_view part) {
  const auto at = part.find('_');
  return at == std::string_view::npos ? std::string_view{} : part.substr(at + 1);
}

std::string part_pinpoint(std::string_view part) {
  const auto slug = slug_of(part);
  const auto label = label_of(part);
  for (const auto& unit : units) {
    if (unit.slug == slug) return std::string(unit.prefix) + label_of_slug(label);
  }
  if (slug == "diem") return letter_of_slug(label);
  if (slug == "tiet") {
    const auto dot = label.find('.');
    return dot == std::string_view::npos ? "t:" + letter_of_slug(label) : std::string(label.substr(dot + 1));
  }
  return std::string(part);
}

std::string part_words(std::string_view part) {
  const auto dots = part.find("..");
  if (dots != std::string_view::npos) {
    const auto first = part.substr(0, dots);
    return "từ " + part_words(first) + " đến " + part_words(part.substr(dots + 2));
  }
  const auto slug = slug_of(part);
  const auto label = label_of(part);
  const auto words = [&](const UnitName& unit) {
    std::string text(unit.word);
    if (!label.empty()) text += " " + (unit.slug == "diem" ? letter_of_slug(label) : label_of_slug(label));
    return text;
  };
  for (const auto& unit : units) {
    if (unit.slug == slug) return words(unit);
  }
  for (const auto& unit : other_units) {
    if (unit.slug == slug) return words(unit);
  }
  if (slug == "mo-dau") return "phần mở đầu";
  if (slug == "ky") return "phần ký";
  return std::string(part);
}

std::optional<int> roman_value(std::string_view label) {
  int total = 0, previous = 0;
  for (auto it = label.rbegin(); it != label.rend(); ++it) {
    constexpr std::string_view letters = "IVXLC";
    constexpr std::array<int, 5> values{1, 5, 10, 50, 100};
    const auto at = letters.find(*it >= 'a' && *it <= 'z' ? static_cast<char>(*it - 32) : *it);
    if (at == std::string_view::npos) return std::nullopt;
    total += values[at] < previous ? -values[at] : values[at];
    previous = values[at];
  }
  return label.empty() ? std::nullopt : std::optional(total);
}

std::optional<int> leading_number(std::string_view label) {
  int value = 0;
  const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), value);
  if (error != std::errc{} || end == label.data()) return roman_value(label);
  return value;
}

bool same_part(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (slug_of(a) != slug_of(b)) return false;
  const auto slug = slug_of(a);
  if (slug != "phu-luc" && slug != "muc" && slug != "chuong" && slug != "phan") return false;
  const auto value = [](std::string_view label) {
    return all_digits(label) ? leading_number(label) : roman_value(label);
  };
  const auto first = value(label_of(a));
  return first.has_value() && first == value(label_of(b));
}

/// `part` lies between the ends of "dieu_5..dieu_9". Điểm are compared in their alphabet, where đ ("dd") follows d.
bool in_range(std::string_view part, std::string_view first, std::string_view last) {
  if (slug_of(part) != slug_of(first)) return false;
  if (slug_of(part) == "diem") {
    return label_of(first) <= label_of(part) && label_of(part) <= label_of(last);  // "d" < "dd" < "e" holds bytewise
  }
  const auto low = leading_number(label_of(first)), high = leading_number(label_of(last)),
             value = leading_number(label_of(part));
  return low && high && value && *low <= *value && *value <= *high;
}

}  // namespace

std::string pinpoint_path(std::string_view pinpoint) {
  const auto dash = range_dash(pinpoint);
  if (dash == std::string_view::npos) return join(path_parts(pinpoint));
  const auto first = path_parts(pinpoint.substr(0, dash));
  const auto last = path_parts(pinpoint.substr(dash + 1));
  // The second end repeats what both share: "dieu_5/khoan_1/diem_a..diem_e".
  std::size_t shared = 0;
  while (shared + 1 < first.size() && shared + 1 < last.size() && first[shared] == last[shared]) ++shared;
  return join(first) + ".." + join(last, shared);
}

namespace {

/// "II" -> "2", "III.9" -> "3.9"; labels that are no Roman number stay.
std::string arabic(std::string_view label) {
  const auto head = label.substr(0, label.find('.'));
  if (head.empty() || !std::all_of(head.begin(), head.end(), [](char c) { return std::string_view("IVXLC").find(c) != std::string_view::npos; }))
    return std::string(label);
  const auto value = roman_value(head);
  return value ? std::to_string(*value) + std::string(label.substr(head.size())) : std::string(label);
}

std::string arabic_part(std::string_view part) {
  const auto slug = slug_of(part);
  if (slug != "phu-luc" && slug != "muc" && slug != "tieu-muc" && slug != "chuong" && slug != "phan") return std::string(part);
  const auto label = label_of(part);
  return label.empty() ? std::string(part) : std::string(slug) + "_" + arabic(label);
}

/// A section of a Party document as printed, smallest unit first: "mục 1, phần III" -> "phan_3/muc_1".
std::string section_id(std::string_view words) {
  std::string folded = text::fold(words);
  std::replace_if(folded.begin(), folded.end(), [](char c) { return c == ',' || c == '\n' || c == '\t'; }, ' ');
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names{{{"tieu muc", "tieu-muc"}, {"phan", "phan"}, {"muc", "muc"}, {"chuong", "chuong"}}};
  std::string path;
  std::string_view rest = folded;
  while (!rest.empty()) {
    const auto blank = rest.find_first_not_of(' ');
    if (blank == std::string_view::npos) break;
    rest.remove_prefix(blank);
    const auto* name = std::find_if(names.begin(), names.end(), [&](const auto& n) { return rest.starts_with(std::string(n.first) + " "); });
    if (name != names.end()) rest.remove_prefix(name->first.size() + 1);
    std::string label(rest.substr(0, rest.find(' ')));
    rest.remove_prefix(label.size());
    std::transform(label.begin(), label.end(), label.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    const std::string unit(name != names.end() ? name->second : "muc");
    path = unit + (label.empty() ? "" : "_" + arabic(label)) + (path.empty() ? "" : "/" + path);
  }
  return path;
}

std::string arabic_path(std::string_view path) {
  std::vector<std::string> parts;
  for (const auto part : split(path, '/')) {
    const auto dots = part.find("..");
    parts.push_back(dots == std::string_view::npos ? arabic_part(part) : arabic_part(part.substr(0, dots)) + ".." + arabic_part(part.substr(dots + 2)));
  }
  return join(parts);
}

}  // namespace

std::string pinpoint_id(std::string_view pinpoint) {
  if (pinpoint.starts_with("S") && pinpoint.find(' ') != std::string_view::npos) return section_id(pinpoint.substr(1));
  return arabic_path(pinpoint_path(pinpoint));
}

std::string pinpoint_of_path(std::string_view path) {
  const auto dots = path.find("..");
  const auto convert = [](std::string_view plain) {
    std::string pinpoint;
    std::string_view before;
    for (const auto part : split(plain, '/')) {
      if (part.empty()) continue;
      if (!pinpoint.empty()) pinpoint += '.';
      const auto word = part_pinpoint(part);
      pinpoint += before.starts_with("diem_") && word.starts_with("t:") ? word.substr(2) : word;  // the place tells a tiết
      before = part;
    }
    return pinpoint;
  };
  // A digit is not followed by two dots inside a label.
  if (dots == std::string_view::npos) return convert(path);
  const auto first = path.substr(0, dots);
  const auto last = path.substr(dots + 2);
  std::string prefix;
  const auto first_parts = split(first, '/');
  const auto last_parts = split(last, '/');
  for (std::size_t i = 0; i + last_parts.size() < first_parts.size(); ++i) {
    prefix += std::string(first_parts[i]) + "/";
  }
  return convert(first) + "-" + convert(prefix + std::string(last));
}

std::string pinpoint_words(std::string_view path) {
  std::string words;
  auto parts = split(path, '/');
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (part->empty()) continue;
    if (!words.empty()) words += ' ';
    words += part_words(*part);
  }
  return words;
}

bool path_within(std::string_view inner, std::string_view outer) {
  const auto dots = outer.find("..");
  const auto inner_parts = split(inner, '/');
  const auto outer_parts = split(outer.substr(0, dots), '/');
  if (inner_parts.size() < outer_parts.size()) return false;
  for (std::size_t i = 0; i + 1 < outer_parts.size(); ++i) {
    if (!same_part(inner_parts[i], outer_parts[i])) return false;
  }
  const auto at = outer_parts.size() - 1;
  if (dots == std::string_view::npos) return same_part(inner_parts[at], outer_parts[at]);
  return in_range(inner_parts[at], outer_parts[at], outer.substr(dots + 2));
}

}  // namespace tracuu::resolve
