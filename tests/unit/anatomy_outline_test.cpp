#include <catch2/catch.hpp>

#include <set>

#include "corpus/anatomy/anatomy.h"

using namespace tracuu;

namespace {

struct Described {
  model::Text text;
  model::Document document;

  explicit Described(std::string bytes) {
    text.bytes = std::move(bytes);
    const auto canonical = text::canonicalize(text);
    document.pages = canonical.pages;
    anatomy::describe(text, canonical, document);
    anatomy::find_effects(canonical, document);
  }
  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> out;
    for (const auto& provision : document.provisions) out.push_back(provision.path);
    return out;
  }
  [[nodiscard]] const model::Provision* at(std::string_view path) const {
    for (const auto& provision : document.provisions)
      if (provision.path == path) return &provision;
    return nullptr;
  }
  [[nodiscard]] std::string heading(std::string_view path) const {
    const auto* provision = at(path);
    return provision ? std::string(model::slice(text.bytes, provision->heading)) : std::string("(no such provision)");
  }
  [[nodiscard]] std::string words(std::string_view path) const {
    const auto* provision = at(path);
    return provision ? std::string(model::slice(text.bytes, provision->range)) : std::string("(no such provision)");
  }
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("chapters, articles, clauses and points make a tree", "[anatomy]") {
  const Described d("Căn cứ Luật;\n\nChương I\nNHỮNG QUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi điều chỉnh\nThông tư này quy định.\n\nĐiều 2. Giải thích từ ngữ\n1. Từ thứ nhất:\na) nghĩa một;\nđ) không theo thứ tự;\nb) nghĩa hai.\n2. Từ thứ hai.\n\n"
                    "Chương II\nTỔ CHỨC THỰC HIỆN\nMục 1\nCƠ QUAN\nĐiều 3. Trách nhiệm\nCác cơ quan.\n");
  CHECK(d.paths() == Paths{"mo-dau", "chuong_I", "dieu_1", "dieu_2", "dieu_2/khoan_1", "dieu_2/khoan_1/diem_a", "dieu_2/khoan_1/diem_b", "dieu_2/khoan_2", "chuong_II", "chuong_II/muc_1", "dieu_3"});
  CHECK(d.heading("chuong_I") == "NHỮNG QUY ĐỊNH CHUNG");
  CHECK(d.heading("dieu_2") == "Giải thích từ ngữ");
  CHECK(d.heading("chuong_II/muc_1") == "CƠ QUAN");
  CHECK(d.at("dieu_3")->parent == 9);
}

TEST_CASE("the point đ follows d, and its path is dd", "[anatomy]") {
  const Described d("Điều 1. Hồ sơ\n1. Gồm:\na) một;\nb) hai;\nc) ba;\nd) bốn;\nđ) năm;\ne) sáu;\ng) bảy.\n");
  CHECK(d.words("dieu_1/khoan_1/diem_d") == "d) bốn;");
  CHECK(d.words("dieu_1/khoan_1/diem_dd") == "đ) năm;");
  CHECK(d.words("dieu_1/khoan_1/diem_g") == "g) bảy.");
}

TEST_CASE("a citation at the start of a wrapped line is no heading", "[anatomy]") {
  const Described d("Điều 1. Phạm vi\nThông tư này thực hiện theo quy định tại\nĐiều 2 Luật Đất đai và\nĐiều 2. của văn bản khác\nvà khoản\n1 Điều này.\nĐiều 2. Hiệu lực\nCó hiệu lực.\n");
  CHECK(d.paths() == Paths{"dieu_1", "dieu_2"});
  CHECK(d.heading("dieu_2") == "Hiệu lực");
}

TEST_CASE("new wording inside quotation marks keeps its headings to itself", "[anatomy]") {
  const Described d("Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 10/2020/NĐ-CP\n1. Sửa đổi Điều 5 như sau:\n“Điều 2. Đối tượng\n1. Cá nhân.\n2. Tổ chức.”.\n2. Bổ sung Điều 5a như sau:\n“Điều 5a. Mới\na) chữ.”\n"
                    "Điều 2. Điều khoản thi hành\n1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025.\n");
  CHECK(d.paths() == Paths{"dieu_1", "dieu_1/khoan_1", "dieu_1/khoan_2", "dieu_2", "dieu_2/khoan_1"});
}

TEST_CASE("a quotation that is never closed does not swallow the act", "[anatomy]") {
  std::string act = "Điều 1. Một\nGọi là “cơ quan.\n";
  for (int i = 2; i <= 9; ++i) act += "Điều " + std::to_string(i) + ". Tên gọi\nNội dung.\n";
  act += "Điều 10. Kết thúc\nSửa cụm từ “a” thành “b”.\nĐiều 11. Hiệu lực\nXong.\n";
  const Described d(act);
  CHECK(d.at("dieu_5") != nullptr);
  CHECK(d.at("dieu_11") != nullptr);
}

TEST_CASE("a regulation promulgated with a decision restarts the count", "[anatomy]") {
  const Described d("QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn An\n\n"
                    "QUY CHẾ\nLÀM VIỆC CỦA ỦY BAN NHÂN DÂN\n(Ban\nhành kèm theo Quyết định số 12/2025/QĐ-UBND ngày 01 tháng 3 năm 2025)\n\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\nĐiều 2. Nguyên tắc\nHai.\n\nPHỤ LỤC II\nBIỂU MẪU\n(Kèm theo Quy chế)\n1. Mẫu một\n");
  CHECK(d.paths() == Paths{"mo-dau", "dieu_1", "dieu_2", "ky", "kem-theo_1", "kem-theo_1/chuong_I", "kem-theo_1/dieu_1", "kem-theo_1/dieu_1/khoan_1", "kem-theo_1/dieu_2", "phu-luc_II", "phu-luc_II/khoan_1"});
  CHECK(d.document.signer == "Nguyễn Văn An");
  CHECK(d.document.signer_role == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
  CHECK(d.document.recipients == Paths{"Như Điều 2", "Lưu: VT"});
}

TEST_CASE("a count that begins anew without any marker is a component of its own", "[anatomy]") {
  const Described d("Điều 1. Phê duyệt Điều lệ Hội.\nĐiều 2. Có hiệu lực.\n\nĐIỀU LỆ\nHỘI NÔNG DÂN\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Tên gọi\nHội.\nĐiều 2. Tôn chỉ\nTốt.\n");
  CHECK(d.at("kem-theo_1/dieu_2") != nullptr);
  CHECK(d.words("kem-theo_1").substr(0, 12) == std::string("ĐIỀU LỆ").substr(0, 12));
}

TEST_CASE("tables of contents do not count", "[anatomy]") {
  const Described d("MỤC LỤC\nĐiều 1. Phạm vi ............ 3\nĐiều 2. Đối tượng ............ 4\n\nĐiều 1. Phạm vi\nNội dung một.\nĐiều 2. Đối tượng\nNội dung hai.\n");
  CHECK(d.paths() == Paths{"mo-dau", "dieu_1", "dieu_2"});
}

TEST_CASE("a table of contents without leaders does not count either", "[anatomy]") {
  const Described d("MỤC LỤC\nĐiều 1. Phạm vi điều chỉnh 3\nĐiều 2. Đối tượng áp dụng 4\n\nĐiều 1. Phạm vi điều chỉnh\nNội dung một.\nĐiều 2. Đối tượng áp dụng\nNội dung hai.\n");
  CHECK(d.paths() == Paths{"mo-dau", "dieu_1", "dieu_2"});
}

TEST_CASE("orders of 1945 count their articles in words", "[anatomy]") {
  const Described d("SẮC:\n\nĐiều thứ nhất: Chính phủ có thể trưng dụng các y sĩ.\n\nĐiều thứ hai: Bộ Y tế sẽ ban hành Nghị định.\n");
  CHECK(d.paths() == Paths{"mo-dau", "dieu_1", "dieu_2"});
}

TEST_CASE("a law in force from its publication states no day", "[anatomy]") {
  const Described d("QUỐC HỘI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nLuật số: 56/2014/QH13\n\nHà Nội, ngày 24 tháng 6 năm 2014\n\nLUẬT\nQUỐC TỊCH\n\nCăn cứ Hiến pháp;\nĐiều 1. Một\nĐiều 2.\nLuật này có hiệu lực thi hành từ ngày công bố.\n");
  REQUIRE(d.document.effects.size() == 1);
  CHECK_FALSE(d.document.effects[0].date.is_set());
  CHECK(d.document.effects[0].days == 0);
}

TEST_CASE("inserted articles and clauses keep their letter", "[anatomy]") {
  const Described d("Điều 17. Cũ\n1. Một.\n1a. Một a.\n2. Hai.\nĐiều 17a. Mới\nNội dung.\nĐiều 18. Tiếp\nNội dung.\n");
  CHECK(d.paths() == Paths{"dieu_17", "dieu_17/khoan_1", "dieu_17/khoan_1a", "dieu_17/khoan_2", "dieu_17a", "dieu_18"});
}

TEST_CASE("a plan's sections, items, letters, dashes", "[anatomy]") {
  const Described d("KẾ HOẠCH\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao nhận thức.\n- Tổ chức thực hiện.\n+ Trước hết.\n2. Yêu cầu\na) Kịp thời.\nb) Hiệu quả.\nII. NỘI DUNG\n1. Tuyên truyền\n1.1. Hình thức\n1.2. Nội dung\n2. Kiểm tra\n");
  CHECK(d.paths() == Paths{"mo-dau", "muc_I", "muc_I/khoan_1", "muc_I/khoan_1/gach_1", "muc_I/khoan_1/gach_2", "muc_I/khoan_1/gach_2/cong_1", "muc_I/khoan_2", "muc_I/khoan_2/diem_a", "muc_I/khoan_2/diem_b",
                           "muc_II", "muc_II/khoan_1", "muc_II/khoan_1/khoan_1.1", "muc_II/khoan_1/khoan_1.2", "muc_II/khoan_2"});
  CHECK(d.heading("muc_I") == "MỤC ĐÍCH, YÊU CẦU");
}

TEST_CASE("articles on one line are found by their sequence", "[anatomy]") {
  std::string line = "Căn cứ Luật; QUYẾT ĐỊNH: Điều 1. Phạm vi điều chỉnh 1. Quyết định này quy định theo Điều 9 Luật Đất đai. 2. Không áp dụng với khoản 1. Điều 2. Đối tượng áp dụng Cơ quan, tổ chức: a) Bộ; b) Sở. Điều 3. Hiệu lực Quyết định này có hiệu lực kể từ ngày ký.";
  line += std::string(4000, ' ') + "./.";
  const Described d(line);
  CHECK(d.paths() == Paths{"mo-dau", "dieu_1", "dieu_1/khoan_1", "dieu_1/khoan_2", "dieu_2", "dieu_2/diem_a", "dieu_2/diem_b", "dieu_3"});
  CHECK(d.heading("dieu_1") == "Phạm vi điều chỉnh");
}

TEST_CASE("a signature interleaved with the recipients on one line", "[anatomy]") {
  const Described d(std::string(700, 'x') + " Ủy. Nơi nhận: T/M THÀNH ỦY BÍ THƯ - Văn phòng Trung ương Đảng, - Các quận ủy, huyện ủy, - Các sở, ban, ngành, Mặt trận Tổ quốc Lê Quang Mạnh và các tổ chức chính trị thành phố, - Lưu Văn phòng Thành ủy." +
                    std::string(500, ' '));
  CHECK(d.document.signer == "Lê Quang Mạnh");
  CHECK(d.document.signer_role == "T/M THÀNH ỦY BÍ THƯ");
  CHECK(d.document.recipients == Paths{"Văn phòng Trung ương Đảng", "Các quận ủy, huyện ủy", "Các sở, ban, ngành, Mặt trận Tổ quốc và các tổ chức chính trị thành phố", "Lưu Văn phòng Thành ủy"});
}

TEST_CASE("effect clauses: the act's own, in all their forms", "[anatomy]") {
  const std::string head = "BỘ Y TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 1/2024/TT-BYT\n\nHà Nội, ngày 10 tháng 01 năm 2024\n\nTHÔNG TƯ\nQuy định thử\n\nCăn cứ Luật;\nĐiều 1. Một\nTheo Luật X số 1/2020/QH14 có hiệu lực từ ngày 01/01/2021.\n“Nghị định này có hiệu lực từ ngày 01/02/2022.”\nĐiều 2. Hiệu lực\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2025.", "2025-07-01"},
      {"Thông tư này có hiệu lực từ ngày 17 / 5 /2025 và thay thế Thông tư khác.", "2025-05-17"},
      {"Thông tư này có hiệu lực kể từ ngày ký.", "2024-01-10"},
      {"Thông tư này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành.", "2024-02-24"},
      {"Thông tư này có hiệu lực thi hành\nsau 10 (mười) ngày kể từ ngày ký.", "2024-01-20"},
      {"Thông tư có hiệu lực thi hành kể từ ngày ký ban hành.", "2024-01-10"},
  };
  for (const auto& [clause, date] : cases) {
    const Described d(head + clause + "\n");
    INFO(clause);
    REQUIRE(d.document.effects.size() == 1);
    CHECK(d.document.effects[0].kind == model::Effect::Kind::effective);
    CHECK(d.document.effects[0].date.iso() == date);
  }
}

TEST_CASE("a pilot resolution states its end in the sentence of its beginning", "[anatomy]") {
  const Described d("Điều 1. Một\nNội dung.\nĐiều 2. Hiệu lực\nNghị quyết này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2026 và được thực hiện đến hết ngày 28 tháng 02 năm 2031.\n");
  REQUIRE(d.document.effects.size() == 2);
  CHECK(d.document.effects[1].kind == model::Effect::Kind::expires);
  CHECK(d.document.effects[1].date.iso() == "2031-02-28");
}

TEST_CASE("paths are unique and children lie within their parents", "[anatomy]") {
  const Described d("Điều 1. A\n1. x\na) y\nb) z\nPHỤ LỤC\n1. Một\nPHỤ LỤC\n1. Hai\nPhụ lục I\nMẪU\nI. PHẦN\n1. ba\nI. PHẦN\n1. bốn\n");
  std::set<std::string> seen;
  for (const auto& provision : d.document.provisions) {
    CHECK(seen.insert(provision.path).second);
    if (provision.parent < 0) continue;
    CHECK(d.document.provisions[static_cast<std::size_t>(provision.parent)].range.contains(provision.range));
  }
}
