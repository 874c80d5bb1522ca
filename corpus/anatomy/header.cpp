// Header and trích yếu (DOMAIN.md 6): who issued the document, which type and number it bears, when, where and about what.
//
// The header is read in two steps. First the parts with a shape of their own are found wherever they stand, for columns
// interleave in text taken from PDF: motto, number, place and date, metadata of a web page. What is left between them, line
// by line, is the issuer, the type line and the title.
#include <algorithm>
#include <array>
#include <utility>

#include "corpus/anatomy/anatomy_internal.h"
#include "corpus/anatomy/canonical_id.h"
#include "corpus/anatomy/issuer.h"
#include "corpus/registry/registry.h"

namespace tracuu::anatomy {
namespace {

using model::Date;
using registry::Registry;

constexpr std::size_t kHeaderLength = 3500;  // characters from the start of the act within which number and date stand
constexpr std::size_t kDateBehindNumber = 4;   // blanks and a line end between the number of an act and its day
constexpr std::size_t kTitleLength = 2500;

struct Line {
  std::size_t begin = 0, end = 0;
  bool rule = false;         ///< "-----"
  bool after_blank = false;  ///< an empty line stands before it
};

struct Metadata {
  std::string number, type, issuer, signer;
  Date date;
  std::size_t end = 0;  ///< where the act itself begins
  bool found = false;
};

struct Number {
  Span span;
  Span detached;         ///< the second part, where another column stands between
  std::string printed;   ///< empty if left blank
  std::string suffix;    ///< "/KH-UBND" of a blank number
  bool blank = false;
};

struct PlaceDate {
  Span span;
  std::string place;
  Date date;
  bool blank = false;
};

struct TypeLine {
  const registry::DocumentType* type = nullptr;
  Span word;
  std::size_t line = 0;
};

/// "BỘ TÀI CHÍNH / Số: 08/VBHN-BTC / XÁC THỰC VĂN BẢN HỢP NHẤT / Hà Nội, ngày 17 tháng 4 năm 2026" behind the last article:
/// a consolidated text that the gazette prints under the header of the act that was consolidated bears its own number there
/// (Pháp lệnh 01/2012/UBTVQH13 Điều 4).
struct Authentication {
  std::string number, place;
  model::Date date;
  Span number_span, date_span;  ///< in the canonical text
};

class HeaderReader {
 public:
  HeaderReader(const Head& head, model::Identity& identity, const Authentication* authentication = nullptr) : h_(head), out_(identity), authentication_(authentication) {}

  void read(std::string& signer);

 private:
  void read_metadata();
  void find_body_start();
  void find_mottos();
  void find_number();
  void find_place_and_date();
  void cut_lines();
  void find_type();
  void find_subject();
  [[nodiscard]] std::size_t first_title_line() const;
  void read_title();
  void read_issuer();

