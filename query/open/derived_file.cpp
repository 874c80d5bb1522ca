#include "query/open/derived_file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <iterator>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace tracuu::open {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMagic = 8;
constexpr std::string_view kUnfinished = ".new.";
constexpr std::size_t kWriteAtOnce = std::size_t{1} << 20;

struct Header {
  char magic[kMagic] = {};
  std::uint32_t layout = 0;
  std::uint32_t documents = 0;  // in the index
  std::uint64_t revision = 0, fingerprint = 0, file_bytes = 0;
  char uuid[40] = {};           // of the database `documents`: a file of another index is not taken for this one's
  // Of the databases `documents` and `provisions`: a run that was killed has changed them under the same revision of the index. Not known, and
  // not compared, of an index that lies elsewhere.
  std::uint64_t commits[2] = {};
  std::uint64_t sections = 0;
  std::uint64_t check = 0;      // XXH3-64 of all before it and of the places of sections that follow
};

struct SectionPlace {
  std::uint64_t offset = 0, bytes = 0;
};

std::uint64_t check_of(Header header, std::span<const SectionPlace> places) {
  header.check = 0;
  const std::string_view rows(reinterpret_cast<const char*>(places.data()), places.size_bytes());
  return XXH3_64bits_withSeed(&header, sizeof header, XXH3_64bits(rows.data(), rows.size()));
}

Header header_of(const Index& index, const DerivedKind& kind) {
  Header header;
  std::memcpy(header.magic, kind.magic.data(), std::min(kind.magic.size(), kMagic));
  header.layout = kind.layout;
  header.documents = index.document_count();
  header.revision = index.revision();
  header.fingerprint = kind.fingerprint;
  const std::string uuid = index.documents().get_uuid();
  std::memcpy(header.uuid, uuid.data(), std::min(uuid.size(), sizeof header.uuid - 1));
  if (index.is_local()) {
    header.commits[0] = index.documents().get_revision();
    header.commits[1] = index.provisions().get_revision();
  }
  header.sections = kind.sections;
  return header;
}

bool is_number(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <typename Use>
void for_each_revision(const fs::path& directory, const Use& use) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (is_number(it->path().filename().string())) use(it->path());
  }
}

/// Removes what processes left behind that were killed while they wrote: "<revision>.new.<process>".
void remove_abandoned(const fs::path& directory) {
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const auto mark = name.find(kUnfinished);
    if (mark == std::string::npos) continue;
    pid_t process = 0;
    const char* from = name.data() + mark + kUnfinished.size();
    if (std::from_chars(from, name.data() + name.size(), process).ec != std::errc() || process <= 0) continue;
    std::error_code ignored;
    if (::kill(process, 0) != 0 && errno == ESRCH) fs::remove(it->path(), ignored);
  }
}

struct Descriptor {
  explicit Descriptor(const fs::path& file) : number(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number;
};

}  // namespace

DerivedFile::Mapping::~Mapping() { ::munmap(const_cast<char*>(data), size); }

tl::expected<DerivedFile, Absence> DerivedFile::open(const Index& index, const DerivedKind& kind) {
  const fs::path directory = index.directory() / kind.directory;
  std::error_code error;
  if (!fs::is_directory(directory, error)) return tl::make_unexpected(Absence::missing);
  auto file = open(directory / std::to_string(index.revision()), index, kind);
  if (file || file.error() != Absence::missing) return file;
  bool others = false;
  for_each_revision(directory, [&](const fs::path&) { others = true; });
  return tl::make_unexpected(others ? Absence::stale : Absence::missing);
}

tl::expected<DerivedFile, Absence> DerivedFile::open(const fs::path& path, const Index& index, const DerivedKind& kind) {
  const Descriptor descriptor(path);
  struct stat status {};
  if (descriptor.number < 0 || ::fstat(descriptor.number, &status) != 0) return tl::make_unexpected(Absence::missing);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size < sizeof(Header)) return tl::make_unexpected(Absence::damaged);
  void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor.number, 0);
  if (mapped == MAP_FAILED) return tl::make_unexpected(Absence::damaged);
  DerivedFile file;
  file.mapping_ = std::make_unique<Mapping>(static_cast<const char*>(mapped), size);
  if (const auto fit = file.check(index, kind); !fit) return tl::make_unexpected(fit.error());
  return file;
}

