#include "indexer/format/unpacker.h"

#include <new>

#include <zstd.h>

namespace tracuu::format {

Unpacker::Unpacker() : context_(ZSTD_createDCtx()) {
  if (!context_) throw std::bad_alloc();
}

void Unpacker::Free::operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }

std::optional<std::string> Unpacker::unpack(std::string_view packed, std::size_t most) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > most) return std::nullopt;
  std::string bytes(size, '\0');
  if (ZSTD_decompressDCtx(context_.get(), bytes.data(), bytes.size(), packed.data(), packed.size()) != size) return std::nullopt;
  return bytes;
}

}  // namespace tracuu::format
