#include "query/rank/stage_one.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace tracuu::rank {
namespace {

constexpr double kK1 = 1.2, kB = 0.75, kLeastLength = 0.01;  // RANKING.md; the last is Xapian's floor of length / average
/// Candidates are looked up in a list where it is so many times longer than they are; else it is walked.
constexpr std::size_t kSkipBeyond = 12;

/// Sets 1 for each provision that the condition holds for. Terms and what is made of them by AND and OR are read from the lists; the matcher
/// would make a result of every provision. Anything else is asked of it.
void mark_holders(const Xapian::Database& database, const Xapian::Query& condition, std::vector<char>& holders) {
  const auto type = condition.get_type();
  if (type == Xapian::Query::LEAF_TERM) {
    const std::string term = *condition.get_unique_terms_begin();
    const auto end = database.postlist_end(term);
    for (auto it = database.postlist_begin(term); it != end; ++it) holders[*it] = 1;
    return;
  }
  if (type == Xapian::Query::OP_OR) {  // of a phrase: a thousand documents
    for (std::size_t i = 0; i < condition.get_num_subqueries(); ++i) mark_holders(database, condition.get_subquery(i), holders);
    return;
  }
  if (type == Xapian::Query::OP_AND) {
    std::vector<char> all(holders.size(), 1);
    for (std::size_t i = 0; i < condition.get_num_subqueries(); ++i) {
      std::vector<char> part(holders.size(), 0);
      mark_holders(database, condition.get_subquery(i), part);
      for (std::size_t id = 0; id < all.size(); ++id) all[id] = static_cast<char>(all[id] & part[id]);
    }
    for (std::size_t id = 0; id < all.size(); ++id) holders[id] = static_cast<char>(holders[id] | all[id]);
    return;
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(condition);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) holders[*it] = 1;
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

// Calls use(id, occurrences) in ascending order; occurrences of alternatives in one provision are added.
template <typename Use>
void StageOne::walk(const Term& term, const Use& use) const {
  const Xapian::Database& database = index_.provisions();
  if (term.terms.size() == 1) {
    const auto end = database.postlist_end(term.terms[0]);
    for (auto it = database.postlist_begin(term.terms[0]); it != end; ++it) use(*it, it.get_wdf());
    return;
  }
  std::vector<std::pair<open::ProvisionId, Xapian::termcount>> all;
  for (const std::string& name : term.terms)
    for (auto it = database.postlist_begin(name); it != database.postlist_end(name); ++it) all.emplace_back(*it, it.get_wdf());
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size();) {
    const open::ProvisionId id = all[i].first;
    Xapian::termcount occurrences = 0;
    for (; i < all.size() && all[i].first == id; ++i) occurrences += all[i].second;
    use(id, occurrences);
  }
}

std::vector<StageOneHit> StageOne::best(std::vector<StageOneTerm> query, std::size_t count, const std::optional<Xapian::Query>& filter) {
  if (query.empty() || count == 0) return {};
  if (!index_.is_local()) return ask_matcher(query, count, filter);
  if (norm_.empty()) read_lengths();
  const Xapian::Database& database = index_.provisions();

  std::vector<char> wanted;
  if (filter) {
    wanted.assign(norm_.size(), 0);
    mark_holders(database, *filter, wanted);
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
    term.bound = term.weight * (kK1 + 1) * most / (most + static_cast<double>(least_norm_));
    terms.push_back(std::move(term));
  }
  // Heaviest first: what comes last decides least. The order also fixes how sums are rounded.
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::tie(b.weight, a.terms) < std::tie(a.weight, b.terms); });

  touched_.clear();
  double rest = 0;
  for (const Term& term : terms) rest += term.bound;
  bool open = true;  // provisions that no term has met yet can still get in
  std::vector<double> scores;
  for (const Term& term : terms) {
    const auto gain = [&](open::ProvisionId id, Xapian::termcount occurrences) {
      const double wdf = occurrences;
      return term.weight * (kK1 + 1) * wdf / (wdf + static_cast<double>(norm_[id]));
    };
    if (open) {
      walk(term, [&](open::ProvisionId id, Xapian::termcount occurrences) {
        if (filter && wanted[id] == 0) return;
        if (score_[id] == 0) touched_.push_back(id);
        score_[id] += gain(id, occurrences);
      });
    } else if (term.terms.size() == 1 && term.held > kSkipBeyond * touched_.size()) {
      std::sort(touched_.begin(), touched_.end());
      const auto end = database.postlist_end(term.terms[0]);
      auto it = database.postlist_begin(term.terms[0]);
      for (const open::ProvisionId id : touched_) {
        it.skip_to(id);
        if (it == end) break;
        if (*it == id) score_[id] += gain(id, it.get_wdf());
      }
    } else {
      walk(term, [&](open::ProvisionId id, Xapian::termcount occurrences) {
        if (score_[id] > 0) score_[id] += gain(id, occurrences);
      });
    }
    rest -= term.bound;
    if (touched_.size() <= count) continue;
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
  auto value = index_.provisions().valuestream_begin(format::kProvisionSortSlot);
  const auto end = index_.provisions().valuestream_end(format::kProvisionSortSlot);
  for (StageOneHit& hit : hits) {
    if (value != end) value.skip_to(hit.id);
    if (value != end && value.get_docid() == hit.id) hit.sort_key = *value;
  }
  std::sort(hits.begin(), hits.end(), [](const StageOneHit& a, const StageOneHit& b) { return std::tie(b.score, a.sort_key) < std::tie(a.score, b.sort_key); });
  hits.resize(std::min(hits.size(), count));
  return hits;
}

std::vector<StageOneHit> StageOne::ask_matcher(const std::vector<StageOneTerm>& query, std::size_t count, const std::optional<Xapian::Query>& filter) const {
  const double all = index_.provision_count();
  std::vector<Xapian::Query> terms;
  for (const StageOneTerm& one : query) {
    double held = 0;
    for (const std::string& name : one.terms) held += index_.provisions().get_termfreq(name);
    if (held == 0) continue;
    const Xapian::Query term = one.terms.size() == 1 ? Xapian::Query(one.terms[0]) : Xapian::Query(Xapian::Query::OP_SYNONYM, one.terms.begin(), one.terms.end());
    terms.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, term, one.weight / stage_one_idf(std::min(held, all), all));
  }
  Xapian::Query wanted(Xapian::Query::OP_OR, terms.begin(), terms.end());
  if (filter) wanted = Xapian::Query(Xapian::Query::OP_FILTER, wanted, *filter);
  if (wanted.empty()) return {};
  Xapian::Enquire enquire(index_.provisions());
  enquire.set_query(wanted);
  enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kLeastLength));
  enquire.set_sort_by_relevance_then_value(format::kProvisionSortSlot, false);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
  std::vector<StageOneHit> hits;
  for (auto it = found.begin(); it != found.end(); ++it) hits.push_back({*it, it.get_weight(), it.get_sort_key()});
  return hits;
}

}  // namespace tracuu::rank
