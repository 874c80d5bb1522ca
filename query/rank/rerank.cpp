#include "query/rank/rerank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace tracuu::rank {
namespace {

using format::ProvisionView, format::StreamView, format::TokenNumber;
using text::SyllableTable;

// RANKING.md section 1.
constexpr double kUnitK = 1.2, kPairK = 0.6, kLengthShare = 0.75;
constexpr std::array<std::pair<std::size_t, double>, 2> kWindows = {{{25, 2.5}, {80, 2.0}}};
constexpr double kDefinitionBonus = 0.8, kScopeBonus = 0.8, kScopePenalty = 0.4, kCircularPenalty = 0.1;

constexpr std::size_t kFewestTitleWords = 6;
/// Text that was quoted finds its source: more than all other parts of a score together can differ among such candidates.
constexpr double kWholeBonus = 4;
constexpr std::size_t kFewestQuotedWords = 5;

using Unit = std::int16_t;  // index into RerankQuery::units; -1 any other token
constexpr Unit kOther = -1;

/// A candidate's streams in terms of the query.
struct Streams {
  std::vector<Unit> name, heading, body;
};

/// The query's pairs of neighbours.
class Pairs {
 public:
  explicit Pairs(const RerankQuery& query) : units_(query.units.size()), table_(units_ * units_, kOther) {
    for (std::size_t i = 1; i < query.order.size(); ++i) {
      const std::int32_t a = query.order[i - 1], b = query.order[i];
      if (a < 0 || b < 0) continue;
      Unit& pair = table_[static_cast<std::size_t>(a) * units_ + static_cast<std::size_t>(b)];
      if (pair != kOther) continue;
      pair = count_++;
      shares_.push_back(i < query.added_from ? 1 : query.added_share);
    }
  }
  [[nodiscard]] Unit find(Unit a, Unit b) const {
    return a < 0 || b < 0 ? kOther : table_[static_cast<std::size_t>(a) * units_ + static_cast<std::size_t>(b)];
  }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(count_); }
  [[nodiscard]] double share(std::size_t pair) const { return shares_[pair]; }

 private:
  std::size_t units_;
  std::vector<double> shares_;
  std::vector<Unit> table_;
  Unit count_ = 0;
};

/// Translates token numbers of records into units of the query.
class Translator {
 public:
  explicit Translator(const RerankQuery& query) : of_syllable_(SyllableTable::builtin().size(), kOther) {
    for (std::size_t u = 0; u < query.units.size(); ++u) {
      const text::SyllableId id = SyllableTable::builtin().find(query.units[u].term);
      if (id != text::kUnlisted) of_syllable_[id] = static_cast<Unit>(u);
      else of_other_.emplace(query.units[u].term, static_cast<Unit>(u));
    }
  }

  [[nodiscard]] Streams streams(const ProvisionView& view) {
    own_.clear();
    for (const std::string& term : view.record.own_terms) {
      const auto found = of_other_.find(term);
      own_.push_back(found == of_other_.end() ? kOther : found->second);
    }
    return {translate(view.name), translate(view.heading), translate(view.body)};
  }

 private:
  std::vector<Unit> translate(StreamView stream) const {
    std::vector<Unit> units;
    units.reserve(stream.tokens);
    const auto listed = static_cast<TokenNumber>(of_syllable_.size());
    format::for_each_token(stream, [&](TokenNumber number) {
      if (number < listed) units.push_back(of_syllable_[number]);
      else units.push_back(number - listed < own_.size() ? own_[number - listed] : kOther);
    });
    return units;
  }

  std::vector<Unit> of_syllable_;
  std::unordered_map<std::string, Unit> of_other_;
  std::vector<Unit> own_;
};

template <typename Use>
void for_pairs(const std::vector<Unit>& stream, const Pairs& pairs, const Use& use) {
  for (std::size_t i = 1; i < stream.size(); ++i)
    if (const Unit pair = pairs.find(stream[i - 1], stream[i]); pair != kOther) use(i, pair);
}

/// One occurrence of a unit or pair in the body.
struct Hit {
  std::uint32_t first, last;  ///< tokens
  std::uint32_t item;         ///< unit, or units + pair
};

class Scorer {
 public:
  Scorer(const RerankQuery& query, const std::vector<ProvisionView>& candidates, const RerankStatistics& statistics)
      : query_(query), candidates_(candidates), statistics_(statistics), pairs_(query) {
    for (const std::int32_t unit : query.order) {
      if (unit < 0) break;  // what follows a break was added
      typed_.push_back(static_cast<Unit>(unit));
    }
    Translator translator(query);
    streams_.reserve(candidates.size());
    for (const ProvisionView& candidate : candidates) streams_.push_back(translator.streams(candidate));
    weigh();
  }

