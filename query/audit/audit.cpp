#include "query/audit/audit.h"

#include <algorithm>

namespace tracuu::audit {

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::info: return "info";
    case Severity::warn: return "warn";
    case Severity::error: return "error";
  }
  return "";
}

std::vector<RuleRow> all_rules() {
  std::vector<RuleRow> rules;
  for (const auto family : {citation_rules(), corpus_rules()}) rules.insert(rules.end(), family.begin(), family.end());
  return rules;
}

Audit audit(graph::Graph& graph, const std::vector<resolve::RecordId>& records, const std::vector<std::string>& rules) {
  Audit result;
  const auto asked = all_rules();
  for (const auto record : records) {
    const auto& document = graph.document(record);
    std::vector<graph::Reference> references;
    for (const auto& reference : graph.references_of(record)) {
      // Roles of one mention stand next to each other.
      if (references.empty() || references.back().mention != reference.mention) references.push_back(reference);
    }
    ++result.documents;
    result.references += references.size();
    for (const auto& reference : references) {
      const auto act = reference.target();
      if (act == resolve::no_act || !graph.resolver().act(act).in_index()) ++result.targets_absent;
    }
    if (!document.identity.date.is_set() || (document.identity.number.empty() && document.identity.name.empty())) ++result.identity_unknown;
    const std::size_t before = result.findings.size();
    const Subject subject{graph, record, document, references};
    for (const auto& rule : asked) {
      if (!rules.empty() && std::find(rules.begin(), rules.end(), rule.id) == rules.end()) continue;
      rule.check(subject, result.findings);
    }
    std::stable_sort(result.findings.begin() + static_cast<std::ptrdiff_t>(before), result.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.mention < b.mention; });
  }
  return result;
}

}  // namespace tracuu::audit
