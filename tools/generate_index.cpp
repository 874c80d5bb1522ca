/// generate_index DB: an index of made-up documents of national size, to measure links with.
///
/// Documents are written as text in memory and go through the same analysis and the same writer as files do, so the records
/// are what tracuu-index makes. Numbers run per body, type and year (per term in the Party), targets are drawn by Zipf's law
/// among older acts, three acts are cited by a third of all documents, provinces cite their own acts, one reference in ten
/// names an act that is not there, three of a thousand a wrong day, one in ten leaves out the date or the province. Bodies amend, repeal and replace their
/// own acts (5.9 % of references); who cites an act of the State tells by which acts it was amended (one reference in seven):
/// shares of 56,391 references of 1,544 real documents. One seed, one index.
///
/// --provisions and --syllables fill each document with articles of made-up prose (prose.h): 30 articles of 290 syllables and 160,000
/// documents are the 6.2 million provisions of a national index, to measure searches with.
#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "corpus/registry/registry.h"
#include "indexer/format/schema.h"
#include "indexer/writer/store.h"
#include "tools/prose.h"

namespace {

using namespace tracuu;
using model::Date;

struct Options {
  std::string index;
  std::size_t documents = 160'000;
  double references = 17.2;  ///< a document, on average
  std::uint64_t seed = 20261123;
  unsigned jobs = 2;
  std::size_t provisions = 0;  ///< articles of prose in each document
  double syllables = 290;      ///< of each, on average
};

/// Kinds of documents with their share of all.
struct Kind {
  const char* type;     ///< word in the header and in citations
  const char* symbol;   ///< of the number; "%" is the year
  const char* body;     ///< issuer; "@" is the place
  int share;            ///< of a thousand
  bool party, local;
  const char* number;   ///< form of the number
};
constexpr Kind kinds[] = {
    {"Luật", "QH", "Quốc hội", 4, false, false, "{0}/{1}/QH{2}"},
    {"Nghị định", "NĐ-CP", "Chính phủ", 22, false, false, "{0}/{1}/NĐ-CP"},
    {"Nghị quyết", "NQ-CP", "Chính phủ", 8, false, false, "{0}/NQ-CP"},
    {"Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ", 20, false, false, "{0}/QĐ-TTg"},
    {"Thông tư", "TT-BTC", "Bộ Tài chính", 30, false, false, "{0}/{1}/TT-BTC"},
    {"Thông tư", "TT-BNV", "Bộ Nội vụ", 30, false, false, "{0}/{1}/TT-BNV"},
    {"Nghị quyết", "NQ/TW", "Ban Chấp hành Trung ương", 3, true, false, "{0}-NQ/TW"},
    {"Chỉ thị", "CT/TW", "Ban Bí thư", 4, true, false, "{0}-CT/TW"},
    {"Kết luận", "KL/TW", "Bộ Chính trị", 6, true, false, "{0}-KL/TW"},
    {"Chương trình", "CTr/TU", "Tỉnh ủy @", 40, true, true, "{0}-CTr/TU"},
    {"Kế hoạch", "KH/TU", "Tỉnh ủy @", 50, true, true, "{0}-KH/TU"},
    {"Nghị quyết", "NQ-HĐND", "Hội đồng nhân dân tỉnh @", 90, false, true, "{0}/{1}/NQ-HĐND"},
    {"Quyết định", "QĐ-UBND", "Ủy ban nhân dân tỉnh @", 120, false, true, "{0}/{1}/QĐ-UBND"},
    {"Quyết định", "QĐ-UBND", "Ủy ban nhân dân tỉnh @", 300, false, true, "{0}/QĐ-UBND"},
    {"Kế hoạch", "KH-UBND", "Ủy ban nhân dân tỉnh @", 273, false, true, "{0}/KH-UBND"},
};
constexpr std::size_t kind_count = std::size(kinds);
enum : std::size_t { law, decree, party_resolution = 6, programme = 9, party_plan = 10, people_plan = 14 };

const char* const subjects[] = {"quản lý tài sản công",       "cải cách hành chính",        "bảo vệ môi trường",       "chuyển đổi số",
                                "đào tạo nghề cho lao động",  "xây dựng nông thôn mới",     "bảo hiểm xã hội",         "quy hoạch đô thị",
                                "phòng, chống thiên tai",     "an toàn thực phẩm",          "giảm nghèo bền vững",     "quản lý đất đai",
                                "phát triển doanh nghiệp",    "giáo dục mầm non",           "thi đua, khen thưởng",    "tổ chức bộ máy",
                                "thủ tục hành chính",         "phòng, chống tham nhũng",    "phát triển du lịch",      "bảo tồn di sản"};

struct Act {
  std::uint8_t kind = 0;
  std::uint8_t place = 0;  ///< province; 255 for central bodies
  std::int32_t day = 0;
  std::uint32_t sequence = 0;
  std::uint16_t subject = 0;
};

class World {
 public:
  explicit World(const Options& options) : options_(options) {
    for (const auto& province : registry::Registry::builtin().provinces()) {
      if (!province.merged && provinces_.size() < 63) provinces_.push_back(province.name);
    }
    make_acts();
    make_pools();
  }

