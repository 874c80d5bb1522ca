#include <catch2/catch.hpp>

#include <set>

#include "memory_index.h"
#include "query/resolve/number.h"
#include "query/resolve/pinpoint.h"
#include "query/resolve/resolve.h"
#include "query/resolve/typed_id.h"

using namespace tracuu;
using resolve::Outcome;
using resolve::Rule;
using test::act;
using test::cite;
using test::MemoryIndex;

namespace {

/// Resolves the last mention of a document that stands in the index.
resolve::Resolution resolve_last(MemoryIndex& index, const model::Document& citing) {
  resolve::Resolver resolver(index);
  const auto resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(citing.mentions.size() - 1);
  return resolution;
}

std::string id_of(MemoryIndex& index, const model::Document& citing) {
  resolve::Resolver resolver(index);
  const auto& resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(citing.mentions.size() - 1);
  return resolution.act == resolve::no_act ? "" : resolver.act(resolution.act).id;
}

MemoryIndex three_terms() {
  MemoryIndex index;
  index.add(act("NQ", "27-NQ/TW", "2008-08-06", "tw"));
  index.add(act("NQ", "27-NQ/TW", "2018-05-21", "tw"));
  index.add(act("NQ", "27-NQ/TW", "2022-11-09", "tw"));
  return index;
}

}  // namespace

TEST_CASE("a number with its year and issuer resolves by itself") {
  MemoryIndex index;
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto citing = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  cite(citing, {"NĐ", "45/2020/NĐ-CP"});
  const auto resolution = resolve_last(index, citing);
  CHECK(resolution.outcome == Outcome::resolved);
  CHECK(resolution.rule == Rule::number_with_year);
  CHECK(id_of(index, citing) == "cp/nd/2020/45");
}

TEST_CASE("leading zeros and letter case of a number are not identity") {
  MemoryIndex index;
  index.add(act("TT", "09/2026/TT-BTC", "2026-02-01", "btc"));
  auto citing = act("KH", "100/KH-UBND", "2026-03-05", "ubnd.can-tho");
  cite(citing, {"TT", "9/2026/tt-btc"});
  CHECK(resolve_last(index, citing).outcome == Outcome::resolved);
}

TEST_CASE("one Party number in three terms: the date tells them apart") {
  auto index = three_terms();
  auto citing = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  for (const auto* iso : {"2008-08-06", "2018-05-21", "2022-11-09"}) {
    cite(citing, {"NQ", "27-NQ/TW", iso});
    CHECK(resolve_last(index, citing).outcome == Outcome::resolved);
    CHECK(id_of(index, citing) == "tw/nq/" + std::string(iso) + "/27");
  }
}

TEST_CASE("one Party number in three terms: the stated term tells them apart") {
  auto index = three_terms();
  auto citing = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  cite(citing, {"NQ", "27-NQ/TW"}).term = "XII";
  CHECK(resolve_last(index, citing).rule == Rule::term);
  CHECK(id_of(index, citing) == "tw/nq/2018-05-21/27");
}

TEST_CASE("a Party number without date is probably that of the term in office, never certain") {
  auto index = three_terms();
  auto citing = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  cite(citing, {"NQ", "27-NQ/TW"});
  const auto resolution = resolve_last(index, citing);
  CHECK(resolution.outcome == Outcome::probable);
  CHECK(resolution.rule == Rule::latest_before);
  CHECK(id_of(index, citing) == "tw/nq/2022-11-09/27");
  CHECK(resolution.candidates.size() == 3);
}

TEST_CASE("a Party number without date is ambiguous where the term in office has no such act yet") {
  auto index = three_terms();
  auto citing = act("CTr", "12-CTr/TU", "2022-01-15", "tu.can-tho");  // term XIII, before 09/11/2022
  cite(citing, {"NQ", "27-NQ/TW"});
  CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
}

TEST_CASE("a number is never resolved across a date conflict, the nearest act is named") {
  auto index = three_terms();
  auto citing = act("KH", "1902/KH-UBND", "2023-05-30", "ubnd.phu-tho");
  cite(citing, {"NQ", "27-NQ/TW", "2022-12-09"});
  index.add(citing);
  resolve::Resolver resolver(index);
  const auto resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(0);
  CHECK(resolution.outcome == Outcome::only_cited);
  REQUIRE(resolution.date_conflict != resolve::no_act);
  CHECK(resolver.act(resolution.date_conflict).id == "tw/nq/2022-11-09/27");
}

