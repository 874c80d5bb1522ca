#include "corpus/citation/scanner.h"

#include "corpus/citation/notes.h"

namespace tracuu::citation {

using text::Gap;
using text::Phrase;
using text::WordKind;

// A name of the user's catalogue.
std::size_t Scanner::own_name(std::size_t i, const TypePhrase& type) {
  const std::size_t end = g_.own_names.longest(words_, i);
  if (end <= i || !g_.own_names.spelled(words_, i, end)) return i;
  Draft draft;
  draft.first = i;
  draft.last = end;
  draft.mention.type = type.code;
  draft.mention.name = words_.utf8(i, end);
  draft.mention.rule = "name of the catalogue";
  return add(std::move(draft));
}

// "đại diện trong luật dân sự", "quan hệ luật lao động": small letters where the act is a code tell of the branch of law, unless a
// provision is named ("Điều 15 luật dân sự").
bool Scanner::branch_of_law(std::size_t i, std::size_t end) const {
  if (words_.starts_upper(i) || g_.registry.law_names("Bộ " + words_.utf8(i, end)).empty()) return false;
  std::size_t before = i;
  if (before > 0 && words_.is(before - 1, f_.cua)) --before;
  return before == 0 || !words_.is_number(before - 1);
}

std::size_t Scanner::law_by_name(std::size_t i, std::size_t after, const TypePhrase& type) {
  if (type.code == "L" && (law_names_.compound(i) || law_names_.school(i))) return i;
  bool known = false;
  std::size_t end = law_names_.law_name_end(i, &known);
  if (end <= after) return i;
  if (!known && type.code == "L" && !words_.starts_upper(i)) return i;
  if (type.code == "L" && branch_of_law(i, end)) return i;
  // A bill is no citation: "dự án Luật Thủy lợi", "dự thảo Luật ...".
  static const Phrase amended("(sửa đổi)"), makes("xây dựng"), issues("ban hành");
  const bool bill = i >= 2 && (words_.match_before(i, f_.du_an) || words_.match_before(i, f_.du_thao));
  // "xây dựng Luật Ngân sách nhà nước (sửa đổi)", "cho đến khi Luật An toàn thực phẩm (sửa đổi) có hiệu lực": with neither year nor number
  // the bill is meant.
  static const Phrase comes("có hiệu lực"), passed("được quốc hội thông qua");
  std::size_t behind = end + words_.match(end, amended);
  // The same without parentheses; "Luật Bảo hiểm y tế sửa đổi năm 2014" is in force.
  if (const std::size_t n = words_.match(end, f_.sua_doi); n != 0 && !words_.is(end + n, f_.nam) && !words_.is_number(end + n) && !words_.is_punctuation(end + n, ',')) behind = end + n;
  const bool to_come = i >= 2 && behind > end && (words_.match_before(i, makes) || words_.match_before(i, issues) || words_.match(behind, comes) || words_.match(behind, passed));
  // "Dự thảo Luật sửa đổi, bổ sung một số điều của Luật Kế toán": the law that it will amend is cited.
  if (bill) return words_.match(after, f_.sua_doi) != 0 ? after + 2 : end;
  if (to_come) return end;
  // The document's own title or the act that it promulgates: only the laws it amends are cited.
  const bool amends = words_.match(after, f_.sua_doi) != 0;
  const bool promulgated = own_law_ && i >= 2 && words_.match_before(i, f_.ban_hanh) != 0;
  if (is_own_title(i) || (promulgated && (amends || (!document_.identity.title.empty() && text::fold(words_.utf8(i, end)).ends_with(text::fold(document_.identity.title)))))) {
    return amends ? after + 2 : end;
  }
  Draft draft;
  draft.first = i;
  draft.mention.type = type.code;
  draft.mention.rule = amends ? "amending law by name" : known ? "known law name" : "law name by rule";
  draft.mention.name = law_names_.law_name(i, end);
  std::size_t last = end;
  end = after_notes(words_, end);  // "Luật Đất đai[2] năm 2013"
  // "năm 2013", "2013", "số 31/2024/QH15" belong to the span, and "sửa đổi 2020".
  std::size_t k = end;
  if (words_.match(k, f_.sua_doi) && words_.value(k + 2) >= 1945 && words_.value(k + 2) <= 2099) {
    k += 2;
    draft.mention.name += " sửa đổi";
  }
  if (words_.is(k, f_.nam) && words_[k].gap != Gap::paragraph) ++k;
  long year = words_.value(k);
  const bool noted = words_[k].length == 5 && k > end;  // "Luật Địa chất và Khoáng sản năm 20243": the number of a note behind the year
  if (noted) year /= 10;
  if (year >= 1945 && year <= 2099 && (noted || words_[k].length == 4) && words_[k].gap != Gap::paragraph && !words_.is_punctuation(k + 1, '-') &&
      !(words_.is_punctuation(k + 1, '/') && words_[k + 1].gap == Gap::none)) {
    draft.mention.year = static_cast<std::int16_t>(year);
    last = k + 1;
    if (noted) draft.cut = words_[k].begin + 4;
  }
  std::size_t n = last;
  const bool so = words_.is(n, f_.so);
  if (so) ++n;
  if (so && words_.is_punctuation(n, ':')) ++n;
  if (n < words_.size() && words_[n].gap != Gap::paragraph && (so || (words_.is_number(n) && words_[n].gap == Gap::blank))) {
    auto number = parse_number(canonical_, words_[n].begin, g_.symbols, {true, false});
    // Where "số" is left out ("Luật Phòng cháy và chữa cháy 27/2001/QH10") the number has to be a law's.
    if (number && (so ? number->shape != NumberShape::year_only && number->shape != NumberShape::bare : number->shape == NumberShape::law && number->year != 0)) {
      draft.last = last;
      return accept(std::move(draft), std::move(*number));
    }
  }
  draft.names_itself = names_itself(i, n, draft.mention);
  draft.last = last;
  return add(std::move(draft));
}

// "Chính phủ tổ chức thực hiện Luật thuế sử dụng đất nông nghiệp" in that law: itself. With a year, a number or a day, or as what is
// replaced, it is an earlier one of the same name.
bool Scanner::names_itself(std::size_t first, std::size_t behind, const model::Mention& law) const {
  static const Phrase replaces("thay thế"), repeals("bãi bỏ"), changed("được sửa đổi"), passed("được quốc hội");
  if (!own_law_ || law.year != 0 || words_.is(behind, f_.ngay) || words_.match(behind, changed) || words_.match(behind, passed)) return false;
  if (words_.match_before(first, replaces) || words_.match_before(first, repeals)) return false;
  return text::fold(law.name) == text::fold(document_.identity.name);
}

// "BLHS năm 2015", "khoản 1 Điều 123 BLHS".
std::size_t Scanner::abbreviated_law(std::size_t i, const std::string& name) {
  const bool inside_number = (words_[i].gap == Gap::none && i > 0 && words_[i - 1].kind == WordKind::punctuation && (words_[i - 1].code == '/' || words_[i - 1].code == '-')) ||
                             (i + 1 < words_.size() && words_[i + 1].gap == Gap::none && (words_.is_punctuation(i + 1, '-') || words_.is_punctuation(i + 1, '/')));
  if (inside_number || text::lower(words_.utf8(i, i + 1)) != text::lower(name)) return i;
  Draft draft;
  draft.first = i;
  draft.mention.type = name.starts_with("BL") ? "BL" : name.starts_with("PL") ? "PL" : name.starts_with("HP") ? "HP" : "L";
  draft.mention.name = name;
  draft.mention.rule = "abbreviated law name";
  std::size_t last = i + 1, k = i + 1;
  if (words_.is(k, f_.nam)) ++k;
  const long year = words_.value(k);
  if (year >= 1945 && year <= 2099 && words_[k].length == 4 && words_[k].gap != Gap::paragraph && !words_.is_punctuation(k + 1, '-') && !words_.is_punctuation(k + 1, '/')) {
    draft.mention.year = static_cast<std::int16_t>(year);
    last = k + 1;
  }
  draft.last = last;
  return add(std::move(draft));
}

std::size_t Scanner::constitution(std::size_t i, std::size_t after) {
  if (!words_.starts_upper(i)) return i;
  std::size_t end = after;
  end += words_.match(end, f_.nuoc_chxhcn);
  Draft draft;
  draft.first = i;
  draft.mention.type = "HP";
  draft.mention.rule = "constitution";
  draft.mention.name = law_names_.law_name(i, end);
  std::size_t k = end;
  const bool amended = words_.match(k, f_.sua_doi) != 0;  // "Hiến pháp sửa đổi năm 2013"
  if (amended) k += 2;
  if (words_.is(k, f_.nam)) ++k;
  const long year = words_.value(k);
  if (year >= 1945 && year <= 2099 && words_[k].gap != Gap::paragraph) {
    if (amended) draft.mention.name += " sửa đổi";
    draft.mention.year = static_cast<std::int16_t>(year);
    end = k + 1;
  }
  draft.last = end;
  return add(std::move(draft));
}

std::size_t Scanner::party_statute(std::size_t i, std::size_t after) {
  std::size_t end = after;
  if (const std::size_t n = words_.match(end, f_.dang_csvn)) end += n;
  else if (words_.is(end, f_.dang) && words_.starts_upper(end)) ++end;
  else return i;
  Draft draft;
  draft.first = i;
  draft.last = end;
  draft.mention.type = "ĐL";
  draft.mention.rule = "party statute";
  draft.mention.name = law_names_.law_name(i, end);
  return add(std::move(draft));
}

}  // namespace tracuu::citation
