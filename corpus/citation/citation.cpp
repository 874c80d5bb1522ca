#include "corpus/citation/citation.h"

#include <algorithm>
#include <array>

#include "corpus/citation/issuer_words.h"
#include "corpus/citation/key.h"
#include "corpus/citation/names.h"
#include "corpus/citation/notes.h"
#include "corpus/citation/number.h"
#include "corpus/citation/pinpoints.h"
#include "corpus/text/words.h"

namespace tracuu::citation {
namespace {

using model::Mention;
using model::MentionKind;
using text::Gap;
using text::Phrase;
using text::word_code;
using text::WordKind;
using text::Words;

struct TypePhrase {
  Phrase phrase;
  std::string code;
  bool abbreviation = false;
};

}  // namespace

// Everything that does not depend on the text, built once.
struct Grammar {
  const registry::Registry& registry;
  Symbols symbols;
  IssuerNames issuers;
  NameTrie laws;
  NameTrie own_names;  // of the user's catalogue, any type: "Quy chế làm việc của Thành ủy"
  bool has_own_names = false;
  NameTrie law_tails;  // the same names without their type word: "Luật số 42/2024/QH15 ... về Quản lý, sử dụng vũ khí ..."
  std::unordered_map<text::WordCode, std::string> law_abbreviations;  // "blhs" -> "BLHS"
  std::vector<TypePhrase> types;                          // longest first
  std::unordered_multimap<text::WordCode, std::size_t> types_by_first;
  std::array<std::uint64_t, 64> first_filter{};           // 4096-bit filter over first words

  static std::size_t filter_slot(text::WordCode code) { return (code * 0x9E3779B97F4A7C15u) >> 52; }
  [[nodiscard]] bool may_start(text::WordCode code) const {
    const std::size_t slot = filter_slot(code);
    return first_filter[slot / 64] >> (slot % 64) & 1;
  }
  void mark(text::WordCode code) {
    const std::size_t slot = filter_slot(code);
    first_filter[slot / 64] |= std::uint64_t{1} << (slot % 64);
  }

  explicit Grammar(const registry::Registry& r) : registry(r), symbols(r), issuers(r) {
    for (const auto& law : r.all_law_names()) {
      if (law.of_user && law.name.find(' ') != std::string::npos) own_names.add(law.name), has_own_names = true;
      if (law.folded.size() > 5 && law.name.find(' ') != std::string::npos) laws.add(law.name);
      if (law.name.find(' ') == std::string::npos && law.folded.size() >= 3 && text::canonical_chars(law.name).size() <= 8) {
        law_abbreviations.emplace(text::word_code(law.folded), law.name);
        mark(text::word_code(law.folded));
      }
      for (const std::string_view head : {"Luật ", "Bộ luật ", "Pháp lệnh "})
        if (law.name.starts_with(head)) law_tails.add(law.name.substr(head.size()));
      // "Luật về Quản lý, sử dụng vũ khí ..." is a way to write the same name.
      if (law.name.starts_with("Luật ") && law.folded.find(" ve ") != 4) laws.add("Luật về " + law.name.substr(std::string_view("Luật ").size()));
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
    for (std::size_t i = types.size(); i-- > 0;) types_by_first.emplace(types[i].phrase.first(), i);
    for (const auto& type : types) mark(type.phrase.first());
    for (const char* other : {"qcvn", "tcvn", "qcdp", "tccs", "tcxdvn", "tcn", "diem", "khoan", "dieu", "muc", "chuong", "phan", "phu", "tiet", "sau", "tu", "cac", "tieu"})
      mark(word_code(other));
  }

  static const Grammar& builtin() {
    static const Grammar grammar(registry::Registry::builtin());
    return grammar;
  }

  // Longest type phrase at word i; null if none.
  [[nodiscard]] const TypePhrase* type_at(const Words& words, std::size_t i) const {
    const TypePhrase* best = nullptr;
    const auto [begin, end] = types_by_first.equal_range(words.code(i));
    for (auto it = begin; it != end; ++it) {
      const TypePhrase& type = types[it->second];
      if ((!best || type.phrase.size() > best->phrase.size()) && words.match(i, type.phrase)) best = &type;
    }
    return best;
  }
};

namespace {

// Fixed words of the grammar.
struct Fixed {
  Phrase so{"số"}, ngay{"ngày"}, nam{"năm"}, cua{"của"}, va{"và"}, hoac{"hoặc"}, nay{"này"}, tai{"tại"}, thuoc{"thuộc"}, trong{"trong"}, theo{"theo"},
      neu_tren{"nêu trên"}, noi_tren{"nói trên"}, tren{"trên"}, da_neu{"đã nêu"}, tren_day{"trên đây"}, kem_theo{"kèm theo"}, ban_hanh_kem_theo{"ban hành kèm theo"},
      ban_hanh_theo{"ban hành theo"}, dinh_kem{"đính kèm"}, sau_day{"sau đây"}, sua_doi{"sửa đổi"}, bo_sung{"bổ sung"}, thay_the{"thay thế"}, bai_bo{"bãi bỏ"},
      mot_so{"một số"}, ban_hanh{"ban hành"}, ve{"về"}, ve_viec{"về việc"}, khoa{"khóa"}, hoi_nghi{"hội nghị"}, mau{"mẫu"}, bieu{"biểu"}, du_an{"dự án"}, du_thao{"dự thảo"},
      den{"đến"}, tu{"từ"}, cung{"cùng"}, luat{"luật"}, bo_luat{"bộ luật"}, phap_lenh{"pháp lệnh"}, cac{"các"}, nhung{"những"}, nhu{"như"}, duoc{"được"},
      nuoc_chxhcn{"nước cộng hòa xã hội chủ nghĩa việt nam"}, dang_csvn{"đảng cộng sản việt nam"}, dang{"đảng"}, cong_bao{"công báo"},
      de_nghi_cua{"đề nghị của"}, tham_dinh_cua{"thẩm định của"}, by{"do"}, cap{"cấp"}, van_ban{"văn bản"}, phu_luc{"phụ lục"}, khoan{"khoản"}, dieu{"điều"}, diem{"điểm"},
      muc{"mục"}, chuong{"chương"}, phan{"phần"}, quy_dinh{"quy định"}, danh_muc{"danh mục"}, thuc_hien{"thực hiện"};
};

const Fixed& fixed() {
  static const Fixed instance;
  return instance;
}

struct Draft {
  Mention mention;
  Number number;
  bool has_number = false;
  std::size_t first = 0, last = 0;  // words [first, last)
  std::size_t tail_end = 0;         // word after date, issuer
  std::int32_t list_head = -1;      // index of the first member of its list
  std::uint32_t cut = 0;  // character where the span ends inside its last word; 0: at the word's end
  bool own_date = false, own_issuer = false;
  bool opens_range = false;         // "từ số 496/QĐ-TTg"
};

struct Alias {
  std::size_t from = 0; // word after which it is known
  std::int32_t target = -1;
  std::string type;
  std::vector<text::WordCode> codes;
  bool type_alone = false;  // "(sau đây gọi tắt là Nghị định)"
};

class Scanner {
 public:
  Scanner(const Grammar& grammar, const Words& words, model::Document& document)
      : g_(grammar), f_(fixed()), canonical_(words.canonical()), words_(words), document_(document) {}

  void run() {
    find_own_places();
    for (std::size_t i = 0; i < words_.size();) i = step(i);
    distribute();
    find_quotes();
    group_by_type();
    for (const Pending& pending : demonstratives_) settle_demonstrative(pending);
    find_aliases();
    emit();
  }

 private:
  struct PendingPins {
    PinpointList list;
    std::size_t link_end = 0;
    bool annexed = false;  // in the regulation issued with the document
  };
  struct Pending {  // "Luật này", "Nghị định nêu trên"
    std::size_t begin = 0, end = 0, pins_begin = 0;
    std::string type;
    std::vector<std::string> pinpoints;
    bool points_back = false;  // nêu trên
    bool provision = false;    // "khoản 2 Điều này", "Như Điều 3"
  };

  // ---- one step -------------------------------------------------------------------------------------------------
  std::size_t step(std::size_t i) {
    const text::Word& word = words_[i];
    if (word.kind == WordKind::punctuation) return i + 1;
    if (word.kind == WordKind::number || (word.code & 0xFF) - '0' < 10u) return untyped_number(i);
    if (!g_.may_start(word.code)) return i + 1;
    if (is_pinpoint_word(i)) {
      if (const std::size_t next = pinpoints(i); next > i) return next;
    }
    if (words_.match(i, f_.sau_day)) {
      alias_definition(i);
      return i + 2;
    }
    if (is_standard(i)) {
      if (const std::size_t next = standard(i, i); next > i) return next;
    }
    if (const auto law = g_.law_abbreviations.find(word.code); law != g_.law_abbreviations.end() && words_.all_upper(i)) {
      if (const std::size_t next = abbreviated_law(i, law->second); next > i) return next;
    }
    if (const TypePhrase* type = g_.type_at(words_, i)) {
      if (const std::size_t next = typed(i, *type); next > i) return next;
      return i + (type->abbreviation ? 1 : type->phrase.size());
    }
    return i + 1;
  }

  [[nodiscard]] bool is_pinpoint_word(std::size_t i) const {
    switch (words_.code(i)) {
      case word_code("diem"): case word_code("khoan"): case word_code("dieu"): case word_code("muc"): case word_code("chuong"): case word_code("phan"):
      case word_code("phu"): case word_code("tiet"): case word_code("tu"): case word_code("cac"): case word_code("tieu"): return true;
      default: return false;
    }
  }

  [[nodiscard]] bool is_standard(std::size_t i) const {
    switch (words_.code(i)) {
      case word_code("qcvn"): case word_code("tcvn"): case word_code("qcdp"): case word_code("tccs"): case word_code("tcxdvn"): case word_code("tcn"): return words_.all_upper(i);
      default: return false;
    }
  }

