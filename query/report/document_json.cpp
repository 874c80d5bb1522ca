#include "query/report/document_json.h"

#include <map>
#include <vector>

#include "query/report/act_lines.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::report {
namespace {

constexpr auto replace = Json::error_handler_t::replace;

Json roles_json(const model::Mention& mention) {
  Json roles = Json::array();
  for (const auto& role : mention.roles) roles.push_back({role.subject, role.relation});
  return roles;
}

/// The date on which the document itself takes effect; null where it does not say.
Json effective_date(const model::Document& document) {
  for (const auto& effect : document.effects) {
    if (effect.kind == model::Effect::Kind::effective && effect.date.is_set()) return effect.date.iso();
  }
  return nullptr;
}

Json outline_json(const model::Document& document, std::string_view text) {
  Json outline = Json::array();
  for (const auto& provision : document.provisions) {
    Json entry{{"path", provision.path}, {"start", provision.range.begin}, {"end", provision.range.end}};
    if (!provision.heading.empty()) entry["heading"] = std::string(model::slice(text, provision.heading));
    if (provision.page != 0) entry["page"] = provision.page;
    if (!provision.source_id.empty()) entry["source_id"] = provision.source_id;
    outline.push_back(std::move(entry));
  }
  return outline;
}

const char* effect_name(model::Effect::Kind kind) {
  switch (kind) {
    case model::Effect::Kind::effective: return "effective";
    case model::Effect::Kind::expires: return "expires";
    case model::Effect::Kind::ends_other: return "ends_other";
    case model::Effect::Kind::transition: return "transition";
  }
  return "";
}

Json effects_json(const model::Document& document) {
  Json effects = Json::array();
  for (const auto& effect : document.effects) {
    Json entry{{"kind", effect_name(effect.kind)}, {"date", date_or_null(effect.date)}};
    if (effect.days >= 0) entry["days"] = effect.days;
    if (effect.mention >= 0) entry["citation"] = effect.mention;
    entry["start"] = effect.range.begin;
    entry["end"] = effect.range.end;
    effects.push_back(std::move(entry));
  }
  return effects;
}

Json obligations_json(const model::Document& document) {
  Json obligations = Json::array();
  for (const auto& obligation : document.obligations) {
    Json entry{{"kind", obligation.kind == model::Obligation::Kind::implement ? "implement" : "delegate"},
               {"body", obligation.body},
               {"start", obligation.range.begin},
               {"end", obligation.range.end}};
    if (obligation.mention >= 0) entry["citation"] = obligation.mention;
    obligations.push_back(std::move(entry));
  }
  return obligations;
}

}  // namespace

std::string dump(const Json& value) { return value.dump(-1, ' ', false, replace); }
std::string dump_pretty(const Json& value) { return value.dump(2, ' ', false, replace); }

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(std::string(text)); }
Json date_or_null(model::Date date) { return date.is_set() ? Json(date.iso()) : Json(nullptr); }

const char* kind_name(model::MentionKind kind) {
  switch (kind) {
    case model::MentionKind::document: return "document";
    case model::MentionKind::alias: return "alias";
    case model::MentionKind::internal: return "internal";
  }
  return "";
}

const char* format_name(model::Format format) {
  switch (format) {
    case model::Format::text: return "text";
    case model::Format::markdown: return "markdown";
    case model::Format::html: return "html";
    case model::Format::docx: return "docx";
    case model::Format::akoma_ntoso: return "akoma-ntoso";
    case model::Format::jsonl: return "jsonl";
    case model::Format::pdf: return "pdf";
    case model::Format::doc: return "doc";
    case model::Format::rtf: return "rtf";
  }
  return "";
}

