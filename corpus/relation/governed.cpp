#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tracuu::relation {

using model::Mention;
using model::Role;
using text::Gap;
using text::Phrase;
using text::WordKind;

// No other citation rules the phrase: this document relates.
void Relator::governed(Place& p) {
  Mention& m = document_.mentions[p.mention];
  static const Phrase can_cu("căn cứ"), xet("xét"), theo_de_nghi("theo đề nghị"), kem_theo("kèm theo");
  const std::size_t clause = p.clause;
  if (clause_starts_with(clause, xet, p.first) || clause_starts_with(clause, theo_de_nghi, p.first)) return set(p, "this", "mention", "proposal in the preamble");
  std::size_t from = clause;
  // A cue stands after the previous citation of the clause, if there is one.
  const std::size_t index = static_cast<std::size_t>(&p - places_.data());
  if (index > 0 && places_[index - 1].clause == clause) from = std::max(from, tail_end(places_[index - 1]));
  if (from > p.first) from = places_[index - 1].last <= p.first ? places_[index - 1].last : clause;
  FoundCue found = last_cue(from, p.first);
  // "(thực hiện điểm a khoản 5; khoản 6 Điều 21 Luật X)": the verb stands before the first of the provisions.
  if (!found.cue && p.clause > 0 && p.clause < p.first && words_.is_punctuation(p.clause - 1, ';') && words_[p.clause].gap != Gap::paragraph && only_provisions(p.clause, p.first)) {
    const std::size_t begin = clause_begin(p.clause - 1);
    const FoundCue before = last_cue(begin, p.clause - 1);
    if (before.cue && !citation_between(begin, p.clause) && only_provisions(before.end, p.clause - 1)) found = before;
  }
  // "Căn cứ Luật X", "Căn cứ khoản 5 Điều 76 Nghị định Y"; in "Căn cứ kết quả kiểm tra theo Kế hoạch số 16" the plan is no basis.
  const bool refers = found.cue && std::string_view(found.cue->relation) == "refers" && distance(found.end, p.first) <= found.cue->reach;
  const bool proposal = m.type == "TTr" || m.type == "BC";
  const bool plainly = basis_clause(clause) && distance(clause, p.first) == 2;  // "Căn cứ Tờ trình số ...": nothing between
  if (const std::int32_t base = title_goes_on(p, found); base >= 0) {
    const std::string subject = subject_of(document_.mentions[places_[static_cast<std::size_t>(base)].mention]);
    set(p, subject, found.cue->relation, "title of " + subject + " goes on behind ';'");
    p.nested = true;
    return;
  }
  if (basis_clause(clause) && quotes_rule(p)) return set(p, "this", "refers", "'Căn cứ ... quy định' outside a preamble");
  if (index > 0 && places_[index - 1].clause == clause && in_subject_of(places_[index - 1], p.first) && !found.cue) return set(p, "this", "mention", "in the subject of " + subject_of(document_.mentions[places_[index - 1].mention]));
  if (basis_clause(clause) && (!proposal || plainly) && (from == clause ? !refers || (distance(clause, p.first) <= 6 && preamble(p.first)) : !found.cue && preamble(p.first))) {
    // "Căn cứ Luật X ...": in a preamble each clause is a basis; a nested verb has been taken before.
    if (!(found.cue && found.cue->voice == Voice::active && strength(found.cue->relation) >= strength("guides") && distance(found.end, p.first) <= found.cue->reach && index > 0 && places_[index - 1].clause == clause))
      return set(p, "this", "basis", "clause begins with 'Căn cứ'");
  }
  if (const FoundCue verb = singled_out(p, from); verb.cue) return set(p, "this", verb.cue->relation, "singled out behind '" + words_.utf8(verb.begin, verb.end) + "'");
  if (announced(p)) return set(p, "this", "announces", "'công bố' of an order");
  if (const char* said = said_after(p)) return set(p, "this", said, std::string("said behind it: ") + said);
  if (!found.cue || found.cue->voice == Voice::passive || distance(found.end, p.first) > found.cue->reach) {
    if (list_head_relation(p)) return;
    if (instructed_in(p)) return set(p, "this", "refers", "'theo hướng dẫn của ... tại'");
    if (supplies_rule(p)) return set(p, "this", "refers", "'do ... quy định'");
    // Lists of the legal basis of an administrative procedure: bare items after a heading "Căn cứ pháp lý".
    if (goes_on_from_study(p)) return set(p, "this", "implements", "list under 'quán triệt'");
    if (under_legal_basis(p)) return set(p, "this", "refers", "item under 'Căn cứ pháp lý'");
    if (heads_column(clause)) return set(p, "this", "refers", "under the head 'Căn cứ pháp lý'");
    if (goes_on_from_rule(p)) return set(p, "this", "refers", "list under 'theo quy định của pháp luật'");
    const bool item = p.clause < p.first && (words_.is_punctuation(p.clause, '-') || (words_.is_punctuation(p.clause, '(') && words_.is_number(p.clause + 1) && words_.is_punctuation(p.clause + 2, ')')));
    if (legal_basis_column_ < p.first && (item || opens_cell(p)) && starts_clause(p)) return set(p, "this", "refers", "item of a column 'Căn cứ pháp lý'");
    // "Bãi bỏ thủ tục có số thứ tự 8, 9 tại Quyết định X" acts on what lies there.
    if (rule_lies_in(p) || ends_row_of_objects(p))
      if (const FoundCue verb = verb_of_clause(p, from, {nullptr, p.first - 1, p.first}); verb.cue) return set(p, "this", verb.cue->relation, "cue '" + words_.utf8(verb.begin, verb.end) + "' that opens the clause");
    // A provision is named for the rule in it.
    // A standard in a table or a requirement is cited for what it prescribes ("Asen | mg/l | 0,05 | TCVN 6182-1996").
    const bool standard = (m.type == "QCVN" || m.type == "TCVN") && !in_title(p.first) && !preamble(p.first);
    const bool rule_named = standard || !m.pinpoints.empty() || rule_lies_in(p);
    return set(p, "this", rule_named ? "refers" : "mention", standard ? "a standard is named" : rule_named ? "a provision is named" : "no cue");
  }
  std::string relation = found.cue->relation;
  // "PHỤ LỤC BỔ SUNG DANH MỤC ... / (Kèm theo Thông tư X)": on a line of its own it tells where the annex belongs.
  const bool remark = relation == "issued_with" && found.begin > 0 && words_.is_punctuation(found.begin - 1, '(') && words_[found.begin - 1].gap >= Gap::line && in_capitals_before(found.begin - 1);
  if (relation == "issued_with")
    if (const char* verb = verb_over_semicolon(p, index)) return set(p, "this", verb, "list over ';' under one verb");
  if (relation == "issued_with")
    if (const FoundCue verb = verb_before_semicolons(p, found); verb.cue) return set(p, "this", verb.cue->relation, "cue '" + words_.utf8(verb.begin, verb.end) + "' that opens the row");
  if (relation == "refers" || (relation == "issued_with" && !remark)) {
    if (const FoundCue verb = verb_of_clause(p, from, found); verb.cue) return set(p, "this", verb.cue->relation, "cue '" + words_.utf8(verb.begin, verb.end) + "' that opens the clause");
  }
  if ((relation == "implements" || relation == "refers") && goes_on_until(p, found)) return set(p, "this", "extends", "'tiếp tục ... đến'");
  if (relation == "refers") {
    // "hướng dẫn thực hiện chính sách ... quy định tại Quyết định ..."
    const FoundCue before = last_cue(from, found.begin);
    const bool by_rule = words_.code(found.begin) == text::word_code("theo") || words_.code(found.end - 1) == text::word_code("theo");  // "hướng dẫn ... theo quy định tại": how, not what
    // "THÔNG TƯ Hướng dẫn thực hiện trợ cấp một lần ... theo Quyết định số 57/2013/QĐ-TTg": what the act set up is guided.
    const bool scheme = found.end == found.begin + 1 && in_title(p.first);
    if ((!by_rule || scheme) && before.cue && std::string_view(before.cue->relation) == "guides" && before.cue->voice == Voice::active && distance(before.end, found.begin) <= (scheme ? 24 : 14) && acts_itself(p, before)) {
      found = before;
      relation = "guides";
    }
  }
  if (relation == "refers") {
    static const Phrase told_in("nêu trong");  // "nhiều việc đã nêu trong Chương trình X": told, no rule
    if (const FoundCue before = tasks_named_in(from, found); before.cue) relation = "implements", found = before;
    else if (words_.match(found.begin, told_in) && m.pinpoints.empty()) relation = "mention";
  }
  // "sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo X": the stronger verb before decides.
  if (relation == "issued_with") {
    const FoundCue before = last_cue(from, found.begin);
    const bool acts = before.cue && before.cue->voice == Voice::active && strength(before.cue->relation) > strength("implements");
    // "quy định tại khoản 2 Mục III Chương trình mục tiêu quốc gia giảm nghèo bền vững ban hành kèm theo ...": however long its title is.
    const bool of_provision = before.cue && !m.pinpoints.empty() && provision_at(before.end);
    if (const FoundCue verb = changes_annexed(p, from, found); verb.cue) {
      found = verb;
      relation = verb.cue->relation;
    } else if (form_in_use(p, found)) {
      relation = "refers";
    } else if (acts && !remark && (distance(before.end, found.begin) <= 12 || of_provision) && (before.cue->anywhere || acts_itself(p, before))) {
      found = before;
      relation = before.cue->relation;
    } else if (before.cue && std::string_view(before.cue->relation) == "refers" && (before.end - before.begin > 1 ? of_provision || distance(before.end, found.begin) <= 8 : of_provision && m.annexed) && !closed_off(before.end, found.begin)) {
      relation = "refers";  // "quy định tại Phụ lục I ban hành kèm theo Thông tư số ..."
    } else if (words_.match_before(found.end, kem_theo) == found.end - found.begin && !(found.begin > 0 && words_.is_punctuation(found.begin - 1, '('))) {
      relation = annex_lies_in(p, found) ? "refers" : "mention";  // "hồ sơ kèm theo Tờ trình số ..."
    }
  }
  if ((relation == "amends" || relation == "replaces") && row_repeals(p, found)) relation = "repeals";  // the strongest of the row (GUIDE)
  // "Bổ sung, thay thế, bãi bỏ một số từ, cụm từ, điểm, khoản, điều của Thông tư X": so too.
  if (relation == "amends" && repeals_provisions(found.begin, p.first)) relation = "repeals";
  if (relation == "implements" && document_.identity.type == "HD") {
    const FoundCue before = last_cue(from, found.begin);
    if (in_title(p.first) || (before.cue && std::string_view(before.cue->relation) == "guides")) relation = "guides";
  }
  // "yêu cầu bổ sung hồ sơ (mẫu số 02 của Phụ lục I Thông tư X)": the verb stands outside, the provision is named for its rule.
  // "Chính phủ quy định việc áp dụng Luật X đối với ...": somebody will; X is the law that applies.
  static const Phrase applied("áp dụng");
  const bool applies = words_.match_before(found.end, applied) != 0 && relation == "guides";
  // "Thời hạn giải quyết thủ tục sửa đổi, bổ sung Giấy phép tại điểm b khoản 1 Điều 26 Nghị định X": so too.
  if (!found.cue->anywhere && !acts_itself(p, found)) relation = applies || (!m.pinpoints.empty() && (opens_parenthesis(found.end, p.first) || provision_lies_at(found.end, p.first))) ? "refers" : "mention";
  if (relation == "refers" && proposal && preamble(p.first)) relation = "mention";  // "Trên cơ sở xem xét Tờ trình số ..."
  if (relation == "implements" && reported(found)) relation = "mention";
  if (relation == "repeals" || relation == "replaces") {
    if (negated(found)) relation = "mention";
  }
  if (strength(relation) >= strength("extends") && powerless(m, relation)) relation = "mention";
  if (relation == "guides" && (drafted(p, found) || speaks_of_guiding_acts(p.clause, found))) relation = "mention";
  if (strength(relation) >= strength("guides") && act_to_come(p, found)) relation = "mention";
  if (strength(relation) >= strength("extends") && (proposed(p, found) || tells_time(found.end, p.first))) relation = "mention";
  set(p, "this", intern(relation), "cue '" + words_.utf8(found.begin, found.end) + "'");
}

