#include "query/status/change.h"

#include <algorithm>
#include <array>

#include "query/resolve/pinpoint.h"
#include "query/status/clause.h"

namespace tracuu::status {
namespace {

struct RelationRow {
  std::string_view relation;
  ChangeKind kind;
};
constexpr std::array<RelationRow, 6> relation_rows{{
    {"replaces", ChangeKind::replaced},
    {"repeals", ChangeKind::repealed},
    {"amends", ChangeKind::amended},
    {"suspends", ChangeKind::suspended},
    {"extends", ChangeKind::extended},
    {"corrects", ChangeKind::corrected},
}};

/// Types of documents that tell what others did, or that only propose.
bool consolidates(const model::Identity& identity) { return identity.type == "VBHN"; }
bool proposes(const model::Identity& identity) {
  return identity.type == "TTr" || identity.type == "BC" || identity.is_draft;
}
/// "Quyết định công bố danh mục văn bản hết hiệu lực": its rows are what others did.
bool announces_others(const model::Identity& identity) {
  const auto title = folded_words(identity.title);
  return has_words(title, "cong bo") && (has_words(title, "danh muc") || has_words(title, "thu tuc hanh chinh") || has_words(title, "ket qua"));
}

/// Folded words that, between the verb and the act's name, tell that a part is meant.
constexpr std::string_view part_words[] = {
    "mot phan", "mot so dieu", "mot so noi dung", "mot so quy dinh", "mot so diem", "mot so khoan", "mot so phu luc", "mot so mau", "mot so bieu mau",
    "mot so chuc nang", "cum tu", "tu ngu", "noi dung", "cac noi dung", "quy dinh tai", "cac quy dinh tai", "quy dinh ve", "cac quy dinh ve", "mau so", "mau", "bieu mau",
    "phu luc", "quy trinh", "quy chuan", "chuong", "so thu tu", "dieu", "cac dieu", "khoan", "cac khoan", "diem", "cac diem", "muc", "tiet", "dong",
};
constexpr std::string_view verbs[] = {"bai bo", "huy bo", "thay the", "het hieu luc", "ngung hieu luc", "dinh chi", "sua doi", "bo sung", "keo dai", "gia han", "dinh chinh"};
constexpr std::string_view passives[] = {"duoc sua doi", "duoc bo sung", "duoc thay the", "duoc dinh chinh", "sua doi, bo sung boi", "sua doi, bo sung theo",
                                         "sua doi, bo sung tai", "sua doi boi", "sua doi theo", "bo sung theo", "bo sung tai", "sua doi tai"};

/// The words between the verb that acts on the reference and the reference itself.
std::string_view words_from_verb(std::string_view before) {
  std::size_t verb = std::string_view::npos;
  for (const auto word : verbs) {
    if (const auto at = last_words(before, word); at != std::string_view::npos && (verb == std::string_view::npos || at > verb)) verb = at;
  }
  return verb == std::string_view::npos ? before : before.substr(verb);
}

/// "dieu 2. quyet dinh so ...": the label of the provision that begins the sentence is no part of the cited act.
std::string_view without_label(std::string_view before) {
  std::size_t at = 0;
  for (const std::string_view unit : {"dieu ", "khoan ", "muc "}) {
    if (!before.starts_with(unit)) continue;
    at = unit.size();
    while (at < before.size() && before[at] != ' ' && before[at] != '.' && before[at] != ':') ++at;
    if (at < before.size() && (before[at] == '.' || before[at] == ':')) return before.substr(at + 1);
  }
  return before;
}

bool names_part(std::string_view words) {
  return std::any_of(std::begin(part_words), std::end(part_words), [&](std::string_view part) {
    const auto at = first_words(words, part);
    if (at == std::string_view::npos) return false;
    // "điều", "mẫu" and the like count with a number or letter behind ("mẫu số 01", "điều 5"), not as words of a title.
    if (part.find(' ') != std::string_view::npos) return true;
    std::size_t next = at + part.size();
    while (next < words.size() && words[next] == ' ') ++next;
    const auto end = words.find_first_of(" ,.;", next);
    const auto label = words.substr(std::min(next, words.size()), end == std::string_view::npos ? end : end - std::min(next, end));
    const bool numbered = label.size() <= 8 && label.find_first_of("0123456789") != std::string_view::npos;
    return numbered || (part != "mau" && part != "dong" && end != std::string_view::npos && end - next <= 3 && next < end);
  });
}

/// "Luật A đã được sửa đổi, bổ sung theo <this act>, <this act> hết hiệu lực": what had changed the act that is meant.
bool accompanies(std::string_view before, const model::Mention& mention) {
  if (!mention.pinpoints.empty()) return false;  // a list that goes on with provisions of its own: "..., Điều 28 của Luật ..."
  std::size_t passive = std::string_view::npos;
  for (const auto word : passives) {
    if (const auto at = last_words(before, word); at != std::string_view::npos && (passive == std::string_view::npos || at > passive)) passive = at;
  }
  if (passive == std::string_view::npos) return false;
  const auto between = before.substr(passive);
  if (!has_words(between, "theo") && !has_words(between, "boi") && !has_words(between, "tai")) return false;
  return between.find(';') == std::string_view::npos && !has_words(between, "va thay the") && !has_words(between, "bai bo");
}

/// "theo quy định của Luật ... mà ... hết hiệu lực": the act is named as a source of law.
bool in_passing(const Clause& clause) {
  const std::string_view before = clause.before;
  const auto ends_with = [&](std::string_view words) {
    auto end = before.find_last_not_of(' ');
    if (end == std::string_view::npos || !before.substr(0, end + 1).ends_with(words)) return false;
    return !before.substr(0, end + 1).ends_with("kem theo");  // "Mẫu số 02 ban hành kèm theo <act>": a part of it
  };
  for (const std::string_view words : {"theo quy dinh cua", "theo quy dinh tai", "theo", "quy dinh tai", "theo cac quy dinh cua", "khong thay the", "can cu", "duoc cap theo"}) {
    if (ends_with(words)) return true;
  }
  // "Trong thời gian ngưng hiệu lực của <act>": tells when something else holds.
  if (has_words(before, "trong thoi gian ngung") || has_words(before, "trong thoi gian tam ngung") || has_words(before, "trong thoi gian dinh chi")) return true;
  return has_words(before, "khong thay the") || has_words(before, "van ban hop nhat nay khong");
}

/// "... tiếp tục có hiệu lực": the act is said to remain in effect.
bool remains(const Clause& clause) {
  static constexpr std::string_view words[] = {"tiep tuc co hieu luc", "tiep tuc duoc ap dung", "tiep tuc duoc thuc hien", "tiep tuc ap dung",
                                               "van co hieu luc", "co hieu luc tro lai", "tiep tuc thuc hien"};
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view one) {
    return has_words(clause.after, one) || has_words(clause.before, one) || has_words(clause.lead, one);
  });
}

