#!/usr/bin/env python3
"""Plants faults of known kinds into copies of documents and measures what `tracuu check` finds of them.

    tools/plant.py --tracuu build/query/tracuu --db DB --folder FOLDER [--plants 500] [--seed 7]

Each plant is one sentence put before the last article (or a basis put before the last "Căn cứ") of a text. Recall of a rule
is the share of its plants that it reports at the plant's place; the difference of a planted and a clean copy should hold
nothing else. The sentences differ from those of the rules' tests.
"""
import argparse, collections, json, os, random, re, subprocess, sys, tempfile

DECREES = [("15/2020/NĐ-CP", "03 tháng 02 năm 2020"), ("30/2020/NĐ-CP", "05 tháng 3 năm 2020"), ("61/2018/NĐ-CP", "23 tháng 4 năm 2018"), ("34/2016/NĐ-CP", "14 tháng 5 năm 2016"),
           ("45/2020/NĐ-CP", "08 tháng 4 năm 2020"), ("154/2020/NĐ-CP", "31 tháng 12 năm 2020"), ("63/2010/NĐ-CP", "08 tháng 6 năm 2010")]
PARTY = [("27-NQ/TW", "21 tháng 5 năm 2018", "XII"), ("26-NQ/TW", "19 tháng 5 năm 2018", "XII"), ("18-NQ/TW", "25 tháng 10 năm 2017", "XII"), ("19-NQ/TW", "25 tháng 10 năm 2017", "XII")]


def other_day(day, rng):
    d, rest = day.split(" ", 1)
    return f"{(int(d) % 27) + 1:02d} {rest}"


