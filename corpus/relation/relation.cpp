#include "corpus/relation/relation.h"

#include <algorithm>

#include "corpus/registry/registry.h"
#include "corpus/text/words.h"

namespace tracuu::relation {
namespace {

using model::Mention;
using model::MentionKind;
using model::Role;
using text::Gap;
using text::Phrase;
using text::WordKind;
using text::Words;

// What a cue says of the citation that follows it.
enum class Voice : std::uint8_t {
  active,   ///< "sửa đổi, bổ sung <DOC>": the subject on the left acts on the citation
  passive,  ///< "được sửa đổi, bổ sung bởi <DOC>": the citation acts on the document on the left
};

struct Cue {
  Phrase phrase;
  const char* relation;
  Voice voice = Voice::active;
  /// Longest stretch of words between cue and citation (provisions, articles of speech, adverbs).
  std::size_t reach = 6;
  /// Makes an edge from this document also in the middle of a sentence; else only in a title or at the start of a clause.
  bool anywhere = true;
};

// Cues of relation_triggers (DOMAIN.md 5), the longer ones first. One row a wording.
const std::vector<Cue>& cues() {
  static const std::vector<Cue> all = [] {
    std::vector<Cue> c;
    const auto add = [&](const char* relation, std::initializer_list<const char*> phrases, Voice voice = Voice::active, std::size_t reach = 6, bool anywhere = true) {
      for (const char* p : phrases) c.push_back({Phrase(p), relation, voice, reach, anywhere});
    };
    // Passive forms turn the edge round.
    add("amends", {"được sửa đổi, bổ sung một số điều bởi", "được sửa đổi, bổ sung một số điều tại", "được sửa đổi, bổ sung một số điều theo", "được sửa đổi, bổ sung bởi",
                   "được sửa đổi, bổ sung tại", "được sửa đổi, bổ sung theo", "được sửa đổi bởi", "được sửa đổi tại", "được sửa đổi theo", "được bổ sung bởi", "được bổ sung tại",
                   "được bổ sung theo", "được sửa đổi, bổ sung", "sửa đổi, bổ sung bởi", "sửa đổi, bổ sung tại", "sửa đổi bởi", "sửa đổi tại", "sửa đổi, bổ sung theo", "được sửa đổi bổ sung bởi", "được sửa đổi bổ sung tại",
                   "được sửa đổi bổ sung theo", "được sửa đổi bổ sung một số điều theo", "được sửa đổi bổ sung một số điều tại", "được sửa đổi bổ sung một số điều bởi"},
        Voice::passive, 10);
    add("replaces", {"được thay thế bởi", "được thay thế bằng", "bị thay thế bởi", "thay thế bởi", "được thay thế tại"}, Voice::passive, 6);
    add("repeals", {"bị bãi bỏ bởi", "được bãi bỏ bởi", "bị bãi bỏ tại", "được bãi bỏ tại", "bãi bỏ bởi", "bãi bỏ tại"}, Voice::passive, 6);
    add("corrects", {"được đính chính bởi", "được đính chính tại", "được đính chính theo"}, Voice::passive, 6);
    add("guides", {"được hướng dẫn bởi", "được quy định chi tiết bởi", "được quy định chi tiết tại", "được hướng dẫn tại", "được hướng dẫn thi hành bởi", "được hướng dẫn thi hành tại", "được quy định chi tiết thi hành bởi",
                   "được quy định chi tiết thi hành tại"}, Voice::passive, 6);
    add("suspends", {"bị ngưng hiệu lực bởi", "bị tạm ngưng hiệu lực bởi", "bị đình chỉ bởi", "bị đình chỉ thi hành bởi", "bị đình chỉ việc thi hành bởi", "được tạm ngưng hiệu lực bởi", "bị ngưng hiệu lực tại"}, Voice::passive, 6);
    add("extends", {"được kéo dài bởi", "được gia hạn bởi", "được kéo dài thời hạn áp dụng bởi", "được kéo dài thời gian thực hiện bởi", "được kéo dài tại", "được gia hạn tại"}, Voice::passive, 6);
    add("consolidates", {"được hợp nhất bởi", "được hợp nhất tại"}, Voice::passive, 6);
    add("implements", {"được triển khai bởi", "được triển khai thực hiện bởi", "được cụ thể hóa bởi", "được cụ thể hóa tại"}, Voice::passive, 6);

    add("amends", {"sửa đổi, bổ sung một số điều của", "sửa đổi, bổ sung một số nội dung của", "sửa đổi, bổ sung một số điều", "sửa đổi, bổ sung", "sửa đổi một số điều của", "sửa đổi một số điều",
                   "sửa đổi bổ sung một số điều của", "sửa đổi bổ sung", "bổ sung một số điều của", "sửa đổi", "bổ sung"},
        Voice::active, 14, false);
    add("amends", {"thay thế cụm từ", "thay cụm từ", "bỏ cụm từ", "bãi bỏ cụm từ"}, Voice::active, 40, false);
    add("replaces", {"thay thế cho", "thay thế"}, Voice::active, 8);
    add("repeals", {"bãi bỏ toàn bộ", "bãi bỏ một phần", "bãi bỏ", "hủy bỏ", "huỷ bỏ"}, Voice::active, 14);
    add("suspends", {"ngưng hiệu lực", "tạm ngưng hiệu lực", "đình chỉ việc thi hành", "đình chỉ thi hành", "ngưng áp dụng", "tạm ngưng áp dụng"}, Voice::active, 10);
    add("corrects", {"đính chính"}, Voice::active, 10);
    add("extends", {"kéo dài thời hạn áp dụng", "kéo dài thời gian thực hiện", "kéo dài thời gian áp dụng", "gia hạn hiệu lực", "kéo dài hiệu lực", "kéo dài thời hạn"}, Voice::active, 14);
    add("consolidates", {"hợp nhất"}, Voice::active, 4, false);

    add("guides", {"quy định chi tiết và hướng dẫn thi hành", "quy định chi tiết và biện pháp thi hành", "quy định chi tiết và hướng dẫn biện pháp thi hành", "quy định chi tiết thi hành", "quy định chi tiết",
                   "hướng dẫn chi tiết", "hướng dẫn thi hành", "hướng dẫn thực hiện", "hướng dẫn việc thực hiện", "hướng dẫn áp dụng", "biện pháp thi hành", "hướng dẫn triển khai"},
        Voice::active, 14, false);
    add("guides", {"hướng dẫn"}, Voice::active, 6, false);

    // The cited text supplies a rule. "thực hiện theo quy định tại" is no implementation.
    add("implements", {"thực hiện đúng các quy định tại", "thực hiện đúng quy định tại", "thực hiện đúng các quy định của", "thực hiện đúng quy định của", "thực hiện nghiêm các quy định tại",
                       "thực hiện nghiêm quy định tại", "thực hiện nghiêm các quy định của", "chấp hành nghiêm các quy định của", "thực hiện nghiêm túc các quy định của", "thực hiện nghiêm túc các quy định tại",
                       "thực hiện đầy đủ quy định tại", "thực hiện đầy đủ các quy định tại", "thực hiện đầy đủ quy định của", "thực hiện đầy đủ các quy định của", "thực hiện các quy định của", "thực hiện các quy định tại", "thực hiện quy định tại", "thực hiện quy định của"},
        Voice::active, 4);
    add("refers", {"thực hiện theo quy định tại", "thực hiện theo quy định của", "thực hiện theo các quy định tại", "thực hiện theo quy định", "thực hiện theo hướng dẫn tại", "thực hiện theo hướng dẫn của", "thực hiện theo đúng quy định tại",
                   "thực hiện theo đúng quy định của", "thực hiện theo nội dung", "được thực hiện theo", "thực hiện theo", "theo quy định tại", "theo quy định của", "theo quy định trong", "theo các quy định tại",
                   "theo các quy định của", "theo đúng quy định tại", "theo đúng quy định của", "theo hướng dẫn tại", "theo hướng dẫn của", "theo quy định", "theo đúng", "quy định tại", "quy định trong", "quy định ở", "quy định của", "các quy định của",
                   "hướng dẫn tại", "nêu tại", "ghi tại", "áp dụng theo", "áp dụng quy định của", "áp dụng quy định tại", "áp dụng", "phù hợp với", "phù hợp quy định của", "trái với", "tuân thủ", "tuân theo", "đối chiếu với",
                   "đối chiếu quy định của", "đối chiếu", "bảo đảm quy định của", "đáp ứng quy định của", "vi phạm quy định tại", "vi phạm", "theo"},
        Voice::active, 4);
    add("implements", {"triển khai thực hiện", "tổ chức thực hiện", "tổ chức triển khai thực hiện", "triển khai thi hành", "tổ chức thi hành", "quán triệt và triển khai thực hiện", "quán triệt, triển khai thực hiện",
                       "quán triệt", "cụ thể hóa", "cụ thể hoá", "thể chế hóa", "thể chế hoá", "triển khai", "thi hành", "thực thi", "thực hiện", "chấp hành"},
        Voice::active, 9);
    add("implements", {"đã đề ra tại", "được đề ra tại", "đề ra tại", "đề ra trong", "được đưa ra tại", "đưa ra tại", "bám sát nội dung", "bám sát"}, Voice::active, 2);
    add("issued_with", {"ban hành kèm theo", "được ban hành kèm theo", "ban hành theo", "kèm theo"}, Voice::active, 2);
    std::stable_sort(c.begin(), c.end(), [](const Cue& a, const Cue& b) { return a.phrase.size() > b.phrase.size(); });
    return c;
  }();
  return all;
}

// GUIDE: the strongest that fits.
int strength(std::string_view relation) {
  static constexpr std::string_view kOrder[] = {"mention", "refers", "issued_with", "basis", "implements", "guides", "extends", "corrects", "suspends", "amends", "replaces", "repeals"};
  const auto found = std::find(std::begin(kOrder), std::end(kOrder), relation);
  return found == std::end(kOrder) ? 0 : static_cast<int>(found - std::begin(kOrder));
}

struct FoundCue {
  const Cue* cue = nullptr;
  std::size_t begin = 0, end = 0;
};

class Relator {
 public:
  Relator(const Words& words, model::Document& document) : canonical_(words.canonical()), words_(words), document_(document) {
    for (std::size_t k = 0; k < cues().size(); ++k) by_first_.emplace(cues()[k].phrase.first(), k);
    folded_title_ = text::fold(document.identity.title);
    static const Phrase column("căn cứ pháp lý");
    for (std::size_t i = 0; i < words_.size() && legal_basis_column_ == words_.size(); ++i)
      if (words_.code(i) == column.first() && words_.match(i, column)) legal_basis_column_ = i;
    own_amends_ = folded_title_.find("sua doi") != std::string::npos || folded_title_.find("bo sung") != std::string::npos;
  }

