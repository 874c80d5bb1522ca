#include "query/report/links_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using graph::Reference;
using resolve::ActId;
using resolve::no_act;

constexpr std::string_view references_schema = "tracuu.references/1";
constexpr std::string_view candidates_schema = "tracuu.candidates/1";
constexpr std::string_view trace_schema = "tracuu.trace/1";

std::string shell_quoted(const std::string& word) {
  return word.find_first_of(" ?*'\"$&;()<>|#\\") == std::string::npos ? word : "'" + word + "'";
}

Json candidate_json(graph::Graph& graph, ActId act) {
  auto json = act_json(graph.resolver().act(act));
  json["cited_by"] = graph.citing_works(act);
  return json;
}

std::string candidate_lines(graph::Graph& graph, ActId id, std::size_t number, std::string_view command, const Look& look) {
  graph.describe(id);
  const auto& act = graph.resolver().act(id);
  const auto mark = std::to_string(number) + ". ";
  const std::size_t indent = 1 + mark.size();
  std::string out = paragraph(" " + mark, act_line(act, look) + " · " + look.say(Msg::cited_by_count, graph.citing_works(id)), indent, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph(std::string(indent, ' '), shorten(title, 2 * look.style.width), indent, look.style.width);
  out += std::string(indent, ' ') + look.style.dim("tracuu " + std::string(command) + " " + shell_quoted(act.id)) + "\n";
  return out;
}

// --- references ---------------------------------------------------------------------------------------------------------

/// References between two acts.
struct Pair {
  ActId other = no_act;
  std::string words;  ///< stands for the other where there is no act
  std::vector<const Reference*> references;
};

std::string reference_words(graph::Graph& graph, const Reference& reference) {
  const auto& mention = mention_of(graph, reference);
  auto words = citation_name(mention);
  return words.empty() ? excerpt(graph, reference, 60).match : words;
}

/// Groups in order of the first reference; what has no act is grouped by its words.
std::vector<Pair> pairs_of(graph::Graph& graph, const std::vector<Reference>& references, bool incoming) {
  std::vector<Pair> pairs;
  std::map<std::pair<ActId, std::string>, std::size_t> places;
  for (const auto& reference : references) {
    const ActId other = incoming ? reference.subject : reference.target();
    std::string words = other != no_act ? "" : incoming ? reference.subject_words : reference_words(graph, reference);
    const auto [place, fresh] = places.try_emplace({other, words}, pairs.size());
    if (fresh) pairs.push_back({other, std::move(words), {}});
    pairs[place->second].references.push_back(&reference);
  }
  return pairs;
}

void add_once(std::vector<std::string>& list, std::string word) {
  if (!word.empty() && std::find(list.begin(), list.end(), word) == list.end()) list.push_back(std::move(word));
}

std::string joined(const std::vector<std::string>& words, std::string_view separator = "; ") {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : std::string(separator)) + word;
  return all;
}

std::string relation_of(graph::Graph& graph, const Reference& reference, const Look& look) {
  auto words = relation_words(reference.relation, look.language);
  if (reference.nested() && reference.asserted_by != no_act) {
    words += " (" + look.say(Msg::according_to, short_name(graph.resolver().act(reference.asserted_by))) + ")";
  }
  return words;
}

std::string sentence_lines(graph::Graph& graph, const Reference& reference, std::size_t indent, const Look& look) {
  const auto place = place_words(graph, reference, look);
  const std::size_t width = look.style.width > indent + 10 ? look.style.width - indent : 60;
  const auto words = excerpt(graph, reference, 2 * width + width / 2);
  std::string line = place.empty() ? "" : look.style.dim(place + ": ");
  // Painted word by word, so that wrapping never leaves a colour open across lines.
  std::string match;
  for (std::size_t at = 0; at < words.match.size();) {
    const auto blank = words.match.find(' ', at);
    const auto end = blank == std::string::npos ? words.match.size() : blank;
    match += look.style.match(words.match.substr(at, end - at)) + (end < words.match.size() ? " " : "");
    at = end + 1;
  }
  line += "“" + words.before + match + words.after + "”";
  return paragraph(std::string(indent, ' '), line, indent, look.style.width);
}

std::vector<std::string> outcomes_of(graph::Graph& graph, const Pair& pair, const Look& look) {
  std::vector<std::string> outcomes;
  for (const auto* reference : pair.references) add_once(outcomes, outcome_words(graph, reference->resolution, look));
  return outcomes;
}

