#include "query/report/status_report.h"

#include <algorithm>
#include <array>

#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using status::Change;
using status::ChangeKind;
using status::DateBasis;
using status::Doubt;
using status::Event;
using status::Reason;
using status::Scope;
using status::Standing;
using status::State;

constexpr std::string_view status_schema = "tracuu.status/1";

struct Row {
  const char* name;
  Msg words;
};
constexpr std::array<Row, status::state_count> states{{
    {"unknown", Msg::state_unknown},
    {"not_yet", Msg::state_not_yet},
    {"in_force", Msg::state_in_force},
    {"partly_ended", Msg::state_partly_ended},
    {"suspended", Msg::state_suspended},
    {"ended", Msg::state_ended},
}};
constexpr std::array<Row, status::reason_count> reasons{{
    {"no_end_found", Msg::reason_no_end_found},
    {"not_issued", Msg::reason_not_issued},
    {"before_effective", Msg::reason_before_effective},
    {"replaced", Msg::reason_replaced},
    {"repealed", Msg::reason_repealed},
    {"expired", Msg::reason_expired},
    {"suspended", Msg::reason_suspended},
    {"part_ended", Msg::reason_part_ended},
    {"amended", Msg::reason_amended},
    {"end_undated", Msg::reason_end_undated},
    {"no_clause", Msg::reason_no_clause},
    {"counts_from_unstated", Msg::reason_counts_from_unstated},
    {"only_cited", Msg::reason_only_cited},
    {"registry_end", Msg::reason_registry_end},
    {"registry_relation", Msg::reason_registry_relation},
    {"told_by_others", Msg::reason_told_by_others},
    {"ender_suspended", Msg::reason_ender_suspended},
    {"continues", Msg::reason_continues},
    {"part_unclear", Msg::reason_part_unclear},
    {"consolidated", Msg::reason_consolidated},
}};
struct ChangeRow {
  const char* name;
  Msg whole, part;
};
constexpr std::array<ChangeRow, status::change_kind_count> changes{{
    {"effective", Msg::change_effective, Msg::change_effective},
    {"expires", Msg::change_expires, Msg::change_expires},
    {"replaced", Msg::change_replaced, Msg::change_replaced_part},
    {"repealed", Msg::change_repealed, Msg::change_repealed_part},
    {"amended", Msg::change_amended, Msg::change_amended},
    {"suspended", Msg::change_suspended, Msg::change_suspended_part},
    {"extended", Msg::change_extended, Msg::change_extended},
    {"continues", Msg::change_continues, Msg::change_continues},
    {"corrected", Msg::change_corrected, Msg::change_corrected},
}};
constexpr std::array<Row, status::doubt_count> doubts{{
    {"none", Msg::doubt_none},
    {"accompanies", Msg::doubt_accompanies},
    {"in_passing", Msg::doubt_in_passing},
    {"quoted", Msg::doubt_quoted},
    {"also_amends", Msg::doubt_also_amends},
    {"not_resolved", Msg::doubt_not_resolved},
    {"tells_of_others", Msg::doubt_tells_of_others},
    {"exception", Msg::doubt_exception},
    {"no_outcome", Msg::doubt_no_outcome},
    {"lower_rank", Msg::doubt_lower_rank},
}};
constexpr const char* scopes[] = {"whole", "part", "unclear"};
constexpr const char* standings[] = {"acts", "reports", "unclear", "registry"};
constexpr const char* bases[] = {"stated", "acting_document", "registry", "unknown"};
constexpr const char* certainties[] = {"certain", "probable", "registry"};

template <typename Enum>
constexpr std::size_t at(Enum value) {
  return static_cast<std::size_t>(value);
}

std::string paths_words(const std::vector<std::string>& paths, std::size_t most) {
  std::string words;
  for (std::size_t i = 0; i < paths.size() && i < most; ++i) words += (i == 0 ? "" : "; ") + resolve::pinpoint_words(paths[i]);
  if (paths.size() > most) words += "; … (+" + std::to_string(paths.size() - most) + ")";
  return words;
}

/// The provisions of an event, each once: those that its statements name, then those that the acting document's articles tell.
std::vector<std::string> paths_of(const Event& event) {
  std::vector<std::string> paths;
  const auto add = [&](const std::string& path) {
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(path);
  };
  for (const auto& statement : event.statements) {
    for (const auto& path : statement.paths) add(path);
  }
  for (const auto& provision : event.provisions) add(provision.path);
  return paths;
}

