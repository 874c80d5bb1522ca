#include "corpus/relation/relator.h"

#include <algorithm>

namespace tracuu::relation {

using model::MentionKind;
using text::Gap;
using text::Phrase;
using text::WordKind;

void Relator::obligations() {
  static const Phrase ke_hoach("xây dựng kế hoạch"), chuong_trinh("xây dựng chương trình"), quy_dinh_chi_tiet("quy định chi tiết"), nay("này"), huong_dan("hướng dẫn thi hành"),
      ban_hanh_kh("ban hành kế hoạch"), xay_dung_kh2("xây dựng, ban hành kế hoạch"), cu_the_hoa("xây dựng kế hoạch cụ thể");
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto code = words_.code(i);
    if (code == text::word_code("xay") || code == text::word_code("ban")) {
      if (!words_.match(i, ke_hoach) && !words_.match(i, chuong_trinh) && !words_.match(i, xay_dung_kh2)) continue;
      const std::size_t begin = clause_begin(i);
      if (i - begin < 2 || preamble(i)) continue;
      std::size_t end = i;
      while (end < words_.size() && end < i + 60 && !ends_sentence(end) && (end == i || words_[end].gap != Gap::paragraph)) ++end;
      model::Obligation o;
      o.kind = model::Obligation::Kind::implement;
      o.range = canonical_.bytes(words_[begin].begin, words_[end - 1].end);
      o.body = body_of(begin, i);
      if (o.body.empty()) continue;
      for (const Place& p : places_)
        if (p.first >= i && p.first < end && document_.mentions[p.mention].kind == MentionKind::document) {
          o.mention = static_cast<std::int32_t>(p.mention);
          break;
        }
      document_.obligations.push_back(std::move(o));
    } else if (code == quy_dinh_chi_tiet.first() && words_.match(i, quy_dinh_chi_tiet)) {
      // "Chính phủ quy định chi tiết Điều này", "Bộ trưởng Bộ Tài chính quy định chi tiết khoản 2 Điều này".
      std::size_t end = i + 3;
      while (end < words_.size() && end < i + 14 && !words_.is(end, nay) && !ends_sentence(end) && words_[end].gap != Gap::paragraph) ++end;
      if (end >= words_.size() || !words_.is(end, nay)) continue;
      const std::size_t begin = clause_begin(i);
      model::Obligation o;
      o.kind = model::Obligation::Kind::delegate;
      o.range = canonical_.bytes(words_[begin].begin, words_[end].end);
      o.body = body_of(begin, i);
      if (!o.body.empty()) document_.obligations.push_back(std::move(o));
    }
  }
}

// Who acts: the words from the clause's start (without "Giao", list numbers) to the verb, cut at the first comma.
std::string Relator::body_of(std::size_t begin, std::size_t verb) const {
  static const Phrase giao("giao"), de_nghi("đề nghị"), yeu_cau("yêu cầu");
  std::size_t k = begin;
  while (k < verb && (words_[k].kind == WordKind::punctuation || words_.is_number(k) || words_[k].end - words_[k].begin == 1)) ++k;
  for (const Phrase* head : {&giao, &de_nghi, &yeu_cau})
    if (const std::size_t n = words_.match(k, *head)) k += n;
  std::size_t end = k;
  while (end < verb && end < k + 16 && !(words_[end].kind == WordKind::punctuation && (words_[end].code == ',' || words_[end].code == ';' || words_[end].code == ':'))) {
    static const std::vector<Phrase> verbs = [] {
      std::vector<Phrase> all;
      for (const char* v : {"căn cứ", "chủ trì", "lãnh đạo", "có trách nhiệm", "chịu trách nhiệm", "tổ chức", "phối hợp", "chỉ đạo", "nghiên cứu"}) all.emplace_back(v);
      return all;
    }();
    if (std::any_of(verbs.begin(), verbs.end(), [&](const Phrase& v) { return words_.match(end, v) != 0; })) break;
    ++end;
  }
  if (end <= k || !words_.starts_upper(k)) return {};
  return words_.utf8(k, end);
}

}  // namespace tracuu::relation
