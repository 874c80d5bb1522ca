#include "query/report/docx_comments.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>

#include <pugixml.hpp>
#include <zip.h>

#include "corpus/text/canonical.h"
#include "query/report/terminal.h"

namespace tracuu::report {
namespace {

struct ZipClose {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, ZipClose>;

std::string part(zip_t* zip, const char* name) {
  zip_stat_t stat;
  if (zip_stat(zip, name, 0, &stat) != 0 || stat.size > (256u << 20)) return {};
  auto* file = zip_fopen(zip, name, 0);
  if (file == nullptr) return {};
  std::string bytes(stat.size, '\0');
  const auto read = zip_fread(file, bytes.data(), bytes.size());
  zip_fclose(file);
  return read == static_cast<zip_int64_t>(bytes.size()) ? bytes : std::string();
}

/// Replaces or adds a part; its time is fixed, because the clock must not enter (DESIGN rule 9).
bool put(zip_t* zip, const char* name, const std::string& bytes) {
  auto* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
  if (source == nullptr) return false;
  const auto index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  return zip_file_set_dostime(zip, static_cast<zip_uint64_t>(index), 0, 0x21, 0) == 0;  // 1980-01-01
}

/// Letters and digits of words, folded: what reading and laying out do to a text does not touch them.
std::string letters(std::string_view words) {
  std::string kept;
  for (const char c : text::fold(words)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) kept += c;
  }
  return kept;
}

std::string serialized(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

/// One run of a paragraph with the letters before it.
struct Run {
  pugi::xml_node node;
  std::size_t begin = 0, end = 0;
};
struct Paragraph {
  pugi::xml_node node;
  std::string letters;
  std::vector<Run> runs;
};

void collect_runs(pugi::xml_node node, Paragraph& paragraph) {
  for (const auto child : node.children()) {
    if (std::strcmp(child.name(), "w:r") == 0) {
      std::string words;
      for (const auto piece : child.children()) {
        if (std::strcmp(piece.name(), "w:t") == 0) words += piece.text().get();
      }
      const auto begin = paragraph.letters.size();
      paragraph.letters += letters(words);
      paragraph.runs.push_back({child, begin, paragraph.letters.size()});
    } else if (std::strcmp(child.name(), "w:hyperlink") == 0 || std::strcmp(child.name(), "w:ins") == 0 || std::strcmp(child.name(), "w:smartTag") == 0) {
      collect_runs(child, paragraph);
    }
  }
}

void collect_paragraphs(pugi::xml_node node, std::vector<Paragraph>& paragraphs) {
  for (const auto child : node.children()) {
    if (std::strcmp(child.name(), "w:p") == 0) {
      Paragraph paragraph;
      paragraph.node = child;
      collect_runs(child, paragraph);
      paragraphs.push_back(std::move(paragraph));
    } else {
      collect_paragraphs(child, paragraphs);
    }
  }
}

void mark(pugi::xml_node node, const char* name, const std::string& id, bool before) {
  auto made = before ? node.parent().insert_child_before(name, node) : node.parent().insert_child_after(name, node);
  made.append_attribute("w:id") = id.c_str();
}

void add_reference(pugi::xml_node after, const std::string& id) {
  auto run = after.parent().insert_child_after("w:r", after);
  run.append_child("w:commentReference").append_attribute("w:id") = id.c_str();
}

/// Where the words of a finding stand: paragraph, and the letters in it. The sentence decides between equal words.
struct Place {
  std::size_t paragraph = 0, begin = 0, end = 0;
};
std::optional<Place> place_of(const std::vector<Paragraph>& paragraphs, const FindingRow& row, std::size_t from) {
  const auto match = letters(row.sentence.match);
  if (match.empty()) return std::nullopt;
  auto before = letters(row.sentence.before);
  if (before.size() > 24) before.erase(0, before.size() - 24);
  for (const auto& wanted : {before + match, match}) {
    for (std::size_t round = 0; round < 2; ++round) {
      for (std::size_t i = round == 0 ? from : 0; i < paragraphs.size(); ++i) {
        const auto at = paragraphs[i].letters.find(wanted);
        if (at == std::string::npos) continue;
        return Place{i, at + wanted.size() - match.size(), at + wanted.size()};
      }
    }
  }
  return std::nullopt;
}

/// The byte of `words` before which `count` letters stand: the last such byte (what follows is a letter), or the first (what stands before is one).
enum class Side { before_letter, after_letter };
std::size_t byte_at(std::string_view words, std::size_t count, Side side) {
  const auto wanted = side == Side::before_letter ? count + 1 : count;
  std::size_t low = 0, high = words.size();  // letters of a prefix grow with it
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (letters(words.substr(0, middle)).size() >= wanted) high = middle;
    else low = middle + 1;
  }
  const auto continues = [&](std::size_t at) {
    const auto byte = at < words.size() ? static_cast<unsigned char>(words[at]) : 0;
    return (byte & 0xC0) == 0x80 || byte == 0xCC || byte == 0xCD;  // inside a character, or a mark that combines with it
  };
  if (side == Side::after_letter) {
    while (continues(low)) ++low;
    return low;
  }
  if (low > 0) --low;
  while (low > 0 && continues(low)) --low;
  return low;
}

/// Cuts run `i` in two, so that the letter number `at` of the paragraph begins the second (or ends the first). Only runs of one stretch of words
/// are cut; in others the comment covers the whole run. True if `i` is now the first half and `i + 1` the second.
bool split_run(Paragraph& paragraph, std::size_t i, std::size_t at, Side side) {
  const Run run = paragraph.runs[i];
  pugi::xml_node words;
  for (const auto child : run.node.children()) {
    if (std::strcmp(child.name(), "w:rPr") == 0) continue;
    if (std::strcmp(child.name(), "w:t") != 0 || words) return false;
    words = child;
  }
  if (!words) return false;
  const std::string text = words.text().get();
  const auto cut = byte_at(text, at - run.begin, side);
  if (cut == 0 || cut >= text.size()) return false;
  auto first = run.node.parent().insert_copy_before(run.node, run.node);
  const auto fill = [](pugi::xml_node node, const std::string& part) {
    auto piece = node.child("w:t");
    if (!piece.attribute("xml:space")) piece.append_attribute("xml:space") = "preserve";
    piece.text().set(part.c_str());
  };
  fill(first, text.substr(0, cut));
  fill(run.node, text.substr(cut));
  paragraph.runs[i] = {first, run.begin, at};
  paragraph.runs.insert(paragraph.runs.begin() + static_cast<std::ptrdiff_t>(i) + 1, {run.node, at, run.end});
  return true;
}

void comment_at(Paragraph& paragraph, const Place& place, const std::string& id) {
  const auto touches = [&](const Run& run) { return run.end > place.begin && run.begin < place.end; };
  const auto found = std::find_if(paragraph.runs.begin(), paragraph.runs.end(), touches);
  if (found == paragraph.runs.end()) return;
  auto first = static_cast<std::size_t>(found - paragraph.runs.begin());
  if (paragraph.runs[first].begin < place.begin && split_run(paragraph, first, place.begin, Side::before_letter)) ++first;
  auto last = first;
  while (last + 1 < paragraph.runs.size() && touches(paragraph.runs[last + 1])) ++last;
  if (paragraph.runs[last].end > place.end) split_run(paragraph, last, place.end, Side::after_letter);
  mark(paragraph.runs[first].node, "w:commentRangeStart", id, true);
  const auto node = paragraph.runs[last].node;
  mark(node, "w:commentRangeEnd", id, false);
  add_reference(node.next_sibling(), id);
}

void comment_paragraph(pugi::xml_node paragraph, const std::string& id) {
  auto run = paragraph.append_child("w:r");
  run.append_child("w:commentReference").append_attribute("w:id") = id.c_str();
}

std::vector<std::string> comment_words(const FindingRow& row, Language language) {
  std::vector<std::string> lines{capital_first(row.severity_words) + ": " + row.title + " (" + row.rule + ")"};
  if (!row.why.empty()) lines.push_back(capital_first(row.why));
  if (!row.candidates.empty()) lines.push_back(say(language, Msg::candidates_are, row.candidates));
  if (!row.suggestion.empty()) lines.push_back(capital_first(say(language, Msg::suggested_number, row.suggestion)));
  if (!row.fix.empty()) lines.push_back(say(language, Msg::how_to_fix, row.fix));
  if (!row.law.empty()) lines.push_back(say(language, Msg::source_of_rule, row.law));
  return lines;
}

void write_comment(pugi::xml_node comments, const std::string& id, const FindingRow& row, const std::string& date, Language language) {
  auto comment = comments.append_child("w:comment");
  comment.append_attribute("w:id") = id.c_str();
  comment.append_attribute("w:author") = "tracuu";
  if (!date.empty()) comment.append_attribute("w:date") = (date + "T00:00:00Z").c_str();
  comment.append_attribute("w:initials") = "tc";
  for (const auto& line : comment_words(row, language)) {
    auto words = comment.append_child("w:p").append_child("w:r").append_child("w:t");
    words.append_attribute("xml:space") = "preserve";
    words.text().set(harmless(line).c_str());
  }
}

constexpr const char* comments_kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

/// The part that holds the comments of the document, or will.
std::string comments_part(const pugi::xml_document& relations) {
  const std::string target = relations.child("Relationships").find_child_by_attribute("Relationship", "Type", comments_kind).attribute("Target").as_string("comments.xml");
  return target.starts_with('/') ? target.substr(1) : "word/" + target;
}

/// Says in the package that there are comments.
void declare(pugi::xml_document& types, pugi::xml_document& relations, const std::string& comments) {
  const auto name = "/" + comments;
  if (!types.child("Types").find_child_by_attribute("Override", "PartName", name.c_str())) {
    auto type = types.child("Types").append_child("Override");
    type.append_attribute("PartName") = name.c_str();
    type.append_attribute("ContentType") = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
  }
  if (!relations.child("Relationships").find_child_by_attribute("Relationship", "Type", comments_kind)) {
    auto relation = relations.child("Relationships").append_child("Relationship");
    relation.append_attribute("Id") = "rIdTracuuComments";
    relation.append_attribute("Type") = comments_kind;
    relation.append_attribute("Target") = "comments.xml";
  }
}

}  // namespace

tl::expected<Commented, std::string> comment_docx(const std::string& from, const std::string& to, const std::vector<FindingRow>& rows, const std::string& date, Language language) {
  std::error_code error;
  if (std::filesystem::equivalent(from, to, error)) return tl::make_unexpected(to + ": the copy must be another file");
  const auto beside = to + ".part";
  std::filesystem::copy_file(from, beside, std::filesystem::copy_options::overwrite_existing, error);
  if (error) return tl::make_unexpected(to + ": " + error.message());
  // The copy of a read-only original is to be worked on.
  std::filesystem::permissions(beside, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, std::filesystem::perm_options::add, error);
  const auto give_up = [&](const std::string& what) {
    std::filesystem::remove(beside, error);
    return tl::make_unexpected(what);
  };
  int code = 0;
  Zip zip(zip_open(beside.c_str(), 0, &code));
  if (!zip) return give_up(from + ": not a DOCX container");
  pugi::xml_document body, types, relations, comments;
  const auto load = [&](pugi::xml_document& into, const char* name) {
    const auto bytes = part(zip.get(), name);
    return !bytes.empty() && into.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_declaration);
  };
  if (!load(body, "word/document.xml") || !load(types, "[Content_Types].xml")) return give_up(from + ": word/document.xml or [Content_Types].xml cannot be read");
  if (!load(relations, "word/_rels/document.xml.rels")) {
    auto root = relations.append_child("Relationships");
    root.append_attribute("xmlns") = "http://schemas.openxmlformats.org/package/2006/relationships";
  }
  const auto comments_name = comments_part(relations);
  if (!load(comments, comments_name.c_str())) {
    auto declaration = comments.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    comments.append_child("w:comments").append_attribute("xmlns:w") = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  }
  auto list = comments.child("w:comments");
  int next = 0;
  for (const auto comment : list.children("w:comment")) next = std::max(next, comment.attribute("w:id").as_int() + 1);
  std::vector<Paragraph> paragraphs;
  collect_paragraphs(body.child("w:document").child("w:body"), paragraphs);
  if (paragraphs.empty()) return give_up(from + ": the document has no paragraphs");
  Commented result;
  std::size_t from_paragraph = 0;
  for (const auto& row : rows) {
    const auto id = std::to_string(next++);
    write_comment(list, id, row, date, language);
    if (const auto place = place_of(paragraphs, row, from_paragraph)) {
      comment_at(paragraphs[place->paragraph], *place, id);
      from_paragraph = place->paragraph;
      ++result.placed;
    } else {
      comment_paragraph(paragraphs.front().node, id);
      ++result.at_start;
    }
  }
  declare(types, relations, comments_name);
  const auto body_bytes = serialized(body), types_bytes = serialized(types), relation_bytes = serialized(relations), comment_bytes = serialized(comments);
  const bool stored = put(zip.get(), "word/document.xml", body_bytes) && put(zip.get(), "[Content_Types].xml", types_bytes) && put(zip.get(), "word/_rels/document.xml.rels", relation_bytes) &&
                      put(zip.get(), comments_name.c_str(), comment_bytes);
  if (!stored || zip_close(zip.get()) != 0) return give_up(to + ": cannot be written: " + zip_strerror(zip.get()));
  (void)zip.release();
  std::filesystem::rename(beside, to, error);
  if (error) return give_up(to + ": " + error.message());
  return result;
}

}  // namespace tracuu::report
