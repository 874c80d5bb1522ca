#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "query/language/field_value.h"
#include "query/language/query.h"
#include "query/language/syntax.h"

using namespace tracuu;
using Code = language::SyntaxError::Code;

namespace {

std::string tree(std::string_view typed) {
  const auto node = language::parse_syntax(typed);
  return node ? language::to_string(*node) : "error";
}

}  // namespace

TEST_CASE("text without operators is words, whatever marks stand in it") {
  struct Row {
    const char* typed;
    const char* tree;
  };
  for (const Row& row : std::vector<Row>{
           {"thu hồi đất", "(all (words thu hồi đất))"},
           {"phát triển chính trị - xã hội", "(all (words phát triển chính trị - xã hội))"},
           {"a) thu hồi đất; b) giao đất", "(all (words a) thu hồi đất; b) giao đất))"},
           {"Số: 27 -NQ/TW", "(all (words Số: 27 -NQ/TW))"},
           {"họp lúc 10:30 tại http://chinhphu.vn", "(all (words họp lúc 10:30 tại http://chinhphu.vn))"},
           {"Luật Đất đai (sửa đổi)", "(all (words Luật Đất đai (sửa đổi)))"},
           {"QUY ĐỊNH VỀ ĐẤT HOẶC NHÀ", "(all (words QUY ĐỊNH VỀ ĐẤT HOẶC NHÀ))"},
           {"đất hoặc nhà", "(all (words đất hoặc nhà))"},
           {"", "(all)"},
       }) {
    INFO(row.typed);
    CHECK(tree(row.typed) == row.tree);
  }
}

TEST_CASE("operators of the query language") {
  struct Row {
    const char* typed;
    const char* tree;
  };
  for (const Row& row : std::vector<Row>{
           {"\"thu hồi đất\" bồi thường", "(all (phrase thu hồi đất) (words bồi thường))"},
           {"«thu hồi» “đất”", "(all (phrase thu hồi) (phrase đất))"},
           {"đất -rừng", "(all (words đất) (without (words rừng)))"},
           {"đất -\"đất rừng\" -loai:luat", "(all (words đất) (without (phrase đất rừng)) (without (field loai L BL)))"},
           {"thu hồi OR trưng dụng", "(any (all (words thu hồi)) (all (words trưng dụng)))"},
           {"thu hồi HOẶC trưng dụng", "(any (all (words thu hồi)) (all (words trưng dụng)))"},
           {"(thu hồi OR trưng dụng) đất", "(all (any (all (words thu hồi)) (all (words trưng dụng))) (words đất))"},
           {"bồi thường NEAR/5 đất", "(all (words bồi) (near/5 (words thường) (words đất)))"},
           {"\"bồi thường\" GẦN \"thu hồi đất\"", "(all (near/10 (phrase bồi thường) (phrase thu hồi đất)))"},
           {"thuỷ*", "(all (prefix thuỷ))"},
           {"loai:\"nghị định\" nam:2020..2023", "(all (field loai NĐ) (field nam 20200101..20231231))"},
           {"type:decree", "error"},
           {"Loại:NĐ year:2020", "(all (field loai NĐ) (field nam 20200101..20201231))"},
           {"ngay:..2021-06", "(all (field ngay ..20210631))"},
           {"ngay:09/11/2022..", "(all (field ngay 20221109..))"},
           {"trichdan:27-NQ/TW dieu:5", "(all (field trichdan 27-NQ/TW) (field dieu 5))"},
           {"tinh:\"Cần Thơ\" cap:tinh hethong:dang", "(all (field tinh can-tho can-tho-2025) (field cap province) (field hethong party))"},
       }) {
    INFO(row.typed);
    CHECK(tree(row.typed) == row.tree);
  }
}

