/// Legacy .doc: antiword first (automatic numbers, tables, the soft hyphens that are letters in TCVN3 text); the file itself,
/// read directly, where antiword gives up or loses words; catdoc for what is left (it drops soft hyphens and stretches of some
/// files). antiword's text prints tables in columns, which would interleave the lines of neighbouring cells; its DocBook output has
/// the cells but loses line breaks between runs. So: paragraphs from the text, tables from the DocBook.
#include <pugixml.hpp>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "corpus/readers/converter.h"
#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/word_binary.h"
#include "corpus/text/canonical.h"
#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {
namespace {

constexpr Converter kAntiword{"antiword", "antiword"};
constexpr Converter kCatdoc{"catdoc", "catdoc"};

using Table = std::vector<std::vector<std::string>>;

std::string cell_text(const pugi::xml_node& node) {
  struct Collect : pugi::xml_tree_walker {
    std::string out;
    bool for_each(pugi::xml_node& child) override {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
      return true;
    }
  } collect;
  pugi::xml_node copy = node;
  copy.traverse(collect);
  return std::move(collect.out);
}

Table table_of(const pugi::xml_node& node) {
  Table rows;
  for (const auto& group : node.children("tgroup")) {  // a new one where the number of columns changes
    for (const auto& row : group.child("tbody").children("row")) {
      rows.emplace_back();
      for (const auto& entry : row.children("entry")) rows.back().push_back(cell_text(entry));
    }
  }
  return rows;
}

// Groups of tables with nothing between them: the text output shows such a group as one run of lines with bars.
struct TableGroups {
  std::vector<Table> groups;
  std::vector<Table> single;  // the same tables one by one
  bool in_group = false;

  void visit(const pugi::xml_node& node) {
    for (const auto& child : node.children()) {
      const std::string_view name = child.name();
      if (name == "informaltable" || name == "table") {
        Table rows = table_of(child);
        if (!in_group) groups.emplace_back();
        groups.back().insert(groups.back().end(), rows.begin(), rows.end());
        single.push_back(std::move(rows));
        in_group = true;
      } else if (name == "para") {
        visit(child);
        if (!child.child("informaltable")) in_group = false;
      } else if (child.type() == pugi::node_element && name != "bookinfo") {
        if (name == "title" && child.first_child()) in_group = false;
        visit(child);
      }
    }
  }
};

std::string_view without_indent(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : line.substr(first);
}

bool is_table_line(std::string_view line) { return line.size() > 1 && line.front() == '|' && line.find('|', 1) != std::string_view::npos; }

// The columns of a printed table, joined down: what is left when the DocBook output has no matching table.
Table columns_of(const std::vector<std::string_view>& lines) {
  Table rows(1);
  for (const std::string_view line : lines) {
    std::size_t column = 0, begin = 1;
    while (begin < line.size()) {
      const std::size_t end = std::min(line.find('|', begin), line.size());
      std::string_view part = line.substr(begin, end - begin);
      while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
      if (rows[0].size() <= column) rows[0].resize(column + 1);
      if (!part.empty()) (rows[0][column] += part) += '\n';
      ++column;
      begin = end + 1;
    }
  }
  return rows;
}

// A bar inside a line is a cell mark that antiword did not know for a table's; "[pic]" stands for a picture.
void write_line(std::string_view line, TextBuilder& builder) {
  const bool is_pair = std::count(line.begin(), line.end(), '|') == 1;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find('|'), line.size());
    std::string part(line.substr(0, end));
    for (std::size_t at = part.find("[pic]"); at != std::string::npos; at = part.find("[pic]", at)) part.erase(at, 5);
    builder.flow(part);
    if (end < line.size()) is_pair ? builder.end_line() : builder.cell();
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  builder.end_line();
}

std::size_t count_table_runs(std::string_view printed) {
  std::size_t runs = 0;
  bool inside = false;
  while (!printed.empty()) {
    const std::size_t end = std::min(printed.find('\n'), printed.size());
    const bool is_table = is_table_line(without_indent(printed.substr(0, end)));
    runs += is_table && !inside;
    inside = is_table;
    printed.remove_prefix(std::min(end + 1, printed.size()));
  }
  return runs;
}

// antiword separates paragraphs by empty lines and indents them; both are layout.
std::string merge(std::string_view printed, const std::vector<Table>& tables, std::size_t limit, std::vector<model::Region>& regions) {
  TextBuilder builder(limit);
  std::vector<std::string_view> bars;
  std::size_t next_table = 0;
  const auto flush = [&] {
    if (bars.empty()) return;
    builder.table(next_table < tables.size() ? tables[next_table] : columns_of(bars));
    ++next_table;
    bars.clear();
  };
  int empty_lines = 0;
  while (!printed.empty()) {
    const std::size_t end = std::min(printed.find('\n'), printed.size());
    std::string_view line = printed.substr(0, end);
    printed.remove_prefix(std::min(end + 1, printed.size()));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
    line = without_indent(line);
    if (is_table_line(line)) {
      bars.push_back(line);
      continue;
    }
    flush();
    if (line.empty()) {
      if (++empty_lines == 1) builder.end_paragraph();
      continue;
    }
    empty_lines = 0;
    write_line(line, builder);
  }
  flush();
  regions = std::move(builder.regions);
  return std::move(builder.bytes());
}

