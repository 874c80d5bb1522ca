#include "query/status/overlap.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::status {
namespace {

/// Words of a title that tell nothing of its subject, folded; taken out one after the other, longer ones before those inside them.
constexpr std::string_view kEmptyWords[] = {
    "ve viec",       "quy dinh chi tiet", "ban hanh quy dinh", "ban hanh kem theo", "ban hanh", "quy dinh", "mot so dieu", "mot so noi dung", "sua doi bo sung", "sua doi", "bo sung", "huong dan",
    "thuc hien",     "tren dia ban",      "thuoc tham quyen",  "cua uy ban nhan dan", "cua hoi dong nhan dan", "uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "quyet dinh", "nghi quyet",
    "quy che",       "thanh pho",         "tinh",              "huyen",             "giai doan", "trong", "nam",  "cua",      "cac",         "va",             "ve",              "cho",     "tai"};

std::vector<std::string> syllables_of(std::string_view title) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text::fold(title) + " ") {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += c;
    else if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

/// Takes a run of words out; what stood around it does not become neighbours.
void take_out(std::vector<std::string>& words, const std::vector<std::string>& run) {
  if (run.empty()) return;
  for (auto at = words.begin(); (at = std::search(at, words.end(), run.begin(), run.end())) != words.end();) {
    const auto place = at - words.begin();
    words.erase(at, at + static_cast<std::ptrdiff_t>(run.size()));
    words.insert(words.begin() + place, std::string());
    at = words.begin() + place + 1;
  }
}

using Vector = std::map<std::string, double>;

/// Syllables and pairs of neighbours of the subject.
Vector features_of(std::string_view title, const std::vector<std::vector<std::string>>& places) {
  auto words = syllables_of(title);
  for (const auto& place : places) take_out(words, place);
  for (const std::string_view empty : kEmptyWords) take_out(words, syllables_of(empty));
  Vector features;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool number = !words[i].empty() && words[i].find_first_not_of("0123456789") == std::string::npos;
    if (words[i].empty() || number) continue;
    features[words[i]] += 0.5;
    if (i > 0 && !words[i - 1].empty()) features[words[i - 1] + " " + words[i]] += 1;
  }
  return features;
}

void weigh(std::vector<Vector>& all) {
  std::unordered_map<std::string, std::size_t> held;
  for (const Vector& one : all)
    for (const auto& [feature, count] : one) ++held[feature];
  for (Vector& one : all) {
    double length = 0;
    for (auto& [feature, weight] : one) {
      weight *= std::log(1 + static_cast<double>(all.size() + 1) / static_cast<double>(held[feature]));
      length += weight * weight;
    }
    for (auto& [feature, weight] : one) weight /= std::sqrt(length);
  }
}

double likeness(const Vector& a, const Vector& b) {
  double sum = 0;
  for (auto one = a.begin(), other = b.begin(); one != a.end() && other != b.end();) {
    if (one->first < other->first) ++one;
    else if (other->first < one->first) ++other;
    else sum += (one++)->second * (other++)->second;
  }
  return sum;
}

