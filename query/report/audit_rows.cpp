#include "query/report/audit_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include <fmt/args.h>

#include "corpus/registry/registry.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using audit::Fact;
using audit::Finding;
using audit::Severity;

/// Messages of findings are found by name: "why_CIT_UNRESOLVED_known".
std::optional<Msg> message(std::string_view kind, std::string_view rule, std::string_view variant = {}) {
  static const std::unordered_map<std::string_view, Msg> by_name = [] {
    std::unordered_map<std::string_view, Msg> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Msg::count); ++i) names.emplace(name(static_cast<Msg>(i)), static_cast<Msg>(i));
    return names;
  }();
  std::string wanted(kind);
  for (const char c : rule) wanted += c == '-' ? '_' : c;
  if (!variant.empty()) wanted += "_" + std::string(variant);
  const auto found = by_name.find(wanted);
  return found == by_name.end() ? std::nullopt : std::optional(found->second);
}

std::string issuer_name(const std::string& slug) {
  for (const auto& issuer : registry::Registry::builtin().issuers()) {
    if (issuer.slug == slug) return issuer.name;
  }
  return slug;
}

std::string fact_words(graph::Graph& graph, const Fact& fact, Language language) {
  switch (fact.kind) {
    case Fact::Kind::act: return fact.act == resolve::no_act ? say(language, Msg::this_document) : act_name(graph.resolver().act(fact.act), language);
    case Fact::Kind::date: return fact.date.vietnamese();
    case Fact::Kind::type: return type_word(fact.words);
    case Fact::Kind::issuer: return issuer_name(fact.words);
    case Fact::Kind::pinpoint: return resolve::pinpoint_words(resolve::pinpoint_path(fact.words));
    case Fact::Kind::words: return readable(fact.words);
    case Fact::Kind::count: return fact.words;
  }
  return {};
}

/// What makes a candidate doubtful, in words.
std::string doubts(const Finding& finding, resolve::ActId act, Language language) {
  std::string words;
  for (const auto& candidate : finding.reference.resolution.candidates) {
    if (candidate.act != act) continue;
    for (const auto trait : candidate.traits) {
      if (trait >= resolve::Trait::type_doubtful) words += (words.empty() ? "" : ", ") + trait_words(trait, language);
    }
  }
  return words.empty() ? "" : " (" + words + ")";
}

std::string candidate_list(graph::Graph& graph, const Finding& finding, Language language) {
  auto& resolver = graph.resolver();
  const auto outcome = finding.reference.resolution.outcome;
  if (finding.nearest != resolve::no_act) return act_name(resolver.act(finding.nearest), language) + " [" + resolver.act(finding.nearest).id + "]";
  if (finding.mention < 0 || (outcome != resolve::Outcome::ambiguous && outcome != resolve::Outcome::malformed)) return {};
  std::string list;
  std::size_t shown = 0;
  for (const auto& candidate : finding.reference.resolution.candidates) {
    if (candidate.excluded()) continue;
    if (++shown > 6) {
      list += "; …";
      break;
    }
    if (resolver.act(candidate.act).slip_of != resolve::no_act) continue;  // not an act to choose
    list += (list.empty() ? "" : "; ") + act_name(resolver.act(candidate.act), language) + doubts(finding, candidate.act, language) + " [" + resolver.act(candidate.act).id + "]";
  }
  return list;
}

}  // namespace

std::string finding_title(std::string_view rule, Language language) {
  const auto title = message("finding_", rule);
  return title ? say(language, *title) : std::string(rule);
}

std::string severity_words(Severity severity, Language language) {
  return say(language, severity == Severity::error ? Msg::severity_error : severity == Severity::warn ? Msg::severity_warn : Msg::severity_info);
}

std::vector<std::string> missing_messages(std::string_view rule) {
  std::vector<std::string> missing;
  for (const std::string_view kind : {"finding_", "fix_"}) {
    if (!message(kind, rule)) missing.push_back(std::string(kind) + std::string(rule));
  }
  return missing;
}

