#include "query/rank/stage_one.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "query/open/unweighted.h"

namespace tracuu::rank {
namespace {

constexpr double kK1 = 1.2, kB = 0.75, kLeastLength = 0.01;  // RANKING.md; the last is Xapian's floor of length / average
/// Candidates are looked up in a list where it is so many times longer than they are; else it is walked.
constexpr std::size_t kSkipBeyond = 12;
/// Postings that stay decoded: 16 bytes each.
constexpr std::size_t kKeptPostings = 12'000'000;
/// After so many searches, in an index of so many provisions at most, sort keys are read once for all.
constexpr std::uint64_t kSearchesBeforeKeys = 20;
constexpr Xapian::doccount kMostKeys = 1'000'000;

/// Up to so many hits of a remote index bring their records along: those that stage 2 reads.
constexpr std::size_t kWithRecords = 200;

/// Sets 1 for each provision that the condition holds for. Terms and what is made of them by AND and OR are read from the lists; the matcher
/// would make a result of every provision. Anything else is asked of it.
void mark_holders(const open::Index& index, const Xapian::Query& condition, std::vector<char>& holders) {
  const Xapian::Database& database = index.provisions();
  const auto type = condition.get_type();
  if (type == Xapian::Query::LEAF_TERM) {
    const std::string term = *condition.get_unique_terms_begin();
    const auto end = database.postlist_end(term);
    for (auto it = database.postlist_begin(term); it != end; ++it) holders[*it] = 1;
    return;
  }
  if (type == Xapian::Query::OP_OR) {  // of a phrase: a thousand documents
    for (std::size_t i = 0; i < condition.get_num_subqueries(); ++i) mark_holders(index, condition.get_subquery(i), holders);
    return;
  }
  if (type == Xapian::Query::OP_AND) {
    std::vector<char> all(holders.size(), 1);
    for (std::size_t i = 0; i < condition.get_num_subqueries(); ++i) {
      std::vector<char> part(holders.size(), 0);
      mark_holders(index, condition.get_subquery(i), part);
      for (std::size_t id = 0; id < all.size(); ++id) all[id] = static_cast<char>(all[id] & part[id]);
    }
    for (std::size_t id = 0; id < all.size(); ++id) holders[id] = static_cast<char>(holders[id] | all[id]);
    return;
  }
  for (const Xapian::docid id : open::matching(index, open::provisions_part, condition)) holders[id] = 1;
}

}  // namespace

double stage_one_idf(double held, double all) {
  double ratio = (all - held + 0.5) / (held + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;  // words in most provisions would weigh less than nothing
  return std::log(ratio);
}

struct StageOne::Term {
  std::vector<std::string> terms;
  double weight = 0;
  double bound = 0;       // no provision gets more from it
  std::size_t held = 0;   // postings
};

void StageOne::read_lengths() {
  const Xapian::Database& database = index_.provisions();
  const double average = std::max(1.0, database.get_avlength());
  norm_.assign(database.get_lastdocid() + 1, 0);
  score_.assign(norm_.size(), 0);
  least_norm_ = std::numeric_limits<float>::max();
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    const double length = std::max(kLeastLength, it.get_doclength() / average);
    norm_[*it] = static_cast<float>(kK1 * (1 - kB + kB * length));
    least_norm_ = std::min(least_norm_, norm_[*it]);
  }
}

const StageOne::List* StageOne::kept(const std::string& term) {
  const auto found = lists_.find(term);
  if (found == lists_.end()) return nullptr;
  found->second.used = clock_;
  return &found->second;
}

const StageOne::List& StageOne::list(const std::string& term) {
  if (const List* known = kept(term)) return *known;
  const Xapian::Database& database = index_.provisions();
  List list;
  list.used = clock_;
  const std::size_t held = database.get_termfreq(term);
  list.ids.reserve(held);
  list.occurrences.reserve(held);
  list.shares.reserve(held);
  const auto end = database.postlist_end(term);
  for (auto it = database.postlist_begin(term); it != end; ++it) {
    const open::ProvisionId id = *it;
    const std::uint32_t occurrences = it.get_wdf();
    list.ids.push_back(id);
    list.occurrences.push_back(occurrences);
    list.shares.push_back(share(id, occurrences));
    list.most = std::max(list.most, list.shares.back());
  }
  // Lists of this search stay whatever they take.
  while (postings_ + held > kKeptPostings) {
    const auto oldest = std::min_element(lists_.begin(), lists_.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
    if (oldest == lists_.end() || oldest->second.used == clock_) break;
    postings_ -= oldest->second.ids.size();
    lists_.erase(oldest);
  }
  postings_ += list.ids.size();
  return lists_.emplace(term, std::move(list)).first->second;
}

double StageOne::share(open::ProvisionId id, Xapian::termcount occurrences) const { return occurrences / (occurrences + static_cast<double>(norm_[id])); }

// Calls use(id, share) for each provision once; occurrences of alternatives in one provision are added.
template <typename Use>
void StageOne::walk(const Term& term, const Use& use) {
  if (term.terms.size() == 1) {
    const List& postings = list(term.terms[0]);
    for (std::size_t i = 0; i < postings.ids.size(); ++i) use(postings.ids[i], postings.shares[i]);
    return;
  }
  occurrences_.resize(norm_.size());
  std::vector<open::ProvisionId> met;
  for (const std::string& name : term.terms) {
    const List& postings = list(name);
    for (std::size_t i = 0; i < postings.ids.size(); ++i) {
      std::uint32_t& sum = occurrences_[postings.ids[i]];
      if (sum == 0) met.push_back(postings.ids[i]);
      sum += postings.occurrences[i];
    }
  }
  for (const open::ProvisionId id : met) use(id, share(id, std::exchange(occurrences_[id], 0)));
}

// The same for the provisions in touched_ (ascending) alone.
template <typename Use>
void StageOne::look_up(const std::string& term, const Use& use) {
  if (const List* postings = kept(term)) {
    auto at = postings->ids.begin();
    for (const open::ProvisionId id : touched_) {
      at = std::lower_bound(at, postings->ids.end(), id);
      if (at == postings->ids.end()) return;
      if (*at == id) use(id, postings->shares[static_cast<std::size_t>(at - postings->ids.begin())]);
    }
    return;
  }
  const auto end = index_.provisions().postlist_end(term);
  auto it = index_.provisions().postlist_begin(term);
  for (const open::ProvisionId id : touched_) {
    it.skip_to(id);
    if (it == end) return;
    if (*it == id) use(id, share(id, it.get_wdf()));
  }
}

std::vector<StageOneHit> StageOne::best(std::vector<StageOneTerm> query, std::size_t count, const std::optional<Xapian::Query>& filter) {
  if (query.empty() || count == 0) return {};
  if (!index_.is_local()) return ask_matcher(query, count, filter);
  if (norm_.empty()) read_lengths();
  ++clock_;
  const Xapian::Database& database = index_.provisions();

  std::vector<char> wanted;
  if (filter) {
    wanted.assign(norm_.size(), 0);
    mark_holders(index_, *filter, wanted);
  }

  std::vector<Term> terms;
  for (StageOneTerm& one : query) {
    Term term{std::move(one.terms), one.weight};
    Xapian::termcount most = 0;
    for (const std::string& name : term.terms) {
      term.held += database.get_termfreq(name);
      most += database.get_wdf_upper_bound(name);
    }
    if (term.held == 0) continue;
    const List* known = term.terms.size() == 1 ? kept(term.terms[0]) : nullptr;
    term.bound = term.weight * (kK1 + 1) * (known != nullptr ? known->most : most / (most + static_cast<double>(least_norm_)));
    terms.push_back(std::move(term));
  }
  // Heaviest first: what comes last decides least. The order also fixes how sums are rounded.
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::tie(b.weight, a.terms) < std::tie(a.weight, b.terms); });

