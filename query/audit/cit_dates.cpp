/// CIT: dates of citations, and the terms of the bodies that they imply.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"
#include "query/audit/rules.h"
#include "query/audit/titles.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;

/// Works that cite the act `id` with this day. Where `conflicting`, such references were not resolved to it because of the day,
/// and the subject's own do not count.
std::size_t works_that_state(const Subject& subject, resolve::ActId id, model::Date day, bool conflicting) {
  auto& resolver = subject.graph.resolver();
  std::size_t* remembered = nullptr;  // of a well-known act the same hundred thousand are counted for each document
  if (!conflicting) {
    const auto [known, fresh] = subject.remembered.works_that_state.try_emplace({id, day});
    if (!fresh) return known->second;
    remembered = &known->second;
  }
  std::vector<format::ResolutionKey> keys;
  for (auto& use : resolver.keys_that_state(id, day)) {
    const auto resolution = subject.graph.resolution_of(use.key);
    if (conflicting ? graph::may_mean(resolution, id) : resolution.act == id) keys.push_back(std::move(use.key));
  }
  if (keys.empty()) return 0;
  const auto own = resolver.act_of_record(subject.record);
  std::vector<resolve::ActId> works;  // of a well-known act a hundred thousand
  for (const auto record : subject.graph.records().citing(keys)) {
    const auto work = resolver.act_of_record(record);
    if (work && !(conflicting && work == own)) works.push_back(*work);
  }
  std::sort(works.begin(), works.end());
  const auto count = static_cast<std::size_t>(std::unique(works.begin(), works.end()) - works.begin());
  if (remembered != nullptr) *remembered = count;
  return count;
}

/// What the authority table says of the day does not bear an alarm: a year that is not the number's, or the fiftieth decision
/// of a year on its first day.
bool is_doubtful_day(const resolve::Act& act) {
  const auto form = resolve::number_form(registry::number_key(act.identity.number));
  const auto date = act.identity.date;
  if (form.year != 0 && date.year != form.year) return true;
  const bool tenth = form.sequence.size() > 1 && form.sequence.find_first_not_of("0123456789") == std::string::npos;
  return date.month == 1 && date.day == 1 && tenth;
}

/// The act that the number was meant to name if its year was mistyped: the stated day's year in its place, and that very day
/// ("Nghị định số 38/2026/NĐ-CP ngày 15/5/2016").
resolve::ActId with_year_of_date(const Subject& subject, const model::Mention& mention) {
  const auto number = registry::number_key(mention.number);
  const int year = resolve::number_form(number).year;
  const auto printed = "/" + std::to_string(year) + "/";
  const auto at = number.find(printed);
  if (year == 0 || year == mention.date.year || at == std::string::npos) return no_act;
  auto& resolver = subject.graph.resolver();
  for (const auto id : resolver.acts_of_day(number.substr(0, at) + "/" + std::to_string(mention.date.year) + number.substr(at + printed.size() - 1), mention.date)) {
    const auto& act = resolver.act(id);
    if (act.identity.type != mention.type) continue;
    // "Nghị định số 94/2022/NĐ-CP ngày 07/11/2016 ... quy định nội dung chỉ tiêu thống kê": the title is that of the printed number.
    const auto printed_acts = resolver.acts_with_number(number);
    const bool number_is_right = std::any_of(printed_acts.begin(), printed_acts.end(), [&](resolve::ActId printed_act) { return title_speaks_for(subject, mention, resolver.act(printed_act), act); });
    if (!number_is_right) return id;
  }
  return no_act;
}

/// "các Công điện số 217/CĐ-TTg, 218/CĐ-TTg và 222/CĐ-TTg ngày 19/11/2025": the day stands behind the last of a list, and may
/// be that one's alone.
bool has_day_of_list(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  for (auto i = reference.mention + 1; i < subject.document.mentions.size(); ++i) {
    const auto& next = subject.document.mentions[i];
    if (next.kind == model::MentionKind::internal || next.span.begin < mention.span.end) continue;
    if (next.span.begin > mention.span.end + 60 || next.date != mention.date) return false;
    const auto between = subject.folded(mention.span.end, next.span.begin);
    return between.find("ngay") == std::string::npos && between.find_first_of("0123456789") == std::string::npos;
  }
  return false;
}

