/// GRF: relations between acts that cannot be: with itself, in circles, twice, backwards in time, above one's power.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "corpus/registry/registry.h"
#include "query/audit/rules.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::ActId;
using resolve::no_act;
using R = Edge::Relation;

/// A finding of a rule over all documents, at the place that states an edge.
Finding finding_of_edge(Corpus& corpus, const Edge& edge, std::string_view rule, Severity severity) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.record = edge.record;
  finding.mention = edge.mention;
  for (const auto& reference : corpus.graph.references_of(edge.record)) {
    if (reference.mention == edge.mention) {
      finding.reference = reference;
      break;
    }
  }
  finding.range = corpus.graph.document(edge.record).mentions[edge.mention].span;
  return finding;
}

/// The verb stands right before the act: "bãi bỏ Nghị định số ...", not "bãi bỏ ... theo Nghị định số ...".
bool verb_before(const Subject& subject, const model::Mention& mention) {
  auto before = subject.folded(mention.span.begin > 45 ? mention.span.begin - 45 : 0, mention.span.begin);
  while (!before.empty() && before.back() == ' ') before.pop_back();
  for (const std::string_view tail : {" toan bo", " cac", " va"}) {
    if (before.ends_with(tail)) before.resize(before.size() - tail.size());
  }
  return before.ends_with("bai bo") || before.ends_with("thay the") || before.ends_with("thay the cho") || before.ends_with("huy bo") || before.ends_with("sua doi, bo sung mot so dieu cua") ||
         before.ends_with("sua doi, bo sung");
}

/// GRF-SELF: the document cites its own number and date as if it were another act: basis, implementation, end of itself.
void self(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (identity.type == "VBHN" || identity.number.empty()) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || reference.nested()) continue;
    if (registry::number_key(mention.number) != registry::number_key(identity.number) || mention.type != identity.type) continue;
    if (mention.date.is_set() && mention.date != identity.date) continue;  // another act of that number
    const bool ends = (has_role(mention, "replaces") || has_role(mention, "repeals")) && mention.pinpoints.empty() && verb_before(subject, mention);
    const bool clash = (is_basis(mention) && in_preamble(subject.document, mention) && subject.folded(mention.span.begin > 12 ? mention.span.begin - 12 : 0, mention.span.begin).find("can cu") != std::string::npos) || ends;
    if (!clash || subject.quoted(mention.span.begin) || reference.target() != reference.asserted_by || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "GRF-SELF", Severity::warn);
    finding.facts = {Fact::of(mention.number)};
    findings.push_back(std::move(finding));
  }
}

/// GRF-REPLACE-BACKWARD: ends an act that is younger.
void backward(const Subject& subject, std::vector<Finding>& findings) {
  const auto own = subject.document.identity.date;
  if (!own.is_valid() || subject.document.identity.type == "VBHN") return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!(has_role(mention, "replaces") || has_role(mention, "repeals") || has_role(mention, "amends")) || reference.nested() || reference.target() == no_act) continue;
    // An act that nobody else knows: its stated day says it, where the verb stands right before it.
    const bool sure = is_sure(subject, reference);
    if (!sure && !(mention.date.is_valid() && mention.date.year <= own.year + 1 && reference.resolution.date_conflict == no_act && verb_before(subject, mention))) continue;
    const auto date = sure ? subject.graph.resolver().act(reference.target()).identity.date : mention.date;
    if (!date.is_valid() || date <= own || subject.quoted(mention.span.begin) || !once.first(mention)) continue;
    if (!mention.date.is_set() && resolve::number_form(registry::number_key(mention.number)).year == 0) continue;  // resolution by number alone
    if (names_its_own_amended_act(subject.document)) continue;
    auto finding = finding_at(subject, reference, "GRF-REPLACE-BACKWARD", Severity::error);
    finding.facts = {Fact::of_act(reference.target()), Fact::of(own)};
    findings.push_back(std::move(finding));
  }
}

/// GRF-UNAUTHORIZED-REPEAL: a circular that repeals a decree. Only the body that issued an act, or one above it, may end or
/// amend it (Luật 80/2015/QH13 Điều 12, Luật 64/2025/QH15 Điều 8).
void unauthorized(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  const int own = normative_rank(identity);
  if (own == 0 || identity.type == "VBHN" || !identity.date.is_valid() || type_against_head(identity) != nullptr) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (reference.nested() || mention.kind != model::MentionKind::document || mention.number.empty() || reference.target() == no_act) continue;
    const bool ends = has_role(mention, "replaces") || has_role(mention, "repeals") || has_role(mention, "amends");
    if (!ends || is_basis(mention) || has_role(mention, "guides")) continue;
    const auto& act = subject.graph.resolver().act(reference.target());
    const int rank = normative_rank(act.identity);
    if (rank == 0 || rank >= own || act.identity.type != mention.type) continue;
    // Resolutions of the Standing Committee and pilot resolutions may depart from laws; decrees of 2025 did so by delegation.
    if (own <= 5 && rank >= 2) continue;
    if (subject.quoted(mention.span.begin)) continue;
    // The act's own article must say so, with the verb right before the act: elsewhere the words tell what others did.
    if (in_preamble(subject.document, mention) || !verb_before(subject, mention) || !once.first(mention)) continue;
    const auto sentence = subject.sentence_before(mention.span.begin, 250);
    if (sentence.find("de nghi") != std::string::npos || sentence.find("kien nghi") != std::string::npos || sentence.find("tham muu") != std::string::npos || sentence.find("trinh ") != std::string::npos ||
        sentence.find("da duoc") != std::string::npos)
      continue;
    auto finding = finding_at(subject, reference, "GRF-UNAUTHORIZED-REPEAL", Severity::error);
    finding.facts = {Fact::of_act(reference.target()), Fact::of_type(identity.type), Fact::of_type(act.identity.type)};
    findings.push_back(std::move(finding));
  }
}

