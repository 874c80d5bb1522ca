#include "query/open/remote_messages.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tracuu::open::remote {
namespace {

// Numbers of Xapian's messages.
constexpr char kAllTerms = 0, kDocument = 2, kFrequency = 4, kQuery = 8, kPostings = 11, kMetadata = 22, kResults = 26;

[[noreturn]] void unexpected() { throw Xapian::NetworkError("the server answers something else than was asked"); }

std::string length(std::uint64_t value) {
  std::string bytes;
  if (value < 255) return bytes += static_cast<char>(value);
  bytes += '\xFF';
  for (value -= 255; value > 0x7F; value >>= 7) bytes += static_cast<char>(value & 0x7F);
  return bytes += static_cast<char>(value | 0x80);
}

std::string counted(std::string_view bytes) { return length(bytes.size()) + std::string(bytes); }
std::string message(char type, std::string_view contents) { return type + counted(contents); }

/// Takes one thing after the other from the beginning of a message.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  unsigned char byte() {
    if (rest_.empty()) throw Xapian::NetworkError("a message of the server ends too early");
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }
  std::uint64_t number() {
    std::uint64_t value = byte();
    if (value < 255) return value;
    value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint64_t next = byte();
      value |= (next & 0x7F) << shift;
      if ((next & 0x80) != 0) return value + 255;
      if (shift > 56) throw Xapian::NetworkError("a length in a message of the server is no length");
    }
  }
  std::string_view bytes(std::uint64_t count) {
    if (count > rest_.size()) throw Xapian::NetworkError("a message of the server ends too early");
    const auto taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::string_view counted() { return bytes(number()); }
  std::string_view rest() const { return rest_; }

  /// Xapian's own form: sign, length of the mantissa and exponent to the base 256 in a byte (larger exponents in one or two more), then the
  /// mantissa, most significant byte first.
  double real() {
    const unsigned first = byte();
    if (first == 0 && !rest_.empty() && rest_.front() == '\0') {
      byte();
      return 0;
    }
    int exponent = static_cast<int>(first & 0x0F);
    if (exponent == 14) {
      exponent = byte() - 128;
    } else if (exponent == 15) {
      exponent = byte();
      exponent = (exponent | byte() << 8) - 32768;
    } else {
      exponent -= 7;
    }
    const std::string_view mantissa = bytes(((first >> 4) & 7) + 1);
    double value = 0;
    for (auto digit = mantissa.rbegin(); digit != mantissa.rend(); ++digit) value = value / 256 + static_cast<unsigned char>(*digit);
    value = std::ldexp(value, exponent * 8);
    return (first & 0x80) != 0 ? -value : value;
  }

 private:
  std::string_view rest_;
};

const RemoteMessage& only(const Answer& answer, Reply type) {
  if (answer.size() != 1 || answer.front().type != type) unexpected();
  return answer.front();
}

/// Of Xapian::Enquire.
enum class Sort : char { weight = '0', value = '1', weight_and_value = '3' };

struct Collapse {
  std::uint64_t kept = 0;  ///< of one value; 0: nothing is collapsed
  unsigned slot = 0;
};

/// A query and, without waiting for anything, the request for its hits.
std::string query_request(const Xapian::Query& query, Collapse collapse, Sort sort, unsigned slot, const Xapian::Weight& weight, std::uint64_t count, std::uint64_t looked_at,
                          const std::map<std::string, std::uint32_t>& frequencies, const Greeting& database) {
  const std::string zero("\0\0", 2);  // as a real number
  std::string asked = counted(query.serialise()) + length(query.get_length()) + length(collapse.kept);
  if (collapse.kept > 0) asked += length(collapse.slot);
  asked += '1';  // of equal ones the first record
  asked += length(slot);
  asked += static_cast<char>(sort);
  asked += '0';  // ascending
  asked += zero;  // no limit of time
  asked += '\0';  // nor of percents
  asked += zero;  // nor of weight
  asked += counted(weight.name()) + counted(weight.serialise());
  asked += length(0);  // no set of relevant records
  std::string wanted = length(0) + length(count) + length(std::max(count, looked_at));
  wanted += length(database.tokens) + length(database.documents) + length(0) + length(database.tokens);
  wanted += '\0';  // no greatest parts of weights
  wanted += length(frequencies.size());
  for (const auto& [term, frequency] : frequencies) wanted += counted(term) + length(frequency) + length(0);
  return message(kQuery, asked) + message(kResults, wanted);
}

/// What stands before the hits, and how many there are.
struct Head {
  std::uint64_t at_least = 0, at_most = 0, count = 0;
};
Head take_head(Taker& taker) {
  Head head;
  taker.number();  // the first
  head.at_least = taker.number();
  taker.number();  // an estimate
  head.at_most = taker.number();
  for (int i = 0; i < 3; ++i) taker.number();  // the same without collapsing
  for (int i = 0; i < 3; ++i) taker.real();    // greatest weights
  head.count = taker.number();
  return head;
}

