#include "query/report/show_report.h"

#include <algorithm>
#include <set>

#include "corpus/text/canonical.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

/// Document with its text, as a reader would have handed it over: canonicalize needs both.
model::Text as_text(const model::Document& document, std::string_view text) {
  model::Text whole;
  whole.bytes = std::string(text);
  whole.format = document.format;
  return whole;
}

bool in_component(const model::Document& document, std::int32_t provision) {
  for (; provision >= 0; provision = document.provisions[static_cast<std::size_t>(provision)].parent) {
    const auto unit = document.provisions[static_cast<std::size_t>(provision)].unit;
    if (unit == model::Unit::component || unit == model::Unit::phu_luc) return true;
  }
  return false;
}

std::string facts_line(graph::Graph& graph, const resolve::Act& act, const Look& look) {
  std::vector<std::string> facts{look.say(Msg::label_id) + ": " + act.id};
  if (act.in_index()) {
    const auto& document = graph.document(act.copies.front().record);
    if (!document.pages.empty()) facts.push_back(look.say(Msg::pages_of, document.pages.size()));
    if (!document.signer.empty()) facts.push_back(look.say(Msg::signed_by, document.signer));
    for (const auto& effect : document.effects) {
      if (effect.kind != model::Effect::Kind::effective || !effect.date.is_set()) continue;
      facts.push_back(look.say(Msg::label_effective) + ": " + look.say(Msg::effective_from, effect.date.vietnamese()));
      break;
    }
  }
  std::string line;
  for (const auto& fact : facts) line += (line.empty() ? "" : " · ") + fact;
  return line;
}

std::size_t distinct_targets(const std::vector<graph::Reference>& references) {
  std::set<resolve::ActId> acts;
  std::size_t unknown = 0;
  for (const auto& reference : references) {
    if (reference.nested()) continue;
    if (reference.target() == resolve::no_act) ++unknown;
    else acts.insert(reference.target());
  }
  return acts.size() + unknown;
}

std::string header(graph::Graph& graph, const resolve::Act& act, resolve::ActId id, const Look& look) {
  std::string out = paragraph("", act_line(act, look), 2, look.style.width);
  if (const auto title = title_of(act); !title.empty()) out += paragraph("  ", title, 2, look.style.width);
  if (const auto note = caution(graph, act, look); !note.empty()) out += look.style.warning(paragraph("  ! ", note, 4, look.style.width));
  out += paragraph("  ", facts_line(graph, act, look), 2, look.style.width);
  if (act.in_index()) {
    out += look.style.dim("  " + look.say(Msg::label_source) + ": " + harmless(act.copies.front().source)) + "\n";
    std::string others;
    for (std::size_t i = 1; i < act.copies.size(); ++i) others += (others.empty() ? "" : ", ") + harmless(act.copies[i].source);
    if (!others.empty()) out += look.style.dim(paragraph("  ", look.say(Msg::show_copies, others), 2, look.style.width));
  }
  out += "  " + look.say(Msg::show_links, distinct_targets(graph.outgoing(id)), graph.citing_works(id)) + "\n";
  return out;
}

std::string provision_links(graph::Graph& graph, const ShowRequest& request, const std::string& path, const Look& look) {
  const auto words = resolve::pinpoint_words(path);
  std::string out;
  ReferencesRequest outgoing{request.act, false, path, {}, 0, 0};
  const auto found = references(graph, outgoing).found;
  std::vector<std::string> told;
  for (const auto& reference : found) {
    auto line = citation_name(mention_of(graph, reference));
    if (line.empty()) line = excerpt(graph, reference, 60).match;
    line += " · " + relation_words(reference.relation, look.language) + " · " + outcome_words(graph, reference.resolution, look);
    if (std::find(told.begin(), told.end(), line) == told.end()) told.push_back(line);
  }
  if (!told.empty()) out += "\n" + look.style.bold(look.say(Msg::show_provision_links, words)) + "\n";
  for (const auto& line : told) out += paragraph("  ", line, 4, look.style.width);
  ReferencesRequest incoming{request.act, true, path, {}, 0, 0};
  std::set<resolve::ActId> citing;
  for (const auto& reference : references(graph, incoming).found) citing.insert(reference.asserted_by);
  if (!citing.empty()) {
    const auto& act = graph.resolver().act(request.act);
    out += "\n" + look.say(Msg::show_provision_cited, citing.size(), words, "'" + act.id + "#" + path + "'") + "\n";
  }
  return out;
}

}  // namespace

