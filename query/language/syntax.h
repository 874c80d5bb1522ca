#pragma once
/// The query language: what was typed as a tree, or an error with its place. docs/search.md tells it to users.
///
///   thu hồi đất                     words that rank; none of them must be there
///   "thu hồi đất"                   a phrase that must be there
///   -từ  -"cụm từ"  -loai:luật      must not be there
///   thu hồi OR trưng dụng           (HOẶC) one side or the other; words of a side must all be there
///   thu hồi NEAR/5 đất              (GẦN) at most so many words apart; NEAR alone: 10
///   thuỷ sản*                       any word that begins so
///   loai:luật nam:2020..2023        fields (fields.h)
///   ( ... )                         groups
///
/// Operators are upper case, so the words "hoặc" and "near" can be searched. What is no operator is text: "a)", "10:30",
/// "chính trị - xã hội", "27 -NQ/TW".
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "corpus/model/range.h"
#include "query/language/fields.h"

namespace tracuu::language {

struct Node {
  enum class Kind : std::uint8_t {
    words,    ///< `text`: words as typed
    phrase,   ///< `text`: what stood in the quotes
    prefix,   ///< `text`: without the '*'
    field,    ///< `field` and its value
    near,     ///< two parts (words or phrase), at most `distance` words between them
    all,      ///< every part
    any,      ///< at least one part
    without   ///< not its one part
  };
  Kind kind = Kind::all;
  std::string text;
  std::vector<std::string> terms;   ///< of words and phrases, as search reads them (query.h)
  FieldId field = FieldId::type;
  std::vector<std::string> values;  ///< of a field, any of them: type codes, slugs, years, number as typed
  std::string from, to;             ///< of a date: YYYYMMDD, both included; empty: open
  unsigned distance = 0;
  std::vector<Node> parts;
  model::ByteRange place;           ///< in what was typed
};

struct SyntaxError {
  enum class Code : std::uint8_t {
    unknown_field,       ///< `subject` is the name, `suggestion` the nearest one
    missing_value,       ///< of the field `subject`
    bad_value,           ///< `subject` is no value of its field; `suggestion` an example, or the nearest value
    empty_phrase,
    unclosed_quote,
    unopened_parenthesis,
    unclosed_parenthesis,
    missing_operand,     ///< of the operator `subject`
    short_prefix,        ///< '*' after fewer than two letters
    too_deep             ///< more than 32 groups inside each other
  };
  Code code;
  model::ByteRange place;  ///< in what was typed
  std::string subject, suggestion;
};

/// Parses what was typed. The root is `all`, or `any` where OR stands at the outermost level; text without operators is one
/// `words` part. Linear in the text but for values of fields, which are looked up in the registry.
[[nodiscard]] tl::expected<Node, SyntaxError> parse_syntax(std::string_view typed);

/// The tree on one line, for --explain: (all (words thu hồi đất) (field loai L)).
[[nodiscard]] std::string to_string(const Node& node);

}  // namespace tracuu::language
