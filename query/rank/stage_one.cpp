#include "query/rank/stage_one.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "query/lists/bits.h"
#include "query/lists/bm25.h"
#include "query/open/unweighted.h"

namespace tracuu::rank {
namespace {

using lists::share;

using lists::kWindow, lists::kWindowWords, lists::kWordBits;

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

/// Provisions of a window that are looked up, from which on going through all its postings takes less time than finding one after the other.
constexpr std::size_t kManyOfWindow = 24;

std::size_t window_of(open::ProvisionId id) { return id / kWindow; }
open::ProvisionId first_of(std::size_t window) { return static_cast<open::ProvisionId>(window * kWindow); }

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

  [[nodiscard]] bool is_dense() const { return packed && !packed->bits().empty(); }

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
    if (is_dense()) {
      std::copy_if(among.begin(), among.end(), std::back_inserter(kept), [bits = packed->bits()](open::ProvisionId id) { return (bits[id / kWordBits] >> (id % kWordBits) & 1) != 0; });
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
    first.assign(is_dense() ? 0 : most.size(), static_cast<std::uint32_t>(blocks.size()));
    for (std::size_t at = blocks.size(); at-- > 0;) {
      const open::ProvisionId begin = at == 0 ? 0 : blocks[at - 1].last + 1;
      const float told = blocks[at].most >= 0 && blocks[at].most <= 1 ? blocks[at].most : 1;  // of a damaged file
      for (std::size_t window = window_of(begin); window <= window_of(blocks[at].last); ++window) {
        own[window] = std::max(own[window], told);
        if (!first.empty()) first[window] = static_cast<std::uint32_t>(at);
      }
    }
    for (std::size_t window = 0; window < most.size(); ++window) most[window] += own[window];
  }