  [[nodiscard]] std::size_t size() const { return acts_.size(); }

  [[nodiscard]] model::Text text(std::size_t number) const {
    const Act& act = acts_[number];
    const Kind& kind = kinds[act.kind];
    std::mt19937_64 random(options_.seed * 1'000'003 + number);
    model::Text text;
    text.source = fmt::format("{:03}/{:06}.txt", number / 1000, number);
    std::string& out = text.bytes;
    const auto issuer = issuer_of(act);
    const Date date = Date::from_days(act.day);
    const std::string place = act.place == 255 ? "Hà Nội" : provinces_[act.place];
    out = kind.party ? fmt::format("{}\n*\nSố {}\nĐẢNG CỘNG SẢN VIỆT NAM\n", upper(issuer), number_of(act))
                     : fmt::format("{}\nSố: {}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", upper(issuer), number_of(act));
    out += fmt::format("{}, ngày {:02} tháng {:02} năm {}\n\n", place, date.day, date.month, date.year);
    const auto main_target = target_of_title(act, number, random);
    const std::string about = main_target ? fmt::format("thực hiện {}", cite(acts_[*main_target], act, random, true)) : fmt::format("về {}", subjects[act.subject]);
    out += fmt::format("{}\n{}{}\n\n", upper(kind.type), act.kind == law ? upper(subjects[act.subject]) : std::string(), act.kind == law ? "" : about);
    const auto wanted = static_cast<std::size_t>(std::max(2.0, std::exponential_distribution<>(1.0 / (options_.references - 3))(random) + 3));
    const std::size_t bases = std::min<std::size_t>(wanted / 2, 12);
    for (std::size_t i = 0; i < bases; ++i) out += fmt::format("Căn cứ {};\n", cite(acts_[draw(number, random)], act, random, false));
    out += fmt::format("{} ban hành {} như sau:\n\n", issuer, lower_first(kind.type));
    const std::size_t articles = write_body(out, number, wanted - bases, random);
    write_prose(out, articles, random);
    out += fmt::format("\nĐiều 99. Văn bản này có hiệu lực thi hành kể từ ngày ký.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. {}\n", upper(issuer));
    return text;
  }

 private:
  void make_acts() {
    std::mt19937_64 random(options_.seed);
    const std::int32_t first = Date{2000, 1, 3}.days(), last = Date{2025, 6, 28}.days();
    std::vector<int> shares;
    for (const auto& kind : kinds) shares.push_back(kind.share);
    std::discrete_distribution<std::size_t> kind(shares.begin(), shares.end());
    acts_.resize(options_.documents);
    for (auto& act : acts_) {
      act.kind = static_cast<std::uint8_t>(kind(random));
      // More in later years.
      const double at = std::sqrt(std::uniform_real_distribution<>(0, 1)(random));
      act.day = first + static_cast<std::int32_t>(at * (last - first));
      act.place = kinds[act.kind].local ? static_cast<std::uint8_t>(random() % provinces_.size()) : 255;
      act.subject = static_cast<std::uint16_t>(random() % std::size(subjects));
    }
    // Acts that everybody cites.
    const std::array<std::pair<std::size_t, Date>, 3> famous = {{{law, {2000, 1, 3}}, {decree, {2000, 2, 8}}, {party_resolution, {2000, 3, 9}}}};
    for (std::size_t i = 0; i < famous.size() && i < acts_.size(); ++i) acts_[i] = {static_cast<std::uint8_t>(famous[i].first), 255, famous[i].second.days(), 0, static_cast<std::uint16_t>(i)};
    std::stable_sort(acts_.begin() + std::min<std::ptrdiff_t>(3, static_cast<std::ptrdiff_t>(acts_.size())), acts_.end(), [](const Act& a, const Act& b) { return a.day < b.day; });
    std::map<std::tuple<std::string, std::uint8_t, int>, std::uint32_t> counters;
    for (auto& act : acts_) {
      const Date date = Date::from_days(act.day);
      const int period = kinds[act.kind].party ? 10'000 + (date.year - 1) / 5 : date.year;
      act.sequence = ++counters[{kinds[act.kind].number, act.place, period}];
    }
  }

