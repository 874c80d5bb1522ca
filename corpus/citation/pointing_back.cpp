#include "corpus/citation/scanner.h"

#include <algorithm>

#include "corpus/citation/co_reference.h"

namespace tracuu::citation {

using model::MentionKind;
using text::Gap;
using text::Phrase;

void Scanner::add_demonstrative(std::size_t begin, std::size_t end, std::string_view type, bool back) {
  Pending p{begin, end, begin, std::string(type), {}, back, false};
  if (pending_.list.end != pending_.list.begin && (pending_.link_end == begin || pending_.list.end == begin)) {
    p.pins_begin = pending_.list.begin;
    p.pinpoints = std::move(pending_.list.pinpoints);
  }
  pending_ = {};
  demonstratives_.push_back(std::move(p));
}

void Scanner::settle_demonstrative(const Pending& p) {
  const std::string own = own_type();
  // A consolidated text speaks as the act that it consolidates.
  const bool normative = p.type == "NĐ" || p.type == "TT" || p.type == "QĐ" || p.type == "NQ" || p.type == "L" || p.type == "BL" || p.type == "PL" || p.type == "TTLT";
  const bool same_type = p.type == own || (own == "VBHN" && normative) || (own_law_ && (p.type == "L" || p.type == "BL" || p.type == "PL")) || (own == "TTLT" && p.type == "TT");
  const bool in_quotes = quoted(words_[p.begin].begin);
  Draft draft;
  draft.first = p.begin;
  draft.last = p.end;
  draft.mention.type = p.type;
  draft.mention.pinpoints = p.pinpoints;
  if (p.provision) {
    if (in_quotes) return;  // a provision of the amended act, without a document word
    draft.mention.kind = MentionKind::internal;
    draft.first = p.pins_begin;
    draft.mention.rule = "provision of this document";
  } else if (p.points_back) {
    draft.mention.kind = MentionKind::alias;
    if (p.type == "CV" && words_.match(p.begin, f_.van_ban)) draft.mention.type = "KHAC";
    draft.mention.rule = "pointing back";
    draft.mention.refers_to = antecedent(p.begin, draft.mention.type == "KHAC" ? "" : p.type);
  } else if (const std::int32_t source = in_quotes ? quoted_act(p.begin, p.type) : -1; source >= 0) {
    draft.mention.kind = MentionKind::alias;
    draft.mention.rule = "this, inside the words of the act just named";
    draft.mention.refers_to = source;
  } else if (same_type && in_quotes) {
    const std::int32_t target = amended_act(p.type);
    if (target < 0) return;
    draft.mention.kind = MentionKind::alias;
    draft.mention.rule = "this, inside quoted new text";
    draft.mention.refers_to = target;
  } else if (const std::int32_t annexed = in_quotes && changes_annex(p.type) ? amended_act(own) : -1; annexed >= 0) {
    draft.mention.kind = MentionKind::alias;
    draft.mention.rule = "this, inside quoted new text of what the amended act brought along";
    draft.mention.refers_to = annexed;
  } else if (const std::int32_t law = told_law(p); law >= 0) {
    draft.mention.kind = MentionKind::alias;
    draft.mention.rule = "this, of the law that is told";
    draft.mention.refers_to = law;
  } else if (same_type || p.type == "CV" || is_component_word(p.type)) {
    draft.mention.kind = MentionKind::internal;
    if (p.type == "CV" && words_.match(p.begin, f_.van_ban)) draft.mention.type = own;
    draft.first = p.pins_begin;
    draft.mention.rule = "this document";
  } else {
    const std::int32_t target = antecedent(p.begin, p.type);
    if (target < 0) {
      if (!own.empty()) return;
      draft.mention.kind = MentionKind::internal;
      draft.first = p.pins_begin;
      draft.mention.rule = "this document";
    } else {
      draft.mention.kind = MentionKind::alias;
      draft.mention.rule = "this, of the act just named";
      draft.mention.refers_to = target;
    }
  }
  draft.tail_end = draft.last;
  later_.push_back(std::move(draft));
}

// Regulations and plans are promulgated with a document: "Quy chế này" in a decision is its own annex.
bool Scanner::is_component_word(const std::string& type) const {
  return type == "QC" || type == "QyĐ" || type == "ĐL" || type == "KH" || type == "CTr" || type == "ĐA" || type == "KHAC" || type == "HD" || type == "BC" || type == "TTr" ||
         type == "TB" || type == "KL" || type == "QCVN" || type == "TCVN" || own_type().empty() || own_type() == "KHAC";
}

void Scanner::group_by_type() {
  for (std::size_t i = 0; i < drafts_.size(); ++i) by_type_[family(drafts_[i].mention.type)].push_back(i);
}

// Nearest earlier citation of that type ("" any).
std::int32_t Scanner::antecedent(std::size_t word, const std::string& type) const {
  const auto before = [&](auto begin, auto end, auto first_of) {
    const auto after = std::lower_bound(begin, end, word, [&](const auto& entry, std::size_t at) { return first_of(entry) < at; });
    return after == begin ? end : std::prev(after);
  };
  if (type.empty()) {
    const auto found = before(drafts_.begin(), drafts_.end(), [](const Draft& d) { return d.first; });
    return found == drafts_.end() ? -1 : static_cast<std::int32_t>(found - drafts_.begin());
  }
  const auto group = by_type_.find(family(type));
  if (group == by_type_.end()) return -1;
  const auto found = before(group->second.begin(), group->second.end(), [&](std::size_t index) { return drafts_[index].first; });
  return found == group->second.end() ? -1 : static_cast<std::int32_t>(*found);
}

// "Điều 11 Thông tư X ... quy định như sau: “1. Thông tư này có hiệu lực ...”": what stands between the marks X says of itself. The
// citation of that type right before the marks that hold the word; -1 if they are introduced otherwise.
std::int32_t Scanner::quoted_act(std::size_t word, const std::string& type) const {
  static constexpr std::size_t kTitle = 120;  // words between citation and marks
  const auto after = std::upper_bound(quotes_.begin(), quotes_.end(), words_[word].begin, [](std::size_t at, const auto& q) { return at < q.first; });
  if (after == quotes_.begin()) return -1;
  const std::size_t mark = words_.at_char(std::prev(after)->first);
  static const Phrase rules("quy định như sau:"), effect("hiệu lực thi hành như sau:");
  if (!words_.match_before(mark, rules) && !words_.match_before(mark, effect)) return -1;
  const std::int32_t act = antecedent(mark, type);
  if (act < 0) return -1;
  // Notes run over pages, with the text between: behind a page's end the word may be the text's own.
  const std::uint32_t from = canonical_.origin[words_[mark].begin], to = canonical_.origin[words_[word].begin];
  for (const model::PageStart& page : document_.pages)
    if (page.offset > from && page.offset <= to) return -1;
  const Draft& named = drafts_[static_cast<std::size_t>(act)];
  for (std::size_t k = named.last; k < mark; ++k)
    if (words_.is_punctuation(k, ';') || (words_.is_punctuation(k, '.') && words_[k + 1].gap != Gap::none)) return -1;
  return mark - named.first < kTitle ? act : -1;
}

// An article or answer that is no act itself tells a law: "Căn cứ Điều 46 Luật Căn cước 2023 quy định như sau: ... trước ngày Luật này
// có hiệu lực". The law named last; -1 where the document may be the act that speaks.
std::int32_t Scanner::told_law(const Pending& p) const {
  const bool law = p.type == "L" || p.type == "BL" || p.type == "PL" || p.type == "NĐ";
  constexpr std::size_t kArticle = 30'000;  // characters: an act whose head was lost is mostly longer
  if (!law || !document_.identity.number.empty() || (!own_type().empty() && own_type() != "KHAC") || canonical_.chars.size() > kArticle) return -1;
  return antecedent(p.begin, p.type);
}

// The act that this document amends: the first of its type named in the title or after "sửa đổi ... của".
std::int32_t Scanner::amended_act(const std::string& type) const {
  const auto group = by_type_.find(family(type));
  if (group == by_type_.end()) return -1;
  const model::ByteRange title = document_.identity.title_range;
  for (const std::size_t index : group->second) {
    const std::uint32_t at = canonical_.origin[words_[drafts_[index].first].begin];
    if (title.empty() || at >= title.end) break;
    if (title.contains(at)) return static_cast<std::int32_t>(index);
  }
  return amends_by_title_ ? static_cast<std::int32_t>(group->second.front()) : -1;
}

// "Sửa đổi, bổ sung một số điều của Quy chế ... ban hành kèm theo Thông tư số 06/2024/TT-BGDĐT": in quoted new text "Quy chế này" is that one.
bool Scanner::changes_annex(const std::string& type) const {
  if (!amends_by_title_ || (type != "QC" && type != "QyĐ" && type != "ĐL" && type != "KH" && type != "CTr")) return false;
  const std::string title = text::fold(document_.identity.title);
  const auto changed = title.find("sua doi"), issued = title.find("kem theo");
  const auto* named = g_.registry.type(type);
  if (named == nullptr || issued == std::string::npos) return false;
  const auto regulation = title.find(text::fold(named->word), changed);
  return regulation != std::string::npos && regulation < issued;
}

// Quotations: new text inside an amending act stands between quotation marks.
void Scanner::find_quotes() {
  const std::u16string& chars = canonical_.chars;
  std::size_t open = std::u16string::npos;
  bool straight = false;
  // All of these marks are '"' in folded text, where the C library finds them.
  for (std::size_t i = canonical_.folded.find('"'); i < chars.size(); i = canonical_.folded.find('"', i + 1)) {
    const char16_t c = chars[i];
    if (c == u'\u201C' || c == u'\u00AB' || (c == u'"' && open == std::u16string::npos)) {
      if (open == std::u16string::npos) open = i, straight = c == u'"';
    } else if (c == u'\u201D' || c == u'\u00BB' || (c == u'"' && straight)) {
      if (open != std::u16string::npos) quotes_.push_back({open, i});
      open = std::u16string::npos;
    }
  }
  if (open != std::u16string::npos && chars.size() - open < 4000) quotes_.push_back({open, chars.size()});
}

bool Scanner::quoted(std::size_t character) const {
  const auto after = std::upper_bound(quotes_.begin(), quotes_.end(), character, [](std::size_t at, const auto& q) { return at < q.first; });
  return after != quotes_.begin() && character < std::prev(after)->second;
}

}  // namespace tracuu::citation