bool has_words(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) >= 20;
}

bool is_encrypted(std::string_view bytes) {
  using namespace std::string_view_literals;
  return bytes.find("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv) != std::string_view::npos;
}

tl::expected<model::Text, ReadError> with_antiword(const std::string& path, const Input& input) {
  auto printed = run_converter(kAntiword, {"-m", "UTF-8.txt", "-w", "0", path}, input);
  if (!printed) return tl::make_unexpected(std::move(printed.error()));
  if (printed->exit_code != 0 || !has_words(printed->output))
    return failure(ReadErrorCode::converter_failed, input.name, "antiword cannot read it: " + printed->errors, {}, printed->errors);
  TableGroups tables;
  const std::size_t runs = count_table_runs(printed->output);
  if (runs > 0) {
    if (const auto docbook = run_converter(kAntiword, {"-x", "db", path}, input); docbook && docbook->exit_code == 0) {
      pugi::xml_document document;
      document.load_buffer(docbook->output.data(), docbook->output.size(), pugi::parse_default);
      tables.visit(document);
    }
  }
  // The runs of the one output must be the tables of the other, else no cell can be trusted to stand in its place.
  const std::vector<Table> none;
  const std::vector<Table>& matching = tables.groups.size() == runs ? tables.groups : tables.single.size() == runs ? tables.single : none;
  model::Text text;
  text.bytes = merge(printed->output, matching, input.options.max_output, text.regions);
  return text;
}

tl::expected<model::Text, ReadError> with_catdoc(const std::string& path, const Input& input) {
  auto run = run_converter(kCatdoc, {"-d", "utf-8", "-w", path}, input);
  if (!run) return tl::make_unexpected(std::move(run.error()));
  if (run->exit_code != 0 || !has_words(run->output))
    return failure(ReadErrorCode::converter_failed, input.name, "neither antiword nor catdoc finds text in it",
                   "open it in a word processor and save it as DOCX", run->errors);
  model::Text text;
  text.bytes = std::move(run->output);
  return text;
}

using Words = std::unordered_map<std::string, long>;

Words count_words(std::string_view text) {
  Words words;
  const std::u16string chars = text::canonical_chars(text);
  for (std::size_t i = 0; i < chars.size();) {
    std::u16string word;
    for (; i < chars.size() && text::is_letter(chars[i]); ++i) word += text::lower(chars[i]);
    if (word.size() > 1 && text::is_syllable(word)) ++words[text::to_utf8(word)];
    if (word.empty()) ++i;
  }
  return words;
}

// Vietnamese words of `whole` that `part` lacks.
std::size_t count_missing(const Words& whole, const Words& part) {
  long missing = 0;
  for (const auto& [word, count] : whole) {
    const auto found = part.find(word);
    missing += std::max(0L, count - (found == part.end() ? 0 : found->second));
  }
  return static_cast<std::size_t>(missing);
}

// antiword drops columns of wide tables, and more of some files. What the file itself holds is the yardstick.
bool loses_words(const model::Text& antiword, const model::Text& own) {
  // Encodings must agree before words can be compared.
  const auto repaired = text::repair_encodings(antiword.bytes), repaired_own = text::repair_encodings(own.bytes);
  const Words converted = count_words(repaired ? repaired->bytes : antiword.bytes);
  const Words whole = count_words(repaired_own ? repaired_own->bytes : own.bytes);
  const std::size_t missing = count_missing(whole, converted);
  return missing >= 5 && missing * 250 > static_cast<std::size_t>(std::accumulate(
                                              whole.begin(), whole.end(), 0L, [](long sum, const auto& w) { return sum + w.second; }));
}

// Cells of a stretch of table: in the file each cell and each row ends with the same mark. The row's own mark is an empty cell
// after the last one; with `columns` cells a row, every (columns + 1)-th is empty.
std::size_t find_columns(const std::vector<std::string>& items) {
  for (std::size_t step = 2; step <= 64 && step <= items.size(); ++step) {
    bool fits = items.size() % step == 0;
    for (std::size_t at = step - 1; fits && at < items.size(); at += step) fits = items[at].empty();
    if (fits) return step - 1;
  }
  return 0;
}

Table rows_of(const std::vector<std::string>& items) {
  Table rows(1);
  const std::size_t columns = find_columns(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool ends_row = columns > 0 ? i % (columns + 1) == columns : items[i].empty();
    if (!ends_row) rows.back().push_back(items[i]);
    else if (!rows.back().empty()) rows.emplace_back();
  }
  return rows;
}

// Control characters of the binary format: fields give their results, pictures and anchors nothing.
std::string visible_text(std::string_view raw) {
  std::string out;
  std::vector<bool> in_instruction;
  for (const char c : raw) {
    if (c == 0x13) in_instruction.push_back(true);
    else if (c == 0x14) { if (!in_instruction.empty()) in_instruction.back() = false; }
    else if (c == 0x15) { if (!in_instruction.empty()) in_instruction.pop_back(); }
    else if (std::find(in_instruction.begin(), in_instruction.end(), true) != in_instruction.end()) continue;
    else if (c == 0x1E) out += '-';
    else if (c == '\v') out += '\n';
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\r' || c == '\t' || c == '\f' || c == 0x07) out += c;
  }
  return out;
}

void write_paragraphs(std::string_view text, TextBuilder& builder) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\f"), text.size());
    builder.raw(text.substr(0, end));
    builder.end_line();
    if (end < text.size() && text[end] == '\f') builder.page_break();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// The words of the file without converter: paragraphs as lines, tables by their marks.
std::optional<model::Text> read_without_converter(std::string_view file, std::size_t limit) {
  const auto word = read_word_binary(file);
  if (!word) return std::nullopt;
  TextBuilder builder(limit);
  const std::string body = visible_text(word->body);
  std::string_view rest = body;
  std::vector<std::string> items;
  const auto flush = [&] {
    if (!items.empty()) builder.table(rows_of(items));
    items.clear();
  };
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\x07'), rest.size());
    std::string_view chunk = rest.substr(0, end);
    const std::size_t paragraph = chunk.find_last_of("\r\f");
    // Paragraphs before a cell: the table's first cell, or running text between two tables.
    if (paragraph != std::string_view::npos && (items.empty() || items.back().empty() || end == rest.size())) {
      flush();
      write_paragraphs(chunk.substr(0, paragraph + 1), builder);
      chunk.remove_prefix(paragraph + 1);
    }
    if (end == rest.size()) {
      flush();
      write_paragraphs(chunk, builder);
      break;
    }
    std::string cell(chunk);
    std::replace(cell.begin(), cell.end(), '\r', '\n');
    items.push_back(std::move(cell));
    rest.remove_prefix(end + 1);
  }
  flush();
  if (const std::string notes = visible_text(word->footnotes); !notes.empty()) {
    const std::uint32_t begin = builder.offset();
    write_paragraphs(notes, builder);
    builder.regions.push_back({model::Region::Kind::footnote, {begin, builder.offset()}});
  }
  model::Text text;
  text.regions = std::move(builder.regions);
  text.pages = std::move(builder.pages());
  text.bytes = std::move(builder.bytes());
  if (!has_words(text.bytes)) return std::nullopt;
  return text;
}

