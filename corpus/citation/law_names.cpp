#include "corpus/citation/law_names.h"

#include <algorithm>
#include <array>

namespace tracuu::citation {

using text::Gap;
using text::Phrase;
using text::WordKind;

bool LawNames::law_word(std::size_t i, std::size_t* length) const {
  for (const Phrase* p : {&f_.bo_luat, &f_.phap_lenh, &f_.luat})
    if (const std::size_t n = words_.match(i, *p)) return *length = n, true;
  return false;
}

std::size_t LawNames::law_name_end(std::size_t i, bool* known, int depth) const {
  std::size_t type_length = 1;
  if (depth > kDeepest || !law_word(i, &type_length)) return i;
  *known = false;
  const std::size_t after = i + type_length;
  // "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B": name and all.
  if (const std::size_t amending = amending_name_end(i, after, depth + 1); amending > i) {
    *known = true;
    const std::size_t dictionary = g_.laws.longest(words_, i);
    return std::max(amending, dictionary);
  }
  if (!words_.is_word(after)) return i;
  const std::size_t dictionary = g_.laws.longest(words_, i);
  if (dictionary > after && (dictionary > i + 4 || g_.laws.spelled(words_, i, dictionary))) {
    *known = true;
    return dictionary;
  }
  if (!words_.starts_upper(i) || (words_.all_upper(i) && !words_.all_upper(after))) return i;
  return named_by_rule(i, after);
}

std::size_t LawNames::amending_name_end(std::size_t i, std::size_t after, int depth) const {
  std::size_t k = after;
  if (!words_.match(k, f_.sua_doi)) return i;
  k += 2;
  if (words_.is_punctuation(k, ',') || (words_.is_punctuation(k, ';') && words_.match(k + 1, f_.bo_sung))) ++k;
  if (words_.match(k, f_.bo_sung)) k += 2;
  // up to the first law named
  std::size_t limit = k + 12;
  std::size_t inner_length = 0;
  while (k < words_.size() && k < limit && !law_word(k, &inner_length)) {
    if (words_[k].gap == Gap::paragraph) return i;
    if (words_[k].kind == WordKind::punctuation && words_[k].code != ',') return i;
    if (words_.is(k, f_.nam) || words_.is(k, f_.ngay) || words_.is(k, f_.so)) {
      if (!(words_.is(k, f_.so) && words_.match(k - 1, f_.mot_so))) return i;
    }
    ++k;
  }
  if (k >= words_.size() || k >= limit) return i;
  std::size_t end = i;
  bool numbered_laws = false;
  for (int laws = 0; laws < 40 && law_word(k, &inner_length); ++laws) {
    bool known = false;
    const std::size_t inner = law_name_end(k, &known, depth);
    if (inner <= k + inner_length - 1) break;
    end = inner;
    // "... của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và ...": each with its number. A single number behind the last
    // name is the amending law's own.
    if (const std::size_t numbered = number_end(end); numbered > end && (numbered_laws || another_law(numbered))) {
      end = numbered;
      numbered_laws = true;
    }
    // Further laws of the list: ", Luật B" and "và Luật C".
    std::size_t next = end;
    if (words_.is_punctuation(next, ',')) ++next;
    if (words_.is(next, f_.va)) ++next;
    if (next == end) break;
    std::size_t length = 0;
    if (!law_word(next, &length) || words_.is(next + length, f_.so) || words_.is(next + length, f_.nay)) break;
    if (words_.match(next + length, f_.sua_doi)) break;
    bool next_known = false;
    if (law_name_end(next, &next_known, depth) <= next) break;
    k = next;
  }
  return end;
}

// End of "số 31/2024/QH15" at word k; k if no number of a law stands there.
std::size_t LawNames::number_end(std::size_t k) const {
  if (!words_.is(k, f_.so) || k + 1 >= words_.size() || words_[k + 1].gap == Gap::paragraph) return k;
  const auto number = parse_number(words_.canonical(), words_[k + 1].begin, g_.symbols, {true, false});
  return number && number->shape == NumberShape::law ? words_.at_char(number->end) : k;
}

// ", Luật B" or "và Luật B" at word k.
bool LawNames::another_law(std::size_t k) const {
  std::size_t next = k, length = 0;
  if (words_.is_punctuation(next, ',')) ++next;
  if (words_.is(next, f_.va)) ++next;
  return next > k && law_word(next, &length) && !words_.is(next + length, f_.so) && !words_.is(next + length, f_.nay) && !words_.match(next + length, f_.sua_doi);
}

// Unknown names: words up to one that cannot belong to a name.
std::size_t LawNames::named_by_rule(std::size_t i, std::size_t after) const {
  static const std::vector<Phrase> stops = [] {
    std::vector<Phrase> all;
    for (const char* w : {"ngày", "năm", "số", "của", "về", "quy định", "được", "đã", "có", "này", "hoặc", "thì", "là", "tại", "theo", "trong", "cho", "khi", "do",
                          "để", "từ", "không", "sẽ", "phải", "mà", "sửa đổi", "ban hành", "thông qua", "hiện hành", "và các", "cũng", "như", "nhằm", "vào", "bởi", "còn",
                          "hết", "đến", "nếu", "nêu", "trên", "ra đời", "chưa", "đang", "cụ thể", "thay thế", "hướng dẫn", "mới", "bao gồm", "tiếp tục", "khóa", "và văn bản", "và những",
                          "đối với", "áp dụng", "cần", "sau", "trước", "ở", "đó", "thực hiện", "trình", "gồm", "công bố"})
      all.emplace_back(w);
    return all;
  }();
  // "Pháp lệnh về thuế nông nghiệp": older ordinances have "về" in their names, and small letters behind it.
  const bool about = words_.match(i, f_.phap_lenh) != 0 && words_.is(after, f_.ve) && words_.is_word(after + 1);
  std::size_t end = about ? after + 1 : after;
  if (!words_.is_word(after) || words_[after].gap == Gap::paragraph) return i;
  if (!about && !words_.starts_upper(after)) return i;
  static const std::vector<Phrase> not_names = [] {
    std::vector<Phrase> all;
    for (const char* n : {"sư", "dự thảo", "việt nam", "gia", "pháp"}) all.emplace_back(n);
    return all;
  }();
  if (std::any_of(not_names.begin(), not_names.end(), [&](const Phrase& n) { return words_.match(after, n) != 0; })) return i;
  while (end < words_.size() && end < after + 22) {
    if (end > after && words_[end].gap == Gap::paragraph) break;
    if (words_[end].kind == WordKind::punctuation) {
      // "Luật Phòng, chống ...": a comma inside a name is followed by a lower-case word that begins no other citation.
      const bool comma = words_[end].code == ',' && words_.is_word(end + 1) && !words_.starts_upper(end + 1) && words_[end + 1].gap != Gap::none && end < after + 8 &&
                         !g_.type_at(words_, end + 1) && !std::any_of(stops.begin(), stops.end(), [&](const Phrase& s) { return words_.match(end + 1, s) != 0; }) &&
                         !words_.is(end + 1, f_.cac) && !words_.is(end + 1, f_.nhung);
      if (!comma) break;
      ++end;
      continue;
    }
    if (words_.is_number(end)) break;
    // "Pháp lệnh Nhập cảnh, xuất cảnh, cư trú và đi lại của người nước ngoài tại Việt Nam": whom it is about.
    static const std::array<Phrase, 2> whom = {Phrase("của người nước ngoài tại Việt Nam"), Phrase("của công dân Việt Nam")};
    if (const auto of = std::find_if(whom.begin(), whom.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; }); of != whom.end()) {
      end += of->size();
      break;
    }
    if (std::any_of(stops.begin(), stops.end(), [&](const Phrase& s) { return words_.match(end, s) != 0; })) break;
    if (words_.is(end, f_.va)) {
      if (words_.starts_upper(end + 1) || g_.type_at(words_, end + 1) || !words_.is_word(end + 1)) break;
      // "và" joins within a name only right before the end of the phrase.
    }
    if (end > after && g_.firsts.may_hold(words_[end].code)) {
      const TypePhrase* type = g_.type_at(words_, end);
      if (type && !type->abbreviation && words_.starts_upper(end) && type->code != "QyĐ") break;
    }
    ++end;
  }
  while (end > after && (words_[end - 1].kind == WordKind::punctuation || words_.is(end - 1, f_.va))) --end;
  // "Pháp lệnh về Tự vệ trong nhập khẩu hàng hóa ... số 42/2002/PL-UBTVQH10": its name goes on, and the number tells where it ends.
  static const std::array<Phrase, 8> goes_on = {Phrase("trong"), Phrase("của"), Phrase("cho"), Phrase("tại"), Phrase("đối với"), Phrase("do"), Phrase("từ"), Phrase("ở")};
  if (about && std::any_of(goes_on.begin(), goes_on.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; })) return i;
  if (end <= after || end > after + 20) return i;
  return goes_on_to_number(end);
}

