#pragma once
/// Titles that hold the words of a query one after the other: whoever types six words of a title looks for that document. Its provisions
/// need not hold the words, and every text that cites or repeals it does.
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/text/tokens.h"
#include "query/open/index.h"

namespace tracuu::rank {

struct TitledWork {
  open::Summary document;
  bool whole = false;  ///< the words are all of the title
};

/// Remembers the titles that it has read; belongs to the thread of its index.
class Titles {
 public:
  explicit Titles(const open::Index& index) : index_(index) {}

  /// Works whose title holds the words in order, the newest first. None for fewer than six words, for words that the titles of more than
  /// three works share (they tell no document), and where too many documents hold all the words to read their titles.
  /// @param words      terms as the index has them
  /// @param documents  those that hold all the words, ascending
  [[nodiscard]] std::vector<TitledWork> holding(const std::vector<std::string>& words, const std::vector<open::DocId>& documents);
  /// The same of all documents that the query finds, of an index that is not local: only as many are fetched as are looked at.
  [[nodiscard]] std::vector<TitledWork> holding(const std::vector<std::string>& words, const Xapian::Query& query);
  /// Announces to a remote index what that will ask for.
  void expect(const std::vector<std::string>& words, const Xapian::Query& query) const;

 private:
  void read(const std::vector<open::DocId>& documents);
  void keep(open::DocId document, const model::Identity& identity);

  const open::Index& index_;
  text::Tokenizer tokenizer_;
  std::unordered_map<open::DocId, std::string> titles_;  // terms, a blank before and after each
};

}  // namespace tracuu::rank
