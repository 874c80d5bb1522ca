#pragma once
/// Audit: findings about the references of documents. One file a family of rules (cit.cpp: citations; cor.cpp: the corpus),
/// one function and one row of the table a rule; ids and severities are those of the list of findings that the engine is
/// built against (CIT-..., GRF-..., COR-...).
///
/// An alarm must be precise: a rule that cannot tell says nothing, and the audit says what it could not check.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::audit {

enum class Severity : std::uint8_t { info, warn, error };
[[nodiscard]] const char* severity_name(Severity severity);

struct Finding {
  std::string_view rule;      ///< "CIT-DATE-MISMATCH"
  Severity severity = Severity::info;
  resolve::RecordId record = 0;
  std::int64_t mention = -1;  ///< index into Document::mentions; -1 for findings about the document
  graph::Reference reference; ///< of that mention; its resolution holds the candidates
  resolve::ActId nearest = resolve::no_act;
  std::string detail;         ///< bare words: dates, the proposed number, the end of a series; the report makes a sentence of them
};

/// What a rule looks at: one document with its references resolved.
struct Subject {
  graph::Graph& graph;
  resolve::RecordId record = 0;
  const model::Document& document;
  const std::vector<graph::Reference>& references;  ///< first role of each mention that names a document
};

struct RuleRow {
  std::string_view id;
  Severity severity;  ///< usual; a finding may be milder
  void (*check)(const Subject& subject, std::vector<Finding>& findings);
};

[[nodiscard]] std::span<const RuleRow> citation_rules();
[[nodiscard]] std::span<const RuleRow> corpus_rules();
/// All rules, in order of their ids.
[[nodiscard]] std::vector<RuleRow> all_rules();

struct Audit {
  std::vector<Finding> findings;  ///< in order of source, then place
  std::size_t documents = 0;
  std::size_t references = 0;
  std::size_t targets_absent = 0;      ///< references to acts without text in the index: their content was not checked
  std::size_t identity_unknown = 0;    ///< documents whose own number or date could not be read
};

/// Audits the best copies of the given records, in the given order. `rules` empty: all.
[[nodiscard]] Audit audit(graph::Graph& graph, const std::vector<resolve::RecordId>& records, const std::vector<std::string>& rules);

}  // namespace tracuu::audit
