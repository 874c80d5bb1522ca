#include "query/rank/candidates.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <tuple>

#include <fmt/format.h>

#include "query/open/unweighted.h"
#include "query/rank/phrases.h"
#include "query/rank/quotation.h"
#include "query/rank/readings.h"

namespace tracuu::rank {
namespace {

using text::SyllableId, text::SyllableTable;

// RANKING.md section 1.
constexpr std::size_t kCandidates = 200;
constexpr double kShareOfIdf = 0.85;
constexpr std::size_t kFewestTerms = 3;
constexpr double kK3 = 3;  // of a word typed several times
/// What a synonym counts beside a typed word: .25 and .5 are alike, 1 loses .0025 nDCG@10 on zalo.
constexpr double kSynonymShare = 0.35;
/// Provisions looked through where a condition drops most of them, and for later pages.
constexpr Xapian::doccount kDeep = 3000;
/// Provisions with all words of a quotation that are looked through for it.
constexpr Xapian::doccount kQuotationCandidates = 1500;
/// Provisions before and after the candidates that are fetched ahead.
constexpr std::size_t kNeighboursAhead = 40;
/// Of a remote index so many of these bring their records along unasked.
constexpr std::size_t kQuotationRecords = 400;

// The words that were typed, as places of a quotation.
language::Readings places_of(const language::Query& query) {
  language::Readings places;
  for (const std::string& word : query.words) places.push_back({word});
  return places;
}

// Provisions that hold a reading of every place, in no order.
open::Match all_words(const language::Readings& places, std::size_t with_records) {
  std::vector<Xapian::Query> all;
  for (const std::vector<std::string>& place : places) {
    std::vector<std::string> terms;
    for (const std::string& reading : place) terms.push_back(format::ranking_term(reading));
    all.push_back(terms.size() == 1 ? Xapian::Query(terms[0]) : Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()));
  }
  open::Match match;
  match.query = Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
  match.slot = with_records > 0 ? format::kProvisionSortSlot : open::Match::kNoSlot;
  if (with_records > 0) match.second = format::kProvisionRecordSlot;
  match.count = with_records > 0 ? static_cast<Xapian::doccount>(with_records) : kQuotationCandidates + 1;
  return match;
}

}  // namespace

CandidateFinder::CandidateFinder(const open::Index& index, StageOne& stage_one)
    : index_(index),
      stage_one_(stage_one),
      provisions_(static_cast<double>(index.provisions().get_doccount())),
      average_length_(std::max(1.0, index.provisions().get_avlength())),
      idf_of_syllable_(SyllableTable::builtin().size(), -1) {}

std::uint32_t CandidateFinder::frequency(const std::string& term) {
  const auto [found, fresh] = frequencies_.emplace(term, 0);
  if (fresh) found->second = index_.provision_frequency(term);
  return found->second;
}

double CandidateFinder::idf(const std::string& term) {
  const std::uint32_t df = frequency(term);
  return df == 0 ? std::log(provisions_ + 1) : std::log(1 + (provisions_ - df + 0.5) / (df + 0.5));
}

double CandidateFinder::idf(SyllableId id) {
  double& known = idf_of_syllable_[id];
  if (known < 0) known = idf(std::string(SyllableTable::builtin().term(id)));
  return known;
}

RerankQuery CandidateFinder::weighed(const language::Query& query) {
  RerankQuery out;
  out.asks_definition = query.asks_definition;
  out.asks_scope = query.asks_scope;
  out.asks_subject_of_act = query.asks_subject_of_act;
  std::unordered_map<std::string, std::int32_t> units;
  out.added_from = query.synonyms_from;
  out.added_share = kSynonymShare;
  for (std::size_t i = 0; i < query.terms.size(); ++i) {
    const std::string& term = query.terms[i];
    if (term.empty()) {
      out.order.push_back(-1);
      continue;
    }
    const auto [found, fresh] = units.emplace(term, static_cast<std::int32_t>(out.units.size()));
    if (fresh) out.units.push_back({term, (i < query.synonyms_from ? 1 : kSynonymShare) * idf(term)});
    // No pair across a word that the index has never seen.
    out.order.push_back(frequency(term) == 0 ? -1 : found->second);
  }
  return out;
}

