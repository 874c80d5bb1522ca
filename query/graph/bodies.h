#pragma once
/// Bodies that a document tells to do something, as names that can be looked for among the issuers of other documents.
#include <string>
#include <string_view>
#include <vector>

#include "query/resolve/catalogue.h"

namespace tracuu::graph {

/// Bodies named one by one in "Sở Tư pháp, Sở Giáo dục và Đào tạo và Công an tỉnh". Only what begins with the noun of an organ
/// ("Sở", "Bộ", "Ủy ban", "Ban") is a name; groups ("các sở, ban, ngành") and words that stand before a task by chance name
/// nobody who could be missed.
[[nodiscard]] std::vector<std::string> named_bodies(std::string_view words);

/// The act is one of this body, as another document names it.
[[nodiscard]] bool is_body(const resolve::Act& act, const std::string& stated);

}  // namespace tracuu::graph
