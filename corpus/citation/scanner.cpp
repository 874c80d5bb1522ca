#include "corpus/citation/scanner.h"

namespace tracuu::citation {

using text::word_code;
using text::WordKind;

void Scanner::run() {
  find_own_places();
  for (std::size_t i = first_candidate(0); i < words_.size(); i = first_candidate(i)) i = step(i);
  distribute();
  find_quotes();
  group_by_type();
  for (const Pending& pending : demonstratives_) settle_demonstrative(pending);
  named_by_subject();
  find_aliases();
  emit();
}

// Whether a word is one of those that may begin a citation is not foreseeable, that it begins none is: one test for all.
std::size_t Scanner::first_candidate(std::size_t i) const {
  for (; i < words_.size(); ++i) {
    const text::Word& word = words_[i];
    if ((word.kind != WordKind::punctuation) & (begins_with_digit(word) | g_.firsts.may_hold(word.code))) break;
  }
  return i;
}

bool Scanner::begins_with_digit(const text::Word& word) { return (word.kind == WordKind::number) | ((word.code & 0xFF) - '0' < 10u); }

// At a word that may begin a citation.
std::size_t Scanner::step(std::size_t i) {
  const text::Word& word = words_[i];
  if (begins_with_digit(word)) return untyped_number(i);
  if (is_pinpoint_word(i)) {
    if (const std::size_t next = pinpoints(i); next > i) return next;
  }
  if (words_.match(i, f_.sau_day)) {
    alias_definition(i);
    return i + 2;
  }
  if (is_standard(i)) {
    if (const std::size_t next = standard(i, i); next > i) return next;
  }
  if (words_.starts_upper(i) && words_.all_upper(i)) {
    if (const auto law = g_.law_abbreviations.find(word.code); law != g_.law_abbreviations.end())
      if (const std::size_t next = abbreviated_law(i, law->second); next > i) return next;
  }
  if (const TypePhrase* type = g_.type_at(words_, i)) {
    if (const std::size_t next = typed(i, *type); next > i) return next;
    return i + (type->abbreviation ? 1 : type->phrase.size());
  }
  return i + 1;
}

bool Scanner::is_pinpoint_word(std::size_t i) const {
  switch (words_.code(i)) {
    case word_code("diem"): case word_code("khoan"): case word_code("dieu"): case word_code("muc"): case word_code("chuong"): case word_code("phan"):
    case word_code("phu"): case word_code("tiet"): case word_code("tu"): case word_code("cac"): case word_code("tieu"): return true;
    default: return false;
  }
}

bool Scanner::is_standard(std::size_t i) const {
  switch (words_.code(i)) {
    case word_code("qcvn"): case word_code("tcvn"): case word_code("qcdp"): case word_code("tccs"): case word_code("tcxdvn"): case word_code("tcn"): return words_.all_upper(i);
    default: return false;
  }
}

void Scanner::find_own_places() {
  const auto& id = document_.identity;
  own_law_ = id.type == "L" || id.type == "BL" || id.type == "PL";
  own_key_ = registry::number_key(id.number);
  amends_by_title_ = text::fold(id.title).find("sua doi") != std::string::npos;
}

std::string Scanner::own_type() const { return document_.identity.type; }

bool Scanner::in_own_header(const Number& number) const {
  const model::ByteRange bytes = canonical_.bytes(number.begin, number.end);
  return !document_.identity.number_range.empty() && document_.identity.number_range.overlaps(bytes);
}

bool Scanner::is_own_header(const Number& number) const {
  if (in_own_header(number)) return true;
  return !own_key_.empty() && registry::number_key(number.text) == own_key_;
}

bool Scanner::is_own_title(std::size_t i) const {
  const std::uint32_t at = canonical_.origin[words_[i].begin];
  const auto& id = document_.identity;
  if (!own_law_) return false;
  if (!id.type_range.empty() && id.type_range.contains(at)) return true;
  return !id.title_range.empty() && id.title_range.begin == at;
}

bool Scanner::amending_document() const {
  const std::string folded = text::fold(document_.identity.title);
  return folded.find("sua doi") != std::string::npos || folded.find("dinh chinh") != std::string::npos || own_law_;
}

}  // namespace tracuu::citation