TEST_CASE("a wrong date beside a number with a year makes no second act of that number") {
  MemoryIndex index;
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto citing = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  cite(citing, {"NĐ", "45/2020/NĐ-CP", "2020-08-04"});
  index.add(citing);
  resolve::Resolver resolver(index);
  const auto resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(0);
  CHECK(resolution.outcome == Outcome::only_cited);
  CHECK(resolution.act == resolve::no_act);
  CHECK(resolver.act(resolution.date_conflict).id == "cp/nd/2020/45");
  CHECK(resolver.acts_with_number("45/2020/NĐ-CP").size() == 1);
}

TEST_CASE("an impossible date resolves nothing and makes no act") {
  MemoryIndex index;
  index.add(act("NĐ", "11/2020/NĐ-CP", "2020-01-20", "cp"));
  auto citing = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  cite(citing, {"NĐ", "11/2020/NĐ-CP"}).date = {2020, 0, 20};
  index.add(citing);
  resolve::Resolver resolver(index);
  const auto resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(0);
  CHECK(resolution.outcome == Outcome::only_cited);
  CHECK(resolution.act == resolve::no_act);
  CHECK(resolution.date_conflict != resolve::no_act);
}

TEST_CASE("a law and a resolution with one number are told apart by the word before it") {
  MemoryIndex index;
  index.add(act("L", "93/2015/QH13", "2015-11-25", "qh"));
  index.add(act("NQ", "93/2015/QH13", "2015-06-22", "qh"));
  auto citing = act("TT", "5/2020/TT-BTP", "2020-01-05", "btp");
  cite(citing, {"L", "93/2015/QH13"});
  CHECK(id_of(index, citing) == "qh/luat/2015/93");
  cite(citing, {"NQ", "93/2015/QH13"});
  CHECK(id_of(index, citing) == "qh/nq/2015/93");
  cite(citing, {"", "93/2015/QH13"});
  CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
}

TEST_CASE("the same number of two provinces is never mixed") {
  MemoryIndex index;
  index.add(act("QĐ", "15/2021/QĐ-UBND", "2021-03-01", "ubnd.can-tho"));
  index.add(act("QĐ", "15/2021/QĐ-UBND", "2021-05-01", "ubnd.lao-cai"));
  SECTION("stated with the mention") {
    auto citing = act("TT", "5/2022/TT-BTP", "2022-01-05", "btp");
    cite(citing, {"QĐ", "15/2021/QĐ-UBND"}).province = "lao-cai";
    CHECK(id_of(index, citing) == "ubnd.lao-cai/qd/2021/15");
  }
  SECTION("the citing document's own") {
    auto citing = act("KH", "7/KH-UBND", "2022-01-05", "ubnd.can-tho");
    cite(citing, {"QĐ", "15/2021/QĐ-UBND"});
    CHECK(id_of(index, citing) == "ubnd.can-tho/qd/2021/15");
  }
  SECTION("a third province has its own, only cited") {
    auto citing = act("KH", "7/KH-UBND", "2022-01-05", "ubnd.nghe-an");
    cite(citing, {"QĐ", "15/2021/QĐ-UBND"});
    index.add(citing);
    const auto resolution = resolve_last(index, citing);
    CHECK(resolution.outcome == Outcome::only_cited);
    CHECK(id_of(index, citing).find("nghe-an") != std::string::npos);
  }
  SECTION("nowhere stated: ambiguous, even if one only were left") {
    auto citing = act("TT", "5/2022/TT-BTP", "2022-01-05", "btp");
    cite(citing, {"QĐ", "15/2021/QĐ-UBND"});
    CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
    index.documents.pop_back();
    CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
  }
}

