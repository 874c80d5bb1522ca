/// PDF through pdftotext (poppler-utils), pages kept as form feeds; scans through ocrmypdf and tesseract when asked.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "corpus/readers/converter.h"
#include "corpus/readers/internal.h"
#include "corpus/readers/pdf_cells.h"
#include "corpus/readers/pdf_notes.h"

namespace tracuu::readers::internal {
namespace {

constexpr Converter kPdfToText{"pdftotext", "poppler-utils"};
constexpr Converter kOcr{"ocrmypdf", "ocrmypdf tesseract-ocr-vie"};

constexpr std::size_t kLongestMargin = 240;  // bytes; "Tài liệu này thuộc sở hữu của ... nghiêm cấm" has 137

bool contains(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

ReadError judge_failure(const Input& input, const Conversion& run) {
  const auto error = [&](ReadErrorCode code, std::string what, std::string hint) {
    return ReadError{code, std::string(input.name), std::move(what), std::move(hint), run.errors, 0};
  };
  if (contains(run.errors, "ncorrect password") || contains(run.errors, "ncrypt"))
    return error(ReadErrorCode::encrypted, "the PDF is encrypted", "save it without a password");
  if (contains(run.errors, "ermission") || run.exit_code == 3)
    return error(ReadErrorCode::encrypted, "the PDF does not allow its text to be copied", "save it without restrictions");
  if (contains(run.errors, "xref") || contains(run.errors, "trailer") || contains(run.errors, "Syntax Error") || run.exit_code == 1)
    return error(ReadErrorCode::damaged, "the PDF is truncated or damaged", "fetch the file again");
  return error(ReadErrorCode::converter_failed, "pdftotext failed with exit code " + std::to_string(run.exit_code), {});
}

struct Line {
  std::string text;
  double left = 0, right = 0, top = 0, height = 0;
  bool ends_flow = false;
  bool begins_note = false;  // nothing but the number of a footnote
};

// One number of an attribute: xMin="111.17".
double number_of(std::string_view tag, std::string_view key) {
  const std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return 0;
  double value = 0;
  const char* begin = tag.data() + at + key.size() + 2;
  std::from_chars(begin, tag.data() + tag.size(), value);
  return value;
}

void append_unescaped(std::string& out, std::string_view xml) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  while (!xml.empty()) {
    const std::size_t at = std::min(xml.find('&'), xml.size());
    out.append(xml.substr(0, at));
    xml.remove_prefix(at);
    if (xml.empty()) return;
    const auto entity = std::find_if(kEntities.begin(), kEntities.end(), [&](const auto& e) { return xml.substr(0, e.first.size()) == e.first; });
    out += entity == kEntities.end() ? '&' : entity->second;
    xml.remove_prefix(entity == kEntities.end() ? 1 : entity->first.size());
  }
}

std::size_t visible_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; }));
}

struct Layer {
  std::string text;                 // pages end with form feeds
  std::vector<model::Region> margins;  // running heads and page numbers
  std::size_t pages = 0;
  std::size_t pages_without_text = 0;
};

/// Reads the output of `pdftotext -bbox-layout`: pages, flows (columns), lines, words with their places. The plain output
/// would drop hyphens at line ends ("số 27-" / "NQ/TW" becomes 27NQ/TW), `-layout` interleaves the lines of columns, `-raw`
/// glues words; the places let us keep all three right.
class LayerReader {
 public:
  Layer read(std::string_view xml) {
    while (!xml.empty()) {
      const std::size_t end = std::min(xml.find('\n'), xml.size());
      line(xml.substr(0, end));
      xml.remove_prefix(std::min(end + 1, xml.size()));
    }
    find_margins();
    return std::move(layer_);
  }

 private:
  void line(std::string_view s) {
    const std::size_t first = s.find('<');
    if (first == std::string_view::npos) return;
    s.remove_prefix(first);
    if (s.substr(0, 6) == "<word ") return word(s);
    if (s.substr(0, 7) == "</line>") return end_line();
    if (s.substr(0, 8) == "</block>") end_block();
    else if (s.substr(0, 7) == "</flow>") end_flow();
    else if (s.substr(0, 7) == "</page>") end_page();
  }

