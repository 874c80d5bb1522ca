// What must hold for any text, not for chosen examples.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "corpus/analyse.h"
#include "corpus/citation/citation.h"
#include "corpus/text/words.h"

using namespace tracuu;

namespace {

namespace fs = std::filesystem;

model::Document cited_in(const std::string& bytes) {
  model::Text text;
  text.bytes = bytes;
  const auto canonical = text::canonicalize(text);
  model::Document document;
  citation::find_mentions(text::Words(canonical), document);
  return document;
}

model::Document analysed(const std::string& bytes) {
  model::Text text;
  text.bytes = bytes;
  return corpus::analyse(text);
}

// Every n-th text of the shared corpus, at most `limit`, none larger than 200 KB; empty where it is absent.
std::vector<std::string> sample_of_real_texts(std::size_t limit) {
  const fs::path folder = fs::path(TRACUU_SOURCE_DIR) / ".." / "shared" / "corpus" / "text";
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->is_regular_file() && it->file_size() < 200'000) paths.push_back(it->path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  const std::size_t step = std::max<std::size_t>(1, paths.size() / limit);
  for (std::size_t i = 0; i < paths.size() && texts.size() < limit; i += step) {
    std::ifstream in(paths[i], std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

#define REAL_TEXTS_OR_SKIP(name, limit)                                                \
  const auto name = sample_of_real_texts(limit);                                       \
  if (name.empty()) {                                                                  \
    WARN("skipped: ../shared/corpus/text is not beside the project");                  \
    return;                                                                            \
  }

bool starts_character(std::string_view bytes, std::size_t at) {
  return at == bytes.size() || (static_cast<unsigned char>(bytes[at]) & 0xC0) != 0x80;
}

// What a citation is, wherever it stands.
using Core = std::tuple<model::MentionKind, std::string, std::string, std::string, std::string, std::string>;
Core core(const model::Mention& m) {
  std::string pinpoints;
  for (const auto& p : m.pinpoints) pinpoints += p + ' ';
  return {m.kind, m.type, m.number, m.name, m.key, pinpoints};
}

std::vector<std::tuple<std::uint32_t, std::uint32_t, Core>> shifted(const model::Document& document, std::uint32_t by) {
  std::vector<std::tuple<std::uint32_t, std::uint32_t, Core>> found;
  for (const auto& m : document.mentions) found.emplace_back(m.span.begin - by, m.span.end - by, core(m));
  return found;
}

std::string show(const model::Document& document, const std::string& bytes) {
  std::string out;
  for (const auto& m : document.mentions) out += "[" + std::string(model::slice(bytes, m.span)) + "] " + m.key + "\n";
  return out;
}

std::string normalized(const std::string& bytes, const icu::Normalizer2* form) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  form->normalize(icu::UnicodeString::fromUTF8(bytes), status).toUTF8String(out);
  return U_SUCCESS(status) ? out : bytes;
}

std::vector<std::string> paragraphs(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find("\n\n", at);
    if (end == std::string::npos) end = text.size();
    if (end > at) found.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return found;
}

// Pieces of sentences as they are in real acts, in any order.
const std::vector<std::string> kPieces = {
    "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015; ", "theo quy định tại điểm a, b khoản 2 Điều 5 Luật Đất đai năm 2013", "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ",
    "các Thông tư số 01/2021/TT-BGDĐT, 02/2021/TT-BGDĐT và 03/2021/TT-BGDĐT", "Nghị quyết số 27-NQ/TW, ngày 09/11/2022", " và ", ", ", "; ", ". ", "\n", "khoản 1 Điều này", "Nghị định này", "giai đoạn 2021-2025",
    "được sửa đổi, bổ sung bởi Luật số 63/2020/QH14", " (sau đây gọi là Nghị định số 45/2020/NĐ-CP)", "mẫu 01/TNDN", "Quyết định", " số ", "749/QĐ-TTg", "từ Điều 18 đến Điều 24 của Luật Đấu thầu", "ngày 31/02/2020",
    "“", "”", "(", ")", "Ủy ban nhân dân tỉnh Lào Cai", "1. ", "a) ", "Điều 5. ", "Hiến pháp năm 2013", "Công văn số 8726/VPCP-KGVX", "TCVN ISO 9001:2008", "366- QĐ/TW", "NÐ-CP", "12-\nCTr/BCĐ", "-", "/", "45/2020/",
};

std::string random_text(std::mt19937& random, std::size_t pieces) {
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()] + (random() % 2 ? " " : "");
  return text;
}

void check_spans(const std::string& bytes, const model::Document& document) {
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const auto& m = document.mentions[i];
    INFO("[" << model::slice(bytes, m.span) << "] at " << m.span.begin);
    REQUIRE(m.span.begin < m.span.end);
    REQUIRE(m.span.end <= bytes.size());
    REQUIRE(starts_character(bytes, m.span.begin));
    REQUIRE(starts_character(bytes, m.span.end));
    REQUIRE(m.span.begin >= last);
    REQUIRE(m.refers_to < static_cast<std::int32_t>(document.mentions.size()));
    REQUIRE(m.refers_to != static_cast<std::int32_t>(i));
    last = m.span.begin;
    if (i) REQUIRE_FALSE(document.mentions[i - 1].span.overlaps(m.span));
  }
}

}  // namespace

