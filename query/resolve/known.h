#pragma once
/// What the registry knows of the act that a mention cites, apart from what the text says of it: for documents that stand in
/// no index. The rules are those of the resolver; the only acts are those of the authority table and of the user's catalogue.
#include <cstddef>
#include <memory>
#include <vector>

#include "corpus/model/document.h"
#include "corpus/registry/registry.h"
#include "query/resolve/resolve.h"

namespace tracuu::resolve {

struct Known {
  const registry::Act* act = nullptr;        ///< the one act that is meant; null if none is known or several could be
  Rule rule = Rule::none;                    ///< what decided
  bool certain = false;                      ///< the rule leaves no doubt
  std::vector<const registry::Act*> others;  ///< without `act`: those that could be meant, best first
  const registry::Act* date_conflict = nullptr;  ///< the number is this act's, the stated date is not
};

/// Looks mentions up; remembers what was asked. Not thread-safe. Cheap after the first document.
class KnownActs {
  struct State;

 public:
  /// The registry must outlive this.
  explicit KnownActs(const registry::Registry& registry);
  ~KnownActs();
  KnownActs(KnownActs&&) noexcept;
  KnownActs& operator=(KnownActs&&) noexcept;

  /// The mentions of one document, which must outlive it.
  class InDocument {
   public:
    /// Empty for internal references and for what no row fits.
    [[nodiscard]] Known of(std::size_t mention);

   private:
    friend class KnownActs;
    InDocument(State& state, const model::Document& document);
    State& state_;
    resolve::InDocument mentions_;
  };
  [[nodiscard]] InDocument in(const model::Document& document);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace tracuu::resolve
