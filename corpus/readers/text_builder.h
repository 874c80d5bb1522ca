#pragma once
/// Text from structured formats (HTML, DOCX, XML): blocks become lines, table rows become lines with cells between bars.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/model/text.h"

namespace tracuu::readers::internal {

/// Collects text with the white-space rules of HTML: runs of blanks become one blank, blocks begin and end lines.
class TextBuilder {
 public:
  explicit TextBuilder(std::size_t limit) : limit_(limit) {}

  std::vector<model::Region> regions;  ///< tables, notes; ascending

  /// Text whose white space has no meaning (HTML). A blank is written only when something follows on the line.
  void flow(std::string_view text);
  /// Text as it is (DOCX runs, <pre>); '\n' in it ends a line.
  void raw(std::string_view text);
  /// A pending blank or cell bar is dropped, the line ends if it holds anything.
  void end_line();
  /// end_line() and one empty line, never two.
  void end_paragraph();
  /// A forced line end (<br>): also writes empty lines.
  void line_break();
  /// Between two cells of a row: " | ", written when the next cell has text; nothing at the start of a line.
  void cell();
  /// A page ends here. In the text of a cell that is rendered apart, `mark_page` leaves a form feed instead: table() takes it
  /// out and starts the page at the row.
  void page_break(std::uint32_t pages = 1);
  void mark_page() { out_ += '\f'; }
  /// A table whose cells were rendered apart. Small tables of at most two filled columns are layout (header, signature): their
  /// cells become lines. In others a row of short cells is one line, " | " between them; a row with long cells becomes lines.
  void table(const std::vector<std::vector<std::string>>& rows);

  [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(out_.size()); }
  [[nodiscard]] bool at_line_start() const { return out_.empty() || out_.back() == '\n' || out_.back() == '\f'; }
  [[nodiscard]] bool is_full() const { return out_.size() > limit_; }
  [[nodiscard]] std::string& bytes() { return out_; }
  [[nodiscard]] std::vector<model::PageStart>& pages() { return pages_; }

 private:
  void before_text();
  std::string out_;
  std::size_t limit_;
  bool blank_ = false;
  bool bar_ = false;
  std::vector<model::PageStart> pages_;
};

}  // namespace tracuu::readers::internal
