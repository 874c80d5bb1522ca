#pragma once
/// Reads one document's words from left to right and collects its citations. Not for the outside: `citation.h` is the door.
///
/// One class, because the rules share what stands around a citation (provisions just read, the list it is in); its parts lie
/// in one file each, named below. A step returns the word after what it took, or the word it was given if it took nothing.
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/citation/grammar.h"
#include "corpus/citation/law_names.h"
#include "corpus/citation/number.h"
#include "corpus/citation/pinpoints.h"
#include "corpus/model/document.h"
#include "corpus/text/words.h"

namespace tracuu::citation {

/// A citation while it is being read.
struct Draft {
  model::Mention mention;
  Number number;
  bool has_number = false;
  std::size_t first = 0, last = 0;  // words [first, last)
  std::size_t tail_end = 0;         // word after date, issuer
  std::int32_t list_head = -1;      // index of the first member of its list
  std::uint32_t cut = 0;  // character where the span ends inside its last word; 0: at the word's end
  bool own_date = false, own_issuer = false;
  bool names_itself = false;        // the law by its own name
  bool opens_range = false;         // "từ số 496/QĐ-TTg"
  bool holds_citations = false;     // "Quy định thi hành Điều lệ Đảng": the law named in the subject is cited as well
};

/// A defined short form.
struct Alias {
  std::size_t from = 0; // word after which it is known
  std::int32_t target = -1;
  std::string type;
  std::vector<text::WordCode> codes;
  bool type_alone = false;  // "(sau đây gọi tắt là Nghị định)"
  bool whole = false;       // type and subject of an act cited before: nothing may be added to it
};

class Scanner {
 public:
  Scanner(const Grammar& grammar, const text::Words& words, model::Document& document)
      : g_(grammar), f_(fixed()), canonical_(words.canonical()), words_(words), law_names_(grammar, words), document_(document) {}

  void run();

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

  // ---- scanner.cpp: One pass over the words; where the document names itself
  [[nodiscard]] std::size_t first_candidate(std::size_t i) const;
  [[nodiscard]] static bool begins_with_digit(const text::Word& word);
  std::size_t step(std::size_t i);
  [[nodiscard]] bool is_pinpoint_word(std::size_t i) const;
  [[nodiscard]] bool is_standard(std::size_t i) const;
  void find_own_places();
  [[nodiscard]] std::string own_type() const;
  [[nodiscard]] bool in_own_header(const Number& number) const;
  [[nodiscard]] bool is_own_header(const Number& number) const;
  [[nodiscard]] bool is_own_title(std::size_t i) const;
  [[nodiscard]] bool amending_document() const;

  // ---- provisions_named.cpp: Provisions before a citation
  std::size_t pinpoints(std::size_t i);
  [[nodiscard]] std::size_t bare_unit(std::size_t i) const;
  [[nodiscard]] std::size_t skip_links(std::size_t k, bool* annexed = nullptr) const;
  [[nodiscard]] bool links_to_document(std::size_t k) const;
  [[nodiscard]] bool over_annex_title(std::size_t first, bool* regulation) const;
  [[nodiscard]] bool over_subject(std::size_t first) const;
  void take_pinpoints(Draft& draft);

  // ---- numbered.cpp: Citations by number
  [[nodiscard]] bool in_name_of_body(std::size_t i) const;
  std::size_t typed(std::size_t i, const TypePhrase& type);
  std::size_t numbered(std::size_t i, std::size_t after, const TypePhrase& type);
  [[nodiscard]] bool says_number(std::size_t k) const;
  std::size_t free_number(std::size_t i, std::size_t k, const TypePhrase& type);
  [[nodiscard]] bool after_no(std::size_t i) const;
  [[nodiscard]] std::optional<Number> dated_letter(std::size_t at) const;
  [[nodiscard]] bool glued_so(std::size_t k) const;
  [[nodiscard]] bool names_form(std::size_t i, const Number& number) const;
  [[nodiscard]] bool numbers_list_item(std::size_t k) const;
  [[nodiscard]] bool bare_number_ends_well(const Number& number) const;
  std::size_t malformed(std::size_t i, std::size_t k, const TypePhrase& type);
  std::size_t modified(std::size_t i, std::size_t after, const TypePhrase& type);
  [[nodiscard]] bool says_of(std::size_t from, std::size_t to) const;
  std::size_t dated(std::size_t i, std::size_t after, const TypePhrase& type);
  std::size_t untyped_number(std::size_t i);
  [[nodiscard]] std::int32_t list_goes_on(std::size_t i, const Number& number) const;
  std::size_t skip(const Number& number) const;

