#include "query/rank/titles.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <tuple>

#include "indexer/format/document_record.h"

namespace tracuu::rank {
namespace {

constexpr std::size_t kFewestWords = 6;  // fewer stand in the title of some act by chance
constexpr std::size_t kMostWorks = 3;
/// Titles read for one query: some milliseconds the first time.
constexpr Xapian::doccount kMostDocuments = 2000;

std::string spaced(const std::vector<std::string>& terms) {
  std::string out = " ";
  for (const std::string& term : terms) out += term + " ";
  return out;
}

}  // namespace

void Titles::expect(const std::vector<std::string>& words, const Xapian::Query& query) const {
  if (words.size() >= kFewestWords) index_.expect_summarised_few(query, kMostDocuments);
}

std::vector<TitledWork> Titles::holding(const std::vector<std::string>& words, const Xapian::Query& query) {
  if (words.size() < kFewestWords) return {};
  const auto few = index_.summarised_few(query, kMostDocuments);
  return few ? holding(words, *few) : std::vector<TitledWork>();
}

std::vector<TitledWork> Titles::holding(const std::vector<std::string>& words, const std::vector<open::DocId>& documents) {
  std::vector<TitledWork> works;
  if (words.size() < kFewestWords || documents.size() > kMostDocuments) return works;
  read(documents);
  const std::string wanted = spaced(words);
  std::set<std::string> seen;
  for (const open::DocId id : documents) {
    const std::string& title = titles_[id];
    if (title.find(wanted) == std::string::npos) continue;
    TitledWork& work = works.emplace_back(TitledWork{index_.summary(id), title == wanted});
    seen.insert(work.document.work);
    if (seen.size() > kMostWorks) return {};
  }
  std::sort(works.begin(), works.end(), [](const TitledWork& a, const TitledWork& b) {
    return std::tie(b.document.identity.date, a.document.source) < std::tie(a.document.identity.date, b.document.source);
  });
  return works;
}

void Titles::keep(open::DocId document, const model::Identity& identity) {
  titles_[document] = spaced(tokenizer_.terms(identity.title.empty() ? identity.name : identity.title));
}

void Titles::read(const std::vector<open::DocId>& documents) {
  std::vector<open::DocId> missing;
  std::copy_if(documents.begin(), documents.end(), std::back_inserter(missing), [&](open::DocId id) { return !titles_.contains(id); });
  if (!index_.is_local()) {
    index_.fetch_summaries(missing);
    for (const open::DocId id : missing) keep(id, index_.summary(id).identity);
    return;
  }
  const Xapian::Database& database = index_.documents();
  auto value = database.valuestream_begin(format::kIdentitySlot);
  const auto end = database.valuestream_end(format::kIdentitySlot);
  for (const open::DocId id : missing) {
    if (value == end) return;
    value.skip_to(id);
    if (value == end || value.get_docid() != id) continue;
    if (const auto identity = format::decode_identity(*value)) keep(id, *identity);
  }
}

}  // namespace tracuu::rank
