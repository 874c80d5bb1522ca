#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>

#include "corpus/text/nearby.h"

namespace tracuu::relation {

using model::Mention;
using text::Gap;
using text::Phrase;
using text::WordKind;

bool Relator::ends_sentence(std::size_t w) const {
  if (w >= words_.size() || words_[w].kind != WordKind::punctuation) return false;
  const auto c = words_[w].code;
  if (c == ';') return true;
  if (c != '.' && c != '?' && c != '!') return false;
  // "... ngày 05/4/2020.” Bãi bỏ ...": a quotation closes behind the stop.
  auto next = w + 1;
  while (next < words_.size() && words_[next].gap == Gap::none && words_.is_punctuation(next, '"')) ++next;
  if (next < words_.size() && words_[next].gap == Gap::none) return false;
  // "TP. Hồ Chí Minh", "1. Quyết định": an abbreviation or a list number does not end a sentence.
  return !(w > 0 && words_.code(w - 1) == text::word_code("tp"));
}

// A clause also begins where a line begins with a bullet or with the formula of a preamble, and wherever "Căn cứ" is written
// with a capital: headers and preambles often lack the stop.
bool Relator::opens_clause(std::size_t w) const {
  static const Phrase can_cu("căn cứ"), xet("xét"), de_nghi("theo đề nghị"), thuc_hien("thực hiện"), repeals("bãi bỏ"), replaces("thay thế");
  if (words_.match(w, can_cu)) return words_.starts_upper(w) && !words_.all_upper(w + 1);
  if (words_[w].gap < Gap::line) return false;
  if (w > 0 && words_.is_punctuation(w - 1, ':')) return true;
  if (words_[w].kind == WordKind::punctuation) return (words_[w].code == '-' || words_[w].code == '+') && w + 1 < words_.size() && words_[w + 1].gap == Gap::blank;
  return words_.starts_upper(w) && (words_.match(w, xet) || words_.match(w, de_nghi) || words_.match(w, thuc_hien) || ((words_.match(w, repeals) || words_.match(w, replaces)) && !words_.all_upper(w)));
}

std::size_t Relator::clause_begin(std::size_t w) const {
  std::size_t begin = w;
  while (begin > 0 && w - begin < 400) {
    if (words_[begin].gap == Gap::paragraph || opens_clause(begin)) break;
    if (ends_sentence(begin - 1)) break;
    if (words_[begin - 1].kind == WordKind::punctuation && words_[begin - 1].code == '|') break;
    --begin;
  }
  return begin;
}

// First word that begins at or after the byte.
std::size_t Relator::word_at(std::uint32_t byte) const {
  std::size_t low = 0, high = words_.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (canonical_.origin[words_[middle].begin] < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The same where it is word `from` or a later one, and mostly near.
std::size_t Relator::word_at(std::uint32_t byte, std::size_t from) const {
  return text::first_from(from, words_.size(), [&](std::size_t i) { return canonical_.origin[words_[i].begin] < byte; });
}

bool Relator::clause_starts_with(std::size_t clause, const Phrase& phrase, std::size_t limit) const {
  // Bullets and list numbers stand before.
  for (std::size_t i = clause; i < clause + 4 && i < limit; ++i) {
    if (words_.match(i, phrase)) return true;
    const bool bullet = words_[i].kind == WordKind::punctuation || words_.is_number(i) || words_[i].length == 1;
    if (!bullet) return false;
  }
  return false;
}

// Nothing before the citation in its clause but provisions and "Quy định ban hành kèm theo".
bool Relator::starts_clause(const Place& p) const {
  static const std::vector<Phrase> carriers = [] {
    std::vector<Phrase> all;
    for (const char* c : {"quy định ban hành kèm theo", "quy chế ban hành kèm theo", "ban hành kèm theo", "kèm theo"}) all.emplace_back(c);
    return all;
  }();
  std::size_t first = p.first;
  for (const Phrase& c : carriers)
    if (const std::size_t n = words_.match_before(first, c)) {
      first -= n;
      break;
    }
  for (std::size_t i = p.clause; i < first; ++i)
    if (words_[i].kind == WordKind::word && words_[i].length > 1 && words_.code(i) != text::word_code("dieu") && words_.code(i) != text::word_code("khoan") &&
        words_.code(i) != text::word_code("diem") && words_.code(i) != text::word_code("va") && words_.code(i) != text::word_code("cac") && words_.code(i) != text::word_code("cua") &&
        words_.code(i) != text::word_code("muc") && words_.code(i) != text::word_code("phu") && words_.code(i) != text::word_code("luc") && words_.code(i) != text::word_code("chuong") &&
        !(words_.code(i) == text::word_code("so") && i + 1 == first))
      return false;
  return true;
}

bool Relator::basis_clause(std::size_t clause) const {
  static const Phrase can_cu("căn cứ");
  return clause_starts_with(clause, can_cu, words_.size()) && !heads_column(clause);
}

// "l) Căn cứ pháp lý của thủ tục hành chính: Luật Trồng trọt": the head of a list or a column, no basis of this document.
bool Relator::heads_column(std::size_t clause) const {
  static const Phrase column("căn cứ pháp lý");
  return clause_starts_with(clause, column, words_.size());
}

bool Relator::preamble(std::size_t w) const {
  for (const model::Provision& p : document_.provisions) {
    if (p.unit == model::Unit::preamble) return p.range.contains(canonical_.origin[words_[w].begin]);
  }
  return canonical_.origin[words_[w].begin] < 4000;
}

bool Relator::in_title(std::size_t w) const {
  const auto range = document_.identity.title_range;
  return !range.empty() && range.contains(canonical_.origin[words_[w].begin]);
}

bool Relator::only_provisions(std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i) {
    if (words_[i].kind != WordKind::word || words_[i].length == 1) continue;
    switch (words_.code(i)) {
      case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("va"): case text::word_code("cac"): case text::word_code("muc"):
      case text::word_code("chuong"): case text::word_code("phu"): case text::word_code("luc"): break;
      default: return false;
    }
  }
  return true;
}

// Nothing but connectors, provisions and determiners between two citations.
bool Relator::only_connectors(std::size_t from, std::size_t to, bool* semicolon) const {
  bool any = false;
  static const std::vector<Phrase> fillers = [] {
    std::vector<Phrase> all;
    for (const char* f : {"và", "hoặc", "cùng", "cùng với", "các", "những", "số", "của", "tại", "với", "theo", "hay", "văn bản"}) all.emplace_back(f);
    return all;
  }();
  for (std::size_t i = from; i < to; ++i) {
    if (words_[i].kind == WordKind::punctuation) {
      if (words_[i].code == ';') *semicolon = true;
      if (words_[i].code == ',' || words_[i].code == ';' || words_[i].code == '-') any = true;
      else if (words_[i].code != '"' && words_[i].code != ':' && words_[i].code != '.') return false;
      continue;
    }
    if (words_.is_number(i)) continue;
    switch (words_.code(i)) {
      case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("chuong"): case text::word_code("muc"):
      case text::word_code("phu"): case text::word_code("luc"): continue;
      default: break;
    }
    if (words_[i].length == 1) continue;  // điểm a
    const bool filler = std::any_of(fillers.begin(), fillers.end(), [&](const Phrase& f) { return words_.is(i, f); });
    if (!filler) return false;
    any = true;
  }
  return any;
}

// Before word w stands a provision with its label or labels: "khoản 9", "các khoản 1, 2 và 3", "điểm a". What follows a comma there belongs to
// the same act: "khoản 9, khoản 10 Điều 255 Luật Đất đai".
bool Relator::provision_ends(std::size_t w) const {
  static constexpr std::size_t kLabels = 24;
  static const Phrase va("và"), hoac("hoặc");
  bool label = false;
  for (std::size_t k = w; k-- > 0 && w - k <= kLabels;) {
    if (words_[k + 1].gap == Gap::paragraph && k + 1 < w) return false;
    switch (words_.code(k)) {
      case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("muc"): case text::word_code("chuong"): case text::word_code("luc"): return label;
      default: break;
    }
    const bool of_row = label && (words_.is_punctuation(k, ',') || words_.is(k, va) || words_.is(k, hoac));
    const bool is_label = words_.is_number(k) ? words_[k].length <= 3 : words_[k].kind == WordKind::word && (words_[k].length == 1 || (words_[k].length <= 3 && (text::is_digit(words_.chars(k).front()) || words_.all_upper(k))));  // "9", "a", "17a", "VI"
    if (!of_row && !is_label) return false;
    label = label || is_label;
  }
  return false;
}

// The citation begins right after a connector: ", Nghị định ...", "và Thông tư ...", "; Luật ...".
bool Relator::after_connector(std::size_t first, bool* semicolon) const {
  static const Phrase va("và"), hoac("hoặc");
  std::size_t k = first;
  // Provisions before the citation belong to it.
  while (k > 0 && first - k < 24) {
    const std::size_t w = k - 1;
    if (words_[k].gap == Gap::paragraph && words_[w].kind != WordKind::punctuation) return false;
    // "các điểm a, b, c và đ khoản 3 Điều 12 của Luật B": between labels of provisions the connector joins these.
    const auto label = [&](std::size_t i) { return i < first && (words_.is_number(i) ? words_[i].length <= 3 : words_[i].kind == WordKind::word && words_[i].length == 1); };
    const bool joins_labels = w > 0 && k < first && label(w - 1) && label(k);
    if (words_[w].kind == WordKind::punctuation) {
      if (words_[w].code == ',' && (joins_labels || (k < first && provision_ends(w)))) {
        k = w;
        continue;
      }
      if (words_[w].code == ';') *semicolon = true;
      return words_[w].code == ',' || words_[w].code == ';';
    }
    if ((words_.is(w, va) || words_.is(w, hoac)) && (joins_labels || (k < first && provision_ends(w)))) {
      k = w;
      continue;
    }
    if (words_.is(w, va) || words_.is(w, hoac)) return true;
    const auto code = words_.code(w);
    const bool part = words_.is_number(w) || words_[w].length == 1 || code == text::word_code("dieu") || code == text::word_code("khoan") || code == text::word_code("diem") ||
                      code == text::word_code("cac") || code == text::word_code("cua") || code == text::word_code("tai");
    if (!part) return false;
    k = w;
  }
  return false;
}

// End of date and issuer after a citation.
std::size_t Relator::tail_end(const Place& p) const {
  static const Phrase ngay("ngày"), cua("của"), khoa("khóa");
  const Mention& m = document_.mentions[p.mention];
  std::size_t k = p.last;
  if (m.date.is_set()) {
    std::size_t n = k;
    if (words_.is_punctuation(n, ',') || words_.is_punctuation(n, '(')) ++n;
    if (words_.is(n, ngay)) ++n;
    if (words_.is(n, ngay)) ++n;
    if (words_.is_number(n)) {
      // d/m/y or d tháng m năm y: five or six words
      std::size_t end = n + 5;
      if (words_.is_word(n + 1)) end = n + 5;
      k = std::min(end, words_.size());
      if (words_.is_punctuation(k, ')')) ++k;
    }
  }
  if (!m.issuer.empty()) {
    std::size_t n = k;
    if (words_.is_punctuation(n, ',')) ++n;
    if (words_.is(n, cua)) {
      ++n;
      if (words_.is(n, cua)) ++n;
      // as many words as the issuer has
      const std::string folded = text::fold(m.issuer);
      std::size_t count = 0;
      bool inside = false;
      for (const char c : folded) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == 1;
        if (word && !inside) ++count;
        if (!word && c != ' ') ++count;
        inside = word;
      }
      k = std::min(words_.size(), n + count);
    }
  }
  return k;
}

// A ')' between the two closes a parenthesis that the first stands in.
bool Relator::closed_off(std::size_t from, std::size_t to) const {
  int open = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (words_.is_punctuation(i, '(')) ++open;
    if (words_.is_punctuation(i, ')') && --open < 0) return true;
  }
  return false;
}

