#include "corpus/relation/relator.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tracuu::relation {

using model::Mention;
using text::Gap;
using text::Phrase;
using text::WordKind;

// Verbs of amending and guiding make an edge from this document in its title, its promulgation formula, or where a
// clause begins with them.
bool Relator::acts_itself(const Place& p, const FoundCue& found) const {
  if (in_title(p.first)) return true;
  static const std::vector<Phrase> promulgation = [] {
    std::vector<Phrase> all;
    for (const char* b : {"ban hành thông tư", "ban hành nghị định", "ban hành luật", "ban hành quyết định", "ban hành nghị quyết", "ban hành thông tư liên tịch", "ban hành hướng dẫn",
                          "ban hành quy định", "ban hành pháp lệnh", "ban hành kế hoạch", "văn bản này", "thông tư này", "nghị định này", "luật này", "quyết định này", "nghị quyết này", "hướng dẫn này", "quy định này", "quy chế này", "pháp lệnh này",
                          "thông tư", "nghị định"})
      all.emplace_back(b);
    return all;
  }();
  // "ban hành Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật X": the row of verbs begins further left.
  const bool guides = std::string_view(found.cue->relation) == "guides";
  const std::size_t verb = guides ? guiding_row_begin(found.begin) : found.begin;
  for (const Phrase& b : promulgation)
    if (words_.match_before(verb, b)) return true;
  if (guides && promulgates_so(p, found)) return true;
  if (formula_of_promulgation(p, found)) return true;
  // "Thông tư này quy định chi tiết ...", "Điều 1. Sửa đổi, bổ sung ...": the verb opens the clause.
  const std::size_t plain = plain_words(p.clause, verb);
  if (plain == 0) return true;
  if (own_amends_ && std::string_view(found.cue->relation) == "amends") return plain <= 6 || in_title(p.first);
  return false;
}

// Back from the last verb of a row that guides over what such rows consist of: "quy định chi tiết một số điều, khoản và biện pháp để tổ
// chức, hướng dẫn thi hành".
std::size_t Relator::guiding_row_begin(std::size_t verb) const {
  static const std::array<Phrase, 25> members = {
      Phrase("quy định chi tiết"), Phrase("quy định"),   Phrase("hướng dẫn"), Phrase("chi tiết"), Phrase("một số"), Phrase("các"),       Phrase("điều"),       Phrase("khoản"),     Phrase("nội dung"),
      Phrase("biện pháp"),         Phrase("để"),         Phrase("tổ chức"),   Phrase("thi hành"), Phrase("và"),     Phrase("triển khai"), Phrase("thực hiện"),  Phrase("cụ thể"),    Phrase("việc"),
      Phrase("về"),                Phrase("được giao"),  Phrase("trong"),     Phrase("của"),      Phrase("những"),  Phrase("phương pháp"), Phrase("trình tự, thủ tục")};
  std::size_t at = verb;
  for (bool moved = true; moved && at > 0;) {
    moved = false;
    if (words_.is_punctuation(at - 1, ',')) --at, moved = true;
    for (const Phrase& member : members)
      if (const std::size_t n = words_.match_before(at, member)) {
        at -= n, moved = true;
        break;
      }
  }
  return at;
}

