#include "query/audit/audit.h"

#include <algorithm>
#include <map>
#include <set>

#include "indexer/format/schema.h"

namespace tracuu::audit {
namespace {

using resolve::Outcome;
using resolve::RecordId;

Edge::Relation relation_of(std::string_view name) {
  using R = Edge::Relation;
  static const std::map<std::string_view, R> names = {{"basis", R::basis},       {"implements", R::implements}, {"guides", R::guides},     {"amends", R::amends},
                                                      {"replaces", R::replaces}, {"repeals", R::repeals},       {"suspends", R::suspends}, {"consolidates", R::consolidates}};
  const auto found = names.find(name);
  return found == names.end() ? R::other : found->second;
}

/// Runs the rules over documents one after the other: what is remembered of a document is small, so that a corpus of any
/// size fits in memory.
class Auditor {
 public:
  Auditor(graph::Graph& graph, const std::vector<RecordId>& records, const Options& options)
      : graph_(graph), records_(records), options_(options), effects_(graph, options.corpus.empty()) {
    for (const auto& rule : all_rules()) {
      const bool asked = options.rules.empty() || std::find(options.rules.begin(), options.rules.end(), rule.id) != options.rules.end();
      if (asked) rules_.push_back(rule);
    }
  }

  Audit run();

 private:
  void first_pass(RecordId record, bool audited);
  void check(RecordId record, bool with_effects);
  void add_edges(const std::vector<graph::Reference>& references);
  void count(const model::Document& document, const std::vector<graph::Reference>& references);
  [[nodiscard]] bool wants_effects(std::size_t begin, std::size_t end);
  void drop_mild();
  void finish();

  graph::Graph& graph_;
  const std::vector<RecordId>& records_;
  const Options& options_;
  std::vector<RuleRow> rules_;
  StatedEffects effects_;
  std::vector<Edge> edges_;
  std::map<RecordId, std::pair<std::size_t, std::size_t>> edges_of_;  ///< audited records -> their edges
  Audit result_;
  std::size_t kept_ = 0;  ///< findings that drop_mild() has seen
};

/// Roles of one mention stand next to each other: the first stands for the mention.
std::vector<graph::Reference> first_roles(const std::vector<graph::Reference>& all) {
  std::vector<graph::Reference> references;
  for (const auto& reference : all) {
    if (references.empty() || references.back().mention != reference.mention) references.push_back(reference);
  }
  return references;
}

void Auditor::count(const model::Document& document, const std::vector<graph::Reference>& references) {
  auto& scope = result_.scope;
  ++scope.documents;
  scope.references += references.size();
  for (const auto& reference : references) {
    switch (reference.resolution.outcome) {
      case Outcome::resolved: ++scope.resolved; break;
      case Outcome::probable: ++scope.probable; break;
      case Outcome::ambiguous: ++scope.ambiguous; break;
      case Outcome::only_cited: ++scope.only_cited; break;
      case Outcome::malformed: ++scope.malformed; break;
    }
    const auto act = reference.target();
    if (act == resolve::no_act || !graph_.resolver().act(act).in_index()) ++scope.targets_absent;
  }
  const auto& identity = document.identity;
  if (!identity.date.is_set() || (identity.number.empty() && identity.name.empty())) ++scope.identity_unknown;
  if (!identity.date.is_valid()) ++scope.undated;
  if (document.ocr) ++scope.ocr;
}

void Auditor::add_edges(const std::vector<graph::Reference>& references) {
  for (const auto& reference : references) {
    if (reference.target() == resolve::no_act) continue;
    const auto& mention = graph_.document(reference.record).mentions[reference.mention];
    Edge edge;
    edge.record = reference.record;
    edge.mention = reference.mention;
    edge.subject = reference.subject;
    edge.target = reference.target();
    edge.relation = relation_of(reference.relation);
    edge.certain = reference.resolution.certain;
    edge.nested = reference.nested();
    edge.whole = mention.pinpoints.empty();
    edges_.push_back(edge);
  }
}

void Auditor::check(RecordId record, bool with_effects) {
  const auto& document = graph_.document(record);
  const auto references = first_roles(graph_.references_of(record));
  if (!with_effects) count(document, references);
  Subject subject{graph_, record, document, references, &effects_};
  if (!options_.issuers.empty()) subject.issuers = &options_.issuers;
  for (const auto& rule : rules_) {
    if (rule.check != nullptr && rule.needs_effects == with_effects) rule.check(subject, result_.findings);
  }
  drop_mild();
}

/// Of a finding that is kept only what reports ask for: the candidates of a reference that was left open.
void compact(Finding& finding) {
  using resolve::Outcome;
  auto& reference = finding.reference;
  reference.subject_words = {};
  reference.relation = {};
  if (reference.resolution.outcome != Outcome::ambiguous && reference.resolution.outcome != Outcome::malformed) reference.resolution.candidates = {};
  finding.facts.shrink_to_fit();
}

/// What was found since the last call and is too mild to be kept.
void Auditor::drop_mild() {
  auto& findings = result_.findings;
  const auto fresh = findings.begin() + static_cast<std::ptrdiff_t>(kept_);
  const auto end = std::remove_if(fresh, findings.end(), [&](const Finding& finding) { return finding.severity < options_.least; });
  result_.scope.left_out += static_cast<std::size_t>(findings.end() - end);
  findings.erase(end, findings.end());
  for (auto i = kept_; i < findings.size(); ++i) compact(findings[i]);
  kept_ = findings.size();
}

void Auditor::first_pass(RecordId record, bool audited) {
  const auto begin = edges_.size();
  if (!options_.corpus.empty()) effects_.take(record);
  add_edges(graph_.references_of(record));
  if (audited) {
    edges_of_[record] = {begin, edges_.size()};
    check(record, false);
  }
}

/// Something that the record cites has changed, or its day of effect is known: only then is it read again.
bool Auditor::wants_effects(std::size_t begin, std::size_t end) {
  for (auto i = begin; i < end; ++i) {
    if (!edges_[i].whole && graph_.resolver().act(edges_[i].target).in_index()) return true;  // provisions to look up
    if (!effects_.changes(edges_[i].target).empty() || effects_.effective_from(edges_[i].target).is_set()) return true;
  }
  return false;
}

/// Grades, fingerprints, order.
void Auditor::finish() {
  std::map<RecordId, std::size_t> place;
  for (std::size_t i = 0; i < records_.size(); ++i) place.emplace(records_[i], i);
  auto& findings = result_.findings;
  std::erase_if(findings, [&](const Finding& finding) { return !place.contains(finding.record); });
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    const auto first = place.at(a.record), second = place.at(b.record);
    if (first != second) return first < second;
    const auto at = [](const Finding& f) { return f.range.empty() ? 0u : f.range.begin; };
    if ((a.mention < 0) != (b.mention < 0)) return a.mention < 0;  // about the document first
    return at(a) != at(b) ? at(a) < at(b) : a.rule < b.rule;
  });
  std::map<std::string, int> seen;
  findings.shrink_to_fit();
  for (auto& finding : findings) {
    const auto& document = graph_.document(finding.record);
    if (document.ocr && finding.severity != Severity::info) {
      finding.severity = finding.severity == Severity::error ? Severity::warn : Severity::info;
      finding.lowered = true;
    }
    // Without number or name ("cp/nd/...") an id is that of all such documents of the body.
    const auto& identity = document.identity;
    const bool own_id = !identity.id.empty() && !(identity.number.empty() && identity.name.empty());
    std::string key = std::string(finding.rule) + "\t" + std::string(finding.variant) + "\t" + (own_id ? identity.id : document.source);
    if (finding.mention >= 0) {
      const auto& mention = document.mentions[static_cast<std::size_t>(finding.mention)];
      key += "\t" + mention.key + "\t" + mention.number + "\t" + mention.name + "\t" + mention.date.iso();
      for (const auto& pinpoint : mention.pinpoints) key += "\t" + pinpoint;
    }
    for (const auto& fact : finding.facts) key += "\t" + fact.words + fact.date.iso();
    const int nth = seen[key]++;
    if (nth > 0) key += "\t#" + std::to_string(nth);
    finding.fingerprint = format::hex(format::content_hash(key)).substr(0, 16);
    if (!options_.corpus.empty()) graph_.forget_others(finding.record);
  }
}

