#include "query/resolve/index_catalogue.h"

namespace tracuu::resolve {
namespace {

class IndexCatalogue final : public Catalogue {
 public:
  explicit IndexCatalogue(open::Index& index) : index_(index) {}

  std::vector<Entry> entries_with_number(std::string_view number_key, bool open_end) override {
    if (!open_end) return entries(index_.with_number(number_key));
    return entries(index_.with_any_term(terms_with_prefix(format::term("XN", number_key))));
  }
  std::vector<Entry> entries_with_name(std::string_view name_key) override { return entries(index_.with_name(name_key)); }
  std::vector<Entry> entries_of_work(std::string_view work) override { return entries(index_.copies(work)); }
  std::vector<Entry> entries_with_id(std::string_view canonical_id) override { return entries(index_.with_id(canonical_id)); }
  std::vector<Entry> entries_with_source(std::string_view source) override {
    const auto id = index_.find(source);
    return id ? std::vector<Entry>{entry_of(*id)} : std::vector<Entry>{};
  }
  std::optional<Entry> entry(RecordId record) override { return entry_of(record); }

  std::vector<KeyUse> keys_with_number(std::string_view number_key, bool open_end) override {
    return open_end ? uses(terms_with_prefix("XK" + std::string(number_key))) : counted(index_.keys_with_number(number_key));
  }
  std::vector<KeyUse> keys_with_name(std::string_view name_key) override { return counted(index_.keys_with_name(name_key)); }

 private:
  Entry entry_of(open::DocId id) const {
    auto summary = index_.summary(id);
    return {summary.id, std::move(summary.source), std::move(summary.work), summary.copy_rank, std::move(summary.identity)};
  }

  std::vector<Entry> entries(const std::vector<open::DocId>& ids) const {
    std::vector<Entry> found;
    found.reserve(ids.size());
    for (const auto id : ids) found.push_back(entry_of(id));
    return found;
  }

  std::vector<std::string> terms_with_prefix(const std::string& prefix) const {
    const auto& documents = index_.documents();
    return {documents.allterms_begin(prefix), documents.allterms_end(prefix)};
  }

  std::vector<KeyUse> counted(const std::vector<format::ResolutionKey>& keys) const {
    std::vector<KeyUse> found;
    for (const auto& key : keys) found.push_back({key, index_.document_frequency(format::to_term(key))});
    return found;
  }

  std::vector<KeyUse> uses(const std::vector<std::string>& terms) const {
    std::vector<KeyUse> found;
    for (const auto& term : terms) {
      if (auto key = format::from_term(term)) found.push_back({std::move(*key), index_.document_frequency(term)});
    }
    return found;
  }

  open::Index& index_;
};

}  // namespace

std::unique_ptr<Catalogue> index_catalogue(open::Index& index) { return std::make_unique<IndexCatalogue>(index); }

}  // namespace tracuu::resolve