// "Căn cứ Nghị định A quy định về phân cấp trong lĩnh vực thi đua; quy định chi tiết một số điều của Luật B;": in small letters A's title goes
// on. Place of A; -1 where the clause is no such part of a title.
std::int32_t Relator::title_goes_on(const Place& p, const FoundCue& found) const {
  const auto index = static_cast<std::size_t>(&p - places_.data());
  if (!found.cue || found.cue->voice != Voice::active || strength(found.cue->relation) < strength("guides") || distance(found.end, p.first) > found.cue->reach) return -1;
  if (index == 0 || p.clause == 0 || !words_.is_punctuation(p.clause - 1, ';') || words_.starts_upper(p.clause) || words_[p.clause].gap == Gap::paragraph) return -1;
  if (plain_words(p.clause, found.begin) != 0 || in_title(p.first)) return -1;
  const std::size_t base = top_of(index - 1);
  if (places_[base].clause != clause_begin(p.clause - 1)) return -1;
  static const Phrase sets("quy định");
  const bool titled = words_.match(tail_end(places_[base]), sets) != 0;  // "theo Nghị định A của Chính phủ quy định về phân cấp; quy định chi tiết ... Luật B"
  if (!(basis_clause(places_[base].clause) && preamble(p.first)) && !titled) return -1;
  const Mention& act = document_.mentions[places_[base].mention];
  return subject_of(act) == "this" || subject_of(act) == subject_of(document_.mentions[p.mention]) ? -1 : static_cast<std::int32_t>(base);
}

