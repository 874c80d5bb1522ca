#include "corpus/text/encodings.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "corpus/text/canonical.h"

namespace tracuu::text {
namespace {

using model::ByteRange;

constexpr std::array<std::u16string_view, 12> kVowels = {
    u"aàáảãạ", u"ăằắẳẵặ", u"âầấẩẫậ", u"eèéẻẽẹ", u"êềếểễệ", u"iìíỉĩị",
    u"oòóỏõọ", u"ôồốổỗộ", u"ơờớởỡợ", u"uùúủũụ", u"ưừứửữự", u"yỳýỷỹỵ"};

// ---------------------------------------------------------------------------------------------- syllables

// A letter of the Vietnamese alphabet in five bits, a toneless syllable in one word (at most 7 letters: "nghiêng").
constexpr std::u16string_view kAlphabet = u"aăâbcdđeêghiklmnoôơpqrstuưvxy";

constexpr std::array<std::u16string_view, 27> kOnsets = {
    u"",  u"b", u"c", u"ch", u"d", u"đ",  u"g", u"gh", u"gi", u"h", u"k", u"kh", u"l", u"m",
    u"n", u"ng", u"ngh", u"nh", u"p", u"ph", u"r", u"s", u"t", u"th", u"tr", u"v", u"x"};

constexpr std::u16string_view kRimes =
    u"a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    u"e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    u"o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet "
    u"ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ơng "
    u"u ua uc ui um un ung up ut uân uât uâng uây uê uêch uênh uên uêt uêu uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyt "
    u"uyu uyên uyêt uyp ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêt yêu yêng";

// After "qu" the glide is part of the onset: "quốc", "quyết", "quýt".
constexpr std::u16string_view kRimesAfterQu =
    u"a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng ât âu ây e en eo et eng ê êch ên ênh êt êu i in inh "
    u"it ich y yt yên yêt ynh yêu yp ơ ơi ơn ôc ông ôn ua";

class Syllables {
 public:
  static const Syllables& instance() {
    static const Syllables syllables;
    return syllables;
  }

  [[nodiscard]] bool contains(std::u16string_view word) const {
    if (word.empty() || word.size() > 7) return false;
    std::uint64_t packed = 0;
    int tone = 0;
    for (const char16_t c : word) {
      if (c >= kTable) return false;
      const Letter letter = letters_[c];
      if (letter.code == 0 || (letter.tone != 0 && tone != 0)) return false;
      tone |= letter.tone;
      packed = packed << 5 | letter.code;
    }
    const std::uint64_t syllable = *slot_of(packed);
    return syllable != 0 && (tone == kAcute || tone == kDot || !ends_in_stop(packed));
  }

  // Final k is exempt: "Đăk Lăk" is printed without tone.
  [[nodiscard]] static bool ends_in_stop(std::uint64_t packed) {
    const auto last = static_cast<char16_t>(kAlphabet[(packed & 31) - 1]);
    const auto before = packed >> 5 & 31;
    return last == u'c' || last == u'p' || last == u't' || (last == u'h' && before != 0 && kAlphabet[before - 1] == u'c');
  }

 private:
  static constexpr std::size_t kTable = 0x1F00;
  static constexpr int kSlotBits = 14;  // of some 3,500 syllables: at most a quarter of the slots is taken
  static constexpr int kAcute = 2, kDot = 5;
  struct Letter {
    std::uint8_t code = 0;
    std::uint8_t tone = 0;
  };

  std::vector<Letter> letters_ = std::vector<Letter>(kTable);
  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(std::size_t{1} << kSlotBits);  // open addressing; 0: empty

  // Where the syllable stands, or the empty slot where it would.
  [[nodiscard]] const std::uint64_t* slot_of(std::uint64_t packed) const {
    std::size_t slot = packed * 0x9E3779B97F4A7C15u >> (64 - kSlotBits);
    while (slots_[slot] != 0 && slots_[slot] != packed) slot = (slot + 1) % slots_.size();
    return &slots_[slot];
  }

