#pragma once
/// The rules of the audit: one function and one row of a table each, one file a family (cit_*.cpp: citations; pin.cpp:
/// provisions; bas.cpp: legal bases; grf.cpp: relations; imp.cpp: implementation; loc.cpp: places and bodies; cor.cpp:
/// documents). Ids and usual severities are those of the list of findings that the engine is built against.
///
/// An alarm must be precise: a rule that cannot tell says nothing. Naive comparison of type words with numbers would be
/// false nine times of ten (Quy định ...-QĐ/TW, Công văn .../CT-CS, Thông tư liên tịch, Thông báo kết luận).
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/registry/registry.h"
#include "query/audit/edges.h"
#include "query/audit/effects.h"
#include "query/audit/finding.h"

namespace tracuu::audit {

/// Works of the index by issuer slug: what an index holds of a body tells whether something missing means anything.
using IssuerWorks = std::map<std::string, std::size_t, std::less<>>;

/// References to documents, one for each mention: its first role stands for all.
class References {
 public:
  /// `all`: as the graph gives them, roles of one mention next to each other; must outlive this.
  explicit References(const std::vector<graph::Reference>& all) {
    for (const auto& reference : all) {
      if (list_.empty() || list_.back()->mention != reference.mention) list_.push_back(&reference);
    }
  }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = graph::Reference;
    using difference_type = std::ptrdiff_t;
    using pointer = const graph::Reference*;
    using reference = const graph::Reference&;

    Iterator() = default;
    explicit Iterator(const graph::Reference* const* at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return *at_; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return Iterator(at_++); }
    bool operator==(const Iterator&) const = default;

   private:
    const graph::Reference* const* at_ = nullptr;
  };
  [[nodiscard]] Iterator begin() const { return Iterator(list_.data()); }
  [[nodiscard]] Iterator end() const { return Iterator(list_.data() + list_.size()); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }

 private:
  std::vector<const graph::Reference*> list_;
};

/// What rules asked of the index and will ask again for other documents of the same audit.
struct Remembered {
  std::map<std::pair<resolve::ActId, model::Date>, std::size_t> works_that_state;  ///< by act and day
};

/// What a rule looks at: one document with its references resolved.
struct Subject {
  Subject(graph::Graph& of, resolve::RecordId id, const model::Document& record_document, const std::vector<graph::Reference>& all, EffectOracle* oracle, Remembered& asked)
      : graph(of), record(id), document(record_document), references(all), effects(oracle), remembered(asked) {}

  graph::Graph& graph;
  resolve::RecordId record = 0;
  const model::Document& document;
  const References references;                      ///< first role of each mention that names a document
  EffectOracle* effects = nullptr;                  ///< null for rules that do not ask for it
  Remembered& remembered;

  const IssuerWorks* issuers = nullptr;             ///< null: not counted

  /// The document's text, read when first asked.
  [[nodiscard]] const std::string& text() const;
  /// Folded words of a stretch ("nghi dinh so 45"); clipped to the text.
  [[nodiscard]] std::string folded(std::size_t begin, std::size_t end) const;
  /// Folded words of its own sentence that stand before a place, `most` bytes at most: what the sentence before says of others
  /// says nothing of this one.
  [[nodiscard]] std::string sentence_before(std::uint32_t offset, std::uint32_t most) const;
  /// Inside quotation marks: the new wording that an amending act prescribes.
  [[nodiscard]] bool quoted(std::uint32_t offset) const;
  [[nodiscard]] const model::Mention& mention(const graph::Reference& reference) const { return document.mentions[reference.mention]; }

 private:
  mutable std::optional<std::string> text_;
};

/// What rules over all documents need of one text: noted while it is at hand, so that no text is read twice.
struct TextNote {
  /// The smallest hashes of its runs of five words: equal texts have equal sketches, and the share of common hashes estimates that of
  /// common runs (k minimum values).
  static constexpr std::size_t sketch_size = 64;
  std::array<std::uint64_t, sketch_size> sketch{};
  bool has_sketch = false;         ///< the text has enough words for one
  bool asks_for_review = false;    ///< "sơ kết 05 năm"
};

