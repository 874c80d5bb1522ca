#pragma once
/// Pinpoints in their two spellings: "D5.k2.a" as citations write them (eval/GUIDE), "dieu_5/khoan_2/diem_a" as ids and the
/// paths of provisions do (DOMAIN.md 3.2). One function each way; every pinpoint of the short form survives the round trip.
#include <string>
#include <string_view>

namespace tracuu::resolve {

/// "D5.k2.đ" -> "dieu_5/khoan_2/diem_dd"; "D5-D9" -> "dieu_5..dieu_9"; "PL2.M3.9" -> "phu-luc_2/muc_3.9"; "SII.1" ->
/// "muc_II/khoan_1". Parts without a label ("PL", "D" of "Điều này") give the unit alone ("phu-luc"). Unknown parts are kept
/// as they are, in lower case ASCII.
[[nodiscard]] std::string pinpoint_path(std::string_view pinpoint);

/// The same as it stands in a canonical id: annexes, chapters, sections and parts with Arabic labels, so that one provision has
/// one id however it is printed: "PLII.MIII.9" -> "phu-luc_2/muc_3.9", "Smục 1, phần III" -> "phan_3/muc_1".
[[nodiscard]] std::string pinpoint_id(std::string_view pinpoint);

/// The way back: "dieu_5/khoan_2/diem_dd" -> "D5.k2.đ".
[[nodiscard]] std::string pinpoint_of_path(std::string_view path);

/// "dieu_5/khoan_2/diem_dd" -> "điểm đ khoản 2 Điều 5": the order in which Vietnamese law cites (smallest unit first).
[[nodiscard]] std::string pinpoint_words(std::string_view path);

/// True if the provision `inner` is `outer` or lies within it; `outer` may be a range ("dieu_5..dieu_9" holds
/// "dieu_7/khoan_1"). Roman and arabic labels of annexes and sections are equal ("phu-luc_II", "phu-luc_2").
[[nodiscard]] bool path_within(std::string_view inner, std::string_view outer);

}  // namespace tracuu::resolve
