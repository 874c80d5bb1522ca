#include "query/rank/conditions.h"

#include <algorithm>
#include <map>

#include "corpus/text/canonical.h"
#include "query/rank/phrases.h"

namespace tracuu::rank {
namespace {

using language::FieldId, language::Node;
using Xapian::Query;

constexpr std::size_t kMostExpansions = 2000;

Query any_of(const std::vector<std::string>& terms) { return {Query::OP_OR, terms.begin(), terms.end()}; }
Query all_of(const std::vector<std::string>& terms) { return {Query::OP_AND, terms.begin(), terms.end()}; }
std::optional<Query> both(const std::optional<Query>& a, const std::optional<Query>& b) { return !a ? b : !b ? a : Query(Query::OP_AND, *a, *b); }

/// Terms of documents that begin so.
std::vector<std::string> expansions(const open::Index& index, const std::string& beginning) {
  std::vector<std::string> terms;
  if (!index.is_local()) {
    for (auto& [term, documents] : index.terms(beginning))
      if (terms.size() < kMostExpansions) terms.push_back(std::move(term));
    return terms;
  }
  const Xapian::Database& database = index.documents();
  for (auto it = database.allterms_begin(beginning); it != database.allterms_end(beginning) && terms.size() < kMostExpansions; ++it) terms.push_back(*it);
  return terms;
}

class Translator {
 public:
  Translator(const open::Index& index, StageOne& stage_one, const Lookups& lookups, Conditions& conditions) : index_(index), stage_one_(stage_one), lookups_(lookups), conditions_(conditions) {}

  /// The node over documents/. Nothing that matches is Query::MatchNothing, "no condition" Query::MatchAll.
  Query documents(const Node& node) {
    switch (node.kind) {
      case Node::Kind::words: return node.terms.empty() ? Query::MatchAll : all_of(node.terms);
      case Node::Kind::phrase: return in_order({{node.terms}, 0});
      case Node::Kind::prefix: return any_of(expansions(index_, prefix_of(node)));
      case Node::Kind::field: return field(node);
      case Node::Kind::near: return in_order({{node.parts[0].terms, node.parts[1].terms}, node.distance});
      case Node::Kind::without: return {Query::OP_AND_NOT, Query::MatchAll, documents(node.parts[0])};
      case Node::Kind::all:
      case Node::Kind::any: break;
    }
    std::vector<Query> parts;
    for (const Node& part : node.parts) parts.push_back(documents(part));
    if (parts.empty()) return Query::MatchAll;
    return {node.kind == Node::Kind::any ? Query::OP_OR : Query::OP_AND, parts.begin(), parts.end()};
  }

  /// What the provisions of such documents have in common; nothing if that cannot be said.
  std::optional<Query> provisions(const Node& node) {
    if (node.kind != Node::Kind::field) return std::nullopt;
    switch (node.field) {
      case FieldId::type:
      case FieldId::issuer:
      case FieldId::province:
      case FieldId::level:
      case FieldId::system: return field(node);
      default: return std::nullopt;
    }
  }

  /// Announces to a remote index what documents() and provisions() will ask for.
  void expect(const Node& node) const {
    for (const Node& part : node.parts) expect(part);
    switch (node.kind) {
      case Node::Kind::phrase: expect_documents_with(index_, {{node.terms}, 0}); return;
      case Node::Kind::near: expect_documents_with(index_, {{node.parts[0].terms, node.parts[1].terms}, node.distance}); return;
      case Node::Kind::prefix: index_.expect_terms(prefix_of(node)); return;
      case Node::Kind::field: break;
      default: return;
    }
    if (node.field == FieldId::issuer)
      for (const std::string& value : node.values) index_.expect_terms("XO" + value + ".");
    if (node.field == FieldId::level && node.values.front() != "central") index_.expect_terms("XP");
    if (node.field == FieldId::number)
      for (const char joint : {'/', '-'}) index_.expect_terms(format::number_term(node.values.front()) + joint);
  }

 private:
  static std::string prefix_of(const Node& node) { return text::lower(node.text); }

  Query in_order(const WordsInOrder& words) {
    if (words.parts.size() == 1 && words.parts[0].size() == 1) return Query(words.parts[0][0]);
    const PhraseMatches matches = documents_with(index_, stage_one_, words);
    conditions_.exact &= matches.exact;
    return of_sources(matches.sources);
  }

  static Query of_sources(const std::vector<std::string>& sources) {
    std::vector<std::string> terms;
    for (const std::string& source : sources) terms.push_back(format::source_term(source));
    return any_of(terms);
  }

  Query field(const Node& node) {
    switch (node.field) {
      case FieldId::type: return values(node, "XT");
      case FieldId::province: return values(node, "XP");
      case FieldId::system: return values(node, "XS");
      case FieldId::issuer: return issuers(node);
      case FieldId::level: return levels(node);
      case FieldId::number: return numbers(node);
      case FieldId::date:
      case FieldId::year: return dates(node);
      case FieldId::article: conditions_.article = node.values.front(); return Query::MatchAll;
      case FieldId::cites: return lookups_.cites ? any_of(lookups_.cites(node.values.front())) : unanswered(node);
      case FieldId::implements: return lookups_.implements ? of_sources(lookups_.implements(node.values.front())) : unanswered(node);
      case FieldId::status: return lookups_.state ? of_state(node) : unanswered(node);
    }
    return Query::MatchAll;
  }

