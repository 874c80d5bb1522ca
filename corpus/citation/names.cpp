#include "corpus/citation/names.h"

namespace tracuu::citation {
namespace {

constexpr std::uint64_t kSeed = 0x9E3779B97F4A7C15u;

std::uint64_t mix(std::uint64_t hash, text::WordCode code) {
  hash ^= code + kSeed + (hash << 6) + (hash >> 2);
  return hash * 0xff51afd7ed558ccdu;
}

std::u16string spelling(const text::Words& words, std::size_t begin, std::size_t end) {
  std::u16string out;
  for (std::size_t i = begin; i < end; ++i) {
    if (words[i].kind == text::WordKind::punctuation) continue;
    std::u16string word(words.chars(i));
    for (char16_t& c : word) c = text::lower(c);
    text::place_tone(word);
    out += word;
    out += u' ';
  }
  return out;
}

bool inside_names(text::WordCode punctuation) {
  return punctuation == ',' || punctuation == '-' || punctuation == '(' || punctuation == ')' || punctuation == '/' || punctuation == '.';
}

}  // namespace

void NameTrie::add(std::string_view name) {
  text::Canonical canonical;
  canonical.chars = text::canonical_chars(name);
  canonical.folded = text::fold(name);
  const text::Words words(canonical);
  std::uint64_t hash = kSeed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == text::WordKind::punctuation) continue;
    if (!words[i].code) return;
    hash = mix(hash, words[i].code);
    prefixes_.emplace(hash, false);
  }
  if (hash == kSeed) return;
  prefixes_[hash] = true;
  spellings_.insert(spelling(words, 0, words.size()));
}

bool NameTrie::spelled(const text::Words& words, std::size_t begin, std::size_t end) const {
  return !words.canonical().has_diacritics || spellings_.contains(spelling(words, begin, end));
}

std::size_t NameTrie::longest(const text::Words& words, std::size_t i) const {
  std::uint64_t hash = kSeed;
  std::size_t best = i;
  int open = 0;
  for (std::size_t k = i; k < words.size() && k < i + 120; ++k) {
    if (k > i && words[k].gap == text::Gap::paragraph) break;
    if (words[k].kind == text::WordKind::punctuation) {
      if (k == i || !inside_names(words[k].code)) break;
      if (words[k].code == '(') ++open;
      if (words[k].code == ')') {
        if (--open < 0) break;
        if (best == k) best = k + 1;
      }
      continue;
    }
    if (!words[k].code) break;
    hash = mix(hash, words[k].code);
    const auto found = prefixes_.find(hash);
    if (found == prefixes_.end()) break;
    if (found->second) best = k + 1;
  }
  return best;
}

}  // namespace tracuu::citation
