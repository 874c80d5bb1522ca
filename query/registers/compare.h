#pragma once
/// A register that a portal or an office keeps, held against the index: what stands in one of them only, and where they differ.
#include <optional>
#include <string>
#include <vector>

#include "query/registers/citation_list.h"

namespace tracuu::registers {

/// Columns of a register, found by their heads ("Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Tình trạng hiệu lực" and their kin).
struct RegisterColumns {
  std::size_t head = 0;  ///< row, from 1
  std::optional<std::size_t> number, type, date, issuer, title, state;
};
/// Nothing if no row has a head for numbers.
[[nodiscard]] std::optional<RegisterColumns> columns_of(const TableFile& table);

enum class Difference : std::uint8_t { only_in_register, only_in_index, differs, ambiguous, no_number, same };
inline constexpr std::size_t difference_count = static_cast<std::size_t>(Difference::same) + 1;

enum class FieldOf : std::uint8_t { date, type, issuer, title, state, count };

/// One field that is not the same in both.
struct Clash {
  FieldOf field = FieldOf::date;
  std::string in_register, in_index;       ///< of FieldOf::state only the register's words; the index' state in `state`
  status::State state = status::State::unknown;
};

struct ComparedRow {
  Difference difference = Difference::same;
  std::size_t row = 0;                ///< of the register, from 1; 0 where the act is only in the index
  std::string words;                  ///< number and date as the register has them
  ActId act = resolve::no_act;
  std::vector<ActId> candidates;
  std::vector<Clash> clashes;
  std::optional<std::size_t> first_row;  ///< the same act stands in that row already
};

struct Comparison {
  RegisterColumns columns;
  std::vector<ComparedRow> rows;      ///< the register's in its order, then the index' by date; same ones too
  std::size_t counts[difference_count] = {};
};

/// `acts`: of the index, in scope. The register's row finds its act by number, type and date, else by number and type alone.
[[nodiscard]] Comparison compare(graph::Graph& graph, resolve::Catalogue& catalogue, status::Statuses& statuses, const TableFile& table, const RegisterColumns& columns,
                                 const std::vector<ActId>& acts, model::Date day);

}  // namespace tracuu::registers
