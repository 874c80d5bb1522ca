/// DOCX: libzip and pugixml. Body in reading order: paragraphs with their automatic numbers, tables, text boxes, results of
/// fields, inserted text; deleted text and comments are left out; footnotes, headers and footers stand at the end as regions.
#include <pugixml.hpp>

#include <cstring>
#include <memory>
#include <optional>
#include <set>

#include "corpus/readers/internal.h"
#include "corpus/readers/numbering.h"
#include "corpus/readers/text_builder.h"
#include "corpus/readers/zip_package.h"
#include "corpus/text/canonical.h"

namespace tracuu::readers::internal {
namespace {

constexpr int kDeepest = 300;
constexpr int kDeepestTable = 12;

bool is_on(const pugi::xml_node& node) {
  if (!node) return false;
  const std::string_view value = node.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off";
}

class Package {
 public:
  explicit Package(const Input& input) : input_(input) {}

  tl::expected<void, ReadError> open() {
    auto opened = ZipPackage::open(input_.bytes);
    if (!opened) return failure(ReadErrorCode::damaged, input_.name, "truncated or damaged DOCX (zip): " + opened.error().what, "fetch the file again", opened.error().what);
    package_.emplace(std::move(*opened));
    return {};
  }

  [[nodiscard]] bool has(const std::string& name) const { return package_->has(name); }
  [[nodiscard]] std::vector<std::string> names(std::string_view prefix) const { return package_->names(prefix); }

  /// Parses a member; an empty document if there is no such member.
  tl::expected<void, ReadError> parse(const std::string& name, pugi::xml_document& document) {
    const auto content = read(name);
    if (!content) return tl::make_unexpected(content.error());
    if (content->empty()) return {};
    const auto result = document.load_buffer(content->data(), content->size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!result && !document.document_element())
      return failure(ReadErrorCode::damaged, input_.name, name + " is broken XML at byte " + std::to_string(result.offset));
    if (!result) broken.push_back("XML is broken at byte " + std::to_string(result.offset) + " (" + name + "); what stands before it was read");
    return {};
  }

  std::vector<std::string> broken;  ///< notes on members that end in the middle

 private:
  tl::expected<std::string, ReadError> read(const std::string& name) {
    auto content = package_->read(name);
    if (content) return std::move(*content);
    const ZipError& error = content.error();
    if (error.code == ZipError::Code::too_large) return failure(ReadErrorCode::zip_bomb, input_.name, error.what, "do not open it before its sender is known");
    if (error.code == ZipError::Code::too_complex) return failure(ReadErrorCode::too_large, input_.name, error.what, "split the document");
    if (error.code == ZipError::Code::encrypted) return failure(ReadErrorCode::encrypted, input_.name, "the DOCX is encrypted", "save it without a password");
    return failure(ReadErrorCode::damaged, input_.name, error.what, "fetch the file again");
  }

  const Input& input_;
  std::optional<ZipPackage> package_;
};

// "word/document.xml", or what the package's relations say.
std::string main_part(Package& package) {
  pugi::xml_document relations;
  if (package.parse("_rels/.rels", relations)) {
    for (const auto& relation : relations.document_element().children("Relationship")) {
      const std::string_view type = relation.attribute("Type").as_string();
      if (type.size() < 15 || type.substr(type.size() - 15) != "/officeDocument") continue;
      std::string target = relation.attribute("Target").as_string();
      if (!target.empty() && target[0] == '/') target.erase(0, 1);
      if (package.has(target)) return target;
    }
  }
  return package.has("word/document.xml") ? "word/document.xml" : "";
}

class Renderer {
 public:
  Renderer(std::size_t limit, Numbering& numbering, bool has_rendered_pages)
      : builder(limit), limit_(limit), numbering_(numbering), has_rendered_pages_(has_rendered_pages) {}

  TextBuilder builder;
  std::vector<std::string> notes_cited;  // ids of footnotes ("f3") and endnotes ("e1") in reading order
  std::size_t deleted = 0, hidden = 0, alternative_chunks = 0;

  void blocks(const pugi::xml_node& parent, int depth) {
    if (depth > kDeepest || builder.is_full()) return;
    for (const pugi::xml_node& child : parent.children()) {
      const std::string_view name = child.name();
      if (name == "w:p") paragraph(child, depth);
      else if (name == "w:tbl") table(child, depth);
      else if (name == "w:altChunk") ++alternative_chunks;
      else if (name == "w:del" || name == "w:moveFrom") ++deleted;
      else if (name == "mc:AlternateContent") blocks(alternative(child), depth + 1);
      else if (name != "w:sectPr" && name != "w:tblPr" && name != "w:tcPr" && name != "w:sdtPr" && name != "w:sdtEndPr") blocks(child, depth + 1);
    }
  }