/// "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 ... và Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29
/// tháng 6 năm 2024": the day behind a title is that of the act whose title it is, unless that one has stated its own before.
bool ends_the_title_of_another(const Subject& subject, const model::Mention& mention) {
  auto before = subject.folded(mention.span.begin > 500 ? mention.span.begin - 500 : 0, mention.span.begin);
  before.erase(0, std::max(before.rfind(';') + 1, before.rfind("can cu") + 1));  // npos + 1 is 0
  // "m ột số điều": a text layer with torn words.
  auto joined = before;
  std::erase(joined, ' ');
  return joined.find("suadoi,bosungmotsodieu") != std::string::npos && before.find("ngay ") == std::string::npos;
}

/// The act is a province's, and neither the citation nor the document says that it is of that province.
bool may_be_of_another_province(const Subject& subject, const model::Mention& mention, const resolve::Act& act) {
  const auto& province = act.identity.province;
  if (province.empty() || mention.province == province) return false;
  const auto& own = subject.document.identity;
  if (!own.province.empty()) return own.province != province;
  const auto& issuers = registry::Registry::builtin().issuers();
  return std::any_of(issuers.begin(), issuers.end(), [&](const registry::Issuer& issuer) { return issuer.slug == own.issuer_slug && !issuer.local; });
}

/// Laws and ordinances until 2008 were cited by the day of their promulgation too, up to a month after they were passed.
bool is_day_of_promulgation(const resolve::Act& act, int days_after) {
  const auto& type = act.identity.type;
  constexpr int last_year = 2008, longest = 31;
  return (type == "L" || type == "BL" || type == "PL") && act.identity.date.year <= last_year && days_after > 0 && days_after <= longest;
}

/// A day fits a series if those issued just before and just after it have days on its two sides. Signing days are not in strict
/// order: some days of slack.
bool fits_series(const model::Mention& mention, model::Date day) {
  struct Row {
    int serial;
    model::Date date;
  };
  static const auto by_series = [] {
    std::map<std::string, std::vector<Row>> all;
    for (const auto& act : registry::Registry::builtin().acts()) {
      const auto form = resolve::number_form(registry::number_key(act.number));
      const auto end = act.number.rfind('/');
      if (form.year == 0 || end == std::string::npos || !act.date.is_valid() || act.date.year != form.year || form.sequence.find_first_not_of("0123456789") != std::string::npos) continue;
      all[act.type + act.number.substr(end) + std::to_string(form.year)].push_back({std::stoi(form.sequence), act.date});
    }
    return all;
  }();
  const auto form = resolve::number_form(registry::number_key(mention.number));
  const auto end = mention.number.rfind('/');
  if (form.year == 0 || end == std::string::npos || form.sequence.find_first_not_of("0123456789") != std::string::npos || form.sequence.size() > 5) return true;
  const auto found = by_series.find(mention.type + mention.number.substr(end) + std::to_string(form.year));
  if (found == by_series.end()) return true;
  const int serial = std::stoi(form.sequence);
  constexpr int near = 6;       // numbers
  constexpr int slack = 3;      // days
  std::size_t before_later = 0, before = 0, after_earlier = 0, after = 0;
  for (const auto& row : found->second) {
    if (row.serial < serial && row.serial >= serial - near) ++before, before_later += row.date.days() > day.days() + slack ? 1 : 0;
    if (row.serial > serial && row.serial <= serial + near) ++after, after_earlier += row.date.days() < day.days() - slack ? 1 : 0;
  }
  const bool too_early = before >= 2 && before_later * 2 > before, too_late = after >= 2 && after_earlier * 2 > after;
  return !too_early && !too_late;
}

/// One digit of the serial number was mistyped, or two were exchanged: the act of the stated day whose number differs by that
/// ("Nghị định số 225/2025/NĐ-CP ngày 29/9/2025" for 255/2025/NĐ-CP of that day). Only one can be meant.
resolve::ActId with_serial_of_day(const Subject& subject, const model::Mention& mention) {
  const auto number = registry::number_key(mention.number);
  const auto serial = resolve::number_form(number).sequence;
  if (serial.size() < 2 || resolve::number_form(number).year != mention.date.year || !number.starts_with(serial) || serial.find_first_not_of("0123456789") != std::string::npos) return no_act;
  std::set<std::string> others;
  for (std::size_t i = 0; i < serial.size(); ++i) {
    for (char digit = i == 0 ? '1' : '0'; digit <= '9'; ++digit) {
      auto other = serial;
      other[i] = digit;
      others.insert(other);
    }
    if (i > 0 && !(i == 1 && serial[1] == '0')) {
      auto other = serial;
      std::swap(other[i - 1], other[i]);
      others.insert(other);
    }
  }
  others.erase(serial);
  auto& resolver = subject.graph.resolver();
  resolve::ActId meant = no_act;
  for (const auto& other : others) {
    for (const auto id : resolver.acts_of_day(other + number.substr(serial.size()), mention.date)) {
      if (resolver.act(id).identity.type != mention.type) continue;
      if (meant != no_act) return no_act;
      meant = id;
    }
  }
  return meant;
}

