#include "corpus/citation/co_reference.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::citation {

using model::Mention;
using model::MentionKind;

namespace {

// What is open in a key: "ubnd.?" has no place, "_" and "?" no part at all.
bool known_issuer(const Mention& m) { return !m.issuer_slug.empty() && m.issuer_slug.find('?') == std::string::npos; }

// The dated citation `full` can be what the undated citation `m` means.
bool compatible(const Mention& m, const Mention& full) {
  const bool loose_type = m.type.empty() || m.type == "CV" || m.type == "KHAC";
  if (!loose_type && family(m.type) != family(full.type)) return false;
  if (known_issuer(m) && known_issuer(full) && m.issuer_slug != full.issuer_slug) return false;
  // A place stated in words that the other does not share.
  if (!m.province.empty() && !full.province.empty() && m.province != full.province) return false;
  return m.year == 0 || m.year == full.year || m.year == full.date.year;
}

// An undated citation means the dated one of the same number in this document (DOMAIN.md 3.3 step 6), but only where a single
// one can be meant: a number alone is not an identity (15/2021/QĐ-UBND of two provinces, 93/2015/QH13 a law and a resolution).
// The nearest before it is named; if there is none before, the first after.
void refer_undated(std::vector<Mention>& mentions) {
  std::unordered_map<std::string, std::vector<std::size_t>> by_number;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& m = mentions[i];
    if (m.kind != MentionKind::document) continue;
    const std::string id = m.number.empty() ? text::fold(m.name) : registry::number_key(m.number);
    if (!id.empty()) by_number[id].push_back(i);
  }
  for (const auto& [id, group] : by_number) {
    std::vector<std::size_t> full;  // the first of each distinct act that is cited with its date
    bool mixed_types = false;
    for (const std::size_t i : group) {
      const Mention& m = mentions[i];
      mixed_types = mixed_types || family(m.type) != family(mentions[group.front()].type);
      if (!m.date.is_set()) continue;
      const bool seen = std::any_of(full.begin(), full.end(), [&](std::size_t k) {
        const Mention& other = mentions[k];
        return other.date == m.date && family(other.type) == family(m.type) && (other.issuer_slug == m.issuer_slug || !known_issuer(other) || !known_issuer(m));
      });
      if (!seen) full.push_back(i);
    }
    if (full.empty()) continue;
    for (const std::size_t i : group) {
      Mention& m = mentions[i];
      if (m.date.is_set() || m.refers_to >= 0) continue;
      const bool loose_type = m.type.empty() || m.type == "CV" || m.type == "KHAC";
      if (loose_type && mixed_types) continue;
      std::size_t fitting = 0, target = 0;
      for (const std::size_t k : full)
        if (compatible(m, mentions[k])) ++fitting, target = k;
      if (fitting != 1) continue;
      // A place that the words give ("của UBND tỉnh Bạc Liêu") and the dated one lacks is no bridge either.
      if (known_issuer(m) != known_issuer(mentions[target]) && !m.issuer.empty()) continue;
      m.refers_to = static_cast<std::int32_t>(target);
    }
  }
}

// Short forms: "Nghị quyết 27" after 27-NQ/TW, "Nghị định 45/2020" after 45/2020/NĐ-CP.
void refer_short_forms(std::vector<Mention>& mentions) {
  std::unordered_map<std::string, std::int32_t> by_sequence;  // type and sequence -> latest full citation
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    Mention& m = mentions[i];
    if (m.kind != MentionKind::document || m.number.empty()) continue;
    const std::size_t digits = std::min(m.number.find_first_not_of("0123456789"), m.number.size());
    const bool short_form = m.number.find_first_not_of("0123456789/") == std::string::npos;
    const std::string id = m.type + "#" + registry::number_key(m.number.substr(0, digits));
    if (!short_form) {
      by_sequence[id] = static_cast<std::int32_t>(i);
    } else if (const auto found = by_sequence.find(id); found != by_sequence.end() && m.refers_to < 0) {
      const Mention& target = mentions[static_cast<std::size_t>(found->second)];
      if (m.year && target.year && m.year != target.year) continue;
      m.refers_to = found->second;
      m.key = target.key;
      m.issuer_slug = target.issuer_slug;
      if (m.province.empty()) m.province = target.province;
      if (m.term.empty()) m.term = target.term;
    }
  }
}

}  // namespace

std::string family(const std::string& type) { return type == "BL" ? "L" : type == "TTLT" ? "TT" : type; }

void co_reference(std::vector<Mention>& mentions) {
  refer_undated(mentions);
  refer_short_forms(mentions);
}

}  // namespace tracuu::citation
