#include "query/rank/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "corpus/registry/registry.h"
#include "query/rank/readings.h"
#include "query/rank/rerank.h"

namespace tracuu::rank {
namespace {

using open::Index, open::Summary;
using text::SyllableId, text::SyllableTable;

// RANKING.md section 1.
constexpr std::size_t kCandidates = 200;
constexpr double kShareOfIdf = 0.85;
constexpr std::size_t kFewestTerms = 3;
/// What a synonym counts beside a typed word: .25 and .5 are alike, 1 loses .0025 nDCG@10 on zalo.
constexpr double kSynonymShare = 0.35;
/// Candidates whose streams are read for a phrase.
constexpr std::size_t kPhraseCandidates = 3000;
/// A query's number without year or issuer ("nghị định 45/2020") stands for as many documents at most.
constexpr std::size_t kNumberHits = 20;

/// Further provisions of a document are shown down to this share of its best one's score.
constexpr double kWorthShowing = 0.4;

struct Candidate {
  ProvisionHit hit;
  bool exact_name = false;
};

// Terms of one prefix are alternatives, prefixes are conditions.
Xapian::Query filter_query(const std::vector<std::string>& filters) {
  std::map<std::string, std::vector<std::string>> by_prefix;
  for (const std::string& filter : filters) {
    const std::size_t length = filter.empty() || filter.front() != 'X' ? 1 : 2;
    by_prefix[filter.substr(0, length)].push_back(filter);
  }
  Xapian::Query all;
  for (const auto& [prefix, terms] : by_prefix) {
    const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
    all = all.empty() ? any : Xapian::Query(Xapian::Query::OP_AND, all, any);
  }
  return all;
}

/// "nd 45/2020" as {"NĐ", "45/2020"}: the type by its symbol, as people type it; no type where the first word is none.
std::pair<std::string, std::string_view> type_and_number(std::string_view typed) {
  const auto blank = typed.find(' ');
  if (blank == std::string_view::npos) return {{}, typed};
  const auto number = typed.substr(typed.find_first_not_of(' ', blank) == std::string_view::npos ? blank : typed.find_first_not_of(' ', blank));
  const auto* type = registry::Registry::builtin().type_by_symbol(typed.substr(0, blank));
  if (type == nullptr || number.empty() || number[0] < '0' || number[0] > '9') return {{}, typed};
  return {type->code, number};
}

}  // namespace

struct Searcher::State {
  explicit State(const Index& opened)
      : index(opened),
        provisions(static_cast<double>(opened.provisions().get_doccount())),
        average_length(std::max(1.0, opened.provisions().get_avlength())) {}

  const Index& index;
  double provisions;
  double average_length;
  std::unordered_map<std::string, std::uint32_t> frequencies;
  std::vector<double> idf_of_syllable = std::vector<double>(SyllableTable::builtin().size(), -1);

  std::uint32_t frequency(const std::string& term) {
    const auto [found, fresh] = frequencies.emplace(term, 0);
    if (fresh) found->second = index.provision_frequency(term);
    return found->second;
  }

  double idf(const std::string& term) {
    const std::uint32_t df = frequency(term);
    return df == 0 ? std::log(provisions + 1) : std::log(1 + (provisions - df + 0.5) / (df + 0.5));
  }

  double idf(SyllableId id) {
    double& known = idf_of_syllable[id];
    if (known < 0) known = idf(std::string(SyllableTable::builtin().term(id)));
    return known;
  }

  RerankQuery weighed(const language::Query& query) {
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
  Xapian::Query pruned(const RerankQuery& query) {
    std::vector<std::pair<double, std::size_t>> by_idf;
    double mass = 0;
    for (std::size_t u = 0; u < query.units.size(); ++u) {
      if (frequency(query.units[u].term) == 0) continue;
      by_idf.emplace_back(-query.units[u].idf, u);
      mass += query.units[u].idf;
    }
    std::sort(by_idf.begin(), by_idf.end());
    std::vector<Xapian::Query> terms;
    double taken = 0;
    for (const auto& [negative, unit] : by_idf) {
      if (terms.size() >= kFewestTerms && taken >= kShareOfIdf * mass) break;
      taken -= negative;
      const auto times = std::count(query.order.begin(), query.order.end(), static_cast<std::int32_t>(unit));
      Xapian::Query term(format::ranking_term(query.units[unit].term), static_cast<Xapian::termcount>(std::max<std::ptrdiff_t>(1, times)));
      const double share = query.units[unit].idf / idf(query.units[unit].term);
      terms.push_back(share < 1 ? Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, term, share) : term);
    }
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
  }

