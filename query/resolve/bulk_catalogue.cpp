#include "query/resolve/bulk_catalogue.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/registry/registry.h"

namespace tracuu::resolve {
namespace {

class BulkCatalogue final : public Catalogue {
 public:
  explicit BulkCatalogue(const open::Index& index) {
    for (auto& summary : index.summaries()) {
      const auto place = static_cast<std::uint32_t>(entries_.size());
      auto& entry = entries_.emplace_back(Entry{summary.id, std::move(summary.source), std::move(summary.work), summary.copy_rank, std::move(summary.identity)});
      const auto& identity = entry.identity;
      if (!identity.number.empty()) numbers_.emplace_back(registry::number_key(identity.number), place);
      if (!identity.name.empty()) names_[format::name_key(identity.name)].push_back(place);
      if (!identity.id.empty()) ids_[identity.id].push_back(place);
      works_[entry.work].push_back(place);
      sources_.emplace(entry.source, place);
      records_.emplace(entry.record, place);
    }
    std::sort(numbers_.begin(), numbers_.end());
    const auto& documents = index.documents();
    for (auto term = documents.allterms_begin("XK"); term != documents.allterms_end("XK"); ++term) keys_.emplace_back(*term, term.get_termfreq());
  }

  std::vector<Entry> entries_with_number(std::string_view number_key, bool open_end) override {
    std::vector<Entry> found;
    auto at = std::lower_bound(numbers_.begin(), numbers_.end(), number_key, [](const auto& row, std::string_view key) { return row.first < key; });
    for (; at != numbers_.end() && (open_end ? at->first.starts_with(number_key) : at->first == number_key); ++at) found.push_back(entries_[at->second]);
    return found;
  }
  std::vector<Entry> entries_with_name(std::string_view name_key) override { return entries(names_, name_key); }
  std::vector<Entry> entries_of_work(std::string_view work) override { return entries(works_, work); }
  std::vector<Entry> entries_with_id(std::string_view canonical_id) override { return entries(ids_, canonical_id); }
  std::vector<Entry> entries_with_source(std::string_view source) override {
    const auto found = sources_.find(std::string(source));
    return found == sources_.end() ? std::vector<Entry>{} : std::vector<Entry>{entries_[found->second]};
  }
  std::optional<Entry> entry(RecordId record) override {
    const auto found = records_.find(record);
    return found == records_.end() ? std::nullopt : std::optional<Entry>(entries_[found->second]);
  }
  std::vector<KeyUse> keys_with_number(std::string_view number_key, bool open_end) override {
    return keys(open_end ? "XK" + std::string(number_key) : format::number_term_prefix(number_key));
  }
  std::vector<KeyUse> keys_with_name(std::string_view name_key) override { return keys(format::name_term_prefix(name_key)); }

 private:
  using Places = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  std::vector<Entry> entries(const Places& places, std::string_view key) const {
    std::vector<Entry> found;
    if (const auto at = places.find(std::string(key)); at != places.end()) {
      for (const auto place : at->second) found.push_back(entries_[place]);
    }
    return found;
  }

  std::vector<KeyUse> keys(const std::string& prefix) const {
    std::vector<KeyUse> found;
    auto at = std::lower_bound(keys_.begin(), keys_.end(), prefix, [](const auto& row, const std::string& p) { return row.first < p; });
    for (; at != keys_.end() && at->first.starts_with(prefix); ++at) {
      if (auto key = format::from_term(at->first)) found.push_back({std::move(*key), at->second});
    }
    return found;
  }

  std::vector<Entry> entries_;
  std::vector<std::pair<std::string, std::uint32_t>> numbers_;  // ascending
  Places names_, ids_, works_;
  std::unordered_map<std::string, std::uint32_t> sources_;
  std::unordered_map<RecordId, std::uint32_t> records_;
  std::vector<std::pair<std::string, Xapian::doccount>> keys_;  // in order of terms
};

}  // namespace

std::unique_ptr<Catalogue> bulk_catalogue(const open::Index& index) { return std::make_unique<BulkCatalogue>(index); }

}  // namespace tracuu::resolve
