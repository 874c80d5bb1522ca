/// COR: documents themselves: identity, wholeness, encoding, doubles.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

#include "corpus/anatomy/canonical_id.h"
#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"
#include "query/audit/rules.h"
#include "query/resolve/number.h"

namespace tracuu::audit {
namespace {

using model::Unit;

/// The text looks like an act of its own: a kind that bears a number, in the form of its kind (motto) or with legal bases. Articles
/// of the web, lists of questions, forms and handbooks have no number to be read.
bool looks_like_an_act(const Subject& subject) {
  const auto& document = subject.document;
  const auto& identity = document.identity;
  if (!identity.is_draft && (identity.type.empty() || identity.type == "KHAC" || document.provisions.size() < 2)) return false;
  const auto head = subject.folded(0, 400);
  // An act does not begin with a question.
  const auto question = head.find('?');
  if (question != std::string::npos && question < 250 && head.find("doc lap") == std::string::npos) return false;
  if (!identity.type_range.empty() && identity.type_range.begin > 2500) return false;
  if (identity.is_draft) return true;
  static constexpr std::array<std::string_view, 12> numbered = {"HP", "L", "BL", "PL", "NQ", "NĐ", "QĐ", "TT", "TTLT", "CT", "L-CTN", "VBHN"};
  const bool bears_number = std::find(numbered.begin(), numbered.end(), identity.type) != numbered.end();
  const bool has_basis = std::any_of(document.mentions.begin(), document.mentions.end(), is_basis);
  return bears_number ? has_basis || identity.system != model::System::unknown : identity.system != model::System::unknown && has_basis;
}

bool holds_own_number(std::string_view words) {
  for (const std::string_view sign : {"so: ", "so : ", "luat so: "}) {
    for (auto at = words.find(sign); at != std::string_view::npos; at = words.find(sign, at + 1)) {
      const auto digit = at + sign.size();
      if (digit >= words.size() || words[digit] < '0' || words[digit] > '9') continue;
      const auto end = words.find_first_not_of("0123456789/ ", digit);
      if (end != std::string_view::npos && words.find('/', digit) < end + 1) return true;
    }
  }
  return false;
}

/// "(Ban hành kèm theo Thông tư số 60/2025/TT-BCT ngày ...)" above an annex names the document that the annex belongs to.
bool is_named_by_its_annex(const Subject& subject) {
  constexpr std::uint32_t before = 24;
  const auto& document = subject.document;
  return std::any_of(document.mentions.begin(), document.mentions.end(), [&](const model::Mention& mention) {
    if (mention.number.empty() || mention.type != document.identity.type) return false;
    const auto words = subject.folded(mention.span.begin > before ? mention.span.begin - before : 0, mention.span.begin);
    return words.find("(kem theo ") != std::string::npos || words.find("(ban hanh kem theo ") != std::string::npos;
  });
}

/// "(Tiếp theo Công báo số ...)" below the name of the act: the gazette printed it in parts, and its head stands in another one.
bool continues_from_a_gazette(const Subject& subject) { return subject.folded(0, 3000).find("(tiep theo cong bao") != std::string::npos; }

/// A number in the form of an own one ("Số: 135/2026/NĐ-CP") stands elsewhere in the text, behind a table of contents or a page of
/// the gazette, in the block that authenticates a consolidated text, above an annex, or as the title of an old act ("SẮC LỆNH SỐ
/// 75"): it is printed, only not where heads stand.
bool prints_a_number_elsewhere(const Subject& subject) {
  constexpr std::uint32_t far = 12000, near_end = 4000;
  if (continues_from_a_gazette(subject) || text::fold(subject.document.identity.title).starts_with("so ") || is_named_by_its_annex(subject)) return true;
  const auto& provisions = subject.document.provisions;
  const std::uint32_t end = provisions.empty() ? 0 : provisions.back().range.end;
  return holds_own_number(subject.folded(0, far)) || (end > far && holds_own_number(subject.folded(end - near_end, end)));
}

/// COR-NO-ID: neither number nor name, or no date, or a day that does not exist: the document cannot be told from others.
void no_id(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  // "Luật số:      /2026/QH16": a law is called by its name, but the number that its head leaves blank is missing.
  const bool named = (!identity.number.empty() || (!identity.name.empty() && !identity.is_draft)) && !names_its_own_amended_act(subject.document);
  const bool impossible = identity.date.is_set() && !identity.date.is_valid();
  if (named && identity.date.is_set() && !impossible) return;
  // Bulk collections give a law's number without its date, which the authority table knows.
  const auto act = named ? subject.graph.resolver().act_of_record(subject.record) : std::nullopt;
  if (act && !impossible && subject.graph.resolver().act(*act).identity.date.is_set()) return;
  const bool is_act = looks_like_an_act(subject), elsewhere = !named && !identity.is_draft && prints_a_number_elsewhere(subject);
  auto finding = finding_of(subject, "COR-NO-ID", is_act && !elsewhere ? Severity::warn : Severity::info, named ? identity.number_range : identity.type_range);
  finding.variant = identity.is_draft ? "draft" : !is_act ? "none" : elsewhere ? "elsewhere" : impossible ? "impossible" : identity.number.empty() || !named ? "number" : "date";
  if (impossible) finding.facts = {Fact::of(identity.date)};
  findings.push_back(std::move(finding));
}

/// COR-HEADER-CONFLICT: the type line and the symbol in the number name two kinds; or the file is named after another number.
void header_conflict(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  if (type_against_head(identity) == nullptr) return;
  auto finding = finding_of(subject, "COR-HEADER-CONFLICT", Severity::warn, identity.type_range);
  finding.facts = {Fact::of_type(identity.type), Fact::of(identity.number)};
  findings.push_back(std::move(finding));
}

/// Words of a file name: "27-NQ-TW-2008.txt" -> 27 nq tw 2008.
std::vector<std::string> file_words(std::string_view source) {
  if (const auto slash = source.rfind('/'); slash != std::string_view::npos) source.remove_prefix(slash + 1);
  if (const auto dot = source.rfind('.'); dot != std::string_view::npos) source = source.substr(0, dot);
  std::vector<std::string> words(1);
  for (const char c : text::fold(source)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  }
  return words;
}

void file_conflict(const Subject& subject, std::vector<Finding>& findings) {
  const auto& identity = subject.document.identity;
  const auto words = file_words(subject.document.source);
  if (identity.number.empty() || words.size() < 3 || subject.document.source.find('#') != std::string::npos) return;
  const auto is_number = [](const std::string& word) { return !word.empty() && std::all_of(word.begin(), word.end(), text::is_digit); };
  if (!is_number(words[0]) || words[0].size() > 4) return;
  const std::size_t type_at = is_number(words[1]) ? 2 : 1;
  const auto own = anatomy::parse_number(identity.number);
  if (type_at >= words.size() || own.type_symbol.empty() || text::fold(own.type_symbol) != words[type_at]) return;
  auto sequence = own.sequence, named = words[0];
  sequence.erase(std::remove(sequence.begin(), sequence.end(), '.'), sequence.end());  // "6616-2026-nq-cp" is 66.16
  named.erase(0, std::min(named.find_first_not_of('0'), named.size()));
  if (sequence == named || sequence.empty() || named.empty()) return;
  auto finding = finding_of(subject, "COR-HEADER-CONFLICT", Severity::warn, identity.number_range);
  finding.variant = "file";
  finding.facts = {Fact::of(subject.document.source), Fact::of(identity.number)};
  findings.push_back(std::move(finding));
}
void header(const Subject& subject, std::vector<Finding>& findings) {
  header_conflict(subject, findings);
  file_conflict(subject, findings);
}

/// "Điều 18. Hội đồng thẩm định", "Điều 18 Hội đồng": the words of a heading, wherever the outline lost it. "quy định tại Điều 18
/// của Thông tư này" and "Điều 18 và Điều 19" are none.
bool prints_heading(std::string_view bytes, std::uint32_t begin, std::uint32_t end, int number) {
  const auto area = bytes.substr(begin, end - begin);
  const auto wanted = std::to_string(number);
  for (const std::string_view word : {"Điều ", "ĐIỀU "}) {
    for (auto at = area.find(word); at != std::string_view::npos; at = area.find(word, at + 1)) {
      auto rest = area.substr(at + word.size());
      bool torn = false;
      std::size_t digits = 0;
      while (digits < wanted.size() && !rest.empty() && (rest.front() == wanted[digits] || (rest.front() == ' ' && digits > 0))) {
        torn = torn || rest.front() == ' ';
        digits += rest.front() == ' ' ? 0 : 1;
        rest.remove_prefix(1);
      }
      if (digits < wanted.size() || (!rest.empty() && rest.front() >= '0' && rest.front() <= '9')) continue;
      const bool stop = rest.starts_with('.') || rest.starts_with(':');
      if (torn && !(stop && (at == 0 || area[at - 1] == '\n'))) continue;  // "Điều 6 1. Lưu trữ hồ s ơ": a text layer with torn words
      if (stop) return true;
      const auto title = rest.find_first_not_of(" *\n");
      if (title == 0 || title == std::string_view::npos) continue;
      // A title begins with a capital: in small letters it differs from what is printed.
      const auto first = rest.substr(title, static_cast<unsigned char>(rest[title]) < 0x80 ? 1 : static_cast<unsigned char>(rest[title]) < 0xE0 ? 2 : 3);
      if (text::lower(first) != first) return true;
    }
  }
  return false;
}

/// COR-TRUNCATED: articles are missing between others, or the text breaks off inside a sentence without a signature.
void truncated(const Subject& subject, std::vector<Finding>& findings) {
  const auto& document = subject.document;
  if (document.identity.number.empty() || document.identity.is_draft || document.identity.type == "VBHN") return;
  if (document.format == model::Format::jsonl || document.format == model::Format::akoma_ntoso) return;  // excerpts by their nature
  std::vector<const model::Provision*> articles;
  bool signature = !document.signer.empty() || !document.signer_role.empty() || !document.recipients.empty();
  std::uint32_t first_component = 0xFFFFFFFF;  // what stands behind a regulation promulgated with it may be the regulation's
  for (const auto& provision : document.provisions) {
    signature = signature || provision.unit == Unit::signature;
    if (provision.unit == Unit::component) first_component = std::min(first_component, provision.range.begin);
    const bool own = provision.path.find("kem-theo") == std::string::npos && provision.path.find("phu-luc") == std::string::npos;
    if (provision.unit == Unit::dieu && own) articles.push_back(&provision);
  }
  // Annexes are tables: they end without a stop, behind the signature or in place of it.
  const bool ends_in_annex = !document.provisions.empty() && (document.provisions.back().path.find("phu-luc") != std::string::npos || document.provisions.back().path.find("kem-theo") != std::string::npos);
  // What an amending act puts into another has that one's numbers.
  const bool amends = text::fold(document.identity.title).find("sua doi") != std::string::npos;
  for (std::size_t i = 1; i < articles.size() && !amends && articles[i]->range.begin < first_component; ++i) {
    const auto before = std::atoi(articles[i - 1]->label.c_str()), after = std::atoi(articles[i]->label.c_str());
    if (after <= before + 1 || subject.quoted(articles[i]->range.begin) || subject.quoted(articles[i - 1]->range.begin)) continue;
    if (prints_heading(subject.text(), articles[i - 1]->range.begin, articles[i]->range.begin, before + 1)) continue;  // there, but misread
    auto finding = finding_of(subject, "COR-TRUNCATED", Severity::warn, {articles[i]->range.begin, std::min(articles[i]->range.end, articles[i]->range.begin + 60)});
    finding.variant = "gap";
    finding.facts = {Fact::of(articles[i - 1]->label), Fact::of(articles[i]->label)};
    findings.push_back(std::move(finding));
    return;
  }
  if (signature || ends_in_annex) return;
  std::string_view text = subject.text();
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t' || text.back() == '\f' || text.back() == '*')) text.remove_suffix(1);
  if (text.size() < 1500) return;
  const char last = text.back();
  // The end of a web page stands behind the act's own.
  const auto tail = subject.folded(text.size() > 4000 ? text.size() - 4000 : 0, text.size());
  static constexpr std::array<std::string_view, 12> ends = {"da ky", "chu tich", "noi nhan", "bo truong", "thu tuong", "luu tru", "facebook", "email", "<div", "thong qua ngay", "tm.", "kt."};
  if (std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return tail.find(end) != std::string::npos; })) return;
  const bool breaks_off = last == ',' || (last >= 'a' && last <= 'z') || (static_cast<unsigned char>(last) >= 0x80 && !text.ends_with("”") && !text.ends_with("…"));
  auto finding = finding_of(subject, "COR-TRUNCATED", breaks_off ? Severity::warn : Severity::info,
                            {static_cast<std::uint32_t>(text.size() - std::min<std::size_t>(80, text.size())), static_cast<std::uint32_t>(text.size())});
  while (finding.range.begin < finding.range.end && (static_cast<unsigned char>(text[finding.range.begin]) & 0xC0) == 0x80) ++finding.range.begin;
  finding.variant = breaks_off ? "end" : "unsigned";
  findings.push_back(std::move(finding));
}

