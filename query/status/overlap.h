#pragma once
/// Documents of provinces that became one (NQ 202/2025/QH15, from 01/7/2025) on one subject: what the review after the
/// merger has to look at side by side.
///
/// Subjects are told by titles alone, without type, place and the words that every title has: pairs of neighbouring syllables, rare ones counting
/// more. Precision goes before reach: two titles with one subject in quite other words are not put together, and the report says so.
#include <string>
#include <vector>

#include "query/status/status.h"

namespace tracuu::status {

struct OverlapDocument {
  ActId act = no_act;
  std::string province;  ///< slug
  State state = State::unknown;
  bool successor = false;  ///< of the new province itself: the review may be done already
};

struct OverlapGroup {
  std::vector<OverlapDocument> documents;  ///< by province in the order of the registry, then by date; the new province's last
  double likeness = 0;                     ///< mean of the pairs', 0 to 1
};

struct Overlaps {
  std::string province;                    ///< slug of the new province
  std::vector<std::string> predecessors;   ///< slugs
  std::vector<OverlapGroup> groups;        ///< of documents of two predecessors at least; the most alike first
  std::size_t examined = 0, ended = 0, untitled = 0;  ///< acts of these provinces; left out as ended, or for lack of a title
};

struct OverlapOptions {
  std::string province;       ///< slug of a province since 01/7/2025: "can-tho-2025"
  model::Date day;            ///< of the effect
  double least_likeness = 0.5;  ///< pairs below are not put together
};

/// Slugs that became the province; empty if it is none that others went into.
[[nodiscard]] std::vector<std::string> predecessors_of(std::string_view province);
[[nodiscard]] Overlaps overlaps(Statuses& statuses, graph::Graph& graph, const std::vector<ActId>& acts, const OverlapOptions& options);

}  // namespace tracuu::status