Json identity_json(const model::Identity& identity) {
  Json json{{"id", text_or_null(identity.id)},
            {"type", text_or_null(identity.type)},
            {"number", text_or_null(identity.number)},
            {"date", date_or_null(identity.date)},
            {"issuer", text_or_null(identity.issuer)},
            {"title", text_or_null(identity.title)},
            {"name", text_or_null(identity.name)},
            {"issuer_slug", text_or_null(identity.issuer_slug)},
            {"province", text_or_null(identity.province)},
            {"place", text_or_null(identity.place)},
            {"term", text_or_null(identity.term)}};
  json["system"] = identity.system == model::System::party   ? Json("party")
                   : identity.system == model::System::state ? Json("state")
                                                             : Json(nullptr);
  json["draft"] = identity.is_draft;
  return json;
}

std::string pinpointed_key(const model::Mention& mention, std::string_view pinpoint) {
  if (mention.key.empty() || pinpoint.empty()) return mention.key;
  return mention.key + "#" + (mention.annexed ? "kem-theo/" : "") + resolve::pinpoint_id(pinpoint);
}

Json known_json(const resolve::Known& known) {
  const auto row = [](const registry::Act& act) {
    Json json{{"id", act.id}, {"type", text_or_null(act.type)}, {"number", text_or_null(act.number)}, {"date", date_or_null(act.date)}, {"title", text_or_null(act.title)}};
    if (act.effective_from.is_set()) json["effective_from"] = act.effective_from.iso();
    if (act.effective_to.is_set()) json["effective_to"] = act.effective_to.iso();
    json["source"] = text_or_null(act.source);
    json["confidence"] = text_or_null(act.confidence);
    json["row"] = act_row(act);
    return json;
  };
  if (known.act != nullptr) {
    Json json = row(*known.act);
    json["rule"] = rule_name(known.rule);
    json["certain"] = known.certain;
    return json;
  }
  if (known.others.empty() && known.date_conflict == nullptr) return nullptr;
  Json json{{"id", nullptr}};
  if (!known.others.empty()) {
    json["candidates"] = Json::array();
    for (const auto* other : known.others) json["candidates"].push_back(row(*other));
  }
  if (known.date_conflict != nullptr) json["date_conflict"] = row(*known.date_conflict);
  return json;
}

Json mention_json(const model::Document& document, const model::Mention& mention, std::string_view text) {
  Json json{{"start", mention.span.begin},
            {"end", mention.span.end},
            {"kind", kind_name(mention.kind)},
            {"surface", std::string(model::slice(text, mention.span))},
            {"type", text_or_null(mention.type)},
            {"number", mention.number.starts_with('/') ? Json(nullptr) : text_or_null(mention.number)},  // left blank: no number
            {"name", text_or_null(mention.name)},
            {"year", mention.year != 0 ? Json(mention.year) : Json(nullptr)},
            {"date", date_or_null(mention.date)},
            {"issuer", text_or_null(mention.issuer)},
            {"key", text_or_null(pinpointed_key(mention, mention.pinpoints.empty() ? std::string_view{} : mention.pinpoints.front()))},
            {"pinpoints", mention.pinpoints}};
  if (mention.pinpoints.size() > 1 && !mention.key.empty()) {
    Json keys = Json::array();
    for (const auto& pinpoint : mention.pinpoints) keys.push_back(pinpointed_key(mention, pinpoint));
    json["keys"] = std::move(keys);
  }
  const model::Role strongest = mention.roles.empty() ? model::Role{"this", "mention"} : mention.roles.front();
  json["relation"] = strongest.relation;
  json["subject"] = strongest.subject;
  json["roles"] = roles_json(mention);
  if (!mention.term.empty()) json["term"] = mention.term;
  if (!mention.province.empty()) json["province"] = mention.province;
  if (mention.refers_to >= 0) json["refers_to"] = mention.refers_to;
  if (mention.range_from >= 0) json["range_from"] = mention.range_from;
  if (mention.annexed) json["annexed"] = true;
  if (mention.page != 0) json["page"] = mention.page;
  if (mention.provision >= 0 && static_cast<std::size_t>(mention.provision) < document.provisions.size()) {
    json["provision"] = document.provisions[static_cast<std::size_t>(mention.provision)].path;
  }
  if (mention.repaired) json["repaired"] = true;
  if (mention.malformed) json["malformed"] = true;
  if (!mention.rule.empty()) json["rule"] = mention.rule;
  if (!mention.relation_rule.empty()) json["relation_rule"] = mention.relation_rule;
  return json;
}

