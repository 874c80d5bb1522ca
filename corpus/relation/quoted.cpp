#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>

namespace tracuu::relation {

using model::Mention;
using model::Role;
using text::Gap;
using text::Phrase;

namespace {

/// An article whose heading is the last line of a page counts as that of the next.
constexpr std::uint32_t kNextPage = 300;

}  // namespace

// "(sau đây gọi tắt là Nghị định số 115/2015/NĐ-CP)": a name for what was just cited, no statement about it. A standard is often
// numbered nowhere else ("Quy chuẩn kỹ thuật ..., sau đây viết tắt là QCVN 01:2019/BCT").
bool Relator::is_defined_here(const Place& p) const {
  if (const auto& type = document_.mentions[p.mention].type; type == "QCVN" || type == "TCVN") return false;
  static const std::array<Phrase, 4> defines = {Phrase("gọi là"), Phrase("gọi tắt là"), Phrase("gọi chung là"), Phrase("viết tắt là")};
  std::size_t to = p.first;
  while (to > 0 && (words_.is_punctuation(to - 1, ':') || words_.is_punctuation(to - 1, '"'))) --to;
  return std::any_of(defines.begin(), defines.end(), [&](const Phrase& d) { return words_.match_before(to, d) != 0; });
}

// Place of the mark that closes a phrase that opens at a mark `w`; `w` if it does not within a sentence or two.
std::size_t Relator::phrase_closes(std::size_t w) const {
  static constexpr std::size_t kLongest = 160;
  for (std::size_t k = w + 1; k < words_.size() && k < w + kLongest && words_[k].gap != Gap::paragraph; ++k)
    if (words_.is_punctuation(k, '"')) return k;
  return w;
}

// "Thay thế cụm từ “... Nghị định A ...” thành cụm từ “...”": A is part of the words, nothing is said of it.
bool Relator::in_swapped_words(const Place& p) const {
  static const Phrase words("cụm từ");
  static constexpr std::size_t kBack = 120;
  for (std::size_t k = p.first; k-- > 0 && p.first - k < kBack;) {
    if (words_[k + 1].gap == Gap::paragraph) return false;
    if (!words_.is_punctuation(k, '"')) continue;
    return words_.match_before(k, words) != 0 && phrase_closes(k) >= p.last && phrase_closes(k) > k;
  }
  return false;
}

// "Sửa đổi cụm từ “...” tại khoản 3 Điều 12 Nghị định B": the verb that changes words of B, however long these are.
FoundCue Relator::words_swapped(const Place& p) const {
  static const Phrase words("cụm từ"), tai("tại"), by("bằng"), into("thành");
  static constexpr std::size_t kBack = 200;
  std::size_t at = p.first;
  while (at > p.clause && only_provisions(at - 1, at)) --at;
  while (at > 0 && (words_.is_number(at - 1) || only_provisions(at - 1, at))) --at;
  if (at < 2 || !words_.is(at - 1, tai) || !words_.is_punctuation(at - 2, '"')) return {};
  for (std::size_t k = at - 2; k-- > 0 && at - k < kBack;) {
    if (words_[k + 1].gap == Gap::paragraph) return {};
    if (!words_.is_punctuation(k, '"') || phrase_closes(k) != at - 2) continue;
    const std::size_t n = words_.match_before(k, words);
    if (n == 0 || n >= k) return {};
    // "Thay thế cụm từ “A” bằng cụm từ “B” tại khoản 3": the verb stands before A.
    if (words_.is(k - n - 1, by) || words_.is(k - n - 1, into)) {
      std::size_t closes = k - n - 1;
      if (closes < 2 || !words_.is_punctuation(closes - 1, '"')) return {};
      at = closes + 1;
      continue;
    }
    const FoundCue verb = last_cue(k - n > 6 ? k - n - 6 : 0, k);
    const bool changes = verb.cue && verb.cue->voice == Voice::active && verb.end + 2 >= k - n && strength(verb.cue->relation) >= strength("amends");
    return changes && !powerless(document_.mentions[p.mention], verb.cue->relation) ? verb : FoundCue{};
  }
  return {};
}

// "Bãi bỏ khoản 1 Điều 3 Nghị quyết A quy định mức chi xây dựng văn bản triển khai thi hành Luật B": the verb at `w` stands in A's
// title, which goes on from its date and issuer without a break.
bool Relator::in_title_of(const Place& cited, std::size_t w) const {
  static const Phrase sets("quy định");
  const std::size_t begin = tail_end(cited);
  if (begin >= w || !words_.match(begin, sets)) return false;
  for (std::size_t i = begin; i < w; ++i)
    if (words_.is_punctuation(i, ',') || words_.is_punctuation(i, ':') || ends_sentence(i)) return false;
  return true;
}

// A consolidated text quotes in its notes what the amending acts say of themselves ("Thông tư X có căn cứ ban hành như sau: “Căn cứ
// ...”", "Điều 3 của Thông tư X quy định như sau: “...”"; the form of consolidated texts under Pháp lệnh 01/2012/UBTVQH13), and letters
// quote laws so: what stands between the marks X says, not this document.
void Relator::give_to_quoted() {
  static const std::array<Phrase, 5> formulas = {Phrase("có căn cứ ban hành như sau:"), Phrase("có các căn cứ ban hành như sau:"), Phrase("quy định như sau:"), Phrase("quy định về hiệu lực thi hành như sau:"), Phrase("có quy định như sau:")};
  static const Phrase by("được");
  for (std::size_t index = 0; index < places_.size(); ++index) {
    const Place& quoted = places_[index];
    const std::size_t next = index + 1 < places_.size() ? places_[index + 1].first : words_.size();
    std::size_t opens = 0;
    bool bases = false;
    for (std::size_t w = quoted.last; w < next && opens == 0 && !ends_sentence(w); ++w)
      for (const Phrase& formula : formulas)
        if (words_.match(w, formula) && !words_.match_before(w, by)) opens = w + formula.size(), bases = &formula <= &formulas[1];
    if (opens == 0 || (!bases && !words_.is_punctuation(opens, '"'))) continue;
    const std::string subject = subject_of(document_.mentions[places_[top_of(index)].mention]);
    if (subject == "this") continue;
    // Some notes leave the marks out: the bases follow one another.
    const std::size_t end = words_.is_punctuation(opens, '"') ? std::min(quotation_end(opens), body_resumes(opens)) : bases_end(index + 1);
    for (std::size_t k = index + 1; k < places_.size() && places_[k].first < end; ++k)
      for (Role& role : document_.mentions[places_[k].mention].roles)
        // A note may run over a page, with the text between: of quoted bases X's are these and what its formula of promulgation does.
        if (role.subject == "this" && role.relation != "mention" && (!bases || role.relation == "basis" || strength(role.relation) >= strength("guides"))) role.subject = subject;
  }
}

// Behind the last of the bases that begin with place `index`.
std::size_t Relator::bases_end(std::size_t index) const {
  std::size_t end = 0;
  for (std::size_t k = index; k < places_.size() && (basis_clause(places_[k].clause) || (k > index && places_[k].clause == places_[k - 1].clause)); ++k) end = places_[k].last;
  return end;
}

// Notes at the foot of a page run on at the foot of the next: an article of the text itself that begins behind the mark at `opens` and
// a page's end has nothing to do with what is quoted.
std::size_t Relator::body_resumes(std::size_t opens) const {
  const std::uint32_t from = canonical_.origin[words_[opens].begin];
  const auto page = std::find_if(document_.pages.begin(), document_.pages.end(), [&](const model::PageStart& start) { return start.offset > from; });
  if (page == document_.pages.end()) return words_.size();
  for (const model::Provision& provision : document_.provisions)
    if (provision.unit == model::Unit::dieu && provision.range.begin > from && provision.range.begin + kNextPage > page->offset) return word_at(provision.range.begin);
  return words_.size();
}

// Behind the mark that closes the quotation which opens at word `opens`; `opens` if it never closes.
std::size_t Relator::quotation_end(std::size_t opens) const {
  constexpr std::size_t kLongest = 6000;
  constexpr char16_t kOpens = 0x201C, kCloses = 0x201D;
  int depth = 0;
  for (std::size_t w = opens; w < words_.size() && w < opens + kLongest; ++w) {
    if (!words_.is_punctuation(w, '"')) continue;
    const char16_t mark = words_.chars(w).front();
    // Each paragraph of a quotation may open anew.
    if (mark == kOpens) depth = words_[w].gap == Gap::paragraph ? 1 : depth + 1;
    else if (mark == kCloses) --depth;
    else depth = w == opens ? 1 : depth - 1;
    if (depth <= 0) return w + 1;
  }
  return opens;
}

// Head of a consolidated text: "Nghị định số A ..., có hiệu lực kể từ ngày ..., được sửa đổi, bổ sung bởi: Nghị định số B ..., có hiệu
// lực kể từ ngày ...". It consolidates all of them, and B changed A (form of consolidated texts under Pháp lệnh 01/2012/UBTVQH13).
void Relator::relate_consolidated() {
  static const std::array<Phrase, 6> changed = {Phrase("được sửa đổi, bổ sung bởi"), Phrase("được sửa đổi bởi"), Phrase("được bổ sung bởi"),
                                                Phrase("được sửa đổi, bổ sung một số điều bởi"), Phrase("được sửa đổi, bổ sung theo"), Phrase("được sửa đổi, bổ sung một số điều theo")};
  if (document_.identity.type != "VBHN") return;
  std::size_t body = 0;
  while (body < places_.size() && !basis_clause(places_[body].clause)) ++body;
  if (body == 0 || body == places_.size() || !preamble(places_[body].first)) return;
  std::size_t behind = words_.size();
  for (std::size_t w = places_[0].last; w < places_[body].first && behind == words_.size(); ++w)
    for (const Phrase& words : changed)
      if (words_.match(w, words)) behind = w;
  if (behind == words_.size()) return;
  std::size_t amended = 0;
  while (amended < body && (places_[amended].clause != clause_begin(behind) || in_title(places_[amended].first))) ++amended;
  if (amended == body || places_[amended].first > behind) return;
  set(places_[amended], "this", "consolidates", "head of a consolidated text");
  for (std::size_t k = amended + 1; k < body; ++k) {
    Place& p = places_[k];
    const bool first = places_[k - 1].first < behind;
    if (p.first < behind || p.nested || (!first && !starts_clause(p))) continue;
    set(p, "this", "consolidates", "head of a consolidated text");
    act_on(p, amended, "amends");
  }
}

}  // namespace tracuu::relation
