/// Bulk records: one JSON object a line with `_id`, `title`, `text`, `doc_number`, `doc_title`, `article`. Consecutive lines of
/// one `doc_number` (where that is empty: of one `doc_title`) are one document. The file is streamed; one document and one
/// chunk are in memory at a time.
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "corpus/readers/internal.h"
#include "corpus/text/canonical.h"

namespace tracuu::readers::internal {
namespace {

using model::GivenProvision;
using model::Text;

constexpr std::size_t kChunk = 4u << 20;
constexpr std::size_t kLongestLine = 256u << 20;
constexpr std::size_t kNotedLines = 5;

struct Record {
  std::string_view id, title, text, doc_number, doc_title, article;
};

// Does the text begin with the heading already ("Điều 5. Phạm vi", "Điều 5 ...")?
bool begins_with_article(std::string_view text, std::string_view article) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  text.remove_prefix(first);
  const std::string head = text::fold(text.substr(0, std::min<std::size_t>(text.size(), 32)));
  const std::string wanted = "dieu " + text::fold(article);
  if (head.compare(0, wanted.size(), wanted) != 0) return false;
  const char next = head.size() > wanted.size() ? head[wanted.size()] : ' ';
  return !(next >= '0' && next <= '9') && !(next >= 'a' && next <= 'z');
}

class Collector {
 public:
  Collector(const Input& input, const Sink& sink) : input_(input), sink_(sink) {}

  std::size_t documents = 0;
  bool stopped = false;
  std::optional<ReadError> error;  // of a document: too large

  void line(std::string_view json, std::size_t padded_capacity) {
    ++line_number_;
    while (!json.empty() && (json.back() == '\r' || json.back() == ' ' || json.back() == '\t')) json.remove_suffix(1);
    if (line_number_ == 1 && json.substr(0, 3) == "\xEF\xBB\xBF") json.remove_prefix(3);
    if (json.empty()) return;
    Record record;
    if (const char* problem = parse(json, padded_capacity, record)) return broken(problem);
    add(record);
  }

  void finish_document() {
    if (!open_) return;
    open_ = false;
    while (!text_.bytes.empty() && text_.bytes.back() == '\n') text_.bytes.pop_back();
    if (!text_.bytes.empty()) text_.bytes += '\n';
    if (!text_.provisions.empty()) {
      model::ByteRange& last = text_.provisions.back().range;
      last.end = std::min(last.end, static_cast<std::uint32_t>(text_.bytes.size()));
    }
    for (std::string& note : pending_notes_) text_.notes.push_back(std::move(note));
    pending_notes_.clear();
    OneText done = finish(std::move(text_), input_);
    text_ = Text{};
    if (!done) return;  // a document without text: its records were noted
    done->source = key_;
    ++documents;
    if (!sink_(std::move(*done))) stopped = true;
  }

  [[nodiscard]] std::size_t lines() const { return line_number_; }
  [[nodiscard]] std::size_t broken_lines() const { return broken_; }
  [[nodiscard]] const std::string& first_problem() const { return first_problem_; }