  void make_pools() {
    by_place_.resize(provinces_.size());
    by_kind_.resize(kind_count);
    for (std::uint32_t i = 3; i < acts_.size(); ++i) {
      by_kind_[acts_[i].kind].push_back(i);
      if (acts_[i].place == 255) central_.push_back(i);
      else by_place_[acts_[i].place].push_back(i);
      by_body_[{acts_[i].kind, acts_[i].place}].push_back(i);
    }
    for (std::uint32_t i = 0; i < 3 && i < acts_.size(); ++i) by_body_[{acts_[i].kind, 255}].push_back(i);
    for (auto& [body, acts] : by_body_) std::sort(acts.begin(), acts.end(), [&](std::uint32_t a, std::uint32_t b) { return acts_[a].day < acts_[b].day; });
    // Which acts are famous has nothing to do with their age.
    std::mt19937_64 random(options_.seed + 1);
    std::shuffle(central_.begin(), central_.end(), random);
    zipf_.resize(central_.size());
    double sum = 0;
    for (std::size_t i = 0; i < zipf_.size(); ++i) zipf_[i] = sum += 1.0 / std::pow(static_cast<double>(i) + 1, 1.05);
  }

  std::uint32_t draw_central(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<>(0, zipf_.back())(random);
    return central_[static_cast<std::size_t>(std::lower_bound(zipf_.begin(), zipf_.end(), at) - zipf_.begin())];
  }

  /// An act that the document `number` may cite.
  std::uint32_t draw(std::size_t number, std::mt19937_64& random) const {
    const Act& citing = acts_[number];
    if (random() % 100 < 5) return static_cast<std::uint32_t>(random() % 3);
    for (int attempt = 0; attempt < 200; ++attempt) {
      std::uint32_t target = 0;
      if (citing.place != 255 && random() % 100 < 35) target = by_place_[citing.place][random() % by_place_[citing.place].size()];
      else target = draw_central(random);
      if (acts_[target].day <= citing.day && target != number) return target;
    }
    return static_cast<std::uint32_t>(random() % 3);
  }

  /// An older act of the same body, for what only that body may do to it; nothing if there is none.
  std::optional<std::uint32_t> draw_own(std::size_t number, std::mt19937_64& random) const {
    const Act& citing = acts_[number];
    const auto& pool = by_body_.at({citing.kind, citing.place});
    const auto older = std::lower_bound(pool.begin(), pool.end(), citing.day, [&](std::uint32_t act, std::int32_t day) { return acts_[act].day < day; }) - pool.begin();
    if (older == 0) return std::nullopt;
    return pool[random() % static_cast<std::uint64_t>(older)];
  }

  /// The acts that everybody tells to have amended `target` by the day of `citing`: up to three, of the same body.
  std::vector<std::uint32_t> amenders(std::uint32_t target, const Act& citing) const {
    const Act& act = acts_[target];
    const auto found = by_body_.find({act.kind, act.place});
    if (found == by_body_.end() || act.place != 255 || kinds[act.kind].party) return {};
    const auto& pool = found->second;
    std::vector<std::uint32_t> amending;
    const auto later = static_cast<std::size_t>(std::upper_bound(pool.begin(), pool.end(), act.day, [&](std::int32_t day, std::uint32_t other) { return day < acts_[other].day; }) - pool.begin());
    for (std::size_t i = 1; i <= 1 + target % 3; ++i) {
      const auto at = later + i * (7 + target % 40);
      if (at < pool.size() && acts_[pool[at]].day <= citing.day) amending.push_back(pool[at]);
    }
    return amending;
  }

  /// What a programme or plan is made to implement: a resolution of the Centre, the programme or the plan of its province.
  std::optional<std::uint32_t> target_of_title(const Act& act, std::size_t number, std::mt19937_64& random) const {
    static constexpr std::array<std::size_t, 3> above[] = {{6, 7, 8}, {programme, programme, 6}, {programme, party_plan, people_plan}};
    const std::array<std::size_t, 3>* choices = nullptr;
    if (act.kind == programme) choices = &above[0];
    else if (act.kind == party_plan) choices = &above[1];
    else if (act.kind == people_plan) choices = &above[2];
    if (choices == nullptr) return std::nullopt;
    if (act.kind == programme && random() % 20 == 0) return 2;
    for (int attempt = 0; attempt < 200; ++attempt) {
      const auto& pool = by_kind_[(*choices)[random() % 3]];
      if (pool.empty()) continue;
      const auto target = pool[random() % pool.size()];
      if (acts_[target].day <= act.day && target != number && (acts_[target].place == 255 || acts_[target].place == act.place)) return target;
    }
    return std::nullopt;
  }

