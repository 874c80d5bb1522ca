#pragma once
/// Tokens: the words that the index counts and queries look for. Vietnamese is written in syllables, and syllables rank
/// better than segmented words (RANKING.md, DESIGN section 5).
///
/// A token is a maximal run of letters and digits of canonical text; its term is that run in lower case with the tone mark
/// in its traditional place ("hoà" -> "hòa"). No stop list: không, được, phải carry the law. Boundaries are those of
/// break.rules, which keep citations whole; a citation's parts are its tokens. ICU's interpreter of these rules took 12 %
/// of a whole indexing run, so the parts are found by a table of character classes made from the same ICU properties
/// (3 times as fast, DESIGN section 4); a property test holds the two equal.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracuu::text {

/// Row of syllables.tsv.
using SyllableId = std::uint32_t;
inline constexpr SyllableId kUnlisted = 0xFFFFFFFF;

/// The frozen table of frequent tokens (syllables.tsv), the same for every index: a record may refer to its rows and stay
/// a pure function of its document (DESIGN rule 1).
class SyllableTable {
 public:
  static const SyllableTable& builtin();

  [[nodiscard]] SyllableId size() const { return static_cast<SyllableId>(terms_.size()); }
  [[nodiscard]] std::string_view term(SyllableId id) const { return terms_[id]; }
  /// Occurrences in the text it was counted on (16.6 million tokens).
  [[nodiscard]] std::uint32_t count(SyllableId id) const { return counts_[id]; }
  /// By term (lower case, NFC, tone placed); kUnlisted if the table lacks it.
  [[nodiscard]] SyllableId find(std::string_view term) const;
  /// Listed syllables that read `folded` (no diacritics, đ as d) when their marks are dropped, most frequent first.
  [[nodiscard]] const std::vector<SyllableId>& readings(std::string_view folded) const;

 private:
  SyllableTable();
  std::vector<std::string_view> terms_;
  std::vector<std::uint32_t> counts_;
  std::unordered_map<std::string_view, SyllableId> by_term_;
  std::unordered_map<std::string, std::vector<SyllableId>> readings_;
};

/// Changes whenever terms or ids of the same text would: part of an index's fingerprint.
[[nodiscard]] std::string tokens_version();

struct Token {
  std::uint32_t begin = 0;  ///< characters of the text that was tokenized
  std::uint32_t end = 0;
  SyllableId id = kUnlisted;
};

/// Term of one token: lower case, tone placed, at most 64 characters, as UTF-8. Never begins with 'A'..'Z', which are the
/// prefixes of an index.
[[nodiscard]] std::string term_of(std::u16string_view token);

/// One a thread: holds a memory of recent tokens.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Appends the tokens of canonical text in reading order. Linear in the text.
  void tokenize(std::u16string_view chars, std::vector<Token>& out);
  /// The same by break.rules themselves: the definition that tokenize is tested against. Slow.
  void tokenize_by_rules(std::u16string_view chars, std::vector<Token>& out);
  /// Terms of a short UTF-8 string (a query, a title), canonical form made first.
  [[nodiscard]] std::vector<std::string> terms(std::string_view utf8);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::text
