#include <catch2/catch.hpp>

#include "corpus/registry/registry.h"
#include "indexer/format/document_record.h"
#include "indexer/format/file_entry.h"
#include "indexer/format/provision_record.h"
#include "indexer/format/resolution_key.h"
#include "indexer/format/schema.h"

using namespace tracuu;

namespace {

model::Mention mention_of(std::string number, std::string type) {
  model::Mention mention;
  mention.number = std::move(number);
  mention.type = std::move(type);
  return mention;
}

model::Document sample_document() {
  model::Document document;
  document.source = "ct/57-CTr-TU.txt";
  document.pages = {{0, 1}, {5000, 2}};
  document.furniture = {{4990, 5000}};
  for (int i = 1; i < 4; ++i) {
    model::Provision part;
    part.unit = model::Unit::khoan;
    part.label = std::to_string(i);
    part.path = "dieu_5/khoan_" + part.label;
    part.range = {static_cast<std::uint32_t>(100 * i), static_cast<std::uint32_t>(100 * i + 90)};
    part.parent = i - 2;
    document.provisions.push_back(part);
  }
  model::Mention mention = mention_of("27-NQ/TW", "NQ");
  mention.span = {150, 170};
  mention.sentence = {120, 190};
  mention.date = {2022, 11, 9};
  mention.pinpoints = {"D5.k2.a"};
  mention.roles = {{"this", "implements"}, {"26-NQ/TW", "amends"}};
  mention.key = "tw/nq/2022-11-09/27";
  document.mentions = {mention, mention};
  document.recipients = {"Như Điều 3", "Lưu: VT"};
  document.quality = 0.97;
  return document;
}

}  // namespace

TEST_CASE("a resolution key survives its term") {
  format::ResolutionKey key;
  key.number_key = "27-NQ/TW";
  key.type = "NQ";
  key.date = {2020, 0, 20};  // an impossible date is what the text says
  key.issuer_slug = "tw";
  key.citing_date = {2023, 3, 3};
  CHECK(format::from_term(format::to_term(key)) == key);
  format::ResolutionKey name;
  name.name_folded = format::name_key("Luật  Đất đai");
  name.year = 2024;
  CHECK(name.name_folded == "luat dat dai");
  CHECK(format::from_term(format::to_term(name)) == name);
  CHECK_FALSE(format::from_term("XTNĐ"));
  CHECK_FALSE(format::from_term("XK27-NQ/TW"));
}

TEST_CASE("all keys of one number share a prefix that no other number has") {
  format::ResolutionKey key;
  key.number_key = "2-NQ/TW";
  CHECK(format::to_term(key).starts_with(format::number_term_prefix("2-NQ/TW")));
  key.number_key = "2-NQ/TWX";
  CHECK_FALSE(format::to_term(key).starts_with(format::number_term_prefix("2-NQ/TW")));
}

TEST_CASE("a law with a very long name has a term that Xapian accepts, and another long name another one") {
  std::string name = "Luật sửa đổi, bổ sung một số điều của ";
  for (int i = 0; i < 40; ++i) name += "Luật Đầu tư công, ";
  model::Mention mention;
  mention.name = name;
  mention.type = std::string(300, 'T');
  mention.issuer_slug = std::string(300, 'q');
  mention.date = {2024, 12, 31};
  mention.year = 2023;
  const auto key = format::resolution_key(mention, {});
  REQUIRE(key);
  CHECK(format::to_term(*key).size() <= 245);
  CHECK(format::from_term(format::to_term(*key)) == *key);
  CHECK(format::name_key(name) != format::name_key(name + "và Luật Giá"));
}

TEST_CASE("the province of the citing document counts only for numbers that every province has") {
  model::Identity citing;
  citing.province = "can-tho";
  citing.date = {2023, 3, 3};
  CHECK(format::resolution_key(mention_of("37-CTr/TU", "CTr"), citing)->province == "can-tho");
  CHECK(format::resolution_key(mention_of("15/2021/QĐ-UBND", "QĐ"), citing)->province == "can-tho");
  CHECK(format::resolution_key(mention_of("45/2020/NĐ-CP", "NĐ"), citing)->province.empty());
  CHECK(format::resolution_key(mention_of("27-NQ/TW", "NQ"), citing)->province.empty());
}

TEST_CASE("the citing date counts only where acts of several years can compete") {
  model::Identity citing;
  citing.date = {2023, 3, 3};
  model::Mention party = mention_of("27-NQ/TW", "NQ");
  CHECK(format::resolution_key(party, citing)->citing_date == citing.date);
  party.date = {2022, 11, 9};
  CHECK_FALSE(format::resolution_key(party, citing)->citing_date.is_set());
  model::Mention decree = mention_of("45/2020/NĐ-CP", "NĐ");
  decree.year = 2020;
  CHECK_FALSE(format::resolution_key(decree, citing)->citing_date.is_set());
}

