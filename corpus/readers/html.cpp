/// HTML: web pages of legal portals, files that Word exported, XHTML. libxml2's HTML parser; no network, no DTD, no entity
/// expansion. Blocks become lines, table rows lines with " | " between cells; the page around the act is left out where it
/// can be told, with a note.
#include <libxml/HTMLparser.h>
#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <memory>

#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"
#include "corpus/text/canonical.h"
#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {
namespace {

constexpr int kDeepest = 1000;
constexpr int kDeepestParsed = 250;  // libxml2 stops at 256 and leaves out what follows
constexpr int kDeepestTable = 12;

std::string_view name_of(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }

template <std::size_t N>
bool is_any(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 39> kBlocks = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "center", "dl", "dt", "dd",
    "section", "article", "header", "footer", "address", "form", "fieldset", "caption", "thead", "tbody", "tfoot", "main", "aside", "nav",
    "figure", "figcaption", "details", "summary", "body", "html"};
constexpr std::array<std::string_view, 18> kDropped = {"script", "style", "head", "noscript", "template", "iframe", "object", "svg", "select",
                                                       "button", "input", "textarea", "map", "audio", "video", "canvas", "xml", "nav"};

// Elements in which known portals keep the act itself (ids and classes, lower case).
constexpr std::array<std::string_view, 16> kActContainers = {
    "divcontentdoc", "content1", "toanvancontent", "divnoidung", "noidungvanban", "the-document-body", "vbcontent", "docitem-1",
    "fulltext", "document-content", "noi-dung-van-ban", "box-content-vb", "vanbanphapquy", "content-vanban", "divthamkhaocontent", "tab-noidung"};
constexpr std::array<std::string_view, 14> kChromeWords = {"breadcrumb", "sidebar", "menu", "navbar", "banner", "comment", "social", "share",
                                                           "related", "popup", "advert", "cookie", "pagination", "toolbar"};

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string out = value != nullptr ? reinterpret_cast<const char*>(value) : "";
  xmlFree(value);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

struct Weight {
  std::size_t text = 0;   // visible bytes
  std::size_t links = 0;  // of them, inside <a href>
};

Weight weigh(const xmlNode* node, bool in_link, int depth) {
  Weight weight;
  if (depth > kDeepest) return weight;
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    for (const xmlChar* p = node->content; p != nullptr && *p != 0; ++p) weight.text += *p > 0x20;
    if (in_link) weight.links = weight.text;
    return weight;
  }
  if (node->type != XML_ELEMENT_NODE && node->type != XML_HTML_DOCUMENT_NODE && node->type != XML_DOCUMENT_NODE) return weight;
  if (node->type == XML_ELEMENT_NODE && is_any(name_of(node), kDropped)) return weight;
  const bool link = in_link || (node->type == XML_ELEMENT_NODE && name_of(node) == "a" && !attribute(node, "href").empty());
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    const Weight inner = weigh(child, link, depth + 1);
    weight.text += inner.text;
    weight.links += inner.links;
  }
  return weight;
}

