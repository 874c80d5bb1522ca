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
    for (const auto id : subject.graph.resolver().acts_with_number(mention.number)) {
      const auto& act = subject.graph.resolver().act(id);
      if (!act.in_index() || act.identity.type != mention.type || act.identity.date != mention.date || act.identity.province.empty()) continue;
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
      if (words.find("truoc ngay") != std::string_view::npos || words.find("truoc khi") != std::string_view::npos) continue;
      auto finding = finding_of(subject, "LOC-DEFUNCT-UNIT", Severity::warn, range);
      finding.variant = body.variant;
      finding.facts = {Fact::of(std::string(body.shown)), Fact::of(body.since), Fact::of(identity.date)};
      findings.push_back(std::move(finding));
    }
  };
  for (const auto& obligation : subject.document.obligations) {
    if (!subject.quoted(obligation.range.begin)) judge(text::fold(obligation.body), obligation.range);
  }
  model::ByteRange signature;
  for (const auto& provision : subject.document.provisions) {
    if (provision.unit == model::Unit::signature) signature = provision.range;
  }
  for (const auto& recipient : subject.document.recipients) judge(text::fold(recipient), signature);
}

/// LOC-ORPHAN: a local document that rests on nothing, implements nothing, and that nobody cites.
void orphan(Corpus& corpus, std::vector<Finding>& findings) {
  std::set<resolve::ActId> tied;
  for (const auto& edge : corpus.edges) {
    if (edge.subject != no_act) tied.insert(edge.subject);
    tied.insert(edge.target);
  }
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act || tied.contains(*act)) continue;
    const auto identity = corpus.graph.resolver().act(*act).identity;
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
