/// CIT-PIN: provisions that a citation names and the cited act does not have, or that are written as no provision is.
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>

#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::audit {
namespace {

using model::Unit;
using resolve::no_act;

/// "D12.k3.a" as 12, 3, "a"; empty optional for ranges, lettered articles ("D17a": inserted later) and other units.
struct Place {
  int dieu = 0, khoan = 0;
  std::string diem;
};
std::optional<int> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}
std::optional<Place> place_of(std::string_view pinpoint) {
  if (!pinpoint.starts_with("D") || pinpoint.find('-') != std::string_view::npos) return std::nullopt;
  Place place;
  auto rest = pinpoint.substr(1);
  const auto take = [&] {
    const auto dot = rest.find('.');
    const auto part = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
    return part;
  };
  const auto dieu = number_of(take());
  if (!dieu) return std::nullopt;
  place.dieu = *dieu;
  if (rest.empty()) return place;
  const auto khoan = take();
  if (!khoan.starts_with("k")) return std::nullopt;
  const auto number = number_of(khoan.substr(1));
  if (!number) return std::nullopt;
  place.khoan = *number;
  place.diem = std::string(take());
  return place;
}

/// One of the mention's provisions is a place: without one the cited act need not be read.
bool names_articles(const model::Mention& mention) {
  return std::any_of(mention.pinpoints.begin(), mention.pinpoints.end(), [](const std::string& pinpoint) { return place_of(pinpoint).has_value(); });
}

/// The articles of an act proper, or of one regulation promulgated with it.
struct Articles {
  std::map<int, const model::Provision*> by_number;
  int last = 0;
  bool complete = false;  ///< 1 to last without a gap: the text is whole and was understood
};
std::string component_of(std::string_view path) {
  const auto at = path.find("kem-theo");
  if (at == std::string_view::npos) return {};
  return std::string(path.substr(at, path.find('/', at) - at));
}
Articles articles_of(const model::Document& document, std::string_view component) {
  Articles articles;
  for (const auto& provision : document.provisions) {
    if (provision.unit != Unit::dieu || component_of(provision.path) != component) continue;
    if (const auto number = number_of(provision.label)) {
      articles.by_number.emplace(*number, &provision);
      articles.last = std::max(articles.last, *number);
    }
  }
  articles.complete = articles.last > 0 && static_cast<std::size_t>(articles.last) == articles.by_number.size();
  return articles;
}
std::vector<std::string> components_of(const model::Document& document) {
  std::vector<std::string> components;
  for (const auto& provision : document.provisions) {
    if (provision.unit == Unit::component && provision.parent < 0) components.push_back(component_of(provision.path));
  }
  return components;
}

/// Clauses of an article: labels of its direct children.
std::vector<const model::Provision*> clauses_of(const model::Document& document, const model::Provision& article) {
  std::vector<const model::Provision*> clauses;
  for (const auto& provision : document.provisions) {
    if (provision.unit == Unit::khoan && provision.parent >= 0 && &document.provisions[static_cast<std::size_t>(provision.parent)] == &article) clauses.push_back(&provision);
  }
  return clauses;
}

/// The text holds a line that begins with "Điều 12": the outline missed it (a table, a defect).
bool text_has_article(std::string_view text, int number, model::ByteRange within = {0, 0xFFFFFFFF}) {
  const auto area = model::slice(text, within);
  const auto wanted = "Điều " + std::to_string(number);
  for (auto at = area.find(wanted); at != std::string_view::npos; at = area.find(wanted, at + 1)) {
    const auto after = at + wanted.size();
    const char next = after < area.size() ? area[after] : ' ';
    const bool ends = next == '.' || next == ':' || next == '*' || next == '\n';
    if (ends && (at == 0 || area[at - 1] == '\n' || area[at - 1] == '*' || area[at - 1] == '#' || area[at - 1] == ' ')) return true;
  }
  return false;
}
bool text_has_clause(std::string_view text, model::ByteRange article, int number) {
  const auto area = model::slice(text, article);
  const auto wanted = std::to_string(number) + ".";
  for (auto at = area.find(wanted); at != std::string_view::npos; at = area.find(wanted, at + 1)) {
    if (area.substr(0, at).ends_with("Điều ")) continue;  // the heading of the article has its own number
    if (at == 0 || area[at - 1] == '\n' || area[at - 1] == ' ' || area[at - 1] == '*' || area[at - 1] == '\t') return true;
  }
  return false;
}