 private:
  static pugi::xml_node alternative(const pugi::xml_node& node) {
    const pugi::xml_node choice = node.child("mc:Choice"), fallback = node.child("mc:Fallback");
    return choice ? choice : fallback;
  }

  void new_page() { table_depth_ > 0 ? builder.mark_page() : builder.page_break(); }

  void paragraph(const pugi::xml_node& node, int depth) {
    if (depth > kDeepest || builder.is_full()) return;
    const pugi::xml_node properties = node.child("w:pPr");
    if (!has_rendered_pages_ && is_on(properties.child("w:pageBreakBefore"))) new_page();
    const std::string number = numbering_.next(properties);
    const std::string style = properties.child("w:pStyle").attribute("w:val").as_string();
    const std::string outer_font = paragraph_font_;
    const bool outer_caps = paragraph_caps_;
    paragraph_font_ = numbering_.style_font(style);
    paragraph_caps_ = numbering_.style_caps(style);
    const std::uint32_t begin = builder.offset();
    if (!number.empty()) builder.raw(number);
    const std::uint32_t after_number = builder.offset();
    std::vector<pugi::xml_node> outer_boxes = std::move(boxes_);
    boxes_.clear();
    inline_children(node, depth + 1);
    // A numbered paragraph without text is an empty line on paper, too.
    if (!number.empty() && builder.offset() == after_number) builder.bytes().resize(begin);
    // The paragraph mark itself may be deleted: then the next paragraph continues this one.
    if (!properties.child("w:rPr").child("w:del")) builder.end_line();
    std::vector<pugi::xml_node> boxes = std::move(boxes_);
    boxes_ = std::move(outer_boxes);
    for (const pugi::xml_node& box : boxes) blocks(box, depth + 2);
    paragraph_font_ = outer_font;
    paragraph_caps_ = outer_caps;
  }

  void inline_children(const pugi::xml_node& parent, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : parent.children()) {
      const std::string_view name = child.name();
      if (name == "w:r") run(child, depth + 1);
      else if (name == "w:del" || name == "w:moveFrom") ++deleted;
      else if (name == "m:t") builder.raw(child.child_value());
      else if (name == "mc:AlternateContent") inline_children(alternative(child), depth + 1);
      else if (name == "w:p") paragraph(child, depth + 1);
      else if (name != "w:pPr" && name != "w:sdtPr" && name != "w:sdtEndPr" && name != "w:rPr") inline_children(child, depth + 1);
    }
  }

  // A run inside a field's instruction is no text: "PAGE \* MERGEFORMAT" (w:instrText is not w:t, so only w:t counts).
  void run(const pugi::xml_node& node, int depth) {
    const pugi::xml_node properties = node.child("w:rPr");
    if (is_on(properties.child("w:vanish"))) {
      ++hidden;
      return;
    }
    std::string font = properties.child("w:rFonts").attribute("w:ascii").as_string();
    if (font.empty()) font = numbering_.style_font(properties.child("w:rStyle").attribute("w:val").as_string("\x01"));
    if (font.empty()) font = paragraph_font_;
    const pugi::xml_node own_caps = properties.child("w:caps");
    const bool caps = own_caps ? is_on(own_caps) : paragraph_caps_;
    run_children(node, font, caps, depth);
  }

  void run_children(const pugi::xml_node& node, const std::string& font, bool caps, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = child.name();
      if (name == "w:t") write(child.child_value(), font, caps);
      else if (name == "w:tab" || name == "w:ptab") tab();
      else if (name == "w:br") line_or_page(child);
      else if (name == "w:cr") builder.line_break();
      else if (name == "w:noBreakHyphen") builder.raw("-");
      else if (name == "w:sym") symbol(child);
      else if (name == "w:lastRenderedPageBreak") new_page();
      else if (name == "w:footnoteReference") cite_note("f", child);
      else if (name == "w:endnoteReference") cite_note("e", child);
      else if (name == "mc:AlternateContent") run_children(alternative(child), font, caps, depth + 1);
      else if (name == "w:drawing" || name == "w:pict" || name == "w:object") find_boxes(child, depth + 1);
      else if (name == "w:ruby") inline_children(child.child("w:rubyBase"), depth + 1);
    }
  }

