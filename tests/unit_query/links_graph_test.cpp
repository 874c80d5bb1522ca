#include <algorithm>
#include <catch2/catch.hpp>

#include "corpus/registry/registry.h"
#include "query/status/change.h"
#include "query/links/rows.h"
#include "memory_index.h"
#include "query/graph/bodies.h"
#include "query/graph/trace.h"

using namespace tracuu;
using test::act;
using test::cite;
using test::MemoryIndex;

namespace {

struct World {
  explicit World(MemoryIndex& index) : resolver(index), graph(index, resolver) {}
  resolve::Resolver resolver;
  graph::Graph graph;

  resolve::ActId id(std::string_view canonical) { return resolver.act_by_id(canonical).value(); }
  const std::string& name(resolve::ActId act) { return resolver.act(act).id; }
};

/// Ids of a trace in reading order, indented by level.
void list(World& world, const graph::TraceNode& node, std::size_t level, std::vector<std::string>& out) {
  out.push_back(std::string(level, '>') + world.name(node.act) + (node.cycle ? " (cycle)" : "") + (node.seen ? " (seen)" : ""));
  for (const auto& child : node.children) list(world, child, level + 1, out);
}

std::vector<std::string> listed(World& world, const graph::Trace& trace) {
  std::vector<std::string> out;
  list(world, trace.root, 0, out);
  return out;
}

/// 26-NQ/TW <- 37-CTr/TU (stated by 57-CTr/TU); 27-NQ/TW <- 57-CTr/TU <- 100/KH-UBND, which names 27-NQ/TW too.
MemoryIndex network() {
  MemoryIndex index;
  index.add(act("NQ", "27-NQ/TW", "2022-11-09", "tw"));
  auto programme = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  cite(programme, {"NQ", "27-NQ/TW", "2022-11-09", "implements"});
  cite(programme, {"CTr", "37-CTr/TU", "2018-07-19", "mention"});
  cite(programme, {"NQ", "26-NQ/TW", "2018-05-19", "implements", "37-CTr/TU"});
  index.add(programme);
  auto plan = act("KH", "100/KH-UBND", "2023-06-05", "ubnd.can-tho");
  cite(plan, {"CTr", "57-CTr/TU", "2023-03-03", "implements"}).province = "can-tho";
  cite(plan, {"NQ", "27-NQ/TW", "2022-11-09", "implements"});
  index.add(plan);
  return index;
}

}  // namespace

TEST_CASE("who cites an act is found from the keys that resolve to it") {
  auto index = network();
  World world(index);
  const auto incoming = world.graph.incoming(world.id("tw/nq/2022-11-09/27"));
  REQUIRE(incoming.size() == 2);
  CHECK(world.name(incoming[0].subject) == "tu.can-tho/ctr/2023-03-03/57");
  CHECK(world.name(incoming[1].subject) == "ubnd.can-tho/kh/2023-06-05/100");
  CHECK(world.graph.citing_works(world.id("tw/nq/2022-11-09/27")) == 2);
}

TEST_CASE("an edge between two other documents is theirs, asserted by the third") {
  auto index = network();
  World world(index);
  const auto incoming = world.graph.incoming(world.id("tw/nq/2018-05-19/26"));
  REQUIRE(incoming.size() == 1);
  CHECK(incoming[0].nested());
  CHECK(incoming[0].relation == "implements");
  CHECK(world.name(incoming[0].asserted_by) == "tu.can-tho/ctr/2023-03-03/57");
  CHECK(world.resolver.act(incoming[0].subject).identity.number == "37-CTr/TU");
  CHECK_FALSE(world.resolver.act(incoming[0].subject).in_index());
  SECTION("it is an outgoing edge of the act that is only cited") {
    const auto outgoing = world.graph.outgoing(incoming[0].subject);
    REQUIRE(outgoing.size() == 1);
    CHECK(world.name(outgoing[0].target()) == "tw/nq/2018-05-19/26");
  }
}

