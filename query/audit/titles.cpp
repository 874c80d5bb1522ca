#include "query/audit/titles.h"

#include <algorithm>
#include <array>

#include "corpus/text/canonical.h"

namespace tracuu::audit {

std::vector<std::string> telling_words(std::string_view title) {
  static constexpr std::array<std::string_view, 16> common = {"ve", "viec", "cua", "va", "cac", "so", "mot", "dieu", "quy", "dinh", "nam", "cho", "trong", "doi", "voi", "ban"};
  std::vector<std::string> words;
  std::string word;
  for (const char c : text::fold(title) + " ") {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      if (word.size() > 1 && std::find(common.begin(), common.end(), word) == common.end()) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

double share_of_title(std::string_view title, std::string_view words) {
  const auto telling = telling_words(title);
  if (telling.size() < 3) return 0;
  const auto held = std::count_if(telling.begin(), telling.end(), [&](const std::string& word) { return words.find(word) != std::string_view::npos; });
  return static_cast<double>(held) / static_cast<double>(telling.size());
}

namespace {

constexpr double most = 0.6;

double share_behind(const Subject& subject, const model::Mention& mention, const resolve::Act& act) {
  constexpr std::size_t reach = 400;  // bytes: day, issuer and a long title
  auto words = subject.folded(mention.span.end, mention.span.end + reach);
  words.erase(std::min(words.find(';'), words.size()));
  return share_of_title(act.identity.title, words);
}

}  // namespace

bool title_follows(const Subject& subject, const model::Mention& mention, const resolve::Act& act) { return share_behind(subject, mention, act) >= most; }

bool title_speaks_for(const Subject& subject, const model::Mention& mention, const resolve::Act& one, const resolve::Act& other) {
  const double share = share_behind(subject, mention, one);
  return share >= most && share > share_behind(subject, mention, other);
}

}  // namespace tracuu::audit