  static std::uint8_t code_of(char16_t c) { return static_cast<std::uint8_t>(kAlphabet.find(c) + 1); }

  static std::uint64_t pack(std::u16string_view word) {
    std::uint64_t packed = 0;
    for (const char16_t c : word) packed = packed << 5 | code_of(c);
    return packed;
  }

  void add(std::u16string_view onset, std::u16string_view rime) {
    std::u16string word(onset);
    word += rime;
    const std::uint64_t packed = pack(word);
    slots_[static_cast<std::size_t>(slot_of(packed) - slots_.data())] = packed;
  }

  template <class Add>
  static void for_words(std::u16string_view list, Add add) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(u' '), list.size());
      if (end > 0) add(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  static bool fits(std::u16string_view onset, char16_t first) {
    const bool front = first == u'e' || first == u'ê' || first == u'i' || first == u'y';
    if (onset == u"gh" || onset == u"ngh") return front && first != u'y';
    if (onset == u"c" || onset == u"ng") return !front;
    if (onset == u"g") return !front || first == u'i';
    if (onset == u"gi") return first != u'i' && first != u'y';
    return true;
  }

  Syllables() {
    for (const char16_t c : kAlphabet) letters_[c].code = code_of(c);
    for (const auto& row : kVowels)
      for (std::uint8_t tone = 0; tone < 6; ++tone) letters_[row[tone]] = {code_of(row[0]), tone};
    for (char16_t c = 0; c < kTable; ++c)
      if (is_upper(c)) letters_[c] = letters_[lower(c)];
    for (const auto onset : kOnsets)
      for_words(kRimes, [&](std::u16string_view rime) {
        if (fits(onset, rime[0])) add(onset, rime);
      });
    for_words(kRimesAfterQu, [&](std::u16string_view rime) { add(u"qu", rime); });
  }
};

bool has_mark(std::u16string_view word) {
  return std::any_of(word.begin(), word.end(), [](char16_t c) { return c >= 0x80; });
}

// ---------------------------------------------------------------------------------------------- tables

constexpr std::array<char16_t, 32> kWindows1252C1 = {
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

// The byte that windows-1252 (or ISO 8859-1) shows as `c`; -1 if there is none.
int windows_1252_byte(char16_t c) {
  if (c < 0x100) return c;
  const auto at = std::find(kWindows1252C1.begin(), kWindows1252C1.end(), c);
  return at == kWindows1252C1.end() ? -1 : static_cast<int>(0x80 + (at - kWindows1252C1.begin()));
}

struct Pair {
  char16_t from;
  char16_t to;
};

// TCVN3 (ABC): the byte, shown as ISO 8859-1, and the letter (TEXT.md 1.6; 74 of 74 agree with glibc's TCVN5712-1).
constexpr std::u16string_view kTcvnBase = u"\u00A1\u00A2\u00A3\u00A4\u00A5\u00A6\u00A7\u00A8\u00A9\u00AA\u00AB\u00AC\u00AD\u00AE";
constexpr std::u16string_view kTcvnBaseLetters = u"ĂÂÊÔƠƯĐăâêôơưđ";
constexpr std::array<std::u16string_view, 12> kTcvnTones = {
    // huyền sắc hỏi ngã nặng of a ă â e ê i o ô ơ u ư y
    u"\u00B5\u00B8\u00B6\u00B7\u00B9", u"\u00BB\u00BE\u00BC\u00BD\u00C6", u"\u00C7\u00CA\u00C8\u00C9\u00CB",
    u"\u00CC\u00D0\u00CE\u00CF\u00D1", u"\u00D2\u00D5\u00D3\u00D4\u00D6", u"\u00D7\u00DD\u00D8\u00DC\u00DE",
    u"\u00DF\u00E3\u00E1\u00E2\u00E4", u"\u00E5\u00E8\u00E6\u00E7\u00E9", u"\u00EA\u00ED\u00EB\u00EC\u00EE",
    u"\u00EF\u00F3\u00F1\u00F2\u00F4", u"\u00F5\u00F8\u00F6\u00F7\u00F9", u"\u00FA\u00FD\u00FB\u00FC\u00FE"};

struct TcvnTable {
  std::array<char16_t, 256> letter{};
  TcvnTable() {
    for (std::size_t i = 0; i < kTcvnBase.size(); ++i) letter[kTcvnBase[i]] = kTcvnBaseLetters[i];
    for (std::size_t v = 0; v < kTcvnTones.size(); ++v)
      for (std::size_t t = 0; t < 5; ++t) letter[kTcvnTones[v][t]] = kVowels[v][t + 1];
  }
};

constexpr std::array<Pair, 14> kWindows1258 = {{{0xC3, u'Ă'}, {0xCC, 0x0300}, {0xD0, u'Đ'}, {0xD2, 0x0309}, {0xD5, u'Ơ'},
                                                {0xDD, u'Ư'}, {0xDE, 0x0303}, {0xE3, u'ă'}, {0xEC, 0x0301}, {0xF0, u'đ'},
                                                {0xF2, 0x0323}, {0xF5, u'ơ'}, {0xFD, u'ư'}, {0xFE, 0x20AB}}};

// VNI: marks that follow a vowel: tones, circumflex with tone, breve with tone (TEXT.md 1.6).
constexpr std::u16string_view kVniTones = u"øùûõï";          // huyền sắc hỏi ngã nặng
constexpr std::u16string_view kVniCircumflex = u"âàáåãä";    // none huyền sắc hỏi ngã nặng
constexpr std::u16string_view kVniBreve = u"êèéúüë";
constexpr std::array<Pair, 9> kVniLetters = {
    {{u'ô', u'ơ'}, {u'ö', u'ư'}, {u'ñ', u'đ'}, {u'í', u'í'}, {u'ì', u'ì'}, {u'æ', u'ỉ'}, {u'ó', u'ĩ'}, {u'ò', u'ị'}, {u'î', u'ỵ'}}};

// ---------------------------------------------------------------------------------------------- decoders

std::u16string to_utf16(std::string_view utf8) {
  const auto s = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  return {s.getBuffer(), static_cast<std::size_t>(s.length())};
}

std::string to_utf8_any(std::u16string_view chars) {
  std::string out;
  icu::UnicodeString(false, chars.data(), static_cast<int32_t>(chars.size())).toUTF8String(out);
  return out;
}

std::u16string composed(std::u16string&& chars) {
  if (std::none_of(chars.begin(), chars.end(), [](char16_t c) { return c >= 0x0300 && c <= 0x036F; })) return std::move(chars);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::move(chars);
  icu::UnicodeString out = nfc->normalize(icu::UnicodeString(false, chars.data(), static_cast<int32_t>(chars.size())), status);
  if (U_FAILURE(status)) return std::move(chars);
  return {out.getBuffer(), static_cast<std::size_t>(out.length())};
}

const TcvnTable& tcvn() {
  static const TcvnTable table;
  return table;
}

// A letter under TCVN3, 0 if none. PDF files show some bytes as other symbols.
char16_t tcvn3_letter(char16_t c) {
  if (c == 0x2219 || c == 0x22C5) return u'ã';
  if (c == 0x03BC) return u'à';
  if (c >= 0xF0A1 && c <= 0xF0FE) c = static_cast<char16_t>(c - 0xF000);
  return c < 0x100 ? tcvn().letter[c] : char16_t{0};
}

bool is_ascii_letter(char16_t c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

// TCVN3 prints capitals with marks through a font; the codes are those of small letters. Words whose ASCII letters are
// capitals are capitals: two such letters in the word, or three and no small one in the whole paragraph.
void restore_capitals(std::u16string_view encoded, std::u16string& decoded) {
  const auto count = [&](char16_t from, char16_t to) {
    return std::count_if(encoded.begin(), encoded.end(), [&](char16_t c) { return c >= from && c <= to; });
  };
  const bool no_small = count(u'a', u'z') == 0 && count(u'A', u'Z') > 2;
  for (std::size_t i = 0; i < decoded.size();) {
    std::size_t end = i, capitals = 0, small = 0;
    for (; end < decoded.size() && is_letter(decoded[end]); ++end) {
      capitals += decoded[end] >= u'A' && decoded[end] <= u'Z';
      small += decoded[end] >= u'a' && decoded[end] <= u'z';
    }
    if (small == 0 && (capitals >= 2 || (no_small && capitals > 0)))
      for (std::size_t k = i; k < end; ++k) decoded[k] = upper(decoded[k]);
    i = end + 1;
  }
}

// Byte AD (ư) turns up as U+00AD, U+2212 or '-'. The two dashes are letters only where the word becomes a syllable.
std::u16string decode_tcvn3(std::u16string_view s) {
  const auto letter_at = [&](std::size_t i) { return is_ascii_letter(s[i]) ? s[i] : tcvn3_letter(s[i]); };
  std::u16string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == 0x2212 || s[i] == u'-' || s[i] == 0x2010 || s[i] == 0x2011) {
      std::size_t begin = out.size();
      while (begin > 0 && is_letter(out[begin - 1])) --begin;
      std::u16string word;
      for (std::size_t k = begin; k < out.size(); ++k) word += lower(out[k]);
      word += u'ư';
      for (std::size_t k = i + 1; k < s.size() && letter_at(k) != 0 && word.size() < 9; ++k) word += lower(letter_at(k));
      const bool is_ung = begin < out.size() || (i + 1 < s.size() && letter_at(i + 1) != 0);
      out += is_ung && is_syllable(word) ? u'ư' : s[i];
      continue;
    }
    const char16_t letter = tcvn3_letter(s[i]);
    out += letter != 0 ? letter : s[i];
  }
  restore_capitals(s, out);
  return out;
}

int vowel_index(char16_t low) {
  for (std::size_t v = 0; v < kVowels.size(); ++v)
    if (kVowels[v][0] == low) return static_cast<int>(v);
  return -1;
}

// The vowel with the VNI mark that follows it; 0 if the two make no letter.
char16_t vni_compose(char16_t base_low, char16_t mark_low) {
  const int vowel = vowel_index(base_low);
  if (vowel < 0) return 0;
  if (const auto tone = kVniTones.find(mark_low); tone != std::u16string_view::npos)
    return kVowels[static_cast<std::size_t>(vowel)][tone + 1];
  const auto circumflex = kVniCircumflex.find(mark_low);
  if (circumflex != std::u16string_view::npos && (base_low == u'a' || base_low == u'e' || base_low == u'o'))
    return kVowels[static_cast<std::size_t>(base_low == u'a' ? 2 : base_low == u'e' ? 4 : 7)][circumflex];
  const auto breve = kVniBreve.find(mark_low);
  if (breve != std::u16string_view::npos && base_low == u'a') return kVowels[1][breve];
  return 0;
}

std::u16string decode_vni(std::u16string_view s) {
  std::u16string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    char16_t c = s[i];
    if (c >= 0xF0C0 && c <= 0xF0FF) c = static_cast<char16_t>(c - 0xF000);
    const char16_t low = lower(c);
    const bool is_upper_case = low != c;
    const auto single = std::find_if(kVniLetters.begin(), kVniLetters.end(), [&](Pair p) { return p.from == low; });
    char16_t letter = single != kVniLetters.end() && c >= 0x80 ? single->to : low;
    if (i + 1 < s.size() && s[i + 1] >= 0x80) {
      char16_t mark = s[i + 1];
      if (mark >= 0xF0C0 && mark <= 0xF0FF) mark = static_cast<char16_t>(mark - 0xF000);
      if (const char16_t with_mark = vni_compose(letter, lower(mark)); with_mark != 0) {
        letter = with_mark;
        ++i;
      }
    }
    out += letter == low ? c : is_upper_case ? upper(letter) : letter;
  }
  return out;
}

std::u16string decode_windows_1258(std::u16string_view s) {
  std::u16string out;
  out.reserve(s.size());
  for (const char16_t c : s) {
    const auto entry = std::find_if(kWindows1258.begin(), kWindows1258.end(), [&](Pair p) { return p.from == c; });
    out += entry == kWindows1258.end() ? c : entry->to;
  }
  return composed(std::move(out));
}

// UTF-8 sequences that were shown as windows-1252 become the character again; all else stays.
std::u16string decode_utf8_as_1252(std::u16string_view s) {
  std::u16string out;
  out.reserve(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int lead = windows_1252_byte(s[i]);
    const std::size_t length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 0;
    char32_t code = length == 2 ? static_cast<char32_t>(lead & 0x1F) : static_cast<char32_t>(lead & 0x0F);
    bool complete = length > 0 && i + length <= s.size();
    for (std::size_t k = 1; complete && k < length; ++k) {
      const int tail = windows_1252_byte(s[i + k]);
      complete = tail >= 0x80 && tail < 0xC0;
      code = code << 6 | static_cast<char32_t>(tail & 0x3F);
    }
    if (complete && (length == 2 || (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)))) {
      out += static_cast<char16_t>(code);
      i += length - 1;
    } else {
      out += s[i];
    }
  }
  return composed(std::move(out));
}

