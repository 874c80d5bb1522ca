#include "query/resolve/typed_id.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/citation/citation.h"
#include "corpus/text/canonical.h"
#include "query/resolve/number.h"
#include "query/resolve/pinpoint.h"

namespace tracuu::resolve {
namespace {

using format::ResolutionKey;
using registry::Registry;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string trimmed(std::string_view words) {
  const auto first = words.find_first_not_of(" \t\r\n\"");
  if (first == std::string_view::npos) return {};
  const auto last = words.find_last_not_of(" \t\r\n\".,;");
  return std::string(words.substr(first, last - first + 1));
}

/// "tw/nq/2022-11-09/27": four parts of lower-case ASCII, the third a time.
bool has_canonical_form(std::string_view words) {
  if (std::count(words.begin(), words.end(), '/') != 3) return false;
  const bool letters = std::all_of(words.begin(), words.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || std::string_view("/-+._?").find(c) != std::string_view::npos;
  });
  if (!letters || words.empty() || is_digit(words[0])) return false;
  const auto time = words.substr(words.find('/', words.find('/') + 1) + 1);
  return !time.empty() && (is_digit(time[0]) || time[0] == '_' || time[0] == 'k');
}

/// The words read as the citation engine reads a sentence.
std::optional<ResolutionKey> key_of_citation(const std::string& words, const Registry& registry, std::string& path) {
  model::Text text;
  text.bytes = words;
  const auto canonical = text::canonicalize(text);
  model::Document document;
  citation::find_mentions(canonical, document);
  for (const auto& mention : document.mentions) {
    if (mention.kind != model::MentionKind::document) continue;
    auto key = format::resolution_key(mention, document.identity, registry);
    if (!key || (key->number_key.empty() && key->name_folded.empty())) continue;
    if (path.empty() && !mention.pinpoints.empty()) path = pinpoint_path(mention.pinpoints.front());
    return key;
  }
  return std::nullopt;
}

/// What people write when it is no sentence: "nd 45/2020", "kh 100/kh-ubnd cần thơ 2023". Words in folded form.
class LooseId {
 public:
  LooseId(std::string_view words, const Registry& registry) : registry_(registry), original_(words), folded_(text::fold(words)) {
    for (char& c : folded_) {
      if (c == '\n' || c == ',' || c == '(' || c == ')' || c == '"') c = ' ';
    }
  }

  std::optional<ResolutionKey> parse() {
    take_type();
    if (!take_number()) return std::nullopt;
    take_date();
    take_term();
    take_place();
    return key_;
  }

 private:
  void take_type() {
    const registry::DocumentType* best = nullptr;
    std::size_t length = 0;
    const auto offer = [&](const registry::DocumentType& type, std::string_view word) {
      const bool whole = folded_.size() > word.size() && (folded_[word.size()] == ' ' || is_digit(folded_[word.size()]));
      if (word.size() > length && folded_.starts_with(word) && whole) {
        best = &type;
        length = word.size();
      }
    };
    for (const auto& type : registry_.types()) {
      for (const auto& word : type.words) offer(type, word);
      for (const auto& symbol : type.symbols) offer(type, text::fold(symbol) + " ");
    }
    if (best == nullptr) return;
    key_.type = best->code;
    at_ = length;
  }

  bool take_number() {
    std::size_t begin = folded_.find_first_of("0123456789", at_);
    if (begin == std::string::npos) return false;
    // "57 - ctr / tu": blanks around joints belong to the number.
    std::string number;
    std::size_t i = begin;
    for (; i < folded_.size(); ++i) {
      const char c = folded_[i];
      if (c == ' ') {
        const auto next = folded_.find_first_not_of(' ', i);
        const bool joint_next = next != std::string::npos && (folded_[next] == '/' || folded_[next] == '-');
        const bool joint_before = !number.empty() && (number.back() == '/' || number.back() == '-');
        if (joint_next || joint_before) continue;
        break;
      }
      number += c;
    }
    at_ = i;
    const auto repaired = anatomy::repair_number(number);
    key_.number_key = registry::number_key(repaired.empty() ? number : repaired);
    const auto form = number_form(key_.number_key);
    key_.year = static_cast<std::int16_t>(form.year);
    return !form.sequence.empty();
  }