/// COR-ENCODING: characters that only look right. They were repaired for reading; other programs will not find these words.
void encoding(const Subject& subject, std::vector<Finding>& findings) {
  struct Row {
    std::string_view bytes, shown;
  };
  static constexpr std::array<Row, 6> rows{{{"\xC6\xA2", "Ƣ"}, {"\xC6\xA3", "ƣ"}, {"\xC3\x90", "Ð"}, {"\xC3\xB0", "ð"}, {"\xC2\xAD", "U+00AD"}, {std::string_view("\0", 1), "NUL"}}};
  const std::string_view text = subject.text();
  std::string found;
  std::size_t first = std::string_view::npos;
  for (const auto& row : rows) {
    std::size_t count = 0;
    for (auto at = text.find(row.bytes); at != std::string_view::npos; at = text.find(row.bytes, at + row.bytes.size())) {
      if (count++ == 0) first = std::min(first, at);
    }
    if (count > 0) found += (found.empty() ? "" : ", ") + std::string(row.shown) + " × " + std::to_string(count);
  }
  const bool legacy = subject.document.encoding != "utf-8" && !subject.document.encoding.empty();
  if (found.empty() && !legacy) return;
  const auto at = static_cast<std::uint32_t>(first == std::string_view::npos ? 0 : first);
  auto finding = finding_of(subject, "COR-ENCODING", Severity::info, first == std::string_view::npos ? model::ByteRange{} : model::ByteRange{at, at + 2});
  finding.variant = found.empty() ? "legacy" : "";
  finding.facts = {Fact::of(found.empty() ? subject.document.encoding : found)};
  findings.push_back(std::move(finding));
}

