#pragma once
/// Writes the file of a derived table. Internal to what makes it (query/graph/derive.h).
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "query/links/rows.h"
#include "query/open/derived_file.h"

namespace tracuu::links {

using open::Strings;
using open::WriteError;

/// Everything that a table holds; spans are read by write_table only.
struct TableParts {
  std::span<const char> sections[kSections];

  template <typename Row>
  void set(Section section, const std::vector<Row>& rows) {
    sections[static_cast<std::size_t>(section)] = {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
  }
  void set(Section section, const std::string& bytes) { sections[static_cast<std::size_t>(section)] = {bytes.data(), bytes.size()}; }
};

/// Writes links/<revision> of the index. Returns its size.
tl::expected<std::uint64_t, WriteError> write_table(const open::Index& index, const TableParts& parts);

}  // namespace tracuu::links
