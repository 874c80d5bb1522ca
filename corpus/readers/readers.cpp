#include "corpus/readers/readers.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpus/readers/internal.h"

namespace tracuu::readers {
namespace {

using internal::failure;
using internal::Input;
using model::Format;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

// Fills `bytes` up to `limit`; false on an I/O error.
bool read_up_to(int fd, std::size_t limit, std::string& bytes) {
  std::size_t have = bytes.size();
  bytes.resize(limit);
  while (have < limit) {
    const ssize_t n = ::read(fd, bytes.data() + have, limit - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
  }
  bytes.resize(have);
  return true;
}

internal::OneText read_one(const Input& input, Format format) {
  switch (format) {
    case Format::text:
    case Format::markdown: return internal::read_plain(input, format);
    case Format::html: return internal::read_html(input);
    case Format::docx: return internal::read_docx(input);
    case Format::akoma_ntoso: return internal::read_akoma_ntoso(input);
    case Format::pdf: return internal::read_pdf(input);
    case Format::doc: return internal::read_doc(input);
    case Format::rtf: return internal::read_rtf(input);
    case Format::jsonl: break;  // many documents: not here
  }
  return failure(ReadErrorCode::not_a_document, input.name, "this format is not read");
}

tl::unexpected<ReadError> cannot_open(const std::string& name, int error) {
  if (error == EACCES || error == EPERM)
    return failure(ReadErrorCode::permission_denied, name, "may not be read: " + std::string(std::strerror(error)), "ask for permission to read it");
  // Paths come from a walk or from a user who sees them: what is not there any more was taken away meanwhile.
  if (error == ENOENT || error == ENOTDIR)
    return failure(ReadErrorCode::vanished, name, "is not there any more", "run again when no files are being moved");
  return failure(ReadErrorCode::unreadable, name, std::string("cannot be opened: ") + std::strerror(error));
}

tl::expected<std::size_t, ReadError> deliver(internal::OneText&& text, const Sink& sink) {
  if (!text) return tl::make_unexpected(std::move(text.error()));
  sink(std::move(*text));
  return 1;
}

}  // namespace

const char* code_name(ReadErrorCode code) {
  switch (code) {
    case ReadErrorCode::unreadable: return "unreadable";
    case ReadErrorCode::permission_denied: return "permission-denied";
    case ReadErrorCode::vanished: return "vanished";
    case ReadErrorCode::empty: return "empty";
    case ReadErrorCode::not_a_document: return "not-a-document";
    case ReadErrorCode::no_records: return "no-records";
    case ReadErrorCode::no_text_layer: return "no-text-layer";
    case ReadErrorCode::converter_missing: return "converter-missing";
    case ReadErrorCode::converter_failed: return "converter-failed";
    case ReadErrorCode::too_large: return "too-large";
    case ReadErrorCode::zip_bomb: return "zip-bomb";
    case ReadErrorCode::damaged: return "damaged";
    case ReadErrorCode::encrypted: return "encrypted";
    case ReadErrorCode::timeout: return "timeout";
  }
  return "unreadable";
}

tl::expected<std::size_t, ReadError> read_file(const std::filesystem::path& path, std::string_view source,
                                               const ReadOptions& options, const Sink& sink) {
  const std::string name = path.string();
  // O_NONBLOCK: opening a FIFO without a writer must not block.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0) return cannot_open(name, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0)
    return failure(ReadErrorCode::unreadable, name, std::string("cannot be read: ") + std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return failure(ReadErrorCode::unreadable, name, "is a directory", "name the files in it");
  if (!S_ISREG(status.st_mode)) return failure(ReadErrorCode::unreadable, name, "is no regular file (FIFO, socket or device)");
  const auto size = static_cast<std::size_t>(status.st_size);

  std::string bytes;
  if (!read_up_to(file.get(), std::min<std::size_t>(size, 64u << 10), bytes))
    return failure(ReadErrorCode::unreadable, name, std::string("cannot be read: ") + std::strerror(errno));
  if (bytes.empty()) return failure(ReadErrorCode::empty, name, "is empty (0 bytes)");
  const Format format = detect_format(bytes, name);
  if (format == Format::jsonl && ::lseek(file.get(), 0, SEEK_SET) == 0)
    return internal::read_jsonl_file(file.get(), Input{{}, name, source, options, name}, sink);
  if (size > options.max_file)
    return failure(ReadErrorCode::too_large, name, "is larger than " + std::to_string(options.max_file >> 20) + " MB", "split the file",
                   std::to_string(options.max_file >> 20) + " MB");
  if (!read_up_to(file.get(), size, bytes))
    return failure(ReadErrorCode::unreadable, name, std::string("cannot be read: ") + std::strerror(errno));
  return deliver(read_one(Input{bytes, name, source, options, name}, format), sink);
}

tl::expected<std::size_t, ReadError> read_bytes(std::string_view bytes, std::string_view name, std::string_view source,
                                                const ReadOptions& options, const Sink& sink) {
  if (bytes.empty()) return failure(ReadErrorCode::empty, name, "is empty (0 bytes)");
  const Input input{bytes, name, source, options, {}};
  const Format format = detect_format(bytes, name);
  if (format == Format::jsonl) return internal::read_jsonl_bytes(input, sink);
  return deliver(read_one(input, format), sink);
}

}  // namespace tracuu::readers
