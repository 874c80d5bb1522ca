/// The samples as a regression gate: corpus/samples/van-ban is indexed and compared with the hand-made edges of
/// corpus/samples/expected.tsv (its head tells the columns), and with the findings of tests/data/samples_findings.tsv.
/// `test_golden "[.report]"` prints every row that is missed, `"[.findings]"` the findings as they are now.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include <unistd.h>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "indexer/writer/index_run.h"
#include "query/audit/audit.h"
#include "query/graph/trace.h"
#include "query/open/index.h"
#include "query/resolve/index_catalogue.h"
#include "query/resolve/typed_id.h"
#include "tests/golden_lines.h"

namespace {

namespace fs = std::filesystem;
using namespace tracuu;

const fs::path kSamples = fs::path(TRACUU_SOURCE_DIR) / "corpus" / "samples";

struct GoldRow {
  std::string source, relation, subject, type, cited, date, target;
};

/// Rows of a table of seven columns; comments and the line of column names are left out.
std::vector<std::vector<std::string>> read_table(const char* name) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(kSamples / name);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#' || line.rfind("source\t", 0) == 0) continue;
    std::vector<std::string> fields;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    if (fields.size() != 7) throw std::runtime_error(std::string(name) + ": seven columns wanted: " + line);
    rows.push_back(std::move(fields));
  }
  return rows;
}

std::vector<GoldRow> read_gold() {
  std::vector<GoldRow> rows;
  for (const auto& f : read_table("expected.tsv")) rows.push_back({f[0], f[1], f[2], f[3], f[4], f[5], f[6]});
  return rows;
}

/// The index of the samples, made once for all tests of this file.
struct Samples {
  fs::path directory;
  writer::RunReport report;
  std::unique_ptr<open::Index> index;
  std::unique_ptr<resolve::Catalogue> catalogue;
  std::unique_ptr<graph::Records> records;
  std::unique_ptr<resolve::Resolver> resolver;
  std::unique_ptr<graph::Graph> graph;

  Samples() {
    directory = fs::path(TRACUU_BINARY_DIR) / ("samples-" + std::to_string(getpid()));
    fs::remove_all(directory);
    writer::RunOptions options;
    options.index = directory / "index";
    options.paths = {kSamples / "van-ban"};
    fs::create_directories(directory);
    auto run = writer::run(options);
    if (!run) throw std::runtime_error(run.error().what);
    report = *run;
    auto opened = open::Index::open(options.index);
    if (!opened) throw std::runtime_error(opened.error().what);
    index = std::make_unique<open::Index>(std::move(*opened));
    catalogue = resolve::index_catalogue(*index);
    records = graph::index_records(*index);
    resolver = std::make_unique<resolve::Resolver>(*catalogue);
    graph = std::make_unique<graph::Graph>(*records, *resolver);
  }
  ~Samples() {
    graph.reset();
    std::error_code ignored;
    fs::remove_all(directory, ignored);
  }

  const std::vector<graph::Reference>& references(const std::string& source) {
    static const std::vector<graph::Reference> none;
    const auto id = index->find(source);
    return id ? graph->references_of(*id) : none;
  }
  const model::Mention& mention(const graph::Reference& reference) {
    return graph->document(reference.record).mentions[reference.mention];
  }
};

Samples& samples() {
  static Samples instance;
  return instance;
}