std::string candidates_of(graph::Graph& graph, const resolve::Resolution& resolution, std::size_t indent, const Look& look) {
  std::string out;
  std::size_t shown = 0;
  for (const auto& candidate : resolution.candidates) {
    if (candidate.excluded() || ++shown > 5) continue;
    const auto& act = graph.resolver().act(candidate.act);
    std::vector<std::string> traits;
    for (const auto trait : candidate.traits) traits.push_back(trait_words(trait, look.language));
    out += paragraph(std::string(indent, ' ') + "? ", act_name(act, look.language) + " (" + joined(traits, ", ") + ") " + look.style.dim(act.id),
                     indent + 2, look.style.width);
  }
  return out;
}

std::string pair_lines(graph::Graph& graph, const Pair& pair, std::size_t number, const ReferencesRequest& request, const Look& look) {
  const auto mark = std::to_string(number) + ". ";
  const std::size_t indent = 1 + mark.size();
  std::string head = pair.other != no_act ? act_line(graph.resolver().act(pair.other), look) : look.style.bold(pair.words);
  if (!request.incoming) {
    const bool in_index = pair.other != no_act && graph.resolver().act(pair.other).in_index();
    const bool told = pair.other != no_act && !in_index && pair.references.front()->resolution.date_conflict == no_act;
    if (!told) head += " · " + joined(outcomes_of(graph, pair, look), " / ");
  }
  std::string out = paragraph(" " + mark, head, indent, look.style.width);
  std::vector<std::string> relations, places;
  std::set<std::uint32_t> mentions;
  for (const auto* reference : pair.references) {
    // What the document itself says needs no witness.
    const bool told_itself = reference->nested() && std::any_of(pair.references.begin(), pair.references.end(), [&](const Reference* other) {
                               return !other->nested() && other->relation == reference->relation;
                             });
    if (!told_itself) add_once(relations, relation_of(graph, *reference, look));
    for (const auto& pinpoint : mention_of(graph, *reference).pinpoints) add_once(places, resolve::pinpoint_words(resolve::pinpoint_path(pinpoint)));
    mentions.insert(reference->mention);
  }
  std::string facts = joined(relations) + " · " + look.say(Msg::times, mentions.size());
  if (!places.empty()) facts += " · " + joined(places, ", ");
  const auto& act = pair.other == no_act ? resolve::Act{} : graph.resolver().act(pair.other);
  if (const auto title = title_of(act); !title.empty()) {
    out += paragraph(std::string(indent, ' '), shorten(title, 2 * look.style.width - 2 * indent), indent, look.style.width);
  }
  out += paragraph(std::string(indent, ' '), facts, indent, look.style.width);
  const auto& resolution = pair.references.front()->resolution;
  if (!request.incoming && resolution.outcome == resolve::Outcome::ambiguous) out += candidates_of(graph, resolution, indent, look);
  std::size_t shown = 0;
  std::uint32_t last = 0;
  for (const auto* reference : pair.references) {
    if (shown >= request.sentences) break;
    if (shown > 0 && reference->mention == last) continue;
    out += sentence_lines(graph, *reference, indent, look);
    last = reference->mention;
    ++shown;
  }
  return out;
}

/// "căn cứ 12 · sửa đổi, bổ sung 3": how many acts relate in each way, where there are several ways.
std::string counts_line(const References& references, const Look& look) {
  if (references.by_relation.size() < 2) return {};
  std::vector<std::pair<std::size_t, std::string>> counts;
  for (const auto& [relation, acts] : references.by_relation) counts.emplace_back(acts, relation_words(relation, look.language));
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> words;
  for (const auto& [acts, relation] : counts) words.push_back(relation + ": " + std::to_string(acts));
  return paragraph(" ", look.style.dim(joined(words, " · ")), 1, look.style.width);
}