/// The law of that name that bears the stated day, where the number is that of another one ("Luật Tổ chức chính quyền địa phương số
/// 65/2025/QH15 ngày 16 tháng 6 năm 2025" for the law that took its place); cited by its name alone, the one whose day differs in
/// one of day, month and year only ("ngày 19/02/2015" for 19/02/2025), if that of the law first thought of differs in more.
resolve::ActId with_name_of_day(const Subject& subject, const model::Mention& mention, const resolve::Act& thought_of) {
  if (mention.name.empty()) return no_act;
  const auto differences = [&](model::Date day) { return (day.year != mention.date.year) + (day.month != mention.date.month) + (day.day != mention.date.day); };
  const int allowed = mention.number.empty() ? std::min(1, differences(thought_of.identity.date) - 1) : 0;
  auto& resolver = subject.graph.resolver();
  resolve::ActId meant = no_act;
  for (const auto id : resolver.acts_with_name(mention.name)) {
    const auto& act = resolver.act(id);
    if (!(act.in_index() || act.known) || act.id == thought_of.id || act.identity.type != mention.type || !act.identity.date.is_valid() || differences(act.identity.date) > allowed) continue;
    if (meant != no_act) return no_act;
    meant = id;
  }
  return meant;
}

/// CIT-DATE-MISMATCH: number, type and issuer are those of an act whose date is another one.
void date_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    const auto conflict = reference.resolution.date_conflict;
    if (!stands_alone(mention) || conflict == no_act || !mention.date.is_valid() || !once.first(mention)) continue;
    const auto& act = subject.graph.resolver().act(conflict);
    if (act.identity.type != mention.type || !act.identity.date.is_valid()) continue;  // CIT-TYPE-MISMATCH says it better
    if (with_year_of_date(subject, mention) != no_act) continue;  // CIT-YEAR-MISMATCH says it better
    // The text in the index and the authority table differ, and the citation agrees with the table: not the citation is at fault.
    const auto* known = subject.graph.resolver().registry().act(act.known_id);
    if (known != nullptr && known->date == mention.date) continue;
    // A law is passed on one day and promulgated on another; before 1997 both were used.
    const bool by_name = mention.number.empty();
    const auto apart = mention.date.days() - act.identity.date.days();
    if ((by_name && apart >= -31 && apart <= 31) || is_day_of_promulgation(act, apart)) continue;
    if (ends_the_title_of_another(subject, mention) || may_be_of_another_province(subject, mention, act)) continue;
    // Two days for one number in one document, and no more is known of the act: CIT-DATE-INTERNAL says it.
    const bool told_here = std::any_of(subject.references.begin(), subject.references.end(), [&](const graph::Reference& other) { return other.target() == conflict; });
    const int year_of_number = resolve::number_form(registry::number_key(mention.number)).year;
    const bool internal_tells = year_of_number == 0 || year_of_number == mention.date.year;
    if (told_here && internal_tells && !is_established(subject, act) && works_that_state(subject, conflict, act.identity.date, false) < 2) continue;
    auto finding = finding_at(subject, reference, "CIT-DATE-MISMATCH", is_established(subject, act) ? Severity::error : Severity::warn);
    finding.nearest = conflict;
    finding.facts = {Fact::of(mention.date), Fact::of_act(conflict)};
    if (has_day_of_list(subject, reference)) {
      finding.severity = Severity::info;
      finding.variant = "list";
    } else {
      // Several documents that agree on another day than the table weigh more than the table; so does one against a row that
      // nobody confirms. Against a text of the index they tell that there may be another act of that number.
      const auto others = works_that_state(subject, conflict, mention.date, true);
      const auto agreeing = [&] { return works_that_state(subject, conflict, act.identity.date, false); };  // many, and seldom asked for
      if (act.in_index()) {
        if (others >= 2 && others > agreeing()) {
          finding.severity = Severity::warn;
          finding.variant = "others";
          finding.facts.push_back(Fact::of_count(others));
        }
      } else if (others >= (act.known ? 1u : 2u) && others >= agreeing()) {
        finding.severity = Severity::info;
        finding.variant = "others";
        finding.facts.push_back(Fact::of_count(others));
      } else if (!fits_series(mention, act.identity.date) && fits_series(mention, mention.date)) {
        finding.severity = Severity::info;
        finding.variant = "series";
      } else if ((!is_established(subject, act) || is_doubtful_day(act)) && agreeing() == 0) {
        finding.severity = Severity::info;
        finding.variant = "unconfirmed";
      }
    }
    // "Luật Thống kê số 85/2015/QH13" (a number of another law): not the date is wrong.
    const bool other_law = !mention.name.empty() && !act.identity.name.empty() && format::name_key(mention.name) != format::name_key(act.identity.name);
    // A year that is not the number's: the number may be the wrong one of the two, unless the title is that of the number.
    const auto form = resolve::number_form(registry::number_key(mention.number));
    const bool other_year = form.year != 0 && form.year != mention.date.year && !title_follows(subject, mention, act);
    const auto of_day = finding.severity == Severity::info || by_name ? no_act : with_serial_of_day(subject, mention);
    const auto meant = of_day != no_act && title_speaks_for(subject, mention, act, subject.graph.resolver().act(of_day)) ? no_act : of_day;
    const auto of_name = finding.severity == Severity::info ? no_act : with_name_of_day(subject, mention, act);
    if (of_name != no_act && by_name) {
      finding.nearest = of_name;
      finding.facts = {Fact::of(mention.date), Fact::of_act(of_name)};
      finding.suggestion = "ngày " + subject.graph.resolver().act(of_name).identity.date.vietnamese();
    } else if (of_name != no_act || meant != no_act) {
      const auto right = of_name != no_act ? of_name : meant;
      finding.variant = "meant";
      finding.nearest = right;
      finding.facts = {Fact::of(mention.date), Fact::of_act(conflict), Fact::of_act(right)};
      finding.suggestion = "số " + subject.graph.resolver().act(right).identity.number;
    } else if (finding.severity != Severity::info && finding.variant != "others" && !other_law && !other_year)
      finding.suggestion = "ngày " + act.identity.date.vietnamese();
    findings.push_back(std::move(finding));
  }
}

