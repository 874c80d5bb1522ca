#include "corpus/relation/obligations.h"

#include <algorithm>
#include <optional>

namespace tracuu::relation {
namespace {

using model::MentionKind;
using model::Obligation;
using model::Unit;
using text::Gap;
using text::Phrase;
using text::word_code;
using text::WordKind;

using Phrases = std::vector<Phrase>;

Phrases phrases(std::initializer_list<const char*> all) { return {all.begin(), all.end()}; }

struct WordRange {
  std::size_t begin = 0, end = 0;
};

/// Who acts, and where the words that name them end.
struct Actors {
  std::vector<WordRange> bodies;
  std::size_t end = 0;
};

class Finder {
 public:
  Finder(const text::Words& words, const citation::IssuerNames& issuers, model::Document& document)
      : words_(words), issuers_(issuers), document_(document) {}

  void run() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      // Compared without a branch each: no more than one word in fifty is one of them.
      const text::WordCode code = words_[i].code;
      const bool is_plan = (code == word_code("xay")) | (code == word_code("ban")) | (code == word_code("cu"));
      const bool is_delegation = code == word_code("quy");
      if (!(is_plan | is_delegation)) continue;
      if (is_plan) plan(i);
      else delegation(i);
    }
  }

 private:
  // ---- "xây dựng kế hoạch thực hiện Nghị quyết này"

  void plan(std::size_t verb) {
    static const Phrases verbs = phrases({"xây dựng", "ban hành", "cụ thể hóa"});
    static const Phrase da("đã"), duoc("được");
    const std::size_t after = after_any(verb, verbs);
    if (after == verb || words_.match_before(verb, da) || words_.match_before(verb, duoc) || names_an_act_or_a_subject(verb)) return;
    const std::size_t sentence_end = end_of_sentence(verb);
    if (verb + 2 < sentence_end && verb > 0 && within_plan_verbs(verb)) return;  // "xây dựng, ban hành kế hoạch" is found once
    const auto object = words_.code(verb) == word_code("cu") ? what_is_made_concrete(after, sentence_end) : what_the_plan_carries_out(after, sentence_end, verb);
    if (!object) return;
    const auto actors = actors_of(verb);
    if (actors.bodies.empty()) return;
    const auto begin = actors.bodies.front().begin;
    const auto range = document_range(begin < verb && begin + 400 > verb ? begin : verb, sentence_end);
    for (const auto& body : actors.bodies) add(Obligation::Kind::implement, range, body, *object);
  }

  // "Nghị quyết số 282/NQ-CP của Chính phủ ban hành Chương trình ...", "về việc ban hành Kế hoạch": the title of another act; "trình tự
  // xây dựng đề án", "việc ban hành kế hoạch": no predicate.
  [[nodiscard]] bool names_an_act_or_a_subject(std::size_t verb) const {
    static const Phrases nouns = phrases({"về", "việc", "thủ tục", "trình tự", "quá trình", "công tác", "kết quả"});
    static const Phrase cua("của");
    for (const Phrase& noun : nouns)
      if (words_.match_before(verb, noun)) return true;
    for (std::size_t k = verb; k > 1 && k + 14 > verb; --k)
      if (words_.is(k - 1, cua) && issuers_.phrase_end(words_, k, false) == verb) return true;
    return false;
  }

  // The verb follows another plan verb: "xây dựng và ban hành kế hoạch".
  [[nodiscard]] bool within_plan_verbs(std::size_t verb) const {
    static const Phrase xay_dung("xây dựng"), va("và");
    std::size_t before = verb;
    if (words_.is_punctuation(before - 1, ',') || words_.is(before - 1, va)) --before;
    return before < verb && words_.match_before(before, xay_dung);
  }

