#include "corpus/citation/scanner.h"

#include <algorithm>

namespace tracuu::citation {

using text::Gap;

std::size_t Scanner::accept(Draft draft, Number read) {
  take_number(draft, std::move(read));
  return add(std::move(draft));
}

void Scanner::take_number(Draft& draft, Number read) const {
  draft.number = std::move(read);
  const Number& number = draft.number;
  draft.has_number = true;
  draft.mention.number = number.text;
  if (number.year) draft.mention.year = static_cast<std::int16_t>(number.year);
  draft.mention.repaired = number.repaired;
  draft.mention.malformed = draft.mention.malformed || number.truncated || number.impossible_year ||
                            (number.shape == NumberShape::qppl && !number.known_issuer && !number.issuers.empty() && g_.symbols.near_miss(number.issuers.front()));
  if (number.type_symbol == "TTLT" || number.type_symbol == "NQLT") {
    if (draft.mention.type == "TT" || draft.mention.type == "NQ" || draft.mention.type.empty()) draft.mention.type = number.type_symbol;
  }
  // "tại các văn bản: Số 202/TTr-BVHTTDL": "văn bản" is any paper, its symbol tells which.
  if (draft.mention.type == "CV" && words_.code(draft.first) == text::word_code("van") && !number.type_symbol.empty() && !number.issuers.empty()) {
    static constexpr std::string_view kPapers[] = {"TTr", "BC", "KH", "TB", "QĐ", "NQ"};
    const auto* printed = g_.registry.type_by_symbol(number.type_symbol);
    if (printed && std::find(std::begin(kPapers), std::end(kPapers), printed->code) != std::end(kPapers)) draft.mention.type = printed->code;
  }
  if (draft.mention.type == "CV" && number.type_symbol == "CT") {  // after "Công văn" CT is Cục Thuế (212 of 212 in real text)
    draft.number.type_symbol.clear();
    draft.number.issuers = {"CT"};
    draft.number.shape = NumberShape::letter;
  }
  if (draft.mention.type == "QĐ" && number.type_symbol != "QĐ" && text::lower(number.type_symbol) == text::lower("QĐi")) draft.mention.type = "QyĐ";
  draft.last = std::max(draft.last, words_.at_char(number.end, draft.first));
  if (draft.last == draft.first) draft.last = draft.first + 1;
}

// Members of a list are added one after the other: one of a hundred thousand must not cost a stack.
std::size_t Scanner::add(Draft draft) {
  for (std::optional<Draft> next = std::move(draft); next;) {
    if (next->last <= next->first) next->last = next->first + 1;
    take_pinpoints(*next);
    const std::string type = next->mention.type;
    tail(*next);
    if (next->list_head < 0) next->list_head = static_cast<std::int32_t>(drafts_.size());
    drafts_.push_back(std::move(*next));
    next = list_member(type);
  }
  // A glued word ("NĐ-CPngày") begins inside the last word.
  return std::max(drafts_.back().last, index_after_number(static_cast<std::int32_t>(drafts_.size()) - 1));
}

std::size_t Scanner::index_after_number(std::int32_t index) const {
  const Draft& d = drafts_[static_cast<std::size_t>(index)];
  return d.has_number ? std::max(d.last, words_.at_char(d.number.end, d.first)) : d.last;
}

// ", số 14/2000/NĐ-CP và 66/2003/NĐ-CP": members after the first have no type word of their own. `type` is that of the last one.
std::optional<Draft> Scanner::list_member(const std::string& type) const {
  const Draft& previous = drafts_.back();
  std::size_t k = previous.tail_end;
  bool connected = false;
  if (words_.is_punctuation(k, ',') || words_.is_punctuation(k, ';')) ++k, connected = true;
  if (words_.is(k, f_.va) || words_.is(k, f_.hoac) || words_.is(k, f_.cung)) ++k, connected = true;
  const bool closes_range = !connected && previous.opens_range && words_.is(k, f_.den);
  if (closes_range) ++k, connected = true;
  if (!connected || k >= words_.size() || words_[k].gap == Gap::paragraph) return std::nullopt;
  const bool opens_range = words_.is(k, f_.tu) && words_.is(k + 1, f_.so);
  if (opens_range) ++k;
  bool so = false;
  if (words_.is(k, f_.so)) {
    so = true;
    ++k;
    if (words_.is_punctuation(k, ':')) ++k;
  }
  if (k >= words_.size() || !(words_.is_number(k) || (words_.canonical().folded[words_[k].begin] >= '0' && words_.canonical().folded[words_[k].begin] <= '9'))) return std::nullopt;
  auto number = parse_number(canonical_, words_[k].begin, g_.symbols, {so, false});
  if (!number && previous.has_number && previous.number.shape == NumberShape::letter) {
    // "các văn bản số 8004/BNNMT-ĐCKS ngày ..., 8008/BNNMT-ĐCKS ngày ...": a letter's number goes with a letter's number.
    number = parse_number(canonical_, words_[k].begin, g_.symbols, {true, false});
    if (number && !(number->shape == NumberShape::letter && (number->known_issuer || number->issuers == previous.number.issuers))) number.reset();
  }
  if (!number || number->court || number->shape == NumberShape::year_only || number->shape == NumberShape::bare) {
    return std::nullopt;
  }
  Draft draft;
  draft.first = k;
  draft.mention.type = type;
  draft.mention.rule = closes_range ? "end of a range of numbers" : "list member";
  draft.opens_range = opens_range;
  if (closes_range) draft.mention.range_from = static_cast<std::int32_t>(drafts_.size()) - 1;
  if (!number->type_symbol.empty()) {
    const auto* printed = g_.registry.type_by_symbol(number->type_symbol);
    if (printed && printed->code != type && !(type == "QyĐ" && printed->code == "QĐ")) draft.mention.type = printed->code;
  }
  draft.list_head = previous.list_head;
  take_number(draft, std::move(*number));
  return draft;
}

// "các Nghị định của Chính phủ: số 78/2025/NĐ-CP ngày 01/4/2025 quy định ...; số 187/2025/NĐ-CP sửa đổi, bổ sung Nghị định số ...; số
// 133/2025/NĐ-CP": the body named before the first is that of all that stand behind "; số", whatever their titles cite.
void Scanner::give_over_semicolons(std::size_t head) {
  const Draft& named = drafts_[head];
  if (named.mention.rule != "type+words+number" || named.mention.issuer.empty() || !named.has_number) return;
  for (std::size_t i = head + 1; i < drafts_.size(); ++i) {
    Draft& draft = drafts_[i];
    if (draft.mention.rule == named.mention.rule) return;
    for (std::size_t w = drafts_[i - 1].tail_end; w < draft.first; ++w) {
      if (words_[w].gap == text::Gap::paragraph) return;
      if (words_.is_punctuation(w, ';') && !words_.is(w + 1, f_.so)) return;
    }
    const bool member = draft.first > 1 && words_.is(draft.first - 1, f_.so) && words_.is_punctuation(draft.first - 2, ';');
    if (member && draft.mention.issuer.empty() && draft.has_number && draft.number.issuers == named.number.issuers) draft.mention.issuer = named.mention.issuer;
  }
}

// Trailing date and issuer belong to every member of a list joined by commas or "và" that states none itself.
void Scanner::distribute() {
  for (std::size_t i = 1; i < drafts_.size(); ++i) {
    Draft& d = drafts_[i];
    const Draft& head = drafts_[static_cast<std::size_t>(d.list_head)];
    // "Nghị định của Chính phủ ... số 06/2021/NĐ-CP ..., số 35/2023/NĐ-CP": stated before the first number, for all.
    if (d.list_head != static_cast<std::int32_t>(i) && d.mention.issuer.empty() && head.mention.rule == "type+words+number") d.mention.issuer = head.mention.issuer;
  }
  const auto same_body = [](const Draft& earlier, const Draft& later) { return earlier.has_number && later.has_number && earlier.number.issuers == later.number.issuers; };
  // Adjacent in one list: nothing but a connector (and the type word) between. Over ';' a body is shared ("số 009/CĐ-UBND ngày 19/11/2025; số
  // 010/CĐ-UBND ngày 20/11/2025 của UBND tỉnh"), a day is not.
  const auto adjacent = [&](const Draft& earlier, const Draft& later) {
    std::size_t k = earlier.tail_end;
    const std::size_t from = k;
    if (words_.is_punctuation(k, ',') || (words_.is_punctuation(k, ';') && same_body(earlier, later))) ++k;
    if (words_.is(k, f_.va)) ++k;
    if (k == from) return false;
    if (words_.is(k, f_.so) || words_.is(k, f_.cac)) ++k;
    if (k < later.first && later.first - k < 24) {  // "và khoản 2 Điều 1 Quyết định ..."
      const PinpointList pins = parse_pinpoints(words_, k);
      if (pins.end > pins.begin) k = skip_links(pins.end);
    }
    return k == later.first;
  };
  // "one issuer or date given once for a list belongs to every member" (eval/GUIDE)
  for (std::size_t i = drafts_.size(); i-- > 1;) {
    Draft& later = drafts_[i];
    Draft& earlier = drafts_[i - 1];
    const bool lacks_issuer = !earlier.own_issuer && earlier.mention.issuer.empty() && !later.mention.issuer.empty();
    // "tại Tờ trình số 372/TTr-CP và Đề án số 373/ĐA-CP ngày 09 tháng 5 năm 2025": one body's papers of one day.
    const bool same_day = same_body(earlier, later) && earlier.number.year == 0 && later.number.year == 0 && words_.is(earlier.tail_end, f_.va);
    const bool lacks_date = !earlier.own_date && !earlier.mention.date.is_set() && later.mention.date.is_set() && (later.list_head == earlier.list_head || same_day);
    if ((!lacks_issuer && !lacks_date) || !adjacent(earlier, later)) continue;
    if (lacks_date && !words_.is_punctuation(earlier.tail_end, ';')) set_date(earlier, later.mention.date), earlier.own_date = false;
    if (lacks_issuer && same_body(earlier, later)) earlier.mention.issuer = later.mention.issuer;
  }
  for (std::size_t i = 0; i < drafts_.size(); ++i) give_over_semicolons(i);
  // "theo hướng dẫn của Bộ Nội vụ tại văn bản số 933/BNV-CCHC, số 935/BNV-CCHC và văn bản số 1417/BNV-CCHC": stated before the first, for all.
  for (std::size_t i = 1; i < drafts_.size(); ++i) {
    const Draft& earlier = drafts_[i - 1];
    Draft& later = drafts_[i];
    if (earlier.own_issuer || earlier.mention.issuer.empty() || later.own_issuer || !later.mention.issuer.empty() || !same_body(earlier, later)) continue;
    if (adjacent(earlier, later)) later.mention.issuer = earlier.mention.issuer;
  }
}

}  // namespace tracuu::citation