template <class Matches>
bool names_any(const xmlNode* node, Matches matches) {
  for (const char* key : {"id", "class"}) {
    const std::string value = attribute(node, key);
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (end > 0 && matches(rest.substr(0, end))) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

bool is_chrome_name(std::string_view name) {
  return std::any_of(kChromeWords.begin(), kChromeWords.end(), [&](std::string_view w) { return name.find(w) != std::string_view::npos; });
}

template <class Accepts>
const xmlNode* find_element(const xmlNode* node, int depth, Accepts accepts) {
  if (depth > kDeepest) return nullptr;
  for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
    if (child->type != XML_ELEMENT_NODE || is_any(name_of(child), kDropped)) continue;
    if (accepts(child)) return child;
    if (const xmlNode* found = find_element(child, depth + 1, accepts)) return found;
  }
  return nullptr;
}

// The element of a known portal that holds the act, at least a few lines of it; else <main> or <article> with most of the text.
const xmlNode* find_act(const xmlNode* root, std::size_t whole) {
  for (const std::string_view container : kActContainers) {
    const xmlNode* found = find_element(root, 0, [&](const xmlNode* node) {
      return names_any(node, [&](std::string_view name) { return name == container; }) && weigh(node, false, 0).text > 300;
    });
    if (found != nullptr) return found;
  }
  return find_element(root, 0, [&](const xmlNode* node) {
    return (name_of(node) == "main" || name_of(node) == "article") && weigh(node, false, 0).text * 2 > whole;
  });
}

class Renderer {
 public:
  Renderer(std::size_t limit, bool is_site) : builder(limit), limit_(limit), is_site_(is_site) {}
  TextBuilder builder;
  std::size_t chrome = 0;  // visible bytes left out

  void children(const xmlNode* parent, int depth) {
    for (const xmlNode* child = parent->children; child != nullptr; child = child->next) node(child, depth);
  }

 private:
  void node(const xmlNode* node, int depth) {
    if (builder.is_full() || depth > kDeepest) return;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) return text(node);
    if (node->type != XML_ELEMENT_NODE) return;
    const std::string_view name = name_of(node);
    if (is_any(name, kDropped)) return;
    if (is_chrome(node, depth)) return;
    if (name == "br") return builder.line_break();
    if (name == "hr") return builder.end_line();
    if (name == "table" && table_depth_ < kDeepestTable) return table(node, depth);
    const std::string font = name == "font" ? attribute_as_is(node, "face") : name == "span" ? font_of_style(node) : std::string{};
    const std::string outer = font_;
    if (!font.empty()) font_ = font;
    const bool was_pre = pre_;
    pre_ |= name == "pre";
    const bool block = is_any(name, kBlocks);
    if (block) starts_block(node, name);
    children(node, depth + 1);
    if (block) name == "p" || name.substr(0, 1) == "h" ? builder.end_paragraph() : builder.end_line();
    if (name == "td" || name == "th") builder.flow(" ");
    pre_ = was_pre;
    font_ = outer;
  }

  void starts_block(const xmlNode* node, std::string_view name) {
    builder.end_line();
    if (attribute(node, "style").find("page-break-before:always") != std::string::npos) builder.page_break();
    if (name != "li") return;
    const xmlNode* list = node->parent;
    if (list == nullptr || name_of(list) != "ol") return;
    int number = 1;
    for (const xmlNode* before = node->prev; before != nullptr; before = before->prev)
      number += before->type == XML_ELEMENT_NODE && name_of(before) == "li";
    const std::string type = attribute(list, "type"), start = attribute(list, "start");
    if (!start.empty()) number += std::atoi(start.c_str()) - 1;
    const bool is_letter = type == "a" && number >= 1 && number <= 26;
    builder.flow(is_letter ? std::string(1, static_cast<char>('a' + number - 1)) : std::to_string(number));
    builder.flow(is_letter ? ") " : ". ");
  }

  bool is_chrome(const xmlNode* node, int depth) {
    if (!is_site_) return false;
    const std::string_view name = name_of(node);
    const bool named = name == "aside" || name == "footer" || attribute(node, "role") == "navigation" || names_any(node, is_chrome_name);
    if (!named) return false;
    const Weight weight = weigh(node, false, depth);
    if (weight.text > 4000 || (weight.text > 200 && weight.links * 3 < weight.text)) return false;  // prose: kept
    chrome += weight.text;
    return true;
  }

  static std::string attribute_as_is(const xmlNode* node, const char* name) {
    xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
    std::string out = value != nullptr ? reinterpret_cast<const char*>(value) : "";
    xmlFree(value);
    return out;
  }

  static std::string font_of_style(const xmlNode* node) {
    const std::string style = attribute_as_is(node, "style");
    const std::size_t at = style.find("font-family:");
    if (at == std::string::npos) return {};
    std::string_view family = std::string_view(style).substr(at + 12);
    family = family.substr(0, family.find_first_of(";,"));
    while (!family.empty() && (family.front() == ' ' || family.front() == '"' || family.front() == '\'')) family.remove_prefix(1);
    while (!family.empty() && (family.back() == ' ' || family.back() == '"' || family.back() == '\'')) family.remove_suffix(1);
    return std::string(family);
  }

  void text(const xmlNode* node) {
    if (node->content == nullptr) return;
    std::string content = reinterpret_cast<const char*>(node->content);
    if (!font_.empty()) content = decode_by_font(content, font_);
    if (pre_) return builder.raw(content);
    // A no-break space is a blank like any other here.
    std::string_view rest = content;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find("\xC2\xA0"), rest.size());
      builder.flow(rest.substr(0, end));
      if (end < rest.size()) builder.flow(" ");
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
  }

  void table(const xmlNode* table, int depth) {
    std::vector<std::vector<std::string>> rows;
    ++table_depth_;
    collect_rows(table, depth, rows);
    --table_depth_;
    builder.table(rows);
    builder.end_paragraph();
  }

  void collect_rows(const xmlNode* parent, int depth, std::vector<std::vector<std::string>>& rows) {
    for (const xmlNode* child = parent->children; child != nullptr; child = child->next) {
      if (child->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = name_of(child);
      if (name == "tr") {
        rows.emplace_back();
        for (const xmlNode* cell = child->children; cell != nullptr; cell = cell->next)
          if (cell->type == XML_ELEMENT_NODE) rows.back().push_back(render_apart(cell, depth + 2));
      } else if (name == "thead" || name == "tbody" || name == "tfoot") {
        collect_rows(child, depth + 1, rows);
      } else if (name != "colgroup" && name != "col") {
        rows.push_back({render_apart(child, depth + 1)});
      }
    }
  }

  std::string render_apart(const xmlNode* node, int depth) {
    TextBuilder own(limit_);
    std::swap(own, builder);
    is_any(name_of(node), kDropped) ? void() : children(node, depth);
    std::swap(own, builder);
    return std::move(own.bytes());
  }

 public:
  static std::string decode_by_font(const std::string& content, std::string_view font) {
    const text::Encoding encoding = text::encoding_of_font(font);
    if (encoding == text::Encoding::as_is) return content;
    // A document converted to Unicode may still name the old font: letters that the old code lacks tell.
    for (const char16_t c : text::canonical_chars(content))
      if ((c >= 0x1EA0 && c <= 0x1EF9) || c == 0x0111 || c == 0x0110 || c == 0x01B0 || c == 0x01A1) return content;
    std::string decoded = text::decode_as(encoding, content);
    if (!text::is_capital_font(font)) return decoded;
    std::u16string chars = text::canonical_chars(decoded);
    for (char16_t& c : chars) c = text::upper(c);
    const bool is_blank_first = !decoded.empty() && decoded.front() == ' ', is_blank_last = decoded.size() > 1 && decoded.back() == ' ';
    std::string capitals = text::to_utf8(chars);
    if (is_blank_first && (capitals.empty() || capitals.front() != ' ')) capitals.insert(0, 1, ' ');
    if (is_blank_last && capitals.back() != ' ') capitals += ' ';
    return capitals;
  }

 private:
  std::size_t limit_;
  bool is_site_;
  bool pre_ = false;
  int table_depth_ = 0;
  std::string font_;
};

