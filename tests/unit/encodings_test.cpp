#include <catch2/catch.hpp>

#include <string>

#include <unicode/normalizer2.h>

#include "corpus/text/encodings.h"

using namespace tracuu;
using text::Encoding;

namespace {

std::string repaired(const std::string& s) {
  const auto result = text::repair_encodings(s);
  return result ? result->bytes : s;
}

}  // namespace

TEST_CASE("Vietnamese syllables are told from other words") {
  for (const char16_t* word : {u"nghiêng", u"quyết", u"định", u"thủ", u"tướng", u"gì", u"giếng", u"quốc", u"hoà", u"hòa", u"đắk", u"quýt",
                               u"khuỷu", u"ngoằn", u"xoong", u"ủy", u"uỷ", u"yêu", u"ý", u"kạn", u"huỳnh", u"giữa", u"quỹ",
                               u"Nghị", u"QUYẾT", u"ĐỊNH", u"Ứng"}) {
    INFO(std::string(word, word + std::char_traits<char16_t>::length(word)).size());
    CHECK(text::is_syllable(word));
  }
  for (const char16_t* word : {u"céngs", u"héi", u"thñ", u"íng", u"qualité", u"größe", u"niño", u"các̣", u"càc", u"bỉch", u"x·", u"", u"straße",
                               u"được̀", u"ngháng", u"nguyêng", u"HÉI", u"CÀC"})
    CHECK_FALSE(text::is_syllable(word));
}

TEST_CASE("the share of syllables tells prose from garbage") {
  CHECK(text::syllable_share("Căn cứ Luật Tổ chức chính quyền địa phương") == 1.0);
  CHECK(text::syllable_share("UBND QH14 45/2020") == 1.0);
  CHECK(text::syllable_share("Thñ t−íng ChÝnh phñ") < 0.7);
}