// The rarest terms that make up 85 % of the idf mass: two thirds of the time of stage 1 for nothing measurable.
std::vector<StageOneTerm> CandidateFinder::pruned(const RerankQuery& query) {
  std::vector<std::pair<double, std::size_t>> by_idf;
  double mass = 0;
  for (std::size_t u = 0; u < query.units.size(); ++u) {
    if (frequency(query.units[u].term) == 0) continue;
    by_idf.emplace_back(-query.units[u].idf, u);
    mass += query.units[u].idf;
  }
  std::sort(by_idf.begin(), by_idf.end());
  std::vector<StageOneTerm> terms;
  double taken = 0;
  for (const auto& [negative, unit] : by_idf) {
    if (terms.size() >= kFewestTerms && taken >= kShareOfIdf * mass) break;
    taken -= negative;
    const std::string& term = query.units[unit].term;
    const auto times = static_cast<double>(std::max<std::ptrdiff_t>(1, std::count(query.order.begin(), query.order.end(), static_cast<std::int32_t>(unit))));
    const double share = query.units[unit].idf / idf(term);
    terms.push_back({{format::ranking_term(term)}, share * stage_one_idf(frequency(term), provisions_) * (kK3 + 1) * times / (kK3 + times)});
  }
  return terms;
}

// Provisions that hold any reading of the rarest places, and how the readings stand in them. The readings of a place count
// as one term: a rare wrong reading must not draw text of its own.
language::NearCounts CandidateFinder::near(const language::Readings& readings) {
  std::vector<std::pair<double, StageOneTerm>> places;
  double mass = 0;
  for (const std::vector<std::string>& place : readings) {
    double held = 0;
    StageOneTerm term;
    for (const std::string& reading : place) {
      held += frequency(reading);
      term.terms.push_back(format::ranking_term(reading));
    }
    if (held == 0) continue;
    held = std::min(held, provisions_);
    term.weight = stage_one_idf(held, provisions_);
    const double weight = std::log(1 + (provisions_ - held + 0.5) / (held + 0.5));
    mass += weight;
    places.emplace_back(-weight, std::move(term));
  }
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<StageOneTerm> taken;
  double sum = 0;
  for (auto& [negative, term] : places) {
    if (taken.size() >= kFewestTerms && sum >= kShareOfIdf * mass) break;
    sum -= negative;
    taken.push_back(std::move(term));
  }
  near_ = stage_one_.best(std::move(taken), kCandidates, std::nullopt);
  near_records_ = records_of(near_, 0, kCandidates);
  std::vector<format::ProvisionView> views;
  for (const std::string& record : near_records_)
    if (auto view = format::decode_provision(record, format::Detail::ranking)) views.push_back(std::move(*view));
  return count_readings(readings, views);
}

language::Witness CandidateFinder::witness() {
  near_.clear();
  near_records_.clear();
  const auto ahead = [this](const language::Readings& readings) {
    if (!index_.is_local() && Quotation(readings).usable()) index_.expect(open::provisions_part, all_words(readings, kQuotationRecords));
  };
  return {ahead, [this](const language::Readings& readings) { return near(readings); }, [this](const language::Readings& readings) { return quoted(readings); }};
}

// The ways in which texts print the words: looked for in the provisions near the query, then in those that hold some reading of every
// place, then over the ends of those near.
language::Readings CandidateFinder::quoted(const language::Readings& readings) {
  language::Readings ways;
  Quotation quotation(readings);
  if (!quotation.usable()) return ways;
  const auto add = [&](language::Readings found) {
    for (auto& way : found)
      if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
  };
  const auto look_in = [&](const std::vector<std::string>& records) {
    for (const std::string& record : records)
      if (const auto view = format::decode_provision(record)) add(quotation.found_in(*view));
  };
  look_in(near_records_);
  if (ways.empty()) look_in(index_.encoded_provisions(with_all_words(readings, kQuotationRecords)));
  if (ways.empty() && !index_.is_local()) index_.fetch_places(neighbours_of(quotation, near_, near_records_));
  for (std::size_t i = 0; ways.empty() && i < near_records_.size(); ++i) {
    const auto view = format::decode_provision(near_records_[i]);
    if (!view) continue;
    format::ProvisionRecord key;
    format::read_provision_sort_key(near_[i].sort_key, key);
    for (const bool after : {true, false}) {
      if (after ? !quotation.may_run_on(*view) : !quotation.may_have_begun_before(*view)) continue;
      const std::string record = neighbour(key.source, key.ordinal, after);
      if (const auto other = format::decode_provision(record)) add(after ? quotation.found_across(*view, *other) : quotation.found_across(*other, *view));
    }
  }
  return ways;
}