// The words before w are the last of a heading in capitals.
bool Relator::in_capitals_before(std::size_t w) const {
  static constexpr std::size_t kWords = 3;
  if (w < kWords) return false;
  for (std::size_t k = w - kWords; k < w; ++k)
    if (words_.is_word(k) && !words_.all_upper(k)) return false;
  return true;
}

// "Tiếp tục quán triệt, triển khai các quy định của pháp luật, nhất là: Luật A, Luật B": the verb before the words that single them out.
FoundCue Relator::singled_out(const Place& p, std::size_t from) const {
  static const std::array<Phrase, 4> heads = {Phrase("nhất là"), Phrase("đặc biệt là"), Phrase("trọng tâm là"), Phrase("trước hết là")};
  static constexpr std::size_t kFar = 40;
  std::size_t at = p.first;
  while (at > from && (only_provisions(at - 1, at) || words_.is_punctuation(at - 1, ':'))) --at;
  std::size_t head = 0;
  for (const Phrase& words : heads)
    if (const std::size_t n = words_.match_before(at, words)) head = at - n;
  if (head == 0 || head <= from) return {};
  // The first verb governs; what stands nearer belongs to its object ("các văn bản hướng dẫn thi hành").
  for (std::size_t i = from; i < head; ++i) {
    const FoundCue verb = last_cue(i, std::min(head, i + 6));
    if (!verb.cue || verb.cue->voice == Voice::passive) continue;
    const std::string_view relation = verb.cue->relation;
    if ((relation == "implements" && !reported(verb)) || (relation == "refers" && words_.code(verb.begin) == text::word_code("theo"))) return distance(verb.end, head) <= kFar ? verb : FoundCue{};
    if (strength(relation) > strength("implements")) return {};
  }
  return {};
}

// "triển khai thực hiện đồng bộ các nhiệm vụ, giải pháp đã nêu trong Nghị quyết X": what the act sets is carried out.
FoundCue Relator::tasks_named_in(std::size_t from, const FoundCue& carrier) const {
  static const std::array<Phrase, 4> carriers = {Phrase("nêu tại"), Phrase("nêu trong"), Phrase("được giao tại"), Phrase("giao tại")};
  static const std::array<Phrase, 5> tasks = {Phrase("nhiệm vụ"), Phrase("giải pháp"), Phrase("mục tiêu"), Phrase("chỉ tiêu"), Phrase("chủ trương")};
  static const Phrase by("theo");
  static constexpr std::size_t kObject = 12, kTasks = 20;
  const bool alone = carrier.end == carrier.begin + 1 && words_.is(carrier.begin, by);  // "thực hiện các mục tiêu, nhiệm vụ của công tác dân số theo Thông báo X"
  if (!alone && std::none_of(carriers.begin(), carriers.end(), [&](const Phrase& c) { return words_.match(carrier.begin, c) != 0; })) return {};
  const FoundCue before = last_cue(from, carrier.begin);
  if (!before.cue || std::string_view(before.cue->relation) != "implements" || distance(before.end, carrier.begin) > (alone ? kTasks : kObject) || (alone && reported(before))) return {};
  for (std::size_t i = before.end; i < carrier.begin; ++i)
    if (std::any_of(tasks.begin(), tasks.end(), [&](const Phrase& t) { return words_.match(i, t) != 0; })) return before;
  return {};
}

