#include "query/status/coverage.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include "corpus/registry/registry.h"
#include "query/status/impact.h"

namespace tracuu::status {
namespace {

constexpr model::Date merger{2025, 7, 1};  ///< NQ 202/2025/QH15

std::string_view first_part(std::string_view slug) { return slug.substr(0, slug.find('.')); }

const registry::Province* province_of(std::string_view province, std::string_view issuer) {
  const auto& registry = registry::Registry::builtin();
  if (const auto* known = registry.province(province)) return known;
  const auto dot = issuer.rfind('.');
  return dot == std::string_view::npos ? nullptr : registry.province(issuer.substr(dot + 1));
}

/// Every act below the root once, by the shortest way; statements in passing lead nowhere. The tree itself (graph/trace.h) is
/// not needed and costs a hundred times more where tens of thousands of documents stand below.
std::vector<CoverageDocument> implementing(graph::Graph& graph, ActId root, const CoverageOptions& options, std::size_t& cut) {
  static const std::vector<std::string> relations{"implements", "guides"};
  std::vector<CoverageDocument> found;
  std::unordered_set<ActId> seen{root};
  std::vector<std::pair<ActId, std::size_t>> queue{{root, 0}};
  const auto add = [&](ActId other, std::size_t level) -> CoverageDocument* {
    if (seen.contains(other)) return nullptr;
    if (found.size() == options.limit) {
      ++cut;
      return nullptr;
    }
    seen.insert(other);
    queue.emplace_back(other, level);
    auto& document = found.emplace_back();
    document.act = other;
    document.level = level;
    return &document;
  };
  const auto* table = graph.table();
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const auto [act, level] = queue[next];
    if (level == options.depth) continue;
    if (table != nullptr) {
      for (const auto id : graph.incoming_edges(act, relations)) {
        const auto& edge = table->edge(id);
        const ActId other = table->subject(edge);
        if (other == no_act || (edge.flags & links::in_body) != 0) continue;
        if (auto* document = add(other, level + 1)) document->edge = id;
      }
      continue;
    }
    for (auto& reference : graph.incoming(act, relations)) {
      if (reference.subject == no_act || reference.in_body) continue;
      if (auto* document = add(reference.subject, level + 1)) document->stated = std::move(reference);
    }
  }
  return found;
}

enum class Fit : std::uint8_t { no, exact, merged };

Fit fit(const Body& body, std::string_view place, std::string_view issuer) {
  if (!body.province) {
    return issuer == body.slug || (issuer.find('+') != std::string_view::npos && ("+" + std::string(issuer) + "+").find("+" + body.slug + "+") != std::string::npos)
               ? Fit::exact
               : Fit::no;
  }
  const auto* province = province_of(place, issuer);
  if (province == nullptr) return Fit::no;
  if (province->slug == body.slug) return Fit::exact;
  return same_place(province->slug, body.slug) ? Fit::merged : Fit::no;
}

/// Rows of the table that a document's body belongs to. Asked for tens of thousands of documents of a few hundred bodies.
class Places {
 public:
  explicit Places(const std::vector<CoverageRow>& rows) : rows_(rows) {}

  const std::vector<std::pair<std::size_t, Fit>>& of(const links::Facts& facts) {
    const auto [found, fresh] = known_.try_emplace({std::string(facts.province), std::string(facts.issuer)});
    if (!fresh) return found->second;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (const auto how = fit(rows_[i].body, facts.province, facts.issuer); how != Fit::no) found->second.emplace_back(i, how);
    return found->second;
  }

 private:
  const std::vector<CoverageRow>& rows_;
  std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::size_t, Fit>>> known_;
};

}  // namespace

Organ organ_of(std::string_view slug) {
  const auto part = first_part(slug);
  if (part == "tu" || part == "bantu" || part == "btvtu") return Organ::party;
  if (part == "hdnd") return Organ::council;
  if (part == "ubnd" && std::count(slug.begin(), slug.end(), '.') == 1) return Organ::committee;
  return Organ::other;
}

