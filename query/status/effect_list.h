#pragma once
/// Lists of acts by their effect, as the periodic systematisation of legal documents publishes them (danh mục văn bản còn hiệu
/// lực, hết hiệu lực toàn bộ, hết hiệu lực một phần): which acts, with the events that each date rests on.
///
/// An act whose effect the texts do not settle is in no list; it is told apart (`unsettled`), with the reason: a list that is
/// signed must not leave it out in silence.
#include <cstddef>
#include <vector>

#include "query/status/status.h"

namespace tracuu::status {

enum class ListKind : std::uint8_t { in_force, ended, partly_ended };

struct ListOptions {
  ListKind kind = ListKind::in_force;
  /// The period. Ends (whole or part) count that took effect within it; an act in force is one that took effect within it and
  /// is in force, wholly or in part, on its last day.
  model::Date from;  ///< unset: since ever
  model::Date to;    ///< must be a valid date
};

struct ListedAct {
  Status status;                    ///< on the last day of the period
  std::vector<std::size_t> events;  ///< of status.timeline: those that the list names, by date
};

struct EffectList {
  std::vector<ListedAct> listed;     ///< in the order of the acts given
  std::vector<ListedAct> unsettled;  ///< effect unknown, or an end within the list's kind without a day
  std::size_t examined = 0;
};

[[nodiscard]] EffectList effect_list(Statuses& statuses, const std::vector<ActId>& acts, const ListOptions& options);

}  // namespace tracuu::status
