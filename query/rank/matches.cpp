#include "query/rank/matches.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "corpus/registry/registry.h"
#include "query/lists/id_set.h"
#include "query/open/unweighted.h"

namespace tracuu::rank {
namespace {

using open::DocId;

struct FacetColumn {
  std::string_view name;
  unsigned slot;
  std::uint32_t lists::DocumentRow::*column;
};
constexpr FacetColumn kFacets[] = {{"loai", format::kTypeSlot, &lists::DocumentRow::type},          {"coquan", format::kIssuerSlot, &lists::DocumentRow::issuer},
                                   {"cap", format::kProvinceSlot, &lists::DocumentRow::province},   {"tinh", format::kProvinceSlot, &lists::DocumentRow::province},
                                   {"nam", format::kYearSlot, &lists::DocumentRow::year},           {"hethong", format::kSystemSlot, &lists::DocumentRow::system}};

// Walks a value slot over ascending documents: compact chunks instead of one look-up a document.
template <typename Use>
void for_values(const Columns& columns, unsigned slot, const std::vector<DocId>& documents, const Use& use) {
  const open::Index& index = columns.index;
  if (!index.is_local()) {
    const open::Index::Values values = index.values(columns.query, slot);
    auto value = values.begin();
    for (std::size_t i = 0; i < documents.size(); ++i) {
      while (value != values.end() && value->first < documents[i]) ++value;
      if (value == values.end()) return;
      if (value->first == documents[i]) use(i, value->second);
    }
    return;
  }
  const Xapian::Database& database = index.documents();
  auto it = database.valuestream_begin(slot);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (it == database.valuestream_end(slot)) return;
    it.skip_to(documents[i]);
    if (it == database.valuestream_end(slot)) return;
    if (it.get_docid() == documents[i]) use(i, *it);
  }
}

std::vector<DocId> ascending(const std::vector<MatchedWork>& works) {
  std::vector<DocId> documents;
  documents.reserve(works.size());
  for (const MatchedWork& work : works) documents.push_back(work.document);
  std::sort(documents.begin(), documents.end());
  return documents;
}

std::unordered_map<DocId, std::string> values_of(const Columns& columns, unsigned slot, const std::vector<MatchedWork>& works) {
  const std::vector<DocId> documents = ascending(works);
  std::unordered_map<DocId, std::string> values;
  for_values(columns, slot, documents, [&](std::size_t i, const std::string& value) { values.emplace(documents[i], value); });
  return values;
}

// Place in the hierarchy: that of the type, central bodies before local ones.
int authority(const std::string& type, const std::string& province) {
  const registry::DocumentType* known = registry::Registry::builtin().type(type);
  return (known != nullptr ? known->rank : 99) * 2 + (province.empty() || province == "tw" ? 0 : 1);
}

}  // namespace

namespace {

/// Answers a boolean query from lists: terms, what AND, OR and AND NOT make of them, all documents. Anything else is asked of Xapian.
class Matcher {
 public:
  Matcher(const open::Index& index, const lists::Table& table) : index_(index), table_(table) {}

  lists::IdSet match(const Xapian::Query& query) const {
    lists::IdSet found(table_.document_rows());
    add(query, found);
    return found;
  }

  void add(const Xapian::Query& query, lists::IdSet& found) const {
    const auto parts = query.get_num_subqueries();
    switch (query.get_type()) {
      case Xapian::Query::LEAF_TERM: return add_holders(*query.get_unique_terms_begin(), found);
      case Xapian::Query::LEAF_MATCH_ALL:
        for (DocId id = 1; id < table_.document_rows(); ++id)
          if (table_.document(id).place != 0) found.add(id);
        return;
      case Xapian::Query::OP_OR:
        for (std::size_t i = 0; i < parts; ++i) add(query.get_subquery(i), found);
        return;
      case Xapian::Query::OP_AND:
      case Xapian::Query::OP_AND_NOT: {
        lists::IdSet kept = match(query.get_subquery(0));
        for (std::size_t i = 1; i < parts; ++i) {
          if (query.get_type() == Xapian::Query::OP_AND) kept.keep(match(query.get_subquery(i)));
          else kept.remove(match(query.get_subquery(i)));
        }
        return found.add(kept);
      }
      default: break;
    }
    for (const DocId id : open::matching(index_, open::documents_part, query))
      if (id < table_.document_rows()) found.add(id);
  }

