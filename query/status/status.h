#pragma once
/// What was in force: the effect of an act (or of one of its provisions) on a day, from what the texts of the index state.
///
/// Useful for: "may this decree still stand among the grounds of a decision of that day?". Not for: what the law means.
/// Every event names the document, the provision and the words that made it so. What only the registry knows is marked; it
/// never decides against a text. Where evidence is missing the answer is `unknown`, with the reason; nothing is guessed.
/// That no document of the index ends an act is evidence within the index only, and is said so.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "query/status/change.h"
#include "query/status/changed_provisions.h"

namespace tracuu::status {

enum class State : std::uint8_t {
  unknown,
  not_yet,       ///< not issued, or issued and not yet in force
  in_force,
  partly_ended,  ///< some provisions are repealed, replaced or reworded ("hết hiệu lực một phần")
  suspended,
  ended,         ///< wholly
};
inline constexpr std::size_t state_count = static_cast<std::size_t>(State::ended) + 1;

/// What the state rests on; the report has a sentence for each.
enum class Reason : std::uint8_t {
  no_end_found,        ///< in effect by its own clause; no document of the index ends it
  not_issued,          ///< issued after the day asked
  before_effective,
  replaced, repealed, expired,
  suspended,
  part_ended,          ///< provisions repealed or replaced
  amended,             ///< provisions reworded or added only
  end_undated,         ///< a document ends it; when that takes effect is not known
  no_clause,           ///< no clause about effect was found
  counts_from_unstated,///< "sau 45 ngày kể từ ngày đăng Công báo": the act does not state that day
  only_cited,          ///< its text is not in the index
  registry_end,        ///< the registry knows an end, no text does
  registry_relation,   ///< the registry knows an act that replaces or repeals it, no text does
  told_by_others,      ///< a consolidated text or a list of ended acts says that it ended, not by whom
  ender_suspended,     ///< what ended it is itself suspended
  continues,           ///< what ended it is suspended, and it is stated to remain in effect meanwhile
  part_unclear,        ///< of a provision: some provisions are changed, which ones is not stated
  consolidated,        ///< a consolidated text: no act of its own
};
inline constexpr std::size_t reason_count = static_cast<std::size_t>(Reason::consolidated) + 1;

enum class Certainty : std::uint8_t {
  certain,   ///< stated by the acting document, resolved without doubt, dated
  probable,  ///< told by a third document, undated, or something unclear stands against it
  registry,  ///< the registry alone
};

/// One event in the life of an act: all statements of one kind by one acting document.
struct Event {
  Change change;                   ///< the statement that decides: the acting document's own, in its body, dated
  std::vector<Change> statements;  ///< those that were read, `change` included
  std::size_t further = 0;         ///< more third documents tell the same of an amendment: counted, not read
  /// Amendments and partial ends: which provisions, as the acting document's own articles tell.
  std::vector<ChangedProvision> provisions;
  /// The acting document ended before this took effect: it never did.
  ActId cancelled_by = no_act;
  bool decides = false;            ///< the state on the day rests on it
};

struct Status {
  ActId act = no_act;
  std::string path;      ///< a provision; empty for the act
  model::Date as_of;
  State state = State::unknown;
  Reason reason = Reason::no_clause;
  Certainty certainty = Certainty::certain;
  EffectiveDate effective;
  model::Date since;               ///< first day of the state; unset if not known
  std::vector<Event> timeline;     ///< by date; undated ones by the acting document's date of issue
  std::vector<Change> unclear;     ///< statements that may bear on it: not applied
  std::size_t further_unclear = 0; ///< more of these, which would change nothing: counted, not read
  std::vector<ActId> successors;   ///< laws of the same name that came after, as the registry knows
};

struct StatusOptions {
  model::Date as_of;       ///< must be a valid date
  std::string path;        ///< "dieu_5/khoan_2"; empty for the act
  bool provisions = true;  ///< read which provisions are amended (needs the amending texts)
};

/// A name of the law means it to this day, as the authority table knows: a row of the table that ends it contradicts that.
[[nodiscard]] bool has_open_name(std::string_view id);

/// Answers for one index; remembers what it has read. Not thread-safe.
class Statuses {
 public:
  explicit Statuses(graph::Graph& graph) : graph_(graph) {}

  [[nodiscard]] Status status(ActId act, const StatusOptions& options);
  /// Announces that these acts will be asked for: of a remote index with a table of links all that decides about them is fetched in one
  /// round trip for documents and one for texts. Changes no answer.
  void expect(std::span<const ActId> acts);
  /// The state of an act on a day without evidence: for lists and audits. Same rules.
  [[nodiscard]] State state(ActId act, model::Date day);

 private:
  struct Life {
    EffectiveDate effective;
    std::vector<Event> events;
    std::vector<Change> unclear;
    std::size_t further_unclear = 0;
  };
  const Life& life(ActId act);
  Life read_life(ActId act);
  static void settle(Life& life);
  void take_expected();
  void expect_known(const std::string& id, std::size_t depth);
  void add_own(ActId act, Life& life);
  void add_registry(ActId act, Life& life);
  [[nodiscard]] model::Date end_of(ActId act, std::size_t depth);
  void cancel(Life& life, std::size_t depth);
  [[nodiscard]] std::optional<Change> suspension_of(ActId act, model::Date day);
  [[nodiscard]] std::optional<Change> continuation(ActId act, const Change& suspension);
  void decide(Status& status);
  void decide_end(Status& status);
  [[nodiscard]] bool revived(Status& status, Event& end);

  graph::Graph& graph_;
  std::map<ActId, Life> lives_;
  std::vector<RecordId> expected_;                           // announced, their texts not yet
  std::vector<std::pair<RecordId, std::uint32_t>> clauses_;  // mentions in them that will be read
};

}  // namespace tracuu::status