/// CIT-DATE-IMPOSSIBLE: no such day; or a year before 1945 or after next year, as seen from the citing document.
void date_impossible(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!mention.date.is_set() || !once.first(mention)) continue;
    const auto own = subject.document.identity.date;
    const bool late = own.is_valid() && mention.date.year > own.year + 1;
    if (mention.date.is_valid() && mention.date.year >= 1945 && !late) continue;
    auto finding = finding_at(subject, reference, "CIT-DATE-IMPOSSIBLE", Severity::error);
    finding.variant = late && mention.date.is_valid() ? "late" : "";
    finding.nearest = reference.resolution.date_conflict;
    finding.facts = {Fact::of(mention.date), Fact::of(own)};
    if (finding.nearest != no_act) finding.suggestion = "ngày " + subject.graph.resolver().act(finding.nearest).identity.date.vietnamese();
    findings.push_back(std::move(finding));
  }
}

/// CIT-YEAR-MISMATCH: the year printed in the number is not that of the stated date. Resolutions of assemblies may be
/// adopted in December and signed in January. Where the act is known, CIT-DATE-MISMATCH says it better.
void year_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    const int year = resolve::number_form(registry::number_key(mention.number)).year;
    const auto meant = mention.date.is_valid() && mention.kind == model::MentionKind::document ? with_year_of_date(subject, mention) : no_act;
    if (year == 0 || !mention.date.is_valid() || mention.date.year == year || (reference.resolution.date_conflict != no_act && meant == no_act)) continue;
    // The act itself bears that date: numbers of one year are signed in the next now and then.
    const auto act = reference.target();
    if (act != no_act && is_established(subject, subject.graph.resolver().act(act)) && subject.graph.resolver().act(act).identity.date == mention.date) continue;
    const bool assembly = mention.number.find("HĐND") != std::string::npos || mention.number.find("QH") != std::string::npos;
    if (assembly && mention.date.year == year + 1 && mention.date.month <= 2) continue;
    if (!once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-YEAR-MISMATCH", Severity::error);
    finding.facts = {Fact::of(mention.number), Fact::of(std::to_string(year)), Fact::of(mention.date)};
    if (meant != no_act) {
      finding.variant = "meant";
      finding.nearest = meant;
      finding.facts.push_back(Fact::of_act(meant));
      finding.suggestion = "số " + subject.graph.resolver().act(meant).identity.number;
    }
    findings.push_back(std::move(finding));
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
    const auto& mention = subject.mention(reference);
    if (mention.number.empty() || !mention.date.is_valid()) continue;
    // Numbers without year or organ ("73", "01-ĐK") repeat in any series.
    const auto form = resolve::number_form(registry::number_key(mention.number));
    if (resolve::number_form(mention.number).open_end || (form.year != 0 && form.year != mention.date.year)) continue;  // CIT-YEAR-MISMATCH
    auto& stated = by_number[mention.type + "\t" + registry::number_key(mention.number) + "\t" + mention.province];
    stated.dates.try_emplace(mention.date, &reference);
    const auto act = reference.target();
    const bool exists = act != no_act && (subject.graph.resolver().act(act).in_index() || subject.graph.resolver().act(act).known);
    stated.all_exist = stated.all_exist && exists;
    const auto conflict = reference.resolution.date_conflict;
    stated.told = stated.told || (conflict != no_act && is_established(subject, subject.graph.resolver().act(conflict)));
  }
  for (const auto& [number, stated] : by_number) {
    if (stated.dates.size() < 2 || stated.all_exist || stated.told) continue;
    const auto& second = *std::next(stated.dates.begin())->second;
    // Numbers that print no year come back every year: two dates are two acts unless they look like one slip.
    const auto& first = *stated.dates.begin()->second;
    const auto& one = subject.mention(first);
    const auto& other = subject.mention(second);
    const bool year_printed = resolve::number_form(registry::number_key(one.number)).year != 0;
    const int same = (one.date.year == other.date.year) + (one.date.month == other.date.month) + (one.date.day == other.date.day);
    if (!year_printed && same < 2) continue;
    auto finding = finding_at(subject, one.span.begin > other.span.begin ? first : second, "CIT-DATE-INTERNAL", Severity::warn);
    std::string dates;
    for (const auto& [date, reference] : stated.dates) dates += (dates.empty() ? "" : ", ") + date.vietnamese();
    finding.facts = {Fact::of(one.number), Fact::of(std::move(dates))};
    findings.push_back(std::move(finding));
  }
}