def plant(kind, rng):
    """The planted sentence."""
    number, day = rng.choice(DECREES)
    party, party_day, term = rng.choice(PARTY)
    year = number.split("/")[1]
    return {
        "CIT-TYPE-MISMATCH": lambda: f"Cơ quan chủ trì áp dụng Thông tư số {number} ngày {day} khi xử lý hồ sơ.",
        "CIT-ISSUER-MISMATCH": lambda: f"Cơ quan chủ trì áp dụng Nghị định số {number} ngày {day} của {rng.choice(['Thủ tướng Chính phủ', 'Quốc hội', 'Bộ Tài chính'])} khi xử lý hồ sơ.",
        "CIT-DATE-MISMATCH": lambda: f"Cơ quan chủ trì áp dụng Nghị định số {number} ngày {other_day(day, rng)} của Chính phủ khi xử lý hồ sơ.",
        "CIT-DATE-IMPOSSIBLE": lambda: f"Cơ quan chủ trì áp dụng Nghị định số {number} ngày {rng.choice(['31 tháng 4', '30 tháng 02', '31 tháng 9', '32 tháng 5', '12 tháng 13'])} năm {year} của Chính phủ khi xử lý hồ sơ.",
        "CIT-YEAR-MISMATCH": lambda: f"Cơ quan chủ trì áp dụng Quyết định số {rng.randint(4000, 9000)}/2012/QĐ-BTC ngày {rng.randint(10, 28)} tháng {rng.randint(3, 11)} năm 2014 khi xử lý hồ sơ.",
        "CIT-TERM-MISMATCH": lambda: f"Cơ quan chủ trì quán triệt Nghị quyết số {party} ngày {party_day} của Ban Chấp hành Trung ương Đảng khóa {rng.choice(['IX', 'X', 'XI'])} trong đơn vị.",
        "CIT-MALFORMED": lambda: "Cơ quan chủ trì áp dụng Nghị định số " + rng.choice([number.replace("NĐ-CP", "ND-CP"), number.replace("NĐ-CP", "NĐCP"), number.replace("/NĐ", "NĐ")]) + f" ngày {day} của Chính phủ khi xử lý hồ sơ.",
        "CIT-PIN-LETTER": lambda: f"Cơ quan chủ trì áp dụng điểm {rng.choice('fjwz')} khoản {rng.randint(1, 4)} Điều {rng.randint(2, 9)} Nghị định số {number} ngày {day} của Chính phủ khi xử lý hồ sơ.",
        "CIT-MISSING-NUMBER": lambda: f"Cơ quan chủ trì áp dụng Nghị định {rng.randint(731, 989)} khi xử lý hồ sơ.",
        "CIT-REPEALED": lambda: "Cơ quan chủ trì áp dụng quy định tại Luật Đất đai số 13/2003/QH11 khi xử lý hồ sơ.",
        "BAS-EXPIRED": lambda: rng.choice(["Căn cứ Luật Đất đai số 13/2003/QH11 ngày 26 tháng 11 năm 2003;", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 17/2008/QH12 ngày 03 tháng 6 năm 2008;"]),
        "BAS-NON-NORMATIVE": lambda: f"Căn cứ Công văn số {rng.randint(100, 4000)}/BTC-NSNN ngày {rng.randint(10, 28)} tháng 3 năm 2015 của Bộ Tài chính;",
        "BAS-PARTY-IN-STATE": lambda: f"Căn cứ Nghị quyết số {party} ngày {party_day} của Ban Chấp hành Trung ương;",
    }[kind]()


KINDS = ["CIT-TYPE-MISMATCH", "CIT-ISSUER-MISMATCH", "CIT-DATE-MISMATCH", "CIT-DATE-IMPOSSIBLE", "CIT-YEAR-MISMATCH", "CIT-TERM-MISMATCH", "CIT-MALFORMED", "CIT-PIN-LETTER", "CIT-MISSING-NUMBER",
         "CIT-REPEALED", "BAS-EXPIRED", "BAS-NON-NORMATIVE", "BAS-PARTY-IN-STATE"]


def place(text, kind):
    """Where the sentence goes: (offset, before, after); nothing where the text has no such place."""
    if kind.startswith("BAS"):
        bases = [m.start() for m in re.finditer(r"^Căn cứ ", text, re.M)]
        articles = re.search(r"^Điều 1\b", text, re.M)
        bases = [b for b in bases if articles and b < articles.start()]
        return (bases[-1], "", "\n") if len(bases) >= 2 else None
    articles = [m.start() for m in re.finditer(r"^Điều \d+\b", text, re.M)]
    return (articles[-1], "", "\n\n") if len(articles) >= 2 else None


def check(options, paths):
    """Findings of files, by file."""
    found = collections.defaultdict(list)
    for i in range(0, len(paths), 200):
        run = subprocess.run([options.tracuu, "--db", options.db, "check", *paths[i:i + 200], "-f", "jsonl", "--fail-on", "never"], capture_output=True, text=True)
        for line in run.stdout.splitlines():
            finding = json.loads(line)
            found[finding["source"]].append(finding)
    return found


def main():
    parser = argparse.ArgumentParser()
    for name in ("tracuu", "db", "folder"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--plants", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = {}
    for name in sorted(os.listdir(options.folder)):
        with open(os.path.join(options.folder, name), encoding="utf-8", errors="replace") as file:
            text = file.read()
        year = re.search(r"ngày \d+ tháng \d+ năm (20\d\d)", text[:2500])
        # State norms issued since mid-2018, neither huge nor torn.
        if len(text) < 60000 and re.search(r"[Ss]ố: *\d+/20\d\d/(QĐ|TT|NĐ|NQ)", text[:2500]) and year and int(year.group(1)) >= 2021 and "hợp nhất" not in text[:800].lower():
            texts[name] = text
    names = sorted(texts)
    with tempfile.TemporaryDirectory() as folder:
        planted, clean = [], {}
        for kind in options.kinds.split(","):
            usable = [n for n in names if place(texts[n], kind)]
            for i in range(options.plants):
                name = rng.choice(usable)
                sentence = plant(kind, rng)
                at, before, after = place(texts[name], kind)
                path = os.path.join(folder, f"{kind}-{i:04d}-{name}")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(texts[name][:at] + before + sentence + after + texts[name][at:])
                planted.append((kind, name, path, len((texts[name][:at] + before).encode()), len(sentence.encode())))
        for name in names:
            clean[name] = os.path.join(folder, "clean-" + name)
            with open(clean[name], "w", encoding="utf-8") as file:
                file.write(texts[name])
        before = check(options, list(clean.values()))
        after = check(options, [p[2] for p in planted])
        hits, misses, extra, new = collections.Counter(), collections.defaultdict(list), collections.Counter(), 0
        for kind, name, path, at, size in planted:
            known = collections.Counter((f["rule"], f["cited"]) for f in before[clean[name]])
            at_place = [f for f in after[path] if at <= f["start"] < at + size or at <= f["end"] - 1 < at + size]
            hit = any(f["rule"] == kind for f in at_place)
            hits[kind] += hit
            if not hit:
                misses[kind].append((path, [f["rule"] for f in at_place]))
            for finding in after[path]:
                key = (finding["rule"], finding["cited"])
                if known[key] > 0:
                    known[key] -= 1
                    continue
                new += 1
                if finding not in at_place:
                    extra[finding["rule"]] += 1
        for kind in options.kinds.split(","):
            print(f"{kind}\t{hits[kind]}/{options.plants}\t{hits[kind] / options.plants:.3f}")
            for path, rules in misses[kind][:3]:
                print("   missed:", os.path.basename(path), rules, file=sys.stderr)
        print(f"difference: {new} new findings, {new - sum(extra.values())} at plants ({(new - sum(extra.values())) / max(new, 1):.3f}); elsewhere: {dict(extra)}")


if __name__ == "__main__":
    main()
