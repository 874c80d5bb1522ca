#include "query/rank/phrases.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "query/open/unweighted.h"
#include "query/rank/matches.h"
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

std::vector<std::string> terms_of(StreamView stream, const format::ProvisionRecord& record) {
  std::vector<std::string> terms;
  format::for_each_token(stream, [&](TokenNumber number) {
    const std::size_t listed = SyllableTable::builtin().size();
    if (number < listed) terms.emplace_back(SyllableTable::builtin().term(number));
    else if (number - listed < record.own_terms.size()) terms.push_back(record.own_terms[number - listed]);
  });
  return terms;
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

/// Documents that find_across may look at.
constexpr Xapian::doccount kMostAcross = kMostChecked + kMostJoined;
/// Documents whose provisions are asked for together, and provisions beyond the wanted ones that may come along.
constexpr std::size_t kAskedTogether = 1000, kBeyond = 1000;

// All provisions with the words, or so many that it is clear that there are more than are checked.
open::Match within(const WordsInOrder& words) {
  std::vector<std::string> terms;
  for (const std::string& term : distinct_terms(words)) terms.push_back(format::ranking_term(term));
  open::Match match;
  match.query = Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end());
  match.slot = format::kProvisionSortSlot;
  match.second = format::kProvisionRecordSlot;
  match.count = kMostChecked + 1;
  return match;
}

// Documents with the words, by source.
open::Match across(const WordsInOrder& words) {
  const std::vector<std::string> terms = distinct_terms(words);
  open::Match match;
  match.query = Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end());
  match.slot = format::kSourceSlot;
  match.count = kMostAcross;
  return match;
}

std::vector<open::ProvisionId> found_remotely(const open::Index& index, const WordsInOrder& words, bool& exact) {
  open::Match match = within(words);
  std::vector<open::MatchHit> hits = index.match(open::provisions_part, match);
  exact = hits.size() <= kMostChecked;
  if (!exact) {
    match.order = open::Match::Order::weight_and_value;
    match.bm25 = {1.2, 3, 0.75, 0.01};
    match.second.reset();
    match.count = kMostChecked;
    const std::vector<std::string> terms = distinct_terms(words);
    index.expect_frequencies(terms);
    for (const std::string& term : terms) match.frequencies[format::ranking_term(term)] = index.provision_frequency(term);
    hits = index.match(open::provisions_part, match);
  }
  std::vector<open::ProvisionId> ids;
  for (const open::MatchHit& hit : hits) ids.push_back(hit.id);
  return ids;
}

// Provisions with all the words: every one where they are few, else those that weigh most.
std::vector<open::ProvisionId> with_all_words(const open::Index& index, StageOne& stage_one, const WordsInOrder& words, bool& exact) {
  if (!index.is_local()) return found_remotely(index, words, exact);
  std::vector<StageOneTerm> terms;
  for (const std::string& term : distinct_terms(words)) terms.push_back({{format::ranking_term(term)}, stage_one_idf(index.provision_frequency(term), index.provision_count())});
  StageOne::Holders holders = stage_one.holding_all(std::move(terms), kMostChecked);
  exact = holders.all;
  return std::move(holders.ids);
}

void find_within(const open::Index& index, StageOne& stage_one, const WordsInOrder& words, PhraseTester& tester, std::set<std::string>& sources, bool& exact) {
  const std::vector<open::ProvisionId> ids = with_all_words(index, stage_one, words, exact);
  const std::vector<std::string> records = index.encoded_provisions(ids);
  std::vector<open::ProvisionId> holders;
  std::unordered_set<std::string_view> names;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!tester.holds(records[i])) continue;
    holders.push_back(ids[i]);
    if (index.is_local()) continue;
    // Ranking will ask for the words of the names: they come with what is asked for next.
    const auto view = format::decode_provision(records[i], format::Detail::ranking);
    if (view && names.insert(view->name.bytes).second) index.expect_frequencies(terms_of(view->name, view->record));
  }
  for (const std::string& value : index.provision_sort_keys(holders)) {
    format::ProvisionRecord key;
    format::read_provision_sort_key(value, key);
    sources.insert(std::move(key.source));
  }
}