tl::expected<void, Absence> DerivedFile::check(const Index& index, const DerivedKind& kind) const {
  Header header;
  std::memcpy(&header, mapping_->data, sizeof header);
  const Header expected = header_of(index, kind);
  if (std::memcmp(header.magic, expected.magic, kMagic) != 0) return tl::make_unexpected(Absence::damaged);
  if (header.layout != expected.layout || header.fingerprint != expected.fingerprint) return tl::make_unexpected(Absence::stale);
  if (header.sections != expected.sections || header.file_bytes != mapping_->size || mapping_->size - sizeof header < kind.sections * sizeof(SectionPlace))
    return tl::make_unexpected(Absence::damaged);
  const std::span places(reinterpret_cast<const SectionPlace*>(mapping_->data + sizeof header), kind.sections);
  if (header.check != check_of(header, places)) return tl::make_unexpected(Absence::damaged);
  for (const SectionPlace& place : places) {
    if (place.offset % 8 != 0 || place.offset > mapping_->size || place.bytes > mapping_->size - place.offset) return tl::make_unexpected(Absence::damaged);
  }
  if (index.is_local() && !std::equal(std::begin(header.commits), std::end(header.commits), std::begin(expected.commits))) return tl::make_unexpected(Absence::stale);
  if (header.revision != expected.revision || header.documents != expected.documents || std::memcmp(header.uuid, expected.uuid, sizeof header.uuid) != 0)
    return tl::make_unexpected(Absence::stale);
  return {};
}

std::span<const char> DerivedFile::section_bytes(std::size_t number) const {
  SectionPlace place;
  std::memcpy(&place, mapping_->data + sizeof(Header) + number * sizeof place, sizeof place);
  return {mapping_->data + place.offset, place.bytes};
}

std::uint32_t Strings::number(std::string_view text) {
  const auto [found, fresh] = numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(rows_.size()));
  if (fresh) {
    rows_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
    text_ += text;
  }
  return found->second;
}

struct DerivedWriter::State {
  Header header;
  std::vector<SectionPlace> places;
  fs::path directory, name, path;
  int descriptor = -1, error = 0;
  bool kept = false;
  std::string waiting;
  std::uint64_t offset = 0;  // of what follows `waiting`
  std::size_t current = 0;   // section

  void write() {
    std::string_view bytes = waiting;
    while (error == 0 && !bytes.empty()) {
      const auto written = ::write(descriptor, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) error = written < 0 ? errno : EIO;
      else bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting.clear();
  }
  void append(std::string_view bytes) {
    offset += bytes.size();
    while (!bytes.empty()) {
      const std::string_view part = bytes.substr(0, kWriteAtOnce);
      waiting += part;
      bytes.remove_prefix(part.size());
      if (waiting.size() >= kWriteAtOnce) write();
    }
  }
  void pad() { append(std::string((8 - offset % 8) % 8, '\0')); }
};

DerivedWriter::DerivedWriter(const Index& index, const DerivedKind& kind) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.header = header_of(index, kind);
  s.places.resize(kind.sections);
  s.directory = index.directory() / kind.directory;
  s.name = std::to_string(index.revision());
  std::error_code error;
  fs::create_directories(s.directory, error);
  // A name for each process: two of them may make the same file at one time.
  s.path = s.directory / (s.name.string() + std::string(kUnfinished) + std::to_string(::getpid()));
  s.descriptor = ::open(s.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (s.descriptor < 0) s.error = errno;
  s.append(std::string(sizeof(Header) + s.places.size() * sizeof(SectionPlace), '\0'));
}

DerivedWriter::~DerivedWriter() {
  if (state_->descriptor >= 0) ::close(state_->descriptor);
  std::error_code error;
  if (!state_->kept) fs::remove(state_->path, error);
}

void DerivedWriter::begin(std::size_t section) {
  state_->pad();
  state_->current = section;
  state_->places[section] = {state_->offset, 0};
}

void DerivedWriter::append(std::string_view bytes) {
  state_->places[state_->current].bytes += bytes.size();
  state_->append(bytes);
}

tl::expected<std::uint64_t, WriteError> DerivedWriter::finish() {
  State& s = *state_;
  s.pad();
  s.write();
  s.header.file_bytes = s.offset;
  s.header.check = check_of(s.header, s.places);
  std::string head(reinterpret_cast<const char*>(&s.header), sizeof s.header);
  head.append(reinterpret_cast<const char*>(s.places.data()), s.places.size() * sizeof(SectionPlace));
  if (s.error == 0 && ::pwrite(s.descriptor, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) s.error = errno;
  if (s.error == 0 && (::fsync(s.descriptor) != 0 || ::rename(s.path.c_str(), (s.directory / s.name).c_str()) != 0)) s.error = errno;
  if (s.error != 0) return tl::make_unexpected(WriteError{(s.directory / s.name).string(), std::strerror(s.error)});
  s.kept = true;
  for_each_revision(s.directory, [&](const fs::path& file) {
    std::error_code ignored;
    if (file.filename() != s.name) fs::remove(file, ignored);
  });
  remove_abandoned(s.directory);
  return s.offset;
}

}  // namespace tracuu::open
