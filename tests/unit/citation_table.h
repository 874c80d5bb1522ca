#pragma once
// Tables of real strings and what must be found in them. Fields that a row leaves out are not compared.
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"
#include "corpus/citation/citation.h"
#include "corpus/text/words.h"

namespace tracuu::tests {

struct Want {
  const char* surface;
  const char* type = nullptr;
  const char* number = nullptr;
  const char* name = nullptr;
  int year = -1;
  const char* date = nullptr;
  const char* issuer = nullptr;
  const char* slug = nullptr;
  const char* pinpoints = nullptr;  // joined by ", "
  const char* key = nullptr;
  const char* roles = nullptr;      // "this refers, 17/2022/NĐ-CP amends"
};

struct Row {
  const char* text;
  std::vector<Want> want;
};

struct Analysed {
  std::string bytes;
  model::Document document;
};

// The citations of a piece of text, without header or outline.
inline Analysed cited_in(std::string_view text) {
  Analysed result{std::string(text), {}};
  model::Text whole;
  whole.bytes = result.bytes;
  const auto canonical = text::canonicalize(whole);
  citation::find_mentions(text::Words(canonical), result.document);
  return result;
}

// The same with everything around: header, outline, relations.
inline Analysed analysed(std::string_view text) {
  Analysed result{std::string(text), {}};
  model::Text whole;
  whole.bytes = result.bytes;
  result.document = corpus::analyse(whole);
  return result;
}

inline std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out.append(out.empty() ? "" : ", ").append(part);
  return out;
}

inline std::string roles_of(const model::Mention& mention) {
  std::string out;
  for (const auto& role : mention.roles) out.append(out.empty() ? "" : ", ").append(role.subject).append(" ").append(role.relation);
  return out;
}

inline std::vector<const model::Mention*> of_kind(const model::Document& document, model::MentionKind kind) {
  std::vector<const model::Mention*> found;
  for (const auto& mention : document.mentions)
    if (mention.kind == kind) found.push_back(&mention);
  return found;
}

inline std::vector<std::string> surfaces(const Analysed& a, model::MentionKind kind) {
  std::vector<std::string> found;
  for (const auto* mention : of_kind(a.document, kind)) found.emplace_back(model::slice(a.bytes, mention->span));
  return found;
}

inline std::vector<std::string> surfaces(const std::vector<Want>& wanted) {
  std::vector<std::string> found;
  for (const auto& want : wanted) found.emplace_back(want.surface);
  return found;
}

inline void check_fields(const model::Mention& got, const Want& want) {
  INFO("citation: " << want.surface);
  if (want.type) CHECK(got.type == want.type);
  if (want.number) CHECK(got.number == want.number);
  if (want.name) CHECK(got.name == want.name);
  if (want.year >= 0) CHECK(got.year == want.year);
  if (want.date) CHECK(got.date.iso() == want.date);
  if (want.issuer) CHECK(got.issuer == want.issuer);
  if (want.slug) CHECK(got.issuer_slug == want.slug);
  if (want.pinpoints) CHECK(joined(got.pinpoints) == want.pinpoints);
  if (want.key) CHECK(got.key == want.key);
  if (want.roles) CHECK(roles_of(got) == want.roles);
}

inline void check_row(const Analysed& a, const Row& row, model::MentionKind kind) {
  INFO("text: " << row.text);
  const auto found = of_kind(a.document, kind);
  CHECK(surfaces(a, kind) == surfaces(row.want));
  if (found.size() != row.want.size()) return;
  for (std::size_t i = 0; i < found.size(); ++i) check_fields(*found[i], row.want[i]);
}

inline void check_citations(const std::vector<Row>& rows) {
  for (const Row& row : rows) check_row(cited_in(row.text), row, model::MentionKind::document);
}

// Head of a state document: what follows is its type line, title and body.
inline std::string state_document(const char* issuer, const char* number, const char* place_and_date, const char* rest) {
  return std::string(issuer) + "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: " + number + "\n" +
         place_and_date + "\n\n" + rest;
}

inline std::string decree(const char* title, const char* body) {
  return state_document("CHÍNH PHỦ", "12/2021/NĐ-CP", "Hà Nội, ngày 24 tháng 02 năm 2021",
                        (std::string("NGHỊ ĐỊNH\n") + title + "\n\n" + body).c_str());
}

}  // namespace tracuu::tests
