#include "query/rank/stage_one.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "query/lists/bm25.h"
#include "query/open/unweighted.h"

namespace tracuu::rank {
namespace {

using lists::share;

/// Provisions that are added up together: so few that rare words stand in few windows, so many that a window costs little beside its postings.
constexpr unsigned kWindowBits = 9;
constexpr std::size_t kWindow = std::size_t{1} << kWindowBits;
/// Windows that are visited before the others: what they hold tells how much it takes to get in.
constexpr std::size_t kPromising = 64;
/// Sums of bounds are rounded otherwise than scores.
constexpr double kRounding = 1e-9;
/// Postings that stay decoded: 16 bytes each.
constexpr std::size_t kKeptPostings = 12'000'000;
/// After so many searches, in an index of so many provisions at most, sort keys are read once for all.
constexpr std::uint64_t kSearchesBeforeKeys = 20;
constexpr Xapian::doccount kMostKeys = 1'000'000;

/// Up to so many hits of a remote index bring their records along: those that stage 2 reads.
constexpr std::size_t kWithRecords = 200;

/// Lists are met as a whole while more than this part of all provisions is left.
constexpr std::size_t kManyOf = 64;
/// Looking one provision up in a block takes as long as passing over so many postings.
constexpr std::size_t kSearchCost = 16;

std::size_t window_of(open::ProvisionId id) { return id >> kWindowBits; }

/// 1 for those provisions of a window that can still get in.
using Live = std::array<char, kWindow>;

}  // namespace

double stage_one_idf(double held, double all) {
  double ratio = (all - held + 0.5) / (held + 0.5);
  if (ratio < 2) ratio = ratio * 0.5 + 1;  // words in most provisions would weigh less than nothing
  return std::log(ratio);
}

/// Postings of one term, decoded or packed.
struct StageOne::Source {
  const List* decoded = nullptr;
  std::optional<lists::Postings> packed;
  // The block of the packed ones that is open.
  std::size_t block = static_cast<std::size_t>(-1), count = 0;
  std::vector<std::uint32_t> first;  // by window: the block of the packed ones that holds its first posting, or a later one
  open::ProvisionId ids[lists::kBlock] = {};
  std::uint32_t occurrences[lists::kBlock] = {};

  void open(std::size_t wanted) {
    if (block == wanted) return;
    block = wanted;
    count = packed->open(wanted, ids, occurrences);
  }

  [[nodiscard]] std::size_t held() const { return decoded != nullptr ? decoded->ids.size() : packed->size(); }

  void add_to(lists::IdSet& set) const {
    if (packed) return set.add(*packed);
    for (const open::ProvisionId id : decoded->ids) set.add(id);
  }

  /// Appends those of ascending provisions that it holds.
  void keep(const std::vector<open::ProvisionId>& among, std::vector<open::ProvisionId>& kept) {
    if (decoded != nullptr) {
      auto at = decoded->ids.begin();
      for (const open::ProvisionId id : among) {
        at = std::lower_bound(at, decoded->ids.end(), id);
        if (at == decoded->ids.end()) return;
        if (*at == id) kept.push_back(id);
      }
      return;
    }
    const auto blocks = packed->blocks();
    auto at = blocks.begin();
    const open::ProvisionId* next = ids;
    for (const open::ProvisionId id : among) {
      if (at->last < id) {
        at = std::lower_bound(at, blocks.end(), id, [](const lists::BlockRow& row, open::ProvisionId wanted) { return row.last < wanted; });
        if (at == blocks.end()) return;
        next = ids;
      }
      open(static_cast<std::size_t>(at - blocks.begin()));
      while (next != ids + count && *next < id) ++next;
      if (next != ids + count && *next == id) kept.push_back(id);
    }
  }

  /// Adds the greatest share in each window.
  void add_most(std::vector<float>& most) {
    if (decoded != nullptr) {
      for (std::size_t window = 0; window < most.size(); ++window) most[window] += decoded->most[window];
      return;
    }
    const auto blocks = packed->blocks();
    std::vector<float> own(most.size(), 0);
    first.assign(most.size(), static_cast<std::uint32_t>(blocks.size()));
    for (std::size_t at = blocks.size(); at-- > 0;) {
      const open::ProvisionId begin = at == 0 ? 0 : blocks[at - 1].last + 1;
      const float told = blocks[at].most >= 0 && blocks[at].most <= 1 ? blocks[at].most : 1;  // of a damaged file
      for (std::size_t window = window_of(begin); window <= window_of(blocks[at].last); ++window) {
        own[window] = std::max(own[window], told);
        first[window] = static_cast<std::uint32_t>(at);
      }
    }
    for (std::size_t window = 0; window < most.size(); ++window) most[window] += own[window];
  }