std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, 4096));
  for (char& c : head)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  std::size_t at = head.find("charset=");
  std::size_t skip = 8;
  if (at == std::string::npos && (at = head.find("encoding=")) != std::string::npos) skip = 9;
  if (at == std::string::npos) return {};
  at += skip;
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  return head.substr(at, head.find_first_of("\"' ;/>?", at) - at);
}

// The charset of the page may be wrong: bytes that are valid UTF-8 and not ASCII are UTF-8 whatever it says.
void decode_page(std::string_view bytes, model::Text& text) {
  const std::string charset = declared_charset(bytes);
  const bool is_utf16 = bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF" || bytes.substr(0, 2) == std::string_view("<\0", 2);
  if (is_utf16 || simdjson::validate_utf8(bytes.data(), bytes.size()) || charset.empty() || charset == "utf-8") return decode_text(bytes, text);
  if (charset == "windows-1252" || charset == "iso-8859-1" || charset == "us-ascii" || charset == "windows-1258") {
    text.bytes = text::from_windows_1252(bytes);
    if (charset == "windows-1258") text.bytes = text::decode_as(text::Encoding::windows_1258_as_1252, text.bytes);
    text.encoding = charset;
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(charset.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return decode_text(bytes, text);
  std::u16string chars(bytes.size() + 1, u'\0');
  const int32_t length = ucnv_toUChars(converter.get(), reinterpret_cast<UChar*>(chars.data()), static_cast<int32_t>(chars.size()), bytes.data(),
                                       static_cast<int32_t>(std::min<std::size_t>(bytes.size(), 1u << 30)), &status);
  if (U_FAILURE(status)) return decode_text(bytes, text);
  chars.resize(static_cast<std::size_t>(length));
  text.bytes = text::to_utf8(chars);
  text.encoding = charset;
}

struct FreeDocument {
  void operator()(htmlDocPtr document) const { xmlFreeDoc(document); }
};
struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};
using HtmlDocument = std::unique_ptr<xmlDoc, FreeDocument>;

// Nothing where the parser gave up before the end: elements nested too deep, or a text of more than 10 MB without a tag.
HtmlDocument parse(const std::string& page, bool is_flat) {
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (parser == nullptr) return nullptr;
  if (is_flat) parser->options |= XML_PARSE_HUGE;
  HtmlDocument document(htmlCtxtReadMemory(parser.get(), page.data(), static_cast<int>(page.size()), nullptr, "UTF-8",
                                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT));
  if (parser->disableSAX != 0) document.reset();
  return document;
}

// The page without what nests: tags of blocks become line ends, those of letters nothing. Tags whose content is no text stay for the parser to
// drop, and so does what only looks like a tag ("a < b").
std::string flattened(std::string_view page) {
  std::string flat;
  flat.reserve(page.size());
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t tag = std::min(page.find('<', at), page.size());
    flat.append(page.substr(at, tag - at));
    const std::size_t begin = tag + 1 < page.size() && page[tag + 1] == '/' ? tag + 2 : tag + 1;
    std::string name;
    for (std::size_t i = begin; i < page.size() && std::isalnum(static_cast<unsigned char>(page[i])) != 0; ++i) name += static_cast<char>(page[i] | 0x20);
    const std::size_t end = page.find('>', tag);
    if (tag == page.size() || end == std::string_view::npos || name.empty() || is_any(name, kDropped)) {
      flat.append(page.substr(tag, 1));
      at = tag + 1;
      continue;
    }
    if (name == "br") flat += "<br>";
    else if (is_any(name, kBlocks) && !flat.ends_with("<br>")) flat += "<br>";
    else if (name == "td" || name == "th") flat += ' ';
    at = end + 1;
  }
  return flat;
}

}  // namespace

