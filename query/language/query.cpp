#include "query/language/query.h"

#include <algorithm>
#include <array>
#include <set>

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

std::string joined(const Terms& terms) {
  std::string out;
  for (const std::string& term : terms) {
    if (!out.empty() && !term.empty()) out += ' ';
    out += term;
  }
  return out;
}

// Words typed in capitals, in lower case; none where everything was typed so.
std::set<std::string> in_capitals(std::string_view typed) {
  std::set<std::string> words;
  const std::u16string chars = text::canonical_chars(typed);
  bool others = false;
  for (std::size_t at = 0; at < chars.size();) {
    const std::size_t end = std::min(chars.find(u' ', at), chars.size());
    const std::u16string_view word = std::u16string_view(chars).substr(at, end - at);
    at = end + 1;
    if (!word.empty() && std::all_of(word.begin(), word.end(), text::is_upper)) words.insert(text::lower(text::to_utf8(word)));
    else if (!word.empty()) others = true;
  }
  return others || words.size() == 1 ? words : std::set<std::string>();
}

// Appended after a break, so that no false pair arises; the abbreviation itself stays, for some texts use it.
void add_abbreviations(Query& query) {
  Terms added;
  const std::set<std::string> capitals = in_capitals(query.plain);
  for (const std::string& term : query.terms) {
    const std::string_view full = expand_abbreviation(term);
    if (full.empty() || (is_syllable(term) && !capitals.contains(term))) continue;
    query.added.push_back(term + " = " + std::string(full));
    added.emplace_back();
    for (std::string& part : tokens_of(full)) added.push_back(std::move(part));
  }
  query.terms.insert(query.terms.end(), added.begin(), added.end());
}

void add_synonyms(Query& query, const std::vector<Synonym>& synonyms) {
  for (const Synonym& synonym : synonyms) {
    query.added.push_back(synonym.spoken + " ≈ " + joined(synonym.printed));
    query.terms.emplace_back();
    query.terms.insert(query.terms.end(), synonym.printed.begin(), synonym.printed.end());
  }
}

bool holds_words(const Node& node) { return node.kind == Node::Kind::words || node.kind == Node::Kind::phrase; }

// Calls `use` for every node with words, in reading order.
template <typename Tree, typename Use>
void for_words(Tree& node, bool wanted, const Use& use) {
  if (holds_words(node)) use(node, wanted);
  for (auto& part : node.parts) for_words(part, wanted == (node.kind != Node::Kind::without), use);
}

// "Luật Đất đai 2024, Điều 79 khoản 2" as D79.k2: people type the place behind the act too, where texts write it before.
std::string place_behind(std::string_view rest) {
  const Terms terms = tokens_of(rest);
  const auto begins_with_digit = [](const std::string& term) { return !term.empty() && term[0] >= '0' && term[0] <= '9'; };
  std::size_t at = 0;
  const auto labelled = [&](std::string_view unit) -> std::string {
    if (at + 1 >= terms.size() || text::fold(terms[at]) != unit) return {};
    const std::string& label = terms[at + 1];
    if (unit == "diem" ? label.size() > 2 : !begins_with_digit(label)) return {};
    at += 2;
    return label;
  };
  while (at < terms.size() && begins_with_digit(terms[at])) ++at;  // the year of the law
  std::string place = labelled("dieu");
  if (place.empty()) return {};
  place.insert(0, "D");
  if (const std::string clause = labelled("khoan"); !clause.empty()) place += ".k" + clause;
  if (const std::string point = labelled("diem"); !point.empty()) place += "." + point;
  return place;
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
  model::Mention& mention = query.mentions.front();
  if (mention.pinpoints.empty()) {
    const std::string place = place_behind(typed.substr(std::min<std::size_t>(mention.span.end, typed.size())));
    if (!place.empty()) mention.pinpoints = {place};
  }
  static constexpr std::array<std::string_view, 8> kAround = {"so", "ngay", "thang", "nam", "cua", "ve", "van ban", "khoa"};
  static constexpr std::array<std::string_view, 6> kPlaces = {"dieu", "khoan", "diem", "muc", "chuong", "phan"};
  std::string rest = std::string(typed.substr(0, mention.span.begin)) + " " + std::string(typed.substr(std::min<std::size_t>(mention.span.end, typed.size())));
  std::size_t other = 0;
  for (const std::string& term : tokens_of(rest)) {
    const std::string folded = text::fold(term);
    const bool digits = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool place = !mention.pinpoints.empty() && (folded.size() == 1 || std::find(kPlaces.begin(), kPlaces.end(), folded) != kPlaces.end());
    if (!digits && !place && std::find(kAround.begin(), kAround.end(), folded) == kAround.end()) ++other;
  }
  if (other > 0 && mention.issuer.empty()) return;
  if (other > 6) return;
  query.number = mention.number;
  if (query.number.empty()) query.name = mention.name;
}