// --- doubles ---------------------------------------------------------------------------------------------------------

/// Hashes of all runs of five words, each once, in order.
std::vector<std::uint64_t> runs_of(std::string_view original) {
  std::vector<std::uint64_t> words;
  std::uint64_t hash = 0;
  for (const char c : text::fold(original)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u + 0x9E3779B97F4A7C15u;
    } else if (hash != 0) {
      words.push_back(hash);
      hash = 0;
    }
  }
  std::vector<std::uint64_t> runs;
  for (std::size_t i = 0; i + 5 <= words.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t j = i; j < i + 5; ++j) run = (run ^ words[j]) * 0xFF51AFD7ED558CCDu, run ^= run >> 29;
    runs.push_back(run);
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

constexpr std::uint32_t most_of_text = 400000;

void note_sketch(const Subject& subject, TextNote& note) {
  const auto runs = runs_of(std::string_view(subject.text()).substr(0, most_of_text));
  note.has_sketch = runs.size() >= TextNote::sketch_size;
  if (note.has_sketch) std::copy_n(runs.begin(), TextNote::sketch_size, note.sketch.begin());
}

/// Share of common runs among the `most` smallest of all: an estimate of the share among all.
double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, std::size_t most = TextNote::sketch_size) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0, seen = 0;
  for (std::size_t i = 0, j = 0; seen < most && (i < a.size() || j < b.size()); ++seen) {
    if (j == b.size() || (i < a.size() && a[i] < b[j])) ++i;
    else if (i == a.size() || b[j] < a[i]) ++j;
    else ++common, ++i, ++j;
  }
  return static_cast<double>(common) / static_cast<double>(seen);
}

