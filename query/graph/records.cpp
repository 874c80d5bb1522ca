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
  std::string text(resolve::RecordId record, model::ByteRange range) override {
    // A sentence is read in pieces: the block that holds it is unpacked once.
    constexpr std::uint32_t block = format::kTextBlock;
    const auto begin = range.begin / block * block;
    if (range.empty() || range.end > begin + block) return index_.text(record, range);
    if (record != record_ || begin != begin_) {
      text_ = index_.text(record, {begin, begin + block});
      record_ = record;
      begin_ = begin;
    }
    return std::string(model::slice(text_, {range.begin - begin, range.end - begin}));
  }
  bool fetch(std::span<const resolve::RecordId> records) override {
    index_.fetch(records);
    return !index_.is_local();
  }
  void fetch_texts(std::span<const Stretch> stretches) override { index_.fetch_texts(of_index(stretches)); }
  bool expect(std::span<const resolve::RecordId> records) override {
    index_.expect_records(records);
    return !index_.is_local();
  }
  void expect_texts(std::span<const Stretch> stretches) override { index_.expect_texts(of_index(stretches)); }

 private:
  static std::vector<open::Index::Stretch> of_index(std::span<const Stretch> stretches) {
    std::vector<open::Index::Stretch> list;
    list.reserve(stretches.size());
    for (const auto& stretch : stretches) list.push_back({stretch.record, stretch.range});
    return list;
  }
  resolve::RecordId record_ = 0;
  std::uint32_t begin_ = 0;
  std::string text_;
  open::Index& index_;
};

}  // namespace

std::unique_ptr<Records> index_records(open::Index& index) { return std::make_unique<IndexRecords>(index); }

}  // namespace tracuu::graph