  // ---- standards.cpp: Technical standards
  std::size_t standard(std::size_t i, std::size_t symbol);
  [[nodiscard]] std::string capitals(std::size_t i) const;

  // ---- named.cpp: Citations by name
  [[nodiscard]] bool names_itself(std::size_t first, std::size_t behind, const model::Mention& law) const;
  std::size_t own_name(std::size_t i, const TypePhrase& type);
  [[nodiscard]] bool branch_of_law(std::size_t i, std::size_t end) const;
  std::size_t law_by_name(std::size_t i, std::size_t after, const TypePhrase& type);
  std::size_t abbreviated_law(std::size_t i, const std::string& name);
  std::size_t constitution(std::size_t i, std::size_t after);
  std::size_t party_statute(std::size_t i, std::size_t after);

  // ---- lists.cpp: Acceptance and lists
  std::size_t accept(Draft draft, Number read);
  void take_number(Draft& draft, Number read) const;
  std::size_t add(Draft draft);
  [[nodiscard]] std::size_t index_after_number(std::int32_t index) const;
  [[nodiscard]] std::optional<Draft> list_member(const std::string& type) const;
  void distribute();
  void give_over_semicolons(std::size_t head);

  // ---- tail.cpp: Date, year and issuer that follow (or, of issuers, precede)
  void tail(Draft& draft);
  void take_date(Draft& draft, std::size_t& k);
  [[nodiscard]] bool ends_in_of(std::size_t i) const;
  [[nodiscard]] std::pair<std::int16_t, std::size_t> year_of_blank_date(std::size_t i) const;
  void set_date(Draft& draft, model::Date date);
  void certificate_date(Draft& draft, std::size_t k);
  [[nodiscard]] bool direct_issuer(std::size_t n) const;
  [[nodiscard]] std::string issuer_text(std::size_t begin, std::size_t end) const;
  void after_tail(Draft& draft, std::size_t k);
  void date_of_passing(Draft& draft, std::size_t k);
  void name_after_number(model::Mention& m, std::size_t n);
  void issuer_before(Draft& draft);
  bool speaker_before(Draft& draft, std::size_t end);
  void date_before(Draft& draft, std::size_t k);
  [[nodiscard]] bool proposal_before(std::size_t k) const;
  [[nodiscard]] bool prints_body(const Draft& draft, const std::string& body) const;

  // ---- pointing_back.cpp: "Luật này", "Nghị định nêu trên"
  void add_demonstrative(std::size_t begin, std::size_t end, std::string_view type, bool back);
  void settle_demonstrative(const Pending& p);
  [[nodiscard]] bool is_component_word(const std::string& type) const;
  void group_by_type();
  [[nodiscard]] std::int32_t antecedent(std::size_t word, const std::string& type) const;
  [[nodiscard]] bool known_by_number(std::size_t i, std::size_t k) const;
  [[nodiscard]] std::int32_t quoted_act(std::size_t word, const std::string& type) const;
  [[nodiscard]] std::int32_t told_law(const Pending& p) const;
  [[nodiscard]] std::int32_t amended_act(const std::string& type) const;
  [[nodiscard]] bool changes_annex(const std::string& type) const;
  void find_quotes();
  [[nodiscard]] bool quoted(std::size_t character) const;

  // ---- short_forms.cpp: "(sau đây gọi tắt là ...)"
  void alias_definition(std::size_t i);
  void named_by_subject();
  [[nodiscard]] bool phrase_ends(std::size_t end) const;
  void find_aliases();
  [[nodiscard]] bool stands_at(const Alias& alias, std::size_t i) const;
  [[nodiscard]] bool means_defined(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool covered(std::size_t begin, std::size_t end) const;

  // ---- emit.cpp: Drafts to mentions
  void emit();
  [[nodiscard]] model::ByteRange span_of(const Draft& draft) const;
  [[nodiscard]] model::ByteRange sentence_of(const Draft& draft) const;

  const Grammar& g_;
  const Fixed& f_;
  const text::Canonical& canonical_;
  const text::Words& words_;
  LawNames law_names_;
  model::Document& document_;
  std::vector<Draft> drafts_, later_;
  std::vector<Pending> demonstratives_, bare_;
  std::vector<Alias> aliases_;
  std::vector<std::pair<std::size_t, std::size_t>> quotes_;
  PendingPins pending_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_type_;  // indices into drafts_
  bool own_law_ = false, amends_by_title_ = false;
  std::string own_key_;
};

}  // namespace tracuu::citation
