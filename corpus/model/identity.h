#pragma once
/// Who a document is (DESIGN rule 3: a number alone is not an identity).
#include <cstdint>
#include <string>

#include "corpus/model/date.h"
#include "corpus/model/range.h"

namespace tracuu::model {

enum class System : std::uint8_t { unknown, state, party };

struct Identity {
  /// Type code of eval/GUIDE ("L", "NĐ", "QyĐ", "CTr", ... "KHAC"); empty if unknown.
  std::string type;
  std::string number;       ///< repaired to its proper form, "57-CTr/TU"; empty if none is printed (draft, blank number)
  std::string issuer;       ///< as the header states it, in sentence case: "Thành ủy Cần Thơ"
  std::string issuer_slug;  ///< registry key: "tu.can-tho", "cp", "bct+bca"; empty if unknown
  std::string province;     ///< slug of registry/provinces ("can-tho", "can-tho-2025"); empty for central bodies
  Date date;                ///< date of issue; unset if blank
  std::string place;        ///< "Cần Thơ"
  std::string title;        ///< trích yếu, one line; for laws without the type word
  std::string name;         ///< "Luật Đất đai": laws, codes, ordinances, constitution; else empty
  System system = System::unknown;
  bool is_draft = false;    ///< number or date left blank
  std::string term;         ///< term of the Party committee or National Assembly where it follows from date or number: "XIII"
  std::string id;           ///< canonical id, DOMAIN.md 3.2: "tu.can-tho/ctr/2023-03-03/57"; "?" and "_" for unknown parts

  ByteRange type_range, number_range, date_range, issuer_range, title_range;  ///< where it was read; empty if not read
};

}  // namespace tracuu::model
