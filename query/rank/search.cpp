#include "query/rank/search.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/language/field_value.h"
#include "query/rank/candidates.h"
#include "query/rank/phrases.h"
#include "query/rank/titles.h"

namespace tracuu::rank {
namespace {

using open::DocId, open::Index, open::Summary;
using text::SyllableId, text::SyllableTable;

/// A query's number without year or issuer ("nghị định 45/2020") stands for as many documents at most.
constexpr std::size_t kNumberHits = 20;
/// Further provisions of a document are shown down to this share of its best one's score.
constexpr double kWorthShowing = 0.4;
/// Provisions of a document found by its number or title are shown where they hold this share of the query themselves.
constexpr double kOwnShare = 0.6;
/// Up to so many documents a condition is told to stage 1 as their sources.
constexpr std::size_t kFewDocuments = 1500;
/// Terms that stand for a document in a search for similar ones.
constexpr std::size_t kTellingTerms = 40;
/// The facet of effect is counted for so many works: each takes up to a millisecond.
constexpr std::size_t kMostStates = 20'000;
/// Candidates of a remote index whose documents are fetched together.
constexpr std::size_t kFetchedTogether = 200;
/// Documents whose effect is asked for together.
constexpr std::size_t kStatesTogether = 250;

/// "nd 45/2020", "số 81", "sl so 81" as {"NĐ", "45/2020"}, {"", "81"}, {"SL", "81"}: the type by its symbol, as people type it; no type
/// where the first word is none.
std::pair<std::string, std::string_view> type_and_number(std::string_view typed) {
  std::string type;
  std::string_view rest = typed;
  for (bool first = true;; first = false) {
    const auto blank = rest.find(' ');
    const auto next = blank == std::string_view::npos ? blank : rest.find_first_not_of(' ', blank);
    if (next == std::string_view::npos) break;
    const std::string_view word = rest.substr(0, blank);
    const auto* known = first ? registry::Registry::builtin().type_by_symbol(word) : nullptr;
    if (known != nullptr) type = known->code;
    else if (text::fold(word) != "so") break;
    rest.remove_prefix(next);
  }
  if (rest.empty() || rest[0] < '0' || rest[0] > '9') return {{}, typed};
  return {type, rest};
}

// Words of the query up to the first break: what follows was added.
std::vector<std::string> typed_words(const language::Query& query) {
  return {query.terms.begin(), std::find(query.terms.begin(), query.terms.end(), std::string())};
}

// The number that the query is: "27-NQ/TW", "nghị định 45/2020"; empty where it is more or less than one.
std::string number_in(const language::Query& query) {
  if (query.has_conditions() || !query.number.empty()) return query.has_conditions() ? std::string() : query.number;
  const std::string_view typed = type_and_number(query.plain).second;
  const bool numeric = typed.find('/') != std::string_view::npos && typed.find(' ') == std::string_view::npos && !typed.empty() && typed[0] >= '0' && typed[0] <= '9';
  return numeric ? std::string(typed) : std::string();
}

/// Of a stretch of the works from there on.
std::vector<DocId> documents_of(const std::vector<MatchedWork>& works, std::size_t from) {
  std::vector<DocId> documents;
  for (std::size_t i = from; i < std::min(works.size(), from + kStatesTogether); ++i) documents.push_back(works[i].document);
  return documents;
}

std::vector<open::ProvisionId> shown_provisions(const SearchResults& results) {
  std::vector<open::ProvisionId> shown;
  for (const DocumentHit& hit : results.documents)
    for (const ProvisionHit& provision : hit.provisions) shown.push_back(provision.id);
  return shown;
}

bool is_word(const std::string& term) {
  return std::none_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

struct Searcher::State {
  State(const Index& opened, Lookups given)
      : index(opened), lookups(std::move(given)), table(opened.is_local() ? lists::Table::open(opened).value_or(nullptr) : nullptr), stage_one(opened, table.get()), finder(opened, stage_one), titles(opened) {}

  const Index& index;
  Lookups lookups;
  std::unique_ptr<lists::Table> table;  // null: there is none
  StageOne stage_one;
  CandidateFinder finder;
  Titles titles;

  language::Query parse(const SearchRequest& request) {
    if (!index.is_local()) expect_words(request);
    return language::parse(
        request.query, [this](const std::string& term) { return finder.frequency(term); }, finder.witness(),
        {.literal = request.literal});
  }

  /// Documents that meet the conditions; `all` where there are none.
  struct Wanted {
    bool all = true;
    std::vector<DocId> documents;             // ascending
    std::unordered_set<std::string> sources;  // of them
  };
  Wanted wanted(Conditions& conditions);
  std::vector<Candidate> candidates(const language::Query& query, const Conditions& conditions, const Wanted& wanted, Depth depth) {
    if (wanted.all && conditions.states.empty()) return finder.find(query, conditions, {}, depth);
    if (!wanted.all && wanted.documents.empty()) return {};
    const auto allowed = [&](const std::string& source) {
      if (!wanted.all && !wanted.sources.contains(source)) return false;
      return conditions.states.empty() || (summary_of(source) && has_states(summary_of(source)->id, conditions.states));
    };
    // Over a network effect is asked of many documents together; small sets were decided before.
    const auto ahead = [&](const std::vector<std::string>& sources) {
      std::vector<std::string> asked;
      std::copy_if(sources.begin(), sources.end(), std::back_inserter(asked), [&](const std::string& source) { return wanted.all || wanted.sources.contains(source); });
      index.fetch_sources(asked);
      std::vector<DocId> documents;
      for (const std::string& source : asked)
        if (summary_of(source)) documents.push_back(summary_of(source)->id);
      std::sort(documents.begin(), documents.end());
      documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
      ask_states(documents);
    };
    const bool asks = !index.is_local() && !conditions.states.empty() && !conditions.decided;
    return finder.find(query, conditions, {allowed, asks ? std::function<void(const std::vector<std::string>&)>(ahead) : nullptr}, depth);
  }
  bool has_states(DocId document, const std::vector<StateCondition>& asked);
  void drop_other_states(std::vector<DocId>& documents, const std::vector<StateCondition>& asked);
  void expect_states(std::span<const DocId> documents);
  void ask_states(std::span<const DocId> documents);
  std::string_view state_of(DocId document);
  void count_states(const std::vector<MatchedWork>& works, SearchResults& results);

  // Announcements to a remote index (open/index.h).
  void expect_words(const SearchRequest& request) const;
  void expect_suggestions(const language::Query& query);
  void expect_named(const language::Query& query) const;
  void expect_matched(const language::Query& query, const SearchRequest& request, const Conditions& conditions, const std::optional<Xapian::Query>& counted, bool listed) const;
  void expect_cited_places(const language::Query& query, std::span<const DocumentHit> hits) const;

  /// Terms by which documents that the query names are found.
  [[nodiscard]] std::vector<std::string> terms_of_name(const language::Query& query) const;
  [[nodiscard]] std::vector<std::string> beginnings_of_number(const language::Query& query) const;
  std::vector<Summary> named(const language::Query& query) const;
  std::optional<Xapian::Query> counted(const language::Query& query, const Conditions& conditions) const;
  static void add_work(const Summary& summary, SearchResults& results, std::set<std::string>& works, DocumentHit::Reason reason);
  void settle_copies(SearchResults& results);
  void fetch_documents(const std::vector<Candidate>& candidates, std::size_t from) const;
  void list_works(const language::Query& query, const SearchRequest& request, const Xapian::Query& counted, std::vector<MatchedWork> matched, SearchResults& results);
  /// What a page is made of.
  struct Found {
    std::vector<Candidate> candidates;
    std::vector<TitledWork> titled;
  };
  /// `meets` decides whether a document found by its number or name meets the conditions.
  void rank_works(const language::Query& query, const SearchRequest& request, const Found& found, SearchResults& results,
                  const std::function<bool(const Summary&)>& meets, const std::string& without = {});
  [[nodiscard]] static std::string cited_label(const language::Query& query);
  [[nodiscard]] std::vector<std::string> sources_of(const DocumentHit& hit) const;
  void add_cited_place(const language::Query& query, DocumentHit& hit) const;
  void add_provisions(const std::vector<Candidate>& candidates, const SearchRequest& request, DocumentHit& hit);
  const std::optional<Summary>& summary_of(const std::string& source);
  std::string suggestion(const language::Query& query);

  /// The copy that stands for a work, and how many records it has.
  struct Copies {
    Summary best;
    std::size_t count = 1;
  };
  std::unordered_map<std::string, std::optional<Summary>> summaries;  // by source
  std::unordered_map<std::string, Copies> copies;                     // by work
  std::unordered_map<DocId, std::string_view> states;
};

const std::optional<Summary>& Searcher::State::summary_of(const std::string& source) {
  const auto [found, fresh] = summaries.try_emplace(source);
  if (fresh)
    if (const auto id = index.find(source)) found->second = index.summary(*id);
  return found->second;
}

std::string_view Searcher::State::state_of(DocId document) {
  const auto [found, fresh] = states.try_emplace(document);
  if (fresh) found->second = lookups.state(document);
  return found->second;
}

bool Searcher::State::has_states(DocId document, const std::vector<StateCondition>& asked) {
  return std::all_of(asked.begin(), asked.end(), [&](const StateCondition& condition) {
    return condition.excluded != (std::find(condition.states.begin(), condition.states.end(), state_of(document)) != condition.states.end());
  });
}

void Searcher::State::expect_states(std::span<const DocId> documents) {
  if (index.is_local() || !lookups.expect_states || documents.empty()) return;
  std::vector<DocId> unknown;
  std::copy_if(documents.begin(), documents.end(), std::back_inserter(unknown), [&](DocId id) { return !states.contains(id); });
  lookups.expect_states(unknown);
}

void Searcher::State::ask_states(std::span<const DocId> documents) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i % kStatesTogether == 0) expect_states(documents.subspan(i, std::min(kStatesTogether, documents.size() - i)));
    (void)state_of(documents[i]);
  }
}

