// PDF pages written here word by word: tables whose cells poppler joins, marks of footnotes, running heads.
#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "corpus/readers/converter.h"
#include "corpus/readers/pdf_cells.h"
#include "corpus/readers/pdf_notes.h"
#include "corpus/readers/readers.h"

using namespace tracuu;
using namespace tracuu::readers::internal;

namespace {

constexpr double kHeight = 17.6, kPitch = 17.3;

// Words of a line from `left` on: 6 points a character, `gap` between words.
void place(WordLine& line, const std::string& text, double left, double top, double gap = 3.5) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const double width = 6.0 * static_cast<double>(std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    line.push_back({word, left, left + width, top, kHeight});
    left += width + gap;
    begin = end + 1;
  }
}

struct Placed {
  std::string text;
  double left;
  double row;
};

Block block_of(const std::vector<Placed>& parts) {
  Block block;
  double row = -1;
  for (const Placed& part : parts) {
    if (part.row != row) block.emplace_back();
    row = part.row;
    place(block.back(), part.text, part.left, 100 + kPitch * part.row);
  }
  return block;
}

std::vector<std::string> texts(const std::vector<Block>& cells) {
  std::vector<std::string> out;
  for (const Block& cell : cells) {
    out.emplace_back();
    for (const WordLine& line : cell) {
      if (!out.back().empty()) out.back() += '\n';
      for (std::size_t i = 0; i < line.size(); ++i) (out.back() += i > 0 ? " " : "") += line[i].text;
    }
  }
  return out;
}

struct Show {
  int size, x, y;  // from the lower left corner
  std::string text;
};