std::string CandidateFinder::neighbour(const std::string& source, std::uint32_t ordinal, bool after) const {
  if (!after && ordinal == 0) return {};
  const auto id = index_.provision_at(source, after ? ordinal + 1 : ordinal - 1);
  return id ? index_.encoded_provisions({*id}).front() : std::string();
}

std::vector<open::Index::Place> CandidateFinder::neighbours_of(Quotation& quotation, const std::vector<StageOneHit>& provisions, const std::vector<std::string>& records) const {
  std::vector<open::Index::Place> places;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto view = format::decode_provision(records[i]);
    if (!view) continue;
    format::ProvisionRecord key;
    format::read_provision_sort_key(provisions[i].sort_key, key);
    if (quotation.may_run_on(*view)) places.push_back({key.source, key.ordinal + 1});
    if (key.ordinal > 0 && quotation.may_have_begun_before(*view)) places.push_back({key.source, key.ordinal - 1});
  }
  return places;
}

// The numbers alone are few bytes: records are fetched where it turns out that they are needed.
std::vector<open::ProvisionId> CandidateFinder::found_remotely(const language::Readings& places, std::size_t with_records) {
  std::vector<open::ProvisionId> ids;
  const auto take = [&](const open::Match& match) {
    ids.clear();
    for (const open::MatchHit& hit : index_.match(open::provisions_part, match)) ids.push_back(hit.id);
  };
  if (with_records > 0) {
    take(all_words(places, with_records));
    if (ids.size() < with_records) return ids;
  }
  open::Match match = all_words(places, 0);
  take(match);
  if (ids.size() <= kQuotationCandidates) return ids;
  match.order = open::Match::Order::weight_and_value;
  match.bm25 = {1.2, 3, 0.75, 0.01};
  match.slot = format::kProvisionSortSlot;
  match.count = kQuotationCandidates;
  for (const std::vector<std::string>& place : places)
    for (const std::string& reading : place) match.frequencies[format::ranking_term(reading)] = frequency(reading);
  take(match);
  return ids;
}

// Provisions that hold a reading of every place: all of them where they are few, else those that weigh most.
std::vector<open::ProvisionId> CandidateFinder::with_all_words(const language::Readings& places, std::size_t with_records) {
  if (!index_.is_local()) return found_remotely(places, with_records);
  std::vector<StageOneTerm> terms;
  for (const std::vector<std::string>& place : places) {
    StageOneTerm& term = terms.emplace_back();
    double held = 0;
    for (const std::string& reading : place) {
      held += frequency(reading);
      term.terms.push_back(format::ranking_term(reading));
    }
    term.weight = stage_one_idf(std::min(held, provisions_), provisions_);
  }
  return stage_one_.holding_all(std::move(terms), kQuotationCandidates).ids;
}

std::vector<std::string> CandidateFinder::records_of(const std::vector<StageOneHit>& hits, std::size_t from, std::size_t count) const {
  std::vector<open::ProvisionId> ids;
  for (std::size_t i = from; i < std::min(hits.size(), from + count); ++i) ids.push_back(hits[i].id);
  return index_.encoded_provisions(ids);
}

std::string CandidateFinder::describe(const language::Query& query) {
  const RerankQuery weighed_query = weighed(query);
  std::string out;
  for (const RankedTerm& unit : weighed_query.units) out += fmt::format("{}{}^{:.2f}", out.empty() ? "" : " ", unit.term, unit.idf);
  return out;
}

