#pragma once
/// The graph of acts: nodes are works of the index and acts that are only cited; edges are what documents state.
///
/// Edges are read from the derived table (query/links) where the index has one, else from the records when asked (DESIGN
/// rule 2): the answers are the same. An edge has a relation, a direction and a
/// subject (rule 7): usually the document that states it, sometimes another one ("Chương trình số 37-CTr/TU ... thực hiện
/// Nghị quyết số 26-NQ/TW" inside 57-CTr/TU is an edge from 37-CTr/TU, asserted by 57-CTr/TU).
///
/// "Who cites X" is the OR of the resolution keys that resolve to X; only the citing records are read.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/records.h"
#include "query/links/table.h"
#include "query/resolve/resolve.h"

namespace tracuu::graph {

using resolve::ActId;
using resolve::no_act;
using resolve::RecordId;

/// One (mention, role) of a document.
struct Reference {
  RecordId record = 0;          ///< the document that states it
  std::uint32_t mention = 0;    ///< index into Document::mentions
  ActId asserted_by = no_act;   ///< work of that document
  ActId subject = no_act;       ///< who relates: asserted_by, or another act; no_act if that cannot be told
  std::string subject_words;    ///< number or name of the other act as stated; empty for the document itself
  std::string relation;         ///< first column of registry/vocabulary
  resolve::Resolution resolution;  ///< of the mention; `resolution.act` is the target
  /// "basis", "implements", "guides": stated in passing, outside of title, opening and Điều 1. Such words are not about the
  /// document as a whole ("Căn cứ quy định của Luật ..., Chính phủ quy định" in an article, a task "triển khai Luật ...").
  bool in_body = false;

  [[nodiscard]] ActId target() const { return resolution.act; }
  /// Stated by a third document.
  [[nodiscard]] bool nested() const { return !subject_words.empty(); }
};

class Graph {
 public:
  /// `table`: the derived table whose acts the resolver was given; null to work without.
  Graph(Records& records, resolve::Resolver& resolver, const links::Table* table = nullptr)
      : records_(records), resolver_(resolver), table_(table) {}

  [[nodiscard]] resolve::Resolver& resolver() { return resolver_; }
  [[nodiscard]] Records& records() { return records_; }
  [[nodiscard]] const links::Table* table() const { return table_; }

  /// Every reference that a record states, in reading order (one for each role). Internal references are left out.
  [[nodiscard]] const std::vector<Reference>& references_of(RecordId record);
  [[nodiscard]] const model::Document& document(RecordId record);
  [[nodiscard]] bool remembers(RecordId record) const { return documents_.contains(record); }
  /// Tells that the sentences of these references will be shown: of a remote index two round trips fetch all of it.
  void fetch(std::span<const Reference* const> references);
  void fetch(const std::vector<Reference>& references);
  /// Tells that these records will be read.
  void fetch(std::span<const RecordId> records) { records_.fetch(records); }
  /// Drops what is remembered of one record: a walk over all records stays small. References to it are void.
  void forget(RecordId record);
  /// Drops every record but this one.
  void forget_others(RecordId record);
  /// Drops all records, and what the resolver can work out again from the table: references to records, acts and answers are void.
  void forget();
  /// The same where it has become much: a walk over all records stays small.
  void trim();

  /// What an act refers to: of its own text (best copy), and what third documents state about it (`nested`).
  [[nodiscard]] std::vector<Reference> outgoing(ActId act);
  /// What refers to an act, in the best copy of each citing work; ordered by date of the citing document, then by place.
  [[nodiscard]] std::vector<Reference> incoming(ActId act);
  /// The same, of these relations only: with a table nothing else is looked at.
  [[nodiscard]] std::vector<Reference> incoming(ActId act, std::span<const std::string> relations);
  /// Who states what, before a reference is made of it.
  struct Statement {
    ActId subject = no_act;
    std::string_view relation;
    bool nested = false;
  };
  /// The same, of those that `keep` wants; it is asked in the order of the result. The others cost next to nothing with a table.
  [[nodiscard]] std::vector<Reference> incoming(ActId act, std::span<const std::string> relations, const std::function<bool(const Statement&)>& keep);
  /// With a table: the edges of incoming(), in the same order, without reading them.
  [[nodiscard]] std::vector<links::EdgeId> incoming_edges(ActId act, std::span<const std::string> relations);
  /// Facts and id of an act, from the table where it has the act.
  [[nodiscard]] links::Facts facts(ActId act);
  [[nodiscard]] std::string_view id_of(ActId act);
  /// References that may mean this act and were not resolved to it: ambiguous, or with another date.
  [[nodiscard]] std::vector<Reference> undecided(ActId act);
  /// The same, of these relations only.
  [[nodiscard]] std::vector<Reference> undecided(ActId act, std::span<const std::string> relations);
  /// The first `most` of them, and how many there are.
  using Counted = std::pair<std::vector<Reference>, std::size_t>;
  [[nodiscard]] Counted undecided(ActId act, std::span<const std::string> relations, std::size_t most);
  /// With a table: the edges of undecided(), in the same order, without reading them.
  [[nodiscard]] std::vector<links::EdgeId> undecided_edges(ActId act);
  /// An act that is only cited is shown in the words of the citing record whose source key is the first.
  void describe(ActId act);
  /// Number of works that cite an act; reads no record.
  [[nodiscard]] std::size_t citing_works(ActId act);

