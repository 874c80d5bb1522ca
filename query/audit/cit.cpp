/// CIT: findings about citations.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "corpus/registry/registry.h"
#include "query/audit/audit.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;
using resolve::Outcome;

const model::Mention& mention_of(const Subject& subject, const graph::Reference& reference) {
  return subject.document.mentions[reference.mention];
}

Finding finding_of(const Subject& subject, const graph::Reference& reference, std::string_view rule, Severity severity) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.record = subject.record;
  finding.mention = reference.mention;
  finding.reference = reference;
  return finding;
}

/// A mention that stands for itself: one that points back repeats the finding of the first.
bool stands_alone(const model::Mention& mention) { return mention.refers_to < 0 && mention.kind == model::MentionKind::document; }

/// Letters, reports and submissions stay in the files of those who wrote them; what binds others ought to be at hand.
bool has_effect(std::string_view type) {
  for (const std::string_view letter : {"TTr", "BC", "CV", "TB", "CĐ", "KHAC", ""}) {
    if (type == letter) return false;
  }
  return true;
}

/// How sure it is that an act has the date that is held against the stated one: the text itself, or more than a citation.
bool is_established(const resolve::Act& act) {
  if (act.in_index()) return true;
  const auto* known = registry::Registry::builtin().act(act.id);
  return known != nullptr && known->confidence == "certain";
}

/// Each distinct thing once in a document: the same dead reference ten times is one finding.
class Once {
 public:
  bool first(const model::Mention& mention) {
    return seen_.insert(registry::number_key(mention.number) + "\t" + mention.name + "\t" + mention.date.iso() + "\t" + mention.type).second;
  }

 private:
  std::set<std::string> seen_;
};

/// "299/2021/NĐ-CP" as 299, 2021, "NĐ-CP"; year 0 for numbers that print none.
struct SeriesNumber {
  int serial = 0, year = 0;
  std::string_view series;
};
SeriesNumber series_number(std::string_view number) {
  SeriesNumber parts;
  const auto read = [&](int& value) {
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const auto used = static_cast<std::size_t>(end - number.data());
    if (error != std::errc{} || used >= number.size() || number[used] != '/') return false;
    number.remove_prefix(used + 1);
    return true;
  };
  if (!read(parts.serial) || !read(parts.year)) return {};
  parts.series = number;
  return parts;
}

/// The authority table knows a series ("NĐ-CP" of 2021) so well that a serial number far beyond its last one was hardly
/// issued: the last known serial number then; 0 if that cannot be told.
int end_of_series(const model::Mention& mention) {
  constexpr std::size_t well_known = 40;
  const auto cited = series_number(mention.number);
  if (cited.year == 0) return 0;
  std::size_t known = 0;
  int last = 0;
  bool year_is_over = false;  // the series of the next year has begun
  for (const auto& act : registry::Registry::builtin().acts()) {
    const auto parts = series_number(act.number);
    if (parts.series != cited.series || act.type != mention.type) continue;
    year_is_over = year_is_over || parts.year == cited.year + 1;
    if (parts.year != cited.year) continue;
    ++known;
    last = std::max(last, parts.serial);
  }
  return year_is_over && known >= well_known && cited.serial > last + std::max(10, last / 4) ? last : 0;
}

/// CIT-UNRESOLVED: the key fits no act of the index. Half of all references: information, unless nobody knows the act and
/// either the citing locality itself issued it or its number lies beyond the end of a well-known series.
void unresolved(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    const auto& resolution = reference.resolution;
    if (!stands_alone(mention) || resolution.outcome != Outcome::only_cited || resolution.date_conflict != no_act || !once.first(mention)) continue;
    if (mention.date.is_set() && !mention.date.is_valid()) continue;  // told as an impossible date
    const auto* act = resolution.act == no_act ? nullptr : &subject.graph.resolver().act(resolution.act);
    const bool known = act != nullptr && act->known;
    const auto& own = subject.document.identity.province;
    const bool local = act != nullptr && !own.empty() && act->identity.province == own && has_effect(mention.type);
    const int last = known ? 0 : end_of_series(mention);
    auto finding = finding_of(subject, reference, "CIT-UNRESOLVED", !known && (local || last != 0) ? Severity::warn : Severity::info);
    finding.detail = known ? "known" : last != 0 ? std::to_string(last) : "unknown";
    findings.push_back(std::move(finding));
  }
}

/// CIT-AMBIGUOUS: several acts are left after all rules of resolution.
void ambiguous(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    if (!stands_alone(mention) || reference.resolution.outcome != Outcome::ambiguous || !once.first(mention)) continue;
    // A law's name in a document whose own date is unknown: the document is at fault, not the reference.
    const bool undated = mention.number.empty() && !subject.document.identity.date.is_set();
    findings.push_back(finding_of(subject, reference, "CIT-AMBIGUOUS", undated ? Severity::info : Severity::warn));
  }
}

/// CIT-DATE-MISMATCH: number, type and issuer are those of an act whose date is another one.
void date_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    const auto conflict = reference.resolution.date_conflict;
    if (!stands_alone(mention) || conflict == no_act || !mention.date.is_valid() || !once.first(mention)) continue;
    const bool sure = is_established(subject.graph.resolver().act(conflict));
    auto finding = finding_of(subject, reference, "CIT-DATE-MISMATCH", sure ? Severity::error : Severity::warn);
    finding.nearest = conflict;
    findings.push_back(std::move(finding));
  }
}