  // Provisions that hold any reading of the rarest places, and how the readings stand in them. The readings of a place count
  // as one term: a rare wrong reading must not draw text of its own.
  language::NearCounts near(const language::Readings& readings) {
    std::vector<std::pair<double, Xapian::Query>> places;
    double mass = 0;
    for (const std::vector<std::string>& place : readings) {
      double held = 0;
      std::vector<std::string> terms;
      for (const std::string& reading : place) {
        held += frequency(reading);
        terms.push_back(format::ranking_term(reading));
      }
      if (held == 0) continue;
      held = std::min(held, provisions);
      const double weight = std::log(1 + (provisions - held + 0.5) / (held + 0.5));
      mass += weight;
      places.emplace_back(-weight, terms.size() == 1 ? Xapian::Query(terms.front()) : Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()));
    }
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Xapian::Query> taken;
    double sum = 0;
    for (const auto& [negative, query] : places) {
      if (taken.size() >= kFewestTerms && sum >= kShareOfIdf * mass) break;
      sum -= negative;
      taken.push_back(query);
    }
    if (taken.empty()) return {};
    Xapian::Enquire enquire(index.provisions());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, taken.begin(), taken.end()));
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 3, 0.75, 0.01));
    enquire.set_sort_by_relevance_then_value(format::kProvisionSortSlot, false);
    const Xapian::MSet found = enquire.get_mset(0, kCandidates);
    std::vector<std::string> data;
    data.reserve(found.size());
    std::vector<format::ProvisionView> views;
    for (auto it = found.begin(); it != found.end(); ++it)
      if (auto view = format::decode_provision(data.emplace_back(it.get_document().get_value(format::kProvisionRecordSlot)), format::Detail::ranking))
        views.push_back(std::move(*view));
    return count_readings(readings, views);
  }

  // Tokens stand in the two databases as `term_of` says.
  template <typename TermOf>
  Xapian::Query conditions(const language::Query& query, const SearchRequest& request, const TermOf& term_of) const {
    Xapian::Query all = filter_query(request.filters);
    for (const auto& phrase : query.phrases) {
      std::vector<std::string> terms;
      for (const std::string& token : phrase) terms.push_back(term_of(token));
      const Xapian::Query words(Xapian::Query::OP_AND, terms.begin(), terms.end());
      all = all.empty() ? words : Xapian::Query(Xapian::Query::OP_AND, all, words);
    }
    return all;
  }

  // Stage 1 and 2. Candidates in final order.
  std::vector<Candidate> candidates(const language::Query& query, const SearchRequest& request) {
    const RerankQuery weighed_query = weighed(query);
    Xapian::Query wanted = pruned(weighed_query);
    if (wanted.empty()) return {};
    const Xapian::Query all = conditions(query, request, [](const std::string& token) { return format::ranking_term(token); });
    if (!all.empty()) wanted = Xapian::Query(Xapian::Query::OP_FILTER, wanted, all);
    Xapian::Enquire enquire(index.provisions());
    enquire.set_query(wanted);
    enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 3, 0.75, 0.01));
    enquire.set_sort_by_relevance_then_value(format::kProvisionSortSlot, false);
    const std::size_t wide = query.phrases.empty() ? std::max(kCandidates, request.offset + request.limit) : kPhraseCandidates;
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(wide));

    std::vector<std::string> data;
    data.reserve(found.size());  // the views point into it
    std::vector<format::ProvisionView> views;
    std::vector<Candidate> out;
    for (auto it = found.begin(); it != found.end(); ++it) {
      const Xapian::Document stored = it.get_document();
      auto view = format::decode_provision(data.emplace_back(stored.get_value(format::kProvisionRecordSlot)), format::Detail::ranking);
      if (!view) throw Xapian::DatabaseCorruptError("a provision record cannot be decoded");
      const auto holds = [&](const auto& phrase) { return holds_phrase(*view, phrase); };
      if (!std::all_of(query.phrases.begin(), query.phrases.end(), holds)) continue;
      format::read_provision_sort_key(stored.get_value(format::kProvisionSortSlot), view->record);
      Candidate& candidate = out.emplace_back();
      candidate.hit = {*it, 0, view->record.source, view->record.ordinal, view->record.source_id,
                       view->record.unit};
      views.push_back(std::move(*view));
    }
    rank(weighed_query, views, out);
    return out;
  }

  void rank(const RerankQuery& query, const std::vector<format::ProvisionView>& views, std::vector<Candidate>& candidates) {
    RerankStatistics statistics;
    statistics.average_length = average_length;
    statistics.idf_of_syllable = [this](SyllableId id) { return idf(id); };
    statistics.idf_of_term = [this](const std::string& term) { return idf(term); };
    const std::vector<Scores> scores = rerank(query, views, statistics);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      candidates[i].hit.score = scores[i].total;
      candidates[i].exact_name = scores[i].exact_name > 0;
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.hit.score != b.hit.score) return a.hit.score > b.hit.score;
      return std::tie(a.hit.source, a.hit.ordinal) < std::tie(b.hit.source, b.hit.ordinal);
    });
  }

  // Words in quotes are searched; where nothing else was typed, they rank as well.
  language::Query parse(const SearchRequest& request) {
    language::Query query = language::parse(
        request.query, [this](const std::string& term) { return frequency(term); },
        [this](const language::Readings& readings) { return near(readings); });
    if (query.terms.empty())
      for (const auto& phrase : query.phrases) query.terms.insert(query.terms.end(), phrase.begin(), phrase.end());
    return query;
  }

  std::vector<Summary> named(const language::Query& query) const;
  std::size_t count_documents(const language::Query& query, const SearchRequest& request) const;
  void add_work(const Summary& summary, SearchResults& results, std::set<std::string>& works, DocumentHit::Reason reason) const;
};

