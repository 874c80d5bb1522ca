#include "corpus/citation/scanner.h"

#include <algorithm>
#include <array>

#include "corpus/citation/notes.h"

namespace tracuu::citation {

using text::Phrase;
using text::word_code;

std::size_t Scanner::pinpoints(std::size_t i) {
  // "Điều này", "khoản này"
  if (const std::size_t unit = bare_unit(i); unit && words_.is(i + unit, f_.nay)) {
    demonstratives_.push_back({i, i + unit + 1, i, own_type(), {}, false, true});
    return i + unit + 1;
  }
  PinpointList list = parse_pinpoints(words_, i);
  if (list.end == list.begin) return i;
  // "một số điều, phụ lục của Thông tư X": some annexes, as "điều" are some articles.
  if (list.pinpoints.size() == 1 && list.pinpoints[0] == "PL" && i > 1 && (words_.is_punctuation(i - 1, ',') || words_.is(i - 1, f_.va)) && bare_unit(i - 2) == 1) return list.end;
  if (words_.code(i) == word_code("cac") || words_.code(i) == word_code("tu")) list.begin = i + 1;
  std::size_t k = after_notes(words_, list.end);
  // "khoản 1 Điều này"
  if (const std::size_t unit = bare_unit(k); unit && words_.is(k + unit, f_.nay)) {
    demonstratives_.push_back({k, k + unit + 1, list.begin, own_type(), list.pinpoints, false, true});
    return k + unit + 1;
  }
  // "phụ lục đính kèm", "Phụ lục kèm theo": this document's own annex.
  if (list.pinpoints.size() == 1 && list.pinpoints[0].starts_with("PL") && (words_.match(k, f_.dinh_kem) || words_.match(k, f_.kem_theo))) {
    const std::size_t end = k + 2;
    const std::size_t after = skip_links(end);
    if (!g_.type_at(words_, after)) {
      demonstratives_.push_back({list.begin, end, list.begin, own_type(), list.pinpoints, false, true});
      return end;
    }
  }
  // "Như Điều 3" under Nơi nhận.
  if (list.has_article && i > 0 && words_.is(i - 1, f_.nhu) && list.pinpoints.size() <= 3 && !links_to_document(k)) {
    demonstratives_.push_back({list.begin, list.end, list.begin, own_type(), list.pinpoints, false, true});
    return list.end;
  }
  if (list.has_article && i > 0 && words_.is(i - 1, f_.tai) && !links_to_document(k)) bare_.push_back({list.begin, list.end, list.begin, own_type(), list.pinpoints, false, true});
  pending_ = {std::move(list), k, false};
  pending_.link_end = skip_links(k, &pending_.annexed);
  return pending_.list.end;
}

// Length of a unit word without label: "Điều", "khoản", "Phụ lục".
std::size_t Scanner::bare_unit(std::size_t i) const {
  for (const Phrase* unit : {&f_.dieu, &f_.khoan, &f_.diem, &f_.muc, &f_.chuong, &f_.phan, &f_.phu_luc})
    if (const std::size_t n = words_.match(i, *unit)) return n;
  return 0;
}

// Words that may stand between a provision and the document it belongs to.
std::size_t Scanner::skip_links(std::size_t k, bool* annexed) const {
  for (int round = 0; round < 4; ++round) {
    const std::size_t before = k;
    k = after_notes(words_, k);
    if (words_.is_punctuation(k, ',')) ++k;
    for (const Phrase* link : {&f_.ban_hanh_kem_theo, &f_.kem_theo, &f_.ban_hanh_theo, &f_.dinh_kem, &f_.cua, &f_.tai, &f_.thuoc, &f_.trong})
      if (const std::size_t n = words_.match(k, *link)) k += n;
    if (words_.is(k, f_.cac) || words_.is(k, f_.nhung)) ++k;
    // "Điều 3 Quy chế ban hành kèm theo Quyết định số ...": the annexed regulation between.
    if (const TypePhrase* type = g_.type_at(words_, k); type && (type->code == "QC" || type->code == "QyĐ" || type->code == "ĐL" || type->code == "KH" || type->code == "CTr")) {
      const std::size_t n = k + type->phrase.size();
      if (words_.match(n, f_.ban_hanh_kem_theo) || words_.match(n, f_.kem_theo)) {
        k = n;
        if (annexed) *annexed = true;
      }
    }
    if (words_.match(k, f_.danh_muc)) k += 2;
    if (k == before) break;
  }
  return k;
}

bool Scanner::links_to_document(std::size_t k) const {
  const std::size_t at = skip_links(k);
  return g_.type_at(words_, at) != nullptr || words_.is_number(at);
}

// "khoản 2 Mục III Chương trình mục tiêu quốc gia giảm nghèo ban hành kèm theo Quyết định X", "Phụ lục số 03 - Tỷ lệ phân chia nguồn thu ban
// hành kèm theo Nghị quyết Y": between the provisions and the act at word `first` stands the title of what is issued with it.
// @param regulation  set where the provisions lie in that, not in the act
bool Scanner::over_annex_title(std::size_t first, bool* regulation) const {
  static constexpr std::size_t kTitle = 60;
  static const std::array<Phrase, 12> issued = {Phrase("quy chế"), Phrase("quy định"), Phrase("điều lệ"), Phrase("chương trình"), Phrase("kế hoạch"), Phrase("đề án"),
                                                Phrase("chiến lược"), Phrase("danh mục"), Phrase("quy trình"), Phrase("hướng dẫn"), Phrase("tiêu chuẩn"), Phrase("định mức")};
  std::size_t end = first;
  for (const Phrase* link : {&f_.ban_hanh_kem_theo, &f_.kem_theo})
    if (const std::size_t n = words_.match_before(first, *link); n != 0 && end == first) end = first - n;
  std::size_t begin = after_notes(words_, pending_.list.end);
  if (end == first || begin >= end || end - begin > kTitle || words_.is_punctuation(end - 1, '(')) return false;
  const bool annex = pending_.list.pinpoints.size() == 1 && pending_.list.pinpoints[0].starts_with("PL");
  const bool dash = words_.is_punctuation(begin, '-') || words_.is_punctuation(begin, ':');
  if (dash || words_.is(begin, f_.cua)) ++begin;
  // "Phụ lục Danh mục chỉ tiêu thống kê quốc gia ban hành kèm theo Luật Thống kê"; on a line of its own it would be a heading.
  const bool titled = annex && (dash || (words_.starts_upper(begin) && words_[begin].gap == text::Gap::blank));
  if (annex && !titled) return false;
  if (!annex && std::none_of(issued.begin(), issued.end(), [&](const Phrase& p) { return words_.match(begin, p) != 0; })) return false;
  for (std::size_t i = begin; i < end; ++i) {
    const text::Word& w = words_[i];
    if (w.gap == text::Gap::paragraph || words_.is(i, f_.nay)) return false;
    if (w.kind == text::WordKind::punctuation && (w.code == ';' || w.code == '|' || w.code == '"' || (w.code == '.' && words_[i + 1].gap != text::Gap::none))) return false;
  }
  *regulation = !annex;
  return true;
}

// "Điều 6 và Phụ lục 4 về Danh mục ngành, nghề đầu tư kinh doanh có điều kiện của Luật Đầu tư": between the provisions and the act at
// word `first` stands what they are about.
bool Scanner::over_subject(std::size_t first) const {
  static constexpr std::size_t kSubject = 24;
  const std::size_t begin = after_notes(words_, pending_.list.end);
  if (begin + 2 >= first || first - begin > kSubject || !words_.is(begin, f_.ve) || !words_.is(first - 1, f_.cua)) return false;
  for (std::size_t i = begin; i < first; ++i) {
    if (words_[i].gap == text::Gap::paragraph || (words_[i].kind == text::WordKind::punctuation && words_[i].code != ',')) return false;
    if (i > begin && words_.starts_upper(i) && g_.type_at(words_, i) != nullptr) return false;
  }
  return true;
}

void Scanner::take_pinpoints(Draft& draft) {
  if (pending_.list.end == pending_.list.begin) return;
  bool regulation = false;
  const bool adjacent = pending_.link_end == draft.first || pending_.list.end == draft.first;
  if (adjacent || over_annex_title(draft.first, &regulation) || over_subject(draft.first)) {
    draft.mention.pinpoints = std::move(pending_.list.pinpoints);
    draft.mention.runs = std::move(pending_.list.runs);
    draft.mention.annexed = regulation || (pending_.annexed && pending_.link_end == draft.first);
    // Party documents have sections, not articles: named as printed.
    const bool sections = std::all_of(draft.mention.pinpoints.begin(), draft.mention.pinpoints.end(), [](const std::string& p) { return p[0] == 'M' || (p[0] == 'P' && !p.starts_with("PL")); });
    if (draft.has_number && draft.number.shape == NumberShape::party && sections)
      draft.mention.pinpoints = {"S" + words_.utf8(pending_.list.begin, pending_.list.end)}, draft.mention.runs.clear();
  }
  pending_ = {};
}

}  // namespace tracuu::citation
