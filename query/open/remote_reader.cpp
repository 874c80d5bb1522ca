#include "query/open/remote_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace tracuu::open {
namespace {

/// Of Xapian 1.4 in all its releases.
constexpr unsigned char kProtocol = 39;

// Numbers of Xapian's messages.
constexpr char kAskDocument = 2, kAskMetadata = 22;
constexpr unsigned char kGreeting = 0, kException = 1, kDone = 2, kData = 5, kValue = 16, kMetadata = 19;

/// As long as Xapian's client waits.
constexpr timeval kPatience{10, 0};
/// Requests on the way at once: some kilobytes, so that they fit the server's buffer while it is busy answering.
constexpr std::size_t kInFlight = 256;
/// Longer than any record; more is not an answer.
constexpr std::size_t kLongest = std::size_t{1} << 30;

std::string length(std::size_t value) {
  std::string bytes;
  if (value < 255) return bytes += static_cast<char>(value);
  bytes += '\xFF';
  for (value -= 255; value > 0x7F; value >>= 7) bytes += static_cast<char>(value & 0x7F);
  return bytes += static_cast<char>(value | 0x80);
}

/// Takes a length from the beginning of `bytes`.
std::size_t take_length(std::string_view& bytes) {
  const auto next = [&]() -> std::size_t {
    if (bytes.empty()) throw Xapian::NetworkError("a message of the server ends too early");
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return byte;
  };
  std::size_t value = next();
  if (value < 255) return value;
  value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::size_t byte = next();
    value |= (byte & 0x7F) << shift;
    if ((byte & 0x80) != 0) return value + 255;
    if (shift > 56) throw Xapian::NetworkError("a length in a message of the server is no length");
  }
}

std::string message(char type, std::string_view contents) { return type + length(contents.size()) + std::string(contents); }

struct Address {
  std::string host, port;
};

/// The only line of a stub, if it is "remote HOST:PORT": several databases in one have numbers of their own.
Address address_of(const std::filesystem::path& stub) {
  std::ifstream file(stub);
  Address address;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    constexpr std::string_view word = "remote ";
    const auto colon = line.rfind(':');
    if (!address.host.empty() || !line.starts_with(word) || colon == std::string::npos) return {};
    address = {line.substr(word.size(), colon - word.size()), line.substr(colon + 1)};
    while (!address.port.empty() && (address.port.back() < '0' || address.port.back() > '9')) address.port.pop_back();
  }
  return address;
}

int connected(const Address& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (address.host.empty() || ::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found) != 0) return -1;
  int socket = -1;
  for (const auto* one = found; one != nullptr && socket < 0; one = one->ai_next) {
    socket = ::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
    if (socket < 0) continue;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
    const int at_once = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    if (::connect(socket, one->ai_addr, one->ai_addrlen) != 0) {
      ::close(socket);
      socket = -1;
    }
  }
  ::freeaddrinfo(found);
  return socket;
}

}  // namespace

std::unique_ptr<RemoteReader> RemoteReader::connect(const std::filesystem::path& stub) {
  const int socket = connected(address_of(stub));
  if (socket < 0) return nullptr;
  std::unique_ptr<RemoteReader> reader(new RemoteReader(socket));
  return reader->greeted() ? std::move(reader) : nullptr;
}

RemoteReader::~RemoteReader() { ::close(socket_); }

bool RemoteReader::greeted() {
  try {
    const auto greeting = receive();
    std::string_view rest = greeting.contents;
    if (greeting.type != kGreeting || rest.size() < 2 || static_cast<unsigned char>(rest.front()) != kProtocol) return false;
    rest.remove_prefix(2);  // major and minor version
    documents_ = take_length(rest);
    last_ = documents_ + take_length(rest);
    take_length(rest);  // the shortest document
    take_length(rest);  // and how much longer the longest is
    if (rest.empty()) return false;
    rest.remove_prefix(1);  // whether there are positions
    tokens_ = take_length(rest);
    return true;
  } catch (const Xapian::NetworkError&) {
    return false;
  }
}

bool RemoteReader::sees(const Xapian::Database& database) const {
  return documents_ == database.get_doccount() && last_ == database.get_lastdocid() && tokens_ == database.get_total_length();
}

RemoteReader::Answer RemoteReader::read(std::span<const Xapian::docid> documents, std::span<const std::string> metadata) {
  Answer answer;
  const std::size_t all = documents.size() + metadata.size();
  for (std::size_t done = 0; done < all;) {
    const std::size_t end = std::min(all, done + kInFlight);
    std::string requests;
    for (std::size_t i = done; i < end; ++i) {
      requests += i < documents.size() ? message(kAskDocument, length(documents[i])) : message(kAskMetadata, metadata[i - documents.size()]);
    }
    send(requests);
    for (; done < end; ++done) {
      if (done < documents.size()) {
        answer.records.push_back(receive_record());
        continue;
      }
      auto entry = receive();
      if (entry.type != kMetadata) throw Xapian::NetworkError("the server answers something else than was asked");
      answer.metadata.push_back(std::move(entry.contents));
    }
  }
  return answer;
}

RemoteRecord RemoteReader::receive_record() {
  RemoteRecord record;
  for (;;) {
    auto part = receive();
    if (part.type == kDone) return record;
    if (part.type == kData) {
      record.data = std::move(part.contents);
    } else if (part.type == kValue) {
      std::string_view rest = part.contents;
      const auto slot = static_cast<unsigned>(take_length(rest));
      record.values[slot] = rest;
    } else {
      throw Xapian::NetworkError("the server answers something else than was asked");
    }
  }
}

void RemoteReader::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) throw Xapian::NetworkError("the server cannot be reached any more");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

unsigned char RemoteReader::byte() {
  if (at_ == buffer_.size()) {
    std::array<char, 64 * 1024> block;
    ssize_t got = 0;
    do got = ::recv(socket_, block.data(), block.size(), 0);
    while (got < 0 && errno == EINTR);
    if (got <= 0) throw Xapian::NetworkError("the server does not answer");
    buffer_.assign(block.data(), static_cast<std::size_t>(got));
    at_ = 0;
  }
  return static_cast<unsigned char>(buffer_[at_++]);
}

RemoteReader::Message RemoteReader::receive() {
  Message message;
  message.type = byte();
  std::string digits(1, static_cast<char>(byte()));
  if (digits.front() == '\xFF') {
    do digits += static_cast<char>(byte());
    while ((static_cast<unsigned char>(digits.back()) & 0x80) == 0 && digits.size() < 8);
  }
  std::string_view rest = digits;
  const auto size = take_length(rest);
  if (size > kLongest) throw Xapian::NetworkError("a length in a message of the server is no length");
  message.contents.reserve(size);
  while (message.contents.size() < size) {
    message.contents += static_cast<char>(byte());
    const auto held = std::min(size - message.contents.size(), buffer_.size() - at_);
    message.contents.append(buffer_, at_, held);
    at_ += held;
  }
  if (message.type != kException) return message;
  if (message.contents.find("DatabaseModifiedError") != std::string::npos) throw Xapian::DatabaseModifiedError("a writer has overtaken the server's reader");
  throw Xapian::NetworkError("the server cannot answer");
}

}  // namespace tracuu::open