/// Share of the runs of the shorter text that the longer one holds, exactly.
double containment(std::string_view one, std::string_view other) {
  const auto runs = [](std::string_view original) {
    std::vector<std::string> words(1);
    for (const char c : text::fold(original)) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) words.back() += c;
      else if (!words.back().empty()) words.emplace_back();
    }
    std::set<std::string> found;
    for (std::size_t i = 0; i + 4 <= words.size(); ++i) found.insert(words[i] + " " + words[i + 1] + " " + words[i + 2] + " " + words[i + 3]);
    return found;
  };
  const auto a = runs(one), b = runs(other);
  const auto& small = a.size() < b.size() ? a : b;
  const auto& large = a.size() < b.size() ? b : a;
  if (small.empty()) return 1;
  const auto common = std::count_if(small.begin(), small.end(), [&](const std::string& run) { return large.contains(run); });
  return static_cast<double>(common) / static_cast<double>(small.size());
}

/// A later part of an act that the gazette printed in several issues says so behind its head: it has little in common with the first.
bool is_later_part(std::string_view text) {
  constexpr std::string_view mark = "(Tiếp theo Công báo số";
  constexpr std::size_t opening = 4000;
  return text.substr(0, opening).find(mark) != std::string_view::npos;
}

/// COR-DUP-ID: two texts that have little in common under one number and date.
void duplicate_id(Corpus& corpus, std::vector<Finding>& findings) {
  for (const auto record : corpus.records) {
    const auto act = corpus.graph.resolver().act_of_record(record);
    if (!act) continue;
    const auto copies = corpus.graph.resolver().act(*act).copies;
    const auto& identity = corpus.graph.resolver().act(*act).identity;
    if (copies.size() < 2 || copies.front().record != record || identity.number.empty() || !identity.date.is_set()) continue;
    const auto own = corpus.graph.records().text(record, {0, 200000});
    for (std::size_t i = 1; i < copies.size() && i < 8; ++i) {
      const auto other = corpus.graph.records().text(copies[i].record, {0, 200000});
      if (std::min(own.size(), other.size()) < 1500 || containment(own, other) >= 0.15 || is_later_part(own) || is_later_part(other)) continue;
      Finding finding;
      finding.rule = "COR-DUP-ID";
      finding.severity = Severity::error;
      finding.record = record;
      finding.range = corpus.graph.document(record).identity.number_range;
      finding.facts = {Fact::of_act(*act), Fact::of(copies.front().source), Fact::of(copies[i].source)};
      findings.push_back(std::move(finding));
      break;
    }
  }
}

