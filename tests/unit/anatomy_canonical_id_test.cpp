#include <catch2/catch.hpp>

#include "corpus/anatomy/canonical_id.h"

using namespace tracuu;
using anatomy::parse_number;
using anatomy::repair_number;

TEST_CASE("numbers are taken apart by their era and system", "[anatomy]") {
  struct Case {
    const char* number;
    const char* sequence;
    int year;
    const char* type;
    std::vector<std::string> issuers;
    bool party;
  };
  const std::vector<Case> cases = {
      {"45/2020/NĐ-CP", "45", 2020, "NĐ", {"CP"}, false},   {"57-CTr/TU", "57", 0, "CTr", {"TU"}, true},
      {"27-NQ/TW", "27", 0, "NQ", {"TW"}, true},            {"64/2020/QH14", "64", 2020, "", {"QH14"}, false},
      {"749/QĐ-TTg", "749", 0, "QĐ", {"TTg"}, false},       {"123/2015/TTLT-BYT-BCA", "123", 2015, "TTLT", {"BYT", "BCA"}, false},
      {"193/UBND-KT", "193", 0, "", {"UBND", "KT"}, false}, {"30a/2008/NQ-CP", "30a", 2008, "NQ", {"CP"}, false},
      {"66.16/2026/NQ-CP", "66.16", 2026, "NQ", {"CP"}, false}, {"09/2026/TT-BTC", "9", 2026, "TT", {"BTC"}, false},
      {"2449 -CV/ĐU", "2449", 0, "CV", {"ĐU"}, true},
  };
  for (const Case& c : cases) {
    INFO(c.number);
    const auto parts = parse_number(c.number);
    CHECK(parts.sequence == c.sequence);
    CHECK(parts.year == c.year);
    CHECK(parts.type_symbol == c.type);
    CHECK(parts.issuers == c.issuers);
    CHECK(parts.party == c.party);
  }
  CHECK_FALSE(parse_number("2021").is_set());
  CHECK_FALSE(parse_number("").is_set());
}

TEST_CASE("numbers are repaired to the spelling of their symbols", "[anatomy]") {
  CHECK(repair_number("57/2020/qh14") == "57/2020/QH14");
  CHECK(repair_number("45/2020/nd-cp") == "45/2020/NĐ-CP");
  CHECK(repair_number("06-Ctr/TU") == "06-CTr/TU");
  CHECK(repair_number("1050 /QĐ-SCT") == "1050/QĐ-SCT");
  CHECK(repair_number("749/QĐ-TTG") == "749/QĐ-TTg");
  CHECK(repair_number("01/2025/QĐ-UBND") == "01/2025/QĐ-UBND");
}

TEST_CASE("canonical ids of what is known and what is not", "[anatomy]") {
  using anatomy::canonical_id;
  CHECK(canonical_id({"cp", "nd", 2020, {}, 0, "", "45"}) == "cp/nd/2020/45");
  CHECK(canonical_id({"tw", "nq", 0, {2022, 11, 9}, 0, "XIII", "27"}) == "tw/nq/2022-11-09/27");
  CHECK(canonical_id({"tw", "nq", 0, {}, 0, "XIII", "27"}) == "tw/nq/kXIII/27");
  CHECK(canonical_id({"", "nq", 0, {}, 2025, "", "27"}) == "?/nq/2025?/27");
  CHECK(canonical_id({"ubnd.can-tho", "kh", 0, {}, 0, "", ""}) == "ubnd.can-tho/kh/_/?");
}
