#include "query/registers/compare.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "corpus/registry/registry.h"
#include "query/status/clause.h"

namespace tracuu::registers {
namespace {

using status::State;

struct Head {
  std::optional<std::size_t> RegisterColumns::* column;
  std::vector<std::string_view> words;  // plain; the head begins so, longer ones first
};

const std::vector<Head>& heads() {
  static const std::vector<Head> all{
      {&RegisterColumns::number, {"so ky hieu", "so va ky hieu", "ky hieu", "so hieu", "so van ban", "van ban so", "number", "symbol"}},
      {&RegisterColumns::type, {"ten loai", "loai van ban", "loai", "hinh thuc van ban", "type"}},
      {&RegisterColumns::date, {"ngay ban hanh", "ngay thang nam ban hanh", "ngay ky", "ngay thang nam", "ngay van ban", "date"}},
      {&RegisterColumns::issuer, {"co quan ban hanh", "noi ban hanh", "don vi ban hanh", "tac gia", "issuer"}},
      {&RegisterColumns::title, {"trich yeu", "ten van ban", "ten goi", "tieu de", "noi dung", "title"}},
      {&RegisterColumns::state, {"tinh trang", "hieu luc", "trang thai", "status"}},
  };
  return all;
}

std::string cell_of(const std::vector<std::string>& row, std::optional<std::size_t> column) { return column ? registers::cell_of(row, *column) : std::string(); }

model::Date day_in(const std::string& words) {
  if (const auto iso = model::Date::parse_iso(words.substr(0, 10)); iso && iso->is_valid()) return *iso;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] < '0' || words[at] > '9' || (at > 0 && words[at - 1] >= '0' && words[at - 1] <= '9')) continue;
    std::size_t end = 0;
    if (const auto day = status::date_at(words, at, &end); day && day->is_valid()) return *day;
  }
  return {};
}

/// What a register says of effect; nothing where it says nothing that can be compared.
std::optional<State> state_in(const std::string& words) {
  const std::string plain = plain_words(words);
  const auto says = [&](std::string_view wanted) { return plain.find(wanted) != std::string::npos; };
  if (says("mot phan")) return State::partly_ended;
  if (says("chua co hieu luc")) return State::not_yet;
  if (says("ngung hieu luc")) return State::suspended;
  if (says("het hieu luc") || says("bai bo") || says("het hl")) return State::ended;
  if (says("con hieu luc") || says("dang co hieu luc") || says("con hl")) return State::in_force;
  return std::nullopt;
}

