#include "corpus/text/canonical.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "corpus/text/find.h"
#include "corpus/text/nearby.h"

namespace tracuu::text {
namespace {

using model::ByteRange;
using model::PageStart;

// TEXT.md 1.2: twelve vowels, six tones (ngang huyền sắc hỏi ngã nặng).
constexpr std::array<std::u16string_view, 12> kVowels = {
    u"aàáảãạ", u"ăằắẳẵặ", u"âầấẩẫậ", u"eèéẻẽẹ", u"êềếểễệ", u"iìíỉĩị",
    u"oòóỏõọ", u"ôồốổỗộ", u"ơờớởỡợ", u"uùúủũụ", u"ưừứửữự", u"yỳýỷỹỵ"};
constexpr std::array<std::u16string_view, 12> kUpperVowels = {
    u"AÀÁẢÃẠ", u"ĂẰẮẲẴẶ", u"ÂẦẤẨẪẬ", u"EÈÉẺẼẸ", u"ÊỀẾỂỄỆ", u"IÌÍỈĨỊ",
    u"OÒÓỎÕỌ", u"ÔỒỐỔỖỘ", u"ƠỜỚỞỠỢ", u"UÙÚỦŨỤ", u"ƯỪỨỬỮỰ", u"YỲÝỶỸỴ"};
constexpr std::string_view kVowelBase = "aaaeeiooouuy";

enum class Action : std::uint8_t { keep, drop, mark, ligature };

struct Entry {
  char16_t out = 0;      // canonical character
  char16_t lower = 0;    // lower case of `out`
  char16_t upper = 0;    // upper case of `out`
  char folded = 0x02;
  Action action = Action::keep;
  bool letter = false;
  std::int8_t vowel = -1;  // index into kVowels
  std::int8_t tone = 0;
};

constexpr std::size_t kTableSize = 0x2400;

struct Table {
  std::array<Entry, kTableSize> entries{};

  constexpr Entry& at(char16_t c) { return entries[c]; }

  constexpr void alias(char16_t from, char16_t to) {
    entries[from] = entries[to];
    entries[from].out = to;
  }

