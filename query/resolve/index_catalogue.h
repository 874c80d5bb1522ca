#pragma once
/// The catalogue of an open index: identities and keys read from value slots and terms, no record data.
#include <memory>

#include "query/open/index.h"
#include "query/resolve/catalogue.h"

namespace tracuu::resolve {

/// `index` must outlive the catalogue and must not be refreshed while it is in use (Index::consistently makes a new one for
/// each attempt).
[[nodiscard]] std::unique_ptr<Catalogue> index_catalogue(open::Index& index);

}  // namespace tracuu::resolve
