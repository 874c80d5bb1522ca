#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "corpus/text/canonical.h"
#include "corpus/text/find.h"
#include "corpus/text/phrase_table.h"
#include "corpus/text/words.h"

using namespace tracuu;
using text::canonicalize;

namespace {

std::string canonical(std::string_view input) { return text::to_utf8(text::canonical_chars(input)); }

// A canonical text that owns its bytes.
struct Made {
  explicit Made(std::string bytes) { source.bytes = std::move(bytes); }
  [[nodiscard]] text::Canonical operator()() const { return canonicalize(source); }
  model::Text source;
};

bool starts_character(std::string_view bytes, std::size_t at) {
  return at == bytes.size() || (static_cast<unsigned char>(bytes[at]) & 0xC0) != 0x80;
}

bool is_combining_at(std::string_view bytes, std::size_t at) {  // U+0300..U+036F
  if (at + 1 >= bytes.size()) return false;
  const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
  return a == 0xCC || (a == 0xCD && b < 0xB0);
}

}  // namespace

TEST_CASE("every defect of letters is mended in canonical text") {
  struct {
    const char* name;
    const char* input;
    const char* output;
  } rows[] = {
      {"gha for ư", "CHƢƠNG TRÌNH, Trung ƣơng, nhà nƣớc", "CHƯƠNG TRÌNH, Trung ương, nhà nước"},
      {"eth and African D for Đ", "Ðẩy mạnh, Ɖảng, ðiều, ɖiều", "Đẩy mạnh, Đảng, điều, điều"},
      {"combining marks, NFD", "Nghi\u0323 đi\u0323nh, Luâ\u0323t, Qu\u0079\u0300", "Nghị định, Luật, Quỳ"},
      {"full NFD", "Quye\u0302\u0301t đi\u0323nh", "Quyết định"},
      {"marks in the wrong order", "Quye\u0301\u0302t, Luạ\u0302t", "Quyết, Luật"},
      {"horn as a mark", "nhu\u031B nguo\u031B\u0300i", "như nguời"},
      {"grave and acute tone marks", "la\u0340, ca\u0341", "là, cá"},
      {"soft hyphen", "quyết đị\u00ADnh", "quyết định"},
      {"zero width", "Ngh\u200Bị\u200C đ\u200Dịnh\uFEFF", "Nghị định"},
      {"direction marks", "\u202A45/2020\u202C/NĐ\u200E-CP\u2066\u2069", "45/2020/NĐ-CP"},
      {"word joiner", "45\u2060/2020", "45/2020"},
      {"blanks", "Luật\u00A0Đất\u2003đai\u202Fnăm\u30002013\t.", "Luật Đất đai năm 2013 ."},
      {"dashes", "18\u2010NQ 18\u2011NQ 18\u2012NQ 18\u2013NQ 18\u2014NQ 18\u2015NQ 18\u2212NQ", "18-NQ 18-NQ 18-NQ 18-NQ 18-NQ 18-NQ 18-NQ"},
      {"small and full-width dashes", "18\uFE58NQ 18\uFE63NQ 18\uFF0DNQ", "18-NQ 18-NQ 18-NQ"},
      {"slashes", "45\u22152020\u2044NĐ\uFF0FCP", "45/2020/NĐ/CP"},
      {"single quotes", "\u2018a\u2019 \u02BC", "'a' '"},
      {"full-width forms", "\uFF14\uFF15\uFF0F\uFF12\uFF10\uFF12\uFF10", "45/2020"},
      {"ligatures", "o\uFB03ce \uFB01le", "office file"},
      {"carriage return", "a\r\nb", "a\nb"},
      {"outside the basic plane", "a\U0001F600b", "a\uFFFDb"},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(canonical(row.input) == row.output);
  }
}

TEST_CASE("Markdown emphasis is dropped, list dashes and real asterisks of prose keep their words apart") {
  const Made made("**QUYẾT ĐỊNH** số *12/2020*/QĐ-UBND");
  CHECK(made().utf8(0, made().size()) == "QUYẾT ĐỊNH số 12/2020/QĐ-UBND");
}

