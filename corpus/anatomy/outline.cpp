// The outline (DOMAIN.md 6): Phần, Chương, Mục, Điều, khoản, điểm; I-, 1., a), -, + of Party documents and plans; annexes and
// regulations promulgated with the document, which restart the count.
//
// Candidates are found first, at line starts and, in lines too long to be paragraphs, behind blanks. Then sequence decides:
// a heading is what continues the count ("Điều 5." after Điều 4), a citation at the start of a line does not.
#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "corpus/anatomy/anatomy_internal.h"
#include "corpus/registry/registry.h"

namespace tracuu::anatomy {
namespace {

using model::Unit;

constexpr std::size_t kFlatLine = 3000;        // characters; a longer line holds more than one paragraph
constexpr std::size_t kMostSmallUnits = 300000;  // a document beyond this is no legal text; dashes are no longer split

enum class Kind : std::uint8_t { phan, chuong, muc, tieu_muc, dieu, annex, component, number, decimal, letter, roman, tiet, dash, plus };

struct Candidate {
  Kind kind;
  std::size_t begin = 0;      // first character of the label
  std::size_t after = 0;      // first character behind label and punctuation
  int value = 0;              // 5 of "Điều 5", 3 of "III", 1-based place in the alphabet of điểm
  int suffix = 0;             // 1 of "5a"; second number of "1.2"
  bool flat = false;          // inside a long line
  bool doubtful = false;      // the line before ends in the middle of a sentence
  std::string label;
};

constexpr std::u16string_view kDiemAlphabet = u"abcdđeghiklmnopqrstuvxy";

int diem_value(char16_t c) {
  const auto at = kDiemAlphabet.find(text::lower(c));
  return at == std::u16string_view::npos ? 0 : static_cast<int>(at) + 1;
}

// --- candidates ------------------------------------------------------------------------------------------------------------

class Scanner {
 public:
  Scanner(const model::Text& text, const text::Canonical& canonical) : text_(text), t_(canonical), quotes_(find_quotations(canonical)) {}

  std::vector<Candidate> scan(Span range);

  /// Điều inside quotations, found by the last scan; `value` and place only.
  [[nodiscard]] const std::vector<Candidate>& quoted_dieu() const { return quoted_dieu_; }
  /// Forgets the quotation that holds `at`: its marks did not match.
  bool drop_quotation(std::size_t at);

 private:
  void scan_line(std::size_t begin, std::size_t end);
  void scan_flat(std::size_t begin, std::size_t end);
  bool try_at(std::size_t at, std::size_t end, bool flat, bool table);
  bool try_word(std::size_t at, std::size_t end, bool flat);
  bool try_number(std::size_t at, std::size_t end, bool flat);
  bool try_letter(std::size_t at, std::size_t end, bool flat);
  bool try_roman(std::size_t at, std::size_t end, bool flat);
  void add(Candidate candidate);
  [[nodiscard]] bool quoted(std::size_t at);
  [[nodiscard]] bool in_table(std::size_t at);
  [[nodiscard]] bool is_contents_line(std::size_t at, std::size_t end) const;
  [[nodiscard]] bool caps_follow(std::size_t at, std::size_t end) const;
  [[nodiscard]] std::size_t skip_marks(std::size_t at, std::size_t end) const;
  [[nodiscard]] char at(std::size_t i) const { return i < t_.size() ? t_.folded[i] : '\n'; }
  [[nodiscard]] std::string label(std::size_t begin, std::size_t end) const { return t_.utf8(begin, end); }

