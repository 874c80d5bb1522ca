#include "corpus/relation/relator.h"

#include <algorithm>

namespace tracuu::relation {

using model::Mention;
using model::Role;
using text::Gap;
using text::Phrase;

bool Relator::coordinate(Place& p, const Place& prev, std::size_t prev_index, bool* semicolon) {
  const std::size_t from = after_parenthesis(tail_end(prev), p.first);
  if (from > p.first || !only_connectors(from, p.first, semicolon)) return false;
  const std::size_t index = static_cast<std::size_t>(&p - places_.data());
  // "Thông tư A hướng dẫn thi hành một số điều của Luật B và Nghị định C", "... Luật B, Nghị định C": both are guided. A list of acts names a
  // decree before the circulars.
  static const Phrase va("và");
  const Mention& m = document_.mentions[p.mention];
  const Role guided = document_.mentions[prev.mention].roles.empty() ? Role{} : document_.mentions[prev.mention].roles.back();
  const bool by_circular = guided.relation == "guides" && guided.subject.find("/TT") != std::string::npos && (m.type == "NĐ" || m.type == "L" || m.type == "PL");
  if (prev.nested && !*semicolon && by_circular && from + 1 == p.first && (words_.is(from, va) || words_.is_punctuation(from, ','))) {
    inherit(p, prev);
    return !document_.mentions[p.mention].roles.empty();
  }
  inherit(p, places_[prev.nested || *semicolon ? choose_head(index, prev_index, *semicolon) : prev_index]);
  return !document_.mentions[p.mention].roles.empty();
}

void Relator::inherit(Place& p, const Place& from) {
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
  if (from.acts_on >= 0 && may_change(m, document_.mentions[places_[static_cast<std::size_t>(from.acts_on)].mention])) {
    for (const Role& role : document_.mentions[places_[static_cast<std::size_t>(from.acts_on)].mention].roles)
      if (role.subject == subject_of(source)) {
        act_on(p, static_cast<std::size_t>(from.acts_on), std::string(role.relation));
        break;
      }
  }
}

// "Nghị định A ngày 01/4 được sửa đổi, bổ sung bởi Nghị định B ngày 01/7 và Nghị định C ngày 01/4": C is of A's own day and stands
// beside it.
bool Relator::may_change(const Mention& act, const Mention& other) { return !act.date.is_valid() || !other.date.is_valid() || act.date != other.date; }

// The earlier citation with which a new list member goes: the nearest of its type; after ';' the outermost.
std::size_t Relator::choose_head(std::size_t index, std::size_t prev_index, bool semicolon) const {
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

// The outermost citation of the list that place i belongs to.
std::size_t Relator::top_of(std::size_t i) const {
  std::size_t k = i;
  while (places_[k].nested && k > 0 && places_[k - 1].clause == places_[k].clause) --k;
  return k;
}

// The citation itself acts on another: "Thông tư số 139/2025/TT-BTC sửa đổi, bổ sung ...".
bool Relator::followed_by_cue(const Place& p) const {
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

}  // namespace tracuu::relation
