#include "query/report/effect_list_report.h"

#include <algorithm>
#include <tuple>

#include "corpus/registry/registry.h"
#include "query/report/terminal.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

using status::ListedAct;
using status::ListKind;

constexpr std::string_view list_schema = "tracuu.list/1";
constexpr const char* kinds[] = {"in_force", "ended", "partly_ended"};

const char* kind_name(ListKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

EvidenceRow evidence_of(graph::Graph& graph, status::ActId act, const status::Change& change, std::string event, const Look& look) {
  EvidenceRow row;
  row.act = act_name(graph.resolver().act(act), look.language);
  row.day = day_or_nothing(change.date);
  row.event = std::move(event);
  const Json json = change_json(graph, change);
  const auto text = [&](const char* field) { return json.at(field).is_string() ? json.at(field).get<std::string>() : std::string(); };
  row.source = text("source");
  row.sentence = text("sentence");
  if (json.at("page").is_number()) row.place = look.say(Msg::page_short, json.at("page").get<std::uint32_t>());
  if (const auto path = text("provision"); !path.empty()) row.place += (row.place.empty() ? "" : ", ") + resolve::pinpoint_words(path);
  return row;
}

void add_effective(graph::Graph& graph, const status::Status& status, EffectListRow& row, const Look& look) {
  if (!status.effective.date.is_valid() && status.effective.record == 0) return;
  status::Change change;
  change.kind = status::ChangeKind::effective;
  change.scope = status::Scope::whole;
  change.date = status.effective.date;
  change.basis = status.effective.basis;
  change.record = status.effective.record;
  change.range = status.effective.range;
  auto words = change_words(change.kind, change.scope, look.language);
  if (status.effective.basis == status::DateBasis::registry) words += " (" + look.say(Msg::status_registry_knows) + ")";
  row.evidence.push_back(evidence_of(graph, status.act, change, std::move(words), look));
}

std::string note_of(graph::Graph& graph, const status::Status& status, const Look& look) {
  std::string note;
  const auto add = [&](const std::string& words) { note += (note.empty() ? "" : "; ") + words; };
  if (status.certainty == status::Certainty::probable) add(look.say(Msg::status_probable));
  if (status.certainty == status::Certainty::registry) add(look.say(Msg::status_registry_knows));
  if (status.state != status::State::in_force && !status.successors.empty()) {
    std::string names;
    for (const auto next : status.successors) names += (names.empty() ? "" : "; ") + act_name(graph.resolver().act(next), look.language);
    add(look.say(Msg::status_successors, names));
  }
  if (!status.unclear.empty()) add(look.say(Msg::list_unclear_statements, status.unclear.size()));
  return note;
}

// "khoản 2 Điều 7 (từ 01/4/2018); Điều 9 (từ 01/7/2020)": each part with its day, since one act may lose parts more than once.
void add_events(graph::Graph& graph, const ListedAct& act, ListKind kind, EffectListRow& row, const Look& look) {
  std::vector<std::string> days;
  bool unstated = false;
  const bool several_days = std::any_of(act.events.begin(), act.events.end(), [&](std::size_t i) { return act.status.timeline[i].change.date != act.status.timeline[act.events.front()].change.date; });
  for (const std::size_t i : act.events) {
    const status::Event& event = act.status.timeline[i];
    const auto reason = event_reason(graph, event, look.language);
    if (row.reason.find(reason) == std::string::npos) row.reason += (row.reason.empty() ? "" : "; ") + reason;
    const auto day = day_or_nothing(event.change.date);
    if (const auto parts = event_provisions_words(event); kind == ListKind::partly_ended && !parts.empty())
      row.provisions += (row.provisions.empty() ? "" : "; ") + parts + (several_days && !day.empty() ? " (" + look.say(Msg::list_from_day, day) + ")" : "");
    // The title of an amending act names no provision; its articles do.
    const auto stated = [&](std::size_t other) { return act.status.timeline[other].change.by == event.change.by && !event_provisions_words(act.status.timeline[other]).empty(); };
    unstated |= std::none_of(act.events.begin(), act.events.end(), stated);
    if (!day.empty() && std::find(days.begin(), days.end(), day) == days.end()) days.push_back(day);
    row.evidence.push_back(evidence_of(graph, act.status.act, event.change, reason, look));
    // No text of the index says so: where the day comes from is said all the same.
    if (auto& proof = row.evidence.back(); proof.source.empty() && proof.sentence.empty()) proof.event += " (" + look.say(Msg::status_registry_knows) + ")";
  }
  if (kind == ListKind::partly_ended && unstated) row.provisions += (row.provisions.empty() ? "" : "; ") + look.say(Msg::list_parts_unstated);
  for (const auto& day : days) row.day += (row.day.empty() ? "" : "; ") + day;
}

EffectListRow row_of(graph::Graph& graph, const ListedAct& listed, ListKind kind, bool settled, const Look& look) {
  const auto& status = listed.status;
  const auto& act = graph.resolver().act(status.act);
  const auto& identity = act.identity;
  const auto* type = registry::Registry::builtin().type(identity.type);
  EffectListRow row;
  row.id = act.id;
  row.type = type != nullptr ? type->word : identity.type;
  row.number_date = identity.number + (identity.date.is_valid() ? (identity.number.empty() ? "" : "; ") + identity.date.vietnamese() : "");
  row.title = title_words(act);
  row.issuer = issuer_of(act);
  if (act.in_index()) row.source = act.copies.front().source;
  if (!settled) {
    row.reason = reason_words(status.reason, look.language);
    add_effective(graph, status, row, look);
    for (const std::size_t i : listed.events) row.evidence.push_back(evidence_of(graph, status.act, status.timeline[i].change, event_reason(graph, status.timeline[i], look.language), look));
    row.note = note_of(graph, status, look);
    return row;
  }
  if (kind == ListKind::in_force) {
    row.day = day_or_nothing(status.effective.date);
    add_effective(graph, status, row, look);
    if (status.state == status::State::partly_ended) row.reason = state_words(status.state, look.language);
  } else {
    add_events(graph, listed, kind, row, look);
    if (kind == ListKind::ended) row.day = day_or_nothing(status.since);
    if (row.reason.empty()) row.reason = reason_words(status.reason, look.language);
  }
  row.note = note_of(graph, status, look);
  return row;
}

auto order_of(graph::Graph& graph, const ListedAct& listed) {
  const auto& act = graph.resolver().act(listed.status.act);
  const auto* type = registry::Registry::builtin().type(act.identity.type);
  return std::tuple(type != nullptr ? type->rank : 99, act.identity.type, act.identity.date.is_valid() ? act.identity.date.days() : 0, act.id);
}

Json row_json(const EffectListRow& row) {
  Json json{{"id", row.id},         {"type", row.type},         {"number_date", row.number_date}, {"title", text_or_null(row.title)}, {"issuer", text_or_null(row.issuer)}, {"source", text_or_null(row.source)},
            {"provisions", text_or_null(row.provisions)}, {"reason", text_or_null(row.reason)}, {"day", text_or_null(row.day)}, {"note", text_or_null(row.note)}};
  Json evidence = Json::array();
  for (const auto& one : row.evidence)
    evidence.push_back({{"day", text_or_null(one.day)}, {"event", one.event}, {"source", text_or_null(one.source)}, {"place", text_or_null(one.place)}, {"sentence", text_or_null(one.sentence)}});
  json["evidence"] = std::move(evidence);
  return json;
}

std::string row_lines(const EffectListRow& row, std::size_t number, const Look& look) {
  const auto mark = fmt::format("{:>4}. ", number);
  std::string out = paragraph(mark, look.style.bold(row.type + " " + row.number_date) + (row.issuer.empty() ? "" : " · " + row.issuer), mark.size(), look.style.width);
  const std::string blanks(mark.size(), ' ');
  if (!row.title.empty()) out += paragraph(blanks, shorten(row.title, 2 * look.style.width), mark.size(), look.style.width);
  std::string words = row.provisions;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) words += (words.empty() ? "" : " · ") + part;
  };
  add(row.reason);
  if (!row.day.empty()) add(look.say(Msg::list_from_day, row.day));
  if (!words.empty()) out += paragraph(blanks + "▸ ", words, mark.size() + 2, look.style.width);
  if (!row.note.empty()) out += paragraph(blanks + "! ", look.style.warning(row.note), mark.size() + 2, look.style.width);
  for (const auto& one : row.evidence) {
    if (one.sentence.empty()) continue;
    out += paragraph(blanks + "  ", look.style.dim(one.source + (one.place.empty() ? "" : ", " + one.place) + ": “" + shorten(one.sentence, 2 * look.style.width) + "”"), mark.size() + 2, look.style.width);
  }
  return out;
}

}  // namespace

