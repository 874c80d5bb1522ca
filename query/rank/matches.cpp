#include "query/rank/matches.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "corpus/registry/registry.h"
#include "query/open/unweighted.h"

namespace tracuu::rank {
namespace {

using open::DocId;

constexpr std::pair<std::string_view, unsigned> kFacets[] = {{"loai", format::kTypeSlot}, {"coquan", format::kIssuerSlot}, {"cap", format::kProvinceSlot},
                                                             {"tinh", format::kProvinceSlot}, {"nam", format::kYearSlot}, {"hethong", format::kSystemSlot}};

// Walks a value slot over ascending documents: compact chunks instead of one look-up a document.
template <typename Use>
void for_values(const open::Index& index, const Xapian::Query& query, unsigned slot, const std::vector<DocId>& documents, const Use& use) {
  if (!index.is_local()) {
    const open::Index::Values values = index.values(query, slot);
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

std::unordered_map<DocId, std::string> values_of(const open::Index& index, const Xapian::Query& query, unsigned slot, const std::vector<MatchedWork>& works) {
  const std::vector<DocId> documents = ascending(works);
  std::unordered_map<DocId, std::string> values;
  for_values(index, query, slot, documents, [&](std::size_t i, const std::string& value) { values.emplace(documents[i], value); });
  return values;
}

// Place in the hierarchy: that of the type, central bodies before local ones.
int authority(const std::string& type, const std::string& province) {
  const registry::DocumentType* known = registry::Registry::builtin().type(type);
  return (known != nullptr ? known->rank : 99) * 2 + (province.empty() || province == "tw" ? 0 : 1);
}

}  // namespace

std::vector<DocId> matching(const open::Index& index, const Xapian::Query& query) {
  if (index.is_local()) return open::matching(index, open::documents_part, query);
  std::vector<DocId> documents;
  for (const auto& [id, source] : index.values(query, format::kSourceSlot)) documents.push_back(id);  // which works_of wants too
  return documents;
}

std::size_t count_works(const open::Index& index, const Xapian::Query& query, const std::vector<DocId>& documents) {
  std::unordered_set<std::string> works;
  for_values(index, query, format::kWorkSlot, documents, [&](std::size_t, std::string value) { works.insert(std::move(value)); });
  return works.size();
}

std::vector<MatchedWork> works_of(const open::Index& index, const Xapian::Query& query, const std::vector<DocId>& documents) {
  std::vector<MatchedWork> all(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) all[i].document = documents[i];
  for_values(index, query, format::kWorkSlot, documents, [&](std::size_t i, std::string value) { all[i].work = std::move(value); });
  for_values(index, query, format::kSourceSlot, documents, [&](std::size_t i, std::string value) { all[i].source = std::move(value); });
  for_values(index, query, format::kRankSlot, documents, [&](std::size_t i, const std::string& value) {
    unsigned rank = 0;
    std::from_chars(value.data(), value.data() + value.size(), rank, 16);
    all[i].rank = static_cast<format::CopyRank>(rank);
  });
  std::unordered_map<std::string, std::size_t> best;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [found, fresh] = best.emplace(all[i].work, i);
    if (fresh) continue;
    const MatchedWork& other = all[found->second];
    if (std::tie(other.rank, all[i].source) < std::tie(all[i].rank, other.source)) found->second = i;
  }
  std::vector<MatchedWork> works;
  works.reserve(best.size());
  for (const auto& [work, i] : best) works.push_back(std::move(all[i]));
  std::sort(works.begin(), works.end(), [](const MatchedWork& a, const MatchedWork& b) { return a.source < b.source; });
  return works;
}

void expect_works(const open::Index& index, const Xapian::Query& query) {
  for (const unsigned slot : {format::kWorkSlot, format::kSourceSlot, format::kRankSlot}) index.expect_values(query, slot);
}

void expect_facets(const open::Index& index, const Xapian::Query& query) {
  for (const auto& [name, slot] : kFacets) index.expect_values(query, slot);
}

std::vector<Facet> facets_of(const open::Index& index, const Xapian::Query& query, const std::vector<MatchedWork>& works) {
  const std::vector<DocId> documents = ascending(works);
  std::vector<Facet> facets;
  for (const auto& [name, slot] : kFacets) {
    std::map<std::string, std::size_t> counts;
    for_values(index, query, slot, documents, [&, level = name == "cap"](std::size_t, const std::string& value) {
      if (!value.empty()) ++counts[!level ? value : value == "tw" ? "tw" : "tinh"];
    });
    Facet& facet = facets.emplace_back();
    facet.name = name;
    facet.values.assign(counts.begin(), counts.end());
    std::stable_sort(facet.values.begin(), facet.values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  }
  return facets;
}

void sort_works(const open::Index& index, const Xapian::Query& query, std::vector<MatchedWork>& works, Order order, const std::function<std::size_t(DocId)>& cited) {
  std::unordered_map<DocId, std::int64_t> keys;  // the greatest first
  const auto dates = values_of(index, query, format::kDateSlot, works);
  const auto date = [&](DocId id) {
    std::int64_t days = 0;
    if (const auto found = dates.find(id); found != dates.end()) std::from_chars(found->second.data(), found->second.data() + found->second.size(), days);
    return days;
  };
  if (order == Order::authority) {
    const auto types = values_of(index, query, format::kTypeSlot, works), provinces = values_of(index, query, format::kProvinceSlot, works);
    const auto value = [](const auto& values, DocId id) {
      const auto found = values.find(id);
      return found == values.end() ? std::string() : found->second;
    };
    for (const MatchedWork& work : works) keys[work.document] = -authority(value(types, work.document), value(provinces, work.document));
  } else if (order == Order::cited && cited) {
    for (const MatchedWork& work : works) keys[work.document] = static_cast<std::int64_t>(cited(work.document));
  }
  std::stable_sort(works.begin(), works.end(), [&](const MatchedWork& a, const MatchedWork& b) {
    if (keys[a.document] != keys[b.document]) return keys[a.document] > keys[b.document];
    return date(a.document) > date(b.document);
  });
}

}  // namespace tracuu::rank
