/// IMP: implementation: who had to act and has not, who acted late. What an index does not hold may exist all the same, so
/// these findings say "not found in the index", and only of bodies whose documents the index does hold.
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"

namespace tracuu::audit {
namespace {

using resolve::ActId;
using resolve::no_act;
using R = Edge::Relation;

/// A set of acts, by number.
class ActSet {
 public:
  void insert(ActId act) {
    if (act >= held_.size()) held_.resize(std::size_t{act} + 1);
    held_[act] = true;
  }
  [[nodiscard]] bool contains(ActId act) const { return act < held_.size() && held_[act]; }

 private:
  std::vector<bool> held_;
};

/// Which acts relate to these, by one of the relations that `is_wanted` wants.
template <typename Test>
std::map<ActId, std::set<ActId>> related(const Corpus& corpus, const ActSet& acts, const Test& is_wanted) {
  std::map<ActId, std::set<ActId>> found;
  corpus.edges.each([&](const Edge& edge) {
    if (edge.subject != no_act && is_wanted(edge) && acts.contains(edge.target)) found[edge.target].insert(edge.subject);
  });
  return found;
}

/// Which acts implement these: the subjects of edges.
std::map<ActId, std::set<ActId>> implementations(const Corpus& corpus, const ActSet& acts) {
  return related(corpus, acts, [](const Edge& edge) { return edge.relation == R::implements || edge.relation == R::guides || edge.relation == R::basis; });
}

/// Days of issue of the works of the index, by issuer.
std::map<std::string, std::vector<model::Date>, std::less<>> days_by_issuer(Corpus& corpus) {
  std::map<std::string, std::vector<model::Date>, std::less<>> days;
  ActSet seen;
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act || seen.contains(*act)) continue;
    seen.insert(*act);
    const auto facts = corpus.graph.facts(*act);
    if (!facts.issuer.empty()) days[std::string(facts.issuer)].push_back(facts.date);
  }
  return days;
}

Finding finding_of_record(resolve::RecordId record, std::string_view rule, Severity severity, model::ByteRange range = {}) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.record = record;
  finding.range = range;
  return finding;
}

/// Directives that bodies below must carry out.
bool binds_below(const links::Facts& act) {
  if (act.issuer == "tw") return act.type == "NQ" || act.type == "CT" || act.type == "KL";
  return act.type == "CTr" || (act.type == "NQ" && act.issuer == "cp");
}

bool is_party_body(std::string_view slug) { return slug == "tw" || slug.starts_with("tu.") || slug.starts_with("qu.") || slug.starts_with("hu.") || slug.starts_with("du."); }

/// The body stands below the issuer: the centre's directives bind all localities (the Government's: bodies of the State), a province's
/// bind bodies of that province and of the levels below, its committee of the Party also those beside it.
bool binds(const links::Facts& directive, std::string_view body) {
  const auto issuer = directive.issuer;
  if (issuer == "tw") return true;
  if (issuer == "cp") return !is_party_body(body);
  if (directive.province.empty() || !body.ends_with("." + std::string(directive.province))) return false;
  const auto depth = [](std::string_view slug) { return std::count(slug.begin(), slug.end(), '.'); };
  return depth(body) > depth(issuer) || (depth(body) == depth(issuer) && issuer.starts_with("tu."));
}

/// IMP-GAP-NONE: a directive that a body of the list (--bodies) has not implemented.
void gap_none(Corpus& corpus, std::vector<Finding>& findings) {
  if (corpus.bodies.empty()) return;
  const auto& registry = registry::Registry::builtin();
  const auto works = days_by_issuer(corpus);
  ActSet directives;
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (act && binds_below(corpus.graph.facts(*act))) directives.insert(*act);
  }
  auto implementing = implementations(corpus, directives);
  std::set<std::string> seen;
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act || !directives.contains(*act)) continue;
    const auto facts = corpus.graph.facts(*act);
    for (const auto& body : corpus.bodies) {
      const auto slug = registry.issuer_slug(body, facts.date);
      if (!works.contains(slug)) continue;  // nothing of it in the index: cannot be told
      seen.insert(body);
      if (slug == facts.issuer || !binds(facts, slug)) continue;
      const auto& own = implementing[*act];
      if (std::any_of(own.begin(), own.end(), [&](ActId id) { return corpus.graph.facts(id).issuer == slug; })) continue;
      auto finding = finding_of_record(record, "IMP-GAP-NONE", Severity::warn);
      finding.facts = {Fact::of_act(*act), Fact::of(body)};
      findings.push_back(std::move(finding));
    }
  }
  for (const auto& body : corpus.bodies) {
    if (!seen.contains(body)) corpus.bodies_unseen.push_back(body);
  }
}

constexpr std::ptrdiff_t enough_documents = 20;

