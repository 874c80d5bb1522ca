#include "query/status/impact.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "corpus/registry/known_relations.h"
#include "corpus/registry/registry.h"
#include "query/resolve/pinpoint.h"
#include "query/status/clause.h"

namespace tracuu::status {
namespace {

/// The document as a whole stands on the act: căn cứ, carried out, detailed. Not what it says in passing.
bool rests_on(const Reference& reference) {
  return !reference.in_body && (reference.relation == "basis" || reference.relation == "implements" || reference.relation == "guides");
}

/// "Căn cứ Luật Lâm nghiệp được sửa đổi, bổ sung bởi Luật số 31/2024/QH15": the sentence names the act to tell what it did to another;
/// the document stands on that one. Fifteen of 38 rows that a reader called wrong were such.
bool names_amender(const model::Document& document, std::size_t index) {
  const auto& mention = document.mentions[index];
  if (!mention.pinpoints.empty()) return false;
  const auto number = registry::number_key(mention.number);
  for (std::size_t i = index; i-- > 0;) {
    const auto& other = document.mentions[i];
    if (other.sentence.end <= mention.sentence.begin && other.span.end <= mention.sentence.begin) return false;
    const bool acted_on = std::any_of(other.roles.begin(), other.roles.end(), [&](const model::Role& role) {
      return changes_effect(role.relation) && role.subject != "this" && (number.empty() ? role.subject == mention.name : registry::number_key(role.subject) == number);
    });
    if (acted_on) return true;
  }
  return false;
}

int rank_of(const model::Identity& identity) {
  const auto* type = registry::Registry::builtin().type(identity.type);
  return type == nullptr ? 99 : type->rank;
}

class Builder {
 public:
  Builder(Statuses& statuses, graph::Graph& graph, ActId act, const ImpactOptions& options) : statuses_(statuses), graph_(graph), options_(options) { impact_.act = act; }

  Impact build() {
    find_targets();
    for (std::size_t i = 0; i < impact_.targets.size(); ++i) add_rows(i);
    std::stable_sort(impact_.rows.begin(), impact_.rows.end(), [&](const ImpactRow& a, const ImpactRow& b) {
      const auto& one = graph_.resolver().act(a.act);
      const auto& other = graph_.resolver().act(b.act);
      return std::tuple(a.basis, a.target, rank_of(one.identity), other.identity.date, one.id) <
             std::tuple(b.basis, b.target, rank_of(other.identity), one.identity.date, other.id);
    });
    return std::move(impact_);
  }

 private:
  void find_targets() {
    std::vector<ActId> changed;
    const auto add = [&](ActId act) {
      if (act != no_act && act != impact_.act && std::find(changed.begin(), changed.end(), act) == changed.end()) changed.push_back(act);
    };
    for (const auto& reference : graph_.outgoing(impact_.act)) {
      const auto& relation = reference.relation;
      if (reference.subject == impact_.act && (relation == "amends" || relation == "replaces" || relation == "repeals")) add(reference.target());
    }
    // What the table knows of an act whose text is in the index adds nothing but its errors.
    const bool has_text = graph_.resolver().act(impact_.act).in_index();
    const auto id = has_text ? std::string() : graph_.resolver().act(impact_.act).id;
    for (const auto& known : registry::known_relations_by(id)) {
      if (known.relation != "amends" && known.relation != "replaces" && known.relation != "repeals") continue;
      if (const auto act = graph_.resolver().act_by_id(known.target)) add(*act);
    }
    for (const auto act : changed) {
      StatusOptions options;
      options.as_of = options_.as_of;
      for (const auto& event : statuses_.status(act, options).timeline) {
        if (event.change.by != impact_.act || event.change.kind == ChangeKind::corrected) continue;
        if (has_text && event.change.standing != Standing::acts) continue;
        if (event.change.standing == Standing::registry && event.change.scope == Scope::whole && has_open_name(graph_.resolver().act(act).id)) continue;
        impact_.targets.push_back({act, event, 0, 0});
      }
    }
    // One document may amend some and repeal other provisions of an act: one target, all its provisions.
    std::vector<ImpactTarget> merged;
    for (auto& target : impact_.targets) {
      const auto same = std::find_if(merged.begin(), merged.end(), [&](const ImpactTarget& other) { return other.act == target.act; });
      if (same == merged.end()) {
        merged.push_back(std::move(target));
        continue;
      }
      auto& event = same->event;
      if (target.event.change.scope == Scope::whole && event.change.scope != Scope::whole) std::swap(event.change, target.event.change);
      event.statements.insert(event.statements.end(), target.event.statements.begin(), target.event.statements.end());
      event.provisions.insert(event.provisions.end(), target.event.provisions.begin(), target.event.provisions.end());
    }
    std::stable_sort(merged.begin(), merged.end(), [](const ImpactTarget& a, const ImpactTarget& b) { return a.event.change.scope < b.event.change.scope; });
    impact_.targets = std::move(merged);
  }

