#include "corpus/anatomy/issuer.h"

#include <algorithm>
#include <array>
#include <span>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::anatomy {
namespace {

using Words = std::vector<std::string>;

// Words of a name, punctuation kept on the word before it.
Words split_words(std::string_view text) {
  Words words;
  std::string word;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\t') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string joined(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

bool starts_with_any(std::string_view slug, std::span<const std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) {
    return slug.starts_with(head) && (slug.size() == head.size() || slug[head.size()] == '-');
  });
}

constexpr std::string_view kBodyHeads[] = {
    "bo", "uy-ban", "ubnd", "hoi-dong", "hdnd", "quoc-hoi", "chinh-phu", "thu-tuong", "chu-tich", "van-phong", "ban", "so", "cuc",
    "tong-cuc", "chi-cuc", "toa-an", "vien", "kiem-toan", "thanh-tra", "ngan-hang", "tinh-uy", "thanh-uy", "huyen-uy", "quan-uy",
    "thi-uy", "dang-uy", "dang-bo", "dang-doan", "mat-tran", "tong-lien-doan", "lien-doan", "hoi", "doan", "bao-hiem", "dai-hoc",
    "truong", "hoc-vien", "dai-tieng-noi", "dai-truyen-hinh", "thong-tan-xa", "trung-tam", "cong-ty", "tap-doan", "tong-cong-ty",
    "cong-an", "kho-bac", "lien-bo", "lien-tich", "phong", "benh-vien", "chi-nhanh", "chi-bo", "vu", "ubmttq", "uy-ban-mttq",
    "thuong-truc", "tieu-ban", "tong-bi-thu", "nha-xuat-ban", "hiep-hoi", "lien-minh", "dan-quan"};

constexpr std::string_view kOffices[] = {
    "bo-truong", "chu-tich", "chu-nhiem", "giam-doc", "tong-giam-doc", "thu-tuong", "chanh-an", "vien-truong", "thong-doc", "cuc-truong",
    "tong-cuc-truong", "tong-kiem-toan", "tong-thanh-tra", "quoc-hoi", "uy-ban", "chinh-phu", "hoi-dong", "ubnd", "hdnd", "ban-chap-hanh",
    "ban-thuong-vu", "bo-chinh-tri", "ban-bi-thu", "lien-bo", "chanh-van-phong", "van-phong", "hieu-truong", "truong-ban", "pho-chu-tich",
    "bo-cong", "bo-tai", "tinh-uy", "thanh-uy", "so"};

// A body whose name goes on in the next line even where that line could begin a body of its own.
bool is_open(std::string_view slug) {
  static constexpr std::string_view kWhole[] = {"van-phong", "thanh-tra", "kiem-toan", "dang-uy", "thu-tuong", "uy-ban-thuong-vu", "ban-thuong-vu",
                                                "thuong-truc", "chu-tich", "ban-can-su-dang", "dang-doan", "ban-thuong-truc", "hoi-dong-tham-phan", "phong"};
  if (std::find(std::begin(kWhole), std::end(kWhole), slug) != std::end(kWhole)) return true;
  for (const std::string_view tail : {"-va", "-cua", "-thuong-vu", "-thuoc", "-dang-uy"})
    if (slug.ends_with(tail)) return true;
  return false;
}

bool ends_open(std::string_view line) { return line.ends_with(',') || line.ends_with('-') || line.ends_with('&'); }

// "NHÀ NƯỚC" in the middle of a name keeps a capital: names of institutions.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kProper = {{
    {"việt nam", "Việt Nam"}, {"trung ương", "Trung ương"}, {"tổ quốc", "Tổ quốc"}, {"quốc hội", "Quốc hội"}, {"chính phủ", "Chính phủ"},
    {"nhà nước", "Nhà nước"}, {"ủy ban nhân dân", "Ủy ban nhân dân"}, {"hội đồng nhân dân", "Hội đồng nhân dân"},
    {"mặt trận", "Mặt trận"}, {"tỉnh ủy", "Tỉnh ủy"}, {"thành ủy", "Thành ủy"}, {"huyện ủy", "Huyện ủy"}, {"thường vụ", "Thường vụ"},
    {"tổ chức thành", "Tổ chức Thành"}, {"đảng bộ", "Đảng bộ"}, {"hồ chí minh", "Hồ Chí Minh"}, {"chấp hành", "Chấp hành"},
    {"nội chính", "Nội chính"}, {"dân vận", "Dân vận"}, {"tuyên giáo", "Tuyên giáo"}, {"kiểm tra", "Kiểm tra"}, {"thường trực", "Thường trực"},
    {"bí thư", "Bí thư"}, {"quản lý", "Quản lý"}, {"chỉ đạo", "Chỉ đạo"}, {"can sự đảng", "cán sự đảng"}}};

