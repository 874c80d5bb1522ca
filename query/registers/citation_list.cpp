#include "query/registers/citation_list.h"

#include <algorithm>
#include <charconv>

#include "corpus/analyse.h"
#include "corpus/text/canonical.h"

namespace tracuu::registers {
namespace {

/// Rows that are looked at to find a column.
constexpr std::size_t kLookedAt = 200;

/// The citations that a cell holds, in the cell's own words: each with what follows it up to the next, where date and issuer stand.
std::vector<std::string> mentions_in(const std::string& cell) {
  constexpr std::string_view lead = "Căn cứ ";  // else a cell of one line could be taken for the head of a document
  model::Text text;
  text.bytes = std::string(lead) + cell + ".";
  std::vector<std::uint32_t> begins;
  const model::Document document = corpus::analyse(text);
  for (const auto& mention : document.mentions) {
    if (mention.kind == model::MentionKind::internal || (mention.number.empty() && mention.name.empty()) || mention.span.begin < lead.size()) continue;
    begins.push_back(mention.span.begin);
  }
  std::sort(begins.begin(), begins.end());
  std::vector<std::string> found;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : text.bytes.size() - 1;
    std::string words = text.bytes.substr(begins[i], end - begins[i]);
    const auto last = words.find_last_not_of(" \t\n;,.-+");
    words.resize(last == std::string::npos ? 0 : last + 1);
    for (const std::string_view joint : {" và", " và các", " với"})
      if (words.ends_with(joint)) words.resize(words.size() - joint.size());
    found.push_back(std::move(words));
  }
  return found;
}

/// "45/2020", "27-NQ/TW": a number as acts bear it. No date, no ordinal, no sum of money.
bool is_number_of_act(std::string_view number) {
  const auto joint = number.find_first_of("/-");
  if (joint == std::string_view::npos || joint == 0 || number[0] < '0' || number[0] > '9') return false;
  const auto rest = number.substr(joint + 1);
  const bool letters = std::any_of(rest.begin(), rest.end(), [](char c) { return (static_cast<unsigned char>(c) | 0x20) >= 'a' && static_cast<unsigned char>(c) != '/'; });
  const bool year = rest.size() == 4 && (rest.starts_with("19") || rest.starts_with("20")) && rest.find_first_not_of("0123456789") == std::string_view::npos;
  return letters || year;
}

/// Each of several citations by itself ("Luật Đất đai 2013; Nghị định 43/2014/NĐ-CP"); a cell that holds one is taken as it is.
std::vector<std::string> citations_in(const std::string& cell) {
  std::vector<std::string> found = mentions_in(cell);
  if (found.size() < 2) return {cell};
  return found;
}

}  // namespace

/// parse_typed_id takes any words for a name: what people type is an id. What stands in a table may be anything.
bool names_an_act(const std::string& cell) {
  if (cell.size() > 2000) return false;
  const auto typed = resolve::parse_typed_id(cell);
  if (!typed.canonical.empty()) return true;
  if (typed.key && is_number_of_act(typed.key->number_key)) return true;
  const std::string plain = plain_words(cell);
  for (const std::string_view word : {"luat ", "bo luat ", "phap lenh ", "hien phap"})
    if (plain.starts_with(word)) return true;
  return !mentions_in(cell).empty();
}

std::string plain_words(std::string_view words) {
  std::string out;
  bool blank = false;
  for (const char c : text::fold(words)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept && blank && !out.empty()) out += ' ';
    blank = !kept;
    if (kept) out += c;
  }
  return out;
}

std::optional<std::size_t> column_named(const TableFile& table, const std::string& name) {
  std::size_t columns = 0;
  for (const auto& row : table.rows) columns = std::max(columns, row.size());
  std::size_t number = 0;
  if (const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number); error == std::errc{} && end == name.data() + name.size())
    return number >= 1 && number <= columns ? std::optional(number - 1) : std::nullopt;
  const std::string wanted = plain_words(name);
  for (std::size_t i = 0; i < std::min(table.rows.size(), kMostHeadRows); ++i)
    for (std::size_t column = 0; column < table.rows[i].size(); ++column)
      if (!wanted.empty() && plain_words(table.rows[i][column]) == wanted) return column;
  if (name.size() <= 2 && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); })) {
    std::size_t column = 0;
    for (const char c : name) column = column * 26 + static_cast<std::size_t>((c | 0x20) - 'a') + 1;
    if (column <= columns) return column - 1;
  }
  return std::nullopt;
}

std::optional<std::size_t> column_of_citations(const TableFile& table) {
  std::vector<std::size_t> held;
  for (std::size_t i = 0; i < std::min(table.rows.size(), kLookedAt); ++i) {
    const auto& row = table.rows[i];
    if (held.size() < row.size()) held.resize(row.size());
    for (std::size_t column = 0; column < row.size(); ++column) held[column] += names_an_act(row[column]) ? 1 : 0;
  }
  const auto most = std::max_element(held.begin(), held.end());
  if (most == held.end() || *most == 0) return std::nullopt;
  return static_cast<std::size_t>(most - held.begin());
}

std::vector<ActId> successors_of(const status::Status& status) {
  std::vector<ActId> found;
  for (const auto& event : status.timeline)
    if (event.decides && event.change.by != resolve::no_act && status.state == status::State::ended) found.push_back(event.change.by);
  return found.empty() ? status.successors : found;
}

CitationList look_up(graph::Graph& graph, resolve::Catalogue& catalogue, status::Statuses& statuses, const TableFile& table, std::size_t column, model::Date day) {
  CitationList list;
  list.column = column;
  bool seen = false;  // a cell of the column with a citation
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string cell = cell_of(table.rows[i], column);
    if (cell.empty()) continue;
    if (!seen && i < kMostHeadRows && !names_an_act(cell)) {
      list.head = i + 1;
      continue;
    }
    seen = true;
    for (std::string& words : citations_in(cell)) {
      CitationItem item;
      item.row = i + 1;
      const bool named = names_an_act(words);
      const auto found = named ? resolve::find_acts(graph.resolver(), catalogue, words) : resolve::Found();
      item.outcome = found.acts.size() == 1 ? (graph.resolver().act(found.acts.front()).in_index() ? Outcome::resolved : Outcome::only_cited)
                     : found.acts.size() > 1 ? Outcome::ambiguous
                     : !found.near.empty()   ? Outcome::differs
                     : named               ? Outcome::unknown
                                             : Outcome::no_citation;
      // The resolver makes a node of any number that is asked for; what nothing bears and nobody cites is unknown.
      if (item.outcome == Outcome::only_cited && !graph.resolver().act(found.acts.front()).known && graph.citing_works(found.acts.front()) == 0) item.outcome = Outcome::unknown;
      if (item.outcome == Outcome::resolved || item.outcome == Outcome::only_cited) {
        item.act = found.acts.front();
        item.status = statuses.status(item.act, {day, {}, false});
        item.successors = successors_of(*item.status);
      }
      item.candidates = item.outcome == Outcome::ambiguous ? found.acts : item.outcome == Outcome::differs ? found.near : std::vector<ActId>();
      item.words = std::move(words);
      list.items.push_back(std::move(item));
    }
  }
  return list;
}

}  // namespace tracuu::registers
