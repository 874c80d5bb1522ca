#pragma once
/// Results of a full-text search, for people and for programs.
#include <cstddef>
#include <string>
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
};

struct FoundDocument {
  std::string source;
  model::Identity identity;
  std::size_t copies = 1;
  double score = 0;
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
  bool more = false;
  bool by_provision = false;
};

[[nodiscard]] std::string search_report(const FoundPage& page, Layout layout, const Look& look);

}  // namespace tracuu::report
