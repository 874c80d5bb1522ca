// Nơi nhận and signature (DOMAIN.md 6). In text taken from PDF the two columns interleave, in flattened text they share a line:
// "Nơi nhận: T/M THÀNH ỦY BÍ THƯ - Văn phòng Trung ương Đảng, ... Mặt trận Tổ quốc Lê Quang Mạnh và các tổ chức ...".
#include <algorithm>
#include <array>

#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {
namespace {

// Family names, most frequent first; a person's name begins with one of them.
constexpr std::array<std::u16string_view, 118> kFamilyNames = {
    u"Nguyễn", u"Trần", u"Lê", u"Phạm", u"Hoàng", u"Huỳnh", u"Phan", u"Vũ", u"Võ", u"Đặng", u"Bùi", u"Đỗ", u"Hồ", u"Ngô", u"Dương", u"Lý",
    u"Đào", u"Đoàn", u"Vương", u"Trịnh", u"Trương", u"Đinh", u"Lâm", u"Phùng", u"Mai", u"Tô", u"Hà", u"Tạ", u"Quách", u"Chu", u"Cao", u"Thái",
    u"Tăng", u"Lương", u"La", u"Lưu", u"Châu", u"Lã", u"Mạc", u"Triệu", u"Kiều", u"Tống", u"Nghiêm", u"Đàm", u"Thân", u"Ninh", u"Vi", u"Hứa",
    u"Giàng", u"Sùng", u"Vừ", u"Thào", u"Lò", u"Cầm", u"Quàng", u"Nông", u"Hầu", u"Giáp", u"Bế", u"Ma", u"Lục", u"Khuất", u"Khúc", u"Doãn",
    u"Diệp", u"Lại", u"Từ", u"Uông", u"Âu", u"Ông", u"Bạch", u"Cung", u"Cù", u"Dư", u"Danh", u"Kim", u"Thạch", u"Sơn", u"Ksor", u"Rơ", u"Y",
    u"Điểu", u"Đồng", u"Hàn", u"Hạ", u"Kha", u"Lỗ", u"Lan", u"Mã", u"Mẫn", u"Nhâm", u"Ong", u"Phó", u"Phương", u"Quản", u"Quan", u"Sầm", u"Tiêu",
    u"Tòng", u"Tôn", u"Trang", u"Trà", u"Triều", u"Viên", u"Văn", u"Xa", u"Yên", u"Ân", u"Đậu", u"Đới", u"Đường", u"Ứng", u"Thiều", u"Phí", u"Hoàn"};

bool is_family_name(std::u16string_view word) {
  return std::find(kFamilyNames.begin(), kFamilyNames.end(), word) != kFamilyNames.end();
}

// "Mạnh", "Nie": one capital, then small letters.
bool is_name_word(std::u16string_view word) {
  if (word.empty() || !text::is_upper(word[0])) return false;
  for (std::size_t i = 1; i < word.size(); ++i)
    if (!text::is_letter(word[i]) || text::is_upper(word[i])) return word[i] == u'-' && i + 1 < word.size();
  return true;
}

std::u16string with_traditional_tone(std::u16string word) {
  text::place_tone(word);
  return word;
}

struct Reader {
  const text::Canonical& t;

  [[nodiscard]] std::size_t word_end(std::size_t at, std::size_t to) const {
    while (at < to && !is_blank(t.folded[at]) && t.folded[at] != '|' && t.folded[at] != '_' && t.folded[at] != '<') ++at;
    return at;
  }

  [[nodiscard]] std::u16string_view word(std::size_t begin, std::size_t end) const {
    while (end > begin && (t.folded[end - 1] == '.' || t.folded[end - 1] == ',' || t.folded[end - 1] == ';')) --end;
    return std::u16string_view(t.chars).substr(begin, end - begin);
  }

  // A run of two to five name words that begins with a family name at `at`; empty span if none.
  [[nodiscard]] Span name_at(std::size_t at, std::size_t to) const {
    Span span{at, at};
    int words = 0;
    std::size_t i = at;
    while (i < to && words < 6) {
      const std::size_t end = word_end(i, to);
      const std::u16string_view w = word(i, end);
      if (!is_name_word(w)) break;
      if (words == 0 && !is_family_name(with_traditional_tone(std::u16string(w))) && !is_family_name(w)) return {};
      ++words;
      span.end = i + w.size();
      if (w.size() < end - i) break;
      i = end;
      while (i < to && t.folded[i] == ' ') ++i;
      if (i < to && t.folded[i] == '\n') break;
    }
    // "Nguyễn Văn A" signs forms only.
    if (span.end > at && span.end - at > 2 && t.folded[span.end - 2] == ' ') return {};
    return words >= 2 && words <= 5 ? span : Span{};
  }