  /// The act that the plan carries out: index of the mention, -1 for this document; nothing if it carries out no act.
  [[nodiscard]] std::optional<std::int32_t> what_the_plan_carries_out(std::size_t k, std::size_t end, std::size_t verb) const {
    static const Phrases joints = phrases({"và", "hoặc", "các"});
    static const Phrases second_verbs = phrases({"ban hành", "tổ chức thực hiện", "triển khai"});
    static const Phrases plans = phrases({"kế hoạch", "chương trình hành động", "chương trình", "đề án"});
    static const Phrases carries_out = phrases({"tổ chức thực hiện", "triển khai thực hiện", "thực hiện", "triển khai thi hành", "triển khai", "thi hành", "cụ thể hóa"});
    k = skip(k, joints, second_verbs);
    const std::size_t noun = k;
    std::size_t last_noun = k;
    while (k < end) {
      const std::size_t next = after_any(k, plans);
      if (next == k) break;
      last_noun = k;
      k = skip(next, joints, {});
    }
    if (k == noun || names_its_own_plan(k, end)) return std::nullopt;
    for (std::size_t at = k; at < std::min(end, k + 8); ++at) {
      const std::size_t act = after_any(at, carries_out);
      if (act == at) continue;
      if (const auto object = act_at(act, end)) return object;
      return std::nullopt;  // "kế hoạch triển khai công tác điều tra"
    }
    const bool of_action = after_any(last_noun, phrases_of_action()) != last_noun;
    return (of_action || is_bare(k, end)) && in_implementation_part(verb) ? std::optional<std::int32_t>(-1) : std::nullopt;
  }

  [[nodiscard]] static const Phrases& phrases_of_action() {
    static const Phrases all = phrases({"chương trình hành động"});
    return all;
  }

  // "cụ thể hóa Nghị quyết này bằng chương trình của địa phương".
  [[nodiscard]] std::optional<std::int32_t> what_is_made_concrete(std::size_t k, std::size_t end) const {
    static const Phrases plans = phrases({"kế hoạch", "chương trình", "đề án"});
    const auto object = act_at(k, end);
    if (!object) return std::nullopt;
    for (std::size_t at = k; at < end; ++at)
      if (after_any(at, plans) != at && at > k + 1) return object;
    return std::nullopt;
  }

  // "Ủy ban nhân dân quận ban hành Kế hoạch như sau:", "Kế hoạch số 97/KH-UBND": this document's own, or one that is there already.
  [[nodiscard]] bool names_its_own_plan(std::size_t after_noun, std::size_t end) const {
    static const Phrase so("số"), nhu_sau("như sau"), voi_noi_dung("với các nội dung");
    if (words_.is(after_noun, so)) return true;
    for (std::size_t k = after_noun; k < end; ++k)
      if (words_.match(k, nhu_sau) || words_.match(k, voi_noi_dung)) return true;
    for (std::size_t k = after_noun; k < std::min(end, after_noun + 5); ++k)
      if (words_.is_punctuation(k, ':')) return true;
    return false;
  }

  // Nothing follows that says what else the plan is for: "ban hành chương trình phù hợp tình hình địa phương trong quý II".
  [[nodiscard]] bool is_bare(std::size_t k, std::size_t end) const {
    static const Phrases goes_on = phrases({"phù hợp", "trước", "trong", "của"});
    static const Phrases detailed = phrases({"cụ thể", "chi tiết"});
    k = after_any(k, detailed);
    return k >= end || words_[k].kind == WordKind::punctuation || after_any(k, goes_on) != k;
  }

  [[nodiscard]] bool in_implementation_part(std::size_t w) const {
    static const Phrase part("tổ chức thực hiện");
    const auto at = canonical().origin[words_[w].begin];
    for (const auto& provision : document_.provisions) {
      if (!provision.range.contains(at) || provision.heading.empty()) continue;
      for (std::size_t k = word_at(provision.heading.begin); k < words_.size() && canonical().origin[words_[k].begin] < provision.heading.end; ++k)
        if (words_.match(k, part)) return true;
    }
    return false;
  }