  /// use(offset, occurrences, share or nothing) for each posting of a window.
  template <typename Use>
  void walk(std::size_t window, const Use& use) {
    const auto begin = static_cast<open::ProvisionId>(window << kWindowBits);
    const auto end = static_cast<open::ProvisionId>(begin + kWindow);
    if (decoded != nullptr) {
      for (std::size_t i = decoded->first[window]; i < decoded->first[window + 1]; ++i) use(decoded->ids[i] - begin, decoded->occurrences[i], &decoded->shares[i]);
      return;
    }
    const auto blocks = packed->blocks();
    for (std::size_t at = first[window]; at < blocks.size(); ++at) {
      open(at);
      const open::ProvisionId* from = std::lower_bound(ids, ids + count, begin);
      const open::ProvisionId* to = blocks[at].last < end ? ids + count : std::lower_bound(from, static_cast<const open::ProvisionId*>(ids + count), end);
      for (; from != to; ++from) use(*from - begin, occurrences[from - ids], nullptr);
      if (blocks[at].last + 1 >= end) return;
    }
  }

  /// The same for some provisions of the window alone: ascending offsets, which are told by `live` too.
  template <typename Use>
  void look_up(std::size_t window, const std::vector<std::uint16_t>& offsets, const Live& live, const Use& use) {
    const auto base = static_cast<open::ProvisionId>(window << kWindowBits);
    if (decoded != nullptr) {
      auto at = decoded->ids.begin() + decoded->first[window];
      const auto end = decoded->ids.begin() + decoded->first[window + 1];
      for (const std::uint16_t offset : offsets) {
        at = std::lower_bound(at, end, base + offset);
        if (at == end) return;
        if (*at != base + offset) continue;
        const auto i = static_cast<std::size_t>(at - decoded->ids.begin());
        use(offset, decoded->occurrences[i], &decoded->shares[i]);
      }
      return;
    }
    const auto blocks = packed->blocks();
    std::size_t at = first[window];
    for (std::size_t next = 0; next < offsets.size();) {
      while (at < blocks.size() && blocks[at].last < base + offsets[next]) ++at;
      if (at == blocks.size()) return;
      open(at);
      // Those up to the end of the block.
      const open::ProvisionId last = blocks[at].last;
      std::size_t beyond = next;
      while (beyond < offsets.size() && base + offsets[beyond] <= last) ++beyond;
      if ((beyond - next) * kSearchCost < count) {
        const open::ProvisionId* found = ids;
        for (; next < beyond; ++next) {
          found = std::lower_bound(found, static_cast<const open::ProvisionId*>(ids + count), base + offsets[next]);
          if (found == ids + count) break;
          if (*found == base + offsets[next]) use(offsets[next], occurrences[found - ids], nullptr);
        }
      } else {
        for (std::size_t i = 0; i < count; ++i) {
          const open::ProvisionId offset = ids[i] - base;  // beyond the window for what lies before it
          if (offset < kWindow && live[offset] != 0) use(static_cast<std::uint16_t>(offset), occurrences[i], nullptr);
        }
      }
      next = beyond;
    }
  }
};

struct StageOne::Term {
  std::vector<std::string> names;
  double weight = 0;
  double whole = 0;               // what a share of one gives
  std::vector<Source> sources;    // of the names that stand anywhere
  std::vector<float> most;        // by window: no provision in it gets a greater share

  [[nodiscard]] std::size_t held() const {
    return std::accumulate(sources.begin(), sources.end(), std::size_t{0}, [](std::size_t sum, const Source& source) { return sum + source.held(); });
  }
};

namespace {

/// What was found, the better first: equal scores by place where a table tells it, else all alike.
struct Scored {
  double score = 0;
  open::ProvisionId id = 0;
  std::uint32_t place = 0;
  friend bool operator<(const Scored& a, const Scored& b) { return a.score != b.score ? a.score > b.score : a.place < b.place; }
};

}  // namespace

struct StageOne::Search {
  std::vector<Term> terms;   // the heaviest first: what comes last decides least. The order also fixes how sums are rounded
  std::size_t count = 0;     // wanted
  lists::IdSet wanted;       // empty(): all
  std::span<const std::uint32_t> places;  // empty where there is no table
  std::vector<Scored> hits;
  std::size_t seen = 0;      // hits so far, those that were dropped included
  std::size_t settled = 0;   // hits that were left by the last settle()
  double last = 0;           // score of the last wanted place, once there are so many

