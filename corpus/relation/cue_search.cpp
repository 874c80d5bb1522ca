#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>

namespace tracuu::relation {

using text::Phrase;
using text::WordKind;

// Rightmost cue that ends in (from, to]; the longest of those that end at one place.
FoundCue Relator::last_cue(std::size_t from, std::size_t to) const {
  FoundCue best;
  for (std::size_t i = to; i-- > from;) {
    cue_table_.each(words_, i, [&](std::uint32_t k) {
      const Cue& cue = cues_[k];
      const std::size_t n = words_.match(i, cue.phrase);
      if (!n || i + n > to || part_of_another_word(i)) return;
      if (!best.cue || i + n > best.end || (i + n == best.end && n > best.end - best.begin)) best = {&cue, i, i + n};
    });
    // A longer cue may end where a short one does ("được sửa đổi, bổ sung một số điều theo"): look a little further left.
    if (best.cue && i + 12 < best.begin) break;
  }
  return best;
}

// "hiệu lực thi hành", "Ban Chấp hành": no carrying out.
bool Relator::part_of_another_word(std::size_t i) const {
  static const Phrase hieu_luc("hiệu lực"), ban("ban"), thi_hanh("thi hành"), chap_hanh("chấp hành");
  static const Phrase thuc_hien("thực hiện"), dong_thoi("đồng thời");
  static const Phrase ap_dung("áp dụng"), thoi_han("thời hạn"), thoi_gian("thời gian");
  if (words_.match(i, ap_dung) && (words_.match_before(i, thoi_han) || words_.match_before(i, thoi_gian) || words_.match_before(i, hieu_luc))) return true;
  if (words_.match(i, thi_hanh)) return words_.match_before(i, hieu_luc) != 0;
  if (words_.match(i, thuc_hien)) {
    // "thực hiện đồng thời với"; "- Nội dung thực hiện: phổ biến Luật X": the label of a row.
    static const std::array<Phrase, 5> labels = {Phrase("nội dung"), Phrase("thời gian"), Phrase("cơ quan"), Phrase("đơn vị"), Phrase("kinh phí")};
    const bool label = words_.is_punctuation(i + 2, ':') && std::any_of(labels.begin(), labels.end(), [&](const Phrase& l) { return words_.match_before(i, l) != 0; });
    return label || words_.match(i + 2, dong_thoi) != 0;
  }
  return words_.match(i, chap_hanh) && words_.match_before(i, ban);
}

// Words between cue and citation that are neither provisions nor numbers count as distance.
std::size_t Relator::distance(std::size_t from, std::size_t to) const {
  if (from < to && words_[from].kind == WordKind::punctuation && words_[from].code == ':') ++from;  // "Bãi bỏ: Điều 2 ..."
  std::size_t n = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (words_[i].kind != WordKind::word) {
      if (words_[i].kind == WordKind::punctuation && (words_[i].code == '(' || words_[i].code == ')' || words_[i].code == ':')) n += 2;
      continue;
    }
    switch (words_.code(i)) {
      case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("chuong"): case text::word_code("muc"):
      case text::word_code("cac"): case text::word_code("cua"): case text::word_code("va"): case text::word_code("tai"): case text::word_code("phu"): case text::word_code("luc"): break;
      default: n += words_[i].length > 1 ? 1 : 0;
    }
  }
  return n;
}

}  // namespace tracuu::relation
