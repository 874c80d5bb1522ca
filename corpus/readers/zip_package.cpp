#include "corpus/readers/zip_package.h"

#include <algorithm>

#include <zip.h>

namespace tracuu::readers {
namespace {

constexpr zip_uint64_t kLargestMember = 192u << 20;
constexpr zip_uint64_t kBombSize = 16u << 20;  // above this ...
constexpr zip_uint64_t kBombRatio = 150;       // ... XML that shrinks better than this is no document (real files: 8 to 40)

struct CloseMember {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// What pugixml needs for the tree of an XML text, roughly: a node at each tag, an attribute at each "=". Ten million empty paragraphs are 60 MB
// of text and 1.2 GB of tree.
constexpr std::size_t kLargestTree = 768u << 20;
std::size_t tree_bytes(std::string_view xml) {
  return static_cast<std::size_t>(std::count(xml.begin(), xml.end(), '<')) * 80 + static_cast<std::size_t>(std::count(xml.begin(), xml.end(), '=')) * 48;
}

tl::unexpected<ZipError> failure(ZipError::Code code, std::string what) { return tl::make_unexpected(ZipError{code, std::move(what)}); }

}  // namespace

struct ZipPackage::Handle {
  explicit Handle(zip_t* opened) : archive(opened) {}
  ~Handle() { zip_discard(archive); }
  Handle(const Handle&) = delete;
  zip_t* archive;
};

ZipPackage::ZipPackage(ZipPackage&&) noexcept = default;
ZipPackage::~ZipPackage() = default;

tl::expected<ZipPackage, ZipError> ZipPackage::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source != nullptr ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    std::string detail = zip_error_strerror(&error);
    zip_error_fini(&error);
    return failure(ZipError::Code::no_zip, std::move(detail));
  }
  zip_error_fini(&error);
  ZipPackage package;
  package.handle_ = std::make_unique<Handle>(archive);
  return package;
}

bool ZipPackage::has(const std::string& name) const { return zip_name_locate(handle_->archive, name.c_str(), 0) >= 0; }

std::vector<std::string> ZipPackage::names(std::string_view prefix) const {
  std::vector<std::string> out;
  const zip_int64_t count = zip_get_num_entries(handle_->archive, 0);
  for (zip_int64_t i = 0; i < count && i < 10000; ++i) {
    const char* name = zip_get_name(handle_->archive, static_cast<zip_uint64_t>(i), 0);
    if (name != nullptr && std::string_view(name).substr(0, prefix.size()) == prefix) out.emplace_back(name);
  }
  return out;
}

tl::expected<std::string, ZipError> ZipPackage::read(const std::string& name) {
  using Code = ZipError::Code;
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat(handle_->archive, name.c_str(), 0, &status) != 0) return std::string{};
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) return failure(Code::encrypted, name);
  const zip_uint64_t packed = std::max<zip_uint64_t>(status.comp_size, 1);
  total_ += status.size;
  if (status.size > kLargestMember || total_ > 2 * kLargestMember || (status.size > kBombSize && status.size / packed > kBombRatio))
    return failure(Code::too_large, name + " unpacks to " + std::to_string(status.size >> 20) + " MB from " + std::to_string(packed >> 10) + " KB (zip bomb?); not read");
  const std::unique_ptr<zip_file_t, CloseMember> file(zip_fopen(handle_->archive, name.c_str(), 0));
  if (!file) return failure(Code::damaged, name + " cannot be unpacked: " + zip_strerror(handle_->archive));
  std::string content(status.size, '\0');
  zip_uint64_t have = 0;
  while (have < status.size) {
    const zip_int64_t n = zip_fread(file.get(), content.data() + have, status.size - have);
    if (n < 0) return failure(Code::damaged, name + " is damaged (zip data)");
    if (n == 0) break;
    have += static_cast<zip_uint64_t>(n);
  }
  content.resize(have);
  if (tree_bytes(content) > kLargestTree) return failure(Code::too_complex, name + " holds more elements than a document has");
  return content;
}

}  // namespace tracuu::readers
