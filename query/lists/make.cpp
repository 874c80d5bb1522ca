#include "query/lists/make.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "query/lists/bits.h"
#include "query/lists/bm25.h"
#include "query/lists/packing.h"
#include "query/lists/table.h"

namespace tracuu::lists {
namespace {

void begin(open::DerivedWriter& writer, Section section) { writer.begin(static_cast<std::size_t>(section)); }

std::vector<float> norms_of(const open::Index& index) {
  const Xapian::Database& database = index.provisions();
  const double average = std::max(1.0, database.get_avlength());
  std::vector<float> norms(std::size_t{database.get_lastdocid()} + 1);
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) norms[*it] = norm(it.get_doclength(), average);
  return norms;
}

std::vector<std::uint32_t> places_of(const open::Index& index, std::size_t count) {
  struct Provision {
    std::uint32_t source, ordinal;
    open::ProvisionId id;
  };
  std::vector<Provision> provisions;
  provisions.reserve(index.provision_count());
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::string> sources;
  const auto end = index.provisions().valuestream_end(format::kProvisionSortSlot);
  format::ProvisionRecord key;
  for (auto it = index.provisions().valuestream_begin(format::kProvisionSortSlot); it != end; ++it) {
    format::read_provision_sort_key(*it, key);
    const auto [found, fresh] = numbers.try_emplace(key.source, static_cast<std::uint32_t>(sources.size()));
    if (fresh) sources.push_back(key.source);
    provisions.push_back({found->second, key.ordinal, it.get_docid()});
  }
  std::vector<std::uint32_t> order(sources.size()), place_of_source(sources.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return sources[a] < sources[b]; });
  for (std::uint32_t place = 0; place < order.size(); ++place) place_of_source[order[place]] = place;
  for (Provision& provision : provisions) provision.source = place_of_source[provision.source];
  std::sort(provisions.begin(), provisions.end(), [](const Provision& a, const Provision& b) { return std::tie(a.source, a.ordinal) < std::tie(b.source, b.ordinal); });
  std::vector<std::uint32_t> places(count, 0);
  for (std::uint32_t place = 0; place < provisions.size(); ++place) places[provisions[place].id] = place + 1;
  return places;
}

class ListWriter {
 public:
  explicit ListWriter(open::DerivedWriter& writer) : writer_(writer) {}

  /// Of terms of that many records; `norms` are those of the records, or none. `records` is one more than the greatest number.
  std::vector<TermRow> add(const Xapian::Database& database, std::size_t records, std::uint32_t least_postings, std::span<const float> norms) {
    std::vector<TermRow> terms;
    norms_ = norms;
    records_ = records;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
      if (term.get_termfreq() >= least_postings) add(database, *term, terms);
    return terms;
  }

  std::string term_text;
  std::vector<BlockRow> blocks;
  std::uint64_t postings = 0;

 private:
  void add(const Xapian::Database& database, const std::string& term, std::vector<TermRow>& terms) {
    terms.push_back({static_cast<std::uint32_t>(term_text.size()), static_cast<std::uint32_t>(term.size()), 0, static_cast<std::uint32_t>(blocks.size()), offset_});
    term_text += term;
    packed_.clear();
    bits_.clear();
    if (is_dense(database.get_termfreq(term), records_)) bits_.assign(window_count(records_) * kWindowWords, 0);
    std::uint32_t before = 0;
    TermRow& row = terms.back();
    const auto end = database.postlist_end(term);
    for (auto it = database.postlist_begin(term); it != end; ++it) {
      if (!bits_.empty()) bits_[*it / kWordBits] |= std::uint64_t{1} << (*it % kWordBits);
      numbers_[count_] = *it;
      occurrences_[count_] = it.get_wdf();
      ++row.held;
      if (++count_ == kBlock) close_block(before);
    }
    if (count_ > 0) close_block(before);
    append_bits();
    packed_.resize((packed_.size() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t) * sizeof(std::uint64_t), 0);
    writer_.append(packed_);
    offset_ += packed_.size();
    postings += row.held;
  }
  void append_bits() {
    if (bits_.empty()) return;
    std::vector<std::uint32_t> ranks;
    std::uint32_t rank = 0;
    for (std::size_t word = 0; word < bits_.size(); ++word) {
      if (word % kWindowWords == 0) ranks.push_back(rank);
      rank += static_cast<std::uint32_t>(ones(bits_[word]));
    }
    ranks.resize(ranks.size() + ranks.size() % 2, rank);
    writer_.append(bits_);
    writer_.append(ranks);
    offset_ += dense_bytes(records_);
  }
  void close_block(std::uint32_t& before) {
    double most = 0;
    for (std::size_t i = 0; i < count_ && !norms_.empty(); ++i) most = std::max(most, share(occurrences_[i], norms_[numbers_[i]]));
    if (norms_.empty()) std::fill_n(occurrences_, count_, 0);
    blocks.push_back({numbers_[count_ - 1], static_cast<std::uint32_t>(packed_.size()), std::nextafter(static_cast<float>(most), std::numeric_limits<float>::infinity())});
    if (bits_.empty()) pack({numbers_, count_}, {occurrences_, count_}, before, packed_);
    else pack({occurrences_, count_}, packed_);
    before = numbers_[count_ - 1];
    count_ = 0;
  }