TEST_CASE("spans lie in the text, begin and end on characters, stand in order and do not overlap") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random_text(random, 1 + random() % 25);
    INFO(text);
    check_spans(text, analysed(text));
  }
  REAL_TEXTS_OR_SKIP(texts, 40);
  for (const auto& text : texts) check_spans(text, analysed(text));
}

TEST_CASE("unrelated text before or after moves nothing") {
  const std::string before = "Các cơ quan phối hợp chặt chẽ, kịp thời.\n\n", after = "\n\nCán bộ gương mẫu, đoàn kết.\n";
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    const std::string text = random_text(random, 1 + random() % 12) + ".";
    INFO(text);
    const auto alone = shifted(cited_in(text), 0);
    CHECK(shifted(cited_in(before + text), static_cast<std::uint32_t>(before.size())) == alone);
    CHECK(shifted(cited_in(text + after), 0) == alone);
  }
}

TEST_CASE("paragraphs joined hold what they hold alone") {
  REAL_TEXTS_OR_SKIP(texts, 12);
  std::size_t alone = 0, lost = 0;
  for (const auto& text : texts) {
    auto parts = paragraphs(text);
    if (parts.size() > 60) parts.resize(60);
    std::string joined;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
    for (const auto& part : parts) {
      for (const auto& m : cited_in(part).mentions)
        if (m.kind == model::MentionKind::document)
          expected.emplace_back(m.span.begin + static_cast<std::uint32_t>(joined.size()), m.span.end + static_cast<std::uint32_t>(joined.size()));
      joined += part + "\n\n";
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> together;
    for (const auto& m : cited_in(joined).mentions) together.emplace(m.span.begin, m.span.end);
    alone += expected.size();
    for (const auto& span : expected)
      if (!together.contains(span)) {
        ++lost;
        INFO("lost: " << joined.substr(span.first, span.second - span.first));
      }
  }
  INFO(lost << " of " << alone);
  CHECK(lost * 200 <= alone);  // page furniture across paragraphs and diacritics of the whole text may decide a few
}

TEST_CASE("composed and decomposed text hold the same citations") {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  REQUIRE(U_SUCCESS(status));
  const auto cores = [](const model::Document& document) {
    std::vector<Core> found;
    for (const auto& m : document.mentions) found.push_back(core(m));
    return found;
  };
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    const std::string text = random_text(random, 1 + random() % 15);
    INFO(text);
    CHECK(cores(cited_in(normalized(text, nfc))) == cores(cited_in(normalized(text, nfd))));
  }
  REAL_TEXTS_OR_SKIP(texts, 20);
  for (const auto& text : texts) {
    const std::string composed = normalized(text, nfc), decomposed = normalized(text, nfd);
    const auto a = cores(cited_in(composed)), b = cores(cited_in(decomposed));
    INFO(text.substr(0, 200));
    CHECK(a.size() == b.size());
    if (a != b) {
      const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
      INFO("first that differs: " << at);
      CHECK((at < a.size() ? std::get<4>(a[at]) : "") == (at < b.size() ? std::get<4>(b[at]) : ""));
    }
  }
}

TEST_CASE("the same bytes give the same document") {
  std::mt19937 random(4);
  for (int round = 0; round < 20; ++round) {
    const std::string text = random_text(random, 20);
    CHECK(show(analysed(text), text) == show(analysed(text), text));
  }
}

TEST_CASE("what repeats without end is read in linear time") {
  for (const char* unit : {"(", "1/", "Điều ", "Luật ", "Nghị định số ", "NĐ-", "a, b, c khoản ", "sau đây gọi là ", "Nghị định số 45/2020/NĐ-CP, ", "khoản 1 Điều 2, ", 
                           "“", "Căn cứ ", "1. ", "a) ", "Điều 1. ", "----- Page 1----- ", "được sửa đổi, bổ sung bởi ", " và ", "của Bộ ", "ngày 1/1/2020 ", "\n", "-", "*", "1", "Nghị định này ",
                           "12/2020/NĐ-CP, ", "26-NQ/TW, 27-NQ/TW và ", "(sau đây gọi tắt là Nghị định 1) ", "Luật Đất đai, ", "số 1/2020/QĐ-"}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    const std::clock_t start = std::clock();  // processor time: the machine has other work
    const auto document = analysed(text);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    INFO(unit << " repeated to 1 MB: " << document.mentions.size() << " citations in " << seconds << " s");
    CHECK(seconds < 2.0);
  }
}

TEST_CASE("noise does not crash") {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    std::string bytes(random() % 4000, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const auto document = analysed(bytes);
    for (const auto& m : document.mentions) CHECK(m.span.end <= bytes.size());
  }
  // Real sentences with damaged bytes.
  for (int round = 0; round < 200; ++round) {
    std::string bytes = random_text(random, 10);
    for (int hits = 0; hits < 5 && !bytes.empty(); ++hits) bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto document = analysed(bytes);
    for (const auto& m : document.mentions) CHECK(m.span.end <= bytes.size());
  }
  for (const std::size_t size : {std::size_t{1}, std::size_t{1'000'000}}) analysed(std::string(size, '\0'));
}