bool has_digit(std::string_view text) {
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

/// Number or name and date of the row are those of the mention.
bool is_cited(const GoldRow& row, const model::Mention& mention) {
  if (has_digit(row.cited)) {
    if (registry::number_key(mention.number) != registry::number_key(row.cited)) return false;
  } else if (text::fold(mention.name).rfind(text::fold(row.cited), 0) != 0 || !mention.number.empty()) {
    return false;
  }
  if (row.date.empty()) return !mention.date.is_set();
  if (row.date.size() == 4) return !mention.date.is_set() && std::to_string(mention.year) == row.date;
  return mention.date.iso() == row.date;
}

bool is_subject(const GoldRow& row, const graph::Reference& reference) {
  if (row.subject == "*") return true;
  if (row.subject == "this") return !reference.nested();
  return registry::number_key(reference.subject_words) == registry::number_key(row.subject);
}

bool is_edge(const GoldRow& row, const graph::Reference& reference) {
  return is_subject(row, reference) && (row.relation == "*" || row.relation == reference.relation);
}

bool is_path(const std::string& target) { return target.find('/') != std::string::npos; }

enum class Link { right, undecided, wrong };

/// How the resolution compares with the target. `wrong` is a link stated with confidence that the gold contradicts.
Link link_of(const GoldRow& row, const graph::Reference& reference, const model::Mention& mention) {
  const auto& resolution = reference.resolution;
  const bool linked = resolution.outcome == resolve::Outcome::resolved || resolution.outcome == resolve::Outcome::probable;
  const bool stated = resolution.outcome == resolve::Outcome::resolved;
  if (row.target == "*") return Link::right;
  if (is_path(row.target)) {
    if (!linked) return Link::undecided;
    const auto& copies = samples().resolver->act(resolution.act).copies;
    const bool same = std::any_of(copies.begin(), copies.end(), [&](const auto& copy) { return copy.source == row.target; });
    return same ? Link::right : stated ? Link::wrong : Link::undecided;
  }
  if (stated) return Link::wrong;
  if (row.target == "only-cited") return resolution.outcome == resolve::Outcome::only_cited ? Link::right : Link::undecided;
  if (row.target == "dead") {
    const bool known = resolution.act != resolve::no_act && samples().resolver->act(resolution.act).known;
    return resolution.outcome == resolve::Outcome::only_cited && !known ? Link::right : Link::undecided;
  }
  if (row.target == "malformed") {
    return resolution.outcome == resolve::Outcome::malformed || mention.malformed ? Link::right : Link::undecided;
  }
  return row.target == "ambiguous" || !linked ? Link::right : Link::undecided;  // ambiguous, date-mismatch, unresolved
}

struct Score {
  std::size_t rows = 0, mentions = 0, edges = 0, links = 0;
  std::vector<std::string> missed, wrong;
};

std::string describe(const GoldRow& row) {
  return row.source + ": [" + row.subject + "] " + row.relation + " " + row.type + " " + row.cited + " " + row.date + " -> " + row.target;
}

std::string describe(const graph::Reference& reference, const model::Mention& mention) {
  static constexpr const char* outcomes[] = {"resolved", "probable", "ambiguous", "only-cited", "malformed"};
  std::string act;
  if (reference.resolution.act != resolve::no_act) act = " " + samples().resolver->act(reference.resolution.act).id;
  return "[" + (reference.nested() ? reference.subject_words : std::string("this")) + "] " + reference.relation + " " + mention.type + " " +
         mention.number + " " + mention.name + " " + mention.date.iso() + " " +
         outcomes[static_cast<std::size_t>(reference.resolution.outcome)] + act;
}

void score_row(const GoldRow& row, Score& score) {
  auto& s = samples();
  bool mentioned = false, edge = false, linked = false;
  std::string nearest, wrong;
  for (const auto& reference : s.references(row.source)) {
    const auto& mention = s.mention(reference);
    if (!is_cited(row, mention)) continue;
    mentioned = true;
    const Link link = link_of(row, reference, mention);
    linked |= link == Link::right;
    const bool same = is_edge(row, reference);
    edge |= same;
    if (!same || link != Link::right) nearest = describe(reference, mention);
    if (link == Link::wrong && same) wrong = describe(reference, mention);
  }
  // One number may stand for several acts in one document: the row is met if any mention of it is linked rightly.
  if (!linked && !wrong.empty()) score.wrong.push_back(describe(row) + "   BUT " + wrong);
  ++score.rows;
  score.mentions += mentioned;
  score.edges += edge;
  score.links += linked;
  if (!edge || !linked) score.missed.push_back(describe(row) + (mentioned ? "   BUT " + nearest : "   NOT FOUND"));
}

/// Files that need a converter that is not installed here are left out, and said so.
bool is_indexed(const std::string& source) { return samples().index->find(source).has_value(); }

Score score_samples() {
  Score score;
  for (const auto& row : read_gold()) {
    if (row.target == "absent" || !is_indexed(row.source)) continue;
    score_row(row, score);
  }
  return score;
}

using Edge = std::tuple<std::string, std::string, std::string>;  // subject, relation, number or name

/// Share of the strong edges (all but mentions, references and the constitution) that the gold has.
std::pair<std::size_t, std::size_t> strong_edges_in_gold(std::vector<std::string>* strange) {
  std::map<std::string, std::vector<GoldRow>> by_source;
  for (const auto& row : read_gold()) by_source[row.source].push_back(row);
  std::size_t found = 0, right = 0;
  for (const auto& [source, rows] : by_source) {
    std::set<Edge> seen;
    for (const auto& reference : samples().references(source)) {
      const auto& mention = samples().mention(reference);
      if (reference.relation == "mention" || reference.relation == "refers" || mention.type == "HP") continue;
      const std::string key = mention.number.empty() ? text::fold(mention.name) : registry::number_key(mention.number);
      if (!seen.emplace(reference.subject_words, reference.relation, key).second) continue;
      ++found;
      const bool in_gold = std::any_of(rows.begin(), rows.end(), [&](const GoldRow& row) {
        const std::string gold_key = has_digit(row.cited) ? registry::number_key(row.cited) : text::fold(row.cited);
        return gold_key == key && is_edge(row, reference);
      });
      right += in_gold;
      if (!in_gold && strange) strange->push_back(source + ": " + describe(reference, mention));
    }
  }
  return {right, found};
}

resolve::ActId only_act(std::string_view words) {
  const auto found = resolve::find_acts(*samples().resolver, *samples().catalogue, words);
  REQUIRE(found.acts.size() == 1);
  return found.acts[0];
}

/// How many documents of the index are candidates for an id as typed; acts that are only cited may be candidates too.
std::size_t documents_for(std::string_view words) {
  const auto found = resolve::find_acts(*samples().resolver, *samples().catalogue, words);
  return static_cast<std::size_t>(
      std::count_if(found.acts.begin(), found.acts.end(), [](auto act) { return samples().resolver->act(act).in_index(); }));
}

/// Source keys along each branch of a trace, "" for acts that are only cited.
void collect(const graph::TraceNode& node, std::vector<std::string> branch, std::set<std::vector<std::string>>& branches) {
  const auto& act = samples().resolver->act(node.act);
  branch.push_back(act.in_index() ? act.copies[0].source : "");
  branches.insert(branch);
  for (const auto& child : node.children) collect(child, branch, branches);
}

}  // namespace

