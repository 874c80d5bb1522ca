#pragma once
/// Readers: the bytes of a file in, documents as UTF-8 text out (model::Text), one file of code a format.
///
/// A reader knows file formats and encodings. It must not know what a citation, a header or an Điều is; it only keeps what
/// the format says and plain text cannot: pages, tables, notes, provisions that the source delimits. Any bytes may come
/// in: the answer is text, or an error that names the file, what was wrong and what to do; never a crash, never a hang.
/// Foreign programs (PDF, .doc, .rtf) run as subprocesses with limits of time, memory and output (converter.h).
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "corpus/model/text.h"

namespace tracuu::readers {

struct ReadOptions {
  bool ocr = false;                         ///< read PDFs without a text layer with ocrmypdf + tesseract (vie)
  std::chrono::seconds converter_time{60};  ///< limit for one run of an external converter (ten times that for OCR)
  std::size_t converter_memory = 1u << 30;  ///< bytes of address space of one converter (three times that for OCR)
  std::size_t max_output = 256u << 20;      ///< bytes of text one document may yield (zip bombs, runaway converters)
  std::size_t max_file = 1u << 30;          ///< bytes of one file; bulk JSONL files are streamed and have no limit
};

enum class ReadErrorCode : std::uint8_t {
  unreadable,         ///< cannot be opened or read, or is no regular file
  permission_denied,  ///< the user may not read it
  vanished,           ///< removed or renamed since it was found
  empty,              ///< no bytes, or nothing but blanks and NULs
  not_a_document,     ///< binary data, or a format that is not read
  no_records,         ///< JSONL of which no line is a record
  no_text_layer,      ///< a PDF of images; --ocr reads it
  converter_missing,  ///< the program that reads the format is not installed
  converter_failed,   ///< the program gave up, or its output is unusable
  too_large,          ///< file or text above the limit
  zip_bomb,           ///< a part would unpack to more than any document needs; not unpacked
  damaged,            ///< truncated or broken
  encrypted,          ///< protected by a password, or against reading its text
  timeout             ///< the converter ran out of time
};

/// Stable name for JSON output and counts: "unreadable", "no-text-layer", "converter-missing", ...
[[nodiscard]] const char* code_name(ReadErrorCode code);

struct ReadError {
  ReadErrorCode code = ReadErrorCode::unreadable;
  std::string path;
  std::string what;           ///< English: what was wrong, with the place where there is one
  std::string hint;           ///< English: what to do; may be empty
  std::string detail;         ///< bare words for messages in other languages: package name, converter's message; may be empty
  std::size_t documents = 0;  ///< documents handed to the sink before the error
};

/// Takes one document; false stops the reading (no error).
using Sink = std::function<bool(model::Text&&)>;

/// Calls `sink` for every document in the file (JSONL: many; every other format: one).
///
/// @param source  key of the record, given on as Text::source; for JSONL documents source + "#" + doc_number (the title
///                where there is no number; "@2", "@3" appended where a key comes back later in the file)
/// @return number of documents, or the error. A file that yields some documents and then fails reports both: the sink has
///         been called for `ReadError::documents` of them. Never blocks on FIFOs and devices.
tl::expected<std::size_t, ReadError> read_file(const std::filesystem::path& path, std::string_view source,
                                               const ReadOptions& options, const Sink& sink);

/// The same for bytes at hand; `name` helps to find the format. Formats that need a converter (PDF, .doc, .rtf) are given
/// to it through a temporary file, removed afterwards.
tl::expected<std::size_t, ReadError> read_bytes(std::string_view bytes, std::string_view name, std::string_view source,
                                                const ReadOptions& options, const Sink& sink);

/// Identifies a file by its first bytes (a few KB are enough), then by its name: a .doc may be HTML, RTF or DOCX inside, a
/// .txt a PDF. Format::text if nothing else fits, also for bytes that no reader accepts.
[[nodiscard]] model::Format detect_format(std::string_view head, std::string_view name);

}  // namespace tracuu::readers