  constexpr Table() {
    for (std::size_t c = 0; c < kTableSize; ++c) {
      Entry& e = entries[c];
      e.out = e.lower = e.upper = static_cast<char16_t>(c);
      if (c < 0x80) e.folded = static_cast<char>(c);
    }
    for (char16_t c = u'a'; c <= u'z'; ++c) {
      const char16_t up = static_cast<char16_t>(c - 32);
      at(c).letter = at(up).letter = true;
      at(c).upper = up;
      at(up).lower = c;
      at(c).folded = at(up).folded = static_cast<char>(c);
    }
    // Other letters: Latin-1, Latin Extended, Greek, Cyrillic. Case pairs only where they follow the simple pattern.
    for (std::size_t c = 0xC0; c < 0x0300; ++c) {
      if (c == 0xD7 || c == 0xF7) continue;
      entries[c].letter = true;
      entries[c].folded = 0x01;
    }
    for (char16_t c = 0xC0; c <= 0xDE; ++c) {
      if (c == 0xD7) continue;
      const auto low = static_cast<char16_t>(c + 32);
      at(c).lower = low;
      at(low).upper = c;
    }
    for (std::size_t c = 0x0100; c < 0x0180; ++c) {
      const bool odd_is_lower = c < 0x0138 || c >= 0x014A;
      if (c == 0x0178) continue;
      const bool is_low = odd_is_lower && c < 0x0179 ? (c & 1) == 1 : (c & 1) == 0;
      if (is_low) { entries[c].upper = static_cast<char16_t>(c - 1); entries[c - 1].lower = static_cast<char16_t>(c); }
    }
    for (std::size_t c = 0x0370; c < 0x0530; ++c) { entries[c].letter = true; entries[c].folded = 0x01; }
    for (std::size_t c = 0x1E00; c < 0x2000; ++c) { entries[c].letter = true; entries[c].folded = 0x01; }
    // Folded base of the accented Latin letters that names and loan words bring along.
    constexpr std::u16string_view kForeign = u"äåæçëïñöøüÿšžčćđśń";
    constexpr std::string_view kForeignBase = "aaaceinoouyszccdsn";
    for (std::size_t i = 0; i < kForeign.size(); ++i) {
      at(kForeign[i]).folded = kForeignBase[i];
      at(at(kForeign[i]).upper).folded = kForeignBase[i];
    }
    for (std::size_t v = 0; v < kVowels.size(); ++v) {
      for (std::size_t t = 0; t < 6; ++t) {
        const char16_t low = kVowels[v][t], up = kUpperVowels[v][t];
        for (const char16_t c : {low, up}) {
          Entry& e = at(c);
          e.letter = true;
          e.lower = low;
          e.upper = up;
          e.folded = kVowelBase[v];
          e.vowel = static_cast<std::int8_t>(v);
          e.tone = static_cast<std::int8_t>(t);
        }
      }
    }
    at(u'đ').upper = u'Đ';
    at(u'Đ').lower = u'đ';
    at(u'đ').letter = at(u'Đ').letter = true;
    at(u'đ').folded = at(u'Đ').folded = 'd';
    // Look-alikes that Vietnamese fonts and keyboards leave behind (DOMAIN.md N2, N3).
    alias(0x01A2, u'Ư');
    alias(0x01A3, u'ư');
    alias(0x00D0, u'Đ');
    alias(0x0189, u'Đ');
    alias(0x00F0, u'đ');
    alias(0x0256, u'đ');
    alias(0x01CE, u'ă');
    alias(0x01CD, u'Ă');
    // Blanks.
    for (const char16_t c : {0x09, 0x0B, 0xA0, 0x1680, 0x202F, 0x205F}) alias(c, u' ');
    for (char16_t c = 0x2000; c <= 0x200A; ++c) alias(c, u' ');
    alias(0x0C, u'\n');
    alias(0x85, u'\n');
    alias(0x2028, u'\n');
    alias(0x2029, u'\n');
    // Invisible: NUL and controls, soft hyphen, zero-width and direction marks. CR goes too, LF stays. '*' is Markdown
    // emphasis or the star under a Party issuer; neither is text.
    for (char16_t c = 0; c < 0x20; ++c)
      if (c != 0x09 && c != 0x0A && c != 0x0B && c != 0x0C) at(c).action = Action::drop;
    for (char16_t c = 0x7F; c < 0xA0; ++c)
      if (c != 0x85) at(c).action = Action::drop;
    at(0xAD).action = at(u'*').action = Action::drop;
    for (char16_t c = 0x200B; c <= 0x200F; ++c) at(c).action = Action::drop;
    for (char16_t c = 0x202A; c <= 0x202E; ++c) at(c).action = Action::drop;
    for (char16_t c = 0x2060; c <= 0x2069; ++c) at(c).action = Action::drop;
    for (char16_t c = 0x0300; c <= 0x036F; ++c) at(c).action = Action::mark;
    // Dashes, slashes, quotes.
    for (const char16_t c : {0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212}) alias(c, u'-');
    for (const char16_t c : {0x2044, 0x2215}) alias(c, u'/');
    for (const char16_t c : {0x2018, 0x2019, 0x02BC, 0x201B}) alias(c, u'\'');
    for (const char16_t c : {0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB}) at(c).folded = '"';
    at(0x2026).folded = '.';
  }
};

// Made by the compiler: a static of a function would be tested for each character.
constexpr Table kTable;

/// What the hot loop asks of the characters that make up nearly all of a text, in four bytes.
struct Common {
  char16_t out = 0;
  char folded = 0;
  bool kept : 1 = false;    ///< else the character is not of these, or is dropped or composed: Builder::rare
  bool marked : 1 = false;  ///< a vowel beyond ASCII; đ survives where other marks are lost (eth for đ)
};

/// Characters of one or two bytes, and the Vietnamese ones of three.
class CommonTable {
 public:
  constexpr CommonTable() {
    for (char32_t c = 0; c < kNear; ++c)
      if (c < kRare) near_[c] = common(c);
    for (char32_t c = 0; c < kBeyond; ++c) beyond_[c] = common(kFirst + c);
  }
  /// U+0000 to U+07FF.
  [[nodiscard]] constexpr Common near(char32_t c) const { return near_[c]; }
  /// U+1E00 to U+1EFF, counted from the first.
  [[nodiscard]] constexpr Common beyond(char32_t c) const { return beyond_[c]; }
  [[nodiscard]] constexpr Common of(char32_t c) const {
    if (c < kNear) return near_[c];
    return c - kFirst < kBeyond ? beyond_[c - kFirst] : Common{};
  }

 private:
  // From the marks on: they compose, Greek and Cyrillic letters may be drawn like Latin ones.
  static constexpr char32_t kRare = 0x0300;
  static constexpr char32_t kNear = 0x0800, kFirst = 0x1E00, kBeyond = 0x100;
  static constexpr Common common(char32_t c) {
    const Entry& e = kTable.entries[c];
    return {e.out, e.folded, e.action == Action::keep, e.vowel >= 0 && c >= 0x80};
  }
  std::array<Common, kNear> near_{};
  std::array<Common, kBeyond> beyond_{};
};
constexpr CommonTable kCommon;

Entry other_entry(char32_t c) {
  Entry e;
  e.out = c > 0xFFFF ? char16_t{0xFFFD} : static_cast<char16_t>(c);
  if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width forms
    e = kTable.entries[c - 0xFEE0];
    return e;
  }
  if (c == 0x3000) return kTable.entries[u' '];
  if (c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F)) {
    e.action = Action::drop;
    return e;
  }
  if (c == 0xFE58 || c == 0xFE63) return kTable.entries[u'-'];
  if (c >= 0xFB00 && c <= 0xFB06) {
    e.action = Action::ligature;
    return e;
  }
  e.lower = e.upper = e.out;
  const bool letter = (c >= 0x3040 && c < 0xD800) || (c >= 0x10000 && c < 0x1F000);
  e.letter = letter;
  e.folded = letter ? 0x01 : 0x02;
  return e;
}

