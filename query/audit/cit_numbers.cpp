/// CIT: what the number, the type word and the issuer of a citation say of each other.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/audit/titles.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;
using resolve::Outcome;

/// Letters, reports and submissions stay in the files of those who wrote them; what binds others ought to be at hand.
bool has_effect(std::string_view type) {
  for (const std::string_view letter : {"TTr", "BC", "CV", "TB", "CĐ", "KHAC", ""}) {
    if (type == letter) return false;
  }
  return true;
}

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

/// What the authority table knows of one series ("NĐ-CP" of 2021).
struct Series {
  std::size_t known = 0;
  int last = 0;
};
/// By type, series and year; made once of the table, which never changes.
const std::map<std::tuple<std::string_view, std::string_view, int>, Series>& known_series() {
  static const auto table = [] {
    std::map<std::tuple<std::string_view, std::string_view, int>, Series> all;
    for (const auto& act : registry::Registry::builtin().acts()) {
      const auto parts = series_number(act.number);
      if (parts.year == 0) continue;
      auto& series = all[{act.type, parts.series, parts.year}];
      ++series.known;
      series.last = std::max(series.last, parts.serial);
    }
    return all;
  }();
  return table;
}

/// The authority table knows a series so well that a serial number far beyond its last one was hardly issued: the last known
/// serial number then; 0 if that cannot be told.
int end_of_series(const model::Mention& mention) {
  constexpr std::size_t well_known = 40;
  const auto cited = series_number(mention.number);
  if (cited.year == 0) return 0;
  const auto& table = known_series();
  const auto found = table.find({mention.type, cited.series, cited.year});
  const bool year_is_over = table.contains({mention.type, cited.series, cited.year + 1});  // the series of the next year has begun
  if (found == table.end() || !year_is_over || found->second.known < well_known) return 0;
  const int last = found->second.last;
  return cited.serial > last + std::max(10, last / 4) ? last : 0;
}

/// The index holds enough of a body's documents that a missing one is worth a look.
bool is_covered(const Subject& subject, const std::string& issuer) {
  constexpr std::size_t enough = 20;
  if (subject.issuers == nullptr) return true;
  const auto found = subject.issuers->find(issuer);
  return found != subject.issuers->end() && found->second >= enough;
}

/// CIT-UNRESOLVED: the key fits no act of the index. Half of all references: information, unless nobody knows the act and its
/// number lies beyond the end of a well-known series. That the citing locality itself issued it is no reason to warn: of 68 such
/// that a reader could decide, 3 were wrong.
void unresolved(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    const auto& resolution = reference.resolution;
    if (!stands_alone(mention) || resolution.outcome != Outcome::only_cited || resolution.date_conflict != no_act || !once.first(mention)) continue;
    if (mention.date.is_set() && !mention.date.is_valid()) continue;  // told as an impossible date
    // "Số: 70 0 7/2024/QĐ-UBND" in a head whose own number could not be read.
    if (subject.document.identity.number.empty() && mention.span.begin < 800 && subject.folded(mention.span.begin > 12 ? mention.span.begin - 12 : 0, mention.span.begin + 4).find("so:") != std::string::npos) continue;
    const auto* act = resolution.act == no_act ? nullptr : &subject.graph.resolver().act(resolution.act);
    const bool known = act != nullptr && act->known;
    const auto& own = subject.document.identity.province;
    // Without its issuer a decision of "UBND" may be one of another province, or of one that has been merged into this.
    const bool says_whose = !mention.issuer.empty() || !mention.province.empty();
    const bool local = act != nullptr && says_whose && is_covered(subject, act->identity.issuer_slug) && !own.empty() && act->identity.province == own && has_effect(mention.type);
    const int last = known ? 0 : end_of_series(mention);
    auto finding = finding_at(subject, reference, "CIT-UNRESOLVED", last != 0 ? Severity::warn : Severity::info);
    finding.variant = known ? "known" : last != 0 ? "beyond" : local ? "local" : "unknown";
    if (last != 0) finding.facts = {Fact::of_count(static_cast<std::size_t>(last))};
    findings.push_back(std::move(finding));
  }
}

