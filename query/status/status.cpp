#include "query/status/status.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "corpus/registry/known_relations.h"
#include "corpus/registry/registry.h"
#include "query/resolve/pinpoint.h"
#include "query/status/clause.h"

namespace tracuu::status {
namespace {

using model::Date;

/// A decree that replaces a decree that replaced a decree: deeper than this no text of the field goes.
constexpr std::size_t deepest = 4;

/// Every document that cites a law tells by which laws it was amended ("được sửa đổi, bổ sung bởi Luật số ..."): of 56,000
/// references of real documents one in seven does. All say the same; the first of these of each amending act are read.
constexpr std::size_t most_told = 4;
constexpr std::size_t most_kept = 64;
/// References that may mean the act, or another: none of them changes the answer; these many are read to be shown.
constexpr std::size_t most_undecided = 12;

bool ends(ChangeKind kind) { return kind == ChangeKind::replaced || kind == ChangeKind::repealed || kind == ChangeKind::expires; }

bool touches_part(const Change& change) {
  return change.scope != Scope::whole && (ends(change.kind) || change.kind == ChangeKind::amended);
}

/// Which of several statements of one change is shown and applied: of the acting document before others', in its body
/// before its title, dated before undated, whole before part.
auto preference(const Change& change) {
  return std::tuple(change.standing, change.doubt != Doubt::none && change.doubt != Doubt::exception, change.opening && change.basis != DateBasis::stated,
                    change.scope, change.basis, change.range.begin);
}

/// First day on which an event counts; an undated one counts from the issue of the acting document.
Date first_day(graph::Graph& graph, const Change& change) {
  if (change.date.is_valid()) return change.date;
  return change.by == no_act ? Date{} : graph.resolver().act(change.by).identity.date;
}

bool active(graph::Graph& graph, const Event& event, Date day) {
  const auto begin = first_day(graph, event.change);
  return event.cancelled_by == no_act && begin.is_valid() && begin <= day;
}

bool overlaps(std::string_view one, std::string_view other) { return resolve::path_within(one, other) || resolve::path_within(other, one); }

enum class Touch : std::uint8_t { no, inside, covers, unclear };

/// How an event bears on a provision.
Touch touch(const Event& event, const std::string& path) {
  if (event.change.scope == Scope::whole) return Touch::covers;
  Touch found = Touch::no;
  bool named = false;
  const auto meet = [&](const std::string& changed) {
    named = true;
    if (resolve::path_within(path, changed)) found = Touch::covers;
    if (found == Touch::no && overlaps(path, changed)) found = Touch::inside;
  };
  for (const auto& statement : event.statements) {
    for (const auto& changed : statement.paths) meet(changed);
  }
  for (const auto& changed : event.provisions) meet(changed.path);
  return named ? found : Touch::unclear;
}

std::vector<ActId> successors_of(graph::Graph& graph, const resolve::Act& act) {
  std::vector<ActId> found;
  const auto& registry = registry::Registry::builtin();
  for (const auto& name : registry.all_law_names()) {
    if (name.act_id != act.id || !name.valid_to.is_set()) continue;
    const auto* next = registry.law_in_force(name.name, name.valid_to);
    if (next == nullptr || next->act_id == act.id) continue;
    const auto id = graph.resolver().act_by_id(next->act_id);
    if (id && std::find(found.begin(), found.end(), *id) == found.end()) found.push_back(*id);
  }
  return found;
}

/// Statements of one kind by one document become one event.
std::vector<Event> events_of(std::vector<Change> changes) {
  std::vector<Event> events;
  for (auto& change : changes) {
    const auto same = std::find_if(events.begin(), events.end(), [&](const Event& event) {
      return event.change.by == change.by && event.change.kind == change.kind;
    });
    if (same == events.end()) {
      events.push_back({.change = change, .statements = {change}});
    } else {
      same->statements.push_back(change);
    }
  }
  for (auto& event : events) {
    std::stable_sort(event.statements.begin(), event.statements.end(), [](const Change& a, const Change& b) { return preference(a) < preference(b); });
    event.change = event.statements.front();
  }
  // An act is replaced as a whole, or amended, not both by one document: one that amends it ends parts of it.
  for (auto& event : events) {
    if (!ends(event.change.kind) || event.change.scope != Scope::whole || event.change.doubt == Doubt::none) continue;
    if (event.change.doubt == Doubt::also_amends) event.change.scope = Scope::part;
  }
  return events;
}

}  // namespace

bool has_open_name(std::string_view id) {
  const auto names = registry::Registry::builtin().all_law_names();
  return std::any_of(names.begin(), names.end(), [&](const registry::LawName& name) { return name.act_id == id && !name.valid_to.is_set(); });
}

void Statuses::add_own(ActId id, Life& life) {
  const auto& act = graph_.resolver().act(id);
  if (life.effective.date.is_valid()) {
    Change change;
    change.kind = ChangeKind::effective;
    change.scope = Scope::whole;
    change.standing = life.effective.basis == DateBasis::registry ? Standing::registry : Standing::acts;
    change.date = life.effective.date;
    change.basis = life.effective.basis;
    change.record = life.effective.basis == DateBasis::registry ? 0 : life.effective.record;
    change.range = life.effective.range;
    life.events.push_back({.change = change, .statements = {change}});
  }
  if (!act.in_index()) return;
  const auto record = act.copies.front().record;
  for (const auto& effect : graph_.document(record).effects) {
    if (effect.kind != model::Effect::Kind::expires || !effect.date.is_valid()) continue;
    Change change;
    change.kind = ChangeKind::expires;
    change.scope = Scope::whole;
    change.standing = Standing::acts;
    // "có hiệu lực đến hết ngày 31/12": ended from the next day on.
    change.date = Date::from_days(effect.date.days() + 1);
    change.basis = DateBasis::stated;
    change.record = record;
    change.range = effect.range;
    life.events.push_back({.change = change, .statements = {change}});
  }
}

void Statuses::add_registry(ActId id, Life& life) {
  const auto& act = graph_.resolver().act(id);
  const auto add = [&](ChangeKind kind, Scope scope, ActId by, Date date) {
    Change change;
    change.kind = kind;
    change.scope = scope;
    change.standing = Standing::registry;
    change.by = by;
    change.date = date;
    change.basis = DateBasis::registry;
    life.events.push_back({.change = change, .statements = {change}});
  };
  const bool ended_by_text = std::any_of(life.events.begin(), life.events.end(), [](const Event& event) {
    return ends(event.change.kind) && event.change.scope == Scope::whole && event.change.standing != Standing::unclear;
  });
  if (act.effective_to.is_valid() && !ended_by_text) add(ChangeKind::expires, Scope::whole, no_act, act.effective_to);
  for (const auto& known : registry::known_relations_to(act.id)) {
    const auto by = graph_.resolver().act_by_id(known.acting);
    const auto kind = known.relation == "replaces"  ? ChangeKind::replaced
                      : known.relation == "repeals" ? ChangeKind::repealed
                      : known.relation == "amends"  ? ChangeKind::amended
                                                    : ChangeKind::corrected;
    if (!by || (known.relation != "replaces" && known.relation != "repeals" && known.relation != "amends")) continue;
    const bool stated = std::any_of(life.events.begin(), life.events.end(), [&](const Event& event) { return event.change.by == *by; });
    if (stated) continue;
    const auto& acting = graph_.resolver().act(*by);
    add(kind, known.whole && kind != ChangeKind::amended ? Scope::whole : Scope::part, *by, acting.effective_from.is_valid() ? acting.effective_from : known.date);
  }
}

/// What is unclear in one sentence of a document may be clear in another: then nothing is left to be looked at.
void Statuses::settle(Life& life) {
  std::erase_if(life.unclear, [&](const Change& change) {
    for (auto& event : life.events) {
      if (event.change.standing != Standing::acts || event.change.by != change.by || change.by == no_act) continue;
      if (event.change.scope == change.scope || change.scope == Scope::part || change.doubt == Doubt::quoted || change.doubt == Doubt::in_passing) {
        event.statements.push_back(change);
        event.statements.back().paths.clear();  // what it cites is not what was changed
        return true;
      }
    }
    return false;
  });
}

namespace {

const std::vector<std::string> relations{"amends", "replaces", "repeals", "suspends", "extends", "corrects"};

/// Decides which statements are read.
class Telling {
 public:
  bool operator()(const graph::Graph::Statement& statement) {
    if (!statement.nested || statement.relation != "amends") return true;
    // Tens of amending acts, ten thousand statements: a list is searched sooner than a map.
    auto known = std::find_if(told.begin(), told.end(), [&](const auto& entry) { return entry.first == statement.subject; });
    if (known == told.end()) known = told.insert(told.end(), {statement.subject, 0});
    return ++known->second <= most_told;
  }
  std::vector<std::pair<ActId, std::size_t>> told;
};

/// Documents announced at once: fewer than the index keeps.
constexpr std::size_t most_expected = 800;

}  // namespace

// Acts that the registry alone knows to have done something to it, and to those that ended it.
void Statuses::expect_known(const std::string& id, std::size_t depth) {
  for (const auto& known : registry::known_relations_to(id)) {
    if (known.relation != "replaces" && known.relation != "repeals" && known.relation != "amends") continue;
    graph_.resolver().expect_act(known.acting);
    if (depth > 1 && known.relation != "amends") expect_known(std::string(known.acting), depth - 1);
  }
}

// Acts that end an act may have ended before: their lives are asked for too, and so on.
void Statuses::expect(std::span<const ActId> acts) {
  if (graph_.table() == nullptr || !graph_.records().expect({})) return;
  std::set<ActId> seen;
  std::set<RecordId> records(expected_.begin(), expected_.end());
  const auto own_record = [&](ActId act) {
    if (act != no_act && graph_.resolver().act(act).in_index()) records.insert(graph_.resolver().act(act).copies.front().record);
  };
  std::vector<ActId> level(acts.begin(), acts.end());
  for (std::size_t depth = 0; depth <= deepest && !level.empty(); ++depth) {
    std::vector<ActId> next;
    for (const auto act : level) {
      if (records.size() >= most_expected) break;
      if (act == no_act || lives_.contains(act) || !seen.insert(act).second) continue;
      own_record(act);
      expect_known(std::string(graph_.id_of(act)), 2);
      Telling telling;
      const auto note = [&](const Reference& reference) {
        records.insert(reference.record);
        own_record(reference.subject);
        clauses_.emplace_back(reference.record, reference.mention);
      };
      for (const auto& reference : graph_.incoming(act, relations, [&](const graph::Graph::Statement& statement) { return telling(statement); })) {
        note(reference);
        if (reference.relation == "replaces" || reference.relation == "repeals" || reference.relation == "suspends") next.push_back(reference.subject);
      }
      for (const auto& reference : graph_.undecided(act, relations, most_undecided).first) note(reference);
    }
    level = std::move(next);
  }
  expected_.assign(records.begin(), records.end());
  graph_.records().expect(expected_);
}

void Statuses::take_expected() {
  if (expected_.empty()) return;
  const auto records = std::exchange(expected_, {});
  const auto clauses = std::exchange(clauses_, {});
  graph_.records().fetch(records);
  std::vector<graph::Records::Stretch> stretches;
  for (const auto& [record, mention] : clauses) {
    const auto of_clause = text_of_clause(graph_, record, mention);
    stretches.insert(stretches.end(), of_clause.begin(), of_clause.end());
  }
  graph_.records().expect_texts(stretches);
}

Statuses::Life Statuses::read_life(ActId id) {
  take_expected();
  Life life;
  life.effective = effective_date(graph_, id);
  std::vector<Change> changes;
  // Thousands of documents may speak of one act: of those that nobody had read yet only the first that act themselves are kept,
  // for their provisions are asked for next. Statements of one document follow each other.
  RecordId current = 0;
  bool keep = true;
  std::size_t kept = 0;
  const auto read = [&](const Reference& reference) {
    if (reference.record != current) {
      if (!keep) graph_.forget(current);
      current = reference.record;
      keep = graph_.remembers(current) || (!reference.nested() && ++kept <= most_kept);
    }
    return read_change(graph_, reference);
  };
  Telling telling;
  const auto statements = graph_.incoming(id, relations, [&](const graph::Graph::Statement& statement) { return telling(statement); });
  graph_.fetch(statements);
  for (const auto& reference : statements) {
    auto change = read(reference);
    (change.standing == Standing::unclear ? life.unclear : changes).push_back(std::move(change));
  }
  const auto [undecided, undecided_count] = graph_.undecided(id, relations, most_undecided);
  life.further_unclear += undecided_count - undecided.size();
  graph_.fetch(undecided);
  for (const auto& reference : undecided) {
    auto change = read(reference);
    change.standing = Standing::unclear;
    change.doubt = Doubt::not_resolved;
    life.unclear.push_back(std::move(change));
  }
  life.events = events_of(std::move(changes));
  for (const auto& [by, count] : telling.told) {
    if (count <= most_told) continue;
    const auto same = std::find_if(life.events.begin(), life.events.end(), [&](const Event& event) { return event.change.by == by && event.change.kind == ChangeKind::amended; });
    (same == life.events.end() ? life.further_unclear : same->further) += count - most_told;
  }
  settle(life);
  add_own(id, life);
  add_registry(id, life);
  std::stable_sort(life.events.begin(), life.events.end(), [&](const Event& a, const Event& b) {
    return first_day(graph_, a.change) < first_day(graph_, b.change);
  });
  return life;
}

const Statuses::Life& Statuses::life(ActId act) {
  if (const auto found = lives_.find(act); found != lives_.end()) return found->second;
  return lives_.emplace(act, read_life(act)).first->second;
}

/// First day on which an act is wholly ended, by what documents do; unset if none is known.
Date Statuses::end_of(ActId act, std::size_t depth) {
  Life known = life(act);
  cancel(known, depth);
  Date end;
  for (const auto& event : known.events) {
    const auto& change = event.change;
    if (event.cancelled_by != no_act || !ends(change.kind) || change.scope != Scope::whole || change.standing != Standing::acts) continue;
    if (change.date.is_valid() && (!end.is_set() || change.date < end)) end = change.date;
  }
  return end;
}

/// What a document was to do from a day on does not come about if the document had ended by then.
void Statuses::cancel(Life& life, std::size_t depth) {
  if (depth == 0) return;
  for (auto& event : life.events) {
    const auto& change = event.change;
    if (change.by == no_act || change.standing != Standing::acts || !change.date.is_valid()) continue;
    const bool weighty = (ends(change.kind) && change.scope == Scope::whole) || change.kind == ChangeKind::suspended;
    if (!weighty) continue;
    const auto end = end_of(change.by, depth - 1);
    if (end.is_set() && end <= change.date) event.cancelled_by = change.by;
  }
}

std::optional<Change> Statuses::suspension_of(ActId act, Date day) {
  for (const auto& event : life(act).events) {
    const auto& change = event.change;
    if (change.kind != ChangeKind::suspended || change.scope != Scope::whole || change.standing != Standing::acts) continue;
    if (!active(graph_, event, day)) continue;
    if (!change.until.is_valid() || day <= change.until) return change;
  }
  return std::nullopt;
}

/// The document that suspends what ended this act may say that this act remains in effect meanwhile.
std::optional<Change> Statuses::continuation(ActId act, const Change& suspension) {
  if (suspension.record == 0) return std::nullopt;
  for (const auto& reference : graph_.references_of(suspension.record)) {
    if (reference.target() != act || (changes_effect(reference.relation) && reference.relation != "extends")) continue;
    auto change = read_change(graph_, reference);
    if (change.kind != ChangeKind::continues || change.standing != Standing::acts) continue;
    change.by = suspension.by;
    change.date = suspension.date;
    change.until = suspension.until;
    change.basis = suspension.basis;
    return change;
  }
  return std::nullopt;
}

namespace {

/// The earliest event on the day that matches; null if none.
template <typename Test>
Event* first_active(graph::Graph& graph, Status& status, Test test) {
  for (auto& event : status.timeline) {
    if (active(graph, event, status.as_of) && test(event)) return &event;
  }
  return nullptr;
}

void rest_on(Status& status, State state, Reason reason, Event* event) {
  status.state = state;
  status.reason = reason;
  if (event == nullptr) return;
  event->decides = true;
  status.since = event->change.date;
  if (event->change.standing == Standing::registry) {
    status.certainty = Certainty::registry;
  } else if (event->change.standing == Standing::reports || !event->change.date.is_valid() ||
             (event->change.doubt != Doubt::none && event->change.doubt != Doubt::exception)) {
    status.certainty = Certainty::probable;
  }
}

Reason reason_of(ChangeKind kind) {
  return kind == ChangeKind::replaced ? Reason::replaced : kind == ChangeKind::expires ? Reason::expired : Reason::repealed;
}

/// The day until which extensions prolong an act; unset if none does.
Date extended_until(graph::Graph& graph, const Status& status) {
  Date until;
  for (const auto& event : status.timeline) {
    if (event.change.kind == ChangeKind::extended && active(graph, event, status.as_of) && event.change.until.is_valid()) {
      until = std::max(until, event.change.until);
    }
  }
  return until;
}

}  // namespace

/// True if what ended the act is itself suspended on the day: then the act is in force again where that is stated, and
/// unknown where it is not.
bool Statuses::revived(Status& status, Event& end) {
  const auto suspension = end.change.by == no_act ? std::nullopt : suspension_of(end.change.by, status.as_of);
  if (!suspension) return false;
  auto remains = continuation(status.act, *suspension);
  rest_on(status, remains ? State::in_force : State::unknown, remains ? Reason::continues : Reason::ender_suspended, &end);
  status.certainty = remains ? Certainty::certain : status.certainty;
  status.since = remains ? remains->date : Date{};
  if (remains) status.timeline.push_back({.change = *remains, .statements = {*remains}, .decides = true});
  return true;
}

void Statuses::decide_end(Status& status) {
  const auto extended = extended_until(graph_, status);
  const auto whole_end = [&](const Event& event) {
    const auto& change = event.change;
    if (!ends(change.kind) || change.scope != Scope::whole) return false;
    if (change.kind == ChangeKind::expires && change.standing == Standing::acts && extended.is_set() && status.as_of <= extended) return false;
    return true;
  };
  // What texts state goes before what the registry knows.
  Event* end = first_active(graph_, status, [&](const Event& e) { return whole_end(e) && e.change.standing == Standing::acts; });
  if (end == nullptr) end = first_active(graph_, status, [&](const Event& e) { return whole_end(e) && e.change.standing == Standing::reports; });
  if (end != nullptr) {
    if (revived(status, *end)) return;
    return rest_on(status, State::ended, end->change.date.is_valid() ? reason_of(end->change.kind) : Reason::end_undated, end);
  }
  for (auto& event : status.timeline) {
    if (whole_end(event) && event.change.standing == Standing::registry && active(graph_, event, status.as_of) && revived(status, event)) return;
  }
  // Of laws the table knows the names with their periods as well: where a name is still open, a row that ends the law
  // contradicts it and is only shown.
  const auto& target = graph_.resolver().act(status.act);
  if (has_open_name(target.id)) {
    if (status.state == State::in_force && std::any_of(status.timeline.begin(), status.timeline.end(), [&](const Event& e) { return whole_end(e) && e.change.standing == Standing::registry; })) {
      status.certainty = Certainty::probable;
    }
  } else if (Event* known = first_active(graph_, status, [&](const Event& e) { return whole_end(e) && e.change.standing == Standing::registry; })) {
    // Rows about acts are sometimes about single articles (authority/README): alone they make nothing ended.
    const bool relation = known->change.by != no_act;
    return rest_on(status, relation ? State::unknown : State::ended, relation ? Reason::registry_relation : Reason::registry_end, known);
  }
  // Named among what had amended an act that ends: its own end may follow, but is not stated.
  const bool may_follow = std::any_of(status.unclear.begin(), status.unclear.end(), [](const Change& change) { return ends(change.kind) && change.doubt == Doubt::accompanies; });
  if (may_follow && status.state == State::in_force) status.certainty = Certainty::probable;
  const auto told = std::any_of(status.unclear.begin(), status.unclear.end(), [](const Change& change) {
    return ends(change.kind) && change.scope == Scope::whole && change.doubt == Doubt::tells_of_others;
  });
  if (told && status.state == State::in_force) {
    status.state = State::unknown;
    status.reason = Reason::told_by_others;
    status.since = {};
  }
}

void Statuses::decide(Status& status) {
  const auto& act = graph_.resolver().act(status.act);
  const bool of_provision = !status.path.empty();
  if (act.identity.type == "VBHN") return rest_on(status, State::unknown, Reason::consolidated, nullptr);
  if (act.identity.date.is_valid() && status.as_of < act.identity.date) return rest_on(status, State::not_yet, Reason::not_issued, nullptr);
  const auto& effective = status.effective;
  Event* start = first_active(graph_, status, [](const Event& e) { return e.change.kind == ChangeKind::effective; });
  if (effective.date.is_valid() && status.as_of < effective.date) {
    for (auto& event : status.timeline) event.decides = event.change.kind == ChangeKind::effective;
    status.certainty = effective.basis == DateBasis::registry ? Certainty::registry : Certainty::certain;
    rest_on(status, State::not_yet, Reason::before_effective, nullptr);
    return decide_end(status);
  }
  if (start != nullptr && start->change.standing == Standing::acts) {
    rest_on(status, State::in_force, Reason::no_end_found, start);
  } else {
    status.state = State::unknown;
    status.reason = !act.in_index() ? Reason::only_cited : effective.days > 0 ? Reason::counts_from_unstated : Reason::no_clause;
  }
  decide_end(status);
  if (status.state == State::ended || status.reason == Reason::continues || status.reason == Reason::ender_suspended) return;
  const auto unknown_start = status.state == State::unknown;
  Event* part = nullptr;
  Event* reworded = nullptr;
  bool unclear = false;
  for (auto& event : status.timeline) {
    if (!active(graph_, event, status.as_of) || !touches_part(event.change)) continue;
    const auto how = of_provision ? touch(event, status.path) : Touch::inside;
    unclear = unclear || how == Touch::unclear;
    if (how == Touch::no || how == Touch::unclear) continue;
    if (event.change.standing == Standing::registry && !of_provision && unknown_start) continue;
    event.decides = true;
    if (event.change.kind == ChangeKind::amended) {
      if (reworded == nullptr) reworded = &event;
    } else if (of_provision && how == Touch::covers) {
      return rest_on(status, State::ended, reason_of(event.change.kind), &event);
    } else if (part == nullptr) {
      part = &event;
    }
  }
  if (part != nullptr) {
    rest_on(status, State::partly_ended, Reason::part_ended, part);
  } else if (reworded != nullptr) {
    rest_on(status, of_provision && !unknown_start ? State::in_force : State::partly_ended, Reason::amended, reworded);
  } else if (unclear) {
    rest_on(status, State::unknown, Reason::part_unclear, nullptr);
  }
  const auto suspends = [&](const Event& e) {
    if (e.change.kind != ChangeKind::suspended || (e.change.until.is_valid() && status.as_of > e.change.until)) return false;
    return of_provision ? touch(e, status.path) == Touch::covers : e.change.scope == Scope::whole;
  };
  // A text that suspends weighs more than one that tells of another's suspension.
  Event* suspension = first_active(graph_, status, [&](const Event& e) { return suspends(e) && e.change.standing == Standing::acts; });
  if (suspension == nullptr) suspension = first_active(graph_, status, suspends);
  if (suspension != nullptr) rest_on(status, State::suspended, Reason::suspended, suspension);
}

Status Statuses::status(ActId act, const StatusOptions& options) {
  Status status;
  status.act = act;
  status.path = options.path;
  status.as_of = options.as_of;
  Life known = life(act);
  cancel(known, deepest);
  if (options.provisions) {
    for (auto& event : known.events) {
      if (event.change.standing == Standing::acts && event.change.reference.record != 0 && touches_part(event.change)) {
        event.provisions = changed_provisions(graph_, event.change.record, act);
        std::erase_if(event.provisions, [&](const ChangedProvision& one) { return one.kind != event.change.kind; });
      }
    }
  }
  status.effective = known.effective;
  status.timeline = std::move(known.events);
  status.unclear = std::move(known.unclear);
  status.further_unclear = known.further_unclear;
  status.successors = successors_of(graph_, graph_.resolver().act(act));
  decide(status);
  return status;
}

State Statuses::state(ActId act, Date day) {
  StatusOptions options;
  options.as_of = day;
  options.provisions = false;
  return status(act, options).state;
}

}  // namespace tracuu::status