/// "g)" or "g." as the label of a point; the end of "hằng tháng." is none.
bool has_point(std::string_view words, std::string_view letter) {
  for (auto at = words.find(letter); at != std::string_view::npos; at = words.find(letter, at + 1)) {
    const auto after = at + letter.size();
    if (after >= words.size() || (words[after] != ')' && words[after] != '.')) continue;
    const auto before = at == 0 ? ' ' : words[at - 1];
    if (!(before >= 'a' && before <= 'z') && static_cast<unsigned char>(before) < 0x80) return true;
  }
  return false;
}

struct Missing {
  std::string_view variant;  ///< which unit is not there
  int last = 0;              ///< the last one that is
};

/// A document's text, read when it is asked for: most cited provisions are there.
using TextOf = std::function<const std::string&()>;

/// What of a place the articles lack; nothing where it is there or cannot be told.
std::optional<Missing> missing_in(const model::Document& document, const TextOf& text_of, const Articles& articles, const Place& place, bool amended) {
  if (!articles.complete) return std::nullopt;
  const auto found = articles.by_number.find(place.dieu);
  if (found == articles.by_number.end()) {
    if (place.dieu <= articles.last || text_has_article(text_of(), place.dieu)) return std::nullopt;
    return Missing{"dieu", articles.last};
  }
  if (place.khoan == 0 || amended) return std::nullopt;
  const auto& article = *found->second;
  const auto clauses = clauses_of(document, article);
  int last = 0;
  for (const auto* clause : clauses) {
    const auto number = number_of(clause->label);
    if (!number || *number != last + 1) return std::nullopt;  // "2a", or a gap: cannot be told
    last = *number;
  }
  if (place.khoan > last) {
    if (last < 2 || text_has_clause(text_of(), article.range, place.khoan)) return std::nullopt;
    return Missing{"khoan", last};
  }
  if (place.diem.empty()) return std::nullopt;
  const auto& clause = *clauses[static_cast<std::size_t>(place.khoan) - 1];
  std::vector<std::string> points;
  for (const auto& provision : document.provisions) {
    if (provision.unit == Unit::diem && provision.parent >= 0 && &document.provisions[static_cast<std::size_t>(provision.parent)] == &clause) points.push_back(provision.label);
  }
  static constexpr std::array<std::string_view, 23> alphabet = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
  if (points.empty() || points.size() > alphabet.size()) return std::nullopt;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] != alphabet[i]) return std::nullopt;
  }
  if (std::find(points.begin(), points.end(), place.diem) != points.end()) return std::nullopt;
  if (std::find(alphabet.begin(), alphabet.end(), place.diem) == alphabet.end()) return std::nullopt;  // CIT-PIN-LETTER
  const std::string_view text = text_of();
  const auto words = text::lower(model::slice(text, article.range));
  // "a) b) c) đ)": the letter was misprinted there, the point is not missing.
  const auto clause_words = text::lower(model::slice(text, clause.range));
  const auto next = std::find(alphabet.begin(), alphabet.end(), place.diem) + 1;
  if (next != alphabet.end() && clause_words.find("\n" + std::string(*next) + ")") != std::string::npos) return std::nullopt;
  if (has_point(words, place.diem)) return std::nullopt;
  return Missing{"diem", static_cast<int>(points.size())};
}

/// Acts that amend it may have added provisions: a reference from before the change meant the old text, one from after it
/// the new one, and the index holds one of them.
bool was_amended(const Subject& subject, resolve::ActId act) {
  return !subject.effects->changes(act).amendments.empty();
}

bool has_full_text(const model::Document& document) {
  if (document.quality < 0.95) return false;  // words torn apart: headings are missed
  const bool signature = std::any_of(document.provisions.begin(), document.provisions.end(), [](const model::Provision& p) { return p.unit == Unit::signature; });
  return signature || !document.signer.empty() || !document.signer_role.empty();
}

Finding missing_finding(const Subject& subject, Finding finding, const std::string& pinpoint, const Missing& missing) {
  finding.rule = "CIT-PIN-NOTFOUND";
  finding.variant = missing.variant;
  finding.facts.insert(finding.facts.begin(), {Fact::of_pinpoint(pinpoint), Fact::of_count(static_cast<std::size_t>(missing.last))});
  (void)subject;
  return finding;
}