TEST_CASE("every sample becomes a document, whatever its format and encoding") {
  for (const auto& skipped : samples().report.skipped) {
    INFO(skipped.path << ": " << skipped.what);
    CHECK(skipped.code == "converter-missing");
  }
  CHECK(samples().report.documents + samples().report.skipped.size() == 78);
  CHECK(read_gold().size() >= 120);
}

TEST_CASE("every sample is read as the document that it is") {
  auto& s = samples();
  const auto rows = read_table("identities.tsv");
  CHECK(rows.size() == 78);
  std::vector<std::string> wrong;
  for (const auto& row : rows) {
    const auto id = s.index->find(row[0]);
    if (!id) continue;  // the converter is not installed
    const auto& document = s.graph->document(*id);
    const auto& identity = document.identity;
    const auto effect = std::find_if(document.effects.begin(), document.effects.end(), [](const auto& candidate) {
      return candidate.kind == model::Effect::Kind::effective && candidate.date.is_set();
    });
    const std::string effective = effect == document.effects.end() ? "" : effect->date.iso();
    const std::vector<std::string> read{row[0], identity.type, identity.number, identity.date.iso(), identity.issuer, effective,
                                        row[6] == "*" ? "*" : identity.title};
    for (std::size_t column = 1; column < row.size(); ++column) {
      if (read[column] != row[column]) wrong.push_back(row[0] + ": " + read[column] + ", should be " + row[column]);
    }
  }
  for (const auto& line : wrong) UNSCOPED_INFO(line);
  CHECK(wrong.size() <= 2);
}

