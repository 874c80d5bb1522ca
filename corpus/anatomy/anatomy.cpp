#include "corpus/anatomy/anatomy.h"
namespace tracuu::anatomy {
void describe(const model::Text&, const text::Canonical&, model::Document&) {}
void find_effects(const text::Canonical&, model::Document&) {}
}  // namespace tracuu::anatomy
