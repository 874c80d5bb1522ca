#include "indexer/writer/store.h"

#include <chrono>
#include <functional>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "indexer/format/schema.h"

namespace tracuu::writer {
namespace {

using format::kDocuments, format::kProvisions, format::kTexts;

// A new index is written as runs of this size, each a database of its own: a growing database rewrites more and more blocks.
constexpr std::uint64_t kRunBytes = 32u << 20;
// Until it flushes, glass keeps each posting in a tree of its term. Where these outgrow the processor's caches each step down a
// tree is a miss: with 8 MB of text in them that was a fifth of the whole run. Documents have a sixth of the postings.
constexpr std::uint64_t kFlushProvisions = 1u << 20;
constexpr std::uint64_t kFlushDocuments = 4u << 20;
// Merged together at most; more runs are merged in passes, so that open files stay few.
constexpr std::size_t kMergeWidth = 64;
// On a live index a commit costs an fsync and makes readers look again.
constexpr std::uint64_t kLiveCommitBytes = 16u << 20;
constexpr std::size_t kLiveCommitRecords = 4000;
constexpr auto kLiveCommitTime = std::chrono::seconds(30);
constexpr std::uint64_t kQueueBytes = 16u << 20;

void put_text(Xapian::WritableDatabase& texts, const DocumentRecords& records) {
  for (std::size_t i = 0; i < records.text_blocks.size(); ++i)
    texts.set_metadata(format::text_block_key(records.text_hash, i), records.text_blocks[i]);
}

// Each piece of work in a thread of its own; throws what one of them threw.
void side_by_side(const std::vector<std::function<void()>>& works) {
  std::vector<std::future<void>> running;
  for (const auto& work : works) running.push_back(std::async(std::launch::async, work));
  for (std::future<void>& one : running) one.wait();
  for (std::future<void>& one : running) one.get();
}

// A new index: every thread writes runs, close() merges them.
class RunStore final : public Store {
 public:
  RunStore(std::filesystem::path directory, unsigned threads) : directory_(std::move(directory)), open_(threads) {}

  void add(unsigned thread, DocumentRecords&& records) override {
    Run& run = open_run(thread);
    put_text(run.databases->texts, records);
    for (const Xapian::Document& provision : records.provisions) run.databases->provisions.add_document(provision);
    run.databases->documents.add_document(records.document);
    run.bytes += records.text_bytes;
    if (run.bytes >= kRunBytes) return finish(run);
    flush_if_due(run.databases->provisions, run.provisions_pending += records.text_bytes, kFlushProvisions);
    flush_if_due(run.databases->documents, run.documents_pending += records.text_bytes, kFlushDocuments);
  }

  void finish_file(unsigned thread, FileDone&& done) override {
    open_run(thread).databases->documents.set_metadata(format::file_entry_key(done.entry.source), format::encode(done.entry));
  }

  void close() override {
    open_run(0);  // an index without documents is an index
    std::vector<std::function<void()>> finishing;
    for (Run& run : open_)
      if (run.databases) finishing.emplace_back([&run] { finish(run); });
    side_by_side(finishing);
    side_by_side({[this] { merge(kProvisions); },
                  [this] {
                    merge(kTexts);
                    merge(kDocuments);
                  }});
    for (const std::filesystem::path& run : runs_) std::filesystem::remove_all(run);
  }

 private:
  struct Run {
    std::unique_ptr<Databases> databases;
    std::uint64_t bytes = 0;                                      ///< of text
    std::uint64_t provisions_pending = 0, documents_pending = 0;  ///< of text, since the last flush
  };

  Run& open_run(unsigned thread) {
    Run& run = open_[thread];
    if (run.databases) return run;
    std::filesystem::path path;
    {
      const std::lock_guard lock(mutex_);
      path = directory_ / fmt::format("run{}", runs_.size());
      runs_.push_back(path);
    }
    std::filesystem::create_directories(path);
    run.databases = std::make_unique<Databases>(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    return run;
  }

  static void flush_if_due(Xapian::WritableDatabase& database, std::uint64_t& pending, std::uint64_t due) {
    if (pending < due) return;
    database.commit();
    pending = 0;
  }

  static void finish(Run& run) {
    run.databases->commit();
    run = {};
  }

  void merge(std::string_view database) const {
    std::vector<std::filesystem::path> parts;
    for (const std::filesystem::path& run : runs_) parts.push_back(run / database);
    for (std::size_t pass = 0; parts.size() > kMergeWidth; ++pass) {
      std::vector<std::filesystem::path> merged;
      for (std::size_t at = 0; at < parts.size(); at += kMergeWidth) {
        const std::size_t end = std::min(parts.size(), at + kMergeWidth);
        merged.push_back(runs_.front() / fmt::format("{}-{}-{}", database, pass, merged.size()));
        compact(std::span(parts).subspan(at, end - at), merged.back(), Xapian::Compactor::STANDARD);
        for (std::size_t i = at; i < end; ++i) std::filesystem::remove_all(parts[i]);
      }
      parts = std::move(merged);
    }
    compact(parts, directory_ / database, Xapian::Compactor::FULL);
  }

  static void compact(std::span<const std::filesystem::path> parts, const std::filesystem::path& whole, Xapian::Compactor::compaction_level level) {
    Xapian::Database all;
    for (const std::filesystem::path& part : parts) all.add_database(Xapian::Database(part.string()));
    all.compact(whole.string(), level);
  }

  const std::filesystem::path directory_;
  std::vector<Run> open_;  ///< one a thread
  std::mutex mutex_;
  std::vector<std::filesystem::path> runs_;
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
    // A document that is made anew from the same text (by a newer program) is nothing new.
    if (const auto old = forget_text(records.source); old && old->get_value(format::kHashSlot) == records.text_hash)
      records.document.add_value(format::kRevisionSlot, old->get_value(format::kRevisionSlot));
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

  // Notes the text of a record that is about to go; it is removed when no record refers to it any more. The record, if there is one.
  std::optional<Xapian::Document> forget_text(const std::string& source) {
    const std::string term = format::source_term(source);
    const auto it = databases_.documents.postlist_begin(term);
    if (it == databases_.documents.postlist_end(term)) return std::nullopt;
    Xapian::Document old = databases_.documents.get_document(*it);
    unused_[old.get_value(format::kHashSlot)] = old.get_value(format::kSizeSlot);
    return old;
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

std::unique_ptr<Store> make_run_store(const std::filesystem::path& directory, unsigned threads) {
  return std::make_unique<RunStore>(directory, threads);
}

std::unique_ptr<Store> make_live_store(const std::filesystem::path& directory) { return std::make_unique<LiveStore>(directory); }

}  // namespace tracuu::writer
