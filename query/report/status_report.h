#pragma once
/// Reports of effect over time: state, what it rests on, timeline, what is unclear. Layout "tracuu.status/1" (docs/json.md).
#include <optional>
#include <string>
#include <string_view>

#include "query/report/act_lines.h"
#include "query/report/links_report.h"
#include "query/status/status.h"

namespace tracuu::report {

[[nodiscard]] const char* state_name(status::State state);        ///< "in_force"
[[nodiscard]] std::optional<status::State> state_named(std::string_view name);
[[nodiscard]] std::string state_words(status::State state, Language language);  ///< "Còn hiệu lực"
[[nodiscard]] std::string state_painted(status::State state, const Look& look);
[[nodiscard]] const char* change_name(status::ChangeKind kind);   ///< "repealed"
[[nodiscard]] std::string change_words(status::ChangeKind kind, status::Scope scope, Language language);  ///< "bị bãi bỏ một phần bởi"

[[nodiscard]] std::string reason_words(status::Reason reason, Language language);
/// "bị thay thế bởi Nghị định số 118/2025/NĐ-CP ngày 09/6/2025", and its provisions: "khoản 2 Điều 7; Điều 9".
[[nodiscard]] std::string event_reason(graph::Graph& graph, const status::Event& event, Language language);
[[nodiscard]] std::string event_provisions_words(const status::Event& event);

/// A sentence with its place, for statements that are no reference as well: "tr. 3, Điều 5: “...”".
[[nodiscard]] std::string statement_lines(graph::Graph& graph, const status::Change& change, std::size_t indent, const Look& look);
[[nodiscard]] Json change_json(graph::Graph& graph, const status::Change& change);

[[nodiscard]] std::string status_report(graph::Graph& graph, const status::Status& status, Layout layout, const Look& look);

}  // namespace tracuu::report