TEST_CASE("canonical form of canonical text is itself") {
  for (const char* input : {"Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "CHƢƠNG TRÌNH – “Ðẩy mạnh”", "Quye\u0302\u0301t đi\u0323nh\u00AD"})
    CHECK(canonical(canonical(input)) == canonical(input));
}

TEST_CASE("folding forgets case, diacritics and đ, and nothing else") {
  CHECK(text::fold("Nghị định số 45/2020/NĐ-CP") == "nghi dinh so 45/2020/nd-cp");
  CHECK(text::fold("ẮẰẲẴẶ ỐỒỔỖỘ ƯỪỨỬỮỰ ỲÝỶỸỴ Đđ") == "aaaaa ooooo uuuuuu yyyyy dd");
  CHECK(text::fold("ấằỡợỹ") == "aaooy");
  CHECK(text::lower("NGHỊ ĐỊNH ƯỚC") == "nghị định ước");
  for (const char* pair : {"đ", "Đ", "Ð", "ð"}) CHECK(text::fold(pair) == "d");
  CHECK(text::fold("\u201CLuật\u201D \u201ELuật\u00AB\u00BB \u2018a\u2019") == "\"luat\" \"luat\"\" 'a'");
}

TEST_CASE("folded text and characters have one length, and every character its place") {
  const Made made("Quye\u0302\u0301t đi\u0323nh số\u00AD 45/2020/\U0001F600QĐ–TTg");
  const auto c = made();
  CHECK(c.folded.size() == c.chars.size());
  CHECK(c.origin.size() == c.chars.size() + 1);
  CHECK(c.origin.back() == made.source.bytes.size());
  CHECK(std::is_sorted(c.origin.begin(), c.origin.end()));
}

TEST_CASE("the tone mark goes to its traditional place in open syllables only") {
  const std::vector<std::pair<std::u16string, std::u16string>> rows = {
      {u"hoà", u"hòa"}, {u"hoá", u"hóa"}, {u"thoả", u"thỏa"}, {u"khoẻ", u"khỏe"}, {u"uỷ", u"ủy"}, {u"Uỷ", u"Ủy"}, {u"UỶ", u"ỦY"}, {u"thuý", u"thúy"}, {u"HOÀ", u"HÒA"},
      {u"quý", u"quý"}, {u"quỳ", u"quỳ"}, {u"quỹ", u"quỹ"}, {u"loài", u"loài"}, {u"hoàng", u"hoàng"}, {u"huỳnh", u"huỳnh"}, {u"khuỷu", u"khuỷu"}, {u"hòa", u"hòa"}, {u"ủy", u"ủy"}, {u"của", u"của"}, {u"a", u"a"}, {u"", u""},
  };
  for (const auto& [input, output] : rows) {
    std::u16string syllable = input;
    text::place_tone(syllable);
    CHECK(text::to_utf8(syllable) == text::to_utf8(output));
  }
}

TEST_CASE("a page marker and the page number after it do not break a sentence") {
  const Made made("theo Nghị quyết số \n----------------------- Page 7-----------------------\n7 \n27-NQ/TW");
  const auto c = made();
  CHECK(c.utf8(0, c.size()) == "theo Nghị quyết số 27-NQ/TW");
  REQUIRE(c.pages.size() == 1);
  CHECK(c.pages[0].number == 7);
  CHECK_FALSE(c.furniture.empty());
}

TEST_CASE("a page marker in single-line text does not break a sentence") {
  const Made made("có kết quả Nghị quyết số 27-NQ/TW ----- Page 7----- 7 phù hợp với điều kiện");
  const auto c = made();
  CHECK(c.utf8(0, c.size()) == "có kết quả Nghị quyết số 27-NQ/TW phù hợp với điều kiện");
}

TEST_CASE("a gazette head does not break a sentence") {
  const Made made("quy định tại Nghị định số\n12 CÔNG BÁO/Số 851 + 852/Ngày 01-7-2025\n45/2020/NĐ-CP");
  const auto c = made();
  CHECK(c.utf8(0, c.size()) == "quy định tại Nghị định số 45/2020/NĐ-CP");
}

TEST_CASE("page numbers above a gazette head and stamps of signatures do not break a sentence") {
  const Made above("theo quy định\n\n \n18 \nCÔNG BÁO/Số 05 + 06/Ngày 02-01-2022 \n  \ncủa Bộ luật");
  const auto a = above();
  CHECK(a.utf8(0, a.size()) == "theo quy định của Bộ luật");
  const Made stamp("ngày 13 tháng 6 năm 2016 của \nKý bởi: CỔNG THÔNG TIN\nCơ quan: VĂN PHÒNG\nNgày ký: 2026-04-21 14:21:28 +07:00\n\nCÔNG BÁO/Số 05/Ngày 02-01-2026\n75\n\nChính phủ về phí");
  const auto b = stamp();
  CHECK(b.utf8(0, b.size()) == "ngày 13 tháng 6 năm 2016 của Chính phủ về phí");
  const Made decomposed("năm 2016 cu\u0309a \nKy\u0301 bo\u031B\u0309i: CO\u0302\u0309NG\nCo\u031B quan: VA\u0306N PHO\u0300NG\nNga\u0300y ky\u0301: 2026-04-21 14:21:28 +07:00\n\nChi\u0301nh phu\u0309");
  const auto d = decomposed();
  CHECK(d.utf8(0, d.size()) == "năm 2016 của Chính phủ");
}

TEST_CASE("numbers that belong to the text are no page furniture") {
  for (const char* kept : {"Điều 7\n7 điều kiện", "Tổng cộng:\n12\ntriệu đồng", "----------\nNơi nhận:", "I. MỤC ĐÍCH\n1. Yêu cầu", "Người ký: Lê Văn An\nCơ quan: Bộ Nội vụ\nNgày ký: 01/02/2020"}) {
    const Made made(kept);
    INFO(kept);
    CHECK(made().furniture.empty());
  }
}

TEST_CASE("byte ranges of characters begin and end on characters and lead back to the same characters") {
  const char* pieces[] = {"Nghị định ", "số 45/2020/NĐ-CP", "\u00AD", "\u200B", "a\u0302\u0301", "u\u031B\u0323", "ƣ", "Ð", "–", "\u00A0", "\n", "\r\n", " ", "**", "“Luật”", "\uFB01",
                          "\U0001F600", "Tỉnh ủy", "----- Page 7----- 7 ", "\x01", "Ω", "е", "\u0301", "12 CÔNG BÁO/Số 851/Ngày 01-7-2025\n", "Điều 5."};
  std::mt19937 random(20231);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) bytes += pieces[random() % std::size(pieces)];
    const Made made(bytes);
    const auto c = made();
    INFO("round " << round << ": " << bytes);
    REQUIRE(c.folded.size() == c.size());
    REQUIRE(c.origin.size() == c.size() + 1);
    for (std::size_t i = 0; i < c.size(); ++i) {
      REQUIRE(c.origin[i] <= c.origin[i + 1]);
      const auto one = c.bytes(i, i + 1);
      REQUIRE(one.begin <= one.end);
      REQUIRE(one.end <= bytes.size());
      REQUIRE(starts_character(bytes, one.begin));
      REQUIRE(starts_character(bytes, one.end));
      REQUIRE_FALSE(is_combining_at(bytes, one.end));
      // A ligature is two characters that begin at one byte: the first of them is found.
      const std::size_t back = c.at_byte(one.begin);
      REQUIRE(back <= i);
      REQUIRE(c.origin[back] == c.origin[i]);
    }
    if (c.size() > 1) {
      const std::size_t begin = random() % c.size(), end = begin + 1 + random() % (c.size() - begin);
      const auto range = c.bytes(begin, end);
      REQUIRE(range.begin == c.origin[begin]);
      REQUIRE(range.end >= c.bytes(end - 1, end).begin);
      // What was cut out reads as the same characters (page furniture, emphasis and Cyrillic twins need their surroundings).
      if (c.furniture.empty() && bytes.find("**") == std::string::npos && bytes.find("\uFB01") == std::string::npos && bytes.find("е") == std::string::npos) {
        const std::string cut(model::slice(bytes, range));
        if (Made(cut)().furniture.empty()) REQUIRE(text::to_utf8(text::canonical_chars(cut)) == text::to_utf8(std::u16string_view(c.chars).substr(begin, end - begin)));
      }
    }
  }
}