  void write(const char* content, const std::string& font, bool caps) {
    std::string text = decode_by_font(content, font);
    if (caps) {
      std::u16string chars;
      std::string out;
      // Upper case character by character; bytes outside the canonical set must not change.
      chars = text::canonical_chars(text);
      const bool keeps_length = text.find_first_of("\t\r*") == std::string::npos && text.find("\xC2\xA0") == std::string::npos;
      if (keeps_length) {
        for (char16_t& c : chars) c = text::upper(c);
        text = text::to_utf8(chars);
      }
    }
    builder.raw(text);
  }

  // A tab at the start of a line is an indent.
  void tab() {
    if (!builder.at_line_start()) builder.raw("\t");
  }

  void line_or_page(const pugi::xml_node& node) {
    const std::string_view type = node.attribute("w:type").as_string();
    if (type != "page") return builder.line_break();
    builder.end_line();
    if (!has_rendered_pages_) new_page();
  }

  void symbol(const pugi::xml_node& node) {
    const unsigned code = std::strtoul(node.attribute("w:char").as_string(), nullptr, 16) & 0xFFFF;
    const std::string font = node.attribute("w:font").as_string();
    const bool picture = font.find("Wingdings") != std::string::npos || font.find("Webdings") != std::string::npos;
    if (code == 0xF0B7 || code == 0xF02D) builder.raw("-");
    else if (picture || code < 0x20) builder.raw(" ");
    else builder.raw(text::to_utf8(std::u16string(1, static_cast<char16_t>(code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code))));
  }

  void cite_note(const char* kind, const pugi::xml_node& node) {
    notes_cited.push_back(kind + std::string(node.attribute("w:id").as_string()));
    builder.raw(note_mark(notes_cited.size()));
  }

  void find_boxes(const pugi::xml_node& node, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : node.children()) {
      if (std::string_view(child.name()) == "w:txbxContent") boxes_.push_back(child);
      else if (std::string_view(child.name()) == "mc:AlternateContent") find_boxes(alternative(child), depth + 1);
      else find_boxes(child, depth + 1);
    }
  }

  void table(const pugi::xml_node& node, int depth) {
    if (table_depth_ >= kDeepestTable) return blocks(node, depth + 1);
    std::vector<std::vector<std::string>> rows;
    ++table_depth_;
    collect_rows(node, depth, rows);
    --table_depth_;
    if (table_depth_ > 0) {
      for (auto& row : rows)
        for (std::string& cell : row) nested_pages(cell);
    }
    builder.table(rows);
  }

  // Pages inside a nested table: one mark for the outer row.
  void nested_pages(std::string& cell) {
    const auto first = cell.find('\f');
    if (first == std::string::npos) return;
    std::string out;
    for (const char c : cell)
      if (c != '\f') out += c;
    cell = std::move(out);
    builder.mark_page();
  }

  void collect_rows(const pugi::xml_node& parent, int depth, std::vector<std::vector<std::string>>& rows) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : parent.children()) {
      const std::string_view name = child.name();
      if (name == "w:tr") {
        if (child.child("w:trPr").child("w:del")) {
          ++deleted;
          continue;
        }
        rows.emplace_back();
        collect_cells(child, depth + 1, rows.back());
      } else if (name == "w:sdt" || name == "w:sdtContent" || name == "w:ins" || name == "w:customXml") {
        collect_rows(child, depth + 1, rows);
      }
    }
  }

  void collect_cells(const pugi::xml_node& parent, int depth, std::vector<std::string>& cells) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : parent.children()) {
      const std::string_view name = child.name();
      if (name == "w:tc") {
        TextBuilder own(limit_);
        std::swap(own, builder);
        blocks(child, depth + 1);
        std::swap(own, builder);
        cells.push_back(std::move(own.bytes()));
      } else if (name == "w:sdt" || name == "w:sdtContent" || name == "w:customXml") {
        collect_cells(child, depth + 1, cells);
      }
    }
  }

  std::size_t limit_;
  Numbering& numbering_;
  bool has_rendered_pages_;
  int table_depth_ = 0;
  std::vector<pugi::xml_node> boxes_;
  std::string paragraph_font_;
  bool paragraph_caps_ = false;
};