  // ---- pinpoints --------------------------------------------------------------------------------------------------
  std::size_t pinpoints(std::size_t i) {
    // "Điều này", "khoản này"
    if (const std::size_t unit = bare_unit(i); unit && words_.is(i + unit, f_.nay)) {
      demonstratives_.push_back({i, i + unit + 1, i, own_type(), {}, false, true});
      return i + unit + 1;
    }
    PinpointList list = parse_pinpoints(words_, i);
    if (list.end == list.begin) return i;
    if (words_.code(i) == word_code("cac") || words_.code(i) == word_code("tu")) list.begin = i + 1;
    std::size_t k = after_notes(words_, list.end);
    // "khoản 1 Điều này"
    if (const std::size_t unit = bare_unit(k); unit && words_.is(k + unit, f_.nay)) {
      demonstratives_.push_back({k, k + unit + 1, list.begin, own_type(), list.pinpoints, false, true});
      return k + unit + 1;
    }
    // "phụ lục đính kèm", "Phụ lục kèm theo": this document's own annex.
    if (list.pinpoints.size() == 1 && list.pinpoints[0].starts_with("PL") && (words_.match(k, f_.dinh_kem) || words_.match(k, f_.kem_theo))) {
      const std::size_t end = k + 2;
      const std::size_t after = skip_links(end);
      if (!g_.type_at(words_, after)) {
        demonstratives_.push_back({list.begin, end, list.begin, own_type(), list.pinpoints, false, true});
        return end;
      }
    }
    // "Như Điều 3" under Nơi nhận.
    if (list.has_article && i > 0 && words_.is(i - 1, f_.nhu) && list.pinpoints.size() <= 3 && !links_to_document(k)) {
      demonstratives_.push_back({list.begin, list.end, list.begin, own_type(), list.pinpoints, false, true});
      return list.end;
    }
    pending_ = {list, k, false};
    pending_.link_end = skip_links(k, &pending_.annexed);
    if (list.has_article && i > 0 && words_.is(i - 1, f_.tai) && !links_to_document(k)) bare_.push_back({list.begin, list.end, list.begin, own_type(), list.pinpoints, false, true});
    return list.end;
  }

  // Length of a unit word without label: "Điều", "khoản", "Phụ lục".
  [[nodiscard]] std::size_t bare_unit(std::size_t i) const {
    for (const Phrase* unit : {&f_.dieu, &f_.khoan, &f_.diem, &f_.muc, &f_.chuong, &f_.phan, &f_.phu_luc})
      if (const std::size_t n = words_.match(i, *unit)) return n;
    return 0;
  }

  // Words that may stand between a provision and the document it belongs to.
  [[nodiscard]] std::size_t skip_links(std::size_t k, bool* annexed = nullptr) const {
    for (int round = 0; round < 4; ++round) {
      const std::size_t before = k;
      k = after_notes(words_, k);
      if (words_.is_punctuation(k, ',')) ++k;
      for (const Phrase* link : {&f_.ban_hanh_kem_theo, &f_.kem_theo, &f_.ban_hanh_theo, &f_.dinh_kem, &f_.cua, &f_.tai, &f_.thuoc, &f_.trong})
        if (const std::size_t n = words_.match(k, *link)) k += n;
      if (words_.is(k, f_.cac) || words_.is(k, f_.nhung)) ++k;
      // "Điều 3 Quy chế ban hành kèm theo Quyết định số ...": the annexed regulation between.
      if (const TypePhrase* type = g_.type_at(words_, k); type && (type->code == "QC" || type->code == "QyĐ" || type->code == "ĐL" || type->code == "KH" || type->code == "CTr")) {
        const std::size_t n = k + type->phrase.size();
        if (words_.match(n, f_.ban_hanh_kem_theo) || words_.match(n, f_.kem_theo)) {
          k = n;
          if (annexed) *annexed = true;
        }
      }
      if (words_.match(k, f_.danh_muc)) k += 2;
      if (k == before) break;
    }
    return k;
  }

  [[nodiscard]] bool links_to_document(std::size_t k) const {
    const std::size_t at = skip_links(k);
    return g_.type_at(words_, at) != nullptr || words_.is_number(at);
  }

  void take_pinpoints(Draft& draft) {
    if (pending_.list.end == pending_.list.begin) return;
    if (pending_.link_end == draft.first || pending_.list.end == draft.first) {
      draft.mention.pinpoints = pending_.list.pinpoints;
      draft.mention.runs = pending_.list.runs;
      draft.mention.annexed = pending_.annexed && pending_.link_end == draft.first;
      // Party documents have sections, not articles: named as printed.
      const bool sections = std::all_of(draft.mention.pinpoints.begin(), draft.mention.pinpoints.end(), [](const std::string& p) { return p[0] == 'M' || (p[0] == 'P' && !p.starts_with("PL")); });
      if (draft.has_number && draft.number.shape == NumberShape::party && sections)
        draft.mention.pinpoints = {"S" + words_.utf8(pending_.list.begin, pending_.list.end)}, draft.mention.runs.clear();
    }
    pending_ = {};
  }

  // ---- typed citations --------------------------------------------------------------------------------------------
  std::size_t typed(std::size_t i, const TypePhrase& type) {
    const std::size_t after = after_notes(words_, i + type.phrase.size());
    if (type.abbreviation && !words_.all_upper(i) && type.code != "CTr" && type.code != "TTr") return i;
    if (!type.abbreviation) {
      if (words_.is(after, f_.nay)) {
        // "quy định này", "hướng dẫn này" in lower case are words, not documents, unless the document is one.
        const bool verb = type.code == "QyĐ" || type.code == "HD" || type.code == "KL" || type.code == "BC" || type.code == "TB";
        const bool provision_of_it = pending_.list.end != pending_.list.begin && (pending_.link_end == i || pending_.list.end == i);  // "Điều 3 của quy định này"
        if (verb && !words_.starts_upper(i) && type.code != own_type() && !provision_of_it) return after + 1;
        add_demonstrative(i, after + 1, type.code, false);
        return after + 1;
      }
      for (const Phrase* back : {&f_.neu_tren, &f_.noi_tren, &f_.tren_day, &f_.da_neu}) {
        if (const std::size_t n = words_.match(after, *back)) {
          const bool verb = type.code == "QyĐ" || type.code == "HD" || type.code == "KL" || type.code == "KHAC";
          if (!(verb && !words_.starts_upper(i))) add_demonstrative(i, after + n, type.code, true);
          return after + n;
        }
      }
    }
    if (type.code == "HP") return constitution(i, after);
    if (type.code == "ĐL") return party_statute(i, after);
    // A number, directly or after "số".
    if (const std::size_t next = numbered(i, after, type); next > i) return next;
    if (type.code == "L" || type.code == "BL" || type.code == "PL") return law_by_name(i, after, type);
    if (type.code == "QCVN" || type.code == "TCVN") {
      if (is_standard(after)) return standard(i, after);
      return i;
    }
    if (g_.has_own_names && words_.starts_upper(i)) {
      if (const std::size_t next = own_name(i, type); next > i) return next;
    }
    if (type.abbreviation) return i;
    if (const std::size_t next = modified(i, after, type); next > i) return next;
    return dated(i, after, type);
  }