TEST_CASE("what breaks the rules is an error with its place and a suggestion, never a silent phrase") {
  struct Row {
    const char* typed;
    Code code;
    const char* at;  // the text under the caret
    const char* suggestion;
  };
  for (const Row& row : std::vector<Row>{
           {"loia:luật đất", Code::unknown_field, "loia", "loai"},
           {"đất xyzzy:1", Code::unknown_field, "xyzzy", ""},
           {"loai: luật", Code::missing_value, "loai:", ""},
           {"tinh:\"Cần Thơo\"", Code::bad_value, "tinh:\"Cần Thơo\"", "can tho"},
           {"ngay:2020-13-01", Code::bad_value, "ngay:2020-13-01", "ngay:2020-01-01..2023-12-31"},
           {"nam:2023..2020", Code::bad_value, "nam:2023..2020", "nam:2020..2023"},
           {"đất \"\"", Code::empty_phrase, "\"\"", ""},
           {"đất \" - \"", Code::empty_phrase, "\" - \"", ""},
           {"đất \"thu hồi", Code::unclosed_quote, "\"", ""},
           {"luật (đất đai", Code::unclosed_parenthesis, "(", ""},
           {"luật đất đai)", Code::unopened_parenthesis, ")", ""},
           {"đất OR", Code::missing_operand, "OR", ""},
           {"OR đất", Code::missing_operand, "OR", ""},
           {"đất NEAR", Code::missing_operand, "NEAR", ""},
           {"loai:luat NEAR đất", Code::missing_operand, "NEAR", ""},
           {"t*", Code::short_prefix, "t*", ""},
       }) {
    INFO(row.typed);
    const auto node = language::parse_syntax(row.typed);
    REQUIRE_FALSE(node);
    const language::SyntaxError& error = node.error();
    CHECK(error.code == row.code);
    CHECK(std::string_view(row.typed).substr(error.place.begin, error.place.end - error.place.begin) == row.at);
    CHECK(error.suggestion == row.suggestion);
  }
}

TEST_CASE("groups inside each other end somewhere") {
  CHECK(language::parse_syntax(std::string(30, '(') + "đất" + std::string(30, ')')));
  const auto deep = language::parse_syntax(std::string(100000, '('));
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == Code::too_deep);
}

TEST_CASE("any bytes are parsed, and places of errors lie inside them") {
  const std::vector<std::string> pieces = {"đất", " ", "\"", "(", ")", "-", "OR", "NEAR/3", "loai:", "nam:2020", "*", ":", "\xC3", "“", "AND", "x:y", "\xE2\x80"};
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::string typed;
    for (unsigned n = random() % 12; n > 0; --n) typed += pieces[random() % pieces.size()] + (random() % 2 ? " " : "");
    const auto node = language::parse_syntax(typed);
    if (node) continue;
    INFO(typed);
    CHECK(node.error().place.begin <= node.error().place.end);
    CHECK(node.error().place.end <= typed.size());
  }
}

TEST_CASE("periods are read in all the ways in which people write dates") {
  using Period = std::pair<std::string, std::string>;
  CHECK(language::read_period("2020") == Period{"20200101", "20201231"});
  CHECK(language::read_period("5/2020") == Period{"20200501", "20200531"});
  CHECK(language::read_period("2020-05-01") == Period{"20200501", "20200501"});
  CHECK(language::read_period("1/5/2020") == Period{"20200501", "20200501"});
  CHECK_FALSE(language::read_period("31/02/2020"));
  CHECK_FALSE(language::read_period("20"));
  CHECK_FALSE(language::read_period("hôm qua"));
}

TEST_CASE("letters that are a word of their own are an abbreviation only in capitals: no Trung ương in \"đầu tư\", no Đề án in \"tối đa\"") {
  const auto added = [](const std::string& typed) { return language::parse(typed, [](const std::string&) { return 100u; }).added; };
  for (const char* typed : {"thông tư hướng dẫn đầu tư công", "mức phạt tối đa", "tha tù trước hạn", "THÔNG TƯ VỀ ĐẦU TƯ", "Sa Pa"}) {
    INFO(typed);
    const auto found = added(typed);
    CHECK(std::none_of(found.begin(), found.end(), [](const std::string& one) { return one.find(" = ") != std::string::npos; }));
  }
  for (const char* typed : {"Ban Chấp hành TƯ", "ubnd huyện", "thông tư của byt", "triển khai ĐA 06", "bhyt học sinh"}) {
    INFO(typed);
    const auto found = added(typed);
    CHECK(std::count_if(found.begin(), found.end(), [](const std::string& one) { return one.find(" = ") != std::string::npos; }) == 1);
  }
}