  /// "ngay 9/11/2022", "9-11-2022", "09 thang 11 nam 2022", "2022".
  void take_date() {
    std::vector<int> numbers;
    std::size_t i = at_;
    while (i < folded_.size() && numbers.size() < 3) {
      if (!is_digit(folded_[i])) {
        ++i;
        continue;
      }
      int value = 0;
      const auto [end, error] = std::from_chars(folded_.data() + i, folded_.data() + folded_.size(), value);
      i = static_cast<std::size_t>(end - folded_.data());
      if (error != std::errc{}) return;
      numbers.push_back(value);
      if (numbers.size() == 1 && value >= 1900 && value < 2200) {
        // A year alone, or an ISO date.
        if (i >= folded_.size() || folded_[i] != '-') {
          key_.year = static_cast<std::int16_t>(value);
          return;
        }
      }
    }
    if (numbers.size() != 3) return;
    const bool iso = numbers[0] > 1900;
    key_.date = {static_cast<std::int16_t>(iso ? numbers[0] : numbers[2]), static_cast<std::uint8_t>(numbers[1]),
                 static_cast<std::uint8_t>(iso ? numbers[2] : numbers[0])};
    if (number_form(key_.number_key).year == 0) key_.year = 0;
  }

  void take_term() {
    const auto khoa = folded_.find("khoa ", at_);
    if (khoa == std::string::npos) return;
    for (std::size_t i = khoa + 5; i < folded_.size() && std::string_view("ivx").find(folded_[i]) != std::string_view::npos; ++i) {
      key_.term += static_cast<char>(folded_[i] - 32);
    }
  }

  void take_place() {
    if (at_ >= folded_.size() || !format::is_local_number(key_.number_key, registry_)) return;
    const auto words = folded_.substr(at_);
    if (const auto* province = registry_.find_province(words, key_.date)) key_.province = province->slug;
  }

  const Registry& registry_;
  std::string_view original_;
  std::string folded_;
  std::size_t at_ = 0;
  ResolutionKey key_;
};

/// "dieu_5/khoan_2" or "D5.k2", as typed after '#'.
std::string typed_path(std::string_view path) {
  return path.find('_') == std::string_view::npos && path.find('/') == std::string_view::npos ? pinpoint_path(path) : std::string(path);
}

/// Fields that a canonical id tells, matched with the acts of its number: for ids with unknown parts.
std::vector<ActId> acts_like(Resolver& resolver, std::string_view canonical) {
  std::array<std::string_view, 4> parts;
  for (auto& part : parts) {
    const auto end = canonical.find('/');
    part = canonical.substr(0, end);
    canonical.remove_prefix(end == std::string_view::npos ? canonical.size() : end + 1);
  }
  std::vector<ActId> found;
  for (const auto id : resolver.acts_with_number(parts[3])) {
    const auto& act = resolver.act(id);
    std::string_view rest = act.id;
    bool same = true;
    for (std::size_t i = 0; i < parts.size() && same; ++i) {
      const auto own = rest.substr(0, rest.find('/'));
      rest.remove_prefix(std::min(rest.size(), own.size() + 1));
      const bool open = parts[i] == "_" || parts[i] == "?";
      const bool year_of_date = i == 2 && (parts[i].ends_with("?") ? own.starts_with(parts[i].substr(0, 4)) : own.starts_with(parts[i]));
      same = open || own == parts[i] || year_of_date;
    }
    if (same) found.push_back(id);
  }
  return found;
}

bool exists(Resolver& resolver, ActId id) {
  const auto& act = resolver.act(id);
  return act.in_index() || act.known || !resolver.keys_of(id).empty();
}

void weigh_up(Resolver& resolver, const ResolutionKey& key, Found& found) {
  const Resolution resolution = resolver.resolve(key);
  if (resolution.act != no_act && resolution.certain && exists(resolver, resolution.act)) {
    found.acts.push_back(resolution.act);
    return;
  }
  for (const auto& candidate : resolution.candidates) {
    if (!exists(resolver, candidate.act)) continue;
    (candidate.excluded() ? found.near : found.acts).push_back(candidate.act);
  }
  // A date as typed tells more than a node whose date nobody knows.
  const auto has_date = [&](ActId act) {
    return std::any_of(resolution.candidates.begin(), resolution.candidates.end(), [&](const Candidate& candidate) {
      return candidate.act == act && !candidate.excluded() &&
             std::find(candidate.traits.begin(), candidate.traits.end(), Trait::date) != candidate.traits.end();
    });
  };
  if (std::any_of(found.acts.begin(), found.acts.end(), has_date)) {
    const auto rest = std::stable_partition(found.acts.begin(), found.acts.end(), has_date);
    found.near.insert(found.near.begin(), rest, found.acts.end());
    found.acts.erase(rest, found.acts.end());
  }
  // What is probably a slip of the pen is no act to choose, as long as the act itself is among the candidates.
  const auto acts = found.acts;
  std::erase_if(found.acts, [&](ActId act) {
    const auto slip_of = resolver.act(act).slip_of;
    return slip_of != no_act && std::find(acts.begin(), acts.end(), slip_of) != acts.end();
  });
}

}  // namespace

