#pragma once
/// Everything the engine knows of one document: a pure function of its bytes and the registry version (DESIGN rule 1).
#include <string>
#include <vector>

#include "corpus/model/identity.h"
#include "corpus/model/mention.h"
#include "corpus/model/provision.h"
#include "corpus/model/text.h"

namespace tracuu::model {

struct Document {
  std::string source;   ///< Text::source
  Format format = Format::text;
  bool ocr = false;
  std::string encoding;
  Identity identity;
  std::vector<PageStart> pages;        ///< of the format, or found as markers in the text
  std::vector<ByteRange> furniture;    ///< page markers, running heads: not text of the act; ascending
  std::vector<Provision> provisions;   ///< reading order; a parent stands before its children
  std::vector<Mention> mentions;       ///< reading order
  std::vector<Obligation> obligations;
  std::vector<Effect> effects;
  std::vector<std::string> recipients; ///< Nơi nhận, one entry each
  std::string signer;                  ///< name of the person who signed
  std::string signer_role;             ///< "T/M THÀNH ỦY BÍ THƯ", as printed
  double quality = 1.0;                ///< share of words that are valid Vietnamese syllables, foreign words or numbers
  std::vector<std::string> notes;      ///< Text::notes and defects found later
};

/// The page that holds `offset`; 0 if the document has no pages.
[[nodiscard]] std::uint32_t page_at(const std::vector<PageStart>& pages, std::uint32_t offset);
/// Index of the innermost provision that holds `offset`; -1 if none.
[[nodiscard]] std::int32_t provision_at(const std::vector<Provision>& provisions, std::uint32_t offset);

}  // namespace tracuu::model
