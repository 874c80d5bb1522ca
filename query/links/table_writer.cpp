#include "query/links/table_writer.h"

#include "query/links/table.h"

namespace tracuu::links {

std::uint32_t Strings::number(std::string_view text) {
  const auto [found, fresh] = numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(rows_.size()));
  if (fresh) {
    rows_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
    text_ += text;
  }
  return found->second;
}

tl::expected<std::uint64_t, WriteError> write_table(const open::Index& index, const TableParts& parts) {
  open::DerivedWriter writer(index, table_kind(*index.registry()));
  for (std::size_t i = 0; i < kSections; ++i) {
    writer.begin(i);
    writer.append(std::string_view(parts.sections[i].data(), parts.sections[i].size()));
  }
  return writer.finish();
}

}  // namespace tracuu::links