  // An act directly at k: a citation, "Nghị quyết này", or the bare word where nothing but the end follows ("thực hiện Nghị quyết;").
  [[nodiscard]] std::optional<std::int32_t> act_at(std::size_t k, std::size_t end) const {
    static const Phrases lead = phrases({"có hiệu quả", "hiệu quả", "các", "nội dung", "những"});
    static const Phrases acts = phrases({"nghị quyết", "chương trình", "kế hoạch", "chỉ thị", "kết luận", "quyết định", "đề án", "nghị định", "luật", "thông tư", "quy định", "quy chế"});
    static const Phrase nay("này");
    for (std::size_t n = 0; n < 3 && k < end; ++n) {
      const std::size_t next = after_any(k, lead);
      if (next == k) break;
      k = next;
    }
    if (k >= end) return std::nullopt;
    // Provisions may stand before: "thực hiện khoản 2 Điều 5 Nghị quyết số ...".
    const auto from = canonical().origin[words_[k].begin];
    const auto m = first_mention_from(from);
    if (m < document_.mentions.size() && document_.mentions[m].span.begin <= (is_provision_word(k) ? from + 60 : from))
      return document_.mentions[m].kind == MentionKind::document ? static_cast<std::int32_t>(m) : -1;
    const std::size_t after = after_any(k, acts);
    if (after == k) return std::nullopt;
    if (words_.is(after, nay)) return -1;
    static const Phrases goes_on = phrases({"và", "trong", "tại", "của", "theo", "trên", "phù hợp", "trước"});
    const bool ends = after >= end || words_[after].kind == WordKind::punctuation || after_any(after, goes_on) != after;
    return words_.starts_upper(k) && ends ? std::optional<std::int32_t>(-1) : std::nullopt;
  }

  [[nodiscard]] bool is_provision_word(std::size_t k) const {
    switch (words_.code(k)) {
      case word_code("khoan"): case word_code("dieu"): case word_code("diem"): case word_code("chuong"): case word_code("muc"): return true;
      default: return false;
    }
  }

  // ---- "Chính phủ quy định chi tiết Điều này"

  void delegation(std::size_t verb) {
    static const Phrase details("quy định chi tiết"), nay("này");
    if (!words_.match(verb, details)) return;
    std::size_t end = verb + details.size();
    while (end < words_.size() && end < verb + 14 && !words_.is(end, nay) && !ends_sentence(end) && words_[end].gap != Gap::paragraph) ++end;
    if (end >= words_.size() || !words_.is(end, nay)) return;
    const std::size_t begin = begin_of_sentence(verb);
    // The body stands right before the verb: "Trường hợp ..., Bộ trưởng Bộ Tài chính quy định chi tiết khoản này".
    for (std::size_t k = verb; k-- > begin && k + 24 > verb;) {
      if (!begins_body(k) || issuers_.phrase_end(words_, k, false) != verb) continue;
      std::size_t first = k;  // "Bộ trưởng Bộ Tài chính", not "Bộ Tài chính"
      for (std::size_t wider = k; wider-- > begin && wider + 4 > k;)
        if (begins_body(wider) && issuers_.phrase_end(words_, wider, false) == verb) first = wider;
      add(Obligation::Kind::delegate, document_range(first, end + 1), {first, verb}, -1);
      return;
    }
  }

  // ---- who acts

  /// The bodies at the head of the verb's sentence; else of a provision that holds it and says no more than the body.
  [[nodiscard]] Actors actors_of(std::size_t verb) const {
    const std::size_t begin = begin_of_sentence(verb);
    auto actors = read_actors(begin, verb);
    if (!actors.bodies.empty()) return actors;
    for (auto p = innermost_provision(verb); p >= 0; p = document_.provisions[static_cast<std::size_t>(p)].parent) {
      const auto& provision = document_.provisions[static_cast<std::size_t>(p)];
      if (provision.unit == Unit::preamble || provision.unit == Unit::signature) break;
      const std::size_t head = word_at(provision.range.begin);
      if (head >= begin) continue;
      actors = read_actors(head, begin);
      if (!actors.bodies.empty() && stands_alone(actors.end)) return actors;
    }
    return {};
  }

