#pragma once
/// The catalogue of a whole index in memory: for work that asks for everything (the derived table, an audit of all
/// documents). Reads the identities and keys once, in the order in which they lie; about 1 KB a document.
#include <memory>

#include "query/open/index.h"
#include "query/resolve/catalogue.h"

namespace tracuu::resolve {

[[nodiscard]] std::unique_ptr<Catalogue> bulk_catalogue(const open::Index& index);

}  // namespace tracuu::resolve
