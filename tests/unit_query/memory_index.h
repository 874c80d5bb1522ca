#pragma once
/// A catalogue and records in memory: the rules of links are tested without an index.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "query/graph/records.h"
#include "query/resolve/catalogue.h"

namespace tracuu::test {

inline model::Date date(std::string_view iso) { return *model::Date::parse_iso(iso); }

/// A document with an identity and no text.
inline model::Document act(std::string type, std::string number, std::string_view iso, std::string issuer_slug, std::string title = {}) {
  model::Document document;
  auto& identity = document.identity;
  identity.type = std::move(type);
  identity.number = std::move(number);
  if (!iso.empty()) identity.date = date(iso);
  identity.issuer_slug = std::move(issuer_slug);
  const auto dot = identity.issuer_slug.find('.');
  if (dot != std::string::npos) identity.province = identity.issuer_slug.substr(dot + 1);
  identity.title = std::move(title);
  identity.id = anatomy::canonical_id(identity);
  document.source = identity.id + ".txt";
  return document;
}

struct Cite {
  std::string type, number;
  std::string_view iso = {};
  std::string relation = "refers";
  std::string subject = "this";
};

inline model::Mention& cite(model::Document& document, const Cite& what) {
  model::Mention mention;
  mention.type = what.type;
  mention.number = what.number;
  if (!what.iso.empty()) mention.date = date(what.iso);
  mention.year = static_cast<std::int16_t>(mention.date.is_set() ? mention.date.year : anatomy::parse_number(what.number).year);
  const auto begin = static_cast<std::uint32_t>(10 * document.mentions.size());
  mention.span = {begin, begin + 5};
  mention.sentence = mention.span;
  mention.roles = {{what.subject, what.relation}};
  document.mentions.push_back(mention);
  return document.mentions.back();
}

class MemoryIndex : public resolve::Catalogue, public graph::Records {
 public:
  std::vector<model::Document> documents;

  resolve::RecordId add(model::Document document) {
    documents.push_back(std::move(document));
    return static_cast<resolve::RecordId>(documents.size());
  }

  std::vector<resolve::Entry> entries_with_number(std::string_view number_key, bool open_end) override {
    return where([&](const model::Document& d) {
      const auto key = registry::number_key(d.identity.number);
      return open_end ? key.starts_with(number_key) : key == number_key;
    });
  }
  std::vector<resolve::Entry> entries_with_name(std::string_view name_key) override {
    return where([&](const model::Document& d) { return !d.identity.name.empty() && format::name_key(d.identity.name) == name_key; });
  }
  std::vector<resolve::Entry> entries_of_work(std::string_view work) override {
    return where([&](const model::Document& d) { return d.identity.id == work; });
  }
  std::vector<resolve::Entry> entries_with_id(std::string_view id) override { return entries_of_work(id); }
  std::vector<resolve::Entry> entries_with_source(std::string_view source) override {
    return where([&](const model::Document& d) { return d.source == source; });
  }
  std::optional<resolve::Entry> entry(resolve::RecordId record) override { return entry_of(record); }
  std::vector<resolve::KeyUse> keys_with_number(std::string_view number_key, bool open_end) override {
    return keys([&](const format::ResolutionKey& key) {
      return open_end ? key.number_key.starts_with(number_key) : key.number_key == number_key;
    });
  }
  std::vector<resolve::KeyUse> keys_with_name(std::string_view name_key) override {
    return keys([&](const format::ResolutionKey& key) { return key.number_key.empty() && key.name_folded == name_key; });
  }

  model::Document document(resolve::RecordId record) override { return documents[record - 1]; }
  std::vector<resolve::RecordId> citing(const std::vector<format::ResolutionKey>& keys) override {
    std::vector<resolve::RecordId> found;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto held = format::resolution_keys(documents[i]);
      if (std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return std::binary_search(held.begin(), held.end(), key); })) {
        found.push_back(static_cast<resolve::RecordId>(i + 1));
      }
    }
    return found;
  }
  std::string text(resolve::RecordId, model::ByteRange range) override { return std::string(std::min<std::uint32_t>(range.size(), 100), 'x'); }

 private:
  resolve::Entry entry_of(resolve::RecordId record) const {
    const auto& d = documents[record - 1];
    return {record, d.source, d.identity.id, 1, d.identity};
  }
  template <typename Test>
  std::vector<resolve::Entry> where(Test test) const {
    std::vector<resolve::Entry> found;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (test(documents[i])) found.push_back(entry_of(static_cast<resolve::RecordId>(i + 1)));
    }
    return found;
  }
  template <typename Test>
  std::vector<resolve::KeyUse> keys(Test test) const {
    std::vector<resolve::KeyUse> found;
    for (const auto& d : documents) {
      for (auto& key : format::resolution_keys(d)) {
        if (!test(key)) continue;
        const auto at = std::find_if(found.begin(), found.end(), [&](const auto& use) { return use.key == key; });
        if (at != found.end()) ++at->documents;
        else found.push_back({std::move(key), 1});
      }
    }
    return found;
  }
};

}  // namespace tracuu::test
