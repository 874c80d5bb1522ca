#pragma once
/// Audit: findings about the references of documents, and about the documents. This is the room's door.
///
/// Each finding is true, explained (facts), located (byte range) and can be signed off (fingerprint); what could not be
/// checked is counted. Rules: rules.h.
#include <cstddef>
#include <string>
#include <vector>

#include "query/audit/finding.h"
#include "query/audit/rules.h"

namespace tracuu::audit {

/// All rules, in order of their ids.
[[nodiscard]] std::vector<RuleRow> all_rules();

struct Options {
  std::vector<std::string> rules;   ///< only these; empty: all
  std::vector<std::string> bodies;  ///< who ought to implement (IMP-GAP-NONE); empty: not checked
  int deadline_days = 0;            ///< for implementation (IMP-OVERDUE); 0: only limits that the texts state
  /// Every work of the index, for rules over relations; empty: only the audited records are at hand and effects are looked
  /// up act by act.
  std::vector<resolve::RecordId> corpus;
  IssuerWorks issuers;              ///< empty: not counted
  /// More graphs over the same state of the index, for as many threads to read documents beside the caller's: with the caller's
  /// derived table, else they stay unused. What is found does not depend on how many there are.
  std::vector<graph::Graph*> beside;
  /// Milder findings are counted and not kept: of three million references one in five has something to say for information.
  Severity least = Severity::info;
};

/// The honest scope of an audit.
struct Scope {
  std::size_t documents = 0;
  std::size_t references = 0;
  std::size_t resolved = 0, probable = 0, ambiguous = 0, only_cited = 0, malformed = 0;
  std::size_t targets_absent = 0;    ///< references to acts without text in the index: their content was not checked
  std::size_t identity_unknown = 0;  ///< documents whose own number or date could not be read
  std::size_t undated = 0;           ///< documents without a date: rules over time were not applied
  std::size_t ocr = 0;               ///< documents from optical recognition: findings a grade milder
  std::size_t left_out = 0;          ///< findings milder than Options::least
  bool gaps_unasked = false;           ///< no bodies or no time limit were given: implementation was checked in part
  std::vector<std::string> bodies_unseen;  ///< of --bodies, those of which the index holds nothing: nothing can be told of them
  std::vector<std::string> rules_off;  ///< rules that were not run and why is told by the report (no --bodies)
};

struct Audit {
  std::vector<Finding> findings;  ///< in order of source, then place
  Scope scope;
};

/// Audits the best copies of the given records, in the given order.
[[nodiscard]] Audit audit(graph::Graph& graph, const std::vector<resolve::RecordId>& records, const Options& options);

}  // namespace tracuu::audit