void Searcher::State::drop_other_states(std::vector<DocId>& documents, const std::vector<StateCondition>& asked) {
  if (asked.empty()) return;
  if (!index.is_local()) ask_states(documents);
  std::erase_if(documents, [&](DocId id) { return !has_states(id, asked); });
}

// The facet of effect; of more works than kMostStates it is left out, and the results say so.
void Searcher::State::count_states(const std::vector<MatchedWork>& works, SearchResults& results) {
  if (!lookups.state) return;
  results.too_many_for_states = works.size() > kMostStates;
  if (results.too_many_for_states) return;
  std::map<std::string, std::size_t> counts;
  for (std::size_t i = 0; i < works.size(); ++i) {
    if (i % kStatesTogether == 0) expect_states(documents_of(works, i));
    ++counts[std::string(state_of(works[i].document))];
  }
  Facet& facet = results.facets.emplace_back();
  facet.name = "hieuluc";
  facet.values.assign(counts.begin(), counts.end());
  std::stable_sort(facet.values.begin(), facet.values.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
}

Searcher::State::Wanted Searcher::State::wanted(Conditions& conditions) {
  Wanted wanted;
  if (!conditions.documents) return wanted;
  wanted.all = false;
  open::Index::Values sources;
  if (index.is_local()) {
    wanted.documents = matching(index, table.get(), *conditions.documents);
  } else {
    sources = index.values(*conditions.documents, format::kSourceSlot);
    for (const auto& [id, source] : sources) wanted.documents.push_back(id);
    (void)index.summarised_few(*conditions.documents, kFewDocuments);  // those of the page are among them
  }
  // Few enough to decide before stage 1, which then looks among them alone.
  if (wanted.documents.size() <= kFewDocuments && !conditions.states.empty())
    drop_other_states(wanted.documents, conditions.states);
  std::vector<std::string> terms;
  if (index.is_local()) {
    auto it = index.documents().valuestream_begin(format::kSourceSlot);
    for (const DocId id : wanted.documents) {
      it.skip_to(id);
      if (it == index.documents().valuestream_end(format::kSourceSlot)) break;
      if (it.get_docid() == id) wanted.sources.insert(*it);
    }
  } else {
    for (auto& [id, source] : sources)
      if (std::binary_search(wanted.documents.begin(), wanted.documents.end(), id)) wanted.sources.insert(std::move(source));
  }
  if (wanted.documents.size() > kFewDocuments) return wanted;
  for (const std::string& source : wanted.sources) terms.push_back(format::source_term(source));
  const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
  conditions.provisions = terms.empty() ? Xapian::Query::MatchNothing : any;
  conditions.decided = true;
  return wanted;
}

namespace {

bool is_like_a_number(const language::Query& query, std::string_view typed) {
  const std::string key = registry::number_key(typed);
  return !key.empty() && key.find_first_of("0123456789") != std::string::npos && query.plain.size() < 60;
}

}  // namespace

std::vector<std::string> Searcher::State::terms_of_name(const language::Query& query) const {
  std::vector<std::string> terms;
  const std::string_view typed = type_and_number(query.plain).second;
  if (is_like_a_number(query, typed)) terms.push_back(format::number_term(typed));
  if (!query.number.empty()) terms.push_back(format::number_term(query.number));
  if (!query.name.empty()) terms.push_back(format::name_term(query.name));
  return terms;
}

// Of the terms of numbers that begin as the typed one: "45/2020/..." for "45/2020".
std::vector<std::string> Searcher::State::beginnings_of_number(const language::Query& query) const {
  std::vector<std::string> prefixes;
  const std::string_view typed = type_and_number(query.plain).second;
  const std::string key = registry::number_key(query.number.empty() ? typed : std::string_view(query.number));
  if (is_like_a_number(query, typed) && key.find('/') != std::string::npos)
    for (const char joint : {'/', '-'}) prefixes.push_back(format::number_term(key) + joint);
  return prefixes;
}

// Documents whose own number the query is, in any spelling; "45/2020" and "nghị định 45/2020" for 45/2020/NĐ-CP too.
std::vector<Summary> Searcher::State::named(const language::Query& query) const {
  std::set<open::DocId> ids;
  const auto take = [&](const std::vector<open::DocId>& found) { ids.insert(found.begin(), found.end()); };
  const std::vector<std::string> names = terms_of_name(query);
  if (index.is_local())
    for (const std::string& term : names) take(index.with_term(term));
  else take(index.summarised(Xapian::Query(Xapian::Query::OP_OR, names.begin(), names.end())));
  if (ids.empty()) {
    for (const std::string& prefix : beginnings_of_number(query)) {
      std::vector<std::string> terms;
      if (index.is_local()) {
        for (auto it = index.documents().allterms_begin(prefix); it != index.documents().allterms_end(prefix) && terms.size() < kNumberHits; ++it) terms.push_back(*it);
      } else {
        for (auto& [term, documents] : index.terms(prefix))
          if (terms.size() < kNumberHits) terms.push_back(std::move(term));
        for (const std::string& term : terms) index.expect_term(term);
        index.expect_summarised(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
      }
      for (const std::string& term : terms)
        if (ids.size() < kNumberHits) take(index.with_term(term));
      if (!index.is_local()) (void)index.summarised(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    }
  }
  const std::string typed_type = type_and_number(query.plain).first;
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
      const bool consolidated = !query.name.empty() && s.identity.type == "VBHN";  // the law itself first
      return std::tuple(consolidated || (!type.empty() && s.identity.type != type), date.is_set() && s.identity.date != date, year != 0 && !of_year(s), -s.identity.date.days(), s.source);
    };
    return rank(a) < rank(b);
  });
  return documents;
}

