#include "corpus/registry/known_relations.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

extern "C" const char tracuu_table_relations_known_begin[];
extern "C" const char tracuu_table_relations_known_end[];

namespace tracuu::registry {
namespace {

std::string_view cut(std::string_view& rest, char separator) {
  const auto at = rest.find(separator);
  const auto field = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return field;
}

/// Columns: relation, acting_id, target_id, date, scope, source, mentions.
std::vector<KnownRelation> read() {
  std::string_view table(tracuu_table_relations_known_begin,
                         static_cast<std::size_t>(tracuu_table_relations_known_end - tracuu_table_relations_known_begin));
  std::vector<KnownRelation> rows;
  while (!table.empty()) {
    auto line = cut(table, '\n');
    if (line.empty() || line.front() == '#' || line.starts_with("relation\t")) continue;
    KnownRelation row;
    row.relation = cut(line, '\t');
    row.acting = cut(line, '\t');
    row.target = cut(line, '\t');
    if (const auto date = model::Date::parse_iso(cut(line, '\t'))) row.date = *date;
    row.whole = cut(line, '\t') == "whole";
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(), [](const KnownRelation& a, const KnownRelation& b) {
    return std::tie(a.target, a.acting, a.relation) < std::tie(b.target, b.acting, b.relation);
  });
  return rows;
}

const std::vector<KnownRelation>& all() {
  static const std::vector<KnownRelation> rows = read();
  return rows;
}

}  // namespace

std::vector<KnownRelation> known_relations_by(std::string_view acting) {
  std::vector<KnownRelation> found;
  std::copy_if(all().begin(), all().end(), std::back_inserter(found), [&](const KnownRelation& row) { return row.acting == acting; });
  return found;
}

std::span<const KnownRelation> known_relations_to(std::string_view target) {
  const auto& rows = all();
  const auto begin = std::lower_bound(rows.begin(), rows.end(), target, [](const KnownRelation& row, std::string_view id) { return row.target < id; });
  auto end = begin;
  while (end != rows.end() && end->target == target) ++end;
  return {begin, end};
}

}  // namespace tracuu::registry