Entry entry_of(char32_t c) { return c < kTableSize ? kTable.entries[c] : other_entry(c); }

// Adds a combining mark to a letter, whatever the order of quality and tone marks ("â" + U+0323 = "ậ").
// Nothing if the two do not make a Vietnamese letter.
std::optional<char16_t> compose(char16_t base, char16_t mark) {
  const Entry e = entry_of(base);
  if (e.vowel < 0) {
    return std::nullopt;
  }
  const bool upper_case = base != e.lower;
  int vowel = e.vowel, tone = e.tone;
  const char letter = kVowelBase[static_cast<std::size_t>(vowel)];
  switch (mark) {
    case 0x0300: case 0x0340: tone = 1; break;
    case 0x0301: case 0x0341: tone = 2; break;
    case 0x0309: tone = 3; break;
    case 0x0303: tone = 4; break;
    case 0x0323: tone = 5; break;
    case 0x0302:
      if (letter == 'a') vowel = 2;
      else if (letter == 'e') vowel = 4;
      else if (letter == 'o') vowel = 7;
      else return std::nullopt;
      break;
    case 0x0306: case 0x030C:
      if (letter != 'a') return std::nullopt;
      vowel = 1;
      break;
    case 0x031B:
      if (letter == 'o') vowel = 8;
      else if (letter == 'u') vowel = 10;
      else return std::nullopt;
      break;
    default: return std::nullopt;
  }
  const auto& row = upper_case ? kUpperVowels : kVowels;
  return row[static_cast<std::size_t>(vowel)][static_cast<std::size_t>(tone)];
}

// One code point of valid UTF-8; malformed bytes count as one U+FFFD each, so that no text can stop the scan.
inline char32_t decode(std::string_view s, std::size_t& i) {
  const auto b = static_cast<unsigned char>(s[i]);
  if (b < 0x80) { ++i; return b; }
  const auto tail = [&](std::size_t k) {
    return i + k < s.size() && (static_cast<unsigned char>(s[i + k]) & 0xC0) == 0x80
               ? static_cast<int>(static_cast<unsigned char>(s[i + k]) & 0x3F) : -1;
  };
  if (b >= 0xC2 && b < 0xE0) {
    const int t1 = tail(1);
    if (t1 >= 0) { i += 2; return static_cast<char32_t>((b & 0x1F) << 6 | t1); }
  } else if (b >= 0xE0 && b < 0xF0) {
    const int t1 = tail(1), t2 = tail(2);
    if (t1 >= 0 && t2 >= 0) { i += 3; return static_cast<char32_t>((b & 0x0F) << 12 | t1 << 6 | t2); }
  } else if (b >= 0xF0 && b < 0xF5) {
    const int t1 = tail(1), t2 = tail(2), t3 = tail(3);
    if (t1 >= 0 && t2 >= 0 && t3 >= 0) { i += 4; return static_cast<char32_t>((b & 0x07) << 18 | t1 << 12 | t2 << 6 | t3); }
  }
  ++i;
  return 0xFFFD;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

struct Furniture {
  std::vector<ByteRange> ranges;
  std::vector<PageStart> marked_pages;
};

// "-----...Page 7-----..." and the bare page number that follows it (DOMAIN.md N5).
void find_page_markers(std::string_view s, Furniture& out) {
  for (std::size_t at = find(s, "Page "); at != std::string_view::npos; at = find(s, "Page ", at + 5)) {
    std::size_t begin = at;
    while (begin > 0 && s[begin - 1] == ' ') --begin;
    std::size_t dashes = 0;
    while (begin > 0 && s[begin - 1] == '-') { --begin; ++dashes; }
    if (dashes < 3) continue;
    std::size_t i = at + 5;
    std::uint32_t number = 0;
    const std::size_t digits = i;
    while (i < s.size() && s[i] >= '0' && s[i] <= '9' && i - digits < 6) number = number * 10 + static_cast<std::uint32_t>(s[i++] - '0');
    if (i == digits) continue;
    while (i < s.size() && s[i] == ' ') ++i;
    dashes = 0;
    while (i < s.size() && s[i] == '-') { ++i; ++dashes; }
    if (dashes < 3) continue;
    // The page's own number, if it is printed next.
    std::size_t j = i;
    while (j < s.size() && is_blank(s[j])) ++j;
    std::uint32_t printed = 0;
    std::size_t k = j;
    while (k < s.size() && s[k] >= '0' && s[k] <= '9' && k - j < 6) printed = printed * 10 + static_cast<std::uint32_t>(s[k++] - '0');
    if (k > j && printed == number && (k == s.size() || is_blank(s[k]))) i = k;
    out.ranges.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
    out.marked_pages.push_back({static_cast<std::uint32_t>(begin), number});
  }
}

// Bare page numbers beside a form feed: the first or last line of a page that holds nothing but digits.
void find_page_numbers(std::string_view s, const std::vector<PageStart>& pages, Furniture& out) {
  const auto line_of_digits = [&](std::size_t begin, std::size_t end) {
    std::size_t digits = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (s[i] >= '0' && s[i] <= '9') ++digits;
      else if (!is_blank(s[i]) && s[i] != '-') return false;
    }
    return digits > 0 && digits <= 4;
  };
  for (const PageStart& page : pages) {
    std::size_t i = page.offset;
    while (i < s.size() && is_blank(s[i])) ++i;
    std::size_t end = i;
    while (end < s.size() && s[end] != '\n' && s[end] != '\f') ++end;
    if (i < end && end - i < 40 && line_of_digits(i, end))
      out.ranges.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
    // Last line of the page before.
    std::size_t last = page.offset;
    while (last > 0 && is_blank(s[last - 1])) --last;
    std::size_t begin = last;
    while (begin > 0 && s[begin - 1] != '\n' && s[begin - 1] != '\f') --begin;
    if (begin < last && last - begin < 40 && line_of_digits(begin, last))
      out.ranges.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last)});
  }
}