  [[nodiscard]] bool number_belongs() const;
  [[nodiscard]] bool numbers_act_in_title() const;
  [[nodiscard]] bool is_number_word(std::size_t at) const;
  [[nodiscard]] bool names_another_act(std::size_t at) const;
  [[nodiscard]] bool numbers_a_gazette(std::size_t at) const;
  [[nodiscard]] std::optional<Number> number_at(std::size_t at) const;
  [[nodiscard]] std::size_t number_end(std::size_t at, std::size_t limit) const;
  [[nodiscard]] std::optional<Span> detached_suffix(std::size_t from) const;
  [[nodiscard]] std::string place_before(std::size_t at, std::size_t& begin) const;
  [[nodiscard]] const registry::DocumentType* type_at(std::size_t at, std::size_t end, std::size_t& after) const;
  [[nodiscard]] std::optional<TypeLine> type_of_line(std::size_t index, bool in_caps) const;
  void find_consolidation();
  [[nodiscard]] bool starts(const Line& line, std::string_view words) const;
  [[nodiscard]] bool caps(const Line& line) const { return all_caps(h_.chars, line.begin, line.end); }
  [[nodiscard]] bool ends_title(std::size_t line, bool title_in_caps, std::size_t title_lines) const;
  [[nodiscard]] bool is_enacting_head(std::size_t line) const;
  [[nodiscard]] bool is_office_alone(const Line& line) const;
  [[nodiscard]] std::string acting_party_body() const;
  [[nodiscard]] std::string enacting_issuer() const;
  [[nodiscard]] std::size_t skip_issuer_in_title(std::size_t begin, std::size_t end);
  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const { return h_.utf8({begin, end}); }
  [[nodiscard]] std::size_t skip_conference_in_title(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::string cased_like_body(std::string title) const;

  const Head& h_;
  model::Identity& out_;
  const Authentication* authentication_;
  Metadata meta_;
  std::size_t act_ = 0;   // the act begins here
  std::size_t body_ = 0;  // căn cứ, addressee or first provision
  std::vector<Span> mottos_;
  bool state_motto_ = false, party_motto_ = false;
  Number number_;
  Span other_number_;     // in the name of the issuing body
  PlaceDate date_;
  std::vector<Line> lines_;
  TypeLine type_;
  bool consolidated_ = false;  // văn bản hợp nhất
  std::size_t subject_ = kNone;  // "V/v"
  std::size_t title_end_ = 0;
  std::string title_issuer_;     // "CỦA BỘ CHÍNH TRỊ" at the head of the title

 public:
  Span number_span, date_span, type_span, issuer_span, title_span;
};

// --- metadata of a web page ----------------------------------------------------------------------------------------------

void HeaderReader::read_metadata() {
  static constexpr std::string_view kLabels[] = {"so hieu", "loai van ban", "noi ban hanh", "nguoi ky", "ngay ban hanh", "ngay hieu luc",
                                                 "ngay cong bao", "so cong bao", "tinh trang", "trang thai", "nguon", "can cu phap ly", "linh vuc",
                                                 "co quan ban hanh", "ngay co hieu luc", "linh vuc, nganh", "chuc danh", "ngay dang cong bao"};
  const std::size_t number = find_words(h_.folded, "so hieu", 0, 4000);
  if (number == kNone || find_words(h_.folded, "loai van ban", 0, 4500) == kNone) return;
  meta_.found = true;
  // The table ends where the act's own header begins.
  std::size_t limit = number + 3000;
  for (const std::string_view motto : {"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"}) {
    const std::size_t at = find_words(h_.folded, motto, number, limit);
    if (at != kNone) limit = at;
  }
  std::size_t first = number;
  for (const std::string_view label : kLabels) first = std::min(first, find_words(h_.folded, label, number > 200 ? number - 200 : 0, number));
  for (const std::string_view label : kLabels) {
    for (std::size_t at = find_words(h_.folded, label, first, limit); at != kNone; at = find_words(h_.folded, label, at + 1, limit)) {
      std::size_t i = match_words(h_.folded, at, label);
      // A label stands alone in its cell: a colon or a line end follows.
      std::size_t before = at;
      while (before > 0 && h_.folded[before - 1] == ' ') --before;
      if (before > 0 && h_.folded[before - 1] != '\n') continue;
      while (i < h_.size() && (h_.folded[i] == ' ' || h_.folded[i] == ':')) ++i;
      if (h_.folded[i == h_.size() ? i - 1 : i] != '\n' && h_.folded[i - 1] != ':' && h_.folded[i - 1] != ' ') continue;
      i = skip_blanks(h_.folded, i, h_.size());
      while (i < h_.size() && (h_.folded[i] == ':' || is_blank(h_.folded[i]))) ++i;
      const std::size_t end = line_end(h_.folded, i);
      const std::string value = text(i, end);
      if (value.size() > 300) break;
      meta_.end = std::max(meta_.end, end);
      if (label == "so hieu") meta_.number = value;
      else if (label == "loai van ban") meta_.type = value;
      else if (label == "noi ban hanh" || label == "co quan ban hanh") meta_.issuer = value;
      else if (label == "nguoi ky") meta_.signer = value;
      else if (label == "ngay ban hanh")
        if (const auto date = read_date(h_.folded, i, end)) meta_.date = date->date;
      break;
    }
  }
  if (meta_.number.empty() || !is_digit(meta_.number.front())) meta_.number.clear();
  act_ = meta_.end;
}

// --- parts with a shape ----------------------------------------------------------------------------------------------------

void HeaderReader::find_body_start() {
  body_ = h_.size();
  static constexpr std::string_view kCues[] = {"can cu", "kinh gui", "dieu 1", "dieu i", "dieu thu nhat", "quyet dinh:", "quyet nghi:", "chuong i",
                                               "phan thu nhat", "phan i", "xet de nghi", "theo de nghi", "xet to trinh"};
  for (const std::string_view cue : kCues) {
    for (std::size_t at = find_words(h_.folded, cue, act_, body_); at != kNone; at = find_words(h_.folded, cue, at + 1, body_)) {
      if (!text::is_upper(h_.chars[at])) continue;
      std::size_t before = at;
      while (before > act_ && (h_.folded[before - 1] == ' ' || h_.folded[before - 1] == '-' || h_.folded[before - 1] == '"' || h_.folded[before - 1] == '+')) --before;
      const bool line_start = before == act_ || h_.folded[before - 1] == '\n';
      const bool long_cue = cue == "can cu" || cue == "kinh gui";
      // In flattened text a capital is all that tells "Căn cứ Luật ..." from a title's "căn cứ"; a title in capitals has none.
      if (!line_start && !(long_cue && !all_caps(h_.chars, at, at + cue.size()))) continue;
      if (cue == "dieu 1" || cue == "dieu i") {
        const std::size_t end = match_words(h_.folded, at, cue);
        if (end < h_.size() && h_.folded[end] != '.' && h_.folded[end] != ':' && h_.folded[end] != '\n' && h_.folded[end] != ' ') continue;
        if (h_.folded[line_end(h_.folded, at) - 1] == ',') continue;
      }
      body_ = at;
      break;
    }
  }
}

void HeaderReader::find_mottos() {
  const std::size_t limit = std::min(body_, act_ + kHeaderLength);
  for (const std::string_view words : {"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "viet nam dan chu cong hoa",
                                       "doc lap - tu do - hanh phuc", "doc lap tu do hanh phuc"}) {
    for (std::size_t at = find_words(h_.folded, words, act_, limit); at != kNone; at = find_words(h_.folded, words, at + 1, limit)) {
      const std::size_t end = match_words(h_.folded, at, words);
      const bool motto_line = words.starts_with("doc lap");
      // Capitals may be lost (a TCVN3 font of capitals): then the motto stands alone at the end of its line.
      const bool column = at >= 2 && h_.folded[at - 1] == ' ' && h_.folded[at - 2] == ' ';
      const bool alone = (at == act_ || h_.folded[at - 1] == '\n' || column) && skip_blanks(h_.folded, end, h_.size()) > line_end(h_.folded, end);
      if (!motto_line && !all_caps(h_.chars, at, end) && !(alone && text::is_upper(h_.chars[at]) && at < act_ + 600)) continue;
      // "QUY ĐỊNH VỀ ... ĐẢNG CỘNG SẢN VIỆT NAM" in a title is none: there the line begins before it.
      if (words.starts_with("dang")) {
        std::size_t begin = at;
        while (begin > act_ && h_.folded[begin - 1] != '\n') --begin;
        const std::string before = text(begin, at);
        if (!before.empty() && !begins_body(before)) continue;
        if (state_motto_) continue;
        party_motto_ = true;
      } else {
        state_motto_ = true;
      }
      mottos_.push_back({at, end});
      break;
    }
  }
  std::sort(mottos_.begin(), mottos_.end(), [](Span a, Span b) { return a.begin < b.begin; });
}

// End of "/2020/NĐ-CP", "-CTr/TU", " /SCT - CN" at `at`; `at` if no group follows.
std::size_t HeaderReader::number_end(std::size_t at, std::size_t limit) const {
  std::size_t end = at;
  for (;;) {
    std::size_t i = end;
    while (i < limit && h_.folded[i] == ' ') ++i;
    if (i >= limit || (h_.folded[i] != '/' && h_.folded[i] != '-')) return end;
    const bool spaced = i > end;
    const char separator = h_.folded[i];
    ++i;
    const std::size_t after = i;
    while (i < limit && (h_.folded[i] == ' ' || (h_.folded[i] == '\n' && i == after))) ++i;
    const std::size_t group = i;
    while (i < limit && (is_word(h_.folded[i]) || h_.folded[i] == '&' || h_.folded[i] == '(' ||
                         (h_.folded[i] == '.' && i + 1 < limit && is_word(h_.folded[i + 1]) && !is_digit(h_.folded[i + 1])))) {
      if (h_.folded[i] == '(') break;
      ++i;
    }
    if (i == group || i - group > 20) return end;
    // " - Hà Nội" behind a number is the next column, "15/QĐ- UBND" is not: a group in capitals belongs to the number.
    if ((spaced || group > after) && !is_digit(h_.folded[group])) {
      std::size_t capitals = 0;
      for (std::size_t k = group; k < i; ++k) capitals += text::is_upper(h_.chars[k]);
      if (capitals * 2 < i - group || (separator == '-' && spaced && i - group > 8)) return end;
    }
    end = i;
  }
}

// The rest of a number that another column separated from its first part: "/2025/QĐ-UBND" or "-HD/BTCTU" at the start of a line.
std::optional<Span> HeaderReader::detached_suffix(std::size_t from) const {
  const std::size_t limit = std::min(body_, from + 600);
  for (std::size_t i = from; i < limit; ++i) {
    if ((h_.folded[i] != '/' && h_.folded[i] != '-') || i + 1 >= limit || !is_word(h_.folded[i + 1])) continue;
    if (i > from && !is_blank(h_.folded[i - 1])) continue;
    const std::size_t end = number_end(i, limit);
    const NumberParts parts = parse_number("1" + text(i, end));
    const bool known = parts.year != 0 || !parts.type_symbol.empty() ||
                       (!parts.issuers.empty() && Registry::builtin().issuer_by_symbol(parts.issuers.front()));
    if (end > i + 2 && known && (parts.issuers.size() > 0)) return Span{i, end};
  }
  return std::nullopt;
}

// "Số", "SỐ", "So" where marks were lost; never "SỞ" (a department) or "Sổ".
bool HeaderReader::is_number_word(std::size_t at) const {
  const char16_t vowel = text::lower(h_.chars[at + 1]);
  return text::is_upper(h_.chars[at]) && (vowel == u'ố' || vowel == u'o' || vowel == u'ô');
}

// "ĐOÀN KIỂM TRA / THEO QUYẾT ĐỊNH / SỐ 1050/QĐ-SCT": part of the name of a body that another act set up.
bool HeaderReader::names_another_act(std::size_t at) const {
  std::size_t end = at;
  while (end > act_ && (h_.folded[end - 1] == ' ' || h_.folded[end - 1] == '\n')) --end;
  constexpr std::string_view words = "theo quyet dinh";
  return end >= act_ + words.size() && find_words(h_.folded, words, end - words.size(), end) == end - words.size();
}

// "CÔNG BÁO/ Số 459 + 460/Ngày 11-03-2025": the page line of the gazette, printed in any way.
bool HeaderReader::numbers_a_gazette(std::size_t at) const {
  std::size_t line = at;
  while (line > act_ && h_.folded[line - 1] != '\n') --line;
  const std::size_t word = find_words(h_.folded, "bao", line, at);
  if (word == kNone) return false;
  const std::size_t next = skip_blanks(h_.folded, word + 3, at);
  return next < at && h_.folded[next] == '/';
}

std::optional<Number> HeaderReader::number_at(std::size_t at) const {
  const std::size_t limit = std::min(body_, act_ + kHeaderLength);
  std::size_t i = match_words(h_.folded, at, "so");
  while (i < limit && (h_.folded[i] == ' ' || h_.folded[i] == ':' || h_.folded[i] == '.')) ++i;
  std::size_t digits = i;
  if (i < limit && h_.folded[i] == '\n') {
    const std::size_t next = skip_blanks(h_.folded, i, limit);
    if (next < limit && is_digit(h_.folded[next])) digits = next;
  }
  Number number;
  std::size_t end = digits;
  while (end < limit && is_digit(h_.folded[end])) ++end;
  if (end - digits > 6) return std::nullopt;
  // "Số: 0 7/2024/QĐ-UBND": a blank within the digits.
  if (end > digits && end - digits <= 2 && end + 1 < limit && h_.folded[end] == ' ' && is_digit(h_.folded[end + 1])) {
    std::size_t next = end + 1;
    while (next < limit && is_digit(h_.folded[next])) ++next;
    if (next < limit && h_.folded[next] == '/' && next - end <= 3) end = next;
  }
  // "57 /2020", "66.13/2026", "30a/2008".
  if (end > digits && end + 1 < limit && h_.folded[end] == '.' && is_digit(h_.folded[end + 1])) {
    ++end;
    while (end < limit && is_digit(h_.folded[end])) ++end;
  } else if (end > digits && end + 1 < limit && is_word(h_.folded[end]) && (h_.folded[end + 1] == '/' || h_.folded[end + 1] == '-')) {
    ++end;
  }
  const bool has_digits = end > digits;
  if (!has_digits) end = i;
  const std::size_t whole = number_end(end, limit);
  const std::string rest = text(end, whole);
  if (whole > end && (!rest.starts_with('-') || rest.find('/') != std::string::npos || has_digits)) {
    number.span = {at, whole};
    number.blank = !has_digits;
    const std::string printed = text(has_digits ? digits : end, whole);
    (has_digits ? number.printed : number.suffix) = printed;
    const NumberParts parts = parse_number(has_digits ? printed : "1" + printed);
    if (!parts.is_set()) return std::nullopt;
    return number;
  }
  if (const auto suffix = detached_suffix(end)) {
    number.span = {at, has_digits ? end : i};
    number.detached = *suffix;
    number.blank = !has_digits;
    if (has_digits) number.printed = text(digits, end) + text(suffix->begin, suffix->end);
    else number.suffix = text(suffix->begin, suffix->end);
    return number;
  }
  // "Số 66 ngày 24 tháng 11 năm 1945": numbers of the first years bear nothing else.
  const std::size_t next = skip_blanks(h_.folded, end, limit);
  if (has_digits && match_words(h_.folded, next, "ngay") != kNone) {
    number.span = {at, end};
    number.printed = text(digits, end);
    return number;
  }
  return std::nullopt;
}

void HeaderReader::find_number() {
  const std::size_t limit = std::min(body_, act_ + kHeaderLength);
  // "Số: 15/QĐ-UBND", "Số 57-CTr/TU".
  for (std::size_t at = find_words(h_.folded, "so", act_, limit); at != kNone; at = find_words(h_.folded, "so", at + 1, limit)) {
    if (!is_number_word(at) || numbers_a_gazette(at)) continue;
    if (auto number = number_at(at)) {
      if (names_another_act(at)) {
        other_number_ = number->span;
        continue;
      }
      number_ = std::move(*number);
      break;
    }
  }
  // "Luật số: 10/2008/QH12", "Nghị quyết số: 43/2022/QH15" on a line of their own.
  for (const std::string_view words : {"luat so", "phap lenh so", "nghi quyet so", "lenh so", "bo luat so", "nghi dinh so", "sac lenh so"}) {
    const std::size_t before = number_.span.empty() ? limit : number_.span.begin;
    for (std::size_t at = find_words(h_.folded, words, act_, before); at != kNone; at = find_words(h_.folded, words, at + 1, before)) {
      std::size_t begin = at;
      while (begin > act_ && h_.folded[begin - 1] == ' ') --begin;
      if (begin > act_ && h_.folded[begin - 1] != '\n') continue;
      if (auto number = number_at(match_words(h_.folded, at, words) - 2)) {
        // A sentence that begins so goes on; a header's line ends, or the other column follows.
        const std::size_t after = skip_blanks(h_.folded, number->span.end, limit);
        if (after < limit && text::is_letter(h_.chars[after]) && !text::is_upper(h_.chars[after])) continue;
        number->span.begin = at;
        number_ = std::move(*number);
        break;
      }
    }
  }
}

// "SỬA ĐỔI, BỔ SUNG QUY CHẾ BAN HÀNH KÈM THEO THÔNG TƯ SỐ 06/2024/TT-BGDĐT": right before the number, and behind words of the title, stands
// the type word of another act.
bool HeaderReader::numbers_act_in_title() const {
  static constexpr std::size_t kLongestType = 40;
  const std::size_t from = skip_blanks(h_.folded, type_.word.end, number_.span.begin), to = number_.span.begin;
  for (std::size_t at = to > from + kLongestType ? to - kLongestType : from + 1; at < to; ++at) {
    if (is_word(h_.folded[at - 1])) continue;
    std::size_t after = 0;
    if (type_at(at, to, after) != nullptr && skip_blanks(h_.folded, after, to) == to) return true;
  }
  return false;
}

// A number behind the type line belongs to the text, except in the old form "NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ 12/CP NGÀY ...".
bool HeaderReader::number_belongs() const {
  if (number_.span.empty() || !type_.type || number_.span.begin < type_.word.begin) return true;
  if (numbers_act_in_title()) return false;
  if (all_caps(h_.chars, number_.span.begin, number_.span.begin + 2)) return number_.span.begin < type_.word.end + 300;
  std::size_t begin = number_.span.begin;
  while (begin > act_ && h_.folded[begin - 1] == ' ') --begin;
  const std::size_t after = skip_blanks(h_.folded, number_.span.end, h_.size());
  return h_.folded[begin - 1] == '\n' && (after >= h_.size() || !text::is_letter(h_.chars[after]) || text::is_upper(h_.chars[after]) ||
                                          line_end(h_.folded, number_.span.end) <= after);
}

std::string HeaderReader::place_before(std::size_t at, std::size_t& begin) const {
  std::size_t end = at;
  while (end > act_ && (is_blank(h_.folded[end - 1]) || h_.folded[end - 1] == ',')) --end;
  begin = end;
  std::size_t i = end;
  for (int words = 0; words < 5 && i > act_; ++words) {
    std::size_t word_end = i;
    while (i > act_ && !is_blank(h_.folded[i - 1])) --i;
    const bool title_word = text::is_upper(h_.chars[i]) && (word_end - i < 2 || !text::is_upper(h_.chars[i + 1]) || h_.folded.compare(i, 2, "tp") == 0);
    bool letters = true;
    for (std::size_t k = i; k < word_end; ++k) letters = letters && (text::is_letter(h_.chars[k]) || h_.folded[k] == '.' || h_.folded[k] == '-');
    if (!title_word || !letters) break;
    begin = i;
    // The next word stands on the same line, one or a few blanks away.
    std::size_t gap = i;
    while (gap > act_ && h_.folded[gap - 1] == ' ') --gap;
    if (gap == i || i - gap > 4) break;
    i = gap;
  }
  return text(begin, end);
}

void HeaderReader::find_place_and_date() {
  const std::size_t limit = std::min(body_, act_ + kHeaderLength);
  for (std::size_t at = find_words(h_.folded, "ngay", act_, limit);; at = find_words(h_.folded, "ngay", at + 1, limit)) {
    if (at == kNone) break;
    const auto read = read_date(h_.folded, at, std::min(h_.size(), at + 300));
    if (!read) continue;
    std::size_t begin = at;
    std::size_t before = at;
    while (before > act_ && is_blank(h_.folded[before - 1])) --before;
    const bool comma = before > act_ && h_.folded[before - 1] == ',';
    std::string place = place_before(at, begin);
    // "Thành phố Hồ Chí / Minh, ngày ...": the name begins on the line above.
    if (!place.empty() && begin > act_ && h_.folded[begin - 1] == '\n' && !Registry::builtin().find_province(place, read->date)) {
      std::size_t above = begin;
      const std::string head = place_before(begin, above);
      if (!head.empty() && Registry::builtin().find_province(head + " " + place, read->date)) {
        place = head + " " + place;
        begin = above;
      }
    }
    if (place.empty() || (!comma && h_.folded.substr(begin, 2) != "ha" && read->blank)) {
      // Old form without a header: "SỐ 04/2010/TTLT-BQP-BTC NGÀY 14 THÁNG 01 NĂM 2010".
      const bool after_number = !number_.span.empty() && at >= number_.span.end && at - number_.span.end < 8;
      if (!after_number) continue;
      date_ = {{at, read->end}, {}, read->date, read->blank};
      return;
    }
    if (!comma) continue;
    date_ = {{begin, read->end}, place, read->date, read->blank};
    return;
  }
}

// --- lines -----------------------------------------------------------------------------------------------------------------

void HeaderReader::cut_lines() {
  lines_.clear();
  std::vector<Span> cuts = mottos_;
  for (const Span span : {number_.span, number_.detached, date_.span, other_number_})
    if (!span.empty()) cuts.push_back(span);
  std::sort(cuts.begin(), cuts.end(), [](Span a, Span b) { return a.begin < b.begin; });
  bool blank = false;
  const auto add = [&](std::size_t begin, std::size_t end, bool rule) {
    const auto junk = [&](std::size_t i) { return is_blank(h_.folded[i]) || h_.folded[i] == '='; };
    while (begin < end && junk(begin)) ++begin;
    while (end > begin && junk(end - 1)) --end;
    if (begin == end) {
      blank = true;
      return;
    }
    lines_.push_back({begin, end, rule, blank});
    blank = false;
  };
  std::size_t i = act_;
  auto cut = cuts.begin();
  const std::size_t limit = std::min(h_.size(), body_ + 600);
  while (i < limit) {
    while (cut != cuts.end() && cut->end <= i) ++cut;
    if (cut != cuts.end() && cut->begin <= i) {
      i = cut->end;
      continue;
    }
    std::size_t end = std::min(line_end(h_.folded, i), limit);
    if (cut != cuts.end()) end = std::min(end, cut->begin);
    // Rules stand inside flattened lines: "... giai đoạn mới ----- Thực hiện".
    const std::size_t dashes = std::string_view(h_.folded).substr(0, end + 2).find("---", i);  // not the whole head for each line
    if (dashes < end) {
      if (dashes > i) add(i, dashes, false);
      std::size_t after = dashes;
      while (after < end && h_.folded[after] == '-') ++after;
      add(dashes, after, true);
      i = after;
      if (i < limit && h_.folded[i] == '\n') ++i;
      continue;
    }
    add(i, end, false);
    i = end < h_.size() && h_.folded[end] == '\n' ? end + 1 : end;
  }
}

bool HeaderReader::starts(const Line& line, std::string_view words) const {
  std::size_t at = line.begin;
  while (at < line.end && !is_word(h_.folded[at])) ++at;
  const std::size_t end = match_words(h_.folded, at, words);
  return end != kNone && end <= line.end && (end == h_.size() || !is_word(h_.folded[end]) || !is_word(words.back()));
}

const registry::DocumentType* HeaderReader::type_at(std::size_t at, std::size_t end, std::size_t& after) const {
  const registry::DocumentType* best = nullptr;
  std::size_t length = 0;
  for (const auto& type : Registry::builtin().types()) {
    if (type.code == "CV") continue;  // official letters bear no type line
    for (const std::string& words : type.words) {
      if (words.size() <= length) continue;
      const std::size_t stop = match_words(h_.folded, at, words);
      if (stop == kNone || stop > end) continue;
      std::size_t footnote = stop;  // "THÔNG TƯ1": the mark of a note
      while (footnote < end && is_digit(h_.folded[footnote])) ++footnote;
      if (footnote < h_.size() && is_word(h_.folded[footnote])) {
        // "NGHỊ ĐỊNHQuy định về ...": a line end was lost.
        const bool glued = footnote == stop && footnote + 1 < end && all_caps(h_.chars, at, stop) && text::is_upper(h_.chars[stop]) &&
                           text::is_letter(h_.chars[stop + 1]) && !text::is_upper(h_.chars[stop + 1]);
        if (!glued) continue;
      }
      best = &type;
      length = words.size();
      after = footnote;
    }
  }
  return best;
}

// The type word that opens a line; nothing if none does.
std::optional<TypeLine> HeaderReader::type_of_line(std::size_t index, bool in_caps) const {
  const Line& line = lines_[index];
  if (line.rule) return std::nullopt;
  std::size_t at = line.begin;
  while (at < line.end && !is_word(h_.folded[at])) ++at;
  std::size_t after = 0;
  const auto* type = type_at(at, line.end, after);
  // "THÔNG TƯ / LIÊN TỊCH", "NGHỊ / QUYẾT": the words take two lines and nothing but them.
  if (index + 1 < lines_.size() && !lines_[index + 1].rule && (!type || after == line.end)) {
    std::size_t longer_after = 0;
    const auto* longer = type_at(at, lines_[index + 1].end, longer_after);
    if (longer && longer_after > line.end && longer_after == lines_[index + 1].end && (!type || longer->code == "TTLT" || longer->code == "NQLT")) {
      type = longer;
      after = longer_after;
    }
  }
  if (!type) return std::nullopt;
  if (after < h_.size() && h_.folded[after] == ':') return std::nullopt;
  if (in_caps ? !all_caps(h_.chars, at, after) : (after < line.end || !text::is_upper(h_.chars[at]))) return std::nullopt;
  return TypeLine{type, {at, after}, index};
}

// A line in capitals that is a type word; among several the one that the number's symbol names, else the first behind
// number and date (a web page may print capitals of its own before them).
void HeaderReader::find_type() {
  const NumberParts parts = parse_number(!number_.printed.empty() ? number_.printed : "1" + number_.suffix);
  const auto* printed = parts.type_symbol.empty() ? nullptr : Registry::builtin().type_by_symbol(parts.type_symbol, parts.party);
  const std::size_t header_end = std::max(number_.span.end, date_.span.end);
  for (const bool in_caps : {true, false}) {
    std::optional<TypeLine> opening, behind, any;
    for (std::size_t i = 0; i < lines_.size() && lines_[i].begin < body_; ++i) {
      const auto found = type_of_line(i, in_caps);
      if (!found) continue;
      if (found->type->code == "VBHN") {
        consolidated_ = true;
        continue;
      }
      if (printed && found->type == printed) {
        type_ = *found;
        return;
      }
      // Old forms open with the type: "THÔNG TƯ LIÊN TỊCH / CỦA BỘ ... SỐ ... NGÀY ...".
      if (i == 0 && !opening) opening = found;
      if (lines_[i].begin >= header_end && !behind) behind = found;
      if (!any) any = found;
    }
    for (const auto& found : {opening, behind, any}) {
      if (!found) continue;
      // Capitals far down a page that has no header at all are no type line.
      if (header_end == 0 && mottos_.empty() && !meta_.found && found->word.begin > act_ + 1500) continue;
      type_ = *found;
      // "THÔNG BÁO KẾT LUẬN ..." numbered TB is a Thông báo whose title begins with "Kết luận".
      if (printed && printed->code == "TB" && type_.type->code == "KL") {
        type_.type = printed;
        type_.word.end = match_words(h_.folded, type_.word.begin, "thong bao");
        if (type_.word.end == kNone) type_.word.end = found->word.end;
      }
      return;
    }
  }
}

// A consolidated text, also one printed without a number of its own: under the title stands "Thông tư số 28/2015/TT-BLĐTBXH ngày ...,
// được sửa đổi, bổ sung bởi:".
void HeaderReader::find_consolidation() {
  // A number "9191/VBHN-BKHĐT" says it, whatever stands under the title.
  if (!number_.span.empty() && find_words(h_.folded, "vbhn", number_.span.begin, number_.span.end) != kNone) consolidated_ = true;
  if (!number_.span.empty() || !type_.type || consolidated_) return;
  const std::size_t limit = std::min(h_.size(), type_.word.end + 4000);
  if (find_words(h_.folded, "van ban nay duoc hop nhat tu", type_.word.end, limit) != kNone) consolidated_ = true;
  for (const std::string_view words : {"duoc sua doi, bo sung boi:", "duoc sua doi, bo sung mot so dieu boi:", "duoc sua doi, bo sung theo:", "da duoc sua doi, bo sung boi:"})
    if (const std::size_t at = find_words(h_.folded, words, type_.word.end, std::min(limit, body_)); at != kNone) consolidated_ = true;
}

void HeaderReader::find_subject() {
  if (type_.type) return;
  for (std::size_t i = 0; i < lines_.size() && lines_[i].begin < body_; ++i) {
    if (starts(lines_[i], "v/v") || starts(lines_[i], "ve viec") || starts(lines_[i], "v/ v")) {
      subject_ = i;
      return;
    }
  }
  const std::size_t at = find_words(h_.folded, "v/v", act_, body_);
  for (std::size_t i = 0; at != kNone && i < lines_.size(); ++i)
    if (lines_[i].begin <= at && at < lines_[i].end) {
      lines_[i].begin = at;
      subject_ = i;
    }
}

// --- title -------------------------------------------------------------------------------------------------------------------

// "BỘ TRƯỞNG BỘ TÀI CHÍNH", possibly over two lines, before "Căn cứ ...".
bool HeaderReader::is_enacting_head(std::size_t index) const {
  if (!begins_office(text(lines_[index].begin, std::min(lines_[index].end, lines_[index].begin + 60)))) return false;
  for (std::size_t i = index; i < lines_.size() && i < index + 4; ++i) {
    if (lines_[i].begin >= body_) return true;
    for (const std::string_view cue : {"can cu", "xet", "theo de nghi", "thuc hien", "chieu", "sau khi"})
      if (i > index && starts(lines_[i], cue)) return true;
    if (!lines_[i].rule && !caps(lines_[i])) return false;
  }
  return true;
}

bool HeaderReader::is_office_alone(const Line& line) const {
  const std::string words = text(line.begin, line.end);
  const std::string slug = registry::slug(words);
  for (const std::string_view head : {"bo-truong", "chu-tich", "giam-doc", "tong-giam-doc", "uy-ban-nhan-dan", "hoi-dong-nhan-dan", "ubnd", "chanh-an", "vien-truong",
                                      "thong-doc", "tong-kiem-toan", "cuc-truong", "tong-cuc-truong", "uy-ban-thuong-vu-quoc-hoi"})
    if (slug.starts_with(head)) return true;
  const auto* known = Registry::builtin().issuer_by_name(words);
  return known && (registry::slug(known->name) == slug || slug == "thu-tuong");
}

bool HeaderReader::ends_title(std::size_t index, bool title_in_caps, std::size_t title_lines) const {
  const Line& line = lines_[index];
  if (line.rule || line.begin >= body_) return true;
  std::size_t first = line.begin;
  while (first + 1 < line.end && !is_word(h_.folded[first])) ++first;
  for (const std::string_view cue : {"can cu", "kinh gui", "quyet dinh:", "quyet nghi:", "ky boi:", "chuong i", "dieu 1", "i.", "i-", "phan thu nhat", "phan i", "1.", "muc luc"})
    if (starts(line, cue) && (cue == "1." || text::is_upper(h_.chars[first]))) return true;
  if (title_lines == 0) return false;
  if (h_.folded[line.begin] == '(' && find_words(h_.folded, "kem theo", line.begin, line.end) != kNone) return true;
  const bool line_in_caps = caps(line);
  // "QUỐC HỘI QUYẾT ĐỊNH CHỦ TRƯƠNG ..." may be the second line of a title all in capitals; the name alone is not.
  if (line_in_caps && is_enacting_head(index) && (!title_in_caps || line.after_blank || is_office_alone(line))) return true;
  // Under the title of a consolidated text: "Thông tư số 28/2015/TT-BLĐTBXH ngày ..., được sửa đổi, bổ sung bởi:".
  if (consolidated_ && !line_in_caps) {
    std::size_t after = 0;
    if (type_at(first, line.end, after) && text::is_upper(h_.chars[first])) {
      const std::size_t next = skip_blanks(h_.folded, after, line.end);
      if (match_words(h_.folded, next, "so") != kNone || (next < line.end && is_digit(h_.folded[next]))) return true;
    }
  }
  const bool upper = text::is_upper(h_.chars[line.begin]);
  const char last = h_.folded[title_end_ - 1];
  const std::string tail = registry::slug(text(title_end_ > 12 ? title_end_ - 12 : 0, title_end_));
  const bool open = last == ',' || last == '-' || tail.ends_with("-va") || tail.ends_with("-cua") || tail.ends_with("-ve") || tail.ends_with("-ban-hanh") ||
                    tail.ends_with("-theo") || tail.ends_with("-so") || tail.ends_with("-tai");
  if (line.after_blank && upper && !open && !(title_in_caps && line_in_caps)) return true;
  if (title_in_caps && !line_in_caps && upper && !open) {
    // Capitals give way to running text.
    std::size_t lower = 0;
    for (std::size_t i = line.begin; i < line.end; ++i) lower += text::is_letter(h_.chars[i]) && !text::is_upper(h_.chars[i]);
    if (lower * 3 > line.end - line.begin) return true;
  }
  if (upper && !open) {
    for (const std::string_view cue : {"thuc hien", "thi hanh", "trien khai", "ngay", "de trien khai", "tren co so", "theo de nghi", "xet", "hoi nghi lan", "quoc hoi ban hanh",
                                       "chinh phu ban hanh", "sau khi", "tiep theo", "phuc dap", "tra loi"})
      if (starts(line, cue) && !line_in_caps) return true;
    // "Ủy ban nhân dân thành phố Hà Nội đề nghị ...", "THỦ TƯỚNG CHÍNH PHỦ điện:" begin the text.
    if (!line_in_caps && begins_body(text(line.begin, std::min(line.end, line.begin + 60))))
      for (const std::string_view verb : {"de nghi", "yeu cau", "thong bao", "bao cao", "co y kien", "nhan duoc", "dien:", "dien"})
        if (find_words(h_.folded, verb, line.begin, line.end) != kNone) return true;
  }
  return false;
}

// "CỦA BỘ QUỐC PHÒNG-BỘ TÀI CHÍNH", "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ" before the trích yếu proper. Returns where the latter begins.
std::size_t HeaderReader::skip_issuer_in_title(std::size_t begin, std::size_t end) {
  const std::size_t after = match_words(h_.folded, begin, "cua");
  if (after == kNone || after >= end) return begin;
  std::size_t stop = kNone;
  for (const std::string_view cue : {"ve", "so", "huong dan", "quy dinh", "ban hanh", "sua doi", "thuc hien"}) {
    const std::size_t at = find_words(h_.folded, cue, after, end);
    if (at != kNone) stop = std::min(stop, at);
  }
  // "CỦA ĐỒNG CHÍ CHÁNH VĂN PHÒNG ..." names a person: it is the title.
  const std::size_t name_end = stop == kNone ? end : stop;
  const std::string name = text(after, std::min(name_end, after + 150));
  const auto* known = Registry::builtin().issuer_by_name(name);
  if (!known && !(begins_body(name) && name_end - after < 100)) return begin;
  if (stop == kNone && number_.span.empty()) return begin;
  title_issuer_ = name;
  return stop == kNone ? end : stop;
}

// "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XIII" between the word "NGHỊ QUYẾT" and "về ...": who issued it,
// not what it is about. Returns where the trích yếu begins; `begin` where no "về" follows, for then the line is the title.
std::size_t HeaderReader::skip_conference_in_title(std::size_t begin, std::size_t end) const {
  constexpr std::size_t longest_name = 110, longest_term = 50;
  if (match_words(h_.folded, begin, "hoi nghi") == kNone) return begin;
  const std::string_view committee = "ban chap hanh trung uong";
  const std::size_t body = find_words(h_.folded, committee, begin, std::min(end, begin + longest_name));
  if (body == kNone) return begin;
  const std::size_t after = match_words(h_.folded, body, committee);
  const std::size_t subject = find_words(h_.folded, "ve", after, std::min(end, after + longest_term));
  return subject == kNone ? begin : subject;
}

// Where the type line is missing: the first line behind number and date that is no name of a body.
std::size_t HeaderReader::first_title_line() const {
  const std::size_t header_end = std::max(number_.span.end, date_.span.end);
  if (header_end == 0 || out_.type.empty()) return kNone;
  for (std::size_t i = 0; i < lines_.size() && lines_[i].begin < body_; ++i) {
    const Line& line = lines_[i];
    if (line.begin < header_end || line.rule || line.end - line.begin < 12 || !text::is_upper(h_.chars[line.begin])) continue;
    if (caps(line) && (begins_body(text(line.begin, line.end)) || begins_office(text(line.begin, line.end)))) continue;
    return i;
  }
  return kNone;
}

void HeaderReader::read_title() {
  std::size_t index, begin;
  if (type_.type) {
    index = type_.line;
    begin = type_.word.end;
  } else if (subject_ != kNone) {
    index = subject_;
    begin = lines_[index].begin;
  } else {
    index = first_title_line();
    if (index == kNone) return;
    begin = lines_[index].begin;
  }
  while (index < lines_.size() && lines_[index].end <= begin) ++index;
  std::vector<Span> parts;
  std::size_t lines = 0, length = 0;
  bool in_caps = false;
  title_end_ = begin;
  for (; index < lines_.size(); ++index) {
    Line line = lines_[index];
    line.begin = std::max(line.begin, begin);
    // The rest of the type's own line ("GIẤY PHÉP SỬ DỤNG ..."); punctuation alone is nothing.
    while (line.begin < line.end && lines == 0 && (is_blank(h_.folded[line.begin]) || h_.folded[line.begin] == ':' || h_.folded[line.begin] == '.')) ++line.begin;
    if (line.begin >= line.end) continue;
    if (lines == 0 && line.rule) continue;
    if (ends_title(index, in_caps, lines) || length > kTitleLength) break;
    // A subject in the left column ends where the right column's text begins.
    parts.push_back({line.begin, line.end});
    if (lines == 0) in_caps = caps(line);
    else if (!caps(line) && in_caps && line.end - line.begin > 12) in_caps = false;
    title_end_ = line.end;
    length += line.end - line.begin;
    ++lines;
  }
  if (parts.empty()) return;
  // The issuer may take whole lines of its own.
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k == 0) {
      const std::size_t issued = skip_issuer_in_title(parts[0].begin, parts.back().end);
      const std::size_t next = skip_conference_in_title(issued, parts.back().end);
      while (!parts.empty() && parts.front().end <= next) parts.erase(parts.begin());
      if (parts.empty()) break;
      parts[0].begin = std::max(parts[0].begin, next);
    }
  }
  std::string title;
  for (const Span part : parts) title += (title.empty() ? "" : " ") + text(part.begin, part.end);
  while (!title.empty() && (title.front() == ':' || title.front() == ' ' || title.front() == '-')) title.erase(0, 1);
  // "... đăng ký thuế1": the mark of a note.
  if (title.size() > 3 && is_digit(title.back())) {
    std::size_t digits = title.size();
    while (digits > 0 && is_digit(title[digits - 1])) --digits;
    if (digits > 0 && title.size() - digits <= 2 && !text::fold(title.substr(0, digits)).empty() && is_word(text::fold(title.substr(0, digits)).back()) &&
        !text::is_upper(text::canonical_chars(title.substr(0, digits)).back()))
      title.resize(digits);
  }
  out_.title = title;
  if (!parts.empty()) title_span = {parts.front().begin, parts.back().end};
}

// --- issuer ------------------------------------------------------------------------------------------------------------------

std::string HeaderReader::acting_party_body() const {
  for (const std::string_view body : {"ban bi thu", "bo chinh tri", "ban chap hanh trung uong"}) {
    for (const std::string_view verb : {"quy dinh", "huong dan", "ban hanh", "ket luan", "yeu cau", "chi thi", "quyet dinh", "thong bao"}) {
      const std::size_t at = find_words(h_.folded, std::string(body) + " " + std::string(verb), title_end_, std::min(h_.size(), title_end_ + 3000));
      if (at == kNone || !text::is_upper(h_.chars[at])) continue;
      std::size_t before = at;
      while (before > 0 && h_.folded[before - 1] == ' ') --before;
      if (before > 0 && h_.folded[before - 1] != '\n' && h_.folded[before - 1] != ',' && h_.folded[before - 1] != '.') continue;
      return body == "ban bi thu" ? "Ban Bí thư" : body == "bo chinh tri" ? "Bộ Chính trị" : "Ban Chấp hành Trung ương Đảng";
    }
  }
  return {};
}

// Where no header names the issuer: the line in capitals before the căn cứ, else the enacting sentence.
std::string HeaderReader::enacting_issuer() const {
  for (std::size_t i = type_.type ? type_.line : 0; i < lines_.size() && lines_[i].begin < body_; ++i) {
    if (lines_[i].rule || lines_[i].begin < title_end_ || !caps(lines_[i])) continue;
    std::string words = text(lines_[i].begin, lines_[i].end);
    for (std::size_t k = i + 1; k < lines_.size() && lines_[k].begin < body_ && caps(lines_[k]) && !lines_[k].rule; ++k)
      words += " " + text(lines_[k].begin, lines_[k].end);
    if (!begins_office(words)) continue;
    const auto* known = Registry::builtin().issuer_by_name(words);
    if (known && !known->local) return known->name;
    std::vector<std::string> bodies{words};
    return issuer_name(bodies, date_.place);
  }
  for (const std::string_view verb : {"ban hanh", "quyet dinh", "quyet nghi"}) {
    const std::size_t limit = std::min(h_.size(), body_ + 6000);
    for (std::size_t at = find_words(h_.folded, verb, body_, limit); at != kNone; at = find_words(h_.folded, verb, at + 1, limit)) {
      // The name may run over a line: "*Thống đốc Ngân hàng Nhà nước / Việt Nam ban hành Thông tư ..."
      std::size_t after = 0;
      const bool promulgates = type_.type && type_at(skip_blanks(h_.folded, at + verb.size(), limit), limit, after) == type_.type;
      for (const bool over_line : {false, true}) {
        if (over_line && !promulgates) break;
        std::size_t begin = at, line_ends = 0;
        while (begin > 0 && h_.folded[begin - 1] != ';' && at - begin < 90) {
          if (h_.folded[begin - 1] == '\n' && (!over_line || ++line_ends > 1)) break;
          --begin;
        }
        while (begin < at && (is_blank(h_.folded[begin]) || h_.folded[begin] == '*')) ++begin;  // '*': marks of Markdown
        if (at - begin < 4 || at - begin > 80 || !text::is_upper(h_.chars[begin])) continue;
        std::string words = text(begin, at);
        std::replace(words.begin(), words.end(), '\n', ' ');
        const auto* known = Registry::builtin().issuer_by_name(words);
        if (known && !known->local) return known->name;
        if (begins_office(words)) return body_name(words);
      }
    }
  }
  return {};
}

void HeaderReader::read_issuer() {
  const auto& registry = Registry::builtin();
  const std::size_t limit = type_.type ? lines_[type_.line].begin : subject_ != kNone ? lines_[subject_].begin : body_;
  std::vector<std::string> left;
  for (const Line& line : lines_) {
    if (line.begin >= limit || line.begin >= body_) break;
    if (line.rule || !caps(line)) continue;
    std::string words = text(line.begin, line.end);
    // "VĂN BẢN HỢP NHẤT - BỘ LAO ĐỘNG ..." of the gazette.
    static constexpr std::string_view kGazette = "VĂN BẢN HỢP NHẤT";
    if (words.starts_with(kGazette)) words.erase(0, kGazette.size());
    while (!words.empty() && (words.front() == ' ' || words.front() == '-')) words.erase(0, 1);
    const std::string slug = registry::slug(words);
    static constexpr std::string_view kStamps[] = {"van-ban-quy-pham-phap-luat", "van-ban-phap-luat-khac", "phan-van-ban", "du-thao", "mat", "toi-mat", "khan",
                                                   "hoa-toc", "thuong-khan", "thu-vien-phap-luat", "ban-sao", "cong-bao", "y"};
    const auto is_stamp = [&](std::string_view stamp) {
      return slug == stamp || (stamp.size() > 5 && slug.starts_with(stamp));
    };
    if (slug.empty() || std::any_of(std::begin(kStamps), std::end(kStamps), is_stamp)) continue;
    if (left.empty()) issuer_span.begin = line.begin;
    // One line may hold two bodies in flattened text.
    std::size_t cut = std::string::npos;
    if (slug.starts_with("ubnd-") || slug.starts_with("uy-ban-nhan-dan-")) cut = words.find(" SỞ ");
    if (slug.starts_with("bo-")) cut = std::min(words.find(" CỤC "), words.find(" TỔNG CỤC "));
    if (cut != std::string::npos) {
      left.push_back(words.substr(0, cut));
      left.push_back(words.substr(cut + 1));
    } else {
      left.push_back(words);
    }
    issuer_span.end = line.end;
  }
  if (left.empty() && !mottos_.empty()) {
    for (const Line& line : lines_) {
      if (line.begin >= limit || line.begin > mottos_.back().end + 200) break;
      const std::string words = text(line.begin, line.end);
      if (line.rule || line.end - line.begin > 80 || !text::is_upper(h_.chars[line.begin]) || !begins_body(words)) continue;
      left.push_back(words);
      if (issuer_span.empty()) issuer_span = {line.begin, line.end};
    }
  }
  out_.issuer = issuer_name(join_bodies(left), date_.place);
  if (registry::slug(out_.issuer).starts_with("ban-chap-hanh-trung-uong")) {
    if (const std::string acting = acting_party_body(); !acting.empty()) out_.issuer = acting;
  }
  if (!title_issuer_.empty()) {
    const auto* header = out_.issuer.empty() ? nullptr : registry.issuer_by_name(out_.issuer);
    if (out_.issuer.empty() || (header && header->symbol == "TW")) {
      std::string joint;
      for (std::size_t at = 0; at < title_issuer_.size();) {
        std::size_t end = std::min(title_issuer_.find(", ", at), std::min(title_issuer_.find("-BỘ", at), title_issuer_.find(" - ", at)));
        if (end == std::string::npos) end = title_issuer_.size();
        joint += (joint.empty() ? "" : ", ") + body_name(title_issuer_.substr(at, end - at));
        at = end;
        while (at < title_issuer_.size() && (title_issuer_[at] == ',' || title_issuer_[at] == ' ' || title_issuer_[at] == '-')) ++at;
      }
      out_.issuer = joint;
    }
  }
  if (out_.issuer.empty()) {
    issuer_span = {};
    out_.issuer = enacting_issuer();
  }
  if (out_.issuer.empty() && !meta_.issuer.empty()) out_.issuer = body_name(meta_.issuer);
  if (out_.issuer.empty()) {
    const NumberParts parts = parse_number(out_.number.empty() ? "1" + number_.suffix : out_.number);
    if (!parts.issuers.empty()) {
      std::string symbol = parts.issuers.front();
      while (!symbol.empty() && is_digit(symbol.back())) symbol.pop_back();
      if (const auto* issuer = registry.issuer_by_symbol(symbol); issuer && !issuer->local) out_.issuer = issuer->name;
    }
  }
}

// --- the whole ----------------------------------------------------------------------------------------------------------------

bool is_local_body(std::string_view issuer) {
  const std::string slug = registry::slug(issuer);
  for (const std::string_view head : {"uy-ban-nhan-dan", "hoi-dong-nhan-dan", "so-", "tinh-uy", "thanh-uy", "huyen-uy", "dang-uy", "dang-bo", "chu-tich-uy-ban",
                                      "uy-ban-mttq-viet-nam-", "ban-thuong-truc", "chi-cuc", "ban-quan-ly", "thuong-truc", "ban-thuong-vu", "quan-uy", "phong-"})
    if (slug.starts_with(head)) return true;
  return slug.find("-tinh-") != std::string::npos || slug.find("-thanh-pho-") != std::string::npos || slug.find("-thanh-uy") != std::string::npos ||
         slug.find("-tinh-uy") != std::string::npos;
}

std::string roman(int value) {
  static constexpr const char* kUnits[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
  static constexpr const char* kTens[] = {"", "X", "XX", "XXX", "XL"};
  return value <= 0 || value >= 50 ? std::string{} : std::string(kTens[value / 10]) + kUnits[value % 10];
}

// What follows from type, number, issuer, date: slugs, system, term, id.
void complete(model::Identity& identity) {
  const auto& registry = Registry::builtin();
  const NumberParts parts = parse_number(identity.number);
  const registry::Province* province = nullptr;
  if (is_local_body(identity.issuer)) {
    province = registry.find_province(identity.issuer, identity.date);
    if (!province && !identity.place.empty()) province = registry.find_province(identity.place, identity.date);
  }
  identity.province = province ? province->slug : std::string{};
  identity.issuer_slug = registry.issuer_slug(identity.issuer, identity.date, identity.province);
  // Only the State issues these, with or without a number at hand.
  static constexpr std::string_view kStateOnly[] = {"L", "BL", "PL", "NĐ", "TT", "TTLT"};
  if (identity.system == model::System::unknown && std::find(std::begin(kStateOnly), std::end(kStateOnly), identity.type) != std::end(kStateOnly)) identity.system = model::System::state;
  if (identity.system == model::System::unknown && parts.is_set()) identity.system = parts.party ? model::System::party : model::System::state;
  for (const std::string& issuer : parts.issuers) {
    std::size_t letters = issuer.size();
    while (letters > 0 && is_digit(issuer[letters - 1])) --letters;
    const std::string symbol = issuer.substr(0, letters);
    if (letters < issuer.size() && issuer.size() - letters <= 2 && (symbol == "QH" || symbol == "UBTVQH"))
      identity.term = roman(std::stoi(issuer.substr(letters)));
  }
  if (identity.term.empty() && identity.issuer_slug == "tw") identity.term = registry.party_term(identity.date);
  identity.id = canonical_id(identity);
}

bool is_law(std::string_view type) { return type == "L" || type == "BL" || type == "PL" || type == "HP"; }

std::string upper_first(std::string words) {
  std::u16string chars = text::canonical_chars(words);
  if (!chars.empty()) chars[0] = text::upper(chars[0]);
  return text::to_utf8(chars);
}

std::string lower_first(std::string words) {
  std::u16string chars = text::canonical_chars(words);
  if (!chars.empty()) chars[0] = text::lower(chars[0]);
  return text::to_utf8(chars);
}

// A title in capitals in small letters; numbers of acts keep theirs ("LUẬT SỐ 20/2004/QH11").
std::string small_letters(const std::string& title) {
  std::string out;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t end = std::min(title.find(' ', at), title.size());
    const std::string word = title.substr(at, end - at);
    out += word.find_first_of("0123456789") == std::string::npos ? text::lower(word) : word;
    if (end < title.size()) out += ' ';
    at = end + 1;
  }
  return out;
}

// Laws of 2001-2006 repeat in their title who passed them, under which number and on which day: "LUẬT CỦA QUỐC HỘI NƯỚC ... SỐ 15/2003/QH11
// NGÀY 26 THÁNG 11 NĂM 2003 VỀ THI ĐUA, KHEN THƯỞNG", or behind the title. That is no part of the name by which they are cited.
std::string without_own_reference(const std::string& title, const std::string& number) {
  if (number.empty()) return title;
  const std::u16string chars = text::canonical_chars(title);
  const std::string folded = text::fold(title);
  if (folded.size() != chars.size()) return title;
  const auto cut = [&](std::size_t from, std::size_t to) { return text::to_utf8(std::u16string_view(chars).substr(from, to - from)); };
  const std::string key = "so " + text::fold(number);
  const std::size_t at = folded.find(key);
  if (at == std::string::npos || (at > 0 && folded[at - 1] != ' ')) return title;
  std::size_t end = at + key.size();
  if (folded.compare(end, 6, " ngay ") == 0) {
    end += 6;
    while (end < folded.size() && (text::is_digit(chars[end]) || folded[end] == '/' || folded[end] == ' ' || folded.compare(end, 5, "thang") == 0 || folded.compare(end, 3, "nam") == 0))
      end += folded[end] == 't' ? 5 : folded[end] == 'n' ? 3 : 1;
    while (end > at && folded[end - 1] == ' ') --end;
  }
  // "SỐ 18-L/CTN NGÀY 06/07/1993 CỦA QUỐC HỘI VỀ DẦU KHÍ"
  for (const std::string_view body : {" cua quoc hoi", " cua uy ban thuong vu quoc hoi", " cua hoi dong nha nuoc"})
    if (folded.compare(end, body.size(), body) == 0) end += body.size();
  std::size_t begin = at;
  if (const std::size_t body = folded.rfind("cua quoc hoi", at); body != std::string::npos && (body == 0 || folded[body - 1] == ' ')) begin = body;
  if (begin == 0 && folded.compare(end, 4, " ve ") == 0) return cut(end + 4, chars.size());
  while (begin > 0 && folded[begin - 1] == ' ') --begin;
  return end == folded.size() && begin > 0 ? cut(0, begin) : title;
}

}  // namespace