/// IMP-GAP-LEVEL: a document gives a named body the task to plan its implementation, and the index, which holds later
/// documents of that body, holds none that does so. A handful of later documents is a sample, from which nothing follows.
void gap_level(Corpus& corpus, std::vector<Finding>& findings) {
  struct Task {
    resolve::RecordId record;
    ActId act;
    std::string body, slug;
    model::ByteRange range;
    std::ptrdiff_t later;  ///< documents that the body issued afterwards
  };
  const auto& registry = registry::Registry::builtin();
  const auto works = days_by_issuer(corpus);
  std::vector<Task> tasks;
  ActSet acts;
  for (const auto record : corpus.records) {
    const auto* table = corpus.graph.table();
    if (table != nullptr && table->record(record).obligations == 0) continue;
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act) continue;
    const auto facts = corpus.graph.facts(*act);
    if (!facts.date.is_valid() || facts.province.empty()) continue;
    std::set<std::string> told;
    for (const auto& obligation : corpus.graph.document(record).obligations) {
      if (obligation.kind != model::Obligation::Kind::implement || obligation.mention >= 0) continue;
      const auto slug = registry.issuer_slug(obligation.body, facts.date, std::string(facts.province));
      const auto own = works.find(slug);
      if (own == works.end() || slug == facts.issuer || !told.insert(slug).second) continue;
      const auto later = std::count_if(own->second.begin(), own->second.end(), [&](model::Date day) { return day > facts.date; });
      if (later == 0) continue;
      tasks.push_back({record, *act, obligation.body, slug, obligation.range, later});
      acts.insert(*act);
    }
    corpus.graph.forget(record);
  }
  auto implementing = implementations(corpus, acts);
  for (const auto& task : tasks) {
    const auto& done = implementing[task.act];
    if (std::any_of(done.begin(), done.end(), [&](ActId id) { return corpus.graph.facts(id).issuer == task.slug; })) continue;
    auto finding = finding_of_record(task.record, "IMP-GAP-LEVEL", task.later >= enough_documents ? Severity::warn : Severity::info, task.range);
    finding.facts = {Fact::of(task.body), Fact::of_act(task.act), Fact::of_count(static_cast<std::size_t>(task.later))};
    findings.push_back(std::move(finding));
  }
}

/// "30/6/2023" or "30 tháng 6 năm 2023" (folded) at the beginning of the words.
model::Date date_at(std::string_view words) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t used = 0;
    while (used < words.size() && used < 4 && text::is_digit(words[used])) parts[i] = 10 * parts[i] + (words[used++] - '0');
    if (used == 0) return {};
    words.remove_prefix(used);
    for (const std::string_view between : {"/", "-", ".", " thang ", " nam "}) {
      if (i < 2 && words.starts_with(between)) {
        words.remove_prefix(between.size());
        break;
      }
    }
  }
  const model::Date date{static_cast<std::int16_t>(parts[2]), static_cast<std::uint8_t>(parts[1] < 100 ? parts[1] : 0), static_cast<std::uint8_t>(parts[0] < 100 ? parts[0] : 0)};
  return date.is_valid() ? date : model::Date{};
}

/// The last day on which an obligation to plan the implementation could be met, as its sentence states it: "xây dựng kế hoạch thực
/// hiện Chương trình này, hoàn thành trước ngày 30/6/2023", "trong thời hạn 60 ngày kể từ ngày ban hành". Unset: none is stated, or
/// it is one for reports.
model::Date limit_in(std::string_view words, model::Date issued) {
  const bool plans = (words.find("xay dung") != std::string_view::npos || words.find("ban hanh") != std::string_view::npos) && (words.find("ke hoach") != std::string_view::npos || words.find("chuong trinh") != std::string_view::npos);
  if (!plans || words.find("bao cao") != std::string_view::npos) return {};
  constexpr std::string_view before = "truoc ngay ", within = "trong thoi han ";
  if (const auto at = words.find(before); at != std::string_view::npos) return date_at(words.substr(at + before.size()));
  const auto at = words.find(within);
  if (at == std::string_view::npos) return {};
  int count = 0;
  auto rest = words.substr(at + within.size());
  while (!rest.empty() && text::is_digit(rest[0]) && count < 1000) count = 10 * count + (rest[0] - '0'), rest.remove_prefix(1);
  if (count == 0) return {};
  if (rest.starts_with(" ngay ke tu") || rest.starts_with(" ngay, ke tu")) return model::Date::from_days(issued.days() + count);
  return rest.starts_with(" thang ke tu") ? model::Date::from_days(issued.days() + 31 * count) : model::Date{};
}

/// The latest limit that a document states for plans of its implementation.
model::Date stated_limit(Corpus& corpus, const resolve::Act& act) {
  if (!act.in_index() || !act.identity.date.is_valid()) return {};
  const auto record = act.copies.front().record;
  model::Date latest;
  for (const auto& obligation : corpus.graph.document(record).obligations) {
    if (obligation.kind != model::Obligation::Kind::implement || obligation.mention >= 0) continue;
    const auto limit = limit_in(text::fold(corpus.graph.records().text(record, obligation.range)), act.identity.date);
    if (limit.is_valid() && (!latest.is_set() || limit > latest)) latest = limit;
  }
  return latest;
}