  // "3. Sở Nội vụ:", "3. Sở Nội vụ" on a line of its own, "3. Sở Nội vụ a) ...".
  [[nodiscard]] bool stands_alone(std::size_t end) const {
    if (end >= words_.size() || words_.is_punctuation(end, ':') || words_[end].gap >= Gap::line) return true;
    return words_.is_punctuation(end + 1, ')') && words_[end].length == 1;
  }

  [[nodiscard]] Actors read_actors(std::size_t begin, std::size_t limit) const {
    static const Phrases heads = phrases({"giao", "đề nghị", "yêu cầu", "phân công", "trách nhiệm của"});
    std::size_t k = after_label(begin, limit);
    for (std::size_t next = after_any(k, heads); next != k; next = after_any(k, heads)) k = next;
    Actors actors{{}, k};
    while (k < limit && actors.bodies.size() < 30) {
      if (const std::size_t end = group_end(k, limit); end > k) {
        actors.bodies.push_back({k, end});
        actors.end = end;
        break;
      }
      if (!begins_body(k)) break;
      const std::size_t end = std::min(body_end(k), limit);
      if (end <= k) break;
      if (is_group(k, end)) {
        actors.end = predicate_begin(end, k, limit);
        actors.bodies.push_back({k, actors.end});
        break;
      }
      actors.bodies.push_back({k, end});
      actors.end = end;
      k = after_joint(end);
    }
    return actors;
  }

  // "Điều 5.", "3.", "a)", "-" before the sentence.
  [[nodiscard]] std::size_t after_label(std::size_t k, std::size_t limit) const {
    static const Phrase dieu("điều");
    if (words_.is(k, dieu) && words_.is_number(k + 1)) k += 2;
    while (k < limit && (words_[k].kind == WordKind::punctuation || words_.is_number(k) || words_[k].length == 1)) ++k;
    return k;
  }

  [[nodiscard]] bool begins_body(std::size_t k) const {
    // Words that look like the head of a name: "Ban hành kế hoạch", "Tổ chức thực hiện", "Trường hợp", "Bộ phận".
    static const Phrases not_bodies = phrases({"ban hành", "tổ chức", "trường hợp", "bộ phận", "phòng chống", "phòng, chống", "phòng ngừa", "hội nghị", "đại hội", "đoàn kết", "hội nhập", "bảo hiểm y tế",
                                               "bảo hiểm thất nghiệp", "viện trợ", "hội đồng kỷ luật", "trung ương", "tổ trưởng", "đoàn đánh giá", "đoàn kiểm tra", "hội thảo", "trường cao đẳng", "trường trung cấp"});
    return k < words_.size() && words_.starts_upper(k) && issuers_.begins_with_body(words_, k) && after_any(k, not_bodies) == k;
  }

  // Where the name of the body ends; a verb ends it as well ("Sở Tư pháp chủ trì").
  [[nodiscard]] std::size_t body_end(std::size_t k) const {
    static const Phrase cap("cấp");
    std::size_t end = issuers_.phrase_end(words_, k, false);
    if (end > k && words_.is(end, cap)) end += 2;  // "Ủy ban nhân dân cấp tỉnh"
    for (std::size_t at = k + 1; at < end; ++at)
      if (opens_predicate(at)) return at;
    return end;
  }

  // "Ủy ban nhân dân các tỉnh, thành phố", "Bộ, ngành trung ương", "Bộ trưởng các Bộ: ...": many, of whom none is named.
  [[nodiscard]] bool is_group(std::size_t k, std::size_t end) const {
    static const Phrases generic = phrases({"bộ", "sở", "ban", "bộ trưởng", "giám đốc", "chủ tịch", "cục", "vụ", "ủy ban nhân dân", "ubnd", "hội đồng nhân dân"});
    static const Phrase cac("các");
    return words_.is(end, cac) || (end == after_any(k, generic) && !opens_predicate(end));
  }

