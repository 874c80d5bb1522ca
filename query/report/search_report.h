#pragma once
/// Results of a full-text search, for people and for programs.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "query/report/links_report.h"

namespace tracuu::report {

/// A stretch of the original text around what was found, with the places of the words that were searched.
struct Snippet {
  std::string text;                       ///< readable
  std::vector<model::ByteRange> matches;  ///< in `text`, ascending, disjoint
};

struct FoundProvision {
  std::string path;       ///< "dieu_5"; empty outside the outline
  std::string heading;
  std::uint32_t page = 0;
  double score = 0;
  std::string source_id;  ///< `_id` of a bulk record
  model::ByteRange range;
  Snippet snippet;
  std::string parts;      ///< of the score, for --explain
};

/// How many of the documents found carry each value of a field.
struct FoundFacet {
  std::string name;       ///< field of the query language
  std::vector<std::pair<std::string, std::size_t>> values;
};

struct FoundDocument {
  std::string source;
  model::Identity identity;
  std::size_t copies = 1;
  double score = 0;
  std::string state;      ///< of effect, as status_report names it; empty if not asked
  std::string reason;     ///< "text", "number", "title"
  std::size_t cited_by = 0;
  std::vector<FoundProvision> provisions;
};

struct FoundPage {
  std::string query;
  std::string searched;   ///< with restored diacritics; empty if searched as typed
  std::vector<FoundDocument> documents;
  std::size_t total = 0;  ///< documents with all words
  std::size_t offset = 0;
  std::uint64_t revision = 0;       ///< of the index: what --since takes
  bool more = false;
  bool by_provision = false;
  bool conditions = false;          ///< `total` counts documents that meet conditions
  bool exact = true;                ///< false: `total` are at least
  std::vector<std::string> added;   ///< "ubnd = Ủy ban nhân dân"
  std::string suggestion;           ///< did you mean
  std::string absent;               ///< number that was asked for and that no document of the index bears
  std::vector<FoundFacet> facets;
  bool too_many_for_states = false; ///< effect was not counted
  model::Date effect_day;           ///< on which the effect of the documents is told; unset: it is not
  std::string explanation;
};

[[nodiscard]] std::string search_report(const FoundPage& page, Layout layout, const Look& look);

}  // namespace tracuu::report
