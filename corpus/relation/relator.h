#pragma once
/// Decides the roles of one document's mentions, in reading order. Not for the outside: `relation.h` is the door.
///
/// One class, because a member of a list takes its relation from those before it; its parts lie in one file each, named below.
#include <string>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/relation/cues.h"
#include "corpus/text/words.h"

namespace tracuu::relation {

class Relator {
 public:
  Relator(const text::Words& words, model::Document& document);

  void run();

 private:
  struct Place {
    std::size_t mention = 0;
    std::size_t first = 0, last = 0;  // words
    std::size_t tail = 0;             // after date and issuer, roughly
    std::size_t clause = 0;           // first word of the clause
    bool nested = false;
    bool cell = false;                // alone in a cell under a column "Căn cứ ..."
    std::size_t head = 0;             // index into places_: the coordinate that leads the list
    std::int32_t acts_on = -1;        // index into places_: the document that this one changes ("được sửa đổi bởi")
  };

  // ---- relator.cpp: The order of decisions
  void locate();
  void relate(std::size_t index);
  bool over_semicolon(std::size_t index);
  [[nodiscard]] std::int32_t before_in_clause(std::size_t index) const;
  void drop_edges_to_itself();
  void set(Place& p, std::string subject, const char* relation, const std::string& rule);
  [[nodiscard]] std::string subject_of(const model::Mention& m) const;
  [[nodiscard]] const char* intern(const std::string& relation) const;