  // First significant character of the line that begins at `at`.
  [[nodiscard]] std::size_t line_text(std::size_t at, std::size_t to) const {
    while (at < to && t.folded[at] != '\n' &&
           (t.folded[at] == ' ' || t.folded[at] == '|' || t.folded[at] == '_' || t.folded[at] == '#' || t.folded[at] == '>' || t.folded[at] == '\\'))
      ++at;
    return at;
  }

  // The whole line is a person's name, after a rank or degree.
  [[nodiscard]] Span name_line(std::size_t begin, std::size_t end) const {
    begin = line_text(begin, end);
    static constexpr std::string_view kTitles[] = {"(da ky)", "da ky:", "da ky", "gs.ts.", "gs.ts", "pgs.ts.", "pgs.ts", "pgs, ts", "ts.", "ths.", "gs.",
                                                   "dai tuong", "thuong tuong", "trung tuong", "thieu tuong", "dai ta", "thuong ta"};
    for (const std::string_view title : kTitles)
      if (const std::size_t after = match_words(t.folded, begin, title); after != kNone && after < end) begin = skip_blanks(t.folded, after, end);
    const Span name = name_at(begin, end);
    if (name.empty()) return {};
    std::size_t rest = name.end;
    while (rest < end && (t.folded[rest] == ' ' || t.folded[rest] == '|' || t.folded[rest] == '_' || t.folded[rest] == '.' || t.folded[rest] == '\\')) ++rest;
    return rest >= end ? name : Span{};
  }

  // "TM. ỦY BAN NHÂN DÂN", "K/T CHÁNH VĂN PHÒNG", "BỘ TRƯỞNG": what stands above a signature.
  [[nodiscard]] bool is_role(std::size_t begin, std::size_t end) const {
    begin = line_text(begin, end);
    if (end - begin > 120 || !all_caps(t.chars, begin, end)) return false;
    static constexpr std::string_view kHeads[] = {"tm.", "tm ", "t/m", "kt.", "kt ", "k/t", "tl.", "tl ", "t/l", "tuq.", "tuq ", "t.m", "k.t", "t.l", "q.", "bo truong", "thu truong",
                                                  "chu tich", "pho chu tich", "bi thu", "pho bi thu", "giam doc", "pho giam doc", "thu tuong", "pho thu tuong", "chanh van phong",
                                                  "pho chanh van phong", "chu nhiem", "pho chu nhiem", "tong bi thu", "chanh an", "pho chanh an", "vien truong", "pho vien truong",
                                                  "cuc truong", "pho cuc truong", "tong cuc truong", "pho tong cuc truong", "thong doc", "pho thong doc", "tong thanh tra", "truong ban",
                                                  "pho truong ban", "thuong truc ban bi thu", "chi cuc truong", "tong giam doc", "pho tong giam doc", "tong kiem toan", "vu truong",
                                                  "truong doan", "ban thuong vu", "hieu truong", "bi thu trung uong"};
    return std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view head) { return t.folded.compare(begin, head.size(), head) == 0; });
  }
};

// "Nơi nhận:" at the start of a line or behind the end of a sentence.
std::size_t find_recipients(const text::Canonical& t, std::size_t from) {
  // "nhan" is rarer than "noi": it is looked for.
  for (std::size_t second = text::find(t.folded, "nhan", from); second != kNone; second = text::find(t.folded, "nhan", second + 4)) {
    std::size_t at = second;
    while (at > 0 && is_blank(t.folded[at - 1])) --at;
    if (at == second || at < 3 || t.folded.compare(at - 3, 3, "noi") != 0) continue;
    at -= 3;
    if (at > 0 && is_word(t.folded[at - 1])) continue;
    if (t.chars[at] != u'N') continue;
    std::size_t end = match_words(t.folded, at, "noi nhan");
    while (end < t.size() && (is_blank(t.folded[end]) || t.folded[end] == '_')) ++end;
    if (end >= t.size() || t.folded[end] != ':') continue;
    std::size_t before = at;
    while (before > 0 && (t.folded[before - 1] == ' ' || t.folded[before - 1] == '|' || t.folded[before - 1] == '_' || t.folded[before - 1] == '>')) --before;
    const char c = before == 0 ? '\n' : t.folded[before - 1];
    if (c == '\n' || c == '.' || c == '/' || c == ';' || c == '-') return at;
    if (before < at) return at;
  }
  return kNone;
}

