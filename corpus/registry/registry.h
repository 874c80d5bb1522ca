#pragma once
/// The registry: what is known of Vietnamese law apart from any document. Data in *.tsv beside this file (each begins with
/// a comment that names its columns and source), compiled into the program; a user can add a catalogue of acts.
///
/// Everything is immutable after loading; pointers and views stay valid for the registry's lifetime.
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tl/expected.hpp>

#include "corpus/model/date.h"

namespace tracuu::registry {

/// One row of types.tsv.
struct DocumentType {
  std::string code;                  ///< code of eval/GUIDE: "NĐ", "QyĐ", "CTr"
  std::string word;                  ///< "Nghị định"
  std::string slug;                  ///< part of a canonical id: "nd"
  std::vector<std::string> words;    ///< all names, longest first, folded: "nghi dinh"
  std::vector<std::string> symbols;  ///< abbreviations inside numbers, as printed: "NĐ"; "QĐ", "QĐi" for QyĐ
  bool normative = false;
  int rank = 99;                     ///< place in the hierarchy (Luật 64/2025/QH15, Điều 4); 99 outside
};

/// One row of issuers.tsv.
struct Issuer {
  std::string symbol;   ///< as printed in numbers: "BTNMT", "UBND", "TW"
  std::string name;     ///< "Bộ Tài nguyên và Môi trường"
  std::string slug;     ///< "btnmt"
  std::string group;    ///< group of the source table
  std::string successor;  ///< slug; empty if it still exists
  int valid_from = 0, valid_to = 0;  ///< years; 0 open
  bool local = false;   ///< a body that every province (district, commune) has: its slug takes a province
};

/// One row of provinces.tsv: a province before 01/7/2025 with its successor, or a province since.
struct Province {
  std::string name;     ///< "Cần Thơ"
  std::string slug;     ///< "can-tho"; merged ones since 01/7/2025 "can-tho-2025"
  bool city = false;    ///< centrally run city (Thành ủy), else province (Tỉnh ủy)
  std::string successor;  ///< slug since 01/7/2025; equal to slug if unchanged
  bool merged = false;  ///< row of the time since 01/7/2025
};

/// One known act (authority.tsv, party.tsv or the user's catalogue).
struct Act {
  std::string id;       ///< canonical id: "cp/nd/2020/45"
  std::string type;     ///< code of eval/GUIDE
  std::string number;   ///< "45/2020/NĐ-CP"
  std::string issuer;   ///< slug
  model::Date date, effective_from, effective_to;
  std::string title;
  std::string term;     ///< "XIII"; empty if not applicable
  std::string source;   ///< where the fact is from: "phapdien", "citations:3", "knowledge", or as the user's catalogue says
  std::string confidence;  ///< "certain", "likely", "weak"
  std::uint32_t line = 0;  ///< of the table
  bool of_user = false;    ///< row of the user's catalogue
};

/// A law's name with the period in which that name means that law (law_names.tsv).
struct LawName {
  std::string name;     ///< "Luật Đất đai"
  std::string folded;   ///< "luat dat dai"
  std::string act_id;   ///< canonical id
  model::Date valid_from, valid_to;  ///< unset = open
  bool of_user = false; ///< of the user's catalogue: the act need not be a law
  bool shortened = false; ///< made from another row by an abbreviation: "Luật Ban hành văn bản QPPL"
  std::string amends;   ///< canonical ids of the laws that this one amends, separated by ';'; empty if none
};

/// One row of vocabulary.tsv: a relation.
struct RelationName {
  std::string name;        ///< "implements"
  std::string vi_active;   ///< "thực hiện, triển khai"
  std::string vi_passive;  ///< "được triển khai bởi"
  std::string en;
};

class Registry {
 public:
  /// The registry compiled into the program. Loaded once, then read-only.
  static const Registry& builtin();

  /// Version of the data: part of every record's fingerprint (DESIGN rule 1).
  [[nodiscard]] std::string_view version() const { return version_; }

  [[nodiscard]] std::span<const DocumentType> types() const { return types_; }
  [[nodiscard]] const DocumentType* type(std::string_view code) const;
  /// Type whose name is exactly these words in any case and spelling: "NGHỊ ĐỊNH", "nghi dinh", "Quyết định".
  [[nodiscard]] const DocumentType* type_by_word(std::string_view words) const;
  /// Type of a symbol inside a number: "NĐ" or "ND" -> NĐ, "CTr". `party` decides QĐ, TT, CT where both systems use them.
  [[nodiscard]] const DocumentType* type_by_symbol(std::string_view symbol, bool party = false) const;