TEST_CASE("no reference of the samples is linked to another act than the one it means") {
  const auto score = score_samples();
  for (const auto& line : score.wrong) UNSCOPED_INFO(line);
  CHECK(score.wrong.empty());
}

TEST_CASE("the samples' references are found with their relations and linked as a reader would") {
  const auto score = score_samples();
  for (const auto& line : score.missed) UNSCOPED_INFO(line);
  const auto share = [&](std::size_t n) { return static_cast<double>(n) / static_cast<double>(score.rows); };
  CHECK(share(score.mentions) >= 0.99);
  CHECK(share(score.edges) >= 0.97);
  CHECK(share(score.links) >= 0.95);
}

TEST_CASE("the samples' documents state no strong relation that a reader would not see") {
  std::vector<std::string> strange;
  const auto [right, found] = strong_edges_in_gold(&strange);
  for (const auto& line : strange) UNSCOPED_INFO(line);
  CHECK(static_cast<double>(right) >= 0.97 * static_cast<double>(found));
}

TEST_CASE("what stands in a script or is malformed is not found as a reference") {
  for (const auto& row : read_gold()) {
    if (row.target != "absent") continue;
    for (const auto& reference : samples().references(row.source)) {
      CHECK(registry::number_key(samples().mention(reference).number) != registry::number_key(row.cited));
    }
  }
}

TEST_CASE("27-NQ/TW typed alone is three resolutions, a date makes it one") {
  auto& s = samples();
  const auto found = resolve::find_acts(*s.resolver, *s.catalogue, "27-NQ/TW");
  std::set<std::string> dates;
  for (const auto act : found.acts) dates.insert(s.resolver->act(act).identity.date.iso());
  for (const auto* date : {"2008-08-06", "2018-05-21", "2022-11-09"}) CHECK(dates.count(date) == 1);
  const auto one = only_act("Nghị quyết 27-NQ/TW ngày 09/11/2022");
  CHECK(s.resolver->act(one).identity.date.iso() == "2022-11-09");
}

TEST_CASE("the trace of 27-NQ/TW of 2022 goes from the resolution down to a ward") {
  auto& s = samples();
  const auto trace = graph::trace(*s.graph, only_act("27-NQ/TW ngày 09/11/2022"), {});
  std::set<std::vector<std::string>> branches;
  collect(trace.root, {}, branches);
  const std::string root = "trung-uong/27-NQ-TW-2022.txt", programme = "can-tho/57-CTr-TU-2023.txt",
                    plan = "can-tho/97-KH-UBND-Can-Tho-2023.docx", district = "can-tho/58-KH-UBND-Ninh-Kieu-2023.txt",
                    ward = "can-tho/21-KH-UBND-An-Khanh-2023.txt";
  const auto ends_with = [&](const std::vector<std::string>& tail) {
    return std::any_of(branches.begin(), branches.end(), [&](const auto& branch) {
      return branch.size() >= tail.size() && std::equal(tail.rbegin(), tail.rend(), branch.rbegin());
    });
  };
  CHECK(branches.count({root, programme}) == 1);
  CHECK(ends_with({plan, district, ward}));
  CHECK(branches.count({root, "chinh-phu/77-NQ-CP-2023.docx"}) == 1);
  CHECK(branches.count({root, "dia-phuong/41-CTr-TU-Ha-Giang-2023.html"}) == 1);
  for (const auto& branch : branches) {
    for (const auto& source : branch) {
      CHECK(source != "chinh-phu/107-NQ-CP-2018.txt");             // implements the resolution of 2018
      CHECK(source != "dia-phuong/30-CTr-TU-Hau-Giang-2008.txt");  // implements the resolution of 2008
    }
  }
}