FindingRow finding_row(graph::Graph& graph, const Finding& finding, const Look& look) {
  const auto language = look.language;
  const auto& document = graph.document(finding.record);
  FindingRow row;
  row.severity = finding.severity;
  row.severity_words = severity_words(finding.severity, language);
  row.rule = finding.rule;
  row.title = finding_title(finding.rule, language);
  auto why = message("why_", finding.rule, finding.variant);
  if (!why) why = message("why_", finding.rule);
  if (why) {
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const auto& fact : finding.facts) arguments.push_back(fact_words(graph, fact, language));
    for (auto i = finding.facts.size(); i < 5; ++i) arguments.push_back(std::string("…"));
    row.why = fmt::vformat(text(*why, language), arguments);
  }
  if (const auto fix = message("fix_", finding.rule)) row.fix = say(language, *fix);
  if (const auto law = message("law_", finding.rule)) row.law = say(language, *law);
  row.candidates = candidate_list(graph, finding, language);
  row.suggestion = finding.suggestion;
  row.source = document.source;
  row.identity = document.identity;
  row.document = document_name(document.identity, language);
  row.document_title = readable(document.identity.title);
  row.range = finding.range;
  row.fingerprint = finding.fingerprint;
  row.lowered = finding.lowered;
  model::ByteRange sentence;
  std::int32_t provision = -1;
  if (finding.mention >= 0) {
    const auto& mention = document.mentions[static_cast<std::size_t>(finding.mention)];
    row.cited = citation_name(mention);
    if (row.cited.empty()) row.cited = excerpt(graph, finding.record, mention.span, {}, 60).match;
    if (!mention.roles.empty()) row.relation = relation_words(mention.roles.front().relation, language);
    sentence = mention.sentence;
    provision = mention.provision;
    row.page = mention.page;
  } else if (!finding.range.empty()) {
    provision = model::provision_at(document.provisions, finding.range.begin);
    row.page = model::page_at(document.pages, finding.range.begin);
  }
  if (row.page != 0) row.place = say(language, Msg::page_short, row.page);
  if (provision >= 0 && static_cast<std::size_t>(provision) < document.provisions.size()) {
    row.place += (row.place.empty() ? "" : ", ") + resolve::pinpoint_words(document.provisions[static_cast<std::size_t>(provision)].path);
  }
  if (!finding.range.empty()) row.sentence = excerpt(graph, finding.record, finding.range, sentence, 400);
  return row;
}

void RuleCounter::add(const audit::Finding& finding) {
  auto& count = counts_[{finding.rule, finding.severity}];
  if (count.findings++ == 0 || count.last != finding.record) ++count.documents;
  count.last = finding.record;
}

std::vector<RuleCount> RuleCounter::counts(Language language) const {
  std::vector<RuleCount> list;
  for (const auto& [key, count] : counts_) list.push_back({std::string(key.first), finding_title(key.first, language), key.second, count.findings, count.documents});
  std::stable_sort(list.begin(), list.end(), [](const RuleCount& a, const RuleCount& b) { return a.severity != b.severity ? a.severity > b.severity : a.findings > b.findings; });
  return list;
}

std::string summary_words(const ScopeFacts& facts, const Counts& counts, Language language) {
  const auto count = [&](std::uint64_t number) { return grouped(number, language == Language::vi ? '.' : ','); };
  return say(language, Msg::audit_summary, count(facts.scope.documents), count(facts.scope.references), count(counts.error), count(counts.warn), count(counts.info));
}

std::vector<std::string> scope_lines(const ScopeFacts& facts, Language language) {
  const auto& scope = facts.scope;
  const auto count = [&](std::uint64_t number) { return grouped(number, language == Language::vi ? '.' : ','); };
  std::vector<std::string> lines;
  lines.push_back(say(language, Msg::scope_records, count(facts.records)));
  lines.push_back(say(language, Msg::scope_references, count(scope.references), count(scope.resolved), count(scope.probable), count(scope.ambiguous), count(scope.only_cited), count(scope.malformed)));
  lines.push_back(say(language, Msg::audit_unchecked, count(scope.targets_absent), count(scope.identity_unknown)));
  if (scope.undated > 0) lines.push_back(say(language, Msg::scope_undated, count(scope.undated)));
  if (scope.ocr > 0) lines.push_back(say(language, Msg::scope_ocr, count(scope.ocr)));
  std::string off;
  for (const auto& rule : scope.rules_off) off += (off.empty() ? "" : ", ") + rule;
  if (!off.empty()) lines.push_back(say(language, Msg::scope_rules_off, off));
  if (scope.gaps_unasked) lines.push_back(say(language, Msg::scope_bodies_off));
  std::string unseen;
  for (const auto& body : scope.bodies_unseen) unseen += (unseen.empty() ? "" : ", ") + harmless(body);
  if (!unseen.empty()) lines.push_back(say(language, Msg::scope_bodies_unseen, unseen));
  for (const auto& skipped : facts.skipped) lines.push_back(say(language, Msg::scope_skipped, harmless(skipped)));
  lines.push_back(say(language, Msg::scope_versions, facts.program, facts.registry, facts.revision));
  if (facts.not_shown > 0) lines.push_back(say(language, Msg::audit_hidden, count(facts.not_shown)));
  return lines;
}

}  // namespace tracuu::report
