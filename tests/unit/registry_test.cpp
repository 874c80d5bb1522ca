#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

using namespace tracuu;
using model::Date;
using registry::Registry;

namespace {

const Registry& known() { return Registry::builtin(); }

std::string upper(std::string_view text) {
  std::u16string chars = text::canonical_chars(text);
  for (char16_t& c : chars) c = text::upper(c);
  return text::to_utf8(chars);
}

std::string province_of(const char* words, Date day = {}) {
  const auto* province = known().find_province(words, day);
  return province ? province->slug : "";
}

std::string law_on(const char* name, Date day) {
  const auto* law = known().law_in_force(name, day);
  return law ? law->act_id : "";
}

constexpr Date kBefore{2025, 6, 30}, kAfter{2025, 7, 1};

// A file that lives as long as the test.
class Catalogue {
 public:
  explicit Catalogue(const std::string& content) : path_(std::string(TRACUU_BINARY_DIR) + "/registry_test_catalogue.tsv") {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~Catalogue() { std::remove(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::string kColumns = "canonical_id\ttype_code\tnumber\tissuer_slug\tdate\teffective_from\teffective_to\ttitle\tterm\tsource\tconfidence\n";

}  // namespace

TEST_CASE("every type is found by its own name, in capitals and without diacritics") {
  std::set<std::string> seen;
  for (const auto& type : known().types()) {
    INFO(type.code << " " << type.word);
    if (type.code == "KHAC" && type.word == "Văn bản khác") continue;  // a class, not a word
    for (const std::string& spelling : {type.word, upper(type.word), text::fold(type.word)}) {
      const auto* found = known().type_by_word(spelling);
      REQUIRE(found != nullptr);
      CHECK(found->word == type.word);
    }
    CHECK_FALSE(type.slug.empty());
    CHECK(known().type(type.code) != nullptr);
    CHECK(seen.insert(type.word).second);
  }
}

TEST_CASE("every symbol of a type is found as printed, in capitals and with D for Đ") {
  for (const auto& type : known().types())
    for (const std::string& symbol : type.symbols) {
      INFO(type.word << " " << symbol);
      for (const std::string& spelling : {symbol, upper(symbol), text::fold(symbol)}) {
        const auto* found = known().type_by_symbol(spelling);
        REQUIRE(found != nullptr);
        // ĐA and DA, HĐ and HD, CĐ and CD are one folded: the printed form must win over the folded one.
        if (spelling == symbol && text::fold(symbol) == symbol) CHECK(found->word == type.word);
      }
    }
  CHECK(known().type_by_symbol("NĐ")->code == "NĐ");
  CHECK(known().type_by_symbol("ND")->code == "NĐ");
  CHECK(known().type_by_symbol("CTr")->code == "CTr");
  CHECK(known().type_by_symbol("KH")->code == "KH");
  CHECK(known().type_by_symbol("TT", true)->word == "Thông tri");
  CHECK(known().type_by_symbol("TT", false)->code == "TT");
  CHECK(known().type_by_symbol("XYZ") == nullptr);
}

TEST_CASE("every issuer is found by its symbol, one without a note also by its name") {
  for (const auto& issuer : known().issuers()) {
    INFO(issuer.symbol << " " << issuer.name);
    const auto* by_symbol = known().issuer_by_symbol(issuer.symbol);
    REQUIRE(by_symbol != nullptr);
    CHECK_FALSE(issuer.slug.empty());
    CHECK(issuer.slug.find('<') == std::string::npos);
    CHECK(by_symbol->symbol == issuer.symbol);
  }
  for (const char* symbol : {"CP", "TTg", "BTC", "BTNMT", "UBND", "HĐND", "BLĐTBXH", "BNNPTNT", "TW", "TU", "UBTVQH", "VPCP"})
    CHECK(known().issuer_by_symbol(symbol)->symbol == symbol);
  CHECK(known().issuer_by_symbol("BLDTBXH")->slug == "bldtbxh");
  CHECK(known().issuer_by_symbol("TTG")->slug == "ttg");
  CHECK(known().issuer_by_symbol("XYZABC") == nullptr);
}

TEST_CASE("TƯ is the Party's centre, TU a province's committee") {
  CHECK(known().issuer_by_symbol("TƯ")->slug == "tw");
  CHECK(known().issuer_by_symbol("TU")->slug == "tu");
  CHECK(known().issuer_by_symbol("TW")->slug == "tw");
}

TEST_CASE("an issuer is found by its name in any spelling, with or without its head") {
  const std::map<std::string, std::string> names = {
      {"Bộ Tài chính", "btc"}, {"BỘ TÀI CHÍNH", "btc"}, {"Bo Tai chinh", "btc"}, {"Bộ trưởng Bộ Tài chính", "btc"}, {"Thủ tướng Chính phủ", "ttg"}, {"Chính phủ", "cp"},
      {"Bộ Nông nghiệp và Phát triển nông thôn", "bnnptnt"}, {"Bộ Nông nghiệp và Môi trường", "bnnmt"}, {"Bộ Văn hóa, Thể thao và Du lịch", "bvhttdl"}, {"Văn phòng Chính phủ", "vpcp"},
      {"Ban Chấp hành Trung ương Đảng khóa XIII", "tw"}, {"Bộ Chính trị", "tw"}, {"Ban Bí thư", "tw"}, {"Ngân hàng Nhà nước Việt Nam", "nhnn"}, {"Thống đốc Ngân hàng Nhà nước Việt Nam", "nhnn"},
      {"Ủy ban Thường vụ Quốc hội", "ubtvqh"}, {"Quốc hội", "qh"}, {"Tòa án nhân dân tối cao", "tandtc"}, {"Chánh án Tòa án nhân dân tối cao", "tandtc"},
  };
  for (const auto& [name, slug] : names) {
    INFO(name);
    const auto* found = known().issuer_by_name(name);
    REQUIRE(found != nullptr);
    CHECK(found->slug == slug);
  }
  CHECK(known().issuer_by_name("Câu lạc bộ bóng đá") == nullptr);
}

TEST_CASE("a local body takes its province and the era of that day into its slug") {
  struct {
    const char* words;
    Date day;
    const char* province;
    const char* slug;
  } rows[] = {
      {"Ủy ban nhân dân tỉnh Lào Cai", kAfter, "", "ubnd.lao-cai-2025"},
      {"Ủy ban nhân dân tỉnh Lào Cai", kBefore, "", "ubnd.lao-cai"},
      {"UBND TP. Hồ Chí Minh", kBefore, "", "ubnd.ho-chi-minh"},
      {"UBND thành phố Hà Nội", kAfter, "", "ubnd.ha-noi"},
      {"Thành ủy Cần Thơ", {2023, 3, 3}, "", "tu.can-tho"},
      {"Thành ủy Cần Thơ", {2025, 8, 1}, "", "tu.can-tho-2025"},
      {"Thành ủy", {2023, 3, 3}, "can-tho", "tu.can-tho"},
      {"Ban Thường vụ Thành ủy Cần Thơ", {2023, 3, 3}, "", "tu.can-tho"},
      {"Ban Thường vụ Tỉnh ủy Hậu Giang", {2020, 1, 1}, "", "tu.hau-giang"},
      {"Hội đồng nhân dân tỉnh Bến Tre", {2020, 1, 1}, "", "hdnd.ben-tre"},
      {"Chủ tịch Ủy ban nhân dân tỉnh Nghệ An", {2024, 1, 1}, "", "ubnd.nghe-an"},
      {"Đảng ủy UBND tỉnh Lào Cai", {2026, 1, 12}, "", "du.ubnd.lao-cai-2025"},
      {"Sở Tư pháp thành phố Cần Thơ", {2023, 1, 1}, "", "so-tp.can-tho"},
      {"Bộ Y tế - Bộ Công an", {}, "", "byt+bca"},
      {"Bộ Quốc phòng, Bộ Tài chính", {}, "", "bqp+btc"},
      {"Bộ Quốc phòng và Bộ Tài chính", {}, "", "bqp+btc"},
      {"Bộ Tài chính", {}, "", "btc"},
      {"Chính phủ", {}, "", "cp"},
      {"Ban Chấp hành Trung ương Đảng", {}, "", "tw"},
      {"", {}, "", ""},
  };
  for (const auto& row : rows) {
    INFO(row.words << " " << row.day.iso());
    CHECK(known().issuer_slug(row.words, row.day, row.province) == row.slug);
  }
}

TEST_CASE("every province is found by its name and slug, 63 before the mergers, 34 since") {
  std::size_t before = 0;
  std::set<std::string> after;
  for (const auto& province : known().provinces()) {
    INFO(province.name << " " << province.slug);
    CHECK(known().province(province.slug) == &province);
    CHECK(known().province(province.successor) != nullptr);
    if (!province.merged) ++before;
    after.insert(province.successor);
    const Date day = province.merged ? kAfter : kBefore;
    CHECK(province_of(((province.city ? "thành phố " : "tỉnh ") + province.name).c_str(), day) == province.slug);
    CHECK(province_of(upper(province.name).c_str(), day) == province.slug);
  }
  CHECK(before == 63 + 1);  // Huế became a city of its own in January 2025, before the mergers
  CHECK(after.size() == 34);
}

TEST_CASE("a province's name means the unit of that day") {
  CHECK(province_of("thành phố Cần Thơ", {2023, 3, 3}) == "can-tho");
  CHECK(province_of("thành phố Cần Thơ", kBefore) == "can-tho");
  CHECK(province_of("thành phố Cần Thơ", kAfter) == "can-tho-2025");
  CHECK(province_of("thành phố Cần Thơ") == "can-tho");
  CHECK(province_of("tỉnh Hà Giang", kBefore) == "ha-giang");
  CHECK(province_of("tỉnh Hà Giang", {2025, 11, 1}) == "ha-giang");  // cited later, it is still the old province
  CHECK(province_of("thành phố Hà Nội", kAfter) == "ha-noi");
  CHECK(province_of("tỉnh Hà Tĩnh", {2025, 11, 20}) == "ha-tinh");
  CHECK(province_of("TP. Hồ Chí Minh", kBefore) == "ho-chi-minh");
  CHECK(province_of("TP.HCM", kBefore) == "ho-chi-minh");
  CHECK(province_of("tỉnh Bà Rịa - Vũng Tàu", kBefore) == "ba-ria-vung-tau");
  CHECK(province_of("tỉnh Bà Rịa – Vũng Tàu", kBefore) == "ba-ria-vung-tau");
  CHECK(province_of("Đắk Lắk", kBefore) == "dak-lak");
  CHECK(province_of("Câu lạc bộ").empty());
}

TEST_CASE("a law's name means the law in force on that day") {
  CHECK(law_on("Luật Đất đai", {1990, 1, 1}) == "qh/luat/1987-12-29/3");
  CHECK(law_on("Luật Đất đai", {2000, 1, 1}) == "qh/luat/1993-07-14/24");
  CHECK(law_on("Luật Đất đai", {2010, 1, 1}) == "qh/luat/2003/13");
  CHECK(law_on("Luật Đất đai", {2020, 1, 1}) == "qh/luat/2013/45");
  CHECK(law_on("Luật Đất đai", {2024, 7, 31}) == "qh/luat/2013/45");
  CHECK(law_on("Luật Đất đai", {2024, 8, 1}) == "qh/luat/2024/31");
  CHECK(law_on("LUẬT ĐẤT ĐAI", {2024, 8, 1}) == "qh/luat/2024/31");
  CHECK(law_on("Luật Đất đai", {1980, 1, 1}).empty());
  CHECK(law_on("Luật Không có thật", {2020, 1, 1}).empty());
  CHECK(known().law_names("Luật Đất đai").size() == 5);
  REQUIRE(known().law_names("Luật Đất đai 2013").size() == 1);
  CHECK(known().law_names("Luật Đất đai 2013")[0]->act_id == "qh/luat/2013/45");
  CHECK(known().law_names("Luật Đất đai năm 2013")[0]->act_id == "qh/luat/2013/45");
  CHECK(known().law_names("Luật Đất đai năm 1999").empty());
}

TEST_CASE("every law name leads to a known act and its period is in order") {
  std::size_t unknown = 0;
  for (const auto& law : known().all_law_names()) {
    INFO(law.name << " " << law.act_id);
    CHECK_FALSE(law.act_id.empty());
    if (law.valid_from.is_set() && law.valid_to.is_set()) CHECK(law.valid_from <= law.valid_to);
    unknown += known().act(law.act_id) == nullptr;
  }
  CHECK(unknown * 20 < known().all_law_names().size());
}

TEST_CASE("a law is known by its name with a word shortened") {
  const auto* law = known().law_in_force("Luật Ban hành văn bản QPPL", Date{2025, 6, 1});
  REQUIRE(law != nullptr);
  CHECK(law->act_id == "qh/luat/2025/64");
  CHECK(law->shortened);
  // What the table writes out is not made a second time.
  for (const auto* row : known().law_names("Luật BHXH")) CHECK_FALSE(row->shortened);
}

TEST_CASE("a number alone is not an identity") {
  CHECK(known().acts_by_number("26-NQ/TW").size() >= 4);
  const auto both = known().acts_by_number("93/2015/QH13");
  REQUIRE(both.size() == 2);
  CHECK(both[0]->id == "qh/luat/2015/93");
  CHECK(both[1]->id == "qh/nq/2015/93");
  CHECK(known().acts_by_number("45/2020/ND-CP").size() == known().acts_by_number("45/2020/NĐ-CP").size());
  CHECK(known().acts_by_number("99999/2099/NĐ-CP").empty());
  REQUIRE(known().act("cp/nd/2020/45") != nullptr);
  CHECK(known().act("cp/nd/2020/45")->date == Date{2020, 4, 8});
  CHECK(known().act("cp/nd/1066/45") == nullptr);
}

TEST_CASE("the key of a number forgets case, blanks, Đ and leading zeros, and '-' for '/' only before an old symbol") {
  using registry::number_key;
  CHECK(number_key("45/2020/NĐ-CP") == number_key("45/2020/nd-cp"));
  CHECK(number_key("09/2026/TT-BTC") == number_key("9/2026/TT-BTC"));
  CHECK(number_key("366- QĐ/TW") == number_key("366-QĐ/TW"));
  CHECK(number_key("18–NQ/TW") == number_key("18-NQ/TW"));
  CHECK(number_key("27-NQ/TW") != number_key("27/NQ-TW"));
  CHECK(number_key("78-SL") == number_key("78/SL"));
  CHECK(number_key("176-HĐBT") == number_key("176/HĐBT"));
  CHECK(number_key("52-CT") == "52-CT");  // the beginning of 52-CT/TW, as typed
  CHECK(number_key("30a/2008/NQ-CP") != number_key("30/2008/NQ-CP"));
  CHECK(number_key("66.13/2026/NQ-CP") != number_key("6613/2026/NQ-CP"));
  CHECK(number_key("0") == "0");
  CHECK(number_key("").empty());
  for (const char* number : {"45/2020/NĐ-CP", "27-NQ/TW", "8726/VPCP-KGVX"}) CHECK(number_key(number_key(number)) == number_key(number));
}

TEST_CASE("a district's committee has its district in the slug") {
  const auto slug = [](const char* words) { return known().issuer_slug(words, {2023, 2, 1}); };
  CHECK(slug("Quận ủy Bình Thủy") == "qu.binh-thuy");
  CHECK(slug("Quận ủy Bình Thủy, thành phố Cần Thơ") == "qu.binh-thuy.can-tho");
  CHECK(slug("Ban Thường vụ Huyện ủy Tuy Đức, tỉnh Đắk Nông") == "hu.tuy-duc.dak-nong");
  CHECK(slug("Thị ủy Ngã Bảy") == "thu.nga-bay");
  CHECK(slug("Thành ủy Cần Thơ") == "tu.can-tho");
}

TEST_CASE("slugs are lower case ASCII") {
  CHECK(registry::slug("Cần Thơ") == "can-tho");
  CHECK(registry::slug("Đắk Nông") == "dak-nong");
  CHECK(registry::slug("  Bà Rịa – Vũng Tàu ") == "ba-ria-vung-tau");
  CHECK(registry::slug("").empty());
}

TEST_CASE("the Party's terms begin with their congresses") {
  const auto term = [](Date day) { return known().party_term(day); };
  CHECK(term({2022, 11, 9}) == "XIII");
  CHECK(term({2018, 5, 19}) == "XII");
  CHECK(term({2008, 8, 5}) == "X");
  CHECK(term({2026, 1, 7}) == "XIII");   // 80-NQ/TW
  CHECK(term({2026, 3, 17}) == "XIV");   // 02-NQ/TW
  CHECK(term({2021, 1, 31}) == "XII");
  CHECK(term({2021, 2, 1}) == "XIII");
  CHECK(term({1970, 1, 1}).empty());
  CHECK(term({}).empty());
}

TEST_CASE("the vocabulary of relations has both voices") {
  CHECK(known().relations().size() == 15);
  for (const auto& relation : known().relations()) {
    INFO(relation.name);
    CHECK_FALSE(relation.vi_active.empty());
    CHECK_FALSE(relation.vi_passive.empty());
    CHECK_FALSE(relation.en.empty());
    CHECK(known().relation(relation.name) == &relation);
  }
  CHECK(known().relation("loves") == nullptr);
}

TEST_CASE("ids of known acts are unique but for conflicts, and their types are known") {
  std::size_t odd = 0;
  std::set<std::string> unknown_types;
  for (const auto& act : known().acts()) {
    if (!known().type(act.type)) unknown_types.insert(act.type);
    odd += std::count(act.id.begin(), act.id.end(), '/') != 3;
    CHECK(known().act(act.id) != nullptr);
  }
  CHECK(unknown_types.empty());
  CHECK(odd * 100 < known().acts().size());
}

TEST_CASE("a user's catalogue adds acts to the known ones") {
  const Catalogue file("# của Sở Tư pháp\n" + kColumns + "tu.can-tho/ctr/2023-03-03/57\tCTr\t57-CTr/TU\ttu.can-tho\t2023-03-03\t\t\tthực hiện Nghị quyết số 27-NQ/TW\t\tsở\tcertain\r\n");
  const auto extended = Registry::with_catalogue(file.path());
  REQUIRE(extended.has_value());
  const auto* act = extended->act("tu.can-tho/ctr/2023-03-03/57");
  REQUIRE(act != nullptr);
  CHECK(act->number == "57-CTr/TU");
  CHECK(act->date == Date{2023, 3, 3});
  CHECK(extended->acts().size() == known().acts().size() + 1);
  CHECK(extended->act("cp/nd/2020/45") != nullptr);
  CHECK(extended->acts_by_number("57-CTr/TU").size() == known().acts_by_number("57-CTr/TU").size() + 1);
  CHECK(known().act("tu.can-tho/ctr/2023-03-03/57") == nullptr);
}

TEST_CASE("a defective catalogue is refused with file, line and what to do") {
  struct {
    std::string content;
    const char* says;
  } rows[] = {
      {kColumns + "only one field\n", ":2:"},
      {kColumns + "x/y/2020/1\tNĐ\t1/2020/NĐ-CP\tcp\t2020-01-01\n\nx/y/2020/2\tNĐ\t2/2020/NĐ-CP\tcp\t01/02/2020\n", ":4:"},
      {kColumns + "x/y/2020/1\tNĐ\t1/2020/NĐ-CP\tcp\thôm qua\n", "YYYY-MM-DD"},
      {kColumns + "\tNĐ\t1/2020/NĐ-CP\tcp\t2020-01-01\n", ":2:"},
      {kColumns + "cp/nd/2020\tNĐ\t1/2020/NĐ-CP\tcp\t2020-01-01\n", "canonical id"},
      {kColumns + "cp/nd/2020/1\tXYZ\t1/2020/NĐ-CP\tcp\t2020-01-01\n", "type code"},
      {kColumns + "cp/nd/2020/1\tNĐ\t1/2020/NĐ-CP\tcp\t2020-01-01\t30/2/2020\n", "YYYY-MM-DD"},
      {"cp/nd/2020/1\tNĐ\t1/2020/NĐ-CP\tcp\t2020-01-01\n", ":1:"},
  };
  for (const auto& row : rows) {
    const Catalogue file(row.content);
    const auto refused = Registry::with_catalogue(file.path());
    REQUIRE_FALSE(refused.has_value());
    INFO(refused.error());
    CHECK(refused.error().find(file.path()) != std::string::npos);
    CHECK(refused.error().find(row.says) != std::string::npos);
  }
  const auto missing = Registry::with_catalogue("/nonexistent/catalogue.tsv");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().find("/nonexistent/catalogue.tsv") != std::string::npos);
}

TEST_CASE("the department of labour and social affairs is no commune") {
  CHECK(known().issuer_slug("Sở Lao động - Thương binh và Xã hội", {}).find("hoi.") == std::string::npos);
  CHECK(known().issuer_slug("Sở Lao động - Thương binh và Xã hội tỉnh Hậu Giang", {}) == "so-ldtbxh.hau-giang");
  CHECK(known().issuer_slug("Sở Lao động - Thương binh và Xã hội", {}) == "so-ldtbxh");
  CHECK(known().issuer_slug("Ủy ban nhân dân xã Hội Hoan", {}) == "ubnd.hoi-hoan");
}
