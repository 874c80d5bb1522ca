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
  for (const auto& finding : audit::audit(graph, {record}, {}).findings) found.emplace_back(finding.rule);
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
