/// Legacy .doc: antiword first (keeps the soft hyphens that are letters in TCVN3 text, and tables), catdoc where antiword gives
/// up. antiword's text prints tables in columns, which would interleave the lines of neighbouring cells; its DocBook output has
/// the cells but loses line breaks between runs. So: paragraphs from the text, tables from the DocBook.
#include <pugixml.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include "corpus/readers/converter.h"
#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"
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

// antiword drops columns of wide tables; catdoc drops whole stretches of some files, numbers of lists and, in TCVN3 text, the
// letter ư. Neither is the better one for every file: the one that lacks less of the other's words is taken.
bool loses_words(const model::Text& antiword, const model::Text& catdoc) {
  if (text::repair_encodings(antiword.bytes)) return false;
  const Words ours = count_words(antiword.bytes), other = count_words(catdoc.bytes);
  const std::size_t missing = count_missing(other, ours);
  return missing >= 10 && missing * 200 > antiword.bytes.size() / 6 && missing > 2 * count_missing(ours, other);
}

// Word 6 and 95: text in one piece of 8-bit characters, its place in the file's header ([MS-DOC] FIB: magic A5DC or A5EC, nFib,
// fcMin, fcMac). antiword refuses files whose text is short. Only unencrypted, non-complex files in one stretch.
std::optional<model::Text> read_short_word6(std::string_view bytes) {
  const auto u16 = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8);
  };
  const auto u32 = [&](std::size_t at) { return u16(at) | u16(at + 2) << 16; };
  for (std::size_t at = 0; at + 64 < bytes.size(); at += 64) {
    if (u16(at) != 0xA5DC && u16(at) != 0xA5EC) continue;
    const std::uint32_t version = u16(at + 2), flags = u16(at + 10), begin = u32(at + 24), end = u32(at + 28);
    const bool is_complex = (flags & 0x0004) != 0, is_encrypted_file = (flags & 0x0100) != 0;
    if (version < 45 || version > 105 || is_complex || is_encrypted_file || begin >= end || at + end > bytes.size()) continue;
    model::Text text;
    int field = 0;
    for (const char c : bytes.substr(at + begin, end - begin)) {
      if (c == 0x13) ++field;
      else if (c == 0x14 || c == 0x15) field = 0;
      else if (field > 0) continue;
      else if (c == '\r' || c == '\v' || c == 0x07) text.bytes += '\n';
      else if (static_cast<unsigned char>(c) >= 0x20 || c == '\f' || c == '\t') text.bytes += c;
    }
    text.bytes = text::from_windows_1252(text.bytes);
    if (has_words(text.bytes)) return text;
  }
  return std::nullopt;
}

OneText without_antiword(const std::string& path, const Input& input, ReadError&& error) {
  if (auto text = read_short_word6(input.bytes)) return std::move(*text);
  auto text = with_catdoc(path, input);
  if (text) text->notes.emplace_back("antiword could not read it; text from catdoc");
  // Where neither is installed, the first one's message names the package.
  if (!text && error.code == ReadErrorCode::converter_missing) return tl::make_unexpected(std::move(error));
  return text;
}

}  // namespace

OneText read_doc(const Input& input) {
  if (is_encrypted(input.bytes)) return failure(ReadErrorCode::damaged, input.name, "the document is encrypted", "save it without a password");
  const ConverterFile file(input, ".doc");
  if (file.path().empty()) return failure(ReadErrorCode::unreadable, input.name, "no temporary file could be written");
  auto text = with_antiword(file.path(), input);
  if (text && is_installed(kCatdoc)) {
    if (auto other = with_catdoc(file.path(), input); other && loses_words(*text, *other)) {
      text = std::move(other);
      text->notes.emplace_back("antiword loses words of it; text from catdoc");
    }
  } else if (!text && text.error().code != ReadErrorCode::timeout && text.error().code != ReadErrorCode::too_large) {
    text = without_antiword(file.path(), input, std::move(text.error()));
  }
  if (!text) return text;
  text->format = model::Format::doc;
  const std::string converted = std::move(text->bytes);
  decode_text(converted, *text);  // converters have been seen to print stray bytes
  return finish(std::move(*text), input);
}

}  // namespace tracuu::readers::internal