/// CIT-PIN-NOTFOUND in references to others.
void not_found(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.pinpoints.empty() || !is_sure(subject, reference) || reference.target() == reference.asserted_by || changes(mention)) continue;
    // "Luật Đất đai" alone may mean the law of another year, "Nghị định này" one that is quoted.
    if (mention.kind != model::MentionKind::document || (mention.number.empty() && !mention.date.is_set())) continue;
    if (!names_articles(mention)) continue;
    const auto& act = subject.graph.resolver().act(reference.target());
    if (!act.in_index()) continue;
    const auto record = act.copies.front().record;
    const auto& target = subject.graph.document(record);
    if (subject.quoted(mention.span.begin)) continue;
    const auto title = text::fold(target.identity.title + " " + target.identity.name);
    if (title.find("sua doi") != std::string::npos) continue;  // the article is the amended act's
    const auto articles = articles_of(target, "");
    if (!has_full_text(target) && (articles.last < 5 || target.quality < 0.95)) continue;
    const auto components = components_of(target);
    const bool amended = target.identity.type == "VBHN" || was_amended(subject, reference.target());
    std::optional<std::string> text;
    const TextOf text_of = [&]() -> const std::string& {
      if (!text) text = subject.graph.records().text(record, {0, 0xFFFFFFFFu});
      return *text;
    };
    for (const auto& pinpoint : mention.pinpoints) {
      const auto place = place_of(pinpoint);
      if (!place) continue;
      const auto missing = missing_in(target, text_of, articles, *place, amended);
      if (!missing || (amended && articles.last + 3 >= place->dieu)) continue;
      // The article stands in the regulation that the decision promulgates: another finding.
      const bool in_component = std::any_of(components.begin(), components.end(), [&](const std::string& component) {
        const auto own = articles_of(target, component);
        return own.by_number.contains(place->dieu) || !own.complete;
      });
      if (in_component || !once.first(mention.key + pinpoint)) continue;
      auto finding = finding_at(subject, reference, "CIT-PIN-NOTFOUND", Severity::error);
      finding.nearest = reference.target();
      finding.facts = {Fact::of_act(reference.target())};
      findings.push_back(missing_finding(subject, std::move(finding), pinpoint, *missing));
    }
  }
}

/// CIT-PIN-NOTFOUND in the document itself: "khoản 5 Điều 3 Thông tư này", and Điều 3 has four.
void own_not_found(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  if (document.identity.type == "VBHN" || !has_full_text(document)) return;
  if (!components_of(document).empty()) return;  // "Điều 5" may be the regulation's
  const bool amends = std::any_of(document.mentions.begin(), document.mentions.end(), [](const model::Mention& m) { return has_role(m, "amends"); });
  if (amends) return;  // "Điều 5" may be the amended act's
  const auto articles = articles_of(document, "");
  Once once;
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& mention = document.mentions[i];
    if (mention.kind != model::MentionKind::internal || mention.type != document.identity.type || mention.refers_to >= 0) continue;
    for (const auto& pinpoint : mention.pinpoints) {
      const auto place = place_of(pinpoint);
      if (!place) continue;
      const auto words = subject.folded(mention.span.begin, mention.span.end);
      if (!words.ends_with(" nay") || words.ends_with("dieu nay") || words.ends_with("khoan nay")) continue;
      const auto missing = missing_in(document, [&]() -> const std::string& { return subject.text(); }, articles, *place, false);
      if (!missing || subject.quoted(mention.span.begin) || !once.first(pinpoint)) continue;
      auto finding = finding_of(subject, "CIT-PIN-NOTFOUND", Severity::error, mention.span);
      finding.mention = static_cast<std::int64_t>(i);
      finding.facts = {Fact::of_act(no_act)};
      findings.push_back(missing_finding(subject, std::move(finding), pinpoint, *missing));
    }
  }
}

/// CIT-PIN-COMPONENT: "Điều 12 Quyết định 1122/QĐ-TTg", whose three articles promulgate a regulation of twenty.
void component(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (!names_articles(mention) || !is_sure(subject, reference) || reference.target() == reference.asserted_by || changes(mention)) continue;
    const auto& act = subject.graph.resolver().act(reference.target());
    if (!act.in_index()) continue;
    const auto& target = subject.graph.document(act.copies.front().record);
    const auto articles = articles_of(target, "");
    const auto components = components_of(target);
    if (!articles.complete || articles.last > 6 || components.empty()) continue;
    // "Điều 12 Quy chế ban hành kèm theo Quyết định ..." is right: the words between provision and number say so.
    const auto before = subject.sentence_before(mention.span.begin, 140);
    if (before.find("kem theo") != std::string::npos || before.find("quy che") != std::string::npos || before.find("quy dinh") != std::string::npos) continue;
    for (const auto& pinpoint : mention.pinpoints) {
      const auto place = place_of(pinpoint);
      if (!place || place->dieu <= articles.last) continue;
      const bool there = std::any_of(components.begin(), components.end(), [&](const std::string& c) { return articles_of(target, c).by_number.contains(place->dieu); });
      if (!there || !once.first(mention.key + pinpoint)) continue;
      auto finding = finding_at(subject, reference, "CIT-PIN-COMPONENT", Severity::warn);
      finding.nearest = reference.target();
      finding.facts = {Fact::of_pinpoint(pinpoint), Fact::of_act(reference.target()), Fact::of_count(static_cast<std::size_t>(articles.last))};
      findings.push_back(std::move(finding));
    }
  }
}

