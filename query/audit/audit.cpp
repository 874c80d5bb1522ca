#include "query/audit/audit.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <span>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/format/schema.h"

namespace tracuu::audit {
namespace {

using resolve::Outcome;
using resolve::RecordId;

/// Documents that are read in one go: what is found in them depends on nothing that was read before, so that it does not matter
/// who reads which.
constexpr std::size_t documents_of_a_run = 500;

/// What all readers of an audit share.
struct Plan {
  const Options& options;
  std::vector<RuleRow> rules;
  std::vector<std::pair<RecordId, std::uint32_t>> places;  ///< audited records and their places, ascending
  std::vector<TextNote> notes;                             ///< by place; empty where no rule wants any
  bool whole = false;                                      ///< the relations of the whole index are at hand

  [[nodiscard]] std::optional<std::uint32_t> place(RecordId record) const {
    const auto found = std::lower_bound(places.begin(), places.end(), std::pair{record, std::uint32_t{0}});
    return found != places.end() && found->first == record ? std::optional(found->second) : std::nullopt;
  }
};

/// What one run over documents brought.
struct Yield {
  Statements statements;
  std::vector<Finding> findings;
  Scope scope;
  std::size_t reader = 0;  ///< whose numbers of acts the findings carry
};

void add(Scope& sum, const Scope& scope) {
  for (const auto count : {&Scope::documents, &Scope::references, &Scope::resolved, &Scope::probable, &Scope::ambiguous, &Scope::only_cited, &Scope::malformed, &Scope::targets_absent,
                           &Scope::identity_unknown, &Scope::undated, &Scope::ocr, &Scope::left_out}) {
    sum.*count += scope.*count;
  }
}

/// Of a finding that is kept only what reports ask for: the candidates of a reference that was left open.
void compact(Finding& finding) {
  auto& reference = finding.reference;
  reference.subject_words = {};
  reference.relation = {};
  if (reference.resolution.outcome != Outcome::ambiguous && reference.resolution.outcome != Outcome::malformed) reference.resolution.candidates = {};
  finding.facts.shrink_to_fit();
}

/// What tells a finding from others, whatever moved in the text. Without number or name ("cp/nd/...") an id is that of all such
/// documents of the body.
std::string fingerprint_key(const model::Document& document, const Finding& finding) {
  const auto& identity = document.identity;
  const bool own_id = !identity.id.empty() && !(identity.number.empty() && identity.name.empty());
  std::string key = std::string(finding.rule) + "\t" + std::string(finding.variant) + "\t" + (own_id ? identity.id : document.source);
  if (finding.mention >= 0) {
    const auto& mention = document.mentions[static_cast<std::size_t>(finding.mention)];
    key += "\t" + mention.key + "\t" + mention.number + "\t" + mention.name + "\t" + mention.date.iso();
    for (const auto& pinpoint : mention.pinpoints) key += "\t" + pinpoint;
  }
  for (const auto& fact : finding.facts) key += "\t" + fact.words + fact.date.iso();
  return key;
}

std::string fingerprint(std::string_view key) { return format::hex(format::content_hash(key)).substr(0, 16); }

/// Findings from `fresh` on: the mild ones are counted and dropped, the others graded, marked and made small while their document
/// is at hand.
void settle(const model::Document& document, Severity least, std::vector<Finding>& findings, std::size_t fresh, Scope& scope) {
  const auto begin = findings.begin() + static_cast<std::ptrdiff_t>(fresh);
  const auto end = std::remove_if(begin, findings.end(), [&](const Finding& finding) { return finding.severity < least; });
  scope.left_out += static_cast<std::size_t>(findings.end() - end);
  findings.erase(end, findings.end());
  for (auto i = fresh; i < findings.size(); ++i) {
    auto& finding = findings[i];
    compact(finding);
    if (document.ocr && finding.severity != Severity::info) {
      finding.severity = finding.severity == Severity::error ? Severity::warn : Severity::info;
      finding.lowered = true;
    }
    finding.fingerprint = fingerprint(fingerprint_key(document, finding));
  }
}

/// Reads documents one after the other with a graph of its own. What is remembered of a document is small, so that a corpus of any
/// size fits in memory.
class Reader {
 public:
  Reader(graph::Graph& graph, Plan& plan) : graph_(graph), plan_(plan) {}