std::optional<Xapian::Query> Searcher::State::counted(const language::Query& query, const Conditions& conditions) const {
  const std::vector<std::string> words = typed_words(query);
  const Xapian::Query all(Xapian::Query::OP_AND, words.begin(), words.end());
  if (words.empty() && !conditions.documents && !conditions.states.empty()) return Xapian::Query::MatchAll;
  if (words.empty()) return conditions.documents;
  return !conditions.documents ? all : Xapian::Query(Xapian::Query::OP_AND, all, *conditions.documents);
}

void Searcher::State::add_work(const Summary& summary, SearchResults& results, std::set<std::string>& works, DocumentHit::Reason reason) {
  works.insert(summary.work);
  DocumentHit& hit = results.documents.emplace_back();
  hit.document = summary;
  hit.reason = reason;
}

// Of each work of the page the copy that stands for it, and how many there are.
void Searcher::State::settle_copies(SearchResults& results) {
  std::vector<std::string> works;
  for (const DocumentHit& hit : results.documents)
    if (!copies.contains(hit.document.work)) works.push_back(hit.document.work);
  std::vector<DocId> documents;
  for (const DocumentHit& hit : results.documents) documents.push_back(hit.document.id);
  expect_states(documents);  // of all copies it is the same
  index.fetch_copies(works);
  for (DocumentHit& hit : results.documents) {
    const auto [found, fresh] = copies.try_emplace(hit.document.work, Copies{hit.document, 1});
    if (fresh) {
      const std::vector<open::DocId> ids = index.copies(hit.document.work);
      found->second.count = std::max<std::size_t>(1, ids.size());
      Summary& best = found->second.best;
      for (const open::DocId copy : ids) {
        if (copy == hit.document.id) continue;
        Summary other = index.summary(copy);
        if (std::tie(best.copy_rank, other.source) < std::tie(other.copy_rank, best.source)) best = std::move(other);
      }
    }
    hit.document = found->second.best;
    hit.copies = found->second.count;
  }
}

