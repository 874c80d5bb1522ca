#pragma once
/// Fields of the query language: ONE table that the parser, the help and docs/search.md read.
#include <cstdint>
#include <string_view>

namespace tracuu::language {

enum class FieldId : std::uint8_t { type, number, issuer, province, level, date, year, system, status, cites, implements, article };

struct QueryField {
  FieldId id;
  std::string_view vi, en;   ///< names in queries, without diacritics; people may type them with
  std::string_view example;  ///< of a value
};

inline constexpr QueryField kQueryFields[] = {
    {FieldId::type, "loai", "type", "loai:\"nghị định\""},
    {FieldId::number, "so", "number", "so:45/2020/NĐ-CP"},
    {FieldId::issuer, "coquan", "issuer", "coquan:\"Bộ Tài chính\""},
    {FieldId::province, "tinh", "province", "tinh:\"Cần Thơ\""},
    {FieldId::level, "cap", "level", "cap:tinh"},
    {FieldId::date, "ngay", "date", "ngay:2020-01-01..2023-12-31"},
    {FieldId::year, "nam", "year", "nam:2020..2023"},
    {FieldId::system, "hethong", "system", "hethong:dang"},
    {FieldId::status, "hieuluc", "status", "hieuluc:con"},
    {FieldId::cites, "trichdan", "cites", "trichdan:27-NQ/TW"},
    {FieldId::implements, "thuchien", "implements", "thuchien:27-NQ/TW"},
    {FieldId::article, "dieu", "article", "dieu:5"},
};

}  // namespace tracuu::language
