#!/usr/bin/env python3
"""Makes the samples that are not plain text from corpus/samples/nguon (sources) into corpus/samples/van-ban.

The results are committed: building tracuu needs no Python. Run it again after a source has changed; the same sources give
the same bytes (no clock, fixed order). Word: DOCX with automatic numbering, header table, footnote, page break. Single-line
text as PDF extraction leaves it. TCVN3 and UTF-16 text. Word-exported .htm in windows-1252. PDF with an embedded font.
Akoma Ntoso. Bulk records in JSONL.
"""
import html, json, pathlib, re, struct, subprocess, unicodedata, zipfile, zlib

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "samples"
SOURCE, TARGET = SAMPLES / "nguon", SAMPLES / "van-ban"
FONT = pathlib.Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")  # package fonts-dejavu-core


def source(name):
    return (SOURCE / name).read_text(encoding="utf-8")


def single_line(name, target):
    text = re.sub(r"(?m)^(-+ Page \d+-+)$", r"\1", source(name))
    (TARGET / target).write_text(" ".join(text.split()) + "\n", encoding="utf-8")


def tcvn3(name, target):
    """Bytes of the ABC (TCVN3) fonts: precomposed lower-case letters of TCVN 5712, toned capitals as lower case."""
    out = bytearray()
    for character in unicodedata.normalize("NFC", source(name)):
        if ord(character) < 128:
            out += character.encode()
            continue
        if character not in "ĂÂÊÔƠƯĐ":
            character = character.lower()
        out += subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN"], input=character.encode(), capture_output=True, check=True).stdout
    (TARGET / target).write_bytes(bytes(out).replace(b"\n", b"\r\n"))


def utf16(name, target):
    (TARGET / target).write_bytes(b"\xff\xfe" + source(name).replace("\n", "\r\n").encode("utf-16-le"))


def word_htm(name, target):
    def entity(text):
        return "".join(c if ord(c) < 128 else (c if c in "ÁÀÂÃÉÈÊÍÌÓÒÔÕÚÙÝáàâãéèêíìóòôõúùý" else f"&#{ord(c)};") for c in text)

    body = "".join(f'<p class=MsoNormal style="text-align:justify"><span lang=VI>{entity(html.escape(line))}<o:p></o:p></span></p>\r\n'
                   for line in source(name).splitlines() if line)
    page = ('<html xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>\r\n'
            '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">\r\n<meta name=Generator content="Microsoft Word 11">\r\n'
            "<style><!-- p.MsoNormal {font-family:\"Times New Roman\";} --></style>\r\n</head>\r\n"
            f"<body lang=EN-US>\r\n<div class=Section1>\r\n{body}</div>\r\n</body></html>\r\n")
    (TARGET / target).write_bytes(page.encode("cp1252"))


# ---------------------------------------------------------------- DOCX
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LEVELS = {"#dieu": 0, "#khoan": 1, "#diem": 2}


def run(text):
    return "".join(f'<w:r><w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t></w:r>' + ("<w:r><w:br/></w:r>" if more else "")
                   for part, more in ((p, i < text.count("~")) for i, p in enumerate(text.split("~"))))


def paragraph(text, properties="", after=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text)}{after}</w:p>"