  touched_.clear();
  double rest = 0;
  for (const Term& term : terms) rest += term.bound;
  const double all = rest;
  bool open = true;  // provisions that no term has met yet can still get in
  std::vector<double> scores;
  for (const Term& term : terms) {
    const double whole = term.weight * (kK1 + 1);
    if (open && !filter) {
      walk(term, [&](open::ProvisionId id, double share) {
        double& score = score_[id];
        if (score == 0) touched_.push_back(id);
        score += whole * share;
      });
    } else if (open) {
      walk(term, [&](open::ProvisionId id, double share) {
        if (wanted[id] == 0) return;
        if (score_[id] == 0) touched_.push_back(id);
        score_[id] += whole * share;
      });
    } else if (term.terms.size() == 1 && term.held > kSkipBeyond * touched_.size()) {
      std::sort(touched_.begin(), touched_.end());
      look_up(term.terms[0], [&](open::ProvisionId id, double share) { score_[id] += whole * share; });
    } else {
      walk(term, [&](open::ProvisionId id, double share) {
        if (score_[id] > 0) score_[id] += whole * share;
      });
    }
    rest -= term.bound;
    // What was met so far has at most the bounds of the terms so far.
    if (touched_.size() <= count || rest >= all - rest) continue;
    scores.clear();
    for (const open::ProvisionId id : touched_) scores.push_back(score_[id]);
    std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(count - 1), scores.end(), std::greater<>());
    const double last = scores[count - 1] - 1e-9;
    if (rest >= last) continue;
    open = false;
    std::erase_if(touched_, [&](open::ProvisionId id) {
      if (score_[id] + rest >= last) return false;
      score_[id] = 0;
      return true;
    });
  }
  return take(count);
}