void add_recipient(std::vector<std::string>& out, std::string words) {
  while (!words.empty() && (words.front() == '-' || words.front() == '+' || words.front() == ' ' || words.front() == '|' || words.front() == '_' || words.front() == '\\')) words.erase(0, 1);
  while (!words.empty() && (words.back() == ';' || words.back() == ',' || words.back() == '.' || words.back() == ' ' || words.back() == '|' || words.back() == '_')) words.pop_back();
  if (words.size() > 2 && words.size() < 500) out.push_back(std::move(words));
}

// A line that begins what comes with the act.
bool begins_annex(const text::Canonical& t, std::size_t at) {
  static constexpr std::string_view kHeads[] = {"quy che", "quy dinh", "phu luc", "danh muc", "ke hoach", "dieu le", "chuong trinh", "de an", "bang", "bieu", "mau", "quy trinh",
                                                "phuong an", "huong dan", "noi quy", "cong hoa xa hoi", "quy chuan", "dinh muc"};
  return std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view head) {
    const std::size_t end = match_words(t.folded, at, head);
    return end != kNone && (end == t.size() || !is_word(t.folded[end])) && all_caps(t.chars, at, end);
  });
}

// Lines of the block: roles, recipients, the name. Returns where the block ends.
std::size_t read_lines(const Reader& r, Span block, std::size_t recipients, model::Document& document) {
  std::size_t used = block.begin;
  std::string item;
  bool listing = false;
  int blank_lines = 0;
  for (std::size_t at = block.begin; at < block.end;) {
    const std::size_t end = std::min(line_end(r.t.folded, at), block.end);
    std::size_t begin = r.line_text(at, end);
    const std::size_t next = end + 1;
    if (begin >= end) {
      ++blank_lines;
      if (listing && blank_lines > 2) {
        add_recipient(document.recipients, std::exchange(item, {}));
        listing = false;
      }
      at = next;
      continue;
    }
    if (begins_annex(r.t, begin) && at > block.begin) break;
    // Behind the name only recipients of the other column follow.
    if (!document.signer.empty() && recipients != kNone && at > recipients && r.t.folded[begin] != '-' && (item.empty() || blank_lines > 1) &&
        !r.is_role(begin, end) && r.name_line(begin, end).empty() && !document.recipients.empty())
      break;
    blank_lines = 0;
    used = std::min(end, block.end);
    if (at <= recipients && recipients < end) {
      begin = match_words(r.t.folded, recipients, "noi nhan");
      while (begin < end && (is_blank(r.t.folded[begin]) || r.t.folded[begin] == ':' || r.t.folded[begin] == '_')) ++begin;
      listing = true;
    }
    if (const Span name = r.name_line(begin, end); !name.empty()) {
      add_recipient(document.recipients, std::exchange(item, {}));
      if (document.signer.empty() || !listing) document.signer = r.t.utf8(name.begin, name.end);
      if (!document.signer.empty() && !document.signer_role.empty() && at > recipients) {
        // The name ends the block, unless recipients go on in the other column.
        listing = listing && document.recipients.empty();
      }
    } else if (r.is_role(begin, end) || (!document.signer_role.empty() && document.signer.empty() && begin < end && all_caps(r.t.chars, begin, end) && end - begin < 100 && r.t.folded[begin] != '-')) {
      std::string role = r.t.utf8(begin, end);
      std::erase_if(role, [](char c) { return c == '|' || c == '\\' || c == '_'; });
      while (!role.empty() && role.back() == ' ') role.pop_back();
      document.signer_role += (document.signer_role.empty() ? "" : " ") + role;
    } else if (listing && begin < end) {
      if (r.t.folded[begin] == '-' || r.t.folded[begin] == '+') add_recipient(document.recipients, std::exchange(item, {}));
      item += (item.empty() ? "" : " ") + r.t.utf8(begin, end);
    }
    at = next;
  }
  add_recipient(document.recipients, item);
  return used;
}

