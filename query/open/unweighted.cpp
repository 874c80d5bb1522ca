#include "query/open/unweighted.h"

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
  else enquire.set_weighting_scheme(Xapian::BoolWeight());
}

}  // namespace tracuu::open
