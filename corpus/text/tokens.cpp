#include "corpus/text/tokens.h"

#include <array>
#include <charconv>
#include <cstring>
#include <stdexcept>

#include <unicode/rbbi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uvernum.h>

#include "corpus/text/canonical.h"

extern "C" {
extern const char tracuu_break_rules_begin[], tracuu_break_rules_end[];
extern const char tracuu_syllables_begin[], tracuu_syllables_end[];
}

namespace tracuu::text {
namespace {

constexpr std::size_t kLongestTerm = 64;
constexpr std::int32_t kCitationStatus = 300;
constexpr std::int32_t kWordStatus = 200;

std::string_view break_rules() {
  return {tracuu_break_rules_begin, static_cast<std::size_t>(tracuu_break_rules_end - tracuu_break_rules_begin)};
}

std::string_view syllables_tsv() {
  return {tracuu_syllables_begin, static_cast<std::size_t>(tracuu_syllables_end - tracuu_syllables_begin)};
}

// FNV-1a: stable across machines, so that it can be stored.
std::uint64_t fingerprint(std::string_view bytes, std::uint64_t hash = 0xcbf29ce484222325u) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

// Compiled once; every thread works on a clone.
const icu::RuleBasedBreakIterator& prototype() {
  static const std::unique_ptr<const icu::RuleBasedBreakIterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const std::string_view rules = break_rules();
    auto made = std::make_unique<icu::RuleBasedBreakIterator>(
        icu::UnicodeString::fromUTF8({rules.data(), static_cast<std::int32_t>(rules.size())}), where, status);
    if (U_FAILURE(status))
      throw std::logic_error("break.rules line " + std::to_string(where.line) + ": " + u_errorName(status));
    return made;
  }();
  return *instance;
}

std::u16string term_chars(std::u16string_view token) {
  std::u16string term(token.substr(0, kLongestTerm));
  for (char16_t& c : term) c = lower(c);
  place_tone(term);
  return term;
}

// Letters, marks and numbers: $Word of break.rules, for every character of the BMP.
class WordTable {
 public:
  static const WordTable& builtin() {
    static const WordTable instance;
    return instance;
  }
  [[nodiscard]] bool is_word(char16_t c) const { return word_[c]; }

 private:
  WordTable() {
    constexpr std::uint32_t kWord = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
    for (UChar32 c = 0; c < 0x10000; ++c) word_[static_cast<std::size_t>(c)] = (U_GET_GC_MASK(c) & kWord) != 0;
  }
  std::array<bool, 0x10000> word_{};
};

// Direct-mapped memory of tokens as printed: most tokens of a text were seen a moment ago.
class RecentTokens {
 public:
  SyllableId find(std::u16string_view token) {
    if (token.size() > kLongest) return look_up(token);
    std::uint32_t hash = 2166136261u;
    for (const char16_t c : token) hash = (hash ^ c) * 16777619u;
    Entry& entry = entries_[(hash ^ hash >> 15) % entries_.size()];
    if (entry.size != token.size() || std::memcmp(entry.chars.data(), token.data(), token.size() * sizeof(char16_t)) != 0) {
      entry.size = static_cast<std::uint8_t>(token.size());
      std::memcpy(entry.chars.data(), token.data(), token.size() * sizeof(char16_t));
      entry.id = look_up(token);
    }
    return entry.id;
  }

 private:
  static constexpr std::size_t kLongest = 12;
  struct Entry {
    std::array<char16_t, kLongest> chars{};
    std::uint8_t size = 0;
    SyllableId id = kUnlisted;
  };

  static SyllableId look_up(std::u16string_view token) { return SyllableTable::builtin().find(to_utf8(term_chars(token))); }

  std::vector<Entry> entries_ = std::vector<Entry>(8192);
};

}  // namespace

SyllableTable::SyllableTable() {
  std::string_view rest = syllables_tsv();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) throw std::logic_error("syllables.tsv: a row lacks its count: " + std::string(line));
    std::uint32_t count = 0;
    std::from_chars(line.data() + tab + 1, line.data() + line.size(), count);
    by_term_.emplace(line.substr(0, tab), size());
    readings_[fold(line.substr(0, tab))].push_back(size());
    terms_.push_back(line.substr(0, tab));
    counts_.push_back(count);
  }
}

const SyllableTable& SyllableTable::builtin() {
  static const SyllableTable instance;
  return instance;
}

SyllableId SyllableTable::find(std::string_view term) const {
  const auto found = by_term_.find(term);
  return found == by_term_.end() ? kUnlisted : found->second;
}

const std::vector<SyllableId>& SyllableTable::readings(std::string_view folded) const {
  static const std::vector<SyllableId> none;
  const auto found = readings_.find(std::string(folded));
  return found == readings_.end() ? none : found->second;
}

std::string tokens_version() {
  std::array<char, 17> hex{};
  const std::uint64_t hash = fingerprint(syllables_tsv(), fingerprint(break_rules()));
  std::to_chars(hex.data(), hex.data() + 16, hash, 16);
  return std::string("icu" U_ICU_VERSION "-") + hex.data();
}

std::string term_of(std::u16string_view token) { return to_utf8(term_chars(token)); }

struct Tokenizer::State {
  std::unique_ptr<icu::RuleBasedBreakIterator> iterator;  // made when the rules are asked
  RecentTokens recent;
};

Tokenizer::Tokenizer() : state_(std::make_unique<State>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

void Tokenizer::tokenize(std::u16string_view chars, std::vector<Token>& out) {
  const WordTable& table = WordTable::builtin();
  const std::size_t size = chars.size();
  for (std::size_t end = 0; end < size;) {
    while (end < size && !table.is_word(chars[end])) ++end;
    const std::size_t begin = end;
    while (end < size && table.is_word(chars[end])) ++end;
    if (begin < end)
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), state_->recent.find(chars.substr(begin, end - begin))});
  }
}

void Tokenizer::tokenize_by_rules(std::u16string_view chars, std::vector<Token>& out) {
  const icu::UnicodeString text(false, chars.data(), static_cast<std::int32_t>(chars.size()));
  if (!state_->iterator) state_->iterator.reset(prototype().clone());
  icu::RuleBasedBreakIterator& iterator = *state_->iterator;
  iterator.setText(text);
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin < end)
      out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                     state_->recent.find(chars.substr(begin, end - begin))});
  };
  std::size_t begin = 0;
  for (std::int32_t next = iterator.next(); next != icu::BreakIterator::DONE; next = iterator.next()) {
    const std::int32_t status = iterator.getRuleStatus();
    const auto end = static_cast<std::size_t>(next);
    if (status == kWordStatus) {
      add(begin, end);
    } else if (status == kCitationStatus) {
      for (std::size_t joint = chars.find_first_of(u"/-", begin); joint < end; joint = chars.find_first_of(u"/-", begin)) {
        add(begin, joint);
        begin = joint + 1;
      }
      add(begin, end);
    }
    begin = end;
  }
  // The iterator must not keep a view of text that is about to die.
  static const icu::UnicodeString nothing;
  iterator.setText(nothing);
}

std::vector<std::string> Tokenizer::terms(std::string_view utf8) {
  const std::u16string chars = canonical_chars(utf8);
  std::vector<Token> tokens;
  tokenize(chars, tokens);
  std::vector<std::string> terms;
  terms.reserve(tokens.size());
  for (const Token& token : tokens) terms.push_back(term_of(std::u16string_view(chars).substr(token.begin, token.end - token.begin)));
  return terms;
}

}  // namespace tracuu::text
