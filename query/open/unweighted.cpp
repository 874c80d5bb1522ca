#include "query/open/unweighted.h"

#include <algorithm>
#include <limits>

namespace tracuu::open {
namespace {

class Unweighted : public Xapian::Weight {
 public:
  Unweighted() { need_stat(WDF); }
  void init(double /*factor*/) override {}
  [[nodiscard]] Unweighted* clone() const override { return new Unweighted; }  // Xapian takes ownership
  [[nodiscard]] double get_sumpart(Xapian::termcount /*wdf*/, Xapian::termcount /*length*/, Xapian::termcount /*unique*/) const override { return 0; }
  [[nodiscard]] double get_maxpart() const override { return 0; }
  [[nodiscard]] double get_sumextra(Xapian::termcount /*length*/, Xapian::termcount /*unique*/) const override { return 0; }
  [[nodiscard]] double get_maxextra() const override { return 0; }
};

}  // namespace

void weigh_nothing(Xapian::Enquire& enquire, const Index& index) {
  if (index.is_local()) enquire.set_weighting_scheme(Unweighted());
  else enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
}

std::vector<Xapian::docid> matching(const Index& index, Part part, const Xapian::Query& query) {
  if (query.empty()) return {};
  std::vector<Xapian::docid> ids;
  if (!index.is_local()) {
    Match all;
    all.query = query;
    all.slot = Match::kNoSlot;
    all.count = std::numeric_limits<Xapian::doccount>::max();
    for (const MatchHit& hit : index.match(part, all)) ids.push_back(hit.id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  const Xapian::Database& database = part == documents_part ? index.documents() : index.provisions();
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  weigh_nothing(enquire, index);
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
  ids.reserve(found.size());
  for (auto hit = found.begin(); hit != found.end(); ++hit) ids.push_back(*hit);
  return ids;
}

Xapian::Query filtered(const Xapian::Query& wanted, const Xapian::Query& condition) {
  constexpr double almost_nothing = 1e-60;
  return {Xapian::Query::OP_AND, wanted, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, condition, almost_nothing)};
}

}  // namespace tracuu::open