  const model::Text& text_;
  const text::Canonical& t_;
  std::vector<Span> quotes_;
  std::size_t quote_ = 0;
  std::size_t region_ = 0;
  std::size_t small_ = 0;
  bool sentence_open_ = false;  // the line before ends in the middle of a sentence
  bool after_blank_ = true;
  std::vector<Candidate> out_, quoted_dieu_;
};

bool Scanner::drop_quotation(std::size_t at) {
  const auto found = std::find_if(quotes_.begin(), quotes_.end(), [&](Span q) { return q.begin <= at && at < q.end; });
  if (found == quotes_.end()) return false;
  quotes_.erase(found);
  return true;
}

bool Scanner::quoted(std::size_t at) {
  while (quote_ < quotes_.size() && quotes_[quote_].end <= at) ++quote_;
  return quote_ < quotes_.size() && quotes_[quote_].begin <= at;
}

bool Scanner::in_table(std::size_t at) {
  const std::uint32_t byte = t_.origin[at];
  while (region_ < text_.regions.size() && text_.regions[region_].range.end <= byte) ++region_;
  return region_ < text_.regions.size() && text_.regions[region_].kind == model::Region::Kind::table && text_.regions[region_].range.contains(byte);
}

// "Điều 5. Phạm vi .......... 12" of a table of contents.
bool Scanner::is_contents_line(std::size_t at, std::size_t end) const {
  // From behind: nearly all lines end without dots and a number.
  const auto back_over = [&](std::size_t from, auto any) {
    while (from > at && any(t_.folded[from - 1])) --from;
    return from;
  };
  const std::size_t number = back_over(back_over(end, [](char c) { return c == ' ' || c == '|'; }), is_digit);
  if (number - back_over(number, [](char c) { return c == '.' || c == ' '; }) < 5) return false;
  const std::size_t limit = std::min(end, at + 400);
  const std::size_t dots = std::string_view(t_.folded).substr(at, limit - at).find(".....");
  if (dots != std::string_view::npos) {
    std::size_t i = at + dots;
    while (i < end && (t_.folded[i] == '.' || t_.folded[i] == ' ')) ++i;
    while (i < end && is_digit(t_.folded[i])) ++i;
    while (i < end && (t_.folded[i] == ' ' || t_.folded[i] == '|')) ++i;
    return i >= end;
  }
  return false;
}

// Two capital letters in a row next: a heading in capitals.
bool Scanner::caps_follow(std::size_t at, std::size_t end) const {
  at = skip_marks(at, end);
  while (at < end && t_.folded[at] == '\n') at = skip_marks(at + 1, end);
  std::size_t letters = 0;
  for (std::size_t i = at; i < end && letters < 3 && i < at + 8; ++i) {
    if (!text::is_letter(t_.chars[i])) continue;
    if (!text::is_upper(t_.chars[i])) return false;
    ++letters;
  }
  return letters >= 2;
}

// Marks of Markdown and HTML, table bars, blanks.
std::size_t Scanner::skip_marks(std::size_t i, std::size_t end) const {
  while (i < end) {
    const char c = t_.folded[i];
    if (c == ' ' || c == '|' || c == '_' || c == '#' || c == '>' || c == '\\') {
      ++i;
    } else if (c == '<') {
      const std::size_t close = std::string_view(t_.folded).substr(i, std::min<std::size_t>(end - i, 120)).find('>');
      if (close == std::string_view::npos) return i;
      i += close + 1;
    } else {
      return i;
    }
  }
  return i;
}

void Scanner::add(Candidate candidate) {
  if (++small_ > (candidate.kind >= Kind::number ? kMostSmallUnits : 2 * kMostSmallUnits)) return;
  candidate.doubtful = sentence_open_ && !candidate.flat;
  out_.push_back(std::move(candidate));
}

// "Điều 5.", "Chương II", "Mục 1", "Phần thứ nhất", "PHỤ LỤC I".
bool Scanner::try_word(std::size_t at, std::size_t end, bool flat) {
  struct Word {
    std::string_view folded;
    Kind kind;
  };
  static constexpr std::array<Word, 6> kWords = {{{"dieu", Kind::dieu}, {"chuong", Kind::chuong}, {"tieu muc", Kind::tieu_muc},
                                                  {"muc", Kind::muc}, {"phan", Kind::phan}, {"phu luc", Kind::annex}}};
  if (!text::is_upper(t_.chars[at])) return false;
  for (const Word& word : kWords) {
    if (t_.folded[at] != word.folded[0]) continue;
    const std::size_t stop = match_words(t_.folded, at, word.folded);
    if (stop == kNone || stop > end) continue;
    std::size_t i = stop;
    while (i < end && (t_.folded[i] == ' ' || t_.folded[i] == '_')) ++i;
    // "Điều" at the end of a wrapped line, its number on the next.
    if (word.kind == Kind::dieu && i >= end && i + 1 < t_.size() && t_.folded[i] == '\n' && is_digit(t_.folded[i + 1])) {
      ++i;
      end = line_end(t_.folded, i);
    }
    const bool in_caps = all_caps(t_.chars, at, stop);
    if (i == stop && i < end && is_word(t_.folded[i]) && !is_digit(t_.folded[i])) continue;
    if (word.kind != Kind::annex && match_words(t_.folded, i, "thu") != kNone && at < i) {
      const std::size_t after_thu = match_words(t_.folded, i, "thu");
      if (after_thu < end && t_.folded[after_thu] == ' ') i = skip_blanks(t_.folded, after_thu, end);
    } else if (word.kind == Kind::annex && match_words(t_.folded, i, "so") != kNone) {
      const std::size_t after_so = match_words(t_.folded, i, "so");
      if (after_so < end && (t_.folded[after_so] == ' ' || t_.folded[after_so] == ':')) i = skip_blanks(t_.folded, after_so + (t_.folded[after_so] == ':'), end);
    }
    std::size_t label_end = i;
    while (label_end < end && is_word(t_.folded[label_end])) ++label_end;
    const std::string_view folded = std::string_view(t_.folded).substr(i, label_end - i);
    Candidate c;
    c.kind = word.kind;
    c.begin = at;
    c.flat = flat;
    std::size_t digits = 0;
    while (digits < folded.size() && is_digit(folded[digits])) ++digits;
    static constexpr std::string_view kOrdinals[] = {"nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"};
    if (digits > 0 && digits <= 4 && folded.size() - digits <= 1) {
      c.value = std::stoi(std::string(folded.substr(0, digits)));
      c.label = std::to_string(c.value);
      if (folded.size() > digits) {
        c.suffix = diem_value(t_.chars[i + digits]);
        if (c.suffix == 0) return false;
        c.label += text::to_utf8(std::u16string_view(t_.chars).substr(i + digits, 1));
      }
    } else if (const int roman = roman_value(folded); roman > 0 && word.kind != Kind::dieu && text::is_upper(t_.chars[i])) {
      c.value = roman;
      c.label = label(i, label_end);
    } else if (word.kind == Kind::phan || word.kind == Kind::dieu) {
      const auto ordinal = std::find(std::begin(kOrdinals), std::end(kOrdinals), folded);
      if (ordinal == std::end(kOrdinals) || i == stop) return false;
      c.value = static_cast<int>(ordinal - std::begin(kOrdinals)) + 1;
      c.label = std::to_string(c.value);
    } else if (word.kind == Kind::annex && folded.size() == 1 && text::is_upper(t_.chars[i])) {
      c.value = folded[0] - 'a' + 1;
      c.label = label(i, label_end);
    } else if (word.kind == Kind::annex && in_caps) {
      label_end = stop;
      c.value = 0;
    } else {
      return false;
    }
    std::size_t after = label_end;
    while (after < end && (t_.folded[after] == ' ' || t_.folded[after] == '_')) ++after;
    const char next = after < end ? t_.folded[after] : '\n';
    const bool punctuated = next == '.' || next == ':' || next == '-' || next == '/' || next == '|';
    const bool ends_line = next == '\n' || after >= end;
    c.after = after + (punctuated && next != '/' ? 1 : 0);
    switch (word.kind) {
      case Kind::dieu:
        // "Điều 5 Luật này" and "Điều 5, Điều 6" at the start of a wrapped line are citations.
        if (next == '/' || (flat && next != '.' && next != ':')) return false;
        if (!punctuated && !ends_line && !(text::is_upper(t_.chars[after]) && !sentence_open_ && digits > 0)) return false;
        if (flat) {
          const std::size_t text_at = skip_blanks(t_.folded, c.after, t_.size());
          if (text_at >= t_.size() || !(text::is_upper(t_.chars[text_at]) || is_digit(t_.folded[text_at]))) return false;
        }
        if (!punctuated && !ends_line) {
          static constexpr std::string_view kCited[] = {"luat", "nghi dinh", "thong tu", "quyet dinh", "bo luat", "phap lenh", "hien phap", "quy che", "quy dinh", "nghi quyet", "chuong", "dieu le"};
          for (const std::string_view cited : kCited)
            if (match_words(t_.folded, after, cited) != kNone) return false;
        }
        break;
      case Kind::annex:
        if (!(ends_line || punctuated || next == '(' || caps_follow(after, std::min(t_.size(), end + 200)))) return false;
        if (next == '/' || (!in_caps && (sentence_open_ || flat || (!ends_line && next != '(' && !caps_follow(after, end) && next != '.' && next != ':')))) return false;
        if (flat && !in_caps) return false;
        break;
      default:
        if (next == '/' || next == ',') return false;
        if (!(ends_line || punctuated || caps_follow(after, end))) return false;
        if (flat && !caps_follow(c.after, end)) return false;
        if (word.kind == Kind::phan && !in_caps && digits == 0 && i == stop) return false;
    }
    add(std::move(c));
    return true;
  }
  return false;
}

// "1.", "1.1.", "2a."
bool Scanner::try_number(std::size_t at, std::size_t end, bool flat) {
  std::size_t i = at;
  while (i < end && is_digit(t_.folded[i])) ++i;
  if (i - at > 3 || i >= end) return false;
  Candidate c;
  c.begin = at;
  c.flat = flat;
  c.value = std::stoi(t_.folded.substr(at, i - at));
  std::size_t label_end = i;
  if (t_.folded[i] == '.' && i + 1 < end && is_digit(t_.folded[i + 1])) {
    std::size_t j = i + 1;
    while (j < end && is_digit(t_.folded[j])) ++j;
    if (j - i > 3 || j >= end || !(t_.folded[j] == '.' || t_.folded[j] == ' ')) return false;
    if (t_.folded[j] == '.' && j + 1 < end && is_digit(t_.folded[j + 1])) return false;  // "1.1.1", amounts, dates
    c.kind = Kind::decimal;
    c.suffix = std::stoi(t_.folded.substr(i + 1, j - i - 1));
    label_end = j;
    c.after = j + 1;
  } else {
    if (text::is_letter(t_.chars[i]) && i + 1 < end && t_.folded[i + 1] == '.' && diem_value(t_.chars[i]) > 0 && !text::is_upper(t_.chars[i])) {
      c.suffix = diem_value(t_.chars[i]);
      ++i;
      label_end = i;
    }
    while (i < end && t_.folded[i] == '\\') ++i;
    if (i >= end || (t_.folded[i] != '.' && !(t_.folded[i] == '-' && !flat && at > 0) && !(t_.folded[i] == ')' && !flat))) return false;
    if (t_.folded[i] != '.' ) {
      // "1- Quán triệt", "1) ..." of older documents.
      if (i + 1 >= end || t_.folded[i + 1] != ' ') return false;
    }
    c.kind = Kind::number;
    c.after = i + 1;
  }
  c.label = t_.utf8(at, label_end);
  const std::size_t text_at = skip_marks(c.after, end);
  if (text_at >= end && flat) return false;
  if (flat) {
    if (!text::is_upper(t_.chars[text_at])) return false;
    // "khoản 1. Theo ..." ends a sentence, it begins nothing.
    std::size_t before = at;
    while (before > 0 && is_blank(t_.folded[before - 1])) --before;
    std::size_t word = before;
    while (word > 0 && is_word(t_.folded[word - 1])) --word;
    const std::string_view last = std::string_view(t_.folded).substr(word, before - word);
    static constexpr std::string_view kUnits[] = {"khoan", "diem", "dieu", "muc", "so", "phan", "bang", "hinh", "loai", "cap", "nhom", "thang", "quy", "luc", "chuong", "lan", "vung", "bieu", "ngay", "nam"};
    if (std::find(std::begin(kUnits), std::end(kUnits), last) != std::end(kUnits)) return false;
  } else if (text_at < end && c.after == text_at && is_digit(t_.folded[text_at])) {
    return false;
  }
  add(std::move(c));
  return true;
}

// "a)", "đ)", "a1)", "a.1)".
bool Scanner::try_letter(std::size_t at, std::size_t end, bool flat) {
  const int value = diem_value(t_.chars[at]);
  if (value == 0) return false;
  Candidate c;
  c.begin = at;
  c.flat = flat;
  c.value = value;
  c.kind = Kind::letter;
  std::size_t i = at + 1;
  if (i < end && is_digit(t_.folded[i]) && i + 1 < end && t_.folded[i + 1] == ')') {
    c.suffix = t_.folded[i] - '0';
    ++i;
  } else if (i + 2 < end && t_.folded[i] == '.' && is_digit(t_.folded[i + 1]) && t_.folded[i + 2] == ')') {
    c.kind = Kind::tiet;
    c.suffix = t_.folded[i + 1] - '0';
    i += 2;
  }
  const std::size_t label_end = i;
  while (i < end && t_.folded[i] == '\\') ++i;
  if (i >= end || (t_.folded[i] != ')' && !(t_.folded[i] == '.' && !flat && i + 1 < end && t_.folded[i + 1] == ' ' && !text::is_upper(t_.chars[at])))) return false;
  if (flat) {
    std::size_t before = at;
    while (before > 0 && is_blank(t_.folded[before - 1])) --before;
    const char last = before == 0 ? '.' : t_.folded[before - 1];
    if (last != ':' && last != ';' && last != '.' && last != ',') return false;
  }
  c.label = text::lower(t_.utf8(at, label_end));
  c.after = i + 1;
  add(std::move(c));
  return true;
}

// "I- MỤC ĐÍCH", "II. NHIỆM VỤ".
bool Scanner::try_roman(std::size_t at, std::size_t end, bool flat) {
  std::size_t i = at;
  while (i < end && i - at < 8 && is_word(t_.folded[i])) {
    if (!text::is_upper(t_.chars[i])) return false;
    ++i;
  }
  const int value = roman_value(std::string_view(t_.folded).substr(at, i - at));
  if (value == 0) return false;
  const std::size_t label_end = i;
  while (i < end && (t_.folded[i] == ' ' || t_.folded[i] == '\\')) ++i;
  if (i >= end || (t_.folded[i] != '.' && t_.folded[i] != '-' && t_.folded[i] != '/' && t_.folded[i] != ')' && t_.folded[i] != ':')) return false;
  if (i > label_end && t_.folded[i] != '-') return false;
  Candidate c;
  c.kind = Kind::roman;
  c.begin = at;
  c.after = i + 1;
  c.value = value;
  c.flat = flat;
  c.label = label(at, label_end);
  const std::size_t text_at = skip_marks(c.after, end);
  if (text_at >= end || !text::is_upper(t_.chars[text_at])) return false;
  if (flat && !caps_follow(c.after, end)) return false;
  add(std::move(c));
  return true;
}

bool Scanner::try_at(std::size_t i, std::size_t end, bool flat, bool table) {
  const char c = t_.folded[i];
  if (is_digit(c)) return !table && try_number(i, end, flat);
  if (c == '-' || c == '+') {
    if (table || i + 1 >= end || t_.folded[i + 1] != ' ') return false;
    std::size_t text_at = skip_blanks(t_.folded, i + 1, end);
    if (text_at >= end || !text::is_letter(t_.chars[text_at])) return false;
    if (flat) {
      std::size_t before = i;
      while (before > 0 && is_blank(t_.folded[before - 1])) --before;
      const char last = before == 0 ? '.' : t_.folded[before - 1];
      if (last != ':' && last != ';' && last != '.') return false;
    }
    Candidate item;
    item.kind = c == '-' ? Kind::dash : Kind::plus;
    item.begin = i;
    item.after = text_at;
    item.flat = flat;
    add(std::move(item));
    return true;
  }
  if (c == '\x01' || !is_word(c)) return false;
  if ((c == 'd' || c == 'c' || c == 'm' || c == 'p' || c == 't') && try_word(i, end, flat)) return true;
  if (table) return false;
  if (text::is_upper(t_.chars[i]) && (c == 'i' || c == 'v' || c == 'x' || c == 'l' || c == 'c') && try_roman(i, end, flat)) return true;
  return try_letter(i, end, flat);
}

void Scanner::scan_flat(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && !is_blank(t_.folded[i - 1])) continue;
    if (is_blank(t_.folded[i]) || quoted(i)) continue;
    // Nothing but these can begin a label.
    const char c = t_.folded[i];
    const bool wanted = is_digit(c) || c == '-' || c == '+' || (i + 1 < end && t_.folded[i + 1] == ')') || text::is_upper(t_.chars[i]) ||
                        (i + 2 < end && t_.folded[i + 2] == ')');
    if (wanted) try_at(i, end, true, false);
  }
}

