#include "query/registers/table_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <csv.h>
#include <pugixml.hpp>
#include <simdjson.h>

#include "corpus/model/date.h"
#include "corpus/readers/zip_package.h"
#include "corpus/text/canonical.h"
#include "corpus/text/encodings.h"

namespace tracuu::registers {
namespace {

using Code = TableError::Code;

constexpr std::uintmax_t kLargestFile = 192u << 20;
constexpr std::size_t kMostRows = 1'048'576, kMostColumns = 16'384;  // of a sheet of Excel
/// Gaps between rows that a writer may leave; beyond, the number of the row is damage.
constexpr std::size_t kMostCells = 20'000'000;

tl::unexpected<TableError> failure(Code code, std::string detail = {}) { return tl::make_unexpected(TableError{code, std::move(detail)}); }

std::string trimmed(std::string_view words) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = words.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return std::string(words.substr(begin, words.find_last_not_of(blanks) - begin + 1));
}

tl::expected<TableFile, TableError> whole(TableFile&& table) {
  const bool blank = std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
  });
  if (blank) return failure(Code::empty);
  return std::move(table);
}

// --- CSV --------------------------------------------------------------------------------------------------------------

std::string as_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return text::from_utf16(bytes, false);
  if (bytes.starts_with("\xFE\xFF")) return text::from_utf16(bytes, true);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string utf8 = simdjson::validate_utf8(bytes.data(), bytes.size()) ? std::string(bytes) : text::from_windows_1252(bytes);
  if (auto repaired = text::repair_encodings(utf8)) return std::move(repaired->bytes);
  return utf8;
}

/// The separator that stands most often outside of quotation marks in the first lines.
char separator_of(std::string_view csv) {
  constexpr char separators[] = {',', ';', '\t'};
  std::size_t counts[std::size(separators)] = {};
  std::size_t lines = 0;
  bool quoted = false;
  for (const char c : csv) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++lines == 20) break;
    for (std::size_t i = 0; i < std::size(separators); ++i) counts[i] += c == separators[i] ? 1 : 0;
  }
  return separators[std::max_element(std::begin(counts), std::end(counts)) - std::begin(counts)];
}

struct Rows {
  TableFile table;
  std::vector<std::string> row;
};

void take_cell(void* cell, std::size_t size, void* rows) {
  static_cast<Rows*>(rows)->row.push_back(trimmed({static_cast<const char*>(cell), size}));
}

void take_row(int, void* rows) {
  auto* all = static_cast<Rows*>(rows);
  if (all->row.size() == 1 && all->row.front().empty()) all->row.clear();
  all->table.rows.push_back(std::exchange(all->row, {}));
}

// --- XLSX -------------------------------------------------------------------------------------------------------------

class Workbook {
 public:
  explicit Workbook(readers::ZipPackage&& package) : package_(std::move(package)) {}

  tl::expected<TableFile, TableError> read() {
    auto sheet = first_sheet();
    if (!sheet) return tl::make_unexpected(sheet.error());
    if (auto read = read_strings(); !read) return tl::make_unexpected(read.error());
    if (auto read = read_styles(); !read) return tl::make_unexpected(read.error());
    pugi::xml_document xml;
    if (auto part = parse(*sheet, xml); !part) return tl::make_unexpected(part.error());
    TableFile table;
    std::size_t cells = 0;
    for (const auto row : xml.document_element().child("sheetData").children("row")) {
      const std::size_t number = row.attribute("r").as_ullong(table.rows.size() + 1);
      if (number == 0 || number > kMostRows) return failure(Code::damaged, "a row has a number that no sheet has");
      if (number <= table.rows.size()) continue;
      table.rows.resize(number);
      auto& words = table.rows.back();
      for (const auto cell : row.children("c")) {
        const std::size_t column = column_of(cell.attribute("r").value(), words.size());
        if (column >= kMostColumns) return failure(Code::damaged, "a cell has a place that no sheet has");
        std::string value = trimmed(value_of(cell));
        if (value.empty()) continue;
        if (column >= words.size()) words.resize(column + 1);
        words[column] = std::move(value);
      }
      cells += words.size();
      if (cells > kMostCells) return failure(Code::too_large, "more than 20 million cells");
    }
    return whole(std::move(table));
  }

 private:
  tl::expected<void, TableError> parse(const std::string& name, pugi::xml_document& xml) {
    const auto content = package_.read(name);
    if (!content) return failure(content.error().code == readers::ZipError::Code::too_large || content.error().code == readers::ZipError::Code::too_complex ? Code::too_large : Code::damaged, content.error().what);
    if (content->empty()) return failure(Code::damaged, name + " is missing");
    if (const auto parsed = xml.load_buffer(content->data(), content->size(), pugi::parse_default | pugi::parse_ws_pcdata); !parsed) return failure(Code::damaged, name + ": " + parsed.description());
    return {};
  }

  tl::expected<std::string, TableError> first_sheet() {
    pugi::xml_document book, relations;
    if (auto part = parse("xl/workbook.xml", book); !part) return tl::make_unexpected(part.error());
    if (auto part = parse("xl/_rels/workbook.xml.rels", relations); !part) return tl::make_unexpected(part.error());
    const auto root = book.document_element();
    since_1904_ = root.child("workbookPr").attribute("date1904").as_bool();
    for (const bool hidden : {false, true}) {
      for (const auto sheet : root.child("sheets").children("sheet")) {
        const std::string_view state = sheet.attribute("state").value();
        if ((!state.empty() && state != "visible") != hidden) continue;
        const std::string_view id = sheet.attribute("r:id").value();
        for (const auto relation : relations.document_element().children("Relationship")) {
          if (id != relation.attribute("Id").value()) continue;
          const std::string target = relation.attribute("Target").value();
          return target.starts_with("/") ? target.substr(1) : "xl/" + target;
        }
      }
    }
    return failure(Code::damaged, "the workbook has no sheet");
  }

