#include "query/resolve/index_catalogue.h"

#include <algorithm>
#include <unordered_map>

namespace tracuu::resolve {
namespace {

class IndexCatalogue final : public Catalogue {
 public:
  explicit IndexCatalogue(open::Index& index) : index_(index) {}

  std::vector<Entry> entries_with_number(std::string_view number_key, bool open_end) override {
    if (!open_end) return entries(index_.with_number(number_key));
    return entries(index_.with_any_term(terms_with_prefix(format::term("XN", number_key))));
  }
  std::vector<RecordId> records_with_number(std::string_view number_key) override { return index_.with_number(number_key); }
  std::vector<Entry> entries_with_name(std::string_view name_key) override { return entries(index_.with_name(name_key)); }
  std::vector<Entry> entries_of_work(std::string_view work) override {
    if (const auto known = works_.find(std::string(work)); known != works_.end()) return known->second;
    return entries_at(index_.copies(work));
  }
  std::vector<Entry> entries_with_id(std::string_view canonical_id) override { return entries(index_.with_id(canonical_id)); }
  std::vector<Entry> entries_with_source(std::string_view source) override {
    const auto id = index_.find(source);
    return id ? std::vector<Entry>{entry_of(*id)} : std::vector<Entry>{};
  }
  std::optional<Entry> entry(RecordId record) override { return entry_of(record); }

  std::vector<KeyUse> keys_with_number(std::string_view number_key, bool open_end) override {
    return uses(open_end ? "XK" + std::string(number_key) : format::number_term_prefix(number_key));
  }
  std::vector<KeyUse> keys_with_name(std::string_view name_key) override { return uses(format::name_term_prefix(name_key)); }

  void expect(std::string_view canonical_id, std::string_view number_key) override {
    index_.expect_term(format::id_term(canonical_id));
    if (number_key.empty()) return;
    index_.expect_term(format::number_term(number_key));
    index_.expect_terms(format::number_term_prefix(number_key));
  }

 private:
  Entry entry_of(open::DocId id) const {
    auto summary = index_.summary(id);
    return {summary.id, std::move(summary.source), std::move(summary.work), summary.copy_rank, std::move(summary.identity)};
  }

  std::vector<Entry> entries_at(const std::vector<open::DocId>& ids) const {
    index_.fetch(ids);
    std::vector<Entry> found;
    found.reserve(ids.size());
    for (const auto id : ids) found.push_back(entry_of(id));
    return found;
  }

  /// The copies of these acts will be asked for next, act by act: over a network they are asked for at once.
  std::vector<Entry> entries(const std::vector<open::DocId>& ids) {
    auto found = entries_at(ids);
    if (index_.is_local() || found.empty()) return found;
    std::vector<std::string> terms;
    for (const auto& entry : found) terms.push_back(format::work_term(entry.work));
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    for (const auto& entry : found) works_[entry.work].clear();
    for (auto& copy : entries_at(index_.with_any_term(terms))) works_[copy.work].push_back(std::move(copy));
    return found;
  }

  std::vector<std::string> terms_with_prefix(const std::string& prefix) const {
    std::vector<std::string> found;
    for (auto& [term, documents] : index_.terms(prefix)) found.push_back(std::move(term));
    return found;
  }

  std::vector<KeyUse> uses(const std::string& prefix) const {
    std::vector<KeyUse> found;
    for (auto& [key, documents] : index_.keys_with_prefix(prefix)) found.push_back({std::move(key), documents});
    return found;
  }

  std::unordered_map<std::string, std::vector<Entry>> works_;  // of a remote index: copies by work
  open::Index& index_;
};

}  // namespace

std::unique_ptr<Catalogue> index_catalogue(open::Index& index) { return std::make_unique<IndexCatalogue>(index); }

}  // namespace tracuu::resolve
