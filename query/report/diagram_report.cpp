#include "query/report/impact_report.h"

namespace tracuu::report {
namespace {

using status::Diagram;
using status::DiagramEntry;
using status::DiagramGroup;

constexpr std::string_view diagram_schema = "tracuu.diagram/1";

/// "Văn bản được căn cứ": what the others are to the act in the middle.
std::string group_words(const DiagramGroup& group, const Look& look) {
  return look.say(group.incoming ? Msg::diagram_incoming : Msg::diagram_outgoing, relation_words(group.relation, look.language, !group.incoming));
}

std::size_t shown_of(const DiagramGroup& group, std::size_t limit) { return limit == 0 || group.entries.size() <= limit ? group.entries.size() : limit; }

std::string witness(graph::Graph& graph, const DiagramEntry& entry, const Look& look) {
  if (!entry.only_nested || entry.evidence.front().asserted_by == resolve::no_act) return {};
  return look.say(Msg::according_to, short_name(graph.resolver().act(entry.evidence.front().asserted_by)));
}

std::string diagram_text(graph::Graph& graph, const Diagram& diagram, std::size_t limit, const Look& look) {
  const auto& act = graph.resolver().act(diagram.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (diagram.groups.empty()) return out + "  " + look.say(Msg::diagram_none) + "\n";
  for (const auto& group : diagram.groups) {
    out += "\n" + look.style.bold(group_words(group, look) + " (" + std::to_string(group.entries.size()) + ")") + "\n";
    for (std::size_t i = 0; i < shown_of(group, limit); ++i) {
      const auto& entry = group.entries[i];
      const auto& other = graph.resolver().act(entry.act);
      auto line = act_line(other, look);
      if (const auto told = witness(graph, entry, look); !told.empty()) line += " · " + look.style.warning(told);
      out += paragraph("  - ", line, 4, look.style.width);
      if (const auto title = title_of(other); !title.empty()) out += "    " + look.style.dim(shorten(title, look.style.width - 4)) + "\n";
    }
    if (shown_of(group, limit) < group.entries.size()) out += "  " + look.say(Msg::and_more, group.entries.size() - shown_of(group, limit)) + "\n";
  }
  return out;
}

Json entry_json(graph::Graph& graph, const DiagramEntry& entry) {
  auto json = act_json(graph.resolver().act(entry.act));
  json["nested"] = entry.only_nested;
  json["statements"] = entry.evidence.size();
  json["evidence"] = reference_json(graph, entry.evidence.front());
  return json;
}

/// A label of Graphviz: quotes and backslashes escaped, lines of about thirty columns.
std::string label(const std::string& text, std::size_t most_lines = 3) {
  std::string out;
  std::size_t lines = 0;
  for (const auto& line : wrap(harmless(readable(text)), 34)) {
    if (lines == most_lines) return out + "…";
    if (lines++ > 0) out += "\\n";
    for (const char c : line) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string node_label(const resolve::Act& act, const Look& look) {
  auto words = label(act_name(act, look.language));
  const auto title = title_of(act);
  return title.empty() ? words : words + "\\n" + label(shorten(title, 90), 3);
}

}  // namespace

std::string diagram_report(graph::Graph& graph, const Diagram& diagram, std::size_t limit, Layout layout, const Look& look) {
  if (layout == Layout::text) return diagram_text(graph, diagram, limit, look);
  std::vector<const graph::Reference*> shown;
  for (const auto& group : diagram.groups) {
    for (const auto& entry : group.entries) shown.push_back(&entry.evidence.front());
  }
  graph.fetch(shown);
  const auto& act = graph.resolver().act(diagram.act);
  std::string out;
  if (layout == Layout::csv) {
    out = csv_line({"relation", "direction", "label", "id", "number", "date", "issuer", "title", "in_index", "nested", "source", "sentence"});
    for (const auto& group : diagram.groups) {
      for (const auto& entry : group.entries) {
        const auto& other = graph.resolver().act(entry.act);
        out += csv_line({group.relation, group.incoming ? "incoming" : "outgoing", group_words(group, look), other.id, other.identity.number, other.identity.date.iso(), issuer_of(other),
                         other.identity.title, other.in_index() ? "1" : "0", entry.only_nested ? "1" : "0", graph.document(entry.evidence.front().record).source,
                         excerpt(graph, entry.evidence.front(), 2000).plain()});
      }
    }
    return out;
  }
  Json groups = Json::array();
  for (const auto& group : diagram.groups) {
    Json json{{"relation", group.relation}, {"direction", group.incoming ? "incoming" : "outgoing"}, {"label", group_words(group, look)}};
    Json acts = Json::array();
    for (const auto& entry : group.entries) {
      auto one = entry_json(graph, entry);
      if (layout == Layout::jsonl) {
        Json line{{"schema", diagram_schema}, {"act", act.id}, {"relation", group.relation}, {"direction", group.incoming ? "incoming" : "outgoing"}};
        line.update(one);
        out += dump(line) + "\n";
      }
      acts.push_back(std::move(one));
    }
    json["acts"] = std::move(acts);
    groups.push_back(std::move(json));
  }
  if (layout == Layout::jsonl) return out;
  return dump_pretty({{"schema", diagram_schema}, {"act", act_json(act)}, {"groups", std::move(groups)}}) + "\n";
}

std::string diagram_dot(graph::Graph& graph, const Diagram& diagram, std::size_t limit, const Look& look) {
  std::string out =
      "digraph luoc_do {\n  rankdir=LR;\n  ranksep=1.2;\n  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#5b6b7b\", fontname=\"DejaVu Sans\", fontsize=10];\n"
      "  edge [color=\"#5b6b7b\", fontname=\"DejaVu Sans\", fontsize=9];\n";
  out += "  act [label=\"" + node_label(graph.resolver().act(diagram.act), look) + "\", fillcolor=\"#fde9b8\", penwidth=2];\n";
  std::size_t number = 0;
  for (const auto& group : diagram.groups) {
    const auto box = "g" + std::to_string(number++);
    const auto shown = shown_of(group, limit);
    out += "  subgraph cluster_" + box + " {\n    style=rounded; color=\"#9fb3c8\"; fontname=\"DejaVu Sans\"; fontsize=10;\n    label=\"" + label(group_words(group, look)) + " (" +
           std::to_string(group.entries.size()) + ")\";\n";
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& other = graph.resolver().act(group.entries[i].act);
      out += "    " + box + "_" + std::to_string(i) + " [label=\"" + node_label(other, look) + "\", tooltip=\"" + label(other.id) + "\"" +
             (other.in_index() ? "" : ", style=\"rounded,dashed\"") + "];\n";
    }
    if (shown < group.entries.size()) out += "    " + box + "_more [label=\"+" + std::to_string(group.entries.size() - shown) + "\", shape=plaintext, style=\"\"];\n";
    out += "  }\n";
    for (std::size_t i = 0; i < shown; ++i) {
      const auto node = box + "_" + std::to_string(i);
      const std::string style = group.entries[i].only_nested ? " [style=dashed]" : "";
      // Incoming on the left, outgoing on the right.
      out += "  " + (group.incoming ? node + " -> act" : "act -> " + node) + style + ";\n";
    }
  }
  return out + "}\n";
}

}  // namespace tracuu::report