  [[nodiscard]] std::size_t predicate_begin(std::size_t from, std::size_t begin, std::size_t limit) const {
    std::size_t end = from;
    while (end < limit && end < begin + 60 && !words_.is_punctuation(end, ':') && !ends_sentence(end) && !opens_predicate(end)) ++end;
    while (end > from && words_[end - 1].kind == WordKind::punctuation) --end;
    return end;
  }

  [[nodiscard]] bool opens_predicate(std::size_t k) const {
    static const Phrases verbs = phrases({"căn cứ", "chủ trì", "lãnh đạo", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "tổ chức", "phối hợp", "chỉ đạo", "nghiên cứu", "xây dựng", "ban hành", "tham mưu", "chủ động", "tiếp tục",
                                          "thực hiện", "hướng dẫn", "rà soát", "cụ thể hóa", "quán triệt", "tập trung", "theo dõi", "thường xuyên", "định kỳ", "hằng năm", "hàng năm", "giúp", "lập", "trên cơ sở", "nghiêm túc",
                                          "kịp thời", "trực tiếp", "đôn đốc", "làm đầu mối", "triển khai", "đẩy mạnh", "tăng cường", "bảo đảm", "đảm bảo", "khẩn trương", "trong phạm vi", "tuyên truyền", "phổ biến", "trong vùng", "theo chức năng", "theo quy định"});
    return after_any(k, verbs) != k;
  }

  [[nodiscard]] std::size_t after_joint(std::size_t k) const {
    static const Phrase va("và"), cung("cùng"), voi("với");
    const std::size_t begin = k;
    if (words_.is_punctuation(k, ',') || words_.is_punctuation(k, ';')) ++k;
    if (words_.is(k, va)) ++k;
    else if (words_.is(k, cung)) k += words_.is(k + 1, voi) ? 2 : 1;
    return k > begin ? k : words_.size();
  }

  // "các sở, ban, ngành, Ủy ban nhân dân các quận, huyện": up to the verb. Whoever belongs to the group is not told.
  [[nodiscard]] std::size_t group_end(std::size_t k, std::size_t limit) const {
    static const Phrases quantifiers = phrases({"các", "những", "từng", "mỗi", "thủ trưởng các", "người đứng đầu các", "thủ trưởng", "giám đốc các"});
    static const Phrases members = phrases({"bộ", "ban", "sở", "ngành", "cơ quan", "đơn vị", "địa phương", "cấp ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "đảng ủy", "đảng bộ", "ban cán sự", "đảng đoàn", "ủy ban", "ubnd", "tổ chức đảng",
                                            "tổ chức chính trị", "phường", "xã", "quận", "huyện", "tỉnh", "phòng", "đoàn thể", "cấp", "chi bộ", "hội", "trường", "học viện", "viện", "tập đoàn", "tổng công ty"});
    const std::size_t noun = after_any(k, quantifiers);
    if (noun == k || !words_.starts_upper(k) || after_any(noun, members) == noun) return k;
    return predicate_begin(after_any(noun, members), k, limit);
  }

  // ---- places

  [[nodiscard]] const text::Canonical& canonical() const { return words_.canonical(); }

  [[nodiscard]] bool ends_sentence(std::size_t w) const {
    if (w >= words_.size() || words_[w].kind != WordKind::punctuation) return false;
    const auto c = words_[w].code;
    if (c == ';') return true;
    if (c != '.' && c != '?' && c != '!' && c != '|') return false;
    if (c == '|') return true;
    return (w + 1 >= words_.size() || words_[w + 1].gap != Gap::none) && words_.code(w - (w > 0)) != word_code("tp");
  }

  [[nodiscard]] std::size_t end_of_sentence(std::size_t w) const {
    std::size_t end = w;
    while (end < words_.size() && end < w + 80 && !ends_sentence(end) && (end == w || words_[end].gap != Gap::paragraph)) ++end;
    return end;
  }

