#include "corpus/registry/registry.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "corpus/text/canonical.h"

#define TRACUU_TABLE(name)                      \
  extern "C" const char tracuu_table_##name##_begin[]; \
  extern "C" const char tracuu_table_##name##_end[];
TRACUU_TABLE(types)
TRACUU_TABLE(issuers)
TRACUU_TABLE(provinces)
TRACUU_TABLE(authority)
TRACUU_TABLE(abbreviations)
TRACUU_TABLE(law_names)
TRACUU_TABLE(vocabulary)
TRACUU_TABLE(party_bodies)
#undef TRACUU_TABLE

namespace tracuu::registry {
namespace {

#define TRACUU_TABLE(name) \
  std::string_view(tracuu_table_##name##_begin, static_cast<std::size_t>(tracuu_table_##name##_end - tracuu_table_##name##_begin))

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0;;) {
    const std::size_t end = line.find(separator, at);
    fields.push_back(line.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return fields;
    at = end + 1;
  }
}

// Calls `row` with the fields of every data line; the first line that is no comment names the columns.
template <typename Row>
void each_row(std::string_view tsv, Row row) {
  bool header = true;
  std::size_t number = 0;
  for (std::size_t at = 0; at < tsv.size();) {
    std::size_t end = tsv.find('\n', at);
    if (end == std::string_view::npos) end = tsv.size();
    std::string_view line = tsv.substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    if (header) {
      header = false;
      continue;
    }
    row(split(line, '\t'), number);
  }
}

std::string field(const std::vector<std::string_view>& fields, std::size_t i) {
  return i < fields.size() ? std::string(fields[i]) : std::string{};
}

model::Date date_of(std::string_view text) { return model::Date::parse_iso(text).value_or(model::Date{}); }

int year_of(std::string_view text) {
  int year = 0;
  std::from_chars(text.data(), text.data() + std::min<std::size_t>(4, text.size()), year);
  return year;
}

// Folded words: letters and digits, one blank between; punctuation is a blank.
std::string words_key(std::string_view text) {
  std::string key;
  for (const char c : text::fold(text)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) key += c;
    else if (!key.empty() && key.back() != ' ') key += ' ';
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

std::string symbol_key(std::string_view symbol) {
  std::string key;
  for (const char c : text::fold(symbol))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') key += c;
  return key;
}

bool starts_with_words(std::string_view key, std::string_view prefix) {
  return key.starts_with(prefix) && (key.size() == prefix.size() || key[prefix.size()] == ' ');
}

// Finds `words` in `key` at word boundaries.
std::size_t find_words(std::string_view key, std::string_view words) {
  for (std::size_t at = key.find(words); at != std::string_view::npos; at = key.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' ')) return at;
  }
  return std::string_view::npos;
}

std::string type_code(std::string_view code) {
  if (code == "L.CTN") return "L-CTN";
  if (code == "QĐNS") return "QĐ";
  return std::string(code);
}

constexpr model::Date kMergers{2025, 7, 1};  // 63 provinces become 34: Nghị quyết 202/2025/QH15

struct LocalBody {
  std::string_view words;  // folded, as a name begins
  std::string_view slug;
};

// Bodies that every province has; the first that fits is taken, so the longer names stand first. The slugs are those of
// issuers.tsv without the place.
constexpr LocalBody kLocalBodies[] = {
    {"chu tich uy ban nhan dan", "ubnd"}, {"chu tich ubnd", "ubnd"},
    {"van phong uy ban nhan dan", "vpubnd"}, {"van phong ubnd", "vpubnd"},
    {"van phong hoi dong nhan dan", "vphdnd"}, {"van phong doan dai bieu quoc hoi", "vphdnd"},
    {"thuong truc hoi dong nhan dan", "hdnd"}, {"thuong truc hdnd", "hdnd"},
    {"uy ban nhan dan", "ubnd"}, {"ubnd", "ubnd"}, {"hoi dong nhan dan", "hdnd"}, {"hdnd", "hdnd"},
    {"ban can su dang uy ban nhan dan", "bcsd.ubnd"}, {"dang uy uy ban nhan dan", "du.ubnd"}, {"dang uy ubnd", "du.ubnd"},
    {"ban thuong vu dang uy uy ban nhan dan", "du.ubnd"}, {"ban thuong vu dang uy ubnd", "du.ubnd"},
    {"ban chap hanh dang bo tinh", "tu"}, {"ban chap hanh dang bo thanh pho", "tu"},
    {"ban thuong vu tinh uy", "tu"}, {"ban thuong vu thanh uy", "tu"}, {"thuong truc tinh uy", "tu"},
    {"thuong truc thanh uy", "tu"}, {"tinh uy", "tu"}, {"thanh uy", "tu"},
    {"ban to chuc tinh uy", "btctu"}, {"ban to chuc thanh uy", "btctu"},
    {"ban tuyen giao va dan van tinh uy", "btgdvtu"}, {"ban tuyen giao va dan van thanh uy", "btgdvtu"},
    {"ban tuyen giao tinh uy", "btgtu"}, {"ban tuyen giao thanh uy", "btgtu"},
    {"ban dan van tinh uy", "bdvtu"}, {"ban dan van thanh uy", "bdvtu"},
    {"ban noi chinh tinh uy", "bnctu"}, {"ban noi chinh thanh uy", "bnctu"},
    {"uy ban kiem tra tinh uy", "ubkttu"}, {"uy ban kiem tra thanh uy", "ubkttu"},
    {"van phong tinh uy", "vptu"}, {"van phong thanh uy", "vptu"},
};

// Committees of the districts, until 30/6/2025: the name of the district follows without the word for it ("Quận ủy Bình Thủy").
constexpr LocalBody kDistrictCommittees[] = {{"huyen uy", "hu"}, {"quan uy", "qu"}, {"thi uy", "thu"}};

// " xa hoi" at a place of folded words is "Xã hội" of "Lao động - Thương binh và Xã hội", not the commune of "xã Hội Hoan".
bool is_society(std::string_view words, std::size_t at) {
  constexpr std::string_view kSociety = " xa hoi";
  if (words.substr(at, kSociety.size()) != kSociety) return false;
  const std::string_view rest = words.substr(at + kSociety.size());
  const bool ends = rest.empty() || rest.starts_with(" tinh ") || rest.starts_with(" thanh pho ") || rest.starts_with(" tp ");
  return ends || (rest.starts_with(" ") && words.substr(0, at).ends_with(" va"));
}

}  // namespace