TEST_CASE("an internal reference and a bare alias have no key") {
  model::Mention internal = mention_of("27-NQ/TW", "NQ");
  internal.kind = model::MentionKind::internal;
  CHECK_FALSE(format::resolution_key(internal, {}));
  model::Mention alias;
  alias.type = "NQ";
  alias.refers_to = 0;
  CHECK_FALSE(format::resolution_key(alias, {}));
}

TEST_CASE("a document record survives encoding") {
  format::Unpacker unpacker;
  const model::Document document = sample_document();
  const auto decoded = format::decode_document(format::encode(document), unpacker);
  REQUIRE(decoded);
  CHECK(decoded->source == document.source);
  CHECK(decoded->pages == document.pages);
  CHECK(decoded->furniture == document.furniture);
  REQUIRE(decoded->provisions.size() == 3);
  CHECK(decoded->provisions[2].path == "dieu_5/khoan_3");
  CHECK(decoded->provisions[2].range == document.provisions[2].range);
  CHECK(decoded->provisions[0].parent == -1);
  REQUIRE(decoded->mentions.size() == 2);
  CHECK(decoded->mentions[1].span == document.mentions[1].span);
  CHECK(decoded->mentions[1].date == document.mentions[1].date);
  CHECK(decoded->mentions[1].roles == document.mentions[1].roles);
  CHECK(decoded->mentions[1].pinpoints == document.mentions[1].pinpoints);
  CHECK(decoded->recipients == document.recipients);
  CHECK(decoded->quality == document.quality);
}

TEST_CASE("an identity survives encoding") {
  model::Identity identity;
  identity.type = "CTr";
  identity.number = "57-CTr/TU";
  identity.date = {2023, 3, 3};
  identity.system = model::System::party;
  identity.is_draft = true;
  identity.title_range = {10, 90};
  const auto decoded = format::decode_identity(format::encode(identity));
  REQUIRE(decoded);
  CHECK(decoded->number == identity.number);
  CHECK(decoded->date == identity.date);
  CHECK(decoded->system == identity.system);
  CHECK(decoded->is_draft);
  CHECK(decoded->title_range == identity.title_range);
}

TEST_CASE("damaged records are refused, never believed") {
  format::Unpacker unpacker;
  const std::string good = format::encode(sample_document());
  CHECK_FALSE(format::decode_document("", unpacker));
  for (std::size_t size = 0; size < good.size(); size += 3) CHECK_FALSE(format::decode_document(good.substr(0, size), unpacker));
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string damaged = good;
    damaged[at] = static_cast<char>(0xFF);
    (void)format::decode_document(damaged, unpacker);  // any answer, no crash and no endless memory
  }
  const std::string entry = format::encode(format::FileEntry{"a.txt", "/x/a.txt", 5, 7, "hash", "print", {"a.txt"}, "", "", "", ""});
  CHECK(format::decode_file_entry(entry)->documents.size() == 1);
  CHECK_FALSE(format::decode_file_entry(entry.substr(0, entry.size() / 2)));
}

TEST_CASE("token streams keep every number, small and large") {
  format::ProvisionRecord record;
  record.own_terms = {"abc"};
  record.text_hash = std::string(16, 'h');
  record.range = {100, 900};
  record.outline = 7;
  record.heading = "Giải thích từ ngữ";
  format::TokenStreams streams;
  streams.name = {0, 199, 200, 455, 14279, 14280, 70000};
  streams.body = {5, 6, 7};
  const std::string data = format::encode(record, streams);
  const auto view = format::decode_provision(data);
  REQUIRE(view);
  CHECK(format::numbers(view->name) == streams.name);
  CHECK(format::numbers(view->heading).empty());
  CHECK(format::numbers(view->body) == streams.body);
  CHECK(view->record.range == record.range);
  CHECK(view->record.outline == 7);
  CHECK(view->record.heading == record.heading);
  for (std::size_t size = 0; size < data.size(); ++size) (void)format::decode_provision(std::string_view(data).substr(0, size));
}

TEST_CASE("a work is the canonical id where it is complete, else the bytes") {
  model::Identity identity;
  identity.id = "cp/nd/2020/45";
  CHECK(format::work_key(identity, "0123456789abcdef") == "cp/nd/2020/45");
  identity.id = "tu.can-tho/ctr/_/57";
  CHECK(format::work_key(identity, "0123456789abcdef").starts_with("text:"));
  identity.id = "cp/nd/2020/45";
  identity.is_draft = true;
  CHECK(format::work_key(identity, "0123456789abcdef").starts_with("text:"));
}

TEST_CASE("the terms of two tokens never meet, nor a filter's") {
  CHECK(format::ranking_term("luật") != format::ranking_term("luât"));
  CHECK(format::ranking_term("luật").size() == 2);
  CHECK(format::ranking_term("xyzzyq") == "=xyzzyq");
  CHECK(static_cast<unsigned char>(format::ranking_term("của")[0]) >= 0x80);
}