// "Chính phủ ban hành Nghị định quy định chi tiết về Quỹ nhà ở quốc gia và biện pháp thi hành Nghị quyết X.", "Bộ trưởng ban hành Thông tư
// quy định về A và sửa đổi, bổ sung một số điều của Thông tư B.": the preamble's last sentence tells what this document does, however
// long its name is.
bool Relator::formula_of_promulgation(const Place& p, const FoundCue& found) const {
  static const std::array<Phrase, 7> forms = {Phrase("ban hành thông tư"), Phrase("ban hành nghị định"), Phrase("ban hành luật"), Phrase("ban hành nghị quyết"), Phrase("ban hành pháp lệnh"), Phrase("ban hành quyết định"), Phrase("ban hành thông tư liên tịch")};
  static constexpr std::size_t kName = 60;
  if (!preamble(p.first) || basis_clause(p.clause) || strength(found.cue->relation) < strength("guides")) return false;
  for (std::size_t i = found.begin; i-- > p.clause && found.begin - i < kName;) {
    // "ban hành Thông tư hướng dẫn Nghị định A và sửa đổi, bổ sung Thông tư B": A stands between and changes nothing.
    const auto cited = std::lower_bound(places_.begin(), places_.end(), i, [](const Place& place, std::size_t word) { return place.first < word; });
    if (cited != places_.end() && cited->first == i && !outranked(document_.mentions[p.mention].type, document_.mentions[cited->mention].type)) return false;
    if (words_.is_punctuation(i, ':') || words_.is_punctuation(i, '(')) return false;
    if (std::any_of(forms.begin(), forms.end(), [&](const Phrase& form) { return words_.match(i, form) != 0; })) return words_.starts_upper(i + 2);
  }
  return false;
}

// "Liên Bộ Quốc phòng và Bộ Tài chính hướng dẫn thực hiện chính sách ... như sau:": the formula of promulgation names who issues it.
bool Relator::promulgates_so(const Place& p, const FoundCue& found) const {
  static constexpr std::size_t kBody = 14, kSubject = 40;
  static const Phrase so("như sau");
  if (!preamble(p.first) || !words_.starts_upper(p.clause) || plain_words(p.clause, found.begin) > kBody || citation_between(p.clause, p.first)) return false;
  for (std::size_t i = p.clause; i < found.begin; ++i)
    if (words_[i].kind == WordKind::punctuation && words_[i].code != '-' && words_[i].code != ',') return false;
  for (std::size_t i = p.last; i < words_.size() && i < p.last + kSubject && !ends_sentence(i); ++i)
    if (words_.match(i, so)) return words_.is_punctuation(i + so.size(), ':') || words_.is_punctuation(i + so.size(), '.');
  return false;
}

// "công bố văn bản quy định chi tiết, hướng dẫn thi hành Nghị định X tiếp tục có hiệu lực": the acts that are spoken of guide, this one
// does not.
bool Relator::speaks_of_guiding_acts(std::size_t from, const FoundCue& found) const {
  static const Phrase acts("văn bản"), details("quy định"), guides("hướng dẫn"), norms("văn bản quy phạm pháp luật");
  static constexpr std::size_t kRow = 24;  // words of "quy định chi tiết, quy định biện pháp cụ thể để tổ chức, hướng dẫn thi hành"
  for (std::size_t i = found.begin + 1; i-- > from && found.begin - i < kRow;) {
    if (ends_sentence(i)) return false;
    const std::size_t n = std::max(words_.match(i, acts), words_.match(i, norms));
    if (n && (words_.match(i + n, details) || words_.match(i + n, guides))) return true;
  }
  return false;
}

// "Nghị định quy định chi tiết một số điều Luật A", "Dự thảo Quyết định của Thủ tướng Chính phủ thay thế Quyết định B" in a plan: an act
// without a number, of another type than this document, does it or will.
bool Relator::act_to_come(const Place& p, const FoundCue& found) const {
  static const std::array<std::pair<Phrase, std::string_view>, 6> acts = {{{Phrase("nghị định"), "NĐ"}, {Phrase("thông tư"), "TT"}, {Phrase("quyết định"), "QĐ"}, {Phrase("luật"), "L"}, {Phrase("nghị quyết"), "NQ"}, {Phrase("pháp lệnh"), "PL"}}};
  static const Phrase draft("dự thảo");
  static constexpr std::size_t kIssuer = 8;  // "của Thủ tướng Chính phủ"
  static const std::array<Phrase, 5> where = {Phrase("của"), Phrase("tại"), Phrase("theo"), Phrase("các"), Phrase("những")};
  if (in_title(p.first)) return false;
  const std::size_t verb = std::string_view(found.cue->relation) == "guides" ? guiding_row_begin(found.begin) : found.begin;
  for (std::size_t i = verb; i-- > p.clause && verb - i <= kIssuer;) {
    if (words_[i].kind == WordKind::punctuation || citation_between(i, i + 1)) return false;
    for (const auto& [act, type] : acts) {
      if (!words_.match(i, act) || (type == "L" && i > 0 && words_.code(i - 1) == text::word_code("phap"))) continue;
      // "theo Điều 32 của Nghị định quy định chi tiết một số điều và biện pháp thi hành Luật A": an act that is spoken of.
      if (i > p.clause && i + act.size() == verb && std::any_of(where.begin(), where.end(), [&](const Phrase& w) { return words_.is(i - 1, w); })) return true;
      const bool of_body = i + act.size() == verb || words_.code(i + act.size()) == text::word_code("cua");
      const bool drafted_before = words_.match_before(i, draft) != 0;
      return (of_body || drafted_before) && (drafted_before || (document_.identity.type != type && !document_.identity.type.empty() && document_.identity.type != "TTLT" && document_.identity.type != "VBHN"));
    }
  }
  return false;
}