// The whole of it as words.
Node as_words(std::string_view typed) {
  Node root, words;
  words.kind = Node::Kind::words;
  words.text = typed;
  words.place = {0, static_cast<std::uint32_t>(typed.size())};
  root.parts.push_back(std::move(words));
  return root;
}

// Terms of all words, with diacritics restored over the whole query: a phrase has neighbours too.
void read_terms(Query& query, const Frequency& frequency, const Witness& witness, bool literal) {
  std::vector<Node*> nodes;
  for_words(query.syntax, true, [&](Node& node, bool wanted) {
    node.terms = tokens_of(node.text);
    if (!wanted) {
      if (!literal) node.terms = restore_diacritics(node.terms, frequency).terms;
      return;
    }
    query.plain += (query.plain.empty() ? "" : " ") + node.text;
    query.terms.insert(query.terms.end(), node.terms.begin(), node.terms.end());
    nodes.push_back(&node);
  });
  query.terms.resize(std::min(query.terms.size(), kMostTerms));
  if (literal) return;
  Restored restored = restore_diacritics(query.terms, frequency, witness);
  query.restored = restored.changed;
  query.terms = std::move(restored.terms);
  std::size_t at = 0;
  for (Node* node : nodes)
    for (std::string& term : node->terms)
      if (at < query.terms.size()) term = query.terms[at++];
}

}  // namespace

bool Query::has_conditions() const {
  return syntax.kind != Node::Kind::all || std::any_of(syntax.parts.begin(), syntax.parts.end(), [](const Node& part) { return part.kind != Node::Kind::words; });
}

std::vector<std::string> terms_to_ask(std::string_view typed, ParseOptions options) {
  // Which readings are asked about does not depend on what the answers are.
  std::set<std::string> asked;
  const Query query = parse(typed, [&](const std::string& term) { return asked.insert(term), std::uint32_t{1}; }, {}, options);
  asked.insert(query.terms.begin(), query.terms.end());
  for_words(query.syntax, true, [&](const Node& node, bool) { asked.insert(node.terms.begin(), node.terms.end()); });
  if (!options.literal) {
    Terms added = printed_for(asked);
    for (const std::string& term : asked)
      for (std::string& part : tokens_of(expand_abbreviation(term))) added.push_back(std::move(part));
    asked.insert(added.begin(), added.end());
  }
  asked.erase(std::string());
  return {asked.begin(), asked.end()};
}

Query parse(std::string_view typed, const Frequency& frequency, const Witness& witness, ParseOptions options) {
  Query query;
  query.typed = typed;
  if (auto syntax = parse_syntax(typed)) {
    query.syntax = std::move(*syntax);
  } else {
    query.error = std::move(syntax.error());
    query.syntax = as_words(typed);
  }
  read_terms(query, frequency, witness, options.literal);
  query.words = query.terms;
  find_citation(query.plain, query);
  if (query.syntax.kind == Node::Kind::all)
    for (const Node& part : query.syntax.parts)
      if (part.kind == Node::Kind::phrase && !part.terms.empty()) query.phrases.push_back(part.terms);
  query.searched = query.restored ? joined(query.terms) : query.plain;
  query.synonyms_from = query.terms.size();
  if (query.terms.empty()) return query;
  const Question question = understand_question(query.terms);
  query.asks_definition = question.definition;
  query.asks_scope = question.scope;
  query.asks_subject_of_act = question.subject_of_act;
  const std::vector<Synonym> synonyms = options.literal ? std::vector<Synonym>() : synonyms_in(query.terms);
  if (!options.literal) add_abbreviations(query);
  query.synonyms_from = query.terms.size();
  add_synonyms(query, synonyms);
  return query;
}

}  // namespace tracuu::language