namespace {

/// The pinpoints of a mention, a stated range as one: "D5.k1.a-D5.k1.e". One empty pinpoint if it names none.
std::vector<std::string> cited_provisions(const model::Mention& mention) {
  std::vector<std::string> provisions;
  auto run = mention.runs.begin();
  for (std::size_t i = 0; i < mention.pinpoints.size(); ++i) {
    if (run != mention.runs.end() && run->first == i && run->last < mention.pinpoints.size()) {
      provisions.push_back(mention.pinpoints[i] + "-" + mention.pinpoints[run->last]);
      i = run->last;
      ++run;
    } else {
      provisions.push_back(mention.pinpoints[i]);
    }
  }
  if (provisions.empty()) provisions.emplace_back();
  return provisions;
}

/// "521" of "ttg/qd/_/521".
std::string sequence_of(std::string_view key) { return std::string(key.substr(key.rfind('/') + 1)); }

/// One row for each cited provision; "từ số 496/QĐ-TTg đến 521/QĐ-TTg" is one row as well.
void add_provisions(const model::Document& document, std::size_t i, const Json& whole, const std::map<std::size_t, std::size_t>& range_ends, Json& rows) {
  const auto& mention = document.mentions[i];
  const auto end = range_ends.find(i);
  for (const auto& pinpoint : cited_provisions(mention)) {
    Json row = whole;
    row.erase("keys");
    row["mention"] = i;
    row["key"] = text_or_null(pinpointed_key(mention, pinpoint));
    row["pinpoints"] = pinpoint.empty() ? Json::array() : Json{pinpoint};
    if (end != range_ends.end() && !mention.key.empty()) {
      row["key"] = mention.key + ".." + sequence_of(document.mentions[end->second].key);
      row["end"] = document.mentions[end->second].span.end;
    }
    rows.push_back(std::move(row));
  }
}

Json citations_json(const model::Document& document, std::string_view text, const DocumentJson& options) {
  std::map<std::size_t, std::size_t> range_ends;
  for (std::size_t i = 0; i < document.mentions.size(); ++i)
    if (document.mentions[i].range_from >= 0) range_ends.emplace(static_cast<std::size_t>(document.mentions[i].range_from), i);
  Json rows = Json::array();
  std::optional<resolve::KnownActs::InDocument> known_acts;
  if (options.known != nullptr) known_acts.emplace(options.known->in(document));
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& mention = document.mentions[i];
    Json row = mention_json(document, mention, text);
    if (known_acts) {
      Json known = known_json(known_acts->of(i));
      if (!known.is_null()) row["known"] = std::move(known);
    }
    if (!options.each_provision) rows.push_back(std::move(row));
    else if (mention.range_from < 0) add_provisions(document, i, row, range_ends, rows);
  }
  return rows;
}

}  // namespace

Json document_json(const model::Document& document, std::string_view path, std::string_view text, const DocumentJson& options) {
  Json identity = identity_json(document.identity);
  identity["effective"] = effective_date(document);
  Json json{{"schema", "tracuu.extract/1"},
            {"path", std::string(path)},
            {"source", document.source},
            {"format", format_name(document.format)},
            {"encoding", document.encoding},
            {"ocr", document.ocr},
            {"quality", document.quality},
            {"document", std::move(identity)}};
  json["signer"] = text_or_null(document.signer);
  json["signer_role"] = text_or_null(document.signer_role);
  json["recipients"] = document.recipients;
  json["pages"] = document.pages.size();
  json["outline"] = outline_json(document, text);
  json["effects"] = effects_json(document);
  json["obligations"] = obligations_json(document);
  json["notes"] = document.notes;
  json["citations"] = citations_json(document, text, options);
  return json;
}

}  // namespace tracuu::report