// "Nghiên cứu, xây dựng Thông tư hướng dẫn Nghị định X": what is to be written guides nothing yet.
bool Relator::drafted(const Place& p, const FoundCue& found) const {
  static const std::array<Phrase, 4> drafts = {Phrase("xây dựng"), Phrase("soạn thảo"), Phrase("nghiên cứu"), Phrase("dự thảo")};
  if (in_title(p.first)) return false;
  for (std::size_t i = p.clause; i < found.begin; ++i)
    if (std::any_of(drafts.begin(), drafts.end(), [&](const Phrase& w) { return words_.match(i, w) != 0; })) return true;
  return false;
}

// "đề nghị bãi bỏ Quyết định ...", "rà soát, báo cáo cấp có thẩm quyền bãi bỏ ...": somebody is to do it, this document does not.
bool Relator::proposed(const Place& p, const FoundCue& found) const {
  if (in_title(p.first)) return false;
  if (still_to_be_done(found)) return true;
  static const std::vector<Phrase> proposals = [] {
    std::vector<Phrase> all;
    for (const char* w : {"đề nghị", "kiến nghị", "đề xuất", "nghiên cứu", "xem xét", "rà soát", "tham mưu", "báo cáo cấp", "dự kiến", "trình cấp", "trình chính phủ", "trình quốc hội", "trình hội đồng nhân dân"}) all.emplace_back(w);
    return all;
  }();
  for (std::size_t i = p.clause; i < found.begin; ++i)
    if (std::any_of(proposals.begin(), proposals.end(), [&](const Phrase& w) { return words_.match(i, w) != 0; })) return true;
  return false;
}

// "Văn bản cần sửa đổi, bổ sung, bãi bỏ", "sẽ thay thế": a row of verbs that tells what is to be done, not what this document does.
bool Relator::still_to_be_done(const FoundCue& found) const {
  static const std::array<Phrase, 5> verbs = {Phrase("sửa đổi"), Phrase("bổ sung"), Phrase("thay thế"), Phrase("bãi bỏ"), Phrase("ban hành mới")};
  static const std::array<Phrase, 4> needs = {Phrase("cần"), Phrase("cần phải"), Phrase("sẽ"), Phrase("phải")};
  static const Phrase va("và"), hoac("hoặc");
  std::size_t at = found.begin;
  for (bool moved = true; moved && at > 0;) {
    moved = words_.is_punctuation(at - 1, ',') || words_.is(at - 1, va) || words_.is(at - 1, hoac);
    if (moved) --at;
    for (const Phrase& verb : verbs)
      if (const std::size_t n = words_.match_before(at, verb)) at -= n, moved = true;
  }
  return std::any_of(needs.begin(), needs.end(), [&](const Phrase& word) { return words_.match_before(at, word) != 0; });
}