  open::DerivedWriter& writer_;
  std::span<const float> norms_;
  std::size_t records_ = 0;
  std::string packed_;                // of one term
  std::vector<std::uint64_t> bits_;   // of a dense one
  std::uint64_t offset_ = 0;
  std::uint32_t numbers_[kBlock] = {}, occurrences_[kBlock] = {};
  std::size_t count_ = 0;
};

template <typename Use>
void for_values(const open::Index& index, unsigned slot, const Use& use) {
  const auto end = index.documents().valuestream_end(slot);
  for (auto it = index.documents().valuestream_begin(slot); it != end; ++it) use(it.get_docid(), *it);
}

std::uint32_t number_in(const std::string& text, int base) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, base);
  return number;
}

std::vector<DocumentRow> documents_of(const open::Index& index, open::Strings& values) {
  std::vector<DocumentRow> rows(std::size_t{index.documents().get_lastdocid()} + 1);
  std::unordered_map<std::string, std::uint32_t> works;
  for_values(index, format::kWorkSlot, [&](open::DocId id, std::string work) { rows[id].work = works.try_emplace(std::move(work), static_cast<std::uint32_t>(works.size() + 1)).first->second; });
  std::vector<std::pair<std::string, open::DocId>> sources;
  for_values(index, format::kSourceSlot, [&](open::DocId id, std::string source) { sources.emplace_back(std::move(source), id); });
  std::sort(sources.begin(), sources.end());
  for (std::size_t i = 0; i < sources.size(); ++i) rows[sources[i].second].place = static_cast<std::uint32_t>(i + 1);
  for_values(index, format::kRankSlot, [&](open::DocId id, const std::string& rank) { rows[id].rank = number_in(rank, 16); });
  for_values(index, format::kDateSlot, [&](open::DocId id, const std::string& date) { rows[id].date = number_in(date, 10); });
  const auto column = [&](unsigned slot, std::uint32_t DocumentRow::*field) {
    for_values(index, slot, [&](open::DocId id, const std::string& value) { rows[id].*field = values.number(value); });
  };
  column(format::kTypeSlot, &DocumentRow::type);
  column(format::kIssuerSlot, &DocumentRow::issuer);
  column(format::kProvinceSlot, &DocumentRow::province);
  column(format::kYearSlot, &DocumentRow::year);
  column(format::kSystemSlot, &DocumentRow::system);
  return rows;
}

}  // namespace

tl::expected<MakeReport, open::WriteError> make(const open::Index& index, const MakeOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  MakeReport report;
  open::DerivedWriter writer(index, table_kind());
  const std::vector<float> norms = norms_of(index);
  begin(writer, Section::norms);
  writer.append(norms);
  begin(writer, Section::places);
  writer.append(places_of(index, norms.size()));
  begin(writer, Section::postings);
  ListWriter lists(writer);
  const std::vector<TermRow> terms = lists.add(index.provisions(), norms.size(), options.least_postings, norms);
  const std::vector<TermRow> document_terms = lists.add(index.documents(), std::size_t{index.documents().get_lastdocid()} + 1, options.least_postings, {});
  begin(writer, Section::terms);
  writer.append(terms);
  begin(writer, Section::document_terms);
  writer.append(document_terms);
  begin(writer, Section::term_text);
  writer.append(lists.term_text);
  begin(writer, Section::blocks);
  writer.append(lists.blocks);
  open::Strings values;
  begin(writer, Section::documents);
  writer.append(documents_of(index, values));
  begin(writer, Section::values);
  writer.append(values.rows());
  begin(writer, Section::value_text);
  writer.append(values.text());
  const auto bytes = writer.finish();
  if (!bytes) return tl::make_unexpected(bytes.error());
  report.terms = terms.size() + document_terms.size();
  report.postings = lists.postings;
  report.bytes = *bytes;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

}  // namespace tracuu::lists