  // Runs of formatted text one after the other; readings of Japanese characters (rPh) are no text.
  static std::string words_of(pugi::xml_node item) {
    std::string words = item.child("t").text().get();
    for (const auto run : item.children("r")) words += run.child("t").text().get();
    return words;
  }

  tl::expected<void, TableError> read_strings() {
    if (!package_.has("xl/sharedStrings.xml")) return {};
    pugi::xml_document xml;
    if (auto part = parse("xl/sharedStrings.xml", xml); !part) return part;
    for (const auto item : xml.document_element().children("si")) strings_.push_back(words_of(item));
    return {};
  }

  // Which formats of cells show a day: the built-in ones, and those of the workbook with d, m and y in them.
  tl::expected<void, TableError> read_styles() {
    if (!package_.has("xl/styles.xml")) return {};
    pugi::xml_document xml;
    if (auto part = parse("xl/styles.xml", xml); !part) return part;
    const auto shows_day = [&](unsigned id) {
      if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || (id >= 50 && id <= 58)) return true;
      for (const auto format : xml.document_element().child("numFmts").children("numFmt")) {
        if (format.attribute("numFmtId").as_uint() != id) continue;
        const std::string code = text::lower(format.attribute("formatCode").value());
        return code.find('d') != std::string::npos && code.find('m') != std::string::npos && code.find('y') != std::string::npos;
      }
      return false;
    };
    for (const auto format : xml.document_element().child("cellXfs").children("xf")) shows_day_.push_back(shows_day(format.attribute("numFmtId").as_uint()));
    return {};
  }

  // "AB12": 27; without a reference the next one.
  static std::size_t column_of(std::string_view reference, std::size_t next) {
    std::size_t column = 0;
    for (const char c : reference) {
      if (c < 'A' || c > 'Z') break;
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
      if (column > kMostColumns) break;
    }
    return column == 0 ? next : column - 1;
  }

  std::string value_of(pugi::xml_node cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return words_of(cell.child("is"));
    const char* value = cell.child("v").text().get();
    if (type == "s") {
      const std::size_t row = std::strtoull(value, nullptr, 10);
      return row < strings_.size() && *value != '\0' ? strings_[row] : std::string();
    }
    if (type == "e") return {};  // #REF! and the like
    const std::size_t style = cell.attribute("s").as_uint();
    if (type.empty() && *value != '\0' && style < shows_day_.size() && shows_day_[style]) return day(std::strtod(value, nullptr), value);
    return value;
  }

  // Days since 30/12/1899 (Excel takes 1900 for a leap year), or since 01/01/1904.
  std::string day(double serial, const char* as_written) const {
    if (!std::isfinite(serial) || serial < 61 || serial > 2'958'465) return as_written;
    const model::Date first = since_1904_ ? model::Date{1904, 1, 1} : model::Date{1899, 12, 30};
    return model::Date::from_days(first.days() + static_cast<std::int32_t>(serial)).vietnamese();
  }

  readers::ZipPackage package_;
  std::vector<std::string> strings_;
  std::vector<bool> shows_day_;
  bool since_1904_ = false;
};

std::string suffix_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : text::lower(name.substr(dot));
}

}  // namespace

std::string cell_of(const std::vector<std::string>& row, std::size_t column) { return column < row.size() ? row[column] : std::string(); }

bool is_table(std::string_view name) {
  const std::string suffix = suffix_of(name);
  return suffix == ".csv" || suffix == ".tsv" || suffix == ".xlsx";
}

tl::expected<TableFile, TableError> parse_csv(std::string_view bytes) {
  std::string utf8 = as_utf8(bytes);
  // libcsv reports \r and \n apart where blank rows are kept; they must be, or the numbers of the rows are wrong.
  std::erase(utf8, '\r');
  csv_parser parser;
  if (csv_init(&parser, CSV_REPALL_NL) != 0) return failure(Code::unreadable, "no memory");
  csv_set_delim(&parser, static_cast<unsigned char>(separator_of(utf8)));
  Rows rows;
  const std::size_t read = csv_parse(&parser, utf8.data(), utf8.size(), take_cell, take_row, &rows);
  csv_fini(&parser, take_cell, take_row, &rows);
  const int error = csv_error(&parser);
  csv_free(&parser);
  if (read != utf8.size()) return failure(Code::damaged, csv_strerror(error));
  return whole(std::move(rows.table));
}

tl::expected<TableFile, TableError> parse_xlsx(std::string_view bytes) {
  auto package = readers::ZipPackage::open(bytes);
  if (!package) return failure(Code::damaged, package.error().what);
  return Workbook(std::move(*package)).read();
}

tl::expected<TableFile, TableError> read_table(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) return failure(Code::unreadable, "cannot be opened");
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  if (in.bad()) return failure(Code::unreadable, "cannot be read");
  if (bytes.size() > kLargestFile) return failure(Code::too_large);
  return suffix_of(path.string()) == ".xlsx" ? parse_xlsx(bytes) : parse_csv(bytes);
}

}  // namespace tracuu::registers
