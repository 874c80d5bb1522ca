#include "corpus/citation/scanner.h"

#include <algorithm>

#include "corpus/citation/key.h"
#include "corpus/citation/notes.h"

namespace tracuu::citation {

using model::Mention;
using text::Gap;
using text::Phrase;
using text::WordKind;

// Date, year and issuer after the number or name.
void Scanner::tail(Draft& draft) {
  Mention& m = draft.mention;
  std::size_t k = draft.last;
  if (draft.has_number) k = words_.at_char(draft.number.end, draft.first);
  // A word glued to the number starts before the next word.
  if (draft.has_number && k > 0 && words_[k - 1].end() > draft.number.end) {
    // "NĐ-CPngày 12/3/2020": the glued word counts as "ngày" when a date follows.
    if (parse_date(words_, k)) take_date(draft, k);
  }
  const bool joint = m.type == "TTLT" || m.type == "NQLT" || (draft.has_number && draft.number.issuers.size() > 1);
  for (int round = 0; round < 6; ++round) {
    k = after_notes(words_, k);
    std::size_t n = k;
    if (n >= words_.size() || words_[n].gap == Gap::paragraph) break;
    const bool comma = words_.is_punctuation(n, ',');
    if (comma) ++n;
    if (words_.match(n, f_.ban_hanh) && words_.is(n + 2, f_.ngay)) n += 2;
    if (words_.is_punctuation(n, '(')) {
      std::size_t inside = n + 1;
      if (words_.is(inside, f_.ngay)) ++inside;
      const auto date = parse_date(words_, inside);
      if (date && words_.is_punctuation(date->end, ')') && !draft.own_date) {
        set_date(draft, date->date);
        k = date->end + 1;
        continue;
      }
      // "của Bộ Thương mại (nay là Bộ Công Thương) ngày 24 tháng 12 năm 1998"
      if (draft.own_issuer && !draft.own_date && words_.match(n + 1, f_.now_is)) {
        std::size_t close = n + 3;
        while (close < n + 16 && close < words_.size() && words_[close].gap != Gap::paragraph && !words_.is_punctuation(close, ')')) ++close;
        if (words_.is_punctuation(close, ')') && words_.is(close + 1, f_.ngay)) {
          k = close + 1;
          continue;
        }
      }
      // "(sửa đổi)", "(khóa XII)": passed over before an issuer.
      if (words_.match(n + 1, f_.sua_doi) && words_.is_punctuation(n + 3, ')')) {
        k = n + 4;
        continue;
      }
      break;
    }
    if (const auto glued = parse_glued_date(words_, n); glued && !draft.own_date) {
      set_date(draft, glued->date);
      k = glued->end;
      continue;
    }
    if (words_.is(n, f_.ngay)) {
      std::size_t d = n + 1;
      if (words_.is(d, f_.ngay)) ++d;
      if (const auto [year, end] = year_of_blank_date(d); year != 0) {
        if (!m.year) m.year = year;
        k = end;
        continue;
      }
      const auto date = parse_date(words_, d);
      if (!date || (draft.own_date && !(date->date == m.date))) break;  // the same day may stand there twice
      set_date(draft, date->date);
      k = date->end;
      continue;
    }
    // "Thông tư số 10/2021/TT-BXD 25/08/2021 của Bộ Xây dựng": "ngày" left out.
    if (!comma && !draft.own_date && draft.has_number && words_.is_number(n) && words_[n].gap == Gap::blank && words_.is_punctuation(n + 1, '/')) {
      if (const auto date = parse_date(words_, n)) {
        set_date(draft, date->date);
        k = date->end;
        continue;
      }
    }
    if (words_.is(n, f_.nam) && !m.year && !draft.own_date) {
      const long year = words_.value(n + 1);
      if (year < 1945 || year > 2099) break;
      m.year = static_cast<std::int16_t>(year);
      k = n + 2;
      continue;
    }
    if (!comma && !m.year && draft.has_number && words_.value(n) >= 1945 && words_.value(n) <= 2099 && words_[n].length == 4 && words_[n].gap == Gap::blank &&
        (m.type == "QĐ" || m.type == "NQ" || m.type == "CT" || m.type == "KH") && !words_.is_punctuation(n + 1, '-') && !words_.is_punctuation(n + 1, '/')) {
      m.year = static_cast<std::int16_t>(words_.value(n));  // "Quyết định 1032/QĐ-BKHCN 2025"
      k = n + 1;
      continue;
    }
    // "ngày 27/6/2025của Bộ Y tế", "số 35/2025/QĐ-TTgcủa Thủ tướng": written as one word with what stands before.
    const bool glued_of = !comma && ends_in_of(n - 1);
    if ((words_.is(n, f_.cua) || glued_of) && !draft.own_issuer) {
      if (glued_of) --n;
      const std::size_t end = g_.issuers.phrase_end(words_, n + 1, joint);
      if (end <= n + 1) break;
      m.issuer = issuer_text(n + 1, end);
      draft.own_issuer = true;
      k = end;
      continue;
    }
    if (words_.is(n, f_.by) && m.type == "KHAC" && !draft.own_issuer) {  // "do Sở Kế hoạch và Đầu tư ... cấp"
      const std::size_t end = g_.issuers.phrase_end(words_, n + 1, false);
      if (end <= n + 1) break;
      m.issuer = issuer_text(n + 1, end);
      draft.own_issuer = true;
      k = end;
      certificate_date(draft, end);
      continue;
    }
    // Plenum or body without "của": "ngày 16/8/1999 Hội nghị lần thứ bảy Ban Chấp hành Trung ương".
    static const Phrase plenum("hội nghị lần thứ");
    if (!draft.own_issuer && draft.own_date && words_.match(n, comma ? plenum : f_.hoi_nghi) && words_.starts_upper(n)) {
      const std::size_t end = g_.issuers.phrase_end(words_, n, false);
      if (end <= n) break;
      m.issuer = issuer_text(n, end);
      draft.own_issuer = true;
      k = end;
      continue;
    }
    if (!comma && !draft.own_issuer && draft.own_date && m.type != "L" && words_.starts_upper(n) && words_[n].gap != Gap::line && direct_issuer(n)) {
      const std::size_t end = g_.issuers.phrase_end(words_, n, joint);
      if (end <= n) break;
      m.issuer = issuer_text(n, end);
      draft.own_issuer = true;
      k = end;
      continue;
    }
    break;
  }
  draft.tail_end = k;
  after_tail(draft, k);
}

// "Quyết định số /QĐ-TTg ngày   tháng   năm 2025 của Thủ tướng Chính phủ", "ngày ... tháng 11 năm 2025", "ngày  /4/2026": a draft leaves the
// day blank, and often the month. The year and the word behind it; 0 if word i begins no such date.
std::pair<std::int16_t, std::size_t> Scanner::year_of_blank_date(std::size_t i) const {
  static const Phrase thang("tháng");
  const auto over_dots = [&](std::size_t w) {
    while (words_.is_punctuation(w, '.')) ++w;
    return w;
  };
  std::size_t k = over_dots(i);
  if (words_.is(k, thang)) {
    k = over_dots(k + 1);
    if (words_.is_number(k)) ++k;
    if (!words_.is(k, f_.nam)) return {};
  } else if (!words_.is_punctuation(k, '/') || !words_.is_number(k + 1) || !words_.is_punctuation(k + 2, '/')) {
    return {};
  } else {
    k += 2;
  }
  const long year = words_.value(k + 1);
  if (year < 1945 || year > 2099) return {};
  return {static_cast<std::int16_t>(year), k + 2};
}

// The word is another one with "của" written on to it.
bool Scanner::ends_in_of(std::size_t i) const {
  static constexpr std::u16string_view kOf = u"của";
  const auto chars = words_.chars(i);
  return chars.size() > kOf.size() && words_.is_word(i) && chars.ends_with(kOf);
}

void Scanner::take_date(Draft& draft, std::size_t& k) {
  const auto date = parse_date(words_, k);
  set_date(draft, date->date);
  k = date->end;
}

void Scanner::set_date(Draft& draft, model::Date date) {
  draft.mention.date = date;
  draft.own_date = true;
  if (!draft.mention.year) draft.mention.year = date.year;
}

void Scanner::certificate_date(Draft& draft, std::size_t k) {
  for (std::size_t n = k; n < words_.size() && n < k + 10; ++n) {
    if (words_[n].gap == Gap::paragraph || (words_[n].kind == WordKind::punctuation && words_[n].code != ',')) return;
    if (!words_.is(n, f_.ngay)) continue;
    if (const auto date = parse_date(words_, n + 1); date && !draft.own_date) set_date(draft, date->date);
    return;
  }
}

// "ngày 05/3/2009 Chính phủ quy định ...": rare, only the shortest well-known bodies.
bool Scanner::direct_issuer(std::size_t n) const {
  static const std::vector<Phrase> bodies = [] {
    std::vector<Phrase> all;
    for (const char* b : {"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"}) all.emplace_back(b);
    return all;
  }();
  return std::any_of(bodies.begin(), bodies.end(), [&](const Phrase& b) { return words_.match(n, b) != 0; });
}

std::string Scanner::issuer_text(std::size_t begin, std::size_t end) const {
  if (end <= begin) return {};
  if (words_.is(begin, f_.cua)) ++begin;
  static const Phrase jointly("liên tịch");
  if (const std::size_t n = words_.match(begin, jointly)) begin += n + (words_.is_punctuation(begin + n, ':') ? 1 : 0);
  // "của Bộ" before the end of a page, "của / Người ký: CỔNG THÔNG TIN": the name was cut off.
  static const Phrase ministry("bộ"), person("người"), department("sở");
  if (end == begin + 1 && (words_.is(begin, ministry) || words_.is(begin, person) || words_.is(begin, department))) return {};
  std::string text = words_.utf8(begin, end);
  bool lower_seen = false;
  for (std::size_t i = begin; i < end && !lower_seen; ++i) lower_seen = words_.is_word(i) && !words_.all_upper(i);
  if (!lower_seen && end - begin > 2) {
    // "ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ"
    text = g_.issuers.spelled(text::lower(text));
  }
  return text;
}

// What follows the tail and tells more of the act: its name, the year of its amendment; what precedes: who proposed it.
void Scanner::after_tail(Draft& draft, std::size_t k) {
  Mention& m = draft.mention;
  if ((m.type == "L" || m.type == "BL" || m.type == "PL") && draft.has_number && m.name.empty()) {
    // "Luật số 42/2024/QH15 ngày 29/6/2024 về Quản lý, sử dụng vũ khí ..."
    std::size_t n = k;
    if (words_.match(n, f_.ve)) ++n;
    if (n > k || words_.starts_upper(n)) name_after_number(m, n);
  }
  if (m.year == 0 && !draft.has_number && words_.match(k, f_.sua_doi)) {  // "Luật bảo hiểm y tế sửa đổi, bổ sung năm 2009"
    std::size_t n = k + 2;
    if (words_.is_punctuation(n, ',')) ++n;
    if (words_.match(n, f_.bo_sung)) n += 2;
    if (words_.is(n, f_.nam)) ++n;
    const long year = words_.value(n);
    if (year >= 1945 && year <= 2099 && n > k + 1 && words_[n].length == 4) m.year = static_cast<std::int16_t>(year);
  }
  if ((m.type == "L" || m.type == "BL" || m.type == "PL") && !draft.own_date) date_of_passing(draft, k);
  if (!draft.own_issuer) issuer_before(draft);
}

// "Luật Đất đai / Đã được Quốc hội ... khóa XIII, kỳ họp thứ 6 thông qua ngày 29 tháng 11 năm 2013": orders of the State President
// name the law so, with no number, while the older law of the name is still in force.
void Scanner::date_of_passing(Draft& draft, std::size_t k) {
  static constexpr std::size_t kFar = 40;
  static const Phrase da("đã"), duoc("được"), assembly("quốc hội"), committee("ủy ban thường vụ quốc hội"), passed("thông qua");
  static constexpr std::size_t kSession = 8;  // "thông qua tại kỳ họp thứ 9 ngày 26 tháng 6 năm 2025"
  if (words_.is_punctuation(k, ',')) ++k;
  if (words_.is(k, da)) ++k;
  if (!words_.is(k, duoc)) return;
  if (!words_.match(k + 1, assembly) && !words_.match(k + 1, committee)) return;
  for (std::size_t n = k + 1; n < words_.size() && n < k + kFar; ++n) {
    if (words_[n].gap == Gap::paragraph || words_.is_punctuation(n, '.') || words_.is_punctuation(n, ';')) return;
    if (!words_.match(n, passed)) continue;
    for (std::size_t d = n + passed.size(); d < words_.size() && d < n + kSession && words_[d].kind == WordKind::word; ++d)
      if (words_.is(d, f_.ngay) && words_[d].gap != Gap::paragraph)
        if (const auto date = parse_date(words_, d + 1)) return set_date(draft, date->date);
    return;
  }
}

void Scanner::name_after_number(Mention& m, std::size_t n) {
  const std::size_t end = g_.law_tails.longest(words_, n);
  if (end <= n) return;
  const std::string name = (m.type == "L" ? "Luật " : m.type == "BL" ? "Bộ luật " : "Pháp lệnh ") + words_.utf8(n, end);
  if (!g_.registry.law_names(name).empty()) m.name = name;
}

// "đề nghị của" in the same clause.
bool Scanner::proposal_before(std::size_t k) const {
  static constexpr std::size_t kFar = 40;
  for (std::size_t i = k; i-- > 0 && k - i < kFar;) {
    if (words_[i + 1].gap == Gap::paragraph || words_.is_punctuation(i, ';')) return false;
    if (words_.match(i, f_.de_nghi_cua)) return true;
  }
  return false;
}

// "theo hướng dẫn của Bộ Nội vụ tại văn bản số 933/BNV-CCHC": the number names the same body. Not so "chỉ đạo của Thủ tướng Chính phủ
// tại Thông báo số 75/TB-VPCP".
bool Scanner::prints_body(const Draft& draft, const std::string& body) const {
  if (!draft.has_number) return false;
  const auto head = [](const std::string& slug) { return slug.substr(0, slug.find('.')); };
  const std::string printed = head(issuer_of(draft.number, g_.registry));
  return !printed.empty() && printed != "?" && printed != "_" && printed == head(g_.registry.issuer_slug(body, draft.mention.date));
}

// "Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW": the day stands before the body, whose name begins at word k.
void Scanner::date_before(Draft& draft, std::size_t k) {
  static constexpr std::size_t kDate = 8;
  const std::size_t end = words_.is_punctuation(k - 1, ',') ? k - 1 : k;
  for (std::size_t i = end; i-- > 0 && end - i < kDate;) {
    if (!words_.is(i, f_.ngay)) continue;
    const auto date = parse_date(words_, i + 1);
    const bool of_this_year = date && (draft.number.year == 0 || draft.number.year == date->date.year);
    if (of_this_year && date->end == end) set_date(draft, date->date);
    return;
  }
}

// "..., Bộ Khoa học và Công nghệ tại công văn số 2695/BKHCN-KHTC": the body whose name opens the phrase and ends before word `end`, if the
// number prints the same.
bool Scanner::speaker_before(Draft& draft, std::size_t end) {
  static constexpr std::size_t kLongest = 14;
  for (std::size_t k = end; k-- > 0 && end - k < kLongest;) {
    if (!words_.is_word(k) && !words_.is_punctuation(k, ',') && !words_.is_punctuation(k, '-')) return false;
    const bool opens = k == 0 || words_[k].gap == Gap::paragraph || (words_[k - 1].kind == WordKind::punctuation && words_[k - 1].code != '-');
    if (opens && words_.starts_upper(k) && g_.issuers.begins_with_body(words_, k) && g_.issuers.phrase_end(words_, k, false, true) == end) {
      const std::string body = issuer_text(k, end);
      if (prints_body(draft, body)) draft.mention.issuer = body;
      return !draft.mention.issuer.empty();
    }
    if (words_[k].gap == Gap::paragraph) return false;
  }
  return false;
}

// "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số ...", "Giám đốc Sở Công Thương phê duyệt tại Quyết định số ..."
void Scanner::issuer_before(Draft& draft) {
  std::size_t at = draft.first;
  if (at < 3) return;
  if (words_.is(at - 1, f_.cac) && words_.is(at - 2, f_.tai)) --at;  // "tại các Tờ trình: Số 202/TTr-BVHTTDL ..., số 192/TTr-BVHTTDL"
  if (const std::size_t verb = words_.match_before(at, f_.ban_hanh); verb && draft.has_number) {
    static const Phrase da("đã");
    std::size_t end = at - verb;
    if (words_.is(end - 1, da)) --end;
    // "UBND tỉnh Hậu Giang đã ban hành Quyết định số ..."
    for (std::size_t k = end; k-- > 0 && end - k < 10;) {
      if (words_[k].kind == WordKind::punctuation || words_.is_number(k)) break;
      if (!words_.starts_upper(k) || (k > 0 && words_[k].gap == Gap::blank && words_.starts_upper(k - 1) && words_.is_word(k - 1))) continue;
      if (g_.issuers.begins_with_body(words_, k) && g_.issuers.phrase_end(words_, k, false, true) == end) {
        draft.mention.issuer = issuer_text(k, end);  // the longest: "Thủ tướng Chính phủ" rather than "Chính phủ"
        if (!draft.own_date) date_before(draft, k);
      }
    }
    return;
  }
  // "Cục Thuế đã có công văn số 5106/CT-CS"
  static const Phrase issued("đã có");
  const std::size_t wrote = words_.match_before(at, issued);
  if (!wrote && !words_.is(at - 1, f_.tai)) return;
  if (speaker_before(draft, at - (wrote ? wrote : 1)) || wrote) return;
  static const Phrase phe_duyet("phê duyệt"), theo_de_nghi("theo đề nghị"), duoc("được"), ban_hanh("ban hành"), chap_thuan("chấp thuận"), y_kien("ý kiến");
  static const Phrase told("nêu");
  std::size_t end = at - 1;
  if (words_.is(end - 1, told)) --end;  // "theo đề nghị của Bộ Xây dựng nêu tại Tờ trình số ..."
  bool approved = false;
  for (const Phrase* verb : {&phe_duyet, &ban_hanh, &chap_thuan})
    if (const std::size_t n = words_.match_before(end, *verb)) end -= n, approved = true;
  // Back to "của" or "được".
  for (std::size_t k = end; k > 0 && end - k < 18; --k) {
    if (words_[k].gap == Gap::paragraph && k < end) return;
    const text::Word& w = words_[k - 1];
    if (w.kind == WordKind::punctuation && w.code != '-' && w.code != ',' && w.code != '.') return;
    // "... và Giám đốc Sở Nội vụ tại Tờ trình số ...": the next of those on whose proposal it is.
    const bool next_proposer = !approved && words_.is(k - 1, f_.va) && words_.starts_upper(k) && g_.issuers.begins_with_body(words_, k) && proposal_before(k);
    const bool opens = next_proposer || (approved ? words_.is(k - 1, duoc) : words_.is(k - 1, f_.cua));
    if (!opens) continue;
    // Between "đề nghị của" and "tại" stands the body whole, also where a rule would end it at "và" ("Sở Văn hóa và Thể thao").
    const std::size_t body_end = g_.issuers.phrase_end(words_, k, false);
    const bool asked = words_.match_before(k, f_.de_nghi_cua) && g_.issuers.begins_with_body(words_, k);
    if (body_end < end && !(approved && body_end > k) && !asked) return;
    const std::string body = issuer_text(k, end);
    const bool speaks = approved || next_proposer || words_.match_before(k, f_.de_nghi_cua) || words_.match_before(k, f_.tham_dinh_cua) || words_.match_before(k - 1, y_kien);
    if (speaks || prints_body(draft, body)) draft.mention.issuer = body;
    return;
  }
}

}  // namespace tracuu::citation
