#include "query/open/remote_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace tracuu::open {
namespace {

/// As long as Xapian's client waits.
constexpr timeval kPatience{10, 0};
constexpr int kPatienceMilliseconds = 10'000;
/// Longer than any record; more is not an answer.
constexpr std::size_t kLongest = std::size_t{1} << 30;
/// Answers that stay known: those of some pages.
constexpr std::size_t kKeptBytes = std::size_t{64} << 20;

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
    std::string_view nothing;
    const auto greeting = remote::greeting(receive(nothing));
    if (greeting) greeting_ = *greeting;
    return greeting.has_value();
  } catch (const Xapian::Error&) {
    return false;
  }
}

bool RemoteReader::sees(const Xapian::Database& database) const {
  return greeting_.documents == database.get_doccount() && greeting_.last == database.get_lastdocid() && greeting_.tokens == database.get_total_length();
}

void RemoteReader::expect(std::string request) {
  if (answers_.try_emplace(request).second) expected_.push_back(std::move(request));
}

std::shared_ptr<const remote::Answer> RemoteReader::answer(const std::string& request) {
  if (const auto known = answers_.find(request); known != answers_.end() && known->second) return known->second;
  if (kept_bytes_ > kKeptBytes) {
    std::erase_if(answers_, [](const auto& answer) { return answer.second != nullptr; });
    kept_bytes_ = 0;
  }
  expect(request);
  fly();
  return answers_.at(request);
}

void RemoteReader::fly() {
  std::string all;
  for (const std::string& request : expected_) all += request;
  std::string_view unsent = all;
  for (const std::string& request : std::exchange(expected_, {})) {
    auto answer = std::make_shared<remote::Answer>();
    do {
      answer->push_back(receive(unsent));
      kept_bytes_ += answer->back().contents.size();
    } while (!remote::is_last(request, answer->back()));
    if (const RemoteMessage& last = answer->back(); last.type == remote::exception) {
      if (last.contents.find("DatabaseModifiedError") != std::string::npos) throw Xapian::DatabaseModifiedError("a writer has overtaken the server's reader");
      throw Xapian::NetworkError("the server cannot answer");
    }
    answers_[request] = std::move(answer);
  }
}

// The server stops reading while nobody takes its answers: both directions are kept going, or both sides would wait for each other.
void RemoteReader::exchange(std::string_view& unsent) {
  pollfd wait{socket_, static_cast<short>(unsent.empty() ? POLLIN : POLLIN | POLLOUT), 0};
  int ready = 0;
  do ready = ::poll(&wait, 1, kPatienceMilliseconds);
  while (ready < 0 && errno == EINTR);
  if (ready <= 0) throw Xapian::NetworkError("the server does not answer");
  if ((wait.revents & POLLOUT) != 0) {
    const auto sent = ::send(socket_, unsent.data(), unsent.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EINTR && errno != EAGAIN) throw Xapian::NetworkError("the server cannot be reached any more");
    if (sent > 0) unsent.remove_prefix(static_cast<std::size_t>(sent));
  }
  if ((wait.revents & ~POLLOUT) == 0) return;
  std::array<char, 64 * 1024> block;
  const auto got = ::recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) throw Xapian::NetworkError("the server does not answer");
  buffer_.assign(block.data(), static_cast<std::size_t>(got));
  at_ = 0;
}

unsigned char RemoteReader::byte(std::string_view& unsent) {
  while (at_ == buffer_.size()) exchange(unsent);
  return static_cast<unsigned char>(buffer_[at_++]);
}

RemoteMessage RemoteReader::receive(std::string_view& unsent) {
  RemoteMessage message;
  message.type = byte(unsent);
  std::size_t size = byte(unsent);
  if (size == 0xFF) {
    size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::size_t next = byte(unsent);
      size |= (next & 0x7F) << shift;
      if ((next & 0x80) != 0) break;
      if (shift > 35) throw Xapian::NetworkError("a length in a message of the server is no length");
    }
    size += 255;
  }
  if (size > kLongest) throw Xapian::NetworkError("a length in a message of the server is no length");
  message.contents.reserve(size);
  while (message.contents.size() < size) {
    message.contents += static_cast<char>(byte(unsent));
    const auto held = std::min(size - message.contents.size(), buffer_.size() - at_);
    message.contents.append(buffer_, at_, held);
    at_ += held;
  }
  return message;
}

}  // namespace tracuu::open
