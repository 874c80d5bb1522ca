#include "query/status/clause.h"

#include <algorithm>
#include <array>

#include "corpus/text/canonical.h"

namespace tracuu::status {
namespace {

constexpr std::uint32_t longest_sentence = 1500;  ///< bytes on either side; a table without stops is no sentence
constexpr std::uint32_t longest_lead = 600;
constexpr std::uint32_t longest_article = 60'000;  ///< searched for the quotation that a reference may stand in

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Number of up to `digits` digits at `at`, which moves behind it; -1 if there is none.
int number_at(std::string_view text, std::size_t& at, std::size_t digits) {
  const std::size_t begin = at;
  int value = 0;
  while (at < text.size() && is_digit(text[at]) && at - begin < digits) value = value * 10 + (text[at++] - '0');
  return at == begin || (at < text.size() && is_digit(text[at])) ? -1 : value;
}

void skip(std::string_view text, std::size_t& at, std::string_view any) {
  while (at < text.size() && any.find(text[at]) != std::string_view::npos) ++at;
}

bool take(std::string_view text, std::size_t& at, std::string_view word) {
  if (text.substr(at, word.size()) != word) return false;
  at += word.size();
  skip(text, at, " ");
  return true;
}

std::optional<model::Date> date_behind(std::string_view folded, std::initializer_list<std::string_view> cues) {
  std::size_t best = std::string_view::npos;
  std::optional<model::Date> found;
  for (const auto cue : cues) {
    for (auto at = first_words(folded, cue); at != std::string_view::npos; at = first_words(folded, cue, at + 1)) {
      if (const auto date = date_at(folded, at + cue.size() + 1); date && at < best) {
        best = at;
        found = date;
      }
    }
  }
  return found;
}

/// Opening quotation marks less closing ones: above zero behind “ without its ”.
bool ends_inside_quotation(std::string_view utf8) {
  int depth = 0;
  for (std::size_t at = 0; at + 2 < utf8.size(); ++at) {
    if (utf8[at] != '\xE2' || utf8[at + 1] != '\x80') continue;
    if (utf8[at + 2] == '\x9C') ++depth;
    if (utf8[at + 2] == '\x9D' && depth > 0) --depth;
  }
  return depth > 0;
}

/// Where the first provision inside `parent` begins; its end if it holds none.
std::uint32_t first_child(const model::Document& document, std::size_t parent) {
  const auto end = document.provisions[parent].range.end;
  for (std::size_t i = parent + 1; i < document.provisions.size() && document.provisions[i].range.begin < end; ++i) {
    if (document.provisions[i].parent == static_cast<std::int32_t>(parent)) return document.provisions[i].range.begin;
  }
  return end;
}

/// From the reference to the end of its sentence. Titles in lists run on for more words than a stored sentence holds, and
/// the verb stands at the end ("... hết hiệu lực kể từ ngày ..."): then the provision is read on to the next stop.
std::string rest_of_sentence(graph::Graph& graph, resolve::RecordId record, const model::Mention& mention, std::uint32_t end) {
  auto& records = graph.records();
  auto rest = folded_words(records.text(record, {mention.span.end, end}));
  const bool stopped = !rest.empty() && std::string_view(".;?!").find(rest.find_last_not_of(' ') == std::string::npos ? ' ' : rest[rest.find_last_not_of(' ')]) != std::string_view::npos;
  const auto& provisions = graph.document(record).provisions;
  if (stopped || mention.provision < 0 || static_cast<std::size_t>(mention.provision) >= provisions.size()) return rest;
  const auto limit = std::min(provisions[static_cast<std::size_t>(mention.provision)].range.end, mention.span.end + longest_sentence);
  if (limit <= end) return rest;
  const auto more = folded_words(records.text(record, {end, limit}));
  const auto stop = std::min(more.find(". "), more.find(';'));
  return rest + more.substr(0, stop);
}

}  // namespace

std::string folded_words(std::string_view utf8) {
  std::string words;
  for (const char c : text::fold(utf8)) {
    const char one = c == '\n' || c == '\t' || c == '\x02' ? ' ' : c;
    if (one != ' ' || (!words.empty() && words.back() != ' ')) words += one;
  }
  return words;
}

std::optional<model::Date> date_at(std::string_view folded, std::size_t at, std::size_t* end) {
  skip(folded, at, " ");
  model::Date date;
  const int day = number_at(folded, at, 2);
  skip(folded, at, " ");
  int month = -1, year = -1;
  if (take(folded, at, "thang")) {
    month = number_at(folded, at, 2);
    skip(folded, at, " ");
    if (take(folded, at, "nam")) year = number_at(folded, at, 4);
  } else if (at < folded.size() && std::string_view("/-.").find(folded[at]) != std::string_view::npos) {
    skip(folded, ++at, " ");
    month = number_at(folded, at, 2);
    skip(folded, at, " ");
    if (at < folded.size() && std::string_view("/-.").find(folded[at]) != std::string_view::npos) {
      skip(folded, ++at, " ");
      year = number_at(folded, at, 4);
    }
  }
  if (day < 1 || month < 1 || year < 1900) return std::nullopt;
  date.day = static_cast<std::uint8_t>(day);
  date.month = static_cast<std::uint8_t>(month);
  date.year = static_cast<std::int16_t>(year);
  if (!date.is_valid()) return std::nullopt;
  if (end != nullptr) *end = at;
  return date;
}

std::optional<model::Date> date_from(std::string_view folded) { return date_behind(folded, {"tu ngay", "tu 0 gio ngay", "tu 00 gio ngay"}); }

std::optional<model::Date> date_until(std::string_view folded) {
  return date_behind(folded, {"den ngay", "den het ngay", "toi ngay", "den 24 gio ngay"});
}

std::size_t first_words(std::string_view folded, std::string_view words, std::size_t from) {
  for (auto at = folded.find(words, from); at != std::string_view::npos; at = folded.find(words, at + 1)) {
    const bool left = at == 0 || !is_letter(folded[at - 1]);
    const bool right = at + words.size() >= folded.size() || !is_letter(folded[at + words.size()]);
    if (left && right) return at;
  }
  return std::string_view::npos;
}

std::size_t last_words(std::string_view folded, std::string_view words) {
  std::size_t last = std::string_view::npos;
  for (auto at = first_words(folded, words); at != std::string_view::npos; at = first_words(folded, words, at + 1)) last = at;
  return last;
}

namespace {

model::ByteRange sentence_of(const model::Mention& mention) {
  auto sentence = mention.sentence;
  if (!sentence.contains(mention.span)) sentence = {mention.span.begin > 400 ? mention.span.begin - 400 : 0, mention.span.end + 400};
  sentence.begin = std::max(sentence.begin, mention.span.begin > longest_sentence ? mention.span.begin - longest_sentence : 0);
  sentence.end = std::min(sentence.end, mention.span.end + longest_sentence);
  return sentence;
}

}  // namespace

std::vector<graph::Records::Stretch> text_of_clause(graph::Graph& graph, resolve::RecordId record, std::uint32_t index) {
  const auto& document = graph.document(record);
  const auto& mention = document.mentions[index];
  std::vector<graph::Records::Stretch> stretches{{record, {sentence_of(mention).begin, mention.span.end + longest_sentence}}};
  if (mention.provision < 0 || static_cast<std::size_t>(mention.provision) >= document.provisions.size()) return stretches;
  for (auto at = mention.provision; at >= 0; at = document.provisions[static_cast<std::size_t>(at)].parent) {
    const auto& provision = document.provisions[static_cast<std::size_t>(at)];
    stretches.push_back({record, {provision.range.begin, provision.range.begin + longest_lead}});
    if (provision.unit == model::Unit::dieu && mention.span.begin - provision.range.begin <= longest_article) stretches.push_back({record, {provision.range.begin, mention.span.begin}});
  }
  return stretches;
}

Clause clause_of(graph::Graph& graph, resolve::RecordId record, std::uint32_t index) {
  const auto& document = graph.document(record);
  const auto& mention = document.mentions[index];
  auto& records = graph.records();
  const auto sentence = sentence_of(mention);
  Clause clause;
  clause.before = folded_words(records.text(record, {sentence.begin, mention.span.begin}));
  clause.match = folded_words(records.text(record, mention.span));
  clause.after = rest_of_sentence(graph, record, mention, sentence.end);
  clause.opening = mention.provision < 0 || static_cast<std::size_t>(mention.provision) >= document.provisions.size();
  if (clause.opening) return clause;
  std::uint32_t article = mention.span.begin;
  for (auto at = mention.provision; at >= 0; at = document.provisions[static_cast<std::size_t>(at)].parent) {
    const auto& provision = document.provisions[static_cast<std::size_t>(at)];
    clause.opening = clause.opening || provision.unit == model::Unit::preamble;
    if (provision.unit == model::Unit::dieu) article = provision.range.begin;
    const auto end = std::min({first_child(document, static_cast<std::size_t>(at)), sentence.begin, provision.range.begin + longest_lead});
    if (provision.unit != model::Unit::preamble && end > provision.range.begin) {
      clause.lead.insert(0, folded_words(records.text(record, {provision.range.begin, end})) + " | ");
    }
  }
  if (mention.span.begin - article <= longest_article) {
    clause.quoted = ends_inside_quotation(records.text(record, {article, mention.span.begin}));
  }
  return clause;
}

}  // namespace tracuu::status
