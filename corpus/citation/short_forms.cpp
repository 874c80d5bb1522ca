#include "corpus/citation/scanner.h"

#include <algorithm>

namespace tracuu::citation {

using model::MentionKind;
using text::Gap;
using text::Phrase;
using text::WordKind;

// "(sau đây gọi tắt là Quy chế 12)": a short form of the citation left of the parenthesis.
void Scanner::alias_definition(std::size_t i) {
  static const std::vector<Phrase> heads = [] {
    std::vector<Phrase> all;
    for (const char* h : {"sau đây được gọi tắt là", "sau đây được gọi chung là", "sau đây được gọi là", "sau đây gọi tắt là", "sau đây gọi chung là", "sau đây viết tắt là",
                          "sau đây gọi là", "sau đây viết là", "sau đây được viết tắt là", "sau đây viết gọn là", "sau đây gọi tắt", "sau đây viết tắt"})
      all.emplace_back(h);
    return all;
  }();
  std::size_t k = i;
  for (const Phrase& head : heads)
    if (const std::size_t n = words_.match(i, head)) {
      k = i + n;
      break;
    }
  if (k == i || drafts_.empty()) return;
  if (words_[k].kind == WordKind::punctuation && (words_[k].code == '"' || words_[k].code == '\'')) ++k;
  const TypePhrase* type = g_.type_at(words_, k);
  if (!type || type->abbreviation || !words_.starts_upper(k)) return;
  std::size_t end = k;
  while (end < words_.size() && end < k + 14 && words_[end].gap != Gap::paragraph &&
         !(words_[end].kind == WordKind::punctuation && (words_[end].code == ')' || words_[end].code == ';' || words_[end].code == '"')))
    ++end;
  if (end < k + type->phrase.size()) return;
  const bool type_alone = end == k + type->phrase.size();
  // "Chương trình", "Kế hoạch", "Đề án" alone mean the undertaking more often than its paper (40 of 40 in one real document).
  if (type_alone && (type->code == "CTr" || type->code == "KH" || type->code == "ĐA" || type->code == "KHAC")) return;
  if (type_alone && !(words_.is_punctuation(end, ')') || words_.is_punctuation(end, '"'))) return;
  // A definition that holds a full number is found as a citation by itself.
  const auto number = words_.is(k + type->phrase.size(), f_.so) ? k + type->phrase.size() + 1 : k + type->phrase.size();
  if (words_.is_number(number) && end > number + 1) return;
  Alias alias;
  for (std::size_t w = k; w < end; ++w) alias.codes.push_back(words_.code(w));
  alias.from = end;
  alias.type_alone = type_alone;
  alias.type = type->code;
  alias.target = static_cast<std::int32_t>(drafts_.size()) - 1;
  for (std::size_t d = drafts_.size(); d-- > 0 && d + 4 > drafts_.size();)
    if (drafts_[d].mention.type == alias.type) {
      alias.target = static_cast<std::int32_t>(d);
      break;
    }
  aliases_.push_back(std::move(alias));
}

void Scanner::find_aliases() {
  if (aliases_.empty()) return;
  std::unordered_multimap<text::WordCode, const Alias*> by_first;
  for (const Alias& alias : aliases_) by_first.emplace(alias.codes[0], &alias);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto [begin, end] = by_first.equal_range(words_[i].code);
    const Alias* best = nullptr;
    for (auto it = begin; it != end; ++it) {
      const Alias& alias = *it->second;
      if (i < alias.from || (best && alias.codes.size() < best->codes.size()) || !stands_at(alias, i)) continue;
      // Of two with one wording the later definition holds.
      if (!best || alias.codes.size() > best->codes.size() || alias.from > best->from) best = &alias;
    }
    if (!best || covered(i, i + best->codes.size())) continue;
    Draft draft;
    draft.first = i;
    draft.last = i + best->codes.size();
    draft.tail_end = draft.last;
    draft.mention.kind = MentionKind::alias;
    draft.mention.type = best->type;
    draft.mention.refers_to = best->target;
    draft.mention.rule = "defined short form";
    i = draft.last - 1;
    later_.push_back(std::move(draft));
  }
}

bool Scanner::stands_at(const Alias& alias, std::size_t i) const {
  if (i + alias.codes.size() > words_.size() || !words_.starts_upper(i)) return false;
  for (std::size_t k = 1; k < alias.codes.size(); ++k)
    if (words_[i + k].code != alias.codes[k] || words_[i + k].gap == Gap::paragraph) return false;
  return !alias.type_alone || means_defined(i, i + alias.codes.size());
}

// The type word alone is the defined act where nothing makes it another one: "các Nghị định", "Nghị định của Chính phủ về ...",
// "Nghị định quy định chi tiết Luật ...", a heading in capitals.
bool Scanner::means_defined(std::size_t begin, std::size_t end) const {
  static const std::vector<Phrase> before = [] {
    std::vector<Phrase> all;
    for (const char* w : {"các", "những", "mọi", "một", "dự thảo", "số", "loại", "mẫu", "ban hành", "bằng"}) all.emplace_back(w);
    return all;
  }();
  static const std::vector<Phrase> after = [] {
    std::vector<Phrase> all;
    for (const char* w : {"này", "số", "của", "về", "sửa đổi", "bổ sung", "quy định chi tiết", "hướng dẫn", "mới", "khác", "hoặc", "năm", "ngày", "nêu trên", "nói trên", "liên tịch", "hợp nhất"}) all.emplace_back(w);
    return all;
  }();
  if (words_.all_upper(begin)) return false;
  const bool opens = begin == 0 || words_[begin].gap == Gap::paragraph;
  if (!opens && words_[begin - 1].kind == WordKind::word && words_.starts_upper(begin - 1)) return false;
  if (!opens && words_.is_punctuation(begin - 1, '-') && begin >= 2 && words_[begin - 1].gap != Gap::paragraph && words_.starts_upper(begin - 2)) return false;
  if (!opens && std::any_of(before.begin(), before.end(), [&](const Phrase& w) { return words_.match_before(begin, w) != 0; })) return false;
  if (end >= words_.size() || words_[end].gap == Gap::paragraph) return !opens;
  if (words_.is_number(end) || (words_.is_word(end) && words_.starts_upper(end))) return false;
  return std::none_of(after.begin(), after.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; });
}

// A citation stands on one of the words. Citations were found in reading order.
bool Scanner::covered(std::size_t begin, std::size_t end) const {
  const auto after = std::lower_bound(drafts_.begin(), drafts_.end(), end, [](const Draft& d, std::size_t word) { return d.first < word; });
  return after != drafts_.begin() && std::prev(after)->last > begin;
}

}  // namespace tracuu::citation
