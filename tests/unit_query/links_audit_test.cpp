#include <catch2/catch.hpp>

#include "memory_index.h"
#include "query/audit/audit.h"

using namespace tracuu;
using test::act;
using test::cite;

namespace {

std::vector<std::string> rules_found(test::MemoryIndex& index, resolve::RecordId record) {
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  std::vector<std::string> found;
  for (const auto& finding : audit::audit(graph, {record}, audit::Options{}).findings) found.emplace_back(finding.rule);
  return found;
}

}  // namespace

TEST_CASE("an audit tells wrong, impossible and contradicting dates apart") {
  using Rules = std::vector<std::string>;
  const auto found_for = [](const test::Cite& what, model::Date date = {}) {
    test::MemoryIndex index;
    index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
    auto plan = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
    auto& mention = cite(plan, what);
    if (date.is_set()) mention.date = date;
    return rules_found(index, index.add(plan));
  };
  CHECK(found_for({"NĐ", "45/2020/NĐ-CP", "2020-04-08"}).empty());
  CHECK(found_for({"NĐ", "45/2020/NĐ-CP", "2020-08-04"}) == Rules{"CIT-DATE-MISMATCH"});
  CHECK(found_for({"NĐ", "45/2020/NĐ-CP"}, {2020, 2, 30}) == Rules{"CIT-DATE-IMPOSSIBLE"});
  CHECK(found_for({"QĐ", "99999/2019/QĐ-TTg", "2021-01-05"}) == Rules{"CIT-UNRESOLVED", "CIT-YEAR-MISMATCH"});
  CHECK(found_for({"NĐ", "99999/2024/NĐ-CP", "2024-01-05"}) == Rules{"CIT-FUTURE", "CIT-UNRESOLVED"});
}

TEST_CASE("a malformed number and a missing own number are findings of their own") {
  test::MemoryIndex index;
  auto plan = act("KH", "", "2023-01-05", "ubnd.can-tho");
  cite(plan, {"NĐ", "45/2020/ND-CPP"}).malformed = true;
  CHECK(rules_found(index, index.add(plan)) == std::vector<std::string>{"COR-NO-ID", "CIT-MALFORMED"});
}

TEST_CASE("the same dead reference ten times is one finding") {
  test::MemoryIndex index;
  auto plan = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  for (int i = 0; i < 10; ++i) cite(plan, {"NĐ", "99999/2020/NĐ-CP", "2020-01-05"});
  CHECK(rules_found(index, index.add(plan)).size() == 1);
}

TEST_CASE("a reference that is not in the index is a warning only where something speaks against it") {
  const auto severity = [](const test::Cite& what, const std::string& issuer = {}) {
    test::MemoryIndex index;
    auto decision = act("QĐ", "402/QĐ-UBND", "2022-04-11", "ubnd.dong-thap");
    cite(decision, what).issuer = issuer;
    const auto record = index.add(decision);
    resolve::Resolver resolver(index);
    graph::Graph graph(index, resolver);
    const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-UNRESOLVED"}}).findings;
    return findings.empty() ? std::string() : std::string(audit::severity_name(findings.front().severity));
  };
  SECTION("a decree beyond the last one of its year, which the registry knows well") {
    CHECK(severity({"NĐ", "299/2021/NĐ-CP", "2021-07-15"}) == "warn");
  }
  SECTION("a known decree, and one that the registry may just not know") {
    CHECK(severity({"NĐ", "61/2018/NĐ-CP", "2018-04-23"}) == "info");
    CHECK(severity({"QĐ", "491/QĐ-TTg", "2009-04-16"}) == "info");
  }
  SECTION("a decision said to be of the same province: the index may just not have it") {
    CHECK(severity({"QĐ", "15/2021/QĐ-UBND", "2021-05-05"}, "Ủy ban nhân dân tỉnh") == "info");
    CHECK(severity({"QĐ", "15/2021/QĐ-UBND", "2021-05-05"}) == "info");  // every province has one
  }
  SECTION("submissions, reports and letters stay in the files of those who wrote them") {
    CHECK(severity({"TTr", "214/TTr-UBND", "2021-11-20"}) == "info");
    CHECK(severity({"BC", "65/BC-HĐND", "2021-11-30"}) == "info");
    CHECK(severity({"CV", "365/UBND-NC", "2021-09-09"}) == "info");
  }
}

TEST_CASE("a malformed number names the act that it was meant to be, where only one can be meant") {
  test::MemoryIndex index;
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto plan = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  cite(plan, {"NĐ", "45/2020/NĐ-CPP", "2020-04-08"}).malformed = true;
  cite(plan, {"NĐ", "46/2020/NĐ-CPP", "2020-12-31"}).malformed = true;
  const auto record = index.add(plan);
  resolve::Resolver resolver(index);
  graph::Graph graph(index, resolver);
  const auto findings = audit::audit(graph, {record}, audit::Options{.rules = {"CIT-MALFORMED"}}).findings;
  REQUIRE(findings.size() == 2);
  REQUIRE(findings[0].nearest != resolve::no_act);
  CHECK(resolver.act(findings[0].nearest).id == "cp/nd/2020/45");
  CHECK(findings[1].nearest == resolve::no_act);
}

TEST_CASE("a law of a bulk collection whose date only the authority table knows has an identity") {
  test::MemoryIndex index;
  auto law = act("L", "51/2005/QH11", "", "qh");
  law.identity.name = "Luật Giao dịch điện tử";
  CHECK(rules_found(index, index.add(law)).empty());
}
