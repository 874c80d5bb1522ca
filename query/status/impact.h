#pragma once
/// Impact: a law was passed; which documents in force rest on what it amends, replaces or repeals?
///
/// The weekly work of a department of justice. First come documents that stand on a changed act (căn cứ, implementation,
/// detail), then those that cite a changed provision, then those that cite the act as a whole. What cites only provisions
/// that stay as they are is counted, not listed. Every row has its sentence; nothing is listed without one.
#include <string>
#include <vector>

#include "query/status/status.h"

namespace tracuu::status {

enum class Basis : std::uint8_t {
  rests_on,   ///< căn cứ, implements, details or guides
  provision,  ///< cites a provision that is changed
  whole_act,  ///< cites the act without a provision
  mentioned,  ///< names the act without a rule taken from it: lists of acts, "được sửa đổi bởi", plans to amend
  undecided,  ///< may cite it: the reference is ambiguous or its date differs
};
inline constexpr std::size_t basis_count = static_cast<std::size_t>(Basis::undecided) + 1;

/// An old provision and where the changing act treats it: the article with the new wording, or with the same heading.
struct ProvisionPair {
  std::string old_path;
  std::string new_path;        ///< empty if not known
  bool same_heading = false;   ///< guessed from equal headings, not stated
};

struct ImpactRow {
  ActId act = no_act;      ///< the document to be looked at
  std::size_t target = 0;  ///< index into Impact::targets
  Basis basis = Basis::whole_act;
  std::vector<Reference> evidence;  ///< at least one; the strongest first
  std::vector<ProvisionPair> provisions;
  State state = State::unknown;     ///< of the document, on the day asked
  bool certain = false;             ///< the reference is resolved without doubt
};

/// What the act changes.
struct ImpactTarget {
  ActId act = no_act;
  Event event;             ///< what is done to it
  std::size_t untouched = 0;  ///< documents that cite only provisions that stay
  std::size_t ended = 0;      ///< documents left out because they are no longer in force
  std::size_t as_amender = 0; ///< documents that name it only as one that amended another act ("Luật A được sửa đổi bởi Luật này")
};

struct Impact {
  ActId act = no_act;
  std::vector<ImpactTarget> targets;  ///< in the order of the text; ended as a whole first
  std::vector<ImpactRow> rows;        ///< by basis, rank of the document, date (latest first)
};

struct ImpactOptions {
  model::Date as_of;
  std::string province;  ///< slug; only documents of this province (and of those merged into it); empty for all
};

[[nodiscard]] Impact impact(Statuses& statuses, graph::Graph& graph, ActId act, const ImpactOptions& options);

/// True if a province of the time before 01/7/2025 is, or has become, the other one.
[[nodiscard]] bool same_place(std::string_view province, std::string_view other);

}  // namespace tracuu::status
