#pragma once
/// Issuers and dates as a citation states them: "ngày 09/11/2022 của Ban Chấp hành Trung ương Đảng khóa XIII".
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/citation/names.h"
#include "corpus/model/date.h"
#include "corpus/registry/registry.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

struct StatedDate {
  model::Date date;
  std::size_t end = 0;  ///< words
};

/// A date at word i: "09/11/2022", "9-11-2022", "09.11.2022", "09 tháng 11 năm 2022". Impossible dates are returned as stated.
[[nodiscard]] std::optional<StatedDate> parse_date(const text::Words& words, std::size_t i);

/// The same where "ngày" is glued to the day: "ngày17/11/2017".
[[nodiscard]] std::optional<StatedDate> parse_glued_date(const text::Words& words, std::size_t i);

class IssuerNames {
 public:
  explicit IssuerNames(const registry::Registry& registry);
  /// End of the issuer phrase that begins at word i (after "của"); i if no issuer begins there. `joint`: several bodies joined
  /// by ",", "-" or "và" belong together (joint circulars and resolutions).
  /// `opens`: the phrase may begin a paragraph (it stands before the citation).
  [[nodiscard]] std::size_t phrase_end(const text::Words& words, std::size_t i, bool joint, bool opens = false) const;

  /// A word with which the name of a body begins stands at i.
  [[nodiscard]] bool begins_with_body(const text::Words& words, std::size_t i) const;

  /// An issuer whose capitals are lost (it was printed in capitals, or all in small letters) as it is written: "thủ tướng chính phủ" ->
  /// "Thủ tướng Chính phủ", "hội đồng nhân dân tỉnh thừa thiên huế" -> "Hội đồng nhân dân tỉnh Thừa Thiên Huế".
  [[nodiscard]] std::string spelled(const std::string& small) const;

 private:
  void add_central(const std::string& name);

  NameTrie central_;  // complete names: the phrase ends with them
  std::map<std::string, std::string> written_;       // by the name in small letters
  std::vector<std::pair<std::string, std::string>> places_;  // provinces: in small letters, as written; the longer first
};

}  // namespace tracuu::citation