TEST_CASE("words are runs of letters and digits, what stands between them is remembered") {
  const Made made("Nghị định số 45/2020/NĐ-CP\nĐiều 5.\n\nChương");
  const auto c = made();
  const text::Words words(c);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < words.size(); ++i) found.push_back(words.utf8(i, i + 1));
  CHECK(found == std::vector<std::string>{"Nghị", "định", "số", "45", "/", "2020", "/", "NĐ", "-", "CP", "Điều", "5", ".", "Chương"});
  CHECK(words[0].gap >= text::Gap::none);
  CHECK(words[1].gap == text::Gap::blank);
  CHECK(words[4].gap == text::Gap::none);
  CHECK(words[10].gap == text::Gap::line);
  CHECK(words[13].gap == text::Gap::paragraph);
  CHECK(words.value(3) == 45);
  CHECK(words.value(0) == -1);
  CHECK(words.all_upper(7));
  CHECK_FALSE(words.all_upper(0));
  CHECK(words.starts_upper(10));
  CHECK(words.at_char(words[7].begin) == 7);
}

TEST_CASE("a phrase is found by its true spelling, in any case and tone placement, across line ends") {
  const Made made("ỦY BAN nhân dân, Uỷ\nban nhân dân, nay và này, Uy ban\n\nnhân dân");
  const auto c = made();
  const text::Words words(c);
  const text::Phrase committee("ủy ban nhân dân"), this_word("này"), now("nay");
  std::size_t committees = 0, these = 0, nows = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    committees += words.match(i, committee) != 0;
    these += words.is(i, this_word);
    nows += words.is(i, now);
  }
  CHECK(committees == 2);
  CHECK(these == 1);
  CHECK(nows == 1);
  CHECK(words.match_before(4, committee) == 4);
  CHECK(words.match_before(3, committee) == 0);
}

