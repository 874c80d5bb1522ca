#include "corpus/citation/number.h"

#include <algorithm>

namespace tracuu::citation {
namespace {

using text::Canonical;

// Cyrillic and Greek letters that stand for Latin ones in numbers ("TT-BТС").
char16_t latin(char16_t c) {
  switch (c) {
    case u'А': case u'Α': return u'A';
    case u'В': case u'Β': return u'B';
    case u'С': return u'C';
    case u'Е': case u'Ε': return u'E';
    case u'Н': case u'Η': return u'H';
    case u'К': case u'Κ': return u'K';
    case u'М': case u'Μ': return u'M';
    case u'О': case u'Ο': return u'O';
    case u'Р': case u'Ρ': return u'P';
    case u'Т': case u'Τ': return u'T';
    case u'Х': case u'Χ': return u'X';
    case u'а': return u'a';
    case u'е': return u'e';
    case u'о': case u'ο': return u'o';
    case u'р': return u'p';
    case u'с': return u'c';
    default: return c;
  }
}

bool is_separator(char c) { return c == '/' || c == '-' || c == '|'; }

char ocr_digit(char16_t c) {
  if (c >= u'0' && c <= u'9') return static_cast<char>(c);
  if (c == u'O' || c == u'o') return '0';
  if (c == u'l' || c == u'I') return '1';
  if (c == u'S') return '5';
  if (c == u'B') return '8';
  if (c == u'Z') return '2';
  return 0;
}

std::string folded_of(std::u16string_view chars) {
  std::string folded;
  for (const char16_t c : chars) folded += text::fold(latin(c));
  return folded;
}

bool is_court_symbol(std::string_view folded) {
  static constexpr std::string_view kCourt[] = {"hsst", "hspt", "dsst", "dspt", "hcst", "hcpt", "hs", "ds", "hc", "hngd", "kdtm", "hsgdt",
                                                "dsgdt", "ldst", "ld", "hngdst", "kdtmst", "kdtmpt"};
  return std::find(std::begin(kCourt), std::end(kCourt), folded) != std::end(kCourt);
}

// Bodies whose documents are numbered the Party's way: NN-TYPE/ORG.
bool is_party_body(std::string_view symbol) {
  static constexpr std::string_view kParty[] = {"TW", "TU", "HU", "QU", "ĐU", "ThU", "ĐUK", "QUTW", "VPTW", "BTCTW", "UBKTTW", "BNCTW",
                                                "BTGTW", "BDVTW", "BTGDVTW", "BKTTW", "VPTU", "BTCTU", "BTGTU", "BDVTU", "BNCTU",
                                                "UBKTTU", "BTGDVTU", "CB", "ĐH"};
  return std::find(std::begin(kParty), std::end(kParty), symbol) != std::end(kParty) || symbol.starts_with("ĐU");
}

struct Segment {
  std::string printed;   // repaired
  std::string folded;
  std::size_t begin = 0, end = 0;
  char before = 0;       // separator printed before
  const Symbols::Entry* entry = nullptr;
  std::string assembly;  // "QH", "UBTVQH", "HĐNN" when the segment is one with a term
  int term = 0;
};

class Parser {
 public:
  Parser(const Canonical& canonical, const Symbols& symbols, NumberContext context)
      : chars_(canonical.chars), folded_(canonical.folded), symbols_(symbols), context_(context) {}

