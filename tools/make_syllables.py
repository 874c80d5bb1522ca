#!/usr/bin/env python3
"""Counts the tokens of a directory of UTF-8 legal texts and writes corpus/text/syllables.tsv and corpus/text/syllable_pairs.tsv.

    make_syllables.py TEXTDIR corpus/text

The table of syllables is frozen: its row numbers are stored in every index (indexer/format/token_stream.h). Run it again only together
with a new schema version. Tokens are those of corpus/text/tokens.h: maximal runs of letters and digits of NFC text, lower
case, tone mark in its traditional place. Kept: what occurs at least 6 times and is short enough to be a syllable, an
abbreviation or a plain number; the rest is cheaper in the record that uses it.
"""
import collections, os, re, sys, unicodedata

NEW = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()
OLD = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
PLACE = dict(zip(NEW, OLD))
REPAIR = {0x1A2: "Ư", 0x1A3: "ư", 0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0xAD: None}
TOKEN = re.compile(r"[^\W_]+")
LISTED = re.compile(r"[0-9]{1,4}|[a-zđ0-9]{1,5}|(?=.*[^a-z0-9])[^0-9]{1,7}|[a-z]{1,7}")


def place_tone(word):
    if word[-2:] in PLACE and not (len(word) > 2 and word[-3] == "q"):
        return word[:-2] + PLACE[word[-2:]]
    return word


def fold(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("đ", "d")


def read_tokens(directory):
    placed = {}
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8", errors="replace") as file:
            text = unicodedata.normalize("NFC", file.read()).translate(REPAIR).lower()
        yield [placed.get(w) or placed.setdefault(w, place_tone(w)) for w in TOKEN.findall(text)]


def write_table(path, counts):
    rows = sorted((-n, w) for w, n in counts.items() if n >= 6 and LISTED.fullmatch(w) and max(w) < "\u1f00")[:8000]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Tokens of Vietnamese legal text by frequency; row number = id in the token streams of an index. Frozen:\n"
                  "# a change of any row needs a new schema version. Made by tools/make_syllables.py.\n# token\tcount\n")
        out.writelines(f"{w}\t{-n}\n" for n, w in rows)
    return {w: i for i, (_, w) in enumerate(rows)}


def write_pairs(path, pairs, rows):
    readings = collections.Counter(fold(w) for w in rows)
    ambiguous = {w for w in rows if readings[fold(w)] > 1}
    by_first = collections.defaultdict(list)
    for (a, b), n in pairs.items():
        if n >= 5 and a in rows and b in rows and (a in ambiguous or b in ambiguous) and not (a.isdigit() and b.isdigit()):
            by_first[rows[a]].append((rows[b], n))
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Adjacent tokens of Vietnamese legal text, where one of them has several readings without diacritics; for\n"
                  "# restoring diacritics in queries. Rows of syllables.tsv. Made by tools/make_syllables.py.\n"
                  "# first\tsecond:count second:count ...\n")
        for first, others in sorted(by_first.items()):
            out.write(f"{first}\t" + " ".join(f"{second}:{n}" for second, n in sorted(others)) + "\n")


def main(directory, out):
    counts, pairs = collections.Counter(), collections.Counter()
    for tokens in read_tokens(directory):
        counts.update(tokens)
        pairs.update(zip(tokens, tokens[1:]))
    rows = write_table(os.path.join(out, "syllables.tsv"), counts)
    write_pairs(os.path.join(out, "syllable_pairs.tsv"), pairs, rows)


main(*sys.argv[1:])