// Where the line that ends right before `line` holds a page number and nothing else: its begin; else `line`. Left pages of the gazette
// print theirs above the head.
std::size_t page_number_above(std::string_view s, std::size_t line) {
  if (line == 0 || s[line - 1] != '\n') return line;
  std::size_t end = line - 1;
  while (end > 0 && (s[end - 1] == ' ' || s[end - 1] == '\r')) --end;
  std::size_t begin = end;
  while (begin > 0 && s[begin - 1] >= '0' && s[begin - 1] <= '9' && end - begin < 5) --begin;
  std::size_t margin = begin;
  while (margin > 0 && s[margin - 1] == ' ') --margin;
  const bool alone = margin == 0 || s[margin - 1] == '\n';
  return alone && begin < end && end - begin < 5 ? begin : line;
}

// Running heads of the official gazette: "CÔNG BÁO/Số 327/Ngày 14-06-2026", page number before, after or on the line above or below.
void find_gazette_heads(std::string_view s, Furniture& out) {
  static constexpr std::string_view kCommonPart = "NG B";
  static constexpr std::array<std::string_view, 2> kHeads = {"CÔNG BÁO/Số ", "CO\u0302NG BA\u0301O/So\u0302\u0301 "};  // the second decomposed
  for (std::size_t part = find(s, kCommonPart); part != std::string_view::npos; part = find(s, kCommonPart, part + kCommonPart.size())) {
    const auto head = std::find_if(kHeads.begin(), kHeads.end(), [&](std::string_view words) {
      const std::size_t before = words.find(kCommonPart);
      return part >= before && s.substr(part - before).starts_with(words);
    });
    if (head == kHeads.end()) continue;
    const std::size_t at = part - head->find(kCommonPart);
    std::size_t i = at + head->size();
    const auto skip_digits = [&] {
      const std::size_t from = i;
      while (i < s.size() && ((s[i] >= '0' && s[i] <= '9') || s[i] == '+' || s[i] == ' ')) ++i;
      return i > from;
    };
    if (!skip_digits()) continue;
    static constexpr std::string_view kDay = "/Ngày ", kDayDecomposed = "/Nga\u0300y ";
    const std::size_t day = s.substr(i, kDay.size()) == kDay ? kDay.size() : s.substr(i, kDayDecomposed.size()) == kDayDecomposed ? kDayDecomposed.size() : 0;
    if (day) {
      i += day;
      while (i < s.size() && ((s[i] >= '0' && s[i] <= '9') || s[i] == '-' || s[i] == '/')) ++i;
    }
    std::size_t j = i;
    while (j < s.size() && s[j] == ' ') ++j;
    // The page's number, on the same line or alone on the next.
    const bool next_line = j < s.size() && s[j] == '\n';
    if (next_line) ++j;
    while (j < s.size() && s[j] == ' ') ++j;
    std::size_t k = j;
    while (k < s.size() && s[k] >= '0' && s[k] <= '9' && k - j < 4) ++k;
    std::size_t line_end = k;
    while (line_end < s.size() && (s[line_end] == ' ' || s[line_end] == '\r')) ++line_end;
    const bool alone = line_end == s.size() || s[line_end] == '\n';
    const bool numbered = k > j && (next_line ? alone : k == s.size() || s[k] == '\n' || s[k] == ' ');
    if (numbered) i = k;
    std::size_t begin = at;
    while (begin > 0 && s[begin - 1] == ' ') --begin;
    std::size_t digits = begin;
    while (digits > 0 && s[digits - 1] >= '0' && s[digits - 1] <= '9' && begin - digits < 4) --digits;
    if (digits < begin && (digits == 0 || is_blank(s[digits - 1]))) begin = digits;
    else begin = page_number_above(s, begin);
    out.ranges.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(i)});
  }
}