std::u16string decode_n_tilde(std::u16string_view s) {
  std::u16string out(s);
  for (char16_t& c : out) c = c == u'ñ' ? u'đ' : c == u'Ñ' || c == u'ð' ? u'Đ' : c;
  return out;
}

std::u16string decode(Encoding encoding, std::u16string_view s) {
  switch (encoding) {
    case Encoding::as_is: return std::u16string(s);
    case Encoding::tcvn3: return decode_tcvn3(s);
    case Encoding::vni: return decode_vni(s);
    case Encoding::windows_1258_as_1252: return decode_windows_1258(s);
    case Encoding::utf8_as_1252: return decode_utf8_as_1252(s);
    case Encoding::n_tilde_as_d: return decode_n_tilde(s);
  }
  return std::u16string(s);
}

// ---------------------------------------------------------------------------------------------- detection

struct Score {
  std::size_t marked = 0;  // words with a letter (or a symbol inside) that is not ASCII
  std::size_t valid = 0;   // of them, Vietnamese syllables
  [[nodiscard]] double share() const { return marked == 0 ? 0 : static_cast<double>(valid) / static_cast<double>(marked); }
};

// Symbols of ISO 8859-1 that stand for letters in old encodings. Inside or beside a word they make it a marked one.
bool is_word_symbol(char16_t c) {
  return (c > 0xA0 && c < 0xC0 && c != 0xAB && c != 0xBB && c != 0xB0 && c != 0xB2 && c != 0xB3) || c == 0xD7 || c == 0xF7 ||
         c == 0x2219 || c == 0x03BC || c == 0x20AC || c == 0x2020 || c == 0x2021 || c == 0x0192 || c == 0x2039 || c == 0x203A ||
         c == 0x02C6 || c == 0x2030 || c == 0x2122 || c == 0x02DC || c == 0x201A || (c >= 0x80 && c < 0xA0) ||
         (c >= 0xF0A1 && c <= 0xF0FE);
}

