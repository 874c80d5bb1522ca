#include "query/report/audit_report.h"

#include <algorithm>

namespace tracuu::report {
namespace {

using audit::Severity;

std::string painted(const FindingRow& row, const Style& style) {
  switch (row.severity) {
    case Severity::error: return style.error(row.severity_words);
    case Severity::warn: return style.warning(row.severity_words);
    case Severity::info: return style.dim(row.severity_words);
  }
  return {};
}

std::string finding_lines(const FindingRow& row, const Look& look) {
  std::string head = painted(row, look.style) + " " + look.style.bold(row.rule) + " · " + row.title;
  if (!row.cited.empty()) head += ": " + row.cited;
  if (row.accepted) head += " (" + look.say(Msg::column_accepted) + ")";
  std::string out = paragraph("  ", head, 4, look.style.width);
  if (!row.why.empty()) out += paragraph("    ", row.why + (row.lowered ? " (" + look.say(Msg::ocr_lowered) + ")" : ""), 4, look.style.width);
  if (!row.candidates.empty()) out += paragraph("    ", look.say(Msg::candidates_are, row.candidates), 4, look.style.width);
  if (!row.suggestion.empty()) out += paragraph("    ", look.say(Msg::suggested_number, row.suggestion), 4, look.style.width);
  const auto words = row.sentence.plain();
  if (!words.empty()) {
    out += look.style.dim(paragraph("    ", (row.place.empty() ? "" : row.place + ": ") + "“" + shorten(words, 2 * look.style.width - 20) + "”", 4, look.style.width));
  }
  return out;
}

Json row_json(const FindingRow& row) {
  return Json{{"rule", row.rule},
              {"severity", audit::severity_name(row.severity)},
              {"title", row.title},
              {"why", text_or_null(row.why)},
              {"candidates", text_or_null(row.candidates)},
              {"suggestion", text_or_null(row.suggestion)},
              {"fix", text_or_null(row.fix)},
              {"law", text_or_null(row.law)},
              {"source", row.source},
              {"document", text_or_null(row.identity.id)},
              {"number", text_or_null(row.identity.number)},
              {"date", date_or_null(row.identity.date)},
              {"cited", text_or_null(row.cited)},
              {"relation", text_or_null(row.relation)},
              {"page", row.page},
              {"place", text_or_null(row.place)},
              {"start", row.range.begin},
              {"end", row.range.end},
              {"sentence", text_or_null(row.sentence.plain())},
              {"lowered", row.lowered},
              {"accepted", row.accepted},
              {"fingerprint", row.fingerprint}};
}

Json scope_json(const ScopeFacts& facts) {
  const auto& scope = facts.scope;
  return Json{{"documents", scope.documents},
              {"records", facts.records},
              {"references", scope.references},
              {"resolved", scope.resolved},
              {"probable", scope.probable},
              {"ambiguous", scope.ambiguous},
              {"only_cited", scope.only_cited},
              {"malformed", scope.malformed},
              {"targets_absent", scope.targets_absent},
              {"identity_unknown", scope.identity_unknown},
              {"undated", scope.undated},
              {"ocr", scope.ocr},
              {"bodies_unseen", scope.bodies_unseen},
              {"rules_off", scope.rules_off},
              {"skipped", facts.skipped},
              {"program", facts.program},
              {"registry", facts.registry},
              {"revision", facts.revision},
              {"date", text_or_null(facts.date)}};
}

}  // namespace

void audit_text(const AuditReport& report, const Look& look, const Sink& sink) {
  std::string out, last;
  report.each_row([&](const FindingRow& row) {
    if (row.source != last) {
      if (!last.empty()) out += "\n";
      out += paragraph("", look.style.bold(row.document), 2, look.style.width);
      out += look.style.dim("  " + harmless(row.source)) + "\n";
      last = row.source;
    }
    out += finding_lines(row, look);
    sink(out);
    out.clear();
  });
  if (report.shown == 0) out += look.say(Msg::audit_clean) + "\n";
  out += "\n" + look.style.bold(summary_words(report.scope, report.counts, look.language)) + "\n";
  if (report.counts.accepted > 0) out += look.say(Msg::audit_accepted, report.counts.accepted) + "\n";
  for (const auto& line : scope_lines(report.scope, look.language)) out += paragraph("", line, 2, look.style.width);
  if (report.scope.not_shown > 0) out += look.say(Msg::audit_hidden_hint) + "\n";
  sink(out);
}

void audit_json(const AuditReport& report, const Sink& sink) {
  Json json{{"schema", "tracuu.audit/2"},
            {"documents", report.scope.scope.documents},
            {"references", report.scope.scope.references},
            {"errors", report.counts.error},
            {"warnings", report.counts.warn},
            {"infos", report.counts.info},
            {"accepted", report.counts.accepted},
            {"scope", scope_json(report.scope)}};
  json["findings"] = Json::array();
  auto head = dump_pretty(json);
  head.resize(head.rfind("[]"));  // the findings come last
  sink(head);
  bool first = true;
  report.each_row([&](const FindingRow& row) {
    auto lines = dump_pretty(row_json(row));
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += 5) lines.insert(at + 1, "    ");
    sink(std::string(first ? "[\n" : ",\n") + "    " + lines);
    first = false;
  });
  sink(first ? "[]\n}\n" : "\n  ]\n}\n");
}

void audit_jsonl(const AuditReport& report, const Sink& sink) {
  report.each_row([&](const FindingRow& row) {
    Json json{{"schema", "tracuu.finding/2"}};
    json.update(row_json(row));
    sink(dump(json) + "\n");
  });
}

void audit_csv(const AuditReport& report, Language language, const Sink& sink) {
  const auto says = [&](Msg id) { return say(language, id); };
  std::string out = "\xEF\xBB\xBF";
  out += csv_line({says(Msg::column_severity), says(Msg::column_rule), says(Msg::column_title), says(Msg::column_document), says(Msg::column_trich_yeu), says(Msg::column_place),
                   says(Msg::column_cited), says(Msg::column_why), says(Msg::column_suggestion), says(Msg::column_candidates), says(Msg::column_sentence), says(Msg::column_fix),
                   says(Msg::column_law), says(Msg::column_file), says(Msg::column_fingerprint), says(Msg::column_verdict), says(Msg::column_note)});
  sink(out);
  report.each_row([&](const FindingRow& row) {
    sink(csv_line({row.severity_words, row.rule, row.title, row.document, row.document_title, row.place, row.cited, row.why, row.suggestion, row.candidates, row.sentence.plain(),
                   row.fix, row.law, row.source, row.fingerprint, "", ""}));
  });
}

}  // namespace tracuu::report
