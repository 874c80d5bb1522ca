/// Direction: for each relation of corpus/registry/vocabulary.tsv a real pair of acts, told in sentences of our own, is the same
/// edge from both ends: `cites` of the one, `cited-by` of the other, and in the boxes of both relation diagrams (DESIGN rule 7).
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "corpus/registry/registry.h"
#include "status_world.h"

using namespace tracuu;
using nlohmann::json;
using test::StatusWorld;

namespace {

std::string state_paper(const std::string& issuer, const std::string& number, const std::string& day, const std::string& type, const std::string& title, const std::string& body) {
  return issuer + "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: " + number + "\nHà Nội, " + day + "\n" + type + "\n" + title + "\n" + body;
}

std::string decree(const std::string& number, const std::string& day, const std::string& title, const std::string& body) {
  return state_paper("CHÍNH PHỦ", number, day, "NGHỊ ĐỊNH", title, body);
}

/// An edge as a reader finds it.
struct Pair {
  std::string relation, from, to, text;
};

const std::vector<Pair>& pairs() {
  static const std::vector<Pair> all{
      {"basis", "cp/nd/2020/45", "qh/luat/2005/51",
       decree("45/2020/NĐ-CP", "ngày 08 tháng 4 năm 2020", "Về thực hiện thủ tục hành chính trên môi trường điện tử",
              "Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005;\nChính phủ ban hành Nghị định.\nĐiều 1. Phạm vi\nNghị định này quy định về thủ tục trên mạng.\n")},
      {"implements", "tu.can-tho/ctr/2023-03-03/57", "tw/nq/2022-11-09/27",
       "THÀNH ỦY CẦN THƠ\n*\nSố 57-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nCần Thơ, ngày 03 tháng 3 năm 2023\n\nCHƯƠNG TRÌNH\nthực hiện Nghị quyết số 27-NQ/TW ngày 09/11/2022 của Ban Chấp hành Trung ương\n\n"
       "1. Các cấp ủy quán triệt.\n"},
      {"guides", "cp/nd/2024/23", "qh/luat/2023/22",
       decree("23/2024/NĐ-CP", "ngày 27 tháng 02 năm 2024", "Quy định chi tiết một số điều và biện pháp thi hành Luật Đấu thầu số 22/2023/QH15 về lựa chọn nhà đầu tư",
              "Chính phủ ban hành Nghị định.\nĐiều 1. Phạm vi\nNghị định này áp dụng với dự án phải đấu thầu.\n")},
      {"amends", "cp/nd/2022/25", "cp/nd/2011/47",
       decree("25/2022/NĐ-CP", "ngày 12 tháng 4 năm 2022", "Sửa đổi, bổ sung một số điều của Nghị định số 47/2011/NĐ-CP ngày 17 tháng 6 năm 2011 của Chính phủ",
              "Chính phủ ban hành Nghị định.\nĐiều 1. Sửa đổi khoản 1 Điều 3 Nghị định số 47/2011/NĐ-CP như sau:\n“1. Bưu gửi được bảo đảm an toàn.”.\n")},
      {"replaces", "cp/nd/2025/78", "cp/nd/2016/34",
       decree("78/2025/NĐ-CP", "ngày 01 tháng 4 năm 2025", "Quy định chi tiết về ban hành văn bản",
              "Chính phủ ban hành Nghị định.\nĐiều 1. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày 01 tháng 4 năm 2025.\n2. Nghị định này thay thế Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ.\n")},
      {"repeals", "cp/nd/2020/30", "cp/nd/2004/110",
       decree("30/2020/NĐ-CP", "ngày 05 tháng 3 năm 2020", "Về công tác văn thư",
              "Chính phủ ban hành Nghị định.\nĐiều 1. Hiệu lực\n1. Nghị định này có hiệu lực từ ngày 05 tháng 3 năm 2020.\n"
              "2. Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư hết hiệu lực kể từ ngày Nghị định này có hiệu lực.\n")},
      {"suspends", "cp/nq/2026/15", "cp/nd/2026/46",
       state_paper("CHÍNH PHỦ", "15/2026/NQ-CP", "ngày 04 tháng 02 năm 2026", "NGHỊ QUYẾT", "Về việc tạm ngưng hiệu lực của Nghị định số 46/2026/NĐ-CP",
                   "Điều 1. Tạm ngưng hiệu lực Nghị định số 46/2026/NĐ-CP ngày 26 tháng 01 năm 2026 của Chính phủ cho đến khi có văn bản mới.\n")},
      {"corrects", "bkhdt/qd/2024-10-17/2416", "bkhdt/tt/2024/15",
       state_paper("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "2416/QĐ-BKHĐT", "ngày 17 tháng 10 năm 2024", "QUYẾT ĐỊNH", "Đính chính Thông tư số 15/2024/TT-BKHĐT ngày 30 tháng 9 năm 2024 của Bộ Kế hoạch và Đầu tư",
                   "Điều 1. Đính chính lỗi kỹ thuật tại Điều 16 Thông tư số 15/2024/TT-BKHĐT.\n")},
      {"extends", "qh/nq/2022/63", "qh/nq/2017/42",
       state_paper("QUỐC HỘI", "63/2022/QH15", "ngày 16 tháng 6 năm 2022", "NGHỊ QUYẾT", "Kỳ họp thứ 3, Quốc hội khóa XV",
                   "Điều 1. Kéo dài thời hạn áp dụng Nghị quyết số 42/2017/QH14 ngày 21 tháng 6 năm 2017 của Quốc hội đến hết ngày 31 tháng 12 năm 2023.\n")},
      {"consolidates", "vpqh/vbhn/2025-08-27/125", "qh/luat/2019/45",
       "VĂN PHÒNG QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 125/VBHN-VPQH\nHà Nội, ngày 27 tháng 8 năm 2025\nBỘ LUẬT\nLAO ĐỘNG\n\n"
       "Văn bản này hợp nhất Bộ luật Lao động số 45/2019/QH14 ngày 20 tháng 11 năm 2019 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 01 năm 2021.\nĐiều 1. Phạm vi điều chỉnh\nBộ luật Lao động quy định tiêu chuẩn lao động.\n"},
      {"interprets", "ubtvqh/nq/2005/746", "qh/luat/1997-05-10/thuong-mai",
       state_paper("ỦY BAN THƯỜNG VỤ QUỐC HỘI", "746/2005/NQ-UBTVQH11", "ngày 28 tháng 01 năm 2005", "NGHỊ QUYẾT", "Giải thích điểm c khoản 2 Điều 241 của Luật Thương mại ngày 10 tháng 5 năm 1997",
                   "Điều 1. Giải thích điểm c khoản 2 Điều 241 của Luật Thương mại ngày 10 tháng 5 năm 1997 như sau: thời hạn tính từ ngày giao hàng.\n")},
      {"announces", "ctn/lenh/2013/22", "qh/luat/2013/45",
       state_paper("CHỦ TỊCH NƯỚC", "22/2013/L-CTN", "ngày 09 tháng 12 năm 2013\n", "LỆNH", "Về việc công bố Luật\n",
                   "CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nCăn cứ Điều 103 của Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 1992;\n\nNAY CÔNG BỐ\n\nLuật Đất đai\n\n"
                   "Đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIII, kỳ họp thứ 6 thông qua ngày 29 tháng 11 năm 2013.\n")},
      {"issued_with", "", "cp/nd/2022/39",
       "QUY CHẾ\nlàm việc của Chính phủ\n(Ban hành kèm theo Nghị định số 39/2022/NĐ-CP ngày 18 tháng 6 năm 2022 của Chính phủ)\n\nĐiều 1. Phạm vi\nQuy chế này quy định nguyên tắc làm việc.\n"},
      {"refers", "cp/nd/2021/107", "cp/nd/2018/61",
       decree("107/2021/NĐ-CP", "ngày 06 tháng 12 năm 2021", "Về một cửa",
              "Chính phủ ban hành Nghị định.\nĐiều 1. Trả kết quả\nViệc trả kết quả thực hiện theo quy định tại Điều 20 Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ.\n")},
      {"mention", "tu.can-tho/bc/2023-05-10/12", "tu.can-tho/ctr/2018-07-19/37",
       "THÀNH ỦY CẦN THƠ\n*\nSố 12-BC/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nCần Thơ, ngày 10 tháng 5 năm 2023\n\nBÁO CÁO\nvề công tác nội chính\n\n"
       "1. Nhiều việc đã nêu trong Chương trình số 37-CTr/TU ngày 19/7/2018 của Thành ủy Cần Thơ.\n"},
  };
  return all;
}

std::string file_of(const Pair& pair) { return pair.relation + ".txt"; }

/// All pairs in one index: no edge may take another's place.
const StatusWorld& world() {
  static const StatusWorld made([] {
    std::vector<std::pair<std::string, std::string>> documents;
    for (const auto& pair : pairs()) documents.emplace_back(file_of(pair), pair.text);
    return documents;
  }());
  return made;
}

json answer(const std::vector<std::string>& words) {
  auto command = words;
  command.insert(command.end(), {"--format", "json"});
  const auto result = world().run(command);
  INFO(result.out << result.err);
  return json::parse(result.out);
}

/// Ids of the acts in one box of the relation diagram.
std::set<std::string> box(const json& diagram, const std::string& relation, const std::string& direction) {
  std::set<std::string> ids;
  for (const auto& group : diagram.at("groups")) {
    if (group.at("relation") != relation || group.at("direction") != direction) continue;
    for (const auto& act : group.at("acts")) ids.insert(act.at("id").get<std::string>());
  }
  return ids;
}

/// One (relation, subject, target) of an answer of cites or cited-by.
bool holds(const json& references, const std::string& relation, const std::string& subject, const std::string& target) {
  const auto& list = references.at("references");
  return std::any_of(list.begin(), list.end(), [&](const json& one) {
    return one.at("relation") == relation && one.at("subject") == subject && !one.at("target").is_null() && one.at("target").at("id") == target;
  });
}

}  // namespace