  std::optional<Number> parse(std::size_t at) {
    Number n;
    n.begin = at;
    std::size_t p = at;
    if (!read_sequence(p, n)) return std::nullopt;
    // "03./2010/TT-BLĐTBXH": a full stop too many.
    if (context_.typed && p + 1 < size() && chars_[p] == u'.' && folded_[p + 1] == '/') ++p, n.repaired = true;
    n.end = p;
    const std::size_t q = blanks(p);
    const bool separated = q < size() && is_separator(folded_[q]);
    // "2020 - UBND": a dash between blanks is punctuation, but in a Party number ("16 - TB/TW").
    if (separated && !context_.typed && q > p && folded_[q] == '-' && q + 1 < size() && folded_[q + 1] == ' ') {
      if (!parse_letters(n, '-', blanks(q + 1)) || n.shape != NumberShape::party || !n.known_issuer) return std::nullopt;
      return finish(std::move(n));
    }
    if (separated) {
      const char separator = folded_[q];
      const std::size_t r = blanks(q + 1);
      std::size_t after_year = r;
      if (const int year = read_year(after_year)) {
        n.year = year;
        if (parse_after_year(n, separator, after_year)) return finish(std::move(n));
        if (separator == '-' && !context_.typed) return std::nullopt;
        n.shape = NumberShape::year_only;
        n.end = after_year;
        n.text = n.sequence + "/" + std::to_string(year);
        return context_.typed ? std::optional(finish(std::move(n))) : std::nullopt;
      }
      if (context_.typed && separator == '/' && parse_impossible_year(n, r)) return finish(std::move(n));
      if (parse_letters(n, separator, r)) return finish(std::move(n));
      // "Nghị quyết số 10-<page break>NQ/TW": cut right behind the separator, and what follows makes it whole.
      if (const std::size_t next = behind_break(q + 1); context_.typed && q == p && next > r) {
        Number cut = n;
        if (parse_letters(cut, separator, next) && cut.known_issuer) return finish(std::move(cut));
      }
    } else if (context_.typed && p < size() && text::is_upper(chars_[p])) {
      if (parse_letters(n, 0, p)) return finish(std::move(n));
    }
    if (!context_.bare) return std::nullopt;
    // A sequence alone: not a part of a date, a decimal or a longer number.
    if (separated && r_is_digit(q + 1)) return std::nullopt;
    if (n.end < size() && (folded_[n.end] == '.' || folded_[n.end] == ',' || folded_[n.end] == '%' || folded_[n.end] == ':') && r_is_digit(n.end + 1))
      return std::nullopt;
    if (n.end < size() && folded_[n.end] >= 'a' && folded_[n.end] <= 'z') return std::nullopt;
    n.shape = NumberShape::bare;
    n.text = n.sequence;
    return finish(std::move(n));
  }

 private:
  [[nodiscard]] std::size_t size() const { return folded_.size(); }
  [[nodiscard]] bool digit(std::size_t i) const { return i < size() && folded_[i] >= '0' && folded_[i] <= '9'; }
  [[nodiscard]] bool r_is_digit(std::size_t i) const { return digit(i); }

  // Blanks and at most one line end (an indented continuation line included).
  [[nodiscard]] std::size_t blanks(std::size_t p) const {
    std::size_t q = p;
    int lines = 0;
    while (q < size() && (folded_[q] == ' ' || folded_[q] == '\n') && q - p < 80) {
      if (folded_[q] == '\n' && ++lines > 1) return p;
      ++q;
    }
    return q;
  }

  // The same over a few empty lines.
  [[nodiscard]] std::size_t behind_break(std::size_t p) const {
    constexpr std::size_t kLines = 4, kLength = 80;
    std::size_t q = p, lines = 0;
    while (q < size() && (folded_[q] == ' ' || folded_[q] == '\n') && q - p < kLength) {
      if (folded_[q] == '\n' && ++lines > kLines) return p;
      ++q;
    }
    return q;
  }

  bool read_sequence(std::size_t& p, Number& n) {
    std::string digits;
    std::size_t i = p;
    bool repaired = false, real = false;
    while (i < size() && digits.size() < 7) {
      char d = digit(i) ? folded_[i] : (context_.typed ? ocr_digit(chars_[i]) : 0);
      if (!digit(i) && context_.typed && !d) break;
      if (!d) break;
      real = real || digit(i);
      repaired = repaired || !digit(i);
      digits += d;
      ++i;
    }
    if (digits.empty() || digits.size() > 5) return false;
    if (repaired) {
      // Letters count as digits only inside a number: "l0/2020", not "Io".
      const std::size_t q = blanks(i);
      if (!(q < size() && is_separator(folded_[q])) || (!real && digits.size() < 2)) return false;
    }
    n.repaired = repaired;
    n.sequence = digits;
    if (i + 1 < size() && folded_[i] == '.' && digit(i + 1)) {  // 66.13
      std::size_t j = i + 1;
      std::string part;
      while (digit(j) && part.size() < 3) part += folded_[j++];
      const std::size_t q = blanks(j);
      if (part.size() <= 2 && !digit(j) && q < size() && folded_[q] == '/') {
        n.sequence += "." + part;
        i = j;
      }
    } else if (i < size() && chars_[i] >= u'a' && chars_[i] <= u'z') {  // 30a
      const std::size_t q = blanks(i + 1);
      if (q < size() && is_separator(folded_[q]) && !ocr_digit(chars_[i])) {
        n.sequence += static_cast<char>(chars_[i]);
        ++i;
      }
    }
    p = i;
    return true;
  }

