#include "query/report/reading_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/report/terminal.h"

namespace tracuu::report {
namespace {

struct Reason {
  std::string_view code;
  Msg why, todo;
};

constexpr Reason kReasons[] = {
    {"unreadable", Msg::read_unreadable, Msg::todo_unreadable},
    {"permission-denied", Msg::read_permission_denied, Msg::todo_permission_denied},
    {"vanished", Msg::read_vanished, Msg::todo_vanished},
    {"empty", Msg::read_empty, Msg::todo_empty},
    {"not-a-document", Msg::read_not_a_document, Msg::todo_not_a_document},
    {"no-records", Msg::read_no_records, Msg::todo_no_records},
    {"no-text-layer", Msg::read_no_text_layer, Msg::todo_no_text_layer},
    {"converter-missing", Msg::read_converter_missing, Msg::todo_converter_missing},
    {"converter-failed", Msg::read_converter_failed, Msg::todo_converter_failed},
    {"too-large", Msg::read_too_large, Msg::todo_too_large},
    {"zip-bomb", Msg::read_zip_bomb, Msg::todo_zip_bomb},
    {"damaged", Msg::read_damaged, Msg::todo_damaged},
    {"encrypted", Msg::read_encrypted, Msg::todo_encrypted},
    {"timeout", Msg::read_timeout, Msg::todo_timeout},
    {"missing", Msg::skip_missing, Msg::todo_missing},
    {"loop", Msg::skip_loop, Msg::todo_nothing},
    {"hidden", Msg::skip_hidden, Msg::todo_hidden},
    {"special", Msg::skip_special, Msg::todo_special},
    {"unknown-type", Msg::skip_unknown_type, Msg::todo_unknown_type},
    {"duplicate", Msg::skip_duplicate, Msg::todo_nothing},
    {"key-taken", Msg::skip_key_taken, Msg::todo_key_taken},
    {"internal", Msg::skip_internal, Msg::todo_internal},
};

const Reason* reason_of(std::string_view code) {
  const auto found = std::find_if(std::begin(kReasons), std::end(kReasons), [&](const Reason& reason) { return reason.code == code; });
  return found == std::end(kReasons) ? nullptr : found;
}

/// The notes of the readers: their English with "{}" for what varies, and the message that says the same.
struct Note {
  std::string_view english;
  Msg words;
};

constexpr Note kNotes[] = {
    {"{} bytes of the page around the act were left out", Msg::note_page_around},
    {"{} paragraphs in {} were decoded; offsets refer to the decoded text", Msg::note_decoded},
    {"{} bytes that are not UTF-8 were replaced by U+FFFD", Msg::note_replaced_bytes},
    {"not UTF-8: read as an 8-bit encoding; offsets refer to the converted text", Msg::note_eight_bit},
    {"converted from UTF-16; offsets refer to the converted text", Msg::note_utf16},
    {"{} tracked deletions were left out", Msg::note_deletions},
    {"tracked deletions were left out", Msg::note_deletions_uncounted},
    {"{} hidden runs were left out", Msg::note_hidden},
    {"{} embedded documents (altChunk) were not read", Msg::note_embedded},
    {"comments were left out", Msg::note_comments},
    {"page headers and footers were left out", Msg::note_margins},
    {"the RTF is truncated; what there is was read", Msg::note_rtf_truncated},
    {"elements nested more than {} deep were read without their layout", Msg::note_deep},
    {"antiword could not read it; text from catdoc", Msg::note_catdoc},
    {"antiword is not installed: read without automatic numbers (apt install antiword)", Msg::note_without_antiword},
    {"antiword loses words of it: read directly, without automatic numbers", Msg::note_antiword_loses},
    {"antiword could not read it: read directly, without automatic numbers", Msg::note_antiword_fails},
    {"text from optical character recognition", Msg::note_ocr},
    {"{} of {} pages have hardly any text", Msg::note_pages_without_text},
    {"XML is broken at byte {} ({}); what stands before it was read", Msg::note_broken_xml},
    {"records of {} came before, apart from these: not one document in the file", Msg::note_records_apart},
    {"line {} {}; passed over", Msg::note_broken_line},
    {"further broken lines follow", Msg::note_broken_lines},
    {"{} (after {} documents)", Msg::note_broken_off},
};

/// What stands for the "{}" of the pattern, the shortest from the left; nothing where the text is not of that pattern.
std::optional<std::vector<std::string_view>> matched(std::string_view pattern, std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto hole = pattern.find("{}");
    if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
    if (hole == std::string_view::npos) return text.size() == pattern.size() ? std::optional(parts) : std::nullopt;
    text.remove_prefix(hole);
    pattern.remove_prefix(hole + 2);
    const auto next = pattern.substr(0, pattern.find("{}"));
    const auto end = next.size() == pattern.size() ? (text.ends_with(next) ? text.size() - next.size() : std::string_view::npos) : text.find(next);
    if (end == std::string_view::npos) return std::nullopt;
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// Names of encodings as officers know them, and numbers as Vietnamese writes them.
std::string known_as(std::string_view part) {
  if (part == "tcvn3") return "TCVN3 (ABC)";
  if (part == "vni") return "VNI";
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
  return error == std::errc() && end == part.data() + part.size() ? grouped(number, '.') : std::string(part);
}

std::string in_brackets(std::string_view detail) { return detail.empty() ? std::string() : " (" + std::string(detail) + ")"; }

}  // namespace

std::string unread_reason(Language language, std::string_view code) {
  const Reason* reason = reason_of(code);
  return reason == nullptr ? std::string(code) : say(language, reason->why, "");
}

std::string unread_words(Language language, std::string_view code, std::string_view what, std::string_view detail) {
  const Reason* reason = reason_of(code);
  if (reason == nullptr) return std::string(what.empty() ? code : what);
  const std::string why = language == Language::en && !what.empty() ? std::string(what) : say(language, reason->why, in_brackets(detail));
  return why + "; " + say(language, reason->todo, detail);
}

std::string note_words(Language language, std::string_view english) {
  if (language == Language::en) return std::string(english);
  for (const Note& note : kNotes) {
    const auto parts = matched(note.english, english);
    if (!parts) continue;
    const auto part = [&](std::size_t i) { return i < parts->size() ? known_as((*parts)[i]) : std::string(); };
    return say(language, note.words, part(0), part(1));
  }
  return std::string(english);
}

}  // namespace tracuu::report
