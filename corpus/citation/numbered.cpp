#include "corpus/citation/scanner.h"

#include <algorithm>
#include <array>

#include "corpus/citation/notes.h"

namespace tracuu::citation {

using text::Gap;
using text::Phrase;
using text::WordKind;

// "Bộ Kế hoạch và Đầu tư tại công văn số 8224/BKH-KTCN": the word at i belongs to the name of a body.
bool Scanner::in_name_of_body(std::size_t i) const {
  static const std::array<Phrase, 4> bodies = {Phrase("bộ"), Phrase("sở"), Phrase("vụ"), Phrase("phòng")};
  if (i == 0 || words_[i].gap == Gap::paragraph || !words_.starts_upper(i) || !words_.starts_upper(i - 1)) return false;
  return std::any_of(bodies.begin(), bodies.end(), [&](const Phrase& body) { return words_.is(i - 1, body); });
}

std::size_t Scanner::typed(std::size_t i, const TypePhrase& type) {
  if (type.code == "KH" && in_name_of_body(i)) return i;
  const std::size_t after = after_notes(words_, i + type.phrase.size());
  if (type.abbreviation && !words_.all_upper(i) && type.code != "CTr" && type.code != "TTr") return i;
  if (!type.abbreviation) {
    if (words_.is(after, f_.nay)) {
      // "quy định này", "hướng dẫn này" in lower case are words, not documents, unless the document is one.
      const bool verb = type.code == "QyĐ" || type.code == "HD" || type.code == "KL" || type.code == "BC" || type.code == "TB" || type.code == "TCVN";
      const bool provision_of_it = pending_.list.end != pending_.list.begin && (pending_.link_end == i || pending_.list.end == i);  // "Điều 3 của quy định này"
      if (verb && !words_.starts_upper(i) && type.code != own_type() && !provision_of_it) return after + 1;
      add_demonstrative(i, after + 1, type.code, false);
      return after + 1;
    }
    for (const Phrase* back : {&f_.neu_tren, &f_.noi_tren, &f_.tren_day, &f_.da_neu}) {
      if (const std::size_t n = words_.match(after, *back)) {
        const bool verb = type.code == "QyĐ" || type.code == "HD" || type.code == "KL" || type.code == "KHAC";
        if (!(verb && !words_.starts_upper(i))) add_demonstrative(i, after + n, type.code, true);
        return after + n;
      }
    }
  }
  if (type.code == "HP") return constitution(i, after);
  if (type.code == "ĐL") return party_statute(i, after);
  // A number, directly or after "số".
  if (const std::size_t next = numbered(i, after, type); next > i) return next;
  if (type.code == "L" || type.code == "BL" || type.code == "PL") {
    if (const std::size_t next = law_by_name(i, after, type); next > i) return next;
    // "Pháp lệnh thuế tài nguyên số 05/1998/PL-UBTVQH10"; "được sửa đổi, bổ sung bởi Luật ngày 25 tháng 6 năm 2025".
    if (type.abbreviation || !words_.starts_upper(i)) return i;
    if (const std::size_t next = modified(i, after, type); next > i) return next;
    return dated(i, after, type);
  }
  if (type.code == "QCVN" || type.code == "TCVN") {
    if (is_standard(after)) return standard(i, after);
    return i;
  }
  if (g_.has_own_names && words_.starts_upper(i)) {
    if (const std::size_t next = own_name(i, type); next > i) return next;
  }
  if (type.abbreviation) return i;
  if (const std::size_t next = modified(i, after, type); next > i) return next;
  return dated(i, after, type);
}

// "Nghị định số 45/2020/NĐ-CP", "Nghị quyết số: 27", "Nghị định 45", "Văn bản hợp nhất 97/VBHN-BQP".
std::size_t Scanner::numbered(std::size_t i, std::size_t after, const TypePhrase& type) {
  std::size_t k = after;
  bool so = false;
  const bool opens_range = words_.is(k, f_.tu) && words_.is(k + 1, f_.so) && words_[k].gap != Gap::paragraph;  // "các Quyết định từ số 496/QĐ-TTg đến ..."
  if (opens_range) ++k;
  if (words_.is_punctuation(k, ':') && words_.is(k + 1, f_.so)) ++k;  // "các Tờ trình: số 2877/TTr-SXD ..."
  if (says_number(k) && words_[k].gap != Gap::paragraph) {
    so = true;
    ++k;
    if (says_number(k) && words_[k].gap != Gap::paragraph) ++k;  // "Nghị định số số 268/2025/NĐ-CP"
    if (words_.is_punctuation(k, ':')) ++k;
    // "số..../2025/NĐ-CP": a form leaves the number blank. Without a year nothing is named: "Quyết định số ..../QĐ-UBND".
    std::size_t blank = k;
    while (words_.is_punctuation(blank, '.')) ++blank;
    if (blank > k + 1 && !(words_.is_punctuation(blank, '/') && words_.is_punctuation(blank + 2, '/'))) blank = k;
    k = blank > k ? blank : k;
  }
  if (k >= words_.size() || words_[k].gap == Gap::paragraph || (!so && words_[k].gap == Gap::none && !type.abbreviation)) return i;
  std::size_t at = words_[k].begin;
  if (!so && glued_so(k)) {  // "số08/2022/NĐ-CP"
    so = true;
    at += 2;
  }
  const bool capital = words_.starts_upper(i);
  const bool bare = (so && (capital || type.abbreviation)) ||
                    (capital && (type.code == "NĐ" || type.code == "NQ" || type.code == "TT" || type.code == "QĐ" || type.code == "CT" || type.code == "NQLT" || type.code == "KL" ||
                                 (type.code == "ĐA" && known_by_number(i, k))));
  if (words_.is_punctuation(k, '/') && (so || !type.abbreviation)) return malformed(i, k, type);
  auto number = parse_number(canonical_, at, g_.symbols, {true, bare});
  if (!number) return so ? free_number(i, k, type) : i;
  const bool law = type.code == "L" || type.code == "BL" || type.code == "PL";
  if (law && number->shape == NumberShape::year_only && !so) return i;  // "Luật ... 10/2013" is a month
  if (number->shape == NumberShape::bare && !so) {
    if (!bare_number_ends_well(*number) || numbers_list_item(k)) return i;
  }
  if (names_form(i, *number)) return skip(*number);
  if (number->shape == NumberShape::bare && so && type.code != "KHAC" && type.code != "CV" && number->sequence.size() > 5) return i;
  if (type.code == "BA" || number->court) return skip(*number);
  if (in_own_header(*number)) return skip(*number);
  if ((number->shape == NumberShape::old) && number->type_symbol.empty() && !number->known_issuer && !so) return i;
  Draft draft;
  draft.first = i;
  draft.opens_range = opens_range;
  draft.mention.type = type.code;
  draft.mention.rule = type.abbreviation ? "abbreviation+number" : "type+number";
  return accept(std::move(draft), std::move(*number));
}

// "Đề án 06": schemes are known by the number of the decision that approved them, unless the text defines the words as a short form.
bool Scanner::known_by_number(std::size_t i, std::size_t k) const {
  static const Phrase means("là");
  if (!words_.is_number(k) || words_[k].gap != Gap::blank || words_[k].length < 2 || (i > 0 && words_.is(i - 1, means))) return false;
  return std::none_of(aliases_.begin(), aliases_.end(), [&](const Alias& alias) {
    if (alias.codes.size() != k + 1 - i) return false;
    for (std::size_t w = i; w <= k; ++w)
      if (alias.codes[w - i] != words_.code(w)) return false;
    return true;
  });
}

// "số"; "Công văn sô 4758/...", "Chỉ thị so 41-CT/TW": slips of hands and of recognition before digits.
bool Scanner::says_number(std::size_t k) const {
  if (words_.is(k, f_.so)) return true;
  if (words_.code(k) != f_.so.first() || !words_.is_number(k + 1) || words_.chars(k).size() != 2) return false;
  const char16_t vowel = text::lower(words_.chars(k)[1]);
  return vowel == u'ô' || vowel == u'o';
}

// Companies number their letters as they like: "Công văn số 25-2303/PBHC-KD", "số 01-10/2025/CV-TKV", "số 07/06/CV-AC/01". Taken as
// printed behind the word of a paper that no law numbers, if it has digits, a slash and capitals.
std::size_t Scanner::free_number(std::size_t i, std::size_t k, const TypePhrase& type) {
  static constexpr std::string_view kPapers[] = {"CV", "TTr", "BC", "TB", "KHAC"};
  static constexpr std::size_t kLongest = 30;
  if (std::find(std::begin(kPapers), std::end(kPapers), type.code) == std::end(kPapers) || !words_.is_number(k)) return i;
  const std::u16string& chars = canonical_.chars;
  std::size_t end = words_[k].begin, slashes = 0, capitals = 0;
  for (; end < chars.size() && end - words_[k].begin <= kLongest; ++end) {
    const char16_t c = chars[end];
    if (c == u'/') ++slashes;
    else if (text::is_letter(c) && text::is_upper(c)) ++capitals;
    else if (!text::is_digit(c) && c != u'-' && c != u'.' && c != u'&') break;
  }
  while (end > words_[k].begin && !text::is_digit(chars[end - 1]) && !text::is_letter(chars[end - 1])) --end;
  if (slashes == 0 || capitals < 2 || end - words_[k].begin > kLongest || (end < chars.size() && text::is_letter(chars[end]))) return i;
  Number number;
  number.begin = words_[k].begin;
  number.end = end;
  number.shape = NumberShape::letter;
  number.text = text::to_utf8(std::u16string_view(chars).substr(number.begin, end - number.begin));
  number.sequence = number.text.substr(0, number.text.find('/'));
  Draft draft;
  draft.first = i;
  draft.mention.type = type.code;
  draft.mention.rule = "type+number as its sender writes it";
  return accept(std::move(draft), std::move(number));
}

bool Scanner::glued_so(std::size_t k) const {
  const auto chars = words_.chars(k);
  return chars.size() > 2 && text::is_digit(chars[2]) && text::lower(chars[0]) == u's' && (text::lower(chars[1]) == u'ố' || (!canonical_.has_diacritics && text::lower(chars[1]) == u'o'));
}

// "Mẫu Quyết định số 04", "Mẫu số 3: Biên bản số 05": a form, unless the number or a date tells that an act is meant.
bool Scanner::names_form(std::size_t i, const Number& number) const {
  if (i == 0 || words_[i].gap == Gap::paragraph || number.year || number.known_issuer) return false;
  if (!words_.is(i - 1, f_.mau)) return false;
  const std::size_t next = words_.at_char(number.end);
  return !(words_.is(next, f_.ngay) && parse_date(words_, next + 1));
}

// "1. Luật 2. Nghị định 3. Thông tư", "Nghị định" and on the next line "2. Thông tư": the number counts the items of a list.
bool Scanner::numbers_list_item(std::size_t k) const {
  static constexpr std::size_t kNear = 12;
  static constexpr long kLongestList = 20;
  const long item = words_.value(k);
  const auto counts = [&](std::size_t w, long value) {
    return words_.value(w) == value && words_.is_punctuation(w + 1, '.') && words_[w + 1].gap == Gap::none && (w + 2 >= words_.size() || words_[w + 2].gap != Gap::none);
  };
  if (item < 1 || item > kLongestList || !counts(k, item)) return false;
  if (words_[k].gap >= Gap::line && k + 2 < words_.size() && words_[k + 2].gap == Gap::blank) return true;
  for (std::size_t w = k >= kNear ? k - kNear : 0; w < k; ++w)
    if (item > 1 && counts(w, item - 1)) return true;
  for (std::size_t w = k + 2; w < k + 2 + kNear && w < words_.size(); ++w)
    if (counts(w, item + 1)) return true;
  return false;
}

// "Nghị định 45" ends the phrase or is followed by words of a citation; "Quyết định 3 người" does not.
bool Scanner::bare_number_ends_well(const Number& number) const {
  const std::size_t next = words_.at_char(number.end);
  if (next >= words_.size() || words_[next].gap >= Gap::line) return true;
  if (words_[next].kind == WordKind::punctuation) {
    const auto c = words_[next].code;
    return c == '.' || c == ',' || c == ';' || c == ')' || c == '"' || c == ':' || c == '?';
  }
  if (number.sequence.size() == 4 && (number.sequence.starts_with("19") || number.sequence.starts_with("20"))) return false;  // a year
  static const std::vector<Phrase> followers = [] {
    std::vector<Phrase> all;
    for (const char* w : {"thì", "trong", "đã", "cho", "để", "tại", "nêu", "là", "có", "khi", "theo", "này", "còn", "như", "với", "đối với", "nói", "trên", "cũng", "không", "phải", "nhằm", "đến", "từ", "sẽ",
                          "bị", "do", "bởi", "hướng dẫn", "thực hiện", "triển khai", "gồm", "vào", "trước", "sau", "hết", "áp dụng", "quy", "mới", "đang", "chưa", "nên", "mà", "nói trên", "ở"})
      all.emplace_back(w);
    return all;
  }();
  if (std::any_of(followers.begin(), followers.end(), [&](const Phrase& w) { return words_.match(next, w) != 0; })) return true;
  for (const Phrase* follower : {&f_.ngay, &f_.nam, &f_.cua, &f_.va, &f_.ve, &f_.sua_doi, &f_.quy_dinh, &f_.hoac, &f_.duoc, &f_.ban_hanh, &f_.thay_the, &f_.khoa})
    if (words_.match(next, *follower)) return !words_.match(next, f_.nam) || words_.is_number(next + 1);
  return false;
}

// "Thông tư số /2021/TT-NHNN": the sequence was left out.
std::size_t Scanner::malformed(std::size_t i, std::size_t k, const TypePhrase& type) {
  const long year = words_.value(k + 1);
  const bool with_year = year >= 1945 && year <= 2099 && words_.is_punctuation(k + 2, '/');
  const std::size_t symbol = with_year ? k + 3 : k + 1;
  if (!words_.is_word(symbol) || !words_.starts_upper(symbol) || !g_.registry.type_by_symbol(words_.utf8(symbol, symbol + 1))) return i;
  // Read it as if the sequence were there.
  std::size_t end = symbol + 1;
  std::string text = (with_year ? "/" + std::to_string(year) : std::string{}) + "/" + words_.utf8(symbol, symbol + 1);
  Number number;
  number.year = with_year ? static_cast<int>(year) : 0;
  number.shape = with_year ? NumberShape::qppl : NumberShape::individual;
  number.type_symbol = words_.utf8(symbol, symbol + 1);
  while (words_.is_punctuation(end, '-') && words_[end].gap == Gap::none && words_.is_word(end + 1) && words_[end + 1].gap == Gap::none) {
    // A word may be glued on: "/NĐ-CPngày 12/3/2020".
    const bool whole = words_.all_upper(end + 1) || g_.registry.issuer_by_symbol(words_.utf8(end + 1, end + 2));
    const std::string body = whole ? words_.utf8(end + 1, end + 2) : capitals(end + 1);
    if (body.empty()) break;
    number.issuers.push_back(body);
    number.end = words_[end + 1].begin + text::canonical_chars(body).size();
    text += "-" + number.issuers.back();
    end += 2;
  }
  number.begin = words_[k].begin;
  if (number.issuers.empty()) number.end = words_[end - 1].end();
  number.text = text;
  Draft draft;
  draft.first = i;
  draft.mention.type = type.code;
  draft.mention.malformed = true;
  draft.mention.rule = "type+blank number";
  return accept(std::move(draft), std::move(number));
}

// "của" among the words [from, to).
bool Scanner::says_of(std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i)
    if (words_.is(i, f_.cua)) return true;
  return false;
}