namespace {

// Numbers of one old symbol are printed with either mark, "78-SL" and "78/SL", "176-HĐBT" and "176/HĐBT": one number. Symbols
// of the Party are none of these, whose numbers go on ("52-CT/TW").
void one_separator(std::string& key) {
  const std::size_t mark = key.find_first_not_of("0123456789");
  if (mark == 0 || mark == std::string::npos || key[mark] != '-') return;
  const std::string_view symbol = std::string_view(key).substr(mark + 1);
  for (const std::string_view old : {"SL", "SLT", "HDBT", "CP", "TTG"})
    if (symbol == old) key[mark] = '/';
}

}  // namespace

std::string number_key(std::string_view number) {
  std::u16string chars = text::canonical_chars(number);
  std::erase_if(chars, [](char16_t c) { return c == u' ' || c == u'\n'; });
  for (char16_t& c : chars) {
    c = text::upper(c);
    if (c == u'Đ') c = u'D';
  }
  std::string key = text::to_utf8(chars);
  std::size_t zeros = 0;
  while (zeros + 1 < key.size() && key[zeros] == '0' && key[zeros + 1] >= '0' && key[zeros + 1] <= '9') ++zeros;
  key.erase(0, zeros);
  one_separator(key);
  return key;
}

std::string slug(std::string_view words) {
  std::string out = words_key(words);
  std::replace(out.begin(), out.end(), ' ', '-');
  return out;
}