bool type_fits(std::string_view word, std::string_view symbol);

/// Where the act's day or year stands in the words ("ngày 12/6/2025", "thông qua năm 1993"); npos: nowhere.
std::size_t place_of_day(std::string_view words, model::Date day) {
  if (!day.is_valid()) return std::string_view::npos;
  std::size_t first = std::string_view::npos;
  const auto year = std::to_string(day.year), month = std::to_string(day.month), number = std::to_string(day.day);
  for (const auto& form : {number + "/" + month + "/" + year, number + "/0" + month + "/" + year, number + " thang " + month + " nam " + year, number + " thang 0" + month + " nam " + year, "nam " + year}) {
    first = std::min(first, words.find(form));
  }
  return first;
}

/// "khóa IX" in the words is the term of that day's Central Committee.
bool words_tell_term(std::string_view words, const resolve::Act& act) {
  const auto term = text::lower(registry::Registry::builtin().party_term(act.identity.date));
  if (!is_party_number(act.identity.number) || term.empty()) return false;
  const auto at = words.find("khoa " + term);
  if (at == std::string_view::npos) return false;
  const auto end = at + 5 + term.size();
  return end >= words.size() || !(words[end] >= 'a' && words[end] <= 'z');
}

/// The type word of the act stands in the clause before: "các Nghị quyết của Quốc hội: số 36/2009/QH12, số 37/2009/QH12".
bool words_tell_type(std::string_view before, std::string_view type) {
  const auto* row = registry::Registry::builtin().type(type);
  return row != nullptr && std::any_of(row->words.begin(), row->words.end(), [&](const std::string& word) { return before.find(word) != std::string_view::npos; });
}

/// The law whose name it bears had not begun or had ended when it was cited, by the authority table.
bool was_no_law(const registry::Registry& registry, const resolve::Act& act, model::Date day) {
  if (!day.is_valid()) return false;
  if (act.identity.date.is_valid() && act.identity.date > day) return true;
  const auto* row = registry.act(act.id);
  return row != nullptr && row->effective_to.is_valid() && row->effective_to <= day;
}

/// A law that only amends laws which had ended by that day: what it changed went with them, and another law of its name is meant.
bool amends_what_had_ended(const resolve::Act& act, model::Date day) {
  if (!day.is_valid()) return false;
  const auto& registry = registry::Registry::builtin();
  bool amends = false;
  for (const auto& name : registry.all_law_names()) {
    if (name.act_id != act.id || name.amends.empty()) continue;
    std::string_view rest = name.amends;
    while (!rest.empty()) {
      const auto stop = rest.find(';');
      const auto* amended = registry.act(rest.substr(0, stop));
      if (amended == nullptr || !amended->effective_to.is_valid() || amended->effective_to > day) return false;
      amends = true;
      rest = stop == std::string_view::npos ? std::string_view{} : rest.substr(stop + 1);
    }
  }
  return amends;
}

