#include "indexer/writer/records.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>
#include <zstd.h>

#include "corpus/analyse.h"
#include "corpus/registry/registry.h"
#include "corpus/text/tokens.h"
#include "indexer/format/document_record.h"
#include "indexer/format/provision_record.h"
#include "indexer/format/resolution_key.h"
#include "indexer/format/schema.h"
#include "indexer/writer/units.h"

namespace tracuu::writer {
namespace {

using format::ProvisionRecord, format::TokenNumber, format::TokenStreams;
using text::SyllableId, text::SyllableTable, text::Token;

constexpr int kCompressionLevel = 3;
// RANKING.md section 1: what a token counts in each field.
constexpr Xapian::termcount kNameWeight = 1, kHeadingWeight = 2, kBodyWeight = 1;
// A longer "title" is a header that was not understood.
constexpr std::size_t kLongestName = 80;

/// Text with its tokens; several stretches are cut out of one.
struct Tokenized {
  std::u16string_view chars;
  std::vector<Token> tokens;

  [[nodiscard]] std::u16string_view word(const Token& token) const { return chars.substr(token.begin, token.end - token.begin); }
};

/// Counts the tokens of one record.
class Bag {
 public:
  void add(SyllableId id, Xapian::termcount weight) {
    if (counts_[id] == 0) listed_.push_back(id);
    counts_[id] += weight;
  }
  void add(const std::string& term, Xapian::termcount weight) { others_[term] += weight; }

  // Hands every distinct token to `listed` or `other` and forgets it. In order: Xapian keeps terms sorted.
  template <typename Listed, typename Other>
  void drain(const Listed& listed, const Other& other) {
    std::sort(listed_.begin(), listed_.end());
    for (const SyllableId id : listed_) {
      listed(id, counts_[id]);
      counts_[id] = 0;
    }
    for (const auto& [term, count] : others_) other(term, count);
    listed_.clear();
    others_.clear();
  }

 private:
  std::vector<Xapian::termcount> counts_ = std::vector<Xapian::termcount>(SyllableTable::builtin().size());
  std::vector<SyllableId> listed_;
  std::unordered_map<std::string, Xapian::termcount> others_;
};

/// Numbers the tokens of one provision: frozen table first, then the record's own.
class Numbering {
 public:
  TokenNumber number(SyllableId id, std::string_view term) {
    if (id != text::kUnlisted) return id;
    const auto [found, fresh] = own_.emplace(term, static_cast<TokenNumber>(terms_.size()));
    if (fresh) terms_.emplace_back(term);
    return SyllableTable::builtin().size() + found->second;
  }
  std::vector<std::string> take() {
    own_.clear();
    return std::move(terms_);
  }

 private:
  std::unordered_map<std::string, TokenNumber> own_;
  std::vector<std::string> terms_;
};

// "Luật Đất đai", "Nghị định 45/2020/NĐ-CP về thực hiện thủ tục hành chính trên môi trường điện tử".
std::string name_of(const model::Text& text, const model::Identity& identity) {
  if (!text.given_title.empty()) return text.given_title;
  if (!identity.name.empty() && identity.title.empty()) return fmt::format("{} {}", identity.name, identity.number);
  const registry::DocumentType* type = registry::Registry::builtin().type(identity.type);
  return fmt::format("{} {} {}", type != nullptr ? type->word : std::string(), identity.number, identity.title);
}

std::string date_value(model::Date date) {
  return date.is_set() ? fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day) : std::string();
}

}  // namespace

struct RecordMaker::State {
  std::shared_ptr<const citation::Grammar> grammar;

  text::Tokenizer tokenizer;
  Bag document_bag, provision_bag;
  Numbering numbering;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> compressor{ZSTD_createCCtx(), &ZSTD_freeCCtx};