  [[nodiscard]] bool is_full() const { return seen >= count; }
  void add(open::ProvisionId id, double score) {
    if (!wanted.empty() && !wanted.contains(id)) return;
    hits.push_back({score, id, places.empty() ? 0 : places[id]});
    if (++seen == count || hits.size() >= 2 * std::max(count, settled) + 64) settle();
  }
  /// Drops what cannot be among the wanted any more; without places all of the last one's score stay.
  void settle() {
    if (hits.size() >= count) {
      const auto nth = hits.begin() + static_cast<std::ptrdiff_t>(count - 1);
      std::nth_element(hits.begin(), nth, hits.end());
      last = nth->score;
      if (places.empty()) std::erase_if(hits, [&](const Scored& hit) { return !(hit.score >= last); });
      else hits.resize(count);
    }
    settled = hits.size();
  }
};

void StageOne::read_lengths() {
  if (table_ != nullptr) {
    norms_ = table_->norms();
  } else {
    const Xapian::Database& database = index_.provisions();
    const double average = std::max(1.0, database.get_avlength());
    own_norms_.assign(std::size_t{database.get_lastdocid()} + 1, 0);
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) own_norms_[*it] = lists::norm(it.get_doclength(), average);
    norms_ = own_norms_;
  }
  score_.assign(kWindow, 0);
  occurrences_.assign(kWindow, 0);
}

const StageOne::List& StageOne::list(const std::string& term) {
  if (const auto found = lists_.find(term); found != lists_.end()) {
    found->second.used = clock_;
    return found->second;
  }
  const Xapian::Database& database = index_.provisions();
  List list;
  list.used = clock_;
  const std::size_t windows = window_of(static_cast<open::ProvisionId>(norms_.size())) + 1;
  list.most.assign(windows, 0);
  list.first.assign(windows + 1, 0);
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
    list.shares.push_back(share(occurrences, norms_[id]));
    ++list.first[window_of(id) + 1];
    float& most = list.most[window_of(id)];
    if (list.shares.back() > most) most = std::nextafter(static_cast<float>(list.shares.back()), 2.0F);
  }
  std::partial_sum(list.first.begin(), list.first.end(), list.first.begin());
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

std::vector<StageOne::Term> StageOne::terms_of(std::vector<StageOneTerm> query) {
  if (norms_.empty()) read_lengths();
  ++clock_;
  std::vector<Term> terms;
  for (StageOneTerm& one : query) {
    Term& term = terms.emplace_back();
    term.names = std::move(one.terms);
    term.weight = one.weight;
    term.whole = one.weight * (lists::kK1 + 1);
    term.most.assign(window_of(static_cast<open::ProvisionId>(norms_.size())) + 1, 0);
    for (const std::string& name : term.names) {
      Source source;
      if (table_ != nullptr) source.packed = table_->postings(name);
      if (!source.packed) {
        source.decoded = &list(name);
        if (source.decoded->ids.empty()) continue;
      }
      source.add_most(term.most);
      term.sources.push_back(std::move(source));
    }
  }
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return std::tie(b.weight, a.names) < std::tie(a.weight, b.names); });
  return terms;
}