TEST_CASE("paragraphs in old encodings become Unicode") {
  struct Row {
    const char* name;
    const char* old;
    const char* expected;
    Encoding encoding;
  };
  const Row rows[] = {
      {"TCVN3 from a PDF that shows ư as a minus sign", "Thñ t−íng ChÝnh phñ ban hµnh QuyÕt ®Þnh", "Thủ tướng Chính phủ ban hành Quyết định",
       Encoding::tcvn3},
      {"TCVN3 motto", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", Encoding::tcvn3},
      {"TCVN3 with soft hyphen and bullet operator", "®­îc thùc hiÖn theo h­íng dÉn, x∙ héi", "được thực hiện theo hướng dẫn, xã hội",
       Encoding::tcvn3},
      {"TCVN3 keeps a true hyphen", "chÝnh trÞ - x· héi, NghÞ ®Þnh sè 12/2001/N§-CP", "chính trị - xã hội, Nghị định số 12/2001/NĐ-CP",
       Encoding::tcvn3},
      {"TCVN3 whose capitals are small letters of the code", "CñA CHñ TÞCH CHÝNH PHñ L©M THêI\nSè 75VN/CC NGµY 17 TH¸NG 12 N¨M 1945",
       "CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 75VN/CC NGÀY 17 THÁNG 12 NĂM 1945", Encoding::tcvn3},
      {"Unicode with ñ for đ", "2017 của Chính phủ sửa ñổi, bổ sung một số ñiều của các Nghị ñịnh, lĩnh vực ðất ñai",
       "2017 của Chính phủ sửa đổi, bổ sung một số điều của các Nghị định, lĩnh vực Đất đai", Encoding::n_tilde_as_d},
      {"VNI capitals", "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Encoding::vni},
      {"VNI prose", "Caên cöù Luaät Toå chöùc Chính phuû ngaøy 25 thaùng 12 naêm 2001", "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001",
       Encoding::vni},
      {"UTF-8 read as windows-1252", "Nghá»‹ Ä‘á»‹nh quy Ä‘á»‹nh chi tiáº¿t má»™t sá»‘ Ä‘iá»\u0081u", "Nghị định quy định chi tiết một số điều",
       Encoding::utf8_as_1252},
      {"windows-1258 read as windows-1252", "Nghiò ðiònh cuÒa Chiình phuÒ vêÌ viêòc ðõn giaÒn", "Nghị định của Chính phủ về việc đơn giản",
       Encoding::windows_1258_as_1252},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto result = text::repair_encodings(row.old);
    REQUIRE(result);
    CHECK(result->bytes == row.expected);
    CHECK(result->encoding == row.encoding);
  }
}

TEST_CASE("text that is not in an old encoding stays as it is") {
  for (const char* s : {
           "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025; diện tích 100 m², nhiệt độ 25°C, § 5, ± 3 × 4",
           "Ðảng Cộng sản Việt Nam, Nghị ðịnh số 45/2020/NÐ-CP của Chính phủ",
           "121/2021/NÐ-CP (nếu có); ", " Độ dầy µm (214 - 220) + 5", "độ từ 209 µm đến 225 µm.",
           "Le Président de la République française a décidé que la qualité où l'été était être célèbre, ça coûte 20 €",
           "Größe und Maße der Straßen, über Änderungen für öffentliche Gebäude",
           "El niño pequeño mañana irá a España según lo señaló el año pasado, ¿qué más?",
           "Điều 5. Hiệu lực thi hành", "plain ASCII", "Trung tâm R&D – São Paulo – Malmö", ""}) {
    INFO(s);
    CHECK_FALSE(text::repair_encodings(s));
  }
}

TEST_CASE("a mixed document is decoded paragraph by paragraph") {
  const std::string s =
      "Căn cứ Luật Ban hành văn bản quy phạm pháp luật\nThñ t-íng ChÝnh phñ quyÕt ®Þnh ban hµnh\nSè: 15\nLe café est fermé à midi.\n";
  const auto result = text::repair_encodings(s);
  REQUIRE(result);
  CHECK(result->mixed);
  CHECK(result->bytes.find("Thủ tướng Chính phủ quyết định ban hành\n") != std::string::npos);
  CHECK(result->bytes.find("Căn cứ Luật Ban hành văn bản quy phạm pháp luật\n") == 0);
}

TEST_CASE("a short paragraph follows the old encoding of its neighbours") {
  const std::string s = "Thñ t­íng ChÝnh phñ\nSè: 15/2001/Q§-TTg\nNghÞ ®Þnh cña ChÝnh phñ\n®) Tæ chøc thùc hiÖn\nSè 15";
  CHECK(repaired(s) == "Thủ tướng Chính phủ\nSố: 15/2001/QĐ-TTg\nNghị định của Chính phủ\nđ) Tổ chức thực hiện\nSố 15");
}

TEST_CASE("offsets move with the text that is decoded") {
  const std::string s = "Trước\nThñ t­íng ChÝnh phñ\nSau";
  const auto result = text::repair_encodings(s);
  REQUIRE(result);
  CHECK(result->bytes == "Trước\nThủ tướng Chính phủ\nSau");
  CHECK(result->map(0) == 0);
  CHECK(result->map(static_cast<std::uint32_t>(s.find("Sau"))) == result->bytes.find("Sau"));
  CHECK(result->map(static_cast<std::uint32_t>(s.size())) == result->bytes.size());
}

TEST_CASE("one long line in an old encoding is decoded in pieces") {
  std::string s;
  while (s.size() < 20000) s += "Thñ t­íng ChÝnh phñ ban hµnh NghÞ ®Þnh sè 15/2001/N§-CP ";
  const auto result = text::repair_encodings(s);
  REQUIRE(result);
  CHECK(result->bytes.find("©") == std::string::npos);
  CHECK(result->bytes.substr(result->bytes.size() - 16).find("CP") != std::string::npos);
  CHECK(text::syllable_share(result->bytes) > 0.95);
}

TEST_CASE("fonts tell the encoding") {
  CHECK(text::encoding_of_font(".VnTimeH") == Encoding::tcvn3);
  CHECK(text::is_capital_font(".VnTimeH"));
  CHECK_FALSE(text::is_capital_font(".VnTime"));
  CHECK(text::encoding_of_font("VNI-Times") == Encoding::vni);
  CHECK(text::encoding_of_font("Times New Roman") == Encoding::as_is);
}

TEST_CASE("UTF-16 of both orders becomes UTF-8") {
  const std::string little("\xFF\xFE\x10\x01i\0\xC1\x1Eu\0", 10), big("\xFE\xFF\x01\x10\0i\x1E\xC1\0u", 10);
  CHECK(text::from_utf16(little, false) == "Điều");
  CHECK(text::from_utf16(big, true) == "Điều");
}

TEST_CASE("decomposed text with a look-alike of Đ is no old encoding") {
  const std::string text = "Đẩy mạnh công tác cải cách hành chính; Điều 5 Nghị định số 45/2020/NĐ-CP quy định về thủ tục";
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  std::string decomposed;
  nfd->normalize(icu::UnicodeString::fromUTF8(text), status).toUTF8String(decomposed);
  for (std::size_t at; (at = decomposed.find("Đ")) != std::string::npos;) decomposed.replace(at, 2, "Ð");
  CHECK_FALSE(text::repair_encodings(decomposed));
}