  void run() {
    locate();
    for (std::size_t i = 0; i < places_.size(); ++i) relate(i);
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
      Mention& m = document_.mentions[i];
      if (m.kind == MentionKind::internal) {
        m.roles.clear();
      } else if (m.roles.empty()) {
        m.roles.push_back({"this", "mention"});
      }
    }
    obligations();
  }

 private:
  struct Place {
    std::size_t mention = 0;
    std::size_t first = 0, last = 0;  // words
    std::size_t tail = 0;             // after date and issuer, roughly
    std::size_t clause = 0;           // first word of the clause
    bool nested = false;
    std::size_t head = 0;             // index into places_: the coordinate that leads the list
    std::int32_t acts_on = -1;        // index into places_: the document that this one changes ("được sửa đổi bởi")
  };

  void locate() {
    for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
      const Mention& m = document_.mentions[i];
      if (m.kind == MentionKind::internal) continue;
      Place p;
      p.mention = i;
      p.first = words_.at_char(canonical_.at_byte(m.span.begin));
      p.last = words_.at_char(canonical_.at_byte(m.span.end));
      if (p.last <= p.first) p.last = p.first + 1;
      // "Quy chuẩn kỹ thuật quốc gia QCVN 01:2019/BCT": the words before the symbol belong to the citation.
      static const Phrase quy_chuan("quy chuẩn kỹ thuật quốc gia"), tieu_chuan("tiêu chuẩn quốc gia"), quy_chuan_ngan("quy chuẩn");
      if (m.type == "QCVN" || m.type == "TCVN")
        for (const Phrase* kind : {&quy_chuan, &tieu_chuan, &quy_chuan_ngan})
          if (const std::size_t n = words_.match_before(p.first, *kind)) {
            p.first -= n;
            break;
          }
      p.clause = clause_begin(p.first);
      p.head = places_.size();
      places_.push_back(p);
    }
  }