std::string pdf_of(const std::vector<std::vector<Show>>& pages) {
  std::string out = "%PDF-1.4\n", kids;
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& body) {
    places.push_back(out.size());
    out += std::to_string(places.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>");
  object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
  for (const auto& page : pages) {
    std::string content = "BT\n";
    for (const Show& show : page)
      content += "/F1 " + std::to_string(show.size) + " Tf 1 0 0 1 " + std::to_string(show.x) + " " + std::to_string(show.y) + " Tm (" + show.text + ") Tj\n";
    content += "ET";
    object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
           std::to_string(places.size() + 2) + " 0 R >>");
    object("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t place : places) {
    std::string digits = std::to_string(place);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer << /Size " + std::to_string(places.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::optional<model::Text> read_pdf(const std::string& bytes) {
  if (!is_installed({"pdftotext", "poppler-utils"})) {
    WARN("skipped: pdftotext is not installed");
    return std::nullopt;
  }
  std::optional<model::Text> text;
  REQUIRE(readers::read_bytes(bytes, "a.pdf", "a.pdf", {}, [&](model::Text&& t) { return text = std::move(t), true; }));
  REQUIRE(text);
  return text;
}

// A page of prose, `top` its first line.
std::vector<Show> page_of(const std::string& top, int number) {
  std::vector<Show> page;
  if (!top.empty()) page.push_back({12, 70, 790, top});
  for (int row = 0; row < 12; ++row)
    page.push_back({12, 70, 740 - 16 * row, "Trang " + std::string(1, static_cast<char>('a' + number)) + " dong " + std::string(1, static_cast<char>('a' + row)) + " noi dung cua van ban nay"});
  return page;
}

bool holds(const model::Text& text, std::string_view words) { return text.bytes.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("cells that wrap side by side in a PDF are read one after the other") {
  const Block block = block_of({{"Theo dõi việc thi hành Nghị định", 100, 0}, {"100% kiến nghị cử tri được", 310, 0},
                                {"số 45/2020/NĐ-CP của Chính phủ", 100, 1}, {"trả lời đúng hạn theo quy", 310, 1},
                                {"và báo cáo hằng năm.", 100, 2}, {"định tại 335/2025/NĐ-CP", 310, 2}});
  const auto cells = split_cells({block});
  REQUIRE(cells.size() == 1);
  CHECK(texts(cells[0]) == std::vector<std::string>{"Theo dõi việc thi hành Nghị định\nsố 45/2020/NĐ-CP của Chính phủ\nvà báo cáo hằng năm.",
                                                    "100% kiến nghị cử tri được\ntrả lời đúng hạn theo quy\nđịnh tại 335/2025/NĐ-CP"});
}

TEST_CASE("a row of a PDF table whose cells are centred takes the gutter of its neighbours") {
  const Block clear = block_of({{"Theo dõi việc thi hành", 100, 0}, {"trả lời kiến nghị đúng", 310, 0},
                                {"các nghị định đã ban", 100, 1}, {"hạn theo quy định", 310, 1}});
  const Block centred = block_of({{"Một việc khác ở bên", 100, 3}, {"ba dòng chữ ở bên này", 310, 2.5},
                                  {"trái gồm hai dòng", 100, 4}, {"nên đứng lệch so với", 310, 3.5}, {"ô bên trái", 310, 4.5}});
  const auto cells = split_cells({clear, centred});
  REQUIRE(cells.size() == 2);
  CHECK(texts(cells[1]) ==
        std::vector<std::string>{"Một việc khác ở bên\ntrái gồm hai dòng", "ba dòng chữ ở bên này\nnên đứng lệch so với\nô bên trái"});
}

TEST_CASE("prose, numbered lists and rows that are records stay as they are") {
  // A river: every line has its gap at one place, no wider than its others.
  CHECK(split_cells({block_of({{"chung một khe ở giữa", 100, 0}, {"các dòng của đoạn", 213.5, 0}, {"trang hai khe ở giữa", 100, 1}, {"văn xuôi liền nhau", 213.5, 1}})})[0]
            .empty());
  CHECK(split_cells({block_of({{"a)", 100, 0}, {"điểm thứ nhất của khoản", 130, 0}, {"b)", 100, 1}, {"điểm thứ hai của khoản", 130, 1}})})[0].empty());
  CHECK(split_cells({block_of({{"Hà Nội", 100, 0}, {"2024", 200, 0}, {"Cần Thơ", 100, 1}, {"2025", 200, 1}, {"Lào Cai", 100, 2}, {"2026", 200, 2}})})[0].empty());
}

TEST_CASE("khoản 6 with the mark of note 4 is not khoản 64") {
  std::vector<Show> page = page_of("", 0);
  page.push_back({12, 70, 500, "theo khoan 6"});
  page.push_back({7, 134, 505, "4"});
  page.push_back({12, 140, 500, "Dieu 9 va 25 m"});
  page.push_back({7, 214, 505, "2"});
  page.push_back({7, 80, 105, "4"});
  page.push_back({10, 86, 100, "Khoan nay duoc sua doi"});
  if (const auto text = read_pdf(pdf_of({page}))) {
    INFO(text->bytes);
    CHECK(holds(*text, "theo khoan 6[4] Dieu 9 va 25 m2"));
    CHECK(holds(*text, "[4] Khoan nay duoc sua doi"));
  }
}

TEST_CASE("an exponent is no note") {
  const PlacedWord metre{"m", 100, 108, 100, 14}, two{"2", 108, 112, 98, 9}, below{"2", 108, 112, 106, 9}, apart{"2", 130, 134, 98, 9};
  CHECK(raised_number(metre, two) == 2);
  CHECK_FALSE(raised_number(metre, below));
  CHECK_FALSE(raised_number(metre, apart));
  CHECK(numbers_of_notes({{{metre, two}}}).empty());
}

TEST_CASE("a long sentence at the foot of every PDF page is a running foot") {
  const std::string foot = "Tai lieu nay thuoc so huu cua cac co quan Dang, moi viec sao chep, phat tan, trich dan hoac su dung trai phep duoi moi hinh "
                           "thuc deu bi nghiem cam";
  std::vector<std::vector<Show>> pages;
  for (int i = 0; i < 4; ++i) {
    pages.push_back(page_of("", i));
    pages.back().push_back({5, 70, 40, foot});
  }
  if (const auto text = read_pdf(pdf_of(pages))) {
    CHECK(text->regions.size() == 4);
    for (const model::Region& region : text->regions) CHECK(region.kind == model::Region::Kind::footer);
  }
}

TEST_CASE("the head of an act is no running head because annexed forms begin like it") {
  const std::string motto = "CONG HOA XA HOI CHU NGHIA VIET NAM";
  std::vector<std::vector<Show>> pages;
  for (int i = 0; i < 6; ++i) pages.push_back(page_of(i == 0 || i > 2 ? motto : "", i));
  if (const auto text = read_pdf(pdf_of(pages))) {
    for (const model::Region& region : text->regions) CHECK(region.range.begin > 0);
  }
}

TEST_CASE("a running head below the stamp of a digital signature is one") {
  std::vector<std::vector<Show>> pages;
  for (int i = 0; i < 5; ++i) pages.push_back(page_of("CONG BAO/So 829 + 830/Ngay 24-6-2025", i));
  for (int row = 0; row < 4; ++row) pages[0].insert(pages[0].begin() + row, {5, 300, 830 - 7 * row, "Nguoi ky: Cong thong tin " + std::string(1, static_cast<char>('a' + row))});
  if (const auto text = read_pdf(pdf_of(pages))) {
    CHECK(text->regions.size() == 5);
    CHECK(model::slice(text->bytes, text->regions[0].range) == "CONG BAO/So 829 + 830/Ngay 24-6-2025\n");
  }
}