/// Candidates that the words around do not rule out: an act whose day, term, kind or title stands there is meant, and the
/// others are not; nor is one that had ended. A candidate without a date is a worse copy of a dated one.
std::size_t left_by_the_words(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  const auto& resolver = subject.graph.resolver();
  const auto day = subject.document.identity.date;
  auto before = subject.folded(mention.span.begin > 250 ? mention.span.begin - 250 : 0, mention.span.begin);
  before.erase(0, std::max(before.rfind(". ") + 1, before.rfind("can cu") + 1));  // npos + 1 is 0
  const auto after = subject.folded(mention.span.begin, mention.span.end + 320);
  std::vector<const resolve::Act*> left;
  for (const auto& candidate : reference.resolution.candidates) {
    const auto& act = resolver.act(candidate.act);
    if (!candidate.excluded() && act.slip_of == no_act && act.identity.date.is_set()) left.push_back(&act);
  }
  const auto keep_if_told = [&](const auto& is_told) {
    const auto told = std::count_if(left.begin(), left.end(), [&](const resolve::Act* act) { return is_told(*act); });
    if (told > 0 && told < static_cast<std::ptrdiff_t>(left.size())) std::erase_if(left, [&](const resolve::Act* act) { return !is_told(*act); });
  };
  // Of several days the first: "thông qua năm 1993 và được sửa đổi ngày 24 tháng 8 năm 2000".
  std::size_t first_day = std::string::npos;
  for (const auto* act : left) first_day = std::min(first_day, place_of_day(after, act->identity.date));
  keep_if_told([&](const resolve::Act& act) { return first_day != std::string::npos && place_of_day(after, act.identity.date) == first_day; });
  keep_if_told([&](const resolve::Act& act) { return words_tell_term(after, act); });
  keep_if_told([&](const resolve::Act& act) { return share_of_title(act.identity.title, after) >= 0.6; });
  if (mention.type.empty()) keep_if_told([&](const resolve::Act& act) { return words_tell_type(before, act.identity.type); });
  if (mention.number.empty() || mention.type == "L") keep_if_told([&](const resolve::Act& act) { return !was_no_law(subject.graph.resolver().registry(), act, day) && !amends_what_had_ended(act, day); });
  return left.size();
}

/// CIT-AMBIGUOUS: several acts are left after all rules of resolution, and the words around do not tell one of them.
void ambiguous(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!stands_alone(mention) || reference.resolution.outcome != Outcome::ambiguous || !once.first(mention)) continue;
    // Its own number again, on a form or in the block of the authentication.
    const auto own = registry::number_key(subject.document.identity.number);
    if (!own.empty() && registry::number_key(mention.number) == own && (!mention.date.is_set() || mention.date == subject.document.identity.date)) continue;
    // "Chỉ thị số 49-NQ/TW": CIT-TYPE-MISMATCH says it better.
    const auto form = anatomy::parse_number(mention.number);
    const auto* printed = form.type_symbol.empty() ? nullptr : registry::Registry::builtin().type_by_symbol(form.type_symbol, form.party);
    if (printed != nullptr && !type_fits(mention.type, printed->code)) continue;
    // "Nghị quyết số 01/NQ-CP và Nghị quyết số 02/NQ-CP ngày 08/01/2026": the day may be that of both.
    const bool shares_day = !mention.date.is_set() && reference.mention + 1 < subject.document.mentions.size() && subject.document.mentions[reference.mention + 1].date.is_set() &&
                            subject.document.mentions[reference.mention + 1].span.begin <= mention.span.end + 12;
    // A law's name in a document whose own date is unknown: the document is at fault, not the reference.
    const bool undated = mention.number.empty() && !subject.document.identity.date.is_set();
    const auto possible = left_by_the_words(subject, reference);
    const auto parts = anatomy::parse_number(mention.number);
    const bool readable = mention.number.empty() || !parts.issuers.empty();
    // "Luật Đất đai s ố 45/2013/QH13": the word is there, only broken.
    const auto before = subject.folded(mention.span.begin > 60 ? mention.span.begin - 60 : 0, mention.span.begin);
    auto glued = before;
    glued.erase(std::remove(glued.begin(), glued.end(), ' '), glued.end());
    // "Bản đồ 299/TTg": a map is called so. Nothing says that an act is cited.
    const bool says_number = before.ends_with("so ") || before.ends_with("so: ") || subject.folded(mention.span.begin, mention.span.end).starts_with("so ");
    const bool broken = mention.type.empty() && (!says_number || glued.find("luat") != std::string::npos || glued.find("nghiquyet") != std::string::npos);
    auto finding = finding_at(subject, reference, "CIT-AMBIGUOUS", undated || shares_day || possible < 2 || !readable || broken ? Severity::info : Severity::warn);
    finding.variant = possible < 2 ? "one" : "";
    findings.push_back(std::move(finding));
  }
}

