#include "corpus/citation/scanner.h"

#include <algorithm>

#include "corpus/citation/co_reference.h"
#include "corpus/citation/key.h"

namespace tracuu::citation {

using model::Mention;
using model::MentionKind;
using text::Gap;
using text::WordKind;

void Scanner::emit() {
  const std::size_t documents = drafts_.size();
  for (Draft& draft : later_) drafts_.push_back(std::move(draft));
  if (!bare_.empty() && !amending_document())
    for (const Pending& p : bare_) {
      Draft draft;
      draft.first = p.begin;
      draft.last = p.end;
      draft.mention.kind = MentionKind::internal;
      draft.mention.type = p.type;
      draft.mention.pinpoints = p.pinpoints;
      draft.mention.rule = "provision named alone";
      if (!quoted(words_[p.begin].begin)) drafts_.push_back(std::move(draft));
    }
  std::vector<std::size_t> order(drafts_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return drafts_[a].first < drafts_[b].first; });
  std::vector<std::int32_t> place(drafts_.size(), -1);
  Keys keys(g_.registry);
  document_.mentions.reserve(document_.mentions.size() + drafts_.size());
  std::size_t last_end = 0;
  for (const std::size_t index : order) {
    Draft& draft = drafts_[index];
    if (draft.first < last_end) continue;
    last_end = draft.holds_citations ? draft.first + 1 : draft.last;
    Mention& m = draft.mention;
    // What it writes into another law ("quy định tại khoản 2 Điều 20 của Luật Đầu tư" between quotation marks) that law will cite.
    if (draft.names_itself && !quoted(words_[draft.first].begin)) m.kind = MentionKind::internal;
    m.span = span_of(draft);
    m.sentence = sentence_of(draft);
    m.page = model::page_at(document_.pages, m.span.begin);
    m.provision = model::provision_at(document_.provisions, m.span.begin);
    if (index < documents && m.kind != MentionKind::internal) keys.make(m, draft.has_number ? &draft.number : nullptr);
    place[index] = static_cast<std::int32_t>(document_.mentions.size());
    document_.mentions.push_back(std::move(m));
  }
  for (Mention& m : document_.mentions) {
    if (m.range_from >= 0) m.range_from = place[static_cast<std::size_t>(m.range_from)];
    if (m.refers_to < 0) continue;
    m.refers_to = place[static_cast<std::size_t>(m.refers_to)];
    if (m.refers_to < 0) continue;
    const Mention& target = document_.mentions[static_cast<std::size_t>(m.refers_to)];
    if (m.number.empty()) m.number = target.number;
    if (m.name.empty()) m.name = target.name;
    m.key = target.key;
    m.issuer_slug = target.issuer_slug;
    m.province = target.province;
    m.term = target.term;
    m.year = target.year;
  }
  co_reference(document_.mentions);
}

model::ByteRange Scanner::span_of(const Draft& draft) const {
  std::size_t end = draft.cut ? draft.cut : words_[draft.last - 1].end();
  if (draft.has_number && draft.last <= words_.at_char(draft.number.end, draft.first)) end = draft.number.end;
  return canonical_.bytes(words_[draft.first].begin, end);
}

// Sentence or list item: from the last full stop, semicolon or paragraph end before to the next after.
model::ByteRange Scanner::sentence_of(const Draft& draft) const {
  const auto ends = [&](std::size_t w) {
    const text::Word& word = words_[w];
    if (word.kind != WordKind::punctuation || (word.code != '.' && word.code != ';' && word.code != '?' && word.code != '!')) return false;
    return w + 1 >= words_.size() || words_[w + 1].gap != Gap::none;
  };
  std::size_t begin = draft.first, end = draft.last;
  while (begin > 0 && draft.first - begin < 80 && words_[begin].gap != Gap::paragraph && !ends(begin - 1)) --begin;
  while (end < words_.size() && end - draft.last < 80 && words_[end].gap != Gap::paragraph && !ends(end - 1)) ++end;
  return canonical_.bytes(words_[begin].begin, words_[end - 1].end());
}

}  // namespace tracuu::citation
