/// tracuu-index: a thin shell over indexer/writer. Output in Vietnamese (default) or English; see --help.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/writer/index_run.h"
#include "query/graph/derive.h"
#include "query/links/table.h"

namespace {

using namespace tracuu;
using writer::Progress, writer::RunError, writer::RunOptions, writer::RunReport, writer::Skipped;

enum ExitCode { kDone = 0, kUsage = 2, kNothingRead = 3, kSomeSkipped = 4, kWriteFailed = 74, kLocked = 75 };

/// One text in both languages, Vietnamese first.
struct Words {
  const char* vi;
  const char* en;
};

struct Language {
  bool english = false;
  [[nodiscard]] const char* operator()(const Words& words) const { return english ? words.en : words.vi; }
};

constexpr Words kUsageText = {
    "tracuu-index: đọc văn bản trong các thư mục và lập chỉ mục để tracuu tra cứu.\n"
    "Chạy lại thì chỉ đọc những tệp mới hoặc đã thay đổi.",
    "tracuu-index: reads the documents in folders and makes the index that tracuu searches.\n"
    "Run again, it reads only files that are new or have changed."};

// Stable codes of readers and walk in the reader's words.
const std::map<std::string, Words>& reasons() {
  static const std::map<std::string, Words> table = {
      {"unreadable", {"không mở được", "cannot be opened"}},
      {"empty", {"tệp rỗng", "empty"}},
      {"not-a-document", {"không phải văn bản", "not a document"}},
      {"no-text-layer", {"PDF chỉ có ảnh, chưa có lớp chữ", "PDF of images, no text layer"}},
      {"converter-missing", {"thiếu chương trình chuyển đổi", "converter not installed"}},
      {"converter-failed", {"chương trình chuyển đổi báo lỗi", "converter failed"}},
      {"too-large", {"quá lớn", "too large"}},
      {"damaged", {"tệp hỏng", "damaged"}},
      {"timeout", {"quá thời gian cho phép", "took too long"}},
      {"missing", {"không tồn tại", "does not exist"}},
      {"loop", {"liên kết thư mục vòng lặp", "directory loop"}},
      {"hidden", {"tệp ẩn", "hidden"}},
      {"special", {"không phải tệp thường (FIFO, thiết bị)", "not a regular file"}},
      {"unknown-type", {"loại tệp không đọc", "type of file that is not read"}},
      {"duplicate", {"trùng khóa với tệp khác", "same key as another file"}},
  };
  return table;
}

const char* reason_words(const std::string& code, Language say) {
  const auto found = reasons().find(code);
  return found == reasons().end() ? code.c_str() : say(found->second);
}

std::string count(std::uint64_t number, Language say) {
  std::string digits = std::to_string(number);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), say.english ? "," : ".");
  return digits;
}

std::string decimal(double number, int places, Language say) {
  std::string digits = fmt::format("{:.{}f}", number, places);
  if (!say.english)
    for (char& c : digits)
      if (c == '.') c = ',';
  return digits;
}

std::string duration(double seconds, Language say) {
  if (seconds < 60) return fmt::format("{} {}", decimal(seconds, seconds < 10 ? 1 : 0, say), say({"giây", "s"}));
  return fmt::format(fmt::runtime(say({"{} phút {} giây", "{} min {} s"})), static_cast<int>(seconds) / 60, static_cast<int>(seconds) % 60);
}

std::string megabytes(std::uint64_t bytes, Language say) { return fmt::format("{} MB", decimal(static_cast<double>(bytes) / 1e6, 1, say)); }

void show_progress(const Progress& progress, Language say) {
  if (progress.stage == Progress::Stage::merging) {
    fmt::print(stderr, "\r\033[K{}", say({"Đang ghi chỉ mục …", "Writing the index …"}));
    std::fflush(stderr);
    return;
  }
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.bytes_done) / progress.seconds : 0;
  const double left = rate > 0 ? static_cast<double>(progress.bytes - progress.bytes_done) / rate : 0;
  fmt::print(stderr, "\r\033[K{}/{} {} · {} MB/s · {}", count(progress.files_done, say), count(progress.files, say), say({"tệp", "files"}),
             decimal(rate / 1e6, 1, say), rate > 0 ? fmt::format(fmt::runtime(say({"còn khoảng {}", "about {} left"})), duration(left, say)) : std::string());
  std::fflush(stderr);
}