TEST_CASE("every relation of the vocabulary has a pair of acts here") {
  for (const auto& row : registry::Registry::builtin().relations()) {
    INFO(row.name);
    CHECK(std::any_of(pairs().begin(), pairs().end(), [&](const Pair& pair) { return pair.relation == row.name; }));
  }
}

TEST_CASE("an edge of each relation is the same from both ends: cites, cited-by and both diagrams") {
  for (const auto& pair : pairs()) {
    INFO(pair.relation << ": " << pair.from << " -> " << pair.to);
    const auto cites = answer({"cites", file_of(pair)});
    const auto from = cites.at("act").at("id").get<std::string>();
    if (!pair.from.empty()) CHECK(from == pair.from);
    CHECK(holds(cites, pair.relation, from, pair.to));
    CHECK(holds(answer({"cited-by", pair.to}), pair.relation, from, pair.to));
    const auto of_one = answer({"diagram", file_of(pair), "--relation", pair.relation}), of_other = answer({"diagram", pair.to, "--relation", pair.relation});
    CHECK(box(of_one, pair.relation, "outgoing").contains(pair.to));
    CHECK(box(of_other, pair.relation, "incoming").contains(from));
    // And not the other way round.
    CHECK_FALSE(box(of_one, pair.relation, "incoming").contains(pair.to));
    CHECK_FALSE(box(of_other, pair.relation, "outgoing").contains(from));
  }
}