  // A name of the user's catalogue.
  std::size_t own_name(std::size_t i, const TypePhrase& type) {
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

  // "Nghị định số 45/2020/NĐ-CP", "Nghị quyết số: 27", "Nghị định 45", "Văn bản hợp nhất 97/VBHN-BQP".
  std::size_t numbered(std::size_t i, std::size_t after, const TypePhrase& type) {
    std::size_t k = after;
    bool so = false;
    const bool opens_range = words_.is(k, f_.tu) && words_.is(k + 1, f_.so) && words_[k].gap != Gap::paragraph;  // "các Quyết định từ số 496/QĐ-TTg đến ..."
    if (opens_range) ++k;
    if (words_.is(k, f_.so) && words_[k].gap != Gap::paragraph) {
      so = true;
      ++k;
      if (words_.is_punctuation(k, ':') || words_.is_punctuation(k, '.')) ++k;
    }
    if (k >= words_.size() || words_[k].gap == Gap::paragraph || (!so && words_[k].gap == Gap::none && !type.abbreviation)) return i;
    std::size_t at = words_[k].begin;
    if (!so && glued_so(k)) {  // "số08/2022/NĐ-CP"
      so = true;
      at += 2;
    }
    const bool capital = words_.starts_upper(i);
    const bool bare = (so && (capital || type.abbreviation)) ||
                      (capital && (type.code == "NĐ" || type.code == "NQ" || type.code == "TT" || type.code == "QĐ" || type.code == "CT" || type.code == "NQLT" || type.code == "KL"));
    if (words_.is_punctuation(k, '/') && (so || !type.abbreviation)) return malformed(i, k, type);
    const auto number = parse_number(canonical_, at, g_.symbols, {true, bare});
    if (!number) return i;
    const bool law = type.code == "L" || type.code == "BL" || type.code == "PL";
    if (law && number->shape == NumberShape::year_only && !so) return i;  // "Luật ... 10/2013" is a month
    if (number->shape == NumberShape::bare && !so) {
      if (!bare_number_ends_well(*number) || numbers_list_item(k)) return i;
    }
    if (names_form(i, *number)) return skip(*number);
    if (number->shape == NumberShape::bare && so && type.code != "KHAC" && type.code != "CV" && number->sequence.size() > 5) return i;
    if (type.code == "BA" || number->court) return skip(*number);
    if (in_own_header(*number)) return skip(*number);
    if ((number->shape == NumberShape::old) && number->type_symbol.empty() && !number->known_issuer && !so) return i;
    Draft draft;
    draft.first = i;
    draft.opens_range = opens_range;
    draft.mention.type = type.code;
    draft.mention.rule = type.abbreviation ? "abbreviation+number" : "type+number";
    return accept(std::move(draft), *number);
  }

  [[nodiscard]] bool glued_so(std::size_t k) const {
    const auto chars = words_.chars(k);
    return chars.size() > 2 && text::is_digit(chars[2]) && text::lower(chars[0]) == u's' && (text::lower(chars[1]) == u'ố' || (!canonical_.has_diacritics && text::lower(chars[1]) == u'o'));
  }

  // "Mẫu Quyết định số 04", "Mẫu số 3: Biên bản số 05": a form, unless the number or a date tells that an act is meant.
  [[nodiscard]] bool names_form(std::size_t i, const Number& number) const {
    if (i == 0 || words_[i].gap == Gap::paragraph || number.year || number.known_issuer) return false;
    if (!words_.is(i - 1, f_.mau)) return false;
    const std::size_t next = words_.at_char(number.end);
    return !(words_.is(next, f_.ngay) && parse_date(words_, next + 1));
  }

  // "1. Luật 2. Nghị định 3. Thông tư", "Nghị định" and on the next line "2. Thông tư": the number counts the items of a list.
  [[nodiscard]] bool numbers_list_item(std::size_t k) const {
    static constexpr std::size_t kNear = 12;
    static constexpr long kLongestList = 20;
    const long item = words_.value(k);
    const auto counts = [&](std::size_t w, long value) {
      return words_.value(w) == value && words_.is_punctuation(w + 1, '.') && words_[w + 1].gap == Gap::none && (w + 2 >= words_.size() || words_[w + 2].gap != Gap::none);
    };
    if (item < 1 || item > kLongestList || !counts(k, item)) return false;
    if (words_[k].gap >= Gap::line && k + 2 < words_.size() && words_[k + 2].gap == Gap::blank) return true;
    for (std::size_t w = k >= kNear ? k - kNear : 0; w < k; ++w)
      if (item > 1 && counts(w, item - 1)) return true;
    for (std::size_t w = k + 2; w < k + 2 + kNear && w < words_.size(); ++w)
      if (counts(w, item + 1)) return true;
    return false;
  }

  // "Nghị định 45" ends the phrase or is followed by words of a citation; "Quyết định 3 người" does not.
  [[nodiscard]] bool bare_number_ends_well(const Number& number) const {
    const std::size_t next = words_.at_char(number.end);
    if (next >= words_.size() || words_[next].gap >= Gap::line) return true;
    if (words_[next].kind == WordKind::punctuation) {
      const auto c = words_[next].code;
      return c == '.' || c == ',' || c == ';' || c == ')' || c == '"' || c == ':' || c == '?';
    }
    if (number.sequence.size() == 4 && (number.sequence.starts_with("19") || number.sequence.starts_with("20"))) return false;  // a year
    static const std::vector<Phrase> followers = [] {
      std::vector<Phrase> all;
      for (const char* w : {"thì", "trong", "đã", "cho", "để", "tại", "nêu", "là", "có", "khi", "theo", "này", "còn", "như", "với", "đối với", "nói", "trên", "cũng", "không", "phải", "nhằm", "đến", "từ", "sẽ",
                            "bị", "do", "bởi", "hướng dẫn", "thực hiện", "triển khai", "gồm", "vào", "trước", "sau", "hết", "áp dụng", "quy", "mới", "đang", "chưa", "nên", "mà", "nói trên", "ở"})
        all.emplace_back(w);
      return all;
    }();
    if (std::any_of(followers.begin(), followers.end(), [&](const Phrase& w) { return words_.match(next, w) != 0; })) return true;
    for (const Phrase* follower : {&f_.ngay, &f_.nam, &f_.cua, &f_.va, &f_.ve, &f_.sua_doi, &f_.quy_dinh, &f_.hoac, &f_.duoc, &f_.ban_hanh, &f_.thay_the, &f_.khoa})
      if (words_.match(next, *follower)) return !words_.match(next, f_.nam) || words_.is_number(next + 1);
    return false;
  }

  std::size_t skip(const Number& number) const { return std::max(words_.at_char(number.end), std::size_t{1}); }

  // "Thông tư số /2021/TT-NHNN": the sequence was left out.
  std::size_t malformed(std::size_t i, std::size_t k, const TypePhrase& type) {
    const long year = words_.value(k + 1);
    const bool with_year = year >= 1945 && year <= 2099 && words_.is_punctuation(k + 2, '/');
    const std::size_t symbol = with_year ? k + 3 : k + 1;
    if (!words_.is_word(symbol) || !words_.starts_upper(symbol) || !g_.registry.type_by_symbol(words_.utf8(symbol, symbol + 1))) return i;
    // Read it as if the sequence were there.
    std::size_t end = symbol + 1;
    std::string text = (with_year ? "/" + std::to_string(year) : std::string{}) + "/" + words_.utf8(symbol, symbol + 1);
    Number number;
    number.year = with_year ? static_cast<int>(year) : 0;
    number.shape = with_year ? NumberShape::qppl : NumberShape::individual;
    number.type_symbol = words_.utf8(symbol, symbol + 1);
    while (words_.is_punctuation(end, '-') && words_[end].gap == Gap::none && words_.is_word(end + 1) && words_[end + 1].gap == Gap::none) {
      // A word may be glued on: "/NĐ-CPngày 12/3/2020".
      const bool whole = words_.all_upper(end + 1) || g_.registry.issuer_by_symbol(words_.utf8(end + 1, end + 2));
      const std::string body = whole ? words_.utf8(end + 1, end + 2) : capitals(end + 1);
      if (body.empty()) break;
      number.issuers.push_back(body);
      number.end = words_[end + 1].begin + text::canonical_chars(body).size();
      text += "-" + number.issuers.back();
      end += 2;
    }
    number.begin = words_[k].begin;
    if (number.issuers.empty()) number.end = words_[end - 1].end;
    number.text = text;
    Draft draft;
    draft.first = i;
    draft.mention.type = type.code;
    draft.mention.malformed = true;
    draft.mention.rule = "type+blank number";
    return accept(std::move(draft), number);
  }

  // "Quyết định chấp thuận chủ trương đầu tư số 4563/QĐ-UBND", "Nghị quyết của Quốc hội số 51/2001/QH10".
  std::size_t modified(std::size_t i, std::size_t after, const TypePhrase& type) {
    if (!words_.starts_upper(i)) return i;
    const std::size_t limit = after + (words_.is(after, f_.cua) ? 30 : 16);
    for (std::size_t k = after; k < words_.size() && k < limit; ++k) {
      if (words_[k].gap == Gap::paragraph) return i;
      if (words_[k].kind == WordKind::punctuation) {
        if (words_[k].code == '-' || (words_[k].code == ',' && (k < after + 8 || words_.is(after, f_.cua)))) continue;
        return i;
      }
      if (words_.is_number(k)) return i;
      if (k > after && g_.may_start(words_[k].code)) {
        const TypePhrase* other = g_.type_at(words_, k);
        if (other && !other->abbreviation && words_.starts_upper(k)) return i;
      }
      if (!words_.is(k, f_.so)) continue;
      std::size_t n = k + 1;
      if (words_.is_punctuation(n, ':')) ++n;
      if (n >= words_.size()) return i;
      if (type.code == "KHAC" && words_.is_number(n) && words_[n].end - words_[n].begin >= 6) {
        // Registration numbers: digits alone.
        Number number;
        number.begin = words_[n].begin;
        number.end = words_[n].end;
        number.text = number.sequence = words_.utf8(n, n + 1);
        Draft draft;
        draft.first = i;
        draft.mention.type = type.code;
        draft.mention.rule = "certificate+number";
        return accept(std::move(draft), number);
      }
      const auto number = parse_number(canonical_, words_[n].begin, g_.symbols, {true, false});
      if (!number || number->shape == NumberShape::year_only) return i;
      if (number->court || in_own_header(*number)) return skip(*number);
      // Where the symbol names another type, the words between belong to something else.
      if (!number->type_symbol.empty()) {
        const auto* printed = g_.registry.type_by_symbol(number->type_symbol);
        if (printed && printed->code != type.code && k > after + 2) return i;
      }
      Draft draft;
      draft.first = i;
      draft.mention.type = type.code;
      draft.mention.rule = "type+words+number";
      // The issuer may stand between.
      for (std::size_t of = after; of < k && draft.mention.issuer.empty(); ++of) {
        if (!words_.is(of, f_.cua)) continue;
        draft.mention.issuer = issuer_text(of + 1, std::min(k, g_.issuers.phrase_end(words_, of + 1, true)));
        draft.own_issuer = !draft.mention.issuer.empty();
      }
      return accept(std::move(draft), *number);
    }
    return i;
  }

  // "Tờ trình ngày 12/3/2024 của Sở Tài chính": type, date and issuer stand for the number.
  std::size_t dated(std::size_t i, std::size_t after, const TypePhrase& type) {
    if (!words_.starts_upper(i) || words_.all_upper(i) || type.code == "KHAC" || type.code == "BA" || type.code == "HD" || type.code == "QyĐ") return i;
    if (!words_.is(after, f_.ngay)) return i;
    const auto date = parse_date(words_, after + 1);
    if (!date || !words_.is(date->end, f_.cua)) return i;
    const std::size_t end = g_.issuers.phrase_end(words_, date->end + 1, true);
    if (end <= date->end + 1) return i;
    Draft draft;
    draft.first = i;
    draft.last = after;
    draft.mention.type = type.code;
    draft.mention.rule = "type+date+issuer";
    return add(std::move(draft));
  }

  // A number without type word: "45/2020/NĐ-CP". The full shape with known symbols decides.
  std::size_t untyped_number(std::size_t i) {
    const text::Word& w = words_[i];
    const std::string& folded = canonical_.folded;
    // Cheap look at what follows: a separator or letters right after the digits.
    std::size_t p = w.end;
    if (p >= folded.size()) return i + 1;
    std::size_t q = p;
    while (q < folded.size() && (folded[q] == ' ' || folded[q] == '\n') && q < p + 3) ++q;
    const bool plausible = q < folded.size() && (folded[q] == '/' || folded[q] == '-' || folded[q] == '.');
    if (!plausible || (i > 0 && w.gap == Gap::none && (words_.is_punctuation(i - 1, '/') || words_.is_punctuation(i - 1, '-') || words_.is_punctuation(i - 1, '.'))))
      return i + 1;
    const bool so = i > 0 && words_.is(i - 1, f_.so);
    if (i > 0 && (words_.is(i - (so ? 2 : 1), f_.mau) || (i >= 3 && words_.is(i - 2, f_.mau)) || words_.is(i - 1, f_.bieu))) {
      // "Mẫu số 01/TNDN", "mẫu 05-ĐK-TCT": a form. Its number is passed over.
      const auto form = parse_number(canonical_, w.begin, g_.symbols, {true, false});
      return form ? std::max(i + 1, words_.at_char(form->end)) : i + 1;
    }
    const auto number = parse_number(canonical_, w.begin, g_.symbols, {false, false});
    if (!number) return i + 1;
    if (number->court) return skip(*number);
    // "Mẫu điện tử số 01-HĐ-BTC": a form as well.
    if (so && number->year == 0 && ((i >= 3 && words_.is(i - 3, f_.mau)) || (i >= 4 && words_.is(i - 4, f_.mau)))) return skip(*number);
    if (number->shape == NumberShape::letter && !so) return i + 1;
    if (number->shape == NumberShape::old && !so && number->type_symbol.empty() && !number->known_issuer) return i + 1;
    if (number->shape == NumberShape::individual && !number->known_issuer && !so && number->issuers.empty()) return i + 1;
    if (is_own_header(*number)) return skip(*number);
    Draft draft;
    draft.first = i;
    draft.mention.rule = "number";
    if (!number->type_symbol.empty()) {
      const auto* type = g_.registry.type_by_symbol(number->type_symbol);
      if (type) draft.mention.type = type->code;
    } else if (number->shape == NumberShape::letter) {
      draft.mention.type = "CV";
    }
    return accept(std::move(draft), *number);
  }

  // ---- laws by name -----------------------------------------------------------------------------------------------
  [[nodiscard]] bool law_word(std::size_t i, std::size_t* length) const {
    for (const Phrase* p : {&f_.bo_luat, &f_.phap_lenh, &f_.luat})
      if (const std::size_t n = words_.match(i, *p)) return *length = n, true;
    return false;
  }

  // End of the name that begins with the type word at i: the longest known name, or one read by rule.
  // An amending law may amend an amending law; names nested deeper are none.
  static constexpr int kDeepest = 3;
  std::size_t law_name_end(std::size_t i, bool* known, int depth = 0) const {
    std::size_t type_length = 1;
    if (depth > kDeepest || !law_word(i, &type_length)) return i;
    *known = false;
    const std::size_t after = i + type_length;
    // "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B": name and all.
    if (const std::size_t amending = amending_name_end(i, after, depth + 1); amending > i) {
      *known = true;
      const std::size_t dictionary = g_.laws.longest(words_, i);
      return std::max(amending, dictionary);
    }
    if (!words_.is_word(after)) return i;
    const std::size_t dictionary = g_.laws.longest(words_, i);
    if (dictionary > after && (dictionary > i + 4 || g_.laws.spelled(words_, i, dictionary))) {
      *known = true;
      return dictionary;
    }
    if (!words_.starts_upper(i) || (words_.all_upper(i) && !words_.all_upper(after))) return i;
    return named_by_rule(i, after);
  }

  std::size_t amending_name_end(std::size_t i, std::size_t after, int depth) const {
    std::size_t k = after;
    if (!words_.match(k, f_.sua_doi)) return i;
    k += 2;
    if (words_.is_punctuation(k, ',')) ++k;
    if (words_.match(k, f_.bo_sung)) k += 2;
    // up to the first law named
    std::size_t limit = k + 12;
    std::size_t inner_length = 0;
    while (k < words_.size() && k < limit && !law_word(k, &inner_length)) {
      if (words_[k].gap == Gap::paragraph) return i;
      if (words_[k].kind == WordKind::punctuation && words_[k].code != ',') return i;
      if (words_.is(k, f_.nam) || words_.is(k, f_.ngay) || words_.is(k, f_.so)) {
        if (!(words_.is(k, f_.so) && words_.match(k - 1, f_.mot_so))) return i;
      }
      ++k;
    }
    if (k >= words_.size() || k >= limit) return i;
    std::size_t end = i;
    for (int laws = 0; laws < 40 && law_word(k, &inner_length); ++laws) {
      bool known = false;
      const std::size_t inner = law_name_end(k, &known, depth);
      if (inner <= k + inner_length - 1) break;
      end = inner;
      // Further laws of the list: ", Luật B" and "và Luật C".
      std::size_t next = end;
      if (words_.is_punctuation(next, ',')) ++next;
      if (words_.is(next, f_.va)) ++next;
      if (next == end) break;
      std::size_t length = 0;
      if (!law_word(next, &length) || words_.is(next + length, f_.so) || words_.is(next + length, f_.nay)) break;
      if (words_.match(next + length, f_.sua_doi)) break;
      bool next_known = false;
      if (law_name_end(next, &next_known, depth) <= next) break;
      k = next;
    }
    return end;
  }

  // Unknown names: words up to one that cannot belong to a name.
  std::size_t named_by_rule(std::size_t i, std::size_t after) const {
    static const std::vector<Phrase> stops = [] {
      std::vector<Phrase> all;
      for (const char* w : {"ngày", "năm", "số", "của", "về", "quy định", "được", "đã", "có", "này", "hoặc", "thì", "là", "tại", "theo", "trong", "cho", "khi", "do",
                            "để", "từ", "không", "sẽ", "phải", "mà", "sửa đổi", "ban hành", "thông qua", "hiện hành", "và các", "cũng", "như", "nhằm", "vào", "bởi", "còn",
                            "hết", "đến", "nếu", "nêu", "trên", "ra đời", "chưa", "đang", "cụ thể", "thay thế", "hướng dẫn", "mới", "bao gồm", "tiếp tục", "khóa", "và văn bản", "và những",
                            "đối với", "áp dụng", "cần", "sau", "trước", "ở", "đó", "thực hiện", "trình", "gồm"})
        all.emplace_back(w);
      return all;
    }();
    std::size_t end = after;
    if (!words_.is_word(after) || words_[after].gap == Gap::paragraph) return i;
    if (!words_.starts_upper(after)) return i;
    static const std::vector<Phrase> not_names = [] {
      std::vector<Phrase> all;
      for (const char* n : {"sư", "dự thảo", "việt nam", "gia", "pháp"}) all.emplace_back(n);
      return all;
    }();
    if (std::any_of(not_names.begin(), not_names.end(), [&](const Phrase& n) { return words_.match(after, n) != 0; })) return i;
    while (end < words_.size() && end < after + 22) {
      if (end > after && words_[end].gap == Gap::paragraph) break;
      if (words_[end].kind == WordKind::punctuation) {
        // "Luật Phòng, chống ...": a comma inside a name is followed by a lower-case word that begins no other citation.
        const bool comma = words_[end].code == ',' && words_.is_word(end + 1) && !words_.starts_upper(end + 1) && words_[end + 1].gap != Gap::none && end < after + 8 &&
                           !g_.type_at(words_, end + 1) && !std::any_of(stops.begin(), stops.end(), [&](const Phrase& s) { return words_.match(end + 1, s) != 0; }) &&
                           !words_.is(end + 1, f_.cac) && !words_.is(end + 1, f_.nhung);
        if (!comma) break;
        ++end;
        continue;
      }
      if (words_.is_number(end)) break;
      if (std::any_of(stops.begin(), stops.end(), [&](const Phrase& s) { return words_.match(end, s) != 0; })) break;
      if (words_.is(end, f_.va)) {
        if (words_.starts_upper(end + 1) || g_.type_at(words_, end + 1) || !words_.is_word(end + 1)) break;
        // "và" joins within a name only right before the end of the phrase.
      }
      if (end > after && g_.may_start(words_[end].code)) {
        const TypePhrase* type = g_.type_at(words_, end);
        if (type && !type->abbreviation && words_.starts_upper(end) && type->code != "QyĐ") break;
      }
      ++end;
    }
    while (end > after && (words_[end - 1].kind == WordKind::punctuation || words_.is(end - 1, f_.va))) --end;
    return end > after && end <= after + 20 ? end : i;
  }

  // "pháp luật", "kỷ luật", "quy luật", "dự luật": not a law's name.
  [[nodiscard]] bool compound(std::size_t i) const {
    static const std::vector<Phrase> heads = [] {
      std::vector<Phrase> all;
      for (const char* h : {"pháp", "kỷ", "quy", "dự", "âm", "đạo"}) all.emplace_back(h);
      return all;
    }();
    if (i == 0 || words_[i].gap == Gap::paragraph) return false;
    return std::any_of(heads.begin(), heads.end(), [&](const Phrase& h) { return words_.is(i - 1, h); });
  }

  std::size_t law_by_name(std::size_t i, std::size_t after, const TypePhrase& type) {
    if (type.code == "L" && compound(i)) return i;
    bool known = false;
    std::size_t end = law_name_end(i, &known);
    if (end <= after) return i;
    if (!known && type.code == "L" && !words_.starts_upper(i)) return i;
    // A bill is no citation: "dự án Luật Thủy lợi", "dự thảo Luật ...".
    if (i >= 2 && (words_.match_before(i, f_.du_an) || words_.match_before(i, f_.du_thao))) return end;
    // The document's own title or the act that it promulgates: only the laws it amends are cited.
    const bool amends = words_.match(after, f_.sua_doi) != 0;
    if (is_own_title(i) || (own_law_ && amends && i >= 2 && words_.match_before(i, f_.ban_hanh))) {
      return amends ? after + 2 : end;
    }
    Draft draft;
    draft.first = i;
    draft.mention.type = type.code;
    draft.mention.rule = amends ? "amending law by name" : known ? "known law name" : "law name by rule";
    draft.mention.name = law_name(i, end);
    std::size_t last = end;
    end = after_notes(words_, end);  // "Luật Đất đai[2] năm 2013"
    // "năm 2013", "2013", "số 31/2024/QH15" belong to the span, and "sửa đổi 2020".
    std::size_t k = end;
    if (words_.match(k, f_.sua_doi) && words_.value(k + 2) >= 1945 && words_.value(k + 2) <= 2099) {
      k += 2;
      draft.mention.name += " sửa đổi";
    }
    if (words_.is(k, f_.nam) && words_[k].gap != Gap::paragraph) ++k;
    const long year = words_.value(k);
    if (year >= 1945 && year <= 2099 && words_[k].end - words_[k].begin == 4 && words_[k].gap != Gap::paragraph && !words_.is_punctuation(k + 1, '-') &&
        !(words_.is_punctuation(k + 1, '/') && words_[k + 1].gap == Gap::none)) {
      draft.mention.year = static_cast<std::int16_t>(year);
      last = k + 1;
    }
    std::size_t n = last;
    if (words_.is_punctuation(n, '(') || words_.is_punctuation(n, ',')) {}
    if (words_.is(n, f_.so)) {
      ++n;
      if (words_.is_punctuation(n, ':')) ++n;
      if (n < words_.size() && words_[n].gap != Gap::paragraph) {
        const auto number = parse_number(canonical_, words_[n].begin, g_.symbols, {true, false});
        if (number && number->shape != NumberShape::year_only && number->shape != NumberShape::bare) {
          draft.last = last;
          return accept(std::move(draft), *number);
        }
      }
    }
    draft.last = last;
    return add(std::move(draft));
  }

  // Name as written, with the type word in sentence case.
  [[nodiscard]] std::string law_name(std::size_t begin, std::size_t end) const {
    std::string name = words_.utf8(begin, end);
    // All capitals: sentence case.
    bool lower_seen = false;
    for (std::size_t i = begin; i < end && !lower_seen; ++i)
      if (words_.is_word(i) && !words_.all_upper(i)) lower_seen = true;
    if (!lower_seen) name = text::lower(name);
    std::u16string chars = text::canonical_chars(name);
    if (!chars.empty()) chars[0] = text::upper(chars[0]);
    return text::to_utf8(chars);
  }

  // "BLHS năm 2015", "khoản 1 Điều 123 BLHS".
  std::size_t abbreviated_law(std::size_t i, const std::string& name) {
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
    if (year >= 1945 && year <= 2099 && words_[k].end - words_[k].begin == 4 && words_[k].gap != Gap::paragraph && !words_.is_punctuation(k + 1, '-') && !words_.is_punctuation(k + 1, '/')) {
      draft.mention.year = static_cast<std::int16_t>(year);
      last = k + 1;
    }
    draft.last = last;
    return add(std::move(draft));
  }

  std::size_t constitution(std::size_t i, std::size_t after) {
    if (!words_.starts_upper(i)) return i;
    std::size_t end = after;
    end += words_.match(end, f_.nuoc_chxhcn);
    Draft draft;
    draft.first = i;
    draft.mention.type = "HP";
    draft.mention.rule = "constitution";
    draft.mention.name = law_name(i, end);
    std::size_t k = end;
    if (words_.is(k, f_.nam)) ++k;
    const long year = words_.value(k);
    if (year >= 1945 && year <= 2099 && words_[k].gap != Gap::paragraph) {
      draft.mention.year = static_cast<std::int16_t>(year);
      end = k + 1;
    }
    draft.last = end;
    return add(std::move(draft));
  }

  std::size_t party_statute(std::size_t i, std::size_t after) {
    std::size_t end = after;
    if (const std::size_t n = words_.match(end, f_.dang_csvn)) end += n;
    else if (words_.is(end, f_.dang) && words_.starts_upper(end)) ++end;
    else return i;
    Draft draft;
    draft.first = i;
    draft.last = end;
    draft.mention.type = "ĐL";
    draft.mention.rule = "party statute";
    draft.mention.name = law_name(i, end);
    return add(std::move(draft));
  }

  // The leading capitals of a word, two at least: "BCT" of the glued "BCTcủa".
  [[nodiscard]] std::string capitals(std::size_t i) const {
    const auto chars = words_.chars(i);
    std::size_t n = 0;
    while (n < chars.size() && text::is_upper(chars[n])) ++n;
    return n >= 2 ? text::to_utf8(chars.substr(0, n)) : std::string{};
  }

  // "QCVN 01:2019/BCT", "TCVN ISO 9001:2008", "QCVN 02:2019".
  std::size_t standard(std::size_t i, std::size_t symbol) {
    std::size_t k = symbol + 1;
    std::string number;
    while (words_.is_word(k) && words_.all_upper(k) && words_[k].gap != Gap::paragraph && k < symbol + 3 && words_[k].end - words_[k].begin <= 4) {
      number += words_.utf8(k, k + 1) + " ";
      ++k;
    }
    if (words_.is_punctuation(k, ':') && words_.is_number(k + 1)) ++k;
    if (!words_.is_number(k) || words_[k].gap == Gap::paragraph) return i;
    number += words_.utf8(k, k + 1);
    ++k;
    int year = 0;
    while (k + 1 < words_.size()) {
      const auto c = words_[k].kind == WordKind::punctuation ? words_[k].code : 0;
      if (c != ':' && c != '-' && c != '/' && c != '.') break;
      if (words_[k].gap >= Gap::line || words_[k + 1].gap == Gap::paragraph) break;
      const bool tight = words_[k].gap == Gap::none && words_[k + 1].gap == Gap::none;
      const long value = words_.value(k + 1);
      const bool is_year = value >= 1945 && value <= 2099;
      if (!tight && !(c == ':' && is_year) && !(c == '/' && words_.is_word(k + 1) && !capitals(k + 1).empty())) break;
      if (value < 0 && !(c == '/' && words_.is_word(k + 1) && !capitals(k + 1).empty())) break;
      if ((c == ':' || c == '-') && is_year) year = static_cast<int>(value);
      number += static_cast<char>(c) + (c == '/' ? capitals(k + 1) : words_.utf8(k + 1, k + 2));
      k += 2;
      if (c == '/') break;
    }
    Draft draft;
    draft.first = symbol;  // the symbol begins the span, also after "Quy chuẩn kỹ thuật quốc gia"
    draft.last = k;
    const auto code = words_.code(symbol);
    draft.mention.type = code == word_code("qcvn") || code == word_code("qcdp") ? "QCVN" : "TCVN";
    if (code != word_code("qcvn") && code != word_code("tcvn")) draft.mention.name = words_.utf8(symbol, symbol + 1);
    draft.mention.number = number;
    draft.mention.year = static_cast<std::int16_t>(year);
    draft.mention.rule = "standard";
    const std::string body = words_.is_word(k - 1) ? capitals(k - 1) : std::string{};
    if (!body.empty()) draft.cut = words_[k - 1].begin + static_cast<std::uint32_t>(text::canonical_chars(body).size());
    return add(std::move(draft));
  }

  // ---- acceptance, tails, lists -----------------------------------------------------------------------------------
  std::size_t accept(Draft draft, const Number& number) {
    draft.number = number;
    draft.has_number = true;
    draft.mention.number = number.text;
    if (number.year) draft.mention.year = static_cast<std::int16_t>(number.year);
    draft.mention.repaired = number.repaired;
    draft.mention.malformed = draft.mention.malformed || number.truncated ||
                              (number.shape == NumberShape::qppl && !number.known_issuer && !number.issuers.empty() && g_.symbols.near_miss(number.issuers.front()));
    if (number.type_symbol == "TTLT" || number.type_symbol == "NQLT") {
      if (draft.mention.type == "TT" || draft.mention.type == "NQ" || draft.mention.type.empty()) draft.mention.type = number.type_symbol;
    }
    if (draft.mention.type == "CV" && number.type_symbol == "CT") {  // after "Công văn" CT is Cục Thuế (212 of 212 in real text)
      draft.number.type_symbol.clear();
      draft.number.issuers = {"CT"};
      draft.number.shape = NumberShape::letter;
    }
    if (draft.mention.type == "QĐ" && text::lower(number.type_symbol) == text::lower("QĐi")) draft.mention.type = "QyĐ";
    draft.last = std::max(draft.last, words_.at_char(number.end));
    if (draft.last == draft.first) draft.last = draft.first + 1;
    return add(std::move(draft));
  }

  std::size_t add(Draft draft) {
    if (draft.last <= draft.first) draft.last = draft.first + 1;
    take_pinpoints(draft);
    const std::string type = draft.mention.type;
    const std::int32_t index = static_cast<std::int32_t>(drafts_.size());
    tail(draft);
    if (draft.list_head < 0) draft.list_head = list_head_ >= 0 ? list_head_ : index;
    const std::size_t end = draft.tail_end;
    const std::size_t last = draft.last;
    // A glued word ("NĐ-CPngày") begins inside the last word.
    drafts_.push_back(std::move(draft));
    if (const std::size_t next = continue_list(end, type, drafts_[static_cast<std::size_t>(index)].list_head); next > end) return next;
    return std::max(last, index_after_number(index));
  }

  [[nodiscard]] std::size_t index_after_number(std::int32_t index) const {
    const Draft& d = drafts_[static_cast<std::size_t>(index)];
    return d.has_number ? std::max(d.last, words_.at_char(d.number.end)) : d.last;
  }

  // ", số 14/2000/NĐ-CP và 66/2003/NĐ-CP": members after the first have no type word of their own.
  std::size_t continue_list(std::size_t end, const std::string& type, std::int32_t head) {
    std::size_t k = end;
    bool connected = false;
    if (words_.is_punctuation(k, ',') || words_.is_punctuation(k, ';')) ++k, connected = true;
    if (words_.is(k, f_.va) || words_.is(k, f_.hoac) || words_.is(k, f_.cung)) ++k, connected = true;
    const Draft& previous = drafts_.back();
    const bool closes_range = !connected && previous.opens_range && words_.is(k, f_.den);
    if (closes_range) ++k, connected = true;
    if (!connected || k >= words_.size() || words_[k].gap == Gap::paragraph) return end;
    const bool opens_range = words_.is(k, f_.tu) && words_.is(k + 1, f_.so);
    if (opens_range) ++k;
    bool so = false;
    if (words_.is(k, f_.so)) {
      so = true;
      ++k;
      if (words_.is_punctuation(k, ':')) ++k;
    }
    if (k >= words_.size() || !(words_.is_number(k) || (words_.canonical().folded[words_[k].begin] >= '0' && words_.canonical().folded[words_[k].begin] <= '9'))) return end;
    const auto number = parse_number(canonical_, words_[k].begin, g_.symbols, {so, false});
    if (!number || number->court || number->shape == NumberShape::year_only || number->shape == NumberShape::bare) {
      return end;
    }
    Draft draft;
    draft.first = k;
    draft.mention.type = type;
    draft.mention.rule = closes_range ? "end of a range of numbers" : "list member";
    draft.opens_range = opens_range;
    if (closes_range) draft.mention.range_from = static_cast<std::int32_t>(drafts_.size()) - 1;
    if (!number->type_symbol.empty()) {
      const auto* printed = g_.registry.type_by_symbol(number->type_symbol);
      if (printed && printed->code != type && !(type == "QyĐ" && printed->code == "QĐ")) draft.mention.type = printed->code;
    }
    const std::int32_t before = list_head_;
    list_head_ = head;
    const std::size_t next = accept(std::move(draft), *number);
    list_head_ = before;
    return next;
  }

  [[nodiscard]] std::string issuer_text(std::size_t begin, std::size_t end) const {
    if (end <= begin) return {};
    if (words_.is(begin, f_.cua)) ++begin;
    std::string text = words_.utf8(begin, end);
    bool lower_seen = false;
    for (std::size_t i = begin; i < end && !lower_seen; ++i) lower_seen = words_.is_word(i) && !words_.all_upper(i);
    if (!lower_seen && end - begin > 2) {
      // "ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ": capitals only where a name begins cannot be known; first letter is enough.
      std::u16string chars = text::canonical_chars(text::lower(text));
      if (!chars.empty()) chars[0] = text::upper(chars[0]);
      text = text::to_utf8(chars);
    }
    return text;
  }

  // Date, year and issuer after the number or name.
  void tail(Draft& draft) {
    Mention& m = draft.mention;
    std::size_t k = draft.last;
    if (draft.has_number) k = words_.at_char(draft.number.end);
    // A word glued to the number starts before the next word.
    if (draft.has_number && k > 0 && words_[k - 1].end > draft.number.end) {
      // "NĐ-CPngày 12/3/2020": the glued word counts as "ngày" when a date follows.
      if (parse_date(words_, k)) take_date(draft, k);
    }
    const bool joint = m.type == "TTLT" || m.type == "NQLT" || (draft.has_number && draft.number.issuers.size() > 1);
    for (int round = 0; round < 6; ++round) {
      k = after_notes(words_, k);
      std::size_t n = k;
      if (n >= words_.size() || words_[n].gap == Gap::paragraph) break;
      const bool comma = words_.is_punctuation(n, ',');
      if (comma) ++n;
      if (words_.match(n, f_.ban_hanh) && words_.is(n + 2, f_.ngay)) n += 2;
      if (words_.is_punctuation(n, '(')) {
        std::size_t inside = n + 1;
        if (words_.is(inside, f_.ngay)) ++inside;
        const auto date = parse_date(words_, inside);
        if (date && words_.is_punctuation(date->end, ')') && !draft.own_date) {
          set_date(draft, date->date);
          k = date->end + 1;
          continue;
        }
        // "(sửa đổi)", "(khóa XII)": passed over before an issuer.
        if (words_.match(n + 1, f_.sua_doi) && words_.is_punctuation(n + 3, ')')) {
          k = n + 4;
          continue;
        }
        break;
      }
      if (const auto glued = parse_glued_date(words_, n); glued && !draft.own_date) {
        set_date(draft, glued->date);
        k = glued->end;
        continue;
      }
      if (words_.is(n, f_.ngay)) {
        std::size_t d = n + 1;
        if (words_.is(d, f_.ngay)) ++d;
        const auto date = parse_date(words_, d);
        if (!date || draft.own_date) break;
        set_date(draft, date->date);
        k = date->end;
        continue;
      }
      if (words_.is(n, f_.nam) && !m.year && !draft.own_date) {
        const long year = words_.value(n + 1);
        if (year < 1945 || year > 2099) break;
        m.year = static_cast<std::int16_t>(year);
        k = n + 2;
        continue;
      }
      if (!comma && !m.year && draft.has_number && words_.value(n) >= 1945 && words_.value(n) <= 2099 && words_[n].end - words_[n].begin == 4 && words_[n].gap == Gap::blank &&
          (m.type == "QĐ" || m.type == "NQ" || m.type == "CT" || m.type == "KH") && !words_.is_punctuation(n + 1, '-') && !words_.is_punctuation(n + 1, '/')) {
        m.year = static_cast<std::int16_t>(words_.value(n));  // "Quyết định 1032/QĐ-BKHCN 2025"
        k = n + 1;
        continue;
      }
      if (words_.is(n, f_.cua) && !draft.own_issuer) {
        const std::size_t end = g_.issuers.phrase_end(words_, n + 1, joint);
        if (end <= n + 1) break;
        m.issuer = issuer_text(n + 1, end);
        draft.own_issuer = true;
        k = end;
        continue;
      }
      if (words_.is(n, f_.by) && m.type == "KHAC" && !draft.own_issuer) {  // "do Sở Kế hoạch và Đầu tư ... cấp"
        const std::size_t end = g_.issuers.phrase_end(words_, n + 1, false);
        if (end <= n + 1) break;
        m.issuer = issuer_text(n + 1, end);
        draft.own_issuer = true;
        k = end;
        certificate_date(draft, end);
        continue;
      }
      // Plenum or body without "của": "ngày 16/8/1999 Hội nghị lần thứ bảy Ban Chấp hành Trung ương".
      if (!draft.own_issuer && draft.own_date && !comma && words_.match(n, f_.hoi_nghi) && words_.starts_upper(n)) {
        const std::size_t end = g_.issuers.phrase_end(words_, n, false);
        if (end <= n) break;
        m.issuer = issuer_text(n, end);
        draft.own_issuer = true;
        k = end;
        continue;
      }
      if (!comma && !draft.own_issuer && draft.own_date && m.type != "L" && words_.starts_upper(n) && words_[n].gap != Gap::line && direct_issuer(n)) {
        const std::size_t end = g_.issuers.phrase_end(words_, n, joint);
        if (end <= n) break;
        m.issuer = issuer_text(n, end);
        draft.own_issuer = true;
        k = end;
        continue;
      }
      break;
    }
    draft.tail_end = k;
    after_tail(draft, k);
  }

  // "ngày 05/3/2009 Chính phủ quy định ...": rare, only the shortest well-known bodies.
  [[nodiscard]] bool direct_issuer(std::size_t n) const {
    static const std::vector<Phrase> bodies = [] {
      std::vector<Phrase> all;
      for (const char* b : {"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"}) all.emplace_back(b);
      return all;
    }();
    return std::any_of(bodies.begin(), bodies.end(), [&](const Phrase& b) { return words_.match(n, b) != 0; });
  }

  void certificate_date(Draft& draft, std::size_t k) {
    for (std::size_t n = k; n < words_.size() && n < k + 10; ++n) {
      if (words_[n].gap == Gap::paragraph || (words_[n].kind == WordKind::punctuation && words_[n].code != ',')) return;
      if (!words_.is(n, f_.ngay)) continue;
      if (const auto date = parse_date(words_, n + 1); date && !draft.own_date) set_date(draft, date->date);
      return;
    }
  }

  void take_date(Draft& draft, std::size_t& k) {
    const auto date = parse_date(words_, k);
    set_date(draft, date->date);
    k = date->end;
  }

  void set_date(Draft& draft, model::Date date) {
    draft.mention.date = date;
    draft.own_date = true;
    if (!draft.mention.year) draft.mention.year = date.year;
  }

  // What follows the tail and tells more of the act: its name, the year of its amendment; what precedes: who proposed it.
  void after_tail(Draft& draft, std::size_t k) {
    Mention& m = draft.mention;
    if ((m.type == "L" || m.type == "BL" || m.type == "PL") && draft.has_number && m.name.empty()) {
      // "Luật số 42/2024/QH15 ngày 29/6/2024 về Quản lý, sử dụng vũ khí ..."
      std::size_t n = k;
      if (words_.match(n, f_.ve)) ++n;
      if (n > k || words_.starts_upper(n)) name_after_number(m, n);
    }
    if (m.year == 0 && !draft.has_number && words_.match(k, f_.sua_doi)) {  // "Luật bảo hiểm y tế sửa đổi, bổ sung năm 2009"
      std::size_t n = k + 2;
      if (words_.is_punctuation(n, ',')) ++n;
      if (words_.match(n, f_.bo_sung)) n += 2;
      if (words_.is(n, f_.nam)) ++n;
      const long year = words_.value(n);
      if (year >= 1945 && year <= 2099 && n > k + 1 && words_[n].end - words_[n].begin == 4) m.year = static_cast<std::int16_t>(year);
    }
    if (!draft.own_issuer) issuer_before(draft);
  }

  void name_after_number(Mention& m, std::size_t n) {
    const std::size_t end = g_.law_tails.longest(words_, n);
    if (end <= n) return;
    const std::string name = (m.type == "L" ? "Luật " : m.type == "BL" ? "Bộ luật " : "Pháp lệnh ") + words_.utf8(n, end);
    if (!g_.registry.law_names(name).empty()) m.name = name;
  }

  // "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số ...", "Giám đốc Sở Công Thương phê duyệt tại Quyết định số ..."
  void issuer_before(Draft& draft) {
    const std::size_t at = draft.first;
    if (at < 3) return;
    if (const std::size_t verb = words_.match_before(at, f_.ban_hanh); verb && draft.has_number) {
      static const Phrase da("đã");
      std::size_t end = at - verb;
      if (words_.is(end - 1, da)) --end;
      // "UBND tỉnh Hậu Giang đã ban hành Quyết định số ..."
      for (std::size_t k = end; k-- > 0 && end - k < 10;) {
        if (words_[k].kind == WordKind::punctuation || words_.is_number(k)) break;
        if (!words_.starts_upper(k) || (k > 0 && words_[k].gap == Gap::blank && words_.starts_upper(k - 1) && words_.is_word(k - 1))) continue;
        if (g_.issuers.begins_with_body(words_, k) && g_.issuers.phrase_end(words_, k, false) == end) {
          draft.mention.issuer = issuer_text(k, end);
          break;
        }
      }
      return;
    }
    if (!words_.is(at - 1, f_.tai)) return;
    static const Phrase phe_duyet("phê duyệt"), theo_de_nghi("theo đề nghị"), duoc("được"), ban_hanh("ban hành"), chap_thuan("chấp thuận"), y_kien("ý kiến");
    std::size_t end = at - 1;
    bool approved = false;
    for (const Phrase* verb : {&phe_duyet, &ban_hanh, &chap_thuan})
      if (const std::size_t n = words_.match_before(end, *verb)) end -= n, approved = true;
    // Back to "của" or "được".
    for (std::size_t k = end; k > 0 && end - k < 18; --k) {
      if (words_[k].gap == Gap::paragraph && k < end) return;
      const text::Word& w = words_[k - 1];
      if (w.kind == WordKind::punctuation && w.code != '-' && w.code != ',' && w.code != '.') return;
      const bool opens = approved ? words_.is(k - 1, duoc) : words_.is(k - 1, f_.cua);
      if (!opens) continue;
      if (!approved && !(words_.match_before(k, f_.de_nghi_cua) || words_.match_before(k, f_.tham_dinh_cua) || words_.match_before(k - 1, y_kien))) return;
      if (g_.issuers.phrase_end(words_, k, false) >= end || (approved && g_.issuers.phrase_end(words_, k, false) > k)) {
        draft.mention.issuer = issuer_text(k, end);
      }
      return;
    }
  }

  // Trailing date and issuer belong to every member of a list joined by commas or "và" that states none itself.
  void distribute() {
    for (std::size_t i = 1; i < drafts_.size(); ++i) {
      Draft& d = drafts_[i];
      const Draft& head = drafts_[static_cast<std::size_t>(d.list_head)];
      // "Nghị định của Chính phủ ... số 06/2021/NĐ-CP ..., số 35/2023/NĐ-CP": stated before the first number, for all.
      if (d.list_head != static_cast<std::int32_t>(i) && d.mention.issuer.empty() && head.mention.rule == "type+words+number") d.mention.issuer = head.mention.issuer;
    }
    // "one issuer or date given once for a list belongs to every member" (eval/GUIDE)
    for (std::size_t i = drafts_.size(); i-- > 1;) {
      Draft& later = drafts_[i];
      Draft& earlier = drafts_[i - 1];
      const bool lacks_issuer = !earlier.own_issuer && earlier.mention.issuer.empty() && !later.mention.issuer.empty();
      const bool lacks_date = !earlier.own_date && !earlier.mention.date.is_set() && later.mention.date.is_set() && later.list_head == earlier.list_head;
      if (!lacks_issuer && !lacks_date) continue;
      // Adjacent in one list: nothing but a connector (and the type word) between.
      std::size_t k = earlier.tail_end;
      const std::size_t from = k;
      if (words_.is_punctuation(k, ',')) ++k;
      if (words_.is(k, f_.va)) ++k;
      if (k == from) continue;
      if (words_.is(k, f_.so) || words_.is(k, f_.cac)) ++k;
      if (k < later.first && later.first - k < 24) {  // "và khoản 2 Điều 1 Quyết định ..."
        const PinpointList pins = parse_pinpoints(words_, k);
        if (pins.end > pins.begin) k = skip_links(pins.end);
      }
      if (k != later.first) continue;
      const bool same_list = later.list_head == earlier.list_head;
      const bool same_body = earlier.has_number && later.has_number && earlier.number.issuers == later.number.issuers;
      if (lacks_date && same_list) set_date(earlier, later.mention.date), earlier.own_date = false;
      if (lacks_issuer && same_body) earlier.mention.issuer = later.mention.issuer;
    }
  }

  // ---- own number, own title --------------------------------------------------------------------------------------
  void find_own_places() {
    const auto& id = document_.identity;
    own_law_ = id.type == "L" || id.type == "BL" || id.type == "PL";
    own_key_ = registry::number_key(id.number);
    amends_by_title_ = text::fold(id.title).find("sua doi") != std::string::npos;
  }

  [[nodiscard]] std::string own_type() const { return document_.identity.type; }

  [[nodiscard]] bool in_own_header(const Number& number) const {
    const model::ByteRange bytes = canonical_.bytes(number.begin, number.end);
    return !document_.identity.number_range.empty() && document_.identity.number_range.overlaps(bytes);
  }

  [[nodiscard]] bool is_own_header(const Number& number) const {
    if (in_own_header(number)) return true;
    return !own_key_.empty() && registry::number_key(number.text) == own_key_;
  }

  [[nodiscard]] bool is_own_title(std::size_t i) const {
    const std::uint32_t at = canonical_.origin[words_[i].begin];
    const auto& id = document_.identity;
    if (!own_law_) return false;
    if (!id.type_range.empty() && id.type_range.contains(at)) return true;
    return !id.title_range.empty() && id.title_range.begin == at;
  }

  // ---- pointing back ----------------------------------------------------------------------------------------------
  void add_demonstrative(std::size_t begin, std::size_t end, const std::string& type, bool back) {
    Pending p{begin, end, begin, type, {}, back, false};
    if (pending_.list.end != pending_.list.begin && (pending_.link_end == begin || pending_.list.end == begin)) {
      p.pins_begin = pending_.list.begin;
      p.pinpoints = pending_.list.pinpoints;
    }
    pending_ = {};
    demonstratives_.push_back(std::move(p));
  }

  // Quotations: new text inside an amending act stands between quotation marks.
  void find_quotes() {
    const std::u16string& chars = canonical_.chars;
    std::size_t open = std::u16string::npos;
    bool straight = false;
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const char16_t c = chars[i];
      if (c == u'\u201C' || c == u'\u00AB' || (c == u'"' && open == std::u16string::npos)) {
        if (open == std::u16string::npos) open = i, straight = c == u'"';
      } else if (c == u'\u201D' || c == u'\u00BB' || (c == u'"' && straight)) {
        if (open != std::u16string::npos) quotes_.push_back({open, i});
        open = std::u16string::npos;
      }
    }
    if (open != std::u16string::npos && chars.size() - open < 4000) quotes_.push_back({open, chars.size()});
  }

