/// Akoma Ntoso XML (OASIS LegalDocML): elements with <num> and <heading> become lines; <article> becomes a GivenProvision.
#include <pugixml.hpp>

#include <cstring>

#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"

namespace tracuu::readers::internal {
namespace {

constexpr int kDeepest = 400;

std::string_view local_name(const pugi::xml_node& node) {
  std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
  for (const auto candidate : names)
    if (candidate == name) return true;
  return false;
}

bool is_inline(std::string_view name) {
  return is_any(name, {"ref", "mref", "rref", "b", "i", "u", "a", "span", "sup", "sub", "def", "term", "date", "docDate", "docNumber",
                       "docType", "docTitle", "docAuthority", "docProponent", "docPurpose", "person", "organization", "location", "role",
                       "signature", "placeholder", "ins", "mod", "quotedText", "inline", "abbr", "entity", "concept", "quantity", "num"});
}

/// "Điều 12a." -> "12a"
std::string label_of(std::string_view num) {
  const std::size_t first = num.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::string(num);
  std::size_t end = first;
  while (end < num.size() && (std::isalnum(static_cast<unsigned char>(num[end])) != 0)) ++end;
  return std::string(num.substr(first, end - first));
}

class Reader {
 public:
  explicit Reader(std::size_t limit) : builder(limit) {}
  TextBuilder builder;
  model::Text text;

  void children(const pugi::xml_node& parent, int depth) {
    for (const pugi::xml_node& child : parent.children()) node(child, depth);
  }

 private:
  bool after_number_ = false;

  void node(const pugi::xml_node& node, int depth) {
    if (builder.is_full() || depth > kDeepest) return;
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) return words(node.value());
    if (node.type() != pugi::node_element) return;
    const std::string_view name = local_name(node);
    if (name == "meta") return;
    if (name == "article") return article(node, depth);
    if (name == "num") {
      builder.end_line();
      children(node, depth + 1);
      builder.flow(" ");
      after_number_ = true;
      return;
    }
    if (is_any(name, {"eol", "br"})) return builder.line_break();
    if (is_inline(name)) return children(node, depth + 1);
    if (name == "td" || name == "th") {
      builder.cell();
      return children(node, depth + 1);
    }
    // What follows a number stays on its line: "Chương I QUY ĐỊNH CHUNG", "1. Luật này ...".
    if (!after_number_) builder.end_line();
    children(node, depth + 1);
    if (!after_number_) builder.end_line();
  }

  void words(const char* content) {
    builder.flow(content);
    if (std::strspn(content, " \t\r\n") < std::strlen(content)) after_number_ = false;
  }

  void article(const pugi::xml_node& node, int depth) {
    after_number_ = false;
    builder.end_paragraph();
    model::GivenProvision provision;
    const std::uint32_t begin = builder.offset();
    const pugi::xml_node num = find(node, "num"), heading = find(node, "heading");
    std::string number = plain(num), title = plain(heading);
    provision.label = label_of(number);
    provision.heading = title;
    std::string line = number;
    if (!number.empty() && !title.empty()) line += number.back() == '.' || number.back() == ':' ? " " : ". ";
    builder.flow(line + title);
    provision.heading_range = {begin, builder.offset()};
    builder.end_line();
    for (const pugi::xml_node& child : node.children())
      if (child != num && child != heading) this->node(child, depth + 1);
    builder.end_line();
    provision.range = {begin, builder.offset()};
    text.provisions.push_back(std::move(provision));
  }

  static pugi::xml_node find(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& child : parent.children())
      if (local_name(child) == name) return child;
    return {};
  }

  static std::string plain(const pugi::xml_node& node) {
    TextBuilder line(1u << 16);
    collect(node, line, 0);
    line.end_line();
    std::string out = std::move(line.bytes());
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
  }

  static void collect(const pugi::xml_node& node, TextBuilder& out, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out.flow(child.value());
      else collect(child, out, depth + 1);
    }
  }
};

}  // namespace

OneText read_akoma_ntoso(const Input& input) {
  // pugixml loads no DTD and expands no entity but the five of XML: a billion laughs stays a few hundred bytes.
  pugi::xml_document document;
  const pugi::xml_parse_result result =
      document.load_buffer(input.bytes.data(), input.bytes.size(), (pugi::parse_default | pugi::parse_ws_pcdata) & ~pugi::parse_eol);
  Reader reader(input.options.max_output);
  reader.children(document, 0);
  if (!result && reader.builder.bytes().empty())
    return failure(ReadErrorCode::damaged, input.name,
                   std::string("broken XML at byte ") + std::to_string(result.offset) + ": " + result.description());
  reader.text.format = model::Format::akoma_ntoso;
  if (!result)
    reader.text.notes.push_back("XML is broken at byte " + std::to_string(result.offset) + " (" + result.description() +
                                "); what stands before it was read");
  reader.builder.end_line();
  reader.text.bytes = std::move(reader.builder.bytes());
  return finish(std::move(reader.text), input);
}

}  // namespace tracuu::readers::internal