void Scanner::scan_line(std::size_t begin, std::size_t end) {
  const bool bar = t_.folded[begin] == '|';
  const std::size_t at = skip_marks(begin, end);
  if (at >= end) return;
  if (quoted(at)) {
    if (t_.folded.compare(at, 4, "dieu") == 0) {
      out_.swap(quoted_dieu_);
      try_word(at, end, false);
      out_.swap(quoted_dieu_);
    }
  } else if (!is_contents_line(at, end)) {
    bool cells = false;
    if (bar) cells = std::string_view(t_.folded).substr(at, end - at).find('|') != std::string_view::npos;
    try_at(at, end, end - begin > kFlatLine, cells || in_table(at));
  }
}

std::vector<Candidate> Scanner::scan(Span range) {
  out_.clear();
  quoted_dieu_.clear();
  quote_ = region_ = small_ = 0;
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t end = std::min(line_end(t_.folded, begin), range.end);
    if (end > begin) {
      if (end - begin > kFlatLine) scan_flat(begin, end);
      else scan_line(begin, end);
      std::size_t last = end;
      while (last > begin && (t_.folded[last - 1] == ' ' || t_.folded[last - 1] == '|' || t_.folded[last - 1] == '_')) --last;
      if (last == begin) {
        after_blank_ = true;
        sentence_open_ = false;
      } else {
        const char c = t_.folded[last - 1];
        const bool ends = c == '.' || c == ';' || c == ':' || c == '"' || c == '!' || c == '?' || c == '-' || c == '>' || c == ')' || c == '=';
        sentence_open_ = !ends && !all_caps(t_.chars, begin, last);
        after_blank_ = false;
      }
    } else {
      sentence_open_ = false;
    }
    begin = end + 1;
  }
  return std::move(out_);
}