std::int32_t find_provision(const model::Document& document, std::string_view path) {
  std::int32_t found = -1;
  bool main = false;
  for (std::size_t i = 0; i < document.provisions.size(); ++i) {
    const std::string_view own = document.provisions[i].path;
    if (own == path) return static_cast<std::int32_t>(i);
    const bool ends = own.size() > path.size() && own.ends_with(path) && own[own.size() - path.size() - 1] == '/';
    if (!ends || main) continue;
    const bool is_main = !in_component(document, static_cast<std::int32_t>(i));
    if (found >= 0 && !is_main) continue;
    found = static_cast<std::int32_t>(i);
    main = is_main;
  }
  return found;
}

std::string readable_text(const model::Document& document, std::string_view text, model::ByteRange range, std::size_t width) {
  const auto whole = as_text(document, text);
  const auto canonical = text::canonicalize(whole);
  const std::size_t begin = canonical.at_byte(range.begin), end = canonical.at_byte(range.end);
  // A line ends where the original's does, and before each provision: single-line text becomes paragraphs.
  std::set<std::size_t> breaks{end};
  for (const auto& provision : document.provisions) {
    const auto at = canonical.at_byte(provision.range.begin);
    if (at > begin && at < end) breaks.insert(at);
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (canonical.chars[i] == u'\n') breaks.insert(i + 1);
  }
  std::string out;
  bool blank = true;
  std::size_t from = begin;
  for (const auto to : breaks) {
    if (to <= from) continue;
    const auto line = harmless(canonical.utf8(from, to));
    from = to;
    if (line.empty()) {
      if (!blank) out += "\n";
      blank = true;
      continue;
    }
    blank = false;
    out += paragraph("", line, 0, width);
  }
  return out;
}

std::string outline_in_short(const model::Document& document) {
  std::vector<std::string> labels;
  for (const auto& provision : document.provisions) {
    if (provision.parent < 0 || provision.unit == model::Unit::dieu) labels.push_back(provision.path);
  }
  constexpr std::size_t shown = 12;
  std::string all;
  for (std::size_t i = 0; i < labels.size() && i < shown; ++i) all += (all.empty() ? "" : ", ") + labels[i];
  if (labels.size() > shown) all += ", … " + labels.back();
  return all;
}

std::optional<std::string> show_report(graph::Graph& graph, const ShowRequest& request, Layout layout, const Look& look) {
  const auto act = graph.resolver().act(request.act);
  const bool structured = layout != Layout::text;
  if (!act.in_index()) {
    if (structured) return (layout == Layout::json ? dump_pretty : dump)(Json{{"schema", "tracuu.show/1"}, {"act", act_json(act)}, {"text", nullptr}}) + "\n";
    return header(graph, act, request.act, look) + "\n" + look.say(Msg::show_no_text) + "\n";
  }
  const auto record = act.copies.front().record;
  const auto& document = graph.document(record);
  const std::string text = graph.records().text(record, {0, 0xFFFFFFFF});
  model::ByteRange range{0, static_cast<std::uint32_t>(text.size())};
  std::string path;
  if (!request.path.empty()) {
    const auto provision = find_provision(document, request.path);
    if (provision < 0) return std::nullopt;
    range = document.provisions[static_cast<std::size_t>(provision)].range;
    path = document.provisions[static_cast<std::size_t>(provision)].path;
  }
  if (structured) {
    Json json{{"schema", "tracuu.show/1"}, {"act", act_json(act)}, {"path", text_or_null(path)}};
    json["start"] = range.begin;
    json["end"] = range.end;
    json["cited_by"] = graph.citing_works(request.act);
    auto whole = document_json(document, document.source, text);
    if (!path.empty()) whole.erase("outline");
    whole.erase("schema");
    json["document"] = std::move(whole);
    json["text"] = request.verbatim ? std::string(model::slice(text, range)) : readable_text(document, text, range, 1'000'000);
    return (layout == Layout::json ? dump_pretty(json) : dump(json)) + "\n";
  }
  if (request.verbatim) return std::string(model::slice(text, range));
  std::string out = header(graph, act, request.act, look);
  if (path.empty()) out += outline_text(document, text, {look.language, look.style, false});
  if (request.outline_only) return out;
  out += "\n" + readable_text(document, text, range, look.style.width);
  if (!path.empty()) out += provision_links(graph, request, path, look);
  return out;
}

}  // namespace tracuu::report
