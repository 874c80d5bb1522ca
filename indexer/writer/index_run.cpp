#include "indexer/writer/index_run.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <map>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>
#include <xxhash.h>

#include "corpus/readers/walk.h"
#include "indexer/format/file_entry.h"
#include "indexer/format/schema.h"
#include "indexer/writer/store.h"

namespace tracuu::writer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using format::FileEntry;
using readers::WalkEntry;

// Canonical text, tokens and records take about twelve times the text; documents above the budget are analysed alone.
constexpr std::uint64_t kAnalysisBudget = 24u << 20;
// Documents of one bulk file that wait for other threads.
constexpr std::uint64_t kSharedBytes = 16u << 20;

tl::unexpected<RunError> failure(RunError::Code code, const fs::path& path, std::string what, std::string hint) {
  return tl::make_unexpected(RunError{code, path.string(), std::move(what), std::move(hint)});
}

/// Kernel lock on a file: vanishes with the process, so there is never a stale one.
class Lock {
 public:
  explicit Lock(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] bool opened() const { return descriptor_ >= 0; }
  [[nodiscard]] bool held() const { return held_; }

 private:
  int descriptor_;
  bool held_ = false;
};

void sync_directory(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// Hash of a file's bytes; empty if it cannot be read. Never blocks on FIFOs.
std::string hash_file(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return {};
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> buffer(1u << 18);
  ssize_t got = 0;
  while ((got = ::read(descriptor, buffer.data(), buffer.size())) > 0) XXH3_128bits_update(state.get(), buffer.data(), static_cast<std::size_t>(got));
  ::close(descriptor);
  if (got < 0) return {};
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state.get()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

/// Whether an unchanged file that could not be read before is worth another try.
bool try_again(const FileEntry& entry, const readers::ReadOptions& read) {
  using readers::ReadErrorCode, readers::code_name;
  if (entry.skip_code == code_name(ReadErrorCode::no_text_layer)) return read.ocr;
  for (const ReadErrorCode lasting : 
       {ReadErrorCode::empty, ReadErrorCode::not_a_document, ReadErrorCode::no_records, ReadErrorCode::damaged, ReadErrorCode::encrypted, ReadErrorCode::too_large, ReadErrorCode::zip_bomb})
    if (entry.skip_code == code_name(lasting)) return false;
  return true;
}

/// Bounds the memory of what is analysed at one time.
class Budget {
 public:
  void take(std::uint64_t bytes) {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return used_ == 0 || used_ + bytes <= kAnalysisBudget; });
    used_ += bytes;
  }
  void give(std::uint64_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      used_ -= bytes;
    }
    freed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  std::uint64_t used_ = 0;
};

/// One file while its documents are made, possibly by several threads.
struct FileJob {
  WalkEntry file;
  FileEntry entry;
  std::set<std::string> before;  ///< documents that the index holds of it
  std::mutex mutex;
  std::vector<std::string> documents;
  std::atomic<int> open{1};      ///< the reader and every document not stored yet
  bool failed = false;           ///< nothing came out
};

struct Task {
  std::shared_ptr<FileJob> job;
  model::Text text;
};

/// The threads of one run.
class Workers {
 public:
  Workers(Store& store, std::vector<std::shared_ptr<FileJob>> jobs, const RunOptions& options, std::uint64_t revision, RunReport& report)
      : store_(store), jobs_(std::move(jobs)), options_(options), grammar_(options.registry->catalogue().empty() ? nullptr : citation::grammar_of(*options.registry)),
        revision_(format::revision_value(revision)), report_(report) {
    for (const auto& job : jobs_) total_bytes_ += job->file.size;
  }

  /// Works until all files are stored; throws what a thread threw.
  void run(unsigned threads, Clock::time_point start) {
    std::vector<std::thread> pool;
    running_ = threads;
    for (unsigned i = 0; i < threads; ++i) pool.emplace_back([this, i] { work(i); });
    {
      std::unique_lock lock(mutex_);
      while (running_ > 0) {
        changed_.wait_for(lock, std::chrono::milliseconds(200));
        if (!options_.progress) continue;
        lock.unlock();
        options_.progress({files_done_, jobs_.size(), bytes_done_, total_bytes_,
                           std::chrono::duration<double>(Clock::now() - start).count(), Progress::Stage::reading});
        lock.lock();
      }
    }
    for (std::thread& thread : pool) thread.join();
    if (failed_) std::rethrow_exception(failed_);
  }