  [[nodiscard]] bool quoted(std::size_t character) const {
    const auto after = std::upper_bound(quotes_.begin(), quotes_.end(), character, [](std::size_t at, const auto& q) { return at < q.first; });
    return after != quotes_.begin() && character < std::prev(after)->second;
  }

  void settle_demonstrative(const Pending& p) {
    const std::string own = own_type();
    // A consolidated text speaks as the act that it consolidates.
    const bool normative = p.type == "NĐ" || p.type == "TT" || p.type == "QĐ" || p.type == "NQ" || p.type == "L" || p.type == "BL" || p.type == "PL" || p.type == "TTLT";
    const bool same_type = p.type == own || (own == "VBHN" && normative) || (own_law_ && (p.type == "L" || p.type == "BL" || p.type == "PL")) || (own == "TTLT" && p.type == "TT");
    const bool in_quotes = quoted(words_[p.begin].begin);
    Draft draft;
    draft.first = p.begin;
    draft.last = p.end;
    draft.mention.type = p.type;
    draft.mention.pinpoints = p.pinpoints;
    if (p.provision) {
      if (in_quotes) return;  // a provision of the amended act, without a document word
      draft.mention.kind = MentionKind::internal;
      draft.first = p.pins_begin;
      draft.mention.rule = "provision of this document";
    } else if (p.points_back) {
      draft.mention.kind = MentionKind::alias;
      if (p.type == "CV" && words_.match(p.begin, f_.van_ban)) draft.mention.type = "KHAC";
      draft.mention.rule = "pointing back";
      draft.mention.refers_to = antecedent(p.begin, draft.mention.type == "KHAC" ? "" : p.type);
    } else if (same_type && in_quotes) {
      const std::int32_t target = amended_act(p.type);
      if (target < 0) return;
      draft.mention.kind = MentionKind::alias;
      draft.mention.rule = "this, inside quoted new text";
      draft.mention.refers_to = target;
    } else if (same_type || p.type == "CV" || is_component_word(p.type)) {
      draft.mention.kind = MentionKind::internal;
      if (p.type == "CV" && words_.match(p.begin, f_.van_ban)) draft.mention.type = own;
      draft.first = p.pins_begin;
      draft.mention.rule = "this document";
    } else {
      const std::int32_t target = antecedent(p.begin, p.type);
      if (target < 0) {
        if (!own.empty()) return;
        draft.mention.kind = MentionKind::internal;
        draft.first = p.pins_begin;
        draft.mention.rule = "this document";
      } else {
        draft.mention.kind = MentionKind::alias;
        draft.mention.rule = "this, of the act just named";
        draft.mention.refers_to = target;
      }
    }
    draft.tail_end = draft.last;
    later_.push_back(std::move(draft));
  }