TEST_CASE("a law cited by name is the one in force on the day of the citing document") {
  MemoryIndex index;
  auto old_law = act("L", "45/2013/QH13", "2013-11-29", "qh");
  old_law.identity.name = "Luật Đất đai";
  index.add(old_law);
  auto new_law = act("L", "31/2024/QH15", "2024-01-18", "qh");
  new_law.identity.name = "Luật Đất đai";
  index.add(new_law);
  const auto cited_on = [&](std::string_view iso, std::int16_t year) {
    auto citing = act("KH", "7/KH-UBND", iso, "ubnd.can-tho");
    auto& mention = cite(citing, {"L", ""});
    mention.name = "Luật Đất đai";
    mention.year = year;
    return id_of(index, citing);
  };
  CHECK(cited_on("2020-01-05", 0) == "qh/luat/2013/45");
  CHECK(cited_on("2025-01-05", 0) == "qh/luat/2024/31");
  CHECK(cited_on("2025-01-05", 2013) == "qh/luat/2013/45");
}

TEST_CASE("an act that is only cited is one node, however it is cited") {
  MemoryIndex index;
  auto citing = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  cite(citing, {"CTr", "37-CTr/TU", "2018-07-19"});
  cite(citing, {"CTr", "37-CTr/TU"});
  index.add(citing);
  resolve::Resolver resolver(index);
  const auto first = resolve::InDocument(resolver, citing, resolve::no_act).resolve(0).act;
  CHECK(first != resolve::no_act);
  CHECK(resolve::InDocument(resolver, citing, resolve::no_act).resolve(0).outcome == Outcome::only_cited);
  CHECK(resolver.act(first).id.find("2018-07-19/37") != std::string::npos);
  CHECK(resolver.acts_with_number("37-CTr/TU").size() == 1);
  CHECK(resolver.keys_of(first).size() >= 1);
}

TEST_CASE("a malformed citation resolves to nothing") {
  MemoryIndex index;
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  auto citing = act("KH", "100/KH-UBND", "2023-01-05", "ubnd.can-tho");
  cite(citing, {"NĐ", "45/2020/NĐ-CP"}).malformed = true;
  CHECK(resolve_last(index, citing).outcome == Outcome::malformed);
  CHECK(id_of(index, citing).empty());
}

TEST_CASE("a reference that points back means what the first one means") {
  auto index = three_terms();
  auto citing = act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho");
  cite(citing, {"NQ", "27-NQ/TW", "2018-05-21"});
  cite(citing, {"NQ", "27-NQ/TW"}).refers_to = 0;
  CHECK(id_of(index, citing) == "tw/nq/2018-05-21/27");
}

TEST_CASE("a reference that points back but names another province means what it says") {
  MemoryIndex index;
  index.add(act("QĐ", "12/2021/QĐ-UBND", "2021-03-02", "ubnd.an-giang"));
  index.add(act("QĐ", "12/2021/QĐ-UBND", "2021-05-14", "ubnd.bac-lieu"));
  auto letter = act("CV", "365/STTTT-CĐS", "2022-09-09", "so-tttt.can-tho");
  cite(letter, {"QĐ", "12/2021/QĐ-UBND", "2021-03-02"}).province = "an-giang";
  auto& second = cite(letter, {"QĐ", "12/2021/QĐ-UBND"});
  second.province = "bac-lieu";
  second.refers_to = 0;
  CHECK(id_of(index, letter) == "ubnd.bac-lieu/qd/2021/12");
  SECTION("a bare number after both is ambiguous between them") {
    cite(letter, {"QĐ", "12/2021/QĐ-UBND"}).refers_to = 0;
    const auto resolution = resolve_last(index, letter);
    CHECK(resolution.outcome == Outcome::ambiguous);
    CHECK(resolution.candidates.size() == 2);
  }
}

TEST_CASE("the National Assembly's term in a number does not choose between a law and a resolution") {
  MemoryIndex index;
  index.add(act("L", "93/2015/QH13", "2015-11-25", "qh"));
  auto resolution_act = act("NQ", "93/2015/QH13", "2015-06-22", "qh");
  resolution_act.identity.term = "XIII";
  index.add(resolution_act);
  auto citing = act("CV", "418/TAND-HCTP", "2016-07-05", "tand.can-tho");
  cite(citing, {"CV", "93/2015/QH13"}).term = "XIII";
  CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
}

