#include "indexer/format/resolution_key.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <xxhash.h>

#include "corpus/registry/registry.h"
#include "corpus/text/canonical.h"

namespace tracuu::format {
namespace {

constexpr std::string_view kPrefix = "XK";
constexpr char kSeparator = '\t';
constexpr char kNameMark = '~';
constexpr std::size_t kLongestNumber = 64;
constexpr std::size_t kLongestName = 88;
constexpr std::size_t kLongestSlug = 48;
constexpr std::size_t kLongestCode = 12;

// A field of bounded length: its beginning, then a hash of the whole, so that different long fields stay different.
std::string bounded(std::string_view field, std::size_t limit) {
  std::string clean(field);
  std::replace_if(clean.begin(), clean.end(), [](char c) { return c == kSeparator || c == '\0'; }, ' ');
  if (clean.size() <= limit) return clean;
  const std::string hash = fmt::format("#{:012x}", XXH3_64bits(clean.data(), clean.size()) & 0xFFFFFFFFFFFFull);
  std::size_t keep = limit > hash.size() ? limit - hash.size() : 0;
  while (keep > 0 && (static_cast<unsigned char>(clean[keep]) & 0xC0) == 0x80) --keep;
  return clean.substr(0, std::min(keep, limit)) + hash.substr(0, limit);
}

std::string print(model::Date date) {
  return date.is_set() ? fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day) : std::string();
}

template <typename Number>
bool parse_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

// Also impossible dates: they are what the text says.
bool parse_date(std::string_view text, model::Date& out) {
  if (text.empty()) return true;
  return text.size() == 10 && parse_number(text.substr(0, 4), out.year) && parse_number(text.substr(5, 2), out.month) &&
         parse_number(text.substr(8, 2), out.day);
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  for (const char c : text::fold(name)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) key += c;
    else if (!key.empty() && key.back() != ' ') key += ' ';
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return bounded(key, kLongestName);
}

bool is_local_number(std::string_view number, const registry::Registry& registry) {
  // The symbols after the serial number: 57-CTr/TU, 15/2021/QĐ-UBND, 12-KH/BTGTU.
  static constexpr std::string_view kJoints = "/-. ";
  std::size_t begin = 0;
  while (begin < number.size()) {
    const std::size_t end = std::min(number.find_first_of(kJoints, begin), number.size());
    if (end > begin) {
      const registry::Issuer* issuer = registry.issuer_by_symbol(number.substr(begin, end - begin));
      if (issuer != nullptr && issuer->local) return true;
    }
    begin = end + 1;
  }
  return false;
}

std::optional<ResolutionKey> resolution_key(const model::Mention& mention, const model::Identity& citing,
                                            const registry::Registry& registry) {
  if (mention.kind == model::MentionKind::internal) return std::nullopt;
  const bool named = !mention.number.empty() || !mention.name.empty();
  if (!named && (mention.refers_to >= 0 || mention.type.empty() || !mention.date.is_set())) return std::nullopt;
  ResolutionKey key;
  if (!mention.number.empty()) key.number_key = bounded(registry::number_key(mention.number), kLongestNumber);
  if (key.number_key.empty()) key.name_folded = name_key(mention.name);
  key.type = bounded(mention.type, kLongestCode);
  key.date = mention.date;
  if (mention.year != mention.date.year) key.year = mention.year;
  key.term = bounded(mention.term, kLongestCode);
  key.issuer_slug = bounded(mention.issuer_slug, kLongestSlug);
  if (is_local_number(mention.number, registry))
    key.province = bounded(mention.province.empty() ? citing.province : mention.province, kLongestSlug);
  if (!mention.date.is_set() && mention.year == 0) key.citing_date = citing.date;
  return key;
}

std::optional<ResolutionKey> resolution_key(const model::Mention& mention, const model::Identity& citing) {
  return resolution_key(mention, citing, registry::Registry::builtin());
}

namespace {

template <typename Places, typename Key>
MentionIndex::Mentions found_in(std::optional<Places>& places, const model::Document& document, const std::string& wanted, const Key& key) {
  if (!places) {
    places.emplace();
    for (std::size_t i = 0; i < document.mentions.size(); ++i)
      if (const std::string stated = key(document.mentions[i]); !stated.empty()) (*places)[stated].push_back(static_cast<std::uint32_t>(i));
  }
  const auto found = places->find(wanted);
  return found == places->end() ? MentionIndex::Mentions() : found->second;
}

}  // namespace

MentionIndex::Mentions MentionIndex::with_number(const std::string& number_key) const {
  return found_in(numbers_, document_, number_key, [](const model::Mention& mention) { return registry::number_key(mention.number); });
}

MentionIndex::Mentions MentionIndex::with_name(const std::string& name_key) const {
  return found_in(names_, document_, name_key, [](const model::Mention& mention) { return format::name_key(mention.name); });
}

namespace {

/// Date of the act with this number: as the document states it, else as the registry knows it.
model::Date date_of(const MentionIndex& mentions, std::string_view number, const registry::Registry& registry) {
  const auto wanted = registry::number_key(number);
  for (const std::uint32_t i : mentions.with_number(wanted))
    if (const auto& other = mentions.document().mentions[i]; other.date.is_valid()) return other.date;
  const auto known = registry.acts_by_number(wanted);
  return known.size() == 1 ? known.front()->date : model::Date{};
}

}  // namespace

model::Date named_on(const MentionIndex& mentions, std::size_t index, const registry::Registry& registry) {
  const auto& document = mentions.document();
  const auto& mention = document.mentions[index];
  if (mention.kind == model::MentionKind::internal || !mention.number.empty() || mention.name.empty() || mention.date.is_set() || mention.year != 0) return {};
  const auto rows = registry.law_names(mention.name);
  if (rows.size() < 2) return {};
  for (const auto& role : mention.roles) {
    if ((role.relation != "guides" && role.relation != "amends") || role.subject == "this" || role.subject.empty() || role.subject[0] < '0' || role.subject[0] > '9') continue;
    if (registry::number_key(role.subject) == registry::number_key(document.identity.number)) continue;
    const auto day = date_of(mentions, role.subject, registry);
    if (!day.is_valid() || (document.identity.date.is_valid() && document.identity.date < day)) continue;
    const bool in_force = std::any_of(rows.begin(), rows.end(), [&](const registry::LawName* row) {
      return row->valid_from.is_set() && row->valid_from <= day && (!row->valid_to.is_set() || day < row->valid_to);
    });
    const bool next_passed = std::any_of(rows.begin(), rows.end(), [&](const registry::LawName* row) {
      const auto* act = registry.act(row->act_id);
      return row->valid_from.is_set() && day < row->valid_from && (act == nullptr || !act->date.is_set() || act->date <= day);
    });
    if (in_force && !next_passed) return day;
  }
  return {};
}

bool names_itself(const model::Document& document, std::size_t index) {
  const auto& mention = document.mentions[index];
  const auto& own = document.identity;
  const bool is_law = own.type == "L" || own.type == "BL" || own.type == "PL";
  if (!is_law || own.name.empty() || mention.kind == model::MentionKind::internal || mention.name.empty()) return false;
  if (!mention.number.empty() || mention.date.is_set() || mention.year != 0 || name_key(mention.name) != name_key(own.name)) return false;
  return std::all_of(mention.roles.begin(), mention.roles.end(), [](const model::Role& role) {
    return role.subject == "this" && (role.relation == "mention" || role.relation == "refers");
  });
}

std::optional<ResolutionKey> resolution_key(const MentionIndex& mentions, std::size_t mention) {
  const auto& document = mentions.document();
  if (names_itself(document, mention)) return std::nullopt;
  const auto& registry = registry::Registry::builtin();
  auto key = resolution_key(document.mentions[mention], document.identity, registry);
  if (!key || !key->number_key.empty()) return key;
  if (const auto day = named_on(mentions, mention, registry); day.is_valid()) key->citing_date = day;
  return key;
}

std::vector<ResolutionKey> resolution_keys(const model::Document& document) {
  std::vector<ResolutionKey> keys;
  const MentionIndex mentions(document);
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    if (auto key = resolution_key(mentions, i)) keys.push_back(std::move(*key));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::string number_term_prefix(std::string_view number_key) {
  return fmt::format("{}{}{}", kPrefix, bounded(number_key, kLongestNumber), kSeparator);
}

std::string name_term_prefix(std::string_view name) {
  return fmt::format("{}{}{}{}", kPrefix, kNameMark, name_key(name), kSeparator);
}

std::string to_term(const ResolutionKey& key) {
  std::string term = key.number_key.empty() ? fmt::format("{}{}{}", kPrefix, kNameMark, key.name_folded)
                                            : fmt::format("{}{}", kPrefix, key.number_key);
  const std::string year = key.year == 0 ? std::string() : std::to_string(key.year);
  for (const std::string& field : {key.type, year, print(key.date), key.term, key.issuer_slug, key.province, print(key.citing_date)}) {
    term += kSeparator;
    term += field;
  }
  return term;
}

std::optional<ResolutionKey> from_term(std::string_view term) {
  if (term.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  term.remove_prefix(kPrefix.size());
  std::array<std::string_view, 8> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t end = term.find(kSeparator);
    if ((end == std::string_view::npos) != (i + 1 == fields.size())) return std::nullopt;
    fields[i] = term.substr(0, end);
    term.remove_prefix(end == std::string_view::npos ? term.size() : end + 1);
  }
  ResolutionKey key;
  if (!fields[0].empty() && fields[0].front() == kNameMark) key.name_folded = fields[0].substr(1);
  else key.number_key = fields[0];
  key.type = fields[1];
  if (!fields[2].empty() && !parse_number(fields[2], key.year)) return std::nullopt;
  if (!parse_date(fields[3], key.date) || !parse_date(fields[7], key.citing_date)) return std::nullopt;
  key.term = fields[4];
  key.issuer_slug = fields[5];
  key.province = fields[6];
  return key;
}

}  // namespace tracuu::format