void print_text(const RunReport& report, std::size_t listed, Language say) {
  const auto line = [&](const Words& words, std::uint64_t number, const std::string& more = {}) {
    if (number > 0 || !more.empty()) fmt::print("  {:<12} {}{}\n", count(number, say), say(words), more);
  };
  fmt::print("{}\n", say({report.created ? "Đã lập chỉ mục mới." : "Đã cập nhật chỉ mục.", report.created ? "Made a new index." : "Updated the index."}));
  line({"tệp tìm thấy", "files found"}, report.files);
  line({"tệp đã đọc và đưa vào chỉ mục", "files read and indexed"}, report.files_indexed,
       fmt::format(" ({} {}, {})", count(report.documents_written, say), say({"văn bản", "documents"}), megabytes(report.text_bytes, say)));
  line({"tệp không thay đổi", "files unchanged"}, report.files_unchanged);
  line({"tệp bỏ qua", "files skipped"}, report.skipped.size());
  std::map<std::string, std::size_t> by_reason;
  for (const Skipped& skipped : report.skipped) ++by_reason[skipped.code];
  for (const auto& [code, number] : by_reason) fmt::print("    {:<10} {}\n", count(number, say), reason_words(code, say));
  if (report.documents_removed > 0) line({"văn bản đã xóa khỏi chỉ mục", "documents removed"}, report.documents_removed);
  else if (report.files_gone > 0)
    line({"tệp không còn trên đĩa mà chỉ mục vẫn giữ (xóa bằng --prune)", "files gone from the disk but kept in the index (--prune removes them)"}, report.files_gone);
  const double rate = report.seconds > 0 ? static_cast<double>(report.text_bytes) / 1e6 / report.seconds : 0;
  fmt::print("{}\n", fmt::format(fmt::runtime(say({"Chỉ mục có {} văn bản, {} điều/mục, {} (chưa kể {} nguyên văn lưu kèm).",
                                                   "The index holds {} documents, {} provisions, {} (besides {} of stored text)."})),
                                 count(report.documents, say), count(report.provisions, say), megabytes(report.index_bytes, say),
                                 megabytes(report.stored_text_bytes, say)));
  fmt::print("{}{}\n", fmt::format(fmt::runtime(say({"Thời gian {}", "Took {}"})), duration(report.seconds, say)),
             report.text_bytes > 0 ? fmt::format(fmt::runtime(say({", {} MB văn bản mỗi giây", ", {} MB of text a second"})), decimal(rate, 1, say)) : std::string());
  const auto list = [&](const Words& title, std::size_t total, const auto& each) {
    if (total == 0) return;
    fmt::print("\n{}\n", say(title));
    for (std::size_t i = 0; i < std::min(total, listed); ++i) each(i);
    if (total > listed)
      fmt::print("  {}\n", fmt::format(fmt::runtime(say({"… và {} tệp nữa (xem hết: --format json)", "… and {} more (all of them: --format json)"})), total - listed));
  };
  list({"Bỏ qua:", "Skipped:"}, report.skipped.size(), [&](std::size_t i) {
    const Skipped& skipped = report.skipped[i];
    fmt::print("  {}: {}", skipped.path, reason_words(skipped.code, say));
    if (say.english && !skipped.what.empty()) fmt::print(" ({})", skipped.what);
    else if (!skipped.detail.empty()) fmt::print(" ({})", skipped.detail);
    if (say.english && !skipped.hint.empty()) fmt::print("; {}", skipped.hint);
    if (skipped.code == "no-text-layer" && !say.english) fmt::print("; dùng --ocr để nhận dạng chữ");
    fmt::print("\n");
  });
  list({"Ghi chú khi đọc (tiếng Anh):", "Notes:"}, report.notes.size(),
       [&](std::size_t i) { fmt::print("  {}: {}\n", report.notes[i].path, report.notes[i].what); });
}

