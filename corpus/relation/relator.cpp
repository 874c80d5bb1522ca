#include "corpus/relation/relator.h"

#include "corpus/registry/registry.h"

namespace tracuu::relation {

using model::Mention;
using model::MentionKind;
using model::Role;
using text::Gap;
using text::Phrase;

Relator::Relator(const text::Words& words, model::Document& document) : canonical_(words.canonical()), words_(words), document_(document), cues_(cues()), cue_table_(cue_table()) {
  folded_title_ = text::fold(document.identity.title);
  find_legal_basis_column();
  own_amends_ = folded_title_.find("sua doi") != std::string::npos || folded_title_.find("bo sung") != std::string::npos;
}

void Relator::run() {
  find_basis_columns();
  locate();
  for (std::size_t i = 0; i < places_.size(); ++i) relate(i);
  relate_consolidated();
  give_to_quoted();
  drop_edges_to_itself();
  for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
    Mention& m = document_.mentions[i];
    if (m.kind == MentionKind::internal) {
      m.roles.clear();
    } else if (m.roles.empty()) {
      m.roles.push_back({"this", "mention"});
    }
  }
}

// "Thông tư A được sửa đổi bởi Thông tư C, Thông tư B được sửa đổi bởi Thông tư C": what a list hands on from one member to the next must
// not become an edge from an act to itself.
void Relator::drop_edges_to_itself() {
  for (const Place& p : places_) {
    Mention& m = document_.mentions[p.mention];
    std::erase_if(m.roles, [&](const Role& role) { return role.subject != "this" && role.subject == subject_of(m); });
  }
}

void Relator::locate() {
  std::size_t first = 0;  // mentions stand in reading order
  for (std::size_t i = 0; i < document_.mentions.size(); ++i) {
    const Mention& m = document_.mentions[i];
    if (m.kind == MentionKind::internal) continue;
    first = word_at(m.span.begin, first);
    Place p;
    p.mention = i;
    p.first = first;
    p.last = word_at(m.span.end, first);
    // "Kể từ ngày Nghị định này có hiệu lực thi hành, Nghị định số 48/2013/NĐ-CP hết hiệu lực" in quoted words: it tells the time; in notes of
    // consolidated texts who speaks is no member of any sentence.
    static const Phrase nay("này"), in_force("có hiệu lực");
    const bool aside = document_.identity.type == "VBHN" || words_.match(p.last, in_force) != 0;
    if (aside && m.kind == MentionKind::alias && p.last > p.first && words_.is(p.last - 1, nay)) continue;
    if (p.last <= p.first) p.last = p.first + 1;
    // "Quy chuẩn kỹ thuật quốc gia QCVN 01:2019/BCT": the words before the symbol belong to the citation.
    static const Phrase quy_chuan("quy chuẩn kỹ thuật quốc gia"), tieu_chuan("tiêu chuẩn quốc gia"), quy_chuan_ngan("quy chuẩn");
    if (m.type == "QCVN" || m.type == "TCVN")
      for (const Phrase* kind : {&quy_chuan, &tieu_chuan, &quy_chuan_ngan})
        if (const std::size_t n = words_.match_before(p.first, *kind)) {
          p.first -= n;
          break;
        }
    // "QCVN 06:2022/BXD và Sửa đổi 1:2023 QCVN 06:2022/BXD": the count of the amendment too.
    static const Phrase amendment("sửa đổi");
    if (m.type == "QCVN" || m.type == "TCVN")
      for (const std::size_t count : {std::size_t{3}, std::size_t{1}}) {  // "1:2023", "1"
        if (p.first < count + 2 || !words_.is_number(p.first - count) || words_.match_before(p.first - count, amendment) == 0) continue;
        p.first -= count + 2;
        break;
      }
    p.clause = clause_begin(p.first);
    if (!basis_columns_.empty()) place_in_table(p);
    p.head = places_.size();
    places_.push_back(p);
  }
}

