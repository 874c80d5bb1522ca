#include "query/rank/phrases.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "query/open/unweighted.h"
#include "query/rank/printed.h"

namespace tracuu::rank {
namespace {

using format::ProvisionView, format::StreamView, format::TokenNumber;
using text::SyllableTable;

constexpr Xapian::doccount kMostChecked = 3000;
/// Provisions read for phrases that go on in the next provision; fewer where the phrase has been found often.
constexpr std::size_t kMostJoined = 2000, kFewJoined = 300, kOften = 10;

using Unit = std::int16_t;
constexpr Unit kOther = -1, kAny = -2;

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

  /// Heading and body as they are printed.
  void append(const ProvisionView& view, std::vector<Unit>& out) {
    read_own(view);
    for (const TokenNumber number : printed(view)) out.push_back(translate(number));
  }

  /// What is read over the ends of the heading: its neighbours on both sides, `reach` tokens of each. Empty without a heading.
  void append_joint(const ProvisionView& view, std::size_t reach, std::vector<Unit>& out) {
    if (view.heading.tokens == 0) return;
    read_own(view);
    constexpr std::size_t most_bytes = 4;  // of a token
    const std::vector<TokenNumber> body = format::numbers({view.body.bytes.substr(0, most_bytes * (kLongestLead + reach + 1)), 0});
    const std::size_t lead = lead_of(view, body);
    for (std::size_t i = lead > reach ? lead - reach : 0; i < lead; ++i) out.push_back(translate(body[i]));
    format::for_each_token(view.heading, [&](TokenNumber number) { out.push_back(translate(number)); });
    for (std::size_t i = lead; i < std::min(body.size(), lead + reach); ++i) out.push_back(translate(body[i]));
  }

  /// Whether a phrase may run over an end of the heading, told from the heading alone; false is certain.
  [[nodiscard]] bool may_run_over(StreamView heading, const std::vector<Unit>& phrase) {
    if (heading.tokens == 0) return false;
    heading_.clear();
    format::for_each_token(heading, [&](TokenNumber number) { heading_.push_back(number < of_syllable_.size() ? of_syllable_[number] : all_listed_ ? kOther : kAny); });
    const auto alike = [](Unit wanted, Unit there) { return there == kAny || there == wanted; };
    for (std::size_t before = 1; before < phrase.size(); ++before) {
      const auto rest = phrase.begin() + static_cast<std::ptrdiff_t>(before);
      const auto inside = static_cast<std::ptrdiff_t>(std::min(heading_.size(), phrase.size() - before));
      if (std::equal(rest, rest + inside, heading_.begin(), alike)) return true;
    }
    for (std::size_t inside = 1; inside < std::min(phrase.size(), heading_.size() + 1); ++inside)
      if (std::equal(phrase.begin(), phrase.begin() + static_cast<std::ptrdiff_t>(inside), heading_.end() - static_cast<std::ptrdiff_t>(inside), alike)) return true;
    return false;
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
    if (fresh) {
      if (const text::SyllableId id = SyllableTable::builtin().find(term); id != text::kUnlisted) of_syllable_[id] = found->second;
      else all_listed_ = false;
    }
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

  std::unordered_map<std::string, Unit> units_;
  std::vector<Unit> of_syllable_, own_, heading_;
  bool all_listed_ = true;  // in the frozen table
  std::vector<std::vector<Unit>> parts_;
};

/// The bytes that a record's streams must hold somewhere if they hold a phrase (its longest stretch of listed syllables): most records are
/// ruled out without decoding them.
std::string telling_bytes(const std::vector<std::string>& phrase) {
  std::string longest, run;
  for (const std::string& term : phrase) {
    const text::SyllableId id = SyllableTable::builtin().find(term);
    if (id == text::kUnlisted) {
      run.clear();
      continue;
    }
    format::append_token(run, id);
    if (run.size() > longest.size()) longest = run;
  }
  return longest;
}

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

// Whether a document of several provisions holds the words across them. Counts the provisions that it read.
bool joined(const open::Index& index, const std::string& source, Reader& reader, const WordsInOrder& words, std::size_t& read) {
  if (index.provisions().get_termfreq(format::source_term(source)) < 2) return false;
  const std::vector<open::ProvisionId> ids = index.provisions_of(source);
  read += ids.size();
  std::vector<Unit> stream;
  for (const std::string& record : index.encoded_provisions(ids))
    if (const auto view = format::decode_provision(record)) reader.append(*view, stream);
  return found_in(stream, reader.parts(), words.distance);
}

std::vector<std::string> distinct_terms(const WordsInOrder& words) {
  std::set<std::string> terms;
  for (const auto& part : words.parts) terms.insert(part.begin(), part.end());
  return {terms.begin(), terms.end()};
}

// Provisions with all the words: every one where they are few, else those that weigh most.
std::vector<open::ProvisionId> with_all_words(const open::Index& index, const WordsInOrder& words, bool& exact) {
  std::vector<std::string> terms;
  for (const std::string& term : distinct_terms(words)) terms.push_back(format::ranking_term(term));
  Xapian::Enquire enquire(index.provisions());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  open::weigh_nothing(enquire, index);
  Xapian::MSet found = enquire.get_mset(0, kMostChecked + 1);
  exact = found.size() <= kMostChecked;
  if (!exact) {
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 3, 0.75, 0.01));
    enquire.set_sort_by_relevance_then_value(format::kProvisionSortSlot, false);
    found = enquire.get_mset(0, kMostChecked);
  }
  std::vector<open::ProvisionId> ids;
  ids.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) ids.push_back(*it);
  return ids;
}