std::string day_words(const Change& change, const Look& look) {
  if (!change.date.is_valid()) return look.say(Msg::status_no_date);
  return change.date.vietnamese();
}

/// "bị thay thế bởi Nghị định số 118/2025/NĐ-CP ngày 09/6/2025: khoản 2 Điều 7".
std::string event_words(graph::Graph& graph, const Event& event, const Look& look) {
  const auto& change = event.change;
  auto words = event_reason(graph, event, look.language);
  if (const auto paths = paths_of(event); !paths.empty() && change.scope != Scope::whole) words += ": " + paths_words(paths, 12);
  if (change.until.is_valid()) words += ", " + look.say(Msg::status_until, change.until.vietnamese());
  return words;
}

std::string event_notes(graph::Graph& graph, const Event& event, const Look& look) {
  std::string notes;
  const auto add = [&](const std::string& note) { notes += (notes.empty() ? "" : " · ") + note; };
  const auto& change = event.change;
  if (change.standing == Standing::registry || change.basis == DateBasis::registry) add(look.say(Msg::status_registry_knows));
  if (change.standing == Standing::reports && change.reference.asserted_by != status::no_act) {
    add(look.say(Msg::according_to, short_name(graph.resolver().act(change.reference.asserted_by))));
  }
  if (change.by != status::no_act && !change.date.is_valid()) add(look.say(Msg::status_acting_date_unknown, graph.resolver().act(change.by).identity.date.vietnamese()));
  if (change.doubt != Doubt::none) add(look.say(doubts[at(change.doubt)].words));
  if (event.cancelled_by != status::no_act) add(look.say(Msg::status_cancelled));
  return notes;
}

std::string event_lines(graph::Graph& graph, const Event& event, const Look& look) {
  constexpr std::size_t indent = 14;
  const auto first = pad((event.decides ? "▸ " : "  ") + day_words(event.change, look), indent);
  auto out = paragraph(first, event.decides ? look.style.bold(event_words(graph, event, look)) : event_words(graph, event, look), indent, look.style.width);
  if (const auto notes = event_notes(graph, event, look); !notes.empty()) {
    out += paragraph(std::string(indent, ' '), look.style.warning(notes), indent, look.style.width);
  }
  return out + statement_lines(graph, event.change, indent, look);
}

std::string headline(const status::Status& status, const Look& look) {
  auto words = state_painted(status.state, look);
  if (!status.path.empty()) words = look.style.bold(resolve::pinpoint_words(status.path)) + ": " + words;
  words += " · " + look.say(Msg::status_as_of, status.as_of.vietnamese());
  if (status.since.is_valid() && status.since <= status.as_of) words += " · " + look.say(Msg::effective_from, status.since.vietnamese());
  if (status.certainty == status::Certainty::probable) words += " · " + look.style.warning(look.say(Msg::status_probable));
  if (status.certainty == status::Certainty::registry) words += " · " + look.style.warning(look.say(Msg::status_registry_knows));
  return words;
}

std::string unclear_lines(graph::Graph& graph, const status::Status& status, const Look& look) {
  const auto& unclear = status.unclear;
  constexpr std::size_t most = 8;
  std::string out;
  std::size_t shown = 0;
  for (const auto& change : unclear) {
    if (shown++ == most) {
      out += "    " + look.say(Msg::status_more_unclear, unclear.size() + status.further_unclear - most) + "\n";
      break;
    }
    auto words = change_words(change.kind, change.scope, look.language);
    const auto by = change.by != status::no_act ? change.by : change.reference.asserted_by;
    if (by != status::no_act) words += " " + act_name(graph.resolver().act(by), look.language);
    out += paragraph("  ? ", words + " — " + look.say(doubts[at(change.doubt)].words), 4, look.style.width);
    out += statement_lines(graph, change, 4, look);
  }
  return out;
}

std::string status_text(graph::Graph& graph, const status::Status& status, const Look& look) {
  const auto& act = graph.resolver().act(status.act);
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (const auto note = caution(graph, act, look); !note.empty()) out += look.style.warning(paragraph("  ! ", note, 4, look.style.width));
  out += paragraph("  ", headline(status, look), 4, look.style.width);
  out += paragraph("  ", look.say(reasons[at(status.reason)].words), 4, look.style.width);
  if (!status.timeline.empty()) out += "\n" + look.style.bold(look.say(Msg::status_timeline)) + "\n";
  for (const auto& event : status.timeline) out += event_lines(graph, event, look);
  if (!status.successors.empty()) {
    std::string names;
    for (const auto next : status.successors) names += (names.empty() ? "" : "; ") + act_name(graph.resolver().act(next), look.language) + " [" + graph.resolver().act(next).id + "]";
    out += "\n" + paragraph("", look.say(Msg::status_successors, names), 2, look.style.width);
  }
  if (!status.unclear.empty()) out += "\n" + look.style.bold(look.say(Msg::status_unclear_head)) + "\n" + unclear_lines(graph, status, look);
  return out;
}

