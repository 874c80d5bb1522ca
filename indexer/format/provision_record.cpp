#include "indexer/format/provision_record.h"

#include <charconv>

#include <fmt/format.h>

#include "indexer/format/codec.h"

namespace tracuu::format {
namespace {

constexpr std::uint64_t kLayout = 1;

std::string packed(const std::vector<TokenNumber>& numbers) {
  std::string out;
  out.reserve(numbers.size() + numbers.size() / 2);
  for (const TokenNumber number : numbers) append_token(out, number);
  return out;
}

void write_stream(ArchiveWriter& writer, const std::vector<TokenNumber>& numbers) {
  const std::string bytes = packed(numbers);
  writer.number(numbers.size());
  writer.number(bytes.size());
  writer.bytes(bytes);
}

StreamView read_stream(ArchiveReader& reader) {
  StreamView view;
  view.tokens = static_cast<std::uint32_t>(reader.number());
  view.bytes = reader.bytes(reader.number());
  return view;
}

}  // namespace

void append_token(std::string& out, TokenNumber number) {
  if (number < 200) {
    out += static_cast<char>(number);
  } else if (number < 200 + 55 * 256) {
    out += static_cast<char>(200 + (number - 200) / 256);
    out += static_cast<char>((number - 200) % 256);
  } else {
    out += static_cast<char>(255);
    for (const unsigned shift : {0u, 8u, 16u}) out += static_cast<char>(number >> shift & 0xFF);
  }
}

std::string encode(const ProvisionRecord& record, const TokenStreams& streams) {
  // What ranking reads stands first.
  ArchiveWriter writer;
  writer.number(kLayout);
  writer(record.unit);
  writer(record.type);
  writer(record.source_id);
  writer(record.own_terms);
  write_stream(writer, streams.name);
  write_stream(writer, streams.heading);
  write_stream(writer, streams.body);
  writer(record.outline + 1);
  writer(record.label);
  writer(record.path);
  writer(record.heading);
  writer(record.page);
  writer(record.range.begin);
  writer(record.range.size());
  writer.bytes(record.text_hash);
  return writer.take();
}

std::optional<ProvisionView> decode_provision(std::string_view data, Detail detail) {
  ArchiveReader reader(data);
  ProvisionView view;
  ProvisionRecord& record = view.record;
  if (reader.number() != kLayout) return std::nullopt;
  reader(record.unit);
  reader(record.type);
  reader(record.source_id);
  reader(record.own_terms);
  view.name = read_stream(reader);
  view.heading = read_stream(reader);
  view.body = read_stream(reader);
  if (detail == Detail::all) {
    reader(record.outline);
    --record.outline;
    reader(record.label);
    reader(record.path);
    reader(record.heading);
    reader(record.page);
    reader(record.range.begin);
    std::uint32_t size = 0;
    reader(size);
    record.range.end = record.range.begin + size;
    record.text_hash = reader.bytes(16);
  }
  if (reader.failed) return std::nullopt;
  return view;
}

std::vector<TokenNumber> numbers(StreamView stream) {
  std::vector<TokenNumber> out;
  out.reserve(stream.tokens);
  for_each_token(stream, [&](TokenNumber number) { out.push_back(number); });
  return out;
}

std::string provision_sort_key(std::string_view source, std::uint32_t ordinal) { return fmt::format("{}\t{:06}", source, ordinal); }

void read_provision_sort_key(std::string_view value, ProvisionRecord& record) {
  const std::size_t tab = value.rfind('\t');
  if (tab == std::string_view::npos) return;
  record.source = value.substr(0, tab);
  std::from_chars(value.data() + tab + 1, value.data() + value.size(), record.ordinal);
}

}  // namespace tracuu::format