  /// What the changed act's provision becomes; nothing if the provision stays as it is.
  [[nodiscard]] std::vector<ProvisionPair> pairs_of(const ImpactTarget& target, const model::Mention& mention) {
    std::vector<ProvisionPair> pairs;
    for (const auto& pinpoint : mention.pinpoints) {
      const auto path = resolve::pinpoint_path(pinpoint);
      if (target.event.change.scope == Scope::whole) {
        auto next = same_heading(target.act, path);
        const bool found = !next.empty();
        pairs.push_back({path, std::move(next), found});
        continue;
      }
      const auto meets = [&](std::string_view changed) { return resolve::path_within(path, changed) || resolve::path_within(changed, path); };
      for (const auto& changed : target.event.provisions) {
        if (meets(changed.path)) pairs.push_back({path, changed.by_path, false});
      }
      for (const auto& statement : target.event.statements) {
        for (const auto& changed : statement.paths) {
          if (meets(changed)) pairs.push_back({path, {}, false});
        }
      }
    }
    return pairs;
  }

  /// The article of the new act that carries the heading of the old one's article.
  [[nodiscard]] std::string same_heading(ActId old_act, std::string_view path) {
    const auto& old = graph_.resolver().act(old_act);
    const auto& now = graph_.resolver().act(impact_.act);
    if (!old.in_index() || !now.in_index()) return {};
    const auto article = path.substr(0, path.find('/'));
    const auto wanted = headings(old.copies.front().record);
    const auto found = wanted.find(std::string(article));
    if (found == wanted.end() || found->second.empty()) return {};
    for (const auto& [new_article, heading] : headings(now.copies.front().record)) {
      if (heading == found->second) return new_article;
    }
    return {};
  }

  const std::map<std::string, std::string>& headings(RecordId record) {
    auto [place, fresh] = headings_.try_emplace(record);
    if (!fresh) return place->second;
    for (const auto& provision : graph_.document(record).provisions) {
      if (provision.unit == model::Unit::dieu && !provision.heading.empty() && provision.heading.size() < 300) {
        place->second.emplace(provision.path, folded_words(graph_.records().text(record, provision.heading)));
      }
    }
    return place->second;
  }

