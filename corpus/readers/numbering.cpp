#include "corpus/readers/numbering.h"

#include <algorithm>

namespace tracuu::readers::internal {
namespace {

std::string roman(int number) {
  static constexpr std::array<std::pair<int, const char*>, 13> kParts = {{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                                                          {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"},
                                                                          {5, "V"}, {4, "IV"}, {1, "I"}}};
  std::string out;
  for (const auto& [value, letters] : kParts)
    for (; number >= value; number -= value) out += letters;
  return out;
}

std::string lower_ascii(std::string s) {
  for (char& c : s)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return s;
}

std::string value_of(const pugi::xml_node& parent, const char* child) { return parent.child(child).attribute("w:val").as_string(); }

bool is_on(const pugi::xml_node& node) {
  if (!node) return false;
  const std::string_view value = node.attribute("w:val").as_string("1");
  return value != "0" && value != "false" && value != "off";
}

}  // namespace

std::string format_number(int number, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (number > 0 && number < 4000 && format == "upperRoman") return roman(number);
  if (number > 0 && number < 4000 && format == "lowerRoman") return lower_ascii(roman(number));
  if (number > 0 && number <= 26 * 40 && (format == "lowerLetter" || format == "upperLetter")) {
    const char letter = static_cast<char>((format == "lowerLetter" ? 'a' : 'A') + (number - 1) % 26);
    return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), letter);  // a .. z, aa, bb: as Word does
  }
  if (format == "decimalZero" && number < 10) return "0" + std::to_string(number);
  return std::to_string(number);
}

void Numbering::read_level(const pugi::xml_node& node, Level& level) {
  if (const auto start = node.child("w:start")) level.start = start.attribute("w:val").as_int(1);
  if (const auto format = node.child("w:numFmt")) level.format = format.attribute("w:val").as_string("decimal");
  if (const auto text = node.child("w:lvlText")) level.text = text.attribute("w:val").as_string();
  if (const auto suffix = node.child("w:suff")) level.suffix = suffix.attribute("w:val").as_string("tab");
  if (const auto restart = node.child("w:lvlRestart")) level.restart = restart.attribute("w:val").as_int(-1);
  level.legal = is_on(node.child("w:isLgl"));
}

Numbering::Numbering(const pugi::xml_document& numbering, const pugi::xml_document& styles) {
  std::unordered_map<std::string, Levels> abstracts;
  const pugi::xml_node root = numbering.document_element();
  for (const auto& abstract : root.children("w:abstractNum")) {
    Levels& levels = abstracts[abstract.attribute("w:abstractNumId").as_string()];
    for (const auto& node : abstract.children("w:lvl")) {
      const int at = node.attribute("w:ilvl").as_int(-1);
      if (at >= 0 && at < kLevels) read_level(node, levels[static_cast<std::size_t>(at)]);
    }
  }
  for (const auto& num : root.children("w:num")) {
    List list;
    list.abstract_id = value_of(num, "w:abstractNumId");
    list.levels = abstracts[list.abstract_id];
    for (const auto& change : num.children("w:lvlOverride")) {
      const int at = change.attribute("w:ilvl").as_int(-1);
      if (at < 0 || at >= kLevels) continue;
      if (const auto level = change.child("w:lvl")) read_level(level, list.levels[static_cast<std::size_t>(at)]);
      if (const auto start = change.child("w:startOverride")) {
        list.start_override[static_cast<std::size_t>(at)] = 1;
        list.levels[static_cast<std::size_t>(at)].start = start.attribute("w:val").as_int(1);
      }
    }
    lists_.emplace(num.attribute("w:numId").as_string(), std::move(list));
  }
  for (const auto& node : styles.document_element().children("w:style")) {
    Style style;
    style.based_on = value_of(node, "w:basedOn");
    style.font = node.child("w:rPr").child("w:rFonts").attribute("w:ascii").as_string();
    style.caps = is_on(node.child("w:rPr").child("w:caps"));
    const auto reference = node.child("w:pPr").child("w:numPr");
    style.num_id = value_of(reference, "w:numId");
    style.level = reference.child("w:ilvl").attribute("w:val").as_int(0);
    const std::string id = node.attribute("w:styleId").as_string();
    if (std::string_view(node.attribute("w:type").as_string()) == "paragraph" && node.attribute("w:default").as_bool()) default_style_ = id;
    styles_.emplace(id, std::move(style));
  }
}

std::string Numbering::style_font(std::string_view id) const {
  std::string key(id.empty() ? default_style_ : id);
  for (int depth = 0; depth < 12; ++depth) {
    const auto style = styles_.find(key);
    if (style == styles_.end()) return {};
    if (!style->second.font.empty()) return style->second.font;
    key = style->second.based_on;
  }
  return {};
}

bool Numbering::style_caps(std::string_view id) const {
  std::string key(id);
  for (int depth = 0; depth < 12 && !key.empty(); ++depth) {
    const auto style = styles_.find(key);
    if (style == styles_.end()) return false;
    if (style->second.caps) return true;
    key = style->second.based_on;
  }
  return false;
}

Numbering::Reference Numbering::reference_of(const pugi::xml_node& properties) const {
  const auto own = properties.child("w:numPr");
  Reference reference;
  reference.num_id = value_of(own, "w:numId");
  reference.level = own.child("w:ilvl").attribute("w:val").as_int(-1);
  std::string key = value_of(properties, "w:pStyle");
  for (int depth = 0; depth < 12 && reference.num_id.empty() && !key.empty(); ++depth) {
    const auto style = styles_.find(key);
    if (style == styles_.end()) break;
    if (!style->second.num_id.empty()) {
      reference.num_id = style->second.num_id;
      if (reference.level < 0) reference.level = style->second.level;
    }
    key = style->second.based_on;
  }
  reference.level = std::clamp(reference.level, 0, kLevels - 1);
  return reference;
}

std::string Numbering::next(const pugi::xml_node& properties) {
  const Reference reference = reference_of(properties);
  if (reference.num_id.empty() || reference.num_id == "0") return {};  // 0 takes a style's number away
  const auto found = lists_.find(reference.num_id);
  if (found == lists_.end()) return {};
  List& list = found->second;
  const auto [entry, is_new] = counters_.try_emplace(list.abstract_id);
  auto& counters = entry->second;
  if (is_new) counters.fill(-1);
  const auto level_index = static_cast<std::size_t>(reference.level);
  if (!list.started) {
    list.started = true;
    for (std::size_t at = 0; at < kLevels; ++at)
      if (list.start_override[at] != 0) counters[at] = -1;
  }
  int& counter = counters[level_index];
  counter = counter < 0 ? list.levels[level_index].start : counter + 1;
  for (std::size_t below = level_index + 1; below < kLevels; ++below)
    if (list.levels[below].restart != 0) counters[below] = -1;

  const Level& level = list.levels[level_index];
  if (level.format == "bullet") return "- ";
  std::string out;
  for (std::size_t i = 0; i < level.text.size(); ++i) {
    if (level.text[i] != '%' || i + 1 >= level.text.size() || level.text[i + 1] < '1' || level.text[i + 1] > '9') {
      out += level.text[i];
      continue;
    }
    const auto part = static_cast<std::size_t>(level.text[++i] - '1');
    const Level& source = list.levels[part];
    const int number = counters[part] < 0 ? source.start : counters[part];
    out += format_number(number, level.legal ? std::string_view("decimal") : std::string_view(source.format));
  }
  if (!out.empty() && level.suffix != "nothing" && out.back() != ' ') out += ' ';
  return out;
}

}  // namespace tracuu::readers::internal
