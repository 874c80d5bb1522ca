#include "corpus/relation/relator.h"

#include <algorithm>

namespace tracuu::relation {

using model::Mention;
using model::Role;
using text::Phrase;
using text::WordKind;

namespace {

bool later_than(const Mention& one, const Mention& other) {
  // The year first: it is that of the number where this has one, and days have more slips.
  if (one.year != 0 && other.year != 0 && one.year != other.year) return other.year < one.year;
  return one.date.is_valid() && other.date.is_valid() && other.date < one.date;
}

}  // namespace

// A circular changes no decree and a decree no law (hierarchy of Luật 64/2025/QH15, Điều 4).
bool Relator::outranked(std::string_view agent, std::string_view object) {
  const auto level = [](std::string_view type) {
    if (type == "L" || type == "BL" || type == "PL") return 1;
    if (type == "NĐ") return 2;
    return type == "TT" || type == "TTLT" ? 3 : 0;
  };
  return level(agent) != 0 && level(object) != 0 && level(agent) > level(object);
}

bool Relator::proposes(const Mention& left) const { return left.type == "TTr" || left.type == "CV" || left.type == "BC" || left.type == "TB" || left.type == "KL"; }

// "không sửa đổi, bổ sung, thay thế, bãi bỏ tại Nghị định này và Nghị định số ...": nothing is changed; "tại Nghị định này": by this
// document.
bool Relator::denies_or_speaks_of_itself(const Place& p, const FoundCue& found) const {
  static constexpr std::size_t kVerbs = 8;  // words of a row of verbs
  static const Phrase khong("không"), nay("này");
  for (std::size_t k = found.end; k < p.first; ++k)
    if (words_.is(k, nay)) return true;
  for (std::size_t k = found.begin; k-- > p.clause && found.begin - k <= kVerbs;)
    if (words_.is(k, khong)) return true;
  return false;
}

bool Relator::nested(Place& p, const Place& prev, std::size_t prev_index, const FoundCue& found) {
  Mention& m = document_.mentions[p.mention];
  const std::string relation = found.cue->relation;
  const std::int32_t subject_at = found.cue->voice == Voice::active && strength(relation) >= strength("implements") ? able_subject(prev_index, m) : static_cast<std::int32_t>(prev_index);
  if (subject_at < 0) return false;
  Mention& left = document_.mentions[places_[static_cast<std::size_t>(subject_at)].mention];
  if (found.cue->voice == Voice::passive) {
    if (denies_or_speaks_of_itself(p, found)) return false;
    // The document left of the verb that heads the phrase. Laws are changed by laws, decrees by decrees: where the nearest is
    // of another type, the nearest of this type; an agent of an earlier "được sửa đổi bởi" stands for what it changed.
    std::size_t target = prev_index;
    const auto party = [](const Mention& act) { return act.number.find('-') < act.number.find('/'); };  // 57-NQ/TW
    const auto same_rank = [&](const Mention& other) { return (other.type == m.type && (other.number.empty() || m.number.empty() || party(other) == party(m))) || ((other.type == "L" || other.type == "BL") && (m.type == "L" || m.type == "BL")); };
    if (!same_rank(left) || places_[prev_index].acts_on >= 0) {
      for (std::size_t k = prev_index + 1; k-- > 0 && places_[k].clause == p.clause;)
        if (same_rank(document_.mentions[places_[k].mention]) && places_[k].acts_on < 0) {
          target = k;
          break;
        }
    }
    Mention& object = document_.mentions[places_[target].mention];
    const std::string subject = subject_of(m);
    if (subject == "this") return false;
    m.roles = object.roles.empty() ? std::vector<Role>{{"this", "mention"}} : std::vector<Role>{object.roles.back()};
    act_on(p, target, relation);
    m.relation_rule = "agent of " + relation + " (" + words_.utf8(found.begin, found.end) + ")";
    p.nested = places_[target].nested;
    p.head = places_[target].head;
    return true;
  }
  // Active: the nearest document noun phrase left of the verb inside the clause is the subject.
  if (relation == "refers") {
    // "hướng dẫn một số nội dung quy định tại Nghị định ...": what it guides is named by where it stands.
    const FoundCue before = last_cue(tail_end(prev), found.begin);
    // "Quyết định A bổ sung tiêu chuẩn, định mức sử dụng máy móc quy định tại Quyết định B": A's title begins with the verb.
    const bool title = before.cue && before.cue->voice == Voice::active && before.begin <= tail_end(prev) + 1 && strength(before.cue->relation) >= strength("extends") && words_.code(found.begin) != text::word_code("theo") && !names_exception(before.end, found.begin);
    if (title && !left.number.empty() && !later_than(m, left) && subject_of(left) != subject_of(m) && !proposes(left)) {
      set(p, subject_of(left), before.cue->relation, "cue '" + words_.utf8(before.begin, before.end) + "' of " + subject_of(left));
      p.nested = true;
      return true;
    }
    if (before.cue && std::string_view(before.cue->relation) == "guides" && subject_of(left) != subject_of(m) && before.cue->voice == Voice::active && distance(before.end, found.begin) <= 10 && !breaks_tie(tail_end(prev), before.begin)) {
      set(p, subject_of(left), "guides", "cue '" + words_.utf8(before.begin, before.end) + "' of " + subject_of(left));
      p.nested = true;
      return true;
    }
  }
  if (relation == "refers" || relation == "issued_with") {
    // "Quy định ban hành kèm theo Quyết định 42" under "sửa đổi": the stronger verb before it decides.
    // "KẾ HOẠCH thực hiện Chỉ thị A về thực hiện bảo hiểm y tế (Kèm theo Quyết định B)": a remark about this document.
    if (relation == "issued_with" && found.begin > 0 && words_.is_punctuation(found.begin - 1, '(')) return false;
    if (relation == "issued_with") {
      const FoundCue before = last_cue(tail_end(prev), found.begin);
      if (before.cue && before.cue->voice == Voice::active && strength(before.cue->relation) > strength(relation) && (distance(before.end, found.begin) <= 12 || before.begin <= tail_end(prev) + 3)) {
        if (proposes(left)) return set(p, "this", "mention", "proposed by " + subject_of(left)), true;
        set(p, subject_of(left), before.cue->relation, "cue '" + words_.utf8(before.begin, before.end) + "'");
        p.nested = true;
        return true;
      }
    }
    return false;
  }
  // "theo Luật A và các văn bản hướng dẫn thi hành Luật B": acts without a number guide B, A does not; no law guides.
  if (relation == "guides" && (left.type == "L" || left.type == "BL" || left.type == "PL" || speaks_of_guiding_acts(prev.last, found))) return set(p, "this", "mention", "acts that guide it are told of"), true;
  // "Nghị định số 48/2013 sửa đổi, bổ sung một số điều của các Nghị định liên quan đến ... và Nghị định số 92/2017": no act does anything to
  // one of a later day; the later one stands beside it.
  if (later_than(m, left)) return false;
  // "Thông tư A hướng dẫn thực hiện các quy định về phí, Thông tư B": the verb has its object, B goes with A.
  bool separated = false;
  if (relation == "guides" && distance(found.end, p.first) >= 3 && after_connector(p.first, &separated)) return false;
  // The sentence's own verb: "... theo Nghị định A; đồng thời bãi bỏ Nghị định B", "và thay thế Quyết định C".
  static const Phrase va("và"), dong_thoi("đồng thời");
  const std::size_t before = found.begin;
  const bool joined = before > 0 && (words_.is(before - 1, va) || words_.match_before(before, dong_thoi));
  const bool effect_verb = relation == "replaces" || relation == "repeals";
  if (joined && effect_verb && !in_title(p.first)) return false;
  // "bãi bỏ Điều 3 Nghị định A, thay thế Nghị định B": two verbs of one subject.
  if (effect_verb && !left.roles.empty() && strength(left.roles.back().relation) >= strength("amends") && found.begin <= tail_end(prev) + 1) return false;
  const std::string subject = subject_of(left);
  if (subject == "this") return false;
  // "Nghị quyết 377/NQ-CP về dự án Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh X": a bill changes nothing yet.
  static const Phrase bill("dự án"), draft("dự thảo");
  if (strength(relation) >= strength("guides"))
    for (std::size_t i = tail_end(prev); i < found.begin; ++i)
      if ((words_.match(i, bill) || words_.match(i, draft)) && words_.starts_upper(i + 2)) return set(p, "this", "mention", "a bill told of by " + subject), true;
  // A submission or report proposes to amend; it amends nothing.
  if (subject == subject_of(m)) return false;  // an act guides and amends others
  // A letter, submission or report about a programme that is to carry out an act carries out nothing itself.
  const bool paper = left.type == "CV" || left.type == "TTr" || left.type == "BC";
  if ((proposes(left) && strength(relation) >= strength("guides")) || (paper && relation == "implements")) return set(p, "this", "mention", "proposed by " + subject), true;
  // Words between the subject and the verb: date, issuer, "về việc ...". A finite clause of somebody else breaks the tie.
  if (breaks_tie(tail_end(prev), found.begin)) return false;
  // "Hướng dẫn ... thi hành Điều lệ Đảng": what a guideline carries out, it guides.
  const bool guideline = left.type == "HD" && relation == "implements";
  // "Thông tư 55/2025/TT-BCT sửa đổi Thông tư 07/2019/TT-BCT" in the title of its own page; a number without its year others bear too.
  const bool itself = left.type == document_.identity.type && left.number == document_.identity.number && std::count(left.number.begin(), left.number.end(), '/') == 2;
  m.roles.assign(1, {itself ? "this" : subject, guideline ? "guides" : relation});
  m.relation_rule = "cue '" + words_.utf8(found.begin, found.end) + "' of " + subject;
  p.nested = true;
  p.head = places_[prev_index].head;
  return true;
}

// No law carries out or changes a decree, no decree a circular. "Thông tư A hướng dẫn Nghị định B quy định chi tiết Luật C và sửa đổi, bổ sung
// Thông tư D": A does. The nearest of the clause that can act on `object`; -1 where none can.
std::int32_t Relator::able_subject(std::size_t nearest, const Mention& object) const {
  for (std::size_t at = nearest + 1; at-- > 0 && places_[at].clause == places_[nearest].clause;)
    if (!outranked(object.type, document_.mentions[places_[at].mention].type)) return static_cast<std::int32_t>(at);
  return -1;
}

// "..., trừ trường hợp quy định tại Điều 30 Thông tư X", "(cho đối tượng quy định tại Điều 16 Nghị định Y)": beside what the verb does.
bool Relator::names_exception(std::size_t from, std::size_t to) const {
  static const Phrase except("trừ"), cases("trường hợp"), whom("đối tượng");
  for (std::size_t i = from; i < to; ++i)
    if (words_.is(i, except) || words_.match(i, cases) || words_.match(i, whom) || words_.is_punctuation(i, '(') || words_.is_punctuation(i, ';')) return true;
  return false;
}

// "A được sửa đổi bởi P": an edge from P, kept with A.
void Relator::act_on(Place& p, std::size_t target, const std::string& relation) {
  const std::string subject = subject_of(document_.mentions[p.mention]);
  if (subject == "this") return;
  Mention& object = document_.mentions[places_[target].mention];
  // "Luật A được sửa đổi, bổ sung bởi Luật B và Điều 48 Nghị định C": the decree stands beside, it changes no law.
  if (strength(relation) >= strength("suspends") && outranked(document_.mentions[p.mention].type, object.type)) return;
  p.acts_on = static_cast<std::int32_t>(target);
  if (subject == subject_of(object)) return;
  const Role role{subject, relation};
  if (std::find(object.roles.begin(), object.roles.end(), role) != object.roles.end()) return;
  // In the order of the text, before what this document does: the first that acts is the one that is told first.
  const auto own = std::find_if(object.roles.begin(), object.roles.end(), [](const Role& other) { return other.subject == "this"; });
  object.roles.insert(own, role);
}

// A subject of its own between citation and verb ("..., Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện X").
bool Relator::breaks_tie(std::size_t from, std::size_t to) const {
  static const std::vector<Phrase> breakers = [] {
    std::vector<Phrase> all;
    for (const char* b : {"ban hành", "xây dựng", "đề nghị", "yêu cầu", "giao", "có trách nhiệm", "chỉ đạo", "căn cứ", "thông báo", "báo cáo", "đồng thời", "chịu trách nhiệm", "tham mưu",
                          "có ý kiến", "như sau", "phê duyệt"})
      all.emplace_back(b);
    return all;
  }();
  bool comma = false;
  for (std::size_t i = from; i < to; ++i) {
    if (words_[i].kind == WordKind::punctuation) {
      comma = comma || words_[i].code == ',';
      if (words_[i].code == ':') return true;
      continue;
    }
    for (const Phrase& b : breakers) {
      if (!words_.match(i, b)) continue;
      if (comma || !words_.match(i, breakers.front())) return true;
    }
  }
  return false;
}

}  // namespace tracuu::relation