void StageOne::run(Search& search) {
  const std::size_t windows = window_of(static_cast<open::ProvisionId>(norms_.size())) + 1;
  std::vector<double> bounds(windows, 0);
  for (const Term& term : search.terms)
    for (std::size_t window = 0; window < windows; ++window) bounds[window] += term.whole * term.most[window];
  if (!search.wanted.empty()) {
    std::vector<char> any(windows, 0);
    search.wanted.for_each(0, norms_.size(), [&](open::ProvisionId id) { any[window_of(id)] = 1; });
    for (std::size_t window = 0; window < windows; ++window)
      if (any[window] == 0) bounds[window] = 0;
  }
  std::vector<std::uint32_t> promising(windows);
  std::iota(promising.begin(), promising.end(), 0);
  const auto more = [&](std::uint32_t a, std::uint32_t b) { return std::tie(bounds[b], a) < std::tie(bounds[a], b); };
  const auto count = static_cast<std::ptrdiff_t>(std::min(windows, kPromising));
  std::partial_sort(promising.begin(), promising.begin() + count, promising.end(), more);
  const auto visit_once = [&](std::size_t window) {
    if (bounds[window] > 0 && (!search.is_full() || bounds[window] >= search.last - kRounding)) visit(search, window);
    bounds[window] = 0;
  };
  for (std::ptrdiff_t i = 0; i < count; ++i) visit_once(promising[static_cast<std::size_t>(i)]);
  // The others one after the other: what was unpacked for one window often reaches into the next.
  for (std::size_t window = 0; window < windows; ++window) visit_once(window);
  search.settle();
}

void StageOne::visit(Search& search, std::size_t window) {
  const auto base = static_cast<open::ProvisionId>(window << kWindowBits);
  std::fill(score_.begin(), score_.end(), 0);
  double* const scores = score_.data();
  const float* const norms = norms_.data() + base;  // of the last window not all are there, nor asked for
  double rest = 0;
  for (const Term& term : search.terms) rest += term.whole * term.most[window];
  std::vector<std::uint16_t>& live = live_;  // those that can still get in, once others cannot
  Live is_live;
  bool open = true;
  /// What it takes to get in, given what the terms to come give at most.
  const auto floor = [&] { return search.is_full() ? search.last - kRounding - rest : std::numeric_limits<double>::lowest(); };
  const auto close = [&] {
    open = false;
    const double least = std::max(floor(), std::numeric_limits<double>::min());  // nothing scored yet is nothing
    live.resize(kWindow);
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < kWindow; ++offset) {
      live[count] = static_cast<std::uint16_t>(offset);
      count += scores[offset] >= least ? 1 : 0;
    }
    live.resize(count);
  };
  bool first = true;
  if (!search.wanted.empty()) {
    live.clear();
    search.wanted.for_each(base, base + kWindow, [&](open::ProvisionId id) { live.push_back(static_cast<std::uint16_t>(id - base)); });
    open = false;
  }
  for (Term& term : search.terms) {
    if (open && !first && floor() > 0) close();
    if (!open) {
      if (live.empty()) return;
      is_live.fill(0);
      for (const std::uint16_t offset : live) is_live[offset] = 1;
    }
    first = false;
    const double whole = term.whole;
    if (term.sources.size() == 1) {
      const auto add = [&](std::uint32_t offset, std::uint32_t occurrences, const double* known) {
        scores[offset] += whole * (known != nullptr ? *known : share(occurrences, norms[offset]));
      };
      if (open) term.sources.front().walk(window, add);
      else term.sources.front().look_up(window, live, is_live, add);
    } else {
      std::vector<std::uint16_t> met;
      const auto meet = [&](std::uint32_t offset, std::uint32_t occurrences, const double*) {
        if (occurrences_[offset] == 0) met.push_back(static_cast<std::uint16_t>(offset));
        occurrences_[offset] += occurrences;
      };
      for (Source& source : term.sources) {
        if (open) source.walk(window, meet);
        else source.look_up(window, live, is_live, meet);
      }
      for (const std::uint16_t offset : met) scores[offset] += whole * share(std::exchange(occurrences_[offset], 0), norms[offset]);
    }
    rest -= whole * term.most[window];
    if (!open) std::erase_if(live, [&, least = floor()](std::uint16_t offset) { return !(scores[offset] >= least); });
  }
  const auto take = [&](std::size_t offset) {
    if (scores[offset] > 0 && (!search.is_full() || scores[offset] >= search.last)) search.add(static_cast<open::ProvisionId>(base + offset), scores[offset]);
  };
  if (open) {
    for (std::size_t offset = 0; offset < kWindow; ++offset) take(offset);
  } else {
    for (const std::uint16_t offset : live) take(offset);
  }
}