TEST_CASE("ids are understood as people type them") {
  auto index = three_terms();
  index.add(act("NĐ", "45/2020/NĐ-CP", "2020-04-08", "cp"));
  index.add(act("CTr", "57-CTr/TU", "2023-03-03", "tu.can-tho"));
  resolve::Resolver resolver(index);
  const auto ids = [&](std::string_view typed) {
    std::vector<std::string> found;
    for (const auto id : resolve::find_acts(resolver, index, typed).acts) found.push_back(resolver.act(id).id);
    return found;
  };
  const std::vector<std::string> decree{"cp/nd/2020/45"};
  for (const auto* typed : {"45/2020/NĐ-CP", "45/2020/nd-cp", "nghị định 45/2020", "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "NĐ 45/2020/NĐ-CP",
                            "nghi dinh 45/2020", "nd 45/2020/nd-cp", "cp/nd/2020/45", "cp/nd/2020/45.txt"}) {
    INFO(typed);
    CHECK(ids(typed) == decree);
  }
  CHECK(ids("tw/nq/2022-11-09/27") == std::vector<std::string>{"tw/nq/2022-11-09/27"});
  CHECK(ids("Nghị quyết 27-NQ/TW ngày 09/11/2022") == std::vector<std::string>{"tw/nq/2022-11-09/27"});
  CHECK(ids("27-NQ/TW khóa XII") == std::vector<std::string>{"tw/nq/2018-05-21/27"});
  CHECK(ids("27-nq/tw 2008") == std::vector<std::string>{"tw/nq/2008-08-06/27"});
  CHECK(ids("27-NQ/TW").size() == 3);
  CHECK(ids("57-CTr/TU") == std::vector<std::string>{"tu.can-tho/ctr/2023-03-03/57"});
  CHECK(ids("99999/2020/NĐ-CP").empty());
  CHECK(ids("").empty());
  CHECK(ids("Luật Đất đai 2024") == std::vector<std::string>{"qh/luat/2024/31"});
}

TEST_CASE("a place may be typed after the id or before it") {
  CHECK(resolve::parse_typed_id("45/2020/NĐ-CP#dieu_5/khoan_2").path == "dieu_5/khoan_2");
  CHECK(resolve::parse_typed_id("45/2020/NĐ-CP#D5.k2").path == "dieu_5/khoan_2");
  CHECK(resolve::parse_typed_id("45/2020/NĐ-CP").path.empty());
}

TEST_CASE("pinpoints survive the way to an id and back") {
  const std::pair<const char*, const char*> cases[] = {
      {"D5", "dieu_5"},          {"D5.k2", "dieu_5/khoan_2"},      {"D5.k2.a", "dieu_5/khoan_2/diem_a"}, {"D5.k2.đ", "dieu_5/khoan_2/diem_dd"},
      {"D17a", "dieu_17a"},      {"D3.k2a", "dieu_3/khoan_2a"},    {"D5-D9", "dieu_5..dieu_9"},          {"C2.M3", "chuong_2/muc_3"},
      {"PLII", "phu-luc_II"},    {"PL7.M4.9", "phu-luc_7/muc_4.9"}, {"PL", "phu-luc"},                   {"k1", "khoan_1"},
      {"D8.k6.d.1", "dieu_8/khoan_6/diem_d/tiet_d.1"}, {"D5.k1.a-D5.k1.e", "dieu_5/khoan_1/diem_a..diem_e"}, {"MIV", "muc_IV"},
      {"D12.k3.k", "dieu_12/khoan_3/diem_k"}, {"k4.k", "khoan_4/diem_k"},  // the letter, not a khoản without number
  };
  for (const auto& [pinpoint, path] : cases) {
    INFO(pinpoint);
    CHECK(resolve::pinpoint_path(pinpoint) == path);
    if (std::string(pinpoint) != "PL7.M4.9") CHECK(resolve::pinpoint_of_path(path) == pinpoint);
    CHECK(resolve::pinpoint_path(resolve::pinpoint_of_path(path)) == path);
  }
  CHECK(resolve::pinpoint_words("dieu_5/khoan_2/diem_dd") == "điểm đ khoản 2 Điều 5");
  CHECK(resolve::pinpoint_words("dieu_5..dieu_9") == "từ Điều 5 đến Điều 9");
}

