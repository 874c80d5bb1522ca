// Effect clauses (DOMAIN.md 6): when the act takes effect, when it ends, which acts it ends. Only what the act says of itself:
// "Nghị định này có hiệu lực ...", never a cited act's clause nor the new wording of another act inside quotation marks.
#include <algorithm>
#include <array>
#include <utility>

#include "corpus/anatomy/anatomy.h"
#include "corpus/anatomy/anatomy_internal.h"

namespace tracuu::anatomy {
namespace {

using model::Date;
using model::Effect;

class EffectReader {
 public:
  EffectReader(const text::Canonical& t, model::Document& document) : t_(t), document_(document), quotes_(find_quotations(t)) {}

  void read();

 private:
  void read_clause(std::size_t at);
  void read_ended_acts();
  void read_transition();
  [[nodiscard]] bool quoted(std::size_t at) const;
  [[nodiscard]] std::size_t own_subject(std::size_t at) const;
  [[nodiscard]] bool names_another_type(std::string_view act) const;
  [[nodiscard]] std::optional<Effect> when(std::size_t at, std::size_t to, std::size_t& end) const;
  [[nodiscard]] std::size_t sentence_end(std::size_t at) const;
  [[nodiscard]] Date effective() const;

  const text::Canonical& t_;
  model::Document& document_;
  std::vector<Span> quotes_;
};

bool EffectReader::quoted(std::size_t at) const {
  const auto after = std::upper_bound(quotes_.begin(), quotes_.end(), at, [](std::size_t value, Span q) { return value < q.begin; });
  return after != quotes_.begin() && at < std::prev(after)->end;
}

// "Quyết định này có hiệu lực kể từ ngày ký" in a decree: a form in its annex.
bool EffectReader::names_another_type(std::string_view act) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTypes = {{{"NĐ", "nghi dinh"}, {"TT", "thong tu"}, {"TTLT", "thong tu"}, {"TTLT", "lien tich"}, {"NQLT", "lien tich"}, {"QĐ", "quyet dinh"}, {"NQ", "nghi quyet"},
                                                                                            {"NQLT", "nghi quyet"}, {"L", "luat"}, {"BL", "luat"}, {"PL", "phap lenh"}, {"CT", "chi thi"}}};
  const std::string_view own = document_.identity.type;
  const bool known = std::any_of(kTypes.begin(), kTypes.end(), [&](const auto& row) { return row.first == own; });
  const bool typed = std::any_of(kTypes.begin(), kTypes.end(), [&](const auto& row) { return row.second == act; });
  return known && typed && std::none_of(kTypes.begin(), kTypes.end(), [&](const auto& row) { return row.first == own && row.second == act; });
}

// Where "Quyết định này" begins if it is the subject of the clause whose verb stands at `at`; kNone otherwise.
std::size_t EffectReader::own_subject(std::size_t at) const {
  std::size_t i = at;
  const auto back_blanks = [&] { while (i > 0 && (is_blank(t_.folded[i - 1]) || t_.folded[i - 1] == '_')) --i; };
  const auto back_word = [&](std::string_view word) {
    if (i < word.size() || t_.folded.compare(i - word.size(), word.size(), word) != 0) return false;
    if (i > word.size() && is_word(t_.folded[i - word.size() - 1])) return false;
    i -= word.size();
    back_blanks();
    return true;
  };
  back_blanks();
  const bool own = back_word("nay");
  static constexpr std::array<std::string_view, 18> kActs = {"nghi dinh", "thong tu", "quyet dinh", "nghi quyet", "luat", "phap lenh", "chi thi", "quy dinh", "quy che", "lien tich",
                                                             "huong dan", "ke hoach", "ket luan", "dieu le", "thong bao", "hien phap", "chuong trinh", "quy chuan"};
  for (const std::string_view act : kActs) {
    std::size_t begin = i;
    // The words may be separated by a line end.
    const std::size_t blank = act.find(' ');
    const std::string_view last = blank == std::string_view::npos ? act : act.substr(blank + 1);
    if (begin < last.size() || t_.folded.compare(begin - last.size(), last.size(), last) != 0) continue;
    begin -= last.size();
    if (blank != std::string_view::npos) {
      std::size_t j = begin;
      while (j > 0 && is_blank(t_.folded[j - 1])) --j;
      const std::string_view head = act.substr(0, blank);
      if (j == begin || j < head.size() || t_.folded.compare(j - head.size(), head.size(), head) != 0) continue;
      begin = j - head.size();
    }
    if (begin > 0 && is_word(t_.folded[begin - 1])) continue;
    if (names_another_type(act)) return kNone;
    // "Quyết định có hiệu lực kể từ ngày ký": without "này" only at the start of a sentence.
    if (!own) {
      std::size_t before = begin;
      while (before > 0 && t_.folded[before - 1] == ' ') --before;
      const char c = before == 0 ? '\n' : t_.folded[before - 1];
      if (c != '.' && c != ':' && c != '\n') return kNone;
      if (!text::is_upper(t_.chars[begin])) return kNone;
    }
    return begin;
  }
  return kNone;
}

std::size_t EffectReader::sentence_end(std::size_t at) const {
  const std::size_t limit = std::min(t_.size(), at + 1200);
  for (std::size_t i = at; i < limit; ++i) {
    if (t_.folded[i] == ';') return i;
    if (t_.folded[i] == '.' && (i + 1 >= limit || is_blank(t_.folded[i + 1]) || t_.folded[i + 1] == '/')) return i;
    if (t_.folded[i] == '\n' && i + 1 < limit && t_.folded[i + 1] == '\n') return i;
  }
  return limit;
}

// "từ ngày 01 tháng 7 năm 2025", "kể từ ngày ký ban hành", "sau 45 ngày, kể từ ngày ký", behind the verb at `at`.
std::optional<Effect> EffectReader::when(std::size_t at, std::size_t to, std::size_t& end) const {
  std::size_t i = skip_blanks(t_.folded, at, to);
  const auto take = [&](std::string_view words) {
    const std::size_t after = match_words(t_.folded, i, words);
    if (after == kNone || after > to || (after < to && is_word(t_.folded[after]) && !is_digit(t_.folded[after]))) return false;
    i = after;
    while (i < to && (is_blank(t_.folded[i]) || t_.folded[i] == ',' || t_.folded[i] == ':')) ++i;
    return true;
  };
  take("thi hanh") || take("thuc hien");
  Effect effect;
  if (take("sau")) {
    std::int32_t days = 0;
    const std::size_t digits = i;
    while (i < to && is_digit(t_.folded[i]) && i - digits < 4) days = days * 10 + (t_.folded[i++] - '0');
    if (i == digits) return std::nullopt;
    i = skip_blanks(t_.folded, i, to);
    if (i < to && t_.folded[i] == '(') {  // "(bốn mươi lăm)"
      const std::size_t close = std::string_view(t_.folded).substr(i, std::min<std::size_t>(to - i, 60)).find(')');
      if (close == std::string_view::npos) return std::nullopt;
      i = skip_blanks(t_.folded, i + close + 1, to);
    }
    if (!take("ngay")) return std::nullopt;
    take("lam viec");
    effect.days = days;
  }
  const bool from = take("ke") | take("tu") | take("vao") | take("bat dau");
  take("tu");
  // "thi hành 10 ngày kể từ ngày ký".
  if (effect.days < 0 && i < to && is_digit(t_.folded[i])) {
    std::size_t j = i;
    std::int32_t days = 0;
    while (j < to && is_digit(t_.folded[j]) && j - i < 4) days = days * 10 + (t_.folded[j++] - '0');
    const std::size_t word = match_words(t_.folded, skip_blanks(t_.folded, j, to), "ngay ke tu");
    if (word != kNone && word <= to) {
      effect.days = days;
      i = skip_blanks(t_.folded, word, to);
    }
  }
  if (effect.days < 0 && !from && match_words(t_.folded, i, "ngay") == kNone) return std::nullopt;
  if (effect.days < 0) {
    if (const auto date = read_date(t_.folded, i, to); date && !date->blank) {
      effect.date = date->date;
      end = date->end;
      return effect;
    }
  }
  take("ngay");
  for (const std::string_view words : {"ky", "ban hanh", "thong qua", "duoc thong qua", "duoc ky", "cong bo"}) {
    if (!take(words)) continue;
    if (effect.days < 0) effect.days = 0;
    // A law "từ ngày công bố" counts from the President's order, which it does not state.
    if (words != std::string_view("cong bo") && document_.identity.date.is_valid()) effect.date = Date::from_days(document_.identity.date.days() + effect.days);
    end = i;
    return effect;
  }
  if (effect.days > 0) {
    // Counted from a day the act does not state (publication in the gazette).
    end = i;
    return effect;
  }
  return std::nullopt;
}

void EffectReader::read_clause(std::size_t at) {
  // `at` stands at "hieu luc"; the verb before it decides.
  std::size_t verb = at;
  while (verb > 0 && is_blank(t_.folded[verb - 1])) --verb;
  const auto verb_is = [&](std::string_view word) { return verb >= word.size() && t_.folded.compare(verb - word.size(), word.size(), word) == 0; };
  const bool begins = verb_is("co"), ends = verb_is("het");
  if (!begins && !ends) return;
  const std::size_t subject = own_subject(verb - (begins ? 2 : 3));
  if (subject == kNone || quoted(subject)) return;
  const std::size_t after = match_words(t_.folded, at, "hieu luc");
  const std::size_t stop = sentence_end(after);
  std::size_t end = after;
  auto effect = when(after, stop, end);
  if (!effect) return;
  effect->kind = begins ? Effect::Kind::effective : Effect::Kind::expires;
  effect->range = t_.bytes(subject, end);
  document_.effects.push_back(*effect);
  if (!begins) return;
  // "... và được thực hiện đến hết ngày 31 tháng 12 năm 2030" in the same sentence.
  for (const std::string_view words : {"den het ngay", "den ngay"}) {
    const std::size_t until = find_words(t_.folded, words, end, stop);
    if (until == kNone) continue;
    const std::size_t day = match_words(t_.folded, until, words) - 4;
    if (const auto date = read_date(t_.folded, day, stop); date && !date->blank) {
      Effect expiry;
      expiry.kind = Effect::Kind::expires;
      expiry.date = date->date;
      expiry.range = t_.bytes(until, date->end);
      document_.effects.push_back(expiry);
      break;
    }
  }
}

Date EffectReader::effective() const {
  for (const Effect& effect : document_.effects)
    if (effect.kind == Effect::Kind::effective && effect.date.is_set()) return effect.date;
  return {};
}

// Acts this one replaces or repeals as a whole end when it takes effect, unless the sentence states another day.
void EffectReader::read_ended_acts() {
  const Date own = effective();
  for (std::size_t k = 0; k < document_.mentions.size(); ++k) {
    const model::Mention& mention = document_.mentions[k];
    if (mention.kind == model::MentionKind::internal || !mention.pinpoints.empty()) continue;
    const bool ended = std::any_of(mention.roles.begin(), mention.roles.end(), [](const model::Role& role) {
      return role.subject == "this" && (role.relation == "replaces" || role.relation == "repeals");
    });
    if (!ended) continue;
    const std::size_t begin = t_.at_byte(mention.span.begin), end = t_.at_byte(mention.span.end);
    // "bãi bỏ một số điều của ...", "bãi bỏ cụm từ ... tại ...": a part only.
    const std::size_t from = std::max(t_.at_byte(mention.sentence.begin), begin > 120 ? begin - 120 : 0);
    bool part = false;
    for (const std::string_view words : {"mot so dieu", "cum tu", "mot phan", "mot so noi dung", "mot so quy dinh", "noi dung quy dinh tai", "phu luc", "diem", "khoan", "dieu"})
      part = part || find_words(t_.folded, words, from, begin) != kNone;
    if (part) continue;
    Effect effect;
    effect.kind = Effect::Kind::ends_other;
    effect.mention = static_cast<std::int32_t>(k);
    effect.date = own;
    effect.range = mention.span;
    const std::size_t stop = sentence_end(end);
    if (const std::size_t at = find_words(t_.folded, "het hieu luc", end, stop); at != kNone) {
      std::size_t clause_end = at;
      if (const auto stated = when(match_words(t_.folded, at, "het hieu luc"), stop, clause_end); stated && stated->date.is_set() && stated->days < 0)
        effect.date = stated->date;
    }
    document_.effects.push_back(effect);
  }
}

void EffectReader::read_transition() {
  for (const model::Provision& provision : document_.provisions) {
    if (provision.unit != model::Unit::dieu || provision.heading.empty()) continue;
    const std::size_t begin = t_.at_byte(provision.heading.begin), end = t_.at_byte(provision.heading.end, begin);
    if (find_words(t_.folded, "chuyen tiep", begin, end) == kNone) continue;
    Effect effect;
    effect.kind = Effect::Kind::transition;
    effect.range = provision.range;
    document_.effects.push_back(effect);
  }
}

void EffectReader::read() {
  for (std::size_t at = text::find(t_.folded, "hieu", 0); at != kNone; at = text::find(t_.folded, "hieu", at + 4)) {
    const std::size_t end = match_words(t_.folded, at, "hieu luc");
    if (end != kNone) read_clause(at);
  }
  // The act's own regulation or annex repeats nothing: the first clause is the act's.
  read_ended_acts();
  read_transition();
}

}  // namespace

void find_effects(const text::Canonical& canonical, model::Document& document) { EffectReader(canonical, document).read(); }

}  // namespace tracuu::anatomy