TEST_CASE("a trace shows levels, and a plan that names both stands under the programme") {
  auto index = network();
  World world(index);
  const auto trace = graph::trace(world.graph, world.id("tw/nq/2022-11-09/27"), {});
  CHECK(listed(world, trace) == std::vector<std::string>{"tw/nq/2022-11-09/27", ">tu.can-tho/ctr/2023-03-03/57", ">>ubnd.can-tho/kh/2023-06-05/100"});
  CHECK(trace.acts == 2);
  REQUIRE(trace.root.children[0].children[0].also.size() == 1);
  CHECK(world.name(trace.root.children[0].children[0].also[0]) == "tw/nq/2022-11-09/27");
}

TEST_CASE("a trace includes what third documents state, and marks it") {
  auto index = network();
  World world(index);
  const auto trace = graph::trace(world.graph, world.id("tw/nq/2018-05-19/26"), {});
  REQUIRE(trace.root.children.size() == 1);
  CHECK(trace.root.children[0].edge.only_nested());
  CHECK(trace.only_cited == 1);
}

TEST_CASE("a trace upwards leads from the plan to the resolution") {
  auto index = network();
  World world(index);
  graph::TraceOptions up;
  up.up = true;
  const auto trace = graph::trace(world.graph, world.id("ubnd.can-tho/kh/2023-06-05/100"), up);
  CHECK(listed(world, trace) ==
        std::vector<std::string>{"ubnd.can-tho/kh/2023-06-05/100", ">tu.can-tho/ctr/2023-03-03/57", ">>tw/nq/2022-11-09/27"});
}

TEST_CASE("a circle of documents ends, and is told") {
  MemoryIndex index;
  auto a = act("KH", "1/KH-UBND", "2023-01-01", "ubnd.can-tho");
  cite(a, {"KH", "2/KH-UBND", "2023-02-01", "implements"}).province = "can-tho";
  auto b = act("KH", "2/KH-UBND", "2023-02-01", "ubnd.can-tho");
  cite(b, {"KH", "1/KH-UBND", "2023-01-01", "implements"}).province = "can-tho";
  index.add(a);
  index.add(b);
  World world(index);
  const auto trace = graph::trace(world.graph, world.id("ubnd.can-tho/kh/2023-01-01/1"), {});
  CHECK(trace.cycles == 1);
  CHECK(listed(world, trace).size() == 3);
}

TEST_CASE("two ways to one document: its tree is shown once") {
  MemoryIndex index;
  index.add(act("NQ", "27-NQ/TW", "2022-11-09", "tw"));
  for (const auto* province : {"can-tho", "lao-cai"}) {
    auto programme = act("CTr", "57-CTr/TU", "2023-03-03", std::string("tu.") + province);
    cite(programme, {"NQ", "27-NQ/TW", "2022-11-09", "implements"});
    index.add(programme);
  }
  auto both = act("KH", "9/KH-BTP", "2023-06-05", "btp");
  cite(both, {"CTr", "57-CTr/TU", "2023-03-03", "implements"}).province = "can-tho";
  cite(both, {"CTr", "57-CTr/TU", "2023-03-03", "implements"}).province = "lao-cai";
  index.add(both);
  auto below = act("KH", "10/KH-STP", "2023-07-05", "stp.can-tho");
  cite(below, {"KH", "9/KH-BTP", "2023-06-05", "implements"});
  index.add(below);
  World world(index);
  const auto lines = listed(world, graph::trace(world.graph, world.id("tw/nq/2022-11-09/27"), {}));
  CAPTURE(lines);
  CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.find("stp") != std::string::npos; }) == 1);
  CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) { return line.ends_with("(seen)"); }) == 1);
}

TEST_CASE("depth and limit cut a trace and say how much is left") {
  auto index = network();
  World world(index);
  graph::TraceOptions shallow;
  shallow.depth = 1;
  const auto trace = graph::trace(world.graph, world.id("tw/nq/2022-11-09/27"), shallow);
  REQUIRE(!trace.root.children.empty());
  CHECK(trace.root.children[0].cut == 1);
}