  // Regulations and plans are promulgated with a document: "Quy chế này" in a decision is its own annex.
  [[nodiscard]] bool is_component_word(const std::string& type) const {
    return type == "QC" || type == "QyĐ" || type == "ĐL" || type == "KH" || type == "CTr" || type == "ĐA" || type == "KHAC" || type == "HD" || type == "BC" || type == "TTr" ||
           type == "TB" || type == "KL" || own_type().empty() || own_type() == "KHAC";
  }

  // Citations by type, in reading order; laws and codes are one.
  [[nodiscard]] static std::string family(const std::string& type) { return type == "BL" ? "L" : type == "TTLT" ? "TT" : type; }

  void group_by_type() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) by_type_[family(drafts_[i].mention.type)].push_back(i);
  }

  // Nearest earlier citation of that type ("" any).
  [[nodiscard]] std::int32_t antecedent(std::size_t word, const std::string& type) const {
    const auto before = [&](auto begin, auto end, auto first_of) {
      const auto after = std::lower_bound(begin, end, word, [&](const auto& entry, std::size_t at) { return first_of(entry) < at; });
      return after == begin ? end : std::prev(after);
    };
    if (type.empty()) {
      const auto found = before(drafts_.begin(), drafts_.end(), [](const Draft& d) { return d.first; });
      return found == drafts_.end() ? -1 : static_cast<std::int32_t>(found - drafts_.begin());
    }
    const auto group = by_type_.find(family(type));
    if (group == by_type_.end()) return -1;
    const auto found = before(group->second.begin(), group->second.end(), [&](std::size_t index) { return drafts_[index].first; });
    return found == group->second.end() ? -1 : static_cast<std::int32_t>(*found);
  }

