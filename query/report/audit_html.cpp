/// One self-contained HTML page: nothing is fetched, filters work in the page.
#include <algorithm>

#include "query/report/audit_report.h"
#include "query/report/terminal.h"

namespace tracuu::report {
namespace {

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') out += c;
    }
  }
  return out;
}

constexpr std::string_view style = R"css(
:root{color-scheme:light}*{box-sizing:border-box}body{font:15px/1.5 "Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;margin:0;color:#1b1f24;background:#f6f7f9;overflow-wrap:anywhere}
header{background:#1f3864;color:#fff;padding:18px 24px}h1{font-size:20px;margin:0 0 4px}header p{margin:2px 0;opacity:.9}
main{padding:16px 24px;max-width:1500px;margin:auto}details{margin:0 0 14px}summary{cursor:pointer;font-weight:600}
.bar{position:sticky;top:0;background:#f6f7f9;padding:10px 0;display:flex;gap:10px;flex-wrap:wrap;align-items:center;z-index:2;border-bottom:1px solid #d8dce2}
.bar input[type=search]{flex:1;min-width:220px;padding:7px 10px;border:1px solid #b9c0ca;border-radius:6px;font:inherit}.bar select{padding:7px;font:inherit;border:1px solid #b9c0ca;border-radius:6px;max-width:min(340px,100%)}
.bar label{white-space:nowrap}.n{margin-left:auto;color:#57606a}
article{background:#fff;border:1px solid #d8dce2;border-left:5px solid #9aa7bd;border-radius:6px;padding:10px 14px;margin:10px 0}
article.error{border-left-color:#c0392b}article.warn{border-left-color:#e0a100}h2{font-size:15px;margin:0 0 2px}h2 b{font-weight:600}
.tag{display:inline-block;border-radius:4px;padding:0 8px;margin-right:8px;font-size:13px;background:#e8eef7}.error .tag{background:#f8c9c4}.warn .tag{background:#ffe9b8}
.doc{color:#57606a;font-size:13.5px}.why{margin:4px 0}.sug{margin:2px 0;color:#14532d}blockquote{margin:6px 0;padding:4px 12px;background:#f3f4f6;border-radius:4px}mark{background:#ffe08a;padding:0 2px}
.fix{color:#57606a;font-size:13.5px}table{border-collapse:collapse;background:#fff}td,th{border:1px solid #d8dce2;padding:4px 10px;text-align:left}td.r{text-align:right}
@media print{.bar{display:none}body{background:#fff}article{break-inside:avoid}header{background:#fff;color:#000}}
)css";

constexpr std::string_view script = R"js(
(function(){var q=document.getElementById('q'),r=document.getElementById('r'),n=document.getElementById('n'),b=document.querySelectorAll('input[name=s]'),a=[].slice.call(document.querySelectorAll('article')),t=n.getAttribute('data-words');
function f(s){return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g,'').replace(/\u0111/g,'d')}
a.forEach(function(x){x.k=f(x.textContent)});
function g(){var w=f(q.value).split(/\s+/).filter(Boolean),s={},c=0;b.forEach(function(x){s[x.value]=x.checked});
a.forEach(function(x){var ok=s[x.getAttribute('data-s')]&&(!r.value||x.getAttribute('data-r')===r.value)&&w.every(function(y){return x.k.indexOf(y)>=0});x.hidden=!ok;if(ok)c++});
n.textContent=t.replace('{0}',c).replace('{1}',a.length)}
q.oninput=g;r.onchange=g;b.forEach(function(x){x.onchange=g});g()})();
)js";

class Page {
 public:
  Page(const AuditReport& report, Language language, const Sink& sink) : report_(report), language_(language), sink_(sink) {}

  void write() {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string(language_ == Language::vi ? "vi" : "en") + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" +
           says(Msg::report_title) + "</title><style>" + std::string(style) + "</style></head><body>\n";
    header();
    out_ += "<main>\n";
    rules();
    bar();
    report_.each_row([&](const FindingRow& row) {
      article(row);
      sink_(out_);
      out_.clear();
    });
    if (report_.shown == 0) out_ += "<p>" + says(Msg::audit_clean) + "</p>";
    out_ += "</main>\n<script>" + std::string(script) + "</script></body></html>\n";
    sink_(out_);
  }

 private:
  std::string says(Msg id) const { return escaped(say(language_, id)); }

  void header() {
    out_ += "<header><h1>" + says(Msg::report_title) + "</h1>";
    if (const auto day = model::Date::parse_iso(report_.scope.date)) out_ += "<p>" + escaped(say(language_, Msg::report_date, day->vietnamese())) + "</p>";
    out_ += "<p>" + escaped(summary_words(report_.scope, report_.counts, language_)) + "</p>";
    for (const auto& line : scope_lines(report_.scope, language_)) out_ += "<p>" + escaped(line) + "</p>";
    out_ += "</header>\n";
  }
  void rules() {
    out_ += "<details><summary>" + says(Msg::sheet_summary) + "</summary><table><tr><th>" + says(Msg::column_severity) + "</th><th>" + says(Msg::column_rule) + "</th><th>" + says(Msg::column_title) +
            "</th><th>" + says(Msg::column_findings) + "</th><th>" + says(Msg::column_documents) + "</th></tr>";
    for (const auto& count : report_.rules) {
      out_ += "<tr><td>" + escaped(severity_words(count.severity, language_)) + "</td><td>" + escaped(count.rule) + "</td><td>" + escaped(count.title) + "</td><td class=r>" +
              std::to_string(count.findings) + "</td><td class=r>" + std::to_string(count.documents) + "</td></tr>";
    }
    out_ += "</table></details>\n";
  }
  void bar() {
    out_ += "<div class=bar><input type=search id=q placeholder=\"" + says(Msg::html_filter) + "\">";
    out_ += "<select id=r><option value=\"\">" + says(Msg::html_all_rules) + "</option>";
    std::string last;
    auto counts = report_.rules;
    std::sort(counts.begin(), counts.end(), [](const RuleCount& a, const RuleCount& b) { return a.rule < b.rule; });
    for (const auto& count : counts) {
      if (count.rule != last) out_ += "<option value=\"" + escaped(count.rule) + "\">" + escaped(count.rule + " · " + count.title) + "</option>";
      last = count.rule;
    }
    out_ += "</select>";
    for (const auto severity : {audit::Severity::error, audit::Severity::warn, audit::Severity::info}) {
      out_ += "<label><input type=checkbox name=s value=" + std::string(audit::severity_name(severity)) + " checked> " + escaped(severity_words(severity, language_)) + "</label>";
    }
    out_ += "<span class=n id=n data-words=\"" + escaped(text(Msg::html_shown, language_)) + "\"></span></div>\n";
  }
  void article(const FindingRow& row) {
    const std::string severity = audit::severity_name(row.severity);
    out_ += "<article class=" + severity + " data-s=" + severity + " data-r=\"" + escaped(row.rule) + "\"><h2><span class=tag>" + escaped(capital_first(row.severity_words)) + "</span>" + escaped(row.title);
    if (!row.cited.empty()) out_ += ": <b>" + escaped(row.cited) + "</b>";
    out_ += "</h2><div class=doc>" + escaped(row.document) + " · ";
    const auto file = report_.root.empty() ? std::string() : "file://" + (report_.root / row.source).string() + (row.page > 0 ? "#page=" + std::to_string(row.page) : "");
    out_ += file.empty() ? escaped(row.source) : "<a href=\"" + escaped(file) + "\">" + escaped(row.source) + "</a>";
    if (!row.place.empty()) out_ += " · " + escaped(row.place);
    out_ += " · " + escaped(row.rule) + " · " + row.fingerprint + "</div>";
    if (!row.why.empty()) out_ += "<p class=why>" + escaped(capital_first(row.why)) + (row.lowered ? " (" + says(Msg::ocr_lowered) + ")" : "") + "</p>";
    if (!row.candidates.empty()) out_ += "<p class=sug>" + escaped(say(language_, Msg::candidates_are, row.candidates)) + "</p>";
    if (!row.suggestion.empty()) out_ += "<p class=sug>" + escaped(capital_first(say(language_, Msg::suggested_number, row.suggestion))) + "</p>";
    if (!row.sentence.plain().empty())
      out_ += "<blockquote>" + escaped(row.sentence.before) + "<mark>" + escaped(row.sentence.match) + "</mark>" + escaped(row.sentence.after) + "</blockquote>";
    if (!row.fix.empty()) out_ += "<div class=fix>" + escaped(say(language_, Msg::how_to_fix, row.fix)) + (row.law.empty() ? "" : " · " + escaped(say(language_, Msg::source_of_rule, row.law))) + "</div>";
    out_ += "</article>\n";
  }

  const AuditReport& report_;
  Language language_;
  const Sink& sink_;
  std::string out_;
};

}  // namespace

void audit_html(const AuditReport& report, Language language, const Sink& sink) { Page(report, language, sink).write(); }

}  // namespace tracuu::report