 private:
  void add_holders(const std::string& term, lists::IdSet& found) const {
    if (const auto postings = table_.document_postings(term)) return found.add(*postings);
    for (const DocId id : index_.with_term(term))
      if (id < table_.document_rows()) found.add(id);
  }

  const open::Index& index_;
  const lists::Table& table_;
};

}  // namespace

std::vector<DocId> matching(const open::Index& index, const lists::Table* table, const Xapian::Query& query) {
  if (table != nullptr && !query.empty()) return Matcher(index, *table).match(query).ids();
  if (index.is_local()) return open::matching(index, open::documents_part, query);
  std::vector<DocId> documents;
  for (const auto& [id, source] : index.values(query, format::kSourceSlot)) documents.push_back(id);  // which works_of wants too
  return documents;
}

std::size_t count_works(const Columns& columns, const std::vector<DocId>& documents) {
  if (columns.table != nullptr) {
    std::vector<bool> seen(columns.table->document_rows() + 1, false);  // works are numbered from 1, no more of them than documents
    std::size_t count = 0;
    for (const DocId id : documents) {
      const std::uint32_t work = std::min<std::uint32_t>(columns.table->document(id).work, static_cast<std::uint32_t>(seen.size() - 1));
      if (!seen[work]) ++count;
      seen[work] = true;
    }
    return count;
  }
  std::unordered_set<std::string> works;
  for_values(columns, format::kWorkSlot, documents, [&](std::size_t, std::string value) { works.insert(std::move(value)); });
  return works.size();
}

namespace {

std::vector<MatchedWork> works_in(const lists::Table& table, const std::vector<DocId>& documents) {
  const std::size_t rows = table.document_rows() + 1;
  std::vector<DocId> best(rows, 0);  // by work
  for (const DocId id : documents) {
    const lists::DocumentRow& row = table.document(id);
    if (row.work >= rows || row.place >= rows) continue;  // of a damaged file
    DocId& other = best[row.work];
    if (other == 0 || std::tuple(table.document(other).rank, row.place) < std::tuple(row.rank, table.document(other).place)) other = id;
  }
  std::vector<DocId> by_place(rows, 0);
  for (const DocId id : best)
    if (id != 0) by_place[table.document(id).place] = id;
  std::vector<MatchedWork> works;
  for (const DocId id : by_place)
    if (id != 0) works.push_back({id, {}});
  return works;
}

}  // namespace

std::vector<MatchedWork> works_of(const Columns& columns, const std::vector<DocId>& documents) {
  if (columns.table != nullptr) return works_in(*columns.table, documents);
  struct Copy {
    std::string work, source;
    format::CopyRank rank = 0;
  };
  std::vector<Copy> all(documents.size());
  for_values(columns, format::kWorkSlot, documents, [&](std::size_t i, std::string value) { all[i].work = std::move(value); });
  for_values(columns, format::kSourceSlot, documents, [&](std::size_t i, std::string value) { all[i].source = std::move(value); });
  for_values(columns, format::kRankSlot, documents, [&](std::size_t i, const std::string& value) {
    unsigned rank = 0;
    std::from_chars(value.data(), value.data() + value.size(), rank, 16);
    all[i].rank = static_cast<format::CopyRank>(rank);
  });
  std::unordered_map<std::string_view, std::size_t> best;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [found, fresh] = best.emplace(all[i].work, i);
    if (fresh) continue;
    const Copy& other = all[found->second];
    if (std::tie(other.rank, all[i].source) < std::tie(all[i].rank, other.source)) found->second = i;
  }
  std::vector<MatchedWork> works;
  works.reserve(best.size());
  for (const auto& [work, i] : best) works.push_back({documents[i], std::move(all[i].source)});
  std::sort(works.begin(), works.end(), [](const MatchedWork& a, const MatchedWork& b) { return a.source < b.source; });
  return works;
}