bool is_acronym(std::string_view folded) {
  return folded.size() >= 2 && folded.size() <= 8 &&
         std::none_of(folded.begin(), folded.end(), [](char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; });
}

std::string capitalized(std::string_view lower_word) {
  std::u16string chars = text::canonical_chars(lower_word);
  bool first = true;  // "Bà Rịa-Vũng Tàu": also behind a hyphen
  for (char16_t& c : chars) {
    if (first && text::is_letter(c)) {
      c = text::upper(c);
      first = false;
    } else if (c == u'-') {
      first = true;
    }
  }
  return text::to_utf8(chars);
}

// Length in words of an administrative unit that a name follows: "tỉnh", "thành phố", "xã" (not "xã hội").
std::size_t unit_words(const Words& lower, std::size_t i) {
  const auto next = [&](std::string_view word) { return i + 1 < lower.size() && lower[i + 1] == word; };
  if (lower[i] == "tỉnh" || lower[i] == "huyện" || lower[i] == "quận" || lower[i] == "phường" || lower[i] == "tp." || lower[i] == "tp") {
    return next("ủy") || next("uỷ") ? 0 : 1;
  }
  if (lower[i] == "xã") return next("hội") ? 0 : 1;
  if (lower[i] == "thành" && next("phố")) return 2;
  if (lower[i] == "thị" && (next("xã") || next("trấn"))) return 2;
  if (lower[i] == "đặc" && next("khu")) return 2;
  return 0;
}

bool is_committee(const Words& lower, std::size_t i) {
  static constexpr std::string_view kLevels[] = {"tỉnh", "thành", "huyện", "quận", "thị"};
  return i + 1 < lower.size() && (lower[i + 1] == "ủy" || lower[i + 1] == "uỷ") &&
         std::find(std::begin(kLevels), std::end(kLevels), lower[i]) != std::end(kLevels);
}

std::string expand_abbreviations(std::string_view words) {
  std::string out;
  for (const std::string& word : split_words(words)) {
    if (!out.empty()) out += ' ';
    const std::string folded = text::fold(word);
    if (folded == "ubnd") out += "ỦY BAN NHÂN DÂN";
    else if (folded == "hdnd") out += "HỘI ĐỒNG NHÂN DÂN";
    else if (folded == "tp." || folded == "tp") out += "THÀNH PHỐ";
    else if (folded.starts_with("tp.")) out += "THÀNH PHỐ " + word.substr(3);
    else out += word;
  }
  return out;
}

// "TỈNH LÀO CAI" of a body's name, as printed; empty if it names no province.
std::string place_words(std::string_view body) {
  const Words words = split_words(body);
  Words lower;
  for (const std::string& word : words) lower.push_back(text::lower(word));
  for (std::size_t i = words.size(); i-- > 0;) {
    if (is_committee(lower, i)) return joined(std::span(words).subspan(i + 2));
    const std::size_t unit = unit_words(lower, i);
    if (unit > 0 && i + unit < words.size() && (lower[i] == "tỉnh" || (lower[i] == "thành" && unit == 2)))
      return joined(std::span(words).subspan(i));
  }
  return {};
}

bool has_place(std::string_view body) { return !place_words(body).empty(); }

// "ỦY BAN NHÂN DÂN TỈNH", "ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH": the unit without its name.
std::string completed(std::string body, std::string_view place) {
  const Words words = split_words(body);
  if (words.empty()) return body;
  Words lower;
  for (const std::string& word : words) lower.push_back(text::lower(word));
  const bool open = lower.back() == "tỉnh" || (lower.size() >= 2 && lower[lower.size() - 2] == "thành" && lower.back() == "phố");
  if (!open) return body;
  // The place may come with its own unit ("tỉnh Lào Cai").
  Words name = split_words(place);
  Words name_lower;
  for (const std::string& word : name) name_lower.push_back(text::lower(word));
  const std::size_t unit = name.empty() ? 0 : unit_words(name_lower, 0);
  for (std::size_t i = unit; i < name.size(); ++i) body += " " + name[i];
  return body;
}

std::string central_party_body(std::string_view child) {
  const std::string slug = registry::slug(child);
  if (slug == "van-phong") return "Văn phòng Trung ương Đảng";
  if (starts_with_any(slug, std::array<std::string_view, 2>{"ban", "uy-ban"}) && slug.find("trung-uong") == std::string::npos)
    return body_name(std::string(child) + " TRUNG ƯƠNG");
  return body_name(child);
}

}  // namespace