// --- components ------------------------------------------------------------------------------------------------------------

// "(Ban hành kèm theo Quyết định số ...)" under "QUY CHẾ ...": the heading's line starts a component.
std::vector<Candidate> find_components(const text::Canonical& t, std::size_t from) {
  static constexpr std::string_view kHeads[] = {"quy che", "quy dinh", "dieu le", "ke hoach", "chuong trinh", "de an", "phuong an", "huong dan", "quy trinh", "chien luoc", "quy hoach",
                                                "quy chuan", "noi quy", "danh muc", "dinh muc", "tieu chuan", "bang gia", "bo tieu chi", "tieu chi", "mau", "bieu", "bang", "co che", "cach thuc", "quy uoc", "du an", "phu luc"};
  std::vector<Candidate> out;
  for (std::size_t at = text::find(t.folded, "kem theo", from); at != kNone; at = text::find(t.folded, "kem theo", at + 8)) {
    std::size_t begin = at;
    while (begin > from && is_blank(t.folded[begin - 1])) --begin;
    for (const std::string_view verb : {"hanh", "ban", "duyet", "phe"}) {
      if (begin < from + verb.size() || t.folded.compare(begin - verb.size(), verb.size(), verb) != 0) continue;
      begin -= verb.size();
      while (begin > from && is_blank(t.folded[begin - 1]) && (verb == "hanh" || verb == "duyet")) --begin;
    }
    while (begin > from && (t.folded[begin - 1] == ' ' || t.folded[begin - 1] == '_')) --begin;
    if (begin == 0 || (t.folded[begin - 1] != '(' && t.folded[begin - 1] != '\n')) continue;
    // What it comes with is an act: "kèm theo Quyết định số", not "kèm theo hồ sơ".
    const std::size_t what = skip_blanks(t.folded, at + 8, t.size());
    static constexpr std::string_view kActs[] = {"quyet dinh", "nghi quyet", "nghi dinh", "thong tu", "ke hoach", "chi thi", "quy dinh", "to trinh", "luat", "huong dan", "cong van", "bao cao", "chuong trinh", "quy che"};
    if (std::none_of(std::begin(kActs), std::end(kActs), [&](std::string_view act) { return match_words(t.folded, what, act) != kNone; })) continue;
    // Back over the heading's lines.
    std::size_t head = kNone, line = begin;
    Kind kind = Kind::component;
    std::size_t after = 0;
    for (int lines = 0; lines < 14 && line > from && begin - line < 1500; ++lines) {
      std::size_t start = line - 1;
      while (start > from && t.folded[start - 1] != '\n' && begin - start < 1500) --start;
      std::size_t text_at = start;
      while (text_at < line && (is_blank(t.folded[text_at]) || t.folded[text_at] == '|' || t.folded[text_at] == '#' || t.folded[text_at] == '_' || t.folded[text_at] == '>')) ++text_at;
      for (const std::string_view word : kHeads) {
        const std::size_t end = match_words(t.folded, text_at, word);
        if (end == kNone || (end < t.size() && is_word(t.folded[end]) && !is_digit(t.folded[end]))) continue;
        if (!all_caps(t.chars, text_at, end) && !(word == "phu luc" && text::is_upper(t.chars[text_at]))) continue;
        head = text_at;
        after = end;
        kind = word == "phu luc" ? Kind::annex : Kind::component;
        break;
      }
      line = start;
      if (kind == Kind::annex && head != kNone) break;
      if (head != kNone && lines > 3) break;
    }
    // Flattened text: the last type word in capitals before the bracket.
    if (head == kNone) {
      for (const std::string_view word : kHeads) {
        for (std::size_t i = find_words(t.folded, word, begin > 700 ? begin - 700 : 0, begin); i != kNone; i = find_words(t.folded, word, i + 1, begin)) {
          const std::size_t end = match_words(t.folded, i, word);
          if (!all_caps(t.chars, i, end) || (head != kNone && i <= head) || word == "phu luc") continue;
          std::size_t before = i;
          while (before > 0 && is_blank(t.folded[before - 1])) --before;
          if (before > 0 && text::is_upper(t.chars[before - 1])) continue;
          head = i;
          after = end;
        }
      }
    }
    if (head == kNone || kind == Kind::annex) continue;  // annexes are found by their own heading
    if (!out.empty() && out.back().begin >= head) continue;
    Candidate c;
    c.kind = kind;
    c.begin = head;
    c.after = after;
    out.push_back(std::move(c));
  }
  return out;
}

// "QUY ĐỊNH CHUNG", "QUY ĐỊNH CỤ THỂ" are headings of chapters.
bool caps_heading_inside(const text::Canonical& t, std::size_t begin, std::size_t end) {
  const std::size_t at = skip_blanks(t.folded, begin, end);
  for (const std::string_view word : {"chung", "cu the", "chi tiet", "ve to chuc thuc hien", "thi hanh", "chuyen tiep"})
    if (match_words(t.folded, at, word) != kNone) return true;
  return false;
}

// The heading of a regulation whose Điều 1 stands at `at`: the last line above it that begins with a type word in capitals.
std::size_t head_above(const text::Canonical& t, std::size_t from, std::size_t at) {
  static constexpr std::string_view kHeads[] = {"quy che", "quy dinh", "dieu le", "noi quy", "ke hoach", "chuong trinh", "phuong an", "huong dan", "quy trinh", "quy chuan"};
  std::size_t line = at;
  while (line > from && t.folded[line - 1] != '\n') --line;
  for (int lines = 0; lines < 30 && line > from && at - line < 3000; ++lines) {
    std::size_t start = line - 1;
    while (start > from && t.folded[start - 1] != '\n') --start;
    std::size_t text_at = start;
    while (text_at < line && !is_word(t.folded[text_at])) ++text_at;
    for (const std::string_view word : kHeads) {
      const std::size_t end = match_words(t.folded, text_at, word);
      if (end != kNone && end <= line && all_caps(t.chars, text_at, end) && (end == line || !is_word(t.folded[end])) && !caps_heading_inside(t, end, line)) return text_at;
    }
    line = start;
  }
  return at;
}

// --- the chain of Điều ---------------------------------------------------------------------------------------------------------

