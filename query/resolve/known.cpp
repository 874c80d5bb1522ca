#include "query/resolve/known.h"

namespace tracuu::resolve {
namespace {

// "15/2008/QH12" is a law and a resolution: laws and resolutions of the National Assembly share one form of number, and the table
// lacks one of the two at times. Where the text names no type, the one row that is known may be the other act's namesake.
bool open_type(const model::Mention& mention) {
  return mention.type.empty() && mention.number.find("QH") != std::string::npos;
}

// A catalogue without documents: all that remains are the acts of the registry.
class NoDocuments final : public Catalogue {
 public:
  std::vector<Entry> entries_with_number(std::string_view, bool) override { return {}; }
  std::vector<Entry> entries_with_name(std::string_view) override { return {}; }
  std::optional<Entry> entry(RecordId) override { return std::nullopt; }
  std::vector<Entry> entries_of_work(std::string_view) override { return {}; }
  std::vector<Entry> entries_with_id(std::string_view) override { return {}; }
  std::vector<Entry> entries_with_source(std::string_view) override { return {}; }
  std::vector<KeyUse> keys_with_number(std::string_view, bool) override { return {}; }
  std::vector<KeyUse> keys_with_name(std::string_view) override { return {}; }
};

}  // namespace

struct KnownActs::State {
  const registry::Registry& registry;
  NoDocuments catalogue;
  Resolver resolver;

  explicit State(const registry::Registry& known) : registry(known), resolver(catalogue, known) {}

  const registry::Act* row(ActId id) const {
    if (id == no_act) return nullptr;
    const Act& act = resolver.act(id);
    return act.known ? registry.act(act.id) : nullptr;
  }
};

KnownActs::KnownActs(const registry::Registry& registry) : state_(std::make_unique<State>(registry)) {}
KnownActs::~KnownActs() = default;
KnownActs::KnownActs(KnownActs&&) noexcept = default;
KnownActs& KnownActs::operator=(KnownActs&&) noexcept = default;

KnownActs::InDocument::InDocument(State& state, const model::Document& document) : state_(state), mentions_(state.resolver, document, no_act) {}

KnownActs::InDocument KnownActs::in(const model::Document& document) { return {*state_, document}; }

Known KnownActs::InDocument::of(std::size_t mention) {
  Known known;
  const auto& cited = mentions_.document().mentions[mention];
  if (cited.kind == model::MentionKind::internal) return known;
  const Resolution& resolution = mentions_.resolve(mention);
  known.date_conflict = state_.row(resolution.date_conflict);
  if (resolution.outcome == Outcome::malformed) return known;
  if (resolution.outcome != Outcome::ambiguous) known.act = state_.row(resolution.act);
  if (known.act != nullptr) {
    known.rule = resolution.rule;
    known.certain = resolution.certain && !open_type(cited);
    return known;
  }
  for (const Candidate& candidate : resolution.candidates) {
    if (candidate.excluded()) continue;
    if (const auto* row = state_.row(candidate.act)) known.others.push_back(row);
  }
  return known;
}

}  // namespace tracuu::resolve
