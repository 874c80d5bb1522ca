#pragma once
/// One record of the database `provisions`: a provision as search knows it.
///
/// A provision is an Điều with all its khoản and điểm; in Party documents and plans the section (I-, II-) or, where that
/// is long, its items (1., 2.); what the source delimits itself (JSONL records) is taken as it is; text outside of these
/// (preamble, annex without Điều, a document without outline) is cut at paragraph ends. Nothing of the text is left out:
/// short stretches between provisions (a chapter's heading) go with the provision that follows.
///
/// Tokens are stored as three streams (name of the document, heading, body) of numbers: rows of the frozen
/// text::SyllableTable, then rows of the record's own small table. 1.4 bytes a token; phrases, re-ranking and highlights
/// are read from them.
///
/// The record lies in a value slot, not in the data of its Xapian document: glass would deflate the data of each record,
/// which for these streams costs 8 % of a run and 1-2 ms of a query and saves a tenth of the index.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/provision.h"
#include "corpus/model/range.h"
#include "corpus/text/tokens.h"

namespace tracuu::format {

/// Row of text::SyllableTable, or its size + row of ProvisionRecord::own_terms.
using TokenNumber = std::uint32_t;

struct TokenStreams {
  std::vector<TokenNumber> name, heading, body;
};

struct ProvisionRecord {
  std::string source;        ///< of its document (stored as the value kProvisionSortSlot)
  std::uint32_t ordinal = 0; ///< place among the document's provision records (the same value)
  std::uint32_t outline = kNoOutline;  ///< index into Document::provisions; kNoOutline for a stretch outside of it
  model::Unit unit = model::Unit::preamble;
  std::string type;          ///< type code of the document
  std::string label;         ///< "5"; empty outside the outline
  std::string path;          ///< "dieu_5"; empty outside the outline
  std::string source_id;     ///< `_id` of a bulk record
  std::string heading;       ///< "Giải thích từ ngữ"
  std::uint32_t page = 0;
  model::ByteRange range;    ///< in the document's text
  std::string text_hash;     ///< 16 bytes: the text that `range` refers to
  std::vector<std::string> own_terms;  ///< tokens that the frozen table lacks, in order of appearance

  static constexpr std::uint32_t kNoOutline = 0xFFFFFFFF;
};

/// Value kProvisionRecordSlot of a record. Source and ordinal are not in it.
[[nodiscard]] std::string encode(const ProvisionRecord& record, const TokenStreams& streams);

/// A stream that is read without copying it.
struct StreamView {
  std::string_view bytes;
  std::uint32_t tokens = 0;
};

/// Calls `use` for every token. Numbers are of one byte (below 200), of two (below 14,280: the whole frozen table and some
/// six thousand own terms), or 0xFF and three. Damaged streams end early.
template <typename Use>
void for_each_token(StreamView stream, const Use& use) {
  const auto* at = reinterpret_cast<const unsigned char*>(stream.bytes.data());
  const auto* const end = at + stream.bytes.size();
  while (at < end) {
    const TokenNumber first = *at++;
    if (first < 200) {
      use(first);
    } else if (first < 255) {
      if (at == end) return;
      use(200 + (first - 200) * 256 + *at++);
    } else {
      if (end - at < 3) return;
      use(static_cast<TokenNumber>(at[0] | at[1] << 8 | at[2] << 16));
      at += 3;
    }
  }
}

struct ProvisionView {
  ProvisionRecord record;
  StreamView name, heading, body;
};

enum class Detail : std::uint8_t { ranking, all };

/// Decodes a record; nothing if the data are not such a record. Detail::ranking leaves out heading, path, label and the
/// like: what 200 candidates of a query need.
[[nodiscard]] std::optional<ProvisionView> decode_provision(std::string_view data, Detail detail = Detail::all);
[[nodiscard]] std::vector<TokenNumber> numbers(StreamView stream);

/// Appends a number as for_each_token reads it; below 2^24.
void append_token(std::string& out, TokenNumber number);

/// Value of kProvisionSortSlot and back.
[[nodiscard]] std::string provision_sort_key(std::string_view source, std::uint32_t ordinal);
void read_provision_sort_key(std::string_view value, ProvisionRecord& record);

}  // namespace tracuu::format
