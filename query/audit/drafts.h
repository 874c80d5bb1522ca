#pragma once
/// Documents that are not in the index, laid over it: a draft is audited against the index as if it had been added, and the
/// index stays as it is.
#include <string>
#include <utility>
#include <vector>

#include "query/graph/records.h"
#include "query/resolve/catalogue.h"

namespace tracuu::audit {

class Drafts final : public resolve::Catalogue, public graph::Records {
 public:
  /// Both must outlive the drafts.
  Drafts(resolve::Catalogue& catalogue, graph::Records& records) : catalogue_(catalogue), records_(records) {}

  /// Takes a document with its text; the number under which it is known here.
  resolve::RecordId add(model::Document document, std::string text);
  [[nodiscard]] static bool is_draft(resolve::RecordId record) { return record >= first_; }

  std::vector<resolve::Entry> entries_with_number(std::string_view number_key, bool open_end) override;
  std::vector<resolve::Entry> entries_with_name(std::string_view name_key) override { return catalogue_.entries_with_name(name_key); }
  std::optional<resolve::Entry> entry(resolve::RecordId record) override;
  std::vector<resolve::Entry> entries_of_work(std::string_view work) override;
  std::vector<resolve::Entry> entries_with_id(std::string_view canonical_id) override { return catalogue_.entries_with_id(canonical_id); }
  std::vector<resolve::Entry> entries_with_source(std::string_view source) override { return catalogue_.entries_with_source(source); }
  std::vector<resolve::KeyUse> keys_with_number(std::string_view number_key, bool open_end) override { return catalogue_.keys_with_number(number_key, open_end); }
  std::vector<resolve::KeyUse> keys_with_name(std::string_view name_key) override { return catalogue_.keys_with_name(name_key); }
  void prefetch(std::span<const format::ResolutionKey> keys) override { catalogue_.prefetch(keys); }

  model::Document document(resolve::RecordId record) override;
  std::vector<resolve::RecordId> citing(const std::vector<format::ResolutionKey>& keys) override { return records_.citing(keys); }
  std::string text(resolve::RecordId record, model::ByteRange range) override;

 private:
  static constexpr resolve::RecordId first_ = 0xF0000000u;  // no index holds so many documents
  [[nodiscard]] resolve::Entry entry_of(std::size_t i) const;

  resolve::Catalogue& catalogue_;
  graph::Records& records_;
  std::vector<std::pair<model::Document, std::string>> drafts_;
};

}  // namespace tracuu::audit