std::vector<Body> provinces_of(Era era) {
  std::vector<Body> bodies;
  const auto& registry = registry::Registry::builtin();
  std::set<std::string> seen;
  // Huế became a city of its own on 01/01/2025: of the 63 it is the successor of one, not a 64th.
  std::set<std::string> later;
  for (const auto& province : registry.provinces()) {
    if (!province.merged && !province.successor.empty() && province.successor != province.slug) later.insert(province.successor);
  }
  for (const auto& province : registry.provinces()) {
    if (era != Era::since_merger && later.contains(province.slug)) continue;
    const auto* row = era == Era::since_merger ? registry.province(province.successor.empty() ? province.slug : province.successor) : province.merged ? nullptr : &province;
    if (row != nullptr && seen.insert(row->slug).second) bodies.push_back({row->name, row->slug, true});
  }
  return bodies;
}

std::optional<Body> body_of(std::string_view line, model::Date day) {
  const auto begin = line.find_first_not_of(" \t\r\xEF\xBB\xBF");
  if (begin == std::string_view::npos || line[begin] == '#') return std::nullopt;
  line = line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
  const auto& registry = registry::Registry::builtin();
  if (const auto* province = registry.province(line)) return Body{province->name, province->slug, true};
  const bool is_slug = std::all_of(line.begin(), line.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+'; });
  if (is_slug) return Body{std::string(line), std::string(line), false};
  // "tỉnh An Giang", "TP. Cần Thơ": a province; "Sở Y tế tỉnh An Giang", "Bộ Y tế": a body.
  if (registry.issuer_by_name(line) == nullptr) {
    if (const auto* province = registry.find_province(line, day)) return Body{province->name, province->slug, true};
  }
  return Body{std::string(line), registry.issuer_slug(line, day), false};
}

graph::Reference evidence_of(graph::Graph& graph, const CoverageDocument& document) {
  return document.edge != links::kNone ? graph.reference(document.edge) : document.stated;
}

Coverage coverage(graph::Graph& graph, ActId act, const CoverageOptions& options) {
  Coverage result;
  result.act = act;
  const auto day = graph.resolver().act(act).identity.date;
  auto bodies = options.bodies;
  if (bodies.empty()) {
    const bool later = options.era == Era::since_merger || (options.era == Era::by_date && day.is_valid() && day >= merger);
    bodies = provinces_of(later ? Era::since_merger : Era::before_merger);
  }
  for (auto& body : bodies) result.rows.push_back({std::move(body), {}, false});
  if (options.deadline) {
    result.deadline = *options.deadline;
  } else if (options.deadline_days && day.is_valid()) {
    result.deadline = model::Date::from_days(day.days() + *options.deadline_days);
  }
  auto documents = implementing(graph, act, options, result.cut);
  Places places(result.rows);
  for (auto& document : documents) {
    const auto facts = graph.facts(document.act);
    if (options.organ && organ_of(facts.issuer) != *options.organ) continue;
    document.dated = day.is_valid() && facts.date.is_valid();
    if (document.dated) document.lag = facts.date.days() - day.days();
    const auto& rows = places.of(facts);
    for (const auto& [row, how] : rows) {
      result.rows[row].documents.push_back(document);
      result.rows[row].documents.back().merged = how == Fit::merged;
    }
    if (rows.empty()) result.others.push_back(std::move(document));
  }
  const auto by_date = [&](const CoverageDocument& a, const CoverageDocument& b) {
    const auto one = graph.facts(a.act).date, other = graph.facts(b.act).date;
    if (std::tuple(a.merged, !a.dated, one) != std::tuple(b.merged, !b.dated, other)) return std::tuple(a.merged, !a.dated, one) < std::tuple(b.merged, !b.dated, other);
    return graph.id_of(a.act) < graph.id_of(b.act);
  };
  for (auto& row : result.rows) {
    std::sort(row.documents.begin(), row.documents.end(), by_date);
    if (row.documents.empty()) {
      ++result.missing;
      continue;
    }
    ++result.implemented;
    const auto earliest = std::min_element(row.documents.begin(), row.documents.end(), [&](const CoverageDocument& a, const CoverageDocument& b) {
      return std::tuple(!a.dated, a.lag) < std::tuple(!b.dated, b.lag);
    });
    row.late = result.deadline.is_valid() && earliest->dated && graph.facts(earliest->act).date > result.deadline;
    result.late += row.late ? 1 : 0;
  }
  std::sort(result.others.begin(), result.others.end(), by_date);
  return result;
}

}  // namespace tracuu::status