// "công văn số 3226/SYT-NVD về việc đề nghị cấp số đăng ký cho thuốc thuộc phụ lục V - Thông tư B": B stands in what the letter is about.
bool Relator::in_subject_of(const Place& cited, std::size_t w) const {
  static const Phrase about("về việc");
  const Mention& m = document_.mentions[cited.mention];
  if (m.type != "CV" && m.type != "TTr" && m.type != "BC" && m.type != "TB") return false;
  const std::size_t begin = tail_end(cited);
  if (begin >= w || !words_.match(begin, about)) return false;
  for (std::size_t i = begin; i < w; ++i)
    if (ends_sentence(i) || words_[i].gap == Gap::paragraph) return false;
  return true;
}

// "Bãi bỏ: 06 thủ tục tại Mục I Danh mục ban hành kèm theo Quyết định A; số thứ tự 04 mục B Danh mục ban hành kèm theo Quyết định B": in
// small letters behind the ';' the verb of the clause before goes on. Null where none does.
const char* Relator::verb_over_semicolon(const Place& p, std::size_t index) const {
  // "...; Nội dung tại điểm a khoản 2 Điều 3 Quy định ban hành kèm theo Quyết định B": a noun, though with a capital.
  static const Phrase contents("nội dung");
  const bool noun = words_.match(p.clause, contents) || annex_kind(p.clause) || provision_at(p.clause);
  if (index == 0 || p.clause == 0 || !words_.is_punctuation(p.clause - 1, ';') || (words_.starts_upper(p.clause) && !noun) || words_[p.clause].gap == Gap::paragraph || words_.is_punctuation(p.clause + 1, ')')) return nullptr;
  const Place& before = places_[index - 1];
  if (before.clause != clause_begin(p.clause - 1)) return nullptr;
  for (const Role& role : document_.mentions[before.mention].roles)
    if (role.subject == "this" && strength(role.relation) >= strength("extends")) return intern(role.relation);
  return nullptr;
}

// "Bãi bỏ, sửa đổi, thay thế một số điều, phụ lục của Thông tư X": a row of verbs with one object, "bãi bỏ" among them.
bool Relator::row_repeals(const Place& p, const FoundCue& found) const {
  static const std::array<Phrase, 3> verbs = {Phrase("sửa đổi"), Phrase("bổ sung"), Phrase("thay thế")};
  static const Phrase repeals("bãi bỏ"), va("và"), words("cụm từ"), some_words("từ");
  if (const std::size_t n = found.end; words_.match(n, words) || words_.match(n, some_words)) return false;
  std::size_t at = found.begin;
  for (bool moved = true; moved && at > p.clause;) {
    moved = false;
    const std::size_t before = words_.is_punctuation(at - 1, ',') || words_.is(at - 1, va) ? at - 1 : at;
    if (words_.match_before(before, repeals)) return true;
    for (const Phrase& verb : verbs)
      if (const std::size_t n = words_.match_before(before, verb)) at = before - n, moved = true;
  }
  return false;
}

// "Thay thế cụm từ “A” thành “B” tại mục 1; điểm 8, 9 tiểu mục 2.5; mục 2 Phụ lục III ban hành kèm theo Thông tư X": the row of provisions is
// cut by ';', its verb stands before the first.
FoundCue Relator::verb_before_semicolons(const Place& p, const FoundCue& carrier) const {
  static constexpr std::size_t kRow = 400;
  if (words_.is_punctuation(carrier.begin - 1, '(') || citation_between(p.clause, p.first) || verb_of_clause(p, p.clause, carrier).cue) return {};
  std::size_t clause = p.clause;
  while (clause > 0 && words_.is_punctuation(clause - 1, ';') && words_[clause].gap != Gap::paragraph && !words_.is_punctuation(clause + 1, ')') && p.first - clause < kRow) {
    const std::size_t begin = clause_begin(clause - 1);
    if (begin >= clause || citation_between(begin, clause)) return {};
    clause = begin;
  }
  if (clause == p.clause) return {};
  std::size_t opens = clause;
  while (opens < p.clause && plain_words(opens, opens + 1) == 0) ++opens;
  FoundCue verb;
  cue_table_.each(words_, opens, [&](std::uint32_t place) {
    const Cue& cue = cues_[place];
    const std::size_t n = cue.voice == Voice::active && strength(cue.relation) >= strength("amends") ? words_.match(opens, cue.phrase) : 0;
    if (n && (!verb.cue || opens + n > verb.end)) verb = {&cue, opens, opens + n};
  });
  return verb.cue && !powerless(document_.mentions[p.mention], verb.cue->relation) ? verb : FoundCue{};
}

// Among the words [from, to) "bãi bỏ" and, behind it, provisions: not words alone.
bool Relator::repeals_provisions(std::size_t from, std::size_t to) const {
  static const Phrase repeals("bãi bỏ"), article("điều"), clause("khoản"), point("điểm");
  static constexpr std::size_t kObjects = 16;
  const std::size_t begin = from > kObjects / 2 ? from - kObjects / 2 : 0;
  for (std::size_t i = begin; i < to; ++i) {
    if (ends_sentence(i) && i < from) continue;
    if (!words_.match(i, repeals) || to - i > kObjects) continue;
    for (std::size_t k = i + 2; k < to; ++k)
      if ((words_.is(k, article) || words_.is(k, clause) || words_.is(k, point)) && !words_.is_number(k + 1)) return true;
  }
  return false;
}

// "báo cáo theo hướng dẫn của Sở Nông nghiệp và Môi trường tại văn bản số 5141/SNNMT-KS": the paper tells how.
bool Relator::instructed_in(const Place& p) const {
  static const Phrase tai("tại"), instructed("theo hướng dẫn của");
  static constexpr std::size_t kBody = 14;
  if (p.first == 0 || !words_.is(p.first - 1, tai)) return false;
  for (std::size_t k = p.first - 1; k-- > p.clause && p.first - k < kBody;)
    if (words_.match(k, instructed)) return true;
  return false;
}

