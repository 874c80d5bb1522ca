#pragma once
/// A column of citations, as an officer keeps it in Excel, looked up one by one: which act is meant, and what became of it.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/registers/table_file.h"
#include "query/resolve/typed_id.h"
#include "query/status/status.h"

namespace tracuu::registers {

using resolve::ActId;

enum class Outcome : std::uint8_t {
  resolved,    ///< one act of the index
  only_cited,  ///< one act whose text is not in the index: other documents cite it, or the authority table knows it
  ambiguous,   ///< several acts bear what is written
  differs,     ///< no act as written; acts of that number with another date or type: `candidates`
  unknown,     ///< a number or a name that nothing in the index and the authority table bears
  no_citation  ///< words without a number or a name
};
inline constexpr std::size_t outcome_count = static_cast<std::size_t>(Outcome::no_citation) + 1;

struct CitationItem {
  std::size_t row = 0;               ///< of the file, from 1
  std::string words;                 ///< the cell, or the one citation of several in it
  Outcome outcome = Outcome::no_citation;
  ActId act = resolve::no_act;       ///< resolved, only_cited
  std::vector<ActId> candidates;     ///< ambiguous, differs: best first
  std::optional<status::Status> status;  ///< of `act` on the day asked
  std::vector<ActId> successors;     ///< what ended it, or the later acts of its name
};

struct CitationList {
  std::size_t column = 0;            ///< that was read, from 0
  std::size_t head = 0;              ///< row of the heads, from 1; 0 if there is none
  std::vector<CitationItem> items;   ///< in order of rows; blank cells leave nothing
};

/// Number and name of an act can be read out of the words.
[[nodiscard]] bool names_an_act(const std::string& words);
/// Column by its head ("Số, ký hiệu"; diacritics and case do not matter), letter ("C") or number from 1. Nothing: no such column.
[[nodiscard]] std::optional<std::size_t> column_named(const TableFile& table, const std::string& name);
/// The column in which most cells hold a citation; nothing if none does.
[[nodiscard]] std::optional<std::size_t> column_of_citations(const TableFile& table);

[[nodiscard]] CitationList look_up(graph::Graph& graph, resolve::Catalogue& catalogue, status::Statuses& statuses, const TableFile& table, std::size_t column, model::Date day);

/// Acts that ended one, as its status tells; else the later acts of its name.
[[nodiscard]] std::vector<ActId> successors_of(const status::Status& status);
/// Lower case, without diacritics and punctuation, blanks single: what heads and titles are compared by.
[[nodiscard]] std::string plain_words(std::string_view words);

}  // namespace tracuu::registers
