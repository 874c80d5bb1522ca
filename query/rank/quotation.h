#pragma once
/// A quotation: words that stand one after the other in some text. Where it was typed without diacritics each place has its readings, and the
/// text that prints one of them in order tells which was meant.
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/format/provision_record.h"
#include "query/language/diacritics.h"

namespace tracuu::rank {

class Quotation {
 public:
  static constexpr std::size_t kFewestWords = 5, kMostWords = 60;

  /// One reading a place where the words are as typed. Fewer or more places than the limits: `usable()` is false and nothing is found.
  explicit Quotation(const language::Readings& places);

  [[nodiscard]] bool usable() const { return places_ >= kFewestWords && places_ <= kMostWords; }

  /// True if the name, or heading and body as printed, may hold all the words in order: two places of the text aside where heading
  /// and body meet, which only a provision decoded with Detail::all can tell.
  [[nodiscard]] bool may_be_in(const format::ProvisionView& provision);

  /// The ways in which name, heading and body (decoded with Detail::all) print the words, each once, as terms.
  [[nodiscard]] std::vector<std::vector<std::string>> found_in(const format::ProvisionView& provision);

  /// The larger half of the words ends (begins) this provision: the rest may stand in the next (the one before).
  [[nodiscard]] bool may_run_on(const format::ProvisionView& provision);
  [[nodiscard]] bool may_have_begun_before(const format::ProvisionView& provision);

  /// The ways in which the words run from the end of `first` into `second`, both decoded with Detail::all.
  [[nodiscard]] std::vector<std::vector<std::string>> found_across(const format::ProvisionView& first, const format::ProvisionView& second);

 private:
  using Mask = std::uint64_t;  // bit of each place that a token may stand at
  void read_own(const format::ProvisionView& provision);
  [[nodiscard]] Mask mask_of(format::TokenNumber number) const;
  [[nodiscard]] std::vector<std::string> terms_of(const format::ProvisionView& provision, const std::vector<format::TokenNumber>& tokens, std::size_t from, std::size_t count) const;
  void find(const format::ProvisionView& provision, const std::vector<format::TokenNumber>& tokens, std::vector<std::vector<std::string>>& out) const;
  /// Most words, fewer than all, that the tokens end with (begin with).
  [[nodiscard]] std::size_t words_at_end(const std::vector<format::TokenNumber>& tokens) const;
  [[nodiscard]] std::size_t words_at_begin(const std::vector<format::TokenNumber>& tokens) const;

  std::size_t places_;
  std::vector<Mask> of_syllable_;
  std::unordered_map<std::string, Mask> of_other_;
  std::vector<Mask> own_;  // of the provision that is read
};

}  // namespace tracuu::rank