  void word(std::string_view s) {
    const std::size_t open = s.find('>'), close = s.rfind("</word>");
    if (open == std::string_view::npos || close == std::string_view::npos || close <= open) return;
    const std::string_view tag = s.substr(0, open);
    PlacedWord word;
    append_unescaped(word.text, s.substr(open + 1, close - open - 1));
    word.left = number_of(tag, "xMin");
    word.right = number_of(tag, "xMax");
    word.top = number_of(tag, "yMin");
    word.height = number_of(tag, "yMax") - word.top;
    words_.push_back(std::move(word));
  }

  void end_line() {
    if (!words_.empty()) block_.push_back(std::move(words_));
    words_.clear();
  }

  void end_block() {
    if (!block_.empty()) blocks_.push_back({std::move(block_), false});
    block_.clear();
  }

  void end_flow() {
    if (!blocks_.empty()) blocks_.back().ends_flow = true;
  }

  // Cells side by side that poppler took for one block are flows of their own.
  void write_blocks() {
    std::vector<Block> page;
    for (PageBlock& block : blocks_) page.push_back(std::move(block.lines));
    notes_ = numbers_of_notes(page);
    const std::vector<std::vector<Block>> cells = split_cells(page);
    for (std::size_t i = 0; i < page.size(); ++i) {
      for (const Block& cell : cells[i]) {
        for (const WordLine& words : cell) lines_.push_back(line_of(words));
        lines_.back().ends_flow = true;
      }
      if (!cells[i].empty()) continue;
      for (const WordLine& words : page[i]) lines_.push_back(line_of(words));
      lines_.back().ends_flow = blocks_[i].ends_flow;
    }
    blocks_.clear();
  }

  // A raised number is a note's mark where its note stands on the page, or where it goes on from the last one.
  [[nodiscard]] std::optional<int> mark_of(const WordLine& words, std::size_t i) {
    std::optional<int> number;
    if (i > 0) number = raised_number(words[i - 1], words[i]);
    if (!number || (notes_.count(*number) == 0 && *number != last_mark_ + 1)) return std::nullopt;
    if (notes_.count(*number) == 0 && last_mark_ == 0) return std::nullopt;  // an exponent
    last_mark_ = *number;
    return number;
  }

