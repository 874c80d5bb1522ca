#pragma once
/// Coverage: which provinces (or bodies of a list) have implemented an act, when, after how many days, and who is missing.
///
/// Counted are the documents of the act's implementation tree (graph/trace.h): a province whose People's Committee carries
/// out the programme that carries out the resolution has implemented the resolution. A document that states it in passing
/// only is not counted. "Missing" means: no such document in the index, nor cited by one; the report says so.
///
/// Acts of the time before 01/7/2025 are asked of the 63 provinces of that time, later ones of the 34; a document of a merged
/// province counts for each province that went into it, and is marked as such.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/graph/trace.h"

namespace tracuu::status {

using graph::ActId;
using graph::no_act;

/// The organ of a province that issued a document.
enum class Organ : std::uint8_t { party, council, committee, other };
inline constexpr std::size_t organ_count = static_cast<std::size_t>(Organ::other) + 1;
[[nodiscard]] Organ organ_of(std::string_view issuer_slug);

/// A body that is asked for.
struct Body {
  std::string name;      ///< as shown
  std::string slug;      ///< issuer slug, or slug of a province
  bool province = false; ///< any organ of the province counts
};

struct CoverageDocument {
  ActId act = no_act;
  std::size_t level = 1;     ///< in the tree: 1 implements the act itself
  std::int32_t lag = 0;      ///< days after the act; meaningful if `dated`
  bool dated = false;
  bool merged = false;       ///< of the province that this one went into, or of one that went into it
  links::EdgeId edge = links::kNone;   ///< the reference that makes it implement, where it stands in the table
  graph::Reference stated;             ///< the same where there is no table
};
/// The reference that makes a document implement the act.
[[nodiscard]] graph::Reference evidence_of(graph::Graph& graph, const CoverageDocument& document);

struct CoverageRow {
  Body body;
  std::vector<CoverageDocument> documents;  ///< by date; those without one last
  bool late = false;      ///< implemented after the deadline
};

struct Coverage {
  ActId act = no_act;
  model::Date deadline;            ///< unset if none was asked for
  std::vector<CoverageRow> rows;   ///< in the order of the list
  std::vector<CoverageDocument> others;  ///< documents of bodies that are not in the list (central, unknown)
  std::size_t implemented = 0, late = 0, missing = 0;
  std::size_t cut = 0;             ///< documents of the tree that were not followed
};

enum class Era : std::uint8_t { by_date, before_merger, since_merger };

struct CoverageOptions {
  std::vector<Body> bodies;             ///< empty: the provinces
  Era era = Era::by_date;
  std::optional<Organ> organ;           ///< only documents of this organ
  std::optional<model::Date> deadline;
  std::optional<std::int32_t> deadline_days;  ///< after the act's date
  std::size_t depth = 6;
  std::size_t limit = 20'000;           ///< acts of the tree
};

/// The provinces of an era in the order of the registry.
[[nodiscard]] std::vector<Body> provinces_of(Era era);
/// One line of a list of bodies: the name of a province or of a body, or an issuer slug; nothing for blanks and comments.
[[nodiscard]] std::optional<Body> body_of(std::string_view line, model::Date day);

[[nodiscard]] Coverage coverage(graph::Graph& graph, ActId act, const CoverageOptions& options);

}  // namespace tracuu::status