  [[nodiscard]] bool ends_sentence(std::size_t w) const {
    if (w >= words_.size() || words_[w].kind != WordKind::punctuation) return false;
    const auto c = words_[w].code;
    if (c == ';') return true;
    if (c != '.' && c != '?' && c != '!') return false;
    if (w + 1 < words_.size() && words_[w + 1].gap == Gap::none) return false;
    // "TP. Hồ Chí Minh", "1. Quyết định": an abbreviation or a list number does not end a sentence.
    return !(w > 0 && words_.code(w - 1) == text::word_code("tp"));
  }

  // A clause also begins where a line begins with a bullet or with the formula of a preamble, and wherever "Căn cứ" is written
  // with a capital: headers and preambles often lack the stop.
  [[nodiscard]] bool opens_clause(std::size_t w) const {
    static const Phrase can_cu("căn cứ"), xet("xét"), de_nghi("theo đề nghị"), thuc_hien("thực hiện");
    if (words_.match(w, can_cu)) return words_.starts_upper(w) && !words_.all_upper(w + 1);
    if (words_[w].gap < Gap::line) return false;
    if (w > 0 && words_.is_punctuation(w - 1, ':')) return true;
    if (words_[w].kind == WordKind::punctuation) return (words_[w].code == '-' || words_[w].code == '+') && w + 1 < words_.size() && words_[w + 1].gap == Gap::blank;
    return words_.starts_upper(w) && (words_.match(w, xet) || words_.match(w, de_nghi) || words_.match(w, thuc_hien));
  }

  [[nodiscard]] std::size_t clause_begin(std::size_t w) const {
    std::size_t begin = w;
    while (begin > 0 && w - begin < 400) {
      if (words_[begin].gap == Gap::paragraph || opens_clause(begin)) break;
      if (ends_sentence(begin - 1)) break;
      if (words_[begin - 1].kind == WordKind::punctuation && words_[begin - 1].code == '|') break;
      --begin;
    }
    return begin;
  }

  // Rightmost cue that ends in (from, to]; the longest of those that end at one place.
  [[nodiscard]] FoundCue last_cue(std::size_t from, std::size_t to) const {
    FoundCue best;
    for (std::size_t i = to; i-- > from;) {
      const auto [begin, end] = by_first_.equal_range(words_.code(i));
      for (auto it = begin; it != end; ++it) {
        const Cue& cue = cues()[it->second];
        const std::size_t n = words_.match(i, cue.phrase);
        if (!n || i + n > to || part_of_another_word(i)) continue;
        if (!best.cue || i + n > best.end || (i + n == best.end && n > best.end - best.begin)) best = {&cue, i, i + n};
      }
      // A longer cue may end where a short one does ("được sửa đổi, bổ sung một số điều theo"): look a little further left.
      if (best.cue && i + 12 < best.begin) break;
    }
    return best;
  }

  // "hiệu lực thi hành", "Ban Chấp hành": no carrying out.
  [[nodiscard]] bool part_of_another_word(std::size_t i) const {
    static const Phrase hieu_luc("hiệu lực"), ban("ban"), thi_hanh("thi hành"), chap_hanh("chấp hành");
    static const Phrase thuc_hien("thực hiện"), dong_thoi("đồng thời");
    if (words_.match(i, thi_hanh)) return words_.match_before(i, hieu_luc) != 0;
    if (words_.match(i, thuc_hien)) return words_.match(i + 2, dong_thoi) != 0;  // "thực hiện đồng thời với"
    return words_.match(i, chap_hanh) && words_.match_before(i, ban);
  }

  // Words between cue and citation that are neither provisions nor numbers count as distance.
  [[nodiscard]] std::size_t distance(std::size_t from, std::size_t to) const {
    if (from < to && words_[from].kind == WordKind::punctuation && words_[from].code == ':') ++from;  // "Bãi bỏ: Điều 2 ..."
    std::size_t n = 0;
    for (std::size_t i = from; i < to; ++i) {
      if (words_[i].kind != WordKind::word) {
        if (words_[i].kind == WordKind::punctuation && (words_[i].code == '(' || words_[i].code == ')' || words_[i].code == ':')) n += 2;
        continue;
      }
      switch (words_.code(i)) {
        case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("chuong"): case text::word_code("muc"):
        case text::word_code("cac"): case text::word_code("cua"): case text::word_code("va"): case text::word_code("tai"): case text::word_code("phu"): case text::word_code("luc"): break;
        default: n += words_[i].end - words_[i].begin > 1 ? 1 : 0;
      }
    }
    return n;
  }

  [[nodiscard]] bool in_title(std::size_t w) const {
    const auto range = document_.identity.title_range;
    return !range.empty() && range.contains(canonical_.origin[words_[w].begin]);
  }

  // Nothing but connectors, provisions and determiners between two citations.
  [[nodiscard]] bool only_connectors(std::size_t from, std::size_t to, bool* semicolon) const {
    bool any = false;
    static const std::vector<Phrase> fillers = [] {
      std::vector<Phrase> all;
      for (const char* f : {"và", "hoặc", "cùng", "cùng với", "các", "những", "số", "của", "tại", "với", "theo", "hay", "văn bản"}) all.emplace_back(f);
      return all;
    }();
    for (std::size_t i = from; i < to; ++i) {
      if (words_[i].kind == WordKind::punctuation) {
        if (words_[i].code == ';') *semicolon = true;
        if (words_[i].code == ',' || words_[i].code == ';' || words_[i].code == '-') any = true;
        else if (words_[i].code != '"' && words_[i].code != ':' && words_[i].code != '.') return false;
        continue;
      }
      if (words_.is_number(i)) continue;
      switch (words_.code(i)) {
        case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("chuong"): case text::word_code("muc"):
        case text::word_code("phu"): case text::word_code("luc"): continue;
        default: break;
      }
      if (words_[i].end - words_[i].begin == 1) continue;  // điểm a
      const bool filler = std::any_of(fillers.begin(), fillers.end(), [&](const Phrase& f) { return words_.is(i, f); });
      if (!filler) return false;
      any = true;
    }
    return any;
  }

