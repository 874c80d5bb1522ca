#pragma once
/// What a reader hands over: one document as UTF-8 text, with what the file format knew and plain text cannot say.
///
/// Offsets everywhere in the engine are byte ranges into `Text::bytes`. For a UTF-8 text file `bytes` equals the file.
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/model/range.h"

namespace tracuu::model {

enum class Format : std::uint8_t { text, markdown, html, docx, akoma_ntoso, jsonl, pdf, doc, rtf };

/// First byte of a page that the format itself delimits (PDF page, form feed). Pages start at 1.
/// Page markers inside plain text ("----- Page 7-----") are found later, by anatomy.
struct PageStart {
  std::uint32_t offset = 0;
  std::uint32_t number = 0;
  friend bool operator==(const PageStart&, const PageStart&) = default;
};

/// A stretch that is not running prose of the act.
struct Region {
  enum class Kind : std::uint8_t { table, footnote, header, footer, chrome };
  Kind kind = Kind::table;
  ByteRange range;
  friend bool operator==(const Region&, const Region&) = default;
};

/// A provision that the source delimits itself (one JSONL record, one Akoma Ntoso <article>).
struct GivenProvision {
  std::string id;        ///< the record's `_id`; the document id of a search run. Empty for Akoma Ntoso.
  std::string label;     ///< "12", "12a": the article's number; empty if unknown
  std::string heading;   ///< the article's title without "Điều 12."; may be empty
  ByteRange range;       ///< heading line and body in Text::bytes
  ByteRange heading_range;  ///< where the heading line stands; empty range if none
};

struct Text {
  /// Key of the record: path below the indexed root with '/', or "collection#doc" for a bulk file. Unique in an index.
  std::string source;
  std::string bytes;  ///< valid UTF-8; may contain NUL, CR and other defects of the original
  Format format = Format::text;
  bool ocr = false;               ///< the text comes from optical character recognition
  std::string encoding = "utf-8"; ///< what was detected: "utf-8", "utf-16le", "windows-1258", "tcvn3", "vni", "mixed"...
  std::vector<PageStart> pages;   ///< ascending; empty if the format has no pages
  std::vector<Region> regions;    ///< ascending, disjoint
  std::vector<GivenProvision> provisions;  ///< ascending, disjoint; empty unless the source delimits them
  std::string given_number;  ///< bulk records: `doc_number`
  std::string given_title;   ///< bulk records: `doc_title`
  std::vector<std::string> notes;  ///< defects repaired or passed over while reading, for the run's account (English)
};

}  // namespace tracuu::model