/// What the rules over all documents look at.
struct Corpus {
  graph::Graph& graph;
  EffectOracle& effects;
  const std::vector<resolve::RecordId>& records;  ///< audited, in order
  const std::vector<TextNote>& notes;             ///< of each of them
  const Edges& edges;                             ///< of all documents, audited or not
  /// Bodies that ought to implement what binds them (`--bodies`): names as people write them.
  const std::vector<std::string>& bodies;
  int deadline_days = 0;  ///< 0: no time limit for implementation was given
  std::vector<std::string> bodies_unseen = {};  ///< filled: bodies of which the index holds nothing
};

struct RuleRow {
  std::string_view id;
  Severity severity;  ///< usual; a finding may be milder
  void (*check)(const Subject& subject, std::vector<Finding>& findings) = nullptr;
  void (*check_corpus)(Corpus& corpus, std::vector<Finding>& findings) = nullptr;
  bool needs_effects = false;  ///< looks at what is in force
  void (*note)(const Subject& subject, TextNote& note) = nullptr;  ///< what check_corpus will need of each text
};

[[nodiscard]] std::span<const RuleRow> citation_number_rules();
[[nodiscard]] std::span<const RuleRow> citation_date_rules();
[[nodiscard]] std::span<const RuleRow> citation_form_rules();
[[nodiscard]] std::span<const RuleRow> citation_effect_rules();
[[nodiscard]] std::span<const RuleRow> pinpoint_rules();
[[nodiscard]] std::span<const RuleRow> basis_rules();
[[nodiscard]] std::span<const RuleRow> graph_rules();
[[nodiscard]] std::span<const RuleRow> implementation_rules();
[[nodiscard]] std::span<const RuleRow> place_rules();
[[nodiscard]] std::span<const RuleRow> corpus_rules();

// --- what rules share ------------------------------------------------------------------------------------------------

/// A finding at a reference.
[[nodiscard]] Finding finding_at(const Subject& subject, const graph::Reference& reference, std::string_view rule, Severity severity);
/// A finding about the document, at a place of its text (empty: none).
[[nodiscard]] Finding finding_of(const Subject& subject, std::string_view rule, Severity severity, model::ByteRange range = {});

/// A mention that stands for itself: one that points back repeats the finding of the first.
[[nodiscard]] inline bool stands_alone(const model::Mention& mention) {
  return mention.refers_to < 0 && mention.kind == model::MentionKind::document;
}
/// Căn cứ of the document itself.
[[nodiscard]] bool is_basis(const model::Mention& mention);
/// It stands in the preamble, before the first provision: forms in annexes have preambles of their own.
[[nodiscard]] bool in_preamble(const model::Document& document, const model::Mention& mention);
/// The number taken for the document's own stands in its title as that of the act that it amends: its own number and day are
/// not known then.
[[nodiscard]] bool names_its_own_amended_act(const model::Document& document);
/// The type that the number's symbol names where the head's type line names another (both of the kinds that bear symbols);
/// null where they agree or nothing can be told. Which of the two the document is, is not known then.
[[nodiscard]] const registry::DocumentType* type_against_head(const model::Identity& identity);
/// The document itself ends or changes the cited act ("thay thế", "bãi bỏ", "sửa đổi", ...).
[[nodiscard]] bool changes(const model::Mention& mention);
/// The document itself stands in this relation to the cited act.
[[nodiscard]] bool has_role(const model::Mention& mention, std::string_view relation);
/// Resolved (not merely probable), or only cited and known to the authority table.
[[nodiscard]] bool is_sure(const Subject& subject, const graph::Reference& reference);
/// Text in the index, or certain in the authority table: more than a citation says so.
[[nodiscard]] bool is_established(const Subject& subject, const resolve::Act& act);

/// Place in the hierarchy of norms on a day (Luật 64/2025/QH15 Điều 4; Luật 80/2015/QH13 Điều 4 before 01/4/2025): 1 the
/// Constitution ... 14; 0 for acts outside of it (individual decisions, Party documents, letters).
[[nodiscard]] int normative_rank(const model::Identity& identity);
/// A resolution key's worth of identity for an act that is only cited.
[[nodiscard]] bool is_party_number(std::string_view number);

/// Each distinct thing once in a document: the same dead reference ten times is one finding.
class Once {
 public:
  bool first(const model::Mention& mention);
  bool first(std::string key) { return seen_.insert(std::move(key)).second; }

 private:
  std::set<std::string> seen_;
};

}  // namespace tracuu::audit