// "mức hỗ trợ do Luật Bảo hiểm xã hội quy định": the rule is its.
bool Relator::supplies_rule(const Place& p) const {
  static const Phrase by("do"), sets("quy định");
  std::size_t at = p.first;
  while (at > p.clause && only_provisions(at - 1, at)) --at;
  return at > p.clause && words_.is(at - 1, by) && words_.match(tail_end(p), sets) != 0;
}

// "NAY CÔNG BỐ / Luật Đất đai": the order of the State President stands over the law in a line of its own.
bool Relator::announced(const Place& p) const {
  static const Phrase announces("công bố");
  if (document_.identity.type != "L-CTN" || in_title(p.first)) return false;
  const std::size_t before = p.first > 0 && words_.is_punctuation(p.first - 1, ':') ? p.first - 1 : p.first;
  return words_.match_before(before, announces) != 0;
}

bool Relator::opens_parenthesis(std::size_t from, std::size_t to) const {
  for (std::size_t i = to; i-- > from;) {
    if (words_.is_punctuation(i, ')')) return false;
    if (words_.is_punctuation(i, '(')) return true;
  }
  return false;
}

// Among the words [from, to) "tại", "theo" or "trong", and behind it the name of a provision.
bool Relator::provision_lies_at(std::size_t from, std::size_t to) const {
  static const Phrase at("tại"), by("theo"), in("trong");
  for (std::size_t i = from; i < to; ++i)
    if ((words_.is(i, at) || words_.is(i, by) || words_.is(i, in)) && provision_at(i + 1)) return true;
  return false;
}

// "Căn cứ Điều 54 Nghị định X quy định mức thưởng như sau:": in a text that is no act itself (an answer, an article) nothing is
// issued; the provision is told for its rule.
bool Relator::quotes_rule(const Place& p) const {
  static const Phrase quy_dinh("quy định"), defines("định nghĩa");
  if (!document_.identity.number.empty() || document_.mentions[p.mention].pinpoints.empty()) return false;
  const std::size_t from = after_parenthesis(tail_end(p), words_.size());  // "(đã hết hiệu lực)"
  for (std::size_t i = from; i < words_.size() && i < from + 4; ++i)
    if (words_.match(i, quy_dinh) || words_.match(i, defines)) return true;
  return false;
}

// "Tiếp tục quán triệt tư tưởng của Chủ tịch Hồ Chí Minh; Chỉ thị số 41-CT/TW": what is studied goes on behind the ';'.
bool Relator::goes_on_from_study(const Place& p) const {
  static const Phrase study("quán triệt"), carries_out("thực hiện"), by("theo");
  constexpr std::size_t kOpening = 8;
  if (p.first != p.clause || p.clause == 0 || !words_.is_punctuation(p.clause - 1, ';') || words_[p.clause].gap == Gap::paragraph) return false;
  const std::size_t begin = clause_begin(p.clause - 1);
  // "Thực hiện Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng; Chỉ thị số 45-CT/TW": a congress has no number.
  if (words_.match(begin, carries_out) && !words_.is(begin + 2, by) && words_.starts_upper(begin) && !citation_between(begin, p.clause)) return true;
  for (std::size_t i = begin; i < begin + kOpening && i < p.clause; ++i)
    if (words_.match(i, study)) return true;
  return false;
}

// "Thay thế Mẫu số 02, Mẫu số 03 và Mẫu số 04 Phụ lục III của Thông tư X": the verb that opens the clause may reach over a row of objects.
bool Relator::ends_row_of_objects(const Place& p) const {
  static constexpr std::size_t kRow = 40;
  if (document_.mentions[p.mention].pinpoints.empty() || plain_words(p.clause, p.first) > kRow || opens_parenthesis(p.clause, p.first)) return false;
  bool quoted = false;  // "Bãi bỏ nội dung “có xác nhận” tại điểm b": the words are quoted, the act is not
  for (std::size_t i = p.clause; i < p.first; ++i) {
    if (words_.is_punctuation(i, ':') && !quoted) return false;
    if (words_.is_punctuation(i, '"')) quoted = !quoted;
  }
  return !quoted;
}

// "Thực hiện theo quy định của pháp luật về giá; Nghị định số 60/2021/NĐ-CP": members of a list that a branch of law began.
bool Relator::goes_on_from_rule(const Place& p) const {
  static const std::array<Phrase, 3> law = {Phrase("pháp luật"), Phrase("của pháp luật"), Phrase("các quy định của pháp luật")};
  if (p.clause == 0 || !words_.is_punctuation(p.clause - 1, ';') || words_[p.clause].gap == Gap::paragraph || !only_provisions(p.clause, p.first)) return false;
  const std::size_t begin = clause_begin(p.clause - 1);
  if (citation_between(begin, p.clause)) return false;
  const FoundCue before = last_cue(begin, p.clause - 1);
  return before.cue && std::string_view(before.cue->relation) == "refers" && std::any_of(law.begin(), law.end(), [&](const Phrase& l) { return words_.match(before.end, l) != 0; });
}

// The name of a provision stands at word w: "khoản 2", "các điều 3 và 4", "của Phụ lục I".
bool Relator::provision_at(std::size_t w) const {
  static const std::array<Phrase, 3> before = {Phrase("các"), Phrase("của"), Phrase("tại")};
  static const std::array<Phrase, 8> units = {Phrase("điều"), Phrase("khoản"), Phrase("điểm"), Phrase("mục"), Phrase("chương"), Phrase("phần"), Phrase("phụ lục"), Phrase("tiết")};
  if (std::any_of(before.begin(), before.end(), [&](const Phrase& word) { return words_.is(w, word); })) ++w;
  return std::any_of(units.begin(), units.end(), [&](const Phrase& unit) { return words_.match(w, unit) != 0; });
}

