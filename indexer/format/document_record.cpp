#include "indexer/format/document_record.h"

#include <stdexcept>

#include <zstd.h>

#include <algorithm>

#include "indexer/format/codec.h"

namespace tracuu::format {

using namespace model;

namespace {

constexpr int kCompressionLevel = 3;
// A block of zstd holds 128 KB in no less than four bytes: more is damage.
constexpr std::size_t kLargestRatio = 32768;

// Paths of an outline share their beginnings: "dieu_5/khoan_2" follows "dieu_5/khoan_1".
template <typename Archive>
void path_after(Archive& archive, std::string& path, std::string& last) {
  std::uint32_t shared = 0;
  std::string tail;
  if constexpr (!Archive::reading) {
    while (shared < path.size() && shared < last.size() && path[shared] == last[shared]) ++shared;
    tail = path.substr(shared);
  }
  archive(shared);
  archive(tail);
  if constexpr (Archive::reading) path = last.substr(0, std::min<std::size_t>(shared, last.size())) + tail;
  last = path;
}

}  // namespace

// The archives find these by argument-dependent look-up.

template <typename Archive>
void fields(Archive& archive, PageStart& page) {
  archive(page.offset);
  archive(page.number);
}

template <typename Archive>
void fields(Archive& archive, Role& role) {
  archive(role.subject);
  archive(role.relation);
}

template <typename Archive>
void fields(Archive& archive, Identity& identity) {
  for (std::string* text : {&identity.type, &identity.number, &identity.issuer, &identity.issuer_slug, &identity.province,
                            &identity.place, &identity.title, &identity.name, &identity.term, &identity.id})
    archive(*text);
  fields(archive, identity.date);
  archive(identity.system);
  archive(identity.is_draft);
  for (ByteRange* range : {&identity.type_range, &identity.number_range, &identity.date_range, &identity.issuer_range, &identity.title_range})
    fields(archive, *range);
}

template <typename Archive>
void fields(Archive& archive, Obligation& obligation) {
  archive(obligation.kind);
  fields(archive, obligation.range);
  archive(obligation.body);
  archive(obligation.mention);
}

template <typename Archive>
void fields(Archive& archive, Effect& effect) {
  archive(effect.kind);
  fields(archive, effect.date);
  archive(effect.days);
  archive(effect.mention);
  fields(archive, effect.range);
}

namespace {

constexpr std::uint64_t kLayout = 1;

// Ranges ascend from mention to mention: each is stored as the step from the one before.
template <typename Archive>
struct Steps {
  Archive& archive;
  std::uint32_t span = 0, sentence = 0, provision = 0, heading = 0;
  std::string path;

  void operator()(Mention& mention) {
    archive(mention.kind);
    range_after(archive, mention.span, span);
    range_after(archive, mention.sentence, sentence);
    for (std::string* text : {&mention.type, &mention.number, &mention.name, &mention.issuer, &mention.issuer_slug, &mention.province,
                              &mention.term, &mention.key, &mention.rule, &mention.relation_rule})
      archive(*text);
    archive(mention.year);
    fields(archive, mention.date);
    archive(mention.pinpoints);
    archive(mention.roles);
    archive(mention.refers_to);
    archive(mention.page);
    archive(mention.provision);
    archive(mention.repaired);
    archive(mention.malformed);
  }

  void operator()(Provision& part) {
    archive(part.unit);
    archive(part.label);
    path_after(archive, part.path, path);
    range_after(archive, part.range, provision);
    range_after(archive, part.heading, heading);
    archive(part.parent);
    archive(part.page);
    archive(part.source_id);
  }

  template <typename T>
  void all(std::vector<T>& values) {
    std::uint64_t count = values.size();
    archive(count);
    if constexpr (Archive::reading) {
      if (count > archive.rest().size()) {
        archive.failed = true;
        return;
      }
      values.resize(count);
    }
    for (T& value : values) {
      (*this)(value);
      if constexpr (Archive::reading) {
        if (archive.failed) return;
      }
    }
  }
};

template <typename Archive>
void record(Archive& archive, Document& document) {
  archive(document.source);
  archive(document.format);
  archive(document.ocr);
  archive(document.encoding);
  archive(document.pages);
  archive(document.furniture);
  Steps<Archive> steps{archive};
  steps.all(document.provisions);
  steps.all(document.mentions);
  archive(document.obligations);
  archive(document.effects);
  archive(document.recipients);
  archive(document.signer);
  archive(document.signer_role);
  archive(document.quality);
  archive(document.notes);
}

}  // namespace

std::string encode(const Identity& identity) {
  ArchiveWriter writer;
  writer.number(kLayout);
  fields(writer, const_cast<Identity&>(identity));  // a writer only reads its fields
  return writer.take();
}

std::optional<Identity> decode_identity(std::string_view data) {
  ArchiveReader reader(data);
  Identity identity;
  if (reader.number() != kLayout) return std::nullopt;
  fields(reader, identity);
  if (reader.failed) return std::nullopt;
  return identity;
}

std::string encode(const Document& document) {
  ArchiveWriter writer;
  writer.number(kLayout);
  record(writer, const_cast<Document&>(document));  // a writer only reads its fields
  const std::string bytes = writer.take();
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kCompressionLevel);
  if (ZSTD_isError(size)) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(size));
  packed.resize(size);
  return packed;
}

std::optional<Document> decode_document(std::string_view data, Unpacker& unpacker) {
  const auto bytes = unpacker.unpack(data, data.size() * kLargestRatio);
  if (!bytes) return std::nullopt;
  ArchiveReader reader(*bytes);
  Document document;
  if (reader.number() != kLayout) return std::nullopt;
  record(reader, document);
  if (reader.failed) return std::nullopt;
  return document;
}

}  // namespace tracuu::format