  std::string compress(std::string_view block) const {
    std::string out(ZSTD_compressBound(block.size()), '\0');
    const std::size_t size = ZSTD_compressCCtx(compressor.get(), out.data(), out.size(), block.data(), block.size(), kCompressionLevel);
    if (ZSTD_isError(size)) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(size));
    out.resize(size);
    return out;
  }

  void count(const Tokenized& source, std::size_t begin, std::size_t end, Xapian::termcount weight, std::vector<TokenNumber>& stream) {
    for (std::size_t i = begin; i < end; ++i) {
      const Token& token = source.tokens[i];
      if (token.id != text::kUnlisted) {
        provision_bag.add(token.id, weight);
        document_bag.add(token.id, 1);
        stream.push_back(token.id);
      } else {
        const std::string term = text::term_of(source.word(token));
        provision_bag.add(term, weight);
        document_bag.add(term, 1);
        stream.push_back(numbering.number(token.id, term));
      }
    }
  }

  Tokenized tokenize(std::u16string_view chars) {
    Tokenized tokenized{chars, {}};
    tokenized.tokens.reserve(chars.size() / 4);
    tokenizer.tokenize(chars, tokenized.tokens);
    return tokenized;
  }
};

RecordMaker::RecordMaker(std::shared_ptr<const citation::Grammar> grammar) : state_(std::make_unique<State>()) { state_->grammar = std::move(grammar); }
RecordMaker::~RecordMaker() = default;
RecordMaker::RecordMaker(RecordMaker&&) noexcept = default;
RecordMaker& RecordMaker::operator=(RecordMaker&&) noexcept = default;

namespace {

// What the record says of a stretch besides its tokens.
ProvisionRecord describe(const model::Text& text, const model::Document& document, const Stretch& stretch) {
  ProvisionRecord record;
  record.type = document.identity.type;
  record.range = stretch.range;
  record.outline = stretch.outline;
  record.page = model::page_at(document.pages, stretch.heading.empty() ? stretch.range.begin : stretch.heading.begin);
  if (stretch.outline < document.provisions.size()) {
    const model::Provision& provision = document.provisions[stretch.outline];
    record.unit = provision.unit;
    record.label = provision.label;
    record.path = provision.path;
    record.source_id = provision.source_id;
  }
  if (stretch.given >= 0) {
    const model::GivenProvision& given = text.provisions[static_cast<std::size_t>(stretch.given)];
    record.source_id = given.id;
    record.heading = given.heading;
    if (stretch.outline == ProvisionRecord::kNoOutline && !given.label.empty()) {
      record.unit = model::Unit::dieu;
      record.label = given.label;
      record.path = "dieu_" + given.label;
    }
  }
  return record;
}

}  // namespace

