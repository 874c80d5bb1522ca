// Real files: their defects are the reason for most rules of the readers. Skipped where ../shared is absent.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "corpus/readers/converter.h"
#include "corpus/readers/readers.h"
#include "corpus/text/encodings.h"

using namespace tracuu;
namespace fs = std::filesystem;

namespace {

std::optional<model::Text> original(const std::string& name) {
  const fs::path path = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "originals" / name;
  if (!fs::exists(path)) {
    WARN("skipped: " << name << " is not here (../shared is absent)");
    return std::nullopt;
  }
  std::optional<model::Text> out;
  const auto result = readers::read_file(path, name, {}, [&](model::Text&& text) {
    out = std::move(text);
    return true;
  });
  if (!result && result.error().code == readers::ReadErrorCode::converter_missing) {
    WARN("skipped: " << result.error().what);
    return std::nullopt;
  }
  REQUIRE(out);
  return out;
}

bool holds(const model::Text& text, std::string_view words) { return text.bytes.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a PDF with a text layer gives its pages") {
  if (!readers::internal::is_installed({"pdftotext", "poppler-utils"})) {
    WARN("skipped: pdftotext is not installed");
    return;
  }
  const fs::path path = fs::path(TRACUU_SOURCE_DIR) / "corpus/samples/van-ban/thu-tuc-dien-tu/468-QD-TTg-2021.pdf";
  if (!fs::exists(path)) {
    WARN("skipped: no sample PDF");
    return;
  }
  std::optional<model::Text> text;
  REQUIRE(readers::read_file(path, "x", {}, [&](model::Text&& t) { return text = std::move(t), true; }));
  CHECK(text->format == model::Format::pdf);
  CHECK(text->pages.size() == 2);
  CHECK(holds(*text, "468/QĐ-TTg"));
  CHECK(text::syllable_share(text->bytes) > 0.9);
}

TEST_CASE("a hyphen at the end of a PDF line stays: 1102/QĐTPT-TCHC") {
  if (const auto text = original("8009d07042c7.pdf")) {
    CHECK(holds(*text, "1102/QĐTPT-\nTCHC"));
    CHECK(holds(*text, "Số: 05 /2025/QĐ-UBND"));
  }
}

TEST_CASE("a number stamped into a PDF stands on its line") {
  if (const auto text = original("26d82b7680bc.pdf")) CHECK(holds(*text, "Số: 34 /2025/QĐ-UBND\n"));
}

TEST_CASE("the gazette's running heads are regions of a PDF") {
  if (const auto text = original("6173d0f10380.pdf")) {
    const auto heads = std::count_if(text->regions.begin(), text->regions.end(), [&](const model::Region& region) {
      return model::slice(text->bytes, region.range).find("CÔNG BÁO/Số") == 0;
    });
    CHECK(heads >= 50);
  }
}

TEST_CASE("a PDF of images says so") {
  const fs::path path = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "originals" / "1f5257094d15.pdf";
  if (!fs::exists(path)) {
    WARN("skipped: ../shared is absent");
    return;
  }
  const auto result = readers::read_file(path, "x", {}, [](model::Text&&) { return true; });
  REQUIRE_FALSE(result);
  if (result.error().code == readers::ReadErrorCode::converter_missing) {
    WARN("skipped: " << result.error().what);
    return;
  }
  CHECK(result.error().code == readers::ReadErrorCode::no_text_layer);
  CHECK(result.error().hint.find("--ocr") != std::string::npos);
}

TEST_CASE("a Word 6 decree of 1945 in TCVN3 is read with its capitals") {
  if (const auto text = original("011d4fcbdc1c.doc")) {
    CHECK(text->encoding == "tcvn3");
    CHECK(holds(*text, "SẮC LỆNH"));
    CHECK(holds(*text, "CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI"));
    CHECK(holds(*text, "chương trình cụ thể được nghiên cứu"));  // ư is a soft hyphen in this code
  }
}

TEST_CASE("a .doc that antiword refuses is read directly") {
  if (const auto text = original("37e93b80a8eb.doc")) CHECK(holds(*text, "Bộ trưởng Bộ Nội vụ và Bộ Tư pháp"));
}

TEST_CASE("a .doc whose wide tables antiword cuts keeps every citation") {
  if (const auto text = original("10fcb1ecbc7d.doc")) CHECK(holds(*text, "2753/QĐ- TCHQ"));
}

TEST_CASE("tables of a .doc are rows, not columns side by side") {
  if (const auto text = original("0e32c829f41c.doc"))
    CHECK(holds(*text, "Container 40 fit | 80.000 | 2.400.000 | 6.500.000\n"));
}

TEST_CASE("of a portal's page only the act is read, in Vietnamese") {
  if (const auto text = original("040469ed2012.html")) {
    CHECK(text->bytes.find("QUỐC HỘI\n") == 0);
    CHECK_FALSE(holds(*text, "NATIONAL ASSEMBLY"));
    CHECK_FALSE(holds(*text, "đăng nhập"));
    CHECK(holds(*text, "số 27/2008/QH12"));
  }
}

TEST_CASE("issuer and motto of a DOCX header table are lines") {
  if (const auto text = original("0324bbeb07c8.docx")) {
    CHECK(holds(*text, "SỞ CÔNG THƯƠNG\n"));
    CHECK(holds(*text, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"));
    CHECK(holds(*text, "Nơi nhận:\n- Như trên;\n"));
  }
}