// The best of those that were met, and a clean slate for the next query.
std::vector<StageOneHit> StageOne::take(std::size_t count) {
  std::vector<StageOneHit> hits;
  hits.reserve(touched_.size());
  for (const open::ProvisionId id : touched_) hits.push_back({id, std::exchange(score_[id], 0), {}});
  touched_.clear();
  const auto better = [](const StageOneHit& a, const StageOneHit& b) { return a.score > b.score; };
  if (hits.size() > count) {
    std::nth_element(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count - 1), hits.end(), better);
    const double last = hits[count - 1].score;
    std::erase_if(hits, [&](const StageOneHit& hit) { return hit.score < last; });
  }
  // Equal scores are told apart by where they stand, never by the order of indexing.
  std::sort(hits.begin(), hits.end(), [](const StageOneHit& a, const StageOneHit& b) { return a.id < b.id; });
  std::vector<std::string> keys = sort_keys(hits);
  for (std::size_t i = 0; i < hits.size(); ++i) hits[i].sort_key = std::move(keys[i]);
  std::sort(hits.begin(), hits.end(), [](const StageOneHit& a, const StageOneHit& b) { return std::tie(b.score, a.sort_key) < std::tie(a.score, b.sort_key); });
  hits.resize(std::min(hits.size(), count));
  return hits;
}

std::vector<std::string> StageOne::sort_keys(const std::vector<StageOneHit>& hits) {
  std::vector<open::ProvisionId> ids;
  for (const StageOneHit& hit : hits) ids.push_back(hit.id);
  if (clock_ <= kSearchesBeforeKeys || index_.provision_count() > kMostKeys) return index_.provision_sort_keys(ids);
  if (sort_keys_.empty()) {
    sort_keys_.resize(norm_.size());
    const auto end = index_.provisions().valuestream_end(format::kProvisionSortSlot);
    for (auto it = index_.provisions().valuestream_begin(format::kProvisionSortSlot); it != end; ++it) sort_keys_[it.get_docid()] = *it;
  }
  std::vector<std::string> keys;
  for (const open::ProvisionId id : ids) keys.push_back(sort_keys_[id]);
  return keys;
}

std::vector<StageOneHit> StageOne::ask_matcher(const std::vector<StageOneTerm>& query, std::size_t count, const std::optional<Xapian::Query>& filter) const {
  const double all = index_.provision_count();
  std::vector<Xapian::Query> terms;
  open::Match wanted_hits;
  for (const StageOneTerm& one : query) {
    double held = 0;
    for (const std::string& name : one.terms) held += wanted_hits.frequencies[name] = index_.provisions_with(name);
    if (held == 0) continue;
    const Xapian::Query term = one.terms.size() == 1 ? Xapian::Query(one.terms[0]) : Xapian::Query(Xapian::Query::OP_SYNONYM, one.terms.begin(), one.terms.end());
    terms.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, term, one.weight / stage_one_idf(std::min(held, all), all));
  }
  Xapian::Query wanted(Xapian::Query::OP_OR, terms.begin(), terms.end());
  if (filter) wanted = open::filtered(wanted, *filter);
  if (wanted.empty()) return {};
  wanted_hits.query = std::move(wanted);
  wanted_hits.order = open::Match::Order::weight_and_value;
  wanted_hits.bm25 = {kK1, 1, kB, kLeastLength};
  wanted_hits.slot = format::kProvisionSortSlot;
  if (count <= kWithRecords) wanted_hits.second = format::kProvisionRecordSlot;
  wanted_hits.count = static_cast<Xapian::doccount>(count);
  std::vector<StageOneHit> hits;
  for (open::MatchHit& hit : index_.match(open::provisions_part, wanted_hits)) hits.push_back({hit.id, hit.weight, std::move(hit.value)});
  return hits;
}

}  // namespace tracuu::rank
