#pragma once
/// model::Document as bytes. The identity stands apart, in a value slot: resolution reads thousands of identities and no
/// records.
#include <optional>
#include <string>
#include <string_view>

#include "corpus/model/document.h"
#include "indexer/format/unpacker.h"

namespace tracuu::format {

[[nodiscard]] std::string encode(const model::Identity& identity);
/// Nothing if the data are damaged.
[[nodiscard]] std::optional<model::Identity> decode_identity(std::string_view data);

/// Everything but the identity, zstd.
[[nodiscard]] std::string encode(const model::Document& document);
/// Nothing if the data are damaged; the identity stays empty.
[[nodiscard]] std::optional<model::Document> decode_document(std::string_view data, Unpacker& unpacker);

}  // namespace tracuu::format
