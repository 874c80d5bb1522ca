#pragma once
/// What a user typed, as search understands it.
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/mention.h"
#include "query/language/diacritics.h"
#include "query/language/syntax.h"

namespace tracuu::language {

struct ParseOptions {
  bool literal = false;   ///< no diacritics restored, no abbreviations, no synonyms
};

struct Query {
  std::string typed;
  Node syntax;                       ///< with the terms of its words and phrases
  std::optional<SyntaxError> error;  ///< the query language was not followed: then all of it was taken as words
  std::string plain;                 ///< the words that shall be there, without operators and fields
  std::vector<std::string> added;    ///< what was added for the user to know: "ubnd = Ủy ban nhân dân"
  std::string searched;              ///< as searched: with diacritics restored, abbreviations spelled out
  bool restored = false;             ///< diacritics were added: tell the user
  std::vector<std::string> words;    ///< what was typed, diacritics restored, nothing cut or added: a quotation has them in order
  /// Terms in order; an empty one is a break: the terms on its two sides are no neighbours.
  std::vector<std::string> terms;
  /// terms[synonyms_from..] are legal synonyms of what was typed: they count less. terms.size() if there are none.
  std::size_t synonyms_from = 0;
  std::vector<std::vector<std::string>> phrases;  ///< "in quotes": must occur word for word
  bool asks_definition = false;      ///< "... là gì", "khái niệm ...": the article that explains words is meant
  bool asks_scope = false;           ///< asks for phạm vi điều chỉnh, đối tượng áp dụng or hiệu lực
  bool asks_subject_of_act = false;  ///< "Luật ... quy định về điều gì?"
  std::string number;                ///< the query is a document's number and nothing else besides its type, date, issuer
  std::string name;                  ///< the query is a law's name: "Luật Đất đai 2024"
  std::vector<model::Mention> mentions;  ///< documents cited in the query

  [[nodiscard]] bool empty() const { return terms.empty() && phrases.empty() && !has_conditions(); }
  /// More than words was typed: something decides which documents are found.
  [[nodiscard]] bool has_conditions() const;
};

/// Never fails: what breaks the rules of the query language is searched as words, and `error` says so. `witness` helps to restore diacritics (diacritics.h).
[[nodiscard]] Query parse(std::string_view typed, const Frequency& frequency, const Witness& witness = {}, ParseOptions options = {});

/// Terms whose frequency parse() and the search after it may ask for, each once: over a network they are asked for together.
[[nodiscard]] std::vector<std::string> terms_to_ask(std::string_view typed, ParseOptions options = {});

}  // namespace tracuu::language
