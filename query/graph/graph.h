#pragma once
/// The graph of acts: nodes are works of the index and acts that are only cited; edges are what documents state.
///
/// Nothing is stored: edges are read from the records when asked (DESIGN rule 2). An edge has a relation, a direction and a
/// subject (rule 7): usually the document that states it, sometimes another one ("Chương trình số 37-CTr/TU ... thực hiện
/// Nghị quyết số 26-NQ/TW" inside 57-CTr/TU is an edge from 37-CTr/TU, asserted by 57-CTr/TU).
///
/// "Who cites X" is the OR of the resolution keys that resolve to X; only the citing records are read.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/records.h"
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

  [[nodiscard]] ActId target() const { return resolution.act; }
  /// Stated by a third document.
  [[nodiscard]] bool nested() const { return !subject_words.empty(); }
};

class Graph {
 public:
  Graph(Records& records, resolve::Resolver& resolver) : records_(records), resolver_(resolver) {}

  [[nodiscard]] resolve::Resolver& resolver() { return resolver_; }
  [[nodiscard]] Records& records() { return records_; }

  /// Every reference that a record states, in reading order (one for each role). Internal references are left out.
  [[nodiscard]] const std::vector<Reference>& references_of(RecordId record);
  [[nodiscard]] const model::Document& document(RecordId record);

  /// What an act refers to: of its own text (best copy), and what third documents state about it (`nested`).
  [[nodiscard]] std::vector<Reference> outgoing(ActId act);
  /// What refers to an act, in the best copy of each citing work; ordered by date of the citing document, then by place.
  [[nodiscard]] std::vector<Reference> incoming(ActId act);
  /// References that may mean this act and were not resolved to it: ambiguous, or with another date.
  [[nodiscard]] std::vector<Reference> undecided(ActId act);
  /// Reads one citing record of an act that is only cited, so that it is shown in that record's words.
  void describe(ActId act);
  /// Number of works that cite an act; reads no record.
  [[nodiscard]] std::size_t citing_works(ActId act);

 private:
  [[nodiscard]] ActId subject_of(const model::Document& document, std::size_t mention, const model::Role& role, ActId self);
  [[nodiscard]] std::vector<RecordId> best_copies(const std::vector<RecordId>& records);
  [[nodiscard]] std::vector<RecordId> citing_records(ActId act);
  void sort_by_citing(std::vector<Reference>& references);

  Records& records_;
  resolve::Resolver& resolver_;
  std::map<RecordId, model::Document> documents_;
  std::map<RecordId, std::vector<Reference>> references_;
};

}  // namespace tracuu::graph