  // The act that this document amends: the first of its type named in the title or after "sửa đổi ... của".
  [[nodiscard]] std::int32_t amended_act(const std::string& type) const {
    const auto group = by_type_.find(family(type));
    if (group == by_type_.end()) return -1;
    const model::ByteRange title = document_.identity.title_range;
    for (const std::size_t index : group->second) {
      const std::uint32_t at = canonical_.origin[words_[drafts_[index].first].begin];
      if (title.empty() || at >= title.end) break;
      if (title.contains(at)) return static_cast<std::int32_t>(index);
    }
    return amends_by_title_ ? static_cast<std::int32_t>(group->second.front()) : -1;
  }

  // "(sau đây gọi tắt là Quy chế 12)": a short form of the citation left of the parenthesis.
  void alias_definition(std::size_t i) {
    static const std::vector<Phrase> heads = [] {
      std::vector<Phrase> all;
      for (const char* h : {"sau đây được gọi tắt là", "sau đây được gọi chung là", "sau đây được gọi là", "sau đây gọi tắt là", "sau đây gọi chung là", "sau đây viết tắt là",
                            "sau đây gọi là", "sau đây viết là", "sau đây được viết tắt là", "sau đây viết gọn là", "sau đây gọi tắt", "sau đây viết tắt"})
        all.emplace_back(h);
      return all;
    }();
    std::size_t k = i;
    for (const Phrase& head : heads)
      if (const std::size_t n = words_.match(i, head)) {
        k = i + n;
        break;
      }
    if (k == i || drafts_.empty()) return;
    if (words_[k].kind == WordKind::punctuation && (words_[k].code == '"' || words_[k].code == '\'')) ++k;
    const TypePhrase* type = g_.type_at(words_, k);
    if (!type || type->abbreviation || !words_.starts_upper(k)) return;
    std::size_t end = k;
    while (end < words_.size() && end < k + 14 && words_[end].gap != Gap::paragraph &&
           !(words_[end].kind == WordKind::punctuation && (words_[end].code == ')' || words_[end].code == ';' || words_[end].code == '"')))
      ++end;
    if (end < k + type->phrase.size()) return;
    const bool type_alone = end == k + type->phrase.size();
    // "Chương trình", "Kế hoạch", "Đề án" alone mean the undertaking more often than its paper (40 of 40 in one real document).
    if (type_alone && (type->code == "CTr" || type->code == "KH" || type->code == "ĐA" || type->code == "KHAC")) return;
    if (type_alone && !(words_.is_punctuation(end, ')') || words_.is_punctuation(end, '"'))) return;
    // A definition that holds a full number is found as a citation by itself.
    const auto number = words_.is(k + type->phrase.size(), f_.so) ? k + type->phrase.size() + 1 : k + type->phrase.size();
    if (words_.is_number(number) && end > number + 1) return;
    Alias alias;
    for (std::size_t w = k; w < end; ++w) alias.codes.push_back(words_.code(w));
    alias.from = end;
    alias.type_alone = type_alone;
    alias.type = type->code;
    alias.target = static_cast<std::int32_t>(drafts_.size()) - 1;
    for (std::size_t d = drafts_.size(); d-- > 0 && d + 4 > drafts_.size();)
      if (drafts_[d].mention.type == alias.type) {
        alias.target = static_cast<std::int32_t>(d);
        break;
      }
    aliases_.push_back(std::move(alias));
  }