Registry::Registry() {
  std::uint64_t hash = 1469598103934665603u;
  const auto mix = [&](std::string_view table) {
    for (const char c : table) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  };
  for (const std::string_view table : {TRACUU_TABLE(types), TRACUU_TABLE(issuers), TRACUU_TABLE(provinces),
                                       TRACUU_TABLE(law_names), TRACUU_TABLE(abbreviations), TRACUU_TABLE(vocabulary), TRACUU_TABLE(authority)})
    mix(table);
  version_ = fmt::format("{:016x}", hash);

  each_row(TRACUU_TABLE(types), [&](const auto& f, std::size_t) {
    DocumentType type;
    type.code = field(f, 0);
    type.word = field(f, 1);
    type.slug = field(f, 2);
    for (const auto words : split(f[3], ';'))
      if (!words.empty()) type.words.push_back(words_key(words));
    for (const auto symbol : split(f[4], ';'))
      if (!symbol.empty()) type.symbols.emplace_back(symbol);
    type.normative = field(f, 5) == "1";
    type.rank = std::atoi(field(f, 6).c_str());
    for (const auto& words : type.words) type_by_word_.emplace(words, types_.size());
    for (const auto& symbol : type.symbols) type_by_symbol_.emplace(symbol_key(symbol), types_.size());
    types_.push_back(std::move(type));
  });

  each_row(TRACUU_TABLE(issuers), [&](const auto& f, std::size_t) {
    Issuer issuer;
    issuer.symbol = field(f, 0);
    issuer.name = field(f, 1);
    if (const auto note = issuer.name.find(" ("); note != std::string::npos) issuer.name.resize(note);
    issuer.slug = field(f, 2);
    issuer.group = field(f, 3);
    issuer.valid_from = year_of(field(f, 4));
    issuer.valid_to = year_of(field(f, 5));
    issuer.successor = field(f, 6);
    if (const auto place = issuer.slug.find(".<"); place != std::string::npos) {
      issuer.local = true;
      issuer.slug.resize(place);
    }
    // "TƯ" is the Party's centre, "TU" a province's committee: folded they would be one.
    const bool horned = issuer.symbol.find("Ư") != std::string::npos;
    issuer_by_symbol_.emplace(horned ? text::lower(issuer.symbol) : symbol_key(issuer.symbol), issuers_.size());
    if (field(f, 1).find('(') == std::string::npos) issuer_by_name_.emplace(words_key(issuer.name), issuers_.size());
    issuers_.push_back(std::move(issuer));
  });

  each_row(TRACUU_TABLE(provinces), [&](const auto& f, std::size_t) {
    const auto add = [&](Province province) {
      if (province_by_slug_.emplace(province.slug, provinces_.size()).second) provinces_.push_back(std::move(province));
    };
    const std::string new_slug = field(f, 9);
    add({field(f, 1), field(f, 2), field(f, 3) == "TP", new_slug, false});
    add({field(f, 8), new_slug, field(f, 10) == "TP", new_slug, new_slug.ends_with("-2025")});
  });
  for (std::size_t i = 0; i < provinces_.size(); ++i) province_names_.emplace_back(words_key(provinces_[i].name), i);
  const auto also = [&](const char* name, const char* of) {
    for (std::size_t i = 0; i < provinces_.size(); ++i)
      if (words_key(provinces_[i].name) == of) province_names_.emplace_back(name, i);
  };
  also("hcm", "ho chi minh");
  also("thua thien hue", "hue");
  also("hue", "thua thien hue");
  also("ba ria", "ba ria vung tau");
  also("bac can", "bac kan");
  also("dak lak", "dac lac");
  also("dac lac", "dak lak");
  also("dac nong", "dak nong");
  std::stable_sort(province_names_.begin(), province_names_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });

  (void)add_acts(TRACUU_TABLE(authority), "authority.tsv", false);
  each_row(TRACUU_TABLE(law_names), [&](const auto& f, std::size_t) {
    LawName law{field(f, 0), words_key(f[0]), field(f, 1), date_of(field(f, 2)), date_of(field(f, 3)), false, false, field(f, 4) == "amending" ? field(f, 5) : std::string{}};
    // A law that amends many is not meant by the name of one of them.
    if (!law.amends.empty() && law.amends.find(';') == std::string::npos) amending_by_act_.emplace(law.amends, law_names_.size());
    law_by_name_.emplace(law.folded, law_names_.size());
    law_names_.push_back(std::move(law));
  });
  add_shortened_names();
  each_row(TRACUU_TABLE(vocabulary), [&](const auto& f, std::size_t) {
    relations_.push_back({field(f, 0), field(f, 1), field(f, 2), field(f, 3)});
  });
  // Not part of the version: no record depends on it.
  each_row(TRACUU_TABLE(party_bodies), [&](const auto& f, std::size_t) { party_bodies_.emplace(field(f, 0), field(f, 1)); });
  index_acts();
}