  // ---- clauses.cpp: Where clauses begin and end, what stands between two citations
  [[nodiscard]] bool ends_sentence(std::size_t w) const;
  [[nodiscard]] bool opens_clause(std::size_t w) const;
  [[nodiscard]] std::size_t clause_begin(std::size_t w) const;
  [[nodiscard]] std::size_t word_at(std::uint32_t byte) const;
  [[nodiscard]] std::size_t word_at(std::uint32_t byte, std::size_t from) const;
  [[nodiscard]] bool clause_starts_with(std::size_t clause, const text::Phrase& phrase, std::size_t limit) const;
  [[nodiscard]] bool starts_clause(const Place& p) const;
  [[nodiscard]] bool basis_clause(std::size_t clause) const;
  [[nodiscard]] bool heads_column(std::size_t clause) const;
  [[nodiscard]] bool preamble(std::size_t w) const;
  [[nodiscard]] bool in_title(std::size_t w) const;
  [[nodiscard]] bool only_provisions(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool only_connectors(std::size_t from, std::size_t to, bool* semicolon) const;
  [[nodiscard]] bool provision_ends(std::size_t w) const;
  [[nodiscard]] bool after_connector(std::size_t first, bool* semicolon) const;
  [[nodiscard]] std::size_t tail_end(const Place& p) const;
  [[nodiscard]] bool closed_off(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t after_parenthesis(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t plain_words(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::size_t annex_kind(std::size_t w) const;

  // ---- cells.cpp: Tables that lost their lines
  void find_basis_columns();
  void find_legal_basis_column();
  [[nodiscard]] bool opens_cell(const Place& p) const;
  void place_in_table(Place& p) const;
  [[nodiscard]] bool stands_in_cell(const Place& p) const;
  [[nodiscard]] bool other_cell(std::size_t from, std::size_t to) const;

  // ---- cue_search.cpp: The verb before a citation
  [[nodiscard]] FoundCue last_cue(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool part_of_another_word(std::size_t i) const;
  [[nodiscard]] std::size_t distance(std::size_t from, std::size_t to) const;

  // ---- coordination.cpp: Members of lists inherit
  bool coordinate(Place& p, const Place& prev, std::size_t prev_index, bool* semicolon);
  void inherit(Place& p, const Place& from);
  [[nodiscard]] std::size_t choose_head(std::size_t index, std::size_t prev_index, bool semicolon) const;
  [[nodiscard]] std::size_t top_of(std::size_t i) const;
  [[nodiscard]] bool followed_by_cue(const Place& p) const;
  [[nodiscard]] static bool may_change(const model::Mention& act, const model::Mention& other);

  // ---- nested.cpp: Edges between two other documents
  bool nested(Place& p, const Place& prev, std::size_t prev_index, const FoundCue& found);
  [[nodiscard]] static bool outranked(std::string_view agent, std::string_view object);
  [[nodiscard]] std::int32_t able_subject(std::size_t nearest, const model::Mention& object) const;
  [[nodiscard]] bool proposes(const model::Mention& left) const;
  [[nodiscard]] bool denies_or_speaks_of_itself(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool names_exception(std::size_t from, std::size_t to) const;
  void act_on(Place& p, std::size_t target, const std::string& relation);
  [[nodiscard]] bool breaks_tie(std::size_t from, std::size_t to) const;

  // ---- governed.cpp: This document relates
  void governed(Place& p);
  [[nodiscard]] std::int32_t title_goes_on(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool in_capitals_before(std::size_t w) const;
  [[nodiscard]] FoundCue singled_out(const Place& p, std::size_t from) const;
  [[nodiscard]] FoundCue tasks_named_in(std::size_t from, const FoundCue& carrier) const;
  [[nodiscard]] bool supplies_rule(const Place& p) const;
  [[nodiscard]] bool instructed_in(const Place& p) const;
  [[nodiscard]] bool repeals_provisions(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool in_subject_of(const Place& cited, std::size_t w) const;
  [[nodiscard]] bool row_repeals(const Place& p, const FoundCue& found) const;
  [[nodiscard]] FoundCue verb_before_semicolons(const Place& p, const FoundCue& carrier) const;
  [[nodiscard]] const char* verb_over_semicolon(const Place& p, std::size_t index) const;
  [[nodiscard]] bool announced(const Place& p) const;
  [[nodiscard]] bool opens_parenthesis(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool provision_lies_at(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool quotes_rule(const Place& p) const;
  [[nodiscard]] bool under_legal_basis(const Place& p) const;
  [[nodiscard]] bool goes_on_from_study(const Place& p) const;
  [[nodiscard]] bool ends_row_of_objects(const Place& p) const;
  [[nodiscard]] bool goes_on_from_rule(const Place& p) const;
  [[nodiscard]] bool provision_at(std::size_t w) const;
  [[nodiscard]] bool rule_lies_in(const Place& p) const;
  [[nodiscard]] bool annex_lies_in(const Place& p, const FoundCue& carrier) const;
  [[nodiscard]] FoundCue verb_of_clause(const Place& p, std::size_t from, const FoundCue& carrier) const;
  [[nodiscard]] FoundCue changes_annexed(const Place& p, std::size_t from, const FoundCue& carrier) const;
  [[nodiscard]] bool form_in_use(const Place& p, const FoundCue& carrier) const;
  [[nodiscard]] bool goes_on_until(const Place& p, const FoundCue& found) const;

  // ---- own_verbs.cpp: Whether a verb is this document's own act
  [[nodiscard]] bool acts_itself(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool promulgates_so(const Place& p, const FoundCue& found) const;
  [[nodiscard]] std::size_t guiding_row_begin(std::size_t verb) const;
  [[nodiscard]] bool formula_of_promulgation(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool speaks_of_guiding_acts(std::size_t from, const FoundCue& found) const;
  [[nodiscard]] bool act_to_come(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool drafted(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool proposed(const Place& p, const FoundCue& found) const;
  [[nodiscard]] bool still_to_be_done(const FoundCue& found) const;
  [[nodiscard]] bool reported(const FoundCue& found) const;
  [[nodiscard]] bool obliged(std::size_t w) const;
  [[nodiscard]] bool negated(const FoundCue& found) const;
  [[nodiscard]] bool powerless(const model::Mention& m, std::string_view relation) const;
  [[nodiscard]] bool tells_time(std::size_t from, std::size_t to) const;

  // ---- predicates.cpp: What is said of the citation behind it
  [[nodiscard]] const char* said_after(const Place& p) const;
  [[nodiscard]] bool citation_opens(std::size_t w) const;
  [[nodiscard]] bool citation_between(std::size_t from, std::size_t to) const;
  [[nodiscard]] const char* predicate_at(std::size_t i) const;
  [[nodiscard]] bool only_contents(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool rules_in(const Place& p) const;
  [[nodiscard]] bool laid_down_in(const Place& p) const;
  [[nodiscard]] bool annex_is_subject(const Place& p) const;
  [[nodiscard]] std::size_t phrase_begin(const Place& p) const;
  [[nodiscard]] bool told_of_past(std::size_t i) const;
  [[nodiscard]] const char* changed_by_this(const Place& p) const;

  // ---- quoted.cpp: What the text says of whole passages
  [[nodiscard]] bool in_title_of(const Place& cited, std::size_t w) const;
  [[nodiscard]] bool is_defined_here(const Place& p) const;
  void give_to_quoted();
  [[nodiscard]] std::size_t quotation_end(std::size_t opens) const;
  [[nodiscard]] std::size_t bases_end(std::size_t index) const;
  [[nodiscard]] std::size_t body_resumes(std::size_t opens) const;
  [[nodiscard]] std::size_t phrase_closes(std::size_t w) const;
  [[nodiscard]] bool in_swapped_words(const Place& p) const;
  [[nodiscard]] FoundCue words_swapped(const Place& p) const;
  void relate_consolidated();

  bool list_head_relation(Place& p);
  bool list_under_provision(Place& p, std::size_t item);
  bool list_under_colon(Place& p, std::size_t item);

  const text::Canonical& canonical_;
  const text::Words& words_;
  model::Document& document_;
  std::vector<Place> places_;
  const std::vector<Cue>& cues_;
  const text::PhraseTable& cue_table_;
  std::string folded_title_;
  bool own_amends_ = false;
  std::vector<std::size_t> basis_columns_;  // words behind the heads "Căn cứ bổ sung" of a table without lines, one for each page
  std::size_t legal_basis_column_ = 0;  // word where the head of such a column ("Căn cứ pháp lý") first stands; the end if nowhere
};

}  // namespace tracuu::relation
