#pragma once
/// Automatic numbers of DOCX paragraphs ("Điều 5.", "a)"): they are nowhere in the text, so they are counted as Word counts.
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include <pugixml.hpp>

namespace tracuu::readers::internal {

/// Number in one of Word's formats: "decimal", "lowerLetter", "upperRoman", "decimalZero", ...; decimal if unknown.
[[nodiscard]] std::string format_number(int number, std::string_view format);

class Numbering {
 public:
  /// @param numbering  numbering.xml;  @param styles  styles.xml (paragraph styles may carry numbers). Either may be empty.
  Numbering(const pugi::xml_document& numbering, const pugi::xml_document& styles);

  /// Counts the paragraph with these properties (<w:pPr>) and gives its number with what follows it, "Điều 5. " or "- "; empty
  /// if it has none. Must be called once for each paragraph, in order.
  [[nodiscard]] std::string next(const pugi::xml_node& paragraph_properties);

  /// The font that a paragraph or character style names; empty if none.
  [[nodiscard]] std::string style_font(std::string_view style) const;
  /// Does the style set capitals (w:caps)?
  [[nodiscard]] bool style_caps(std::string_view style) const;

 private:
  static constexpr int kLevels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal", text, suffix = "tab";
    bool legal = false;   // all numbers in it decimal
    int restart = -1;     // w:lvlRestart; 0 never restarts
  };
  using Levels = std::array<Level, kLevels>;
  struct List {
    std::string abstract_id;
    Levels levels;
    std::array<int, kLevels> start_override{};
    bool started = false;
  };
  struct Style {
    std::string based_on, font, num_id;
    int level = 0;
    bool caps = false;
  };
  struct Reference {
    std::string num_id;
    int level = 0;
  };

  static void read_level(const pugi::xml_node& node, Level& level);
  [[nodiscard]] Reference reference_of(const pugi::xml_node& properties) const;

  std::unordered_map<std::string, List> lists_;
  std::map<std::string, std::array<int, kLevels>> counters_;  // by abstract id; -1: not begun
  std::unordered_map<std::string, Style> styles_;
  std::string default_style_;
};

}  // namespace tracuu::readers::internal