 private:
  void work(unsigned thread) {
    try {
      RecordMaker maker(grammar_);
      while (next(thread, maker)) {
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failed_) failed_ = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    --running_;
    changed_.notify_all();
  }

  // One document of a bulk file that another thread reads, else the next file. False when there is nothing left.
  bool next(unsigned thread, RecordMaker& maker) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failed_ || !shared_.empty() || next_job_ < jobs_.size() || reading_ == 0; });
    if (failed_) return false;
    if (!shared_.empty()) {
      Task task = std::move(shared_.front());
      shared_.pop_front();
      shared_bytes_ -= task.text.bytes.size();
      lock.unlock();
      changed_.notify_all();
      store_document(thread, maker, task.job, task.text);
      return true;
    }
    if (next_job_ == jobs_.size()) return false;
    const std::shared_ptr<FileJob> job = jobs_[next_job_++];
    ++reading_;
    lock.unlock();
    struct Reading {  // also when the reading throws
      Workers& workers;
      ~Reading() {
        const std::lock_guard guard(workers.mutex_);
        --workers.reading_;
        workers.changed_.notify_all();
      }
    } const reading{*this};
    read(thread, maker, job);
    return true;
  }

  void read(unsigned thread, RecordMaker& maker, const std::shared_ptr<FileJob>& job) {
    job->entry.hash = hash_file(job->file.path);
    std::size_t documents = 0;
    const auto take = [&](model::Text&& text) {
      ++documents;
      ++job->open;
      // A lone document stays here; those of a bulk file are shared.
      if (documents == 1 || !share(job, text)) store_document(thread, maker, job, text);
      return true;
    };
    const auto result = readers::read_file(job->file.path, job->file.source, options_.read, take);
    if (!result) note_failure(*job, result.error(), documents);
    finish(thread, *job);
    bytes_done_ += job->file.size;
  }

  bool share(const std::shared_ptr<FileJob>& job, model::Text& text) {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() - next_job_ >= running_ || shared_bytes_ + text.bytes.size() > kSharedBytes) return false;
    shared_bytes_ += text.bytes.size();
    shared_.push_back({job, std::move(text)});
    changed_.notify_all();
    return true;
  }

  void store_document(unsigned thread, RecordMaker& maker, const std::shared_ptr<FileJob>& job, const model::Text& text) {
    const std::uint64_t bytes = text.bytes.size();
    budget_.take(bytes);
    try {
      DocumentRecords records = maker.make(text);
      {
        const std::lock_guard lock(job->mutex);
        job->documents.push_back(text.source);
      }
      {
        const std::lock_guard lock(mutex_);
        ++report_.documents_written;
        report_.provisions_written += records.provisions.size();
        report_.mentions += records.mentions;
        report_.text_bytes += bytes;
        for (const std::string& note : text.notes) report_.notes.push_back({job->file.path.string(), note});
      }
      records.document.add_value(format::kRevisionSlot, revision_);
      store_.add(thread, std::move(records));
    } catch (...) {
      budget_.give(bytes);
      throw;
    }
    budget_.give(bytes);
    finish(thread, *job);
  }

  void note_failure(FileJob& job, const readers::ReadError& error, std::size_t documents) {
    const std::lock_guard lock(mutex_);
    const char* code = readers::code_name(error.code);
    if (documents > 0) {  // what could be read is indexed; the rest is told
      report_.notes.push_back({job.file.path.string(), fmt::format("{} (after {} documents)", error.what, documents)});
      return;
    }
    job.failed = true;
    job.entry.skip_code = code;
    job.entry.skip_what = error.what;
    job.entry.skip_hint = error.hint;
    job.entry.skip_detail = error.detail;
    report_.skipped.push_back({job.file.path.string(), code, error.what, error.hint, error.detail, false});
  }

  // Called once for the reader and once for every document; the last one writes the file's entry.
  void finish(unsigned thread, FileJob& job) {
    if (--job.open > 0) return;
    FileDone done;
    std::sort(job.documents.begin(), job.documents.end());
    // A file that was readable once keeps its records until it is readable again or pruned.
    if (job.failed) job.documents.assign(job.before.begin(), job.before.end());
    for (const std::string& source : job.before)
      if (!std::binary_search(job.documents.begin(), job.documents.end(), source)) done.gone.push_back(source);
    job.entry.documents = job.documents;
    done.entry = std::move(job.entry);
    {
      const std::lock_guard lock(mutex_);
      report_.documents_removed += done.gone.size();
      if (!job.failed) ++report_.files_indexed;
    }
    store_.finish_file(thread, std::move(done));
    ++files_done_;
  }

  Store& store_;
  const std::vector<std::shared_ptr<FileJob>> jobs_;
  const RunOptions& options_;
  const std::shared_ptr<const citation::Grammar> grammar_;  // null: the built-in one
  const std::string revision_;
  RunReport& report_;
  Budget budget_;
  std::uint64_t total_bytes_ = 0;
  std::atomic<std::size_t> files_done_{0};
  std::atomic<std::uint64_t> bytes_done_{0};

  std::mutex mutex_;  // guards the report and all below
  std::condition_variable changed_;
  std::size_t next_job_ = 0;
  std::deque<Task> shared_;
  std::uint64_t shared_bytes_ = 0;
  unsigned reading_ = 0, running_ = 0;
  std::exception_ptr failed_;
};

