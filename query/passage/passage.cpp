#include "query/passage/passage.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "corpus/model/document.h"
#include "corpus/text/canonical.h"
#include "corpus/text/tokens.h"

namespace tracuu::passage {

using text::SyllableId, text::SyllableTable;

/// The terms of a query as numbers, and what each weighs.
struct QueryUnits {
  /// Without an index all weigh the same.
  QueryUnits(const language::Query& query, const open::Index* index) : of_syllable_(SyllableTable::builtin().size(), -1) {
    const double n = index != nullptr ? index->provision_count() : 0;
    const auto add = [&](const std::string& term) {
      if (term.empty()) return;
      if (!number(term)) return;
      const double df = index != nullptr ? index->provision_frequency(term) : 0;
      weights.push_back(index != nullptr ? std::log(1 + (n - df + 0.5) / (df + 0.5)) : 1);
    };
    for (const std::string& term : query.terms) add(term);
    for (const auto& phrase : query.phrases) {
      auto& units = phrases.emplace_back();
      for (const std::string& term : phrase) {
        add(term);
        const SyllableId id = SyllableTable::builtin().find(term);
        units.push_back(id != text::kUnlisted ? of_syllable_[id] : of_other_.at(term));
      }
    }
  }

  /// -1: no term of the query.
  [[nodiscard]] std::int32_t of(SyllableId id, std::u16string_view token) const {
    if (id != text::kUnlisted) return of_syllable_[id];
    if (of_other_.empty()) return -1;
    const auto found = of_other_.find(text::term_of(token));
    return found == of_other_.end() ? -1 : found->second;
  }

  std::vector<double> weights;
  std::vector<std::vector<std::int32_t>> phrases;

 private:
  // Gives the term the next number; false if it has one.
  bool number(const std::string& term) {
    const auto next = static_cast<std::int32_t>(weights.size());
    const SyllableId id = SyllableTable::builtin().find(term);
    if (id == text::kUnlisted) return of_other_.emplace(term, next).second;
    if (of_syllable_[id] >= 0) return false;
    of_syllable_[id] = next;
    return true;
  }

  std::vector<std::int32_t> of_syllable_;
  std::unordered_map<std::string, std::int32_t> of_other_;
};

namespace {

using model::ByteRange;
using text::Token;

/// Text with its tokens and what each means to the query.
struct Marked {
  model::Text text;
  text::Canonical canonical;
  std::vector<Token> tokens;
  std::vector<std::int32_t> unit;   ///< of each token: which term of the query; -1 none
  std::vector<char> in_phrase;      ///< part of a quoted phrase