/// Titles are the same where one holds the other: "Về việc" and the type stand before them or not.
bool same_title(const std::string& one, const std::string& other) {
  const std::string a = plain_words(one), b = plain_words(other);
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

class Comparer {
 public:
  Comparer(graph::Graph& graph, resolve::Catalogue& catalogue, status::Statuses& statuses, const RegisterColumns& columns, model::Date day)
      : graph_(graph), catalogue_(catalogue), statuses_(statuses), columns_(columns), day_(day) {}

  ComparedRow row(const std::vector<std::string>& cells) {
    ComparedRow result;
    const std::string number = cell_of(cells, columns_.number), type = cell_of(cells, columns_.type);
    const std::string dated = cell_of(cells, columns_.date);
    const model::Date date = day_in(dated.empty() ? number : dated);
    result.words = number + (date.is_valid() && !dated.empty() ? " (" + date.vietnamese() + ")" : "");
    const std::string named = (type.empty() ? "" : type + " ") + number;
    if (!names_an_act(number) && !names_an_act(named)) {
      result.difference = Difference::no_number;
      return result;
    }
    auto acts = in_index(resolve::find_acts(graph_.resolver(), catalogue_, date.is_valid() && !dated.empty() ? named + " ngày " + date.vietnamese() : named));
    if (acts.empty()) acts = in_index(resolve::find_acts(graph_.resolver(), catalogue_, named));
    if (acts.empty()) acts = in_index(resolve::find_acts(graph_.resolver(), catalogue_, number));
    if (acts.size() > 1) acts = of_issuer(std::move(acts), cell_of(cells, columns_.issuer), date);
    if (acts.empty()) {
      result.difference = Difference::only_in_register;
    } else if (acts.size() > 1) {
      result.difference = Difference::ambiguous;
      result.candidates = std::move(acts);
    } else {
      result.act = acts.front();
      compare_fields(result, cells, dated.empty() ? model::Date() : date);
      result.difference = result.clashes.empty() ? Difference::same : Difference::differs;
    }
    return result;
  }

 private:
  /// Acts of the index that the words mean or nearly mean.
  std::vector<ActId> in_index(const resolve::Found& found) {
    std::vector<ActId> acts = found.acts.empty() ? found.near : found.acts;
    std::erase_if(acts, [&](ActId act) { return !graph_.resolver().act(act).in_index(); });
    return acts;
  }

  /// Several acts of one number: the issuer's, then those of the day.
  std::vector<ActId> of_issuer(std::vector<ActId> acts, const std::string& issuer, model::Date date) {
    const std::string slug = issuer.empty() ? std::string() : registry::Registry::builtin().issuer_slug(issuer, date);
    const auto keep = [&](const auto& test) {
      if (std::any_of(acts.begin(), acts.end(), test)) std::erase_if(acts, [&](ActId act) { return !test(act); });
    };
    if (!slug.empty()) keep([&](ActId act) { return graph_.resolver().act(act).identity.issuer_slug == slug; });
    if (date.is_valid()) keep([&](ActId act) { return graph_.resolver().act(act).identity.date == date; });
    return acts;
  }

  void compare_fields(ComparedRow& result, const std::vector<std::string>& cells, model::Date date) {
    const auto& act = graph_.resolver().act(result.act);
    const auto& registry = registry::Registry::builtin();
    const auto clash = [&](FieldOf field, std::string in_register, std::string in_index) { result.clashes.push_back({field, std::move(in_register), std::move(in_index), State::unknown}); };
    if (date.is_valid() && act.identity.date.is_valid() && date != act.identity.date) clash(FieldOf::date, date.vietnamese(), act.identity.date.vietnamese());
    const auto* type = registry.type(act.identity.type);
    if (const std::string typed = cell_of(cells, columns_.type); !typed.empty() && type != nullptr) {
      const auto* named = registry.type_by_word(typed);
      if (named != nullptr && named->code != act.identity.type) clash(FieldOf::type, typed, type->word);
    }
    if (const std::string issuer = cell_of(cells, columns_.issuer); !issuer.empty() && !act.identity.issuer_slug.empty()) {
      const std::string slug = registry.issuer_slug(issuer, act.identity.date);
      if (!slug.empty() && slug != act.identity.issuer_slug && plain_words(issuer) != plain_words(act.identity.issuer)) clash(FieldOf::issuer, issuer, act.identity.issuer);
    }
    if (const std::string title = cell_of(cells, columns_.title); !title.empty() && !act.identity.title.empty() && !same_title(title, act.identity.title))
      clash(FieldOf::title, title, act.identity.title);
    if (const auto state = state_in(cell_of(cells, columns_.state))) {
      const State ours = statuses_.state(result.act, day_);
      if (ours != State::unknown && ours != *state) result.clashes.push_back({FieldOf::state, cell_of(cells, columns_.state), {}, ours});
    }
  }

  graph::Graph& graph_;
  resolve::Catalogue& catalogue_;
  status::Statuses& statuses_;
  const RegisterColumns& columns_;
  model::Date day_;
};

}  // namespace

std::optional<RegisterColumns> columns_of(const TableFile& table) {
  for (std::size_t i = 0; i < std::min(table.rows.size(), kMostHeadRows); ++i) {
    RegisterColumns columns;
    columns.head = i + 1;
    for (std::size_t c = 0; c < table.rows[i].size(); ++c) {
      const std::string words = plain_words(table.rows[i][c]);
      for (const auto& head : heads()) {
        const bool fits = std::any_of(head.words.begin(), head.words.end(), [&](std::string_view begin) { return words.starts_with(begin); });
        if (!fits) continue;
        if (!(columns.*head.column)) columns.*head.column = c;
        break;
      }
    }
    if (columns.number) return columns;
  }
  return std::nullopt;
}

Comparison compare(graph::Graph& graph, resolve::Catalogue& catalogue, status::Statuses& statuses, const TableFile& table, const RegisterColumns& columns, const std::vector<ActId>& acts,
                   model::Date day) {
  Comparison result;
  result.columns = columns;
  Comparer comparer(graph, catalogue, statuses, columns, day);
  std::map<ActId, std::size_t> rows;
  std::set<ActId> meant;
  for (std::size_t i = columns.head; i < table.rows.size(); ++i) {
    if (cell_of(table.rows[i], columns.number).empty()) continue;
    ComparedRow row = comparer.row(table.rows[i]);
    row.row = i + 1;
    meant.insert(row.candidates.begin(), row.candidates.end());
    if (row.act != resolve::no_act) {
      const auto [first, fresh] = rows.emplace(row.act, row.row);
      if (!fresh) row.first_row = first->second;
    }
    result.rows.push_back(std::move(row));
  }
  std::vector<ActId> missing;
  for (const ActId act : acts)
    if (!rows.contains(act) && !meant.contains(act)) missing.push_back(act);
  std::sort(missing.begin(), missing.end(), [&](ActId a, ActId b) {
    const auto one = graph.facts(a).date, other = graph.facts(b).date;
    return one != other ? one < other : graph.id_of(a) < graph.id_of(b);
  });
  for (const ActId act : missing) {
    ComparedRow row;
    row.difference = Difference::only_in_index;
    row.act = act;
    result.rows.push_back(std::move(row));
  }
  for (const ComparedRow& row : result.rows) ++result.counts[static_cast<std::size_t>(row.difference)];
  return result;
}

}  // namespace tracuu::registers