  void find_aliases() {
    if (aliases_.empty()) return;
    std::unordered_multimap<text::WordCode, const Alias*> by_first;
    for (const Alias& alias : aliases_) by_first.emplace(alias.codes[0], &alias);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto [begin, end] = by_first.equal_range(words_[i].code);
      const Alias* best = nullptr;
      for (auto it = begin; it != end; ++it) {
        const Alias& alias = *it->second;
        if (i < alias.from || (best && alias.codes.size() < best->codes.size()) || !stands_at(alias, i)) continue;
        // Of two with one wording the later definition holds.
        if (!best || alias.codes.size() > best->codes.size() || alias.from > best->from) best = &alias;
      }
      if (!best || covered(i, i + best->codes.size())) continue;
      Draft draft;
      draft.first = i;
      draft.last = i + best->codes.size();
      draft.tail_end = draft.last;
      draft.mention.kind = MentionKind::alias;
      draft.mention.type = best->type;
      draft.mention.refers_to = best->target;
      draft.mention.rule = "defined short form";
      i = draft.last - 1;
      later_.push_back(std::move(draft));
    }
  }

  [[nodiscard]] bool stands_at(const Alias& alias, std::size_t i) const {
    if (i + alias.codes.size() > words_.size() || !words_.starts_upper(i)) return false;
    for (std::size_t k = 1; k < alias.codes.size(); ++k)
      if (words_[i + k].code != alias.codes[k] || words_[i + k].gap == Gap::paragraph) return false;
    return !alias.type_alone || means_defined(i, i + alias.codes.size());
  }