// A sentence of frequent words may have its source beyond the candidates of stage 1: provisions that hold all its words.
void CandidateFinder::add_source_of_quotation(const language::Query& query, const RerankQuery& weighed_query, const Allowed& allowed, std::vector<Candidate>& candidates) {
  const language::Readings places = places_of(query);
  if (!Quotation(places).usable()) return;
  const std::vector<open::ProvisionId> ids = with_all_words(places, 0);
  const std::vector<std::string> records = index_.encoded_provisions(ids);  // the views point into it
  PhraseTester quotation({{query.words}, 0});
  std::vector<open::ProvisionId> holders;
  std::vector<format::ProvisionView> views;
  std::vector<Candidate> sources;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!quotation.holds(records[i])) continue;
    auto view = format::decode_provision(records[i]);
    holders.push_back(ids[i]);
    views.push_back(std::move(*view));
  }
  const std::vector<std::string> keys = index_.provision_sort_keys(holders);
  std::vector<format::ProvisionView> allowed_views;
  for (std::size_t i = 0; i < holders.size(); ++i) {
    format::ProvisionRecord key;
    format::read_provision_sort_key(keys[i], key);
    if (allowed.test && !allowed.test(key.source)) continue;
    sources.emplace_back().hit = {holders[i], 0, key.source, key.ordinal, views[i].record.source_id, views[i].record.unit, {}};
    allowed_views.push_back(std::move(views[i]));
  }
  if (sources.empty()) return prefer_quotation_across(query, candidates);
  if (!index_.is_local()) index_.expect_frequencies(other_terms_of_names(weighed_query, allowed_views));
  rank(weighed_query, allowed_views, sources);
  std::erase_if(candidates, [&](const Candidate& old) { return std::any_of(sources.begin(), sources.end(), [&](const Candidate& source) { return source.hit.id == old.hit.id; }); });
  candidates.insert(candidates.begin(), std::make_move_iterator(sources.begin()), std::make_move_iterator(sources.end()));
}

// A sentence may run over the end of an article: the candidate with the larger half of it comes first.
void CandidateFinder::prefer_quotation_across(const language::Query& query, std::vector<Candidate>& candidates) const {
  Quotation quotation(places_of(query));
  if (!index_.is_local()) index_.fetch_places(neighbours_of(quotation, candidates, [](const Candidate& candidate) { return candidate.hit.parts.edge; }));
  const auto runs_over = [&](const Candidate& candidate) {
    if (!candidate.hit.parts.edge) return false;
    const std::string record = index_.encoded_provisions({candidate.hit.id}).front();
    const auto view = format::decode_provision(record);
    if (!view) return false;
    for (const bool after : {true, false}) {
      if (after ? !quotation.may_run_on(*view) : !quotation.may_have_begun_before(*view)) continue;
      const std::string next = neighbour(candidate.hit.source, candidate.hit.ordinal, after);
      const auto other = format::decode_provision(next);
      if (other && !(after ? quotation.found_across(*view, *other) : quotation.found_across(*other, *view)).empty()) return true;
    }
    return false;
  };
  std::stable_partition(candidates.begin(), candidates.end(), runs_over);
}

std::vector<open::Index::Place> CandidateFinder::neighbours_of(Quotation& quotation, const std::vector<Candidate>& candidates, bool (*wanted)(const Candidate&)) const {
  std::vector<StageOneHit> hits;
  std::vector<open::ProvisionId> ids;
  for (const Candidate& candidate : candidates) {
    if (!wanted(candidate)) continue;
    hits.push_back({candidate.hit.id, 0, format::provision_sort_key(candidate.hit.source, candidate.hit.ordinal)});
    ids.push_back(candidate.hit.id);
  }
  return neighbours_of(quotation, hits, index_.encoded_provisions(ids));
}

void CandidateFinder::expect(const language::Query& query, const RerankQuery& weighed_query, const std::vector<format::ProvisionView>& views, const std::vector<Candidate>& candidates) {
  index_.expect_frequencies(other_terms_of_names(weighed_query, views));
  Quotation quotation(places_of(query));
  if (!quotation.usable() || std::any_of(views.begin(), views.end(), [&](const format::ProvisionView& view) { return quotation.may_be_in(view); })) return;
  index_.expect_provisions(with_all_words(places_of(query), 0));
  // Which of them the sentence runs over is known when they are ranked: few may at all.
  std::vector<open::Index::Place> places = neighbours_of(quotation, candidates, [](const Candidate&) { return true; });
  places.resize(std::min(places.size(), kNeighboursAhead));
  index_.expect_places(places);
}

