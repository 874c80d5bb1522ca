#include "query/cli/search_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/passage/passage.h"
#include "query/report/status_report.h"

namespace tracuu::cli {
namespace {

/// The stretch of the original that matches best, made readable, with the places of the matches in it.
report::Snippet snippet_of(const passage::Passage& passage) {
  // Marks that no document contains: control characters do not survive in a readable line.
  constexpr char begin = '\x02', end = '\x03';
  report::Snippet snippet;
  std::uint32_t from = 0;
  for (const char c : passage::one_line(passage, std::string_view(&begin, 1), std::string_view(&end, 1))) {
    if (c == begin) {
      from = static_cast<std::uint32_t>(snippet.text.size());
    } else if (c == end) {
      snippet.matches.push_back({from, static_cast<std::uint32_t>(snippet.text.size())});
    } else {
      snippet.text += c;
    }
  }
  return snippet;
}

report::FoundProvision found_provision(const passage::Passages& passages, const rank::ProvisionHit& hit, bool explain) {
  const auto passage = passages.best(hit.id);
  const auto& record = passage.provision;
  report::FoundProvision found;
  found.path = record.path;
  found.heading = record.heading;
  found.page = passage.page != 0 ? passage.page : record.page;
  found.score = hit.score;
  found.source_id = hit.source_id;
  found.range = record.range;
  found.snippet = snippet_of(passage);
  if (explain)
    found.parts = fmt::format("{:.3f} = words {:.3f} + pairs {:.3f} + windows {:.3f} + heading {:.3f} + name {:.3f} + run {:.3f} + rules {:.3f}", hit.score, hit.parts.words,
                              hit.parts.pairs, hit.parts.windows, hit.parts.heading, hit.parts.name, hit.parts.run, hit.parts.rules);
  return found;
}

report::FoundDocument found_document(const passage::Passages& passages, LinkLookups& links, const rank::DocumentHit& hit, bool explain) {
  report::FoundDocument document;
  document.source = hit.document.source;
  document.identity = hit.document.identity;
  if (links.day.is_valid()) document.state = links.state(hit.document.id);
  document.copies = hit.copies;
  document.score = hit.score;
  document.reason = hit.reason == rank::DocumentHit::Reason::number ? "number" : hit.reason == rank::DocumentHit::Reason::title ? "title" : "text";
  for (const auto& provision : hit.provisions) document.provisions.push_back(found_provision(passages, provision, explain));
  return document;
}

}  // namespace

std::optional<resolve::ActId> LinkLookups::act(const std::string& typed) {
  const auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.size() == 1) return found.acts.front();
  if (found.acts.empty()) unknown.push_back(typed);
  else ambiguous.emplace_back(typed, found.acts);
  return std::nullopt;
}

std::string_view LinkLookups::state(open::DocId document) {
  const auto id = session.resolver.act_of_record(document);
  return report::state_name(id ? statuses.state(*id, day) : status::State::unknown);
}

void LinkLookups::expect_states(std::span<const open::DocId> documents) {
  if (!session.graph.table()) return;  // without a table acts are resolved one by one
  std::vector<resolve::ActId> acts;
  for (const auto document : documents)
    if (const auto id = session.resolver.act_of_record(document)) acts.push_back(*id);
  statuses.expect(acts);
}

rank::Lookups LinkLookups::lookups() {
  rank::Lookups out;
  if (day.is_valid()) {
    out.state = [this](open::DocId document) { return state(document); };
    out.expect_states = [this](std::span<const open::DocId> documents) { expect_states(documents); };
  }
  out.cites = [this](const std::string& typed) {
    std::vector<std::string> terms;
    if (const auto id = act(typed))
      for (const auto& use : session.resolver.keys_of(*id)) terms.push_back(format::to_term(use.key));
    return terms;
  };
  out.implements = [this](const std::string& typed) {
    std::vector<std::string> sources;
    if (const auto id = act(typed))
      for (const auto& reference : session.graph.incoming(*id))
        if (reference.relation == "implements" && !reference.nested()) sources.push_back(session.index.summary(reference.record).source);
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    return sources;
  };
  out.times_cited = [this](open::DocId document) {
    const auto id = session.resolver.act_of_record(document);
    return id ? session.graph.citing_works(*id) : std::size_t{0};
  };
  return out;
}

report::FoundPage page_of(Session& session, LinkLookups& links, const rank::SearchRequest& request, const rank::SearchResults& results) {
  report::FoundPage page;
  page.query = request.query;
  // Of a citation the words are nothing that was searched for.
  const bool citation = !results.query.number.empty() ||
                        (!results.documents.empty() && results.documents.front().reason == rank::DocumentHit::Reason::number);
  if (results.query.searched != request.query && results.query.restored && !citation) page.searched = results.query.searched;
  if (!citation) page.added = results.query.added;
  page.suggestion = results.suggestion;
  page.absent = results.absent;
  page.total = results.total;
  page.exact = results.exact;
  page.conditions = results.query.has_conditions() || request.since.has_value();
  page.revision = session.index.revision();
  page.effect_day = links.day;
  page.offset = request.offset;
  page.more = results.more;
  page.explanation = results.explanation;
  page.too_many_for_states = results.too_many_for_states;
  for (const auto& facet : results.facets) page.facets.push_back({std::string(facet.name), facet.values});
  std::vector<open::ProvisionId> shown;
  for (const auto& hit : results.documents)
    for (const auto& provision : hit.provisions) shown.push_back(provision.id);
  session.index.expect_texts(shown);
  const passage::Passages passages(session.index, results.query);
  for (const auto& hit : results.documents) page.documents.push_back(found_document(passages, links, hit, request.explain));
  return page;
}

report::FoundPage page_of(Session& session, LinkLookups& links, const rank::SearchRequest& request, const rank::ProvisionResults& results) {
  report::FoundPage page;
  page.query = request.query;
  if (results.query.searched != request.query && results.query.restored) page.searched = results.query.searched;
  page.offset = request.offset;
  page.revision = session.index.revision();
  page.effect_day = links.day;
  page.by_provision = true;
  page.total = results.provisions.size();
  std::vector<open::ProvisionId> shown;
  std::vector<std::string> sources;
  for (const auto& hit : results.provisions) {
    shown.push_back(hit.id);
    sources.push_back(hit.source);
  }
  session.index.fetch_sources(sources);
  std::vector<open::DocId> documents;
  for (const auto& source : sources)
    if (const auto id = session.index.find(source)) documents.push_back(*id);
  if (links.day.is_valid()) links.expect_states(documents);
  session.index.expect_texts(shown);
  const passage::Passages passages(session.index, results.query);
  for (const auto& hit : results.provisions) {
    report::FoundDocument document;
    document.source = hit.source;
    document.score = hit.score;
    document.reason = "text";
    if (const auto id = session.index.find(hit.source)) {
      document.identity = session.index.summary(*id).identity;
      if (links.day.is_valid()) document.state = links.state(*id);
    }
    document.provisions.push_back(found_provision(passages, hit, request.explain));
    page.documents.push_back(std::move(document));
  }
  return page;
}

}  // namespace tracuu::cli
