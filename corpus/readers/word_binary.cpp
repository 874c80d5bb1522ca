#include "corpus/readers/word_binary.h"

#include <algorithm>
#include <cstdint>

#include "corpus/text/encodings.h"

namespace tracuu::readers::internal {
namespace {

constexpr std::uint32_t kEndOfChain = 0xFFFFFFFE;
constexpr std::size_t kHeader = 512, kDirectoryEntry = 128;

// Little-endian numbers; 0 beyond the end.
std::uint32_t u16(std::string_view s, std::size_t at) {
  if (at + 2 > s.size()) return 0;
  return static_cast<std::uint32_t>(static_cast<unsigned char>(s[at]) | static_cast<unsigned char>(s[at + 1]) << 8);
}
std::uint32_t u32(std::string_view s, std::size_t at) { return u16(s, at) | u16(s, at + 2) << 16; }

/// A compound file: sectors chained by a table, a mini stream for what is short, a directory of names.
class Compound {
 public:
  explicit Compound(std::string_view file) : file_(file) {}

  bool open() {
    if (file_.size() < kHeader || u32(file_, 0) != 0xE011CFD0) return false;
    const std::uint32_t shift = u16(file_, 30), mini_shift = u16(file_, 32);
    if (shift < 7 || shift > 16 || mini_shift < 4 || mini_shift >= shift) return false;
    sector_ = std::size_t{1} << shift;
    mini_sector_ = std::size_t{1} << mini_shift;
    mini_limit_ = u32(file_, 56);
    read_fat();
    directory_ = chain(u32(file_, 48), file_.size());
    const std::string mini_fat = chain(u32(file_, 60), file_.size());
    for (std::size_t at = 0; at + 4 <= mini_fat.size(); at += 4) mini_fat_.push_back(u32(mini_fat, at));
    if (directory_.size() < kDirectoryEntry) return false;
    mini_stream_ = chain(u32(directory_, 116), u32(directory_, 120));
    return true;
  }