// "Quyết định chấp thuận chủ trương đầu tư số 4563/QĐ-UBND", "Nghị quyết của Quốc hội số 51/2001/QH10".
std::size_t Scanner::modified(std::size_t i, std::size_t after, const TypePhrase& type) {
  // In small letters the type word may be a verb or one of many: then the number has to print the type and the words a body
  // ("báo cáo thẩm định của Sở Tư pháp số 277/BC-STP").
  const bool capital = words_.starts_upper(i);
  const std::size_t limit = after + (words_.is(after, f_.cua) ? 30 : 16);
  std::size_t lines = 0;
  for (std::size_t k = after; k < words_.size() && k < limit; ++k) {
    if (words_[k].gap == Gap::paragraph || (words_[k].gap == Gap::line && ++lines > 2)) return i;  // columns torn apart
    if (words_[k].kind == WordKind::punctuation) {
      if (words_[k].code == ':' && words_.is(k + 1, f_.so)) continue;  // "các Nghị định của Chính phủ: số 71/2024/NĐ-CP ..."
      if (words_[k].code == '-' || (words_[k].code == ',' && (k < after + 8 || words_.is(after, f_.cua)))) continue;
      return i;
    }
    if (words_.is_number(k)) {
      static const Phrase count("lần"), ordinal("thứ");  // "điều chỉnh chủ trương đầu tư lần thứ 4 số ..."
      if (capital && k > after && (words_.is(k - 1, count) || words_.is(k - 1, ordinal)) && words_[k].length <= 2) continue;
      return i;
    }
    if (k > after && g_.firsts.may_hold(words_[k].code)) {
      const TypePhrase* other = g_.type_at(words_, k);
      if (other && !other->abbreviation && (words_.starts_upper(k) || !capital)) return i;
    }
    if (!capital && (words_.is(k, f_.tai) || words_.is(k, f_.theo))) return i;
    if (!words_.is(k, f_.so)) continue;
    if (k > after && words_.is(k - 1, f_.mau)) return i;  // "Văn bản đề nghị theo mẫu số 01/MGTH": a form
    std::size_t n = k + 1;
    if (words_.is_punctuation(n, ':')) ++n;
    if (n >= words_.size()) return i;
    if (capital && type.code == "KHAC" && words_.is_number(n) && words_[n].length >= 6) {
      // Registration numbers: digits alone.
      Number number;
      number.begin = words_[n].begin;
      number.end = words_[n].end();
      number.text = number.sequence = words_.utf8(n, n + 1);
      Draft draft;
      draft.first = i;
      draft.mention.type = type.code;
      draft.mention.rule = "certificate+number";
      return accept(std::move(draft), std::move(number));
    }
    auto number = parse_number(canonical_, words_[n].begin, g_.symbols, {true, false});
    if (!number || number->shape == NumberShape::year_only) return i;
    const bool law = type.code == "L" || type.code == "BL" || type.code == "PL";
    if (law && number->shape != NumberShape::law && number->shape != NumberShape::old) return i;
    if (number->court || in_own_header(*number)) return skip(*number);
    // Where the symbol names another type, the words between belong to something else.
    if (!number->type_symbol.empty()) {
      const auto* printed = g_.registry.type_by_symbol(number->type_symbol);
      if (printed && printed->code != type.code && (k > after + 2 || !capital)) return i;
    }
    if (!capital && (number->type_symbol.empty() || !number->known_issuer || !says_of(after, k))) return i;
    Draft draft;
    draft.first = i;
    draft.mention.type = type.code;
    draft.mention.rule = "type+words+number";
    if (law) draft.mention.name = law_names_.law_name(i, k);
    // The issuer may stand between.
    for (std::size_t of = after; of < k && draft.mention.issuer.empty(); ++of) {
      if (!words_.is(of, f_.cua)) continue;
      draft.mention.issuer = issuer_text(of + 1, std::min(k, g_.issuers.phrase_end(words_, of + 1, true)));
      draft.own_issuer = !draft.mention.issuer.empty();
    }
    return accept(std::move(draft), std::move(*number));
  }
  return i;
}

