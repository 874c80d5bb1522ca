#pragma once
/// Which stretches of a document become records of the database `provisions` (format/provision_record.h says the rule).
#include <cstdint>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/model/text.h"
#include "indexer/format/provision_record.h"

namespace tracuu::writer {

struct Stretch {
  model::ByteRange range;    ///< ascending, disjoint; together they cover every byte of the text that is not blank
  model::ByteRange heading;  ///< inside range; counted apart from the body; empty if there is none
  std::uint32_t outline = format::ProvisionRecord::kNoOutline;  ///< index into Document::provisions
  std::int32_t given = -1;   ///< index into Text::provisions
};

[[nodiscard]] std::vector<Stretch> choose_stretches(const model::Text& text, const model::Document& document);

}  // namespace tracuu::writer
