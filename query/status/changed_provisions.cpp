#include "query/status/changed_provisions.h"

#include <algorithm>

#include "corpus/citation/pinpoints.h"
#include "query/resolve/pinpoint.h"
#include "query/status/clause.h"

namespace tracuu::status {
namespace {

constexpr std::uint32_t longest_beginning = 500;  ///< bytes: "a) Sửa đổi, bổ sung khoản 1 và điểm b khoản 2 Điều 7 như sau:"

bool changes_wording(std::string_view relation) { return relation == "amends" || relation == "replaces" || relation == "repeals"; }

class Reader {
 public:
  Reader(graph::Graph& graph, RecordId record, ActId target) : graph_(graph), record_(record), document_(graph.document(record)), target_(target) {}

  std::vector<ChangedProvision> read() {
    const auto& references = graph_.references_of(record_);
    for (std::size_t i = 0; i < document_.provisions.size(); ++i) {
      if (document_.provisions[i].unit == model::Unit::dieu && changes_target(references, i)) read_below(i, {});
    }
    if (!found_.empty() || !title_changes_only_target(references)) return std::move(found_);
    for (std::size_t i = 0; i < document_.provisions.size(); ++i) {
      if (document_.provisions[i].unit == model::Unit::dieu) read_below(i, {});
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::uint32_t beginning_end(std::size_t provision) const {
    const auto& range = document_.provisions[provision].range;
    auto end = std::min(range.end, range.begin + longest_beginning);
    for (std::size_t i = provision + 1; i < document_.provisions.size() && document_.provisions[i].range.begin < range.end; ++i) {
      end = std::min(end, document_.provisions[i].range.begin);
      break;
    }
    return end;
  }

  /// The article's own beginning says that it changes the target.
  [[nodiscard]] bool changes_target(const std::vector<Reference>& references, std::size_t provision) const {
    const auto begin = document_.provisions[provision].range.begin, end = beginning_end(provision);
    return std::any_of(references.begin(), references.end(), [&](const Reference& reference) {
      const auto at = document_.mentions[reference.mention].span.begin;
      return at >= begin && at < end && reference.target() == target_ && !reference.nested() && changes_wording(reference.relation);
    });
  }

  [[nodiscard]] bool title_changes_only_target(const std::vector<Reference>& references) const {
    bool target = false, other = false;
    for (const auto& reference : references) {
      if (!document_.identity.title_range.overlaps(document_.mentions[reference.mention].span) || reference.nested() || !changes_wording(reference.relation)) continue;
      (reference.target() == target_ ? target : other) = true;
    }
    return target && !other;
  }

  /// Reads a provision and those inside it; `article` is what an outer beginning named ("1. Sửa đổi Điều 7 như sau: a) ... khoản 2").
  void read_below(std::size_t provision, const std::string& article) {
    auto named = read_beginning(provision, article);
    for (std::size_t i = provision + 1; i < document_.provisions.size(); ++i) {
      const auto& inner = document_.provisions[i];
      if (inner.range.begin >= document_.provisions[provision].range.end) break;
      if (inner.parent == static_cast<std::int32_t>(provision)) read_below(i, named);
    }
  }

  /// What the beginning of a provision names; returns the single article that it is about, for the provisions inside it.
  std::string read_beginning(std::size_t provision, const std::string& article) {
    const auto begin = document_.provisions[provision].range.begin;
    model::Text text;
    text.bytes = graph_.records().text(record_, {begin, beginning_end(provision)});
    if (const auto quote = std::min(text.bytes.find("\xE2\x80\x9C"), text.bytes.find(":\n\"")); quote != std::string::npos) text.bytes.resize(quote);
    const auto canonical = text::canonicalize(text);
    const text::Words words(canonical);
    const auto folded = folded_words(text.bytes);
    const auto verb = verb_of(folded);
    if (verb == ChangeKind::continues) return article;
    static const text::Phrase after("sau"), by("bởi"), according("theo"), like("như"), into("vào");
    std::vector<std::string> paths;
    const auto limit = limit_of(begin, canonical, words);
    bool added = has_words(folded, "bo sung") && !has_words(folded, "sua doi");
    bool skip_next = false;
    // The label of the provision itself ("Điều 2.") is no pinpoint of the target.
    for (std::size_t i = document_.provisions[provision].unit == model::Unit::dieu ? 2 : 0; i < limit; ++i) {
      if (words.is(i, like) || words.is(i, according) || words.is(i, by)) break;
      if (words.is(i, after)) skip_next = true;  // "vào sau Điều 7": where, not what
      const auto list = citation::parse_pinpoints(words, i);
      if (list.end <= list.begin || list.pinpoints.empty()) continue;
      if (!skip_next) {
        for (const auto& pinpoint : list.pinpoints) {
          auto path = resolve::pinpoint_path(pinpoint);
          if (!list.has_article && !article.empty() && !path.starts_with("phu-luc")) path = article + "/" + path;
          // "điểm d vào khoản 2 Điều 11": the point alone names nothing; the place it goes to does.
          if (path.starts_with("diem_") || path.starts_with("khoan_")) continue;
          paths.push_back(std::move(path));
        }
      }
      skip_next = false;
      i = list.end - 1;
    }
    std::string single;
    for (auto& path : paths) {
      if (path == "dieu" || path == "phu-luc" || path == "khoan") continue;
      if (paths.size() == 1) single = path;
      const auto range = canonical.bytes(0, canonical.size());
      found_.push_back({std::move(path), document_.provisions[provision].path, verb, added, {begin + range.begin, begin + range.end}});
    }
    // An inner provision says more exactly what is changed.
    return single.empty() ? article : single;
  }

  /// Words that belong to this statement: up to a citation of another act.
  [[nodiscard]] std::size_t limit_of(std::uint32_t begin, const text::Canonical& canonical, const text::Words& words) const {
    std::size_t limit = words.size();
    for (const auto& mention : document_.mentions) {
      if (mention.span.begin < begin || mention.kind == model::MentionKind::internal) continue;
      if (mention.span.begin >= begin + canonical.original.size()) break;
      limit = std::min(limit, words.at_char(canonical.at_byte(mention.span.begin - begin)));
      break;
    }
    return limit;
  }

  /// continues: the beginning says nothing about a change.
  [[nodiscard]] static ChangeKind verb_of(std::string_view folded) {
    const auto first = [&](std::string_view words) { return first_words(folded, words); };
    const auto amended = std::min({first("sua doi"), first("bo sung"), first("thay cum tu"), first("thay the cum tu")});
    const auto repealed = std::min(first("bai bo"), first("bo cum tu"));
    const auto replaced = first("thay the");
    const auto least = std::min({amended, repealed, replaced});
    if (least == std::string_view::npos) return ChangeKind::continues;
    if (least == repealed) return ChangeKind::repealed;
    return least == amended ? ChangeKind::amended : ChangeKind::replaced;
  }

  graph::Graph& graph_;
  RecordId record_;
  const model::Document& document_;
  ActId target_;
  std::vector<ChangedProvision> found_;
};

}  // namespace

std::vector<ChangedProvision> changed_provisions(graph::Graph& graph, RecordId record, ActId target) {
  (void)graph.references_of(record);  // so that the document's address holds while references are read
  auto found = Reader(graph, record, target).read();
  // "Điều 7" named by the outer beginning and "khoản 2 Điều 7" by the inner: the inner one is the change.
  std::vector<ChangedProvision> kept;
  for (const auto& one : found) {
    const bool refined = std::any_of(found.begin(), found.end(), [&](const ChangedProvision& other) {
      return other.path != one.path && other.by_path.starts_with(one.by_path + "/") && other.path.starts_with(one.path + "/");
    });
    const bool twice = std::any_of(kept.begin(), kept.end(), [&](const ChangedProvision& other) { return other.path == one.path && other.kind == one.kind; });
    if (!refined && !twice) kept.push_back(one);
  }
  return kept;
}

}  // namespace tracuu::status