std::vector<StageOneHit> StageOne::best(std::vector<StageOneTerm> query, std::size_t count, const std::optional<Xapian::Query>& filter) {
  if (query.empty() || count == 0) return {};
  if (!index_.is_local()) return ask_matcher(query, count, filter);
  Search search;
  search.terms = terms_of(std::move(query));
  std::erase_if(search.terms, [](const Term& term) { return term.sources.empty(); });
  search.count = count;
  if (table_ != nullptr) search.places = table_->places();
  if (filter) {
    search.wanted = lists::IdSet(norms_.size());
    mark(*filter, search.wanted);
  }
  run(search);
  return ordered(search, count);
}

StageOne::Holders StageOne::holding_all(std::vector<StageOneTerm> query, std::size_t most) {
  Search search;
  search.terms = terms_of(std::move(query));
  search.count = most;
  if (table_ != nullptr) search.places = table_->places();
  if (search.terms.empty() || std::any_of(search.terms.begin(), search.terms.end(), [](const Term& term) { return term.sources.empty(); })) return {};
  // Were the words strewn at random: in texts more provisions hold all of them.
  double expected = static_cast<double>(norms_.size());
  for (const Term& term : search.terms) expected *= static_cast<double>(term.held()) / static_cast<double>(norms_.size());
  if (expected > static_cast<double>(most)) {
    add_up_holders(search);
  } else {
    const std::vector<open::ProvisionId> ids = intersection(search);
    if (ids.size() <= most) return {ids, true};
    search.wanted = lists::IdSet(norms_.size());
    for (const open::ProvisionId id : ids) search.wanted.add(id);
    run(search);
  }
  Holders holders;
  holders.all = search.seen <= most;
  if (holders.all || !search.places.empty()) {
    for (const Scored& hit : search.hits) holders.ids.push_back(hit.id);
  } else {
    for (const StageOneHit& hit : ordered(search, most)) holders.ids.push_back(hit.id);
  }
  std::sort(holders.ids.begin(), holders.ids.end());
  return holders;
}

// Of the rarest term first: the others are only looked into where it stands.
std::vector<open::ProvisionId> StageOne::intersection(Search& search) {
  std::vector<Term*> terms;
  for (Term& term : search.terms) terms.push_back(&term);
  std::stable_sort(terms.begin(), terms.end(), [](const Term* a, const Term* b) { return a->held() < b->held(); });
  const auto set_of = [&](const Term& term) {
    lists::IdSet set(norms_.size());
    for (const Source& source : term.sources) source.add_to(set);
    return set;
  };
  lists::IdSet left = set_of(*terms.front());
  std::size_t next = 1;
  // As long as many are left, whole lists are cheaper than looking many up.
  for (; next < terms.size() && left.count() > norms_.size() / kManyOf; ++next) left.keep(set_of(*terms[next]));
  std::vector<open::ProvisionId> ids = left.ids();
  for (; next < terms.size() && !ids.empty(); ++next) {
    std::vector<open::ProvisionId> kept;
    for (Source& source : terms[next]->sources) source.keep(ids, kept);
    if (terms[next]->sources.size() > 1) {
      std::sort(kept.begin(), kept.end());
      kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    }
    ids = std::move(kept);
  }
  return ids;
}

// Of words that all stand in many provisions whole lists are laid side by side: nearly every provision of a window is met by some of them.
void StageOne::add_up_holders(Search& search) {
  const std::size_t terms = search.terms.size();
  std::vector<std::array<std::uint32_t, kWindow>> occurrences(terms);
  std::array<std::uint32_t, kWindow> held_by_all;
  std::array<std::uint16_t, kWindow> holders;
  std::array<double, kWindow> scores;  // of the holders
  for (std::size_t window = 0; window <= window_of(static_cast<open::ProvisionId>(norms_.size())); ++window) {
    double bound = 0;
    bool possible = true;
    for (const Term& term : search.terms) {
      bound += term.whole * term.most[window];
      possible = possible && term.most[window] > 0;
    }
    if (!possible || (search.is_full() && bound < search.last - kRounding)) continue;
    held_by_all.fill(1);
    for (std::size_t i = 0; i < terms; ++i) {
      auto& of_term = occurrences[i];
      of_term.fill(0);
      for (Source& source : search.terms[i].sources) source.walk(window, [&](std::uint32_t offset, std::uint32_t times, const double*) { of_term[offset] += times; });
      for (std::size_t offset = 0; offset < kWindow; ++offset) held_by_all[offset] &= of_term[offset] != 0 ? 1U : 0U;
    }
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < kWindow && count < kWindow; ++offset) {
      holders[count] = static_cast<std::uint16_t>(offset);
      count += held_by_all[offset];
    }
    const auto base = static_cast<open::ProvisionId>(window << kWindowBits);
    std::fill_n(scores.begin(), count, 0);
    for (std::size_t i = 0; i < terms; ++i) {
      const double whole = search.terms[i].whole;
      for (std::size_t j = 0; j < count; ++j) scores[j] += whole * share(occurrences[i][holders[j]], norms_[base + holders[j]]);
    }
    for (std::size_t j = 0; j < count; ++j)
      if (!search.is_full() || scores[j] >= search.last) search.add(base + holders[j], scores[j]);
  }
  search.settle();
}