/// What the citation was probably meant to name if the number's end is wrong: the only act of `type` with its serial number and
/// year (and issuer, where one is given) on the stated day; without a day, the only one that the document itself cites elsewhere.
resolve::ActId with_other_symbol(const Subject& subject, const model::Mention& mention, std::string_view type, std::string_view issuer = {}) {
  const auto number = registry::number_key(mention.number);
  const auto form = resolve::number_form(number);
  if (form.sequence.empty() || (form.year == 0 && !mention.date.is_valid())) return no_act;
  const auto beginning = form.year == 0 ? form.sequence : form.sequence + "/" + std::to_string(form.year);
  auto& resolver = subject.graph.resolver();
  resolve::ActId meant = no_act;
  for (const auto id : resolver.acts_with_number(beginning)) {
    const auto& act = resolver.act(id);
    if (act.identity.type != type || registry::number_key(act.identity.number) == number || (!issuer.empty() && act.identity.issuer_slug != issuer)) continue;
    const bool told_here = std::any_of(subject.references.begin(), subject.references.end(), [&](const graph::Reference& other) { return other.target() == id && subject.mention(other).kind == model::MentionKind::document; });
    const bool fits = mention.date.is_set() ? act.identity.date == mention.date : told_here;
    if (!fits || !(act.in_index() || act.known || told_here)) continue;
    if (meant != no_act) return no_act;
    meant = id;
  }
  return meant;
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

/// The number as it is printed: from the first digit of the mention's span, blanks made one.
std::string printed_number(const Subject& subject, const model::Mention& mention) {
  const std::string_view surface = model::slice(subject.text(), mention.span);
  const auto digit = surface.find_first_of("0123456789");
  if (digit == std::string_view::npos) return {};
  std::string printed;
  for (const char c : surface.substr(digit)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) printed += c;
    else if (!printed.empty() && printed.back() != ' ') printed += ' ';
  }
  return printed;
}

std::string without_blanks(std::string_view words) {
  std::string kept;
  std::copy_if(words.begin(), words.end(), std::back_inserter(kept), [](char c) { return c != ' '; });
  return kept;
}

std::string without_hyphens(std::string_view words) {
  auto kept = without_blanks(words);
  std::erase(kept, '-');
  return text::lower(kept);
}

/// All groups of the number are symbols that the registry knows: else what looks like a slip may be a form or a file number.
bool all_symbols_known(const anatomy::NumberParts& parts) {
  if (parts.type_symbol.empty() || parts.issuers.empty()) return false;
  const auto& registry = registry::Registry::builtin();
  return std::all_of(parts.issuers.begin(), parts.issuers.end(), [&](const std::string& symbol) { return registry.issuer_by_symbol(symbol) != nullptr; });
}

/// What a number loses by optical recognition: letters of other alphabets, digits for letters.
bool looks_like_recognition(std::string_view printed, std::string_view number) {
  const auto last_digit = printed.find_first_not_of("0123456789./- ");
  const auto letters = last_digit == std::string_view::npos ? std::string_view{} : printed.substr(last_digit);
  const auto own = number.find_first_not_of("0123456789./- ");
  const auto proper = own == std::string_view::npos ? std::string_view{} : number.substr(own);
  const auto has_digit = [](std::string_view s) { return s.find_first_of("015") != std::string_view::npos; };
  if (has_digit(letters) != has_digit(proper)) return true;
  for (const std::string_view misread : {"\u01AFBND", "\u01AF\u1EE6"}) {  // ƯBND
    if (printed.find(misread) != std::string_view::npos && number.find(misread) == std::string_view::npos) return true;
  }
  return printed.find("\xD0") != std::string_view::npos || printed.find("\xD1") != std::string_view::npos;  // Cyrillic С, Р
}