// "1. Cơ sở pháp lý", "l) Căn cứ pháp lý của thủ tục hành chính", and below it one act a line: back over such lines to the heading.
bool Relator::under_legal_basis(const Place& p) const {
  static const std::array<Phrase, 2> heads = {Phrase("căn cứ pháp lý"), Phrase("cơ sở pháp lý")};
  constexpr std::size_t kLongest = 800;
  if (!starts_clause(p)) return false;
  for (std::size_t w = p.clause + 1; w-- > 0 && p.clause - w < kLongest;) {
    if (w > 0 && words_[w].gap < Gap::line) continue;
    std::size_t k = w;
    while (k < p.clause && words_[k].kind == WordKind::punctuation) ++k;  // bullets, stars
    const bool numbered = (words_.is_number(k) || words_[k].length == 1) && (words_.is_punctuation(k + 1, '.') || words_.is_punctuation(k + 1, ')'));
    if (numbered) k += 2;
    while (numbered && words_.is_number(k) && words_.is_punctuation(k + 1, '.')) k += 2;  // "2.11."
    if (k < p.clause && std::any_of(heads.begin(), heads.end(), [&](const Phrase& head) { return words_.match(k, head) != 0; })) return true;
    if (w != p.clause && numbered && !citation_opens(k)) return false;
  }
  return false;
}

// "mức hỗ trợ tại Nghị định X", "đã được phê duyệt tại Quyết định Y": the rule lies there. Of a letter or report, or of an act
// whose issuer speaks there ("ý kiến của Sở Tư pháp tại ..."), the words are only told.
bool Relator::rule_lies_in(const Place& p) const {
  static const Phrase tai("tại");
  const Mention& m = document_.mentions[p.mention];
  static constexpr std::string_view kRules[] = {"L", "BL", "PL", "NĐ", "NQ", "QĐ", "TT", "TTLT", "QCVN", "TCVN", "QC", "QyĐ", "KH"};
  if (p.first == 0 || !words_.is(p.first - 1, tai) || std::find(std::begin(kRules), std::end(kRules), m.type) == std::end(kRules)) return false;
  static const Phrase cua("của");
  for (std::size_t k = p.first - 1; k-- > p.clause && p.first - k < 14;)
    if (words_.is(k, cua)) return false;
  // Stated before: "đã được Giám đốc Sở Công Thương phê duyệt tại Quyết định số ...".
  if (m.issuer.empty()) return true;
  for (std::size_t k = p.last; k < words_.size() && k < p.last + 12; ++k)
    if (words_.is(k, cua)) return true;
  return false;
}

// "tại Mẫu số 04 Phụ lục III kèm theo Nghị định X", "(theo Mẫu số 06 của Phụ lục IV kèm theo Thông tư Y)", "A.II mục 1 Phụ lục I kèm theo Nghị
// định Z": the rule lies in the annex. Papers ("Phụ lục kèm theo Tờ trình số ...") rule nothing.
bool Relator::annex_lies_in(const Place& p, const FoundCue& carrier) const {
  static constexpr std::string_view kPapers[] = {"TTr", "BC", "CV", "TB"};
  if (const std::string& type = document_.mentions[p.mention].type; std::find(std::begin(kPapers), std::end(kPapers), type) != std::end(kPapers)) return false;
  static constexpr std::size_t kLabels = 12;  // "Mục C.II.2 Phụ lục I"
  for (std::size_t k = carrier.begin; k-- > p.clause && carrier.begin - k <= kLabels;) {
    switch (words_.code(k)) {
      case text::word_code("mau"): case text::word_code("phu"): case text::word_code("bieu"): case text::word_code("bang"): return true;
      case text::word_code("luc"): case text::word_code("so"): case text::word_code("muc"): case text::word_code("va"): case text::word_code("cua"): case text::word_code("cac"): continue;
      default: break;
    }
    if (words_.is_number(k) || words_[k].kind != WordKind::word || words_.all_upper(k) || words_[k].length <= 3) continue;
    return false;
  }
  return false;
}