  [[nodiscard]] std::vector<Scores> run() {
    std::vector<Scores> scores;
    scores.reserve(candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) scores.push_back(score(candidates_[i], streams_[i]));
    return scores;
  }

 private:
  // idf of a pair is counted among the candidates: free, and at least as good as the corpus' own.
  void weigh() {
    const std::size_t units = query_.units.size();
    std::vector<std::uint32_t> holders(pairs_.size());
    std::vector<std::size_t> seen(pairs_.size(), candidates_.size());
    for (std::size_t i = 0; i < streams_.size(); ++i) {
      const auto note = [&](std::size_t, Unit pair) {
        const auto p = static_cast<std::size_t>(pair);
        if (seen[p] == i) return;
        seen[p] = i;
        ++holders[p];
      };
      for_pairs(streams_[i].name, pairs_, note);
      for_pairs(streams_[i].heading, pairs_, note);
      for_pairs(streams_[i].body, pairs_, note);
    }
    weight_.reserve(units + pairs_.size());
    for (const RankedTerm& unit : query_.units) {
      weight_.push_back(unit.idf);
      unit_sum_ += unit.idf;
    }
    const auto n = static_cast<double>(candidates_.size());
    for (std::size_t pair = 0; pair < holders.size(); ++pair) {
      const std::uint32_t held = holders[pair];
      const double idf = pairs_.share(pair) * std::log(1 + (n - held + 0.5) / (held + 0.5));
      weight_.push_back(idf);
      pair_sum_ += idf;
    }
    count_.assign(weight_.size(), 0);
    in_context_.assign(weight_.size(), false);
  }

  Scores score(const ProvisionView& view, const Streams& streams) {
    const std::size_t units = query_.units.size();
    std::fill(count_.begin(), count_.end(), 0);
    std::fill(in_context_.begin(), in_context_.end(), false);
    for (const auto* stream : {&streams.name, &streams.heading, &streams.body}) {
      const bool context = stream != &streams.body;
      const auto note = [&](std::size_t item) {
        ++count_[item];
        if (context) in_context_[item] = true;
      };
      for (const Unit unit : *stream)
        if (unit != kOther) note(static_cast<std::size_t>(unit));
      for_pairs(*stream, pairs_, [&](std::size_t, Unit pair) { note(units + static_cast<std::size_t>(pair)); });
    }
    const auto length = static_cast<double>(streams.name.size() + streams.heading.size() + streams.body.size());
    Scores scores;
    scores.words = saturated(0, units, kUnitK, length, unit_sum_);
    scores.pairs = saturated(units, weight_.size(), kPairK, length, pair_sum_);
    scores.windows = coverage(streams.body);
    scores.heading = heading_share(streams.heading);
    scores.name = name_share(view, streams.name);
    scores.run = longest_run(streams);
    scores.rules = rules(view);
    scores.own = own_share(streams);
    scores.whole = holds_whole(streams);
    scores.edge = has_edge(streams.body);
    if (scores.whole) scores.rules += kWholeBonus;
    scores.total = scores.words + scores.pairs + scores.windows + scores.heading + scores.name + scores.run + scores.rules;
    scores.exact_name = is_exact_name(streams.name) ? 1 : 0;
    return scores;
  }

  double saturated(std::size_t begin, std::size_t end, double k, double length, double sum) const {
    if (sum <= 0) return 0;
    const double norm = k * (1 - kLengthShare + kLengthShare * length / statistics_.average_length);
    double score = 0;
    for (std::size_t item = begin; item < end; ++item)
      if (count_[item] > 0) score += weight_[item] * count_[item] * (k + 1) / (count_[item] + norm);
    return score / sum;
  }