  int read_year(std::size_t& p) {
    std::string digits;
    std::size_t i = p;
    while (i < size() && digits.size() < 5) {
      const char d = digit(i) ? folded_[i] : (context_.typed ? ocr_digit(chars_[i]) : 0);
      if (!d) break;
      digits += d;
      ++i;
    }
    if (digits.size() != 4) return 0;
    const int year = std::stoi(digits);
    if (year < 1945 || year > 2099) return 0;
    p = i;
    return year;
  }

  // "TCTLngày", "KTNvề": capitals and one of the words that follow numbers. Length of the capitals; 0 if it is not so.
  static std::size_t glued_word(std::u16string_view raw, std::string_view folded) {
    static constexpr std::string_view kFollowers[] = {"ngay", "cua", "ve", "quy", "duoc", "va", "ban", "sua", "huong", "co", "nam", "thay", "cho", "do", "de", "thi", "la", "theo", "trong", "tai", "tren", "hoac", "het", "nhu", "bai", "da"};
    std::size_t k = 0;
    while (k < raw.size() && (text::is_digit(raw[k]) || text::is_upper(raw[k]) || raw[k] == u'&')) ++k;
    if (k < 2 || k >= raw.size()) return 0;
    return std::find(std::begin(kFollowers), std::end(kFollowers), folded.substr(k)) != std::end(kFollowers) ? k : 0;
  }

  // One group of letters at p: cut where a following word is glued to it.
  std::optional<Segment> read_segment(std::size_t p) {
    Segment s;
    s.begin = p;
    std::size_t e = p;
    while (e < size() && e - p < 40) {
      const char16_t c = latin(chars_[e]);
      if (!(text::is_letter(c) || text::is_digit(c) || (c == u'&' && e > p))) break;
      ++e;
    }
    if (e == p || text::is_digit(chars_[p])) return std::nullopt;
    std::u16string raw;
    for (std::size_t i = p; i < e; ++i) raw += latin(chars_[i]);
    if (assembly(raw, s)) {
      take_detached_term(s);
      return s;
    }
    std::string folded = folded_of(raw);
    s.entry = symbols_.find(folded);
    std::size_t length = raw.size();
    if (!s.entry) {
      // Glued words: the longest known symbol before a lower-case letter, else where capitals end.
      bool any_upper = text::is_upper(raw[0]);
      if (const std::size_t capitals = glued_word(raw, folded)) {
        length = capitals;
        s.entry = symbols_.find(std::string_view(folded).substr(0, length));
        s.end = p + length;
        s.folded = folded.substr(0, length);
        s.printed = s.entry ? s.entry->printed : text::to_utf8(std::u16string_view(raw).substr(0, length));
        return s;
      }
      for (std::size_t k = raw.size() - 1; k >= 2 && any_upper; --k) {
        if (text::is_letter(raw[k]) && text::is_upper(raw[k])) {
          // "CPQuy": a capital that begins a word.
          if (!(k + 1 < raw.size() && text::is_letter(raw[k + 1]) && !text::is_upper(raw[k + 1]))) continue;
        }
        if (const auto* known = symbols_.find(std::string_view(folded).substr(0, k))) {
          s.entry = known;
          length = k;
          break;
        }
      }
      if (!s.entry && any_upper) {
        std::size_t k = 1;
        while (k < raw.size() && (!text::is_letter(raw[k]) || text::is_upper(raw[k]))) ++k;
        // "MĐV", "BCĐTKNQ18" whole; "XYZngày" cut. A capitalised word ("Nghị") is no symbol.
        if (k < raw.size()) {
          // "SNgV" (Sở Ngoại vụ) as well: a word that is glued on has no capitals.
          const bool capital_again = std::any_of(raw.begin() + static_cast<std::ptrdiff_t>(k), raw.end(), [](char16_t c) { return text::is_letter(c) && text::is_upper(c); });
          const bool word_follows = raw.size() - k >= 2 && k >= 2 && !(capital_again && raw.size() <= 8);
          if (k == 1) return std::nullopt;
          if (word_follows) length = k;
        }
        if (length == 1 && raw.size() > 1) return std::nullopt;
      }
      if (!s.entry && !any_upper) return std::nullopt;
    }
    s.end = p + length;
    s.folded = folded.substr(0, length);
    const std::string verbatim = text::to_utf8(std::u16string_view(raw).substr(0, length));
    s.printed = s.entry ? s.entry->printed : verbatim;
    // HĐ is not HD, and TƯ is TW.
    if (s.entry && verbatim.find("Đ") != std::string::npos && s.printed.find("Đ") == std::string::npos) s.printed = verbatim;
    if (s.folded == "tu" && raw.size() >= 2 && text::lower(raw[1]) == u'ư') {
      s.printed = "TW";
      s.entry = symbols_.find("tw");
    }
    return s;
  }

