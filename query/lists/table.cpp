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
  const BlockRow& row = blocks_[block];
  const std::string_view bytes = row.offset > bytes_.size() ? std::string_view() : bytes_.substr(row.offset);
  return unpack(bytes, count, block == 0 ? 0 : blocks_[block - 1].last, row.last, records, occurrences) ? count : 0;
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
  return postings;
}

}  // namespace tracuu::lists
