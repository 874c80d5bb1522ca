#include "query/rank/phrases.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "corpus/text/canonical.h"

namespace tracuu::rank {
namespace {

using format::ProvisionView, format::StreamView, format::TokenNumber;
using text::SyllableTable;

constexpr Xapian::doccount kMostChecked = 3000;
/// Provisions read for phrases that go on in the next provision; fewer where the phrase has been found often.
constexpr std::size_t kMostJoined = 2000, kFewJoined = 300, kOften = 10;
constexpr std::size_t kLongestLead = 100;  ///< tokens before "Điều 5": a chapter's heading

using Unit = std::int16_t;
constexpr Unit kOther = -1;

/// Reads provisions as the places of the wanted words.
class Reader {
 public:
  explicit Reader(const WordsInOrder& words) : of_syllable_(SyllableTable::builtin().size(), kOther) {
    for (const auto& part : words.parts) {
      auto& units = parts_.emplace_back();
      for (const std::string& term : part) units.push_back(unit(term));
    }
  }

  [[nodiscard]] const std::vector<std::vector<Unit>>& parts() const { return parts_; }

  /// Heading and body as they are printed: the body's stream begins with what stands before the heading ("Điều 5").
  void append(const ProvisionView& view, std::vector<Unit>& out) {
    read_own(view);
    const std::vector<TokenNumber> body = format::numbers(view.body);
    const std::size_t lead = view.heading.tokens == 0 ? 0 : lead_of(view, body);
    for (std::size_t i = 0; i < lead; ++i) out.push_back(translate(body[i]));
    format::for_each_token(view.heading, [&](TokenNumber number) { out.push_back(translate(number)); });
    for (std::size_t i = lead; i < body.size(); ++i) out.push_back(translate(body[i]));
  }

  [[nodiscard]] std::vector<Unit> name(const ProvisionView& view) {
    read_own(view);
    std::vector<Unit> out;
    format::for_each_token(view.name, [&](TokenNumber number) { out.push_back(translate(number)); });
    return out;
  }

 private:
  Unit unit(const std::string& term) {
    const auto [found, fresh] = units_.emplace(term, static_cast<Unit>(units_.size()));
    if (fresh)
      if (const text::SyllableId id = SyllableTable::builtin().find(term); id != text::kUnlisted) of_syllable_[id] = found->second;
    return found->second;
  }

  void read_own(const ProvisionView& view) {
    own_.clear();
    for (const std::string& term : view.record.own_terms) {
      const auto found = units_.find(term);
      own_.push_back(found == units_.end() ? kOther : found->second);
    }
  }

  Unit translate(TokenNumber number) const {
    if (number < of_syllable_.size()) return of_syllable_[number];
    return number - of_syllable_.size() < own_.size() ? own_[number - of_syllable_.size()] : kOther;
  }

  // Tokens of the body up to the label, "Điều 5" or "I".
  static std::size_t lead_of(const ProvisionView& view, const std::vector<TokenNumber>& body) {
    const std::string label = text::lower(view.record.label);
    if (label.empty()) return 0;
    const auto term_at = [&](std::size_t i) -> std::string_view {
      const TokenNumber number = body[i];
      if (number < SyllableTable::builtin().size()) return SyllableTable::builtin().term(number);
      const std::size_t own = number - SyllableTable::builtin().size();
      return own < view.record.own_terms.size() ? std::string_view(view.record.own_terms[own]) : std::string_view();
    };
    const bool dieu = view.record.unit == model::Unit::dieu;
    for (std::size_t i = 0; i < std::min(body.size(), kLongestLead); ++i)
      if (term_at(i) == label && (!dieu || (i > 0 && term_at(i - 1) == "điều"))) return i + 1;
    return 0;
  }