TEST_CASE("in text that lost its diacritics the folded letters decide") {
  const Made made("Nghi dinh nay quy dinh chi tiet mot so dieu cua Luat Dat dai ve gia dat va boi thuong");
  const auto c = made();
  CHECK_FALSE(c.has_diacritics);
  const text::Words words(c);
  CHECK(words.match(0, text::Phrase("nghị định")) == 2);
  CHECK(words.is(2, text::Phrase("này")));
}

TEST_CASE("empty and hostile text has canonical form") {
  for (const std::string& bytes : {std::string(), std::string(1, '\0'), std::string("\0\0a", 3), std::string("\u0301\u0301"), std::string("-----"), std::string("----- Page"), std::string("----- Page 99999999999999999999-----"), std::string("**"), std::string(10000, '-')}) {
    const Made made(bytes);
    const auto c = made();
    CHECK(c.origin.size() == c.size() + 1);
    const text::Words words(c);
    CHECK(words.size() <= c.size());
  }
}

TEST_CASE("A needle is found where std::string_view finds it, wherever blocks of sixteen bytes end") {
  std::mt19937 random(20261130);
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 120, ' ');
    for (char& c : text) c = "abab/ \x80"[random() % 7];
    const std::string needle = std::array{"ab", "aba", "b/ab", "a", "", "\x80""a", "ab ab ab ab ab ab ab"}[random() % 7];
    const std::size_t from = random() % 130;
    CAPTURE(text, needle, from);
    CHECK(text::find(text, needle, from) == std::string_view(text).find(needle, from));
  }
}

TEST_CASE("Words of seven, eight and nine letters keep their letters, also at the end of a text") {
  for (const std::string word : {"a", "nghieng", "nghiengs", "nghiengst", "12345678", "123456789", "1234567a", "x2345678901"}) {
    for (const std::string behind : {"", " ", "\n", ".", ", một hai ba bốn"}) {
      const Made made(word + behind);
      const auto text = made();
      const text::Words words(text);
      CAPTURE(word, behind);
      REQUIRE(words.size() > 0);
      CHECK(words[0].end() == word.size());
      CHECK(words[0].code == text::word_code(word));
      const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
      CHECK(words[0].kind == (digits ? text::WordKind::number : text::WordKind::word));
    }
  }
}