/// The clause excepts something from the end of the whole act.
bool has_exception(const Clause& clause) {
  const auto verb = first_words(clause.after, "het hieu luc");
  const std::string_view tail = verb == std::string_view::npos ? std::string_view(clause.after) : std::string_view(clause.after).substr(verb);
  return has_words(tail, "tru truong hop") || has_words(tail, "tru cac truong hop") || has_words(tail, "tru quy dinh") || has_words(tail, "tru cac quy dinh") ||
         has_words(tail, "tru khoan") || has_words(tail, "tru dieu") || has_words(tail, "tru diem");
}

bool title_amends(graph::Graph& graph, RecordId record, ActId target) {
  const auto& document = graph.document(record);
  for (const auto& reference : graph.references_of(record)) {
    if (reference.target() != target || reference.relation != "amends" || reference.nested()) continue;
    const auto& mention = document.mentions[reference.mention];
    if (document.identity.title_range.overlaps(mention.span)) return true;
  }
  return false;
}

/// Place in the hierarchy of state acts (Luật 64/2025/QH15, Điều 4) by who issued it; 0 where it cannot be compared.
int force_rank(const model::Identity& identity) {
  const auto& slug = identity.issuer_slug;
  const auto base = slug.substr(0, slug.find('.'));
  static constexpr std::pair<std::string_view, int> ranks[] = {{"qh", 2}, {"ubtvqh", 3}, {"cp", 5}, {"ttg", 6}, {"hdnd", 9}, {"ubnd", 10}};
  for (const auto& [issuer, rank] : ranks) {
    if (base == issuer) return rank;
  }
  return base.size() >= 2 && base[0] == 'b' && (identity.type == "TT" || identity.type == "TTLT") ? 8 : 0;
}