std::string references_text(graph::Graph& graph, const References& references, const ReferencesRequest& request, const Look& look) {
  const auto& act = graph.resolver().act(request.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (const auto note = caution(graph, act, look); !note.empty()) out += look.style.warning(paragraph("  ! ", note, 4, look.style.width));
  if (!request.path.empty()) out += "  " + look.style.bold(look.say(Msg::of_provision, resolve::pinpoint_words(request.path))) + "\n";
  out += "\n";
  if (!request.incoming && !act.in_index()) out += look.say(Msg::no_text_outgoing) + "\n\n";
  const auto pairs = pairs_of(graph, references.found, request.incoming);
  if (pairs.empty()) {
    out += look.say(request.incoming ? Msg::no_incoming : Msg::no_outgoing) + "\n";
  } else {
    out += look.style.bold(look.say(request.incoming ? Msg::incoming_head : Msg::outgoing_head, references.acts, references.mentions)) + "\n";
    out += counts_line(references, look);
    std::size_t number = request.offset;
    for (const auto& pair : pairs) out += pair_lines(graph, pair, ++number, request, look);
    if (number < references.acts) out += look.say(Msg::and_more, references.acts - number) + " " + look.say(Msg::search_next, number) + "\n";
  }
  if (!references.undecided.empty()) {
    out += "\n" + look.style.bold(look.say(Msg::undecided_head)) + "\n";
    std::size_t number = 0;
    for (const auto& pair : pairs_of(graph, references.undecided, true)) {
      out += pair_lines(graph, pair, ++number, request, look);
      out += "    " + outcome_words(graph, pair.references.front()->resolution, look) + "\n";
    }
    if (number < references.undecided_documents) out += look.say(Msg::and_more, references.undecided_documents - number) + "\n";
  }
  return out;
}

std::vector<std::string> csv_fields(graph::Graph& graph, const Reference& reference) {
  auto& resolver = graph.resolver();
  const auto id = [&](ActId act) { return act == no_act ? std::string() : resolver.act(act).id; };
  const auto& document = graph.document(reference.record);
  const auto& mention = document.mentions[reference.mention];
  std::vector<std::string> pinpoints;
  for (const auto& pinpoint : mention.pinpoints) pinpoints.push_back(resolve::pinpoint_path(pinpoint));
  const bool target = reference.target() != no_act;
  return {id(reference.asserted_by),
          document.source,
          id(reference.subject),
          reference.subject_words,
          reference.relation,
          mention.type,
          mention.number.empty() ? mention.name : mention.number,
          mention.date.iso(),
          id(reference.target()),
          target && resolver.act(reference.target()).in_index() ? resolver.act(reference.target()).copies.front().source : "",
          outcome_name(reference.resolution.outcome),
          rule_name(reference.resolution.rule),
          joined(pinpoints, " "),
          mention.page != 0 ? std::to_string(mention.page) : "",
          mention.provision >= 0 ? document.provisions[static_cast<std::size_t>(mention.provision)].path : "",
          excerpt(graph, reference, 2000).plain()};
}

// --- traces -------------------------------------------------------------------------------------------------------------

std::string edge_words(graph::Graph& graph, const graph::TraceEdge& edge, const Look& look) {
  std::vector<std::string> relations, asserted;
  for (const auto& relation : edge.relations) add_once(relations, relation_words(relation, look.language));
  for (const auto& reference : edge.evidence) {
    if (reference.nested() && reference.asserted_by != no_act) add_once(asserted, short_name(graph.resolver().act(reference.asserted_by)));
  }
  auto words = joined(relations);
  if (edge.only_nested() && !asserted.empty()) words += " · " + look.style.warning(look.say(Msg::according_to, joined(asserted, ", ")));
  return words;
}

/// What is worth a line beside "implements": other relations, third documents, notes.
std::string node_facts(graph::Graph& graph, const graph::TraceNode& node, const Look& look) {
  std::vector<std::string> facts;
  if (node.edge.relations != std::vector<std::string>{"implements"} || node.edge.only_nested()) facts.push_back(edge_words(graph, node.edge, look));
  std::vector<std::string> also;
  for (const auto act : node.also) add_once(also, short_name(graph.resolver().act(act)));
  if (node.lag_days && *node.lag_days >= 0) facts.push_back(look.say(Msg::trace_lag, *node.lag_days));
  if (node.edge.in_body) facts.push_back(look.style.warning(look.say(Msg::trace_in_body)));
  if (!also.empty()) facts.push_back(look.say(Msg::trace_also, joined(also, ", ")));
  if (node.seen) facts.push_back(look.say(Msg::trace_seen));
  if (node.cycle) facts.push_back(look.style.warning(look.say(Msg::trace_cycle)));
  if (node.cut > 0) facts.push_back(look.say(Msg::trace_cut, node.cut));
  return joined(facts, " · ");
}

std::string obligations_words(const graph::TraceNode& node, const Look& look) {
  if (node.obligations.empty()) return {};
  std::vector<std::string> open;
  for (const auto& obligation : node.obligations) {
    if (obligation.met_by == no_act) add_once(open, obligation.body);
  }
  auto words = look.say(Msg::trace_obligations, node.obligations.size() - open.size(), open.size());
  if (!open.empty()) words += ": " + joined(open);
  return words;
}

void tree_lines(graph::Graph& graph, const graph::TraceNode& node, const std::string& prefix, bool last, const Look& look, std::string& out) {
  const auto& act = graph.resolver().act(node.act);
  const std::string under = prefix + (last ? "   " : "│  ");
  const std::string text_under = under + (node.children.empty() ? "   " : "│  ");
  const auto put = [&](const std::string& first, const std::string& text) {
    const std::size_t used = display_width(text_under);
    const std::size_t width = look.style.width > used + 40 ? look.style.width - used : 40;
    bool begun = false;
    for (const auto& line : wrap(text, width)) {
      out += (begun ? text_under : first) + line + "\n";
      begun = true;
    }
    return width;
  };
  const auto width = put(prefix + (last ? "└─ " : "├─ "), act_line(act, look));
  if (const auto title = title_of(act); !title.empty()) out += text_under + look.style.dim(shorten(title, width)) + "\n";
  put(text_under, caution(graph, act, look));
  put(text_under, node_facts(graph, node, look));
  put(text_under, obligations_words(node, look));
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    tree_lines(graph, node.children[i], under, i + 1 == node.children.size(), look, out);
  }
}