// "Bãi bỏ thủ tục ... ban hành kèm theo Quyết định X", "Kéo dài thời hạn ... quy định tại Nghị quyết Y": the verb that opens the
// clause acts on what the citation carries. "Bãi bỏ ... theo quy định tại Luật X" does not: that is how, not what; but a project
// "theo Quyết định X" is what that decision set up.
FoundCue Relator::verb_of_clause(const Place& p, std::size_t from, const FoundCue& carrier) const {
  static constexpr std::size_t kFar = 100;
  static const std::vector<Phrase> undertakings = [] {
    std::vector<Phrase> all;
    for (const char* w : {"dự án", "chương trình", "đề án", "kế hoạch", "nhiệm vụ"}) all.emplace_back(w);
    return all;
  }();
  // "Sửa đổi, bổ sung nhiệm vụ trong Chương trình hành động thực hiện Nghị quyết X (ban hành kèm theo Nghị quyết Y)": X only names the programme.
  static const Phrase issued_with("ban hành kèm theo");
  const bool aside = words_.is_punctuation(carrier.begin - 1, '(') && words_.match_before(carrier.end, issued_with) != 0;
  if ((from != p.clause && !aside) || carrier.begin - p.clause > kFar) return {};
  // In a title the verb stands behind the type of the act: "NGHỊ QUYẾT / Về sửa đổi, bổ sung ... quy định tại Nghị quyết X".
  std::size_t opens = in_title(p.first) ? std::max(p.clause, word_at(document_.identity.title_range.begin)) : p.clause;
  while (opens < carrier.begin && plain_words(opens, opens + 1) == 0) ++opens;
  static const Phrase ve("về"), viec("việc");
  if (in_title(p.first) && words_.is(opens, ve)) opens += words_.is(opens + 1, viec) ? 2 : 1;
  FoundCue verb;
  cue_table_.each(words_, opens, [&](std::uint32_t k) {
    const Cue& cue = cues_[k];
    const std::size_t n = words_.match(opens, cue.phrase);
    if (n && cue.voice == Voice::active && strength(cue.relation) >= strength("extends") && (!verb.cue || opens + n > verb.end)) verb = {&cue, opens, opens + n};
  });
  if (!verb.cue || verb.end > carrier.begin || powerless(document_.mentions[p.mention], verb.cue->relation)) return {};
  // "Bổ sung máy móc, thiết bị ngoài các máy móc, thiết bị quy định tại Quyết định X": what X sets stays as it is.
  static const std::array<Phrase, 4> beside = {Phrase("ngoài các"), Phrase("ngoài những"), Phrase("ngoài phạm vi"), Phrase("ngoài quy định")};
  for (std::size_t i = verb.end; i < carrier.begin; ++i)
    if (std::any_of(beside.begin(), beside.end(), [&](const Phrase& b) { return words_.match(i, b) != 0; })) return {};
  // "Việc đình chỉ thi hành án được thực hiện theo quy định tại Điều 57 Luật X" under a heading "Đình chỉ thi hành án": the same.
  static const Phrase theo("theo");
  for (std::size_t i = carrier.begin + 1; i < carrier.end; ++i)
    if (words_.is(i, theo) && std::string_view(carrier.cue->relation) == "refers") return {};
  if (words_.code(carrier.begin) != text::word_code("theo")) return verb;
  if (std::string_view(verb.cue->relation) != "suspends" || carrier.end != carrier.begin + 1) return {};
  for (std::size_t i = verb.end; i < carrier.begin; ++i)
    if (std::any_of(undertakings.begin(), undertakings.end(), [&](const Phrase& w) { return words_.match(i, w) != 0; })) return verb;
  return {};
}

// "... ban hành Thông tư sửa đổi, bổ sung một số điều của Quy chế <however long its name is> ban hành kèm theo Thông tư X": the verb whose
// object is what X brought along.
FoundCue Relator::changes_annexed(const Place& p, std::size_t from, const FoundCue& carrier) const {
  static constexpr std::size_t kFar = 80;
  static const std::array<Phrase, 4> parts = {Phrase("một số điều của"), Phrase("một số điều"), Phrase("một số nội dung của"), Phrase("một số nội dung")};
  FoundCue verb;
  for (std::size_t i = from; i < carrier.begin && !verb.cue; ++i) {
    if (carrier.begin - i > kFar) continue;
    cue_table_.each(words_, i, [&](std::uint32_t place) {
      const Cue& cue = cues_[place];
      const std::size_t n = cue.voice == Voice::active && strength(cue.relation) >= strength("amends") ? words_.match(i, cue.phrase) : 0;
      if (n && (!verb.cue || i + n > verb.end)) verb = {&cue, i, i + n};
    });
  }
  if (!verb.cue || verb.end > carrier.begin || std::none_of(parts.begin(), parts.end(), [&](const Phrase& part) { return words_.match_before(verb.end, part) != 0; })) return {};
  if (!annex_kind(verb.end) || !acts_itself(p, verb)) return {};
  for (std::size_t i = verb.end; i < carrier.begin; ++i)
    if (words_.is_punctuation(i, ';') || words_.is_punctuation(i, ':') || words_.is_punctuation(i, '(')) return {};
  return verb;
}

// "Mẫu B12, Phụ lục ban hành kèm theo Nghị định X", "- Phiếu yêu cầu bổ sung hồ sơ tại Phụ lục I ban hành kèm theo Thông tư Y" in a list of
// papers: the form is to be used.
bool Relator::form_in_use(const Place& p, const FoundCue& carrier) const {
  static constexpr std::size_t kRow = 24;
  static const std::array<Phrase, 9> forms = {Phrase("mẫu"), Phrase("biểu mẫu"), Phrase("phiếu"), Phrase("đơn"), Phrase("tờ khai"), Phrase("biên bản"), Phrase("giấy"), Phrase("sổ"), Phrase("bản khai")};
  static const Phrase annex("phụ lục"), form("mẫu"), tai("tại");
  std::size_t opens = p.clause;
  while (opens < carrier.begin && (plain_words(opens, opens + 1) == 0 || words_.is_number(opens))) ++opens;
  if (carrier.begin - opens > kRow || std::none_of(forms.begin(), forms.end(), [&](const Phrase& f) { return words_.match(opens, f) != 0; })) return false;
  for (std::size_t i = opens; i < carrier.begin; ++i)
    if (words_.is_punctuation(i, '(') || words_[i].gap == Gap::paragraph) return false;
  // The annex with its label stands right before: "Phụ lục", "Phụ lục I".
  for (std::size_t k = carrier.begin; k-- > opens && carrier.begin - k < 4;)
    if (words_.match(k, annex)) return words_.match(opens, form) != 0 || words_.is(k - 1, tai);
  return false;
}

// "Tiếp tục thực hiện Nghị quyết X đến hết ngày 31/12/2026": what would have ended goes on.
bool Relator::goes_on_until(const Place& p, const FoundCue& found) const {
  static const Phrase tiep_tuc("tiếp tục"), cho_phep("cho phép"), den_het("đến hết"), den_ngay("đến ngày"), theo("theo");
  const std::size_t n = words_.match_before(found.begin, tiep_tuc);
  if (!n || words_.match(found.end - 1, theo)) return false;
  const std::size_t verb = found.begin - n;
  if (!in_title(p.first) && plain_words(p.clause, verb) != 0 && !words_.match_before(verb, cho_phep)) return false;
  for (std::size_t i = p.last; i < words_.size() && i < p.last + 80; ++i) {
    if (words_[i].gap == Gap::paragraph || ends_sentence(i)) return false;
    if (words_.match(i, den_het) || (words_.match(i, den_ngay) && words_.is_number(i + 2))) return true;
  }
  return false;
}

