#pragma once
/// What a Xapian server is asked and what it answers, as bytes: messages as in Xapian's docs/remote_protocol, version 39 (all releases of
/// Xapian 1.4). Knows no connection.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

namespace tracuu::open {

/// A record as it crossed the network.
struct RemoteRecord {
  std::string data;
  std::map<unsigned, std::string> values;  ///< by slot
};

/// A search of one database of an index. What is found may bring two of its values along, so that nobody has to ask for the records.
struct Match {
  Xapian::Query query;
  enum class Order : std::uint8_t {
    value,            ///< by the value of `slot`, ascending; nothing is weighed
    weight_and_value  ///< by weight, equal ones by the value of `slot`
  };
  Order order = Order::value;
  unsigned slot = 0;                ///< comes with each hit
  static constexpr unsigned kNoSlot = 1000;  ///< no record has a value there
  std::optional<unsigned> second;   ///< another slot that comes with each hit
  Xapian::doccount count = 0;       ///< hits at most
  struct Bm25 {
    double k1 = 1.2, k3 = 1, b = 0.75, least_length = 0.01;
    [[nodiscard]] Xapian::BM25Weight weight() const { return {k1, 0, k3, b, least_length}; }
  };
  Bm25 bm25;                        ///< of Order::weight_and_value
  /// In how many records the terms of the query stand, for the weight; of terms that do not matter it need not be known.
  std::map<std::string, std::uint32_t> frequencies;
};

struct MatchHit {
  Xapian::docid id = 0;
  double weight = 0;
  std::string value, second;
};

/// A message to or from the server.
struct RemoteMessage {
  unsigned char type = 0;
  std::string contents;
};

namespace remote {

inline constexpr unsigned char kProtocol = 39;

/// Numbers of Xapian's messages.
enum Reply : unsigned char { update = 0, exception = 1, done = 2, all_terms = 3, data = 5, frequency = 8, stats = 11, posting_start = 14, posting = 15, value = 16, results = 18, metadata = 19 };

/// The database as the server greets with it.
struct Greeting {
  std::uint64_t documents = 0, last = 0, tokens = 0;
};
[[nodiscard]] std::optional<Greeting> greeting(const RemoteMessage& message);

// Requests, as they are sent.
[[nodiscard]] std::string document_request(Xapian::docid id);
[[nodiscard]] std::string metadata_request(std::string_view key);
[[nodiscard]] std::string frequency_request(std::string_view term);
[[nodiscard]] std::string postings_request(std::string_view term);
[[nodiscard]] std::string terms_request(std::string_view prefix);
/// Asks for the hits without waiting for the server's statistics of the terms, which Xapian's client does to add up those of several
/// servers: here they are known, or do not matter.
[[nodiscard]] std::string match_request(const Match& match, const Greeting& database);
/// How many values of a slot the records that match have.
[[nodiscard]] std::string distinct_request(const Xapian::Query& query, unsigned slot, const Greeting& database);

/// Whether the message is the last one of the answer to this request.
[[nodiscard]] bool is_last(std::string_view request, const RemoteMessage& message);

// What the messages of an answer say. All throw Xapian::NetworkError where they say something else.
using Answer = std::vector<RemoteMessage>;
[[nodiscard]] RemoteRecord record(const Answer& answer);
[[nodiscard]] std::string metadata_of(const Answer& answer);
[[nodiscard]] std::uint32_t frequency_of(const Answer& answer);
[[nodiscard]] std::vector<Xapian::docid> postings(const Answer& answer);
[[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> terms(const Answer& answer, std::string_view prefix);
[[nodiscard]] std::vector<MatchHit> hits(const Answer& answer);
[[nodiscard]] std::uint32_t distinct(const Answer& answer);

}  // namespace remote
}  // namespace tracuu::open