  // QH14, UBTVQH13, TVQH10, HĐNN8, with OCR letters for digits; "QH" alone is truncated.
  static bool assembly(std::u16string_view raw, Segment& s) {
    static constexpr std::pair<std::string_view, const char*> kNames[] = {
        {"ubtvqh", "UBTVQH"}, {"tvqh", "UBTVQH"}, {"qh", "QH"}, {"hdnn", "HĐNN"}};
    const std::string folded = folded_of(raw);
    for (const auto& [name, printed] : kNames) {
      if (!folded.starts_with(name) || !text::is_upper(raw[0])) continue;
      std::size_t i = name.size();
      std::string digits;
      while (i < raw.size() && digits.size() < 2) {
        const char d = ocr_digit(raw[i]);
        if (!d) break;
        digits += d;
        ++i;
      }
      std::string roman_part;
      if (digits.empty())
        while (i < raw.size() && (raw[i] == u'I' || raw[i] == u'V' || raw[i] == u'X') && roman_part.size() < 4)
          roman_part += static_cast<char>(raw[i++]);
      if (i < raw.size() && text::is_letter(raw[i]) && text::is_upper(raw[i])) continue;  // another symbol, "QHKT"
      s.assembly = printed;
      s.term = digits.empty() ? 0 : std::stoi(digits);
      s.folded = std::string(name);
      s.printed = printed + digits + roman_part;
      s.end = s.begin + i;
      return true;
    }
    return false;
  }

  // "84/2025/QH 15 ngày": text taken from PDF sets a blank between the symbol and the term (the ninth of 1992 and later ones).
  void take_detached_term(Segment& s) const {
    const std::size_t e = s.end;
    if (s.term != 0 || s.printed.ends_with('I') || s.printed.ends_with('V') || s.printed.ends_with('X') || e + 2 >= size() || folded_[e] != ' ' || folded_[e + 1] != '1') return;
    const char second = folded_[e + 2];
    if (second < '0' || second > '6') return;
    const std::size_t after = e + 3;
    if (after < size() && (text::is_letter(chars_[after]) || text::is_digit(chars_[after]) || folded_[after] == '/' || folded_[after] == '-')) return;
    if (after + 1 < size() && (folded_[after] == '.' || folded_[after] == ',') && text::is_digit(chars_[after + 1])) return;
    s.term = 10 + (second - '0');
    s.printed += std::to_string(s.term);
    s.end = after;
  }

  // Groups of letters joined by '-', '/' or '&'.
  std::vector<Segment> read_segments(std::size_t p, char before) {
    std::vector<Segment> segments;
    while (segments.size() < 8) {
      auto segment = read_segment(p);
      if (!segment) break;
      segment->before = before;
      const bool glued = segment->end < size() && text::is_letter(chars_[segment->end]);
      split_missing_hyphen(*segment, segments);
      if (glued) break;
      const std::size_t e = segments.back().end;
      std::size_t q = e;
      while (q < size() && folded_[q] == ' ' && q - e < 3) ++q;
      const bool line_before = q < size() && folded_[q] == '\n';
      if (line_before) q = blanks(e);
      if (q >= size() || !(folded_[q] == '-' || folded_[q] == '/')) break;
      const std::size_t r = blanks(q + 1);
      const bool blank_before = q > e, blank_after = r > q + 1;
      if (r >= size() || !text::is_letter(latin(chars_[r]))) break;
      auto next = read_segment(r);
      if (!next) break;
      const bool complete = std::any_of(segments.begin(), segments.end(), [](const Segment& s) { return (s.entry && s.entry->issuer) || !s.assembly.empty(); }) ||
                            segments.size() >= 2;
      const bool known = next->entry || !next->assembly.empty();
      if (blank_before || blank_after) {
        if (complete && blank_before && blank_after) break;  // " - UBND tỉnh": a new phrase
        if (complete && !known) break;
        if (!known && !(context_.typed && upper_symbol(*next))) break;
      }
      if (!known && !upper_symbol(*next)) break;
      before = folded_[q];
      p = r;
    }
    return segments;
  }