// "Luật Ban hành văn bản QPPL", "Luật Tổ chức QH": officers write the long words of a name as they do everywhere else. Only
// abbreviations that mean one thing (flag U), of two words and more.
void Registry::add_shortened_names() {
  struct Abbreviation {
    std::string letters;
    std::vector<std::string> words;
  };
  const auto words_of = [](std::string_view text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ' '))
      if (!word.empty()) words.emplace_back(word);
    return words;
  };
  const auto keys_of = [](const std::vector<std::string>& words) {
    std::vector<std::string> keys;
    for (const auto& word : words) keys.push_back(words_key(word));
    return keys;
  };
  std::vector<Abbreviation> all;
  each_row(TRACUU_TABLE(abbreviations), [&](const auto& f, std::size_t) {
    if (auto words = keys_of(words_of(f[1])); field(f, 3) == "U" && words.size() > 1) all.push_back({field(f, 0), std::move(words)});
  });
  const std::size_t rows = law_names_.size();
  for (std::size_t row = 0; row < rows; ++row) {
    const auto words = words_of(law_names_[row].name);
    const auto keys = keys_of(words);
    for (const Abbreviation& abbreviation : all) {
      const auto found = std::search(keys.begin(), keys.end(), abbreviation.words.begin(), abbreviation.words.end());
      if (found == keys.begin() || found == keys.end()) continue;
      const auto at = static_cast<std::size_t>(found - keys.begin());
      std::string name;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > at && i < at + abbreviation.words.size()) continue;
        name.append(name.empty() ? "" : " ").append(i == at ? abbreviation.letters : words[i]);
      }
      LawName shortened = law_names_[row];
      shortened.folded = words_key(name);
      const auto [begin, end] = law_by_name_.equal_range(shortened.folded);
      if (std::any_of(begin, end, [&](const auto& entry) { return law_names_[entry.second].act_id == shortened.act_id; })) continue;
      shortened.name = std::move(name);
      shortened.shortened = true;
      law_by_name_.emplace(shortened.folded, law_names_.size());
      law_names_.push_back(std::move(shortened));
    }
  }
}

std::string_view Registry::party_body(std::string_view act_id) const {
  const auto found = party_bodies_.find(std::string(act_id));
  return found == party_bodies_.end() ? std::string_view{} : std::string_view(found->second);
}

const Registry& Registry::builtin() {
  static const Registry instance;
  return instance;
}

tl::expected<void, std::string> Registry::add_acts(std::string_view tsv, std::string_view file, bool of_user) {
  std::string error;
  each_row(tsv, [&](const auto& f, std::size_t line) {
    if (!error.empty()) return;
    if (f.size() < 5 || f[0].empty() || f[1].empty()) {
      error = fmt::format("{}:{}: a row needs canonical_id, type_code, number, issuer_slug, date separated by tabs; "
                          "mend the line or take it out", file, line);
      return;
    }
    for (const std::size_t column : {4u, 5u, 6u})
      if (const std::string date = field(f, column); !date.empty() && !model::Date::parse_iso(date)) {
        error = fmt::format("{}:{}: date '{}' is not YYYY-MM-DD; write it so or leave it empty", file, line, date);
        return;
      }
    Act act{field(f, 0), type_code(f[1]), field(f, 2), field(f, 3), date_of(field(f, 4)), date_of(field(f, 5)),
                     date_of(field(f, 6)), field(f, 7), field(f, 8), field(f, 9), field(f, 10), static_cast<std::uint32_t>(line), of_user};
    if (!of_user) {
      acts_.push_back(std::move(act));
    } else if (auto added = add_user_row(f, std::move(act), fmt::format("{}:{}", file, line)); !added) {
      error = added.error();
    }
  });
  if (!error.empty()) return tl::unexpected(error);
  return {};
}

