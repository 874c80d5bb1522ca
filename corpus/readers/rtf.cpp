/// RTF, read directly: unrtf and catdoc lose \u escapes, tables or fonts of Vietnamese files. Control words that carry text are
/// few; groups that hold none (fonts, styles, pictures, instructions of fields) are passed over.
#include <algorithm>
#include <array>
#include <map>

#include "corpus/readers/internal.h"
#include "corpus/readers/text_builder.h"
#include "corpus/text/canonical.h"
#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {
namespace {

constexpr std::array<std::string_view, 37> kTextless = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "colorschememapping", "latentstyles", "datastore", "listtable",
    "listoverridetable", "rsidtbl", "generator", "fldinst", "xmlnstbl", "mmathPr", "filetbl", "revtbl", "annotation", "atnid", "atnauthor",
    "atndate", "atnref", "bkmkstart", "bkmkend", "listname", "nonshppict", "sp", "sn", "sv", "userprops",
    "wgrffmtfilter", "operator", "author", "template", "private"};

struct State {
  bool skip = false;
  bool hidden = false;
  int unicode_skip = 1;  // \ucN: characters that stand for one \u in old readers
  int font = -1;
  bool caps = false;
  enum class Place : std::uint8_t { body, margin, note } place = Place::body;
};

struct Font {
  std::string name;
  int charset = 0;
};

class Parser {
 public:
  Parser(std::string_view rtf, std::size_t limit) : rtf_(rtf), builder(limit) {}

  void run() {
    while (at_ < rtf_.size() && !builder.is_full()) {
      const char c = rtf_[at_];
      if (c == '{') open();
      else if (c == '}') close();
      else if (c == '\\') control();
      else if (c == '\r' || c == '\n' || c == '\0') ++at_;
      else literal(c), ++at_;
    }
    flush();
    flush_table();
    builder.end_line();
    is_complete = stack_.empty();
  }

  bool is_complete = false;
  std::size_t deleted = 0;
  std::size_t margins = 0;

 private:
  void open() {
    flush();
    stack_.push_back(state_);
    if (stack_.size() > 5000) state_.skip = true;
    ++at_;
  }

  void close() {
    flush();
    ++at_;
    if (reading_font_ >= 0 && static_cast<int>(stack_.size()) <= font_depth_) reading_font_ = -1;
    if (stack_.empty()) return;
    const State inner = state_;
    state_ = stack_.back();
    stack_.pop_back();
    if (inner.place == State::Place::note && state_.place != State::Place::note) write_note_end();
  }

  void literal(char c) {
    if (pending_skip_ > 0) {
      --pending_skip_;
      return;
    }
    if (reading_font_ >= 0) {
      if (c != ';') fonts_[reading_font_].name += c;
      return;
    }
    if (!state_.skip && !state_.hidden) run_ += byte_to_utf8(static_cast<unsigned char>(c));
  }

  // One byte of the run's code page. 8-bit text stays in the windows-1252 reading; finish() finds old encodings in it.
  std::string byte_to_utf8(unsigned char b) const {
    const std::string one = text::from_windows_1252(std::string_view(reinterpret_cast<const char*>(&b), 1));
    const auto font = fonts_.find(state_.font);
    const int charset = font == fonts_.end() ? -1 : font->second.charset;
    const bool vietnamese = charset == 163 || (charset <= 1 && code_page_ == 1258);
    return vietnamese ? text::decode_as(text::Encoding::windows_1258_as_1252, one) : one;
  }

  void control() {
    ++at_;
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return word();
    ++at_;
    if (c == '\'') return hex();
    if (c == '~') return append(" ");
    if (c == '_') return append("-");
    if (c == '*') {
      state_.skip = !is_wanted_destination();
      return;
    }
    if (c == '\\' || c == '{' || c == '}') return literal(c);
    if (c == '\n' || c == '\r') return paragraph();
  }

  // "\*\..." marks a destination that old readers may pass over; few of them hold text of the document.
  [[nodiscard]] bool is_wanted_destination() const {
    const std::string_view rest = rtf_.substr(at_, 16);
    return rest.find("\\shppict") == std::string_view::npos && rest.substr(0, 8) == "\\shpinst";
  }

