#pragma once
/// What a question asks for, and which of its words only ask: these stand in no provision.
#include <string>
#include <vector>

namespace tracuu::language {

struct Question {
  bool definition = false;      ///< "... là gì", "định nghĩa của ...": the article that explains words is meant
  bool scope = false;           ///< mentions phạm vi điều chỉnh, đối tượng áp dụng or hiệu lực
  bool subject_of_act = false;  ///< "Luật ... quy định về điều gì?": its article on phạm vi điều chỉnh is meant
};

/// Reads the terms (lower case, tones placed, diacritics restored) and takes out of them what only asks: "được quy định như
/// thế nào", "đúng hay sai"; "thế nào là X" becomes "X là", which is how a definition is printed.
[[nodiscard]] Question understand_question(std::vector<std::string>& terms);

}  // namespace tracuu::language