EffectListReport effect_list_rows(graph::Graph& graph, const status::EffectList& list, const status::ListOptions& options, const Look& look) {
  EffectListReport report;
  report.kind = options.kind;
  report.from = options.from;
  report.to = options.to;
  report.examined = list.examined;
  const auto fill = [&](std::vector<ListedAct> acts, std::vector<EffectListRow>& rows, bool settled) {
    std::sort(acts.begin(), acts.end(), [&](const ListedAct& a, const ListedAct& b) { return order_of(graph, a) < order_of(graph, b); });
    for (const auto& act : acts) rows.push_back(row_of(graph, act, options.kind, settled, look));
  };
  fill(list.listed, report.listed, true);
  fill(list.unsettled, report.unsettled, false);
  return report;
}

std::vector<std::string> effect_list_columns(ListKind kind, Language language) {
  std::vector<Msg> ids{Msg::column_number, Msg::list_column_type, Msg::list_column_number_date, Msg::list_column_title};
  if (kind == ListKind::partly_ended) ids.insert(ids.end(), {Msg::list_column_provisions, Msg::list_column_reason, Msg::list_column_end});
  if (kind == ListKind::ended) ids.insert(ids.end(), {Msg::list_column_reason, Msg::list_column_end});
  if (kind == ListKind::in_force) ids.push_back(Msg::list_column_effective);
  ids.push_back(Msg::list_column_note);
  std::vector<std::string> titles;
  for (const Msg id : ids) titles.push_back(say(language, id));
  return titles;
}