// The stamp of an electronic signature, printed into the text at the foot of the first page: "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ /
// Email: ... / Cơ quan: VĂN PHÒNG CHÍNH PHỦ / Thời gian ký: 04.01.2024 16:24:58 +07:00". The hour tells it from the signer that a web
// page names.
void find_signature_stamps(std::string_view s, Furniture& out) {
  static constexpr std::string_view kZone = " +07:00";
  static constexpr std::u16string_view kTime = u"Thời gian ký: ", kDay = u"Ngày ký: ", kBody = u"Cơ quan:";
  static constexpr std::array<std::u16string_view, 2> kSigner = {u"Người ký: ", u"Ký bởi: "};
  static constexpr int kLines = 6;
  static constexpr std::size_t kLabel = 32, kLine = 64;  // bytes, decomposed
  for (std::size_t at = find(s, kZone); at != std::string_view::npos; at = find(s, kZone, at + kZone.size())) {
    const std::size_t near = at > kLine ? at - kLine : 0, end = at + kZone.size();
    const std::size_t before = s.substr(near, at - near).rfind('\n');
    if (before == std::string_view::npos && near > 0) continue;
    std::size_t line = before == std::string_view::npos ? 0 : near + before + 1;
    const std::u16string when = canonical_chars(s.substr(line, at - line));
    if (!when.starts_with(kTime) && !when.starts_with(kDay)) continue;
    bool body = false;
    for (int back = 0; back < kLines && line > 0; ++back) {
      line = line > 1 ? s.rfind('\n', line - 2) + 1 : 0;
      const std::u16string rest = canonical_chars(s.substr(line, kLabel));
      body = body || rest.starts_with(kBody);
      if (body && (rest.starts_with(kSigner[0]) || rest.starts_with(kSigner[1]))) {
        out.ranges.push_back({static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(end)});
        break;
      }
    }
  }
}

// What can follow "của" at the end of a page with a capital letter and is no heading.
bool names_body(std::string_view s) {
  static constexpr std::array<std::u16string_view, 12> kBodies = {u"Chính phủ", u"Thủ tướng", u"Bộ ", u"Ủy ban ", u"UBND ", u"Hội đồng ", u"HĐND ", u"Quốc hội", u"Ngân hàng ", u"Ban ", u"Tổng cục ", u"Chủ tịch "};
  const std::u16string begin = canonical_chars(s.substr(0, 32));
  return std::any_of(kBodies.begin(), kBodies.end(), [&](std::u16string_view body) { return begin.starts_with(body); });
}

// The last word of the text; empty where it is longer than a word that asks to be carried on.
std::u16string last_word(std::string_view s) {
  static constexpr std::size_t kLongest = 12;  // bytes with the blank, decomposed
  const std::string_view near = s.substr(s.size() - std::min(s.size(), kLongest));
  const std::size_t blank = near.find_last_of(" \n");
  return blank == std::string_view::npos ? std::u16string() : canonical_chars(near.substr(blank + 1));
}

// "khoản 8 Điều", "ngày 20 tháng": a number must follow.
bool asks_for_number(std::string_view s) {
  static constexpr std::array<std::u16string_view, 8> kUnits = {u"Điều", u"điều", u"khoản", u"Khoản", u"ngày", u"tháng", u"năm", u"số"};
  return std::find(kUnits.begin(), kUnits.end(), last_word(s)) != kUnits.end();
}

// A sentence that runs over a page's furniture is one: the line ends around the furniture go with it ("ngày 21 tháng 10 | CÔNG
// BÁO/Số 659 | năm 2013"). It runs on where no stop stands before and a small letter follows, or the body after "của", or a number
// after "Điều". Pieces of furniture with nothing but blanks between are looked over together.
void join_sentences(std::string_view s, std::vector<ByteRange>& ranges) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    ranges[kept++] = ranges[i];
    std::size_t begin = ranges[i].begin, end = ranges[i].end, last = i;
    while (begin > 0 && is_blank(s[begin - 1])) --begin;
    for (;;) {
      if (last + 1 < ranges.size() && end == ranges[last + 1].begin) end = ranges[++last].end;
      else if (end < s.size() && is_blank(s[end])) ++end;
      else break;
    }
    const auto runs_on = [&] {
      constexpr std::string_view kStops = ".;:!?)|*#-_=>";
      if (begin == 0 || end >= s.size() || kStops.find(s[begin - 1]) != std::string_view::npos) return false;
      std::size_t next = end;
      const char32_t c = decode(s, next);
      const bool small = c <= 0xFFFF && is_letter(static_cast<char16_t>(c)) && !is_upper(static_cast<char16_t>(c));
      const bool digit = c >= U'0' && c <= U'9';
      return small || (digit && asks_for_number(s.substr(0, begin))) || (last_word(s.substr(0, begin)) == u"của" && names_body(s.substr(end)));
    };
    if (runs_on()) ranges[kept - 1] = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    else
      while (i < last) ranges[kept++] = ranges[++i];
    i = last;
  }
  ranges.resize(kept);
}

std::vector<ByteRange> merge(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](ByteRange a, ByteRange b) { return a.begin < b.begin; });
  std::vector<ByteRange> merged;
  for (const ByteRange range : ranges) {
    if (!merged.empty() && range.begin <= merged.back().end) merged.back().end = std::max(merged.back().end, range.end);
    else merged.push_back(range);
  }
  return merged;
}

