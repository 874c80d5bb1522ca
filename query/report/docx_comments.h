#pragma once
/// A copy of a DOCX with each finding as a Word comment at its place.
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "query/report/audit_rows.h"

namespace tracuu::report {

struct Commented {
  std::size_t placed = 0;   ///< comments that stand at their words
  std::size_t at_start = 0; ///< comments whose words were not found (in a header, a text box): on the first paragraph
};

/// Reads `from`, writes `to`; nothing else of the document changes. `date`: "2026-11-23", may be empty.
/// Errors say which part could not be read or written.
[[nodiscard]] tl::expected<Commented, std::string> comment_docx(const std::string& from, const std::string& to, const std::vector<FindingRow>& rows, const std::string& date, Language language);

}  // namespace tracuu::report
