#pragma once
/// An open index with everything that links need, for one command.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/cli/command.h"
#include "query/graph/graph.h"
#include "query/links/table.h"
#include "query/open/index.h"
#include "query/report/links_report.h"
#include "query/resolve/typed_id.h"

namespace tracuu::cli {

/// What a command has to say: printed once the whole operation has succeeded, because it may have to run again when a
/// writer overtakes the reader.
struct Answer {
  std::string out;
  std::string err;
  int code = done;
  /// What follows `out` and is too long to be held: hands it out piece by piece. Empty: nothing.
  std::function<void(const std::function<void(std::string_view)>&)> rest;
};

/// One attempt of an operation on an index.
struct Session {
  explicit Session(open::Index& opened);

  open::Index& index;
  tl::expected<std::unique_ptr<links::Table>, links::Absence> table;  ///< links are worked out when asked where there is none
  std::unique_ptr<resolve::Catalogue> catalogue;
  resolve::Resolver resolver;
  std::unique_ptr<graph::Records> records;
  graph::Graph graph;
};

/// Opens the index, runs the operation (again where a writer overtook it), prints the answer; tells what is wrong with the
/// index and what to do.
int with_index(const Context& context, const std::function<Answer(Session&)>& operation);
/// The same for operations that need no links.
int with_bare_index(const Context& context, const std::function<Answer(open::Index&)>& operation);

[[nodiscard]] report::Layout layout_of(const std::string& format);
[[nodiscard]] report::Look look_of(const Context& context);

/// "No such act", with what is near.
[[nodiscard]] Answer not_found(const Context& context, Session& session, const std::string& typed, const resolve::Found& found);

/// Runs `operation` on the one act that the words name (with the path of a provision, if they name one). No such act: what is
/// near. Several: the candidates, as `tracuu <command>` lists them.
[[nodiscard]] Answer on_one_act(const Context& context, Session& session, const std::vector<std::string>& words, std::string_view command, report::Layout layout,
                                const std::function<Answer(resolve::ActId act, const std::string& path)>& operation);

/// Candidates in the order in which they are shown: most cited first, then the latest.
void order_candidates(Session& session, std::vector<resolve::ActId>& acts);

}  // namespace tracuu::cli
