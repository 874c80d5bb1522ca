#pragma once
/// A reference to a document, as the text states it. What the registry knows is kept apart (`known`).
/// Definitions: eval/GUIDE (kinds, span, fields); DOMAIN.md 2-5 (number grammar, identity, relations).
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "corpus/model/date.h"
#include "corpus/model/range.h"

namespace tracuu::model {

enum class MentionKind : std::uint8_t { document, alias, internal };

/// One (subject, relation) pair. Subject "this" is the document that holds the mention; else the number or the name of
/// another document, when the sentence states an edge between two others (DESIGN rule 7).
struct Role {
  std::string subject = "this";
  std::string relation;  ///< first column of registry/vocabulary.tsv: "basis", "implements", ... "mention"
  friend bool operator==(const Role&, const Role&) = default;
};

/// Members [first, last] of Mention::pinpoints that the text states as one range: "từ điểm a đến điểm e" is six points.
struct PinpointRun {
  std::uint16_t first = 0, last = 0;
};

struct Mention {
  MentionKind kind = MentionKind::document;
  ByteRange span;        ///< core span: type word to end of number or name
  std::string type;      ///< type code of eval/GUIDE; empty if unknown
  std::string number;    ///< repaired to its proper form, nothing invented
  std::string name;      ///< "Luật Đất đai"; empty unless cited by name or a law
  std::int16_t year = 0; ///< from number, name or date; 0 unknown
  Date date;             ///< as stated at this mention, wrong or not
  std::string issuer;    ///< as stated at this mention
  std::string issuer_slug;  ///< registry key of issuer words or of the number's suffix; "" unknown
  std::string province;     ///< slug where the words at this mention state it; else empty
  std::string term;         ///< "XIII" where stated ("khóa XIII") or implied by QH13; else empty
  std::vector<std::string> pinpoints;  ///< "D5.k2.a", "D5-D9", "PLII" (GUIDE); reading order
  std::vector<PinpointRun> runs;       ///< ranges among the pinpoints; not kept in an index
  bool annexed = false;     ///< the pinpoints lie in what is issued with the act: "Điều 3 Quy chế ban hành kèm theo Quyết định ..."
  std::int32_t range_from = -1;  ///< "từ số 496/QĐ-TTg đến 521/QĐ-TTg": at 521 the index of 496; those between are cited too
  std::vector<Role> roles;             ///< at least one; the first is the strongest
  std::string key;          ///< canonical id with "_" and "?" for unknown parts (DOMAIN.md 3.2), no pinpoint
  std::int32_t refers_to = -1;  ///< index of the mention of the same document that tells more: the one an alias points back to, the dated one of
                                 ///< an undated citation (also where that follows); -1 if none or if several could be meant
  ByteRange sentence;       ///< the sentence or list item that holds it, for display
  std::uint32_t page = 0;   ///< 0 if the document has no pages
  std::int32_t provision = -1;  ///< innermost provision that holds it, index into Document::provisions
  bool repaired = false;    ///< the verbatim text differs from `number` beyond case and blanks
  bool malformed = false;   ///< looks like a citation but cannot be one as printed ("45/2020/ND-CPP")
  std::string rule;         ///< name of the grammar rule that found it, for --explain
  std::string relation_rule;  ///< cue that decided the first role
};

/// States that a body has to act ("Giao Sở Tư pháp xây dựng kế hoạch thực hiện ..."), or a delegation ("Chính phủ quy định chi
/// tiết Điều này"). No edge; feeds the audits.
struct Obligation {
  enum class Kind : std::uint8_t { implement, delegate };
  Kind kind = Kind::implement;
  ByteRange range;
  std::string body;            ///< who has to act, as stated
  std::int32_t mention = -1;   ///< what is to be implemented; -1 = this document
};

/// A statement about effect: of this document or of others.
struct Effect {
  enum class Kind : std::uint8_t { effective, expires, ends_other, transition };
  Kind kind = Kind::effective;
  Date date;                  ///< resolved: stated, or date of issue plus `days`
  std::int32_t days = -1;     ///< "sau 45 ngày kể từ ngày ký": 45; "từ ngày ký": 0; -1 if a date is stated
  std::int32_t mention = -1;  ///< ends_other: the document that ends
  ByteRange range;
};

}  // namespace tracuu::model
