#pragma once
/// Where the graph takes documents from: the index, through a narrow interface, so that its rules are tested without one.
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/model/document.h"
#include "indexer/format/resolution_key.h"
#include "query/open/index.h"
#include "query/resolve/catalogue.h"

namespace tracuu::graph {

class Records {
 public:
  virtual ~Records() = default;
  /// The whole record.
  virtual model::Document document(resolve::RecordId record) = 0;
  /// Records that hold any of the keys, ascending: one request however many keys.
  virtual std::vector<resolve::RecordId> citing(const std::vector<format::ResolutionKey>& keys) = 0;
  /// Original bytes of a record's text.
  virtual std::string text(resolve::RecordId record, model::ByteRange range) = 0;
  /// Told which records, and then which stretches of their texts, will be asked for: one request serves all. False where there
  /// is nothing to gain by telling.
  virtual bool fetch(std::span<const resolve::RecordId> records) { return (void)records, false; }
  struct Stretch {
    resolve::RecordId record = 0;
    model::ByteRange range;
  };
  virtual void fetch_texts(std::span<const Stretch> stretches) { (void)stretches; }
  /// Announces them: the next question that has to wait takes them along. Stretches are of records that are there. False where there is
  /// nothing to gain.
  virtual bool expect(std::span<const resolve::RecordId> records) { return (void)records, false; }
  virtual void expect_texts(std::span<const Stretch> stretches) { (void)stretches; }
};

/// The records of an open index, which must outlive the result.
[[nodiscard]] std::unique_ptr<Records> index_records(open::Index& index);

}  // namespace tracuu::graph