  // The sentence begins after a stop, a paragraph, or where the provision that holds the word begins.
  [[nodiscard]] std::size_t begin_of_sentence(std::size_t w) const {
    const auto provision = innermost_provision(w);
    const std::size_t floor = provision < 0 ? 0 : word_at(document_.provisions[static_cast<std::size_t>(provision)].range.begin);
    std::size_t begin = w;
    while (begin > floor && w - begin < 200) {
      if (words_[begin].gap == Gap::paragraph) break;
      // "3. Sở Tư pháp": the stop after a list number ends no sentence.
      if (ends_sentence(begin - 1) && !(words_.is_punctuation(begin - 1, '.') && begin >= 2 && words_.is_number(begin - 2) && (begin - 2 == floor || words_[begin - 2].gap >= Gap::line))) break;
      if (words_[begin].gap >= Gap::line && words_[begin].kind == WordKind::punctuation && (words_[begin].code == '-' || words_[begin].code == '+')) break;
      if (words_[begin].gap >= Gap::line && words_.is_punctuation(begin - 1, ':')) break;
      --begin;
    }
    return begin;
  }

  [[nodiscard]] std::int32_t innermost_provision(std::size_t w) const {
    const auto at = canonical().origin[words_[w].begin];
    const auto& provisions = document_.provisions;
    // In reading order, parents before children: the last that begins before the word, or one of those around it.
    auto it = std::upper_bound(provisions.begin(), provisions.end(), at, [](auto value, const model::Provision& p) { return value < p.range.begin; });
    if (it == provisions.begin()) return -1;
    auto p = static_cast<std::int32_t>(it - provisions.begin()) - 1;
    while (p >= 0 && !provisions[static_cast<std::size_t>(p)].range.contains(at)) p = provisions[static_cast<std::size_t>(p)].parent;
    return p;
  }

  [[nodiscard]] std::size_t word_at(std::uint32_t byte) const {
    std::size_t low = 0, high = words_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (canonical().origin[words_[middle].begin] < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  [[nodiscard]] std::size_t first_mention_from(std::uint32_t byte) const {
    const auto& mentions = document_.mentions;
    return static_cast<std::size_t>(std::lower_bound(mentions.begin(), mentions.end(), byte, [](const model::Mention& m, std::uint32_t b) { return m.span.begin < b; }) - mentions.begin());
  }

  // ---- words

  [[nodiscard]] std::size_t after_any(std::size_t k, const Phrases& all) const {
    std::size_t longest = 0;
    for (const Phrase& phrase : all) longest = std::max(longest, words_.match(k, phrase));
    return k + longest;
  }

  [[nodiscard]] std::size_t skip(std::size_t k, const Phrases& joints, const Phrases& verbs) const {
    for (std::size_t n = 0; n < 4; ++n) {
      std::size_t next = k;
      if (words_.is_punctuation(next, ',')) ++next;
      next = after_any(next, joints);
      next = after_any(next, verbs);
      if (next == k) break;
      k = next;
    }
    return k;
  }

  [[nodiscard]] model::ByteRange document_range(std::size_t begin, std::size_t end) const { return canonical().bytes(words_[begin].begin, words_[std::max(end, begin + 1) - 1].end()); }

  void add(Obligation::Kind kind, model::ByteRange range, WordRange body, std::int32_t mention) {
    Obligation obligation;
    obligation.kind = kind;
    obligation.range = range;
    obligation.body = words_.utf8(body.begin, body.end);
    obligation.mention = mention;
    document_.obligations.push_back(std::move(obligation));
  }

  const text::Words& words_;
  const citation::IssuerNames& issuers_;
  model::Document& document_;
};

}  // namespace

void find_obligations(const text::Words& words, const citation::IssuerNames& issuers, model::Document& document) { Finder(words, issuers, document).run(); }

}  // namespace tracuu::relation