Json provisions_json(const Event& event) {
  Json list = Json::array();
  for (const auto& provision : event.provisions) {
    list.push_back({{"path", provision.path}, {"by_path", provision.by_path}, {"change", change_name(provision.kind)}, {"added", provision.added}});
  }
  return list;
}

Json event_json(graph::Graph& graph, const Event& event) {
  auto json = change_json(graph, event.change);
  json["decides"] = event.decides;
  json["cancelled_by"] = event.cancelled_by == status::no_act ? Json(nullptr) : Json(graph.resolver().act(event.cancelled_by).id);
  json["paths"] = paths_of(event);
  json["provisions"] = provisions_json(event);
  json["statements"] = event.statements.size() + event.further;
  return json;
}

Json status_json(graph::Graph& graph, const status::Status& status) {
  Json json{{"schema", status_schema},
            {"act", act_json(graph.resolver().act(status.act))},
            {"path", text_or_null(status.path)},
            {"as_of", status.as_of.iso()},
            {"state", state_name(status.state)},
            {"reason", reasons[at(status.reason)].name},
            {"certainty", certainties[at(status.certainty)]},
            {"since", date_or_null(status.since)},
            {"effective", date_or_null(status.effective.date)}};
  Json timeline = Json::array(), unclear = Json::array(), successors = Json::array();
  for (const auto& event : status.timeline) timeline.push_back(event_json(graph, event));
  for (const auto& change : status.unclear) unclear.push_back(change_json(graph, change));
  for (const auto next : status.successors) successors.push_back(graph.resolver().act(next).id);
  json["timeline"] = std::move(timeline);
  json["unclear"] = std::move(unclear);
  json["unclear_further"] = status.further_unclear;
  json["successors"] = std::move(successors);
  return json;
}

const std::vector<std::string> columns{"id", "path", "as_of", "state", "reason", "certainty", "date", "change", "scope", "standing",
                                       "date_basis", "until", "by", "by_number", "paths", "decides", "source", "page", "provision", "sentence"};

std::vector<std::string> csv_fields(graph::Graph& graph, const status::Status& status, const Json& event) {
  const auto text = [&](const char* field) { return event.at(field).is_null() ? std::string() : event.at(field).is_string() ? event.at(field).get<std::string>() : event.at(field).dump(); };
  std::string paths;
  if (event.contains("paths")) {
    for (const auto& path : event.at("paths")) paths += (paths.empty() ? "" : " ") + path.get<std::string>();
  }
  const auto by = text("by");
  std::string number;
  if (const auto act = by.empty() ? std::nullopt : graph.resolver().act_by_id(by)) number = graph.resolver().act(*act).identity.number;
  return {graph.resolver().act(status.act).id, status.path, status.as_of.iso(), state_name(status.state), reasons[at(status.reason)].name,
          certainties[at(status.certainty)], text("date"), text("change"), text("scope"), text("standing"), text("date_basis"), text("until"), by, number,
          paths, event.contains("decides") && event.at("decides").get<bool>() ? "1" : "0", text("source"), text("page"), text("provision"), text("sentence")};
}

}  // namespace

const char* state_name(State state) { return states[at(state)].name; }
std::optional<State> state_named(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i].name == name) return static_cast<State>(i);
  return std::nullopt;
}
std::string state_words(State state, Language language) { return say(language, states[at(state)].words); }

std::string state_painted(State state, const Look& look) {
  const auto words = state_words(state, look.language);
  switch (state) {
    case State::in_force: return look.style.good(words);
    case State::ended: return look.style.error(words);
    default: return look.style.warning(words);
  }
}

std::string reason_words(Reason reason, Language language) { return say(language, reasons[at(reason)].words); }

std::string event_reason(graph::Graph& graph, const Event& event, Language language) {
  auto words = change_words(event.change.kind, event.change.scope, language);
  if (event.change.by != status::no_act) words += " " + act_name(graph.resolver().act(event.change.by), language);
  return words;
}

