#pragma once
/// Acts and references in words and in JSON: the pieces that every report of links is made of.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/graph.h"
#include "query/report/document_json.h"
#include "query/report/extract_report.h"
#include "query/report/messages.h"
#include "query/report/terminal.h"

namespace tracuu::report {

/// Language and looks of a text report.
struct Look {
  Language language = Language::vi;
  Style style;

  template <typename... Args>
  [[nodiscard]] std::string say(Msg id, Args&&... args) const {
    return report::say(language, id, std::forward<Args>(args)...);
  }
};

/// "Nghị quyết số 27-NQ/TW ngày 09/11/2022".
[[nodiscard]] std::string act_name(const resolve::Act& act, Language language);
/// Name, issuer, term, whether the text is in the index: what tells acts of one number apart, on one line.
[[nodiscard]] std::string act_line(const resolve::Act& act, const Look& look);
/// The trích yếu where it says more than the name does; one line or more, as the document has it.
[[nodiscard]] std::string title_of(const resolve::Act& act);
/// The same on one line; the name where there is no title.
[[nodiscard]] std::string title_words(const resolve::Act& act);
/// "01/7/2025"; empty where the day is not known.
[[nodiscard]] std::string day_or_nothing(model::Date day);
/// What should be known before an act is believed: that its date is probably a slip. Empty mostly.
[[nodiscard]] std::string caution(graph::Graph& graph, const resolve::Act& act, const Look& look);
/// Issuer as its header states it, else the name of the registry's slug ("tu.can-tho": "Thành ủy Cần Thơ").
[[nodiscard]] std::string issuer_of(const resolve::Act& act);
/// The number, else the name: how other documents call it for short.
[[nodiscard]] std::string short_name(const resolve::Act& act);
[[nodiscard]] Json act_json(const resolve::Act& act);

[[nodiscard]] const char* outcome_name(resolve::Outcome outcome);
[[nodiscard]] const char* rule_name(resolve::Rule rule);
/// Table and line that state a known act: "authority.tsv:1204", "catalogue:3" (the user's).
[[nodiscard]] std::string act_row(const registry::Act& act);
[[nodiscard]] const char* trait_name(resolve::Trait trait);
[[nodiscard]] std::string rule_words(resolve::Rule rule, Language language);
[[nodiscard]] std::string trait_words(resolve::Trait trait, Language language);

/// What became of a reference, in a clause: "có trong kho", "chưa có trong kho", "3 khả năng", "ngày không khớp: ...".
[[nodiscard]] std::string outcome_words(graph::Graph& graph, const resolve::Resolution& resolution, const Look& look);

/// The sentence of a reference made readable, with the reference itself set apart.
struct Excerpt {
  std::string before, match, after;
  [[nodiscard]] std::string plain() const { return before + match + after; }
};
/// At most `width` columns, the reference inside; "…" where something was cut.
[[nodiscard]] Excerpt excerpt(graph::Graph& graph, const graph::Reference& reference, std::size_t width);
/// The same for any stretch of a record; `sentence` may be empty.
[[nodiscard]] Excerpt excerpt(graph::Graph& graph, resolve::RecordId record, model::ByteRange span, model::ByteRange sentence, std::size_t width);
/// "tr. 6, khoản 1 Mục II".
[[nodiscard]] std::string place_words(graph::Graph& graph, const graph::Reference& reference, const Look& look);
/// The mention that a reference stands for.
[[nodiscard]] const model::Mention& mention_of(graph::Graph& graph, const graph::Reference& reference);

[[nodiscard]] Json reference_json(graph::Graph& graph, const graph::Reference& reference);

/// One CSV line (RFC 4180), ended with CR LF; fields that a spreadsheet would take for formulas are made text.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& fields);

}  // namespace tracuu::report
