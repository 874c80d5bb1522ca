#include "query/graph/records.h"

namespace tracuu::graph {
namespace {

class IndexRecords final : public Records {
 public:
  explicit IndexRecords(open::Index& index) : index_(index) {}
  model::Document document(resolve::RecordId record) override { return index_.document(record); }
  std::vector<resolve::RecordId> citing(const std::vector<format::ResolutionKey>& keys) override {
    return keys.empty() ? std::vector<resolve::RecordId>{} : index_.citing(keys);
  }
  std::string text(resolve::RecordId record, model::ByteRange range) override { return index_.text(record, range); }

 private:
  open::Index& index_;
};

}  // namespace

std::unique_ptr<Records> index_records(open::Index& index) { return std::make_unique<IndexRecords>(index); }

}  // namespace tracuu::graph