TypedId parse_typed_id(std::string_view words, const Registry& registry) {
  TypedId typed;
  const auto mark = words.rfind('#');
  if (mark != std::string_view::npos) typed.path = typed_path(trimmed(words.substr(mark + 1)));
  typed.words = trimmed(words.substr(0, mark));
  if (has_canonical_form(typed.words)) {
    typed.canonical = typed.words;
    return typed;
  }
  typed.key = key_of_citation(typed.words, registry, typed.path);
  const auto loose = LooseId(typed.words, registry).parse();
  if (!typed.key) {
    typed.key = loose;
  } else if (loose && loose->number_key == typed.key->number_key) {
    // What no sentence would say: "27-NQ/TW khóa XII", "27-NQ/TW 2022".
    auto& key = *typed.key;
    if (!key.date.is_set() && loose->date.is_set()) key.date = loose->date;
    if (!key.date.is_set() && key.year == 0) key.year = loose->year;
    if (key.term.empty()) key.term = loose->term;
    if (key.province.empty()) key.province = loose->province;
  }
  if (!typed.key && !typed.words.empty()) {
    ResolutionKey name;
    name.name_folded = format::name_key(typed.words);
    typed.key = name;
  }
  return typed;
}

Found find_acts(Resolver& resolver, Catalogue& catalogue, std::string_view words) {
  Found found;
  const auto whole = trimmed(words);
  // Sources may hold '#' themselves ("laws.jsonl#45/2019/QH14").
  for (const auto& entry : catalogue.entries_with_source(whole)) {
    if (const auto act = resolver.act_of_record(entry.record)) found.acts.push_back(*act);
  }
  if (!found.acts.empty()) return found;
  const auto typed = parse_typed_id(words);
  found.path = typed.path;
  if (typed.words != whole) {
    for (const auto& entry : catalogue.entries_with_source(typed.words)) {
      if (const auto act = resolver.act_of_record(entry.record)) found.acts.push_back(*act);
    }
    if (!found.acts.empty()) return found;
  }
  if (!typed.canonical.empty()) {
    if (const auto act = resolver.act_by_id(typed.canonical); act && exists(resolver, *act)) {
      found.acts.push_back(*act);
    } else {
      for (const auto id : acts_like(resolver, typed.canonical)) {
        if (exists(resolver, id)) found.acts.push_back(id);
      }
    }
    return found;
  }
  if (typed.key) weigh_up(resolver, *typed.key, found);
  return found;
}

}  // namespace tracuu::resolve