  [[nodiscard]] bool upper_symbol(const Segment& s) const {
    for (std::size_t i = s.begin; i < s.end; ++i)
      if (text::is_upper(latin(chars_[i]))) return true;
    return false;
  }

  // "QĐUBND" is QĐ-UBND, "NĐCP" is NĐ-CP.
  void split_missing_hyphen(Segment segment, std::vector<Segment>& out) {
    if (out.empty() && !segment.entry && segment.assembly.empty() && segment.folded.size() >= 4) {
      for (std::size_t k = 2; k + 2 <= segment.folded.size() && k <= 5; ++k) {
        const auto* head = symbols_.find(std::string_view(segment.folded).substr(0, k));
        const auto* tail = symbols_.find(std::string_view(segment.folded).substr(k));
        if (!head || !head->type || !tail || !tail->issuer || tail->printed.size() < 2) continue;
        Segment first = segment, second = segment;
        first.printed = head->printed;
        first.entry = head;
        first.folded.resize(k);
        first.end = segment.begin + k;
        second.printed = tail->printed;
        second.entry = tail;
        second.folded = segment.folded.substr(k);
        second.begin = first.end;
        second.before = '-';
        out.push_back(std::move(first));
        out.push_back(std::move(second));
        return;
      }
    }
    out.push_back(std::move(segment));
  }

  void take_assembly(Number& n, const Segment& s) {
    n.issuers.push_back(s.assembly);
    n.known_issuer = true;
    n.truncated = s.term == 0 || (s.term == 1 && n.year >= 1997);
    if (s.term) n.term = roman(s.term);
  }

  bool parse_after_year(Number& n, char separator, std::size_t p) {
    std::size_t q = blanks(p);
    char before = 0;
    if (q < size() && is_separator(folded_[q])) {
      before = folded_[q];
      q = blanks(q + 1);
      // "45/2020 - Nghị định": blank, dash, blank is punctuation.
      if (before == '-' && q > p + 2 && !context_.typed) return false;
    } else if (q > p + 1) {
      return false;
    }
    if (q >= size() || !text::is_letter(latin(chars_[q]))) return false;
    const std::vector<Segment> segments = read_segments(q, before ? before : ' ');
    if (segments.empty()) return false;
    const Segment& first = segments.front();
    const bool typed_symbol = first.entry && first.entry->type;
    if (first.assembly.empty() && !typed_symbol) {
      if (is_court_symbol(first.folded)) n.court = true;
      else if (!before) return false;
      else if (!(context_.typed && upper_symbol(first)) && !(first.entry && first.entry->issuer && context_.typed)) return false;
    }
    if (!before && first.assembly.empty() && !typed_symbol) return false;
    // Bad luck of plain words: "30/2020/nd" needs an issuer when written in lower case.
    const bool lower_case = !upper_symbol(first);
    if (lower_case && segments.size() < 2) return false;
    n.end = segments.back().end;
    n.text = n.sequence + "/" + std::to_string(n.year) + "/" + first.printed;
    if (!first.assembly.empty()) {
      n.shape = NumberShape::law;
      take_assembly(n, first);
    } else {
      n.shape = NumberShape::qppl;
      if (typed_symbol) n.type_symbol = first.printed;
      else n.issuers.push_back(first.printed);
    }
    for (std::size_t i = 1; i < segments.size(); ++i) {
      const Segment& s = segments[i];
      n.text += (s.before == '/' ? "/" : "-") + s.printed;
      if (!s.assembly.empty()) {
        take_assembly(n, s);
        if (n.shape == NumberShape::qppl && i == 1 && segments.size() == 2) n.shape = NumberShape::law;
      } else {
        n.issuers.push_back(s.printed);
        if (i == 1 && s.entry) n.known_issuer = true;
      }
    }
    n.repaired = n.repaired || separator != '/' || before != '/';
    return true;
  }

