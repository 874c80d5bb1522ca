#include "query/language/query.h"

#include <algorithm>
#include <array>

#include "corpus/citation/citation.h"
#include "corpus/text/canonical.h"
#include "corpus/text/tokens.h"
#include "query/language/abbreviations.h"
#include "query/language/question.h"
#include "query/language/synonyms.h"

namespace tracuu::language {
namespace {

// Longer queries are texts; their beginning says what they are about.
constexpr std::size_t kMostTerms = 400;

using Terms = std::vector<std::string>;

Terms tokens_of(std::string_view utf8) {
  thread_local text::Tokenizer tokenizer;
  return tokenizer.terms(utf8);
}

/// The typed text without its quoted parts' marks, and these parts.
std::string take_phrases(std::string_view typed, std::vector<std::string>& phrases) {
  // Quotes of all kinds, also the typographic ones that word processors make.
  std::string plain(typed);
  for (const std::string_view mark : {"\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"})
    for (std::size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at + 1)) plain.replace(at, mark.size(), "\"");
  for (std::size_t open = plain.find('"'); open != std::string::npos;) {
    const std::size_t close = plain.find('"', open + 1);
    if (close == std::string::npos) break;
    phrases.push_back(plain.substr(open + 1, close - open - 1));
    open = plain.find('"', close + 1);
  }
  std::replace(plain.begin(), plain.end(), '"', ' ');
  return plain;
}

std::string joined(const Terms& terms) {
  std::string out;
  for (const std::string& term : terms) {
    if (!out.empty() && !term.empty()) out += ' ';
    out += term;
  }
  return out;
}

// Appended after a break, so that no false pair arises; the abbreviation itself stays, for some texts use it.
void add_abbreviations(Terms& terms) {
  Terms added;
  for (const std::string& term : terms) {
    const std::string_view full = expand_abbreviation(term);
    if (full.empty()) continue;
    added.emplace_back();
    for (std::string& part : tokens_of(full)) added.push_back(std::move(part));
  }
  terms.insert(terms.end(), added.begin(), added.end());
}

// A citation and nothing else: what stands around it is no word that could be searched for.
void find_citation(std::string_view typed, Query& query) {
  model::Text text;
  text.bytes = typed;
  const text::Canonical canonical = text::canonicalize(text);
  model::Document document;
  document.mentions.clear();
  citation::find_mentions(canonical, document);
  query.mentions = document.mentions;
  if (document.mentions.size() != 1) return;
  const model::Mention& mention = document.mentions.front();
  static constexpr std::array<std::string_view, 8> kAround = {"so", "ngay", "thang", "nam", "cua", "ve", "van ban", "khoa"};
  std::string rest = std::string(typed.substr(0, mention.span.begin)) + " " + std::string(typed.substr(std::min<std::size_t>(mention.span.end, typed.size())));
  std::size_t other = 0;
  for (const std::string& term : tokens_of(rest)) {
    const std::string folded = text::fold(term);
    const bool digits = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits && std::find(kAround.begin(), kAround.end(), folded) == kAround.end()) ++other;
  }
  if (other > 0 && mention.issuer.empty()) return;
  if (other > 6) return;
  query.number = mention.number;
  if (query.number.empty()) query.name = mention.name;
}

}  // namespace

Query parse(std::string_view typed, const Frequency& frequency, const FindNear& find_near) {
  Query query;
  query.typed = typed;
  std::vector<std::string> quoted;
  const std::string plain = take_phrases(typed, quoted);
  find_citation(plain, query);
  query.terms = tokens_of(plain);
  query.terms.resize(std::min(query.terms.size(), kMostTerms));
  Restored restored = restore_diacritics(query.terms, frequency, find_near);
  query.restored = restored.changed;
  query.terms = std::move(restored.terms);
  for (const std::string& phrase : quoted) {
    Terms terms = tokens_of(phrase);
    if (query.restored) terms = restore_diacritics(terms, frequency).terms;
    if (!terms.empty()) query.phrases.push_back(std::move(terms));
  }
  query.searched = query.restored ? joined(query.terms) : std::string(typed);
  if (!query.terms.empty()) {
    const Question question = understand_question(query.terms);
    query.asks_definition = question.definition;
    query.asks_scope = question.scope;
    query.asks_subject_of_act = question.subject_of_act;
  }
  const std::vector<Synonym> synonyms = synonyms_in(query.terms);
  add_abbreviations(query.terms);
  query.synonyms_from = query.terms.size();
  for (const Synonym& synonym : synonyms) {
    query.terms.emplace_back();
    query.terms.insert(query.terms.end(), synonym.printed.begin(), synonym.printed.end());
  }
  return query;
}

}  // namespace tracuu::language