  void add_rows(std::size_t index) {
    auto& target = impact_.targets[index];
    std::map<ActId, ImpactRow> rows;
    std::map<ActId, bool> untouched;
    const auto add = [&](const Reference& reference, bool undecided) {
      const ActId document = reference.subject;
      if (!concerns(document) || document == target.act) return;
      const auto& mention = graph_.document(reference.record).mentions[reference.mention];
      auto pairs = undecided ? std::vector<ProvisionPair>{} : pairs_of(target, mention);
      const bool elsewhere = pairs.empty() && !mention.pinpoints.empty() && knows_provisions(target);
      // What names only provisions that stay as they are is counted; to rest on the act as a whole is another thing.
      if (!undecided && elsewhere) {
        untouched.emplace(document, true);
        return;
      }
      const auto basis = undecided              ? Basis::undecided
                         : rests_on(reference)  ? Basis::rests_on
                         : !pairs.empty()       ? Basis::provision
                         : reference.relation == "mention" ? Basis::mentioned
                                                           : Basis::whole_act;
      auto& row = rows[document];
      const bool first = row.evidence.empty();
      if (first || basis < row.basis) {
        row.basis = basis;
        row.certain = reference.resolution.certain && !reference.nested();
        row.evidence.insert(row.evidence.begin(), reference);
      } else {
        row.evidence.push_back(reference);
      }
      for (auto& pair : pairs) {
        const bool twice = std::any_of(row.provisions.begin(), row.provisions.end(), [&](const ProvisionPair& p) { return p.old_path == pair.old_path && p.new_path == pair.new_path; });
        if (!twice) row.provisions.push_back(std::move(pair));
      }
    };
    const auto incoming = graph_.incoming(target.act);
    graph_.fetch(incoming);
    std::set<ActId> amending, as_amender;
    for (const auto& reference : incoming)
      if (changes_effect(reference.relation)) amending.insert(reference.subject);
    for (const auto& reference : incoming) {
      if (changes_effect(reference.relation) || reference.relation == "consolidates" || reference.relation == "announces") continue;
      // "Luật này" in the new wording that an amending act puts into the changed act is the changed act speaking of itself.
      const auto& mention = graph_.document(reference.record).mentions[reference.mention];
      if (mention.kind == model::MentionKind::alias && amending.contains(reference.subject)) continue;
      if (names_amender(graph_.document(reference.record), reference.mention)) {
        if (concerns(reference.subject) && reference.subject != target.act) as_amender.insert(reference.subject);
        continue;
      }
      add(reference, false);
    }
    for (const auto& reference : graph_.undecided(target.act)) {
      if (!changes_effect(reference.relation)) add(reference, true);
    }
    for (auto& [document, row] : rows) {
      row.act = document;
      row.target = index;
      row.state = statuses_.state(document, options_.as_of);
      if (row.state == State::ended) {
        ++target.ended;
      } else {
        impact_.rows.push_back(std::move(row));
      }
    }
    for (const auto& [document, yes] : untouched) target.untouched += rows.contains(document) ? 0 : 1;
    for (const auto document : as_amender) target.as_amender += rows.contains(document) || untouched.contains(document) ? 0 : 1;
  }

  [[nodiscard]] static bool knows_provisions(const ImpactTarget& target) {
    if (target.event.change.scope == Scope::whole) return false;
    return !target.event.provisions.empty() ||
           std::any_of(target.event.statements.begin(), target.event.statements.end(), [](const Change& change) { return !change.paths.empty(); });
  }

  /// Documents that somebody has to look at: not the act itself, no consolidated text, of the province that is asked for.
  [[nodiscard]] bool concerns(ActId document) {
    if (document == no_act || document == impact_.act) return false;
    const auto& identity = graph_.resolver().act(document).identity;
    if (identity.type == "VBHN") return false;
    return options_.province.empty() || same_place(identity.province, options_.province);
  }

  Statuses& statuses_;
  graph::Graph& graph_;
  const ImpactOptions& options_;
  Impact impact_;
  std::map<RecordId, std::map<std::string, std::string>> headings_;
};

}  // namespace

bool same_place(std::string_view province, std::string_view other) {
  if (province == other) return true;
  const auto& registry = registry::Registry::builtin();
  const auto successor = [&](std::string_view slug) {
    const auto* row = registry.province(slug);
    return row == nullptr || row->successor.empty() ? std::string(slug) : row->successor;
  };
  return !province.empty() && (successor(province) == other || successor(other) == province);
}

Impact impact(Statuses& statuses, graph::Graph& graph, ActId act, const ImpactOptions& options) { return Builder(statuses, graph, act, options).build(); }

}  // namespace tracuu::status