TEST_CASE("the head of a consolidated text names what is consolidated and who amended it") {
  const StatusWorld told({{"vbhn.txt", state_paper("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "9191/VBHN-BKHĐT", "ngày 07 tháng 11 năm 2024\n", "NGHỊ ĐỊNH", "Về tổ hợp tác",
                                                  "Nghị định số 77/2019/NĐ-CP ngày 10 tháng 10 năm 2019 của Chính phủ về tổ hợp tác, có hiệu lực kể từ ngày 25 tháng 11 năm 2019, được sửa đổi, bổ sung bởi:\n\n"
                                                  "Nghị định số 113/2024/NĐ-CP ngày 12 tháng 9 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật Hợp tác xã, có hiệu lực kể từ ngày 01 tháng 11 năm 2024.\n\n"
                                                  "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n\nĐiều 1. Phạm vi điều chỉnh\nNghị định này quy định về tổ hợp tác.\n")}});
  const auto cites = json::parse(told.run({"cites", "vbhn.txt", "--format", "json"}).out);
  const std::string own = "bkhdt/vbhn/2024-11-07/9191";
  CHECK(holds(cites, "consolidates", own, "cp/nd/2019/77"));
  CHECK(holds(cites, "consolidates", own, "cp/nd/2024/113"));
  CHECK(holds(cites, "basis", own, "qh/luat/2015/76"));
  CHECK(holds(json::parse(told.run({"cited-by", "cp/nd/2019/77", "--format", "json"}).out), "amends", "cp/nd/2024/113", "cp/nd/2019/77"));
}

TEST_CASE("a passive sentence is an edge of the other act: what is amended by X is told of X") {
  const StatusWorld told({{"vbhn.txt", decree("52/2024/NĐ-CP", "ngày 15 tháng 5 năm 2024", "Về thanh toán",
                                              "Chính phủ ban hành Nghị định.\nĐiều 1. Áp dụng\nThực hiện theo Nghị định số 47/2011/NĐ-CP ngày 17 tháng 6 năm 2011 được sửa đổi, bổ sung bởi Nghị định số 25/2022/NĐ-CP "
                                              "ngày 12 tháng 4 năm 2022 của Chính phủ.\n")}});
  const auto result = told.run({"cited-by", "cp/nd/2011/47", "--format", "json"});
  INFO(result.out);
  CHECK(holds(json::parse(result.out), "amends", "cp/nd/2022/25", "cp/nd/2011/47"));
  CHECK_FALSE(holds(json::parse(told.run({"cited-by", "cp/nd/2022/25", "--format", "json"}).out), "amends", "cp/nd/2011/47", "cp/nd/2022/25"));
}