void expect_works(const open::Index& index, const Xapian::Query& query) {
  for (const unsigned slot : {format::kWorkSlot, format::kSourceSlot, format::kRankSlot}) index.expect_values(query, slot);
}

void expect_facets(const open::Index& index, const Xapian::Query& query) {
  for (const FacetColumn& facet : kFacets) index.expect_values(query, facet.slot);
}

std::vector<Facet> facets_of(const Columns& columns, const std::vector<MatchedWork>& works) {
  const std::vector<DocId> documents = ascending(works);
  std::vector<Facet> facets;
  for (const FacetColumn& column : kFacets) {
    std::map<std::string, std::size_t> counts;
    const auto count = [&, level = column.name == "cap"](const std::string& value, std::size_t times) {
      if (!value.empty()) counts[!level ? value : value == "tw" ? "tw" : "tinh"] += times;
    };
    if (columns.table != nullptr) {
      std::vector<std::size_t> of_row(columns.table->value_count() + 1, 0);
      for (const DocId id : documents) ++of_row[std::min<std::size_t>(columns.table->document(id).*column.column, of_row.size() - 1)];
      for (std::uint32_t row = 0; row < of_row.size(); ++row)
        if (of_row[row] > 0) count(std::string(columns.table->value(row)), of_row[row]);
    } else {
      for_values(columns, column.slot, documents, [&](std::size_t, const std::string& value) { count(value, 1); });
    }
    Facet& facet = facets.emplace_back();
    facet.name = column.name;
    facet.values.assign(counts.begin(), counts.end());
    std::stable_sort(facet.values.begin(), facet.values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  }
  return facets;
}

void sort_works(const Columns& columns, std::vector<MatchedWork>& works, Order order, const std::function<std::size_t(DocId)>& cited) {
  const lists::Table* table = columns.table;
  std::unordered_map<DocId, std::string> dates, types, provinces;
  if (table == nullptr) {
    dates = values_of(columns, format::kDateSlot, works);
    if (order == Order::authority) types = values_of(columns, format::kTypeSlot, works), provinces = values_of(columns, format::kProvinceSlot, works);
  }
  const auto value = [](const auto& values, DocId id) {
    const auto found = values.find(id);
    return found == values.end() ? std::string() : found->second;
  };
  struct Keyed {
    std::int64_t key = 0, date = 0;  // the greatest first
    std::size_t place = 0;
  };
  std::vector<Keyed> keyed(works.size());
  for (std::size_t i = 0; i < works.size(); ++i) {
    const DocId id = works[i].document;
    keyed[i].place = i;
    if (table != nullptr) {
      keyed[i].date = table->document(id).date;
    } else {
      const std::string date = value(dates, id);
      std::from_chars(date.data(), date.data() + date.size(), keyed[i].date);
    }
    if (order == Order::authority && table != nullptr)
      keyed[i].key = -authority(std::string(table->value(table->document(id).type)), std::string(table->value(table->document(id).province)));
    else if (order == Order::authority) keyed[i].key = -authority(value(types, id), value(provinces, id));
    else if (order == Order::cited && cited) keyed[i].key = static_cast<std::int64_t>(cited(id));
  }
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) { return std::tie(b.key, b.date, a.place) < std::tie(a.key, a.date, b.place); });
  std::vector<MatchedWork> sorted;
  sorted.reserve(works.size());
  for (const Keyed& one : keyed) sorted.push_back(std::move(works[one.place]));
  works = std::move(sorted);
}

}  // namespace tracuu::rank
