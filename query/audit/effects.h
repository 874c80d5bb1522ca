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

class EffectOracle {
 public:
  virtual ~EffectOracle() = default;
  /// Everything known, in no order.
  virtual const std::vector<Change>& changes(resolve::ActId act) = 0;
  /// First day of effect; unset: unknown.
  virtual model::Date effective_from(resolve::ActId act) = 0;

  /// The earliest end of the whole act that had come on `day`; null if none is known.
  [[nodiscard]] const Change* ended(resolve::ActId act, model::Date day);
};

/// Effects as the documents state them, and the authority table: filled by the audit's first pass over the documents, or act
/// by act from the links of the index where only few documents are audited.
class StatedEffects final : public EffectOracle {
 public:
  /// `from_index`: what no document that was taken says is looked up in the index, act by act.
  StatedEffects(graph::Graph& graph, bool from_index) : graph_(graph), from_index_(from_index) {}

  /// Takes what one document says of the effect of others and of itself.
  void take(resolve::RecordId record);

  const std::vector<Change>& changes(resolve::ActId act) override;
  model::Date effective_from(resolve::ActId act) override;

 private:
  struct Known {
    std::vector<Change> changes;
    bool complete = false;
  };
  void take_reference(const graph::Reference& reference, model::Date from);
  void add_registry(resolve::ActId act, Known& known);  ///< ends that the authority table or the names of laws know

  graph::Graph& graph_;
  bool from_index_;
  std::unordered_map<resolve::ActId, Known> known_;
  std::unordered_map<resolve::ActId, model::Date> effective_;
};

}  // namespace tracuu::audit
