/// LOC: places and bodies: wrong provinces, bodies that no longer exist, documents that nothing ties to others.
#include <algorithm>
#include <array>
#include <set>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"

namespace tracuu::audit {
namespace {

using resolve::no_act;

/// LOC-WRONG-PROVINCE: number and date are those of an act of another province, and the province stated has none such.
void wrong_province(const Subject& subject, std::vector<Finding>& findings) {
  Once once;
  for (const auto& reference : subject.references) {
    const auto& mention = subject.mention(reference);
    const auto& resolution = reference.resolution;
    if (mention.kind != model::MentionKind::document || mention.province.empty() || !mention.date.is_valid() || resolution.outcome != resolve::Outcome::only_cited) continue;
    if (resolution.act != no_act && subject.graph.resolver().act(resolution.act).known) continue;
    resolve::ActId other = no_act;
    bool several = false;
    for (const auto id : subject.graph.resolver().acts_of_day(mention.number, mention.date)) {
      const auto& act = subject.graph.resolver().act(id);
      if (!act.in_index() || act.identity.type != mention.type || act.identity.province.empty()) continue;
      if (act.identity.province == mention.province) return;
      several = several || other != no_act;
      other = id;
    }
    if (other == no_act || several || !once.first(mention)) continue;
    auto finding = finding_at(subject, reference, "LOC-WRONG-PROVINCE", Severity::error);
    finding.nearest = other;
    const auto* province = registry::Registry::builtin().province(mention.province);
    finding.facts = {Fact::of(mention.number), Fact::of(province ? province->name : mention.province), Fact::of_act(other)};
    findings.push_back(std::move(finding));
  }
}

/// Bodies of the district level, which ended on 30/6/2025 (Nghị quyết 203/2025/QH15), and Party caucuses that ended in 2025.
struct Defunct {
  std::string_view words;  ///< folded
  model::Date since;       ///< first day without
  std::string_view shown;
  std::string_view variant;
};
constexpr std::array<Defunct, 12> defunct_bodies{{
    {"uy ban nhan dan cac quan, huyen", {2025, 7, 1}, "Ủy ban nhân dân các quận, huyện", "district"},
    {"uy ban nhan dan quan, huyen", {2025, 7, 1}, "Ủy ban nhân dân quận, huyện", "district"},
    {"uy ban nhan dan cac huyen", {2025, 7, 1}, "Ủy ban nhân dân các huyện", "district"},
    {"ubnd cac huyen", {2025, 7, 1}, "UBND các huyện", "district"},
    {"ubnd cac quan, huyen", {2025, 7, 1}, "UBND các quận, huyện", "district"},
    {"ubnd huyen, thi xa", {2025, 7, 1}, "UBND huyện, thị xã", "district"},
    {"uy ban nhan dan huyen, thi xa", {2025, 7, 1}, "Ủy ban nhân dân huyện, thị xã", "district"},
    {"uy ban nhan dan cap huyen", {2025, 7, 1}, "Ủy ban nhân dân cấp huyện", "district"},
    {"cac huyen uy, thi uy", {2025, 7, 1}, "các huyện ủy, thị ủy", "district"},
    {"cac quan uy, huyen uy", {2025, 7, 1}, "các quận ủy, huyện ủy", "district"},
    {"ban can su dang uy ban nhan dan", {2025, 4, 1}, "ban cán sự đảng Ủy ban nhân dân", "caucus"},
    {"dang doan hoi dong nhan dan", {2025, 4, 1}, "đảng đoàn Hội đồng nhân dân", "caucus"},
}};

/// Words after a body's name that give it a task.
bool gives_a_task(std::string_view after) {
  after = after.substr(0, 140);
  static constexpr std::array<std::string_view, 7> verbs = {"co trach nhiem", "chiu trach nhiem", "to chuc thuc hien", "to chuc trien khai", "chi dao", "xay dung ke hoach", "bao cao ket qua"};
  return std::any_of(verbs.begin(), verbs.end(), [&](std::string_view verb) { return after.find(verb) != std::string_view::npos; });
}

/// "trước ngày 01/7/2025": a day with its year that had come; "trước ngày 15 hằng tháng" sets a date for a report.
bool names_a_day_before(std::string_view words, model::Date own) {
  for (auto at = words.find("truoc ngay "); at != std::string_view::npos; at = words.find("truoc ngay ", at + 1)) {
    const auto rest = words.substr(at + 11, 26);
    for (int year = own.year; year > own.year - 12; --year) {
      if (rest.find(std::to_string(year)) != std::string_view::npos) return true;
    }
  }
  return false;
}

/// The sentence tells of what was, of the transfer, or of what an act to be changed says.
bool is_of_the_past(std::string_view words) {
  static constexpr std::array<std::string_view, 11> signs = {"truoc khi", "truoc day", "nay la", "sap xep", "hop nhat", "ke thua", "cum tu", "bai bo", "thay the", "chuyen tiep", "(cu)"};
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return words.find(sign) != std::string_view::npos; });
}