  // Words of two fonts may touch ("27-NQ/TW" with an italic part): no blank where there is none on paper.
  Line line_of(const WordLine& words) {
    Line line{{}, words.front().left, words.back().right, words.front().top, words.front().height};
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (const auto mark = mark_of(words, i)) {
        line.text += note_mark(static_cast<std::size_t>(*mark));
        continue;
      }
      if (i > 0 && words[i].left - words[i - 1].right > 0.08 * std::min(words[i].height, words[i - 1].height)) line.text += ' ';
      else if (i > 0 && words[i].left < words[i - 1].left) line.text += ' ';
      line.text += words[i].text;
    }
    const auto number = words.size() == 1 ? number_of_mark(words[0]) : std::nullopt;
    line.begins_note = number && notes_.count(*number) > 0 && *number <= last_mark_;
    return line;
  }

  // "19" above the first words of its note becomes "[19] Khoản này".
  void join_notes() {
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      Line& next = lines_[i + 1];
      if (!lines_[i].begins_note || next.left < lines_[i].left || next.top > lines_[i].top + lines_[i].height) continue;
      next.text = '[' + lines_[i].text + "] " + next.text;
      lines_[i].text.clear();
    }
  }

  // A number or a day that was stamped or typed into a form stands in a flow of its own, on the line it belongs to:
  // "Số: 34" + "/2025/QĐ-UBND", "Hà Nội, ngày" + "tháng 8 năm 2025".
  static bool continues(const Line& line, const Line& next) {
    const double overlap = std::min(line.top + line.height, next.top + next.height) - std::max(line.top, next.top);
    if (overlap < 0.5 * std::min(line.height, next.height)) return false;
    const double gap = next.left - line.right;
    if (gap < -0.5 * line.height || gap > 5 * line.height) return false;
    const auto ends = [&](std::string_view words) {
      const std::string_view text = line.text;
      return text.size() >= words.size() && text.substr(text.size() - words.size()) == words;
    };
    const auto begins = [&](std::string_view words) { return std::string_view(next.text).substr(0, words.size()) == words; };
    const bool is_number = line.text.size() < 24 && line.text.find("Số") != std::string::npos &&
                           (begins("/") || begins("-") || (next.text[0] >= '0' && next.text[0] <= '9'));
    return is_number || ((ends("ngày") || ends("tháng")) && next.text.size() < 40 && (begins("tháng") || begins("năm") || next.text[0] <= '9'));
  }

  void join_lines() {
    for (std::size_t i = 0; i < lines_.size() && i < 40; ++i) {
      for (std::size_t k = 0; k < lines_.size() && k < 40; ++k) {
        if (k == i || lines_[i].text.empty() || lines_[k].text.empty() || !continues(lines_[i], lines_[k])) continue;
        if (lines_[k].left - lines_[i].right > 0.15 * lines_[i].height) lines_[i].text += ' ';
        lines_[i].text += lines_[k].text;
        lines_[i].right = lines_[k].right;
        lines_[k].text.clear();
        k = static_cast<std::size_t>(-1);  // the longer line may be continued in turn
      }
    }
  }

  void end_page() {
    end_block();
    write_blocks();
    join_lines();
    join_notes();
    std::size_t visible = 0;
    bool is_empty = true;
    const std::size_t first_edge = edges_.size();
    for (const Line& line : lines_) {
      if (line.text.empty()) continue;
      is_empty = false;
      // Real lines of text, not the letters of a watermark turned on its side or a stamp.
      if (visible_bytes(line.text) >= 12) visible += visible_bytes(line.text);
      const auto begin = static_cast<std::uint32_t>(layer_.text.size());
      (layer_.text += line.text) += '\n';
      edges_.push_back({{begin, static_cast<std::uint32_t>(layer_.text.size())}, static_cast<long>(layer_.pages), true});
      if (line.ends_flow) layer_.text += '\n';
    }
    keep_edges(first_edge);
    lines_.clear();
    while (!is_empty && layer_.text.size() > 1 && layer_.text.back() == '\n' && layer_.text[layer_.text.size() - 2] == '\n') layer_.text.pop_back();
    layer_.text += '\f';
    ++layer_.pages;
    layer_.pages_without_text += visible < 60;
  }

  struct PageBlock {
    Block lines;
    bool ends_flow;
  };

  struct Edge {
    model::ByteRange range;
    long page;
    bool at_top;
  };

  // Of the lines of a page only the first three and the last two can be margins; below the stamp of a digital signature on
  // the first page a few more.
  void keep_edges(std::size_t first) {
    const std::size_t count = edges_.size() - first, tops = layer_.pages == 0 ? 8 : 3;
    if (count <= tops + 2) {
      edges_.resize(first);  // a page of so few lines is all text
      return;
    }
    edges_.erase(edges_.begin() + static_cast<std::ptrdiff_t>(first + tops), edges_.end() - 2);
    edges_[first + tops].at_top = edges_[first + tops + 1].at_top = false;
  }

  // The line with numbers as '#'. A bare number is the page's when it runs along with the pages; else it may be a row of a table.
  [[nodiscard]] std::string shape_of(const Edge& edge) const {
    std::string shape;
    for (const char c : model::slice(layer_.text, edge.range)) {
      const bool digit = c >= '0' && c <= '9';
      if (digit && !shape.empty() && shape.back() == '#') continue;
      if (c != ' ' && c != '\n') shape += digit ? '#' : c;
    }
    if (shape == "#") shape += std::to_string(std::atol(layer_.text.c_str() + edge.range.begin) - edge.page);
    return shape;
  }

  // What stands at the edge of many pages, whatever its digits, is furniture: "CÔNG BÁO/Số 987 + 988/Ngày 25-8-2024", "12". A
  // line of the first page must be on the next two as well: the heads of annexed forms repeat, and the act begins with one.
  void find_margins() {
    std::map<std::string, std::size_t> counts;
    std::set<std::string> near;  // on pages 2 and 3
    for (const Edge& edge : edges_) {
      if (edge.page == 1 || edge.page == 2) near.insert(shape_of(edge));
      ++counts[shape_of(edge)];
    }
    for (const Edge& edge : edges_) {
      const std::string shape = shape_of(edge);
      const std::size_t count = counts[shape];
      if (edge.range.size() > kLongestMargin || count < 3 || count * 10 < layer_.pages * 3) continue;
      if (edge.page == 0 && near.count(shape) == 0) continue;
      layer_.margins.push_back({edge.at_top ? model::Region::Kind::header : model::Region::Kind::footer, edge.range});
    }
  }

  Layer layer_;
  std::vector<Edge> edges_;
  WordLine words_;
  Block block_;
  std::vector<PageBlock> blocks_;
  std::set<int> notes_;  // of this page
  int last_mark_ = 0;
  std::vector<Line> lines_;
};