const RemoteMessage& results_of(const Answer& answer) {
  if (answer.size() != 2 || answer.back().type != results) unexpected();
  return answer.back();
}

/// Without ranking. BoolWeight will not do (unweighted.h).
const Xapian::Weight& unweighted() {
  static const Xapian::TfIdfWeight weight("nnn");
  return weight;
}

}  // namespace

std::optional<Greeting> greeting(const RemoteMessage& message) {
  if (message.type != update || message.contents.size() < 2 || static_cast<unsigned char>(message.contents.front()) != kProtocol) return std::nullopt;
  Taker taker(message.contents);
  taker.bytes(2);  // major and minor version
  Greeting greeting;
  greeting.documents = taker.number();
  greeting.last = greeting.documents + taker.number();
  taker.number();  // the shortest document
  taker.number();  // and how much longer the longest is
  taker.byte();    // whether there are positions
  greeting.tokens = taker.number();
  return greeting;
}

std::string document_request(Xapian::docid id) { return message(kDocument, length(id)); }
std::string metadata_request(std::string_view key) { return message(kMetadata, key); }
std::string frequency_request(std::string_view term) { return message(kFrequency, term); }
std::string postings_request(std::string_view term) { return message(kPostings, term); }
std::string terms_request(std::string_view prefix) { return message(kAllTerms, prefix); }

std::string match_request(const Match& match, const Greeting& database) {
  // Collapsing records of one value, where as many are kept as there are, drops none: it brings that value along.
  const Collapse collapse = match.second ? Collapse{std::max<std::uint64_t>(1, database.documents), *match.second} : Collapse{};
  const bool weighed = match.order == Match::Order::weight_and_value;
  const Xapian::BM25Weight bm25 = match.bm25.weight();
  const Xapian::Weight& weight = bm25;
  const std::uint64_t count = std::min<std::uint64_t>(match.count, database.documents);
  return query_request(match.query, collapse, weighed ? Sort::weight_and_value : Sort::value, match.slot, weighed ? weight : unweighted(), count, count, match.frequencies, database);
}

std::string distinct_request(const Xapian::Query& query, unsigned slot, const Greeting& database) {
  return query_request(query, {1, slot}, Sort::weight, 0, unweighted(), 1, database.documents, {}, database);
}

bool is_last(std::string_view request, const RemoteMessage& message) {
  if (message.type == exception) return true;
  switch (request.front()) {
    case kAllTerms:
    case kDocument:
    case kPostings: return message.type == done;
    case kQuery: return message.type == results;
    default: return true;
  }
}

RemoteRecord record(const Answer& answer) {
  RemoteRecord record;
  for (const RemoteMessage& part : answer) {
    if (part.type == done) return record;
    if (part.type == data) {
      record.data = part.contents;
    } else if (part.type == value) {
      Taker taker(part.contents);
      const auto slot = static_cast<unsigned>(taker.number());
      record.values[slot] = taker.rest();
    } else {
      unexpected();
    }
  }
  unexpected();
}

std::string metadata_of(const Answer& answer) { return only(answer, metadata).contents; }

std::uint32_t frequency_of(const Answer& answer) {
  Taker taker(only(answer, frequency).contents);
  return static_cast<std::uint32_t>(taker.number());
}

std::vector<Xapian::docid> postings(const Answer& answer) {
  std::vector<Xapian::docid> ids;
  Xapian::docid last = 0;
  for (const RemoteMessage& part : answer) {
    if (part.type == done) return ids;
    if (part.type == posting_start) continue;
    if (part.type != posting) unexpected();
    Taker taker(part.contents);
    last += static_cast<Xapian::docid>(taker.number()) + 1;
    ids.push_back(last);
  }
  unexpected();
}

std::vector<std::pair<std::string, std::uint32_t>> terms(const Answer& answer, std::string_view prefix) {
  std::vector<std::pair<std::string, std::uint32_t>> found;
  std::string before(prefix);
  for (const RemoteMessage& part : answer) {
    if (part.type == done) return found;
    if (part.type != all_terms) unexpected();
    Taker taker(part.contents);
    const auto frequency = static_cast<std::uint32_t>(taker.number());
    const std::size_t shared = taker.byte();
    if (shared > before.size()) unexpected();
    before = before.substr(0, shared) + std::string(taker.rest());
    found.emplace_back(before, frequency);
  }
  unexpected();
}

std::vector<MatchHit> hits(const Answer& answer) {
  Taker taker(results_of(answer).contents);
  std::vector<MatchHit> found;
  for (std::uint64_t rest = take_head(taker).count; rest > 0; --rest) {
    MatchHit& hit = found.emplace_back();
    hit.weight = taker.real();
    hit.id = static_cast<Xapian::docid>(taker.number());
    hit.value = taker.counted();
    hit.second = taker.counted();
    taker.number();  // how many were collapsed
  }
  return found;
}

std::uint32_t distinct(const Answer& answer) {
  Taker taker(results_of(answer).contents);
  return static_cast<std::uint32_t>(take_head(taker).at_least);
}

}  // namespace tracuu::open::remote