bool is_word_char(char16_t c) { return is_letter(c) || is_word_symbol(c) || (c >= 0x0300 && c <= 0x036F); }

Score score(std::u16string_view s) {
  Score result;
  std::u16string word;
  for (std::size_t i = 0; i <= s.size(); ++i) {
    if (i < s.size() && is_word_char(s[i])) {
      const char16_t c = lower(s[i]);
      word += c == 0xF0 ? u'đ' : c == 0x01A3 ? u'ư' : c;  // look-alikes are no sign of an old encoding
      continue;
    }
    if (!word.empty()) {
      if ((word[0] == 0xB5 || word[0] == 0x03BC) && word.size() < 4) word.clear();  // µm, µg
      const bool letters = std::any_of(word.begin(), word.end(), [](char16_t c) { return is_letter(c); });
      if (letters && word.size() > 1 && has_mark(word)) {
        ++result.marked;
        result.valid += is_syllable(word);
      }
      word.clear();
    }
  }
  return result;
}

struct Segment {
  ByteRange range;
  Encoding encoding = Encoding::as_is;
  bool has_marks = false;       // some byte above 7F
  bool is_vietnamese = false;   // holds letters that only Unicode Vietnamese has (ă đ ơ ư ạ ...), so it is not old text
  bool is_suspicious = false;   // holds characters of ISO 8859-1 that Vietnamese does not use
};