// "Luật Người lao động Việt Nam đi làm việc | tại nước ngoài số 72/2006/QH11": behind a preposition the name goes on where the number of a
// law ends it. Its end; `end` where no such number follows.
std::size_t LawNames::goes_on_to_number(std::size_t end) const {
  static constexpr std::size_t kRest = 16;
  static const std::array<Phrase, 9> prepositions = {Phrase("tại"), Phrase("trong"), Phrase("của"), Phrase("cho"), Phrase("đối với"), Phrase("ở"), Phrase("về"), Phrase("theo"), Phrase("từ")};
  if (std::none_of(prepositions.begin(), prepositions.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; })) return end;
  for (std::size_t k = end + 1; k < words_.size() && k < end + kRest; ++k) {
    if (words_[k].gap == Gap::paragraph || (words_[k].kind == WordKind::punctuation && words_[k].code != ',') || words_.is_number(k)) return end;
    if (words_.starts_upper(k) && g_.type_at(words_, k) != nullptr) return end;
    if (words_.is(k, f_.so)) return number_end(k) > k ? k : end;
  }
  return end;
}

bool LawNames::compound(std::size_t i) const {
  static const std::vector<Phrase> heads = [] {
    std::vector<Phrase> all;
    for (const char* h : {"pháp", "kỷ", "quy", "dự", "âm", "đạo"}) all.emplace_back(h);
    return all;
  }();
  if (i == 0 || words_[i].gap == Gap::paragraph) return false;
  return std::any_of(heads.begin(), heads.end(), [&](const Phrase& h) { return words_.is(i - 1, h); });
}