  /// Returns the number of the last article.
  std::size_t write_body(std::string& out, std::size_t number, std::size_t references, std::mt19937_64& random) const {
    const Act& act = acts_[number];
    std::size_t article = 0;
    for (std::size_t done = 0; done < references || article < articles_of(number);) {
      out += fmt::format("Điều {}. Nội dung {}\n", ++article, subjects[random() % std::size(subjects)]);
      const std::size_t here = std::min<std::size_t>(references - std::min(done, references), 1 + random() % 4);
      for (std::size_t i = 0; i < here; ++i) out += fmt::format("{}. {}.\n", i + 1, clause(number, done, random));
      if (here == 0) out += fmt::format("1. Các cơ quan, đơn vị thực hiện {} theo chức năng, nhiệm vụ được giao.\n", subjects[act.subject]);
    }
    return article;
  }

  void write_prose(std::string& out, std::size_t article, std::mt19937_64& random) const {
    for (std::size_t i = 0; i < options_.provisions; ++i) {
      out += fmt::format("Điều {}. ", ++article);
      prose_.write(out, 4 + random() % 6, random);
      prose_.write(out, tools::Prose::length(options_.syllables, random), random);
    }
  }

  /// So many articles at least: what cites one of them finds it.
  [[nodiscard]] static std::size_t articles_of(std::size_t number) { return 2 + number * 2654435761U % 9; }

  /// Adds to `done` the references that it makes.
  std::string clause(std::size_t number, std::size_t& done, std::mt19937_64& random) const {
    const Act& act = acts_[number];
    const auto roll = random() % 1000;
    ++done;
    if (const auto own = roll < 59 ? draw_own(number, random) : std::nullopt) {
      auto cited = cite(acts_[*own], act, random, false);
      if (roll < 26 || random() % 2 == 0) cited = fmt::format("Điều {} {}", 1 + random() % articles_of(*own), cited);
      return roll < 26 ? fmt::format("Sửa đổi, bổ sung {}", cited) : roll < 53 ? fmt::format("Bãi bỏ {}", cited) : fmt::format("Quyết định này thay thế {}", cited);
    }
    const auto target = draw(number, random);
    auto cited = cite(acts_[target], act, random, false);
    if (roll < 350) {
      if (const auto amending = amenders(target, act); !amending.empty()) {
        for (std::size_t i = 0; i < amending.size(); ++i) cited += fmt::format("{}{}", i == 0 ? " đã được sửa đổi, bổ sung bởi " : i + 1 == amending.size() ? " và " : ", ", cite(acts_[amending[i]], act, random, true));
        done += amending.size();
      }
    }
    if (roll % 10 < 4) cited = fmt::format("{}Điều {} {}", random() % 2 == 0 ? "khoản 1 " : "", 1 + random() % articles_of(target), cited);
    if (roll >= 350 && roll < 560) return fmt::format("Tiếp tục triển khai thực hiện {}", cited);
    return fmt::format("Việc {} thực hiện theo quy định tại {}", subjects[random() % std::size(subjects)], cited);
  }

  std::string cite(const Act& target, const Act& citing, std::mt19937_64& random, bool whole) const {
    Act act = target;
    const auto fate = whole ? 999 : random() % 1000;
    if (fate < 100) act.sequence += 5000;                                           // an act that the index does not hold
    else if (fate < 103) act.day -= 1 + static_cast<std::int32_t>(random() % 30);  // a slip of the day
    const Kind& kind = kinds[act.kind];
    const auto named = fmt::format("{} số {}", kind.type, number_of(act));
    const auto roll = whole ? 50 : random() % 100;
    const bool foreign = act.place != 255 && act.place != citing.place;
    if (roll < 8) return named;
    const Date date = Date::from_days(act.day);
    const auto dated = fmt::format("{} ngày {} tháng {} năm {}", named, date.day, date.month, date.year);
    return foreign || roll < 80 ? fmt::format("{} của {}", dated, issuer_of(act)) : dated;
  }

  std::string number_of(const Act& act) const {
    const Date date = Date::from_days(act.day);
    return fmt::format(fmt::runtime(kinds[act.kind].number), fmt::format("{:02}", act.sequence), date.year, 10 + (date.year - 1997) / 5);
  }

  std::string issuer_of(const Act& act) const {
    std::string issuer = kinds[act.kind].body;
    if (const auto at = issuer.find('@'); at != std::string::npos) issuer.replace(at, 1, provinces_[act.place]);
    return issuer;
  }