  void hex() {
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    if (at_ + 1 >= rtf_.size()) return;
    const int high = digit(rtf_[at_]), low = digit(rtf_[at_ + 1]);
    at_ += 2;
    if (high < 0 || low < 0) return;
    if (pending_skip_ > 0) {
      --pending_skip_;
      return;
    }
    if (!state_.skip && !state_.hidden && reading_font_ < 0) run_ += byte_to_utf8(static_cast<unsigned char>(high * 16 + low));
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < rtf_.size() && ((rtf_[at_] >= 'a' && rtf_[at_] <= 'z') || (rtf_[at_] >= 'A' && rtf_[at_] <= 'Z'))) ++at_;
    const std::string_view name = rtf_.substr(begin, at_ - begin);
    long value = 0;
    bool has_value = false, negative = false;
    if (at_ < rtf_.size() && rtf_[at_] == '-') {
      negative = true;
      ++at_;
    }
    for (; at_ < rtf_.size() && rtf_[at_] >= '0' && rtf_[at_] <= '9'; ++at_) {
      has_value = true;
      value = std::min(value * 10 + (rtf_[at_] - '0'), 100000000L);
    }
    if (negative) value = -value;
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    act(name, has_value, value);
  }

  void act(std::string_view name, bool has_value, long value) {
    if (name == "bin") {
      at_ = std::min(rtf_.size(), at_ + static_cast<std::size_t>(std::max(value, 0L)));
      return;
    }
    if (name == "u") return unicode(value);
    if (name == "uc") state_.unicode_skip = static_cast<int>(std::clamp(value, 0L, 16L));
    else if (name == "ansicpg") code_page_ = static_cast<int>(value);
    else if (name == "fonttbl") begin_fonts();
    else if (name == "f") select_font(static_cast<int>(value));
    else if (name == "fcharset" && reading_font_ >= 0) fonts_[reading_font_].charset = static_cast<int>(value);
    else if (name == "header" || name == "footer" || name == "headerl" || name == "headerr" || name == "headerf" || name == "footerl" ||
             name == "footerr" || name == "footerf") { state_.skip = true; ++margins; }
    else if (std::find(kTextless.begin(), kTextless.end(), name) != kTextless.end()) state_.skip = true;
    else if (name == "v") state_.hidden = !has_value || value != 0;
    else if (name == "deleted") { state_.hidden = !has_value || value != 0; ++deleted; }
    else if (name == "caps") { flush(); state_.caps = !has_value || value != 0; }
    else if (name == "plain") { flush(); state_.caps = state_.hidden = false; state_.font = default_font_; }
    else if (name == "deff") default_font_ = state_.font = static_cast<int>(value);
    else if (state_.skip) return;
    else if (name == "footnote") begin_note();
    else text_word(name);
  }

  void text_word(std::string_view name) {
    if (name == "par") paragraph();
    else if (name == "sect") paragraph();
    else if (name == "line") append("\n");
    else if (name == "tab") append("\t");
    else if (name == "page") { flush(); in_row_ ? builder.mark_page() : page(); }
    else if (name == "cell" || name == "nestcell") end_cell();
    else if (name == "row" || name == "nestrow") end_row();
    else if (name == "intbl") in_row_ = true;
    else if (name == "pard") in_row_ = false;
    else if (name == "emdash") append("—");
    else if (name == "endash") append("–");
    else if (name == "lquote") append("‘");
    else if (name == "rquote") append("’");
    else if (name == "ldblquote") append("“");
    else if (name == "rdblquote") append("”");
    else if (name == "bullet") append("-");
    else if (name == "chftn") append(note_mark(static_cast<std::size_t>(notes_ + (state_.place == State::Place::note ? 0 : 1))));
  }

  void page() {
    flush_table();
    builder.end_line();
    builder.page_break();
  }

  void unicode(long value) {
    pending_skip_ = 0;
    const auto code = static_cast<char16_t>(value < 0 ? value + 65536 : value);
    if (!state_.skip && !state_.hidden && reading_font_ < 0) units_ += code;
    if (reading_font_ < 0) {
      // Surrogates come as two \u; both are in units_ before anything else is appended.
      if (code < 0xD800 || code > 0xDFFF) run_ += text::to_utf8(std::exchange(units_, {}));
      else if (code >= 0xDC00) { run_ += "\xEF\xBF\xBD"; units_.clear(); }
    }
    pending_skip_ = state_.unicode_skip;
    if (pending_skip_ > 0 && at_ < rtf_.size() && (rtf_[at_] == '{' || rtf_[at_] == '}')) pending_skip_ = 0;
  }

  void append(std::string_view text) {
    if (pending_skip_ > 0) {
      --pending_skip_;
      return;
    }
    if (state_.skip || state_.hidden) return;
    if (text == "\n") {
      flush();
      target().line_break();
    } else {
      run_ += text;
    }
  }

  // What was collected in one font goes out; fonts of old encodings are decoded here.
  void flush() {
    if (run_.empty()) return;
    std::string run = std::exchange(run_, {});
    const auto font = fonts_.find(state_.font);
    if (font != fonts_.end()) run = decode_by_font(run, font->second.name);
    if (state_.caps) {
      std::u16string chars = text::canonical_chars(run);
      for (char16_t& c : chars) c = text::upper(c);
      run = text::to_utf8(chars);
    }
    if (!in_row_) flush_table();
    target().raw(run);
  }

  TextBuilder& target() { return in_row_ ? cell_ : builder; }

  void paragraph() {
    pending_skip_ = 0;
    if (state_.skip) return;
    flush();
    if (!in_row_ && !cells_.empty()) end_row();
    if (!in_row_) flush_table();
    target().end_line();
  }

  void end_cell() {
    flush();
    cell_.end_line();
    cells_.push_back(std::move(cell_.bytes()));
    cell_ = TextBuilder(1u << 24);
  }

  void end_row() {
    if (!cells_.empty()) rows_.push_back(std::move(cells_));
    cells_.clear();  // still in the table: only \\pard ends that
  }

  void flush_table() {
    if (!cells_.empty()) end_row();
    if (rows_.empty()) return;
    builder.table(rows_);
    rows_.clear();
  }

  void begin_fonts() {
    in_fonts_ = true;
    font_depth_ = static_cast<int>(stack_.size());
    state_.skip = true;
  }

  void select_font(int number) {
    if (in_fonts_ && static_cast<int>(stack_.size()) >= font_depth_ && state_.skip) {
      reading_font_ = number;
      fonts_[number] = {};
      return;
    }
    in_fonts_ = false;
    flush();
    state_.font = number;
  }

  void begin_note() {
    flush();
    ++notes_;
    state_.place = State::Place::note;
    append("[");
    append("note: ");
  }

  void write_note_end() { append("]"); }

  std::string_view rtf_;
  std::size_t at_ = 0;
  std::vector<State> stack_;
  State state_;
  std::map<int, Font> fonts_;
  bool in_fonts_ = false, in_row_ = false;
  int font_depth_ = 0, reading_font_ = -1, default_font_ = -1, code_page_ = 1252, pending_skip_ = 0, notes_ = 0;
  std::string run_;
  std::u16string units_;
  TextBuilder cell_{1u << 24};
  std::vector<std::string> cells_;
  std::vector<std::vector<std::string>> rows_;

 public:
  TextBuilder builder;
};

}  // namespace

OneText read_rtf(const Input& input) {
  Parser parser(input.bytes, input.options.max_output);
  parser.run();
  model::Text text;
  text.format = model::Format::rtf;
  if (!parser.is_complete) text.notes.emplace_back("the RTF is truncated; what there is was read");
  if (parser.deleted > 0) text.notes.emplace_back("tracked deletions were left out");
  if (parser.margins > 0) text.notes.emplace_back("page headers and footers were left out");
  text.pages = std::move(parser.builder.pages());
  text.regions = std::move(parser.builder.regions);
  text.bytes = std::move(parser.builder.bytes());
  return finish(std::move(text), input);
}

}  // namespace tracuu::readers::internal