// Footnotes and endnotes after the body, in the order of their numbers.
void append_notes(Renderer& renderer, const pugi::xml_document& footnotes, const pugi::xml_document& endnotes) {
  const std::vector<std::string> cited = renderer.notes_cited;
  for (std::size_t i = 0; i < cited.size(); ++i) {
    const bool foot = cited[i][0] == 'f';
    const pugi::xml_node root = (foot ? footnotes : endnotes).document_element();
    const pugi::xml_node note = root.find_child_by_attribute(foot ? "w:footnote" : "w:endnote", "w:id", cited[i].c_str() + 1);
    if (!note) continue;
    const std::uint32_t begin = renderer.builder.offset();
    renderer.builder.raw(note_mark(i + 1));
    renderer.builder.raw(" ");
    renderer.blocks(note, 0);
    renderer.builder.end_line();
    renderer.builder.regions.push_back({model::Region::Kind::footnote, {begin, renderer.builder.offset()}});
  }
}

// Headers and footers once each, when they hold words (page numbers are not kept).
tl::expected<void, ReadError> append_margins(Package& package, Renderer& renderer) {
  std::set<std::string> seen;
  for (const auto& [prefix, kind] : {std::pair{"word/header", model::Region::Kind::header}, {"word/footer", model::Region::Kind::footer}}) {
    for (const std::string& name : package.names(prefix)) {
      if (name.size() < 4 || name.substr(name.size() - 4) != ".xml") continue;
      pugi::xml_document part;
      if (auto parsed = package.parse(name, part); !parsed) return parsed;
      TextBuilder own(1u << 20);
      std::swap(own, renderer.builder);
      renderer.blocks(part.document_element(), 0);
      std::swap(own, renderer.builder);
      const std::u16string chars = text::canonical_chars(own.bytes());
      const auto letters = std::count_if(chars.begin(), chars.end(), [](char16_t c) { return text::is_letter(c); });
      if (letters < 4 || !seen.insert(own.bytes()).second) continue;
      renderer.builder.end_line();
      const std::uint32_t begin = renderer.builder.offset();
      renderer.builder.raw(own.bytes());
      renderer.builder.end_line();
      renderer.builder.regions.push_back({kind, {begin, renderer.builder.offset()}});
    }
  }
  return {};
}

bool has_descendant(const pugi::xml_node& root, std::string_view name) {
  struct Walker : pugi::xml_tree_walker {
    std::string_view name;
    bool found = false;
    bool for_each(pugi::xml_node& node) override {
      found = name == node.name();
      return !found;
    }
  } walker;
  walker.name = name;
  pugi::xml_node copy = root;
  copy.traverse(walker);
  return walker.found;
}

}  // namespace

OneText read_docx(const Input& input) {
  Package package(input);
  if (auto opened = package.open(); !opened) return tl::make_unexpected(std::move(opened.error()));
  const std::string main = main_part(package);
  if (main.empty()) {
    const char* what = package.has("xl/workbook.xml")            ? "a spreadsheet (XLSX), not a document"
                       : package.has("ppt/presentation.xml")     ? "a presentation (PPTX), not a document"
                       : package.has("content.xml")              ? "an OpenDocument file"
                                                                 : "a zip archive, not a DOCX document";
    return failure(ReadErrorCode::not_a_document, input.name, what, "save it as DOCX");
  }
  pugi::xml_document body, numbers, styles, footnotes, endnotes;
  for (const auto& [name, part] : std::initializer_list<std::pair<std::string, pugi::xml_document*>>{
           {main, &body}, {"word/numbering.xml", &numbers}, {"word/styles.xml", &styles}, {"word/footnotes.xml", &footnotes},
           {"word/endnotes.xml", &endnotes}})
    if (auto parsed = package.parse(name, *part); !parsed) return tl::make_unexpected(std::move(parsed.error()));
  Numbering numbering(numbers, styles);
  Renderer renderer(input.options.max_output, numbering, has_descendant(body, "w:lastRenderedPageBreak"));
  renderer.blocks(body.document_element(), 0);
  renderer.builder.end_line();
  append_notes(renderer, footnotes, endnotes);
  if (auto appended = append_margins(package, renderer); !appended) return tl::make_unexpected(std::move(appended.error()));

  model::Text text;
  text.format = model::Format::docx;
  const auto note = [&](std::size_t count, const char* what) {
    if (count > 0) text.notes.push_back(std::to_string(count) + " " + what);
  };
  text.notes = package.broken;
  note(renderer.deleted, "tracked deletions were left out");
  note(renderer.hidden, "hidden runs were left out");
  note(renderer.alternative_chunks, "embedded documents (altChunk) were not read");
  if (package.has("word/comments.xml")) text.notes.emplace_back("comments were left out");
  text.pages = std::move(renderer.builder.pages());
  text.regions = std::move(renderer.builder.regions);
  text.bytes = std::move(renderer.builder.bytes());
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
