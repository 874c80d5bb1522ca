#include "query/links/table_writer.h"

#include "query/links/table.h"

namespace tracuu::links {

tl::expected<std::uint64_t, WriteError> write_table(const open::Index& index, const TableParts& parts) {
  open::DerivedWriter writer(index, table_kind(*index.registry()));
  for (std::size_t i = 0; i < kSections; ++i) {
    writer.begin(i);
    writer.append(std::string_view(parts.sections[i].data(), parts.sections[i].size()));
  }
  return writer.finish();
}

}  // namespace tracuu::links