TEST_CASE("Words are the runs of letters and digits wherever the blocks of sixty-four bytes end") {
  const std::array<std::string, 14> pieces = {"a", "7", "quy ", "định", "2026", " ", "\n", ".", "\u03B2", "\u2192", "nghiêngnghiêng", "12345678", "/", std::string(70, 'x')};
  std::mt19937 random(20261201);
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 90; i > 0; --i) bytes += pieces[random() % pieces.size()];
    CAPTURE(bytes);
    const Made made(bytes);
    const auto read = made();
    const text::Words words(read);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == 0x01; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t at = 0, word = 0;
    while (at < read.size()) {
      std::size_t lines = 0, begin = at;
      for (; begin < read.size() && (read.folded[begin] == ' ' || read.folded[begin] == '\n'); ++begin) lines += read.folded[begin] == '\n';
      if (begin == read.size()) break;
      std::size_t end = begin;
      bool letters = false;
      for (; end < read.size() && (is_letter(read.folded[end]) || is_digit(read.folded[end])); ++end) letters |= is_letter(read.folded[end]);
      const auto kind = end == begin ? text::WordKind::punctuation : letters ? text::WordKind::word : text::WordKind::number;
      end = std::max(end, begin + 1);
      REQUIRE(word < words.size());
      CHECK(words[word].begin == begin);
      CHECK(words[word].end() == end);
      CHECK(words[word].kind == kind);
      CHECK(words[word].code == text::word_code(std::string_view(read.folded).substr(begin, end - begin)));
      // An empty line within a sentence (see the next test) is one line end.
      const bool small = letters && text::is_letter(read.chars[begin]) && !text::is_upper(read.chars[begin]);
      const bool item = end - begin <= 2 && end < read.size() && (read.folded[end] == '.' || read.folded[end] == ')');
      const bool goes_on = word > 0 && small && !item && words[word - 1].kind != text::WordKind::punctuation;
      CHECK(words[word].gap == (word == 0 || (lines > 1 && !goes_on) ? text::Gap::paragraph : lines > 0 ? text::Gap::line : begin > at ? text::Gap::blank : text::Gap::none));
      at = end;
      ++word;
    }
    CHECK(word == words.size());
  }
}

TEST_CASE("an empty line ends a paragraph unless the sentence goes on behind it") {
  const auto gap_before = [](std::string_view text, std::string_view word) {
    const Made made{std::string(text)};
    const auto read = made();
    const text::Words words(read);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words.utf8(i, i + 1) == word) return words[i].gap;
    return text::Gap::none;
  };
  CHECK(gap_before("quy định chi tiết một số điều\n\nvà biện pháp", "và") == text::Gap::line);
  CHECK(gap_before("Luật Đất đai,\n\n \nluật khác", "luật") == text::Gap::line);
  CHECK(gap_before("hết hiệu lực.\n\nvà", "và") == text::Gap::paragraph);
  CHECK(gap_before("sau đây:\n\nvà", "và") == text::Gap::paragraph);
  CHECK(gap_before("một số điều\n\nĐiều", "Điều") == text::Gap::paragraph);
  CHECK(gap_before("một số điều\n\nđ) Nghị định", "đ") == text::Gap::paragraph);
  CHECK(gap_before("một số điều\n\na. Nghị định", "a") == text::Gap::paragraph);
}