  static std::string upper(std::string_view words) {
    std::string out;
    for (std::size_t i = 0; i < words.size();) {
      const auto c = static_cast<unsigned char>(words[i]);
      const std::size_t bytes = c < 0x80 ? 1 : c < 0xE0 ? 2 : 3;
      out += upper_letter(words.substr(i, bytes));
      i += bytes;
    }
    return out;
  }
  /// Vietnamese letters of two bytes lie in pairs or 32 apart, those of three bytes in pairs.
  static std::string upper_letter(std::string_view letter) {
    std::string out(letter);
    if (letter.size() == 1) {
      if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
      return out;
    }
    unsigned code = letter.size() == 2 ? (static_cast<unsigned char>(letter[0]) & 0x1Fu) << 6 | (static_cast<unsigned char>(letter[1]) & 0x3Fu)
                                       : (static_cast<unsigned char>(letter[0]) & 0xFu) << 12 | (static_cast<unsigned char>(letter[1]) & 0x3Fu) << 6 | (static_cast<unsigned char>(letter[2]) & 0x3Fu);
    if (code >= 0xE0 && code <= 0xFE) code -= 32;
    else if (code == 0x1B0) code = 0x1AF;
    else if ((code >= 0x100 && code < 0x180 && code % 2 == 1) || code == 0x1A1 || (code >= 0x1E00 && code % 2 == 1)) code -= 1;
    if (code < 0x800) return {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    return {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3F)), static_cast<char>(0x80 | (code & 0x3F))};
  }
  static std::string lower_first(std::string_view word) {
    std::string out(word);
    if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] + 32);
    return out;
  }

  Options options_;
  tools::Prose prose_;
  std::vector<std::string> provinces_;
  std::vector<Act> acts_;
  std::vector<std::uint32_t> central_;
  std::vector<std::vector<std::uint32_t>> by_place_, by_kind_;
  std::map<std::pair<std::uint8_t, std::uint8_t>, std::vector<std::uint32_t>> by_body_;  ///< by kind and place, the oldest first
  std::vector<double> zipf_;
};

void build(const Options& options) {
  const World world(options);
  const std::filesystem::path index(options.index);
  std::filesystem::create_directories(index);
  const auto store = writer::make_run_store(index, options.jobs);
  std::vector<std::thread> threads;
  std::atomic<std::uint64_t> mentions{0}, bytes{0};
  for (unsigned job = 0; job < options.jobs; ++job) {
    threads.emplace_back([&, job] {
      writer::RecordMaker maker;
      const std::size_t from = world.size() * job / options.jobs, to = world.size() * (job + 1) / options.jobs;
      for (std::size_t i = from; i < to; ++i) {
        auto records = maker.make(world.text(i));
        mentions += records.mentions;
        bytes += records.text_bytes;
        store->add(job, std::move(records));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  store->close();
  Xapian::WritableDatabase documents((index / format::kDocuments).string(), Xapian::DB_OPEN);
  documents.set_metadata(std::string(format::kMetaSchema), std::to_string(format::kSchemaVersion));
  documents.set_metadata(std::string(format::kMetaFingerprint), format::fingerprint());
  documents.set_metadata(std::string(format::kMetaRevision), "1");
  documents.commit();
  fmt::print("{} documents, {} references, {:.1f} MB of text\n", world.size(), mentions.load(), static_cast<double>(bytes.load()) / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  bool show = false;
  CLI::App app("Makes an index of made-up documents, to measure links with", "generate_index");
  app.add_option("DB", options.index, "directory of the new index")->required();
  app.add_option("--documents", options.documents, "how many")->default_val(options.documents);
  app.add_option("--references", options.references, "a document, on average")->default_val(options.references);
  app.add_option("--provisions", options.provisions, "articles of prose in each document")->default_val(options.provisions);
  app.add_option("--syllables", options.syllables, "of each, on average")->default_val(options.syllables);
  app.add_option("--seed", options.seed)->default_val(options.seed);
  app.add_option("--jobs,-j", options.jobs, "threads")->default_val(options.jobs);
  app.add_flag("--show", show, "print one document in a thousand instead");
  CLI11_PARSE(app, argc, argv);
  if (options.documents < 1000) options.documents = 1000;
  if (show) {
    const World world(options);
    for (std::size_t i = 0; i < world.size(); i += 1000) fmt::print("{}\n=====\n", world.text(i).bytes);
    return 0;
  }
  if (std::filesystem::exists(options.index)) {
    fmt::print(stderr, "generate_index: {} exists already; name a new directory\n", options.index);
    return 2;
  }
  build(options);
  return 0;
}