/// CIT-FUTURE: the stated date lies after the citing document's own. Consolidated texts are updated after their date.
void future(const Subject& subject, std::vector<Finding>& findings) {
  const auto own = subject.document.identity.date;
  if (!own.is_valid() || subject.document.identity.type == "VBHN" || names_its_own_amended_act(subject.document)) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!mention.date.is_valid() || mention.date <= own || mention.date.year > own.year + 1) continue;
    if (reference.resolution.date_conflict != no_act || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-FUTURE", Severity::error);
    finding.facts = {Fact::of(mention.date), Fact::of(own)};
    findings.push_back(std::move(finding));
  }
}

/// CIT-SAMEDAY: valid mostly; worth a look where two acts of one day refer to each other.
void same_day(const Subject& subject, std::vector<Finding>& findings) {
  const auto own = subject.document.identity.date;
  if (!own.is_valid()) return;
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.date != own || !stands_alone(mention) || reference.target() == reference.asserted_by || !once.first(mention)) continue;
    if (registry::number_key(mention.number) == registry::number_key(subject.document.identity.number)) continue;
    auto finding = finding_at(subject, reference, "CIT-SAMEDAY", Severity::info);
    finding.facts = {Fact::of(own)};
    findings.push_back(std::move(finding));
  }
}

/// CIT-MISSING-DATE: a number that prints no year, with neither date nor term anywhere in the document: it comes back every
/// year or term. A warning only where it does not lead to one act.
void missing_date(const Subject& subject, std::vector<Finding>& findings) {
  std::map<std::string, bool> dated;  // number -> a date, year or term is stated somewhere
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.number.empty()) continue;
    dated[registry::number_key(mention.number)] |= mention.date.is_set() || mention.year != 0 || !mention.term.empty();
  }
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || mention.number.empty() || mention.malformed) continue;
    const auto form = resolve::number_form(mention.number);
    if (form.year != 0 || form.law_style || form.open_end || dated[registry::number_key(mention.number)]) continue;
    if (mention.type == "QCVN" || mention.type == "TCVN" || mention.type == "BA" || mention.type == "KHAC" || mention.type == "CV" || mention.type.empty()) continue;
    if (!once.first(std::string(mention.type) + registry::number_key(mention.number))) continue;
    if (mention.type == "VBHN") continue;
    // "Chỉ thị số 49-NQ/TW": CIT-TYPE-MISMATCH says it better.
    const auto parts = anatomy::parse_number(mention.number);
    const auto* printed = parts.type_symbol.empty() ? nullptr : registry::Registry::builtin().type_by_symbol(parts.type_symbol, parts.party);
    const bool other_type = printed != nullptr && printed->code != mention.type && !(printed->code == "QĐ" && mention.type == "QyĐ");
    const auto& candidates = reference.resolution.candidates;
    const auto possible = std::count_if(candidates.begin(), candidates.end(), [](const resolve::Candidate& c) { return !c.excluded(); });
    const auto after = subject.folded(mention.span.end, mention.span.end + 110);
    const bool told = after.find("khoa ") != std::string::npos || after.find("nam 20") != std::string::npos || after.find("nam 19") != std::string::npos || after.substr(0, 24).find("ngay") != std::string::npos;
    const bool binds = !told && possible >= 2 && mention.type != "TTr" && mention.type != "BC" && mention.type != "TB";
    const bool several = reference.resolution.outcome == resolve::Outcome::ambiguous || reference.resolution.outcome == resolve::Outcome::probable;
    auto finding = finding_at(subject, reference, "CIT-MISSING-DATE", binds && several && !other_type ? Severity::warn : Severity::info);
    finding.variant = form.party ? "party" : "";
    finding.facts = {Fact::of(mention.number)};
    findings.push_back(std::move(finding));
  }
}

