"""Faults that can be put into a document by editing its text, one function a kind, and the acts that they cite.

A plant is (text, begin, end): the text with the fault and the characters that hold it. Nothing where the text has no place for
it. `WORLD` are acts made up for the purpose, with numbers that no real act bears: they stand in the index, so that provisions,
ends and titles can be cited wrongly.
"""
import re

DECREES = [("15/2020/NĐ-CP", "03 tháng 02 năm 2020"), ("30/2020/NĐ-CP", "05 tháng 3 năm 2020"), ("61/2018/NĐ-CP", "23 tháng 4 năm 2018"),
           ("45/2020/NĐ-CP", "08 tháng 4 năm 2020"), ("154/2020/NĐ-CP", "31 tháng 12 năm 2020"), ("63/2010/NĐ-CP", "08 tháng 6 năm 2010")]
PARTY = [("27-NQ/TW", "21 tháng 5 năm 2018"), ("26-NQ/TW", "19 tháng 5 năm 2018"), ("18-NQ/TW", "25 tháng 10 năm 2017"), ("19-NQ/TW", "25 tháng 10 năm 2017")]
USES = ["khi xử lý hồ sơ", "trong quá trình kiểm tra", "khi lập dự toán hằng quý", "đối với hồ sơ nộp trực tuyến", "khi trả lời kiến nghị của cử tri"]
ACTORS = ["Cơ quan chủ trì", "Đơn vị đầu mối", "Bộ phận tiếp nhận", "Tổ giúp việc", "Phòng chuyên môn"]

# --- acts of the index -----------------------------------------------------------------------------------------------


def state_act(kind, number, issuer, place, day, title, body, head):
    return (f"{head}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: {number}\n{place}, ngày {day}\n\n{kind}\n{title}\n\n"
            f"Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n{issuer} ban hành văn bản sau đây:\n\n{body}\n\nNơi nhận:\n- Các bộ, ngành;\n- Lưu: VT.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Mẫu\n")


def articles(count, effect=""):
    words = ["kho lưu trữ", "sổ theo dõi", "phiếu hẹn", "biên bản", "tờ khai", "giấy giới thiệu"]
    made = []
    for n in range(1, count + 1):
        word = words[n % len(words)]
        made.append(f"Điều {n}. Yêu cầu đối với {word}\n1. Đơn vị lập {word} theo mẫu thống nhất:\na) Ghi đủ các cột;\nb) Có chữ ký của người lập;\nc) Nộp trong ngày làm việc.\n2. Đơn vị kiểm tra {word} mỗi tháng.\n3. Kết quả được lưu cùng {word}.")
    made.append(f"Điều {count + 1}. Hiệu lực thi hành\n{effect}")
    return "\n\n".join(made)


def circular(number, day, title, body):
    return state_act("THÔNG TƯ", number, "Bộ trưởng Bộ Tài chính", "Hà Nội", day, title, body, "BỘ TÀI CHÍNH")


def decree(number, day, title, body):
    return state_act("NGHỊ ĐỊNH", number, "Chính phủ", "Hà Nội", day, title, body, "CHÍNH PHỦ")


def decision(number, day, title, body, province="Lạng Sơn"):
    return state_act("QUYẾT ĐỊNH", number, f"Ủy ban nhân dân tỉnh {province}", province, day, title, body, f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}")


def law(number, day, title, body):
    return (f"QUỐC HỘI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nLuật số: {number}\nHà Nội, ngày {day}\n\nLUẬT\n{title}\n\n"
            f"Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành Luật {title.capitalize()}.\n\n{body}\n\nCHỦ TỊCH QUỐC HỘI\nNguyễn Văn Mẫu\n")


