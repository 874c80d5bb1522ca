#include "indexer/format/schema.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <xxhash.h>

#include "corpus/registry/registry.h"
#include "corpus/text/tokens.h"
#include "indexer/format/resolution_key.h"

namespace tracuu::format {
namespace {

// A term holds at most 245 bytes, and a NUL counts twice.
constexpr std::size_t kLongestValue = 200;

std::string bounded(std::string_view value) {
  std::string clean(value);
  std::replace(clean.begin(), clean.end(), '\0', ' ');
  if (clean.size() <= kLongestValue) return clean;
  return clean.substr(0, kLongestValue - 33) + "#" + hex(content_hash(value));
}

}  // namespace

std::string hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string content_hash(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

std::string fingerprint(const registry::Registry& registry) {
  return fmt::format("schema{} registry {} tokens {}", kSchemaVersion, registry.version(), text::tokens_version());
}

std::string term(std::string_view prefix, std::string_view value) { return std::string(prefix) + bounded(value); }
std::string source_term(std::string_view source) { return term("Q", source); }
std::string number_term(std::string_view number) { return term("XN", registry::number_key(number)); }
std::string name_term(std::string_view name) { return term("XL", name_key(name)); }
std::string id_term(std::string_view canonical_id) { return term("XI", canonical_id); }
std::string work_term(std::string_view work) { return term("XW", work); }
std::string hash_term(std::string_view hash) { return term("XH", hex(hash)); }

std::string text_block_key(std::string_view hash, std::size_t block) { return fmt::format("T{}{:08x}", hex(hash), block); }

std::string ranking_term(text::SyllableId id) { return {static_cast<char>(0x80 | id >> 7), static_cast<char>(0x80 | (id & 0x7F))}; }

std::string ranking_term(std::string_view token) {
  const text::SyllableId id = text::SyllableTable::builtin().find(token);
  return id != text::kUnlisted ? ranking_term(id) : "=" + std::string(token);
}

CopyRank copy_rank(const model::Document& document, std::size_t text_bytes) {
  const auto has = [&](auto unit) {
    return std::any_of(document.provisions.begin(), document.provisions.end(), [&](const model::Provision& p) { return p.unit == unit; });
  };
  // Bits from the most to the least telling; the size last, as its power of two: an excerpt is shorter than the act.
  const bool whole = has(model::Unit::signature) || !document.signer.empty();
  unsigned size = 0;
  for (std::size_t bytes = text_bytes; bytes > 1; bytes >>= 1) ++size;
  unsigned rank = 0;
  rank = rank << 1 | (whole ? 1u : 0u);
  rank = rank << 1 | (document.identity.date.is_set() ? 1u : 0u);
  rank = rank << 1 | (document.ocr ? 0u : 1u);
  rank = rank << 5 | std::min(size, 31u);
  return static_cast<CopyRank>(rank);
}

std::string work_key(const model::Identity& identity, std::string_view content_hash) {
  const bool complete = !identity.id.empty() && !identity.is_draft && identity.id.find_first_of("?_") == std::string::npos;
  return complete ? identity.id : "text:" + hex(content_hash);
}

std::string province_value(const model::Identity& identity) {
  if (!identity.province.empty()) return identity.province;
  return identity.issuer_slug.empty() ? std::string() : "tw";
}

std::string revision_value(std::uint64_t revision) { return fmt::format("{:012}", revision); }

std::string_view system_value(model::System system) {
  static constexpr std::array<std::string_view, 3> kNames = {"", "state", "party"};
  const auto index = static_cast<std::size_t>(system);
  return index < kNames.size() ? kNames[index] : "";
}

std::string_view format_name(model::Format format) {
  static constexpr std::array<std::string_view, 9> kNames = {"text", "markdown", "html", "docx", "akoma-ntoso", "jsonl", "pdf", "doc", "rtf"};
  const auto index = static_cast<std::size_t>(format);
  return index < kNames.size() ? kNames[index] : "";
}

std::vector<std::string> filter_terms(const model::Identity& identity) {
  std::vector<std::string> terms;
  const auto add = [&](std::string_view prefix, std::string_view value) {
    if (!value.empty()) terms.push_back(term(prefix, value));
  };
  add("XT", identity.type);
  add("XO", identity.issuer_slug);
  for (std::size_t begin = 0, joint = identity.issuer_slug.find('+'); joint != std::string::npos;) {
    add("XO", std::string_view(identity.issuer_slug).substr(begin, joint - begin));
    begin = joint + 1;
    joint = identity.issuer_slug.find('+', begin);
    if (joint == std::string::npos) add("XO", std::string_view(identity.issuer_slug).substr(begin));
  }
  add("XP", province_value(identity));
  if (identity.date.is_set()) add("XY", std::to_string(identity.date.year));
  add("XS", system_value(identity.system));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace tracuu::format
