#pragma once
/// What a search found, made ready to be shown: the parts between query/rank, which finds, and query/report, which prints.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/cli/session.h"
#include "query/rank/search.h"
#include "query/report/search_report.h"
#include "query/status/status.h"

namespace tracuu::cli {

/// What the fields on links need of the session; notes ids that mean no act, or several.
struct LinkLookups {
  Session& session;
  model::Date day;  ///< of which the effect is asked; unset: the field cannot be answered
  std::vector<std::string> unknown;
  std::vector<std::pair<std::string, std::vector<resolve::ActId>>> ambiguous;
  status::Statuses statuses{session.graph};

  [[nodiscard]] std::string_view state(open::DocId document);
  /// Announces these questions (status::Statuses::expect).
  void expect_states(std::span<const open::DocId> documents);
  /// Holds on to this object.
  [[nodiscard]] rank::Lookups lookups();

 private:
  std::optional<resolve::ActId> act(const std::string& typed);
};

/// The page of documents that `results` hold, each with the passages that match best.
[[nodiscard]] report::FoundPage page_of(Session& session, LinkLookups& links, const rank::SearchRequest& request, const rank::SearchResults& results);
/// Each provision is a result of its own, under its document's name.
[[nodiscard]] report::FoundPage page_of(Session& session, LinkLookups& links, const rank::SearchRequest& request, const rank::ProvisionResults& results);

}  // namespace tracuu::cli