/// GRF-CYCLE: two acts, each of which ends, amends, details or rests on the other. Longer circles are rings of misread
/// references more often than of acts.
void cycle(Corpus& corpus, std::vector<Finding>& findings) {
  const auto joins = [](const Edge& edge) {
    const auto r = edge.relation;
    return !edge.nested && edge.certain && edge.subject != no_act && edge.subject != edge.target && (r == R::amends || r == R::replaces || r == R::repeals || r == R::basis || r == R::guides);
  };
  using Pair = std::pair<ActId, ActId>;
  // Edges go from the higher act number to the lower one and back: pairs that stand in both lists. Sorted lists, not maps of edges: a
  // national index has three million.
  std::vector<Pair> up, down, both;
  corpus.edges.each([&](const Edge& edge) {
    if (!joins(edge)) return;
    if (edge.subject < edge.target) up.emplace_back(edge.subject, edge.target);
    else down.emplace_back(edge.target, edge.subject);
  });
  std::sort(up.begin(), up.end());
  std::sort(down.begin(), down.end());
  std::set_intersection(up.begin(), up.end(), down.begin(), down.end(), std::back_inserter(both));
  if (both.empty()) return;
  std::map<Pair, std::array<Edge, 2>> circles;  // the first edge of each direction
  for (const auto& pair : both) circles.try_emplace(pair);
  corpus.edges.each([&](const Edge& edge) {
    if (!joins(edge)) return;
    const auto found = circles.find(std::minmax(edge.subject, edge.target));
    if (found == circles.end()) return;
    auto& first = found->second[edge.subject < edge.target ? 0 : 1];
    if (first.target == no_act) first = edge;
  });
  for (const auto& [pair, edges] : circles) {
    // Told at the older act, which cannot know the younger one.
    const auto& one = corpus.graph.resolver().act(pair.first);
    const auto& other = corpus.graph.resolver().act(pair.second);
    const auto& at = edges[one.identity.date <= other.identity.date ? 0 : 1];
    auto finding = finding_of_edge(corpus, at, "GRF-CYCLE", Severity::error);
    finding.facts = {Fact::of_act(at.subject), Fact::of_act(at.target)};
    findings.push_back(std::move(finding));
  }
}

/// GRF-DOUBLE-REPLACE: two acts replace or repeal one act as a whole.
void double_replace(Corpus& corpus, std::vector<Finding>& findings) {
  std::vector<Edge> ends;
  corpus.edges.each([&](const Edge& edge) {
    if (!edge.nested && edge.certain && edge.whole && (edge.relation == R::replaces || edge.relation == R::repeals) && edge.subject != no_act && edge.subject != edge.target) ends.push_back(edge);
  });
  std::stable_sort(ends.begin(), ends.end(), [](const Edge& a, const Edge& b) { return a.target < b.target; });
  for (auto begin = ends.begin(); begin != ends.end();) {
    const auto target = begin->target;
    const auto end = std::find_if(begin, ends.end(), [&](const Edge& edge) { return edge.target != target; });
    std::map<ActId, const Edge*> by_subject;
    for (; begin != end; ++begin) {
      // The whole act in the effect oracle's reading: "bãi bỏ một số điều" does not count.
      const auto& changes = corpus.effects.changes(target).ends;
      const bool whole = std::any_of(changes.begin(), changes.end(), [&](const Change& c) { return c.whole && c.record == begin->record && c.mention == begin->mention; });
      if (whole) by_subject.try_emplace(begin->subject, &*begin);
    }
    if (by_subject.size() < 2) continue;
    std::vector<const Edge*> ordered;
    for (const auto& [subject, edge] : by_subject) ordered.push_back(edge);
    const auto date = [&](const Edge* edge) { return corpus.graph.resolver().act(edge->subject).identity.date; };
    std::stable_sort(ordered.begin(), ordered.end(), [&](const Edge* a, const Edge* b) { return date(a) < date(b); });
    if (!date(ordered[0]).is_valid() || date(ordered[0]) == date(ordered[1])) continue;  // joint ends of one day
    auto finding = finding_of_edge(corpus, *ordered[1], "GRF-DOUBLE-REPLACE", Severity::warn);
    finding.nearest = ordered[0]->subject;
    finding.facts = {Fact::of_act(target), Fact::of_act(ordered[0]->subject), Fact::of_act(ordered[1]->subject)};
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 5> rules{{
    {"GRF-CYCLE", Severity::error, nullptr, cycle},
    {"GRF-DOUBLE-REPLACE", Severity::warn, nullptr, double_replace},
    {"GRF-REPLACE-BACKWARD", Severity::error, backward},
    {"GRF-SELF", Severity::warn, self},
    {"GRF-UNAUTHORIZED-REPEAL", Severity::error, unauthorized},
}};

}  // namespace

std::span<const RuleRow> graph_rules() { return rules; }

}  // namespace tracuu::audit
