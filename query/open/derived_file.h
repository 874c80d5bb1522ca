#pragma once
/// Files that are derived from an index (DESIGN rule 2): `<directory of the index>/<kind>/<revision>`. Caches made from the records alone:
/// deleted, answers are worked out when asked; made for another state of the index, also one that a killed run left, they are not used.
///
/// A file is a header and sections of rows. It is mapped, not read: opening costs nothing, and many processes share its memory. Damage is
/// found by the header's check and by bounds: readers of sections must look at nothing beyond them.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tl/expected.hpp>

#include "query/open/index.h"

namespace tracuu::open {

/// What files of one kind have in common.
struct DerivedKind {
  std::string_view directory;     ///< in the index
  std::string_view magic;         ///< eight characters
  std::uint32_t layout = 0;       ///< of the rows and of the rules that they keep
  std::uint64_t fingerprint = 0;  ///< of what the rows depend on besides the records
  std::size_t sections = 0;
};

/// Why there is no file for an index.
enum class Absence : std::uint8_t {
  missing,  ///< never made, or deleted
  stale,    ///< made for another state of the index or by another version of the program
  damaged,
};

class DerivedFile {
 public:
  /// The file for the state of the index that is open.
  static tl::expected<DerivedFile, Absence> open(const Index& index, const DerivedKind& kind);
  static tl::expected<DerivedFile, Absence> open(const std::filesystem::path& file, const Index& index, const DerivedKind& kind);

  /// Rows of a section; they lie at an address that eight divides.
  template <typename Row>
  [[nodiscard]] std::span<const Row> section(std::size_t number) const {
    const std::span<const char> bytes = section_bytes(number);
    return {reinterpret_cast<const Row*>(bytes.data()), bytes.size() / sizeof(Row)};
  }
  [[nodiscard]] std::uint64_t bytes() const { return mapping_ ? mapping_->size : 0; }

 private:
  struct Mapping {
    Mapping(const char* address, std::uint64_t bytes) : data(address), size(bytes) {}
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    const char* data;
    std::uint64_t size;
  };
  [[nodiscard]] std::span<const char> section_bytes(std::size_t number) const;
  [[nodiscard]] tl::expected<void, Absence> check(const Index& index, const DerivedKind& kind) const;

  std::unique_ptr<Mapping> mapping_;
};

/// A text among those of a section.
struct StringRow {
  std::uint32_t offset = 0, bytes = 0;
};

/// Distinct strings, numbered in order of appearance; 0 is the empty one.
class Strings {
 public:
  Strings() { (void)number(""); }
  std::uint32_t number(std::string_view text);
  [[nodiscard]] const std::vector<StringRow>& rows() const { return rows_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<StringRow> rows_;
  std::string text_;
};

/// The string of a row; empty where the row is beyond the text.
[[nodiscard]] inline std::string_view string_of(std::span<const char> text, StringRow row) {
  return row.offset > text.size() || row.bytes > text.size() - row.offset ? std::string_view() : std::string_view(text.data() + row.offset, row.bytes);
}

struct WriteError {
  std::string path;
  std::string what;  ///< English
};

/// Writes such a file for the state of the index that is open: into a file of another name, onto the disk, then renamed; files of
/// other revisions are removed.
class DerivedWriter {
 public:
  DerivedWriter(const Index& index, const DerivedKind& kind);
  ~DerivedWriter();
  DerivedWriter(const DerivedWriter&) = delete;
  DerivedWriter& operator=(const DerivedWriter&) = delete;

  /// The next section: sections are written one after the other, those left out are empty.
  void begin(std::size_t section);
  void append(std::string_view bytes);
  template <typename Row>
  void append(const std::vector<Row>& rows) {
    append(std::string_view(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)));
  }
  /// Bytes of the file. Errors of earlier steps are told here.
  tl::expected<std::uint64_t, WriteError> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::open