std::string event_provisions_words(const Event& event) { return paths_words(paths_of(event), 40); }

const char* change_name(ChangeKind kind) { return changes[at(kind)].name; }
std::string change_words(ChangeKind kind, Scope scope, Language language) {
  const auto& row = changes[at(kind)];
  return say(language, scope == Scope::part ? row.part : row.whole);
}

std::string statement_lines(graph::Graph& graph, const Change& change, std::size_t indent, const Look& look) {
  if (change.record == 0) return {};
  const std::size_t width = look.style.width > indent + 20 ? look.style.width - indent : 60;
  std::string place, words;
  if (change.reference.record != 0) {
    place = place_words(graph, change.reference, look);
    words = excerpt(graph, change.reference, 2 * width).plain();
  } else {
    const auto& document = graph.document(change.record);
    if (const auto page = model::page_at(document.pages, change.range.begin); page != 0) place = look.say(Msg::page_short, page);
    if (const auto provision = model::provision_at(document.provisions, change.range.begin); provision >= 0) {
      place += (place.empty() ? "" : ", ") + resolve::pinpoint_words(document.provisions[static_cast<std::size_t>(provision)].path);
    }
    words = shorten(readable(graph.records().text(change.record, change.range)), 2 * width);
  }
  if (words.empty()) return {};
  return paragraph(std::string(indent, ' '), look.style.dim((place.empty() ? "" : place + ": ") + "“" + words + "”"), indent, look.style.width);
}

Json change_json(graph::Graph& graph, const Change& change) {
  auto& resolver = graph.resolver();
  const auto id_of = [&](status::ActId act) { return act == status::no_act ? Json(nullptr) : Json(resolver.act(act).id); };
  Json json{{"change", change_name(change.kind)},
            {"scope", scopes[at(change.scope)]},
            {"standing", standings[at(change.standing)]},
            {"doubt", change.doubt == Doubt::none ? Json(nullptr) : Json(doubts[at(change.doubt)].name)},
            {"date", date_or_null(change.date)},
            {"date_basis", bases[at(change.basis)]},
            {"until", date_or_null(change.until)},
            {"by", id_of(change.by)}};
  Json source = nullptr, asserted_by = nullptr, page = nullptr, provision = nullptr, sentence = nullptr;
  if (change.record != 0) {
    const auto& document = graph.document(change.record);
    source = document.source;
    if (const auto number = model::page_at(document.pages, change.range.begin); number != 0) page = number;
    if (const auto index = model::provision_at(document.provisions, change.range.begin); index >= 0) provision = document.provisions[static_cast<std::size_t>(index)].path;
    if (change.reference.record != 0) {
      asserted_by = id_of(change.reference.asserted_by);
      sentence = excerpt(graph, change.reference, 2000).plain();
      const auto& mention = mention_of(graph, change.reference);
      if (mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size()) {
        provision = document.provisions[static_cast<std::size_t>(mention.provision)].path;
      }
      if (mention.page != 0) page = mention.page;
    } else {
      sentence = readable(graph.records().text(change.record, change.range));
    }
  }
  json["source"] = source;
  json["asserted_by"] = asserted_by;
  json["page"] = page;
  json["provision"] = provision;
  json["start"] = change.record != 0 ? Json(change.range.begin) : Json(nullptr);
  json["end"] = change.record != 0 ? Json(change.range.end) : Json(nullptr);
  json["sentence"] = sentence;
  return json;
}

std::string status_report(graph::Graph& graph, const status::Status& status, Layout layout, const Look& look) {
  if (layout == Layout::text) return status_text(graph, status, look);
  const auto json = status_json(graph, status);
  if (layout == Layout::json) return dump_pretty(json) + "\n";
  if (layout == Layout::jsonl) return dump(json) + "\n";
  std::string out = csv_line(columns);
  for (const auto& event : json.at("timeline")) out += csv_line(csv_fields(graph, status, event));
  for (const auto& change : json.at("unclear")) out += csv_line(csv_fields(graph, status, change));
  if (json.at("timeline").empty() && json.at("unclear").empty()) {
    auto fields = std::vector<std::string>(columns.size());
    const std::string known[] = {json.at("act").at("id"), status.path, status.as_of.iso(), json.at("state"), json.at("reason"), json.at("certainty")};
    std::copy(std::begin(known), std::end(known), fields.begin());
    out += csv_line(fields);
  }
  return out;
}

}  // namespace tracuu::report
