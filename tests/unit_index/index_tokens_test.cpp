#include <catch2/catch.hpp>

#include "corpus/text/canonical.h"
#include "corpus/text/tokens.h"
#include "query/language/abbreviations.h"
#include "query/language/diacritics.h"
#include "query/language/query.h"

using namespace tracuu;
using Terms = std::vector<std::string>;

namespace {
Terms terms(std::string_view text) { return text::Tokenizer().terms(text); }
const language::Frequency kEverywhere = [](const std::string&) { return 1u; };
}  // namespace

TEST_CASE("tokens are syllables and the parts of citations") {
  CHECK(terms("Nghị định số 45/2020/NĐ-CP ngày 08/4/2020") ==
        Terms{"nghị", "định", "số", "45", "2020", "nđ", "cp", "ngày", "08", "4", "2020"});
  CHECK(terms("27-NQ/TW, Điều 17a; \"Xô-viết\"") == Terms{"27", "nq", "tw", "điều", "17a", "xô", "viết"});
  CHECK(terms("59/2020/QH14 3_000 a@b.vn") == Terms{"59", "2020", "qh14", "3", "000", "a", "b", "vn"});
  CHECK(terms(" \n...").empty());
}

TEST_CASE("one word has one term, however it is typed") {
  CHECK(terms("hoà HÒA hòa") == Terms{"hòa", "hòa", "hòa"});
  CHECK(terms("uỷ quyền, uỷ thác; quỹ") == Terms{"ủy", "quyền", "ủy", "thác", "quỹ"});
  CHECK(terms("lu\u1EADt lua\u0323\u0302t luâ\u0323t") == Terms{"luật", "luật", "luật"});
}

TEST_CASE("a token of any length gives a term that Xapian accepts") {
  for (const std::string& term : terms(std::string(100000, 'x') + " " + std::string(3000, '7'))) CHECK(term.size() <= 192);
}

TEST_CASE("a whole text is cut the same as its parts") {
  const std::string text = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15; căn cứ 15/2021/QĐ-UBND/x-y và 1.2.3";
  const std::u16string chars = text::canonical_chars(text);
  std::vector<text::Token> whole;
  text::Tokenizer tokenizer;
  tokenizer.tokenize(chars, whole);
  std::vector<text::Token> again;
  tokenizer.tokenize(chars, again);
  REQUIRE(whole.size() == again.size());
  for (std::size_t i = 1; i < whole.size(); ++i) CHECK(whole[i - 1].end <= whole[i].begin);
}

TEST_CASE("the frozen table knows the frequent syllables and the readings of a bare one") {
  const text::SyllableTable& table = text::SyllableTable::builtin();
  CHECK(table.size() == 8000);
  CHECK(table.term(table.find("của")) == "của");
  CHECK(table.find("hoà") == text::kUnlisted);  // terms are placed before they are looked up
  CHECK(table.readings("luat").size() >= 1);
}

TEST_CASE("diacritics are restored from what the text around says") {
  CHECK(language::parse("nghi dinh ve kiem soat thu tuc hanh chinh", kEverywhere).searched == "nghị định về kiểm soát thủ tục hành chính");
  CHECK(language::parse("thu hoi dat", kEverywhere).searched == "thu hồi đất");
  CHECK(language::parse("nghi quyet cua ban chap hanh trung uong dang", kEverywhere).searched == "nghị quyết của ban chấp hành trung ương đảng");
  CHECK_FALSE(language::parse("thu hồi đất", kEverywhere).restored);
}

TEST_CASE("a query without diacritics that is no Vietnamese stays as typed") {
  CHECK(language::parse("COVID", kEverywhere).terms == Terms{"covid"});
  CHECK(language::parse("45/2020", kEverywhere).terms == Terms{"45", "2020"});
}