tl::expected<void, std::string> Registry::add_user_row(const std::vector<std::string_view>& fields, Act act, const std::string& place) {
  constexpr std::size_t kNames = 11;
  if (std::count(act.id.begin(), act.id.end(), '/') != 3)
    return tl::unexpected(fmt::format("{}: '{}' is no canonical id; write issuer/type/time/number, as in ubnd.can-tho/qd/2024/15", place, act.id));
  if (!type(act.type)) return tl::unexpected(fmt::format("{}: type code '{}' is unknown; write NQ, QĐ, KH, CTr ...", place, fields[1]));
  for (const std::string_view name : split(fields.size() > kNames ? fields[kNames] : std::string_view{}, ';')) {
    if (words_key(name).empty()) continue;
    law_by_name_.emplace(words_key(name), law_names_.size());
    law_names_.push_back({std::string(name), words_key(name), act.id, act.effective_from, act.effective_to, true, false, {}});
  }
  if (const auto known = act_by_id_.find(act.id); known != act_by_id_.end()) {
    acts_[known->second] = std::move(act);
  } else {
    act_by_id_.emplace(act.id, acts_.size());
    acts_.push_back(std::move(act));
  }
  return {};
}

void Registry::index_acts() {
  act_by_id_.clear();
  acts_by_number_.clear();
  for (std::size_t i = 0; i < acts_.size(); ++i) {
    act_by_id_.emplace(acts_[i].id, i);
    if (!acts_[i].number.empty()) acts_by_number_.emplace(number_key(acts_[i].number), i);
  }
}

tl::expected<Registry, std::string> Registry::with_catalogue(std::string_view tsv_path) {
  std::ifstream file{std::string(tsv_path), std::ios::binary};
  if (!file) return tl::unexpected(fmt::format("{}: cannot be read; check the path and its permissions", tsv_path));
  std::stringstream content;
  content << file.rdbuf();
  return with_catalogue_text(content.str(), tsv_path);
}

tl::expected<Registry, std::string> Registry::with_catalogue_text(std::string text, std::string_view tsv_path) {
  Registry registry;
  // Without its first line, the one that names the columns, a row would be lost in silence.
  std::size_t head = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (head < text.size() && (text[head] == '#' || text[head] == '\n' || text[head] == '\r')) head = std::min(text.size(), text.find('\n', head)) + 1;
  if (!std::string_view(text).substr(std::min(head, text.size())).starts_with("canonical_id\t"))
    return tl::unexpected(fmt::format("{}:1: the first line must name the columns: canonical_id, type_code, number, issuer_slug, date, effective_from, "
                                      "effective_to, title, term, source, confidence, names, separated by tabs; add it", tsv_path));
  if (auto added = registry.add_acts(text, tsv_path, true); !added) return tl::unexpected(added.error());
  std::uint64_t hash = 1469598103934665603u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  registry.version_ += fmt::format("+{:016x}", hash);
  registry.catalogue_ = std::move(text);
  registry.index_acts();
  return registry;
}

tl::expected<std::shared_ptr<const Registry>, std::string> Registry::opened(const std::string& tsv_path) {
  if (tsv_path.empty()) return std::shared_ptr<const Registry>(&builtin(), [](const Registry*) {});
  auto registry = with_catalogue(tsv_path);
  if (!registry) return tl::unexpected(registry.error());
  return std::make_shared<const Registry>(std::move(*registry));
}

const DocumentType* Registry::type(std::string_view code) const {
  const auto found = std::find_if(types_.begin(), types_.end(), [&](const DocumentType& t) { return t.code == code; });
  return found == types_.end() ? nullptr : &*found;
}