  // Among alternatives (hieuluc:con OR nam:2020) the effect of every document of the index is asked.
  Query of_state(const Node& node) const {
    std::vector<std::string> sources;
    const Xapian::Database& database = index_.documents();
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it)
      if (std::find(node.values.begin(), node.values.end(), lookups_.state(*it)) != node.values.end()) sources.push_back(index_.summary(*it).source);
    return of_sources(sources);
  }

  Query unanswered(const Node& node) {
    conditions_.unanswered.push_back(node.field);
    return Query::MatchAll;
  }

  static Query values(const Node& node, std::string_view prefix) {
    std::vector<std::string> terms;
    for (const std::string& value : node.values) terms.push_back(format::term(prefix, value));
    return any_of(terms);
  }

  // "ubnd" is every people's committee: ubnd.can-tho, ubnd.lao-cai.
  Query issuers(const Node& node) const {
    std::vector<std::string> terms;
    for (const std::string& value : node.values) {
      terms.push_back(format::term("XO", value));
      for (std::string& term : expansions(index_, "XO" + value + ".")) terms.push_back(std::move(term));
    }
    return any_of(terms);
  }

  Query levels(const Node& node) const {
    if (node.values.front() == "central") return Query(format::term("XP", "tw"));
    std::vector<std::string> terms = expansions(index_, "XP");
    terms.erase(std::remove(terms.begin(), terms.end(), format::term("XP", "tw")), terms.end());
    return any_of(terms);
  }

  // The whole number, or its beginning up to a joint: "45/2020" for 45/2020/NĐ-CP.
  Query numbers(const Node& node) const {
    std::vector<std::string> terms = {format::number_term(node.values.front())};
    for (const char joint : {'/', '-'})
      for (std::string& term : expansions(index_, terms.front() + joint)) terms.push_back(std::move(term));
    return any_of(terms);
  }

  static Query dates(const Node& node) {
    const std::string from = node.from.empty() ? "0" : node.from;
    return node.to.empty() ? Query(Query::OP_VALUE_GE, format::kDateSlot, from) : Query(Query::OP_VALUE_RANGE, format::kDateSlot, from, node.to);
  }

  const open::Index& index_;
  StageOne& stage_one_;
  const Lookups& lookups_;
  Conditions& conditions_;
};

// Terms of one prefix are alternatives, prefixes are conditions.
std::optional<Query> filter_query(const std::vector<std::string>& filters) {
  std::map<std::string, std::vector<std::string>> by_prefix;
  for (const std::string& filter : filters) by_prefix[filter.substr(0, filter.empty() || filter.front() != 'X' ? 1 : 2)].push_back(filter);
  std::optional<Query> all;
  for (const auto& [prefix, terms] : by_prefix) all = both(all, any_of(terms));
  return all;
}

/// "hieuluc:con" or "-hieuluc:het" that every result must meet.
std::optional<StateCondition> state_condition(const Node& node) {
  const bool excluded = node.kind == Node::Kind::without;
  const Node& field = excluded ? node.parts.front() : node;
  if (field.kind != Node::Kind::field || field.field != FieldId::status) return std::nullopt;
  return StateCondition{field.values, excluded};
}

}  // namespace

Conditions conditions_of(const open::Index& index, StageOne& stage_one, const language::Query& query, const std::vector<std::string>& filters, const std::optional<std::uint64_t>& since,
                         const Lookups& lookups) {
  Conditions conditions;
  conditions.documents = conditions.provisions = filter_query(filters);
  if (since) conditions.documents = both(conditions.documents, Query(Query::OP_VALUE_GE, format::kRevisionSlot, format::revision_value(*since + 1)));
  conditions.decided = !since;
  Translator translator(index, stage_one, lookups, conditions);
  if (!index.is_local()) translator.expect(query.syntax);
  const auto last = [&](const Node& part) {
    auto state = lookups.state ? state_condition(part) : std::nullopt;
    if (state) conditions.states.push_back(std::move(*state));
    return state.has_value();
  };
  if (query.syntax.kind == Node::Kind::all) {
    for (const Node& part : query.syntax.parts) {
      if (part.kind == Node::Kind::words) continue;  // words rank
      if (last(part)) {
        conditions.decided = false;
        continue;
      }
      conditions.documents = both(conditions.documents, translator.documents(part));
      const std::optional<Query> provisions = translator.provisions(part);
      conditions.decided = conditions.decided && provisions.has_value();
      conditions.provisions = both(conditions.provisions, provisions);
    }
  } else {
    conditions.decided = false;
    if (last(query.syntax)) return conditions;
    conditions.documents = both(conditions.documents, translator.documents(query.syntax));
  }
  return conditions;
}

}  // namespace tracuu::rank
