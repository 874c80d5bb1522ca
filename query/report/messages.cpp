#include "query/report/messages.h"

#include <array>

namespace tracuu::report {
namespace {

struct Row {
  std::string_view name, vi, en;
};

constexpr std::array rows{
#define TRACUU_MESSAGE(id, vi, en) Row{#id, vi, en},
#include "query/report/messages.def"
#undef TRACUU_MESSAGE
};
static_assert(rows.size() == static_cast<std::size_t>(Msg::count));

}  // namespace

std::string_view text(Msg id, Language language) {
  const auto& row = rows[static_cast<std::size_t>(id)];
  return language == Language::vi ? row.vi : row.en;
}

std::string_view name(Msg id) { return rows[static_cast<std::size_t>(id)].name; }

}  // namespace tracuu::report
