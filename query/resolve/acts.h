#pragma once
/// The acts that a resolver has met: works of the index, acts of the authority table, nodes made from citations. One act has one
/// number here however it was found: by record, work, id, number or name. Knows nothing of how a reference is decided.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/registry/registry.h"
#include "query/resolve/catalogue.h"
#include "query/resolve/prepared.h"

namespace tracuu::resolve {

class Acts {
 public:
  /// `catalogue` and `prepared` (may be null) must outlive this.
  Acts(Catalogue& catalogue, const registry::Registry& registry, const PreparedActs* prepared);

  const Act& operator[](ActId id) const { return store_[id]; }
  /// Day of issue, without reading a prepared act.
  [[nodiscard]] model::Date date(ActId id) const { return store_.date(id); }
  Act& change(ActId id) { return store_.change(id); }
  Act& rename(ActId id) { return store_.rename(id); }
  [[nodiscard]] std::size_t size() const { return store_.size(); }
  /// Acts in memory that could be read again, and drops them: references to them are void.
  [[nodiscard]] std::size_t held() const { return store_.held(); }
  void forget() { store_.forget(); }
  [[nodiscard]] const registry::Registry& registry() const { return registry_; }

  [[nodiscard]] std::optional<ActId> with_id(const std::string& id) const;
  [[nodiscard]] std::optional<ActId> with_record(RecordId record) const;

  ActId add(Act act);
  /// An act that has a number here and is found by nothing else.
  ActId adopt(Act act);
  /// The act of the authority table; what it knows is added where the act has been met before.
  ActId add_known(const registry::Act& known);
  /// The act of the authority table, or the work among `acts` that is the same act under an id of its own (its date or issuer
  /// could not be read).
  ActId known_twin(std::span<const ActId> acts, const registry::Act& known);
  /// All copies of a work, so that the best one stands for it.
  ActId add_with_copies(const Entry& entry);

  /// Rows of the table of law names; a name may end in a year ("luat dat dai 2024").
  [[nodiscard]] std::vector<const registry::LawName*> law_rows_of(const std::string& name) const;
  /// Names by which the table knows an act.
  [[nodiscard]] std::span<const registry::LawName* const> names_of(const std::string& id) const;
  /// Acts of the authority table whose number goes on with '/' (or '-') after these characters.
  [[nodiscard]] std::vector<const registry::Act*> known_with_beginning(const std::string& number, bool hyphen);

  /// No part of the id is unknown.
  [[nodiscard]] static bool is_complete(std::string_view id) { return id.find_first_of("?_") == std::string_view::npos; }

 private:
  ActId add_entry(Entry entry);
  [[nodiscard]] std::string name_to_show(const registry::Act& known) const;
  void enrich(ActId id, const registry::Act& known);
  void enrich(Act& act, const registry::Act& known);
  [[nodiscard]] const registry::Act* known_law(const model::Identity& identity) const;

  Catalogue& catalogue_;
  const registry::Registry& registry_;
  const PreparedActs* prepared_;
  ActStore store_;
  std::unordered_map<std::string, ActId> by_id_, by_work_;
  std::unordered_map<RecordId, ActId> by_record_;
  /// The table of law names by folded name and by act.
  struct LawNames {
    std::unordered_map<std::string, std::vector<const registry::LawName*>> by_name, by_act;
  };
  [[nodiscard]] const LawNames& law_names() const;
  mutable std::optional<LawNames> law_names_;  // made when a name is asked for: most questions, of acts that a table has prepared, ask for none
  std::vector<std::pair<std::string, const registry::Act*>> known_numbers_;  // ascending
};

}  // namespace tracuu::resolve