TEST_CASE("A run of letters that no word can hold is one word, and the text goes on behind it") {
  for (const std::string& behind : {std::string(), std::string(" sau"), std::string("\nsau"), std::string(200, '.')}) {
    const Made made("số " + std::string(150'000, 'x') + behind);
    const auto text = made();
    const text::Words words(text);
    REQUIRE(words.size() >= 2);
    CHECK(words[1].begin == 3);
    CHECK(words[1].code == 0);
    if (behind.empty()) CHECK(words.size() == 2);
    else CHECK(words[2].begin == text.size() - (behind.size() == 200 ? 200 : 3));
    if (behind == "\nsau") CHECK(words[2].gap == text::Gap::line);
  }
}

TEST_CASE("A text reads the same wherever the blocks of sixty-four bytes and the steps of eight end") {
  const std::array<std::string, 22> pieces = {"a", "Q", "z ", "quy ", "định", "ĐƯỢC", "ấ", "\u1EBF", "a\u0302\u0301", "*", "\r\n", "\t", std::string(1, '\0'), "\x7F",
                                              "\uFB01", "ТP", "\u00D0", "\xE1\xBA", "\xC3", "\xF0\x9F\x98\x80", "\u200B", "\u00A0[@]{`}"};
  std::mt19937 random(20261130);
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 100; i > 0; --i) bytes += pieces[random() % pieces.size()];
    CAPTURE(bytes);
    const Made made(bytes);
    const auto read = made();
    CHECK(text::canonical_chars(bytes) == read.chars);
    CHECK(text::fold(bytes) == read.folded);
    for (const std::size_t shift : {1, 2, 3, 5, 8, 31, 63}) {
      const Made shifted(std::string(shift, ' ') + bytes);
      const auto again = shifted();
      REQUIRE(again.size() == read.size() + shift);
      CHECK(again.chars.substr(shift) == read.chars);
      CHECK(again.folded.substr(shift) == read.folded);
      CHECK(again.has_diacritics == read.has_diacritics);
      for (std::size_t i = 0; i <= read.size(); ++i) CHECK(again.origin[i + shift] == read.origin[i] + shift);
    }
  }
}

TEST_CASE("A place that is looked for nearby is the one that is looked for everywhere") {
  std::string bytes;
  for (int i = 0; i < 60; ++i) bytes += "khoản " + std::to_string(i) + " Điều 5; a\u0302\u0301 ";
  const Made made(bytes);
  const auto canonical = made();
  const text::Words words(canonical);
  for (std::uint32_t offset = 0; offset <= bytes.size(); offset += 3) {
    const std::size_t character = canonical.at_byte(offset), word = words.at_char(character);
    CAPTURE(offset);
    for (const std::size_t back : {0, 1, 2, 7, 100, 100'000}) {
      CHECK(canonical.at_byte(offset, character - std::min(character, back)) == character);
      CHECK(words.at_char(character, word - std::min(word, back)) == word);
    }
  }
}

TEST_CASE("A filter of words lets all of its words through, and few others") {
  text::WordFilter filter;
  std::vector<text::WordCode> codes;
  for (const char* word : {"quy", "dinh", "nghi", "quyet", "luat", "nghieng", "a", "12"}) codes.push_back(text::word_code(word));
  for (const text::WordCode code : codes) filter.add(code);
  for (const text::WordCode code : codes) CHECK(filter.may_hold(code));
  int let_through = 0;
  for (int i = 0; i < 10'000; ++i) let_through += filter.may_hold(text::word_code("w" + std::to_string(i)));
  CHECK(let_through < 200);
}

TEST_CASE("A table of phrases offers each that stands at a word, in the order of its list") {
  std::vector<text::Phrase> phrases;
  for (const char* words : {"sửa đổi", "sửa đổi, bổ sung", "sửa", "bãi bỏ toàn bộ", "bãi bỏ", "bãi bỏ", "theo", ":", "nghị định"}) phrases.emplace_back(words);
  std::vector<const text::Phrase*> list;
  for (const text::Phrase& phrase : phrases) list.push_back(&phrase);
  const text::PhraseTable table(list), empty;

  const Made made("Sửa đổi, bổ sung, sửa: bãi bỏ toàn bộ Nghị định, bãi bỏ theo sửa");
  const auto canonical = made();
  const text::Words words(canonical);
  for (std::size_t i = 0; i <= words.size(); ++i) {
    std::vector<std::uint32_t> offered, standing;
    table.each(words, i, [&](std::uint32_t place) {
      if (words.match(i, phrases[place]) > 0) offered.push_back(place);
    });
    for (std::uint32_t place = 0; place < phrases.size(); ++place)
      if (words.match(i, phrases[place]) > 0) standing.push_back(place);
    CAPTURE(i);
    CHECK(offered == standing);
    empty.each(words, i, [](std::uint32_t) { FAIL("an empty table offers nothing"); });
  }
}
