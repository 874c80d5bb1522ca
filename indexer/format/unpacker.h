#pragma once
/// Decompression of records and blocks of text. Keeps the state of zstd: making it anew for each of the fifty records behind a page
/// took longer than small records themselves. For one thread.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

typedef struct ZSTD_DCtx_s ZSTD_DCtx;

namespace tracuu::format {

class Unpacker {
 public:
  Unpacker();
  /// The bytes of a frame that holds at most `most`; nothing if it is damaged or holds more.
  [[nodiscard]] std::optional<std::string> unpack(std::string_view packed, std::size_t most);

 private:
  struct Free {
    void operator()(ZSTD_DCtx* context) const;
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_;
};

}  // namespace tracuu::format