// "Tờ trình ngày 12/3/2024 của Sở Tài chính": type, date and issuer stand for the number.
std::size_t Scanner::dated(std::size_t i, std::size_t after, const TypePhrase& type) {
  if (!words_.starts_upper(i) || words_.all_upper(i) || type.code == "KHAC" || type.code == "BA" || type.code == "HD" || type.code == "QyĐ") return i;
  if (!words_.is(after, f_.ngay)) return i;
  const auto date = parse_date(words_, after + 1);
  if (!date) return i;
  // Who passes laws is known.
  if (type.code == "L" || type.code == "BL" || type.code == "PL") {
    Draft draft;
    draft.first = i;
    draft.last = after;
    draft.mention.type = type.code;
    draft.mention.rule = "type+date";
    return add(std::move(draft));
  }
  if (!words_.is(date->end, f_.cua)) return i;
  const std::size_t end = g_.issuers.phrase_end(words_, date->end + 1, true);
  if (end <= date->end + 1) return i;
  Draft draft;
  draft.first = i;
  draft.last = after;
  draft.mention.type = type.code;
  draft.mention.rule = "type+date+issuer";
  return add(std::move(draft));
}

// "Decree No.123/2020/NĐ-CP" in a translation.
bool Scanner::after_no(std::size_t i) const { return i >= 2 && words_.code(i - 2) == text::word_code("no"); }

