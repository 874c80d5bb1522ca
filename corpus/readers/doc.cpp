/// Legacy .doc: antiword first (keeps the soft hyphens that are letters in TCVN3 text, and tables), catdoc where antiword gives
/// up. antiword's text prints tables in columns, which would interleave the lines of neighbouring cells; its DocBook output has
/// the cells but loses line breaks between runs. So: paragraphs from the text, tables from the DocBook.
#include <pugixml.hpp>

#include <algorithm>
#include <cctype>

#include "corpus/readers/converter.h"
#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"

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
  for (const auto& row : node.child("tgroup").child("tbody").children("row")) {
    rows.emplace_back();
    for (const auto& entry : row.children("entry")) rows.back().push_back(cell_text(entry));
  }
  return rows;
}

// Groups of tables with nothing between them: the text output shows such a group as one run of lines with bars.
struct TableGroups {
  std::vector<Table> groups;
  bool in_group = false;

  void visit(const pugi::xml_node& node) {
    for (const auto& child : node.children()) {
      const std::string_view name = child.name();
      if (name == "informaltable" || name == "table") {
        Table rows = table_of(child);
        if (!in_group) groups.emplace_back();
        groups.back().insert(groups.back().end(), rows.begin(), rows.end());
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
    if (is_table_line(line)) {
      bars.push_back(line);
      continue;
    }
    flush();
    line = without_indent(line);
    if (line.empty()) {
      if (++empty_lines == 1) builder.end_paragraph();
      continue;
    }
    empty_lines = 0;
    builder.raw(line);
    builder.end_line();
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
  if (printed->output.find("\n|") != std::string::npos || printed->output.substr(0, 1) == "|") {
    if (const auto docbook = run_converter(kAntiword, {"-x", "db", path}, input); docbook && docbook->exit_code == 0) {
      pugi::xml_document document;
      document.load_buffer(docbook->output.data(), docbook->output.size(), pugi::parse_default);
      tables.visit(document);
    }
  }
  model::Text text;
  text.bytes = merge(printed->output, tables.groups, input.options.max_output, text.regions);
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
  text.notes.emplace_back("antiword could not read it; text from catdoc");
  return text;
}

}  // namespace

OneText read_doc(const Input& input) {
  if (is_encrypted(input.bytes)) return failure(ReadErrorCode::damaged, input.name, "the document is encrypted", "save it without a password");
  const ConverterFile file(input, ".doc");
  if (file.path().empty()) return failure(ReadErrorCode::unreadable, input.name, "no temporary file could be written");
  auto text = with_antiword(file.path(), input);
  if (!text && text.error().code != ReadErrorCode::timeout && text.error().code != ReadErrorCode::too_large) {
    const bool is_missing = text.error().code == ReadErrorCode::converter_missing;
    auto other = with_catdoc(file.path(), input);
    // Where neither is installed, the first one's message names the package.
    if (other || !is_missing) text = std::move(other);
  }
  if (!text) return text;
  text->format = model::Format::doc;
  const std::string converted = std::move(text->bytes);
  decode_text(converted, *text);  // converters have been seen to print stray bytes
  return finish(std::move(*text), input);
}

}  // namespace tracuu::readers::internal