// Marks in `keep` the candidates that are headings: the longest count without holes wins over lone numbers.
void choose_dieu(std::vector<Candidate>& all, std::vector<char>& keep) {
  std::vector<std::size_t> dieu;
  const auto flush = [&] {
    if (dieu.empty()) return;
    std::map<int, std::vector<std::size_t>> places;  // number -> positions in `dieu`, ascending
    for (std::size_t k = 0; k < dieu.size(); ++k) places[all[dieu[k]].value].push_back(k);
    const auto later = [&](int value, std::size_t k, bool sure) {
      const auto found = places.find(value);
      if (found == places.end()) return false;
      const auto it = std::upper_bound(found->second.begin(), found->second.end(), k);
      if (!sure) return it != found->second.end();
      int looked = 0;
      for (auto p = it; p != found->second.end() && looked < 4; ++p, ++looked)
        if (!all[dieu[*p]].doubtful) return true;
      return false;
    };
    int value = 0, suffix = 0;
    for (std::size_t k = 0; k < dieu.size(); ++k) {
      const Candidate& c = all[dieu[k]];
      bool accept = false;
      const bool next = (c.value == value + 1 && c.suffix == 0) || (c.value == value && c.suffix == suffix + 1 && value > 0);
      if (next) {
        // A wrapped line of a citation may bear the next number; the heading proper comes later.
        accept = !(c.doubtful && later(c.value, k, true));
      } else if (c.value == 1 && c.suffix == 0 && value > 1) {
        // A regulation printed behind the act without a line that says so.
        accept = !c.flat && !c.doubtful && later(2, k, false);
        if (accept) all[dieu[k]].suffix = -1;  // a new component begins here
      } else if (c.value > value && !c.flat && !c.doubtful) {
        const bool bridged = later(value + 1, k, false);
        accept = !bridged && (value == 0 || c.value - value <= 40);
      } else if (c.value == value && c.suffix > suffix && !c.doubtful && value > 0) {
        accept = true;
      }
      if (!accept) continue;
      keep[dieu[k]] = 1;
      value = c.value;
      suffix = std::max(0, c.suffix);
    }
    dieu.clear();
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind == Kind::component || all[i].kind == Kind::annex) flush();
    if (all[i].kind == Kind::dieu) dieu.push_back(i);
  }
  flush();
}

// A count that begins anew without "(Ban hành kèm theo ...)": the regulation starts at its heading.
void add_implied_components(const text::Canonical& t, std::vector<Candidate>& all, std::vector<char>& keep) {
  const auto begins_anew = [&](std::size_t i) { return all[i].kind == Kind::dieu && keep[i] && all[i].suffix < 0; };
  std::size_t first = 0;
  while (first < all.size() && !begins_anew(first)) ++first;
  if (first == all.size()) return;
  std::vector<std::pair<Candidate, char>> merged;
  merged.reserve(all.size());
  std::size_t last = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (begins_anew(i)) {
      all[i].suffix = 0;
      Candidate c;
      c.kind = Kind::component;
      c.begin = head_above(t, last, all[i].begin);
      c.after = c.begin;
      auto at = merged.end();
      while (at != merged.begin() && std::prev(at)->first.begin >= c.begin) --at;
      merged.insert(at, {std::move(c), 0});
    }
    if ((all[i].kind == Kind::dieu && keep[i]) || all[i].kind == Kind::component) last = all[i].begin + 1;
    merged.emplace_back(std::move(all[i]), keep[i]);
  }
  all.clear();
  keep.clear();
  for (auto& [candidate, kept] : merged) {
    all.push_back(std::move(candidate));
    keep.push_back(kept);
  }
}

// Text behind the signature that no heading announces is a component of its own, not a part of the signature.
void add_rest_behind(const text::Canonical& t, Span signature, std::vector<Candidate>& all) {
  std::size_t next = t.size();
  for (const Candidate& c : all)
    if ((c.kind == Kind::component || c.kind == Kind::annex) && c.begin >= signature.end) next = std::min(next, c.begin);
  std::size_t at = signature.end;
  while (at < next && !is_word(t.folded[at])) ++at;
  std::size_t letters = 0;
  for (std::size_t i = at; i < next && letters < 400; ++i) letters += is_word(t.folded[i]);
  if (letters < 400) return;
  Candidate c;
  c.kind = Kind::component;
  c.begin = c.after = at;
  all.push_back(std::move(c));
}

// --- the tree --------------------------------------------------------------------------------------------------------------------

struct Node {
  Unit unit;
  int rank;
  std::string label;
  std::size_t begin, after, end;
  int parent;
  std::string path;
  // Counters of the children.
  int number = 0, number_suffix = 0, letter = 0, letter_suffix = 0, roman = 0, dashes = 0, pluses = 0, tiet = 0, decimal = 0;
  std::string source_id;
  Span heading;
};


std::string slug_label(std::string_view label) {
  std::string out;
  for (const char16_t c : text::canonical_chars(label)) {
    if (c == u'đ' || c == u'Đ') out += "dd";
    else if (c == u' ') out += '-';
    else if (text::is_letter(c) && text::fold(c) >= 'a' && text::fold(c) <= 'z') {
      const char f = text::fold(c);
      out += text::is_upper(c) ? static_cast<char>(f - 32) : f;
    } else if (text::is_digit(c) || c == u'.') {
      out += static_cast<char>(c);
    }
  }
  return out;
}

class Tree {
 public:
  Tree(const text::Canonical& t, std::vector<Node>& nodes) : t_(t), nodes_(nodes) {}

  int open(Unit unit, int rank, std::string label, std::size_t begin, std::size_t after) {
    close_to(rank, begin);
    Node node{unit, rank, std::move(label), begin, after, begin, stack_.empty() ? -1 : stack_.back(), {}};
    nodes_.push_back(std::move(node));
    stack_.push_back(static_cast<int>(nodes_.size()) - 1);
    return stack_.back();
  }
  // Closes what stands at `rank` or below it.
  void close_to(int rank, std::size_t at) {
    while (!stack_.empty() && nodes_[static_cast<std::size_t>(stack_.back())].rank >= rank) {
      nodes_[static_cast<std::size_t>(stack_.back())].end = at;
      stack_.pop_back();
    }
  }
  [[nodiscard]] Node* top() { return stack_.empty() ? nullptr : &nodes_[static_cast<std::size_t>(stack_.back())]; }
  // The innermost open node of rank at most `rank`.
  [[nodiscard]] Node* at_most(int rank) {
    for (std::size_t i = stack_.size(); i-- > 0;)
      if (Node& node = nodes_[static_cast<std::size_t>(stack_[i])]; node.rank <= rank) return &node;
    return nullptr;
  }
  [[nodiscard]] Node* of(Unit unit) {
    for (std::size_t i = stack_.size(); i-- > 0;)
      if (Node& node = nodes_[static_cast<std::size_t>(stack_[i])]; node.unit == unit) return &node;
    return nullptr;
  }

 private:
  const text::Canonical& t_;
  std::vector<Node>& nodes_;
  std::vector<int> stack_;
};

enum Rank : int { kComponent = 1, kPhan = 2, kChuong = 3, kMuc = 4, kSection = 5, kTieuMuc = 6, kDieu = 7, kInnerSection = 8, kKhoan = 9, kDecimal = 10, kDiem = 11, kTiet = 12, kDash = 13, kPlus = 14 };

