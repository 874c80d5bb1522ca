#include "corpus/citation/issuer_words.h"

#include <algorithm>

namespace tracuu::citation {
namespace {

using text::Gap;
using text::Phrase;
using text::word_code;
using text::Words;

model::Date date_of(long day, long month, long year) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(std::clamp(month, 0L, 255L)),
          static_cast<std::uint8_t>(std::clamp(day, 0L, 255L))};
}

const std::vector<Phrase>& stop_phrases() {
  static const std::vector<Phrase> stops = [] {
    std::vector<Phrase> all;
    for (const char* words : {"về", "quy định", "quy chế", "hướng dẫn", "sửa đổi", "sửa", "bổ sung", "ban hành", "thực hiện", "triển khai", "phê duyệt",
                              "công bố", "việc", "là", "được", "có", "đã", "để", "theo", "tại", "trong", "trên", "cho", "và", "hoặc", "thì",
                              "nhằm", "với", "đối với", "từ", "ngày", "năm", "giao", "thay thế", "bãi bỏ", "hủy bỏ", "hợp nhất", "điều chỉnh",
                              "đính chính", "kéo dài", "này", "nêu", "đến", "kèm", "gửi", "thông qua", "cụ thể", "như", "bằng", "khi", "các",
                              "những", "phân công", "gia hạn", "hết", "còn", "chưa", "không", "nếu", "do", "bởi", "ngưng", "tạm ngưng",
                              "yêu cầu", "đề nghị", "trình", "v/v", "phải", "sẽ", "tổ chức thực hiện", "quán triệt", "cũng", "mà", "đồng thời",
                              "chỉ đạo", "thành lập", "giải thích", "số", "xử lý", "ủy quyền", "quyết định", "tăng cường", "đình chỉ", "của",
                              "tiếp tục", "hiện hành", "hiện đang", "hiện nay", "căn cứ", "ký", "thành các", "tổng kết", "sơ kết", "cấp", "phân cấp", "đẩy mạnh", "kết luận",
                              "giải trình", "tiếp thu", "vướng mắc", "vẫn", "trường hợp", "người ký"})
      all.emplace_back(words);
    return all;
  }();
  return stops;
}