  // "142/2205/NĐ-CP", "22/201/QĐ-UBND": type and body are told, the year cannot be one. A citation that is wrong as printed.
  bool parse_impossible_year(Number& n, std::size_t p) {
    std::size_t i = p;
    int value = 0;
    while (digit(i) && i - p < 6) value = value * 10 + (folded_[i++] - '0');
    if (i - p < 3 || i - p > 5) return false;
    const std::size_t q = blanks(i);
    if (q >= size() || folded_[q] != '/') return false;
    Number read = n;
    read.year = value;
    if (!parse_after_year(read, '/', i) || read.shape != NumberShape::qppl || read.type_symbol.empty() || !read.known_issuer) return false;
    read.year = 0;
    read.impossible_year = true;
    n = std::move(read);
    return true;
  }

  bool parse_letters(Number& n, char separator, std::size_t p) {
    if (p >= size() || !text::is_letter(latin(chars_[p]))) return false;
    const std::vector<Segment> segments = read_segments(p, separator);
    if (segments.empty()) return false;
    const Segment& first = segments.front();
    const bool typed_symbol = first.entry && first.entry->type;
    const bool issuer_symbol = first.entry && first.entry->issuer;
    const bool upper = upper_symbol(first);
    static constexpr std::string_view kOld[] = {"cp", "ttg", "hdbt", "hdcp", "sl", "ct", "tvqh", "ub", "tt", "l", "lct", "nd"};
    const bool old_symbol = std::find(std::begin(kOld), std::end(kOld), first.folded) != std::end(kOld);
    n.end = segments.back().end;
    if (segments.size() == 1) {
      if (!upper || !separator) return false;
      if (!first.assembly.empty()) return false;
      if (!old_symbol && !context_.typed) return false;
      if (!old_symbol && first.folded.size() < 2) return false;
      n.shape = NumberShape::old;
      if (issuer_symbol) n.issuers.push_back(first.printed), n.known_issuer = true;
      else if (typed_symbol) n.type_symbol = first.printed;
      else n.issuers.push_back(first.printed);
      if (first.folded == "ct") n.issuers = {"CT"}, n.type_symbol.clear();
      if (first.folded == "sl") n.type_symbol = "SL", n.issuers = {"CTN"};
      n.text = n.sequence + separator + first.printed;
      return true;
    }
    const Segment& second = segments[1];
    if (!first.assembly.empty() && !context_.typed) return false;
    if (!upper && !(typed_symbol && (second.entry || !second.assembly.empty()))) return false;
    const bool second_known = (second.entry && second.entry->issuer) || !second.assembly.empty();
    if (!context_.typed) {
      const bool dictionary = typed_symbol && (second_known || upper_symbol(second));
      const bool historic = old_symbol && second_known;
      if (!dictionary && !historic) return false;
    }
    if (typed_symbol || old_symbol) {
      n.type_symbol = typed_symbol ? first.printed : (first.folded == "l" || first.folded == "lct" ? "L" : "");
      const bool party = is_party_body(second.printed) || (separator == '-' && second.before == '/');
      const bool historic = first.folded == "l" || first.folded == "lct" || (first.folded == "sl");
      n.shape = historic ? NumberShape::old : party ? NumberShape::party : NumberShape::individual;
      const char inner = historic ? (second.before ? second.before : '/') : party ? '/' : second.before == '/' ? '/' : '-';
      const char outer = historic ? (separator ? separator : '-') : party ? '-' : '/';
      n.text = n.sequence + outer + first.printed + inner + second.printed;
      n.repaired = n.repaired || outer != separator || inner != second.before;
      if (!second.assembly.empty()) {
        take_assembly(n, second);
      } else {
        n.issuers.push_back(second.printed);
        n.known_issuer = second_known;
      }
    } else {
      n.shape = NumberShape::letter;
      n.text = n.sequence + (separator ? separator : '/') + first.printed + (second.before == '/' ? "/" : "-") + second.printed;
      n.issuers.push_back(first.printed);
      n.known_issuer = issuer_symbol;
      if (is_court_symbol(first.folded)) n.court = true;
      // Party letters print type and body the other way round nowhere; "03/KBS/GSQL" is a customs form.
    }
    if (n.shape == NumberShape::letter && segments.size() == 2) take_roman_unit(n);
    for (std::size_t i = 2; i < segments.size(); ++i) {
      const Segment& s = segments[i];
      n.text += (s.before == '/' ? "/" : "-") + s.printed;
      if (n.shape == NumberShape::individual && (n.type_symbol == "TTLT" || n.type_symbol == "NQLT")) n.issuers.push_back(s.printed);
    }
    return true;
  }

