#include "query/report/audit_report.h"

#include <algorithm>
#include <array>

namespace tracuu::report {
namespace {

using audit::Finding;
using audit::Severity;

struct TitleRow {
  std::string_view rule;
  Msg title;
};
constexpr std::array<TitleRow, 9> titles{{
    {"CIT-AMBIGUOUS", Msg::finding_CIT_AMBIGUOUS},
    {"CIT-DATE-IMPOSSIBLE", Msg::finding_CIT_DATE_IMPOSSIBLE},
    {"CIT-DATE-INTERNAL", Msg::finding_CIT_DATE_INTERNAL},
    {"CIT-DATE-MISMATCH", Msg::finding_CIT_DATE_MISMATCH},
    {"CIT-FUTURE", Msg::finding_CIT_FUTURE},
    {"CIT-MALFORMED", Msg::finding_CIT_MALFORMED},
    {"CIT-UNRESOLVED", Msg::finding_CIT_UNRESOLVED},
    {"CIT-YEAR-MISMATCH", Msg::finding_CIT_YEAR_MISMATCH},
    {"COR-NO-ID", Msg::finding_COR_NO_ID},
}};

std::string severity_words(Severity severity, const Look& look) {
  switch (severity) {
    case Severity::error: return look.style.error(look.say(Msg::severity_error));
    case Severity::warn: return look.style.warning(look.say(Msg::severity_warn));
    case Severity::info: return look.style.dim(look.say(Msg::severity_info));
  }
  return {};
}

/// What makes a candidate doubtful, in words.
std::string doubts(const Finding& finding, resolve::ActId act, const Look& look) {
  std::string words;
  for (const auto& candidate : finding.reference.resolution.candidates) {
    if (candidate.act != act) continue;
    for (const auto trait : candidate.traits) {
      if (trait >= resolve::Trait::type_doubtful) words += (words.empty() ? "" : ", ") + trait_words(trait, look.language);
    }
  }
  return words.empty() ? "" : " (" + words + ")";
}

/// The acts that may be meant, excluded ones left out.
std::vector<resolve::ActId> candidates_of(const Finding& finding) {
  std::vector<resolve::ActId> acts;
  if (finding.reference.resolution.outcome != resolve::Outcome::ambiguous && finding.reference.resolution.outcome != resolve::Outcome::malformed) return acts;
  for (const auto& candidate : finding.reference.resolution.candidates) {
    if (!candidate.excluded()) acts.push_back(candidate.act);
  }
  return acts;
}

/// What the rule knows beyond its title.
std::string explanation(graph::Graph& graph, const Finding& finding, const Look& look) {
  auto& resolver = graph.resolver();
  if (finding.rule == "CIT-UNRESOLVED" && !finding.detail.empty() && finding.detail[0] >= '0' && finding.detail[0] <= '9') {
    return look.say(Msg::beyond_series, finding.detail);
  }
  if (finding.rule == "CIT-UNRESOLVED") return look.say(finding.detail == "known" ? Msg::known_elsewhere : Msg::unknown_anywhere);
  if (finding.rule == "CIT-DATE-INTERNAL") return look.say(Msg::stated_dates, finding.detail);
  if (finding.rule == "CIT-MALFORMED" && !finding.detail.empty()) return look.say(Msg::suggested_number, finding.detail);
  if (finding.nearest != resolve::no_act) {
    const auto& act = resolver.act(finding.nearest);
    return look.say(Msg::nearest_is, act_name(act, look.language) + " [" + act.id + "]");
  }
  std::string list;
  std::size_t shown = 0;
  for (const auto act : candidates_of(finding)) {
    if (++shown > 6) {
      list += "; …";
      break;
    }
    if (resolver.act(act).slip_of != resolve::no_act) continue;  // not an act to choose
    list += (list.empty() ? "" : "; ") + act_name(resolver.act(act), look.language) + doubts(finding, act, look) + " [" + resolver.act(act).id + "]";
  }
  return list.empty() ? "" : look.say(Msg::candidates_are, list);
}

std::string finding_lines(graph::Graph& graph, const Finding& finding, const Look& look) {
  std::string head = severity_words(finding.severity, look) + " " + look.style.bold(finding.rule) + " · " + finding_title(finding.rule, look.language);
  if (finding.mention >= 0) {
    const auto name = citation_name(mention_of(graph, finding.reference));
    head += ": " + (name.empty() ? excerpt(graph, finding.reference, 60).match : name);
  }
  std::string out = paragraph("  ", head, 4, look.style.width);
  if (const auto why = explanation(graph, finding, look); !why.empty()) out += paragraph("    ", why, 4, look.style.width);
  if (finding.mention >= 0) {
    const auto place = place_words(graph, finding.reference, look);
    const auto words = excerpt(graph, finding.reference, 2 * look.style.width - 20).plain();
    out += look.style.dim(paragraph("    ", (place.empty() ? "" : place + ": ") + "“" + words + "”", 4, look.style.width));
  }
  return out;
}

struct Counts {
  std::size_t error = 0, warn = 0, info = 0;
};

Counts count(const audit::Audit& audit) {
  Counts counts;
  for (const auto& finding : audit.findings) {
    ++(finding.severity == Severity::error ? counts.error : finding.severity == Severity::warn ? counts.warn : counts.info);
  }
  return counts;
}

std::string audit_text(graph::Graph& graph, const audit::Audit& audit, Severity least, const Look& look) {
  std::string out;
  resolve::RecordId last = 0;
  std::size_t hidden = 0, shown = 0;
  for (const auto& finding : audit.findings) {
    if (finding.severity < least) {
      ++hidden;
      continue;
    }
    ++shown;
    if (finding.record != last) {
      const auto& document = graph.document(finding.record);
      const auto act = graph.resolver().act_of_record(finding.record);
      if (last != 0) out += "\n";
      out += paragraph("", act ? act_line(graph.resolver().act(*act), look) : document_name(document.identity, look.language), 2, look.style.width);
      out += look.style.dim("  " + harmless(document.source)) + "\n";
      last = finding.record;
    }
    out += finding_lines(graph, finding, look);
  }
  if (shown == 0) out += look.say(Msg::audit_clean) + "\n";
  const auto counts = count(audit);
  out += "\n" + look.style.bold(look.say(Msg::audit_summary, audit.documents, audit.references, counts.error, counts.warn, counts.info)) + "\n";
  if (hidden > 0) out += look.say(Msg::audit_hidden, hidden) + "\n";
  out += look.say(Msg::audit_unchecked, audit.targets_absent, audit.identity_unknown) + "\n";
  return out;
}

Json finding_json(graph::Graph& graph, const Finding& finding) {
  const auto& document = graph.document(finding.record);
  Json json{{"rule", finding.rule}, {"severity", audit::severity_name(finding.severity)}, {"source", document.source}, {"document", text_or_null(document.identity.id)}};
  json["detail"] = text_or_null(finding.detail);
  json["nearest"] = finding.nearest == resolve::no_act ? Json(nullptr) : act_json(graph.resolver().act(finding.nearest));
  Json candidates = Json::array();
  for (const auto act : candidates_of(finding)) candidates.push_back(act_json(graph.resolver().act(act)));
  json["candidates"] = std::move(candidates);
  json["reference"] = finding.mention < 0 ? Json(nullptr) : reference_json(graph, finding.reference);
  return json;
}

std::vector<std::string> finding_fields(graph::Graph& graph, const Finding& finding, const Look& look) {
  const auto& document = graph.document(finding.record);
  std::string cited, place, sentence;
  if (finding.mention >= 0) {
    cited = citation_name(mention_of(graph, finding.reference));
    place = place_words(graph, finding.reference, look);
    sentence = excerpt(graph, finding.reference, 600).plain();
  }
  return {std::string(finding.rule), audit::severity_name(finding.severity), finding_title(finding.rule, look.language), document.source,
          document.identity.number, document.identity.date.iso(), cited, place, explanation(graph, finding, look), sentence};
}

}  // namespace

std::string finding_title(std::string_view rule, Language language) {
  const auto row = std::find_if(titles.begin(), titles.end(), [&](const TitleRow& r) { return r.rule == rule; });
  return row == titles.end() ? std::string(rule) : say(language, row->title);
}

std::string audit_report(graph::Graph& graph, const audit::Audit& audit, Severity least, Layout layout, const Look& look) {
  if (layout == Layout::text) return audit_text(graph, audit, least, look);
  const auto counts = count(audit);
  std::string out;
  if (layout == Layout::csv) {
    Look plain = look;
    plain.style.colour = false;
    out = csv_line({"rule", "severity", "title", "source", "number", "date", "cited", "place", "explanation", "sentence"});
    for (const auto& finding : audit.findings) {
      if (finding.severity >= least) out += csv_line(finding_fields(graph, finding, plain));
    }
    return out;
  }
  if (layout == Layout::jsonl) {
    for (const auto& finding : audit.findings) {
      if (finding.severity < least) continue;
      Json json{{"schema", "tracuu.finding/1"}};
      json.update(finding_json(graph, finding));
      out += dump(json) + "\n";
    }
    return out;
  }
  Json json{{"schema", "tracuu.audit/1"},
            {"documents", audit.documents},
            {"references", audit.references},
            {"errors", counts.error},
            {"warnings", counts.warn},
            {"infos", counts.info},
            {"unchecked", {{"targets_absent", audit.targets_absent}, {"identity_unknown", audit.identity_unknown}}}};
  Json findings = Json::array();
  for (const auto& finding : audit.findings) {
    if (finding.severity >= least) findings.push_back(finding_json(graph, finding));
  }
  json["findings"] = std::move(findings);
  return dump_pretty(json) + "\n";
}

}  // namespace tracuu::report