class Assembler {
 public:
  Assembler(const text::Canonical& t, std::vector<Node>& nodes) : t_(t), nodes_(nodes), tree_(t, nodes) {}

  void take(const Candidate& c, bool chosen, bool segment_has_dieu);
  void finish(std::size_t end) { tree_.close_to(0, end); }
  void start_component(const Candidate& c);
  void start_signature(std::size_t begin);
  Tree& tree() { return tree_; }

 private:
  void take_number(const Candidate& c);
  void take_roman(const Candidate& c);
  void take_letter(const Candidate& c);
  Node& root() { Node* node = tree_.at_most(kComponent); return node ? *node : top_; }

  const text::Canonical& t_;
  std::vector<Node>& nodes_;
  Tree tree_;
  Node top_{Unit::preamble, 0, {}, 0, 0, 0, -1, {}};
  bool has_dieu_ = false;
  bool signed_ = false;
  int phan_ = 0, chuong_ = 0, muc_ = 0, tieu_muc_ = 0, section_ = 0, item_ = 0;
  std::string last_annex_;
};

void Assembler::start_component(const Candidate& c) {
  tree_.open(Unit::component, kComponent, {}, c.begin, c.after);
  phan_ = chuong_ = muc_ = tieu_muc_ = section_ = item_ = 0;
  signed_ = false;
}

void Assembler::start_signature(std::size_t begin) {
  tree_.open(Unit::signature, kComponent, {}, begin, begin);
  signed_ = true;
}

void Assembler::take_roman(const Candidate& c) {
  Node* dieu = tree_.of(Unit::dieu);
  const bool continues = c.value == section_ + 1;
  if (has_dieu_ && dieu && !(continues && section_ > 0)) {
    if (c.value != dieu->roman + 1) return;
    dieu->roman = c.value;
    tree_.open(Unit::section, kInnerSection, c.label, c.begin, c.after);
    return;
  }
  if (!continues && c.value != 1) return;
  if (c.value == 1 && section_ >= 1 && !continues) {
    // "I." again: the parts of a plan restart their sections under "Phần" or "A."; without such a part it is a list.
    if (section_ == 1 || c.doubtful) return;
  }
  section_ = c.value;
  tree_.open(Unit::section, kSection, c.label, c.begin, c.after);
}

void Assembler::take_number(const Candidate& c) {
  if (c.kind == Kind::decimal) {
    Node* item = tree_.at_most(kKhoan);
    if (!item || (item->unit != Unit::khoan && item->unit != Unit::item)) return;
    if (std::to_string(c.value) != item->label || c.suffix != item->decimal + 1) return;
    item->decimal = c.suffix;
    tree_.open(Unit::item, kDecimal, c.label, c.begin, c.after);
    return;
  }
  Node* parent = tree_.at_most(kInnerSection);
  if (has_dieu_ && (!parent || (parent->unit != Unit::dieu && parent->unit != Unit::section))) return;
  Node& holder = parent ? *parent : top_;
  const bool next = (c.value == holder.number + 1 && c.suffix == 0) || (c.value == holder.number && c.suffix > holder.number_suffix && holder.number > 0);
  // Party documents may count their items through all sections.
  const bool through = !has_dieu_ && c.suffix == 0 && item_ > 0 && c.value == item_ + 1 && holder.number == 0;
  if (!next && !through) return;
  holder.number = c.value;
  holder.number_suffix = c.suffix;
  if (!has_dieu_) item_ = c.value;
  const bool in_dieu = parent && parent->unit == Unit::dieu;
  tree_.open(in_dieu ? Unit::khoan : Unit::item, kKhoan, c.label, c.begin, c.after);
}

void Assembler::take_letter(const Candidate& c) {
  Node* parent = tree_.at_most(kDecimal);
  if (!parent || parent->rank < kSection) return;
  if (c.kind == Kind::tiet) {
    Node* diem = tree_.at_most(kDiem);
    if (diem && diem->rank == kDiem && diem->letter == c.value && c.suffix == diem->tiet + 1) {
      diem->tiet = c.suffix;
      tree_.open(Unit::tiet, kTiet, c.label, c.begin, c.after);
    }
    return;
  }
  const bool next = (c.value == parent->letter + 1 && c.suffix == 0) || (c.value == parent->letter && c.suffix > parent->letter_suffix && parent->letter > 0);
  if (!next) return;
  parent->letter = c.value;
  parent->letter_suffix = c.suffix;
  const bool in_dieu = parent->unit == Unit::khoan || parent->unit == Unit::dieu;
  const int index = tree_.open(in_dieu ? Unit::diem : Unit::letter, kDiem, c.label, c.begin, c.after);
  nodes_[static_cast<std::size_t>(index)].letter = c.value;
}

void Assembler::take(const Candidate& c, bool chosen, bool segment_has_dieu) {
  has_dieu_ = segment_has_dieu;
  if (c.kind == Kind::component) return start_component(c);
  if (c.kind == Kind::annex) {
    if (!c.label.empty() && c.label == last_annex_ && tree_.of(Unit::phu_luc)) return;  // its heading again, on the next page
    last_annex_ = c.label;
    tree_.open(Unit::phu_luc, kComponent, c.label, c.begin, c.after);
    phan_ = chuong_ = muc_ = tieu_muc_ = section_ = item_ = 0;
    signed_ = false;
    return;
  }
  if (signed_) return;
  switch (c.kind) {
    case Kind::phan:
      if (c.value != phan_ + 1) return;
      phan_ = c.value;
      muc_ = tieu_muc_ = section_ = 0;
      tree_.open(Unit::phan, kPhan, c.label, c.begin, c.after);
      return;
    case Kind::chuong:
      // Chapters count on through the parts of a code, or anew in each.
      if (c.value != chuong_ + 1 && !(c.value == 1 && tree_.of(Unit::phan)) && !(c.value == chuong_ && c.suffix > 0)) return;
      chuong_ = c.value;
      muc_ = tieu_muc_ = 0;
      tree_.open(Unit::chuong, kChuong, c.label, c.begin, c.after);
      return;
    case Kind::muc:
      if (c.value != muc_ + 1 && !(c.value == muc_ && c.suffix > 0)) return;
      muc_ = c.value;
      tieu_muc_ = 0;
      tree_.open(Unit::muc, kMuc, c.label, c.begin, c.after);
      return;
    case Kind::tieu_muc:
      if (c.value != tieu_muc_ + 1 && !(c.value == tieu_muc_ && c.suffix > 0)) return;
      tieu_muc_ = c.value;
      tree_.open(Unit::tieu_muc, kTieuMuc, c.label, c.begin, c.after);
      return;
    case Kind::dieu:
      if (!chosen) return;
      tree_.open(Unit::dieu, kDieu, c.label, c.begin, c.after);
      return;
    case Kind::number:
    case Kind::decimal: return take_number(c);
    case Kind::roman: return take_roman(c);
    case Kind::letter:
    case Kind::tiet: return take_letter(c);
    case Kind::dash:
    case Kind::plus: {
      if (has_dieu_) return;
      Node* parent = tree_.at_most(c.kind == Kind::dash ? kTiet : kDash);
      if (!parent || parent->rank < kSection) return;
      int& count = c.kind == Kind::dash ? parent->dashes : parent->pluses;
      ++count;
      tree_.open(c.kind == Kind::dash ? Unit::dash : Unit::plus, c.kind == Kind::dash ? kDash : kPlus, std::to_string(count), c.begin, c.after);
      return;
    }
    default: return;
  }
}

