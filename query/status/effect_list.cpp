#include "query/status/effect_list.h"

namespace tracuu::status {
namespace {

bool within(model::Date day, const ListOptions& options) { return day.is_valid() && day <= options.to && (!options.from.is_valid() || day >= options.from); }

/// Provisions repealed, replaced or reworded, by an act that did so.
bool ends_in_part(const Event& event) {
  const Change& change = event.change;
  const bool kind = change.kind == ChangeKind::amended || change.kind == ChangeKind::replaced || change.kind == ChangeKind::repealed;
  return kind && (change.scope != Scope::whole || change.kind == ChangeKind::amended) && event.cancelled_by == no_act;
}

enum class Place : std::uint8_t { listed, unsettled, elsewhere };

Place place_partly(ListedAct& act, const ListOptions& options) {
  bool undated = false;
  for (std::size_t i = 0; i < act.status.timeline.size(); ++i) {
    const Event& event = act.status.timeline[i];
    if (!ends_in_part(event)) continue;
    if (within(event.change.date, options)) act.events.push_back(i);
    undated |= !event.change.date.is_valid();
  }
  return !act.events.empty() ? Place::listed : undated ? Place::unsettled : Place::elsewhere;
}

Place place_ended(ListedAct& act, const ListOptions& options) {
  for (std::size_t i = 0; i < act.status.timeline.size(); ++i)
    if (act.status.timeline[i].decides && act.status.timeline[i].change.kind != ChangeKind::effective) act.events.push_back(i);
  if (!act.status.since.is_valid()) return Place::unsettled;
  return within(act.status.since, options) ? Place::listed : Place::elsewhere;
}

Place place_of(ListedAct& act, const ListOptions& options) {
  const State state = act.status.state;
  if (state == State::unknown) return act.status.reason == Reason::consolidated ? Place::elsewhere : Place::unsettled;
  switch (options.kind) {
    case ListKind::ended: return state == State::ended ? place_ended(act, options) : Place::elsewhere;
    case ListKind::partly_ended: return state == State::partly_ended ? place_partly(act, options) : Place::elsewhere;
    case ListKind::in_force: break;
  }
  if (state != State::in_force && state != State::partly_ended) return Place::elsewhere;
  return !options.from.is_valid() || within(act.status.effective.date, options) ? Place::listed : Place::elsewhere;
}

}  // namespace

EffectList effect_list(Statuses& statuses, const std::vector<ActId>& acts, const ListOptions& options) {
  EffectList list;
  list.examined = acts.size();
  for (const ActId id : acts) {
    ListedAct act;
    act.status = statuses.status(id, {options.to, {}, true});
    const Place place = place_of(act, options);
    if (place == Place::listed) list.listed.push_back(std::move(act));
    if (place == Place::unsettled) list.unsettled.push_back(std::move(act));
  }
  return list;
}

}  // namespace tracuu::status