TEST_CASE("a provision lies within what holds it") {
  using resolve::path_within;
  CHECK(path_within("dieu_5/khoan_2", "dieu_5"));
  CHECK(path_within("dieu_5", "dieu_5"));
  CHECK_FALSE(path_within("dieu_5", "dieu_5/khoan_2"));
  CHECK_FALSE(path_within("dieu_50", "dieu_5"));
  CHECK(path_within("dieu_7/khoan_1", "dieu_5..dieu_9"));
  CHECK_FALSE(path_within("dieu_10", "dieu_5..dieu_9"));
  CHECK(path_within("dieu_5/khoan_1/diem_dd", "dieu_5/khoan_1/diem_a..diem_e"));
  CHECK(path_within("phu-luc_2", "phu-luc_II"));
}

TEST_CASE("the form of a number tells its series") {
  using resolve::number_form;
  CHECK(number_form("45/2020/ND-CP").year == 2020);
  CHECK(number_form("45/2020/ND-CP").sequence == "45");
  CHECK(number_form("27-NQ/TW").party);
  CHECK_FALSE(number_form("18-L/CTN").party);
  CHECK_FALSE(number_form("167-HDBT").party);
  CHECK(number_form("93/2015/QH13").law_style);
  CHECK(number_form("30A/2008/NQ-CP").sequence == "30a");
  CHECK(number_form("66.13/2026/NQ-CP").sequence == "66.13");
  CHECK(number_form("45/2020").open_end);
  CHECK(number_form("749/QD-TTG").year == 0);
  CHECK(number_form("").sequence.empty());
}

TEST_CASE("a typed number with its date means the act of that date, not one whose date nobody knows") {
  MemoryIndex index;
  index.add(act("QĐ", "12/2021/QĐ-UBND", "2021-03-02", "ubnd.an-giang"));
  auto letter = act("CV", "365/STTTT-CĐS", "2022-09-09", "stttt.can-tho");
  cite(letter, {"QĐ", "12/2021/QĐ-UBND"}).province = "can-tho";
  index.add(letter);
  const auto found = [&](std::string_view typed) {
    resolve::Resolver resolver(index);
    std::vector<std::string> ids;
    for (const auto id : resolve::find_acts(resolver, index, typed).acts) ids.push_back(resolver.act(id).id);
    return ids;
  };
  CHECK(found("12/2021/QĐ-UBND ngày 02/3/2021") == std::vector<std::string>{"ubnd.an-giang/qd/2021/12"});
  CHECK(found("12/2021/QĐ-UBND").size() == 2);
}

TEST_CASE("a law named in the title of another act is the law of that act's day") {
  MemoryIndex index;
  const auto law = [&](std::string_view number, std::string_view iso) {
    auto one = act("L", std::string(number), iso, "qh");
    one.identity.name = "Luật Đấu thầu";
    index.add(one);
  };
  law("43/2013/QH13", "2013-11-26");
  law("22/2023/QH15", "2023-06-23");
  auto citing = act("TT", "10/2024/TT-BKHĐT", "2024-06-12", "bkhdt");
  cite(citing, {"L", "", "2013-11-26", "basis"}).name = "Luật Đấu thầu";
  const auto in_title_of = [&](const std::string& number, std::string_view iso) {
    auto document = citing;
    cite(document, {"NĐ", number, iso, "basis"});
    auto& named = cite(document, {"L", "", {}, "guides", number});
    named.name = "Luật Đấu thầu";
    named.refers_to = 0;
    return id_of(index, document);
  };
  CHECK(in_title_of("25/2020/NĐ-CP", "2020-02-28") == "qh/luat/2013/43");
  CHECK(in_title_of("23/2024/NĐ-CP", "2024-02-27") == "qh/luat/2023/22");
  // Passed in June 2023, in force from 2024: a decree between may be about either; what the document cited before stands.
  CHECK(in_title_of("60/2023/NĐ-CP", "2023-08-16") == "qh/luat/2013/43");
}