/// A decree cannot amend a law, nor a circular a decree: the sentence was about something else.
bool is_below(const model::Identity& acting, const model::Identity& target) {
  const int one = force_rank(acting), other = force_rank(target);
  return one != 0 && other != 0 && one > other;
}

/// In a sentence of a third document the provisions are those that it cites, not those that were amended.
void set_paths(Change& change, const model::Mention& mention) {
  if (change.reference.nested() && change.kind == ChangeKind::amended) return;
  for (const auto& pinpoint : mention.pinpoints) change.paths.push_back(resolve::pinpoint_path(pinpoint));
}

void set_scope(graph::Graph& graph, Change& change, const Clause& clause, const model::Mention& mention) {
  set_paths(change, mention);
  if (change.kind == ChangeKind::amended || change.kind == ChangeKind::corrected) {
    change.scope = Scope::part;
    return;
  }
  const auto words = words_from_verb(without_label(clause.before));
  const auto lead = words_from_verb(clause.lead);
  const bool lead_acts = lead.size() < clause.lead.size();
  if (!change.paths.empty() || names_part(words) || (lead_acts && clause.before.size() < 80 && names_part(lead))) {
    change.scope = Scope::part;
    return;
  }
  change.scope = Scope::whole;
  if (change.kind == ChangeKind::suspended || change.kind == ChangeKind::extended) return;
  if (has_words(clause.after.substr(0, 40), "ve phan") || has_words(clause.before, "mot phan")) {
    change.scope = Scope::part;
  } else if (title_amends(graph, change.record, change.reference.target())) {
    change.scope = Scope::part;
    change.doubt = Doubt::also_amends;
  } else if (has_exception(clause)) {
    change.doubt = Doubt::exception;
  }
}

void set_standing(graph::Graph& graph, Change& change, const Clause& clause) {
  const auto& document = graph.document(change.record);
  const auto& reference = change.reference;
  const auto unclear = [&](Doubt doubt) {
    change.standing = Standing::unclear;
    change.doubt = doubt;
  };
  if (!reference.resolution.certain && reference.resolution.outcome != resolve::Outcome::only_cited) return unclear(Doubt::not_resolved);
  if (proposes(document.identity)) return unclear(Doubt::no_outcome);
  if (clause.quoted) return unclear(Doubt::quoted);
  const bool told = reference.nested();
  if (!told && accompanies(clause.before, document.mentions[reference.mention])) return unclear(Doubt::accompanies);
  if (!told && in_passing(clause)) return unclear(Doubt::in_passing);
  // A cell of a table names acts for many ends: a programme of laws to be amended amends none.
  if (!told && change.kind == ChangeKind::amended && !clause.opening && clause.before.find('|') != std::string::npos) return unclear(Doubt::in_passing);
  if (change.by != no_act && reference.target() != no_act && is_below(graph.resolver().act(change.by).identity, graph.resolver().act(reference.target()).identity)) return unclear(Doubt::lower_rank);
  if (told) {
    change.standing = change.by == no_act ? Standing::unclear : Standing::reports;
    if (change.by == no_act) change.doubt = Doubt::tells_of_others;
    return;
  }
  if (consolidates(document.identity) || announces_others(document.identity)) return unclear(Doubt::tells_of_others);
  change.standing = Standing::acts;
}

