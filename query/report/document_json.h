#pragma once
/// One document as the engine understands it, as JSON (layout: docs/json.md, "document").
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "corpus/model/document.h"
#include "query/resolve/known.h"

namespace tracuu::report {

using Json = nlohmann::ordered_json;

/// Serialised on one line; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json& value);
/// Serialised over several lines, for people.
[[nodiscard]] std::string dump_pretty(const Json& value);

/// null for an empty string: the text does not say.
[[nodiscard]] Json text_or_null(std::string_view text);
[[nodiscard]] Json date_or_null(model::Date date);

[[nodiscard]] Json identity_json(const model::Identity& identity);

/// What is wanted beyond what the text says.
struct DocumentJson {
  resolve::KnownActs* known = nullptr;  ///< each citation carries what the registry knows of its act
  bool each_provision = false;          ///< one row for each cited provision (a range is one) instead of one for each citation
};

/// A mention in the layout of eval/score_citations.py with what the engine knows beyond it. `text`: Text::bytes.
[[nodiscard]] Json mention_json(const model::Document& document, const model::Mention& mention, std::string_view text);

/// Key of a mention with one of its pinpoints ("" for none): "cp/nd/2020/45#dieu_5/khoan_2".
[[nodiscard]] std::string pinpointed_key(const model::Mention& mention, std::string_view pinpoint);

/// The act that the registry knows, or those that could be meant; null if there is none.
[[nodiscard]] Json known_json(const resolve::Known& known);

/// The whole document: what `tracuu extract --format jsonl` prints on one line. `path`: the file as the user named it.
[[nodiscard]] Json document_json(const model::Document& document, std::string_view path, std::string_view text,
                                 const DocumentJson& options = {});

/// "document", "alias", "internal".
[[nodiscard]] const char* kind_name(model::MentionKind kind);
/// "text", "docx", "pdf"...
[[nodiscard]] const char* format_name(model::Format format);

}  // namespace tracuu::report