TEST_CASE("a circular cited with its day but without the year in its number is very likely that circular") {
  MemoryIndex index;
  index.add(act("TT", "55/2025/TT-BCT", "2025-11-28", "bct"));
  const auto cited_on = [&](std::string_view iso) {
    auto citing = act("CV", "7/SCT-QLTM", "2026-01-05", "so-ct.can-tho");
    cite(citing, {"TT", "55/TT-BCT", iso});
    MemoryIndex with = index;
    with.add(citing);
    const auto resolution = resolve_last(with, citing);
    return std::pair(id_of(with, citing), resolution.certain);
  };
  CHECK(cited_on("2025-11-28") == std::pair(std::string("bct/tt/2025/55"), false));
  CHECK(cited_on("2025-11-27").first != "bct/tt/2025/55");
  auto decision = act("QĐ", "55/2025/QĐ-UBND", "2025-11-28", "ubnd.can-tho");
  index.add(decision);
  auto citing = act("CV", "7/SCT-QLTM", "2026-01-05", "so-ct.can-tho");
  cite(citing, {"QĐ", "55/QĐ-UBND", "2025-11-28"});
  index.add(citing);
  CHECK(id_of(index, citing) != decision.identity.id);  // individual decisions have numbers of their own
}

TEST_CASE("the Party organisation of a People's Committee is the citing province's where the place is not named") {
  MemoryIndex index;
  index.add(act("CV", "2449-CV/ĐU", "2026-09-07", "du.ubnd.lao-cai-2025"));
  index.documents.back().identity.province = "lao-cai-2025";
  auto citing = act("CV", "9387/UBND-KT", "2026-09-15", "ubnd.lao-cai-2025");
  cite(citing, {"CV", "2449-CV/ĐU", "2026-09-07"}).issuer_slug = "du.ubnd";
  index.add(citing);
  CHECK(id_of(index, citing) == "du.ubnd.lao-cai-2025/cv/2026-09-07/2449");
}

TEST_CASE("a number that means two acts is the one that the document cites in full elsewhere") {
  MemoryIndex index;
  index.add(act("L", "74/2014/QH13", "2014-11-27", "qh"));
  index.add(act("NQ", "74/2014/QH13", "2014-06-24", "qh"));
  auto citing = act("CV", "418/SLDTBXH", "2016-07-05", "so-ldtbxh.can-tho");
  cite(citing, {"L", "74/2014/QH13", "2014-11-27"});
  cite(citing, {"", "74/2014/QH13"}).term = "XIII";  // as the number implies
  const auto resolution = resolve_last(index, citing);
  CHECK(resolution.outcome == Outcome::probable);
  CHECK(resolution.rule == Rule::same_document);
  CHECK(id_of(index, citing) == "qh/luat/2014/74");
  SECTION("where it cites both, nothing decides") {
    cite(citing, {"NQ", "74/2014/QH13", "2014-06-24"});
    cite(citing, {"", "74/2014/QH13"});
    CHECK(resolve_last(index, citing).outcome == Outcome::ambiguous);
  }
}

TEST_CASE("a law's own bare name is the law itself, not the one that bore the name before") {
  MemoryIndex index;
  auto old = act("L", "12/2012/QH13", "2012-06-20", "qh");
  old.identity.name = "Luật Công đoàn";
  index.add(old);
  auto law = act("L", "50/2024/QH15", "2024-11-27", "qh");
  law.identity.name = "Luật Công đoàn";
  const auto name = [&](const char* relation, std::int16_t year) {
    auto& mention = cite(law, {"L", "", "", relation});
    mention.name = "Luật Công đoàn";
    mention.year = year;
  };
  name("mention", 0);     // "Quốc hội ban hành Luật Công đoàn"
  name("repeals", 0);     // "Bãi bỏ Luật Công đoàn": the one before
  name("mention", 2012);  // "Luật Công đoàn năm 2012"
  index.add(law);
  resolve::Resolver resolver(index);
  const auto self = resolver.act_of_record(2).value();
  CHECK(resolve::InDocument(resolver, law, self).resolve(0).act == self);
  CHECK(resolve::InDocument(resolver, law, self).resolve(1).act != self);
  CHECK(resolver.act(resolve::InDocument(resolver, law, self).resolve(2).act).id == "qh/luat/2012/12");
  CHECK_FALSE(format::resolution_key(format::MentionIndex(law), 0).has_value());
}

