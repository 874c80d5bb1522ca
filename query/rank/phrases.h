#pragma once
/// Documents in which words stand in order (phrases) or near each other. The index holds no positions: documents that hold all
/// the words are checked on their token streams, also from one provision into the next.
#include <memory>
#include <string>
#include <vector>

#include "query/open/index.h"
#include "query/rank/stage_one.h"

namespace tracuu::rank {

struct WordsInOrder {
  std::vector<std::vector<std::string>> parts;  ///< one: a phrase; two: near each other, in either order
  unsigned distance = 0;                        ///< at most so many words between two parts
};

struct PhraseMatches {
  std::vector<std::string> sources;  ///< of documents, ascending
  bool exact = true;                 ///< false: more documents hold the words than were checked
};

/// Reads at most 3,000 provisions, the most relevant ones first, and 2,000 more for phrases that cross from one to the next.
[[nodiscard]] PhraseMatches documents_with(const open::Index& index, StageOne& stage_one, const WordsInOrder& words);

/// Announces to a remote index what that will ask for first.
void expect_documents_with(const open::Index& index, const WordsInOrder& words);

/// Tells of one provision after the other whether it holds the words: in its heading and body as they are printed, or in its document's name.
class PhraseTester {
 public:
  explicit PhraseTester(const WordsInOrder& words);
  ~PhraseTester();
  PhraseTester(PhraseTester&&) noexcept;
  /// `provision` decoded with Detail::all.
  [[nodiscard]] bool holds(const format::ProvisionView& provision);
  /// The same of an encoded one, decoded only where its bytes do not rule the words out. Throws where it cannot be decoded.
  [[nodiscard]] bool holds(const std::string& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::rank
