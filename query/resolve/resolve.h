#pragma once
/// Resolution: which act a reference means, decided when read (DESIGN rule 2), in the order of DOMAIN.md 3.3.
///
/// The answer is never one silent guess: it tells the outcome, the rule that decided, and every candidate with what speaks
/// for and against it (DESIGN rule 4). Never across a date conflict: where the number matches and the date differs, the
/// nearest candidate is named and nothing is resolved. Acts of different terms, a law and a resolution with one number, two
/// provinces are never mixed.
///
/// The room sees acts through `Catalogue` (catalogue.h); it knows nothing of Xapian, of text, of output.
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/registry/registry.h"
#include "indexer/format/resolution_key.h"
#include "query/resolve/catalogue.h"

namespace tracuu::resolve {

enum class Outcome : std::uint8_t {
  resolved,    ///< exactly one act, in the index
  probable,    ///< one act in the index, by a rule that may err (order of time; a province that is not stated)
  ambiguous,   ///< several acts, or one that the words do not pin down
  only_cited,  ///< not in the index: an act that is only cited (known to the authority table or not)
  malformed,   ///< looks like a citation but cannot be one as printed
};

/// The rule of DOMAIN.md 3.3 that decided.
enum class Rule : std::uint8_t {
  none,
  number_with_year,  ///< 1: number, type and issuer with the year in the number
  date,              ///< 2: stated date
  term,              ///< 3: term of the Party committee or the National Assembly
  year,              ///< 4: "năm 2020"
  issuer,            ///< 5: issuer words
  province,          ///< 5, 8: province stated, or the citing document's own
  law_in_force,      ///< 9: the law that the name means on the citing date
  latest_before,     ///< 10: the only, or the latest one of the same term not after the citing date: probable
  sole,              ///< the only act with this number or name that is known
  same_document,     ///< of several acts the one that the document cites by this number elsewhere without doubt: probable
};

/// What speaks for or against a candidate.
enum class Trait : std::uint8_t {
  number, name, type, issuer, province, date, year, term, in_force,  ///< agrees
  // Differs: not this act.
  other_type, other_issuer, other_province, other_date, other_year, other_term,
  impossible_date,    ///< the stated date does not exist
  not_in_force,       ///< the name meant another law on that day
  after_citing,       ///< issued after the citing document
  // Doubts: do not exclude.
  type_doubtful,      ///< the type word is not the one of the act, whose number agrees ("Quyết định" for a Quy định)
  issuer_doubtful,    ///< the issuer stated is not the one that the number's symbol names
  province_doubtful,  ///< a province that has since merged into the one stated
  province_unknown,   ///< every province has such a number and none is stated
  no_date,            ///< the candidate's own date is unknown
  earlier_term,       ///< of an earlier term than the one in office on the citing date
};
inline constexpr std::size_t trait_count = static_cast<std::size_t>(Trait::earlier_term) + 1;
/// True for traits that exclude a candidate.
[[nodiscard]] bool is_conflict(Trait trait);

struct Candidate {
  ActId act = no_act;
  std::vector<Trait> traits;
  [[nodiscard]] bool excluded() const;
};

struct Resolution {
  Outcome outcome = Outcome::only_cited;
  Rule rule = Rule::none;
  /// The rule leaves no doubt; false for probable outcomes, and for acts that are only cited and found by such a rule.
  bool certain = false;
  /// resolved, probable: the act. only_cited: the act if the authority table knows it, else the node made from the words.
  ActId act = no_act;
  /// The number matches an act whose date differs from the stated one: the nearest such candidate (CIT-DATE-MISMATCH).
  ActId date_conflict = no_act;
  /// All that were weighed, best first; the chosen one first, the excluded last, of these only the eight nearest.
  std::vector<Candidate> candidates;
};

class PreparedActs;

/// Resolves keys; memoises. Not thread-safe. References to acts and answers stay valid until forget().
class Resolver {
 public:
  /// `catalogue` and `prepared` must outlive the resolver.
  explicit Resolver(Catalogue& catalogue, const registry::Registry& registry = registry::Registry::builtin(),
                    const PreparedActs* prepared = nullptr);
  ~Resolver();
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;