// The block on one line. The name cuts a recipient in two: it is taken out, the halves are joined.
void read_flat(const Reader& r, Span block, std::size_t recipients, model::Document& document) {
  std::size_t begin = match_words(r.t.folded, recipients, "noi nhan");
  while (begin < block.end && (is_blank(r.t.folded[begin]) || r.t.folded[begin] == ':')) ++begin;
  std::size_t i = begin;
  while (i < block.end && r.t.folded[i] != '-' && all_caps(r.t.chars, i, r.word_end(i, block.end) + 0)) i = skip_blanks(r.t.folded, r.word_end(i, block.end), block.end);
  // "T/M" has capitals only; a single letter between them is one too.
  document.signer_role = r.t.utf8(begin, i);
  std::string item;
  const auto flush = [&](std::size_t from, std::size_t to) {
    const std::string words = r.t.utf8(from, to);
    item += (item.empty() || words.empty() ? "" : " ") + words;
  };
  std::size_t from = i;
  while (i < block.end) {
    if (r.t.folded[i] == '-' && i + 1 < block.end && r.t.folded[i + 1] == ' ' && (i == 0 || is_blank(r.t.folded[i - 1]))) {
      flush(from, i);
      add_recipient(document.recipients, std::exchange(item, {}));
      from = i + 1;
    } else if (document.signer.empty() && i > 0 && is_blank(r.t.folded[i - 1])) {
      if (const Span name = r.name_at(i, block.end); !name.empty() && name.end - name.begin > 6) {
        document.signer = r.t.utf8(name.begin, name.end);
        flush(from, i);
        from = i = name.end;
        continue;
      }
    }
    ++i;
  }
  flush(from, block.end);
  add_recipient(document.recipients, item);
}

}  // namespace

Span read_signature(const text::Canonical& t, model::Document& document) {
  const Reader r{t};
  constexpr std::size_t kBlockLength = 6000;
  const std::string known_signer = std::exchange(document.signer, {});
  Span block;
  const std::size_t recipients = find_recipients(t, 0);
  if (recipients != kNone) {
    block = {recipients, std::min(t.size(), recipients + kBlockLength)};
    // The signature's column may come first: roles in the lines above.
    std::size_t line = recipients;
    while (line > 0 && t.folded[line - 1] != '\n') --line;
    if (r.line_text(line, t.size()) >= recipients) block.begin = line;
    for (int lines = 0; lines < 14 && line > 1; ++lines) {
      std::size_t begin = line - 1;
      while (begin > 0 && t.folded[begin - 1] != '\n' && line - begin < 400) --begin;
      const std::size_t end = line - 1;
      const bool empty = r.line_text(begin, end) >= end;
      if (!empty && !r.is_role(begin, end) && r.name_line(begin, end).empty()) break;
      if (!empty) block.begin = begin;
      line = begin;
    }
    const std::size_t line_stop = line_end(t.folded, recipients);
    if (line_stop - recipients > 400 || line_stop >= t.size()) {
      block.end = std::min(block.end, line_stop);
      read_flat(r, block, recipients, document);
    } else {
      block.end = read_lines(r, block, recipients, document);
    }
  } else {
    // No recipients: the first office in capitals with a name within the next lines, behind the header.
    for (std::size_t at = t.folded.find('\n', 600); at < t.size(); at = t.folded.find('\n', at + 1)) {
      const std::size_t begin = at + 1, end = line_end(t.folded, begin);
      if (begin >= t.size() || end - begin > 150 || end - begin < 3 || !r.is_role(begin, end)) continue;
      std::size_t next = end + 1;
      for (int lines = 0; lines < 8 && next < t.size(); ++lines) {
        const std::size_t stop = line_end(t.folded, next);
        if (!r.name_line(next, stop).empty()) {
          block = {begin, stop};
          break;
        }
        if (r.line_text(next, stop) < stop && !all_caps(t.chars, next, stop) && find_words(t.folded, "da ky", next, stop) == kNone) break;
        next = stop + 1;
      }
      if (!block.empty()) break;
    }
    if (!block.empty()) block.end = read_lines(r, block, kNone, document);
  }
  if (!known_signer.empty()) document.signer = known_signer;
  return block;
}

}  // namespace tracuu::anatomy