/// CIT-MALFORMED, CIT-OCR-SUSPECT: the number is not written as the act prints it (Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng
/// dẫn 05-HD/VPTW for the Party).
void malformed(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!mention.malformed || !once.first(mention)) continue;
    // "Nghị quyết số …/2026/NQ-CP": a blank left in a draft or a form, to be filled in.
    const bool blank = mention.number.empty() || !(mention.number[0] >= '0' && mention.number[0] <= '9');
    auto finding = finding_at(subject, reference, "CIT-MALFORMED", blank ? Severity::info : Severity::warn);
    finding.variant = blank ? "blank" : "impossible";
    finding.nearest = meant_by(subject, mention);
    // "200/NQ-TVQH" of 1966: the Standing Committee's symbol before its numbers named a term.
    if (mention.date.is_valid() && mention.date.year < 1981 && mention.number.ends_with("TVQH")) continue;
    if (finding.nearest == no_act && reference.target() != no_act) finding.reference.resolution.candidates.clear();  // a node made of the very slip
    // Others cite it so as well: a number from before the forms were fixed.
    if (finding.nearest != no_act && subject.graph.resolver().act(finding.nearest).identity.number == mention.number) continue;
    if (finding.nearest != no_act) finding.suggestion = subject.graph.resolver().act(finding.nearest).identity.number;
    finding.facts = {Fact::of(printed_number(subject, mention))};
    findings.push_back(std::move(finding));
  }
}

/// Lines of a text as printed. Where most are of one length, one of far more was joined from two.
class PrintedLines {
 public:
  explicit PrintedLines(const std::string& text) : text_(text) {}
  [[nodiscard]] bool is_joined(std::size_t offset) {
    if (usual_ == 0) usual_ = usual_length();
    const auto begin = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
    const auto from = begin == std::string::npos ? 0 : begin + 1;
    const auto length = std::min(text_.find('\n', offset), text_.size()) - from;
    return usual_ <= longest_printed && length * 2 > usual_ * 3;
  }

 private:
  static constexpr std::size_t longest_printed = 180;  ///< bytes of a line of print: some 110 letters, many of two or three bytes
  [[nodiscard]] std::size_t usual_length() const {
    std::vector<std::size_t> lengths;
    for (std::size_t at = 0; at < text_.size();) {
      const auto end = std::min(text_.find('\n', at), text_.size());
      if (end - at > 40) lengths.push_back(end - at);
      at = end + 1;
    }
    if (lengths.empty()) return longest_printed + 1;
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    return *middle;
  }
  const std::string& text_;
  std::size_t usual_ = 0;
};

/// "61/2018/NĐ/CP" as the State prints it: a hyphen between type and issuer (Nghị định 30/2020/NĐ-CP, Phụ lục I).
std::string proper_form(std::string number) {
  const auto parts = anatomy::parse_number(number);
  const auto slash = number.rfind('/');
  const bool state = !parts.party && !parts.type_symbol.empty() && parts.issuers.size() == 1 && slash != std::string::npos;
  if (state && number.substr(slash + 1) == parts.issuers.front() && slash > parts.type_symbol.size() && number.compare(slash - parts.type_symbol.size(), parts.type_symbol.size(), parts.type_symbol) == 0) number[slash] = '-';
  return number;
}

/// The words around carry diacritics: in a text that has lost its marks "ND-CP" is no slip.
bool has_marks(const Subject& subject, const model::Mention& mention) {
  const auto around = model::slice(subject.text(), {mention.span.begin > 300 ? mention.span.begin - 300 : 0, mention.span.end + 300});
  const auto marked = std::count_if(around.begin(), around.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC3; });
  return marked * 20 > static_cast<std::ptrdiff_t>(around.size());
}