def docx(name, target):
    body, notes, table = [], [], []

    def end_table():
        if table:
            rows = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in table)
            body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
            table.clear()

    for line in source(name).splitlines():
        if line.startswith("| "):
            table.append([cell.strip() for cell in line[2:].split(" | ")])
            continue
        end_table()
        word, _, rest = line.partition(" ")
        note = re.search(r"\[\^(.+?)\]", line)
        if line == "---":
            body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        elif word in LEVELS:
            body.append(paragraph(rest, f'<w:numPr><w:ilvl w:val="{LEVELS[word]}"/><w:numId w:val="1"/></w:numPr>'))
        elif word == "=":
            body.append(paragraph(rest, '<w:jc w:val="center"/>'))
        elif note:
            notes.append(note.group(1))
            body.append(paragraph(line.replace(note.group(0), ""), after=f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'))
        else:
            body.append(paragraph(line))
    end_table()
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    parts = {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
                  for part, kind in (("document", "document.main"), ("numbering", "numbering"), ("footnotes", "footnotes"))) + "</Types>",
        "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
                  for i, kind in enumerate(("numbering", "footnotes"), 1)) + "</Relationships>",
        "word/document.xml": HEAD + f'<w:document {W}><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
        "word/numbering.xml": HEAD + f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        + level.format(0, "decimal", "Điều %1.") + level.format(1, "decimal", "%2.") + level.format(2, "lowerLetter", "%3)")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": HEAD + f'<w:footnotes {W}>' + "".join(f'<w:footnote w:id="{i}">{paragraph(n)}</w:footnote>' for i, n in enumerate(notes, 1)) + "</w:footnotes>",
    }
    with zipfile.ZipFile(TARGET / target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


# ---------------------------------------------------------------- PDF
def subset(font, used):
    """TrueType subset that keeps glyph numbers: outlines of unused glyphs are emptied. Returns (bytes, cmap, widths)."""
    count = struct.unpack(">H", font[4:6])[0]
    tables = {font[12 + 16 * i:16 + 16 * i].decode(): struct.unpack(">II", font[20 + 16 * i:28 + 16 * i]) for i in range(count)}
    table = {tag: font[offset:offset + length] for tag, (offset, length) in tables.items()}
    cmap = {}
    for i in range(struct.unpack(">H", table["cmap"][2:4])[0]):
        platform, encoding, offset = struct.unpack(">HHI", table["cmap"][4 + 8 * i:12 + 8 * i])
        if (platform, encoding) == (3, 10):
            groups = struct.unpack(">I", table["cmap"][offset + 12:offset + 16])[0]
            for g in range(groups):
                first, last, glyph = struct.unpack(">III", table["cmap"][offset + 16 + 12 * g:offset + 28 + 12 * g])
                for code in range(first, min(last, 0xFFFF) + 1):
                    cmap[code] = glyph + code - first
    glyphs = struct.unpack(">H", table["maxp"][4:6])[0]
    long_loca = struct.unpack(">h", table["head"][50:52])[0]
    loca = [struct.unpack(">I", table["loca"][4 * i:4 * i + 4])[0] if long_loca else 2 * struct.unpack(">H", table["loca"][2 * i:2 * i + 2])[0] for i in range(glyphs + 1)]
    keep, queue = {0}, [cmap[ord(c)] for c in used]
    while queue:  # composite glyphs need their components
        glyph = queue.pop()
        if glyph in keep:
            continue
        keep.add(glyph)
        data = table["glyf"][loca[glyph]:loca[glyph + 1]]
        if data and struct.unpack(">h", data[:2])[0] < 0:
            at, flags = 10, 0x20
            while flags & 0x20:
                flags, component = struct.unpack(">HH", data[at:at + 4])
                queue.append(component)
                at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
    glyf, new_loca = b"", []
    for glyph in range(glyphs):
        new_loca.append(len(glyf))
        if glyph in keep:
            glyf += table["glyf"][loca[glyph]:loca[glyph + 1]]
            glyf += b"\0" * (-len(glyf) % 4)
    new_loca.append(len(glyf))
    table["glyf"], table["loca"] = glyf, struct.pack(f">{glyphs + 1}I", *new_loca)
    table["head"] = table["head"][:8] + b"\0\0\0\0" + table["head"][12:50] + struct.pack(">h", 1) + table["head"][52:]
    hmetrics = struct.unpack(">H", table["hhea"][34:36])[0]
    units = struct.unpack(">H", table["head"][18:20])[0]
    widths = {g: round(1000 * struct.unpack(">H", table["hmtx"][4 * min(g, hmetrics - 1):4 * min(g, hmetrics - 1) + 2])[0] / units) for g in keep}
    tags = [t for t in ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep") if t in table]
    out, at = struct.pack(">IHHHH", 0x10000, len(tags), 128, 3, 16 * len(tags) - 128), 12 + 16 * len(tags)
    for tag in tags:
        padded = table[tag] + b"\0" * (-len(table[tag]) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        out += tag.encode() + struct.pack(">III", checksum, at, len(table[tag]))
        at += len(padded)
    return out + b"".join(table[t] + b"\0" * (-len(table[t]) % 4) for t in tags), cmap, widths


def pdf(name, target):
    pages = source(name).split("\\f\n")
    used = sorted(set("".join(pages)) - {"\n"})
    font, cmap, widths = subset(FONT.read_bytes(), used)
    objects = []

    def add(content, stream=None):
        if stream is not None:
            data = zlib.compress(stream, 9)
            content = content.replace(">>", f" /Length {len(data)} /Filter /FlateDecode >>").encode() + b"\nstream\n" + data + b"\nendstream"
        objects.append(content if isinstance(content, bytes) else content.encode())
        return len(objects)

    catalog, tree = add(""), add("")
    file = add(f"<< /Length1 {len(font)} >>", font)
    descriptor = add(f"<< /Type /FontDescriptor /FontName /AAAAAA+DejaVuSerif /Flags 4 /FontBBox [-770 -347 2105 1109] /ItalicAngle 0 /Ascent 939 /Descent -236 /CapHeight 729 /StemV 80 /FontFile2 {file} 0 R >>")
    width = " ".join(f"{g} [{w}]" for g, w in sorted(widths.items()))
    cid = add(f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+DejaVuSerif /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /W [{width}] /CIDToGIDMap /Identity >>")
    rows = [f"<{cmap[ord(c)]:04X}> <{ord(c):04X}>" for c in used]
    blocks = "".join(f"{len(rows[i:i + 100])} beginbfchar\n" + "\n".join(rows[i:i + 100]) + "\nendbfchar\n" for i in range(0, len(rows), 100))
    unicode_map = add("<< >>", ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                                + blocks + "endcmap end end").encode())
    face = add(f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+DejaVuSerif /Encoding /Identity-H /DescendantFonts [{cid} 0 R] /ToUnicode {unicode_map} 0 R >>")
    kids = []
    for text in pages:
        lines = "".join("<" + "".join(f"{cmap[ord(c)]:04X}" for c in line) + "> Tj T*\n" for line in text.splitlines())
        content = add("<< >>", f"BT /F1 10 Tf 15 TL 56 780 Td\n{lines}ET".encode())
        kids.append(add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 {face} 0 R >> >> /Contents {content} 0 R >>"))
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects[tree - 1] = f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>".encode()
    out, offsets = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for i, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{i} 0 obj\n".encode() + content + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{o:010d} 00000 n \n" for o in offsets)
    (TARGET / target).write_bytes(out + table.encode() + f"trailer << /Size {len(objects) + 1} /Root {catalog} 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode())


# ---------------------------------------------------------------- Akoma Ntoso, JSONL
AKN = [("Phạm vi điều chỉnh", ["Nghị định này quy định việc thực hiện thủ tục hành chính tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia."]),
       ("Tiếp nhận không phụ thuộc địa giới", ["Người dân được nộp hồ sơ tại bất kỳ Bộ phận Một cửa nào trong phạm vi cấp tỉnh.",
        "Hồ sơ trực tuyến thực hiện theo quy định tại Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử."]),
       ("Hiệu lực thi hành", ["Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.",
        "Nghị định này thay thế Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính và Nghị định số 107/2021/NĐ-CP ngày 06 tháng 12 năm 2021 của Chính phủ."])]


def akoma_ntoso(target):
    articles = ""
    for number, (heading, clauses) in enumerate(AKN, 1):
        inner = "".join(f'<paragraph eId="art_{number}__para_{i}"><num>{i}.</num><content><p>{c}</p></content></paragraph>' for i, c in enumerate(clauses, 1)) \
            if len(clauses) > 1 else f"<content><p>{clauses[0]}</p></content>"
        articles += f'<article eId="art_{number}"><num>Điều {number}.</num><heading>{heading}</heading>{inner}</article>\n'
    preface = "".join(f"<p>{p}</p>" for p in ("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"))
    preface += ('<p>Số: <docNumber>118/2025/NĐ-CP</docNumber></p><p>Hà Nội, ngày <docDate date="2025-06-09">09 tháng 6 năm 2025</docDate></p><p><docType>NGHỊ ĐỊNH</docType></p>'
                "<p><docTitle>Về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia</docTitle></p>")
    basis = "".join(f"<p>{p}</p>" for p in ("Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;", "Theo đề nghị của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ;",
                                            "Chính phủ ban hành Nghị định về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông."))
    (TARGET / target).write_text(HEAD + '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">\n<act name="nd">\n<meta><identification source="#tracuu"><FRBRWork>'
        '<FRBRthis value="/akn/vn/act/nd/cp/2025-06-09/118/!main"/><FRBRuri value="/akn/vn/act/nd/cp/2025-06-09/118"/><FRBRdate date="2025-06-09" name="Generation"/>'
        '<FRBRauthor href="#cp"/><FRBRcountry value="vn"/></FRBRWork></identification></meta>\n'
        f"<preface>{preface}</preface>\n<preamble>{basis}</preamble>\n<body>\n{articles}</body>\n<conclusions><p>TM. CHÍNH PHỦ</p><p>THỦ TƯỚNG</p><p>Phạm Minh Chính</p></conclusions>\n</act>\n</akomaNtoso>\n", encoding="utf-8")


LAWS = [
    ("51/2005/qh11", "Luật số 51/2005/QH11 Luật Giao dịch điện tử", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định về giao dịch điện tử trong hoạt động của cơ quan nhà nước; trong lĩnh vực dân sự, kinh doanh, thương mại."),
        ("9", "Giá trị pháp lý của thông điệp dữ liệu", "Thông tin trong thông điệp dữ liệu không bị phủ nhận giá trị chỉ vì thể hiện dưới dạng điện tử."),
        ("53", "Hiệu lực thi hành", "Luật này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2006.")]),
    ("20/2023/qh15", "Luật số 20/2023/QH15 Luật Giao dịch điện tử", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định việc thực hiện giao dịch bằng phương tiện điện tử."),
        ("8", "Giá trị pháp lý của thông điệp dữ liệu", "1. Thông điệp dữ liệu có giá trị như bản gốc khi bảo đảm tính toàn vẹn.\n2. Trường hợp pháp luật yêu cầu bản giấy thì thực hiện theo quy định tại khoản 1 Điều này."),
        ("52", "Hiệu lực thi hành", "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2024.\n2. Luật Giao dịch điện tử số 51/2005/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.")]),
    ("67/2006/qh11", "Luật số 67/2006/QH11 Luật Công nghệ thông tin", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định về hoạt động ứng dụng và phát triển công nghệ thông tin."),
        ("26", "Ứng dụng trong cơ quan nhà nước", "Cơ quan nhà nước ứng dụng công nghệ thông tin để rút ngắn thời gian giải quyết công việc của người dân; chữ ký điện tử thực hiện theo Luật Giao dịch điện tử.")]),
    ("80/2015/qh13", "Luật số 80/2015/QH13 Luật Ban hành văn bản quy phạm pháp luật", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định nguyên tắc, thẩm quyền, trình tự xây dựng và ban hành văn bản quy phạm pháp luật."),
        ("121", "Thẩm định dự thảo nghị quyết của Hội đồng nhân dân cấp tỉnh", "1. Sở Tư pháp thẩm định dự thảo trước khi trình.\n2. Hồ sơ gồm tờ trình và dự thảo.\n3. Nội dung thẩm định tập trung vào tính hợp hiến, hợp pháp.\n4. Báo cáo thẩm định gửi trong thời hạn 15 ngày."),
        ("172", "Hiệu lực thi hành", "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2016.\n2. Luật Ban hành văn bản quy phạm pháp luật số 17/2008/QH12 và Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân số 31/2004/QH11 hết hiệu lực kể từ ngày Luật này có hiệu lực.")]),
    ("77/2015/qh13", "Luật số 77/2015/QH13 Luật Tổ chức chính quyền địa phương", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định về đơn vị hành chính và tổ chức của chính quyền địa phương ở các đơn vị hành chính."),
        ("142", "Hiệu lực thi hành", "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2016.")]),
    ("72/2025/qh15", "Luật số 72/2025/QH15 Luật Tổ chức chính quyền địa phương", [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định về tổ chức chính quyền địa phương hai cấp: cấp tỉnh và cấp xã."),
        ("54", "Hiệu lực thi hành", "1. Luật này có hiệu lực thi hành từ ngày 16 tháng 6 năm 2025.\n2. Luật Tổ chức chính quyền địa phương số 65/2025/QH15 hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành.")]),
]