  /// What the documents state of effects, and what rules find that need not know it.
  void first_pass(std::span<const RecordId> records, Edges* edges, Yield& yield) {
    start();
    for (const auto record : records) {
      if (plan_.whole) take_statements(graph_, record, yield.statements);
      if (edges != nullptr) edges->take(record);
      if (const auto place = plan_.place(record)) {
        check(record, nullptr, yield);
        if (!plan_.notes.empty()) note(record, plan_.notes[*place]);
      }
      done_with(record);
    }
  }

  /// What rules find that know what is in force.
  void second_pass(std::span<const RecordId> records, const Edges& edges, StatedEffects& effects, Yield& yield) {
    start();
    for (const auto record : records) {
      if (!wants_effects(record, edges, effects)) continue;
      check(record, &effects, yield);
      done_with(record);
    }
  }

  [[nodiscard]] graph::Graph& graph() { return graph_; }

 private:
  void start() {
    if (plan_.whole) graph_.forget();
  }
  void done_with(RecordId record) {
    if (!plan_.whole) return;
    graph_.forget(record);
    graph_.trim();
  }
  [[nodiscard]] Subject subject_of(RecordId record, StatedEffects* effects) {
    return {graph_, record, graph_.document(record), graph_.references_of(record), effects, remembered_};
  }
  void check(RecordId record, StatedEffects* effects, Yield& yield);
  void note(RecordId record, TextNote& note);
  void count(const Subject& subject, Scope& scope);
  [[nodiscard]] bool wants_effects(RecordId record, const Edges& edges, StatedEffects& effects);