void misspelled(const Subject& subject, std::string_view rule, std::vector<Finding>& findings) {
  const bool ocr = rule == "CIT-OCR-SUSPECT";
  // A hyphen at the end of a printed line is lost when text is taken from PDF or paper. Of what was typed it is a slip of the pen.
  const bool printed_pages = subject.document.pages.size() > 1;
  const bool typed = subject.document.format == model::Format::docx || subject.document.format == model::Format::html || subject.document.format == model::Format::doc;
  // A picture among plain text or Markdown is the stamp or signature of a paper that a machine wrote down.
  const bool transcribed = !typed && (subject.text().find("<img ") != std::string::npos || subject.text().find("![") != std::string::npos);
  PrintedLines lines(subject.text());
  std::size_t lost_hyphens = 0;
  const auto first = findings.size();
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.malformed || mention.kind != model::MentionKind::document || mention.number.empty()) continue;
    const auto parts = anatomy::parse_number(mention.number);
    // "QĐ/UBND" was usual before the forms were fixed (Thông tư 01/2011/TT-BNV); decrees have had their hyphen for longer.
    constexpr int forms_fixed = 2012;
    const bool fixed = parts.year >= forms_fixed || (parts.year != 0 && parts.issuers.size() == 1 && (parts.issuers.front() == "CP" || parts.issuers.front() == "TTg"));
    if (!mention.repaired && (!fixed || proper_form(mention.number) == mention.number)) continue;
    const bool law = resolve::number_form(registry::number_key(mention.number)).law_style;
    if (!(law || all_symbols_known(parts)) || (parts.year != 0 && (parts.year < 1976 || parts.year > 2100))) continue;
    const auto printed = printed_number(subject, mention);
    // Only the encoding or the kind of dash differs: no fault of the author's.
    if (printed.empty() || !has_marks(subject, mention)) continue;
    const auto proper = proper_form(mention.number);
    if (text::lower(without_blanks(printed)) == text::lower(proper)) continue;
    const bool only_hyphen = without_hyphens(printed) == without_hyphens(mention.number);
    lost_hyphens += only_hyphen ? 1 : 0;
    if (looks_like_recognition(printed, mention.number) != ocr || !once.first(mention)) continue;
    const bool may_be_lost = only_hyphen && !typed && (printed_pages || lines.is_joined(mention.span.begin));
    auto finding = finding_at(subject, reference, rule, ocr || may_be_lost || transcribed ? Severity::info : Severity::warn);
    finding.variant = ocr ? "" : "spelling";
    // On its own annexes: as the head prints it.
    const auto& own = subject.document.identity;
    const bool is_own = resolve::number_form(own.number).sequence == resolve::number_form(mention.number).sequence && mention.date == own.date;
    finding.suggestion = is_own && !own.number.empty() ? own.number : proper;
    finding.facts = {Fact::of(printed), Fact::of(finding.suggestion)};
    findings.push_back(std::move(finding));
  }
  // Three times in one text: the way in which it was read.
  constexpr std::size_t systematic = 3;
  if (ocr || typed || lost_hyphens < systematic) return;
  for (auto i = first; i < findings.size(); ++i) {
    if (without_hyphens(findings[i].facts.front().words) == without_hyphens(findings[i].suggestion)) findings[i].severity = Severity::info;
  }
}
void malformed_or_misspelled(const Subject& subject, std::vector<Finding>& findings) {
  malformed(subject, findings);
  misspelled(subject, "CIT-MALFORMED", findings);
}
void ocr_suspect(const Subject& subject, std::vector<Finding>& findings) { misspelled(subject, "CIT-OCR-SUSPECT", findings); }

/// The type word stands directly before the number: "Nghị định số 11/NQ-CP". In lists it may stand far away.
bool type_word_is_printed(const Subject& subject, const model::Mention& mention) {
  auto words = subject.folded(mention.span.begin, mention.span.end);
  const auto* type = registry::Registry::builtin().type(mention.type);
  if (type == nullptr) return false;
  for (const auto& name : type->words) {
    if (!words.starts_with(name)) continue;
    auto rest = std::string_view(words).substr(name.size());
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == ':')) rest.remove_prefix(1);
    if (rest.starts_with("so")) rest.remove_prefix(2);
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == ':')) rest.remove_prefix(1);
    if (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') return true;
  }
  return false;
}