namespace {

struct ListHead {
  Phrase phrase;
  const char* relation;
};

// Verbs that a list of acts stands under, the longer ones first.
const std::vector<ListHead>& list_heads() {
  static const std::vector<ListHead> all = [] {
    std::vector<ListHead> heads;
    const auto add = [&](const char* relation, std::initializer_list<const char*> phrases) {
      for (const char* phrase : phrases) heads.push_back({Phrase(phrase), relation});
    };
    add("repeals", {"bãi bỏ toàn bộ các", "bãi bỏ các", "bãi bỏ toàn bộ", "bãi bỏ"});
    add("replaces", {"thay thế các"});
    add("suspends", {"tạm ngưng hiệu lực", "ngưng hiệu lực", "tạm ngừng hiệu lực", "đình chỉ thi hành", "đình chỉ việc thi hành"});
    add("extends", {"kéo dài thời hạn áp dụng", "kéo dài thời gian áp dụng", "kéo dài thời gian thực hiện", "kéo dài hiệu lực", "gia hạn hiệu lực"});
    add("consolidates", {"được hợp nhất từ", "hợp nhất từ"});
    add("basis", {"căn cứ các", "căn cứ"});
    return heads;
  }();
  return all;
}

}  // namespace

// "Bãi bỏ toàn bộ các Quyết định sau đây: 1. Quyết định ...": a list under one verb.
bool Relator::list_head_relation(Place& p) {
  static const Phrase so("số");
  const std::size_t before = p.first > 0 && words_.is(p.first - 1, so) ? p.first - 1 : p.first;  // a list whose type word is far has spans of numbers
  const bool after_colon = before > 0 && words_.is_punctuation(before - 1, ':');
  if (!after_colon && !starts_clause(p)) return false;
  const std::size_t item = after_colon ? p.first : p.clause;
  return list_under_provision(p, item) || list_under_colon(p, item);
}

// The item's article (or what else holds it) begins with the verb: "Điều 1. Bãi bỏ toàn bộ một số văn bản ...", whatever a page
// break or a stamp has put between its first words and the item.
bool Relator::list_under_provision(Place& p, std::size_t item) {
  static const Phrase ends("hết hiệu lực"), following("sau đây"), stays("tiếp tục có hiệu lực");
  const auto& provisions = document_.provisions;
  for (std::int32_t at = document_.mentions[p.mention].provision; at >= 0; at = provisions[static_cast<std::size_t>(at)].parent) {
    const auto& provision = provisions[static_cast<std::size_t>(at)];
    if (provision.unit != model::Unit::dieu && provision.unit != model::Unit::khoan && provision.unit != model::Unit::section && provision.unit != model::Unit::item) continue;
    const std::size_t child = static_cast<std::size_t>(at) + 1;
    const bool has_child = child < provisions.size() && provisions[child].parent == at;
    const std::size_t begin = word_at(provision.range.begin);
    const std::size_t end = std::min({item, begin + 120, has_child ? word_at(provisions[child].range.begin) : item});
    for (std::size_t w = begin; w < end; ++w) {
      if (w > begin && words_[w].gap != Gap::paragraph && !ends_sentence(w - 1)) continue;
      std::size_t verb = w;
      while (verb < end && plain_words(verb, verb + 1) == 0) ++verb;
      for (const ListHead& head : list_heads())
        if (std::string_view(head.relation) != "basis" && words_.match(verb, head.phrase)) {
          set(p, "this", head.relation, "list under '" + words_.utf8(verb, verb + head.phrase.size()) + "'");
          return true;
        }
    }
    bool ended = false, list = false, goes_on = false;
    for (std::size_t w = begin; w < end; ++w) {
      ended = ended || words_.match(w, ends);
      list = list || words_.match(w, following);
      goes_on = goes_on || (list && words_.match(w, stays) != 0);
    }
    if (goes_on) {
      set(p, "this", "extends", "list under 'tiếp tục có hiệu lực'");
      return true;
    }
    if (ended && list) {
      set(p, "this", "repeals", "list under 'hết hiệu lực'");
      return true;
    }
  }
  return false;
}

// "<verb> ... sau đây:" or "... sau:", at most a few dozen items before.
bool Relator::list_under_colon(Place& p, std::size_t item) {
  static const Phrase ends("hết hiệu lực");
  // "2 Thông tư số 24/2020/TT-BTC có căn cứ ban hành như sau:" at the foot of a page is no item of the list in note 1.
  const bool note = words_.is_number(item) && !words_.is_punctuation(item + 1, '.') && !words_.is_punctuation(item + 1, ')');
  for (std::size_t back = item; back > 0 && item - back < 1500; --back) {
    const std::size_t w = back - 1;
    if (!words_.is_punctuation(w, ':')) continue;
    const std::size_t begin = clause_begin(w);
    static const Phrase legal_basis("căn cứ pháp lý");  // of a procedure, not of this document
    for (const ListHead& head : list_heads())
      for (std::size_t i = begin; i < begin + 8 && i < w; ++i)
        if (words_.match(i, head.phrase) && !words_.match(i, legal_basis) && w - i < 40 && !(note && std::string_view(head.relation) == "consolidates")) {
          set(p, "this", head.relation, "list under '" + words_.utf8(i, i + head.phrase.size()) + "'");
          return true;
        }
    // "các văn bản sau đây hết hiệu lực:"
    for (std::size_t i = begin; i < w; ++i)
      if (words_.match(i, ends)) {
        set(p, "this", "repeals", "list under 'hết hiệu lực'");
        return true;
      }
    return false;
  }
  return false;
}

}  // namespace tracuu::relation
