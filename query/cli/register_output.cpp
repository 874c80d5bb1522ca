#include "query/cli/register_output.h"

#include <algorithm>

namespace tracuu::cli {

using report::Msg;

tl::expected<registers::TableFile, std::string> read_register(const Context& context, const std::string& path) {
  using Code = registers::TableError::Code;
  auto table = registers::read_table(path);
  if (table) return std::move(*table);
  const auto& error = table.error();
  const std::string why = error.code == Code::damaged     ? context.say(Msg::table_damaged, error.detail)
                          : error.code == Code::too_large ? context.say(Msg::table_too_large, error.detail.empty() ? path : error.detail)
                          : error.code == Code::empty     ? context.say(Msg::table_empty)
                                                          : context.say(Msg::table_cannot_open);
  return tl::make_unexpected(context.say(Msg::table_unreadable, report::harmless(path), why));
}

Answer refused(const Context& context, const std::string& sentence, int code) {
  Answer answer;
  answer.err = "tracuu: " + context.say(Msg::error_word) + ": " + sentence + "\n";
  answer.code = code;
  return answer;
}

Answer answer_register(const Context& context, const report::RegisterReport& report, const AuditOutput& options) {
  auto look = look_of(context);
  if (!options.output.empty()) look.style.colour = false;
  Answer answer;
  const auto least = severity_of(options.fail_on);
  const bool fails = options.fail_on != "never" && std::any_of(report.rows.begin(), report.rows.end(), [&](const auto& row) { return row.severity >= least && row.severity != audit::Severity::info; });
  answer.code = fails ? nothing_found : done;
  if (options.format == "html") return refused(context, context.say(Msg::table_format_only, options.format), usage_error);
  if (options.format == "xlsx") {
    if (options.output.empty()) return failed(context, Msg::xlsx_needs_output, "xlsx");
    if (const auto written = report::register_xlsx(report, options.output); !written) return failed(context, Msg::cannot_write, options.output + ": " + written.error());
  } else {
    auto bytes = options.format == "json"    ? report::register_json(report)
                 : options.format == "jsonl" ? report::register_jsonl(report)
                 : options.format == "csv"   ? report::register_csv(report)
                                             : report::register_text(report, look);
    if (options.output.empty()) {
      answer.out = std::move(bytes);
      return answer;
    }
    if (!write_file(options.output, bytes)) return failed(context, Msg::cannot_write, options.output);
  }
  answer.out = context.say(Msg::register_written, options.output, report.rows.size()) + "\n";
  for (const auto& note : report.notes) answer.out += note + "\n";
  return answer;
}

}  // namespace tracuu::cli