// "đã ... thực hiện", "việc thực hiện", "kết quả thực hiện", "tổng kết thi hành": a report, no implementation.
bool Relator::reported(const FoundCue& found) const {
  // Under a title "... TRONG TÌNH HÌNH MỚI" the text begins anew.
  if (words_[found.begin].gap == Gap::paragraph) return false;
  static const std::vector<Phrase> reports = [] {
    std::vector<Phrase> all;
    for (const char* r : {"kết quả", "tổng kết", "sơ kết", "tình hình", "đã", "báo cáo", "tổng kết việc", "kết quả việc", "tình hình tổ chức", "sơ kết việc"}) all.emplace_back(r);
    return all;
  }();
  for (std::size_t back = 0; back <= 2 && back <= found.begin; ++back)
    for (const Phrase& r : reports)
      if (words_.match_before(found.begin - back, r)) return true;
  // "Qua mười lăm năm thực hiện Nghị quyết ...": a look back.
  static const Phrase nam("năm"), thang("tháng");
  if (words_.match_before(found.begin, nam) || words_.match_before(found.begin, thang)) return true;
  static const Phrase tong_ket("tổng kết"), so_ket("sơ kết");
  for (std::size_t k = found.begin; k-- > 0 && found.begin - k < 12;) {
    if (ends_sentence(k)) break;
    if (words_.match(k, tong_ket) || words_.match(k, so_ket)) return true;
  }
  // "các cấp ủy đã chủ động ..., tổ chức thực hiện nghiêm": told of the past.
  static const Phrase da("đã"), duoc("được"), neu("nêu"), de("đề");
  for (std::size_t k = found.begin; k-- > 0 && found.begin - k < 22;) {
    if (ends_sentence(k) || words_[k + 1].gap == Gap::paragraph) break;
    if (words_.is(k, da) && !words_.is(k + 1, duoc) && !words_.is(k + 1, neu) && !words_.is(k + 1, de)) return !obliged(k);  // "các nhiệm vụ đã nêu, đã đề ra"
  }
  return false;
}

// "Sở Nội vụ có trách nhiệm kiểm tra việc đã ủy quyền và thực hiện đầy đủ các quy định tại X": the sentence lays duties on somebody, "đã" at
// word w only tells which things are meant.
bool Relator::obliged(std::size_t w) const {
  static constexpr std::size_t kFar = 40;
  static const Phrase duty("có trách nhiệm"), must("phải");
  for (std::size_t k = w; k-- > 0 && w - k < kFar;) {
    if (ends_sentence(k) || words_[k + 1].gap == Gap::paragraph) return false;
    if (words_.match(k, duty) || words_.is(k, must)) return true;
  }
  return false;
}

bool Relator::negated(const FoundCue& found) const {
  static const Phrase hoac("hoặc"), nguoi("được");
  return words_.match_before(found.begin, hoac) || words_.match_before(found.begin, nguoi);
}

// A letter, report or plan changes no law, decree or circular: where it says "Sửa đổi Luật X" it tells a task. Nor does a body of a
// province amend what the State's central bodies laid down: "Sửa đổi, bổ sung hồ sơ theo Nghị định X" is done to the file. That it
// repeals such an act stays what it says: an audit must tell it.
bool Relator::powerless(const Mention& m, std::string_view relation) const {
  static constexpr std::string_view kPapers[] = {"CV", "BC", "TTr", "TB", "KH", "CTr", "CĐ", "ĐA"}, kNorms[] = {"HP", "L", "BL", "PL", "NĐ", "TT", "TTLT"};
  const auto in = [](const auto& list, std::string_view type) { return std::find(std::begin(list), std::end(list), type) != std::end(list); };
  return (in(kPapers, document_.identity.type) || (relation == "amends" && !document_.identity.province.empty())) && in(kNorms, m.type);
}

// "Tạm ngưng hiệu lực cho đến khi Luật X có hiệu lực": the citation tells the time.
bool Relator::tells_time(std::size_t from, std::size_t to) const {
  static const Phrase khi("khi"), ke_tu("kể từ");
  for (std::size_t i = from; i < to; ++i)
    if (words_.is(i, khi) || words_.match(i, ke_tu)) return true;
  return false;
}

}  // namespace tracuu::relation
