#pragma once
/// Every sentence that a user reads, in Vietnamese and English, in one table (messages.def).
///
/// Libraries return codes and values; the shells turn them into sentences here. A message is a {fmt} string; both languages
/// take the same arguments (a test checks it). docs/messages lists the table for translators.
#include <string>
#include <string_view>

#include <fmt/core.h>
#include <fmt/format.h>

namespace tracuu::report {

enum class Language { vi, en };

enum class Msg {
#define TRACUU_MESSAGE(id, vi, en) id,
#include "query/report/messages.def"
#undef TRACUU_MESSAGE
  count
};

/// The message's text with its placeholders.
[[nodiscard]] std::string_view text(Msg id, Language language);
/// The identifier in the table: "unknown_command".
[[nodiscard]] std::string_view name(Msg id);

/// The message with its arguments filled in.
template <typename... Args>
[[nodiscard]] std::string say(Language language, Msg id, Args&&... args) {
  return fmt::format(fmt::runtime(text(id, language)), std::forward<Args>(args)...);
}

}  // namespace tracuu::report