/// IMP-OVERDUE: implemented later than the implemented document itself allows, or the time limit that was given (`--deadline`).
void overdue(Corpus& corpus, std::vector<Finding>& findings) {
  std::set<std::pair<ActId, ActId>> told;
  std::map<ActId, model::Date> limits;
  corpus.edges.each([&](const Edge& edge) {
    if (edge.relation != R::implements || edge.nested || !edge.certain || edge.subject == no_act) return;
    const auto subject = corpus.graph.facts(edge.subject), target = corpus.graph.facts(edge.target);
    if (!subject.date.is_valid() || !target.date.is_valid() || !binds_below(target)) return;
    const auto known = limits.find(edge.target);
    const auto limit = known != limits.end() ? known->second : limits[edge.target] = stated_limit(corpus, corpus.graph.resolver().act(edge.target));
    const auto days = subject.date.days() - target.date.days();
    const bool late = limit.is_valid() ? subject.date > limit : corpus.deadline_days > 0 && days > corpus.deadline_days;
    if (!late || !told.emplace(edge.subject, edge.target).second) return;
    const auto& mention = corpus.graph.document(edge.record).mentions[edge.mention];
    if (mention.span.begin > 2500) return;  // named in passing
    auto finding = finding_of_record(edge.record, "IMP-OVERDUE", Severity::warn, mention.span);
    finding.mention = edge.mention;
    for (const auto& reference : corpus.graph.references_of(edge.record)) {
      if (reference.mention == edge.mention) finding.reference = reference;
    }
    if (limit.is_valid()) {
      finding.variant = "stated";
      finding.facts = {Fact::of_act(edge.target), Fact::of(subject.date), Fact::of(limit)};
    } else {
      finding.facts = {Fact::of_act(edge.target), Fact::of_count(static_cast<std::size_t>(days)), Fact::of_count(static_cast<std::size_t>(corpus.deadline_days))};
    }
    findings.push_back(std::move(finding));
  });
}

/// The text of a programme, plan or resolution asks for "sơ kết 05 năm".
void note_review(const Subject& subject, TextNote& note) {
  const auto act = subject.graph.resolver().act_of_record(subject.record);
  if (!act) return;
  const auto type = subject.graph.facts(*act).type;
  if (type != "CTr" && type != "KH" && type != "NQ") return;
  const auto text = text::fold(subject.text());
  note.asks_for_review = text.find("so ket 5 nam") != std::string::npos || text.find("so ket 05 nam") != std::string::npos;
}

/// IMP-REVIEW-MISSING: "sơ kết 05 năm", and the index holds later documents of the issuer but none that reviews it.
void review_missing(Corpus& corpus, std::vector<Finding>& findings) {
  const auto works = days_by_issuer(corpus);
  std::vector<std::pair<resolve::RecordId, ActId>> asked;
  ActSet acts;
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    const auto act = corpus.notes[i].asks_for_review ? corpus.graph.resolver().act_of_record(corpus.records[i]) : std::nullopt;
    if (!act || !corpus.graph.facts(*act).date.is_valid()) continue;
    asked.emplace_back(corpus.records[i], *act);
    acts.insert(*act);
  }
  auto naming = related(corpus, acts, [](const Edge&) { return true; });
  for (const auto& [record, act] : asked) {
    const auto facts = corpus.graph.facts(act);
    const model::Date due{static_cast<std::int16_t>(facts.date.year + 6), facts.date.month, 1};
    const auto own = works.find(facts.issuer);
    const bool later = own != works.end() && std::any_of(own->second.begin(), own->second.end(), [&](model::Date day) { return day > due; });
    const auto& named = naming[act];
    const bool reviewed = std::any_of(named.begin(), named.end(), [&](ActId id) {
      const auto& by = corpus.graph.resolver().act(id).identity;
      return by.type == "BC" || by.type == "KL" || text::fold(by.title).find("so ket") != std::string::npos;
    });
    if (!later || reviewed) continue;
    findings.push_back(finding_of_record(record, "IMP-REVIEW-MISSING", Severity::info));
    findings.back().facts = {Fact::of_act(act)};
  }
}

constexpr std::array<RuleRow, 4> rules{{
    {"IMP-GAP-LEVEL", Severity::warn, nullptr, gap_level},
    {"IMP-GAP-NONE", Severity::warn, nullptr, gap_none},
    {"IMP-OVERDUE", Severity::warn, nullptr, overdue},
    {"IMP-REVIEW-MISSING", Severity::info, nullptr, review_missing, false, note_review},
}};

}  // namespace

std::span<const RuleRow> implementation_rules() { return rules; }

}  // namespace tracuu::audit