TEST_CASE("the tail that asks nothing is cut, the one that asks for a definition is not") {
  CHECK(language::parse("Mức phạt khi vượt quá mức được quy định như thế nào?", kEverywhere).terms ==
        Terms{"mức", "phạt", "khi", "vượt", "quá", "mức"});
  const language::Query definition = language::parse("Viên chức quản lý là gì?", kEverywhere);
  CHECK(definition.asks_definition);
  CHECK(definition.terms.back() == "gì");
}

TEST_CASE("quotes make phrases, also typographic ones, an unclosed one is an error and all is words") {
  const language::Query query = language::parse("thẩm quyền \u201Cquyền sử dụng đất\u201D", kEverywhere);
  REQUIRE(query.phrases.size() == 1);
  CHECK(query.phrases[0] == Terms{"quyền", "sử", "dụng", "đất"});
  CHECK_FALSE(query.error);
  const language::Query unclosed = language::parse("thẩm quyền \"lạc lối", kEverywhere);
  REQUIRE(unclosed.error);
  CHECK(unclosed.terms == Terms{"thẩm", "quyền", "lạc", "lối"});
  CHECK(language::parse("\"\"", kEverywhere).empty());
}

TEST_CASE("a query typed with half of its diacritics is restored, one typed with care is left alone") {
  CHECK(language::parse("nghi định về kiểm soat thủ tuc hanh chính", kEverywhere).searched == "nghị định về kiểm soát thủ tục hành chính");
  CHECK(language::parse("quyên sử dụng đât", kEverywhere).searched == "quyền sử dụng đất");
  CHECK_FALSE(language::parse("Trong thời gian thử việc có được nghỉ không", kEverywhere).restored);
  CHECK_FALSE(language::parse("ban hành quy chế", kEverywhere).restored);
}

TEST_CASE("definitions are asked for in many ways and printed in one") {
  for (const char* typed : {"Định nghĩa của viên chức quản lý", "thế nào là viên chức quản lý?", "khái niệm viên chức quản lý là gì"}) {
    const language::Query query = language::parse(typed, kEverywhere);
    INFO(typed);
    CHECK(query.asks_definition);
    CHECK(query.terms == Terms{"viên", "chức", "quản", "lý", "là"});
  }
  CHECK(language::parse("Luật Viên chức quy định về những gì?", kEverywhere).asks_subject_of_act);
}

TEST_CASE("when it shall hold is no word of what shall hold") {
  CHECK(language::parse("Liên thông trong giáo dục từ tháng 7/2020 được quy định như thế nào?", kEverywhere).terms == Terms{"liên", "thông", "trong", "giáo", "dục"});
  CHECK(language::parse("trợ cấp từ ngày 01/7/2021 cho người cao tuổi", kEverywhere).terms == Terms{"trợ", "cấp", "cho", "người", "cao", "tuổi"});
}

TEST_CASE("spoken words bring their legal terms, shown and switched off by literal search") {
  const language::Query query = language::parse("thu hồi bằng lái xe", kEverywhere);
  REQUIRE(query.added.size() == 1);
  CHECK(query.added[0] == "bằng lái xe ≈ giấy phép lái xe");
  CHECK(query.synonyms_from == 5);
  const language::Query literal = language::parse("thu hoi bang lai xe", kEverywhere, {}, {.literal = true});
  CHECK(literal.terms == Terms{"thu", "hoi", "bang", "lai", "xe"});
  CHECK(literal.added.empty());
}

TEST_CASE("an article of a named law is asked for") {
  const language::Query query = language::parse("điều 12 luật đất đai", kEverywhere);
  CHECK_FALSE(query.name.empty());
  REQUIRE(query.mentions.size() == 1);
  CHECK(query.mentions[0].pinpoints == Terms{"D12"});
}

TEST_CASE("an abbreviation with one meaning is spelled out behind a break") {
  CHECK(language::expand_abbreviation("ubnd") == "Ủy ban nhân dân");
  const language::Query query = language::parse("thẩm quyền của UBND", kEverywhere);
  CHECK(std::count(query.terms.begin(), query.terms.end(), std::string()) >= 1);
  CHECK(std::find(query.terms.begin(), query.terms.end(), "nhân") != query.terms.end());
}