/// CIT-PIN-LETTER: "điểm f khoản 1": the points of a clause are a b c d đ e g h i k l m n o p q r s t u v x y.
void letter(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  std::uint32_t read_to = 0;
  for (std::size_t i = 0; i < subject.document.mentions.size(); ++i) {
    const auto& mention = subject.document.mentions[i];
    // The words of its provisions stand before the mention (inside the span of internal ones), behind the mention before.
    const auto begin = std::max(read_to, mention.span.begin > 120 ? mention.span.begin - 120 : 0);
    read_to = mention.span.end;
    if (mention.pinpoints.empty()) continue;
    const auto words = subject.folded(begin, mention.span.end);
    for (const char c : {'f', 'j', 'w', 'z'}) {
      const auto at = words.find(std::string("diem ") + c + " khoan");
      if (at == std::string::npos || !once.first(std::string(1, c) + mention.key)) continue;
      auto finding = finding_of(subject, "CIT-PIN-LETTER", Severity::warn, {begin, mention.span.end});
      while (finding.range.begin < mention.span.begin && (static_cast<unsigned char>(subject.text()[finding.range.begin]) & 0xC0) == 0x80) ++finding.range.begin;
      finding.mention = static_cast<std::int64_t>(i);
      for (const auto& reference : subject.references) {
        if (reference.mention == i) finding.reference = reference;
      }
      finding.facts = {Fact::of(std::string(1, c))};
      findings.push_back(std::move(finding));
    }
  }
}

/// "... dieu 5 khoan 2 diem a " at the end of the words, without a comma that would part a list ("Điều 19, khoản 2 Điều 26"):
/// "D5.k2.a"; empty otherwise.
std::string reversed_place(std::string_view words) {
  const auto dieu = words.rfind("dieu ");
  if (dieu == std::string_view::npos || (dieu > 0 && words[dieu - 1] != ' ')) return {};
  auto rest = words.substr(dieu + 5);
  const auto number = [&] {
    std::string digits;
    while (!rest.empty() && text::is_digit(rest[0])) digits += rest[0], rest.remove_prefix(1);
    return digits;
  };
  const auto article = number();
  if (article.empty() || !rest.starts_with(" khoan ")) return {};
  rest.remove_prefix(7);
  const auto clause = number();
  if (clause.empty()) return {};
  auto place = "D" + article + ".k" + clause;
  if (rest.starts_with(" diem ") && rest.size() >= 7) {
    place += "." + std::string(1, rest[6]);
    rest.remove_prefix(7);
  }
  return rest.find_first_not_of(' ') == std::string_view::npos || rest == " cua " ? place : std::string();
}

/// CIT-PIN-ORDER: "Điều 5 khoản 2 điểm a Luật ...": from the smallest unit to the largest (Nghị quyết 351/2017/UBTVQH14 Điều 24).
void order(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    if (mention.kind != model::MentionKind::document) continue;
    auto before = subject.folded(mention.span.begin > 60 ? mention.span.begin - 60 : 0, mention.span.begin);
    const auto reversed = reversed_place(before);
    if (reversed.empty() || !once.first(mention.key + reversed)) continue;
    auto finding = finding_at(subject, reference, "CIT-PIN-ORDER", Severity::info);
    finding.suggestion = resolve::pinpoint_words(resolve::pinpoint_path(reversed));
    finding.facts = {Fact::of_pinpoint(reversed)};
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 5> rules{{
    {"CIT-PIN-COMPONENT", Severity::warn, component},
    {"CIT-PIN-LETTER", Severity::warn, letter},
    {"CIT-PIN-NOTFOUND", Severity::error, own_not_found},
    {"CIT-PIN-NOTFOUND", Severity::error, not_found, nullptr, true},
    {"CIT-PIN-ORDER", Severity::info, order},
}};

}  // namespace

std::span<const RuleRow> pinpoint_rules() { return rules; }

}  // namespace tracuu::audit