  // "6721/VPCP-V.I": departments are numbered in Roman digits behind a full stop.
  void take_roman_unit(Number& n) const {
    std::size_t i = n.end + 1;
    if (i >= size() || folded_[n.end] != '.') return;
    while (i < size() && (chars_[i] == u'I' || chars_[i] == u'V' || chars_[i] == u'X') && i - n.end <= 4) ++i;
    if (i == n.end + 1 || (i < size() && text::is_letter(chars_[i]))) return;
    n.text += text::to_utf8(std::u16string_view(chars_).substr(n.end, i - n.end));
    n.end = i;
  }

  Number finish(Number n) {
    std::string verbatim;
    for (std::size_t i = n.begin; i < n.end; ++i) {
      if (chars_[i] == u' ' || chars_[i] == u'\n') continue;
      verbatim += text::to_utf8(std::u16string_view(chars_).substr(i, 1));
    }
    n.repaired = n.repaired || text::lower(verbatim) != text::lower(n.text);
    return n;
  }

  const std::u16string& chars_;
  const std::string& folded_;
  const Symbols& symbols_;
  NumberContext context_;
};

}  // namespace

std::string roman(int number) {
  static constexpr std::pair<int, const char*> kParts[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
  std::string out;
  for (const auto& [value, letters] : kParts)
    for (; number >= value; number -= value) out += letters;
  return out;
}

Symbols::Symbols(const registry::Registry& registry) {
  const auto add = [&](std::string_view symbol, bool type) {
    std::string folded;
    for (const char c : text::fold(symbol))
      if (c != '-' && c != ' ') folded += c;
    if (folded.empty()) return;
    Entry& entry = entries_[folded];
    if (entry.printed.empty()) entry.printed = std::string(symbol);
    (type ? entry.type : entry.issuer) = true;
  };
  for (const auto& type : registry.types())
    for (const auto& symbol : type.symbols)
      if (symbol.find('-') == std::string::npos) add(symbol, true);
  for (const auto& issuer : registry.issuers()) add(issuer.symbol, false);
  for (const char* symbol : {"CP", "TTg", "HĐBT", "HĐCP", "CTN", "TVQH", "BNN&PTNT", "BNNPTNT", "BCĐ", "BCĐTW", "HĐTP", "UB", "VPCP", "VPQH",
                             "ĐU", "MTTQ", "LB", "UBTWMTTQVN", "BGD&ĐT", "BVHTTDL", "BLĐTBXH", "HĐQT", "HĐTV", "BQL", "ĐKT"})
    add(symbol, false);
  entries_["tu"].printed = "TU";
  entries_["tu"].issuer = true;
  entries_["tw"].printed = "TW";
  entries_["ct"].printed = "CT";
  // DA is written for both ĐA (đề án) and DA (dự án): left as printed by having no proper form of its own.
}

bool Symbols::near_miss(std::string_view issuer) const {
  const std::string folded = text::fold(issuer);
  if (folded.size() < 3 || find(folded)) return false;
  // One letter more, one less, one other, or two neighbours exchanged.
  const auto known = [&](const std::string& candidate) {
    const Entry* entry = find(candidate);
    return entry && entry->issuer && candidate.size() >= 2;
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    std::string shorter = folded;
    shorter.erase(i, 1);
    if (known(shorter)) return true;
    if (i + 1 < folded.size()) {
      std::string exchanged = folded;
      std::swap(exchanged[i], exchanged[i + 1]);
      if (exchanged != folded && known(exchanged)) return true;
    }
  }
  return false;
}

const Symbols::Entry* Symbols::find(std::string_view folded) const {
  const auto found = entries_.find(std::string(folded));
  return found == entries_.end() ? nullptr : &found->second;
}

std::optional<Number> parse_number(const Canonical& canonical, std::size_t at, const Symbols& symbols, NumberContext context) {
  return Parser(canonical, symbols, context).parse(at);
}

}  // namespace tracuu::citation