std::string decode_by_font(const std::string& content, std::string_view font) { return Renderer::decode_by_font(content, font); }

OneText read_html(const Input& input) {
  model::Text text;
  text.format = model::Format::html;
  decode_page(input.bytes, text);
  std::string page = std::move(text.bytes);
  std::replace(page.begin(), page.end(), '\0', ' ');  // libxml2 ends at a NUL
  if (page.size() > static_cast<std::size_t>(INT_MAX)) return failure(ReadErrorCode::too_large, input.name, "HTML above 2 GB", "split the file");
  HtmlDocument document = parse(page, false);
  if (document == nullptr) {
    page = flattened(page);
    document = parse(page, true);
    text.notes.push_back("elements nested more than " + std::to_string(kDeepestParsed) + " deep were read without their layout");
  }
  if (document == nullptr) return failure(ReadErrorCode::damaged, input.name, "the HTML cannot be parsed");
  const xmlNode* root = reinterpret_cast<const xmlNode*>(document.get());
  const std::size_t whole = weigh(root, false, 0).text;
  const xmlNode* act = find_act(root, whole);
  const bool is_site = act != nullptr || page.find("<nav") != std::string::npos || page.find("viewport") != std::string::npos;
  Renderer renderer(input.options.max_output, is_site);
  renderer.children(act != nullptr ? act : root, 0);
  renderer.builder.end_line();
  if (act != nullptr) renderer.chrome += whole - std::min(whole, weigh(act, false, 0).text);
  if (renderer.chrome > 0) text.notes.push_back(std::to_string(renderer.chrome) + " bytes of the page around the act were left out");
  text.pages = std::move(renderer.builder.pages());
  text.regions = std::move(renderer.builder.regions);
  text.bytes = std::move(renderer.builder.bytes());
  while (text.bytes.size() > 1 && text.bytes.back() == '\n' && text.bytes[text.bytes.size() - 2] == '\n') text.bytes.pop_back();
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