  /// What a key that records of the index hold resolves to; with a table, as it was resolved in one of these records, which costs less
  /// than weighing all acts of the number again.
  [[nodiscard]] resolve::Resolution resolution_of(const format::ResolutionKey& key);

  /// One reference of the table. Its subject, target and relation cost no look at the record.
  [[nodiscard]] Reference reference(links::EdgeId edge);

  /// What a document states, without keeping it: calls use(const Stated&) for each (mention, role).
  struct Stated {
    std::uint32_t mention = 0;
    std::uint16_t role = 0;
    ActId subject = no_act;
    std::string_view relation, subject_words;
    const resolve::Resolution& resolution;
    bool lasting = false;  ///< `resolution` stays where it is as long as the resolver
    bool in_body = false;
  };
  template <typename Use>
  void each_stated(const model::Document& document, ActId self, const Use& use);

 private:
  /// An act carries out, details, amends or ends no act of a later day ("Luật Hải quan năm 2014" does not amend one of 2023).
  [[nodiscard]] bool contradicts_time(ActId subject, std::string_view relation, ActId target);
  [[nodiscard]] ActId subject_of(resolve::InDocument& citing, std::size_t mention, const model::Role& role);
  template <typename Test>
  [[nodiscard]] std::vector<Reference> of_best_copies(const std::vector<RecordId>& records, const Test& test);
  [[nodiscard]] std::vector<RecordId> citing_records(ActId act);
  [[nodiscard]] std::vector<Reference> stated_by_others(ActId act);
  void sort_by_citing(std::vector<Reference>& references);

  Records& records_;
  resolve::Resolver& resolver_;
  const links::Table* table_;
  std::set<ActId> described_here_;  ///< in the words of a document that was read, not of the first
  std::map<RecordId, model::Document> documents_;
  std::map<RecordId, std::vector<Reference>> references_;
};

/// The reference may mean the act and was not resolved to it: ambiguous, or with another date.
[[nodiscard]] bool may_mean(const resolve::Resolution& resolution, ActId act);

/// True if the mention stands where a document says what it is for: title, preamble, the first words of what is issued with
/// it, Điều 1 ("Phạm vi điều chỉnh", "Ban hành kèm theo ... thực hiện ...").
[[nodiscard]] bool in_opening(const model::Document& document, const model::Mention& mention);

template <typename Use>
void Graph::each_stated(const model::Document& document, ActId self, const Use& use) {
  static const std::vector<model::Role> fallback{{"this", "mention"}};
  resolve::InDocument citing(resolver_, document, self);
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& mention = document.mentions[i];
    if (mention.kind == model::MentionKind::internal) continue;
    // The resolver answers from the same place for mentions that are no key: subjects are asked after.
    const auto& answer = citing.resolve(i);
    const bool lasting = resolver_.is_lasting(answer);
    const resolve::Resolution copy = lasting ? resolve::Resolution{} : answer;
    const auto& resolution = lasting ? answer : copy;
    const auto& roles = mention.roles.empty() ? fallback : mention.roles;
    const bool opening = in_opening(document, mention);
    for (std::size_t r = 0; r < roles.size(); ++r) {
      const bool own = roles[r].subject == "this";
      const ActId subject = own ? self : subject_of(citing, i, roles[r]);
      const bool nested = !own && (subject != self || self == no_act);
      if (nested && contradicts_time(subject, roles[r].relation, resolution.act)) {
        // The sentence was misread. That the document names the act remains.
        const bool told = std::any_of(roles.begin(), roles.end(), [](const model::Role& role) { return role.subject == "this"; });
        if (!told) use(Stated{static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(r), self, "mention", {}, resolution, lasting, false});
        continue;
      }
      const bool whole = roles[r].relation == "basis" || roles[r].relation == "implements" || roles[r].relation == "guides";
      use(Stated{static_cast<std::uint32_t>(i), static_cast<std::uint16_t>(r), subject, roles[r].relation,
                 nested ? std::string_view(roles[r].subject) : std::string_view(), resolution, lasting, whole && !nested && !opening});
    }
  }
}

}  // namespace tracuu::graph
