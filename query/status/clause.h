#pragma once
/// The words around a reference, as rules about effect read them: folded (no diacritics, lower case), blanks made one.
///
/// A list of ended acts spreads one sentence over several provisions ("Các văn bản sau đây hết hiệu lực: 1. Nghị định ...;
/// 2. ..."), so the words that lead to a reference are those of its own sentence and of the beginnings of the provisions
/// that hold it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::status {

struct Clause {
  std::string lead;    ///< beginnings of the provisions that hold the reference, outermost first; " | " between them
  std::string before;  ///< own sentence up to the reference
  std::string match;   ///< the reference
  std::string after;   ///< rest of the sentence
  /// The reference stands in words that are put into another act ("... như sau: “...”"): what it says is said by that act.
  bool quoted = false;
  /// In the title, the preamble or the declaration, not in a provision of the body.
  bool opening = false;
};

/// Reads at most a few kilobytes of text.
[[nodiscard]] Clause clause_of(graph::Graph& graph, resolve::RecordId record, std::uint32_t mention);

/// The stretches of text that clause_of will read: over a network they are asked for together with others.
[[nodiscard]] std::vector<graph::Records::Stretch> text_of_clause(graph::Graph& graph, resolve::RecordId record, std::uint32_t mention);

/// Folded, with every run of blanks made one.
[[nodiscard]] std::string folded_words(std::string_view utf8);

/// The date that begins at `at` ("01 thang 7 nam 2025", "01/7/2025", "01-07-2025"); `end` is set behind it. Valid dates only.
[[nodiscard]] std::optional<model::Date> date_at(std::string_view folded, std::size_t at, std::size_t* end = nullptr);

/// The date behind the first "từ ngày" (also "kể từ ngày", "từ 0 giờ ngày").
[[nodiscard]] std::optional<model::Date> date_from(std::string_view folded);
/// The date behind the first "đến ngày", "đến hết ngày".
[[nodiscard]] std::optional<model::Date> date_until(std::string_view folded);

/// Position of the last occurrence of whole words; npos if none.
[[nodiscard]] std::size_t last_words(std::string_view folded, std::string_view words);
[[nodiscard]] std::size_t first_words(std::string_view folded, std::string_view words, std::size_t from = 0);
[[nodiscard]] inline bool has_words(std::string_view folded, std::string_view words) {
  return first_words(folded, words) != std::string_view::npos;
}

}  // namespace tracuu::status
