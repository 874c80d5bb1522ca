#include "indexer/writer/units.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace tracuu::writer {
namespace {

using model::ByteRange, model::Document, model::Provision, model::Text, model::Unit;

// A syllable with its blank takes six bytes.
constexpr std::uint32_t kBytesASyllable = 6;
/// A section above this is cut into its items.
constexpr std::uint32_t kLongSection = 1500 * kBytesASyllable;
/// Text outside of the outline is cut at paragraph ends into pieces of at most this.
constexpr std::uint32_t kLongestPiece = 3000 * kBytesASyllable;
/// A stretch up to this length (a chapter's heading) goes with the provision that follows it.
constexpr std::uint32_t kShortGap = 70 * kBytesASyllable;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

ByteRange trimmed(const Text& text, ByteRange range) {
  range.end = std::min<std::uint32_t>(range.end, static_cast<std::uint32_t>(text.bytes.size()));
  while (range.begin < range.end && is_blank(text.bytes[range.begin])) ++range.begin;
  while (range.begin < range.end && is_blank(text.bytes[range.end - 1])) --range.end;
  return range;
}

// Children of every provision, and of the document at index 0.
std::vector<std::vector<std::uint32_t>> children_of(const std::vector<Provision>& provisions) {
  std::vector<std::vector<std::uint32_t>> children(provisions.size() + 1);
  for (std::uint32_t i = 0; i < provisions.size(); ++i) {
    const std::int32_t parent = provisions[i].parent;
    const bool known = parent >= 0 && static_cast<std::uint32_t>(parent) < i;
    children[known ? static_cast<std::size_t>(parent) + 1 : 0].push_back(i);
  }
  return children;
}

class Chooser {
 public:
  explicit Chooser(const Document& document)
      : provisions_(document.provisions), children_(children_of(provisions_)), holds_dieu_(provisions_.size(), false) {
    for (std::uint32_t i = static_cast<std::uint32_t>(provisions_.size()); i-- > 0;) {
      const std::int32_t parent = provisions_[i].parent;
      if ((provisions_[i].unit == Unit::dieu || holds_dieu_[i]) && parent >= 0 && static_cast<std::uint32_t>(parent) < i)
        holds_dieu_[static_cast<std::size_t>(parent)] = true;
    }
  }

  // Outlines are as deep as the text says: no recursion on hostile input.
  std::vector<Stretch> choose() const {
    std::vector<Stretch> chosen;
    std::vector<std::uint32_t> open(children_[0].rbegin(), children_[0].rend());
    while (!open.empty()) {
      const std::uint32_t i = open.back();
      open.pop_back();
      if (is_small(provisions_[i].unit)) {
        continue;  // its text goes with its neighbours
      } else if (is_record(i)) {
        chosen.push_back({provisions_[i].range, provisions_[i].heading, i, -1});
      } else {
        open.insert(open.end(), children_[i + 1].rbegin(), children_[i + 1].rend());
      }
    }
    return chosen;
  }

 private:
  bool is_record(std::uint32_t i) const {
    const Provision& provision = provisions_[i];
    if (provision.unit == Unit::dieu || !provision.source_id.empty()) return true;
    if (holds_dieu_[i]) return false;
    return provision.range.size() <= kLongSection || !has_large_parts(i);
  }

  // Letters and dashes are parts of what they stand in, never records of their own.
  bool has_large_parts(std::uint32_t i) const {
    return std::any_of(children_[i + 1].begin(), children_[i + 1].end(), [&](std::uint32_t child) { return !is_small(provisions_[child].unit); });
  }
  static bool is_small(Unit unit) {
    return unit == Unit::diem || unit == Unit::tiet || unit == Unit::letter || unit == Unit::dash || unit == Unit::plus;
  }

  const std::vector<Provision>& provisions_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<bool> holds_dieu_;
};

std::vector<Stretch> given_stretches(const Text& text, const Document& document) {
  std::unordered_map<std::string, std::uint32_t> outline;
  for (std::uint32_t i = 0; i < document.provisions.size(); ++i)
    if (!document.provisions[i].source_id.empty()) outline.emplace(document.provisions[i].source_id, i);
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < text.provisions.size(); ++i) {
    const model::GivenProvision& given = text.provisions[i];
    Stretch& stretch = stretches.emplace_back();
    stretch.range = given.range;
    stretch.heading = given.heading_range;
    stretch.given = static_cast<std::int32_t>(i);
    if (const auto found = outline.find(given.id); found != outline.end()) stretch.outline = found->second;
  }
  return stretches;
}

// Text outside of all provisions, and provisions without parts that are too long, in pieces that end with a paragraph or,
// in text without line ends, with a sentence or a word.
void cut(const Text& text, Stretch whole, std::vector<Stretch>& out) {
  const std::string& bytes = text.bytes;
  whole.range = trimmed(text, whole.range);
  while (!whole.range.empty()) {
    Stretch piece = whole;
    if (whole.range.size() > kLongestPiece) {
      const std::uint32_t limit = whole.range.begin + kLongestPiece;
      // The second half of the piece alone: searching back to the text's beginning made a long line without marks quadratic.
      const std::uint32_t half = whole.range.begin + kLongestPiece / 2;
      const std::string_view tail = std::string_view(bytes).substr(half, kLongestPiece - kLongestPiece / 2 + 1);
      std::size_t end = std::string::npos;
      for (const char* mark : {"\n", ". ", " "}) {
        if (const std::size_t at = tail.rfind(mark); at != std::string_view::npos) {
          end = half + at;
          break;
        }
      }
      if (end == std::string::npos) {
        end = limit;
        while (end < bytes.size() && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) ++end;
      } else {
        ++end;
      }
      piece.range.end = std::min(static_cast<std::uint32_t>(end), whole.range.end);
    }
    whole.range.begin = piece.range.end;
    if (!piece.range.contains(piece.heading)) piece.heading = {};
    out.push_back(piece);
    whole.range = trimmed(text, whole.range);
  }
}

bool is_whole(const Stretch& stretch, const Document& document) {
  return stretch.given >= 0 || (stretch.outline < document.provisions.size() && document.provisions[stretch.outline].unit == Unit::dieu);
}

}  // namespace

std::vector<Stretch> choose_stretches(const Text& text, const Document& document) {
  std::vector<Stretch> chosen = text.provisions.empty() ? Chooser(document).choose() : given_stretches(text, document);
  std::stable_sort(chosen.begin(), chosen.end(), [](const Stretch& a, const Stretch& b) { return a.range.begin < b.range.begin; });
  std::vector<Stretch> stretches;
  std::uint32_t covered = 0;
  for (Stretch stretch : chosen) {
    stretch.range.begin = std::max(stretch.range.begin, covered);
    if (stretch.range.empty()) continue;
    const ByteRange gap = trimmed(text, {covered, stretch.range.begin});
    if (!gap.empty() && gap.size() <= kShortGap && text.provisions.empty()) stretch.range.begin = gap.begin;
    else if (!gap.empty()) cut(text, {gap}, stretches);
    if (is_whole(stretch, document)) stretches.push_back(stretch);
    else cut(text, stretch, stretches);
    covered = std::max(covered, stretch.range.end);
  }
  cut(text, {{covered, static_cast<std::uint32_t>(text.bytes.size())}}, stretches);
  return stretches;
}

}  // namespace tracuu::writer