bool begins_body(std::string_view line) {
  const std::string slug = registry::slug(line.substr(0, 60));
  return starts_with_any(slug, kBodyHeads) && !slug.starts_with("ban-hanh") && !slug.starts_with("bo-sung") && !slug.starts_with("so-hieu") && !slug.starts_with("ban-sao");
}

bool begins_office(std::string_view line) { return starts_with_any(registry::slug(line.substr(0, 60)), kOffices); }

std::string body_name(std::string_view given) {
  const auto& registry = registry::Registry::builtin();
  const std::string words = expand_abbreviations(given);
  const std::string slug = registry::slug(words);
  if (slug.starts_with("quoc-hoi-nuoc-")) return "Quốc hội";
  if (slug == "ban-chap-hanh-trung-uong" || slug == "ban-chap-hanh-trung-uong-dang") return "Ban Chấp hành Trung ương Đảng";
  if (const auto* known = registry.issuer_by_name(words); known && registry::slug(known->name) == slug) return known->name;
  const Words original = split_words(words);
  Words lower, folded;
  for (const std::string& word : original) {
    std::u16string chars = text::canonical_chars(text::lower(word));
    text::place_tone(chars);
    lower.push_back(text::to_utf8(chars));
    folded.push_back(text::fold(word));
  }
  Words out = lower;
  bool name = false;  // inside the proper name of a place
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (const std::size_t unit = unit_words(lower, i); unit > 0) {
      name = true;
      i += unit - 1;
      continue;
    }
    if (is_committee(lower, i)) {
      out[i] = capitalized(lower[i]);
      ++i;
      name = true;
      continue;
    }
    if (name || is_acronym(folded[i])) out[i] = is_acronym(folded[i]) && !name ? original[i] : capitalized(lower[i]);
    if (lower[i].ends_with(',') || lower[i] == "-") name = false;
    if (i > 0 && (lower[i - 1] == "sở" || lower[i - 1] == "bộ" || lower[i - 1] == "cục" || lower[i - 1] == "ban" || lower[i - 1] == "viện") && lower[i] != "nhân")
      out[i] = capitalized(lower[i]);
    if (i > 1 && lower[i - 1] == "và" && (lower[0] == "sở" || lower[0] == "bộ")) out[i] = capitalized(lower[i]);
    for (const auto& [words_of, proper] : kProper) {
      const Words parts = split_words(words_of);
      if (i + parts.size() > lower.size() || !std::equal(parts.begin(), parts.end(), lower.begin() + static_cast<std::ptrdiff_t>(i))) continue;
      const Words spelled = split_words(proper);
      std::copy(spelled.begin(), spelled.end(), out.begin() + static_cast<std::ptrdiff_t>(i));
      i += parts.size() - 1;
      break;
    }
  }
  if (!out.empty() && !is_acronym(folded[0])) out[0] = capitalized(out[0]);
  // A known name at the head is spelled as the registry does: "Sở Công Thương | tỉnh Lào Cai".
  if (const auto* known = registry.issuer_by_name(words); known && slug.starts_with(registry::slug(known->name) + "-")) {
    const Words spelled = split_words(known->name);
    if (spelled.size() < out.size()) std::copy(spelled.begin(), spelled.end(), out.begin());
  }
  return joined(out);
}

namespace {

// "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO - TÒA ÁN NHÂN DÂN TỐI CAO - BỘ CÔNG AN" is three bodies, "BỘ LAO ĐỘNG - THƯƠNG BINH ..." one.
std::vector<std::string> split_joint(std::string_view line) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = line.find('-'); at != std::string_view::npos; at = line.find('-', at + 1)) {
    std::size_t next = at + 1;
    while (next < line.size() && line[next] == ' ') ++next;
    const std::string rest = registry::slug(line.substr(next, 40));
    const bool body = rest.starts_with("bo-") || rest.starts_with("toa-an-") || rest.starts_with("vien-kiem-sat") || rest.starts_with("ngan-hang-nha-nuoc") ||
                      rest.starts_with("thanh-tra-") || rest.starts_with("tong-lien-doan");
    if (!body) continue;
    parts.emplace_back(line.substr(begin, at - begin));
    begin = next;
  }
  parts.emplace_back(line.substr(begin));
  return parts;
}

}  // namespace