// Behind the parenthesis that opens at `from`; `from` if none does or it does not close before `to`.
std::size_t Relator::after_parenthesis(std::size_t from, std::size_t to) const {
  if (!words_.is_punctuation(from, '(')) return from;
  int open = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (words_.is_punctuation(i, '(')) ++open;
    if (words_.is_punctuation(i, ')') && --open == 0) return i + 1;
  }
  return from;
}

// Words that are neither provisions nor their labels.
std::size_t Relator::plain_words(std::size_t from, std::size_t to) const {
  std::size_t n = 0;
  for (std::size_t i = from; i < to; ++i)
    if (words_[i].kind == WordKind::word && words_[i].length > 1 && words_.code(i) != text::word_code("dieu") && words_.code(i) != text::word_code("khoan")) ++n;
  return n;
}

// What an act promulgates beside itself and brings along as an annex: the words at w name it. Their count.
std::size_t Relator::annex_kind(std::size_t w) const {
  static const std::array<Phrase, 20> kinds = {Phrase("quy chế"),   Phrase("quy định"),  Phrase("điều lệ"),  Phrase("chương trình"), Phrase("kế hoạch"), Phrase("đề án"),     Phrase("chiến lược"),
                                               Phrase("danh mục"),  Phrase("quy trình"), Phrase("hướng dẫn"), Phrase("tiêu chuẩn"),  Phrase("định mức"), Phrase("nội quy"),   Phrase("bảng giá"),
                                               Phrase("đơn giá"),   Phrase("tiêu chí"),  Phrase("phụ lục"),  Phrase("biểu mẫu"),     Phrase("mẫu"),      Phrase("quy chuẩn")};
  for (const Phrase& kind : kinds)
    if (const std::size_t n = words_.match(w, kind)) return n;
  return 0;
}

}  // namespace tracuu::relation