TEST_CASE("references with another date are kept as undecided, not linked") {
  auto index = network();
  auto wrong = act("KH", "1902/KH-UBND", "2023-05-30", "ubnd.phu-tho");
  cite(wrong, {"NQ", "27-NQ/TW", "2022-12-09", "implements"});
  index.add(wrong);
  World world(index);
  CHECK(world.graph.incoming(world.id("tw/nq/2022-11-09/27")).size() == 2);
  const auto undecided = world.graph.undecided(world.id("tw/nq/2022-11-09/27"));
  REQUIRE(undecided.size() == 1);
  CHECK(undecided[0].resolution.date_conflict == world.id("tw/nq/2022-11-09/27"));
}

TEST_CASE("what a document says in passing is a leaf of the trace, after the others, and carries no tree of its own") {
  MemoryIndex index;
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto resolution = act("NQ", "77/NQ-CP", "2020-05-12", "cp");
  resolution.provisions.push_back({model::Unit::preamble, "", "mo-dau", {0, 5}, {}, -1, 0, ""});
  resolution.provisions.push_back({model::Unit::section, "II", "muc_II", {5, 500}, {}, -1, 0, ""});
  auto& passing = cite(resolution, {"NĐ", "45/2020/NĐ-CP", "2020-04-08", "implements"});
  passing.provision = 1;
  SECTION("stated in a section") {
    index.add(resolution);
    auto programme = act("KH", "97/KH-UBND", "2023-06-15", "ubnd.can-tho");
    cite(programme, {"NQ", "77/NQ-CP", "2020-05-12", "implements"});
    index.add(programme);
    auto plan = act("KH", "128/KH-UBND", "2020-08-05", "ubnd.can-tho");
    cite(plan, {"NĐ", "45/2020/NĐ-CP", "2020-04-08", "implements"});
    index.add(plan);
    World world(index);
    const auto trace = graph::trace(world.graph, world.id("cp/nd/2020/45"), {});
    CHECK(listed(world, trace) ==
          std::vector<std::string>{"cp/nd/2020/45", ">ubnd.can-tho/kh/2020-08-05/128", ">cp/nq/2020-05-12/77"});
    CHECK(trace.root.children[1].edge.in_body);
    CHECK_FALSE(trace.root.children[0].edge.in_body);
    CHECK(trace.acts == 2);
  }
  SECTION("stated in Điều 1, the declaration of what is issued") {
    resolution.provisions[1] = {model::Unit::dieu, "1", "dieu_1", {5, 500}, {}, -1, 0, ""};
    index.add(resolution);
    World world(index);
    CHECK_FALSE(graph::trace(world.graph, world.id("cp/nd/2020/45"), {}).root.children.at(0).edge.in_body);
  }
  SECTION("stated by a letter that is about something else") {
    auto letter = act("CV", "5664/CT-CS", "2020-12-01", "cuc-thue");
    letter.provisions.push_back({model::Unit::preamble, "", "mo-dau", {0, 500}, {}, -1, 0, ""});
    cite(letter, {"NĐ", "45/2020/NĐ-CP", "2020-04-08", "implements"}).provision = 0;
    index.add(letter);
    World world(index);
    CHECK(graph::trace(world.graph, world.id("cp/nd/2020/45"), {}).root.children.at(0).edge.in_body);
  }
  SECTION("stated in the opening as well") {
    cite(resolution, {"NĐ", "45/2020/NĐ-CP", "2020-04-08", "implements"}).provision = 0;
    index.add(resolution);
    World world(index);
    CHECK_FALSE(graph::trace(world.graph, world.id("cp/nd/2020/45"), {}).root.children.at(0).edge.in_body);
  }
}

