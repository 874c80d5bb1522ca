#include "query/cli/session.h"

#include <algorithm>
#include <map>

#include "query/resolve/index_catalogue.h"

namespace tracuu::cli {
namespace {

using report::Msg;

int tell(const Context& context, const open::OpenError& error) {
  using Code = open::OpenError::Code;
  switch (error.code) {
    case Code::missing:
      context.complain(context.say(Msg::index_missing, context.db), context.say(Msg::index_missing_hint, context.db));
      return nothing_read;
    case Code::not_an_index:
      context.complain(context.say(Msg::index_not_an_index, context.db), context.say(Msg::index_missing_hint, "tracuu.db"));
      return nothing_read;
    case Code::unknown_schema:
      context.complain(context.say(Msg::index_unknown_schema, context.db), context.say(Msg::index_rebuild_hint, context.db));
      return nothing_read;
    case Code::damaged:
      context.complain(context.say(Msg::index_damaged, context.db, error.what), context.say(Msg::index_rebuild_hint, context.db));
      return nothing_read;
    case Code::busy: context.complain(context.say(Msg::index_busy, context.db)); return locked;
  }
  return nothing_read;
}

}  // namespace

Session::Session(open::Index& opened)
    : index(opened),
      table(links::Table::open(opened)),
      catalogue(resolve::index_catalogue(opened)),
      resolver(*catalogue, *opened.registry(), table ? table->get() : nullptr),
      records(graph::index_records(opened)),
      graph(*records, resolver, table ? table->get() : nullptr) {}

int with_bare_index(const Context& context, const std::function<Answer(open::Index&)>& operation) {
  auto index = open::Index::open(context.db);
  if (!index) return tell(context, index.error());
  const auto answer = index->consistently([&](open::Index& opened) { return operation(opened); });
  if (!answer) return tell(context, answer.error());
  context.print(answer->out);
  if (answer->rest) answer->rest([&](std::string_view bytes) { context.print(bytes); });
  if (!answer->err.empty()) context.world.err(answer->err);
  return answer->code;
}

int with_index(const Context& context, const std::function<Answer(Session&)>& operation) {
  return with_bare_index(context, [&](open::Index& opened) {
    Session session(opened);
    auto answer = operation(session);
    // What is slow for want of a table says so; small indexes need none.
    if (!session.table && session.table.error() != links::Absence::missing) {
      const auto what = session.table.error() == links::Absence::stale ? Msg::links_stale : Msg::links_damaged;
      answer.err += "tracuu: " + context.say(Msg::note_word) + ": " + context.say(what, context.db) + "\n";
    }
    return answer;
  });
}

report::Layout layout_of(const std::string& format) {
  if (format == "json") return report::Layout::json;
  if (format == "jsonl") return report::Layout::jsonl;
  if (format == "csv") return report::Layout::csv;
  return report::Layout::text;
}

report::Look look_of(const Context& context) { return {context.language, context.style}; }

Answer not_found(const Context& context, Session& session, const std::string& typed, const resolve::Found& found) {
  Answer answer;
  answer.code = nothing_found;
  answer.err = "tracuu: " + context.say(Msg::not_found, report::harmless(typed)) + "\n";
  std::string near;
  for (const auto act : found.near) {
    near += (near.empty() ? "" : "; ") + report::act_name(session.resolver.act(act), context.language) + " (" + session.resolver.act(act).id + ")";
  }
  if (!near.empty()) answer.err += "  " + context.say(Msg::near_acts, near) + "\n";
  answer.err += "  " + context.say(Msg::hint_word) + ": " + context.say(Msg::not_found_hint, report::one_line(typed)) + "\n";
  return answer;
}

Answer on_one_act(const Context& context, Session& session, const std::vector<std::string>& words, std::string_view command, report::Layout layout,
                  const std::function<Answer(resolve::ActId, const std::string&)>& operation) {
  const auto typed = joined(words);
  auto found = resolve::find_acts(session.resolver, *session.catalogue, typed);
  if (found.acts.empty()) return not_found(context, session, typed, found);
  if (found.acts.size() == 1) return operation(found.acts.front(), found.path);
  order_candidates(session, found.acts);
  Answer answer;
  answer.out = report::candidates_report(session.graph, typed, found.acts, command, layout, look_of(context));
  answer.code = ambiguous_id;
  return answer;
}

void order_candidates(Session& session, std::vector<resolve::ActId>& acts) {
  std::map<resolve::ActId, std::size_t> cited;
  for (const auto act : acts) cited[act] = session.graph.citing_works(act);
  std::stable_sort(acts.begin(), acts.end(), [&](resolve::ActId a, resolve::ActId b) {
    if (cited[a] != cited[b]) return cited[a] > cited[b];
    const auto& one = session.resolver.act(a);
    const auto& other = session.resolver.act(b);
    if (one.in_index() != other.in_index()) return one.in_index();
    return one.identity.date > other.identity.date;
  });
}

}  // namespace tracuu::cli
