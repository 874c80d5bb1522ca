#pragma once
/// The derived table `links/<revision>` (DESIGN rule 2): every reference of the index resolved, both ways, with what lists
/// need of the acts. It is a cache made from the records alone (query/graph/derive.h): deleted, answers are worked out when
/// asked; made for another state of the index, it is not used, and the reader is told.
/// Of a damaged file (open/derived_file.h) a row reads as an empty one, never beyond the file.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "query/links/facts.h"
#include "query/links/rows.h"
#include "query/open/derived_file.h"
#include "query/open/index.h"
#include "query/resolve/prepared.h"
#include "query/resolve/resolve.h"

namespace tracuu::links {

using resolve::ActId;
using resolve::RecordId;
/// Place of an edge in the table.
using EdgeId = std::uint32_t;

using open::Absence;

/// The directory of an index that holds its tables.
inline constexpr std::string_view kDirectory = "links";

class Table final : public resolve::PreparedActs {
 public:
  /// The table for the state of the index that is open.
  static tl::expected<std::unique_ptr<Table>, Absence> open(const open::Index& index);

  // --- acts: resolve::PreparedActs ------------------------------------------------------------------------------------
  [[nodiscard]] ActId size() const override { return static_cast<ActId>(acts_.size()); }
  [[nodiscard]] resolve::Act act(ActId id) const override;
  [[nodiscard]] model::Date date(ActId id) const override { return unpacked(row(id).date); }
  [[nodiscard]] std::optional<ActId> by_id(std::string_view canonical_id) const override;
  [[nodiscard]] std::optional<ActId> by_record(RecordId record) const override;

  [[nodiscard]] const ActRow& row(ActId id) const { return at(acts_, id); }
  /// Canonical id, without reading the rest of the act.
  [[nodiscard]] std::string_view id(ActId id) const;
  /// Without reading the act itself.
  [[nodiscard]] Facts facts(ActId id) const;

  // --- references -----------------------------------------------------------------------------------------------------
  [[nodiscard]] const EdgeRow& edge(EdgeId id) const { return at(edges_, id); }
  [[nodiscard]] const RecordRow& record(RecordId id) const { return at(records_, id); }
  /// [first, last) of what a record states.
  [[nodiscard]] std::pair<EdgeId, EdgeId> edges_of(RecordId record) const;
  /// References to an act from others, of the best copy of each citing work; those whose subject stands higher first.
  [[nodiscard]] std::span<const EdgeId> incoming(ActId act) const { return slice(Section::incoming_begin, Section::incoming, act); }
  /// Of these the ones that change effect (kChanging), the earliest first.
  [[nodiscard]] std::span<const ChangingRow> changing(ActId act) const { return slice_of<ChangingRow>(Section::changing_begin, Section::changing, act); }
  /// Edges of the same relations that may mean the act and do not resolve to it, of the best copy of each citing work, the earliest first.
  [[nodiscard]] std::span<const ChangingRow> undecided_changing(ActId act) const { return slice_of<ChangingRow>(Section::undecided_changing_begin, Section::undecided_changing, act); }
  /// What third documents state that the act relates to.
  [[nodiscard]] std::span<const EdgeId> stated(ActId act) const { return slice(Section::stated_begin, Section::stated, act); }
  /// Edges of resolutions that may mean the act and do not resolve to it; copies are not told apart.
  [[nodiscard]] std::vector<EdgeId> undecided(ActId act) const;
  [[nodiscard]] ActId target(const EdgeRow& edge) const { return checked(at(resolutions_, edge.resolution).act); }
  [[nodiscard]] ActId subject(const EdgeRow& edge) const { return checked(edge.subject); }
  [[nodiscard]] ActId subject(const ChangingRow& row) const { return checked(row.subject); }
  [[nodiscard]] const ResolutionRow& resolution_row(const EdgeRow& edge) const { return at(resolutions_, edge.resolution); }
  [[nodiscard]] resolve::Resolution resolution(const EdgeRow& edge) const;
  /// Counts of all that refers to the act; null where nothing was counted because it is little.
  [[nodiscard]] const CountRow* counts(ActId act) const;
  [[nodiscard]] std::span<const RelationCountRow> relation_counts(const CountRow& row) const;
  /// Words of the subject of a nested edge.
  [[nodiscard]] std::string_view subject_words(EdgeId id) const;
  /// Paths of the provisions that the reference names, joined by blanks.
  [[nodiscard]] std::string_view pinpoints(const EdgeRow& edge) const { return string(edge.pinpoints); }

  [[nodiscard]] std::size_t edge_count() const { return edges_.size(); }
  [[nodiscard]] std::uint64_t file_bytes() const { return file_.bytes(); }

 private:
  Table(open::DerivedFile file, const open::Index& index);
  template <typename Row>
  [[nodiscard]] static const Row& at(std::span<const Row> rows, std::size_t place) {
    static const Row empty{};
    return place < rows.size() ? rows[place] : empty;
  }
  [[nodiscard]] ActId checked(ActId act) const { return act < acts_.size() ? act : resolve::no_act; }
  template <typename Row>
  [[nodiscard]] std::span<const Row> section(Section section) const { return file_.section<Row>(static_cast<std::size_t>(section)); }
  /// Rows of `values` that belong to `place`; empty where the file is damaged.
  template <typename Row>
  [[nodiscard]] std::span<const Row> slice_of(Section begins, Section values, std::size_t place) const;
  [[nodiscard]] std::span<const EdgeId> slice(Section begins, Section values, std::size_t place) const { return slice_of<EdgeId>(begins, values, place); }
  [[nodiscard]] std::string_view string(std::uint32_t row) const;

  std::shared_ptr<const registry::Registry> registry_;
  open::DerivedFile file_;
  std::span<const ActRow> acts_;
  std::span<const RecordRow> records_;
  std::span<const EdgeRow> edges_;
  std::span<const ResolutionRow> resolutions_;
};

/// Of the tables of this registry.
[[nodiscard]] open::DerivedKind table_kind(const registry::Registry& registry);

/// An act as bytes and back; copies included.
[[nodiscard]] std::string encode(const resolve::Act& act);
[[nodiscard]] std::optional<resolve::Act> decode_act(std::string_view data, const registry::Registry& registry);
[[nodiscard]] std::uint64_t id_hash(std::string_view canonical_id);

}  // namespace tracuu::links
