#pragma once
/// Provisions named before a citation: "điểm a, b khoản 2 Điều 5", "các điều 20, 21 và khoản 6 Điều 30".
///
/// Binding is right to left: each điểm or khoản belongs to the next Điều on its right; only where none follows, to the Điều on
/// its left (19 of 105,000 in real text, DOMAIN.md 4). The alphabet of điểm has đ and lacks f, j, w, z: "từ điểm a đến điểm e"
/// is six points.
#include <string>
#include <vector>

#include "corpus/model/mention.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

struct PinpointList {
  std::size_t begin = 0, end = 0;      ///< words covered
  std::vector<std::string> pinpoints;  ///< "D5.k2.a", "D18-D24", "C5", "M3", "PLII", "PIII" (eval/GUIDE)
  std::vector<model::PinpointRun> runs;  ///< "từ điểm a đến điểm e": members of `pinpoints` that the text states as one range
  bool has_article = false;            ///< a Điều is among them
};

/// Parses the list that begins at word i. Empty (begin == end) if no unit word with a label stands there.
[[nodiscard]] PinpointList parse_pinpoints(const text::Words& words, std::size_t i);

}  // namespace tracuu::citation
