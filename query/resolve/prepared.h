#pragma once
/// Acts that are known before anything is resolved: those of the derived table (query/links). A resolver that is given them
/// uses their numbers as its own and makes new ones only for what the table does not have.
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "query/resolve/catalogue.h"

namespace tracuu::resolve {

class PreparedActs {
 public:
  virtual ~PreparedActs() = default;
  /// Acts 0 .. size() - 1.
  [[nodiscard]] virtual ActId size() const = 0;
  [[nodiscard]] virtual Act act(ActId id) const = 0;
  /// Its day of issue, without reading the rest.
  [[nodiscard]] virtual model::Date date(ActId id) const = 0;
  [[nodiscard]] virtual std::optional<ActId> by_id(std::string_view canonical_id) const = 0;
  [[nodiscard]] virtual std::optional<ActId> by_record(RecordId record) const = 0;
};

/// Acts in order of their numbers; prepared ones are read when first asked for. References stay valid until forget().
class ActStore {
 public:
  explicit ActStore(const PreparedActs* prepared) : prepared_(prepared), read_(prepared != nullptr ? prepared->size() : 0) {}

  [[nodiscard]] std::size_t size() const { return read_.size() + own_.size(); }
  const Act& operator[](ActId id) const { return at(id); }
  /// To write what stays: forget() keeps the act.
  Act& change(ActId id) {
    if (id < read_.size()) changed_.insert(id);
    return at(id);
  }
  /// To write how the act is called: forget() takes it back to what was prepared.
  Act& rename(ActId id) { return at(id); }
  /// Without reading a prepared act.
  [[nodiscard]] model::Date date(ActId id) const { return id < read_.size() && !read_[id] ? prepared_->date(id) : at(id).identity.date; }
  void push_back(Act act) { own_.push_back(std::move(act)); }

  /// Prepared acts that are held in memory.
  [[nodiscard]] std::size_t held() const { return held_.size(); }
  /// Drops prepared acts that can be read again.
  void forget() {
    std::erase_if(held_, [&](ActId id) {
      const bool drops = !changed_.contains(id);
      if (drops) read_[id].reset();
      return drops;
    });
  }

 private:
  Act& at(ActId id) const {
    if (id >= read_.size()) return own_[id - read_.size()];
    auto& act = read_[id];
    if (!act) {
      act = std::make_unique<Act>(prepared_->act(id));
      held_.push_back(id);
    }
    return *act;
  }

  const PreparedActs* prepared_;
  mutable std::vector<std::unique_ptr<Act>> read_;
  mutable std::vector<ActId> held_;
  std::unordered_set<ActId> changed_;
  mutable std::deque<Act> own_;
};

}  // namespace tracuu::resolve