/// COR-DUP-CONTENT: one text under two identities.
void duplicate_content(Corpus& corpus, std::vector<Finding>& findings) {
  constexpr std::size_t probes = 4;  // texts 0.97 alike share their four smallest hashes but once in a million
  // Of a hash that many texts share (a formula of the trade) only the first are looked at: texts that are alike share rare ones too.
  constexpr std::ptrdiff_t most_holders = 32;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> holders;  // hash, place in the records
  for (std::uint32_t i = 0; i < corpus.records.size(); ++i) {
    for (std::size_t probe = 0; probe < probes && corpus.notes[i].has_sketch; ++probe) holders.emplace_back(corpus.notes[i].sketch[probe], i);
  }
  std::sort(holders.begin(), holders.end());
  for (std::uint32_t i = 0; i < corpus.records.size(); ++i) {
    const auto& note = corpus.notes[i];
    if (!note.has_sketch) continue;
    std::vector<std::uint32_t> near;  // texts before this one
    for (std::size_t probe = 0; probe < probes; ++probe) {
      auto at = std::lower_bound(holders.begin(), holders.end(), std::pair{note.sketch[probe], std::uint32_t{0}});
      for (std::ptrdiff_t held = 0; held < most_holders && at != holders.end() && at->first == note.sketch[probe] && at->second < i; ++held, ++at) near.push_back(at->second);
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    constexpr double alike = 0.97, worth_a_look = 0.9;  // two of 64 hashes differ by chance where one run of a hundred does
    int looked_at = 0;
    for (const auto other : near) {
      const auto estimate = likeness(note.sketch, corpus.notes[other].sketch);
      if (estimate < worth_a_look) continue;
      if (estimate < alike) {
        constexpr int most_looks = 2;
        if (++looked_at > most_looks) break;
        const auto whole = [&](resolve::RecordId of) { return runs_of(corpus.graph.records().text(of, {0, most_of_text})); };
        if (likeness(whole(corpus.records[i]), whole(corpus.records[other]), std::string::npos) < alike) continue;
      }
      const auto act = corpus.graph.resolver().act_of_record(corpus.records[other]);
      Finding finding;
      finding.rule = "COR-DUP-CONTENT";
      finding.severity = Severity::info;
      finding.record = corpus.records[i];
      finding.nearest = act.value_or(resolve::no_act);
      finding.facts = {Fact::of(corpus.graph.document(corpus.records[other]).source)};
      findings.push_back(std::move(finding));
      corpus.graph.forget(corpus.records[other]);
      break;
    }
  }
}

constexpr std::array<RuleRow, 6> rules{{
    {"COR-DUP-CONTENT", Severity::info, nullptr, duplicate_content, false, note_sketch},
    {"COR-DUP-ID", Severity::error, nullptr, duplicate_id},
    {"COR-ENCODING", Severity::info, encoding},
    {"COR-HEADER-CONFLICT", Severity::warn, header},
    {"COR-NO-ID", Severity::warn, no_id},
    {"COR-TRUNCATED", Severity::warn, truncated},
}};

}  // namespace

std::span<const RuleRow> corpus_rules() { return rules; }

}  // namespace tracuu::audit