  /// use(offset, occurrences, share or nothing) for each posting of a window.
  template <typename Use>
  void walk(std::size_t window, const Use& use) {
    const auto begin = first_of(window);
    const auto end = static_cast<open::ProvisionId>(begin + kWindow);
    if (decoded != nullptr) {
      for (std::size_t i = decoded->first[window]; i < decoded->first[window + 1]; ++i) use(decoded->ids[i] - begin, decoded->occurrences[i], &decoded->shares[i]);
      return;
    }
    if (is_dense()) {
      std::uint32_t of_window[kOpened];
      const std::uint32_t* next = open_window(window, of_window);
      const auto bits = packed->bits().subspan(window * kWindowWords, kWindowWords);
      for (std::size_t i = 0; i < kWindowWords; ++i)
        for (std::uint64_t word = bits[i]; word != 0; word &= word - 1) use(static_cast<std::uint32_t>(i * kWordBits) + static_cast<std::uint32_t>(std::countr_zero(word)), *next++, nullptr);
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

  /// Occurrences of all postings that a window can have, from any place of a block on.
  static constexpr std::size_t kOpened = kWindow + 2 * lists::kBlock;

  /// The occurrences in a window of a dense list, in `of_window`, with what else is in their blocks.
  const std::uint32_t* open_window(std::size_t window, std::uint32_t (&of_window)[kOpened]) const {
    const auto bits = packed->bits().subspan(window * kWindowWords, kWindowWords);
    const std::size_t postings = std::accumulate(bits.begin(), bits.end(), std::size_t{0}, [](std::size_t sum, std::uint64_t word) { return sum + lists::ones(word); });
    const std::size_t rank = packed->ranks()[window];
    const std::size_t first_block = rank / lists::kBlock;
    for (std::size_t at = first_block; at * lists::kBlock < rank + postings; ++at) packed->occurrences(at, of_window + (at - first_block) * lists::kBlock);
    return of_window + rank % lists::kBlock;
  }

  /// As look_up, in a dense list.
  template <typename Use>
  void look_up_bits(std::size_t window, std::span<const std::uint16_t> offsets, const Use& use) const {
    const auto bits = packed->bits().subspan(window * kWindowWords, kWindowWords);
    std::array<std::size_t, kWindowWords> before;  // postings of the words before each
    std::size_t sum = 0;
    for (std::size_t word = 0; word < kWindowWords; ++word) before[word] = std::exchange(sum, sum + lists::ones(bits[word]));
    std::uint32_t of_window[kOpened];
    const std::uint32_t* const opened = offsets.size() >= kManyOfWindow ? open_window(window, of_window) : nullptr;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
      const std::size_t word = offsets[i] / kWordBits;
      const std::uint64_t bit = std::uint64_t{1} << (offsets[i] % kWordBits);
      if ((bits[word] & bit) == 0) continue;
      const std::size_t rank = before[word] + lists::ones(bits[word] & (bit - 1));
      use(i, opened != nullptr ? opened[rank] : packed->occurrence(packed->ranks()[window] + rank));
    }
  }

  /// use(i, occurrences) for those of some provisions of the window, told by ascending offsets, that it holds.
  template <typename Use>
  void look_up(std::size_t window, std::span<const std::uint16_t> offsets, const Use& use) {
    if (is_dense()) return look_up_bits(window, offsets, use);
    const open::ProvisionId base = first_of(window);
    if (decoded != nullptr) {
      auto at = decoded->ids.begin() + decoded->first[window];
      const auto end = decoded->ids.begin() + decoded->first[window + 1];
      for (std::size_t i = 0; i < offsets.size(); ++i) {
        at = std::lower_bound(at, end, base + offsets[i]);
        if (at == end) return;
        if (*at == base + offsets[i]) use(i, decoded->occurrences[static_cast<std::size_t>(at - decoded->ids.begin())]);
      }
      return;
    }
    const auto blocks = packed->blocks();
    std::size_t at = first[window];
    for (std::size_t next = 0; next < offsets.size();) {
      while (at < blocks.size() && blocks[at].last < base + offsets[next]) ++at;
      if (at == blocks.size()) return;
      open(at);
      const open::ProvisionId* found = ids;
      // Those up to the end of the block.
      for (const open::ProvisionId last = blocks[at].last; next < offsets.size() && base + offsets[next] <= last; ++next) {
        const open::ProvisionId id = base + offsets[next];
        if (offsets.size() < kManyOfWindow) found = std::lower_bound(found, static_cast<const open::ProvisionId*>(ids + count), id);
        else while (found != ids + count && *found < id) ++found;
        if (found == ids + count) {
          while (next < offsets.size() && base + offsets[next] <= last) ++next;
          break;
        }
        if (*found == id) use(next, occurrences[found - ids]);
      }
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
  /// What it takes to get in, where what is still to come gives `rest` at most.
  [[nodiscard]] double floor(double rest) const { return is_full() ? last - kRounding - rest : std::numeric_limits<double>::lowest(); }
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

// Adds up whole lists as long as any provision can get in; what is left once those without the words so far cannot is looked up.
void StageOne::visit(Search& search, std::size_t window) {
  double rest = 0;
  for (const Term& term : search.terms) rest += term.whole * term.most[window];
  live_.clear();
  auto term = search.terms.begin();
  if (!search.wanted.empty()) {
    search.wanted.for_each(first_of(window), first_of(window) + kWindow, [&](open::ProvisionId id) { live_.add(id - first_of(window), 0); });
  } else {
    std::fill(score_.begin(), score_.end(), 0);
    do {
      add_list(*term, window);
      rest -= term->whole * term->most[window];
    } while (++term != search.terms.end() && !(search.floor(rest) > 0));
    const double least = std::max(search.floor(rest), std::numeric_limits<double>::min());  // nothing scored yet is nothing
    for (std::size_t offset = 0; offset < kWindow; ++offset) live_.add_if(score_[offset] >= least, offset, score_[offset]);
  }
  live_.read_norms(norms_.subspan(first_of(window)));
  for (; term != search.terms.end() && live_.count > 0; ++term) {
    look_up(*term, window);
    rest -= term->whole * term->most[window];
    live_.keep(search.floor(rest));
  }
  for (std::size_t i = 0; i < live_.count; ++i) {
    const double score = live_.scores[i];
    if (score > 0 && (!search.is_full() || score >= search.last)) search.add(first_of(window) + live_.offsets[i], score);
  }
}

void StageOne::add_list(Term& term, std::size_t window) {
  const float* const norms = norms_.data() + first_of(window);  // of the last window not all are there, nor asked for
  const double whole = term.whole;
  if (term.sources.size() == 1) {
    term.sources.front().walk(window, [&](std::uint32_t offset, std::uint32_t occurrences, const double* known) {
      score_[offset] += whole * (known != nullptr ? *known : share(occurrences, norms[offset]));
    });
    return;
  }
  std::vector<std::uint16_t> met;
  for (Source& source : term.sources)
    source.walk(window, [&](std::uint32_t offset, std::uint32_t occurrences, const double*) {
      if (occurrences_[offset] == 0) met.push_back(static_cast<std::uint16_t>(offset));
      occurrences_[offset] += occurrences;
    });
  for (const std::uint16_t offset : met) score_[offset] += whole * share(std::exchange(occurrences_[offset], 0), norms[offset]);
}

void StageOne::look_up(Term& term, std::size_t window) {
  std::fill_n(live_.occurrences.begin(), live_.count, 0);
  const std::span<const std::uint16_t> offsets(live_.offsets.data(), live_.count);
  for (Source& source : term.sources) source.look_up(window, offsets, [&](std::size_t i, std::uint32_t occurrences) { live_.occurrences[i] += occurrences; });
  live_.weigh(term.whole);
}

void StageOne::Live::read_norms(std::span<const float> of_window) {
  for (std::size_t i = 0; i < count; ++i) norms[i] = of_window[offsets[i]];
}

void StageOne::Live::weigh(double whole) {
  for (std::size_t i = 0; i < count; ++i) scores[i] += whole * share(occurrences[i], norms[i]);
}

void StageOne::Live::keep(double least) {
  const std::size_t all = std::exchange(count, 0);
  for (std::size_t i = 0; i < all; ++i) {
    norms[count] = norms[i];
    add_if(scores[i] >= least, offsets[i], scores[i]);
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
  lists::IdSet ids = intersection(search);
  const std::size_t count = ids.count();
  if (count <= most) return {ids.ids(), true};
  search.wanted = std::move(ids);
  run(search);
  Holders holders;
  holders.all = false;
  if (!search.places.empty()) {
    for (const Scored& hit : search.hits) holders.ids.push_back(hit.id);
  } else {
    for (const StageOneHit& hit : ordered(search, most)) holders.ids.push_back(hit.id);
  }
  std::sort(holders.ids.begin(), holders.ids.end());
  return holders;
}

// Of the rarest term first: the others are only looked into where it stands.
lists::IdSet StageOne::intersection(Search& search) {
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
  if (next == terms.size()) return left;
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
  lists::IdSet found(norms_.size());
  for (const open::ProvisionId id : ids) found.add(id);
  return found;
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
