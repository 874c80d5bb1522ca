#include "query/rank/quotation.h"

#include <algorithm>

#include "query/rank/printed.h"

namespace tracuu::rank {

using format::ProvisionView, format::StreamView, format::TokenNumber;
using text::SyllableTable;
using Ways = std::vector<std::vector<std::string>>;

namespace {

void add_once(Ways& ways, std::vector<std::string> way) {
  if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
}

}  // namespace

Quotation::Quotation(const language::Readings& places) : places_(places.size()), of_syllable_(SyllableTable::builtin().size(), 0) {
  if (!usable()) return;
  for (std::size_t place = 0; place < places_; ++place) {
    for (const std::string& reading : places[place]) {
      const text::SyllableId id = SyllableTable::builtin().find(reading);
      (id != text::kUnlisted ? of_syllable_[id] : of_other_[reading]) |= Mask{1} << place;
    }
  }
}

void Quotation::read_own(const ProvisionView& provision) {
  own_.clear();
  for (const std::string& term : provision.record.own_terms) {
    const auto found = of_other_.find(term);
    own_.push_back(found == of_other_.end() ? 0 : found->second);
  }
}

Quotation::Mask Quotation::mask_of(TokenNumber number) const {
  if (number < of_syllable_.size()) return of_syllable_[number];
  return number - of_syllable_.size() < own_.size() ? own_[number - of_syllable_.size()] : 0;
}

std::vector<std::string> Quotation::terms_of(const ProvisionView& provision, const std::vector<TokenNumber>& tokens, std::size_t from, std::size_t count) const {
  std::vector<std::string> terms;
  for (std::size_t i = from; i < from + count; ++i) {
    const TokenNumber number = tokens[i];
    terms.push_back(number < of_syllable_.size() ? std::string(SyllableTable::builtin().term(number)) : provision.record.own_terms[number - of_syllable_.size()]);
  }
  return terms;
}

bool Quotation::may_be_in(const ProvisionView& provision) {
  if (!usable()) return false;
  read_own(provision);
  const Mask last = Mask{1} << (places_ - 1);
  for (const StreamView& stream : {provision.name, provision.heading, provision.body}) {
    Mask state = 0;
    bool found = false;
    format::for_each_token(stream, [&](TokenNumber number) {
      state = (state << 1 | 1) & mask_of(number);
      found |= (state & last) != 0;
    });
    if (found) return true;
  }
  return false;
}

void Quotation::find(const ProvisionView& provision, const std::vector<TokenNumber>& tokens, Ways& out) const {
  Mask state = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    state = (state << 1 | 1) & mask_of(tokens[i]);
    if ((state >> (places_ - 1) & 1) != 0) add_once(out, terms_of(provision, tokens, i + 1 - places_, places_));
  }
}

Ways Quotation::found_in(const ProvisionView& provision) {
  Ways ways;
  if (!usable()) return ways;
  read_own(provision);
  find(provision, printed(provision), ways);
  find(provision, format::numbers(provision.name), ways);
  return ways;
}

std::size_t Quotation::words_at_end(const std::vector<TokenNumber>& tokens) const {
  Mask state = 0;
  for (std::size_t i = tokens.size() - std::min(tokens.size(), places_ - 1); i < tokens.size(); ++i) state = (state << 1 | 1) & mask_of(tokens[i]);
  std::size_t words = 0;
  for (std::size_t place = 0; place + 1 < places_; ++place)
    if ((state >> place & 1) != 0) words = place + 1;
  return words;
}

std::size_t Quotation::words_at_begin(const std::vector<TokenNumber>& tokens) const {
  for (std::size_t words = std::min(tokens.size(), places_ - 1); words > 0; --words) {
    std::size_t held = 0;
    while (held < words && (mask_of(tokens[held]) >> (places_ - words + held) & 1) != 0) ++held;
    if (held == words) return words;
  }
  return 0;
}

bool Quotation::may_run_on(const ProvisionView& provision) {
  if (!usable()) return false;
  read_own(provision);
  // Four bytes a token at most: an early byte of a longer token may be taken for a short one, never the other way round for the last ones.
  const std::vector<TokenNumber> body = format::numbers(provision.body);
  return 2 * words_at_end(body) >= places_;
}

bool Quotation::may_have_begun_before(const ProvisionView& provision) {
  if (!usable()) return false;
  read_own(provision);
  return 2 * words_at_begin(printed(provision)) >= places_;
}

Ways Quotation::found_across(const ProvisionView& first, const ProvisionView& second) {
  Ways ways;
  if (!usable()) return ways;
  std::vector<TokenNumber> end = printed(first), begin = printed(second);
  end.erase(end.begin(), end.end() - static_cast<std::ptrdiff_t>(std::min(end.size(), places_ - 1)));
  begin.resize(std::min(begin.size(), places_ - 1));
  Mask state = 0;
  read_own(first);
  for (const TokenNumber number : end) state = (state << 1 | 1) & mask_of(number);
  read_own(second);
  for (std::size_t i = 0; i < begin.size(); ++i) {
    state = (state << 1 | 1) & mask_of(begin[i]);
    if ((state >> (places_ - 1) & 1) == 0) continue;
    const std::size_t before = places_ - (i + 1);
    std::vector<std::string> way = terms_of(first, end, end.size() - before, before);
    for (std::string& term : terms_of(second, begin, 0, i + 1)) way.push_back(std::move(term));
    add_once(ways, std::move(way));
  }
  return ways;
}

}  // namespace tracuu::rank