/// LOC-DEFUNCT-UNIT: gives a task or sends itself to a body that no longer exists. Naming it in history is right, so only
/// obligations and recipients are looked at.
void defunct_unit(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (!identity.date.is_valid() || identity.date < model::Date{2025, 3, 1} || identity.type == "VBHN" || identity.type == "BC") return;
  std::set<std::string_view> told;
  const auto judge = [&](std::string_view words, model::ByteRange range) {
    for (const auto& body : defunct_bodies) {
      if (identity.date < body.since || words.find(body.words) == std::string_view::npos || !told.insert(body.words).second) continue;
      // "Ủy ban nhân dân cấp huyện nơi có ... (trước ngày 01/7/2025)": transition.
      if (names_a_day_before(words, identity.date) || words.find("truoc khi") != std::string_view::npos) continue;
      auto finding = finding_of(subject, "LOC-DEFUNCT-UNIT", Severity::warn, range);
      finding.variant = body.variant;
      finding.facts = {Fact::of(std::string(body.shown)), Fact::of(body.since), Fact::of(identity.date)};
      findings.push_back(std::move(finding));
    }
  };
  for (const auto& obligation : subject.document.obligations) {
    if (!subject.quoted(obligation.range.begin)) judge(text::fold(obligation.body), obligation.range);
  }
  // Tasks that are no plans: "Ủy ban nhân dân các quận, huyện có trách nhiệm tổ chức thực hiện", sentence by sentence.
  const std::string_view bytes = subject.text();
  for (std::size_t begin = 0; begin < bytes.size();) {
    auto end = bytes.find_first_of(";\n", begin);
    const auto stop = bytes.find(". ", begin);
    end = std::min({end, stop, bytes.size()});
    const auto piece = bytes.substr(begin, end - begin);
    const model::ByteRange range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end + 1;
    // Every name of these bodies has one of these words in it, in either place of the tone.
    if (piece.size() < 30 || (piece.find("huyện") == std::string_view::npos && piece.find("quận") == std::string_view::npos && piece.find("cán sự") == std::string_view::npos && piece.find("đảng đoàn") == std::string_view::npos)) continue;
    const auto words = text::fold(piece);
    const auto body = std::find_if(defunct_bodies.begin(), defunct_bodies.end(), [&](const Defunct& row) { return words.find(row.words) != std::string::npos; });
    if (body == defunct_bodies.end() || !gives_a_task(std::string_view(words).substr(words.find(body->words))) || is_of_the_past(words) || subject.quoted(range.begin)) continue;
    // In the title of another act the task is that act's.
    const auto& mentions = subject.document.mentions;
    const bool names_an_act = std::any_of(mentions.begin(), mentions.end(), [&](const model::Mention& m) { return m.kind == model::MentionKind::document && range.contains(m.span); });
    if (!names_an_act) judge(words, range);
  }
  model::ByteRange signature;
  for (const auto& provision : subject.document.provisions) {
    if (provision.unit == model::Unit::signature) signature = provision.range;
  }
  for (const auto& recipient : subject.document.recipients) judge(text::fold(recipient), signature);
}

/// LOC-ORPHAN: a local document that rests on nothing, implements nothing, and that nobody cites.
void orphan(Corpus& corpus, std::vector<Finding>& findings) {
  std::vector<bool> tied(corpus.graph.resolver().act_count());
  corpus.edges.each([&](const Edge& edge) {
    if (edge.subject != no_act) tied[edge.subject] = true;
    tied[edge.target] = true;
  });
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act || (*act < tied.size() && tied[*act])) continue;
    const auto& identity = corpus.graph.resolver().act(*act).identity;
    if (identity.province.empty() || identity.number.empty()) continue;
    Finding finding;
    finding.rule = "LOC-ORPHAN";
    finding.severity = Severity::info;
    finding.record = record;
    findings.push_back(std::move(finding));
  }
}

constexpr std::array<RuleRow, 3> rules{{
    {"LOC-DEFUNCT-UNIT", Severity::warn, defunct_unit},
    {"LOC-ORPHAN", Severity::info, nullptr, orphan},
    {"LOC-WRONG-PROVINCE", Severity::error, wrong_province},
}};

}  // namespace

std::span<const RuleRow> place_rules() { return rules; }

}  // namespace tracuu::audit