unsigned thread_count(const RunOptions& options) {
  return options.jobs > 0 ? std::min(options.jobs, 64u) : std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
}

bool is_index(const fs::path& directory) {
  std::error_code error;
  return fs::is_directory(directory / format::kDocuments, error);
}

std::map<std::string, FileEntry> read_entries(const Xapian::Database& documents) {
  std::map<std::string, FileEntry> entries;
  const std::string prefix(format::kMetaFile);
  for (auto key = documents.metadata_keys_begin(prefix); key != documents.metadata_keys_end(prefix); ++key) {
    // Other metadata keys are lower case: only entries begin with the prefix.
    if (auto entry = format::decode_file_entry(documents.get_metadata(*key))) entries.emplace(entry->source, std::move(*entry));
  }
  return entries;
}

std::uint64_t directory_bytes(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (it->is_regular_file(error)) bytes += it->file_size(error);
  return bytes;
}

void measure(const fs::path& index, RunReport& report) {
  const Xapian::Database documents((index / format::kDocuments).string()), provisions((index / format::kProvisions).string());
  report.documents = documents.get_doccount();
  report.provisions = provisions.get_doccount();
  const std::string revision = documents.get_metadata(std::string(format::kMetaRevision));
  std::from_chars(revision.data(), revision.data() + revision.size(), report.revision);
  report.index_bytes = directory_bytes(index / format::kDocuments) + directory_bytes(index / format::kProvisions);
  report.stored_text_bytes = directory_bytes(index / format::kTexts);
}

void write_meta(const fs::path& index, std::uint64_t revision, const registry::Registry& registry) {
  Xapian::WritableDatabase documents((index / format::kDocuments).string(), Xapian::DB_OPEN);
  documents.set_metadata(std::string(format::kMetaSchema), std::to_string(format::kSchemaVersion));
  documents.set_metadata(std::string(format::kMetaFingerprint), format::fingerprint(registry));
  documents.set_metadata(std::string(format::kMetaCatalogue), registry.catalogue());
  documents.set_metadata(std::string(format::kMetaRevision), std::to_string(revision));
  documents.commit();
}

std::uint64_t revision_of(const fs::path& index) {
  RunReport report;
  measure(index, report);
  return report.revision;
}

/// What one run has to do, from the files found and what the index remembers.
class Plan {
 public:
  Plan(const RunOptions& options, const readers::WalkResult& found, std::map<std::string, FileEntry> entries, RunReport& report)
      : options_(options), entries_(std::move(entries)), report_(report), fingerprint_(format::fingerprint(*options.registry)) {
    report_.files = found.files.size() + found.skipped.size();
    for (const readers::WalkSkipped& skipped : found.skipped)
      report_.skipped.push_back({skipped.path.string(), readers::reason_name(skipped.reason), skipped.what, {}, skipped.detail, false});
    for (const WalkEntry& file : found.files) consider(file);
    find_gone(found);
  }

  std::vector<std::shared_ptr<FileJob>> jobs;
  std::vector<FileDone> bookkeeping;  ///< entries to write or forget without reading a file

 private:
  void consider(const WalkEntry& file) {
    const auto known = entries_.find(file.source);
    auto job = std::make_shared<FileJob>();
    job->file = file;
    FileEntry& entry = job->entry;
    entry.source = file.source;
    entry.path = file.path.string();
    entry.size = file.size;
    entry.mtime_ns = file.mtime_ns;
    entry.fingerprint = fingerprint_;
    if (known != entries_.end()) {
      const FileEntry& before = known->second;
      if (before.path != entry.path && belongs_to_another(before)) {
        report_.skipped.push_back({entry.path, "key-taken",
                                   fmt::format("the index holds another file under the key {}: {}", before.source, before.path),
                                   "index a folder above both, so that their keys differ", before.path, false});
        return;
      }
      if (is_unchanged(before, *job)) return;
      job->before.insert(before.documents.begin(), before.documents.end());
    }
    jobs.push_back(std::move(job));
  }