const DocumentType* Registry::type_by_word(std::string_view words) const {
  const auto found = type_by_word_.find(words_key(words));
  return found == type_by_word_.end() ? nullptr : &types_[found->second];
}

const DocumentType* Registry::type_by_symbol(std::string_view symbol, bool party) const {
  const std::string key = symbol_key(symbol);
  if (party && key == "tt") return type_by_word("thông tri");
  const auto found = type_by_symbol_.find(key);
  return found == type_by_symbol_.end() ? nullptr : &types_[found->second];
}

const Issuer* Registry::issuer_by_symbol(std::string_view symbol) const {
  if (const auto exact = issuer_by_symbol_.find(text::lower(symbol)); exact != issuer_by_symbol_.end()) return &issuers_[exact->second];
  const auto found = issuer_by_symbol_.find(symbol_key(symbol));
  return found == issuer_by_symbol_.end() ? nullptr : &issuers_[found->second];
}

const Issuer* Registry::issuer_by_name(std::string_view words) const {
  std::string key = words_key(words);
  for (const std::string_view office : {"bo truong", "thu truong", "tong giam doc", "tong cuc truong", "cuc truong", "thong doc",
                                        "chanh an", "vien truong", "chu nhiem", "tong thanh tra", "bo truong chu nhiem"}) {
    if (starts_with_words(key, office)) {
      key.erase(0, std::min(key.size(), office.size() + 1));
      break;
    }
  }
  static const std::unordered_map<std::string, std::string> kAliases = {
      {"thu tuong", "TTg"}, {"tong kiem toan nha nuoc", "KTNN"}, {"ban chap hanh trung uong dang", "TW"},
      {"ban chap hanh trung uong", "TW"}, {"bo chinh tri", "TW"}, {"ban bi thu", "TW"}, {"trung uong dang", "TW"},
      {"trung uong", "TW"}, {"dai hoi dai bieu toan quoc", "ĐH"}, {"ngan hang nha nuoc", "NHNN"}, {"hoi dong tham phan", "HĐTP"},
      {"chinh phu", "CP"}, {"uy ban thuong vu quoc hoi", "UBTVQH"}, {"ubtvqh", "UBTVQH"}, {"thanh tra nha nuoc", "TTCP"}};
  const Issuer* best = nullptr;
  std::size_t length = 0;
  for (std::size_t end = key.size(); end != std::string::npos && end > 0; end = key.rfind(' ', end - 1)) {
    const std::string head = key.substr(0, end);
    if (const auto alias = kAliases.find(head); alias != kAliases.end()) return issuer_by_symbol(alias->second);
    if (const auto found = issuer_by_name_.find(head); found != issuer_by_name_.end() && end > length) {
      best = &issuers_[found->second];
      length = end;
      break;
    }
  }
  if (!best) {
    const std::string first = key.substr(0, key.find(' '));
    if (const Issuer* by_symbol = issuer_by_symbol(first); by_symbol && first.size() >= 2 && text::is_upper(text::canonical_chars(words)[0]) &&
        words.size() >= 2 && text::is_upper(text::canonical_chars(words).at(1)))
      return by_symbol;
  }
  return best;
}

const Province* Registry::province(std::string_view slug) const {
  const auto found = province_by_slug_.find(std::string(slug));
  return found == province_by_slug_.end() ? nullptr : &provinces_[found->second];
}

const Province* Registry::find_province(std::string_view words, model::Date day) const {
  const std::string key = words_key(words);
  const bool after = day.is_set() && day >= kMergers;
  const Province* best = nullptr;
  std::size_t best_length = 0, best_at = 0;
  for (const auto& [name, index] : province_names_) {
    if (best && name.size() < best_length) break;
    const std::size_t at = find_words(key, name);
    if (at == std::string::npos) continue;
    const Province& candidate = provinces_[index];
    // The unit that existed on that day: a merged one only since 01/7/2025, a dissolved one only before (or where the
    // name did not survive the mergers: a later document cites the old province).
    if (candidate.merged != after && province_by_slug_.contains(candidate.merged ? candidate.slug.substr(0, candidate.slug.size() - 5)
                                                                                 : candidate.slug + "-2025"))
      continue;
    if (candidate.merged && !after && !province_by_slug_.contains(candidate.slug.substr(0, candidate.slug.size() - 5))) continue;
    if (!best || at > best_at) {
      best = &candidate;
      best_length = name.size();
      best_at = at;
    }
  }
  return best;
}

