#pragma once
/// What a rule of the audit has to say: which rule, how grave, where, and the facts that clash. Sentences are made of it in
/// report/ (two languages); the room knows no words but those of the documents.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/graph/graph.h"

namespace tracuu::audit {

enum class Severity : std::uint8_t { info, warn, error };
[[nodiscard]] const char* severity_name(Severity severity);

/// One of the facts that clash, filled into the message of the rule. Neutral in language.
struct Fact {
  enum class Kind : std::uint8_t { words, act, date, type, issuer, pinpoint, count };
  Kind kind = Kind::words;
  std::string words;  ///< words: as they are; type: code; issuer: registry slug; pinpoint: "D5.k2.a"; count: decimal
  resolve::ActId act = resolve::no_act;
  model::Date date;

  static Fact of(std::string words) { return {Kind::words, std::move(words), resolve::no_act, {}}; }
  static Fact of(model::Date date) { return {Kind::date, {}, resolve::no_act, date}; }
  static Fact of_act(resolve::ActId act) { return {Kind::act, {}, act, {}}; }
  static Fact of_type(std::string code) { return {Kind::type, std::move(code), resolve::no_act, {}}; }
  static Fact of_issuer(std::string slug) { return {Kind::issuer, std::move(slug), resolve::no_act, {}}; }
  static Fact of_pinpoint(std::string pinpoint) { return {Kind::pinpoint, std::move(pinpoint), resolve::no_act, {}}; }
  static Fact of_count(std::size_t count) { return {Kind::count, std::to_string(count), resolve::no_act, {}}; }
};

struct Finding {
  std::string_view rule;      ///< "CIT-DATE-MISMATCH"
  std::string_view variant;   ///< which of the rule's messages; empty where it has one
  Severity severity = Severity::info;
  resolve::RecordId record = 0;
  std::int64_t mention = -1;  ///< index into Document::mentions; -1 for findings about the document
  graph::Reference reference; ///< of that mention; its resolution holds the candidates. Empty for internal mentions.
  model::ByteRange range;     ///< what is wrong, into the document's text; empty: the document as a whole
  resolve::ActId nearest = resolve::no_act;  ///< the act that was probably meant, or that the finding is about
  std::string suggestion;     ///< the proper form to write instead; empty if there is none
  std::vector<Fact> facts;    ///< in the order of the message's placeholders
  bool lowered = false;       ///< a grade milder because the text comes from optical recognition
  std::string fingerprint;    ///< 16 hex digits: the same finding in the next run, whatever moved in the text
};

}  // namespace tracuu::audit
