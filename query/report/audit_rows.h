#pragma once
/// Findings as every report shows them: sentences made, places named. One row a finding; the writers (text, JSON, CSV, HTML,
/// XLSX, comments in DOCX) only lay them out.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/audit/audit.h"
#include "query/report/act_lines.h"

namespace tracuu::report {

struct FindingRow {
  audit::Severity severity = audit::Severity::info;
  std::string severity_words;  ///< "lỗi"
  std::string rule, title;     ///< "CIT-DATE-MISMATCH", "Ngày trích khác ngày văn bản"
  std::string why;             ///< the facts that clash, in a sentence
  std::string candidates;      ///< acts that may be meant, each with what makes it doubtful
  std::string suggestion;      ///< the form to write instead
  std::string fix, law;        ///< what makes it go away; where the rule comes from
  std::string source;          ///< file of the document
  std::string document, document_title;  ///< "Kế hoạch số 97/KH-UBND ngày 15/6/2023"
  model::Identity identity;
  std::string cited;           ///< how the text names the cited act
  std::string relation;        ///< in words
  std::uint32_t page = 0;
  std::string place;           ///< "tr. 6, khoản 1 Mục II"
  Excerpt sentence;
  model::ByteRange range;
  std::string fingerprint;
  bool lowered = false;
  bool accepted = false;       ///< in the baseline
};

[[nodiscard]] FindingRow finding_row(graph::Graph& graph, const audit::Finding& finding, const Look& look);

/// Title of a rule: "Ngày trích khác ngày văn bản".
[[nodiscard]] std::string finding_title(std::string_view rule, Language language);
/// "lỗi", "cảnh báo", "thông tin".
[[nodiscard]] std::string severity_words(audit::Severity severity, Language language);
/// "Ngày trích khác ngày văn bản" and so on are looked up by name: what is missing for a rule is told by a test.
[[nodiscard]] std::vector<std::string> missing_messages(std::string_view rule);

struct Counts {
  std::size_t error = 0, warn = 0, info = 0, accepted = 0;
};
/// Number of findings of each rule, by severity: error first, then the more frequent.
struct RuleCount {
  std::string rule, title;
  audit::Severity severity = audit::Severity::info;
  std::size_t findings = 0, documents = 0;
};
/// Counts findings one after the other; those of one document stand together.
class RuleCounter {
 public:
  void add(const audit::Finding& finding);
  [[nodiscard]] std::vector<RuleCount> counts(Language language) const;

 private:
  struct Count {
    std::size_t findings = 0, documents = 0;
    resolve::RecordId last = 0;
  };
  std::map<std::pair<std::string_view, audit::Severity>, Count> counts_;
};

/// The honest scope of an audit in sentences: what was read, what could not be checked, with which versions.
struct ScopeFacts {
  audit::Scope scope;
  std::size_t records = 0;    ///< records of the index, copies included
  std::uint64_t revision = 0; ///< of the index
  std::string program, registry, directory;
  std::string date;           ///< of the report; empty: not told (same input, same bytes)
  std::vector<std::string> skipped;  ///< files that could not be read, with the reason
  std::size_t not_shown = 0;  ///< below --min-severity, or accepted
};
/// "Đã rà soát 1.473 văn bản, 56.832 lượt dẫn chiếu: ...".
[[nodiscard]] std::string summary_words(const ScopeFacts& facts, const Counts& counts, Language language);
[[nodiscard]] std::vector<std::string> scope_lines(const ScopeFacts& facts, Language language);

}  // namespace tracuu::report