// As find_across does it, with the provisions of many documents in one round trip.
void find_across_remotely(const open::Index& index, const WordsInOrder& words, std::set<std::string>& sources, bool& exact) {
  const std::size_t budget = sources.size() >= kOften ? kFewJoined : kMostJoined;
  std::vector<open::MatchHit> found = index.match(open::documents_part, across(words));
  if (found.size() > sources.size() + budget) found.resize(sources.size() + budget);
  std::vector<std::string> candidates;
  for (open::MatchHit& hit : found)
    if (!sources.contains(hit.value)) candidates.push_back(std::move(hit.value));
  Reader reader(words);
  std::size_t read = 0;
  for (std::size_t next = 0; next < candidates.size();) {
    if (read >= budget) {
      exact = false;
      return;
    }
    const std::size_t end = std::min(candidates.size(), next + kAskedTogether);
    open::Match match;
    std::vector<std::string> terms;
    for (std::size_t i = next; i < end; ++i) terms.push_back(format::source_term(candidates[i]));
    match.query = Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
    match.slot = format::kProvisionSortSlot;
    match.second = format::kProvisionRecordSlot;
    match.count = static_cast<Xapian::doccount>(budget - read + kBeyond);
    const std::vector<open::MatchHit> hits = index.match(open::provisions_part, match);
    std::map<std::string, std::vector<open::ProvisionId>> provisions;
    format::ProvisionRecord last;
    for (const open::MatchHit& hit : hits) {
      format::read_provision_sort_key(hit.value, last);
      provisions[last.source].push_back(hit.id);
    }
    // What was cut off is asked for again: alone where nothing else came.
    const bool cut = hits.size() >= match.count;
    if (cut && provisions.size() > 1) provisions.erase(last.source);
    else if (cut) provisions[last.source] = index.provisions_of(last.source);
    for (const std::size_t first = next; next < end; ++next) {
      const auto of_source = provisions.find(candidates[next]);
      if (cut && of_source == provisions.end() && next > first) break;
      if (read >= budget) {
        exact = false;
        return;
      }
      if (of_source == provisions.end() || of_source->second.size() < 2) continue;
      read += of_source->second.size();
      std::vector<Unit> stream;
      const std::vector<std::string> records = index.encoded_provisions(of_source->second);
      for (const std::string& record : records)
        if (const auto view = format::decode_provision(record)) reader.append(*view, stream);
      if (!found_in(stream, reader.parts(), words.distance)) continue;
      sources.insert(candidates[next]);
      if (const auto view = format::decode_provision(records.front(), format::Detail::ranking)) index.expect_frequencies(terms_of(view->name, view->record));
    }
  }
}

// Goes through documents with all the words, `most` at most, in order of their sources, until `use` has enough.
template <typename Use>
void for_documents_with_all_words(const open::Index& index, const lists::Table* table, const WordsInOrder& words, std::size_t most, const Use& use) {
  const std::vector<std::string> terms = distinct_terms(words);
  const Xapian::Query query(Xapian::Query::OP_AND, terms.begin(), terms.end());
  if (table != nullptr) {
    std::vector<open::DocId> found = matching(index, table, query);
    most = std::min(most, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
                      [&](open::DocId a, open::DocId b) { return table->document(a).place < table->document(b).place; });
    for (const open::DocId id : std::span(found).first(most))
      if (!use(index.documents().get_document(id).get_value(format::kSourceSlot))) return;
    return;
  }
  Xapian::Enquire enquire(index.documents());
  enquire.set_query(query);
  open::weigh_nothing(enquire, index);
  enquire.set_sort_by_value(format::kSourceSlot, false);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(most));
  for (auto it = found.begin(); it != found.end(); ++it)
    if (!use(it.get_sort_key())) return;
}

void find_across(const open::Index& index, const lists::Table* table, const WordsInOrder& words, std::set<std::string>& sources, bool& exact) {
  if (!index.is_local()) return find_across_remotely(index, words, sources, exact);
  const std::size_t budget = sources.size() >= kOften ? kFewJoined : kMostJoined;
  std::size_t read = 0;
  Reader reader(words);
  for_documents_with_all_words(index, table, words, sources.size() + budget, [&](const std::string& source) {
    if (sources.contains(source)) return true;
    if (read >= budget) return exact = false;
    if (joined(index, source, reader, words, read)) sources.insert(source);
    return true;
  });
}

}  // namespace

PhraseMatches documents_with(const open::Index& index, StageOne& stage_one, const WordsInOrder& words) {
  PhraseMatches matches;
  const std::vector<std::string> terms = distinct_terms(words);
  if (terms.empty()) return matches;
  // A remote index finds nothing just as fast as it tells that a word stands nowhere.
  if (index.is_local())
    for (const std::string& term : terms)
      if (index.document_frequency(term) == 0 && index.provision_frequency(term) == 0) return matches;
  PhraseTester tester(words);
  std::set<std::string> sources;
  find_within(index, stage_one, words, tester, sources, matches.exact);
  find_across(index, stage_one.table(), words, sources, matches.exact);
  matches.sources.assign(sources.begin(), sources.end());
  return matches;
}

void expect_documents_with(const open::Index& index, const WordsInOrder& words) {
  if (index.is_local() || distinct_terms(words).empty() || (words.parts.size() == 1 && words.parts[0].size() == 1)) return;
  index.expect(open::provisions_part, within(words));
  index.expect(open::documents_part, across(words));
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