// Characters C0-FF of ISO 8859-1 that are not Vietnamese letters, as bits of the byte that follows C3.
constexpr std::uint64_t foreign_bits() {
  std::uint64_t bits = 0;
  for (int c = 0xC0; c <= 0xFF; ++c) {
    constexpr std::u16string_view kUsed = u"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
    if (kUsed.find(static_cast<char16_t>(c)) == std::u16string_view::npos) bits |= std::uint64_t{1} << (c - 0xC0);
  }
  return bits;
}

// Symbols A0-BF that clean text has too: blank, «», degrees, powers, soft hyphen alone prove nothing.
constexpr std::uint64_t symbol_bits() {
  std::uint64_t bits = 0;
  for (int c = 0x80; c <= 0xBF; ++c)
    if (c != 0xA0 && c != 0xAB && c != 0xBB && c != 0xB0 && c != 0xB2 && c != 0xB3 && c != 0xAD) bits |= std::uint64_t{1} << (c - 0x80);
  return bits;
}

bool is_suspicious(std::string_view bytes) {
  constexpr std::uint64_t kForeign = foreign_bits(), kSymbols = symbol_bits();
  std::uint64_t found = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead != 0xC2 && lead != 0xC3) continue;
    const auto tail = static_cast<unsigned char>(bytes[i + 1]) & 63u;
    found |= (lead == 0xC3 ? kForeign : kSymbols) >> tail & 1;
  }
  if (found != 0) return true;
  return bytes.find("\xEF\x82") != std::string_view::npos || bytes.find("\xEF\x83") != std::string_view::npos;  // U+F080..F0FF
}