void append_utf8(std::string& out, char16_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// Cyrillic and Greek letters drawn like Latin ones (TEXT.md 1.5): repaired inside words that are otherwise Latin.
constexpr std::u16string_view kTwins = u"АВЕКМНОРСТХаеорсхуіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
constexpr std::u16string_view kTwinsLatin = u"ABEKMHOPCTXaeopcxyisjABEZHIKMNOPTYXo";
static_assert(kTwins.size() == kTwinsLatin.size());

constexpr std::array<std::u16string_view, 7> kLigatures = {u"ff", u"fi", u"fl", u"ffi", u"ffl", u"st", u"st"};

// The character at i, which moves behind it.
inline Common common_at(std::string_view text, std::size_t& i) {
  const auto* const s = reinterpret_cast<const unsigned char*>(text.data()) + i;
  if (s[0] < 0x80) {
    ++i;
    return kCommon.near(s[0]);
  }
  if (i + 3 <= text.size()) {
    if (s[0] == 0xE1 && (s[1] & 0xFC) == 0xB8 && (s[2] & 0xC0) == 0x80) {
      i += 3;
      return kCommon.beyond(static_cast<char32_t>((s[1] & 0x03) << 6 | (s[2] & 0x3F)));
    }
    if (s[0] >= 0xC2 && s[0] < 0xE0 && (s[1] & 0xC0) == 0x80) {
      i += 2;
      return kCommon.near(static_cast<char32_t>((s[0] & 0x1F) << 6 | (s[1] & 0x3F)));
    }
  }
  return kCommon.of(decode(text, i));
}

// Bytes written together, and bytes looked at together.
constexpr std::size_t kStep = 8, kBlock = 64;

/// The lowest bit of the first byte, of the second ...: answers of a comparison are all ones or none.
template <typename Sixteen>
inline std::uint64_t bits_of(Sixteen answers) {
  std::uint64_t halves[2];
  std::memcpy(halves, &answers, sizeof halves);
  const auto gather = [](std::uint64_t half) { return (half & 0x8040201008040201u) * 0x0101010101010101u >> 56; };
  return gather(halves[0]) | gather(halves[1]) << 8;
}

/// Of the next sixty-four bytes, a bit for each, those that are no printable ASCII characters, or '*'. The others stand for
/// themselves.
inline std::uint64_t stops_of(const char* bytes) {
  using Sixteen [[gnu::vector_size(16)]] = signed char;  // from 0x80 on below zero
  std::uint64_t stops = 0;
  for (std::size_t at = 0; at < kBlock; at += sizeof(Sixteen)) {
    Sixteen part;
    std::memcpy(&part, bytes + at, sizeof part);
    stops |= bits_of((part < 0x20) | (part == 0x7F) | (part == '*')) << at;
  }
  return stops;
}

/// Writes the canonical form of eight bytes that stand for themselves.
inline void write_plain(const char* bytes, std::size_t at, char16_t* chars, char* folded, std::uint32_t* origin) {
  using Signed [[gnu::vector_size(kStep)]] = signed char;
  using Bytes [[gnu::vector_size(kStep)]] = unsigned char;
  using Chars [[gnu::vector_size(2 * kStep)]] = char16_t;
  using Places [[gnu::vector_size(2 * kStep)]] = std::uint32_t;  // of half a step
  Bytes step;
  std::memcpy(&step, bytes + at, sizeof step);
  const auto value = reinterpret_cast<Signed>(step);
  const auto capital = (value > '@') & (value < '[');
  const auto small = value + (capital & ('a' - 'A'));
  std::memcpy(folded, &small, sizeof small);
  const auto wide = __builtin_convertvector(step, Chars);
  std::memcpy(chars, &wide, sizeof wide);
  const Places first = Places{0, 1, 2, 3} + static_cast<std::uint32_t>(at), second = first + kStep / 2;
  std::memcpy(origin, &first, sizeof first);
  std::memcpy(origin + kStep / 2, &second, sizeof second);
}

// Letters of folded text.
std::size_t count_letters(std::string_view folded) {
  const auto is_letter = [](auto f) { return ((f >= 'a') & (f <= 'z')) | (f == 0x01); };
  using Sixteen [[gnu::vector_size(16)]] = char;
  std::size_t letters = 0, at = 0;
  while (at + 16 <= folded.size()) {
    Sixteen counts{};  // a lane counts up to 127
    for (const std::size_t end = std::min(folded.size() - 15, at + std::size_t{16} * 127); at < end; at += 16) {
      Sixteen part;
      std::memcpy(&part, folded.data() + at, sizeof part);
      counts -= reinterpret_cast<Sixteen>(is_letter(part));
    }
    for (std::size_t lane = 0; lane < 16; ++lane) letters += static_cast<std::size_t>(counts[lane]);
  }
  for (; at < folded.size(); ++at) letters += is_letter(folded[at]) ? 1 : 0;
  return letters;
}

// Appends the canonical form of bytes [begin, end) of `original`. The arrays are sized once for the worst case (a character a
// byte): growing them by push_back was a quarter of the time of the whole analysis.
class Builder {
 public:
  explicit Builder(Canonical& canonical, std::size_t extra = 0) : out(canonical) {
    const std::size_t capacity = canonical.original.size() + extra;
    out.chars.resize(capacity);
    out.folded.resize(capacity);
    out.origin.resize(capacity + 1);
  }

  void finish() {
    out.chars.resize(size_);
    out.folded.resize(size_);
    out.origin.resize(size_ + 1);
    out.origin[size_] = static_cast<std::uint32_t>(out.original.size());
  }

  void push(char16_t c, char folded, std::size_t at) {
    out.chars[size_] = c;
    out.folded[size_] = folded;
    out.origin[size_] = static_cast<std::uint32_t>(at);
    ++size_;
  }

  [[nodiscard]] bool ends_with_blank() const { return size_ == 0 || out.chars[size_ - 1] == u' ' || out.chars[size_ - 1] == u'\n'; }

  // What the loop changes stands in local variables: a byte that is stored through a pointer may be part of any member, so
  // each would be loaded anew for each character (a third of the time). Where plain runs end is found for a block at once: if each
  // character waited for the length of the run before it, that wait would be the other half.
  void run(std::size_t begin, std::size_t end) {
    const std::string_view original = out.original;
    const char* const bytes = original.data();
    char16_t* const chars = out.chars.data();
    char* const folded = out.folded.data();
    std::uint32_t* const origin = out.origin.data();
    std::size_t size = size_, found_marked = 0;
    std::size_t i = begin;
    const auto write_one = [&] {
      const std::size_t at = i;
      const Common common = common_at(original, i);
      if (common.kept) {
        chars[size] = common.out;
        folded[size] = common.folded;
        origin[size] = static_cast<std::uint32_t>(at);
        ++size;
        found_marked += common.marked;
        return;
      }
      size_ = size;
      i = at;
      const char32_t c = decode(original, i);
      rare(c, at, i);
      size = size_;
    };
    // A step may be longer than the run: what lies behind is written over by what comes next.
    const auto write_run = [&](std::size_t to) {
      const std::size_t length = to - i;
      std::size_t done = 0;
      do write_plain(bytes, i + done, chars + size + done, folded + size + done, origin + size + done);
      while ((done += kStep) < length);
      size += length;
      i = to;
    };
    while (i + kBlock + kStep <= end) {
      const std::size_t block = i;
      for (std::uint64_t stops = stops_of(bytes + block); stops != 0;) {
        write_run(block + static_cast<std::size_t>(std::countr_zero(stops)));
        write_one();
        stops = i - block < kBlock ? stops & ~std::uint64_t{0} << (i - block) : 0;
      }
      if (i < block + kBlock) write_run(block + kBlock);
    }
    while (i < end) write_one();
    size_ = size;
    marked += found_marked;
  }

  /// Letters so far, but those of ligatures.
  [[nodiscard]] std::size_t letters() const { return count_letters(std::string_view(out.folded).substr(0, size_)) - ligated_; }
  std::size_t marked = 0;

 private:
  // One character that is neither ASCII nor Vietnamese, or is no character of its own: marks, ligatures, look-alikes.
  void rare(char32_t c, std::size_t at, std::size_t next) {
    const Entry e = entry_of(c);
    switch (e.action) {
      case Action::keep:
        if (c >= 0x0370 && c < 0x0460 && latin_neighbour(out.original, next)) {
          if (const std::size_t twin = kTwins.find(static_cast<char16_t>(c)); twin != std::u16string_view::npos) {
            const char16_t latin = kTwinsLatin[twin];
            push(latin, kTable.entries[latin].folded, at);
            break;
          }
        }
        push(e.out, e.folded, at);
        marked += e.vowel >= 0;
        break;
      case Action::drop: break;
      case Action::mark:
        if (size_ > 0) {
          if (const auto composed = compose(out.chars[size_ - 1], static_cast<char16_t>(c))) {
            out.chars[size_ - 1] = *composed;
            ++marked;
          }
        }
        break;
      case Action::ligature:
        for (const char16_t part : kLigatures[c - 0xFB00]) push(part, static_cast<char>(part), at);
        ligated_ += kLigatures[c - 0xFB00].size();
        break;
    }
  }

  // The letter before, or the next byte, is a Latin letter.
  [[nodiscard]] bool latin_neighbour(std::string_view s, std::size_t next) const {
    const auto latin = [](char f) { return f >= 'a' && f <= 'z'; };
    if (size_ > 0 && latin(out.folded[size_ - 1])) return true;
    return next < s.size() && static_cast<unsigned char>(s[next]) < 0x80 && latin(kTable.entries[static_cast<unsigned char>(s[next])].folded);
  }

  Canonical& out;
  std::size_t size_ = 0, ligated_ = 0;
};

// The canonical form of a short string: no furniture.
Canonical short_form(std::string_view utf8) {
  Canonical canonical;
  canonical.original = utf8;
  Builder builder(canonical);
  builder.run(0, utf8.size());
  builder.finish();
  return canonical;
}

}  // namespace