/// References that may mean the root: what they say, and why they are not linked.
std::string undecided_lines(graph::Graph& graph, const graph::Trace& trace, const Look& look) {
  std::string out;
  std::set<ActId> told;
  for (const auto& reference : trace.undecided) {
    if (!told.insert(reference.asserted_by).second || reference.asserted_by == no_act) continue;
    const auto stated = mention_of(graph, reference).date;
    std::string line = act_line(graph.resolver().act(reference.asserted_by), look) + " · ";
    line += reference.resolution.date_conflict != no_act ? look.say(Msg::states_date, stated.vietnamese())
                                                         : outcome_words(graph, reference.resolution, look);
    out += paragraph("  ? ", line, 4, look.style.width);
  }
  if (!out.empty()) out = "  " + look.say(Msg::undecided_head) + "\n" + out;
  return out;
}

std::string trace_text(graph::Graph& graph, const graph::Trace& trace, const graph::TraceOptions& options, const Look& look) {
  const auto& act = graph.resolver().act(trace.root.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (const auto note = caution(graph, act, look); !note.empty()) out += look.style.warning(paragraph("  ! ", note, 4, look.style.width));
  out += look.style.dim("  " + act.id) + "\n";
  if (const auto tasks = obligations_words(trace.root, look); !tasks.empty()) out += paragraph("  ", tasks, 2, look.style.width);
  for (std::size_t i = 0; i < trace.root.children.size(); ++i) {
    tree_lines(graph, trace.root.children[i], "", i + 1 == trace.root.children.size(), look, out);
  }
  if (trace.root.children.empty()) {
    out += "  " + look.say(options.up ? Msg::trace_none_up : Msg::trace_none_down) + "\n";
  } else {
    out += "  " + look.say(Msg::trace_total, trace.acts, trace.only_cited) + "\n";
  }
  out += undecided_lines(graph, trace, look);
  return out;
}

Json node_json(graph::Graph& graph, const graph::TraceNode& node, bool root) {
  auto json = act_json(graph.resolver().act(node.act));
  if (!root) {
    json["relations"] = node.edge.relations;
    json["nested"] = node.edge.only_nested();
    json["in_body"] = node.edge.in_body;
    Json evidence = Json::array();
    for (const auto& reference : node.edge.evidence) evidence.push_back(reference_json(graph, reference));
    json["evidence"] = std::move(evidence);
    Json also = Json::array();
    for (const auto act : node.also) also.push_back(graph.resolver().act(act).id);
    json["also"] = std::move(also);
  }
  json["lag_days"] = node.lag_days ? Json(*node.lag_days) : Json(nullptr);
  Json obligations = Json::array();
  for (const auto& obligation : node.obligations) {
    obligations.push_back({{"body", obligation.body}, {"met_by", obligation.met_by == no_act ? Json(nullptr) : Json(graph.resolver().act(obligation.met_by).id)}});
  }
  json["obligations"] = std::move(obligations);
  json["seen"] = node.seen;
  json["cycle"] = node.cycle;
  json["cut"] = node.cut;
  Json children = Json::array();
  for (const auto& child : node.children) children.push_back(node_json(graph, child, false));
  json["children"] = std::move(children);
  return json;
}

void add_evidence(const graph::TraceNode& node, std::vector<const Reference*>& list) {
  for (const auto& reference : node.edge.evidence) list.push_back(&reference);
  for (const auto& child : node.children) add_evidence(child, list);
}

Json trace_json(graph::Graph& graph, const graph::Trace& trace, const graph::TraceOptions& options) {
  std::vector<const Reference*> shown;
  add_evidence(trace.root, shown);
  for (const auto& reference : trace.undecided) shown.push_back(&reference);
  graph.fetch(shown);
  Json json{{"schema", trace_schema}, {"direction", options.up ? "up" : "down"}, {"relations", options.relations}};
  json["acts"] = trace.acts;
  json["only_cited"] = trace.only_cited;
  json["root"] = node_json(graph, trace.root, true);
  Json undecided = Json::array();
  for (const auto& reference : trace.undecided) undecided.push_back(reference_json(graph, reference));
  json["undecided"] = std::move(undecided);
  return json;
}

/// One line an edge: parent, child, level.
void trace_rows(graph::Graph& graph, const graph::TraceNode& node, std::size_t level, std::vector<std::vector<std::string>>& rows) {
  auto& resolver = graph.resolver();
  for (const auto& child : node.children) {
    const auto& act = resolver.act(child.act);
    std::vector<std::string> asserted;
    for (const auto& reference : child.edge.evidence) {
      if (reference.asserted_by != no_act) add_once(asserted, resolver.act(reference.asserted_by).id);
    }
    rows.push_back({std::to_string(level), resolver.act(node.act).id, act.id, act.identity.number, act.identity.date.iso(), issuer_of(act),
                    act.identity.title, joined(child.edge.relations, " "), joined(asserted, " "), act.in_index() ? "1" : "0",
                    child.edge.in_body ? "1" : "0"});
    trace_rows(graph, child, level + 1, rows);
  }
}

Json node_line(graph::Graph& graph, const std::vector<std::string>& row) {
  (void)graph;
  return {{"schema", trace_schema}, {"level", std::stoul(row[0])}, {"parent", row[1]}, {"id", row[2]},
          {"number", text_or_null(row[3])}, {"date", text_or_null(row[4])}, {"issuer", text_or_null(row[5])},
          {"title", text_or_null(row[6])}, {"relations", row[7]}, {"asserted_by", row[8]}, {"in_index", row[9] == "1"}, {"in_body", row[10] == "1"}};
}

std::string trace_table(graph::Graph& graph, const graph::Trace& trace, Layout layout) {
  std::vector<std::vector<std::string>> rows;
  trace_rows(graph, trace.root, 1, rows);
  std::string out;
  for (const auto& row : rows) out += layout == Layout::csv ? csv_line(row) : dump(node_line(graph, row)) + "\n";
  return out;
}

const std::vector<std::string> trace_columns{"level", "parent", "id", "number", "date", "issuer", "title", "relations", "asserted_by", "in_index", "in_body"};

}  // namespace