// "văn bản giải trình số 750/BQL-QHXD ngày 02/6/2026": of a body that the registry does not know, but with its day.
std::optional<Number> Scanner::dated_letter(std::size_t at) const {
  auto number = parse_number(canonical_, at, g_.symbols, {true, false});
  if (!number || (number->shape != NumberShape::letter && number->shape != NumberShape::individual) || number->issuers.empty()) return std::nullopt;
  const std::size_t next = words_.at_char(number->end);
  if (!words_.is(next, f_.ngay) || !parse_date(words_, next + 1)) return std::nullopt;
  return number;
}

// "các Nghị định của Chính phủ: số 71/2024/NĐ-CP ... quy định về giá đất; số 103/2024/NĐ-CP ...": a member of the list though the
// title of the one before stands between. The head of the list; -1 if there is none.
std::int32_t Scanner::list_goes_on(std::size_t i, const Number& number) const {
  if (drafts_.empty() || i < 2 || !(words_.is_punctuation(i - 2, ';') || words_.is_punctuation(i - 2, ','))) return -1;
  const Draft& previous = drafts_.back();
  const Draft& head = drafts_[static_cast<std::size_t>(previous.list_head)];
  if (head.mention.rule != "type+words+number" || number.issuers != head.number.issuers || number.type_symbol != head.number.type_symbol) return -1;
  for (std::size_t k = previous.last; k < i; ++k)
    if (words_[k].gap == Gap::paragraph || words_.is_punctuation(k, '.')) return -1;
  return previous.list_head;
}