std::string Registry::issuer_slug(std::string_view words, model::Date day, std::string_view default_province) const {
  const std::string key = words_key(words);
  if (key.empty()) return {};
  // Joint issuers: "Bộ Y tế - Bộ Công an", "Bộ Quốc phòng, Bộ Tài chính".
  std::string joint;
  std::size_t parts = 0;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = words.size(), next = words.size();
    for (const std::string_view separator : {" - Bộ", " – Bộ", ", Bộ", " và Bộ", " - Tòa", " - Viện", ", Tòa", ", Viện", ", Ban Bí thư"}) {
      const std::size_t found = words.find(separator, at);
      if (found != std::string_view::npos && found < end) {
        end = found;
        next = found + separator.rfind(' ') + (separator.ends_with("Ban Bí thư") ? 0 : 1);
        if (separator.ends_with("Ban Bí thư")) next = found + 2;
      }
    }
    const Issuer* issuer = issuer_by_name(words.substr(at, end - at));
    if (!issuer || issuer->local) break;
    if (!joint.empty() && joint != issuer->slug) joint += '+';
    if (joint != issuer->slug) joint += issuer->slug;
    ++parts;
    if (end == words.size()) return joint;
    at = next;
  }
  const auto with_place = [&](std::string body) {
    const Province* named = find_province(words, day);
    const std::string place = named ? named->slug : std::string(default_province);
    for (const LocalBody& committee : kDistrictCommittees)
      if (const std::size_t at = find_words(key, committee.words); body == committee.slug && at != std::string::npos) {
        std::string district = key.substr(std::min(key.size(), at + committee.words.size() + 1));
        for (const std::string_view stop : {" tinh ", " thanh pho ", " tp "})
          if (const auto cut = district.find(stop); cut != std::string::npos) district.resize(cut);
        std::replace(district.begin(), district.end(), ' ', '-');
        if (!district.empty()) return body + "." + district + (place.empty() ? "" : "." + place);
      }
    // District and commune bodies carry their own name before the province.
    for (const std::string_view unit : {"huyen ", "quan ", "thi xa ", "xa ", "phuong ", "thi tran ", "dac khu "}) {
      std::size_t at = key.find(std::string(" ") + std::string(unit));
      while (at != std::string::npos && is_society(key, at)) at = key.find(std::string(" ") + std::string(unit), at + 1);
      if (at == std::string::npos) continue;
      std::string local = key.substr(at + 1 + unit.size());
      for (const std::string_view stop : {" tinh ", " thanh pho ", " tp "})
        if (const auto cut = local.find(stop); cut != std::string::npos) local.resize(cut);
      std::replace(local.begin(), local.end(), ' ', '-');
      if (body == "tu") body = "hu";
      return body + "." + local + (place.empty() ? "" : "." + place);
    }
    return place.empty() ? body : body + "." + place;
  };
  for (const std::string_view office : {"", "ban thuong vu ", "thuong truc "})
    for (const LocalBody& committee : kDistrictCommittees)
      if (key.starts_with(office) && starts_with_words(std::string_view(key).substr(office.size()), committee.words)) return with_place(std::string(committee.slug));
  for (const LocalBody& body : kLocalBodies)
    if (starts_with_words(key, body.words)) return with_place(std::string(body.slug));
  if (starts_with_words(key, "so") || starts_with_words(key, "giam doc so")) {
    const std::size_t at = find_words(key, "so");
    std::string name = key.substr(at);
    for (const std::string_view stop : {" tinh ", " thanh pho ", " tp "})
      if (const auto cut = name.find(stop); cut != std::string::npos) name.resize(cut);
    for (const Issuer& issuer : issuers_)
      if (issuer.group == "sở" && words_key(issuer.name) == name) return with_place(issuer.slug);
    std::replace(name.begin(), name.end(), ' ', '-');
    return with_place(name);
  }
  if (const Issuer* issuer = issuer_by_name(words)) return issuer->local ? with_place(issuer->slug) : issuer->slug;
  std::string name = slug(words);
  return name;
}