std::vector<std::string> effect_list_fields(const EffectListRow& row, ListKind kind, std::size_t number) {
  std::vector<std::string> fields{std::to_string(number), row.type, row.number_date, row.title};
  if (kind == ListKind::partly_ended) fields.insert(fields.end(), {capital_first(row.provisions), capital_first(row.reason), row.day});
  if (kind == ListKind::ended) fields.insert(fields.end(), {capital_first(row.reason), row.day});
  if (kind == ListKind::in_force) fields.push_back(row.day);
  fields.push_back(capital_first(kind == ListKind::in_force && !row.reason.empty() ? row.reason + (row.note.empty() ? "" : "; " + row.note) : row.note));
  return fields;
}

std::string effect_list_title(const EffectListReport& report, Language language) {
  return say(language, report.kind == ListKind::in_force ? Msg::list_title_in_force : report.kind == ListKind::ended ? Msg::list_title_ended : Msg::list_title_partly);
}

std::string effect_list_days(const EffectListReport& report, Language language) {
  return report.from.is_valid() ? say(language, Msg::list_period, report.from.vietnamese(), report.to.vietnamese()) : say(language, Msg::list_until, report.to.vietnamese());
}

std::vector<std::string> effect_list_notes(const EffectListReport& report, Language language) {
  const auto count = [&](std::size_t number) { return grouped(number, language == Language::vi ? '.' : ','); };
  std::vector<std::string> notes{say(language, Msg::list_summary, count(report.listed.size()), count(report.examined), count(report.unsettled.size()))};
  if (report.not_normative > 0) notes.push_back(say(language, Msg::list_left_out, count(report.not_normative)));
  notes.push_back(say(language, Msg::list_caveat, report.revision));
  return notes;
}

std::string effect_list_text(const EffectListReport& report, const Look& look) {
  std::string out = paragraph("", look.style.bold(effect_list_title(report, look.language) + " " + effect_list_days(report, look.language)), 0, look.style.width);
  for (const auto& note : effect_list_notes(report, look.language)) out += paragraph("", note, 0, look.style.width);
  if (report.not_normative > 0) out += paragraph("", look.say(Msg::left_out_hint), 0, look.style.width);
  if (!report.listed.empty()) out += "\n";
  std::size_t number = 0;
  for (const auto& row : report.listed) out += row_lines(row, ++number, look);
  if (report.unsettled.empty()) return out;
  out += "\n" + look.style.bold(look.say(Msg::list_unsettled_head)) + "\n";
  number = 0;
  for (const auto& row : report.unsettled) out += row_lines(row, ++number, look);
  return out;
}

std::string effect_list_json(const EffectListReport& report) {
  Json json{{"schema", list_schema}, {"list", kind_name(report.kind)}, {"from", date_or_null(report.from)}, {"to", date_or_null(report.to)}, {"revision", report.revision},
            {"examined", report.examined}, {"not_normative", report.not_normative}};
  Json listed = Json::array(), unsettled = Json::array();
  for (const auto& row : report.listed) listed.push_back(row_json(row));
  for (const auto& row : report.unsettled) unsettled.push_back(row_json(row));
  json["listed"] = std::move(listed);
  json["unsettled"] = std::move(unsettled);
  return dump_pretty(json) + "\n";
}

std::string effect_list_jsonl(const EffectListReport& report) {
  std::string out;
  for (const bool settled : {true, false}) {
    for (const auto& row : settled ? report.listed : report.unsettled) {
      Json json{{"schema", list_schema}, {"list", settled ? kind_name(report.kind) : "unsettled"}};
      json.update(row_json(row));
      out += dump(json) + "\n";
    }
  }
  return out;
}

std::string effect_list_csv(const EffectListReport& report, Language language) {
  std::string out = "\xEF\xBB\xBF";
  auto heads = effect_list_columns(report.kind, language);
  for (const Msg id : {Msg::list_column_settled, Msg::list_column_issuer, Msg::list_column_evidence, Msg::column_file}) heads.push_back(say(language, id));
  out += csv_line(heads);
  for (const bool settled : {true, false}) {
    std::size_t number = 0;
    for (const auto& row : settled ? report.listed : report.unsettled) {
      auto fields = effect_list_fields(row, report.kind, ++number);
      if (!settled && report.kind == ListKind::in_force) fields.back() = row.reason + (row.note.empty() ? "" : "; " + row.note);
      std::string evidence;
      for (const auto& one : row.evidence) evidence += (evidence.empty() ? "" : "\n") + one.day + " " + one.event + (one.source.empty() ? "" : " [" + one.source + (one.place.empty() ? "" : ", " + one.place) + "] ") + one.sentence;
      fields.insert(fields.end(), {say(language, settled ? Msg::list_settled : Msg::list_not_settled), row.issuer, evidence, row.source});
      out += csv_line(fields);
    }
  }
  return out;
}

}  // namespace tracuu::report