namespace {

/// Words of one letter's difference at most, with the distance of their letters without marks.
std::vector<std::pair<std::string, std::size_t>> near_words(const std::string& term) {
  std::vector<std::pair<std::string, std::size_t>> near;
  const std::string folded = text::fold(term);
  for (SyllableId id = 0; id < SyllableTable::builtin().size(); ++id) {
    std::string candidate(SyllableTable::builtin().term(id));
    if (candidate.size() > term.size() + 4 || term.size() > candidate.size() + 4 || !is_word(candidate)) continue;
    const std::size_t distance = language::edit_distance(folded, text::fold(candidate));
    if (distance <= 1) near.emplace_back(std::move(candidate), distance);
  }
  return near;
}

}  // namespace

void Searcher::State::expect_words(const SearchRequest& request) const {
  index.expect_frequencies(language::terms_to_ask(request.query, {.literal = request.literal}));
  // A phrase with marks is searched as it was typed, nearly always.
  const language::Query typed = language::parse(request.query, [](const std::string&) { return 1; }, {}, {.literal = true});
  for (const std::vector<std::string>& phrase : typed.phrases)
    if (request.literal || !std::all_of(phrase.begin(), phrase.end(), [](const std::string& term) { return language::lacks_diacritics(term); }))
      expect_documents_with(index, {{phrase}, 0});
}