  // Share of the query's weight that the best window of the body holds together with name and heading.
  double coverage(const std::vector<Unit>& body) {
    const std::size_t units = query_.units.size();
    double context = 0;
    for (std::size_t item = 0; item < weight_.size(); ++item)
      if (in_context_[item]) context += weight_[item];
    hits_.clear();
    for (std::size_t i = 0; i < body.size(); ++i) {
      const auto at = static_cast<std::uint32_t>(i);
      if (body[i] == kOther) continue;
      if (!in_context_[static_cast<std::size_t>(body[i])]) hits_.push_back({at, at, static_cast<std::uint32_t>(body[i])});
      if (i == 0) continue;
      const Unit pair = pairs_.find(body[i - 1], body[i]);
      if (pair != kOther && !in_context_[units + static_cast<std::size_t>(pair)])
        hits_.push_back({at - 1, at, static_cast<std::uint32_t>(units) + static_cast<std::uint32_t>(pair)});
    }
    const double all = unit_sum_ + pair_sum_;
    if (all <= 0) return 0;
    double score = 0;
    for (const auto& [width, factor] : kWindows) score += factor * (best_window(width) + context) / all;
    return score;
  }

  // Hits ascend by their last token. A pair leaves a window one token before the unit at the same place, so the hits that
  // leave are not in order of entry by more than one: each is checked when the window moves past its first token.
  double best_window(std::size_t width) {
    std::fill(count_.begin(), count_.end(), 0);  // of the items in the window
    double sum = 0, best = 0;
    std::size_t left = 0;
    for (std::size_t right = 0; right < hits_.size(); ++right) {
      if (count_[hits_[right].item]++ == 0) sum += weight_[hits_[right].item];
      const bool last_at_place = right + 1 == hits_.size() || hits_[right + 1].last != hits_[right].last;
      if (!last_at_place) continue;
      const std::uint32_t end = hits_[right].last;
      const std::uint32_t begin = end + 1 >= width ? end + 1 - static_cast<std::uint32_t>(width) : 0;
      while (left <= right && hits_[left].last < begin) leave(left++, sum);
      // Pairs that straddle the left edge are outside for this window only if their first token is.
      double straddling = 0;
      for (std::size_t i = left; i <= right && hits_[i].last == begin; ++i)
        if (hits_[i].first < begin && count_[hits_[i].item] == 1) straddling += weight_[hits_[i].item];
      best = std::max(best, sum - straddling);
    }
    return best;
  }

  void leave(std::size_t hit, double& sum) {
    if (--count_[hits_[hit].item] == 0) sum -= weight_[hits_[hit].item];
  }

  double heading_share(const std::vector<Unit>& heading) const {
    if (heading.size() < 2) return 0;
    std::size_t shared = 0;
    for_pairs(heading, pairs_, [&](std::size_t, Unit) { ++shared; });
    return static_cast<double>(shared) / static_cast<double>(heading.size() - 1);
  }

  double name_share(const ProvisionView& view, const std::vector<Unit>& name) const {
    // Nothing shared: what the name weighs does not matter and need not be asked.
    if (std::all_of(name.begin(), name.end(), [](Unit unit) { return unit == kOther; })) return 0;
    double shared = 0, all = 0;
    const std::vector<TokenNumber> numbers = format::numbers(view.name);
    for (std::size_t i = 0; i < numbers.size() && i < name.size(); ++i) {
      const TokenNumber listed = SyllableTable::builtin().size();
      double idf = 0;
      if (name[i] != kOther) idf = query_.units[static_cast<std::size_t>(name[i])].idf;
      else if (numbers[i] < listed) idf = statistics_.idf_of_syllable(numbers[i]);
      else if (numbers[i] - listed < view.record.own_terms.size()) idf = statistics_.idf_of_term(view.record.own_terms[numbers[i] - listed]);
      all += idf;
      if (name[i] != kOther) shared += idf;
    }
    return all > 0 ? shared / all : 0;
  }

  bool holds_whole(const Streams& streams) const {
    if (typed_.size() < kFewestQuotedWords) return false;
    const auto holds = [&](const std::vector<Unit>& stream) { return std::search(stream.begin(), stream.end(), typed_.begin(), typed_.end()) != stream.end(); };
    return holds(streams.body) || holds(streams.heading);
  }

  // Half of the words and more at the end, or two at the beginning: "Điều 5", after which the heading is printed.
  bool has_edge(const std::vector<Unit>& body) const {
    if (typed_.size() < kFewestQuotedWords) return false;
    for (std::size_t words = (typed_.size() + 1) / 2; words < std::min(typed_.size(), body.size() + 1); ++words)
      if (std::equal(typed_.begin(), typed_.begin() + static_cast<std::ptrdiff_t>(words), body.end() - static_cast<std::ptrdiff_t>(words))) return true;
    return body.size() >= 2 && body[0] != kOther && std::search(typed_.begin() + 1, typed_.end(), body.begin(), body.begin() + 2) != typed_.end();
  }