  /// Fetches what the keys need in one go (a round trip for all, not for each); resolve() works without it too.
  void prepare(std::span<const format::ResolutionKey> keys);
  [[nodiscard]] const Resolution& resolve(const format::ResolutionKey& key);

  /// False for answers of InDocument that its next answer overwrites.
  [[nodiscard]] bool is_lasting(const Resolution& resolution) const;

  [[nodiscard]] const Act& act(ActId id) const;
  /// What is known of acts apart from the index: with the user's catalogue, where the index keeps one.
  [[nodiscard]] const registry::Registry& registry() const;
  /// Acts met so far: 0 .. act_count() - 1.
  [[nodiscard]] ActId act_count() const;
  /// Makes an act known that another resolver met, given the same prepared acts: to be shown, nothing resolves to it.
  ActId adopt(Act act);
  /// Tells how a mention that resolves to an act names it: an act that is only cited is shown in these words, and in no
  /// others that were told before.
  void describe(ActId id, const model::Mention& mention);
  /// All acts known under a number (any spelling), cited-only ones included, in order of date. The number may lack its
  /// end ("45/2020", "73").
  [[nodiscard]] std::vector<ActId> acts_with_number(std::string_view number);
  /// Of them those of the index, or known to the authority table, that were issued on this day, in order of their ids: much cheaper.
  [[nodiscard]] std::vector<ActId> acts_of_day(std::string_view number, model::Date day);
  /// All acts known under a law's name (any case and spelling).
  [[nodiscard]] std::vector<ActId> acts_with_name(std::string_view name);
  /// The act with this canonical id, if the index, the authority table or a citation knows it.
  [[nodiscard]] std::optional<ActId> act_by_id(std::string_view canonical_id);
  /// Announces that act_by_id will be asked for it (open/index.h).
  void expect_act(std::string_view canonical_id);
  /// The act of a record of the index.
  [[nodiscard]] std::optional<ActId> act_of_record(RecordId record);
  /// Every distinct key in the index under which this act may be cited (same number or name) and that resolves to it.
  [[nodiscard]] std::vector<KeyUse> keys_of(ActId act);
  /// Keys that leave this act possible without resolving to it: ambiguous ones, and date conflicts with this act.
  [[nodiscard]] std::vector<KeyUse> undecided_keys_of(ActId act);
  /// Keys under which this act may be cited and that state this day, whatever they resolve to.
  [[nodiscard]] std::vector<KeyUse> keys_that_state(ActId act, model::Date day);

  /// How much is remembered that could be worked out again: acts, keys, candidates.
  [[nodiscard]] std::size_t remembered() const;
  /// Drops it, so that a walk over all documents stays small: references to acts and answers are void, numbers of acts stay what
  /// they were, and prepared acts that are only cited are called again as they were prepared.
  void forget();

 private:
  friend class InDocument;
  struct State;
  std::unique_ptr<State> state_;
};

/// Resolves the mentions of one document. Both must outlive it; what it remembers of the document is void after Resolver::forget().
class InDocument {
 public:
  /// `self` is the act of the document; may be no_act.
  InDocument(Resolver& resolver, const model::Document& document, ActId self) : resolver_(resolver), mentions_(document), self_(self) {}
  [[nodiscard]] const model::Document& document() const { return mentions_.document(); }
  [[nodiscard]] const format::MentionIndex& mentions() const { return mentions_; }
  [[nodiscard]] ActId self() const { return self_; }

  /// Follows `refers_to` to the mention that this one points back to; internal references resolve to the document itself; malformed
  /// ones keep the candidates that their repaired number has.
  [[nodiscard]] const Resolution& resolve(std::size_t mention);

 private:
  [[nodiscard]] const Resolution& as_cited(std::size_t mention);
  [[nodiscard]] std::optional<Resolution> as_elsewhere(const model::Mention& bare, const Resolution& ambiguous);
  [[nodiscard]] std::optional<Resolution> between_namesakes(const model::Mention& bare);

  Resolver& resolver_;
  format::MentionIndex mentions_;
  ActId self_;
  std::unordered_map<std::string, std::vector<ActId>> namesakes_;   // by number: what stated ones mean
  std::map<std::pair<std::string, std::string>, std::optional<Resolution>> elsewhere_;  // by number_key and type: the one certain answer
};

}  // namespace tracuu::resolve