bool has_vietnamese_letters(std::string_view bytes) {
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]), tail = static_cast<unsigned char>(bytes[i + 1]);
    if (lead == 0xE1 && (tail == 0xBA || tail == 0xBB)) return true;
    if (lead == 0xC4 && (tail == 0x82 || tail == 0x83 || tail == 0x90 || tail == 0x91)) return true;
    if (lead == 0xC6 && (tail == 0xA0 || tail == 0xA1 || tail == 0xAF || tail == 0xB0)) return true;
  }
  return false;
}

// Lines; lines longer than this are cut at a blank, so that one bad paragraph of single-line text can be told from the rest.
constexpr std::size_t kSegmentBytes = 1500;

std::vector<Segment> segments_of(std::string_view bytes) {
  std::vector<Segment> segments;
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    if (end - begin > 2 * kSegmentBytes) {
      end = begin + kSegmentBytes;
      while (end > begin && bytes[end] != ' ') --end;
      if (end == begin) {
        end = begin + kSegmentBytes;
        while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) ++end;
      }
    }
    if (end > begin) segments.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    begin = end < bytes.size() && (bytes[end] == '\n' || bytes[end] == ' ') ? end + 1 : end;
  }
  return segments;
}

constexpr std::array<Encoding, 5> kHypotheses = {Encoding::tcvn3, Encoding::vni, Encoding::windows_1258_as_1252, Encoding::utf8_as_1252,
                                                 Encoding::n_tilde_as_d};