// A number without type word: "45/2020/NĐ-CP". The full shape with known symbols decides.
std::size_t Scanner::untyped_number(std::size_t i) {
  const text::Word& w = words_[i];
  const std::string& folded = canonical_.folded;
  // Cheap look at what follows: a separator or letters right after the digits.
  std::size_t p = w.end();
  if (p >= folded.size()) return i + 1;
  std::size_t q = p;
  while (q < folded.size() && (folded[q] == ' ' || folded[q] == '\n') && q < p + 3) ++q;
  const bool plausible = q < folded.size() && (folded[q] == '/' || folded[q] == '-' || folded[q] == '.');
  if (!plausible || (i > 0 && w.gap == Gap::none && (words_.is_punctuation(i - 1, '/') || words_.is_punctuation(i - 1, '-') || (words_.is_punctuation(i - 1, '.') && !after_no(i)))))
    return i + 1;
  const bool so = i > 0 && words_.is(i - 1, f_.so);
  if (i > 0 && (words_.is(i - (so ? 2 : 1), f_.mau) || (i >= 3 && words_.is(i - 2, f_.mau)) || words_.is(i - 1, f_.bieu))) {
    // "Mẫu số 01/TNDN", "mẫu 05-ĐK-TCT": a form. Its number is passed over.
    const auto form = parse_number(canonical_, w.begin, g_.symbols, {true, false});
    return form ? std::max(i + 1, words_.at_char(form->end)) : i + 1;
  }
  auto number = parse_number(canonical_, w.begin, g_.symbols, {false, false});
  if (!number && so) number = dated_letter(w.begin);
  if (!number) return i + 1;
  if (number->court) return skip(*number);
  // "Mẫu điện tử số 01-HĐ-BTC": a form as well.
  if (so && number->year == 0 && ((i >= 3 && words_.is(i - 3, f_.mau)) || (i >= 4 && words_.is(i - 4, f_.mau)))) return skip(*number);
  if (number->shape == NumberShape::letter && !so) return i + 1;
  if (number->shape == NumberShape::old && !so && number->type_symbol.empty() && !number->known_issuer) return i + 1;
  if (number->shape == NumberShape::individual && !number->known_issuer && !so && number->issuers.empty()) return i + 1;
  if (is_own_header(*number)) return skip(*number);
  // "sửa đổi 01-2023 QCVN 06:2022/BXD": an amendment is counted, what it amends begins with the symbol.
  if (const std::size_t last = words_.at_char(number->end); last > i + 1 && is_standard(last - 1)) return i + 1;
  Draft draft;
  draft.first = i;
  draft.mention.rule = "number";
  if (so) draft.list_head = list_goes_on(i, *number);
  if (!number->type_symbol.empty()) {
    const auto* type = g_.registry.type_by_symbol(number->type_symbol);
    if (type) draft.mention.type = type->code;
  } else if (number->shape == NumberShape::letter) {
    draft.mention.type = std::string("CV");
  }
  return accept(std::move(draft), std::move(*number));
}

std::size_t Scanner::skip(const Number& number) const { return std::max(words_.at_char(number.end), std::size_t{1}); }

}  // namespace tracuu::citation