TEST_CASE("the trace of 26-NQ/TW of 2018 shows 37-CTr/TU, which 57-CTr/TU states as well") {
  auto& s = samples();
  const auto trace = graph::trace(*s.graph, only_act("26-NQ/TW ngày 19/5/2018"), {});
  const auto& children = trace.root.children;
  const auto programme = std::find_if(children.begin(), children.end(), [&](const auto& node) {
    return s.resolver->act(node.act).identity.number == "37-CTr/TU";
  });
  REQUIRE(programme != children.end());
  const auto& evidence = programme->edge.evidence;
  CHECK(std::any_of(evidence.begin(), evidence.end(), [&](const auto& reference) {
    return reference.nested() && s.resolver->act(reference.asserted_by).identity.number == "57-CTr/TU";
  }));
}

TEST_CASE("a law and a resolution with one number are two acts") {
  auto& s = samples();
  CHECK(documents_for("93/2015/QH13") == 2);
  CHECK(s.resolver->act(only_act("Luật 93/2015/QH13")).copies.at(0).source == "luat/luat-93-2015-QH13.txt");
  CHECK(s.resolver->act(only_act("Nghị quyết 93/2015/QH13")).copies.at(0).source == "luat/nghi-quyet-93-2015-QH13.txt");
}

TEST_CASE("one number in two provinces, and in one province before and after it merged, are different acts") {
  auto& s = samples();
  CHECK(documents_for("12/2021/QĐ-UBND") == 2);
  CHECK(documents_for("01/2025/QĐ-UBND") == 3);
  const auto act = only_act("Quyết định 01/2025/QĐ-UBND ngày 07/7/2025 của Ủy ban nhân dân thành phố Cần Thơ");
  CHECK(s.resolver->act(act).copies.at(0).source == "sap-nhap/01-2025-QD-UBND-Can-Tho-moi.txt");
}

TEST_CASE("what the samples miss against the gold", "[.report]") {
  const auto score = score_samples();
  std::cout << "rows " << score.rows << " mentions " << score.mentions << " edges " << score.edges << " links " << score.links
            << " wrong " << score.wrong.size() << "\n";
  for (const auto& line : score.missed) std::cout << "MISSED " << line << "\n";
  for (const auto& line : score.wrong) std::cout << "WRONG  " << line << "\n";
  std::vector<std::string> strange;
  const auto [right, found] = strong_edges_in_gold(&strange);
  std::cout << "strong edges " << found << ", in gold " << right << "\n";
  for (const auto& line : strange) std::cout << "STRANGE " << line << "\n";
}

/// Document, rule, severity, how often: all rules over all samples, as an officer would run them.
std::set<std::string> findings_of_samples() {
  std::vector<resolve::RecordId> records;
  auto& s = samples();
  for (const auto& summary : s.index->summaries()) records.push_back(summary.id);
  audit::Options options;
  options.corpus = records;
  options.bodies = {"Thành ủy Cần Thơ", "Tỉnh ủy Hậu Giang"};
  options.deadline_days = 90;
  std::map<std::string, int> counts;
  for (const auto& finding : audit::audit(*s.graph, records, options).findings) {
    ++counts[s.graph->document(finding.record).source + "\t" + std::string(finding.rule) + "\t" + audit::severity_name(finding.severity)];
  }
  std::set<std::string> lines;
  for (const auto& [line, count] : counts) lines.insert(line + "\t" + std::to_string(count));
  return lines;
}

TEST_CASE("in the samples the rules fire where the table says, and nowhere else") {
  tests::check_lines("samples_findings.tsv", findings_of_samples());
}

TEST_CASE("what fires in the samples", "[.findings]") {
  for (const auto& line : findings_of_samples()) std::cout << line << "\n";
}