/// Words and symbols that belong together though they differ: what the documents of sixty years do (DOMAIN.md 7).
bool type_fits(std::string_view word, std::string_view symbol) {
  static constexpr std::array<std::string_view, 9> judged = {"NĐ", "NQ", "QĐ", "TT", "CT", "KL", "KH", "CTr", "TTLT"};
  const auto is_judged = [](std::string_view type) { return std::find(judged.begin(), judged.end(), type) != judged.end(); };
  if (!is_judged(word) || !is_judged(symbol) || word == symbol) return true;
  if ((word == "TT" && symbol == "TTLT") || (word == "TTLT" && symbol == "TT")) return true;
  return false;
}

/// CIT-TYPE-MISMATCH: "Nghị định số 11/NQ-CP".
void type_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || mention.number.empty() || mention.malformed) continue;
    const auto parts = anatomy::parse_number(mention.number);
    // Old series print no year: "Quyết định số 87-CT" is right, and so is "Quyết định số 202/TCCP-VC".
    if (parts.type_symbol.empty() || parts.issuers.empty() || (parts.year == 0 && !parts.party && mention.number.find('-') == std::string::npos)) continue;
    const auto* printed = registry::Registry::builtin().type_by_symbol(parts.type_symbol, parts.party);
    if (printed == nullptr || type_fits(mention.type, printed->code) || !all_symbols_known(parts)) continue;
    if (mention.type == "QĐ" && printed->code == "CT") continue;  // decisions of the Chairman of the Council of Ministers, 1981-1992
    if (!type_word_is_printed(subject, mention) || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-TYPE-MISMATCH", Severity::error);
    finding.facts = {Fact::of_type(mention.type), Fact::of(mention.number), Fact::of_type(printed->code)};
    // Either the word is wrong or the symbol: an act of the stated day tells which.
    const auto acts = subject.graph.resolver().acts_with_number(mention.number);
    const auto exists = std::find_if(acts.begin(), acts.end(), [&](resolve::ActId id) {
      const auto& act = subject.graph.resolver().act(id);
      return is_established(subject, act) && act.identity.type == printed->code && mention.date.is_set() && act.identity.date == mention.date;
    });
    if (const auto meant = with_other_symbol(subject, mention, mention.type); meant != no_act) {
      finding.nearest = meant;
      finding.suggestion = "số " + subject.graph.resolver().act(meant).identity.number;
    } else if (exists != acts.end()) {
      finding.nearest = *exists;
      finding.suggestion = printed->word + " số " + mention.number;
    }
    findings.push_back(std::move(finding));
  }
}

/// Words that follow a mention up to the next one, 160 bytes at most.
std::string words_after(const Subject& subject, const graph::Reference& reference) {
  const auto& mention = subject.mention(reference);
  std::uint32_t end = mention.span.end + 160;
  for (auto i = reference.mention + 1; i < subject.document.mentions.size(); ++i) {
    const auto& next = subject.document.mentions[i];
    if (next.span.begin >= mention.span.end) {
      end = std::min(end, next.span.begin);
      break;
    }
  }
  return subject.folded(mention.span.end, end);
}

bool one_succeeds_the_other(std::string_view a, std::string_view b) {
  const auto leads_to = [](std::string_view from, std::string_view to) {
    std::string slug(from);
    for (int i = 0; i < 4; ++i) {
      if (slug == to) return true;
      const auto& issuers = registry::Registry::builtin().issuers();
      const auto row = std::find_if(issuers.begin(), issuers.end(), [&](const registry::Issuer& issuer) { return issuer.slug == slug; });
      if (row == issuers.end() || row->successor.empty()) return false;
      if (("+" + row->successor + "+").find("+" + std::string(to) + "+") != std::string::npos) return true;
      slug = row->successor;
    }
    return false;
  };
  return leads_to(a, b) || leads_to(b, a);
}

