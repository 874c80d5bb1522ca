#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tracuu::relation {

using text::Gap;
using text::Phrase;
using text::WordKind;

namespace {

constexpr std::size_t kLongestSentence = 400;
constexpr std::size_t kTitlePart = 60;

}  // namespace

// What the sentence says of the citation behind it: "Nghị quyết X hết hiệu lực kể từ ngày ...", "Quyết định Y được tiếp tục áp dụng
// đến hết ngày ...", "Thông tư Z tạm ngưng hiệu lực từ ngày ...". A list over ';' has one predicate, at its end. Null if nothing is.
const char* Relator::said_after(const Place& p) const {
  int open = 0;
  for (std::size_t i = p.last; i < words_.size() && i < p.last + kLongestSentence; ++i) {
    if (words_[i].gap == Gap::paragraph || words_.is_punctuation(i, '|')) return nullptr;  // '|': the next cell of a table
    // "(Nghị định số 75/2021/NĐ-CP)": a short form in a parenthesis is no subject.
    if (words_.is_punctuation(i, '(')) ++open;
    if (words_.is_punctuation(i, ')') && --open < 0) return nullptr;
    if (ends_sentence(i)) {
      if (!words_.is_punctuation(i, ';')) return nullptr;
      if (citation_opens(i + 1)) continue;
      // "Nghị quyết X về việc quy định A; quy định B hết hiệu lực kể từ ngày ...": its title goes on.
      if (!starts_clause(p) || words_.starts_upper(i + 1) || citation_between(i + 1, i + kTitlePart)) return nullptr;
      continue;
    }
    if (const char* relation = predicate_at(i)) {
      if (told_of_past(i)) return nullptr;
      if (std::string_view(relation) == "amends") return laid_down_in(p) && !powerless(document_.mentions[p.mention], relation) ? relation : nullptr;
      return only_contents(std::string_view(relation) == "repeals" ? phrase_begin(p) : p.clause, p.first) || rules_in(p) || annex_is_subject(p) ? relation : nullptr;
    }
  }
  return nullptr;
}

// A citation begins at word w or behind nothing but its provisions: "; khoản 4 Điều 12 Nghị định B".
bool Relator::citation_opens(std::size_t w) const {
  static constexpr std::size_t kProvisions = 24;
  const auto found = std::lower_bound(places_.begin(), places_.end(), w, [](const Place& p, std::size_t word) { return p.first < word; });
  return found != places_.end() && found->first < w + kProvisions && only_provisions(w, found->first);
}

// A citation begins at one of the words [from, to).
bool Relator::citation_between(std::size_t from, std::size_t to) const {
  const auto found = std::lower_bound(places_.begin(), places_.end(), from, [](const Place& p, std::size_t word) { return p.first < word; });
  return found != places_.end() && found->first < to;
}

bool Relator::told_of_past(std::size_t i) const {
  static const Phrase da("đã");
  return words_.match_before(i, da) != 0;
}

// The predicate that begins at word i, if it is one that states an effect: of an end since when, of a stay till when.
const char* Relator::predicate_at(std::size_t i) const {
  // Nearly every word ends here: the first words of all predicates below.
  switch (words_.code(i)) {
    case text::word_code("het"): case text::word_code("khong"): case text::word_code("bi"): case text::word_code("cham"): case text::word_code("tiep"): case text::word_code("duoc"):
    case text::word_code("keo"): case text::word_code("tam"): case text::word_code("ngung"): break;
    default: return nullptr;
  }
  static const Phrase ke_tu("kể từ"), tu_khi("từ khi"), tu_ngay("từ ngày"), thi_hanh("thi hành"), den("đến"), den_khi("đến khi");
  static const std::array<Phrase, 4> ends = {Phrase("hết hiệu lực"), Phrase("không còn hiệu lực"), Phrase("bị bãi bỏ"), Phrase("chấm dứt hiệu lực")};
  for (const Phrase& end : ends) {
    if (!words_.match(i, end)) continue;
    const std::size_t after = i + end.size();
    for (std::size_t k = after; k < after + 4 && k < words_.size(); ++k)
      if (words_.match(k, ke_tu) || words_.match(k, tu_khi) || words_.match(k, tu_ngay)) return "repeals";
    return words_.match(after, thi_hanh) || words_.is_punctuation(after, '.') || words_.is_punctuation(after, ';') ? "repeals" : nullptr;
  }
  // "mức chi quy định tại Phụ lục 01 Nghị quyết X được điều chỉnh thành ...": what it laid down reads otherwise now.
  static const std::array<Phrase, 4> becomes = {Phrase("được điều chỉnh thành"), Phrase("được sửa đổi thành"), Phrase("được sửa thành"), Phrase("được thay đổi thành")};
  for (const Phrase& words : becomes)
    if (words_.match(i, words)) return "amends";
  static const std::array<Phrase, 2> effect_goes_on = {Phrase("tiếp tục có hiệu lực"), Phrase("tiếp tục còn hiệu lực")};
  for (const Phrase& words : effect_goes_on)
    if (words_.match(i, words)) return "extends";
  static const std::array<Phrase, 8> goes_on = {Phrase("tiếp tục áp dụng"), Phrase("tiếp tục thực hiện"), Phrase("tiếp tục được áp dụng"), Phrase("tiếp tục được thực hiện"), Phrase("được kéo dài"),
                                                Phrase("được gia hạn"), Phrase("kéo dài đến"), Phrase("được áp dụng đến")};
  for (const Phrase& words : goes_on) {
    const std::size_t n = words_.match(i, words);
    if (!n) continue;
    for (std::size_t k = i + n - 1; k < i + n + 10 && k < words_.size() && !ends_sentence(k); ++k)
      if (words_.is(k, den) && !words_.match(k, den_khi)) return "extends";
  }
  static const std::array<Phrase, 12> stands_still = {Phrase("tạm ngưng hiệu lực"), Phrase("ngưng hiệu lực"), Phrase("tạm ngừng hiệu lực"), Phrase("ngừng hiệu lực"), Phrase("bị đình chỉ thi hành"), Phrase("bị đình chỉ việc thi hành"),
                                                      Phrase("tạm ngưng áp dụng"), Phrase("tạm ngừng áp dụng"), Phrase("tạm dừng áp dụng"), Phrase("tạm dừng thực hiện"), Phrase("bị tạm đình chỉ thi hành"), Phrase("tạm ngưng thực hiện")};
  for (const Phrase& words : stands_still) {
    const std::size_t n = words_.match(i, words);
    if (!n) continue;
    // With a citation behind it the verb acts on that one.
    return citation_between(i + n, i + n + 10) ? nullptr : "suspends";
  }
  return nullptr;
}