  graph::Graph& graph_;
  Plan& plan_;
  Remembered remembered_;
};

void Reader::count(const Subject& subject, Scope& scope) {
  ++scope.documents;
  scope.references += subject.references.size();
  for (const auto& reference : subject.references) {
    switch (reference.resolution.outcome) {
      case Outcome::resolved: ++scope.resolved; break;
      case Outcome::probable: ++scope.probable; break;
      case Outcome::ambiguous: ++scope.ambiguous; break;
      case Outcome::only_cited: ++scope.only_cited; break;
      case Outcome::malformed: ++scope.malformed; break;
    }
    const auto act = reference.target();
    if (act == resolve::no_act || !graph_.facts(act).in_index) ++scope.targets_absent;
  }
  const auto& identity = subject.document.identity;
  if (!identity.date.is_set() || (identity.number.empty() && identity.name.empty())) ++scope.identity_unknown;
  if (!identity.date.is_valid()) ++scope.undated;
  if (subject.document.ocr) ++scope.ocr;
}

void Reader::check(RecordId record, StatedEffects* effects, Yield& yield) {
  auto subject = subject_of(record, effects);
  if (effects == nullptr) count(subject, yield.scope);
  if (!plan_.options.issuers.empty()) subject.issuers = &plan_.options.issuers;
  const auto fresh = yield.findings.size();
  for (const auto& rule : plan_.rules) {
    if (rule.check != nullptr && rule.needs_effects == (effects != nullptr)) rule.check(subject, yield.findings);
  }
  settle(subject.document, plan_.options.least, yield.findings, fresh, yield.scope);
}

void Reader::note(RecordId record, TextNote& note) {
  const auto subject = subject_of(record, nullptr);
  for (const auto& rule : plan_.rules) {
    if (rule.note != nullptr) rule.note(subject, note);
  }
}

/// Something that the record cites has changed, or its day of effect is known: only then is it read again.
bool Reader::wants_effects(RecordId record, const Edges& edges, StatedEffects& effects) {
  bool wants = false;
  edges.of(record, [&](const Edge& edge) {
    if (wants) return;
    const bool has_provisions = !edge.whole && graph_.facts(edge.target).in_index;  // to look up
    wants = has_provisions || !effects.changes(edge.target).empty() || effects.effective_from(edge.target).is_set();
  });
  return wants;
}

/// Cuts records into runs and has each read by whoever is free; what they bring stands in the order of the records. An exception of
/// a reader is thrown here.
template <typename Read>
std::vector<Yield> read_all(std::vector<Reader>& readers, std::span<const RecordId> records, std::size_t run, const Read& read) {
  std::vector<Yield> yields((records.size() + run - 1) / run);
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  const auto work = [&](std::size_t reader) {
    try {
      for (auto i = next++; i < yields.size(); i = next++) {
        yields[i].reader = reader;
        read(reader, records.subspan(i * run, std::min(run, records.size() - i * run)), yields[i]);
      }
    } catch (...) {
      next = yields.size();
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < readers.size(); ++i) threads.emplace_back(work, i);
    work(0);
  }
  if (failure) std::rethrow_exception(failure);
  return yields;
}

class Auditor {
 public:
  Auditor(graph::Graph& graph, const std::vector<RecordId>& records, const Options& options)
      : graph_(graph), records_(records), options_(options), plan_{options, {}, {}, {}, !options.corpus.empty()}, edges_(graph, plan_.whole ? options.corpus : records) {
    for (const auto& rule : all_rules()) {
      const bool asked = options.rules.empty() || std::find(options.rules.begin(), options.rules.end(), rule.id) != options.rules.end();
      if (asked) plan_.rules.push_back(rule);
    }
    for (std::uint32_t i = 0; i < records.size(); ++i) plan_.places.emplace_back(records[i], i);
    std::sort(plan_.places.begin(), plan_.places.end());
    const bool wants_notes = std::any_of(plan_.rules.begin(), plan_.rules.end(), [](const RuleRow& rule) { return rule.note != nullptr; });
    if (plan_.whole && wants_notes) plan_.notes.resize(records.size());
    readers_.emplace_back(graph, plan_);
    // Others can only help where numbers of acts mean the same to all, and what is read need not be kept.
    if (!plan_.whole || graph.table() == nullptr) return;
    for (auto* other : options.beside) readers_.emplace_back(*other, plan_);
  }

  Audit run();

 private:
  void read_documents();
  void check_corpus();
  void take_findings(std::vector<Yield>& yields);
  resolve::ActId own_number(resolve::ActId act, std::size_t reader);
  void order();
  void tell_twins_apart();