std::vector<std::string> join_bodies(const std::vector<std::string>& given) {
  std::vector<std::string> bodies;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < given.size(); ++i) {
    std::string trimmed = given[i];
    // "ỦY / BAN NHÂN DÂN": a word alone on its line begins the name that the next line goes on with.
    if (i + 1 < given.size() && trimmed.find(' ') == std::string::npos && !begins_body(trimmed) && begins_body(trimmed + " " + given[i + 1]))
      trimmed += " " + given[++i];
    // "CHỦ TỊCH ỦY / BAN NHÂN DÂN / TỈNH ĐỒNG THÁP"
    else if (i + 1 < given.size() && registry::slug(trimmed).ends_with("-uy") && registry::slug(given[i + 1]).starts_with("ban-nhan-dan"))
      trimmed += " " + given[++i];
    while (!trimmed.empty() && (trimmed.back() == ' ')) trimmed.pop_back();
    // A hyphen at the end of a line before a body of its own joins bodies, not words.
    if (!lines.empty() && lines.back().ends_with('-') && begins_body(trimmed)) {
      while (!lines.back().empty() && (lines.back().back() == '-' || lines.back().back() == ' ')) lines.back().pop_back();
    }
    for (std::string& part : split_joint(trimmed)) lines.push_back(std::move(part));
  }
  for (const std::string& line : lines) {
    const std::string slug = registry::slug(line);
    if (slug.empty()) continue;
    const bool open = !bodies.empty() && (is_open(registry::slug(bodies.back())) || ends_open(bodies.back()));
    if (bodies.empty() || (!open && begins_body(line))) {
      const bool repeated = std::any_of(bodies.begin(), bodies.end(), [&](const std::string& b) { return registry::slug(b) == slug; });
      if (!repeated && (!bodies.empty() || begins_body(line))) bodies.push_back(line);
    } else {
      bodies.back() += " " + line;
    }
  }
  // A body printed twice, the second time over two lines.
  for (std::size_t i = 1; i < bodies.size();) {
    if (registry::slug(bodies[i]) == registry::slug(bodies[i - 1])) bodies.erase(bodies.begin() + static_cast<std::ptrdiff_t>(i));
    else ++i;
  }
  return bodies;
}

std::string issuer_name(const std::vector<std::string>& bodies, std::string_view place) {
  if (bodies.empty()) return {};
  const auto starts = [](const std::string& body, std::initializer_list<std::string_view> heads) {
    return starts_with_any(registry::slug(body), std::span(heads.begin(), heads.size()));
  };
  if (bodies.size() == 1) return body_name(completed(bodies[0], place));
  const std::string& parent = bodies[bodies.size() - 2];
  const std::string& child = bodies.back();
  const auto is_ministry = [&](const std::string& body) {
    return starts(body, {"bo", "toa-an-nhan-dan-toi-cao", "vien-kiem-sat", "thanh-tra-chinh-phu", "uy-ban-trung-uong", "ngan-hang-nha-nuoc"});
  };
  if (is_ministry(parent) && is_ministry(child)) {
    std::string joint;
    for (const std::string& body : bodies)
      if (is_ministry(body)) joint += (joint.empty() ? "" : " - ") + body_name(body);
    return joint;
  }
  const std::string parent_slug = registry::slug(parent);
  if (parent_slug.starts_with("ban-chap-hanh-trung-uong")) return central_party_body(child);
  if (starts(parent, {"tinh-uy", "thanh-uy", "huyen-uy", "quan-uy", "thi-uy"})) {
    const std::string child_slug = registry::slug(child);
    if (child_slug.find("tinh-uy") != std::string::npos || child_slug.find("thanh-uy") != std::string::npos) return body_name(child);
    if (starts(child, {"ban", "van-phong", "uy-ban-kiem-tra"})) return body_name(child + " " + parent);
    return body_name(completed(child, place_words(parent)));
  }
  if (starts(parent, {"uy-ban-mttq", "uy-ban-mat-tran", "ubmttq", "mat-tran"}) && starts(child, {"ban-thuong-truc"}))
    return body_name(child + " " + parent);
  if (starts(child, {"thanh-tra", "van-phong"}) && registry::slug(child).find('-') == registry::slug(child).rfind('-'))
    return body_name(child + " " + parent);
  if (starts(parent, {"ubnd", "uy-ban-nhan-dan", "dang-bo"})) {
    std::string of_parent = place_words(completed(expand_abbreviations(parent), place));
    std::string whole = completed(child, of_parent);
    if (!has_place(whole) && starts(child, {"so", "ban", "chi-cuc", "phong", "trung-tam", "truong", "benh-vien", "doan", "to"}) && !of_parent.empty())
      whole += " " + of_parent;
    return body_name(whole);
  }
  return body_name(completed(child, place));
}

}  // namespace tracuu::anatomy