// A title in capitals, spelled as the enacting sentence spells it ("Quốc hội ban hành Luật Thủy sản."). Unchanged if the
// sentence does not repeat it.
std::string HeaderReader::cased_like_body(std::string title) const {
  const std::u16string chars = text::canonical_chars(title);
  if (chars.size() < 6 || !all_caps(chars, 0, chars.size())) return title;
  const std::string key = text::fold(title);
  const std::size_t limit = std::min(h_.size(), body_ + 6000);
  for (std::size_t at = find_words(h_.folded, key, title_end_, limit); at != kNone; at = find_words(h_.folded, key, at + 1, limit)) {
    const std::size_t end = match_words(h_.folded, at, key);
    if (all_caps(h_.chars, at, end)) continue;
    std::u16string cased = text::canonical_chars(text(at, end));
    cased[0] = text::upper(cased[0]);
    return text::to_utf8(cased);
  }
  return title;
}

void HeaderReader::read(std::string& signer) {
  const auto& registry = Registry::builtin();
  read_metadata();
  find_body_start();
  find_mottos();
  find_number();
  find_place_and_date();
  cut_lines();
  find_type();
  if (!number_belongs()) {
    // "... KÈM THEO THÔNG TƯ SỐ 06/2024/TT-BGDĐT NGÀY 10 THÁNG 4 NĂM 2024": the other act's day.
    if (numbers_act_in_title() && date_.span.begin >= number_.span.end && date_.span.begin < number_.span.end + kDateBehindNumber) date_ = {};
    number_ = {};
    cut_lines();
    find_type();
  }
  find_consolidation();
  find_subject();

  if (!number_.printed.empty()) out_.number = repair_number(number_.printed);
  else if (!number_.blank && !meta_.number.empty()) out_.number = repair_number(meta_.number);
  out_.date = date_.date;
  if (!out_.date.is_set() && date_.span.empty()) out_.date = meta_.date;
  out_.place = date_.place;
  if (authentication_ != nullptr) {
    consolidated_ = true;
    out_.number = authentication_->number;
    out_.date = authentication_->date;
    out_.place = authentication_->place;
  }
  out_.is_draft = number_.blank || date_.blank;
  out_.system = party_motto_ ? model::System::party : state_motto_ ? model::System::state : model::System::unknown;

  const NumberParts parts = parse_number(!out_.number.empty() ? out_.number : number_.blank ? "1" + number_.suffix : std::string{});
  if (out_.system == model::System::unknown && parts.party) out_.system = model::System::party;
  if (type_.type) out_.type = type_.type->code;
  if (consolidated_ && number_.span.empty()) out_.type = "VBHN";
  if (parts.type_symbol == "VBHN" || (parts.type_symbol == "TTLT" && out_.type == "TT")) out_.type = parts.type_symbol;
  if (out_.type.empty() && subject_ != kNone && parts.issuers.size() >= 2 && parts.type_symbol.empty()) out_.type = "CV";
  if (out_.type.empty() && subject_ != kNone && parts.type_symbol == "CT" && !parts.party) out_.type = "CV";  // Cục Thuế
  if (out_.type.empty() && !parts.type_symbol.empty())
    if (const auto* type = registry.type_by_symbol(parts.type_symbol, parts.party)) out_.type = type->code;
  if (out_.type.empty() && !meta_.type.empty())
    if (const auto* type = registry.type_by_word(meta_.type)) out_.type = type->code;
  if (out_.type.empty() && (subject_ != kNone || (parts.is_set() && !parts.issuers.empty() && parts.year == 0))) out_.type = "CV";

  read_title();
  read_issuer();
  if (out_.type == "VBHN" && type_.type && is_law(type_.type->code)) out_.title = type_.type->word + " " + cased_like_body(out_.title);
  if (is_law(out_.type) && !out_.title.empty()) {
    const auto* type = registry.type(out_.type);
    out_.title = cased_like_body(without_own_reference(out_.title, out_.number));
    const std::string name = type->word + " " + (all_caps(text::canonical_chars(out_.title), 0, kNone) ? small_letters(out_.title) : out_.title);
    const auto known = registry.law_names(name);
    // "Luật sửa đổi, bổ sung ..." goes on in lower case, "Luật Thủy sản" has a name of its own.
    const bool amending = registry::slug(out_.title).starts_with("sua-doi");
    if (!known.empty() && all_caps(text::canonical_chars(out_.title), 0, kNone) && known.front()->name.size() > type->word.size() + 1 && known.front()->name.starts_with(type->word))
      out_.title = upper_first(known.front()->name.substr(type->word.size() + 1));
    out_.name = !known.empty() ? known.front()->name : amending && name != type->word + " " + small_letters(out_.title) ? type->word + " " + lower_first(out_.title) : name;
  } else {
    out_.title = cased_like_body(out_.title);
  }
  if (signer.empty()) signer = meta_.signer;

  number_span = number_.span;
  date_span = date_.span;
  if (type_.type) type_span = type_.word;
}

