#pragma once
/// What the files of this room share; nothing outside includes it.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/model/text.h"
#include "corpus/text/canonical.h"
#include "corpus/text/find.h"

namespace tracuu::anatomy {

/// Half-open range of characters, of the canonical text or of a Head.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] bool empty() const { return end <= begin; }
};

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The beginning of a document made plain for the header rules: tags, table bars, heading marks and rules of Markdown and
/// HTML become blanks or line ends, " / " between words becomes a line end. Every character knows its canonical index.
struct Head {
  std::u16string chars;
  std::string folded;
  std::vector<std::size_t> origin;  ///< canonical index; origin[size()] = end of the part of the text that was read
  [[nodiscard]] std::size_t size() const { return chars.size(); }
  [[nodiscard]] std::string utf8(Span span) const;  ///< one line, trimmed
};

[[nodiscard]] Head read_head(const model::Text& text, const text::Canonical& canonical);

/// Reads header and trích yếu into `document.identity`.
void read_identity(const model::Text& text, const text::Canonical& canonical, model::Document& document);

/// Identity of a later part of an act that the gazette printed in several issues; false if the text does not begin as one.
[[nodiscard]] bool read_continuation(const text::Canonical& canonical, model::Identity& identity);

/// Finds Nơi nhận and signature; fills recipients, signer, signer_role. Returns where the block stands (canonical), empty if none.
[[nodiscard]] Span read_signature(const text::Canonical& canonical, model::Document& document);

/// Builds the tree of provisions.
void read_outline(const model::Text& text, const text::Canonical& canonical, Span signature, model::Document& document);

/// Text inside quotation marks: the new wording an amending act prescribes. Ascending, disjoint.
[[nodiscard]] std::vector<Span> find_quotations(const text::Canonical& canonical);

/// Share of words that are Vietnamese syllables, numbers or foreign words in Latin letters.
[[nodiscard]] double read_quality(const text::Canonical& canonical);

// --- words -----------------------------------------------------------------------------------------------------------

[[nodiscard]] inline bool is_blank(char c) { return c == ' ' || c == '\n'; }
[[nodiscard]] inline bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\x01'; }
[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// End of the folded `words` at `at`, any run of blanks and line ends for each blank of the pattern; kNone if they are not there.
/// A blank of the pattern may be missing next to punctuation or a digit ("ngày20 tháng").
[[nodiscard]] std::size_t match_words(std::string_view folded, std::size_t at, std::string_view words);

/// First place in [from, to) where `words` stand as whole words; kNone if nowhere.
[[nodiscard]] std::size_t find_words(std::string_view folded, std::string_view words, std::size_t from, std::size_t to = kNone);

/// Every letter in [begin, end) is a capital and there are at least two.
[[nodiscard]] bool all_caps(std::u16string_view chars, std::size_t begin, std::size_t end);

/// End of the line that holds `at`.
[[nodiscard]] std::size_t line_end(std::string_view folded, std::size_t at);

[[nodiscard]] std::size_t skip_blanks(std::string_view folded, std::size_t at, std::size_t to);

/// A date in words or figures at `at` (which stands at "ngày" or at the first digit).
struct ReadDate {
  model::Date date;      ///< unset if a part is left blank
  bool blank = false;    ///< "ngày     tháng 7 năm 2026"
  std::size_t end = 0;
};
[[nodiscard]] std::optional<ReadDate> read_date(std::string_view folded, std::size_t at, std::size_t to);

/// Value of a Roman numeral in folded letters ("xiv"); 0 if it is none.
[[nodiscard]] int roman_value(std::string_view folded);

}  // namespace tracuu::anatomy