  // The type word alone is the defined act where nothing makes it another one: "các Nghị định", "Nghị định của Chính phủ về ...",
  // "Nghị định quy định chi tiết Luật ...", a heading in capitals.
  [[nodiscard]] bool means_defined(std::size_t begin, std::size_t end) const {
    static const std::vector<Phrase> before = [] {
      std::vector<Phrase> all;
      for (const char* w : {"các", "những", "mọi", "một", "dự thảo", "số", "loại", "mẫu", "ban hành", "bằng"}) all.emplace_back(w);
      return all;
    }();
    static const std::vector<Phrase> after = [] {
      std::vector<Phrase> all;
      for (const char* w : {"này", "số", "của", "về", "sửa đổi", "bổ sung", "quy định chi tiết", "hướng dẫn", "mới", "khác", "hoặc", "năm", "ngày", "nêu trên", "nói trên", "liên tịch", "hợp nhất"}) all.emplace_back(w);
      return all;
    }();
    if (words_.all_upper(begin)) return false;
    const bool opens = begin == 0 || words_[begin].gap == Gap::paragraph;
    if (!opens && words_[begin - 1].kind == WordKind::word && words_.starts_upper(begin - 1)) return false;
    if (!opens && words_.is_punctuation(begin - 1, '-') && begin >= 2 && words_[begin - 1].gap != Gap::paragraph && words_.starts_upper(begin - 2)) return false;
    if (!opens && std::any_of(before.begin(), before.end(), [&](const Phrase& w) { return words_.match_before(begin, w) != 0; })) return false;
    if (end >= words_.size() || words_[end].gap == Gap::paragraph) return !opens;
    if (words_.is_number(end) || (words_.is_word(end) && words_.starts_upper(end))) return false;
    return std::none_of(after.begin(), after.end(), [&](const Phrase& w) { return words_.match(end, w) != 0; });
  }

  // A citation stands on one of the words. Citations were found in reading order.
  [[nodiscard]] bool covered(std::size_t begin, std::size_t end) const {
    const auto after = std::lower_bound(drafts_.begin(), drafts_.end(), end, [](const Draft& d, std::size_t word) { return d.first < word; });
    return after != drafts_.begin() && std::prev(after)->last > begin;
  }

  // ---- output -----------------------------------------------------------------------------------------------------
  [[nodiscard]] model::ByteRange span_of(const Draft& draft) const {
    std::size_t end = draft.cut ? draft.cut : words_[draft.last - 1].end;
    if (draft.has_number && draft.last <= words_.at_char(draft.number.end)) end = draft.number.end;
    return canonical_.bytes(words_[draft.first].begin, end);
  }

  // Sentence or list item: from the last full stop, semicolon or paragraph end before to the next after.
  [[nodiscard]] model::ByteRange sentence_of(const Draft& draft) const {
    const auto ends = [&](std::size_t w) {
      const text::Word& word = words_[w];
      if (word.kind != WordKind::punctuation || (word.code != '.' && word.code != ';' && word.code != '?' && word.code != '!')) return false;
      return w + 1 >= words_.size() || words_[w + 1].gap != Gap::none;
    };
    std::size_t begin = draft.first, end = draft.last;
    while (begin > 0 && draft.first - begin < 80 && words_[begin].gap != Gap::paragraph && !ends(begin - 1)) --begin;
    while (end < words_.size() && end - draft.last < 80 && words_[end].gap != Gap::paragraph && !ends(end - 1)) ++end;
    return canonical_.bytes(words_[begin].begin, words_[end - 1].end);
  }

  void emit() {
    const std::size_t documents = drafts_.size();
    for (Draft& draft : later_) drafts_.push_back(std::move(draft));
    for (const Pending& p : bare_)
      if (!amending_document()) {
        Draft draft;
        draft.first = p.begin;
        draft.last = p.end;
        draft.mention.kind = MentionKind::internal;
        draft.mention.type = p.type;
        draft.mention.pinpoints = p.pinpoints;
        draft.mention.rule = "provision named alone";
        if (!quoted(words_[p.begin].begin)) drafts_.push_back(std::move(draft));
      }
    std::vector<std::size_t> order(drafts_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return drafts_[a].first < drafts_[b].first; });
    std::vector<std::int32_t> place(drafts_.size(), -1);
    Keys keys(g_.registry);
    std::size_t last_end = 0;
    for (const std::size_t index : order) {
      Draft& draft = drafts_[index];
      if (draft.first < last_end) continue;
      last_end = draft.last;
      Mention& m = draft.mention;
      m.span = span_of(draft);
      m.sentence = sentence_of(draft);
      m.page = model::page_at(document_.pages, m.span.begin);
      m.provision = model::provision_at(document_.provisions, m.span.begin);
      if (index < documents) keys.make(m, draft.has_number ? &draft.number : nullptr);
      place[index] = static_cast<std::int32_t>(document_.mentions.size());
      document_.mentions.push_back(std::move(m));
    }
    for (Mention& m : document_.mentions) {
      if (m.range_from >= 0) m.range_from = place[static_cast<std::size_t>(m.range_from)];
      if (m.refers_to < 0) continue;
      m.refers_to = place[static_cast<std::size_t>(m.refers_to)];
      if (m.refers_to < 0) continue;
      const Mention& target = document_.mentions[static_cast<std::size_t>(m.refers_to)];
      if (m.number.empty()) m.number = target.number;
      if (m.name.empty()) m.name = target.name;
      m.key = target.key;
      m.issuer_slug = target.issuer_slug;
      m.province = target.province;
      m.term = target.term;
      m.year = target.year;
    }
    co_reference();
  }

  // What is open in a key: "ubnd.?" has no place, "_" and "?" no part at all.
  [[nodiscard]] static bool known_issuer(const Mention& m) { return !m.issuer_slug.empty() && m.issuer_slug.find('?') == std::string::npos; }

  // The dated citation `full` can be what the undated citation `m` means.
  [[nodiscard]] static bool compatible(const Mention& m, const Mention& full) {
    const bool loose_type = m.type.empty() || m.type == "CV" || m.type == "KHAC";
    if (!loose_type && family(m.type) != family(full.type)) return false;
    if (known_issuer(m) && known_issuer(full) && m.issuer_slug != full.issuer_slug) return false;
    // A place stated in words that the other does not share.
    if (!m.province.empty() && !full.province.empty() && m.province != full.province) return false;
    return m.year == 0 || m.year == full.year || m.year == full.date.year;
  }

  // An undated citation means the dated one of the same number in this document (DOMAIN.md 3.3 step 6), but only where a single
  // one can be meant: a number alone is not an identity (15/2021/QĐ-UBND of two provinces, 93/2015/QH13 a law and a resolution).
  // The nearest before it is named; if there is none before, the first after.
  void co_reference() {
    std::unordered_map<std::string, std::vector<std::size_t>> by_number;
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
      const Mention& m = document_.mentions[i];
      if (m.kind != MentionKind::document) continue;
      const std::string id = m.number.empty() ? text::fold(m.name) : registry::number_key(m.number);
      if (!id.empty()) by_number[id].push_back(i);
    }
    for (const auto& [id, group] : by_number) {
      std::vector<std::size_t> full;  // the first of each distinct act that is cited with its date
      bool mixed_types = false;
      for (const std::size_t i : group) {
        const Mention& m = document_.mentions[i];
        mixed_types = mixed_types || family(m.type) != family(document_.mentions[group.front()].type);
        if (!m.date.is_set()) continue;
        const bool seen = std::any_of(full.begin(), full.end(), [&](std::size_t k) {
          const Mention& other = document_.mentions[k];
          return other.date == m.date && family(other.type) == family(m.type) && (other.issuer_slug == m.issuer_slug || !known_issuer(other) || !known_issuer(m));
        });
        if (!seen) full.push_back(i);
      }
      if (full.empty()) continue;
      for (const std::size_t i : group) {
        Mention& m = document_.mentions[i];
        if (m.date.is_set() || m.refers_to >= 0) continue;
        const bool loose_type = m.type.empty() || m.type == "CV" || m.type == "KHAC";
        if (loose_type && mixed_types) continue;
        std::size_t fitting = 0, target = 0;
        for (const std::size_t k : full)
          if (compatible(m, document_.mentions[k])) ++fitting, target = k;
        if (fitting != 1) continue;
        // A place that the words give ("của UBND tỉnh Bạc Liêu") and the dated one lacks is no bridge either.
        if (known_issuer(m) != known_issuer(document_.mentions[target]) && !m.issuer.empty()) continue;
        m.refers_to = static_cast<std::int32_t>(target);
      }
    }
    // Short forms: "Nghị quyết 27" after 27-NQ/TW, "Nghị định 45/2020" after 45/2020/NĐ-CP.
    std::unordered_map<std::string, std::int32_t> by_sequence;  // type and sequence -> latest full citation
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
      Mention& m = document_.mentions[i];
      if (m.kind != MentionKind::document || m.number.empty()) continue;
      const std::size_t digits = std::min(m.number.find_first_not_of("0123456789"), m.number.size());
      const bool short_form = m.number.find_first_not_of("0123456789/") == std::string::npos;
      const std::string id = m.type + "#" + registry::number_key(m.number.substr(0, digits));
      if (!short_form) {
        by_sequence[id] = static_cast<std::int32_t>(i);
      } else if (const auto found = by_sequence.find(id); found != by_sequence.end() && m.refers_to < 0) {
        const Mention& target = document_.mentions[static_cast<std::size_t>(found->second)];
        if (m.year && target.year && m.year != target.year) continue;
        m.refers_to = found->second;
        m.key = target.key;
        m.issuer_slug = target.issuer_slug;
        if (m.province.empty()) m.province = target.province;
        if (m.term.empty()) m.term = target.term;
      }
    }
  }

  [[nodiscard]] bool amending_document() const {
    const std::string folded = text::fold(document_.identity.title);
    return folded.find("sua doi") != std::string::npos || folded.find("dinh chinh") != std::string::npos || own_law_;
  }

  const Grammar& g_;
  const Fixed& f_;
  const text::Canonical& canonical_;
  const Words& words_;
  model::Document& document_;
  std::vector<Draft> drafts_, later_;
  std::vector<Pending> demonstratives_, bare_;
  std::vector<Alias> aliases_;
  std::vector<std::pair<std::size_t, std::size_t>> quotes_;
  PendingPins pending_;
  std::int32_t list_head_ = -1;
  std::unordered_map<std::string, std::vector<std::size_t>> by_type_;  // indices into drafts_
  bool own_law_ = false, amends_by_title_ = false;
  std::string own_key_;
};

}  // namespace

void find_mentions(const text::Words& words, model::Document& document) {
  document.mentions.clear();
  if (words.size() == 0) return;
  Scanner(Grammar::builtin(), words, document).run();
}

void find_mentions(const text::Words& words, model::Document& document, const Grammar& grammar) {
  document.mentions.clear();
  if (words.size() == 0) return;
  Scanner(grammar, words, document).run();
}

std::shared_ptr<const Grammar> grammar_of(const registry::Registry& registry) { return std::make_shared<const Grammar>(registry); }

}  // namespace tracuu::citation
