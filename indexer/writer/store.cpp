#include "indexer/writer/store.h"

#include <chrono>
#include <map>
#include <set>

#include "indexer/format/schema.h"

namespace tracuu::writer {
namespace {

using format::kDocuments, format::kProvisions, format::kTexts;

// Glass is fastest when it flushes a few MB of text at a time (PERFORMANCE.md); its own default is 10,000 documents.
constexpr std::uint64_t kShardFlushBytes = 2u << 20;
// On a live index a commit costs an fsync and makes readers look again.
constexpr std::uint64_t kLiveCommitBytes = 16u << 20;
constexpr std::size_t kLiveCommitRecords = 4000;
constexpr auto kLiveCommitTime = std::chrono::seconds(30);
constexpr std::uint64_t kQueueBytes = 16u << 20;

void put_text(Xapian::WritableDatabase& texts, const DocumentRecords& records) {
  for (std::size_t i = 0; i < records.text_blocks.size(); ++i)
    texts.set_metadata(format::text_block_key(records.text_hash, i), records.text_blocks[i]);
}

class ShardStore final : public Store {
 public:
  ShardStore(std::filesystem::path directory, unsigned threads) : directory_(std::move(directory)), shards_(threads) {}

  void add(unsigned thread, DocumentRecords&& records) override {
    Shard& shard = open_shard(thread);
    put_text(shard.databases->texts, records);
    for (const Xapian::Document& provision : records.provisions) shard.databases->provisions.add_document(provision);
    shard.databases->documents.add_document(records.document);
    shard.pending += records.text_bytes;
    if (shard.pending >= kShardFlushBytes) {
      shard.databases->commit();
      shard.pending = 0;
    }
  }

  void finish_file(unsigned thread, FileDone&& done) override {
    open_shard(thread).databases->documents.set_metadata(format::file_entry_key(done.entry.source), format::encode(done.entry));
  }

  void close() override {
    open_shard(0);  // an index without documents is an index
    for (Shard& shard : shards_) {
      if (shard.databases) shard.databases->commit();
      shard.databases.reset();
    }
    std::exception_ptr failed;
    std::thread provisions([&] {
      try {
        merge(kProvisions);
      } catch (...) {
        failed = std::current_exception();
      }
    });
    try {
      merge(kTexts);
      merge(kDocuments);
    } catch (...) {
      failed = std::current_exception();
    }
    provisions.join();
    if (failed) std::rethrow_exception(failed);
    for (std::size_t i = 0; i < shards_.size(); ++i) std::filesystem::remove_all(path(i));
  }

 private:
  struct Shard {
    std::unique_ptr<Databases> databases;
    std::uint64_t pending = 0;
  };

  std::filesystem::path path(std::size_t shard) const { return directory_ / ("shard" + std::to_string(shard)); }

  Shard& open_shard(unsigned thread) {
    Shard& shard = shards_[thread];
    if (!shard.databases) {
      std::filesystem::create_directories(path(thread));
      shard.databases = std::make_unique<Databases>(path(thread), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    }
    return shard;
  }

  void merge(std::string_view database) const {
    Xapian::Database all;
    for (std::size_t i = 0; i < shards_.size(); ++i)
      if (std::filesystem::exists(path(i))) all.add_database(Xapian::Database((path(i) / database).string()));
    all.compact((directory_ / database).string(), Xapian::Compactor::FULL);
  }

  std::filesystem::path directory_;
  std::vector<Shard> shards_;
};

class LiveStore final : public Store {
 public:
  explicit LiveStore(const std::filesystem::path& directory)
      : databases_(directory, Xapian::DB_OPEN), last_commit_(std::chrono::steady_clock::now()), writer_([this] { write(); }) {}

  ~LiveStore() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_all();
    if (writer_.joinable()) writer_.join();
  }

  void add(unsigned, DocumentRecords&& records) override {
    const std::uint64_t bytes = records.text_bytes + 1;
    push(std::move(records), bytes);
  }

  void finish_file(unsigned, FileDone&& done) override { push(std::move(done), 1); }

  void close() override {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_all();
    writer_.join();
    if (failed_) std::rethrow_exception(failed_);
  }

 private:
  using Item = std::variant<DocumentRecords, FileDone>;

