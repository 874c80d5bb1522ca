#include "query/rank/readings.h"

#include <string>
#include <unordered_map>

namespace tracuu::rank {
namespace {

using format::StreamView, format::TokenNumber;
using text::SyllableTable;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Occurrences of distinct readings and of their pairs.
class Counter {
 public:
  explicit Counter(const language::Readings& readings) : of_syllable_(SyllableTable::builtin().size(), kNone) {
    for (const auto& place : readings)
      for (const std::string& reading : place) units_.emplace(reading, static_cast<std::uint32_t>(units_.size()));
    for (const auto& [reading, unit] : units_)
      if (const text::SyllableId id = SyllableTable::builtin().find(reading); id != text::kUnlisted) of_syllable_[id] = unit;
    alone_.assign(units_.size(), 0);
    pairs_.assign(units_.size() * units_.size(), 0);
  }

  void add(const format::ProvisionView& view) {
    own_.clear();
    for (const std::string& term : view.record.own_terms) {
      const auto found = units_.find(term);
      own_.push_back(found == units_.end() ? kNone : found->second);
    }
    for (const StreamView stream : {view.heading, view.body}) {
      std::uint32_t before = kNone;
      format::for_each_token(stream, [&](TokenNumber number) {
        const std::uint32_t unit = number < of_syllable_.size() ? of_syllable_[number] : number - of_syllable_.size() < own_.size() ? own_[number - of_syllable_.size()] : kNone;
        if (unit != kNone) {
          ++alone_[unit];
          if (before != kNone) ++pairs_[before * units_.size() + unit];
        }
        before = unit;
      });
    }
  }

  [[nodiscard]] std::uint32_t alone(const std::string& reading) const { return alone_[units_.at(reading)]; }
  [[nodiscard]] std::uint32_t pair(const std::string& a, const std::string& b) const { return pairs_[units_.at(a) * units_.size() + units_.at(b)]; }

 private:
  std::unordered_map<std::string, std::uint32_t> units_;
  std::vector<std::uint32_t> of_syllable_, own_;
  std::vector<std::uint32_t> alone_, pairs_;
};

}  // namespace

language::NearCounts count_readings(const language::Readings& readings, const std::vector<format::ProvisionView>& provisions) {
  Counter counter(readings);
  for (const format::ProvisionView& provision : provisions) counter.add(provision);
  language::NearCounts counts;
  for (std::size_t place = 0; place < readings.size(); ++place) {
    auto& alone = counts.alone.emplace_back();
    auto& pairs = counts.pairs.emplace_back();
    for (const std::string& reading : readings[place]) alone.push_back(counter.alone(reading));
    if (place == 0) continue;
    for (const std::string& before : readings[place - 1])
      for (const std::string& reading : readings[place]) pairs.push_back(counter.pair(before, reading));
  }
  return counts;
}

}  // namespace tracuu::rank
