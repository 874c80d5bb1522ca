#include "corpus/citation/pinpoints.h"

#include <algorithm>

#include "corpus/citation/notes.h"

namespace tracuu::citation {
namespace {

using text::Gap;
using text::Phrase;
using text::word_code;
using text::Words;

enum class Level : std::uint8_t { tiet, diem, khoan, dieu, muc, chuong, phan, phu_luc };

struct UnitWord {
  Phrase phrase;
  Level level;
};

const std::vector<UnitWord>& unit_words() {
  static const std::vector<UnitWord> units = {
      {Phrase("phụ lục"), Level::phu_luc}, {Phrase("điểm"), Level::diem}, {Phrase("khoản"), Level::khoan},
      {Phrase("điều"), Level::dieu},       {Phrase("tiểu mục"), Level::muc}, {Phrase("mục"), Level::muc},
      {Phrase("chương"), Level::chuong},   {Phrase("phần"), Level::phan}, {Phrase("tiết"), Level::tiet}};
  return units;
}

constexpr std::u16string_view kAlphabet = u"abcdđeghiklmnopqrstuvxy";

const UnitWord* unit_at(const Words& words, std::size_t i) {
  switch (words.code(i)) {
    case word_code("phu"): case word_code("diem"): case word_code("khoan"): case word_code("dieu"): case word_code("tieu"):
    case word_code("muc"): case word_code("chuong"): case word_code("phan"): case word_code("tiet"): break;
    default: return nullptr;
  }
  for (const UnitWord& unit : unit_words())
    if (words.match(i, unit.phrase)) return &unit;
  return nullptr;
}

bool is_roman(const Words& words, std::size_t i) {
  if (!words.is_word(i)) return false;
  const auto chars = words.chars(i);
  return chars.size() <= 6 && std::all_of(chars.begin(), chars.end(), [](char16_t c) { return c == u'I' || c == u'V' || c == u'X' || c == u'L'; });
}

// "IA", "VIIa": a roman number and the letter of an annex put in later.
bool is_inserted_annex(const Words& words, std::size_t i) {
  if (!words.is_word(i)) return false;
  const auto chars = words.chars(i);
  const auto digits = chars.substr(0, chars.size() - 1);
  const char16_t last = text::lower(chars.back());
  return chars.size() >= 2 && chars.size() <= 6 && last >= u'a' && last <= u'h' && std::all_of(digits.begin(), digits.end(), [](char16_t c) { return c == u'I' || c == u'V' || c == u'X'; });
}

// Labels of one level at word i; end = one past. Empty label: none.
struct Label {
  std::string text;
  std::size_t end = 0;
};

Label label_at(const Words& words, std::size_t i, Level level) {
  if (i >= words.size() || words[i].gap == Gap::paragraph) return {};
  const auto chars = words.chars(i);
  const std::string& folded = words.canonical().folded;
  const auto next_glued = [&](std::size_t k) { return k + 1 < words.size() && words[k + 1].gap == Gap::none; };
  switch (level) {
    case Level::diem: case Level::tiet: {
      if (words.is_number(i)) {  // "điểm 2.1", "tiết 1"
        std::size_t end = i + 1;
        std::string text = words.utf8(i, i + 1);
        while (words.is_punctuation(end, '.') && words[end].gap == Gap::none && words.is_number(end + 1) && words[end + 1].gap == Gap::none) {
          text += "." + words.utf8(end + 1, end + 2);
          end += 2;
        }
        return text.size() <= 8 ? Label{text, end} : Label{};
      }
      if (!words.is_word(i)) return {};
      const char16_t first = text::lower(chars[0]);
      if (kAlphabet.find(first) == std::u16string_view::npos) return {};
      if (chars.size() > 1 && !(chars.size() <= 3 && std::all_of(chars.begin() + 1, chars.end(), text::is_digit))) return {};
      std::string text = text::to_utf8(std::u16string_view(&first, 1)) + text::to_utf8(chars.substr(1));
      std::size_t end = i + 1;
      while (words.is_punctuation(end, '.') && words[end].gap == Gap::none && words.is_number(end + 1) && words[end + 1].gap == Gap::none) {
        text += "." + words.utf8(end + 1, end + 2);
        end += 2;
      }
      return {text, end};
    }
    case Level::khoan: case Level::dieu: {
      const bool number = words.is_number(i) && chars.size() <= 4;
      const bool inserted = words.is_word(i) && chars.size() <= 5 && text::is_digit(chars[0]) && chars.size() >= 2 &&
                            std::all_of(chars.begin(), chars.end() - 1, text::is_digit) && !text::is_upper(chars.back());  // 17a, 2đ
      // "khoản l": an optical reader takes 1 for l; only points have letters.
      if (chars.size() == 1 && chars[0] == u'l') return {"1", i + 1};
      if (!number && !inserted) {
        if (level == Level::khoan && is_roman(words, i)) return {text::to_utf8(chars), i + 1};
        return {};
      }
      // "Điều 5/2020"? "khoản 1.2"? a number that goes on is no label, but "1.2" of khoản is kept.
      if (next_glued(i) && words.is_punctuation(i + 1, '/')) return {};
      std::string text = text::to_utf8(chars);
      std::size_t begin_zero = text.find_first_not_of('0');
      if (number && begin_zero != std::string::npos) text = text.substr(begin_zero);
      std::size_t end = i + 1;
      while (level == Level::khoan && words.is_punctuation(end, '.') && words[end].gap == Gap::none && words.is_number(end + 1) &&
             words[end + 1].gap == Gap::none) {
        text += "." + words.utf8(end + 1, end + 2);
        end += 2;
      }
      return {text, end};
    }
    default: {
      const bool number = words.is_number(i) && chars.size() <= 3;
      const bool letter = words.is_word(i) && chars.size() == 1 && text::is_upper(chars[0]);
      const bool word_with_digits = words.is_word(i) && chars.size() <= 4 && text::is_digit(chars[0]);
      const bool inserted = level == Level::phu_luc && is_inserted_annex(words, i);  // "Phụ lục IIa"
      if (!number && !is_roman(words, i) && !letter && !word_with_digits && !inserted) return {};
      std::string text = text::to_utf8(chars);
      if (number && text.size() > 1 && text[0] == '0') text = text.substr(1);
      std::size_t end = i + 1;
      while (end + 1 < words.size() && (words.is_punctuation(end, '.') || words.is_punctuation(end, '-')) && words[end].gap == Gap::none &&
             (words.is_number(end + 1) || (words.is_word(end + 1) && words[end + 1].length <= 2)) && words[end + 1].gap == Gap::none) {
        text += folded[words[end].begin] + words.utf8(end + 1, end + 2);
        end += 2;
      }
      return {text, end};
    }
  }
}

struct Item {
  Level level;
  std::vector<std::string> labels;
  bool range = false;  // the first two labels: first to last
  std::size_t end = 0;
};

const Phrase& p_va() { static const Phrase p("và"); return p; }
const Phrase& p_hoac() { static const Phrase p("hoặc"); return p; }
const Phrase& p_den() { static const Phrase p("đến"); return p; }
const Phrase& p_toi() { static const Phrase p("tới"); return p; }
const Phrase& p_het() { static const Phrase p("hết"); return p; }
const Phrase& p_tu() { static const Phrase p("từ"); return p; }
const Phrase& p_cac() { static const Phrase p("các"); return p; }

std::size_t connector(const Words& words, std::size_t i) {
  i = after_notes(words, i);
  if (words.is_punctuation(i, ',') || words.is_punctuation(i, ';')) {
    if (words.is(i + 1, p_va()) || words.is(i + 1, p_hoac())) return i + 2;
    return i + 1;
  }
  if (words.is(i, p_va()) || words.is(i, p_hoac())) return i + 1;
  return i;
}

// "khoản 1, 2 và 3", "từ Điều 18 đến Điều 24", "Điều 5 - Điều 9".
Item item_at(const Words& words, std::size_t i) {
  Item item;
  item.end = i;
  std::size_t k = i;
  const bool from = words.is(k, p_tu());
  if (from) ++k;
  if (words.is(k, p_cac())) ++k;
  const UnitWord* unit = unit_at(words, k);
  if (!unit) return item;
  item.level = unit->level;
  k += unit->phrase.size();
  if (words.code(k) == word_code("so") && words.is_number(k + 1)) ++k;  // "Phụ lục số 01", "điểm số 2"
  Label label = label_at(words, k, unit->level);
  if (label.text.empty()) {
    if (unit->level == Level::phu_luc && !from) {  // an annex without a number
      item.labels.push_back("");
      item.end = k;
    }
    return item;
  }
  item.labels.push_back(label.text);
  item.end = label.end;
  // Range.
  std::size_t r = after_notes(words, item.end);
  if (words.is(r, p_den()) || words.is(r, p_toi())) {
    ++r;
    if (words.is(r, p_het())) ++r;
    const UnitWord* last_unit = unit_at(words, r);
    if (!last_unit || last_unit->level == unit->level) {
      const Label last = label_at(words, last_unit ? r + last_unit->phrase.size() : r, unit->level);
      if (!last.text.empty()) {
        item.labels.push_back(last.text);
        item.range = true;
        item.end = last.end;
        if (unit->level != Level::dieu) return item;  // "từ Điều 61 đến 77, 79 và 80"
      }
    }
  }
  // More labels of the same level: "1, 2 và 3"; a following unit word ends the list.
  while (true) {
    const std::size_t next = connector(words, item.end);
    if (next == after_notes(words, item.end)) break;
    std::size_t at = next;
    const Label more = label_at(words, at, unit->level);
    if (more.text.empty()) break;
    // "khoản 1, 5/2020": not a label. "Điều 5, 6 tháng": a count of something.
    if ((unit->level == Level::dieu || unit->level == Level::khoan) && words.is_word(more.end) && !words.starts_upper(more.end)) {
      const auto code = words.code(more.end);
      if (code == word_code("thang") || code == word_code("ngay") || code == word_code("nam") || code == word_code("nguoi")) break;
    }
    if (words.is_punctuation(more.end, '/') || (words.is_punctuation(more.end, ')') && unit->level == Level::khoan && words.is_punctuation(item.end, ';'))) break;
    item.labels.push_back(more.text);
    item.end = more.end;
  }
  return item;
}

std::vector<std::string> expand_points(const std::string& from, const std::string& to) {
  const std::u16string a = text::canonical_chars(from), b = text::canonical_chars(to);
  if (a.size() == 1 && b.size() == 1) {
    const auto i = kAlphabet.find(a[0]), j = kAlphabet.find(b[0]);
    if (i != std::u16string_view::npos && j != std::u16string_view::npos && i < j) {
      std::vector<std::string> out;
      for (auto k = i; k <= j; ++k) out.push_back(text::to_utf8(kAlphabet.substr(k, 1)));
      return out;
    }
  }
  return {from, to};
}

std::vector<std::string> expand_numbers(const std::string& from, const std::string& to) {
  const int a = std::atoi(from.c_str()), b = std::atoi(to.c_str());
  if (a > 0 && b > a && b - a <= 50 && from.find_first_not_of("0123456789") == std::string::npos && to.find_first_not_of("0123456789") == std::string::npos) {
    std::vector<std::string> out;
    for (int k = a; k <= b; ++k) out.push_back(std::to_string(k));
    return out;
  }
  return {from, to};
}

// The pinpoint names a unit that can lie inside one of `level`.
bool smaller(const std::string& pinpoint, Level level) {
  if (pinpoint[0] == 'M') return level != Level::muc;
  if (pinpoint[0] == 'C') return level == Level::phan || level == Level::phu_luc;
  return pinpoint[0] == 'P' && !pinpoint.starts_with("PL") && level == Level::phu_luc;  // "Mục VI Phần III Phụ lục I"
}

// The place of a tiết within its điểm: "tiết d.1 điểm d" repeats the letter of the điểm, "tiết 1 điểm d" does not.
std::string within_point(const std::string& point, const std::string& tiet) {
  return tiet.starts_with(point + ".") ? tiet : point + "." + tiet;
}

// Expanded members of a stated range ("từ điểm a đến điểm e"): their last parts, to be found again once they are bound.
struct StatedRange {
  std::string first, last;
  std::size_t count;
};

std::string_view last_part(std::string_view pinpoint) { return pinpoint.substr(pinpoint.rfind('.') + 1); }

void find_runs(const std::vector<StatedRange>& ranges, PinpointList& list) {
  std::size_t from = 0;
  for (const StatedRange& range : ranges)
    for (std::size_t i = from; i + range.count <= list.pinpoints.size(); ++i) {
      if (last_part(list.pinpoints[i]) != range.first || last_part(list.pinpoints[i + range.count - 1]) != range.last) continue;
      list.runs.push_back({static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(i + range.count - 1)});
      from = i + range.count;
      break;
    }
}

const char* prefix_of(Level level) {
  switch (level) {
    case Level::dieu: return "D";
    case Level::khoan: return "k";
    case Level::muc: return "M";
    case Level::chuong: return "C";
    case Level::phan: return "P";
    case Level::phu_luc: return "PL";
    default: return "";
  }
}

}  // namespace

PinpointList parse_pinpoints(const Words& words, std::size_t i) {
  PinpointList list;
  list.begin = list.end = i;
  std::vector<std::string> pending;      // without Điều: "k2.a"
  std::vector<std::string> pending_low;  // điểm or tiết without khoản: "a"
  Level pending_level = Level::khoan;
  std::string last_article;
  std::vector<StatedRange> ranges;
  const auto flush_low = [&](const std::string& khoan) {
    for (const std::string& low : pending_low) pending.push_back(khoan + "." + low);
    pending_low.clear();
  };
  bool after_article = false;
  for (Item item = item_at(words, i); !item.labels.empty();) {
    const bool next_to_article = after_article && connector(words, list.end) == after_notes(words, list.end);
    switch (item.level) {
      case Level::tiet: case Level::diem: {
        std::vector<std::string> labels = item.range ? expand_points(item.labels[0], item.labels[1]) : item.labels;
        if (item.range && labels.size() > 2) ranges.push_back({labels.front(), labels.back(), labels.size()});
        if (item.level == Level::diem && !pending_low.empty() && pending_level == Level::tiet) {
          for (std::string& low : pending_low) low = within_point(labels[0], low);
          if (labels.size() > 1) pending_low.insert(pending_low.end(), labels.begin() + 1, labels.end());
        } else {
          pending_low.insert(pending_low.end(), labels.begin(), labels.end());
        }
        pending_level = item.level;
        break;
      }
      case Level::khoan: {
        const std::vector<std::string> labels = item.range ? expand_numbers(item.labels[0], item.labels[1]) : item.labels;
        if (item.range && labels.size() > 2 && pending_low.empty()) ranges.push_back({"k" + labels.front(), "k" + labels.back(), labels.size()});
        std::size_t first = 0;
        if (!pending_low.empty()) {
          flush_low("k" + labels[0]);
          first = 1;
        }
        for (std::size_t k = first; k < labels.size(); ++k) pending.push_back("k" + labels[k]);
        break;
      }
      case Level::dieu: {
        list.has_article = true;
        for (std::string& low : pending_low) pending.push_back(low);
        pending_low.clear();
        if (item.range && pending.empty()) {
          list.pinpoints.push_back("D" + item.labels[0] + "-D" + item.labels[1]);
          for (std::size_t k = 2; k < item.labels.size(); ++k) list.pinpoints.push_back("D" + item.labels[k]);
        } else {
          const bool bound = !pending.empty();
          for (const std::string& p : pending) list.pinpoints.push_back("D" + item.labels[0] + "." + p);
          pending.clear();
          for (std::size_t k = bound ? 1 : 0; k < item.labels.size(); ++k) list.pinpoints.push_back("D" + item.labels[k]);
        }
        last_article = item.labels.back();
        break;
      }
      default: {
        // "mục 2.1 khoản 2 Điều 3" of local decisions: a part of the khoản that pinpoints have no name for.
        if (item.level == Level::muc && item.labels.size() == 1 && item.labels[0].find('.') != std::string::npos) {
          std::size_t after = after_notes(words, item.end);
          if (words.is_punctuation(after, ',')) ++after;
          if (words.code(after) == word_code("khoan")) break;
        }
        const std::string prefix = prefix_of(item.level);
        const bool inner = !pending.empty() || !pending_low.empty();
        for (std::string& low : pending_low) pending.push_back(low);
        pending_low.clear();
        if (inner) {
          for (const std::string& p : pending) list.pinpoints.push_back(prefix + item.labels[0] + "." + p);
          pending.clear();
        } else if (!list.pinpoints.empty() && smaller(list.pinpoints.back(), item.level) &&
                   (connector(words, list.end) == after_notes(words, list.end) || (item.level == Level::phu_luc && words.is_punctuation(after_notes(words, list.end), ',')))) {  // "mục B, Phụ lục số 01"
          list.pinpoints.back() = prefix + item.labels[0] + "." + list.pinpoints.back();  // "Mục 2 Chương V", "mục 4.4 phụ lục 7"
        } else if (next_to_article && item.level != Level::phu_luc && item.labels.size() == 1) {
          // "Điều 3 Chương I, các điều 21 và 22 Chương V": where the articles stand; their numbers run through the act.
        } else {
          for (const std::string& label : item.labels) list.pinpoints.push_back(prefix + label);
        }
        break;
      }
    }
    list.end = item.end;
    after_article = item.level == Level::dieu || (next_to_article && item.level == Level::muc);  // "Điều 3 Mục 5 Chương XIV"
    std::size_t next = after_notes(words, item.end);
    static const Phrase kCua("của"), kTai("tại"), kThuoc("thuộc");
    if (words.is(next, kCua) || words.is(next, kTai) || words.is(next, kThuoc)) {
      ++next;
    } else {
      next = connector(words, item.end);
      // "các Điều 3, 9 và tại các khoản 1, 3 Điều 10": the list goes on.
      if (next > after_notes(words, item.end) && words.is(next, kTai)) ++next;
    }
    item = item_at(words, next);
  }
  for (std::string& low : pending_low) pending.push_back(low);
  for (const std::string& p : pending)
    list.pinpoints.push_back(last_article.empty() ? p : "D" + last_article + "." + p);  // reversed: "Điều 5, khoản 2"
  if (ranges.empty()) {  // "khoản 2, 3 Điều 52 và khoản 2, 3 Điều 52": once
    std::vector<std::string> once;
    for (std::string& pinpoint : list.pinpoints)
      if (std::find(once.begin(), once.end(), pinpoint) == once.end()) once.push_back(std::move(pinpoint));
    list.pinpoints = std::move(once);
  }
  find_runs(ranges, list);
  return list;
}

}  // namespace tracuu::citation
