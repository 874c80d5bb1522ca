#pragma once
/// Shows where a query stands in a document: a stretch of the original text with what matched marked in it.
///
/// Highlights are byte ranges into the document's own text (DESIGN rule 5), whatever spelling the query had: "hoà" typed,
/// "hòa" printed; nothing is marked that search would not count as the same term.
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/query.h"
#include "query/open/index.h"

namespace tracuu::passage {

struct Passage {
  format::ProvisionRecord provision;
  model::ByteRange range;                    ///< of the text shown, in the document
  std::string text;                          ///< original bytes of `range`
  std::vector<model::ByteRange> highlights;  ///< ascending, disjoint; offsets into the document's text, inside `range`
  bool cut_before = false, cut_after = false;  ///< the provision goes on there
  std::uint32_t page = 0;                    ///< page on which the range begins; 0 if the document has no pages
};

struct PassageOptions {
  std::size_t syllables = 45;  ///< length of the stretch, about
};

struct QueryUnits;

/// Passages for one query; belongs to the thread of its index and does not outlive it.
class Passages {
 public:
  Passages(const open::Index& index, const language::Query& query);
  ~Passages();
  /// The stretch of a provision that holds most of the query's weight, from the beginning of a sentence where one is near.
  /// Phrases of the query must be in it if the provision has them.
  [[nodiscard]] Passage best(open::ProvisionId provision, const PassageOptions& options = {}) const;

 private:
  const open::Index& index_;
  std::unique_ptr<QueryUnits> units_;
};

/// Ranges of `text` (UTF-8) that are terms of the query; words that follow each other make one range. Offsets into `text`.
[[nodiscard]] std::vector<model::ByteRange> highlights(std::string_view text, const language::Query& query);

/// One line for people: furniture and line ends out, blanks made one, repaired letters; marks put around the highlights.
/// The marks are not escaped and the text is not either: callers that make HTML use `text` and `highlights`.
[[nodiscard]] std::string one_line(const Passage& passage, std::string_view mark_begin, std::string_view mark_end);

}  // namespace tracuu::passage