 private:
  const char* parse(std::string_view json, std::size_t capacity, Record& record) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (parser_.iterate(json.data(), json.size(), std::max(capacity, json.size() + simdjson::SIMDJSON_PADDING)).get(document) != simdjson::SUCCESS ||
        document.get_object().get(object) != simdjson::SUCCESS)
      return "is no JSON object";
    bool has_text = false;
    for (auto field : object) {
      std::string_view key;
      simdjson::ondemand::value value;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS) return "is broken JSON";
      std::string_view* target = key == "_id"          ? &record.id
                                 : key == "title"      ? &record.title
                                 : key == "text"       ? &record.text
                                 : key == "doc_number" ? &record.doc_number
                                 : key == "doc_title"  ? &record.doc_title
                                 : key == "article"    ? &record.article
                                                       : nullptr;
      if (target == nullptr) continue;
      if (value.get_string().get(*target) == simdjson::SUCCESS) {
        has_text |= target == &record.text;
        continue;
      }
      std::string_view token = value.raw_json_token();  // "article": 5
      while (!token.empty() && (token.back() == ' ' || token.back() == ',')) token.remove_suffix(1);
      if (token != "null") *target = token;
    }
    return has_text ? nullptr : "has no \"text\"";
  }

  void broken(const char* problem) {
    ++broken_;
    std::string note = "line " + std::to_string(line_number_) + " " + problem + "; passed over";
    if (first_problem_.empty()) first_problem_ = note;
    if (pending_notes_.size() < kNotedLines) pending_notes_.push_back(std::move(note));
    else if (pending_notes_.size() == kNotedLines) pending_notes_.emplace_back("further broken lines follow");
  }

  void add(const Record& record) {
    const bool by_number = !record.doc_number.empty();
    const std::string_view group = by_number ? record.doc_number : record.doc_title;
    if (open_ && (by_number != by_number_ || group != group_ || group.empty())) finish_document();
    if (stopped || error) return;
    if (!open_) begin_document(record, by_number, group);
    if (text_.bytes.size() + record.text.size() > input_.options.max_output) {
      error = ReadError{ReadErrorCode::too_large, std::string(input_.name), "line " + std::to_string(line_number_) + ": the document " +
                        std::string(group) + " yields more than " + std::to_string(input_.options.max_output >> 20) + " MB of text",
                        "split the document", {}, documents};
      return;
    }
    append(record);
  }

  void begin_document(const Record& record, bool by_number, std::string_view group) {
    open_ = true;
    by_number_ = by_number;
    group_.assign(group);
    text_.format = model::Format::jsonl;
    text_.given_number = record.doc_number;
    text_.given_title = record.doc_title;
    std::string key(group.empty() ? record.id : group);
    if (key.empty()) key = "line-" + std::to_string(line_number_);
    const std::size_t seen = ++keys_[key];
    key_ = std::string(input_.source) + "#" + key;
    if (seen > 1) {
      key_.append(1, '@').append(std::to_string(seen));
      text_.notes.push_back("records of " + key + " came before, apart from these: not one document in the file");
    }
  }

  void append(const Record& record) {
    GivenProvision provision;
    provision.id = record.id;
    provision.label = record.article;
    provision.heading = record.title;
    const auto begin = static_cast<std::uint32_t>(text_.bytes.size());
    const bool has_own = !record.article.empty() && begins_with_article(record.text, record.article);
    const bool title_repeats = record.article.empty() && !record.title.empty() &&
                               record.text.substr(0, record.title.size()) == record.title;
    if (!has_own && !title_repeats && (!record.article.empty() || !record.title.empty())) {
      if (!record.article.empty()) (text_.bytes += "Điều ").append(record.article) += '.';
      if (!record.article.empty() && !record.title.empty()) text_.bytes += ' ';
      text_.bytes.append(record.title);
      provision.heading_range = {begin, static_cast<std::uint32_t>(text_.bytes.size())};
      text_.bytes += '\n';
    }
    text_.bytes.append(record.text);
    text_.bytes += '\n';
    provision.range = {begin, static_cast<std::uint32_t>(text_.bytes.size())};
    text_.bytes += '\n';
    text_.provisions.push_back(std::move(provision));
  }

  const Input& input_;
  const Sink& sink_;
  simdjson::ondemand::parser parser_;
  Text text_;
  std::string group_, key_, first_problem_;
  bool open_ = false, by_number_ = false;
  std::size_t line_number_ = 0, broken_ = 0;
  std::vector<std::string> pending_notes_;
  std::unordered_map<std::string, std::size_t> keys_;
};

tl::expected<std::size_t, ReadError> conclude(Collector& collector, const Input& input) {
  if (!collector.stopped && !collector.error) collector.finish_document();
  if (collector.error) return tl::make_unexpected(*collector.error);
  if (collector.documents > 0 || collector.stopped) return collector.documents;
  const std::string what = collector.first_problem().empty() ? "holds no record" : "no line holds a record: " + collector.first_problem();
  return failure(ReadErrorCode::no_records, input.name, what,
                 "records are lines of JSON with \"_id\", \"title\", \"text\", \"doc_number\", \"doc_title\", \"article\"");
}

}  // namespace

tl::expected<std::size_t, ReadError> read_jsonl_bytes(const Input& input, const Sink& sink) {
  Collector collector(input, sink);
  std::string buffer;  // simdjson reads some bytes past the end
  std::string_view rest = input.bytes;
  while (!rest.empty() && !collector.stopped && !collector.error) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    buffer.assign(rest.substr(0, end));
    buffer.reserve(end + simdjson::SIMDJSON_PADDING);
    collector.line(buffer, buffer.capacity());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return conclude(collector, input);
}

tl::expected<std::size_t, ReadError> read_jsonl_file(int descriptor, const Input& input, const Sink& sink) {
  Collector collector(input, sink);
  std::string buffer(kChunk + simdjson::SIMDJSON_PADDING, '\0');
  std::size_t begin = 0, end = 0;  // unread bytes in the buffer
  bool at_end = false;
  while (!collector.stopped && !collector.error) {
    const char* newline = static_cast<const char*>(std::memchr(buffer.data() + begin, '\n', end - begin));
    if (newline != nullptr) {
      const auto length = static_cast<std::size_t>(newline - (buffer.data() + begin));
      collector.line({buffer.data() + begin, length}, buffer.size() - begin);
      begin += length + 1;
      continue;
    }
    if (at_end) {
      if (end > begin) collector.line({buffer.data() + begin, end - begin}, buffer.size() - begin);
      break;
    }
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
    if (end + simdjson::SIMDJSON_PADDING >= buffer.size()) {
      if (buffer.size() > kLongestLine)
        return tl::make_unexpected(ReadError{ReadErrorCode::too_large, std::string(input.name),
                                             "line " + std::to_string(collector.lines() + 1) + " is longer than 256 MB", "split the record",
                                             {}, collector.documents});
      buffer.resize(buffer.size() * 2);
    }
    const ssize_t got = ::read(descriptor, buffer.data() + end, buffer.size() - simdjson::SIMDJSON_PADDING - end);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return tl::make_unexpected(ReadError{ReadErrorCode::unreadable, std::string(input.name),
                                           std::string("cannot be read: ") + std::strerror(errno), {}, {}, collector.documents});
    at_end = got == 0;
    end += static_cast<std::size_t>(got);
  }
  return conclude(collector, input);
}

}  // namespace tracuu::readers::internal
