#pragma once
/// What one statement does to the effect of the act it names: ends it, wholly or in part, amends, suspends, extends it;
/// from which day; and whether the document that holds the statement does this or only tells of it.
///
/// The relation of a reference ("repeals") says that much, but not whether the whole act is meant ("bãi bỏ khoản 2 Điều 5
/// của ..."), from which day, and who acts: a consolidated text or a list of ended acts tells what others did. A statement
/// whose words do not settle this is `unclear`: shown, never applied.
#include <cstdint>
#include <string>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::status {

using graph::Reference;
using resolve::ActId;
using resolve::no_act;
using resolve::RecordId;

enum class ChangeKind : std::uint8_t {
  effective,  ///< takes effect (its own clause, or the registry)
  expires,    ///< ends by its own clause, or by the registry
  replaced,
  repealed,
  amended,
  suspended,
  extended,   ///< its period is made longer
  continues,  ///< stated to remain in effect ("tiếp tục có hiệu lực"): while what ends it is suspended, or in a transition
  corrected,
};
inline constexpr std::size_t change_kind_count = static_cast<std::size_t>(ChangeKind::corrected) + 1;

enum class Scope : std::uint8_t {
  whole,
  part,     ///< the provisions of `paths`; if empty, some that are not stated there
  unclear,
};

enum class Standing : std::uint8_t {
  acts,      ///< the document does it
  reports,   ///< a document tells that another act did it (third documents, lists of ended acts, consolidated texts)
  unclear,   ///< the words do not settle that it is done at all, or to this act
  registry,  ///< the registry knows; no text of the index says so
};

/// Where the day comes from.
enum class DateBasis : std::uint8_t {
  stated,    ///< with the statement
  acting,    ///< the day on which the acting document takes effect, as its own text says
  registry,  ///< the registry knows when the acting document takes effect
  unknown,   ///< not before the acting document was issued
};

/// Why a statement is unclear, or what limits it; the report has words for each.
enum class Doubt : std::uint8_t {
  none,
  accompanies,    ///< named as what amended the ended act ("đã được sửa đổi theo ..."), not as the ended act itself
  in_passing,     ///< "theo quy định của ...": the words do not end the act
  quoted,         ///< inside wording that is put into another act
  also_amends,    ///< the acting document amends the act, so it can hardly end it as a whole
  not_resolved,   ///< the reference may mean this act, or another
  tells_of_others,///< a consolidated text or a list: who acted is not told
  exception,      ///< whole act but for what the clause excepts ("trừ ...")
  no_outcome,     ///< a draft, a proposal or a report: nothing is done
  lower_rank,     ///< the acting document ranks below the act: it cannot change it
};
inline constexpr std::size_t doubt_count = static_cast<std::size_t>(Doubt::lower_rank) + 1;

struct Change {
  ChangeKind kind = ChangeKind::amended;
  Scope scope = Scope::unclear;
  Standing standing = Standing::unclear;
  Doubt doubt = Doubt::none;
  ActId by = no_act;                ///< who acts; no_act if that is not told, or the act itself
  std::vector<std::string> paths;   ///< of the changed act, as far as the statement names them
  model::Date date, until;          ///< first day of the change; last day (suspension, extended period); unset if unknown
  DateBasis basis = DateBasis::unknown;
  /// Where it stands. `reference` is unset (record 0) for an act's own clause and for the registry.
  Reference reference;
  RecordId record = 0;              ///< of the clause; 0 for the registry
  model::ByteRange range;           ///< the clause
  bool opening = false;             ///< in the title or the preamble: announced there, done in the body
};

/// Relations that change effect (vocabulary, column changes_effect).
[[nodiscard]] bool changes_effect(std::string_view relation);

/// When an act takes effect: its own clause, else the registry. `record` and `range` tell where the clause stands.
struct EffectiveDate {
  model::Date date;             ///< unset if not known
  DateBasis basis = DateBasis::unknown;
  std::int32_t days = -1;       ///< "sau 45 ngày kể từ ngày đăng Công báo": counted from a day that the act does not state
  RecordId record = 0;
  model::ByteRange range;
};
[[nodiscard]] EffectiveDate effective_date(graph::Graph& graph, ActId act);

/// Reads the words around a reference whose relation changes effect, or that says that the act remains in effect.
[[nodiscard]] Change read_change(graph::Graph& graph, const Reference& reference);

}  // namespace tracuu::status