Audit Auditor::run() {
  const std::set<RecordId> audited(records_.begin(), records_.end());
  const bool whole = !options_.corpus.empty();
  for (const auto record : whole ? options_.corpus : records_) {
    first_pass(record, audited.contains(record));
    if (whole) graph_.forget(record);
  }
  constexpr std::size_t remembered = 64;  // acts whose provisions are cited are read once for several documents
  std::size_t read = 0;
  for (const auto record : records_) {
    const auto edges = edges_of_[record];
    if (!wants_effects(edges.first, edges.second)) continue;
    check(record, true);
    if (whole) graph_.forget(record);
    if (whole && ++read % remembered == 0) graph_.forget_others(record);
  }
  Corpus corpus{graph_, effects_, records_, edges_, options_.bodies, options_.deadline_days};
  for (const auto& rule : rules_) {
    if (rule.check_corpus == nullptr) continue;
    if (!whole) {
      result_.scope.rules_off.emplace_back(rule.id);
      continue;
    }
    rule.check_corpus(corpus, result_.findings);
    drop_mild();
  }
  result_.scope.gaps_unasked = whole && (options_.bodies.empty() || options_.deadline_days <= 0);
  result_.scope.bodies_unseen = std::move(corpus.bodies_unseen);
  finish();
  return std::move(result_);
}

}  // namespace

std::vector<RuleRow> all_rules() {
  std::vector<RuleRow> rules;
  for (const auto family : {citation_number_rules(), citation_date_rules(), citation_form_rules(), citation_effect_rules(), pinpoint_rules(), basis_rules(), graph_rules(),
                            implementation_rules(), place_rules(), corpus_rules()}) {
    rules.insert(rules.end(), family.begin(), family.end());
  }
  std::stable_sort(rules.begin(), rules.end(), [](const RuleRow& a, const RuleRow& b) { return a.id < b.id; });
  return rules;
}

Audit audit(graph::Graph& graph, const std::vector<RecordId>& records, const Options& options) { return Auditor(graph, records, options).run(); }

}  // namespace tracuu::audit
