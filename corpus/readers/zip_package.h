#pragma once
/// The parts of an office document (DOCX, XLSX), which is a zip of XML: read with limits, so that no file unpacks without end.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace tracuu::readers {

struct ZipError {
  enum class Code : std::uint8_t {
    no_zip,     ///< truncated, damaged, or another kind of file
    damaged,    ///< a part cannot be unpacked
    encrypted,
    too_complex,  ///< XML of so many elements that its tree would take more than 768 MB
    too_large   ///< a part of more than 192 MB, parts of more than twice that, or one that shrinks as no document does (zip bomb)
  };
  Code code = Code::no_zip;
  std::string what;  ///< English: what was wrong with which part
};

class ZipPackage {
 public:
  /// `bytes` must outlive the package.
  [[nodiscard]] static tl::expected<ZipPackage, ZipError> open(std::string_view bytes);
  ZipPackage(ZipPackage&&) noexcept;
  ~ZipPackage();

  [[nodiscard]] bool has(const std::string& name) const;
  /// Names that begin so, 10,000 at most.
  [[nodiscard]] std::vector<std::string> names(std::string_view prefix) const;
  /// Bytes of a part; empty if there is no such part.
  [[nodiscard]] tl::expected<std::string, ZipError> read(const std::string& name);

 private:
  ZipPackage() = default;
  struct Handle;  // of libzip
  std::unique_ptr<Handle> handle_;
  std::uint64_t total_ = 0;
};

}  // namespace tracuu::readers