const Act* Registry::act(std::string_view id) const {
  const auto found = act_by_id_.find(std::string(id));
  return found == act_by_id_.end() ? nullptr : &acts_[found->second];
}

std::vector<const Act*> Registry::acts_by_number(std::string_view number) const {
  std::vector<const Act*> found;
  const auto [begin, end] = acts_by_number_.equal_range(number_key(number));
  for (auto it = begin; it != end; ++it) found.push_back(&acts_[it->second]);
  std::sort(found.begin(), found.end(), [](const Act* a, const Act* b) { return a->id < b->id; });
  return found;
}

std::vector<const LawName*> Registry::law_names(std::string_view words) const {
  std::string key = words_key(words);
  int year = 0;
  const auto rows = [&](const std::string& name) {
    std::vector<const LawName*> found;
    const auto [begin, end] = law_by_name_.equal_range(name);
    for (auto it = begin; it != end; ++it) {
      const LawName& row = law_names_[it->second];
      const Act* known = year ? act(row.act_id) : nullptr;
      if (!year || (known && known->date.year == year)) found.push_back(&row);
    }
    std::sort(found.begin(), found.end(), [](const LawName* a, const LawName* b) { return a->valid_from < b->valid_from; });
    return found;
  };
  if (auto found = rows(key); !found.empty()) return found;
  // "luat dat dai 2024", "luat dat dai nam 2024"
  if (key.size() > 5 && key[key.size() - 5] == ' ') {
    year = year_of(std::string_view(key).substr(key.size() - 4));
    if (year >= 1945 && year < 2100) {
      key.resize(key.size() - 5);
      if (key.ends_with(" nam")) key.resize(key.size() - 4);
      return rows(key);
    }
  }
  return {};
}

std::vector<const LawName*> Registry::laws_amending(std::string_view act_id) const {
  std::vector<const LawName*> found;
  const auto [begin, end] = amending_by_act_.equal_range(std::string(act_id));
  for (auto it = begin; it != end; ++it) found.push_back(&law_names_[it->second]);
  std::sort(found.begin(), found.end(), [](const LawName* a, const LawName* b) { return a->act_id < b->act_id; });
  return found;
}

const LawName* Registry::law_in_force(std::string_view words, model::Date day) const {
  for (const LawName* row : law_names(words))
    if ((!row->valid_from.is_set() || row->valid_from <= day) && (!row->valid_to.is_set() || day < row->valid_to)) return row;
  return nullptr;
}

const RelationName* Registry::relation(std::string_view name) const {
  const auto found = std::find_if(relations_.begin(), relations_.end(), [&](const RelationName& r) { return r.name == name; });
  return found == relations_.end() ? nullptr : &*found;
}

std::string Registry::party_term(model::Date day) const {
  // DOMAIN.md 3.3: openings of the congresses.
  static constexpr std::pair<model::Date, const char*> kTerms[] = {
      {{2026, 1, 23}, "XIV"}, {{2021, 2, 1}, "XIII"}, {{2016, 1, 28}, "XII"}, {{2011, 1, 19}, "XI"}, {{2006, 4, 25}, "X"},
      {{2001, 4, 22}, "IX"},  {{1996, 7, 1}, "VIII"}, {{1991, 6, 27}, "VII"}, {{1986, 12, 18}, "VI"}, {{1982, 3, 31}, "V"},
      {{1976, 12, 20}, "IV"}};
  if (!day.is_set()) return {};
  for (const auto& [from, term] : kTerms)
    if (day >= from) return term;
  return {};
}

}  // namespace tracuu::registry