  [[nodiscard]] std::span<const Issuer> issuers() const { return issuers_; }
  /// By symbol in a number, any case, Đ or D; null if unknown.
  [[nodiscard]] const Issuer* issuer_by_symbol(std::string_view symbol) const;
  /// By name in any case and spelling, with or without "Bộ trưởng", "Chủ tịch"; the longest name that begins the words.
  [[nodiscard]] const Issuer* issuer_by_name(std::string_view words) const;
  /// Slug of an issuer as stated, with its province: "Ủy ban nhân dân tỉnh Lào Cai" on a day -> "ubnd.lao-cai-2025";
  /// "Thành ủy Cần Thơ" -> "tu.can-tho"; "Bộ Y tế - Bộ Công an" -> "byt+bca"; unknown bodies: slug of the words.
  [[nodiscard]] std::string issuer_slug(std::string_view words, model::Date day, std::string_view default_province = {}) const;

  [[nodiscard]] std::span<const Province> provinces() const { return provinces_; }
  [[nodiscard]] const Province* province(std::string_view slug) const;
  /// The province named in the words ("tỉnh Lào Cai", "TP. Hồ Chí Minh", "Cần Thơ"), as it was on `day` (unset: before the
  /// mergers of 01/7/2025). Null if none is named.
  [[nodiscard]] const Province* find_province(std::string_view words, model::Date day) const;

  [[nodiscard]] std::span<const Act> acts() const { return acts_; }
  [[nodiscard]] const Act* act(std::string_view id) const;
  /// Known acts with this number, any spelling (see number_key).
  [[nodiscard]] std::vector<const Act*> acts_by_number(std::string_view number) const;
  /// Law names that equal the words (folded); several where one name meant several laws in turn. "Luật Đất đai 2024" and
  /// "Luật Đất đai năm 2024" give the one of that year.
  [[nodiscard]] std::vector<const LawName*> law_names(std::string_view words) const;
  /// Names of the laws that amend this act alone.
  [[nodiscard]] std::vector<const LawName*> laws_amending(std::string_view act_id) const;
  /// The law that the name means on a day; null if none or unknown.
  [[nodiscard]] const LawName* law_in_force(std::string_view words, model::Date day) const;
  [[nodiscard]] std::span<const LawName> all_law_names() const { return law_names_; }

  [[nodiscard]] std::span<const RelationName> relations() const { return relations_; }
  [[nodiscard]] const RelationName* relation(std::string_view name) const;

  /// Term of the Party's Central Committee in office on a day: "XIII". Empty before 1976.
  [[nodiscard]] std::string party_term(model::Date day) const;

  /// Which of the bodies behind "/TW" issued an act: "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"; empty if unknown.
  [[nodiscard]] std::string_view party_body(std::string_view act_id) const;

  /// The built-in registry plus a user's catalogue: TSV with the columns of authority.tsv and one more, `names`, separated by
  /// ';' (docs/catalogue.md). A row with the id of a built-in act takes its place.
  /// Errors name the file, the line, what was wrong and what to do.
  static tl::expected<Registry, std::string> with_catalogue(std::string_view tsv_path);
  /// The same from the table's text; `name` stands for the file in errors.
  static tl::expected<Registry, std::string> with_catalogue_text(std::string text, std::string_view name);
  /// Text of the user's catalogue; empty if there is none. An index keeps it beside its records, which were made with it.
  [[nodiscard]] const std::string& catalogue() const { return catalogue_; }
  /// The same for a path as options give it; empty: the built-in registry.
  static tl::expected<std::shared_ptr<const Registry>, std::string> opened(const std::string& tsv_path);

 private:
  Registry();
  tl::expected<void, std::string> add_acts(std::string_view tsv, std::string_view file, bool of_user);
  tl::expected<void, std::string> add_user_row(const std::vector<std::string_view>& fields, Act act, const std::string& place);
  void add_shortened_names();
  void index_acts();

  std::string version_;
  std::string catalogue_;
  std::vector<DocumentType> types_;
  std::vector<Issuer> issuers_;
  std::vector<Province> provinces_;
  std::vector<Act> acts_;
  std::vector<LawName> law_names_;
  std::vector<RelationName> relations_;
  std::unordered_map<std::string, std::size_t> type_by_word_, type_by_symbol_, issuer_by_symbol_, issuer_by_name_, act_by_id_, province_by_slug_;
  std::unordered_map<std::string, std::string> party_bodies_;  ///< canonical id -> body
  std::unordered_multimap<std::string, std::size_t> acts_by_number_, law_by_name_, amending_by_act_;
  std::vector<std::pair<std::string, std::size_t>> province_names_;  // folded, longest first
};

/// Number as a key: NFC, upper case, Đ -> D, no blanks, dashes unified, no leading zeros ("9-2026/TT-BTC" is 09/2026/TT-BTC's
/// key only after repair). "-" and "/" stay: 27-NQ/TW is not 27/NQ-TW.
[[nodiscard]] std::string number_key(std::string_view number);

/// ASCII slug: lower case, no diacritics, đ -> d, words joined by '-'.
[[nodiscard]] std::string slug(std::string_view words);

}  // namespace tracuu::registry
