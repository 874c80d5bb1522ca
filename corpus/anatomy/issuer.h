#pragma once
/// Names of issuing bodies: from the capitals of a header to the form a citation uses. Internal to the room.
#include <string>
#include <string_view>
#include <vector>

namespace tracuu::anatomy {

/// "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI" -> "Ủy ban nhân dân thành phố Hà Nội"; names the registry knows are spelled as there.
[[nodiscard]] std::string body_name(std::string_view words);

/// The lines of a header's left column, joined into bodies, outermost first:
/// {"BAN CHẤP HÀNH", "TRUNG ƯƠNG", "VĂN PHÒNG"} -> {"BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"}. Repeats are dropped.
[[nodiscard]] std::vector<std::string> join_bodies(const std::vector<std::string>& lines);

/// The body that issues, named so that it stands alone: {"UBND TỈNH LÀO CAI", "SỞ CÔNG THƯƠNG"} -> "Sở Công Thương tỉnh Lào Cai".
/// `place` is the one of the date line ("Gia Lai"); it completes "ỦY BAN NHÂN DÂN TỈNH".
[[nodiscard]] std::string issuer_name(const std::vector<std::string>& bodies, std::string_view place);

/// A line that begins with the name of a body ("BỘ TÀI CHÍNH", "UBND TỈNH"), in any case.
[[nodiscard]] bool begins_body(std::string_view line);

/// A line that begins with an office or body that enacts: "BỘ TRƯỞNG BỘ ...", "CHỦ TỊCH", "QUỐC HỘI".
[[nodiscard]] bool begins_office(std::string_view line);

}  // namespace tracuu::anatomy
