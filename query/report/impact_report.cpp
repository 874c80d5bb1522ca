#include "query/report/impact_report.h"

#include <array>

#include "query/report/status_report.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using status::Basis;
using status::Impact;
using status::ImpactRow;
using status::ProvisionPair;

constexpr std::string_view impact_schema = "tracuu.impact/1";

struct BasisRow {
  const char* name;
  Msg head;
};
constexpr std::array<BasisRow, status::basis_count> bases{{
    {"rests_on", Msg::impact_rests_on},
    {"provision", Msg::impact_provision},
    {"whole_act", Msg::impact_whole_act},
    {"mentioned", Msg::impact_mentioned},
    {"undecided", Msg::impact_undecided},
}};

std::string pair_words(const ProvisionPair& pair, const Look& look) {
  auto words = resolve::pinpoint_words(pair.old_path);
  if (pair.new_path.empty()) return words;
  return words + " → " + look.say(pair.same_heading ? Msg::impact_same_heading : Msg::impact_new_place, resolve::pinpoint_words(pair.new_path));
}

std::string pairs_words(const std::vector<ProvisionPair>& pairs, std::size_t most, const Look& look) {
  std::string words;
  for (std::size_t i = 0; i < pairs.size() && i < most; ++i) words += (i == 0 ? "" : "; ") + pair_words(pairs[i], look);
  if (pairs.size() > most) words += "; … (+" + std::to_string(pairs.size() - most) + ")";
  return words;
}

std::string target_lines(graph::Graph& graph, const status::ImpactTarget& target, const Look& look) {
  const auto& change = target.event.change;
  auto words = change_words(change.kind, change.scope, look.language);
  for (const std::string_view by : {" bởi", " by"}) {
    if (words.ends_with(by)) words.resize(words.size() - by.size());
  }
  if (change.date.is_valid()) words += " · " + look.say(Msg::effective_from, change.date.vietnamese());
  if (change.standing == status::Standing::registry) words += " · " + look.style.warning(look.say(Msg::status_registry_knows));
  std::vector<std::string> paths;
  for (const auto& provision : target.event.provisions) paths.push_back(resolve::pinpoint_words(provision.path));
  std::string out = paragraph("  - ", act_line(graph.resolver().act(target.act), look), 4, look.style.width);
  out += paragraph("    ", look.say(Msg::impact_is, words), 4, look.style.width);
  if (!paths.empty() && change.scope != status::Scope::whole) {
    std::string list;
    for (std::size_t i = 0; i < paths.size() && i < 15; ++i) list += (i == 0 ? "" : "; ") + paths[i];
    if (paths.size() > 15) list += "; … (+" + std::to_string(paths.size() - 15) + ")";
    out += paragraph("    ", list, 4, look.style.width);
  }
  if (target.untouched + target.ended + target.as_amender > 0) out += paragraph("    ", look.style.dim(look.say(Msg::impact_left_out, target.untouched, target.ended, target.as_amender)), 4, look.style.width);
  return out;
}