OneText without_antiword(const std::string& path, const Input& input, ReadError&& error) {
  auto text = with_catdoc(path, input);
  if (text) text->notes.emplace_back("antiword could not read it; text from catdoc");
  // Where neither is installed, the first one's message names the package.
  if (!text && error.code == ReadErrorCode::converter_missing) return tl::make_unexpected(std::move(error));
  return text;
}

// antiword prints the automatic numbers ("Điều 5.") and tables, so its text comes first, when it is all there.
OneText choose_text(const std::string& path, const Input& input) {
  auto text = with_antiword(path, input);
  auto own = read_without_converter(input.bytes, input.options.max_output);
  if (text && (!own || !loses_words(*text, *own))) return text;
  if (own) {
    const bool is_missing = !text && text.error().code == ReadErrorCode::converter_missing;
    own->notes.emplace_back(is_missing ? "antiword is not installed: read without automatic numbers (apt install antiword)"
                            : text     ? "antiword loses words of it: read directly, without automatic numbers"
                                       : "antiword could not read it: read directly, without automatic numbers");
    return std::move(*own);
  }
  if (text.error().code == ReadErrorCode::timeout || text.error().code == ReadErrorCode::too_large) return text;
  return without_antiword(path, input, std::move(text.error()));
}

}  // namespace

OneText read_doc(const Input& input) {
  if (is_encrypted(input.bytes)) return failure(ReadErrorCode::encrypted, input.name, "the document is encrypted", "save it without a password");
  const ConverterFile file(input, ".doc");
  if (file.path().empty()) return failure(ReadErrorCode::unreadable, input.name, "no temporary file could be written");
  auto text = choose_text(file.path(), input);
  if (!text) return text;
  text->format = model::Format::doc;
  const std::string converted = std::move(text->bytes);
  decode_text(converted, *text);  // converters have been seen to print stray bytes
  return finish(std::move(*text), input);
}

}  // namespace tracuu::readers::internal