void Searcher::State::expect_suggestions(const language::Query& query) {
  for (const std::string& term : typed_words(query)) {
    if (finder.frequency(term) != 0 || !is_word(term)) continue;
    std::vector<std::string> words;
    for (auto& [word, distance] : near_words(term)) words.push_back(std::move(word));
    index.expect_frequencies(words);
  }
}

void Searcher::State::expect_named(const language::Query& query) const {
  const std::vector<std::string> terms = terms_of_name(query);
  if (!terms.empty()) index.expect_summarised(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  for (const std::string& prefix : beginnings_of_number(query)) index.expect_terms(prefix);
}

void Searcher::State::expect_matched(const language::Query& query, const SearchRequest& request, const Conditions& conditions, const std::optional<Xapian::Query>& counted,
                                     bool listed) const {
  if (conditions.documents) {
    index.expect_values(*conditions.documents, format::kSourceSlot);
    index.expect_summarised_few(*conditions.documents, kFewDocuments);
  }
  if (!listed) expect_named(query);
  if (!counted) return;
  if (listed || request.facets || !conditions.states.empty()) expect_works(index, *counted);
  else index.expect_count_of_works(*counted);
  if (request.facets) expect_facets(index, *counted);
  if (listed)
    for (const unsigned slot : {format::kDateSlot, format::kTypeSlot, format::kProvinceSlot}) index.expect_values(*counted, slot);
  else if (conditions.states.empty()) titles.expect(query.words, *counted);
}

void Searcher::State::expect_cited_places(const language::Query& query, std::span<const DocumentHit> hits) const {
  if (index.is_local() || cited_label(query).empty()) return;
  for (const DocumentHit& hit : hits)
    for (const std::string& source : sources_of(hit)) index.expect_provisions_of(source);
}

// A word that occurs nowhere: the nearest one that does, right letters with other marks before other letters.
std::string Searcher::State::suggestion(const language::Query& query) {
  std::string suggested;
  bool changed = false;
  for (const std::string& term : typed_words(query)) {
    std::string better = term;
    if (finder.frequency(term) == 0 && is_word(term)) {
      std::tuple<std::size_t, std::int64_t, std::string> best{2, 0, term};
      for (const auto& [candidate, distance] : near_words(term)) {
        const std::uint32_t held = finder.frequency(candidate);
        if (held > 0) best = std::min(best, std::tuple(distance, -static_cast<std::int64_t>(held), candidate));
      }
      better = std::get<2>(best);
      changed |= better != term;
    }
    suggested += (suggested.empty() ? "" : " ") + better;
  }
  return changed ? suggested : std::string();
}

void Searcher::State::list_works(const language::Query& query, const SearchRequest& request, const Xapian::Query& counted, std::vector<MatchedWork> matched, SearchResults& results) {
  const Order order = request.sort == Sort::authority ? Order::authority : request.sort == Sort::cited ? Order::cited : Order::date;
  sort_works({index, table.get(), counted}, matched, order, lookups.times_cited);
  const std::size_t begin = std::min(request.offset, matched.size()), end = begin + std::min(request.limit, matched.size() - begin);
  std::vector<std::string> sources;
  for (std::size_t i = begin; i < end; ++i) sources.push_back(matched[i].source);
  index.fetch_sources(sources);
  for (std::size_t i = begin; i < end; ++i) {
    std::set<std::string> works;
    add_work(index.summary(matched[i].document), results, works, DocumentHit::Reason::text);
  }
  settle_copies(results);
  expect_cited_places(query, results.documents);
  for (DocumentHit& hit : results.documents) add_cited_place(query, hit);
  results.more = request.offset + request.limit < matched.size();
}

// Documents of a remote index are fetched some hundred candidates at a time: the first ones nearly always fill the page.
void Searcher::State::fetch_documents(const std::vector<Candidate>& candidates, std::size_t from) const {
  if (index.is_local()) return;
  std::vector<std::string> sources;
  for (std::size_t i = from; i < candidates.size(); ++i)
    if (i < from + kFetchedTogether || (from == 0 && candidates[i].exact_name)) sources.push_back(candidates[i].hit.source);
  index.fetch_sources(sources);
}

// A title before text. Where the words are but a part of it, the best text stays first: it may be what a sentence was quoted from.
void Searcher::State::rank_works(const language::Query& query, const SearchRequest& request, const Found& found, SearchResults& results,
                                 const std::function<bool(const Summary&)>& meets, const std::string& without) {
  using Reason = DocumentHit::Reason;
  const std::size_t wanted = request.offset + request.limit;
  std::set<std::string> works;
  fetch_documents(found.candidates, 0);
  if (!without.empty()) works.insert(without);
  for (const Summary& summary : named(query))
    if (meets(summary) && !works.contains(summary.work)) add_work(summary, results, works, Reason::number);
  const auto add_titled = [&](bool whole) {
    for (const TitledWork& title : found.titled)
      if (title.whole == whole && meets(title.document) && !works.contains(title.document.work)) add_work(title.document, results, works, Reason::title);
  };
  for (const bool exact : {true, false}) {
    for (std::size_t i = 0; i < found.candidates.size(); ++i) {
      const Candidate& candidate = found.candidates[i];
      if (exact && !candidate.exact_name) continue;
      if (results.documents.size() > wanted) break;
      if (!exact && i > 0 && i % kFetchedTogether == 0) fetch_documents(found.candidates, i);
      const auto& summary = summary_of(candidate.hit.source);
      if (!summary || works.contains(summary->work)) continue;
      add_work(*summary, results, works, exact ? Reason::title : Reason::text);
      results.documents.back().score = candidate.hit.score;
      if (!exact) add_titled(false);
    }
    add_titled(exact);
  }
  results.more = results.documents.size() > wanted;
  results.documents.erase(results.documents.begin(), results.documents.begin() + static_cast<std::ptrdiff_t>(std::min(request.offset, results.documents.size())));
  results.documents.resize(std::min(results.documents.size(), request.limit));
  settle_copies(results);
  const auto named_hits = std::find_if(results.documents.begin(), results.documents.end(), [](const DocumentHit& hit) { return hit.reason != Reason::number; });
  expect_cited_places(query, {results.documents.begin(), named_hits});
  for (DocumentHit& hit : results.documents) {
    if (hit.reason == Reason::number) add_cited_place(query, hit);
    if (hit.provisions.empty()) add_provisions(found.candidates, request, hit);
    if (!hit.provisions.empty()) hit.score = std::max(hit.score, hit.provisions.front().score);
  }
}

// "Điều 12 Luật Đất đai", "dieu:12".
std::string Searcher::State::cited_label(const language::Query& query) {
  std::string label;
  for (const language::Node& part : query.syntax.parts)
    if (part.kind == language::Node::Kind::field && part.field == language::FieldId::article) label = part.values.front();
  if (label.empty() && query.mentions.size() == 1 && !query.mentions.front().pinpoints.empty()) {
    const std::string& pinpoint = query.mentions.front().pinpoints.front();
    if (pinpoint.size() > 1 && pinpoint[0] == 'D' && pinpoint.find('-') == std::string::npos) label = text::lower(pinpoint.substr(1, pinpoint.find('.') - 1));
  }
  return label;
}

// Of all copies of the work, this one first.
std::vector<std::string> Searcher::State::sources_of(const DocumentHit& hit) const {
  std::vector<std::string> sources = {hit.document.source};
  for (const DocId copy : index.copies(hit.document.work)) sources.push_back(index.summary(copy).source);
  std::sort(sources.begin() + 1, sources.end());
  return sources;
}

// The article itself, whatever stands in it; of the copy that has it.
void Searcher::State::add_cited_place(const language::Query& query, DocumentHit& hit) const {
  const std::string label = cited_label(query);
  if (label.empty()) return;
  for (const std::string& source : sources_of(hit)) {
    for (const open::ProvisionId id : index.provisions_of(source)) {
      const format::ProvisionRecord record = index.provision(id);
      if (record.unit != model::Unit::dieu || text::lower(record.label) != label) continue;
      hit.provisions.push_back({id, 0, record.source, record.ordinal, record.source_id, record.unit, {}});
      return;
    }
  }
}

// Provisions of the copy that stands for the work; of another copy where this one has none among the candidates. Signatures
// tell nothing, preambles what the title says already; nor do provisions of a named document whose name alone matches.
void Searcher::State::add_provisions(const std::vector<Candidate>& candidates, const SearchRequest& request, DocumentHit& hit) {
  std::vector<std::string> sources;  // of all copies, once they are asked about
  const auto take = [&](bool same_copy, bool preambles) {
    if (!same_copy && sources.empty()) sources = sources_of(hit);
    for (const Candidate& candidate : candidates) {
      if (hit.provisions.size() >= request.provisions_a_document) return;
      if ((candidate.hit.source == hit.document.source) != same_copy || candidate.hit.unit == model::Unit::signature) continue;
      if ((candidate.hit.unit == model::Unit::preamble) != preambles) continue;
      if (hit.reason != DocumentHit::Reason::text && (candidate.hit.parts.own < kOwnShare || preambles)) continue;
      if (!hit.provisions.empty() && candidate.hit.score < kWorthShowing * hit.provisions.front().score) return;
      if (!same_copy && std::find(sources.begin(), sources.end(), candidate.hit.source) == sources.end()) continue;
      hit.provisions.push_back(candidate.hit);
    }
  };
  for (const auto& [same_copy, preambles] : {std::pair(true, false), std::pair(false, false), std::pair(true, true), std::pair(false, true)}) {
    take(same_copy, preambles);
    if (!hit.provisions.empty()) return;
  }
}

Searcher::Searcher(const Index& index, Lookups lookups) : state_(std::make_unique<State>(index, std::move(lookups))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

ProvisionResults Searcher::provisions(const SearchRequest& request) {
  ProvisionResults results;
  results.query = state_->parse(request);
  Conditions conditions = conditions_of(state_->index, state_->stage_one, results.query, request.filters, request.since, state_->lookups);
  results.unanswered = conditions.unanswered;
  if (!state_->index.is_local()) state_->expect_matched(results.query, request, conditions, std::nullopt, true);
  const State::Wanted wanted = state_->wanted(conditions);
  std::vector<Candidate> candidates = state_->candidates(results.query, conditions, wanted, Depth::usual);
  if (candidates.size() < request.offset + request.limit && request.offset + request.limit > 200)
    candidates = state_->candidates(results.query, conditions, wanted, Depth::deep);
  for (std::size_t i = request.offset; i < candidates.size() && results.provisions.size() < request.limit; ++i) {
    if (!candidates[i].holds_phrases && candidates.front().holds_phrases) break;  // the phrase runs over their ends
    results.provisions.push_back(std::move(candidates[i].hit));
  }
  return results;
}

SearchResults Searcher::documents(const SearchRequest& request) {
  SearchResults results;
  results.query = state_->parse(request);
  if (results.query.empty() && !request.since) return results;
  Conditions conditions = conditions_of(state_->index, state_->stage_one, results.query, request.filters, request.since, state_->lookups);
  const std::optional<Xapian::Query> counted = state_->counted(results.query, conditions);
  results.unanswered = conditions.unanswered;
  results.exact = conditions.exact;
  const bool listed = request.sort != Sort::relevance || results.query.terms.empty();
  const bool remote = !state_->index.is_local();
  if (remote) {
    state_->expect_suggestions(results.query);
    state_->expect_matched(results.query, request, conditions, counted, listed);
  }
  const State::Wanted wanted = state_->wanted(conditions);
  State::Found found;
  if (!listed) {
    found.candidates = state_->candidates(results.query, conditions, wanted, Depth::usual);
    if (remote) state_->fetch_documents(found.candidates, 0);
  }
  // Of a remote index the works are counted where they lie, as long as nobody has to look at each.
  const bool counted_there = remote && !listed && !request.facets && conditions.states.empty();
  std::vector<DocId> matched = counted && !counted_there ? matching(state_->index, state_->table.get(), *counted) : std::vector<DocId>();
  state_->drop_other_states(matched, conditions.states);
  std::vector<MatchedWork> works;
  if (listed || request.facets) {
    const Xapian::Query query = counted.value_or(Xapian::Query());
    const Columns columns{state_->index, state_->table.get(), query};
    works = works_of(columns, matched);
    results.total = works.size();
    if (request.facets) {
      results.facets = facets_of(columns, works);
      if (works.size() <= kMostStates) state_->expect_states(documents_of(works, 0));
    }
    if (listed) state_->list_works(results.query, request, query, works, results);
  } else if (counted_there) {
    results.total = counted ? state_->index.count_works(*counted) : 0;
  } else {
    results.total = count_works({state_->index, state_->table.get(), counted.value_or(Xapian::Query())}, matched);
  }
  if (!listed) {
    const auto meets = [&](const Summary& summary) {
      return (wanted.all || wanted.sources.contains(summary.source)) && (conditions.states.empty() || state_->has_states(summary.id, conditions.states));
    };
    if (!remote) found.titled = state_->titles.holding(results.query.words, matched);
    else if (counted && conditions.states.empty()) found.titled = state_->titles.holding(results.query.words, *counted);
    else found.titled = state_->titles.holding(results.query.words, matched);
    state_->rank_works(results.query, request, found, results, meets);
    if (results.documents.size() < request.limit && found.candidates.size() >= 200) {
      results.documents.clear();
      found.candidates = state_->candidates(results.query, conditions, wanted, Depth::deep);
      state_->rank_works(results.query, request, found, results, meets);
    }
  }
  if (request.facets) {
    if (remote) state_->index.expect_texts(shown_provisions(results));
    state_->count_states(works, results);
  }
  const bool borne = !results.documents.empty() && results.documents.front().reason == DocumentHit::Reason::number;
  if (!listed && request.offset == 0 && !borne) results.absent = number_in(results.query);
  results.suggestion = state_->suggestion(results.query);
  if (request.explain)
    results.explanation = fmt::format("{}\n{}\n{}\n{}\n", to_string(results.query.syntax), conditions.documents ? conditions.documents->get_description() : "", counted ? counted->get_description() : "",
                                      state_->finder.describe(results.query));
  return results;
}

SearchResults Searcher::similar(DocId document, const SearchRequest& request) {
  SearchResults results;
  const Index& index = state_->index;
  const Summary summary = index.summary(document);
  // The document's telling words: frequent in it, rare elsewhere.
  std::map<std::string, std::size_t> counts;
  for (const open::ProvisionId id : index.provisions_of(summary.source)) {
    const std::string data = index.encoded_provisions({id}).front();
    const auto view = format::decode_provision(data);
    if (!view) continue;
    const auto count = [&](format::TokenNumber number) {
      const std::size_t listed = SyllableTable::builtin().size();
      if (number < listed) ++counts[std::string(SyllableTable::builtin().term(number))];
      else if (number - listed < view->record.own_terms.size()) ++counts[view->record.own_terms[number - listed]];
    };
    for (const format::StreamView stream : {view->name, view->heading, view->body}) format::for_each_token(stream, count);
  }
  if (!index.is_local()) {
    std::vector<std::string> words;
    for (const auto& [term, count] : counts) words.push_back(term);
    index.expect_frequencies(words);
  }
  std::vector<std::pair<double, std::string>> telling;
  for (const auto& [term, count] : counts)
    if (is_word(term)) telling.emplace_back(-(1 + std::log(static_cast<double>(count))) * state_->finder.idf(term), term);
  std::sort(telling.begin(), telling.end());
  telling.resize(std::min(telling.size(), kTellingTerms));
  for (const auto& [weight, term] : telling) {
    results.query.terms.push_back(term);
    results.query.terms.emplace_back();  // no neighbours
  }
  results.query.synonyms_from = results.query.terms.size();
  const State::Found found{state_->finder.find(results.query, {}, {}, Depth::deep), {}};
  state_->rank_works(results.query, request, found, results, [](const Summary&) { return true; }, summary.work);
  results.total = results.documents.size();
  return results;
}

}  // namespace tracuu::rank