// The citation is the subject: nothing stands before it but what it contains ("Các nội dung khác tại Quyết định X", "Thời hạn áp
// dụng Nghị quyết Y"). "Các dự án đã phê duyệt theo Quyết định X được tiếp tục thực hiện" speaks of projects.
bool Relator::only_contents(std::size_t from, std::size_t to) const {
  static const std::vector<text::WordCode> contents = [] {
    std::vector<text::WordCode> codes;
    for (const char* w : {"cac", "nhung", "noi", "dung", "khac", "tai", "quy", "dinh", "cua", "viec", "ap", "thoi", "han", "gian", "hieu", "luc", "chinh", "sach", "muc", "thuc", "hien", "dieu", "khoan", "diem", "phu", "va", "che",
                          "do", "trong", "thi", "hanh", "ban", "kem", "con", "lai", "so"})
      codes.push_back(text::word_code(w));
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  for (std::size_t i = from; i < to; ++i)
    if (words_[i].kind == WordKind::word && words_[i].length > 1 && !std::binary_search(contents.begin(), contents.end(), words_.code(i))) return false;
  return true;
}

// "Các quy định về thu phí xăng, dầu tại Pháp lệnh X hết hiệu lực": the clause is about rules, and they lie in the citation.
bool Relator::rules_in(const Place& p) const {
  static const std::array<Phrase, 4> subjects = {Phrase("quy định"), Phrase("các quy định"), Phrase("những quy định"), Phrase("một số quy định")};
  static const std::array<Phrase, 8> breaks = {Phrase("theo"), Phrase("được"), Phrase("có"), Phrase("trái"), Phrase("trường hợp"), Phrase("thực hiện"), Phrase("này"), Phrase("thì")};
  static const Phrase tai("tại");
  if (p.first == 0) return false;
  std::size_t at = p.first;
  while (at > p.clause && only_provisions(at - 1, at)) --at;
  if (at == p.clause || !words_.is(at - 1, tai)) return false;
  std::size_t opens = p.clause;
  while (opens < at && plain_words(opens, opens + 1) == 0) ++opens;
  if (std::none_of(subjects.begin(), subjects.end(), [&](const Phrase& s) { return words_.match(opens, s) != 0; })) return false;
  for (std::size_t i = opens; i < at; ++i)
    if (std::any_of(breaks.begin(), breaks.end(), [&](const Phrase& b) { return words_.match(i, b) != 0; })) return false;
  return !citation_between(p.clause, p.first);
}

// "Nguồn thu của ngân sách xã quy định tại mục C Phụ lục 01 ban hành kèm theo X": what the clause is about stands in the citation.
bool Relator::laid_down_in(const Place& p) const {
  static const std::array<Phrase, 4> places = {Phrase("quy định tại"), Phrase("quy định ở"), Phrase("nêu tại"), Phrase("ghi tại")};
  static const std::array<Phrase, 3> issued = {Phrase("ban hành kèm theo"), Phrase("kèm theo"), Phrase("của")};
  static const Phrase by("theo"), number("số");
  std::size_t at = p.first;
  for (const Phrase& words : issued)
    if (const std::size_t n = words_.match_before(at, words)) at -= n;
  while (at > p.clause && (only_provisions(at - 1, at) || words_.is(at - 1, number))) --at;
  if (at <= p.clause || citation_between(p.clause, p.first)) return false;
  if (std::none_of(places.begin(), places.end(), [&](const Phrase& words) { return words_.match_before(at, words) != 0; })) return false;
  for (std::size_t i = p.clause; i < at; ++i)
    if (words_.is(i, by)) return false;
  return true;
}

// "Các Danh mục thủ tục hành chính, Quy trình điện tử được ban hành kèm theo Quyết định X ... hết hiệu lực", "Quy chế công tác Khoa Dược tại
// Quyết định Y ... hết hiệu lực": what the act brought along ends, so does it, in part. Not "dự án thuộc Danh mục ban hành kèm theo X".
bool Relator::annex_is_subject(const Place& p) const {
  static constexpr std::size_t kName = 40;
  static const std::array<Phrase, 4> issued = {Phrase("được ban hành kèm theo"), Phrase("ban hành kèm theo"), Phrase("kèm theo"), Phrase("tại")};
  static const std::array<Phrase, 12> breaks = {Phrase("theo"), Phrase("có"), Phrase("trái"), Phrase("trường hợp"), Phrase("này"), Phrase("thì"), Phrase("thuộc"), Phrase("được"), Phrase("đã"), Phrase("khi"), Phrase("quy định tại"), Phrase("trong")};
  static const Phrase all("các"), some("những"), two("và");
  std::size_t at = p.first;
  while (at > p.clause && only_provisions(at - 1, at)) --at;
  std::size_t carrier = 0;
  for (const Phrase& words : issued)
    if (const std::size_t n = carrier == 0 ? words_.match_before(at, words) : 0) carrier = n;
  if (carrier == 0 || carrier > at - p.clause) return false;
  for (std::size_t k = at - carrier; k > p.clause && at - k < kName;) {
    --k;
    if (words_.is_punctuation(k, ';') || words_.is_punctuation(k, ':') || words_.is_punctuation(k, '"') || words_.is_punctuation(k, '(') || citation_between(k, p.first)) return false;
    if (std::any_of(breaks.begin(), breaks.end(), [&](const Phrase& b) { return words_.match(k, b) != 0; })) return false;
    const bool opens = k == p.clause || plain_words(p.clause, k) == 0 || words_.is_punctuation(k - 1, ',') || words_.is(k - 1, all) || words_.is(k - 1, some) || words_.is(k - 1, two);
    if (opens && annex_kind(k) && (carrier > 1 || words_.starts_upper(k))) return true;
  }
  return false;
}

// The noun phrase of the citation begins behind the last comma, or behind "có hiệu lực thi hành": in "theo quy định tại Luật A, Thông
// tư B hết hiệu lực" and "các quyết định ban hành theo Nghị định C hết hiệu lực" neither A nor C ends.
std::size_t Relator::phrase_begin(const Place& p) const {
  static const Phrase effect("hiệu lực"), carried_out("hiệu lực thi hành");
  std::size_t from = p.first;
  while (from > p.clause && !words_.is_punctuation(from - 1, ',') && !words_.is_punctuation(from - 1, ';') && !words_.is_punctuation(from - 1, ':') && !words_.match_before(from, effect) && !words_.match_before(from, carried_out)) --from;
  return from;
}

// "Thông tư X được sửa đổi, bổ sung tại Thông tư này": this document is the agent. Null if it is not.
const char* Relator::changed_by_this(const Place& p) const {
  static constexpr std::size_t kNear = 12, kProvisions = 10;
  static const Phrase nay("này"), khong("không");
  static const std::array<Phrase, 8> acts = {Phrase("nghị định"), Phrase("thông tư"), Phrase("quyết định"), Phrase("nghị quyết"), Phrase("luật"), Phrase("pháp lệnh"), Phrase("quy định"), Phrase("thông tư liên tịch")};
  const std::size_t from = tail_end(p);
  for (std::size_t i = from; i < words_.size() && i < from + kNear; ++i) {
    if (ends_sentence(i) || words_[i].gap == Gap::paragraph || words_.is(i, khong)) return nullptr;
    const char* relation = nullptr;
    cue_table_.each(words_, i, [&](std::uint32_t place) {
      const Cue& cue = cues_[place];
      const std::size_t n = relation == nullptr && cue.voice == Voice::passive ? words_.match(i, cue.phrase) : 0;
      if (!n) return;
      for (std::size_t k = i + n; k < words_.size() && k < i + n + kProvisions && !ends_sentence(k); ++k)
        for (const Phrase& act : acts)
          if (const std::size_t length = words_.match(k, act); length && words_.is(k + length, nay) && plain_words(i + n, k) == 0) relation = cue.relation;
    });
    if (relation != nullptr) return relation;
  }
  return nullptr;
}

}  // namespace tracuu::relation