constexpr std::array<LetterCase, kTableSize> kLetterCases = [] {
  std::array<LetterCase, kTableSize> cases{};
  for (std::size_t c = 0; c < kTableSize; ++c) cases[c] = {kTable.entries[c].lower, kTable.entries[c].letter, kTable.entries[c].lower != c};
  return cases;
}();

char16_t upper(char16_t c) { return c < kTableSize ? kTable.entries[c].upper : c; }
bool is_far_letter(char16_t c) { return other_entry(c).letter; }
char fold(char16_t c) { return c < kTableSize ? kTable.entries[c].folded : other_entry(c).folded; }

// The two below are asked for words and symbols by the thousand: nearly all are of common characters.
std::u16string canonical_chars(std::string_view utf8) {
  std::u16string chars;
  chars.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const Common common = common_at(utf8, i);
    if (!common.kept) return std::move(short_form(utf8).chars);
    chars.push_back(common.out);
  }
  return chars;
}

std::string to_utf8(std::u16string_view chars) {
  std::string out;
  out.reserve(chars.size() * 2);
  for (const char16_t c : chars) append_utf8(out, c);
  return out;
}

std::string fold(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const Common common = common_at(utf8, i);
    if (!common.kept) return std::move(short_form(utf8).folded);
    folded.push_back(common.folded);
  }
  return folded;
}