/// CIT-DATE-IMPOSSIBLE: no such day; or a year before 1945 or after next year, as seen from the citing document.
void date_impossible(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    if (!mention.date.is_set() || !once.first(mention)) continue;
    const auto own = subject.document.identity.date;
    const bool late = own.is_valid() && mention.date.year > own.year + 1;
    if (mention.date.is_valid() && mention.date.year >= 1945 && !late) continue;
    auto finding = finding_of(subject, reference, "CIT-DATE-IMPOSSIBLE", Severity::error);
    finding.nearest = reference.resolution.date_conflict;
    findings.push_back(std::move(finding));
  }
}

/// CIT-YEAR-MISMATCH: the year printed in the number is not that of the stated date. Resolutions of assemblies may be
/// adopted in December and signed in January. Where the act is known, CIT-DATE-MISMATCH says it better.
void year_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    const int year = resolve::number_form(registry::number_key(mention.number)).year;
    if (year == 0 || !mention.date.is_valid() || mention.date.year == year || reference.resolution.date_conflict != no_act) continue;
    const bool assembly = mention.number.find("HĐND") != std::string::npos || mention.number.find("QH") != std::string::npos;
    if (assembly && mention.date.year == year + 1 && mention.date.month <= 2) continue;
    if (once.first(mention)) findings.push_back(finding_of(subject, reference, "CIT-YEAR-MISMATCH", Severity::error));
  }
}

/// CIT-DATE-INTERNAL: one document gives two dates for one number, and not both are dates of acts. Where the act itself is
/// known, CIT-DATE-MISMATCH says which date is wrong.
void date_internal(const Subject& subject, std::vector<Finding>& findings) {
  struct Stated {
    std::map<model::Date, const graph::Reference*> dates;
    bool all_exist = true;
    bool told = false;
  };
  std::map<std::string, Stated> by_number;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    if (mention.number.empty() || !mention.date.is_valid()) continue;
    auto& stated = by_number[mention.type + "\t" + registry::number_key(mention.number) + "\t" + mention.province];
    stated.dates.try_emplace(mention.date, &reference);
    const auto act = reference.target();
    const bool exists = act != no_act && (subject.graph.resolver().act(act).in_index() || subject.graph.resolver().act(act).known);
    stated.all_exist = stated.all_exist && exists;
    stated.told = stated.told || reference.resolution.date_conflict != no_act;
  }
  for (const auto& [number, stated] : by_number) {
    if (stated.dates.size() < 2 || stated.all_exist || stated.told) continue;
    auto finding = finding_of(subject, *stated.dates.begin()->second, "CIT-DATE-INTERNAL", Severity::warn);
    for (const auto& [date, reference] : stated.dates) finding.detail += (finding.detail.empty() ? "" : ", ") + date.vietnamese();
    findings.push_back(std::move(finding));
  }
}

/// CIT-FUTURE: the stated date lies after the citing document's own. Consolidated texts are updated after their date.
void future(const Subject& subject, std::vector<Finding>& findings) {
  const auto own = subject.document.identity.date;
  if (!own.is_valid() || subject.document.identity.type == "VBHN") return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    if (!mention.date.is_valid() || mention.date <= own || mention.date.year > own.year + 1) continue;
    if (reference.resolution.date_conflict != no_act || !once.first(mention)) continue;
    findings.push_back(finding_of(subject, reference, "CIT-FUTURE", Severity::error));
  }
}

/// The act that a malformed number was probably meant to be: the only one that exists under its serial number and year, of
/// the stated type and, where one is stated, date.
resolve::ActId meant_by(const Subject& subject, const model::Mention& mention) {
  const auto series = series_number(mention.number);
  if (series.year == 0 || mention.type.empty()) return no_act;
  auto& resolver = subject.graph.resolver();
  resolve::ActId meant = no_act;
  for (const auto id : resolver.acts_with_number(std::to_string(series.serial) + "/" + std::to_string(series.year))) {
    const auto& act = resolver.act(id);
    if (act.identity.type != mention.type || !(act.in_index() || act.known)) continue;
    if (mention.date.is_set() && act.identity.date != mention.date) continue;
    if (meant != no_act) return no_act;
    meant = id;
  }
  return meant;
}

/// CIT-MALFORMED: looks like a citation and cannot be one as printed.
void malformed(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = mention_of(subject, reference);
    if (!mention.malformed || !once.first(mention)) continue;
    auto finding = finding_of(subject, reference, "CIT-MALFORMED", Severity::warn);
    finding.nearest = meant_by(subject, mention);
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 8> rules{{
    {"CIT-AMBIGUOUS", Severity::warn, ambiguous},
    {"CIT-DATE-IMPOSSIBLE", Severity::error, date_impossible},
    {"CIT-DATE-INTERNAL", Severity::warn, date_internal},
    {"CIT-DATE-MISMATCH", Severity::error, date_mismatch},
    {"CIT-FUTURE", Severity::error, future},
    {"CIT-MALFORMED", Severity::warn, malformed},
    {"CIT-UNRESOLVED", Severity::info, unresolved},
    {"CIT-YEAR-MISMATCH", Severity::error, year_mismatch},
}};

}  // namespace

std::span<const RuleRow> citation_rules() { return rules; }

}  // namespace tracuu::audit