  static bool belongs_to_another(const FileEntry& before) {
    std::error_code error;
    return fs::exists(before.path, error);
  }

  // Size, time and path first; the bytes decide when these differ.
  bool is_unchanged(const FileEntry& before, FileJob& job) {
    if (before.fingerprint != fingerprint_) return false;
    if (!before.skip_code.empty() && try_again(before, options_.read)) return false;
    const FileEntry& now = job.entry;
    const bool same_stamp = before.size == now.size && before.mtime_ns == now.mtime_ns && before.path == now.path;
    if (!same_stamp) {
      if (before.size != now.size || before.hash.empty() || hash_file(job.file.path) != before.hash) return false;
      FileDone touched;
      touched.entry = before;
      touched.entry.path = now.path;
      touched.entry.mtime_ns = now.mtime_ns;
      bookkeeping.push_back(std::move(touched));
    }
    if (before.skip_code.empty()) ++report_.files_unchanged;
    else report_.skipped.push_back({now.path, before.skip_code, before.skip_what, before.skip_hint, before.skip_detail, true});
    return true;
  }

  // Files that the index remembers below the paths of this run and that are not there any more.
  void find_gone(const readers::WalkResult& found) {
    std::set<std::string> present;
    for (const WalkEntry& file : found.files) present.insert(file.path.string());
    for (const readers::WalkSkipped& skipped : found.skipped)
      if (skipped.reason != readers::SkipReason::missing) present.insert(skipped.path.string());
    for (const auto& [source, entry] : entries_) {
      if (present.contains(entry.path) || !is_below_paths(entry.path)) continue;
      ++report_.files_gone;
      if (!options_.prune) continue;
      report_.documents_removed += entry.documents.size();
      bookkeeping.push_back({entry, entry.documents, true});
    }
  }

  bool is_below_paths(const fs::path& path) const {
    return std::any_of(options_.paths.begin(), options_.paths.end(), [&](const fs::path& root) {
      std::error_code error;
      const fs::path absolute = fs::weakly_canonical(root, error);
      const auto [end, unused] = std::mismatch(absolute.begin(), absolute.end(), path.begin(), path.end());
      return end == absolute.end() || (std::next(end) == absolute.end() && end->empty());
    });
  }

  const RunOptions& options_;
  std::map<std::string, FileEntry> entries_;
  RunReport& report_;
  const std::string fingerprint_;
};

void finish_report(RunReport& report, const fs::path& index, Clock::time_point start) {
  std::sort(report.skipped.begin(), report.skipped.end(), [](const Skipped& a, const Skipped& b) { return a.path < b.path; });
  std::stable_sort(report.notes.begin(), report.notes.end(), [](const Note& a, const Note& b) { return a.path < b.path; });
  measure(index, report);
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
}

void work_off(Plan& plan, Store& store, const RunOptions& options, std::uint64_t revision, RunReport& report, Clock::time_point start) {
  for (FileDone& done : plan.bookkeeping) store.finish_file(0, std::move(done));
  const unsigned threads = thread_count(options);
  Workers(store, plan.jobs, options, revision, report).run(threads, start);
  if (options.progress)
    options.progress({plan.jobs.size(), plan.jobs.size(), 0, 0, std::chrono::duration<double>(Clock::now() - start).count(), Progress::Stage::merging});
  store.close();
}

// Beside its place, under a lock of its own; takes the place in one rename.
tl::expected<RunReport, RunError> build(const RunOptions& options, Clock::time_point start) {
  fs::path building = options.index;
  building += ".building";
  fs::create_directories(building);
  const Lock lock(building / format::kLockFile);
  if (!lock.held())
    return failure(lock.opened() ? RunError::Code::locked : RunError::Code::io, building,
                   lock.opened() ? "another tracuu-index is building this index" : "the lock file cannot be opened",
                   lock.opened() ? "wait until it has finished" : "check the permissions of the directory");
  for (const fs::directory_entry& left : fs::directory_iterator(building))  // of a run that was killed
    if (left.path().filename() != format::kLockFile) fs::remove_all(left.path());

  RunReport report;
  report.created = true;
  Plan plan(options, readers::walk(options.paths), {}, report);
  const std::unique_ptr<Store> store = make_run_store(building, thread_count(options));
  const bool replace = is_index(options.index);
  const std::uint64_t revision = replace ? revision_of(options.index) + 1 : 1;
  work_off(plan, *store, options, revision, report, start);
  write_meta(building, revision, *options.registry);
  sync_directory(building);
  if (replace) {
    fs::path old = options.index;
    old += ".old";
    fs::remove_all(old);
    fs::rename(options.index, old);
    fs::rename(building, options.index);
    fs::remove_all(old);
  } else {
    if (fs::exists(options.index)) fs::remove(options.index);  // an empty directory
    fs::rename(building, options.index);
  }
  sync_directory(fs::absolute(options.index).parent_path());
  finish_report(report, options.index, start);
  return report;
}