void Relator::relate(std::size_t index) {
  Place& p = places_[index];
  Mention& m = document_.mentions[p.mention];
  if (is_defined_here(p)) return set(p, "this", "mention", "short form that is defined here");
  if (p.cell) return set(p, "this", "refers", "cell under 'Căn cứ'");
  if (const FoundCue verb = words_swapped(p); verb.cue) return set(p, "this", verb.cue->relation, "words of it are changed: '" + words_.utf8(verb.begin, verb.end) + "'");
  if (in_swapped_words(p)) return set(p, "this", "mention", "in words that are changed");
  if (const char* relation = changed_by_this(p)) return set(p, "this", relation, std::string(relation) + " by this document, named behind it");
  const std::int32_t earlier = before_in_clause(index);
  if (earlier < 0 && over_semicolon(index)) return;
  if (earlier >= 0) {
    const auto prev_index = static_cast<std::size_t>(earlier);
    const Place& prev = places_[prev_index];
    bool semicolon = false;
    if (coordinate(p, prev, prev_index, &semicolon)) return;
    if (m.type == "QCVN" || m.type == "TCVN") {
      static const Phrase promulgates("ban hành");
      for (std::size_t i = tail_end(prev); i < p.first; ++i)
        if (words_.match(i, promulgates)) return set(p, "this", "mention", "promulgated by " + subject_of(document_.mentions[prev.mention]));
    }
    FoundCue found = last_cue(prev.last, p.first);
    // "được đính chính bởi Mục 3 Phụ lục ban hành kèm theo khoản 7 Điều 1 Quyết định B": B is the agent, whatever of it is named.
    if (found.cue && std::string_view(found.cue->relation) == "issued_with")
      if (const FoundCue agent = last_cue(prev.last, found.begin); agent.cue && agent.cue->voice == Voice::passive && only_provisions(agent.end, found.begin)) found = agent;
    if (found.cue && distance(found.end, p.first) <= found.cue->reach) {
      if (nested(p, prev, prev_index, found)) return;
      if (found.cue->voice == Voice::active && std::string_view(found.cue->relation) == "implements" && in_title_of(prev, found.begin)) {
        set(p, "this", "mention", "in the title of " + subject_of(document_.mentions[prev.mention]));
        p.nested = true;
        p.head = prev.head;
        return;
      }
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

// The citation before it in its clause; those inside parentheses that were closed since have no part in what follows.
std::int32_t Relator::before_in_clause(std::size_t index) const {
  const Place& p = places_[index];
  for (std::size_t k = index; k-- > 0 && places_[k].clause == p.clause;)
    if (!closed_off(places_[k].last, p.first)) return other_cell(tail_end(places_[k]), p.first) ? -1 : static_cast<std::int32_t>(k);
  return -1;
}

// A list that runs on over ';' ("theo quy định tại Luật A; Nghị định B; Thông tư C").
bool Relator::over_semicolon(std::size_t index) {
  Place& p = places_[index];
  if (index == 0 || places_[index - 1].clause == p.clause) return false;
  if (p.first != p.clause && !starts_clause(p)) return false;
  const Place& before = places_[index - 1];
  bool through = false;
  // Back over clauses that end with ';' and hold nothing but provisions, to the one with the earlier citation.
  std::size_t clause = p.clause;
  while (clause > 0 && words_.is_punctuation(clause - 1, ';')) {
    const std::size_t begin = clause_begin(clause - 1);
    if (begin <= before.first) {
      through = before.last <= clause && (words_[p.clause].gap != Gap::paragraph || (basis_clause(before.clause) && preamble(p.first)));
      break;
    }
    if (!only_provisions(begin, clause - 1)) break;
    clause = begin;
  }
  if (!through) return false;
  const Place& head = places_[top_of(index - 1)];
  const Mention& h = document_.mentions[head.mention];
  p.head = head.head;
  for (const Role& role : h.roles)
    if (role.subject == "this") set(p, "this", intern(role.relation), "list over ';' with " + subject_of(h));
  return !document_.mentions[p.mention].roles.empty();
}

void Relator::set(Place& p, std::string subject, const char* relation, const std::string& rule) {
  Mention& m = document_.mentions[p.mention];
  m.roles.assign(1, {std::move(subject), relation});
  m.relation_rule = rule;
}

std::string Relator::subject_of(const Mention& m) const { return !m.number.empty() ? m.number : !m.name.empty() ? m.name : "this"; }

const char* Relator::intern(const std::string& relation) const {
  for (const auto& known : registry::Registry::builtin().relations())
    if (known.name == relation) return known.name.c_str();
  return "mention";
}

}  // namespace tracuu::relation