  [[nodiscard]] std::optional<std::string> stream(std::string_view name) const {
    for (std::size_t at = 0; at + kDirectoryEntry <= directory_.size(); at += kDirectoryEntry) {
      if (entry_name(at) != name || directory_[at + 66] != 2) continue;
      const std::uint32_t start = u32(directory_, at + 116), size = u32(directory_, at + 120);
      return size < mini_limit_ ? mini_chain(start, size) : chain(start, size);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string entry_name(std::size_t at) const {
    std::string name;
    for (std::size_t i = 0; i < 31 && u16(directory_, at + 2 * i) != 0; ++i) name += static_cast<char>(u16(directory_, at + 2 * i));
    return name;
  }

  [[nodiscard]] std::string_view sector(std::uint32_t number) const {
    const std::size_t begin = (std::size_t{number} + 1) * sector_;
    return begin < file_.size() ? file_.substr(begin, sector_) : std::string_view{};
  }

  void read_fat() {
    std::vector<std::uint32_t> parts;
    for (std::size_t i = 0; i < 109; ++i) parts.push_back(u32(file_, 76 + 4 * i));
    std::uint32_t more = u32(file_, 68);
    for (std::size_t guard = 0; more < kEndOfChain - 2 && guard < file_.size() / sector_; ++guard) {
      const std::string_view block = sector(more);
      for (std::size_t at = 0; at + 8 <= block.size(); at += 4) parts.push_back(u32(block, at));
      more = block.size() >= 4 ? u32(block, block.size() - 4) : kEndOfChain;
    }
    for (const std::uint32_t part : parts) {
      if (part >= kEndOfChain - 2) continue;
      const std::string_view block = sector(part);
      for (std::size_t at = 0; at + 4 <= block.size(); at += 4) fat_.push_back(u32(block, at));
    }
  }

  // A chain visits no more sectors than the file has: a loop ends there.
  [[nodiscard]] std::string chain(std::uint32_t number, std::size_t size) const {
    std::string out;
    for (std::size_t guard = 0; number < fat_.size() && out.size() < size && guard <= file_.size() / sector_; ++guard) {
      out.append(sector(number));
      number = fat_[number];
    }
    if (out.size() > size) out.resize(size);
    return out;
  }

  [[nodiscard]] std::string mini_chain(std::uint32_t number, std::size_t size) const {
    std::string out;
    for (std::size_t guard = 0; number < mini_fat_.size() && out.size() < size && guard <= mini_stream_.size() / mini_sector_; ++guard) {
      const std::size_t begin = std::size_t{number} * mini_sector_;
      if (begin >= mini_stream_.size()) break;
      out.append(mini_stream_, begin, mini_sector_);
      number = mini_fat_[number];
    }
    if (out.size() > size) out.resize(size);
    return out;
  }

  std::string_view file_;
  std::size_t sector_ = 512, mini_sector_ = 64;
  std::uint32_t mini_limit_ = 4096;
  std::vector<std::uint32_t> fat_, mini_fat_;
  std::string directory_, mini_stream_;
};

std::string decode_piece(std::string_view bytes, bool is_8_bit) {
  return is_8_bit ? text::from_windows_1252(bytes) : text::from_utf16(bytes, false);
}

// Characters [begin, end) of the document, from the pieces that hold them.
struct Piece {
  std::uint32_t begin, end;  // character positions
  std::uint32_t offset;      // bytes in the stream
  bool is_8_bit;
};

std::string characters(std::string_view stream, const std::vector<Piece>& pieces, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (const Piece& piece : pieces) {
    const std::uint32_t from = std::max(begin, piece.begin), to = std::min(end, piece.end);
    if (from >= to) continue;
    const std::size_t width = piece.is_8_bit ? 1 : 2;
    const std::size_t at = piece.offset + (from - piece.begin) * width;
    if (at < stream.size()) out += decode_piece(stream.substr(at, (to - from) * width), piece.is_8_bit);
  }
  return out;
}

// The piece table: after the property blocks (1), the table itself (2): n+1 positions, then n descriptors of 8 bytes.
std::vector<Piece> read_pieces(std::string_view clx) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at + 3 <= clx.size() && clx[at] == 1) at += 3 + u16(clx, at + 1);
  if (at + 5 > clx.size() || clx[at] != 2) return pieces;
  const std::string_view table = clx.substr(at + 5, u32(clx, at + 1));
  if (table.size() < 16) return pieces;
  const std::size_t count = (table.size() - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t place = u32(table, (count + 1) * 4 + i * 8 + 2);
    const bool is_8_bit = (place & 0x40000000) != 0;
    const std::uint32_t offset = place & 0x3FFFFFFF;
    pieces.push_back({u32(table, i * 4), u32(table, (i + 1) * 4), is_8_bit ? offset / 2 : offset, is_8_bit});
  }
  return pieces;
}

}  // namespace

std::optional<std::string> read_stream(std::string_view file, std::string_view name) {
  Compound compound(file);
  if (!compound.open()) return std::nullopt;
  return compound.stream(name);
}

std::optional<WordText> read_word_binary(std::string_view file) {
  Compound compound(file);
  if (!compound.open()) return std::nullopt;
  const auto stream = compound.stream("WordDocument");
  if (!stream || stream->size() < 64) return std::nullopt;
  const std::uint32_t magic = u16(*stream, 0), version = u16(*stream, 2), flags = u16(*stream, 10);
  if ((magic != 0xA5EC && magic != 0xA5DC) || (flags & 0x0100) != 0) return std::nullopt;
  WordText text;
  if (version <= 105) {  // Word 6 and 95
    const std::uint32_t begin = u32(*stream, 24), end = u32(*stream, 28), body = u32(*stream, 52);
    if ((flags & 0x0004) != 0 || begin >= end || begin >= stream->size()) return std::nullopt;
    const std::uint32_t length = body != 0 && body <= end - begin ? body : end - begin;
    text.body = decode_piece(std::string_view(*stream).substr(begin, length), true);
    return text;
  }
  const auto table = compound.stream((flags & 0x0200) != 0 ? "1Table" : "0Table");
  const std::uint32_t clx = u32(*stream, 0x01A2), clx_size = u32(*stream, 0x01A6);
  if (!table || clx >= table->size()) return std::nullopt;
  const std::vector<Piece> pieces = read_pieces(std::string_view(*table).substr(clx, clx_size));
  const std::uint32_t body = u32(*stream, 76), notes = u32(*stream, 80);
  text.body = characters(*stream, pieces, 0, body);
  text.footnotes = characters(*stream, pieces, body, body + std::min(notes, 0x0FFFFFFFu));
  if (text.body.empty()) return std::nullopt;
  return text;
}

}  // namespace tracuu::readers::internal