  double own_share(const Streams& streams) const {
    std::vector<char> seen(query_.units.size(), 0);
    double held = 0;
    for (const auto* stream : {&streams.heading, &streams.body})
      for (const Unit unit : *stream)
        if (unit != kOther && std::exchange(seen[static_cast<std::size_t>(unit)], 1) == 0) held += weight_[static_cast<std::size_t>(unit)];
    return unit_sum_ > 0 ? held / unit_sum_ : 0;
  }

  // The weightiest stretch of the document that goes on as the query does.
  double longest_run(const Streams& streams) const {
    if (unit_sum_ <= 0) return 0;
    double best = 0;
    for (const auto* stream : {&streams.name, &streams.heading, &streams.body}) {
      double sum = 0;
      for (std::size_t i = 1; i < stream->size(); ++i) {
        const Unit a = (*stream)[i - 1], b = (*stream)[i];
        if (pairs_.find(a, b) == kOther) {
          sum = 0;
          continue;
        }
        if (sum == 0) sum = weight_[static_cast<std::size_t>(a)];
        sum += weight_[static_cast<std::size_t>(b)];
        best = std::max(best, sum);
      }
    }
    return best / unit_sum_;
  }

  double rules(const ProvisionView& view) const {
    static const auto starts = [](std::initializer_list<std::string_view> terms) {
      std::vector<TokenNumber> numbers;
      for (const std::string_view term : terms) numbers.push_back(SyllableTable::builtin().find(term));
      return numbers;
    };
    static const std::vector<TokenNumber> kDefinitions = starts({"giải", "thích", "từ", "ngữ"});
    static const std::vector<TokenNumber> kScope = starts({"phạm", "vi", "điều", "chỉnh"});
    static const std::vector<TokenNumber> kAddressees = starts({"đối", "tượng", "áp", "dụng"});
    const std::vector<TokenNumber> heading = format::numbers(view.heading);
    const auto begins_with = [&](const std::vector<TokenNumber>& start) {
      return heading.size() >= start.size() && std::equal(start.begin(), start.end(), heading.begin());
    };
    double score = 0;
    if (query_.asks_definition && begins_with(kDefinitions)) score += kDefinitionBonus;
    if (query_.asks_subject_of_act) return begins_with(kScope) ? score + kScopeBonus : score;
    if (!query_.asks_scope && (begins_with(kScope) || begins_with(kAddressees))) score -= kScopePenalty;
    if (view.record.type == "TT" || view.record.type == "TTLT") score -= kCircularPenalty;
    return score;
  }

  bool is_exact_name(const std::vector<Unit>& name) const {
    // A few words that end a title are no title.
    if (typed_.size() < kFewestTitleWords && typed_.size() != name.size()) return false;
    return typed_.size() >= 2 && name.size() >= typed_.size() && std::equal(typed_.rbegin(), typed_.rend(), name.rbegin());
  }

  const RerankQuery& query_;
  const std::vector<ProvisionView>& candidates_;
  const RerankStatistics& statistics_;
  Pairs pairs_;
  std::vector<Unit> typed_;  // the words in order
  std::vector<Streams> streams_;
  std::vector<double> weight_;  // units, then pairs
  double unit_sum_ = 0, pair_sum_ = 0;
  std::vector<std::uint32_t> count_;
  std::vector<char> in_context_;
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<std::string> other_terms_of_names(const RerankQuery& query, const std::vector<ProvisionView>& candidates) {
  Translator translator(query);
  std::vector<std::string> terms;
  for (const ProvisionView& view : candidates) {
    const std::vector<Unit> name = translator.streams({view.record, view.name, {}, {}}).name;
    if (std::all_of(name.begin(), name.end(), [](Unit unit) { return unit == kOther; })) continue;
    const std::vector<TokenNumber> numbers = format::numbers(view.name);
    const std::size_t listed = SyllableTable::builtin().size();
    for (std::size_t i = 0; i < numbers.size() && i < name.size(); ++i) {
      if (name[i] != kOther) continue;
      if (numbers[i] < listed) terms.emplace_back(SyllableTable::builtin().term(numbers[i]));
      else if (numbers[i] - listed < view.record.own_terms.size()) terms.push_back(view.record.own_terms[numbers[i] - listed]);
    }
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::vector<Scores> rerank(const RerankQuery& query, const std::vector<ProvisionView>& candidates, const RerankStatistics& statistics) {
  if (query.units.empty()) return std::vector<Scores>(candidates.size());
  return Scorer(query, candidates, statistics).run();
}

}  // namespace tracuu::rank