void print_json(const RunReport& report) {
  nlohmann::ordered_json by_reason = nlohmann::ordered_json::object(), skipped = nlohmann::ordered_json::array(), notes = skipped;
  for (const Skipped& file : report.skipped) {
    by_reason[file.code] = by_reason.value(file.code, 0) + 1;
    skipped.push_back({{"path", file.path}, {"reason", file.code}, {"what", file.what}, {"hint", file.hint}, {"remembered", file.remembered}});
  }
  for (const writer::Note& note : report.notes) notes.push_back({{"path", note.path}, {"what", note.what}});
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const nlohmann::ordered_json out = {
      {"version", 1}, {"created", report.created},
      {"files", {{"found", report.files}, {"indexed", report.files_indexed}, {"unchanged", report.files_unchanged},
                 {"skipped", report.skipped.size()}, {"gone", report.files_gone}}},
      {"skipped_by_reason", by_reason},
      {"documents", {{"written", report.documents_written}, {"removed", report.documents_removed}, {"total", report.documents}}},
      {"provisions", {{"written", report.provisions_written}, {"total", report.provisions}}},
      {"mentions", report.mentions}, {"text_bytes", report.text_bytes}, {"index_bytes", report.index_bytes},
      {"stored_text_bytes", report.stored_text_bytes}, {"revision", report.revision}, {"seconds", report.seconds},
      {"peak_memory_bytes", static_cast<std::uint64_t>(usage.ru_maxrss) * 1024}, {"skipped", skipped}, {"notes", notes}};
  fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int explain(const RunError& error, Language say) {
  static const std::map<RunError::Code, Words> words = {
      {RunError::Code::locked, {"chương trình khác đang ghi vào chỉ mục này; hãy chờ nó chạy xong", "another program is writing to this index; wait until it has finished"}},
      {RunError::Code::not_an_index, {"chỗ này đã có thứ khác, không phải chỉ mục; hãy chọn thư mục khác cho chỉ mục", "something that is not an index stands here; name another directory"}},
      {RunError::Code::unknown_schema, {"chỉ mục do phiên bản khác của chương trình lập; hãy lập lại bằng --rebuild", "the index was made by another version of the program; build it anew with --rebuild"}},
      {RunError::Code::damaged, {"chỉ mục hỏng; hãy lập lại bằng --rebuild", "the index is damaged; build it anew with --rebuild"}},
      {RunError::Code::no_space, {"hết chỗ trên đĩa; hãy giải phóng chỗ rồi chạy lại, chưa mất gì", "the disk is full; make room and run again, nothing is lost"}},
      {RunError::Code::io, {"không ghi được chỉ mục; hãy kiểm tra đường dẫn và quyền ghi", "the index cannot be written; check the path and its permissions"}},
  };
  fmt::print(stderr, "tracuu-index: {}: {} [{}]\n", error.path, say(words.at(error.code)), error.what);
  if (error.code == RunError::Code::locked) return kLocked;
  return error.code == RunError::Code::not_an_index || error.code == RunError::Code::unknown_schema ? kUsage : kWriteFailed;
}

int exit_code(const RunReport& report) {
  // Hidden files are no documents of anybody: they are told, but are no reason for alarm.
  const auto matters = [](const Skipped& skipped) { return skipped.code != "hidden"; };
  const bool some_skipped = std::any_of(report.skipped.begin(), report.skipped.end(), matters);
  if (report.files_indexed == 0 && report.files_unchanged == 0 && report.documents_removed == 0) return kNothingRead;
  return some_skipped ? kSomeSkipped : kDone;
}

/// The table of links is a cache: an index without it answers all the same, only slower.
bool derive_links(const std::string& directory, bool anew, bool tell, Language say) {
  const auto complain = [&](const std::string& what) {
    fmt::print(stderr, "tracuu-index: {} [{}]\n", say({"chưa lập được bảng liên kết; tra cứu vẫn đúng nhưng chậm hơn", "the table of links could not be made; answers stay right but are slower"}), what);
    return false;
  };
  auto index = open::Index::open(directory);
  if (!index) return complain(index.error().what);
  if (!anew && links::Table::open(*index)) return true;
  const auto derived = index->consistently([](open::Index& opened) { return graph::derive(opened); });
  if (!derived) return complain(derived.error().what);
  if (!*derived) return complain(derived->error().path + ": " + derived->error().what);
  const auto& report = **derived;
  if (tell)
    fmt::print("{}\n", fmt::format(fmt::runtime(say({"Bảng liên kết: {} dẫn chiếu giữa {} văn bản (kể cả văn bản chỉ được dẫn), {}, lập trong {}",
                                                    "Table of links: {} references among {} acts (those only cited included), {}, made in {}"})),
                                   count(report.references, say), count(report.acts, say), megabytes(report.bytes, say), duration(report.seconds, say)));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  RunOptions options;
  std::string index, format = "text", lang = std::getenv("TRACUU_LANG") != nullptr ? std::getenv("TRACUU_LANG") : "vi";
  std::vector<std::string> paths;
  bool quiet = false, links_only = false, no_links = false;
  std::size_t listed = 20;
  CLI::App app(fmt::format("{}\n\n{}", kUsageText.vi, kUsageText.en), "tracuu-index");
  app.set_version_flag("--version", TRACUU_VERSION);
  app.add_option("DB", index, "Thư mục chỉ mục / directory of the index")->required();
  app.add_option("PATH", paths, "Thư mục hoặc tệp cần đọc / folders or files to read");
  app.add_flag("--prune", options.prune, "Xóa khỏi chỉ mục văn bản không còn tệp / remove documents whose file is gone");
  app.add_flag("--rebuild", options.rebuild, "Lập lại từ đầu / read everything anew");
  app.add_flag("--ocr", options.read.ocr, "Nhận dạng chữ trong PDF chỉ có ảnh / read PDFs without text by OCR");
  app.add_option("--jobs,-j", options.jobs, "Số luồng xử lý, mặc định bằng số lõi / threads, default: cores");
  app.add_flag("--quiet,-q", quiet, "Chỉ in lỗi / print errors only");
  app.add_flag("--links", links_only, "Chỉ lập lại bảng liên kết của chỉ mục / only make the table of links anew");
  app.add_flag("--no-links", no_links, "Không lập bảng liên kết / do not make the table of links");
  app.add_option("--list", listed, "Số tệp bỏ qua được liệt kê / skipped files to list")->default_val(listed);
  app.add_option("--format", format, "text, json")->check(CLI::IsMember({"text", "json"}));
  app.add_option("--lang", lang, "vi, en")->check(CLI::IsMember({"vi", "en"}));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  const Language say{lang == "en"};
  if (links_only) return derive_links(index, true, !quiet, say) ? kDone : kWriteFailed;
  if (paths.empty()) {
    fmt::print(stderr, "tracuu-index: {}\n", say({"thiếu thư mục hoặc tệp cần đọc; xem --help", "name the folders or files to read; see --help"}));
    return kUsage;
  }
  options.index = index;
  options.paths.assign(paths.begin(), paths.end());
  const bool show = !quiet && isatty(STDERR_FILENO) == 1;
  if (show) options.progress = [&](const Progress& progress) { show_progress(progress, say); };
  const auto report = writer::run(options);
  if (show) fmt::print(stderr, "\r\033[K");
  if (!report) return explain(report.error(), say);
  if (format == "json") print_json(*report);
  else if (!quiet) print_text(*report, listed, say);
  std::fflush(stdout);
  if (!no_links) derive_links(index, false, !quiet && format == "text", say);
  return exit_code(*report);
}