def jsonl(target):
    with open(TARGET / target, "w", encoding="utf-8", newline="\n") as out:
        for number, title, articles in LAWS:
            for article, heading, text in articles:
                record = {"_id": f"{number.replace('/', '-')}_{article}", "title": heading, "text": f"Điều {article}. {heading}\n{text}",
                          "doc_number": number, "doc_title": title, "article": article}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")


single_line("57-CTr-TU-2023.txt", "can-tho/57-CTr-TU-2023.txt")
tcvn3("27-CTr-TU-Soc-Trang-2008.txt", "dia-phuong/27-CTr-TU-Soc-Trang-2008.txt")
word_htm("09-KH-UBND-Soc-Trang-2009.txt", "dia-phuong/09-KH-UBND-Soc-Trang-2009.htm")
utf16("30-CTr-TU-Hau-Giang-2008.txt", "dia-phuong/30-CTr-TU-Hau-Giang-2008.txt")
docx("45-2020-ND-CP.txt", "thu-tuc-dien-tu/45-2020-ND-CP.docx")
docx("77-NQ-CP-2023.txt", "chinh-phu/77-NQ-CP-2023.docx")
docx("97-KH-UBND-Can-Tho-2023.txt", "can-tho/97-KH-UBND-Can-Tho-2023.docx")
pdf("468-QD-TTg-2021.txt", "thu-tuc-dien-tu/468-QD-TTg-2021.pdf")
akoma_ntoso("thu-tuc-dien-tu/118-2025-ND-CP.xml")
jsonl("luat/luat.jsonl")
