/// DESIGN rule 8: a remote index is read in few round trips. Xapian's own servers (xapian-tcpsrv) behind a proxy that counts
/// how often the client waits for an answer; where they are not installed the tests are skipped and say so.
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "query/graph/derive.h"
#include "status_world.h"

using namespace tracuu;
using test::CommandResult;
using test::has;
using test::StatusWorld;
namespace fs = std::filesystem;

namespace {

/// A socket of this machine that listens; `port` is filled.
int listening(std::uint16_t& port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(socket, 16) == 0);
  REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port = ntohs(address.sin_port);
  return socket;
}

int connected_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

/// One server of Xapian's for one database.
class Server {
 public:
  explicit Server(const fs::path& database) {
    ::close(listening(port_));  // free a moment ago
    child_ = ::fork();
    if (child_ == 0) {
      ::setpgid(0, 0);  // on SIGTERM the server ends its whole process group, which would be ours
      const std::string port = std::to_string(port_), path = database.string();
      ::execlp("xapian-tcpsrv", "xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", port.c_str(), path.c_str(), nullptr);
      ::_exit(127);
    }
    for (int attempt = 0; attempt < 200 && !ready_; ++attempt) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const int socket = connected_to(port_);
      ready_ = socket >= 0;
      if (ready_) ::close(socket);
    }
    REQUIRE(ready_);
  }
  ~Server() {
    ::kill(child_, SIGTERM);
    ::waitpid(child_, nullptr, 0);
  }
  Server(const Server&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = 0;
  pid_t child_ = -1;
  bool ready_ = false;
};

/// Passes everything on and counts the round trips: the client has sent something, and then an answer comes.
class CountingProxy {
 public:
  explicit CountingProxy(std::uint16_t server) : server_(server), listener_(listening(port_)), acceptor_([this] { accept_all(); }) {}
  ~CountingProxy() {
    stop_ = true;
    acceptor_.join();
    for (auto& connection : connections_) connection.join();
    ::close(listener_);
  }
  CountingProxy(const CountingProxy&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::size_t round_trips() const { return round_trips_; }

 private:
  void accept_all() {
    while (!stop_) {
      pollfd wait{listener_, POLLIN, 0};
      if (::poll(&wait, 1, 20) <= 0) continue;
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client >= 0) connections_.emplace_back([this, client] { pass(client); });
    }
  }