TEST_CASE("acts of a number and a day are those that the whole number has of that day, also after everything was forgotten") {
  MemoryIndex index;
  for (const char* day : {"2020-04-08", "2021-04-08", "2020-05-09"}) {
    for (const char* body : {"ubnd.can-tho", "ubnd.an-giang"}) index.add(act("QĐ", "73/QĐ-UBND", day, body));
  }
  index.add(act("NĐ", "30/2020/NĐ-CP", "2020-03-05", "cp"));
  resolve::Resolver resolver(index);
  const auto expected = [&](const std::string& number, model::Date day) {
    std::set<std::string> ids;
    for (const auto id : resolver.acts_with_number(number)) {
      const auto& act = resolver.act(id);
      if ((act.in_index() || act.known) && act.identity.date == day) ids.insert(act.id);
    }
    return ids;
  };
  const auto found = [&](const std::string& number, model::Date day) {
    std::set<std::string> ids;
    for (const auto id : resolver.acts_of_day(number, day)) ids.insert(resolver.act(id).id);
    return ids;
  };
  for (int round = 0; round < 2; ++round) {
    CHECK(found("73/QĐ-UBND", {2020, 4, 8}).size() == 2);
    CHECK(found("73/QĐ-UBND", {2020, 4, 9}).empty());
    CHECK(found("30/2020/NĐ-CP", {2020, 3, 5}) == std::set<std::string>{"cp/nd/2020/30"});
    CHECK(found("45/2020/NĐ-CP", {2020, 4, 8}) == std::set<std::string>{"cp/nd/2020/45"});  // known to the authority table alone
    for (const std::string number : {"73/QĐ-UBND", "73", "30/2020", "45/2020/NĐ-CP"}) {
      for (const model::Date day : {model::Date{2020, 4, 8}, model::Date{2021, 4, 8}, model::Date{2020, 3, 5}}) CHECK(found(number, day) == expected(number, day));
    }
    resolver.forget();
    CHECK(resolver.remembered() == 0);
  }
}

TEST_CASE("a known act that lies in the index under a cut number is resolved, whoever asks first") {
  // "79/2006/QH" at the head of the text of 79/2006/QH11: the id tells that it is the known act.
  MemoryIndex index;
  index.add(act("L", "79/2006/QH", "2006-11-29", "qh", "Đê điều"));
  REQUIRE(index.documents[0].identity.id == "qh/luat/2006/79");
  auto citing = act("QĐ", "103/2025/QĐ-UBND", "2025-11-20", "ubnd.phu-tho");
  cite(citing, {"L", "79/2006/QH11"});
  index.add(citing);
  resolve::Resolver fresh(index), met(index);
  REQUIRE(met.act_of_record(1));
  for (auto* resolver : {&fresh, &met}) {
    const auto resolution = resolve::InDocument(*resolver, citing, resolve::no_act).resolve(0);
    CHECK(resolution.outcome == Outcome::resolved);
    REQUIRE(resolution.act != resolve::no_act);
    CHECK(resolver->act(resolution.act).id == "qh/luat/2006/79");
  }
}

TEST_CASE("a number of the wrong term leads to the known act of that id, whether it was met before or not") {
  MemoryIndex index;
  index.add(act("L", "26/2012/QH13", "2012-11-22", "qh", "Sửa đổi, bổ sung một số điều của Luật Thuế thu nhập cá nhân"));
  auto citing = act("TT", "10/2025/TT-BTC", "2025-02-20", "btc");
  cite(citing, {"L", "26/2012/QH12"}).issuer_slug = "qh";
  index.add(citing);
  resolve::Resolver fresh(index), met(index);
  REQUIRE(met.act_by_id("qh/luat/2012/26"));
  const auto told = [&](resolve::Resolver& resolver) {
    const auto resolution = resolve::InDocument(resolver, citing, resolve::no_act).resolve(0);
    REQUIRE(resolution.act != resolve::no_act);
    const auto& target = resolver.act(resolution.act);
    return std::tuple(resolution.outcome, resolution.certain, target.id, target.identity.number, target.in_index());
  };
  CHECK(told(fresh) == told(met));
  CHECK(std::get<2>(told(fresh)) == "qh/luat/2012/26");
  CHECK(std::get<4>(told(fresh)));
}