  ByteRange bytes(std::size_t token) const { return canonical.bytes(tokens[token].begin, tokens[token].end); }
};

// Furniture inside (page markers) is passed over; its words are no tokens.
void mark(Marked& marked, const QueryUnits& units) {
  thread_local text::Tokenizer tokenizer;
  marked.canonical = text::canonicalize(marked.text);
  tokenizer.tokenize(marked.canonical.chars, marked.tokens);
  marked.unit.reserve(marked.tokens.size());
  for (const Token& token : marked.tokens)
    marked.unit.push_back(units.of(token.id, std::u16string_view(marked.canonical.chars).substr(token.begin, token.end - token.begin)));
  marked.in_phrase.assign(marked.tokens.size(), 0);
  for (const auto& phrase : units.phrases) {
    for (auto at = marked.unit.begin();; ++at) {
      at = std::search(at, marked.unit.end(), phrase.begin(), phrase.end());
      if (at == marked.unit.end()) break;
      std::fill_n(marked.in_phrase.begin() + (at - marked.unit.begin()), phrase.size(), char{1});
    }
  }
}

// Frequent syllables light up only beside another word of the query: "định" alone in "quyết định" tells nothing.
std::vector<char> lit_tokens(const Marked& marked, const QueryUnits& units) {
  std::vector<char> lit(marked.tokens.size(), 0);
  const std::vector<double>& weights = units.weights;
  if (!units.phrases.empty() && std::find(marked.in_phrase.begin(), marked.in_phrase.end(), 1) != marked.in_phrase.end()) return marked.in_phrase;
  double heaviest = 0;
  for (const double weight : weights) heaviest = std::max(heaviest, weight);
  for (std::size_t i = 0; i < lit.size(); ++i) {
    if (marked.unit[i] < 0) continue;
    const bool neighbour = (i > 0 && marked.unit[i - 1] >= 0) || (i + 1 < lit.size() && marked.unit[i + 1] >= 0);
    lit[i] = neighbour || weights[static_cast<std::size_t>(marked.unit[i])] >= heaviest * 0.6;
  }
  return lit;
}

std::vector<ByteRange> ranges_of(const Marked& marked, const std::vector<char>& lit, std::size_t begin, std::size_t end) {
  std::vector<ByteRange> ranges;
  for (std::size_t i = begin; i < end; ++i) {
    if (!lit[i]) continue;
    const ByteRange range = marked.bytes(i);
    // Only blanks between: one range.
    const bool joined = !ranges.empty() && i > begin && lit[i - 1] &&
                        std::all_of(marked.text.bytes.begin() + ranges.back().end, marked.text.bytes.begin() + range.begin,
                                    [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
    if (joined) ranges.back().end = range.end;
    else ranges.push_back(range);
  }
  return ranges;
}

struct Window {
  std::size_t begin = 0, end = 0;  ///< tokens
};

// The window whose distinct units and neighbouring pairs weigh most; the first of equals.
Window best_window(const Marked& marked, const std::vector<double>& weights, std::size_t width) {
  const std::size_t n = marked.tokens.size();
  Window best{0, std::min(n, width)};
  double best_weight = -1;
  std::vector<std::uint32_t> count(weights.size());
  double sum = 0;
  std::size_t left = 0;
  const auto extra = [&](std::size_t i) {  // what a place is worth besides its unit
    double value = marked.in_phrase[i] ? 1000.0 : 0.0;
    if (i > 0 && marked.unit[i] >= 0 && marked.unit[i - 1] >= 0) value += 0.3 * weights[static_cast<std::size_t>(marked.unit[i])];
    return value;
  };
  for (std::size_t right = 0; right < n; ++right) {
    if (const std::int32_t unit = marked.unit[right]; unit >= 0 && count[static_cast<std::size_t>(unit)]++ == 0) sum += weights[static_cast<std::size_t>(unit)];
    sum += extra(right);
    while (right - left >= width) {
      sum -= extra(left);
      if (const std::int32_t unit = marked.unit[left]; unit >= 0 && --count[static_cast<std::size_t>(unit)] == 0) sum -= weights[static_cast<std::size_t>(unit)];
      ++left;
    }
    if (sum > best_weight + 1e-9) {
      best_weight = sum;
      best = {left, right + 1};
    }
  }
  return best;
}

bool ends_sentence(const text::Canonical& canonical, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    const char16_t c = canonical.chars[i];
    if (c == u'\n' || c == u';' || c == u'!' || c == u'?' || c == u'…') return true;
    if (c == u'.' && (i + 1 >= to || canonical.chars[i + 1] == u' ' || canonical.chars[i + 1] == u'\n')) return true;
  }
  return false;
}

// Moves the beginning to that of its sentence where it is near, and fills up to the width.
Window rounded(const Marked& marked, Window window, std::size_t width) {
  const std::size_t n = marked.tokens.size();
  while (window.begin < window.end && marked.unit[window.begin] < 0) ++window.begin;  // begin at what matched
  const std::size_t farthest = window.begin > width / 2 ? window.begin - width / 2 : 0;
  std::size_t at = window.begin;
  while (at > farthest && !ends_sentence(marked.canonical, marked.tokens[at - 1].end, marked.tokens[at].begin)) --at;
  if (at == 0 || at > farthest) window.begin = at;
  else window.begin = window.begin > 6 ? window.begin - 6 : 0;
  window.end = std::min(n, std::max(window.end, window.begin + width));
  return window;
}

}  // namespace

std::vector<ByteRange> highlights(std::string_view text, const language::Query& query) {
  Marked marked;
  marked.text.bytes = text;
  const QueryUnits units(query, nullptr);
  mark(marked, units);
  return ranges_of(marked, lit_tokens(marked, units), 0, marked.tokens.size());
}

Passages::Passages(const open::Index& index, const language::Query& query) : index_(index), units_(std::make_unique<QueryUnits>(query, &index)) {}
Passages::~Passages() = default;

Passage Passages::best(open::ProvisionId provision, const PassageOptions& options) const {
  Passage passage;
  passage.provision = index_.provision(provision);
  const ByteRange whole = passage.provision.range;
  Marked marked;
  marked.text.bytes = index_.text(passage.provision, whole);
  mark(marked, *units_);
  passage.page = passage.provision.page;
  if (marked.tokens.empty()) return passage;
  const Window window = rounded(marked, best_window(marked, units_->weights, options.syllables), options.syllables);
  const std::vector<char> lit = lit_tokens(marked, *units_);
  passage.cut_before = window.begin > 0;
  passage.cut_after = window.end < marked.tokens.size();
  // Punctuation beside the first and last word belongs to the passage where nothing is cut.
  ByteRange local{passage.cut_before ? marked.bytes(window.begin).begin : 0,
                  passage.cut_after ? marked.bytes(window.end - 1).end : static_cast<std::uint32_t>(marked.text.bytes.size())};
  passage.text = model::slice(marked.text.bytes, local);
  for (const ByteRange range : ranges_of(marked, lit, window.begin, window.end))
    passage.highlights.push_back({whole.begin + range.begin, whole.begin + range.end});
  for (const model::PageStart& page : marked.canonical.pages)
    if (page.offset <= local.begin) passage.page = page.number;
  passage.range = {whole.begin + local.begin, whole.begin + local.end};
  return passage;
}

std::string one_line(const Passage& passage, std::string_view mark_begin, std::string_view mark_end) {
  model::Text text;
  text.bytes = passage.text;
  const text::Canonical canonical = text::canonicalize(text);
  std::string out;
  std::size_t at = 0;
  bool blank = false;
  const auto copy = [&](std::size_t end) {
    for (; at < end; ++at) {
      const char16_t c = canonical.chars[at];
      if (c == u' ' || c == u'\n') {
        blank = !out.empty();
        continue;
      }
      if (blank) out += ' ';
      blank = false;
      out += text::to_utf8(std::u16string_view(&c, 1));
    }
  };
  for (const ByteRange range : passage.highlights) {
    copy(canonical.at_byte(range.begin - passage.range.begin));
    if (blank) out += ' ';
    blank = false;
    out += mark_begin;
    copy(canonical.at_byte(range.end - passage.range.begin));
    out += mark_end;
  }
  copy(canonical.size());
  return (passage.cut_before ? "… " : "") + out + (passage.cut_after ? " …" : "");
}

}  // namespace tracuu::passage