  std::unordered_map<std::string, Unit> units_;
  std::vector<Unit> of_syllable_, own_;
  std::vector<std::vector<Unit>> parts_;
};

std::vector<std::size_t> places_of(const std::vector<Unit>& stream, const std::vector<Unit>& phrase) {
  std::vector<std::size_t> places;
  if (phrase.empty()) return places;
  for (auto at = stream.begin(); (at = std::search(at, stream.end(), phrase.begin(), phrase.end())) != stream.end(); ++at)
    places.push_back(static_cast<std::size_t>(at - stream.begin()));
  return places;
}

bool found_in(const std::vector<Unit>& stream, const std::vector<std::vector<Unit>>& parts, unsigned distance) {
  if (parts.size() == 1) return std::search(stream.begin(), stream.end(), parts[0].begin(), parts[0].end()) != stream.end();
  const std::vector<std::size_t> left = places_of(stream, parts[0]), right = places_of(stream, parts[1]);
  const auto follows = [&](std::size_t first, std::size_t length, const std::vector<std::size_t>& others) {
    const auto next = std::lower_bound(others.begin(), others.end(), first + length);
    return next != others.end() && *next - (first + length) <= distance;
  };
  return std::any_of(left.begin(), left.end(), [&](std::size_t at) { return follows(at, parts[0].size(), right); }) ||
         std::any_of(right.begin(), right.end(), [&](std::size_t at) { return follows(at, parts[1].size(), left); });
}

struct Piece {
  std::uint32_t ordinal = 0;
  std::string data;
};

// Whether a document of several provisions holds the words across them. Counts the provisions that it read.
bool joined(const open::Index& index, const std::string& source, Reader& reader, const WordsInOrder& words, std::size_t& read) {
  const std::string term = format::source_term(source);
  const Xapian::Database& provisions = index.provisions();
  if (provisions.get_termfreq(term) < 2) return false;
  std::vector<Piece> pieces;
  for (auto it = provisions.postlist_begin(term); it != provisions.postlist_end(term); ++it) {
    const Xapian::Document stored = provisions.get_document(*it);
    format::ProvisionRecord key;
    format::read_provision_sort_key(stored.get_value(format::kProvisionSortSlot), key);
    pieces.push_back({key.ordinal, stored.get_value(format::kProvisionRecordSlot)});
  }
  read += pieces.size();
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.ordinal < b.ordinal; });
  std::vector<Unit> stream;
  for (const Piece& piece : pieces)
    if (const auto view = format::decode_provision(piece.data)) reader.append(*view, stream);
  return found_in(stream, reader.parts(), words.distance);
}

std::vector<std::string> distinct_terms(const WordsInOrder& words) {
  std::set<std::string> terms;
  for (const auto& part : words.parts) terms.insert(part.begin(), part.end());
  return {terms.begin(), terms.end()};
}

void find_within(const open::Index& index, const WordsInOrder& words, Reader& reader, std::set<std::string>& sources, bool& exact) {
  std::vector<std::string> terms;
  for (const std::string& term : distinct_terms(words)) terms.push_back(format::ranking_term(term));
  Xapian::Enquire enquire(index.provisions());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 3, 0.75, 0.01));
  enquire.set_sort_by_relevance_then_value(format::kProvisionSortSlot, false);
  const Xapian::MSet found = enquire.get_mset(0, kMostChecked);
  exact = found.get_matches_upper_bound() <= kMostChecked || found.size() < kMostChecked;
  std::vector<Unit> stream;
  for (auto it = found.begin(); it != found.end(); ++it) {
    const Xapian::Document stored = it.get_document();
    format::ProvisionRecord key;
    format::read_provision_sort_key(stored.get_value(format::kProvisionSortSlot), key);
    if (sources.contains(key.source)) continue;
    const std::string data = stored.get_value(format::kProvisionRecordSlot);
    const auto view = format::decode_provision(data);
    if (!view) throw Xapian::DatabaseCorruptError("a provision record cannot be decoded");
    stream.clear();
    reader.append(*view, stream);
    if (found_in(stream, reader.parts(), words.distance) || found_in(reader.name(*view), reader.parts(), words.distance)) sources.insert(key.source);
  }
}

void find_across(const open::Index& index, const WordsInOrder& words, Reader& reader, std::set<std::string>& sources, bool& exact) {
  const std::vector<std::string> terms = distinct_terms(words);
  Xapian::Enquire enquire(index.documents());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(format::kSourceSlot, false);
  const std::size_t budget = sources.size() >= kOften ? kFewJoined : kMostJoined;
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(sources.size() + budget));
  std::size_t read = 0;
  for (auto it = found.begin(); it != found.end(); ++it) {
    const std::string source = it.get_document().get_value(format::kSourceSlot);
    if (sources.contains(source)) continue;
    if (read >= budget) {
      exact = false;
      return;
    }
    if (joined(index, source, reader, words, read)) sources.insert(source);
  }
}

}  // namespace

PhraseMatches documents_with(const open::Index& index, const WordsInOrder& words) {
  PhraseMatches matches;
  const std::vector<std::string> terms = distinct_terms(words);
  if (terms.empty()) return matches;
  for (const std::string& term : terms)
    if (index.document_frequency(term) == 0 && index.provision_frequency(term) == 0) return matches;
  Reader reader(words);
  std::set<std::string> sources;
  find_within(index, words, reader, sources, matches.exact);
  find_across(index, words, reader, sources, matches.exact);
  matches.sources.assign(sources.begin(), sources.end());
  return matches;
}

bool holds(const format::ProvisionView& provision, const WordsInOrder& words) {
  Reader reader(words);
  std::vector<Unit> stream;
  reader.append(provision, stream);
  return found_in(stream, reader.parts(), words.distance) || found_in(reader.name(provision), reader.parts(), words.distance);
}

}  // namespace tracuu::rank
