#include "query/lists/table.h"

#include <algorithm>

namespace tracuu::lists {
namespace {

/// From here on searches are slow without the file (ARCHITECTURE.md).
constexpr std::uint32_t kManyProvisions = 200'000, kManyDocuments = 20'000;

}  // namespace

bool is_worthwhile(const open::Index& index) { return index.provision_count() >= kManyProvisions || index.document_count() >= kManyDocuments; }

open::DerivedKind table_kind() { return {"lists", "TRACUULI", kLayout, 0, kSections}; }

std::size_t Postings::open(std::size_t block, Xapian::docid* records, std::uint32_t* occurrences) const {
  const std::size_t count = std::min(kBlock, held_ - block * kBlock);
  return unpack(block_bytes(block), count, block == 0 ? 0 : blocks_[block - 1].last, blocks_[block].last, records, occurrences) ? count : 0;
}

void Postings::occurrences(std::size_t block, std::uint32_t* occurrences) const {
  unpack(block < blocks_.size() ? block_bytes(block) : std::string_view(), occurrences);
}

std::uint32_t Postings::occurrence(std::size_t rank) const {
  const std::size_t block = rank / kBlock;
  return block < blocks_.size() ? unpack_one(block_bytes(block), rank % kBlock) : 0;
}

tl::expected<std::unique_ptr<Table>, open::Absence> Table::open(const open::Index& index) {
  auto file = open::DerivedFile::open(index, table_kind());
  if (!file) return tl::make_unexpected(file.error());
  std::unique_ptr<Table> table(new Table(std::move(*file)));
  if (table->norms_.size() != std::size_t{index.provisions().get_lastdocid()} + 1 || table->places_.size() != table->norms_.size()) return tl::make_unexpected(open::Absence::stale);
  return table;
}

Table::Table(open::DerivedFile file) : file_(std::move(file)) {
  const auto number = [](Section section) { return static_cast<std::size_t>(section); };
  norms_ = file_.section<float>(number(Section::norms));
  places_ = file_.section<std::uint32_t>(number(Section::places));
  terms_ = file_.section<TermRow>(number(Section::terms));
  document_terms_ = file_.section<TermRow>(number(Section::document_terms));
  documents_ = file_.section<DocumentRow>(number(Section::documents));
  values_ = file_.section<open::StringRow>(number(Section::values));
}

std::string_view Table::term_text(const TermRow& row) const { return open::string_of(file_.section<char>(static_cast<std::size_t>(Section::term_text)), {row.text, row.bytes}); }

std::string_view Table::value(std::uint32_t row) const {
  if (row >= values_.size()) return {};
  return open::string_of(file_.section<char>(static_cast<std::size_t>(Section::value_text)), values_[row]);
}

std::optional<Postings> Table::postings(std::span<const TermRow> terms, std::string_view term, std::size_t records) const {
  const auto found = std::lower_bound(terms.begin(), terms.end(), term, [this](const TermRow& row, std::string_view asked) { return term_text(row) < asked; });
  if (found == terms.end() || term_text(*found) != term) return std::nullopt;
  const auto blocks = file_.section<BlockRow>(static_cast<std::size_t>(Section::blocks));
  const auto bytes = file_.section<char>(static_cast<std::size_t>(Section::postings));
  const std::size_t count = (std::size_t{found->held} + kBlock - 1) / kBlock;
  if (found->first_block > blocks.size() || count > blocks.size() - found->first_block || found->postings > bytes.size()) return std::nullopt;
  Postings postings;
  postings.held_ = found->held;
  postings.blocks_ = blocks.subspan(found->first_block, count);
  // Numbers are places in columns: a damaged file must not lead beyond them.
  Xapian::docid before = 0;
  for (const BlockRow& block : postings.blocks_) {
    if (block.last <= before || block.last >= records) return std::nullopt;
    before = block.last;
  }
  postings.bytes_ = std::string_view(bytes.data(), bytes.size()).substr(found->postings);
  if (!is_dense(found->held, records)) return postings;
  if (found->postings % sizeof(std::uint64_t) != 0 || postings.bytes_.size() < dense_bytes(records)) return std::nullopt;
  const std::size_t windows = window_count(records);
  postings.bits_ = {reinterpret_cast<const std::uint64_t*>(postings.bytes_.data()), windows * kWindowWords};
  postings.ranks_ = {reinterpret_cast<const std::uint32_t*>(postings.bytes_.data() + postings.bits_.size_bytes()), windows};
  postings.bytes_.remove_prefix(dense_bytes(records));
  if ((postings.bits_[0] & 1) != 0) return std::nullopt;  // nobody has number 0
  const auto beyond = [&](std::size_t word) { return word * kWordBits >= records ? postings.bits_[word] : postings.bits_[word] >> (records - word * kWordBits); };
  for (std::size_t word = records / kWordBits; word < postings.bits_.size(); ++word)
    if (beyond(word) != 0) return std::nullopt;
  return postings;
}

}  // namespace tracuu::lists
