#pragma once
/// The derived file `lists/<revision>`: posting lists of frequent words with what stage 1 of ranking needs to pass most of them over, and
/// columns of what is counted over thousands of documents. For large indexes (is_worthwhile): Xapian's own lists are as good for
/// small ones. Made by make.h; without it answers are the same.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <tl/expected.hpp>

#include "query/lists/packing.h"
#include "query/lists/rows.h"
#include "query/open/derived_file.h"
#include "query/open/index.h"

namespace tracuu::lists {

/// Whether searches of such an index gain from the file.
[[nodiscard]] bool is_worthwhile(const open::Index& index);

/// The postings of a term.
class Postings {
 public:
  [[nodiscard]] std::size_t size() const { return held_; }
  /// Ascending by `last`.
  [[nodiscard]] std::span<const BlockRow> blocks() const { return blocks_; }
  /// Opens a block of a list that is not dense: up to kBlock numbers of records, ascending, and how often the term stands in each. Nothing
  /// where it is damaged.
  std::size_t open(std::size_t block, Xapian::docid* records, std::uint32_t* occurrences) const;

  /// Of a dense list (rows.h) the records, kWindowWords words for each kWindow; else empty.
  [[nodiscard]] std::span<const std::uint64_t> bits() const { return bits_; }
  /// Of a dense list: how many postings lie before each window.
  [[nodiscard]] std::span<const std::uint32_t> ranks() const { return ranks_; }
  /// Of a dense list: how often the term stands in each of kBlock records; 0 beyond the end, and where it is damaged.
  void occurrences(std::size_t block, std::uint32_t* occurrences) const;
  /// The same of one posting.
  [[nodiscard]] std::uint32_t occurrence(std::size_t rank) const;

 private:
  friend class Table;
  [[nodiscard]] std::string_view block_bytes(std::size_t block) const { return blocks_[block].offset > bytes_.size() ? std::string_view() : bytes_.substr(blocks_[block].offset); }
  std::span<const std::uint64_t> bits_;
  std::span<const std::uint32_t> ranks_;
  std::span<const BlockRow> blocks_;
  std::string_view bytes_;
  std::size_t held_ = 0;
};

class Table {
 public:
  /// The file for the state of the index that is open.
  static tl::expected<std::unique_ptr<Table>, open::Absence> open(const open::Index& index);

  /// By number of the provision.
  [[nodiscard]] std::span<const float> norms() const { return norms_; }
  [[nodiscard]] std::span<const std::uint32_t> places() const { return places_; }
  /// Nothing where the term has no list here: it is rare, or stands nowhere.
  [[nodiscard]] std::optional<Postings> postings(std::string_view term) const { return postings(terms_, term, norms_.size()); }
  /// The same of documents.
  [[nodiscard]] std::optional<Postings> document_postings(std::string_view term) const { return postings(document_terms_, term, documents_.size()); }
  [[nodiscard]] const DocumentRow& document(open::DocId id) const {
    static const DocumentRow nobody{};
    return id < documents_.size() ? documents_[id] : nobody;
  }
  [[nodiscard]] std::size_t document_rows() const { return documents_.size(); }
  [[nodiscard]] std::size_t value_count() const { return values_.size(); }
  /// A value of a column.
  [[nodiscard]] std::string_view value(std::uint32_t row) const;
  [[nodiscard]] std::uint64_t file_bytes() const { return file_.bytes(); }

 private:
  explicit Table(open::DerivedFile file);
  [[nodiscard]] std::optional<Postings> postings(std::span<const TermRow> terms, std::string_view term, std::size_t records) const;
  [[nodiscard]] std::string_view term_text(const TermRow& row) const;

  open::DerivedFile file_;
  std::span<const float> norms_;
  std::span<const std::uint32_t> places_;
  std::span<const TermRow> terms_, document_terms_;
  std::span<const DocumentRow> documents_;
  std::span<const open::StringRow> values_;
};

[[nodiscard]] open::DerivedKind table_kind();

}  // namespace tracuu::lists
