#pragma once
/// Reads many records or texts of a remote database in one round trip.
///
/// Xapian's own client waits for the answer to each document and to each entry of metadata (MSet::fetch does not change that
/// in 1.4: five documents are five round trips). xapian-tcpsrv answers what it has been sent in order, so requests may be
/// sent one behind the other and their answers read afterwards. This is such a client, for these two requests only; messages
/// as in Xapian's docs/remote_protocol. A server that speaks another protocol is left to Xapian's client.
///
/// Has a connection of its own and therefore a snapshot of its own: whoever asks must know by what he gets that it is the
/// state he reads (Index compares the revision; texts are addressed by content).
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace tracuu::open {

/// A record as it crossed the network.
struct RemoteRecord {
  std::string data;
  std::map<unsigned, std::string> values;  ///< by slot
};

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

  struct Answer {
    std::vector<RemoteRecord> records;
    std::vector<std::string> metadata;  ///< empty for keys that have none
  };
  /// One round trip for some hundred requests. Throws Xapian::DatabaseModifiedError where the server has been overtaken by a
  /// writer, Xapian::NetworkError where the connection fails; the reader is of no use after that.
  Answer read(std::span<const Xapian::docid> documents, std::span<const std::string> metadata);

 private:
  explicit RemoteReader(int socket) : socket_(socket) {}
  struct Message {
    unsigned char type = 0;
    std::string contents;
  };
  bool greeted();
  void send(std::string_view bytes);
  Message receive();
  unsigned char byte();
  RemoteRecord receive_record();

  int socket_;
  std::uint64_t documents_ = 0, last_ = 0, tokens_ = 0;  ///< of the database, as the server greeted
  std::string buffer_;
  std::size_t at_ = 0;  ///< of buffer_, read so far
};

}  // namespace tracuu::open
