#include "corpus/citation/scanner.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

namespace tracuu::citation {

using model::MentionKind;
using text::Gap;
using text::Phrase;
using text::WordKind;

namespace {

using Beginning = std::array<text::WordCode, 4>;

Beginning beginning(const std::vector<text::WordCode>& codes) { return {codes[0], codes[1], codes[2], codes[3]}; }

/// Short forms by their wording. A book of laws defines thousands: only those are tried whose words stand at a place, and of one wording
/// only the definition that holds there, the last one before it.
class Wordings {
 public:
  explicit Wordings(const std::vector<Alias>& aliases) {
    for (const Alias& alias : aliases) {
      forms_[form(alias)][alias.codes].push_back(&alias);
      // Thousands of decisions may have a subject each: those are looked for by more than their type word.
      if (alias.whole) named_[beginning(alias.codes)].insert(alias.codes.size());
      else defined_[alias.codes[0]].insert(alias.codes.size());
    }
    for (auto& by_codes : forms_)
      for (auto& [codes, known] : by_codes) std::stable_sort(known.begin(), known.end(), [](const Alias* a, const Alias* b) { return a->from < b->from; });
  }

  /// use(alias) for those whose words stand at word `i` and that are known there; of each form and wording the last.
  template <typename Use>
  void each_at(const text::Words& words, std::size_t i, const Use& use) const {
    if (const auto found = defined_.find(words[i].code); found != defined_.end())
      for (const std::size_t length : found->second)
        for (const std::size_t form : {kPhrase, kTypeAlone}) last_at(words, i, length, form, use);
    if (named_.empty()) return;
    if (const auto found = named_.find({words.code(i), words.code(i + 1), words.code(i + 2), words.code(i + 3)}); found != named_.end())
      for (const std::size_t length : found->second) last_at(words, i, length, kWhole, use);
  }

 private:
  static constexpr std::size_t kPhrase = 0, kTypeAlone = 1, kWhole = 2;
  static std::size_t form(const Alias& alias) { return alias.whole ? kWhole : alias.type_alone ? kTypeAlone : kPhrase; }

  template <typename Use>
  void last_at(const text::Words& words, std::size_t i, std::size_t length, std::size_t form, const Use& use) const {
    if (length > words.size() - i) return;
    std::vector<text::WordCode> codes;
    for (std::size_t k = i; k < i + length; ++k) codes.push_back(words[k].code);
    const auto found = forms_[form].find(codes);
    if (found == forms_[form].end()) return;
    const auto next = std::upper_bound(found->second.begin(), found->second.end(), i, [](std::size_t word, const Alias* alias) { return word < alias->from; });
    if (next != found->second.begin()) use(**std::prev(next));
  }