namespace {

// Bulk records say what they are; their text begins with Điều 1.
void read_given(const model::Text& text, model::Identity& identity) {
  const auto& registry = Registry::builtin();
  identity.number = repair_number(text.given_number);
  std::string title = text.given_title;
  const NumberParts parts = parse_number(identity.number);
  // "Luật số 57/2020/QH14 Luật Thanh niên": the second half is the name.
  const auto type_of = [&](std::string_view words) -> const registry::DocumentType* {
    const registry::DocumentType* best = nullptr;
    std::size_t length = 0;
    const std::string folded = text::fold(words);
    for (const auto& type : registry.types())
      for (const std::string& name : type.words)
        if (name.size() > length && folded.starts_with(name) && (folded.size() == name.size() || !is_word(folded[name.size()]))) {
          best = &type;
          length = name.size();
        }
    return best;
  };
  std::string folded = text::fold(title);
  if (const std::size_t so = folded.find(" so "); so != std::string::npos && so < 40) {
    const std::u16string chars = text::canonical_chars(title);
    std::size_t at = so + 4;
    while (at < chars.size() && chars[at] != u' ') ++at;
    const std::string number = text::to_utf8(std::u16string_view(chars).substr(so + 4, at - so - 4));
    if (parse_number(number).is_set()) {
      if (identity.number.empty()) identity.number = repair_number(number);
      const auto* type = type_of(title);
      std::string rest = at + 1 < chars.size() ? text::to_utf8(std::u16string_view(chars).substr(at + 1)) : std::string{};
      if (type) identity.type = type->code;
      if (const auto* inner = rest.empty() ? nullptr : type_of(rest); inner && is_law(inner->code)) identity.type = inner->code;
      title = rest.empty() ? title : rest;
    }
  }
  if (identity.type.empty())
    if (const auto* type = type_of(title)) identity.type = type->code;
  if (identity.type.empty() && !parts.type_symbol.empty())
    if (const auto* type = registry.type_by_symbol(parts.type_symbol, parts.party)) identity.type = type->code;
  identity.title = title;
  if (is_law(identity.type)) {
    identity.name = title;
    const auto* type = registry.type(identity.type);
    const std::string head = type->word + " ";
    if (text::fold(title).starts_with(text::fold(head))) {
      const std::u16string chars = text::canonical_chars(title);
      identity.title = text::to_utf8(std::u16string_view(chars).substr(std::min(chars.size(), text::canonical_chars(head).size())));
    } else {
      identity.name = head + title;
    }
  }
  const NumberParts own = parse_number(identity.number);
  if (!own.issuers.empty()) {
    std::string symbol = own.issuers.front();
    while (!symbol.empty() && is_digit(symbol.back())) symbol.pop_back();
    if (const auto* issuer = registry.issuer_by_symbol(symbol); issuer && !issuer->local) identity.issuer = issuer->name;
  }
  if (identity.issuer.empty() && is_law(identity.type)) identity.issuer = "Quốc hội";
}

}  // namespace