std::string lower(std::string_view utf8) {
  std::u16string chars = canonical_chars(utf8);
  for (char16_t& c : chars) c = lower(c);
  return to_utf8(chars);
}

void place_tone(std::u16string& s) {
  // TEXT.md 1.3: only oa, oe, uy at the end of a syllable, tone on the last letter, and never after q.
  const std::size_t n = s.size();
  if (n < 2) return;
  const Entry last = entry_of(s[n - 1]), before = entry_of(s[n - 2]);
  if (last.tone == 0 || last.vowel < 0 || before.vowel < 0 || before.tone != 0) return;
  const char16_t a = kVowels[static_cast<std::size_t>(before.vowel)][0], b = kVowels[static_cast<std::size_t>(last.vowel)][0];
  const bool pair = (a == u'o' && (b == u'a' || b == u'e')) || (a == u'u' && b == u'y');
  if (!pair || (n > 2 && fold(s[n - 3]) == 'q')) return;
  const auto with_tone = [](char16_t c, std::int8_t vowel, std::int8_t tone) {
    const auto& row = is_upper(c) ? kUpperVowels : kVowels;
    return row[static_cast<std::size_t>(vowel)][static_cast<std::size_t>(tone)];
  };
  s[n - 2] = with_tone(s[n - 2], before.vowel, last.tone);
  s[n - 1] = with_tone(s[n - 1], last.vowel, 0);
}

ByteRange Canonical::bytes(std::size_t begin, std::size_t end) const {
  if (begin >= end || begin >= size()) {
    const std::uint32_t at = begin < origin.size() ? origin[begin] : static_cast<std::uint32_t>(original.size());
    return {at, at};
  }
  std::size_t i = origin[end - 1];
  decode(original, i);
  // Combining marks that belong to the last character.
  while (i < original.size()) {
    std::size_t next = i;
    const char32_t c = decode(original, next);
    if (c < 0x0300 || c > 0x036F) break;
    i = next;
  }
  return {origin[begin], static_cast<std::uint32_t>(i)};
}

std::size_t Canonical::at_byte(std::uint32_t offset) const {
  return static_cast<std::size_t>(std::lower_bound(origin.begin(), origin.end() - 1, offset) - origin.begin());
}

std::size_t Canonical::at_byte(std::uint32_t offset, std::size_t from) const {
  return first_from(from, size(), [&](std::size_t i) { return origin[i] < offset; });
}

std::string Canonical::utf8(std::size_t begin, std::size_t end) const {
  std::string out;
  bool blank = false;
  for (std::size_t i = begin; i < end && i < size(); ++i) {
    if (chars[i] == u' ' || chars[i] == u'\n') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    append_utf8(out, chars[i]);
  }
  return out;
}

Canonical canonicalize(const model::Text& text) {
  Canonical out;
  out.original = text.bytes;
  Furniture furniture;
  find_page_markers(text.bytes, furniture);
  find_gazette_heads(text.bytes, furniture);
  find_signature_stamps(text.bytes, furniture);
  find_page_numbers(text.bytes, text.pages, furniture);
  for (const model::Region& region : text.regions) {
    using Kind = model::Region::Kind;
    if (region.kind == Kind::header || region.kind == Kind::footer) furniture.ranges.push_back(region.range);
  }
  out.furniture = merge(std::move(furniture.ranges));
  join_sentences(text.bytes, out.furniture);
  out.pages = text.pages.empty() ? std::move(furniture.marked_pages) : text.pages;

  Builder builder(out, out.furniture.size());
  std::size_t at = 0;
  for (const ByteRange range : out.furniture) {
    builder.run(at, range.begin);
    // The words on both sides of the furniture are neighbours, never one word.
    if (!builder.ends_with_blank()) builder.push(u' ', ' ', range.begin);
    at = range.end;
  }
  builder.run(at, text.bytes.size());
  builder.finish();
  // Vietnamese prose carries marks on a fifth of its letters and more.
  const std::size_t letters = builder.letters();
  out.has_diacritics = letters == 0 || builder.marked * 100 >= letters * 6;
  return out;
}

}  // namespace tracuu::text