/// Groups whose members are alike on average (average linkage): one title in between does not join two subjects.
class Grouping {
 public:
  Grouping(const std::vector<Vector>& vectors, double least) : vectors_(vectors), least_(least), group_(vectors.size()) {
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      group_[i] = i;
      members_.push_back({i});
    }
  }

  std::vector<std::vector<std::size_t>> run() {
    std::map<std::string, std::vector<std::size_t>> holders;
    for (std::size_t i = 0; i < vectors_.size(); ++i)
      for (const auto& [feature, weight] : vectors_[i]) holders[feature].push_back(i);
    std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
    std::map<std::pair<std::size_t, std::size_t>, bool> met;
    for (const auto& [feature, documents] : holders) {
      if (feature.find(' ') == std::string::npos) continue;  // alike titles share two neighbours at least
      for (std::size_t a = 0; a < documents.size(); ++a)
        for (std::size_t b = a + 1; b < documents.size(); ++b) {
          if (!met.emplace(std::pair(documents[a], documents[b]), true).second) continue;
          const double alike = likeness(vectors_[documents[a]], vectors_[documents[b]]);
          if (alike >= least_) pairs.emplace_back(-alike, documents[a], documents[b]);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [alike, a, b] : pairs) join(group_[a], group_[b]);
    return members_;
  }

  [[nodiscard]] double mean(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) const {
    double sum = 0;
    std::size_t count = 0;
    for (const std::size_t one : a)
      for (const std::size_t other : b)
        if (one != other) sum += likeness(vectors_[one], vectors_[other]), ++count;
    return count == 0 ? 0 : sum / static_cast<double>(count);
  }

 private:
  void join(std::size_t a, std::size_t b) {
    if (a == b || mean(members_[a], members_[b]) < least_) return;
    for (const std::size_t member : members_[b]) {
      group_[member] = a;
      members_[a].push_back(member);
    }
    members_[b].clear();
  }

  const std::vector<Vector>& vectors_;
  double least_;
  std::vector<std::size_t> group_;
  std::vector<std::vector<std::size_t>> members_;
};

}  // namespace

std::vector<std::string> predecessors_of(std::string_view province) {
  std::vector<std::string> slugs;
  for (const auto& row : registry::Registry::builtin().provinces())
    if (!row.merged && row.successor == province) slugs.push_back(row.slug);
  return slugs.size() < 2 ? std::vector<std::string>() : slugs;
}

Overlaps overlaps(Statuses& statuses, graph::Graph& graph, const std::vector<ActId>& acts, const OverlapOptions& options) {
  Overlaps result;
  result.province = options.province;
  result.predecessors = predecessors_of(options.province);
  const auto& registry = registry::Registry::builtin();
  std::vector<std::vector<std::string>> places;
  for (const auto& slug : result.predecessors)
    if (const auto* province = registry.province(slug)) places.push_back(syllables_of(province->name));
  if (const auto* province = registry.province(options.province)) places.push_back(syllables_of(province->name));

  std::vector<OverlapDocument> documents;
  std::vector<Vector> vectors;
  for (const ActId act : acts) {
    const auto facts = graph.facts(act);
    const bool successor = facts.province == options.province;
    if (!successor && std::find(result.predecessors.begin(), result.predecessors.end(), facts.province) == result.predecessors.end()) continue;
    ++result.examined;
    OverlapDocument document{act, std::string(facts.province), statuses.state(act, options.day), successor};
    if (document.state == State::ended) {
      ++result.ended;
      continue;
    }
    Vector features = features_of(graph.resolver().act(act).identity.title, places);
    if (features.empty()) {
      ++result.untitled;
      continue;
    }
    documents.push_back(std::move(document));
    vectors.push_back(std::move(features));
  }
  weigh(vectors);
  Grouping grouping(vectors, options.least_likeness);
  const auto rank = [&](const OverlapDocument& document) {
    const auto place = std::find(result.predecessors.begin(), result.predecessors.end(), document.province) - result.predecessors.begin();
    return std::tuple(document.successor, place, graph.facts(document.act).date, graph.id_of(document.act));
  };
  for (const auto& members : grouping.run()) {
    std::map<std::string, std::size_t> provinces;
    for (const std::size_t member : members)
      if (!documents[member].successor) ++provinces[documents[member].province];
    if (provinces.size() < 2) continue;
    OverlapGroup& group = result.groups.emplace_back();
    group.likeness = grouping.mean(members, members);
    for (const std::size_t member : members) group.documents.push_back(documents[member]);
    std::sort(group.documents.begin(), group.documents.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  }
  std::sort(result.groups.begin(), result.groups.end(), [&](const OverlapGroup& a, const OverlapGroup& b) {
    return a.likeness != b.likeness ? a.likeness > b.likeness : graph.id_of(a.documents.front().act) < graph.id_of(b.documents.front().act);
  });
  return result;
}

}  // namespace tracuu::status