bool stops_at(const Words& words, std::size_t i) {
  static const std::vector<text::WordCode> firsts = [] {
    std::vector<text::WordCode> codes;
    for (const Phrase& phrase : stop_phrases()) codes.push_back(phrase.first());
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  if (!std::binary_search(firsts.begin(), firsts.end(), words.code(i))) return false;
  // The one province whose name holds such a word: "Ủy ban nhân dân tỉnh Cao Bằng".
  if (i > 0 && words.code(i) == word_code("bang") && words.code(i - 1) == word_code("cao") && words.starts_upper(i)) return false;
  for (const Phrase& phrase : stop_phrases())
    if (words.match(i, phrase)) return true;
  return false;
}

// Words with which the name of a body begins.
std::size_t body_head(const Words& words, std::size_t i) {
  static const std::vector<Phrase> heads = [] {
    std::vector<Phrase> all;
    for (const char* head : {"ủy ban", "hội đồng", "bộ trưởng", "bộ", "sở", "ban", "cục", "tổng cục", "vụ", "chi cục", "văn phòng", "thành ủy", "tỉnh ủy",
                             "huyện ủy", "quận ủy", "thị ủy", "đảng ủy", "đảng bộ", "đảng đoàn", "chi bộ", "quốc hội", "chính phủ", "thủ tướng", "phó thủ tướng",
                             "chủ tịch", "phó chủ tịch", "giám đốc", "phó giám đốc", "tổng giám đốc", "chánh án", "viện trưởng", "viện", "tòa án", "thống đốc", "ngân hàng",
                             "tổng thanh tra", "thanh tra", "tổng kiểm toán", "kiểm toán", "cục trưởng", "vụ trưởng", "tổng cục trưởng", "chi nhánh",
                             "công ty", "tập đoàn", "tổng công ty", "trung ương", "hội nghị", "bí thư", "thường trực", "đoàn chủ tịch", "đoàn", "hội", "liên đoàn",
                             "mặt trận", "trường", "trung tâm", "học viện", "bảo hiểm", "kho bạc", "ubnd", "hđnd", "ubtvqh", "ubmttq", "tổng liên đoàn", "chánh văn phòng",
                             "chủ nhiệm", "công an", "bộ chỉ huy", "quân ủy", "liên bộ", "đại hội", "phòng", "tổ", "btc", "thường vụ", "tổng bí thư", "ctubnd", "bch"})
      all.emplace_back(head);
    return all;
  }();
  static const std::vector<text::WordCode> firsts = [] {
    std::vector<text::WordCode> codes;
    for (const Phrase& head : heads) codes.push_back(head.first());
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  if (!std::binary_search(firsts.begin(), firsts.end(), words.code(i))) return 0;
  std::size_t best = 0;
  for (const Phrase& head : heads) best = std::max(best, words.match(i, head));
  return best;
}

std::size_t term_suffix(const Words& words, std::size_t i) {
  static const Phrase kKhoa("khóa"), kNhiemKy("nhiệm kỳ");
  std::size_t k = i;
  const bool open = words.is_punctuation(k, '(');
  if (open) ++k;
  else if (words.is_punctuation(k, ',')) ++k;
  if (!words.is(k, kKhoa)) return i;
  ++k;
  if (!words.is_word(k) && !words.is_number(k)) return i;
  if (words[k].length > 6) return i;
  ++k;
  if (open) return words.is_punctuation(k, ')') ? k + 1 : i;
  return k;
}

}  // namespace

namespace {

// Value of the digits at the beginning of a word of four digits and letters: "2022từ"; of a plain number its value.
long year_value(const Words& words, std::size_t i) {
  if (words.is_number(i)) return words.value(i);
  if (!words.is_word(i)) return -1;
  const auto chars = words.chars(i);
  if (chars.size() < 5 || text::is_digit(chars[4])) return -1;
  long value = 0;
  for (int k = 0; k < 4; ++k) {
    if (!text::is_digit(chars[static_cast<std::size_t>(k)])) return -1;
    value = value * 10 + (chars[static_cast<std::size_t>(k)] - u'0');
  }
  return value;
}

// The rest of a date whose day stands in word i.
std::optional<StatedDate> after_day(const Words& words, std::size_t i, long day) {
  static const Phrase kThang("tháng"), kNam("năm");
  for (const char separator : {'/', '-', '.'}) {
    if (!words.is_punctuation(i + 1, separator)) continue;
    const long month = words.value(i + 2);
    if (month < 0 || words[i + 2].length > 2 || !words.is_punctuation(i + 3, separator)) return std::nullopt;
    const long year = year_value(words, i + 4);
    if (year < 1000 || year > 9999) return std::nullopt;
    return StatedDate{date_of(day, month, year), i + 5};
  }
  if (words.is(i + 1, kThang)) {
    const long month = words.value(i + 2);
    if (month < 0 || words[i + 2].length > 2) return std::nullopt;
    std::size_t k = i + 3;
    if (words.is_punctuation(k, ',')) ++k;
    if (!words.is(k, kNam)) return std::nullopt;
    const long year = year_value(words, k + 1);
    if (year < 1000 || year > 9999) return std::nullopt;
    return StatedDate{date_of(day, month, year), k + 2};
  }
  return std::nullopt;
}

}  // namespace

namespace {

// "ngày 09tháng 5 năm 2025": day and "tháng" written as one word.
std::optional<StatedDate> glued_to_month(const Words& words, std::size_t i) {
  static const Phrase kNam("năm");
  if (!words.is_word(i)) return std::nullopt;
  const auto chars = words.chars(i);
  if (chars.size() < 6 || chars.size() > 7) return std::nullopt;
  long day = 0;
  std::size_t digits = 0;
  for (; digits < chars.size() && text::is_digit(chars[digits]); ++digits) day = day * 10 + (chars[digits] - u'0');
  std::u16string rest;
  for (const char16_t c : chars.substr(digits)) rest += text::lower(c);
  if (digits == 0 || digits > 2 || (rest != u"tháng" && (rest != u"thang" || words.canonical().has_diacritics))) return std::nullopt;
  const long month = words.value(i + 1), year = year_value(words, i + 3);
  if (month < 0 || words[i + 1].length > 2 || !words.is(i + 2, kNam) || year < 1000 || year > 9999) return std::nullopt;
  return StatedDate{date_of(day, month, year), i + 4};
}

}  // namespace

std::optional<StatedDate> parse_date(const Words& words, std::size_t i) {
  if (const auto glued = glued_to_month(words, i)) return glued;
  const long day = words.value(i);
  if (day < 0 || words[i].length > 2) return std::nullopt;
  return after_day(words, i, day);
}

std::optional<StatedDate> parse_glued_date(const Words& words, std::size_t i) {
  if (words.code(i) == 0 && !words.is_word(i)) return std::nullopt;
  if (!words.is_word(i)) return std::nullopt;
  const auto chars = words.chars(i);
  if (chars.size() < 5 || chars.size() > 6) return std::nullopt;
  const std::u16string head{text::lower(chars[0]), text::lower(chars[1]), text::lower(chars[2]), text::lower(chars[3])};
  if (head != u"ngày" && !(head == u"ngay" && !words.canonical().has_diacritics)) return std::nullopt;
  long day = 0;
  for (const char16_t c : chars.substr(4)) {
    if (!text::is_digit(c)) return std::nullopt;
    day = day * 10 + (c - u'0');
  }
  return after_day(words, i, day);
}

IssuerNames::IssuerNames(const registry::Registry& registry) {
  for (const auto& issuer : registry.issuers()) {
    if (issuer.local) continue;
    add_central(issuer.name);
    if (issuer.group == "bộ" || issuer.group == "CQ ngang bộ") {
      add_central("Bộ trưởng " + issuer.name);
      add_central("Thứ trưởng " + issuer.name);
    }
    if (issuer.symbol.size() > 2 && issuer.symbol != "CT") add_central(issuer.symbol);
  }
  for (const char* name : {"Chính phủ", "Thủ tướng", "Thủ tướng Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Bộ Chính trị", "Ban Bí thư",
                           "Ban Bí thư Trung ương Đảng", "Ban Bí thư Trung ương", "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "Trung ương Đảng",
                           "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "BCH Trung ương Đảng", "Tổng Kiểm toán nhà nước", "Thống đốc Ngân hàng Nhà nước Việt Nam",
                           "Thống đốc Ngân hàng Nhà nước", "Ngân hàng Nhà nước", "Tổng Thanh tra Chính phủ", "Chánh án Tòa án nhân dân tối cao",
                           "Viện trưởng Viện kiểm sát nhân dân tối cao", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
                           "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc", "Bộ Nông nghiệp và PTNT", "Bộ trưởng Bộ Nông nghiệp và PTNT", "Tổng cục trưởng Tổng cục Hải quan",
                           "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
                           "Hội đồng Bộ trưởng", "Hội đồng Chính phủ", "Chủ tịch Hội đồng Bộ trưởng", "Hội đồng Nhà nước", "Bộ Đại học và Trung học chuyên nghiệp",
                           "Đại hội đại biểu toàn quốc", "Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng", "Ủy ban Kiểm tra Trung ương",
                           "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
                           // Committees of the National Assembly since Nghị quyết 178/2025/QH15.
                           "Ủy ban Pháp luật và Tư pháp", "Ủy ban Kinh tế và Tài chính", "Ủy ban Văn hóa và Xã hội", "Ủy ban Quốc phòng, An ninh và Đối ngoại",
                           "Ủy ban Khoa học, Công nghệ và Môi trường", "Ủy ban Dân nguyện và Giám sát", "Ủy ban Công tác đại biểu",
                           // Before it (Luật Tổ chức Quốc hội 57/2014/QH13, Điều 66).
                           "Ủy ban Pháp luật", "Ủy ban Tư pháp", "Ủy ban Kinh tế", "Ủy ban Tài chính - Ngân sách", "Ủy ban Tài chính, Ngân sách", "Ủy ban Quốc phòng và An ninh", "Ủy ban Xã hội",
                           "Ủy ban Văn hóa, Giáo dục", "Ủy ban Đối ngoại",
                           // Central boards, whose field has commas of its own.
                           "Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật", "Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
                           "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực", "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực",
                           "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng", "Ban Chỉ đạo Trung ương về cải cách chính sách tiền lương, bảo hiểm xã hội và ưu đãi người có công"})
    add_central(name);
  for (const auto& issuer : registry.issuers()) {
    if (issuer.name.rfind("Bộ ", 0) != 0) continue;
    const std::string rest = issuer.name.substr(std::string("Bộ ").size());
    if (rest.find(" và ") != std::string::npos || rest.find(',') != std::string::npos || rest.find(" - ") != std::string::npos) add_central("Sở " + rest);
  }
  for (const auto& province : registry.provinces()) places_.emplace_back(" " + text::lower(province.name), " " + province.name);
  std::sort(places_.begin(), places_.end(), [](const auto& a, const auto& b) { return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a.first < b.first; });
}

void IssuerNames::add_central(const std::string& name) {
  central_.add(name);
  written_.emplace(text::lower(name), name);
}

std::string IssuerNames::spelled(const std::string& small) const {
  if (const auto known = written_.find(small); known != written_.end()) return known->second;
  std::u16string chars = text::canonical_chars(small);
  if (!chars.empty()) chars[0] = text::upper(chars[0]);
  std::string text = text::to_utf8(chars);
  for (const auto& [lower, written] : places_) {
    const auto at = text.rfind(lower);
    if (at == std::string::npos || (at + lower.size() < text.size() && text[at + lower.size()] != ' ' && text[at + lower.size()] != ',')) continue;
    text.replace(at, lower.size(), written);
    break;
  }
  return text;
}

namespace {

// "Ban Chỉ đạo liên ngành Trung ương về vệ sinh an toàn thực phẩm về việc ...": the "về" at `i` belongs to the name of the board that
// begins at `at`, if that of the title follows.
bool names_its_field(const Words& words, std::size_t at, std::size_t i) {
  static constexpr std::size_t kField = 12;
  static const Phrase kBoard("ban chỉ đạo"), kVe("về"), kVeViec("về việc");
  if (!words.match(at, kBoard) || words.match(i, kVeViec)) return false;
  for (std::size_t k = at; k < i; ++k)
    if (words.is(k, kVe)) return false;
  for (std::size_t k = i + 1; k < i + kField && k < words.size() && words[k].kind != text::WordKind::punctuation && words[k].gap != Gap::paragraph; ++k)
    if (words.match(k, kVeViec)) return true;
  return false;
}

}  // namespace

bool IssuerNames::begins_with_body(const Words& words, std::size_t i) const { return body_head(words, i) > 0; }

std::size_t IssuerNames::phrase_end(const Words& words, std::size_t i, bool joint, bool opens) const {
  std::size_t at = i;
  static const Phrase kCua("của"), kVa("và"), kDongChi("đồng chí"), kNhaNuoc("nhà nước"), kVe("về");
  if (words.is(at, kCua)) ++at;  // "của của"
  if (at >= words.size() || (words[at].gap == Gap::paragraph && !opens) || !words.is_word(at)) return i;
  // "của liên tịch Bộ Tài chính - Bộ Tư pháp": the bodies follow.
  static const Phrase kJointly("liên tịch");
  if (joint && words.match(at, kJointly)) {
    std::size_t body = at + 2;
    if (words.is_punctuation(body, ':')) ++body;
    if (words.starts_upper(body) && body_head(words, body)) at = body;
  }
  const bool lower_head = !words.starts_upper(at);
  static const Phrase kTinh("tỉnh"), kThanhPho("thành phố"), kHuyen("huyện");
  bool district = false;
  std::size_t end = at;
  if (lower_head && !body_head(words, at)) {
    // "của tỉnh", "của thành phố Hà Nội", "của huyện" are issuers only by their place.
    static const std::vector<Phrase> places = [] {
      std::vector<Phrase> all;
      for (const char* p : {"thành phố", "tỉnh"}) all.emplace_back(p);
      return all;
    }();
    bool place = false;
    for (const Phrase& p : places) place = place || words.match(at, p);
    if (!place) return i;
  }
  // "Liên Bộ: Lao động Thương binh và Xã hội, Tài chính, Y tế": the ministries by their fields.
  static const Phrase kTogether("liên bộ");
  if (joint && words.match(at, kTogether)) {
    end = at + 2;
    if (words.is_punctuation(end, ':')) ++end;
    for (bool joined = true; end < words.size() && end < at + 24 && words[end].gap != Gap::paragraph; ++end) {
      const bool link = words.is_punctuation(end, ',') || words.is_punctuation(end, '-') || words.is(end, kVa);
      if (link && words.starts_upper(end + 1)) {
        joined = true;
        continue;
      }
      const bool transport = words.code(end) == word_code("giao") && words.starts_upper(end);  // "Giao thông vận tải" is no "giao"
      if (link || !words.is_word(end) || (stops_at(words, end) && !transport && !(joined && words.starts_upper(end)))) break;
      joined = false;
    }
    if (end > at + 3) return end;
    end = at;
  }
  while (end < words.size() && end < at + 24) {
    if (end > at && words[end].gap == Gap::paragraph) break;
    // Local body names that go on after a complete central name: "Sở Nông nghiệp và Môi trường tỉnh Lào Cai".
    // A single word is a symbol ("BTC"), never a syllable of a name ("Tư" in "Sở Tư pháp").
    if (const std::size_t name = central_.longest(words, end); name > end + 1 || (name == end + 1 && words.all_upper(end))) {
      const bool department = words.code(end) == word_code("so");
      // "Ủy ban Tư pháp của Quốc hội"
      static const Phrase kCommittee("ủy ban"), kOfAssembly("của quốc hội");
      const bool committee = words.match(end, kCommittee) != 0;
      end = name;
      if (committee && words.match(end, kOfAssembly) && words.starts_upper(end + 1)) end += kOfAssembly.size();
      end = term_suffix(words, end);
      if (!department) {
        if (joint) {
          std::size_t next = end;
          if (words.is_punctuation(next, ',') || words.is_punctuation(next, '-') || words.is(next, kVa)) ++next;
          if (next > end && words.is(next, kVa)) ++next;
          if (next > end && words.starts_upper(next) && body_head(words, next)) {
            end = next;
            continue;
          }
        }
        return end;
      }
      continue;
    }
    if (words[end].kind == text::WordKind::punctuation) {
      const auto c = words[end].code;
      const bool inner = (c == '-' || c == '&') && end > at && (words.starts_upper(end + 1)) && words[end].gap != Gap::line;
      const bool abbreviation = c == '.' && words.code(end - 1) == word_code("tp") && words.starts_upper(end + 1);
      const bool comma = c == ',' && joint && words.starts_upper(end + 1) && body_head(words, end + 1);
      // "huyện Phong Điền, tỉnh Thừa Thiên Huế": the province of a district body belongs to it.
      const bool province = c == ',' && district && (words.match(end + 1, kTinh) || words.match(end + 1, kThanhPho) || words.match(end + 1, kHuyen)) &&
                            words.starts_upper(end + 1 + (words.match(end + 1, kThanhPho) ? 2 : 1));
      if (!inner && !abbreviation && !comma && !province) break;
      ++end;
      continue;
    }
    // "Hội nghị lần thứ 11 Ban Chấp hành Trung ương Đảng khóa XIII", "Hội nghị lần thứ 4": a plenum by its count.
    static const Phrase kCount("lần thứ");
    if (words.is_number(end) && !words.match_before(end, kCount)) break;
    // "Ban Chỉ đạo Trung ương": here the words are a name, no verb.
    static const Phrase kChiDao("chỉ đạo");
    if (end > at && words.code(end - 1) == word_code("ban") && words.match(end, kChiDao)) {
      end += 2;
      continue;
    }
    if (end > at && stops_at(words, end)) {
      if (words.is(end, kVe) && ((end >= 2 && words.match_before(end, kNhaNuoc)) || names_its_field(words, at, end))) {
        ++end;
        continue;
      }
      if (joint && words.is(end, kVa) && words.starts_upper(end + 1) && body_head(words, end + 1)) {
        ++end;
        continue;
      }
      // "Hội nghị lần thứ 8 của Ban Chấp hành Trung ương Đảng khóa XII"
      static const Phrase kPlenum("hội nghị lần thứ");
      if (words.is(end, kCua) && words.match(at, kPlenum) && words.starts_upper(end + 1) && body_head(words, end + 1)) {
        ++end;
        continue;
      }
      break;
    }
    static const Phrase kHuyenUy("huyện ủy"), kQuanUy("quận ủy"), kThiUy("thị ủy");
    if (words.match(end, kHuyenUy) || words.match(end, kQuanUy) || words.match(end, kThiUy)) {
      district = true;
      end += 2;
      continue;
    }
    switch (words.code(end)) {
      case word_code("huyen"): case word_code("quan"): case word_code("xa"): case word_code("phuong"): case word_code("tran"): district = end > at; break;
      default: break;
    }
    ++end;
  }
  end = term_suffix(words, end);
  while (end > at && words[end - 1].kind == text::WordKind::punctuation && words[end - 1].code != ')') --end;
  return end;
}

}  // namespace tracuu::citation