  // The citation begins right after a connector: ", Nghị định ...", "và Thông tư ...", "; Luật ...".
  [[nodiscard]] bool after_connector(std::size_t first, bool* semicolon) const {
    static const Phrase va("và"), hoac("hoặc");
    std::size_t k = first;
    // Provisions before the citation belong to it.
    while (k > 0 && first - k < 24) {
      const std::size_t w = k - 1;
      if (words_[k].gap == Gap::paragraph && words_[w].kind != WordKind::punctuation) return false;
      if (words_[w].kind == WordKind::punctuation) {
        if (words_[w].code == ';') *semicolon = true;
        return words_[w].code == ',' || words_[w].code == ';';
      }
      if (words_.is(w, va) || words_.is(w, hoac)) return true;
      const auto code = words_.code(w);
      const bool part = words_.is_number(w) || words_[w].end - words_[w].begin == 1 || code == text::word_code("dieu") || code == text::word_code("khoan") || code == text::word_code("diem") ||
                        code == text::word_code("cac") || code == text::word_code("cua") || code == text::word_code("tai");
      if (!part) return false;
      k = w;
    }
    return false;
  }

  [[nodiscard]] std::string subject_of(const Mention& m) const { return !m.number.empty() ? m.number : !m.name.empty() ? m.name : "this"; }

  [[nodiscard]] bool preamble(std::size_t w) const {
    for (const model::Provision& p : document_.provisions) {
      if (p.unit == model::Unit::preamble) return p.range.contains(canonical_.origin[words_[w].begin]);
    }
    return canonical_.origin[words_[w].begin] < 4000;
  }

  [[nodiscard]] bool clause_starts_with(std::size_t clause, const Phrase& phrase, std::size_t limit) const {
    // Bullets and list numbers stand before.
    for (std::size_t i = clause; i < clause + 4 && i < limit; ++i) {
      if (words_.match(i, phrase)) return true;
      const bool bullet = words_[i].kind == WordKind::punctuation || words_.is_number(i) || words_[i].end - words_[i].begin == 1;
      if (!bullet) return false;
    }
    return false;
  }

  void set(Place& p, std::string subject, const char* relation, const std::string& rule) {
    Mention& m = document_.mentions[p.mention];
    m.roles.assign(1, {std::move(subject), relation});
    m.relation_rule = rule;
  }

  void relate(std::size_t index) {
    Place& p = places_[index];
    Mention& m = document_.mentions[p.mention];
    const Place* prev = nullptr;
    std::size_t prev_index = 0;
    if (index > 0 && places_[index - 1].clause == p.clause) {
      prev = &places_[index - 1];
      prev_index = index - 1;
    }
    // A list that runs on over ';' ("theo quy định tại Luật A; Nghị định B; Thông tư C").
    bool semicolon = false;
    if (!prev && index > 0) {
      const Place& before = places_[index - 1];
      bool through = false;
      std::size_t after = before.last;
      if (p.first == p.clause || starts_clause(p)) {
        // Back over clauses that end with ';' and hold nothing but provisions, to the one with the earlier citation.
        std::size_t clause = p.clause;
        while (clause > 0 && words_.is_punctuation(clause - 1, ';')) {
          const std::size_t begin = clause_begin(clause - 1);
          if (begin <= before.first) {
            through = after <= clause && (words_[p.clause].gap != Gap::paragraph || (basis_clause(before.clause) && preamble(p.first)));
            break;
          }
          if (!only_provisions(begin, clause - 1)) break;
          clause = begin;
        }
      }
      if (through) {
        const Place& head = places_[top_of(index - 1)];
        const Mention& h = document_.mentions[head.mention];
        p.head = head.head;
        for (const Role& role : h.roles)
          if (role.subject == "this") set(p, "this", intern(role.relation), "list over ';' with " + subject_of(h));
        if (!m.roles.empty()) return;
      }
    }
    if (prev) {
      if (coordinate(p, *prev, prev_index, &semicolon)) return;
      if (m.type == "QCVN" || m.type == "TCVN") {
        static const Phrase promulgates("ban hành");
        for (std::size_t i = tail_end(*prev); i < p.first; ++i)
          if (words_.match(i, promulgates)) return set(p, "this", "mention", "promulgated by " + subject_of(document_.mentions[prev->mention]));
      }
      const FoundCue found = last_cue(prev->last, p.first);
      if (found.cue && distance(found.end, p.first) <= found.cue->reach) {
        if (nested(p, *prev, prev_index, found)) return;
      }
      bool separated = false;
      if (after_connector(p.first, &separated)) {
        // A new member of the list that the clause began.
        const std::size_t head = choose_head(index, prev_index, separated);
        inherit(p, places_[head]);
        if (!m.roles.empty()) return;
      }
    }
    governed(p);
  }