// Old text has no letters that only Unicode has; damage to single letters of Unicode text is another thing.
bool can_hold_unicode(Encoding encoding) { return encoding == Encoding::utf8_as_1252 || encoding == Encoding::n_tilde_as_d; }

// The prototype's rule (TEXT.md 1.6): keep what is mostly valid as it stands; else the best hypothesis, if it is good and
// better by a margin, and loses no more than half of the marked words.
Encoding judge(std::u16string_view chars, bool is_vietnamese) {
  // Decoders compose; what is only decomposed must not look better for that.
  const Score plain = score(composed(std::u16string(chars)));
  if (plain.marked == 0 || plain.share() > 0.8) return Encoding::as_is;
  Encoding best = Encoding::as_is;
  double best_share = 0;
  for (const Encoding hypothesis : kHypotheses) {
    if (is_vietnamese && !can_hold_unicode(hypothesis)) continue;
    const Score decoded = score(decode(hypothesis, chars));
    const bool enough = decoded.marked >= (is_vietnamese ? 1u : 2u) && decoded.marked * 2 >= plain.marked;
    if (enough && decoded.share() > 0.6 && decoded.share() > plain.share() + 0.15 && decoded.share() > best_share) {
      best = hypothesis;
      best_share = decoded.share();
    }
  }
  return best;
}

// A short paragraph among paragraphs of one old encoding: "Sè: 15", "®)". It follows them unless it is better as it stands.
bool follows(std::u16string_view chars, Encoding own, Encoding dominant) {
  const std::u16string decoded = decode(dominant, chars);
  if (decoded == chars) return false;
  const Score before = score(decode(own, chars)), after = score(decoded);
  return after.valid * std::max<std::size_t>(before.marked, 1) >= before.valid * std::max<std::size_t>(after.marked, 1);
}

struct Census {
  std::array<std::size_t, 6> by_encoding{};
  std::size_t marked = 0;

  [[nodiscard]] Encoding dominant() const {
    const auto best = std::max_element(by_encoding.begin() + 1, by_encoding.end());
    return *best == 0 ? Encoding::as_is : static_cast<Encoding>(best - by_encoding.begin());
  }
};

Census judge_all(std::string_view utf8, std::vector<Segment>& segments) {
  Census census;
  for (Segment& segment : segments) {
    const std::string_view bytes = model::slice(utf8, segment.range);
    segment.has_marks = std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (!segment.has_marks) continue;
    ++census.marked;
    segment.is_vietnamese = has_vietnamese_letters(bytes);
    segment.is_suspicious = is_suspicious(bytes);
    if (segment.is_suspicious) segment.encoding = judge(to_utf16(bytes), segment.is_vietnamese);
    ++census.by_encoding[static_cast<std::size_t>(segment.encoding)];
  }
  return census;
}

}  // namespace

bool is_syllable(std::u16string_view nfc) { return Syllables::instance().contains(nfc); }

double syllable_share(std::string_view utf8) {
  const std::u16string chars = canonical_chars(utf8);
  std::size_t words = 0, valid = 0;
  for (std::size_t i = 0; i < chars.size();) {
    if (!is_letter(chars[i]) && !is_digit(chars[i])) {
      ++i;
      continue;
    }
    std::u16string word;
    bool has_digit = false, has_lower = false, has_vowel_mark = false;
    for (; i < chars.size() && (is_letter(chars[i]) || is_digit(chars[i])); ++i) {
      has_digit |= is_digit(chars[i]);
      has_lower |= is_letter(chars[i]) && !is_upper(chars[i]);
      word += lower(chars[i]);
      has_vowel_mark |= word.back() >= 0x80 && word.back() != u'đ';
    }
    if (word.size() < 2 || has_digit || (!has_lower && !has_vowel_mark)) continue;
    ++words;
    valid += is_syllable(word);
  }
  return words == 0 ? 1.0 : static_cast<double>(valid) / static_cast<double>(words);
}

