#pragma once
/// `tracuu show`: one document, or one provision of it, to read.
#include <optional>
#include <string>
#include <string_view>

#include "query/report/links_report.h"

namespace tracuu::report {

struct ShowRequest {
  resolve::ActId act = resolve::no_act;
  std::string path;           ///< a provision; empty for the whole document
  bool outline_only = false;
  bool verbatim = false;      ///< the original bytes instead of repaired text
};

/// The provision that a typed path means: the exact path; else the only one that ends with it ("dieu_5" for
/// "chuong_I/dieu_5") or, of several, the first outside promulgated regulations and annexes. -1 if there is none.
[[nodiscard]] std::int32_t find_provision(const model::Document& document, std::string_view path);

/// The text of a range for reading: furniture dropped, characters repaired, wrapped; a line for each line of the original
/// and each provision. `text`: Text::bytes of the whole document.
[[nodiscard]] std::string readable_text(const model::Document& document, std::string_view text, model::ByteRange range, std::size_t width);

/// Nothing if the provision does not exist (nothing_found names what exists). The act must be in the index for text.
[[nodiscard]] std::optional<std::string> show_report(graph::Graph& graph, const ShowRequest& request, Layout layout, const Look& look);

/// "Điều 1, Điều 2, ...": what a document has, for the message that a provision does not exist.
[[nodiscard]] std::string outline_in_short(const model::Document& document);

}  // namespace tracuu::report