tl::expected<Layer, ReadError> text_layer(const std::string& path, const Input& input) {
  auto run = run_converter(kPdfToText, {"-q", "-bbox-layout", "-enc", "UTF-8", "-eol", "unix", path, "-"}, input, Appetite::markup);
  if (!run) return tl::make_unexpected(std::move(run.error()));
  if (run->exit_code != 0) {
    // -q hides the reason: ask again, aloud.
    if (auto loud = run_converter(kPdfToText, {"-enc", "UTF-8", path, "-"}, input)) run = std::move(loud);
    return tl::make_unexpected(judge_failure(input, *run));
  }
  return LayerReader{}.read(run->output);
}

class TemporaryName {
 public:
  TemporaryName() {
    const char* folder = std::getenv("TMPDIR");
    path_ = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/tracuu-ocr-XXXXXX.pdf";
    const int fd = ::mkstemps(path_.data(), 4);
    if (fd >= 0) ::close(fd);
  }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;
  ~TemporaryName() { ::unlink(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

tl::expected<Layer, ReadError> recognise(const std::string& path, const Input& input) {
  const TemporaryName output;
  auto run = run_converter(kOcr, {"--force-ocr", "--language", "vie", "--jobs", "1", "--quiet", "--output-type", "pdf", path, output.path()},
                           input, Appetite::recognition);
  if (!run) return tl::make_unexpected(std::move(run.error()));
  if (run->exit_code != 0)
    return tl::make_unexpected(ReadError{ReadErrorCode::converter_failed, std::string(input.name),
                                         "ocrmypdf failed with exit code " + std::to_string(run->exit_code) + ": " + run->errors,
                                         "check that tesseract-ocr-vie is installed", run->errors, 0});
  return text_layer(output.path(), input);
}

}  // namespace

OneText read_pdf(const Input& input) {
  const ConverterFile file(input, ".pdf");
  if (file.path().empty()) return failure(ReadErrorCode::unreadable, input.name, "no temporary file could be written");
  auto layer = text_layer(file.path(), input);
  if (!layer) return tl::make_unexpected(std::move(layer.error()));
  model::Text text;
  text.format = model::Format::pdf;
  if (layer->pages_without_text * 10 > layer->pages * 9) {
    if (!input.options.ocr)
      return failure(ReadErrorCode::no_text_layer, input.name,
                     "the PDF has no text layer (" + std::to_string(layer->pages) + " pages of images)",
                     "--ocr reads it with ocrmypdf and tesseract", std::to_string(layer->pages));
    layer = recognise(file.path(), input);
    if (!layer) return tl::make_unexpected(std::move(layer.error()));
    text.ocr = true;
    text.notes.emplace_back("text from optical character recognition");
  }
  if (layer->pages_without_text > 0)
    text.notes.push_back(std::to_string(layer->pages_without_text) + " of " + std::to_string(layer->pages) + " pages have hardly any text");
  text.regions = std::move(layer->margins);
  text.bytes = std::move(layer->text);
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