// "LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT ĐẤT ĐAI", "PHÁP LỆNH VỀ NGƯỜI VIỆT NAM Ở NƯỚC NGOÀI": names of laws as the registry spells
// them, of the rest what is a name whatever stands around it.
std::string LawNames::in_small_letters(std::size_t begin, std::size_t end) const {
  const auto& canonical = words_.canonical();
  std::string name;
  std::size_t from = words_[begin].begin;
  for (std::size_t k = begin; k < end;) {
    std::size_t length = 0;
    const std::size_t known = law_word(k, &length) ? g_.laws.longest(words_, k) : k;
    const auto rows = known > k + length && known <= end ? g_.registry.law_names(words_.utf8(k, known)) : std::vector<const registry::LawName*>{};
    if (rows.empty() || rows.front()->shortened || !canonical.has_diacritics) {
      ++k;
      continue;
    }
    name += text::lower(canonical.utf8(from, words_[k].begin)) + rows.front()->name;
    from = words_[known - 1].end();
    k = known;
  }
  if (from < words_[end - 1].end()) name += text::lower(canonical.utf8(from, words_[end - 1].end()));
  static const std::array<std::string, 6> proper = {"Cộng hòa xã hội chủ nghĩa", "Việt Nam", "Hồ Chí Minh", "Đảng", "Mặt trận Tổ quốc", "Liên hợp quốc"};
  for (const std::string& noun : proper) {
    const std::string small = " " + text::lower(noun);
    for (std::size_t at = name.find(small); at != std::string::npos; at = name.find(small, at + small.size()))
      if (const std::size_t after = at + small.size(); after == name.size() || name[after] == ' ' || name[after] == ',') name.replace(at + 1, noun.size(), noun);
  }
  return name;
}

// "Trường Đại học Luật Hà Nội", "Khoa Luật Kinh tế", "Công ty Luật Sao Mai", "cử nhân Luật Dân sự": a school, a firm, a degree.
bool LawNames::school(std::size_t i) const {
  static const std::array<Phrase, 14> heads = {Phrase("đại học"), Phrase("đh"), Phrase("cao đẳng"), Phrase("khoa"), Phrase("viện"), Phrase("bộ môn"), Phrase("công ty"),
                                               Phrase("hãng"), Phrase("chuyên ngành"), Phrase("ngành"), Phrase("cử nhân"), Phrase("thạc sĩ"), Phrase("thạc sỹ"), Phrase("tiến sĩ")};
  if (i == 0 || words_[i].gap == Gap::paragraph) return false;
  return std::any_of(heads.begin(), heads.end(), [&](const Phrase& h) {
    const std::size_t n = words_.match_before(i, h);
    // At the end of a line small letters may end a cell of a table: "tổ chức ngành / Luật Phòng, chống thiên tai".
    return n != 0 && (words_[i].gap == Gap::blank || words_.starts_upper(i - n));
  });
}

std::string LawNames::law_name(std::size_t begin, std::size_t end) const {
  std::string name = words_.utf8(begin, end);
  // All capitals: sentence case.
  bool lower_seen = false;
  for (std::size_t i = begin; i < end && !lower_seen; ++i)
    if (words_.is_word(i) && !words_.all_upper(i)) lower_seen = true;
  if (!lower_seen) name = in_small_letters(begin, end);
  std::u16string chars = text::canonical_chars(name);
  if (!chars.empty()) chars[0] = text::upper(chars[0]);
  return text::to_utf8(chars);
}

}  // namespace tracuu::citation