tl::expected<RunReport, RunError> update(const RunOptions& options, Clock::time_point start) {
  RunReport report;
  std::map<std::string, FileEntry> entries;
  {
    const Xapian::Database documents((options.index / format::kDocuments).string());
    const std::string schema = documents.get_metadata(std::string(format::kMetaSchema));
    if (schema != std::to_string(format::kSchemaVersion))
      return failure(RunError::Code::unknown_schema, options.index,
                     fmt::format("the index has schema version {}, this program writes version {}", schema.empty() ? "?" : schema, format::kSchemaVersion),
                     "build it anew with --rebuild");
    entries = read_entries(documents);
  }
  Plan plan(options, readers::walk(options.paths), std::move(entries), report);
  if (!plan.jobs.empty() || !plan.bookkeeping.empty()) {
    const std::uint64_t revision = revision_of(options.index) + 1;
    const bool changes = !plan.jobs.empty() || report.documents_removed > 0;
    {
      const std::unique_ptr<Store> store = make_live_store(options.index);
      work_off(plan, *store, options, revision, report, start);
    }
    if (changes && (report.documents_written > 0 || report.documents_removed > 0)) write_meta(options.index, revision, *options.registry);
  }
  finish_report(report, options.index, start);
  return report;
}

// The catalogue that an index was made with stays its own until another is named.
tl::expected<std::shared_ptr<const registry::Registry>, RunError> registry_of(const fs::path& index, bool exists) {
  std::string catalogue;
  if (exists) catalogue = Xapian::Database((index / format::kDocuments).string()).get_metadata(std::string(format::kMetaCatalogue));
  if (catalogue.empty()) return std::shared_ptr<const registry::Registry>(&registry::Registry::builtin(), [](const registry::Registry*) {});
  auto registry = registry::Registry::with_catalogue_text(std::move(catalogue), (index / format::kMetaCatalogue).string());
  if (!registry) return failure(RunError::Code::damaged, index, registry.error(), "name the catalogue again with --catalogue");
  return std::make_shared<const registry::Registry>(std::move(*registry));
}

}  // namespace

tl::expected<RunReport, RunError> run(const RunOptions& asked) {
  const Clock::time_point start = Clock::now();
  RunOptions options = asked;
  try {
    const bool exists = is_index(options.index);
    if (!options.registry) {
      auto registry = registry_of(options.index, exists);
      if (!registry) return tl::make_unexpected(registry.error());
      options.registry = std::move(*registry);
    }
    if (!exists && fs::exists(options.index) && !(fs::is_directory(options.index) && fs::is_empty(options.index)))
      return failure(RunError::Code::not_an_index, options.index, "something that is not an index stands here", "name another directory for the index");
    if (!exists) return build(options, start);
    const Lock lock(options.index / format::kLockFile);
    if (!lock.opened())
      return failure(RunError::Code::io, options.index, "the lock file cannot be opened", "check the permissions of the directory");
    if (!lock.held()) return failure(RunError::Code::locked, options.index, "another tracuu-index is writing to this index", "wait until it has finished");
    return options.rebuild ? build(options, start) : update(options, start);
  } catch (const Xapian::DatabaseLockError&) {
    return failure(RunError::Code::locked, options.index, "another program is writing to this index", "wait until it has finished");
  } catch (const Xapian::Error& error) {
    const bool full = std::string_view(error.get_error_string() ? error.get_error_string() : "").find("No space") != std::string_view::npos;
    return failure(full ? RunError::Code::no_space : RunError::Code::damaged, options.index, fmt::format("Xapian: {}", error.get_msg()),
                   full ? "make room on the disk and run again; nothing is lost" : "build it anew with --rebuild");
  } catch (const fs::filesystem_error& error) {
    const bool full = error.code() == std::errc::no_space_on_device;
    return failure(full ? RunError::Code::no_space : RunError::Code::io, options.index, error.what(),
                   full ? "make room on the disk and run again; nothing is lost" : "check the path and its permissions");
  } catch (const std::exception& error) {
    return failure(RunError::Code::io, options.index, error.what(), "run again; report this if it comes back");
  }
}

}  // namespace tracuu::writer