std::string candidates_report(graph::Graph& graph, std::string_view typed, const std::vector<ActId>& acts, std::string_view command,
                              Layout layout, const Look& look) {
  if (layout == Layout::jsonl) {
    std::string out;
    for (const auto act : acts) {
      Json json{{"schema", candidates_schema}, {"typed", std::string(typed)}};
      json.update(candidate_json(graph, act));
      out += dump(json) + "\n";
    }
    return out;
  }
  if (layout == Layout::csv) {
    std::string out = csv_line({"id", "type", "number", "date", "issuer", "term", "title", "in_index", "cited_by"});
    for (const auto id : acts) {
      const auto& act = graph.resolver().act(id);
      out += csv_line({act.id, act.identity.type, act.identity.number, act.identity.date.iso(), issuer_of(act), act.identity.term,
                       act.identity.title, act.in_index() ? "1" : "0", std::to_string(graph.citing_works(id))});
    }
    return out;
  }
  if (layout == Layout::json) {
    Json list = Json::array();
    for (const auto act : acts) list.push_back(candidate_json(graph, act));
    return dump_pretty({{"schema", candidates_schema}, {"typed", std::string(typed)}, {"candidates", std::move(list)}}) + "\n";
  }
  std::string out = look.say(Msg::candidates_head, harmless(typed), acts.size()) + "\n";
  std::size_t number = 0;
  for (const auto act : acts) out += candidate_lines(graph, act, ++number, command, look);
  return out;
}

