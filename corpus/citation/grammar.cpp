#include "corpus/citation/grammar.h"

#include <algorithm>

#include "corpus/citation/citation.h"

namespace tracuu::citation {

using text::Phrase;
using text::word_code;

Grammar::Grammar(const registry::Registry& r) : registry(r), symbols(r), issuers(r) {
  for (const auto& law : r.all_law_names()) {
    if (law.of_user && law.name.find(' ') != std::string::npos) own_names.add(law.name), has_own_names = true;
    if (law.folded.size() > 5 && law.name.find(' ') != std::string::npos) laws.add(law.name);
    if (law.name.find(' ') == std::string::npos && law.folded.size() >= 3 && text::canonical_chars(law.name).size() <= 8) {
      law_abbreviations.emplace(text::word_code(law.folded), law.name);
      firsts.add(text::word_code(law.folded));
    }
    for (const std::string_view head : {"Luật ", "Bộ luật ", "Pháp lệnh "})
      if (law.name.starts_with(head)) law_tails.add(law.name.substr(head.size()));
    // "Luật về Quản lý, sử dụng vũ khí ..." is a way to write the same name.
    for (const std::string_view head : {"Luật ", "Pháp lệnh "})
      if (law.name.starts_with(head) && !law.name.substr(head.size()).starts_with("về ")) laws.add(std::string(head) + "về " + law.name.substr(head.size()));
  }
  static const std::pair<const char*, const char*> kWords[] = {
      {"Hiến pháp", "HP"}, {"Luật", "L"}, {"Bộ luật", "BL"}, {"Pháp lệnh", "PL"}, {"Nghị quyết liên tịch", "NQLT"}, {"Nghị quyết", "NQ"},
      {"Sắc lệnh", "SL"}, {"Lệnh", "L-CTN"}, {"Nghị định", "NĐ"}, {"Quyết định", "QĐ"}, {"Thông tư liên tịch", "TTLT"}, {"Thông tư liên bộ", "TTLT"},
      {"Thông tư", "TT"}, {"Chỉ thị", "CT"}, {"Công điện", "CĐ"}, {"Công văn", "CV"}, {"Văn bản", "CV"}, {"Văn bản hợp nhất", "VBHN"},
      {"Kế hoạch", "KH"}, {"Kế hoạch hành động", "KH"}, {"Kế hoạch liên tịch", "KH"}, {"Kế hoạch phối hợp", "KH"}, {"Chương trình", "CTr"},
      {"Chương trình hành động", "CTr"}, {"Chương trình công tác", "CTr"}, {"Chương trình phối hợp", "CTr"}, {"Đề án", "ĐA"}, {"Kết luận", "KL"}, {"Thông báo kết luận", "TB"},
      {"Hướng dẫn", "HD"}, {"Hướng dẫn liên tịch", "HD"}, {"Thông báo", "TB"}, {"Báo cáo", "BC"}, {"Tờ trình", "TTr"}, {"Quy chế", "QC"}, {"Quy chế phối hợp", "QC"},
      {"Quy định", "QyĐ"}, {"Điều lệ", "ĐL"}, {"Quy chuẩn", "QCVN"}, {"Quy chuẩn kỹ thuật quốc gia", "QCVN"}, {"Tiêu chuẩn", "TCVN"}, {"Tiêu chuẩn quốc gia", "TCVN"},
      {"Phương án", "KHAC"}, {"Biên bản", "KHAC"}, {"Giấy phép", "KHAC"}, {"Giấy chứng nhận", "KHAC"}, {"Giấy mời", "KHAC"}, {"Thông tri", "KHAC"}, {"Giấy đề nghị", "KHAC"},
      {"Thông cáo", "KHAC"}, {"Phiếu chuyển", "KHAC"}, {"Sắc luật", "KHAC"}, {"Bản án", "BA"}, {"Hợp đồng", "KHAC"}, {"Thỏa thuận", "KHAC"}};
  for (const auto& [word, code] : kWords) types.push_back({Phrase(word), code, false});
  static const std::pair<const char*, const char*> kAbbreviations[] = {{"NQ", "NQ"}, {"NĐ", "NĐ"}, {"QĐ", "QĐ"}, {"TT", "TT"}, {"TTLT", "TTLT"}, {"CT", "CT"},
                                                                       {"KL", "KL"}, {"KH", "KH"}, {"CTr", "CTr"}, {"HD", "HD"}, {"TB", "TB"}, {"CV", "CV"},
                                                                       {"BC", "BC"}, {"TTr", "TTr"}, {"VBHN", "VBHN"}, {"VB", "CV"}, {"NQLT", "NQLT"}, {"PL", "PL"}};
  for (const auto& [word, code] : kAbbreviations) types.push_back({Phrase(word), code, true});
  std::stable_sort(types.begin(), types.end(), [](const TypePhrase& a, const TypePhrase& b) { return a.phrase.size() > b.phrase.size(); });
  std::vector<const Phrase*> phrases;
  for (const auto& type : types) phrases.push_back(&type.phrase);
  type_table = text::PhraseTable(phrases);
  for (const auto& type : types) firsts.add(type.phrase.first());
  for (const char* other : {"qcvn", "tcvn", "qcdp", "tccs", "tcxdvn", "tcn", "diem", "khoan", "dieu", "muc", "chuong", "phan", "phu", "tiet", "sau", "tu", "cac", "tieu"})
    firsts.add(word_code(other));
}

const Grammar& Grammar::builtin() {
  static const Grammar grammar(registry::Registry::builtin());
  return grammar;
}

const TypePhrase* Grammar::type_at(const text::Words& words, std::size_t i) const {
  const TypePhrase* best = nullptr;
  type_table.each(words, i, [&](std::uint32_t place) {
    const TypePhrase& type = types[place];
    if ((!best || type.phrase.size() > best->phrase.size()) && words.match(i, type.phrase)) best = &type;
  });
  return best;
}

const Fixed& fixed() {
  static const Fixed instance;
  return instance;
}

std::shared_ptr<const Grammar> grammar_of(const registry::Registry& registry) { return std::make_shared<const Grammar>(registry); }

}  // namespace tracuu::citation
