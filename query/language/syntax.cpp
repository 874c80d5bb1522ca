#include "query/language/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "corpus/text/canonical.h"
#include "query/language/field_value.h"

namespace tracuu::language {
namespace {

using model::ByteRange;
using Code = SyntaxError::Code;

constexpr std::size_t kDeepest = 32;
constexpr unsigned kUsualDistance = 10, kFarthest = 100;

struct Token {
  enum class Kind : std::uint8_t { word, phrase, prefix, field, open, close, minus, either, both, near };
  Kind kind = Kind::word;
  ByteRange place;
  std::string text;   ///< word, phrase, prefix; operators as typed; value of a field
  std::string name;   ///< of a field
  unsigned distance = 0;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/// Length of the quotation mark that begins here; 0 if none does.
std::size_t quote_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '"') return 1;
  for (const std::string_view mark : {"\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"})
    if (text.substr(at, mark.size()) == mark) return mark.size();
  return 0;
}

bool all_letters(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; });
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Cuts what was typed into tokens.
class Lexer {
 public:
  explicit Lexer(std::string_view typed) : typed_(typed) {
    // In text that is all capitals HOẶC and GẦN are words.
    const std::u16string chars = text::canonical_chars(typed);
    shouting_ = std::none_of(chars.begin(), chars.end(), [](char16_t c) { return text::is_letter(c) && !text::is_upper(c); });
  }

  tl::expected<std::vector<Token>, SyntaxError> run() {
    while (at_ < typed_.size()) {
      if (is_blank(typed_[at_])) {
        ++at_;
        continue;
      }
      if (auto error = next()) return tl::make_unexpected(std::move(*error));
    }
    return std::move(tokens_);
  }

 private:
  using Problem = std::optional<SyntaxError>;

  ByteRange range(std::size_t begin, std::size_t end) const { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

  void add(Token::Kind kind, std::size_t begin, std::size_t end, std::string_view text) { tokens_.push_back({kind, range(begin, end), std::string(text), {}, 0}); }

  Problem next() {
    if (quote_at(typed_, at_) > 0) return phrase();
    if (typed_[at_] == '(') {
      add(Token::Kind::open, at_, at_ + 1, "(");
      ++depth_;
      ++at_;
      return {};
    }
    if (typed_[at_] == ')') {
      if (depth_ > 0) --depth_;
      add(Token::Kind::close, at_, at_ + 1, ")");
      ++at_;
      return {};
    }
    if (typed_[at_] == '-' && negates()) {
      add(Token::Kind::minus, at_, at_ + 1, "-");
      ++at_;
      return {};
    }
    return word();
  }

  // "-từ" at the beginning of a word; but "27 -NQ/TW" is a number with a blank too many.
  bool negates() const {
    const std::size_t after = at_ + 1;
    if (after >= typed_.size() || is_blank(typed_[after]) || typed_[after] == '-' || typed_[after] == ')') return false;
    if (at_ > 0 && !is_blank(typed_[at_ - 1]) && typed_[at_ - 1] != '(') return false;
    if (tokens_.empty() || tokens_.back().kind != Token::Kind::word) return true;
    const std::string& before = tokens_.back().text;
    const std::size_t end = std::min(typed_.find(' ', after), typed_.size());
    return before.empty() || before.back() < '0' || before.back() > '9' || typed_.substr(after, end - after).find('/') == std::string_view::npos;
  }

  /// What stands in the quotes that begin at `at_`; moves behind them.
  tl::expected<std::string, SyntaxError> quoted() {
    const std::size_t begin = at_, inside = at_ + quote_at(typed_, at_);
    std::size_t end = inside;
    while (end < typed_.size() && quote_at(typed_, end) == 0) ++end;
    if (end >= typed_.size()) return tl::make_unexpected(SyntaxError{Code::unclosed_quote, range(begin, inside), {}, {}});
    at_ = end + quote_at(typed_, end);
    return std::string(typed_.substr(inside, end - inside));
  }

  Problem phrase() {
    const std::size_t begin = at_;
    auto text = quoted();
    if (!text) return std::move(text.error());
    const std::u16string chars = text::canonical_chars(*text);
    if (std::none_of(chars.begin(), chars.end(), [](char16_t c) { return text::is_letter(c) || text::is_digit(c); })) return SyntaxError{Code::empty_phrase, range(begin, at_), {}, {}};
    add(Token::Kind::phrase, begin, at_, *text);
    return {};
  }

  std::size_t word_end() const {
    std::size_t end = at_;
    while (end < typed_.size() && !is_blank(typed_[end]) && typed_[end] != '(' && quote_at(typed_, end) == 0) {
      if (typed_[end] == ')' && !is_list_mark(end)) break;
      ++end;
    }
    return end;
  }

  // "a)" and "1)" of a pasted text, where no parenthesis is open.
  bool is_list_mark(std::size_t end) const { return depth_ == 0 && end > at_ && end - at_ <= 3 && characters(typed_.substr(at_, end - at_)) <= 2; }

  Problem word() {
    const std::size_t begin = at_, end = std::max(word_end(), at_ + 1);
    const std::string_view text = typed_.substr(begin, end - begin);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && all_letters(text.substr(0, colon)) && text.substr(colon + 1, 2) != "//") {
      const bool value_follows = colon + 1 < text.size() || quote_at(typed_, end) > 0;
      const bool bare_name = text == text::fold(text) && find_field(text.substr(0, colon)) != nullptr;
      if (value_follows || bare_name) return field(begin, begin + colon, end);
    }
    at_ = end;
    if (const auto kind = operator_of(text)) {
      add(*kind, begin, end, text);
      if (*kind == Token::Kind::near) tokens_.back().distance = distance_of(text);
      return {};
    }
    if (text.size() > 1 && text.back() == '*') return prefix(begin, end);
    add(Token::Kind::word, begin, end, text);
    return {};
  }

