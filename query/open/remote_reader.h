#pragma once
/// Reads a remote database in few round trips (DESIGN rule 8).
///
/// Xapian's own client waits for the answer to each question (MSet::fetch does not change that in 1.4: five documents are five round
/// trips, a search is two). xapian-tcpsrv answers what it has been sent in order, so requests may be sent one behind the other and their
/// answers read afterwards: a flight, one round trip. Whoever knows what he will ask announces it (`expect`); the next question that has to
/// wait takes all of it along. An announcement changes no answer: what was never announced costs a round trip of its own.
///
/// A server that speaks another protocol is left to Xapian's client. Has a connection of its own and therefore a snapshot of its own: `sees`
/// tells whether it is the state that others read.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "query/open/remote_messages.h"

namespace tracuu::open {

class RemoteReader {
 public:
  /// `stub`: a file with the line "remote HOST:PORT". Null where it is anything else, nobody answers or the protocol is not
  /// the one that is known here.
  static std::unique_ptr<RemoteReader> connect(const std::filesystem::path& stub);
  ~RemoteReader();
  RemoteReader(const RemoteReader&) = delete;
  RemoteReader& operator=(const RemoteReader&) = delete;

  /// The database looked the same when both connections were made: as many documents and tokens, the same last number. (Equal
  /// in two states only where a document was replaced by one of equal length.)
  [[nodiscard]] bool sees(const Xapian::Database& database) const;
  [[nodiscard]] const remote::Greeting& greeting() const { return greeting_; }

  /// Announces a request of remote_messages.h.
  void expect(std::string request);
  /// Its answer: known already, or that of a flight with all that was announced. Throws Xapian::DatabaseModifiedError where the server has
  /// been overtaken by a writer, Xapian::NetworkError where the connection fails; the reader is of no use after that.
  [[nodiscard]] std::shared_ptr<const remote::Answer> answer(const std::string& request);

 private:
  explicit RemoteReader(int socket) : socket_(socket) {}
  bool greeted();
  void fly();
  /// Sends what is there to send, receives what is there to receive; waits for either.
  void exchange(std::string_view& unsent);
  unsigned char byte(std::string_view& unsent);
  RemoteMessage receive(std::string_view& unsent);

  int socket_;
  remote::Greeting greeting_;
  std::vector<std::string> expected_;  // not yet sent, each once
  std::unordered_map<std::string, std::shared_ptr<const remote::Answer>> answers_;  // null: expected
  std::size_t kept_bytes_ = 0;         // of answers_
  std::string buffer_;
  std::size_t at_ = 0;  // of buffer_, read so far
};

}  // namespace tracuu::open