References references(graph::Graph& graph, const ReferencesRequest& request) {
  auto result = graph::citations(graph, request);
  std::vector<const Reference*> shown;
  for (const auto* list : {&result.found, &result.undecided}) {
    for (const auto& reference : *list) shown.push_back(&reference);
  }
  graph.fetch(shown);
  for (const auto& reference : result.found) {
    if (request.incoming || reference.nested()) graph.describe(reference.subject);
  }
  graph.describe(request.act);
  return result;
}

std::string references_report(graph::Graph& graph, const References& references, const ReferencesRequest& request, Layout layout,
                              const Look& look) {
  if (layout == Layout::text) return references_text(graph, references, request, look);
  const auto& act = graph.resolver().act(request.act);
  const char* direction = request.incoming ? "incoming" : "outgoing";
  std::string out;
  if (layout == Layout::csv) {
    out = csv_line({"asserted_by", "source", "subject", "subject_words", "relation", "cited_type", "cited", "cited_date", "target",
                    "target_source", "outcome", "rule", "pinpoints", "page", "provision", "sentence"});
    for (const auto& reference : references.found) out += csv_line(csv_fields(graph, reference));
    for (const auto& reference : references.undecided) out += csv_line(csv_fields(graph, reference));
    return out;
  }
  if (layout == Layout::jsonl) {
    const auto line = [&](const Reference& reference, bool undecided) {
      Json json{{"schema", references_schema}, {"direction", direction}, {"act", act.id}, {"undecided", undecided}};
      json.update(reference_json(graph, reference));
      return dump(json) + "\n";
    };
    for (const auto& reference : references.found) out += line(reference, false);
    for (const auto& reference : references.undecided) out += line(reference, true);
    return out;
  }
  Json json{{"schema", references_schema}, {"direction", direction}, {"act", act_json(act)}, {"path", text_or_null(request.path)}};
  Json found = Json::array(), undecided = Json::array();
  for (const auto& reference : references.found) found.push_back(reference_json(graph, reference));
  for (const auto& reference : references.undecided) undecided.push_back(reference_json(graph, reference));
  json["total"] = {{"acts", references.acts}, {"mentions", references.mentions}, {"by_relation", references.by_relation}};
  json["undecided_documents"] = references.undecided_documents;
  json["offset"] = request.offset;
  json["limit"] = request.limit;
  json["references"] = std::move(found);
  json["undecided"] = std::move(undecided);
  return dump_pretty(json) + "\n";
}

std::string trace_report(graph::Graph& graph, const graph::Trace& trace, const graph::TraceOptions& options, Layout layout, const Look& look) {
  if (layout == Layout::text) return trace_text(graph, trace, options, look);
  if (layout == Layout::json) return dump_pretty(trace_json(graph, trace, options)) + "\n";
  return (layout == Layout::csv ? csv_line(trace_columns) : "") + trace_table(graph, trace, layout);
}

std::string traces_report(graph::Graph& graph, std::string_view typed, const std::vector<graph::Trace>& traces,
                          const graph::TraceOptions& options, Layout layout, const Look& look) {
  if (layout == Layout::json) {
    Json list = Json::array();
    for (const auto& trace : traces) list.push_back(trace_json(graph, trace, options));
    return dump_pretty({{"schema", candidates_schema}, {"typed", std::string(typed)}, {"traces", std::move(list)}}) + "\n";
  }
  if (layout != Layout::text) {
    std::string out = layout == Layout::csv ? csv_line(trace_columns) : "";
    for (const auto& trace : traces) out += trace_table(graph, trace, layout);
    return out;
  }
  std::string out = look.say(Msg::candidates_traces, harmless(typed), traces.size()) + "\n";
  std::string bare;
  for (const auto& trace : traces) {
    const auto& act = graph.resolver().act(trace.root.act);
    if (!trace.root.children.empty() || !trace.undecided.empty()) {
      out += "\n" + trace_text(graph, trace, options, look);
    } else {
      bare += paragraph("  - ", act_line(act, look) + " · " + act.id, 4, look.style.width);
      if (const auto title = title_of(act); !title.empty()) bare += "    " + look.style.dim(shorten(title, look.style.width - 4)) + "\n";
    }
  }
  if (!bare.empty()) out += "\n" + look.say(options.up ? Msg::trace_none_up : Msg::trace_none_down) + "\n" + bare;
  if (!traces.empty()) {
    out += "\n" + look.say(Msg::to_choose, "tracuu trace " + shell_quoted(graph.resolver().act(traces.front().root.act).id)) + "\n";
  }
  return out;
}

}  // namespace tracuu::report
