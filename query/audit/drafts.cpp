#include "query/audit/drafts.h"

#include <algorithm>

#include "corpus/registry/registry.h"

namespace tracuu::audit {

resolve::RecordId Drafts::add(model::Document document, std::string text) {
  drafts_.emplace_back(std::move(document), std::move(text));
  return first_ + static_cast<resolve::RecordId>(drafts_.size() - 1);
}

resolve::Entry Drafts::entry_of(std::size_t i) const {
  const auto& document = drafts_[i].first;
  const auto record = first_ + static_cast<resolve::RecordId>(i);
  // A work of its own even where the index holds an act of that number: the draft is what is read here.
  return {record, document.source, "draft:" + std::to_string(i), 1000, document.identity};
}

std::vector<resolve::Entry> Drafts::entries_with_number(std::string_view number_key, bool open_end) {
  auto entries = catalogue_.entries_with_number(number_key, open_end);
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    const auto& identity = drafts_[i].first.identity;
    if (identity.number.empty()) continue;
    const auto key = registry::number_key(identity.number);
    const bool same = open_end ? key.starts_with(number_key) : key == number_key;
    // The copy of the index stands for an act that both hold.
    const bool known = std::any_of(entries.begin(), entries.end(), [&](const resolve::Entry& entry) { return entry.identity.id == identity.id; });
    if (same && !known) entries.push_back(entry_of(i));
  }
  return entries;
}

std::optional<resolve::Entry> Drafts::entry(resolve::RecordId record) { return is_draft(record) ? std::optional(entry_of(record - first_)) : catalogue_.entry(record); }

std::vector<resolve::Entry> Drafts::entries_of_work(std::string_view work) {
  if (!work.starts_with("draft:")) return catalogue_.entries_of_work(work);
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    if (work == "draft:" + std::to_string(i)) return {entry_of(i)};
  }
  return {};
}

model::Document Drafts::document(resolve::RecordId record) { return is_draft(record) ? drafts_[record - first_].first : records_.document(record); }

std::string Drafts::text(resolve::RecordId record, model::ByteRange range) {
  return is_draft(record) ? std::string(model::slice(drafts_[record - first_].second, range)) : records_.text(record, range);
}

}  // namespace tracuu::audit