  using Lengths = std::set<std::size_t, std::greater<>>;
  std::array<std::map<std::vector<text::WordCode>, std::vector<const Alias*>>, 3> forms_;
  std::unordered_map<text::WordCode, Lengths> defined_;
  std::map<Beginning, Lengths> named_;
};

}  // namespace

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

// "Quy định số 294-QĐ/TW ngày 26/5/2025 của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng" is afterwards "Quy định thi hành Điều
// lệ Đảng": its type and all of what it is about, in the same words. Two acts about the same (one replaces the other) share no name.
void Scanner::named_by_subject() {
  static constexpr std::string_view kNamed[] = {"QyĐ", "QC", "NQ", "QĐ", "CT", "KL", "HD"};
  static constexpr std::size_t kShortest = 3, kLongest = 24;  // words of the subject
  static const Phrase viec("việc"), khoa("khóa");
  std::vector<Alias> found;
  for (std::size_t d = 0; d < drafts_.size(); ++d) {
    const Draft& draft = drafts_[d];
    if (!draft.has_number || std::find(std::begin(kNamed), std::end(kNamed), draft.mention.type) == std::end(kNamed)) continue;
    const TypePhrase* type = g_.type_at(words_, draft.first);
    std::size_t ve = draft.tail_end;
    if (words_.is(ve, khoa)) ve += 2;  // "của Ban Chấp hành Trung ương Đảng khóa XIII về"
    if (!type || type->abbreviation || !words_.is(ve, f_.ve)) continue;
    const std::size_t begin = ve + (words_.is(ve + 1, viec) ? 2 : 1);
    std::size_t end = begin;
    while (end < words_.size() && end <= begin + kLongest && words_[end].kind == WordKind::word && words_[end].gap != Gap::paragraph) ++end;
    const bool whole = end >= words_.size() || words_[end].gap == Gap::paragraph || (words_[end].kind == WordKind::punctuation && words_[end].code != '-' && words_[end].code != '/');
    if (!whole || end < begin + kShortest || end > begin + kLongest) continue;
    for (const std::size_t from : {begin, ve}) {
      Alias alias;
      for (std::size_t w = draft.first; w < draft.first + type->phrase.size(); ++w) alias.codes.push_back(words_.code(w));
      for (std::size_t w = from; w < end; ++w) alias.codes.push_back(words_.code(w));
      alias.from = end;
      alias.whole = true;
      alias.type = draft.mention.type;
      alias.target = static_cast<std::int32_t>(d);
      found.push_back(std::move(alias));
    }
  }
  const auto act = [&](std::int32_t target) -> const model::Mention& { return drafts_[static_cast<std::size_t>(target)].mention; };
  const auto other_act = [](const model::Mention& a, const model::Mention& b) {
    return registry::number_key(a.number) != registry::number_key(b.number) || (a.date.is_set() && b.date.is_set() && a.date != b.date) || (!a.issuer.empty() && !b.issuer.empty() && text::fold(a.issuer) != text::fold(b.issuer));
  };
  std::map<std::vector<text::WordCode>, std::int32_t> bearers;  // -1: several acts are about the same
  for (const Alias& alias : found) {
    const auto [bearer, fresh] = bearers.emplace(alias.codes, alias.target);
    if (!fresh && bearer->second >= 0 && other_act(act(bearer->second), act(alias.target))) bearer->second = -1;
  }
  for (Alias& alias : found)
    if (bearers[alias.codes] >= 0) aliases_.push_back(std::move(alias));
}

// The phrase ends behind word `end`: what follows is no part of it ("Kế hoạch phát triển công nghiệp | năm 2025").
bool Scanner::phrase_ends(std::size_t end) const {
  static const std::vector<Phrase> after = [] {
    std::vector<Phrase> all;
    for (const char* w : {"của", "và", "đã", "được", "thì", "là", "có", "theo", "để", "tại", "trong", "do", "phải", "không", "này", "nêu trên", "hoặc"}) all.emplace_back(w);
    return all;
  }();
  if (end >= words_.size() || words_[end].gap == Gap::paragraph || words_[end].kind == WordKind::punctuation) return true;
  return std::any_of(after.begin(), after.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; });
}

void Scanner::find_aliases() {
  if (aliases_.empty()) return;
  const Wordings wordings(aliases_);
  text::WordFilter opens;
  for (const Alias& alias : aliases_) opens.add(alias.codes[0]);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (!opens.may_hold(words_[i].code)) continue;
    const Alias* best = nullptr;
    wordings.each_at(words_, i, [&](const Alias& alias) {
      if ((best && alias.codes.size() < best->codes.size()) || !stands_at(alias, i)) return;
      if (!best || alias.codes.size() > best->codes.size() || alias.from > best->from) best = &alias;
    });
    if (!best || covered(i, best->whole ? i + 1 : i + best->codes.size())) continue;
    Draft draft;
    draft.first = i;
    draft.last = i + best->codes.size();
    draft.tail_end = draft.last;
    draft.mention.kind = MentionKind::alias;
    draft.mention.type = best->type;
    draft.mention.refers_to = best->target;
    draft.holds_citations = best->whole;
    draft.mention.rule = best->whole ? "named by what it is about" : "defined short form";
    i = draft.last - 1;
    later_.push_back(std::move(draft));
  }
}

bool Scanner::stands_at(const Alias& alias, std::size_t i) const {
  if (i + alias.codes.size() > words_.size() || !words_.starts_upper(i)) return false;
  for (std::size_t k = 1; k < alias.codes.size(); ++k)
    if (words_[i + k].code != alias.codes[k] || words_[i + k].gap == Gap::paragraph) return false;
  // A title in capitals is that of a document printed behind the first one.
  if (alias.whole && (words_.all_upper(i) || !phrase_ends(i + alias.codes.size()))) return false;
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
