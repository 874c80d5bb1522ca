/// COR: findings about documents themselves.
#include <array>

#include "query/audit/audit.h"

namespace tracuu::audit {
namespace {

/// COR-NO-ID: neither number nor name, or no date: the document cannot be told from others.
void no_id(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  const bool named = !identity.number.empty() || !identity.name.empty();
  if (named && identity.date.is_set()) return;
  // Bulk collections give a law's number without its date, which the authority table knows.
  const auto act = named ? subject.graph.resolver().act_of_record(subject.record) : std::nullopt;
  if (act && subject.graph.resolver().act(*act).identity.date.is_set()) return;
  Finding finding;
  finding.rule = "COR-NO-ID";
  finding.severity = Severity::warn;
  finding.record = subject.record;
  finding.detail = identity.is_draft ? "draft" : named ? "date" : "number";
  findings.push_back(std::move(finding));
}

constexpr std::array<RuleRow, 1> rules{{{"COR-NO-ID", Severity::warn, no_id}}};

}  // namespace

std::span<const RuleRow> corpus_rules() { return rules; }

}  // namespace tracuu::audit