const char* encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::as_is: return "utf-8";
    case Encoding::tcvn3: return "tcvn3";
    case Encoding::vni: return "vni";
    case Encoding::windows_1258_as_1252: return "windows-1258";
    case Encoding::utf8_as_1252: return "utf-8 as windows-1252";
    case Encoding::n_tilde_as_d: return "utf-8 with ñ for đ";
  }
  return "utf-8";
}

std::string decode_as(Encoding encoding, std::string_view utf8) { return to_utf8_any(decode(encoding, to_utf16(utf8))); }

Encoding encoding_of_font(std::string_view font_name) {
  const auto begins = [&](std::string_view prefix) {
    return font_name.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), font_name.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
           });
  };
  if (begins(".vn")) return Encoding::tcvn3;
  if (begins("vni-") || begins("vni ")) return Encoding::vni;
  return Encoding::as_is;
}

bool is_capital_font(std::string_view font_name) {
  return encoding_of_font(font_name) == Encoding::tcvn3 && font_name.size() > 4 && font_name.back() == 'H';
}

std::uint32_t Repaired::map(std::uint32_t offset) const {
  const auto next = std::upper_bound(stretches.begin(), stretches.end(), offset,
                                     [](std::uint32_t at, const Redecoded& s) { return at < s.before.begin; });
  if (next == stretches.begin()) return offset;
  const Redecoded& last = *(next - 1);
  if (offset >= last.before.end) return last.after.end + (offset - last.before.end);
  const double part = static_cast<double>(offset - last.before.begin) / last.before.size();
  std::uint32_t at = last.after.begin + static_cast<std::uint32_t>(part * last.after.size());
  while (at > last.after.begin && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::optional<Repaired> repair_encodings(std::string_view utf8) {
  if (!is_suspicious(utf8)) return std::nullopt;
  std::vector<Segment> segments = segments_of(utf8);
  const Census census = judge_all(utf8, segments);
  const Encoding dominant = census.dominant();
  if (dominant == Encoding::as_is) return std::nullopt;
  const std::size_t dominant_count = census.by_encoding[static_cast<std::size_t>(dominant)];
  const bool is_old_document = dominant_count * 3 >= census.marked;
  Repaired repaired;
  repaired.encoding = dominant;
  repaired.bytes.reserve(utf8.size() + utf8.size() / 8);
  std::size_t copied = 0;
  for (Segment& segment : segments) {
    const std::string_view bytes = model::slice(utf8, segment.range);
    const bool may_follow = !segment.is_vietnamese || can_hold_unicode(dominant);
    if (is_old_document && segment.encoding != dominant && segment.has_marks && may_follow &&
        follows(to_utf16(bytes), segment.encoding, dominant))
      segment.encoding = dominant;
    repaired.mixed |= segment.has_marks && segment.encoding != dominant;
    if (segment.encoding == Encoding::as_is) continue;
    repaired.bytes.append(utf8.substr(copied, segment.range.begin - copied));
    const auto begin = static_cast<std::uint32_t>(repaired.bytes.size());
    repaired.bytes += decode_as(segment.encoding, bytes);
    repaired.stretches.push_back({segment.range, {begin, static_cast<std::uint32_t>(repaired.bytes.size())}});
    copied = segment.range.end;
  }
  repaired.bytes.append(utf8.substr(copied));
  return repaired;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  const auto append = [&](char16_t c) {
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
  };
  for (const char byte : bytes) {
    const auto b = static_cast<unsigned char>(byte);
    append(b >= 0x80 && b < 0xA0 ? kWindows1252C1[b - 0x80] : char16_t{b});
  }
  return out;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::u16string chars;
  chars.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    chars += static_cast<char16_t>(big_endian ? first << 8 | second : second << 8 | first);
  }
  if (!chars.empty() && chars.front() == 0xFEFF) chars.erase(0, 1);
  return to_utf8_any(chars);
}

}  // namespace tracuu::text