  void pass(int client) {
    const int server = connected_to(server_);
    bool asked = false;
    while (!stop_) {
      std::array<pollfd, 2> wait{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
      if (::poll(wait.data(), wait.size(), 20) <= 0) continue;
      // What the server has to say comes first: a request behind it is a new round trip.
      if (wait[1].revents != 0) {
        if (!pass_on(server, client)) break;  // the last word of a client, that it leaves, has no answer
        if (asked) ++round_trips_;
        asked = false;
      } else if (wait[0].revents != 0) {
        asked = true;
        if (!pass_on(client, server)) break;
      }
    }
    ::close(client);
    ::close(server);
  }

  static bool pass_on(int from, int to) {
    std::array<char, 1 << 16> bytes;
    const auto got = ::recv(from, bytes.data(), bytes.size(), 0);
    for (ssize_t at = 0; at < got;) {
      const auto sent = ::send(to, bytes.data() + at, static_cast<std::size_t>(got - at), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      at += sent;
    }
    return got > 0;
  }

  std::uint16_t server_, port_ = 0;
  int listener_;
  std::atomic<bool> stop_ = false;
  std::atomic<std::size_t> round_trips_ = 0;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

bool has_servers() {
  for (const char* folder : {"/usr/bin", "/usr/local/bin"}) {
    if (fs::exists(fs::path(folder) / "xapian-tcpsrv")) return true;
  }
  WARN("skipped: xapian-tcpsrv is not installed (package xapian-tools)");
  return false;
}

/// A resolution, `count` programmes of provinces that carry it out, and a plan for each of them.
std::vector<std::pair<std::string, std::string>> network(int count) {
  std::vector<std::pair<std::string, std::string>> documents{
      {"nq.txt", "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 27-NQ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 09 tháng 11 năm 2022\n\nNGHỊ QUYẾT\nvề Nhà nước pháp quyền\n\n1. Xây dựng Nhà nước pháp quyền.\n"}};
  const std::array<std::pair<const char*, const char*>, 4> places{{{"HÀ GIANG", "Hà Giang"}, {"AN GIANG", "An Giang"}, {"LÀO CAI", "Lào Cai"}, {"NGHỆ AN", "Nghệ An"}}};
  for (int i = 1; i <= count; ++i) {
    const auto& [upper, name] = places[static_cast<std::size_t>(i) % places.size()];
    const auto number = std::to_string(i), day = (i % 28 < 9 ? "0" : "") + std::to_string(1 + i % 28);
    documents.emplace_back("ctr" + number + ".txt", std::string("TỈNH ỦY ") + upper + "\n*\nSố " + number + "-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n" + name + ", ngày " + day +
                                                        " tháng 3 năm 2023\n\nCHƯƠNG TRÌNH\nthực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương\n\n1. Quán triệt Nghị quyết.\n");
    documents.emplace_back("kh" + number + ".txt", std::string("ỦY BAN NHÂN DÂN TỈNH ") + upper + "\nSố: " + number + "/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" + name + ", ngày " + day +
                                                       " tháng 6 năm 2023\n\nKẾ HOẠCH\nthực hiện Chương trình số " + number + "-CTr/TU ngày " + day + "/3/2023 của Tỉnh ủy " + name +
                                                       "\n\n1. Sở Tư pháp và Sở Nội vụ xây dựng kế hoạch thực hiện Chương trình này.\n");
  }
  return documents;
}

/// Decrees of one subject, each ending the one before, decisions of provinces, and two copies of one decree.
std::vector<std::pair<std::string, std::string>> decrees(int count) {
  std::vector<std::pair<std::string, std::string>> documents;
  const std::array<const char*, 6> subjects{"hàng hóa nhập khẩu", "dịch vụ vận tải", "hộ kinh doanh cá thể", "doanh nghiệp chế xuất", "chuyển nhượng bất động sản", "khai thác khoáng sản"};
  const auto day = [](int i) { return "ngày " + std::string(i % 27 < 9 ? "0" : "") + std::to_string(1 + i % 27) + " tháng " + std::to_string(3 + i % 7) + " năm 2020"; };
  for (int i = 1; i <= count; ++i) {
    const std::string number = std::to_string(i), subject = subjects[static_cast<std::size_t>(i) % subjects.size()];
    std::string articles = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về hoàn thuế giá trị gia tăng đối với " + subject + ".\nĐiều 2. Quyền và nghĩa vụ của người nộp thuế\nNgười nộp thuế được hoàn thuế giá trị gia tăng trong thời hạn " +
                           std::to_string(i + 5) + " ngày kể từ ngày nộp hồ sơ.\nĐiều 3. Hồ sơ\nHồ sơ hoàn thuế của " + subject + " gồm tờ khai và hóa đơn số " + number +
                           ".\nĐiều 4. Hiệu lực thi hành\n1. Nghị định này có hiệu lực thi hành từ " + day(i + 3) + ".\n";
    if (i > 1) articles += "2. Nghị định này thay thế Nghị định số " + std::to_string(i - 1) + "/2020/NĐ-CP " + day(i - 1) + " của Chính phủ.\n";
    documents.emplace_back("nd" + number + ".txt", test::decree(number + "/2020/NĐ-CP", day(i), "Quy định về hoàn thuế giá trị gia tăng đối với " + subject + " số " + number, articles));
    if (i == 3) documents.emplace_back("ban-sao.txt", documents.back().second + "\nNơi nhận: lưu VT.\n");
    documents.emplace_back("qd" + number + ".txt", "ỦY BAN NHÂN DÂN TỈNH AN GIANG\nSố: " + number + "/2020/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Giang, " + day(i) +
                                                       "\nQUYẾT ĐỊNH\nVề giá đất và thuế đối với " + subject + "\nCăn cứ Nghị định số " + number + "/2020/NĐ-CP " + day(i) +
                                                       " của Chính phủ;\nQUYẾT ĐỊNH:\nĐiều 1. Giá đất\nGiá đất tính thuế đối với " + subject + " là " + std::to_string(i * 10) + " đồng.\nĐiều 2. Thi hành\nCục Thuế tỉnh thi hành Quyết định này.\n");
  }
  return documents;
}

/// The same index twice: here, and behind servers, with a copy of its table of links.
class RemoteWorld {
 public:
  /// `deleted`: names of documents that are taken out of the index before it is served.
  explicit RemoteWorld(int count, const std::vector<std::string>& deleted = {}) : RemoteWorld(network(count), deleted) {}
  explicit RemoteWorld(const std::vector<std::pair<std::string, std::string>>& documents, const std::vector<std::string>& deleted = {})
      : world_(documents), remote_(world_.root() / "remote.db") {
    if (!deleted.empty()) remove(deleted);
    auto index = open::Index::open(world_.root() / "tracuu.db");
    REQUIRE(index);
    const auto derived = index->consistently([](open::Index& opened) { return graph::derive(opened); });
    REQUIRE((derived && *derived));
    fs::create_directories(remote_);
    fs::copy(world_.root() / "tracuu.db" / "links", remote_ / "links", fs::copy_options::recursive);
    for (const char* part : {"documents", "provisions", "texts"}) {
      servers_.push_back(std::make_unique<Server>(world_.root() / "tracuu.db" / part));
      proxies_.push_back(std::make_unique<CountingProxy>(servers_.back()->port()));
      std::ofstream(remote_ / part) << "remote 127.0.0.1:" << proxies_.back()->port() << "\n";
    }
  }

  /// Runs a command on both; the answers must be the same. Returns the round trips, those of opening included.
  std::size_t ask(const std::vector<std::string>& words) {
    const auto here = world_.run(words);
    const auto before = round_trips();
    const auto there = world_.run(words, {}, remote_);
    INFO(there.err);
    CHECK(there.code == here.code);
    CHECK(there.out == here.out);
    CHECK_FALSE(here.out.empty());
    return round_trips() - before;
  }

 private:
  // Made by two threads, so that lists of terms come in pieces as they do in large indexes.
  void remove(const std::vector<std::string>& names) const {
    writer::RunOptions options;
    options.index = world_.root() / "tracuu.db";
    options.paths = {world_.root() / "docs"};
    options.jobs = 2;
    options.prune = true;
    fs::remove_all(options.index);
    REQUIRE(writer::run(options).has_value());
    for (const std::string& name : names) REQUIRE(fs::remove(world_.root() / "docs" / name));
    REQUIRE(writer::run(options).has_value());
  }

  [[nodiscard]] std::size_t round_trips() const {
    std::size_t all = 0;
    for (const auto& proxy : proxies_) all += proxy->round_trips();
    return all;
  }

  StatusWorld world_;
  fs::path remote_;
  std::vector<std::unique_ptr<Server>> servers_;
  std::vector<std::unique_ptr<CountingProxy>> proxies_;
};

}  // namespace

TEST_CASE("a page of twenty citing acts takes six round trips of a remote index, a trace four a level") {
  if (!has_servers()) return;
  RemoteWorld world(30);
  CHECK(world.ask({"cited-by", "tw/nq/2022-11-09/27", "--limit", "20"}) <= 6);
  CHECK(world.ask({"cited-by", "tw/nq/2022-11-09/27", "--limit", "20", "--format", "json"}) <= 6);
  CHECK(world.ask({"trace", "tw/nq/2022-11-09/27"}) <= 8);  // two levels
  CHECK(world.ask({"trace", "tw/nq/2022-11-09/27", "--format", "json"}) <= 8);
  CHECK(world.ask({"cited-by", "27-NQ/TW ngày 09/11/2022", "--limit", "20"}) <= 12);
}

TEST_CASE("a word or a condition that holds for every document of a remote index is found there too after documents were deleted") {
  if (!has_servers()) return;
  std::vector<std::string> deleted;
  for (int i = 7; i <= 40; i += 10) deleted.push_back("ctr" + std::to_string(i) + ".txt");
  RemoteWorld world(40, deleted);
  for (const char* query : {"tháng", "\"thực hiện nghị quyết\" -tháng", "quán triệt (cap:tinh OR cap:tw)"}) {
    INFO(query);
    world.ask({"search", query, "--limit", "1"});
  }
  world.ask({"search", "thuc hien thang nam tinh", "--limit", "1", "--by", "provision"});
}

TEST_CASE("a page of search results takes eight round trips of a remote index, whatever is asked") {
  if (!has_servers()) return;
  const bool with_deletions = GENERATE(false, true);
  RemoteWorld world(decrees(24), with_deletions ? std::vector<std::string>{"nd7.txt", "nd20.txt", "qd4.txt", "qd15.txt"} : std::vector<std::string>());
  const std::vector<std::pair<const char*, std::vector<std::string>>> kinds = {
      {"a word", {"thuế"}},
      {"a question", {"người nộp thuế được hoàn thuế giá trị gia tăng trong bao nhiêu ngày"}},
      {"a question with words that are added to it", {"ubnd tỉnh thu tiền đất của dân thế nào"}},
      {"a sentence of a text", {"Người nộp thuế được hoàn thuế giá trị gia tăng trong thời hạn 12 ngày"}},
      {"a sentence that runs over the end of an article", {"gồm tờ khai và hóa đơn số 9 hiệu lực thi hành"}},
      {"a question without diacritics", {"nguoi nop thue duoc hoan thue trong bao nhieu ngay"}},
      {"a sentence without diacritics", {"ho so hoan thue cua dich vu van tai gom to khai va hoa don"}},
      {"a question with some diacritics", {"hoan thuế gia tri gia tăng"}},
      {"a phrase", {"\"hoàn thuế giá trị gia tăng\""}},
      {"a phrase and other words", {"\"người nộp thuế\" hồ sơ khoáng sản"}},
      {"a phrase over the end of an article", {"\"nộp hồ sơ điều 3 hồ sơ\""}},
      {"a filter with facets", {"loai:nđ hoàn thuế", "--facets"}},
      {"a filter whose values are looked up, with facets", {"coquan:ubnd giá đất", "--facets"}},
      {"filters of level and year with facets", {"cap:tinh nam:2020 giá đất", "--facets"}},
      {"facets alone", {"hoàn thuế", "--facets"}},
      {"a filter and a phrase", {"coquan:cp \"hồ sơ hoàn thuế\"", "--facets"}},
      {"a citation", {"Nghị định 12/2020/NĐ-CP"}},
      {"a citation of a document with copies", {"Nghị định số 3/2020/NĐ-CP"}},
      {"a citation in part", {"nghị định 12/2020"}},
      {"a citation of an article", {"Điều 2 Nghị định 12/2020/NĐ-CP"}},
      {"a number that nobody bears", {"99/2020/NĐ-CP"}},
      {"a word that occurs nowhere", {"thuếee hoàn thuếs"}},
      {"nothing that occurs", {"xyzzy"}},
      {"six words of a title", {"hoàn thuế giá trị gia tăng đối với khai thác khoáng sản"}},
      {"page two", {"hoàn thuế giá trị gia tăng", "--offset", "10"}},
      {"page two of a filter", {"loai:qđ thuế", "--offset", "10"}},
      {"the latest first", {"hoàn thuế", "--sort", "date"}},
      {"the most cited first", {"hoàn thuế", "--sort", "cited"}},
      {"provisions", {"quyền và nghĩa vụ của người nộp thuế", "--by", "provision"}},
  };
  for (const auto& [kind, query] : kinds) {
    for (const std::vector<std::string>& more : {std::vector<std::string>{"--date", "2024-05-01"}, {"--format", "json"}}) {
      INFO(kind << (more.empty() ? "" : ", " + more.front()) << (with_deletions ? ", after deletions" : ""));
      std::vector<std::string> words{"search"};
      words.insert(words.end(), query.begin(), query.end());
      words.insert(words.end(), more.begin(), more.end());
      const std::size_t trips = world.ask(words);
      INFO(trips);
      CHECK(trips <= 8);
    }
  }
  world.ask({"search", "hoàn thuế hieuluc:het", "--date", "2024-05-01", "--facets"});
  world.ask({"similar", "cp/nd/2020/12"});
}