std::string row_lines(graph::Graph& graph, const Impact& impact, const ImpactRow& row, std::size_t number, const Look& look) {
  const auto mark = std::to_string(number) + ". ";
  const std::size_t indent = 1 + mark.size();
  const auto& act = graph.resolver().act(row.act);
  std::string out = paragraph(" " + mark, act_line(act, look) + " · " + state_painted(row.state, look), indent, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph(std::string(indent, ' '), shorten(title, 2 * look.style.width), indent, look.style.width);
  const auto& first = row.evidence.front();
  std::string facts = relation_words(first.relation, look.language) + " " + short_name(graph.resolver().act(impact.targets[row.target].act));
  if (!row.provisions.empty()) facts += " · " + pairs_words(row.provisions, 6, look);
  if (!row.certain) facts += " · " + look.style.warning(look.say(Msg::status_probable));
  out += paragraph(std::string(indent, ' '), facts, indent, look.style.width);
  const auto place = place_words(graph, first, look);
  return out + paragraph(std::string(indent, ' '), look.style.dim((place.empty() ? "" : place + ": ") + "“" + excerpt(graph, first, 2 * look.style.width).plain() + "”"), indent, look.style.width);
}

std::string impact_text(graph::Graph& graph, const Impact& impact, const status::ImpactOptions& options, std::size_t limit, const Look& look) {
  const auto& act = graph.resolver().act(impact.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (impact.targets.empty()) return out + "  " + look.say(Msg::impact_no_targets) + "\n";
  out += "\n" + look.style.bold(look.say(Msg::impact_targets, impact.targets.size())) + "\n";
  for (const auto& target : impact.targets) out += target_lines(graph, target, look);
  if (impact.rows.empty()) return out + "\n" + look.say(Msg::impact_none) + "\n";
  out += "\n" + look.say(Msg::impact_total, impact.rows.size(), options.as_of.vietnamese()) + "\n";
  std::size_t number = 0;
  Basis last = Basis::undecided;
  for (const auto& row : impact.rows) {
    if (limit != 0 && number == limit) {
      out += look.say(Msg::and_more, impact.rows.size() - number) + "\n";
      break;
    }
    if (number == 0 || row.basis != last) out += "\n" + look.style.bold(look.say(bases[static_cast<std::size_t>(row.basis)].head)) + "\n";
    last = row.basis;
    out += row_lines(graph, impact, row, ++number, look);
  }
  return out;
}

Json pairs_json(const std::vector<ProvisionPair>& pairs) {
  Json list = Json::array();
  for (const auto& pair : pairs) list.push_back({{"old", pair.old_path}, {"new", text_or_null(pair.new_path)}, {"same_heading", pair.same_heading}});
  return list;
}

Json row_json(graph::Graph& graph, const Impact& impact, const ImpactRow& row) {
  auto json = act_json(graph.resolver().act(row.act));
  json["target"] = graph.resolver().act(impact.targets[row.target].act).id;
  json["basis"] = bases[static_cast<std::size_t>(row.basis)].name;
  json["state"] = state_name(row.state);
  json["certain"] = row.certain;
  json["provisions"] = pairs_json(row.provisions);
  json["statements"] = row.evidence.size();
  json["evidence"] = reference_json(graph, row.evidence.front());
  return json;
}

Json target_json(graph::Graph& graph, const status::ImpactTarget& target) {
  auto json = act_json(graph.resolver().act(target.act));
  auto change = change_json(graph, target.event.change);
  Json provisions = Json::array();
  for (const auto& one : target.event.provisions) {
    provisions.push_back({{"path", one.path}, {"by_path", one.by_path}, {"change", change_name(one.kind)}, {"added", one.added}});
  }
  change["provisions"] = std::move(provisions);
  json["event"] = std::move(change);
  json["untouched"] = target.untouched;
  json["ended"] = target.ended;
  json["as_amender"] = target.as_amender;
  return json;
}

std::vector<std::string> csv_fields(graph::Graph& graph, const Impact& impact, const ImpactRow& row) {
  const auto& act = graph.resolver().act(row.act);
  const auto& first = row.evidence.front();
  const auto& mention = mention_of(graph, first);
  const auto& document = graph.document(first.record);
  std::string old_paths, new_paths;
  for (const auto& pair : row.provisions) {
    old_paths += (old_paths.empty() ? "" : "; ") + pair.old_path;
    if (!pair.new_path.empty()) new_paths += (new_paths.empty() ? "" : "; ") + pair.new_path;
  }
  return {act.id, act.identity.number, act.identity.date.iso(), issuer_of(act), act.identity.title, state_name(row.state), graph.resolver().act(impact.targets[row.target].act).id,
          bases[static_cast<std::size_t>(row.basis)].name, first.relation, old_paths, new_paths, row.certain ? "1" : "0", document.source,
          mention.page != 0 ? std::to_string(mention.page) : "",
          mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size() ? document.provisions[static_cast<std::size_t>(mention.provision)].path : "",
          excerpt(graph, first, 2000).plain()};
}

}  // namespace

std::string impact_report(graph::Graph& graph, const Impact& impact, const status::ImpactOptions& options, std::size_t limit, Layout layout, const Look& look) {
  if (layout == Layout::text) return impact_text(graph, impact, options, limit, look);
  const auto& act = graph.resolver().act(impact.act);
  std::string out;
  if (layout == Layout::csv) {
    out = csv_line({"id", "number", "date", "issuer", "title", "state", "target", "basis", "relation", "old_provisions", "new_provisions", "certain", "source",
                    "page", "provision", "sentence"});
    for (const auto& row : impact.rows) out += csv_line(csv_fields(graph, impact, row));
    return out;
  }
  if (layout == Layout::jsonl) {
    for (const auto& row : impact.rows) {
      Json json{{"schema", impact_schema}, {"act", act.id}};
      json.update(row_json(graph, impact, row));
      out += dump(json) + "\n";
    }
    return out;
  }
  Json json{{"schema", impact_schema}, {"act", act_json(act)}, {"as_of", options.as_of.iso()}, {"province", text_or_null(options.province)}};
  Json targets = Json::array(), rows = Json::array();
  for (const auto& target : impact.targets) targets.push_back(target_json(graph, target));
  for (const auto& row : impact.rows) rows.push_back(row_json(graph, impact, row));
  json["targets"] = std::move(targets);
  json["documents"] = std::move(rows);
  return dump_pretty(json) + "\n";
}

}  // namespace tracuu::report