namespace {

// "Luật này được Quốc hội ... thông qua ngày 03 tháng 6 năm 2008": the date of acts printed without a header's date.
model::Date adoption_date(const text::Canonical& text) {
  std::string_view folded = text.folded;
  for (int tries = 0; tries < 8; ++tries) {
    const std::size_t at = folded.rfind("thong qua");
    if (at == std::string_view::npos) return {};
    const std::size_t from = at > 300 ? at - 300 : 0;
    std::size_t statement = text.folded.rfind("nay", at);
    for (int looked = 0; looked < 4 && statement != std::string::npos && statement > from && match_words(text.folded, statement, "nay duoc") == kNone; ++looked)
      statement = text.folded.rfind("nay", statement - 1);
    if (statement == std::string::npos || statement < from) statement = at;
    const std::size_t day = skip_blanks(text.folded, at + 9, text.size());
    if (statement < at && match_words(text.folded, statement, "nay duoc") != kNone)
      if (const auto date = read_date(text.folded, day, text.size()); date && match_words(text.folded, day, "ngay") != kNone) return date->date;
    folded = folded.substr(0, at);
  }
  return {};
}

std::optional<Authentication> find_authentication(const text::Canonical& text) {
  const std::string_view folded = text.folded;
  constexpr std::string_view heading = "xac thuc van ban hop nhat";
  const auto at = folded.rfind(heading);
  if (at == std::string_view::npos) return std::nullopt;
  const auto words = [&](std::size_t begin, std::size_t end) { return text::to_utf8(std::u16string_view(text.chars).substr(begin, end - begin)); };
  // The number stands above the heading or below it, the day below; behind the list of recipients where columns interleave.
  const std::size_t from = at > 160 ? at - 160 : 0, to = std::min(folded.size(), at + 240), behind_recipients = std::min(folded.size(), at + 1500);
  Authentication found;
  for (auto number = folded.find("so", from); number != std::string_view::npos && number < to; number = folded.find("so", number + 1)) {
    std::size_t begin = number + 2;
    while (begin < to && (folded[begin] == ' ' || folded[begin] == ':' || folded[begin] == '.')) ++begin;
    std::size_t end = begin;
    while (end < to && is_digit(folded[end])) ++end;
    if (end == begin || end - begin > 5) continue;
    auto slash = skip_blanks(folded, end, to);
    // "Số: 18", the heading, and on a line of its own "/VBHN-BNNMT": columns that interleave.
    if (folded.compare(slash, 6, "/vbhn-") != 0) {
      const auto next_line = folded.find_first_not_of(' ', end);
      if (next_line == std::string_view::npos || folded[next_line] != '\n' || (slash = folded.find("\n/vbhn-", end)) == std::string_view::npos || slash >= to) continue;
      ++slash;
    }
    std::size_t symbol = slash + 6;
    while (symbol < to && text::is_letter(text.chars[symbol]) && text::is_upper(text.chars[symbol])) ++symbol;
    if (symbol == slash + 6) continue;
    found.number = repair_number(words(begin, end) + words(slash, symbol));
    found.number_span = {number, symbol};
    break;
  }
  if (found.number.empty()) return std::nullopt;
  for (auto day = folded.find("ngay", at); day != std::string_view::npos && day < behind_recipients; day = folded.find("ngay", day + 1)) {
    const auto date = read_date(text.folded, day, std::min(folded.size(), day + 80));
    if (!date) continue;
    std::size_t place_end = day;
    while (place_end > at && (is_blank(folded[place_end - 1]) || folded[place_end - 1] == ',')) --place_end;
    std::size_t place = place_end;
    const std::size_t first = found.number_span.end <= day ? std::max(at, found.number_span.end) : at;
    while (place > first && folded[place - 1] != '\n' && place_end - place < 30) --place;
    while (place < place_end && is_blank(folded[place])) ++place;
    const auto line = words(place, place_end);
    const bool names_place = line.size() < 40 && registry::Registry::builtin().find_province(line, date->date) != nullptr;
    // So far away only a line of place and day is the block's: "Hà Nội, ngày 17 tháng 7 năm 2025".
    if (day >= to && !(names_place && line_end(text.folded, date->end) <= skip_blanks(text.folded, date->end, text.size()))) continue;
    found.date = date->date;
    found.date_span = {day, date->end};
    if (names_place) found.place = line;
    break;
  }
  return found;
}

}  // namespace