// Documents whose own number the query is, in any spelling; "45/2020" and "nghị định 45/2020" for 45/2020/NĐ-CP too.
std::vector<Summary> Searcher::State::named(const language::Query& query) const {
  std::set<open::DocId> ids;
  const auto take = [&](const std::vector<open::DocId>& found) { ids.insert(found.begin(), found.end()); };
  const auto [typed_type, typed] = type_and_number(query.typed);
  const std::string typed_key = registry::number_key(typed);
  const bool like_a_number = !typed_key.empty() && typed_key.find_first_of("0123456789") != std::string::npos && query.typed.size() < 60;
  if (like_a_number) take(index.with_number(typed));
  if (!query.number.empty()) take(index.with_number(query.number));
  if (!query.name.empty()) take(index.with_name(query.name));
  const std::string key = query.number.empty() ? typed_key : registry::number_key(query.number);
  if (ids.empty() && like_a_number && key.find('/') != std::string::npos) {
    for (const char joint : {'/', '-'}) {
      const std::string prefix = format::number_term(key) + joint;
      for (auto it = index.documents().allterms_begin(prefix); it != index.documents().allterms_end(prefix) && ids.size() < kNumberHits; ++it)
        take(index.with_term(*it));
    }
  }
  std::vector<Summary> documents;
  for (const open::DocId id : ids) documents.push_back(index.summary(id));
  const std::string type = query.mentions.size() == 1 ? query.mentions.front().type : typed_type;
  const model::Date date = query.mentions.size() == 1 ? query.mentions.front().date : model::Date();
  const int year = query.mentions.size() == 1 ? query.mentions.front().year : 0;
  const auto of_year = [&](const Summary& s) {
    return s.identity.date.year == year || s.identity.number.find(fmt::format("/{}/", year)) != std::string::npos;
  };
  // Type, date and year as typed first, then the newest.
  std::sort(documents.begin(), documents.end(), [&](const Summary& a, const Summary& b) {
    const auto rank = [&](const Summary& s) {
      return std::tuple(!type.empty() && s.identity.type != type, date.is_set() && s.identity.date != date, year != 0 && !of_year(s), -s.identity.date.days(), s.source);
    };
    return rank(a) < rank(b);
  });
  return documents;
}

std::size_t Searcher::State::count_documents(const language::Query& query, const SearchRequest& request) const {
  std::vector<std::string> words;
  for (const std::string& term : query.terms) {
    if (term.empty()) break;  // what follows was added
    words.push_back(term);
  }
  if (words.empty()) return 0;
  Xapian::Query all(Xapian::Query::OP_AND, words.begin(), words.end());
  const Xapian::Query conditions_query = conditions(query, request, [](const std::string& token) { return token; });
  if (!conditions_query.empty()) all = Xapian::Query(Xapian::Query::OP_AND, all, conditions_query);
  Xapian::Enquire enquire(index.documents());
  enquire.set_query(all);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, index.documents().get_doccount()).get_matches_estimated();
}

