#include "query/report/register_report.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corpus/registry/registry.h"
#include "query/report/status_report.h"
#include "query/report/xlsx_book.h"

namespace tracuu::report {
namespace {

using audit::Severity;
using registers::CitationItem, registers::Difference, registers::FieldOf, registers::Outcome;
using resolve::ActId;
using status::State;

constexpr const char* outcome_names[] = {"resolved", "only_cited", "ambiguous", "differs", "unknown", "no_citation"};
constexpr Msg outcome_messages[] = {Msg::register_resolved, Msg::register_only_cited, Msg::register_ambiguous, Msg::register_differs_name, Msg::register_unknown, Msg::register_no_citation};
constexpr const char* difference_names[] = {"only_in_register", "only_in_index", "differs", "ambiguous", "no_number", "same"};
constexpr Msg difference_messages[] = {Msg::register_only_there, Msg::register_only_here, Msg::register_differs, Msg::register_ambiguous, Msg::register_no_citation, Msg::register_same};
constexpr const char* field_names[] = {"date", "type", "issuer", "title", "state"};
constexpr Msg field_messages[] = {Msg::register_field_date, Msg::register_field_type, Msg::register_field_issuer, Msg::register_field_title, Msg::register_field_state};
static_assert(std::size(outcome_names) == registers::outcome_count && std::size(difference_names) == registers::difference_count &&
              std::size(field_names) == static_cast<std::size_t>(FieldOf::count));

std::string source_of(const resolve::Act& act) { return act.in_index() ? act.copies.front().source : std::string(); }

void set_columns(RegisterReport& report, const Look& look, std::initializer_list<Msg> heads, std::vector<double> widths, std::size_t printed) {
  for (const Msg id : heads) report.columns.push_back(look.say(id));
  report.widths = std::move(widths);
  report.printed = printed;
}

std::string names_of(graph::Graph& graph, const std::vector<ActId>& acts, Language language) {
  std::string names;
  for (const ActId act : acts) names += (names.empty() ? "" : "; ") + act_name(graph.resolver().act(act), language);
  return names;
}

/// What tells candidates apart: number, date and issuer of each.
std::string candidates_words(graph::Graph& graph, const std::vector<ActId>& acts, Language language) {
  constexpr std::size_t most = 10;
  std::string words;
  for (std::size_t i = 0; i < std::min(acts.size(), most); ++i) {
    const auto& act = graph.resolver().act(acts[i]);
    const std::string issuer = issuer_of(act);
    words += (words.empty() ? "" : "; ") + act_name(act, language) + (issuer.empty() ? "" : " (" + issuer + ")");
  }
  if (acts.size() > most) words += "; " + say(language, Msg::register_more, acts.size() - most);
  return words;
}

Json acts_json(graph::Graph& graph, const std::vector<ActId>& acts) {
  Json all = Json::array();
  for (const ActId act : acts) all.push_back(act_json(graph.resolver().act(act)));
  return all;
}

Severity severity_of(const CitationItem& item) {
  if (item.outcome == Outcome::differs || item.outcome == Outcome::unknown || item.outcome == Outcome::no_citation) return Severity::error;
  if (item.outcome == Outcome::ambiguous) return Severity::warn;
  if (!item.status) return Severity::info;
  switch (item.status->state) {
    case State::ended: return Severity::error;
    case State::suspended:
    case State::partly_ended:
    case State::not_yet: return Severity::warn;
    default: return Severity::info;
  }
}

std::string state_of(const CitationItem& item, Language language) {
  if (!item.status) return {};
  std::string words = state_words(item.status->state, language);
  if (item.status->since.is_valid() && item.status->state != State::in_force) words += " " + say(language, Msg::list_from_day, item.status->since.vietnamese());
  return words;
}

std::string note_of(graph::Graph& graph, const CitationItem& item, const Look& look) {
  if (item.outcome == Outcome::differs) return look.say(Msg::register_near, candidates_words(graph, item.candidates, look.language));
  if (item.outcome == Outcome::ambiguous) return look.say(Msg::register_candidates, candidates_words(graph, item.candidates, look.language));
  if (!item.status) return {};
  if (item.status->state == State::unknown) return reason_words(item.status->reason, look.language);
  if (item.status->certainty == status::Certainty::probable) return look.say(Msg::status_probable);
  if (item.status->certainty == status::Certainty::registry) return look.say(Msg::status_registry_knows);
  return {};
}

std::string painted(Severity severity, const std::string& words, const Style& style) {
  return severity == Severity::error ? style.error(words) : severity == Severity::warn ? style.warning(words) : style.good(words);
}

RegisterReport::Row row_of(graph::Graph& graph, const CitationItem& item, const Look& look) {
  RegisterReport::Row row;
  row.severity = severity_of(item);
  const std::string outcome = look.say(outcome_messages[static_cast<std::size_t>(item.outcome)]);
  const std::string state = state_of(item, look.language), note = note_of(graph, item, look);
  const std::string successors = item.status && item.status->state != State::in_force ? names_of(graph, item.successors, look.language) : std::string();
  const resolve::Act* act = item.act == resolve::no_act ? nullptr : &graph.resolver().act(item.act);
  row.fields = {std::to_string(item.row), item.words, outcome, act == nullptr ? "" : act_name(*act, look.language), act == nullptr ? "" : issuer_of(*act), act == nullptr ? "" : title_words(*act),
                state, successors, note, act == nullptr ? "" : act->id, act == nullptr ? "" : source_of(*act)};
  const std::string lead = fmt::format("{:>5}  ", item.row);
  row.text = paragraph(lead, look.style.bold(item.words) + ": " + painted(row.severity, state.empty() || item.outcome != Outcome::resolved ? outcome : state, look.style), lead.size(), look.style.width);
  const std::string blanks(lead.size(), ' ');
  const auto line = [&](const std::string& words) {
    if (!words.empty()) row.text += paragraph(blanks, words, lead.size(), look.style.width);
  };
  if (act != nullptr) line(act_line(*act, look));
  if (item.outcome == Outcome::only_cited) line(state);
  if (!successors.empty()) line(look.say(Msg::register_successor, successors));
  line(look.style.dim(note));
  row.json = Json{{"row", item.row}, {"words", item.words}, {"outcome", outcome_names[static_cast<std::size_t>(item.outcome)]}, {"act", act == nullptr ? Json(nullptr) : act_json(*act)},
                  {"state", item.status ? Json(state_name(item.status->state)) : Json(nullptr)}, {"since", item.status ? date_or_null(item.status->since) : Json(nullptr)},
                  {"successors", successors.empty() ? Json::array() : acts_json(graph, item.successors)}, {"candidates", acts_json(graph, item.candidates)}, {"note", text_or_null(note)}};
  return row;
}

Severity severity_of(const registers::ComparedRow& row) {
  switch (row.difference) {
    case Difference::same: return row.first_row ? Severity::warn : Severity::info;
    case Difference::ambiguous: return Severity::warn;
    case Difference::only_in_register:
    case Difference::only_in_index: return Severity::warn;
    case Difference::differs:
    case Difference::no_number: return Severity::error;
  }
  return Severity::info;
}

std::string clash_words(const registers::Clash& clash, const Look& look) {
  if (clash.field == FieldOf::state) return look.say(Msg::register_clash_state, readable(clash.in_register), state_words(clash.state, look.language));
  return look.say(Msg::register_clash, look.say(field_messages[static_cast<std::size_t>(clash.field)]), readable(clash.in_register), readable(clash.in_index));
}

RegisterReport::Row row_of(graph::Graph& graph, const registers::ComparedRow& compared, const Look& look) {
  RegisterReport::Row row;
  row.severity = severity_of(compared);
  const std::string what = look.say(difference_messages[static_cast<std::size_t>(compared.difference)]);
  std::string clashes;
  Json clashes_json = Json::array();
  for (const auto& clash : compared.clashes) {
    clashes += (clashes.empty() ? "" : "; ") + clash_words(clash, look);
    clashes_json.push_back({{"field", field_names[static_cast<std::size_t>(clash.field)]}, {"register", clash.in_register},
                            {"index", clash.field == FieldOf::state ? std::string(state_name(clash.state)) : clash.in_index}});
  }
  if (compared.first_row) clashes += (clashes.empty() ? "" : "; ") + look.say(Msg::register_again, *compared.first_row);
  if (!compared.candidates.empty()) clashes += look.say(Msg::register_candidates, candidates_words(graph, compared.candidates, look.language));
  const resolve::Act* act = compared.act == resolve::no_act ? nullptr : &graph.resolver().act(compared.act);
  row.fields = {compared.row == 0 ? "" : std::to_string(compared.row), what, compared.words, act == nullptr ? "" : act_name(*act, look.language), act == nullptr ? "" : title_words(*act), clashes,
                act == nullptr ? "" : act->id, act == nullptr ? "" : source_of(*act)};
  const std::string lead = compared.row == 0 ? std::string("    -  ") : fmt::format("{:>5}  ", compared.row);
  row.text = paragraph(lead, look.style.bold(compared.words.empty() && act != nullptr ? act_name(*act, look.language) : compared.words) + ": " + painted(row.severity, what, look.style), 7, look.style.width);
  if (!clashes.empty()) row.text += paragraph("       ", clashes, 7, look.style.width);
  if (act != nullptr) row.text += paragraph("       ", look.style.dim(source_of(*act)), 7, look.style.width);
  row.json = Json{{"row", compared.row == 0 ? Json(nullptr) : Json(compared.row)}, {"difference", difference_names[static_cast<std::size_t>(compared.difference)]}, {"words", text_or_null(compared.words)},
                  {"act", act == nullptr ? Json(nullptr) : act_json(*act)}, {"clashes", std::move(clashes_json)}, {"candidates", acts_json(graph, compared.candidates)},
                  {"first_row", compared.first_row ? Json(*compared.first_row) : Json(nullptr)}};
  return row;
}

}  // namespace

RegisterReport citation_list_report(graph::Graph& graph, const registers::CitationList& list, const std::string& file, model::Date day, const Look& look) {
  RegisterReport report;
  report.schema = "tracuu.citation-list/1";
  report.title = look.say(Msg::register_list_title, file);
  report.sheet = look.say(Msg::register_sheet);
  report.day = day;
  std::size_t counts[registers::outcome_count] = {}, ended = 0;
  for (const auto& item : list.items) {
    ++counts[static_cast<std::size_t>(item.outcome)];
    ended += item.status && item.status->state == State::ended ? 1 : 0;
    report.rows.push_back(row_of(graph, item, look));
  }
  const auto count = [&](Outcome outcome) { return counts[static_cast<std::size_t>(outcome)]; };
  report.notes.push_back(look.say(Msg::register_list_summary, list.items.size(), count(Outcome::resolved), count(Outcome::only_cited), count(Outcome::ambiguous),
                                  count(Outcome::differs), count(Outcome::unknown) + count(Outcome::no_citation), ended));
  if (list.head > 0) report.notes.push_back(look.say(Msg::register_head_row, list.head));
  report.notes.push_back(look.say(Msg::register_day, day_or_nothing(day)));
  set_columns(report, look,
              {Msg::register_column_row, Msg::register_column_words, Msg::register_column_outcome, Msg::column_document, Msg::list_column_issuer, Msg::list_column_title,
               Msg::register_column_state, Msg::register_column_successor, Msg::list_column_note, Msg::register_column_id, Msg::column_file},
              {6, 30, 14, 27, 15, 34, 16, 27, 28, 20, 22}, 9);
  report.coloured = {2, 6};
  report.head = Json{{"file", file}, {"column", list.column + 1}, {"head_row", list.head == 0 ? Json(nullptr) : Json(list.head)}, {"day", date_or_null(day)}};
  Json numbers;
  for (std::size_t i = 0; i < registers::outcome_count; ++i) numbers[outcome_names[i]] = counts[i];
  numbers["ended"] = ended;
  report.head["counts"] = std::move(numbers);
  return report;
}

RegisterReport comparison_report(graph::Graph& graph, const registers::Comparison& comparison, const std::string& file, model::Date day, bool all, const Look& look) {
  RegisterReport report;
  report.schema = "tracuu.register/1";
  report.title = look.say(Msg::register_compare_title, file);
  report.sheet = look.say(Msg::register_compare_sheet);
  report.day = day;
  for (const auto& row : comparison.rows)
    if (all || row.difference != Difference::same || row.first_row) report.rows.push_back(row_of(graph, row, look));
  const auto count = [&](Difference difference) { return comparison.counts[static_cast<std::size_t>(difference)]; };
  report.notes.push_back(look.say(Msg::register_compare_summary, count(Difference::same), count(Difference::differs), count(Difference::only_in_register), count(Difference::only_in_index),
                                  count(Difference::ambiguous), count(Difference::no_number)));
  report.notes.push_back(look.say(Msg::register_day, day_or_nothing(day)));
  set_columns(report, look,
              {Msg::register_column_row, Msg::register_column_outcome, Msg::register_column_words, Msg::column_document, Msg::list_column_title, Msg::register_column_clash,
               Msg::register_column_id, Msg::column_file},
              {6, 15, 24, 28, 40, 46, 22, 24}, 6);
  report.coloured = {1};
  report.head = Json{{"file", file}, {"day", date_or_null(day)}};
  Json numbers;
  for (std::size_t i = 0; i < registers::difference_count; ++i) numbers[difference_names[i]] = comparison.counts[i];
  report.head["counts"] = std::move(numbers);
  return report;
}

RegisterReport overlaps_report(graph::Graph& graph, const status::Overlaps& overlaps, std::size_t left_out, model::Date day, const Look& look) {
  const auto& registry = registry::Registry::builtin();
  const auto name_of = [&](const std::string& slug) {
    const auto* province = registry.province(slug);
    return province != nullptr ? province->name : slug;
  };
  RegisterReport report;
  report.schema = "tracuu.overlaps/1";
  report.title = look.say(Msg::overlaps_title, name_of(overlaps.province));
  report.sheet = look.say(Msg::overlaps_sheet);
  report.day = day;
  std::string predecessors;
  for (const auto& slug : overlaps.predecessors) predecessors += (predecessors.empty() ? "" : ", ") + name_of(slug);
  report.notes.push_back(look.say(Msg::overlaps_summary, overlaps.groups.size(), overlaps.examined, predecessors, overlaps.ended, overlaps.untitled));
  if (left_out > 0) {
    report.notes.push_back(look.say(Msg::list_left_out, left_out));
    report.hints.push_back(look.say(Msg::left_out_hint));
  }
  report.notes.push_back(look.say(Msg::overlaps_caveat));
  report.notes.push_back(look.say(Msg::register_day, day_or_nothing(day)));
  set_columns(report, look,
              {Msg::overlaps_column_group, Msg::overlaps_column_province, Msg::column_document, Msg::list_column_title, Msg::register_column_state, Msg::overlaps_column_proposal,
               Msg::register_column_id, Msg::column_file},
              {7, 18, 30, 62, 18, 24, 22, 24}, 6);
  for (std::size_t g = 0; g < overlaps.groups.size(); ++g) {
    const auto& group = overlaps.groups[g];
    for (const auto& document : group.documents) {
      const auto& act = graph.resolver().act(document.act);
      const std::string province = name_of(document.province) + (document.successor ? " (" + look.say(Msg::overlaps_new) + ")" : "");
      const std::string state = state_words(document.state, look.language);
      auto& row = report.rows.emplace_back();
      row.fields = {std::to_string(g + 1), province, act_name(act, look.language), title_words(act), state, "", act.id, source_of(act)};
      if (&document == &group.documents.front()) row.text = (g == 0 ? "" : "\n") + look.style.bold(look.say(Msg::overlaps_group, g + 1)) + "\n";
      row.text += paragraph("  - ", province + ": " + act_name(act, look.language) + " · " + state_painted(document.state, look), 4, look.style.width);
      row.text += paragraph("    ", title_words(act), 4, look.style.width);
      row.text += paragraph("    ", look.style.dim(source_of(act)), 4, look.style.width);
      row.json = Json{{"group", g + 1}, {"likeness", std::round(group.likeness * 1000) / 1000}, {"province", document.province}, {"of_new_province", document.successor}, {"act", act_json(act)}, {"state", state_name(document.state)}};
    }
  }
  report.head = Json{{"province", overlaps.province}, {"predecessors", overlaps.predecessors}, {"day", date_or_null(day)}, {"groups", overlaps.groups.size()}, {"examined", overlaps.examined},
                     {"ended", overlaps.ended}, {"untitled", overlaps.untitled}, {"not_normative", left_out}};
  return report;
}

std::string register_text(const RegisterReport& report, const Look& look) {
  std::string out = paragraph("", look.style.bold(report.title), 0, look.style.width);
  for (const auto& note : report.notes) out += paragraph("", note, 0, look.style.width);
  for (const auto& hint : report.hints) out += paragraph("", hint, 0, look.style.width);
  if (!report.rows.empty()) out += "\n";
  for (const auto& row : report.rows) out += row.text;
  return out;
}

std::string register_json(const RegisterReport& report) {
  Json json{{"schema", report.schema}};
  json.update(report.head);
  Json rows = Json::array();
  for (const auto& row : report.rows) rows.push_back(row.json);
  json["rows"] = std::move(rows);
  return dump_pretty(json) + "\n";
}

std::string register_jsonl(const RegisterReport& report) {
  std::string out;
  for (const auto& row : report.rows) {
    Json json{{"schema", report.schema}};
    json.update(row.json);
    out += dump(json) + "\n";
  }
  return out;
}

std::string register_csv(const RegisterReport& report) {
  std::string out = "\xEF\xBB\xBF" + csv_line(report.columns);
  for (const auto& row : report.rows) out += csv_line(row.fields);
  return out;
}

tl::expected<void, std::string> register_xlsx(const RegisterReport& report, const std::string& path) {
  XlsxBook book(path, report.title, report.day);
  lxw_format* heading = book.heading();
  lxw_format* plain = book.format(11, false);
  format_set_text_wrap(plain);
  lxw_format* number = book.number_cell(LXW_COLOR_BLACK);
  lxw_format* head = book.head(0xD9E2F3);
  lxw_format* cells[3];
  constexpr lxw_color_t colours[] = {LXW_COLOR_WHITE, 0xFFF2CC, 0xF8CBAD};
  for (std::size_t i = 0; i < 3; ++i) {
    cells[i] = book.cell(LXW_COLOR_BLACK);
    if (i > 0) format_set_bg_color(cells[i], colours[i]);
  }
  auto* sheet = book.sheet(report.sheet);
  for (std::size_t i = 0; i < report.widths.size(); ++i) worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), report.widths[i], nullptr);
  const auto last = static_cast<lxw_col_t>(report.columns.size() - 1);
  // What stands above the table is as wide as what is printed of it.
  const auto printed = static_cast<lxw_col_t>(report.printed - 1);
  const double wide = std::accumulate(report.widths.begin(), report.widths.begin() + static_cast<std::ptrdiff_t>(report.printed), 0.0);
  lxw_row_t row = 0;
  book.line(sheet, row++, printed, report.title, wide / 1.6, heading);
  for (const auto& note : report.notes) book.line(sheet, row++, printed, note, wide, plain);
  ++row;
  const lxw_row_t first = row;
  for (std::size_t i = 0; i < report.columns.size(); ++i) XlsxBook::write(sheet, row, static_cast<lxw_col_t>(i), report.columns[i], head);
  worksheet_set_row(sheet, row, 34, nullptr);
  worksheet_freeze_panes(sheet, row + 1, 2);
  worksheet_repeat_rows(sheet, row, row);
  for (const auto& one : report.rows) {
    ++row;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < one.fields.size(); ++i) {
      const bool coloured = !one.fields[i].empty() && std::find(report.coloured.begin(), report.coloured.end(), i) != report.coloured.end();
      lxw_format* look = cells[coloured ? static_cast<std::size_t>(one.severity) : 0];
      if (i == 0 && !one.fields[0].empty()) worksheet_write_number(sheet, row, 0, std::stod(one.fields[0]), number);
      else XlsxBook::write(sheet, row, static_cast<lxw_col_t>(i), one.fields[i], look);
      lines = std::max(lines, XlsxBook::lines_in(one.fields[i], report.widths[i] * 1.2));
    }
    worksheet_set_row(sheet, row, 15.0 * static_cast<double>(std::min<std::size_t>(lines, 24)) + 3, nullptr);
  }
  worksheet_autofilter(sheet, first, 0, std::max(row, first + 1), last);
  worksheet_print_area(sheet, 0, 0, std::max(row, first + 1), static_cast<lxw_col_t>(report.printed - 1));
  return book.close();
}

}  // namespace tracuu::report