void read_identity(const model::Text& source, const text::Canonical& canonical, model::Document& document) {
  model::Identity& identity = document.identity;
  if (!source.given_number.empty() || !source.given_title.empty()) {
    read_given(source, identity);
    complete(identity);
    return;
  }
  if (read_continuation(canonical, identity)) {
    complete(identity);
    return;
  }
  const Head head = read_head(source, canonical);
  HeaderReader reader(head, identity);
  reader.read(document.signer);
  if (identity.number.empty() && !identity.is_draft) {
    if (const auto authentication = find_authentication(canonical)) {
      identity = {};
      HeaderReader again(head, identity, &*authentication);
      again.read(document.signer);
      // Who consolidated it, not who issued the act: the number names the body.
      if (const NumberParts parts = parse_number(identity.number); !parts.issuers.empty()) {
        if (const auto* issuer = Registry::builtin().issuer_by_symbol(parts.issuers.front())) identity.issuer = issuer->name;
      }
      const auto range = [&](Span span) { return span.empty() ? model::ByteRange{} : canonical.bytes(span.begin, span.end); };
      const auto of_head = [&](Span span) { return span.empty() ? model::ByteRange{} : canonical.bytes(head.origin[span.begin], head.origin[span.end - 1] + 1); };
      identity.number_range = range(authentication->number_span);
      identity.date_range = range(authentication->date_span);
      identity.type_range = of_head(again.type_span);
      identity.title_range = of_head(again.title_span);
      complete(identity);
      return;
    }
  }
  if (!identity.date.is_set() && reader.date_span.empty()) identity.date = adoption_date(canonical);
  const auto bytes = [&](Span span) {
    return span.empty() ? model::ByteRange{} : canonical.bytes(head.origin[span.begin], head.origin[span.end - 1] + 1);
  };
  identity.number_range = bytes(reader.number_span);
  identity.date_range = bytes(reader.date_span);
  identity.type_range = bytes(reader.type_span);
  identity.issuer_range = bytes(reader.issuer_span);
  identity.title_range = bytes(reader.title_span);
  complete(identity);
}

}  // namespace tracuu::anatomy