std::vector<Candidate> CandidateFinder::find(const language::Query& query, const Conditions& conditions, const Allowed& allowed, Depth depth) {
  const RerankQuery weighed_query = weighed(query);
  const bool choosy = allowed.test || !conditions.article.empty();
  const bool remote = !index_.is_local();
  if (remote && Quotation(places_of(query)).usable()) index_.expect(open::provisions_part, all_words(places_of(query), 0));
  // Over a network no more is asked for than will be looked at.
  const bool few = remote && conditions.decided && conditions.article.empty() && depth == Depth::usual;
  const std::size_t wanted = !few && (choosy || depth == Depth::deep) ? kDeep : kCandidates;
  std::vector<StageOneHit> found = stage_one_.best(pruned(weighed_query), wanted, conditions.provisions);
  if (allowed.ahead) {
    std::vector<std::string> sources;
    for (const StageOneHit& hit : found) {
      format::ProvisionRecord key;
      format::read_provision_sort_key(hit.sort_key, key);
      sources.push_back(std::move(key.source));
    }
    allowed.ahead(sources);
  }
  std::vector<ProvisionHit> hits(found.size());
  std::size_t kept = 0;
  for (StageOneHit& hit : found) {
    format::ProvisionRecord key;
    format::read_provision_sort_key(hit.sort_key, key);
    if (allowed.test && !allowed.test(key.source)) continue;
    hits[kept] = {hit.id, 0, key.source, key.ordinal, {}, {}, {}};
    std::swap(found[kept++], hit);
  }
  found.resize(kept);

  if (remote && (depth == Depth::deep || !conditions.article.empty())) {
    std::vector<open::ProvisionId> all;
    for (const StageOneHit& hit : found) all.push_back(hit.id);
    index_.expect_provisions(all);
  }

  std::deque<std::string> data;  // the views point into it
  std::vector<format::ProvisionView> views;
  std::vector<Candidate> out, rest;
  const format::Detail detail = conditions.article.empty() && query.phrases.empty() ? format::Detail::ranking : format::Detail::all;
  std::vector<PhraseTester> phrases;
  for (const auto& phrase : query.phrases) phrases.emplace_back(WordsInOrder{{phrase}, 0});
  const auto enough = [&] { return depth == Depth::usual && out.size() >= kCandidates; };
  for (std::size_t block = 0; block < found.size() && !enough(); block += kCandidates) {
    std::vector<std::string> records = records_of(found, block, kCandidates);
    for (std::size_t i = 0; i < records.size() && !enough(); ++i) {
      const bool reranked = out.size() < kCandidates;
      auto view = format::decode_provision(data.emplace_back(std::move(records[i])), detail);
      if (!view) throw Xapian::DatabaseCorruptError("a provision record cannot be decoded");
      if (!conditions.article.empty() && view->record.label != conditions.article) continue;
      Candidate& candidate = (reranked ? out : rest).emplace_back();
      candidate.hit = std::move(hits[block + i]);
      candidate.hit.source_id = view->record.source_id;
      candidate.hit.unit = view->record.unit;
      for (PhraseTester& phrase : phrases) candidate.holds_phrases = candidate.holds_phrases && phrase.holds(*view);
      if (reranked) views.push_back(std::move(*view));
    }
  }
  if (remote) expect(query, weighed_query, views, out);
  rank(weighed_query, views, out);
  if (std::none_of(out.begin(), out.end(), [](const Candidate& candidate) { return candidate.hit.parts.whole; })) add_source_of_quotation(query, weighed_query, allowed, out);
  double last = out.empty() ? 0 : out.back().hit.score;
  for (Candidate& candidate : rest) {
    candidate.hit.score = last = std::nextafter(last, -1e9);  // they follow, in order
    out.push_back(std::move(candidate));
  }
  return out;
}

void CandidateFinder::rank(const RerankQuery& query, const std::vector<format::ProvisionView>& views, std::vector<Candidate>& candidates) {
  RerankStatistics statistics;
  statistics.average_length = average_length_;
  statistics.idf_of_syllable = [this](SyllableId id) { return idf(id); };
  statistics.idf_of_term = [this](const std::string& term) { return idf(term); };
  const std::vector<Scores> scores = rerank(query, views, statistics);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].hit.score = scores[i].total;
    candidates[i].hit.parts = scores[i];
    candidates[i].exact_name = scores[i].exact_name > 0;
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.holds_phrases != b.holds_phrases) return a.holds_phrases;
    if (a.hit.score != b.hit.score) return a.hit.score > b.hit.score;
    return std::tie(a.hit.source, a.hit.ordinal) < std::tie(b.hit.source, b.hit.ordinal);
  });
}

}  // namespace tracuu::rank
