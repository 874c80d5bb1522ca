#pragma once
/// Which provisions of an act a document amends, repeals or adds, read from its own provisions ("1. Sửa đổi, bổ sung khoản 2
/// Điều 7 như sau:"): the statement about the act as a whole names none of them.
#include <string>
#include <vector>

#include "query/status/change.h"

namespace tracuu::status {

struct ChangedProvision {
  std::string path;      ///< in the changed act: "dieu_7/khoan_2"
  std::string by_path;   ///< in the changing document: "dieu_1/khoan_1"; where the new wording stands
  ChangeKind kind = ChangeKind::amended;  ///< amended, replaced or repealed
  bool added = false;    ///< new ("Bổ sung Điều 7a vào sau Điều 7")
  model::ByteRange range;  ///< the words that say so, in the changing document
};

/// Reads the beginnings of the provisions that change `target`, outside quotations. In order of the text; empty where the
/// document's provisions do not tell ("Sửa đổi một số điều của ..." without articles of its own).
[[nodiscard]] std::vector<ChangedProvision> changed_provisions(graph::Graph& graph, RecordId record, ActId target);

}  // namespace tracuu::status