  graph::Graph& graph_;
  const std::vector<RecordId>& records_;
  const Options& options_;
  Plan plan_;
  Edges edges_;
  std::vector<Reader> readers_;
  std::map<std::pair<std::size_t, resolve::ActId>, resolve::ActId> adopted_;  ///< acts that only one reader met
  Statements statements_;
  Audit result_;
};

void Auditor::read_documents() {
  const std::span<const RecordId> all = plan_.whole ? options_.corpus : records_;
  const auto run = plan_.whole ? documents_of_a_run : std::max<std::size_t>(all.size(), 1);
  auto first = read_all(readers_, all, run, [&](std::size_t reader, std::span<const RecordId> records, Yield& yield) { readers_[reader].first_pass(records, &edges_, yield); });
  for (auto& yield : first) statements_.join(std::move(yield.statements));
  take_findings(first);
  std::vector<StatedEffects> effects;
  for (auto& reader : readers_) effects.push_back(plan_.whole ? StatedEffects(reader.graph(), statements_) : StatedEffects(reader.graph()));
  auto second = read_all(readers_, records_, run, [&](std::size_t reader, std::span<const RecordId> records, Yield& yield) { readers_[reader].second_pass(records, edges_, effects[reader], yield); });
  take_findings(second);
}

/// An act that another reader met, under a number of this one's graph.
resolve::ActId Auditor::own_number(resolve::ActId act, std::size_t reader) {
  if (reader == 0 || act == resolve::no_act || act < graph_.table()->size()) return act;
  const auto [known, fresh] = adopted_.try_emplace({reader, act});
  if (fresh) known->second = graph_.resolver().adopt(readers_[reader].graph().resolver().act(act));
  return known->second;
}

void Auditor::take_findings(std::vector<Yield>& yields) {
  std::size_t more = 0;
  for (const auto& yield : yields) more += yield.findings.size();
  result_.findings.reserve(result_.findings.size() + more);
  for (auto& yield : yields) {
    add(result_.scope, yield.scope);
    for (auto& finding : yield.findings) {
      for (auto* act : {&finding.nearest, &finding.reference.asserted_by, &finding.reference.subject, &finding.reference.resolution.act, &finding.reference.resolution.date_conflict}) *act = own_number(*act, yield.reader);
      for (auto& candidate : finding.reference.resolution.candidates) candidate.act = own_number(candidate.act, yield.reader);
      for (auto& fact : finding.facts) fact.act = own_number(fact.act, yield.reader);
      result_.findings.push_back(std::move(finding));
    }
    yield = {};
  }
}

void Auditor::check_corpus() {
  StatedEffects effects(graph_, statements_);
  if (plan_.notes.empty()) plan_.notes.resize(plan_.whole ? records_.size() : 0);
  Corpus corpus{graph_, effects, records_, plan_.notes, edges_, options_.bodies, options_.deadline_days};
  for (const auto& rule : plan_.rules) {
    if (rule.check_corpus == nullptr) continue;
    if (!plan_.whole) {
      result_.scope.rules_off.emplace_back(rule.id);
      continue;
    }
    graph_.forget();
    std::vector<Finding> findings;
    rule.check_corpus(corpus, findings);
    for (auto& finding : findings) {
      if (!plan_.place(finding.record)) continue;
      std::vector<Finding> one;
      one.push_back(std::move(finding));
      settle(graph_.document(one.front().record), options_.least, one, 0, result_.scope);
      for (auto& kept : one) result_.findings.push_back(std::move(kept));
      graph_.trim();
    }
  }
  result_.scope.gaps_unasked = plan_.whole && (options_.bodies.empty() || options_.deadline_days <= 0);
  result_.scope.bodies_unseen = std::move(corpus.bodies_unseen);
}

void Auditor::order() {
  auto& findings = result_.findings;
  std::vector<std::uint32_t> places, from(findings.size());
  places.reserve(findings.size());
  for (const auto& finding : findings) places.push_back(*plan_.place(finding.record));
  std::iota(from.begin(), from.end(), 0u);
  std::sort(from.begin(), from.end(), [&](std::uint32_t i, std::uint32_t j) {
    const auto& a = findings[i];
    const auto& b = findings[j];
    const auto at = [](const Finding& f) { return f.range.empty() ? 0u : f.range.begin; };
    return std::tuple(places[i], a.mention >= 0, at(a), a.rule, i) < std::tuple(places[j], b.mention >= 0, at(b), b.rule, j);  // about the document first
  });
  // Findings are large: each moves once, round the circles of the order.
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    if (from[i] == i) continue;
    auto first = std::move(findings[i]);
    auto to = i;
    while (from[to] != i) {
      const auto next = from[to];
      findings[to] = std::move(findings[next]);
      from[to] = to;
      to = next;
    }
    findings[to] = std::move(first);
    from[to] = to;
  }
}

/// Of findings that nothing else tells apart the second, third ... are numbered.
void Auditor::tell_twins_apart() {
  std::unordered_map<std::string, int> seen;
  for (auto& finding : result_.findings) {
    const int nth = seen[finding.fingerprint]++;
    if (nth == 0) continue;
    finding.fingerprint = fingerprint(fingerprint_key(graph_.document(finding.record), finding) + "\t#" + std::to_string(nth));
    if (plan_.whole) graph_.trim();
  }
}

Audit Auditor::run() {
  read_documents();
  check_corpus();
  plan_.notes = {};
  order();
  tell_twins_apart();
  if (plan_.whole) graph_.forget();  // also how the last documents that were read call what they cite
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