void find_within(const open::Index& index, const WordsInOrder& words, PhraseTester& tester, std::set<std::string>& sources, bool& exact) {
  const std::vector<open::ProvisionId> ids = with_all_words(index, words, exact);
  const std::vector<std::string> records = index.encoded_provisions(ids);
  std::vector<open::ProvisionId> holders;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (tester.holds(records[i])) holders.push_back(ids[i]);
  for (const std::string& value : index.provision_sort_keys(holders)) {
    format::ProvisionRecord key;
    format::read_provision_sort_key(value, key);
    sources.insert(std::move(key.source));
  }
}

void find_across(const open::Index& index, const WordsInOrder& words, std::set<std::string>& sources, bool& exact) {
  const std::vector<std::string> terms = distinct_terms(words);
  Xapian::Enquire enquire(index.documents());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()));
  open::weigh_nothing(enquire, index);
  enquire.set_sort_by_value(format::kSourceSlot, false);
  const std::size_t budget = sources.size() >= kOften ? kFewJoined : kMostJoined;
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(sources.size() + budget));
  std::size_t read = 0;
  Reader reader(words);
  for (auto it = found.begin(); it != found.end(); ++it) {
    const std::string source = it.get_sort_key();
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
  PhraseTester tester(words);
  std::set<std::string> sources;
  find_within(index, words, tester, sources, matches.exact);
  find_across(index, words, sources, matches.exact);
  matches.sources.assign(sources.begin(), sources.end());
  return matches;
}

struct PhraseTester::State {
  explicit State(const WordsInOrder& wanted) : words(wanted), reader(wanted) {
    if (words.parts.size() == 1) telling = telling_bytes(words.parts[0]);
  }
  WordsInOrder words;
  Reader reader;
  std::string telling;  // empty: every record is decoded
  std::vector<Unit> stream;
};

PhraseTester::PhraseTester(const WordsInOrder& words) : state_(std::make_unique<State>(words)) {}
PhraseTester::~PhraseTester() = default;
PhraseTester::PhraseTester(PhraseTester&&) noexcept = default;

bool PhraseTester::holds(const format::ProvisionView& provision) {
  State& s = *state_;
  const auto& parts = s.reader.parts();
  s.stream.clear();
  const auto tells = [&](const StreamView& stream) { return stream.bytes.find(s.telling) != std::string_view::npos; };
  if (s.telling.empty() || tells(provision.body) || tells(provision.heading) || tells(provision.name)) {
    s.reader.append(provision, s.stream);
    return found_in(s.stream, parts, s.words.distance) || found_in(s.reader.name(provision), parts, s.words.distance);
  }
  if (!s.reader.may_run_over(provision.heading, parts[0])) return false;
  s.reader.append_joint(provision, parts[0].size() - 1, s.stream);
  return found_in(s.stream, parts, s.words.distance);
}

bool PhraseTester::holds(const std::string& record) {
  const auto read = [&](format::Detail detail) {
    auto view = format::decode_provision(record, detail);
    if (!view) throw Xapian::DatabaseCorruptError("a provision record cannot be decoded");
    return std::move(*view);
  };
  State& s = *state_;
  if (!s.telling.empty() && record.find(s.telling) == std::string::npos && !s.reader.may_run_over(read(format::Detail::ranking).heading, s.reader.parts()[0])) return false;
  return holds(read(format::Detail::all));
}

}  // namespace tracuu::rank
