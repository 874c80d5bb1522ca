#pragma once
/// One document's records: a pure function of its text and the registry (DESIGN rule 1).
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "corpus/citation/citation.h"
#include "corpus/model/text.h"

namespace tracuu::writer {

struct DocumentRecords {
  std::string source;
  std::string text_hash;      ///< 16 bytes
  std::uint64_t text_bytes = 0;
  Xapian::Document document;
  std::vector<Xapian::Document> provisions;
  std::vector<std::string> text_blocks;  ///< compressed, in order
  std::size_t mentions = 0;
};

/// Makes records; one a thread.
class RecordMaker {
 public:
  /// `grammar` of the registry that holds a user's catalogue; null: the built-in one.
  explicit RecordMaker(std::shared_ptr<const citation::Grammar> grammar = nullptr);
  ~RecordMaker();
  RecordMaker(RecordMaker&&) noexcept;
  RecordMaker& operator=(RecordMaker&&) noexcept;

  [[nodiscard]] DocumentRecords make(const model::Text& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::writer