// --- headings --------------------------------------------------------------------------------------------------------------------

bool ends_sentence(char c) { return c == '.' || c == ';' || c == ':' || c == ','; }

// The heading behind a label. Điều, sections, items: the rest of the line where it is no sentence and text follows; wrapped
// lines are joined. Chapters and the like: also the lines in capitals that follow.
Span heading_of(const text::Canonical& t, const Node& node, std::size_t first_child) {
  const auto skip = [&](std::size_t i) {
    while (i < node.end && (t.folded[i] == ' ' || t.folded[i] == '|' || t.folded[i] == '_' || t.folded[i] == '#' || t.folded[i] == ':' || t.folded[i] == '.' || t.folded[i] == '-' || t.folded[i] == '\\')) ++i;
    return i;
  };
  const auto trimmed_end = [&](std::size_t begin, std::size_t end) {
    while (end > begin && (is_blank(t.folded[end - 1]) || t.folded[end - 1] == '|' || t.folded[end - 1] == '_' || t.folded[end - 1] == '\\')) --end;
    return end;
  };
  std::size_t begin = skip(node.after);
  const std::size_t limit = std::min(first_child, node.end);
  const bool container = node.rank <= kTieuMuc || node.unit == Unit::section;
  if (container && node.unit != Unit::section) {
    // "Chương I" alone on its line: the heading stands below.
    for (int lines = 0; lines < 3 && begin < limit && t.folded[begin] == '\n'; ++lines) begin = skip(begin + 1);
  }
  if (begin >= limit || t.folded[begin] == '\n') return {};
  if (container && t.folded[begin] == '(' ) return {};
  std::size_t end = std::min(line_end(t.folded, begin), limit);
  const bool flat = end - begin > kFlatLine || (limit < line_end(t.folded, begin) && limit < node.end);
  if (flat) {
    // One line: a heading in capitals ends with them, another ends where the first child begins.
    std::size_t stop = begin;
    if (all_caps(t.chars, begin, std::min(limit, begin + 3)) || (begin + 1 < limit && text::is_upper(t.chars[begin + 1]))) {
      std::size_t word = begin;
      while (word < limit) {
        std::size_t word_end = word;
        while (word_end < limit && !is_blank(t.folded[word_end])) ++word_end;
        bool lower = false;
        for (std::size_t i = word; i < word_end; ++i) lower = lower || (text::is_letter(t.chars[i]) && !text::is_upper(t.chars[i]));
        if (lower) break;
        stop = word_end;
        word = skip_blanks(t.folded, word_end, limit);
      }
      // "MỤC ĐÍCH 1. Quán": the number of the first child is no part; a last lone capital neither.
      return {begin, trimmed_end(begin, stop)};
    }
    end = trimmed_end(begin, std::min(limit, begin + 250));
    if (limit - begin > 250 || end == begin || ends_sentence(t.folded[end - 1])) return {};
    return {begin, end};
  }
  const bool in_caps = all_caps(t.chars, begin, trimmed_end(begin, end));
  std::size_t stop = trimmed_end(begin, end);
  for (int lines = 0; lines < 5 && end < limit; ++lines) {
    const std::size_t next = skip(end + 1);
    if (next >= limit || t.folded[next] == '\n') break;
    const std::size_t next_end = std::min(line_end(t.folded, next), limit);
    if (t.folded[next] == '(' || t.folded[next] == '-' || t.folded[next] == '+') break;
    const bool continues = in_caps ? all_caps(t.chars, next, trimmed_end(next, next_end))
                                   : text::is_letter(t.chars[next]) && !text::is_upper(t.chars[next]) && !ends_sentence(t.folded[stop - 1]) && stop - begin > 12;
    if (!continues) break;
    stop = trimmed_end(next, next_end);
    end = next_end;
  }
  if (stop - begin > 600) return {};
  if (in_caps) return {begin, stop};
  const char last = t.folded[stop - 1];
  if (ends_sentence(last) && !(last == '.' && node.rank <= kTieuMuc)) return {};
  // Nothing follows: it is the text, not its heading.
  if (skip_blanks(t.folded, stop, node.end) >= node.end && node.rank >= kDieu) return {};
  if (node.rank >= kKhoan && stop - begin > 200) return {};
  return {begin, stop};
}

// --- paths -----------------------------------------------------------------------------------------------------------------------

bool is_numbered_component(Unit unit) { return unit == Unit::component || unit == Unit::phu_luc; }

void set_paths(std::vector<Node>& nodes) {
  std::unordered_map<std::string_view, int> used;  // the paths themselves are in the nodes
  used.reserve(nodes.size());
  int components = 0, annexes = 0, preambles = 0;
  for (Node& node : nodes) {
    std::string label = slug_label(node.label);
    if (node.unit == Unit::component) label = std::to_string(++components);
    if (node.unit == Unit::phu_luc) {
      ++annexes;
      if (label.empty()) label = std::to_string(annexes);
    }
    std::string path = model::path_slug(node.unit);
    if (node.unit == Unit::preamble) ++preambles;
    else if (node.unit != Unit::signature) path += "_" + label;
    // Điều count through chapters: their path leaves Phần, Chương, Mục out. Chapters keep the part above them.
    int above = node.parent;
    if (node.unit == Unit::dieu)
      while (above >= 0 && !is_numbered_component(nodes[static_cast<std::size_t>(above)].unit)) above = nodes[static_cast<std::size_t>(above)].parent;
    if (above >= 0) path = nodes[static_cast<std::size_t>(above)].path + "/" + path;
    node.path = std::move(path);
    if (const auto [earlier, fresh] = used.try_emplace(node.path, 1); !fresh) {
      node.path += "-" + std::to_string(++earlier->second);
      while (!used.try_emplace(node.path, 1).second) node.path += "-2";
    }
  }
}

// --- delimited sources -----------------------------------------------------------------------------------------------------------

// Each given provision is a Điều (a record without a number gets the section of its place); khoản and điểm are found inside.
void read_given(const model::Text& text, const text::Canonical& t, Scanner& scanner, Assembler& assembler, std::vector<Node>& nodes) {
  for (const model::GivenProvision& given : text.provisions) {
    const std::size_t begin = t.at_byte(given.range.begin), end = t.at_byte(given.range.end);
    const std::size_t heading_begin = t.at_byte(given.heading_range.begin), heading_end = t.at_byte(given.heading_range.end);
    const std::size_t body = given.heading_range.empty() ? begin : heading_end;
    const int index = assembler.tree().open(Unit::dieu, kDieu, given.label, begin, body);
    nodes[static_cast<std::size_t>(index)].source_id = given.id;
    if (!given.heading_range.empty()) {
      // The heading without "Điều 12." in front of it.
      std::size_t at = heading_begin;
      if (const std::size_t stop = match_words(t.folded, at, "dieu"); stop != kNone && stop < heading_end) {
        std::size_t i = skip_blanks(t.folded, stop, heading_end);
        if (i < heading_end && is_digit(t.folded[i])) {
          while (i < heading_end && is_word(t.folded[i])) ++i;
          while (i < heading_end && (t.folded[i] == '.' || t.folded[i] == ':' || is_blank(t.folded[i]))) ++i;
          at = i;
        }
      }
      nodes[static_cast<std::size_t>(index)].heading = {at, heading_end};
    }
    for (const Candidate& c : scanner.scan({body, end}))
      if (c.kind == Kind::number || c.kind == Kind::letter || c.kind == Kind::tiet) assembler.take(c, true, true);
    assembler.tree().close_to(kDieu, end);
  }
}