DocumentRecords RecordMaker::make(const model::Text& text) {
  const text::Canonical canonical = text::canonicalize(text);
  const model::Document document = state_->grammar ? corpus::analyse(text, canonical, *state_->grammar) : corpus::analyse(text, canonical);
  const model::Identity& identity = document.identity;

  DocumentRecords records;
  records.source = text.source;
  records.text_hash = format::content_hash(text.bytes);
  records.text_bytes = text.bytes.size();
  records.mentions = document.mentions.size();
  for (std::size_t at = 0; at < text.bytes.size(); at += format::kTextBlock)
    records.text_blocks.push_back(state_->compress(std::string_view(text.bytes).substr(at, format::kTextBlock)));

  const std::vector<std::string> filters = format::filter_terms(identity);
  const std::string source_term = format::source_term(text.source);
  const Tokenized body = state_->tokenize(canonical.chars);
  const std::u16string name_chars = text::canonical_chars(name_of(text, identity));
  Tokenized name = state_->tokenize(name_chars);
  name.tokens.resize(std::min(name.tokens.size(), kLongestName));

  // Tokens whose first byte lies in a range.
  const auto tokens_in = [&](model::ByteRange range) {
    const auto first_at = [&](std::uint32_t byte) {
      const auto at = static_cast<std::uint32_t>(canonical.at_byte(byte));
      return static_cast<std::size_t>(
          std::lower_bound(body.tokens.begin(), body.tokens.end(), at, [](const Token& t, std::uint32_t c) { return t.begin < c; }) -
          body.tokens.begin());
    };
    return std::pair{first_at(range.begin), first_at(range.end)};
  };

  for (const Stretch& stretch : choose_stretches(text, document)) {
    ProvisionRecord record = describe(text, document, stretch);
    TokenStreams streams;
    const auto [begin, end] = tokens_in(stretch.range);
    std::size_t heading_begin = begin, heading_end = begin;
    if (!stretch.heading.empty()) std::tie(heading_begin, heading_end) = tokens_in(stretch.heading);
    heading_begin = std::clamp(heading_begin, begin, end);
    heading_end = std::clamp(heading_end, heading_begin, end);
    if (stretch.given >= 0 && !record.heading.empty()) {
      // The source knows the heading apart from its line, which also holds the label.
      const std::u16string chars = text::canonical_chars(record.heading);
      const Tokenized heading = state_->tokenize(chars);
      state_->count(heading, 0, heading.tokens.size(), kHeadingWeight, streams.heading);
    } else {
      if (!stretch.heading.empty()) record.heading = canonical.utf8(canonical.at_byte(stretch.heading.begin), canonical.at_byte(stretch.heading.end));
      state_->count(body, heading_begin, heading_end, kHeadingWeight, streams.heading);
    }
    state_->count(body, begin, heading_begin, kBodyWeight, streams.body);
    state_->count(body, heading_end, end, kBodyWeight, streams.body);
    if (streams.body.empty() && streams.heading.empty()) continue;
    state_->count(name, 0, name.tokens.size(), kNameWeight, streams.name);
    record.text_hash = records.text_hash;
    record.own_terms = state_->numbering.take();

    Xapian::Document stored;
    state_->provision_bag.drain([&](SyllableId id, Xapian::termcount count) { stored.add_term(format::ranking_term(id), count); },
                                [&](const std::string& term, Xapian::termcount count) { stored.add_term(format::ranking_term(term), count); });
    stored.add_boolean_term(source_term);
    for (const std::string& filter : filters) stored.add_boolean_term(filter);
    stored.add_value(format::kProvisionSortSlot,
                     format::provision_sort_key(text.source, static_cast<std::uint32_t>(records.provisions.size())));
    stored.add_value(format::kProvisionRecordSlot, format::encode(record, streams));
    records.provisions.push_back(std::move(stored));
  }

  Xapian::Document& stored = records.document;
  state_->document_bag.drain([&](SyllableId id, Xapian::termcount) { stored.add_boolean_term(std::string(SyllableTable::builtin().term(id))); },
                             [&](const std::string& term, Xapian::termcount) { stored.add_boolean_term(term); });
  stored.add_boolean_term(source_term);
  for (const std::string& filter : filters) stored.add_boolean_term(filter);
  const std::string work = format::work_key(identity, records.text_hash);
  stored.add_boolean_term(format::work_term(work));
  stored.add_boolean_term(format::hash_term(records.text_hash));
  if (!identity.number.empty()) stored.add_boolean_term(format::number_term(identity.number));
  if (!identity.name.empty()) stored.add_boolean_term(format::name_term(identity.name));
  if (!identity.id.empty()) stored.add_boolean_term(format::id_term(identity.id));
  if (identity.is_draft) stored.add_boolean_term("XD");
  stored.add_boolean_term(format::term("XF", format::format_name(document.format)));
  for (const format::ResolutionKey& key : format::resolution_keys(document)) stored.add_boolean_term(format::to_term(key));
  stored.add_value(format::kSourceSlot, text.source);
  stored.add_value(format::kDateSlot, date_value(identity.date));
  stored.add_value(format::kIdentitySlot, format::encode(identity));
  stored.add_value(format::kWorkSlot, work);
  stored.add_value(format::kRankSlot, fmt::format("{:02x}", format::copy_rank(document, text.bytes.size())));
  stored.add_value(format::kHashSlot, records.text_hash);
  stored.add_value(format::kSizeSlot, std::to_string(text.bytes.size()));
  stored.add_value(format::kTypeSlot, identity.type);
  stored.add_value(format::kIssuerSlot, identity.issuer_slug);
  stored.add_value(format::kProvinceSlot, format::province_value(identity));
  stored.add_value(format::kYearSlot, identity.date.is_set() ? std::to_string(identity.date.year) : std::string());
  stored.add_value(format::kSystemSlot, std::string(format::system_value(identity.system)));
  stored.set_data(format::encode(document));
  return records;
}

}  // namespace tracuu::writer