  Problem prefix(std::size_t begin, std::size_t end) {
    const std::string_view stem = typed_.substr(begin, end - begin - 1);
    if (characters(stem) < 2) return SyntaxError{Code::short_prefix, range(begin, end), std::string(stem), {}};
    add(Token::Kind::prefix, begin, end, stem);
    return {};
  }

  Problem field(std::size_t begin, std::size_t colon, std::size_t end) {
    const std::string name(typed_.substr(begin, colon - begin));
    if (find_field(name) == nullptr) return SyntaxError{Code::unknown_field, range(begin, colon), name, nearest_field(name)};
    std::string value(typed_.substr(colon + 1, end - colon - 1));
    at_ = end;
    if (value.empty() && quote_at(typed_, at_) > 0) {
      auto text = quoted();
      if (!text) return std::move(text.error());
      value = std::move(*text);
    }
    if (value.find_first_not_of(' ') == std::string::npos) return SyntaxError{Code::missing_value, range(begin, at_), name, {}};
    add(Token::Kind::field, begin, at_, value);
    tokens_.back().name = name;
    return {};
  }

  std::optional<Token::Kind> operator_of(std::string_view text) const {
    if (text == "OR" || (text == "HOẶC" && !shouting_)) return Token::Kind::either;
    if (text == "AND") return Token::Kind::both;
    for (const std::string_view name : {"NEAR", "GẦN"}) {
      if (name == "GẦN" && shouting_) continue;
      if (text == name) return Token::Kind::near;
      if (text.size() > name.size() + 1 && text.substr(0, name.size()) == name && text[name.size()] == '/' &&
          text.find_first_not_of("0123456789", name.size() + 1) == std::string_view::npos)
        return Token::Kind::near;
    }
    return std::nullopt;
  }

  static unsigned distance_of(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return kUsualDistance;
    unsigned distance = 0;
    const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), distance);
    return error == std::errc() ? std::min(distance, kFarthest) : kFarthest;
  }

  std::string_view typed_;
  bool shouting_ = false;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::vector<Token> tokens_;
};

/// Recursive descent over the tokens.
class Parser {
 public:
  Parser(std::string_view typed, std::vector<Token> tokens) : typed_(typed), tokens_(std::move(tokens)) {}

  tl::expected<Node, SyntaxError> run() {
    Node root = alternatives(0);
    if (!problem_ && at_ < tokens_.size()) fail(Code::unopened_parenthesis, tokens_[at_].place);
    if (problem_) return tl::make_unexpected(std::move(*problem_));
    return root;
  }

 private:
  using Kind = Token::Kind;

