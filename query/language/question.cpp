#include "query/language/question.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "corpus/text/canonical.h"

namespace tracuu::language {
namespace {

using Terms = std::vector<std::string>;

Terms words(std::string_view text) {
  Terms out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<Terms> table(std::initializer_list<std::string_view> rows) {
  std::vector<Terms> out;
  for (const std::string_view row : rows) out.push_back(words(row));
  return out;
}

bool ends_with(const Terms& terms, const Terms& tail) {
  return terms.size() >= tail.size() && std::equal(tail.rbegin(), tail.rend(), terms.rbegin());
}

bool begins_with(const Terms& terms, const Terms& head) {
  return terms.size() >= head.size() && std::equal(head.begin(), head.end(), terms.begin());
}

bool contains_folded(const Terms& terms, std::initializer_list<std::string_view> phrases) {
  std::string folded = " ";
  for (const std::string& term : terms) folded += text::fold(term) + " ";
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view p) { return folded.find(" " + std::string(p) + " ") != std::string::npos; });
}

bool cut_head(Terms& terms, const std::vector<Terms>& heads) {
  for (const Terms& head : heads) {
    if (!begins_with(terms, head) || terms.size() == head.size()) continue;
    terms.erase(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(head.size()));
    return true;
  }
  return false;
}

bool cut_tail(Terms& terms, const std::vector<Terms>& tails, std::size_t left) {
  for (const Terms& tail : tails) {
    if (!ends_with(terms, tail) || terms.size() < tail.size() + left) continue;
    terms.resize(terms.size() - tail.size());
    return true;
  }
  return false;
}

// "thế nào là X", "định nghĩa của X": provisions print "X là ...".
void ask_for_definition(Terms& terms) {
  static const std::vector<Terms> kHeads = table({"định nghĩa của", "định nghĩa về", "định nghĩa", "khái niệm về", "khái niệm của", "khái niệm", "thế nào là", "hiểu thế nào là",
                                                  "hiểu như thế nào là", "như thế nào là", "thế nào được gọi là", "thế nào được coi là"});
  static const std::vector<Terms> kLaGi = table({"là gì", "là như thế nào", "là thế nào"});
  if (!cut_head(terms, kHeads)) return;
  cut_tail(terms, kLaGi, 1);
  terms.emplace_back("là");
}

// "... được quy định như thế nào?" asks nothing. "là gì" stays: the pair "X là" finds the definition (RANKING.md section 1).
void cut_asking_tail(Terms& terms) {
  static const std::vector<Terms> kTails = table({"như thế nào", "ra sao", "đúng hay sai", "thế nào"});
  static const std::vector<Terms> kBefore = table({"được quy định", "được thực hiện", "quy định", "thực hiện"});
  Terms rest = terms;
  if (!cut_tail(rest, kTails, 3)) return;
  if (ends_with(rest, {"hiểu"})) return;  // "được hiểu như thế nào" asks for a definition
  cut_tail(rest, kBefore, 2);
  terms = std::move(rest);
}

// "từ tháng 7/2020", "từ ngày 01/01/2021": when it shall hold is said in another article than what shall hold.
void cut_time(Terms& terms) {
  const auto is_number = [](const std::string& term) { return std::all_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; }); };
  for (std::size_t i = 0; i + 2 < terms.size(); ++i) {
    if (terms[i] != "từ" || (terms[i + 1] != "ngày" && terms[i + 1] != "tháng" && terms[i + 1] != "năm") || !is_number(terms[i + 2])) continue;
    std::size_t end = i + 3;
    while (end < terms.size() && (is_number(terms[end]) || ((terms[end] == "tháng" || terms[end] == "năm") && end + 1 < terms.size() && is_number(terms[end + 1])))) ++end;
    const bool year = terms[end - 1].size() == 4;
    if (!year || end - i == terms.size()) continue;
    terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(i), terms.begin() + static_cast<std::ptrdiff_t>(end));
    return;
  }
}

// "Theo quy định của pháp luật, ...": every provision is that.
void cut_lead(Terms& terms) {
  static const std::vector<Terms> kLeads = table({"theo quy định của pháp luật hiện hành", "theo quy định của pháp luật", "theo quy định pháp luật", "theo pháp luật hiện hành",
                                                  "theo quy định hiện hành", "theo quy định", "xin cho hỏi", "xin hỏi", "cho tôi hỏi", "cho hỏi", "tôi muốn hỏi", "cho tôi biết", "cho biết"});
  if (terms.size() > 7) cut_head(terms, kLeads);
}

}  // namespace

Question understand_question(Terms& terms) {
  static const std::vector<Terms> kSubject = table({"quy định về điều gì", "quy định điều gì", "quy định về những gì", "quy định những gì", "quy định về gì", "quy định gì",
                                                    "quy định về vấn đề gì", "quy định về nội dung gì", "điều chỉnh những gì", "điều chỉnh vấn đề gì"});
  Question question;
  question.definition = contains_folded(terms, {"la gi", "hieu the nao", "hieu nhu the nao", "la ai", "khai niem", "dinh nghia", "the nao la"});
  question.scope = contains_folded(terms, {"pham vi dieu chinh", "doi tuong ap dung", "hieu luc"});
  question.subject_of_act = std::any_of(kSubject.begin(), kSubject.end(), [&](const Terms& tail) { return ends_with(terms, tail); }) &&
                            contains_folded({terms.front()}, {"luat", "bo", "phap", "nghi", "thong", "quyet", "quy", "chi"});
  cut_time(terms);
  cut_lead(terms);
  ask_for_definition(terms);
  cut_asking_tail(terms);
  return question;
}

}  // namespace tracuu::language
