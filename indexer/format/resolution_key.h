#pragma once
/// What the resolution of a reference depends on, and nothing else (DESIGN section 4). Two mentions with one key always
/// resolve to the same works, so a citing record carries one boolean term for each distinct key it holds, and
/// "who cites X" is the OR of the keys that resolve to X: no citing record is read to decide.
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/model/date.h"
#include "corpus/model/document.h"

namespace tracuu::registry {
class Registry;
}

namespace tracuu::format {

/// Every field is a pure function of one mention and the identity of the document that holds it.
struct ResolutionKey {
  std::string number_key;   ///< registry::number_key form, "27-NQ/TW"; empty if cited by name
  std::string name_folded;  ///< name_key() of the name; empty if a number is given
  std::string type;         ///< type code as cited, "NQ"; empty if unknown
  std::int16_t year = 0;    ///< 0 unknown; left out where `date` says it
  model::Date date;         ///< as stated, also an impossible one; unset if none
  std::string term;         ///< "XIII" where stated or implied
  std::string issuer_slug;  ///< as cited; empty if unknown
  /// Only for numbers that every province has (57-CTr/TU, 15/2021/QĐ-UBND): stated with the mention, else the citing
  /// document's own (DOMAIN.md 3.3, step 8).
  std::string province;
  /// Date of the citing document, only where acts of several years can compete: neither date nor year is cited.
  model::Date citing_date;

  friend auto operator<=>(const ResolutionKey&, const ResolutionKey&) = default;
};

/// Name as a key: folded (no diacritics, lower case), blanks made one, at most 88 bytes: of a longer name the beginning
/// and a hash. Apply it to both sides of a comparison.
[[nodiscard]] std::string name_key(std::string_view name);

/// Key of a mention; nothing for mentions that name no document by themselves (internal references; aliases and short
/// forms that point back to an earlier mention, whose key the record holds anyway; neither number nor name nor type with
/// a date).
[[nodiscard]] std::optional<ResolutionKey> resolution_key(const model::Mention& mention, const model::Identity& citing,
                                                          const registry::Registry& registry);
[[nodiscard]] std::optional<ResolutionKey> resolution_key(const model::Mention& mention, const model::Identity& citing);

/// A document and where its mentions state each number and name: what one mention is asked of all others costs no more in a document of ten
/// thousand mentions. Built when first asked. The document must outlive it.
class MentionIndex {
 public:
  explicit MentionIndex(const model::Document& document) : document_(document) {}
  [[nodiscard]] const model::Document& document() const { return document_; }
  using Mentions = std::span<const std::uint32_t>;  ///< ascending
  /// Those whose number has this registry::number_key().
  [[nodiscard]] Mentions with_number(const std::string& number_key) const;
  /// Those whose name has this name_key().
  [[nodiscard]] Mentions with_name(const std::string& name_key) const;

 private:
  using Places = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  const model::Document& document_;
  mutable std::optional<Places> numbers_, names_;
};

/// The same of a mention in its document. A law named in what another act is about ("Nghị định số 23/2024/NĐ-CP ngày
/// 27/02/2024 quy định chi tiết thi hành Luật Đấu thầu") was in force on the day of that act, not on the citing document's:
/// that day becomes `citing_date`.
[[nodiscard]] std::optional<ResolutionKey> resolution_key(const MentionIndex& mentions, std::size_t mention);

/// The day of the act that a law's name stands in the title of, as resolution_key() takes it; unset where the name stands
/// alone, or where on that day the next law of that name had been passed and was not yet in force: either may be meant.
[[nodiscard]] model::Date named_on(const MentionIndex& mentions, std::size_t mention, const registry::Registry& registry);

/// A law's own name, with neither number nor day ("Quốc hội ban hành Luật Công đoàn"), is the law itself, not the one that bore
/// the name before it: of that one its number, its year or what is done to it is stated. Such a mention has no key.
[[nodiscard]] bool names_itself(const model::Document& document, std::size_t mention);

/// Distinct keys of a document's mentions, ascending.
[[nodiscard]] std::vector<ResolutionKey> resolution_keys(const model::Document& document);

/// True if every province (district, commune) has documents with such a number: "57-CTr/TU", "15/2021/QĐ-UBND".
[[nodiscard]] bool is_local_number(std::string_view number, const registry::Registry& registry);

/// "XK" + number or "~" + name, then the other fields, each after a TAB. All keys with one number share the prefix
/// number_term_prefix(number_key), all with one name name_term_prefix(name). At most 245 bytes, the limit of a Xapian term.
[[nodiscard]] std::string to_term(const ResolutionKey& key);
/// Inverse of to_term; nothing if `term` is not such a term.
[[nodiscard]] std::optional<ResolutionKey> from_term(std::string_view term);

/// Prefix of the terms of all keys with this number_key, separator included, so that 2-NQ/TW does not find 2-NQ/TWX.
[[nodiscard]] std::string number_term_prefix(std::string_view number_key);
/// The same for a name (any spelling).
[[nodiscard]] std::string name_term_prefix(std::string_view name);

}  // namespace tracuu::format