// By score; equal ones are told apart by where they stand, never by the order of indexing.
std::vector<StageOneHit> StageOne::ordered(const Search& search, std::size_t count) {
  std::vector<Scored> best = search.hits;
  std::sort(best.begin(), best.end());
  if (best.size() > count) {
    const double last = best[count - 1].score;
    if (!search.places.empty()) best.resize(count);
    else std::erase_if(best, [&](const Scored& hit) { return hit.score < last; });
  }
  std::sort(best.begin(), best.end(), [](const Scored& a, const Scored& b) { return a.id < b.id; });
  std::vector<StageOneHit> hits;
  for (const Scored& hit : best) hits.push_back({hit.id, hit.score, {}});
  std::vector<std::string> keys = sort_keys(hits);
  for (std::size_t i = 0; i < hits.size(); ++i) hits[i].sort_key = std::move(keys[i]);
  std::sort(hits.begin(), hits.end(), [](const StageOneHit& a, const StageOneHit& b) { return std::tie(b.score, a.sort_key) < std::tie(a.score, b.sort_key); });
  hits.resize(std::min(hits.size(), count));
  return hits;
}

// Adds the provisions that the condition holds for. Terms and what is made of them by AND and OR are read from the lists; the matcher
// would make a result of every provision. Anything else is asked of it.
void StageOne::mark(const Xapian::Query& condition, lists::IdSet& holders) const {
  const Xapian::Database& database = index_.provisions();
  const auto parts = condition.get_num_subqueries();
  switch (condition.get_type()) {
    case Xapian::Query::LEAF_TERM: {
      const std::string term = *condition.get_unique_terms_begin();
      if (const auto packed = table_ != nullptr ? table_->postings(term) : std::nullopt) return holders.add(*packed);
      const auto end = database.postlist_end(term);
      for (auto it = database.postlist_begin(term); it != end; ++it) holders.add(*it);
      return;
    }
    case Xapian::Query::OP_OR:  // of a phrase: a thousand documents
      for (std::size_t i = 0; i < parts; ++i) mark(condition.get_subquery(i), holders);
      return;
    case Xapian::Query::OP_AND: {
      lists::IdSet all(norms_.size());
      for (std::size_t i = 0; i < parts; ++i) {
        lists::IdSet part(norms_.size());
        mark(condition.get_subquery(i), part);
        if (i == 0) all = std::move(part);
        else all.keep(part);
      }
      return holders.add(all);
    }
    default: break;
  }
  for (const Xapian::docid id : open::matching(index_, open::provisions_part, condition)) holders.add(id);
}

std::vector<std::string> StageOne::sort_keys(const std::vector<StageOneHit>& hits) {
  std::vector<open::ProvisionId> ids;
  for (const StageOneHit& hit : hits) ids.push_back(hit.id);
  if (clock_ <= kSearchesBeforeKeys || index_.provision_count() > kMostKeys) return index_.provision_sort_keys(ids);
  if (sort_keys_.empty()) {
    sort_keys_.resize(norms_.size());
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
  wanted_hits.bm25 = {lists::kK1, 1, lists::kB, lists::kLeastLength};
  wanted_hits.slot = format::kProvisionSortSlot;
  if (count <= kWithRecords) wanted_hits.second = format::kProvisionRecordSlot;
  wanted_hits.count = static_cast<Xapian::doccount>(count);
  std::vector<StageOneHit> hits;
  for (open::MatchHit& hit : index_.match(open::provisions_part, wanted_hits)) hits.push_back({hit.id, hit.weight, std::move(hit.value)});
  return hits;
}

}  // namespace tracuu::rank
