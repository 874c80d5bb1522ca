#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>

namespace tracuu::relation {

using text::Gap;
using text::Phrase;

// Plans of tasks end in a column "Căn cứ bổ sung", "Căn cứ pháp lý". Read from a PDF, their cells follow one another line by line:
//
//   Thời gian ⏎ hoàn thành ⏎ Căn cứ ⏎ bổ sung ⏎ 4 ⏎ Tăng cường truyền thông ... ⏎ Thường ⏎ xuyên ⏎ Chương ⏎ trình số 12-CTr/BCĐ ⏎ 5 ⏎ Chủ động ...
//
// Heads stand on lines of their own with nothing behind them; a label "Căn cứ pháp lý:" has a colon, a table with its lines has '|'.
void Relator::find_basis_columns() {
  static const Phrase basis("căn cứ");
  static const std::array<Phrase, 3> kinds = {Phrase("bổ sung"), Phrase("pháp lý"), Phrase("thực hiện")};
  for (std::size_t w = 1; w + 4 < words_.size(); ++w) {
    if (words_.code(w) != text::word_code("can") || words_[w].gap != Gap::line || !words_.match(w, basis) || !words_.starts_upper(w) || words_.starts_upper(w + 2)) continue;
    if (words_[w - 1].kind != text::WordKind::word || words_[w + 4].gap != Gap::line || words_[w + 4].kind == text::WordKind::punctuation) continue;
    if (std::any_of(kinds.begin(), kinds.end(), [&](const Phrase& kind) { return words_.match(w + 2, kind) != 0; })) basis_columns_.push_back(w + 4);
  }
}

// Tables of administrative procedures name in one column the acts that rule each (form of Thông tư 02/2017/TT-VPCP): "Căn cứ pháp lý",
// "Tên VBQPPL quy định việc bãi bỏ".
void Relator::find_legal_basis_column() {
  static const Phrase anywhere("căn cứ pháp lý");
  static const std::array<Phrase, 6> heads = {Phrase("cơ sở pháp lý"), Phrase("tên vbqppl quy định"), Phrase("vbqppl quy định"), Phrase("tên văn bản quy phạm pháp luật quy định"), Phrase("văn bản quy phạm pháp luật quy định"), Phrase("tên văn bản quy định")};
  legal_basis_column_ = words_.size();
  for (std::size_t w = 1; w < words_.size(); ++w) {
    const bool head = words_.match(w, anywhere) != 0 || (words_.is_punctuation(w - 1, '|') && std::any_of(heads.begin(), heads.end(), [&](const Phrase& words) { return words_.match(w, words) != 0; }));
    if (!head) continue;
    legal_basis_column_ = w;
    return;
  }
}

// The citation begins a cell of a table that has its lines ('|'), with or without a bullet.
bool Relator::opens_cell(const Place& p) const { return p.clause > 0 && words_.is_punctuation(p.clause - 1, '|') && words_[p.clause - 1].gap >= Gap::line; }

// A head of the table opens a clause, the cell of a citation is one.
void Relator::place_in_table(Place& p) const {
  if (p.first < basis_columns_.front()) return;
  p.clause = std::max(p.clause, *(std::upper_bound(basis_columns_.begin(), basis_columns_.end(), p.first) - 1));
  if (!places_.empty()) p.clause = std::max(p.clause, places_.back().clause);
  if (!places_.empty() && places_.back().cell) {
    const Place& before = places_.back();
    bool semicolon = false;
    // "Nghị quyết số 66-NQ/TW, ⏎ Nghị quyết số 140/NQ-CP" in one cell.
    if (words_.is_punctuation(before.last, ',') && only_connectors(before.last, p.first, &semicolon) && !other_cell(before.last, p.first)) {
      p.cell = true;
      p.clause = before.clause;
      return;
    }
    p.clause = std::max(p.clause, before.last);
  }
  if (!stands_in_cell(p)) return;
  p.cell = true;
  p.clause = p.first;
}

// The citation begins a line, no verb leads to it, and it stands between the time of a task and the next task's number: one of the two
// may be on another page.
bool Relator::stands_in_cell(const Place& p) const {
  static const std::array<Phrase, 3> times = {Phrase("thường xuyên"), Phrase("hằng năm"), Phrase("hàng năm")};
  constexpr long kFirstYear = 1945, kLastYear = 2099, kLongestTable = 500;
  if (p.first == 0 || words_[p.first].gap < Gap::line) return false;
  const std::size_t begin = p.first > 6 ? p.first - 6 : 0;
  if (const FoundCue verb = last_cue(begin, p.first); verb.cue && verb.end == p.first) return false;
  const long year = words_.value(p.first - 1);
  if (year >= kFirstYear && year <= kLastYear) return true;
  if (std::any_of(times.begin(), times.end(), [&](const Phrase& time) { return words_.match_before(p.first, time) != 0; })) return true;
  std::size_t behind = tail_end(p);
  if (words_.is_number(behind) && words_[behind].gap == Gap::none) ++behind;  // the mark of a note
  const long row = words_.value(behind);
  return row > 0 && row <= kLongestTable && words_[behind].gap >= Gap::line && behind + 1 < words_.size() && words_[behind + 1].gap >= Gap::blank && words_.starts_upper(behind + 1);
}

// Under such a head: a line between the words from and to begins with a capital, and nothing before it asks to be carried on.
bool Relator::other_cell(std::size_t from, std::size_t to) const {
  if (basis_columns_.empty() || from < basis_columns_.front()) return false;
  for (std::size_t i = from + 1; i < to; ++i)
    if (words_[i].gap >= Gap::line && words_.starts_upper(i) && words_[i - 1].kind != text::WordKind::punctuation) return true;
  return false;
}

}  // namespace tracuu::relation