/// Words that follow a mention up to the next one or to the end of the clause.
std::string clause_after(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  std::uint32_t end = mention.span.end + 200;
  for (auto i = reference.mention + 1; i < subject.document.mentions.size(); ++i) {
    if (subject.document.mentions[i].span.begin < mention.span.end) continue;
    end = std::min(end, subject.document.mentions[i].span.begin);
    break;
  }
  auto words = subject.folded(mention.span.end, end);
  if (const auto stop = words.find_first_of(";."); stop != std::string::npos && words.find(" thang ") == std::string::npos) words.resize(stop);
  return words;
}

/// "khoa xii" in the words: "XII"; empty if no term is stated.
std::string stated_term(std::string_view words) {
  for (auto at = words.find("khoa "); at != std::string_view::npos; at = words.find("khoa ", at + 5)) {
    if (at > 0 && words[at - 1] != ' ') continue;
    std::string roman;
    for (auto i = at + 5; i < words.size() && (words[i] == 'x' || words[i] == 'v' || words[i] == 'i'); ++i) roman += static_cast<char>(words[i] - 32);
    const auto end = at + 5 + roman.size();
    // Of the Central Committee, not of the National Assembly or a province.
    const auto before = words.substr(at > 30 ? at - 30 : 0, std::min<std::size_t>(at, 30));
    const bool of_party = before.find("trung uong") != std::string_view::npos || before.find("bo chinh tri") != std::string_view::npos || before.find("ban bi thu") != std::string_view::npos;
    if (!of_party || before.find("quoc hoi") != std::string_view::npos) continue;
    if (!roman.empty() && (end >= words.size() || !(words[end] >= 'a' && words[end] <= 'z'))) return roman;
  }
  return {};
}

/// CIT-TERM-MISMATCH: "27-NQ/TW ngày 09/11/2022 ... khóa XII" (the XIIIth was in office); "45/2013/QH14".
void term_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  const auto& registry = registry::Registry::builtin();
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || mention.malformed || !mention.date.is_valid() || !mention.number.ends_with("/TW")) continue;
    const auto words = clause_after(subject, reference);
    const auto term = stated_term(words);
    if (term.empty() || (words.find("trung uong") == std::string::npos && words.find("bo chinh tri") == std::string::npos && words.find("ban bi thu") == std::string::npos)) continue;
    // A congress lasts days and the new committee meets on its last ones: a month of grace.
    const auto before = registry.party_term(model::Date::from_days(mention.date.days() - 30)), after = registry.party_term(model::Date::from_days(mention.date.days() + 30));
    const auto in_office = registry.party_term(mention.date);
    if (in_office.empty() || term == in_office || term == before || term == after || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-TERM-MISMATCH", Severity::error);
    finding.facts = {Fact::of(mention.number), Fact::of(mention.date), Fact::of(term), Fact::of(in_office)};
    finding.suggestion = "khóa " + in_office;
    findings.push_back(std::move(finding));
  }
}

