#pragma once
/// What is known of an act's effect, as the rules of the audit need it: when it began, when and by what it ended, which of its
/// provisions changed. A narrow interface, so that rules are tested without an index and the source may change.
///
/// An end that no text states is unknown, never guessed: an act that is replaced by one whose own day of effect cannot be
/// read has an end without a date, and no rule speaks of it.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::audit {

/// One statement that changes the effect of an act.
struct Change {
  enum class Kind : std::uint8_t { replaced, repealed, expired, amended, suspended };
  Kind kind = Kind::repealed;
  model::Date from;                        ///< first day without the act (or with the change); unset: unknown
  bool whole = false;                      ///< the act as a whole
  resolve::ActId by = resolve::no_act;     ///< the act that says so; no_act: the authority table
  resolve::RecordId record = 0;            ///< evidence: record and mention; 0: the authority table
  std::uint32_t mention = 0;
  std::vector<std::string> provisions;     ///< paths ("dieu_5/khoan_2") where not the whole
};

/// What is known of one act. An act is amended in the words of a thousand preambles and ended by a few: apart, rules look at few.
struct Changes {
  std::vector<Change> ends;        ///< replaced, repealed, expired, suspended; in no order
  std::vector<Change> amendments;  ///< each act that amends, with the day, once
  [[nodiscard]] bool empty() const { return ends.empty() && amendments.empty(); }
  void add(Change change);
};

class EffectOracle {
 public:
  virtual ~EffectOracle() = default;
  virtual const Changes& changes(resolve::ActId act) = 0;
  /// First day of effect; unset: unknown.
  virtual model::Date effective_from(resolve::ActId act) = 0;

  /// The earliest end of the whole act that had come on `day`; null if none is known.
  [[nodiscard]] const Change* ended(resolve::ActId act, model::Date day);
};

/// What documents state, in the order in which they were taken.
struct Statements {
  std::unordered_map<resolve::ActId, Changes> changes;
  std::unordered_map<resolve::ActId, model::Date> effective;

  /// Adds what documents further on state.
  void join(Statements&& later);
};

/// Effects as the documents state them, and the authority table: filled by the audit's first pass over the documents, or act
/// by act from the links of the index where only few documents are audited.
class StatedEffects final : public EffectOracle {
 public:
  /// What documents say is looked up in the index, act by act.
  explicit StatedEffects(graph::Graph& graph) : graph_(graph) {}
  /// What documents say is what these statements hold; they must outlive this, and be complete before anything is asked.
  StatedEffects(graph::Graph& graph, const Statements& stated) : graph_(graph), stated_(&stated) {}

  const Changes& changes(resolve::ActId act) override;
  model::Date effective_from(resolve::ActId act) override;

 private:
  enum class State : std::uint8_t { unknown, as_stated, completed };
  [[nodiscard]] Changes from_index(resolve::ActId act);

  graph::Graph& graph_;
  const Statements* stated_ = nullptr;
  std::vector<State> states_;                              ///< by act: of its changes
  std::unordered_map<resolve::ActId, Changes> completed_;  ///< those that more is known of than is stated
  std::unordered_map<resolve::ActId, model::Date> effective_;
};

/// Takes what one document says of the effect of others and of itself.
void take_statements(graph::Graph& graph, resolve::RecordId record, Statements& stated);

}  // namespace tracuu::audit