/// CIT-ISSUER-MISMATCH: "Nghị định số 45/2020/NĐ-CP của Thủ tướng Chính phủ".
void issuer_mismatch(const Subject& subject, std::vector<Finding>& findings) {
  // Whose names are short and whose symbols are theirs alone.
  static constexpr std::array<std::string_view, 4> high = {"cp", "ttg", "qh", "ubtvqh"};
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document || mention.number.empty() || mention.malformed || mention.issuer.empty()) continue;
    const auto parts = anatomy::parse_number(mention.number);
    if (parts.party || parts.issuers.size() != 1 || (parts.type_symbol.empty() && !resolve::number_form(registry::number_key(mention.number)).law_style)) continue;
    const auto& registry = registry::Registry::builtin();
    auto symbol = parts.issuers.front();
    while (!symbol.empty() && symbol.back() >= '0' && symbol.back() <= '9') symbol.pop_back();  // QH15
    const auto issuer = text::fold(mention.issuer);
    const bool council = symbol == "HĐND" && issuer.starts_with("uy ban nhan dan"), committee = symbol == "UBND" && issuer.starts_with("hoi dong nhan dan");
    const bool both_local = council || committee;
    const auto* printed = parts.type_symbol.empty() ? nullptr : registry.type_by_symbol(parts.type_symbol, parts.party);
    if (printed != nullptr && !type_fits(mention.type, printed->code)) continue;  // CIT-TYPE-MISMATCH says it better
    const auto* of_number = registry.issuer_by_symbol(symbol);
    const auto* of_words = registry.issuer_by_name(mention.issuer);
    if (of_number == nullptr) continue;
    if (!both_local) {
      if (of_words == nullptr || of_number->slug == of_words->slug || of_number->local || of_words->local) continue;
      const bool is_high = std::find(high.begin(), high.end(), of_number->slug) != high.end() || std::find(high.begin(), high.end(), of_words->slug) != high.end();
      const bool ministries = of_number->group == "bộ" && of_words->group == "bộ";
      if (!(is_high || ministries) || one_succeeds_the_other(of_number->slug, of_words->slug)) continue;
    }
    // The words must be this citation's own: an issuer behind a list belongs to its last member first.
    const auto after = words_after(subject, reference);
    const auto at = after.find(" cua ");
    if (at == std::string::npos || after.compare(at + 5, issuer.size(), issuer) != 0) continue;
    if (after.substr(0, at).find_first_of(";()") != std::string::npos || at > 40) continue;
    if (of_number->slug != "cp" && issuer.find(text::fold(of_number->name)) != std::string::npos) continue;  // "Tổng Thanh tra Chính phủ"
    if (issuer.starts_with("chu tich nuoc") || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "CIT-ISSUER-MISMATCH", Severity::error);
    finding.facts = {Fact::of(mention.number), both_local ? Fact::of(council ? "Hội đồng nhân dân" : "Ủy ban nhân dân") : Fact::of_issuer(of_number->slug), Fact::of(mention.issuer)};
    const auto meant = of_words == nullptr ? no_act : with_other_symbol(subject, mention, mention.type, of_words->slug);
    const auto target = reference.target();
    // Without an act of this number on the stated day nothing tells whether the name is wrong or the number.
    const bool day_fits = mention.date.is_set() && target != no_act && is_established(subject, subject.graph.resolver().act(target)) && subject.graph.resolver().act(target).identity.date == mention.date;
    if (meant != no_act) {
      finding.nearest = meant;
      finding.suggestion = "số " + subject.graph.resolver().act(meant).identity.number;
    } else if (!both_local && day_fits) {
      finding.suggestion = "của " + of_number->name;
    }
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 6> rules{{
    {"CIT-AMBIGUOUS", Severity::warn, ambiguous},
    {"CIT-ISSUER-MISMATCH", Severity::error, issuer_mismatch},
    {"CIT-MALFORMED", Severity::warn, malformed_or_misspelled},
    {"CIT-OCR-SUSPECT", Severity::info, ocr_suspect},
    {"CIT-TYPE-MISMATCH", Severity::error, type_mismatch},
    {"CIT-UNRESOLVED", Severity::info, unresolved},
}};

}  // namespace

std::span<const RuleRow> citation_number_rules() { return rules; }

}  // namespace tracuu::audit