  [[nodiscard]] bool only_provisions(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (words_[i].kind != WordKind::word || words_[i].end - words_[i].begin == 1) continue;
      switch (words_.code(i)) {
        case text::word_code("dieu"): case text::word_code("khoan"): case text::word_code("diem"): case text::word_code("va"): case text::word_code("cac"): case text::word_code("muc"):
        case text::word_code("chuong"): case text::word_code("phu"): case text::word_code("luc"): break;
        default: return false;
      }
    }
    return true;
  }

  // Nothing before the citation in its clause but provisions and "Quy định ban hành kèm theo".
  [[nodiscard]] bool starts_clause(const Place& p) const {
    static const std::vector<Phrase> carriers = [] {
      std::vector<Phrase> all;
      for (const char* c : {"quy định ban hành kèm theo", "quy chế ban hành kèm theo", "ban hành kèm theo", "kèm theo"}) all.emplace_back(c);
      return all;
    }();
    std::size_t first = p.first;
    for (const Phrase& c : carriers)
      if (const std::size_t n = words_.match_before(first, c)) {
        first -= n;
        break;
      }
    for (std::size_t i = p.clause; i < first; ++i)
      if (words_[i].kind == WordKind::word && words_[i].end - words_[i].begin > 1 && words_.code(i) != text::word_code("dieu") && words_.code(i) != text::word_code("khoan") &&
          words_.code(i) != text::word_code("diem") && words_.code(i) != text::word_code("va") && words_.code(i) != text::word_code("cac") && words_.code(i) != text::word_code("cua"))
        return false;
    return true;
  }

  [[nodiscard]] bool basis_clause(std::size_t clause) const {
    static const Phrase can_cu("căn cứ");
    return clause_starts_with(clause, can_cu, words_.size());
  }

  // The outermost citation of the list that place i belongs to.
  [[nodiscard]] std::size_t top_of(std::size_t i) const {
    std::size_t k = i;
    while (places_[k].nested && k > 0 && places_[k - 1].clause == places_[k].clause) --k;
    return k;
  }

  [[nodiscard]] const char* intern(const std::string& relation) const {
    for (const auto& known : registry::Registry::builtin().relations())
      if (known.name == relation) return known.name.c_str();
    return "mention";
  }

  void inherit(Place& p, const Place& from) {
    const Mention& source = document_.mentions[from.mention];
    Mention& m = document_.mentions[p.mention];
    std::vector<Role> roles;
    // Edges stated of the other alone ("A được sửa đổi bởi B") are not shared: its own last role is.
    for (const Role& role : source.roles)
      if (from.nested ? role.subject != "this" : role.subject == "this") roles.push_back(role);
    if (roles.empty() && !source.roles.empty()) roles.push_back(source.roles.back());
    if (roles.empty()) return;
    m.roles = std::move(roles);
    m.relation_rule = "joined with " + subject_of(source);
    p.nested = from.nested;
    p.head = from.head;
    // "được sửa đổi, bổ sung bởi Luật A và Luật B": both act.
    if (from.acts_on >= 0) {
      for (const Role& role : document_.mentions[places_[static_cast<std::size_t>(from.acts_on)].mention].roles)
        if (role.subject == subject_of(source)) {
          act_on(p, static_cast<std::size_t>(from.acts_on), std::string(role.relation));
          break;
        }
    }
  }

  // The earlier citation with which a new list member goes: the nearest of its type; after ';' the outermost.
  [[nodiscard]] std::size_t choose_head(std::size_t index, std::size_t prev_index, bool semicolon) const {
    const Place& p = places_[index];
    const Mention& m = document_.mentions[p.mention];
    std::size_t first = prev_index;
    while (first > 0 && places_[first - 1].clause == p.clause) --first;
    if (semicolon) return top_of(prev_index);
    const bool leads = followed_by_cue(p);
    if (leads) {
      for (std::size_t k = prev_index + 1; k-- > first;)
        if (!places_[k].nested && document_.mentions[places_[k].mention].type == m.type) return k;
    }
    for (std::size_t k = prev_index + 1; k-- > first;)
      if (document_.mentions[places_[k].mention].type == m.type) return k;
    return top_of(prev_index);
  }

  // The citation itself acts on another: "Thông tư số 139/2025/TT-BTC sửa đổi, bổ sung ...".
  [[nodiscard]] bool followed_by_cue(const Place& p) const {
    static const std::vector<Phrase> verbs = [] {
      std::vector<Phrase> all;
      for (const char* v : {"sửa đổi", "bãi bỏ", "thay thế"}) all.emplace_back(v);
      return all;
    }();
    for (std::size_t i = p.last; i < words_.size() && i < p.last + 22; ++i) {
      if (words_[i].gap == Gap::paragraph || ends_sentence(i)) return false;
      if (std::any_of(verbs.begin(), verbs.end(), [&](const Phrase& v) { return words_.match(i, v) != 0; })) return true;
    }
    return false;
  }

  bool coordinate(Place& p, const Place& prev, std::size_t prev_index, bool* semicolon) {
    const std::size_t from = tail_end(prev);
    if (from > p.first || !only_connectors(from, p.first, semicolon)) return false;
    const std::size_t index = static_cast<std::size_t>(&p - places_.data());
    inherit(p, places_[prev.nested || *semicolon ? choose_head(index, prev_index, *semicolon) : prev_index]);
    return !document_.mentions[p.mention].roles.empty();
  }

  // End of date and issuer after a citation.
  [[nodiscard]] std::size_t tail_end(const Place& p) const {
    static const Phrase ngay("ngày"), cua("của"), khoa("khóa");
    const Mention& m = document_.mentions[p.mention];
    std::size_t k = p.last;
    if (m.date.is_set()) {
      std::size_t n = k;
      if (words_.is_punctuation(n, ',') || words_.is_punctuation(n, '(')) ++n;
      if (words_.is(n, ngay)) ++n;
      if (words_.is(n, ngay)) ++n;
      if (words_.is_number(n)) {
        // d/m/y or d tháng m năm y: five or six words
        std::size_t end = n + 5;
        if (words_.is_word(n + 1)) end = n + 5;
        k = std::min(end, words_.size());
        if (words_.is_punctuation(k, ')')) ++k;
      }
    }
    if (!m.issuer.empty()) {
      std::size_t n = k;
      if (words_.is_punctuation(n, ',')) ++n;
      if (words_.is(n, cua)) {
        ++n;
        if (words_.is(n, cua)) ++n;
        // as many words as the issuer has
        const std::string folded = text::fold(m.issuer);
        std::size_t count = 0;
        bool inside = false;
        for (const char c : folded) {
          const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == 1;
          if (word && !inside) ++count;
          if (!word && c != ' ') ++count;
          inside = word;
        }
        k = std::min(words_.size(), n + count);
      }
    }
    return k;
  }

  // "A được sửa đổi bởi P": an edge from P, kept with A.
  void act_on(Place& p, std::size_t target, const std::string& relation) {
    const std::string subject = subject_of(document_.mentions[p.mention]);
    if (subject == "this") return;
    p.acts_on = static_cast<std::int32_t>(target);
    Mention& object = document_.mentions[places_[target].mention];
    const Role role{subject, relation};
    if (std::find(object.roles.begin(), object.roles.end(), role) == object.roles.end()) object.roles.insert(object.roles.begin(), role);
  }

  bool nested(Place& p, const Place& prev, std::size_t prev_index, const FoundCue& found) {
    Mention& left = document_.mentions[prev.mention];
    Mention& m = document_.mentions[p.mention];
    const std::string relation = found.cue->relation;
    if (found.cue->voice == Voice::passive) {
      // The document left of the verb that heads the phrase. Laws are changed by laws, decrees by decrees: where the nearest is
      // of another type, the nearest of this type; an agent of an earlier "được sửa đổi bởi" stands for what it changed.
      std::size_t target = prev_index;
      const auto same_rank = [&](const Mention& other) { return other.type == m.type || ((other.type == "L" || other.type == "BL") && (m.type == "L" || m.type == "BL")); };
      if (!same_rank(left) || places_[prev_index].acts_on >= 0) {
        for (std::size_t k = prev_index + 1; k-- > 0 && places_[k].clause == p.clause;)
          if (same_rank(document_.mentions[places_[k].mention]) && places_[k].acts_on < 0) {
            target = k;
            break;
          }
      }
      Mention& object = document_.mentions[places_[target].mention];
      const std::string subject = subject_of(m);
      if (subject == "this") return false;
      m.roles = object.roles.empty() ? std::vector<Role>{{"this", "mention"}} : std::vector<Role>{object.roles.back()};
      act_on(p, target, relation);
      m.relation_rule = "agent of " + relation + " (" + words_.utf8(found.begin, found.end) + ")";
      p.nested = places_[target].nested;
      p.head = places_[target].head;
      return true;
    }
    // Active: the nearest document noun phrase left of the verb inside the clause is the subject.
    if (relation == "refers") {
      // "hướng dẫn một số nội dung quy định tại Nghị định ...": what it guides is named by where it stands.
      const FoundCue before = last_cue(tail_end(prev), found.begin);
      if (before.cue && std::string_view(before.cue->relation) == "guides" && before.cue->voice == Voice::active && distance(before.end, found.begin) <= 10 && !breaks_tie(tail_end(prev), before.begin)) {
        set(p, subject_of(left), "guides", "cue '" + words_.utf8(before.begin, before.end) + "' of " + subject_of(left));
        p.nested = true;
        return true;
      }
    }
    if (relation == "refers" || relation == "issued_with") {
      // "Quy định ban hành kèm theo Quyết định 42" under "sửa đổi": the stronger verb before it decides.
      if (relation == "issued_with") {
        const FoundCue before = last_cue(tail_end(prev), found.begin);
        if (before.cue && before.cue->voice == Voice::active && strength(before.cue->relation) > strength(relation) && distance(before.end, found.begin) <= 12) {
          set(p, subject_of(left), before.cue->relation, "cue '" + words_.utf8(before.begin, before.end) + "'");
          p.nested = true;
          return true;
        }
      }
      return false;
    }
    // The sentence's own verb: "... theo Nghị định A; đồng thời bãi bỏ Nghị định B", "và thay thế Quyết định C".
    static const Phrase va("và"), dong_thoi("đồng thời");
    const std::size_t before = found.begin;
    const bool joined = before > 0 && (words_.is(before - 1, va) || words_.match_before(before, dong_thoi));
    const bool effect_verb = relation == "replaces" || relation == "repeals";
    if (joined && effect_verb && !in_title(p.first)) return false;
    // "bãi bỏ Điều 3 Nghị định A, thay thế Nghị định B": two verbs of one subject.
    if (effect_verb && !left.roles.empty() && strength(left.roles.back().relation) >= strength("amends") && found.begin <= tail_end(prev) + 1) return false;
    const std::string subject = subject_of(left);
    if (subject == "this") return false;
    // A submission or report proposes to amend; it amends nothing.
    const bool proposes = left.type == "TTr" || left.type == "CV" || left.type == "BC" || left.type == "TB" || left.type == "KL";
    if (proposes && strength(relation) >= strength("guides")) return set(p, "this", "mention", "proposed by " + subject), true;
    // Words between the subject and the verb: date, issuer, "về việc ...". A finite clause of somebody else breaks the tie.
    if (breaks_tie(tail_end(prev), found.begin)) return false;
    // "Hướng dẫn ... thi hành Điều lệ Đảng": what a guideline carries out, it guides.
    const bool guideline = left.type == "HD" && relation == "implements";
    m.roles.assign(1, {subject, guideline ? "guides" : relation});
    m.relation_rule = "cue '" + words_.utf8(found.begin, found.end) + "' of " + subject;
    p.nested = true;
    p.head = places_[prev_index].head;
    return true;
  }

  // A subject of its own between citation and verb ("..., Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện X").
  [[nodiscard]] bool breaks_tie(std::size_t from, std::size_t to) const {
    static const std::vector<Phrase> breakers = [] {
      std::vector<Phrase> all;
      for (const char* b : {"ban hành", "xây dựng", "đề nghị", "yêu cầu", "giao", "có trách nhiệm", "chỉ đạo", "căn cứ", "thông báo", "báo cáo", "đồng thời", "chịu trách nhiệm", "tham mưu",
                            "có ý kiến", "như sau", "phê duyệt"})
        all.emplace_back(b);
      return all;
    }();
    bool comma = false;
    for (std::size_t i = from; i < to; ++i) {
      if (words_[i].kind == WordKind::punctuation) {
        comma = comma || words_[i].code == ',';
        if (words_[i].code == ':') return true;
        continue;
      }
      for (const Phrase& b : breakers) {
        if (!words_.match(i, b)) continue;
        if (comma || !words_.match(i, breakers.front())) return true;
      }
    }
    return false;
  }

  // No other citation rules the phrase: this document relates.
  void governed(Place& p) {
    Mention& m = document_.mentions[p.mention];
    static const Phrase can_cu("căn cứ"), xet("xét"), theo_de_nghi("theo đề nghị"), kem_theo("kèm theo");
    const std::size_t clause = p.clause;
    if (clause_starts_with(clause, xet, p.first) || clause_starts_with(clause, theo_de_nghi, p.first)) return set(p, "this", "mention", "proposal in the preamble");
    std::size_t from = clause;
    // A cue stands after the previous citation of the clause, if there is one.
    const std::size_t index = static_cast<std::size_t>(&p - places_.data());
    if (index > 0 && places_[index - 1].clause == clause) from = std::max(from, tail_end(places_[index - 1]));
    if (from > p.first) from = places_[index - 1].last <= p.first ? places_[index - 1].last : clause;
    FoundCue found = last_cue(from, p.first);
    // "Căn cứ Luật X", "Căn cứ khoản 5 Điều 76 Nghị định Y"; in "Căn cứ kết quả kiểm tra theo Kế hoạch số 16" the plan is no basis.
    const bool refers = found.cue && std::string_view(found.cue->relation) == "refers" && distance(found.end, p.first) <= found.cue->reach;
    const bool proposal = m.type == "TTr" || m.type == "BC";
    if (basis_clause(clause) && !proposal && (from == clause ? !refers || distance(clause, p.first) <= 6 : !found.cue && preamble(p.first))) {
      // "Căn cứ Luật X ...": in a preamble each clause is a basis; a nested verb has been taken before.
      if (!(found.cue && found.cue->voice == Voice::active && strength(found.cue->relation) >= strength("guides") && distance(found.end, p.first) <= found.cue->reach && index > 0 && places_[index - 1].clause == clause))
        return set(p, "this", "basis", "clause begins with 'Căn cứ'");
    }
    if (ends_after(p)) return set(p, "this", "repeals", "'hết hiệu lực' after it");
    if (!found.cue || found.cue->voice == Voice::passive || distance(found.end, p.first) > found.cue->reach) {
      const auto inherited = list_head_relation(p, index);
      if (inherited) return;
      // Lists of the legal basis of an administrative procedure: bare items after a heading "Căn cứ pháp lý".
      if (legal_basis_column_ < p.first && p.clause < p.first && words_.is_punctuation(p.clause, '-') && starts_clause(p)) return set(p, "this", "refers", "item of a column 'Căn cứ pháp lý'");
      // A provision is named for the rule in it.
      const bool rule_named = !m.pinpoints.empty();
      return set(p, "this", rule_named ? "refers" : "mention", rule_named ? "a provision is named" : "no cue");
    }
    std::string relation = found.cue->relation;
    if (relation == "refers") {
      // "hướng dẫn thực hiện chính sách ... quy định tại Quyết định ..."
      const FoundCue before = last_cue(from, found.begin);
      const bool by_rule = words_.code(found.begin) == text::word_code("theo") || words_.code(found.end - 1) == text::word_code("theo");  // "hướng dẫn ... theo quy định tại": how, not what
      if (!by_rule && before.cue && std::string_view(before.cue->relation) == "guides" && before.cue->voice == Voice::active && distance(before.end, found.begin) <= 14 && acts_itself(p, before)) {
        found = before;
        relation = "guides";
      }
    }
    // "sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo X": the stronger verb before decides.
    if (relation == "issued_with") {
      const FoundCue before = last_cue(from, found.begin);
      if (before.cue && before.cue->voice == Voice::active && strength(before.cue->relation) > strength("implements") && distance(before.end, found.begin) <= 12) {
        found = before;
        relation = before.cue->relation;
      } else if (before.cue && std::string_view(before.cue->relation) == "refers" && before.end - before.begin > 1 && distance(before.end, found.begin) <= 8) {
        relation = "refers";  // "quy định tại Phụ lục I ban hành kèm theo Thông tư số ..."
      } else if (words_.match_before(found.end, kem_theo) == found.end - found.begin && !(found.begin > 0 && words_.is_punctuation(found.begin - 1, '('))) {
        relation = "mention";  // "hồ sơ kèm theo Tờ trình số ..."
      }
    }
    if (relation == "implements" && document_.identity.type == "HD") {
      const FoundCue before = last_cue(from, found.begin);
      if (in_title(p.first) || (before.cue && std::string_view(before.cue->relation) == "guides")) relation = "guides";
    }
    if (!found.cue->anywhere && !acts_itself(p, found)) relation = relation == "guides" && m.type != "L" ? "mention" : "mention";
    if (relation == "implements" && reported(found)) relation = "mention";
    if (relation == "repeals" || relation == "replaces") {
      if (negated(found)) relation = "mention";
    }
    set(p, "this", intern(relation), "cue '" + words_.utf8(found.begin, found.end) + "'");
  }

  // Verbs of amending and guiding make an edge from this document in its title, its promulgation formula, or where a
  // clause begins with them.
  [[nodiscard]] bool acts_itself(const Place& p, const FoundCue& found) const {
    if (in_title(p.first)) return true;
    static const std::vector<Phrase> promulgation = [] {
      std::vector<Phrase> all;
      for (const char* b : {"ban hành thông tư", "ban hành nghị định", "ban hành luật", "ban hành quyết định", "ban hành nghị quyết", "ban hành thông tư liên tịch", "ban hành hướng dẫn",
                            "ban hành quy định", "ban hành pháp lệnh", "ban hành kế hoạch", "thông tư này", "nghị định này", "luật này", "quyết định này", "nghị quyết này", "hướng dẫn này",
                            "thông tư", "nghị định"})
        all.emplace_back(b);
      return all;
    }();
    for (const Phrase& b : promulgation)
      if (words_.match_before(found.begin, b)) return true;
    // "Thông tư này quy định chi tiết ...", "Điều 1. Sửa đổi, bổ sung ...": the verb opens the clause.
    std::size_t k = found.begin;
    std::size_t plain = 0;
    while (k > p.clause) {
      --k;
      if (words_[k].kind == WordKind::word && words_[k].end - words_[k].begin > 1 && words_.code(k) != text::word_code("dieu") && words_.code(k) != text::word_code("khoan")) ++plain;
    }
    if (plain == 0) return true;
    if (own_amends_ && std::string_view(found.cue->relation) == "amends") return plain <= 6 || in_title(p.first);
    return false;
  }

  // "đã ... thực hiện", "việc thực hiện", "kết quả thực hiện", "tổng kết thi hành": a report, no implementation.
  [[nodiscard]] bool reported(const FoundCue& found) const {
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
    static const Phrase da("đã"), duoc("được");
    for (std::size_t k = found.begin; k-- > 0 && found.begin - k < 22;) {
      if (ends_sentence(k) || words_[k + 1].gap == Gap::paragraph) break;
      if (words_.is(k, da) && !words_.is(k + 1, duoc)) return true;
    }
    return false;
  }

  [[nodiscard]] bool negated(const FoundCue& found) const {
    static const Phrase hoac("hoặc"), nguoi("được");
    return words_.match_before(found.begin, hoac) || words_.match_before(found.begin, nguoi);
  }

  // "Nghị quyết số 329/2021/NQ-HĐND ... hết hiệu lực kể từ ngày ...", "các văn bản sau hết hiệu lực: ...".
  [[nodiscard]] bool ends_after(const Place& p) const {
    static const Phrase het("hết hiệu lực"), khong_con("không còn hiệu lực"), bi_bai_bo("bị bãi bỏ"), cham_dut("chấm dứt hiệu lực"), ke_tu("kể từ"), da("đã"), thi_hanh("thi hành");
    const std::size_t from = p.last;
    for (std::size_t i = from; i < words_.size() && i < from + 90; ++i) {
      if (words_[i].gap == Gap::paragraph || ends_sentence(i)) return false;
      for (const Phrase* end : {&het, &khong_con, &bi_bai_bo, &cham_dut}) {
        if (!words_.match(i, *end)) continue;
        if (words_.match_before(i, da)) return false;
        // Only where this document states it: an effect clause says since when.
        const std::size_t after = i + end->size();
        for (std::size_t k = after; k < after + 4 && k < words_.size(); ++k)
          if (words_.match(k, ke_tu)) return true;
        return words_.match(after, thi_hanh) != 0 || words_.is_punctuation(after, '.') || words_.is_punctuation(after, ';');
      }
      // Another citation takes over as the subject.
    }
    return false;
  }

  // "Bãi bỏ toàn bộ các Quyết định sau đây: 1. Quyết định ...": a list under one verb.
  bool list_head_relation(Place& p, std::size_t index) {
    if (!starts_clause(p)) return false;
    static const std::vector<std::pair<Phrase, const char*>> heads = [] {
      std::vector<std::pair<Phrase, const char*>> all;
      for (const char* b : {"bãi bỏ toàn bộ các", "bãi bỏ các", "bãi bỏ toàn bộ", "bãi bỏ"}) all.emplace_back(Phrase(b), "repeals");
      for (const char* b : {"thay thế các"}) all.emplace_back(Phrase(b), "replaces");
      for (const char* b : {"căn cứ các", "căn cứ"}) all.emplace_back(Phrase(b), "basis");
      return all;
    }();
    // Look back over at most 60 paragraphs' worth of list items for "<verb> ... sau đây:" or "... sau:".
    for (std::size_t back = p.clause; back > 0 && p.clause - back < 1500; --back) {
      const std::size_t w = back - 1;
      if (!(words_[w].kind == WordKind::punctuation && words_[w].code == ':')) continue;
      const std::size_t begin = clause_begin(w);
      for (const auto& [phrase, relation] : heads)
        for (std::size_t i = begin; i < begin + 8 && i < w; ++i)
          if (words_.match(i, phrase) && w - i < 40) {
            set(p, "this", relation, "list under '" + words_.utf8(i, i + phrase.size()) + "'");
            return true;
          }
      // "các văn bản sau đây hết hiệu lực:"
      static const Phrase het("hết hiệu lực");
      for (std::size_t i = begin; i < w; ++i)
        if (words_.match(i, het)) {
          set(p, "this", "repeals", "list under 'hết hiệu lực'");
          return true;
        }
      return false;
    }
    (void)index;
    return false;
  }

  // ---- obligations and delegations ---------------------------------------------------------------------------------
  void obligations() {
    static const Phrase ke_hoach("xây dựng kế hoạch"), chuong_trinh("xây dựng chương trình"), quy_dinh_chi_tiet("quy định chi tiết"), nay("này"), huong_dan("hướng dẫn thi hành"),
        ban_hanh_kh("ban hành kế hoạch"), xay_dung_kh2("xây dựng, ban hành kế hoạch"), cu_the_hoa("xây dựng kế hoạch cụ thể");
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const auto code = words_.code(i);
      if (code == text::word_code("xay") || code == text::word_code("ban")) {
        if (!words_.match(i, ke_hoach) && !words_.match(i, chuong_trinh) && !words_.match(i, xay_dung_kh2)) continue;
        const std::size_t begin = clause_begin(i);
        if (i - begin < 2 || preamble(i)) continue;
        std::size_t end = i;
        while (end < words_.size() && end < i + 60 && !ends_sentence(end) && (end == i || words_[end].gap != Gap::paragraph)) ++end;
        model::Obligation o;
        o.kind = model::Obligation::Kind::implement;
        o.range = canonical_.bytes(words_[begin].begin, words_[end - 1].end);
        o.body = body_of(begin, i);
        if (o.body.empty()) continue;
        for (const Place& p : places_)
          if (p.first >= i && p.first < end && document_.mentions[p.mention].kind == MentionKind::document) {
            o.mention = static_cast<std::int32_t>(p.mention);
            break;
          }
        document_.obligations.push_back(std::move(o));
      } else if (code == quy_dinh_chi_tiet.first() && words_.match(i, quy_dinh_chi_tiet)) {
        // "Chính phủ quy định chi tiết Điều này", "Bộ trưởng Bộ Tài chính quy định chi tiết khoản 2 Điều này".
        std::size_t end = i + 3;
        while (end < words_.size() && end < i + 14 && !words_.is(end, nay) && !ends_sentence(end) && words_[end].gap != Gap::paragraph) ++end;
        if (end >= words_.size() || !words_.is(end, nay)) continue;
        const std::size_t begin = clause_begin(i);
        model::Obligation o;
        o.kind = model::Obligation::Kind::delegate;
        o.range = canonical_.bytes(words_[begin].begin, words_[end].end);
        o.body = body_of(begin, i);
        if (!o.body.empty()) document_.obligations.push_back(std::move(o));
      }
    }
  }

  // Who acts: the words from the clause's start (without "Giao", list numbers) to the verb, cut at the first comma.
  [[nodiscard]] std::string body_of(std::size_t begin, std::size_t verb) const {
    static const Phrase giao("giao"), de_nghi("đề nghị"), yeu_cau("yêu cầu");
    std::size_t k = begin;
    while (k < verb && (words_[k].kind == WordKind::punctuation || words_.is_number(k) || words_[k].end - words_[k].begin == 1)) ++k;
    for (const Phrase* head : {&giao, &de_nghi, &yeu_cau})
      if (const std::size_t n = words_.match(k, *head)) k += n;
    std::size_t end = k;
    while (end < verb && end < k + 16 && !(words_[end].kind == WordKind::punctuation && (words_[end].code == ',' || words_[end].code == ';' || words_[end].code == ':'))) {
      static const std::vector<Phrase> verbs = [] {
        std::vector<Phrase> all;
        for (const char* v : {"căn cứ", "chủ trì", "lãnh đạo", "có trách nhiệm", "chịu trách nhiệm", "tổ chức", "phối hợp", "chỉ đạo", "nghiên cứu"}) all.emplace_back(v);
        return all;
      }();
      if (std::any_of(verbs.begin(), verbs.end(), [&](const Phrase& v) { return words_.match(end, v) != 0; })) break;
      ++end;
    }
    if (end <= k || !words_.starts_upper(k)) return {};
    return words_.utf8(k, end);
  }

  const text::Canonical& canonical_;
  const Words& words_;
  model::Document& document_;
  std::vector<Place> places_;
  std::unordered_multimap<text::WordCode, std::size_t> by_first_;
  std::string folded_title_;
  bool own_amends_ = false;
  std::size_t legal_basis_column_ = words_.size();  // word where "Căn cứ pháp lý" first stands; the end if nowhere
};

}  // namespace

void relate(const text::Words& words, model::Document& document) {
  if (words.size() == 0) return;
  Relator(words, document).run();
}

}  // namespace tracuu::relation