void Searcher::State::add_work(const Summary& summary, SearchResults& results, std::set<std::string>& works, DocumentHit::Reason reason) const {
  works.insert(summary.work);
  DocumentHit& hit = results.documents.emplace_back();
  hit.document = summary;
  hit.reason = reason;
  const std::vector<open::DocId> copies = index.copies(summary.work);
  hit.copies = std::max<std::size_t>(1, copies.size());
  for (const open::DocId copy : copies) {
    if (copy == summary.id) continue;
    Summary other = index.summary(copy);
    if (std::tie(hit.document.copy_rank, other.source) < std::tie(other.copy_rank, hit.document.source)) hit.document = std::move(other);
  }
}

Searcher::Searcher(const Index& index) : state_(std::make_unique<State>(index)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

ProvisionResults Searcher::provisions(const SearchRequest& request) {
  ProvisionResults results;
  results.query = state_->parse(request);
  std::vector<Candidate> candidates = state_->candidates(results.query, request);
  for (std::size_t i = request.offset; i < candidates.size() && results.provisions.size() < request.limit; ++i)
    results.provisions.push_back(std::move(candidates[i].hit));
  return results;
}

SearchResults Searcher::documents(const SearchRequest& request) {
  using Reason = DocumentHit::Reason;
  SearchResults results;
  results.query = state_->parse(request);
  if (results.query.empty()) return results;
  const std::vector<Candidate> candidates = state_->candidates(results.query, request);
  const std::size_t wanted = request.offset + request.limit;
  std::set<std::string> works;
  if (request.filters.empty())
    for (const Summary& summary : state_->named(results.query))
      if (!works.contains(summary.work)) state_->add_work(summary, results, works, Reason::number);

  // Summaries of the documents that candidates belong to, each looked up once.
  std::unordered_map<std::string, std::optional<Summary>> known;
  const auto summary_of = [&](const std::string& source) -> const std::optional<Summary>& {
    const auto [found, fresh] = known.try_emplace(source);
    if (fresh)
      if (const auto id = state_->index.find(source)) found->second = state_->index.summary(*id);
    return found->second;
  };
  for (const bool exact : {true, false}) {
    for (const Candidate& candidate : candidates) {
      if (exact && !candidate.exact_name) continue;
      if (results.documents.size() > wanted) break;
      const auto& summary = summary_of(candidate.hit.source);
      if (!summary || works.contains(summary->work)) continue;
      state_->add_work(*summary, results, works, exact ? Reason::title : Reason::text);
      results.documents.back().score = candidate.hit.score;
    }
  }
  results.more = results.documents.size() > wanted;
  results.documents.erase(results.documents.begin(),
                          results.documents.begin() + static_cast<std::ptrdiff_t>(std::min(request.offset, results.documents.size())));
  results.documents.resize(std::min(results.documents.size(), request.limit));

  // Provisions of the copy that stands for the work; of another copy where this one has none among the candidates. Signatures
  // tell nothing, preambles what the title says already.
  const auto take = [&](DocumentHit& hit, bool same_copy, bool preambles) {
    for (const Candidate& candidate : candidates) {
      if (hit.provisions.size() >= request.provisions_a_document) return;
      if ((candidate.hit.source == hit.document.source) != same_copy || candidate.hit.unit == model::Unit::signature) continue;
      if ((candidate.hit.unit == model::Unit::preamble) != preambles) continue;
      if (!hit.provisions.empty() && candidate.hit.score < kWorthShowing * hit.provisions.front().score) return;
      if (!same_copy) {
        const auto& summary = summary_of(candidate.hit.source);
        if (!summary || summary->work != hit.document.work) continue;
      }
      hit.provisions.push_back(candidate.hit);
    }
  };
  for (DocumentHit& hit : results.documents) {
    for (const auto& [same_copy, preambles] : {std::pair(true, false), std::pair(false, false), std::pair(true, true), std::pair(false, true)}) {
      take(hit, same_copy, preambles);
      if (!hit.provisions.empty()) break;
    }
  }
  for (DocumentHit& hit : results.documents)
    if (!hit.provisions.empty()) hit.score = std::max(hit.score, hit.provisions.front().score);
  results.documents_with_all_words = state_->count_documents(results.query, request);
  return results;
}

}  // namespace tracuu::rank