/// Years in which the National Assembly of a term passed laws: QH10 1997-2002 ... QH15 2021-2026.
bool assembly_sat(int term, int year) {
  static constexpr std::array<std::array<int, 3>, 8> terms{{{9, 1992, 1997}, {10, 1997, 2002}, {11, 2002, 2007}, {12, 2007, 2011}, {13, 2011, 2016}, {14, 2016, 2021}, {15, 2021, 2026}, {16, 2026, 2031}}};
  for (const auto& row : terms) {
    if (row[0] == term) return row[1] <= year && year <= row[2];
  }
  return true;
}

/// CIT-TERM-MISMATCH of laws: the year in the number and the term printed behind "QH" cannot both be right.
void assembly_term_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || mention.number.empty()) continue;
    const auto form = resolve::number_form(registry::number_key(mention.number));
    const auto at = mention.number.rfind("QH");
    if (form.year == 0 || at == std::string::npos || at + 3 > mention.number.size()) continue;
    int term = 0;
    const auto digits = std::string_view(mention.number).substr(at + 2);
    for (const char c : digits) {
      if (c < '0' || c > '9') break;
      term = 10 * term + (c - '0');
    }
    if (digits.size() != 2 || term < 9 || assembly_sat(term, form.year) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-TERM-MISMATCH", Severity::error);
    finding.variant = "assembly";
    finding.facts = {Fact::of(mention.number), Fact::of(std::to_string(form.year)), Fact::of(std::to_string(term))};
    findings.push_back(std::move(finding));
  }
}
void terms(const Subject& subject, std::vector<Finding>& findings) {
  term_mismatch(subject, findings);
  assembly_term_mismatch(subject, findings);
}

/// CIT-BODY-MISMATCH: "26-NQ/TW ngày 19/5/2018 của Bộ Chính trị", which the Central Committee passed. "/TW" covers three bodies.
void body_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  static constexpr std::array<std::array<std::string_view, 2>, 3> bodies{{{"ban chap hanh trung uong", "Ban Chấp hành Trung ương"}, {"bo chinh tri", "Bộ Chính trị"}, {"ban bi thu", "Ban Bí thư"}}};
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || !mention.number.ends_with("/TW") || !is_sure(subject, reference)) continue;
    const auto body = subject.graph.resolver().registry().party_body(subject.graph.resolver().act(reference.target()).id);
    if (body.empty()) continue;
    const auto words = clause_after(subject, reference);
    const auto of = words.find("cua ");
    if (of == std::string::npos || of > 30) continue;
    std::string_view stated;
    for (const auto& row : bodies) {
      if (words.compare(of + 4, row[0].size(), row[0]) == 0) stated = row[1];
    }
    if (stated.empty() || std::string_view(body).starts_with(stated) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-BODY-MISMATCH", Severity::warn);
    finding.facts = {Fact::of(mention.number), Fact::of(std::string(stated)), Fact::of(std::string(body))};
    finding.suggestion = "của " + std::string(body);
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 9> rules{{
    {"CIT-BODY-MISMATCH", Severity::warn, body_mismatch},
    {"CIT-DATE-IMPOSSIBLE", Severity::error, date_impossible},
    {"CIT-DATE-INTERNAL", Severity::warn, date_internal},
    {"CIT-DATE-MISMATCH", Severity::error, date_mismatch},
    {"CIT-FUTURE", Severity::error, future},
    {"CIT-MISSING-DATE", Severity::info, missing_date},
    {"CIT-SAMEDAY", Severity::info, same_day},
    {"CIT-TERM-MISMATCH", Severity::error, terms},
    {"CIT-YEAR-MISMATCH", Severity::error, year_mismatch},
}};

}  // namespace

std::span<const RuleRow> citation_date_rules() { return rules; }

}  // namespace tracuu::audit