TEST_CASE("a document that names two acts of one branch in passing is shown once, under the lower one") {
  auto index = network();
  // 57-CTr/TU implements 26-NQ/TW and the programme 37-CTr/TU of that resolution, both in its body.
  auto& programme = index.documents[1];
  programme.provisions.push_back({model::Unit::section, "II", "muc_II", {5, 500}, {}, -1, 0, ""});
  programme.mentions[1].roles = {{"this", "implements"}};
  programme.mentions[1].provision = 0;
  programme.mentions[2].roles.push_back({"this", "implements"});
  programme.mentions[2].provision = 0;
  World world(index);
  const auto trace = graph::trace(world.graph, world.id("tw/nq/2018-05-19/26"), {});
  CHECK(listed(world, trace) == std::vector<std::string>{"tw/nq/2018-05-19/26", ">tu.can-tho/ctr/2018-07-19/37", ">>tu.can-tho/ctr/2023-03-03/57"});
}

TEST_CASE("an act does not carry out a later one, whatever a third document is understood to say") {
  MemoryIndex index;
  index.add(act("NQ", "71/NQ-CP", "2025-04-01", "cp"));
  index.add(act("NQ", "03/NQ-CP", "2025-01-09", "cp"));
  auto decision = act("QĐ", "100/QĐ-UBND", "2025-11-19", "ubnd.can-tho");
  cite(decision, {"NQ", "03/NQ-CP", "2025-01-09", "mention"});
  cite(decision, {"NQ", "71/NQ-CP", "2025-04-01", "implements", "03/NQ-CP"});
  index.add(decision);
  World world(index);
  CHECK(graph::trace(world.graph, world.id("cp/nq/2025-04-01/71"), {}).root.children.empty());
  graph::TraceOptions up;
  up.up = true;
  CHECK(graph::trace(world.graph, world.id("cp/nq/2025-01-09/3"), up).root.children.empty());
  // It is no reference lost: who asks for all of them gets it.
  CHECK(world.graph.incoming(world.id("cp/nq/2025-04-01/71")).size() == 1);
}

TEST_CASE("bodies that are told to do something are names of organs, whole") {
  using Names = std::vector<std::string>;
  CHECK(graph::named_bodies("Sở Tư pháp, Sở Nội vụ và Sở Tài chính") == Names{"Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"});
  CHECK(graph::named_bodies("Các tỉnh ủy, thành ủy, ban cán sự đảng, đảng đoàn").empty());
  CHECK(graph::named_bodies("Ủy ban nhân dân các quận, huyện").empty());
  CHECK(graph::named_bodies("Bộ Lao động - Thương binh và Xã hội") == Names{"Bộ Lao động - Thương binh và Xã hội"});
  CHECK(graph::named_bodies("Sở Văn hóa, Thể thao và Du lịch và Công an tỉnh") == Names{"Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"});
  CHECK(graph::named_bodies("Sở Giáo dục và Đào tạo; Ủy ban nhân dân thành phố Cần Thơ") == Names{"Sở Giáo dục và Đào tạo", "Ủy ban nhân dân thành phố Cần Thơ"});
  CHECK(graph::named_bodies("Mặt trận Tổ quốc Việt Nam") == Names{"Mặt trận Tổ quốc Việt Nam"});
  CHECK(graph::named_bodies("các sở, ban, ngành").empty());
  for (const char* words : {"Đơn vị được giao", "Tính đến hết ngày 24/5/2025", "Cách thức thực hiện", "Theo thẩm quyền 20", "Xác định rõ việc để các Bộ", "Hoàn thành"}) CHECK(graph::named_bodies(words).empty());
}

TEST_CASE("the table lists apart the edges of just those relations that change effect") {
  for (const auto& row : registry::Registry::builtin().relations()) {
    INFO(row.name);
    CHECK(status::changes_effect(row.name) == (std::find(links::kChanging.begin(), links::kChanging.end(), row.name) != links::kChanging.end()));
  }
}
