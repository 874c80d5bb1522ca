// Stands before zlib's compressor in tracuu-index, which Xapian calls for the list of terms of each record.
//
// Glass compresses each list alone and Xapian 1.4 has no setting for it. For the list of a provision (450 bytes at the
// median) zlib clears 128 KB of hash table and makes Huffman codes: 16 % of the instructions of a run, to shrink the index
// by 6 %. So the table is smaller, and the smallest lists, where the codes cost most and give least, are refused as
// incompressible: glass keeps them as they are (each entry says whether it is compressed, so readers need no change).
// Refusing all lists of provisions would save as much again, but the index would outgrow 0.8 of the text.
//
// Glass also offers the data of records, which zstd has packed already: zlib finds a few bytes in them, and every reader would
// have to unpack them twice.
#include <cstring>

#include <dlfcn.h>
#include <zlib.h>

namespace {

constexpr uInt kWorthCompressing = 400;  // bytes
constexpr int kMemoryLevel = 5;           // of 9: a hash table of 8 KB

constexpr unsigned char kZstdFrame[] = {0x28, 0xB5, 0x2F, 0xFD};  // its first bytes

bool is_worth_compressing(const z_stream& stream) {
  if (stream.avail_in < kWorthCompressing) return false;
  return std::memcmp(stream.next_in, kZstdFrame, sizeof kZstdFrame) != 0;
}

template <typename Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int deflateInit2_(z_streamp stream, int level, int method, int window_bits, int, int strategy, const char* version, int stream_size) {
  static const auto init = next<int (*)(z_streamp, int, int, int, int, int, const char*, int)>("deflateInit2_");
  return init == nullptr ? Z_VERSION_ERROR : init(stream, level, method, window_bits, kMemoryLevel, strategy, version, stream_size);
}

extern "C" int deflate(z_streamp stream, int flush) {
  static const auto compress = next<int (*)(z_streamp, int)>("deflate");
  if (compress == nullptr) return Z_STREAM_ERROR;
  // Z_OK for Z_FINISH: the output did not fit into the room given, which is no more than the input.
  const bool refused = flush == Z_FINISH && stream->total_in == 0 && stream->avail_out <= stream->avail_in && !is_worth_compressing(*stream);
  return refused ? Z_OK : compress(stream, flush);
}