WORLD = {
    "880-2019-TT-BTC.txt": circular("880/2019/TT-BTC", "12 tháng 4 năm 2019", "Quy định chế độ báo cáo kho lưu trữ giấy tờ thu phí", articles(11, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2019.")),
    "881-2019-TT-BTC.txt": circular("881/2019/TT-BTC", "15 tháng 4 năm 2019", "Quy định việc kiểm kê ấn chỉ tại điểm thu", articles(11, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2019.")),
    "882-2020-TT-BTC.txt": circular("882/2020/TT-BTC", "02 tháng 3 năm 2020", "Bãi bỏ một phần văn bản về kiểm kê ấn chỉ",
                                    "Điều 1. Bãi bỏ Điều 7 Thông tư số 881/2019/TT-BTC ngày 15 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính quy định việc kiểm kê ấn chỉ tại điểm thu.\n\n"
                                    "Điều 2. Hiệu lực thi hành\nThông tư này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2020."),
    "883-2018-TT-BTC.txt": circular("883/2018/TT-BTC", "20 tháng 8 năm 2018", "Quy định mẫu sổ theo dõi hóa đơn viết tay", articles(7, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 10 năm 2018.")),
    "884-2020-TT-BTC.txt": circular("884/2020/TT-BTC", "10 tháng 4 năm 2020", "Quy định mẫu sổ theo dõi hóa đơn",
                                    articles(7, "1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2020.\n2. Thông tư này thay thế Thông tư số 883/2018/TT-BTC ngày 20 tháng 8 năm 2018 của Bộ trưởng Bộ Tài chính.")),
    "885-2019-ND-CP.txt": decree("885/2019/NĐ-CP", "18 tháng 9 năm 2019", "Quy định việc kiểm định thiết bị cân tại chợ", articles(9, "Nghị định này có hiệu lực thi hành kể từ ngày 05 tháng 11 năm 2019.")),
    "886-2020-NQ-CP.txt": state_act("NGHỊ QUYẾT", "886/2020/NQ-CP", "Chính phủ", "Hà Nội", "11 tháng 5 năm 2020", "Về việc tạm ngưng hiệu lực Nghị định số 885/2019/NĐ-CP",
                                    "Điều 1. Tạm ngưng hiệu lực thi hành Nghị định số 885/2019/NĐ-CP ngày 18 tháng 9 năm 2019 của Chính phủ kể từ ngày 01 tháng 6 năm 2020.\n\nĐiều 2. Hiệu lực thi hành\nNghị quyết này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2020.", "CHÍNH PHỦ"),
    "887-2020-ND-CP.txt": decree("887/2020/NĐ-CP", "21 tháng 12 năm 2020", "Quy định lộ trình thay thế phương tiện đo", articles(9, "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2035.")),
    "8802-QD-TTg.txt": state_act("QUYẾT ĐỊNH", "8802/QĐ-TTg", "Thủ tướng Chính phủ", "Hà Nội", "14 tháng 10 năm 2019", "Về việc ban hành Quy chế phối hợp quản lý kho số liệu chợ đầu mối",
                                 "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp quản lý kho số liệu chợ đầu mối.\n\nĐiều 2. Hiệu lực thi hành\nQuyết định này có hiệu lực thi hành kể từ ngày ký.\n\nĐiều 3. Tổ chức thực hiện\nCác bộ, ngành chịu trách nhiệm thi hành Quyết định này.",
                                 "THỦ TƯỚNG CHÍNH PHỦ") +
    "\nQUY CHẾ\nPhối hợp quản lý kho số liệu chợ đầu mối\n(Ban hành kèm theo Quyết định số 8802/QĐ-TTg ngày 14 tháng 10 năm 2019 của Thủ tướng Chính phủ)\n\n" +
    "\n\n".join(f"Điều {n}. Nội dung phối hợp thứ {n}\nCác bên gửi số liệu cho đơn vị đầu mối đúng hạn." for n in range(1, 21)) + "\n",
    "888-2018-QH14.txt": law("888/2018/QH14", "15 tháng 6 năm 2018", "QUẢN LÝ KHO DỰ TRỮ MUỐI ĂN", articles(9, "Luật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2019.")),
    "889-2022-QH15.txt": law("889/2022/QH15", "16 tháng 6 năm 2022", "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT QUẢN LÝ KHO DỰ TRỮ MUỐI ĂN",
                             "Điều 1. Sửa đổi, bổ sung một số điều của Luật Quản lý kho dự trữ muối ăn số 888/2018/QH14\n1. Sửa đổi, bổ sung khoản 2 Điều 4 như sau:\n“2. Đơn vị kiểm tra sổ mỗi quý.”\n\n"
                             "Điều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2023."),
    "8803-2020-QD-UBND.txt": decision("8803/2020/QĐ-UBND", "14 tháng 4 năm 2020", "Quy định mức thu dịch vụ trông giữ xe tại chợ", articles(5, "Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2020.")),
}

# --- where plants go -------------------------------------------------------------------------------------------------


def body_place(text):
    """The start of the last article: a heading, no line that begins with the words of a reference."""
    starts = [m.start() for m in re.finditer(r"^Điều \d+\. ", text, re.M)]
    return starts[-1] if len(starts) >= 2 else None


def basis_place(text):
    """The start of the last "Căn cứ" of the preamble."""
    first = re.search(r"^Điều 1\b", text, re.M)
    bases = [m.start() for m in re.finditer(r"^Căn cứ ", text, re.M) if first and m.start() < first.start()]
    return bases[-1] if len(bases) >= 2 else None


def own_day(text):
    """Day, month and year of the document's head."""
    found = re.search(r",\s*\*?\s*ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(20\d\d)", text[:2500])
    return tuple(int(part) for part in found.groups()) if found else None


def filled(sentence, text):
    """<next>: the year after the document's own; <day>: its own day."""
    day = own_day(text)
    if day is None:
        return None if "<" in sentence else sentence
    return sentence.replace("<next>", str(day[2] + 1)).replace("<day>", f"ngày {day[0]:02d} tháng {day[1]:02d} năm {day[2]}")


def in_body(words):
    """A kind whose plant is a sentence of its own in the body."""
    def plant(text, rng):
        at = body_place(text)
        sentence = filled(words(rng), text)
        if at is None or sentence is None:
            return None
        return text[:at] + sentence + "\n\n" + text[at:], at, at + len(sentence)
    return plant


def in_bases(words):
    def plant(text, rng):
        at = basis_place(text)
        sentence = filled(words(rng), text)
        if at is None or sentence is None:
            return None
        return text[:at] + sentence + "\n" + text[at:], at, at + len(sentence)
    return plant


def applies(words):
    """A sentence that applies an act: `words(rng)` names it."""
    return in_body(lambda rng: f"{rng.choice(ACTORS)} áp dụng {words(rng)} {rng.choice(USES)}.")


def number_of(text):
    """The document's own number and where it stands."""
    found = re.search(r"[Ss]ố: *(\d+/20\d\d/[^\s,;]+)", text[:2500])
    return found if found and "Căn cứ" not in text[:found.start()] else None


# --- kinds -----------------------------------------------------------------------------------------------------------


def unissued(rng, kind="QĐ-UBND", year=2019):
    """Number and day of an act that nobody issued; a number always has the same day, whoever cites it."""
    n = rng.randint(3100, 99999)
    return f"{n}/{year}/{kind} ngày {10 + n % 19} tháng {2 + n % 10} năm {year}"


def of_the_centre(kind):
    """In documents of a locality "QĐ-UBND" is that locality's."""
    return lambda text, rng: None if re.search("/(QĐ-UBND|NQ-HĐND)", number_of(text).group(1)) else kind(text, rng)


def other_day(day, rng):
    d, rest = day.split(" ", 1)
    return f"{(int(d) + rng.randint(1, 25)) % 27 + 1:02d} {rest}" if int(d) != 31 else f"{rng.randint(1, 28):02d} {rest}"


def a_decree(rng, tail=True):
    number, day = rng.choice(DECREES)
    return f"Nghị định số {number} ngày {day}" + (" của Chính phủ" if tail else "")


def date_mismatch(rng):
    number, day = rng.choice(DECREES)
    wrong = day
    while wrong == day:
        wrong = other_day(day, rng)
    return f"Nghị định số {number} ngày {wrong} của Chính phủ"


def date_impossible(rng):
    number, day = rng.choice(DECREES)
    return f"Nghị định số {number} ngày {rng.choice(['31 tháng 4', '30 tháng 02', '31 tháng 9', '32 tháng 5', '12 tháng 13', '00 tháng 6'])} năm {number.split('/')[1]} của Chính phủ"


def date_internal(text, rng):
    at = body_place(text)
    if at is None:
        return None
    number, year, month = rng.randint(4000, 99999), rng.randint(2014, 2019), rng.randint(2, 11)
    one, two = rng.sample(range(1, 29), 2)
    name = f"Quyết định số {number}/QĐ-BXD ngày"
    sentence = f"{rng.choice(ACTORS)} áp dụng {name} {one} tháng {month} năm {year} của Bộ Xây dựng {rng.choice(USES)}. Mẫu phiếu lấy theo {name} {two} tháng {month} năm {year} của Bộ Xây dựng."
    return text[:at] + sentence + "\n\n" + text[at:], at, at + len(sentence)


def beyond_series(rng):
    year = rng.choice([2015, 2016, 2018])
    n = rng.randint(400, 9000)  # the same number has the same day, whoever cites it
    return f"Nghị định số {n}/{year}/NĐ-CP ngày {10 + n % 19} tháng {2 + n % 10} năm {year} của Chính phủ"


def backward(text, rng):
    """Ends an act of the same kind and issuer that is a year younger."""
    number = number_of(text)
    symbol = number.group(1).split("/")[-1] if number else ""
    kind = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định", "NQ": "Nghị quyết"}.get(symbol.split("-")[0])
    if not kind:
        return None
    return in_body(lambda r: f"Bãi bỏ {kind} số {r.randint(3100, 99999)}/<next>/{symbol} ngày {r.randint(10, 28)} tháng 11 năm <next>.")(text, rng)


def misspelt(rng):
    number, day = rng.choice(DECREES)
    wrong = rng.choice([number.replace("NĐ-CP", "ND-CP"), number.replace("NĐ-CP", "NĐCP"), number.replace("/NĐ", "NĐ"), number.replace("/NĐ-CP", "-NĐ/CP"), number.replace("NĐ-CP", "NĐ/CP")])
    return f"Nghị định số {wrong} ngày {day} của Chính phủ"


def recognised(rng):
    number, day = rng.choice(DECREES)
    party, party_day = rng.choice(PARTY)
    return rng.choice([f"Nghị định số {number.replace('CP', 'СР')} ngày {day} của Chính phủ", f"Quyết định số {rng.randint(11, 60)}/2020/QĐ-ƯBND ngày {rng.randint(10, 28)} tháng 7 năm 2020 của Ủy ban nhân dân tỉnh Lào Cai"])


def missing_provision(rng):
    place = rng.choice([f"Điều {rng.randint(13, 40)}", f"khoản {rng.randint(4, 9)} Điều {rng.randint(1, 11)}", f"điểm {rng.choice('dđeg')} khoản 1 Điều {rng.randint(1, 11)}"])
    return f"{place} Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính"


def alias_conflict(text, rng):
    at = body_place(text)
    if at is None:
        return None
    one, two = rng.sample(DECREES, 2)
    name = f"(sau đây gọi tắt là Nghị định {rng.choice(['khung', 'chung', 'nền', 'gốc'])})"
    sentence = f"{rng.choice(ACTORS)} áp dụng Nghị định số {one[0]} ngày {one[1]} của Chính phủ {name}. Biểu mẫu lấy theo Nghị định số {two[0]} ngày {two[1]} của Chính phủ {name}."
    return text[:at] + sentence + "\n\n" + text[at:], at, at + len(sentence)


def alias_typo(rng):
    number, day = rng.choice(DECREES)
    serial, rest = number.split("/", 1)
    return f"Nghị định số {number} ngày {day} của Chính phủ (sau đây gọi tắt là Nghị định số {int(serial) + rng.randint(301, 340)}/{rest})"


def alias_undefined(text, rng):
    at = body_place(text)
    if at is None:
        return None
    serial, year = rng.randint(301, 620), rng.randint(2012, 2019)
    sentence = f"{rng.choice(ACTORS)} lập danh mục theo Nghị định {serial} {rng.choice(USES)}. Mẫu biểu lấy theo Nghị định số {serial}/{year}/NĐ-CP ngày {rng.randint(10, 28)} tháng 5 năm {year} của Chính phủ."
    return text[:at] + sentence + "\n\n" + text[at:], at, at + len(sentence)


def dangling(text, rng):
    number = number_of(text)
    if not number or re.search("kèm theo", text):
        return None
    own = number.group(1)
    other = "Thông tư" if "/NĐ-CP" in own else "Nghị định"
    if f"{other} số" in text[max(0, (body_place(text) or 0) - 1500):body_place(text) or 0]:
        return None
    return in_body(lambda r: f"{r.choice(ACTORS)} thực hiện đúng các quy định của {other} này {r.choice(USES)}.")(text, rng)


def year_mismatch(rng):
    return f"Quyết định số {rng.randint(4000, 99999)}/2012/QĐ-BTC ngày {rng.randint(10, 28)} tháng {rng.randint(3, 11)} năm {rng.choice([2010, 2013, 2014])} của Bộ Tài chính"


def self_basis(text, rng):
    number = number_of(text)
    if not number or not own_day(text):
        return None
    symbol = number.group(1).split("/")[-1]
    kind = {"QĐ": "Quyết định", "TT": "Thông tư", "NĐ": "Nghị định", "NQ": "Nghị quyết"}.get(symbol.split("-")[0])
    return in_bases(lambda r: f"Căn cứ {kind} số {number.group(1)} <day>;")(text, rng) if kind else None


def no_id(text, rng):
    number = number_of(text)
    return (text[:number.start(1)] + "    " + text[number.start(1):].split("/", 1)[1].join(["/", ""]), 0, 3000) if number else None


def header_conflict(text, rng):
    head = re.search(r"^\W*(QUYẾT ĐỊNH|THÔNG TƯ|NGHỊ ĐỊNH|NGHỊ QUYẾT)\W*$", text[:2500], re.M)
    number = number_of(text)
    if not head or not number or head.start() < number.end():
        return None
    own = head.group(1)
    other = rng.choice([k for k in ("QUYẾT ĐỊNH", "THÔNG TƯ", "NGHỊ ĐỊNH", "CHỈ THỊ") if k != own])
    return text[:head.start(1)] + other + text[head.end(1):], 0, 3000


def truncated(text, rng):
    """An article is taken out of the middle."""
    starts = [m.start() for m in re.finditer(r"^Điều \d+\.", text, re.M)]
    numbers = [int(re.match(r"Điều (\d+)", text[s:]).group(1)) for s in starts]
    if len(starts) < 6 or numbers != list(range(1, len(numbers) + 1)) or re.search("kèm theo|sửa đổi, bổ sung", text[:4000]):
        return None
    i = rng.randint(2, len(starts) - 3)
    return text[:starts[i]] + text[starts[i + 1]:], starts[i], starts[i] + 200


def encoding(text, rng):
    at = body_place(text)
    if at is None or "Ƣ" in text or "ƣ" in text or "Ð" in text:
        return None
    made = text[at:].replace("ư", "ƣ", 3)
    return (text[:at] + made, 0, len(text)) if made != text[at:] else None


def basis_missing(text, rng):
    """The law on local government is taken out of a provincial norm's bases."""
    number = number_of(text)
    if not number or "UBND" not in number.group(1) and "HĐND" not in number.group(1):
        return None
    lines = [m for m in re.finditer(r"^Căn cứ [^\n]*(?:\n(?!Căn cứ)[^\n]*)*?;[ \t]*$", text, re.M)]
    gone = [m for m in lines if re.search("[Tt]ổ chức [Cc]hính quyền địa phương", m.group(0))]
    if not gone or len(lines) - len(gone) < 2:
        return None
    for m in reversed(gone):
        text = text[:m.start()] + text[m.end():].lstrip("\n")
    if re.search("[Tt]ổ chức\\s+[Cc]hính\\s+quyền\\s+địa\\s+phương", text[:4000]):
        return None
    return text, 0, 4000


def defunct(text, rng):
    day = own_day(text)
    if not day or (day[2], day[1]) < (2025, 7):
        return None
    who = rng.choice(["Ủy ban nhân dân các quận, huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố", "UBND các huyện", "Ủy ban nhân dân cấp huyện"])
    return in_body(lambda r: f"{who} có trách nhiệm tổ chức thực hiện và báo cáo kết quả {r.choice(['trước ngày 15 hằng tháng', 'theo từng quý', 'về cơ quan thường trực'])}.")(text, rng)


def lower_rank(text, rng):
    number = number_of(text)
    if not number or not re.search("/(NĐ-CP|QĐ-TTg|TT-)", number.group(1)):
        return None
    return in_bases(lambda r: f"Căn cứ Quyết định số {unissued(r)} của Ủy ban nhân dân tỉnh Lào Cai;")(text, rng)


def amendment_omitted(text, rng):
    """A law that was amended before, named without what amended it, in a norm that is younger than the duty to name it."""
    day, number = own_day(text), number_of(text)
    if not day or not number or (day[2], day[1]) < (2025, 4) or not re.search("/(NĐ-CP|NQ-CP|QĐ-TTg|TT-|QĐ-UBND|NQ-HĐND)", number.group(1)):
        return None
    # A bare name is sure only where the table of laws' names has it: real laws that laws of the folder amend, where the text does not name them.
    bare = [name for name in ("Luật Phí và lệ phí", "Luật An toàn thông tin mạng") if name.lower() not in text.lower()]
    made = [f"Luật Quản lý kho dự trữ muối ăn{form}" for form in (" số 888/2018/QH14 ngày 15 tháng 6 năm 2018", " số 888/2018/QH14", " ngày 15 tháng 6 năm 2018", " năm 2018")]
    return in_bases(lambda r: f"Căn cứ {r.choice(made + bare)};")(text, rng)


def unauthorized(text, rng):
    number = number_of(text)
    if not number or "/NĐ-CP" in number.group(1) or re.search("/(NQ-CP|QH|UBTVQH)", number.group(1)):
        return None
    return in_body(lambda r: f"Bãi bỏ {a_decree(r)}.")(text, rng)


KINDS = {
    "CIT-UNRESOLVED": applies(beyond_series),
    "CIT-AMBIGUOUS": in_body(lambda r: f"{r.choice(ACTORS)} lưu văn bản số {r.choice(['93/2015/QH13', '26/2008/QH12', '55/2010/QH12', '95/2015/QH13', '37/2009/QH12'])} vào tập {r.randint(2, 90)}."),
    "CIT-TYPE-MISMATCH": applies(lambda r: f"{r.choice(['Thông tư', 'Quyết định', 'Nghị quyết'])} số {' ngày '.join(r.choice(DECREES))}"),
    "CIT-ISSUER-MISMATCH": applies(lambda r: f"{a_decree(r, False)} của {r.choice(['Thủ tướng Chính phủ', 'Quốc hội', 'Bộ Tài chính', 'Ủy ban Thường vụ Quốc hội'])}"),
    "CIT-BODY-MISMATCH": in_body(lambda r: f"{r.choice(ACTORS)} quán triệt Nghị quyết số {' ngày '.join(r.choice(PARTY))} của {r.choice(['Bộ Chính trị', 'Ban Bí thư'])} trong đơn vị."),
    "CIT-DATE-MISMATCH": applies(date_mismatch),
    "CIT-DATE-INTERNAL": date_internal,
    "CIT-DATE-IMPOSSIBLE": applies(date_impossible),
    "CIT-YEAR-MISMATCH": applies(year_mismatch),
    "CIT-TERM-MISMATCH": in_body(lambda r: f"{r.choice(ACTORS)} quán triệt Nghị quyết số {' ngày '.join(r.choice(PARTY))} của Ban Chấp hành Trung ương Đảng khóa {r.choice(['IX', 'X', 'XI', 'XIII'])} trong đơn vị."),
    "CIT-FUTURE": applies(lambda r: f"Quyết định số {r.randint(4000, 99999)}/QĐ-BTC ngày {r.randint(10, 28)} tháng 11 năm <next> của Bộ Tài chính"),
    "CIT-SAMEDAY": applies(lambda r: f"Quyết định số {r.randint(4000, 99999)}/QĐ-BTC <day> của Bộ Tài chính"),
    "CIT-MALFORMED": applies(misspelt),
    "CIT-OCR-SUSPECT": applies(recognised),
    "CIT-PIN-NOTFOUND": applies(missing_provision),
    "CIT-PIN-LETTER": applies(lambda r: f"điểm {r.choice('fjwz')} khoản {r.randint(1, 3)} Điều {r.randint(2, 9)} Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính"),
    "CIT-PIN-ORDER": applies(lambda r: f"Điều {r.randint(2, 9)} khoản {r.randint(1, 3)} Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính"),
    "CIT-PIN-COMPONENT": applies(lambda r: f"Điều {r.randint(4, 20)} Quyết định số 8802/QĐ-TTg ngày 14 tháng 10 năm 2019 của Thủ tướng Chính phủ"),
    "CIT-MISSING-NUMBER": applies(lambda r: f"{r.choice(['Nghị định', 'Thông tư'])} {r.randint(731, 879)}"),
    "CIT-MISSING-DATE": applies(lambda r: f"Quyết định số {r.randint(2400, 9000)}/QĐ-{r.choice(['TTg', 'BTC', 'BNV'])}"),
    "CIT-MISSING-ISSUER": of_the_centre(applies(lambda r: f"Quyết định số {r.randint(61, 99)}/2016/QĐ-UBND")),
    "CIT-TITLE-MISMATCH": in_bases(lambda r: f"Căn cứ Thông tư số 880/2019/TT-BTC ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính {r.choice(['hướng dẫn tiêu chuẩn nghiệp vụ chuyên ngành thú y thủy sản', 'quy định về đào tạo lái xe ô tô hạng nặng', 'quy định giá tính tiền bồi thường cây trồng lâu năm'])};"),
    "CIT-ALIAS-UNDEFINED": alias_undefined,
    "CIT-ALIAS-CONFLICT": alias_conflict,
    "CIT-ALIAS-TYPO": applies(alias_typo),
    "CIT-DANGLING-THIS": dangling,
    "CIT-REPEALED": applies(lambda r: r.choice([f"Điều {r.randint(1, 7)} ", "khoản 1 Điều 3 ", "mẫu sổ tại "]) + "Thông tư số 883/2018/TT-BTC ngày 20 tháng 8 năm 2018 của Bộ trưởng Bộ Tài chính"),
    "CIT-PARTIAL-REPEALED": applies(lambda r: f"{r.choice(['', 'khoản 1 ', 'điểm b khoản 1 ', 'khoản 2 '])}Điều 7 Thông tư số 881/2019/TT-BTC ngày 15 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính"),
    "CIT-SUSPENDED": applies(lambda r: f"Điều {r.randint(1, 8)} Nghị định số 885/2019/NĐ-CP ngày 18 tháng 9 năm 2019 của Chính phủ"),
    "CIT-NOT-YET-EFFECTIVE": in_bases(lambda r: "Căn cứ Nghị định số 887/2020/NĐ-CP ngày 21 tháng 12 năm 2020 của Chính phủ quy định lộ trình thay thế phương tiện đo;"),
    "BAS-EXPIRED": in_bases(lambda r: r.choice(["Căn cứ Luật Đất đai số 13/2003/QH11 ngày 26 tháng 11 năm 2003;", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 17/2008/QH12 ngày 03 tháng 6 năm 2008;",
                                                "Căn cứ Thông tư số 883/2018/TT-BTC ngày 20 tháng 8 năm 2018 của Bộ trưởng Bộ Tài chính;"])),
    "BAS-NON-NORMATIVE": in_bases(lambda r: f"Căn cứ {r.choice(['Công văn số %d/BTC-NSNN', 'Thông báo số %d/TB-VPCP', 'Kế hoạch số %d/KH-BTC']) % r.randint(100, 4000)} ngày {r.randint(10, 28)} tháng 3 năm 2015;"),
    "BAS-PARTY-IN-STATE": in_bases(lambda r: f"Căn cứ Nghị quyết số {' ngày '.join(r.choice(PARTY))} của Ban Chấp hành Trung ương;"),
    "BAS-LOWER-RANK": lower_rank,
    "BAS-MISSING": basis_missing,
    "BAS-AMEND-OMITTED": amendment_omitted,
    "GRF-SELF": self_basis,
    "GRF-REPLACE-BACKWARD": backward,
    "GRF-UNAUTHORIZED-REPEAL": unauthorized,
    "LOC-DEFUNCT-UNIT": defunct,
    "LOC-WRONG-PROVINCE": applies(lambda r: f"Quyết định số 8803/2020/QĐ-UBND ngày 14 tháng 4 năm 2020 của Ủy ban nhân dân tỉnh {r.choice(['Cao Bằng', 'Nghệ An', 'Quảng Ninh', 'Sơn La'])}"),
    "COR-NO-ID": no_id,
    "COR-HEADER-CONFLICT": header_conflict,
    "COR-TRUNCATED": truncated,
    "COR-ENCODING": encoding,
}

# --- faults between documents ------------------------------------------------------------------------------------------


def party_act(head, number, place_and_day, kind, title, body):
    return f"{head}\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố {number}\n{place_and_day}\n\n{kind}\n{title}\n-----\n{body}\n\nNơi nhận:\n- Các ban đảng;\n- Lưu.\nT/M CẤP ỦY\nBÍ THƯ\nLê Văn Mẫu\n"


def invented_words(rng, sentences=120):
    """A text that shares hardly any run of words with another."""
    nouns = ["khoảnh rừng", "bến đò", "lò gạch", "vườn ươm", "trạm bơm", "kho muối", "bãi cát", "chợ phiên", "xưởng mộc", "giếng khoan"]
    verbs = ["đo đạc", "cắm mốc", "lập phiếu", "kiểm kê", "sửa chữa", "bàn giao", "niêm phong", "ghi sổ"]
    return " ".join(f"{rng.choice(nouns).capitalize()} {rng.randint(1, 9999)} do tổ {rng.randint(1, 9999)} {rng.choice(verbs)} vào tuần {rng.randint(1, 9999)}." for _ in range(sentences))


def serial(i):
    """Numbers from 20,000 on: no act bears them."""
    return 20000 + i


def cycle(i, rng):
    one, two = f"{serial(i)}/2019/TT-BTC", f"{serial(i)}/2019/TT-BXD"
    first = circular(one, "12 tháng 4 năm 2019", "Quy định lập sổ kho", f"Căn cứ Thông tư số {two} ngày 13 tháng 4 năm 2019 của Bộ trưởng Bộ Xây dựng;\n\n" + articles(2, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2019."))
    second = state_act("THÔNG TƯ", two, "Bộ trưởng Bộ Xây dựng", "Hà Nội", "13 tháng 4 năm 2019", "Quy định lập sổ bãi",
                       f"Căn cứ Thông tư số {one} ngày 12 tháng 4 năm 2019 của Bộ trưởng Bộ Tài chính;\n\n" + articles(2, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm 2019."), "BỘ XÂY DỰNG")
    return [first, second]


def double_replace(i, rng):
    old = f"{serial(i)}/2018/TT-BTC"
    ends = lambda number, year: circular(number, f"10 tháng 4 năm {year}", "Quy định mẫu sổ", articles(2, f"1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 6 năm {year}.\n2. Thông tư này thay thế Thông tư số {old} ngày 20 tháng 8 năm 2018 của Bộ trưởng Bộ Tài chính."))
    return [circular(old, "20 tháng 8 năm 2018", "Quy định mẫu sổ cũ", articles(2, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 10 năm 2018.")), ends(f"{serial(i)}/2020/TT-BTC", 2020), ends(f"{serial(i)}/2021/TT-BTC", 2021)]


def duplicate_id(i, rng):
    make = lambda: decision(f"{serial(i)}/2019/QĐ-UBND", "14 tháng 4 năm 2019", "Quy định mức thu", "Điều 1. Phạm vi\n" + invented_words(rng) + "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký.", "Lào Cai")
    return [make(), make()]


def duplicate_content(i, rng):
    body = "Điều 1. Phạm vi\n" + invented_words(rng, 300) + "\n\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực thi hành kể từ ngày ký."
    return [decision(f"{serial(i)}/2020/QĐ-UBND", "14 tháng 4 năm 2020", "Quy định mức thu", body, "Lào Cai"), decision(f"{serial(i) + 30000}/2020/QĐ-UBND", "15 tháng 4 năm 2020", "Quy định mức thu", body, "Lào Cai")]


def orphan(i, rng):
    return ["ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
            f"Số: {serial(i)}/KH-UBND\nLào Cai, ngày 10 tháng 4 năm 2021\n\nKẾ HOẠCH\nTrồng cây đầu năm\n\n" + invented_words(rng, 20) + "\n\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"]


def target_expired(i, rng):
    old = f"{serial(i)}/2017/TT-BTC"
    named = f"Thông tư số {old} ngày 20 tháng 8 năm 2017 của Bộ trưởng Bộ Tài chính"
    return [circular(old, "20 tháng 8 năm 2017", "Quy định mẫu phiếu cũ", articles(2, "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 10 năm 2017.")),
            circular(f"{serial(i) + 30000}/2019/TT-BTC", "10 tháng 5 năm 2019", "Quy định mẫu phiếu", articles(2, f"1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2019.\n2. Thông tư này thay thế {named}.")),
            "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
            f"Số: {serial(i) + 30000}/KH-UBND\nLào Cai, ngày 10 tháng 4 năm 2022\n\nKẾ HOẠCH\nTriển khai {named}\n\nTriển khai {named}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau.\n1. Phát mẫu phiếu.\n\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"]


def programme(i, place_and_day, title, body, symbol="CTr", kind="CHƯƠNG TRÌNH"):
    return party_act("TỈNH ỦY LÀO CAI", f"{serial(i)}-{symbol}/TU", place_and_day, kind, title, body)


def overdue(i, rng):
    named = f"Chương trình số {serial(i)}-CTr/TU ngày 10 tháng 3 năm 2021 của Tỉnh ủy Lào Cai"
    return [programme(i, "Lào Cai, ngày 10 tháng 3 năm 2021", f"về việc {serial(i)}", "Các cấp ủy tổ chức thực hiện."),
            programme(i, f"Lào Cai, ngày 10 tháng {rng.randint(8, 12)} năm 2021", f"thực hiện {named} về việc {serial(i)}", f"Thực hiện {named}, Ban Thường vụ ban hành Kế hoạch.", "KH", "KẾ HOẠCH")]


def review_missing(i, rng):
    return [programme(i + 15000, "Lào Cai, ngày 10 tháng 3 năm 2012", f"về việc {serial(i)}", "Tỉnh ủy yêu cầu sơ kết 05 năm thực hiện Chương trình này.")]


def gap_level(i, rng):
    return ["ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
            f"Số: {serial(i) + 60000}/QĐ-UBND\nLào Cai, ngày 10 tháng 4 năm 2021\n\nQUYẾT ĐỊNH\nVề việc {serial(i)}\n\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phạm vi\nQuyết định này quy định việc lập sổ.\n\n"
            f"Điều 2. Tổ chức thực hiện\n1. Sở {rng.choice(['Tư pháp', 'Nội vụ', 'Y tế'])} xây dựng kế hoạch triển khai thực hiện Quyết định này.\n\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"]


def department_letters():
    """Later documents of the departments: the index holds what they issue."""
    return [f"UBND TỈNH LÀO CAI\nSỞ {name.upper()}\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nSố: 88{n}/KH-{symbol}\nLào Cai, ngày 15 tháng 6 năm 2024\n\nKẾ HOẠCH\nKiểm tra công tác {n}\n\n"
            f"Sở {name} xây dựng kế hoạch kiểm tra như sau.\n\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn Mẫu\n" for n, (name, symbol) in enumerate([("Tư pháp", "STP"), ("Nội vụ", "SNV"), ("Y tế", "SYT")])]


def gap_none(i, rng):
    return [party_act("BAN CHẤP HÀNH TRUNG ƯƠNG", f"{serial(i)}-NQ/TW", "Hà Nội, ngày 10 tháng 5 năm 2021", "NGHỊ QUYẾT", f"về việc {serial(i)}", "Các cấp ủy quán triệt, thực hiện.")]


#: Documents that hold the fault together; the finding stands at one of them.
CORPUS_KINDS = {"GRF-CYCLE": cycle, "GRF-DOUBLE-REPLACE": double_replace, "COR-DUP-ID": duplicate_id, "COR-DUP-CONTENT": duplicate_content, "LOC-ORPHAN": orphan, "IMP-TARGET-EXPIRED": target_expired,
                "IMP-OVERDUE": overdue, "IMP-REVIEW-MISSING": review_missing, "IMP-GAP-LEVEL": gap_level, "IMP-GAP-NONE": gap_none}
#: Who has to carry out the resolutions.
BODIES = ["Tỉnh ủy Lào Cai"]
