#pragma once
/// What the readers say of a file, in the words of whoever runs the program: why it was left out and what to do about it, and the
/// damage that was passed over. The readers give stable codes and English; here they become sentences of the table of messages.
#include <string>
#include <string_view>

#include "query/report/messages.h"

namespace tracuu::report {

/// "the PDF is encrypted; save it without a password".
///
/// @param code    readers::code_name, readers::reason_name, or a code of the index's run
/// @param what    the reader's own English words, told in English because they say more than the code; may be empty
/// @param detail  bare words: packages to install, number of pages, a limit, another path; may be empty
[[nodiscard]] std::string unread_words(Language language, std::string_view code, std::string_view what, std::string_view detail);

/// The reason alone, for counts: "tệp hỏng hoặc bị cắt cụt". A code that is not known is given back as it is.
[[nodiscard]] std::string unread_reason(Language language, std::string_view code);

/// A note of the readers ("12 tracked deletions were left out") in the user's language; one that is not known stays as it is.
[[nodiscard]] std::string note_words(Language language, std::string_view english);

}  // namespace tracuu::report
