#pragma once
/// What the readers of the formats share. Not for other rooms.
#include <string>
#include <string_view>
#include <utility>

#include "corpus/readers/readers.h"

namespace tracuu::readers::internal {

/// One file as it goes to the reader of its format.
struct Input {
  std::string_view bytes;
  std::string_view name;    ///< path or name, for errors and for finding the format
  std::string_view source;  ///< Text::source
  const ReadOptions& options;
  std::string_view path;    ///< the file on disk, where there is one: converters read it without a copy
};

using OneText = tl::expected<model::Text, ReadError>;

[[nodiscard]] inline tl::unexpected<ReadError> failure(ReadErrorCode code, std::string_view path, std::string what,
                                                       std::string hint = {}, std::string detail = {}) {
  return tl::make_unexpected(ReadError{code, std::string(path), std::move(what), std::move(hint), std::move(detail), 0});
}

/// UTF-8 as it is, UTF-16, or an 8-bit encoding, into `text.bytes`, `.encoding` and `.notes`.
void decode_text(std::string_view bytes, model::Text& text);

[[nodiscard]] OneText read_plain(const Input& input, model::Format format);
[[nodiscard]] OneText read_html(const Input& input);
[[nodiscard]] OneText read_docx(const Input& input);
[[nodiscard]] OneText read_akoma_ntoso(const Input& input);
[[nodiscard]] OneText read_pdf(const Input& input);
[[nodiscard]] OneText read_doc(const Input& input);
[[nodiscard]] OneText read_rtf(const Input& input);

/// Bulk records from memory or, by chunks, from an open file.
tl::expected<std::size_t, ReadError> read_jsonl_bytes(const Input& input, const Sink& sink);
tl::expected<std::size_t, ReadError> read_jsonl_file(int descriptor, const Input& input, const Sink& sink);

/// Text of a run set in an old font (".VnTimeH", "VNI-Times") as Unicode; other fonts: unchanged.
[[nodiscard]] std::string decode_by_font(const std::string& content, std::string_view font);

/// Ends every reader's work: damage that does not depend on the format. Pages from form feeds where the format gave none,
/// legacy encodings paragraph by paragraph, and the two refusals: no text at all, and text that is binary data.
[[nodiscard]] OneText finish(model::Text&& text, const Input& input);

/// Page starts at form feeds: the first page at 0, each further one after its form feed; empty if there is none.
[[nodiscard]] std::vector<model::PageStart> pages_at_form_feeds(std::string_view bytes);

/// "[3]": the mark of a footnote, in the text and before the note.
[[nodiscard]] inline std::string note_mark(std::size_t number) {
  std::string mark(1, '[');
  mark.append(std::to_string(number)).append(1, ']');
  return mark;
}

/// Lower-case suffix of a name without the dot: "docx"; empty if it has none.
[[nodiscard]] std::string suffix_of(std::string_view name);

}  // namespace tracuu::readers::internal
