#pragma once
/// `tracuu extract` for people: header, outline and references of one document on a few screens.
#include <string>
#include <string_view>

#include "corpus/model/document.h"
#include "query/report/messages.h"
#include "query/report/terminal.h"
#include "query/resolve/known.h"

namespace tracuu::report {

struct ExtractReport {
  Language language = Language::vi;
  Style style;
  bool explain = false;  ///< name the rule that found each reference and its relation, the table row, why the subject
  resolve::KnownActs* known = nullptr;  ///< tell what the registry knows of each cited act
};

/// `path`: the file as the user named it; `text`: Text::bytes of the document.
[[nodiscard]] std::string extract_text(const model::Document& document, std::string_view path, std::string_view text,
                                       const ExtractReport& report);

/// References that stand at a place, each with its sentence, where it lies and why it was read so (as with `explain`). `place`: words of
/// a reference as the text has them, any case and spelling, or a byte of the text in digits. Empty if there is none.
[[nodiscard]] std::string explained_at(const model::Document& document, std::string_view place, std::string_view text, const ExtractReport& report);

/// The outline alone, with its headline; empty for a document without one.
[[nodiscard]] std::string outline_text(const model::Document& document, std::string_view text, const ExtractReport& report);

/// "Nghị quyết số 27-NQ/TW ngày 09/11/2022", "Luật Đất đai": how a mention is named in a sentence, from its fields.
[[nodiscard]] std::string citation_name(const model::Mention& mention);
/// "Chương trình số 57-CTr/TU ngày 03/3/2023"; the law's name for laws.
[[nodiscard]] std::string document_name(const model::Identity& identity, Language language);
/// The relation in the reader's language: "thực hiện, triển khai".
[[nodiscard]] std::string relation_words(std::string_view relation, Language language, bool passive = false);
/// Word of a type code: "NQ" -> "Nghị quyết"; the code itself if unknown.
[[nodiscard]] std::string type_word(std::string_view code);

}  // namespace tracuu::report