// A table of contents without leaders repeats headings that come again: behind "MỤC LỤC" the first of two equal lines goes.
void drop_contents(const text::Canonical& t, std::vector<Candidate>& all) {
  const std::size_t contents = find_words(t.folded, "muc luc", 0);
  if (contents == kNone || !all_caps(t.chars, contents, contents + 7)) return;
  const std::size_t limit = contents + 40000;
  const auto line_of = [&](const Candidate& c) {
    std::string_view line = std::string_view(t.folded).substr(c.begin, std::min<std::size_t>(line_end(t.folded, c.begin) - c.begin, 200));
    while (!line.empty() && (is_digit(line.back()) || line.back() == ' ' || line.back() == '.')) line.remove_suffix(1);
    return line;
  };
  std::map<std::string_view, std::size_t> last;
  for (const Candidate& c : all)
    if (c.begin > contents && c.kind != Kind::dash && c.kind != Kind::plus) last[line_of(c)] = c.begin;
  std::erase_if(all, [&](const Candidate& c) {
    if (c.begin < contents || c.begin > limit) return false;
    const auto found = last.find(line_of(c));
    return found != last.end() && found->second > c.begin && line_of(c).size() > 8;
  });
}

// The candidates of the whole text. Where the count has holes that Điều inside a quotation fill, the quotation is none: one
// of its marks is missing.
std::vector<Candidate> scan_act(const text::Canonical& t, Scanner& scanner) {
  std::vector<Candidate> all = scanner.scan({0, t.size()});
  if (scanner.quoted_dieu().empty()) return all;
  std::map<int, int> numbers;
  int highest = 0;
  for (const Candidate& c : all) {
    if (c.kind != Kind::dieu) continue;
    ++numbers[c.value];
    highest = std::max(highest, c.value);
  }
  bool dropped = false;
  const std::vector<Candidate> quoted = scanner.quoted_dieu();
  std::map<int, std::size_t> holes;
  for (const Candidate& c : quoted)
    if (c.suffix == 0 && c.value < highest && !numbers.contains(c.value)) holes.emplace(c.value, c.begin);
  // A few numbers may be amended articles; a run of them is the act's own text.
  for (const auto& [value, at] : holes)
    if (holes.contains(value + 1) || holes.contains(value - 1)) dropped = scanner.drop_quotation(at) || dropped;
  return dropped ? scanner.scan({0, t.size()}) : all;
}

}  // namespace

void read_outline(const model::Text& text, const text::Canonical& t, Span signature, model::Document& document) {
  std::vector<Node> nodes;
  Scanner scanner(text, t);
  Assembler assembler(t, nodes);
  std::size_t first = t.size();
  if (!text.provisions.empty()) {
    read_given(text, t, scanner, assembler, nodes);
    if (!nodes.empty()) first = nodes.front().begin;
  } else {
    std::vector<Candidate> all = scan_act(t, scanner);
    drop_contents(t, all);
    const auto counted = std::find_if(all.begin(), all.end(), [](const Candidate& c) {
      return c.value == 1 && (c.kind == Kind::dieu || c.kind == Kind::number || c.kind == Kind::roman || c.kind == Kind::chuong || c.kind == Kind::phan);
    });
    // Components and annexes come behind the act's own first provision.
    const std::size_t act = counted == all.end() ? t.size() : counted->begin + 1;
    std::vector<Candidate> components = find_components(t, act);
    std::erase_if(all, [&](const Candidate& c) { return c.kind == Kind::annex && c.begin < act; });
    const auto scanned = static_cast<std::ptrdiff_t>(all.size());  // in reading order; the few behind them are sorted in
    std::move(components.begin(), components.end(), std::back_inserter(all));
    if (!signature.empty()) {
      add_rest_behind(t, signature, all);
      Candidate mark;
      mark.kind = Kind::component;
      mark.begin = signature.begin;
      mark.value = -1;  // the signature block
      all.push_back(std::move(mark));
    }
    const auto before = [](const Candidate& a, const Candidate& b) { return a.begin < b.begin; };
    std::stable_sort(all.begin() + scanned, all.end(), before);
    std::inplace_merge(all.begin(), all.begin() + scanned, all.end(), before);
    std::vector<char> keep(all.size(), 0);
    choose_dieu(all, keep);
    add_implied_components(t, all, keep);
    // Which stretch between components has Điều at all.
    std::vector<char> has_dieu(all.size(), 0);
    for (std::size_t i = all.size(), found = 0; i-- > 0;) {
      found = found || keep[i];
      has_dieu[i] = static_cast<char>(found);
      if (all[i].kind == Kind::component || all[i].kind == Kind::annex) found = 0;
    }
    for (std::size_t i = 1; i < all.size(); ++i)
      if (has_dieu[i - 1] && all[i].kind != Kind::component && all[i].kind != Kind::annex) has_dieu[i] = 1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].value == -1 && all[i].kind == Kind::component) assembler.start_signature(all[i].begin);
      else assembler.take(all[i], keep[i] != 0, has_dieu[i] != 0);
    }
    if (!nodes.empty()) first = nodes.front().begin;
  }
  assembler.finish(t.size());
  if (first > 0 && skip_blanks(t.folded, 0, t.size()) < first) {
    Node preamble{Unit::preamble, 0, {}, 0, 0, first, -1, {}};
    for (Node& node : nodes)
      if (node.parent >= 0) ++node.parent;
    nodes.insert(nodes.begin(), std::move(preamble));
  }
  set_paths(nodes);
  document.provisions.reserve(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node& node = nodes[i];
    while (node.end > node.begin + 1 && is_blank(t.folded[node.end - 1])) --node.end;
    const std::size_t first_child = i + 1 < nodes.size() && nodes[i + 1].begin < node.end ? nodes[i + 1].begin : node.end;
    if (node.heading.empty() && node.source_id.empty() && node.unit != Unit::preamble && node.unit != Unit::signature && node.rank <= kDecimal && node.unit != Unit::khoan)
      node.heading = heading_of(t, node, first_child);
    model::Provision provision;
    provision.unit = node.unit;
    provision.label = std::move(node.label);
    provision.path = std::move(node.path);
    provision.range = t.bytes(node.begin, std::max(node.end, node.begin));
    if (!node.heading.empty()) provision.heading = t.bytes(node.heading.begin, node.heading.end);
    provision.parent = node.parent;
    provision.page = model::page_at(document.pages, provision.range.begin);
    provision.source_id = std::move(node.source_id);
    document.provisions.push_back(std::move(provision));
  }
}

}  // namespace tracuu::anatomy
