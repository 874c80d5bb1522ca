#include <algorithm>

#include <catch2/catch.hpp>

#include "corpus/analyse.h"

using namespace tracuu;

namespace {

// "subject relation" of the first mention with that number.
std::string first_role(const std::string& sentence, const std::string& number) {
  model::Text text;
  text.bytes = sentence;
  const model::Document document = corpus::analyse(text);
  for (const model::Mention& mention : document.mentions)
    if (mention.number == number) return mention.roles.empty() ? "" : mention.roles.front().subject + " " + mention.roles.front().relation;
  return "not found";
}

}  // namespace

TEST_CASE("'thi hành' of 'hiệu lực thi hành' carries nothing out") {
  CHECK(first_role("Điều 1. Tạm ngưng hiệu lực thi hành Nghị định số 15/2018/NĐ-CP ngày 02/02/2018 của Chính phủ.", "15/2018/NĐ-CP") == "this suspends");
  CHECK(first_role("Các Nghị định sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành:\na) Nghị định số 61/2018/NĐ-CP;\nb) Nghị định số 62/2018/NĐ-CP.",
                   "62/2018/NĐ-CP") == "this repeals");
}

TEST_CASE("two verbs of one subject: bãi bỏ A, thay thế B") {
  CHECK(first_role("Nghị định này bãi bỏ Điều 3 Nghị định số 61/2018/NĐ-CP, thay thế Nghị định số 43/2011/NĐ-CP.", "43/2011/NĐ-CP") == "this replaces");
}

TEST_CASE("'Chấp hành' of 'Ban Chấp hành' is no verb") {
  CHECK(first_role("Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương và Nghị định số 61/2018/NĐ-CP.", "61/2018/NĐ-CP") == "this mention");
}

TEST_CASE("passive forms turn the edge round") {
  CHECK(first_role("Quyết định số 749/QĐ-TTg bị ngưng hiệu lực bởi Quyết định số 12/QĐ-TTg.", "749/QĐ-TTg") == "12/QĐ-TTg suspends");
  CHECK(first_role("Luật số 31/2024/QH15 được quy định chi tiết tại Nghị định số 102/2024/NĐ-CP.", "31/2024/QH15") == "102/2024/NĐ-CP guides");
  CHECK(first_role("Quyết định số 22/2021/QĐ-TTg được kéo dài bởi Quyết định số 36/2022/QĐ-TTg.", "22/2021/QĐ-TTg") == "36/2022/QĐ-TTg extends");
}

TEST_CASE("a look back and a manner are no carrying out and no guidance") {
  CHECK(first_role("Qua mười lăm năm thực hiện Nghị quyết số 27-NQ/TW ngày 06/8/2008, đội ngũ trí thức đã lớn mạnh.", "27-NQ/TW") == "this mention");
  CHECK(first_role("Thực hiện đồng thời với Nghị quyết số 27-NQ/TW ngày 06/8/2008.", "27-NQ/TW") == "this mention");
  CHECK(first_role("1. Hướng dẫn người dân nộp hồ sơ theo quy định tại điểm a khoản 2 Điều 9 Nghị định số 45/2020/NĐ-CP.", "45/2020/NĐ-CP") == "this refers");
}