  void fail(Code code, ByteRange place, std::string subject = {}, std::string suggestion = {}) {
    if (!problem_) problem_ = SyntaxError{code, place, std::move(subject), std::move(suggestion)};
    at_ = tokens_.size();
  }
  bool is(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  Node alternatives(std::size_t depth) {
    Node first = sequence(depth);
    if (!is(Kind::either)) return first;
    Node any;
    any.kind = Node::Kind::any;
    if (first.parts.empty()) fail(Code::missing_operand, tokens_[at_].place, tokens_[at_].text);
    any.parts.push_back(std::move(first));
    while (is(Kind::either)) {
      const Token token = tokens_[at_++];
      Node other = sequence(depth);
      if (other.parts.empty()) fail(Code::missing_operand, token.place, token.text);
      any.parts.push_back(std::move(other));
    }
    any.place = {any.parts.front().place.begin, any.parts.back().place.end};
    return any;
  }

  Node sequence(std::size_t depth) {
    Node all;
    while (at_ < tokens_.size() && !is(Kind::either) && !is(Kind::close)) {
      if (is(Kind::both)) {
        const Token token = tokens_[at_++];
        const bool last = at_ == tokens_.size() || is(Kind::either) || is(Kind::close) || is(Kind::both);
        if (all.parts.empty() || last) fail(Code::missing_operand, token.place, token.text);
        continue;
      }
      Node item = signed_item(depth);
      if (problem_) return all;
      while (is(Kind::near)) item = near(std::move(item), depth);
      append(all, std::move(item));
    }
    if (!all.parts.empty()) all.place = {all.parts.front().place.begin, all.parts.back().place.end};
    return all;
  }

  // Words that follow each other are one part.
  void append(Node& all, Node item) const {
    const bool words = item.kind == Node::Kind::words;
    if (words && !all.parts.empty() && all.parts.back().kind == Node::Kind::words) {
      Node& last = all.parts.back();
      last.place.end = item.place.end;
      last.text = typed_.substr(last.place.begin, last.place.end - last.place.begin);
      return;
    }
    all.parts.push_back(std::move(item));
  }

  Node near(Node left, std::size_t depth) {
    const Token token = tokens_[at_++];
    const auto can_be_near = [](const Node& node) { return node.kind == Node::Kind::words || node.kind == Node::Kind::phrase; };
    Node pair;
    pair.kind = Node::Kind::near;
    pair.distance = token.distance;
    if (at_ == tokens_.size() || is(Kind::close) || is(Kind::either) || !can_be_near(left)) {
      fail(Code::missing_operand, token.place, token.text);
      return pair;
    }
    Node right = item(depth);
    if (!problem_ && !can_be_near(right)) fail(Code::missing_operand, token.place, token.text);
    pair.place = {left.place.begin, right.place.end};
    pair.parts.push_back(std::move(left));
    pair.parts.push_back(std::move(right));
    return pair;
  }

  Node signed_item(std::size_t depth) {
    if (!is(Kind::minus)) return item(depth);
    const Token minus = tokens_[at_++];
    Node without;
    without.kind = Node::Kind::without;
    if (at_ == tokens_.size() || is(Kind::either) || is(Kind::close)) {
      fail(Code::missing_operand, minus.place, minus.text);
      return without;
    }
    Node what = item(depth);
    without.place = {minus.place.begin, what.place.end};
    without.parts.push_back(std::move(what));
    return without;
  }

  Node item(std::size_t depth) {
    const Token token = tokens_[at_++];
    Node node;
    node.place = token.place;
    node.text = token.text;
    switch (token.kind) {
      case Kind::open: return group(token, depth);
      case Kind::word: node.kind = Node::Kind::words; break;
      case Kind::phrase: node.kind = Node::Kind::phrase; break;
      case Kind::prefix: node.kind = Node::Kind::prefix; break;
      case Kind::field: {
        node.kind = Node::Kind::field;
        node.field = find_field(token.name)->id;
        std::string suggestion;
        if (!read_value(node, token.text, suggestion)) fail(Code::bad_value, token.place, token.text, suggestion);
        break;
      }
      default: fail(Code::missing_operand, token.place, token.text);
    }
    return node;
  }

  Node group(const Token& open, std::size_t depth) {
    if (depth == kDeepest) {
      fail(Code::too_deep, open.place);
      return {};
    }
    Node inside = alternatives(depth + 1);
    if (problem_) return inside;
    if (!is(Kind::close)) {
      fail(Code::unclosed_parenthesis, open.place);
      return inside;
    }
    const Token close = tokens_[at_++];
    // "Luật Đất đai (sửa đổi)": words in parentheses are words.
    if (inside.kind == Node::Kind::all && inside.parts.size() == 1) inside = Node(std::move(inside.parts.front()));
    else if (inside.kind == Node::Kind::all && inside.parts.empty()) inside.kind = Node::Kind::words;
    inside.place = {open.place.begin, close.place.end};
    return inside;
  }

  std::string_view typed_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::optional<SyntaxError> problem_;
};

std::string field_name(FieldId id) {
  for (const QueryField& field : kQueryFields)
    if (field.id == id) return std::string(field.vi);
  return {};
}

}  // namespace

tl::expected<Node, SyntaxError> parse_syntax(std::string_view typed) {
  auto tokens = Lexer(typed).run();
  if (!tokens) return tl::make_unexpected(std::move(tokens.error()));
  return Parser(typed, std::move(*tokens)).run();
}

std::string to_string(const Node& node) {
  static constexpr std::array<std::string_view, 8> kNames = {"words", "phrase", "prefix", "field", "near", "all", "any", "without"};
  std::string out = "(" + std::string(kNames[static_cast<std::size_t>(node.kind)]);
  if (node.kind == Node::Kind::field) {
    out += " " + field_name(node.field);
    for (const std::string& value : node.values) out += " " + value;
    if (!node.from.empty() || !node.to.empty()) out += fmt::format(" {}..{}", node.from, node.to);
  } else if (!node.text.empty() && node.parts.empty()) {
    out += " " + node.text;
  }
  if (node.kind == Node::Kind::near) out += fmt::format("/{}", node.distance);
  for (const Node& part : node.parts) out += " " + to_string(part);
  return out + ")";
}

}  // namespace tracuu::language