/// "cho đến khi Luật ... có hiệu lực": an end without a date.
void set_dates(graph::Graph& graph, Change& change, const Clause& clause) {
  const auto lead = std::string_view(clause.lead);
  std::optional<model::Date> from;
  const auto near_verb = [&](std::string_view words) -> std::optional<model::Date> {
    for (const auto verb : verbs) {
      if (has_words(words, verb)) return date_from(words);
    }
    return has_words(words, "hieu luc") ? date_from(words) : std::nullopt;
  };
  from = near_verb(clause.after);
  if (!from && change.by != no_act) from = near_verb(clause.before);
  // "Kể từ ngày 01 tháng 01 năm 2024, <act> hết hiệu lực": the day stands before, the verb behind.
  if (!from && (clause.before.starts_with("ke tu ngay") || clause.before.starts_with("tu ngay")) && has_words(clause.after, "hieu luc")) from = date_from(clause.before);
  if (!from) from = near_verb(lead);
  if (change.kind == ChangeKind::suspended || change.kind == ChangeKind::extended) {
    auto until = date_until(clause.after);
    if (!until) until = date_until(clause.before);
    if (!until) until = date_until(lead);
    if (until) change.until = *until;
    if (!from) from = date_from(clause.after);
  }
  if (from && change.kind != ChangeKind::extended) {
    change.date = *from;
    change.basis = DateBasis::stated;
    return;
  }
  if (change.by == no_act) return;
  const auto acting = effective_date(graph, change.by);
  change.date = acting.date;
  change.basis = !acting.date.is_set() ? DateBasis::unknown : acting.basis == DateBasis::registry ? DateBasis::registry : DateBasis::acting;
}

}  // namespace

bool changes_effect(std::string_view relation) {
  return std::any_of(relation_rows.begin(), relation_rows.end(), [&](const RelationRow& row) { return row.relation == relation; });
}

EffectiveDate effective_date(graph::Graph& graph, ActId id) {
  const auto& act = graph.resolver().act(id);
  EffectiveDate result;
  if (act.in_index()) {
    const auto record = act.copies.front().record;
    const auto& document = graph.document(record);
    for (const auto& effect : document.effects) {
      if (effect.kind != model::Effect::Kind::effective) continue;
      // The first clause with a day; without one, the first clause, which tells from what it counts.
      if (result.record != 0 && !effect.date.is_valid()) continue;
      result.record = record;
      result.range = effect.range;
      result.days = effect.days;
      if (!effect.date.is_valid()) continue;
      result.date = effect.date;
      result.basis = DateBasis::stated;
      return result;
    }
  }
  if (act.effective_from.is_valid()) {
    result.date = act.effective_from;
    result.basis = DateBasis::registry;
  }
  return result;
}

Change read_change(graph::Graph& graph, const Reference& reference) {
  Change change;
  change.reference = reference;
  change.record = reference.record;
  change.by = reference.subject;
  const auto row = std::find_if(relation_rows.begin(), relation_rows.end(), [&](const RelationRow& r) { return r.relation == reference.relation; });
  const auto& mention = graph.document(reference.record).mentions[reference.mention];
  change.range = mention.sentence.contains(mention.span) ? mention.sentence : mention.span;
  const auto clause = clause_of(graph, reference.record, reference.mention);
  change.opening = clause.opening;
  // "Nghị định X tiếp tục có hiệu lực" without a day extends nothing: it tells what is in force while another act stands still.
  const bool without_end = row != relation_rows.end() && row->kind == ChangeKind::extended && remains(clause) && !date_until(clause.after) && !date_until(clause.before);
  if (row == relation_rows.end() || without_end) {
    change.kind = ChangeKind::continues;
    change.scope = remains(clause) ? Scope::whole : Scope::unclear;
    change.standing = change.scope == Scope::whole ? Standing::acts : Standing::unclear;
    set_dates(graph, change, clause);
    return change;
  }
  change.kind = row->kind;
  set_scope(graph, change, clause, mention);
  set_standing(graph, change, clause);
  set_dates(graph, change, clause);
  return change;
}

}  // namespace tracuu::status