  void push(Item item, std::uint64_t bytes) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return queued_ == 0 || queued_ + bytes <= kQueueBytes || failed_; });
    if (failed_) std::rethrow_exception(failed_);
    queue_.emplace_back(std::move(item), bytes);
    queued_ += bytes;
    changed_.notify_all();
  }

  void write() {
    try {
      while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !queue_.empty() || closing_; });
        if (queue_.empty()) break;
        auto [item, bytes] = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        std::visit([&](auto& part) { apply(part); }, item);
        lock.lock();
        queued_ -= bytes;
        changed_.notify_all();
      }
      commit();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failed_ = std::current_exception();
      queue_.clear();
      queued_ = 0;
      changed_.notify_all();
    }
  }

  void apply(DocumentRecords& records) {
    forget_text(records.source);
    put_text(databases_.texts, records);
    unused_.erase(records.text_hash);
    // Xapian publishes by itself after 10,000 records: the text must not come later.
    if (records.provisions.size() > kLiveCommitRecords) databases_.texts.commit();
    const std::string term = format::source_term(records.source);
    databases_.provisions.delete_document(term);
    for (const Xapian::Document& provision : records.provisions) databases_.provisions.add_document(provision);
    databases_.documents.replace_document(term, records.document);
    pending_bytes_ += records.text_bytes;
    pending_records_ += records.provisions.size() + 1;
    commit_if_due();
  }

  void apply(FileDone& done) {
    for (const std::string& source : done.gone) {
      forget_text(source);
      const std::string term = format::source_term(source);
      databases_.provisions.delete_document(term);
      databases_.documents.delete_document(term);
    }
    databases_.documents.set_metadata(format::file_entry_key(done.entry.source), done.forget ? std::string() : format::encode(done.entry));
    pending_records_ += done.gone.size() + 1;
    commit_if_due();
  }

  // Notes the text of a record that is about to go; it is removed when no record refers to it any more.
  void forget_text(const std::string& source) {
    const std::string term = format::source_term(source);
    const auto it = databases_.documents.postlist_begin(term);
    if (it == databases_.documents.postlist_end(term)) return;
    const Xapian::Document old = databases_.documents.get_document(*it);
    unused_[old.get_value(format::kHashSlot)] = old.get_value(format::kSizeSlot);
  }

  void commit_if_due() {
    if (pending_bytes_ >= kLiveCommitBytes || pending_records_ >= kLiveCommitRecords ||
        std::chrono::steady_clock::now() - last_commit_ >= kLiveCommitTime)
      commit();
  }

  void commit() {
    databases_.commit();
    remove_unused_texts();
    pending_bytes_ = 0;
    pending_records_ = 0;
    last_commit_ = std::chrono::steady_clock::now();
  }

  // After the commit no record that a new reader sees refers to them.
  void remove_unused_texts() {
    for (const auto& [hash, size] : unused_) {
      if (databases_.documents.term_exists(format::hash_term(hash))) continue;
      const std::size_t blocks = (std::stoull(size) + format::kTextBlock - 1) / format::kTextBlock;
      for (std::size_t i = 0; i < blocks; ++i) databases_.texts.set_metadata(format::text_block_key(hash, i), std::string());
    }
    if (!unused_.empty()) databases_.texts.commit();
    unused_.clear();
  }

  Databases databases_;
  std::map<std::string, std::string> unused_;  // hash -> size in bytes
  std::uint64_t pending_bytes_ = 0;
  std::size_t pending_records_ = 0;
  std::chrono::steady_clock::time_point last_commit_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<Item, std::uint64_t>> queue_;
  std::uint64_t queued_ = 0;
  bool closing_ = false;
  std::exception_ptr failed_;
  std::thread writer_;  // last: it uses all of the above
};

}  // namespace

Databases::Databases(const std::filesystem::path& directory, int flags)
    : documents((directory / kDocuments).string(), flags | Xapian::DB_BACKEND_GLASS),
      provisions((directory / kProvisions).string(), flags | Xapian::DB_BACKEND_GLASS),
      texts((directory / kTexts).string(), flags | Xapian::DB_BACKEND_GLASS) {}

void Databases::commit() {
  texts.commit();
  provisions.commit();
  documents.commit();
}

std::unique_ptr<Store> make_shard_store(const std::filesystem::path& directory, unsigned threads) {
  return std::make_unique<ShardStore>(directory, threads);
}

std::unique_ptr<Store> make_live_store(const std::filesystem::path& directory) { return std::make_unique<LiveStore>(directory); }

}  // namespace tracuu::writer
