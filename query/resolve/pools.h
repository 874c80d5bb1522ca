#pragma once
/// Pools: the acts and the references that share a number or a name, which is everything that one resolution looks at. Making a
/// pool also makes nodes of the acts that are only cited.
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "query/resolve/weigh.h"

namespace tracuu::resolve {

struct Pool {
  std::vector<ActId> acts;
  std::unordered_set<ActId> held;
  /// By the province whose number it is, the era left out; "" where that is unknown.
  std::unordered_map<std::string, std::vector<ActId>> by_province;
  std::span<const KeyUse> keys;
  bool open_end = false;
};

class Pools {
 public:
  /// All three must outlive this.
  Pools(Catalogue& catalogue, Acts& acts, const Weigher& weigher) : catalogue_(catalogue), acts_(acts), weigher_(weigher) {}

  /// References to pools stay valid.
  Pool& of(const format::ResolutionKey& key);
  Pool& of_number(const std::string& number);
  Pool& of_name(const std::string& name);

  /// Acts of the pool that the key may mean, weighed, best first.
  [[nodiscard]] std::vector<Candidate> weigh(const format::ResolutionKey& key, const Pool& pool) const;
  /// Puts a node for what the key says into the pool, or the act that has its id.
  ActId add_node(const format::ResolutionKey& key, Pool& pool);
  /// Acts of the index, or of the authority table, with this number and day of issue: the others of the number, which may be
  /// thousands, are not weighed, and no pool is made.
  [[nodiscard]] std::vector<ActId> of_day(const std::string& number, model::Date day);
  /// The keys that state a number, or a name, without making its pool. References stay valid until forget().
  [[nodiscard]] const std::vector<KeyUse>& keys_with_number(const std::string& number);
  [[nodiscard]] const std::vector<KeyUse>& keys_with_name(const std::string& name);
  /// Acts and keys in all pools, and drops them: references to pools are void.
  [[nodiscard]] std::size_t held() const { return held_; }
  void forget();
  /// Makes the nodes among which an act with this id would be, if citations know it.
  void look_for_node(std::string_view id);

 private:
  void insert(Pool& pool, ActId id) const;
  [[nodiscard]] std::vector<ActId> possible(const Pool& pool, const format::ResolutionKey& key, bool local) const;
  ActId known_act(const registry::Act& known);
  void look_in_index(std::span<const registry::Act* const> known_acts);
  void expect(std::span<const registry::Act* const> known_acts);
  void add_with_year(Pool& pool, const std::string& number);
  void add_nodes(Pool& pool);
  ActId node_of(const format::ResolutionKey& key);
  [[nodiscard]] std::string issuer_slug_of(const format::ResolutionKey& key) const;
  [[nodiscard]] std::string id_of(const format::ResolutionKey& key) const;

  Catalogue& catalogue_;
  Acts& acts_;
  const Weigher& weigher_;
  std::unordered_map<std::string, Pool> by_number_, by_name_;
  std::unordered_map<std::string, std::vector<KeyUse>> number_keys_, name_keys_;
  mutable std::size_t held_ = 0;
};

}  // namespace tracuu::resolve
